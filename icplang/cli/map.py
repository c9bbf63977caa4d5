"""`icplang map`: which columns of a table hold what, as a table to read and a mapping file to edit."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from icplang.cli.files import UsageError, emit, read_input
from icplang.cli.load import compiled, related, vocabulary

if TYPE_CHECKING:
    from icplang.accounts.propose import Proposal

_WIDTHS = (18, 28, 6, 28)


def run(args: Namespace) -> int:
    """Print what was found, and write the mapping file unless it is there already."""
    from icplang.accounts import AccountsError
    from icplang.accounts.propose import mapping_file, propose

    target = args.output or "icplang.toml"
    if target != "-" and Path(target).exists() and not args.force:
        raise UsageError(f"`{target}` is there already: --force replaces it, -o names another file, -o - prints it")
    words = vocabulary(args.glossary)
    profile = compiled(read_input(args.icp), words).profile if args.icp else None
    try:
        found = propose(args.accounts, related(args), profile, words)
    except AccountsError as error:
        raise UsageError(str(error)) from None
    out = sys.stderr if target == "-" else sys.stdout
    for proposal in found:
        print(_table(proposal), file=out)
    emit(mapping_file(found), target)
    if target != "-":
        print(f"written to {target}: look it over, then give it with --mapping {target}", file=sys.stderr)
    return 0


def _table(proposal: Proposal) -> str:
    from icplang.cli.render import safe

    def cells(*texts: str) -> str:
        cut = [t if len(t) <= w else t[: w - 1] + "…" for t, w in zip(texts, _WIDTHS, strict=False)]
        return "  ".join([*(f"{t:<{w}}" for t, w in zip(cut, _WIDTHS, strict=False)), texts[-1][:60]]).rstrip()

    lines = [f"{proposal.table}: {safe(proposal.file)}", cells("field", "your column", "sure", "why", "such as")]
    for row in proposal.rows:
        name = row.column + "*" * row.asked
        if row.match is None:
            lines.append(cells(name, "-", "", "not found", ""))
            continue
        sure = f"{row.match.confidence:.0%}" + "?" * (not row.sure)
        seen = " · ".join(" ".join(safe(e).split())[:24] for e in row.examples)
        lines.append(cells(name, safe(row.match.header), sure, row.match.why, seen))
    if proposal.left:
        lines.append(f"not used: {', '.join(map(safe, proposal.left))}")
    if any(row.asked for row in proposal.rows):
        lines.append("* the ICP asks for it")
    if any(row.match and not row.sure for row in proposal.rows):
        lines.append("? not sure: in the file as a comment, not used until you say so")
    return "\n".join(lines) + "\n"
