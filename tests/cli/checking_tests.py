# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs validate, format and info."""

import collections
import json
import os
import re
import xml.etree.ElementTree as ElementTree

import support
from support import NAMESPACE

EMPTY = b'<journey-map xmlns="urn:waymark:journey-map:1" version="1" xml:lang="en"/>\n'
UNTIDY = b'''<?xml version='1.0'?>
<!-- kept -->
<journey-map version='1' xmlns='urn:waymark:journey-map:1' xml:lang='en' xmlns:o='urn:other'><title>A map</title>
 <o:thing kept="yes"/><stages><stage><name>One</name></stage></stages></journey-map>'''
NEWER = EMPTY.replace(b'version="1"', b'version="2"')
ODD_NAME = b'odd \xff\xc5\xbc\n name.waymark'


class ValidateTest(support.CommandTest):
    def test_validate_good(self):
        names = [str(path) for path in support.samples() + support.samples('')]
        result = self.good('validate', *names)
        self.assertEqual(result.out, ''.join(f'{name}: good\n' for name in names))

    def test_validate_the_map_of_the_readme(self):
        block = (support.source / 'README.md').read_text().partition('## The format\n')[2].partition('\nThis is')[0]
        lines = [line.removeprefix('    ') for line in block.splitlines() if line]
        self.assertLessEqual(len(lines), 10)
        self.good('validate', '-', stdin='\n'.join(lines).encode())

    def test_validate_places(self):
        lines = self.sample.read_text().splitlines()
        wrong = []
        for number, line in enumerate(lines):
            if 'score="-1.1"' in line:
                lines[number] = line.replace('-1.1', 'low')
                wrong.append((number + 1, 'low'))
            if ' lane="pains"' in line and len(wrong) < 3:
                lines[number] = line.replace('"pains"', '"pians"')
                wrong.append((number + 1, 'pians'))
        self.assertGreaterEqual(len(wrong), 3)
        (self.folder / 'bad.waymark').write_text('\n'.join(lines))
        result = self.run_command('validate', 'bad.waymark')
        self.assertEqual(result.status, 1)
        found = re.findall(r'(?m)^bad\.waymark:(\d+):(\d+): (?!warning: )(.+)$', result.out)
        for (line, column, message), (number, word) in zip(sorted(found, key=lambda place: int(place[0])), sorted(wrong), strict=True):
            self.assertEqual(int(line), number)
            self.assertIn(word, message)
            self.assertLessEqual(int(column), len(lines[number - 1]))

    def test_validate_all_files(self):
        (self.folder / 'bad.waymark').write_bytes(b'<x>')
        (self.folder / 'good.waymark').write_bytes(EMPTY)
        result = self.run_command('validate', 'bad.waymark', 'missing.waymark', 'good.waymark')
        self.assertEqual(result.status, 1)
        self.assertRegex(result.out, r'(?m)^bad\.waymark:1:\d+: ')
        self.assertIn('good.waymark: good\n', result.out)
        self.assertIn('missing.waymark', result.errors)

    def test_validate_not_a_file(self):
        (self.folder / 'folder').mkdir()
        self.assertIn('folder', self.failed('validate', 'folder').errors)
        self.assertIn('/dev/null', (result := self.run_command('validate', '/dev/null')).errors + result.out)
        self.assertEqual(result.status, 1)

    def test_validate_stdin(self):
        self.assertIn('good', self.good('validate', '-', stdin=EMPTY).out)
        result = self.run_command('validate', '-', stdin=EMPTY[:-5])
        self.assertEqual(result.status, 1)
        self.assertRegex(result.out, r'^\(standard input\):\d+:\d+: ')

    def test_validate_odd_name(self):
        (self.folder / os.fsdecode(ODD_NAME)).write_bytes(EMPTY)
        self.good('validate', ODD_NAME)

    def test_validate_polish(self):
        self.need_polish()
        (self.folder / 'bad.waymark').write_bytes(b'<x>')
        english = self.run_command('validate', 'bad.waymark').out
        polish = self.run_command('validate', 'bad.waymark', language='pl').out
        self.assertEqual(polish.split(' ')[0], english.split(' ')[0])
        self.assertNotEqual(polish, english)


