#!/usr/bin/env python3
"""Proves hot-plug, the port book, printing and the service on real kernel drivers, udev and systemd, in a virtual machine.

usage: tests/vm/prove.py GANTRY.deb [--share-only] [--steps NAME,NAME…] [--keep] [--running]

Needs what tests/rigs/usb-vm/README.md lists, and builds its machine (root, some 3 minutes) when there is none. The .NET
runtime of this machine is copied into the virtual one. The service is the package's own, 'gantry serve'; with --share-only
it is 'gantry share --all'. --keep leaves the machine running, --running takes one that runs and has the package already.
The last line says how many checks held.
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import socket
import subprocess
import tempfile
import threading
import time

import printing
from machine import (
    ALL, DEVICES, HERE, HOME, RIG, KernelNews, Plug, all_shared, book, check, guest, in_guest, number_of, plug, restarts,
    results, service_is_active, ssh, until, unplug, vm,
)

NET_BIND_SERVICE = 1 << 10
# What there was before the package, also for a later call with --running.
CLEAN = HOME / "run" / "files-before.json"


class Proof:
    def __init__(self, deb, share_only):
        self._deb = deb
        self._share_only = share_only
        self._unpacked = tempfile.TemporaryDirectory()
        subprocess.run(["dpkg-deb", "-x", deb, self._unpacked.name], check=True)
        self._gantry = ["dotnet", f"{self._unpacked.name}/usr/lib/gantry/gantry.dll"]

    def install(self):
        runtime = pathlib.Path(shutil.which("dotnet")).resolve().parent
        vm("copy", *(runtime / part for part in ("dotnet", "host", "shared")), "/usr/share/dotnet")
        vm("copy", self._deb, "/tmp")
        vm("copy", HERE / "guest.py", "/opt")
        ssh("ln -sf /usr/share/dotnet/dotnet /usr/bin/dotnet")
        CLEAN.write_text(json.dumps(guest("files")))
        ssh(f"dpkg -i /tmp/{self._deb.name}")
        check("the package's service runs", until(service_is_active, 240) is not None)
        if self._share_only:
            ssh("gantry service install --share-only --program /usr/bin/gantry")
            check("'gantry service install --share-only' runs", service_is_active())
        check("'gantry service status' says so", "ActiveState=active" in ssh("gantry service status || true"))
        rights = guest("rights")
        check("it is not root, and may bind port 80 but nothing else",
              rights["user"] != 0 and rights["capabilities"] == rights["bound"] == NET_BIND_SERVICE, rights)
        if not self._share_only:
            check("the site is on port 8080 and on port 80", (guest("web", "8080/"), guest("web", "80/")) == (200, 200))
            check("its shares are opened for the network", guest("share_with_the_network") == "network")

    def fifteen(self):
        watch = self._watch(ALL)
        for count, device in enumerate(DEVICES):
            plug(device)
            until(lambda: len(guest("open_ttys", guest("main_pid"))) > count, 60)
        check(f"{ALL} devices are shared", all_shared() is not None, f"ports {sorted(book().values())}")
        self._tell("plugged in one after the other", watch)
        if not self._share_only:
            said = guest("page", "8080/api/devices")
            check("the portal's API has them all", all(f"{port}" in said for port in book().values()))

    def _watch(self, count):
        watch = in_guest("python3", "/opt/guest.py", "watch", count, 240)
        json.loads(watch.stdout.readline())
        return watch

    def _tell(self, what, watch, after="kernel", limit=2):
        """With many at once it is udev that takes its time on a slow machine: then the time after its word counts."""
        seen = json.loads(watch.stdout.readline()).values()
        kernel = sorted(s["open"] for s in seen if "open" in s) or [999]
        udev = max((s["open"] - s["udev"] for s in seen if "open" in s and "udev" in s), default=999)
        good = len(kernel) == ALL and (udev if after == "udev" else kernel[-1]) < limit
        check(f"{what}, each is open within {limit} s of the word of {after}", good,
              f"{len(kernel)} of {ALL}; from the kernel's word half of them within {kernel[len(kernel) // 2]:.2f} s, all within "
              f"{kernel[-1]:.2f} s; from udev's {max(udev, 0):.2f} s")

    def talk(self):
        for device in (DEVICES[3], DEVICES[6], DEVICES[7], DEVICES[11], DEVICES[12]):
            heard = []
            far = socket.socket(socket.AF_UNIX)
            far.connect(str(HOME / "run" / f"{device[0]}.sock"))
            far.settimeout(60)

            def board():
                line = b""
                while not line.endswith(b"\n"):
                    line += far.recv(100)
                heard.append(line)
                far.sendall(b"ok T:20\n")

            thread = threading.Thread(target=board)
            thread.start()
            said = guest("talk", number_of(device))
            thread.join()
            far.close()
            events = (HOME / "run" / f"{device[0]}.events").read_text()
            check(f"{device[2]} talks at 250000 baud", (said, heard) == ("ok T:20\n", [b"M105\n"]) and "250000" in events)

    def unplug_in_use(self):
        device = DEVICES[0]
        port = number_of(device)
        holder = in_guest("python3", "/opt/guest.py", "hold", port)
        json.loads(holder.stdout.readline())
        begin = float(ssh("date +%s.%N"))
        unplug(device)
        last = json.loads(holder.stdout.readline())
        check("a client ends when its device is unplugged", last["closed"] - begin < 5,
              f"{last['closed'] - begin:.2f} s with the unplugging itself")
        plug(device)
        check("the device is back at its number", until(lambda: port in guest("usable"), 60) is not None)

    def replug(self):
        before = book()
        for device in DEVICES:
            unplug(device)
        check("unplugged, none is shared", until(lambda: not guest("usable"), 60) is not None)
        watch = self._watch(ALL)
        for device in random.Random(7).sample(DEVICES, ALL):
            plug(device)
        check("plugged in in another order, all are shared", all_shared() is not None)
        check("and have their numbers", book() == before)
        self._tell("all at once", watch, after="udev")

    def storm(self):
        device = DEVICES[-1]
        port = number_of(device)
        news, loose = KernelNews(), Plug(device)
        goings, told = [], ""
        # As fast as the kernel follows; on a slow machine that takes more of them until six are within 30 s.
        while len(goings) < 40 and "times within" not in told:
            loose.out()
            went = news.wait("remove")
            loose.back()
            if not went:
                break
            goings.append(time.monotonic())
            news.wait("add")
            if len(goings) % 10 == 0:
                told = guest("told", port)
        news.close()
        loose.close()
        most = max((sum(0 <= b - a <= 30 for b in goings) for a in goings), default=0)
        check("a device that comes and goes is calmed, and who connects is told why", "times within" in told,
              f"{len(goings)} unpluggings, {most} within 30 s; {told.strip()[:120]!r}")
        quiet = until(lambda: port in guest("usable"), 90)
        check("and is shared again when it is quiet", quiet is not None, f"after {quiet} s")
        check("nobody else noticed", all_shared() is not None)

    def without_netlink(self):
        """As in most containers: udev cannot be heard, and the folder of the nodes is all there is."""
        before = book()
        folder = "/run/systemd/system/gantry.service.d"
        ssh(f"mkdir -p {folder}; printf '[Service]\\nRestrictAddressFamilies=\\nRestrictAddressFamilies=AF_UNIX AF_INET AF_INET6\\n' "
            f"> {folder}/proof.conf; systemctl daemon-reload; systemctl restart gantry")
        check("without netlink the service shares all devices", all_shared() is not None)
        watch = self._watch(ALL)
        for device in DEVICES:
            unplug(device)
        check("unplugged, none is shared", until(lambda: not guest("usable"), 60) is not None)
        for device in random.Random(3).sample(DEVICES, ALL):
            plug(device)
        check("plugged in again, all are shared and have their numbers", all_shared() is not None and book() == before)
        self._tell("without netlink", watch, after="udev", limit=5)
        ssh(f"rm -r {folder}; systemctl daemon-reload; systemctl restart gantry")
        check("and with it again", all_shared() is not None)

    def prints(self):
        printing.prints(self._gantry, not self._share_only)

    def soak(self):
        """Random pluggings for half an hour, or SOAK_MINUTES: memory and open files stay as they were after a tenth of them."""
        choice = random.Random(11)
        plugs = {d: [Plug(d), True] for d in DEVICES}
        limit = 60 * float(os.environ.get("SOAK_MINUTES", "30"))
        before, begin, count = None, time.monotonic(), 0
        while (passed := time.monotonic() - begin) < limit:
            if before is None and passed > limit / 10:
                before = self._memory_of_all(plugs)
            wire, is_in = plugs[device := choice.choice(DEVICES)]
            wire.out() if is_in else wire.back()
            plugs[device][1] = not is_in
            count += 1
            time.sleep(choice.uniform(0.1, 1.5))
        after = self._memory_of_all(plugs)
        for wire, _ in plugs.values():
            wire.close()
        check(f"after {limit / 60:.0f} minutes of pluggings all are shared", bool(before) and bool(after), f"{count} of them")
        # Each share that has a new client, and the runtime itself, may have a file more or less at any moment.
        check("with the memory, files and threads of before",
              before and after and after["rss"] < before["rss"] * 1.2 and all(after[f] <= before[f] + 5 for f in ("files", "threads")),
              f"{before}, then {after}")

    def _memory_of_all(self, plugs):
        """What the service takes while all devices are plugged in; None when they are not shared then."""
        for device, (wire, is_in) in plugs.items():
            if not is_in:
                wire.back()
                plugs[device][1] = True
        if all_shared() is None:
            return None
        time.sleep(10)
        return guest("memory")

    def watchdog(self):
        before = guest("main_pid")
        ssh(f"kill -STOP {before}")
        again = until(lambda: service_is_active() and guest("main_pid") not in (0, before), 240)
        check("a service that hangs is started again by systemd", again is not None, f"after {again} s")
        check("and shares all devices", all_shared() is not None)

    def upgrade(self):
        before, pid = book(), guest("main_pid")
        with tempfile.TemporaryDirectory() as folder:
            tree = pathlib.Path(folder) / "tree"
            subprocess.run(["dpkg-deb", "-R", self._deb, tree], check=True)
            control = tree / "DEBIAN" / "control"
            control.write_text("".join(
                line.rstrip("\n") + ("+next" if line.startswith("Version:") else "") + "\n" for line in control.read_text().splitlines()))
            subprocess.run(["dpkg-deb", "--root-owner-group", "-b", tree, f"{folder}/next.deb"], check=True, capture_output=True)
            vm("copy", f"{folder}/next.deb", "/tmp")
        ssh("dpkg -i /tmp/next.deb")
        check("after an upgrade the service runs anew", until(service_is_active, 240) is not None and guest("main_pid") != pid)
        check("and shares all devices at their numbers", all_shared() is not None and book() == before)
        ssh("systemctl disable --now gantry && dpkg -i /tmp/next.deb")
        check("an upgrade leaves a service alone that somebody has switched off", not service_is_active())
        ssh("systemctl enable --now gantry")
        check("until it is switched on", all_shared() is not None)

    def reboot(self):
        before = book()
        vm("ssh", "(sleep 1; systemctl reboot) >/dev/null 2>&1 &")
        subprocess.run([RIG, "ssh", "-O", "exit"], capture_output=True)
        time.sleep(10)
        up = until(lambda: subprocess.run([RIG, "ssh", "true"], capture_output=True).returncode == 0, 300)
        check("the machine is up again", up is not None, f"after {up} s")
        check("all devices are shared again", all_shared() is not None)
        check("and have their numbers", book() == before)

    def verbs(self):
        ssh("gantry service install --share-only --program /usr/bin/gantry")
        check("'gantry service install --share-only' takes over", "etc/systemd" in ssh("gantry service status"))
        check("with the same devices", all_shared() is not None)
        said = ssh("gantry service uninstall")
        check("'gantry service uninstall' takes its own away, and names the package's",
              "Removed /etc/systemd" in said and "is the package's" in said and not service_is_active())
        ssh("systemctl enable --now gantry")

    def remove(self):
        ssh("gantry service uninstall >/dev/null; dpkg --remove gantry")
        check("a removed package leaves its data", ssh("ls /var/lib/private/gantry") != "")
        ssh("dpkg --purge gantry")
        left = set(guest("files")) - set(json.loads(CLEAN.read_text()))
        check("a purged one leaves nothing", not left, " ".join(sorted(left))[:500])
        check("not even a unit or a user", "0" == ssh("(systemctl list-units --all; systemctl list-unit-files; getent passwd) | grep -c gantry || true"))


STEPS = ("install", "fifteen", "talk", "unplug_in_use", "replug", "storm", "without_netlink", "prints", "watchdog", "upgrade", "reboot", "verbs", "remove")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deb", type=pathlib.Path)
    parser.add_argument("--share-only", action="store_true")
    parser.add_argument("--steps", default=",".join(STEPS), help=f"also: soak; all of them: {', '.join(STEPS)}")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--running", action="store_true")
    arguments = parser.parse_args()
    proof = Proof(arguments.deb.resolve(), arguments.share_only)
    if not (HOME / "image" / "base.qcow2").exists():
        vm("build")
    if not arguments.running:
        vm("start")
    try:
        for step in arguments.steps.split(","):
            before = 0 if step == "install" else restarts()
            getattr(proof, step)()
            if step not in ("watchdog", "remove"):
                check(f"{step} ends with the service that it began with", restarts() <= before, f"{before} restarts, then {restarts()}")
    finally:
        if not arguments.keep:
            vm("stop")
    print(f"{sum(results)} of {len(results)} held")
    return 0 if all(results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
