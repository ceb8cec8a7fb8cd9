"""The virtual machine as the proof uses it, and the count of what held."""
import json
import os
import pathlib
import queue
import socket
import subprocess
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
ALL = len(DEVICES)

results = []


def check(what, good, detail=""):
    results.append(bool(good))
    print(f"{'ok    ' if good else 'FAILED'} {what}{': ' if detail != '' else ''}{detail}", flush=True)


def vm(*arguments, port=None):
    env = {**os.environ, **({"USBPORT": str(port)} if port else {})}
    done = subprocess.run([RIG, *map(str, arguments)], capture_output=True, text=True, env=env)
    if done.returncode:
        raise SystemExit(f"vm.sh {' '.join(map(str, arguments))}: {done.stdout}{done.stderr}")
    return done.stdout.strip()


def ssh(command):
    return vm("ssh", command)


def guest(*arguments):
    return json.loads(vm("ssh", "python3", "/opt/guest.py", *arguments))


def in_guest(*arguments):
    """Something that runs in the machine while the proof goes on; its lines are read from its stdout."""
    return subprocess.Popen([RIG, "ssh", *map(str, arguments)], stdout=subprocess.PIPE, text=True)


def plug(device):
    name, serial, model, port = device
    vm("plug", name, serial, model, port=port)


def unplug(device):
    vm("unplug", device[0])


def forward(port):
    """A port of this machine that leads to one of the virtual machine's."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        mine = free.getsockname()[1]
    vm("hmp", f"hostfwd_add n0 tcp:127.0.0.1:{mine}-:{port}")
    return mine


def until(condition, limit):
    """Asks until it holds; the seconds it took, or None."""
    begin = time.monotonic()
    while time.monotonic() - begin < limit:
        if condition():
            return round(time.monotonic() - begin, 1)
        time.sleep(0.5)
    return None


def book():
    """Which number belongs to which device: by its serial number and socket, which tells twins apart, too."""
    return {(d.get("serial", ""), d["socket"]): d["port"] for d in guest("devices")}


def number_of(device):
    return next(port for (_, at), port in book().items() if at.endswith(f"/{device[3]}"))


def all_shared(count=ALL):
    return until(lambda: len(guest("usable")) == count, 180)


def service_is_active():
    return ssh("systemctl is-active gantry || true") == "active"


def restarts():
    """How often systemd had to start the service again by itself, since somebody last did."""
    return int(ssh("systemctl show -p NRestarts --value gantry"))


class KernelNews:
    """What the guest's kernel says of ttys, as it says it."""

    def __init__(self):
        self._monitor = in_guest("udevadm", "monitor", "--kernel", "--subsystem-match=tty")
        self._lines = queue.Queue()
        while "KERNEL" not in self._monitor.stdout.readline():
            pass  # What comes before it has begun is not told.
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self._monitor.stdout:
            self._lines.put(line)

    def wait(self, word, limit=30):
        """Waits for an add or remove; whether it came."""
        end = time.monotonic() + limit
        while (left := end - time.monotonic()) > 0:
            try:
                if f" {word} " in self._lines.get(timeout=left):
                    return True
            except queue.Empty:
                break
        return False

    def close(self):
        self._monitor.terminate()
        self._monitor.wait()


class Plug:
    """Pulls a plug and puts it back without ending the simulated device, as fast as a loose one."""

    def __init__(self, device):
        self._control = socket.socket(socket.AF_UNIX)
        self._control.connect(str(HOME / "run" / f"{device[0]}.ctl"))

    def out(self):
        self._control.sendall(b"disconnect\n")

    def back(self):
        self._control.sendall(b"connect\n")

    def close(self):
        self._control.close()
