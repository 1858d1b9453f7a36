# SPDX-License-Identifier: GPL-3.0-or-later
"""Other programs that make pictures of such sheets, and what they are given."""

import json
import os
import shutil
from xml.etree import ElementTree

NAMESPACE = '{urn:waymark:journey-map:1}'
TIMEOUT = 180


class Peer:
    """A program; @commands is a function of (input folder, size, output folder) that gives {format: (command, output)}."""

    def __init__(self, name, program, commands):
        self.name = name
        self.program = program
        self.commands = commands

    def is_there(self):
        return shutil.which(self.program) is not None


def rsvg(source, output):
    return {kind: (['rsvg-convert', '--unlimited', '-f', kind, '-o', f'{output}/rsvg.{kind}', f'{source}.svg'],
                   f'{output}/rsvg.{kind}') for kind in ('png', 'pdf', 'svg')}


def inkscape(source, output):
    return {kind: (['inkscape', f'{source}.svg', f'--export-type={kind}', *(['--export-plain-svg'] if kind == 'svg' else []),
                    f'--export-filename={output}/inkscape.{kind}'], f'{output}/inkscape.{kind}')
            for kind in ('png', 'pdf', 'svg')}


def libreoffice(source, output):
    name = os.path.basename(source)
    return {kind: (['soffice', '--headless', '--norestore', f'-env:UserInstallation=file://{output}/office',
                    '--convert-to', kind, '--outdir', output, f'{source}.svg'], f'{output}/{name}.{kind}')
            for kind in ('png', 'pdf')}


def dia(source, output):
    return {kind: (['dia', '-n', '-t', 'cairo-png' if kind == 'png' else kind, '-e', f'{output}/dia.{kind}', f'{source}.svg'],
                   f'{output}/dia.{kind}') for kind in ('png', 'pdf', 'svg')}


def mermaid(source, output):
    return {kind: (['mmdc', '-q', '-c', f'{source}.mmd.json', '-i', f'{source}.mmd', '-o', f'{output}/mermaid.{kind}'],
                   f'{output}/mermaid.{kind}') for kind in ('png', 'pdf', 'svg')}


PEERS = (
    Peer('rsvg-convert', 'rsvg-convert', rsvg),
    Peer('Inkscape', 'inkscape', inkscape),
    Peer('LibreOffice', 'soffice', libreoffice),
    Peer('Dia', 'dia', dia),
    Peer('Mermaid', 'mmdc', mermaid),
)


def write_mermaid(path, output):
    """What Mermaid can show of a map: stages, names of touchpoints and scores from 1 to 5."""
    lines = ['journey', '  title Map']
    for stage in ElementTree.parse(path).iter(NAMESPACE + 'stage'):
        lines.append('  section ' + stage.findtext(NAMESPACE + 'name'))
        for touchpoint in stage.iter(NAMESPACE + 'touchpoint'):
            score = float(touchpoint.find(NAMESPACE + 'feeling').get('score'))
            lines.append(f'    {touchpoint.findtext(NAMESPACE + "name")}: {round(score) + 3}: Anna')
    with open(output, 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines) + '\n')
    # Beyond 50,000 letters Mermaid would draw only that the text is too long.
    with open(f'{output}.json', 'w', encoding='utf-8') as file:
        json.dump({'maxTextSize': 1 << 30}, file)
