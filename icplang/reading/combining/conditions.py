"""Sentences with an "if", an "unless" or a "because": what holds, what is out, and what is only a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from icplang.meaning.profile import Role
from icplang.reading.combining.refusals import permits, too_much
from icplang.reading.elements import (
    CONDITIONS,
    SIZES,
    Element,
    clauses,
    family,
    first_content,
    is_bare,
    joins,
    last_at,
    last_content,
    lead,
    lexemes,
    says,
    without_filler,
)
from icplang.reading.findings import Findings

_ROLES = frozenset({"EXCLUDE", "PREFER", "REQUIRE", "DEPRIORITIZE"})
_JUDGING: dict[str, Role] = {"EXCLUDE": "exclude", "PREFER": "prefer", "REQUIRE": "require"}


def without_reasons(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements without remarks: an "any industry", and what stands behind a "because" up to the next comma."""
    out: list[Element] = []
    reason: list[Element] = []
    for e in elements:
        if e.kind == "mark" and e.name == "WHATEVER":
            findings.tell("commentary", "it leaves all open, no criterion", e.start, e.end)
        elif (e.kind == "mark" and e.name == "REASON") or (reason and e.kind != "comma"):
            reason.append(e)
        else:
            out += _reasoned(reason, out, findings)
            reason = []
            out.append(e)
    return [*out, *_reasoned(reason, out, findings)]


def _reasoned(reason: list[Element], before: list[Element], findings: Findings) -> list[Element]:
    """What a reason says of the company all the same: the alternatives behind a "whether", where they do not cover
    everything."""
    if not reason:
        return []
    if _alternatives(reason, before, findings.source.text):
        return [Element("comma", reason[0].start, reason[0].start), *reason[1:]]
    findings.tell("commentary", "a reason, no criterion", reason[0].start, reason[-1].end)
    return []


def _alternatives(reason: list[Element], before: list[Element], text: str) -> bool:
    """Whether a "whether" lists places, or kinds of companies where none is named before: "whether in Scotland or in
    the north of England". That a company may be public or private says nothing of it."""
    said, *content = [e for e in reason if e.kind != "filler"]
    named = [e for e in content if e.kind == "clause"]
    names = {e.name for e in named}
    known = {e.name for e in before if e.kind == "clause"}
    joints = [e for e in content if e.kind == "mark" and e.name == "OR"]
    listed = joints or any(x.type == "OR" for e in named for x in lexemes(e))
    return (
        text[said.start : said.end].lower() == "whether"
        and len(names) == 1
        and bool(names & {"location", "industry"} - known)
        and not (names == {"industry"} and known & {"model", "segment"})
        and bool(listed)
        and len(named) + len(joints) == len(content)
        and content[-1].kind == "clause"
        and not any(e.kind == "mark" and e.name in ("NOT", "EXCLUDE") for e in before)
    )


def whole_branches(phrases: list[list[Element]]) -> list[list[Element]]:
    """The phrases, with a condition behind an "or" in one with what it limits: "50+ people, or, if smaller, funded"."""
    out: list[list[Element]] = []
    for phrase in phrases:
        begun = bool(out) and lead(out[-1]) == "OR" and not any(clauses(out[-1]))
        if begun and any(e.name in CONDITIONS for e in (*out[-1][1:2], *phrase[:1])):
            out[-1] = [*out[-1], *phrase]
        else:
            out.append(phrase)
    return out


