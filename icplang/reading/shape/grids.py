"""Reading tables: what the header says of each column, and what a row with its cells then says.

A table names attributes with their values, or scores, or kinds of accounts one a row, or tiers one a column; columns
of reasons, sources and examples are remarks.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from icplang.meaning.profile import Role
from icplang.reading.shape import columns
from icplang.reading.shape.context import Context
from icplang.reading.shape.gridcells import Document
from icplang.reading.shape.gridpoints import Pointed, unknown, worded
from icplang.reading.shape.items import SOFT, TIERS, Path
from icplang.reading.shape.labels import label, measured, names_trade, tier, weighted
from icplang.reading.shape.lines import states
from icplang.reading.shape.roles import is_label
from icplang.reading.shape.tables import Cell
from icplang.reading.shape.tiers import ranked
from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words.verdicts import refuses_outright
from icplang.vocabulary.store import builtin

_VERDICT_WORDS = 3
"""The most words of a remark that says nothing but that a row is not wanted."""


_TIERS = frozenset({"metal", "name", "tier"})
"""The families of tiers that stand beside each other as columns."""


class Grid(Pointed):
    """One table, read into the items of a document."""

    def __init__(self, document: Document, rows: list[list[Cell]]) -> None:
        self.document, self.block = document, document.blocks[-1]
        self.header, self.body = list(rows[0]), [list(r) for r in rows[1:] if r]
        if (
            self.header
            and columns.NUMBERING.fullmatch(worded(self.header[0]))
            and all(r[0].text.strip("* .").isdigit() for r in self.body)
        ):
            self._titles([self.header[0], *(r[0] for r in self.body)])
            self.header, self.body = self.header[1:], [r[1:] for r in self.body]
        self.heads = [worded(c) for c in self.header]
        self._fill()
        self.says = _said_beside(self.header)
        if {"require", "exclude"} <= {s.role for s in self.says}:  # each column says it itself
            self.block = replace(self.block, context=replace(self.block.context, role=None))
        self.remarks = {
            i
            for i, s in enumerate(self.says)
            if (s.remark and not columns.VALUE.fullmatch(self.heads[i]))
            or columns.FINDING.fullmatch(self.heads[i])
            or (
                (s.field is None or s.field.type == "SIMILAR")
                and columns.REASON.fullmatch(self.heads[i])
                and not (s.role == "exclude" and is_label(self.heads[i]))
            )
        }
        if any(columns.REFUSING.fullmatch(self.heads[i]) for i in self.remarks):  # "Segment | Why skip"
            self.block = replace(self.block, context=replace(self.block.context, role="exclude"))
        people = [i for i, s in enumerate(self.says) if s.role == "buyer"]
        deciding = [i for i in people if i and columns.DECIDING.fullmatch(self.heads[i])]
        if people[:1] == [0] and people[1:] == deciding and len(deciding) > 1:  # "Role | Decision maker | Influencer"
            people = deciding
        titled = [i for i in people if re.search(r"title|job|who|name", self.heads[i])]
        if not all(columns.DECIDING.fullmatch(self.heads[i]) for i in people):  # "Role | Title": what they decide
            self.remarks |= set(people) - set(titled[:1] or people[-1:])
        self.actions = {i for i in range(1, len(self.heads)) if columns.ACTION.fullmatch(self.heads[i])}
        self.verdicts = {
            i for i in range(1, len(self.heads)) if columns.VERDICTS.fullmatch(self.heads[i]) and not self._values(i)
        } | self.actions

    def read(self) -> None:
        """Find out what kind of table it is, and read its rows."""
        self._titles(self.header)
        if self._banded():
            for row in self.body:
                self._item(row[0].start, row[-1].end, Context(remark="command"), ())
            return
        ranks = [tier(c.text) for c in self.header]
        ranks = ranks if sum(map(bool, ranks)) > 1 else self._ranked()
        rows = [tier(row[0].text) or self._lettered(row[0]) for row in self.body]
        pointed = {i: said for i, cell in enumerate(self.header) if (said := _points(cell)) and not self._counts(i)}
        ranked_rows = sum(bool(r) for r in rows) > 1
        scored = self._scored()
        roled = [
            i for i, s in enumerate(self.says) if i and s.role in ("require", "prefer", "exclude") and s.field is None
        ]
        ticked = self._ticked(roled) if len(roled) > 1 else {}
        roled = [i for i in roled if not self._judges(i) and not self._counts(i)]
        graded = [
            i
            for i, head in enumerate(self.heads)
            if i and i != scored and columns.GRADES.fullmatch(head) and not self._counts(i)
        ]
        segments = self._segments()
        first = self.heads[0] if self.heads else None
        alike = len(self.says) > 1 and all(s.role and s.field is None and not s.remark for s in self.says)
        alike = alike and scored is None
        alike = alike and not (first in columns.ATTRIBUTE and self._fielded())  # "Filter | Include | Exclude"
        if alike and first and not ticked and not any(map(self._marks, self.verdicts)):
            if any(map(columns.ACCEPTED.match, self.heads)):  # "Ideal | OK | No"
                self._columns(dict(enumerate(self.says)))
            else:
                self._lists()
        elif len(pointed) > 1:
            self._columns(pointed)
        elif sum(bool(r) for r in ranks) > 1:
            self._tier_columns({i: ord(rank[0]) for i, rank in enumerate(ranks) if rank})
        elif ticked:
            self._ticks(ticked)
        elif len({self.says[i].role for i in roled}) > 1:  # columns for what is ideal, what will do, and what is out
            self._columns({i: self.says[i] for i in roled}, scored)
        elif len(graded) > 1:
            self._graded(graded, scored)
        elif scored is not None and (self._weighed(scored) or not (ranked_rows and first in columns.KINDS)):
            self._scored_rows(scored)
        elif segments:
            self._tier_columns({i: i for i in segments})
        elif first in columns.KINDS and any(s.field for i, s in enumerate(self.says) if i and i not in self.verdicts):
            self._kinds()
        elif ranked_rows:
            self._tier_rows(rows)
        else:
            self._rows(headed=first in columns.ATTRIBUTE)

    def _banded(self) -> bool:
        """Whether the rows say what is done at which score: "70-100 | call them"."""
        bands = [r[0].text.strip("* ") for r in self.body]
        plain = all(map(columns.AMOUNT.fullmatch, bands))
        headed = bool(self.heads) and columns.BANDED.fullmatch(self.heads[0]) is not None
        return headed and not plain and all(map(columns.BAND.fullmatch, bands))

    def _fill(self) -> None:
        """Put the field or the tier of a row in front of those below it that leave its cell empty, or leave it out."""
        scored = self._scored()
        above: Cell | None = None
        for row in self.body:
            if above and scored and len(row) >= scored and not "".join(c.text for c in row[scored:]):
                if columns.AMOUNT.fullmatch(row[scored - 1].text.strip("* ")):  # "| 11-50 staff | +10 | |"
                    row.insert(0, above)
            elif above and not row[0].text and len(row) > 1:
                row[0] = above
            elif label(row[0].text, row[0].start).known or tier(row[0].text):
                above = row[0]
            else:
                above = None

    def _judges(self, i: int) -> bool:
        """Whether a column says of each row whether it is wanted, and nothing else."""
        cells = [r[i].text for r in self.body if i < len(r)]
        told = not self._fielded() or all(columns.JUDGED.fullmatch(c) or is_label(c) for c in cells)
        return i in self.verdicts and all(len(c.split()) <= 3 for c in cells) and told

    def _marks(self, i: int) -> bool:
        """Whether a column holds nothing but verdicts: "yes", "no", "maybe"."""
        cells = [r[i].text for r in self.body if i < len(r)]
        return all(columns.JUDGED.fullmatch(c) or columns.UNSURE.match(c) for c in cells)

    def _values(self, i: int) -> bool:
        """Whether a column holds the values of the fields that the first one names: "Dimension | Fit"."""
        cells = [r[i].text for r in self.body if i < len(r)]
        told = sum(columns.JUDGED.fullmatch(c) is not None or is_label(c) for c in cells)
        return self.heads[0] in columns.ATTRIBUTE and self._fielded() and 2 * told < len(cells)

    def _lettered(self, cell: Cell) -> tuple[str, int] | None:
        """The rank of a cell that is nothing but the name of a tier, and its end."""
        found = ranked(cell.text) if self.heads and self.heads[0] in columns.KINDS else None
        return (chr(found[1] + 1), len(cell.text)) if found else None

    def _ranked(self) -> list[tuple[str, int] | None]:
        """The ranks of columns that are nothing but the names of tiers, beside attributes: "Primary | Secondary"."""
        found = [ranked(c.text) if i else None for i, c in enumerate(self.header)]
        told = bool(self.heads) and self.heads[0] in columns.ATTRIBUTE and {r[0] for r in found if r} <= _TIERS
        return [(chr(r[1] + 1), 0) if r and told else None for r in found]

    def _dismissed(self, row: list[Cell]) -> bool:
        """Whether a tier is not wanted."""
        told = [row[0].text, *(row[i].text for i in self.remarks if i < len(row))]
        return (
            self._role(row).role == "exclude"
            or any(columns.OTHERS.match(c.text) for c in row[1:])
            or any(columns.REFUSED.match(t) and len(t.split()) <= _VERDICT_WORDS for t in told)
        )

    def _role(self, row: list[Cell]) -> Context:
        """What the columns of verdicts and actions say of a row."""
        for i in sorted(i for i in self.verdicts | self.remarks if i < len(row)):
            if columns.REFUSED.match(row[i].text) if i in self.verdicts else refuses_outright(row[i].text):
                return Context("exclude")
            if i in self.verdicts and columns.OPTIONAL.match(row[i].text):
                return Context("prefer")
        return Context()

    # --- kinds of tables ------------------------------------------------------------------------------------

    def _lists(self) -> None:
        """A list in each column: what is wanted beside what is not."""
        for i, said in enumerate(self.says):
            group = self.document.next_group(SOFT)
            for number, row in enumerate(self.body):
                if i < len(row):
                    path = (*self.block.path, (group, number))
                    self._value(row[i], said.within(self.block.context), path)

    def _columns(self, roles: dict[int, Context], scored: int | None = None) -> None:
        """A column for each role, or for each number of points; the first cell of a row says what it is about, and the
        one with its points (`scored`) what it is worth if it is as it should be."""
        for row in self.body:
            self._titles([] if 0 in roles else row[:1])
            amount = columns.AMOUNT.search(row[scored].text) if scored is not None and scored < len(row) else None
            named = Context() if 0 in roles else label(row[0].text, row[0].start)
            ideal = next((i for i, s in roles.items() if s.role == "prefer" and i < len(row)), None)
            for i, said in roles.items():
                if i >= len(row):
                    continue
                lacked = said.role == "exclude" and named.field is not None and named.field.type == "TECH_LABEL"
                empty = columns.NOTHING.fullmatch(row[i].text) and not (
                    lacked and columns.LACKED.fullmatch(row[i].text)
                )
                if said.weight == 0 or empty:
                    self._remark([row[i]])
                    continue
                own = replace(named, role=said.role, weight=said.weight, negated=said.negated)
                if amount and said.role in ("require", "prefer"):
                    own = replace(own, role="prefer", weight=float(amount[0]))
                elif amount and columns.POOR.fullmatch(self.heads[i]):
                    own = replace(own, role="prefer", negated=True)
                path = self.block.path
                wider = ideal is not None and columns.wider(row[i].text, row[ideal].text)
                accepted = said.weight is None and columns.ACCEPTED.match(self.heads[i])
                if ideal is not None and accepted and not wider:
                    group = self.document.next_group(TIERS)  # what is ideal will do as well
                    self._value(row[ideal], own.within(self.block.context), (*path, (group, 0)))
                    path = (*path, (group, 1))
                self._value(row[i], own.within(self.block.context), path)
            rest = {i: c for i, c in enumerate(row) if i and i not in roles}
            if amount and scored is not None:
                self._titles([rest.pop(scored)])
            self._remark([*rest.values()])

    def _kinds(self) -> None:
        """A row for each kind of account. Where some first cells are trades, the others are no mere names."""
        group = self.document.next_group(TIERS)
        trades = any(names_trade(row[0].text) for row in self.body)
        for number, row in enumerate(self.body):
            said = [c for i, c in enumerate(row) if i and i not in self.remarks]
            unwanted = self._dismissed(row) or any(label(c.text, c.start).role == "exclude" for c in said)
            path = (*self.block.path, (group, number))
            if unwanted:
                self._remark(row)
                continue
            if _named_by_size(row[0]) or ranked(row[0].text):
                self._titles(row[:1])
            elif 0 in self.remarks:  # what somebody is called whose titles stand beside it: "Persona | Titles"
                self._remark(row[:1])
            else:
                self._item(row[0].start, row[0].end, self.block.context, path, heading=not trades)
            self._cells(row, Context(), path, begin=1)

    def _tier_rows(self, ranks: list[tuple[str, int] | None]) -> None:
        group = self.document.next_group(TIERS)
        self.remarks |= {i for i, h in enumerate(self.heads) if columns.SCORES.fullmatch(h)}
        for row, rank in zip(self.body, ranks, strict=True):
            path = (*self.block.path, (group, ord(rank[0]) if rank else 0))
            self._titles(row[:1] if rank else [])
            if self._dismissed(row):
                self._remark(row[1:])
                continue
            if rank and row[0].text[rank[1] :].strip(" :*`"):
                self._item(row[0].start + rank[1], row[0].end, self.block.context, path, heading=True)
            self._cells(row, Context(), path, begin=1)

    def _tier_columns(self, ranks: dict[int, int]) -> None:
        """A column for each tier or segment; the first cell of a row says what it is about."""
        group = self.document.next_group(TIERS)
        self._titles([row[0] for row in self.body])
        names = [label(row[0].text, row[0].start) for row in self.body]
        sized = any(n.field and n.field.type in columns.SIZES for n in names)
        for column, rank in ranks.items():
            path = (*self.block.path, (group, rank))
            if not sized and ranked(self.header[column].text) is None:
                self._item(self.header[column].start, self.header[column].end, Context(), path, heading=True)
            for row, named in zip(self.body, names, strict=True):
                if column < len(row) and not self._spare(row[column], row[0], named):
                    self._value(row[column], named.within(self.block.context), path)
                elif column < len(row):
                    self._remark([row[column]])
        refused = [i for i, s in enumerate(self.says) if i and i not in ranks and s.role == "exclude" and not s.field]
        for row, named in zip(self.body, names, strict=True):
            for i in refused:
                if i < len(row) and not self._spare(row[i], row[0], named):
                    own = replace(named, role="exclude")
                    self._value(row[i], own.within(self.block.context), self.block.path)
            self._remark([c for i, c in enumerate(row) if i and i not in ranks and i not in refused])

    def _segments(self) -> list[int]:
        """The columns of a table with a segment in each, and the fields in the first."""
        if not self.heads or self.heads[0] not in columns.ATTRIBUTE | {"signal", "metric", "indicator", "area"}:
            return []
        others = [i for i in range(1, len(self.heads)) if i not in self.remarks | self.verdicts]
        if len(others) < 2 or any(self.says[i].known or columns.VALUE.fullmatch(self.heads[i]) for i in others):
            return []
        return others if self._fielded() else []

    def _ticked(self, roled: list[int]) -> dict[int, Context]:
        """The columns with roles in which rows are only ticked."""
        cells = [r[i].text for r in self.body for i in roled if i < len(r)]
        marked = any(cells) and all(columns.TICK.fullmatch(c) or columns.CROSS.fullmatch(c) for c in cells)
        return {i: self.says[i] for i in roled} if marked else {}

    def _ticks(self, roles: dict[int, Context]) -> None:
        """A row for each criterion; a tick says which role it has."""
        for row in self.body:
            found = next((s for i, s in roles.items() if i < len(row) and columns.TICK.fullmatch(row[i].text)), None)
            self._titles([row[i] for i in roles if i < len(row)])
            rest = [c for i, c in enumerate(row) if i and i not in roles]
            if found is None:
                self._remark(row[:1])
            else:
                self._value(row[0], Context(role=found.role).within(self.block.context), self.block.path)
            self._remark(rest)

    def _rows(self, *, headed: bool) -> None:
        """A field and its value, or a cell for each field of the header."""
        names = [label(row[0].text, row[0].start) for row in self.body]
        fields = [i for i, s in enumerate(self.says) if s.field]
        if self._classes():
            self._class_rows(headed=headed)
            return
        deciding = all(columns.DECIDING.fullmatch(self.heads[i]) for i in fields if i)  # "Role | Buyer | Champion"
        attributes = headed or (deciding and 2 * sum(n.known for n in names) >= len(names))
        group = self.document.next_group(TIERS) if fields and not attributes and len(self.body) > 1 else 0
        shared = {at: self.document.next_group() for at, n in Counter(r[0].start for r in self.body).items() if n > 1}
        for number, (row, own) in enumerate(zip(self.body, names, strict=True)):
            judged = self._role(row)
            if attributes and len(row) > 1:
                path = self.block.path
                if row[0].start in shared:  # a row for each of its values
                    path = (*path, (shared[row[0].start], number))
                self._attribute_row(row, own, judged.role, path)
            elif len(row) > 1 and not any(s.known for s in self.says) and not self.remarks and not self.verdicts:
                named = replace(self.block.context, strict=True)
                self._item(row[0].start, row[0].end, named, self.block.path, heading=True)
                self._value(row[1], unknown(row[0]).within(self.block.context), self.block.path)
                self._remark(row[2:])
            else:
                path = (*self.block.path, (group, number)) if group else self.block.path
                self._cells(row, judged, path)

    def _attribute_row(self, row: list[Cell], own: Context, judged: Role | None, path: Path) -> None:
        """A field and its value. A first cell that says something itself is read too; where it needs no value, what
        stands beside it only says how it is checked."""
        plain = self.block.context
        if own.role != "buyer" and states(row[0].text):  # "Founded before 2020 | See the registry"
            self._value(row[0], replace(plain, role=judged or plain.role), self.block.path)
            self._remark(row[1:])
            return
        if own.known:
            self._titles(row[:1])
        judges = own.role is not None and own.role != "buyer" and own.field is None and own.remark is None
        if judges or not own.known:  # "US only | By headquarters"
            told = replace(plain, strict=plain.strict or not own.known)
            self._item(row[0].start, row[0].end, told, self.block.path, heading=True)
        value = next((i for i in range(1, len(row)) if i not in self.remarks), 1)
        named = own if own.known else unknown(row[0])
        if columns.EXAMPLES.fullmatch(worded(row[0])) and plain.role != "exclude":
            named = Context(field=Lexeme("SIMILAR", row[0].start, row[0].start, 1, row[0].text))
        named = measured(named, row[0].text, row[value].text)
        role = "exclude" if named.role == "exclude" else judged or self._column_role(value) or named.role
        told = replace(named, role=role)
        others = {i: c for i, c in enumerate(row) if i and i != value}
        bounds = [i for i in range(1, len(row)) if i < len(self.heads) and self.heads[i] in columns.BOUNDS]
        if value in bounds and named.field:  # "Min | Max"
            for i in bounds:
                at = row[i].start
                bound = replace(told, bound=Lexeme(columns.BOUNDS[self.heads[i]], at, at, 1, self.heads[i]))
                self._value(row[i], bound.within(plain), self.block.path)
                others.pop(i, None)
        else:
            self._value(row[value], told.within(plain), path if named.field else self.block.path)
        asked = named.role == "buyer" and named.field is not None
        for i in [i for i in others if asked and i < len(self.heads) and columns.DECIDING.fullmatch(self.heads[i])]:
            self._value(others.pop(i), told.within(plain), self.block.path)
        for i in [i for i in others if named.field and self._refuses(i)]:  # "Want | Avoid"
            self._value(others.pop(i), replace(named, role="exclude").within(plain), self.block.path)
        self._remark([*others.values()])

    def _refuses(self, i: int) -> bool:
        """Whether a column holds what is not wanted."""
        said = self.says[i] if i < len(self.says) else Context()
        return said.role == "exclude" and said.field is None and i not in self.remarks | self.verdicts

    def _column_role(self, i: int) -> Role | None:
        """The role that the header of a column of values sets: "Criterion | Disqualify if"."""
        role = self.says[i].role if i < len(self.says) and self.says[i].field is None else None
        return role if role == "exclude" or (role == "prefer" and columns.OPTIONAL.match(self.heads[i])) else None

    def _classes(self) -> bool:
        """Whether only the first column says something: all others are remarks and verdicts."""
        width = max((len(r) for r in self.body), default=0)
        others = range(1, width)
        return (
            bool(self.heads)
            and width > 1
            and all(i in self.remarks | self.verdicts for i in others)
            and not any(columns.VALUE.fullmatch(h) for i, h in enumerate(self.heads) if i and i not in self.remarks)
        )

    def _class_rows(self, *, headed: bool) -> None:
        """A kind of account, or a criterion, in each first cell."""
        kinds = not headed and columns.CLASSES.fullmatch(self.heads[0]) is not None and len(self.body) > 1
        group = self.document.next_group(TIERS if kinds else SOFT)
        for number, row in enumerate(self.body):
            unsure = any(i < len(row) and columns.UNSURE.match(row[i].text) for i in self.verdicts)
            own = replace(self.says[0], role=self._role(row).role or self.says[0].role, remark=None)
            own = own.within(self.block.context)
            if unsure:
                own = Context(remark="ambiguous-phrase")
            path = (*self.block.path, (group, number))
            self._value(row[0], own, self.block.path if own.role == "exclude" else path)
            self._titles([row[i] for i in self.verdicts - self.actions if i < len(row)])
            self._remark([c for i, c in enumerate(row) if i and i not in self.verdicts - self.actions])


def _named_by_size(cell: Cell) -> bool:
    """Whether a kind of account is named by its size, which the cells beside it give."""
    return any(s.kind == "segment" for s in builtin().senses(cell.text.lower()))


def _said(cell: Cell) -> Context:
    """What the header of a column says."""
    role = next((role for role, heads in columns.FITS.items() if heads.fullmatch(worded(cell))), None)
    return Context(role) if role else label(cell.text, cell.start)


def _said_beside(header: list[Cell]) -> list[Context]:
    """What the headers of the columns say; beside what is not wanted, with nothing between the two, the best fit is
    whom we want, and no preference: "Strong fit | Poor fit"."""
    says = [_said(c) for c in header]
    roles = {s.role for s in says}
    if "exclude" not in roles or "require" in roles or any(columns.UNSURE.match(c.text) for c in header):
        return says
    best = [columns.FITS["prefer"].fullmatch(worded(c)) is not None for c in header]
    return [Context("require") if first else said for first, said in zip(best, says, strict=True)]


def _points(cell: Cell) -> Context | None:
    """What a column is worth that is headed by its points: "5 pts", "100 (ideal)", "Strong (3)", "0 = out"."""
    found = columns.POINTED_HEAD.fullmatch(worded(cell))
    if found is None:
        return None
    points = float((found["n"] or found["behind"]).replace("\u2212", "-"))
    refused = not points and columns.REFUSED.match(found["fit"] or found["name"] or "") is not None
    return Context("exclude") if refused else weighted(Context(), points)
