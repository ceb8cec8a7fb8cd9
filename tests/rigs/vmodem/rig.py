#!/usr/bin/env python3
"""Run a program on ptys that have modem lines, driven over stdin and stdout.

    rig.py COMMAND ARGUMENT...

One JSON object a line on stdin: {"op":"set","dev":D,"lines":{"cts":true,"parity":1}},
{"op":"state","dev":D} or {"op":"log"}. Each is answered by one line on stdout, which
begins with "rig " and goes on in JSON. All other lines are the program's own. When
stdin ends, or the rig is told to, the program is asked to end, and the rig ends with
its status.
"""
import json
import signal
import subprocess
import sys
import threading

from vmodem import Supervisor


def main():
    rig = Supervisor()
    program = subprocess.Popen(sys.argv[1:], preexec_fn=rig.preexec, stdin=subprocess.DEVNULL)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda got, _: program.send_signal(got))

    def converse():
        for line in sys.stdin:
            wish = json.loads(line)
            if wish["op"] == "set":
                answer = rig.set(wish["dev"], **wish["lines"])
            elif wish["op"] == "state":
                answer = rig.state(wish["dev"])
            else:
                answer = rig.log()
            print("rig " + json.dumps(answer), flush=True)
        program.terminate()

    threading.Thread(target=converse, daemon=True).start()
    status = program.wait()
    rig.close()
    sys.stdout.flush()
    sys.exit(status if status >= 0 else 128 - status)


if __name__ == "__main__":
    main()
