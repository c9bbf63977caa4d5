# ruff: noqa: S608 - recipes are constants; names are quoted, values quoted or bound
"""SQL dialects as data. A storage without recipes is something that the engine cannot look into.

In the recipes `{c}` is a column, `{v}` a comma-separated list of values, `{x}` one value and `{d}` a delimiter. A
recipe may yield NULL only where `{c}` is NULL. Why an engine needs what it has here: `tests/cases/quirks.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Storage: TypeAlias = Literal["array", "json", "delimited", "single"]
"""How a column holds a list: an array of the engine, a JSON array, text with a delimiter, or one plain value.

Between delimiters, spaces around an element are not part of it, and nothing is no element."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What can be asked of a list column in one storage."""

    holds: str
    """True where an element is among `{v}`; or, where the recipe says `{x}`, is that one."""
    distinct: str
    """The number of distinct elements among `{v}`; empty where `holds` is asked value by value."""
    null: str | None
    """True where an element is NULL; None where an element cannot be."""
    one: str | None = None
    """True where an element is `{x}`: for so few values that asking one by one is faster than `holds`."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an engine writes what a condition needs."""

    name: str
    lists: Mapping[Storage, Lists]
    native: Storage
    """The storage of a list column unless a mapping says otherwise."""
    contains: str
    """True where text `{c}` holds the lower-case text `{x}` in any case."""
    folds: Literal["ascii", "letters", "words"] = "letters"
    """How `contains` ignores case: ASCII letters only, letter by letter, or by the rules for whole words (Greek ς)."""
    date: str = "CAST({x} AS DATE)"
    """A date, around its ISO form in quotes."""
    parameter: str | None = "?"
    """A placeholder; None where the engine has none that is the same for every type."""
    percent: bool = False
    """Whether the driver reads `%` in a text with parameters, so that a literal one must be doubled."""
    literal: str = "'{x}'"
    """A text, around its escaped form."""
    escapes: Mapping[str, str] = field(default_factory=lambda: {"'": "''"})
    """The characters of a text that are not written as themselves."""
    backslash_prefix: str = ""
    """Prefix of a literal with a backslash in it."""
    text: str = "{c}"
    """A text column in a form that `=` and `IN` compare exactly."""
    mark: str = ""
    """Put behind every value that is compared, where the `text` form puts it behind the column."""
    count: tuple[str, str] = ("(", ")")
    """What stands around a count of related rows, so that it is 0 for none."""
    quotes: tuple[str, str] = ('"', '"')
    """What opens and closes a name; the closing one is doubled inside."""
    bad_name: str = ""
    """A regular expression that finds what a quoted name cannot hold."""
    bad_delimiter: str = ""
    """A regular expression that finds what a delimiter of a list cannot hold."""
    name_bytes: int | None = None
    """The length of the longest name, in UTF-8; None where there is no limit that matters."""
    joined: str | None = " || "
    """What stands between texts that are put together; None where that is a function, CONCAT."""
    separated: str | None = None
    """The texts `{x}` with `; ` between them, and an empty one of none, where NULL is no text; None where there is no
    such function, or not for as many texts as there are clauses."""
    substring: str = "SUBSTR({x}, {a}, {n})"
    """`{n}` characters of the text `{x}`, from the `{a}`th on."""
    percent_of: str = "CAST(FLOOR(({p} * 200.0 + {w}) / NULLIF({w} * 2, 0)) AS INTEGER)"
    """`{p}` of `{w}` in whole percents, rounded half up; NULL of 0."""
    null_number: str = "CAST(NULL AS INTEGER)"
    """An unknown number."""
    number_text: str = "CAST({c} AS VARCHAR)"
    """A number as text."""
    date_text: str = "CAST({c} AS VARCHAR)"
    """A date as text."""
    list_text: str = "CAST({c} AS VARCHAR)"
    """An array as text."""
    listed: str = "string_agg({x}, '; ' ORDER BY {x} DESC)"
    """The texts of a group, the last in their order first; NULL of none."""
    fence: str = ""
    """What keeps a subquery from being merged into the query around it, where its columns are used many times."""
    utf16: bool = False
    """Whether `substring` counts the halves of a character beyond the first 65,536."""
    strict: bool = False
    """Whether `=` refuses keys of two types, so that equal keys are one group: related rows may then be grouped before
    they are joined to their accounts. In the other engines the text 01 may equal the number 1."""

    def length(self, text: str) -> int:
        """The length of a text as `substring` counts."""
        return len(text.encode("utf-16-le")) // 2 if self.utf16 else len(text)

    def concat(self, *texts: str) -> str:
        """Texts put together."""
        return (
            texts[0] if len(texts) == 1 else self.joined.join(texts) if self.joined else f"CONCAT({', '.join(texts)})"
        )


