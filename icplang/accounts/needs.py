"""What a profile asks of account tables: their columns, and names that only the profile knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from icplang.accounts.normalise import known
from icplang.meaning.fields import FIELDS
from icplang.meaning.predicates import All, Exists, In, Predicate, Range, leaves
from icplang.meaning.profile import Profile
from icplang.meaning.schema import ACCOUNTS, CHILDREN, COLUMNS, MEASURES, TABLES
from icplang.vocabulary.store import Entry, Vocabulary

Asked: TypeAlias = tuple[str, str]
"""A table and a column."""

_HQ = ("country", "subdivision", "city")
_MORE = {"location": _HQ, "presence": (*_HQ, "presence"), "segment": ("segment", "employees")}
"""The columns of a field, where it is not one column."""


@dataclass(frozen=True, slots=True)
class Needs:
    """The columns that are asked for; None is all of them. `names` are kinds and values of the profile."""

    asked: frozenset[Asked] | None
    names: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, profile: Profile | None) -> Needs:
        """What a profile asks for; all there is where there is none."""
        if profile is None:
            return cls(None)
        asked: set[Asked] = set()
        names: set[tuple[str, str]] = set()
        said = [("people" if c.role == "buyer" else "accounts", c.predicate) for c in profile.criteria]
        for about, predicate in (*said, *(("accounts", tier.predicate) for tier in profile.scoring.tiers)):
            for table, leaf in _leaves(predicate, about):
                asked.update(_columns(table, leaf))
                if isinstance(leaf, (In, All)) and (kind := _kind(table, leaf.field)):
                    names.update((kind, v) for v in leaf.values)
        return cls(frozenset(asked), frozenset(names))

    def table(self, name: str) -> bool:
        """Whether a child table, or the file of a list column, is needed."""
        return self.asked is None or any(name in (t, c if t == "accounts" else t) for t, c in self.asked)

    def columns(self, table: str) -> frozenset[str] | None:
        """The columns of a table that are asked about; None is all of them."""
        return None if self.asked is None else frozenset(c for t, c in self.asked if table in (t, c))

    def extended(self, vocabulary: Vocabulary) -> Vocabulary:
        """The vocabulary with the names that the profile has taken literally, so that cells can be read as them."""
        new = [
            Entry(kind, id, id.replace("-", " "), (), (), {})
            for kind, id in sorted(self.names)
            if kind in vocabulary.entries and id.strip() and not known(vocabulary, kind, id)
        ]
        return vocabulary.extended(new) if new else vocabulary


def _leaves(predicate: Predicate, table: str) -> Iterator[tuple[str, Predicate]]:
    for leaf in leaves(predicate):
        yield table, leaf
        if isinstance(leaf, Exists) and leaf.where is not None:
            yield from _leaves(leaf.where, TABLES.get(leaf.relation, ""))


def _columns(table: str, leaf: Predicate) -> Iterator[Asked]:
    if isinstance(leaf, Exists):
        name = TABLES.get(leaf.relation, "")
        if name in CHILDREN:
            yield name, CHILDREN[name].date or ""
            yield name, "event"
        return
    field = str(getattr(leaf, "field", ""))
    if field in MEASURES:
        yield from ((MEASURES[field], column) for column in CHILDREN[MEASURES[field]].columns)
    elif isinstance(leaf, Range) or field not in _MORE or table != "accounts":
        yield table, COLUMNS.get(field, field)
    if table == "accounts":
        yield from ((table, column) for column in _MORE.get(field, ()))


def _kind(table: str, field: str) -> str | None:
    """The vocabulary kind of the values that a field is asked for, where cells are read as them."""
    if table != "accounts":
        column = CHILDREN[table].columns.get(field) if table in CHILDREN else None
        return column.kind if column and column.kind != "place" else None
    definition = FIELDS.get(field)
    kind = definition.vocabulary if definition else None
    return kind if kind != "place" and field in ACCOUNTS.columns else None
