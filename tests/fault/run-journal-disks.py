#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal on disks that are slow to take bytes, fail, are full or cannot be written at all: run-journal-disks.py PROGRAM SHIM.

Whatever happens the map can be edited on, it is told of once, and the journal on the disk is the beginning of what was done; when the disk is well
again all of it is there. Each fault must have fired.
"""

import errno
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import disks
from leftovers import Box

PAGE = 4096
BLOCKS = 200


class Bad:
    """What goes wrong by the shim: until somebody mends it, for good, or in a way that nobody needs to know of."""

    def __init__(self, what, mends=False, is_harmless=False):
        self.what = what
        self.mends = mends
        self.is_harmless = is_harmless

    def __str__(self):
        return self.what

    def run(self, box, shim):
        gate = box.outer / 'gate'
        gate.touch()
        with tempfile.TemporaryFile() as log:
            outcome = box.run_and_mend(gate.unlink, pass_fds=(log.fileno(),), environment={
                'LD_PRELOAD': shim,
                'WAYMARK_FAULT': self.what,
                'WAYMARK_FAULT_FOLDER': str(box.folder),
                'WAYMARK_FAULT_GATE': str(gate),
                'WAYMARK_FAULT_LOG': str(log.fileno()),
            })
            return outcome, os.fstat(log.fileno()).st_size > 0


class Blocked:
    """The state folder cannot be made: a file stands in its place."""
    mends, is_harmless = True, False

    def __str__(self):
        return 'a file in place of the folder'

    def run(self, box, _shim):
        place = box.folder / 'waymark'
        place.touch()
        outcome = box.run_and_mend(place.unlink)
        return outcome, 'Not a directory' in outcome.errors or 'problem' in outcome.words


class Missing:
    """The state folder is not there yet."""
    mends, is_harmless = False, True

    def __str__(self):
        return 'no folder yet'

    def run(self, box, _shim):
        box.folder.rmdir()
        return box.run_and_mend(lambda: None), box.folder.is_dir()


BADS = (
    Bad('write short', is_harmless=True),
    Bad(f'write every {errno.EINTR}', is_harmless=True),
    Bad('write none'),
    *(Bad(f'write after {count} {errno.ENOSPC}') for count in (0, 1, 100, 500, 1500, PAGE)),
    *(Bad(f'write after {count} {number}') for count in (0, 1500) for number in (errno.EIO, errno.EDQUOT, errno.EFBIG)),
    *(Bad(f'write while {number}', mends=True) for number in (errno.ENOSPC, errno.EIO)),
    Bad(f'fsync always {errno.EIO}'),
    *(Bad(f'{call} once {errno.EIO}', mends=True) for call in ('fsync', 'fdatasync')),
    *(Bad(f'{call} once {errno.EINTR}', is_harmless=True) for call in ('fsync', 'fdatasync')),
    Blocked(),
    Missing(),
)


def judge(outcome, box, bad, whole):
    wrong = []
    found = box.look()
    state = found[0][0] if found else None
    wrong += [error for *_, error in found if error]
    if outcome.words[-1:] != ['done'] or outcome.states != whole.states:
        wrong.append(f'editing did not go on: {outcome.words} {outcome.errors}')
    if 'CRITICAL' in outcome.errors or 'WARNING' in outcome.errors:
        wrong.append('a warning: ' + outcome.errors)
    if outcome.words.count('problem') != (0 if bad.is_harmless else 1):
        wrong.append(f'it was told of {outcome.words.count("problem")} times')
    if bad.is_harmless or bad.mends:
        if not outcome.is_protected:
            wrong.append('it did not heal')
        if state != whole.states[-1]:
            wrong.append('not all is there')
    elif outcome.is_protected:
        wrong.append('it healed by itself')
    elif state is not None and state not in whole.states:
        wrong.append('what is there is not the beginning of what was done')
    return wrong


def run_whole(program, folder):
    with Box('append', program, folder) as box:
        return box.run()


def try_bads(program, shim, folder):
    whole = run_whole(program, folder)
    results = []
    for bad in BADS:
        with Box('append', program, folder) as box:
            outcome, fired = bad.run(box, shim)
            wrong = judge(outcome, box, bad, whole)
        if not fired:
            wrong.append('the fault did not fire')
        results += [f'{bad}: {text}' for text in wrong]
    return len(BADS), results


# --- Real disks ---------------------------------------------------------------------------------

class RealDisk:
    is_harmless = False
    mends = True


def run_inside(program, disk):
    """In a mount space of its own: mounts a disk there, takes the tests, prints what try_disks() reads."""
    conditions = (disks.Room(blocks=0), disks.Room(blocks=1), disks.Room(inodes=0), disks.Room(inodes=2), disks.ReadOnly())
    subprocess.run(['mount', '-t', 'tmpfs', '-o', f'nr_blocks={BLOCKS},nr_inodes=64', 'tmpfs', disk], check=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = run_whole(program, folder)
    results = []
    for condition in conditions:
        with Box('append', program, disk) as box, tempfile.TemporaryDirectory() as outer:
            box.outer, inner = Path(outer), box.outer
            condition.prepare(disk)
            mended = []

            def mend(condition=condition, mended=mended):
                condition.restore(disk)
                mended.append(True)

            outcome = box.run_and_mend(mend)
            if not mended:
                condition.restore(disk)
            wrong = judge(outcome, box, RealDisk, whole)
            box.outer = inner
        results += [f'{condition}: {text}' for text in wrong]
    print(json.dumps((len(conditions), results)))


def try_disks(folder):
    """Runs this program once more in a mount space of its own; None if there can be none."""
    disk = Path(folder, 'disk')
    disk.mkdir()
    mounter = disks.find_mounter(disk)
    if mounter is None:
        return None
    done = subprocess.run([*mounter, sys.executable, *sys.argv, disk], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def report(number, name, runs, wrong):
    for text in wrong[:20]:
        print('#', text.strip().replace('\n', '\n# '))
    print(f'{"not ok" if wrong else "ok"} {number} /fault/journal-disks/{name} - {runs} runs', flush=True)
    return bool(wrong)


def main(program, shim, disk=None):
    if disk is not None:
        run_inside(program, disk)
        return
    print('1..2')
    with tempfile.TemporaryDirectory(prefix='waymark-journal-disks-') as folder:
        failed = report(1, 'bad', *try_bads(program, shim, folder))
        found = try_disks(folder)
        if found is None:
            print('ok 2 /fault/journal-disks/real # SKIP nothing can be mounted here: neither root nor user namespaces')
        else:
            failed = report(2, 'real', *found) or failed
    sys.exit(1 if failed else 0)


main(*sys.argv[1:])
