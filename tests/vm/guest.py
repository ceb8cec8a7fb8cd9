"""What the proof asks inside the virtual machine: prints one line of JSON. Runs with Debian's Python alone."""
import json
import pathlib
import re
import socket
import subprocess
import sys
import time

BOOK = pathlib.Path("/var/lib/private/gantry/ports.json")


def journal(unit):
    """Lines of a unit ("" for the kernel's) of this boot, with their times in seconds."""
    source = ["-k"] if not unit else ["-u", unit]
    text = subprocess.run(
        ["journalctl", "-b", *source, "-o", "short-unix", "--no-pager"], capture_output=True, text=True
    ).stdout
    return [(float(m[1]), m[2]) for m in re.finditer(r"^(\d+\.\d+) (.*)$", text, re.M)]


def numbers():
    """Which device has which port: by serial number, else by socket."""
    devices = json.loads(BOOK.read_text()).get("devices", []) if BOOK.exists() else []
    return {d.get("serial") or d.get("socket") or d["name"]: d["port"] for d in devices}


def ports():
    """All ports of the book; of two devices with one serial number both."""
    return sorted(d["port"] for d in json.loads(BOOK.read_text())["devices"]) if BOOK.exists() else []


def usable():
    """Ports whose device is there: they let a client in, or say that another one has it."""
    good = []
    for port in ports():
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=2) as client:
                client.settimeout(0.3)
                try:
                    said = client.recv(100)
                    if b"\xff" in said or b"is in use" in said:
                        good.append(port)
                except TimeoutError:
                    good.append(port)
        except OSError:
            pass
    return good


def delays():
    """Seconds from the kernel's word of a new tty to Gantry's word that it is shared, for each tty's last plugging."""
    new = {}
    for when, text in journal(""):
        if m := re.search(r"(?:attached to |: )(tty(?:USB|ACM)\d+)(?:: USB ACM device|$)", text):
            new[m[1]] = when
    shared = {}
    for when, text in journal("gantry"):
        if m := re.search(r"rfc2217://\S+ /dev/(tty\w+)$", text):
            shared[m[1]] = when
    return {name: round(shared[name] - new[name], 3) for name in new if name in shared}


def hold(port):
    """Stays connected, tells that it is, and then when the share closes the connection."""
    client = socket.create_connection(("127.0.0.1", port))
    print(json.dumps({"connected": time.time()}), flush=True)
    client.settimeout(60)
    while client.recv(4096):
        pass
    print(json.dumps({"closed": time.time()}), flush=True)


def talk(port):
    """Sets a rate no standard table has, writes a line, and gives back what the device answers."""
    import serial

    with serial.serial_for_url(f"rfc2217://127.0.0.1:{port}", 250000, timeout=20) as far:
        far.write(b"M105\n")
        return far.read_until(b"\n").decode()


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    answer = globals()[verb](*map(int, rest))
    if answer is not None:
        print(json.dumps(answer))
