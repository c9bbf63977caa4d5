"""Words and signs that join what stands on both sides of them, or open the range of a number in front: the commas of a
list, the plus of "Salesforce + Outreach", of "50+ staff" and of "50 beds+"; and those that set apart what is left out:
"retailers, bar grocery"."""

from __future__ import annotations

from collections.abc import Iterator

from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words.lattice import Lattice
from icplang.reading.words.territories import between

_SIGNS = {
    ",": "COMMA",
    "/": "SLASH",
    "|": "SLASH",
    "·": "SLASH",
    "+": "PLUS",
    "-": "DASH",
    "–": "DASH",
    "—": "DASH",
    "..": "DASH",
    "...": "DASH",
    "→": "DASH",
    "&": "AND",
}
_PERIODS = frozenset(("day", "week", "wk", "month", "mo", "quarter", "year", "yr", "annum"))


_LEAVING_OUT = frozenset({"bar", "save", "less", "ex"})
"""Trades, verbs and words of degree that say "except" behind a comma and in front of a name."""
_BEHIND = 2
"""A name and a comma."""
_LEFT_OUT = frozenset({"industry", "business_model", "ownership", "segment", "place"})
"""Kinds of names of which some may be left out of others."""


def excepting(words: Lattice, i: int) -> list[Lexeme]:
    """The word behind a comma that leaves out the names behind it, and is a trade or a verb elsewhere: "retailers, bar
    grocery"; none for another word."""
    word, row = words.row[i], words.row
    if word.fold not in _LEAVING_OUT or word.text != word.fold:
        return []
    if i < 1 or i + 1 >= len(row) or row[i + 1].value is not None:
        return []
    trade = word.fold == "bar" or not _LEFT_OUT & words.vocabulary.kinds(row[i - 1].fold)  # "retailers less grocery"
    if (trade or not row[i - 1].text.endswith("s")) and (i < _BEHIND or row[i - 1].text != ","):
        return []
    if any(j > i + 1 and words.vocabulary.phrases.get(phrase) for phrase, j in words.phrases(i)):
        return []  # "hotels, bar chains"
    named = any(_LEFT_OUT & words.vocabulary.kinds(phrase) for phrase, _ in words.phrases(i + 1))
    return [Lexeme("NOT", word.start, word.end, i + 1, "except")] if named else []


def joining(words: Lattice, i: int) -> Iterator[Lexeme]:
    """The sign or word that joins what stands on both sides, or opens the range of the number in front of it."""
    yield from between(words, i)
    word = words.row[i]
    if end := _hyphened_plus(words, i):
        yield Lexeme("PLUS", word.start, words.row[end - 1].end, end, "plus")
        return
    plus = word.fold == "plus" and i > 0
    sign = "PLUS" if plus else _SIGNS.get(word.text) or {"or": "OR", "and": "AND"}.get(word.fold)
    if not sign:
        return
    counted = i > 0 and words.row[i - 1].value is not None and not _closes_range(words, i - 1)
    opens = sign == "PLUS" and not plus and not counted and _ends_noun(words, i)
    added = sign == "PLUS" and (plus or not word.tight)  # "Salesforce + Outreach"
    joins = added and not (opens or _signed(words, i))
    ends = plus and _ends_value(words, i)
    if not joins or counted or ends:  # "50 + employees", "200 plus employees", but not "Series B + London"
        yield Lexeme(sign, word.start, word.end, i + 1, word.text)
    if opens:
        yield Lexeme("OR_MORE", word.start, word.end, i + 1, word.text)
    if joins and not (plus and (counted or ends or i + 1 == len(words.row))):
        yield Lexeme("AND", word.start, word.end, i + 1, word.text)


def _hyphened_plus(words: Lattice, i: int) -> int:
    """The word behind a plus that a hyphen ties to its number: "50-plus employees"; 0 where none is."""
    said = words.row[i : i + 2]
    tied = i > 0 and words.row[i - 1].value is not None and len(said) > 1 and said[0].text == "-"
    return i + 2 if tied and said[0].tight and said[1].tight and said[1].fold == "plus" else 0


def _ends_noun(words: Lattice, i: int) -> bool:
    """Whether a plus behind a noun opens the range of its number: "50 beds+", but not "50 beds+HubSpot"."""
    behind = words.row[i + 1] if i + 1 < len(words.row) else None
    apart = behind is None or behind.text in ",;.)" or (words.row[i].tight and not behind.tight)
    return i > 1 and words.row[i - 1].fold != "" and apart


def _ends_value(words: Lattice, i: int) -> bool:
    """Whether a "plus" ends a time or a stage: "7 years plus", "Series B plus", but not "3 years plus 4 sites"."""
    timed = i > 1 and words.row[i - 2].value is not None and words.row[i - 1].fold in _PERIODS
    behind = words.row[i + 1] if i + 1 < len(words.row) else None
    alone = behind is None or (not behind.fold and behind.value is None) or behind.fold in ("in", "of", "old")
    return alone and (timed or (i > 1 and words.row[i - 2].fold == "series"))


def _closes_range(words: Lattice, i: int) -> bool:
    """Whether a number is the upper end of a range: the 10 of "3-10", "3 to 10"."""
    return (
        i > 1
        and words.row[i - 2].value is not None
        and (words.row[i - 1].text in "-–—" or words.row[i - 1].fold == "to")
    )


def _signed(words: Lattice, i: int) -> bool:
    """Whether a word is the sign of a number: "+30%"."""
    behind = words.row[i + 1] if i + 1 < len(words.row) else None
    return behind is not None and behind.tight and behind.value is not None and behind.value.type == "NUM"
