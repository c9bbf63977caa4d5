"""The values of configuration: single ones, ranges, lists, and the places and searches that are written in them."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import replace

from icplang.reading.shape.configtree import Entry, Group, Node, Scalar, Tree
from icplang.reading.shape.context import Context
from icplang.reading.shape.entries import boxed, fields, members, narrowest, rivals
from icplang.reading.shape.expressions import expressed, expression
from icplang.reading.shape.items import GATES, Block, Item
from icplang.reading.shape.keys import key
from icplang.reading.shape.labels import LISTS
from icplang.reading.shape.queries import Query, within
from icplang.reading.shape.records import refused
from icplang.reading.syntax.tree import Lexeme, Number

_CODE = re.compile(r"[A-Z]{2,3}|[a-z]{2}")
_AMOUNT = re.compile(
    r"(?:[A-Z]{3}|[$€£₹])?[ ]?\d[\d,._]*[ ]?(?:[kKmMbB]|cr|Cr|lakh|L)?\+?|null|None|~|inf|\*", re.IGNORECASE
)
_REFUSED = re.compile(r"(?:!|¬|(?:not|except|excluding|exclude)[ :]+)[ ]*(?=\w)", re.IGNORECASE)
"""A "not" in front of a value: "!gambling"."""
_PLAIN = re.compile(r"(?=[^ ]+ )[^:=\"|+*~]+")
"""A search in plain words."""
_PAIR = re.compile(r"\([ ]*(?P<low>[\d._]+|None)[ ]*,[ ]*(?P<high>[\d._]+|None)[ ]*\)")
_CHAIN = re.compile(r"(?P<low>[\d_.]+)[ ]*(?P<a><=?)[ ]*(?P<key>[A-Za-z_][\w.]*)[ ]*(?P<b><=?)[ ]*(?P<high>[\d_.]+)")
_SIGNED = re.compile(r"[<>≥≤]")
_COUPLE = re.compile(r"(?P<low>\d+)[ ]*,[ ]*(?P<high>\d+)")
PLACED = frozenset({"BASED_IN", "SELLS_IN"})
"""Fields whose values are places."""
EMPTY = frozenset({"true", "false", "null", "none", "yes", "no", "[]", "{}", "*", "", "..."})


class Values(ABC):
    """What the values of keys say; the groups of keys among them are left to those who know keys."""

    def __init__(self, text: str, asked: Query | None = None) -> None:
        self.text, self.out = text, list[Item]()
        tree = Tree("" if asked else text)
        self.root, self.signs = (asked.root, asked.signs) if asked else (tree.root, tree.signs)
        self.comments = tree.comments
        self.commands = asked.commands if asked else []
        self.groups = 0
        self.counted = set[int]()  # where keys stand that are weighed
        self.sizes: dict[str, Scalar] = {}  # what the names of sizes stand for

    def says(self, start: int, end: int) -> None:
        """Note words that speak of others, and are no criterion themselves."""
        self.out.append(Item(start, end, label=True))

    def remark(self, start: int, end: int, code: str = "commentary") -> None:
        """Note words that are no criterion."""
        if start < end:
            self.out.append(Item(start, end, Context(remark=code)))

    def said(self, node: Node) -> str:
        """The text of a value without parts."""
        return self.text[node.start : node.end].strip() if isinstance(node, Scalar) else ""

    @abstractmethod
    def group(self, group: Group, block: Block) -> None:
        """Keys with their values, or the members of a list."""

    @abstractmethod
    def compared(self, group: Group, block: Block) -> bool:
        """An entry that names a field and what it must be."""

    @abstractmethod
    def alternatives(self, group: Group, block: Block) -> None:
        """Kinds of accounts: a group of keys for each."""

    @abstractmethod
    def either(self, group: Group, block: Block) -> None:
        """Conditions with an "or" between them."""

    @abstractmethod
    def together(self, group: Group, block: Block) -> None:
        """Keys that must all hold, for a company to be left out."""

    def asked(self, scalar: Scalar, block: Block) -> None:
        """What a program searches for: conditions, or plain words."""
        if found := within(self.text, scalar.start, scalar.end):
            self.signs += found.signs
            for start, end in found.commands:
                self.remark(start, end, "command")
            self.group(found.root, block)
        elif _PLAIN.fullmatch(self.text, scalar.start, scalar.end):
            self.scalar(scalar, block)
        else:
            self.remark(scalar.start, scalar.end, "command")

    def asides(self, node: Node, block: Block) -> None:
        """What stands under a key of remarks, such as "tip" or "notes"."""
        if isinstance(node, Scalar):
            self.out.append(Item(node.start, node.end, block.context, path=block.path, keyed=True, aside=True))
            return
        for e in node.entries:
            if e.key:
                self.remark(e.start, e.end)
            self.asides(e.value, block)

    def ticked(self, boxes: list[tuple[Scalar, int]]) -> Group:
        """The members of a list whose boxes are ticked, without their boxes. Where none is, nobody filled it in."""
        chosen = [b for b in boxes if self.text[b[0].start + 1] not in " ]"]
        for value, _ in boxes:
            if all(value is not b[0] for b in chosen):
                self.remark(value.start, value.end, "commentary" if chosen else "unfilled-slot")
        for value, size in chosen:
            self.says(value.start, value.start + size)
        return Group([Entry("", v.start, v.start, replace(v, start=v.start + size)) for v, size in chosen])

    def value(self, node: Node, block: Block) -> None:
        """A value under what its key says."""
        if isinstance(node, Scalar):
            self.scalar(node, block)
            return
        if node.either:
            self.either(node, block)
            return
        if boxes := boxed(node, self.said):
            node = self.ticked(boxes)
        if not any(e.key for e in node.entries) and self.compared(node, block):
            return
        scalars = [e.value for e in node.entries if isinstance(e.value, Scalar) and not e.key]
        if len(scalars) == len(node.entries) > 0:
            said = [self.said(s) for s in scalars]
            field = block.context.field
            ranged = field is not None and field.type not in LISTS
            coupled = ranged and all(_COUPLE.fullmatch(x) for x in said)
            if coupled and field and ("range" in str(field.value) or all(x.split(",")[0][-1] == "1" for x in said)):
                named = replace(field, value=f"{field.value} range")  # "51,200", which is no number
                block = replace(block, context=replace(block.context, field=named), group=self.next())
            elif len(said) == 2 and ranged and all(_AMOUNT.fullmatch(x) for x in said):
                self.pair(scalars, block)
                return
            if len(said) > 1 and ranged and not block.group and any(c.isdigit() for x in said for c in x):  # bands
                block = replace(block, group=self.next())
            flat = "\n" not in self.text[scalars[0].start : scalars[-1].end]
            placed = field is not None and field.type in PLACED
            coded = all(_CODE.fullmatch(x) and (x.isupper() or placed) for x in said)
            if flat and coded and len(said) > 1:  # "MO" beside "TX" settle each other
                self.item(scalars[0].start, scalars[-1].end, block)
                return
        asked = block.context.field is None and block.context.role not in ("exclude", "buyer")
        if asked and not block.context.weight and (apart := rivals(node)):
            self.alternatives(Group(apart), replace(block, group=0))
            node = Group([e for e in node.entries if e not in apart])
        placed = block.context.field is not None and block.context.field.type in PLACED
        if placed and (place := narrowest(node)):
            for e in node.entries:
                self.says(e.start, e.end)
                if e is not place:
                    self.says(e.value.start, e.value.end)  # type: ignore[union-attr]
            self.value(place.value, block)
            return
        if any(e.key for e in node.entries):
            self.group(node, block)
            return
        number = self.next() if block.context.field is not None and len(node.entries) > 1 else 0
        for branch, e in enumerate(node.entries):
            if isinstance(e.value, Scalar):
                self.member(e.value, block)
            else:  # "headcount: [{min: 11, max: 50}, {min: 51, max: 200}]"
                path = (*block.path, (number, branch)) if number else block.path
                inner = replace(block, path=path)
                if block.context.role == "exclude" and len(fields(e.value)) == len(e.value.entries) > 1:
                    self.together(e.value, inner)
                else:
                    self.value(e.value, inner)

    def pair(self, pair: list[Scalar], block: Block) -> None:
        """The two ends of a range: "[50, 500]", "[5000000, null]"."""
        low, high = (self.said(s).lower() not in ("null", "none", "~", "inf", "*") for s in pair)
        field = block.context.field
        said = self.text[pair[0].start : pair[1].end]
        if low and high and field and not said.replace(",", "").replace(" ", "").isdigit():  # "['$2M', '$35M']"
            between = Lexeme("BETWEEN", pair[0].start, pair[0].start, 1, "")
            block = replace(block, context=replace(block.context, field=None, lead=(field, between)))
        if low and high and field and self.text[pair[0].end : pair[1].start] == "_":  # "employees_50_200"
            at = pair[0].start
            number = Lexeme("NUM", at, at, 1, Number(float(self.said(pair[0]))))
            ends = [Lexeme(t, at, at, 1, "") for t in ("AT_LEAST", "AT_MOST")]
            self.says(at, pair[1].start)
            context = replace(block.context, field=None, lead=(field, ends[0], number, ends[1]))
            self.item(pair[1].start, pair[1].end, replace(block, context=context))
            return
        if low and high:
            self.item(pair[0].start, pair[1].end, block)
            return
        kept, other = pair if low else pair[::-1]
        bound = Lexeme("AT_LEAST" if low else "AT_MOST", kept.start, kept.start, 1, "")
        self.says(other.start, other.end)
        if low or high:
            self.item(kept.start, kept.end, replace(block, context=replace(block.context, bound=bound)))

    def member(self, scalar: Scalar, block: Block) -> None:
        """A member of a list."""
        if self.said(scalar).lower() in EMPTY:
            self.says(scalar.start, scalar.end)
            return
        if not block.group:
            self.scalar(scalar, block)
            return
        if _REFUSED.match(self.text, scalar.start, scalar.end):  # no alternative of the others
            self.scalar(scalar, replace(block, group=0), member=True)
            return
        block.branch += 1
        self.scalar(scalar, replace(block, path=(*block.path, (block.group, block.branch)), group=0), member=True)

    def scalar(self, scalar: Scalar, block: Block, *, member: bool = False) -> None:
        """A value without parts."""
        if scalar.start == scalar.end:
            return
        if size := self.sizes.pop(self.said(scalar).lower(), None):  # "target: medium"
            self.says(scalar.start, scalar.end)
            scalar = size
        if block.context.field is not None and (found := _REFUSED.match(self.text, scalar.start, scalar.end)):
            self.says(scalar.start, found.end())
            scalar, block = replace(scalar, start=found.end()), replace(block, context=refused(block.context))
        said = expression(self.text[scalar.start : scalar.end], scalar.start)
        if said and block.context.field is None:  # "industry in (veterinary, zoo)"
            own, start, end = said
            self.says(scalar.start, start)
            self.says(end, scalar.end)
            context = expressed(own, block.context)
            self.out.append(Item(start, end, context, path=block.path, keyed=True))
            return
        if any(x.type == "GROWTH" for x in block.context.lead) and (signed := _SIGNED.match(self.text, scalar.start)):
            lead = tuple(
                x for x in block.context.lead if x.type not in ("AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN")
            )
            block = replace(block, context=replace(block.context, lead=lead))  # "growth: >20%"
            self.item(signed.start(), scalar.end, block)
            return
        field = block.context.field
        pair = _PAIR.fullmatch(self.text, scalar.start, scalar.end)
        if field and any(w in str(field.value).lower() for w in ("range", "band", "bucket")):
            pair = pair or _COUPLE.fullmatch(self.text, scalar.start, scalar.end)
        if pair and field and field.type not in LISTS:  # "(20, 200)" of Python
            self.pair([Scalar(*pair.span("low")), Scalar(*pair.span("high"))], block)
            return
        if field is None and (chain := _CHAIN.fullmatch(self.text, scalar.start, scalar.end)):
            self.chained(chain, block)
            return
        if field and field.type == "MENTIONING" and not member and "," in self.text[scalar.start : scalar.end]:
            self.value(members(self.text, scalar, ","), block)
            return
        if field and field.type in LISTS and not member and ";" in self.text[scalar.start : scalar.end]:
            self.value(members(self.text, scalar), block)
            return
        if scalar.prose:
            self.out.append(Item(scalar.start, scalar.end, block.context, path=block.path))
        else:
            self.item(scalar.start, scalar.end, block, member=member)

    def chained(self, found: re.Match[str], block: Block) -> None:
        """A number between two others, as programs write it: "30 <= headcount <= 200"."""
        at = found.start()
        context = key(found["key"], at).context
        if context.field is None:
            self.remark(at, found.end(), "unknown-words")
            return
        low = Lexeme("MORE_THAN" if found["a"] == "<" else "AT_LEAST", at, at, 1, "")
        high = Lexeme("LESS_THAN" if found["b"] == "<" else "AT_MOST", at, at, 1, "")
        number = Lexeme("NUM", at, at, 1, Number(float(found["low"].replace("_", ""))))
        self.says(at, found.start("high"))
        own = replace(context, field=None, lead=(context.field, low, number, high)).within(block.context)
        self.item(*found.span("high"), replace(block, context=own))

    def item(self, start: int, end: int, block: Block, *, member: bool = False) -> None:
        """A stretch to read under what its key says."""
        member = member or any(group >= GATES for group, _ in block.path)
        self.out.append(Item(start, end, block.context, path=block.path, member=member, keyed=True, key=block.key))

    def next(self, kind: int = 0) -> int:
        """The number of a new group."""
        self.groups += 1
        return kind + self.groups
