"""Members of a list of trades that nobody knows, or that are named by a word of many meanings: where only a trade can
stand, they are one. "Building societies, mortgage banks and invoice insurers"; "glass, cement and steel"; "Packaging,
Germany, 100+ staff"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from icplang.diagnostics import taken_literally
from icplang.meaning.predicates import In
from icplang.reading.elements import (
    FOCUSED,
    KINDS_OF_COMPANY,
    SIZES,
    Element,
    first_content,
    is_bare,
    joins,
    lexemes,
    names_trade,
    separates,
)
from icplang.reading.findings import Findings, quality
from icplang.reading.resolving import Reading
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tokenizer import SLOT
from icplang.reading.syntax.tree import Lexeme, Node
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import tokens

OTHER = "other"
_WORDS = 3
"""The most words of such a name."""
_NO_PLURALS = ("ss", "us", "ics", "is")
_DESCRIBING = (KINDS_OF_COMPANY - {"industry"}) | {"location"}
"""Bare clauses that stand in front of a trade: "UK packaging", "B2B fashion"."""
_OF_COMPANY = KINDS_OF_COMPANY | SIZES | {"location", "technology", "similar"}
"""Clauses beside which a trade is expected."""
_LOOSE = frozenset(
    """agent app archive art automation band city cloud consumer correction creative data delivery display district
    drug exchange federal financial game gear health holding identity indigenous industrial inspection interior
    internet judicial kid law lift mobile moving municipal news newsletter operator paper power press privacy
    property refining rental scheduling screw space speaker storage training transcription trust tube union video
    water wireless""".split()
)
"""Words that name a trade only in a list with others."""
_SOUGHT = frozenset("target serve focu focus like are is be include cover want love prefer seek help".split())
"""Verbs behind which stands what kind of company is meant."""


@dataclass(slots=True)
class _Member:
    """A stretch of elements between the separators of a list."""

    start: int
    end: int
    trade: bool
    id: str = ""
    """The trade that a word of many meanings names; empty where it is none."""


def with_members(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements, with the unread members of a list of trades as the trades that they name."""
    if not any(e.kind in {"unread", "group"} or _names_people(e) for e in elements):
        return elements
    elements = [replace(e, inside=with_members(e.inside, findings)) if e.kind == "group" else e for e in elements]
    found: dict[int, tuple[int, Element]] = {}
    for row in _rows(elements, findings):
        found.update(_lists(row, elements, findings))
    out: list[Element] = []
    i = 0
    while i < len(elements):
        following, e = found.get(i, (i + 1, elements[i]))
        out.append(e)
        i = following
    return out


def with_others(elements: list[Element]) -> tuple[list[Element], list[Element]]:
    """The elements, with the "other" of "hotels and other hosts" as a word that says nothing, and these words."""
    out: list[Element] = []
    same: list[Element] = []
    for i, e in enumerate(elements):
        kind = i > 0 and e.kind == "unread" and e.name == OTHER and joins(elements[i - 1]) and i + 1 < len(elements)
        out.append(replace(e, kind="filler") if kind else e)
        same += [e] if kind else []
    return out, same


def _lists(
    row: list[_Member], elements: list[Element], findings: Findings
) -> Iterator[tuple[int, tuple[int, Element]]]:
    """The trades of a row, those beside one another as one clause, with their first element and the one behind them."""
    new = {
        m.start: _trade(elements[m.start].start, elements[m.end - 1].end, m.id, findings)
        for m in _accepted(row, elements, findings)
    }
    for is_trade, group in groupby(row, lambda m: m.trade or m.start in new):
        members = list(group)
        if is_trade and any(m.start in new for m in members):
            one = one_list_of([new.get(m.start) or elements[m.start] for m in members])
            yield members[0].start, (members[-1].end, one)


def _rows(elements: list[Element], findings: Findings) -> Iterator[list[_Member]]:
    """The lists of trades and of unread words, with as much as separators join."""
    row: list[_Member] = []
    joined = True
    i = 0
    while i < len(elements):
        e = elements[i]
        j = i + 1
        if e.kind == "unread":
            while j < len(elements) and elements[j].kind == "unread":
                j += 1
        titled = findings.trade(findings.source.text[e.start : e.end]) if _names_people(e) else ""
        member = (e.kind == "unread" and e.name != SLOT) or names_trade(e) or titled
        if member and not joined:
            yield row
            row = []
        if member:
            trade = names_trade(e)
            there = j < len(elements) and elements[j].name == "there"  # "in Spain, or shipping there"
            said = "" if trade or there else findings.source.text[e.start : elements[j - 1].end]
            row.append(_Member(i, j, trade, findings.trade(said) if j - i <= _WORDS and said else ""))
            joined = False
        elif separates(e):
            joined = True
        elif e.kind != "filler":
            yield row
            row, joined = [], True
        i = j
    yield row


