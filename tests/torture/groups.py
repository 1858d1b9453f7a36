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
from world import TOP, Clock, Result, skip

WRITERS = ('save', 'format', 'export-png', 'export-svg', 'export-svg-text', 'export-pdf', 'journal-calls-append', 'journal-calls-compact',
           'journal-calls-save', 'journal-calls-restore', 'journal-calls-discard')
PROPERTIES = ('clipboard', 'commands', 'drag', 'editor', 'history', 'journal', 'layout', 'merge', 'others', 'store', 'values')
FEW_SEEDS = 20
EDITING_SEEDS = 20
MOST_EDITING_SEEDS = 500
SCRIPTS = 10000
SCRIPTS_AT_ONCE = 500
MONKEY_SECONDS = 20
VIEWS_AT_ONCE = 10
VALGRIND = ('valgrind', '-q', '--error-exitcode=77', '--leak-check=full', '--show-leak-kinds=definite', '--errors-for-leak-kinds=definite',
            f'--suppressions={TOP}/tests/support/valgrind.supp', '--suppressions=/usr/share/glib-2.0/valgrind/glib.supp')
# Tests of the engine that draw hundreds of pictures or time things take hours under valgrind.
NOT_UNDER_VALGRIND = ('image', 'png-writer', 'export', 'export-documents', 'layout', 'layout-drawing', 'scene', 'text', 'hit')


def last_line(output):
    lines = [line for line in output.strip().splitlines() if line.strip()]
    return lines[-1] if lines else 'nothing was said'


def explain(name, output):
    """The lines of a test's output that tell what went wrong."""
    wrong = [line for line in output.splitlines() if re.search(r'not ok|ERROR|Bail|fails|Sanitizer|==\d+==|^# ', line)]
    return f'{name}: ' + ' / '.join(wrong[:12] or [last_line(output)])


def kill_and_fail_calls(world, seconds):
    """Each system call of each writer, and of the journal, is the last one, or fails."""
    clock, result, left_out = Clock(seconds), Result(), []
    for writer in WRITERS:
        found = world.test([f'fault-{writer}'], limit=clock.left, WAYMARK_EVERYTHING='1') if clock.left > 5 else {}
        if not found:
            left_out.append(writer)
            continue
        for name, (passed, output, _) in found.items():
            result.runs += sum(int(runs) for runs in re.findall(r'- (\d+) runs', output))
            if not passed:
                result.losses.append(explain(name, output))
    result.faults = result.runs
    result.note = f'no time for: {", ".join(left_out)}' if left_out else ''
    return result


def kill_editing(world, seconds):
    """A program that edits is killed at any moment: each step that it has acknowledged comes back."""
    result, seeds = Result(), EDITING_SEEDS
    clock = Clock(seconds)
    while True:
        started = time.monotonic()
        done = subprocess.run([sys.executable, TOP / 'tests/fault/run-kills.py', world.build / 'tests/fault/edit-with-journal', str(seeds)],
                              capture_output=True, text=True, check=False)
        found = re.search(r'# (\d+) kills, (\d+) acknowledged steps, (\d+) runs', done.stdout)
        if found is None or int(found[3]) > 0 or done.returncode:
            result.losses.append(explain('kills', done.stdout + done.stderr))
            return result
        result.runs = result.faults = int(found[1])
        result.note = f'{found[2]} acknowledged steps'
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
        if first > 0 and clock.left == 0:
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
    done = subprocess.run([sys.executable, TOP / 'tests/fuzz/run-fuzz.py', world.clang, world.afl, str(max(5, int(seconds / targets) - 3)), '--figures', figures],
                          stdout=subprocess.PIPE, text=True, check=False)
    found = json.loads(figures.read_text(encoding='utf-8'))
    result = Result(runs=sum(counts['libFuzzer'] + counts['AFL++'] for counts in found.values()))
    result.note = ', '.join(f'{name[5:]} {counts["libFuzzer"]} + {counts["AFL++"]}' for name, counts in found.items()) + ' (libFuzzer + AFL++)'
    result.losses = [line for line in done.stdout.splitlines() if line.startswith('failed: ')]
    return result


def watch_memory(world, seconds):
    """Tests of the engine under valgrind, in an order of chance, as many as there is time for."""
    listed = subprocess.run(['meson', 'test', '-C', world.build, '--no-rebuild', '--list', '--suite', 'unit'], capture_output=True, text=True, check=True)
    names = [line.split(' / ')[-1].strip() for line in listed.stdout.splitlines() if ' / ' in line]
    names = [name for name in names if name not in NOT_UNDER_VALGRIND]
    random.shuffle(names)
    clock, result, done = Clock(seconds), Result(), []
    while names and clock.left > 10:
        pair, names = names[:2], names[2:]
        for name, (passed, output, _) in world.test(pair, limit=clock.left, options=['--wrap', ' '.join(VALGRIND)]).items():
            result.runs += 1
            done.append(name)
            if not passed:
                result.losses.append(explain(name, output))
    result.note = ', '.join(sorted(done))
    return result


def play(world, seconds):
    """Hands without a plan, each time other ones, with sanitizers; then save, undo all, redo all."""
    clock, result = Clock(seconds), Result()
    editor = world.sanitized / 'widgets/waymark-editor'
    if not editor.exists():
        return skip('the editor is not built with sanitizers')
    environment = {**os.environ, 'ASAN_OPTIONS': 'abort_on_error=1:strict_string_checks=1', 'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1',
                   'G_DEBUG': ''}
    actions = 0
    while clock.left > 2 * MONKEY_SECONDS or result.runs == 0:
        seed = random.randrange(1_000_000)
        done = subprocess.run([sys.executable, TOP / 'tests/gui/run-gui.py', 'monkey', editor, world.sanitized, str(MONKEY_SECONDS), str(seed)],
                              capture_output=True, text=True, check=False, env=environment)
        result.runs += 1
        actions += sum(int(number) for number in re.findall(r'# seed \d+: (\d+) actions', done.stdout))
        if done.returncode:
            result.losses.append(explain(f'seed {seed}', done.stdout))
    result.note = f'{actions} actions'
    return result


def compare_views(world, seconds):
    """Canvases that have lived through random commands, held against new ones."""
    clock, result, first = Clock(seconds), Result(), random.randrange(1_000_000)
    while clock.left > 0:
        words = ['views', world.build / 'widgets/waymark-editor', world.build, str(first + result.runs), str(VIEWS_AT_ONCE)]
        done = subprocess.run([sys.executable, TOP / 'tests/gui/run-gui.py', *words], capture_output=True, text=True, check=False,
                              env={**os.environ, 'G_DEBUG': ''})
        result.runs += VIEWS_AT_ONCE
        if done.returncode:
            result.losses.append(explain('views', done.stdout))
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
    Group('calls', 'S1 S2 S3 S4 S6 S7 J2 J4', 16, kill_and_fail_calls, True),
    Group('kills', 'S5', 8, kills.kill_saves, True),
    Group('journal', 'J1', 8, kill_editing, True),
    Group('memory', 'M1', 3, run_out_of_memory, True),
    Group('xml', 'X2', 1, read_conformance_suite),
    Group('scripts', 'P1', 24, undo_and_redo),
    Group('properties', 'P2 P3', 14, hold_properties),
    Group('fuzz', 'X3', 16, fuzz),
    Group('valgrind', 'L2', 10, watch_memory),
    Group('views', 'P4', 8, compare_views),
    Group('monkey', 'G1 L1', 10, play),
)
