# SPDX-License-Identifier: GPL-3.0-or-later
"""Real disks that are full or read-only: small ones in memory that nobody else sees."""

import json
import os
import subprocess
import sys
from pathlib import Path

PAGE = 4096


class Room:
    """A disk with this much room left."""

    def __init__(self, blocks=None, inodes=None):
        self.blocks = blocks
        self.inodes = inodes
        self.error = None if blocks is None and inodes is None else 'ENOSPC'

    def __str__(self):
        return f'a disk with {self.blocks} blocks and {self.inodes} inodes left (None: plenty)'

    def prepare(self, disk):
        ballast = Path(disk, 'ballast')
        ballast.mkdir()
        if self.blocks is not None:
            with open(ballast / 'bytes', 'wb') as file:
                os.posix_fallocate(file.fileno(), 0, (os.statvfs(disk).f_bfree - self.blocks) * PAGE)
        if self.inodes is not None:
            for number in range(os.statvfs(disk).f_ffree - self.inodes):
                (ballast / str(number)).touch()

    def restore(self, disk):
        for file in Path(disk, 'ballast').iterdir():
            file.unlink()
        Path(disk, 'ballast').rmdir()


class ReadOnly:
    """A disk that became read-only."""
    error = 'EROFS'

    def __str__(self):
        return 'a disk that is read-only'

    def prepare(self, disk):
        subprocess.run(['mount', '-t', 'tmpfs', '-o', 'remount,ro', 'tmpfs', disk], check=True)

    def restore(self, disk):
        subprocess.run(['mount', '-t', 'tmpfs', '-o', 'remount,rw', 'tmpfs', disk], check=True)


def conditions(length):
    """Disks on which a file of that length fits, and such on which it does not, the last block missing included."""
    return (Room(), Room(blocks=0), Room(blocks=(length - 1) // PAGE), Room(inodes=0), ReadOnly())


def test_condition(faults, kind, condition, disk):
    with faults.box(kind, disk) as box:
        condition.prepare(disk)
        try:
            before = os.statvfs(disk)
            outcome = box.run()
            after = os.statvfs(disk)
            wrong = box.judge(outcome, faults.new)
        finally:
            condition.restore(disk)
    if condition.error is None:
        return wrong + ([] if outcome.said == 'done' else [f'the disk itself does not work: {outcome.errors}'])
    if (before.f_bfree, before.f_ffree) != (after.f_bfree, after.f_ffree):
        wrong.append('the space is not free again')
    return wrong + faults.judge_failure(outcome, condition.error)


def run_inside(faults, kinds, disk):
    """In a mount space of its own: mounts a disk there, takes the tests, prints what run_apart() reads."""
    faults.test_undisturbed(kinds[0])
    blocks = 3 * (len(faults.new) + len(faults.subject.old) + len(faults.subject.source)) // PAGE + 64
    subprocess.run(['mount', '-t', 'tmpfs', '-o', f'nr_blocks={blocks},nr_inodes=64', 'tmpfs', disk], check=True)
    results = {}
    for kind in kinds:
        found = {str(condition): test_condition(faults, kind, condition, disk) for condition in conditions(len(faults.new))}
        results[kind] = len(found), [f'{condition}: {text}' for condition, wrong in found.items() for text in wrong]
    print(json.dumps(results))


def find_mounter(folder):
    """The words before a command that let it mount a disk that nobody else sees, or None."""
    for words in (['unshare', '--mount'], ['unshare', '--map-root-user', '--mount']):
        tried = subprocess.run([*words, 'mount', '-t', 'tmpfs', 'tmpfs', folder], capture_output=True, check=False)
        if tried.returncode == 0:
            return words
    return None


def run_apart(folder):
    """Runs this program once more in a mount space of its own; the results by kind, or None if there can be none."""
    disk = Path(folder, 'disk')
    disk.mkdir()
    mounter = find_mounter(disk)
    if mounter is None:
        return None
    done = subprocess.run([*mounter, sys.executable, *sys.argv, f'--disk={disk}'], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)
