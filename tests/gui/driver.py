# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the editor as people do: real pointer and key events by xdotool, and what a screen reader sees by AT-SPI."""

import functools
import os
import shutil
import struct
import subprocess
import sys
import time
import traceback
import xml.etree.ElementTree as ElementTree
import zlib
from pathlib import Path

import gi
import pyatspi

gi.require_version('GLib', '2.0')
from gi.repository import GLib  # noqa: E402

PATIENCE = 40  # seconds until something that should come does not
STEP = 0.03  # seconds between the steps of a drag
SIZE = 1600, 1000
HEADER = 60  # pixels at the top of the window
HARMLESS = (
    # GTK 4.8 counts the buttons of a pointer wrongly when what was pressed goes away, and says so when the window ends.
    'Broken accounting of active state',
    # The names of pages in GTK's own window of shortcuts are narrower than their margins.
    'reported min width -',
)
# Now and then GTK 4.8 draws a frame before it lays out; the next one is right again. Many of them are a window that stays blank.
LATE = 'without a current allocation'
MOST_LATE = 10

# What GTK calls windows without a title: menus, tips and what is dragged.
UNTITLED = 'waymark-editor'
# What is said of things that went while they were looked at, or are not there yet.
GONE = GLib.Error, AttributeError, LookupError, NotImplementedError, RuntimeError, StopIteration

NAMESPACE = '{urn:waymark:journey-map:1}'


class Failed(Exception):
    """Something did not happen, or not as it should."""


# An editor that has much to do answers late.
pyatspi.setTimeout(PATIENCE * 1000, PATIENCE * 1000)


def wait_for(what, get):
    """Waits until get() gives something, and gives it back."""
    context = GLib.MainContext.default()
    end = time.monotonic() + PATIENCE
    while True:
        while context.iteration(False):
            pass
        reason = ''
        try:
            found = get()
        except (*GONE, subprocess.CalledProcessError) as error:
            found, reason = None, f' ({error!r})'  # things come and go while they are looked at
        if found:
            return found
        if time.monotonic() > end:
            raise Failed(f'waited in vain for {what}{reason}')
        time.sleep(0.02)


def unhurried(look):
    """A look at many things, which is taken again when one of them goes meanwhile."""
    @functools.wraps(look)
    def look_again(*words):
        return wait_for(f'a look at rest: {look.__name__}{words[1:]}', lambda: [look(*words)])[0]
    return look_again


def xdotool(*words):
    return subprocess.run(['xdotool', *(str(word) for word in words)], check=True, capture_output=True, text=True, timeout=PATIENCE).stdout


def get_title(window):
    return xdotool('getwindowname', window).removesuffix('\n')


def get_geometry(window):
    numbers = dict(line.split('=') for line in xdotool('getwindowgeometry', '--shell', window).splitlines())
    return tuple(int(numbers[name]) for name in ('X', 'Y', 'WIDTH', 'HEIGHT'))


def is_inside(window, place):
    x, y, width, height = get_geometry(window)
    return x <= place[0] < x + width and y <= place[1] < y + height


