#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Maps on a server: WebDAV by GVfs from a lighttpd of this computer."""

import os
import signal
import socket
import subprocess
from pathlib import Path

from disk_hands import MAP, add_stage, answer, names, press, wait_bar, wait_no_bar
from driver import Editor, expect, run, wait_for, xdotool

CHANGED = 'The file was changed by another program'
NOT_SAVED = 'The map was not saved'
MISSING = 'THERE IS NO GVFS OR NO LIGHTTPD HERE: maps on servers are not tested (gvfs-backends lighttpd lighttpd-mod-webdav)'
CONFIGURATION = '''
server.modules = ("mod_webdav", "mod_auth", "mod_authn_file")
server.document-root = "{root}"
server.bind = "127.0.0.1"
server.port = {port}
server.errorlog = "{folder}/errors"
server.upload-dirs = ("{folder}")
webdav.activate = "enable"
'''
SECRET = '''
auth.backend = "plain"
auth.backend.plain.userfile = "{folder}/users"
auth.require = ("/" => ("method" => "basic", "realm" => "maps", "require" => "valid-user"))
'''


def is_possible():
    return all(Path(path).exists() for path in ('/usr/libexec/gvfsd-dav', '/usr/sbin/lighttpd', '/usr/lib/lighttpd/mod_webdav.so'))


def find_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class Server:
    """A server with one map."""

    def __init__(self, name, user=None):
        self.folder = Path(name).resolve()
        self.root = self.folder / 'root'
        self.root.mkdir(parents=True)
        self.path = self.root / 'shoes.waymark'
        self.path.write_text(MAP, encoding='utf-8')
        self.port = find_port()
        words = CONFIGURATION + (SECRET if user else '')
        (self.folder / 'users').write_text(user or '', encoding='utf-8')
        (self.folder / 'server.conf').write_text(words.format(root=self.root, folder=self.folder, port=self.port), encoding='utf-8')
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_error):
        self.stop()

    def start(self):
        self.process = subprocess.Popen(['/usr/sbin/lighttpd', '-D', '-f', self.folder / 'server.conf'])
        wait_for('the server', self.answers)

    def answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(('127.0.0.1', self.port)) == 0

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)

    def address(self):
        return f'dav://127.0.0.1:{self.port}/shoes.waymark'

    def others_change(self, name='Pays'):
        words = self.path.read_text(encoding='utf-8').replace('</stages>', f'<stage id="{name.lower()}"><name>{name}</name></stage></stages>')
        self.path.write_text(words, encoding='utf-8')
        return words


def open_map(program, server):
    editor = Editor(program, server.address())
    editor.path = server.path
    return editor


def expect_tidy(server, *others):
    expect('what is on the server', sorted(os.listdir(server.root)), sorted(('shoes.waymark', *others)))


def find_words(editor, *words):
    return next((node for node in editor.walk() if node.getRoleName() == 'label' and all(word in node.name for word in words)), None)


def find_button(editor, name):
    """GTK puts the letter's mark before some names."""
    return next((node for node in editor.walk() if node.getRoleName() == 'push button' and node.name.endswith(name)), None)


def close_message(editor, window):
    editor.key('Escape')
    editor.wait_closed(window)


def opened_and_saved(program):
    if not is_possible():
        return MISSING
    with Server('plain') as server, open_map(program, server) as editor:
        add_stage(editor)
        expect('saved', names(editor.save()), ['Finds shoes', 'Buys', 'Wears'])
        wait_for('a word on it', lambda: find_words(editor, 'shoes.waymark — saved'))
        expect_tidy(server)
        add_stage(editor, 'Repairs')
        expect('saved again', names(editor.save()), ['Finds shoes', 'Buys', 'Repairs', 'Wears'])
        expect_tidy(server)
    return None


def changed_meanwhile(program):
    """Nothing that others wrote is replaced without a question; who comes back to the window is told."""
    if not is_possible():
        return MISSING
    with Server('changed') as server, open_map(program, server) as editor:
        add_stage(editor)
        theirs = server.others_change()
        editor.key('ctrl+s')
        answer(editor, 'alt+c')
        expect('theirs', server.path.read_text(encoding='utf-8'), theirs)
        wait_bar(editor, CHANGED)
        press(editor, 'Merge…')
        editor.item('Stage Pays')
        wait_no_bar(editor, CHANGED)
        expect('both', sorted(names(editor.save())), ['Buys', 'Finds shoes', 'Pays', 'Wears'])
        expect_tidy(server)
        server.others_change('Returns')
        leave_and_come_back(editor)
        wait_bar(editor, CHANGED)
        press(editor, 'Reload')
        editor.item('Stage Returns')
        wait_no_bar(editor, CHANGED)
        server.path.unlink()
        leave_and_come_back(editor)
        wait_bar(editor, 'The file “shoes.waymark” is no longer there')
        press(editor, 'Save Again')
        wait_no_bar(editor, 'The file “shoes.waymark” is no longer there')
        expect('all of it', len(names(editor.read())), 5)
    return None


