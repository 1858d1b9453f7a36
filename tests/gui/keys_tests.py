#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a pointer: a map by keys alone, and what a screen reader hears and can do."""

from pathlib import Path

from driver import NAMESPACE, Editor, element, expect, is_selected, outline, run, text, wait_for
from maps import build

TEMPLATES = Path(__file__).resolve().parents[2] / 'data' / 'templates' / 'en'

EMPTY = build(title='By keys')


def three_stages_of_four(program):
    stages = ['Finds', 'Chooses', 'Buys']
    with Editor(program, 'keys.waymark', EMPTY) as editor:
        for stage in stages:
            editor.key('ctrl+1')
            editor.type(stage)
            editor.key('ctrl+2')
            for number in range(1, 4):
                editor.type(f'{stage} {number}')
                editor.key('Return')
            editor.type(f'{stage} 4')
            editor.item(f'Touchpoint {stage} 4')
        expect('stages and touchpoints', outline(editor.save()),
               [(stage, [f'{stage} {number}' for number in range(1, 5)], []) for stage in stages])

        # To the first one, which feels better by two levels and then moves to the next stage, step by step.
        editor.key('ctrl+Home')
        editor.press_until('Tab', lambda: has_keyboard(editor, 'Touchpoint Finds 4'))
        editor.key('ctrl+Up', 'ctrl+Up')
        editor.item('Feeling delighted')
        editor.key('ctrl+shift+Right')
        editor.item('Touchpoint Finds 4, stage Chooses')
        editor.key('Right', 'Delete')
        editor.wait_gone('Touchpoint Chooses 1')
        editor.key('F2')
        editor.type('Asked')
        editor.key('Escape')
        expect('stages after that', [names for _, names, _ in outline(editor.save())],
               [['Finds 1', 'Finds 2', 'Finds 3'], ['Finds 4', 'Chooses 2', 'Chooses 3', 'Chooses 4'], [f'Buys {number}' for number in range(1, 5)]])
        editor.undo_all()
        expect('all undone', outline(editor.save()), [])


def menu_left(program):
    """Who closes a menu without choosing goes on with the keyboard where it was."""
    with Editor(program, 'menu.waymark', (TEMPLATES / 'e-commerce.example.waymark').read_text(encoding='utf-8')) as editor:
        for name in ('Touchpoint Checkout', 'Stage Compares', 'Touchpoint Size guide'):
            editor.click(editor.item(name))
            wait_for('the keyboard', lambda: has_keyboard(editor, name))
            editor.key('Menu')
            wait_for('the menu', lambda: editor.find('menu item', 'Delete'))
            editor.key('Escape')
            wait_for('the end of the menu', lambda: editor.find('menu item', 'Delete') is None)
            wait_for('the keyboard', lambda: has_keyboard(editor, name))


def has_keyboard(editor, name):
    """Whether the item whose description begins so has it."""
    focus = editor.focus_of('list item')
    return focus is not None and focus.description.startswith(name)


PHASES = EMPTY.replace('<lanes>', '<phases><phase id="before">Before</phase><phase id="after">After</phase></phases><lanes>').replace('</lanes>', '''</lanes>
  <stages>
    <stage id="finds" phase="before"><name>Finds</name></stage>
    <stage id="buys" phase="before"><name>Buys</name></stage>
    <stage id="wears" phase="after"><name>Wears</name></stage>
  </stages>''')


def run_by_name(editor, words):
    """A command out of the list of all of them."""
    editor.key('ctrl+k')
    dialog = editor.dialog()
    wait_for('the entry', lambda: editor.focus_of('entry') or editor.focus_of('text'))
    editor.type(words)
    editor.key('Return')
    editor.wait_closed(dialog)


