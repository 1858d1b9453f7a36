#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is dragged to the window from another program: images, maps, text."""

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from driver import NAMESPACE, Editor, element, expect, is_usable, outline, run, wait_for, write_image, xdotool
from maps import build, stage, touchpoint

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[1] / 'data' / 'templates' / 'en' / 'e-commerce.example.waymark'
SOURCE = 1420, 900  # where the other program's window stands, and how large it is
SOURCE_SIZE = 140, 60


EMPTY = build(stage('first', 'First', touchpoint('only', 'Only one')), title='Other', lanes=('touchpoints',))


def open_sample(program):
    return Editor(program, 'sample.waymark', SAMPLE.read_text(encoding='utf-8'))


@contextmanager
def another_program(editor, *content):
    """A window over the editor's that something can be dragged out of."""
    process = subprocess.Popen([sys.executable, HERE / 'drag_source.py', *content], stdout=subprocess.PIPE, text=True)
    try:
        window = wait_for('the other program', lambda: xdotool('search', '--onlyvisible', '--pid', process.pid).split())[-1]
        expect('what the other program says', process.stdout.readline(), 'copied\n')
        xdotool('windowmove', '--sync', window, *SOURCE)
        xdotool('windowraise', window)
        yield process
    finally:
        process.terminate()
        process.wait()
        editor.focus(editor.window)


def drag_and_rest(editor, start, place):
    """Where it comes from tells of a movement once it has heard of the one before; people rest where they let go."""
    editor.drag(start, place, steps=12, release=False)
    for shift in (1, 0, 1, 0):
        editor.move((place[0] + shift, place[1]))
        time.sleep(0.1)
        wait_for('the editor to answer', lambda: editor.application.childCount)
    editor.release()


