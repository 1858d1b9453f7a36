# SPDX-License-Identifier: GPL-3.0-or-later
"""The groups of the torture, in the order in which they run."""

import json
import os
import random
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, NamedTuple

import kills
import windows
from world import TOP, Clock, Result, explain, last_line, skip

WRITERS = ('save', 'format', 'export-png', 'export-svg', 'export-svg-text', 'export-pdf', 'journal-calls-append', 'journal-calls-compact',
           'journal-calls-save', 'journal-calls-restore', 'journal-calls-discard')
PROPERTIES = ('clipboard', 'commands', 'drag', 'editor', 'history', 'journal', 'layout', 'merge', 'others', 'store', 'values')
FEW_SEEDS = 20
EDITING_SEEDS = 20
MOST_EDITING_SEEDS = 500
SCRIPTS = 20000
SCRIPTS_AT_ONCE = 500
VALGRIND = ('valgrind', '-q', '--error-exitcode=77', '--leak-check=full', '--show-leak-kinds=definite', '--errors-for-leak-kinds=definite',
            f'--suppressions={TOP}/tests/support/valgrind.supp', '--suppressions=/usr/share/glib-2.0/valgrind/glib.supp')
# They write whole pictures or PDFs pixel by pixel, which takes hours under valgrind.
NOT_UNDER_VALGRIND = ('image', 'png-writer', 'export', 'export-documents')
DRAWING = ('hit', 'layout', 'layout-drawing', 'layout-words', 'scene', 'text')


def kill_and_fail_calls(world, seconds):
    """Each system call of each writer, and of the journal, is the last one, or fails."""
    clock, result, left = Clock(seconds), Result(), list(WRITERS)
    # Whichever has no time left in one run has it in another.
    random.shuffle(left)
    left_out = []
    while left:
        pair, left = left[:2], left[2:]
        found = world.test([f'fault-{writer}' for writer in pair], limit=clock.left, WAYMARK_EVERYTHING='1') if clock.left > 5 else {}
        left_out += [writer for writer in pair if f'fault-{writer}' not in found]
        for name, (passed, output, _) in found.items():
            result.runs += sum(int(runs) for runs in re.findall(r'- (\d+) runs', output))
            if not passed:
                result.losses.append(explain(name, output))
    result.faults = result.runs
    result.note = f'no time for: {", ".join(sorted(left_out))}' if left_out else ''
    return result


def kill_editing(world, seconds):
    """A program that edits is killed at any moment: each step that it has acknowledged comes back."""
    result, seeds = Result(), EDITING_SEEDS
    clock = Clock(seconds)
    while True:
        started = time.monotonic()
        done = subprocess.run([sys.executable, TOP / 'tests/fault/run-kills.py', world.build / 'tests/fault/edit-with-journal', str(seeds)],
                              capture_output=True, text=True, check=False)
        found = [[int(number) for number in figures]
                 for figures in re.findall(r'# (\d+) kills, (\d+) acknowledged steps, (\d+) runs', done.stdout)]
        if len(found) < 2 or any(lost for *_, lost in found) or done.returncode:
            result.losses.append(explain('kills', done.stdout + done.stderr))
            return result
        result.runs = result.faults = sum(kills for kills, *_ in found)
        result.note = f'{sum(steps for _, steps, _ in found)} acknowledged steps; {found[1][0]} kills of them one after another of the same map'
        # Always from the first seed on: once more only if that reaches much further.
        further = min(MOST_EDITING_SEEDS, int(seeds * clock.left / (time.monotonic() - started)))
        if further < 2 * seeds:
            return result
        seeds = further


def run_out_of_memory(world, seconds):
    """Each allocation fails, alone and with those after it."""
    result = Result()
    for name, (passed, output, _) in world.test(['out-of-memory'], limit=4 * seconds, WAYMARK_EVERYTHING='1').items():
        parser = [int(number) for number in re.findall(r'# (\d+) allocations of the parser', output)]
        journal = [int(number) for number in re.findall(r'# (\d+) allocations of the journal', output)]
        ends = [tuple(int(number) for number in found) for found in re.findall(r'(\d+) did without, (\d+) refused, (\d+) ended', output)]
        result.runs += sum(parser) + sum(journal) + sum(map(sum, ends))
        # The last attempt needs no more than there is.
        result.faults += sum(parser) + sum(journal) + sum(sum(found) - 1 for found in ends)
        if not passed:
            result.losses.append(explain(name, output))
    return result if result.runs or result.losses else skip('no time')


def undo_and_redo(world, seconds):
    """Random scripts of edits, drags, saves, undo and redo."""
    clock, result = Clock(seconds), Result()
    program = world.build / 'tests/property/test-script-property'

    def run(first):
        if clock.left == 0 and first > 0:
            return
        end = first + SCRIPTS_AT_ONCE
        done = subprocess.run([program], env={**os.environ, 'WAYMARK_FIRST_SEED': str(first), 'WAYMARK_SEEDS': str(end)}, capture_output=True,
                              text=True, errors='replace', check=False)
        if done.returncode:
            result.losses.append(explain('script-property', done.stdout + done.stderr))
        result.runs += SCRIPTS_AT_ONCE

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, range(0, SCRIPTS, SCRIPTS_AT_ONCE)))
    return result


