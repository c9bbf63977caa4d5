"""What is taken besides those who were named before: "We buy hotels in Spain, but would also consider Portugal". It
lets more in than the words before it; as a criterion of its own it would leave nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from icplang.meaning.predicates import In, Predicate, Range
from icplang.meaning.profile import Criterion
from icplang.reading.elements import Element, clauses
from icplang.reading.findings import Findings
from icplang.reading.trace import Trace
from icplang.vocabulary.words import tokens

_MODALS = frozenset("would will can could may might do we i re am are is have ha d ll s".split()) | {""}
_TAKING = frozenset("consider look open take serve buy acquire invest fund back finance lend work see like".split())
"""Verbs behind an "also" of those who take companies."""
_ALTERNATIVE = frozenset({"industry", "location", "funding_stage", "business_model"})
"""Fields of which two values that are both asked for leave nobody; two ranges of one size do, too."""


def without_additions(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements of a sentence without what it takes besides those whom it names first."""
    text = findings.source.text
    at = next((i for i, e in enumerate(elements) if _taken(elements, i) or (i and _also(e, text))), 0)
    begin = at
    while begin and elements[begin - 1].kind == "filler" and elements[begin - 1].name in _MODALS:
        begin -= 1
    joint = begin and (elements[begin - 1].kind == "comma" or elements[begin - 1].name in ("AND", "BUT"))
    if not joint or not _fields(_said(elements[:begin])) & _fields(_said(elements[begin:])):
        return elements
    findings.report([replace(e, kind="unread") for e in elements[begin:] if e.kind != "filler"])
    while begin and (elements[begin - 1].kind == "comma" or elements[begin - 1].name in ("AND", "BUT")):
        begin -= 1
    trace.join(elements[begin:])
    return elements[:begin]


def adds_others(sentence: list[Element], found: Iterable[Criterion], text: str) -> bool:
    """Whether a sentence says whom we take besides those whom the criteria before it ask for: "We also fund pubs"."""
    first = next((e for e in sentence if e.kind not in ("filler", "comma")), None)
    if first is None or not _also(first, text):
        return False
    before = (c.predicate for c in found if c.role in ("require", "prefer"))
    return bool(_fields(before) & _fields(_said(sentence)))


def _taken(elements: list[Element], also: int) -> bool:
    """Whether an element is an "also" with a verb behind it of those who take companies."""
    verb = elements[also + 1 : also + 2] if elements[also].name == "also" else []
    return verb != [] and (verb[0].name in _TAKING or verb[0].name == "serves")


def _also(e: Element, text: str) -> bool:
    """Whether words say whom we take besides others: "we also work with"."""
    return e.kind == "mark" and "also" in tokens(text[e.start : e.end])


def _said(elements: list[Element]) -> Iterable[Predicate]:
    return [e.reading.predicate for e in clauses(elements) if e.reading and e.reading.predicate]


def _fields(predicates: Iterable[Predicate]) -> set[str]:
    """The fields with alternative values; that of those who are served is what they are themselves."""
    said = list(predicates)
    fields = {p.field for p in said if isinstance(p, In)} & (_ALTERNATIVE | {"serves"})
    sizes = {f"{p.field} of {p.of}" for p in said if isinstance(p, Range)}
    return {"industry" if field == "serves" else field for field in fields} | sizes
