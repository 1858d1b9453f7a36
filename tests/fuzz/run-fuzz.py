#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gives each target of this folder generated input for a while: clang's fuzzer with sanitizers, and AFL++ beside it.

    run-fuzz.py CLANG-BUILD AFL-BUILD SECONDS [--figures FILE]

What they learn stays in the build folders, and each reads what the other has found. An input that makes a target fail is kept in
CLANG-BUILD/found; once the cause is mended it belongs into corpus/TARGET, where the tests replay it.
"""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
LONGEST = 5  # seconds for one input
MEGABYTES = 2048


def list_files(folder):
    return [path for path in folder.glob('*') if path.is_file()] if folder.is_dir() else []


def is_late(process, end):
    """Waits for a fuzzer; one that has not even gone through what it knows by then is ended as by Ctrl+C, and tells its figures."""
    try:
        process.wait(timeout=max(0, end - time.monotonic()))
        return False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return True


class Target:
    """One target, in both builds."""

    def __init__(self, name, clang, afl):
        self.name = name
        self.kept = HERE / 'corpus' / name
        self.program = clang / 'tests/fuzz' / name
        self.afl_program = afl / 'tests/fuzz' / name
        self.learnt = clang / 'corpus' / name
        self.afl_folder = afl / 'found' / name
        self.found = clang / 'found'
        for folder in (self.learnt, self.afl_folder, self.found):
            folder.mkdir(parents=True, exist_ok=True)

    def start_clang(self, seconds, log):
        queue = self.afl_folder / 'default/queue'
        folders = [self.learnt, self.kept, *([queue] if queue.is_dir() else [])]
        words = [self.program, f'-max_total_time={seconds}', f'-timeout={LONGEST}', f'-rss_limit_mb={MEGABYTES}', '-print_final_stats=1',
                 f'-artifact_prefix={self.found}/{self.name}-', *folders]
        return subprocess.Popen(words, stdout=log, stderr=subprocess.STDOUT)

    def start_afl(self, seconds, log):
        # It goes on where it ended the last time.
        words = ['afl-fuzz', '-i', self.kept, '-o', self.afl_folder, '-V', str(seconds), '-t', str(1000 * LONGEST), '-m', 'none', '--', self.afl_program]
        names = ('AFL_AUTORESUME', 'AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES', 'AFL_SKIP_CPUFREQ', 'AFL_NO_UI', 'AFL_NO_AFFINITY', 'AFL_QUIET')
        return subprocess.Popen(words, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, **dict.fromkeys(names, '1')})

    def fuzz(self, seconds):
        """Runs both; returns how many inputs each tried, and the inputs that failed."""
        before, afl_before = set(list_files(self.found)), self.count_afl_runs()
        crashes = {path for kind in ('crashes', 'hangs') for path in list_files(self.afl_folder / 'default' / kind)}
        logs = [self.found.parent / f'{self.name}-{who}.log' for who in ('clang', 'afl')]
        with open(logs[0], 'w', encoding='utf-8') as clang_log, open(logs[1], 'w', encoding='utf-8') as afl_log:
            both = self.start_clang(seconds, clang_log), self.start_afl(seconds, afl_log)
            end = time.monotonic() + seconds + LONGEST
            interrupted = [process for process in both if is_late(process, end)]
        for kind in ('crashes', 'hangs'):
            for path in list_files(self.afl_folder / 'default' / kind):
                if path not in crashes and path.name != 'README.txt':
                    shutil.copyfile(path, self.found / f'{self.name}-afl-{kind}-{path.name.split(",")[0].replace(":", "")}')
        failed = sorted(set(list_files(self.found)) - before)
        if not failed:
            failed = [log for log, process in zip(logs, both) if process.returncode and process not in interrupted]
        return self.count_runs(logs[0], afl_before), failed

    def count_afl_runs(self):
        """All that it has ever tried, as it goes on where it ended."""
        stats = self.afl_folder / 'default/fuzzer_stats'
        found = re.search(r'execs_done\s*:\s*(\d+)', stats.read_text(encoding='utf-8')) if stats.exists() else None
        return int(found[1]) if found else 0

    def count_runs(self, log, afl_before):
        clang = re.search(r'stat::number_of_executed_units:\s*(\d+)', log.read_text(encoding='utf-8', errors='replace'))
        afl = self.count_afl_runs()
        return {'libFuzzer': int(clang[1]) if clang else 0, 'AFL++': afl - afl_before if afl >= afl_before else afl}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('clang', type=Path)
    parser.add_argument('afl', type=Path)
    parser.add_argument('seconds', type=int, help='for each target')
    parser.add_argument('--figures', type=Path, help='where to write what was done, as JSON')
    words = parser.parse_args()

    figures, bad = {}, []
    for source in sorted(HERE.glob('fuzz-*.c')):
        target = Target(source.stem, words.clang.resolve(), words.afl.resolve())
        print(f'{target.name}: {words.seconds} seconds', flush=True)
        runs, failed = target.fuzz(words.seconds)
        figures[target.name] = {**runs, 'failed': len(failed)}
        bad += failed
        print(f'{target.name}: {runs["libFuzzer"]} inputs by libFuzzer, {runs["AFL++"]} by AFL++, {len(failed)} failed', flush=True)
    for path in bad:
        print(f'failed: {path}')
    if words.figures:
        words.figures.write_text(json.dumps(figures), encoding='utf-8')
    return 1 if bad else 0


sys.exit(main())
