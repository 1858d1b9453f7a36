# SPDX-License-Identifier: GPL-3.0-or-later
"""Wherever, whenever and under whatever name: the same bytes come out."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import support

# Decimal commas; and an i of which the capital letter has a dot.
LOCALES = ('pl_PL', 'de_DE', 'cs_CZ', 'tr_TR')
ZONES = ('Pacific/Kiritimati', 'America/St_Johns', 'Nonsense/Nowhere')
# The clock as a computer with an empty battery shows it, and one that is far ahead; both go backwards while the program runs.
CLOCKS = ('@1970-01-02 00:00:00 i-60', '@2037-12-31 23:59:59 i-3600', '@2012-12-12 12:12:12 x-1')
NAMES = (b'plain.waymark', b'zolty \xf3\xb3w.waymark', b'\xff\xfe\x80.waymark', b'two\nlines.waymark', b'-dash.waymark', b'per%scent%n.waymark',
         '\u202eright to left \u0635.waymark'.encode(), b'quote\'"`$(x)&lt;.waymark')


class SurroundingsTest(support.CommandTest):
    def setUp(self):
        super().setUp()
        # Not in canonical form, and with numbers in it that a locale could change.
        text = self.sample.read_text(encoding='utf-8').replace('\n', '\n\n').replace(' version="1"', "  version='1'", 1)
        self.bytes = text.encode()
        self.expected = self.outcome()
        self.assertNotEqual(self.expected['format'], hashlib.sha256(self.bytes).hexdigest())

    def outcome(self, name=b'map.waymark', before=(), **changes):
        """What is drawn and written of the map, as sums, when its file has a name."""
        names = {**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': '', 'TZ': 'UTC', **changes}
        path = Path(os.fsdecode(os.path.join(os.fsencode(self.folder), name)))
        path.write_bytes(self.bytes)
        results = {}
        for words in (('export', '--format', 'svg', '-o', '-'), ('format',)):
            done = subprocess.run([*before, support.program, *words, '--', name], cwd=self.folder, env=names, capture_output=True, check=False,
                                  stdin=subprocess.DEVNULL, timeout=support.SECONDS)
            self.assertEqual((done.returncode, done.stderr), (0, b''), words)
            results[' '.join(words)] = hashlib.sha256(path.read_bytes() if words[0] == 'format' else done.stdout).hexdigest()
        return results

    def test_locales(self):
        self.need('localedef')
        folder = Path(self.folder, 'locales')
        folder.mkdir()
        for name in LOCALES:
            subprocess.run(['localedef', '--no-warnings=ascii', '-i', name, '-f', 'UTF-8', folder / f'{name}.UTF-8'], check=True, capture_output=True)
            comma = subprocess.run(['locale', 'decimal_point'], env={**os.environ, 'LC_ALL': f'{name}.UTF-8', 'LOCPATH': str(folder)}, check=True,
                                   capture_output=True, text=True).stdout.strip()
            self.assertEqual(comma, ',')
            with self.subTest(name):
                self.assertEqual(self.outcome(LC_ALL=f'{name}.UTF-8', LOCPATH=str(folder)), self.expected)

    def test_time_zones(self):
        for zone in ZONES:
            with self.subTest(zone):
                self.assertEqual(self.outcome(TZ=zone), self.expected)

    def test_clock_that_goes_backwards(self):
        if shutil.which('faketime') is None:
            self.skipTest('faketime is not installed')
        if 'ASAN_OPTIONS' in os.environ:
            self.skipTest('faketime and AddressSanitizer do not go together')
        for clock in CLOCKS:
            year = subprocess.run(['faketime', '-f', clock, 'date', '+%Y'], check=True, capture_output=True, text=True, env={**os.environ, 'TZ': 'UTC'}).stdout
            self.assertIn(year.strip(), ('1969', '1970', '2037', '2012'))
            with self.subTest(clock):
                self.assertEqual(self.outcome(before=('faketime', '-f', clock)), self.expected)

    def test_names(self):
        for name in NAMES:
            with self.subTest(name):
                self.assertEqual(self.outcome(name), self.expected)
                self.failed('format', '--', name + b'.not-there')

    def test_folder_with_a_strange_name(self):
        folder = os.path.join(os.fsencode(self.folder), b'a\nb\xff')
        os.mkdir(folder)
        self.assertEqual(self.outcome(os.path.join(b'a\nb\xff', b'map.waymark')), self.expected)
        self.assertEqual(os.listdir(folder), [b'map.waymark'])
