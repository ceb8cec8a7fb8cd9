"""Prints through the virtual machine: a simulated Marlin hangs on the far side of a USB board, the host is this machine or the guest."""
import json
import pathlib
import re
import socket
import subprocess
import tempfile
import time

from machine import DEVICES, HERE, HOME, RIG, all_shared, check, forward, guest, number_of, plug, ssh, until, unplug, vm

PART = HERE.parent / "data" / "cube10.gcode"
# Two boards of one kind: put back in the other order, each gets the other's name.
BOARD, OTHER = DEVICES[3], DEVICES[4]
# What the host asks on its own account; it changes nothing.
OWN = re.compile(r"M110|M115|M155 S1|M113 S1|M105|M114")
# What begins as no command does is an echo: the kernel's tty sends back what a board says between being plugged in and being
# opened, until the one who opens it has ended that. Firmware does not know such a line, and executes nothing.
COMMAND = re.compile(r"[GMT]\d.*")
# A print ends when the last move has ended: where the last line does not wait for that, M400 does.
MOVES_END = ["M400"]
# What the server's defaults have behind a file's last line: heaters and fans off, and two minutes later the motors.
AFTER, MOTORS_OFF = ["M104 S0", "M140 S0", "M107", *MOVES_END], ["M84"]


def wanted(part):
    lines = (re.sub(r";.*", "", line).strip() for line in part.read_text().splitlines())
    return [line for line in lines if line]


class Printer:
    """A simulated Marlin, wired to the board as long as the board is plugged in."""

    def __init__(self, gantry, folder):
        self.executed = pathlib.Path(folder) / "executed.txt"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self._firmware = subprocess.Popen(
            [*gantry, "simulate", "--tcp", str(self._port), "--baud", "0", "--speed", "100", "--executed", self.executed],
            stdout=subprocess.PIPE,
        )
        self._firmware.stdout.readline()  # Where it is: from now on it can be connected.
        self._wire = None
        self.wire()

    def wire(self):
        if self._wire:
            self._wire.terminate()
            self._wire.wait()
        board = HOME / "run" / f"{BOARD[0]}.sock"
        self._wire = subprocess.Popen(["socat", f"UNIX-CONNECT:{board}", f"TCP:127.0.0.1:{self._port}"], stderr=subprocess.DEVNULL)

    def lines(self):
        return self.executed.read_text().splitlines() if self.executed.exists() else []

    def begin(self):
        """Forgets what was executed before: what counts is what comes from now on."""
        self._before = len(self.lines())

    def printed(self):
        return [line for line in self.lines()[self._before :] if not OWN.fullmatch(line)]

    def close(self):
        for process in (self._wire, self._firmware):
            process.terminate()
            process.wait()


def replug_under_another_name(printer):
    """Both boards out, and back in the other order."""
    before = names()
    for device in (BOARD, OTHER):
        unplug(device)
    time.sleep(3)
    check("two boards are unplugged in mid-print", len(printer.printed()) < len(wanted(PART)), f"line {len(printer.printed())}")
    # Who comes first has the lower name.
    first, second = (OTHER, BOARD) if before[BOARD[1]] < before[OTHER[1]] else (BOARD, OTHER)
    plug(first)
    until(lambda: first[1] in names(), 60)
    plug(second)
    printer.wire()
    until(lambda: BOARD[1] in names(), 60)
    return before.get(BOARD[1]), names().get(BOARD[1])


def names():
    """The tty of each serial number."""
    found = ssh("for t in /sys/class/tty/ttyACM*; do echo $(cat $t/device/../serial) ${t##*/}; done")
    return dict(line.split() for line in found.splitlines() if " " in line)


