#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-install.py BUILD-FOLDER PREFIX VERSION: installs, then checks what is there as a desktop would."""

import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

APPLICATION = 'org.waymark.Waymark'
MIME_TYPE = 'application/vnd.waymark.journey-map+xml'
FILES = (
    'bin/waymark',
    'libexec/waymark-editor',
    f'share/applications/{APPLICATION}.desktop',
    f'share/metainfo/{APPLICATION}.metainfo.xml',
    f'share/mime/packages/{APPLICATION}.xml',
    f'share/icons/hicolor/scalable/apps/{APPLICATION}.svg',
    f'share/icons/hicolor/16x16/apps/{APPLICATION}.svg',
    f'share/icons/hicolor/symbolic/apps/{APPLICATION}-symbolic.svg',
    'share/icons/hicolor/scalable/mimetypes/application-vnd.waymark.journey-map+xml.svg',
    'share/waymark/templates/en/blank.waymark',
    'share/locale/pl/LC_MESSAGES/waymark.mo',
)
MAP = '<?xml version="1.0" encoding="UTF-8"?>\n<journey-map xmlns="urn:waymark:journey-map:1" version="1"/>\n'


class Tap:
    def __init__(self):
        self.number = 0
        self.failed = False

    def check(self, name, good, why=''):
        self.number += 1
        self.failed |= not good
        print(f'{"ok" if good else "not ok"} {self.number} /install/{name}', flush=True)
        if not good:
            print(''.join(f'# {line}\n' for line in why.splitlines()), end='', flush=True)

    def check_command(self, name, command, expected=None, env=None):
        if shutil.which(command[0]) is None:
            self.number += 1
            print(f'ok {self.number} /install/{name} # SKIP there is no {command[0]}')
            return
        done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
        good = done.returncode == 0 and (expected is None or expected in done.stdout)
        self.check(name, good, done.stdout + done.stderr)


def check_mime(tap, share, folder):
    """The name says it, and so does the content where there is no name."""
    if shutil.which('update-mime-database') is None or shutil.which('gio') is None:
        return
    home = Path(folder, 'home')
    shutil.copytree(share / 'mime', home / 'mime')
    shutil.copy('/usr/share/mime/packages/freedesktop.org.xml', home / 'mime/packages')
    subprocess.run(['update-mime-database', home / 'mime'], capture_output=True, check=False)
    environment = {**os.environ, 'XDG_DATA_HOME': str(home), 'XDG_DATA_DIRS': str(home)}
    for name in ('map.waymark', 'map'):
        path = Path(folder, name)
        path.write_text(MAP, encoding='utf-8')
        tap.check_command('type-by-' + ('name' if '.' in name else 'content'),
                          ['gio', 'info', '-a', 'standard::content-type', path], MIME_TYPE, environment)


def main():
    build, prefix, version = sys.argv[1:]
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(['meson', 'install', '-C', build, '--no-rebuild', '--quiet', '--destdir', folder],
                              capture_output=True, text=True, check=False)
        tap.check('installs', done.returncode == 0, done.stdout + done.stderr)
        root = Path(folder, prefix.lstrip('/'))
        for name in FILES:
            tap.check('has/' + name, (root / name).is_file())
        desktop = root / FILES[2]
        metainfo = root / FILES[3]
        tap.check('desktop-entry-is-polish', 'Comment[pl]=' in desktop.read_text(encoding='utf-8'))
        tap.check_command('desktop-entry', ['desktop-file-validate', desktop])
        release = ElementTree.parse(metainfo).find('releases/release').get('version')
        tap.check('release', release == version, f'{release} is described, {version} is built')
        tap.check_command('metainfo', ['appstreamcli', 'validate', '--no-net', '--explain', metainfo])
        check_mime(tap, root / 'share', folder)
        tap.check_command('runs', [root / 'bin/waymark', '--version'], version)
    print(f'1..{tap.number}')
    sys.exit(tap.failed)


main()
