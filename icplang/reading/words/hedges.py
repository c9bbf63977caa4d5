"""Words that soften an amount, between what is measured and its number: the "usually" of "revenue is usually above
$4M"."""

from __future__ import annotations

from icplang.reading.words.lattice import Lattice

_SOFT = frozenset({"often", "most often", "tend to be", "tends to be", "as a rule", "in most cases"})
_MEASURES = frozenset("EMPLOYEES REVENUE ARR GMV VALUATION TOTAL_FUNDING METRIC MEASURED".split())
_STARTS = frozenset("NUM AT_LEAST AT_MOST MORE_THAN LESS_THAN ABOUT BETWEEN FROM FIGURES".split())
"""What a number with its bound begins with."""
_BEING = frozenset("is are be was were will would".split())
_LONGEST = 4
"""The most words of a name for what is measured."""


def hedges(words: Lattice) -> dict[int, int]:
    """The words that soften an amount, each with the word behind the hedge that it belongs to."""
    out: dict[int, int] = {}
    for i in range(1, len(words.row)):
        soft = next((x for x in words.candidates(i) if x.type == "PREFER" and _softens(str(x.value))), None)
        if soft is None or soft.next >= len(words.row):
            continue
        begins = any(x.type in _STARTS for x in words.candidates(soft.next))
        if begins and _measured(words, i):
            out.update(dict.fromkeys(range(i, soft.next), soft.next))
    return out


def _softens(said: str) -> bool:
    return said.endswith("ly") or said in _SOFT


def _measured(words: Lattice, i: int) -> bool:
    """Whether the name of what is measured, with no number of its own, ends in front of word `i`."""
    while i > 0 and words.row[i - 1].fold in _BEING:
        i -= 1
    for k in range(max(0, i - _LONGEST), i):
        if any(x.next == i and x.type in _MEASURES for x in words.candidates(k)):
            return k == 0 or words.row[k - 1].value is None
    return False
