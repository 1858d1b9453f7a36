#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A map in which a merge has left conflicts: the editor shows both versions and lets people choose."""

import os

import pyatspi
from driver import NAMESPACE, Editor, element, expect, run, text, wait_for, xdotool
from maps import build, card, part, stage, touchpoint

IS_POLISH = os.environ.get('LC_ALL', '').startswith('pl')

MAP = build(
    stage('s1', 'Compares', touchpoint('t1', 'Size advice', part('description', 'Tells which size fits')), card('c1', 'Too dear by far')),
    lanes=('touchpoints', 'pains'),
    more=[part('conflicts',
                  part('conflict', part('was', 'Size guide'), part('mine', 'Size advice'), part('theirs', 'Find your size'),
                          id='q1', about='t1', field='name'),
                  part('conflict', part('mine', 'Tells which size fits'), part('theirs', 'Asks for the foot'),
                          id='q2', about='t1', field='description'),
                  part('conflict', id='q3', about='c1', kind='removed-by-mine'))])
MINE, THEIRS, BOTH = ('Mine', 'Moje'), ('Theirs', 'Ich'), ('Both', 'Obie')


def conflicts(root):
    return [node.get('id') for node in root.iter(NAMESPACE + 'conflict')]


def find_dialog(editor):
    return editor.find('dialog', 'Two Versions', 'Dwie wersje') or editor.find('frame', 'Two Versions', 'Dwie wersje')


def choose(dialog, editor, title, names):
    """Presses what begins with one of the names in the conflict whose title begins so."""
    def find_button():
        group = next(node for node in editor.walk(dialog) if node.name.endswith(title) and node.getRoleName() in ('panel', 'grouping', 'filler'))
        return next(node for node in editor.walk(group) if node.getRoleName() == 'radio button' and node.name.startswith(names))

    button = wait_for(f'the choice of {names[0]} for “{title}”', find_button)
    editor.click(button)
    wait_for('it to be chosen', lambda: button.getState().contains(pyatspi.STATE_CHECKED))


def choose_and_resolve(program):
    with Editor(program, 'merged.waymark', MAP) as editor:
        dialog = wait_for('the dialog', lambda: find_dialog(editor))
        window = editor.dialog()
        xdotool('windowmove', window, 0, 0)
        choose(dialog, editor, '(Compares): Nazwa' if IS_POLISH else '(Compares): Name', THEIRS)
        choose(dialog, editor, '(Compares): Opis' if IS_POLISH else '(Compares): Description', BOTH)
        button = wait_for('the button', lambda: next(node for node in editor.walk(dialog) if node.getRoleName() == 'push button' and node.name.endswith(('Resolve', 'Rozwiąż'))))
        editor.click(button)
        editor.wait_closed(window)
        root = editor.save()
        touchpoint = element(root, 't1')
        expect('the name', text(touchpoint, 'name'), 'Find your size')
        expect('the description', text(touchpoint, 'description'), 'Tells which size fits\nAsks for the foot')
        expect('what is open', conflicts(root), ['q3'])
        editor.key('ctrl+z')
        root = editor.save()
        expect('one step back', (text(element(root, 't1'), 'name'), conflicts(root)), ('Size advice', ['q1', 'q2', 'q3']))


def leave_open(program):
    with Editor(program, 'merged.waymark', MAP) as editor:
        wait_for('the dialog', lambda: find_dialog(editor))
        window = editor.dialog()
        editor.key('Escape')
        editor.wait_closed(window)
        expect('the file', editor.path.read_text(encoding='utf-8'), MAP)
        # The bar over the map brings it back.
        button = wait_for('the bar', lambda: editor.find('push button', 'Resolve…', 'Rozwiąż…'))
        editor.click(button)
        wait_for('the dialog again', lambda: find_dialog(editor))


run([choose_and_resolve, leave_open])
