"""Young companies in a list of trades: of "breweries, AI startups and hotels" the startups alone are young, while "AI
and fintech startups" all are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from icplang.reading.combining.lists import plural
from icplang.reading.combining.tails import apart
from icplang.reading.elements import Element, is_bare, lexemes, names_trade
from icplang.reading.findings import Findings
from icplang.reading.syntax.tree import Lexeme

_JOINTS = frozenset({"AND", "OR", "SLASH"})


def ventures_apart(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements, with trades in the plural parted from those behind them that say what startups do."""
    out: list[Element] = []
    for i, e in enumerate(elements):
        if e.kind == "group":
            out.append(replace(e, inside=ventures_apart(e.inside, findings)))
        else:
            young = names_trade(e) and any(x.name == "segment" and is_bare(x) for x in elements[i + 1 : i + 2])
            out += _parted(e, findings) if young else [e]
    return out


def _parted(e: Element, findings: Findings) -> list[Element]:
    """A list of trades as two, the second from behind the last plural on."""
    trades = [x for x in lexemes(e) if x.type.startswith("INDUSTRY")]
    at = next((k for k in range(len(trades), 0, -1) if _companies(trades[k - 1], findings)), 0)
    parts = apart(e, at) if 0 < at < len(trades) else None
    if parts is None:
        return [e]
    first, second = parts
    return [first, *_between(e, first.end, second.start), second]


def _companies(trade: Lexeme, findings: Findings) -> bool:
    """Whether a trade is named by a plural for those who are in it: "breweries", but not "payments", which is its own
    name."""
    said = findings.source.text[trade.start : trade.end]
    return plural(said) and said.rsplit(" ", 1)[-1].lower() not in trade.ids[0].split("-")


def _between(e: Element, start: int, end: int) -> Iterator[Element]:
    """What joins the members of a list between two places."""
    for x in lexemes(e):
        if start <= x.start < end:
            if x.type == "COMMA":
                yield Element("comma", x.start, x.end)
            elif x.type in _JOINTS:
                yield Element("mark", x.start, x.end, "OR" if x.type == "SLASH" else x.type)
