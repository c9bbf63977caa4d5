"""`python -m icplang` is the `icplang` command."""

from icplang.cli.main import run

run()
