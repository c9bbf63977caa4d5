"""The cells of a table, each an item of the document under what its header says, or a remark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from icplang.reading.shape import columns
from icplang.reading.shape.context import Context
from icplang.reading.shape.items import GATES, Block, Item, Path
from icplang.reading.shape.labels import LISTS
from icplang.reading.shape.lines import BULLET
from icplang.reading.shape.scores import Scores
from icplang.reading.shape.tables import Cell


class Document(Protocol):
    """What the reader of a table needs of the text around it."""

    text: str
    out: list[Item]
    blocks: list[Block]
    scores: Scores

    def says(self, start: int, end: int) -> None:
        """Note words that speak of others."""

    def labelled(self, item: Item) -> Iterator[Item]:
        """An item, cut by its own labels."""

    def next_group(self, kind: int = 0) -> int:
        """The number of a new group of alternatives."""


class Cells:
    """The cells of one table, by its header."""

    document: Document
    block: Block
    header: list[Cell]
    heads: list[str]
    """The words of the header."""
    body: list[list[Cell]]
    says: list[Context]
    """What the header says of each column."""
    remarks: set[int]
    verdicts: set[int]
    actions: set[int]

    def _cells(self, row: list[Cell], judged: Context, path: Path, begin: int = 0) -> None:
        """Each cell under what its header says. Where a header says something, cells below one that does not are
        believed only where they stand on their own."""
        told = [i for i in range(begin, len(row)) if i not in self.remarks | self.verdicts and row[i].text.strip()]
        together = "exclude" in (judged.role, self.block.context.role) and len(told) > 1
        group = self.document.next_group(GATES * len(told)) if together else 0
        for i, cell in enumerate(row):
            if i < begin:
                continue
            own = self.says[i] if i < len(self.says) else Context()
            if i in self.remarks | self.verdicts or self._spare(
                cell, self.header[i] if i < len(self.header) else None, own
            ):
                self._remark([cell])
                continue
            if judged.role:
                own = replace(own, role=judged.role if own.role != "buyer" else own.role)
            if not own.known and i < len(self.says) and not columns.VALUE.fullmatch(self.heads[i]):
                own = Context(strict=True)
            place = (*path, (group, i)) if group else path  # what is left out is all that the row says
            self._value(cell, own.within(self.block.context), place, member=bool(group))

    def _spare(self, cell: Cell, head: Cell | None, said: Context) -> bool:
        """Whether a cell asks for nothing: an empty one, or one that says how large a tier is, or how it is worked."""
        if columns.NOTHING.fullmatch(cell.text) or columns.OF_LIST.fullmatch(cell.text):
            return True
        counted = head is not None and columns.LISTED.fullmatch(head.text.strip("*_` "))
        sized = counted and columns.SIZED.fullmatch(cell.text)
        return bool(sized) or (said.field is None and columns.LEVEL.fullmatch(cell.text) is not None)

    def _value(self, cell: Cell, context: Context, path: Path, *, member: bool = False) -> None:
        parts = [m for m in columns.PART_OF_CELL.finditer(cell.text) if m[0].strip()]
        group = self.document.next_group() if len(parts) > 1 and context.field and context.field.type in LISTS else 0
        for number, m in enumerate(parts):
            bullet = BULLET.match(m[0])
            start = cell.start + m.start() + (bullet.end() if bullet else len(m[0]) - len(m[0].lstrip()))
            self.document.says(cell.start + m.start(), start)
            item = Item(start, cell.start + m.start() + len(m[0].rstrip()), context, path=path, member=member)
            if group:
                item = replace(item, path=(*path, (group, number)), member=True)
            self.document.out.extend(self.document.labelled(item))

    def _item(
        self, start: int, end: int, context: Context, path: Path, *, heading: bool = False, reason: bool = False
    ) -> None:
        self.document.out.append(Item(start, end, context, heading=heading, path=path, reason=reason))

    def _remark(self, cells: list[Cell]) -> None:
        for c in cells:
            if c.text.strip():
                self._item(c.start, c.end, Context(remark="commentary"), ())

    def _titles(self, cells: list[Cell]) -> None:
        for cell in cells:
            self.document.says(cell.start, cell.end)
