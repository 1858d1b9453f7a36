#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that takes too long for each change: run-torture.py MINUTES [GROUP…], from the top of the tree, after the builds.

The minutes are spread over the groups (groups.py); each says what it may take before it begins. The figures of all groups are
written into README.md beside this; with groups named they are only printed. The exit status is 1 when anything was lost.
"""

import re
import sys
import time
from pathlib import Path

from groups import GROUPS
from world import Clock, World

README = Path(__file__).resolve().parent / 'README.md'
LEAST = 0.3  # of what is due to a group, when those before it took too much
BEGIN, END = '<!-- figures -->', '<!-- end of figures -->'


def write_figures(minutes, took, results):
    lines = [f'Of a run of {minutes:g} minutes, which took {took:.1f}:', '', '| group | what of the plan | runs | faults fired | losses | |', '|---|---|---|---|---|---|']
    lines += [f'| {group.name} | {group.rows} | {result.runs} | {result.faults if group.injects else "–"} | {len(result.losses)} | {result.note} |'
              for group, result in results]
    text = README.read_text(encoding='utf-8')
    pattern = re.escape(BEGIN) + '.*?' + re.escape(END)
    README.write_text(re.sub(pattern, lambda _: '\n'.join([BEGIN, *lines, END]), text, flags=re.S), encoding='utf-8')


def run_group(group, seconds, world):
    print(f'== {group.name} ({group.rows}): about {seconds:.0f} s; {group.about}', flush=True)
    started = time.monotonic()
    result = group.run(world, seconds)
    if group.injects and not result.skipped and result.faults == 0:
        result.losses.append('no fault fired')
    if result.runs == 0 and not result.skipped:
        result.note = 'no time'
    for loss in result.losses[:20]:
        print('LOSS: ' + loss)
    print(f'   {result.runs} runs, {result.faults} faults fired, {len(result.losses)} losses, {time.monotonic() - started:.0f} s'
          + (f'; {result.note}' if result.note else ''), flush=True)
    return result


def main():
    minutes = float(sys.argv[1])
    wanted = sys.argv[2:]
    unknown = set(wanted) - {group.name for group in GROUPS}
    if unknown:
        raise SystemExit(f'no such group: {", ".join(sorted(unknown))}; there are {", ".join(group.name for group in GROUPS)}')
    groups = [group for group in GROUPS if not wanted or group.name in wanted]
    whole = sum(group.share for group in groups)
    clock, results = Clock(60 * minutes), []
    with World() as world:
        for number, group in enumerate(groups):
            # What one group took too much, or left over, is that of all that follow; but each has some time.
            seconds = clock.left * group.share / sum(other.share for other in groups[number:])
            least = LEAST * 60 * minutes * group.share / whole
            results.append((group, run_group(group, max(seconds, least), world)))
    if not wanted:
        write_figures(minutes, clock.passed / 60, results)
    losses = sum(len(result.losses) for _, result in results)
    print(f'{sum(result.runs for _, result in results)} runs, {sum(result.faults for _, result in results)} faults fired, {losses} losses, '
          f'{clock.passed / 60:.1f} minutes')
    return 1 if losses else 0


sys.exit(main())
