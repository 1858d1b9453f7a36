#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drags of every kind: several cards at once, and Esc in the middle, which leaves no trace."""

from pathlib import Path

from drag_places import everything_dragged, things_of_the_rail
from driver import NAMESPACE, Editor, Failed, element, expect, is_selected, is_usable, outline, run, text, wait_for

SAMPLE = Path(__file__).resolve().parents[2] / 'data' / 'templates' / 'en' / 'e-commerce.example.waymark'


def open_sample(program):
    return Editor(program, 'sample.waymark', SAMPLE.read_text(encoding='utf-8'))


def several_at_once(program):
    with open_sample(program) as editor:
        first = editor.item('Card No advice')
        second = editor.item('Card Size finder')
        left, top = editor.middle(first, 0, 0)
        right, bottom = editor.middle(second, 1, 1)
        # A little past both, over free places of the sheet.
        editor.drag((left - 5, top - 5), (right + 5, bottom + 5))
        wait_for('both to be selected', lambda: is_selected(first) and is_selected(second))
        expect('all that is selected', editor.selected(), {first.name, second.name})
        # To the step on the left.
        start = editor.middle(second)
        editor.drag(start, (editor.middle(editor.item('Touchpoint Product page'))[0], start[1]))
        editor.item('Card Size finder: foot length to size in two taps, lane Opportunities, touchpoint Product page')
        root = editor.save()
        for card in ('c3', 'c4'):
            expect(f'where {card} stands', element(root, card).get('about'), 'product-page')
        expect('another card', element(root, 'c6').get('about'), 'checkout')


def columns_rows_and_the_tray(program):
    """A whole column, a row, a card onto the rail, a width, and a curve in one stroke."""
    with open_sample(program) as editor:
        editor.drag(editor.middle(editor.item('Stage Compares'), 0.3), editor.middle(editor.item('Stage Becomes aware'), 0.2))
        editor.item('Stage Compares, phase Discover, 2 touchpoints, on the path to purchase, 1 of 7')
        editor.drag(editor.middle(editor.item('Lane Thoughts')), editor.middle(editor.item('Lane Opportunities'), 0.5, 0.9))
        editor.item('Lane Thoughts, in her words, 5 of 6')
        editor.drag(editor.middle(editor.item('Card No delivery')), editor.middle(editor.button('Add a card')))
        editor.wait_gone('Card No delivery')
        x, y = editor.middle(editor.item('Stage Compares'), 1.0)
        y = editor.middle(editor.item('Lane Thoughts'))[1] + 14
        editor.drag((x, y), (x + 60, y))
        root = editor.save()
        expect('the first stage', outline(root)[0][0], 'Compares')
        expect('the lanes', [lane.get('id') for lane in root.iter(NAMESPACE + 'lane')],
               ['touchpoints', 'emotions', 'pains', 'chances', 'thoughts', 'metrics'])
        expect('the tray', 'No delivery window from the courier' in [text(card) for card in root.findall(NAMESPACE + 'tray/' + NAMESPACE + 'card')], True)
        if int(element(root, 'compares').get('step-width') or 0) < 150:
            raise Failed('the column is no wider')

        editor.act(editor.canvas, 'canvas.sketch')
        left = editor.middle(editor.item('Touchpoint Product page'))[0] - 20
        right = editor.middle(editor.item('Touchpoint Tells her club'))[0] + 20
        y = editor.middle(editor.item('Lane Emotions'), 0.5, 0.95)[1]
        editor.drag((left, y), (right, y), steps=24)
        editor.item('Feeling annoyed, Anna Nowak, −2')
        scores = {float(feeling.get('score')) for feeling in editor.save().iter(NAMESPACE + 'feeling') if feeling.get('state') != 'future'}
        expect('the curve', max(scores) < -1.5, True)
        editor.undo_all()
        expect('all undone', [name for name, _, _ in outline(editor.save())][:2], ['Becomes aware', 'Compares'])


def nothing_stays_of_a_cancelled_drag(program):
    with open_sample(program) as editor:
        undo, redo = editor.button('Undo'), editor.button('Redo')
        # Something to do again.
        editor.click(editor.item('Touchpoint Search ad'))
        editor.key('ctrl+Up')
        editor.item('Feeling hopeful, Anna Nowak, 1,')
        wait_for('a step to undo', lambda: is_usable(undo))
        editor.key('ctrl+z')
        editor.item('Feeling hopeful, Anna Nowak, 0.3,')
        before = sorted(editor.items())

        for what, start, end in everything_dragged(editor):
            editor.drag(start, end, release=False)
            wait_for(f'{what} to be seen moving', editor.is_dragging)
            editor.key('Escape')
            wait_for(f'{what} to be back', lambda: not editor.is_dragging() and sorted(editor.items()) == before)
            editor.release()
            expect(f'{what}: something to undo', is_usable(undo), False)
            expect(f'{what}: something to do again', is_usable(redo), True)
        for what, button, end in things_of_the_rail(editor):
            for is_left in (False, True):
                editor.drag(editor.middle(button), end, release=False)
                wait_for(f'{what} to be seen moving', editor.is_dragging)
                if is_left:
                    editor.move(editor.middle(button))  # back to where it came from
                else:
                    editor.key('Escape')
                wait_for(f'{what} to be gone', lambda: not editor.is_dragging() and sorted(editor.items()) == before)
                editor.release()
                expect(f'{what}: something to undo', is_usable(undo), False)
                expect(f'{what}: something to do again', is_usable(redo), True)

        editor.save()
        expect('the file', editor.path.read_bytes(), SAMPLE.read_bytes())
        editor.redo_all()
        expect('done again', element(editor.save(), 'g2').get('score'), '1')


run([several_at_once, columns_rows_and_the_tray, nothing_stays_of_a_cancelled_drag])
