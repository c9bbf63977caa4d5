"""Tables in a text: rows of cells with their places, whether pipes, blanks, tabs or commas stand between the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from icplang.reading.shape import columns
from icplang.reading.shape.labels import label
from icplang.reading.shape.lines import BULLET, states
from icplang.vocabulary.store import builtin

_SEPARATOR = re.compile(
    r"[ \t]*\|?(?:[ \t]*(?::?-{2,}:?|:-:?|-:)[ \t]*\|)+(?:[ \t]*(?::?-{2,}:?|:-:?|-:)[ \t]*)?\|?[ \t]*$"
)
_LEFT_OUT = re.compile(r"[ \t]*[|]?[ \t]*\[?(?:\.\.\.|…)\]?[ \t]*[|]?[ \t]*$")
"""A line that stands for rows that are left out."""
_GAP = re.compile(r"(?<=\S)(?:[ ]*\t[ \t]*|[ ]{2,})(?=\S)")
_RULE = re.compile(r"[-=\u2500_ \t]{3,}$")
_CSV = re.compile(r"(?:[A-Za-z][\w /&?-]{0,30},(?! ))+[A-Za-z][\w /&?-]{0,30}$")
_FIELD = re.compile(r'"[^"]*"|[^,]*')
_PARTS = re.compile(r"\s*[,;/]\s*|\s+(?:and|or|in)\s+")
_LEAST_ROWS = 3
"""The fewest rows of what has no rule below its header."""
_HEAD_WORDS = 5
"""The most words of what heads a row or a column where only blanks or commas set it apart."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell without the space around it."""

    text: str
    start: int
    end: int


Rows = list[list[Cell]]


def rows_at(lines: list[str], i: int, offset: int) -> tuple[Rows, int]:
    """The rows of a table that starts at line `i`, its header first, and the number of lines it takes; ([], 0) if none.

    A table without a header row has an empty one.
    """
    if "|" in lines[i]:
        return _piped(lines, i, offset)
    if _GAP.search(lines[i]):
        return _aligned(lines, i, offset)
    if "," in lines[i] and _CSV.match(lines[i].rstrip()):
        return _delimited(lines, i, offset)
    return [], 0


# --- pipes --------------------------------------------------------------------------------------------------------


def _piped(lines: list[str], i: int, offset: int) -> tuple[Rows, int]:
    size = 0
    bare = not lines[i].strip().startswith("|")
    ruled = i + 1 < len(lines) and _SEPARATOR.match(lines[i + 1].rstrip()) is not None
    least = 1 if bare and (ruled or _heads(_row(lines[i], offset))) else 2
    while i + size < len(lines) and (
        _is_row(lines[i + size], least, bare=bare)
        or (
            _LEFT_OUT.match(lines[i + size])
            and i + size + 1 < len(lines)
            and _is_row(lines[i + size + 1], least, bare=bare)
        )
    ):
        size += 1
    if bare and not _bare(lines[i : i + size], ruled=ruled):
        return [], 0
    separated = size > 1 and ruled
    rows: Rows = [] if separated or bare else [[]]
    for number in range(size):
        line = lines[i + number]
        if not _SEPARATOR.match(line.rstrip()) and not _LEFT_OUT.match(line):
            rows.append(_row(line, offset))
        offset += len(line)
    if separated and _headless(rows):
        rows.insert(0, [])
    few = not separated and size < _LEAST_ROWS
    if few and (bare or not (_scored(rows[1:]) or _fielded(rows[1:]))):
        return [], 0
    return (rows, size) if size > separated else ([], 0)


def _is_row(line: str, least: int, *, bare: bool) -> bool:
    return line.count("|") >= least and bare != line.strip().startswith("|")


def _headless(rows: Rows) -> bool:
    """Whether the row above the rule is a field with its value, like those below it: "Size | 50-200 staff"."""
    if len(rows) < 2 or any(len(row) != 2 for row in rows):
        return False
    named = [label(row[0].text, row[0].start) for row in rows]
    value = rows[0][1]
    valued = states(value.text) or any(builtin().senses(part) for part in _PARTS.split(value.text.lower()))
    heads = label(value.text, value.start).field is not None and not states(value.text)
    fields = sum(n.field is not None for n in named[1:])
    likely = len(rows) > 2 and fields == len(rows) - 1 if heads else 2 * fields >= len(rows) - 1
    return valued and named[0].known and not named[0].remark and likely


def _scored(rows: Rows) -> bool:
    """Whether each row of a part of a table holds points, so that no more of them are needed to tell it."""
    signed = all(any(columns.SIGNED.fullmatch(c.text) for c in row[1:]) for row in rows)
    return bool(rows) and (signed or all(len(r) == 2 and columns.AMOUNT.fullmatch(r[1].text) for r in rows))


def _fielded(rows: Rows) -> bool:
    """Whether each row is a field and its value."""
    return len(rows) > 1 and all(len(r) == 2 and label(r[0].text, r[0].start).field is not None for r in rows)


def _bare(lines: list[str], *, ruled: bool) -> bool:
    """Whether lines without a sign in front are rows of a table: as many cells in each, no label in the header."""
    rows = [line for line in lines if not _SEPARATOR.match(line.rstrip()) and not _LEFT_OUT.match(line)]
    cells = {line.count("|") for line in rows}
    return len(rows) > 2 - ruled and len(cells) == 1 and ":" not in rows[0] and not any(c.isdigit() for c in rows[0])


def _row(line: str, offset: int) -> list[Cell]:
    body = line.rstrip("\n")
    cells: list[Cell] = []
    at = body.index("|") + 1 if body.strip().startswith("|") else 0
    for part in re.split(r"(?<!\\)\|", body[at:]):
        cells.append(_cell(part, offset + at))
        at += len(part) + 1
    if cells and not cells[-1].text:
        cells.pop()
    return cells


