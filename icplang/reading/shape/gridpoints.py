"""Tables with points: a criterion and what it is worth in each row, or what earns all of its points and a part."""

from __future__ import annotations

import re
from dataclasses import replace

from icplang.reading.shape import columns
from icplang.reading.shape.context import Context
from icplang.reading.shape.gridcells import Cells
from icplang.reading.shape.labels import label, weighted
from icplang.reading.shape.points import portions
from icplang.reading.shape.tables import Cell

_DENYING = re.compile(r"(?i)[\s*_`]*(?:no|not|without|lacks?|missing|doesn['’]?t|isn['’]?t)[ ]")
"""How a cell starts that says what is not there."""


class Pointed(Cells):
    """The points of one table."""

    def _scored(self) -> int | None:
        """The column with points: under a header that says so, below a "Yes", with signs and no header, or behind the
        values of the field that a heading names."""
        for i, head in enumerate(self.heads):
            if (
                columns.SCORES.fullmatch(head)
                and self._numbered(i)
                and not (head in columns.BOUNDS and self._bounded())
            ):
                return i
            if head in columns.BOOSTS and self._counts(i):
                return i
        field = self.block.context.field
        if not self.heads and field and self.document.scores.scored and all(len(r) == 2 for r in self.body):
            return 1 if self._weighed(1) else None
        heads = self.heads or [""] * min(map(len, self.body), default=0)
        asked = columns.AMOUNT if self.heads else columns.SIGNED
        return next(
            (
                i
                for i, head in enumerate(heads)
                if head == ("yes" if self.heads else "")
                and all(i < len(r) and asked.fullmatch(r[i].text.strip("* ")) for r in self.body)
            ),
            None,
        )

    def _numbered(self, i: int) -> bool:
        """Whether a column may hold points, and is not all words: "Gate", "Must"."""
        cells = [r[i].text for r in self.body if i < len(r)]
        return not cells or any(c.isdigit() for text in cells for c in text) or not all(map(str.strip, cells))

    def _bounded(self) -> bool:
        """Whether a column holds the least that attributes may be, so that a "Max" beside it is no number of points."""
        return any(columns.BOUNDS.get(head) == "AT_LEAST" for head in self.heads)

    def _weighed(self, i: int) -> bool:
        """Whether a column holds nothing but points, that fall from row to row: each row is worth its own."""
        points = [float(r[i].text.strip("* ").replace("\u2212", "-")) for r in self.body] if self._counts(i) else []
        return len(points) == len(self.body) > 1 and points == sorted(set(points), reverse=True)

    def _counts(self, i: int) -> bool:
        """Whether a column holds nothing but points."""
        cells = [r[i].text.strip("* ") for r in self.body if i < len(r)]
        return bool(cells) and all(columns.AMOUNT.fullmatch(c) for c in cells)

    def _graded(self, graded: list[int], scored: int | None) -> None:
        """A column for what earns all of the points of a row, and one for what earns a part of them."""
        for row in self.body:
            amount = columns.AMOUNT.search(row[scored].text) if scored is not None and scored < len(row) else None
            named = replace(label(row[0].text, row[0].start), role=None, remark=None)
            self._titles([row[i] for i in (0, scored) if i is not None and i < len(row)])
            for i in graded:
                grade = columns.GRADES.fullmatch(self.heads[i])
                if i >= len(row) or grade is None or grade["none"] or columns.NOTHING.fullmatch(row[i].text):
                    self._remark(row[i : i + 1])
                    continue
                whole = grade["part"].lower() not in ("partial", "half", "some")
                context = weighted(named, float(amount[0].replace("\u2212", "-")) if amount and whole else None)
                self._value(row[i], context.within(self.block.context), self.block.path)
            self._remark([c for i, c in enumerate(row) if i and i != scored and i not in graded])

    def _scored_rows(self, scored: int) -> None:
        """A criterion, and its points."""
        valued = bool(scored) and self._fielded()
        fielded = [i for i, s in enumerate(self.says) if i and i != scored and s.field and i not in self.remarks]
        if not valued and self._measures(scored, fielded):
            fielded = [0, *fielded]
        for row in self.body:
            amount = columns.AMOUNT.search(row[scored].text) if scored < len(row) else None
            points = float(amount[0].replace("\u2212", "-")) if amount else None
            context = weighted(self.block.context, points)
            self._titles([row[scored]] if scored < len(row) else [])
            rest = [i for i in range(len(row)) if i != scored]
            if points == 0 and (fielded or not self.heads):  # "D | under 50 | 0"
                self._remark([row[i] for i in rest])
                continue
            if fielded:
                for i in fielded:
                    if i < len(row):
                        self._value(row[i], replace(self.says[i], weight=None).within(context), self.block.path)
                self._remark([row[i] for i in rest if i not in fielded])
                continue
            if rest:
                self._scored_row(row, rest, points, valued=valued)

    def _measures(self, scored: int, others: list[int]) -> bool:
        """Whether the first column of a scored table holds values of the field in its header: "Headcount | Points"."""
        own = self.says[0].field if self.says and scored else None
        named = {s.field.type for s in (self.says[i] for i in others) if s.field}
        return own is not None and own.type not in named and 0 not in self.remarks

    def _scored_row(self, row: list[Cell], rest: list[int], points: float | None, *, valued: bool) -> None:
        """What the points of a row are for: what its first cell says, or the value beside it. `rest`: its cells but the
        one with the points; `valued`: first cells name fields."""
        context = weighted(self.block.context, points)
        first = row[rest[0]]
        denies = _DENYING.match(first.text) is not None  # "No CRM" names no field
        named = Context() if denies else label(first.text, first.start)
        value = next((i for i in rest[1:] if portions(row[i].text)), None)
        if value is not None:
            self._titles([first])
            self._portions(row[value], named, points)
            self._remark([row[i] for i in rest[1:] if i != value])
            return
        value = next((i for i in rest[1:] if i not in self.remarks | self.actions), None)
        said = row[value] if value is not None else None
        if said and columns.WINDOW.match(said.text) and named.field is None:
            self._item(first.start, said.end, Context(remark="unknown-words"), ())
            self._remark([row[i] for i in rest[1:] if i != value])
            return
        head = self.heads[value] if value is not None and value < len(self.heads) else ""
        told = named.field is not None or valued or columns.VALUE.fullmatch(head) is not None
        if said and told and said.text.strip() and not columns.NOTHING.fullmatch(said.text):
            own = named if named.known else unknown(first)
            own = replace(own.within(context), role=context.role, negated=context.negated)
            self._value(said, own, self.block.path)
            if named.known or (valued and not denies):
                self._titles([first])
            else:  # "Uses Xero | 20 | We plug into it"
                self._item(first.start, first.end, context, self.block.path, reason=True)
        else:  # "Competitor | any | -30"
            value = None
            self._value(first, context, self.block.path)
        self._remark([row[i] for i in rest[1:] if i != value])

    def _portions(self, cell: Cell, named: Context, points: float | None) -> None:
        """A cell that gives each value its own points: "100+ vehicles = 30, 40-99 = 20"."""
        at = cell.start
        for begin, behind, n in portions(cell.text, points):
            start, end = cell.start + begin, cell.start + behind
            self.document.says(at, start)
            at = end
            own = weighted(replace(named, role=None), n) if n != 0 else Context(remark="command")
            self._item(start, end, own.within(self.block.context), self.block.path)
        self.document.says(at, cell.end)

    def _fielded(self) -> bool:
        """Whether most first cells name a field, so that those beside them are its values."""
        fields = [label(r[0].text, r[0].start).field for r in self.body]
        return 2 * sum(f is not None for f in fields) >= len(fields) > 0


def unknown(first: Cell) -> Context:
    """What a first cell that names no field says of its value: nothing; the type of a company is any of its kinds."""
    return Context(strict=columns.CLASSES.fullmatch(worded(first)) is None)


def worded(cell: Cell) -> str:
    """The words of a cell, without signs around them and in lower case."""
    return cell.text.strip("*_` ").lower()