def _accepted(row: list[_Member], elements: list[Element], findings: Findings) -> Iterator[_Member]:
    """The unread members of a list that are trades."""
    known = sum(_trades(elements[m.start]) for m in row if m.trade)
    named = [m for m in row if m.id and elements[m.start].kind == "unread"]
    if not known and (len(named) < len(row) or not named or not _alone(row, elements, findings)):
        return
    before = 0
    for k, m in enumerate(row):
        if m.trade:
            before += _trades(elements[m.start])
        elif (m.id and (k or _opens(elements[: m.start], findings))) or (
            not m.id and _within(row, k, before, elements) and _names(elements[m.start : m.end], findings)
        ):
            before += 1
            yield m


def _names_people(e: Element) -> bool:
    """Whether an element is a title and no more, which may be the name of a trade as well: "chemists"."""
    return e.name == "people" and is_bare(e) and e.reading is not None and e.reading.role == "buyer"


def _alone(row: list[_Member], elements: list[Element], findings: Findings) -> bool:
    """Whether words that name trades among other things can stand for nothing else here: alone between commas, in a
    sentence about a company."""
    first, last = row[0].start, row[-1].end
    text = findings.source.text
    names = [text[elements[m.start].start : elements[m.end - 1].end] for m in row]
    if not all(findings.only_trade(said) and not _LOOSE.intersection(tokens(said)) for said in names):
        return False
    if not _opens(elements[:first], findings):
        return False
    behind = first_content(elements[last:])
    if behind is not None and (
        behind.kind == "unread" or (behind.kind == "clause" and is_bare(behind) and behind.name not in SIZES)
    ):
        return False
    others = [e for k, e in enumerate(elements) if not first <= k < last]
    if any(e.kind == "unread" for e in others):
        return False
    return len(row) > 1 or any(e.kind == "clause" and e.name in _OF_COMPANY for e in others)


def _opens(before: list[Element], findings: Findings) -> bool:
    """Whether the name of a trade may follow these elements: nothing asks for an object of another kind."""
    last = before[-1] if before else None
    if last is None or separates(last) or last.kind in ("stop", "group"):
        return True
    if last.kind == "mark":
        return last.name not in ("RELATIVE", "LIKE")
    if last.kind == "clause":
        return is_bare(last) and last.name in _DESCRIBING
    if last.kind != "filler":
        return False
    if last.name == "on":
        return len(before) > 1 and before[-2].name.startswith(FOCUSED)
    if words_of("filler").get(last.name, {}).get("kind") == "verb":
        return last.name in _SOUGHT
    return not last.turns and _opens(before[:-1][-1:], findings)


def _trades(e: Element) -> int:
    return sum(x.type.startswith("INDUSTRY") for x in lexemes(e))


def _within(row: list[_Member], k: int, before: int, elements: list[Element]) -> bool:
    """Whether member `k` stands between trades, or closes a list of some."""
    if not before:
        return False
    if k + 1 < len(row):
        return row[k + 1].trade or bool(row[k + 1].id)
    behind = elements[row[k].end] if row[k].end < len(elements) else None
    joint = next(e for e in reversed(elements[: row[k].start]) if e.kind != "filler")
    ends = behind is None or behind.kind in ("stop", "comma") or (behind.kind == "clause" and not is_bare(behind))
    return ends and joint.kind == "mark" and (before > 1 or (k == 1 and row[0].trade))


def _names(run: list[Element], findings: Findings) -> bool:
    """Whether unread words may name a trade: few, in small letters, plural, and none that says something else."""
    said = findings.source.text[run[0].start : run[-1].end]
    words = tokens(said)
    plural = said.endswith("s") and not said.endswith(_NO_PLURALS)
    plain = words[-1] not in keywords() and not any(w in words_of("filler") or w in words_of("vague") for w in words)
    if len(words) == 1 and any(s.kind not in ("industry", "technology") for s in findings.meant(said)):
        return False
    return (
        len(words) <= _WORDS and said == said.lower() and said[0].isalpha() and plural and plain and not quality(words)
    )


def one_list_of(trades: list[Element]) -> Element:
    """Trades of one list as one clause."""
    readings = [e.reading for e in trades if e.reading]
    values = [v for r in readings if isinstance(r.predicate, In) for v in r.predicate.values]
    node = Node("industry", tuple(part for r in readings for part in r.node.parts))
    notes = [n for r in readings for n in r.notes]
    reading = Reading(node, In("industry", tuple(dict.fromkeys(values))), notes=notes)
    return Element("clause", trades[0].start, trades[-1].end, "industry", reading)


def _trade(start: int, end: int, known: str, findings: Findings) -> Element:
    said = findings.source.text[start:end]
    id = known or "-".join(tokens(said))
    if not known:
        message, help = taken_literally(said, "industry", id)
        findings.tell("taken-literally", message, start, end, help=help)
    node = Node("industry", (Lexeme("INDUSTRY", start, end, 0, (id,)),))
    return Element("clause", start, end, "industry", Reading(node, In("industry", (id,))))
