"""The vocabulary: entries read from plain data files, their hierarchy, and the phrases that name them.

Every kind is a CSV file in `data/` (a row an entry). `TABLES` says which columns hold parents and surface
forms; nothing else here knows a kind by name. Places share one kind: `US`, `US-TX`, `city:austin`,
`region:dach`; a region is the parent of its members.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from icplang.cache import remembered, remembered_parts
from icplang.vocabulary.words import key, singular, slug

Form: TypeAlias = Literal["name", "alias", "adjective", "weak"]
"""How a phrase names an entry. A weak form counts only where the position already says what kind is meant."""


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Entry(NamedTuple):
    """One word of the vocabulary. `data` holds the remaining columns of its row (crosswalks, definitions)."""

    kind: str
    id: str
    name: str
    parents: tuple[str, ...]
    aliases: tuple[str, ...]
    data: Mapping[str, str]


class Row(NamedTuple):
    """An entry with the place of its row: file and 1-based line. `own` are the aliases that the row itself lists."""

    file: str
    line: int
    entry: Entry
    own: tuple[str, ...]


class Sense(NamedTuple):
    """One thing that a phrase may mean."""

    kind: str
    id: str
    form: Form


@dataclass(frozen=True, slots=True)
class Table:
    """Where a kind lives: its file, id prefix and the columns with its parents."""

    kind: str
    file: str
    prefix: str = ""
    parents: tuple[str, ...] = ()


TABLES = (
    Table("industry", "industries", parents=("parent",)),
    Table("business_model", "business_models"),
    Table("ownership", "ownership"),
    Table("status", "status"),
    Table("segment", "segments"),
    Table("certification", "certifications"),
    Table("audience", "audiences"),
    Table("metric", "metrics"),
    Table("technology_category", "technology_categories", parents=("parent",)),
    Table("technology", "technologies"),
    Table("place", "countries"),
    Table("place", "subdivisions", parents=("country",)),
    Table("place", "cities", prefix="city:", parents=("subdivision", "country")),
    Table("place", "regions", prefix="region:"),
    Table("seniority", "seniorities"),
    Table("function", "functions", parents=("parent",)),
    Table("title", "roles"),
    Table("stage", "funding_stages"),
)


_FIELDS = 3
"""The parts of a sense in a raw tuple: kind, id and form."""


class _Lazy(Mapping[str, Any]):
    """A mapping whose values are decoded from raw tuples when they are first asked for."""

    __slots__ = ("_decode", "_made", "raw")

    def __init__(self, raw: Mapping[str, Any], decode: Callable[[str, Any], Any]) -> None:
        self.raw, self._decode, self._made = raw, decode, dict[str, Any]()

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or `default`."""
        made = self._made.get(key)
        if made is None:
            raw = self.raw.get(key)
            if raw is None:
                return default
            made = self._made[key] = self._decode(key, raw)
        return made

    def __getitem__(self, key: str) -> Any:
        value = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self.raw)

    def __len__(self) -> int:
        return len(self.raw)


