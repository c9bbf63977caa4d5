"""What the modules about tables of accounts share: names in SQL, row numbers, the columns of a table, errors."""

from __future__ import annotations

from collections.abc import Mapping

from icplang.diagnostics import Diagnostic

ROW = "#row"
"""The column with the number of a row in its file."""


class AccountsError(ValueError):
    """A file that cannot be used, or a program that is missing. Says which and what to do."""


class Columns(dict[str, str]):
    """The types (DuckDB's names) of a table's own columns, in order; `notes` say what was guessed about its file."""

    def __init__(self, types: Mapping[str, str], notes: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(types)
        self.notes = notes


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def plain(header: str) -> str:
    """A header as it is compared: its letters and digits in lower case."""
    return "".join(c for c in header.lower() if c.isalnum())
