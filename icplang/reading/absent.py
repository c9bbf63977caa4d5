"""A list of tools with none of their kind at an end of it, or that is none: "EHR: Epic, Cerner or none yet"."""

from __future__ import annotations

import re

from icplang.meaning.predicates import In, Not, Predicate
from icplang.reading.elements import Element
from icplang.reading.resolving import Reading
from icplang.reading.shape.items import Item
from icplang.reading.syntax.tree import Lexeme, Node
from icplang.vocabulary.store import Vocabulary

_NOTHING = (
    r"(?P<none>(?:none|nothing|no (?:such )?(?:system|software|tool|platform)|"
    r"(?:(?:still )?on |pen and |just |all )?paper)"
    r"(?:[ ](?:yet|at all|so far|today|in place|of (?:these|those|them)))?)"
)
_LAST = re.compile(rf"(?P<sign>(?:,?[ ]+or|[ ]*/|,)[ ]*)?(?<!\w){_NOTHING}[ .]*$", re.IGNORECASE)
_FIRST = re.compile(rf"[ ]*{_NOTHING}(?P<sign>[ ]*[,/][ ]*(?:or[ ]+)?|[ ]+or[ ]+)", re.IGNORECASE)


def none_of(item: Item, text: str, vocabulary: Vocabulary) -> tuple[int, int, Lexeme] | None:
    """Where the tools stand of a list that starts or ends in none of their kind, and the kind, which is empty where the
    label does not say it: "Software: Xero or nothing"; None for another list."""
    field = item.context.field
    if field is None or field.type != "TECH_LABEL":
        return None
    start, end = item.start, item.end
    found = _LAST.search(text, start, end)
    if found is None or (not found["sign"] and text[start : found.start()].strip()):
        found = _FIRST.match(text, start, end)
        if found is None:
            return None
        start = found.end()
    else:
        end = found.start()
    if _LAST.search(text, start, end) or _FIRST.match(text, start, end):  # "none, none"
        return None
    words = str(field.value).split()
    named = (s for i in range(len(words)) for s in vocabulary.senses(" ".join(words[i:])))  # "Current CRM"
    kind = next((s.id for s in named if s.kind == "technology_category"), None)
    if kind is None and (start > item.start or "or" not in (found["sign"] or "")):
        return None
    return start, end, Lexeme("CATEGORY", *found.span("none"), 0, (kind,) if kind else ())


def absence(kind: Lexeme) -> tuple[Predicate, list[Element]]:
    """What says that there is no tool of a kind."""
    none = Not(In("technology_category", kind.ids))
    said = Element("clause", kind.start, kind.end, "category", Reading(Node("category", (kind,)), none))
    return none, [said]
