#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sizes of files and functions, how each file begins, calls that lose data or depend on the locale, unfinished marks,
and that nothing stands at the top level that has no place in the plan."""

import re
import shutil
import subprocess

import sources

TOP_LEVEL = {'app', 'widgets', 'include', 'data', 'po', 'tests',
             'meson.build', 'README.md', 'LICENSE', 'CONTRIBUTING.md', 'dev'}
MOST_LINES = 800
MOST_FUNCTION_LINES = 100

# Read in code without comments and strings.
FORBIDDEN = (
    (r'\bg_file_replace\w*', 'loses the old file when the disk is full; use the safe save'),
    (r'\bg_file_set_contents\w*', 'replaces links and modes; use the safe save'),
    (r'\b(xmlReadFile|xmlParseFile|xmlReadFd)\b', 'unpacks and fetches by itself; read the bytes and parse those'),
    (r'\bXML_PARSE_(NOENT|HUGE|DTDLOAD|DTDATTR|RECOVER|XINCLUDE)\b', 'opens the door to hostile files'),
    (r'\b(strtod|strtof|atof|sscanf|fscanf|g_strtod)\s*\(', 'reads numbers by the locale; use g_ascii_strtod'),
    (r'\b(strcpy|strcat|sprintf|gets|tmpnam|mktemp|system)\s*\(', 'is unsafe'),
)
NUMBER_FORMAT = re.compile(r'%[-+ #0]*(\d+|\*)?(\.(\d+|\*))?l?[eEfFgG]')
UNFINISHED = re.compile(r'\b(TODO|FIXME|XXX|HACK|[Nn]ot implemented)\b')


def check_functions(path, lines, findings):
    """A function of this style begins and ends with a brace in the first column."""
    start = None
    for number, line in enumerate(lines, 1):
        if line.startswith('{'):
            before = next((text for text in reversed(lines[:number - 1]) if text.strip()), '')
            start = number if before.rstrip().endswith(')') else None
        elif line.startswith('}') and start:
            if number - start - 1 > MOST_FUNCTION_LINES:
                findings.append(f'{path}:{start}: a function of {number - start - 1} lines')
            start = None


def check_beginning(path, lines, findings):
    if not lines[0].startswith('/* SPDX-License-Identifier: GPL-3.0-or-later */'):
        findings.append(f'{path}:1: no SPDX line')
    if path.suffix == '.h':
        if '#pragma once' not in lines[:3]:
            findings.append(f'{path}:2: no #pragma once')
    elif path.parts[0] == 'app':
        domain = 'Way-' + path.parts[1].capitalize()
        if f'#define G_LOG_DOMAIN "{domain}"' not in lines[:3]:
            findings.append(f'{path}:2: no #define G_LOG_DOMAIN "{domain}"')


def check_calls(path, code, findings):
    bare = sources.without_comments(code, keep_strings=False)
    for number, line in enumerate(bare.splitlines(), 1):
        for pattern, reason in FORBIDDEN:
            match = re.search(pattern, line)
            if match:
                findings.append(f'{path}:{number}: {match.group(0).strip()} {reason}')


def check_numbers(path, code, findings):
    """Numbers for files are written by g_ascii_formatd; for people, in app/cli, by the locale."""
    if path.parts[0] != 'app' or path.parts[1] == 'cli':
        return
    for number, line in enumerate(sources.without_comments(code).splitlines(), 1):
        if NUMBER_FORMAT.search(line) and '"' in line and 'ascii' not in line:
            findings.append(f'{path}:{number}: a number in the format of the locale; use g_ascii_formatd')


def check_tests(path, code, findings):
    if path.name.startswith('test-') and 'g_test_init' in code and 'setlocale (LC_ALL, "")' not in code:
        findings.append(f'{path}: main does not call setlocale (LC_ALL, ""), so the Polish run would prove nothing')


def check_top_level(findings):
    if shutil.which('git') is None:
        return  # without it nobody can say which files are part of the project
    listed = subprocess.run(['git', '-C', sources.TOP, 'ls-files'], capture_output=True, text=True, check=False)
    for name in sorted({line.partition('/')[0] for line in listed.stdout.splitlines()}):
        if not name.startswith('.') and name not in TOP_LEVEL:
            findings.append(f'{name}: is not in the plan of the top level')


def check_scripts(findings):
    for path in ('dev', '.ci/run', *sources.files(('data',), ('.sh', '.bash'))):
        done = subprocess.run(['bash', '-n', sources.TOP / path], capture_output=True, text=True, check=False)
        if done.returncode:
            findings.append(f'{path}: {done.stderr.strip()}')


def main():
    findings = []
    for path in sources.files():
        code = sources.text(path)
        lines = code.splitlines() or ['']
        if len(lines) > MOST_LINES:
            findings.append(f'{path}: {len(lines)} lines, more than {MOST_LINES}')
        check_beginning(path, lines, findings)
        check_functions(path, lines, findings)
        if path.parts[0] != 'tests':
            check_calls(path, code, findings)
            check_numbers(path, code, findings)
        check_tests(path, code, findings)
        for number, line in enumerate(lines, 1):
            if UNFINISHED.search(line):
                findings.append(f'{path}:{number}: an unfinished mark')
    check_top_level(findings)
    check_scripts(findings)
    sources.finish('code', findings)


main()
