"""Conditions as programs write them, in the midst of a text: "industry in (zoo, aquarium)", "country == 'US'"."""

from __future__ import annotations

import re
from dataclasses import replace

from icplang.reading.shape.labels import Context, label

_EXPRESSION = re.compile(
    r"\s*(?P<key>[A-Za-z_][\w.]*(?:[ ][a-z]+)?)[ ]*(?P<op>\bnot[ ]in\b|\bin\b|==|!=|=|\bis[ ]not\b|\bis\b|\bcontains\b|"
    r"\beq\b|\bneq?\b|\bincludes\b|\bhas\b)[ ]*(?P<open>[(\[{\"']?)(?P<value>[^()\[\]{}]+?)[)\]}\"']?\s*"
)


_HELD = re.compile(
    r"\s*(?P<value>(?:[\"'][^\"'\n]+[\"'](?:[ ]+(?:or|and)[ ]+|,[ ]*)?)+)[ ]*\bin[ ]+(?P<key>[a-z_.]+(?:[ ][a-z]+)?)\s*"
)


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