def drop(editor, place, *content):
    with another_program(editor, *content) as process:
        drag_and_rest(editor, (SOURCE[0] + SOURCE_SIZE[0] // 2, SOURCE[1] + SOURCE_SIZE[1] // 2), place)
        expect('what the other program says', process.stdout.readline(), 'the drag has ended\n')


def undo(editor):
    editor.key('ctrl+z')
    wait_for('one step back', lambda: not is_usable(editor.button('Undo')))


def images(program):
    write_image('one.png', (200, 60, 60))
    write_image('two.png', (60, 60, 200))
    with open_sample(program) as editor:
        # Where things stand now they will stand again after undo, but not at once.
        x = editor.middle(editor.item('Touchpoint Unboxing'))[0]
        y = editor.middle(editor.item('Lane Pain points'))[1]
        drop(editor, editor.middle(editor.item('Card No advice')), 'files', 'one.png')
        wait_for('the image', lambda: is_usable(editor.button('Undo')))
        if element(editor.save(), 'c3').get('image') is None:
            raise AssertionError('the card has no image')
        undo(editor)

        drop(editor, (x, y), 'files', 'one.png', 'two.png')
        wait_for('the images', lambda: is_usable(editor.button('Undo')))
        cards = [card for card in editor.save().iter(NAMESPACE + 'card') if card.get('image')]
        expect('where they stand', [(card.get('lane'), card.get('about')) for card in cards], 2 * [('pains', 'unboxing')])
        expect('two images', len({card.get('image') for card in cards}), 2)
        undo(editor)


def copied_images(program):
    write_image('one.png', (200, 60, 60))
    write_image('two.png', (60, 60, 200))
    with open_sample(program) as editor:
        editor.click(editor.item('Card No delivery'))
        with another_program(editor, 'files', 'one.png', 'two.png'):
            editor.focus(editor.window)
            editor.key('ctrl+v')
            wait_for('the images', lambda: is_usable(editor.button('Undo')))
        cards = [card for card in editor.save().iter(NAMESPACE + 'card') if card.get('image')]
        expect('where they stand', [(card.get('lane'), card.get('about')) for card in cards], 2 * [('pains', 'courier-updates')])
        undo(editor)


def text_and_what_is_none(program):
    Path('steps.txt').write_text('Sees the poster\n- Asks at the counter\n\n', encoding='utf-8')
    Path('noise.bin').write_bytes(bytes(range(256)))
    with open_sample(program) as editor:
        before = outline(editor.read())
        place = editor.middle(editor.item('Touchpoint Checkout'))
        drop(editor, place, 'files', 'steps.txt')
        editor.item('Touchpoint Asks at the counter, stage Buys')
        expect('touchpoints', outline(editor.save())[2][1], ['Checkout', 'Sees the poster', 'Asks at the counter'])
        undo(editor)
        drop(editor, editor.middle(editor.item('Card No delivery')), 'text', 'Too late', 'Too early')
        editor.item('Card Too early, lane Pain points')
        undo(editor)

        drop(editor, place, 'files', 'noise.bin')
        wait_for('a word about it', lambda: any(node.name == '“noise.bin” is no image, no text and no map' for node in editor.walk()))
        # Beside the map.
        drop(editor, editor.middle(editor.button('Add a stage')), 'text', 'Nothing')
        drop(editor, (800, 20), 'files', 'steps.txt')
        expect('something to undo', is_usable(editor.button('Undo')), False)
        expect('the map', outline(editor.save()), before)


def place_window(window, x, width):
    xdotool('windowsize', '--sync', window, width, 900)
    xdotool('windowmove', '--sync', window, x, 0)


def to_another_window(program):
    """A touchpoint and a whole stage out of one window into another of Waymark's."""
    with open_sample(program) as editor:
        Path('other.waymark').write_text(EMPTY, encoding='utf-8')
        before = editor.find_windows()
        subprocess.run([program, 'other.waymark'], check=True)
        window = wait_for('another window', lambda: [window for window in editor.find_windows() if window not in before])[-1]
        place_window(editor.window, 0, 800)
        place_window(window, 800, 790)

        def find_there(beginning):
            canvas = [node for node in editor.walk() if node.getRoleName() == 'list' and node.name == 'Journey map'][-1]
            return next((node for node in canvas if node and node.description and node.description.startswith(beginning)), None)

        def drag_there(start, beginning):
            x, y = editor.middle(wait_for('the other map', lambda: find_there(beginning)), 0.5, 0.6)
            drag_and_rest(editor, start, (800 + x, y))

        wait_for('both maps', lambda: find_there('Touchpoint Only one') and editor.find_item('Touchpoint Search ad'))
        drag_there(editor.middle(editor.item('Touchpoint Search ad')), 'Touchpoint Only one')
        wait_for('the touchpoint', lambda: find_there('Touchpoint Search ad'))
        # On its way out it has scrolled the map.
        editor.focus(editor.window)
        editor.key('ctrl+Home')
        wait_for('the beginning', lambda: editor.middle(editor.item('Touchpoint Instagram post'))[0] > 200)
        drag_there(editor.middle(editor.item('Stage Becomes aware'), 0.2), 'Touchpoint Only one')
        wait_for('the stage', lambda: find_there('Stage Becomes aware'))
        expect('something to undo here', is_usable(editor.button('Undo')), False)
        editor.focus(window)
        editor.path = Path('other.waymark')
        expect('the other map', [stage[:2] for stage in outline(editor.save())],
               [('First', ['Only one', 'Search ad']), ('Becomes aware', ['Instagram post', 'Search ad'])])


def map_is_opened(program):
    other = Path('other.waymark')
    other.write_text(SAMPLE.read_text(encoding='utf-8').replace('Buying running shoes online', 'Another journey'), encoding='utf-8')
    with open_sample(program) as editor:
        windows = editor.find_windows()
        drop(editor, editor.middle(editor.item('Card No advice')), 'files', str(other))
        wait_for('its window', lambda: len(editor.find_windows()) > len(windows))
        wait_for('its title', lambda: any('Another journey' in xdotool('getwindowname', window) for window in editor.find_windows()))


run([images, copied_images, text_and_what_is_none, to_another_window, map_is_opened])
