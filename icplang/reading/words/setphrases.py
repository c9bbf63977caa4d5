"""Set phrases that say nothing of companies: "long story short", "in short, hotels", "no rush though", "by
Friday", "honestly, ...". They count for no part of a sentence: what stands behind them opens it. Others only trail
behind a clause: "raised $40M to date"."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from icplang.reading.words.lattice import Lattice
from icplang.vocabulary.store import words_of

_FOR_INSTANCE = frozenset({"e g", "eg", "e.g", "for example", "for instance"})
"""Words that a form prints in front of what to write, and that are copied with it: "e.g., bakeries in Ohio"."""
_AROUND = frozenset(",.;:!?…-–—()")
"""Signs between which a phrase is a part of its own."""


_MEETING = frozenset(
    """meet meets meeting tick ticks ticking check checks checking match matches matching fit fits fitting satisfy
    satisfies pass passes show shows showing hit hits share have has having with fulfil fulfill""".split()
)
_ALL_OF = frozenset("all both of the these those our following below".split())
_BELOW = frozenset({"following", "below", "these", "those", "our"})
_CRITERIA = frozenset(
    """box boxes criteria criterion condition conditions trait traits characteristic characteristics requirement
    requirements attribute attributes point points signal signals item items thing things quality qualities filter
    filters bar rule rules need needs test tests""".split()
)
_JOINERS = frozenset({"and", "but", "plus"})
"""Words with which something further starts behind a phrase."""


class Behind(NamedTuple):
    """What is asked of the words in front of a phrase, last of all, as it looks back over them."""

    begins: Callable[[], bool]
    """Whether a part of a sentence starts there."""
    opens: Callable[[], bool]
    """Whether a sentence does."""
    trails: Callable[[], bool]
    """Whether a clause ends there."""


def set_phrase(words: Lattice, i: int, end: int, behind: Behind) -> int:
    """The word behind the set phrase that starts at word `i`, and behind the comma that sets it apart; `i` where none
    does."""
    if (k := _listed_below(words, i, end)) > i and behind.trails():
        return k
    comma = i + 1 < end and words.row[i + 1].text == ","
    if comma and words_of("filler").get(words.row[i].fold, {}).get("kind") == "adverb" and behind.opens():
        return i + 2  # "Honestly, we sell ..."
    for x in words.candidates(i):
        if x.next > end:
            continue
        first = not any(map(str.isalnum, words.text[: words.row[i].start]))
        if first and x.type == "LIKE" and x.value in _FOR_INSTANCE:
            return next((k for k in range(x.next, end) if words.row[k].text not in ".,:"), i)
        apart = i == 0 or words.row[i - 1].start == words.row[i - 1].end or not words.row[i - 1].fold
        alone = apart and (x.next == end or words.row[x.next].text in _AROUND)
        closed = x.next == end or words.row[x.next].text in _AROUND or words.row[x.next].fold in _JOINERS
        if x.type == "TRAILER" and closed and behind.trails():
            return x.next  # "raised $40M to date"
        if x.type == "DEADLINE" or ((x.type == "LEAD_IN" or (x.type == "SET_PHRASE" and alone)) and behind.begins()):
            return x.next + (x.next < end and words.row[x.next].text == "," and behind.begins())
    return i


def _listed_below(words: Lattice, i: int, end: int) -> int:
    """The end of words that only lead over to a list, "hotels that tick all of these boxes:"; `i` where there are
    none."""
    k = i + (words.row[i].fold in ("that", "who", "which"))
    if k >= end or words.row[k].fold not in _MEETING:
        return i
    begin = k = k + 1
    while k < end and words.row[k].fold in _ALL_OF:
        k += 1
    said = {w.fold for w in words.row[begin:k]}
    named = k < end and words.row[k].fold in _CRITERIA
    if said.isdisjoint(_BELOW) or not (named or said & {"following", "below"}):
        return i
    k += named
    return k if k == end or words.row[k].text in _AROUND else i