def phases_begin_elsewhere(program):
    """The edges of phases, from the list of commands and by keys."""
    with Editor(program, 'phases.waymark', PHASES) as editor:
        for name, words, expected in (('After', 'begin one stage earlier', ['before', 'after', 'after']),
                                      ('After', 'begin one stage later', ['before', 'before', 'after']),
                                      ('Before', 'begin one stage later', [None, 'before', 'after'])):
            editor.click(editor.item(f'Phase {name}'))
            wait_for('the phase', lambda: editor.find_selected(f'Phase {name}'))
            run_by_name(editor, words)
            expect(f'{name}: {words}', [stage.get('phase') for stage in editor.save().iter(NAMESPACE + 'stage')], expected)
        editor.undo_all()
        # And by their keys.
        for name, key, expected in (('After', 'ctrl+shift+Prior', ['before', 'after', 'after']),
                                    ('After', 'ctrl+shift+Next', ['before', 'before', 'after']),
                                    ('Before', 'ctrl+shift+comma', ['before', 'after', 'after']),
                                    ('Before', 'ctrl+shift+period', ['before', 'before', 'after'])):
            editor.click(editor.item(f'Phase {name}'))
            wait_for('the phase', lambda: has_keyboard(editor, f'Phase {name}'))
            editor.key(key)
            expect(f'{name}: {key}', [stage.get('phase') for stage in editor.save().iter(NAMESPACE + 'stage')], expected)


CURVE = EMPTY.replace('<lanes>', '<personas><persona id="anna"><name>Anna</name></persona></personas><lanes>').replace('</lanes>', '''</lanes>
  <stages>
    <stage id="s1">
      <name>Finds</name>
      <touchpoint id="t1"><name>Advert</name></touchpoint>
      <touchpoint id="t2"><name>Poster</name></touchpoint>
    </stage>
    <stage id="s2">
      <name>Waits</name>
    </stage>
    <stage id="s3">
      <name>Buys</name>
      <touchpoint id="t3"><name>Shop</name><feeling persona="anna" score="1">glad</feeling></touchpoint>
      <touchpoint id="t4"><name>Queue</name></touchpoint>
      <touchpoint id="t5"><name>Till</name></touchpoint>
    </stage>
  </stages>''')


def curve_drawn(program):
    """A whole curve from the first touchpoint to the last, where there was a feeling and where there was none."""
    names = ['Advert', 'Poster', 'Shop', 'Queue', 'Till']
    scores = ['2', '-1', '-2', '0', '1']
    with Editor(program, 'curve.waymark', CURVE) as editor:
        editor.key('ctrl+Home')
        editor.press_until('Down', lambda: has_keyboard(editor, 'Stage Finds'))
        editor.key('Down')
        for name, keys in zip(names, (['ctrl+Up', 'ctrl+Up'], ['ctrl+Down'], ['ctrl+Down', 'minus', 'minus'], ['plus', 'minus'], ['KP_Add'])):
            wait_for(f'{name} to have the keyboard', lambda: has_keyboard(editor, f'Touchpoint {name}'))
            editor.key(*keys)
            wait_for('its feeling', lambda: any(f', touchpoint {name}' in words for words in editor.items()))
            editor.key('Right')
        root = editor.save()
        expect('the curve', [[(feeling.get('persona'), feeling.get('score')) for feeling in touchpoint.findall(NAMESPACE + 'feeling')]
                             for touchpoint in root.iter(NAMESPACE + 'touchpoint')], [[('anna', score)] for score in scores])

        # And back on the curve itself, from its last point to its first.
        editor.key('Down')
        for name in reversed(names):
            wait_for(f'the point of {name}', lambda: has_keyboard(editor, 'Feeling') and f'touchpoint {name}' in editor.focus_of('list item').description)
            editor.key('ctrl+Down', 'Left')
        expect('one level lower', [feeling.get('score') for feeling in editor.save().iter(NAMESPACE + 'feeling')], ['1', '-2', '-2', '-1', '0'])
        editor.undo_all()
        expect('all undone', [feeling.get('score') for feeling in editor.save().iter(NAMESPACE + 'feeling')], ['1'])


