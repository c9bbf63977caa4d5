"""`icplang report`: a run as one page of HTML, for people who will not run the program."""

from __future__ import annotations

import shlex
from argparse import Namespace
from datetime import date

from icplang.cli.files import UsageError, emit
from icplang.cli.load import day, report, usable
from icplang.cli.options import TABLES
from icplang.cli.run import scored, status

NEAR = 15
"""Accounts in the table of those that one clause keeps out."""


def run(args: Namespace) -> int:
    """Write the page to a file, or print it."""
    if args.limit < 0:
        raise UsageError("--limit must be 0 or more")
    as_of = day(args.as_of) or date.today()
    table, command = _table(args), _command(args, as_of)
    loaded = usable(args)
    if loaded is None:
        return 1
    from icplang.accounts.run import near
    from icplang.accounts.run import run as score
    from icplang.reading.coverage import coverage
    from icplang.report import Heading, page

    with scored(args, loaded, as_of) as accounts:
        made = score(accounts, as_of, limit=args.limit)
        short = near(accounts, made, NEAR)
    report(loaded, made.diagnostics)
    scoring = loaded.profile.scoring
    heading = Heading(
        loaded.profile.name or loaded.name,
        table,
        command,
        loaded.text,
        coverage(loaded.text, vocabulary=loaded.vocabulary) if loaded.text is not None else (),
        loaded.profile.diagnostics,
        short,
        {t.name: t.text for t in scoring.tiers} | {t.tier: t.text for t in scoring.thresholds},
    )
    emit(page(made, heading), args.output)
    return status(loaded)


def _table(args: Namespace) -> str:
    """The name of the table that was read, without a password."""
    if not args.on:
        return str(args.accounts or "")
    from icplang.accounts.remote import masked

    return f"{args.accounts or next((t for t in args.table if '=' not in t), '')} on {masked(args.on)}"


def _command(args: Namespace, as_of: date) -> str:
    """The command that makes the same page again, without a password."""
    words = ["icplang", "report", *(["-e", args.expr] if args.expr is not None else [args.file])]
    words += [args.accounts] if args.accounts else []
    for name in (*TABLES, "glossary", "mapping", "unknown"):
        if value := getattr(args, name):
            words += [f"--{name}", value]
    for table in args.table:
        words += ["--table", table]
    if args.on:
        from icplang.accounts.remote import masked

        words += ["--on", masked(args.on)]
    words += ["--keep-going"] if args.keep_going else []
    words += ["--as-of", as_of.isoformat(), "--limit", str(args.limit)]
    return shlex.join([*words, *(["-o", args.output] if args.output else [])])
