"""Tables with a column that says when what a row names happened: "Trigger, Window"."""

from __future__ import annotations

import re
from dataclasses import replace

from icplang.meaning.predicates import Window
from icplang.reading.shape.gridcells import Document
from icplang.reading.shape.grids import Grid
from icplang.reading.shape.tables import Cell
from icplang.reading.shape.times import timed

_HEAD = re.compile(
    r"(?i)[*_` ]*(?:time |signal |trigger |max(?:imum)? )?(?:window|time ?frame|look-?back(?: (?:window|period))?|"
    r"recency|how recent|max(?:imum)? age|within|freshness)[*_`? ]*"
)
"""What such a column is called."""


def read_table(document: Document, rows: list[list[Cell]]) -> None:
    """Read a table into the items of a document; a column of lengths of time dates what stands beside it."""
    column = next((i for i, c in enumerate(rows[0]) if i and _HEAD.fullmatch(c.text)), None) if rows else None
    told = {} if column is None else {i: _length(r[column]) for i, r in enumerate(rows) if i and column < len(r)}
    silent = column is not None and all(during or not rows[i][column].text.strip() for i, during in told.items())
    if column is None or not silent or not any(told.values()):
        Grid(document, rows).read()
        return
    begin = len(document.out)
    Grid(document, [[c for i, c in enumerate(row) if i != column] for row in rows]).read()
    spans = {rows[i][k].start: during for i, during in told.items() if during for k in range(len(rows[i]))}
    for row in rows:
        for cell in row[column : column + 1]:
            document.says(cell.start, cell.end)
    for i, item in enumerate(document.out[begin:], begin):
        if during := spans.get(item.start):
            document.out[i] = replace(item, context=replace(item.context, during=during))


def _length(cell: Cell) -> Window | str | None:
    """The time in a cell that holds nothing else: "90 days", "last 6 months"."""
    text = cell.text.strip("*_` <≤")
    found = timed(text) or timed(f"last {text}")
    return found[1] if found and not found[0].strip() else None
