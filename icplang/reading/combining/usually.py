"""Words that say what is usual, and how much of what stands behind them they are said of."""

from __future__ import annotations

from icplang.reading.combining.sentences import adverb
from icplang.reading.elements import Element, says
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import tokens

_NEAR = 5
"""So near behind an adverb stands whom it is said of."""
_SUBJECT = 5
"""The most words of those of whom most are meant."""


def addressed(phrase: list[Element], text: str) -> list[Element]:
    """The phrase without the adverb in front of whom to talk to, behind whom the companies stand: "usually a CFO at a
    hospital group" asks for such a group all the same."""
    out: list[Element] = []
    for i, e in enumerate(phrase):
        if e.kind == "mark" and e.name == "PREFER" and adverb(e, text):
            asked = [x.reading for x in phrase[i + 1 : i + _NEAR] if x.kind != "filler"]
            if len(asked) > 1 and asked[0] and asked[0].role == "buyer":
                continue
        out.append(e)
    return out


def softened(phrase: list[Element], text: str) -> bool:
    """Whether a role word makes all of a sentence a preference: "Our best customers are usually ..."."""
    lone, relative = True, False  # whether a word stands first, or in a relative clause
    if adverb(phrase[0], text) and _of_most(phrase, text):
        return True  # "Most of them are in Spain, have 20 vans and ..."
    for e in phrase:
        if e.kind in ("clause", "group", "unread") or (lone and e.kind == "mark" and adverb(e, text)):
            return False  # "mostly in the US, with 50+ employees": only what it stands beside
        if e.kind == "mark" and e.name == "PREFER":
            return True
        relative = relative or e.name == "RELATIVE"
        lone = relative
    return False


def _of_most(phrase: list[Element], text: str) -> bool:
    """Whether a phrase speaks of most of those who are wanted: "Most of them", "Most of our clients"."""
    if [e.name for e in phrase[1:3]] == ["of", "them"]:
        return True
    told = next((e.start for e in phrase[1:] if e.kind != "filler"), phrase[0].end)
    subject = tokens(text[phrase[0].end : told])[:_SUBJECT]
    return says(phrase[0], "most", text) and any(words_of("filler").get(w, {}).get("kind") == "noun" for w in subject)