def _each(source: str, value: str = "e.value", null: str | None = "{e} IS NULL") -> Lists:
    """The recipes over a source of rows, one for each element."""
    return Lists(
        f"EXISTS (SELECT 1 FROM {source} WHERE {value} IN ({{v}}))",
        f"(SELECT COUNT(DISTINCT {value}) FROM {source} WHERE {value} IN ({{v}}))",
        f"EXISTS (SELECT 1 FROM {source} WHERE {null.format(e=value)})" if null else None,
    )


def _common(size: str, common: str, null: str | None) -> Lists:
    """The recipes over the elements that two arrays have in common."""
    return Lists(f"{size}({common}) > 0", f"{size}({common})", null)


_BACKSLASH = {"\\": "\\\\", "'": "\\'"}
_BACKTICKS = ("`", "`")

# --- one computer -----------------------------------------------------------------------------------------------


def _duckdb_list(array: str, nullable: bool = True) -> Lists:
    null = f"list_count({array}) < len({array})" if nullable else None
    return Lists(  # list_has_any says the same and takes four times as long, IN inside the lambda twice as long
        f"len(list_filter({array}, lambda e: list_contains([{{v}}], e))) > 0",
        f"len(list_intersect({array}, [{{v}}]))",
        null,
        one=f"list_contains({array}, {{x}})",
    )


_DUCKDB = Dialect(
    "duckdb",
    {
        "array": _duckdb_list("{c}"),
        "json": _duckdb_list("from_json({c}, '[\"VARCHAR\"]')"),
        "delimited": _duckdb_list("list_transform(string_split({c}, {d}), lambda x: trim(x))", nullable=False),
    },
    native="array",
    contains="strpos(lower({c}), {x}) > 0",
    date="DATE {x}",
    percent_of="CAST(({p} * 200::BIGINT + {w}) // NULLIF({w} * 2, 0) AS INTEGER)",
    number_text="list_transform([CAST({c} AS DOUBLE)], lambda n: CASE WHEN n BETWEEN 0 AND 999999999999999 "
    "AND n = FLOOR(n) THEN CAST(CAST(n AS BIGINT) AS VARCHAR) ELSE format('{{:.15g}}', n) END)[1]",
    list_text="array_to_string({c}, ', ')",
    joined=None,
    separated="concat_ws('; ', {x})",
    listed="array_to_string(list_reverse_sort(list({x})), '; ')",
    strict=True,
)

_SQLITE = Dialect(
    "sqlite",
    {"json": _each("json_each({c}) AS e")},
    native="json",
    contains="instr(lower({c}), {x}) > 0",
    folds="ascii",
    date="{x}",
    percent_of="({p} * 200 + {w}) / NULLIF({w} * 2, 0)",
    null_number="NULL",
    number_text="printf('%.15g', {c})",
    date_text="{c}",
    listed="group_concat({x}, '; ')",
    fence="LIMIT -1",
)

# --- servers ----------------------------------------------------------------------------------------------------

_POSTGRES = Dialect(
    "postgres",
    {
        "array": _each("unnest({c}) AS e(value)"),
        "json": _each("jsonb_array_elements_text(CAST({c} AS jsonb)) AS e(value)"),
        "delimited": _each("unnest(string_to_array({c}, {d})) AS e(value)", "btrim(e.value)", null=None),
    },
    native="array",
    contains="strpos(lower({c}), {x}) > 0",
    date="DATE {x}",
    parameter="%s",
    percent=True,
    escapes={"'": "''", "\\": "\\\\"},
    backslash_prefix="E",
    name_bytes=63,
    list_text="array_to_string({c}, ', ')",
    substring="substr({x}, {a}, {n})",
    fence="OFFSET 0",
    strict=True,
)

_MYSQL = Dialect(
    "mysql",
    {
        "json": _each(
            "JSON_TABLE({c}, '$[*]' COLUMNS (value LONGTEXT PATH '$')) AS e",
            "CAST(e.value AS BINARY)",
        )
    },
    native="json",
    contains="LOCATE({x}, CAST(LOWER({c}) AS BINARY)) > 0",
    parameter="%s",
    percent=True,
    escapes={"'": "''", "\\": "\\\\"},
    text="CAST({c} AS BINARY)",
    quotes=_BACKTICKS,
    bad_name="[\U00010000-\U0010ffff]| $",
    name_bytes=64,
    joined=None,
    percent_of="FLOOR(({p} * 200.0 + {w}) / NULLIF({w} * 2, 0))",
    null_number="NULL",
    number_text="CAST({c} AS CHAR)",
    date_text="CAST({c} AS CHAR)",
    listed="GROUP_CONCAT({x} ORDER BY {x} DESC SEPARATOR '; ')",
    fence="LIMIT 18446744073709551615",
)

