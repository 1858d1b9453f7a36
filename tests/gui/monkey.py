# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands without a plan: pointer and keys by chance, but by the same chance for the same seed."""

import random
import subprocess
import time

import pyatspi
from driver import GONE, HEADER, SIZE, Failed, wait_for

EDGE = 16  # pixels at the other sides where the window could be made larger and smaller
BREATH = 0.02  # seconds between two things done
PRESSES = (
    'F2', 'Return', 'Return', 'Tab', 'shift+Tab', 'Escape', 'Delete', 'BackSpace', 'space', 'Home', 'End', 'Page_Down', 'Page_Up',
    'Left', 'Right', 'Up', 'Down', 'shift+Left', 'shift+Right', 'shift+Down', 'ctrl+Left', 'ctrl+Right', 'ctrl+Up', 'ctrl+Down',
    'ctrl+shift+Left', 'ctrl+shift+Right', 'ctrl+shift+Up', 'ctrl+shift+Down', 'alt+Left', 'alt+Right', 'alt+Up', 'alt+Down',
    'ctrl+Home', 'ctrl+End', 'shift+Return', 'ctrl+Return', 'alt+Return', 'ctrl+Delete', 'shift+Delete',
    'ctrl+z', 'ctrl+z', 'ctrl+z', 'ctrl+shift+z', 'ctrl+y', 'ctrl+1', 'ctrl+2', 'ctrl+3', 'ctrl+4', 'ctrl+shift+1',
    'ctrl+a', 'ctrl+shift+a', 'ctrl+c', 'ctrl+x', 'ctrl+v', 'ctrl+u', 'ctrl+slash', 'ctrl+j', 'ctrl+m',
    'ctrl+plus', 'ctrl+minus', 'ctrl+0', 'ctrl+9', 'ctrl+shift+9', 'ctrl+f', 'ctrl+h', 'ctrl+g', 'ctrl+shift+g', 'ctrl+shift+h',
    'F9', 'shift+F9', 'ctrl+s', 'ctrl+k', 'ctrl+e', 'ctrl+p', 'F6',
)
LETTERS = 'abcdefghijklmnoprstuwyzABCŁŚŻ0123456789ąćęłńóśźż  ,.-?'
# The rail, and what stands in the header and at the bottom; what opens maps or ends the program stays out.
BUTTONS = ('Add a stage', 'Add a touchpoint', 'Add a card', 'Add an image', 'Undo', 'Redo', 'Zoom in', 'Zoom out', 'Current', 'Future', 'Comparison',
           'History', 'Main menu', 'Fields of what is selected')
COMMANDS = ('Add Persona', 'Add Phase', 'Add Stage', 'Add Lane…', 'Select All', 'Duplicate', 'Lanes', 'Outline', 'Compare the Journeys',
            'Show the Future Journey', 'Show the Current Journey', 'Zoom to 100 %', 'Show the Whole Map', 'Make Touchpoint a Stage',
            'Make Stage a Touchpoint', 'Select All in Lane', 'Select All in Stage', 'Find and Replace…')
# In these a Return would begin to choose files, or leave the map.
ONLY_LEFT = ('Export', 'Print', 'Save', 'Open', 'Choose')


def xdotool_softly(*words):
    """Like xdotool, but what it was told of may have gone."""
    return subprocess.run(['xdotool', *(str(word) for word in words)], check=False, capture_output=True, text=True).stdout


