#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of keyboard shortcuts knows the key of each command that the program gives one."""

import re
import xml.etree.ElementTree as ElementTree

import sources

PROGRAM = 'widgets/application/way-application.c'
WINDOW = 'widgets/dialogs/way-shortcuts.ui'


def parse(accelerator):
    """The modifiers, in whatever order, and the key."""
    return frozenset(re.findall(r'<(\w+)>', accelerator)), re.sub(r'<\w+>', '', accelerator)


def main():
    window = ElementTree.fromstring(sources.text(WINDOW).encode())
    told = {parse(accelerator) for node in window.iter('property') if node.get('name') == 'accelerator' for accelerator in node.text.split()}
    given = re.findall(r'\{ "([\w.()-]+)", \{ "([^"]+)"', sources.text(PROGRAM))
    findings = [f'{WINDOW}: {keys} of {action} is missing' for action, keys in given if parse(keys) not in told]
    if not given:
        findings.append(f'{PROGRAM}: no shortcuts found')
    sources.finish('shortcuts', findings)


main()
