"""What a clause says only in its place: with a "not" in front of it, behind "with" or "for", beside words that nothing
explains. Where it does not say it there, its words are unread."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, pairwise
from typing import Literal

from icplang.meaning.predicates import And, Or, Range
from icplang.meaning.profile import Role
from icplang.reading.belief.deeds import deeds, led_by
from icplang.reading.belief.misplaced import misplaced, owned
from icplang.reading.belief.place import Place
from icplang.reading.elements import (
    KINDS_OF_COMPANY,
    Element,
    family,
    is_bare,
    joins,
    last_at,
    lexemes,
    opener,
    says,
    separates,
    without_filler,
)
from icplang.reading.resolving import as_customers, as_market, as_owned, as_person, as_presence, as_staff
from icplang.reading.syntax.grammars import keywords
from icplang.reading.trace import Trace
from icplang.reading.words.lexer import ARTICLES
from icplang.reading.words.negations import is_absence, is_plain_no
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import key, tokens

_UNKNOWN = frozenset({"unknown", "undisclosed", "unclear"})
_WHERE: dict[str, Literal["include", "exclude"]] = {"in where unknown": "include", "out where unknown": "exclude"}
_HYPHENS = "-‑"
_COUNTED = frozenset({"SITES", "METRIC", "METRIC_LABEL", "COUNTED"})
_RANGE = frozenset({"range", "band", "bracket", "mark", "size"})


def placed(elements: list[Element], outer: Element | None, role: Role | None, text: str) -> list[Element]:
    """Clauses that say something only where the company lacks it: "no CRM", "without a CFO"."""
    absent = outer is not None and is_absence(outer, text)
    lacking = outer is not None and absent and not is_plain_no(outer, text)
    serving = False
    counts: Element | None = None
    negated = outer is not None or role == "exclude"
    leaders, done = led_by(elements, text), {id(e) for e in deeds(elements, text)}
    out: list[Element] = []
    for i, e in enumerate(elements):
        if e.kind == "mark" and e.name == "NOT":
            absent, negated = is_absence(e, text) or _tools(out) or (absent and says(e, "nor", text)), True
            plain = is_plain_no(e, text) and role != "exclude"
            lacking = absent and not plain and not says(e, "unless", text)
        serving = serving or (e.name == "serves" and not _specialised(elements, i, text))
        place = Place(elements, i, out, text, negated, absent, lacking, e is leaders)
        counted = counts is not None and counts.end + 1 >= e.start and is_bare(e)  # "5+ clinics" counts them
        alone = e.kind == "clause" and (id(e) in done or counted or misplaced(place))
        counts = e if e.kind == "clause" and e.name == "bare" else None
        if e.name == "people" and e.reading and _there_is(out):
            out.append(replace(e, name="person", reading=as_person(e.reading)))
        elif alone:
            out.append(replace(e, kind="unread"))
        elif e.name == "location" and e.reading and (absent or owned(out)) and _entity(elements[i + 1 : i + 2]):
            out.append(replace(e, name="presence", reading=as_presence(e.reading)))  # "without a US entity"
        elif negated and role != "exclude" and e.name == "industry" and e.reading and as_owned(e.reading, text):
            out.append(replace(e, name="ownership", reading=as_owned(e.reading, text)))
        elif e.name == "location" and e.reading and opener(e) == "IN" and _sited(out):
            start = e.start
            if _one(out[-1]):  # "at least one office in Spain": every company has one somewhere
                start = out.pop().start
            out.append(replace(e, start=start, name="presence", reading=as_presence(e.reading)))
        elif counts and counts.reading and _counts(elements[i + 1 : i + 2]):  # "at least 100 SME clients"
            out.append(replace(counts, reading=replace(counts.reading, inherited=None)))
        elif serving and negated and e.reading and is_bare(e):
            out.append(replace(e, reading=as_customers(e.reading)))
        elif absent and e.name == "category" and e.reading and isinstance(e.reading.predicate, And):
            out.append(
                replace(e, reading=replace(e.reading, predicate=Or(e.reading.predicate.args)))
            )  # "no ERP and CRM"
        elif absent and e.name == "hiring" and e.reading:
            out.append(replace(e, reading=as_staff(e.reading)))
        else:
            out.append(e)
    return out


_OWNED = (("RELATIVE", "their"), ("client", "customer"), ("is", "are"))
"""The words of "whose customers are"."""


_SERVED = KINDS_OF_COMPANY - {"ownership", "status", "certification", "stage"}
"""Clauses that name those who are served."""
_OF_THEIRS = frozenset({"ownership", "status", "certification", "stage", "funding", "location"})
"""Bare clauses that say in front of them what they are like."""


def of_customers(elements: list[Element], text: str, trace: Trace) -> list[Element]:
    """The elements with what is said of the customers as such: "whose clients are mostly SaaS", "selling into US
    banks", "serving independent pharmacies"."""
    elements = _where_served(_described(elements, text, trace))
    return [
        replace(e, name="serves", reading=as_customers(e.reading))
        if e.kind == "clause"
        and e.reading
        and family(e) == "company"
        and (_whose_customers(elements[:i]) or (is_bare(e) and _sold_to(elements[:i], e)))
        else e
        for i, e in enumerate(elements)
    ]


