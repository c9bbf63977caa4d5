"""Configuration as a text: YAML, JSON, TOML and environment files, read by their keys.

A key sets a role or a field as a heading does; the values below it are items. Nothing here checks the syntax of a
format: what people paste is often only a part of a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from icplang.reading.items import TIERS, Block, Item
from icplang.reading.labels import LISTS, Context, label, tier, weighted

_KEY = re.compile(
    r"[ \t]*(?:-[ \t]+)?[{\[, \t]*(?P<q>[\"']?)(?P<key>[A-Za-z][\w. -]*?|\d+(?:\.\d+)?)(?P=q)"
    r"[ \t]*[:=](?!=)[ \t]*(?P<value>.*)$"
)
_STRONG = re.compile(
    r"^[ \t]*(?:-[ \t]+)?[{]?(?:[\"'][\w. -]+[\"'][ \t]*:|[a-z]+(?:[_.][a-z0-9]+)+[ \t]*:|[a-z]+(?:[A-Z][a-z]+)+[ \t]*:"
    r"|[A-Za-z][\w.]*[ \t]*=[ \t]*[\[\"'\d])|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+="
    r"|^[a-z_]+:[ \t]*\n[ \t]+[a-z_]+:[ \t]*[\[{\n]",
    re.MULTILINE,
)
_PROSE = re.compile(r"^#{2,6} |\*\*|^[ \t]*\|", re.MULTILINE)
_INNER = re.compile(r"(?<=[,{])[ \t]*(?:[\"'][\w. -]+[\"']|[A-Za-z_]\w*)[ \t]*:")
_SECTION = re.compile(r"[ \t]*\[+(?P<key>[A-Za-z][\w.-]*)\]+[ \t]*$")
_COMMENT = re.compile(r"(?:^|[ \t]+)(?:#|//)[ \t].*$")
_RULE = re.compile(
    r"[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$|[ \t]*(?:```|~~~).*$|[ \t]*[{}\[\]]+,?[ \t]*$|[ \t]*\[\.\.\.\][ \t]*$"
)
_CELL = re.compile(r"\"(?P<a>(?:[^\"\\]|\\.)*)\"|'(?P<b>[^']*)'|(?P<c>[^,\[\]{}\"']+(?:\([^)]*\))?)")
_CODE = re.compile(r"[A-Z]{2,3}")
_WEIGHED = 50
"""So many keys are looked at to tell whether they are weighed."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?%?")
_RANGES = frozenset(
    {"min", "max", "from", "to", "minimum", "maximum", "score", "weight", "points", "gte", "lte", "gt", "lt"}
)
_POINTS = ("score", "weight", "points")
_EMPTY = frozenset({"true", "false", "null", "none", "yes", "no", "[]", "{}", "*", ""})
_WEIGHTS = re.compile(r"(?i)\b(?:weights?|scores?|scoring|points?)\b")
_ANY = re.compile(r"(?i)(?:^|_)(?:any|one)(?:_of)?$|Any(?:Of)?$")


def is_config(text: str) -> bool:
    """Whether a text is configuration, and no prose with labels."""
    return _STRONG.search(text) is not None and _PROSE.search(text) is None


def items(text: str) -> list[Item]:
    """The items of a configuration, in its order."""
    return _Config(text).items()


@dataclass(slots=True)
class _Entry:
    """A list entry made of keys: where its range stands in the output."""

    indent: int
    item: int | None = None


