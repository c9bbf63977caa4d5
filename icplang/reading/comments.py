"""Comments in a text (`<!-- ... -->`): where they stand, and the text without them."""

from __future__ import annotations

import re

_OPEN, _CLOSE = "<!--", "-->"
_INK = re.compile(r"[^\r\n]")


def comments(text: str) -> list[tuple[int, int]]:
    """The start and end of each comment. One that is never closed is none."""
    out: list[tuple[int, int]] = []
    start = text.find(_OPEN)
    while start >= 0 and (close := text.find(_CLOSE, start + len(_OPEN))) >= 0:
        out.append((start, close + len(_CLOSE)))
        start = text.find(_OPEN, out[-1][1])
    return out


def uncommented(text: str) -> str:
    """The text with blanks in place of its comments: every other character stays in its place."""
    parts, at = list[str](), 0
    for start, end in comments(text):
        parts += [text[at:start], _INK.sub(" ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])
