"""`icplang run` and `icplang why`: a table of accounts scored, as a list and account by account."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from icplang.cli.files import UsageError, emit
from icplang.cli.load import Loaded, day, failed, left_out, related, report, schema, usable
from icplang.cli.progress import steps
from icplang.cli.render import Line, coloured, paint, safe

if TYPE_CHECKING:
    from icplang.accounts.run import Account, Clause, Reason, Run
    from icplang.accounts.scored import Scored

_BAR = 30
_WORDS = 44
"""The most characters of a clause in the table of clauses."""
_MARKS = {"met": ("+", "firmographic"), "not met": ("-", "error"), "unknown": ("?", "warning")}
_ROLES = {"require": "must", "exclude": "not", "prefer": "nice"}


def run(args: Namespace) -> int:
    """Print the funnel, the tiers and the best accounts; write the list where a file is named."""
    if args.limit < 0:
        raise UsageError("--limit must be 0 or more")
    as_of = day(args.as_of) or date.today()
    loaded = usable(args)
    if loaded is None:
        return 1
    from icplang.accounts.run import run as score

    with scored(args, loaded, as_of) as table:
        made = score(table, as_of, limit=args.limit, output=args.output, everything=args.all)
    report(loaded, made.diagnostics)
    if args.format == "json":
        emit(json.dumps(_plain(made), indent=2, ensure_ascii=False, default=str), None)
    else:
        paint(_laid_out(made), sys.stdout, coloured(sys.stdout))
    if made.written is not None:
        print(f"{made.written:,} accounts written to {args.output}", file=sys.stderr)
    return status(loaded)


def why(args: Namespace) -> int:
    """Print what became of every clause for one account."""
    as_of = day(args.as_of) or date.today()
    loaded = usable(args)
    if loaded is None:
        return 1
    from icplang.accounts.run import why as explain

    with scored(args, loaded, as_of) as table:
        found, notes = explain(table, args.account), table.notes
    report(loaded, notes)
    if args.format == "json":
        emit(json.dumps([_account(a) for a in found], indent=2, ensure_ascii=False, default=str), args.output)
    else:
        paint((line for account in found for line in _whole(account)), sys.stdout, coloured(sys.stdout))
    return status(loaded)


@contextmanager
def scored(args: Namespace, loaded: Loaded, as_of: date) -> Iterator[Scored]:
    """The accounts that the arguments name, scored: those of a file, or of a table in an engine.

    What goes wrong with them, here or inside the context, is a `UsageError`.
    """
    from icplang.accounts.base import AccountsError

    try:
        with _opened(args, loaded, as_of) as table:
            yield table
    except AccountsError as error:
        raise UsageError(str(error)) from None


@contextmanager
def _opened(args: Namespace, loaded: Loaded, as_of: date) -> Iterator[Scored]:
    from icplang.accounts.scored import scored_files, scored_table

    how: dict[str, Any] = {"as_of": as_of, "unknown": args.unknown, "vocabulary": loaded.vocabulary}
    with steps() as step:
        if args.on:
            named = [t for t in args.table if "=" not in t] + [args.accounts] * bool(args.accounts)
            if len(named) != 1:
                raise UsageError("--on needs the table of the accounts: --table crm.accounts")
            args.table = [t for t in args.table if "=" in t]
            from icplang.accounts.remote import engine

            with engine(args.on, named[0], mapping=args.mapping, tables=related(args)) as there:
                yield scored_table(loaded.profile, there, step=step, **how)
        elif args.accounts is None:
            raise UsageError("name the table of the accounts, or an engine that has it with --on and --table")
        else:
            how |= {"mapping": schema(args.mapping), "tables": related(args)}
            with scored_files(loaded.profile, args.accounts, output=args.output, step=step, **how) as table:
                yield table


def status(loaded: Loaded) -> int:
    """The exit status: 1 where the ICP has errors that were left out."""
    if failed(loaded.profile.diagnostics):
        left_out(loaded, loaded.profile.diagnostics, "score")
        return 1
    return 0


# --- text -------------------------------------------------------------------------------------------------------


def _laid_out(made: Run) -> Iterator[Line]:
    yield [(f"{made.total:,} accounts, as of {made.as_of.isoformat()}", "bold")]
    yield []
    most = max(made.tiers.values(), default=0) or 1
    width = max(len(t) for t in made.tiers)
    for tier, count in made.tiers.items():
        share = f"{count / (made.total or 1):6.1%}"
        yield [
            (f"  {safe(tier):<{width}}", "bold"),
            (f" {count:>10,} {share}", ""),
            (" " * bool(count) + "█" * round(_BAR * count / most), "place"),
        ]
    yield []
    yield from _funnel(made)
    if made.near:
        yield [("Accounts that one clause alone keeps out", "bold")]
        yield from ([(f"  {n:>10,}  ", ""), (safe(c.words), c.criterion.layer)] for c, n in made.near[:4])
        yield []
    if made.accounts:
        yield [("The best accounts", "bold")]
        for account in made.accounts:
            yield from _brief(account, width)


def _funnel(made: Run) -> Iterator[Line]:
    """What each clause does to the market, alone and in order."""
    if not made.clauses:
        return
    words = min(_WORDS, max(len(c.words) for c in made.clauses))
    heads = f"{'met':>10} {'not met':>10} {'unknown':>10} {'left':>10} {'at most':>10}"
    yield [(f"  {'clause':<{words + 6}} {heads}", "bold")]
    for clause in made.clauses:
        role, said = (
            _ROLES[clause.criterion.role],
            safe(clause.words).removeprefix("not " * (clause.criterion.role == "exclude")),
        )
        said = said if len(said) <= words else said[: words - 1] + "…"
        counts = f"{clause.met:>10,} {clause.not_met:>10,} {clause.unknown:>10,}"
        left = "" if role == "nice" else f" {clause.kept:>10,} {clause.possible:>10,}"
        yield [(f"  {role:<5} ", "place"), (f"{said:<{words}}", clause.criterion.layer), (f" {counts}{left}", "")]
    yield []


def _brief(account: Account, width: int) -> Iterator[Line]:
    """One account of the list: a line for it, and one for each kind of reason."""
    yield [(f"  {safe(account.tier):<{width}}  ", "bold"), (safe(account.label), ""), (_numbers(account), "place")]
    for state, (mark, style) in _MARKS.items():
        told = [_told(r) for r in account.reasons if r.state == state and (state != "met" or _telling(r))]
        others = sum(r.state == state for r in account.reasons) - len(told)
        told += [f"{others} more"] * bool(others and told) + [f"{others} clauses"] * bool(others and not told)
        if told:
            yield [(f"      {mark} ", style), (safe("; ".join(told)), "")]
    if account.near_miss:
        yield [("      → ", "help"), (safe(account.near_miss), "")]
    if account.people:
        yield [("      @ ", "persona"), (safe(account.people), "")]


def _whole(account: Account) -> Iterator[Line]:
    """One account, clause by clause."""
    yield [(safe(account.label), "bold"), (f": tier {safe(account.tier)}", "bold"), (_numbers(account), "place")]
    width = max((len(r.clause.words) for r in account.reasons), default=0)
    for reason in account.reasons:
        mark, style = _MARKS[reason.state]
        role = _ROLES[reason.clause.criterion.role]
        said = safe(reason.clause.words).removeprefix("not " * (role == "not"))
        yield [
            (f"  {mark} {reason.state:<8}", style),
            (f"{role:<5}", "place"),
            (f"{said:<{min(width, _WORDS)}}", reason.clause.criterion.layer),
            (f"  {safe(reason.seen)}".rstrip(), ""),
        ]
    if account.near_miss:
        yield [("  → ", "help"), (safe(account.near_miss), "")]
    if account.people:
        yield [("  @ ", "persona"), (f"talk to {safe(account.people)}", "")]
    yield []


def _telling(reason: Reason) -> bool:
    """Whether a clause that is met says something of this account that it does not of every good one."""
    criterion = reason.clause.criterion
    return criterion.role == "prefer" or criterion.layer == "behavioral"


def _told(reason: Reason) -> str:
    return f"{reason.clause.words} ({reason.seen})" if reason.seen else reason.clause.words


def _numbers(account: Account) -> str:
    """The axes of a score: fit with its range and coverage, timing, and the ICP's own points."""
    parts = []
    if account.fit is not None:
        spread = f" ({account.low}-{account.high})" if account.low != account.high else ""
        parts.append(f"fit {account.fit}{spread}")
    if account.coverage not in (None, 100):
        parts.append(f"coverage {account.coverage}")
    if account.timing is not None:
        parts.append(f"timing {account.timing}")
    if account.score is not None:
        parts.append(f"score {account.score:g}")
    return "".join(f"  {part}" for part in parts)


# --- JSON -------------------------------------------------------------------------------------------------------


def _plain(made: Run) -> dict[str, Any]:
    return {
        "as_of": made.as_of.isoformat(),
        "total": made.total,
        "qualified": made.qualified,
        "kept": made.kept,
        "possible": made.possible,
        "tiers": dict(made.tiers),
        "clauses": [
            _clause(c)
            | {n: getattr(c, n) for n in ("met", "not_met", "unknown", "kept", "possible", "decides", "problem")}
            for c in made.clauses
        ],
        "accounts": [_account(a) for a in made.accounts],
        "diagnostics": [asdict(d) for d in made.diagnostics],
    }


def _clause(clause: Clause) -> dict[str, Any]:
    c = clause.criterion
    return {"role": c.role, "layer": c.layer, "text": c.text, "weight": c.weight}


def _account(account: Account) -> dict[str, Any]:
    shares = ("label", "tier", "fit", "coverage", "low", "high", "timing", "score", "near_miss", "people")
    reasons = [_clause(r.clause) | {"state": r.state, "seen": r.seen} for r in account.reasons]
    return {n: getattr(account, n) for n in shares} | {"reasons": reasons, "own": dict(account.own)}
