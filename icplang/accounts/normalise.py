"""Messy texts into vocabulary ids, and how each was found. What the vocabulary does not know is unknown.

A text that is not known could be another name of anything, so it is no id of its own: an industry that is not mapped
makes neither "fintech" false nor "not fintech" certain.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from icplang.vocabulary.lookup import fuzzy
from icplang.vocabulary.store import Same, Vocabulary
from icplang.vocabulary.words import key, slug

How: TypeAlias = Literal["own", "exact", "alias", "fuzzy", "itself", "unmapped"]
"""own: the user's own mapping; itself: a name that needs no vocabulary, such as that of a town."""

_SPLIT = re.compile(r"[;|]")
_JOINT = re.compile(r"[,/ ]")
_KINDS: Mapping[str, tuple[str, ...]] = {
    "audience": ("audience", "industry", "business_model", "segment"),
    "function": ("function", "title"),
    "title": ("title", "function"),
}
"""Kinds that a column of one kind may also hold."""
_COMMAS = frozenset({"technology", "certification", "business_model"})
"""Kinds whose names have no comma, so that one always separates."""

_NAME = 10
"""The shortest name of a product or a town, in letters, that may be misspelt: others are one letter apart."""


class Value(NamedTuple):
    """What a text stands for: an id, or None where it is unknown."""

    id: str | None
    how: How


UNMAPPED = Value(None, "unmapped")


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


def parts(vocabulary: Vocabulary, kind: str, text: str) -> list[str]:
    """The names in an element with commas or strokes: several where each is a name and the whole is none."""
    if not kind or not _JOINT.search(text) or value(vocabulary, kind, text).id is not None:
        return [text]
    for mark in (",", "/", *([" "] if kind == "business_model" else [])):  # "B2B SaaS"
        named = [p for part in text.split(mark) if (p := part.strip())]
        if len(named) > 1 and all(value(vocabulary, kind, n, near=False).id is not None for n in named):
            return named
    return [p for part in text.split(",") if (p := part.strip())] if kind in _COMMAS else [text]


def value(vocabulary: Vocabulary, kind: str, text: str, *, near: bool = True) -> Value:
    """What a text names among the values of a kind; `near` allows a slip of the pen where the reader would."""
    text = text.strip()
    if kind == "place":
        return place(vocabulary, text, ("city", "country", "subdivision"), near=near)
    kinds = _KINDS.get(kind, (kind,))
    if found := _named(vocabulary, kinds, text):
        return found
    if kind == "industry" and (id := _exported(Same(vocabulary)).get(_bare(text))):
        return Value(id, "alias")
    if kind == "title" and (composed := _composed(vocabulary, text)):
        return Value(composed, "alias")
    if kind == "metric":  # counted things need no entry
        return Value(slug(text), "itself")
    near = near and (kind != "technology" or len(text) >= _NAME)
    sense = fuzzy(vocabulary, text, kinds, many=True).sense if near else None
    return Value(sense.id, "fuzzy") if sense else UNMAPPED


def known(vocabulary: Vocabulary, kind: str, id: str) -> bool:
    """Whether a column of a kind may hold an id without further ado."""
    kinds = _KINDS.get(kind, (kind,))
    named = value(vocabulary, kind, id.replace("-", " "), near=False)
    return any(vocabulary.get(k, id) for k in kinds) or named.id is not None


