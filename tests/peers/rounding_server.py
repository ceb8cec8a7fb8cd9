#!/usr/bin/env python3
"""pySerial's RFC 2217 server on an adapter that does no rate over 115200 but 230400.

    rounding_server.py DEVICE [PORT]
"""
import serial

import pyserial_server


class RoundingSerial(serial.Serial):
    """Takes the next rate that it can do, and says so."""

    def _reconfigure_port(self, force_update=False):
        if self._baudrate > 115200:
            self._baudrate = 230400
        super()._reconfigure_port(force_update)


def make_port(device, do_not_open):
    port = RoundingSerial()
    port.port = device
    return port


if __name__ == "__main__":
    pyserial_server.main(make_port)
