"""How the clauses of a phrase combine, by sentence.lark: alternatives, conjunctions, negations, brackets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeAlias

from icplang.meaning.predicates import And, AtLeast, Exists, Not, Or, Predicate, join
from icplang.meaning.profile import Role
from icplang.reading.elements import (
    SIZES,
    Element,
    bracket,
    family,
    first_content,
    is_bare,
    is_way,
    joins,
    lexemes,
    names_trade,
    opener,
    says,
    several,
)
from icplang.reading.findings import Findings
from icplang.reading.resolving import as_person
from icplang.reading.resolving.intervals import RECENT
from icplang.reading.syntax.grammars import machine
from icplang.reading.syntax.machine import Link, Tree
from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words.negations import forbids, is_absence, lets_in
from icplang.vocabulary.words import tokens

_RELATIVE = frozenset({"that", "who", "which", "whose", "where"})
_WITHOUT = frozenset({"without", "without a single", "lacking", "with no", "missing", "sans"})
"""Words that say more of those who are refused right in front of them: "no agencies without a CRM"."""
_PREPOSITIONS = frozenset("in at on with from of for within outside across based located headquartered without".split())
_HIRED = ("hired", "new hire", "recent hire")
"""How words for open roles start that are filled."""
_NOUNS = frozenset(
    "company firm business anyone anybody anything those account brand organization organisation any".split()
)
"""Nouns behind which a new member of a list stands."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Clauses in a combination: any, all, none, or at_least `n` of the parts."""

    op: str
    parts: list[Shape]
    n: int = 0


Shape: TypeAlias = Element | Combination


def combined(units: list[Element], findings: Findings) -> Shape | None:
    """How the units combine, by sentence.lark; None, with a diagnostic, where they do not."""
    if not units:
        return None
    parser = machine("sentence")
    stack: Link | None = parser.start
    for token in _tokens(units):
        stack = parser.fed(stack, token) if stack else None
    tree = parser.ended(stack) if stack else None
    if tree is not None:
        return _rebound(_shape(tree), findings)
    said = "how these clauses belong together is not clear"
    hint = "put each clause on a line of its own, or group with brackets"
    findings.tell("ambiguous-phrase", said, units[0].start, units[-1].end, help=hint)
    return None


def each_out(units: list[Element], text: str) -> list[Element]:
    """ "not agencies and banks": neither is wanted, and not only those that are both."""
    start = next((i for i, u in enumerate(units) if u.kind == "mark" and u.name == "NOT"), 0)
    absent = bool(units) and units[start].name == "NOT" and is_absence(units[start], text)
    out = list(units)
    for i in range(start + 1, len(units) - 1):
        before, u, behind = units[i - 1 : i + 2]
        names = [x for x in (before, behind) if several(x) or (x.reading and is_bare(x) and family(x) == "company")]
        lacking = absent and before.name == behind.name == "category"  # "no ERP and CRM"
        apart = before.name == behind.name == "location"  # "not in Spain and in Portugal"
        if u.kind == "mark" and u.name == "AND" and (lacking or apart or len(names) == 2):
            out[i] = replace(u, name="OR")
    return out


def windows(units: list[Element]) -> list[Element]:
    """ "acquired or listed since 2023": the window of the last event holds for those that are joined to it, and the
    "recently" in front of the first for those behind it."""
    out = list(units)
    joints = [i for i, u in enumerate(out[1:-1], 1) if joins(u)]
    for i in reversed(joints):
        if not _recent(units[i + 1]):
            out[i - 1] = _during(out[i - 1], out[i + 1])
    begun = bool(out) and _recent(out[0])
    for i in joints:
        if begun and out[i].name != "AND":
            out[i + 1] = _during(out[i + 1], out[0])
    return out


