# ruff: noqa: S608 - names are our own
"""From an ICP to a list of target accounts: tiers, reasons, near misses, and what each clause does to the market."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias

from icplang.accounts.base import AccountsError, plain
from icplang.accounts.columns import ALIASES, DOMAIN
from icplang.accounts.scored import Scored
from icplang.backends.reasons import words
from icplang.diagnostics import Diagnostic, diagnostic
from icplang.meaning.profile import Criterion
from icplang.meaning.scoring import OUT

State: TypeAlias = Literal["met", "not met", "unknown"]
"""Of an account and a clause; an account that is not excluded has met the exclusion."""

NAMES = ("name", "company", "companyname", "accountname", "organization", "organizationname", "account")
DOMAINS = tuple(map(plain, (DOMAIN, *ALIASES[DOMAIN].split("|"))))
"""Headers of what people call a company by, lower-case letters and digits only."""
_SHARES = {"fit": "fit", "coverage": "coverage", "low": "fit_low", "high": "fit_high", "timing": "timing"}
SELECTIVE = 0.7
"""The share of a market that an ICP should keep out; one that keeps out less hardly chooses."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One criterion and what it does to the market. The counts are accounts."""

    criterion: Criterion
    words: str
    met: int
    not_met: int
    unknown: int
    kept: int
    """Accounts that certainly pass this filter and all before it."""
    possible: int
    """Accounts that no filter up to this one certainly keeps out."""
    decides: int
    """Accounts that this filter alone keeps out of the best tiers."""
    waiting: int
    """Those of them that wait for what is unknown here."""
    problem: str = ""
    """Why the table cannot answer it: it is unknown of every account then."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What became of a clause for one account, and the values that were seen."""

    clause: Clause
    state: State
    seen: str


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the list. Percents and points as in `icplang.meaning.scoring.Verdict`."""

    label: str
    tier: str
    fit: int | None
    coverage: int | None
    low: int | None
    high: int | None
    timing: int | None
    score: float | None
    near_miss: str
    people: str
    reasons: tuple[Reason, ...]
    own: Mapping[str, Any]
    """The user's own columns."""


@dataclass(frozen=True, slots=True)
class Run:
    """A scored table. `tiers` counts the accounts of every tier, the best first; `accounts` are the best ones."""

    total: int
    tiers: Mapping[str, int]
    qualified: int
    """Accounts in the tiers of those that qualify: A and B, or those of the ICP's own."""
    clauses: tuple[Clause, ...]
    accounts: tuple[Account, ...]
    near: tuple[tuple[Clause, int], ...]
    """Requirements that accounts fall short of alone, and how many accounts each."""
    as_of: date
    diagnostics: tuple[Diagnostic, ...]
    written: int | None = None
    """Accounts in the file that was written."""

    @property
    def filters(self) -> tuple[Clause, ...]:
        """The clauses that decide whether an account qualifies."""
        return tuple(c for c in self.clauses if c.criterion.role != "prefer")

    @property
    def kept(self) -> int:
        """Accounts that certainly pass every filter."""
        return self.filters[-1].kept if self.filters else self.total

    @property
    def possible(self) -> int:
        """Accounts that may pass every filter, were everything known."""
        return self.filters[-1].possible if self.filters else self.total


def run(
    scored: Scored, as_of: date, *, limit: int = 10, output: str | Path | None = None, everything: bool = False
) -> Run:
    """Counts a scored table, takes its best accounts, and writes the list where `output` names a file.

    The list leaves out the accounts of the tier "out" unless `everything` is asked for.
    """
    clauses, tiers, total = _counts(scored)
    filters = [c for c in clauses if c.criterion.role != "prefer"]
    short = sorted(
        ((c, c.decides) for c in filters if c.decides and c.criterion.role == "require"), key=lambda p: -p[1]
    )
    where = "1 = 1" if everything else f"v.icp_tier <> {scored.scorer.writer.literal(OUT)}"
    accounts = _accounts(scored, clauses, where, limit) if limit else ()
    written = scored.write(where, output) if output is not None else None
    found = (*scored.notes, *_problems(scored))
    qualified = sum(tiers[name] for name in scored.ready.plan.qualifying)
    made = Run(total, tiers, qualified, tuple(clauses), accounts, tuple(short), as_of, found, written)
    return replace(made, diagnostics=(*found, *breadth(made)))


