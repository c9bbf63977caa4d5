"""Kinds of companies with a condition each: of "hotels with 50+ rooms and clinics on Epic" no company is both, nor of
"hotels with 50+ rooms, clinics on Epic, gyms"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from icplang.reading.belief.placing import placed
from icplang.reading.combining.lists import a_kind, describes_kind, plural, plural_kind
from icplang.reading.combining.tails import apart
from icplang.reading.elements import (
    Element,
    family,
    is_bare,
    is_way,
    joins,
    lead,
    lexemes,
    names_shops,
    names_trade,
    without_filler,
)
from icplang.reading.findings import Findings
from icplang.vocabulary.store import words_of

_WORDS = 4
"""The most words of a member that nobody knows."""
_PAIR = 2


@dataclass(frozen=True, slots=True)
class _Member:
    """A kind of company in a list, with what is said of it alone."""

    front: list[Element]
    """Words that say nothing by themselves, and qualities without a threshold."""
    kinds: list[Element]
    conditions: list[Element]
    known: bool


def by_condition(units: list[Element], text: str) -> list[Element]:
    """The units, with an "or" between kinds of companies of which the first has a condition behind it. Where the others
    have one of another sort, sentence.lark does not tell for whom each holds, and that is reported."""
    joints = [i for i, u in enumerate(units) if joins(u)]
    if not joints or not _conditioned([u for u in units[: joints[0]] if u.kind != "mark"]):
        return units
    for i, end in zip(joints, [*joints[1:], len(units)], strict=True):
        side = units[i + 1 : end]
        if not side or not a_kind(side[0]) or is_way(side[0]) or not (_conditioned(side) or plural_kind(side[0], text)):
            return units
    return [replace(u, name="OR") if joins(u) else u for u in units]


def _conditioned(side: list[Element]) -> bool:
    """Whether elements name a kind of company, and the last says more of it than what it is."""
    last = side[-1] if side else None
    told = last is not None and last.kind == "clause" and family(last) != "company" and not is_bare(last)
    return told and any(map(a_kind, side[:-1]))


def kinds_apart(phrases: list[list[Element]], findings: Findings) -> list[list[Element]]:
    """The phrases, with kinds of companies as alternatives where one that is not the last has a condition of its own:
    "hotels with 50+ rooms, clinics on Epic, gyms". Where one of them is not read, all are reported: the others alone
    would let in fewer than the text does."""
    phrases = [*_shops_apart(phrases, findings.source.text)]
    members = [_member(p, findings.source.text) for p in phrases]
    out: list[list[Element]] = []
    i = 0
    while i < len(phrases):
        run: list[_Member] = []
        while (
            i + len(run) < len(phrases)
            and (member := members[i + len(run)]) is not None
            and not (run and (lead(phrases[i + len(run)]) == "BUT" or any(e.kind == "mark" for e in member.front)))
        ):
            run.append(member)
        end = i + max(len(run), 1)
        if not _apart(run, closed=lead(phrases[end - 1]) in ("AND", "OR")):
            out += phrases[i:end]
        elif all(m.known for m in run):
            findings.report([e for m in run for e in m.front if e.kind == "unread"])
            for e in (e for m in run for e in m.front if e.kind == "clause"):
                findings.set_aside([e])
            out.append(_either(run))
        else:
            findings.report([replace(e, kind="unread") for p in phrases[i:end] for e in without_filler(p)])
        i = end
    return out


def _shops_apart(phrases: list[list[Element]], text: str) -> Iterator[list[Element]]:
    """The phrases of a list, with shops in front of its last joint in one of their own: the "Shopify stores" of
    "florists, Shopify stores and caterers"."""
    for i, phrase in enumerate(phrases):
        shops = i > 0 and len(phrase) > _PAIR and joins(phrase[1]) and names_shops(phrase[0], text)
        cut = 1 if shops and plural_kind(phrase[2], text) and any(map(names_trade, phrases[i - 1])) else len(phrase)
        yield phrase[:cut]
        if cut < len(phrase):
            yield phrase[cut:]


def _apart(run: list[_Member], *, closed: bool) -> bool:
    """Whether the members of a list are alternatives, of which one has a condition that is not that of all."""
    named = [m for m in run if m.known or m.conditions]
    listed = closed or len(run) > _PAIR
    shops = listed and any(e.name == "technology" for m in run for e in m.kinds[-1:])
    if len(named) < _PAIR or not (shops or any(e.kind == "clause" for m in run[:-1] for e in m.conditions)):
        return False
    return listed or all(m.conditions or len(m.kinds) > 1 or _alone(m) for m in run)


def _alone(m: _Member) -> bool:
    """Whether a member is the name of a trade, and no word for companies of all kinds stands behind it."""
    return len(m.kinds) == 1 and names_trade(m.kinds[0]) and all(x.type != "COMPANY" for x in lexemes(m.kinds[0]))


def _member(phrase: list[Element], text: str) -> _Member | None:
    """The kind of company that a phrase names with what is said of it; None where it says something else."""
    joined = lead(phrase) in ("AND", "OR")
    begin = next((k for k, e in enumerate(phrase) if k >= joined and not _in_front(e)), len(phrase))
    front, rest = phrase[joined:begin], phrase[begin:]
    if all(e.kind in ("filler", "unread") for e in rest):
        return _nobody_knows(phrase[joined:], text)
    end = next((k for k, e in enumerate(rest) if not (a_kind(e) or describes_kind(e))), len(rest))
    shops = end < len(rest) and names_shops(rest[end], text)
    end += shops
    if not end or is_way(rest[end - 1]) or not (shops or plural_kind(rest[end - 1], text)):
        return None
    if any(_says_else(e) for e in rest[end:]):
        return None
    if end < len(rest) and (defining := _defining(rest[end])):
        front, rest, end = [*front, *rest[:end]], [defining, *rest[end + 1 :]], 1
    told = placed(rest, None, None, text)
    told = [e for e in told if e.kind != "filler" and e.name != "RELATIVE"]
    return _Member(front, told[:end], told[end:], all(e.kind == "clause" for e in told))


def _defining(e: Element) -> Element | None:
    """The trades in a bracket, which say what is meant by the word in front of it: "pet services (groomers, vets)"."""
    named = without_filler(e.inside) if e.kind == "group" else []
    return named[0] if len(named) == 1 and names_trade(named[0]) else None


def _nobody_knows(phrase: list[Element], text: str) -> _Member | None:
    """A member that nobody knows: "property management teams"."""
    unread = any(e.kind == "unread" for e in phrase)
    said = text[phrase[0].start : phrase[-1].end] if unread else ""
    return _Member([], phrase, [], known=False) if len(phrase) <= _WORDS and plural(said) else None


def _in_front(e: Element) -> bool:
    """Whether a word in front of a kind says nothing of it that could be asked."""
    return (
        e.kind == "filler"
        or (e.kind, e.name) == ("mark", "REQUIRE")
        or (e.kind == "unread" and e.name in words_of("vague"))
    )


def _says_else(e: Element) -> bool:
    """Whether what stands behind a kind of company is no condition of it."""
    if e.kind == "clause":
        return is_bare(e) and (family(e) == "company" or e.name in ("people", "location"))
    return e.kind not in ("filler", "unread", "group") and e.name != "RELATIVE"


def _either(run: list[_Member]) -> list[Element]:
    """The members of a list with an "or" between them, each with what is said of it in a bracket."""
    out: list[Element] = [e for e in run[0].front if e.kind in ("filler", "mark")]
    for m in run:
        *others, last = (apart(m.kinds[0]) if len(m.kinds) == 1 and m.conditions else None) or m.kinds[:1]
        inside = [last, *m.kinds[1:], *m.conditions]
        group = Element("group", last.start, inside[-1].end, inside=inside)
        for e in [*others, last if len(inside) == 1 else group]:
            out += [Element("mark", e.start, e.start, "OR")] if out and out[-1].kind in ("clause", "group") else []
            out.append(e)
    return out
