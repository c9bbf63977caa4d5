"""Trades side by side with nothing between them: the first says of what kind the other is, "freight software vendors",
"a kombucha brewery", and both are the name of one trade. Read one by one they would ask for companies of two trades."""

from __future__ import annotations

from dataclasses import replace

from icplang.diagnostics import taken_literally
from icplang.meaning.predicates import In
from icplang.reading.combining.lists import plural
from icplang.reading.elements import Element, lexemes, names_trade, opener
from icplang.reading.findings import Findings
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme
from icplang.vocabulary.store import builtin
from icplang.vocabulary.words import one_of, singular

_FIELDS = frozenset({"software", "technology", "ai"})
"""What companies of other trades do as well: "AI healthcare companies" are of both."""


def with_compounds(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements, with trades that stand side by side as one; two that are a list without its comma are reported."""
    out: list[Element] = []
    for e in elements:
        if e.kind == "group":
            out.append(replace(e, inside=with_compounds(e.inside, findings)))
        elif out and _side_by_side(out[-1], e, findings.source.text):
            one = _one(out[-1], e, findings)
            if one is None:
                _report(out[-1], e, findings)
            out[-1:] = [one] if one else [replace(out[-1], kind="filler"), replace(e, kind="filler")]
        else:
            out.append(e)
    return out


def _side_by_side(first: Element, second: Element, text: str) -> bool:
    """Whether trades follow on each other, and no word for companies stands between them."""
    labelled = first.name == "industry" and opener(first) == "INDUSTRY_LABEL"
    if not names_trade(second) or not (labelled or names_trade(first)) or second.start != first.end + 1:
        return False
    if plural(text[first.start : first.end]) and not plural(
        text[second.start : second.end]
    ):  # "banks lending to farmers"
        return False
    describing, head = _trades(first)[-1:], _trades(second)[:1]
    if not describing or not head or describing[0].end != first.end:
        return False
    return not _is_field(describing[0]) and (head[0].ids[0] == "software" or not _is_field(head[0]))


def _trades(e: Element) -> list[Lexeme]:
    return [x for x in lexemes(e) if x.type.startswith("INDUSTRY") and x.type != "INDUSTRY_LABEL"]


def _is_field(trade: Lexeme) -> bool:
    """Whether a trade is a field that others work in."""
    return not _FIELDS.isdisjoint(builtin().ancestors("industry", trade.ids[0]))


def _one(first: Element, second: Element, findings: Findings) -> Element | None:
    """Two elements as one, the last trade of the first and the first trade of the second as one trade; None where
    each is a trade by itself."""
    before, behind = _trades(first), _trades(second)
    last, head = before[-1], behind[0]
    text = findings.source.text
    named = (first, second)
    values = [e.reading.predicate.values for e in named if e.reading and isinstance(e.reading.predicate, In)]
    whole = [len(v) for v in values] == [len(before), len(behind)]
    if plural(text[last.start : last.end]) or not whole or head.start != second.start or second.reading is None:
        return None
    said = text[last.start : head.end]
    id = next((s.id for s in findings.meant(said) if s.kind == "industry"), None)
    if id is None:
        words = said.split(" ")
        company = len(words) > 2 and "COMPANY" in keywords().get(singular(words[-1].lower()), ())
        id = one_of(" ".join(words[:-1] if company else words))
        message, help = taken_literally(said, "industry", id)
        findings.tell("taken-literally", message, last.start, head.end, help=help)
    predicate = In("industry", (*values[0][:-1], id, *values[1][1:]))
    return replace(second, start=first.start, reading=replace(second.reading, predicate=predicate))


def _report(first: Element, second: Element, findings: Findings) -> None:
    said, hint = "whether each of these kinds is enough is not clear", "write a comma or an 'or' between them"
    findings.tell("ambiguous-phrase", said, first.start, second.end, help=hint)
