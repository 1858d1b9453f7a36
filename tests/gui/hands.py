# SPDX-License-Identifier: GPL-3.0-or-later
"""Fingers and a pen on the screen of touch-screen.conf.in: what X's driver “inputtest” is told through its sockets."""

import os
import socket
import struct
import time
from pathlib import Path

from driver import SIZE

STEP = 0.02  # seconds between the steps of a movement
AXIS = 0xffff  # what a device gives at the far edge of the screen
PRESSURE = 1000
N_AXES = 64  # there is room for so many in each event

# The protocol is that of the header xf86-input-inputtest-protocol.h, version 1.1: little records, each with its length and kind.
VERSION, SYNC, MOTION, PROXIMITY, BUTTON, TOUCH = 0, 1, 2, 3, 4, 6
TOUCH_BEGIN, TOUCH_UPDATE, TOUCH_END = 18, 19, 20


def to_axes(place):
    return [(at + 0.5) * (AXIS + 1) / size for at, size in zip(place, SIZE)]


class Device:
    def __init__(self, name):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(Path(os.environ['WAY_TOUCH_SCREEN'], name)))
        self.send(VERSION, struct.pack('=HH', 1, 1))
        self.receive(12)

    def send(self, kind, content):
        self.socket.sendall(struct.pack('=II', 8 + len(content), kind) + content)

    def receive(self, size):
        while size > 0:
            size -= len(self.socket.recv(size))

    def send_place(self, kind, head, axes):
        """An event with values of some axes, by their numbers."""
        head += b'\0' * (-len(head) % 8)
        mask = sum(1 << axis for axis in axes)
        values = [axes.get(axis, 0) for axis in range(N_AXES)]
        self.send(kind, head + struct.pack(f'=IQ4x{N_AXES}d', 0, mask, *values) + b'\0' * 8 * N_AXES)

    def wait(self):
        """Until the screen has passed on all that it was told."""
        self.send(SYNC, b'')
        self.receive(8)


class Finger:
    """One of the fingers on the screen."""

    device = None  # all are on the same

    def __init__(self, number):
        if Finger.device is None:
            Finger.device = Device('fingers')
        self.number = number
        self.place = None

    def tell(self, kind, place):
        x, y = to_axes(place)
        self.place = place
        self.device.send_place(TOUCH, struct.pack('=II', self.number, kind), {0: x, 1: y})

    def down(self, place):
        self.tell(TOUCH_BEGIN, place)

    def move(self, place):
        self.tell(TOUCH_UPDATE, place)

    def glide(self, place, steps=10, step=STEP):
        start = self.place
        for i in range(1, steps + 1):
            time.sleep(step)
            self.move(tuple(a + (b - a) * i / steps for a, b in zip(start, place)))

    def up(self):
        time.sleep(STEP)
        self.tell(TOUCH_END, self.place)
        self.device.wait()

    def tap(self, place):
        self.down(place)
        self.up()


class Pen:
    """A pen that is near the screen, and draws where it is pressed."""

    def __init__(self):
        self.device = Device('pen')
        self.place = None

    def axes(self, place, pressure):
        x, y = to_axes(place)
        self.place = place
        return {0: x, 1: y, 4: pressure}

    def come(self, place):
        self.device.send_place(PROXIMITY, struct.pack('=I', 1), self.axes(place, 0))
        self.move(place, 0)

    def move(self, place, pressure=PRESSURE // 2):
        self.device.send_place(MOTION, struct.pack('=I', 1), self.axes(place, pressure))

    def glide(self, place, steps=10):
        start = self.place
        for i in range(1, steps + 1):
            time.sleep(STEP)
            self.move(tuple(a + (b - a) * i / steps for a, b in zip(start, place)))

    def press(self, is_down):
        time.sleep(STEP)
        self.device.send_place(BUTTON, struct.pack('=iiI', 1, 1, is_down), self.axes(self.place, PRESSURE // 2 if is_down else 0))
        self.device.wait()

    def leave(self):
        self.device.send_place(PROXIMITY, struct.pack('=I', 0), self.axes(self.place, 0))
        self.device.wait()
