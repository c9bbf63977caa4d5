"""What investors, lenders and brokers put in or arrange, between their verb and those whom they take: "majority stakes
in", "growth debt of $3M to $30M to", "between $15M and $75M of equity into". None of it is a criterion of the
companies that are taken."""

from __future__ import annotations

from dataclasses import replace

from icplang.reading.elements import Element, lexemes
from icplang.reading.findings import Findings
from icplang.reading.syntax.tree import Number
from icplang.reading.told.author import those_served
from icplang.reading.trace import Trace
from icplang.vocabulary.words import singular, tokens

_INSTRUMENTS = frozenset(
    """acquisition buyout capital cheque check commitment credit debt deal disposal equity facility finance financing
    funding holding interest investment lease loan loans money mortgage note opportunity position purchase
    recapitalisation recapitalization round sale stake ticket transaction""".split()
)
"""What is put in, bought or arranged."""
_OF_KIND = frozenset(
    """majority minority control controlling controlled significant substantial full partial whole outright direct
    primary secondary follow on first initial lead growth equity debt senior junior term bridge working venture
    mezzanine structured preferred private patient long short asset backed based platform add bolt tuck new further
    more selective select non dilutive unsecured secured small large sized flexible permanent expansion per both either
    single several few number one two three buy out investment acquisition attractive possible potential suitable good
    active""".split()
)
"""Words that say of what kind it is."""
_KNOWN = _INSTRUMENTS | _OF_KIND
_LEADING = frozenset({"in", "into", "to", "of", "at", "with", "for", "across", "among"})
"""Words behind which stand those whom it goes to."""
_VERBS = frozenset({"REQUIRE", "PREFER", "SELLER", "COMMAND", "EXCLUDE"})
_PLAIN = frozenset({"take", "hold", "do", "make", "acquire"})
"""Verbs with which what is put in is told, where nobody stands behind them."""
_WE = frozenset({"we", "i"})
_FIRST = 4
"""So many elements may stand in front of the verb."""
_JOINING = frozenset({"AND", "OR"})


def without_stakes(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements of a sentence without what is put in behind the verb that it starts with."""
    text = findings.source.text
    verb = next((i for i, e in enumerate(elements[:_FIRST]) if _takes(e, elements[:i])), -1)
    while verb >= 0 and verb + 1 < len(elements) and elements[verb + 1].name == "PREFER":
        verb += 1
    if verb < 0 or any(e.kind == "clause" for e in elements[:verb]):
        return elements
    end = _until(elements, verb + 1, text)
    if not end or not any(e.kind == "clause" for e in elements[end:]):
        return elements
    put = elements[verb + 1 : end]
    findings.tell("commentary", "what is put in, no criterion", put[0].start, put[-1].end)
    trace.join(put)
    mark = elements[verb]
    name = mark.name if mark.kind == "mark" and mark.name != "SELLER" else "REQUIRE"
    taken = replace(mark, kind="mark", name=name, end=put[-1].end)
    return [*elements[:verb], taken, *those_served(elements[end:], findings)]


def _takes(e: Element, before: list[Element]) -> bool:
    """Whether an element is the verb of a seller, with him or behind him."""
    if e.kind == "mark":
        return e.name in _VERBS
    return e.name in _PLAIN and any(b.name in _WE for b in before)


def _until(elements: list[Element], begin: int, text: str) -> int:
    """Where those stand whom it goes to; 0 where something else is said behind the verb."""
    put = False
    for i in range(begin, len(elements)):
        e = elements[i]
        said = [singular(w) for w in tokens(text[e.start : e.end])]
        if put and said[:1] and said[0] in _LEADING and e.kind in ("filler", "clause"):
            return i + (e.kind == "filler")
        if e.kind == "filler" or (e.kind == "mark" and e.name in _JOINING):
            continue
        amount = _amount(e, said)
        if not amount and (e.kind not in ("unread", "clause") or not _KNOWN.issuperset(said)):
            return 0
        put = put or amount or not _INSTRUMENTS.isdisjoint(said)
    return 0


def _amount(e: Element, said: list[str]) -> bool:
    """Whether a clause is an amount of money that measures no company."""
    measured = e.name == "bare" or (e.name == "metric" and not _INSTRUMENTS.isdisjoint(said))
    return measured and any(isinstance(x.value, Number) and x.value.currency for x in lexemes(e))
