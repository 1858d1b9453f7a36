#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fingers and a pen: what they touch is chosen, moved, typed into and drawn as with a mouse, and the sheet moves beneath them."""

import time
from pathlib import Path

import pyatspi
from drag_places import everything_dragged, things_of_the_rail
from driver import NAMESPACE, Editor, Failed, element, expect, is_selected, is_usable, outline, run, text, wait_for, xdotool
from hands import Finger, Pen

SAMPLE = Path(__file__).resolve().parents[2] / 'data' / 'templates' / 'en' / 'e-commerce.example.waymark'

# There fingers move the sheet.
NOT_FOR_FINGERS = ('a rubber band', 'the edge of a stage')


def open_sample(program):
    return Editor(program, 'sample.waymark', SAMPLE.read_text(encoding='utf-8'))


def get_area(editor, words):
    area = editor.item(words).queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return area.x, area.y, area.width, area.height


def place_of(editor, words):
    return get_area(editor, words)[:2]


def wait_for_rest(editor, words):
    """Until the sheet no longer glides; gives where the item is then."""
    seen = []

    def rests():
        seen.append(place_of(editor, words))
        time.sleep(0.1)
        return len(seen) > 3 and len(set(seen[-3:])) == 1

    wait_for('the sheet to rest', rests)
    return seen[-1]


def zoom_in(editor):
    """So far that there is something to scroll."""
    editor.key(*['ctrl+plus'] * 5)
    wait_for('a larger map', lambda: get_area(editor, 'Touchpoint Size guide')[2] > 130)


def tap_chooses_and_types(program):
    with open_sample(program) as editor:
        finger = Finger(1)
        item = editor.item('Touchpoint Size guide')
        finger.tap(editor.apart(editor.middle(item)))
        wait_for('it to be chosen', lambda: is_selected(item))
        expect('what is chosen', editor.selected(), {'Size guide'})
        place = editor.apart(editor.middle(editor.item('Touchpoint Checkout'), 0.5, 0.45))
        finger.tap(place)
        finger.tap(place)
        wait_for('the words', lambda: editor.focus_of('text'))
        editor.key('ctrl+a')
        editor.type('Pays')
        editor.key('Return', 'Escape')
        editor.item('Touchpoint Pays')
        expect('the touchpoints', outline(editor.save())[2][1], ['Pays'])
        # Beside everything: nothing is chosen.
        finger.tap((editor.middle(editor.item('Touchpoint Confirmation'))[0], editor.middle(editor.item('Lane Pain points'))[1]))
        wait_for('nothing to be chosen', lambda: not editor.selected())


def tap_adds(program):
    """Fingers do not hover: the first tap shows the “+”, the next one uses it."""
    with open_sample(program) as editor:
        finger = Finger(1)
        place = (editor.middle(editor.item('Touchpoint Confirmation'))[0], editor.middle(editor.item('Lane Pain points'))[1] + 4)
        undo = editor.button('Undo')
        finger.tap(editor.apart(place))
        time.sleep(0.3)
        expect('something done by the first tap', is_usable(undo), False)
        finger.tap(editor.apart((place[0] + 8, place[1] + 8)))
        wait_for('words to be typed', lambda: editor.focus_of('text'))
        editor.type('Which day?')
        editor.key('Return', 'Escape')
        editor.item('Card Which day?, lane Pain points, touchpoint Confirmation')
        expect('the cards', [text(card) for card in editor.save().iter(NAMESPACE + 'card') if card.get('about') == 'confirmation' and card.get('lane') == 'pains'],
               ['Which day?'])


