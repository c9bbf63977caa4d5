"""Configuration as a text: YAML, JSON, TOML and environment files, read by their keys.

A key sets a role or a field as a heading does; the values below it are items.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from icplang.reading.shape.configpoints import Weighed
from icplang.reading.shape.configtree import Entry, Group, Node, Scalar
from icplang.reading.shape.configvalues import EMPTY, PLACED
from icplang.reading.shape.context import Context
from icplang.reading.shape.entries import (
    BOUND,
    NAMES,
    NUMBER,
    POINTS,
    amount,
    as_one,
    behind,
    dismissed,
    entitles,
    is_model,
    joined,
    kinds,
    legend,
    negative,
    of_people,
    operated,
    optional,
    pointed,
    several,
    weighs,
    worth,
)
from icplang.reading.shape.expressions import expressed
from icplang.reading.shape.items import GATES, TIERS, Block, Item
from icplang.reading.shape.keys import Key, describes, key, split, team
from icplang.reading.shape.labels import ASKING, LISTS, is_aside, label, names_field, tier, weighted
from icplang.reading.shape.programs import asked
from icplang.reading.shape.records import (
    OUTCOMES,
    RANGES,
    bounds,
    compared,
    comparison,
    happening,
    period,
    puzzling,
    raising,
    refused,
    refuses,
    since,
    telling,
    times,
    window,
)
from icplang.reading.shape.remarks import Remarks
from icplang.reading.shape.switches import OFF, ON, named_at, wanted
from icplang.reading.syntax.tree import Lexeme

_PROPER = re.compile(r"(?=.*[a-z])(?!SaaS)[A-Z][\w.+]*(?:[ ][A-Z0-9][\w.+]*){0,2}")
_DATE = re.compile(r"(?:>=?|since|after|from)?[ ]*(?P<date>\d{4}-\d\d(?:-\d\d)?)")
_QUERIES = frozenset({"query", "q", "search"})
_OPEN = frozenset({"null", "none", "undefined", "~", "inf", "infinity", "math.inf", ""})
"""What stands in the place of a bound that there is not."""
_DEEPEST = 100
"""Keys inside keys; what stands deeper is reported."""
_WEIGHTS = re.compile(r"(?i)\b(?:weights?|scores?|scoring|points?)\b")
_ANY = re.compile(r"(?i)(?:^|_)(?:any|one)(?:_of)?$|Any(?:Of)?$")
_TRANSPARENT = frozenset(
    "value values items list options any any_of one_of in include included is equals range between".split()
)
"""Keys that say no more than the key around them."""
_UNREAD = frozenset({"unknown-words", "ambiguous-phrase"})
_UNDERTAKINGS = frozenset({"campaign", "project", "workflow", "playbook", "sequence", "cadence"})
"""Keys of what a list is made for: a slug behind one is its name."""
_SLUG = re.compile(r"[A-Za-z]+(?:[_-][A-Za-z0-9]+)+")
_SWITCH = re.compile(
    r"(?i)score|threshold|cut_?off|(?:^|_)(?:hot|warm|cold|limit|timeout|temperature|retries|confidence|batch|port|page)"
    r"(?:_|$)|_per_(?:account|run|page|day|company|domain)$|_days$"
)
"""Keys of numbers that steer the program."""
_SITES = re.compile(r"(?:[<>]=?|≥)?[ ]*\d{1,5}[ ]*(?:\+|(?:-|–|to|\.\.)[ ]*\d{1,5})?")
"""How many places there are, where a key is about places."""
_RANK = re.compile(r"[A-Za-z]{0,5}[ -]?\d{1,2}|[A-Da-d]")
"""What a tier is called, where it stands beside what is in it: "tier: fb2"."""
_ALTERNATIVES = re.compile(r"(?i)(?:^|[_ ])(?:tiers?|segments?|icps|profiles|cohorts?|groups|verticals)$")
"""Keys whose groups are kinds of accounts, one beside the other."""


def items(text: str) -> list[Item]:
    """The items of a configuration, in its order."""
    return _Config(text, asked(text)).items()


class _Config(Weighed):
    def items(self) -> list[Item]:
        self.notes = Remarks(self.text, self.comments)
        self.value(self.root, Block(-1, Context(), ()))
        self.commented()
        for size in self.sizes.values():
            self.remark(size.start, size.end)
        for start, end in self.commands:
            self.remark(start, end, "command")
        self.out += [Item(*sign, label=True) for sign in self.signs]
        return sorted(self.out, key=lambda item: item.start)

    # --- groups ---------------------------------------------------------------------------------------------

    def group(self, group: Group, block: Block) -> None:
        """Keys with their values, or the members of a list."""
        if block.context.role in (None, "require") and (liked := optional(group, self.said)):
            self.says(liked.start, behind(liked.value))
            group = Group([e for e in group.entries if e is not liked])
            block = replace(block, context=replace(block.context, role="prefer"))
        keys = {e.key.lower(): e for e in group.entries if e.key}
        if (points := self.points(group)) is not None:
            rest, block = self.lasting(Group([e for e in group.entries if e is not points]), block)
            self.says(points.start, behind(points.value))
            if worthy := amount(points, self.said):
                self.weighed(rest, replace(block, context=weighted(block.context, worthy), weighing=False))
            else:
                self.skipped(rest)
            return
        if any(x.type == "GROWTH" for x in block.context.lead):  # "headcount_growth: {timeframe_month: 12, min: 10}"
            block = replace(block, context=self.stretched(group, block.context))
        open_ends = [e for e in group.entries if e.key.lower() in RANGES and self.said(e.value).lower() in _OPEN]
        if open_ends:  # "max: null"
            for e in open_ends:
                self.says(e.start, behind(e.value))
            group = Group([e for e in group.entries if e not in open_ends])
        if self.ruled(keys, block) or self.compared(group, block) or self.happens(group, block):
            return
        if self.operates(group, block) or self.raises(group, block):
            return
        group, block = self.lasting(group, block)
        worded = "$" not in self.text[group.entries[0].start : group.entries[-1].start] if group.entries else False
        if worded and bounds(group) and not any(x.type == "GROWTH" for x in block.context.lead):
            self.item(group.entries[0].start, behind(group.entries[-1].value), block)  # "min: 20, max: 75"
            return
        parts = [e for e in group.entries if isinstance(e.value, Group)]
        heading, before = None, 0
        for entry in group.entries:
            inner = block
            if before == 0 or self.notes.ends(before, entry.start):
                heading = self.notes.heading(entry.start)
            before = entry.end
            if heading is not None and entry.key and BOUND.search(entry.key) is None:
                inner = replace(block, context=heading.within(block.context))
            if block.group and len(parts) > 1 and isinstance(entry.value, Group) and not entry.key:
                block.branch += 1
                inner = replace(block, path=(*block.path, (block.group, block.branch)), group=0)
            self.entry(entry, inner)

    def points(self, group: Group) -> Entry | None:
        """The entry that says what a group of keys is worth."""
        keyed = {e.key.lower(): e for e in group.entries if e.key} if group.keyed else {}
        return next((e for k, e in keyed.items() if k in POINTS and NUMBER.fullmatch(self.said(e.value))), None)

    def weighs(self, group: Group, context: Context) -> Context:
        """What surrounds the name of a group of keys, with what the group is worth."""
        points = self.points(group)
        worthy = amount(points, self.said) if points else None
        return context if worthy is None else weighted(context, worthy) if worthy else Context(remark="command")

    def lasting(self, group: Group, block: Block) -> tuple[Group, Block]:
        """A group without the entry that gives a time to all beside it, and that time in what stands around them:
        "hiring: [..], lookback_days: 90"."""
        found = period(group, self.said) if block.context.field is None else None
        if found is None:
            return group, block
        self.says(found[0].start, behind(found[0].value))
        rest = Group([e for e in group.entries if e is not found[0]])
        return rest, replace(block, context=replace(block.context, during=found[1]))

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
        if all(e.key and "_".join(split(e.key)) in RANGES for e in values):
            self.item(values[0].start, behind(values[-1].value), inner)
        else:
            kept = any(not refuses(" ".join(split(e.key))) for e in values)
            for e in values:
                if kept and e.key and refuses(" ".join(split(e.key))):  # "is: [apac], is_not: [india]"
                    apart = expressed(refused(context), block.context)
                    self.value(e.value, replace(inner, context=apart, group=self.next() if listing else 0))
                else:
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
        if NUMBER.fullmatch(said):
            own = weighted(Context(), float(said.rstrip("%")) * (-1 if outcome.refused else 1))
        elif said.lower() in EMPTY - ON:  # "return False"
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

    def operates(self, group: Group, block: Block) -> bool:
        """Conditions with a key that says how they are joined: "op: or, conditions: [..]"."""
        found = operated(group, self.said)
        if found is None:
            return False
        how, held = found
        for e in group.entries:
            if e not in found:
                self.entry(e, block)
        self.says(how.start, behind(how.value))
        self.says(held.start, held.end)
        one = self.said(how.value).lower() in ("or", "any", "any_of", "one_of", "either")
        self.logical("or" if one else "and", held.value, block)  # type: ignore[arg-type]
        return True

    def raises(self, group: Group, block: Block) -> bool:
        """Keys about money that was raised, and when: "type: funding, within_days: 180"."""
        found = raising(group, self.said)
        if found is None or not self.when(found[1], replace(key(found[1].key, found[1].start), event="RAISED"), block):
            return False
        self.says(found[0].start, behind(found[0].value))
        for e in group.entries:
            if e not in found:
                self.entry(e, replace(block, event="RAISED"))
        return True

    def either(self, group: Group, block: Block) -> None:
        """Conditions with an "or" between them."""
        if any(negative(e) for e in group.entries):
            self.remark(group.entries[0].start, behind(group.entries[-1].value), "ambiguous-phrase")
            return
        number = self.next()
        for branch, e in enumerate(group.entries):
            self.entry(e, replace(block, path=(*block.path, (number, branch))))

    def logical(self, how: str, group: Group, block: Block) -> None:
        """Conditions under a key that joins them: "or: [..]", "not: {..}"."""
        inner = replace(block, context=refused(block.context)) if how.startswith("not") else block
        if how == "or":
            self.either(group, block)
        elif how == "not" and group.keyed and len(group.entries) > 1:
            self.remark(group.entries[0].start, behind(group.entries[-1].value), "ambiguous-phrase")
        elif how != "not" and inner.context.role == "exclude" and as_one(group):
            self.together(group, inner)
        else:
            for e in group.entries:
                self.entry(e, inner)

    # --- keys -----------------------------------------------------------------------------------------------

    def entry(self, entry: Entry, block: Block) -> None:
        """A key with its value, or a member of a list."""
        if entry.key.startswith("!"):  # "!industry: casino"
            entry = replace(entry, key=entry.key[1:], refused=not entry.refused)
        if not entry.key:
            if entry.refused:
                block = replace(block, context=refused(block.context))
            self.value(entry.value, block)
            return
        name, value, at = entry.key, entry.value, entry.start
        if self.structural(entry, block):
            return
        said = self.said(value)
        number = isinstance(value, Scalar) and NUMBER.fullmatch(said) is not None
        if block.weighing and number:  # "uses_procore: 20"
            self.says(value.start, value.end)  # type: ignore[union-attr]
            self.worth(entry, float(said.rstrip("%")), block)
            return
        if isinstance(value, Group) and self.points(value):
            value, block = self.lasting(value, block)
        if points := worth(value, self.said):  # "uses_procore: {weight: 20, why: ..}"
            self.says(points.start, behind(points.value))
            self.skipped(Group([e for e in value.entries if e is not points]))  # type: ignore[union-attr]
            self.worth(entry, amount(points, self.said), block)
            return
        if NUMBER.fullmatch(name):  # "0.7: hiring packaging roles"
            self.says(at, entry.end)
            if float(name.rstrip("%")):
                self.value(value, replace(block, context=weighted(block.context, float(name.rstrip("%")))))
            else:
                self.remark(at, behind(value), "command")
            return
        what = key(name, at)
        if block.event == "RAISED" and not what.event and times(entry, what, "RAISED", self.said, nested=True):
            what = replace(what, event="RAISED")
        if what.event and self.when(entry, what, block):
            return
        context = of_people(self.meant(entry, what), block.context)
        if entry.op and not context.known and not _SWITCH.search(name):
            self.remark(at, max(behind(value), entry.end), "unknown-words")
            return
        switched = self.switched(entry, context)
        if switched and self.switches(entry, what, block):
            return
        steers = number and context.field is None and not context.lead and _SWITCH.search(name) is not None
        asking = not _QUERIES.isdisjoint(split(name))
        told = isinstance(value, Group) and (
            (asking and value.keyed) or (pointed(value) and "source" not in split(name))
        )
        if context.remark == "command" and told:
            context = Context()
        if isinstance(value, Scalar) and context.remark == "command" and asking:
            self.says(at, entry.end)
            self.asked(value, block)
            return
        if names_field(said) and split(name)[-len(split(said)) :] == split(said):  # "industries: industries"
            self.says(at, entry.end)
            self.remark(value.start, value.end, "unfilled-slot")  # type: ignore[union-attr]
            return
        scored = name.lower() in POINTS and (isinstance(value, Scalar) or not any(e.key for e in value.entries))
        if scored or switched or steers or context.remark == "command":
            self.remark(at, max(behind(value), entry.end), "command")
            return
        self.below(entry, context, block)

    def switched(self, entry: Entry, context: Context) -> bool:
        """Whether a key is on or off, or holds nothing."""
        said = self.said(entry.value)
        placed = context.field is not None and context.field.type in PLACED
        norway = placed and (said == "NO" or (said == "no" and "country" in split(entry.key)))
        return isinstance(entry.value, Scalar) and said.lower() in EMPTY and not norway

    def switches(self, entry: Entry, what: Key, block: Block) -> bool:
        """Whether a key that is on or off names something that is wanted or not."""
        said, value = self.said(entry.value).lower(), entry.value
        on = wanted(entry.key, what, block.context, said) if said in ON | OFF else None
        if on is None:
            return False
        begin = entry.start + named_at(entry.key, on)
        self.says(entry.start, begin)
        self.out.append(Item(begin, entry.end, on, path=block.path, keyed=True))
        self.says(value.start, value.end)  # type: ignore[union-attr]
        return True

    def structural(self, entry: Entry, block: Block) -> bool:
        """A key that says how its value belongs to what stands around it: "any_of", "values", "min", "size_legend"."""
        name, value, at = entry.key, entry.value, entry.start
        if isinstance(value, Group) and (how := joined(entry)):
            self.says(at, entry.end)
            self.logical(how, value, block)
            return True
        if explained := legend(entry):
            self.says(at, entry.end)
            for e in explained:
                self.says(e.start, e.end)
                self.sizes[e.key.lower()] = e.value  # type: ignore[assignment]
            return True
        measured = block.context.field is not None or any(x.type == "GROWTH" for x in block.context.lead)
        if name.lower() in ("value", "values") or (  # "company_size: {values: [..]}"
            block.context.field is not None and (name.lower() in _TRANSPARENT or refuses(" ".join(split(name))))
        ):
            self.says(at, entry.end)
            inner = replace(block, context=compared(block.context, name))
            refused = (inner.context.role, inner.context.negated) != (block.context.role, block.context.negated)
            apart = inner.group and refused  # "include: [..]", "exclude: [..]"
            self.value(value, replace(inner, group=self.next()) if apart else inner)
        elif measured and name.lower() in RANGES and isinstance(value, Scalar):
            self.says(at, entry.end)
            self.item(value.start, value.end, replace(block, context=compared(block.context, name)))
        else:
            return False
        return True

    def meant(self, entry: Entry, what: Key) -> Context:
        """What a key says with the operator behind it and the "not" in front of it."""
        context = compared(what.context, entry.op) if entry.op else what.context
        words = split(entry.key)
        nothing = context.field is None and context.remark is None and not context.lead
        if nothing and ((len(words) > 1 and words[-1] in NAMES) or (words == ["profile"] and self.said(entry.value))):
            context = Context(remark="commentary")  # "icp_name: Mid-market logistics"
        elif words[-1:] and words[-1] in _UNDERTAKINGS and _SLUG.fullmatch(self.said(entry.value)):
            context = Context(remark="commentary")  # "campaign: hvac_southwest_q1"
        elif words == ["tier"] and isinstance(entry.value, Scalar) and _RANK.fullmatch(self.said(entry.value)):
            context = Context(remark="command")  # "tier: fb2"
        elif words == ["model"] and isinstance(entry.value, Scalar) and not is_model(self.said(entry.value)):
            context = Context(remark="command")  # "model: gpt-4o"
        return refused(context) if entry.refused else context

    def when(self, entry: Entry, what: Key, block: Block) -> bool:
        """A key of an event whose value says when it was: "last_funding_days: 180"."""
        at = entry.start
        entry = since(entry)
        value = entry.value
        tail = window(entry, self.said)
        timed = any(map(str.isdigit, entry.key))  # "hiring_last_3_months: 5" says something else
        if not isinstance(value, Scalar) or what.event == "NEW" or timed:
            return False
        event = Lexeme("HIRING_NOW" if what.event == "HIRING" else what.event, at, at, 1, "raised")
        lead: tuple[Lexeme, ...]
        if tail:
            lead, tail = (event, tail[0]), tail[2:] if self.said(value).isdigit() else ()
        elif what.dated and (date := _DATE.fullmatch(self.said(value))):
            lead, tail = (event, Lexeme("SINCE", at, at, 1, "")), ()
            value = replace(value, start=value.start + date.start("date"))
        else:
            return False
        self.says(at, value.start)
        context = Context(what.context.role, lead=lead, tail=tail).within(replace(block.context, field=None))
        self.item(value.start, value.end, replace(block, context=context))
        return True

    def below(self, entry: Entry, context: Context, block: Block) -> None:
        """The value of a key that says something of it."""
        name, value, at = entry.key, entry.value, entry.start
        if block.indent > _DEEPEST:
            self.remark(at, behind(value), "unknown-words")
            return
        if self.doubtful(entry, context, block):
            return
        ranked = tier(name.replace("_", " "))
        path = block.path
        if ranked:
            block.soft = block.soft or self.next()
            path = (*path, (TIERS + block.soft, ord(ranked[0])))
        bounded = BOUND.search(name) is not None
        if bounded and context.bound is None and not context.lead and isinstance(value, Scalar):
            self.item(at, value.end, replace(block, context=replace(context, field=None).within(block.context)))
            return
        ranks = block.context.field is not None and context.role == "require" and ASKING.isdisjoint(split(name))
        whole = (replace(context, role=None) if ranks else context).within(block.context)
        counted = isinstance(value, Group) and value.keyed and all(e.key.lower() in RANGES for e in value.entries)
        if counted and not context.known and (of := team(name)):  # "engineering: {min: 20}"
            whole = replace(whole, field=Lexeme("TEAM_LABEL", at, at, 1, (of,)))
        counted = counted or (isinstance(value, Scalar) and _SITES.fullmatch(self.said(value)) is not None)
        if counted and context.field is not None and context.field.type == "BASED_IN":  # "locations: {min: 3}"
            whole = replace(whole, field=replace(context.field, type="SITES"))
        listing = _ANY.search(name) is not None
        if whole.field is not None:
            listing = listing or whole.field.type in LISTS or whole.field.type in ("MENTIONING", "HIRING")
        listing = listing or any(x.type == "NEW" for x in whole.lead)
        listing = listing or (not context.known and self.names(value))
        inner = Block(block.indent + 1, whole, path, self.next() if listing else 0)
        inner.event = telling(split(name)) if isinstance(value, Group) else ""
        inner.weighing = block.weighing or (
            isinstance(value, Group)
            and (
                weighs(value, whole.field, self.said)
                or (_WEIGHTS.search(name.replace("_", " ")) is not None and context.field is None)
            )
        )
        if is_aside(context, split(name)):
            self.says(at, entry.end)
            self.asides(value, replace(inner, context=replace(block.context, field=None)))
            return
        if context.known or ranked or _WEIGHTS.search(name.replace("_", " ")):
            self.says(at, entry.end)
        elif isinstance(value, Scalar) and not value.prose and whole.field is None and not whole.lead:
            inner.key = at
            inner.context = replace(inner.context, strict=not describes(name))
        elif isinstance(value, Group) and not entitles(name, value):
            own = self.weighs(value, replace(block.context, field=None))
            self.out.append(Item(at, entry.end, own, heading=True, path=path, keyed=True))
        else:
            self.remark(at, entry.end)
        if isinstance(value, Group) and (ranked_lists := kinds(value, whole)):
            number = self.next()
            for branch, e in enumerate(value.entries):
                apart = e in ranked_lists
                self.entry(e, replace(inner, group=0, path=(*path, (number, branch))) if apart else inner)
            return
        if isinstance(value, Group) and _ALTERNATIVES.search(name) and several(value) and whole.role != "exclude":
            self.alternatives(value, replace(inner, group=0))
            return
        self.value(value, inner)

    def doubtful(self, entry: Entry, context: Context, block: Block) -> bool:
        """Whether a bound stands among what is refused, where it may be that of those who are out or of those who are
        in: "disqualifiers: {min_staff: 5}"."""
        least = (
            context.field is not None and context.bound is not None and context.bound.type in ("AT_LEAST", "AT_MOST")
        )
        if not least or block.context.role != "exclude" or context.role == "exclude":
            return False
        self.remark(entry.start, max(behind(entry.value), entry.end), "ambiguous-phrase")
        return True

    def names(self, value: Node) -> bool:
        """Whether a list holds nothing but names: "[Shopify, WooCommerce]"."""
        said = [self.said(e.value) for e in value.entries] if isinstance(value, Group) else []
        return len(said) > 1 and all(_PROPER.fullmatch(x) for x in said)

    def alternatives(self, group: Group, block: Block) -> None:
        """Kinds of accounts: a group of keys for each."""
        number = self.next(TIERS)
        for branch, e in enumerate(group.entries):
            inner = replace(block, path=(*block.path, (number, branch)), soft=0)
            if isinstance(e.value, Group) and dismissed(e.value, self.said):
                self.remark(e.start, behind(e.value))
                continue
            if e.key:  # a name, which may say what they are
                if isinstance(e.value, Group) and entitles(e.key, e.value):
                    self.remark(e.start, e.end)
                else:
                    self.out.append(Item(e.start, e.end, inner.context, heading=True, path=inner.path, keyed=True))
            if isinstance(e.value, Group):
                named = next((x for x in e.value.entries if x.key.lower() in NAMES), None)
                if named and isinstance(named.value, Scalar):
                    self.says(named.start, named.value.end)
                self.group(Group([x for x in e.value.entries if x is not named]), inner)

    def together(self, group: Group, block: Block) -> None:
        """Keys that must all hold, for a company to be left out. Where one of them is not understood, none is read."""
        number, begin = self.next(GATES * len(group.entries)), len(self.out)
        for branch, e in enumerate(group.entries):
            self.entry(e, replace(block, path=(*block.path, (number, branch)), group=0))
        found = [x if x.label else replace(x, member=True) for x in self.out[begin:]]
        del self.out[begin:]
        inverted = any(negative(e) or key(e.key, e.start).context.inverted for e in group.entries)
        turned = any(not (x.label or x.context.remark) and x.context.role != block.context.role for x in found)
        if inverted or turned or any(x.context.remark in _UNREAD for x in found):
            self.remark(group.entries[0].start, behind(group.entries[-1].value), "ambiguous-phrase")
        else:
            self.out += found
