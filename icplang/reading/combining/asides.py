"""What a bracket is to what stands in front of it: an operand, a definition, a remark, a condition of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from icplang.meaning.predicates import Exists, In, Range
from icplang.reading.belief.brackets import (
    completed,
    defines,
    elsewhere,
    gives_bound,
    half_read,
    limiting,
    limits,
    located,
    names_buyer,
    names_size,
    numbered,
    of_contact,
    or_none,
    remarks,
    shares,
    sized_team,
    states,
    sweet,
    timed,
    unclear,
)
from icplang.reading.combining.conditions import lets_in
from icplang.reading.combining.lists import takes_back
from icplang.reading.combining.marked import names_place
from icplang.reading.combining.personas import FIRMS
from icplang.reading.combining.refusals import exception, names_refused
from icplang.reading.combining.widened import widens
from icplang.reading.elements import SIZES, Element, clauses, direct, first_content, first_mark, split, too_deep
from icplang.vocabulary.words import tokens

Part: TypeAlias = Literal[
    "too deep",
    "exception",
    "unread",
    "praise",
    "remark",
    "operand",
    "share",
    "best size",
    "condition",
    "detail",
    "undoing",
    "buyer",
    "statement",
    "size word",
    "unclear",
    "definition",
]


_EQUALS = frozenset({"=", "→", "->", "means"})
_TELLERS = frozenset("they the it we there nobody everybody everyone he she owners".split())
"""Words with which a sentence starts that tells something of others."""
_RIVALS = ("competitor", "competitors", "competition", "rivals")
_INITIALS = 5
"""The most letters of an abbreviation."""
_TOLD = 3
"""So many elements at least has a size with what is told of it: "15: they pay"."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket with the element in front of it. `excluding`: it stands in an exclusion; `negated`: under what is liked
    less. `sized` knows which segments only say how large a company is."""

    before: Element | None
    group: Element
    text: str
    excluding: bool
    negated: bool
    sized: Callable[[str], bool]

    def part(self) -> Part:
        """What it is: the first of `_PARTS` that fits."""
        return next((part for part, fits in _PARTS if fits(self)), "definition")


def with_alternative(before: Element | None, group: Element) -> Element | None:
    """A condition with the bracket behind it that says what may stand for it: "50+ staff (or $5M+ in revenue)"."""
    content = [e for e in group.inside if e.kind != "filler"]
    joined = bool(content) and len(content) % 2 == 0 and all(e.name == "OR" for e in content[::2])
    if before is None or not joined or not all(map(_says_one, [before, *content[1::2]])):
        return None
    return replace(group, start=before.start, inside=[before, *group.inside])


def detailed(before: Element, group: Element) -> Element | None:
    """An event or a team with what the bracket behind it says of it: its window, how many, its size."""
    parts = [replace(group, inside=part) for part in split(group.inside, "comma")]
    if len(parts) > 1 and not any(x.name == "people" for x in direct(group.inside)):  # "funding (Series A, last year)"
        told: Element | None = before
        for part in parts:
            told = detailed(told, part) if told else None
        return told
    return (
        timed(before, group)
        or completed(before, group)
        or sized_team(before, group)
        or numbered(before, group)
        or located(before, group)
    )


def _lets_in_again(b: Bracket) -> bool:
    """Whether a bracket behind what is refused lets something in again, "agencies (German ones are fine)", and gives
    no reason: "consultancies (no cash, no plan)"."""
    if not b.excluding or b.before is None or b.before.kind != "clause" or names_refused(b.group):
        return False
    first = first_content(b.group.inside)
    if first is None or first.name != "NOT":
        return lets_in(b.group)
    return takes_back(first, b.text) or exception(b.group.inside) is not None


def _refuses(group: Element) -> bool:
    """Whether a bracket says what is not wanted: "(no agencies)"."""
    return first_mark(group.inside) == "NOT" or names_refused(group)


def _says_one(e: Element) -> bool:
    """Whether an element is one condition, and no list of which a bracket may widen any member."""
    said = e.reading.predicate if e.kind == "clause" and e.name != "bare" and e.reading else None
    role = e.reading.role if e.reading else None
    return role is None and (isinstance(said, Range | Exists) or (isinstance(said, In) and len(said.values) == 1))


def _unread(b: Bracket) -> bool:
    """Whether a bracket that refuses, limits or widens something is not understood. What stands for a tool is no trade:
    "Toast (not paper)"."""
    tool = b.before is not None and b.before.name in ("technology", "category")
    if tool and first_mark(b.group.inside) == "NOT" and {x.name for x in clauses([b.group])} == {"industry"}:
        return True
    first = first_content(b.group.inside) if b.before is not None and b.before.kind == "clause" else None
    if first is not None and (first.name in ("OR", "also") or b.group.inside[0].name == "also"):
        return not or_none(b.group)
    return half_read(b.group) and (_refuses(b.group) or limits(b.before, b.group))


def _calls_rivals(b: Bracket) -> bool:
    """Whether a bracket only says why those in front of it are refused: "banks (competitors)"."""
    inside = [e for e in b.group.inside if e.kind != "filler"]
    named = b.excluding and b.before is not None and b.before.kind == "clause" and len(inside) == 1
    return named and inside[0].name == "named" and b.text[inside[0].start : inside[0].end].lower().endswith(_RIVALS)


def _tells(b: Bracket) -> bool:
    """Whether a bracket behind a size tells what those do who have another: "15-120 vans (under 15 the owner does it
    all)", "two plants (one plant = they stay on paper)"."""
    if b.excluding or b.before is None or b.before.kind != "clause" or len(b.group.inside) < _TOLD:
        return False
    size, *rest = b.group.inside
    rest = [e for e in rest if e.kind not in ("comma", "stop") and b.text[e.start : e.end] not in _EQUALS]
    sized = size.kind == "clause" and size.name in ("bare", "metric", *SIZES)
    return sized and len(rest) > 1 and rest[0].name in _TELLERS