def one_finger_moves_the_sheet(program):
    with open_sample(program) as editor:
        finger = Finger(1)
        zoom_in(editor)
        words = 'Touchpoint Size guide'
        before = wait_for_rest(editor, words)
        start = (editor.middle(editor.item('Touchpoint Confirmation'))[0], editor.middle(editor.item('Lane Pain points'))[1])
        for steps in (30, 3):
            finger.down(start)
            finger.glide((start[0] + 60, start[1] - 40), steps)
            time.sleep(0.2)  # a finger that rests before it is lifted throws nothing
            finger.up()
            after = wait_for_rest(editor, words)
            moved = (after[0] - before[0], after[1] - before[1])
            if abs(moved[0] - 60) > 10 or abs(moved[1] + 40) > 10:
                raise Failed(f'the sheet was moved by {moved} in {steps} steps')
            finger.down(start)
            finger.glide((start[0] - 60, start[1] + 40), 10)
            time.sleep(0.2)
            finger.up()
            wait_for_rest(editor, words)
            before = place_of(editor, words)
        expect('what is chosen', editor.selected(), set())
        expect('something to undo', is_usable(editor.button('Undo')), False)


def one_finger_moves_things(program):
    """However quick it is; and the sheet stays."""
    with open_sample(program) as editor:
        finger = Finger(1)
        undo = editor.button('Undo')
        zoom_in(editor)
        for steps, pause in ((30, 0.02), (3, 0.02)):
            before = wait_for_rest(editor, 'Touchpoint Size guide')
            start = editor.middle(editor.item('Card No advice'), 0.5, 0.7)
            finger.down(start)
            finger.glide((editor.middle(editor.item('Touchpoint Checkout'))[0], start[1]), steps, pause)
            wait_for('the card to be seen moving', editor.is_dragging)
            finger.up()
            editor.item('Card No advice on sizes; leaves to ask a friend, lane Pain points, touchpoint Checkout')
            expect('where it stands', element(editor.save(), 'c3').get('about'), 'checkout')
            expect('the sheet', place_of(editor, 'Touchpoint Size guide'), before)
            editor.key('ctrl+z')
            wait_for('it to be back', lambda: not is_usable(undo))
        # A touchpoint to another stage, and a point of the curve that is taken beside it.
        start = editor.middle(editor.item('Touchpoint Size guide'))
        finger.down(start)
        finger.glide((editor.middle(editor.item('Touchpoint Checkout'), 0.9)[0], start[1]))
        finger.up()
        editor.item('Touchpoint Size guide, stage Buys')
        x, y = editor.middle(editor.item('Feeling unsure'), 0.5, 0.3)
        finger.down((x + 12, y - 10))
        finger.glide((x + 12, y + 220))
        finger.up()
        editor.item('Feeling frustrated, Anna Nowak, −2')
        expect('the score', element(editor.save(), 'g5').get('score'), '-2')


def edges_for_fingers(program):
    """What is chosen has edges that a finger can take."""
    with open_sample(program) as editor:
        finger = Finger(1)
        card = editor.item('Card No advice')
        finger.tap(editor.apart(editor.middle(card)))
        wait_for('it to be chosen', lambda: is_selected(card))
        x, y = editor.middle(card, 1.0)
        finger.down((x - 14, y))
        finger.glide((editor.middle(editor.item('Touchpoint Checkout'))[0], y))
        finger.up()
        editor.item('Card No advice on sizes; leaves to ask a friend, lane Pain points, touchpoint Size guide, up to Checkout')
        expect('how far it reaches', element(editor.save(), 'c3').get('until'), 'checkout')
        stage = editor.item('Stage Compares')
        finger.tap(editor.middle(stage, 0.3))
        wait_for('it to be chosen', lambda: is_selected(stage))
        x, y = editor.middle(stage, 1.0)
        finger.down((x - 16, y))
        finger.glide((x + 60, y))
        finger.up()
        wait_for('a wider column', lambda: get_area(editor, 'Stage Compares')[2] > x - editor.middle(stage, 0)[0] + 30)
        if int(element(editor.save(), 'compares').get('step-width') or 0) < 150:
            raise Failed('the column is no wider')


