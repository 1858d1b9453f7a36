# SPDX-License-Identifier: GPL-3.0-or-later
"""What the groups share: where things are, a folder, and the tests of the build, run longer than usual."""

import dataclasses
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


@dataclasses.dataclass
class Result:
    """What a group did: runs, how many of them had a fault that fired, and all that went wrong."""
    runs: int = 0
    faults: int = 0
    losses: list = dataclasses.field(default_factory=list)
    note: str = ''
    skipped: bool = False


def skip(reason):
    return Result(note=f'skipped: {reason}', skipped=True)


def last_line(output):
    lines = [line for line in output.strip().splitlines() if line.strip()]
    return lines[-1] if lines else 'nothing was said'


def explain(name, output):
    """The lines of a test's output that tell what went wrong."""
    wrong = [line for line in output.splitlines() if re.search(r'not ok|ERROR|Bail|fails|Sanitizer|==\d+==|^# ', line)]
    return f'{name}: ' + ' / '.join(wrong[:12] or [last_line(output)])


class Clock:
    """Tells when a group has had its time."""

    def __init__(self, seconds):
        self.start = time.monotonic()
        self.end = self.start + seconds

    @property
    def passed(self):
        return time.monotonic() - self.start

    @property
    def left(self):
        return max(0, self.end - time.monotonic())


class World:
    def __init__(self):
        self.build = TOP / 'build'
        self.sanitized = TOP / 'build-sanitize'
        self.clang = TOP / 'build-fuzz'
        self.afl = TOP / 'build-afl'
        self.sample = TOP / 'data/templates/en/e-commerce.example.waymark'

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix='waymark-torture-'))
        return self

    def __exit__(self, *_error):
        shutil.rmtree(self.folder)

    def test(self, names, setup='plain', build=None, options=(), limit=None, **variables):
        """Runs tests of the build by name, without their own limits of time; gives name -> (passed, output, seconds).

        After limit seconds the rest is given up, and what was under way counts as not run.
        """
        build = build or self.build
        log_name = f'torture.{names[0]}.'
        command = ['meson', 'test', '-C', build, '--no-rebuild', '--setup', setup, '--logbase', log_name, '-t', '0', '--num-processes', '2', *options, *names]
        # meson names its log after the set-up or, if there is one, the wrapper.
        for log in (build / 'meson-logs').glob(f'{log_name}-*.json'):
            log.unlink()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **variables})
        try:
            process.wait(timeout=limit)
            gave_up = False
        except subprocess.TimeoutExpired:
            # meson ends those that run.
            process.terminate()
            process.wait()
            gave_up = True
        results = {}
        for test in (json.loads(line) for log in (build / 'meson-logs').glob(f'{log_name}-*.json') for line in log.read_text(encoding='utf-8').splitlines()):
            if test['result'] == 'SKIP' or gave_up and test['result'] == 'INTERRUPT':
                continue
            results[test['name'].split(' / ')[-1]] = test['result'] == 'OK', test.get('stdout', '') + test.get('stderr', ''), test['duration']
        return results
