"""Messy cells into the values of the canonical schema: ids through the vocabulary, lists, numbers.

Exact phrases and aliases only: a cell that the vocabulary does not know keeps its own words as a slug, so it
matches nothing by accident and still equals itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from icplang.vocabulary.store import Vocabulary
from icplang.vocabulary.words import slug

_SPLIT = re.compile(r"[;|]")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_KINDS: Mapping[str, tuple[str, ...]] = {
    "audience": ("audience", "industry", "business_model", "segment"),
    "function": ("function", "title"),
    "title": ("title", "function"),
}
"""Kinds that a column of one kind may also hold."""


def cells(text: str) -> list[str | None]:
    """The elements of a list that is written as text: a JSON array, or parts between `;` or `|`."""
    if text.lstrip().startswith("["):
        try:
            found = json.loads(text)
        except ValueError:
            found = None
        if isinstance(found, list):
            return [None if v is None else str(v) for v in found]
    return [part for p in _SPLIT.split(text) if (part := p.strip())]


def number(text: str) -> float | None:
    """A number, with commas between thousands if it has them; None for anything else, such as a band ("51-200")."""
    text = text.strip()
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    return float(text) if _PLAIN.fullmatch(text) else None


def ident(vocabulary: Vocabulary, kind: str, text: str) -> str:
    """The id that a text names among the values of a kind; its slug where the vocabulary does not know it."""
    if kind == "place":
        return place(vocabulary, text, ("city", "country", "subdivision"))
    known = _named(vocabulary, _KINDS.get(kind, (kind,)), text)
    return known or (_composed(vocabulary, text) if kind == "title" else None) or slug(text)


def place(vocabulary: Vocabulary, text: str, levels: Iterable[str], country: str | None = None) -> str:
    """The id of a place at one of these levels, in `country` (or a subdivision) if it is given; a code is itself."""
    text = text.strip()
    if vocabulary.get("place", text):
        return text
    if country and vocabulary.get("place", code := f"{country}-{text.upper()}") and "subdivision" in levels:
        return code
    found = [
        s.id
        for s in vocabulary.senses(text)
        if s.kind == "place"
        and _level(s.id) in levels
        and (country is None or country in vocabulary.ancestors("place", s.id))
    ]
    return found[0] if found else f"city:{slug(text)}" if tuple(levels) == ("city",) else slug(text)


def _level(id: str) -> str:
    return id.partition(":")[0] if ":" in id else "subdivision" if "-" in id else "country"


def _named(vocabulary: Vocabulary, kinds: Iterable[str], text: str) -> str | None:
    senses = vocabulary.senses(text)
    return next((s.id for kind in kinds for s in senses if s.kind == kind), None)


def _composed(vocabulary: Vocabulary, text: str) -> str | None:
    """ "VP of Sales" as `vp-sales`: a seniority, then a function."""
    words = text.replace(",", " ").split()
    for cut in range(len(words) - 1, 0, -1):
        seniority = _named(vocabulary, ("seniority",), " ".join(words[:cut]))
        rest = words[cut + 1 :] if words[cut].lower() == "of" else words[cut:]
        function = _named(vocabulary, ("function",), " ".join(rest))
        if seniority and function:
            return f"{seniority}-{function}"
    return None
