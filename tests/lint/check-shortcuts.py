#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of keyboard shortcuts knows the key of each command that the program gives one, and all that menus and the list of commands tell."""

import re
import xml.etree.ElementTree as ElementTree

import sources

PROGRAM = 'widgets/application/way-application.c'
WINDOW = 'widgets/dialogs/way-shortcuts.ui'
TOLD = ('widgets/window/way-window-commands.c', 'widgets/canvas/way-canvas-menu.c', 'widgets/outline/way-outline-menu.c')
# What a menu or the list of commands tells: a label, an action and keys.
LINE = re.compile(r'N?_ \("[^"]+"\)\)?, "([\w.()-]+)", (?:\w+, )?"([^"]+)"')


def parse(accelerator):
    """The modifiers, in whatever order, and the key."""
    return frozenset(re.findall(r'<(\w+)>', accelerator)), re.sub(r'<\w+>', '', accelerator)


def main():
    window = ElementTree.fromstring(sources.text(WINDOW).encode())
    told = {parse(accelerator) for node in window.iter('property') if node.get('name') == 'accelerator' for accelerator in node.text.split()}
    given = re.findall(r'\{ "([\w.()-]+)", \{ "([^"]+)"', sources.text(PROGRAM))
    findings = [f'{WINDOW}: {keys} of {action} is missing' for action, keys in given if parse(keys) not in told]
    for path in TOLD:
        lines = LINE.findall(sources.text(path))
        findings += [f'{WINDOW}: {keys} of {action} is missing, which {path} tells' for action, keys in lines if parse(keys) not in told]
        if not lines:
            findings.append(f'{path}: no keys found')
    if not given:
        findings.append(f'{PROGRAM}: no shortcuts found')
    sources.finish('shortcuts', findings)


main()
