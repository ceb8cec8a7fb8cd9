#!/usr/bin/env python3
"""A container that talks to a board through a serial portal: finds it by its serial number, and says something.

    portal_client.py HOST PORTAL_PORT SERIAL

Prints the URL, and what the board answered. Exit code 1 when the portal has no such board: another one is never taken.
"""
import json
import sys
import urllib.request

import serial


def discover(host, port):
    """The running shares, as the portal lists them."""
    with urllib.request.urlopen(f"http://{host}:{port}/api/discover", timeout=5) as answer:
        return json.load(answer)["devices"]


def main():
    host, port, wanted = sys.argv[1:4]
    urls = [d["url"] for d in discover(host, port) if d["serial"] == wanted]
    if not urls:
        sys.exit(1)
    print(urls[0], flush=True)
    with serial.serial_for_url(urls[0], baudrate=115200, timeout=30) as board:
        board.write(b"who\n")
        print(board.readline().decode().strip())


main()