def _where_served(elements: list[Element]) -> list[Element]:
    """The elements with the place of those whom a kind of company serves as where it sells: "agencies selling to
    dentists in Ohio"."""
    return [
        _as_theirs(e)
        if e.name == "location"
        and opener(e) == "IN"
        and i > 1
        and elements[i - 1].name == "serves"
        and not is_bare(elements[i - 1])
        and any(x.name in ("industry", "model") for x in elements[: i - 1])
        else e
        for i, e in enumerate(elements)
    ]


def _described(elements: list[Element], text: str, trace: Trace) -> list[Element]:
    """The elements with customers of whom more is said than what they are: who owns them is nothing of the seller."""
    out = list(elements)
    for i, e in enumerate(elements):
        if _specialised(elements, i, text):
            out[i] = _as_theirs(e)
        verb = _serving(elements, i, text)
        theirs = _customers(elements, i + 1 if verb else i + 2, text) if verb or _joined_to_customers(out, i) else []
        for before, k in pairwise([i, *theirs]):
            out[k] = _as_theirs(elements[k])
            if before > i and k > before + 1:  # no matter how they are joined, any of them will do
                out[before + 1] = replace(elements[before + 1], kind="mark", name="OR")
        if verb and theirs:
            out[i] = replace(e, kind="filler")
            trace.join([e])
    return out


def _customers(elements: list[Element], i: int, text: str) -> list[int]:
    """The elements of a list of customers that starts at one, with what is said of them. Where they are in several
    places it is none: "for German bakeries and UK caterers"."""
    out: list[int] = []
    members = 0
    while end := _customer(elements, i, text):
        out += range(i, end)
        members += 1
        if end >= len(elements) or not separates(elements[end]):
            break
        i = end + 1
    return out if members < 2 or not any(elements[k].name == "location" for k in out) else []


def _serving(elements: list[Element], i: int, text: str) -> bool:
    """Whether an element is a verb that those follow who are served, behind those who do it, and no clause took it
    with them; "for" is one behind a kind of company."""
    e = elements[i]
    if says(e, "for", text):
        return i > 0 and elements[i - 1].kind == "clause" and family(elements[i - 1]) == "company"
    if e.kind not in ("unread", "filler"):
        return False
    begin = i - 1 if i and says(e, "with", text) else i
    said = " ".join(tokens(text[elements[begin].start : e.end]))
    return "SERVING" in keywords().get(said, ()) and any(
        x.kind == "clause" or x.name == "RELATIVE" for x in elements[:i]
    )


_SPECIALISED = frozenset({"focused", "focussed", "centric", "specific"})
_NAMED = frozenset({"industry", "model", "serves"})


def _specialised(elements: list[Element], i: int, text: str) -> bool:
    """Whether those who are named at an element are the ones whom the next serves: "fintech-focused agencies",
    "dental-only labs"."""
    behind = [e for e in elements[i + 1 : i + 4] if text[e.start : e.end] not in _HYPHENS]
    if len(behind) < 2 or {elements[i].kind, behind[1].kind} != {"clause"} or elements[i].end + 1 != behind[0].start:
        return False
    hyphened = text[elements[i].end] in _HYPHENS
    word = text[behind[0].start : behind[0].end].lower()
    both = elements[i].name in _NAMED and behind[1].name in _NAMED and is_bare(elements[i]) and is_bare(behind[1])
    return both and behind[0].end + 1 == behind[1].start and (word in _SPECIALISED or (hyphened and word == "only"))


def _joined_to_customers(elements: list[Element], i: int) -> bool:
    """Whether an "and" or "or" stands behind an element that names customers."""
    return elements[i].name == "serves" and i + 1 < len(elements) and joins(elements[i + 1])


def _customer(elements: list[Element], i: int, text: str) -> int:
    """The element behind customers that start at one, with what is said of them; 0 where none are named."""
    k = i
    while k < len(elements) and (
        (elements[k].kind == "clause" and elements[k].name in _OF_THEIRS and _in_front(elements[k]))
        or (elements[k].kind == "unread" and " " not in text[elements[k].start : elements[k].end])
    ):
        k += 1
    named = k < len(elements) and elements[k].kind == "clause" and elements[k].name in _SERVED and is_bare(elements[k])
    return k + 1 if named and (k > i or elements[i - 1].name != "for") else 0


def _in_front(e: Element) -> bool:
    """Whether a clause may stand in front of a noun: "funded", "independent"."""
    return is_bare(e) or opener(e) == "FUNDED"


def _as_theirs(e: Element) -> Element:
    """An element as said of the customers: a place is where they are sold to."""
    if e.kind != "clause" or e.reading is None:
        return e
    if e.name in _SERVED:
        return replace(e, name="serves", reading=as_customers(e.reading))
    if e.name == "location":
        return replace(e, name="sells_in", reading=as_market(e.reading))
    return replace(e, kind="unread")


