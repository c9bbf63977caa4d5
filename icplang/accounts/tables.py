# ruff: noqa: S608 - names are quoted, values are bound
"""Canonical tables from a user's own: find the columns, and normalise each distinct value of a column once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icplang.accounts.files import ROW, AccountsError, quoted, read
from icplang.accounts.normalise import cells, ident, number, place
from icplang.backends.mapping import Flag, Place, Schema, TableMap
from icplang.diagnostics import Diagnostic
from icplang.meaning.schema import ACCOUNTS, CHILDREN, Column, Table
from icplang.vocabulary.store import Vocabulary
from icplang.vocabulary.words import slug

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("accountid", "companyid", "recordid", "uuid"),
    "account_id": ("id", "companyid", "account", "company"),
    "industry": ("industries", "vertical", "sector", "primaryindustry"),
    "business_model": ("businessmodels",),
    "employees": (
        "employeecount",
        "numberofemployees",
        "numemployees",
        "companysize",
        "headcount",
        "staff",
        "size",
        "employeesrange",
    ),
    "revenue": ("annualrevenue", "estimatedrevenue", "turnover", "revenueusd", "annualrevenueusd"),
    "arr": ("annualrecurringrevenue", "arrusd"),
    "funding_total": ("totalfunding", "fundingtotalusd", "totalfundingusd", "totalraised", "fundingraised"),
    "founded": ("foundedyear", "yearfounded", "foundingyear", "foundedin"),
    "country": ("hqcountry", "headquarterscountry", "companycountry", "billingcountry", "countrycode"),
    "subdivision": ("state", "province", "stateprovince", "hqstate", "billingstate", "companystate"),
    "city": ("hqcity", "companycity", "billingcity", "headquarterscity"),
    "funding_stage": ("laststage", "lastfundingstage", "lastfundingtype", "latestfundingstage"),
    "ownership": ("ownershiptype", "companytype"),
    "status": ("operatingstatus", "companystatus"),
    "monthly_visits": ("monthlyvisitors", "webtraffic", "monthlywebvisits"),
    "technology": ("technologies", "techstack"),
    "certification": ("certifications", "compliance"),
    "list": ("lists",),
    "description": ("shortdescription", "about", "companydescription", "summary"),
    "presence": ("offices", "officelocations"),
    "headcount": ("employees", "size", "people"),
    "announced_on": ("date", "announcedat", "announceddate"),
    "stage": ("round", "roundtype", "fundingtype", "series"),
    "amount": ("amountusd", "raised", "raisedamount"),
    "posted_on": ("date", "postedat", "posteddate"),
    "title": ("jobtitle", "role", "position"),
    "place": ("location", "country"),
    "occurred_on": ("date", "occurredat", "eventdate"),
    "event": ("type", "eventtype", "signal"),
}
"""Other headers of a canonical column, lower-case letters and digits only. The canonical name itself wins."""

SHOWN = "shown "
"""What stands before the name of a column of a child table that has the user's own words."""
NORMALISED = "normalised"
"""What became of each distinct value: `table`, `column` (canonical), `raw`, `id` (NULL where it is unknown), `how`
(own, exact, alias, fuzzy, unmapped) and `rows`, in how many rows it stands."""

_TYPES = {"list": "VARCHAR[]", "number": "DOUBLE", "text": "VARCHAR", "date": "DATE"}
_NUMBERS = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "UHUGEINT",
    "FLOAT",
    "DOUBLE",
    "DECIMAL",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The canonical tables in a connection: their schema, and notes about cells that could not be read.

    The table `NORMALISED` beside them says what became of each distinct value.
    """

    schema: Schema
    notes: tuple[Diagnostic, ...]
    headers: Mapping[str, str] = field(default_factory=dict)
    """The user's own header of each canonical column of the accounts."""