_SQLSERVER_TEXT = "({c} + N'.') COLLATE Latin1_General_100_BIN2"
_SQLSERVER = Dialect(
    "sqlserver",
    {
        "json": _each("OPENJSON({c}) AS e", _SQLSERVER_TEXT.format(c="e.value"), null="e.type = 0"),
        "delimited": _each("STRING_SPLIT({c}, {d}) AS e", _SQLSERVER_TEXT.format(c="LTRIM(RTRIM(e.value))"), null=None),
    },
    native="json",
    contains="CHARINDEX({x}, LOWER({c}) COLLATE Latin1_General_100_BIN2) > 0",
    literal="N'{x}'",
    text=_SQLSERVER_TEXT,
    mark=".",
    quotes=("[", "]"),
    bad_delimiter="..",
    name_bytes=128,
    joined=None,
    substring="SUBSTRING({x}, {a}, {n})",
    number_text="CONVERT(NVARCHAR(40), {c})",
    date_text="CONVERT(NVARCHAR(40), {c}, 23)",
    listed="STRING_AGG({x}, '; ') WITHIN GROUP (ORDER BY {x} DESC)",
)

# --- warehouses -------------------------------------------------------------------------------------------------


def _clickhouse_list(array: str, nullable: bool = True) -> Lists:
    null = f"has({array}, NULL)" if nullable else None
    return _common("length", f"arrayIntersect({array}, [{{v}}])", null)


_CLICKHOUSE = Dialect(
    "clickhouse",
    {
        "array": _clickhouse_list("{c}"),
        "json": _clickhouse_list("JSONExtract(ifNull({c}, '[]'), 'Array(Nullable(String))')"),
        "delimited": _clickhouse_list(
            "arrayMap(x -> trimBoth(x), splitByString({d}, ifNull({c}, '')))", nullable=False
        ),
    },
    native="array",
    contains="positionUTF8(lowerUTF8({c}), {x}) > 0",
    folds="words",
    date="toDate32({x})",
    count=("ifNull((", "), 0)"),
    parameter=None,
    escapes=_BACKSLASH,
    quotes=_BACKTICKS,
    bad_name=r"[`\\]",
    substring="substringUTF8({x}, {a}, {n})",
    percent_of="accurateCastOrNull(floor(({p} * 200.0 + {w}) / nullIf({w} * 2, 0)), 'Int32')",
    null_number="CAST(NULL AS Nullable(Int32))",
    number_text="toString({c})",
    date_text="toString({c})",
    list_text="toString({c})",
    listed="nullIf(arrayStringConcat(arrayReverseSort(groupArray({x})), '; '), '')",
)


def _spark_list(array: str, nullable: bool = True) -> Lists:
    null = f"exists({array}, e -> e IS NULL)" if nullable else None
    return _common("size", f"array_intersect({array}, array({{v}}))", null)


_SPARK = Dialect(
    "spark",
    {
        "array": _spark_list("{c}"),
        "json": _spark_list("from_json({c}, 'array<string>')"),
        "delimited": _spark_list("transform(split({c}, concat('\\\\Q', {d}, '\\\\E')), e -> trim(e))", nullable=False),
    },
    native="array",
    contains="instr(lower({c}), {x}) > 0",
    folds="words",
    escapes={**_BACKSLASH, "$": "\\u0024"},
    quotes=_BACKTICKS,
    bad_name=r"\$\{",
    bad_delimiter=r"\\E",
    joined=None,
    number_text="regexp_replace(CAST({c} AS STRING), '[.]0$', '')",
    date_text="CAST({c} AS STRING)",
    list_text="concat_ws(', ', {c})",
    listed="nullif(concat_ws('; ', reverse(array_sort(collect_list({x})))), '')",
)

