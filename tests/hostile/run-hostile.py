#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens every hostile file in a process of its own, within limits of time and memory, and compares the verdict."""

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

from cases import cases

CODES = ('READ', 'ENCODING', 'SYNTAX', 'UNSAFE', 'NOT_A_MAP', 'VERSION', 'VALUE', 'DUPLICATE_ID', 'REFERENCE', 'IMAGE')
SECONDS = 2.0
MEGABYTES = 200
HANGS = 60


def limit():
    # Far above the limit that is tested: only so that a mistake does not take the machine down.
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(program, path, sanitized, *words):
    """Exit status, output, processor seconds and largest size in MB of one process."""
    started = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen([program, path, *words], stdout=output, stderr=subprocess.STDOUT,
                                   preexec_fn=None if sanitized else limit)
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - started > HANGS * (5 if sanitized else 1):
                process.kill()
            time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode(errors='replace').strip()
    return process.returncode, text, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def judge(case, path, status, text):
    """What is wrong with the verdict, or None."""
    if case.code is None:
        return None if status == 0 and text.startswith('opened ') else f'should open: {status} {text}'
    match = re.match(r'refused (\d+) (.*)', text, re.S)
    if status != 1 or not match:
        return f'should be refused: {status} {text}'
    code, message = CODES[int(match[1])], match[2]
    place = re.match(re.escape(path) + r':(\d+):(\d+): .', message)
    if code != case.code:
        return f'refused as {code}, not {case.code}: {message}'
    if code != 'READ' and not place:
        return f'no line and column: {message}'
    if case.place and (int(place[1]), int(place[2])) != case.place:
        return f'not at {case.place}: {message}'
    return None


def check(case, path, program, sanitized):
    status, text, seconds, megabytes = run(program, path, sanitized)
    wrong = judge(case, path, status, text)
    if wrong is None and seconds > SECONDS * (5 if sanitized else 1):
        wrong = f'took {seconds:.1f} s'
    if wrong is None and megabytes > MEGABYTES * (3 if sanitized else 1):
        wrong = f'took {megabytes:.0f} MB'
    if wrong is None and case.code is None:
        status, output, *_ = run(program, path, sanitized, 'again')
        if status:
            wrong = f'does not come back from its own file: {status} {output}'
    return wrong, text, seconds, megabytes


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('program', help='load-once')
    parser.add_argument('--keep', metavar='FOLDER', help='write the files there and do nothing else')
    parser.add_argument('--smaller', metavar='BYTES', type=int, help='with --keep: only files below that size')
    words = parser.parse_args()
    sanitized = 'ASAN_OPTIONS' in os.environ and 'LSAN_OPTIONS' in os.environ

    if words.keep:
        for case in cases():
            data = case.make()
            if words.smaller is None or len(data) < words.smaller:
                with open(os.path.join(words.keep, case.name + '.waymark'), 'wb') as file:
                    file.write(data)
        return

    failed = count = 0
    with tempfile.TemporaryDirectory(prefix='waymark-hostile-') as folder:
        for count, case in enumerate(cases(), 1):
            path = os.path.join(folder, case.name + '.waymark')
            with open(path, 'wb') as file:
                file.write(case.make())
            wrong, text, seconds, megabytes = check(case, path, words.program, sanitized)
            os.unlink(path)
            if wrong:
                failed += 1
                print('#', wrong.replace('\n', '\n# ')[:2000])
            print(f'{"not ok" if wrong else "ok"} {count} /hostile/{case.name} - {seconds:.2f} s, {megabytes:.0f} MB, '
                  f'{text.replace(folder + "/", "")[:200]}'.replace('#', '♯'), flush=True)
    print(f'1..{count}')
    sys.exit(1 if failed else 0)


main()
