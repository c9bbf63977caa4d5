"""SQL that scores a table: the tier, fit, timing and reasons of every account, in the engine.

Four queries, one inside the other: the truth of each criterion (1, 0 or NULL), the weights that are met and known, the
verdict, and its reasons in words. `icplang.meaning.scoring` is what they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from icplang.backends.dialects import dialect_named
from icplang.backends.judged import Judged, judged
from icplang.backends.lower import Condition
from icplang.backends.mapping import CANONICAL, Schema
from icplang.backends.reasons import Reasons, Shown
from icplang.backends.sql import Sql, UnsupportedError, Writer
from icplang.diagnostics import diagnostic
from icplang.meaning.profile import Profile, Unknown
from icplang.meaning.scoring import (
    ALL_MET,
    ALL_MET_AND_LIVE,
    ENOUGH,
    OUT,
    PARTIAL,
    UNKNOWN,
    UNRANKED,
)
from icplang.vocabulary.store import Vocabulary, builtin

VERDICT = ("icp_tier", "icp_fit", "icp_coverage", "icp_fit_low", "icp_fit_high", "icp_timing")
POINTS = ("icp_score", "icp_score_high")
"""The columns of a verdict, and those more where the ICP gives points."""


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
        told = _indent(self.told(self.scored([key], told=True)))
        return (
            f"SELECT {_listed([f'v.{key}', *self.columns()])}\nFROM (\n{told}\n) v\nORDER BY {self.order('v')}, v.{key}"
        )

    def columns(self) -> list[str]:
        """What is published of an account, over the rows of `told` as `v`."""
        verdict = [*VERDICT, *POINTS] if self.judged.plan.scored else VERDICT
        lists = (f"{text} AS {name}" for name, text in self.reasons().lists().items())
        return [*(f"v.{name}" for name in verdict), *lists, "v.icp_people"]

    def told(self, scored: str, *, few: bool = False) -> str:
        """The rows of a query over `scored` with what each criterion says of them; `few` of them, or many."""
        reasons = self.reasons(few)
        columns = _listed(["a.*", *reasons.details("a")])
        return f"SELECT {columns}\nFROM (\n{_indent(scored)}\n) a{reasons.joins()}"

    def reasons(self, few: bool = False) -> Reasons:
        """The reasons of few accounts, or of many."""
        return Reasons(self.judged, self.writer, self.shown, self.writer.dialect.strict and not few)

    def scored(self, keep: Iterable[str], *, told: bool = False) -> str:
        """Every account with its verdict and truths, and its columns `keep` (quoted); its reasons' if `told`."""
        needed = dict.fromkeys([*keep, *(self.reasons().columns() if told else ())])
        truths = [*(f"a.{k}" for k in needed), *self._truths()]
        source = f"{self.writer.table(self.judged.schema.accounts.name)} AS a"
        query = f"SELECT {_listed(truths)}\nFROM {source}"
        return self._verdicts(self._sums(query))

    def _truths(self) -> list[str]:
        columns = [f"{self.truth(c)} AS icp_c{i}" for i, c in enumerate(self.judged.conditions, 1)]
        return columns + [f"{self.truth(c)} AS icp_t{i}" for i, c in enumerate(self.judged.tiers, 1)]

    def _sums(self, truths: str) -> str:
        """The truths with the weights that are met and known, and how many criteria an account fails."""
        p = self.judged.plan
        excludes = [i for i, c in enumerate(p.criteria) if c.role == "exclude"]
        requires = [i for i, c in enumerate(p.criteria) if c.role == "require"]
        columns = {
            "icp_gone": _sum(map(self._failed, excludes)),
            "icp_fails": _sum(map(self._failed, requires)),
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
        listed = _listed(f"{text} AS {name}" for name, text in columns.items())
        return f"SELECT q.*, {listed}\nFROM {self._fenced(truths)} q"

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
        return (
            f"SELECT s.*, {_listed(f'{text} AS {name}' for name, text in columns.items())}\nFROM {self._fenced(sums)} s"
        )

    def _fenced(self, query: str) -> str:
        """A subquery whose columns are computed once, however often they are used."""
        fence = self.writer.dialect.fence
        return "(\n" + _indent(f"{query}\n{fence}" if fence else query) + "\n)"

    def order(self, alias: str) -> str:
        """The best first: by tier, fit, then timing; the account's own order is left to decide the rest."""
        ranks = "".join(f" WHEN {self.writer.literal(n)} THEN {i}" for i, n in enumerate(self.judged.plan.names))
        fit, timing = (f"COALESCE({alias}.{name}, -1) DESC" for name in ("icp_fit", "icp_timing"))
        return f"CASE {alias}.icp_tier{ranks} END, {fit}, {timing}"

    # --- truth ----------------------------------------------------------------------------------------------------

    def truth(self, condition: Condition | None) -> str:
        """1, 0 or NULL."""
        null = self.writer.dialect.null_number
        return null if condition is None else self.writer.finish(self.writer.truth(condition))

    def _failed(self, index: int) -> str:
        """1 where the criterion does not let an account stay."""
        if self.judged.plan.stays(index, None):
            return f"CASE WHEN {self._wrong(index)} THEN 1 ELSE 0 END"
        return f"CASE WHEN icp_c{index + 1} = {1 if self._requires(index) else 0} THEN 0 ELSE 1 END"

    def _fails(self, index: int) -> str:
        """Where the criterion does not let an account stay."""
        return self._wrong(index) if self.judged.plan.stays(index, None) else self._unsure(index)

    def _unsure(self, index: int) -> str:
        """Where an account does not certainly meet the filter."""
        wrong = 0 if self._requires(index) else 1
        return f"COALESCE(icp_c{index + 1}, {wrong}) = {wrong}"

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


def _sum(parts: Iterable[str]) -> str:
    return " + ".join(parts) or "0"


def _listed(columns: Iterable[str]) -> str:
    return ",\n  ".join(columns)


def _indent(text: str) -> str:
    return "\n".join("  " + line for line in text.split("\n"))
