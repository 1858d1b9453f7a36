#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A journey in the hands of somebody without a plan: monkey_tests.py EDITOR SECONDS [SEED…].

Whatever was done, the editor is alive and has complained of nothing, the map can be saved and is valid, undoing all
gives the map of the start and redoing all that of the end. Without a seed one is chosen by chance; it is told.
"""

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

from driver import Editor, Failed, expect, is_usable, run, wait_for, xdotool
from monkey import Monkey

TEMPLATES = Path(__file__).resolve().parents[2] / 'data' / 'templates'
# Each save counts the editions and notes the day.
STAMPS = re.compile(r' (edition|changed)="[^"]*"')


def save(editor):
    """Saves; gives what was written, without what each save changes."""
    editor.save()
    return STAMPS.sub('', editor.path.read_text(encoding='utf-8'))


def validate(path):
    program = Path(os.environ['WAY_BUILD_DIR'], 'app', 'cli', 'waymark')
    done = subprocess.run([program, 'validate', path], check=False, capture_output=True, text=True)
    expect('what “validate” says', (done.returncode, done.stdout + done.stderr if done.returncode else ''), (0, ''))


def go_through(editor, name):
    """Pushes the button for undo or redo to the end."""
    button = editor.in_header(name)
    editor.move(editor.middle(button))
    for _ in range(500):
        if not is_usable(button):
            return
        xdotool('click', '--repeat', 10, '--delay', 10, 1)
        time.sleep(0.05)
    raise Failed(f'no end of “{name}”: {button.description}')


def compare(what, found, expected, folder):
    if found != expected:
        Path(folder, 'found.waymark').write_text(found, encoding='utf-8')
        Path(folder, 'expected.waymark').write_text(expected, encoding='utf-8')
        differences = [line for line in subprocess.run(['diff', 'expected.waymark', 'found.waymark'], cwd=folder, check=False, capture_output=True,
                                                       text=True).stdout.splitlines()]
        raise Failed(f'{what} differs:\n' + '\n'.join(differences[:20]))


def quit(editor):
    editor.key('ctrl+w')
    wait_for('the end of the editor', lambda: editor.process.poll() is not None)
    expect('how the editor ended', editor.process.returncode, 0)


def play(program, seed, seconds):
    folder = Path(os.environ['WAY_BUILD_DIR'], 'tests', 'gui', f'monkey-{seed}')
    folder.mkdir(parents=True, exist_ok=True)
    example = TEMPLATES / ('pl' if seed % 2 else 'en') / 'e-commerce.example.waymark'
    with open(folder / 'actions.txt', 'w', encoding='utf-8') as journal, \
            Editor(program, 'monkey.waymark', example.read_text(encoding='utf-8'), debug='') as editor:
        start = save(editor)
        monkey = Monkey(editor, seed, journal)
        monkey.play(seconds)
        print(f'# seed {seed}: {monkey.number} actions', flush=True)
        go_through(editor, 'Redo')
        end = save(editor)
        validate(editor.path)
        go_through(editor, 'Undo')
        compare('the map after undoing all', save(editor), start, folder)
        go_through(editor, 'Redo')
        compare('the map after redoing all', save(editor), end, folder)
        quit(editor)


def name_test(seed, seconds):
    def test(program):
        play(program, seed, seconds)
    test.__name__ = f'seed_{seed}'
    return test


def main():
    seconds = float(sys.argv[2])
    seeds = [int(word) for word in sys.argv[3:]] or [random.randrange(1_000_000)]
    del sys.argv[2:]
    run([name_test(seed, seconds) for seed in seeds])


if __name__ == '__main__':
    main()