def near(scored: Scored, made: Run, limit: int) -> tuple[Account, ...]:
    """The best of the accounts that certainly fall short of one requirement, and of nothing else."""
    required = [i for i, c in enumerate(made.clauses, 1) if c.criterion.role == "require"]
    where = " OR ".join(f"(v.icp_lone = {i} AND v.icp_c{i} = 0)" for i in required)
    return _accounts(scored, made.clauses, f"({where})", limit) if where and limit else ()


def why(scored: Scored, named: str) -> tuple[Account, ...]:
    """The accounts with that id, domain or name. Raises `AccountsError` where there is none."""
    headers = [c for c in scored.kept if plain(c) in (*NAMES, *DOMAINS) or c == scored.id]
    if not headers:
        raise AccountsError("the table has no column with an id, a name or a domain to find an account by")
    wanted = _plain(named)
    for header in headers:
        near = _accounts(scored, _bare(scored), scored.where(header, f"%{_escaped(wanted)}%"), 100)
        found = tuple(a for a in near if _plain(str(a.own[header])) == wanted)
        if found:
            return found
    raise AccountsError(f"no account has the id, name or domain `{named}` (looked in {', '.join(headers)})")


# --- counting ---------------------------------------------------------------------------------------------------


def _counts(scored: Scored) -> tuple[list[Clause], dict[str, int], int]:
    """One pass over the verdicts: what each clause does, alone and in order, and the size of each tier."""
    plan = scored.ready.plan
    each = range(1, len(plan.criteria) + 1)
    sums = [f"SUM(CASE WHEN v.icp_c{i} = {value} THEN 1 ELSE 0 END)" for i in each for value in (1, 0)]
    group = "v.icp_tier, v.icp_sure, v.icp_possible, v.icp_lone"
    rows = scored.ask(f"SELECT {', '.join([group, 'COUNT(*)', *sums])} FROM {scored.relation} GROUP BY {group}")
    total = sum(int(r[4]) for r in rows)
    tiers = dict.fromkeys(plan.names, 0)
    for row in rows:
        tiers[str(row[0])] += int(row[4])
    clauses = []
    for i, criterion in enumerate(plan.criteria, 1):
        true, false = (sum(int(r[k]) for r in rows) for k in (3 + 2 * i, 4 + 2 * i))
        met, not_met = (false, true) if criterion.role == "exclude" else (true, false)
        alone = [r for r in rows if r[3] is not None and int(r[3]) == i]
        counts = {
            "kept": sum(int(r[4]) for r in rows if int(r[1]) > i),
            "possible": sum(int(r[4]) for r in rows if int(r[2]) > i),
            "decides": sum(int(r[4]) for r in alone),
            "waiting": sum(int(r[4] - r[3 + 2 * i] - r[4 + 2 * i]) for r in alone),
        }
        said = words(criterion, scored.ready.vocabulary)
        problem = "; ".join(d.message for d in scored.ready.problems[i - 1] if d.severity == "error")
        clauses.append(Clause(criterion, said, met, not_met, total - true - false, **counts, problem=problem))
    return clauses, tiers, total


def _bare(scored: Scored) -> list[Clause]:
    """The clauses without counts."""
    said = scored.ready.vocabulary
    return [Clause(c, words(c, said), 0, 0, 0, 0, 0, 0, 0) for c in scored.ready.plan.criteria]