def _cell(part: str, offset: int) -> Cell:
    left = len(part) - len(part.lstrip(" \t*_`\x1f"))
    text = part.strip(" \t*_`\x1f")
    return Cell(text, offset + left, offset + left + len(text))


# --- blanks and tabs ----------------------------------------------------------------------------------------------


def _aligned(lines: list[str], i: int, offset: int) -> tuple[Rows, int]:
    """Lines whose cells stand below each other: a header above them, or a field and its value in each."""
    if BULLET.match(lines[i]):
        return [], 0
    first = list(_gapped(lines[i].rstrip(), offset))
    inset = len(lines[i]) - len(lines[i].lstrip())
    indented = inset > 3 and i + 1 < len(lines) and not lines[i + 1][:1].isspace()  # no header over the first column
    headed = _heads(first) or (indented and len(first) > 1)
    if not headed and not _names(first[0]):
        return [], 0
    starts = [*([0] if indented else []), *(c.start - offset for c in first)]
    rows: Rows = (
        [[*([Cell("", offset, offset)] if indented else []), *first]]
        if headed
        else [[], _paired(first, lines[i], offset)]
    )
    offset += len(lines[i])
    size = 1
    while i + size < len(lines) and lines[i + size].strip():
        line = lines[i + size]
        cells = list(_gapped(line.rstrip(), offset))
        if not (_RULE.match(line.rstrip()) and size == 1):
            if not headed and len(cells) == 1 and not BULLET.match(line) and _goes_on(cells[0], offset, rows):
                value = rows[-1][-1]
                between = "\n" + " " * (cells[0].start - value.end - 1)
                rows[-1][-1] = Cell(value.text + between + cells[0].text, value.start, cells[0].end)
                offset, size = offset + len(line), size + 1
                continue
            if BULLET.match(line) or len(cells) < 2:
                break
            if headed:
                rows.append(_placed(cells, starts, offset))
            elif _names(cells[0]):
                rows.append(_paired(cells, line, offset))
            else:
                break
        offset += len(line)
        size += 1
    return (rows, size) if len(rows) > (1 if headed else 2) else ([], 0)


def _goes_on(cell: Cell, offset: int, rows: Rows) -> bool:
    """Whether a line of one cell, which starts at an offset, goes on with the value above it: it is set in as deep."""
    name, value = rows[-1][0], rows[-1][-1]
    return bool(name.text) and cell.start - offset >= len(name.text) + 2 and value.end < offset


def _gapped(line: str, offset: int) -> Iterator[Cell]:
    """The cells of a line, between gaps of several blanks."""
    at = len(line) - len(line.lstrip())
    for found in [*_GAP.finditer(line), None]:
        end = found.start() if found else len(line)
        yield _cell(line[at:end], offset + at)
        at = found.end() if found else end


def _paired(cells: list[Cell], line: str, offset: int) -> list[Cell]:
    """A row of two: a field, and all that stands behind it, without the colon between them."""
    start, end = cells[1].start, cells[-1].end
    if line[start - offset] in ":=":
        said = line[start - offset + 1 : end - offset]
        start += 1 + len(said) - len(said.lstrip())
    return [cells[0], Cell(line[start - offset : end - offset], start, end)]


def _placed(cells: list[Cell], starts: list[int], offset: int) -> list[Cell]:
    """The cells of a row in the columns that they stand below; an empty one where there is none."""
    if len(cells) == len(starts):
        return cells
    row = [Cell("", c.start, c.start) for c in cells[:1] for _ in starts]
    for cell in cells:
        row[min(range(len(starts)), key=lambda k: abs(starts[k] - (cell.start - offset)))] = cell
    return row


def _heads(cells: list[Cell]) -> bool:
    """Whether all cells of a line are such as head columns."""
    return len(cells) > 1 and all(_names(c, among=True) for c in cells)


def _names(cell: Cell, *, among: bool = False) -> bool:
    """Whether a cell names a field or a role, or among others what a column holds."""
    plain = cell.text.lower().rstrip(":")
    if not plain or len(plain.split()) > _HEAD_WORDS or any(c.isdigit() for c in plain):
        return False
    if among and (
        plain in columns.ATTRIBUTE | {"signal"}
        or any(p.fullmatch(plain) for p in (columns.VALUE, columns.REASON, columns.SCORES))
    ):
        return True
    said = label(cell.text, cell.start)
    return said.known and cell.text[:1].isupper()


# --- commas -------------------------------------------------------------------------------------------------------


def _delimited(lines: list[str], i: int, offset: int) -> tuple[Rows, int]:
    """Lines of a file of values: a header, and as many cells in each line behind it."""
    rows = [list(_fields(lines[i].rstrip(), offset))]
    if not _heads(rows[0]):
        return [], 0
    offset += len(lines[i])
    size = 1
    while i + size < len(lines):
        cells = list(_fields(lines[i + size].rstrip(), offset))
        if len(cells) != len(rows[0]):
            break
        rows.append(cells)
        offset += len(lines[i + size])
        size += 1
    return (rows, size) if size > 1 else ([], 0)


def _fields(line: str, offset: int) -> Iterator[Cell]:
    """The values of a line, between commas outside of quotes."""
    at = 0
    while at <= len(line):
        found = _FIELD.match(line, at)
        end = found.end() if found else len(line)
        inner = line[at:end]
        quoted = len(inner) > 1 and inner[0] == inner[-1] == '"'
        yield _cell(inner[1:-1], offset + at + 1) if quoted else _cell(inner, offset + at)
        at = end + 1
