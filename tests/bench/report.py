# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what was measured, and which goals hold."""


def heading(text):
    print(f'\n{text}\n{"-" * len(text)}', flush=True)


def table(head, rows):
    """Prints rows as they are, in columns: the first one from the left, numbers from the right."""
    rows = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    for row in rows:
        cells = [cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths))]
        print('  ' + '  '.join(cells).rstrip())
    print(flush=True)


def milliseconds(seconds):
    return f'{seconds * 1000:.0f} ms' if seconds >= 0.01 else f'{seconds * 1000:.2f} ms'


def mebibytes(number):
    return f'{number:.0f} MiB' if number >= 10 else f'{number:.1f} MiB'


def kilobytes(size):
    return f'{size / 1000:,.0f} kB'.replace(',', ' ')


class Goals:
    """Collects what was to be reached and what was."""

    def __init__(self):
        self.rows = []

    def at_most(self, name, size, value, limit, unit='', digits=2):
        held = value <= limit
        self.rows.append((name, size, f'{value:.{digits}f}{unit}', f'≤ {limit:g}{unit}', 'held' if held else 'MISSED'))

    def void(self, name, size, reason):
        self.rows.append((name, size, reason, '', 'VOID'))

    def print(self):
        heading('Goals')
        table(('goal', 'touchpoints', 'measured', 'goal', ''), self.rows)
        missed = sum(row[-1] != 'held' for row in self.rows)
        print(f'  {len(self.rows) - missed} held, {missed} missed or void', flush=True)