class Editor:
    """One running editor with its first window: a map's, or without a path the start page. Words before it may limit it."""

    def __init__(self, program, path=None, content=None, debug='fatal-criticals', before=()):
        self.path = Path(path or 'new.waymark')
        self.canvas = None
        self.keeps_journals = False
        self.pressed = None
        if content is not None:
            self.path.write_text(content, encoding='utf-8')
        self.log = open('editor.log', 'w+', encoding='utf-8')
        self.process = subprocess.Popen([*before, program, *([str(path)] if path else [])], stderr=self.log, env={**os.environ, 'G_DEBUG': debug})
        self.application = wait_for('the editor on the bus', self.find_application)
        if path:
            self.find_canvas()
        self.window = min(wait_for('the window', self.find_windows), key=int)  # others, for menus and tips, come after it
        xdotool('windowmove', self.window, 0, 0)
        xdotool('windowsize', self.window, *SIZE)
        xdotool('windowfocus', self.window)  # a dialog may come and take the keyboard over
        # A little less: the window has a frame of its own.
        wait_for('the size', lambda: self.application[0].queryComponent().getExtents(pyatspi.WINDOW_COORDS).width > SIZE[0] - 40)
        if path:
            wait_for('what the canvas shows', self.items)

    def find_canvas(self):
        self.canvas = wait_for('the canvas', lambda: self.find('list', 'Journey map', 'Mapa podróży'))

    def find_application(self):
        if self.process.poll() is not None:
            raise Failed(f'the editor ended: {self.process.returncode}')
        desktop = pyatspi.Registry.getDesktop(0)
        return next((child for child in desktop if child and child.name == 'waymark-editor'), None)

    def find_windows(self):
        """All of them on the screen, also menus and tips; those that came last stand last."""
        done = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)], check=False, capture_output=True, text=True)
        return done.stdout.split()

    def find_dialogs(self, *known):
        """Windows with a title, or a question in them, beside the map's and those that are known."""
        return [window for window in self.find_windows() if window not in (self.window, *known) and get_title(window) != UNTITLED]

    def dialog(self, *known):
        """The window that comes up beside the map, once it has the keyboard."""
        window = max(wait_for('a dialog', lambda: self.find_dialogs(*known)), key=int)
        self.focus(window)
        return window

    def focus(self, window):
        """Gives a window the keyboard, as a click on its title does; here is nobody else to do it."""
        xdotool('windowfocus', window)
        return wait_for('the window to have the keyboard', lambda: self.find_with_keyboard(window))

    def find_with_keyboard(self, window):
        """A window as a screen reader sees it, or None while it has not got the keyboard. Of dialogs GTK 4.8 says only that no other window has it."""
        windows = [node for node in self.application if node]
        active = next((node for node in windows if node.getState().contains(pyatspi.STATE_ACTIVE)), None)
        if active is not None:
            return active if active.name == get_title(window) else None
        return next((node for node in reversed(windows) if node.getRoleName() != 'frame'), None)

    def wait_closed(self, window):
        """Until a dialog has gone; the map has the keyboard again."""
        wait_for('the end of the dialog', lambda: window not in self.find_windows())
        self.focus(self.window)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        """Ends it; it must not have complained."""
        if error is not None:
            self.keep_traces()
            print('# the editor', 'runs' if self.process.poll() is None else f'ended with {self.process.returncode}')
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        if not self.keeps_journals:  # the next editor would offer what this one did not save
            shutil.rmtree(Path(os.environ['XDG_STATE_HOME'], 'waymark', 'journals'), ignore_errors=True)
        self.log.seek(0)
        complaints = find_complaints(self.log.read())
        if complaints and error is None:
            raise Failed('\n'.join(complaints))
        for line in complaints:
            print('#', line)

    def keep_traces(self):
        """A picture of the screen, what the editor said and the words on the canvas, beside the build's other files."""
        folder = Path(os.environ['WAY_BUILD_DIR'], 'tests', 'gui')
        shutil.copy('editor.log', folder / 'failed.log')
        subprocess.run(['import', '-window', 'root', folder / 'failed.png'], check=False)
        if self.process.poll() is None:
            Path(folder, 'failed.txt').write_text('\n'.join(sorted(self.items())), encoding='utf-8')

    # --- What a screen reader sees -------------------------------------------------

    def walk(self, start=None):
        stack = [start or self.application]
        while stack:
            node = stack.pop()
            yield node
            stack += reversed([child for child in node if child])

    @unhurried
    def find(self, role, *names):
        for node in self.walk():
            if node.getRoleName() == role and (not names or node.name in names):
                return node
        return None

    @unhurried
    def find_description(self, words):
        """Something whose description has these words, as those of a tip are."""
        return next((node for node in self.walk() if words in node.description), None)

    @unhurried
    def items(self):
        """The items that the canvas shows, by the words of their description."""
        return {node.description: node for node in self.canvas or [] if node and node.description}

    def find_item(self, beginning):
        return next((node for words, node in self.items().items() if words.startswith(beginning)), None)

    def item(self, beginning):
        """The item whose description begins so, once it is there."""
        return wait_for(f'an item “{beginning}…”', lambda: self.find_item(beginning))

    def wait_gone(self, beginning):
        wait_for(f'the end of “{beginning}…”', lambda: self.find_item(beginning) is None)

    # --- Hands -------------------------------------------------------------------------

    def area(self, node):
        """Where a node is in its window, once it is there: what came in this moment is told of before it has a place."""
        def get():
            area = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
            return area if area.width > 0 and area.height > 0 else None
        return wait_for(f'a place for “{node.name}”', get)

    def middle(self, node, across=0.5, down=0.5):
        area = self.area(node)
        return int(area.x + area.width * across), int(area.y + area.height * down)

    # A busy screen may read what the next program does before the last of this one: its answer says that it has read all of it.

    def move(self, place):
        xdotool('mousemove', *place, 'getmouselocation')

    def apart(self, place):
        """The place, or one beside it when the last press was there: the tests' settings let only presses at the very same place make a double click."""
        x, y = place
        self.pressed = (x, y + 2) if self.pressed == (x, y) else (x, y)
        return self.pressed

    def click(self, node, across=0.5, down=0.5, times=1, keys=()):
        self.press(self.middle(node, across, down), times, keys)

    def double_click(self, place):
        self.press(place, 2)

    def press(self, place, times=1, keys=()):
        self.point_at(self.apart(place))
        xdotool(*(word for key in keys for word in ('keydown', key)), 'click', '--repeat', times, '--delay', 60, 1,
                *(word for key in keys for word in ('keyup', key)), 'getmouselocation')

    def point_at(self, place):
        """Moves there, and waits until the tip of what the pointer was at before is gone: a press on a tip is lost."""
        self.move(place)
        wait_for('the tip to go', lambda: self.application.childCount and not self.find_tip(place))

    def find_tip(self, place):
        return next((window for window in self.find_windows() if window != self.window and get_title(window) == UNTITLED and is_inside(window, place)), None)

    def ask(self, key, text):
        """Presses a key that brings a dialog up, and answers in its entry."""
        self.key(key)
        dialog = self.dialog()
        wait_for('the entry', lambda: self.focus_of('text'))
        self.key('ctrl+a')
        self.type(text)
        self.key('Return')
        self.wait_closed(dialog)

    def drag(self, start, end, steps=8, release=True, keys=(), from_popover=False):
        start = self.apart(start)
        if from_popover:
            self.move(start)
        else:
            self.point_at(start)
        xdotool(*(word for key in keys for word in ('keydown', key)), 'mousedown', 1, 'getmouselocation')
        for step in range(1, steps + 1):
            time.sleep(STEP)
            self.move(int(a + (b - a) * step / steps) for a, b in zip(start, end))
        time.sleep(STEP)
        xdotool(*(('mouseup', 1) if release else ()), *(word for key in keys for word in ('keyup', key)), 'getmouselocation')

    def key(self, *keys):
        xdotool('key', '--delay', 25, *keys, 'getmouselocation')

    def type(self, text):
        xdotool('type', '--delay', 25, '--args', 1, '--', text, 'getmouselocation')

    @unhurried
    def focused(self, start=None):
        """What has the keyboard."""
        return next((node for node in self.walk(start) if node.getState().contains(pyatspi.STATE_FOCUSED)), None)

    def has_focus(self, name):
        """Whether what has the keyboard is called so."""
        node = self.focused()
        return node is not None and node.name == name

    def is_on_map(self):
        """Whether the keyboard is on the map or on something in it."""
        node = self.focused()
        return node is not None and self.canvas in (node, node.parent)

    def in_header(self, name):
        """The button of the header; a message over the map may have another one of that name."""
        def find():
            places = [(node.queryComponent().getExtents(pyatspi.WINDOW_COORDS), node) for node in self.walk()
                      if node.name == name and node.getRoleName() == 'push button']
            return min(((area.x, node) for area, node in places if area.width > 0 and area.y < HEADER), default=None)

        return wait_for(f'the button “{name}”', find)[1]

    def press_until(self, key, has_come):
        """Presses a key until it has brought the keyboard there; each time that has moved before anybody asks."""
        for _ in range(60):
            if has_come():
                return
            before = self.focused()
            self.key(key)
            wait_for('the keyboard to go on', lambda before=before: (now := self.focused()) and now != before)
        raise Failed(f'{key} does not come there')

    def press_tab_until(self, name):
        """Goes on by Tab until what has the keyboard is called so."""
        self.press_until('Tab', lambda: self.has_focus(name))

    @unhurried
    def focus_of(self, role):
        """What has the keyboard, if it is of a role."""
        return next((node for node in self.walk() if node.getRoleName() == role and node.getState().contains(pyatspi.STATE_FOCUSED)), None)

    def button(self, name):
        return wait_for(f'the button “{name}”', lambda: next((node for node in self.walk() if node.getRoleName() == 'push button' and node.name == name), None))

    def release(self):
        xdotool('mouseup', 1, 'getmouselocation')

    def is_dragging(self):
        """Whether something follows the pointer."""
        return self.canvas.getState().contains(pyatspi.STATE_BUSY)

    def act(self, node, action):
        """What a screen reader does with a node."""
        actions = node.queryAction()
        actions.doAction(next(i for i in range(actions.nActions) if actions.getName(i) == action))

    def find_selected(self, beginning):
        node = self.find_item(beginning)
        return node is not None and is_selected(node)

    @unhurried
    def selected(self):
        return {node.name for node in self.items().values() if is_selected(node)}

    def undo_all(self):
        self.repeat('ctrl+z', 'Undo')

    def redo_all(self):
        self.repeat('ctrl+shift+z', 'Redo')

    def repeat(self, key, name):
        """Presses a key as long as the button for the same can be used."""
        button = self.button(name)
        wait_for(f'something to {name}', lambda: is_usable(button))
        for _ in range(100):
            if not is_usable(button):
                return
            self.key(key)
        raise Failed(f'no end of “{name}”')

    # --- The file ---------------------------------------------------------------------------

    def save(self):
        """Saves; gives the map that was written."""
        before = self.path.stat().st_mtime_ns, self.path.stat().st_ino
        self.key('ctrl+s')
        wait_for('the file to be saved', lambda: (self.path.stat().st_mtime_ns, self.path.stat().st_ino) != before)
        return self.read()

    def save_as_text(self):
        """Saves; gives the lines of the map but for those that each save changes."""
        self.save()
        return [line for line in self.path.read_text(encoding='utf-8').splitlines() if 'edition=' not in line]

    def read(self):
        return ElementTree.parse(self.path).getroot()