def _during(event: Element, other: Element) -> Element:
    """An event that says nothing of when it was, with the window of one beside it."""
    said = event.reading.predicate if event.reading else None
    timed = other.reading.predicate if other.reading else None
    if not isinstance(said, Exists) or not isinstance(timed, Exists) or event.reading is None:
        return event
    if _goes_on(event) or _goes_on(other) or _assumed(other) or not (timed.last or timed.since or timed.until):
        return event
    if (said.last or said.since or said.until) and not _assumed(event):
        return event
    during = replace(said, last=timed.last, since=timed.since, until=timed.until)
    return replace(event, reading=replace(event.reading, predicate=during, notes=[]))


def _recent(e: Element) -> bool:
    """Whether a clause says of an event only that it was recently."""
    predicate = e.reading.predicate if e.reading else None
    timed = isinstance(predicate, Exists) and predicate.last == RECENT and not _assumed(e)
    return timed and e.reading is not None and e.reading.node.node("window") is None


def _goes_on(e: Element) -> bool:
    """Whether a clause is about what goes on, and did not happen at a time."""
    predicate = e.reading.predicate if e.reading else None
    if not isinstance(predicate, Exists) or predicate.relation not in ("person", "hiring"):
        return False
    return not any(x.type == "HIRING" and str(x.value).startswith(_HIRED) for x in lexemes(e))


def _assumed(e: Element) -> bool:
    """Whether the window of a clause is one that nobody wrote, so that another may hold: "hired a CFO"."""
    predicate = e.reading.predicate if e.reading else None
    if not isinstance(predicate, Exists) or predicate.relation != "leadership" or e.reading is None:
        return False
    written = e.reading.node.node("window") is not None or e.reading.node.has("RECENTLY")
    return not written and not any(x.type == "NEW" and x.value == "new" for x in lexemes(e))


def split_positive(elements: list[Element], text: str) -> list[list[Element]]:
    """ "with no ERP and an accountant": an article behind the "and" starts what the company does have."""
    negated: Element | None = None
    named = False
    for i, e in enumerate(elements):
        if e.kind == "mark" and e.name == "AND" and named and negated is not None and is_absence(negated, text):
            behind = first_content(elements[i + 1 :])
            if behind and text[e.end : behind.start + 3].lstrip().lower().startswith(("a ", "an ")):
                return [elements[:i], elements[i + 1 :]]
        named = named or e.kind == "clause"
        negated = e if e.kind == "mark" and e.name == "NOT" else negated
    return []


def each_named(kept: list[Element]) -> list[Element]:
    """ "agencies, brokers and companies under 10 people": behind a list, or before a noun of its own, an "and" in an
    exclusion adds one more that is out."""
    out = list(kept)
    for i, u in enumerate(out[:-1]):
        before = out[i - 1] if i else None
        listed = before is not None and any(x.type == "COMMA" for x in lexemes(before))
        behind = out[i + 1]
        noun = behind.kind == "clause" and opener(behind) == "COMPANY"  # "companies under 10 people"
        headed = noun or (behind.kind == "filler" and behind.name in _NOUNS)
        if u.kind == "mark" and u.name == "AND" and before and before.kind == "clause" and (listed or headed):
            out[i] = replace(u, name="OR")
    return out


def elements(shape: Shape) -> Iterator[Element]:
    """The clauses of a combination, in their order."""
    if isinstance(shape, Element):
        yield shape
    else:
        for part in shape.parts:
            yield from elements(part)


def independent(shape: Shape, role: Role, sign: bool = True) -> Iterator[tuple[Shape, bool]]:
    """The parts that are a criterion each, with their sign: of what must hold the members of an "all", of what must
    not the members of an "any". An exclusion of several things together is one criterion."""
    if isinstance(shape, Element):
        yield shape, sign
    elif shape.op == "group":
        yield from independent(shape.parts[0], role, sign)
    elif shape.op == "none" and sign and role != "exclude":
        for part in shape.parts:
            yield from independent(part, role, False)
    elif (shape.op == "all" and sign and role != "exclude") or (shape.op == "any" and (not sign or role == "exclude")):
        for part in shape.parts:
            yield from independent(part, role, sign)
    else:
        yield shape, sign


