#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window in the language of who runs it: words on screen in Polish if that is the locale, numbers in the file with a point."""

import os
import subprocess

from driver import NAMESPACE, Editor, expect, outline, run, wait_for
from maps import build, feeling, stage, touchpoint

IS_POLISH = os.environ.get('LC_ALL', '').startswith('pl')

MAP = build(stage('s1', 'Szuka', touchpoint('t1', 'Reklama', feeling('1.5'))),
            title='Zakup butów', language='pl', lanes=('touchpoints', 'emotions'), with_anna=True)


def words_and_numbers(program):
    touchpoint, stage = ('Punkt styku', 'etap') if IS_POLISH else ('Touchpoint', 'stage')
    with Editor(program, 'polish.waymark', MAP) as editor:
        item = editor.item(f'{touchpoint} Reklama, {stage} Szuka')
        wait_for('a number that is read', lambda: any('Anna, 1,5' in words for words in editor.items()))
        editor.click(item)
        # A letter with a key of its own, and one made of two keys.
        editor.type('Łąka ')
        editor.key('dead_acute', 'o')
        editor.key('Return', 'Escape')
        editor.item(f'{touchpoint} Łąka ó, {stage} Szuka')
        editor.key('ctrl+Down')
        editor.item(f'{touchpoint} Łąka ó, {stage} Szuka, Anna: zadowolenie')
        root = editor.save()
        expect('the name', outline(root), [('Szuka', ['Łąka ó'], [])])
        expect('the score', next(root.iter(NAMESPACE + 'feeling')).get('score'), '1')


def letters_composed(program):
    """With a Compose key: letters made of three keys, in the middle of typing and as what begins it; what makes no letter leaves nothing."""
    touchpoint = 'Punkt styku' if IS_POLISH else 'Touchpoint'
    subprocess.run(['setxkbmap', 'pl', '-option', 'compose:caps'], check=True)
    try:
        with Editor(program, 'composed.waymark', MAP) as editor:
            editor.click(editor.item(f'{touchpoint} Reklama'))
            editor.key('Multi_key', 'minus', 'D')
            editor.type('o-')
            editor.key('Multi_key', 'apostrophe', 'o', 'Multi_key', 'slash', 'l', 'Multi_key', 'q', 'q')
            editor.key('Return', 'Escape')
            editor.item(f'{touchpoint} Đo-ół')
            expect('the name', outline(editor.save()), [('Szuka', ['Đo-ół'], [])])
            editor.key('ctrl+z')
            expect('one step back', outline(editor.save()), [('Szuka', ['Reklama'], [])])
    finally:
        subprocess.run(['setxkbmap', 'pl', '-option', ''], check=True)


run([words_and_numbers, letters_composed])
