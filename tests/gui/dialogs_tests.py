#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every dialog for those who cannot see it or have no pointer: all has a name, Tab comes to all of it, Esc closes it."""

import re
import subprocess
from pathlib import Path

import pyatspi
from driver import Editor, Failed, expect, run, wait_for, xdotool
from maps import build, card, feeling, stage, touchpoint

MAP = build(stage('first', 'Finds shoes', touchpoint('advert', 'Advert', feeling('1', 'glad')), touchpoint('shop', 'Shop')),
            stage('second', 'Buys', card('dear', 'Too dear')), with_anna=True)
CONFLICT = '<conflicts><conflict id="q1" about="advert" field="name"><mine>Advert</mine><theirs>Poster</theirs></conflict></conflicts>'

# What hands and keys are for. Of a group of radio buttons the keyboard comes to one, and the arrows go on from there.
CONTROLS = {'push button', 'toggle button', 'check box', 'radio button', 'text', 'entry', 'combo box', 'slider', 'spin button', 'link'}
DIALOGS = ('dialog', 'alert', 'frame')
# Where GTK has nothing to say it gives the name of the class.
CLASS = re.compile(r'(Gtk|Way)[A-Z]\w*')


def is_seen(node):
    try:
        area = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    except NotImplementedError:  # it has no place
        return False
    return area.width > 0 and area.height > 0


def tell(node):
    return f'{node.getRoleName()} “{node.name}”'


