#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one group of the tests of the waymark command: run-cli.py GROUP PROGRAM BUILD-FOLDER."""

import importlib
import sys
from pathlib import Path

import support


def main():
    group, program, build = sys.argv[1:]
    support.program = Path(program).resolve()
    support.build = Path(build).resolve()
    support.source = Path(__file__).resolve().parents[2]
    module = importlib.import_module(group + '_tests')
    support.run(group, [value for value in vars(module).values()
                        if isinstance(value, type) and issubclass(value, support.CommandTest) and value is not support.CommandTest])


main()
