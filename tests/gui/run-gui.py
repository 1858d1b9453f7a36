#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one group of window tests on a screen, a bus and in a home of their own: run-gui.py GROUP EDITOR BUILD-FOLDER."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

sys.path.insert(0, str(HERE.parent / 'fault'))
from disks import find_mounter  # noqa: E402

# The groups that need disks of their own; all of such a group runs where nobody else sees them.
MOUNTING = ('disks', 'servers')

# The groups that go to servers by GVfs, as desktops do.
REMOTE = ('servers',)

# The one that has Debian's pyatspi, whatever Python the build found.
PYTHON = '/usr/bin/python3'

# Without clients between two tests the screen would begin anew.
SCREEN = '-screen 0 1600x1000x24 -noreset'


# Two presses at the very same place are a double click, however slow the machine is; all others are none, however fast.
SETTINGS = '[Settings]\ngtk-double-click-distance=1\ngtk-double-click-time=10000\n'


def surroundings(home, build):
    environment = {name: value for name, value in os.environ.items()
                   if name not in ('WAYLAND_DISPLAY', 'DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'G_DEBUG')}
    folders = {'HOME': 'home', 'XDG_CONFIG_HOME': 'config', 'XDG_DATA_HOME': 'data', 'XDG_CACHE_HOME': 'cache',
               'XDG_STATE_HOME': 'state', 'XDG_RUNTIME_DIR': 'run'}
    for name, folder in folders.items():
        path = Path(home, folder)
        path.mkdir(mode=0o700)
        environment[name] = str(path)
    Path(home, 'config', 'gtk-4.0').mkdir()
    Path(home, 'config', 'gtk-4.0', 'settings.ini').write_text(SETTINGS, encoding='utf-8')
    environment.update({
        'GSETTINGS_BACKEND': 'memory',
        'GIO_USE_VFS': 'local',
        'GIO_USE_VOLUME_MONITOR': 'unix',
        'GDK_BACKEND': 'x11',
        'GSK_RENDERER': os.environ.get('WAY_TEST_RENDERER', 'cairo'),
        'GTK_THEME': 'Adwaita',
        'GTK_USE_PORTAL': '0',
        'GTK_A11Y': 'atspi',
        'FONTCONFIG_FILE': str(HERE.parent / 'data' / 'fonts.conf'),
        'PYTHONDONTWRITEBYTECODE': '1',
        'WAY_BUILD_DIR': build,
        # GTK keeps no frame pointers: of what is not freed when a window ends nobody could say whose it is. The tests of the
        # engine look for leaks.
        'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0',
    })
    return environment


def main():
    group, editor, build = sys.argv[1:4]
    editor = Path(editor).resolve()
    with tempfile.TemporaryDirectory(prefix='waymark-gui-') as home:
        command = ['xvfb-run', '-a', '-s', SCREEN, 'dbus-run-session', '--', PYTHON, HERE / f'{group}_tests.py', editor, *sys.argv[4:]]
        environment = surroundings(home, build)
        if group in REMOTE:
            environment['GIO_USE_VFS'] = 'gvfs'
        mounter = find_mounter(home) if group in MOUNTING else None
        if mounter:
            command = [*mounter, *command]
            environment['WAY_TEST_MOUNTS'] = 'yes'
        done = subprocess.run(command, env=environment, cwd=home, check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    # The buses tell of themselves; that is nobody's business.
    for line in done.stdout.splitlines():
        if 'SpiRegistry' not in line:
            print(line)
            # What went wrong is for people too, who see what is said apart from the results.
            if done.returncode:
                print(line, file=sys.stderr)
    for line in done.stderr.splitlines():
        if line.strip() and not line.startswith('dbus-daemon') and 'dbind-WARNING' not in line:
            print('#', line)
    sys.exit(done.returncode)


main()
