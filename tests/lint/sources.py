# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks of this folder share: which files there are, and how a check ends."""

import os
import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
FOLDERS = ('app', 'widgets', 'include', 'tests')


def files(folders=FOLDERS, suffixes=('.c', '.h')):
    """All files with one of the suffixes below the folders, as paths from the top, in order."""
    found = []
    for folder in folders:
        for where, inner, names in os.walk(TOP / folder):
            inner[:] = [name for name in inner if name != '__pycache__']
            found += [Path(where, name).relative_to(TOP) for name in names if name.endswith(tuple(suffixes))]
    return sorted(found)


def text(path):
    return (TOP / path).read_text(encoding='utf-8')


def without_comments(code, keep_strings=True):
    """C code with comments (and, if told, the inside of strings) blanked out; lines stay where they are."""

    def blank(match):
        piece = match.group(0)
        if piece[0] in '"\'':
            return piece if keep_strings else piece[0] + ' ' * (len(piece) - 2) + piece[-1]
        return re.sub(r'[^\n]', ' ', piece)

    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, code, flags=re.S)


def finish(name, findings):
    """Prints what was found and ends the program."""
    for finding in findings:
        print(finding)
    print(f'{name}: ' + (f'{len(findings)} to mend' if findings else 'good'))
    sys.exit(1 if findings else 0)
