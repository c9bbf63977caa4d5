"""Conditions as programs write them, in the midst of a text: "industry in (zoo, aquarium)", "country == 'US'"."""

from __future__ import annotations

import re
from dataclasses import replace

from icplang.reading.shape.bracketvalues import valued
from icplang.reading.shape.context import Context
from icplang.reading.shape.items import Item
from icplang.reading.shape.labels import LISTS, label

_EXPRESSION = re.compile(
    r"\s*(?P<key>[A-Za-z_][\w.]*(?:[ ](?!not\b|is\b|in\b)[a-z]+)?)[ ]*"
    r"(?P<op>\bnot[ ]in\b|\bin\b|==|!=|=|\bis[ ]not\b|\bis\b|\bcontains\b|"
    r"\beq\b|\bneq?\b|\bincludes\b|\bhas\b)[ ]*(?P<open>[(\[{\"']?)(?P<value>[^()\[\]{}]+?)[)\]}\"']?\s*"
)

_COMPARED = re.compile(
    r"[ \t]*(?P<key>[A-Za-z_][\w.]*(?:[ ][a-z]+)?)[ ]*(?:[<>!=]=|[<>≥≤=≠](?![=>])|(?:not[ ])?in[ ]*[(\[])[ ]*\S"
)
"""A line that starts with a field and an operator."""
_HELD = re.compile(
    r"\s*(?P<value>(?:[\"'][^\"'\n]+[\"'](?:[ ]+(?:or|and)[ ]+|,[ ]*)?)+)[ ]*\bin[ ]+(?P<key>[a-z_.]+(?:[ ][a-z]+)?)\s*"
)


_EXACT = frozenset({"==", "!=", "eq", "ne", "neq", "in", "not in"})
"""Operators that make a condition of a line for which no points are given."""


def condition(text: str, item: Item) -> list[Item]:
    """The parts of an item that is such a condition, with what its field says of its values; none for another. Without
    points for it, it has to be one that no prose is: "country != Russia", "industry in (zoo, aquarium)"."""
    line = text[item.start : item.end]
    found = expression(line, item.start)
    if found is None:
        return []
    own, start, end = found
    sign = _EXPRESSION.fullmatch(line)
    listed = own.field is not None and own.field.type in LISTS
    if item.context.weight is None and not (sign and sign["op"] in _EXACT and (listed or "=" in sign["op"])):
        return []
    value = replace(item, start=start, end=end, context=expressed(own, item.context), keyed=True)
    return [Item(item.start, start, label=True), Item(end, item.end, label=True), value]


def compares(line: str) -> bool:
    """Whether a line starts with a field and an operator, and goes on with no other: "employees >= 50"; or names a
    field, with its values in brackets."""
    found = _COMPARED.match(line)
    if found is None:
        return valued(line, 0, len(line)) is not None
    return label(found["key"], 0).field is not None


def expression(text: str, start: int) -> tuple[Context, int, int] | None:
    """A condition as programs write it, at offset `start`: "industry in (zoo, aquarium)", "country == 'US'". What its
    field says, and where its values stand; None for another text."""
    found = _EXPRESSION.fullmatch(text) or _HELD.fullmatch(text)
    if found and found.re is _HELD:
        context = label(found["key"], start + found.start("key"))
        return (context, start + found.start("value"), start + found.end("value")) if context.field else None
    if found is None or (found["op"] in ("in", "is", "has", "not in", "is not", "includes") and not found["open"]):
        return None
    context = label(found["key"], start + found.start("key"))
    if context.field is None or context.field.type == "METRIC_LABEL":
        return None
    if found["op"] in ("not in", "!=", "ne", "neq", "is not"):
        context = replace(context, role="exclude", inverted=True)
    return context, start + found.start("value"), start + found.end("value")


def expressed(own: Context, outer: Context) -> Context:
    """What such a condition says where it stands: what it refuses is liked less where there are points for it."""
    context = own.within(outer)
    if own.role == "exclude" and outer.weight is not None:
        return replace(context, role=outer.role, negated=not outer.negated)
    return context
