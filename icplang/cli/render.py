"""Diagnostics for people and for machines: drawn over the source, as JSON, as annotations of a pull request.

`draw` lays a diagnostic out as lines of (text, style) pieces; `show` prints them plainly, or in colour through
rich where a terminal is there to see it.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO, TypeAlias

from icplang.diagnostics import Diagnostic, Severity

Piece: TypeAlias = tuple[str, str]
Line: TypeAlias = list[Piece]

STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold cyan",
    "help": "green",
    "place": "blue",
    "bold": "bold",
    "firmographic": "green",
    "technographic": "cyan",
    "behavioral": "magenta",
    "organizational": "yellow",
    "persona": "bright_blue",
    "structure": "bold",
    "filler": "dim",
    "lost": "bold white on red",
}
WIDTH = 100
"""Cells of source shown where no terminal says otherwise."""
TAB = 4
_HIDDEN = frozenset(
    "\u200e\u200f\u061c\u2028\u2029\x85" + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
)


# --- drawing ------------------------------------------------------------------------------------------------


def draw(found: Diagnostic, text: str | None, name: str, width: int = WIDTH) -> Iterator[Line]:
    """The lines of one diagnostic: message, place, source with the words underlined, help.

    `text` is None where only the places are known, as in a profile that another run has written.
    """
    yield [(f"{found.severity}[{found.code}]", found.severity), (f": {safe(found.message)}", "bold")]
    span = found.span
    if name:
        yield [("  ", ""), (safe(name) + (f":{span.line}:{span.column}" if span else ""), "place")]
    if span is not None and text is not None:
        gutter = f"{span.line} | "
        source, before, under, on = excerpt(text, span.start, span.end, max(20, width - len(gutter)))
        yield [(gutter, "place"), (source, "")]
        yield [
            (" " * (len(gutter) - 2) + "| ", "place"),
            (" " * before + "^" * under, found.severity),
            (" ..." if on else "", "place"),
        ]
    if found.help:
        yield [("help", "help"), (f": {safe(found.help)}", "")]
    elif found.suggestions:
        yield [("help", "help"), (": did you mean " + " or ".join(f"`{safe(s)}`" for s in found.suggestions) + "?", "")]


def excerpt(text: str, start: int, end: int, width: int) -> tuple[str, int, int, bool]:
    """The line around `text[start:end]` as shown, the cells before its underline, the cells of it, and whether
    it goes on below. At most `width` cells: the rest of a long line becomes `...`.
    """
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    last = len(text) if last < 0 else last
    on, end = end > last + 1, min(end, last)
    # Only what can be seen is laid out, so that a line of a megabyte costs no more than a short one.
    from_, to = max(first, start - width), min(last, end + width, start + 2 * width)
    end = min(end, to)
    shown, marks = _shown(text[from_:to].rstrip("\r"), (start - from_, end - from_))
    a, b = marks
    lo, hi = 0, len(shown)
    if from_ > first or to < last or cells(shown) > width:
        room = max(1, width - 6)
        lo, hi = a, a
        while hi < b and cells(shown[lo : hi + 1]) <= room:
            hi += 1
        b = hi
        while lo > 0 and cells(shown[lo - 1 : hi]) <= room - min(room // 3, cells(shown[hi : hi + room])):
            lo -= 1
        while hi < len(shown) and cells(shown[lo : hi + 1]) <= room:
            hi += 1
        while lo > 0 and cells(shown[lo - 1 : hi]) <= room:
            lo -= 1
    left = "..." if lo > 0 or from_ > first else ""
    right = "..." if hi < len(shown) or to < last else ""
    return left + shown[lo:hi] + right, len(left) + cells(shown[lo:a]), max(1, cells(shown[a:b])), on


def _shown(line: str, marks: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """A line with its tabs filled up, and where two of its positions have gone to."""
    out, column, places = [], 0, [0] * (len(line) + 1)
    length = 0
    for i, char in enumerate(line):
        places[i] = length
        piece = " " * (TAB - column % TAB) if char == "\t" else safe(char)
        out.append(piece)
        length += len(piece)
        column += cells(piece)
    places[len(line)] = length
    return "".join(out), (places[min(marks[0], len(line))], places[min(marks[1], len(line))])


def safe(text: str) -> str:
    """Text with nothing in it that could move a cursor or turn a line around."""
    if text.isprintable():
        return text
    return "".join(
        chr(0x2400 + ord(c))
        if c < " "
        else "\ufffd"
        if c in _HIDDEN or c == "\x7f" or unicodedata.category(c) in ("Cc", "Cs")
        else c
        for c in text
    )


def cells(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(char: str) -> int:
    if "\U0001f3fb" <= char <= "\U0001f3ff" or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0  # accents, joiners, variation selectors and skin tones change the character before
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def counts(found: Iterable[Diagnostic]) -> str:
    """ "2 errors, 1 note"; empty where there is nothing to count."""
    tally = Counter(d.severity for d in found)
    order: tuple[Severity, ...] = ("error", "warning", "note")
    return ", ".join(f"{tally[s]} {s}{'s' if tally[s] > 1 else ''}" for s in order if tally[s])


# --- printing -----------------------------------------------------------------------------------------------


def show(found: Sequence[Diagnostic], text: str | None, name: str, stream: TextIO, *, total: bool = True) -> None:
    """Print diagnostics as people read them, and the counts."""
    if not found:
        return
    colour = coloured(stream)
    width = min(shutil.get_terminal_size((WIDTH, 24)).columns, 2 * WIDTH) if stream.isatty() else WIDTH
    lines: list[Line] = []
    for one in found:
        lines.extend(draw(one, text, name, width))
        lines.append([])
    if total:
        lines.append([(counts(found), "bold")])
    paint(lines, stream, colour)


def paint(lines: Iterable[Line], stream: TextIO, colour: bool) -> None:
    """Lines of pieces to a stream."""
    if not colour:
        stream.write("".join("".join(text for text, _ in line) + "\n" for line in lines))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*((text, STYLES.get(style, "")) for text, style in line)))


def coloured(stream: TextIO) -> bool:
    """Whether a stream is a terminal that wants colour (`NO_COLOR`, `TERM=dumb`)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def github(found: Iterable[Diagnostic], name: str) -> Iterator[str]:
    """Workflow commands that annotate a pull request."""
    for one in found:
        place = {"file": name}
        if one.span is not None:
            place |= {"line": str(one.span.line), "col": str(one.span.column)}
        place["title"] = one.code
        keys = ",".join(f"{k}={_escaped(v).replace(':', '%3A').replace(',', '%2C')}" for k, v in place.items())
        message = one.message + (f"\nhelp: {one.help}" if one.help else "")
        yield f"::{'notice' if one.severity == 'note' else one.severity} {keys}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
