# SPDX-License-Identifier: GPL-3.0-or-later
"""The system calls of a command, seen and disturbed through strace."""

import os
import re
import tempfile
from pathlib import Path
from typing import NamedTuple

LINE = re.compile(r'(?:(\d+) +)?(?:<\.\.\. )?(\w+)(\(| resumed>)(.*)')
WRITES = ('write', 'pwrite64', 'writev', 'pwritev', 'pwritev2', 'copy_file_range', 'sendfile', 'fallocate', 'ftruncate')
RENAMES = ('rename', 'renameat', 'renameat2')
SYNCS = ('fsync', 'fdatasync')


class Call(NamedTuple):
    thread: str
    name: str
    turn: int  # the how many-th call of this name in its thread, which is how strace counts
    text: str  # arguments and result; descriptors with their paths
    is_first: bool  # made by the thread that the program began with
    is_alone: bool = False  # no other thread comes near so many calls of this name

    def touches(self, folder):
        return re.search(re.escape(str(folder)) + r'[/>"]', self.text) is not None

    def touches_temporary(self):
        return '/.waymark-' in self.text or '".waymark-' in self.text

    @property
    def succeeded(self):
        return re.search(r'\) += -1 ', self.text) is None


def parse(log):
    """The calls of a trace in the order in which they began."""
    calls, turns, open_calls, first = [], {}, {}, None
    for line in log.splitlines():
        match = LINE.match(line)
        if match is None:
            continue
        thread, name, kind, text = match.groups()
        first = first or thread
        if kind != '(':
            position = open_calls.pop(thread, None)
            if position is not None:
                calls[position] = calls[position]._replace(text=calls[position].text + text)
            continue
        turns[thread, name] = turns.get((thread, name), 0) + 1
        if text.endswith('<unfinished ...>'):
            open_calls[thread] = len(calls)
            text = text.removesuffix('<unfinished ...>')
        calls.append(Call(thread, name, turns[thread, name], text, thread == first))
    return calls


def run(box, *words, traced='%file,%desc', all_threads=True):
    """Runs the box's command under strace; returns the outcome, the calls and the whole trace."""
    follow = ['-f'] if all_threads else []
    with tempfile.NamedTemporaryFile(prefix='trace-', dir=box.outer) as log:
        outcome = box.run(['strace', *follow, '-y', '-s', '0', '-o', log.name, '-e', f'trace={traced}', *words])
        text = Path(log.name).read_text(encoding='utf-8', errors='replace')
    return outcome, parse(text), text


class Fault(NamedTuple):
    """What is done to one call: killed there, or an error returned instead of the call."""
    call: Call
    error: str

    def __str__(self):
        return f'{self.error} at {self.call.name} number {self.call.turn} ({self.call.text.strip()[:150]})'

    def inject(self, box):
        """Runs the command with the fault; returns the outcome, and whether the fault fired in the box."""
        # The quick way stops at the traced calls only, but it does not bring signals.
        what = ['signal=KILL'] if self.error == 'KILL' else [f'error={self.error}']
        # It follows all threads. Each counts its calls for itself, and a fault strikes in each; most writers do all in the first.
        quick = self.error != 'KILL' and (self.call.is_alone or not self.call.is_first)
        follow = quick or not self.call.is_first
        if quick:
            what.append('--seccomp-bpf')
        injection = f'inject={self.call.name}:{what[0]}:when={self.call.turn}'
        outcome, calls, text = run(box, '-e', injection, *what[1:], traced=self.call.name, all_threads=follow)
        mark = re.compile(r'= \?$') if self.error == 'KILL' else re.compile(r'= -1 ' + self.error + r' .*\(INJECTED\)')
        fired = any(call.name == self.call.name and call.turn == self.call.turn and call.touches(box.folder) and mark.search(call.text)
                    for call in calls)
        if self.error == 'KILL':
            fired = fired and '+++ killed by SIGKILL +++' in text
        return outcome, fired

    def must_fail(self):
        """Whether a writer that hears this error cannot have a whole new file on the disk."""
        if self.error in ('KILL', 'EINTR') or not self.call.touches_temporary():
            return False
        return self.call.name in (*WRITES, *RENAMES, *SYNCS, 'close', 'openat', 'open', 'creat')


def choose(calls, folder, most=8):
    """One call for each name and turn that touches the folder; of long rows of one name the first, the last, some between.

    With WAYMARK_EVERYTHING in the environment all of them.
    """
    if 'WAYMARK_EVERYTHING' in os.environ:
        most = len(calls)
    rows, most_turns = {}, {}
    for call in calls:
        most_turns.setdefault(call.name, {})[call.thread] = call.turn
    for call in calls:
        if call.touches(folder):
            others = [turns for thread, turns in most_turns[call.name].items() if thread != call.thread]
            rows.setdefault(call.name, {})[call.turn] = call._replace(is_alone=2 * max(others, default=0) < call.turn)
    chosen = []
    for row in rows.values():
        row = list(row.values())
        chosen += row if len(row) <= most else [row[i * (len(row) - 1) // (most - 1)] for i in range(most)]
    return chosen


def judge_privacy(calls, box):
    """Whether no file in the folder ever has more rights than the old file."""
    wrong = []
    for call in calls:
        match = re.search(r'O_CREAT\S*, (0\d+)\)', call.text)
        if match and call.touches(box.folder) and box.rights is not None and int(match[1], 8) & ~int(box.rights[0], 8):
            wrong.append(f'readable by others until its rights are set: {call.text}')
    return wrong


def judge_order(calls, box):
    """Whether the new file survives a power cut at any moment: written, then synced, then renamed, then the folder synced."""
    wrong = []
    calls = [call for call in calls if call.touches(box.folder)]
    at = {'write': [], 'sync': [], 'rename': [], 'folder': []}
    for position, call in enumerate(calls):
        if call.name in WRITES and call.touches_temporary() and call.succeeded:
            at['write'].append(position)
        elif call.name in SYNCS and call.touches_temporary() and call.succeeded:
            at['sync'].append(position)
        elif call.name in SYNCS and f'<{box.folder}>' in call.text and call.succeeded:
            at['folder'].append(position)
        elif call.name in RENAMES and call.succeeded:
            at['rename'].append(position)
            if not (call.touches_temporary() and box.real.name in call.text):
                wrong.append(f'renamed something else: {call.text}')
        elif changes_in_place(call):
            wrong.append(f'changed in place: {call.name} {call.text}')
    for step, positions in at.items():
        if not positions:
            wrong.append(f'no {step}')
    if not wrong:
        if len(at['rename']) != 1:
            wrong.append('more than one rename')
        if not max(at['write']) < max(at['sync']) < min(at['rename']) < max(at['folder']):
            wrong.append('not in the order write, sync, rename, sync of the folder: '
                         + ', '.join(calls[position].name for position in sorted(sum(at.values(), []))))
    return wrong


def changes_in_place(call):
    if call.touches_temporary():
        return False
    if call.name in ('openat', 'open', 'creat'):
        return re.search(r'O_(WRONLY|RDWR|TRUNC|CREAT)', call.text) is not None
    return call.name in (*WRITES, 'truncate', 'unlink', 'unlinkat', 'link', 'linkat')
