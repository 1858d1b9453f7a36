#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Disks on which nothing can be written, also in Polish: what is said, and that nothing is lost."""

import errno
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from disk_hands import MAP, add_stage, names, wait_saved_as
from driver import Editor, Failed, expect, run, wait_for, xdotool

IS_POLISH = os.environ.get('LC_ALL', '').startswith('pl')
NOT_SAVED = 'Mapa nie została zapisana' if IS_POLISH else 'The map was not saved'
FULL = 'Dysk jest pełny' if IS_POLISH else 'The disk is full'
READ_ONLY = 'Dysk jest tylko do odczytu' if IS_POLISH else 'The disk is read-only'
FORBIDDEN = 'Brak uprawnień' if IS_POLISH else 'You do not have permission'
SAVING = 'zapisywanie…' if IS_POLISH else 'saving…'
UNSAVED = 'niezapisana' if IS_POLISH else 'not saved'
SAVE_AS = 'alt+a'
WEAK = ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-dac_override,-dac_read_search'] if os.geteuid() == 0 else ['env']
NO_DISKS = 'NOTHING CAN BE MOUNTED HERE, neither as root nor by unshare: full and read-only disks are not tested'


class Disk:
    """A disk of 64 KiB that nobody else sees; the whole test runs in a mount space of its own."""

    def __init__(self, name):
        self.folder = Path(name).resolve()
        self.folder.mkdir()

    def __enter__(self):
        self.mount('size=64k')
        return self

    def __exit__(self, *_error):
        subprocess.run(['umount', '--lazy', self.folder], check=True)

    def mount(self, options):
        subprocess.run(['mount', '-t', 'tmpfs', '-o', options, 'tmpfs', self.folder], check=True)

    def fill(self):
        with open(self.folder / 'ballast', 'wb', buffering=0) as ballast:
            while (free := os.statvfs(self.folder).f_bavail * 4096) > 0:
                ballast.write(b'\0' * free)


def expect_fault(folder, number):
    """That the disk really refuses what is written."""
    try:
        with open(folder / 'probe', 'wb', buffering=0) as probe:
            probe.write(b'\0')
    except OSError as error:
        expect('the fault', error.errno, number)
    else:
        raise Failed(f'{folder} lets everybody write')
    finally:
        if number == errno.ENOSPC:
            (folder / 'probe').unlink()


def find_words(editor, *words):
    return next((node for node in editor.walk() if node.getRoleName() == 'label' and all(word in node.name for word in words)), None)


def refuse(editor, cause):
    """Saves, hears why not, and finds all as it was: twice, for a dialog that is closed is no answer."""
    old = editor.path.read_bytes()
    listing = sorted(os.listdir(editor.path.parent))
    add_stage(editor)
    for key in ('Escape', None):
        editor.key('ctrl+s')
        window = editor.dialog()
        wait_for(f'“{NOT_SAVED}”', lambda: find_words(editor, NOT_SAVED))
        wait_for(f'“{cause}” and the path', lambda: find_words(editor, editor.path.name, cause) and editor.find_description(str(editor.path)))
        expect('the old file', editor.path.read_bytes(), old)
        expect('the folder', sorted(os.listdir(editor.path.parent)), listing)
        expect('the title', xdotool('getwindowname', editor.window).strip(), '• Shoes')
        if key:
            editor.key(key)
            editor.wait_closed(window)
    return old


def save_elsewhere(editor, old):
    """What the message offers: another place. There all of it is, and the old file is whole."""
    before = editor.path
    editor.path = Path('elsewhere.waymark').resolve()
    editor.path.unlink(missing_ok=True)
    message = editor.find_dialogs()
    editor.key(SAVE_AS)
    wait_saved_as(editor, *message)
    expect('saved', names(editor.read()), ['Finds shoes', 'Buys', 'Wears'])
    wait_for('no mark of changes', lambda: xdotool('getwindowname', editor.window).strip() == 'Shoes')
    expect('the old file', before.read_bytes(), old)
    add_stage(editor, 'Repairs')
    expect('saved there again', names(editor.save()), ['Finds shoes', 'Buys', 'Repairs', 'Wears'])
    expect('the old file', before.read_bytes(), old)


def full(program):
    if 'WAY_TEST_MOUNTS' not in os.environ:
        return NO_DISKS
    with Disk('full') as disk, Editor(program, disk.folder / 'full.waymark', MAP) as editor:
        disk.fill()
        expect_fault(disk.folder, errno.ENOSPC)
        save_elsewhere(editor, refuse(editor, FULL))


def full_until_there_is_room(program):
    """Who makes room saves as if nothing had been."""
    if 'WAY_TEST_MOUNTS' not in os.environ:
        return NO_DISKS
    with Disk('room') as disk, Editor(program, disk.folder / 'room.waymark', MAP) as editor:
        disk.fill()
        expect_fault(disk.folder, errno.ENOSPC)
        refuse(editor, FULL)
        editor.key('Escape')
        wait_for('the end of the message', lambda: find_words(editor, NOT_SAVED) is None)
        editor.focus(editor.window)
        (disk.folder / 'ballast').unlink()
        expect('saved', names(editor.save()), ['Finds shoes', 'Buys', 'Wears'])