@dataclass(frozen=True, slots=True)
class _Unit:
    """A clause as a token of sentence.lark."""

    element: Element
    type: str = "CLAUSE"


def _tokens(units: list[Element], *, counted: bool = False) -> Iterator[Any]:
    """The tokens of sentence.lark for a row of units. Inside a bracket a comma means what its "or" or "and" means."""
    either = any(u.kind == "mark" and u.name == "OR" for u in units)
    waiting = False
    after = 0
    for i, unit in enumerate(units):
        operand = unit.kind in ("clause", "group")
        if unit.kind in ("comma", "stop"):
            waiting = True
            continue
        if waiting and operand and after:
            yield Lexeme("SEMI" if counted else "OR" if either else "AND", unit.start, unit.start, 0)
        elif waiting and unit.kind == "mark" and unit.name == "NOT" and counted:
            yield Lexeme("SEMI", unit.start, unit.start, 0)
        waiting = False
        if unit.kind == "clause":
            yield _Unit(unit)
        elif unit.kind == "group":
            previous = units[i - 1] if i else None
            many = previous is not None and previous.kind == "mark" and previous.name.startswith("ANY_N")
            yield Lexeme("LPAR", unit.start, unit.start, 0)
            yield from _tokens(
                [
                    x
                    for x in unit.inside
                    if x.kind in ("clause", "group", "comma", "stop")
                    or (x.kind == "mark" and (x.name in ("NOT", "OR", "AND", "SLASH") or x.name.startswith("ANY_N")))
                ],
                counted=many,
            )
            yield Lexeme("RPAR", unit.end, unit.end, 0)
        elif unit.name.startswith("ANY_N"):
            yield Lexeme("ANY_N", unit.start, unit.end, 0, unit.name.split(" ")[1])
        elif unit.name in ("NOT", "OR", "AND", "SLASH"):
            yield Lexeme(unit.name, unit.start, unit.end, 0)
        after += operand
    return


def _shape(tree: Any) -> Shape:
    """The tree of sentence.lark without its grammar: lists flat, brackets gone."""
    if isinstance(tree, _Unit):
        return tree.element
    children = [c for c in tree.parts if not isinstance(c, Lexeme)]
    match tree.rule:
        case "any_of" | "all_of" | "none_of":
            flat: list[Any] = []
            stack = list(reversed(children))
            while stack:
                item = stack.pop()
                if isinstance(item, Tree) and item.rule == tree.rule:
                    stack.extend(reversed([c for c in item.parts if not isinstance(c, Lexeme)]))
                else:
                    flat.append(item)
            parts = [_shape(c) for c in flat]
            op = tree.rule.removesuffix("_of")
            return parts[0] if len(parts) == 1 and op != "none" else Combination(op, parts)
        case "group":  # brackets are kept until the "or" around them is settled
            inner = _shape(children[0])
            return inner if isinstance(inner, Element) else Combination("group", [inner])
        case "at_least":
            return Combination("at_least", [_shape(c) for c in children], int(tree.parts[0].value))
        case _:
            parts = [_shape(c) for c in children]
            return parts[0] if len(parts) == 1 else Combination("all", parts)


