"""Alternatives across items: tiers, and bullets under one label, become one criterion each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from itertools import pairwise

from icplang.diagnostics import Source
from icplang.meaning.predicates import And, AtLeast, In, Not, Or, Predicate, Range, join, leaves
from icplang.meaning.profile import Criterion, Role, Tier
from icplang.reading.combining.descriptions import described
from icplang.reading.shape.items import GATES, LISTED, NESTED, SECTIONS, SOFT, TIERS, Path
from icplang.reading.shape.labels import label
from icplang.vocabulary.store import builtin
from icplang.vocabulary.words import tokens

_SENTENCE = re.compile(r"[.;][ \t]+|\n")
_BLANK = re.compile(r"\n[ \t]*\n")
_KINDS = frozenset({"agency", "consultancy", "nonprofit"})
"""Business models that are a trade: no company is one beside its industry."""
_NAMED = frozenset({"industry", "business_model", "segment", "location"})
_DESCRIBED = _NAMED | {"ownership"}
_PLAIN = _NAMED | {"funding_stage", "ownership"}
_SIZES = frozenset({"employees", "revenue", "arr"})
_TOOLS = frozenset({"technology", "technology_category"})


def sections(found: list[tuple[Path, Criterion]], headed: Collection[int]) -> Callable[[Path], Path]:
    """Where something stands, once it is known which sections describe a kind of company each: they are tiers, and
    others are nothing. `headed`: which criteria stand in titles."""
    kinds: dict[int, dict[int, set[bool]]] = {}
    for i, (path, c) in enumerate(found):
        named = i in headed and isinstance(c.predicate, In) and c.predicate.field in ("industry", "business_model")
        for group, branch in path if c.role == "require" else ():
            if SECTIONS <= group < TIERS:
                kinds.setdefault(group, {}).setdefault(branch, set()).add(named)
    apart = {
        group
        for group, kind in kinds.items()
        if len(kind) > 1
        and all(True in told for told in kind.values())
        and any(False in told for told in kind.values())
    }
    return lambda path: tuple(
        (group + TIERS if group in apart else group, branch)
        for group, branch in path
        if group in apart or not SECTIONS <= group < TIERS
    )


def list_of(path: Path) -> Path:
    """Where the list of a label stands of which the member at a path is one."""
    return (*path[:-1], (path[-1][0], 0))


def unread_lists(found: list[tuple[Path, Criterion]], partial: set[Path]) -> set[Path]:
    """The lists of labels that are not read since a member is only half read. Of a plain list of values the others are
    read all the same."""
    half = {list_of(path) for path, _ in found if path in partial and path and path[-1][0] < 0}
    return {list_of(path) for path, c in found if path and list_of(path) in half and not _plain(c)}


def _plain(criterion: Criterion) -> bool:
    """Whether a criterion names of what kind or where companies are, and nothing else."""
    return all(isinstance(x, In) and x.field in _PLAIN for x in leaves(criterion.predicate))


def bounded(found: list[tuple[Path, Criterion]], source: Source) -> list[tuple[Path, Criterion]]:
    """The criteria, of which an exclusion within a tier that asks for something is the opposite asked for in it."""
    steps = {step for path, c in found if c.role == "require" for step in path if TIERS <= step[0] < GATES}
    several = {group for group, count in Counter(group for group, _ in steps).items() if count > 1}
    out = []
    for path, c in found:
        step = next((step for step in path if step in steps and step[0] in several), None)
        within = c.role == "exclude" and step and not _behind_all(c, step, found, source)
        out.append((path, replace(c, role="require", predicate=Not(c.predicate)) if within else c))
    return out


def _behind_all(
    criterion: Criterion, step: tuple[int, int], found: list[tuple[Path, Criterion]], source: Source
) -> bool:
    """Whether an exclusion stands in a paragraph of its own behind the last tier, or in a sentence where they all
    stand on one line, and no other tier has one."""
    others = [(s, c) for path, c in found for s in path if s[0] == step[0] and c.span]
    if criterion.span is None or any(s != step and c.role == "exclude" for s, c in others):
        return False
    start = criterion.span.start
    paragraph = max((m.end() for m in _BLANK.finditer(source.text, 0, start)), default=0)
    asked = [(s, c.span.start) for s, c in others if c.role == "require" and c.span]
    if "\n" not in source.text[min((at for _, at in asked), default=start) : start]:
        paragraph = max((m.end() for m in _SENTENCE.finditer(source.text, 0, start)), default=0)
    return all(at < paragraph for _, at in asked)


def fold(found: list[tuple[Path, Criterion]], level: int, source: Source) -> list[Criterion]:
    """Criteria of one group as alternatives: branches of what must hold become one "or"."""
    out: list[Criterion] = []
    groups: dict[tuple[int, Role], dict[int, list[tuple[Path, Criterion]]]] = {}
    levels: dict[tuple[int, Role], int] = {}
    order: list[Criterion | tuple[int, Role]] = []
    for path, criterion in found:
        # what is left out is left out in each branch, but where several things must hold for that
        counted = (i for i in range(level, len(path)) if criterion.role != "exclude" or path[i][0] >= 2 * GATES)
        at = next(counted, None)
        if at is None:
            order.append(criterion)
            continue
        group, branch = path[at]
        key = (group, criterion.role)
        if key not in groups:
            order.append(key)
            levels[key] = at + 1
        groups.setdefault(key, {}).setdefault(branch, []).append((path, criterion))
    for entry in order:
        if isinstance(entry, Criterion):
            out.append(entry)
            continue
        branches = [fold(members, levels[entry], source) for members in groups[entry].values()]
        if SOFT <= entry[0] < TIERS:
            out += _one_of(branches, source)
            continue
        if entry[0] >= TIERS and entry[1] == "buyer":  # each tier has its own people
            out += [c for branch in branches for c in branch]
            continue
        if beside := _beside(branches, entry[0]):
            out += _one_of(beside, source)
            branches = [b for b in branches if b not in beside]
        gate = entry[0] // GATES
        if entry[0] >= NESTED and _kinds([c for b in branches for c in b], source):
            out += [c for branch in branches for c in branch]
            continue
        if 1 < len(branches) <= gate and entry[1] == "exclude":  # all of them must hold to be left out
            parts = [join(Or, [c.predicate for c in branch]) for branch in branches]
            out.append(_either([join(And, parts)], [c for branch in branches for c in branch], source))
            continue
        weighed = len({c.weight for branch in branches for c in branch}) > 1  # each line with points of its own
        if len(branches) == 1 or gate >= len(branches) or (weighed and entry[0] < TIERS):
            out += [c for branch in branches for c in branch]
            continue
        members = [c for branch in branches for c in branch]
        parts = [join(And, [c.predicate for c in branch]) for branch in branches]
        off = entry[1] == "buyer" or (entry[1] == "prefer" and members[0].weight is not None)
        if off and (refused := _negated(parts)):  # "Titles to avoid" above bullets
            either = _either(refused, members, source)  # "industry in (gambling, adult): -10": for each of them
            out.append(replace(either, predicate=Not(either.predicate)))
            continue
        out.append(_either([AtLeast(gate, tuple(parts))] if gate > 1 else parts, members, source))
    return out


def tiers(
    found: list[tuple[Path, Criterion]], names: Mapping[tuple[int, int], str], source: Source
) -> tuple[Tier, ...]:
    """The tiers of a text, the first group of them that has names for its (group, branch) pairs."""
    members: dict[tuple[int, int], list[tuple[Path, Criterion]]] = {}
    for path, criterion in found:
        place = next((step for step in path if step in names), None)
        if place and criterion.role == "require":
            members.setdefault(place, []).append((path[path.index(place) + 1 :], criterion))
    out = []
    for place in (p for p in members if p[0] == next(iter(members))[0]):
        criteria = fold(members[place], 0, source)
        start, end = min(c.span.start for c in criteria if c.span), max(c.span.end for c in criteria if c.span)
        predicate = join(And, [c.predicate for c in criteria])
        out.append(Tier(names[place], predicate, source.text[start:end], source.span(start, end)))
    return tuple(out) if len(out) > 1 else ()


def shared(criteria: list[Criterion]) -> list[Criterion]:
    """The criteria, of which only those share a weight that have another beside them; their lines are numbered anew."""
    several = [n for n, count in Counter(c.shares for c in criteria).items() if n is not None and count > 1]
    numbers = {n: i for i, n in enumerate(several, 1)}
    return [replace(c, shares=numbers.get(c.shares)) if c.shares is not None else c for c in criteria]


def _one_of(branches: list[list[Criterion]], source: Source) -> list[Criterion]:
    """Bullets under one heading. Those that each name an industry, or a place, are alternatives: no company is all."""
    out: list[Criterion] = []
    alike: dict[tuple[str, float | None], list[Criterion]] = {}
    branches = [[_either([c.predicate for c in b], b, source)] if _kinds(b, source) else b for b in branches]
    trades = all(map(_trade, branches)) and any(len(b) > 1 for b in branches)
    if len(branches) > 1 and (trades or _profiles(branches)):
        return [_described(branches, source)]
    kinds = [b for b in branches if _trade(b)]
    kinds = kinds if any(_nested(b, source) for b in kinds) else described(branches, source)
    if len(kinds) > 1:  # and beside them what holds for all
        whole = [_described(kinds, source)]
        branches = [whole if b is kinds[0] else b for b in branches if b is kinds[0] or b not in kinds]
    if len(branches) > 1 and _apart(branches):
        members = [branch[0] for branch in branches]
        return [_either([c.predicate for c in members], members, source)]
    for branch in branches:
        only = branch[0].predicate if len(branch) == 1 else None
        if isinstance(only, In) and only.field in ("industry", "location"):
            alike.setdefault((only.field, branch[0].weight), []).append(branch[0])
        out += branch
    for (field, _), members in alike.items():
        values = [v for c in members if isinstance(c.predicate, In) for v in c.predicate.values]
        levels = {("city" if ":" in v else "part" if "-" in v else "country") for v in values}
        if len(members) > 1 and (
            not _narrowed(members, source) if field == "industry" else len(levels) == 1
        ):  # Texas is in the US, not beside it
            either = _either([c.predicate for c in members], members, source)
            told = {id(c) for c in members[1:]}
            out = [either if c is members[0] else c for c in out if id(c) not in told]
    return out


def _described(branches: list[list[Criterion]], source: Source) -> Criterion:
    """Bullets that each describe a kind of company as alternatives."""
    members = [c for branch in branches for c in branch]
    return _either([join(And, [c.predicate for c in b]) for b in branches], members, source)


def _nested(branch: list[Criterion], source: Source) -> bool:
    """Whether a bullet has deeper ones below it, which say more of it."""
    first, last = branch[0].span, branch[-1].span
    return first is not None and last is not None and "\n" in source.text[first.end : last.start]


def _kinds(branch: list[Criterion], source: Source) -> bool:
    """Whether the deeper bullets below a trade name nothing but kinds of it: "Healthcare" above "hospitals"."""
    named = all(isinstance(c.predicate, In) and c.predicate.field in ("industry", "business_model") for c in branch)
    return named and len(branch) > 1 and _nested(branch, source)


def _beside(branches: list[list[Criterion]], group: int) -> list[list[Criterion]]:
    """The members of a list that are no alternatives to the others: "Geography: 3+ countries; Germany or Spain", the
    "US" of "Target market:" above "SaaS", "US", "50+ staff"."""
    numbered = [b for b in branches if group < TIERS and _how_many(b)]
    if 0 < len(numbered) < len(branches):
        return numbered
    return _about_else(branches) if LISTED <= group < SOFT else []


def _about_else(branches: list[list[Criterion]]) -> list[list[Criterion]]:
    """The bullets below a label that say nothing but where companies are, or how large, where others name kinds of
    companies or tools: no list has such alternatives. Without those the places, beside sizes."""
    places = [b for b in branches if _asks_only(b, frozenset({"location"}))]
    sizes = [b for b in branches if _asks_only(b, _SIZES | {"locations", "metric"})]
    others = [b for b in branches if b not in places and b not in sizes]
    tools = all(_asks_only(b, _TOOLS) for b in others)
    if any(b[0].role != "require" for b in branches) or not (tools or all(any(map(_plain, b)) for b in others)):
        return []
    return [*places, *sizes] if others else places if sizes else []


def _asks_only(branch: list[Criterion], fields: frozenset[str]) -> bool:
    """Whether a bullet asks for nothing but these fields."""
    said = [x for c in branch for x in leaves(c.predicate)]
    return all(isinstance(x, In | Range) and x.field in fields for x in said)


def _how_many(branch: list[Criterion]) -> bool:
    """Whether a bullet says in how many countries a company is, which is no alternative to a place."""
    return all(isinstance(c.predicate, Range) and c.predicate.field == "countries" for c in branch)


def _narrowed(members: list[Criterion], source: Source) -> bool:
    """Whether of trades under labels of different names one is of the kind of another, so that a company is both:
    "Industry: Healthcare" above "Type: hospitals"."""
    lines = [source.text[source.text.rfind("\n", 0, c.span.start) + 1 : c.span.start] for c in members if c.span]
    labels = [tokens(line.rpartition(":")[0]) for line in lines]
    if not all(map(_names_kind, labels)) or len({words[-1] for words in labels}) < len(labels):
        return False
    named = [set(c.predicate.values) for c in members if isinstance(c.predicate, In)]
    below = [{x for v in values for x in builtin().descendants("industry", v)} - values for values in named]
    return any(kinds & values for kinds in below for values in named)


def _names_kind(words: list[str]) -> bool:
    """Whether a label says that trades stand behind it."""
    field = label(" ".join(words), 0).field if words else None
    return words[-1:] == ["type"] or (field is not None and field.type in ("INDUSTRY_LABEL", "KIND_LABEL"))


def _trade(branch: list[Criterion]) -> bool:
    """Whether a bullet describes one kind of company: "lenders with 10+ branches"."""
    named = [c.predicate for c in branch if isinstance(c.predicate, In)]
    kinds = [p for p in named if p.field == "industry" or (p.field == "business_model" and set(p.values) <= _KINDS)]
    return len(kinds) == 1 and len({c.weight for c in branch}) == 1


def _profiles(branches: list[list[Criterion]]) -> bool:
    """Whether each bullet is a description of its own, with a size of its own: "SaaS, 50-200 employees, US"."""
    sizes = [
        {
            (c.predicate.field, c.predicate.of)
            for c in b
            if isinstance(c.predicate, Range) and c.predicate.field in _SIZES | {"metric"}
        }
        for b in branches
    ]
    named = [any(isinstance(c.predicate, In) and c.predicate.field in _DESCRIBED for c in b) for b in branches]
    return all(named) and len({c.weight for b in branches for c in b}) == 1 and bool(set.intersection(*sizes))


def _apart(branches: list[list[Criterion]]) -> bool:
    """Whether bullets are nothing but ranges of one number that no company is in twice: "11-50", "51-200"."""
    ranges = [b[0].predicate for b in branches if len(b) == 1 and b[0].weight == branches[0][0].weight]
    ends = [(r.min, r.max) for r in ranges if isinstance(r, Range)]
    numbers = sorted((a, b) for a, b in ends if isinstance(a, int | float) and isinstance(b, int | float))
    fields = {(r.field, r.of) for r in ranges if isinstance(r, Range)}
    return len(numbers) == len(branches) and len(fields) == 1 and all(a[1] <= b[0] for a, b in pairwise(numbers))


def _negated(parts: list[Predicate]) -> list[Predicate]:
    """What is denied where all parts deny something; empty where one does not."""
    denied = [p.arg for p in parts if isinstance(p, Not)]
    return denied if len(denied) == len(parts) else []


def _either(parts: list[Predicate], members: list[Criterion], source: Source) -> Criterion:
    """Criteria as one, of which one of several parts must hold."""
    start, end = min(c.span.start for c in members if c.span), max(c.span.end for c in members if c.span)
    whole = merged(join(Or, parts))
    return replace(members[0], predicate=whole, text=source.text[start:end], span=source.span(start, end))


def merged(predicate: Predicate) -> Predicate:
    """An "or" in which alternatives on one field are one list of values."""
    if not isinstance(predicate, Or):
        return predicate
    out: list[Predicate] = []
    for part in predicate.args:
        same = next(
            (
                i
                for i, p in enumerate(out)
                if isinstance(p, In)
                and isinstance(part, In)
                and p.field == part.field
                and p.of == part.of
                and p.count is None
                and part.count is None
            ),
            None,
        )
        if same is None:
            out.append(part)
        else:
            out[same] = _both(out[same], part)
    return out[0] if len(out) == 1 else Or(tuple(out))


def _both(a: Predicate, b: Predicate) -> Predicate:
    return (
        replace(a, values=tuple(dict.fromkeys((*a.values, *b.values))))
        if isinstance(a, In) and isinstance(b, In)
        else a
    )
