"""Markdown tables: rows of cells with their places in the source."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SEPARATOR = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?\|?[ \t]*$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell without the space around it."""

    text: str
    start: int
    end: int


def rows_at(lines: list[str], i: int, offset: int) -> tuple[list[list[Cell]], int]:
    """The rows of a table that starts at line `i`, its header first, and the number of lines it takes; ([], 0) if none.

    A table without a header row has an empty one.
    """
    if "|" not in lines[i]:
        return [], 0
    size = 0
    bare = not lines[i].strip().startswith("|")
    while i + size < len(lines) and lines[i + size].count("|") >= 2 and bare != lines[i + size].strip().startswith("|"):
        size += 1
    if bare and not _bare(lines[i : i + size]):
        return [], 0
    separated = size > 1 and _SEPARATOR.match(lines[i + 1].rstrip()) is not None
    if size < 2 or (not separated and size < 3):
        return [], 0
    rows: list[list[Cell]] = [] if separated or bare else [[]]
    for number in range(size):
        line = lines[i + number]
        if not _SEPARATOR.match(line.rstrip()):
            rows.append(_row(line, offset))
        offset += len(line)
    return rows, size


def _bare(lines: list[str]) -> bool:
    """Whether lines without a sign in front are rows of a table: as many cells in each, no label in the header."""
    rows = [line for line in lines if not _SEPARATOR.match(line.rstrip())]
    cells = {line.count("|") for line in rows}
    return len(rows) > 2 and len(cells) == 1 and ":" not in rows[0] and not any(c.isdigit() for c in rows[0])


def _row(line: str, offset: int) -> list[Cell]:
    body = line.rstrip("\n")
    cells: list[Cell] = []
    at = body.index("|") + 1 if body.strip().startswith("|") else 0
    for part in re.split(r"(?<!\\)\|", body[at:]):
        left = len(part) - len(part.lstrip(" \t*_`"))
        text = part.strip(" \t*_`")
        cells.append(Cell(text, offset + at + left, offset + at + left + len(text)))
        at += len(part) + 1
    if cells and not cells[-1].text:
        cells.pop()
    return cells
