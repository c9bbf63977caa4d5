"""What is worth points in configuration: entries with a weight, keys that are weighed, comments that say of what."""

from __future__ import annotations

import re
from abc import abstractmethod
from dataclasses import replace

from icplang.reading.shape.configtree import Entry, Group, Node, Scalar
from icplang.reading.shape.configvalues import Values
from icplang.reading.shape.context import Context
from icplang.reading.shape.entries import NAMES
from icplang.reading.shape.items import Block, Item
from icplang.reading.shape.keys import VALUED, key
from icplang.reading.shape.labels import label, names_field, weighted
from icplang.reading.shape.records import CONDITIONS, RANGES

_FOUND = frozenset({"hit", "hits", "match", "found", "present"})
_EMPTY = re.compile(r"[:=][ ]*(?:\[\s*\]|\{\s*\}|\"\"|''|null|~)[ ,]*\Z")
"""A key without a value, of which a comment behind it says what would stand there."""


class Weighed(Values):
    """The values of keys that are worth points."""

    @abstractmethod
    def entry(self, entry: Entry, block: Block) -> None:
        """A key with its value, or a member of a list."""

    def commented(self) -> None:
        """Comments; behind what is weighed, a comment may say what that is."""
        weighed = {self.text.count("\n", 0, item.end): item for item in self.out if item.context.weight is not None}
        for start, end in self.comments:
            item = weighed.get(self.text.count("\n", 0, start))
            if item is not None and item.end < start:
                named = label(self.text[item.start : item.end], item.start).field
                said = named is not None and named.type != "BUYER"
                if said:  # "industry_match: 30  # fintech"
                    self.out[self.out.index(item)] = replace(item, label=True)
                begin = start + len(self.text[start:end]) - len(self.text[start:end].lstrip("#/ "))
                self.says(start, begin)
                self.out.append(Item(begin, end, item.context, heading=not said, path=item.path))
            else:
                begin = start + len(self.text[start:end]) - len(self.text[start:end].lstrip("#/ "))
                self.says(start, begin)
                empty = _EMPTY.search(self.text, self.text.rfind("\n", 0, start) + 1, start)  # "states: []  # US only"
                context = Context(remark="commentary") if empty else Context()
                self.out.append(Item(begin, end, context, aside=not empty))
        for i, item in enumerate(self.out):  # "industry: 30" says how much, not which
            if item.start in self.counted and not item.label and _names_only(self.text[item.start : item.end]):
                self.out[i] = replace(item, context=Context(remark="unknown-words"))

    def weighed(self, group: Group, block: Block) -> None:
        """The keys of an entry that has points: its condition, or its name where it has nothing else."""
        keys = {e.key.lower(): e for e in group.entries if e.key}
        if self.compared(group, block):
            return
        condition = next((keys[k] for k in CONDITIONS if k in keys), None)
        name = next((keys[k] for k in sorted(NAMES) if k in keys), None)
        ranged = all(k in RANGES for k in keys) and bool(keys)
        numbered = any(isinstance(e.value, Group) for e in group.entries)
        for e in group.entries:
            if ranged:
                self.group(group, block)
                return
            if e is condition or (e is name and len(group.entries) == 1) or not e.key:
                if e.key:
                    self.says(e.start, e.end)
                self.value(e.value, block)
            elif (e is name and (condition or numbered or len(group.entries) > 1)) or e.key.lower() == "question":
                self.says(e.start, e.end)
                self.skipped(e.value)
            else:
                self.entry(e, block)

    def skipped(self, node: Node) -> None:
        """A value that is no criterion."""
        if isinstance(node, Scalar):
            self.remark(node.start, node.end)
            return
        for e in node.entries:
            if e.key:
                self.remark(e.start, e.end)
            self.skipped(e.value)

    def worth(self, entry: Entry, points: float, block: Block) -> None:
        """A key that says itself what is worth so many points."""
        if not points:  # "over_500: 0"
            self.remark(entry.start, entry.end)
            return
        context = weighted(block.context, points)
        if not self.valued(entry, replace(block, context=context)):
            self.counted.add(entry.start)
            self.out.append(Item(entry.start, entry.end, context, path=block.path, keyed=True))

    def valued(self, entry: Entry, block: Block) -> bool:
        """A key that holds a field and its values: "employees_50_200", "states_TX_FL"."""
        found = VALUED.fullmatch(entry.key)
        field = key(found["field"], entry.start).context.field if found else None
        if found is None or field is None:
            return False
        begin = entry.start + found.start("values")
        self.says(entry.start, begin)
        spans = [(begin + m.start(), begin + m.end()) for m in re.finditer(r"[^_]+", found["values"])]
        parts = [Scalar(*span) for span in spans]
        block = replace(block, context=replace(block.context, field=field))
        if found["high"]:
            self.pair(parts, block)
        else:
            inner = replace(block, group=self.next())
            for part in parts:
                self.member(part, inner)
        return True


def _names_only(said: str) -> bool:
    """Whether a key only names a field, or that something of it was found: "industry", "keyword_hit"."""
    named, _, last = said.rstrip("\"'").rpartition("_")
    return names_field(said) or (last in _FOUND and names_field(named.lstrip("\"'")))