def _rebound(shape: Shape, findings: Findings) -> Shape | None:
    """ "B2B fintech or insurtech companies in Spain": the "or" binds the two names beside it, unless both sides run
    in parallel ("B2B fintech or B2C gaming"). Where neither is so, the text has to say it, and None is returned."""
    if isinstance(shape, Element):
        return shape
    parts = [_rebound(p, findings) for p in shape.parts]
    if any(p is None for p in parts):
        return None
    known = [p for p in parts if p is not None]
    if shape.op == "group":
        return shape if known[0] is shape.parts[0] else Combination("group", known)
    if shape.op != "any" or len(known) == 1:
        return replace(shape, parts=known) if len(known) > 1 or shape.op not in ("any", "all") else known[0]
    sides = [p.parts if isinstance(p, Combination) and p.op == "all" else [p] for p in known]
    if _people_or_trades(sides):
        findings.tell(
            "ambiguous-phrase",
            "a person and a kind of company in one alternative",
            next(elements(shape)).start,
            [*elements(shape)][-1].end,
            help="write one line for each",
        )
        return None
    if all(len(side) == 1 for side in sides) or _parallel(sides):
        return replace(shape, parts=known)
    if not _is_way(sides[0][-1]) or _has_noun(sides[0][-1]):
        apart = any(_is_way(side[0]) for side in sides[1:])  # "B2B fintech or B2C apps"
        sides = [_attributed(sides[0]) if apart else sides[0], *map(_attributed, sides[1:])]
    if any(_trade(side[0]) for side in sides[1:]):
        sides[0] = _young(sides[0])
    middle = [side[0] for side in sides[1:-1]]
    joined = [sides[0][-1], *middle, sides[-1][0]]
    text = findings.source.text
    if any(len(side) > 1 for side in sides[1:-1]) or not (_kin(joined) or _verbs(joined, sides[0], text)):
        members = list(elements(shape))
        findings.tell(
            "ambiguous-phrase",
            "what the 'or' joins is not clear",
            members[0].start,
            members[-1].end,
            help="group with brackets: 'US and (running HubSpot or hiring SDRs)', or write one line for each",
        )
        return None
    rest = [*sides[0][:-1], Combination("any", joined), *sides[-1][1:]]
    return rest[0] if len(rest) == 1 else Combination("all", rest)


def _attributed(side: list[Shape]) -> list[Shape]:
    """ "hotels or B2B software": to whom a trade sells is said of it alone, and no neighbour of the "or" by itself."""
    kind = side[1] if len(side) > 1 else None
    if not (_is_way(side[0]) and isinstance(kind, Element) and family(kind) == "company" and is_bare(kind)):
        return side
    return [Combination("all", side[:2]), *side[2:]]


def _young(side: list[Shape]) -> list[Shape]:
    """ "AI startups or hotels": what startups do is said of them alone where the other is a trade itself."""
    kind = side[-1]
    if len(side) > 1 and _trade(side[-2]) and isinstance(kind, Element) and kind.name == "segment" and is_bare(kind):
        return [*side[:-2], Combination("all", side[-2:])]
    return side


def _trade(shape: Shape) -> bool:
    return isinstance(shape, Element) and names_trade(shape)


def _is_way(shape: Shape) -> bool:
    return isinstance(shape, Element) and is_way(shape)


def _has_noun(shape: Shape) -> bool:
    """Whether a clause ends in a noun for companies, and describes no other: "B2C apps"."""
    last = max(lexemes(shape), key=lambda x: x.end, default=None) if isinstance(shape, Element) else None
    return last is not None and last.type == "COMPANY"


def _people_or_trades(sides: list[list[Shape]]) -> bool:
    """Whether an "or" stands between people that a company has and a bare kind of company."""
    single = [side[0] for side in sides if len(side) == 1 and isinstance(side[0], Element)]
    return (
        len(single) == len(sides)
        and any(e.name in ("person", "hiring", "leadership") for e in single)
        and any(family(e) == "company" and is_bare(e) for e in single)
    )


def _parallel(sides: list[list[Shape]]) -> bool:
    """Whether all sides of an "or" run over the same kinds of clauses."""
    kinds = [[x.name if isinstance(x, Element) else x.op for x in side] for side in sides]
    families = [sorted(family(x) if isinstance(x, Element) else x.op for x in side) for side in sides]
    return all(k == kinds[0] for k in kinds) or (len(sides[0]) > 1 and all(f == families[0] for f in families))


