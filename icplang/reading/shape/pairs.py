"""Labels and their values on lines of their own: "Industry" above "Fintech", "Q: How big?" above "A: 50 people"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from icplang.reading.shape import columns
from icplang.reading.shape.labels import label
from icplang.reading.shape.lines import BULLET, LABEL, margin
from icplang.reading.shape.roles import is_label

_SAID = re.compile(r"[ \t>*_]*(?P<word>[A-Za-z]{1,12})[ ]?\d{0,2}[*_]*[:.)][*_]*[ \t]+(?=\S)")
_ASKED = frozenset({"q", "question"}) | columns.ATTRIBUTE - {""}
_ANSWERED = frozenset("a answer value target requirement ideal condition".split())
_BELOW = re.compile(r"[ \t]*:[ \t]+(?=\S)")
_WORDS = 5
"""The most words of a label without a sign behind it."""


@dataclass(frozen=True, slots=True)
class Half:
    """What a line is, and where its text starts."""

    labels: bool
    at: int


def pairs(lines: Sequence[str]) -> dict[int, Half]:
    """The lines of a text that are labels of the lines below them, and the values that have a sign in front."""
    out: dict[int, Half] = {}
    begin = 0
    for i in range(len(lines) + 1):
        if i == len(lines) or not lines[i].strip():
            out |= _stacked(lines, begin, i)
            begin = i + 1
        elif i + 1 < len(lines):
            out |= _asked(lines[i], lines[i + 1], i)
    return out


def _asked(line: str, following: str, i: int) -> dict[int, Half]:
    """A question and its answer, or a label and behind a colon its value."""
    if below := _BELOW.match(following):
        known = not LABEL.match(line) and len(line.split()) <= _WORDS and label(line.strip(), 0).known
        return {i: Half(True, margin(line)), i + 1: Half(False, below.end())} if known else {}
    asked, answered = _SAID.match(line), _SAID.match(following)
    if not asked or not answered:
        return {}
    if asked["word"].lower() not in _ASKED or answered["word"].lower() not in _ANSWERED:
        return {}
    return {i: Half(True, asked.end()), i + 1: Half(False, answered.end())}


def _stacked(lines: Sequence[str], begin: int, end: int) -> dict[int, Half]:
    """The labels of a paragraph that starts with one, and holds another; a heading may stand above them."""
    begin += begin < end and (
        lines[begin].lstrip().startswith("#") or LABEL.fullmatch(lines[begin].rstrip()) is not None
    )
    if end - begin < 4 or not _alone(lines[begin]):
        return {}
    found = [begin]
    named = [_alone(lines[i]) for i in range(begin, end)]
    for i in range(begin + 2, end - 1):
        if found[-1] < i - 1 and named[i - begin] and not named[i + 1 - begin]:
            found.append(i)
    plain = not any(BULLET.match(line) or LABEL.match(line) for line in lines[begin:end])
    return {i: Half(True, margin(lines[i])) for i in found} if plain and len(found) > 1 else {}


def _alone(line: str) -> bool:
    """Whether a line is nothing but the name of a field or a role."""
    said = line.strip().strip("*_>? ")
    if not said[:1].isupper() or len(said.split()) > _WORDS or any(c.isdigit() or c in ".,;:|$€£" for c in said):
        return False
    context = label(said, 0)
    return context.known and (context.role != "exclude" or is_label(said))  # "No agencies" heads nothing
