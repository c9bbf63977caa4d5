"""Configuration as a text: YAML, JSON, TOML and environment files, read by their keys.

A key sets a role or a field as a heading does; the values below it are items.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from icplang.reading.shape.configtree import Entry, Group, Node, Scalar, Tree
from icplang.reading.shape.entries import (
    NAMES,
    POINTS,
    behind,
    fields,
    is_model,
    legend,
    members,
    negative,
    pointed,
    rivals,
    several,
)
from icplang.reading.shape.items import GATES, TIERS, Block, Item
from icplang.reading.shape.keys import Key, key, split
from icplang.reading.shape.labels import LISTS, Context, expressed, expression, label, names_field, tier, weighted
from icplang.reading.shape.queries import Query, query
from icplang.reading.shape.records import (
    CONDITIONS,
    OUTCOMES,
    RANGES,
    bounds,
    compared,
    comparison,
    happening,
    puzzling,
    refused,
    refuses,
    telling,
    times,
    window,
)
from icplang.reading.tree import Lexeme, Number

_CODE = re.compile(r"[A-Z]{2,3}")
_PROPER = re.compile(r"(?=.*[a-z])(?!SaaS)[A-Z][\w.+]*(?:[ ][A-Z0-9][\w.+]*){0,2}")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?%?")
_AMOUNT = re.compile(
    r"(?:[A-Z]{3}|[$€£₹])?[ ]?\d[\d,._]*[ ]?(?:[kKmMbB]|cr|Cr|lakh|L)?\+?|null|None|~|inf|\*", re.IGNORECASE
)
_REFUSED = re.compile(r"(?:!|¬|(?:not|except|excluding|exclude)[ :]+)[ ]*(?=\w)", re.IGNORECASE)
"""A "not" in front of a value: "!gambling"."""
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_DEEPEST = 100
"""Keys inside keys; what stands deeper is reported."""
_PAIR = re.compile(r"\([ ]*(?P<low>[\d._]+|None)[ ]*,[ ]*(?P<high>[\d._]+|None)[ ]*\)")
_CHAIN = re.compile(r"(?P<low>[\d_.]+)[ ]*(?P<a><=?)[ ]*(?P<key>[A-Za-z_][\w.]*)[ ]*(?P<b><=?)[ ]*(?P<high>[\d_.]+)")
_COUPLE = re.compile(r"(?P<low>\d+)[ ]*,[ ]*(?P<high>\d+)")
_EMPTY = frozenset({"true", "false", "null", "none", "yes", "no", "[]", "{}", "*", "", "..."})
_USING = re.compile(r"(?i)(?:uses?|using|runs)[_ ]\w")
_TRUE = frozenset({"true", "yes"})
_WEIGHTS = re.compile(r"(?i)\b(?:weights?|scores?|scoring|points?)\b")
_ANY = re.compile(r"(?i)(?:^|_)(?:any|one)(?:_of)?$|Any(?:Of)?$")
_TRANSPARENT = frozenset(
    "value values items list options any any_of one_of in include included is equals range between".split()
)
"""Keys that say no more than the key around them."""
_BOUND = re.compile(
    r"(?:^|[_ ])(?:min|max)(?:imum)?(?=[_ A-Z]|$)|M(?:in|ax)(?:imum)?(?=[A-Z_]|$)|at_(?:least|most)|MIN_|MAX_"
)
"""Keys that name a bound."""
_SWITCH = re.compile(
    r"(?i)score|threshold|cut_?off|(?:^|_)(?:hot|warm|cold|limit|timeout|temperature|retries|confidence|batch|port|page)"
    r"(?:_|$)|_per_(?:account|run|page|day|company|domain)$|_days$"
)
"""Keys of numbers that steer the program."""
_ALTERNATIVES = re.compile(r"(?i)(?:^|[_ ])(?:tiers?|segments?|icps|profiles|cohorts?|groups)$")
"""Keys whose groups are kinds of accounts, one beside the other."""


def items(text: str) -> list[Item]:
    """The items of a configuration, in its order."""
    return _Config(text, query(text)).items()


class _Config:
    def __init__(self, text: str, asked: Query | None = None) -> None:
        self.text, self.out = text, list[Item]()
        tree = Tree("" if asked else text)
        self.root, self.signs = (asked.root, asked.signs) if asked else (tree.root, tree.signs)
        self.comments = tree.comments
        self.commands = asked.commands if asked else []
        self.groups = 0
        self.counted = set[int]()  # where keys stand that are weighed
        self.sizes: dict[str, Scalar] = {}  # what the names of sizes stand for

    def items(self) -> list[Item]:
        self.value(self.root, Block(-1, Context(), ()))
        self.commented()
        for size in self.sizes.values():
            self.remark(size.start, size.end)
        for start, end in self.commands:
            self.remark(start, end, "command")
        self.out += [Item(*sign, label=True) for sign in self.signs]
        return sorted(self.out, key=lambda item: item.start)

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
                self.out.append(Item(start, end, Context(remark="commentary")))
        for i, item in enumerate(self.out):  # "industry: 30" says how much, not which
            if item.start in self.counted and not item.label and names_field(self.text[item.start : item.end]):
                self.out[i] = replace(item, context=Context(remark="unknown-words"))

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

    # --- groups ---------------------------------------------------------------------------------------------

    def group(self, group: Group, block: Block) -> None:
        """Keys with their values, or the members of a list."""
        keys = {e.key.lower(): e for e in group.entries if e.key}
        pointed = keys.items() if group.keyed else ()
        points = next((e for k, e in pointed if k in POINTS and _NUMBER.fullmatch(self.said(e.value))), None)
        if points is not None:
            rest = Group([e for e in group.entries if e is not points])
            self.says(points.start, behind(points.value))
            amount = float(self.said(points.value).rstrip("%"))
            if amount:
                self.weighed(rest, replace(block, context=weighted(block.context, amount), weighing=False))
            else:
                self.skipped(rest)
            return
        if any(x.type == "GROWTH" for x in block.context.lead):  # "headcount_growth: {timeframe_month: 12, min: 10}"
            block = replace(block, context=self.stretched(group, block.context))
        if self.ruled(keys, block) or self.compared(group, block) or self.happens(group, block):
            return
        worded = "$" not in self.text[group.entries[0].start : group.entries[-1].start] if group.entries else False
        if worded and bounds(group) and not any(x.type == "GROWTH" for x in block.context.lead):
            self.item(group.entries[0].start, behind(group.entries[-1].value), block)  # "min: 20, max: 75"
            return
        parts = [e for e in group.entries if isinstance(e.value, Group)]
        for entry in group.entries:
            inner = block
            if block.group and len(parts) > 1 and isinstance(entry.value, Group) and not entry.key:
                block.branch += 1
                inner = replace(block, path=(*block.path, (block.group, block.branch)), group=0)
            self.entry(entry, inner)

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

    def compared(self, group: Group, block: Block) -> bool:
        """An entry that names a field and what it must be: "field: employees, op: >=, value: 50"."""
        if puzzling(group, self.said):
            self.remark(group.entries[0].start, behind(group.entries[-1].value), "unknown-words")
            return True
        found = comparison(group, self.said)
        if found is None:
            return False
        context, values = found.context, found.values
        self.says(found.named.start, found.named.end)
        for e in group.entries:
            self.says(e.start, e.end)
            if e not in values and e not in found.read:
                self.skipped(e.value)
            elif e in found.read and isinstance(e.value, Scalar):
                self.says(e.value.start, e.value.end)
        listing = self.next() if context.field and context.field.type in LISTS and not found.every else 0
        inner = replace(block, context=expressed(context, block.context), group=listing)
        if all(e.key and e.key.lower() in RANGES for e in values):
            self.item(values[0].start, behind(values[-1].value), inner)
        else:
            for e in values:
                self.value(e.value, inner)
        return True

    def stretched(self, group: Group, context: Context) -> Context:
        """What a key of growth says with the time that one of the keys below it names."""
        bounds_ = ("AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN")
        context = replace(context, lead=tuple(x for x in context.lead if x.type not in bounds_))
        timed = next((e for e in group.entries if e.key and window(e, self.said) and e.key.lower() not in RANGES), None)
        if timed is None:
            return context
        group.entries.remove(timed)
        self.says(timed.start, behind(timed.value))
        return replace(context, tail=(replace((tail := window(timed, self.said))[0], type="OVER_TIME"), *tail[1:]))

    def ruled(self, keys: Mapping[str, Entry], block: Block) -> bool:
        """A condition and what follows from it: "if: employees < 10, then: reject"."""
        condition = next((keys[k] for k in ("if", "when", "condition", "where") if k in keys), None)
        outcome = next((keys[k] for k in OUTCOMES if k in keys), None)
        said = self.said(outcome.value) if outcome else ""
        if condition is None or outcome is None or not said:
            return False
        own = label(said, outcome.start)
        for e in keys.values():
            self.says(e.start, e.end)
            if e is not condition:
                self.says(e.value.start, e.value.end) if isinstance(e.value, Scalar) else self.skipped(e.value)
        if _NUMBER.fullmatch(said):
            own = weighted(Context(), float(said.rstrip("%")) * (-1 if outcome.refused else 1))
        elif said.lower() in _EMPTY - _TRUE:  # "return False"
            own = Context("exclude")
        if own.role in ("exclude", "require", "prefer") and own.field is None:
            self.value(condition.value, replace(block, context=own.within(block.context)))
        else:
            self.remark(condition.end, behind(condition.value), "ambiguous-phrase")
        return True

    def happens(self, group: Group, block: Block) -> bool:
        """Keys about whom a company seeks or has just hired, and when: "titles: [..], posted_within_days: 30"."""
        found = happening(group, block.event, self.said)
        if found is None:
            return False
        for e in found.read:
            self.says(e.start, max(e.end, behind(e.value)))
        own = Context(lead=found.lead, tail=found.tail).within(replace(block.context, field=None))
        own = replace(own, role=None if own.role == "buyer" else own.role)
        inner = replace(block, context=own, group=self.next(), event="")
        for e in found.filled:
            self.says(e.start, e.end)
            self.value(e.value, inner)
        if not found.filled:
            last = found.read[-1].value
            now = replace(found.lead[0], type="HIRING_NOW")
            context = replace(own, lead=(now, *found.lead[1:], *found.tail[:1]), tail=found.tail[2:])
            if found.lead[0].type == "HIRING" and isinstance(last, Scalar):
                self.item(last.start, last.end, replace(block, context=context))
            else:
                self.remark(found.read[0].start, behind(last), "unknown-words")
        for e in found.refused:
            self.remark(e.start, behind(e.value), "unknown-words")
        for e in group.entries:
            if e not in found.filled and e not in found.read and e not in found.refused:
                self.entry(e, replace(block, event="", context=replace(block.context, field=None)))
        return True

    def either(self, group: Group, block: Block) -> None:
        """Conditions with an "or" between them."""
        if any(negative(e) for e in group.entries):
            self.remark(group.entries[0].start, behind(group.entries[-1].value), "ambiguous-phrase")
            return
        number = self.next()
        for branch, e in enumerate(group.entries):
            self.entry(e, replace(block, path=(*block.path, (number, branch))))

    def skipped(self, node: Node) -> None:
        """A value that is no criterion."""
        if isinstance(node, Scalar):
            self.remark(node.start, node.end)
            return
        for e in node.entries:
            if e.key:
                self.remark(e.start, e.end)
            self.skipped(e.value)

    # --- keys -----------------------------------------------------------------------------------------------

    def entry(self, entry: Entry, block: Block) -> None:
        """A key with its value, or a member of a list."""
        if not entry.key:
            if entry.refused:
                block = replace(block, context=refused(block.context))
            self.value(entry.value, block)
            return
        name, value, at = entry.key, entry.value, entry.start
        if explained := legend(entry):
            self.says(at, entry.end)
            for e in explained:
                self.says(e.start, e.end)
                self.sizes[e.key.lower()] = e.value  # type: ignore[assignment]
            return
        if name.lower() in ("value", "values") or (  # "company_size: {values: [..]}"
            block.context.field is not None and (name.lower() in _TRANSPARENT or refuses(" ".join(split(name))))
        ):
            self.says(at, entry.end)
            self.value(value, replace(block, context=compared(block.context, name)))
            return
        measured = block.context.field is not None or any(x.type == "GROWTH" for x in block.context.lead)
        if measured and name.lower() in RANGES and isinstance(value, Scalar):
            self.says(at, entry.end)
            self.item(value.start, value.end, replace(block, context=compared(block.context, name)))
            return
        said = self.said(value)
        number = isinstance(value, Scalar) and _NUMBER.fullmatch(said) is not None
        if block.weighing and number:  # "uses_procore: 20"
            self.says(value.start, value.end)  # type: ignore[union-attr]
            context = weighted(block.context, float(said.rstrip("%")))
            self.counted.add(at)
            self.out.append(Item(at, entry.end, context, path=block.path, keyed=True))
            return
        if _NUMBER.fullmatch(name):  # "0.7: hiring packaging roles"
            self.says(at, entry.end)
            if float(name.rstrip("%")):
                self.value(value, replace(block, context=weighted(block.context, float(name.rstrip("%")))))
            else:
                self.remark(at, behind(value), "command")
            return
        what = key(name, at)
        if block.event == "RAISED" and not what.event and times(entry, what, "RAISED", self.said, nested=True):
            what = replace(what, event="RAISED")
        if what.event and isinstance(value, Scalar) and self.when(entry, what, block):
            return
        context = self.meant(entry, what)
        if entry.op and not context.known:
            self.remark(at, max(behind(value), entry.end), "unknown-words")
            return
        norway = said == "NO" and context.field is not None and context.field.type == "BASED_IN"
        switched = isinstance(value, Scalar) and said.lower() in _EMPTY and not norway
        told = context.field is None or block.context.role == "exclude" or _USING.match(name) is not None
        if switched and said.lower() in _TRUE and context.remark is None and told:
            refusing = block.context.role == "exclude"
            self.out.append(Item(at, entry.end, block.context, heading=not refusing, path=block.path, keyed=True))
            self.remark(value.start, value.end, "command")  # type: ignore[union-attr]
            return
        steers = number and context.field is None and not context.lead and _SWITCH.search(name) is not None
        if context.remark == "command" and isinstance(value, Group) and pointed(value):  # "scoring_rules:"
            context = Context()
        if name.lower() in POINTS or switched or steers or context.remark == "command":
            self.remark(at, max(behind(value), entry.end), "command")
            return
        self.below(entry, context, block)

    def meant(self, entry: Entry, what: Key) -> Context:
        """What a key says with the operator behind it and the "not" in front of it."""
        context = compared(what.context, entry.op) if entry.op else what.context
        words = split(entry.key)
        nothing = context.field is None and context.remark is None and not context.lead
        if nothing and ((len(words) > 1 and words[-1] in NAMES) or (words == ["profile"] and self.said(entry.value))):
            context = Context(remark="commentary")  # "icp_name: Mid-market logistics"
        elif words == ["model"] and isinstance(entry.value, Scalar) and not is_model(self.said(entry.value)):
            context = Context(remark="command")  # "model: gpt-4o"
        return refused(context) if entry.refused else context

    def when(self, entry: Entry, what: Key, block: Block) -> bool:
        """A key of an event whose value says when it was: "last_funding_days: 180"."""
        value = entry.value
        tail = window(entry, self.said)
        at = entry.start
        if not isinstance(value, Scalar) or what.event == "NEW":
            return False
        event = Lexeme("HIRING_NOW" if what.event == "HIRING" else what.event, at, at, 1, "raised")
        lead: tuple[Lexeme, ...]
        if tail:
            lead, tail = (event, tail[0]), tail[2:] if self.said(value).isdigit() else ()
        elif what.dated and _DATE.fullmatch(self.said(value)):
            lead, tail = (event, Lexeme("SINCE", at, at, 1, "")), ()
        else:
            return False
        self.says(at, entry.end)
        context = Context(what.context.role, lead=lead, tail=tail).within(replace(block.context, field=None))
        self.item(value.start, value.end, replace(block, context=context))
        return True

    def below(self, entry: Entry, context: Context, block: Block) -> None:
        """The value of a key that says something of it."""
        name, value, at = entry.key, entry.value, entry.start
        if block.indent > _DEEPEST:
            self.remark(at, behind(value), "unknown-words")
            return
        ranked = tier(name.replace("_", " "))
        path = block.path
        if ranked:
            block.soft = block.soft or self.next()
            path = (*path, (TIERS + block.soft, ord(ranked[0])))
        bounded = _BOUND.search(name) is not None
        if bounded and context.bound is None and not context.lead and isinstance(value, Scalar):
            self.item(at, value.end, replace(block, context=replace(context, field=None).within(block.context)))
            return
        whole = context.within(block.context)
        counted = isinstance(value, Group) and value.keyed and all(e.key.lower() in RANGES for e in value.entries)
        if counted and whole.field is not None and whole.field.type == "BASED_IN":  # "locations: {min: 3}"
            whole = replace(whole, field=replace(whole.field, type="SITES"))
        listing = _ANY.search(name) is not None
        if whole.field is not None:
            listing = listing or whole.field.type in LISTS or whole.field.type in ("MENTIONING", "HIRING")
        listing = listing or any(x.type == "NEW" for x in whole.lead)
        listing = listing or (not context.known and self.names(value))
        inner = Block(block.indent + 1, whole, path, self.next() if listing else 0)
        inner.event = telling(split(name)) if isinstance(value, Group) else ""
        inner.weighing = block.weighing or (
            isinstance(value, Group)
            and (self.weighs(value) or (_WEIGHTS.search(name.replace("_", " ")) is not None and context.field is None))
        )
        if context.known or ranked or _WEIGHTS.search(name.replace("_", " ")):
            self.says(at, entry.end)
        elif isinstance(value, Group):
            self.out.append(
                Item(at, entry.end, replace(block.context, field=None), heading=True, path=path, keyed=True)
            )
        else:
            self.remark(at, entry.end)
        if isinstance(value, Group) and _ALTERNATIVES.search(name) and several(value) and whole.role != "exclude":
            self.alternatives(value, replace(inner, group=0))
            return
        self.value(value, inner)

    def names(self, value: Node) -> bool:
        """Whether a list holds nothing but names: "[Shopify, WooCommerce]"."""
        said = [self.said(e.value) for e in value.entries] if isinstance(value, Group) else []
        return len(said) > 1 and all(_PROPER.fullmatch(x) for x in said)

    def alternatives(self, group: Group, block: Block) -> None:
        """Kinds of accounts: a group of keys for each."""
        number = self.next(TIERS)
        for branch, e in enumerate(group.entries):
            inner = replace(block, path=(*block.path, (number, branch)), soft=0)
            if e.key:  # a name, which may say what they are
                self.out.append(Item(e.start, e.end, inner.context, heading=True, path=inner.path, keyed=True))
            if isinstance(e.value, Group):
                named = next((x for x in e.value.entries if x.key.lower() in NAMES), None)
                if named and isinstance(named.value, Scalar):
                    self.says(named.start, named.value.end)
                self.group(Group([x for x in e.value.entries if x is not named]), inner)

    def together(self, group: Group, block: Block) -> None:
        """Keys that must all hold, for a company to be left out."""
        number = self.next(GATES * len(group.entries))
        for branch, e in enumerate(group.entries):
            self.entry(e, replace(block, path=(*block.path, (number, branch)), group=0))

    def weighs(self, group: Group) -> bool:
        """Whether all keys of a group have small numbers: they are what is weighed."""
        values = [self.said(e.value) for e in group.entries]
        if len(values) < 3 or not group.keyed or not all(_NUMBER.fullmatch(v) for v in values):
            return False
        bounded = any(_BOUND.search(e.key) for e in group.entries)
        return not bounded and max(abs(float(v.rstrip("%"))) for v in values) <= 100

    # --- values ---------------------------------------------------------------------------------------------

    def value(self, node: Node, block: Block) -> None:
        """A value under what its key says."""
        if isinstance(node, Scalar):
            self.scalar(node, block)
            return
        if node.either:
            self.either(node, block)
            return
        if not any(e.key for e in node.entries) and self.compared(node, block):
            return
        scalars = [e.value for e in node.entries if isinstance(e.value, Scalar) and not e.key]
        if len(scalars) == len(node.entries) > 0:
            said = [self.said(s) for s in scalars]
            field = block.context.field
            ranged = field is not None and field.type not in LISTS
            if len(said) == 2 and ranged and all(_AMOUNT.fullmatch(x) for x in said):
                self.pair(scalars, block)
                return
            if len(said) > 1 and ranged and not block.group and any(c.isdigit() for x in said for c in x):  # bands
                block = replace(block, group=self.next())
            flat = "\n" not in self.text[scalars[0].start : scalars[-1].end]
            if flat and len(said) > 1 and all(_CODE.fullmatch(x) for x in said):  # "MO" beside "TX" settle each other
                self.item(scalars[0].start, scalars[-1].end, block)
                return
        asked = block.context.field is None and block.context.role not in ("exclude", "buyer")
        if asked and not block.context.weight and (apart := rivals(node)):
            self.alternatives(Group(apart), replace(block, group=0))
            node = Group([e for e in node.entries if e not in apart])
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
        if self.said(scalar).lower() in _EMPTY:
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
        field = block.context.field
        pair = _PAIR.fullmatch(self.text, scalar.start, scalar.end)
        if field and "range" in str(field.value).lower():
            pair = pair or _COUPLE.fullmatch(self.text, scalar.start, scalar.end)
        if pair and field and field.type not in LISTS:  # "(20, 200)" of Python
            self.pair([Scalar(*pair.span("low")), Scalar(*pair.span("high"))], block)
            return
        if field is None and (chain := _CHAIN.fullmatch(self.text, scalar.start, scalar.end)):
            self.chained(chain, block)
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
        self.out.append(Item(start, end, block.context, path=block.path, member=member, keyed=True))

    def next(self, kind: int = 0) -> int:
        """The number of a new group."""
        self.groups += 1
        return kind + self.groups
