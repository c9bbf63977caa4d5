"""`icplang match`: the accounts of a table that an ICP describes."""

from __future__ import annotations

import csv
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from icplang.cli.files import UsageError
from icplang.cli.load import day, failed, left_out, related, report, schema, usable

if TYPE_CHECKING:
    from icplang.accounts import Result

SHOWN = 100
"""Rows that a terminal is shown where no limit was given."""


def run(args: Namespace) -> int:
    """Print the matching accounts (a table on a terminal, CSV elsewhere) or write them to a file."""
    if args.limit is not None and args.limit < 0:
        raise UsageError("--limit must be 0 or more")
    tables = related(args)
    mapping, as_of = schema(args.mapping), day(args.as_of)
    loaded = usable(args)
    if loaded is None:
        return 1
    from icplang.accounts import AccountsError, match, write

    try:
        result = match(
            loaded.profile,
            args.accounts,
            mapping=mapping,
            tables=tables,
            as_of=as_of,
            limit=args.limit,
            unknown=args.unknown,
            vocabulary=loaded.vocabulary,
        )
        found = (*loaded.profile.diagnostics, *result.diagnostics)
        report(loaded, result.diagnostics)
        if not result.ok:  # a clause that the table cannot answer lets wrong accounts in, whatever was asked for
            return 1
        if args.output:
            write(result, args.output)
        else:
            _print(result, args.limit)
    except AccountsError as error:
        raise UsageError(str(error)) from None
    if failed(found):
        left_out(loaded, found, "match")
    print(f"{result.matched:,} of {result.total:,} accounts match", file=sys.stderr)
    return int(failed(found))


def _print(result: Result, limit: int | None) -> None:
    if not sys.stdout.isatty():
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(result.columns)
        writer.writerows(result.rows)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from icplang.cli.render import coloured, safe

    shown = result.rows if limit is not None else result.rows[:SHOWN]
    table = Table(*map(safe, result.columns), show_edge=False)
    for row in shown:
        table.add_row(*(Text("" if cell is None else safe(str(cell))) for cell in row))
    Console(no_color=not coloured(sys.stdout)).print(table)
    if len(shown) < len(result.rows):
        print(
            f"... and {len(result.rows) - len(shown):,} more: --limit shows more, -o writes them all", file=sys.stderr
        )