def conditional(
    elements: list[Element], findings: Findings, *, excluding: bool, headed: bool = False
) -> tuple[list[Element], Role | None] | None:
    """A sentence without its "if", and the role that it sets; None where the condition changes all that is said.
    `headed`: a heading refuses all of it.

    "If they run an ERP, we walk away", "disqualify if they are on Wix", "no agencies unless they have 50+ people".
    """
    at = next((i for i, e in enumerate(elements) if _conditions(e)), None)
    if at is None:
        return None if _somewhere(elements, findings.source.text) else (elements, None)
    if elements[at].name == "if" and not excluding and _of_branch(elements[:at], elements[at + 1 :]):
        return None
    elements = [e for i, e in enumerate(elements) if not (i > at + 1 and e.name == "if" and _joined(elements[i - 1]))]
    before, behind = elements[:at], elements[at + 1 :]
    if any(_conditions(e) for e in behind):
        return None if excluding or _each_only(elements) else (elements, None)
    marked = last_content(before)
    named = any(e.kind in ("clause", "group", "unread") for e in before)
    wanted = next((e for e in reversed(before) if e.kind not in ("filler", "comma")), None)
    taken = wanted is not None and wanted.kind == "mark" and wanted.name == "REQUIRE"
    if elements[at].name == "unless" and not excluding and named and taken:  # "Banks qualify, unless they run Fiserv"
        return [*before, replace(elements[at], kind="mark", name="NOT"), *_first_part(behind, findings)], None
    if elements[at].name == "unless" and not excluding and _kinds_unless(before, behind):
        return [*before, replace(elements[at], kind="mark", name="NOT"), *behind], None
    if elements[at].name == "unless" and not headed and _none_else(before, behind):
        return behind, "require"
    if elements[at].name == "unless":
        return _unless(before, elements[at], behind) if excluding and named else None
    if elements[at].name == "PROVIDED":
        if headed or any(e.kind == "mark" and e.name in ("NOT", "EXCLUDE") for e in before):
            return None
        comma = [Element("comma", behind[0].start, behind[0].start)] if excluding and before and behind else []
        if any(says(e, "no", findings.source.text) for e in behind):  # "provided no single market is above 30%"
            behind = [replace(e, kind="unread") if e.kind in ("clause", "mark") else e for e in behind]
        return [*before, *comma, *behind], None  # "anything in food, as long as it's not a restaurant"
    if marked is not None and marked.kind == "mark" and marked.name in _ROLES:
        if marked.name == "REQUIRE" and named:  # "agencies but only if they have 50+ people"
            said = [e for e in before if e is not marked and not (e.kind == "mark" and e.name == "BUT")]
            while said[-1].kind == "comma":  # "agencies, only if they have 50+ people"
                said.pop()
            several = any(e.kind == "comma" or (e.kind == "mark" and e.name in _ROLES) for e in said)
            return None if excluding or several else ([*said, *behind], None)
        return [*before, *behind], None
    if not named and (judged := _judged(behind, findings)):
        return judged
    return None if excluding or (not named and (_leads(behind) or _follows(behind))) else (elements, None)


def _each_only(elements: list[Element]) -> bool:
    """Whether each of several has a condition of its own: "hotels only if large, gyms only if in Spain"."""
    return sum(_conditions(e) and before.name == "REQUIRE" for before, e in pairwise(elements)) > 1


def _kinds_unless(before: list[Element], behind: list[Element]) -> bool:
    """Whether an "unless" takes something out of a kind of companies: "SaaS, unless they are bootstrapped". Behind a
    number it may as well let others in: "50+ employees, unless they are funded"."""
    named = [e for e in before if e.kind not in ("filler", "comma")]
    kinds = all(e.kind == "clause" and (family(e) == "company" or e.name == "location") and is_bare(e) for e in named)
    said = without_filler(behind)
    return kinds and any(e.name in ("industry", "model") for e in named) and all(e.kind == "clause" for e in said)


def _none_else(before: list[Element], behind: list[Element]) -> bool:
    """Whether an "unless" says whom alone we take: "We don't take on a firm unless it has a marketer"."""
    said = [e for e in before if e.kind != "filler"]
    alone = [(e.kind, e.name) for e in said] == [("mark", "EXCLUDE")]
    return alone and not any(e.kind in ("mark", "comma") and e.name not in ("AND", "OR") for e in behind)


def unconditional(judged: list[Element]) -> list[Element]:
    """A sentence with a verdict behind it, without its "if": "If they are in India: skip"."""
    first = next((i for i, e in enumerate(judged) if e.kind != "filler"), 0)
    return judged[first + 1 :] if judged and judged[first].name == "if" else judged


def _first_part(behind: list[Element], findings: Findings) -> list[Element]:
    """What an "unless" names, without what follows from it: "unless it runs Epic, in which case we wait"."""
    cut = next((i for i, e in enumerate(behind) if e.kind == "comma"), len(behind))
    if any(e.kind in ("clause", "group") for e in behind[cut:]):
        return behind
    if behind[cut + 1 :]:
        findings.tell("commentary", "what follows from it, no criterion", behind[cut + 1].start, behind[-1].end)
    return behind[:cut]


def _follows(behind: list[Element]) -> bool:
    """Whether a condition on the company has what we do then behind it, without a comma: "if it is small we pass"."""
    named = next((i for i, e in enumerate(behind) if e.kind == "clause"), len(behind))
    return any(e.kind == "filler" and e.name in ("we", "i") for e in behind[named:])


def lets_in(group: Element) -> bool:
    """Whether a bracket takes something back of what is refused: "(German ones are fine)"."""
    return conditions(group) or permits(group.inside)