def hold_properties(world, seconds):
    """The random tests of everything else, with as many seeds as there is time for."""
    clock, result, notes = Clock(seconds), Result(), []
    names = list(PROPERTIES)
    while names:
        name = names.pop(0)
        share = clock.left / (len(names) + 1)
        started = time.monotonic()
        found = world.test([f'{name}-property'], WAYMARK_SEEDS=str(FEW_SEEDS))
        took = time.monotonic() - started
        seeds = FEW_SEEDS
        if found and share > 3 * took and all(passed for passed, *_ in found.values()):
            # Half of what should fit: some seeds take longer.
            seeds = int(FEW_SEEDS * share / took / 2)
            found = world.test([f'{name}-property'], limit=2 * share, WAYMARK_SEEDS=str(seeds)) or found
        for test, (passed, output, _) in found.items():
            result.runs += seeds
            notes.append(f'{name} {seeds}')
            if not passed:
                result.losses.append(explain(test, output))
    result.note = 'seeds: ' + ', '.join(notes)
    return result


def fuzz(world, seconds):
    """All targets under libFuzzer and AFL++."""
    if not (world.clang / 'build.ninja').exists() or not (world.afl / 'build.ninja').exists():
        return skip('the fuzzers are not built')
    targets = len(list((TOP / 'tests/fuzz').glob('fuzz-*.c')))
    figures = world.folder / 'fuzz.json'
    done = subprocess.run([sys.executable, TOP / 'tests/fuzz/run-fuzz.py', world.clang, world.afl, str(max(5, int(seconds / targets) - 6)), '--figures', figures],
                          stdout=subprocess.PIPE, text=True, check=False)
    found = json.loads(figures.read_text(encoding='utf-8'))
    result = Result(runs=sum(counts['libFuzzer'] + counts['AFL++'] for counts in found.values()))
    result.note = ', '.join(f'{name[5:]} {counts["libFuzzer"]} + {counts["AFL++"]}' for name, counts in found.items()) + ' (libFuzzer + AFL++)'
    result.losses = [line for line in done.stdout.splitlines() if line.startswith('failed: ')]
    return result


def watch_memory(world, seconds):
    """Tests of the engine under valgrind, in an order of chance but those that draw among the first, as many as there is time for."""
    listed = subprocess.run(['meson', 'test', '-C', world.build, '--no-rebuild', '--list', '--suite', 'unit'], capture_output=True, text=True, check=True)
    names = {line.split(' / ')[-1].strip() for line in listed.stdout.splitlines() if ' / ' in line} - set(NOT_UNDER_VALGRIND)
    drawing, others = list(names & set(DRAWING)), list(names - set(DRAWING))
    random.shuffle(drawing)
    random.shuffle(others)
    # Both processors: one has a drawing, the other all else, until either has no more.
    queue = [name for pair in zip(drawing, others) for name in pair] + others[len(drawing):]
    clock, result, done = Clock(seconds), Result(), []

    def run(name):
        if clock.left > 10:
            for test, (passed, output, _) in world.test([name], limit=clock.left, options=['--wrap', ' '.join(VALGRIND)]).items():
                done.append(test)
                if not passed:
                    result.losses.append(explain(test, output))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, queue))
    result.runs = len(done)
    result.note = ', '.join(sorted(done))
    return result


def read_conformance_suite(world, seconds):
    """The W3C's suite with sanitizers."""
    program = world.sanitized / 'tests/conformance/judge-xml'
    if not program.exists():
        return skip('the reader is not built with sanitizers')
    done = subprocess.run([sys.executable, TOP / 'tests/conformance/run-conformance.py', program, world.build], capture_output=True, text=True, check=False)
    documents = re.search(r'(\d+) documents', done.stdout)
    if documents is None and done.returncode == 0:
        return skip(last_line(done.stdout))
    result = Result(runs=int(documents[1]) if documents else 0)
    if done.returncode:
        result.losses.append(explain('conformance', done.stdout + done.stderr))
    return result


class Group(NamedTuple):
    name: str
    rows: str  # of the plan of what must hold
    share: int  # of the time
    run: Callable
    injects: bool = False

    @property
    def about(self):
        return self.run.__doc__.strip()


GROUPS = (
    Group('calls', 'S1 S2 S3 S4 S6 S7 J2 J3 J4', 16, kill_and_fail_calls, True),
    Group('kills', 'S5', 4, kills.kill_saves, True),
    Group('journal', 'J1', 8, kill_editing, True),
    Group('memory', 'M1', 3, run_out_of_memory, True),
    Group('scarce', 'M2', 6, windows.run_short_of_memory, True),
    Group('xml', 'X2', 1, read_conformance_suite),
    Group('scripts', 'P1', 9, undo_and_redo),
    Group('properties', 'P2 P3', 12, hold_properties),
    Group('fuzz', 'X3', 14, fuzz),
    Group('valgrind', 'L2', 12, watch_memory),
    Group('views', 'P4', 7, windows.compare_views),
    Group('monkey', 'G1 L1', 10, windows.play),
    Group('long', 'L3', 8, windows.play_long),
    Group('frames', 'G3', 2, windows.measure_frames),
)
