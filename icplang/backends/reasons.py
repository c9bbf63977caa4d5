"""The reasons of a score in words: what each criterion says, with the values that were seen of an account.

They are made in two steps over the accounts that are wanted: first what each criterion says of an account, then the
lists of what is met, not met and unknown, which take those texts as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from icplang.backends.judged import Judged
from icplang.backends.lower import (
    TRUE,
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
)
from icplang.backends.mapping import Place, Schema, TableMap
from icplang.backends.sql import Writer, comment
from icplang.meaning.paraphrase import phrase
from icplang.meaning.predicates import Range
from icplang.meaning.profile import Criterion
from icplang.meaning.schema import ACCOUNTS, CHILDREN
from icplang.vocabulary.store import Vocabulary

CLIPPED = 80
"""The most characters of a value that a reason shows."""
LONGEST = 100_000
"""More characters than a list of reasons has."""

Shown: TypeAlias = Callable[[Ref], str | None]
"""The SQL of a column's value as text, where it is not the column itself that is shown."""


def words(criterion: Criterion, vocabulary: Vocabulary) -> str:
    """The words of the ICP that a criterion comes from, on one line; its paraphrase where there are none."""
    said = comment(criterion.text) or phrase(criterion.predicate, vocabulary)
    return f"not {said}" if criterion.role == "exclude" else said