def leave_and_come_back(editor):
    """The keyboard goes to another window, and back."""
    editor.key('ctrl+shift+n')
    other = editor.dialog()
    editor.key('ctrl+w')
    editor.wait_closed(other)


def server_away(program):
    """What cannot be saved is told with its address; it can be saved when the server is there again."""
    if not is_possible():
        return MISSING
    with Server('away') as server, open_map(program, server) as editor:
        add_stage(editor)
        server.stop()
        before = server.path.read_bytes()
        editor.key('ctrl+s')
        window = editor.dialog()
        wait_for(f'“{NOT_SAVED}”', lambda: find_words(editor, NOT_SAVED))
        wait_for('the address', lambda: find_words(editor, 'Could not save “shoes.waymark”') and editor.find_description(f'Could not save “{server.address()}”'))
        close_message(editor, window)
        expect('the title', xdotool('getwindowname', editor.window).strip(), '• Shoes')
        expect('the old file', server.path.read_bytes(), before)
        expect_tidy(server)
        server.start()
        expect('saved', names(editor.save()), ['Finds shoes', 'Buys', 'Wears'])
        expect_tidy(server)
    return None


def copied(program):
    """Save As beside it, without the end of the name."""
    if not is_possible():
        return MISSING
    with Server('copied') as server, open_map(program, server) as editor:
        add_stage(editor)
        editor.key('ctrl+shift+s')
        chooser = editor.dialog()
        wait_for('the name', lambda: editor.focus_of('text'))
        editor.key('ctrl+a')
        editor.type('boots')
        editor.key('Return')
        editor.wait_closed(chooser)
        editor.path = server.root / 'boots.waymark'
        wait_for('a word on it', lambda: find_words(editor, 'boots.waymark — saved'))
        expect('saved', names(editor.read()), ['Finds shoes', 'Buys', 'Wears'])
        expect('the old file', server.path.read_text(encoding='utf-8'), MAP)
        expect_tidy(server, 'boots.waymark')
    return None


def asked_for_a_name(program):
    """A server that wants to know who comes: who does not say so gets no map, and no reproach."""
    if not is_possible():
        return MISSING
    with Server('secret', 'anna:shoes') as server, Editor(program) as editor:
        # Another start of the program hands the address over to the one that runs.
        def open_address():
            subprocess.run([program, server.address()], check=True, timeout=20)
            return wait_for('a way out', lambda: find_button(editor, 'Cancel'))

        editor.act(open_address(), 'click')
        wait_for('the end of the question', lambda: find_button(editor, 'Cancel') is None)
        expect('a reproach', find_words(editor, 'The map could not be opened'), None)
        open_address()
        editor.focus(max(editor.find_windows(), key=int))
        wait_for('the name', lambda: editor.focus_of('text'))
        editor.key('ctrl+a')
        editor.type('anna')
        editor.key('Tab')
        editor.type('shoes')
        editor.key('Return')
        wait_for('the map', lambda: find_words(editor, 'shoes.waymark — saved'))
    return None


def crashed(program):
    """What a crash left comes back, and is saved on the server."""
    if not is_possible():
        return MISSING
    with Server('crashed') as server:
        with open_map(program, server) as editor:
            add_stage(editor)
            editor.save()
            wait_for('a word on it', lambda: find_words(editor, 'shoes.waymark — saved'))
            add_stage(editor, 'Repairs')
            editor.keeps_journals = True
            os.kill(editor.process.pid, signal.SIGKILL)
            editor.process.wait()
        with Editor(program) as editor:
            restore = wait_for('what was left', lambda: find_button(editor, 'Restore'))
            editor.act(restore, 'click')
            editor.find_canvas()
            editor.path = server.path
            editor.focus(editor.window)
            editor.item('Stage Repairs')
            expect('saved', names(editor.save()), ['Finds shoes', 'Buys', 'Repairs', 'Wears'])
    return None


# The chooser of files looks at all servers that it knows: those of the other tests are gone by then.
run([copied, opened_and_saved, changed_meanwhile, server_away, asked_for_a_name, crashed])
