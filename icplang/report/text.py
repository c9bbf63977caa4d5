"""Any value as text of a page: escaped, clipped, and without characters that would act instead of being seen."""

from __future__ import annotations

import re
import unicodedata
from html import escape

MOST = 160
"""The most characters of a value that a page shows."""
_PARTS = re.compile(r"(?<=[;,|/])(?=\S)")
_SEEN = frozenset("\n\t")
_HIDDEN = frozenset("\u200e\u200f\u061c\u2028\u2029\x85")


def plain(value: object, most: int | None = MOST) -> str:
    """A value for HTML text or an attribute in double quotes. Control characters and those that turn the direction of
    text are written as their code; what is longer than `most` is clipped."""
    text = "" if value is None else str(value)
    clipped = text if most is None or len(text) <= most else text[:most]
    seen = escape("".join(c if _visible(c) else f"\\u{ord(c):04x}" for c in clipped), quote=True)
    return seen if len(clipped) == len(text) else f"{seen.rstrip()}…"


def shown(value: object, most: int | None = MOST) -> str:
    """The same as an element of its own, so that text from right to left does not reorder what stands around it. A long
    list may be broken behind its delimiters."""
    text = "" if value is None else str(value)
    clipped = text if most is None or len(text) <= most else text[:most].rstrip() + "…"
    return f"<bdi>{'<wbr>'.join(plain(part, None) for part in _PARTS.split(clipped))}</bdi>"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 account`, `3,010 accounts`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def share(part: int, whole: int) -> str:
    """A part in percent, never rounded to nothing or to the whole: `42 %`, `0.3 %`, `under 0.1 %`, `over 99.9 %`."""
    if not whole or not part:
        return "0 %"
    percent = 100 * part / whole
    if percent < 0.1:
        return "under 0.1 %"
    if 99.9 < percent < 100:
        return "over 99.9 %"
    return f"{percent:.1f} %" if percent < 10 or 99 < percent < 100 else f"{percent:.0f} %"


def _visible(char: str) -> bool:
    if char in _HIDDEN or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069":
        return False
    return char in _SEEN or unicodedata.category(char) not in ("Cc", "Cs")
