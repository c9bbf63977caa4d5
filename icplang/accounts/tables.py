"""Account files as canonical tables in DuckDB: find the columns, normalise each distinct value once.

Files are read as they are and never written to. Everything of CSV stays text until a column is needed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icplang.accounts.normalise import cells, ident, number, place
from icplang.backends.mapping import Flag, Place, Schema, TableMap
from icplang.diagnostics import Diagnostic
from icplang.meaning.schema import ACCOUNTS, CHILDREN, Column, Table
from icplang.vocabulary.store import Vocabulary
from icplang.vocabulary.words import slug

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROW = "#row"
"""The column with the number of a row in its file; no CSV header is likely to have it, and one that does is refused."""

_READERS = {
    ".csv": "read_csv(?, header = true, all_varchar = true, sample_size = -1)",
    ".tsv": "read_csv(?, header = true, all_varchar = true, delim = '\t')",
    ".parquet": "read_parquet(?)",
    ".jsonl": "read_json(?, format = 'newline_delimited', sample_size = -1)",
    ".ndjson": "read_json(?, format = 'newline_delimited', sample_size = -1)",
    ".json": "read_json(?, format = 'auto', sample_size = -1)",
}

ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("accountid", "companyid", "recordid", "uuid"),
    "account_id": ("id", "companyid", "account", "company"),
    "industry": ("industries", "vertical", "sector", "primaryindustry"),
    "business_model": ("businessmodels", "model"),
    "employees": ("employeecount", "numberofemployees", "numemployees", "companysize", "headcount", "staff", "size",
                  "employeesrange"),
    "revenue": ("annualrevenue", "estimatedrevenue", "turnover", "revenueusd", "annualrevenueusd"),
    "arr": ("annualrecurringrevenue", "arrusd"),
    "funding_total": ("totalfunding", "fundingtotalusd", "totalfundingusd", "totalraised", "fundingraised"),
    "founded": ("foundedyear", "yearfounded", "foundingyear", "foundedin"),
    "country": ("hqcountry", "headquarterscountry", "companycountry", "billingcountry", "countrycode"),
    "subdivision": ("state", "region", "province", "stateprovince", "hqstate", "billingstate", "companystate"),
    "city": ("hqcity", "companycity", "billingcity", "headquarterscity"),
    "funding_stage": ("laststage", "stage", "lastfundingstage", "lastfundingtype", "latestfundingstage"),
    "ownership": ("ownershiptype", "companytype"),
    "status": ("operatingstatus", "companystatus"),
    "monthly_visits": ("monthlyvisitors", "webtraffic", "monthlywebvisits"),
    "technology": ("technologies", "techstack", "tech", "tools"),
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


class AccountsError(ValueError):
    """A file that cannot be used, or a program that is missing. Says which and what to do."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Canonical tables in a connection: their schema, and notes about cells that could not be read."""

    schema: Schema
    notes: tuple[Diagnostic, ...]


def connect() -> DuckDBPyConnection:
    """An empty database in memory. Raises `AccountsError` where DuckDB is not installed."""
    try:
        import duckdb
    except ImportError:
        raise AccountsError("matching needs DuckDB: pip install icplang[run]") from None
    return duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})


