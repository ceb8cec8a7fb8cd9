#!/usr/bin/env python3
"""Proves hot-plug, the port book and the service on real kernel drivers, udev and systemd, in a virtual machine.

usage: tests/vm/prove.py GANTRY.deb [--keep]

Needs what tests/rigs/usb-vm/README.md lists, and builds its machine (root, some 3 minutes) when there is none. The .NET
runtime of this machine is copied into the virtual one. --keep leaves it running. The last line says how many checks held.
"""
import json
import os
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
RIG = HERE.parent / "rigs" / "usb-vm" / "vm.sh"
HOME = pathlib.Path(os.environ.get("VM_HOME", pathlib.Path.home() / ".cache" / "usb-vm"))

# The chips that the fleet meets: name, serial number (- for none), model, USB port.
DEVICES = (
    [(f"acm{i}", f"ACM{i}", "acm", i) for i in range(1, 4)]
    + [(f"marlin{i}", f"MARLIN{i}", "marlin-acm", i) for i in range(4, 6)]
    + [(f"esp{i}", f"ESP{i}", "esp32s3", i) for i in range(6, 8)]
    + [(f"ftdi{i}", f"FTDI{i}", "ftdi", i) for i in range(8, 10)]
    + [("twin1", "0001", "cp2102", 10), ("twin2", "0001", "cp2102", 11), ("cp3", "CP3", "cp2102", 12)]
    + [(f"ch{i}", "-", "ch340", i) for i in range(13, 16)]
)

results = []


def check(what, good, detail=""):
    results.append(bool(good))
    print(f"{'ok    ' if good else 'FAILED'} {what}{': ' if detail != '' else ''}{detail}", flush=True)


def vm(*arguments, port=None):
    env = {**os.environ, **({"USBPORT": str(port)} if port else {})}
    done = subprocess.run([RIG, *arguments], capture_output=True, text=True, env=env)
    if done.returncode:
        raise SystemExit(f"vm.sh {' '.join(arguments)}: {done.stdout}{done.stderr}")
    return done.stdout.strip()


def guest(*arguments):
    return json.loads(vm("ssh", "python3", "/opt/guest.py", *map(str, arguments)))


def plug(device):
    name, serial, model, port = device
    vm("plug", name, serial, model, port=port)


def until(condition, limit):
    """Asks until it holds; the seconds it took, or None."""
    begin = time.monotonic()
    while time.monotonic() - begin < limit:
        if condition():
            return round(time.monotonic() - begin, 1)
        time.sleep(0.5)
    return None


def install(deb):
    runtime = pathlib.Path(shutil.which("dotnet")).resolve().parent
    vm("copy", *(str(runtime / part) for part in ("dotnet", "host", "shared")), "/usr/share/dotnet")
    vm("copy", str(deb), "/tmp")
    vm("copy", str(HERE / "guest.py"), "/opt")
    vm("ssh", f"ln -sf /usr/share/dotnet/dotnet /usr/bin/dotnet; dpkg -i /tmp/{deb.name}")
    check("the package's service runs", until(lambda: "ActiveState=active" in status(), 120) is not None)
    vm("ssh", "gantry service install --share-only --program /usr/bin/gantry")
    check("'gantry service install --share-only' runs", "ActiveState=active" in status())
    check("it is not root", vm("ssh", "ps -o user= -C dotnet").strip() not in ("", "root"))


def status():
    return vm("ssh", "gantry service status || true")


def all_shared(count):
    return until(lambda: len(guest("usable")) == count, 120)


def fifteen_devices():
    for device in DEVICES:
        plug(device)
    check("15 devices are shared", all_shared(15) is not None, f"ports {sorted(book().values())}")
    slowest = max(guest("delays").values(), default=None)
    check("each within 2 s of the kernel's word", slowest is not None and slowest < 2, f"slowest {slowest} s")


def book():
    text = vm("ssh", "cat /var/lib/private/gantry/ports.json")
    return {(d.get("serial", ""), d["socket"]): d["port"] for d in json.loads(text)["devices"]}