def place(
    vocabulary: Vocabulary, text: str, levels: Collection[str], inside: str | None = None, *, near: bool = True
) -> Value:
    """A place at one of these levels, inside another one if that is given. A town is itself where it is not known."""
    text = text.strip()
    text = text[4:] if text[:4].lower() == "the " else text  # The Netherlands
    code = text.upper().replace(".", "")
    iso3 = _iso3(Same(vocabulary)).get(code, "") if len(code) == 3 else ""
    for id in (f"{inside}-{code}" if inside else "", code, iso3):
        if vocabulary.get("place", id) and _level(id) in levels and _within(vocabulary, id, inside):
            return Value(id, "exact")

    def fits(id: str) -> bool:
        return _level(id) in levels and _within(vocabulary, id, inside)

    senses = [s for s in vocabulary.senses(text) if s.kind == "place" and fits(s.id)]
    strong = [s for s in senses if s.form != "weak"] or senses
    if strong and ("city" in levels or len({s.id for s in strong}) == 1):
        return Value(strong[0].id, "exact" if strong[0].form == "name" else "alias")
    near = near and ("city" not in levels or len(text) >= _NAME)
    if near and not senses and (sense := fuzzy(vocabulary, text, ("place",), many=True).sense) and fits(sense.id):
        return Value(sense.id, "fuzzy")
    return Value(f"city:{slug(text)}", "itself") if tuple(levels) == ("city",) and slug(text) else UNMAPPED


def address(vocabulary: Vocabulary, text: str) -> tuple[Value, Value, Value]:
    """Country, subdivision and city of one cell: "San Francisco, California, United States", read from its end."""
    named = [p for part in text.split(",") if (p := part.strip())]
    country, state, city = UNMAPPED, UNMAPPED, UNMAPPED
    if len(text.strip()) <= 2:  # California or Canada
        return country, state, city
    if named and (found := place(vocabulary, named[-1], ("country",))).id:
        country = found
        named.pop()
    if named and (found := place(vocabulary, named[-1], ("subdivision",), country.id)).id:
        state = found
        country = country if country.id else Value((found.id or "").partition("-")[0], found.how)
    if named and country.id:
        city = place(vocabulary, named[0], ("city",), state.id or country.id)
        if state.id and len(named) == 1 and city.how == "itself":  # the state alone
            city = UNMAPPED
    return country, state, city


def _within(vocabulary: Vocabulary, id: str, inside: str | None) -> bool:
    return inside is None or inside in vocabulary.ancestors("place", id)


def _level(id: str) -> str:
    return id.partition(":")[0] if ":" in id else "subdivision" if "-" in id else "country"


def _named(vocabulary: Vocabulary, kinds: Iterable[str], text: str) -> Value | None:
    senses = vocabulary.senses(text)
    found = next((s for kind in kinds for s in senses if s.kind == kind), None)
    return found and Value(found.id, "exact" if found.form == "name" else "alias")


def _composed(vocabulary: Vocabulary, text: str) -> str | None:
    """ "VP of Sales" as `vp-sales`: a seniority, then a function."""
    words = text.replace(",", " ").split()
    for cut in range(len(words) - 1, 0, -1):
        seniority = _named(vocabulary, ("seniority",), " ".join(words[:cut]))
        rest = words[cut + 1 :] if words[cut].lower() == "of" else words[cut:]
        function = _named(vocabulary, ("function",), " ".join(rest))
        if seniority and function:
            return f"{seniority.id}-{function.id}"
    return None


def _bare(text: str) -> str:
    """An industry as exports compare: "Computer & Network Security" is COMPUTER_NETWORK_SECURITY."""
    return " ".join(word for word in key(text).split() if word != "and")


@lru_cache(maxsize=4)
def _exported(same: Same) -> dict[str, str]:
    """What CRMs and data vendors write for an industry, folded, and its id."""
    known = same.vocabulary.entries["industry"]
    found = {_bare(name): row.id for row in known.values() for name in row.data.get("hubspot", "").split("|") if name}
    with (Path(__file__).parent / "data" / "industries.csv").open(encoding="utf-8", newline="") as file:
        return found | {_bare(row["text"]): row["id"] for row in csv.DictReader(file) if row["id"] in known}


@lru_cache(maxsize=4)
def _iso3(same: Same) -> dict[str, str]:
    """The codes of countries in three letters, and their ids."""
    rows = same.vocabulary.entries["place"].values()
    return {code: row.id for row in rows if (code := row.data.get("iso3", ""))}


__all__ = ["UNMAPPED", "How", "Value", "address", "cells", "known", "parts", "place", "value"]
