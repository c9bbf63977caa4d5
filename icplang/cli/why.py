"""`icplang why`: what became of every clause for one account."""

from icplang.cli.run import why as run

__all__ = ["run"]
