"""Reading: from prose to a profile."""

from icplang.reading.reader import LIMIT, read

__all__ = ["LIMIT", "read"]
