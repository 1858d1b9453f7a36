# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs diff and merge, and git with them."""

import base64
import json
import re
import subprocess

import support

MAP = b'''<journey-map xmlns="urn:waymark:journey-map:1" version="1" xml:lang="en">
  <title>A map</title>
  <lanes>
    <lane id="pains" holds="pain-points">Pains</lane>
  </lanes>
  <stages>
    <stage id="one">
      <name>One</name>
      <touchpoint id="shop">
        <name>Shop</name>
      </touchpoint>
      <card id="c1" lane="pains">Too far</card>
      <card id="c2" lane="pains">Too dear</card>
    </stage>
    <stage id="two">
      <name>Two</name>
    </stage>
  </stages>
</journey-map>
'''


class MapTest(support.CommandTest):
    def put(self, name, *changes):
        """A file of the map with texts in it replaced."""
        data = MAP
        for old, new in changes:
            self.assertIn(old, data)
            data = data.replace(old, new, 1)
        (self.folder / name).write_bytes(data)


class DiffTest(MapTest):
    def differs(self, *words, **options):
        result = self.run_command('diff', *words, **options)
        self.assertEqual(result.status, 1, result.errors)
        return result.out

    def trouble(self, *words, **options):
        result = self.run_command('diff', *words, **options)
        self.assertEqual(result.status, 2)
        self.assertEqual(result.out, '')
        return result.errors

    def test_same(self):
        self.put('a')
        self.put('b', (b'<title>A map</title>', b'<title> A  map </title>'.replace(b'  ', b' ')))
        for words in (('a', 'b'), ('a', 'a')):
            self.assertEqual(self.good('diff', *words).out, '')
        self.assertEqual(json.loads(self.good('diff', '--json', 'a', 'b').out), {'changes': []})
        self.assertEqual(self.good('diff', 'a', '-', stdin=MAP).out, '')

    def test_lines(self):
        self.put('a')
        self.put('b', (b'>Shop<', b'>Store<'), (b'\n      <card id="c1" lane="pains">Too far</card>', b''),
                 (b'<name>Two</name>', b'<name>Two</name>\n<card id="c1" lane="pains">Too far</card>\n<card id="c3">New</card>'),
                 (b'\n      <card id="c2" lane="pains">Too dear</card>', b''))
        self.assertEqual(self.differs('a', 'b').splitlines(), [
            'Card “Too dear” (One): removed',
            'Touchpoint “Store” (One): Name: “Shop” → “Store”',
            'Card “Too far” (Two): moved from Stage “One” to Stage “Two”',
            'Card “New” (Two): added'])

    def test_order(self):
        self.put('a')
        self.put('b', (b'id="c1" lane="pains">Too far', b'id="c2" lane="pains">Too dear'), (b'id="c2" lane="pains">Too dear</card>\n    </stage>',
                                                                                         b'id="c1" lane="pains">Too far</card>\n    </stage>'))
        self.assertRegex(self.differs('a', 'b'), r'^Card “Too \w+” \(One\): moved [^\n]+\n$')

    def test_json(self):
        self.put('a')
        self.put('b', (b'>Shop<', b'>"Sh\xc3\xb3p"<'), (b'lane="pains">Too far', b'lane="pains" value="3">Too far'))
        changes = json.loads(self.differs('--json', 'a', 'b'))['changes']
        self.assertEqual([(change['type'], change['kind'], change['id'], change['field'], change['old'], change['new']) for change in changes],
                         [('changed', 'touchpoint', 'shop', 'name', 'Shop', '"Shóp"'), ('changed', 'card', 'c1', 'value', None, '3')])

    def test_other_programs(self):
        self.put('a')
        self.put('b', (b'<stages>', b'<!-- note --><stages xmlns:o="urn:o" o:x="1">'))
        out = self.differs('a', 'b')
        self.assertIn('<!-- note -->', out)
        self.assertIn('o:x="1"', out)

    def test_text(self):
        for path in support.samples():
            text = self.good('diff', '--text', path).out
            self.assertEqual(text, self.good('diff', '--text', '-', stdin=path.read_bytes()).out)
            self.assertIn('\n  ', text)
        self.put('a')
        self.put('b', (b'>Shop<', b'>Store<'))
        lines = [self.good('diff', '--text', name).out.splitlines() for name in 'ab']
        self.assertEqual([pair for pair in zip(*lines, strict=True) if pair[0] != pair[1]], [('    Touchpoint: Shop', '    Touchpoint: Store')])

    def test_trouble(self):
        self.put('a')
        (self.folder / 'bad').write_bytes(b'<x')
        self.assertIn('bad:1:', self.trouble('a', 'bad'))
        self.assertIn('missing', self.trouble('missing', 'a'))
        self.assertIn('missing', self.trouble('--text', 'missing'))
        for words in (('a',), ('a', 'a', 'a'), ('--text', 'a', 'a'), ('--text', '--json', 'a'), ('-', '-')):
            self.refused('diff', *words)

    def test_polish(self):
        self.need_polish()
        self.put('a')
        self.put('b', (b'>Shop<', b'>Store<'))
        self.assertIn('Punkt styku „Store” (One): Nazwa: „Shop” → „Store”', self.differs('a', 'b', language='pl'))


