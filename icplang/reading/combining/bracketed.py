"""Trades of one list with brackets between them: of "gyms (franchised), hostels and pubs with 20+ staff" no company is
two, and each bracket is about the trade in front of it alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from icplang.reading.combining.marked import likes_less, role_in
from icplang.reading.combining.members import one_list_of
from icplang.reading.combining.tails import apart
from icplang.reading.elements import Element, clauses, names_trade, separates, without_filler
from icplang.reading.findings import Findings

_REFUSING = frozenset({"NOT", "EXCLUDE"})


@dataclass(slots=True)
class _Run:
    """A list of trades, with the bracket behind each, from one element of a sentence to another."""

    members: list[tuple[Element, Element | None]]
    end: int


def trades_with_brackets(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements in front of a "not", with lists of trades that brackets part as one. What is in a bracket is said
    of the trade in front of it, or is a remark; where only a part of it is understood, the list is reported."""
    if sum(map(names_trade, elements)) < 2 or not any(e.kind == "group" for e in elements):
        return elements
    refused = next((i for i, e in enumerate(elements) if e.kind == "mark" and e.name in _REFUSING), len(elements))
    out: list[Element] = []
    i = 0
    while i < refused:
        run = _run(elements, i) if names_trade(elements[i]) else None
        if run is None:
            out.append(elements[i])
            i += 1
            continue
        if _parted(run):
            joined = bool(out) and out[-1].kind in ("clause", "group")
            one = _one(run, findings)
            if joined and one and one[0].kind == "group":
                out.append(Element("mark", one[0].start, one[0].start, "AND"))  # "UK gyms (franchised) and hostels"
            out += one
        else:
            out += elements[i : run.end]
        i = run.end
    return [*out, *elements[i:]]


def _run(elements: list[Element], i: int) -> _Run:
    """The list of trades that starts at an element."""
    run = _Run([], i)
    while i < len(elements) and names_trade(elements[i]):
        group = elements[i + 1] if i + 1 < len(elements) and elements[i + 1].kind == "group" else None
        run.members.append((elements[i], group))
        run.end = i = i + (2 if group else 1)
        while i < len(elements) and (separates(elements[i]) or elements[i].kind == "filler"):
            i += 1
        if not any(map(separates, elements[run.end : i])):
            break
    return run


def _parted(run: _Run) -> bool:
    """Whether a bracket stands between the trades of a list, and none that says who is wanted more."""
    brackets = [group for _, group in run.members if group]
    between = any(group for _, group in run.members[:-1])
    return between and not any(role_in(g) or likes_less(g) for g in brackets)


def _defining(group: Element | None) -> Element | None:
    """The trades in a bracket, which say what is meant by the one in front of it: "clinics (dental, veterinary)"."""
    content = without_filler(group.inside) if group else []
    return content[0] if len(content) == 1 and names_trade(content[0]) else None


def _one(run: _Run, findings: Findings) -> list[Element]:
    """The trades of a list with what their brackets say, as one element."""
    for trade, _ in (m for m in run.members if _defining(m[1])):
        findings.set_aside([*(apart(trade) or [trade])][-1:])
    named = [m for trade, group in run.members for m in _named(trade, group)]
    said = [(trade, group, list(clauses([group])) if group else []) for trade, group in named]
    if any(found and group and _half_read(group) for _, group, found in said):
        findings.report([Element("unread", run.members[0][0].start, (run.members[-1][1] or run.members[-1][0]).end)])
        return []
    for _, group, found in said:
        if group and not found:
            findings.tell("commentary", "a remark in brackets, no criterion", group.start, group.end)
    if not any(found for _, _, found in said):
        return [one_list_of([trade for trade, _, _ in said])]
    out: list[Element] = []
    for trade, group, found in said:
        *others, last = (apart(trade) if found else None) or [trade]
        if group and found:
            last = replace(group, start=last.start, inside=[last, replace(group, kind="group")])
        for e in [*others, last]:
            out += [Element("mark", e.start, e.start, "OR")] if out else []
            out.append(e)
    return [Element("group", out[0].start, out[-1].end, inside=out)]


def _named(trade: Element, group: Element | None) -> list[tuple[Element, Element | None]]:
    """Trades with the bracket behind them; of one that the bracket defines, what it names."""
    defining = _defining(group)
    if defining is None:
        return [(trade, group)]
    others = [*(apart(trade) or [trade])][:-1]
    return [*((t, None) for t in others), (defining, None)]


def _half_read(group: Element) -> bool:
    """Whether there are words in a bracket that nothing explains beside what is understood."""
    return any(e.kind == "unread" or (e.kind == "group" and _half_read(e)) for e in group.inside)
