#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A map drawn by hand from nothing, judged by its file after each step."""

from driver import NAMESPACE, Editor, expect, outline, run, text, wait_for
from maps import build

BLANK = build(title='Zakup butów', language='pl', with_anna=True)


def find(root, name):
    """The touchpoint of a name in a saved map."""
    return next(node for node in root.iter(NAMESPACE + 'touchpoint') if text(node, 'name') == name)


def draw_stages(editor):
    """Stage and touchpoints from the rail; their names, with Polish letters."""
    editor.drag(editor.middle(editor.button('Add a stage')), editor.middle(editor.canvas, 0.4, 0.3))
    editor.item('Stage')
    editor.type('Szuka')
    editor.key('Return', 'Escape')
    editor.item('Stage Szuka')
    expect('a stage', outline(editor.save()), [('Szuka', [], [])])

    names = ['Źródło', 'Ścieżka', 'Żółty kąt']
    for number, name in enumerate(names):
        x, y = editor.middle(editor.item('Stage Szuka'), 0.9)
        editor.drag(editor.middle(editor.button('Add a touchpoint')), (x, editor.middle(editor.item('Lane Punkty'))[1]))
        wait_for('a touchpoint', lambda: len([words for words in editor.items() if words.startswith('Touchpoint')]) == number + 1)
        editor.type(name)
        editor.key('Return', 'Escape')
        editor.item(f'Touchpoint {name}')
    expect('touchpoints', outline(editor.save()), [('Szuka', names, [])])

    editor.click(editor.item('Stage Szuka'))
    editor.key('ctrl+1')
    editor.type('Kupuje')
    editor.key('Return', 'Escape')
    editor.item('Stage Kupuje')
    expect('a second stage', outline(editor.save()), [('Szuka', names, []), ('Kupuje', [], [])])


def move_things(editor):
    x = editor.middle(editor.item('Stage Kupuje'))[0]
    start = editor.middle(editor.item('Touchpoint Żółty'))
    editor.drag(start, (x, start[1]))
    editor.item('Touchpoint Żółty kąt, stage Kupuje')
    expect('a touchpoint in another stage', outline(editor.save()), [('Szuka', ['Źródło', 'Ścieżka'], []), ('Kupuje', ['Żółty kąt'], [])])

    x = editor.middle(editor.item('Touchpoint Źródło'))[0]
    y = editor.middle(editor.item('Lane Emocje'))[1]
    editor.drag((x, y), (x, y + 400))
    editor.item('Feeling')
    feeling = find(editor.save(), 'Źródło').find(NAMESPACE + 'feeling')
    expect('the end of the curve', (feeling.get('persona'), feeling.get('score')), ('anna', '-2'))


def restructure(editor):
    editor.click(editor.item('Touchpoint Ścieżka'))
    editor.ask('ctrl+slash', 'Wybiera')
    editor.item('Stage Wybiera')
    expect('a split stage', outline(editor.save()), [('Szuka', ['Źródło'], []), ('Wybiera', ['Ścieżka'], []), ('Kupuje', ['Żółty kąt'], [])])

    editor.click(editor.item('Stage Wybiera'))
    editor.ask('ctrl+j', 'Wybiera i kupuje')
    editor.item('Stage Wybiera i kupuje')
    expect('merged stages', outline(editor.save()), [('Szuka', ['Źródło'], []), ('Wybiera i kupuje', ['Ścieżka', 'Żółty kąt'], [])])


def span(editor):
    x = editor.middle(editor.item('Touchpoint Źródło'))[0]
    y = editor.middle(editor.item('Lane Bóle'))[1]
    editor.double_click((x, y))
    editor.type('Nie wie, którędy')
    editor.key('Return', 'Escape')
    card = editor.item('Card Nie wie')
    expect('a card', outline(editor.save())[0], ('Szuka', ['Źródło'], ['Nie wie, którędy']))

    x, y = editor.middle(card, 1.0)
    editor.drag((x - 1, y), (editor.middle(editor.item('Touchpoint Ścieżka'))[0], y))
    editor.item('Card Nie wie, którędy, lane Bóle, touchpoint Źródło, up to Ścieżka')
    root = editor.save()
    expect('how far the card reaches', next(root.iter(NAMESPACE + 'card')).get('until'), find(root, 'Ścieżka').get('id'))


def a_map_from_nothing(program):
    with Editor(program, 'blank.waymark', BLANK) as editor:
        start = outline(editor.read())
        draw_stages(editor)
        move_things(editor)
        restructure(editor)
        span(editor)
        end = editor.save_as_text()

        editor.undo_all()
        expect('all undone', outline(editor.save()), start)
        editor.redo_all()
        expect('all done again', editor.save_as_text(), end)
        path = editor.path
    with Editor(program, path) as editor:
        editor.item('Card Nie wie, którędy, lane Bóle, touchpoint Źródło, up to Ścieżka')
        expect('opened again', len([words for words in editor.items() if words.startswith('Touchpoint')]), 3)


run([a_map_from_nothing])
