#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""take-screenshots.py EDITOR FOLDER [SCENE…]: takes pictures of the window and its dialogs, to be looked at.

Each scene has an X server and a home of its own: nothing of the person who runs it is read or changed.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
EXAMPLE = SOURCE / 'data/templates/{}/e-commerce.example.waymark'
PATIENCE = 20  # seconds until a window that should come does not
CALM = 0.8  # seconds until the window has finished moving

# What the desktop is like: size, theme, language, scale of text.
PLAIN = {'size': (1280, 800), 'theme': 'Default', 'language': 'en', 'text': 1}
LOOKS = {
    'light': PLAIN,
    'dark': {**PLAIN, 'theme': 'Default:dark'},
    'contrast': {**PLAIN, 'theme': 'Default-hc'},
    'contrast-dark': {**PLAIN, 'theme': 'Default-hc-dark'},
    'small': {**PLAIN, 'size': (1024, 600)},
    'large-text': {**PLAIN, 'size': (1280, 800), 'text': 2},
    'small-large-text': {**PLAIN, 'size': (1024, 600), 'text': 2},
    'polish': {**PLAIN, 'language': 'pl'},
}

# What is looked at: whether a map is open, and the keys and clicks that lead there.
SCENES = {
    'start': (False, []),
    'map': (True, []),
    'selected': (True, ['key Tab', 'key Right', 'key Down']),
    'outline': (True, ['key shift+F9']),
    'outline-menu': (True, ['key shift+F9', 'key Down', 'key shift+F10']),
    'outline-new': (True, ['key shift+F9', 'key Down', 'key Insert', 'type One']),
    'remarks': (True, ['key ctrl+1', 'type One', 'key Return', 'key Escape', 'commands look_at spojrz']),
    'lanes': (True, ['commands Lanes Tory']),
    'menu': (True, ['key F10']),
    'item-menu': (True, ['key Tab', 'key Down', 'key Down', 'key Down', 'key shift+F10']),
    'commands': (True, ['key ctrl+k']),
    'commands-found': (True, ['key ctrl+k', 'type sta']),
    'find': (True, ['key ctrl+f', 'type size']),
    'replace': (True, ['key ctrl+h', 'type size']),
    'history': (True, ['key ctrl+1', 'type One', 'key Return', 'key Escape', 'key ctrl+z', 'key ctrl+shift+h']),
    'shortcuts': (True, ['key ctrl+question']),
    'about': (True, ['commands About O_programie']),
    'export': (True, ['key ctrl+e']),
    'print': (True, ['key ctrl+p']),
    'merge': (True, ['key Tab', 'key Down', 'key Down', 'key Down', 'key ctrl+j']),
    'truth': (True, ['key Tab', 'key Down', 'key Down', 'key Down', 'key Down', 'key ctrl+m']),
    'delete-stage': (True, ['key Tab', 'key Down', 'key Down', 'key Down', 'key Delete']),
    'deleted': (True, ['key Tab', 'key Down', 'key Down', 'key Down', 'key Down', 'key Delete']),
    'unsaved': (True, ['key ctrl+1', 'type One', 'key Return', 'key Escape', 'key ctrl+w']),
}

# The guided start: what is answered at each step.
ANSWERS = (
    ['type Anna', 'key Tab', 'type runs_twice_a_week'],
    ['type shoes_that_fit'],
    ['type Sees_an_advert', 'key Return', 'type Compares_shoes', 'key Return', 'type Asks_a_friend', 'key Return', 'type Pays', 'key Return',
     'type Tries_them_on'],
    ['type Looks_round'],
    ['key space'],
    [],
    [],
)
for number in range(len(ANSWERS)):
    answers = [step for answer in ANSWERS[:number] for step in [*answer, 'next']] + ANSWERS[number]
    SCENES[f'guided-{number + 1}'] = (False, ['commands Guided Mapa_krok', *answers])


def xdotool(*words):
    return subprocess.run(['xdotool', *map(str, words)], check=False, capture_output=True, text=True).stdout.split()


