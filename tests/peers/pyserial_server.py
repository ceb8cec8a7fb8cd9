#!/usr/bin/env python3
"""pySerial's RFC 2217 server, as pySerial's users run it: one port, one client after another.

    pyserial_server.py DEVICE [PORT]

Prints the TCP port it listens on. It needs modem lines: run it in the vmodem rig on a pty.
"""
import logging
import os
import socket
import sys
import threading
import time

import serial
import serial.rfc2217


class Session:
    """One client: what it sends goes through pySerial's PortManager."""

    def __init__(self, port, client):
        self.port = port
        self.client = client
        self.sending = threading.Lock()
        self.alive = True
        self.manager = serial.rfc2217.PortManager(port, self)

    def write(self, data):
        """PortManager's way to the client, and the device's."""
        with self.sending:
            self.client.sendall(data)

    def forward_device(self):
        while self.alive:
            data = self.port.read(self.port.in_waiting or 1)
            if data:
                try:
                    self.write(b"".join(self.manager.escape(data)))
                except OSError:
                    return

    def poll_lines(self):
        while self.alive:
            self.manager.check_modem_lines()
            time.sleep(1)

    def run(self):
        reader = threading.Thread(target=self.forward_device, daemon=True)
        reader.start()
        threading.Thread(target=self.poll_lines, daemon=True).start()
        try:
            while data := self.client.recv(4096):
                self.port.write(b"".join(self.manager.filter(data)))
        except OSError as error:
            logging.warning("%s", error)
        finally:
            self.alive = False
            self.client.close()
            reader.join()


def main(make_port=serial.serial_for_url):
    port = make_port(sys.argv[1], do_not_open=True)
    # As the script in pySerial's examples has it; the next client waits for the end of such a read.
    port.timeout = 3
    port.dtr = port.rts = False
    port.open()
    before = port.get_settings()
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0))
    listener.listen(1)
    print(listener.getsockname()[1], flush=True)
    while True:
        client, _ = listener.accept()
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        port.rts = port.dtr = True
        Session(port, client).run()
        port.dtr = port.rts = False
        port.apply_settings(before)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        os._exit(0)
