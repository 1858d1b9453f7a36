# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb export: where it writes to, what it is told, what it says."""

import os
import re
import signal as signals
import struct
import xml.etree.ElementTree as ElementTree

import support

MAGIC = {'png': b'\x89PNG\r\n\x1a\n', 'svg': b'<?xml', 'pdf': b'%PDF-'}
NEWER = b'<journey-map xmlns="urn:waymark:journey-map:1" version="2" xml:lang="en"><title>New</title></journey-map>'
SVG = '{http://www.w3.org/2000/svg}'
INKSCAPE = '{http://www.inkscape.org/namespaces/inkscape}'


def chunks(data):
    """The parts of a PNG by name, the first of each."""
    found, position = {}, 8
    while position < len(data):
        length, name = struct.unpack('>I4s', data[position:position + 8])
        found.setdefault(name.decode(), data[position + 8:position + 8 + length])
        position += 12 + length
    return found


def png_size(data):
    return struct.unpack('>II', data[16:24])


class ExportTest(support.CommandTest):
    def setUp(self):
        super().setUp()
        self.copy_sample()

    def export(self, output, *words, **options):
        """Exports the sample and gives what was written."""
        result = self.good('export', 'map.waymark', '-o', output, *words, **options)
        data = (self.folder / output).read_bytes()
        self.assertTrue(data.startswith(MAGIC[output.rpartition('.')[2].lower()]))
        self.said = result.out
        self.assertEqual(result.errors, '')
        return data

    def pdf_text(self, name):
        return support.squeeze(self.tool('pdftotext', '-raw', name, '-'))

    def pdf_size(self, name):
        """Pages, and width and height in millimetres."""
        info = self.tool('pdfinfo', name)
        width, height = re.search(r'Page size: +([\d.]+) x ([\d.]+) pts', info).groups()
        return int(re.search(r'Pages: +(\d+)', info)[1]), round(float(width) * 25.4 / 72), round(float(height) * 25.4 / 72)


