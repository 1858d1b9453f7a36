#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether all C source is laid out as .clang-format says ("./dev format" does it)."""

import re
import subprocess

import sources


def main():
    paths = sources.files()
    done = subprocess.run(['clang-format', '--dry-run', '-Werror', *paths], cwd=sources.TOP, capture_output=True,
                          text=True, check=False)
    places = re.findall(r'^(\S+?:\d+):\d+: error: (.*?)(?: \[.*\])?$', done.stderr, re.M)
    findings = [f'{place}: {what}' for place, what in places]
    if done.returncode and not findings:
        findings = [done.stderr.strip()]
    sources.finish('format', findings)


main()