class _Config:
    def __init__(self, text: str) -> None:
        self.text, self.out = text, list[Item]()
        self.blocks = [Block(-99, Context(), ())]
        self.groups = 0
        self.opened: _Entry | None = None
        self.folding = False  # whether a text of several lines starts below
        self.folded = False  # whether the last item is text that may go on in the next line

    def items(self) -> list[Item]:
        at = 0
        for line in self.text.splitlines(keepends=True):
            self.line(line.rstrip(), at)
            at += len(line)
        return [replace(item, end=_trimmed(self.text, item)) for item in self.out]

    def says(self, start: int, end: int) -> None:
        """Note words that speak of others, and are no criterion themselves."""
        self.out.append(Item(start, end, label=True))

    def line(self, body: str, start: int) -> None:
        plain = body.lstrip()
        lead = len(body) - len(plain)
        folding, self.folding = self.folding, False
        going_on, self.folded = self.folded, False
        if not plain or _RULE.match(body):
            self.says(start, start + len(body))
            return
        if folding and lead > self.blocks[-1].indent:
            block = self.blocks[-1]
            self.out.append(Item(start + lead, start + len(body), block.context, path=block.path))
            self.folded = True
        elif going_on and lead > self.blocks[-1].indent:
            self.out[-1] = replace(self.out[-1], end=start + len(body))
            self.folded = True
        elif plain.startswith(("#", "//")):
            self.out.append(Item(start + lead, start + len(body), Context(remark="commentary")))
        elif section := _SECTION.match(body):
            self.open(section["key"], start + section.start("key"), -1)
        elif plain.startswith("{") and len(cuts := [m.start() for m in _INNER.finditer(body)]) > 1:
            for a, b in zip(cuts, [*cuts[1:], len(body)], strict=True):
                if inner := _KEY.match(part := body[a:b].rstrip(" ,}")):
                    self.entry(inner, part, start + a, lead)
        elif found := _KEY.match(body):
            self.entry(found, body.rstrip(" ,"), start, lead)
        elif plain.startswith("- ") or plain[0] in "\"'[" or (self.blocks[-1].group and not going_on):
            self.member(body, start, lead)
        else:
            self.blocks = [b for b in self.blocks if b.indent < lead] or self.blocks[:1]
            block = self.blocks[-1]
            self.out.append(Item(start + lead, start + len(body), block.context, path=block.path))
            self.folded = True

    # --- keys -----------------------------------------------------------------------------------------------

    def open(self, key: str, at: int, indent: int) -> None:
        """A key with its values below it."""
        self.blocks = [b for b in self.blocks if b.indent < indent] or self.blocks[:1]
        outer = self.blocks[-1]
        context = self.said(key, at)
        ranked = tier(key.replace("_", " "))
        path = outer.path
        if ranked:
            path = (*path, (self._next(TIERS, key=outer), ord(ranked[0])))
        whole = context.within(outer.context)
        listing = (whole.field is not None and whole.field.type in LISTS) or _ANY.search(key) is not None
        block = Block(indent, whole, path, self._next() if listing else 0)
        block.weighing = (
            outer.weighing
            or self.weighs(at, indent)
            or (_WEIGHTS.search(key.replace("_", " ")) is not None and context.field is None)
        )
        self.blocks.append(block)
        if context.known or ranked:
            self.says(at, at + len(key))
        else:
            self.out.append(Item(at, at + len(key), replace(outer.context, field=None), heading=True, path=path))

    def weighs(self, at: int, indent: int) -> bool:
        """Whether all keys below one have small numbers: they are what is weighed."""
        values = []
        for line in self.text[at:].splitlines()[1:]:
            body = _COMMENT.sub("", line).rstrip(" ,")
            if not body.strip():
                continue
            if len(body) - len(body.lstrip()) <= indent:
                break
            found = _KEY.match(body)
            if not found or not _NUMBER.fullmatch(found["value"]) or _bounded(found["key"]):
                return False
            values.append(abs(float(found["value"].rstrip("%"))))
            if len(values) > _WEIGHED:
                break
        return len(values) >= 3 and max(values) <= 100

    def said(self, key: str, at: int) -> Context:
        """What a key says."""
        return Context() if _NUMBER.fullmatch(key) else label(key, at)

    def entry(self, found: re.Match[str], body: str, start: int, indent: int) -> None:
        """A key: on its own, or one of the keys of a list entry ("- min: 20", "max: 75", "score: 90")."""
        name = found["key"].lower()
        if body.lstrip().startswith("-"):
            self.opened = _Entry(indent) if name in _RANGES else None
        elif self.opened and indent <= self.opened.indent:
            self.opened = None
        if self.opened is None or name not in _RANGES:
            self.key(found, body, start, indent)
            return
        value = _COMMENT.sub("", found["value"]).strip().rstrip(",")
        self.comment(found["value"], start + found.start("value"))
        entry, end = self.opened, start + found.start("value") + len(value)
        if name in _POINTS:
            if entry.item is not None:
                self.says(start + found.start("key"), end)
                points = float(value) if _NUMBER.fullmatch(value) else None
                self.out[entry.item] = replace(
                    self.out[entry.item], context=weighted(self.out[entry.item].context, points)
                )
        elif entry.item is None:
            block = [b for b in self.blocks if b.indent < indent][-1]
            entry.item = len(self.out)
            self.out.append(Item(start + found.start("key"), end, block.context, path=block.path, keyed=True))
        else:
            self.out[entry.item] = replace(self.out[entry.item], end=end)

    def key(self, found: re.Match[str], body: str, start: int, indent: int) -> None:
        key, value = found["key"], found["value"]
        at = start + found.start("key")
        self.comment(value, start + found.start("value"))
        value = _COMMENT.sub("", value).rstrip().rstrip(",")
        if not value.strip("[{>|- \t"):
            self.open(key, at, indent)
            self.folding = value.strip()[:1] in (">", "|")
            return
        nested = body.lstrip().startswith("-")
        self.blocks = [b for b in self.blocks if b.indent < indent or (b.indent == indent and nested)]
        begin, end = start + found.start("value"), start + found.start("value") + len(value)
        outer = self.blocks[-1]
        if outer.weighing and _NUMBER.fullmatch(value.strip(" \"'")):  # "uses_procore: 20"
            points = float(value.strip(" \"'%"))
            self.says(begin, end)
            self.out.append(Item(at, at + len(key), weighted(outer.context, points), path=outer.path, keyed=True))
            return
        if _NUMBER.fullmatch(key):  # "0.7: hiring packaging roles"
            points = float(key)
            if points:
                self.says(at, at + len(key))
                self.out.append(Item(begin, end, weighted(outer.context, points), path=outer.path, keyed=True))
            else:
                self.out.append(Item(at, end, Context(remark="command")))
            return
        context = self.said(key, at)
        if key.lower() in _POINTS or value.strip(" \"'").lower() in _EMPTY or context.remark == "command":
            self.out.append(Item(at, end, Context(remark="command")))
            return
        if _bounded(key) and context.bound is None:  # "min: 20, max: 75" is read as it stands
            context, begin = replace(context, field=None), at
        elif context.known or tier(key.replace("_", " ")):
            self.says(at, at + len(key))
        elif not self._opens(value):
            self.out.append(Item(at, at + len(key), Context(remark="commentary")))
        whole = context.within(outer.context)
        path = outer.path
        if ranked := tier(key.replace("_", " ")):
            path = (*path, (self._next(TIERS, key=outer), ord(ranked[0])))
        if self._opens(value):
            self.open(key, at, indent)
            cuts = [m.start() for m in _INNER.finditer(value)]
            for a, b in zip(cuts, [*cuts[1:], len(value)], strict=True):
                if inner := _KEY.match(part := value[a:b].rstrip(" ,}")):
                    self.entry(inner, part, begin + a, indent + 1)
            return
        listing = whole.field is not None and whole.field.type in LISTS
        if "[" in value or (listing and "," in value):
            group = self._next() if listing or _ANY.search(key) else 0
            cells = list(_cells(self.text, begin, end))
            if len(cells) > 1 and all(_CODE.fullmatch(self.text, *cell) for cell in cells):
                cells = [(cells[0][0], cells[-1][1])]  # codes of places settle each other: "MO" beside "TX"
            for number, cell in enumerate(cells):
                own = (*path, (group, number)) if group else path
                self.out.append(Item(*cell, whole, path=own, member=bool(group), keyed=True))
        else:
            self.out.append(Item(begin, end, whole, path=path, keyed=True))

    def _opens(self, value: str) -> bool:
        """Whether a value is keys of its own, and no range."""
        if not value.lstrip().startswith("{"):
            return False
        keys = [m["key"].lower() for part in value.strip(" {}").split(",") if (m := _KEY.match(part))]
        return not keys or any(k not in _RANGES for k in keys)

    def member(self, body: str, start: int, indent: int) -> None:
        """An entry of a list."""
        self.blocks = [b for b in self.blocks if b.indent <= indent] or self.blocks[:1]
        block = self.blocks[-1]
        self.comment(body, start)
        body = _COMMENT.sub("", body).rstrip(" ,")
        lead = len(body) - len(body.lstrip(" \t"))
        begin = start + lead + (2 if body[lead:].startswith("- ") else 0)
        if not body.strip(" -\t"):
            return
        cells = list(_cells(self.text, begin, start + len(body))) if "[" in body else [(begin, start + len(body))]
        for cell in cells:
            block.branch += 1
            path = (*block.path, (block.group, block.branch)) if block.group else block.path
            self.out.append(Item(*cell, block.context, path=path, member=bool(block.group), keyed=True))

    def comment(self, value: str, at: int) -> None:
        """The comment behind a value."""
        if found := _COMMENT.search(value):
            begin = found.start() + len(found[0]) - len(found[0].lstrip())
            self.out.append(Item(at + begin, at + len(value), Context(remark="commentary")))

    def _next(self, kind: int = 0, key: Block | None = None) -> int:
        """The number of a new group; of tiers, that of the block they stand in."""
        if key is not None:
            key.soft = key.soft or self._next()
            return kind + key.soft
        self.groups += 1
        return kind + self.groups


def _bounded(key: str) -> bool:
    """Whether a key names a bound of a field: "minimum_employees", "maxEmployees"."""
    return re.search(r"(?i)min|max|at_least|at_most", key) is not None


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between the commas of a list, without their quotes."""
    for found in _CELL.finditer(text, start, end):
        group = found.lastgroup or "c"
        if found[group].strip():
            lead = len(found[group]) - len(found[group].lstrip())
            yield found.start(group) + lead, found.end(group)


def _trimmed(text: str, item: Item) -> int:
    return item.start + len(text[item.start : item.end].rstrip(" \t\"',"))
