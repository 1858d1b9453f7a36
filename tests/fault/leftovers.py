# SPDX-License-Identifier: GPL-3.0-or-later
"""A program that keeps a journal (journal-calls), the folder in which it does, and what it leaves there."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

MAP = b'''<?xml version="1.0" encoding="UTF-8"?>
<journey-map xmlns="urn:waymark:journey-map:1" version="1" xml:lang="en">
  <title>Shoes</title>
</journey-map>
'''
SECONDS = 30
# What left something before.
BEFORE = {'restore': 'append', 'discard': 'append'}


class Outcome:
    """What the program said: steps by the hash of the map after each, and the rest by words."""

    def __init__(self, status, output, errors):
        self.status = status
        lines = [line.split(' ', 1) for line in output.splitlines() if ' ' in line]
        self.words = [word for word, _ in lines]
        self.states = [rest for word, rest in lines if word in ('start', 'step', 'edition')]
        self.has_step = 'step' in self.words
        self.errors = errors

    @property
    def is_protected(self):
        """Whether it may say that nothing is lost."""
        told = [word for word in self.words if word in ('problem', 'healed')]
        return not told or told[-1] == 'healed'


class Box:
    """The state folder of one run, and a file."""

    def __init__(self, scenario, program, parent, left=None):
        self.scenario = scenario
        self.program = program
        self.outer = Path(tempfile.mkdtemp(prefix='calls-', dir=parent))
        self.folder = self.outer / 'box'
        self.file = self.folder / 'map.waymark'
        if left is None:
            self.folder.mkdir()
        else:
            shutil.copytree(left, self.folder)
        if scenario == 'save':
            self.file.write_bytes(MAP)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        shutil.rmtree(self.outer)

    def run(self, before=(), **options):
        words = [self.scenario, *([self.file] if self.scenario == 'save' else [])]
        environment = {**self.environment, **options.pop('environment', {})}
        done = subprocess.run([*before, self.program, *words], stdin=subprocess.DEVNULL, capture_output=True, env=environment, timeout=SECONDS,
                              check=False, **options)
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode(errors='replace'))

    def run_and_mend(self, mend, **options):
        """Calls mend() when the program says that it waits for that."""
        environment = {**self.environment, **options.pop('environment', {})}
        with tempfile.TemporaryFile(dir=self.outer) as errors, subprocess.Popen([self.program, self.scenario], stdin=subprocess.PIPE, env=environment,
                                                                               stdout=subprocess.PIPE, stderr=errors, **options) as running:
            output = ''
            for line in running.stdout:
                output += line.decode()
                if line.startswith(b'waiting'):
                    mend()
                    running.stdin.close()
            running.wait(SECONDS)
            errors.seek(0)
            return Outcome(running.returncode, output, errors.read().decode(errors='replace'))

    @property
    def environment(self):
        return {**os.environ, 'XDG_STATE_HOME': str(self.folder), 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''}


    def look(self):
        """What is offered: (hash, crashes, damage) of each map."""
        found = []
        for _ in range(2):
            done = subprocess.run([self.program, 'list'], capture_output=True, text=True, env=self.environment, timeout=SECONDS, check=True)
            found.append([(line.split(' ', 3)[0], int(line.split(' ', 3)[2]), line.split(' ', 3)[3]) for line in done.stdout.splitlines()])
        # Looking changes nothing.
        return found[1] if found[0] == found[1] else [('-', 0, f'at first {found[0]}, then {found[1]}')]

    @property
    def file_hash(self):
        return hashlib.sha256(self.file.read_bytes()).hexdigest() if self.file.exists() else None
