#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small window, also with letters twice as large: nothing is cut off, and enough is left of the map whatever is open beside it."""

import itertools
import os
import subprocess

import driver
import pyatspi
from driver import Editor, Failed, expect, run, wait_for, xdotool

IS_POLISH = os.environ.get('LC_ALL', '').startswith('pl')
SIZE = 1024, 600
LEAST = 24 * 8  # pixels of the map that are left with letters of the usual size
BUTTONS = ('push button', 'toggle button', 'radio button')

MAP = '''<?xml version="1.0" encoding="UTF-8"?>
<journey-map xmlns="urn:waymark:journey-map:1" version="1" xml:lang="en">
  <title>Buying running shoes online, and what comes after that</title>
  <personas>
    <persona id="anna"><name>Anna Nowak</name></persona>
  </personas>
  <lanes>
    <lane id="touchpoints" shows="touchpoints">Touchpoints</lane>
    <lane id="emotions" shows="feelings">Emotions</lane>
  </lanes>
  <stages>
    <stage id="first"><name>Finds shoes</name><touchpoint id="advert"><name>Advert</name><feeling persona="anna" score="-2">sad</feeling></touchpoint></stage>
  </stages>
</journey-map>
'''


def say(english, polish):
    return polish if IS_POLISH else english


def open_small(program, scale):
    """An editor in a small window; how large letters are stands in the screen's resources."""
    driver.SIZE = SIZE
    subprocess.run(['xprop', '-root', '-format', 'RESOURCE_MANAGER', '8s', '-set', 'RESOURCE_MANAGER', f'Xft.dpi:\t{96 * scale}\n'], check=True)
    return Editor(program, 'small.waymark', MAP)


def area(node):
    found = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return found.x, found.y, found.x + found.width, found.y + found.height


def find_buttons(editor, start):
    """The buttons in something that can be seen and hold no others."""
    if start == editor.canvas:
        return []
    inner = [button for child in start if child for button in find_buttons(editor, child)]
    is_one = start.getRoleName() in BUTTONS and start.queryComponent().getExtents(pyatspi.WINDOW_COORDS).width > 0
    return inner or [start] * is_one


def find_fault(editor, scale):
    """What is cut off or lies over something else, in words; None if all is well."""
    left, top, right, bottom = area(editor.canvas)
    window = area(editor.application[0])
    floating = find_buttons(editor, editor.canvas.parent.parent)
    header = [button for button in find_buttons(editor, editor.application[0]) if area(button)[3] <= top]
    if window[2] - window[0] > SIZE[0] or right - left < LEAST * scale:
        return f'the window is {window[2] - window[0]} wide, and {right - left} of it are for the map'
    if len(floating) < 5 or len(header) < 5:
        return f'buttons: {len(header)} in the header bar, {len(floating)} over the map'
    for buttons, start, end in ((header, 0, SIZE[0]), (floating, left, right)):
        for button in buttons:
            if area(button)[0] < start or area(button)[2] > end:
                return f'“{button.name}” at {area(button)} is cut off at {start} or {end}'
        for one, other in itertools.combinations(buttons, 2):
            a, b = area(one), area(other)
            if min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1:
                return f'“{one.name}” at {a} and “{other.name}” at {b} lie over each other'
    return None


def see_all(editor, scale, when):
    fault = ['']

    def is_well():
        # What a window manager would do with a window that is larger than its screen.
        if area(editor.application[0])[2] > SIZE[0]:
            xdotool('windowsize', editor.window, *SIZE)
        fault[0] = find_fault(editor, scale)
        return fault[0] is None
    try:
        wait_for('room', is_well)
    except Failed as error:
        raise Failed(f'{when}: {fault[0]}') from error


def has_outline(editor):
    return editor.find('tree') is not None


def has_fields(editor):
    return editor.find('entry', say('Title', 'Tytuł')) is not None or editor.find('text', say('Title', 'Tytuł')) is not None


def nothing_is_cut(program):
    for scale in (1, 2):
        with open_small(program, scale) as editor:
            see_all(editor, scale, f'{scale}: with the fields')
            editor.key('shift+F9')
            wait_for('the outline', lambda: editor.focus_of('tree item'))
            see_all(editor, scale, f'{scale}: with the outline')
            expect(f'{scale}: the fields beside the outline', has_fields(editor), scale == 1)
            editor.key('shift+F9')
            wait_for('the fields', lambda: not has_outline(editor) and has_fields(editor))
            see_all(editor, scale, f'{scale}: with the fields again')
            name = say('Order, hide and show lanes', 'Układaj, ukrywaj i pokazuj tory')
            editor.click(wait_for('the way to the lanes', lambda: next((node for node in editor.walk() if node.getRoleName() in BUTTONS and node.name == name), None)))
            wait_for('the lanes', lambda: editor.find('list', say('Lanes', 'Tory')))
            see_all(editor, scale, f'{scale}: with the lanes')


def last_one_opened_stays(program):
    with open_small(program, 2) as editor:
        editor.key('shift+F9')
        wait_for('the outline alone', lambda: editor.focus_of('tree item') and not has_fields(editor))
        editor.key('F9')
        wait_for('the fields alone', lambda: has_fields(editor) and not has_outline(editor))
        editor.key('F9')
        wait_for('neither', lambda: not has_fields(editor) and not has_outline(editor))


def journey_from_menu(program):
    """Where there is no room for all three journeys, the one that is shown leads to the others."""
    beginning = say('Which journey is shown: ', 'Pokazywana podróż: ')
    with open_small(program, 2) as editor:
        def find(name):
            return next((node for node in editor.walk(editor.application[0]) if node.name == beginning + name), None)
        button = wait_for('the journey that is shown', lambda: find(say('Current', 'Obecny')))
        editor.click(button)
        wait_for('the menu', lambda: len(editor.find_windows()) > 1)
        for _ in range(4):
            focus = wait_for('a line of the menu', lambda: next((node for node in editor.walk() if node.getRoleName().endswith('menu item') and node.getState().contains(pyatspi.STATE_FOCUSED)), None))
            if focus.name == say('Comparison', 'Porównanie'):
                break
            editor.key('Down')
            wait_for('the next line', lambda: not focus.getState().contains(pyatspi.STATE_FOCUSED))
        editor.key('Return')
        wait_for('both journeys', lambda: find(say('Comparison', 'Porównanie')))


run([nothing_is_cut, last_one_opened_stays, journey_from_menu])
