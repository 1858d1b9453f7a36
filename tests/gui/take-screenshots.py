#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""take-screenshots.py EDITOR FOLDER [WORD…]: takes pictures of the window, its panes and dialogs, to be looked at.

A word is a look (“dark”), a story (“guided”), or both (“dark-guided”); without words it tells all stories in all looks.
Each look has a screen and a bus of its own, each story a home: nothing of the person who runs it is read or changed.
"""

import contextlib
import gettext
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent

# What the desktop is like: size, theme, language, scale of text.
PLAIN = {'size': (1280, 800), 'theme': 'Default', 'language': 'en', 'text': 1}
LOOKS = {
    'light': PLAIN,
    'polish': {**PLAIN, 'language': 'pl'},
    'dark': {**PLAIN, 'theme': 'Default:dark'},
    'dark-polish': {**PLAIN, 'theme': 'Default:dark', 'language': 'pl'},
    'contrast': {**PLAIN, 'theme': 'Default-hc'},
    'contrast-dark': {**PLAIN, 'theme': 'Default-hc-dark'},
    'small': {**PLAIN, 'size': (1024, 600)},
    'small-polish': {**PLAIN, 'size': (1024, 600), 'language': 'pl'},
    'large-text': {**PLAIN, 'text': 2},
    'small-large-text': {**PLAIN, 'size': (1024, 600), 'text': 2},
    'small-large-text-polish': {**PLAIN, 'size': (1024, 600), 'text': 2, 'language': 'pl'},
}


def outside(program, folder, wanted):
    """Gives each look that is wanted a screen and a bus, and lets this program run on them."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    failed = False
    # The Polish locale of the tests.
    subprocess.run(['ninja', '-C', Path(program).resolve().parents[1], 'tests/pl_PL.UTF-8'], check=True, stdout=subprocess.DEVNULL)
    for name, look in LOOKS.items():
        if wanted and not any(word == name or word in STORIES or word.startswith(name + '-') and word[len(name) + 1:] in STORIES for word in wanted):
            continue
        stories = [story for story in STORIES if not wanted or {name, story, f'{name}-{story}'} & set(wanted)]
        with tempfile.TemporaryDirectory(prefix='waymark-look-', ignore_cleanup_errors=True) as home, screen(look) as display:
            done = subprocess.run(['dbus-run-session', '--', '/usr/bin/python3', __file__, '--inside', program, folder, name, *stories],
                                  env=surroundings(Path(home), look, display, program), stderr=subprocess.PIPE, text=True, check=False)
        for line in filter(str.strip, done.stderr.splitlines()):
            if not any(harmless in line for harmless in ('dbus-daemon', 'dbind', 'SpiRegistry', 'AT-SPI', 'connection to the bus')):
                print('  ', line, file=sys.stderr)
        failed |= done.returncode != 0
    sys.exit(failed)


@contextlib.contextmanager
def screen(look):
    read, write = os.pipe()
    width, height = look['size']
    server = subprocess.Popen(['Xvfb', '-noreset', '-displayfd', str(write), '-screen', '0', f'{width}x{height}x24'],
                              pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as answer:
        display = ':' + answer.readline().strip()
    subprocess.run(['xprop', '-display', display, '-root', '-format', 'RESOURCE_MANAGER', '8s', '-set', 'RESOURCE_MANAGER',
                    f'Xft.dpi:\t{96 * look["text"]}\n'], check=True)
    yield display
    server.terminate()
    server.wait()


def surroundings(home, look, display, program):
    build = Path(program).resolve().parents[1]
    language = {'en': {'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en'},
                'pl': {'LC_ALL': 'pl_PL.UTF-8', 'LANGUAGE': 'pl', 'LOCPATH': str(build / 'tests')}}[look['language']]
    (home / 'run').mkdir(mode=0o700)
    (home / 'config/gtk-4.0').mkdir(parents=True)
    (home / 'config/gtk-4.0/settings.ini').write_text('[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\n', encoding='utf-8')
    kept = {key: value for key, value in os.environ.items() if key not in ('WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS')}
    return {**kept, **language, 'HOME': str(home), 'XDG_CONFIG_HOME': str(home / 'config'), 'XDG_DATA_HOME': str(home / 'data'),
            'XDG_CACHE_HOME': str(home / 'cache'), 'XDG_STATE_HOME': str(home / 'state'), 'XDG_RUNTIME_DIR': str(home / 'run'),
            'GSETTINGS_BACKEND': 'memory', 'GDK_BACKEND': 'x11', 'GSK_RENDERER': 'cairo', 'GTK_USE_PORTAL': '0', 'GTK_A11Y': 'atspi', 'GVFS_DISABLE_FUSE': '1', 
            'GTK_THEME': look['theme'], 'DISPLAY': display, 'WAY_BUILD_DIR': str(build), 'PYTHONDONTWRITEBYTECODE': '1'}


# --- Inside: stories ------------------------------------------------------------------------


def main():
    if sys.argv[1] == '--inside':
        import screenshots  # needs the bus
        program, folder, look, *stories = sys.argv[2:]
        sys.exit(screenshots.tell_all(program, folder, look, LOOKS[look], stories))
    outside(sys.argv[1], sys.argv[2], sys.argv[3:])


STORIES = ('start', 'recent', 'guided', 'window', 'views', 'panes', 'fields', 'menus', 'dialogs', 'questions', 'errors', 'disk', 'disks', 'lists', 'recovery', 'merging')

if __name__ == '__main__':
    main()
