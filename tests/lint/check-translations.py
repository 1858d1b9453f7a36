#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether po/POTFILES names every file with text for people, and every language has all of it, none of it fuzzy.

With --update, POTFILES and the .po files are brought up to the source instead.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import sources

MARKS = re.compile(r'\b(_|N_|C_|NC_|ngettext|dngettext|g_dngettext|g_dgettext|g_dpgettext2?)\s*\(\s*"')
KEYWORDS = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3')
FORMATS = ('_:1:pass-c-format', 'N_:1:pass-c-format', 'ngettext:1:pass-c-format', 'ngettext:2:pass-c-format',
           'g_strdup_printf:1:c-format', 'g_string_append_printf:2:c-format', 'g_print:1:c-format',
           'g_printerr:1:c-format', 'g_set_error:4:c-format', 'g_error_new:3:c-format')


def listed(name):
    lines = sources.text(Path('po', name)).splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith('#')]


def run(*command):
    return subprocess.run(command, cwd=sources.TOP, capture_output=True, text=True, check=False)


def files_with_text():
    found = [path for path in sources.files(('app', 'widgets', 'include'))
             if MARKS.search(sources.without_comments(sources.text(path)))]
    found += sources.files(('widgets', 'data'), ('.ui', '.desktop.in', '.metainfo.xml.in'))
    return sorted(str(path) for path in found)


def make_template(folder, files, findings):
    """All messages of the source, without places and date: they would change with every line that moves."""
    template = Path(folder, 'waymark.pot')
    made = run('xgettext', '--from-code=UTF-8', '--no-location', '--force-po', '--package-name=waymark',
               f'--output={template}', *(f'--keyword={word}' for word in KEYWORDS),
               *(f'--flag={flag}' for flag in FORMATS), *files)
    findings += made.stderr.strip().splitlines()
    lines = template.read_text(encoding='utf-8').replace('charset=CHARSET', 'charset=UTF-8').splitlines(keepends=True)
    template.write_text(''.join(line for line in lines if not line.startswith('"POT-Creation-Date')), encoding='utf-8')
    return template


def update(files, template):
    Path(sources.TOP, 'po/POTFILES').write_text(''.join(name + '\n' for name in files), encoding='utf-8')
    for language in listed('LINGUAS'):
        po = f'po/{language}.po'
        for command in (('msgmerge', '--quiet', '--update', '--backup=none', '--no-fuzzy-matching', po, str(template)),
                        ('msgattrib', '--no-obsolete', f'--output-file={po}', po)):
            done = run(*command)
            if done.returncode:
                sys.exit(done.stderr)


def check_language(language, template, findings):
    po = f'po/{language}.po'
    checked = run('msgfmt', '--check-format', '--check-domain', '--output-file=/dev/null', po)
    if checked.returncode:
        findings += checked.stderr.strip().splitlines()
    compared = run('msgcmp', po, str(template)).stderr
    wrong = {}
    for where, number, what in re.findall(r'^(\S+?):(\d+): (?:warning: )?(.*)$', compared, re.M):
        before = Path(sources.TOP, where).read_text(encoding='utf-8').splitlines()[:int(number) - 1]
        if what.startswith('...'):
            continue  # a guess at a similar message
        first = max(index for index, text in enumerate(before) if text.startswith('msgid '))
        wrong.setdefault(' '.join(before[first:]), what.rstrip('.'))
    findings += [f'{po}: {what}: {message}' for message, what in wrong.items()]
    if '\n#~' in sources.text(po):
        findings.append(f'{po}: has obsolete entries')


def main():
    findings = []
    files = files_with_text()
    with tempfile.TemporaryDirectory() as folder:
        template = make_template(folder, files, findings)
        if '--update' in sys.argv:
            update(files, template)
        potfiles = listed('POTFILES')
        findings += [f'po/POTFILES: lacks {name}' for name in files if name not in potfiles]
        findings += [f'po/POTFILES: {name} has no text for people' for name in potfiles if name not in files]
        if potfiles != sorted(set(potfiles)):
            findings.append('po/POTFILES: not in order')
        for language in listed('LINGUAS'):
            check_language(language, template, findings)
    sources.finish('translations', findings)


main()
