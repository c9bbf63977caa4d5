"""What became of each word of a text, for people and for machines: in colour, with a line of signs, as JSON."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, TextIO

from icplang.cli.render import TAB, WIDTH, Line, cells, coloured, paint, safe
from icplang.reading.coverage import KINDS, Mark

SIGNS = {
    "firmographic": "f",
    "technographic": "t",
    "behavioral": "b",
    "organizational": "o",
    "persona": "p",
    "structure": "-",
    "filler": ".",
    "error": "!",
    "warning": "w",
    "note": "n",
    "lost": "?",
}
"""What stands under a word, and the order of the legend. A capital is a criterion with a note to it."""


def label(mark: Mark) -> str:
    """What the legend calls a mark: the layer of a criterion, the severity of a report, or the kind."""
    return mark.layer or (mark.severity if mark.kind == "reported" and mark.severity else mark.kind)


def published(marks: Sequence[Mark]) -> dict[str, Any]:
    """`words`: each with its place, text and kind, and what there is of layer, severity, code and the number of its
    criterion · `totals`: words of each kind."""
    words = [{k: v for k, v in asdict(m).items() if v is not None} for m in marks]
    return {"words": words, "totals": totals(marks)}


def totals(marks: Sequence[Mark]) -> dict[str, int]:
    """The number of words, and of those of each kind."""
    tally = Counter(m.kind for m in marks)
    return {"words": len(marks), **{kind: tally[kind] for kind in KINDS}}


def show(marks: Sequence[Mark], text: str, name: str, stream: TextIO) -> None:
    """Print the text with its marks, a legend and the totals."""
    colour = coloured(stream)
    width = min(shutil.get_terminal_size((WIDTH, 24)).columns, 2 * WIDTH) if stream.isatty() else WIDTH
    paint(draw(marks, text, name, width, signs=not colour), stream, colour)


def draw(marks: Sequence[Mark], text: str, name: str, width: int = WIDTH, *, signs: bool) -> Iterator[Line]:
    """The lines of the whole view. `signs`: a line of signs stands under each line of the source."""
    yield [(safe(name), "place")]
    around = _around(marks, text)
    at, gutter = 0, len(str(text.count("\n") + 1)) + 3
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        here = [(piece, around[at + i]) for i, piece in enumerate(_pieces(line.removesuffix("\r")))]
        for part, row in enumerate(_rows(here, max(20, width - gutter))):
            yield [(f"{'' if part else number:>{gutter - 3}} | ", "place"), *((p, _style(m)) for p, m in row)]
            under = "".join(_sign(m) * cells(p) if m and not p.isspace() else " " * cells(p) for p, m in row).rstrip()
            if signs and under:
                yield [(" " * (gutter - 2) + "| ", "place"), (under, "")]
        at += len(line) + 1
    yield []
    yield from _legend(marks, signs=signs)


def _legend(marks: Sequence[Mark], *, signs: bool) -> Iterator[Line]:
    tally = Counter(map(label, marks))
    line: Line = []
    for name, sign in SIGNS.items():
        if tally[name]:
            line += [("  " if line else "", ""), (f"{sign} {name}" if signs else name, name), (f" {tally[name]}", "")]
    if line:
        yield line
    if signs and any(m.kind == "criterion" and m.code for m in marks):
        yield [("a capital has a note: `icplang check` prints it", "")]
    found = totals(marks)
    words = found.pop("words")
    said = ", ".join(f"{n} {kind}" for kind, n in found.items() if n)
    yield [(f"{words} word{'' if words == 1 else 's'}" + (f": {said}" if said else ""), "bold")]


def _around(marks: Sequence[Mark], text: str) -> list[Mark | None]:
    """The mark at each offset. What stands between two words of one criterion belongs to it."""
    out: list[Mark | None] = [None] * len(text)
    last: Mark | None = None
    for mark in marks:
        start = mark.start
        if last and last.kind == mark.kind == "criterion" and last.criterion == mark.criterion:
            start = mark.start if "\n" in text[last.end : mark.start] else last.end
        out[start : mark.end] = [mark] * (mark.end - start)
        last = mark
    return out


def _pieces(line: str) -> Iterator[str]:
    """Each character as it is shown, tabs filled up."""
    column = 0
    for char in line:
        piece = " " * (TAB - column % TAB) if char == "\t" else safe(char)
        column += cells(piece)
        yield piece


def _rows(pieces: list[tuple[str, Mark | None]], width: int) -> Iterator[list[tuple[str, Mark | None]]]:
    """A line broken at spaces into rows of at most `width` cells; the space at which it is broken is left out."""
    while len(pieces) > 1 and pieces[-1][0].isspace():
        pieces = pieces[:-1]
    row, taken, space = list[tuple[str, Mark | None]](), 0, 0
    for piece in pieces:
        row.append(piece)
        taken += cells(piece[0])
        if taken > width and len(row) > 1:
            cut = space or len(row) - 1
            yield row[:cut]
            row, space = row[cut + bool(space) :], 0
            taken = sum(cells(p) for p, _ in row)
        elif piece[0].isspace():
            space = len(row) - 1
    yield row


def _sign(mark: Mark) -> str:
    sign = SIGNS[label(mark)]
    return sign.upper() if mark.kind == "criterion" and mark.code else sign


def _style(mark: Mark | None) -> str:
    return label(mark) if mark else ""
