#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A canvas that has lived through much shows the same as a new one: views_tests.py EDITOR FIRST-SEED HOW-MANY. See compare-views.c."""

import os
import subprocess
import sys
from pathlib import Path

program = Path(os.environ['WAY_BUILD_DIR'], 'tests/gui/compare-views')
sys.exit(subprocess.run([program, *sys.argv[2:]], check=False, env={**os.environ, 'GTK_A11Y': 'none'}).returncode)
