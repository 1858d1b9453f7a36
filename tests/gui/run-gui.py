#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one group of window tests on a screen, a bus and in a home of their own: run-gui.py GROUP EDITOR BUILD-FOLDER."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
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

# Without clients between two tests the screen would begin anew; and on a busy one a key would be held for so long that it repeats.
SCREEN = '-screen 0 1600x1000x24 -noreset -r'

# The groups with fingers and a pen, and the server that has such devices.
TOUCH_GROUPS = ('touch',)
TOUCH_SERVER = 'Xorg'

# Two presses at the very same place are a double click, however slow the machine is; all others are none, however fast. And a
# finger rests only if it does so for long.
SETTINGS = '[Settings]\ngtk-double-click-distance=1\ngtk-double-click-time=10000\ngtk-long-press-time=2000\n'


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


@contextmanager
def touch_screen(home):
    """A screen in memory with fingers and a pen; gives its name, or why there is none."""
    folder = Path(home, 'screen')
    folder.mkdir(mode=0o700)
    settings = (HERE / 'touch-screen.conf.in').read_text(encoding='utf-8').replace('@folder@', str(folder))
    Path(folder, 'xorg.conf').write_text(settings, encoding='utf-8')
    name_out, name_in = os.pipe()
    with subprocess.Popen([TOUCH_SERVER, '-config', folder / 'xorg.conf', '-logfile', folder / 'log', '-displayfd', str(name_in), '-noreset', '-r', '-nolisten', 'tcp'],
                          pass_fds=[name_in], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        os.close(name_in)
        with os.fdopen(name_out) as pipe:
            number = pipe.readline().strip()  # written when it is ready; empty when it ended
        try:
            if number:
                yield ':' + number, None
            else:
                yield None, ' '.join(line for line in server.stderr.read().splitlines() if '(EE)' in line or 'rror' in line)
        finally:
            server.terminate()


def run_group(group, editor, build, home):
    environment = surroundings(home, build)
    command = ['dbus-run-session', '--', PYTHON, HERE / f'{group}_tests.py', editor, *sys.argv[4:]]
    run = {'cwd': home, 'check': False, 'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE, 'text': True}
    if group in TOUCH_GROUPS and not shutil.which(TOUCH_SERVER):
        return subprocess.CompletedProcess(command, 0, '1..0 # SKIP no fingers and pens here: Debian has them in xserver-xorg-core and xserver-xorg-video-dummy\n', '')
    if group in TOUCH_GROUPS:
        with touch_screen(home) as (display, reason):
            if display is None:
                return subprocess.CompletedProcess(command, 0, f'1..0 # SKIP no screen for fingers and pens can be had here: {reason}\n', '')
            return subprocess.run(command, env={**environment, 'DISPLAY': display, 'WAY_TOUCH_SCREEN': str(Path(home, 'screen'))}, **run)
    command = ['xvfb-run', '-a', '-s', SCREEN, *command]
    if group in REMOTE:
        environment['GIO_USE_VFS'] = 'gvfs'
    mounter = find_mounter(home) if group in MOUNTING else None
    if mounter:
        command = [*mounter, *command]
        environment['WAY_TEST_MOUNTS'] = 'yes'
    return subprocess.run(command, env=environment, **run)


def main():
    group, editor, build = sys.argv[1:4]
    editor = Path(editor).resolve()
    with tempfile.TemporaryDirectory(prefix='waymark-gui-') as home:
        done = run_group(group, editor, build, home)
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
