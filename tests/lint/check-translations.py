#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether po/POTFILES names every file with text for people, and every language has all of it, none of it fuzzy."""

import re
import subprocess
import tempfile
from pathlib import Path

import sources

MARKS = re.compile(r'\b(_|N_|C_|NC_|ngettext|dngettext|g_dngettext|g_dgettext|g_dpgettext2?)\s*\(\s*"')
KEYWORDS = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3')


def listed(name):
    lines = sources.text(Path('po', name)).splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith('#')]


def check_list(findings):
    """Returns the files of POTFILES that exist."""
    potfiles = listed('POTFILES')
    if potfiles != sorted(potfiles):
        findings.append('po/POTFILES: not in order')
    for path in sources.files(('app', 'widgets', 'include'), ('.c', '.h')):
        if MARKS.search(sources.without_comments(sources.text(path))) and str(path) not in potfiles:
            findings.append(f'{path}: has text for people, but is not in po/POTFILES')
    for path in sources.files(('widgets', 'data'), ('.ui', '.desktop.in', '.metainfo.xml.in')):
        if str(path) not in potfiles:
            findings.append(f'{path}: has text for people, but is not in po/POTFILES')
    missing = [name for name in potfiles if not (sources.TOP / name).exists()]
    findings += [f'po/POTFILES: there is no {name}' for name in missing]
    return [name for name in potfiles if name not in missing]


def run(*command):
    return subprocess.run(command, cwd=sources.TOP, capture_output=True, text=True, check=False)


def check_language(language, template, findings):
    po = f'po/{language}.po'
    checked = run('msgfmt', '--check-format', '--check-domain', '--output-file=/dev/null', po)
    if checked.returncode:
        findings += checked.stderr.strip().splitlines()
    compared = run('msgcmp', po, template).stderr
    for where, number, what in re.findall(r'^(\S+?):(\d+): (?:warning: )?(.*)$', compared, re.M):
        before = Path(sources.TOP, where).read_text(encoding='utf-8').splitlines()[:int(number) - 1]
        first = max(index for index, text in enumerate(before) if text.startswith('msgid '))
        findings.append(f'{po}: {what}: ' + ' '.join(before[first:]))
    if '\n#~' in sources.text(po):
        findings.append(f'{po}: has obsolete entries')


def main():
    findings = []
    potfiles = check_list(findings)
    if potfiles:
        with tempfile.TemporaryDirectory() as folder:
            template = f'{folder}/waymark.pot'
            made = run('xgettext', '--from-code=UTF-8', '--force-po', f'--output={template}',
                       *(f'--keyword={word}' for word in KEYWORDS), *potfiles)
            findings += made.stderr.strip().splitlines()
            for language in listed('LINGUAS'):
                check_language(language, template, findings)
    sources.finish('translations', findings)


main()
