# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command share: running it, a folder of its own for each test, results as TAP."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import NamedTuple

NAMESPACE = '{urn:waymark:journey-map:1}'
LANGUAGES = ('en', 'pl')
SECONDS = 60
NOBODY = 65534

program = None  # the command under test
source = None  # the top of the source
build = None  # the top of the build folder


class Result(NamedTuple):
    status: int
    out: str
    errors: str
    raw: bytes  # the standard output as bytes


def environment(language='C', **changes):
    """The surroundings in which messages come in English ('C') or Polish ('pl'), whoever runs the tests."""
    names = {'C': {'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''},
             'ASCII': {'LC_ALL': 'C', 'LANGUAGE': ''},
             'pl': {'LC_ALL': 'pl_PL.UTF-8', 'LANGUAGE': 'pl', 'LOCPATH': str(build / 'tests')}}
    return {**os.environ, **names[language], **changes}


def samples(kind='.example'):
    """The finished examples of all languages; with '' the templates."""
    found = []
    for language in LANGUAGES:
        for path in sorted((source / 'data/templates' / language).glob('*.waymark')):
            if path.name.endswith('.example.waymark') == (kind == '.example'):
                found.append(path)
    return found


class CommandTest(unittest.TestCase):
    """A test with a folder of its own, in which the command is run."""

    longMessage = True
    maxDiff = None

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix='waymark-cli-'))
        self.addCleanup(self.tidy)
        self.sample = source / 'data/templates/en/e-commerce.example.waymark'

    def tidy(self):
        for where, _, _ in os.walk(self.folder):
            os.chmod(where, 0o700)
        shutil.rmtree(self.folder)

    def run_command(self, *words, language='C', stdin=None, changes=None, **options):
        """Runs the command with the given words; its standard input is empty unless told."""
        options = {'input': stdin or b'', 'stdout': subprocess.PIPE, 'cwd': self.folder, **options}
        done = subprocess.run([options.pop('program', program), *words], stderr=subprocess.PIPE, check=False, timeout=options.pop('timeout', SECONDS),
                              env=environment(language, **(changes or {})), **options)
        errors = done.stderr.decode(errors='replace')
        for word in ('WARNING', 'CRITICAL', 'Sanitizer', 'runtime error'):
            self.assertNotIn(word, errors)
        raw = done.stdout or b''
        return Result(done.returncode, raw.decode(errors='replace'), errors, raw)

    def good(self, *words, **options):
        """Runs what must work."""
        result = self.run_command(*words, **options)
        self.assertEqual(result.status, 0, result.errors)
        return result

    def refused(self, *words, **options):
        """Runs what is wrong usage: says so, points to the help, prints nothing else."""
        result = self.run_command(*words, **options)
        self.assertEqual(result.status, 2, result.errors)
        self.assertIn('--help', result.errors)
        self.assertEqual(result.out, '')
        return result

    def failed(self, *words, **options):
        """Runs what the input or the disk must say no to, with a message."""
        result = self.run_command(*words, **options)
        self.assertEqual(result.status, 1, result.errors)
        self.assertNotEqual(result.errors, '')
        return result

    def as_nobody(self):
        """Options to run as a user whose rights count, or a skip."""
        if os.geteuid() != 0:
            return {}
        os.chmod(self.folder, 0o755)
        options = {'user': NOBODY, 'group': NOBODY, 'extra_groups': []}
        try:
            if self.run_command('--version', **options).status == 0:
                return options
        except OSError:
            pass
        return self.skipTest('this is root, and others cannot run the program where it is')

    def need_polish(self):
        if not (build / 'tests/pl_PL.UTF-8').is_dir():
            self.skipTest('the Polish locale is not built')

    def need(self, *tools):
        for tool in tools:
            if shutil.which(tool) is None:
                self.fail(f'{tool} is not installed')

    def tool(self, *words, **options):
        """Runs another program, which must like what it gets; gives its output as text."""
        done = subprocess.run(words, capture_output=True, check=False, timeout=SECONDS, cwd=self.folder,
                              env={**environment(), 'G_DEBUG': ''}, **options)
        self.assertEqual(done.returncode, 0, f'{words[0]}: {done.stderr.decode(errors="replace")}')
        return done.stdout.decode()

    def copy_sample(self, name='map.waymark'):
        path = self.folder / name
        shutil.copyfile(self.sample, path)
        return path

    def no_litter(self, *expected):
        self.assertEqual(sorted(os.listdir(self.folder)), sorted(expected))


class TapResult(unittest.TestResult):
    """Prints each result as it comes."""

    def __init__(self, prefix):
        super().__init__()
        self.prefix = prefix
        self.count = 0
        self.bad = []

    def startTest(self, test):
        super().startTest(test)
        self.bad = []

    def _note(self, test, error, where=''):
        text = ''.join(self._exc_info_to_string(error, test))
        self.bad.append((where + ' ' if where else '') + text)

    def addError(self, test, err):
        self._note(test, err)

    def addFailure(self, test, err):
        self._note(test, err)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._note(test, err, subtest._subDescription())

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def stopTest(self, test):
        self.count += 1
        name = f'{self.prefix}/{test._testMethodName[5:].replace("_", "-")}'
        for text in self.bad:
            print('# ' + text.strip().replace('\n', '\n# '))
        reason = next((reason for skipped, reason in self.skipped if skipped is test), None)
        if self.bad:
            self.failures.append((test, ''))
            print(f'not ok {self.count} {name}', flush=True)
        else:
            print(f'ok {self.count} {name}' + (f' # SKIP {reason}' if reason else ''), flush=True)
        super().stopTest(test)


def run(group, classes):
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(test) for test in classes)
    result = TapResult(f'/cli/{group}')
    suite.run(result)
    print(f'1..{result.count}')
    sys.exit(1 if result.failures or not result.count else 0)


def squeeze(text):
    """Text without white space, soft hyphens and case: what is left when lines break elsewhere."""
    return re.sub(r'[\s\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069]+', '', text).casefold()