def _abbreviates(b: Bracket) -> bool:
    """Whether a bracket holds nothing but the initials of the name in front of it: "private equity (PE)"."""
    short = b.text[b.group.start : b.group.end].strip("() .").removesuffix("s")
    if b.before is None or b.before.kind != "clause" or not short.isupper() or len(short) > _INITIALS:
        return False
    named = tokens(b.text[b.before.start : b.before.end])[-len(short) :]
    same = all(x.name == b.before.name for x in clauses(b.group.inside))
    return "".join(word[0] for word in named).upper() == short and not same


def _praises(b: Bracket) -> bool:
    """Whether what stands before a bracket is preferred: "20-90 employees (sweet spot) in Spain"."""
    return b.before is not None and b.before.kind == "clause" and sweet(b.group)


def _names_best(b: Bracket) -> bool:
    """Whether a bracket says which part of a range is preferred: "$8M-$80M (sweet spot: $12M-$35M)"."""
    inside = b.group.inside
    return (
        b.before is not None
        and any(e.kind == "mark" and e.name == "PREFER" for e in inside)
        and all(e.name == b.before.name or e.name in SIZES or e.name == "bare" for e in clauses(inside))
        and not any(e.kind == "unread" for e in inside)
    )


def _conditions(b: Bracket) -> bool:
    """Whether a bracket says what must not be, or limits what is refused."""
    limited = b.excluding and (lets_in(b.group) or (b.before is not None and limiting(b.before, b.group)))
    return _refuses(b.group) or limited


def _undoes(b: Bracket) -> bool:
    """Whether nothing can be said of what stands before a bracket: "on spreadsheets (or nowhere)", and of what is out
    "Chains (more than 12 own shops)"."""
    bounded = b.excluding and b.before is not None and b.before.kind == "clause" and gives_bound(b.group)
    return or_none(b.group) or bounded


def _behind(fits: Callable[[Element, Element], bool]) -> Callable[[Bracket], bool]:
    """A question about what stands before a bracket and the bracket."""
    return lambda b: b.before is not None and fits(b.before, b.group)


_PARTS: tuple[tuple[Part, Callable[[Bracket], bool]], ...] = (
    ("too deep", lambda b: too_deep(b.group)),
    ("exception", _lets_in_again),
    ("unread", _unread),
    ("unread", lambda b: b.before is not None and names_place(b.before, b.group, b.text)),
    ("remark", _calls_rivals),
    ("praise", _praises),
    ("unclear", lambda b: not b.excluding and b.before is not None and widens(b.group, b.text)),
    ("remark", _tells),
    ("remark", lambda b: remarks(b.group, excluding=b.excluding, negated=b.negated)),
    ("condition", lambda b: b.before is None and names_refused(b.group)),
    ("operand", lambda b: b.before is None or b.before.kind == "mark"),
    ("share", lambda b: shares(b.group)),
    ("best size", _names_best),
    ("condition", _conditions),
    ("detail", _behind(lambda before, group: detailed(before, group) is not None)),
    ("undoing", _undoes),
    ("buyer", _behind(names_buyer)),
    ("statement", lambda b: b.group.name == FIRMS),
    ("remark", _behind(of_contact)),
    ("remark", _abbreviates),
    ("statement", _behind(lambda before, group: not defines(before, group) and states(before, group))),
    ("size word", lambda b: b.before is not None and names_size(b.before, b.group, b.sized)),
    ("unclear", _behind(elsewhere)),
    ("unclear", _behind(lambda before, group: not defines(before, group) and unclear(before, group))),
    ("remark", _behind(lambda before, group: not defines(before, group))),
)
"""The parts that a bracket may have, in the order in which they are asked for."""
