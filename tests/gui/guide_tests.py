#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guided start: from the start page to a finished map, judged by its file."""

import pyatspi

from driver import NAMESPACE, Editor, expect, outline, run, text, wait_for

STEPS = ['Widzi reklamę', 'Porównuje sklepy', 'Płaci', 'Czeka na paczkę', 'Biegnie']


def seen(editor, role, ending):
    """What can be seen of a role, in order; names of buttons with a key end with their words."""
    def is_there(node):
        return node.getRoleName() == role and node.name.endswith(ending) and node.queryComponent().getExtents(pyatspi.WINDOW_COORDS).width > 0
    return [node for node in editor.walk() if is_there(node)]


def press(editor, words, number=0):
    editor.click(wait_for(f'“{words}”', lambda: seen(editor, 'push button', words)[number:])[0])


def at_question(editor, words):
    wait_for(f'the question “{words}”', lambda: seen(editor, 'label', words))


def answer(editor, *lines, key='Tab'):
    """Types into what has the keyboard, and into what a key leads to."""
    for number, line in enumerate(lines):
        if number > 0:
            editor.key(key)
        wait_for('something to type into', lambda: editor.focus_of('text'))
        editor.type(line)


def save_new(editor, name):
    editor.key('ctrl+s')
    chooser = editor.dialog()
    wait_for('the name', lambda: editor.focus_of('text'))
    editor.key('ctrl+a')
    editor.type(str(editor.path.with_name(name).resolve()))
    editor.key('Return')
    editor.path = editor.path.with_name(name)
    wait_for('the file', editor.path.exists)
    editor.wait_closed(chooser)
    return editor.read()


def begin(editor):
    press(editor, 'Guided Start')
    at_question(editor, 'Whose journey is it?')
    editor.find_canvas()


def answer_everything(editor):
    answer(editor, 'Anna Żak', 'kupuje pierwszy raz')
    editor.key('Return')
    at_question(editor, 'What do they want?')
    answer(editor, 'Kupić buty do biegania')
    editor.key('Return')
    at_question(editor, 'What do they do?')
    wait_for('the list', lambda: editor.focus_of('text'))
    for step in STEPS:
        editor.type(step)
        editor.key('Return')
    # The map grows beside the questions.
    editor.item(f'Touchpoint {STEPS[-1]}')
    press(editor, 'Next')
    at_question(editor, 'What belongs together?')
    answer(editor, 'Szuka')
    press(editor, 'Cut here', 1)
    wait_for('one place less to cut', lambda: len(seen(editor, 'push button', 'Cut here')) == len(STEPS) - 2)
    answer(editor, 'Kupuje')
    editor.item('Stage Kupuje')
    press(editor, 'Next')
    at_question(editor, 'How does it feel?')
    for number, face in enumerate(['Content', 'Neutral', 'Frustrated', 'Uneasy', 'Delighted']):
        button = wait_for('a face for each', lambda face=face: (found := seen(editor, 'push button', face)) and len(found) == len(STEPS) and found)[number]
        editor.click(button)
        wait_for(f'“{face}” to be chosen', lambda button=button: button.getState().contains(pyatspi.STATE_PRESSED))
    press(editor, 'Next')
    at_question(editor, 'What is behind the worst of it?')
    answer(editor, 'dostawa kosztuje więcej', 'pełna cena od początku', 'sklep', key='Return')
    press(editor, 'Next')
    at_question(editor, 'What should everybody remember?')


def from_start_page_to_map(program):
    with Editor(program) as editor:
        begin(editor)
        answer_everything(editor)
        press(editor, 'Płaci: dostawa kosztuje więcej')
        press(editor, 'Finish')
        wait_for('the rail', lambda: seen(editor, 'push button', 'Add a stage'))
        root = save_new(editor, 'made.waymark')
        expect('the title', text(root, 'title'), 'Kupić buty do biegania')
        expect('the finding', text(root, 'finding'), 'Płaci: dostawa kosztuje więcej')
        persona = root.find(f'.//{NAMESPACE}persona')
        expect('the persona', (text(persona, 'name'), text(persona, 'role')), ('Anna Żak', 'kupuje pierwszy raz'))
        expect('the stages', outline(root), [('Szuka', STEPS[:2], []), ('Kupuje', STEPS[2:], ['dostawa kosztuje więcej', 'pełna cena od początku'])])
        expect('the feelings', [node.get('score') for node in root.iter(NAMESPACE + 'feeling')], ['1', '0', '-2', '-1', '2'])
        card = [node for node in root.iter(NAMESPACE + 'card') if text(node).startswith('pełna')][0]
        expect('who does it', card.get('owner'), 'sklep')


def back_and_away(program):
    with Editor(program) as editor:
        begin(editor)
        answer(editor, 'Jan')
        press(editor, 'Next')
        at_question(editor, 'What do they want?')
        press(editor, 'Back')
        at_question(editor, 'Whose journey is it?')
        expect('the answer', wait_for('the name', lambda: editor.focus_of('text')).queryText().getText(0, 3), 'Jan')
        press(editor, 'Leave the Questions')
        wait_for('the rail', lambda: seen(editor, 'push button', 'Add a stage'))
        expect('the persona', text(save_new(editor, 'left.waymark').find(f'.//{NAMESPACE}persona'), 'name'), 'Jan')


run([from_start_page_to_map, back_and_away])