def read(connection: DuckDBPyConnection, path: str | Path, name: str) -> dict[str, str]:
    """Reads a file into the table `name`, rows numbered in `ROW`. Returns the types of its columns, in order.

    Raises `AccountsError` for a file that is missing, unreadable, empty, broken, or of an unknown format.
    """
    import duckdb

    path = Path(path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise AccountsError(f"{path}: unknown format; one of {', '.join(_READERS)} is needed")
    try:
        with path.open("rb") as file:
            if not file.read(1):
                raise AccountsError(f"{path}: the file is empty")
    except OSError as error:
        raise AccountsError(f"{path}: cannot be read: {error.strerror or error}") from None
    if any(mark in str(path) for mark in "*?["):
        raise AccountsError(f"{path}: a path with *, ? or [ would be read as a pattern; rename the file")
    try:
        connection.execute(f'CREATE TABLE "{name}" AS SELECT row_number() OVER () AS "{ROW}", * FROM {reader}', [str(path)])
    except (duckdb.Error, UnicodeError) as error:
        first = str(error).strip().partition("\n\n")[0].replace("\n", " ")
        raise AccountsError(f"{path}: cannot be read as {path.suffix[1:].lower()}: {first[:300]}") from None
    columns = connection.execute(f'DESCRIBE "{name}"').fetchall()
    return {row[0]: row[1] for row in columns if row[0] != ROW}


def load(
    connection: DuckDBPyConnection, columns: Mapping[str, str], tables: Mapping[str, str | Path], mapping: Schema,
    vocabulary: Vocabulary, *, mapped: bool,
) -> Loaded:
    """Makes the canonical tables from the table "input" with these columns, and from the files of child tables.

    `mapped` says that the mapping is the user's own, so that a column it names must be there.
    """
    step = _Loading(connection, vocabulary, [])
    accounts = step.table("input", columns, ACCOUNTS, mapping.accounts, "accounts", mapping.relations, mapped)
    children = {}
    for name, path in tables.items():
        if name not in CHILDREN:
            near = get_close_matches(name, CHILDREN, 1)
            raise AccountsError(f"no child table is called `{name}`" + (f"; did you mean `{near[0]}`?" if near else
                                                                     f"; there are {', '.join(CHILDREN)}"))
        known = mapping.children.get(name)
        if known is not None:
            if "id" not in accounts.columns:
                raise AccountsError(f"`{name}` cannot be tied to the accounts: they have no id column")
            own = read(connection, path, f"input {name}")
            children[name] = step.table(f"input {name}", own, CHILDREN[name], known, name, {}, mapped)
    flags = {name: Flag(f"flag {name}", flag.values) for name, flag in mapping.relations.items()}
    return Loaded(Schema(accounts, children, flags), tuple(step.notes))


@dataclass(frozen=True, slots=True)
class _Loading:
    connection: DuckDBPyConnection
    vocabulary: Vocabulary
    notes: list[Diagnostic]

    def table(self, source: str, own: Mapping[str, str], table: Table, have: TableMap, name: str,
              flags: Mapping[str, Flag], mapped: bool) -> TableMap:
        """Makes one canonical table; the answer has the columns that were found."""
        by_name = {_plain(column): column for column in reversed(own)}
        places: dict[str, Place] = {}
        found: dict[str, str] = {}
        wanted = dict(have.columns) if table is ACCOUNTS else {"account_id": Place(have.key), **have.columns}
        for canonical, where in wanted.items():
            column = self._find(where, canonical, by_name, own, name, mapped)
            if column is not None:
                found[canonical] = column
                places[canonical] = Place(canonical, "array", currency=where.currency)
        if table is not ACCOUNTS and "account_id" not in found:
            raise AccountsError(f"the table `{name}` has no column with the account's id; its columns: {', '.join(own)}")
        self.connection.execute(f'CREATE TABLE "{name}" AS SELECT "{ROW}" FROM {_quoted(source)} ORDER BY "{ROW}"')
        for canonical, column in found.items():
            definition = table.columns.get(canonical) or Column(canonical, "text", "")
            self._fill(name, source, column, own[column], definition, wanted[canonical].values, wanted[canonical], found)
        for relation, flag in flags.items():
            column = self._find(Place(flag.column), "", by_name, own, name, True)
            self._add(name, f"flag {relation}", "VARCHAR",
                      f'SELECT "{ROW}", CAST({_quoted(column or "")} AS VARCHAR) AS value FROM {_quoted(source)}')
        return TableMap(name, "id" if table is ACCOUNTS else "account_id", places)

    def _find(self, where: Place, canonical: str, by_name: Mapping[str, str], own: Mapping[str, str], table: str,
              mapped: bool) -> str | None:
        """The user's column: the one that the mapping names, else the canonical name, else an alias."""
        if where.column in own:
            return where.column
        if mapped and where.column != canonical:
            near = get_close_matches(where.column, own, 1)
            raise AccountsError(f"the mapping names the column `{where.column}` of `{table}`, which is not there"
                                + (f"; did you mean `{near[0]}`?" if near else f"; its columns: {', '.join(own)}"))
        names = (_plain(canonical), *ALIASES.get(canonical, ()))
        return next((by_name[n] for n in names if n in by_name), None)

    def _fill(self, name: str, source: str, column: str, type_: str, definition: Column, values: Mapping[str, str],
              where: Place, found: Mapping[str, str]) -> None:
        """Adds one canonical column, each distinct text of the user's column converted once."""
        cell = _quoted(column)
        nested = type_.endswith("]") or type_.startswith(("STRUCT", "MAP", "JSON"))
        text = f"CAST(to_json({cell}) AS VARCHAR)" if nested else f"CAST({cell} AS VARCHAR)"
        rows = f'SELECT "{ROW}", {{}} AS value FROM {_quoted(source)}'
        if definition.type == "number" and _is_number(type_):
            whole = f"CAST({cell} AS DOUBLE)"
            self._add(name, definition.name, "DOUBLE", rows.format(f"CASE WHEN isfinite({whole}) THEN {whole} END"))
        elif definition.type == "date":
            self._add(name, definition.name, "DATE", rows.format(f"TRY_CAST({text} AS TIMESTAMP)::DATE"))
            self._note(name, definition.name, column, source, text)
        elif definition.type != "number" and definition.kind is None and definition.type == "text":
            self._add(name, definition.name, "VARCHAR", rows.format(text))
        else:
            self._translate(name, source, text, definition, self._reader(definition, values, where), found)
            if definition.type == "number":
                self._note(name, definition.name, column, source, text)

    def _translate(self, name: str, source: str, text: str, definition: Column, convert: Callable[[str], Any],
                   found: Mapping[str, str]) -> None:
        """Adds a column through a table of its distinct texts."""
        key, join = text, f'{_quoted(source)} AS s JOIN "{name}" AS t USING ("{ROW}")'
        if definition.name in ("subdivision", "city") and "country" in found:  # "Georgia" depends on the country
            key = f"CAST(json_array(t.country, {text}) AS VARCHAR)"
            convert = _in_country(self.vocabulary, definition.name, convert)
        distinct = self.connection.execute(
            f"SELECT DISTINCT {key} FROM {join} WHERE {text} IS NOT NULL AND trim({text}) <> ''").fetchall()
        raw = [row[0] for row in distinct]
        type_ = {"list": "VARCHAR[]", "number": "DOUBLE", "text": "VARCHAR", "date": "DATE"}[definition.type]
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE words AS SELECT unnest(?::VARCHAR[]) AS raw, unnest(?::{type_}[]) AS value",
            [raw, [convert(r) for r in raw]])
        self._add(name, definition.name, type_,
                  f'SELECT t."{ROW}", w.value FROM {join} JOIN words AS w ON w.raw = {key}')

    def _add(self, table: str, column: str, type_: str, select: str) -> None:
        self.connection.execute(f'ALTER TABLE "{table}" ADD COLUMN {_quoted(column)} {type_}')
        self.connection.execute(f'UPDATE "{table}" SET {_quoted(column)} = u.value FROM ({select}) AS u '
                                f'WHERE u."{ROW}" = "{table}"."{ROW}"')

    def _reader(self, definition: Column, values: Mapping[str, str], where: Place) -> Callable[[str], Any]:
        """What turns one text into the value of a canonical column."""
        def one(text: str) -> str:
            text = text.strip()
            return values.get(text) or _known(self.vocabulary, definition, text)

        def many(text: str) -> list[str | None]:
            if text in values or where.storage == "single":
                return [one(text)]
            parts = text.split(where.delimiter) if where.storage == "delimited" else cells(text)
            return [None if p is None else one(p) for p in parts if p is None or p.strip()]

        return {"list": many, "number": number}.get(definition.type, one)

    def _note(self, table: str, name: str, column: str, source: str, text: str) -> None:
        row = self.connection.execute(
            f'SELECT count(*), any_value({text}) FROM {_quoted(source)} AS s JOIN "{table}" AS t USING ("{ROW}") '
            f"WHERE t.{_quoted(name)} IS NULL AND trim({text}) <> ''").fetchone()
        if row and row[0]:
            self.notes.append(Diagnostic(
                "note", "unread-cells", f"{row[0]} cells of `{column}` hold no {'date' if 'on' in name[-2:] else 'number'} "
                f"and count as unknown, such as {row[1]!r}"))


def _in_country(vocabulary: Vocabulary, level: str, plain: Callable[[str], Any]) -> Callable[[str], str]:
    def convert(pair: str) -> str:
        country, text = json.loads(pair)
        found = plain(text)
        if found != _known(vocabulary, ACCOUNTS.columns[level], text):  # the mapping has a value for it
            return str(found)
        return place(vocabulary, text, (level,), country).removeprefix("city:")

    return convert


def _known(vocabulary: Vocabulary, definition: Column, text: str) -> str:
    """One text as a value of a canonical column."""
    match definition.name, definition.kind:
        case ("country" | "subdivision" | "city") as level, _:
            return place(vocabulary, text, (level,)).removeprefix("city:")
        case "similar_to", _:
            return text.lower()
        case _, None:
            return slug(text)
        case _, str(kind):
            return ident(vocabulary, kind, text)
    raise AssertionError(definition)


def _plain(header: str) -> str:
    return "".join(c for c in header.lower() if c.isalnum())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _is_number(type_: str) -> bool:
    return type_.startswith(("TINY", "SMALL", "INT", "BIG", "HUGE", "U", "DOUBLE", "FLOAT", "DECIMAL")) and type_ != "UUID"
