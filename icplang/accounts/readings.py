"""What the cells of one column stand for: each distinct text is read once, and counted with its rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from icplang.accounts.amounts import Order, amount, days
from icplang.accounts.normalise import UNMAPPED, Value, address, cells, parts, place, value
from icplang.backends.mapping import Place
from icplang.diagnostics import Diagnostic, diagnostic
from icplang.meaning.schema import Column
from icplang.vocabulary.store import Vocabulary
from icplang.vocabulary.words import slug

_WHOLE = frozenset("employees founded locations countries monthly_visits headcount over_months".split())
_SHOWN = 60
"""How much of an example is shown, in letters."""
_PLACES = ("country", "subdivision", "city")


@dataclass(slots=True)
class _Count:
    """How many rows, and the first text of them in the order of texts."""

    rows: int = 0
    example: str = ""

    def add(self, text: str, rows: int) -> None:
        self.example = text if not self.rows else min(self.example, text)
        self.rows += rows


@dataclass(slots=True)
class Reading:
    """Reads the texts of a column into the values of a canonical one."""

    vocabulary: Vocabulary
    column: Column
    where: Place
    header: str
    context: bool = False
    """Whether texts are JSON arrays [country, subdivision, text]: what "Georgia" is depends on the country."""
    whole: bool = False
    """Whether a cell holds a whole address."""
    slashed: Order | None = None
    tally: dict[str, tuple[Value, int]] = field(default_factory=dict)
    unread: _Count = field(default_factory=_Count)
    foreign: _Count = field(default_factory=_Count)
    ranges: _Count = field(default_factory=_Count)

    def of(self, text: str, rows: int) -> tuple[Any, Any]:
        """The value of a text that stands in so many rows; for a number or a date both ends of it."""
        match self.column.type:
            case "number":
                return self._number(text, rows)
            case "date":
                return self._date(text, rows)
            case "list":
                return self._list(text, rows), None
        return self._one(text, rows), None

    # --- numbers and dates ----------------------------------------------------------------------------------------

    def _number(self, text: str, rows: int) -> tuple[float | None, float | None]:
        found = amount(text, whole=self.column.name in _WHOLE)
        if found is None and self.column.name == "founded" and (day := days(text)):
            return day.first.year, day.first.year
        if found is None:
            self.unread.add(text, rows)
            return None, None
        if found.currency is not None and found.currency != self.where.currency:
            self.foreign.add(text, rows)
            return None, None
        if found.band.low != found.band.high:
            self.ranges.add(text, rows)
        return found.band

    def _date(self, text: str, rows: int) -> tuple[date | None, date | None]:
        found = days(text, self.slashed)
        if found is None:
            self.unread.add(text, rows)
            return None, None
        if found.first != found.last:
            self.ranges.add(text, rows)
        return found

    # --- names ----------------------------------------------------------------------------------------------------

    def _list(self, text: str, rows: int) -> list[str | None]:
        if text in self.where.values or self.where.storage == "single":
            return [self._one(text, rows)]
        found = text.split(self.where.delimiter) if self.where.storage == "delimited" else cells(text)
        named = [None if p is None else p.strip() for p in found]
        return [None if n is None else self._one(n, rows) for n in self._parts(named) if n is None or n]

    def _parts(self, named: list[str | None]) -> Iterator[str | None]:
        for name in named:
            if name is None or name in self.where.values or self.where.storage == "delimited":
                yield name
            else:
                yield from parts(self.vocabulary, self.column.kind or "", name)

    def _one(self, text: str, rows: int) -> str | None:
        known = self.tally.get(text)
        found = known[0] if known else self._value(text)
        if found.id is not None or not self.whole or self.column.name == "country":  # an address may lack a state
            self.tally[text] = (found, rows + (known[1] if known else 0))
        return found.id.removeprefix("city:") if found.id and self.column.name == "city" else found.id

    def _value(self, text: str) -> Value:
        name, own = self.column.name, text.strip()
        if self.whole:
            return address(self.vocabulary, own)[_PLACES.index(name)]
        if self.context:
            return self._local(text)
        if (id := self.where.values.get(own)) is not None:
            return Value(id, "own")
        if name in _PLACES:
            found = place(self.vocabulary, own, (name,))
            return found if found.id or "," not in own else address(self.vocabulary, own)[_PLACES.index(name)]
        if name in ("similar_to", "event"):  # domains, and names of relations, are written as they are
            return Value(own.lower(), "itself")
        return value(self.vocabulary, self.column.kind, own) if self.column.kind else Value(slug(own), "itself")

    def _local(self, text: str) -> Value:
        country, state, own = json.loads(text)
        if not (own or "").strip():
            return UNMAPPED
        if (id := self.where.values.get(own.strip())) is not None:
            return Value(id, "own")
        inside = place(self.vocabulary, country, ("country",)).id if country else None
        if state:  # Springfield is in Missouri or in Illinois
            inside = place(self.vocabulary, state, ("subdivision",), inside).id or inside
        return place(self.vocabulary, own, (self.column.name,), inside)

    # --- what there is to say -------------------------------------------------------------------------------------

    def normalised(self) -> list[tuple[str, str | None, str, int]]:
        """Raw text, id, how it was found and rows, for each distinct name."""
        rows: dict[tuple[str, Value], int] = {}
        for raw, (found, n) in self.tally.items():
            shown = (json.loads(raw)[2] or "") if self.context else raw
            if shown.strip():
                rows[shown, found] = rows.get((shown, found), 0) + n
        return [(raw, found.id, found.how, n) for (raw, found), n in rows.items()]

    def notes(self) -> list[Diagnostic]:
        """What could not be read, what is a range, and what the vocabulary does not know."""
        said = []
        for code, counted, what, so in (
            ("unread-cells", self.unread, f"hold no {self.column.type} that is certain and count as unknown", ""),
            ("unread-cells", self.foreign, f"are not in {self.where.currency} and count as unknown", ""),
            ("ranges", self.ranges, "are ranges", "; a clause is unknown where its limit lies inside one"),
        ):
            if counted.rows:
                text = f"cells of `{self.header}` that {what}: {counted.rows:,}, such as {_cut(counted.example)}{so}"
                said.append(diagnostic(code, text))
        lost = [(raw, n) for raw, id, how, n in self.normalised() if how == "unmapped" and id is None]
        if lost:
            often = max(lost, key=lambda r: (r[1], r[0]))[0]
            counts = f"{len(lost):,} in {sum(n for _, n in lost):,} rows, such as {_cut(often)}"
            text = f"values of `{self.header}` that are not known and count as unknown: {counts}"
            said.append(diagnostic("unmapped-values", text))
        return said


def _cut(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "...")