def read_only(program):
    if 'WAY_TEST_MOUNTS' not in os.environ:
        return NO_DISKS
    with Disk('read-only') as disk, Editor(program, disk.folder / 'read-only.waymark', MAP) as editor:
        disk.mount('remount,ro')
        expect_fault(disk.folder, errno.EROFS)
        save_elsewhere(editor, refuse(editor, READ_ONLY))


class StoppingDisk:
    """A disk that answers nobody while it is stopped."""

    def __init__(self, name):
        self.folder = Path(name).resolve()
        self.gate = Path(name + '.gate').resolve()
        self.process = None

    def __enter__(self):
        content = self.folder.with_suffix('.content')
        content.mkdir()
        self.folder.mkdir()
        self.process = subprocess.Popen([sys.executable, Path(__file__).with_name('slow_disk.py'), self.folder, content, self.gate])
        wait_for('the disk', lambda: self.folder.is_mount() or self.process.poll() is not None)
        if self.process.poll() is not None:
            raise Failed('there is no disk')
        return self

    def __exit__(self, *_error):
        self.go_on()
        subprocess.run(['umount', '--lazy', self.folder], check=True)
        self.process.wait(timeout=20)

    def stop(self):
        self.gate.touch()

    def wait_asked(self):
        """Until somebody waits for the stopped disk."""
        wait_for('a call to the disk', self.gate.read_bytes)

    def go_on(self):
        self.gate.unlink(missing_ok=True)


def stopping(program):
    """A disk that stops answering stops nobody: work goes on, counts as unsaved, and the window says what it waits for."""
    if 'WAY_TEST_MOUNTS' not in os.environ:
        return NO_DISKS
    if importlib.util.find_spec('fusepy') is None or not os.access('/dev/fuse', os.W_OK):
        return 'THERE IS NO FUSE HERE: disks that stop answering are not tested'
    with StoppingDisk('stopping') as disk, Editor(program, disk.folder / 'stopping.waymark', MAP) as editor:
        add_stage(editor)
        disk.stop()
        editor.key('ctrl+s')
        disk.wait_asked()
        wait_for('a word on it', lambda: find_words(editor, f'stopping.waymark — {SAVING}'))
        add_stage(editor, 'Repairs')
        disk.go_on()
        wait_for('the end of saving', lambda: find_words(editor, f'stopping.waymark — {UNSAVED}'))
        expect('saved', names(editor.read()), ['Finds shoes', 'Buys', 'Wears'])
        expect('the title', xdotool('getwindowname', editor.window).strip(), '• Shoes')
        # Who closes waits; who closes twice is asked, and who thinks better of it goes on.
        disk.stop()
        editor.key('ctrl+s')
        disk.wait_asked()
        editor.key('ctrl+w', 'ctrl+w')
        window = editor.dialog()
        editor.key('Escape')
        editor.wait_closed(window)
        disk.go_on()
        wait_for('no mark of changes', lambda: xdotool('getwindowname', editor.window).strip() == 'Shoes')
        expect('saved', names(editor.read()), ['Finds shoes', 'Buys', 'Repairs', 'Wears'])
        # And a window that was closed once ends when all of it is there.
        add_stage(editor, 'Returns')
        disk.stop()
        editor.key('ctrl+s')
        disk.wait_asked()
        editor.key('ctrl+w')
        wait_for('a word on it', lambda: find_words(editor, f'stopping.waymark — {SAVING}'))
        expect('the window', editor.process.poll(), None)
        disk.go_on()
        wait_for('the end of the window', lambda: editor.process.poll() is not None)
        expect('saved', len(names(editor.read())), 5)
    return None


def give_up_rights(program):
    """A program that runs the other one without the right of root to write everywhere."""
    weak = Path('weak-editor').resolve()
    weak.write_text(f'#!/bin/sh\nexec {" ".join(WEAK)} {program} "$@"\n', encoding='utf-8')
    weak.chmod(0o755)
    return weak


def forbidden(program):
    """A folder in which nothing may be changed, as others' folders are."""
    folder = Path('forbidden').resolve()
    folder.mkdir()
    with Editor(give_up_rights(program), folder / 'forbidden.waymark', MAP) as editor:
        folder.chmod(0o555)
        try:
            if subprocess.run([*WEAK, 'touch', folder / 'probe'], check=False, stderr=subprocess.DEVNULL).returncode == 0:
                raise Failed('everybody may write there')
            save_elsewhere(editor, refuse(editor, FORBIDDEN))
        finally:
            folder.chmod(0o755)


PROMISE = ('Udany zapis jest na dysku; nieudany niczego nie zmienia i podaje przyczynę' if IS_POLISH else
           'A successful Save is on disk; a failed Save changes nothing and says why')


def promised(program):
    """What Waymark promises of all this can be read in the window."""
    with Editor(program, 'promise.waymark', MAP) as editor:
        editor.key('F1')
        window = editor.dialog()
        wait_for('the promise', lambda: find_words(editor, PROMISE))
        editor.key('Escape')
        editor.wait_closed(window)


run([promised, full, full_until_there_is_room, read_only, forbidden, stopping])
