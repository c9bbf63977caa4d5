"""Text files with a delimiter: their encoding, delimiter and header, found before DuckDB reads them.

Nothing is left to guess while the rows are read: a guess finds its way around a broken file.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, cast

from icplang.accounts.base import ROW, AccountsError
from icplang.diagnostics import Diagnostic, diagnostic

DELIMITERS = (",", "\t", ";", "|")
_HEAD = 1 << 18
"""How much of a file is looked at to find its delimiter and header, in bytes."""
_RECORDS = 50
_BLOCK = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LEGACY = {"cp1252": "Windows-1252", "latin-1": "Latin-1"}
"""What a file may be in that is not UTF-8, in the order of trying: every byte is a letter in the last one."""


@dataclass(frozen=True, slots=True)
class Delimited:
    """A delimited file as it has to be read."""

    path: Path
    encoding: str
    delimiter: str
    names: tuple[str, ...]
    notes: tuple[Diagnostic, ...] = ()
    packed: bool = False

    @classmethod
    def of(cls, path: Path, delimiter: str | None = None, called: Path | None = None) -> Delimited:
        """What the beginning of a file says. `delimiter` is the likeliest one, `called` what the user calls the file.

        Raises `AccountsError`.
        """
        packed = path.suffix.lower() == ".gz"
        with _opened(path) as file:
            head = _bytes(path, file, _HEAD)
        encoding = next((name for bom, name in _BOMS if head.startswith(bom)), "utf-8")
        text = head.decode(encoding, "replace")
        if not text.strip("\ufeff \r\n\t"):
            raise AccountsError(f"{path}: the file is empty")
        if "\0" in text:
            raise AccountsError(f"{path}: cannot be read as text: it holds NUL characters")
        found = _delimiter(text, len(head) < _HEAD, delimiter)
        names, notes = _names(called or path, _records(text, found, whole=True)[0])
        return cls(path, "utf-8" if encoding == "utf-8-sig" else encoding, found, names, notes, packed)

    @property
    def source(self) -> str:
        """The reader of the file, as DuckDB has it."""
        columns = ", ".join("'" + n.replace("'", "''") + "': 'VARCHAR'" for n in self.names)
        return (
            f"read_csv(?, auto_detect = false, columns = {{{columns}}}, delim = '{self.delimiter}', quote = '\"', "
            f"escape = '\"', header = true, compression = '{'gzip' if self.packed else 'none'}')"
        )

    @contextmanager
    def in_utf8(self) -> Iterator[tuple[Path, Delimited]]:
        """A copy in UTF-8, and how that is to be read. It is gone afterwards."""
        tried = [self.encoding] if self.encoding != "utf-8" else list(_LEGACY)
        with tempfile.TemporaryDirectory(prefix="icplang-", ignore_cleanup_errors=True) as folder:
            copy = Path(folder) / "utf-8.csv"
            encoding = next((e for e in tried if self._recoded(e, copy)), None)
            if encoding is None:
                raise AccountsError(f"{self.path}: cannot be read as {self.encoding.upper()}, as its beginning says")
            read = Delimited.of(copy, self.delimiter, self.path)
            notes = read.notes
            if encoding in _LEGACY:
                said = f"{self.path} is not UTF-8 and was read as {_LEGACY[encoding]} ({encoding})"
                notes = (diagnostic("file-guess", said, help="save it as UTF-8 if letters look wrong"), *notes)
            yield copy, replace(read, notes=notes)

    def _recoded(self, encoding: str, copy: Path) -> bool:
        try:
            with _opened(self.path) as source, copy.open("w", encoding="utf-8", newline="") as target:
                reader = io.TextIOWrapper(source, encoding, newline="")
                while block := reader.read(_BLOCK):
                    target.write(block)
        except UnicodeError:
            return False
        return True


def trouble(message: str) -> str:
    """What DuckDB says of a file that it cannot read, in one line and without its advice."""
    line = re.search(r"on Line: (\d+)", message)
    cells = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", message)
    if line and cells:
        return f"line {line[1]} has {cells[2]} cells and the header has {cells[1]}"
    if line and "unterminated quote" in message:
        return f"line {line[1]}: a quote is opened and not closed, or text stands behind the closing one"
    words = " ".join(re.split("Possible|Original Line", message)[0].split())
    return words[:300]


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb"))


def _bytes(path: Path, file: IO[bytes], size: int) -> bytes:
    try:
        return file.read(size)
    except (OSError, EOFError) as error:
        raise AccountsError(f"{path}: cannot be read as .gz: {error}") from None


def _records(text: str, delimiter: str, *, whole: bool) -> list[list[str]]:
    """The first records. The last one is cut off where the text is not `whole`."""
    records: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for record in reader:
            if record:
                records.append(record)
            if len(records) > _RECORDS:
                return records[:_RECORDS]
    except csv.Error:  # a field beyond the limit: a quote that is never closed
        whole = False
    return records if whole or len(records) < 2 else records[:-1]


def _delimiter(text: str, whole: bool, likely: str | None) -> str:
    """The delimiter by which most records have as many cells as the header, the more cells the better."""

    def fit(delimiter: str) -> tuple[bool, float, bool, int]:
        header, *rows = _records(text, delimiter, whole=whole) or [[]]
        same = sum(len(row) == len(header) for row in rows) / len(rows) if rows else 1.0
        return len(header) > 1, same, delimiter == likely, len(header)

    return max(DELIMITERS, key=fit)


def _names(path: Path, header: Sequence[str]) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """The names of the columns, each once in any case; a note where the header does not say them."""
    names: list[str] = []
    taken = {ROW}
    notes = []
    for i, cell in enumerate(header, 1):
        name = cell.strip().lstrip("\ufeff") or f"column {i}"
        if name.lower() in taken:
            notes.append(
                diagnostic("file-guess", f"{path}: the header has `{name}` twice; column {i} is called `{name} {i}`")
            )
            name = f"{name} {i}"
        taken.add(name.lower())
        names.append(name)
    return tuple(names), tuple(notes)
