# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder in which one command writes one file, and the judgement over what it left there."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

STRANGER = 12345
SECONDS = 30
TEMPORARY = re.compile(r'\.waymark-[0-9a-f]{8}\.part')

# What the message must speak of, by the error that the system gave.
CAUSES = {'ENOSPC': 'full', 'EDQUOT': 'quota', 'EROFS': 'read-only', 'EACCES': 'permission', 'EFBIG': 'larger', 'EIO': 'fault'}


class Box:
    """The folder, with the old file in it as the kind says. The source stands outside: only the writer touches the folder."""

    def __init__(self, subject, kind, programs, parent):
        self.subject = subject
        self.kind = kind
        self.outer = Path(tempfile.mkdtemp(prefix='fault-', dir=parent))
        self.folder = self.outer / 'box'
        self.folder.mkdir()
        self.target = self.folder / ('target' + subject.suffix)
        self.real = self.folder / ('real' + subject.suffix) if kind in ('symlink', 'dangling') else self.target
        self.old = None if kind in ('new', 'dangling') else subject.old
        self._put()
        self.rights = self._rights()
        source = self.outer / 'source.waymark'
        source.write_bytes(subject.source)
        names = {**programs, 'target': str(self.target), 'source': str(source)}
        self.command = [re.sub(r'\{([\w-]+)\}', lambda match: names[match[1]], word) for word in subject.command]

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        shutil.rmtree(self.outer)

    def _put(self):
        if self.real != self.target:
            self.target.symlink_to(self.real.name)
        if self.old is not None:
            self.real.write_bytes(self.old)
            self.real.chmod(0o640 if self.kind in ('private', 'foreign') else 0o644)
        if self.kind == 'hardlink':
            os.link(self.real, self.folder / 'other')
        if self.kind == 'foreign':
            os.chown(self.real, STRANGER, STRANGER + 1)
        self.names = set(os.listdir(self.folder))

    def _rights(self):
        if not self.real.exists():
            return None
        status = self.real.stat()
        return oct(status.st_mode), status.st_uid, status.st_gid

    def run(self, before=(), **options):
        """Runs the command, given as last words to another one, and returns its Outcome."""
        environment = {**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': '', **options.pop('environment', {})}
        try:
            done = subprocess.run([*before, *self.command], stdin=subprocess.DEVNULL, capture_output=True, env=environment,
                                  timeout=SECONDS, check=False, **options)
        except subprocess.TimeoutExpired:
            return Outcome('hung', '')
        said = {0: 'done', 1: 'failed', -9: 'killed', 137: 'killed'}.get(done.returncode, f'exit status {done.returncode}')
        return Outcome(said, done.stderr.decode(errors='replace'))

    def judge(self, outcome, new, rights_may_change=False):
        """What is wrong with the state of the folder, given what the command said: a list, empty when all is well."""
        wrong = []
        bytes_now = self.real.read_bytes() if self.real.exists() else None
        state = 'new' if bytes_now == new else 'old' if bytes_now == self.old else 'spoilt'
        if outcome.said not in ('done', 'failed', 'killed'):
            wrong.append(outcome.said)
        if state == 'spoilt':
            wrong.append('the file is gone' if bytes_now is None else f'the file is neither old nor new: {len(bytes_now)} bytes')
        if (outcome.said, state) in (('done', 'old'), ('failed', 'new')):
            wrong.append(f'it said "{outcome.said}", but the file is {state}')
        if self.real != self.target and not (self.target.is_symlink() and os.readlink(self.target) == self.real.name):
            wrong.append('the link is gone')
        if self.kind == 'hardlink' and (self.folder / 'other').read_bytes() != self.old:
            wrong.append('the second name lost the old file')
        if self.rights is not None and not rights_may_change and self._rights() != self.rights:
            wrong.append(f'the rights changed from {self.rights} to {self._rights()}')
        return wrong + self._judge_litter(outcome, state) + self._judge_message(outcome)

    def _judge_litter(self, outcome, state):
        expected = self.names | ({self.real.name} if state != 'old' else set())
        litter = set(os.listdir(self.folder)) - expected
        if outcome.said == 'killed' and len(litter) <= 1 and all(TEMPORARY.fullmatch(name) for name in litter):
            return []  # a later sweep takes it away
        return [f'it left behind: {name}' for name in sorted(litter)]

    def _judge_message(self, outcome):
        if 'CRITICAL' in outcome.errors or 'WARNING' in outcome.errors:
            return ['a warning: ' + outcome.errors]
        if outcome.said == 'failed' and str(self.target) not in outcome.errors:
            return ['the message does not name the file: ' + outcome.errors]
        return []


class Outcome:
    """What a command said by its exit status (done, failed, killed, or something unexpected), and its errors."""

    def __init__(self, said, errors):
        self.said = said
        self.errors = errors

    def names_cause(self, error):
        return CAUSES.get(error, '') in self.errors
