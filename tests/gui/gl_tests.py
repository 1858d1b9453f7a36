#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a graphics card draws it: a map of 100 stages at all zooms, beside what cairo draws, which the other tests see.

The card is one in software. What is looked for is coarse: nothing blank, nothing cut off, no complaint and no end.
"""

import os
import re
import subprocess
import time
from pathlib import Path

from driver import PATIENCE, Editor, Failed, run, wait_for

STAGES = 100
STEPS = (5, 10, 15, 25, 33, 50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 500, 600, 800)
# How much two pictures may differ where they are made as small as this: of 1, as the root of the mean square.
SMALL = '160x100!'
LIKE = 0.08


def write_map(path):
    stages = ''.join(f'''
    <stage id="s{number}">
      <name>Stage {number}</name>
      <touchpoint id="t{number}">
        <name>Touchpoint {number}</name>
        <description>What people meet there, in words enough for some lines</description>
        <feeling id="f{number}" persona="anna" score="{number * 7 % 5 - 2}"/>
      </touchpoint>
      <card id="c{number}" lane="pains" about="t{number}">Something hurts here</card>
    </stage>''' for number in range(STAGES))
    path.write_text(f'''<?xml version="1.0" encoding="UTF-8"?>
<journey-map xmlns="urn:waymark:journey-map:1" version="1" xml:lang="en">
  <title>A long way</title>
  <personas>
    <persona id="anna">
      <name>Anna</name>
    </persona>
  </personas>
  <lanes>
    <lane id="touchpoints" shows="touchpoints">Touchpoints</lane>
    <lane id="emotions" shows="feelings">Emotions</lane>
    <lane id="pains" holds="pain-points">Pains</lane>
  </lanes>
  <stages>{stages}
  </stages>
</journey-map>
''', encoding='utf-8')


def take_picture(editor, path):
    """Once two pictures in a row are the same: what was stretched while the zoom changed is sharp again."""
    before = None
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        time.sleep(0.15)
        subprocess.run(['import', '-window', editor.window, path], check=True)
        now = path.read_bytes()
        subprocess.run(['convert', path, '-resize', SMALL, '-strip', path], check=True)
        if now == before:
            return
        before = now
    raise Failed('the window does not come to rest')


def look_at_all_zooms(program, renderer):
    """Pictures at each step of the zoom; and whether a graphics card was there."""
    path = Path('long.waymark')
    write_map(path)
    os.environ.update({'GSK_RENDERER': renderer, 'LIBGL_ALWAYS_SOFTWARE': '1'})
    with Editor(program, path) as editor:
        has_card = '_dri.so' in Path(f'/proc/{editor.process.pid}/maps').read_text(encoding='utf-8')
        if renderer == 'gl' and not has_card:
            return False
        label = wait_for('the zoom', lambda: next(node for node in editor.walk() if node.getRoleName() == 'label' and re.fullmatch(r'\d+ %', node.name)))
        editor.move((900, 1))
        editor.key(*['ctrl+minus'] * len(STEPS))
        for step in STEPS:
            wait_for(f'{step} %', lambda: label.name == f'{step} %')
            take_picture(editor, Path(f'{renderer}-{step}.png'))
            editor.key('ctrl+plus')
        return True


def measure_difference(one, other):
    done = subprocess.run(['compare', '-metric', 'RMSE', one, other, 'null:'], check=False, capture_output=True, text=True)
    return float(re.search(r'\((.*)\)', done.stderr).group(1))


def all_zooms_with_gl(program):
    if not look_at_all_zooms(program, 'gl'):
        return 'there is no OpenGL here, not even in software'
    look_at_all_zooms(program, 'cairo')
    differences = {step: measure_difference(f'gl-{step}.png', f'cairo-{step}.png') for step in STEPS}
    print('# differences:', ', '.join(f'{step} %: {difference:.3f}' for step, difference in differences.items()))
    unlike = [step for step in STEPS if differences[step] > LIKE]
    for step in unlike:
        for renderer in ('gl', 'cairo'):
            Path(os.environ['WAY_BUILD_DIR'], 'tests', 'gui', f'{renderer}-{step}.png').write_bytes(Path(f'{renderer}-{step}.png').read_bytes())
    if unlike:
        raise Failed(f'OpenGL draws otherwise than cairo at {unlike} %')
    return None


run([all_zooms_with_gl])