def conditions(group: Element) -> bool:
    """Whether a bracket starts with a condition: "(unless they have a product of their own)"."""
    first = first_content(group.inside)
    return first is not None and _conditions(first)


def _leads(behind: list[Element]) -> bool:
    """Whether a condition on the company stands in front of what else is said: "(if) they are in healthcare, ..."."""
    cut = next((i for i, e in enumerate(behind) if e.kind == "comma"), len(behind))
    return any(e.kind == "clause" for e in behind[:cut]) and any(e.kind == "clause" for e in behind[cut:])


def _somewhere(elements: list[Element], text: str) -> bool:
    """Whether a size holds for those of one place alone: "when in the UK, 50+ staff"."""
    content = without_filler(elements)
    cut = next((i for i, e in enumerate(content) if e.kind == "comma"), len(content))
    if cut == len(content) or not says(content[0], "when", text):
        return False
    return [e.name for e in content[1:cut]] == ["location"] and any(e.name in SIZES for e in content[cut:])


def _of_branch(before: list[Element], behind: list[Element]) -> bool:
    """Whether an "if" limits the last of two alternatives, each with a size: "500+ beds, or 100+ if in Spain"."""
    said = without_filler(before)
    if not said or said[-1].name not in SIZES or not any(e.kind == "clause" for e in behind):
        return False
    beside = said[-2:-1] and joins(said[-2]) and any(e.name in SIZES for e in said[:-2])
    return beside or any(x.type == "OR" for x in lexemes(said[-1]))


def _conditions(e: Element) -> bool:
    return (e.kind == "unread" and e.name in CONDITIONS) or (e.kind == "mark" and e.name == "PROVIDED")


def _unless(before: list[Element], unless: Element, behind: list[Element]) -> tuple[list[Element], Role | None] | None:
    """ "No agencies unless they have 50+ people": agencies without 50 people are out."""
    while before and before[-1].kind == "comma":
        before = before[:-1]
    before, behind = _headed(before, behind)
    if any(e.kind == "comma" for e in before) or any(e.kind == "mark" and e.name == "NOT" for e in behind):
        return None
    if not any(e.kind in ("clause", "group") for e in behind):  # "No wholesalers unless they export"
        return None
    return [*before, replace(unless, kind="mark", name="NOT"), *behind], None


def _headed(before: list[Element], behind: list[Element]) -> tuple[list[Element], list[Element]]:
    """A verdict that closes its sentence, put at its head: "Banks are out unless ...", "Banks, unless ..., are out"."""
    comma = last_at(behind, lambda e: e.kind == "comma")
    if before and _verdict(before[-1]) and len(before) > 1:
        return [before[-1], *before[:-1]], behind
    closing = without_filler(behind[comma + 1 :]) if comma is not None else []
    if len(closing) == 1 and _verdict(closing[0]):
        return [closing[0], *before], behind[:comma]
    return before, behind


def _joined(e: Element) -> bool:
    """Whether an "if" behind a word goes on with the one before: "if they are on Wix or if ..."."""
    return e.kind == "mark" and e.name == "OR"


def _verdict(e: Element) -> bool:
    return e.kind == "mark" and e.name == "EXCLUDE"


def _judged(behind: list[Element], findings: Findings) -> tuple[list[Element], Role | None] | None:
    """ "(If) they run an ERP, we walk away": the condition, and the role that the verdict sets."""
    cut = last_at(behind, lambda e: e.kind == "comma")
    if cut is None:  # "if they are on Wix we send them to a partner"
        said = without_filler(behind)
        closing = len(said) > 1 and _verdict(said[-1]) and not any(e.kind in ("mark", "unread") for e in said[:-1])
        return (list(_spoken(behind)), "exclude") if closing else None
    verdict = without_filler(behind[cut + 1 :])
    if too_much(verdict):  # "if they have 5 people, they're too small"
        return list(_spoken(behind[:cut])), "exclude"
    if [e.name for e in verdict] == ["REQUIRE", "people"] and not any(e.name == "NOT" for e in behind[:cut]):
        return behind, None  # "if it runs Epic, we want to talk to its CIO"
    role = _JUDGING.get(verdict[0].name) if verdict and verdict[0].kind == "mark" else None
    if role is None or any(e.kind in ("clause", "group") for e in verdict):
        return None
    findings.report([e for e in verdict if e.kind == "unread"])
    return list(_spoken(behind[:cut])), role


def _spoken(condition: list[Element]) -> Iterator[Element]:
    """What the condition says, without the role words in it."""
    return (e for e in condition if not (e.kind == "mark" and e.name in _ROLES))
