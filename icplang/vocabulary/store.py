"""The vocabulary: entries read from plain data files, their hierarchy, and the phrases that name them.

Every kind is a CSV file in `data/` (a row an entry). `TABLES` says which columns hold parents and surface
forms; nothing else here knows a kind by name. Places share one kind: `US`, `US-TX`, `city:austin`,
`region:dach`; a region is the parent of its members.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from typing import Literal, NamedTuple, TypeAlias

from icplang.vocabulary.words import key, singular, slug

Form: TypeAlias = Literal["name", "alias", "adjective", "weak"]
"""How a phrase names an entry. A weak form counts only where the position already says what kind is meant."""


class Entry(NamedTuple):
    """One word of the vocabulary. `data` holds the remaining columns of its row (crosswalks, definitions)."""

    kind: str
    id: str
    name: str
    parents: tuple[str, ...]
    aliases: tuple[str, ...]
    data: Mapping[str, str]


class Sense(NamedTuple):
    """One thing that a phrase may mean."""

    kind: str
    id: str
    form: Form


@dataclass(frozen=True, slots=True)
class Table:
    """Where a kind lives: files, id prefix, and the columns with parents, children and adjectives."""

    kind: str
    files: tuple[str, ...]
    prefix: str = ""
    parents: tuple[str, ...] = ()
    children: str = ""


TABLES = (
    Table("industry", ("industries",), parents=("parent",)),
    Table("business_model", ("business_models",)),
    Table("ownership", ("ownership",)),
    Table("status", ("status",)),
    Table("segment", ("segments",)),
    Table("certification", ("certifications",)),
    Table("audience", ("audiences",)),
    Table("metric", ("metrics",)),
    Table("technology_category", ("technology_categories",), parents=("parent",)),
    Table("technology", ("technologies",)),
    Table("place", ("countries",)),
    Table("place", ("subdivisions",), parents=("country",)),
    Table("place", ("cities",), prefix="city:", parents=("subdivision", "country")),
    Table("place", ("regions",), prefix="region:", children="members"),
    Table("seniority", ("seniorities",)),
    Table("function", ("functions",), parents=("parent",)),
    Table("title", ("roles",)),
    Table("stage", ("funding_stages",)),
)


@dataclass(frozen=True)
class Vocabulary:
    """Entries by kind and id, and the index of phrases. Immutable; `extended` makes a new one."""

    entries: Mapping[str, Mapping[str, Entry]]
    extra: tuple[tuple[str, Sense], ...] = ()
    """Phrases added by a glossary, which win over the built-in ones."""
    _memo: dict[tuple[str, str, str], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    # --- hierarchy ------------------------------------------------------------------------------------------

    def get(self, kind: str, id: str) -> Entry | None:
        """The entry, or None."""
        return self.entries.get(kind, {}).get(id)

    def name(self, kind: str, id: str) -> str:
        """How people write it: the entry's name, or the id itself with its hyphens as spaces."""
        entry = self.get(kind, id)
        return entry.name if entry else id.partition(":")[2].replace("-", " ") or id.replace("-", " ")

    def parents(self, kind: str, id: str) -> tuple[str, ...]:
        """The direct parents. A title's parents are its function, and a function's own parents."""
        if kind == "title":
            return self._title_parents(id)
        entry = self.get(kind, id)
        return (entry.parents if entry else ()) + self._grouped.get(kind, {}).get(id, ())

    def ancestors(self, kind: str, id: str) -> frozenset[str]:
        """The id and all that stands above it: what a value of this id also satisfies."""
        memo = self._memo.get(("up", kind, id))
        if memo is None:
            seen, stack = {id}, [id]
            while stack:
                for parent in self.parents(kind, stack.pop()):
                    if parent not in seen:
                        seen.add(parent)
                        stack.append(parent)
            memo = self._memo["up", kind, id] = frozenset(seen)
        return memo

    def descendants(self, kind: str, id: str) -> frozenset[str]:
        """The id and all that stands below it: the values that satisfy a criterion on this id."""
        memo = self._memo.get(("down", kind, id))
        if memo is None:
            seen, stack = {id}, [id]
            while stack:
                for child in self._children(kind).get(stack.pop(), ()):
                    if child not in seen:
                        seen.add(child)
                        stack.append(child)
            memo = self._memo["down", kind, id] = frozenset(seen)
        return memo

    def products(self, category: str) -> frozenset[str]:
        """The technologies of a category and of the categories below it."""
        wanted = self.descendants("technology_category", category)
        return frozenset(e.id for e in self.entries["technology"].values() if wanted & set(_cells(e.data.get("category"))))

    def rank(self, kind: str, id: str) -> int | None:
        """The position of an ordered value (funding stages, seniorities)."""
        entry = self.get(kind, id)
        return int(entry.data["rank"]) if entry and entry.data.get("rank") else None

    @cached_property
    def _grouped(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Parents that are declared from above: a region lists its members."""
        out: dict[str, dict[str, list[str]]] = {}
        for kind, table in self.entries.items():
            for entry in table.values():
                for member in _cells(entry.data.get("members")):
                    out.setdefault(kind, {}).setdefault(member, []).append(entry.id)
        return {kind: {i: tuple(p) for i, p in below.items()} for kind, below in out.items()}

    def _children(self, kind: str) -> Mapping[str, list[str]]:
        return self._children_by_kind[kind] if kind in self._children_by_kind else {}

    @cached_property
    def _children_by_kind(self) -> dict[str, dict[str, list[str]]]:
        out: dict[str, dict[str, list[str]]] = {}
        for kind, table in self.entries.items():
            ids: Iterable[str] = table
            if kind == "title":
                functions = self.entries["function"]
                ids = [*table, *functions, *(f"{s}-{f}" for f in functions for s in self.entries["seniority"])]
            below = out.setdefault(kind, {})
            for id in ids:
                for parent in self.parents(kind, id):
                    below.setdefault(parent, []).append(id)
        return out

    def _title_parents(self, id: str) -> tuple[str, ...]:
        role = self.get("title", id)
        if role:
            return (role.data["function"],) if role.data.get("function") else ()
        function = self.get("function", id)
        if function:
            return function.parents
        return tuple(rest for s in self.entries["seniority"]
                     if id.startswith(s + "-") and (rest := id[len(s) + 1:]) in self.entries["function"])

    # --- phrases --------------------------------------------------------------------------------------------

    @cached_property
    def phrases(self) -> dict[str, tuple[Sense, ...]]:
        """Every surface form by its folded key. A glossary's own phrases replace the built-in senses."""
        found: dict[str, list[Sense]] = {}
        add = found.setdefault
        for table in self.entries.values():
            for entry in table.values():
                for form, text in forms(entry):
                    sense = Sense(entry.kind, entry.id, form)
                    senses = add(key(text), [])
                    if not any(s[:2] == sense[:2] for s in senses):
                        senses.append(sense)
        index = {k: tuple(v) for k, v in found.items() if k}
        for phrase, tokens in [(k, k.split(" ")) for k in index]:
            glued = "".join(tokens)
            if len(tokens) > 1 and len(glued) >= 5:
                index.setdefault(singular(glued), index[phrase])
        own: dict[str, list[Sense]] = {}
        for phrase, sense in self.extra:
            own.setdefault(phrase, []).append(sense)
        return index | {k: tuple(v) for k, v in own.items()}

    @cached_property
    def longest(self) -> dict[str, int]:
        """The number of words of the longest phrase that starts with a word."""
        out: dict[str, int] = {}
        for phrase in self.phrases:
            first, _, rest = phrase.partition(" ")
            size = rest.count(" ") + 2 if rest else 1
            if size > out.get(first, 0):
                out[first] = size
        return out

    def senses(self, phrase: str) -> tuple[Sense, ...]:
        """What an exact phrase may mean, in the order of the tables."""
        return self.phrases.get(key(phrase), ())

    def extended(self, entries: Iterable[Entry] = (), phrases: Iterable[tuple[str, Sense]] = ()) -> Vocabulary:
        """A vocabulary with more entries and phrases; an entry with a known id replaces it."""
        tables = {kind: dict(table) for kind, table in self.entries.items()}
        extra = dict.fromkeys(self.extra)
        for entry in entries:
            tables.setdefault(entry.kind, {})[entry.id] = entry
            extra.update(dict.fromkeys((key(text), Sense(entry.kind, entry.id, form)) for form, text in forms(entry)))
        extra.update(dict.fromkeys((key(text), sense) for text, sense in phrases))
        return Vocabulary(tables, tuple(extra))


def forms(entry: Entry) -> Iterable[tuple[Form, str]]:
    """The surface forms of an entry, the strongest first."""
    name: Form = "weak" if entry.data.get("weak") == "1" else "name"
    yield name, entry.name
    if ":" not in entry.id:
        yield name, entry.id
    for alias in entry.aliases:
        yield ("weak" if name == "weak" and entry.kind == "technology" and " " not in alias else "alias"), alias
    for adjective in _cells(entry.data.get("adjectives")):
        yield "adjective", adjective
    if entry.data.get("weak") not in ("0", "1"):
        for weak in _cells(entry.data.get("weak")):
            yield "weak", weak


def _cells(cell: str | None) -> list[str]:
    return [part for c in cell.split("|") if (part := c.strip())] if cell else []


def _read(table: Table) -> Iterable[Entry]:
    for name in table.files:
        with resources.files("icplang.vocabulary").joinpath("data", f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            header = next(rows)
            for row in rows:
                data = dict(zip(header, row, strict=True))
                parents = [p for column in table.parents for p in _cells(data.get(column))]
                yield Entry(table.kind, table.prefix + data["id"], data["name"], tuple(parents[:1] if table.prefix else parents),
                            tuple(_cells(data.get("aliases"))), data)


@lru_cache(maxsize=8)
def words_of(name: str) -> dict[str, dict[str, str]]:
    """A word list of the package (`filler`, `vague`): the folded phrase and the rest of its row."""
    with resources.files("icplang.vocabulary").joinpath("data", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        return {key(row[0]): dict(zip(header, row, strict=True)) for row in rows}


@lru_cache(maxsize=1)
def builtin() -> Vocabulary:
    """The vocabulary that comes with the package."""
    entries: dict[str, dict[str, Entry]] = {}
    for table in TABLES:
        kind = entries.setdefault(table.kind, {})
        for entry in _read(table):
            kind[entry.id] = entry
    return Vocabulary(entries)


__all__ = ["Entry", "Form", "Sense", "Vocabulary", "builtin", "forms", "slug", "words_of"]
