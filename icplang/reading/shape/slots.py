"""Slots of templates that nobody filled in: "[INDUSTRY]", "{{region}}", "___", "e.g. 50-500 employees"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from icplang.reading.shape.labels import names_field
from icplang.reading.shape.lines import labelled
from icplang.vocabulary.store import builtin

_SLOT = re.compile(
    r"\{\{[^{}\n]{1,80}\}\}|\{[ ]?[\w ]{1,40}\}|(?-i:\[[A-Z][A-Z _/-]{2,30}(?:[ ]\d)?\]|(?<=\w[ ])\[[A-Z]\])|"
    r"\[(?:e\.?g\b|insert|enter|specify|fill[ ]in|add|paste|describe|"
    r"(?:list|choose|pick|type|write)[ ](?:your|the|any|one|all)\b|tb[acd]\b|to[ ]be|"
    r"your|company|industry|name|x\b(?!\]))(?![\w ]*:[ ](?!e\.?g|insert|your|\w+[ ]here))[^\]\n]*\]"
    r"|<[a-z][a-z0-9 _]{2,30}>|<[a-z][a-z0-9 _]{2,30},[^<>\n]{1,80}>|_{3,}|\b_?(?:TODO|TBD)_?\b",
    re.IGNORECASE,
)
_SQUARE = re.compile(r"(?<!\d[ ])\[(?![ xX✓✔]?\])[^\[\]\n]*\](?!\()")
"""What stands in square brackets, and is no box to tick, no link and no unit of a number."""
_SAMPLE = re.compile(r"[( *_]*e\.?g\b[^\n]*", re.IGNORECASE)
"""A value that is nothing but examples of what to write."""

_VALUE = re.compile(r"(?<=:[ ])\[[^\[\]\n\d]+\][*_]*(?=[ \t.]*$|[ ]?[-–][ ]?\[|[ ](?:to|and|or)[ ]\[)", re.MULTILINE)
"""What stands in brackets behind a label, and beside nothing else."""


class Slots:
    """The slots of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.exemplary = _SLOT.search(text) is not None or any(
            m[0].islower()
            and (names_field(m[0][1:-1]) or (_VALUE.match(text, m.start()) and _says_nothing(m[0][1:-1])))
            for m in _SQUARE.finditer(text)
        )
        """Whether the text is a template: all that stands in square brackets in it is a slot."""

    def within(self, start: int, end: int, *, valued: bool) -> list[tuple[int, int]]:
        """Where the slots of a stretch are. `valued`: it is the value of a field."""
        led = labelled(self.text, start, end)
        at = led.end() if led and names_field(led["label"]) else start if valued else end
        if _SAMPLE.fullmatch(self.text, at, end):
            return [(at, end)]
        found = {m.span() for m in _SLOT.finditer(self.text, start, end)}
        if self.exemplary:
            found |= {m.span() for m in _SQUARE.finditer(self.text, start, end)}
        return [a for a in sorted(found) if not any(b[0] <= a[0] and a[1] <= b[1] and a != b for b in found)]

    def alone(self, slots: Sequence[tuple[int, int]], start: int, end: int) -> bool:
        """Whether a stretch has no word beside its slots."""
        gaps = zip([start, *(b for _, b in slots)], [*(a for a, _ in slots), end], strict=True)
        return not any(any(map(str.isalnum, self.text[a:b])) for a, b in gaps)


def _says_nothing(said: str) -> bool:
    """Whether none of the members of a list is a name."""
    return not any(builtin().senses(member.strip()) for member in said.split(","))
