#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What hands without a plan have found, each with its shortest way there."""

from pathlib import Path

from driver import Editor, expect, is_usable, outline, run, wait_for

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


def nothing_entered_by_passing(program):
    """Fields took the spaces off names that they only showed, and did again what was undone while they showed it."""
    with Editor(program, 'passing.waymark', EXAMPLE.read_text(encoding='utf-8')) as editor:
        editor.click(editor.item('Touchpoint Size guide'))
        editor.type('Sizes ')
        editor.key('Return', 'Escape')
        editor.click(editor.item('Touchpoint Sizes ,'))
        editor.key('alt+Return')
        wait_for('the name', lambda: editor.focus_of('text'))
        editor.key('Tab', 'Tab', 'Tab')
        wait_for('the keyboard to go on', lambda: not editor.focus_of('text'))
        editor.key('ctrl+z')
        editor.item('Touchpoint Size guide')
        expect('something to undo', is_usable(editor.button('Undo')), False)

        editor.key('shift+F9')
        wait_for('a row of the outline', lambda: editor.focus_of('tree item'))
        editor.key('Home', 'Down', 'F2')
        wait_for('an entry', lambda: editor.focus_of('text'))
        editor.key('ctrl+a')
        editor.type('Looks')
        editor.key('Return')
        editor.item('Stage Looks')
        wait_for('the row', lambda: editor.focus_of('tree item'))
        editor.key('F2')
        wait_for('an entry', lambda: editor.focus_of('text'))
        editor.key('ctrl+z')
        editor.wait_gone('Stage Looks')
        editor.key('Return')
        wait_for('the end of the entry', lambda: not editor.focus_of('text'))
        expect('something to undo', is_usable(editor.button('Undo')), False)
        expect('the first stage', outline(editor.save())[0][0], 'Becomes aware')


def undo_pressed_in_a_field(program):
    """A field that was left by the press began a step and gave it up; for that moment the button could not be used, and lost the press."""
    with Editor(program, 'field.waymark', EXAMPLE.read_text(encoding='utf-8')) as editor:
        editor.click(editor.item('Touchpoint Size guide'))
        editor.type('Sizes')
        editor.key('Return', 'Escape')
        editor.click(editor.item('Card No advice'))
        editor.key('alt+Return')
        editor.press_tab_until('Date')
        editor.type('soon')  # no date, so that it does not come into the map
        editor.click(editor.in_header('Undo'))
        editor.item('Touchpoint Size guide')


run([lane_while_the_rail_unfolds, tab_out_of_a_name, nothing_entered_by_passing, undo_pressed_in_a_field])