def check_names(editor, start):
    """Names are as they are read, and whatever can have the keyboard has one."""
    for node in editor.walk(start):
        state = node.getState()
        if not is_seen(node):
            continue
        if node.getRoleName() in CONTROLS and '_' in node.name:
            raise Failed(f'a mark of a key in the name: {tell(node)}')
        words = node.name.split()
        if len(words) > 1 and words[:len(words) // 2] == words[len(words) // 2:]:
            raise Failed(f'said twice: {tell(node)}')
        if state.contains(pyatspi.STATE_FOCUSABLE) and node.getRoleName() in CONTROLS and (not node.name or CLASS.fullmatch(node.name)):
            raise Failed(f'no name: {tell(node)} in {tell(node.parent)} in {tell(node.parent.parent)}')


def place_of(node):
    area = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return node.getRoleName(), node.name, area.x, area.y


def check_reach(editor, start):
    """Tab comes to every control that can be used."""
    wait_for('something to have the keyboard', lambda: editor.focused(start) or editor.key('Tab'))
    reached = set()
    while True:
        before = place_of(editor.focused(start))
        if before in reached:
            break
        reached.add(before)
        editor.key('Tab')
        wait_for('the keyboard to go on', lambda before=before: (node := editor.focused(start)) and (place_of(node) != before or len(reached) == 1))
    roles = {role for role, *_ in reached}
    for node in editor.walk(start):
        state = node.getState()
        role = node.getRoleName()
        if role not in CONTROLS or not state.contains(pyatspi.STATE_FOCUSABLE) or not state.contains(pyatspi.STATE_SENSITIVE) or not is_seen(node):
            continue
        if node.description == 'Close the window':  # in the bar of its title; Esc does the same
            continue
        if place_of(node) not in reached and not (role == 'radio button' and role in roles):
            raise Failed(f'Tab does not come to {tell(node)}, but to {sorted(reached)}')


def top(editor):
    """The dialog that came last, as a screen reader sees it."""
    return [window for window in editor.application if window and is_seen(window)][-1]


def others(editor):
    return [window for window in editor.find_windows() if window != editor.window]


def opened(editor, act):
    known = editor.find_windows()
    read = list(editor.application)
    act()
    wait_for('a dialog', lambda: [window for window in others(editor) if window not in known] and top(editor) not in read and top(editor).getRoleName() in DIALOGS)
    window = max(others(editor), key=int)
    xdotool('windowfocus', '--sync', window)
    return window


def check_dialog(editor, window, is_ours=True):
    start = top(editor)
    if is_ours:
        check_names(editor, start)
        check_reach(editor, start)
    editor.key('Escape')
    wait_for('Esc to close it', lambda: window not in editor.find_windows())
    xdotool('windowfocus', '--sync', editor.window)


def command(editor, name):
    """Chooses a command by its name, and waits for its dialog."""
    commands = opened(editor, lambda: editor.key('ctrl+k'))
    wait_for('the entry', lambda: editor.focus_of('entry') or editor.focus_of('text'))
    editor.type(name)

    def choose():
        editor.key('Return')
        wait_for('the end of the commands', lambda: commands not in editor.find_windows())
    if len(others(editor)) != 1:
        raise Failed('another window is open')
    chooser = top(editor)
    choose()
    # A screen reader may be told of the end of the one after the beginning of the other.
    window = wait_for('a dialog', lambda: top(editor) not in (chooser, editor.application[0]) and [window for window in others(editor) if window != commands])[-1]
    xdotool('windowfocus', '--sync', window)
    return window


def commands(program):
    with Editor(program, 'commands.waymark', MAP) as editor:
        check_dialog(editor, opened(editor, lambda: editor.key('ctrl+k')))


def of_the_map(program):
    with Editor(program, 'map.waymark', MAP) as editor:
        editor.save()
        for name in ('Export…', 'Print…', 'Versions…', 'About Waymark', 'How Your Work Is Kept', 'Keyboard Shortcuts'):
            print('#', name)
            check_dialog(editor, command(editor, name), is_ours=name != 'Keyboard Shortcuts')


def about_the_journey(program):
    with Editor(program, 'journey.waymark', MAP) as editor:
        for item, name in (('Stage Finds', 'Merge With Next Stage…'), ('Touchpoint Shop', 'Split Stage Here…'), ('Touchpoint Shop', 'New Stage From Selection…'),
                           ('Touchpoint Shop', 'Moment of Truth…'), ('Stage Buys', 'Delete')):
            print('#', name)
            editor.click(editor.item(item))
            check_dialog(editor, command(editor, name))
        editor.click(editor.item('Touchpoint Shop'))
        editor.key('Delete')
        editor.wait_gone('Touchpoint Shop')
        check_dialog(editor, opened(editor, lambda: editor.key('ctrl+w')))


def about_files(program):
    with Editor(program, 'files.waymark', MAP) as editor:
        editor.click(editor.item('Touchpoint Shop'))
        editor.key('Delete')
        editor.wait_gone('Touchpoint Shop')
        editor.path.write_text(MAP.replace('Shoes', 'Boots'), encoding='utf-8')
        wait_for('the bar', lambda: next((node for node in editor.walk() if node.getRoleName() == 'alert' and is_seen(node)), None))
        check_dialog(editor, opened(editor, lambda: editor.key('ctrl+s')))
        Path('broken.waymark').write_text(MAP.replace('</title>', '</titel>'), encoding='utf-8')
        check_dialog(editor, opened(editor, lambda: subprocess.run([program, 'broken.waymark'], check=True)))
    with Editor(program, 'conflict.waymark', MAP.replace('</stages>', '</stages>' + CONFLICT)) as editor:
        window = wait_for('the conflicts', lambda: others(editor))[-1]
        xdotool('windowfocus', '--sync', window)
        check_dialog(editor, window)


def the_window(program):
    """What stands in the window itself has names, too; so have the questions of the guided start."""
    with Editor(program, 'window.waymark', MAP) as editor:
        for item in (None, 'Touchpoint Advert', 'Stage Buys', 'Card Too dear', 'Lane Pains', 'Persona Anna', 'Feeling glad'):
            if item is not None:
                editor.click(editor.item(item))
                wait_for('its fields', lambda item=item: editor.find_selected(item))
            check_names(editor, editor.application[0])
        for key in ('shift+F9', 'ctrl+h'):
            editor.key(key)
            wait_for('the keyboard to be there', lambda: editor.focus_of('tree item') or editor.focus_of('text') or editor.focus_of('entry'))
            check_names(editor, editor.application[0])
    with Editor(program) as editor:
        check_names(editor, editor.application[0])
        button = wait_for('the guided start', lambda: editor.button('Guided Start'))
        editor.click(button)
        wait_for('its first question', lambda: editor.find('label', 'Whose journey is it?'))
        check_names(editor, editor.application[0])
        expect('a name', editor.button('Next').name, 'Next')


run([commands, of_the_map, about_the_journey, about_files, the_window])
