"""Configuration as a text: YAML, JSON, TOML and environment files, read by their keys.

A key sets a role or a field as a heading does; the values below it are items.
"""

from __future__ import annotations

import re
from dataclasses import replace

from icplang.reading.configtree import Entry, Group, Node, Scalar, Tree
from icplang.reading.items import TIERS, Block, Item
from icplang.reading.labels import LISTS, Context, expressed, expression, label, tier, weighted
from icplang.reading.tree import Lexeme

_STRONG = re.compile(
    r"^[ \t]*(?:-[ \t]+)?[{]?(?:[\"'][\w. -]+[\"'][ \t]*:|[a-z]+(?:[_.][a-z0-9]+)+[ \t]*:|[a-z]+(?:[A-Z][a-z]+)+[ \t]*:"
    r"|[A-Za-z][\w.]*[ \t]*=[ \t]*[\[{\"'\d])|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+="
    r"|(?:^[ \t]*[a-z_]+:[ \t]*[\[{].*\n){2}|^[ \t]*\w+: (?:list|dict|int|float|str|bool|tuple|set)\b.*="
    r"|^[a-z_]+:[ \t]*\n[ \t]+(?:-[ \t]+)?[a-z_]+:(?:[ \t]*[\[{\n]|[ \t]+[\"'\w])",
    re.MULTILINE,
)
_PROSE = re.compile(r"^#{2,6} |\*\*|^[ \t]*\|", re.MULTILINE)
_CODE = re.compile(r"[A-Z]{2,3}")
_PROPER = re.compile(r"(?=.*[a-z])(?!SaaS)[A-Z][\w.+]*(?:[ ][A-Z0-9][\w.+]*){0,2}")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?%?")
_AMOUNT = re.compile(
    r"(?:[A-Z]{3}|[$€£₹])?[ ]?\d[\d,._]*[ ]?(?:[kKmMbB]|cr|Cr|lakh|L)?\+?|null|None|~|inf", re.IGNORECASE
)
_RANGES = frozenset("min max from to minimum maximum gte lte gt lt low high lower upper at_least at_most".split())
_DEEPEST = 100
"""Keys inside keys; what stands deeper is reported."""
_POINTS = frozenset("score weight points pts weighting".split())
_PAIR = re.compile(r"\([ ]*(?P<low>[\d._]+|None)[ ]*,[ ]*(?P<high>[\d._]+|None)[ ]*\)")
_EMPTY = frozenset({"true", "false", "null", "none", "yes", "no", "[]", "{}", "*", "", "..."})
_TRUE = frozenset({"true", "yes"})
_WEIGHTS = re.compile(r"(?i)\b(?:weights?|scores?|scoring|points?)\b")
_ANY = re.compile(r"(?i)(?:^|_)(?:any|one)(?:_of)?$|Any(?:Of)?$")
_OPERATORS = {
    "AT_LEAST": (">=", "gte", "min", "at least"),
    "MORE_THAN": (">", "gt"),
    "LESS_THAN": ("<", "lt"),
    "AT_MOST": ("<=", "lte", "max", "at most"),
}
_TRANSPARENT = frozenset(
    "value values items list options any any_of one_of in include included is equals range between".split()
)
"""Keys that say no more than the key around them."""
_REFUSING = ("not in", "!=", "not", "is not", "ne", "nin", "excludes", "not contains")
_CONDITIONS = (
    "if when condition criterion criteria rule signal match matches requirement definition expression test trigger "
    "filter description label text"
).split()
"""Keys of a weighed entry that hold what is weighed, the surest first."""
_NAMES = frozenset("name id key title slug".split())
_BOUND = re.compile(
    r"(?:^|[_ ])(?:min|max)(?:imum)?(?=[_ A-Z]|$)|M(?:in|ax)(?:imum)?(?=[A-Z_]|$)|at_(?:least|most)|MIN_|MAX_"
)
"""Keys that name a bound."""
_SWITCH = re.compile(
    r"(?i)score|threshold|cut_?off|(?:^|_)(?:hot|warm|cold|limit|timeout|temperature|retries|confidence|batch|port|page)"
    r"(?:_|$)|_per_(?:account|run|page|day|company|domain)$|_days$"
)
"""Keys of numbers that steer the program."""
_ALTERNATIVES = re.compile(r"(?i)(?:^|[_ ])(?:tiers?|segments?|icps?|profiles?|cohorts?|groups?)$")
"""Keys whose groups are kinds of accounts, one beside the other."""


