"""Who finances or owns those who are wanted, "a Series A led by a US fund", "portfolio companies of German private
equity firms": where they sit and what they are is said of them, and is no criterion of the companies."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.predicates import In
from icplang.reading.elements import Element, says
from icplang.reading.findings import Findings
from icplang.reading.trace import Trace
from icplang.vocabulary.store import builtin
from icplang.vocabulary.words import tokens

_FINANCED = frozenset({"led", "backed", "funded", "financed", "owned"})
_MONEY = frozenset({"funding", "stage", "event"})
"""Clauses of money that somebody gave."""
_INVESTING = frozenset({"venture-capital", "private-equity", "asset-management", "institutional-investor"})
_INVESTORS = frozenset({"investor", "vc", "fund", "angel", "accelerator", "incubator", "sponsor"})


def without_backers(elements: list[Element], findings: Findings, _: Trace) -> list[Element]:
    """The elements of a sentence, with what is said of those who finance them as unread."""
    text = findings.source.text
    out = [replace(e, kind="unread") if _sponsor(e, text) else e for e in elements]
    for i in range(1, len(out)):
        if not _leads(out[i], out[i - 1], out[i + 1 : i + 2], text):
            continue
        end = next((k for k in range(i + 1, len(out)) if _ends(out[k])), len(out))
        if any(_invests(e, text) for e in out[i:end]):
            out[i:end] = [replace(e, kind="unread") if e.kind == "clause" else e for e in out[i:end]]
    return out


def _sponsor(e: Element, text: str) -> bool:
    """Whether investors are the one who owns a company, "under one private equity sponsor"; sponsors in the plural may
    be wanted themselves."""
    return e.kind == "clause" and text[e.start : e.end].endswith(" sponsor") and _invests(e, text)


def _leads(e: Element, before: Element, behind: list[Element], text: str) -> bool:
    """Whether a word leads to those who give money, or who own what is named in front of it."""
    if before.kind == "clause" and before.name in _MONEY:
        return tokens(text[e.start : e.end])[:1] == ["from"] or says(e, "by", text)
    if before.name in _FINANCED:
        return says(e, "by", text)
    portfolio = tokens(text[before.start : before.end])[-1:] == ["company"]
    return portfolio and says(e, "of", text) and bool(behind)


def _ends(e: Element) -> bool:
    return e.kind in ("comma", "stop", "group", "mark")


def _invests(e: Element, text: str) -> bool:
    """Whether an element names those who invest."""
    if e.kind == "unread" or e.name == "people":
        return not _INVESTORS.isdisjoint(tokens(text[e.start : e.end]))
    named = e.reading.predicate if e.reading else None
    trades = named.values if isinstance(named, In) and named.field == "industry" else ()
    return any(builtin().ancestors("industry", id) & _INVESTING for id in trades)
