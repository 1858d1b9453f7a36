#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the power going out may take of a journal: run-power-cuts.py PROGRAM.

From the system calls of an editing program follows what the disk is sure to have at each moment: of a file what was written before a sync that has
ended, of a folder the names that were in it. The rest is cut off, and what is left is restored.
"""

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import tracing
from leftovers import Box

# What was done longer ago is on the disk; a busy machine may need its time on top of that.
SECONDS = 1.0
GRACE = 0.4
ATTEMPTS = 3
FEWEST_SYNCS = 3
LINE = re.compile(r'(\d+) +(\d+\.\d+) (?:<\.\.\. )?(\w+)(\(| resumed>)(.*?)(?:<(\d+\.\d+)>)?$')


class Call(NamedTuple):
    name: str
    text: str
    start: float
    end: float


def record(box):
    """The calls of a run with their times."""
    with tempfile.NamedTemporaryFile(prefix='trace-', dir=box.outer) as log:
        outcome = box.run(['strace', '-f', '-y', '-s', '0', '-ttt', '-T', '-o', log.name, '-e', 'trace=write,fsync,fdatasync,mkdir,openat,rename'])
        lines = Path(log.name).read_text(encoding='utf-8', errors='replace').splitlines()
    calls, begun = [], {}
    for line in lines:
        match = LINE.match(line)
        if match is None:
            continue
        thread, time, name, kind, text, took = match.groups()
        if kind == '(' and took is None:
            begun[thread] = len(calls)
            calls.append(Call(name, text, float(time), float('inf')))
        elif kind == '(':
            calls.append(Call(name, text, float(time), float(time) + float(took)))
        else:
            call = calls[begun[thread]]
            calls[begun[thread]] = call._replace(text=call.text + text, end=call.start + float(took))
    return outcome, calls


def length(call):
    return int(re.search(r'= (\d+)$', call.text.strip())[1])


def cut(box, size):
    """The state that is restored when the journal ends there."""
    journal = next(box.folder.glob('waymark/journals/*/journal'))
    whole = journal.read_bytes()
    journal.write_bytes(whole[:size])
    found = box.look()
    journal.write_bytes(whole)
    return found[0][0] if found else None


def try_once(program, folder):
    """Gives the longest time that anything was not on the disk, the number of syncs, and what is wrong."""
    wrong = []
    with Box('steady', program, folder) as box:
        outcome, calls = record(box)
        journal = next(box.folder.glob('waymark/journals/*/journal'))
        writes = [call for call in calls if call.name == 'write' and f'<{journal}>' in call.text]
        told = [call for call in calls if call.name == 'write' and call.text.startswith('1<')]
        syncs = [call for call in calls if call.name == 'fdatasync' and f'<{journal}>' in call.text]
        last = writes[-1].start
        waits = [min((sync.end for sync in syncs if sync.start >= write.end), default=None) for write in writes]
        longest = max((end - write.start for write, end in zip(writes, waits) if end is not None), default=0)
        # What no sync has reached when the program ends is young enough.
        longest = max([longest] + [last - write.start for write, end in zip(writes, waits) if end is None])
        if outcome.words[-1:] != ['done']:
            wrong.append(f'it ended with {outcome.words[-3:]} {outcome.errors}')
        for sync in syncs:
            sure = sum(length(write) for write in writes if write.end <= sync.start)
            steps = sum(call.end <= sync.start for call in told)
            state = cut(box, sure)
            # The last one may be on its way to being told of.
            if state not in outcome.states[steps - 1:steps + 1]:
                wrong.append(f'after the sync at {sync.start} {steps} states were told of, and what came back is another one')
        wrong += judge_folders(calls, box, journal)
    return longest, len(syncs), wrong


def judge_folders(calls, box, journal):
    """Each new name is forced to the disk, in its folder, and that in the one above."""
    wrong = []
    first = next(call for call in calls if call.name == 'openat' and f'"{journal}"' in call.text and 'O_CREAT' in call.text)
    for folder in (journal.parent, journal.parent.parent, journal.parent.parent.parent, box.folder):
        ends = [call.end for call in calls if call.name == 'fsync' and f'<{folder}>' in call.text and call.start >= first.end]
        if not ends or min(ends) - first.start > SECONDS + GRACE:
            wrong.append(f'the names in {folder.relative_to(box.outer)} are not forced to the disk')
    return wrong


def test_time(program, folder):
    for _ in range(ATTEMPTS):
        longest, n_syncs, wrong = try_once(program, folder)
        if longest > SECONDS + GRACE:
            wrong.append(f'something was not on the disk for {longest:.2f} seconds')
        if n_syncs < FEWEST_SYNCS:
            wrong.append(f'there were only {n_syncs} syncs')
        if not wrong:
            break
    print(f'# {n_syncs} power cuts; nothing was off the disk for longer than {longest:.2f} seconds')
    return wrong


def test_order(program, folder):
    """What begins again: all of it is on the disk before it takes the old one's place, which goes only when that is sure."""
    with Box('compact', program, folder) as box:
        _, calls, _ = tracing.run(box)
        journal = next(box.folder.glob('waymark/journals/*/journal'))
    wrong = []
    place = f'<{journal.parent}>'
    names = [(number, call) for number, call in enumerate(calls) if call.touches(journal.parent) and call.succeeded]
    renames = [number for number, call in names if call.name == 'rename' and '/journal.new"' in call.text]
    if len(renames) != 1:
        return [f'the journal has begun again {len(renames)} times']
    rename = renames[0]
    writes = [number for number, call in names if call.name == 'write' and '/journal.new>' in call.text]
    syncs = [number for number, call in names if call.name in tracing.SYNCS and '/journal.new>' in call.text]
    folders = [number for number, call in names if call.name == 'fsync' and place in call.text]
    removals = [number for number, call in names if call.name == 'unlink' and call.text.strip('("').split('"')[0].endswith('.waymark') and number > rename]
    bases = [number for number, call in names if call.name == 'rename' and '.waymark.part"' in call.text and number < rename]
    if not (writes and syncs and max(number for number in writes if number < rename) < max(number for number in syncs if number < rename)):
        wrong.append('the new journal is not on the disk when it takes the place of the old one')
    if len(writes) < 2:
        wrong.append('nothing was done while it began again')
    if not bases or not any(max(bases) < number < rename for number in folders):
        wrong.append('the name of what it begins with is not on the disk before')
    for base in bases[-1:]:
        path = re.search(r'"([^"]*)\.part"', calls[base].text)[1]
        written = [number for number, call in names if call.name == 'write' and f'<{path}.part>' in call.text]
        synced = [number for number, call in names if call.name == 'fsync' and f'<{path}.part>' in call.text]
        if not (written and synced and max(written) < max(synced) < base):
            wrong.append('what it begins with is not on the disk before it has its name')
    after = [number for number in folders if number > rename]
    if not after or not removals or min(removals) < min(after):
        wrong.append('what the old one needs is removed before its end is on the disk')
    return wrong


def main(program):
    print('1..2')
    failed = False
    with tempfile.TemporaryDirectory(prefix='waymark-power-') as folder:
        for number, test in enumerate((test_time, test_order), 1):
            wrong = test(program, folder)
            for text in wrong:
                print('#', text)
            print(f'{"not ok" if wrong else "ok"} {number} /fault/power-cuts/{test.__name__[5:]}', flush=True)
            failed = failed or bool(wrong)
    sys.exit(1 if failed else 0)


main(*sys.argv[1:])