def long_press_opens_the_menu(program):
    with open_sample(program) as editor:
        finger = Finger(1)
        card = editor.item('Card No advice')
        place = editor.middle(card)
        finger.down(place)
        wait_for('the menu', lambda: editor.find('menu item', 'Move to the Tray'))
        # No drag any more, and no choice of what the menu happens to show there.
        finger.glide((place[0] + 15, place[1] + 10))
        finger.up()
        expect('something dragged', editor.is_dragging(), False)
        wait_for('it to be chosen', lambda: is_selected(card))
        wait_for('the menu', lambda: editor.find('menu item', 'Move to the Tray')).queryAction().doAction(0)
        editor.wait_gone('Card No advice')
        expect('the tray', len(editor.save().findall(NAMESPACE + 'tray/' + NAMESPACE + 'card')), 3)


def two_fingers_zoom(program):
    """What is in their middle stays there; what the first one had begun never was."""
    with open_sample(program) as editor:
        one, two = Finger(1), Finger(2)
        words = 'Card No advice'
        zoom_in(editor)
        wait_for_rest(editor, words)
        width = get_area(editor, words)[2]
        middle = editor.middle(editor.item(words))
        # On a card, which begins to be dragged.
        one.down((middle[0] - 5, middle[1]))
        one.glide((middle[0] - 60, middle[1]), 6)
        wait_for('the card to be seen moving', editor.is_dragging)
        two.down((middle[0] + 60, middle[1]))
        wait_for('the end of that', lambda: not editor.is_dragging())
        for step in range(1, 11):
            one.move((middle[0] - 60 - 6 * step, middle[1]))
            two.move((middle[0] + 60 + 6 * step, middle[1]))
        two.up()
        one.up()
        after = wait_for_rest(editor, words)
        factor = get_area(editor, words)[2] / width
        if abs(factor - 2) > 0.1:
            raise Failed(f'two fingers twice as far apart made the map {factor:.2f} times as large')
        now = editor.middle(editor.item(words))
        if max(abs(now[0] - middle[0]), abs(now[1] - middle[1])) > 6:
            raise Failed(f'what was between the fingers moved from {middle} to {now}')
        # Side by side they move the sheet.
        one.down((middle[0] - 60, middle[1] + 100))
        two.down((middle[0] + 60, middle[1] + 100))
        for step in range(1, 11):
            for finger, side in ((one, -60), (two, 60)):
                finger.move((middle[0] + side + 8 * step, middle[1] + 100 + 5 * step))
        two.up()
        one.up()
        moved = [now - was for was, now in zip(after, wait_for_rest(editor, words))]
        if abs(moved[0] - 80) > 12 or abs(moved[1] - 50) > 12:
            raise Failed(f'two fingers moved the sheet by {moved}')
        expect('something to undo', is_usable(editor.button('Undo')), False)


def a_second_finger_while_one_scrolls(program):
    """The sheet follows both from then on; a third one changes nothing; and a single one scrolls afterwards."""
    with open_sample(program) as editor:
        one, two, three = Finger(1), Finger(2), Finger(3)
        words = 'Touchpoint Size guide'
        zoom_in(editor)
        before = wait_for_rest(editor, words)
        x, y = editor.middle(editor.item('Card No advice'))
        start = (x, y + 190)
        one.down(start)
        one.glide((start[0] - 60, start[1] - 40))
        wait_for('the sheet to move', lambda: place_of(editor, words)[0] < before[0] - 30)
        card = 'Card No advice'
        width = get_area(editor, card)[2]
        two.down((start[0] + 60, start[1] - 40))
        for step in range(1, 11):
            one.move((start[0] - 60 - 6 * step, start[1] - 40))
            if step == 5:
                three.down((start[0], start[1] + 60))
            two.move((start[0] + 60 + 6 * step, start[1] - 40))
            three.move((start[0] + 10 * step, start[1] + 60)) if step >= 5 else None
        wait_for('the sheet to be larger', lambda: abs(get_area(editor, card)[2] / width - 2) < 0.15)
        three.up()
        two.up()
        one.up()
        after = wait_for_rest(editor, card)
        free = (editor.middle(editor.item('Card Delivery cost'), 1.5)[0], editor.middle(editor.item('Card Delivery cost'))[1])
        one.down(free)
        one.glide((free[0] + 60, free[1]))
        wait_for('one finger to scroll again', lambda: place_of(editor, card)[0] > after[0] + 30)
        one.up()
        expect('what is chosen', editor.selected(), set())
        expect('something to undo', is_usable(editor.button('Undo')), False)


