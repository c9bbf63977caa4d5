"""Sentences that say something of companies, but not which are wanted: how points are given, what was believed once,
who is too small, half a refusal."""

from __future__ import annotations

from icplang.meaning.profile import Role
from icplang.reading.combining.companies import proper
from icplang.reading.combining.refusals import judged_size, names_band, pardoned
from icplang.reading.combining.sentences import believed_once, belittles, half_refused, scores
from icplang.reading.elements import Element
from icplang.reading.told.author import of_terms


def unclear(sentences: list[tuple[str, list[Element]]], i: int, role: Role | None, text: str) -> bool:
    """Whether sentence `i` of an item says something of companies, but not which are wanted."""
    sentence = sentences[i][1]
    if role == "exclude":
        unsaid = pardoned([s for _, s in sentences[i : i + 2]])
    else:
        unsaid = belittles(sentence) or judged_size(sentence, text) or names_band(sentence)
    return (
        unsaid
        or any(half_refused(sentences[k : k + 1], text) for k in range(max(i, 1), i + 2))
        or any(told(sentence) for told in (scores, believed_once, of_terms))
        or proper(sentence, text)
    )
