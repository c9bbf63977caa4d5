"""SQL from a profile, for any dialect in `icplang.backends.dialects`.

A condition is asked one of four questions: is it certainly true, certainly false, possibly true (not false) or
possibly false (not true). Each has an exact answer that NULL cannot change, so a `NOT` never has to be written in
front of something unknown. Requirements ask "certainly true", exclusions "possibly false".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from icplang.backends.dialects import Dialect, Lists, dialect_named
from icplang.backends.lower import (
    AtLeastOf,
    Compare,
    Condition,
    Contains,
    Holds,
    Measured,
    Negated,
    OneOf,
    Present,
    Ref,
    Rows,
    lower,
    may_be_unknown,
)
from icplang.backends.mapping import CANONICAL, Schema, TableMap
from icplang.diagnostics import Diagnostic, diagnostic
from icplang.meaning.evaluate import keeps
from icplang.meaning.profile import Criterion, Profile, Unknown
from icplang.vocabulary.store import Vocabulary, builtin

Form: TypeAlias = Literal["select", "where"]
WIDTH = 110
_PLACEHOLDER = "\0"  # stands in the text until the end, so that a literal % can be doubled around it
_QUALIFIED = re.compile(r"\w+(\.\w+){1,2}")
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_ROLES = {"require": "must", "exclude": "must not", "prefer": "nice to have", "buyer": "whom to talk to"}


@dataclass(frozen=True, slots=True)
class Sql:
    """A query or condition. Where a diagnostic is an error, its clause is not in the text: do not run it unseen."""

    text: str
    parameters: tuple[object, ...]
    diagnostics: tuple[Diagnostic, ...]
    dialect: str
    as_of: date

    @property
    def ok(self) -> bool:
        """True where every clause is in the text."""
        return all(d.severity != "error" for d in self.diagnostics)

    def __str__(self) -> str:
        return self.text


def to_sql(
    profile: Profile,
    dialect: str = "duckdb",
    *,
    form: Form = "select",
    schema: Schema | None = None,
    as_of: date | None = None,
    params: bool = False,
    unknown: Unknown | None = None,
    vocabulary: Vocabulary | None = None,
) -> Sql:
    """The accounts that match a profile, as SQL.

    `form` "select" is a whole query in the order of the accounts' ids, "where" the condition alone, for an accounts
    table under the alias `a`. `schema` comes from a mapping file and is the canonical one by default; `as_of` fixes
    windows and ages and is today by default. With `params` the text has placeholders for the values in `parameters`.
    `unknown` keeps ("include") or drops ("exclude") the accounts for which a criterion is unknown; by default a
    requirement drops them and an exclusion keeps them. A comment says at each clause what becomes of them.

    Nice-to-haves and buyers do not filter; they are listed as comments. A clause that cannot be said is left out
    and reported: `missing-column`, `unsupported` or `currency-mismatch`. Raises ValueError for an unknown dialect.
    """
    engine = dialect_named(dialect)
    schema, as_of, vocabulary = schema or CANONICAL, as_of or date.today(), vocabulary or builtin()
    writer = Writer(engine, params, [], schema.accounts.key)
    found: list[Diagnostic] = []
    notes: list[str] = []
    clauses: list[str] = []
    try:
        alias, key = f"{writer.table(schema.accounts.name)} AS a", writer.name(schema.accounts.key)
        if params and engine.parameter is None:
            raise UnsupportedError(f"{engine.name} has no placeholder that is the same for every type")
    except UnsupportedError as error:
        text = f"-- icplang: {engine.name}, as of {as_of.isoformat()}\n-- left out: everything"
        return Sql(text, (), (diagnostic("unsupported", str(error)),), engine.name, as_of)
    for criterion in profile.criteria:
        words = f"{_ROLES[criterion.role]}: {comment(criterion.text)}"
        if criterion.role in ("prefer", "buyer"):
            notes.append(f"-- not a filter, {words}")
            continue
        condition, said = lower(criterion, schema, vocabulary, as_of)
        clause = None
        if condition is not None:
            try:
                clause = writer.clause(criterion, condition, unknown)
            except UnsupportedError as error:
                quoted = f'in "{criterion.text}": ' if criterion.text else ""
                said = [diagnostic("unsupported", f"{quoted}{error}", criterion.span)]
        found += said
        if condition is None or clause is None:
            notes.append(f"-- left out, {words} ({', '.join(sorted({d.code for d in said}))})")
            continue
        if may_be_unknown(condition):
            words += f" ({'in' if keeps(criterion, None, unknown) else 'out'} where unknown)"
        clauses += [f"-- {words}", clause if all(c.startswith("--") for c in clauses) else f"AND {clause}"]
    head = [f"-- icplang: {engine.name}, as of {as_of.isoformat()}", *notes]
    if form == "where":
        lines = [*head, f"-- a condition on {comment(alias)}", *(clauses or ["1 = 1"])]
    else:
        where = ["WHERE", *(_indent(c) for c in clauses or ["1 = 1"])]
        lines = [*head, "SELECT a.*", f"FROM {alias}", *where, f"ORDER BY a.{key}"]
    return Sql(writer.finish("\n".join(lines)), tuple(writer.values), tuple(found), engine.name, as_of)


def condition_sql(
    condition: Condition, dialect: Dialect, key: str = "id", *, value: bool = True, certain: bool = True
) -> str:
    """One condition of an accounts row `a` with id column `key`: whether it is certainly, or possibly, `value`."""
    writer = Writer(dialect, False, [], key)
    return writer.finish(_flat(writer.asked(condition, value, certain)))


class UnsupportedError(Exception):
    """The dialect has no recipe for a part of a clause."""


# --- layout -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Joined:
    """Parts under one AND or OR."""

    op: Literal["AND", "OR"]
    parts: tuple[_Node, ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """Something in parentheses, between a head and a tail."""

    head: str
    inner: _Node
    tail: str = ")"


_Node: TypeAlias = str | _Joined | _Around


def _join(op: Literal["AND", "OR"], *parts: _Node) -> _Node:
    flat = [p for part in parts for p in (part.parts if isinstance(part, _Joined) and part.op == op else (part,))]
    return flat[0] if len(flat) == 1 else _Joined(op, tuple(flat))


def _flat(node: _Node, nested: bool = False) -> str:
    match node:
        case _Joined(op, parts):
            text = f" {op} ".join(_flat(p, nested=True) for p in parts)
            return f"({text})" if nested or op == "OR" else text
        case _Around(head, inner, tail):
            return f"{head}{_flat(inner)}{tail}"
    return node


def _laid_out(node: _Node, nested: bool = True) -> str:
    """The node on one line where it fits, and over indented lines otherwise."""
    flat = _flat(node, nested)
    if len(flat) <= WIDTH:
        return flat
    match node:
        case _Joined(op, parts):
            first, *rest = (_laid_out(p) for p in parts)
            lines = "\n".join([first, *(f"{op} {r}" for r in rest)])
            return f"(\n{_indent(lines)}\n)" if nested else lines
        case _Around(head, inner, tail):
            return f"{head.removesuffix(_GAP)}\n{_indent(_laid_out(inner, nested=False))}\n{tail}"
    return "\n".join(_wrapped(node))


def _wrapped(text: str) -> Iterator[str]:
    """A long list of values over several lines; breaks only between values, never inside one."""
    line = ""
    for piece in text.split(_BREAK):
        if line and len(line) + len(piece) > WIDTH:
            yield line.rstrip()
            line = "  "
        line += piece
    yield line


_GAP = "\2"  # a space that may end a line
_FEW = 3  # values up to which one by one is the faster way to ask
_BREAK = "\1"  # where a list may be broken; values cannot hold it


def _indent(text: str) -> str:
    return "\n".join("  " + line for line in text.split("\n"))


def comment(text: str) -> str:
    """Words of a profile as the text of a line comment: one line, printable, no mark that opens or ends a comment."""
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    for mark in ("--", "/*", "*/", "${", "{{"):
        while mark in text:
            text = text.replace(mark, " ".join(mark))
    return text if len(text) <= WIDTH else text[: WIDTH - 3] + "..."


# --- conditions -------------------------------------------------------------------------------------------------


def _ends(ref: Ref) -> tuple[Ref, ...]:
    """The column itself, or the two columns with the ends of a range."""
    return (ref,) if ref.upper is None else (Ref(ref.alias, ref.column), Ref(ref.alias, ref.upper))


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes conditions in one dialect; `values` are those of the placeholders so far, `key` the accounts' id."""

    dialect: Dialect
    params: bool
    values: list[object]
    key: str

    def clause(self, criterion: Criterion, condition: Condition, unknown: Unknown | None) -> str:
        """The text that is TRUE for the accounts that a criterion lets stay. Keeps no value where it cannot be said."""
        before = len(self.values)
        try:
            value = criterion.role == "require"
            return _laid_out(self.asked(condition, value, certain=not keeps(criterion, None, unknown)))
        except UnsupportedError:
            del self.values[before:]
            raise

    def truth(self, condition: Condition) -> str:
        """The text of a number: 1 where the condition is true, 0 where it is false, NULL where it is unknown."""
        true = _flat(self.asked(condition, True, certain=True))
        if not may_be_unknown(condition):
            return f"CASE WHEN {true} THEN 1 ELSE 0 END"
        return f"CASE WHEN {true} THEN 1 WHEN {_flat(self._false_or_true(condition))} THEN 0 END"

    def _false_or_true(self, condition: Condition) -> _Node:
        """The text that is TRUE where the condition is certainly false, and never where it is unknown.

        Where it is certainly true it may be either: that has been asked before.
        """
        match condition:
            case AtLeastOf(1, args) if args:
                return _join("AND", *map(self._false_or_true, args))
            case OneOf(column) | Contains(column):
                return f"{self.column(column)} IS NOT NULL"
            case Holds(column):
                null = self._null(condition)
                return _join("AND", f"{self.column(column)} IS NOT NULL", *([f"NOT ({null})"] if null else []))
        return self.asked(condition, False, certain=True)

    def asked(self, condition: Condition, value: bool, certain: bool) -> _Node:
        """The text that is TRUE where the condition certainly (or possibly) has the value, and else FALSE or NULL."""
        match condition:
            case AtLeastOf(n, args):
                needed = n if value else len(args) - n + 1
                return self._at_least(needed, args, value, certain)
            case Negated(arg):
                return self.asked(arg, not value, certain)
            case Present(column):
                ends = [f"{self.column(end)} IS {'NOT ' if value else ''}NULL" for end in _ends(column)]
                return _join("OR" if value else "AND", *ends)
            case OneOf(column, values):
                return self._guarded(column, self._one_of(column, values, value), certain)
            case Compare(column, op, limit):
                # that a range is above a limit is certain by its lower end, and possible by its upper one
                end = _ends(column)[0 if (value == certain) == (op in (">", ">=")) else -1]
                text = f"{self.column(end)} {op if value else _OPPOSITE[op]} {self._value(limit)}"
                return self._guarded(end, text, certain)
            case Contains(column, text):
                self._check_case(text)
                found = self.dialect.contains.format(c=self.column(column), x=self._value(text))
                return self._guarded(column, found if value else f"NOT ({found})", certain)
            case Holds():
                return self._holds(condition, value, certain)
            case Rows(table, where, n):
                return self._rows(table, [(where, certain == value)], n, value)
            case Measured():
                return self._measured(condition, value, certain)

    def _check_case(self, text: str) -> None:
        """Refuses a keyword with a letter whose case the engine sees in another way than the meaning does."""
        match self.dialect.folds:
            case "ascii":
                bad = [c for c in text if not c.isascii() and c.lower() != c.upper()]
            case "words":
                bad = [c for c in text if c in "σς"]
            case _:
                bad = []
        if bad:
            raise UnsupportedError(f"{self.dialect.name} has its own rules for the case of `{bad[0]}`, in `{text}`")

    def _at_least(self, n: int, args: tuple[Condition, ...], value: bool, certain: bool) -> _Node:
        if n <= 0 or n > len(args):
            return "1 = 1" if n <= 0 else "1 = 0"
        parts = [self.asked(a, value, certain) for a in args]
        if n in (1, len(args)):
            return _join("OR" if n == 1 < len(args) else "AND", *parts)
        return self._sum([_flat(p) for p in parts], n)

    def _sum(self, parts: list[str], n: int) -> str:
        """At least `n` of the parts are TRUE."""
        cases = f" + {_BREAK}".join(f"CASE WHEN {p} THEN 1 ELSE 0 END" for p in parts)
        return f"{cases} >= {_BREAK}{n}"

    def _guarded(self, column: Ref, text: _Node, certain: bool) -> _Node:
        """A NULL is possible, never certain."""
        return text if certain else _join("OR", f"{self.column(column)} IS NULL", text)

    def _one_of(self, column: Ref, values: tuple[str, ...], value: bool) -> str:
        text = self.dialect.text.format(c=self.column(column))
        match values:
            case ():
                return "1 = 0" if value else f"{self.column(column)} IS NOT NULL"
            case (single,):
                return f"{text} {'=' if value else '<>'} {self._compared(single)}"
        return f"{text} {'' if value else 'NOT '}IN ({self._list(values)})"

    def _holds(self, holds: Holds, value: bool, certain: bool) -> _Node:
        ref = self.column(holds.column)
        lists = self._lists(holds)
        context = {"c": ref, "d": self.literal(holds.place.delimiter)}
        delimited = holds.place.storage == "delimited"
        values = tuple(v for v in holds.values if v or not delimited)
        found: _Node
        if len(values) < holds.n:
            found = "1 = 0"
        elif recipe := self._one_by_one(lists, holds.n, len(values)):
            each = [recipe.format(x=self._compared(v), **context) for v in values]
            found = _join("OR", *each) if holds.n == 1 else self._sum(each, holds.n)
        elif holds.n == 1:
            found = lists.holds.format(v=self._list(values), **context)
        else:
            found = f"{lists.distinct.format(v=self._list(values), **context)} >= {holds.n}"
        null = self._null(holds)
        text = found if value else _Around("NOT (", found)
        match value, certain:
            case True, False:
                return _join("OR", f"{ref} IS NULL", text, *([null] if null else []))
            case False, True:
                return _join("AND", f"{ref} IS NOT NULL", text, *([f"NOT ({null})"] if null else []))
        return self._guarded(holds.column, text, certain)

    def _null(self, holds: Holds) -> str | None:
        """The text that is TRUE where an element of the list is NULL; None where none can be."""
        null = self._lists(holds).null
        return null.format(c=self.column(holds.column), d=self.literal(holds.place.delimiter)) if null else None

    def _one_by_one(self, lists: Lists, n: int, values: int) -> str | None:
        """The recipe to ask value by value with, where that is the only way or the faster one."""
        return lists.holds if "{x}" in lists.holds else lists.one if n == 1 and values <= _FEW else None

    def _lists(self, holds: Holds) -> Lists:
        storage = holds.place.storage or self.dialect.native
        if storage not in self.dialect.lists:
            raise UnsupportedError(
                f"{self.dialect.name} cannot look into the column `{holds.column.column}`: a list stored as {storage}"
            )
        bad = self.dialect.bad_delimiter
        if storage == "delimited" and bad and re.search(bad, holds.place.delimiter):
            raise UnsupportedError(f"{self.dialect.name} cannot split at `{holds.place.delimiter}`")
        return self.dialect.lists[storage]

    def _rows(self, table: TableMap, where: list[tuple[Condition, bool]], n: int, value: bool) -> _Node:
        """At least `n` rows (or fewer) certainly, or possibly, satisfy each condition."""
        body = self._tied(table, where)
        source = f"FROM {self.table(table.name)} AS r WHERE{_GAP}"
        if n == 1:
            return _Around(f"{'' if value else 'NOT '}EXISTS (SELECT 1 {source}", body)
        first, last = self.dialect.count
        return _Around(f"{first}SELECT COUNT(*) {source}", body, f"{last} {'>=' if value else '<'} {n}")

    def related(self, table: TableMap, where: Condition, what: str) -> str:
        """An aggregate over an account's rows in a table that certainly satisfy a condition."""
        first, last = self.dialect.count if what.startswith("COUNT") else ("(", ")")
        tied = _flat(self._tied(table, [(where, True)]))
        return f"{first}SELECT {what} FROM {self.table(table.name)} AS r WHERE {tied}{last}"  # noqa: S608 - quoted

    def grouped(self, table: TableMap, where: Condition, what: str) -> str:
        """A query of aggregates over the rows of a table that certainly satisfy a condition, by account: `icp_k`."""
        key, asked = f"r.{self.name(table.key)}", _flat(self.asked(where, True, certain=True))
        rows = f"{self.table(table.name)} AS r{'' if asked == '1 = 1' else f' WHERE {asked}'}"
        return f"SELECT {key} AS icp_k, {what} FROM {rows} GROUP BY {key}"  # noqa: S608 - quoted

    def _tied(self, table: TableMap, where: list[tuple[Condition, bool]]) -> _Node:
        """That a row is the account's, and certainly or possibly satisfies each condition."""
        tie = f"r.{self.name(table.key)} = a.{self.name(self.key)}"
        parts = [tie, *(self.asked(w, True, certain) for w, certain in where)]
        return _join("AND", *(p for p in parts if p != "1 = 1"))

    def _measured(self, measured: Measured, value: bool, certain: bool) -> _Node:
        table, about = measured.table, (measured.about, True)
        if value == certain:  # certainly true, or possibly false: a row about it that certainly lies in the range
            return self._rows(table, [about, (measured.where, True)], 1, value)
        # otherwise no row about it matters too: unknown is possibly true, and not certainly false
        absent = self._rows(table, [about], 1, not value)
        return _join("OR" if value else "AND", absent, self._rows(table, [about, (measured.where, False)], 1, value))

    # --- words --------------------------------------------------------------------------------------------------

    def name(self, name: str) -> str:
        """A quoted identifier."""
        rules, (first, last) = self.dialect, self.dialect.quotes
        if not name.strip() or not name.isprintable() or (rules.bad_name and re.search(rules.bad_name, name)):
            raise UnsupportedError(f"{rules.name} cannot have a table or a column called {comment(name)!r}")
        if rules.name_bytes is not None and len(name.encode("utf-8")) > rules.name_bytes:
            raise UnsupportedError(f"{rules.name} has names of at most {rules.name_bytes} bytes, not {comment(name)!r}")
        return first + name.replace(last, last * 2) + last

    def table(self, name: str) -> str:
        """A table's quoted name; `crm.accounts` is the table of a schema."""
        parts = name.split(".") if _QUALIFIED.fullmatch(name) else [name]
        return ".".join(map(self.name, parts))

    def column(self, ref: Ref) -> str:
        """A column of an account or of a related row."""
        return f"{ref.alias}.{self.name(ref.column)}"

    def _list(self, values: tuple[str, ...]) -> str:
        return f", {_BREAK}".join(self._compared(v) for v in values)

    def _compared(self, value: str) -> str:
        """A text as a column's `text` form is compared with it."""
        return self._value(value + self.dialect.mark)

    def _value(self, value: str | float | date) -> str:
        """A value as a literal, or as a placeholder whose value is kept."""
        if isinstance(value, int) and not -(2**63) <= value < 2**63:
            value = float(value)  # no engine has larger integers in common
        if self.params:
            self.values.append(value.isoformat() if isinstance(value, date) and self.dialect.date == "{x}" else value)
            return _PLACEHOLDER
        match value:
            case str():
                return self.literal(value)
            case date():
                return self.dialect.date.format(x=self.literal(value.isoformat()))
        return repr(int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value)

    def literal(self, text: str) -> str:
        """A text in quotes."""
        escapes = self.dialect.escapes
        literal = self.dialect.literal.format(x="".join(escapes.get(c, c) for c in text))
        return self.dialect.backslash_prefix + literal if "\\" in text else literal

    def finish(self, text: str) -> str:
        """The text with its placeholders."""
        if self.params and self.dialect.percent:
            text = text.replace("%", "%%")
        return text.replace(_BREAK, "").replace(_GAP, " ").replace(_PLACEHOLDER, self.dialect.parameter or "")