def sizes(editor, *names):
    areas = [editor.button(name).queryComponent().getExtents(pyatspi.WINDOW_COORDS) for name in names]
    return [(area.width, area.height) for area in areas]


def large_for_fingers(program):
    """What can be pressed is as large as a finger needs it, after one has touched the window and until a pointer is moved."""
    names = ('Add a stage', 'Add a touchpoint', 'Add an image')
    with open_sample(program) as editor:
        xdotool('mousemove', 700, 700)
        wait_for('the sizes for a pointer', lambda: all(height < 42 for _, height in sizes(editor, *names)))
        before = place_of(editor, 'Touchpoint Size guide')
        Finger(1).tap((editor.middle(editor.item('Touchpoint Confirmation'))[0], editor.middle(editor.item('Lane Pain points'))[1]))
        wait_for('the sizes for fingers', lambda: all(width >= 44 and height >= 44 for width, height in sizes(editor, *names)))
        expect('the sheet', place_of(editor, 'Touchpoint Size guide'), before)
        Finger(1).tap(editor.middle(editor.button('Add a touchpoint')))
        wait_for('a touchpoint', lambda: sum(words.startswith('Touchpoint') for words in editor.items()) == 13)
        xdotool('mousemove', 720, 720, 'mousemove', 760, 740)
        wait_for('the sizes for a pointer again', lambda: all(height < 42 for _, height in sizes(editor, *names)))


def nothing_stays_of_a_cancelled_touch(program):
    """Esc, or another finger, in the middle of each kind of drag."""
    with open_sample(program) as editor:
        one, two = Finger(1), Finger(2)
        undo, redo = editor.button('Undo'), editor.button('Redo')
        editor.click(editor.item('Touchpoint Search ad'))
        editor.key('ctrl+Up')
        editor.item('Feeling hopeful, Anna Nowak, 1,')
        wait_for('a step to undo', lambda: is_usable(undo))
        editor.key('ctrl+z')
        editor.item('Feeling hopeful, Anna Nowak, 0.3,')
        before = sorted(editor.items())

        def expect_nothing(what):
            wait_for(f'{what} to be back', lambda: not editor.is_dragging() and sorted(editor.items()) == before)
            expect(f'{what}: something to undo', is_usable(undo), False)
            expect(f'{what}: something to do again', is_usable(redo), True)

        for by_finger in (False, True):
            for what, start, end in everything_dragged(editor):
                if what in NOT_FOR_FINGERS:
                    continue
                one.down(start)
                one.glide(end)
                wait_for(f'{what} to be seen moving', editor.is_dragging)
                if by_finger:
                    two.down((end[0] + 80, end[1] + 40))
                    two.up()
                else:
                    editor.key('Escape')
                wait_for(f'the end of {what}', lambda: not editor.is_dragging())
                one.up()
                expect_nothing(what)
        for what, button, end in things_of_the_rail(editor):
            one.down(editor.middle(button))
            one.glide(end)
            wait_for(f'{what} to be seen moving', editor.is_dragging)
            editor.key('Escape')
            wait_for(f'the end of {what}', lambda: not editor.is_dragging())
            one.up()
            expect_nothing(what)
        editor.save()
        expect('the file', editor.path.read_bytes(), SAMPLE.read_bytes())