def load(
    connection: DuckDBPyConnection,
    own: Mapping[str, str],
    files: Mapping[str, str | Path],
    mapping: Schema,
    vocabulary: Vocabulary,
) -> Loaded:
    """Makes "accounts" from the table "input", whose columns and types are `own`, and the child tables from files.

    A table or column that is not there is absent from the schema. Raises `AccountsError` for a column that the
    mapping names and the file lacks, for an unknown child table, and for one that cannot be tied to its accounts.
    """
    connection.execute(
        f'CREATE TABLE {quoted(NORMALISED)} ("table" VARCHAR, "column" VARCHAR, raw VARCHAR, id VARCHAR, '
        f"how VARCHAR, rows BIGINT)"
    )
    table = _Canonical(connection, vocabulary, "input", own, ACCOUNTS)
    accounts = table.make(mapping.accounts, mapping.relations)
    notes, headers = [*getattr(own, "notes", ()), *table.notes], table.headers
    children = {}
    for name, path in files.items():
        if name not in CHILDREN:
            raise AccountsError(f"no child table is called `{name}`; {_hint(name, CHILDREN)}")
        if "id" not in accounts.columns:
            raise AccountsError(f"`{name}` cannot be tied to the accounts: they have no column with an id")
        if name in mapping.children:
            source = f"input {name}"
            columns = read(connection, path, source)
            table = _Canonical(connection, vocabulary, source, columns, CHILDREN[name])
            children[name] = table.make(mapping.children[name], {})
            notes += [*columns.notes, *table.notes]
    flags = {name: Flag(_flag(name), flag.values) for name, flag in mapping.relations.items()}
    return Loaded(Schema(accounts, children, flags, mapping.rates), tuple(notes), headers)