def find_complaints(log):
    """What the libraries and the sanitizers have to say against the program; of a report of those all that follows."""
    lines = log.splitlines()
    report = next((number for number, line in enumerate(lines) if 'Sanitizer' in line or 'runtime error' in line), len(lines))
    late = [line for line in lines if LATE in line]
    return [line for line in lines[:report]
            if any(word in line for word in ('CRITICAL', 'WARNING', 'ERROR')) and not any(words in line for words in (*HARMLESS, LATE))
            ] + (late if len(late) > MOST_LATE else []) + lines[report:]


def write_image(path, color):
    """A small picture of one colour."""
    def chunk(kind, content):
        return struct.pack('>I', len(content)) + kind + content + struct.pack('>I', zlib.crc32(kind + content))

    rows = b''.join(b'\0' + bytes(color) * 40 for _ in range(30))
    Path(path).write_bytes(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 40, 30, 8, 2, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(rows))
                     + chunk(b'IEND', b''))


def is_usable(node):
    return node.getState().contains(pyatspi.STATE_SENSITIVE)


def is_selected(node):
    return node.getState().contains(pyatspi.STATE_SELECTED)


def outline(root):
    """What hands build of a saved map: the names of its stages, each with those of its touchpoints and its cards."""
    stages = root.find(NAMESPACE + 'stages')
    return [(text(stage, 'name'), [text(touchpoint, 'name') for touchpoint in stage.findall(NAMESPACE + 'touchpoint')],
             [text(card) for card in stage.findall(NAMESPACE + 'card')]) for stage in (stages if stages is not None else [])
            if stage.tag == NAMESPACE + 'stage']