class Monkey:
    """Does things by chance to an editor; what it did stands in a file."""

    def __init__(self, editor, seed, journal):
        self.editor = editor
        self.chance = random.Random(seed)
        self.journal = journal
        self.number = 0
        self.buttons = wait_for('the buttons', self.find_buttons)
        self.ways = ((self.click, 20), (self.drag, 20), (self.press, 30), (self.write, 8), (self.open_menu, 8), (self.wheel, 6),
                     (self.push_button, 8), (self.draw_from_rail, 8), (self.pan, 2))

    def find_buttons(self):
        found = [node for node in self.editor.walk() if node.name in BUTTONS and 'button' in node.getRoleName()]
        return found if {node.name for node in found} >= {'Undo', 'Add a stage', 'Comparison'} else None

    def play(self, seconds):
        """Goes on for a time; after that there is one window, and nothing is being typed or dragged in it."""
        end = time.monotonic() + seconds
        ways, weights = zip(*self.ways)
        while time.monotonic() < end:
            self.chance.choices(ways, weights)[0]()
            self.number += 1
            time.sleep(BREATH)
            self.check_alive()
            self.leave_dialogs()
        self.come_to_rest()

    def tell(self, *words):
        self.journal.write(' '.join(str(word) for word in (self.number, *words)) + '\n')
        self.journal.flush()

    def do(self, *words):
        self.tell(*words)
        xdotool_softly(*words)

    def check_alive(self):
        if self.editor.process.poll() is not None:
            raise Failed(f'the editor ended with {self.editor.process.returncode} after {self.number} actions')

    # --- What it does ------------------------------------------------------------------

    def place(self):
        """Somewhere in the window; more often on something of the map than beside it."""
        if self.chance.random() < 0.6:
            found = self.find_place_on_map()
            if found:
                return found
        return self.chance.randrange(EDGE, SIZE[0] - EDGE), self.chance.randrange(HEADER, SIZE[1] - EDGE)

    def find_place_on_map(self):
        across, down = self.chance.random(), self.chance.random()
        number = self.chance.randrange(1 << 30)
        try:
            canvas = self.editor.canvas
            area = canvas[number % canvas.childCount].queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        except (*GONE, ZeroDivisionError):
            return None
        x, y = int(area.x + area.width * across), int(area.y + area.height * down)
        return (x, y) if EDGE <= x < SIZE[0] - EDGE and HEADER <= y < SIZE[1] - EDGE else None

    def find_middle(self, button):
        """None if it is not to be seen just now."""
        try:
            area = button.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        except GONE:
            return None
        return (int(area.x + area.width / 2), int(area.y + area.height / 2)) if area.width > 0 and area.height > 0 else None

    def keys(self):
        return self.chance.choice(((), (), (), (), ('ctrl',), ('shift',), ('alt',)))

    def held(self, keys, words):
        """The words of xdotool with keys held down."""
        return [word for key in keys for word in ('keydown', key)] + list(words) + [word for key in keys for word in ('keyup', key)]

    def click(self):
        words = ['mousemove', *self.place(), 'click', '--repeat', self.chance.choice((1, 1, 1, 2, 2, 3)), '--delay', 40,
                 self.chance.choice((1, 1, 1, 1, 1, 2))]
        self.do(*self.held(self.keys(), words))

    def drag_words(self, start, end):
        words = ['mousemove', *start, 'mousedown', 1]
        steps = self.chance.randrange(2, 8)
        for step in range(1, steps + 1):
            words += ['sleep', 0.012, 'mousemove', *(int(a + (b - a) * step / steps) for a, b in zip(start, end))]
        if self.chance.random() < 0.2:
            words += ['key', self.chance.choice(('Escape', 'Delete', 'ctrl+z', 'Tab', 'ctrl+2', 'ctrl+plus', 'a'))]
        return words + ['sleep', 0.012, 'mouseup', 1]

    def drag(self):
        self.do(*self.held(self.keys(), self.drag_words(self.place(), self.place())))

    def draw_from_rail(self):
        start = self.find_middle(self.chance.choice([node for node in self.buttons if node.name.startswith('Add')]))
        if start:
            self.do(*self.drag_words(start, self.place()))

    def pan(self):
        start, end = self.place(), self.place()
        self.do('mousemove', *start, 'mousedown', 2, 'sleep', 0.012, 'mousemove', *end, 'sleep', 0.012, 'mouseup', 2)

    def press(self):
        for _ in range(self.chance.randrange(1, 4)):
            self.do('key', self.chance.choice(PRESSES))

    def write(self):
        words = ''.join(self.chance.choices(LETTERS, k=self.chance.randrange(1, 9)))
        self.do('type', '--delay', 8, '--', words)
        if self.chance.random() < 0.6:
            self.do('key', self.chance.choice(('Return', 'Tab', 'Escape', 'Escape', 'shift+Return')))

    def wheel(self):
        keys = self.chance.choice(((), ('ctrl',), ('ctrl',), ('shift',)))
        self.do(*self.held(keys, ['mousemove', *self.place(), 'click', '--repeat', self.chance.randrange(1, 6), '--delay', 10,
                                  self.chance.choice((4, 5))]))

    def open_menu(self):
        if self.chance.random() < 0.6:
            self.do('mousemove', *self.place(), 'click', 3)
        else:
            self.do('key', self.chance.choice(('Menu', 'shift+F10', 'F10')))
        time.sleep(0.1)
        self.do('key', *['Down'] * self.chance.randrange(1, 14), *self.chance.choice((['Right'], [], [])), self.chance.choice(('Return', 'Return', 'Escape')))

    def push_button(self):
        place = self.find_middle(self.chance.choice(self.buttons))
        if place:
            self.do('mousemove', *place, 'click', 1)

    # --- Back to the map --------------------------------------------------------------------

    def others(self):
        """Windows beside the one of the map; for the screen menus and what is dragged are windows too, but without a title."""
        try:
            if self.editor.application.childCount < 2:
                return []
        except GONE:
            pass
        found = [(xdotool_softly('getwindowname', window).strip() != 'waymark-editor', int(window))
                 for window in self.editor.find_windows() if window != self.editor.window]
        return [str(window) for _, window in sorted(found)]

    def leave_dialogs(self):
        """Whatever came up beside the map gets an answer by chance, or none, and goes."""
        for attempt in range(20):
            others = self.others()
            if not others:
                return
            self.leave(others[-1], attempt)
            xdotool_softly('windowfocus', self.editor.window)
        raise Failed('a window that does not go')

    def leave(self, window, attempt):
        asked = xdotool_softly('windowfocus', window, 'getwindowname', window, 'getwindowgeometry', '--shell', window).splitlines()
        if not asked:
            return  # gone already
        self.tell('# window', asked[0])
        has_map = any(line.startswith('WIDTH=') and int(line[6:]) > 1100 for line in asked)
        if attempt == 0 and not has_map:
            self.answer(asked[0])
        self.do('key', 'ctrl+w' if has_map or attempt > 2 else 'Escape')
        time.sleep(0.1)

    def answer(self, title):
        if title.startswith(ONLY_LEFT):
            return
        if title.startswith('Commands'):
            self.do('type', '--delay', 8, '--', self.chance.choice(COMMANDS))
            self.do('key', self.chance.choice(('Return', 'Return', 'Escape')))
        else:
            self.write()
        time.sleep(0.1)

    def come_to_rest(self):
        self.do('mouseup', 1, 'keyup', 'ctrl', 'keyup', 'shift', 'keyup', 'alt')
        for _ in range(3):
            self.do('key', 'Escape', 'Escape')
            time.sleep(0.1)
            self.leave_dialogs()
        self.editor.focus(self.editor.window)
