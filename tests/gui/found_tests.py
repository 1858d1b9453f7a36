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


def tab_out_of_a_name(program):
    """The outline took the entry of a name away while GTK was still leaving it, and the window hung."""
    with Editor(program, 'names.waymark', EXAMPLE.read_text(encoding='utf-8')) as editor:
        editor.key('shift+F9')
        wait_for('a row of the outline', lambda: editor.focus_of('tree item'))
        for leave in ('Tab', 'shift+Tab', 'Return', 'Escape'):
            editor.key('Home', 'Down', 'Down', 'F2')
            wait_for('an entry', lambda: editor.focus_of('text'))
            editor.key(leave)
            wait_for('the end of the entry', lambda: not editor.focus_of('text'))
        editor.save()


run([lane_while_the_rail_unfolds, tab_out_of_a_name])