class FileTest(ExportTest):
    def test_export_formats(self):
        for name in ('a.png', 'a.svg', 'a.pdf', 'B.PNG'):
            self.export(name)
            self.assertRegex(self.said, rf'^{name}: \d+ × \d+ (px|mm)\n$')
        self.no_litter('B.PNG', 'a.pdf', 'a.png', 'a.svg', 'map.waymark')

    def test_export_says_the_size(self):
        data = self.export('a.png')
        self.assertEqual(self.said, 'a.png: {} × {} px\n'.format(*png_size(data)))
        self.export('a.pdf')
        self.assertEqual(self.said, 'a.pdf: {1} × {2} mm\n'.format(*self.pdf_size('a.pdf')))
        root = ElementTree.fromstring(self.export('a.svg'))
        sides = [round(float(number)) for number in root.get('viewBox').split()[2:]]
        self.assertEqual(self.said, 'a.svg: {} × {} px\n'.format(*sides))

    def test_export_format_told(self):
        self.good('export', 'map.waymark', '-o', 'picture', '--format', 'PNG')
        self.assertTrue((self.folder / 'picture').read_bytes().startswith(MAGIC['png']))
        self.assertIn('.png, .svg or .pdf', self.refused('export', 'map.waymark', '-o', 'picture').errors)
        self.refused('export', 'map.waymark', '-o', 'a.jpg')
        self.assertIn('there are: png, svg, pdf', self.refused('export', 'map.waymark', '-o', 'a', '--format', 'gif').errors)

    def test_export_to_stdout(self):
        for format in MAGIC:
            self.export(f'a.{format}')
            result = self.good('export', 'map.waymark', '-o', '-', '--format', format)
            self.assertEqual(result.errors, '')
            self.assertEqual(result.raw, (self.folder / f'a.{format}').read_bytes())
        self.refused('export', 'map.waymark', '-o', '-')
        with open('/dev/full', 'wb') as full:
            self.assertIn('standard output', self.failed('export', 'map.waymark', '-o', '-', '--format', 'png', stdout=full).errors)

    def test_export_from_stdin(self):
        data = self.export('a.svg')
        self.good('export', '-', '-o', 'b.svg', stdin=self.sample.read_bytes())
        self.assertEqual((self.folder / 'b.svg').read_bytes(), data)
        self.refused('export', '-', '--out-dir', '.', '--format', 'png')

    def test_export_overwrites(self):
        data = self.export('a.pdf')
        (self.folder / 'b.pdf').write_bytes(b'old')
        (self.folder / 'b.pdf').chmod(0o640)
        (self.folder / 'link.pdf').symlink_to('b.pdf')
        self.good('export', 'map.waymark', '-o', 'link.pdf')
        self.assertTrue((self.folder / 'link.pdf').is_symlink())
        self.assertEqual((self.folder / 'b.pdf').read_bytes(), data)
        self.assertEqual((self.folder / 'b.pdf').stat().st_mode & 0o777, 0o640)

    def test_export_where_nothing_can_be(self):
        (self.folder / 'folder.png').mkdir()
        self.assertIn('folder', self.failed('export', 'map.waymark', '-o', 'folder.png').errors)
        self.failed('export', 'map.waymark', '-o', 'none/a.png')
        self.failed('export', 'map.waymark', '-o', '/dev/full', '--format', 'png')
        self.no_litter('folder.png', 'map.waymark')

    def test_export_read_only_folder(self):
        options = self.as_nobody()
        self.folder.chmod(0o555)
        self.assertIn('permission', self.failed('export', 'map.waymark', '-o', 'a.png', **options).errors)
        self.no_litter('map.waymark')

    def test_export_bad_maps(self):
        (self.folder / 'bad.waymark').write_bytes(b'<journey-map')
        (self.folder / 'folder').mkdir()
        (self.folder / 'a.png').write_bytes(b'old')
        for name in ('bad.waymark', 'missing.waymark', 'folder'):
            self.assertIn(name, self.failed('export', name, '-o', 'a.png').errors)
        self.assertRegex(self.failed('export', 'bad.waymark', '-o', 'a.png').errors, r'^bad\.waymark:1:\d+: ')
        self.assertEqual((self.folder / 'a.png').read_bytes(), b'old')

    def test_export_never_over_the_map(self):
        data = (self.folder / 'map.waymark').read_bytes()
        os.link(self.folder / 'map.waymark', self.folder / 'other.png')
        for words in (('map.waymark', '--format', 'svg'), ('./map.waymark', '--format', 'png'), ('other.png',)):
            self.assertIn('the map itself', self.refused('export', 'map.waymark', '-o', *words).errors)
        self.assertEqual((self.folder / 'map.waymark').read_bytes(), data)

    def test_export_odd_names(self):
        name = b'odd \xff\n \xc5\xbc'
        os.rename(self.folder / 'map.waymark', self.folder / os.fsdecode(name + b'.waymark'))
        self.good('export', name + b'.waymark', '-o', name + b'.pdf')
        self.good('export', name + b'.waymark', '--out-dir', b'out\xff', '--format', 'svg')
        self.assertTrue((self.folder / os.fsdecode(b'out\xff/' + name + b'.svg')).exists())

    def test_export_newer(self):
        (self.folder / 'newer.waymark').write_bytes(NEWER)
        self.assertIn('newer Waymark', self.good('export', 'newer.waymark', '-o', 'a.png').errors)

    def test_export_stopped(self):
        """Whoever stops it finds the old file and nothing else."""
        self.need('strace')
        (self.folder / 'a.pdf').write_bytes(b'old')
        for number, signal in ((2, 'INT'), (15, 'TERM'), (1, 'HUP')):
            result = self.run_command('-f', '-qq', '-o', '/dev/null', '-e', 'trace=openat', '-e', f'inject=openat:signal={signal}:when=1',
                                      '-P', str(self.folder), support.program, 'export', 'map.waymark', '-o', 'a.pdf', program='strace',
                                      # Who started the tests may have asked to be left alone.
                                      preexec_fn=lambda number=number: signals.signal(number, signals.SIG_DFL))
            self.assertEqual(result.status, -number, result.errors)
            self.assertEqual((self.folder / 'a.pdf').read_bytes(), b'old')
            self.no_litter('a.pdf', 'map.waymark')

    def test_export_in_every_locale(self):
        self.need_polish()
        for words in (('a.png',), ('a.svg',), ('a.svg', '--svg-text')):
            pictures = [self.export(*words, language=language) for language in ('C', 'pl')]
            self.assertEqual(pictures[0], pictures[1], words)
        self.assertEqual(self.export('a.svg', language='ASCII'), self.export('a.svg'))


