# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs programs and tells what they cost: wall time, processor time and the largest memory, as the kernel counted them."""

import os
import signal
import statistics
import subprocess
import time
from dataclasses import dataclass


@dataclass
class Cost:
    """What one run cost: seconds, seconds on all processors, MiB of the largest process, bytes written."""

    wall: float
    cpu: float
    memory: float
    size: int = 0
    failure: str = ''


class Failed(Exception):
    """A program that should work did not."""


def run(command, output=None, timeout=None):
    """Runs a command once. @output is the file that it is to write; it is removed before."""
    if output and os.path.exists(output):
        os.remove(output)
    start = time.monotonic()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          start_new_session=True) as process:
        status, usage, said, late = wait(process, timeout)
    wall = time.monotonic() - start
    size = os.path.getsize(output) if output and os.path.exists(output) else 0
    failure = ''
    if late:
        failure = f'gave up after {timeout} s'
    elif status != 0 or (output and size == 0):
        failure = said.strip().splitlines()[-1] if said.strip() else f'ended with {status}'
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, size, failure)


def wait(process, timeout):
    """Waits for a process with wait4, which alone tells its memory; ends it and all its children when it takes too long."""
    late = False

    def end(_number, _frame):
        nonlocal late
        late = True
        os.killpg(process.pid, signal.SIGKILL)

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, timeout or 0)
    said = process.stderr.read().decode(errors='replace')
    _, status, usage = os.wait4(process.pid, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage, said, late


def median_cost(costs):
    return Cost(*(statistics.median(getattr(cost, part) for cost in costs) for part in ('wall', 'cpu', 'memory')),
                costs[-1].size)


@dataclass
class Pair:
    """Two programs that ran in turn: their medians, and the medians of the ratios of neighbouring runs."""

    first: Cost
    second: Cost
    wall: float
    cpu: float
    memory: float


def compare(first, second, runs):
    """Runs two (command, output) in turn, so that both see the same machine."""
    costs = []
    for turn in range(runs):
        # Who goes first changes, since the first of a pair may find cold caches.
        order = (0, 1) if turn % 2 == 0 else (1, 0)
        pair = [None, None]
        for which in order:
            pair[which] = run(*(first, second)[which])
            if pair[which].failure:
                raise Failed(f'{" ".join((first, second)[which][0])}: {pair[which].failure}')
        costs.append(pair)
    ratios = {part: statistics.median(getattr(a, part) / getattr(b, part) for a, b in costs)
              for part in ('wall', 'cpu', 'memory')}
    return Pair(median_cost([a for a, _ in costs]), median_cost([b for _, b in costs]), **ratios)
