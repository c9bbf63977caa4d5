"""Files of values with commas: a header of keys, and below it a line for each profile or condition."""

from __future__ import annotations

import re

from icplang.reading.shape.configtree import Entry, Group, Scalar
from icplang.reading.shape.keys import key
from icplang.reading.shape.queries import Query
from icplang.reading.shape.records import names_compared, names_value

_HEADER = re.compile(r"\s*(?:[a-z][a-z0-9_]{0,30},)+[a-z][a-z0-9_]{0,30}[ \t\r]*\n")
_FIELD = re.compile(r'[ \t]*"(?P<quoted>[^"\n]*)"[ \t]*|[ \t]*(?P<bare>[^,\n]*?)[ \t\r]*(?=,|$)')


def delimited(text: str) -> Query | None:
    """The rows of a file of values as keys with their values; None where a text is no such file."""
    header = _HEADER.match(text)
    if header is None:
        return None
    lines = list(_lines(text))
    keys = [text[s:e] for s, e in _cells(text, *lines[0])]
    known = [k for k in keys if names_compared(k) or names_value(k) or (said := key(k, 0)).context.known or said.event]
    rows = [list(_cells(text, start, end)) for start, end in lines[1:]]
    if not rows or 2 * len(known) <= len(keys) or any(len(row) != len(keys) for row in rows):
        return None
    groups = [
        Group([Entry(k, s, s, Scalar(s, e)) for k, (s, e) in zip(keys, row, strict=True) if s < e]) for row in rows
    ]
    compared = any(map(names_compared, keys)) and any(map(names_value, keys))
    root = (
        groups[0]
        if len(groups) == 1 and not compared
        else Group([Entry("", g.entries[0].start, g.entries[0].start, g) for g in groups if g.entries])
    )
    return Query(root, signs=[lines[0]])


def _lines(text: str) -> list[tuple[int, int]]:
    """Where the lines of a text stand that say something."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the values of a line stand, between commas outside of quotes."""
    out = []
    while start <= end and (found := _FIELD.match(text, start, end)):
        out.append(found.span("quoted" if found["quoted"] is not None else "bare"))
        start = found.end() + 1
    return out
