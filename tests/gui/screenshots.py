# SPDX-License-Identifier: GPL-3.0-or-later
"""The stories that pictures are taken of: each leads to some states of the window, and awaits each before its picture."""

import fcntl
import gettext
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

import driver
import pyatspi
from driver import is_usable, wait_for, xdotool

EXAMPLES = Path(__file__).resolve().parents[2] / 'data/templates'
CALM = 5  # pictures that are the same, one after the other, until the window is said to be at rest
PAUSE = 0.08  # seconds between them
BUTTONS = ('push button', 'toggle button', 'radio button', 'check box')


def picture():
    return hashlib.md5(subprocess.run(['xwd', '-root', '-silent'], check=True, capture_output=True).stdout).digest()


def rest():
    """Waits until nothing moves any more."""
    seen = []
    def is_calm():
        time.sleep(PAUSE)
        seen.append(picture())
        return len(seen) >= CALM and len(set(seen[-CALM:])) == 1
    wait_for('the window to be at rest', is_calm)


class Teller(driver.Editor):
    """An editor that pictures are taken of."""

    def __init__(self, teller, path=None):
        self.folder, self.look, self.size, self.words, self.program = teller
        super().__init__(self.program, path)
        xdotool('mousemove', 0, self.size[1] - 1)

    def take(self, name):
        rest()
        subprocess.run(['import', '-window', 'root', Path(self.folder, f'{self.look}-{name}.png')], check=True)

    # Words of the window are told in English and looked for in its language.

    def find_named(self, start, name, number=0):
        words = self.words(name)
        found = [node for node in self.walk(start) if node.getRoleName() in BUTTONS and self.is_seen(node) and
                 words in (node.name.replace('_', ''), node.description)]
        return (found or [None] * (number + 1))[number:][0]

    def is_seen(self, node):
        return node.queryComponent().getExtents(pyatspi.WINDOW_COORDS).width > 0

    def press(self, name, number=0):
        """Presses a button: with the pointer where the pointer can find it, which is in the window."""
        def find():
            return self.find_named(self.application[0], name, number) or self.find_named(None, name, number)
        node = wait_for(f'the button “{name}”', find)
        self.changing(lambda: self.press_node(node))

    def press_node(self, node):
        if self.find_named(self.application[0], node.name):
            self.click(node)
            xdotool('mousemove', 0, self.size[1] - 1)
        else:
            self.act(node, 'click')

    def scroll_fields(self):
        """Shows the end of the fields; whether there was more than could be seen."""
        x, y = self.size[0] - 60, self.size[1] // 2
        self.move((x, y))
        rest()
        before = picture()
        xdotool('click', '--repeat', 60, '--delay', 5, 5)
        xdotool('mousemove', 0, self.size[1] - 1)
        rest()
        return picture() != before

    def next_page(self, name):
        """Takes the other pages of a dialog that has some."""
        pages = [node for node in self.walk() if node.getRoleName() in ('radio button', 'tab', 'page tab') and self.is_seen(node)]
        for number, page in enumerate(pages[1:], 2):
            self.changing(lambda page=page: self.act(page, 'click'))
            self.take(f'{name}-{number}')

    def chooser(self, name):
        return wait_for(f'the choice “{name}”', lambda: next((node for node in self.walk() if node.getRoleName() == 'combo box' and node.name == self.words(name)), None))

    def see_usable(self, name):
        wait_for(f'“{name}” to be usable', lambda: (node := self.find_named(None, name)) and is_usable(node))

    def changing(self, act):
        """Acts, and waits until something has changed on the screen."""
        rest()
        before = picture()
        act()
        wait_for('something to change', lambda: picture() != before)
        rest()

    def keys(self, *keys):
        for key in keys:
            self.changing(lambda key=key: self.key(key))

    def write(self, text):
        self.changing(lambda: self.type(self.words(text)))

    # Dialogs stand in the middle and have the keyboard, as a window manager would do it.

    def others(self):
        return [window for window in self.find_windows() if window != self.window]

    def dialog(self, act):
        known = self.find_windows()
        act()
        return self.settle(wait_for('a dialog', lambda: [window for window in self.others() if window not in known])[-1])

    def settle(self, window):
        place = dict(line.split('=') for line in xdotool('getwindowgeometry', '--shell', window).split())
        xdotool('windowmove', window, max(0, (self.size[0] - int(place['WIDTH'])) // 2), max(0, (self.size[1] - int(place['HEIGHT'])) // 2))
        xdotool('windowfocus', '--sync', window)
        rest()
        return window

    def close(self, window, key='Escape'):
        self.key(key)
        wait_for('the end of the dialog', lambda: window not in self.find_windows())
        xdotool('windowfocus', '--sync', (self.others() or [self.window])[-1])
        rest()

    def command(self, name):
        window = self.dialog(lambda: self.key('ctrl+k'))
        self.write(name)
        self.key('Return')
        wait_for('the end of the commands', lambda: window not in self.find_windows())
        xdotool('windowfocus', '--sync', (self.others() or [self.window])[-1])
        rest()

    def dialog_of(self, command):
        self.command(command)
        return self.dialog_there()

    def dialog_there(self):
        """The dialog that comes, or is there already."""
        return self.settle(wait_for('a dialog', self.others)[-1])

    # What lies on the sheet

    def place(self, kind, number=0):
        """Where the number-th item of a kind that can be seen stands."""
        beginnings = {'stage': ('Stage ', 'Etap '), 'touchpoint': ('Touchpoint ', 'Punkt styku '), 'lane': ('Lane ', 'Tor '),
                      'card': ('Card ', 'Karta '), 'persona': ('Persona ',), 'phase': ('Phase ', 'Faza '), 'feeling': ('Feeling ', 'Odczucie '),
                      'metric': ('Metric ', 'Wskaźnik ', 'Miernik '), 'finding': ('Finding ', 'Wniosek '), 'map': ('Map ', 'Mapa ')}[kind]

        def find():
            found = []
            for words, node in self.items().items():
                if words.startswith(beginnings):
                    x, y = self.middle(node)
                    if 60 < x < self.size[0] - 300 and 50 < y < self.size[1] - 60:
                        found.append((x, y))
            return sorted(found)
        return (find()[number:] or [None])[0]

    def select(self, kind, number=0, key=None):
        """Selects it with the pointer; whether there is one to be seen."""
        place = self.place(kind, number)
        if place is None:
            return False
        self.move(self.apart(place))
        if key:
            xdotool('keydown', key)
        xdotool('click', 1)
        if key:
            xdotool('keyup', key)
        xdotool('mousemove', 0, self.size[1] - 1)
        rest()
        return True


def start(tell):
    with tell() as editor:
        editor.take('start')


def recent(tell):
    for name in ('shoes.waymark', 'a journey with a rather long name, as people write them.waymark', 'boots.waymark'):
        with tell('map', name):
            pass
    with tell() as editor:
        editor.take('start-recent')
        editor.command('Recent Maps')
        editor.take('recent')


GUIDE = (
    (['type Anna', 'Tab', 'type runs twice a week'], 'Tab'),
    (['type shoes that fit'], None),
    (['type Sees an advert', 'Return', 'type Compares shoes', 'Return', 'type Asks a friend', 'Return', 'type Pays', 'Return', 'type Tries them on'], None),
    (['type Looks round'], None),
    (['faces'], None),
    (['type The delivery costs more', 'Return', 'type Say it at once', 'Return', 'type Shop team'], None),
    ([], None),
)


def guided(tell):
    with tell() as editor:
        editor.command('Guided Start')
        editor.find_canvas()
        for number, (steps, _) in enumerate(GUIDE, 1):
            if number == 4:
                editor.take('guided-4-uncut')
                editor.press('✂ Cut here', 1)
            for step in steps:
                if step == 'faces':
                    for face, which in (('Content', 0), ('Neutral', 1), ('Frustrated', 2), ('Uneasy', 3)):
                        editor.press(face, which)
                elif step.startswith('type '):
                    editor.changing(lambda step=step: editor.type(step[5:]))
                else:
                    editor.keys(step)
            editor.take(f'guided-{number}')
            if number < len(GUIDE):
                editor.press('Next')
        editor.press('Finish')
        editor.take('guided-9-done')


def window(tell):
    with tell() as editor:
        editor.command('New Map')
        editor.find_canvas()
        editor.take('empty')
    with tell('map') as editor:
        editor.take('map')
        editor.keys('F10')
        editor.take('menu')
        editor.keys('Escape')
        editor.press('Add a card')
        editor.take('card-kinds')
        editor.keys('Escape')
        editor.press('Notes without a place')
        editor.take('tray')
        editor.keys('Escape')
        editor.press('Zoom')
        editor.take('zoom-menu')
        editor.keys('Escape')
        editor.press('Whose emotion curve is drawn')
        editor.take('drawing-menu')
        editor.keys('Escape')
        editor.command('Lanes')
        editor.take('rail')
        editor.keys('F9')
        editor.take('no-fields')
        editor.keys('shift+F9')
        editor.take('outline-and-rail')


def views(tell):
    with tell('map') as editor:
        editor.command('Show the Future Journey')
        editor.take('future')
        editor.command('Compare the Journeys')
        editor.take('comparison')
        editor.command('What to Look At')
        editor.take('check')


def panes(tell):
    with tell('map') as editor:
        editor.keys('shift+F9')
        editor.take('outline')
        editor.keys('Down', 'shift+F10')
        editor.take('outline-menu')
        editor.keys('Escape', 'Insert')
        editor.take('outline-new')
        editor.keys('Escape', 'shift+F9', 'ctrl+f')
        editor.changing(lambda: editor.type('e'))
        editor.take('find')
        editor.keys('ctrl+h')
        editor.take('replace')


def fields(tell):
    with tell('map') as editor:
        editor.take('fields-map')
        editor.scroll_fields()
        editor.take('fields-map-end')
        for kind in ('touchpoint', 'stage', 'card', 'lane', 'persona', 'phase', 'feeling', 'metric', 'finding'):
            if not editor.select(kind):
                continue
            editor.take(f'fields-{kind}')
            if editor.scroll_fields():
                editor.take(f'fields-{kind}-end')
        editor.select('touchpoint', 2)
        editor.select('touchpoint', 1, 'ctrl')
        editor.take('fields-several')
        editor.select('card', 0, 'ctrl')
        editor.take('fields-kinds')


def menus(tell):
    with tell('map') as editor:
        for kind in ('stage', 'touchpoint', 'card', 'lane', 'feeling', 'persona', 'phase'):
            if not editor.select(kind):
                continue
            editor.keys('shift+F10')
            editor.take(f'menu-{kind}')
            editor.keys('Escape')
        editor.select('map')
        editor.keys('Escape')
        editor.move((editor.size[0] // 2, 74))
        editor.changing(lambda: xdotool('click', 3))
        editor.take('menu-canvas')


def dialogs(tell):
    with tell('map') as editor:
        commands = editor.dialog(lambda: editor.key('ctrl+k'))
        editor.take('commands')
        editor.write('Stage')
        editor.take('commands-found')
        editor.changing(lambda: editor.type('xyz'))
        editor.take('commands-none')
        editor.close(commands)
        for name, command in (('shortcuts', 'Keyboard Shortcuts'), ('about', 'About Waymark'), ('kept', 'How Your Work Is Kept'), ('versions-none', 'Versions…'), ('print', 'Print…')):
            dialog = editor.dialog_of(command)
            editor.take(name)
            if name == 'shortcuts':
                editor.next_page('shortcuts')
            editor.close(dialog)
        dialog = editor.dialog_of('Export…')
        for number in range(4):
            editor.take(f'export-{number + 1}')
            if number < 3:
                editor.keys('space', 'Down', 'Return')
        editor.close(dialog)
        for number in range(3):
            editor.select('touchpoint', number)
            editor.keys('Delete')
            editor.save()
        dialog = editor.dialog_of('Versions…')
        editor.see_usable('Restore')
        editor.keys('Down')
        editor.see_usable('Restore')
        editor.take('versions')
        editor.close(dialog)
        editor.command('History')
        editor.take('history')


def questions(tell):
    with tell('map') as editor:
        for name, kind, command in (('merge-stages', 'stage', 'Merge With Next Stage…'), ('split-stage', 'touchpoint', 'Split Stage Here…'),
                                    ('gather', 'touchpoint', 'New Stage From Selection…'), ('truth', 'touchpoint', 'Moment of Truth…'),
                                    ('delete-stage', 'stage', 'Delete')):
            editor.select(kind, 1)
            dialog = editor.dialog_of(command)
            editor.take(name)
            editor.close(dialog)
        editor.select('touchpoint', 2)
        editor.keys('Delete')
        editor.take('toast')
        dialog = editor.dialog(lambda: editor.key('ctrl+w'))
        editor.take('unsaved')
        editor.close(dialog)


def errors(tell):
    with open('broken.waymark', 'w', encoding='utf-8') as file:
        file.write('<?xml version="1.0"?>\n<journey-map xmlns="urn:waymark:journey-map:1" version="1">\n  <title>Shoes</titel>\n</journey-map>\n')
    Path('closed.waymark').write_text('', encoding='utf-8')
    with tell('map') as editor:
        for name in ('broken', 'missing', 'closed'):
            subprocess.run([editor.program, f'{name}.waymark'], check=True)
            wait_for('an error', lambda: [window for window in editor.application if window and window.getRoleName() in ('dialog', 'alert')])
            # Beside it a window may have come that has no map.
            dialog = editor.settle(max(editor.others(), key=int))
            editor.take(f'error-{name}')
            editor.close(dialog)


def disk(tell):
    with tell('map') as editor:
        words = editor.path.read_text(encoding='utf-8')
        editor.select('touchpoint', 2)
        editor.keys('Delete')
        editor.changing(lambda: editor.path.write_text(words.replace('</stages>', '<stage id="pays"><name>Pays</name></stage></stages>'), encoding='utf-8'))
        editor.take('changed')
        dialog = editor.dialog(lambda: editor.key('ctrl+s'))
        editor.take('changed-question')
        editor.close(dialog)
        editor.changing(editor.path.unlink)
        editor.take('gone')
    shutil.copy(EXAMPLES / 'en/e-commerce.example.waymark', 'two.waymark')
    locks = Path(os.environ['XDG_STATE_HOME'], 'waymark', 'locks')
    for lock in locks.iterdir():  # of the editor that has ended
        lock.unlink()
    other = subprocess.Popen(['dbus-run-session', '--', editor.program, 'two.waymark'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             env={**os.environ, 'GTK_A11Y': 'none'}, start_new_session=True)
    wait_for('the lock of the other one', lambda: locks.is_dir() and [lock for lock in locks.iterdir()])
    with tell('as it is', 'two.waymark') as editor:
        wait_for('the bar', lambda: next((node for node in editor.walk() if node.getRoleName() == 'alert' and editor.is_seen(node)), None))
        editor.take('read-only')
    os.killpg(other.pid, signal.SIGTERM)
    other.wait()


def wait_bar(editor):
    wait_for('the bar', lambda: next((node for node in editor.walk() if node.getRoleName() == 'alert' and editor.is_seen(node)), None))


def disks(tell):
    """What else the bar about the file says, and what is said when it cannot be saved."""
    with tell('map') as editor:
        editor.path.rename('boots.waymark')
        wait_bar(editor)
        editor.take('renamed')
    locks = Path(os.environ['XDG_STATE_HOME'], 'waymark', 'locks')
    for lock in locks.iterdir():
        lock.unlink()
    with tell('map', 'taken.waymark') as editor:
        editor.select('touchpoint', 2)
        editor.keys('Delete')
        lock = wait_for('the lock', lambda: list(locks.iterdir()))[0]
        # What taking over does: a file of another in the place of ours.
        other = lock.with_suffix('.other')
        other.write_text('elsewhere', encoding='utf-8')
        with other.open('r+', encoding='utf-8') as held:
            fcntl.lockf(held, fcntl.LOCK_EX)
            other.rename(lock)
            wait_bar(editor)
            editor.take('taken-over')
    os.mkdir('folder')
    with tell('map', 'folder/shoes.waymark') as editor:
        editor.select('touchpoint', 2)
        editor.keys('Delete')
        shutil.rmtree('folder')
        wait_bar(editor)
        dialog = editor.dialog(lambda: editor.key('ctrl+s'))
        editor.take('not-saved')
        editor.close(dialog)


def lists(tell):
    """What unfolds: what to look at, languages, kinds of lanes; and a text that is typed in its place."""
    words = (EXAMPLES / ('pl' if os.environ['LANGUAGE'] == 'pl' else 'en') / 'e-commerce.example.waymark').read_text(encoding='utf-8')
    Path('shoes.waymark').write_text(words.replace('review-by="2027', 'review-by="2025'), encoding='utf-8')
    with tell('as it is') as editor:
        editor.select('touchpoint', 1)
        editor.keys('Delete')
        editor.select('touchpoint', 3)
        editor.keys('F2')
        editor.take('typing')
        editor.key('Escape', 'Escape')
        rest()
        editor.command('What to Look At')
        editor.take('remarks')
        editor.keys('Escape')
        editor.changing(lambda: editor.click(editor.chooser('Language')))
        editor.take('languages')
        editor.keys('Escape')
        editor.command('Lanes')
        editor.press('Add a Lane')
        editor.take('lanes-to-add')
        editor.keys('Escape')
        editor.save()
        dialog = editor.dialog_of('Versions…')
        editor.see_usable('Restore')
        question = editor.dialog(lambda: editor.press('Delete…'))
        editor.take('version-delete')
        editor.close(question)
        editor.close(dialog)


def recovery(tell):
    with tell('map') as editor:
        for number in (2, 1):
            editor.select('touchpoint', number)
            editor.keys('Delete')
        editor.keeps_journals = True
        os.kill(editor.process.pid, signal.SIGKILL)
        editor.process.wait()
    with tell() as editor:
        dialog = editor.dialog_there()
        editor.take('recovery')
        editor.press('Compare with File')
        editor.take('recovery-compare')
        editor.press('Back')
        editor.dialog(lambda: editor.press('Discard…'))
        editor.take('recovery-discard')
        editor.close(editor.others()[-1])
        editor.close(dialog)
        editor.take('recovery-later')


def merging(tell):
    words = (EXAMPLES / ('pl' if os.environ['LANGUAGE'] == 'pl' else 'en') / 'e-commerce.example.waymark').read_text(encoding='utf-8')
    touchpoint = re.search(r'<touchpoint id="([^"]*)"', words).group(1)
    card = re.search(r'<card id="([^"]*)"', words)
    conflicts = f'''<conflicts>
    <conflict id="q1" about="{touchpoint}" field="name"><was>Size guide</was><mine>Size advice</mine><theirs>Find your size</theirs></conflict>
    <conflict id="q2" about="{touchpoint}" field="description"><mine>Tells which size fits</mine>
      <theirs>Asks for the length of the foot, and tells which size fits in which brand; sends the answer by e-mail</theirs></conflict>
    ''' + (f'<conflict id="q3" about="{card.group(1)}" kind="removed-by-mine"/>' if card else '') + '</conflicts>'
    Path('shoes.waymark').write_text(words.replace('</journey-map>', conflicts + '</journey-map>'), encoding='utf-8')
    with tell('as it is') as editor:
        dialog = editor.dialog_there()
        editor.take('conflicts')
        editor.close(dialog)
        editor.take('conflicts-bar')


def find_words(language):
    """What turns English words into those of the window, marks of keys apart."""
    if language == 'en':
        return str
    catalogue = gettext.translation('waymark', Path(os.environ['WAY_BUILD_DIR'], 'po'), [language])._catalog
    plain = {key.replace('_', ''): value.replace('_', '') for key, value in catalogue.items() if isinstance(key, str)}
    return lambda words: plain.get(words.replace('_', ''), words)


def tell_all(program, folder, name, look, stories):
    driver.SIZE = look['size']
    driver.PATIENCE = 30
    folder = Path(folder).resolve()
    program = str(Path(program).resolve())
    words = find_words(look['language'])
    subprocess.run(['setxkbmap', 'pl'], check=True)
    failed = 0
    for story in stories:
        home = Path(tempfile.mkdtemp(dir=os.environ['HOME'], prefix='story-'))
        for variable in ('XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME'):
            os.environ[variable] = str(home / variable.lower())
        os.chdir(home)

        def tell(what=None, path='shoes.waymark'):
            if what == 'map':
                shutil.copy(EXAMPLES / look['language'] / 'e-commerce.example.waymark', path)
            return Teller((folder, name, look['size'], words, program), path if what else None)
        print(f'{name}-{story}', flush=True)
        try:
            globals()[story](tell)
        except Exception:
            failed += 1
            traceback.print_exc()
    return failed