def _kin(shapes: list[Shape]) -> bool:
    """Whether neighbours of an "or" are names of one kind, or all numbers ("50+ employees or over $5M revenue")."""
    named = [x.parts[-1] if isinstance(x, Combination) and x.op == "all" else x for x in shapes]
    elements = [x for x in named if isinstance(x, Element)]
    if len(elements) == len(shapes) and all(x.name in SIZES for x in elements):
        return True
    if len(elements) == len(shapes) and len({x.name for x in elements}) == 1 and not any(map(is_bare, elements)):
        return True  # "in Mendoza or in Chile"
    happened = [x.reading.predicate for x in elements if x.reading and not x.reading.role and not is_bare(x)]
    if len(happened) == len(shapes) and all(isinstance(p, Exists) and p.relation != "person" for p in happened):
        return True  # "opening warehouses or hiring logistics managers"
    return (
        len(elements) == len(shapes) and len({family(x) for x in elements}) == 1 and all(is_bare(x) for x in elements)
    )


def _verbs(shapes: list[Shape], first: list[Shape], text: str) -> bool:
    """Whether all say what companies do, behind a subject: "fintechs that use Stripe or raised a round"."""
    subject = first[-2] if len(first) > 1 else None
    if not isinstance(subject, Element) or not all(isinstance(x, Element) and _acts(x, text) for x in shapes):
        return False
    behind = next(elements(shapes[0])).start
    return not _acts(subject, text) and " and " not in text[subject.end : behind]


def _acts(e: Element, text: str) -> bool:
    """Whether a clause starts with a verb."""
    words = tokens(text[e.start : e.end])
    return e.kind == "clause" and not is_bare(e) and words[0].isalpha() and words[0] not in _PREPOSITIONS


def prefixed(elements: list[Element], text: str) -> list[list[Element]]:
    """ "non-US companies using AWS": a "non-" covers the name behind it alone. Nothing where that is all anyway."""
    if any(e.kind == "mark" and e.name in ("OR", "SLASH") for e in elements):
        return []
    parts, rest, i = list[list[Element]](), list[Element](), 0
    while i < len(elements):
        e = elements[i]
        i += 1
        if e.kind == "mark" and e.name == "NOT" and says(e, "non", text):
            while i < len(elements) and elements[i].kind == "filler":
                i += 1
            if i < len(elements) and elements[i].kind == "clause":
                parts.append([e, elements[i]])
                i += 1
                continue
        rest.append(e)
    if parts and any(x.kind in ("clause", "unread") for x in rest):
        return [*parts, rest]
    return []


