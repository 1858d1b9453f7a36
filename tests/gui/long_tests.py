#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One window in the hands of somebody without a plan, for long: long_tests.py EDITOR SECONDS SEED.

After each lap all is undone, so that the map is the same again; what the editor holds then must not become more and more: open files,
threads, memory, and the journal on the disk.
"""

import os
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

from driver import Editor, Failed, run
from monkey import Monkey
from monkey_tests import TEMPLATES, go_through, quit, save, validate

LAP = 15  # seconds
MORE_FILES = 8
MORE_THREADS = 8
MORE_MEMORY = 1.2  # times; caches fill up in the first quarter,
FEWEST_LAPS = 8  # which has to be long enough for that
LONGEST_JOURNAL = 4096  # kB; beyond 1 MB it is written anew at the next chance


class Held(NamedTuple):
    """What a process holds; memory and journal in kB."""
    files: int
    threads: int
    memory: int
    journal: int

    def __str__(self):
        return f'{self.files} files, {self.threads} threads, {self.memory / 1024:.0f} MB, journal {self.journal} kB'


def look_at(process):
    status = dict(line.split(':', 1) for line in Path('/proc', str(process.pid), 'status').read_text(encoding='utf-8').splitlines())
    journals = Path(os.environ['XDG_STATE_HOME'], 'waymark', 'journals')
    return Held(len(os.listdir(f'/proc/{process.pid}/fd')), int(status['Threads']), int(status['VmRSS'].split()[0]),
                sum(path.stat().st_size for path in journals.rglob('*') if path.is_file()) // 1024)


def middle(laps):
    return Held(*(int(statistics.median(values)) for values in zip(*laps)))


def judge(laps):
    """The last quarter against the second."""
    quarter = max(1, len(laps) // 4)
    early, late = middle(laps[quarter:2 * quarter] or laps[:1]), middle(laps[-quarter:])
    print(f'# from {early} to {late}', flush=True)
    grown = [what for what, has_grown in (
        ('files', late.files > early.files + MORE_FILES),
        ('threads', late.threads > early.threads + MORE_THREADS),
        ('memory', len(laps) >= FEWEST_LAPS and late.memory > early.memory * MORE_MEMORY),
        ('the journal', max(lap.journal for lap in laps) > LONGEST_JOURNAL),
    ) if has_grown]
    if grown:
        raise Failed(f'it grows: {", ".join(grown)}')


def test_long(program):
    end = time.monotonic() + seconds
    folder = Path(os.environ['WAY_BUILD_DIR'], 'tests', 'gui', f'long-{seed}')
    folder.mkdir(parents=True, exist_ok=True)
    example = TEMPLATES / ('pl' if seed % 2 else 'en') / 'e-commerce.example.waymark'
    laps = []
    with open(folder / 'actions.txt', 'w', encoding='utf-8') as journal, \
            Editor(program, 'long.waymark', example.read_text(encoding='utf-8'), debug='') as editor:
        monkey = Monkey(editor, seed, journal)
        while len(laps) < 2 or time.monotonic() < end:
            monkey.play(LAP)
            go_through(editor, 'Undo')
            save(editor)
            validate(editor.path)
            laps.append(look_at(editor.process))
            print(f'# lap {len(laps)}, {monkey.number} actions: {laps[-1]}', flush=True)
        quit(editor)
    judge(laps)


seconds = float(sys.argv[2])
seed = int(sys.argv[3])
del sys.argv[2:]
run([test_long])
