#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window does for a map besides the sheet: commands by name, finding, history, outline, fields, questions."""

import pyatspi
from driver import NAMESPACE, Editor, element, expect, outline, run, text, wait_for
from maps import build, card, stage, touchpoint

MAP = build(stage('first', 'Finds shoes', touchpoint('advert', 'Advert')),
            stage('second', 'Buys', touchpoint('shop', 'Shoes on a shelf'), card('card', 'No old shoes here')))
STAGES = [('Finds shoes', ['Advert'], []), ('Buys', ['Shoes on a shelf'], ['No old shoes here'])]


def commands_by_name(program):
    with Editor(program, 'commands.waymark', MAP) as editor:
        editor.key('ctrl+k')
        dialog = editor.dialog()
        wait_for('the entry', lambda: editor.focus_of('entry') or editor.focus_of('text'))
        editor.type('add pha')
        editor.key('Return')
        editor.wait_closed(dialog)
        editor.item('Phase')
        expect('phases', len(editor.save().findall(f'.//{NAMESPACE}phase')), 1)


def deleted_and_had_again(program):
    """When what was just told has been answered, the keyboard is on the map again."""
    with Editor(program, 'deleted.waymark', MAP) as editor:
        editor.click(editor.item('Card No old'))
        editor.key('Delete')
        wait_for('what was deleted', lambda: editor.find('status bar', 'Deleted: No old shoes here'))
        undo = [node for node in editor.walk() if node.getRoleName() == 'push button' and node.name == 'Undo'][0]
        editor.click(undo)
        editor.item('Card No old')
        wait_for('the keyboard on the map', editor.is_on_map)


def words_found_and_replaced(program):
    with Editor(program, 'find.waymark', MAP) as editor:
        editor.key('ctrl+h')
        wait_for('the entry', lambda: editor.focus_of('entry') or editor.focus_of('text'))
        editor.type('shoes')
        wait_for('the first place', lambda: editor.find('label', '1 of 4') or editor.find('status bar', '1 of 4'))
        wait_for('the line to replace by', lambda: editor.find('text', 'Replace by')).queryEditableText().setTextContents('boots')
        editor.click(editor.button('Replace All'))
        wait_for('nothing more', lambda: editor.find('label', 'Not found') or editor.find('status bar', 'Not found'))
        editor.key('Escape')
        root = editor.save()
        expect('words', outline(root), [('Finds boots', ['Advert'], []), ('Buys', ['boots on a shelf'], ['No old boots here'])])
        expect('the title', text(root, 'title'), 'boots')
        editor.key('ctrl+z')
        expect('one step back', outline(editor.save()), STAGES)


def stages_deleted_with_and_without(program):
    with Editor(program, 'delete.waymark', MAP) as editor:
        editor.click(editor.item('Stage Buys'), 0.9)
        editor.key('Delete')
        dialog = editor.dialog()
        editor.key('Return')
        editor.wait_closed(dialog)
        expect('moved', outline(editor.save()), [('Finds shoes', ['Advert', 'Shoes on a shelf'], ['No old shoes here'])])
        editor.key('ctrl+z')
        editor.click(editor.item('Stage Buys'), 0.9)
        editor.key('Delete')
        dialog = editor.dialog()
        editor.key('alt+a')
        editor.wait_closed(dialog)
        expect('gone', outline(editor.save()), STAGES[:1])
        editor.key('ctrl+z')
        expect('back again', outline(editor.save()), STAGES)


def back_to_any_step(program):
    with Editor(program, 'history.waymark', MAP) as editor:
        editor.click(editor.item('Stage Buys'), 0.9)
        for name in ('Wears', 'Repairs'):
            editor.key('ctrl+1')
            editor.type(name)
            editor.key('Return', 'Escape')
            editor.item(f'Stage {name}')
        editor.key('ctrl+shift+h')
        wait_for('the present step', lambda: editor.focus_of('list item'))
        editor.key('End', 'Return')
        editor.wait_gone('Stage Wears')
        expect('the start', outline(editor.save()), STAGES)
        editor.key('ctrl+shift+h')
        wait_for('the steps', lambda: editor.focus_of('list item'))
        editor.key('Home', 'Return')
        editor.item('Stage Repairs')
        expect('all again', [name for name, _, _ in outline(editor.save())], ['Finds shoes', 'Buys', 'Wears', 'Repairs'])


def outline_is_edited(program):
    with Editor(program, 'outline.waymark', MAP) as editor:
        editor.key('shift+F9')
        wait_for('the outline', lambda: editor.focus_of('tree item'))
        editor.key('Down')
        row = wait_for('the first stage', lambda: editor.focus_of('tree item'))
        wait_for('its name', lambda: editor.focus_of('tree item').name == 'Finds shoes')
        expect('what is said of it', row.description.startswith('Stage Finds shoes'), True)
        editor.key('F2')
        wait_for('the entry', lambda: editor.focus_of('entry') or editor.focus_of('text'))
        editor.key('ctrl+a')
        editor.type('Looks')
        editor.key('Return')
        editor.item('Stage Looks')
        editor.key('ctrl+shift+Down')
        wait_for('the keyboard behind “Buys”', lambda: [row.name for row in editor.walk() if row.getRoleName() == 'tree item' and
                                                        (row.name == 'Buys' or row.getState().contains(pyatspi.STATE_FOCUSED))] == ['Buys', 'Looks'])
        root = editor.save()
        expect('renamed and moved', [name for name, _, _ in outline(root)], ['Buys', 'Looks'])
        expect('the same element', text(element(root, 'first'), 'name'), 'Looks')


def differences_left_alone(program):
    """Fields of several elements: passing through changes nothing, entering changes all of them."""
    with Editor(program, 'fields.waymark', MAP) as editor:
        editor.click(editor.item('Touchpoint Advert'))
        editor.click(editor.item('Touchpoint Shoes on'), keys=['ctrl'])
        editor.key('alt+Return')
        wait_for('the name', lambda: editor.focus_of('text'))
        editor.key('Tab', 'Tab', 'shift+Tab', 'shift+Tab')
        expect('the same', outline(editor.save()), STAGES)
        wait_for('the name again', lambda: editor.focus_of('text'))
        editor.type('Same')
        editor.key('Return')
        editor.item('Touchpoint Same')
        expect('both', [names for _, names, _ in outline(editor.save())], [['Same'], ['Same']])


run([commands_by_name, deleted_and_had_again, words_found_and_replaced, stages_deleted_with_and_without, back_to_any_step, outline_is_edited,
     differences_left_alone])
