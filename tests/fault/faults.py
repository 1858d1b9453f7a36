# SPDX-License-Identifier: GPL-3.0-or-later
"""The faults themselves: at each system call, on a bad disk, at a limit."""

import errno
import functools
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor

import tracing
from box import Box

ERRORS = ('KILL', 'ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EDQUOT', 'EINTR', 'EMFILE')
FEWEST_POINTS = 10
ATTEMPTS = 3  # a thread that the system runs at another moment may make other calls
PAGE = 4096


class Faults:
    """All faults for one subject; each test_ method returns how many runs it took and what was wrong with them."""

    def __init__(self, subject, shim, programs, folder):
        self.subject = subject
        self.shim = shim
        self.programs = programs
        self.folder = folder
        self.new = subject.new

    def box(self, kind, folder=None):
        return Box(self.subject, kind, self.programs, folder or self.folder)

    def in_parallel(self, function, items):
        with ThreadPoolExecutor(2) as pool:
            return len(items), sum(pool.map(function, items), [])

    def test_undisturbed(self, kind):
        wrong = []
        for _ in range(2):
            with self.box(kind) as box:
                outcome = box.run()
                if self.new is None and outcome.said == 'done':
                    self.new = box.real.read_bytes()
                wrong += box.judge(outcome, self.new)
                if outcome.said != 'done':
                    wrong.append(f'it failed by itself: {outcome.errors}')
        return 2, wrong

    def test_order(self, kind):
        with self.box(kind) as box:
            outcome, calls, _ = tracing.run(box)
            return 1, box.judge(outcome, self.new) + tracing.judge_order(calls, box) + tracing.judge_privacy(calls, box)

    def test_each_call(self, kind):
        with self.box(kind) as box:
            points = tracing.choose(tracing.run(box)[1], box.folder)
        if len(points) < FEWEST_POINTS:
            return 1, [f'only {len(points)} calls touch the folder: {sorted(call.name for call in points)}']
        faults = [tracing.Fault(call, error) for call in points for error in ERRORS]
        return self.in_parallel(functools.partial(self.try_fault, kind), faults)

    def try_fault(self, kind, fault):
        for _ in range(ATTEMPTS):
            with self.box(kind) as box:
                outcome, fired = fault.inject(box)
                wrong = box.judge(outcome, self.new, rights_may_change=fault.call.name == 'fchown')
                if fired and fault.error == 'KILL' and outcome.said != 'killed':
                    wrong.append('it was killed and says ' + outcome.said)
                if fired and fault.must_fail():
                    wrong += self.judge_failure(outcome, fault.error)
                if fired and fault.error == 'EINTR' and outcome.said != 'done':
                    wrong.append('an interruption is no reason to fail: ' + outcome.errors)
            if fired or wrong:
                break
        else:
            wrong = ['the fault did not fire']
        return [f'{fault}: {text}' for text in wrong]

    def judge_failure(self, outcome, error):
        if outcome.said != 'failed':
            return [f'it heard {error} and says {outcome.said}']
        if not outcome.names_cause(error):
            return [f'the message does not speak of the cause {error}: {outcome.errors}']
        return []

    def test_bad_disk(self, kind):
        length = len(self.new)
        counts = sorted({0, 1, PAGE - 1, PAGE, 65535, 65536, 65537, length // 2, length - 1} & set(range(length)))
        faults = [(f'write after {count} {errno.ENOSPC}', 'ENOSPC') for count in counts]
        faults += [(f'write after {count} {getattr(errno, error)}', error) for count in (0, length // 2) for error in ('EDQUOT', 'EIO', 'EFBIG')]
        faults += [('write none', 'ENOSPC'), ('write short', None), (f'write every {errno.EINTR}', None)]
        faults += [(f'{call} always {getattr(errno, error)}', error) for call in ('fsync', 'close') for error in ('EIO', 'ENOSPC', 'EDQUOT')]
        faults += [(f'fsync once {errno.EINTR}', None), (f'close always {errno.EINTR}', None)]
        return self.in_parallel(functools.partial(self.try_bad_disk, kind), faults)

    def try_bad_disk(self, kind, fault):
        what, error = fault
        with self.box(kind) as box, tempfile.TemporaryFile() as log:
            outcome = box.run(pass_fds=(log.fileno(),), environment={
                'LD_PRELOAD': self.shim,
                'WAYMARK_FAULT': what,
                'WAYMARK_FAULT_FOLDER': str(box.folder),
                'WAYMARK_FAULT_LOG': str(log.fileno()),
            })
            wrong = box.judge(outcome, self.new)
            if os.fstat(log.fileno()).st_size == 0:
                wrong.append('the fault did not fire')
            if error is not None:
                wrong += self.judge_failure(outcome, error)
            elif outcome.said != 'done':
                wrong.append('no reason to fail: ' + outcome.errors)
        return [f'{what}: {text}' for text in wrong]

    def test_size_limit(self, kind):
        def attempt(limit):
            with self.box(kind) as box:
                outcome = box.run(['prlimit', f'--fsize={limit}'])
                wrong = box.judge(outcome, self.new) + self.judge_failure(outcome, 'EFBIG')
            return [f'at most {limit} bytes: {text}' for text in wrong]

        return self.in_parallel(attempt, sorted({1, len(self.new) // 2, len(self.new) - 1}))
