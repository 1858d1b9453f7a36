# SPDX-License-Identifier: GPL-3.0-or-later
"""A small map, and what tests of disks do with its window."""

import os

import pyatspi
from driver import outline, wait_for, xdotool
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


def dialog(editor):
    found = wait_for('a question', lambda: [window for window in editor.find_windows() if window != editor.window])[-1]
    xdotool('windowfocus', '--sync', found)
    return found


def answer(editor, key):
    """Answers the question that is asked."""
    window = dialog(editor)
    editor.key(key)
    wait_for('the end of the question', lambda: window not in editor.find_windows())
    xdotool('windowfocus', '--sync', editor.window)


def press(editor, name):
    editor.click(editor.button(name))


def wait_saved_as(editor):
    """Answers the question for another place by typing the path, which the editor is to have from now on."""
    before = set(editor.find_windows())
    chooser = wait_for('the chooser of files', lambda: [window for window in editor.find_windows() if window not in before or window != editor.window and
                                                        editor.find('file chooser')])[-1]
    xdotool('windowfocus', '--sync', chooser)
    wait_for('the name', lambda: editor.focus_of('text'))
    editor.key('ctrl+a')
    editor.type(str(editor.path))
    editor.key('Return')
    wait_for('the file', editor.path.exists)
    wait_for('the end of the chooser', lambda: chooser not in editor.find_windows())
    xdotool('windowfocus', '--sync', editor.window)
