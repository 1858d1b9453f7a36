#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cut, copy and paste, within a map and from one window to another."""

import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from driver import Editor, element, expect, outline, run, wait_for, xdotool
from maps import build, stage

SAMPLE = Path(__file__).resolve().parents[2] / 'data' / 'templates' / 'en' / 'e-commerce.example.waymark'

EMPTY = build(stage('first', 'First'), title='Other', lanes=())


def open_sample(program):
    return Editor(program, 'sample.waymark', SAMPLE.read_text(encoding='utf-8'))


def card_to_another_step(program):
    with open_sample(program) as editor:
        before = outline(editor.read())
        editor.click(editor.item('Card No advice'))
        editor.key('ctrl+c')
        editor.click(editor.item('Touchpoint Unboxing'))
        editor.key('ctrl+v')
        editor.item('Card No advice on sizes; leaves to ask a friend, lane Pain points, touchpoint Unboxing')
        root = editor.save()
        expect('the card', len([node for node in root.iter() if node.get('about') == 'unboxing' and node.get('lane') == 'pains']), 1)
        editor.key('ctrl+z')
        wait_for('the map as it was', lambda: outline(editor.save()) == before)


def cut_and_paste(program):
    with open_sample(program) as editor:
        editor.click(editor.item('Touchpoint Search ad'))
        editor.key('ctrl+x')
        editor.wait_gone('Touchpoint Search ad')
        editor.click(editor.item('Stage Buys'))
        editor.key('ctrl+v')
        editor.item('Touchpoint Search ad, stage Buys')
        expect('where it stands', [stage[1] for stage in outline(editor.save()) if stage[0] == 'Buys'], [['Checkout', 'Search ad']])


def column_to_another_window(program):
    with open_sample(program) as editor:
        other = Path('other.waymark')
        other.write_text(EMPTY, encoding='utf-8')
        editor.click(editor.item('Stage Compares'), 0.3)
        wait_for('the stage to be selected', lambda: editor.find_selected('Stage Compares'))
        editor.key('ctrl+c')
        before = editor.find_windows()
        subprocess.run([program, str(other)], check=True)
        window = wait_for('another window', lambda: [window for window in editor.find_windows() if window not in before])[-1]
        xdotool('windowraise', window)
        editor.focus(window)
        editor.path, editor.window = other, window
        editor.key('ctrl+v')
        wait_for('the column', lambda: len(outline(editor.save())) == 2)
        root = editor.read()
        expect('the stages', [stage[0] for stage in outline(root)], ['First', 'Compares'])
        source = dict((stage[0], stage) for stage in outline(ElementTree.parse(SAMPLE).getroot()))
        expect('what stands in it', outline(root)[1], source['Compares'])
        expect('its persona', element(root, root.find('.//*[@persona]').get('persona')).find('{*}name').text, 'Anna Nowak')


def words_alone(program):
    """What could come as a card comes as text, which makes touchpoints beside one."""
    with open_sample(program) as editor:
        editor.click(editor.item('Card No advice'))
        editor.key('ctrl+c')
        editor.click(editor.item('Touchpoint Unboxing'))
        editor.key('ctrl+shift+v')
        editor.item('Touchpoint No advice on sizes; leaves to ask a friend')


run([card_to_another_step, words_alone, cut_and_paste, column_to_another_window])
