"""`python -m icplang` is the `icplang` command."""

import sys

from icplang.cli.main import run

sys.exit(run())