class _Over(Mapping[str, Any]):
    """A mapping laid over another one, which it does not copy."""

    __slots__ = ("below", "own")

    def __init__(self, own: Mapping[str, Any], below: Mapping[str, Any]) -> None:
        self.own, self.below = own, below

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or `default`."""
        value = self.own.get(key)
        return self.below.get(key, default) if value is None else value

    def __getitem__(self, key: str) -> Any:
        return self.own[key] if key in self.own else self.below[key]

    def __iter__(self) -> Iterator[str]:
        yield from self.below
        yield from (k for k in self.own if k not in self.below)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _naming(phrases: Mapping[str, Any], kinds: frozenset[str]) -> list[str]:
    """The phrases with a sense of one of these kinds; raw tuples are looked through as they are: there are many."""
    if isinstance(phrases, _Lazy):
        return [p for p, flat in phrases.raw.items() if not kinds.isdisjoint(flat[::_FIELDS])]
    if isinstance(phrases, _Over):
        below = [p for p in _naming(phrases.below, kinds) if p not in phrases.own]
        return below + _naming(phrases.own, kinds)
    return [p for p, senses in phrases.items() if any(s.kind in kinds for s in senses)]


@dataclass(frozen=True)
class Vocabulary:
    """Entries by kind and id, and the index of phrases. Immutable; `extended` makes a new one."""

    entries: Mapping[str, Mapping[str, Entry]]
    phrases: Mapping[str, tuple[Sense, ...]]
    """What every surface form may mean, by its folded key."""
    _minor: Callable[[], Collection[str]] = frozenset
    _related: Callable[[], Mapping[str, Any]] | None = field(default=None, repr=False, compare=False)
    """Where `relations` of the entries lie ready; they are made of the entries where they do not."""
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
        return (entry.parents if entry else ()) + tuple(self._relations["groups"].get(kind, {}).get(id, ()))

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
        if memo is None and kind == "title":
            memo = self._memo["down", kind, id] = self._titles_below(id)
        if memo is None:
            below = self._relations["below"].get(kind, {})
            seen, stack = {id}, [id]
            while stack:
                for child in below.get(stack.pop(), ()):
                    if child not in seen:
                        seen.add(child)
                        stack.append(child)
            memo = self._memo["down", kind, id] = frozenset(seen)
        return memo

    def products(self, category: str) -> frozenset[str]:
        """The technologies of a category and of those below it; where none is listed, of the one it stands under."""
        listed = self._relations["products"]
        found = frozenset(p for c in self.descendants("technology_category", category) for p in listed.get(c, ()))
        entry = None if found else self.get("technology_category", category)
        return found or frozenset(p for parent in (entry.parents if entry else ()) for p in listed.get(parent, ()))

    def rank(self, kind: str, id: str) -> int | None:
        """The position of an ordered value (funding stages, seniorities)."""
        entry = self.get(kind, id)
        return int(entry.data["rank"]) if entry and entry.data.get("rank") else None

    @property
    def minor(self) -> Collection[str]:
        """The phrases that name nothing but little known places: no misspelt word is taken for one."""
        return self._minor()

    @cached_property
    def _relations(self) -> Mapping[str, Mapping[str, Any]]:
        return self._related() if self._related else relations(self.entries)

    def _titles_below(self, id: str) -> frozenset[str]:
        """A title, or the roles and the levels of a function and of the functions below it."""
        if id not in self.entries["function"]:
            return frozenset((id,))
        functions = self.descendants("function", id)
        roles = (r for f in functions for r in self._relations["roles"].get(f, ()))
        return frozenset((*functions, *roles, *(f"{s}-{f}" for f in functions for s in self.entries["seniority"])))

    def _title_parents(self, id: str) -> tuple[str, ...]:
        role = self.get("title", id)
        function = self.get("function", id)
        if role and role.data.get("function") != id:
            return (role.data["function"],) if role.data.get("function") else ()
        if function:
            return function.parents
        return tuple(
            rest
            for s in self.entries["seniority"]
            if id.startswith(s + "-") and (rest := id[len(s) + 1 :]) in self.entries["function"]
        )

    # --- phrases --------------------------------------------------------------------------------------------

    def senses(self, phrase: str) -> tuple[Sense, ...]:
        """What an exact phrase may mean, in the order of the tables."""
        return self.phrases.get(key(phrase), ())

    def kinds(self, phrase: str) -> set[str]:
        """The kinds of entries that a folded phrase names by itself, and not only where its place says so."""
        return {s.kind for s in self.phrases.get(phrase, ()) if s.form != "weak"}

    def phrases_of(self, kinds: Collection[str]) -> list[str]:
        """The folded phrases that name an entry of one of these kinds, in the order of the index."""
        return _naming(self.phrases, frozenset(kinds))

    def extended(self, entries: Iterable[Entry] = (), phrases: Iterable[tuple[str, Sense]] = ()) -> Vocabulary:
        """A vocabulary with more entries and phrases; an entry with a known id replaces it, and its phrases win."""
        added: dict[str, dict[str, Entry]] = {}
        own: dict[str, dict[Sense, None]] = {}
        for entry in entries:
            added.setdefault(entry.kind, {})[entry.id] = entry
            for form, text in forms(entry):
                own.setdefault(key(text), {})[Sense(entry.kind, entry.id, form)] = None
        for text, sense in phrases:
            own.setdefault(key(text), {})[sense] = None
        # A phrase that says nothing new stays as it is: a change to an entry takes no name from others.
        own = {k: v for k, v in own.items() if not v.keys() <= set(self.phrases.get(k, ()))}
        tables = {kind: _Over(added.get(kind, {}), self.entries.get(kind, {})) for kind in {**self.entries, **added}}
        return Vocabulary(tables, _Over({k: tuple(v) for k, v in own.items()}, self.phrases), self._minor)


class Same:
    """A vocabulary as a cache key: by identity, since its tables cannot be hashed."""

    __slots__ = ("vocabulary",)

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.vocabulary is self.vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)


def forms(entry: Entry) -> Iterable[tuple[Form, str]]:
    """The surface forms of an entry, the strongest first."""
    listed = _cells(entry.data.get("weak"))
    weak = {key(text) for text in listed} - {"0", "1"}
    name: Form = "weak" if "1" in listed or key(entry.name) in weak else "name"
    yield name, entry.name
    if entry.kind != "place":
        yield ("weak" if key(entry.id) in weak else name), entry.id
    for alias in entry.aliases:
        yield ("weak" if name == "weak" and entry.kind == "technology" and " " not in alias else "alias"), alias
    for adjective in _cells(entry.data.get("adjectives")):
        yield "adjective", adjective
    if entry.kind == "place" and ":" not in entry.id:
        yield "weak", entry.id  # "IN", "IT", "ML": a country only among places
    for text in listed:
        if text not in ("0", "1"):
            yield "weak", text


def _cells(cell: str | None) -> list[str]:
    return [part for c in cell.split("|") if (part := c.strip())] if cell else []


def _rows(name: str) -> list[list[str]]:
    """A data file, its header first."""
    return list(csv.reader(_data(name).read_text("utf-8").splitlines()))


def _data(name: str) -> Path:
    return Path(__file__).parent / "data" / f"{name}.csv"


def _entry(table: Table, header: Sequence[str], row: Sequence[str]) -> Entry:
    data = dict(zip(header, row, strict=True))
    parents = [p for column in table.parents for p in _cells(data.get(column))]
    return Entry(
        table.kind,
        table.prefix + data["id"],
        data["name"],
        tuple(parents[:1] if table.prefix else parents),
        tuple(_cells(data.get("aliases"))),
        data,
    )


def relations(entries: Mapping[str, Mapping[str, Entry]]) -> dict[str, dict[str, Any]]:
    """The hierarchy seen from above: `groups` that list their members, what is `below` an id, and the `products` of a
    category and the `roles` of a function."""
    groups: dict[str, dict[str, list[str]]] = {}
    below: dict[str, dict[str, list[str]]] = {}
    products: dict[str, list[str]] = {}
    roles: dict[str, list[str]] = {}
    for kind, table in entries.items():
        for entry in table.values():
            for parent in entry.parents:
                below.setdefault(kind, {}).setdefault(parent, []).append(entry.id)
            for member in _cells(entry.data.get("members")):
                groups.setdefault(kind, {}).setdefault(member, []).append(entry.id)
                below.setdefault(kind, {}).setdefault(entry.id, []).append(member)
            for category in _cells(entry.data.get("category")) if kind == "technology" else ():
                products.setdefault(category, []).append(entry.id)
            if kind == "title" and entry.data.get("function"):
                roles.setdefault(entry.data["function"], []).append(entry.id)
    return {"groups": groups, "below": below, "products": products, "roles": roles}


def _compiled() -> dict[str, Any]:
    """The data files as raw tuples: rows of each kind by id, their `headers`, `phrases` as flat senses, `relations`."""
    headers: list[list[str]] = []
    rows: dict[str, dict[str, tuple[int, list[str]]]] = {}
    entries: dict[str, dict[str, Entry]] = {}
    found: dict[str, dict[tuple[str, str], str]] = {}
    for number, table in enumerate(TABLES):
        header, *lines = _rows(table.file)
        headers.append(header)
        for line in lines:
            entry = _entry(table, header, line)
            rows.setdefault(table.kind, {})[entry.id] = (number, line)
            entries.setdefault(table.kind, {})[entry.id] = entry
            for form, text in forms(entry):
                found.setdefault(key(text), {}).setdefault((entry.kind, entry.id), form)
    found.pop("", None)
    for phrase in [p for p in found if p.endswith(" manufacturer")]:
        found.setdefault(phrase.removesuffix("manufacturer") + "maker", found[phrase])
    for entry in entries["technology"].values():
        for _, text in forms(entry):
            parted = key(_CAMEL.sub(" ", text))  # "Hub Spot", "Net Suite"
            if parted != key(text):
                found.setdefault(parted, {("technology", entry.id): "weak"})
    little = {("place", entry.id) for entry in entries["place"].values() if entry.data.get("minor")}
    minor = dict.fromkeys(p for p, senses in found.items() if senses.keys() <= little)
    ordinary = {key(row[0]) for row in (*_rows("filler"), *_rows("english"))}
    for phrase in list(found):
        glued = singular(phrase.replace(" ", ""))
        if " " in phrase and len(glued) >= 5 and glued not in ordinary and phrase not in minor:
            found.setdefault(glued, found[phrase])
    phrases = {
        p: tuple(x for (kind, id), form in senses.items() for x in (kind, id, form)) for p, senses in found.items()
    }
    return {"headers": headers, "phrases": phrases, "minor": minor, "relations": relations(entries), **rows}


def builtin_rows() -> Iterator[Row]:
    """The rows of the data files."""
    for table in TABLES:
        header, *lines = _rows(table.file)
        for number, line in enumerate(lines, 2):
            entry = _entry(table, header, line)
            yield Row(f"icplang/vocabulary/data/{table.file}.csv", number, entry, entry.aliases)


@lru_cache(maxsize=1)
def builtin() -> Vocabulary:
    """The vocabulary that comes with the package."""
    sources = [
        Path(__file__),
        Path(__file__).with_name("words.py"),
        *(_data(t.file) for t in TABLES),
        _data("filler"),
        _data("english"),
    ]
    part = remembered_parts("vocabulary", sources, _compiled)

    def entry(_: str, found: tuple[int, list[str]]) -> Entry:
        return _entry(TABLES[found[0]], part("headers")[found[0]], found[1])

    def senses(_: str, flat: tuple[Any, ...]) -> tuple[Sense, ...]:
        return tuple(Sense(*flat[i : i + _FIELDS]) for i in range(0, len(flat), _FIELDS))

    kinds = dict.fromkeys((t.kind for t in TABLES), ())
    entries = _Lazy(kinds, lambda kind, _: _Lazy(part(kind), entry))
    return Vocabulary(entries, _Lazy(part("phrases"), senses), lambda: part("minor"), lambda: part("relations"))


@lru_cache(maxsize=8)
def words_of(name: str) -> Mapping[str, Mapping[str, str]]:
    """A word list of the package (`filler`, `vague`, `english`): the folded phrase and its row."""

    def made() -> dict[str, dict[str, str]]:
        header, *rows = _rows(name)
        return {key(row[0]): dict(zip(header, row, strict=True)) for row in rows}

    words: Mapping[str, Mapping[str, str]] = remembered(name, [_data(name), Path(__file__).with_name("words.py")], made)
    return words


@lru_cache(maxsize=1)
def trade_words() -> Collection[str]:
    """The words that stand before the last one in the names of industries: the "frozen" of "frozen food brand"."""

    def made() -> dict[str, None]:
        rows = (row.entry for row in builtin_rows() if row.entry.kind == "industry")
        names = (key(text).split(" ") for entry in rows for _, text in forms(entry))
        return {word: None for name in names for word in name[:-1]}

    words: Mapping[str, None] = remembered(
        "trade-words", [_data("industries"), Path(__file__).with_name("words.py")], made
    )
    return words


__all__ = [
    "Entry",
    "Form",
    "Row",
    "Sense",
    "Vocabulary",
    "builtin",
    "builtin_rows",
    "forms",
    "slug",
    "trade_words",
    "words_of",
]
