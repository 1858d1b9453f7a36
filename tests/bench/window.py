# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures frames of the canvas, beside a canvas that only keeps a cairo node for each item, and an empty window."""

import os
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

import report
from measure import Failed

SIZES = (1000, 10000)
SCREEN = '-screen 0 1600x1000x24'
FRAMES = ('scroll-100', 'scroll-25', 'zoom', 'drag', 'point', 'key', 'fit-all')
NAMES = {'scroll-100': 'scroll at 100 %', 'scroll-25': 'scroll at 25 %', 'drag': 'drag a card', 'point': 'drag a point of the curve',
         'key': 'key press while editing', 'fit-all': 'the whole map'}
# Of each kind of frame: the frame of the reference that it is held against, and the most that it may take of it.
LIMITS = {'scroll-100': ('scroll-100', 0.75), 'scroll-25': ('scroll-25', 1.0), 'zoom': ('zoom', 1.0),
          'drag': ('scroll-100', 0.15), 'point': ('scroll-100', 0.15), 'key': ('scroll-100', 0.15)}


class Window:
    """Times the window with maps that are there already."""

    def __init__(self, programs, goals, runs):
        self.program = programs / 'time-window'
        self.goals = goals
        self.runs = runs

    def run_once(self, path, kind):
        with tempfile.TemporaryDirectory(prefix='waymark-window-') as home:
            runtime = Path(home) / 'run'
            runtime.mkdir(mode=0o700)
            environment = dict(os.environ, HOME=home, XDG_RUNTIME_DIR=str(runtime), GDK_BACKEND='x11', GSK_RENDERER='cairo',
                               GSETTINGS_BACKEND='memory', GTK_A11Y='none')
            environment.pop('WAYLAND_DISPLAY', None)
            done = subprocess.run(['xvfb-run', '-a', '-s', SCREEN, 'dbus-run-session', '--', self.program, path, kind],
                                  env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Failed(f'time-window {kind}: {done.stderr.strip().splitlines()[-1:]}')
        found = {}
        for line in done.stdout.splitlines():
            name, _, first, second = line.split()
            found[name] = (float(first) / 1000, float(second) / 1000)
        return found

    def measure_all(self, path):
        """Medians of all runs; the three kinds in turn, so that they see the same machine."""
        found = {kind: [] for kind in ('canvas', 'reference', 'empty')}
        for _ in range(self.runs):
            for kind, runs in found.items():
                runs.append(self.run_once(path, kind))
        return {kind: {name: tuple(statistics.median(run[name][part] for run in runs) for part in (0, 1)) for name in runs[0]}
                for kind, runs in found.items()}

    def measure(self, size, path):
        if not shutil.which('xvfb-run') or not shutil.which('dbus-run-session'):
            print('  SKIPPED: frames of the window (no xvfb-run or no dbus-run-session)\n')
            return
        found = self.measure_all(path)
        canvas, reference, empty = (found[kind] for kind in ('canvas', 'reference', 'empty'))
        rows = []
        for name in FRAMES:
            other = f'{reference[name][0]:.1f} ms' if name in reference else ''
            rows.append((NAMES.get(name, name), f'{canvas[name][0]:.1f} ms', f'{canvas[name][1]:.1f} ms', other))
        report.table(('processor time of a frame', 'median', '95 %', 'reference'), rows)
        report.table(('', 'Waymark', 'reference', 'empty window'),
                     [('first frame, wall', *(f'{one["first"][1]:.0f} ms' for one in (canvas, reference, empty))),
                      ('first frame, processor', *(f'{one["first"][0]:.0f} ms' for one in (canvas, reference, empty))),
                      ('most memory', *(f'{one["memory"][0]:.0f} MiB' for one in map(in_mebibytes, (canvas, reference, empty))))])
        self.judge(size, canvas, reference, empty)

    def judge(self, size, canvas, reference, empty):
        for name, (other, limit) in LIMITS.items():
            self.goals.at_most(f'{NAMES.get(name, name)} / reference {NAMES.get(other, other)}', size,
                               canvas[name][0] / reference[other][0], limit)
        for name in FRAMES:
            self.goals.at_most(f'{NAMES.get(name, name)}: 95 % / median', size, canvas[name][1] / canvas[name][0], 2)
        self.goals.at_most('first frame / that of an empty window', size, canvas['first'][1] / empty['first'][1],
                           1.25 if size <= 1000 else 2)
        if size == SIZES[-1]:
            self.goals.at_most('window: most memory', size, in_mebibytes(canvas)['memory'][0], 200, ' MiB', 0)


def in_mebibytes(found):
    return {'memory': tuple(value * 1000 / 1024 for value in found['memory'])}
