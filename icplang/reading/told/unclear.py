"""Sentences that say something of companies, but not which are wanted: how points are given, what was believed once,
who is too small, half a refusal."""

from __future__ import annotations

from icplang.meaning.predicates import Range
from icplang.meaning.profile import Role
from icplang.reading.combining.companies import proper
from icplang.reading.combining.refusals import judged_size, names_band, pardoned
from icplang.reading.combining.sentences import believed_once, belittles, half_refused, scores
from icplang.reading.elements import SIZES, Element, family, is_bare, opener, without_filler
from icplang.reading.told.author import of_terms


def unclear(sentences: list[tuple[str, list[Element]]], i: int, role: Role | None, text: str) -> bool:
    """Whether sentence `i` of an item says something of companies, but not which are wanted."""
    sentence = sentences[i][1]
    if role == "exclude":
        unsaid = pardoned([s for _, s in sentences[i : i + 2]])
    else:
        unsaid = belittles(sentence) or judged_size(sentence, text) or names_band(sentence)
        unsaid = unsaid or beyond(sentence, text) or asks_some(sentence, text)
    return (
        unsaid
        or any(half_refused(sentences[k : k + 1], text) for k in range(max(i, 1), i + 2))
        or any(told(sentence) for told in (scores, believed_once, of_terms))
        or proper(sentence, text)
    )


_BOUNDS = frozenset({"LESS_THAN", "MORE_THAN", "AT_MOST", "AT_LEAST"})
_THEN = frozenset("they there we it i you he she the most".split())
"""Words with which starts what is said of those beyond a size."""
_ASKING = ("must", "need to", "needs to", "have to", "has to")


def beyond(sentence: list[Element], text: str) -> bool:
    """Whether a sentence says what becomes of those beyond a size that it opens with: "Past 80 there was a controller",
    "below 15 they had no money"."""
    first = next((i for i, e in enumerate(sentence) if e.kind != "filler" and e.name != "AND"), len(sentence))
    if first + 1 >= len(sentence) or sentence[first].name != "bare" or opener(sentence[first]) not in _BOUNDS:
        return False
    behind = sentence[first + 1]
    return text[behind.start : behind.end].lower().split()[0] in _THEN


def asks_some(sentence: list[Element], text: str) -> bool:
    """Whether a sentence asks something of those of its kind alone that have a size: "Hospitals with 200+ beds must be
    on Epic"."""
    kind, size, asked, *more = [*without_filler(sentence)[:4], None, None, None]
    if kind is None or size is None or asked is None or kind.kind != "clause" or size.name not in SIZES:
        return False
    bound = size.reading.predicate if size.reading else None
    some = isinstance(bound, Range) and (bound.min is None) != (bound.max is None)
    demanded = asked.name == "REQUIRE" and text[asked.start : asked.end].lower().startswith(_ASKING)
    return some and demanded and bool(more) and family(kind) == "company" and is_bare(kind) and not is_bare(size)
