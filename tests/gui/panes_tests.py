#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands beside the sheet: the fields of what is selected, and the outline."""

import pyatspi
from driver import NAMESPACE, Editor, expect, outline, run, wait_for
from maps import build, stage, touchpoint

MAP = build(stage('first', 'Finds shoes', touchpoint('advert', 'Advert')))
LANGUAGE = '{http://www.w3.org/XML/1998/namespace}lang'


def open_list(editor, chooser):
    editor.click(chooser)
    wait_for('the list', lambda: len(editor.find_windows()) > 1)


def choose_first(editor):
    """The first one that is left: Down goes from the search to it."""
    editor.key('Down')
    wait_for('the line', lambda: editor.focus_of('list item'))
    editor.key('Return')
    wait_for('the end of the list', lambda: len(editor.find_windows()) == 1)


def language_chosen_and_typed(program):
    with Editor(program, 'language.waymark', MAP) as editor:
        chooser = wait_for('the languages', lambda: editor.find('combo box', 'Language'))
        open_list(editor, chooser)
        editor.type('Deu')
        wait_for('the only one', lambda: editor.find('label', 'Deutsch') and not editor.find('label', 'Dansk'))
        choose_first(editor)
        expect('by name', editor.save().get(LANGUAGE), 'de')
        open_list(editor, chooser)
        editor.type('Oth')
        wait_for('the way to others', lambda: editor.find('label', 'Other…') and not editor.find('label', 'Dansk'))
        choose_first(editor)
        wait_for('a line to type in', lambda: (focus := editor.focus_of('text')) and focus.name == 'Language')
        editor.key('ctrl+a')
        editor.type('gsw')
        editor.key('Return')
        expect('by code', editor.save().get(LANGUAGE), 'gsw')
        editor.key('ctrl+z', 'ctrl+z')
        expect('undone', editor.save().get(LANGUAGE), 'en')


def long_text_is_whole(program):
    """A text of many lines is shown with all of them."""
    goal = 'Find out where people give up, what brings them back, and who would have to do what about it until spring. ' * 3
    with Editor(program, 'long.waymark', MAP.replace('<lanes>', f'<goal>{goal}</goal><lanes>', 1)) as editor:
        def get_height(name):
            found = next((node for node in editor.walk() if node.name == name and node.getRoleName() in ('text', 'entry')), None)
            return found.queryComponent().getExtents(pyatspi.WINDOW_COORDS).height if found else 0
        wait_for('the lines', lambda: get_height('Goal') > 5 * get_height('Title') / 2)


def name_new(editor, name):
    wait_for('the entry', lambda: editor.focus_of('text') or editor.focus_of('entry'))
    editor.type(name)
    editor.key('Return')
    wait_for(f'the row of {name}', lambda: (row := editor.focus_of('tree item')) and row.name == name)


def outline_grows(program):
    """All that a journey is made of is added, moved and deleted in the outline, each in one step."""
    with Editor(program, 'outline.waymark', MAP) as editor:
        editor.key('shift+F9')
        wait_for('the outline', lambda: editor.focus_of('tree item'))
        editor.key('Insert')
        name_new(editor, 'Buys')
        editor.key('ctrl+2')
        name_new(editor, 'Shop')
        editor.key('Insert')
        name_new(editor, 'Till')
        editor.key('ctrl+4')
        name_new(editor, 'It is closed')
        root = editor.save()
        expect('what was added', outline(root), [('Finds shoes', ['Advert'], []), ('Buys', ['Shop', 'Till'], ['It is closed'])])
        expect('where the card stands', root.find(f'.//{NAMESPACE}card').get('lane'), 'pains')

        # Nothing is left of what was not named, whatever it would have been.
        editor.key('Insert')
        wait_for('the entry', lambda: editor.focus_of('text') or editor.focus_of('entry'))
        editor.key('Escape')
        wait_for('the row again', lambda: (row := editor.focus_of('tree item')) and row.name == 'It is closed')
        expect('no trace', outline(editor.save()), outline(root))

        editor.key('Up')
        wait_for('the touchpoint', lambda: editor.focus_of('tree item').name == 'Till')
        editor.key('ctrl+shift+Up')
        wait_for('it to be the first', lambda: outline(editor.save())[1][1] == ['Till', 'Shop'])
        editor.key('Delete')
        editor.wait_gone('Touchpoint Till')
        editor.undo_all()
        expect('all undone', outline(editor.save()), [('Finds shoes', ['Advert'], [])])


SCALE = MAP.replace('<lanes>', """<scale>
    <level id="glad" score="1">glad</level>
    <level id="low" score="-2">awful</level>
  </scale>
  <personas>
    <persona id="anna"><name>Anna</name></persona>
    <persona id="jan"><name>Jan</name></persona>
  </personas>
  <lanes>""").replace('<name>Advert</name>', '<name>Advert</name><feeling id="his" persona="jan" score="-1">sad</feeling>')


def feelings_of(root):
    return [(feeling.get('persona'), feeling.get('score')) for feeling in root.iter(NAMESPACE + 'feeling')]