def replug_in_another_order():
    before = book()
    for device in DEVICES:
        vm("unplug", device[0])
    check("unplugged, none is shared", until(lambda: not guest("usable"), 60) is not None)
    shuffled = random.Random(7).sample(DEVICES, len(DEVICES))
    for device in shuffled:
        plug(device)
    check("plugged in in another order, all are shared", all_shared(15) is not None)
    check("and have their numbers", book() == before)


def unplug_in_use():
    device = DEVICES[0]
    port = guest("numbers")[device[1]]
    holder = subprocess.Popen([RIG, "ssh", "python3", "/opt/guest.py", "hold", str(port)], stdout=subprocess.PIPE, text=True)
    json.loads(holder.stdout.readline())
    begin = float(vm("ssh", "date +%s.%N"))
    vm("unplug", device[0])
    closed = json.loads(holder.stdout.readline())["closed"] - begin
    check("a client ends when its device is unplugged", closed < 5, f"{closed:.2f} s with the unplugging itself")
    plug(device)
    check("the device is back at its number", until(lambda: port in guest("usable"), 60) is not None)


def talk_through():
    for device in (DEVICES[3], DEVICES[7], DEVICES[11], DEVICES[12]):
        answer = {}
        far = socket.socket(socket.AF_UNIX)
        far.connect(str(HOME / "run" / f"{device[0]}.sock"))
        far.settimeout(60)

        def printer():
            line = b""
            while not line.endswith(b"\n"):
                line += far.recv(100)
            answer["heard"] = line
            far.sendall(b"ok T:20\n")

        thread = threading.Thread(target=printer)
        thread.start()
        port = next(p for (s, at), p in book().items() if at.endswith(f"/{device[3]}"))
        said = guest("talk", port)
        thread.join()
        far.close()
        events = (HOME / "run" / f"{device[0]}.events").read_text()
        check(f"{device[2]} talks at 250000 baud", (said, answer["heard"]) == ("ok T:20\n", b"M105\n") and "250000" in events)


def plug_storm():
    device = DEVICES[-1]
    port = next(p for (s, at), p in book().items() if at.endswith(f"/{device[3]}"))
    for _ in range(10):
        vm("unplug", device[0])
        plug(device)
    told = until(lambda: "flapping. It was unplugged" in vm("ssh", "journalctl -b -u gantry --no-pager"), 30)
    check("a device that comes and goes ten times is calmed, and the reason is shown", told is not None)
    quiet = until(lambda: port in guest("usable"), 90)
    check("and is shared again when it is quiet", quiet is not None, f"after {quiet} s")
    check("nobody else noticed", len(guest("usable")) == 15)


def reboot():
    before = book()
    vm("ssh", "(sleep 1; systemctl reboot) >/dev/null 2>&1 &")
    subprocess.run([RIG, "ssh", "-O", "exit"], capture_output=True)
    time.sleep(10)
    up = until(lambda: subprocess.run([RIG, "ssh", "true"], capture_output=True).returncode == 0, 300)
    check("the machine is up again", up is not None, f"after {up} s")
    check("all devices are shared again", all_shared(15) is not None)
    check("and have their numbers", book() == before)


def uninstall():
    vm("ssh", "gantry service uninstall --purge; dpkg --purge gantry")
    left = vm("ssh", "find / -xdev -name '*gantry*' -not -path '/proc/*' -not -path '/tmp/*' -not -path '/mnt/*' "
              "-not -path '/var/log/*' -not -path '/run/log/*'")
    check("uninstalling leaves nothing", left == "", left.replace("\n", " "))


def main():
    deb = pathlib.Path(sys.argv[1]).resolve()
    if not (HOME / "image" / "base.qcow2").exists():
        vm("build")
    vm("start")
    try:
        install(deb)
        for step in (fifteen_devices, talk_through, unplug_in_use, replug_in_another_order, plug_storm, reboot, uninstall):
            step()
    finally:
        if "--keep" not in sys.argv:
            vm("stop")
    print(f"{sum(results)} of {len(results)} held")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
