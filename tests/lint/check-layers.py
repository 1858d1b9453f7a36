#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every #include and refuses those that go against the plan of the house.

The tables below are that plan: which room may use which other rooms, and which libraries belong to which rooms.
A public header (include/waymark/way-thing.h) belongs to the room that has its way-thing.c, or way-thing-part.c where that
is split over several files.
"""

import re

import sources

ENGINE = {
    'base': '',
    'model': 'base',
    'style': 'base model',
    'store': 'base model',
    'layout': 'base model style',
    'scene': 'base model style layout',
    'paint': 'base style scene',
    'pages': 'base model style layout scene',
    'export': 'base model style store layout scene paint pages',
    'exchange': 'base model',
    'review': 'base model',
    'tools': 'base model style layout scene',
    'document': 'base model store review',
    'cli': 'base model style store layout scene paint pages export exchange review tools document',
}

PARTS = 'canvas palette inspector outline print dialogs'
DESKTOP = {
    'main': 'application',
    'application': 'window',
    'window': PARTS,
    **{part: '' for part in PARTS.split()},
}

# Libraries that only some rooms know; the first matching pattern counts.
LIBRARIES = (
    (r'(gtk|gdk|gsk)/|gtk-|adwaita', 'widgets'),
    (r'libxml/', 'store exchange tests'),
    (r'(cairo|pango|hb|harfbuzz|fontconfig)', 'style layout scene paint pages export tools cli widgets tests'),
    (r'png\.h', 'export tests'),
    (r'zlib\.h', 'store export exchange tests'),
)

# Public headers without a .c of their own.
HEADER_ONLY = {
    'way-fingerprint.h': 'base',
    'way-types.h': 'base',
    'way-view.h': 'layout',
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def owners():
    """Which room each public header belongs to."""
    found = dict(HEADER_ONLY)
    rooms = {path.stem: path.parts[1] for path in sources.files(('app',), ('.c',))}
    for header in sources.files(('include',), ('.h',)):
        parts = [stem for stem in rooms if stem == header.stem or stem.startswith(header.stem + '-')]
        if parts:
            found[header.name] = rooms[min(parts, key=len)]
    return found


def place(path, owner):
    """The layer and the room that a file stands in."""
    if path.parts[0] == 'include':
        return 'app', owner.get(path.name)
    if path.parts[0] == 'widgets':
        return 'widgets', path.parts[1] if len(path.parts) > 2 else path.stem
    return path.parts[0], path.parts[1] if len(path.parts) > 2 else ''


def refuse_library(layer, room, header):
    for pattern, rooms in LIBRARIES:
        if re.match(pattern, header):
            if layer not in rooms.split() and not (layer == 'app' and room in rooms.split()):
                return f'<{header}> belongs to: {rooms}'
            return None
    return None


def refuse_own(path, layer, room, header, owner):
    name = header.rpartition('/')[2]
    if header.startswith('waymark/'):
        target = owner.get(name)
        if target is None:
            return f'"{header}" belongs to no room: no {name[:-2]}.c in app/, nor in HEADER_ONLY'
        if layer != 'app' or target == room or name == 'way-types.h' or target in ENGINE[room].split():
            return None
        return f'app/{room} may not use app/{target} ("{header}")'
    if header in ('config.h', 'way-resources.h'):  # made by the build
        return None
    if '/' not in header:
        if (sources.TOP / path.parent / header).exists():
            return None
        return f'"{header}" is not beside this file: what another room needs is in include/waymark'
    if layer == 'tests' and header.partition('/')[0] in ('support', *DESKTOP):
        return None
    if layer == 'widgets':
        target = header.partition('/')[0]
        if target in DESKTOP.get(room, '').split():
            return None
        return f'widgets/{room} may not use "{header}"'
    if layer == 'app' and header.partition('/')[0] == room and (sources.TOP / layer / header).exists():
        return None
    return f'"{header}" reaches into another folder'


def main():
    owner = owners()
    findings = []
    for path in sources.files():
        layer, room = place(path, owner)
        if layer == 'app' and room not in ENGINE:
            findings.append(f'{path}: belongs to no room of the engine ({room})')
            continue
        code = sources.without_comments(sources.text(path))
        for match in INCLUDE.finditer(code):
            kind, header = match.groups()
            line = code.count('\n', 0, match.start(1)) + 1
            if layer == 'tests' and header.endswith('-private.h') and '/' in header:
                reason = f'"{header}": tests come in through the public face'
            elif kind == '<':
                reason = refuse_library(layer, room, header)
            else:
                reason = refuse_own(path, layer, room, header, owner)
            if reason:
                findings.append(f'{path}:{line}: {reason}')
    sources.finish('layers', findings)


main()