class FolderTest(ExportTest):
    def test_out_dir(self):
        self.copy_sample('other.waymark')
        self.copy_sample('third')
        result = self.good('export', 'map.waymark', 'other.waymark', 'third', '--out-dir', 'new/out', '--format', 'svg')
        self.assertEqual(sorted(os.listdir(self.folder / 'new/out')), ['map.svg', 'other.svg', 'third.svg'])
        self.assertEqual(len(result.out.splitlines()), 3)

    def test_out_dir_same_names(self):
        (self.folder / 'sub').mkdir()
        self.copy_sample('sub/map.waymark')
        errors = self.refused('export', 'map.waymark', 'sub/map.waymark', '--out-dir', 'out', '--format', 'png').errors
        self.assertIn('sub/map.waymark', errors)
        self.no_litter('map.waymark', 'sub')

    def test_out_dir_goes_on(self):
        (self.folder / 'bad.waymark').write_bytes(b'<')
        result = self.failed('export', 'bad.waymark', 'map.waymark', '--out-dir', 'out', '--format', 'pdf')
        self.assertIn('bad.waymark:1:', result.errors)
        self.assertEqual(os.listdir(self.folder / 'out'), ['map.pdf'])

    def test_out_dir_is_a_file(self):
        self.assertIn('map.waymark', self.failed('export', 'map.waymark', '--out-dir', 'map.waymark', '--format', 'png').errors)

    def test_places_that_do_not_go_together(self):
        self.refused('export', 'map.waymark')
        self.refused('export', 'map.waymark', '-o', 'a.png', '--out-dir', 'out', '--format', 'png')
        self.refused('export', 'map.waymark', 'map.waymark', '-o', 'a.png')
        self.refused('export', 'map.waymark', '--out-dir', 'out')
        self.no_litter('map.waymark')


