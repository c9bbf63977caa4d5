"""Which tables and columns hold what: the canonical schema, or a user's own through a mapping file.

A mapping file is TOML (`docs/examples/` has one). What it does not mention is looked for under its canonical name;
`false` says that the table has no such column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from icplang.backends.dialects import Storage
from icplang.meaning import schema as canon
from icplang.meaning.fields import RELATIONS

_STORAGES = ("array", "json", "single")


class MappingError(ValueError):
    """A mapping file that cannot be used (diagnostic code `bad-mapping`). Says where and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a canonical column is found. `storage` None is the engine's own way to hold a list."""

    column: str
    storage: Storage | None = None
    delimiter: str = ";"
    currency: str = "USD"
    values: Mapping[str, str] = field(default_factory=dict)
    """The user's own values and the vocabulary ids that they stand for."""
    file: Path | None = None
    """The file with the elements of a list column, one in each row, where the mapping names one."""
    upper: str | None = None
    """The column with the upper end of a number that is held as a range, whose lower end is in `column`."""

    def written(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The values that the column itself has for these ids: the user's own, and ids that need no translation."""
        wanted = dict.fromkeys(ids)
        own = [value for value, id in self.values.items() if id in wanted]
        return tuple(dict.fromkeys([*own, *(id for id in wanted if id not in self.values)]))


@dataclass(frozen=True, slots=True)
class TableMap:
    """A table under its own name; `columns` has a place for each canonical column that it has."""

    name: str
    key: str
    columns: Mapping[str, Place]
    file: Path | None = None
    """The file with a child table's rows, where the mapping names one."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A relation that the accounts table knows as a value of a column: acquired where status is "acquired"."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """The accounts table and its child tables by canonical name; a child that is not there is absent."""

    accounts: TableMap
    children: Mapping[str, TableMap]
    relations: Mapping[str, Flag] = field(default_factory=dict)
    rates: Mapping[str, float] = field(default_factory=dict)
    """What one unit of each currency is worth, in any unit that all of them share."""


def schema_of(mapping: Schema | str | Path | None) -> Schema:
    """The schema of a mapping file, or one that is made already; the canonical one for none."""
    return mapping if isinstance(mapping, Schema) else load_mapping(mapping) if mapping else CANONICAL


def files_of(schema: Schema) -> dict[str, Path]:
    """The files that a mapping names, by child table and by list column of the accounts."""
    tables = {name: t.file for name, t in schema.children.items() if t.file}
    return tables | {name: p.file for name, p in schema.accounts.columns.items() if p.file}


def _same_names(table: canon.Table) -> TableMap:
    return TableMap(table.name, table.key, {name: Place(name) for name in table.columns})


CANONICAL = Schema(_same_names(canon.ACCOUNTS), {name: _same_names(t) for name, t in canon.CHILDREN.items()})
"""The schema of `docs/schema.md`, under its own names."""


def load_mapping(path: str | Path) -> Schema:
    """The schema that a mapping file describes. Raises `MappingError` where it cannot be used."""
    import tomllib

    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise MappingError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MappingError(f"{path}: not a TOML file: {error}") from None
    try:
        return parse_mapping(data, Path(path).parent)
    except MappingError as error:
        raise MappingError(f"{path}: {error}") from None


def parse_mapping(data: Mapping[str, Any], directory: Path = Path()) -> Schema:
    """The schema of a mapping that was already read; files are looked for in `directory`. Raises `MappingError`."""
    _only(data, ("accounts", "tables", "relations", "rates"), "")
    tables = _section(data, "tables", "")
    _only(tables, canon.CHILDREN, "tables")
    relations = _section(data, "relations", "")
    _only(relations, RELATIONS, "relations")
    children = dict(CANONICAL.children)
    for name, spec in tables.items():
        if spec is False:
            del children[name]
        else:
            children[name] = _table(spec, canon.CHILDREN[name], f"tables.{name}", directory)
            if "file" in spec:
                file = directory / _text(spec["file"], f"tables.{name}.file")
                children[name] = replace(children[name], file=file)
    return Schema(
        _table(_section(data, "accounts", ""), canon.ACCOUNTS, "accounts", directory),
        children,
        {name: _flag(spec, f"relations.{name}") for name, spec in relations.items()},
        {_currency(code, "rates"): _rate(rate, f"rates.{code}") for code, rate in _section(data, "rates", "").items()},
    )


def _table(spec: Any, table: canon.Table, where: str, directory: Path) -> TableMap:
    _is_table(spec, where)
    _only(spec, ("table", "key", "columns") + ("file",) * (table is not canon.ACCOUNTS), where)
    columns = {name: Place(name) for name in table.columns}
    own = _section(spec, "columns", where)
    _only(own, table.columns, f"{where}.columns")
    for name, value in own.items():
        if value is False:
            del columns[name]
        else:
            columns[name] = _place(value, table.columns[name], f"{where}.columns.{name}", directory)
    key = _text(spec.get("key", table.key), f"{where}.key")
    if table is canon.ACCOUNTS and "id" not in own:
        columns["id"] = Place(key)
    return TableMap(_text(spec.get("table", table.name), f"{where}.table"), key, columns)


def _place(value: Any, column: canon.Column, where: str, directory: Path) -> Place:
    if isinstance(value, str):
        return Place(_text(value, where))
    if not isinstance(value, dict):
        raise MappingError(f"{where}: must be the name of a column, a table, or false")
    allowed = (
        ["column", "values"]
        + ["list", "file"] * (column.type == "list")
        + ["currency"] * column.money
        + ["upper"] * (column.type == "number")
    )
    _only(value, allowed, where)
    place = Place(_text(value.get("column", column.name), f"{where}.column"))
    if "list" in value:
        storage, mark, delimiter = _text(value["list"], f"{where}.list").partition(":")
        if storage == "delimited" and delimiter:
            place = replace(place, storage="delimited", delimiter=delimiter)
        elif storage in _STORAGES and not mark:
            place = replace(place, storage=storage)  # type: ignore[arg-type]
        else:
            raise MappingError(
                f'{where}.list: must be "array", "json", "single" or "delimited:" with the delimiter, '
                f'such as "delimited:;"'
            )
    if "currency" in value:
        place = replace(place, currency=_currency(value["currency"], f"{where}.currency"))
    if "file" in value:
        place = replace(place, file=directory / _text(value["file"], f"{where}.file"))
    if "upper" in value:
        place = replace(place, upper=_text(value["upper"], f"{where}.upper"))
    if "values" in value:
        values = _section(value, "values", where)
        for own, id in values.items():
            _text(own, f"{where}.values")
            _text(id, f"{where}.values.{own}")
        place = replace(place, values=values)
    return place


def _currency(value: Any, where: str) -> str:
    code = _text(value, where)
    if len(code) != 3 or not code.isascii() or not code.isalpha() or not code.isupper():
        raise MappingError(f"{where}: `{code}` must be a code of three letters such as USD")
    return code


def _rate(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < float("inf"):
        raise MappingError(f"{where}: must be a number above 0, what one unit of the currency is worth")
    return value


def _flag(spec: Any, where: str) -> Flag:
    _is_table(spec, where)
    _only(spec, ("column", "values"), where)
    values = spec.get("values")
    if not isinstance(values, list) or not values:
        raise MappingError(f"{where}.values: must be a list of the values that say so")
    if "column" not in spec:
        raise MappingError(f"{where}: needs the name of a column")
    return Flag(_text(spec["column"], f"{where}.column"), tuple(_text(v, f"{where}.values") for v in values))


def _section(data: Mapping[str, Any], name: str, where: str) -> dict[str, Any]:
    section = data.get(name, {})
    _is_table(section, f"{where}.{name}".strip("."))
    return dict(section)


def _is_table(value: Any, where: str) -> None:
    if not isinstance(value, dict):
        raise MappingError(f"{where}: must be a table")


def _only(data: Mapping[str, Any], allowed: Iterable[str], where: str) -> None:
    known = list(allowed)
    for name in data:
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, 1)
            hint = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"
            raise MappingError(f"{where}: " * bool(where) + f"unknown key `{name}`; {hint}")


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value or not value.isprintable():
        raise MappingError(f"{where}: must be a text without control characters")
    return value
