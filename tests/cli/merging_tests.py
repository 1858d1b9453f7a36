# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb diff."""

import json

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


class DiffTest(support.CommandTest):
    def put(self, name, *changes):
        """A file of the map with texts in it replaced."""
        data = MAP
        for old, new in changes:
            self.assertIn(old, data)
            data = data.replace(old, new, 1)
        (self.folder / name).write_bytes(data)

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
