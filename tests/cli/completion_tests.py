# SPDX-License-Identifier: GPL-3.0-or-later
"""Completion in bash, asked as the shell asks it."""

import os
import re
import subprocess

import support

ASK = '''
. "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_waymark
printf '%s\\n' "${COMPREPLY[@]}"
'''
VERBS = ['diff', 'export', 'format', 'info', 'merge', 'new', 'templates', 'validate']


class CompletionTest(support.CommandTest):
    def ask(self, *words):
        """What is offered for the last of the words, in order."""
        done = subprocess.run(['bash', '--norc', '-c', ASK, 'bash', support.source / 'data/completions/waymark', support.program, *words],
                              capture_output=True, text=True, check=False, cwd=self.folder, env=support.environment())
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stderr, '')
        return sorted(set(done.stdout.split('\n')) - {''})

    def test_verbs(self):
        self.assertEqual(self.ask(''), VERBS)
        self.assertEqual(self.ask('ex'), ['export'])
        self.assertEqual(self.ask('--'), ['--help', '--version'])

    def test_options_are_those_of_the_help(self):
        for verb in VERBS:
            help_text = self.good(verb, '--help').out
            told = sorted(set(re.findall(r'(?m)^ +(?:-\w, )?(--[\w-]+)', help_text)))
            self.assertEqual(self.ask(verb, '--'), told, verb)

    def test_files(self):
        for name in ('a map.waymark', 'b.waymark', 'c.txt'):
            self.copy_sample(name)
        (self.folder / 'folder').mkdir()
        for verb in ('export', 'validate', 'format', 'info', 'diff', 'merge'):
            self.assertEqual(self.ask(verb, ''), ['a map.waymark', 'b.waymark', 'folder'])
            self.assertEqual(self.ask(verb, 'b.waymark', 'b'), ['b.waymark'])
        self.assertEqual(self.ask('b'), ['b.waymark'])
        self.assertEqual(self.ask('export', '-o', 'c'), ['c.txt'])
        self.assertEqual(self.ask('export', '--out-dir', ''), ['folder'])

    def test_values(self):
        templates = sorted(line.split()[0] for line in self.good('templates').out.splitlines())
        self.assertEqual(self.ask('new', '--template', ''), templates)
        self.assertEqual(self.ask('new', '--lang', ''), ['en', 'pl'])
        self.assertEqual(self.ask('export', '--state', 'c'), ['comparison', 'current'])
        self.assertEqual(self.ask('export', '--theme', '=', 'gr'), ['greyscale'])
        self.assertEqual(self.ask('export', '--theme', '='), ['colour-blind-safe', 'default', 'greyscale', 'high-contrast'])
        self.assertEqual(self.ask('new', '--title', ''), [])

    def test_values_are_those_of_the_command(self):
        """What is offered is what the command says that there is."""
        for option, name in (('--format', 'a'), ('--state', 'a.png'), ('--theme', 'a.png'), ('--paper', 'a.pdf'), ('--orientation', 'a.pdf')):
            errors = self.refused('export', self.sample, '-o', name, option, 'no such thing').errors
            self.assertEqual(self.ask('export', option, ''), sorted(re.search(r'there are: (.*)', errors)[1].split(', ')))

    def test_with_the_completion_library(self):
        """The same where the library of bash completions is loaded, as on most desktops."""
        library = '/usr/share/bash-completion/bash_completion'
        if not os.path.exists(library):
            self.skipTest('bash-completion is not installed')
        self.copy_sample('a map.waymark')
        done = subprocess.run(['bash', '--norc', '-i', '-c', f'. {library}; {ASK}', 'bash', support.source / 'data/completions/waymark',
                               support.program, 'export', 'a'], capture_output=True, text=True, check=False, cwd=self.folder, env=support.environment())
        self.assertIn('a map.waymark', done.stdout)
