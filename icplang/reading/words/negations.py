"""The kinds of a "not": one that says that something is not there, "without a CFO", and the "no" that may as well stand
in front of a kind of company, "no agencies"."""

from __future__ import annotations

from icplang.reading.elements import Element
from icplang.vocabulary.words import tokens

_ABSENT = frozenset(
    {
        "no",
        "without",
        "without a single",
        "w o",
        "lack",
        "lacking",
        "does not have",
        "do not have",
        "doesn t have",
        "don t have",
        "have no",
        "with no",
        "no in house",
        "and no",
        "but no",
        "unless",
        "missing",
        "with neither",
        "have neither",
        "has neither",
        "that have neither",
        "sans",
        "still without",
        "currently without",
        "has no",
        "not a single",
        "not one",
    }
)
PARDONING = frozenset(
    {"fine", "ok", "okay", "acceptable", "allowed", "accepted", "good", "possible", "exception", "exceptions"}
)
"""First words of what lets in some of those who are refused, as an "unless" does: "fine if they are in Spain"."""
_MODALS = frozenset({"should", "shouldn", "must", "mustn", "can", "cannot"})
_GOT = frozenset({"have", "got", "had", "hire", "hired", "appoint", "zero"})
"""The last words of a "not" that says the same: "yet to hire", "hasn't got"."""


def is_absence(negation: Element, text: str) -> bool:
    """Whether a "not" says that something is not there: "no", "without"."""
    said = tokens(text[negation.start : negation.end])
    return " ".join(said) in _ABSENT or (len(said) > 1 and said[-1] in _GOT) or lets_in(negation, text)


def lets_in(negation: Element, text: str) -> bool:
    """Whether a "not" takes something back of what is refused: "unless", "fine if"."""
    first, *rest = tokens(text[negation.start : negation.end])
    return first == "unless" or first in PARDONING or (first == "only" and rest[:1] != [])


def forbids(negation: Element, text: str) -> bool:
    """Whether a "not" says what may not be, and not what is not: "(and) shouldn't have"."""
    return tokens(text[negation.start : negation.end])[0] in _MODALS


def is_plain_no(negation: Element, text: str) -> bool:
    """Whether a "not" is a "no" that may as well stand in front of a kind of company."""
    return " ".join(tokens(text[negation.start : negation.end])) in ("no", "and no", "but no")
