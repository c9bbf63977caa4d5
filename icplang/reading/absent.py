"""A list of tools that ends in none of their kind, or is none: "EHR: Epic, Cerner or none yet"."""

from __future__ import annotations

import re

from icplang.meaning.predicates import In, Not, Predicate
from icplang.reading.elements import Element
from icplang.reading.resolving import Reading
from icplang.reading.shape.items import Item
from icplang.reading.tree import Lexeme, Node
from icplang.vocabulary.store import Vocabulary

_NONE = re.compile(
    r"(?P<sign>(?:,?[ ]+or|[ ]*/|,)[ ]*)?(?<!\w)"
    r"(?P<none>(?:none|nothing|no (?:such )?(?:system|software|tool|platform))"
    r"(?:[ ](?:yet|at all|so far|today|in place|of (?:these|those|them)))?)[ .]*$",
    re.IGNORECASE,
)


def none_of(item: Item, text: str, vocabulary: Vocabulary) -> tuple[int, Lexeme] | None:
    """The end of the tools of a list that ends in none of their kind, and the kind behind it; None for another list."""
    field, found = item.context.field, _NONE.search(text, item.start, item.end)
    if field is None or field.type != "TECH_LABEL" or found is None:
        return None
    if not found["sign"] and text[item.start : found.start()].strip():
        return None
    kind = next((s.id for s in vocabulary.senses(str(field.value)) if s.kind == "technology_category"), None)
    return (found.start(), Lexeme("CATEGORY", *found.span("none"), 0, (kind,))) if kind else None


def absence(kind: Lexeme) -> tuple[Predicate, list[Element]]:
    """What says that there is no tool of a kind."""
    none = Not(In("technology_category", kind.ids))
    said = Element("clause", kind.start, kind.end, "category", Reading(Node("category", (kind,)), none))
    return none, [said]
