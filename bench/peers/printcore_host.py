#!/usr/bin/env python3
"""Prints a file with printrun's printcore, as a person's host does it.

    printcore_host.py PORT BAUD FILE
"""
import sys
import time

from printrun import gcoder
from printrun.printcore import printcore

with open(sys.argv[3], encoding="utf-8") as file:
    job = gcoder.LightGCode(line.strip() for line in file)
host = printcore()
host.loud = False
host.connect(sys.argv[1], int(sys.argv[2]))
while not host.online:
    time.sleep(0.01)
host.startprint(job)
while host.printing:
    time.sleep(0.05)
host.disconnect()
