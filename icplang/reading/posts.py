"""Titles that nobody knows, where their form is certain: "Museum Director", "Chief Heritage Officer"."""

from __future__ import annotations

from collections.abc import Sequence

from icplang.reading.tree import Lexeme, Spelt
from icplang.vocabulary.words import singular, slug

_POSTS = frozenset(
    """admin administrator agronomist analyst architect assistant brewer chef coordinator curator designer
    developer director distiller editor engineer executive inspector lead manager mechanic officer operator
    planner programmer scheduler scientist specialist steward strategist superintendent supervisor
    technician technologist welder accountant assembler auditor controller dispatcher driver estimator fitter
    handler inspector installer instructor machinist nurse packer picker practitioner tester therapist trainer
    writer""".split()
)
"""Nouns that say what somebody does, of whatever stands in front of them."""
_FIELDS = frozenset({"INDUSTRY", "INDUSTRY_WEAK", "CATEGORY", "CATEGORY_WEAK", "TECH", "TECH_WEAK", "METRIC"})
_FUNCTIONS = frozenset({"FUNCTION", "FUNCTION_WEAK"})
_LEVELS = frozenset({"director", "manager", "lead"})
"""Nouns that the grammar reads with a function: "procurement director"."""
_CHIEF = 3


def titles(first: list[Lexeme], row: Sequence[Spelt], i: int, text: str) -> list[Lexeme]:
    """The title that starts at word `i`, whose candidates are `first`: a field of work and a post."""
    if row[i].fold == "first":  # "their first data engineer"
        return []
    if row[i].fold == "chief" and i + 2 < len(row) and row[i + 2].fold == "officer" and row[i + 1].fold:
        return _title(first, row, i, i + _CHIEF, text)
    fields = (x for x in first if x.type in _FIELDS | _FUNCTIONS and x.next < len(row) and row[x.next].fold in _POSTS)
    field = max(fields, key=lambda x: x.next, default=None)
    if field is None:
        return []
    functional = any(x.type in _FUNCTIONS and x.next == field.next for x in first)
    if functional and row[field.next].fold in _LEVELS:
        return []
    return _title(first, row, i, field.next + 1, text)


def _title(first: list[Lexeme], row: Sequence[Spelt], i: int, end: int, text: str) -> list[Lexeme]:
    """The words from `i` to `end` as one title, unless a known name is as long or something parts them."""
    said = text[row[i].start : row[end - 1].end]
    if any(x.next >= end and x.type in ("ROLE", "FUNCTION") for x in first) or not _plain(said):
        return []
    *before, last = said.lower().split(" ")
    return [Lexeme("ROLE", row[i].start, row[end - 1].end, end, (slug(" ".join([*before, singular(last)])),))]


def _plain(said: str) -> bool:
    return all(c.isalpha() or c in " -" for c in said)


def names_post(word: str) -> bool:
    """Whether a noun says what somebody does."""
    return word in _POSTS