def _whose_customers(before: list[Element]) -> bool:
    """Whether a name behind these elements says what the customers are."""
    said = list(islice((e for e in reversed(before) if not (e.kind == "mark" and e.name == "PREFER")), 3))[::-1]
    names = [e.name for e in said]
    return (
        len(said) == len(_OWNED)
        and said[1].kind == said[2].kind == "filler"
        and all(name in allowed for name, allowed in zip(names, _OWNED, strict=True))
    )


def _sold_to(before: list[Element], e: Element) -> bool:
    """Whether a name stands behind the place or the size of those to whom somebody sells, without a joint: "selling to
    US banks", "serving mid-market retailers"."""
    last = before[-1] if before else None
    if last is not None and last.name == "serves" and last.end + 1 == e.start:
        said = sorted(lexemes(last), key=lambda x: x.start)
        verb = next((str(x.value) for x in said if x.type == "SERVING"), "for")
        return said[-1].type in ("SEGMENT", "MODEL") and not verb.endswith("for")
    return (
        last is not None
        and last.name == "sells_in"
        and any(str(x.value).endswith("to") for x in lexemes(last) if x.type == "SELLS_IN")
    )


_BESIDE = 8
"""So many elements are near enough to say what a "not" is about."""


def _tools(before: list[Element]) -> bool:
    """Whether the clause before a "not" says what a company uses: "have a CRM but not an ERP"."""
    last = next((e for e in reversed(before[-_BESIDE:]) if e.kind == "clause"), None)
    return last is not None and last.name in ("technology", "category") and not is_bare(last)


def _counts(behind: list[Element]) -> bool:
    """Whether a noun follows a number that says what is counted."""
    e = behind[0] if behind else None
    if e is None or e.kind != "filler":
        return e is not None and e.kind in ("unread", "clause")
    return words_of("filler").get(e.name, {}).get("kind") == "noun" and e.name not in _RANGE


def elsewhere(elements: list[Element], text: str) -> list[Element]:
    """The elements with a place as unread that is only the other side of an "or": "remote or Berlin"."""
    content = without_filler(elements)
    out = {
        id(place)
        for left, joint, place in zip(content, content[1:], content[2:], strict=False)
        if (left.kind, joint.name, place.name) == ("unread", "OR", "location") and text[left.start].islower()
    }
    return [replace(e, kind="unread") if id(e) in out else e for e in elements] if out else elements


def unread_branch(elements: list[Element]) -> list[Element]:
    """The elements with what stands behind a last "or" as unread, where it says something: "or working towards it"."""
    last = last_at(elements, lambda e: e.name == "OR")
    if last is None or any(e.kind != "filler" for e in elements[last + 1 :]):
        return elements
    words = words_of("filler")
    return [
        replace(e, kind="unread")
        if i > last and words.get(e.name, {}).get("kind") == "verb" and e.name.endswith("ing")
        else e
        for i, e in enumerate(elements)
    ]


def where_unknown(
    elements: list[Element], text: str
) -> tuple[list[Element], Literal["include", "exclude", "or"] | None]:
    """A phrase without its "or unknown" or "(in where unknown)", and what that says."""
    content = without_filler(elements)
    if len(content) > 2 and content[-1].name in _UNKNOWN and content[-2].kind == "mark" and content[-2].name == "OR":
        return [e for e in elements if e not in content[-2:]], "or"
    for e in elements:
        if e.kind == "group" and (said := " ".join(tokens(text[e.start : e.end]))) in _WHERE:
            return [x for x in elements if x is not e], _WHERE[said]
    return elements, None


def _there_is(before: list[Element]) -> bool:
    """Whether titles are of somebody who is there: "there is usually a compliance officer"."""
    said = [e for e in before if e.name not in ARTICLES or e.name in ("is", "are")][-3:]
    names = [e.name for e in said]
    return names[:1] == ["there"] and names[1:2] in (["is"], ["are"]) and names[2:] in ([], ["PREFER"])


def _entity(behind: list[Element]) -> bool:
    """Whether a place is where a company has an entity."""
    return bool(behind) and behind[0].kind == "filler" and behind[0].name == "entity"


def _sited(before: list[Element]) -> bool:
    """Whether a number of offices or plants stands last, which a company may have far from home: "3 offices"."""
    last = before[-1] if before else None
    if last is None or last.kind != "clause" or last.name not in ("sites", "metric"):
        return False
    counted = [(x.value if x.type == "SITES" else x.ids[0]) for x in lexemes(last) if x.type in _COUNTED]
    return _one(last) or any("OFFICE" in keywords().get(key(noun), ()) for noun in counted)


def _one(sites: Element) -> bool:
    """Whether a clause says no more than that there is a site."""
    least = sites.reading.predicate if sites.reading else None
    return isinstance(least, Range) and least.field == "locations" and (least.min, least.max) == (1, None)