def curve_begun_along_it(program):
    """Along the curve the keyboard stops where it has no point, says so, and begins one there."""
    with Editor(program, 'places.waymark', CURVE) as editor:
        def at(words):
            wait_for(f'the keyboard at “{words}”', lambda: has_keyboard(editor, words))

        editor.click(editor.item('Feeling glad'))
        at('Feeling glad')
        editor.key('Left')
        at('No feeling yet, lane Emotions, touchpoint Poster, stage Finds')
        editor.type('x')  # words are for points
        editor.key('Left')
        at('No feeling yet, lane Emotions, touchpoint Advert, stage Finds')
        editor.key('Right', 'ctrl+Down')
        at('Feeling uneasy, Anna')
        editor.key('ctrl+Down')
        at('Feeling frustrated')
        editor.key('Left', 'plus')
        at('Feeling')
        editor.key('Right', 'Right', 'Right')
        at('No feeling yet, lane Emotions, touchpoint Queue, stage Buys')
        editor.key('Return')
        at('Feeling neutral')
        editor.key('Right', 'Right')  # there is nothing beyond it
        at('No feeling yet, lane Emotions, touchpoint Till, stage Buys')
        expect('where words can be typed', editor.focus_of('text'), None)
        root = editor.save()
        expect('the curve', [[feeling.get('score') for feeling in touchpoint.findall(NAMESPACE + 'feeling')] for touchpoint in root.iter(NAMESPACE + 'touchpoint')],
               [['1'], ['-2'], ['1'], ['0'], []])
        # What is undone is free again; and from free places the keyboard goes on to what is beside them.
        editor.key('Left')
        at('Feeling neutral')
        editor.key('ctrl+z')
        editor.wait_gone('Feeling neutral')
        editor.click(editor.item('Feeling glad'))
        editor.key('Right')
        at('No feeling yet, lane Emotions, touchpoint Queue')
        editor.key('Up')
        at('Touchpoint Queue')
        editor.undo_all()
        expect('all undone', [feeling.get('score') for feeling in editor.save().iter(NAMESPACE + 'feeling')], ['1'])


def typing_goes_on(program):
    """Enter beneath, Tab to the next stage, which at the end is a new one; Shift and Enter breaks the line."""
    with Editor(program, 'typing.waymark', EMPTY) as editor:
        editor.key('ctrl+1')
        editor.type('One')
        editor.key('ctrl+2')
        editor.type('first')
        editor.key('shift+Return')
        editor.type('line')
        editor.key('Tab')
        editor.type('second')
        editor.key('Escape')
        editor.wait_gone('Touchpoint second')
        root = editor.save()
        expect('what was kept', outline(root), [('One', ['first\nline'], [])])


def heard_and_done(program):
    source = TEMPLATES / 'e-commerce.example.waymark'
    with Editor(program, 'heard.waymark', source.read_text(encoding='utf-8')) as editor:
        item = editor.item('Touchpoint Size guide, stage Compares, Anna: unsure, moment of truth, 2 of 2')
        expect('role and name', (item.getRoleName(), item.name), ('list item', 'Size guide'))
        actions = item.queryAction()
        names = {actions.getName(i) for i in range(actions.nActions)}
        expect('actions', {'item.edit', 'item.menu', 'item.delete', 'item.move-left', 'item.move-right', 'item.better', 'item.worse'} - names, set())
        for node in editor.items().values():
            if not node.name:
                raise AssertionError(f'nameless: {node.description}')

        editor.act(item, 'item.move-left')
        editor.item('Touchpoint Size guide, stage Compares, Anna: unsure, moment of truth, 1 of 2')
        wait_for('it to be selected', lambda: is_selected(editor.find_item('Touchpoint Size guide')))
        editor.act(editor.item('Touchpoint Size guide'), 'item.better')
        editor.item('Feeling unsure, Anna Nowak, −1,')
        editor.act(editor.item('Touchpoint Checkout'), 'item.delete')
        editor.wait_gone('Touchpoint Checkout')
        root = editor.save()
        expect('touchpoints', outline(root)[1][1], ['Size guide', 'Product page'])
        expect('its feeling', element(root, 'g5').get('score'), '-1')
        expect('the word', text(element(root, 'g5')), 'unsure')


run([three_stages_of_four, menu_left, curve_drawn, curve_begun_along_it, phases_begin_elsewhere, typing_goes_on, heard_and_done])
