#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a crash left: offered at the next start, restored whole, compared with the file, discarded, or kept for later."""

import os
import signal
from pathlib import Path

import pyatspi
from driver import Editor, expect, outline, run, wait_for
from maps import build, stage

MAP = build(stage('first', 'Finds shoes'), lanes=('touchpoints',))


def journals():
    folder = Path(os.environ['XDG_STATE_HOME'], 'waymark', 'journals')
    return [path for path in folder.glob('*') if (path / 'journal').exists()]


def add_stage(editor, name):
    editor.click(editor.item('Stage Finds shoes'), 0.9)
    editor.key('ctrl+1')
    editor.type(name)
    editor.key('Return', 'Escape')
    editor.item(f'Stage {name}')


def kill(editor):
    """As a crash does: at once, and without a word."""
    editor.keeps_journals = True
    os.kill(editor.process.pid, signal.SIGKILL)
    editor.process.wait()


def crash(program, path, *stages, content=MAP):
    with Editor(program, path, content) as editor:
        for stage in stages:
            add_stage(editor, stage)
        kill(editor)


def buttons(editor, name):
    return [node for node in editor.walk() if node.getRoleName() == 'push button' and node.name == name]


def offered(editor, n=1):
    restore = wait_for('what was left', lambda: buttons(editor, 'Restore'))
    expect('the maps that are offered', len(restore), n)
    return editor.dialog()


def press(editor, name):
    editor.act(wait_for(f'the button “{name}”', lambda: buttons(editor, name))[-1], 'click')


def restored(program):
    """An editor with what was restored in it."""
    editor = Editor(program)
    offered(editor)
    press(editor, 'Restore')
    editor.find_canvas()
    editor.focus(editor.window)
    return editor


def test_restore(program):
    """All that was done comes back, can be undone, and is saved where it belongs."""
    crash(program, 'shoes.waymark', 'Buys', 'Wears')
    with restored(program) as editor:
        editor.path = Path('shoes.waymark')
        editor.item('Stage Wears')
        editor.item('Stage Buys')
        expect('the stages', sorted(name for name, _, _ in outline(editor.save())), ['Buys', 'Finds shoes', 'Wears'])
        editor.undo_all()
        expect('the stages after undo', [name for name, _, _ in outline(editor.save())], ['Finds shoes'])
    expect('what is left', journals(), [])


def test_later(program):
    """What is not decided is offered again; a crash after restoring loses nothing either."""
    crash(program, 'later.waymark', 'Buys')
    with Editor(program) as editor:
        dialog = offered(editor)
        editor.key('Escape')
        wait_for('the end of the dialog', lambda: dialog not in editor.find_windows())
        editor.keeps_journals = True
    expect('what is kept', len(journals()), 1)
    expect('it was declined', (journals()[0] / 'declined').exists(), True)
    with restored(program) as editor:
        add_stage(editor, 'Wears')
        kill(editor)
    with restored(program) as editor:
        editor.path = Path('later.waymark')
        editor.item('Stage Buys')
        editor.item('Stage Wears')
        expect('the stages', sorted(name for name, _, _ in outline(editor.save())), ['Buys', 'Finds shoes', 'Wears'])


def test_compare(program):
    """The differences from the file can be read; then it is discarded for good."""
    crash(program, 'compare.waymark', 'Buys')
    with Editor(program) as editor:
        offered(editor)
        press(editor, 'Compare with File')
        wait_for('the new stage', lambda: next((node for node in editor.walk() if node.getRoleName() == 'label' and 'Buys' in node.name), None))
        press(editor, 'Back')
        press(editor, 'Discard…')
        press(editor, 'Discard')
        wait_for('nothing to be left', lambda: not journals())
        editor.keeps_journals = True
    expect('the file', Path('compare.waymark').read_text(encoding='utf-8'), MAP)


def test_untitled(program):
    """A map that was never saved, and words that were still being typed."""
    with Editor(program) as editor:
        editor.key('ctrl+n')
        editor.find_canvas()
        editor.key('ctrl+1')
        editor.type('Unfinished')
        wait_for('the words to be kept', lambda: any(b'Unfinished' in (path / 'journal').read_bytes() for path in journals()))
        kill(editor)
    with restored(program) as editor:
        editor.item('Stage Unfinished')


def test_unprotected(program):
    """Who works while nothing can be written down is told so, once and for as long as it lasts, and loses nothing of it when it is over."""
    gate = Path('gate').resolve()
    gate.touch()
    os.environ.update({'LD_PRELOAD': str(Path(os.environ['WAY_BUILD_DIR'], 'tests', 'fault', 'fault-shim.so')), 'WAYMARK_FAULT': 'write while 28',
                       'WAYMARK_FAULT_FOLDER': str(Path(os.environ['XDG_STATE_HOME'], 'waymark', 'journals')), 'WAYMARK_FAULT_LOG': '2',
                       'WAYMARK_FAULT_GATE': str(gate)})
    try:
        editor = Editor(program, 'full.waymark', MAP)
    finally:
        for name in [name for name in os.environ if name == 'LD_PRELOAD' or name.startswith('WAYMARK_FAULT')]:
            del os.environ[name]
    with editor:
        for stage in ('Buys', 'Wears'):
            add_stage(editor, stage)
            told = wait_for('a word on it', lambda: find_notice(editor))
            expect('the cause', 'No space left on device' in told.description, True)
        expect('the fault fired', 'write while' in Path('editor.log').read_text(encoding='utf-8'), True)
        expect('what is on the disk', [path for path in journals() if (path / 'journal').stat().st_size], [])
        gate.unlink()
        wait_for('the end of it', lambda: find_notice(editor) is None)
        kill(editor)
    with restored(program) as editor:
        editor.item('Stage Buys')
        editor.item('Stage Wears')


def test_dangerous(program):
    """What has brought the program down twice is not looked at unasked; who asks for it gets it."""
    crash(program, 'dangerous.waymark', 'Buys')
    (journals()[0] / 'attempts').write_text('++', encoding='utf-8')
    with Editor(program) as editor:
        offered(editor)
        wait_for('the warning', lambda: editor.find('label', 'Waymark ended unexpectedly 2 times while it restored this map.'))
        # The title of the map stands in the map.
        expect('the file', bool(editor.find('label', 'dangerous.waymark')), True)
        expect('the title', editor.find('label', 'Shoes'), None)
        press(editor, 'Restore')
        editor.find_canvas()
        editor.item('Stage Buys')
        expect('attempts', (journals()[0] / 'attempts').read_text(encoding='utf-8'), '+++')
        editor.focus(editor.window)
        add_stage(editor, 'Wears')
        # It did not bring the program down this time.
        wait_for('attempts to be forgotten', lambda: not (journals()[0] / 'attempts').exists())


def find_notice(editor):
    return next((node for node in editor.walk() if node.getRoleName() == 'alert' and node.name == 'A crash would lose what you change now' and
                 node.queryComponent().getExtents(pyatspi.WINDOW_COORDS).width > 0), None)


if __name__ == '__main__':
    run([test_restore, test_later, test_compare, test_untitled, test_dangerous, test_unprotected])
