# SPDX-License-Identifier: GPL-3.0-or-later
"""All finished examples in every format, looked at by other programs: whole text, intact letters."""

import os
import xml.etree.ElementTree as ElementTree

import support
from support import NAMESPACE

# Elements whose own text stands on the map as it is today.
DRAWN = ('title', 'finding', 'phase', 'lane', 'name', 'role', 'quote', 'need', 'frustration', 'description', 'card')
WORKERS = os.cpu_count() or 1


def texts(path):
    """What must stand on the picture of the current state."""
    root = ElementTree.parse(path).getroot()
    hidden = {lane.get('id') for lane in root.iter(NAMESPACE + 'lane') if lane.get('hidden')}
    found = [root.find(NAMESPACE + 'owner').text]

    def visit(element):
        name = element.tag.removeprefix(NAMESPACE)
        if name in ('tray', 'sources', 'scale') or element.get('state') == 'future' or element.get('lane') in hidden:
            return
        if name == 'lane' and element.get('hidden'):
            return
        if name in DRAWN and (element.text or '').strip():
            found.append(element.text)
        if name == 'lane' and element.get('hint'):
            found.append(element.get('hint'))
        if name == 'metric':
            found.append(element.text)
        for child in element:
            visit(child)

    visit(root)
    return found


class SamplesTest(support.CommandTest):
    def export_all(self, format, *words):
        """Exports all samples, each to LANGUAGE/NAME.FORMAT."""
        for language in support.LANGUAGES:
            files = [path for path in support.samples() if path.parent.name == language]
            self.assertGreaterEqual(len(files), 9)
            result = self.good('export', *files, '--out-dir', language, '--format', format, *words)
            self.assertEqual(len(result.out.splitlines()), len(files))
            for path in files:
                output = self.folder / language / path.name.replace('.waymark', '.' + format)
                yield path, output

    def check_text(self, path, text):
        text = support.squeeze(text)
        missing = [wanted for wanted in texts(path) if support.squeeze(wanted) not in text]
        self.assertEqual(missing, [], f'{path.parent.name}/{path.name}')

    def test_pdf(self):
        self.need('pdfinfo', 'pdftotext', 'pdffonts')
        for path, output in self.export_all('pdf'):
            with self.subTest(str(path)):
                title = ElementTree.parse(path).getroot().find(NAMESPACE + 'title').text
                self.assertRegex(self.tool('pdfinfo', output), rf'(?m)^Title: +{title}$')
                self.check_text(path, self.tool('pdftotext', '-raw', output, '-'))
                for line in self.tool('pdffonts', output).splitlines()[2:]:
                    self.assertEqual(line.split()[-5], 'yes', f'not embedded: {line}')

    def test_svg_text(self):
        self.need('xmllint')
        for path, output in self.export_all('svg', '--svg-text'):
            with self.subTest(str(path)):
                self.tool('xmllint', '--noout', '--nonet', output)
                root = ElementTree.parse(output).getroot()
                self.check_text(path, ''.join(''.join(text.itertext()) for text in root.iter('{http://www.w3.org/2000/svg}text')))

    def test_svg(self):
        self.need('xmllint')
        outputs = [output for _, output in self.export_all('svg')]
        self.tool('xmllint', '--noout', '--nonet', *outputs)

    def test_png(self):
        self.need('identify')
        for path, output in self.export_all('png', '--width', '1600'):
            self.assertEqual(self.tool('identify', '-format', '%m %w', output), 'PNG 1600', path)

    def test_templates_are_drawn_without_prompts(self):
        for path in support.samples(''):
            with self.subTest(str(path)):
                self.good('export', path, '-o', 'a.pdf')
                text = support.squeeze(self.tool('pdftotext', '-raw', 'a.pdf', '-'))
                for element in ElementTree.parse(path).getroot().iter():
                    if element.get('prompt'):
                        self.assertNotIn(support.squeeze(element.get('prompt')), text)
