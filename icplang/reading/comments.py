"""Comments in a text (`<!-- ... -->`): where they stand, and the text without them."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INK = re.compile(r"[^\r\n]")


def comments(text: str) -> list[tuple[int, int]]:
    """The start and end of each comment. One that is never closed is none."""
    return [found.span() for found in _COMMENT.finditer(text)] if "<!--" in text else []


def uncommented(text: str) -> str:
    """The text with blanks in place of its comments: every other character stays in its place."""
    return _COMMENT.sub(lambda found: _INK.sub(" ", found[0]), text) if "<!--" in text else text
