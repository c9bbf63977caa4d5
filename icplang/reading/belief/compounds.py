"""Compounds with a hyphen, where they mean something else than their head: "privacy-sensitive", "well-funded"."""

from __future__ import annotations

from icplang.reading.elements import Element
from icplang.reading.words.clauses import clause_at
from icplang.reading.words.lexer import Words

_HYPHENS = "-‑"
_DEGREED = frozenset({"well", "ill", "under", "over", "semi", "half"})
"""What stands in front of the hyphen of a participle that it makes a quality of."""
_WELL = frozenset({"known", "run", "kept"})
"""Participles that do not look like one, behind "well"."""
_NEEDED = frozenset({"need", "speed"})
_ALIKE = frozenset(
    """focused focussed based oriented centric only native specific related style type
    dominated centered centred like side wide powered enabled""".split()
)
"""Behind the hyphen of a compound that is still about its head: "fintech-focused"."""
_DONE_BY = frozenset({"funded"})
"""Behind the hyphen of a compound whose head did something for the company: "publisher-funded"."""


def hyphen(words: Words, i: int) -> bool:
    """Whether word `i` is the hyphen of a compound."""
    return (
        0 < i < len(words) - 1
        and words.row[i].text in _HYPHENS
        and words.row[i].tight
        and words.row[i + 1].tight
        and words.row[i + 1].text[0].isalpha()
    )


def in_compound(words: Words, i: int, before: list[Element]) -> bool:
    """Whether word `i` ends a compound that starts with an unknown word ("mobile-first")."""
    return hyphen(words, i - 1) and len(before) > 1 and before[-2].kind == "unread" and words.row[i - 2].value is None


def compound(words: Words, i: int) -> int:
    """The word behind a compound that goes on at word `i` and means something else than its head; 0 for none."""
    if not hyphen(words, i) or words.row[i + 1].fold in _ALIKE or words.row[i - 1].value is not None:
        return 0
    return 0 if clause_at(words, i + 1) and words.row[i + 1].fold not in _DONE_BY else i + 2


def degreed(words: Words, i: int) -> int:
    """The word behind a participle of which a word in front makes a quality: "well-funded", "well known"; else 0."""
    row = words.row
    if row[i].fold == "well" and i + 1 < len(row) and (i == 0 or row[i - 1].fold != "as"):
        behind = row[i + 1].fold
        if behind in _WELL or (behind.endswith("ed") and behind not in _NEEDED):
            return i + 2
    return i + 3 if row[i].fold in _DEGREED and hyphen(words, i + 1) else 0
