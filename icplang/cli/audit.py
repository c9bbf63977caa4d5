"""`icplang audit`: can this table answer this ICP? How full it is, what is odd, and what became of its values."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from icplang.cli.files import UsageError, emit, read_input
from icplang.cli.load import compiled, day, failed, related, schema, vocabulary

if TYPE_CHECKING:
    from icplang.accounts.audit import Audit

_HOWS = ("own", "exact", "alias", "fuzzy", "itself", "unmapped")


def run(args: Namespace) -> int:
    """Print what was found. 1 where a clause cannot be answered at all or the ICP has errors, else 0."""
    from icplang.accounts import AccountsError
    from icplang.accounts.audit import audit

    words = vocabulary(args.glossary)
    profile = compiled(read_input(args.icp), words).profile if args.icp else None
    mapping, as_of, tables = schema(args.mapping), day(args.as_of), related(args)
    try:
        made = audit(args.accounts, profile=profile, mapping=mapping, tables=tables, as_of=as_of, vocabulary=words)
    except AccountsError as error:
        raise UsageError(str(error)) from None
    read = profile.diagnostics if profile else ()
    emit(_json(made) if args.format == "json" else "\n".join(_text(made, failed(read))), args.output)
    return int(failed(read) or any(c.problem for c in made.clauses))


def _json(made: Audit) -> str:
    return json.dumps(asdict(made), indent=2, ensure_ascii=False)


def _text(made: Audit, unread: bool) -> Iterator[str]:
    from icplang.cli.render import safe

    yield f"{made.rows:,} accounts"
    if made.clauses:
        yield ""
        yield from _lined(
            ["clause", "met", "not met", "unknown", ""],
            (
                [
                    f"{c.role}: {_short(safe(c.text), 48)}",
                    *(["-"] * 3 if c.problem else [_share(n, made.rows) for n in (c.met, c.not_met, c.unknown)]),
                    safe(c.problem or (f"{c.straddling:,} ranges with the limit inside" if c.straddling else "")),
                ]
                for c in made.clauses
            ),
        )
        if unread:
            yield "The ICP has clauses that are not read: icplang check says which."
    yield ""
    yield from _lined(
        ["column", "your column", "filled", "known", "ranges", "odd"],
        (
            [
                c.column if c.table == "accounts" else f"{c.table}.{c.column}",
                safe(c.header or ""),
                _share(c.filled, c.rows),
                _share(c.known, c.rows),
                f"{c.ranges:,}" if c.ranges else "",
                "; ".join(f"{o.rows:,} {o.what} ({safe(o.example)})" for o in c.odd),
            ]
            for c in made.columns
        ),
    )
    if made.names:
        yield ""
        yield from _lined(
            ["names in", "values", *(f"{how}" for how in _HOWS), "not known, such as"],
            (
                [
                    n.column if n.table == "accounts" else f"{n.table}.{n.column}",
                    f"{sum(v for v, _ in n.how.values()):,}",
                    *(_two(n.how.get(how), n.how.values()) for how in _HOWS),
                    _short(", ".join(safe(raw) for raw, _ in n.unmapped), 60),
                ]
                for n in made.names
            ),
        )
        yield "share of rows / share of different values"
    for d in made.diagnostics:
        if d.severity != "note" or d.code in ("file-guess", "unread-cells"):
            yield f"{d.severity}[{d.code}]: {safe(d.message)}"


def _two(part: tuple[int, int] | None, all_: object) -> str:
    if part is None:
        return ""
    parts: Sequence[tuple[int, int]] = list(all_)  # type: ignore[call-overload]
    values, rows = (sum(p[i] for p in parts) or 1 for i in (0, 1))
    return f"{part[1] / rows:.0%}/{part[0] / values:.0%}"


def _share(part: int, whole: int) -> str:
    share = part / whole if whole else 0.0
    return f"{part:,} {'<1' if 0 < share < 0.01 else format(100 * share, '.0f')}%"


def _short(text: str, width: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


def _lined(head: list[str], rows: Iterator[list[str]]) -> Iterator[str]:
    """Rows in columns, the first two on the left and figures on the right, without colour."""
    table = [head, *rows]
    widths = [max(len(row[i]) for row in table) for i in range(len(head))]
    for row in table:
        cells = [
            f"{cell:>{w}}" if cell[:1].isdigit() or (row is head and table[-1][i][:1].isdigit()) else f"{cell:<{w}}"
            for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
