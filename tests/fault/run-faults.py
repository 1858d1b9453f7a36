#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a file again and again while things go wrong.

After each run the target must be the old or the new file, whole; the new one if the command said that it is done, the
old one with nothing left beside it if it said that it failed. Each fault must have fired.
"""

import argparse
import os
import shutil
import sys
import tempfile

import disks
from faults import Faults
from subjects import SUBJECTS


class Tap:
    """Prints the results."""

    def __init__(self, prefix):
        self.prefix = prefix
        self.count = 0
        self.failed = False

    def report(self, name, runs, wrong):
        self.count += 1
        self.failed = self.failed or bool(wrong)
        for text in wrong[:20]:
            print('#', text.strip().replace('\n', '\n# '))
        if len(wrong) > 20:
            print(f'# … and {len(wrong) - 20} more')
        print(f'{"not ok" if wrong else "ok"} {self.count} {self.prefix}/{name} - {runs} runs', flush=True)

    def skip(self, name, reason):
        self.count += 1
        print(f'ok {self.count} {self.prefix}/{name} # SKIP {reason}', flush=True)

    def finish(self):
        print(f'1..{self.count}')
        sys.exit(1 if self.failed else 0)


def run(faults, tap, folder):
    kinds = list(faults.subject.kinds)
    if os.geteuid() != 0 and 'foreign' in kinds:
        kinds.remove('foreign')
        tap.skip('foreign', 'only root can make files of other users')
    for kind in kinds:
        tap.report(f'undisturbed/{kind}', *faults.test_undisturbed(kind))
        tap.report(f'order/{kind}', *faults.test_order(kind))
        tap.report(f'each-call/{kind}', *faults.test_each_call(kind))
    for kind in disk_kinds(faults):
        tap.report(f'bad-disk/{kind}', *faults.test_bad_disk(kind))
        tap.report(f'size-limit/{kind}', *faults.test_size_limit(kind))
    results = disks.run_apart(folder)
    for kind in disk_kinds(faults):
        if results is None:
            tap.skip(f'real-disk/{kind}', 'nothing can be mounted here: neither root nor user namespaces')
        else:
            tap.report(f'real-disk/{kind}', *results[kind])
    tap.finish()


def disk_kinds(faults):
    return [kind for kind in faults.subject.kinds if kind in ('existing', 'new', 'symlink')]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('subject', choices=SUBJECTS)
    parser.add_argument('shim', help='the library that makes calls fail')
    parser.add_argument('programs', nargs='+', metavar='NAME=PROGRAM', help='what the words in braces stand for')
    parser.add_argument('--disk', help=argparse.SUPPRESS)
    words = parser.parse_args()

    missing = [tool for tool in ('strace', 'prlimit', 'unshare') if shutil.which(tool) is None]
    if missing:
        print('Bail out! not installed: ' + ', '.join(missing))
        sys.exit(1)
    programs = dict(word.split('=', 1) for word in words.programs)
    with tempfile.TemporaryDirectory(prefix='waymark-faults-') as folder:
        faults = Faults(SUBJECTS[words.subject], words.shim, programs, folder)
        if words.disk:
            disks.run_inside(faults, disk_kinds(faults), words.disk)
        else:
            run(faults, Tap(f'/fault/{words.subject}'), folder)


main()
