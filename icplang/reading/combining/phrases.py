"""From one phrase to criteria: what is believed of it, how its clauses combine, what must be reported.

Inside a phrase `sentence.lark` says how clauses combine. Phrases are cut in `compose.py`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby, pairwise
from typing import Literal

from icplang.meaning.predicates import In, Not, Predicate, Range
from icplang.meaning.profile import Criterion, Role
from icplang.reading.belief.belief import believed
from icplang.reading.belief.brackets import (
    defined,
    explains,
    half_read_groups,
    known_places,
    limited,
    named_by_size,
    only_size,
    opened,
    says_how,
    unsized,
    used_instead,
    without_qualities,
)
from icplang.reading.belief.placing import elsewhere, placed, unread_branch, where_unknown
from icplang.reading.combining.asides import Bracket, detailed, with_alternative
from icplang.reading.combining.combine import (
    Shape,
    combined,
    each_named,
    each_out,
    elements,
    independent,
    parted,
    predicate_of,
    prefixed,
    split_positive,
    trimmed,
    windows,
)
from icplang.reading.combining.conditioned import by_condition
from icplang.reading.combining.lists import several_kinds, with_described
from icplang.reading.combining.redundant import REVENUES
from icplang.reading.combining.refusals import (
    doubtful,
    excepted,
    permits,
    unread_members,
    without_exception,
)
from icplang.reading.combining.sentences import (
    ends_in_not,
)
from icplang.reading.combining.separators import by_place
from icplang.reading.combining.steps import Steps
from icplang.reading.combining.tails import apart, sized
from icplang.reading.combining.toolsets import one_of_each, sorted_out
from icplang.reading.combining.widened import with_stand_ins
from icplang.reading.elements import (
    SIZES,
    Element,
    clauses,
    family,
    first_mark,
    last_content,
    opener,
    says,
    several,
    split,
)
from icplang.reading.findings import Findings
from icplang.reading.shape.items import Path
from icplang.reading.trace import Trace
from icplang.reading.words.negations import is_absence


def _is_or(e: Element) -> bool:
    return e.kind == "mark" and e.name in ("OR", "SLASH")


def _is_unit(e: Element) -> bool:
    """Whether an element is a clause, a bracket, or a word that joins or negates some."""
    return e.kind in ("clause", "group") or (
        e.kind == "mark" and (e.name in ("NOT", "OR", "AND", "SLASH") or e.name.startswith("ANY_N"))
    )


def _lacks_or_else(units: list[Element]) -> bool:
    """Whether an "or" behind what nobody may lack adds something of another kind, which may be refused as it stands:
    "skip anyone without a CRM or under 5 people". The same where what they may not lack is not read."""
    at = next((i for i, (a, b) in enumerate(pairwise(units)) if a.name == b.name == "NOT"), None)
    if at is None or not any(map(_is_or, units)):
        return False
    named = [e for e in units[at + 2 :] if e.kind == "clause"]
    return any(map(_is_or, units[at + 2 : at + 3])) or any(family(e) != family(named[0]) for e in named[1:])


def _branches(elements: list[Element]) -> Iterator[list[Element]]:
    """What stands between the "or" of a phrase."""
    for is_or, branch in groupby(elements, _is_or):
        if not is_or:
            yield list(branch)


def _wanted(unread: list[Element], units: list[Element]) -> bool:
    """Whether clauses stand in front of a "not", so that what is excluded does not hang on them."""
    refused = next((u.start for u in units if u.kind == "mark" and u.name == "NOT"), None)
    return refused is None or all(e.end <= refused for e in unread)


def _said_of_all(e: Element) -> bool:
    """Whether a clause says something of those of whom examples are given: "an ERP such as SAP in Germany"."""
    return e.kind == "clause" and (opener(e) in ("IN", "ON", "USING") or (opener(e) == "WITH" and e.name in SIZES))


def _adds(elements: list[Element], first: int, k: int) -> bool:
    """Whether an element behind examples, the first of which is given, is none of them: "martech like Klaviyo but under
    150 staff"."""
    e = elements[k]
    counted = e.kind == "clause" and e.name in SIZES and elements[first].name not in SIZES
    return k > first and ((e.kind == "mark" and e.name == "BUT") or (counted and elements[k - 1].name != "OR"))


def _earns(e: Element) -> bool:
    return e.reading is not None and isinstance(e.reading.predicate, Range) and e.reading.predicate.field in REVENUES