def from_the_rail(program):
    with open_sample(program) as editor:
        finger = Finger(1)
        finger.down(editor.middle(editor.button('Add a touchpoint')))
        finger.glide(editor.middle(editor.item('Touchpoint Size guide'), 1.0))
        finger.up()
        wait_for('a touchpoint', lambda: sum(words.startswith('Touchpoint') for words in editor.items()) == 13)
        editor.type('Chat')
        editor.key('Return', 'Escape')
        editor.item('Touchpoint Chat, stage Compares')
        expect('the touchpoints', outline(editor.save())[1][1], ['Product page', 'Size guide', 'Chat'])


def lane_rows_and_the_tray(program):
    """A finger drags rows of the list of lanes, which Esc leaves as they were, and cards into the tray."""
    with open_sample(program) as editor:
        finger = Finger(1)
        undo = editor.button('Undo')

        def row(name, down=0.5):
            return editor.middle(wait_for(f'the row “{name}”', lambda: editor.find('list item', name)), 0.4, down)

        finger.tap(editor.middle(wait_for('the button of the lanes', lambda: editor.find('push button', 'Order, hide and show lanes'))))
        wait_for('the rows', lambda: row('Thoughts'))
        wait_for_rest(editor, 'Touchpoint Size guide')
        for is_left in (True, False):
            finger.down(row('Thoughts'))
            finger.glide(row('Pain points', 0.9))
            if is_left:
                editor.key('Escape')
            finger.up()
            if is_left:
                expect('something to undo', is_usable(undo), False)
        wait_for('the lane to move', lambda: is_usable(undo))
        expect('the lanes', [lane.get('id') for lane in editor.save().iter(NAMESPACE + 'lane')], ['touchpoints', 'emotions', 'pains', 'thoughts', 'chances', 'metrics'])
        finger.down(editor.middle(editor.item('Card No advice'), 0.5, 0.7))
        finger.glide(editor.middle(wait_for('the tray', lambda: editor.find('push button', 'Tray: 2 notes'))), 20)
        wait_for('the card to be seen moving', editor.is_dragging)
        finger.up()
        editor.wait_gone('Card No advice')
        expect('the tray', len(editor.save().findall(NAMESPACE + 'tray/' + NAMESPACE + 'card')), 3)


def pen_draws(program):
    """A pen is a pointer: it chooses, moves points, and draws the whole curve in a stroke."""
    with open_sample(program) as editor:
        pen = Pen()
        item = editor.item('Touchpoint Size guide')
        pen.come(editor.apart(editor.middle(item)))
        pen.press(True)
        pen.press(False)
        wait_for('it to be chosen', lambda: is_selected(item))
        x, y = editor.middle(editor.item('Feeling delighted'), 0.5, 0.3)
        pen.move((x, y), 0)
        pen.press(True)
        pen.glide((x, y + 60))
        pen.press(False)
        wait_for('the point to be lower', lambda: not editor.find_item('Feeling delighted'))
        editor.key('ctrl+z')
        editor.item('Feeling delighted')

        editor.act(editor.canvas, 'canvas.sketch')
        left = editor.middle(editor.item('Touchpoint Instagram post'))[0] - 20
        right = editor.middle(editor.item('Touchpoint Tells her club'))[0] + 20
        y = editor.middle(editor.item('Lane Emotions'), 0.5, 0.1)[1]
        pen.move((left, y), 0)
        pen.press(True)
        pen.glide((right, y), 40)
        pen.press(False)
        pen.leave()
        wait_for('the whole curve', lambda: sum(words.startswith('Feeling') and ', 2,' in words for words in editor.items()) == 12)
        scores = {float(feeling.get('score')) for feeling in editor.save().iter(NAMESPACE + 'feeling') if feeling.get('state') != 'future'}
        expect('the curve', min(scores) > 1.5, True)
        editor.key('ctrl+z')
        editor.item('Feeling unsure')


run([tap_chooses_and_types, tap_adds, one_finger_moves_the_sheet, one_finger_moves_things, edges_for_fingers, long_press_opens_the_menu, two_fingers_zoom,
     a_second_finger_while_one_scrolls, large_for_fingers, nothing_stays_of_a_cancelled_touch, from_the_rail, lane_rows_and_the_tray, pen_draws])
