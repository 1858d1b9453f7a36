#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A large map where memory runs out: scarce_tests.py EDITOR SECONDS SEED.

The editor either works, or it ends; then nobody misses a stage that was on the canvas before, and the file is as it was. Now
the limit is there from the start, now it comes down while the editor runs. It is told how often the editor ended.
"""

import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

from driver import Editor, Failed, expect, outline, run, wait_for
from monkey import GONE
from recovery_tests import journals, restored

TOUCHPOINTS = 10_000
# The limit is one of addresses: without these, threads take many that they never use.
SPARING = ('env', 'MALLOC_ARENA_MAX=1', 'prlimit', '--stack=1048576')
MEGABYTE = 1 << 20
LIMITS = 200, 380  # MB in all: from too little to start with, to enough for a while
MOST_ROOM = 16  # MB above what the running editor has
MOST_STAGES = 8
MOST_SECONDS_TO_END = 5
MOST_WITHOUT = 8  # rounds in a row in which no memory was missing, though the time is over
GENERATOR = Path(__file__).resolve().parents[1] / 'bench' / 'generate-map.py'


class Round:
    """One editor that has too little memory, and one after it that has enough."""

    def __init__(self, program, number, chance):
        self.program = program
        self.path = Path(f'scarce-{number}.waymark')
        self.chance = chance
        subprocess.run([sys.executable, GENERATOR, str(TOUCHPOINTS), self.path], check=True)
        self.content = self.path.read_bytes()
        self.stages = []  # those that were seen on the canvas
        self.ended = False

    def play(self):
        from_start = self.chance.random() < 0.5
        limit = self.chance.randrange(*LIMITS) * MEGABYTE
        before = (*SPARING, f'--as={limit}') if from_start else SPARING
        editor = Editor.__new__(Editor)
        try:
            editor.__init__(self.program, self.path, debug='', before=before)
            if not from_start:
                limit = read_size(editor.process.pid) + self.chance.randrange(MOST_ROOM * MEGABYTE)
                resource.prlimit(editor.process.pid, resource.RLIMIT_AS, (limit, limit))
            self.add_stages(editor)
        except (Failed, subprocess.CalledProcessError, *GONE):
            if not ends_soon(editor):
                raise
        finally:
            self.ended = editor.process.poll() is not None
            editor.process.kill()
            editor.process.wait()
        how = 'from the start' if from_start else 'while it ran'
        print(f'# {limit // MEGABYTE} MB {how}: {"ended" if self.ended else "lived"}, {len(self.stages)} stages', flush=True)

    def add_stages(self, editor):
        stage = wait_for('a stage', lambda: ended(editor) or editor.find_item('Stage '))
        if stage is True:
            return
        editor.click(stage, 0.9)
        for number in range(MOST_STAGES):
            name = f'Scarce {number}'
            editor.key('ctrl+1')
            editor.type(name)
            editor.key('Return', 'Escape')
            if wait_for(f'the stage “{name}” or the end', lambda: ended(editor) or editor.find_item(f'Stage {name}')) is True:
                return
            self.stages.append(name)
            editor.key(self.chance.choice(('ctrl+plus', 'ctrl+minus', 'ctrl+9', 'ctrl+0', 'ctrl+d')))

    def recover(self):
        expect('the file', self.path.read_bytes() == self.content, True)
        if not self.stages:
            return
        expect('journals that are left', len(journals()), 1)
        with restored(self.program) as editor:
            editor.path = self.path
            wait_for('the end of the dialog', lambda: editor.find_windows() == [editor.window])
            wait_for('what the canvas shows', editor.items)
            editor.focus(editor.window)
            found = [name for name, *_ in outline(editor.save())]
        missing = set(self.stages) - set(found)
        expect('stages that are missing', missing, set())


def ended(editor):
    return editor.process.poll() is not None


def ends_soon(editor):
    """Whether what went wrong did so because the editor is ending."""
    try:
        editor.process.wait(timeout=MOST_SECONDS_TO_END)
        return True
    except subprocess.TimeoutExpired:
        return False


def read_size(pid):
    """The addresses that a process has, in bytes."""
    return int(Path('/proc', str(pid), 'statm').read_text(encoding='ascii').split()[0]) * os.sysconf('SC_PAGE_SIZE')


def test_scarce(program):
    end = time.monotonic() + seconds
    chance = random.Random(seed)
    rounds = []
    while time.monotonic() < end or len(rounds) < MOST_WITHOUT and not any(one.ended for one in rounds):
        rounds.append(Round(program, len(rounds), chance))
        rounds[-1].play()
        rounds[-1].recover()
    print(f'# {len(rounds)} rounds, {sum(one.ended for one in rounds)} ended, {sum(len(one.stages) for one in rounds)} stages', flush=True)


seconds = float(sys.argv[2])
seed = int(sys.argv[3])
del sys.argv[2:]
run([test_scarce])