class SizeTest(ExportTest):
    def test_png_scale(self):
        usual = png_size(self.export('a.png'))
        self.assertEqual(png_size(self.export('a.png', '--scale', '2')), usual)
        half = png_size(self.export('a.png', '--scale', '1'))
        for a, b in zip(usual, half):
            self.assertAlmostEqual(a, 2 * b, delta=2)

    def test_png_width(self):
        usual = png_size(self.export('a.png'))
        for width in (1, 500, 1921):
            size = png_size(self.export('a.png', '--width', str(width)))
            self.assertEqual(size[0], width)
            self.assertAlmostEqual(size[1], usual[1] * width / usual[0], delta=2)

    def test_png_dpi(self):
        one = png_size(self.export('a.png', '--scale', '1'))
        data = self.export('a.png', '--dpi', '144')
        self.assertAlmostEqual(png_size(data)[0], one[0] * 1.5, delta=2)
        across, down, unit = struct.unpack('>IIB', chunks(data)['pHYs'])
        self.assertEqual((across, down, unit), (5669, 5669, 1))

    def test_png_too_large(self):
        errors = self.failed('export', 'map.waymark', '-o', 'a.png', '--width', '40000').errors
        self.assertRegex(errors, r'3[ ,.]?2[ ,.]?\d')
        self.no_litter('map.waymark')

    def test_png_smaller_than_usual(self):
        stages = ''.join(f'<stage><name>{i}</name><touchpoint><name>{i}</name></touchpoint></stage>' for i in range(150))
        (self.folder / 'map.waymark').write_text('<journey-map xmlns="urn:waymark:journey-map:1" version="1"><lanes>'
                                                 f'<lane shows="touchpoints">T</lane></lanes><stages>{stages}</stages></journey-map>')
        self.export('a.png')
        self.assertRegex(self.said, r'^a\.png: 32767 × \d+ px, at a scale of 1\.\d\d instead of 2: ')
        self.export('a.png', '--width', '1000')
        self.assertRegex(self.said, r'^a\.png: 1000 × \d+ px\n$')

    def test_transparent(self):
        self.assertIn(chunks(self.export('a.png', '--transparent'))['IHDR'][9], (4, 6))
        self.assertIn(chunks(self.export('a.png'))['IHDR'][9], (0, 2, 3))
        self.assertNotEqual(self.export('a.svg', '--transparent'), self.export('a.svg'))

    def test_pdf_paper(self):
        papers = {'A4': (210, 297), 'a3': (297, 420), 'A2': (420, 594), 'A1': (594, 841), 'A0': (841, 1189), 'letter': (216, 279)}
        for paper, (shorter, longer) in papers.items():
            self.export('a.pdf', '--paper', paper)
            self.assertEqual(self.pdf_size('a.pdf'), (1, longer, shorter))
            self.export('a.pdf', '--paper', paper, '--orientation', 'portrait')
            self.assertEqual(self.pdf_size('a.pdf'), (1, shorter, longer))
        self.export('a.pdf', '--paper', 'A4')
        self.assertRegex(self.said, r'^a\.pdf: 297 × 210 mm, the map scaled down to \d+ %\n$')

    def test_pdf_margin(self):
        def percent():
            return int(re.search(r'(\d+) %', self.said)[1])

        self.export('a.pdf', '--paper', 'A4')
        usual = percent()
        self.export('a.pdf', '--paper', 'A4', '--margin', '10')
        self.assertEqual(percent(), usual)
        self.export('a.pdf', '--paper', 'A4', '--margin', '0')
        self.assertAlmostEqual(percent(), usual * 297 / 277, delta=1)

    def test_pdf_scaled_down_to_stdout(self):
        result = self.good('export', 'map.waymark', '-o', '-', '--format', 'pdf', '--paper', 'A4')
        self.assertIn('scaled down', result.errors)

    def test_bad_values(self):
        for words in (('--scale', '0'), ('--scale', 'big'), ('--scale', '1,5'), ('--scale', '-1'), ('--scale', 'nan'), ('--scale', '1e9'),
                      ('--width', '0'), ('--width', ''), ('--dpi', '1x'), ('--dpi', '0x10'), ('--theme', 'blue'), ('--state', 'past')):
            with self.subTest(words):
                self.refused('export', 'map.waymark', '-o', 'a.png', *words)
        for words in (('--paper', 'B5'), ('--paper', 'A4', '--orientation', 'up'), ('--paper', 'A4', '--margin', '1000'), ('--margin', '5'),
                      ('--orientation', 'portrait')):
            with self.subTest(words):
                self.refused('export', 'map.waymark', '-o', 'a.pdf', *words)
        self.no_litter('map.waymark')

    def test_options_of_other_formats(self):
        for name, *words in (('a.svg', '--scale', '2'), ('a.pdf', '--width', '100'), ('a.pdf', '--dpi', '100'), ('a.pdf', '--transparent'),
                             ('a.png', '--svg-text'), ('a.png', '--paper', 'A4'), ('a.svg', '--paper', 'A4'),
                             ('a.png', '--scale', '2', '--width', '100')):
            with self.subTest(name, words=words):
                self.refused('export', 'map.waymark', '-o', name, *words)
        self.no_litter('map.waymark')