class MergeTest(MapTest):
    """Merging, with the same map."""

    def merge(self, status, *words, **options):
        result = self.run_command('merge', *(words or ('base', 'ours', 'theirs', '-o', 'out')), **options)
        self.assertEqual(result.status, status, result.errors)
        return result

    def put_three(self, ours, theirs):
        self.put('base')
        self.put('ours', *ours)
        self.put('theirs', *theirs)

    def read(self, name='out'):
        self.good('validate', name)
        return (self.folder / name).read_text()

    def test_clean(self):
        self.put_three([(b'>Shop<', b'>Store<')], [(b'>Too far<', b'>Far away<'), (b'<name>Two</name>', b'<name>Two</name><card id="n">New</card>')])
        self.assertEqual(self.merge(0).errors, '')
        text = self.read()
        for word in ('Store', 'Far away', 'New', 'Too dear'):
            self.assertIn(f'>{word}<', text)
        self.assertNotIn('conflict', text)
        self.merge(0, 'base', 'theirs', 'ours', '-o', 'again')
        self.assertEqual(self.read('again'), text)
        self.assertEqual(self.merge(0, 'base', 'ours', 'theirs', '-o', '-').out, text)

    def test_conflict(self):
        self.put_three([(b'>Shop<', b'>Store<')], [(b'>Shop<', b'>Market<')])
        self.assertIn('out: conflict: Touchpoint “Store” (One): Name', self.merge(1).errors)
        text = self.read()
        self.assertRegex(text, r'<conflict id="[\w-]+" about="shop" kind="value" field="name">\s+<was>Shop</was>\s+<mine>Store</mine>\s+<theirs>Market</theirs>')
        self.assertIn('<name>Store</name>', text)
        self.assertRegex(self.good('validate', 'out').out, r'out:\d+:\d+: warning: two versions')
        self.assertEqual(json.loads(self.good('info', '--json', 'out').out)['conflicts'], 1)
        self.merge(1, 'base', 'ours', 'theirs', '-o', 'ours')
        self.assertEqual(self.read('ours'), text)

    def test_removed_and_changed(self):
        card = b'\n      <card id="c1" lane="pains">Too far</card>'
        self.put_three([(card, b'')], [(b'Too far', b'Much too far')])
        self.merge(1)
        text = self.read()
        self.assertIn('>Much too far<', text)
        self.assertIn('about="c1" kind="removed-by-mine"', text)
        self.put_three([(card, b'')], [])
        self.merge(0)
        self.assertNotIn('Too far', self.read())

    def test_what_is_needed_stays(self):
        """The lane goes with its cards on one side; the other side has put a new one in."""
        lanes = b'\n  <lanes>\n    <lane id="pains" holds="pain-points">Pains</lane>\n  </lanes>'
        cards = b'\n      <card id="c1" lane="pains">Too far</card>\n      <card id="c2" lane="pains">Too dear</card>'
        self.put_three([(lanes, b''), (cards, b'')], [(b'Too dear</card>', b'Too dear</card><card id="c9" lane="pains">Closed</card>')])
        self.merge(1)
        text = self.read()
        for words in ('>Pains<', '>Too far<', '>Too dear<', '>Closed<', 'about="pains" kind="removed-by-mine"'):
            self.assertIn(words, text)
        self.assertEqual(text.count('<conflict '), 1)

    def test_both_moved(self):
        card = b'\n      <card id="c1" lane="pains">Too far</card>'
        third = (b'  </stages>', b'<stage id="three"><name>Three</name></stage></stages>')
        moved = b'<card id="c1" lane="pains">Too far</card>'
        base = MAP.replace(*third)
        (self.folder / 'base').write_bytes(base)
        (self.folder / 'ours').write_bytes(base.replace(card, b'').replace(b'<name>Two</name>', b'<name>Two</name>' + moved))
        (self.folder / 'theirs').write_bytes(base.replace(card, b'').replace(b'<name>Three</name>', b'<name>Three</name>' + moved))
        self.merge(1)
        self.assertRegex(self.read(), r'about="c1" kind="place">\s+<was>one</was>\s+<mine>two</mine>\s+<theirs>three</theirs>')

    def test_feelings_join(self):
        """Both say how the same persona feels at the same place, each under an id of its own."""
        persona = (b'  <lanes>', b'<personas><persona id="p"><name>Ann</name></persona></personas>\n  <lanes>')
        base = MAP.replace(*persona)
        place = b'<name>Shop</name>'
        (self.folder / 'base').write_bytes(base)
        (self.folder / 'ours').write_bytes(base.replace(place, place + b'<feeling id="g1" persona="p" score="1">glad</feeling>'))
        (self.folder / 'theirs').write_bytes(base.replace(place, place + b'<feeling id="g2" persona="p" score="1">happy</feeling>'))
        self.merge(1)
        text = self.read()
        self.assertEqual(text.count('<feeling '), 1)
        self.assertIn('<theirs>happy</theirs>', text)
        self.assertNotIn('field="score"', text)

    def test_same_id(self):
        """Both give one id to different new things."""
        place = b'<name>Two</name>'
        self.put_three([(place, place + b'<card id="n">Mine</card>')],
                       [(place, place + b'<touchpoint id="t"><name>T</name></touchpoint><card id="n" about="t">Theirs</card><card id="m" replaces="n">More</card>')])
        self.merge(0)
        text = self.read()
        self.assertIn('<card id="n">Mine</card>', text)
        self.assertIn('<card id="n-2" about="t">Theirs</card>', text)
        self.assertIn('<card id="m" replaces="n-2">More</card>', text)

    def test_other_programs(self):
        self.put_three([(b'<stages>', b'<!-- mine --><stages>'), (b'xml:lang="en">', b'xml:lang="en" xmlns:a="urn:a" a:x="1"><a:thing/>')],
                       [(b'<stages>', b'<stages><!-- theirs -->'), (b'xml:lang="en">', b'xml:lang="en" xmlns:b="urn:b"><b:thing b:y="2"/>')])
        self.merge(0)
        text = self.read()
        for words in ('<!-- mine -->', '<!-- theirs -->', 'xmlns:a="urn:a"', 'a:x="1"', '<a:thing/>', 'xmlns:b="urn:b"', '<b:thing b:y="2"/>'):
            self.assertIn(words, text)

    def test_stamps(self):
        """What saving writes makes no conflict."""
        stamp = b'xml:lang="en"'
        self.put_three([(stamp, stamp + b' edition="9" changed="2026-11-20"')], [(stamp, stamp + b' edition="11" changed="2026-11-19"')])
        self.merge(0)
        self.assertIn('edition="11" changed="2026-11-20"', self.read())

    def test_images(self):
        """Both put another image at the same place; one that nothing names is not written, so the conflict names it."""
        one, other = (base64.b64encode(b'\x89PNG' + text) for text in (b'one', b'other'))
        card = b'<card id="c1" lane="pains">'
        self.put_three([(card, b'<card id="c1" lane="pains" image="i">'), (b'</stages>', b'</stages><images><image id="i">' + one + b'</image></images>')],
                       [(card, b'<card id="c1" lane="pains" image="i">'), (b'</stages>', b'</stages><images><image id="i">' + other + b'</image></images>')])
        self.merge(1)
        text = re.sub(r'\s', '', self.read())
        self.assertIn(one.decode(), text)
        self.assertIn(other.decode(), text)

    def test_trouble(self):
        self.put_three([], [])
        (self.folder / 'bad').write_bytes(b'<x')
        (self.folder / 'newer').write_bytes(MAP.replace(b'version="1"', b'version="2"'))
        (self.folder / 'marked').write_bytes(MAP.replace(b'        <name>Shop', b'<<<<<<< HEAD\n<name>Shop</name>\n=======\n        <name>Store'))
        for name, words in (('bad', 'bad:1:'), ('newer', 'newer Waymark'), ('marked', 'marked:10:1: these are marks of a conflict'), ('missing', 'missing')):
            result = self.merge(2, 'base', 'ours', name, '-o', 'out')
            self.assertIn(words, result.errors)
        self.no_litter('bad', 'base', 'marked', 'newer', 'ours', 'theirs')
        for words in (('base', 'ours', 'theirs'), ('base', 'ours', '-o', 'out'), ('-', '-', 'ours', '-o', 'out')):
            self.refused('merge', *words)
        self.merge(2, 'base', 'ours', 'theirs', '-o', 'nowhere/out')


