# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls, right and wrong, of the command as a whole; languages; the way to the editor."""

import os
import re
import shutil

import support

VERBS = ('new', 'templates', 'export', 'validate', 'format', 'info', 'diff', 'merge')
EDITOR = '#!/bin/sh\nprintf "%s|" "$@"\n'


class UsageTest(support.CommandTest):
    def test_help(self):
        for word in ('--help', '-h'):
            result = self.good(word)
            for verb in VERBS:
                self.assertRegex(result.out, rf'(?m)^  {verb} +\w')
            self.assertEqual(result.errors, '')

    def test_help_of_each_verb(self):
        for verb in VERBS:
            with self.subTest(verb):
                result = self.good(verb, '--help')
                self.assertIn(f'waymark {verb}', result.out)
                self.assertEqual(result.errors, '')
                self.assertEqual(self.good(verb, '-h').out, result.out)

    def test_version(self):
        version = re.search(r"version: '([\d.]+)'", (support.source / 'meson.build').read_text())[1]
        self.assertEqual(self.good('--version').out, f'waymark {version}\n')

    def test_unknown_verb(self):
        for slip, verb in (('exprot', 'export'), ('formt', 'format'), ('valid', 'validate'), ('templats', 'templates')):
            self.assertIn(f'did you mean “{verb}”?', self.refused(slip).errors)
        self.assertNotIn('did you mean', self.refused('zzzzzz').errors)
        self.assertNotIn('did you mean', self.refused('e' * 100000).errors)
        self.refused('')
        self.refused(b'\xff\xfe')

    def test_unknown_option(self):
        self.assertIn('did you mean “--version”?', self.refused('--versoin').errors)
        self.refused('-x')
        for verb in VERBS:
            with self.subTest(verb):
                self.assertIn('did you mean “--help”?', self.refused(verb, '--hlep').errors)
                self.assertIn('“-Q”', self.refused(verb, '-Q').errors)
                self.refused(verb, b'--\xff')
        self.assertIn('did you mean “--theme”?', self.refused('export', 'a', '--tehme=default', '-o', 'b.png').errors)

    def test_missing_value(self):
        self.refused('export', 'map.waymark', '-o')
        self.refused('new', '-o')
        self.refused('info', '--json=yes')

    def test_no_file(self):
        for verb in ('export', 'validate', 'format', 'info', 'diff', 'merge'):
            self.refused(verb)
        self.refused('templates', 'more')

    def test_names_that_begin_with_a_dash(self):
        self.copy_sample('-v.waymark')
        self.good('validate', '--', '-v.waymark')
        self.refused('validate', '-v.waymark')

    def test_full_output(self):
        for words in (('--help',), ('--version',), ('templates',), ('export', '--help'), ('info', self.sample), ('info', '--json', self.sample),
                      ('validate', self.sample), ('format', '-')):
            with self.subTest(words), open('/dev/full', 'wb') as full:
                result = self.run_command(*words, stdout=full, stdin=self.sample.read_bytes())
                self.assertEqual(result.status, 1)
                self.assertIn('standard output', result.errors)

    def test_loads_no_gtk(self):
        self.need('ldd')
        libraries = self.tool('ldd', support.program)
        self.assertIn('libcairo', libraries)
        for name in ('gtk', 'libgdk-', 'adwaita', 'wayland', 'libGL'):
            self.assertNotIn(name, libraries)


class LanguageTest(support.CommandTest):
    def test_polish(self):
        self.need_polish()
        self.assertIn('Użycie', self.run_command('--help', language='pl').out)
        for verb in VERBS:
            english = self.good(verb, '--help').out
            polish = self.good(verb, '--help', language='pl').out
            for line in set(english.splitlines()) & set(polish.splitlines()):
                self.assertNotRegex(line, r'\b(the|a|of|is|for)\b', f'{verb}: not translated')
        self.assertIn('czy chodziło o „export”?', self.run_command('exprot', language='pl').errors)
        self.assertIn('nie ma opcji', self.run_command('info', '--jsn', language='pl').errors)

    def test_ascii(self):
        result = self.run_command('exprot', language='ASCII')
        self.assertEqual(result.status, 2)
        self.assertTrue(result.errors.isascii())
        self.assertTrue(self.good('info', self.sample, language='ASCII').out.isascii())

    def test_unknown_locale(self):
        self.good('--help', changes={'LC_ALL': 'xx_XX.UTF-8'})


class EditorTest(support.CommandTest):
    def setUp(self):
        super().setUp()
        self.installed = self.folder / 'waymark'
        shutil.copy(support.program, self.installed)

    def put_editor(self):
        editor = self.folder / 'waymark-editor'
        editor.write_text(EDITOR)
        editor.chmod(0o755)

    def test_no_editor(self):
        libexec = re.search(r'WAY_LIBEXEC_DIR "(.*)"', (support.build / 'config.h').read_text())[1]
        if os.path.exists(os.path.join(libexec, 'waymark-editor')):
            self.skipTest('the editor is installed')
        for words in ((), ('map.waymark',), ('/nowhere/map',)):
            result = self.run_command(*words, program=self.installed)
            self.assertEqual(result.status, 2)
            self.assertIn('the editor (waymark-editor) is not installed', result.errors)
            for verb in VERBS:
                self.assertIn(f'\n  {verb} ', result.errors)

    def test_opens_the_editor(self):
        self.put_editor()
        self.assertEqual(self.good(program=self.installed).out, '|')
        self.assertEqual(self.good('a b.waymark', '--flag', program=self.installed).out, 'a b.waymark|--flag|')
        self.assertEqual(self.good(b'\xff.waymark', program=self.installed).raw, b'\xff.waymark|')

    def test_no_display(self):
        os.symlink(support.build / 'widgets/waymark-editor', self.folder / 'waymark-editor')
        nowhere = {'DISPLAY': '', 'WAYLAND_DISPLAY': 'none', 'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nowhere'}
        result = self.run_command(program=self.installed, changes=nowhere)
        self.assertEqual(result.status, 1)
        self.assertIn('there is no display', result.errors)

    def test_through_a_link(self):
        self.put_editor()
        (self.folder / 'bin').mkdir()
        os.symlink(self.installed, self.folder / 'bin/way')
        self.assertEqual(self.good('x.waymark', program=self.folder / 'bin/way').out, 'x.waymark|')

    def test_what_is_a_file(self):
        self.put_editor()
        (self.folder / 'notes').write_text('')
        self.assertEqual(self.good('notes', program=self.installed).out, 'notes|')
        self.assertEqual(self.good('./exprot', program=self.installed).out, './exprot|')
        self.refused('noted', program=self.installed)
        (self.folder / 'info').write_text('')
        self.refused('info', program=self.installed)
