#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outline alone: whatever a journey is made of is renamed, moved, changed and deleted there by keys."""

from driver import NAMESPACE, Editor, element, expect, run, text, wait_for, xdotool

EVERYTHING = '''<?xml version="1.0" encoding="UTF-8"?>
<journey-map xmlns="urn:waymark:journey-map:1" version="1" xml:lang="en" arrangement="@">
  <title>Everything</title>
  <finding id="f1">Finding one</finding>
  <finding id="f2">Finding two</finding>
  <scale>
    <level id="l1" score="2">Level one</level>
    <level id="l2" score="-2">Level two</level>
  </scale>
  <sources>
    <source id="o1">Source one</source>
    <source id="o2">Source two</source>
  </sources>
  <personas>
    <persona id="p1">
      <name>Persona one</name>
      <need id="n1">Need one</need>
      <need id="n2">Need two</need>
      <frustration id="u1">Frustration one</frustration>
      <frustration id="u2">Frustration two</frustration>
    </persona>
    <persona id="p2"><name>Persona two</name></persona>
  </personas>
  <phases>
    <phase id="h1">Phase one</phase>
    <phase id="h2">Phase two</phase>
    <phase id="h3">Phase of nothing</phase>
  </phases>
  <lanes>
    <lane id="steps" shows="touchpoints">Lane one</lane>
    <lane id="emotions" shows="feelings">Lane two</lane>
    <lane id="pains" holds="pain-points">Pains</lane>
    <lane id="ideas" holds="opportunities">Ideas</lane>
  </lanes>
  <stages>
    <stage id="s1" phase="h1">
      <name>Stage one</name>
      <metric id="m1" value="1">Metric one</metric>
      <metric id="m2" value="2">Metric two</metric>
      <touchpoint id="t1">
        <name>Touchpoint one</name>
        <feeling id="g1" persona="p1" score="1">Feeling one</feeling>
        <feeling id="g2" persona="p2" score="-1">Feeling two</feeling>
        <feeling id="g3" persona="p1" score="0" state="future">Feeling to come</feeling>
        <evidence id="e1">Evidence one</evidence>
        <evidence id="e2">Evidence two</evidence>
        <link id="k1" to="t2">Link one</link>
        <link id="k2" to="t3">Link two</link>
      </touchpoint>
      <touchpoint id="t2"><name>Touchpoint two</name></touchpoint>
      <card id="c1" lane="pains" about="t1">Card one</card>
      <card id="c2" lane="pains" about="t1">Card two</card>
    </stage>
    <stage id="s2" phase="h2">
      <name>Stage two</name>
      <touchpoint id="t3"><name>Touchpoint three</name></touchpoint>
    </stage>
  </stages>
  <tray>
    <card id="y1" lane="pains">Note one</card>
    <card id="y2">Note two</card>
  </tray>
</journey-map>
'''

# Of each kind two that stand together; what holds others comes after them.
PAIRS = [('o1', 'o2'), ('y1', 'y2'), ('l1', 'l2'), ('steps', 'emotions'), ('h2', 'h3'), ('f1', 'f2'), ('u1', 'u2'), ('n1', 'n2'), ('c1', 'c2'),
         ('k1', 'k2'), ('e1', 'e2'), ('g1', 'g2'), ('t1', 't2'), ('m1', 'm2'), ('p1', 'p2'), ('s1', 's2')]

GROUPS = [('stages', 'stage'), ('personas', 'persona'), ('.', 'finding'), ('phases', 'phase'), ('lanes', 'lane'), ('scale', 'level'), ('tray', 'card'), ('sources', 'source')]


def open_outline(program, arrangement='side-by-side'):
    editor = Editor(program, 'everything.waymark', EVERYTHING.replace('@', arrangement))
    editor.key('shift+F9')
    wait_for('the outline', lambda: editor.focus_of('tree item'))
    return editor


def rows(root):
    """The ids of all rows from the first to the last, or None for the head of a group."""
    found = []
    for place, kind in GROUPS:
        holder = root if place == '.' else root.find(NAMESPACE + place)
        found += [None, *(node.get('id') for child in holder.findall(NAMESPACE + kind) for node in child.iter() if node.get('id'))]
    return found


