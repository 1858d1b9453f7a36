#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a program that edits a map, at random moments: no step that it has acknowledged may be lost. Usage: run-kills.py PROGRAM [SEEDS]"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time

MOST_ACKNOWLEDGED = 120
TURNS = 5
LONGEST_START = 0.06  # seconds in which it has restored, or is just about it


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
    # Of a map as it was at first there is nothing to bring back.
    recovered = recovered or states[0][1]
    found = [int(number) for number, state_hash in states if state_hash == recovered]
    return acknowledged, max(found, default=None)


def kill_again(program, seed, state, allowed):
    """Restores what the last one left and kills that too, sometimes while it restores; gives the states that may come back now and how many steps there were.

    None for the states when something came back that is none of those allowed.
    """
    chance = random.Random(seed)
    wanted = chance.randrange(1, MOST_ACKNOWLEDGED) if chance.random() < 0.7 else 0
    editing = subprocess.Popen([program, 'again', str(seed)], env={**os.environ, 'XDG_STATE_HOME': state}, stdout=subprocess.PIPE, text=True)
    lines = [editing.stdout.readline() for _ in range(wanted)]
    if not wanted:
        time.sleep(chance.uniform(0, LONGEST_START))
    os.kill(editing.pid, signal.SIGKILL)
    lines = [line.split() for line in lines + editing.stdout.read().splitlines(True) if line.endswith('\n')]
    if editing.wait() != -signal.SIGKILL:
        raise RuntimeError('it was not killed')
    if lines and allowed and lines[0][1] not in allowed:
        return None, len(lines)
    steps = [number for number, (word, _) in enumerate(lines) if word == 'step']
    # Nobody has made a step: it may not even have begun a journal.
    if not allowed and len(steps) < 2:
        return [], 0
    return [state_hash for _, state_hash in lines[steps[-1]:]] if steps else allowed, len(steps)


def kill_in_a_row(program, seed, state):
    """Kills and restores one map over and over; gives the number of steps, and at which turn something was lost, or None."""
    allowed, total = [], 0
    for turn in range(TURNS):
        allowed, steps = kill_again(program, 100 * seed + turn, state, allowed)
        total += steps
        if allowed is None:
            return total, turn
    left = run(program, 'recover', state=state) if allowed else []
    return total, TURNS if left and left[0] not in allowed else None


def report(number, name, seeds, total, lost):
    print(f'# {seeds} kills, {total} acknowledged steps, {lost} runs that lost any')
    print(f'{"not ok" if lost else "ok"} {number} {name}', flush=True)


def main(program, seeds='20'):
    print('1..2')
    lost = 0
    total = 0
    with tempfile.TemporaryDirectory(prefix='kills-') as state:
        for seed in range(1, int(seeds) + 1):
            acknowledged, recovered = kill_once(program, seed, state)
            total += acknowledged
            if recovered is None or recovered < acknowledged:
                lost += 1
                print(f'# seed {seed}: {acknowledged} steps were acknowledged, {recovered} came back')
    report(1, 'kills', seeds, total, lost)
    lost = 0
    total = 0
    rows = max(4, int(seeds) // TURNS)
    for seed in range(1, rows + 1):
        with tempfile.TemporaryDirectory(prefix='kills-') as state:
            steps, turn = kill_in_a_row(program, seed, state)
            total += steps
            if turn is not None:
                lost += 1
                print(f'# seed {seed}: another state came back at turn {turn + 1}')
    report(2, 'kills-in-a-row', TURNS * rows, total, lost)


main(*sys.argv[1:])