def _problems(scored: Scored) -> list[Diagnostic]:
    """What was found while the clauses were made ready; what cannot be answered is a warning here, not an error."""
    found = []
    for said in scored.ready.problems:
        for d in said:
            unknown = f"{d.message}; it counts as unknown of every account"
            found.append(replace(d, severity="warning", message=unknown) if d.severity == "error" else d)
    return found


def breadth(made: Run) -> list[Diagnostic]:
    """Whether the ICP chooses: it keeps nothing, keeps nearly everything, or has a clause that changes nothing."""
    if not made.total:
        return [diagnostic("empty-table", "the table has no rows")]
    if not made.qualified:
        hardest = min(made.filters or made.clauses, key=lambda c: c.met, default=None)
        most = f"; `{hardest.words}` is met by {hardest.met:,} of {made.total:,}" if hardest else ""
        return [diagnostic("keeps-nothing", f"no account qualifies{most}", hardest.criterion.span if hardest else None)]
    found = []
    if made.qualified > (1 - SELECTIVE) * made.total:
        share = f"{1 - made.qualified / made.total:.0%}"
        found.append(diagnostic("keeps-most", f"the ICP keeps out {share} of the accounts: less than {SELECTIVE:.0%}"))
    idle = [c for c in made.filters if not c.decides]
    if idle:
        what = "changes" if len(idle) == 1 else "each change"
        said = ", ".join(f"`{c.words}`" for c in idle)
        found.append(
            diagnostic("changes-nothing", f"{said} {what} nothing: without it the same accounts would qualify")
        )
    return found


# --- accounts ---------------------------------------------------------------------------------------------------


def _accounts(scored: Scored, clauses: Sequence[Clause], where: str, limit: int) -> tuple[Account, ...]:
    own, added = scored.kept, scored.added
    labels = _labels(own, scored.id)
    made = []
    for row in scored.ask(scored.query(where, limit, truths=True)):
        cells = dict(zip(own, row, strict=False))
        verdict = dict(zip(added, row[len(own) :], strict=False))
        truths = row[len(own) + len(added) :]
        reasons = tuple(
            Reason(c, _state(c.criterion, truth), _seen(told, c.words))
            for c, truth, told in zip(clauses, truths[: len(clauses)], truths[len(clauses) :], strict=True)
        )
        shares = {
            name: None if (share := verdict[f"icp_{column}"]) is None else int(share)
            for name, column in _SHARES.items()
        }
        score = verdict.get("icp_score")
        made.append(
            Account(
                label=" · ".join(str(cells[h]) for h in labels if cells[h] is not None) or "?",
                tier=str(verdict["icp_tier"]),
                score=None if score is None else float(score),
                near_miss=verdict["icp_near_miss"] or "",
                people=verdict["icp_people"] or "",
                reasons=reasons,
                own=cells,
                **shares,
            )
        )
    return tuple(made)


def _state(criterion: Criterion, truth: int | None) -> State:
    return "unknown" if truth is None else "met" if bool(truth) is (criterion.role != "exclude") else "not met"


def _seen(told: str, words: str) -> str:
    """The values behind the words of a clause, as `50+ employees [employees: 120]` has them."""
    return told.removeprefix(words).removeprefix(" [").removesuffix("]")


def _labels(own: Iterable[str], key: str | None) -> list[str]:
    """The headers that an account is called by: its name and its domain, or else its id."""
    found = []
    for known in (NAMES, DOMAINS):
        headers = sorted((c for c in own if plain(c) in known), key=lambda c: known.index(plain(c)))
        found += headers[:1]
    return found or ([key] if key else [])


def _plain(text: str) -> str:
    """A name or domain as it is compared: without case, scheme and "www."."""
    text = text.strip().lower()
    for lead in ("https://", "http://", "www."):
        text = text.removeprefix(lead)
    return text.rstrip("/")


def _escaped(text: str) -> str:
    return "".join("!" + c if c in "!%_" else c for c in text)
