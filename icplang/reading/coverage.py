"""What became of each word of a text: read into a criterion, reported, part of the structure, or filler.

Nothing is guessed here. The marks are made of the elements that the reader made, of the clauses that it put into
criteria, and of the places of its diagnostics. A word that none of them accounts for is marked as lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal, TypeAlias

from icplang.diagnostics import Severity
from icplang.meaning.fields import Layer
from icplang.meaning.profile import Criterion, Profile, Role, layer_of
from icplang.reading.elements import Element, lexemes
from icplang.reading.reader import traced
from icplang.reading.shape.markup import tags
from icplang.reading.trace import Trace
from icplang.reading.words.lexer import ARTICLES
from icplang.vocabulary.store import Vocabulary
from icplang.vocabulary.words import plain, singular

Kind: TypeAlias = Literal["criterion", "structure", "reported", "filler", "lost"]

KINDS: tuple[Kind, ...] = ("criterion", "structure", "reported", "filler", "lost")
_WEIGHT: dict[Kind, int] = {"filler": 0, "structure": 1, "criterion": 2, "reported": 3, "lost": 4}
_WORD = re.compile(r"[$€£¥₹≥≤<>~]*(?P<word>\d+(?:[.,]\d+)*[^\W_]*[%+]?|[^\W_]+(?:['’][^\W_]+)*)")
_LETTERS = re.compile(r"[^\W_]+")
_JOINING = frozenset({"OR", "AND", "SLASH", "BUT", "EITHER", "BOTH", "RELATIVE"})
"""Words that join others, and say nothing where nothing beside them is read."""
_WHOLE = frozenset({"nothing-read", "too-large", "not-text", "not-an-icp"})
"""Diagnostics about the whole text: they account for what is not accounted for otherwise."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of the source, as 0-based offsets with the end excluded, and what became of it.

    criterion: a clause of `Profile.criteria[criterion]`, with its `layer` · structure: a heading, a label, numbering,
    or a word that joins clauses or sets a role · reported: a diagnostic says that it is not read, or not as it stands ·
    filler: says nothing by itself · lost: nothing accounts for it, which is a fault of the reader. A word that is in a
    criterion and has a note to it ("mid-market") is marked as criterion, with the code of the note.
    """

    start: int
    end: int
    text: str
    kind: Kind
    layer: Layer | None = None
    severity: Severity | None = None
    code: str | None = None
    criterion: int | None = None


_LOST, _FILLER, _STRUCTURE = Mark(0, 0, "", "lost"), Mark(0, 0, "", "filler"), Mark(0, 0, "", "structure")


def coverage(text: str, *, vocabulary: Vocabulary | None = None) -> tuple[Mark, ...]:
    """A mark for every word of an ICP text, in its order. A word is a run of letters and digits with the signs of its
    number ("$5.5M", "50%"). `vocabulary` is the built-in one unless a glossary extends it."""
    return marks(text, *traced(text, vocabulary))


def marks(text: str, profile: Profile, trace: Trace) -> tuple[Mark, ...]:
    """The same from a reading: the profile of the text and its trace."""
    sheet: list[Mark] = [_LOST] * len(text)
    for start, end in trace.labels:
        _paint(sheet, start, end, _STRUCTURE)
    clauses = _clauses(len(text), profile, trace)
    spoken = _spoken(len(text), profile, trace)
    for stretch in trace.stretches:
        if stretch:
            said = spoken[stretch[-1].end] > spoken[stretch[0].start]
            for start, end, mark in _elements(text, stretch, clauses, trace, said):
                _paint(sheet, start, end, mark)
    _report(sheet, profile)
    for start, end in _units(trace):
        told = next((m for m in sheet[start:end] if m.severity == "error"), None)
        if told:
            sheet[start:end] = [told if m is _LOST else m for m in sheet[start:end]]
    return tuple(
        replace(_worst(text, sheet, found), start=found.start(), end=found.end(), text=found[0])
        for found in _WORD.finditer(_parted(_unsigned(text), sheet))
    )


def _parted(text: str, sheet: list[Mark]) -> str:
    """The text with blanks for commas between the numbers of two criteria: cells of a file, and no number of both."""
    apart = [
        m.start()
        for m in re.finditer(r"(?<=\d),(?=\d)", text)
        if sheet[m.start() - 1].criterion != sheet[m.end()].criterion
    ]
    signs = list(text)
    for at in apart:
        signs[at] = " "
    return "".join(signs)


def _unsigned(text: str) -> str:
    """The text with blanks for the signs around its tags, which are no comparisons."""
    parts, at = list[str](), 0
    for start, end in tags(text):
        parts += [text[at:start], text[start:end].replace("<", " ").replace(">", " ")]
        at = end
    return "".join([*parts, text[at:]])


def _units(trace: Trace) -> Iterator[tuple[int, int]]:
    """Stretches that are read as a whole or not at all, so that an error in one stands for all of it: a clause, a "not"
    with what it negates, and what the trace names."""
    yield from trace.units
    for stretch in trace.stretches:
        negation: Element | None = None
        for e in _flat(stretch):
            if e.kind == "clause":
                yield e.start, e.end
            if e.kind == "mark" and e.name == "NOT":
                negation = negation or e
            elif negation and e.kind != "filler":
                yield negation.start, e.end
                negation = None


def _flat(elements: list[Element]) -> Iterator[Element]:
    """The elements of a stretch, those in brackets in the place of the bracket."""
    stack = list(reversed(elements))
    while stack:
        e = stack.pop()
        if e.kind != "group" and e.start < e.end:
            yield e
        stack.extend(reversed(e.inside))


def _paint(sheet: list[Mark], start: int, end: int, mark: Mark) -> None:
    sheet[start:end] = [mark] * (end - start)


def _worst(text: str, sheet: list[Mark], found: re.Match[str]) -> Mark:
    """Of a word that is several things in several parts, the one that must not be missed."""
    return max((sheet[i] for i in range(*found.span("word")) if text[i].isalnum()), key=lambda m: _WEIGHT[m.kind])


def _clauses(length: int, profile: Profile, trace: Trace) -> list[Mark | None]:
    """For each offset, the clause there that ended in a criterion."""
    number = {criterion: i for i, criterion in enumerate(profile.criteria)}
    found = {criterion for criterion, _ in trace.used}
    # Criteria that were not found as they are were folded out of those that were: alternatives inside their place.
    folded: dict[Role, list[int | None]] = {}
    for criterion in sorted((c for c in number if c.span and c not in found), key=_width, reverse=True):
        homes = folded.setdefault(criterion.role, [None] * length)
        if criterion.span:
            homes[criterion.span.start : criterion.span.end] = [number[criterion]] * _width(criterion)
    out: list[Mark | None] = [None] * length
    for criterion, used in trace.used:
        around = folded.get(criterion.role)
        home = number.get(criterion, around[criterion.span.start] if around and criterion.span else None)
        for e in used if home is not None else ():
            if e.reading is None or e.reading.predicate is not None:  # no reading: a title that nobody knows
                read = e.reading.predicate if e.reading and e.reading.predicate else criterion.predicate
                layer: Layer = "persona" if criterion.role == "buyer" else layer_of(read)
                mark = Mark(e.start, e.end, "", "criterion", layer, criterion=home)
                out[e.start : e.end] = [m or mark for m in out[e.start : e.end]]  # of two criteria the first
    return out


def _width(criterion: Criterion) -> int:
    return criterion.span.end - criterion.span.start if criterion.span else 0


def _spoken(length: int, profile: Profile, trace: Trace) -> list[int]:
    """How many clauses that are used, and diagnostics, start before each offset."""
    starts = [0] * (length + 2)
    for start in [
        *(e.start for _, used in trace.used for e in used),
        *(d.span.start for d in profile.diagnostics if d.span and d.code not in _WHOLE),
    ]:
        starts[start + 1] += 1
    return list(accumulate(starts))


def _elements(
    text: str, elements: list[Element], clauses: list[Mark | None], trace: Trace, said: bool
) -> Iterator[tuple[int, int, Mark]]:
    """The marks of elements. `said`: something of their stretch was read or reported, so that its marks were used."""
    for e in _flat(elements):
        joining = _STRUCTURE if (e.start, e.end) in trace.joints else _LOST
        if e.kind == "clause":
            yield e.start, e.end, joining
            if read := clauses[e.start]:
                yield from _clause(text, e, read, clauses)
        elif e.kind == "filler":
            yield e.start, e.end, _FILLER
        elif e.kind == "mark":
            used = (e.start, e.end) in trace.joints if e.name == "NOT" else said
            yield e.start, e.end, _STRUCTURE if used else _FILLER if e.name in _JOINING else _LOST
        else:
            yield e.start, e.end, clauses[e.start] or joining


def _clause(text: str, e: Element, read: Mark, clauses: list[Mark | None]) -> Iterator[tuple[int, int, Mark]]:
    """The words of a clause: those that it reads, and the articles between them. Of a list that was taken apart each
    member has its own mark."""
    for found in _LETTERS.finditer(text, e.start, e.end):
        if singular(plain(found[0])) in ARTICLES:
            yield found.start(), found.end(), _FILLER
    for start, end in e.introductions:
        yield start, end, _STRUCTURE
    if e.inside:  # "recorded layoffs where (...)"
        yield max(x.end for x in lexemes(e)), e.inside[0].start, _STRUCTURE
    for x in (x for x in lexemes(e) if x.start < x.end):  # those of a label stand in no place
        own = clauses[x.start] or (read if x.start < read.end else _LOST)  # "UK, Ireland by exception"
        yield x.start, x.end, _FILLER if x.type == "COMPANY" else _STRUCTURE if x.type in _JOINING else own
        for word in _LETTERS.finditer(text, x.start, x.end):  # of one name the words of two criteria
            if (other := clauses[word.start()]) and other is not own and other.criterion != own.criterion:
                yield word.start(), word.end(), other


def _report(sheet: list[Mark], profile: Profile) -> None:
    """Lay the diagnostics over the marks, the narrowest on top. A clause that is read stays so under one that is wider
    than it, and under a note."""
    for d in profile.diagnostics:
        if d.code in _WHOLE:
            report = Mark(0, 0, "", "reported", severity=d.severity, code=d.code)
            sheet[:] = [report if below is _LOST else below for below in sheet]
    placed = [(d.span, d) for d in profile.diagnostics if d.span and d.code not in _WHOLE]
    for span, d in sorted(placed, key=lambda x: x[0].start - x[0].end):
        report = Mark(0, 0, "", "reported", severity=d.severity, code=d.code)
        for i in range(span.start, span.end):
            below = sheet[i]
            if below.kind != "criterion":
                sheet[i] = report
            elif below.start <= span.start and span.end <= below.end:
                sheet[i] = replace(below, severity=d.severity, code=d.code) if d.severity == "note" else report


__all__ = ["KINDS", "Kind", "Mark", "coverage", "marks"]