@dataclass(frozen=True, slots=True)
class Reasons:
    """Writes the reasons in one dialect. With `grouped`, related rows are grouped once for all accounts.

    Without, they are looked up account by account, which is the faster way for a few.
    """

    judged: Judged
    writer: Writer
    shown: Shown
    grouped: bool
    _groups: dict[str, str] = field(default_factory=dict)
    """The queries that are grouped, with their aliases."""

    # --- what each criterion says of an account -------------------------------------------------------------------

    def details(self, verdict: str) -> list[str]:
        """Columns over an account `a` and its `verdict`: what each criterion says of it (`icp_w1`..), and people."""
        columns = [
            f"CASE WHEN {verdict}.icp_lone = {i + 1} THEN {text} END AS icp_d{i + 1}" for i, text in self._distances()
        ]
        both = zip(self.judged.plan.criteria, self.judged.conditions, strict=True)
        columns += [f"{self._said(*one)} AS icp_w{i}" for i, one in enumerate(both, 1)]
        return [self.writer.finish(text) for text in (*columns, f"{self._people()} AS icp_people")]

    def joins(self) -> str:
        """What has to be joined to an account `a` for `details`, which are written before."""
        key = self.writer.name(self.writer.key)
        return "".join(
            f"\nLEFT JOIN ({self.writer.finish(query)}) AS {alias} ON {alias}.icp_k = a.{key}"
            for query, alias in self._groups.items()
        )

    def columns(self) -> Iterator[str]:
        """The account's columns that `details` look at, quoted."""
        for condition in self.judged.conditions:
            for ref in _columns(condition) if condition else ():
                yield from (self.writer.name(c) for c in (ref.column, ref.upper) if c and ref.alias == "a")

    def _said(self, criterion: Criterion, condition: Condition | None) -> str:
        """The words of a criterion and the values that it looks at: `50+ employees [employees: 120]`."""
        literal, text = self.writer.literal, words(criterion, self.judged.vocabulary)
        if condition is None:
            return literal(text + " [no such data]")
        parts: list[str] = []
        for name, value in dict(self._values(condition)).items():
            parts += [literal(("; " if parts else f"{text} [") + name + ": "), f"COALESCE({value}, {literal('?')})"]
        return self.writer.dialect.concat(*parts, literal("]")) if parts else literal(text)

    def _values(self, condition: Condition) -> Iterator[tuple[str, str]]:
        """The name and the text of each value; the text is NULL where the value is."""
        dialect = self.writer.dialect
        match condition:
            case AtLeastOf(_, args):
                for arg in args:
                    yield from self._values(arg)
            case Negated(arg):
                yield from self._values(arg)
            case Rows(table, where):
                yield table.name, self._rows(table, where)
            case Measured(table, about, where):
                for column in dict.fromkeys(_columns(where)):
                    of = self._related(table, about, f"MAX({self.writer.column(column)})")
                    yield column.column, dialect.number_text.format(c=of)
            case Compare(column) | OneOf(column) | Contains(column) | Present(column) | Holds(column):
                yield column.column, self._text(column)

    def _text(self, column: Ref) -> str:
        """A value of the account as text, clipped."""
        text = self.shown(column) or self._recipe(column.column).format(c=self.writer.column(column))
        return self.writer.dialect.substring.format(x=text, a=1, n=CLIPPED)

    def _recipe(self, column: str) -> str:
        """How the text of a column is written, by the type of what it holds."""
        dialect, held = self.writer.dialect, self.judged.schema.accounts.columns
        name, place = next(((n, p) for n, p in held.items() if p.column == column), ("", Place(column)))
        type_ = ACCOUNTS.columns[name].type if name in ACCOUNTS.columns else "text"
        array = type_ == "list" and (place.storage or dialect.native) == "array"
        return dialect.number_text if type_ == "number" else dialect.list_text if array else "{c}"

    def _rows(self, table: TableMap, where: Condition) -> str:
        """The related rows that satisfy a condition, the latest first; or of how many none does."""
        dialect, name = self.writer.dialect, _canonical(self.judged.schema, table)
        day = CHILDREN[name].date if name in CHILDREN else None
        told = [Ref("r", table.columns[day].column)] if day and day in table.columns else []
        told += [c for c in dict.fromkeys(_columns(where)) if c not in told]
        count = dialect.number_text.format(c=self._related(table, TRUE, "COUNT(*)"))
        if not told:
            return count
        found = self._related(table, where, dialect.listed.format(x=self._row(told, name, table)))
        none = dialect.concat(self.writer.literal("none of "), count)
        return f"COALESCE({dialect.substring.format(x=found, a=1, n=CLIPPED)}, {none})"

    def _row(self, columns: Sequence[Ref], name: str, table: TableMap) -> str:
        """A related row as text: these columns of it."""
        dialect = self.writer.dialect
        parts: list[str] = []
        types = {
            p.column: CHILDREN[name].columns[n].type for n, p in table.columns.items() if n in CHILDREN[name].columns
        }
        recipes = {"number": dialect.number_text, "date": dialect.date_text}
        for column in columns:
            recipe = recipes.get(types.get(column.column, "text"), "{c}")
            text = self.shown(column) or recipe.format(c=self.writer.column(column))
            parts += [self.writer.literal(" ")] * bool(parts) + [f"COALESCE({text}, {self.writer.literal('?')})"]
        return dialect.concat(*parts)

    def _people(self) -> str:
        """The people of an account `a` to talk to, by name and title; NULL for none."""
        people = self.judged.schema.children.get("people")
        told = [p.column for n in ("name", "title") if people and (p := people.columns.get(n))]
        if people is None or self.judged.buyers is None or not told:
            return f"CASE WHEN 1 = 0 THEN {self.writer.literal('')} END"
        listed = self.writer.dialect.listed.format(x=self._row([Ref("r", c) for c in told], "people", people))
        found = self._related(people, self.judged.buyers, listed)
        return self.writer.dialect.substring.format(x=found, a=1, n=5 * CLIPPED)

    def _related(self, table: TableMap, where: Condition, what: str) -> str:
        """An aggregate over the rows of an account `a` in a table that certainly satisfy a condition."""
        if not self.grouped:
            return self.writer.related(table, where, what)
        query = self.writer.grouped(table, where, f"{what} AS icp_v")
        value = f"{self._groups.setdefault(query, f'j{len(self._groups) + 1}')}.icp_v"
        return f"COALESCE({value}, 0)" if what.startswith("COUNT") else value

    def _distances(self) -> Iterator[tuple[int, str]]:
        """For each required range with two ends, the words of the end that an account lies beyond."""
        literal, known, truth = self.writer.literal, self.judged.vocabulary, self.writer.truth
        for i, (criterion, condition) in enumerate(zip(self.judged.plan.criteria, self.judged.conditions, strict=True)):
            match criterion.role, criterion.predicate, condition:
                case "require", Range() as whole, AtLeastOf(2, (Compare() as low, Compare() as high)):
                    ends = (replace(whole, max=None), replace(whole, min=None))
                    above, below = (literal(phrase(end, known)) for end in ends)
                    if whole.field == "age":  # years turn round: an old company was founded early
                        above, below = below, above
                    either = literal(phrase(whole, known))
                    text = f"WHEN {truth(low)} = 0 THEN {above} WHEN {truth(high)} = 0 THEN {below}"
                    yield i, f"CASE {text} ELSE {either} END"

    # --- lists ----------------------------------------------------------------------------------------------------

    def lists(self) -> dict[str, str]:
        """The published columns, over rows with the truths, `icp_lone` and `details` as `v`."""
        told = list(enumerate(self.judged.plan.criteria, 1))
        return {
            "icp_near_miss": self._near_miss(),
            "icp_met": self._listed((i, f"v.icp_c{i} = {0 if c.role == 'exclude' else 1}") for i, c in told),
            "icp_not_met": self._listed((i, f"v.icp_c{i} = {1 if c.role == 'exclude' else 0}") for i, c in told),
            "icp_unknown": self._listed((i, f"v.icp_c{i} IS NULL") for i, _ in told),
        }

    def _listed(self, parts: Iterable[tuple[int, str]]) -> str:
        """What the criteria say for which a condition holds."""
        dialect, literal = self.writer.dialect, self.writer.literal
        cases = [(f"CASE WHEN {holds} THEN ", f"v.icp_w{i}") for i, holds in parts]
        if not cases:
            return literal("")
        if dialect.separated and len(cases) > 1:
            return dialect.separated.format(x=", ".join(f"{head}{text} END" for head, text in cases))
        pieces = [f"{head}{dialect.concat(literal('; '), text)} ELSE {literal('')} END" for head, text in cases]
        return dialect.substring.format(x=dialect.concat(*pieces), a=3, n=LONGEST)

    def _near_miss(self) -> str:
        """What the one requirement that an account falls short of asks for, and what was seen instead."""
        literal, dialect, known = self.writer.literal, self.writer.dialect, self.judged.vocabulary
        beyond, cases = dict(self._distances()), []
        for i, c in enumerate(self.judged.plan.criteria):
            if c.role == "require":
                change = f"v.icp_d{i + 1}" if i in beyond else literal(phrase(c.predicate, known))
                seen = dialect.substring.format(x=f"v.icp_w{i + 1}", a=dialect.length(words(c, known)) + 1, n=LONGEST)
                cases.append(f"WHEN {i + 1} THEN {dialect.concat(literal('needs '), change, seen)}")
        return f"CASE v.icp_lone {' '.join(cases)} END" if cases else f"CASE WHEN 1 = 0 THEN {literal('')} END"


def _columns(condition: Condition) -> Iterator[Ref]:
    """The columns of the row that a condition looks at."""
    match condition:
        case AtLeastOf(_, args):
            for arg in args:
                yield from _columns(arg)
        case Negated(arg):
            yield from _columns(arg)
        case Compare(column) | OneOf(column) | Contains(column) | Present(column) | Holds(column):
            yield column


def _canonical(schema: Schema, table: TableMap) -> str:
    return next((name for name, t in schema.children.items() if t is table or t == table), "")