class FormatTest(support.CommandTest):
    def test_format_brings_into_order(self):
        path = self.folder / 'map.waymark'
        path.write_bytes(UNTIDY)
        self.assertEqual(self.run_command('format', '--check', 'map.waymark').status, 1)
        self.assertEqual(path.read_bytes(), UNTIDY)
        self.assertIn('map.waymark', self.good('format', 'map.waymark').out)
        tidy = path.read_bytes()
        self.assertIn(b'  <title>A map</title>\n', tidy)
        self.assertIn(b'<!-- kept -->', tidy)
        self.assertIn(b'<o:thing kept="yes"/>', tidy)
        self.assertEqual(self.good('format', '--check', 'map.waymark').out, '')
        self.assertEqual(self.good('format', '-', stdin=UNTIDY).raw, tidy)
        self.no_litter('map.waymark')

    def test_format_touches_only_what_is_untidy(self):
        for path in support.samples() + support.samples(''):
            self.assertEqual(self.good('format', '--check', path).out, '', path)
        path = self.copy_sample()
        before = path.stat()
        self.assertEqual(self.good('format', path).out, '')
        after = path.stat()
        self.assertEqual((before.st_ino, before.st_mtime_ns), (after.st_ino, after.st_mtime_ns))

    def test_format_links_and_rights(self):
        path = self.folder / 'map.waymark'
        path.write_bytes(UNTIDY)
        path.chmod(0o640)
        (self.folder / 'link.waymark').symlink_to('map.waymark')
        self.good('format', 'link.waymark')
        self.assertTrue((self.folder / 'link.waymark').is_symlink())
        self.assertEqual(path.stat().st_mode & 0o777, 0o640)
        self.assertNotEqual(path.read_bytes(), UNTIDY)

    def test_format_refuses(self):
        for name, data in (('bad', b'<journey-map'), ('newer', NEWER), ('empty', b'')):
            path = self.folder / name
            path.write_bytes(data)
            self.assertIn(name, self.failed('format', name).errors)
            self.assertEqual(path.read_bytes(), data)
        self.assertIn('newer Waymark', self.failed('format', 'newer').errors)
        (self.folder / 'folder').mkdir()
        self.failed('format', 'folder')
        self.failed('format', 'missing')
        self.assertEqual(self.failed('format', '-', stdin=b'<x').raw, b'')

    def test_format_goes_on(self):
        (self.folder / 'bad').write_bytes(b'<')
        (self.folder / 'map').write_bytes(UNTIDY)
        self.failed('format', 'bad', 'map')
        self.good('format', '--check', 'map')

    def test_format_read_only_folder(self):
        path = self.folder / 'map.waymark'
        path.write_bytes(UNTIDY)
        options = self.as_nobody()
        self.folder.chmod(0o555)
        self.assertIn('permission', self.failed('format', 'map.waymark', **options).errors)
        self.assertEqual(path.read_bytes(), UNTIDY)

    def test_format_in_every_locale(self):
        self.need_polish()
        for path in support.samples():
            self.assertEqual(self.good('format', '-', stdin=path.read_bytes(), language='pl').raw, path.read_bytes())


