"""The shape of a text: headings, bullets, labels, keys, tables and paragraphs, cut into items that are read one by one.

A heading or a label sets a role ("Nice to have:"), a field ("Industries:"), or says that what follows is a remark
("Why:"). Bullets under a field, and tiers, are alternatives: their items carry a path of (group, branch).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from icplang.reading.items import SOFT, Heading, Item
from icplang.reading.labels import LISTS, Context, label, tier, weighted
from icplang.reading.tables import Cell, rows_at

_HEADING = re.compile(r"[ \t>]*(?P<level>#{1,6})[ \t]+(?:\d+(?:\.\d+)*[.)]?[ \t]+)?(?P<text>.+?)[ \t#]*$")
_BOLD_LINE = re.compile(r"[ \t>]*(?:\*\*|__)(?P<text>[^*_]+)(?:\*\*|__):?[ \t]*$")
_TIER_LINE = re.compile(
    r"[ \t>]*(?P<text>(?:tier|segment|icp|profile|priority|cohort|wave)[ #]*(?:\d|[a-d])\b.*)$", re.IGNORECASE
)
_BULLET = re.compile(r"[ \t>]*(?:[-*•‣◦+–—]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])[ \t]+(?=\S)")
_LABEL = re.compile(r"[ \t*_>]*(?P<label>[^\s*_:|\"'{][^:|\n]{0,70}?)[*_]*[ \t]*:[*_]*(?:[ \t]+|$)")
_NEXT_LABEL = re.compile(r"(?<=[.;!])[ \t\n]+(?=(?P<label>[A-Z*_][^:|.;,\n]{1,40}):[ \t*_])")
_KEY = re.compile(r"[ \t]*(?:-[ \t]+)?[{\[, \t]*(?P<q>[\"']?)(?P<key>[A-Za-z][\w.-]*)(?P=q)[ \t]*:[ \t]*(?P<value>.*)$")
_STRONG_KEY = re.compile(
    r"^[ \t]*(?:-[ \t]+)?[{]?(?:[\"'][\w.-]+[\"']|[a-z]+(?:[_.][a-z0-9]+)+|[a-z]+(?:[A-Z][a-z]+)+)[ \t]*:", re.MULTILINE
)
_INNER_KEY = re.compile(r"(?<=,)[ \t]*[\"'][\w.-]+[\"'][ \t]*:")
_MARKDOWN = re.compile(r"^#{2,6} |\*\*|^[ \t]*\|", re.MULTILINE)
_CELL = re.compile(r"(?:[^|·\n]|\n(?!\s*\n))+")
_QUOTED_LINE = re.compile(r"[ \t]*(?=[\"'].*[\"'],?$)")
_RULE = re.compile(r"[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$|[ \t]*(?:```|~~~).*$|[ \t]*[{}\[\]],?[ \t]*$")
_SLOT = re.compile(
    r"\{?\{[\w ]{1,40}\}\}?|(?-i:\[[A-Z][A-Z _/]{2,30}\])|\[(?:e\.?g\b|insert|your|company|industry|name|x\b)[^\]\n]*\]"
    r"|<[a-z][a-z _]{2,30}>|_{3,}|\b_?(?:TODO|TBD)_?\b",
    re.IGNORECASE,
)
_UNREAD = re.compile(r"[ \t]*(?:[-*][ \t]+)?not understood:[ \t]+(?=\S)", re.IGNORECASE)
_EXACT = re.compile(
    r"(?:(?P<label>[A-Z][A-Za-z ]{3,20}):[ \t]+)?(?:(?:all|any|at least \d+) of )?\(.*\)$", re.IGNORECASE
)
_WEIGHT = re.compile(r"(?<![ \t])[ \t]*\(weight:?[ ](?P<n>-?\d{1,9}(?:\.\d{1,9})?)[ ]?%?\)\.?$", re.IGNORECASE)
_SENTENCES = re.compile(r"[.!?]\s")
_DEFINITION = re.compile(
    r"[ \t]*by[ ]+(?P<word>[^,.;:\n]{2,60}?),?[ ]+(?:we|i)[ ]+mean[ ]+(?P<body>[^\n]+?)(?:\.(?=\s|$)|$)",
    re.IGNORECASE | re.MULTILINE,
)
_ATTRIBUTE = frozenset(
    "attribute dimension field filter criterion criteria item parameter characteristic factor element category "
    "property aspect".split()
) | {""}
_TITLE = -98
"""The level of a first-level heading; headings stand above all indents."""
_SCORE = re.compile(
    r"(?P<body>.+?)(?:[ \t]*[:|→=(][ \t]*|[ \t]+[-\u2013][ \t]+)(?P<n>[+\u2212-]?[ ]?\d{1,3})"
    r"(?P<unit>[ ]?(?:%|pts?\b|points?\b))?\)?[ \t]*$"
)
_WEIGHING = re.compile(r"weight|scor|points|share", re.IGNORECASE)


@dataclass(slots=True)
class _Block:
    """An open heading, label or key: what it says, and the group of alternatives that it opens."""

    indent: int
    context: Context
    path: tuple[tuple[int, int], ...]
    group: int = 0
    branch: int = 0
    bulleted: bool = False
    soft: int = 0


_RANGE_KEYS = frozenset({"min", "max", "from", "to", "minimum", "maximum", "score", "weight", "points"})


@dataclass(slots=True)
class _Entry:
    """A list entry made of keys: where its range stands in the output."""

    indent: int
    item: int | None = None


class _Document:
    def __init__(self, text: str) -> None:
        self.text, self.out = text, list[Item]()
        self.headings: list[Heading] = []
        self.blocks: list[_Block] = [_Block(-99, Context(), ())]
        self.paragraph: Item | None = None
        self.groups = 0
        self.tiers: dict[int, int] = {}
        self.opened: _Entry | None = None
        self.keyed = _STRONG_KEY.search(text) is not None and _MARKDOWN.search(text) is None

    def items(self) -> list[Item]:
        at, lines = 0, self.text.splitlines(keepends=True)
        i = 0
        while i < len(lines):
            table, size = rows_at(lines, i, at)
            if table:
                self.close()
                self.table(table)
                at += sum(map(len, lines[i : i + size]))
                i += size
                continue
            body = lines[i].rstrip()
            ranked = None if self.keyed else _TIER_LINE.match(body)
            if ranked and i + 1 < len(lines) and _BULLET.match(lines[i + 1]):
                self.close()
                self.heading(ranked, at)
            else:
                self.line(body, at)
            at += len(lines[i])
            i += 1
        self.close()
        return self.out

    # --- lines ----------------------------------------------------------------------------------------------

    def line(self, body: str, start: int) -> None:
        heading = None if self.keyed else _HEADING.match(body) or _BOLD_LINE.match(body)
        if not body.strip() or _RULE.match(body):
            self.close()
        elif unread := _UNREAD.match(body):
            self.close()
            context = replace(self.blocks[-1].context, field=None, remark="unknown-words")
            self.out.append(Item(start + unread.end(), start + len(body), context))
        elif self.keyed and body.lstrip().startswith(("#", "//")):
            self.close()
            self.out.append(
                Item(start + len(body) - len(body.lstrip()), start + len(body), Context(remark="commentary"))
            )
        elif heading:
            self.close()
            self.heading(heading, start)
        elif self.keyed and _KEY.match(body):
            self.close()
            cuts = [m.start() for m in _INNER_KEY.finditer(body)] if body.lstrip().startswith("{") else []
            for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True):
                if inner := _KEY.match(body[a:b].rstrip(" ,}")):
                    self.entry(inner, body[a:b].rstrip(" ,}"), start + a)
        elif not self.keyed and not _BULLET.match(body) and (alone := _LABEL.fullmatch(body)):
            self.close()
            self.open(alone["label"], start + alone.start("label"), _indent(body))
        elif self.keyed and (quoted := _QUOTED_LINE.match(body)):
            self.close()
            self.bullet(body.rstrip(" ,"), start, quoted)
        elif bullet := _BULLET.match(body):
            self.close()
            self.bullet(body, start, bullet)
        else:
            self.prose(body, start)

    def heading(self, found: re.Match[str], start: int) -> None:
        line = found.string
        self.headings.append(Heading(start + _indent(line), start + len(line), label(found["text"], start), True))
        level = len(found["level"]) - 99 if "level" in found.re.groupindex else -90
        text, at = found["text"], start + found.start("text")
        self.blocks = [b for b in self.blocks if b.indent < level] or [_Block(-99, Context(), ())]
        path = self.blocks[-1].path
        ranked = tier(text)
        if ranked:
            group = self.tiers.get(level) or self._next_group()
            self.tiers[level] = group
            path = (*path, (group, ord(ranked[0])))
            self.blocks.append(_Block(level, Context().within(self.blocks[-1].context), path))
            rest = re.match(r"[\s:—–\-.)]*", text[ranked[1] :])
            begin = at + ranked[1] + (rest.end() if rest else 0)
            if self.text[begin : at + len(text)].strip():
                self.out.append(Item(begin, at + len(text), self.blocks[-1].context, heading=True, path=path))
            return
        self.tiers = {k: v for k, v in self.tiers.items() if k < level}
        labelled = _LABEL.match(text)
        own = label(labelled["label"], at) if labelled and labelled.end() < len(text) else Context()
        if labelled and own.known:
            kept = Context(role=own.role) if own.role == "exclude" else Context()
            self.blocks.append(_Block(level, kept.within(self.blocks[-1].context), path))
            self.out.append(
                Item(at + labelled.end(), at + len(text), own.within(self.blocks[-1].context), heading=True, path=path)
            )
            return
        context = label(text, at)
        self.groups += 1
        listing = context.field is not None and context.field.type in LISTS
        self.blocks.append(_Block(level, context.within(self.blocks[-1].context), path, self.groups if listing else 0))
        if not context.known:
            at += labelled.end() if labelled and labelled.end() < len(text) else 0
        title = level == _TITLE
        if context.field is None and context.remark is None and not title:  # "Higher education - out of ICP"
            self.out.append(Item(at, start + found.end("text"), self.blocks[-1].context, heading=True, path=path))

    def open(self, text: str, at: int, indent: int) -> None:
        """A label or a key on a line of its own: it speaks of what stands below it."""
        self.blocks = [b for b in self.blocks if b.indent < indent]
        outer = self.blocks[-1]
        context = label(text, at)
        if not self.keyed:
            end = self.text.find("\n", at)
            self.headings.append(Heading(at, len(self.text) if end < 0 else end, context, False))
        path = outer.path
        if outer.group:
            outer.branch += 1
            path = (*path, (outer.group, outer.branch))
        self.groups += 1
        whole = context.within(outer.context)
        listing = whole.field is not None and whole.field.type in LISTS
        self.blocks.append(_Block(indent, whole, path, self.groups if listing else 0))
        if not context.known:
            self.out.append(Item(at, at + len(text), replace(outer.context, field=None), heading=True, path=path))

    def key(self, found: re.Match[str], body: str, start: int) -> None:
        indent, key, value = _indent(body), found["key"], found["value"]
        comment = re.search(r"(?:^|[ \t]+)(?:#|//)[ \t].*$", value)
        if comment:
            at = start + found.start("value") + comment.start()
            self.out.append(
                Item(at + len(comment[0]) - len(comment[0].lstrip()), start + len(body), Context(remark="commentary"))
            )
            value = value[: comment.start()]
        value = value.rstrip().rstrip(",")
        if not value.strip("[{>|- \t"):
            self.open(key, start + found.start("key"), indent)
            return
        self.blocks = [
            b for b in self.blocks if b.indent < indent or (b.indent == indent and body.lstrip().startswith("-"))
        ]
        begin, end = start + found.start("value"), start + found.start("value") + len(value)
        context = label(key, start + found.start("key"))
        if _bounded(key) and context.bound is None:  # "min: 20, max: 75" is read as it stands
            context = replace(context, field=None)
        if value.strip(" \"'").lower() in ("true", "false", "null", "none", "[]", "{}", '""', "''", '"*"', "*"):
            self.out.append(Item(start + found.start("key"), end, Context(remark="command")))
            return
        outer = self.blocks[-1]
        whole = context.within(outer.context)
        if _bounded(key) and context.bound is None:
            begin = start + found.start("key")
        listing = whole.field is not None and whole.field.type in LISTS and ("[" in value or "," in value)
        if listing:
            self.groups += 1
            for number, cell in enumerate(_cells(self.text, begin, end)):
                self.out.append(Item(*cell, whole, path=(*outer.path, (self.groups, number)), member=True, keyed=True))
        else:
            self.out.append(Item(begin, end, whole, path=outer.path, keyed=True))

    def entry(self, found: re.Match[str], body: str, start: int) -> None:
        """A key: on its own, or one of the keys of a list entry ("- min: 20", "max: 75", "score: 90")."""
        indent = _indent(body)
        if body.lstrip().startswith("-"):
            self.opened = _Entry(indent) if found["key"].lower() in _RANGE_KEYS else None
        elif self.opened and indent <= self.opened.indent:
            self.opened = None
        if self.opened is None:
            self.key(found, body, start)
            return
        name, value = found["key"].lower(), found["value"].split("#")[0].strip().rstrip(",")
        if "#" in found["value"]:
            at = body.index("#")
            self.out.append(Item(start + at, start + len(body), Context(remark="commentary")))
        entry, end = self.opened, start + found.start("value") + len(value)
        if name in ("score", "weight", "points"):
            if entry.item is not None:
                points = float(value) if re.fullmatch(r"-?\d+(?:\.\d+)?", value) else None
                self.out[entry.item] = replace(
                    self.out[entry.item], context=weighted(self.out[entry.item].context, points)
                )
        elif name in _RANGE_KEYS:
            if entry.item is None:
                block = [b for b in self.blocks if b.indent < indent][-1]
                entry.item = len(self.out)
                self.out.append(Item(start + found.start("key"), end, block.context, path=block.path, keyed=True))
            else:
                self.out[entry.item] = replace(self.out[entry.item], end=end)
        else:
            self.key(found, body, start)

    def _next_group(self) -> int:
        self.groups += 1
        return self.groups

    def bullet(self, body: str, start: int, found: re.Match[str]) -> None:
        indent = _indent(body)
        self.blocks = [b for b in self.blocks if b.indent <= indent] or self.blocks[:1]
        block = self.blocks[-1]
        block.bulleted = True
        path = block.path
        block.branch += 1
        if block.group:
            path = (*path, (block.group, block.branch))
        else:
            block.soft = block.soft or self._next_group()
            path = (*path, (SOFT + block.soft, block.branch))
        end = start + len(body)
        self.paragraph = Item(
            start + found.end(), end, block.context, path=path, member=bool(block.group), keyed=self.keyed
        )

    def prose(self, body: str, start: int) -> None:
        indent = _indent(body)
        own = _LABEL.match(body)
        if self.paragraph and not (
            own and _is_label(own["label"]) and (label(own["label"], start).known or tier(own["label"]))
        ):
            self.paragraph = replace(self.paragraph, end=start + len(body))
            return
        self.close()
        block = self.blocks[-1]
        if block.bulleted and block.indent >= 0 and own and label(own["label"], start).known:
            self.blocks.pop()  # "Buyer: ..." behind the bullets of "Exclude:"
            block = self.blocks[-1]
        path = block.path
        if block.group and self.keyed:
            block.branch += 1
            path = (*path, (block.group, block.branch))
        self.paragraph = Item(start + indent, start + len(body), block.context, path=path, keyed=self.keyed)

    def close(self) -> None:
        """Finish the paragraph or bullet that is open."""
        if self.paragraph:
            self.out.extend(self._labelled(self.paragraph))
            self.paragraph = None

    def _labelled(self, item: Item) -> Iterator[Item]:
        """The item without its weight ("(weight 30%)"), cut by its labels."""
        weighed = _WEIGHT.search(self.text, item.start, item.end)
        several = weighed and _SENTENCES.search(self.text, item.start, weighed.start())
        if not weighed or item.keyed or (several and not _EXACT.match(self.text, item.start, weighed.start())):
            yield from self._cut(item)
            return
        context = replace(item.context, weight=float(weighed["n"]))
        for part in self._cut(replace(item, end=weighed.start(), context=context)):
            known = replace(part.context, role=part.context.role or "prefer")
            yield replace(part, context=known if float(weighed["n"]) >= 0 else weighted(known, known.weight))

    def _cut(self, item: Item) -> Iterator[Item]:
        """The item with its own label taken off ("Revenue: $5M-$50M"), or as it is."""
        text = self.text
        if whole := _EXACT.match(text, item.start, item.end):
            own = label(whole["label"], item.start) if whole["label"] else Context()
            if own.role or not whole["label"]:
                begin = whole.end("label") + 1 if whole["label"] else item.start
                yield replace(item, start=begin, context=own.within(item.context))
                return
        if (
            item.start < item.end
            and text[item.start] in '"“'
            and text[item.end - 1] in '"”'
            and not set(text[item.start + 1 : item.end - 1]) & set('"“”')
        ):
            item = replace(item, start=item.start + 1, end=item.end - 1)
        if not item.keyed and (slots := list(_SLOT.finditer(text, item.start, item.end))):
            for slot in slots:
                yield Item(slot.start(), slot.end(), Context(remark="unfilled-slot"))
            return
        defined = _DEFINITION.match(text, item.start, item.end)
        if defined:
            yield replace(item, start=defined.start("body"), end=defined.end(), defines=defined["word"].strip("\"“”' "))
            if text[defined.end() : item.end].strip():
                yield from self._labelled(replace(item, start=defined.end() + 1))
            return
        found = () if item.keyed else _NEXT_LABEL.finditer(text, item.start, item.end)
        labels = [m for m in found if label(m["label"], m.start("label")).known]
        if labels:  # "Must have: .... Exclude: ..." in one paragraph
            starts, ends = [item.start, *(m.end() for m in labels)], [*(m.start() for m in labels), item.end]
            for start, end in zip(starts, ends, strict=True):
                yield from self._labelled(replace(item, start=start, end=end))
            return
        cells = list(_CELL.finditer(text, item.start, item.end))
        if sum(bool(_LABEL.match(text, m.start(), m.end())) for m in cells) > 1:  # "Size: .. | Stage: .."
            for m in cells:
                lead = len(m[0]) - len(m[0].lstrip())
                yield from self._labelled(replace(item, start=m.start() + lead, end=m.start() + len(m[0].rstrip())))
            return
        scored = _SCORE.match(text, item.start, item.end)
        if scored and self._weighs(scored) and not item.keyed:
            points = float(scored["n"].replace("−", "-").replace(" ", ""))
            item = replace(item, end=scored.end("body"), context=weighted(item.context, points))
        match = _LABEL.match(text, item.start, item.end)
        if match and _is_label(match["label"]) and match.end() < item.end:
            own = label(match["label"], match.start("label"))
            ranked = tier(match["label"])
            if ranked and match.end("label") - match.start("label") <= 24:  # "Tier 1: ..." on a line
                group = self.tiers.get(99) or self._next_group()
                self.tiers[99] = group
                yield replace(item, start=match.end(), path=(*item.path, (group, ord(ranked[0]))))
                return
            if own.known:
                yield replace(item, start=match.end(), context=own.within(item.context))
                return
            if item.context.role == "exclude":  # "Large corporates (800+ employees): too many sign-offs"
                yield replace(item, end=match.end("label"))
                yield Item(match.end(), item.end, Context(remark="commentary"))
                return
        yield item

    def _weighs(self, scored: re.Match[str]) -> bool:
        """Whether the number at the end of a line is points: "+15", "3 pts", or a percentage in a text of weights."""
        if "\n" in scored[0]:
            return False
        if (scored["unit"] or "").strip() == "%":
            return _WEIGHING.search(self.text) is not None
        return bool(scored["unit"]) or scored["n"][0] in "+-\u2212"

    # --- tables ---------------------------------------------------------------------------------------------

    def table(self, rows: list[list[Cell]]) -> None:
        header, *body = rows
        block = self.blocks[-1]
        says = [label(c.text, c.start) for c in header]
        ranks = [tier(c.text) for c in header]
        scored = [
            i
            for i, c in enumerate(header)
            if re.fullmatch(r"(?i)points?|weight|score|share|pts|%|max points", c.text.strip())
        ]
        pointed = [
            (i, float(m[1]))
            for i, c in enumerate(header)
            if (m := re.fullmatch(r"(\d+) ?(?:points?|pts)", c.text.strip("* ").lower()))
        ]
        if len(pointed) > 1:  # a column for each number of points
            for row in body:
                for i, points in pointed:
                    if i < len(row):
                        named = label(row[0].text, row[0].start)
                        self._value(row[i], weighted(named.within(block.context), points), block.path)
            return
        if sum(bool(r) for r in ranks) > 1:
            self._tier_columns(ranks, body, block)
            return
        ranked = [tier(row[0].text) if row else None for row in body]
        if sum(bool(r) for r in ranked) > 1:
            group = self._next_group()
            for row, rank in zip(body, ranked, strict=True):
                path = (*block.path, (group, ord(rank[0]) if rank else 0))
                if rank and row[0].text[rank[1] :].strip(" :*`"):
                    self.out.append(Item(row[0].start + rank[1], row[0].end, block.context, heading=True, path=path))
                self._cells_of(row[1:], says[1:], block, path)
            return
        names = [label(row[0].text, row[0].start) if row else Context() for row in body]
        headed = bool(header) and header[0].text.strip("*_ ").lower() in _ATTRIBUTE
        attributes = headed or 2 * sum(n.known for n in names) >= len(names)
        for row, own in zip(body, names, strict=True):
            if not row:
                continue
            if scored:
                weight = re.search(r"[+-−]?\d+(?:\.\d+)?", row[scored[0]].text) if scored[0] < len(row) else None
                context = weighted(block.context, float(weight[0].replace("−", "-")) if weight else None)
                self.out.append(Item(row[0].start, row[0].end, context, path=block.path))
                self._remarks([c for i, c in enumerate(row) if i and i not in scored])
            elif attributes and len(row) > 1:
                self._value(row[1], (own if own.known else Context(strict=True)).within(block.context), block.path)
                self._remarks(row[2:])
            elif len(row) > 1 and not any(s.known for s in says):
                self.out.append(Item(row[0].start, row[0].end, block.context, heading=True, path=block.path))
                self._value(row[1], Context(strict=True).within(block.context), block.path)
                self._remarks(row[2:])
            else:
                self._cells_of(row, [s if s.known else Context(strict=True) for s in says], block, block.path)

    def _remarks(self, cells: list[Cell]) -> None:
        self.out.extend(Item(c.start, c.end, Context(remark="commentary")) for c in cells if c.text.strip())

    def _tier_columns(self, ranks: list[tuple[str, int] | None], body: list[list[Cell]], block: _Block) -> None:
        group = self._next_group()
        for column, rank in enumerate(ranks):
            if rank is None:
                continue
            for row in body:
                if column < len(row):
                    named = label(row[0].text, row[0].start)
                    self._value(row[column], named.within(block.context), (*block.path, (group, ord(rank[0]))))

    def _cells_of(
        self, cells: list[Cell], says: list[Context], block: _Block, path: tuple[tuple[int, int], ...]
    ) -> None:
        for cell, own in zip(cells, [*says, *[Context()] * len(cells)], strict=False):
            self._value(cell, own.within(block.context), path)

    def _value(self, cell: Cell, context: Context, path: tuple[tuple[int, int], ...]) -> None:
        if cell.text.strip():
            self.out.extend(self._labelled(Item(cell.start, cell.end, context, path=path)))


def _is_label(text: str) -> bool:
    """Whether the words before a colon may be a label: few, with whole brackets and no amounts."""
    return (
        len(text.split()) <= 7
        and text.count("(") == text.count(")")
        and re.search(r"[$£€]|\d[\d,.]*[ ]?[-–%kKmM]", text) is None
    )


def _bounded(key: str) -> bool:
    """Whether a key names a bound of a field: "minimum_employees", "maxEmployees"."""
    return re.search(r"(?i)min|max|at_least|at_most", key) is not None


def _indent(body: str) -> int:
    return len(body) - len(body.lstrip(" \t>"))


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between the commas of a list."""
    for found in re.compile(r"[^,\[\]{}\"']+(?:\([^)]*\))?").finditer(text, start, end):
        if found[0].strip():
            yield found.start(), found.end()


def items(text: str) -> list[Item]:
    """The items of a text, in its order."""
    return _Document(text).items()


def headings(text: str) -> list[Heading]:
    """The lines of a text that are headings or labels of what stands below them."""
    document = _Document(text)
    document.items()
    return document.headings
