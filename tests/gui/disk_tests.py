#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What others do to the file of an open map: another window, another program, any program."""

import fcntl
import os
import subprocess
from pathlib import Path

from disk_hands import MAP, add_stage, answer, names, press, wait_bar, wait_no_bar
from driver import Editor, expect, run, wait_for
from recovery_tests import journals, kill, restored

CHANGED = 'The file was changed by another program'
ELSEWHERE = 'Open in another Waymark window'
LOST = 'Another Waymark window has taken the map over'


def others_change(editor, name='Pays'):
    """Another program adds a stage."""
    words = editor.path.read_text(encoding='utf-8').replace('</stages>', f'<stage id="{name.lower()}"><name>{name}</name></stage></stages>')
    editor.path.write_text(words, encoding='utf-8')
    return words


def changed_while_clean(program):
    with Editor(program, 'clean.waymark', MAP) as editor:
        others_change(editor)
        wait_bar(editor, CHANGED)
        press(editor, 'Reload')
        editor.item('Stage Pays')
        wait_no_bar(editor, CHANGED)
        # One step, which undo takes back; that is a change then.
        editor.key('ctrl+z')
        editor.wait_gone('Stage Pays')
        expect('saved', names(editor.save()), ['Finds shoes', 'Buys'])


def reload_while_dirty(program):
    with Editor(program, 'dirty.waymark', MAP) as editor:
        add_stage(editor)
        others_change(editor)
        wait_bar(editor, CHANGED)
        press(editor, 'Reload')
        editor.item('Stage Pays')
        editor.wait_gone('Stage Wears')
        editor.key('ctrl+z')
        editor.item('Stage Wears')
        expect('mine again', names(editor.save()), ['Finds shoes', 'Buys', 'Wears'])


def mine_kept(program):
    with Editor(program, 'mine.waymark', MAP) as editor:
        add_stage(editor)
        others_change(editor)
        wait_bar(editor, CHANGED)
        press(editor, 'Keep Mine')
        wait_no_bar(editor, CHANGED)
        expect('mine', names(editor.save()), ['Finds shoes', 'Buys', 'Wears'])


def reached_by_keys(program):
    """The keyboard stays on the answer that it came to, whatever happens meanwhile, and goes back to the map with it."""
    with Editor(program, 'keys.waymark', MAP) as editor:
        add_stage(editor)
        add_stage(editor, 'Repairs')
        others_change(editor)
        wait_bar(editor, CHANGED)
        editor.press_tab_until('Keep Mine')
        editor.key('ctrl+z')
        editor.wait_gone('Stage Repairs')
        expect('the keyboard stayed', editor.has_focus('Keep Mine'), True)
        editor.key('space')
        wait_no_bar(editor, CHANGED)
        wait_for('the keyboard on the map', editor.is_on_map)
        expect('mine', names(editor.save()), ['Finds shoes', 'Buys', 'Wears'])


def saving_asks(program):
    with Editor(program, 'asks.waymark', MAP) as editor:
        add_stage(editor)
        theirs = others_change(editor)
        editor.key('ctrl+s')
        # A question that is closed is no answer.
        for key in ('alt+c', 'Escape'):
            answer(editor, key)
            expect('theirs', editor.path.read_text(encoding='utf-8'), theirs)
            editor.key('ctrl+s')
        answer(editor, 'alt+r')
        wait_for('mine', lambda: names(editor.read()) == ['Finds shoes', 'Buys', 'Wears'])
        wait_no_bar(editor, CHANGED)


def both_merged(program):
    """What both did comes together, in one step, from the bar and from the question."""
    with Editor(program, 'both.waymark', MAP) as editor:
        add_stage(editor)
        others_change(editor)
        wait_bar(editor, CHANGED)
        press(editor, 'Merge…')
        editor.item('Stage Pays')
        wait_no_bar(editor, CHANGED)
        expect('both', sorted(names(editor.save())), ['Buys', 'Finds shoes', 'Pays', 'Wears'])
        add_stage(editor, 'Repairs')
        others_change(editor, 'Returns')
        editor.key('ctrl+s')
        answer(editor, 'alt+m')
        editor.item('Stage Returns')
        expect('all', sorted(names(editor.save())), ['Buys', 'Finds shoes', 'Pays', 'Repairs', 'Returns', 'Wears'])
        editor.key('ctrl+z')
        editor.wait_gone('Stage Returns')
        editor.item('Stage Repairs')