def is_config(text: str) -> bool:
    """Whether a text is configuration, and no prose with labels."""
    return _STRONG.search(text) is not None and _PROSE.search(text) is None


def items(text: str) -> list[Item]:
    """The items of a configuration, in its order."""
    return _Config(text).items()


class _Config:
    def __init__(self, text: str) -> None:
        self.text, self.out = text, list[Item]()
        self.tree = Tree(text)
        self.groups = 0

    def items(self) -> list[Item]:
        self.group(self.tree.root, Block(-1, Context(), ()))
        self.comments()
        self.out += [Item(*sign, label=True) for sign in self.tree.signs]
        return sorted(self.out, key=lambda item: item.start)

    def comments(self) -> None:
        """Comments; behind what is weighed, a comment may say what that is."""
        weighed = {self.text.count("\n", 0, item.end): item for item in self.out if item.context.weight is not None}
        for start, end in self.tree.comments:
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
        points = next((e for k, e in keys.items() if k in _POINTS and _NUMBER.fullmatch(self.said(e.value))), None)
        if points is not None:
            rest = Group([e for e in group.entries if e is not points])
            self.says(points.start, _end(points.value))
            amount = float(self.said(points.value).rstrip("%"))
            if amount:
                self.weighed(rest, replace(block, context=weighted(block.context, amount), weighing=False))
            else:
                self.skipped(rest)
            return
        if "field" in keys and self.compared(group, keys, block):
            return
        if group.keyed and all(k in _RANGES for k in keys) and all(isinstance(e.value, Scalar) for e in group.entries):
            self.item(group.entries[0].start, _end(group.entries[-1].value), block)  # "min: 20, max: 75"
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
        if "field" in keys and self.compared(group, keys, block):
            return
        condition = next((keys[k] for k in _CONDITIONS if k in keys), None)
        name = next((keys[k] for k in sorted(_NAMES) if k in keys), None)
        ranged = all(k in _RANGES for k in keys) and bool(keys)
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

    def compared(self, group: Group, keys: dict[str, Entry], block: Block) -> bool:
        """An entry that names a field and what it must be: "field: employees, op: >=, value: 50"."""
        named = keys["field"].value
        values = [
            e for k, e in keys.items() if k in ("value", "values", "in", "any_of", "is", "equals") or k in _RANGES
        ]
        context = label(self.said(named), named.start) if isinstance(named, Scalar) else Context()
        field = context.field
        if not values or field is None:
            return False
        operator = next((e for k, e in keys.items() if k in ("op", "operator", "comparison", "cmp")), None)
        if operator:
            context = _compared(context, self.said(operator.value))
        if isinstance(named, Scalar):
            self.says(named.start, named.end)
        for e in group.entries:
            self.says(e.start, e.end)
            if e is not keys["field"] and e not in values and e is not operator:
                self.skipped(e.value)
        listing = self.next() if field.type in LISTS else 0
        inner = replace(block, context=context.within(block.context), group=listing)
        if all(e.key.lower() in _RANGES for e in values):
            self.item(values[0].start, _end(values[-1].value), inner)
        else:
            for e in values:
                self.value(e.value, inner)
        return True

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
            self.value(entry.value, block)
            return
        key, value, at = entry.key, entry.value, entry.start
        if block.context.field is not None and key.lower() in _TRANSPARENT:  # "company_size: {values: [..]}"
            self.says(at, entry.end)
            self.value(value, block)
            return
        if block.context.field is not None and key.lower() in _RANGES and isinstance(value, Scalar):
            self.says(at, entry.end)
            self.item(value.start, value.end, replace(block, context=_compared(block.context, key)))
            return
        said = self.said(value)
        number = isinstance(value, Scalar) and _NUMBER.fullmatch(said) is not None
        if block.weighing and number:  # "uses_procore: 20"
            self.says(value.start, value.end)  # type: ignore[union-attr]
            context = weighted(block.context, float(said.rstrip("%")))
            self.out.append(Item(at, entry.end, context, path=block.path, keyed=True))
            return
        if _NUMBER.fullmatch(key):  # "0.7: hiring packaging roles"
            self.says(at, entry.end)
            if float(key.rstrip("%")):
                self.value(value, replace(block, context=weighted(block.context, float(key.rstrip("%")))))
            else:
                self.remark(at, _end(value), "command")
            return
        context = label(key, at)
        switched = isinstance(value, Scalar) and said.lower() in _EMPTY
        if switched and said.lower() in _TRUE and context.remark is None and context.field is None:
            self.out.append(Item(at, entry.end, block.context, heading=True, path=block.path, keyed=True))
            self.remark(value.start, value.end, "command")  # type: ignore[union-attr]
            return
        steers = number and context.field is None and _SWITCH.search(key) is not None
        if key.lower() in _POINTS or switched or steers or context.remark == "command":
            self.remark(at, max(_end(value), entry.end), "command")
            return
        self.below(entry, context, block)

    def below(self, entry: Entry, context: Context, block: Block) -> None:
        """The value of a key that says something of it."""
        key, value, at = entry.key, entry.value, entry.start
        if block.indent > _DEEPEST:
            self.remark(at, _end(value), "unknown-words")
            return
        ranked = tier(key.replace("_", " "))
        path = block.path
        if ranked:
            block.soft = block.soft or self.next()
            path = (*path, (TIERS + block.soft, ord(ranked[0])))
        bounded = _BOUND.search(key) is not None
        if bounded and context.bound is None and isinstance(value, Scalar):
            self.item(at, value.end, replace(block, context=replace(context, field=None).within(block.context)))
            return
        whole = context.within(block.context)
        counted = isinstance(value, Group) and value.keyed and all(e.key.lower() in _RANGES for e in value.entries)
        if counted and whole.field is not None and whole.field.type == "BASED_IN":  # "locations: {min: 3}"
            whole = replace(whole, field=replace(whole.field, type="SITES"))
        listing = _ANY.search(key) is not None
        if whole.field is not None:
            listing = listing or whole.field.type in LISTS or whole.field.type == "MENTIONING"
        listing = listing or (not context.known and self.names(value))
        inner = Block(block.indent + 1, whole, path, self.next() if listing else 0)
        inner.weighing = block.weighing or (
            isinstance(value, Group)
            and (self.weighs(value) or (_WEIGHTS.search(key.replace("_", " ")) is not None and context.field is None))
        )
        if context.known or ranked or _WEIGHTS.search(key.replace("_", " ")):
            self.says(at, entry.end)
        elif isinstance(value, Group):
            self.out.append(
                Item(at, entry.end, replace(block.context, field=None), heading=True, path=path, keyed=True)
            )
        else:
            self.remark(at, entry.end)
        if isinstance(value, Group) and _ALTERNATIVES.search(key) and self.several(value) and whole.role != "exclude":
            self.alternatives(value, replace(inner, group=0))
            return
        self.value(value, inner)

    def names(self, value: Node) -> bool:
        """Whether a list holds nothing but names: "[Shopify, WooCommerce]"."""
        said = [self.said(e.value) for e in value.entries] if isinstance(value, Group) else []
        return len(said) > 1 and all(_PROPER.fullmatch(x) for x in said)

    def several(self, group: Group) -> bool:
        """Whether a group holds groups of keys, and nothing else."""
        return len(group.entries) > 1 and all(
            isinstance(e.value, Group) and any(x.key for x in e.value.entries) for e in group.entries
        )

    def alternatives(self, group: Group, block: Block) -> None:
        """Kinds of accounts: a group of keys for each."""
        number = self.next(TIERS)
        for branch, e in enumerate(group.entries):
            inner = replace(block, path=(*block.path, (number, branch)), soft=0)
            if e.key:  # a name, which may say what they are
                self.out.append(Item(e.start, e.end, inner.context, heading=True, path=inner.path, keyed=True))
            if isinstance(e.value, Group):
                named = next((x for x in e.value.entries if x.key.lower() in _NAMES), None)
                if named and isinstance(named.value, Scalar):
                    self.says(named.start, named.value.end)
                self.group(Group([x for x in e.value.entries if x is not named]), inner)

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
        scalars = [e.value for e in node.entries if isinstance(e.value, Scalar) and not e.key]
        if len(scalars) == len(node.entries) > 0:
            said = [self.said(s) for s in scalars]
            field = block.context.field
            if len(said) == 2 and field and field.type not in LISTS and all(_AMOUNT.fullmatch(x) for x in said):
                self.bounds(scalars, block)
                return
            flat = "\n" not in self.text[scalars[0].start : scalars[-1].end]
            if flat and len(said) > 1 and all(_CODE.fullmatch(x) for x in said):  # "MO" beside "TX" settle each other
                self.item(scalars[0].start, scalars[-1].end, block)
                return
        if any(e.key for e in node.entries):
            self.group(node, block)
            return
        for e in node.entries:
            if isinstance(e.value, Scalar):
                self.member(e.value, block)
            else:
                self.value(e.value, block)

    def bounds(self, pair: list[Scalar], block: Block) -> None:
        """The two ends of a range: "[50, 500]", "[5000000, null]"."""
        low, high = (self.said(s).lower() not in ("null", "none", "~", "inf") for s in pair)
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
        block.branch += 1
        path = (*block.path, (block.group, block.branch))
        self.out.append(Item(scalar.start, scalar.end, block.context, path=path, member=True, keyed=True))

    def scalar(self, scalar: Scalar, block: Block) -> None:
        """A value without parts."""
        if scalar.start == scalar.end:
            return
        said = expression(self.text[scalar.start : scalar.end], scalar.start)
        if said and block.context.field is None:  # "industry in (veterinary, zoo)"
            own, start, end = said
            self.says(scalar.start, start)
            self.says(end, scalar.end)
            context = expressed(own, block.context)
            self.out.append(Item(start, end, context, path=block.path, keyed=True))
            return
        pair = _PAIR.fullmatch(self.text, scalar.start, scalar.end)
        field = block.context.field
        if pair and field and field.type not in LISTS:  # "(20, 200)" of Python
            self.bounds([Scalar(*pair.span("low")), Scalar(*pair.span("high"))], block)
            return
        if scalar.prose:
            self.out.append(Item(scalar.start, scalar.end, block.context, path=block.path))
        else:
            self.item(scalar.start, scalar.end, block)

    def item(self, start: int, end: int, block: Block) -> None:
        """A stretch to read under what its key says."""
        self.out.append(Item(start, end, block.context, path=block.path, keyed=True))

    def next(self, kind: int = 0) -> int:
        """The number of a new group."""
        self.groups += 1
        return kind + self.groups


def _end(node: Node) -> int:
    """The offset behind a value."""
    end, stack = 0, [node]  # no recursion: keys may stand inside keys without end
    while stack:
        inner = stack.pop()
        if isinstance(inner, Scalar):
            end = max(end, inner.end)
        else:
            stack.extend(e.value for e in inner.entries)
    return end


def _compared(context: Context, said: str) -> Context:
    """A field with the operator behind it."""
    plain = said.strip().lower().replace("_", " ")
    if plain in _REFUSING:
        return replace(context, role="exclude")
    bound = next((t for t, words in _OPERATORS.items() if plain in words), None)
    at = context.field.start if context.field else 0
    return replace(context, bound=Lexeme(bound, at, at, 1, "")) if bound else context
