"""Set phrases that say nothing of companies: "long story short", "in short, hotels", "no rush though", "by
Friday", "honestly, ...". They count for no part of a sentence: what stands behind them opens it."""

from __future__ import annotations

from collections.abc import Callable

from icplang.reading.words.lattice import Lattice
from icplang.vocabulary.store import words_of

_AROUND = frozenset(",.;:!?…-–—()")
"""Signs between which a phrase is a part of its own."""


def set_phrase(words: Lattice, i: int, end: int, *, begins: Callable[[], bool], opens: Callable[[], bool]) -> int:
    """The word behind the set phrase that starts at word `i`, and behind the comma that sets it apart; `i` where none
    does. `begins`: whether a part of a sentence starts there as well; `opens`: whether a sentence does. Both look back
    over the words before, and are asked last."""
    closed = i + 1 < end and words.row[i + 1].text == ","
    if closed and words_of("filler").get(words.row[i].fold, {}).get("kind") == "adverb" and opens():
        return i + 2  # "Honestly, we sell ..."
    for x in words.candidates(i):
        if x.next > end:
            continue
        apart = i == 0 or words.row[i - 1].start == words.row[i - 1].end or not words.row[i - 1].fold
        alone = apart and (x.next == end or words.row[x.next].text in _AROUND)
        if x.type == "DEADLINE" or ((x.type == "LEAD_IN" or (x.type == "SET_PHRASE" and alone)) and begins()):
            return x.next + (x.next < end and words.row[x.next].text == "," and begins())
    return i