def deleted_and_renamed(program):
    with Editor(program, 'gone.waymark', MAP) as editor:
        editor.path.unlink()
        wait_bar(editor, 'The file “gone.waymark” is no longer there')
        press(editor, 'Save Again')
        wait_for('the file', editor.path.exists)
        wait_no_bar(editor, 'The file “gone.waymark” is no longer there')
        expect('all of it', names(editor.read()), ['Finds shoes', 'Buys'])
        editor.path.rename('new name.waymark')
        wait_bar(editor, 'The file is now called “new name.waymark”')
        press(editor, 'Use New Name')
        wait_for('the new name', lambda: any(node.name.startswith('new name.waymark') for node in editor.walk() if node.getRoleName() == 'label'))
        expect('the old name', editor.path.exists(), False)


def same_file_twice(program):
    """Under each name the same window comes, also before the map has been read."""
    with Editor(program, 'twice.waymark', MAP) as editor:
        os.symlink('twice.waymark', 'link.waymark')
        os.link('twice.waymark', 'hard.waymark')
        for name in ('twice.waymark', './twice.waymark', 'link.waymark', 'hard.waymark'):
            subprocess.run([program, name], check=True, timeout=20)
        with open('other.waymark', 'w', encoding='utf-8') as file:
            file.write(MAP.replace('Shoes', 'Boots'))
        subprocess.run([program, 'other.waymark', 'other.waymark', os.path.abspath('other.waymark')], check=True, timeout=20)
        wait_for('the other map', lambda: count_maps(editor) == 2)
        subprocess.run([program, 'twice.waymark'], check=True, timeout=20)
        expect('windows', count_maps(editor), 2)


def count_maps(editor):
    return sum(1 for window in editor.application for node in editor.walk(window) if node.getRoleName() == 'list' and node.name == 'Journey map')


class SlowDisk:
    """A folder whose files reach the disk when the gate is opened."""

    def __init__(self):
        self.folder = Path('slow').resolve()
        self.folder.mkdir()
        self.gate = Path('gate').resolve()
        os.mkfifo(self.gate)
        self.names = {'LD_PRELOAD': str(Path(os.environ['WAY_BUILD_DIR'], 'tests', 'fault', 'fault-shim.so')), 'WAYMARK_FAULT': 'fsync hold',
                      'WAYMARK_FAULT_FOLDER': str(self.folder), 'WAYMARK_FAULT_LOG': '2', 'WAYMARK_FAULT_GATE': str(self.gate)}

    def __enter__(self):
        os.environ.update(self.names)
        return self

    def __exit__(self, *_error):
        for name in self.names:
            os.environ.pop(name, None)
        self.gate.unlink()

    def open(self):
        """Lets one file through; that it is waiting is known when the gate can be opened."""
        def opened():
            try:
                os.close(os.open(self.gate, os.O_WRONLY | os.O_NONBLOCK))
            except OSError:
                return False
            return True
        wait_for('a file at the gate', opened)


def slow_disk(program):
    """The window goes on while the disk takes its time, says so, and ends when the file is there."""
    with SlowDisk() as disk, Editor(program, disk.folder / 'slow.waymark', MAP) as editor:
        for name in disk.names:
            os.environ.pop(name, None)
        before = editor.path.read_text(encoding='utf-8')
        add_stage(editor)
        editor.key('ctrl+s')
        wait_for('a word on it', lambda: editor.find('label', 'slow.waymark — saving…'))
        # Work goes on meanwhile.
        add_stage(editor, 'Repairs')
        expect('the file', editor.path.read_text(encoding='utf-8'), before)
        editor.key('ctrl+z', 'ctrl+w')
        expect('the window', editor.process.poll(), None)
        disk.open()
        wait_for('the end of the window', lambda: editor.process.poll() is not None)
        expect('saved', names(editor.read()), ['Finds shoes', 'Buys', 'Wears'])
        expect('the fault fired', 'fsync hold' in Path('editor.log').read_text(encoding='utf-8'), True)


def locks():
    folder = Path(os.environ['XDG_STATE_HOME'], 'waymark', 'locks')
    return list(folder.iterdir()) if folder.is_dir() else []


def forget_locks():
    """Those of editors that were ended: nobody holds them."""
    for lock in locks():
        lock.unlink()


