#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every dialog for those who cannot see it or have no pointer: all has a name, Tab comes to all of it, Esc closes it."""

import re
import subprocess
from pathlib import Path

import pyatspi
from driver import Editor, Failed, expect, run, unhurried, wait_for
from maps import build, card, feeling, stage, touchpoint

MAP = build(stage('first', 'Finds shoes', touchpoint('advert', 'Advert', feeling('1', 'glad')), touchpoint('shop', 'Shop')),
            stage('second', 'Buys', card('dear', 'Too dear')), with_anna=True)
CONFLICT = '<conflicts><conflict id="q1" about="advert" field="name"><mine>Advert</mine><theirs>Poster</theirs></conflict></conflicts>'

# What hands and keys are for. Of a group of radio buttons the keyboard comes to one, and the arrows go on from there.
CONTROLS = {'push button', 'toggle button', 'check box', 'radio button', 'text', 'entry', 'combo box', 'slider', 'spin button', 'link'}
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


@unhurried
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


@unhurried
def list_controls(editor, start):
    """What can be used; in the bar of the title is one more that does what Esc does."""
    return [node for node in editor.walk(start) if node.getRoleName() in CONTROLS and is_seen(node) and node.description != 'Close the window' and
            all(node.getState().contains(state) for state in (pyatspi.STATE_FOCUSABLE, pyatspi.STATE_SENSITIVE))]


def check_reach(editor, start):
    """Tab comes to every control that can be used."""
    if not editor.focused(start):
        editor.key('Tab')
    node = wait_for('something to have the keyboard', lambda: editor.focused(start))
    reached = []
    while node not in reached:
        reached.append(node)
        editor.key('Tab')
        if len(list_controls(editor, start)) > 1:
            node = wait_for('the keyboard to go on', lambda node=node: (now := editor.focused(start)) != node and now)
    roles = {node.getRoleName() for node in reached}
    for node in list_controls(editor, start):
        role = node.getRoleName()
        if node not in reached and not (role == 'radio button' and role in roles):
            raise Failed(f'Tab does not come to {tell(node)}, but to {[tell(node) for node in reached]}')


def opened(editor, act):
    known = editor.find_windows()
    read = list(editor.application)
    act()
    return editor.dialog(*known)


def check_dialog(editor, window, is_ours=True):
    start = wait_for('the whole dialog', lambda: (node := editor.find_with_keyboard(window)) and is_seen(node) and node)
    if is_ours:
        check_names(editor, start)
        check_reach(editor, start)
    editor.key('Escape')
    editor.wait_closed(window)


def command(editor, name):
    """Chooses a command by its name, and waits for its dialog."""
    commands = opened(editor, lambda: editor.key('ctrl+k'))
    wait_for('the entry', lambda: editor.focus_of('entry') or editor.focus_of('text'))
    editor.type(name)
    expect('windows beside the commands', editor.find_dialogs(commands), [])
    editor.key('Return')
    wait_for('the end of the commands', lambda: commands not in editor.find_windows())
    return editor.dialog(commands)


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
        # The question stands over a window of its own, which stays.
        subprocess.run([program, 'broken.waymark'], check=True)
        windows = wait_for('the word on it', lambda: (found := editor.find_dialogs()) and len(found) == 2 and found)
        editor.window, question = sorted(windows, key=int)
        editor.focus(question)
        check_dialog(editor, question)
    with Editor(program, 'conflict.waymark', MAP.replace('</stages>', '</stages>' + CONFLICT)) as editor:
        check_dialog(editor, editor.dialog())


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
