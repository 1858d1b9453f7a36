# SPDX-License-Identifier: GPL-3.0-or-later
"""Saves that are killed at any moment."""

import os
import random
import re
import signal
import subprocess
import time

from world import Clock, Result

SAVES = 300
BYTES = 3_000_000
LITTER = re.compile(r'\.waymark-[0-9a-f]{8}\.part')
AN_HOUR_AGO = 2 * 3600


def make(number):
    """Bytes of which no two stretches look alike."""
    line = b'%d of the file number %d\n'
    return b''.join(line % (i, number) for i in range(BYTES // 24))


def save(program, source, target, wait):
    """Saves, or kills the program on the way; TRUE when it was killed."""
    process = subprocess.Popen([program, source, target], stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=wait)
        return False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL


def kill_saves(world, seconds):
    """Saves of 3 MB, each killed after a time of chance: the file is the old or the new one."""
    program = world.build / 'tests/fault/save-once'
    clock, result, chance = Clock(seconds), Result(), random.Random()
    folder = world.folder / 'kills'
    folder.mkdir()
    target = folder / 'map.waymark'
    versions = [make(0), make(1)]
    sources = []
    for number, version in enumerate(versions):
        source = world.folder / f'source-{number}'
        source.write_bytes(version)
        sources.append(source)

    started = time.monotonic()
    save(program, sources[0], target, None)
    usual = time.monotonic() - started
    litter = 0
    while result.runs < SAVES and clock.left > 0:
        before = target.read_bytes()
        new = result.runs % 2 ^ 1
        killed = save(program, sources[new], target, chance.uniform(0, 1.3 * usual))
        result.runs += 1
        result.faults += killed
        now = target.read_bytes()
        if now not in ((before, versions[new]) if killed else (versions[new],)):
            result.losses.append(f'save {result.runs}, {"killed" if killed else "not killed"}: the file has {len(now)} bytes and is neither the old nor the new one')
    for path in folder.iterdir():
        if path == target:
            continue
        litter += 1
        if not LITTER.fullmatch(path.name):
            result.losses.append(f'a kill left behind: {path.name}')
        os.utime(path, (time.time() - AN_HOUR_AGO,) * 2)
    # Exporting into the folder is one of the occasions on which it is swept.
    subprocess.run([world.build / 'app/cli/waymark', 'export', world.sample, '-o', folder / 'map.svg'], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, 'LC_ALL': 'C.UTF-8'})
    left = [path.name for path in folder.iterdir() if LITTER.fullmatch(path.name)]
    if left:
        result.losses.append(f'{len(left)} temporary files of dead programs were not swept')
    result.note = f'{litter} temporary files left by kills, all swept by a later program' if litter else ''
    return result