@dataclass(frozen=True, slots=True)
class _Canonical:
    """One canonical table in the making: a SELECT over the user's table, joined with the tables of its words."""

    connection: DuckDBPyConnection
    vocabulary: Vocabulary
    source: str
    own: Mapping[str, str]
    table: Table
    selected: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def make(self, have: TableMap, flags: Mapping[str, Flag]) -> TableMap:
        """Makes the table; the answer has the columns that were found."""
        wanted = dict(have.columns)
        if self.table is not ACCOUNTS:
            wanted["account_id"] = Place(have.key)
        found = {name: column for name, where in wanted.items() if (column := self._find(name, where)) is not None}
        self.headers.update(found)
        if self.table is not ACCOUNTS and "account_id" not in found:
            raise AccountsError(f"`{self.table.name}` has no column with the account's id: {', '.join(self.own)}")
        for name, column in found.items():
            definition = self.table.columns.get(name) or Column(name, "text", "")
            expression = self._expression(definition, wanted[name], column, found)
            self.selected.append(f"{expression} AS {quoted(name)}")
            if self.table is not ACCOUNTS and definition.type == "text" and name != "account_id":
                self.selected.append(f"{self._text(column)} AS {quoted(SHOWN + name)}")
        for relation, flag in flags.items():
            column = self._find("", Place(flag.column)) or ""
            self.selected.append(f"CAST(s.{quoted(column)} AS VARCHAR) AS {quoted(_flag(relation))}")
        columns = ", ".join([f"s.{quoted(ROW)}", *self.selected])
        self.connection.execute(
            f"CREATE TABLE {quoted(self.table.name)} AS SELECT {columns} "
            f"FROM {quoted(self.source)} AS s {' '.join(self.joins)}"
        )
        for name, column in found.items():
            self._note(name, column)
        places = {name: Place(name, "array", currency=wanted[name].currency) for name in found}
        return TableMap(self.table.name, "id" if self.table is ACCOUNTS else "account_id", places)

    def _find(self, name: str, where: Place) -> str | None:
        """The user's column: the one that the mapping names, else the canonical name, else an alias of it."""
        if where.column in self.own:
            return where.column
        if where.column not in (name, "id", "account_id"):
            raise AccountsError(
                f"the mapping names a column `{where.column}`, which the table for "
                f"`{self.table.name}` lacks; {_hint(where.column, self.own)}"
            )
        headers = {_plain(column): column for column in reversed(list(self.own))}
        return next((headers[h] for h in (_plain(name), *ALIASES.get(name, ())) if h in headers), None)

    def _expression(self, column: Column, where: Place, own: str, found: Mapping[str, str]) -> str:
        """The value of a canonical column, in terms of the user's row `s` and a table of words."""
        cell, text = f"s.{quoted(own)}", self._text(own)
        country, subdivision = found.get("country"), found.get("subdivision")
        if column.type == "date":
            return f"CAST(TRY_CAST({text} AS TIMESTAMP) AS DATE)"
        if column.type == "number" and self.own[own].startswith(_NUMBERS):
            return f"CASE WHEN isfinite(CAST({cell} AS DOUBLE)) THEN CAST({cell} AS DOUBLE) END"
        if column.name in ("id", "account_id", "description", "unit") or (column.name == "name" and not column.kind):
            return text
        if column.name in ("subdivision", "city") and country:  # "Georgia" depends on the country
            state = self._text(subdivision) if subdivision and column.name == "city" else "NULL"
            text = f"CAST(json_array({self._text(country)}, {state}, {text}) AS VARCHAR)"
        alias = f"w{len(self.joins)}"
        words = f"words {self.table.name} {column.name}"
        self._words(words, text, _TYPES[column.type], self._converter(column, where, bool(country)))
        self.joins.append(f"LEFT JOIN {quoted(words)} AS {alias} ON {alias}.raw = {text}")
        return f"{alias}.value"

    def _words(self, table: str, text: str, type_: str, convert: Callable[[str], Any]) -> None:
        """A table of the distinct texts of a column and what each stands for."""
        distinct = self.connection.execute(
            f"SELECT DISTINCT {text} FROM {quoted(self.source)} AS s WHERE trim({text}) <> ''"
        ).fetchall()
        raw = [row[0] for row in distinct]
        self.connection.execute(
            f"CREATE TABLE {quoted(table)} AS SELECT unnest(?::VARCHAR[]) AS raw, unnest(?::{type_}[]) AS value",
            [raw, [convert(r) for r in raw]],
        )

    def _text(self, own: str) -> str:
        cell, type_ = f"s.{quoted(own)}", self.own[own]
        nested = type_.endswith("]") or type_.startswith(("STRUCT", "MAP"))
        return f"CAST(to_json({cell}) AS VARCHAR)" if nested else f"CAST({cell} AS VARCHAR)"

    def _converter(self, column: Column, where: Place, in_country: bool) -> Callable[[str], Any]:
        """What turns one text of the user's column into the value of the canonical one."""

        def one(text: str, country: str | None = None) -> str:
            text = text.strip()
            return where.values.get(text) or _value(self.vocabulary, column, text, country)

        def many(text: str) -> list[str | None]:
            if text in where.values or where.storage == "single":
                return [one(text)]
            parts = text.split(where.delimiter) if where.storage == "delimited" else cells(text)
            return [None if p is None else one(p) for p in parts if p is None or p.strip()]

        def local(parts: str) -> str | None:
            country, state, text = json.loads(parts)
            inside = place(self.vocabulary, country, ("country",)) if country else None
            if state:  # Springfield is in Missouri or in Illinois
                known = place(self.vocabulary, state, ("subdivision",), inside)
                inside = known if self.vocabulary.get("place", known) else inside
            return one(text, inside) if text else None

        if in_country and column.name in ("subdivision", "city"):
            return local
        return {"list": many, "number": number}.get(column.type, one)

    def _note(self, name: str, own: str) -> None:
        """Reports the cells of a number or date that are neither empty nor readable, such as a band of sizes."""
        column = self.table.columns.get(name)
        if column is None or column.type not in ("number", "date"):
            return
        text = self._text(own)
        row = self.connection.execute(
            f"SELECT count(*), min({text}) FROM {quoted(self.source)} AS s JOIN {quoted(self.table.name)} AS t "
            f"USING ({quoted(ROW)}) WHERE t.{quoted(name)} IS NULL AND trim({text}) <> ''"
        ).fetchone()
        if row and row[0]:
            message = f"{row[0]} cells of `{own}` hold no single {column.type} and count as unknown, such as {row[1]!r}"
            self.notes.append(Diagnostic("note", "unread-cells", message))


def _value(vocabulary: Vocabulary, column: Column, text: str, country: str | None) -> str:
    """One text as a value of a canonical column."""
    if column.name in ("country", "subdivision", "city"):
        return place(vocabulary, text, (column.name,), country).removeprefix("city:")
    if column.name in ("similar_to", "event"):  # domains, and names of relations, are written as they are
        return text.lower()
    return ident(vocabulary, column.kind, text) if column.kind else slug(text)


def _flag(relation: str) -> str:
    return f"flag {relation}"


def _plain(header: str) -> str:
    return "".join(c for c in header.lower() if c.isalnum())


def _hint(name: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(name, known, 1)
    return f"did you mean `{near[0]}`?" if near else f"there are {', '.join(known)}"