class GitTest(MapTest):
    """A team that shares a map by git, set up as the README says."""

    def setUp(self):
        super().setUp()
        self.need('git')
        self.git('init', '-q', '-b', 'main')
        text = (support.source / 'README.md').read_text()
        lines = re.search(r"(?m)^    echo .*\n(?:    git config .*\n){2}", text)[0]
        self.tool('sh', '-e', '-c', lines.replace('"waymark ', f'"{support.program} '))
        self.put('map.waymark')
        self.commit('A map')

    def git(self, *words, status=0):
        names = {'GIT_CONFIG_GLOBAL': '/dev/null', 'GIT_CONFIG_NOSYSTEM': '1', 'GIT_AUTHOR_NAME': 'A', 'GIT_AUTHOR_EMAIL': 'a@example.org',
                 'GIT_COMMITTER_NAME': 'A', 'GIT_COMMITTER_EMAIL': 'a@example.org'}
        done = subprocess.run(['git', *words], cwd=self.folder, env={**support.environment(), **names}, capture_output=True, text=True,
                              check=False, timeout=support.SECONDS)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def commit(self, message):
        self.git('add', '-A')
        self.git('commit', '-q', '-m', message)

    def branch(self, name, *changes):
        self.git('checkout', '-q', '-b', name, 'main')
        self.put('map.waymark', *changes)
        self.commit(name)

    def test_git_different_things(self):
        self.branch('ours', (b'>Shop<', b'>Store<'), (b'</card>\n    </stage>', b'</card>\n<card id="n1">Mine</card></stage>'))
        self.branch('theirs', (b'>Too far<', b'>Far away<'), (b'</card>\n    </stage>', b'</card>\n<card id="n2">Theirs</card></stage>'))
        self.git('checkout', '-q', 'ours')
        self.git('merge', '-q', '--no-edit', 'theirs')
        text = (self.folder / 'map.waymark').read_text()
        for word in ('Store', 'Far away', 'Mine', 'Theirs'):
            self.assertIn(f'>{word}<', text)
        self.good('validate', 'map.waymark')
        self.assertEqual(self.git('status', '--porcelain'), '')

    def test_git_same_thing(self):
        self.branch('ours', (b'>Shop<', b'>Store<'))
        self.branch('theirs', (b'>Shop<', b'>Market<'))
        self.git('checkout', '-q', 'ours')
        said = self.git('merge', '--no-edit', 'theirs', status=1)
        self.assertIn('CONFLICT', said)
        self.assertIn('Touchpoint “Store” (One): Name', said)
        self.assertEqual(self.git('status', '--porcelain').split()[0], 'UU')
        self.good('validate', 'map.waymark')
        text = (self.folder / 'map.waymark').read_text()
        self.assertIn('<mine>Store</mine>', text)
        self.assertIn('<theirs>Market</theirs>', text)
        self.assertNotIn('<<<<', text)

    def test_git_both_made_it(self):
        """git has no base then."""
        self.git('checkout', '-q', '-b', 'ours', 'main')
        self.put('new.waymark', (b'>Shop<', b'>Store<'))
        self.commit('ours')
        self.git('checkout', '-q', '-b', 'theirs', 'main')
        self.put('new.waymark', (b'>Too far<', b'>Far away<'))
        self.commit('theirs')
        self.git('checkout', '-q', 'ours')
        self.git('merge', '--no-edit', 'theirs', status=1)
        text = (self.folder / 'new.waymark').read_text()
        for word in ('Store', 'Shop', 'Too far', 'Far away'):
            self.assertIn(f'>{word}<', text)
        self.assertEqual(text.count('<stage '), 2)

    def test_git_diff(self):
        self.put('map.waymark', (b'>Shop<', b'>Store<'))
        said = self.git('diff')
        self.assertIn('-    Touchpoint: Shop\n', said)
        self.assertIn('+    Touchpoint: Store\n', said)
        self.assertNotIn('<name>', said)
