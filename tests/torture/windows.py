# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups that need a screen: hands without a plan, canvases, little memory, frames."""

import os
import random
import re
import subprocess
import sys

from world import TOP, Clock, Result, explain, skip

sys.path.append(str(TOP / 'tests/bench'))
import measure  # noqa: E402
import window  # noqa: E402

MONKEY_SECONDS = 20
VIEWS_AT_ONCE = 10
FRAMES_TOUCHPOINTS = 1000
SANITIZERS = {'ASAN_OPTIONS': 'abort_on_error=1:strict_string_checks=1', 'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1'}


def run_in_window(group, build, *words, **variables):
    """Runs one group of window tests; gives whether all held, and what was said."""
    command = [sys.executable, TOP / 'tests/gui/run-gui.py', group, build / 'widgets/waymark-editor', build, *(str(word) for word in words)]
    done = subprocess.run(command, capture_output=True, text=True, errors='replace', check=False, env={**os.environ, 'G_DEBUG': '', **variables})
    return done.returncode == 0, done.stdout


def choose_seed():
    return random.randrange(1_000_000)


def play(world, seconds):
    """Hands without a plan, each time other ones, with sanitizers; then save, undo all, redo all."""
    clock, result, actions = Clock(seconds), Result(), 0
    if not (world.sanitized / 'widgets/waymark-editor').exists():
        return skip('the editor is not built with sanitizers')
    while clock.left > 2 * MONKEY_SECONDS or result.runs == 0:
        seed = choose_seed()
        passed, output = run_in_window('monkey', world.sanitized, MONKEY_SECONDS, seed, **SANITIZERS)
        result.runs += 1
        actions += sum(int(number) for number in re.findall(r'# seed \d+: (\d+) actions', output))
        if not passed:
            result.losses.append(explain(f'seed {seed}', output))
    result.note = f'{actions} actions'
    return result


def play_long(world, seconds):
    """Hands without a plan in one window for all the time: what it holds of files, threads, memory and journal does not grow."""
    seed = choose_seed()
    passed, output = run_in_window('long', world.build, max(60, int(seconds) - 20), seed)
    result = Result(runs=len(re.findall(r'^# lap ', output, re.M)))
    result.note = '; '.join(re.findall(r'^# (from .*)', output, re.M))
    if not passed:
        result.losses.append(explain(f'seed {seed}', output))
    return result


def compare_views(world, seconds):
    """Canvases that have lived through random commands, held against new ones."""
    clock, result, first = Clock(seconds), Result(), choose_seed()
    while clock.left > 0:
        passed, output = run_in_window('views', world.build, first + result.runs, VIEWS_AT_ONCE)
        result.runs += VIEWS_AT_ONCE
        if not passed:
            result.losses.append(explain('views', output))
    return result


def run_short_of_memory(world, seconds):
    """An editor of 10,000 touchpoints has too little memory: it works, or it ends and its journal gives all back."""
    seed = choose_seed()
    passed, output = run_in_window('scarce', world.build, int(seconds), seed)
    found = re.search(r'# (\d+) rounds, (\d+) ended, (\d+) stages', output)
    result = Result()
    if found:
        result.runs, result.faults = int(found[1]), int(found[2])
        result.note = f'{found[3]} stages that were made came back'
    if not passed:
        result.losses.append(explain(f'seed {seed}', output))
    return result


class TwiceTheGoals:
    """Collects what was measured, and what needs more than twice its goal."""

    def __init__(self):
        self.beyond = []
        self.n = 0

    def at_most(self, name, _size, value, limit, unit='', _digits=2):
        self.n += 1
        if value > 2 * limit:
            self.beyond.append(f'{name} {value:.2f}{unit} (goal {limit:g})')


def measure_frames(world, seconds):
    """Frames of the canvas against twice the goals of the benchmark: figures, which a busy machine makes worse; none is a loss."""
    path, goals, result = world.folder / 'frames.waymark', TwiceTheGoals(), Result()
    subprocess.run([sys.executable, TOP / 'tests/bench/generate-map.py', str(FRAMES_TOUCHPOINTS), path], check=True)
    bench = window.Window(world.build / 'tests/bench', goals, 1)
    clock = Clock(seconds)
    try:
        while clock.left > 0:
            found = bench.measure_all(path)
            bench.judge(FRAMES_TOUCHPOINTS, found['canvas'], found['reference'], found['empty'])
            result.runs += 1
    except measure.Failed as failure:
        result.losses.append(str(failure))
    result.note = f'{goals.n - len(goals.beyond)} of {goals.n} ratios within twice the goal' + (f'; beyond: {", ".join(goals.beyond[:4])}' if goals.beyond else '')
    return result
