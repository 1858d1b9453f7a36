#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is dragged from the rail: an image, which is chosen after the drop, a note out of the tray, a row of the lanes."""

from pathlib import Path

import pyatspi
from driver import NAMESPACE, Editor, expect, get_geometry, is_usable, outline, run, wait_for, write_image

SAMPLE = Path(__file__).resolve().parents[2] / 'data' / 'templates' / 'en' / 'e-commerce.example.waymark'


def open_sample(program):
    return Editor(program, 'sample.waymark', SAMPLE.read_text(encoding='utf-8'))


def count_entries(editor):
    return sum(node.getRoleName() == 'text' for node in editor.walk())


def get_width(node):
    return node.queryComponent().getExtents(pyatspi.WINDOW_COORDS).width


def find_in_popover(editor, node, window):
    """The middle of something in a popover: where GTK says that this is, is beside the truth, but the same for all in it."""
    popover = node
    while popover.parent.getRoleName() != 'push button':
        popover = popover.parent
    (x, y), (left, top), corner = editor.middle(node), editor.middle(popover, 0, 0), get_geometry(window)
    return corner[0] + x - left, corner[1] + y - top


def image_where_it_was_dropped(program):
    write_image('shelf.png', (200, 60, 60))
    with open_sample(program) as editor:
        place = editor.middle(editor.item('Card No advice'), 0.5, 0.9)
        editor.drag(editor.middle(editor.button('Add an image')), place)
        editor.dialog()
        expect('something to undo', is_usable(editor.button('Undo')), False)
        wait_for('the whole dialog', lambda: any(node.name.endswith('Choose') for node in editor.walk()))
        entries = count_entries(editor)
        editor.key('ctrl+l')
        wait_for('the entry', lambda: count_entries(editor) > entries)
        editor.key('ctrl+a')
        editor.type(str(Path('shelf.png').resolve()))
        wait_for('the button', lambda: next(node for node in editor.walk() if node.name.endswith('Choose'))).queryAction().doAction(0)
        wait_for('the image', lambda: is_usable(editor.button('Undo')))
        editor.focus(editor.window)
        root = editor.save()
        cards = [card for card in root.iter(NAMESPACE + 'card') if card.get('image')]
        expect('where it stands', [(card.get('lane'), card.get('about')) for card in cards], [('pains', 'size-guide')])
        editor.key('ctrl+z')
        wait_for('one step back', lambda: not is_usable(editor.button('Undo')))


def note_onto_the_map(program):
    with open_sample(program) as editor:
        before, windows = sorted(editor.items()), editor.find_windows()
        for is_left in (True, False):
            editor.click(wait_for('the tray', lambda: editor.find('push button', 'Tray: 2 notes')))
            note = wait_for('the note', lambda: editor.find('label', 'Ask the courier about delivery windows'))
            wait_for('its place', lambda: get_width(note) > 100)
            notes = [window for window in editor.find_windows() if window not in windows][-1]
            editor.drag(find_in_popover(editor, note, notes), editor.middle(editor.item('Card No advice'), 0.5, 0.9), release=False, from_popover=True)
            wait_for('the note to be seen moving', editor.is_dragging)
            if is_left:
                editor.key('Escape')
                wait_for('the map as it was', lambda: not editor.is_dragging() and sorted(editor.items()) == before)
                editor.release()
                editor.key('Escape')
            editor.release()
        editor.item('Card Ask the courier about delivery windows, lane Pain points, touchpoint Size guide')
        expect('the tray', len(editor.save().findall(NAMESPACE + 'tray/' + NAMESPACE + 'card')), 1)


def lane_in_its_list(program):
    with open_sample(program) as editor:
        def row(name):
            return wait_for(f'the row “{name}”', lambda: editor.find('list item', name))

        editor.click(wait_for('the button of the lanes', lambda: editor.find('push button', 'Order, hide and show lanes')))
        wait_for('the rows', lambda: get_width(row('Thoughts')) > 100)
        order = [lane.get('id') for lane in editor.read().iter(NAMESPACE + 'lane')]
        editor.drag(editor.middle(row('Thoughts'), 0.4), editor.middle(row('Pain points'), 0.4, 0.9), release=False)
        editor.key('Escape')
        editor.release()
        expect('something to undo', is_usable(editor.button('Undo')), False)
        editor.drag(editor.middle(row('Thoughts'), 0.4), editor.middle(row('Pain points'), 0.4, 0.9))
        wait_for('the lane to move', lambda: is_usable(editor.button('Undo')))
        expect('the lanes', [lane.get('id') for lane in editor.save().iter(NAMESPACE + 'lane')], ['touchpoints', 'emotions', 'pains', 'thoughts', 'chances', 'metrics'])
        expect('before', order, ['touchpoints', 'emotions', 'thoughts', 'pains', 'chances', 'metrics'])


def click_stays_a_click(program):
    with open_sample(program) as editor:
        place = editor.middle(editor.button('Add a stage'))
        editor.drag(place, (place[0] + 3, place[1] + 2))
        wait_for('a stage to be named', lambda: editor.focus_of('text'))
        editor.type('New one')
        editor.key('Return')
        expect('the stages', 'New one' in [name for name, _, _ in outline(editor.save())], True)


run([image_where_it_was_dropped, note_onto_the_map, lane_in_its_list, click_stays_a_click])
