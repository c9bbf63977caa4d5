"""The names of values and fields, and back: `"Series B"` is the stage `series-b`, "business model" a field."""

from __future__ import annotations

import re

from icplang.meaning.fields import FIELDS, RELATIONS, WHERE_FIELDS
from icplang.vocabulary.store import Vocabulary

_TITLES = ("title", "function", "seniority")
_KINDS: dict[str, tuple[str, ...]] = {
    "serves": ("audience", "industry", "business_model", "segment"),
    "title": _TITLES,
    "team_size": _TITLES,
    "growth": _TITLES,
    "stage": ("stage",),
    "place": ("place",),
    "tool": ("technology", "technology_category"),
}
GROWING = ("employees", "revenue", "arr", "gmv", "traffic")
"""What else than the people of a function grows."""
FIELD_NOUNS: dict[str, str] = {name: name for name in WHERE_FIELDS} | {f.name: f.noun for f in FIELDS.values()}
"""What canonical English calls each field of a company, and of a related row."""
LITERAL = frozenset({"keyword", "similar_to"})
"""Fields whose values are texts and no ids."""
RELATION_NOUNS: dict[str, str] = {r.name: r.noun for r in RELATIONS.values()}


def kinds(field: str) -> tuple[str, ...]:
    """The vocabulary kinds of a field's values (of what a measure is of); none where they are plain words."""
    if field in _KINDS:
        return _KINDS[field]
    kind = FIELDS[field].vocabulary if field in FIELDS else None
    return (kind,) if kind else ()


def id_named(field: str, text: str, vocabulary: Vocabulary) -> str | None:
    """The id of the value that a text names: an id itself, a name or an alias; None where it names none."""
    wanted = kinds(field)
    if field == "growth" and text in GROWING:
        return text
    if any(vocabulary.get(kind, text) for kind in wanted):
        return text
    if wanted == _TITLES:
        for seniority in sorted(vocabulary.entries.get("seniority", ()), key=len, reverse=True):
            if text.startswith(seniority + "-") and vocabulary.get("function", text.removeprefix(seniority + "-")):
                return text
    senses = vocabulary.senses(text)
    found = next((s.id for kind in wanted for s in senses if s.kind == kind), None)
    if found is None and wanted == _TITLES and " of " in text:
        level, _, function = text.partition(" of ")
        ranks = [s.id for s in vocabulary.senses(level) if s.kind == "seniority"]
        held = [s.id for s in vocabulary.senses(function) if s.kind == "function"]
        found = f"{ranks[0]}-{held[0]}" if ranks and held else None
    return found


__all__ = ["FIELD_NOUNS", "GROWING", "LITERAL", "RELATION_NOUNS", "id_named", "kinds"]


def pointed(digits: str) -> str:
    """A number that is not read as thousands: `1.125` as `1.1250`, since `1.125` may be 1,125 in much of Europe."""
    return f"{digits}0" if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits) else digits
