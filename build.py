#!/usr/bin/env python3
"""Build this archive's site: what CI runs. The same as `kaluga-site build`, with this folder as the archive."""

import sys
from pathlib import Path

try:
    from kaluga_site.cli import run
    from kaluga_site.commands.build import build
except ModuleNotFoundError as error:
    sys.exit(f"build.py: {error}. Install the generator first: pip install -e .")

run(build, default_map={"archive": str(Path(__file__).parent)}, prog_name="build.py")