def unfold(editor):
    """All rows."""
    editor.key(*['plus', 'Down'] * len(rows(editor.read())))


def go_to(editor, identity):
    """By keys alone; what was done before is over when it has been saved, and then the keyboard stays where it is brought."""
    root = editor.save()
    editor.key('Home', *['Down'] * rows(root).index(identity))
    at(editor, name_of(root, identity))


def at(editor, name):
    wait_for(f'the row “{name}”', lambda: (focus := editor.focus_of('tree item')) and focus.name == name)


def name_of(root, identity):
    node = element(root, identity)
    return text(node, 'name') or text(node)


def order(root, *ids):
    """The ids in the order of the file."""
    return [node.get('id') for node in root.iter() if node.get('id') in ids]


def body(editor):
    return [line for line in editor.save_as_text() if '<journey-map' not in line]


def each_kind_is_changed(program):
    """The second of each two gets other words and goes before the first one."""
    with open_outline(program) as editor:
        unfold(editor)
        start = body(editor)
        for _, second in PAIRS:
            go_to(editor, second)
            editor.key('F2')
            wait_for('the entry', lambda: editor.focus_of('text'))
            editor.key('ctrl+a')
            editor.type(f'New {second}')
            editor.key('Return')
            at(editor, f'New {second}')
            editor.key('ctrl+shift+Up')
            at(editor, f'New {second}')
        root = editor.save()
        expect('their words', [name_of(root, second) for _, second in PAIRS], [f'New {second}' for _, second in PAIRS])
        expect('their places', [order(root, *pair) for pair in PAIRS], [[second, first] for first, second in PAIRS])
        editor.undo_all()
        expect('all undone', body(editor), start)


def each_kind_is_deleted(program):
    """What stands beside it gets the keyboard."""
    with open_outline(program) as editor:
        unfold(editor)
        start = body(editor)
        before = editor.read()
        for first, second in PAIRS:
            go_to(editor, first)
            windows = editor.find_windows()
            editor.key('Delete')
            if first == 's1':
                asked = wait_for('a question', lambda: [window for window in editor.find_windows() if window not in windows])[-1]
                xdotool('windowfocus', '--sync', asked)
                editor.act(wait_for('the answer', lambda: next((node for node in editor.walk() if node.getRoleName() == 'push button' and node.name.endswith('Delete All')), None)), 'click')
                wait_for('the end of the question', lambda: asked not in editor.find_windows())
                xdotool('windowfocus', '--sync', editor.window)
            at(editor, name_of(before, second))
        left = '\n'.join(body(editor))
        expect('what is left', [first for first, _ in PAIRS if f'id="{first}"' in left], [])
        editor.undo_all()
        expect('all undone', body(editor), start)


def feelings_change(program):
    """As on the sheet: of the row itself, of a touchpoint for the persona that is drawn; the word goes along when it was proposed."""
    with open_outline(program) as editor:
        unfold(editor)
        go_to(editor, 'g1')
        editor.key('ctrl+Up')
        wait_for('it to be heard', lambda: (focus := editor.focus_of('tree item')) and 'Feeling one, Persona one, 2,' in focus.description)
        go_to(editor, 'g2')
        editor.key('ctrl+Down')
        go_to(editor, 'g3')
        editor.key('ctrl+Up')
        go_to(editor, 't2')
        editor.key('ctrl+Up')
        wait_for('its first feeling', lambda: (focus := editor.focus_of('tree item')) and 'Persona one: ' in focus.description)
        expect('it on the disk', len(editor.save().findall(f'.//{NAMESPACE}feeling')), 4)
        editor.key('ctrl+Down', 'ctrl+Down')
        wait_for('it to be heard', lambda: (focus := editor.focus_of('tree item')) and 'Persona one: uneasy' in focus.description)
        root = editor.save()
        expect('the scores', [(feeling.get('id') in ('g1', 'g2', 'g3'), feeling.get('score')) for feeling in root.iter(NAMESPACE + 'feeling')],
               [(True, '2'), (True, '-2'), (True, '1'), (False, '-1')])
        editor.undo_all()