class ChoiceTest(ExportTest):
    def test_state(self):
        pictures = [self.export('a.svg')]
        self.assertEqual(self.export('a.svg', '--state', 'current'), pictures[0])
        for state in ('future', 'comparison'):
            pictures.append(self.export('a.svg', '--state', state))
        self.assertEqual(len(set(pictures)), 3)

    def test_lanes(self):
        self.export('a.pdf')
        whole = self.pdf_text('a.pdf')
        self.assertIn(support.squeeze('Am I a 39 or a 40?'), whole)
        for words in (('pains,chances',), ('Pain points, OPPORTUNITIES',), ('pains', '--lanes', 'Opportunities')):
            self.export('a.pdf', '--lanes', *words)
            text = self.pdf_text('a.pdf')
            self.assertNotIn(support.squeeze('Am I a 39 or a 40?'), text)
            self.assertIn('painpoints', text)
            self.assertIn('opportunities', text)
            self.assertNotIn('thoughts', text)

    def test_stages(self):
        self.export('a.pdf', '--stages', 'Compares')
        text = self.pdf_text('a.pdf')
        self.assertIn(support.squeeze('Size guide'), text)
        self.assertNotIn(support.squeeze('Cart and payment'), text)

    def test_persona(self):
        text = (self.folder / 'map.waymark').read_text()
        persona = '<persona id="jan"><name>Żółw, Jan</name><role>Trail runner</role></persona></personas>'
        (self.folder / 'map.waymark').write_text(text.replace('</personas>', persona))
        for name in ('jan', 'Żółw, Jan', 'żółw, JAN'):
            self.export('a.pdf', '--persona', name)
            text = self.pdf_text('a.pdf')
            self.assertIn('trailrunner', text)
            self.assertNotIn('annanowak', text)
        self.export('a.pdf', '--persona', 'żółw, jan', language='ASCII')

    def test_unknown_names(self):
        for option, known in (('--lanes', 'pains (Pain points)'), ('--stages', 'compares (Compares)'), ('--persona', 'anna (Anna Nowak)')):
            errors = self.failed('export', 'map.waymark', '-o', 'a.png', option, 'pains points').errors
            self.assertIn('“pains points”', errors)
            self.assertIn(known, errors)
            self.assertIn('map.waymark', errors)
            self.failed('export', 'map.waymark', '-o', 'a.png', option, '')
            self.failed('export', 'map.waymark', '-o', 'a.png', option, b'\xff')
        self.no_litter('map.waymark')

    def test_themes(self):
        pictures = {self.export('a.svg', '--theme', theme) for theme in ('default', 'high-contrast', 'greyscale', 'colour-blind-safe')}
        self.assertEqual(len(pictures), 4)
        self.assertIn(self.export('a.svg'), pictures)

    def test_greyscale_is_grey(self):
        for color in re.findall(rb'rgb\(([\d.%, ]+)\)', self.export('a.svg', '--theme', 'greyscale')):
            self.assertEqual(len(set(color.replace(b' ', b'').split(b','))), 1, color)

    def test_svg_text(self):
        root = ElementTree.fromstring(self.export('a.svg', '--svg-text'))
        self.assertIn(support.squeeze('Size guide'), support.squeeze(''.join(root.itertext())))
        self.assertIsNone(ElementTree.fromstring(self.export('a.svg')).find(f'.//{SVG}text'))

    def test_svg_text_speaks_the_language_of_the_map(self):
        self.need_polish()
        path = self.folder / 'map.waymark'
        source = path.read_bytes()
        for map_language, layers, stage in ((b'en', {'Title', 'Stages', 'Emotion curve', 'Legend'}, 'Stage: Compares'),
                                            (b'pl', {'Tytuł', 'Etapy', 'Krzywa emocji', 'Legenda'}, 'Etap: Compares')):
            path.write_bytes(source.replace(b'xml:lang="en"', b'xml:lang="%s"' % map_language))
            for language in ('C', 'pl'):
                with self.subTest(map=map_language, program=language):
                    root = ElementTree.fromstring(self.export('a.svg', '--svg-text', language=language))
                    self.assertLessEqual(layers, {group.get(INKSCAPE + 'label') for group in root.iter(f'{SVG}g')})
                    titles = [title.text for title in root.iter(f'{SVG}title')]
                    self.assertTrue([title for title in titles if title.startswith(stage)], titles)
