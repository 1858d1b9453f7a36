# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs new and templates."""

import os
import re
import xml.etree.ElementTree as ElementTree

import support
from support import NAMESPACE

LANGUAGE = '{http://www.w3.org/XML/1998/namespace}lang'


def known():
    """The templates by name, with the languages that each is there in, and those that have an example."""
    names, examples = {}, set()
    for language in support.LANGUAGES:
        for path in (support.source / 'data/templates' / language).glob('*.waymark'):
            name = path.name.removesuffix('.waymark')
            if name.endswith('.example'):
                examples.add(name.removesuffix('.example'))
            else:
                names.setdefault(name, []).append(language)
    return names, examples


class TemplatesTest(support.CommandTest):
    def test_templates(self):
        rows = [re.split(r' {2,}', line) for line in self.good('templates').out.splitlines()]
        names, _ = known()
        self.assertEqual({row[0]: row[2].split(', ') for row in rows}, names)
        for row in rows:
            self.assertRegex(row[1], r'\w')

    def test_templates_polish(self):
        self.need_polish()
        english = self.good('templates').out.splitlines()
        polish = self.good('templates', language='pl').out.splitlines()
        self.assertEqual(sorted(line.split()[0] for line in english), sorted(line.split()[0] for line in polish))
        self.assertNotEqual(english, polish)


class NewTest(support.CommandTest):
    def read(self, name='map.waymark'):
        return ElementTree.parse(self.folder / name).getroot()

    def test_new_each_template(self):
        names, examples = known()
        self.assertIn('blank', names)
        self.assertIn('e-commerce', examples)
        for name, languages in names.items():
            for language in languages:
                for more in ([], ['--example']) if name in examples else ([],):
                    with self.subTest(f'{name} {language} {more}'):
                        output = f'{name}-{language}{len(more)}.waymark'
                        self.assertIn(output, self.good('new', '--template', name, '--lang', language, *more, '-o', output).out)
                        self.assertEqual(self.read(output).get(LANGUAGE), language)
                        self.good('validate', output)
                        self.good('format', '--check', output)

    def test_new_example_is_the_example(self):
        self.good('new', '--template', 'e-commerce', '--lang', 'en', '--example', '-o', 'map.waymark')
        self.assertEqual((self.folder / 'map.waymark').read_bytes(), self.sample.read_bytes())

    def test_new_without_choice(self):
        self.good('new', '-o', 'map.waymark')
        self.assertEqual(self.read().get(LANGUAGE), 'en')
        self.good('new', '--example', '-o', 'example.waymark')
        self.assertEqual((self.folder / 'example.waymark').read_bytes(), self.sample.read_bytes())

    def test_new_follows_the_locale(self):
        self.need_polish()
        self.good('new', '-o', 'map.waymark', language='pl')
        self.assertEqual(self.read().get(LANGUAGE), 'pl')

    def test_new_title(self):
        title = 'Zażółć <gęślą> & "jaźń"'
        for number, language in enumerate(('C', 'ASCII')):
            self.good('new', '--title', title, '-o', f'map{number}.waymark', language=language)
            self.assertEqual(self.read(f'map{number}.waymark').find(NAMESPACE + 'title').text, title)
            self.good('validate', f'map{number}.waymark')
        self.refused('new', '--title', b'\xff', '-o', 'odd.waymark')
        self.no_litter('map0.waymark', 'map1.waymark')

    def test_new_to_stdout(self):
        self.good('new', '-o', 'map.waymark')
        self.assertEqual(self.good('new', '-o', '-').raw, (self.folder / 'map.waymark').read_bytes())

    def test_new_unknown(self):
        errors = self.refused('new', '--template', 'e-comerce', '-o', 'map.waymark').errors
        self.assertIn('there are: ', errors)
        for name in known()[0]:
            self.assertIn(name, errors)
        self.assertIn('en, pl', self.refused('new', '--lang', 'xx', '-o', 'map.waymark').errors)
        self.refused('new')
        self.refused('new', 'map.waymark')
        self.no_litter()

    def test_new_keeps_what_is_there(self):
        (self.folder / 'map.waymark').write_text('mine')
        (self.folder / 'dangling.waymark').symlink_to('nothing')
        self.assertIn('map.waymark', self.failed('new', '-o', 'map.waymark').errors)
        self.failed('new', '-o', 'dangling.waymark')
        self.assertEqual((self.folder / 'map.waymark').read_text(), 'mine')
        self.no_litter('dangling.waymark', 'map.waymark')

    def test_new_where_nothing_can_be(self):
        self.assertIn('folder does not exist', self.failed('new', '-o', 'none/map.waymark').errors)
        self.failed('new', '-o', '.')
        options = self.as_nobody()
        self.folder.chmod(0o555)
        self.assertIn('permission', self.failed('new', '-o', 'map.waymark', **options).errors)
        self.no_litter()

    def test_new_odd_name(self):
        name = b'odd \xff\n.waymark'
        self.good('new', '-o', name)
        self.assertIn(os.fsdecode(name), os.listdir(self.folder))
