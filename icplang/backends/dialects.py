# ruff: noqa: S608 - recipes are constants; names are quoted, values quoted or bound
"""SQL dialects as data. A recipe that is None is something that the engine cannot say.

In the recipes `{c}` is a column, `{v}` a comma-separated list of values and `{x}` one value. A recipe may yield
NULL only where `{c}` is NULL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Storage: TypeAlias = Literal["array", "json", "delimited", "single"]
"""How a column holds a list: an array of the engine, a JSON array, text with a delimiter, or one plain value."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What can be asked of a list column in one storage. `{d}` is its delimiter, as a literal."""

    holds: str
    """True where an element is among `{v}`."""
    distinct: str
    """The number of distinct elements among `{v}`."""
    null: str | None
    """True where an element is NULL; None where an element cannot be."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an engine writes what a condition needs."""

    name: str
    lists: Mapping[Storage, Lists]
    native: Storage
    """The storage of a list column unless a mapping says otherwise."""
    contains: str
    """True where text `{c}` holds the lower-case text `{x}` in any case."""
    folds_unicode: bool
    """Whether `contains` ignores case beyond ASCII letters."""
    date: str
    """A date, around its ISO form in quotes."""
    parameter: str
    quote: str = '"'
    backslash_prefix: str = ""
    """Prefix of a literal in which backslashes are doubled; empty where a backslash is always itself."""
    percent: bool = False
    """Whether the driver reads `%` in a text with parameters, so that a literal one must be doubled."""


def _each(source: str, value: str = "e.value") -> Lists:
    """The recipes over a source of rows, one for each element."""
    return Lists(
        f"EXISTS (SELECT 1 FROM {source} WHERE {value} IN ({{v}}))",
        f"(SELECT COUNT(DISTINCT {value}) FROM {source} WHERE {value} IN ({{v}}))",
        f"EXISTS (SELECT 1 FROM {source} WHERE {value} IS NULL)",
    )


def _list(array: str, nullable: bool = True) -> Lists:
    """The recipes over a DuckDB list."""
    return Lists(
        f"list_has_any({array}, [{{v}}])",
        f"len(list_intersect({array}, [{{v}}]))",
        f"list_count({array}) < len({array})" if nullable else None,
    )


_DUCKDB = Dialect(
    "duckdb",
    {
        "array": _list("{c}"),
        "json": _list("from_json({c}, '[\"VARCHAR\"]')"),
        "delimited": _list("list_transform(string_split({c}, {d}), lambda x: trim(x))", nullable=False),
    },
    native="array",
    contains="strpos(lower({c}), {x}) > 0",
    folds_unicode=True,
    date="DATE {x}",
    parameter="?",
)

_SQLITE = Dialect(
    "sqlite",
    {"json": _each("json_each({c}) AS e")},
    native="json",
    contains="instr(lower({c}), {x}) > 0",
    folds_unicode=False,
    date="{x}",
    parameter="?",
)

_POSTGRES = Dialect(
    "postgres",
    {
        "array": _each("unnest({c}) AS e(value)"),
        "json": _each("jsonb_array_elements_text(CAST({c} AS jsonb)) AS e(value)"),
        "delimited": _each("unnest(string_to_array({c}, {d})) AS e(value)", "btrim(e.value)"),
    },
    native="array",
    contains="strpos(lower({c}), {x}) > 0",
    folds_unicode=True,
    date="DATE {x}",
    parameter="%s",
    backslash_prefix="E",
    percent=True,
)

DIALECTS: dict[str, Dialect] = {d.name: d for d in (_DUCKDB, _SQLITE, _POSTGRES)}
