# SPDX-License-Identifier: GPL-3.0-or-later
"""A small map, and what tests of disks do with its window."""

import os

import pyatspi
from driver import outline, wait_for
from maps import build, stage

STAGE = 'Etap' if os.environ.get('LC_ALL', '').startswith('pl') else 'Stage'

MAP = build(stage('first', 'Finds shoes'), stage('second', 'Buys'), lanes=('touchpoints',))


def find_bar(editor, title):
    return next((node for node in editor.walk() if node.getRoleName() == 'alert' and node.name == title and
                 node.queryComponent().getExtents(pyatspi.WINDOW_COORDS).width > 0), None)


def wait_bar(editor, title):
    return wait_for(f'“{title}”', lambda: find_bar(editor, title))


def wait_no_bar(editor, title):
    wait_for(f'the end of “{title}”', lambda: find_bar(editor, title) is None)


def add_stage(editor, name='Wears'):
    editor.click(editor.item(f'{STAGE} Buys'), 0.9)
    editor.key('ctrl+1')
    editor.type(name)
    editor.key('Return', 'Escape')
    editor.item(f'{STAGE} {name}')


def names(root):
    return [name for name, _, _ in outline(root)]


def answer(editor, key):
    """Answers the question that is asked."""
    window = editor.dialog()
    editor.key(key)
    editor.wait_closed(window)


def press(editor, name):
    editor.click(editor.button(name))


def wait_saved_as(editor, *known):
    """Answers the question for another place, in a window beside those that are known, by typing the path, which the editor is to have from now on."""
    chooser = editor.dialog(*known)
    wait_for('the name', lambda: editor.focus_of('text'))
    editor.key('ctrl+a')
    editor.type(str(editor.path))
    editor.key('Return')
    wait_for('the file', editor.path.exists)
    editor.wait_closed(chooser)
