"""What a remark, a comment or a note says: criteria in its own words ("EU only", "no contract brewers", "60-400 reviews
is the sweet spot"), something that may be one, or nothing of companies."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from icplang.reading.elements import SIZES, Element, clauses, is_bare, lexemes, opener
from icplang.reading.shape.labels import LISTS
from icplang.reading.syntax.tree import Lexeme

_TAKING = frozenset({"PREFER", "EXCLUDE", "REQUIRE"})
_ASKING = _TAKING | {"NOT", "COMMAND"}
"""Words that ask for the name beside them: "must be", "no", "we only want"."""

_JOINING = frozenset({"OR", "AND", "SLASH", "REQUIRE", "PREFER"})
_PEOPLE = frozenset({"people", "crew", "named", "bare"})
_KINDS = frozenset("industry model segment ownership stage location".split())
"""What a bare name behind that of a tier says of the companies in it."""
_ACCOUNTS = frozenset("account company name logo lead firm target prospect brand".split())
"""What a tier has so many of: "(~200 accounts)"."""


def stated(elements: Sequence[Element]) -> Literal["criteria", "unclear", "remark"]:
    """Whether a remark says in its own words what is wanted or not, names conditions without saying so, or does
    neither."""
    named = [e for e in clauses(elements) if e.reading and e.reading.predicate]
    said = [e for e in named if e.name in SIZES or not is_bare(e)]
    marks = {e.name for e in elements if e.kind == "mark"}
    if said and marks & _TAKING:
        return "criteria"
    asked = any(_asks(a, b) or (b.name == "REQUIRE" and _asks(b, a)) for a, b in pairwise(elements))
    if asked and not any(e.kind == "unread" for e in elements):
        return "criteria"
    return "unclear" if said or asked else "remark"


def beside(
    elements: Sequence[Element], *, field: Lexeme | None = None
) -> Literal["criteria", "unclear", "remark", "name"]:
    """The same of a bracket behind the name of a tier: "(500+ employees)" and "(Germany)" are all that it says; or of a
    field, where it is a part of the name if it holds no values: "Buyer (CTO or COO)"."""
    said = [e for e in elements if e.kind != "filler"]
    named = [e for e in said if e.kind == "clause" and e.reading and e.reading.predicate]
    if field is not None:
        joins = all(e in named or e.kind == "comma" or (e.kind == "mark" and e.name in _JOINING) for e in said)
        return (
            "criteria" if field.type in LISTS and named and joins and all(e.name != "bare" for e in named) else "name"
        )
    told = [
        e
        for e in named
        if e.name in SIZES | _KINDS or not (is_bare(e) or opener(e).startswith("CATEGORY") or e.name in _PEOPLE)
    ]
    if any(_ACCOUNTS.intersection(x.ids) for e in told for x in lexemes(e) if x.type in ("METRIC", "COUNTED")):
        return "remark"
    if told and all(e in told or e.kind in ("comma", "mark") for e in said):
        return "criteria"
    asked = named and said[0].kind == "mark" and said[0].name in _ASKING
    return "unclear" if asked or any(e.name in SIZES for e in told) else "remark"


def _asks(mark: Element, named: Element) -> bool:
    """Whether a word asks for the company that a bare name beside it is about."""
    about = named.kind == "clause" and named.reading is not None and named.name != "people"
    return mark.kind == "mark" and mark.name in _ASKING and about