def compare(what, printer, part, after=()):
    all_printed, whole = printer.printed(), wanted(part) + list(after)
    printed = [line for line in all_printed if COMMAND.fullmatch(line)]
    echoes = [line for line in all_printed if not COMMAND.fullmatch(line)]
    at = next((i for i, (a, b) in enumerate(zip(printed, whole)) if a != b), min(len(printed), len(whole)))
    other = "" if printed == whole else f", other from line {at + 1}: {printed[at : at + 8]} for {whole[at : at + 8]}"
    check(what, printed == whole, f"{len(printed)} of {len(whole)} lines{other}" + (f"; echoes: {echoes}" if echoes else ""))


def print_from_outside(gantry, printer, folder):
    port = forward(number_of(BOARD))
    printer.begin()
    begin = time.monotonic()
    host = subprocess.Popen(
        [*gantry, "print", PART, "--port", f"rfc2217://127.0.0.1:{port}", "--data", folder / "outside"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    check("a print from outside begins", until(lambda: len(printer.printed()) > 400, 180) is not None)
    before, after = replug_under_another_name(printer)
    check("and plugged in in the other order, the board has another name", before != after, f"{before}, then {after}")
    ended = until(lambda: host.poll() is not None, 400)
    check("the print ends by itself", ended is not None and host.returncode == 0, f"{time.monotonic() - begin:.0f} s in all")
    if host.poll() is None:
        host.kill()
    compare("and every line was executed exactly once", printer, PART)


def print_from_inside(printer, folder):
    part = folder / "part.gcode"
    part.write_text("".join(PART.read_text().splitlines(keepends=True)[:600]))
    vm("copy", part, "/tmp")
    port = number_of(BOARD)
    printer.begin()
    done = subprocess.run(
        [RIG, "ssh", f"gantry print /tmp/part.gcode --port rfc2217://127.0.0.1:{port} --data /tmp/inside --answer-limit 60s"],
        capture_output=True,
        text=True,
    )
    check("a print from inside, through the share", done.returncode == 0, done.stderr.strip()[-300:])
    compare("and every line was executed exactly once", printer, part, MOVES_END)


def print_with_the_server(gantry, printer):
    """The printer hangs on the guest's own tty, and is named by it; after the unplugging it has another."""
    port = forward(8080)
    server = ["--server", f"http://127.0.0.1:{port}", "--key", guest("key")]

    def call(*arguments):
        done = subprocess.run([*gantry, *map(str, arguments), *server], capture_output=True, text=True)
        return done.stdout if done.returncode == 0 else f"{done.returncode}: {done.stdout}{done.stderr}"

    said = call("printers", "add", "marlin", f"/dev/{names()[BOARD[1]]}")
    check("the server has a printer", "marlin" in call("printers"), said.strip()[:200])
    connected = until(lambda: '"connected"' in call("printers", "--json").lower() or "idle" in call("printers").lower(), 120)
    check("the printer is connected", connected is not None, call("printers").strip()[:300] if connected is None else f"{connected} s")
    printer.begin()
    call("printers", "connect", "marlin")
    call("printers", "clear", "marlin")
    call("jobs", "add", PART)
    check("the server's print begins", until(lambda: len(printer.printed()) > 400, 240) is not None)
    before, after = replug_under_another_name(printer)
    check("and plugged in in the other order, the board has another name", before != after, f"{before}, then {after}")
    done = until(lambda: json.loads(call("printers", "--json"))["items"][0]["live"]["state"] == "finished", 400)
    check("the print goes on, and comes to its end", done is not None, call("printers").strip()[-300:] if done is None else "")
    compare("every line was executed exactly once, then heaters and fans were switched off", printer, PART, AFTER)
    until(lambda: len(printer.printed()) > len(wanted(PART)) + len(AFTER), 200)
    compare("after two minutes the motors, and nothing else", printer, PART, AFTER + MOTORS_OFF)
    ssh("python3 /opt/guest.py remove_printers")


def prints(gantry, has_server):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        printer = Printer(gantry, folder)
        try:
            print_from_outside(gantry, printer, folder)
            print_from_inside(printer, folder)
            if has_server:
                print_with_the_server(gantry, printer)
        finally:
            printer.close()
    check("all devices are shared after that", all_shared() is not None)