def trimmed(units: list[Element], text: str) -> list[Element]:
    """Without connectors that join nothing: at the ends, doubled, or in front of "not". A "not" in front of a
    "without" is a double negation, and the two cancel."""
    out: list[Element] = []
    bounded = {id(b) for a, b in _refusals(units) if _RELATIVE.intersection(tokens(text[a.end : b.start]))}
    bounded |= {
        id(b)
        for a, b in pairwise(units)
        if a.kind == "clause" and b.name == "NOT" and " ".join(tokens(text[b.start : b.end])) in _WITHOUT
    }
    bounded |= {id(b) for a, b, c in zip(units, units[1:], units[2:], strict=False) if _narrows(a, b, c, text)}
    either = set[int]()  # what is negated behind an "or"
    owned = False  # whether a "not" met a "without": what stands behind them the company has
    for u in units:
        joining = u.kind == "mark" and u.name in ("AND", "OR", "SLASH")
        if joining and (not out or out[-1].kind == "mark"):
            continue
        if u.kind == "mark" and u.name == "NOT" and out and out[-1].kind == "mark":
            doubled = out[-1].name == "NOT"
            if doubled and id(u) in bounded:  # "skip anyone who is not in Spain"
                out.append(u)
                continue
            if out[-1].name == "OR":
                either.add(id(u))
            if doubled and not is_absence(u, text):
                continue
            out.pop()
            if doubled:
                owned = True
                continue
        person = owned and u.name == "people" and u.reading is not None
        out.append(replace(u, name="person", reading=as_person(u.reading)) if person and u.reading else u)
    while out and out[-1].kind == "mark":
        out.pop()
    negations = [i for i, u in enumerate(out) if u.kind == "mark" and u.name == "NOT"]
    if len(negations) == 1 and id(out[negations[0]]) in either:  # "under 10 people or no CRM"
        inside = out[negations[0] :]
        group = bracket(inside)
        return [*out[: negations[0]], Element("mark", group.start, group.start, "OR"), group]
    said_more = [id(out[i]) in bounded or (k and lets_in(out[i], text)) for k, i in enumerate(negations[1:])]
    if said_more and all(said_more):
        inside = out[negations[0] + 1 :]
        out[negations[0] + 1 :] = [bracket(inside)]
    elif (
        len(negations) == 2
        and is_absence(out[negations[1]], text)
        and not forbids(out[negations[1]], text)
        and (not is_absence(out[negations[0]], text) or lets_in(out[negations[1]], text))
    ):
        inside = out[negations[0] + 1 :]  # "not agencies without a CRM": both together are out
        out[negations[0] + 1 :] = [bracket(inside)]
    return out


def _narrows(before: Element, negation: Element, behind: Element, text: str) -> bool:
    """Whether a "not" right behind a kind of company says more of those who are refused: "no hotels not in Spain",
    "skip wineries not using Commerce7". In front of another kind it starts one more refusal."""
    if {before.kind, behind.kind} != {"clause"} or negation.name != "NOT":
        return False
    if is_bare(before) and family(before) != "company":
        return False
    said = tokens(text[negation.start : negation.end])
    return said[0] == "not" and (not is_bare(behind) or said[-1] in _PREPOSITIONS)


def _refusals(units: list[Element]) -> Iterator[tuple[Element, Element]]:
    """Each "not" of a phrase with the next."""
    return pairwise(u for u in units if u.kind == "mark" and u.name == "NOT")


def parted(units: list[Element], elements: list[Element]) -> list[Element]:
    """ "either SaaS with 50+ employees or e-commerce with $10M+ revenue": the two sides as they stand."""
    either = next((e for e in elements if e.kind == "mark" and e.name == "EITHER"), None)
    joints = [i for i, u in enumerate(units) if u.kind == "mark"]
    if either is None or len(joints) != 1 or units[joints[0]].name != "OR":
        return units
    begin = next((i for i, u in enumerate(units) if u.start >= either.end), 0)
    sides = [units[begin : joints[0]], units[joints[0] + 1 :]]
    if any(len(side) < 2 or family(side[0]) != "company" or is_bare(side[-1]) for side in sides):
        return units
    groups = [bracket(side) for side in sides]
    return [*units[:begin], groups[0], units[joints[0]], groups[1]]


def predicate_of(shape: Shape, *, absent: bool) -> Predicate | None:
    """The predicate of a shape. `absent`: bare titles are people that a company lacks."""
    if isinstance(shape, Element):
        predicate = shape.reading.predicate if shape.reading else None
        lacking = absent and predicate is not None and shape.name == "people"
        return Exists("person", predicate) if lacking else predicate
    parts = [predicate_of(p, absent=absent) for p in shape.parts]
    known = [p for p in parts if p is not None]
    if not known or (len(known) < len(parts) and shape.op != "all"):
        return None
    known = (
        list(dict.fromkeys(known)) if shape.op != "at_least" else known
    )  # "multi-branch chains" says one thing twice
    match shape.op:
        case "group":
            return known[0]
        case "any":
            return join(Or, known)
        case "all":
            return join(And, known)
        case "none":
            return join(And, [Not(p) for p in known])
    return AtLeast(shape.n, tuple(known))
