#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums the results of one or more runs of "meson test", each given as the stem of its log files.

Every subtest counts, not only every program; the skipped ones are named. The last line printed is "N passed, N failed, N skipped"; the exit
code is 1 if a test failed or if none ran.
"""

import json
import sys
import xml.etree.ElementTree as ElementTree

BAD = ('FAIL', 'ERROR', 'TIMEOUT', 'INTERRUPT', 'UNEXPECTEDPASS')


def subtests(stem, skips):
    """How many subtests of each program passed, failed and were skipped."""
    counts = {}
    for suite in ElementTree.parse(stem + '.junit.xml').getroot().iter('testsuite'):
        name = suite.get('name').partition('.')[2]
        if not name:
            continue  # the suite of those programs that have no subtests
        passed = failed = skipped = 0
        for case in suite.iter('testcase'):
            if case.find('failure') is not None or case.find('error') is not None:
                failed += 1
            elif case.find('skipped') is not None:
                skipped += 1
                skips.add(f'{name}: {case.get("name")}')
            else:
                passed += 1
        counts[name] = [passed, failed, skipped]
    return counts


def count(stem, skips):
    total = [0, 0, 0]
    details = subtests(stem, skips)
    with open(stem + '.json', encoding='utf-8') as log:
        for line in log:
            program = json.loads(line)
            bad = program['result'] in BAD
            counts = details.get(program['name'])
            if counts is None:
                skipped = program['result'] == 'SKIP'
                if skipped:
                    skips.add(program['name'])
                counts = [int(not bad and not skipped), int(bad), int(skipped)]
            elif bad and counts[1] == 0:
                counts[1] = 1  # it crashed or hung between two subtests
            total = [a + b for a, b in zip(total, counts)]
    return total


def main():
    skips = set()
    passed, failed, skipped = (sum(column) for column in zip(*(count(stem, skips) for stem in sys.argv[1:])))
    for skip in sorted(skips):
        print('skipped:', skip)
    print(f'{passed} passed, {failed} failed, {skipped} skipped')
    return 1 if failed or not passed else 0


sys.exit(main())
