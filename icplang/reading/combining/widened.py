"""Brackets that let in more than what stands before them asks for: "on Xero (MYOB is fine too)", "in Texas (Oklahoma
also works)", "the COO (if there is none, the CEO)"."""

from __future__ import annotations

from icplang.reading.elements import Element, clauses, either
from icplang.reading.words.negations import PARDONING

_SUITING = PARDONING - {"exception", "exceptions", "possible"} | {"work", "welcome", "count", "qualify", "do", "suit"}
"""Words for what will do as well."""
_BESIDE = frozenset("is are be also too well as would will can just equally perfectly with the a an so".split())
_FAILING = frozenset(
    "if none there is are no one not otherwise failing that else where absent missing they have".split()
)
"""Words for whoever is taken where somebody is missing."""
_ABSENT = frozenset({"none", "otherwise", "failing", "else", "absent", "missing", "no", "not"})


def widens(group: Element, text: str) -> bool:
    """Whether a bracket says of what it names that it will do as well."""
    return _says(group, text, _SUITING, _SUITING | _BESIDE)


def with_stand_ins(elements: list[Element], text: str) -> list[Element]:
    """The elements, what is asked for with the bracket behind it as one where that names what will do as well."""
    out: list[Element] = []
    for e in elements:
        both = _widened(out[-1], e, text) if out and e.kind == "group" else None
        out[len(out) - 1 if both else len(out) :] = [both or e]
    return out


def _widened(before: Element, group: Element, text: str) -> Element | None:
    """What stands before a bracket with what will do as well, or with whom to take where there is nobody; None where
    the bracket says something else, or where the two are not values of one field."""
    if before.kind != "clause":
        return None
    instead = before.name in ("people", "buyer") and _says(group, text, _ABSENT, _ABSENT | _FAILING | _BESIDE)
    if not instead and not widens(group, text):
        return None
    return either(before, next(clauses([group])), group.end)


def _says(group: Element, text: str, telling: frozenset[str], allowed: frozenset[str]) -> bool:
    """Whether a bracket holds one clause, and beside it nothing but words that are allowed, with one that tells."""
    rest = [e for e in group.inside if e.kind not in ("clause", "comma")]
    said = [e.name if e.kind == "filler" else text[e.start : e.end].lower() for e in rest]
    one = sum(e.kind == "clause" for e in group.inside) == 1 and all(e.kind != "group" for e in group.inside)
    return one and not telling.isdisjoint(said) and allowed.issuperset(said)
