# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports under valgrind: nothing is read that is not there, nothing is forgotten."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor

import support

VALGRIND = ('-q', '--error-exitcode=77', '--leak-check=full', '--show-leak-kinds=definite', '--errors-for-leak-kinds=definite', '--num-callers=30')
GLIB = '/usr/share/glib-2.0/valgrind/glib.supp'


class MemoryTest(support.CommandTest):
    def test_exports(self):
        if shutil.which('valgrind') is None:
            self.skipTest('valgrind is not installed')
        if 'ASAN_OPTIONS' in os.environ:
            self.skipTest('valgrind and AddressSanitizer do not go together')
        self.copy_sample()
        files = [str(support.source / 'tests/support/valgrind.supp')] + ([GLIB] if os.path.exists(GLIB) else [])

        def export(words):
            return self.run_command(*VALGRIND, *(f'--suppressions={file}' for file in files), support.program, 'export', 'map.waymark', '-o', *words,
                                    program='valgrind', timeout=8 * support.SECONDS)

        kinds = (('a.png', '--scale', '0.5'), ('a.pdf',), ('a.svg',), ('b.svg', '--svg-text'))
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(export, kinds))
        for words, result in zip(kinds, results):
            with self.subTest(words):
                self.assertEqual(result.errors, '')
                self.assertEqual(result.status, 0)
                self.assertGreater((self.folder / words[0]).stat().st_size, 0)