class OtherProgram:
    """An editor on a bus of its own, as on another desktop: the two know of each other only by the lock."""

    def __init__(self, program, path):
        forget_locks()
        Path(path).write_text(MAP, encoding='utf-8')
        # Its screen reader would be taken for ours.
        self.process = subprocess.Popen(['dbus-run-session', '--', program, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        env={**os.environ, 'GTK_A11Y': 'none'})

    def __enter__(self):
        wait_for('the lock of the other program', locks)
        return self

    def __exit__(self, *_error):
        if self.process.poll() is None:
            self.kill()

    def kill(self):
        children = Path(f'/proc/{self.process.pid}/task/{self.process.pid}/children').read_text(encoding='ascii').split()
        editors = [child for child in children if Path(f'/proc/{child}/comm').read_text(encoding='utf-8').startswith('waymark')]
        expect('editors', len(editors), 1)
        os.kill(int(editors[0]), 9)
        self.process.wait(timeout=20)


def two_programs(program):
    with OtherProgram(program, 'two.waymark') as other, Editor(program, 'two.waymark') as editor:
        wait_bar(editor, ELSEWHERE)
        add_stage(editor)
        press(editor, 'Take Over')
        wait_no_bar(editor, ELSEWHERE)
        expect('saved', names(editor.save()), ['Finds shoes', 'Buys', 'Wears'])
        other.kill()
        add_stage(editor, 'Repairs')
        expect('saved again', len(names(editor.save())), 4)


def killed_program(program):
    """What had the map is gone: nobody is kept from it."""
    with OtherProgram(program, 'killed.waymark') as other, Editor(program, 'killed.waymark') as editor:
        wait_bar(editor, ELSEWHERE)
        other.kill()
        press(editor, 'Take Over')
        wait_no_bar(editor, ELSEWHERE)
        add_stage(editor)
        expect('saved', names(editor.save()), ['Finds shoes', 'Buys', 'Wears'])


def taken_from(program):
    """Who is taken over from is told, and keeps what it has."""
    forget_locks()
    with Editor(program, 'taken.waymark', MAP) as editor:
        add_stage(editor)
        lock = wait_for('the lock', locks)[0]
        # What taking over does: a file of another in the place of ours.
        other = lock.with_suffix('.other')
        other.write_text('elsewhere', encoding='utf-8')
        with other.open('r+', encoding='utf-8') as held:
            fcntl.lockf(held, fcntl.LOCK_EX)
            other.rename(lock)
            wait_bar(editor, LOST)
            expect('the file', names(editor.read()), ['Finds shoes', 'Buys'])
            press(editor, 'Take Over')
            wait_no_bar(editor, LOST)
        expect('saved', names(editor.save()), ['Finds shoes', 'Buys', 'Wears'])


def killed_and_restored(program):
    """What came from others into the map comes back after a crash, as it was and as one step."""
    with Editor(program, 'merged.waymark', MAP) as editor:
        add_stage(editor)
        others_change(editor)
        wait_bar(editor, CHANGED)
        press(editor, 'Merge…')
        editor.item('Stage Pays')
        wait_no_bar(editor, CHANGED)
        kill(editor)
    with restored(program) as editor:
        editor.path = Path('merged.waymark')
        for name in ('Pays', 'Wears'):
            editor.item(f'Stage {name}')
        # What was merged counts as seen.
        expect('saved', sorted(names(editor.save())), ['Buys', 'Finds shoes', 'Pays', 'Wears'])
        editor.key('ctrl+z')
        editor.wait_gone('Stage Pays')
        editor.item('Stage Wears')


def changed_while_nobody_looked(program):
    """What others wrote between the crash and the restoring is not replaced without a question."""
    with Editor(program, 'between.waymark', MAP) as editor:
        add_stage(editor)
        kill(editor)
        theirs = others_change(editor)
    with restored(program) as editor:
        editor.path = Path('between.waymark')
        wait_bar(editor, CHANGED)
        editor.key('ctrl+s')
        answer(editor, 'alt+c')
        expect('theirs', editor.path.read_text(encoding='utf-8'), theirs)
        press(editor, 'Merge…')
        editor.item('Stage Pays')
        expect('both', sorted(names(editor.save())), ['Buys', 'Finds shoes', 'Pays', 'Wears'])
    expect('journals', journals(), [])


def keeps_no_journal_of_the_saved(program):
    """A map that is saved, whatever happened to its file before, leaves nothing to be offered."""
    with Editor(program, 'done.waymark', MAP) as editor:
        add_stage(editor)
        wait_for('a journal', journals)
        editor.path.unlink()
        wait_bar(editor, 'The file “done.waymark” is no longer there')
        press(editor, 'Save Again')
        wait_for('the file', editor.path.exists)
        wait_no_bar(editor, 'The file “done.waymark” is no longer there')
        kill(editor)
    with Editor(program, 'done.waymark') as editor:
        editor.item('Stage Wears')
        wait_for('the journal to be swept', lambda: not journals())


run([changed_while_clean, reload_while_dirty, mine_kept, reached_by_keys, saving_asks, both_merged, deleted_and_renamed, same_file_twice, two_programs, killed_program,
     taken_from, slow_disk, killed_and_restored, changed_while_nobody_looked, keeps_no_journal_of_the_saved])
