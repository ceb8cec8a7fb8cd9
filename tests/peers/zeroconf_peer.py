"""python3-zeroconf as a peer: 'browse TYPE' prints what it finds, 'register NAME TYPE PORT ADDRESS' announces until its input ends."""

import socket
import sys

from zeroconf import ServiceBrowser, ServiceInfo, Zeroconf


class Printer:
    def __init__(self):
        self.known = set()

    def add_service(self, zc, kind, name):
        info = zc.get_service_info(kind, name, 10000)
        if info is None:
            return
        text = {k.decode(): (v or b"").decode() for k, v in info.properties.items()}
        print("+", name, info.server, info.port, sorted(info.parsed_addresses()), sorted(text.items()), flush=True)

    def update_service(self, zc, kind, name):
        pass

    def remove_service(self, zc, kind, name):
        print("-", name, flush=True)


zc = Zeroconf()
if sys.argv[1] == "browse":
    browser = ServiceBrowser(zc, sys.argv[2] + ".local.", Printer())
    print("browsing", flush=True)
else:
    _, _, name, kind, port, address = sys.argv
    info = ServiceInfo(
        kind + ".local.",
        name + "." + kind + ".local.",
        addresses=[socket.inet_aton(address)],
        port=int(port),
        properties={"serial": "from python"},
        server="python.local.",
    )
    zc.register_service(info)
    print("registered", flush=True)
sys.stdin.read()
zc.unregister_all_services()
zc.close()
