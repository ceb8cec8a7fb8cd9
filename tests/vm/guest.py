"""What the proof asks inside the virtual machine: prints one line of JSON. Runs with Debian's Python alone."""
import json
import os
import pathlib
import select
import selectors
import socket
import struct
import subprocess
import sys
import time
import urllib.request

DATA = pathlib.Path("/var/lib/private/gantry")


def devices():
    """The port book."""
    book = DATA / "ports.json"
    return json.loads(book.read_text()).get("devices", []) if book.exists() else []


def usable():
    """Ports whose device is there: they let a client in, or say that another one has it. All are asked at once."""
    good = set()
    waiting = selectors.DefaultSelector()
    for port in sorted(d["port"] for d in devices()):
        client = socket.socket()
        client.settimeout(2)
        try:
            client.connect(("127.0.0.1", port))
        except OSError:
            continue
        good.add(port)
        waiting.register(client, selectors.EVENT_READ, port)
    end = time.monotonic() + 1
    while waiting.get_map() and (left := end - time.monotonic()) > 0:
        for key, _ in waiting.select(left):
            try:
                said = key.fileobj.recv(400)
            except OSError:
                said = b""
            if b"\xff" not in said and b"in use" not in said and b"has the port" not in said:
                good.discard(key.data)
            waiting.unregister(key.fileobj)
            key.fileobj.close()
    for key in list(waiting.get_map().values()):
        key.fileobj.close()
    return sorted(good)


def main_pid():
    return int(subprocess.run(["systemctl", "show", "-p", "MainPID", "--value", "gantry"], capture_output=True, text=True).stdout)


def open_ttys(pid):
    """The USB ttys that the service has open."""
    found = set()
    for fd in pathlib.Path(f"/proc/{pid}/fd").iterdir():
        try:
            path = os.readlink(fd)
        except OSError:
            continue
        if path.startswith("/dev/ttyUSB") or path.startswith("/dev/ttyACM"):
            found.add(path[5:])
    return found


def word(message):
    """Who says what of which USB tty."""
    who, texts = "kernel", message
    if message.startswith(b"libudev\0"):
        start, length = struct.unpack_from("=II", message, 16)
        who, texts = "udev", message[start : start + length]
    said = dict(t.split(b"=", 1) for t in texts.split(b"\0") if b"=" in t)
    name = said.get(b"DEVNAME", b"").decode().removeprefix("/dev/")
    is_tty = said.get(b"SUBSYSTEM") == b"tty" and name[:6] in ("ttyUSB", "ttyACM")
    return who, said.get(b"ACTION", b"").decode() if is_tty else "", name


def watch(count, limit):
    """Watches until so many new ttys are open in the service: when the kernel and udev told each, and when it was open."""
    news = socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, 15)
    news.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 21)
    news.bind((0, 3))
    news.setblocking(False)
    pid, seen = main_pid(), {}
    before = open_ttys(pid)
    print(json.dumps("watching"), flush=True)
    end = time.time() + limit
    while time.time() < end and sum("open" in s for s in seen.values()) < count:
        # All that was said, before the next look: a slow look must not make the words old.
        while select.select([news], [], [], 0.03)[0]:
            who, action, name = word(news.recv(16384))
            if action == "add" and who not in seen.get(name, {}):
                seen.setdefault(name, {})[who] = time.time()
            elif action == "remove" and who == "kernel":
                seen.pop(name, None)
                before.discard(name)
        now = open_ttys(pid)
        before &= now
        for name in now - before:
            if name in seen:
                seen[name].setdefault("open", time.time())
    return {
        name: {to: round(s[to] - s["kernel"], 3) for to in ("udev", "open") if to in s}
        for name, s in seen.items()
        if "kernel" in s
    }


def hold(port):
    """Stays connected, tells that it is, and then when the share closes the connection."""
    client = socket.create_connection(("127.0.0.1", port))
    print(json.dumps({"connected": time.time()}), flush=True)
    client.settimeout(120)
    said = b""
    while part := client.recv(4096):
        said += part
    return {"closed": time.time(), "said": said.decode(errors="replace")[-300:]}


def talk(port):
    """Sets a rate no standard table has, writes a line, and gives back what the device answers."""
    import serial

    with serial.serial_for_url(f"rfc2217://127.0.0.1:{port}", 250000, timeout=20) as far:
        far.write(b"M105\n")
        return far.read_until(b"\n").decode()


def told(port):
    """The words with which the share turns a client away."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        try:
            return client.recv(1000).decode(errors="replace")
        except OSError:
            return ""


def web(address):
    """What a page answers: its status."""
    with urllib.request.urlopen(f"http://127.0.0.1:{address}", timeout=60) as answer:
        return answer.status


def page(address):
    """What a page says."""
    with urllib.request.urlopen(f"http://127.0.0.1:{address}", timeout=60) as answer:
        return answer.read().decode()


def call(method, path, body=None, **more):
    """Asks the server's API as the machine's own command line does."""
    headers = {"Authorization": f"Bearer {key()}", "Content-Type": "application/json", **more}
    request = urllib.request.Request(f"http://127.0.0.1:8080/fleet/v1{path}", body, headers, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or b"null")


def share_with_the_network():
    """Lets the server's shares be reached from outside the machine, as a person would in the settings."""
    match = {"If-Match": f'"{call("GET", "/settings")["version"]}"'}
    return call("PATCH", "/settings", b'{"sharing": {"bind": "network"}}', **match)["sharing"]["bind"]


def remove_printers():
    """Takes all printers away, so that their devices are shared again."""
    for printer in call("GET", "/printers")["items"]:
        call("DELETE", f"/printers/{printer['id']}")


def key():
    """The key of the server that runs here."""
    return (DATA / "local.key").read_text().split()[1]


def rights():
    """As whom the service runs, and what it may do."""
    status = pathlib.Path(f"/proc/{main_pid()}/status").read_text()
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    return {"user": int(fields["Uid"].split()[0]), "capabilities": int(fields["CapEff"], 16), "bound": int(fields["CapBnd"], 16)}


def memory():
    """The service's memory in kB, and how many files and threads it has."""
    pid = main_pid()
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    rss = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return {"rss": rss, "files": len(list(pathlib.Path(f"/proc/{pid}/fd").iterdir())), "threads": len(list(pathlib.Path(f"/proc/{pid}/task").iterdir()))}


def files():
    """Every file of the system, without those that change by themselves."""
    skip = ("/proc", "/sys", "/dev", "/run", "/tmp", "/mnt", "/root", "/opt", "/var/log", "/var/tmp", "/var/cache", "/var/lib/dpkg",
            "/var/lib/systemd", "/usr/share/dotnet", "/etc/ld.so.cache")
    found = []
    for folder, folders, names in os.walk("/"):
        folders[:] = [f for f in folders if os.path.join(folder, f) not in skip]
        found += [os.path.join(folder, n) for n in names + folders]
    helper = pathlib.Path("/var/lib/systemd/deb-systemd-helper-enabled")
    return sorted(set(found) - set(skip) | {str(p) for p in helper.rglob("*")})


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    answer = globals()[verb](*(int(r) if r.isdigit() else r for r in rest))
    if answer is not None:
        print(json.dumps(sorted(answer) if isinstance(answer, set) else answer), flush=True)
