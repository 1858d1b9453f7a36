# SPDX-License-Identifier: GPL-3.0-or-later
"""The writers that are put through the faults: commands that write one file, the target.

A command must exit with 0 when it says that the new file is there and with 1 when it says that nothing changed, and then
say why in its errors. Without faults it must write the same bytes each time.
"""

import base64
import random
import struct
import zlib
from dataclasses import dataclass, field


def numbered(text, lines):
    """Bytes of which no two stretches look alike, so that a mixture of two files never passes for one."""
    return b''.join(b'%d %s\n' % (number, text) for number in range(lines))


# What stands where the file is to go:
KINDS = {
    'existing': 'a file',
    'new': 'nothing',
    'symlink': 'a link to a file',
    'dangling': 'a link to nothing',
    'hardlink': 'a file with a second name',
    'private': 'a file that others may not read',
    'foreign': 'a file of another user (root only)',
}


@dataclass(frozen=True)
class Subject:
    # '{target}' stands for the file written, '{source}' for a file with the bytes below, and the names of programs
    # for where they were built
    command: tuple
    old: bytes = field(default=numbered(b'the old file', 2000))
    source: bytes = b''
    new: bytes = None  # None: what an undisturbed run writes
    suffix: str = '.waymark'  # of the target
    kinds: tuple = tuple(KINDS)


def untidy_map(lines):
    """A map that is not in canonical form."""
    stages = b''.join(b'<stage><name>%d</name></stage>' % number for number in range(lines))
    return b"<journey-map version='1' xmlns='urn:waymark:journey-map:1'><stages>%s</stages></journey-map>" % stages


def noise(width, height):
    """A PNG that no writer can make smaller."""
    def chunk(name, data):
        return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))

    source = random.Random(1)
    rows = b''.join(b'\0' + source.randbytes(3 * width) for _ in range(height))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(rows, 0)) + chunk(b'IEND', b''))


def map_with_image():
    """A map that is drawn in no time into a file that takes many writes."""
    return (b'<journey-map xmlns="urn:waymark:journey-map:1" version="1" xml:lang="en"><title>Shoes</title>'
            b'<lanes><lane shows="touchpoints">Touchpoints</lane><lane id="n" holds="images">Pictures</lane></lanes>'
            b'<stages><stage><name>Compares</name><touchpoint><name>Size guide</name></touchpoint><card lane="n" image="i">Shoe</card></stage></stages>'
            b'<images><image id="i" type="image/png">%s</image></images></journey-map>' % base64.b64encode(noise(400, 260)))


def export(suffix, *words):
    # The safe save below has been through all kinds already; a run takes longer here.
    return Subject(
        command=('{waymark}', 'export', '{source}', '-o', '{target}', *words),
        source=map_with_image(),
        suffix=suffix,
        kinds=('existing',),
    )


SUBJECTS = {
    'save': Subject(
        command=('{save-once}', '{source}', '{target}'),
        source=numbered(b'the new file', 9000),
        new=numbered(b'the new file', 9000),
    ),
    'export-png': export('.png', '--scale', '1.5'),
    'export-svg': export('.svg'),
    'export-svg-text': export('.svg', '--svg-text'),
    'export-pdf': export('.pdf'),
    'format': Subject(
        command=('{waymark}', 'format', '{target}'),
        old=untidy_map(2000),
        kinds=('existing', 'symlink', 'hardlink', 'private', 'foreign'),
    ),
}