def oracle(path):
    """The facts of a map, counted by another reader."""
    root = ElementTree.parse(path).getroot()
    parents = {child: parent for parent in root.iter() for child in parent}
    lanes = {lane.get('id'): lane.get('holds') for lane in root.iter(NAMESPACE + 'lane')}
    facts = collections.Counter()
    kinds = collections.Counter()
    certain = collections.Counter()
    lowest = None

    def text(element, child=None):
        element = element if child is None else element.find(NAMESPACE + child)
        return '' if element is None else (element.text or '').strip()

    def is_prompt(element):
        name = element.tag.removeprefix(NAMESPACE)
        if element.get('prompt') is None:
            return False
        if name == 'stage':
            return not text(element, 'name') and all(is_prompt(child) for child in element if child.tag != NAMESPACE + 'name')
        if name in ('touchpoint', 'persona'):
            return not any(text(child) for child in element if child.tag.removeprefix(NAMESPACE) in ('name', 'role', 'quote', 'description', 'truth'))
        return not text(element) and element.get('value' if name == 'metric' else 'image') is None

    def visit(element):
        nonlocal lowest
        for child in element:
            name = child.tag.removeprefix(NAMESPACE)
            if is_prompt(child):
                continue
            if name == 'card' and element.tag == NAMESPACE + 'tray':
                name = 'tray-card'
            facts[name] += 1
            if name == 'card':
                kinds[lanes.get(child.get('lane'))] += 1
            if name in ('card', 'touchpoint') and child.get('evidence'):
                certain[child.get('evidence')] += 1
            if name == 'touchpoint':
                facts['truth-marks'] += child.find(NAMESPACE + 'truth') is not None
            if name == 'feeling' and child.get('state') != 'future' and child.get('score') is not None:
                if lowest is None or float(child.get('score')) < float(lowest.get('score')):
                    lowest = child
            visit(child)

    visit(root)
    told = {
        'title': text(root, 'title') or None, 'goal': text(root, 'goal') or None, 'owner': text(root, 'owner') or None,
        'language': root.get('{http://www.w3.org/XML/1998/namespace}lang'),
        'industry': root.get('industry'), 'changed': root.get('changed'), 'review_by': root.get('review-by'),
        'edition': None if root.get('edition') is None else float(root.get('edition')),
        'cards_by_kind': {kind: count for kind, count in kinds.items() if kind}, 'how_sure': dict(certain),
        'moments_of_truth': facts['truth-marks'], 'unsorted_cards': facts['tray-card'], 'lowest': None,
    }
    for key in ('personas', 'phases', 'stages', 'lanes', 'touchpoints', 'feelings', 'metrics', 'links', 'findings', 'sources', 'cards', 'conflicts'):
        told[key] = facts[key.removesuffix('s')]
    told['evidence'] = facts['evidence']
    if lowest is not None:
        touchpoint = parents[lowest]
        told['lowest'] = (float(lowest.get('score')), text(touchpoint, 'name'), text(parents[touchpoint], 'name'))
    return told


class InfoTest(support.CommandTest):
    def test_info_counts(self):
        for path in support.samples() + support.samples(''):
            with self.subTest(str(path)):
                told = json.loads(self.good('info', '--json', path).raw)
                expected = oracle(path)
                lowest = told.pop('lowest_point')
                self.assertEqual(lowest and (lowest['score'], lowest['touchpoint'], lowest['stage']), expected.pop('lowest'))
                for key in ('cards_by_kind', 'how_sure'):
                    told[key] = {word.replace('_', '-'): count for word, count in told[key].items() if count}
                self.assertEqual(told, expected)

    def test_info_of_prompts(self):
        told = json.loads(self.good('info', '--json', support.source / 'data/templates/en/e-commerce.waymark').raw)
        self.assertEqual((told['cards'], told['touchpoints'], told['personas'], told['findings']), (0, 0, 0, 0))

    def test_info_for_people(self):
        out = self.good('info', self.sample).out
        facts = oracle(self.sample)
        self.assertTrue(out.startswith(facts['title'] + '\n' + facts['goal'] + '\n'))
        self.assertRegex(out, rf'(?m)^Touchpoints +{facts["touchpoints"]}$')
        self.assertRegex(out, rf'(?m)^Moments of truth +{facts["moments_of_truth"]}$')
        self.assertRegex(out, r'(?m)^Lowest point +-1\.7 annoyed: Checkout, Buys \(Anna Nowak\)$')

    def test_info_polish(self):
        self.need_polish()
        out = self.good('info', self.sample, language='pl').out
        self.assertRegex(out, r'(?m)^Punkty styku +\d+$')
        self.assertRegex(out, r'-1,7 ')
        self.assertEqual(self.good('info', '--json', self.sample, language='pl').raw, self.good('info', '--json', self.sample).raw)

    def test_info_json_is_utf8(self):
        path = support.source / 'data/templates/pl/e-commerce.example.waymark'
        self.assertEqual(json.loads(self.good('info', '--json', path, language='ASCII').raw)['title'], oracle(path)['title'])
        odd = EMPTY.replace(b'/>', '><title xml:space="preserve">a "b" \\ \n\tż</title></journey-map>'.encode())
        self.assertEqual(json.loads(self.good('info', '--json', '-', stdin=odd).raw)['title'], 'a "b" \\ \n\tż')

    def test_info_newer(self):
        (self.folder / 'newer').write_bytes(NEWER)
        self.assertIn('newer Waymark', self.good('info', 'newer').errors)

    def test_info_refuses(self):
        self.refused('info', self.sample, self.sample)
        self.failed('info', 'missing')
        self.failed('info', '.')
        self.assertRegex(self.failed('info', '-', stdin=b'<x').errors, r'^\(standard input\):1:\d+: ')