def outline_grows_feelings(program):
    """A feeling for the persona that is drawn, once; and the levels of the scale until all five are there."""
    with Editor(program, 'feelings.waymark', SCALE) as editor:
        editor.key('shift+F9')
        wait_for('the outline', lambda: editor.focus_of('tree item'))
        editor.key('Down', 'Down')
        wait_for('the touchpoint', lambda: editor.focus_of('tree item').name == 'Advert')
        editor.key('shift+F10')
        wait_for('the menu', lambda: editor.find('menu item', 'Add Feeling'))
        editor.key('Down', 'Return')
        wait_for('its row', lambda: (row := editor.focus_of('tree item')) and row.description.startswith('Feeling neutral'))
        expect('the feeling', feelings_of(editor.save()), [('jan', '-1'), ('anna', '0')])
        editor.key('Insert', 'ctrl+z')  # there is no room for another one
        expect('one step back', feelings_of(editor.save()), [('jan', '-1')])

        editor.key('Home')
        editor.press_until('Down', lambda: editor.has_focus('Emotion levels'))
        for name in ('thrilled', 'fine', 'cross'):
            editor.key('Insert')
            name_new(editor, name)
        editor.key('Insert')
        levels = editor.save().findall(f'.//{NAMESPACE}level')
        expect('the scale', [(level.get('score'), level.text) for level in levels],
               [('2', 'thrilled'), ('1', 'glad'), ('0', 'fine'), ('-1', 'cross'), ('-2', 'awful')])
        editor.undo_all()
        expect('all undone', len(editor.save().findall(f'.//{NAMESPACE}level')), 2)


def outline_left(program):
    """A name that is being typed is kept, and what has none goes, when something on the sheet is pressed."""
    with Editor(program, 'left.waymark', MAP) as editor:
        for name in ('', 'Kept', '', 'Kept too'):
            editor.key('shift+F9')
            wait_for('the outline', lambda: editor.focus_of('tree item'))
            editor.key('Home', 'Down', 'Insert')
            wait_for('the entry', lambda: editor.focus_of('text') or editor.focus_of('entry'))
            editor.type(name)
            editor.click(editor.item('Touchpoint Advert'))
            wait_for('the end of typing', lambda: not editor.focus_of('text') and not editor.focus_of('entry'))
            if name:
                editor.item(f'Stage {name}')
            editor.key('shift+F9')
            wait_for('the end of the outline', lambda: editor.find('tree') is None)
        expect('what is kept', sorted(name for name, *_ in outline(editor.save())), ['Finds shoes', 'Kept', 'Kept too'])


def outline_menu(program):
    with Editor(program, 'menu.waymark', MAP) as editor:
        editor.key('shift+F9')
        wait_for('the outline', lambda: editor.focus_of('tree item'))
        editor.key('Down')
        wait_for('the stage', lambda: editor.focus_of('tree item').name == 'Finds shoes')
        editor.key('shift+F10')
        wait_for('the menu', lambda: editor.find('menu item', 'Add Touchpoint'))
        editor.key('Down', 'Down', 'Return')
        name_new(editor, 'Poster')
        expect('by menu', outline(editor.save()), [('Finds shoes', ['Advert', 'Poster'], [])])


def outline_menu_left(program):
    """Who closes the menu without choosing goes on with the keyboard where it was opened."""
    with Editor(program, 'left-menu.waymark', MAP) as editor:
        editor.key('shift+F9')
        wait_for('the outline', lambda: editor.focus_of('tree item'))
        editor.key('Down')
        wait_for('the stage', lambda: editor.focus_of('tree item').name == 'Finds shoes')
        for keys in ('shift+F10', 'Menu'):
            editor.key(keys)
            wait_for('the menu', lambda: editor.find('menu item', 'Add Touchpoint'))
            editor.key('Escape')
            wait_for('the row', lambda: (focus := editor.focus_of('tree item')) and focus.name == 'Finds shoes')
        editor.key('Insert')
        name_new(editor, 'Buys')
        expect('after it', outline(editor.save()), [('Finds shoes', ['Advert'], []), ('Buys', [], [])])


def remarks_lead_there(program):
    """What the map lacks is told in one line, and each line of its list leads to what it is about."""
    with Editor(program, 'check.waymark', MAP.replace('<name>Advert</name>', '<name>Advert</name><feeling score="-2">sad</feeling>')) as editor:
        wait_for('what to look at', lambda: editor.find('label', '3 things to look at'))
        wait_for('the first', lambda: editor.find('label', '“Advert” is the lowest point, and nothing says what could be better'))
        editor.key('ctrl+k')
        dialog = editor.dialog()
        wait_for('the entry', lambda: editor.focus_of('entry') or editor.focus_of('text'))
        editor.type('look at')
        editor.key('Return')
        editor.wait_closed(dialog)
        wait_for('the list', lambda: editor.focus_of('list item'))
        editor.key('Return')
        wait_for('what it is about', lambda: editor.find_selected('Touchpoint Advert'))
        # A stage that is given up again while it is named leaves nothing to look at.
        editor.key('ctrl+1')
        editor.type('Buys')
        editor.key('Return')
        editor.item('Stage Buys')
        editor.key('Escape')
        wait_for('one more', lambda: editor.find('label', '4 things to look at'))


run([remarks_lead_there, long_text_is_whole, language_chosen_and_typed, outline_grows, outline_grows_feelings, outline_left, outline_menu, outline_menu_left])
