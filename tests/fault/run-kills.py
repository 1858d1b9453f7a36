#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a program that edits a map, at random moments: no step that it has acknowledged may be lost. Usage: run-kills.py PROGRAM [SEEDS]"""

import os
import random
import signal
import subprocess
import sys
import tempfile

MOST_ACKNOWLEDGED = 120


def run(program, *words, state):
    done = subprocess.run([program, *words], env={**os.environ, 'XDG_STATE_HOME': state}, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f'# {" ".join(words)} ended with {done.returncode}: {done.stderr.strip()}')
    return done.stdout.split('\n')


def kill_once(program, seed, state):
    """Gives how many steps were acknowledged and how many came back; None for none of the states that there were."""
    wanted = random.Random(seed).randrange(1, MOST_ACKNOWLEDGED)
    editing = subprocess.Popen([program, 'edit', str(seed)], env={**os.environ, 'XDG_STATE_HOME': state}, stdout=subprocess.PIPE, text=True)
    lines = [editing.stdout.readline() for _ in range(wanted)]
    os.kill(editing.pid, signal.SIGKILL)
    lines += editing.stdout.read().splitlines(True)
    if editing.wait() != -signal.SIGKILL:
        raise RuntimeError('it was not killed')
    acknowledged = sum(line.endswith('\n') for line in lines)
    recovered = run(program, 'recover', state=state)[0]
    states = [line.split() for line in run(program, 'tell', str(seed), str(acknowledged + 1), state=state) if line]
    found = [int(number) for number, state_hash in states if state_hash == recovered]
    return acknowledged, max(found, default=None)


def main(program, seeds='20'):
    print('1..1')
    lost = 0
    total = 0
    with tempfile.TemporaryDirectory(prefix='kills-') as state:
        for seed in range(1, int(seeds) + 1):
            acknowledged, recovered = kill_once(program, seed, state)
            total += acknowledged
            if recovered is None or recovered < acknowledged:
                lost += 1
                print(f'# seed {seed}: {acknowledged} steps were acknowledged, {recovered} came back')
    print(f'# {seeds} kills, {total} acknowledged steps, {lost} runs that lost any')
    print('not ok 1 kills' if lost else 'ok 1 kills')


main(*sys.argv[1:])
