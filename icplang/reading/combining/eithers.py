"""An "or" that starts a sentence, or a phrase behind a comma: "US hotels; or gyms with 5+ sites", "in Spain with 50+
staff, or on Opera". What stands on both sides of it are alternatives; that they both hold is never meant."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.profile import Role
from icplang.reading.combining.lists import Phrase
from icplang.reading.elements import Element, bracket, clauses, first_mark, lead
from icplang.reading.findings import Findings
from icplang.vocabulary.words import tokens

_ONES = frozenset({"one", "ones"})

_WHOLE = frozenset(
    """industry model ownership segment stage status certification location presence employees money valuation sites
    metric founded age technology category""".split()
)
"""Clauses that say the same in a bracket as outside of it."""


def across_stops(sentences: list[tuple[str, list[Element]]], role: Role | None) -> list[tuple[str, list[Element]]]:
    """The sentences, with one that starts with an "or" as an alternative to the one before it. Where both are read
    whole, each is one in a bracket; elsewhere a comma is as good as the stop."""
    out: list[tuple[str, list[Element]]] = []
    whole = False  # whether the last one is a row of brackets
    for sign, sentence in sentences:
        either = sentence[0] if sentence and (sentence[0].kind, sentence[0].name) == ("mark", "OR") else None
        if either is None or role == "exclude" or not out or not any(clauses(sentence)) or not any(clauses(out[-1][1])):
            out.append((sign, sentence))
            whole = False
            continue
        before, behind = out[-1][1], sentence[1:]
        if (whole or _whole(before)) and _whole(behind):
            if not whole:
                out[-1] = (out[-1][0], [bracket(before)])
            out[-1][1].extend([either, bracket(behind)])
            whole = True
        else:
            out[-1] = (out[-1][0], [*before, Element("comma", either.start, either.start), *sentence])
            whole = False
    return out


def _whole(sentence: list[Element]) -> bool:
    """Whether a sentence is nothing but clauses that all hold."""
    return all(
        (e.kind == "filler" and not e.turns)
        or (e.kind == "clause" and e.name in _WHOLE and e.reading is not None and e.reading.predicate is not None)
        for e in sentence
    )


def without_or(phrase: list[Element], waiting: str | None) -> tuple[list[Element], str | None]:
    """A phrase without the "or" at its end, and the "or" that still waits for its other side: that one, or the one that
    `waiting` is."""
    ends = bool(phrase) and (phrase[-1].kind, phrase[-1].name) == ("mark", "OR")
    return (phrase[:-1], "OR") if ends else (phrase, waiting)


def alternative(pending: list[Phrase], own: Role | None, body: list[Element], joined: str | None) -> bool:
    """Join a phrase behind an "or" to the one before it, whatever both say: what cannot be alternatives is reported
    where they are combined."""
    if joined != "OR" or not pending or own == "exclude" or not any(clauses(body)):
        return False
    aside = len(pending) > 1 and not any(clauses(pending[-1][2]))  # "on Clio or, if larger, in the UK"
    outer, role, before = pending[-2 if aside else -1]
    if outer is not None or role == "exclude" or role not in (own, "prefer") or not any(clauses(before)):
        return False
    if any(e.kind == "unread" or (e.kind, e.name) == ("mark", "NOT") for e in (*before, *body)):
        return False
    if first_mark(body) is not None:
        return False
    before.extend([Element("mark", body[0].start, body[0].start, "OR"), *body])
    return True


def ones_denied(phrases: list[list[Element]], findings: Findings) -> list[list[Element]]:
    """The phrases without a denial that an "or" behind it takes back for some, "no CRM, or a homegrown one", which is
    reported with it: the denial alone would leave those out."""
    out: list[list[Element]] = []
    for phrase in phrases:
        said = tokens(findings.source.text[phrase[0].start : phrase[-1].end]) if phrase else []
        some = lead(phrase) == "OR" and not _ONES.isdisjoint(said) if phrase else False
        named = any(e.kind == "clause" and e.name != "bare" for e in phrase)
        if some and not named and out and out[-1] and first_mark(out[-1]) == "NOT":
            findings.report([replace(e, kind="unread") for e in (*out.pop(), *phrase)])
        else:
            out.append(phrase)
    return out
