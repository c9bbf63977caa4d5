"""A mapping for a user's files: which columns hold what, how sure that is, and the mapping file that says so."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from icplang.accounts.amounts import amount
from icplang.accounts.base import AccountsError
from icplang.accounts.columns import ADDRESS, DOMAIN, SURE, Match, proposed
from icplang.accounts.files import connect, read
from icplang.accounts.needs import Needs
from icplang.accounts.tables import examples
from icplang.meaning.profile import Profile
from icplang.meaning.schema import ACCOUNTS, CHILDREN, Table
from icplang.vocabulary.store import Vocabulary, builtin

_PARTS = ("country", "subdivision", "city")


@dataclass(frozen=True, slots=True)
class Row:
    """A canonical column, what was found for it, and examples of its values; `match` None where nothing was."""

    column: str
    match: Match | None
    examples: tuple[str, ...] = ()
    currency: str = "USD"
    asked: bool = False

    @property
    def sure(self) -> bool:
        """Whether the column is used without being asked."""
        return self.match is not None and self.match.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Proposal:
    """The columns of one file: of the accounts, of a child table, or of a list column's own file."""

    table: str
    file: str
    rows: tuple[Row, ...]
    left: tuple[str, ...]
    """The user's columns that are not used."""


def propose(
    path: str | Path,
    files: Mapping[str, str | Path] | None = None,
    profile: Profile | None = None,
    vocabulary: Vocabulary | None = None,
) -> list[Proposal]:
    """The mapping for a file of accounts and its related `files`. Columns that a `profile` asks for are marked.

    Raises `AccountsError` for a file that cannot be read, and for a table that is not known.
    """
    vocabulary, needs = vocabulary or builtin(), Needs.of(profile)
    made = []
    with connect((path, *(files or {}).values())) as connection:
        for name, file in (("accounts", path), *(files or {}).items()):
            table = _table(name)
            own = read(connection, file, f"file {name}")
            texts = {header: examples(connection, f"file {name}", own, header) for header in own}
            asked = needs.columns(name) if profile is not None else frozenset()
            found = proposed(vocabulary, texts, table)
            made.append(Proposal(name, str(file), *_rows(table, texts, found, asked)))
    return made


def _table(name: str) -> Table:
    if name == "accounts":
        return ACCOUNTS
    if name in CHILDREN:
        return CHILDREN[name]
    if name in ACCOUNTS.columns and ACCOUNTS.columns[name].type == "list":
        return Table(name, ACCOUNTS.columns[name].doc, {name: ACCOUNTS.columns[name]})
    raise AccountsError(f"no table is called `{name}`; there are {', '.join(CHILDREN)}, and the list columns")


def _rows(
    table: Table, texts: Mapping[str, Sequence[str]], found: dict[str, Match], asked: frozenset[str] | None
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """What was found for each canonical column, and the user's columns that are left."""
    whole = found.pop(ADDRESS, None)
    if whole is not None and "country" not in found:
        whole = replace(whole, why="a whole address")
        found |= {part: whole for part in _PARTS if part not in found}
    first = ["id" if table is ACCOUNTS else "account_id", DOMAIN]
    order = [*first, *(c for c in table.columns if c not in first)]
    rows = []
    for column in order:
        match = found.get(column)
        wanted = asked is not None and column in asked
        if match is None and not wanted:
            continue
        shown = tuple(texts[match.header][:3]) if match else ()
        money = column in table.columns and table.columns[column].money
        currency = _currency(match.header, texts[match.header]) if match and money else "USD"
        rows.append(Row(column, match, shown, currency, wanted))
    used = {match.header for match in found.values()}
    return tuple(rows), tuple(h for h in texts if h not in used)


def _currency(header: str, texts: Sequence[str]) -> str:
    """The currency that most amounts of a column are written in; USD where they do not say."""
    said = Counter(a.currency for t in texts if (a := amount(t)) and a.currency)
    written = next((c for c in ("EUR", "GBP", "USD") if c in header.upper()), "USD")
    return said.most_common(1)[0][0] or written if said else written


# --- the mapping file ---------------------------------------------------------------------------------------------


def mapping_file(proposals: Sequence[Proposal]) -> str:
    """The proposals as a mapping file that `load_mapping` reads. What is not sure is in a comment."""
    accounts, *related = proposals
    parts = [
        f"# Which columns of {_shown(accounts.file)} hold what, as `icplang map` proposes it. Change what is wrong:",
        "# field = your column, or false where there is none. What is not mentioned is looked for by its name.",
        "# docs/schema.md says what may stand here.",
        "",
        *_accounts(accounts, [p for p in related if p.table not in CHILDREN]),
    ]
    for proposal in related:
        if proposal.table in CHILDREN:
            parts += ["", f"[tables.{proposal.table}]", f"file = {_quoted(proposal.file)}"]
            parts += [f"key = {_quoted(r.match.header)}" for r in proposal.rows if r.column == "account_id" and r.match]
            parts += ["", f"[tables.{proposal.table}.columns]", *_columns(proposal, ("account_id", DOMAIN))]
    return "\n".join(parts) + "\n"


def _accounts(proposal: Proposal, lists: Sequence[Proposal]) -> list[str]:
    key = next((r.match.header for r in proposal.rows if r.column == "id" and r.match), None)
    head = ["[accounts]", *([f"key = {_quoted(key)}"] if key else []), "", "[accounts.columns]"]
    more = []
    for one in lists:
        row = next((r for r in one.rows if r.column == one.table and r.match), None)
        if row and row.match:
            more.append(f"{one.table} = {{ file = {_quoted(one.file)}, column = {_quoted(row.match.header)} }}")
    files = {p.table for p in lists}
    return head + _columns(proposal, ("id", DOMAIN, *files)) + more


def _columns(proposal: Proposal, without: Sequence[str]) -> list[str]:
    lines: list[tuple[str, str]] = []
    for row in proposal.rows:
        if row.column in without:
            continue
        if row.match is None:
            lines.append((f'# {row.column} = "..."', "the ICP asks for it, and no column was found"))
            continue
        place = _quoted(row.match.header)
        if row.currency != "USD":
            place = f"{{ column = {place}, currency = {_quoted(row.currency)} }}"
        seen = ", ".join(row.examples)
        note = f"{row.match.confidence:.0%} sure ({row.match.why}): {seen}"
        lines.append((f"{'' if row.sure else '# '}{row.column} = {place}", note))
    width = max((len(line) for line, _ in lines), default=0)
    lines += [(f"# not used: {_shown(', '.join(proposal.left))}", "")] if proposal.left else []
    return [f"{line:<{width}}  # {_shown(note)}" if note else line for line, note in lines]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _shown(text: str) -> str:
    """A text in one line of a comment."""
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= 100 else text[:97] + "..."
