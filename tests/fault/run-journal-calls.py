#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends a program that keeps a journal at each of its system calls, or makes the call fail: no finished step may be lost.

Usage: run-journal-calls.py SCENARIO PROGRAM. After each run another program looks what was left: always the map after the last step
that was done, or one that was under way; nothing that was saved or discarded. Each fault must have fired. With WAYMARK_EVERYTHING in the environment
each call takes each fault; else up to eight calls of a kind are the last one, and fail in turns.
"""

import os
import re
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import tracing
from leftovers import BEFORE, Box

ERRORS = ('ENOSPC', 'EIO', 'EACCES')
FEWEST_CALLS = {'discard': 10}
MOST_OF_A_KIND = 8
ATTEMPTS = 6  # a thread that the system runs at another moment may make other calls


class Fault(NamedTuple):
    """What is done to one call: the program is killed there, or it hears an error in place of the call."""
    name: str
    path: Path  # below the box: what the call is about
    turn: int  # of the calls with this name and path in a thread
    error: str

    def __str__(self):
        return f'{self.error} at {self.name} of {self.path}, {self.turn}'

    def inject(self, box):
        """Runs the program with the fault; gives the outcome, and how often the fault fired: threads count for themselves."""
        what = 'signal=KILL' if self.error == 'KILL' else f'error={self.error}'
        with tempfile.NamedTemporaryFile(prefix='trace-', dir=box.outer) as log:
            outcome = box.run(['strace', '-f', '-y', '-s', '0', '-o', log.name, '-P', box.folder / self.path, '-e', f'trace={self.name}',
                               '-e', f'inject={self.name}:{what}:when={self.turn}'])
            text = Path(log.name).read_text(encoding='utf-8', errors='replace')
        return outcome, text.count('+++ killed by SIGKILL +++' if self.error == 'KILL' else '(INJECTED)')


def list_calls(box):
    """The calls that are about something in the box: (name, path, turn), in their order."""
    calls, turns = [], {}
    # The temporary files of a save have other names each time; they have been through all of this (see subjects.py).
    named = re.compile('["<](' + re.escape(str(box.folder)) + '/(?!\.waymark-)[^">]*)[">]')
    for call in tracing.run(box)[1]:
        paths = list(dict.fromkeys(named.findall(call.text)))
        for path in paths:
            key = call.thread, call.name, path
            turns[key] = turns.get(key, 0) + 1
        if paths:
            path = Path(paths[0]).relative_to(box.folder)
            calls.append((call.name, path, turns[call.thread, call.name, paths[0]]))
    return list(dict.fromkeys(calls))


def choose(calls):
    """Of long rows of one name the first, the last, some between."""
    rows = {}
    for call in calls:
        rows.setdefault(call[0], []).append(call)
    most = MOST_OF_A_KIND
    return sum((row if len(row) <= most else [row[i * (len(row) - 1) // (most - 1)] for i in range(most)] for row in rows.values()), [])


class Journal:
    def __init__(self, scenario, program, folder):
        self.scenario = scenario
        self.program = program
        self.folder = folder
        self.left = None
        self.states = None  # of a run that nothing disturbs
        if scenario in BEFORE:
            self.left = Path(folder, 'left')
            with Box(BEFORE[scenario], program, folder) as box:
                self.last = box.run().states[-1]
                shutil.copytree(box.folder, self.left)
        with self.box() as box:
            whole = box.run()
            wrong = self.judge(box, whole)
            if whole.words[-1] not in ('done', 'discarded') or wrong:
                raise SystemExit(f'Bail out! undisturbed it says {whole.words} {whole.errors}, and {wrong}')
            self.states = whole.states

    def box(self):
        return Box(self.scenario, self.program, self.folder, self.left)

    # --- Judgement -----------------------------------------------------------------------------

    def judge(self, box, outcome, killed=False):
        """What is wrong with what was left: a list, empty when all is well."""
        found = box.look()
        wrong = [f'{error}' for _, _, error in found if error]
        if len(found) > 1:
            wrong.append(f'{len(found)} maps are offered')
        if 'CRITICAL' in outcome.errors or 'WARNING' in outcome.errors:
            wrong.append('a warning: ' + outcome.errors)
        state = found[0][0] if found else None
        if self.scenario == 'discard':
            if state not in (None, self.last):
                wrong.append('a part of what was discarded is offered')
            if state is not None and 'discarded' in outcome.words:
                wrong.append('what was discarded is offered')
            return wrong
        allowed = self.allowed(outcome, killed)
        if self.scenario == 'save' and state is None:
            state = box.file_hash
        elif self.scenario == 'save' and state == box.file_hash:
            wrong.append('what is in the file is offered as unsaved')
        if self.scenario != 'save' and state is None and not outcome.has_step:
            return wrong
        if state not in allowed:
            wrong.append(f'lost: {len(outcome.states)} states were told of, '
                         f'and what came back is {self.name(state)}')
        return wrong

    def name(self, state):
        if state is None:
            return 'nothing'
        return f'number {self.states.index(state) + 1}' if state in (self.states or ()) else 'none of them'

    def allowed(self, outcome, killed):
        """The states that may come back: the last that was told of, and when it was killed the one on its way."""
        if self.states is None:
            return outcome.states[-1:]
        if not outcome.states:
            return [self.last if self.left else self.states[0]]
        allowed = outcome.states[-1:]
        if killed:
            allowed = allowed + self.states[len(outcome.states):len(outcome.states) + 1]
        elif not outcome.is_protected:
            allowed = self.states
        return allowed

    # --- Faults -----------------------------------------------------------------------------------

    def choose(self):
        """How many calls there are, and what happens at which."""
        traces = []
        for _ in range(2):
            with self.box() as box:
                traces.append(list_calls(box))
        # Some are made only when a thread is slower than another.
        calls = [call for call in traces[0] if call in traces[1]]
        if 'WAYMARK_EVERYTHING' in os.environ:
            return len(calls), [Fault(*call, error) for call in calls for error in ('KILL', *ERRORS)]
        return len(calls), [Fault(*call, error) for number, call in enumerate(choose(calls)) for error in ('KILL', ERRORS[number % len(ERRORS)])]

    def attempt(self, fault):
        for _ in range(ATTEMPTS):
            with self.box() as box:
                outcome, fired = fault.inject(box)
                killed = fault.error == 'KILL'
                wrong = self.judge(box, outcome, killed)
                if not killed:
                    wrong += self.judge_error(outcome, fired)
            if fired or wrong:
                break
        else:
            wrong = ['the fault did not fire']
        return [f'{fault}: {text}' for text in wrong]

    def judge_error(self, outcome, fired):
        """An error does not stop anybody's work, is told of once, and is over when its cause is."""
        wrong = []
        if outcome.words[-1:] not in (['done'], ['discarded'], ['refused']):
            wrong.append(f'it ended with {outcome.status} after {outcome.words}: {outcome.errors}')
        elif outcome.words[-1] == 'done' and not outcome.is_protected and fired == 1:
            wrong.append('it did not heal')
        if outcome.words.count('problem') > max(1, fired):
            wrong.append('it was told of twice')
        return wrong


def main(scenario, program):
    if shutil.which('strace') is None:
        print('Bail out! not installed: strace')
        sys.exit(1)
    with tempfile.TemporaryDirectory(prefix='waymark-calls-') as folder:
        journal = Journal(scenario, program, folder)
        calls, faults = journal.choose()
        with ThreadPoolExecutor(2) as pool:
            wrong = sum(pool.map(journal.attempt, faults), [])
        if calls < FEWEST_CALLS.get(scenario, 20):
            wrong.append(f'there are only {calls} calls')
    print('1..1')
    for text in wrong[:30]:
        print('#', text.strip().replace('\n', '\n# '))
    print(f'{"not ok" if wrong else "ok"} 1 /fault/journal-calls/{scenario} - {len(faults)} runs, {calls} calls')
    sys.exit(1 if wrong else 0)


main(*sys.argv[1:])