class Desktop:
    """An X server with a bus, and a home in a folder."""

    def __init__(self, folder, look, locales):
        self.look = look
        self.locales = locales  # the folder of the Polish locale that the tests are built with
        self.folder = Path(folder)
        settings = self.folder / 'config/gtk-4.0'
        settings.mkdir(parents=True)
        (settings / 'settings.ini').write_text(
            '[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\n', encoding='utf-8')
        (self.folder / 'run').mkdir(mode=0o700)
        read, write = os.pipe()
        width, height = look['size']
        self.server = subprocess.Popen(['Xvfb', '-noreset', '-displayfd', str(write), '-screen', '0', f'{width}x{height}x24'],
                                       pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as display:
            os.environ['DISPLAY'] = ':' + display.readline().strip()
        subprocess.run(['xprop', '-root', '-format', 'RESOURCE_MANAGER', '8s', '-set', 'RESOURCE_MANAGER',
                        f'Xft.dpi:\t{96 * look["text"]}\n'], check=True)

    def environment(self):
        language = {'en': {'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en'},
                    'pl': {'LC_ALL': 'pl_PL.UTF-8', 'LANGUAGE': 'pl', 'LOCPATH': str(self.locales)}}[self.look['language']]
        kept = {key: value for key, value in os.environ.items() if key not in ('WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS')}
        return {**kept, **language, 'HOME': str(self.folder), 'XDG_CONFIG_HOME': str(self.folder / 'config'), 'XDG_DATA_HOME': str(self.folder / 'data'),
                'XDG_CACHE_HOME': str(self.folder / 'cache'), 'XDG_STATE_HOME': str(self.folder / 'state'),
                'XDG_RUNTIME_DIR': str(self.folder / 'run'), 'GSETTINGS_BACKEND': 'memory', 'GDK_BACKEND': 'x11', 'GSK_RENDERER': 'cairo',
                'GTK_USE_PORTAL': '0', 'GTK_THEME': self.look['theme']}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()


class Editor:
    def __init__(self, program, desktop, path):
        command = ['dbus-run-session', '--', program] + ([str(path)] if path else [])
        self.desktop = desktop
        self.process = subprocess.Popen(command, env=desktop.environment(), start_new_session=True, stderr=subprocess.PIPE, text=True)
        end = time.monotonic() + PATIENCE
        while not self.windows() and time.monotonic() < end:
            time.sleep(0.1)
        if not self.windows():
            raise RuntimeError(f'no window came; the editor ended with {self.process.poll()}')
        self.main = self.windows()[0]
        xdotool('windowmove', self.main, 0, 0)
        xdotool('windowsize', self.main, *desktop.look['size'])
        xdotool('windowfocus', self.main)
        time.sleep(2 * CALM)

    def windows(self):
        return xdotool('search', '--onlyvisible', '--class', 'waymark-editor')

    def center(self):
        """What a window manager does: dialogs in the middle, with the keyboard."""
        width, height = self.desktop.look['size']
        for window in self.windows():
            size = dict(line.split('=') for line in xdotool('getwindowgeometry', '--shell', window))
            if window != self.main and size.get('X') == '0' and size.get('Y') == '0':
                xdotool('windowmove', window, (width - int(size['WIDTH'])) // 2, max(0, (height - int(size['HEIGHT'])) // 2))
                xdotool('windowfocus', window)

    def do(self, step):
        verb, _, rest = step.partition(' ')
        if verb == 'commands':
            names = dict(zip(('en', 'pl'), rest.split()))
            for part in ('key ctrl+k', 'type ' + names[self.desktop.look['language']], 'key Return'):
                self.do(part)
            return
        if verb == 'next':
            verb, rest = 'key', {'en': 'alt+n', 'pl': 'alt+d'}[self.desktop.look['language']]
        if verb == 'type':
            rest = rest.replace('_', ' ')
        xdotool(verb, *(['--delay', 30] if verb == 'type' else []), rest)
        time.sleep(CALM if verb == 'key' else CALM / 2)
        self.center()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.killpg(self.process.pid, signal.SIGTERM)
        for line in self.process.communicate()[1].splitlines():
            if 'WARNING' in line or 'CRITICAL' in line:
                print('  ', line, file=sys.stderr)


def take(program, folder, name, look):
    is_open, steps = SCENES[name]
    locales = Path(program).resolve().parents[1] / 'tests'
    with tempfile.TemporaryDirectory() as home, Desktop(home, LOOKS[look], locales) as desktop:
        path = None
        if is_open:
            path = Path(home, 'shoes.waymark')
            shutil.copy(str(EXAMPLE).format(LOOKS[look]['language']), path)
        with Editor(program, desktop, path) as editor:
            for step in steps:
                editor.do(step)
            time.sleep(CALM)
            subprocess.run(['import', '-window', 'root', Path(folder, f'{look}-{name}.png')], check=True)


def main():
    program, folder, *wanted = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        for name in SCENES:
            if not wanted or name in wanted or look in wanted or f'{look}-{name}' in wanted:
                print(f'{look}-{name}', flush=True)
                take(program, folder, name, look)


main()
