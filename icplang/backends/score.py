"""SQL that scores a table: the tier, fit, timing and reasons of every account, in the engine.

Four queries, one inside the other: the truth of each criterion (1, 0 or NULL), the weights that are met and known, the
verdict, and its reasons in words. `icplang.meaning.scoring` is what they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from icplang.backends.dialects import dialect_named
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
    lower,
    some,
)
from icplang.backends.mapping import CANONICAL, Place, Schema, TableMap
from icplang.backends.sql import Sql, UnsupportedError, Writer, comment
from icplang.diagnostics import Diagnostic, diagnostic
from icplang.meaning.paraphrase import phrase
from icplang.meaning.predicates import Range
from icplang.meaning.profile import Criterion, Profile, Unknown
from icplang.meaning.schema import ACCOUNTS, CHILDREN
from icplang.meaning.scoring import (
    ALL_MET,
    ALL_MET_AND_LIVE,
    ENOUGH,
    OUT,
    PARTIAL,
    UNKNOWN,
    UNRANKED,
    Plan,
    plan,
)
from icplang.vocabulary.store import Vocabulary, builtin

VERDICT = ("icp_tier", "icp_fit", "icp_coverage", "icp_fit_low", "icp_fit_high", "icp_timing")
POINTS = ("icp_score", "icp_score_high")
"""The columns of a verdict, and those more where the ICP gives points."""
CLIPPED = 80
"""The most characters of a value that a reason shows."""

Shown: TypeAlias = Callable[[Ref], str | None]
"""The SQL of a column's value as text, where it is not the column itself that is shown."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A profile made ready for one schema: the plan of its score, and the condition of each criterion and tier.

    A condition is None where the schema cannot say it; `problems` says why. Such a criterion is unknown of every
    account.
    """

    plan: Plan
    conditions: tuple[Condition | None, ...]
    tiers: tuple[Condition | None, ...]
    problems: tuple[tuple[Diagnostic, ...], ...]
    """For each criterion what was found while it was lowered; errors where there is no condition."""
    buyers: Condition | None
    """Of a row of `people`: whether it is someone to talk to; None where nobody is asked for, or known."""
    schema: Schema
    vocabulary: Vocabulary


def judged(profile: Profile, schema: Schema, as_of: date, unknown: Unknown | None, vocabulary: Vocabulary) -> Judged:
    """Lowers what a score needs."""
    made = plan(profile, unknown)
    lowered = [lower(c, schema, vocabulary, as_of) for c in made.criteria]
    tiers = [lower(Criterion("require", t.predicate, t.text, t.span), schema, vocabulary, as_of)[0] for t in made.tiers]
    asked = [c for c in profile.criteria if c.role == "buyer"] if "people" in schema.children else []
    wanted = [b for c in asked if (b := lower(c, schema, vocabulary, as_of, "people")[0]) is not None]
    conditions, problems = (c for c, _ in lowered), (tuple(d) for _, d in lowered)
    buyers = some(wanted) if wanted else None
    return Judged(made, tuple(conditions), tuple(tiers), tuple(problems), buyers, schema, vocabulary)


def to_score(
    profile: Profile,
    dialect: str = "duckdb",
    *,
    schema: Schema | None = None,
    as_of: date | None = None,
    unknown: Unknown | None = None,
    vocabulary: Vocabulary | None = None,
) -> Sql:
    """The query that scores every account, the best first. See `docs/scoring.md` for its columns.

    A clause that cannot be said is reported as `to_sql` does, and unknown of every account. Raises ValueError for an
    unknown dialect.
    """
    engine, as_of = dialect_named(dialect), as_of or date.today()
    ready = judged(profile, schema or CANONICAL, as_of, unknown, vocabulary or builtin())
    found = [d for said in ready.problems for d in said]
    try:
        text = Scorer(ready, Writer(engine, False, [], ready.schema.accounts.key)).text()
    except UnsupportedError as error:
        text, found = "-- left out: everything", [*found, diagnostic("unsupported", str(error))]
    head = f"-- icplang: {engine.name}, as of {as_of.isoformat()}; every account with its score"
    return Sql(f"{head}\n{text}", (), tuple(found), engine.name, as_of)


@dataclass(frozen=True, slots=True)
class Scorer:
    """Writes the queries of a score in one dialect. `shown` says what stands for a column's value in a reason."""

    judged: Judged
    writer: Writer
    shown: Shown = field(default=lambda _: None)

    # --- the queries, from the inside out ---------------------------------------------------------------------

    def text(self) -> str:
        """The whole query: one row for each account, with its verdict and reasons, the best first."""
        key = self.writer.name(self.judged.schema.accounts.key)
        columns = [f"v.{key}", *self.columns()]
        scored = _indent(self.scored([key], self.details()))
        return f"SELECT {_listed(columns)}\nFROM (\n{scored}\n) v\nORDER BY {self.order('v')}, v.{key}"

    def columns(self) -> list[str]:
        """What is published of an account, over the rows of `scored` with `details` as `v`."""
        verdict = [*VERDICT, *POINTS] if self.judged.plan.scored else VERDICT
        reasons = (f"{text} AS {name}" for name, text in self.reasons().items())
        return [*(f"v.{name}" for name in verdict), *reasons, "v.icp_people"]

    def scored(self, keep: Iterable[str], details: Iterable[str] = ()) -> str:
        """Every account with its verdict: its columns `keep` (quoted), its truths, and the `details` asked for."""
        truths = [*(f"a.{k}" for k in keep), *self._truths(), *details]
        source = f"{self.writer.table(self.judged.schema.accounts.name)} AS a"
        query = f"SELECT {_listed(truths)}\nFROM {source}"
        return self._verdicts(_indent(self._sums(_indent(query))))

    def details(self) -> list[str]:
        """What the reasons of an account `a` need beside its verdict: the values seen, and the people."""
        columns = [f"{text} AS icp_d{i + 1}" for i, text in self._distances()]
        columns += [f"{self.seen(c)} AS icp_s{i}" for i, c in enumerate(self.judged.conditions, 1)]
        return [self.writer.finish(text) for text in (*columns, f"{self.people()} AS icp_people")]

    def _truths(self) -> list[str]:
        columns = [f"{self.truth(c)} AS icp_c{i}" for i, c in enumerate(self.judged.conditions, 1)]
        return columns + [f"{self.truth(c)} AS icp_t{i}" for i, c in enumerate(self.judged.tiers, 1)]

    def _sums(self, truths: str) -> str:
        """The truths with the weights that are met and known, and how many criteria an account fails."""
        p = self.judged.plan
        excludes = [i for i, c in enumerate(p.criteria) if c.role == "exclude"]
        requires = [i for i, c in enumerate(p.criteria) if c.role == "require"]
        columns = {
            "icp_gone": _sum(f"CASE WHEN {self._fails(i)} THEN 1 ELSE 0 END" for i in excludes),
            "icp_fails": _sum(f"CASE WHEN {self._fails(i)} THEN 1 ELSE 0 END" for i in requires),
            "icp_missed": _sum(f"CASE WHEN {self._wrong(i)} THEN 1 ELSE 0 END" for i in requires),
            "icp_fit_met": self._met(p.fit),
            "icp_fit_known": self._known(p.fit),
            "icp_live_met": self._met(p.timing),
            "icp_live_known": self._known(p.timing),
        }
        if p.scored:
            columns |= {
                "icp_points": self._capped(_sum(self._points(line, high=False) for line in p.lines)),
                "icp_points_high": self._capped(_sum(self._points(line, high=True) for line in p.lines)),
                "icp_weight_known": self._known(i for line in p.lines for i in line),
            }
        return f"SELECT q.*, {_listed(f'{text} AS {name}' for name, text in columns.items())}\nFROM (\n{truths}\n) q"

    def _verdicts(self, sums: str) -> str:
        """The sums with the verdict of each account and the criterion that stands in its way."""
        p = self.judged.plan
        whole = sum(p.weights[i] for i in p.fit)
        shares = {
            "icp_fit": ("s.icp_fit_met", "s.icp_fit_known"),
            "icp_coverage": ("s.icp_fit_known", str(whole)),
            "icp_fit_low": ("s.icp_fit_met", str(whole)),
            "icp_fit_high": (f"(s.icp_fit_met + {whole} - s.icp_fit_known)", str(whole)),
            "icp_timing": ("s.icp_live_met", "s.icp_live_known"),
        }
        columns = {"icp_tier": self._tier()}
        for name, (part, of) in shares.items():
            asked = p.timing if name == "icp_timing" else whole
            columns[name] = self._percent(part, of) if asked else self.writer.dialect.null_number
        if p.scored:
            columns |= {
                "icp_score": f"s.icp_points / {p.scale}.0",
                "icp_score_high": f"s.icp_points_high / {p.scale}.0",
            }
        filters = [i for i, c in enumerate(p.criteria) if c.role != "prefer"]
        columns |= {
            "icp_lone": f"CASE WHEN s.icp_gone + s.icp_fails = 1 THEN {self._first(filters, self._fails)} END",
            "icp_sure": self._first(filters, self._unsure, str(len(p.criteria) + 1)),
            "icp_possible": self._first(filters, self._wrong, str(len(p.criteria) + 1)),
        }
        return f"SELECT s.*, {_listed(f'{text} AS {name}' for name, text in columns.items())}\nFROM (\n{sums}\n) s"

    def order(self, alias: str) -> str:
        """The best first: by tier, fit, then timing; the account's own order is left to decide the rest."""
        ranks = "".join(f" WHEN {self.writer.literal(n)} THEN {i}" for i, n in enumerate(self.judged.plan.names))
        fit, timing = (f"COALESCE({alias}.{name}, -1) DESC" for name in ("icp_fit", "icp_timing"))
        return f"CASE {alias}.icp_tier{ranks} END, {fit}, {timing}"

    def reasons(self) -> dict[str, str]:
        """The columns in words, over rows with `details` as `v`: what is short, met, not met and unknown."""
        told = list(enumerate(self.judged.plan.criteria))
        return {
            "icp_near_miss": self._near_miss(),
            "icp_met": self._told((i, c, f"v.icp_c{i + 1} = {0 if c.role == 'exclude' else 1}") for i, c in told),
            "icp_not_met": self._told((i, c, f"v.icp_c{i + 1} = {1 if c.role == 'exclude' else 0}") for i, c in told),
            "icp_unknown": self._told((i, c, f"v.icp_c{i + 1} IS NULL") for i, c in told),
        }

    # --- truth ----------------------------------------------------------------------------------------------------

    def truth(self, condition: Condition | None) -> str:
        """1, 0 or NULL."""
        null = self.writer.dialect.null_number
        return null if condition is None else self.writer.finish(self.writer.truth(condition))

    def _fails(self, index: int) -> str:
        """Where the criterion does not let an account stay."""
        wrong, unknown = self._wrong(index), f"icp_c{index + 1} IS NULL"
        return wrong if self.judged.plan.stays(index, None) else f"{unknown} OR {wrong}"

    def _unsure(self, index: int) -> str:
        """Where an account does not certainly meet the filter."""
        return f"icp_c{index + 1} IS NULL OR {self._wrong(index)}"

    def _wrong(self, index: int) -> str:
        """Where an account certainly does not meet the filter."""
        return f"icp_c{index + 1} = {0 if self._requires(index) else 1}"

    def _requires(self, index: int) -> bool:
        return self.judged.plan.criteria[index].role == "require"

    def _first(self, among: Sequence[int], holds: Callable[[int], str], otherwise: str = "NULL") -> str:
        cases = " ".join(f"WHEN {holds(i)} THEN {i + 1}" for i in among)
        return f"CASE {cases} ELSE {otherwise} END" if cases else otherwise

    # --- sums -----------------------------------------------------------------------------------------------------

    def _met(self, among: Iterable[int]) -> str:
        weights = self.judged.plan.weights
        return _sum(f"CASE WHEN icp_c{i + 1} = 1 THEN {weights[i]} ELSE 0 END" for i in among)

    def _known(self, among: Iterable[int]) -> str:
        weights = self.judged.plan.weights
        return _sum(f"CASE WHEN icp_c{i + 1} IS NULL THEN 0 ELSE {weights[i]} END" for i in among)

    def _points(self, line: Sequence[int], *, high: bool) -> str:
        """What a scored line earns: for certain, or at most."""
        weight = sum(self.judged.plan.weights[i] for i in line)
        off = self.judged.plan.criteria[line[0]].penalty
        if high == off:  # every part of it is certainly met (or, of points off, not met)
            whole = " AND ".join(f"icp_c{i + 1} = {0 if off else 1}" for i in line)
            return f"CASE WHEN {whole} THEN {-weight if off else weight} ELSE 0 END"
        spoilt = " OR ".join(f"icp_c{i + 1} = {1 if off else 0}" for i in line)
        return f"CASE WHEN {spoilt} THEN 0 ELSE {-weight if off else weight} END"

    def _capped(self, points: str) -> str:
        cap = self.judged.plan.cap
        return points if cap is None else f"CASE WHEN {points} > {cap} THEN {cap} ELSE {points} END"

    def _percent(self, part: str, whole: str) -> str:
        return self.writer.dialect.percent_of.format(p=part, w=whole)

    # --- tiers ----------------------------------------------------------------------------------------------------

    def _tier(self) -> str:
        p, literal = self.judged.plan, self.writer.literal
        met, known = ("s.icp_fit_met", "s.icp_fit_known") if p.fit else ("s.icp_live_met", "s.icp_live_known")
        whole = sum(p.weights[i] for i in p.basis)
        cases = [f"WHEN s.icp_gone > 0 THEN {literal(OUT)}"]
        if p.levels:
            least, most = self._level("s.icp_points"), self._level("s.icp_points_high")
            weight = sum(p.weights[i] for line in p.lines for i in line)
            cases += [
                f"WHEN s.icp_missed > 0 THEN {literal(OUT)}",
                f"WHEN s.icp_fails > 0 THEN {literal(UNKNOWN)}",
                f"WHEN 100 * s.icp_weight_known < {ENOUGH * weight} AND {least} <> {most} THEN {literal(UNKNOWN)}",
            ]
            return f"CASE {' '.join(cases)} ELSE {least} END"
        if p.tiers:
            for value in ("= 1", "IS NULL"):
                cases += [
                    f"WHEN s.icp_fails = 0 AND s.icp_t{i} {value} THEN {literal(t.name)}"
                    for i, t in enumerate(p.tiers, 1)
                ]
            cases.append(f"WHEN s.icp_fails = 0 THEN {literal(UNRANKED)}")
        else:
            live = [f"s.icp_c{i + 1} = 1" for i in p.timing]
            if live:
                cases.append(f"WHEN s.icp_fails = 0 AND ({' OR '.join(live)}) THEN {literal(ALL_MET_AND_LIVE)}")
            cases.append(f"WHEN s.icp_fails = 0 THEN {literal(ALL_MET)}")
        cases += [
            f"WHEN 100 * {known} < {ENOUGH * whole} THEN {literal(UNKNOWN)}",
            f"WHEN 100 * {met} < {ENOUGH} * {known} THEN {literal(OUT)}",
        ]
        return f"CASE {' '.join(cases)} ELSE {literal(UNRANKED if p.tiers else PARTIAL)} END"

    def _level(self, points: str) -> str:
        literal, cases, rest = self.writer.literal, [], OUT
        for name, least in self.judged.plan.levels:
            if least is None:
                rest = name
                break
            cases.append(f"WHEN {points} >= {least} THEN {literal(name)}")
        return f"CASE {' '.join(cases)} ELSE {literal(rest)} END" if cases else literal(rest)

    # --- words ----------------------------------------------------------------------------------------------------

    def _told(self, parts: Iterable[tuple[int, Criterion, str]]) -> str:
        """The words of the criteria for which a condition holds, each with what was seen."""
        literal, concat, known = self.writer.literal, self.writer.dialect.concat, self.judged.vocabulary
        pieces = [
            f"CASE WHEN {holds} THEN {concat(literal('; ' + words(c, known)), f'v.icp_s{i + 1}')} ELSE '' END"
            for i, c, holds in parts
        ]
        if not pieces:
            return "''"
        return self.writer.dialect.substring.format(x=concat(*pieces) if len(pieces) > 1 else pieces[0], a=3, n=100000)

    def _near_miss(self) -> str:
        """What the one requirement that an account falls short of asks for, and what was seen instead."""
        p, literal, concat = self.judged.plan, self.writer.literal, self.writer.dialect.concat
        cases = [
            f"WHEN {i + 1} THEN {concat(literal('needs '), self._change(i, c), f'v.icp_s{i + 1}')}"
            for i, c in enumerate(p.criteria)
            if c.role == "require"
        ]
        return f"CASE v.icp_lone {' '.join(cases)} END" if cases else f"CASE WHEN 1 = 0 THEN {literal('')} END"

    def _change(self, index: int, criterion: Criterion) -> str:
        """What an account would have to be to meet a criterion, the nearer end of a range where it has two."""
        if any(i == index for i, _ in self._distances()):
            return f"v.icp_d{index + 1}"
        return self.writer.literal(phrase(criterion.predicate, self.judged.vocabulary))

    def _distances(self) -> Iterator[tuple[int, str]]:
        """For each required range with two ends, the words of the end that an account lies beyond."""
        literal, words = self.writer.literal, self.judged.vocabulary
        for i, (criterion, condition) in enumerate(zip(self.judged.plan.criteria, self.judged.conditions, strict=True)):
            match criterion.role, criterion.predicate, condition:
                case "require", Range() as whole, AtLeastOf(2, (Compare() as low, Compare() as high)):
                    ends = (replace(whole, max=None), replace(whole, min=None))
                    above, below = (literal(phrase(end, words)) for end in ends)
                    if whole.field == "age":  # years turn round: an old company was founded early
                        above, below = below, above
                    either = literal(phrase(whole, words))
                    text = f"WHEN {self.truth(low)} = 0 THEN {above} WHEN {self.truth(high)} = 0 THEN {below}"
                    yield i, f"CASE {text} ELSE {either} END"

    def seen(self, condition: Condition | None) -> str:
        """The values that a condition looks at, as text in brackets: ` [employees: 120]`."""
        literal, concat = self.writer.literal, self.writer.dialect.concat
        if condition is None:
            return literal(" [no such data]")
        parts: list[str] = []
        for name, text in dict(self._values(condition)).items():
            parts += [literal(("; " if parts else " [") + name + ": "), f"COALESCE({text}, {literal('?')})"]
        return concat(*parts, literal("]")) if parts else literal("")

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
                    of = self.writer.related(table, about, f"MAX({self.writer.column(column)})")
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
        count = dialect.number_text.format(c=self.writer.related(table, TRUE, "COUNT(*)"))
        if not told:
            return count
        found = self.writer.related(table, where, dialect.listed.format(x=self._row(told, name, table)))
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

    def people(self) -> str:
        """The people of an account `a` to talk to, by name and title; NULL for none."""
        people = self.judged.schema.children.get("people")
        told = [p.column for n in ("name", "title") if people and (p := people.columns.get(n))]
        if people is None or self.judged.buyers is None or not told:
            return f"CASE WHEN 1 = 0 THEN {self.writer.literal('')} END"
        listed = self.writer.dialect.listed.format(x=self._row([Ref("r", c) for c in told], "people", people))
        found = self.writer.related(people, self.judged.buyers, listed)
        return self.writer.dialect.substring.format(x=found, a=1, n=5 * CLIPPED)


def words(criterion: Criterion, vocabulary: Vocabulary) -> str:
    """The words of the ICP that a criterion comes from, on one line; its paraphrase where there are none."""
    said = comment(criterion.text) or phrase(criterion.predicate, vocabulary)
    return f"not {said}" if criterion.role == "exclude" else said


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


def _sum(parts: Iterable[str]) -> str:
    return " + ".join(parts) or "0"


def _listed(columns: Iterable[str]) -> str:
    return ",\n  ".join(columns)


def _indent(text: str) -> str:
    return "\n".join("  " + line for line in text.split("\n"))
