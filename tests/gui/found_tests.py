#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What hands without a plan have found, each with its shortest way there."""

from pathlib import Path

from driver import Editor, run, wait_for

EXAMPLE = Path(__file__).resolve().parents[2] / 'data' / 'templates' / 'en' / 'e-commerce.example.waymark'


def lane_while_the_rail_unfolds(program):
    """The kinds of lanes were offered beside a button that had no place yet."""
    with Editor(program, 'lanes.waymark', EXAMPLE.read_text(encoding='utf-8')) as editor:
        windows = editor.find_windows()
        editor.key('ctrl+3')
        wait_for('what lanes there are', lambda: len(editor.find_windows()) > len(windows))
        editor.key('Escape')
        wait_for('the end of that', lambda: len(editor.find_windows()) == len(windows))


run([lane_while_the_rail_unfolds])