def element(root, identity):
    """The element of a saved map with an id."""
    found = root.find(f".//*[@id='{identity}']")
    if found is None:
        raise Failed(f'the file has no element “{identity}”')
    return found


def text(node, name=None):
    child = node if name is None else node.find(NAMESPACE + name)
    return '' if child is None else child.text or ''


def expect(what, found, expected):
    if found != expected:
        raise Failed(f'{what}: {found!r} in place of {expected!r}')


def run(tests):
    """Runs tests in order as TAP; each gets the program's path and may give a reason why it could not be run.

    After a failure there is a picture of the screen.
    """
    program = sys.argv[1]
    wanted = sys.argv[2:]
    tests = [test for test in tests if not wanted or test.__name__ in wanted]
    print(f'1..{len(tests)}')
    failed = 0
    # Polish letters have keys of their own; without them each would change the keyboard under the program's hands.
    subprocess.run(['setxkbmap', 'pl'], check=True)
    for number, test in enumerate(tests, 1):
        try:
            reason = test(program)
            print(f'ok {number} {test.__name__}' + (f' # SKIP {reason}' if reason else ''), flush=True)
        except Exception:  # whatever went wrong is what is told
            failed += 1
            print(f'not ok {number} {test.__name__}')
            print(''.join(f'# {line}\n' for line in traceback.format_exc().splitlines()), end='', flush=True)
    sys.exit(1 if failed else 0)