def places_change(program):
    """Cards go along the touchpoints, reach further, and phases begin elsewhere, with the keys of the sheet."""
    with open_outline(program) as editor:
        unfold(editor)
        go_to(editor, 'c1')
        editor.key('ctrl+shift+Right')
        at(editor, 'Card one')
        expect('one further', element(editor.save(), 'c1').get('about'), 't2')
        editor.key('ctrl+shift+Left', 'ctrl+shift+period')
        expect('both', [element(editor.save(), 'c1').get(name) for name in ('about', 'until')], ['t1', 't2'])
        editor.key('ctrl+u')
        wait_for('another one', lambda: sum(words.startswith('Card Card one') for words in editor.items()) == 2)
        editor.undo_all()
    with open_outline(program, 'stacked') as editor:
        unfold(editor)
        go_to(editor, 't1')
        editor.key('ctrl+shift+Down')
        at(editor, 'Touchpoint one')
        expect('beneath the other', order(editor.save(), 't1', 't2'), ['t2', 't1'])
        editor.key('ctrl+shift+Right')
        at(editor, 'Touchpoint one')
        expect('in the next stage', order(editor.save(), 's2', 't1'), ['s2', 't1'])


def open_menu(editor):
    editor.key('Menu')
    wait_for('the menu', lambda: len(editor.find_windows()) > 1)


def close_menu(editor):
    editor.key('Escape')
    wait_for('the end of the menu', lambda: len(editor.find_windows()) == 1)


def keys_stay_in_text_menu(program):
    """Arrow keys in the menu of a text go to its lines, not to what is beside the text, in the outline and on the sheet."""
    with open_outline(program) as editor:
        go_to(editor, 's1')
        for start, name in (None, 'In a row'), ('Stage In a row', 'On the sheet'):
            if start:
                editor.click(editor.item(start))
                wait_for('its selection', lambda: editor.find_selected(start))
            editor.key('F2')
            wait_for('the entry', lambda: editor.focus_of('text'))
            open_menu(editor)
            editor.key('Down', 'Down', 'Up', 'Tab')
            close_menu(editor)
            wait_for('the entry again', lambda: editor.focus_of('text'))
            editor.key('ctrl+a')
            editor.type(name)
            editor.key('Return')
            wait_for('the new name', lambda: editor.find_item(f'Stage {name}'))
        expect('the name', name_of(editor.save(), 's1'), 'On the sheet')


def text_menu_goes_with_row(program):
    """The menu of a text that is open when its row goes keeps neither pointer nor keys for itself."""
    with open_outline(program) as editor:
        go_to(editor, 's1')
        editor.key('Insert')
        wait_for('the entry', lambda: editor.focus_of('text'))
        editor.type('Short-lived')
        editor.key('Return')
        at(editor, 'Short-lived')
        editor.item('Stage Short-lived')
        editor.key('F2')
        wait_for('the entry', lambda: editor.focus_of('text'))
        open_menu(editor)
        # A press would close the menu first; what a screen reader does goes past it.
        editor.act(editor.in_header('Undo'), 'click')
        editor.wait_gone('Stage Short-lived')
        wait_for('the end of the menu', lambda: len(editor.find_windows()) == 1)
        editor.click(editor.item('Lane Pains'))
        wait_for('the press to be heard', lambda: editor.find_selected('Lane Pains'))
        editor.key('ctrl+a')
        wait_for('the keys to be heard', lambda: editor.find_selected('Stage Stage one'))


def close_with_menu(editor):
    open_menu(editor)
    editor.act(editor.in_header('Close'), 'click')
    wait_for('the end of the editor', lambda: editor.process.poll() is not None)
    expect('how it ended', editor.process.returncode, 0)


def window_closed_with_menu(program):
    """Of the sheet and of a row: it ends with the window, and the program well."""
    with Editor(program, 'sheet.waymark', EVERYTHING.replace('@', 'stacked')) as editor:
        editor.click(editor.item('Lane Pains'))
        wait_for('its selection', lambda: editor.find_selected('Lane Pains'))
        close_with_menu(editor)
    with open_outline(program) as editor:
        close_with_menu(editor)


run([each_kind_is_changed, each_kind_is_deleted, feelings_change, places_change, keys_stay_in_text_menu, text_menu_goes_with_row, window_closed_with_menu])