_RIVALS = In("list", ("competitors",))
"""Those whom nobody sells to: where a text seems to ask for them, it speaks of what they do."""
_ELSEWHERE = frozenset({"outside", "other_tools"})
"""Clauses that say where a company is not, or what it does not run on."""
_OWN_NUMBER = frozenset({"employees", "crew", "metric"})
"""Numbers that say how large a company is."""
_OF_STAFF = frozenset({"employees", "team", "teams", "crew"})
_PART_OF_STAFF = frozenset({"team", "crew"})
_INCLUDING = ("including", "incl", "incl.")


def counts_part(elements: list[Element], text: str) -> bool:
    """Whether elements start with an "including" and how many of the staff do something: "including 5 engineers"."""
    named = next((e.name for e in elements[1:] if e.kind != "filler"), "")
    return named in _PART_OF_STAFF and any(says(elements[0], word, text) for word in _INCLUDING)


@dataclass(slots=True)
class Phrases(ABC):
    """Reads the phrases of one text, and collects their criteria."""

    findings: Findings
    sized: Callable[[str], bool] = lambda _: False
    """Whether a segment word stands for a number of employees."""
    found: list[tuple[Path, Criterion]] = field(default_factory=list)
    begun: int = 0
    """How many were found when the item began that is no remark."""
    path: Path = ()
    negated: bool = False
    """Whether the heading says that what it lists is liked less."""
    steps: Steps = field(default_factory=Steps)
    """What the tiers of the text measure."""
    usual: bool = False
    """Whether the heading only says what is so of most, and an "only" below it asks all the same."""
    partial: set[Path] = field(default_factory=set)
    """Places among alternatives of which a part could not be read."""
    settled: set[int] = field(default_factory=set)
    """Which of `found` stand in brackets that leave nothing open: nothing around them changes them."""
    groups: int = 0
    """Lists that were split into alternatives so far."""
    lines: int = 0
    """Items read so far: the criteria of a scored one share its weight."""
    kept: list[tuple[Path, Criterion]] = field(default_factory=list)
    """Those of `found` that were folded."""
    headed: set[int] = field(default_factory=set)
    """Which of them were read from a heading."""
    trace: Trace = field(default_factory=Trace)
    unknown: Literal["include", "exclude", "or"] | None = None
    """What the phrase that is being read says of accounts where it is unknown."""

    def _phrase(self, elements: list[Element], role: Role | None, weight: float | None, outer: Element | None) -> None:
        """Read one phrase. `outer` is the "not" of an earlier phrase that still holds."""
        text, findings = self.findings.source.text, self.findings
        elements = self._understood(elements, role, outer)
        refused = outer is not None or role == "exclude"
        if role == "exclude" and any(map(_is_or, elements)) and any(e.kind == "unread" for e in elements):
            for branch in _branches(elements):  # each alternative of an exclusion excludes on its own
                self._phrase(branch, role, weight, outer)
            return
        if (refused or first_mark(elements) in ("NOT", "EXCLUDE")) and (unknown := unread_members(elements)):
            for member in unknown:
                findings.report(member)
            left = {id(e) for member in unknown for e in member}
            elements = [e for e in elements if id(e) not in left]
        if not refused and (split_off := prefixed(elements, text) or split_positive(elements, text)):
            for part in split_off:
                self._phrase(part, role, weight, None)
            return
        excluding = refused or any(e.kind == "mark" and e.name == "NOT" for e in elements)
        elements = [sorted_out(e) for e in elements] if excluding else elements
        if ends_in_not(elements) or (not refused and doubtful(elements, text)):
            findings.report([replace(e, kind="unread") for e in elements])
            return
        kept = believed(elements, findings, excluding=excluding, whole=refused)
        kept = self._defined(each_named(kept) if excluding else kept, excluding=excluding)
        findings.without_operand(kept)
        units = [e for e in kept if _is_unit(e)]
        if outer is not None:
            units = [Element("mark", outer.start, outer.end, "NOT"), *units]
        if excluding and _lacks_or_else(units):
            findings.report([replace(e, kind="unread") for e in elements])
            return
        if any(e.kind in ("clause", "group") for e in units):
            self.trace.negated(units)
            kinds = with_described(by_condition(by_place(units, text), text), text)
            apart = each_out(kinds, text) if excluding else several_kinds(one_of_each(kinds), text)
            units = windows(parted(trimmed(self._numbered(apart), text), elements))
            preferring = role == "prefer" or (outer is None and any(e.name == "PREFER" for e in elements))
            self._combine(units, role, weight, excluding=excluding, preferring=preferring, refused=refused)

    def _understood(self, elements: list[Element], role: Role | None, outer: Element | None) -> list[Element]:
        """The elements of a phrase without what says how it is meant, and with clauses that say nothing where they
        stand as unread."""
        text = self.findings.source.text
        known, self.unknown = where_unknown(elements, text)
        if self.unknown:
            left = {id(e) for e in known}
            self.trace.join(e for e in elements if id(e) not in left)
        told = unread_branch(elsewhere(self._examples(self._measured(known)), text))
        return half_read_groups(placed(told, outer, role, text))

    def _combine(
        self,
        units: list[Element],
        role: Role | None,
        weight: float | None,
        *,
        excluding: bool,
        preferring: bool,
        refused: bool,
    ) -> None:
        """Criteria from the clauses of a phrase and the words that join them, where all of it is understood.
        `excluding`: there is a "not" in it; `refused`: it is one that reaches all of it."""
        shape = combined(units, self.findings)
        if shape is None:
            said = self.findings.diagnostics[-1].span
            self.findings.left_out(e for e in clauses(units) if said and (e.end <= said.start or e.start >= said.end))
            return
        for e in clauses(units):
            if e.reading and e.reading.inherited:
                inherits = preferring or e.reading.completes or (excluding and opener(e) != "NUM")
                if inherits:  # "50-500 employees, ideally 100-200"
                    e.reading.predicate, e.reading.notes = e.reading.inherited, []
        self.findings.diagnostics.extend(note for e in clauses(units) if e.reading for note in e.reading.notes)
        unread = [e for e in clauses(units) if e.reading and e.reading.predicate is None]
        if unread and (any(map(_is_or, units)) or (excluding and (refused or not _wanted(unread, units)))):
            self.findings.left_out(clauses(units))  # half of an alternative or of an exclusion would say something else
        else:
            self._emit(shape, units, role or "require", weight)

    @abstractmethod
    def _sentence(self, elements: list[Element], heading: Role | None, weight: float | None) -> None:
        """Read a sentence: what stands in brackets may be one."""

    def _measured(self, elements: list[Element]) -> list[Element]:
        """Without the words that a bracket says in numbers: "large corporates (800+ employees)"."""
        sized = named_by_size(elements)
        if sized is not elements:
            for run in unsized(elements):
                self.findings.report(run)
            self.findings.set_aside(elements[: next(i for i, e in enumerate(elements) if e.kind == "group")])
        plain = without_qualities(sized)
        left = {id(e) for e in plain}
        for e in sized:
            if id(e) not in left:
                self.findings.set_aside([e])
        return plain

    def _numbered(self, units: list[Element]) -> list[Element]:
        """Without a size word beside its own number: "enterprise, 400+ employees" says the number."""
        if any(map(_is_or, units)):
            return units
        if not any(u.name in (*_OWN_NUMBER, "sites") or _earns(u) for u in units if u.kind == "clause"):
            return units
        counts = any(u.name == "sites" and u.reading and not several(u) for u in units)
        out = []
        for u in units:
            if counts and several(u):  # "chains above 40 sites"
                self.findings.set_aside([u])
                continue
            if only_size(u, self.sized):
                said = self.findings.source.text[u.start : u.end]
                self.findings.tell("defined-word", f"{said!r} is not read: the text gives the number", u.start, u.end)
            else:
                out.append(u)
        return out

    def _emit(self, shape: Shape, units: list[Element], role: Role, weight: float | None) -> None:
        """Criteria from a phrase: what all holds is split, alternatives stay together."""
        negation = next((e for e in units if e.kind == "mark" and e.name == "NOT"), None)
        absence = negation if negation is not None and is_absence(negation, self.findings.source.text) else None
        left_out = self.negated and role == "prefer"  # what is liked less is all that is said together
        for part, sign in independent(shape, "exclude" if left_out else role):
            used = list(elements(part))
            absent = absence is not None and all(e.start > absence.start for e in used)
            predicate = predicate_of(part, absent=absent)
            if predicate is None:
                self.findings.left_out(used)
                continue
            people = [e for e in used if e.reading and e.reading.role]
            if people and not absent:
                if len(people) < len(used):
                    self._mixed(used)
                elif left_out:  # "-8 pts: owner-drivers" may be a kind of company
                    self.findings.left_out(used)
                else:
                    wanted = sign and role != "exclude"
                    self._criterion("buyer", predicate if wanted else Not(predicate), used, weight)
            elif sign:
                self._criterion(role, predicate, used, weight)
            elif role == "require":
                self._criterion("exclude", predicate, used, weight)
            else:
                self._criterion(role, Not(predicate), used, weight)

    def _criterion(self, role: Role, predicate: Predicate, used: list[Element], weight: float | None) -> None:
        start, end = min(e.start for e in used), max(e.end for e in used)
        if self.negated and role == "prefer":
            predicate = predicate.arg if isinstance(predicate, Not) else Not(predicate)
        if role == "require" and isinstance(predicate, Not) and len(used) == 1 and used[0].name in _ELSEWHERE:
            role, predicate = "exclude", predicate.arg  # unknown ones stay in
        if role != "exclude" and predicate == _RIVALS:  # "Competitor just left the market"
            self.findings.left_out(used)
            return
        source = self.findings.source
        unknown = self.unknown
        if unknown == "or":  # "50+ employees or unknown", "exclude agencies or unknown"
            unknown = "exclude" if role == "exclude" else "include"
        span, off = source.span(start, end), self._off(role, weight)
        criterion = Criterion(role, predicate, source.text[start:end], span, weight, unknown, off, self._line(weight))
        self.found.append((self.path, criterion))
        self.trace.used.append((criterion, used))

    def _off(self, role: Role, weight: float | None) -> bool:
        """Whether the weight of a clause is points off."""
        return self.negated and role == "prefer" and weight is not None

    def _line(self, weight: float | None) -> int | None:
        return None if weight is None else self.lines

    def _mixed(self, used: list[Element]) -> None:
        self.findings.tell(
            "ambiguous-phrase",
            "a company and a person in one alternative",
            used[0].start,
            used[-1].end,
            help="name whom to talk to on a line of its own: 'Buyer: VP of Sales'",
        )

    def _examples(self, elements: list[Element]) -> list[Element]:
        """Examples behind "such as" illustrate: they are a remark. A place behind them is none."""
        text = self.findings.source.text
        elements = [x for e in elements for x in ([e] if e.kind != "group" else self._counted_in(e))]
        i = next((i for i, e in enumerate(elements) if e.kind == "mark" and e.name == "LIKE"), None)
        if i is None:
            return elements
        of_staff = i == 0 or elements[i - 1].name in _OF_STAFF
        if of_staff and counts_part(elements[i:], text):
            return [*elements[:i], *elements[i + 1 :]]  # "80 staff, including 5 engineers"
        behind = (k for k in range(i + 1, len(elements)) if _said_of_all(elements[k]) or _adds(elements, i + 1, k))
        end = next(behind, len(elements))
        said = "examples; only what stands before them is read"
        self.findings.tell("commentary", said, elements[i].start, elements[end - 1].end)
        return [*elements[:i], *elements[end:]]

    def _counted_in(self, group: Element) -> list[Element]:
        """What a bracket says of a part of the staff, as if no bracket stood around it: "(incl. 3+ planners)"."""
        behind = group.inside[1:]
        if not counts_part(group.inside, self.findings.source.text) or any(e.kind == "unread" for e in behind):
            return [group]
        self.trace.join(group.inside[:1])
        return behind

    def _but_for(self, before: Element, group: Element, elements: list[Element]) -> Element | None:
        """What is refused with what a bracket behind it lets in again, as one; None, and reported, where that is not
        clear."""
        if permits(group.inside) and not excepted([before], group.inside):
            self.findings.tell("commentary", "a permission, no criterion", group.start, group.end)
            return before
        one = without_exception([before], group.inside)
        if one is None:
            self._exception(elements, before, group)
            return None
        self.trace.join(group.inside)
        return replace(one, end=group.end)

    def _without_exception(
        self, out: list[Element], before: Element, group: Element, elements: list[Element]
    ) -> list[Element] | None:
        """What was read so far, with what a bracket lets in again of the last name in front of it; None where all of it
        is reported."""
        rest, last = apart(before) or (None, before)
        one = self._but_for(last, group, elements)
        if one is None:
            self.findings.left_out([rest] if rest else [])
            return None
        if one is last:
            return out
        others = [rest, Element("mark", last.start, last.start, "OR")] if rest else []
        return [y for x in out for y in ([*others, one] if x is before else [x])]

    def _exception(self, elements: list[Element], before: Element, group: Element) -> None:
        """Report an exclusion with an exception that is not understood."""
        said = "an exception to an exclusion is not read"
        hint = "exclude with a line of its own what must not match in any case"
        self.findings.tell("ambiguous-phrase", said, before.start, group.end, help=hint)
        self.findings.left_out(x for x in clauses(elements) if x.end <= before.start or x.start >= group.end)
        self.findings.without_operand(elements)

    def _narrowed(self, out: list[Element], group: Element, *, excluding: bool) -> tuple[Element | None, Element]:
        """What a bracket stands behind; and it, without the words in it that do not define that, which are reported."""
        before = last_content(out)
        for narrow in (known_places, partial(opened, excluding=excluding)):
            group, rest = narrow(before, group)
            for said in rest:
                self.findings.report(said)
        return before, group

    def _without_reasons(self, elements: list[Element]) -> list[Element]:
        """What is refused, without the brackets that say why."""
        text = self.findings.source.text
        reasons = [e for e in elements if e.kind == "group" and any(clauses([e])) and explains(e, text)]
        for e in reasons:
            self.findings.tell("commentary", "a reason, no criterion", e.start, e.end)
        told = set(map(id, reasons))
        return [e for e in elements if id(e) not in told]

    def _defined(self, elements: list[Element], *, excluding: bool) -> list[Element]:
        """Brackets: an operand stays a group, a definition joins the clauses, anything else is a remark."""
        out: list[Element] = []
        known = self._without_reasons(elements) if excluding else with_stand_ins(elements, self.findings.source.text)
        for e in limited(known, self.trace):
            if e.kind != "group":
                out.append(e)
                continue
            before, group = self._narrowed(out, e, excluding=excluding)
            if either := with_alternative(before, group):
                out = [either if x is before else x for x in out]
                continue
            bracket = Bracket(before, group, self.findings.source.text, excluding, self.negated, self.sized)
            read = self._aside(out, before or group, bracket, elements)
            if read is None:
                return []
            out = read
        return out

    def _aside(
        self, out: list[Element], before: Element, bracket: Bracket, elements: list[Element]
    ) -> list[Element] | None:
        """What was read so far, with a bracket behind it; None where all of it is reported."""
        group, findings = bracket.group, self.findings
        part = bracket.part()
        if part in ("statement", "definition") and apart(before) and (one := sized(before, group)) is not None:
            return [one if x is before else x for x in out]
        match part:
            case "too deep":
                hint = "at most 64 levels are read"
                findings.tell("too-deep", "brackets are nested too deep", group.start, group.end, help=hint)
            case "exception":
                return self._without_exception(out, before, group, elements)
            case "unread":
                findings.report([group])
            case "praise":
                self._phrase([before], "prefer", None, None)
                return [x for x in out if x is not before]
            case "remark":
                findings.tell("commentary", "a remark in brackets, no criterion", group.start, group.end)
            case "operand" if {x.name for x in clauses([group])} == {"when"}:  # "won a contract (last 6 months)"
                findings.tell("commentary", "when something was that is not read", group.start, group.end)
            case "operand":
                out.append(group)
            case "share":
                findings.tell("commentary", "a share, no criterion", group.start, group.end)
            case "best size":
                for sentence in split(group.inside, "stop"):
                    self._phrase([x for x in sentence if x.kind != "mark"], "prefer", None, None)
            case "condition" if bracket.excluding:
                self._exception(elements, before, group)
                return None
            case "condition":
                self._sentence(group.inside, None, None)
            case "detail":
                out[next(i for i, x in enumerate(out) if x is before)] = detailed(before, group) or before
            case "undoing":
                findings.report([replace(before, kind="unread"), replace(group, kind="unread")])
                return [x for x in out if x is not before]
            case "buyer":
                self._sentence([x for x in group.inside if x.kind != "stop"], None, None)
            case "statement" if says_how(group):
                self._sentence(group.inside, None, None)
            case "statement":
                out.append(group)
            case "size word":
                findings.set_aside(list(clauses([group])))
            case "unclear":
                said = "it is not clear what these brackets are about"
                hint = "write it without brackets, as a clause of its own"
                findings.tell("ambiguous-phrase", said, group.start, group.end, help=hint)
            case "definition" if used_instead(out, group):
                findings.tell("commentary", "a remark in brackets, no criterion", group.start, group.end)
            case "definition":
                read = defined(out, before, group, self.sized)
                kept = any(x is before for x in read)
                findings.set_aside([group] if kept and before is read[-1] else [] if kept else [before])
                return read
        return out