_BIGQUERY = Dialect(
    "bigquery",
    {
        "array": _each("UNNEST({c}) AS e", "e"),
        "json": _each("UNNEST(JSON_VALUE_ARRAY({c})) AS e", "e"),
        "delimited": _each("UNNEST(SPLIT({c}, {d})) AS e", "TRIM(e)", null=None),
    },
    native="array",
    contains="STRPOS(LOWER({c}), {x}) > 0",
    date="DATE {x}",
    escapes=_BACKSLASH,
    quotes=_BACKTICKS,
    bad_name=r"[`\\]",
    name_bytes=300,
    percent_of="CAST(FLOOR(({p} * 200.0 + {w}) / NULLIF({w} * 2, 0)) AS INT64)",
    null_number="CAST(NULL AS INT64)",
    number_text="CAST({c} AS STRING)",
    date_text="CAST({c} AS STRING)",
    list_text="ARRAY_TO_STRING({c}, ', ')",
    listed="STRING_AGG({x}, '; ' ORDER BY {x} DESC)",
)


def _snowflake_list(array: str, nullable: bool = True) -> Lists:
    null = f"ARRAY_SIZE(ARRAY_COMPACT({array})) < ARRAY_SIZE({array})" if nullable else None
    return _common("ARRAY_SIZE", f"ARRAY_INTERSECTION({array}, ARRAY_CONSTRUCT({{v}}))", null)


_SNOWFLAKE = Dialect(
    "snowflake",
    {
        "array": _snowflake_list("{c}"),
        "json": _snowflake_list("AS_ARRAY(PARSE_JSON({c}))"),
        "delimited": _snowflake_list("TRANSFORM(SPLIT({c}, {d}), e -> TRIM(e))", nullable=False),
    },
    native="array",
    contains="CONTAINS(LOWER({c}), {x})",
    escapes={"'": "''", "\\": "\\\\"},
    name_bytes=255,
    list_text="ARRAY_TO_STRING({c}, ', ')",
    listed="LISTAGG({x}, '; ') WITHIN GROUP (ORDER BY {x} DESC)",
)

_REDSHIFT = Dialect(
    "redshift",
    {
        "array": Lists("ARRAY_CONTAINS({c}, {x}, TRUE)", "", "ARRAY_CONTAINS({c}, NULL, TRUE)"),
        "json": Lists("ARRAY_CONTAINS(JSON_PARSE({c}), {x}, TRUE)", "", "ARRAY_CONTAINS(JSON_PARSE({c}), NULL, TRUE)"),
    },
    native="array",
    contains="STRPOS(LOWER({c}), {x}) > 0",
    parameter="%s",
    percent=True,
    escapes={"'": "''", "\\": "\\\\"},
    name_bytes=127,
    list_text="JSON_SERIALIZE({c})",
    listed="LISTAGG({x}, '; ') WITHIN GROUP (ORDER BY {x} DESC)",
)


def _trino_list(array: str, nullable: bool = True) -> Lists:
    null = f"any_match({array}, e -> e IS NULL)" if nullable else None
    return _common("cardinality", f"array_intersect({array}, ARRAY[{{v}}])", null)


_TRINO = Dialect(
    "trino",
    {
        "array": _trino_list("{c}"),
        "json": _trino_list("CAST(json_parse({c}) AS array(varchar))"),
        "delimited": _trino_list("transform(split({c}, {d}), e -> trim(e))", nullable=False),
    },
    native="array",
    contains="strpos(lower({c}), {x}) > 0",
    date="DATE {x}",
    list_text="array_join({c}, ', ')",
    listed="array_join(array_agg({x} ORDER BY {x} DESC), '; ')",
)

DIALECTS: dict[str, Dialect] = {
    d.name: d
    for d in (
        _DUCKDB,
        _SQLITE,
        _POSTGRES,
        _MYSQL,
        _CLICKHOUSE,
        _SPARK,
        _SNOWFLAKE,
        _BIGQUERY,
        _TRINO,
        _REDSHIFT,
        _SQLSERVER,
    )
}

ALIASES = {
    "postgresql": "postgres",
    "mariadb": "mysql",
    "databricks": "spark",
    "tsql": "sqlserver",
    "mssql": "sqlserver",
}
"""Other names that people know a dialect by."""


def dialect_named(name: str) -> Dialect:
    """The dialect of a name or an alias, in any case. Raises ValueError with the names there are."""
    plain = name.strip().lower()
    found = DIALECTS.get(ALIASES.get(plain, plain))
    if found is None:
        from difflib import get_close_matches

        near = get_close_matches(plain, [*DIALECTS, *ALIASES], 1)
        hint = f"did you mean `{near[0]}`? " if near else ""
        raise ValueError(f"there is no SQL dialect `{name}`: {hint}choose from {', '.join(DIALECTS)}")
    return found
