"""The time that a heading or a label gives to what stands below it: "Triggers (last 6 months)", "In the past year"."""

from __future__ import annotations

import re

from icplang.meaning.predicates import TimeUnit, Window
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.numbers import WORD_NUMBER, word_number

_WORD = re.compile(r"[^\W\d_]+|\d+")
_UNITS: dict[str, TimeUnit] = {"DAY": "day", "WEEK": "week", "MONTH": "month", "QUARTER": "quarter", "YEAR": "year"}
_LONGEST = 4
"""The most words of a phrase in front of a length of time."""


def timed(text: str) -> tuple[str, Window | str] | None:
    """A label without the time that it gives, and that time: a length, or a period ("this-year"); None where it gives
    none."""
    words = [] if "_" in text else list(_WORD.finditer(text))
    said = [m[0].lower() for m in words]
    for i in range(len(words)):
        for size in range(min(_LONGEST, len(words) - i), -1, -1):
            led = keywords().get(" ".join(said[i : i + size]), ()) if size else ()
            bracketed = not size and said[i].isdigit() and text[words[i].start() - 1] == "(" and words[i].start() > 0
            if not bracketed and not {"LAST", "THIS"} & {*led}:
                continue
            j = i + size
            n = _number(said[j]) if j < len(said) and "THIS" not in led else None
            j += n is not None
            unit = _unit(said[j]) if j < len(said) else None
            if unit is None or (n is None and said[j].endswith("s")):  # "within days"
                continue
            if bracketed and text[words[j].end() : words[j].end() + 1] != ")":
                continue
            rest = text[: words[i].start()].rstrip(" (,") + text[words[j].end() :].lstrip(" )")
            return rest, f"this-{unit}" if "THIS" in led else Window(n or 1, unit)
    return None


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word) if len(word) < _LONGEST else None
    found = WORD_NUMBER.fullmatch(word)
    return int(word_number(found).value) if found else None


def _unit(word: str) -> TimeUnit | None:
    names = keywords().get(word, ()) or keywords().get(word.rstrip("s"), ())
    return next((unit for name, unit in _UNITS.items() if name in names), None)
