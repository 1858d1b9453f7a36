#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Versions: each save can be looked at and brought back, with the keyboard alone, and what was there comes back with undo."""

import os
from pathlib import Path

from driver import NAMESPACE, Editor, expect, is_usable, run, wait_for
from maps import build, stage

MAP = build(stage('first', 'Finds shoes'), lanes=())


def phases(root):
    return len(root.findall(f'.//{NAMESPACE}phase'))


def find_beginning(editor, beginning):
    return next((node for node in editor.walk() if node.name.startswith(beginning)), None)


def command(editor, name):
    """Chooses a command by name; gives the window of the list, which is gone or soon will be."""
    editor.key('ctrl+k')
    commands = editor.dialog()
    wait_for('the entry', lambda: editor.focus_of('entry') or editor.focus_of('text'))
    editor.type(name)
    editor.key('Return')
    return commands


def open_versions(editor):
    commands = command(editor, 'Versions')
    return editor.dialog(commands)


def rows(editor):
    versions = editor.find('list', 'Versions')
    return [row for row in (versions or []) if row.getRoleName() == 'list item']


def add_phase(editor):
    editor.wait_closed(command(editor, 'Add Phase'))
    editor.item('Phase')


def restored_and_undone(program):
    with Editor(program, 'restored.waymark', MAP) as editor:
        add_phase(editor)
        expect('a phase', phases(editor.save()), 1)
        dialog = open_versions(editor)
        wait_for('two versions', lambda: len(rows(editor)) == 2)
        wait_for('the newest', lambda: find_beginning(editor, 'The map is the same now'))
        editor.key('Down')
        wait_for('what has changed', lambda: find_beginning(editor, '2 changes since then'))
        wait_for('a picture', lambda: is_usable(editor.button('Restore')))
        editor.key('Return')
        editor.wait_closed(dialog)
        wait_for('the words', lambda: find_beginning(editor, 'The map is as it was then'))
        expect('as it was', phases(editor.save()), 0)
        editor.key('ctrl+z')
        expect('one step back', phases(editor.save()), 1)


def deleted_and_no_longer_kept(program):
    with Editor(program, 'kept.waymark', MAP) as editor:
        add_phase(editor)
        editor.save()
        dialog = open_versions(editor)
        wait_for('two versions', lambda: len(rows(editor)) == 2)
        editor.key('Down')
        editor.key('Delete')
        question = editor.dialog(dialog)
        editor.key('alt+d')
        wait_for('its end', lambda: question not in editor.find_windows())
        editor.focus(dialog)
        wait_for('one version', lambda: len(rows(editor)) == 1)
        editor.key('alt+k')
        folder = Path(os.environ['XDG_STATE_HOME'], 'waymark', 'versions')
        wait_for('the wish', lambda: list(folder.glob('*/unwanted')))
        editor.key('Escape')
        editor.wait_closed(dialog)
        editor.key('ctrl+z')
        editor.save()
        dialog = open_versions(editor)
        wait_for('one version', lambda: len(rows(editor)) == 1)
        wait_for('the change', lambda: find_beginning(editor, '2 changes since then'))


def not_saved_yet(program):
    with Editor(program) as editor:
        editor.key('ctrl+n')
        editor.button('Save')
        open_versions(editor)
        wait_for('the words', lambda: find_beginning(editor, 'Save the map first'))


run([restored_and_undone, deleted_and_no_longer_kept, not_saved_yet])
