"""Names with a role or a remark in brackets behind each of them: "Jamf (required), Kandji (nice)", "ISO 9001 (a must)
and ISO 14001 (a plus)", "DACH (core market), Benelux"."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.profile import Role
from icplang.reading.combining.scope import goes_on
from icplang.reading.combining.sentences import lone_role
from icplang.reading.elements import (
    KINDS_OF_COMPANY,
    Element,
    clauses,
    either,
    is_bare,
    joins,
    lead,
    lexemes,
    without_filler,
)
from icplang.reading.findings import Findings
from icplang.reading.syntax.grammars import keywords
from icplang.reading.trace import Trace
from icplang.reading.words.verdicts import refuses_outright
from icplang.vocabulary.words import tokens

_HELD = frozenset({"technology", "category", "certification", "person", "team", "teams", "presence"})
"""Clauses that name things of which a company may have several."""
_ONE = frozenset({"industry", "location", "stage", "segment"})
"""Clauses that name what a company has one of."""
_LISTED = frozenset({"location", "stage", "technology", "people"})
"""Clauses of names that stand in one list, with commas between them."""
_ROLES = frozenset({"PREFER", "REQUIRE"})
_DESCRIBING = KINDS_OF_COMPANY | {"location"}
"""Clauses that say what kind of company is meant."""
_NEEDLESS = frozenset(
    {"optional", "required", "essential", "necessary", "mandatory", "must", "needed", "nice", "bonus"}
)
"""Words of a bracket with which it is about something that a company has, and not about a kind of company."""
_UNCLEAR = frozenset({"bare", "when", "founded"})
"""Numbers of which a bracket behind a name does not say what they are about."""


def role_in(group: Element) -> Role | None:
    """The role that a bracket sets which holds nothing else."""
    content = without_filler(group.inside)
    praised = [e.kind for e in content] == ["unread"] and "NICE" in keywords().get(content[0].name, ())
    return "prefer" if praised else lone_role(group.inside)


def likes_less(group: Element) -> bool:
    """Whether a bracket says that what stands before it is liked less, and no more than how much: "(low priority)",
    "(15% - sliding deduction, not a knockout)"."""
    first = next(
        (e for e in without_filler(group.inside) if e.kind not in ("comma", "stop") and e.name != "bare"), None
    )
    judged = first is not None and (first.kind, first.name) == ("mark", "DEPRIORITIZE")
    return judged and all(e.name == "bare" for e in clauses(group.inside))


def with_role(phrase: list[Element], group: Element) -> list[Element]:
    """A phrase with the role that a bracket behind it sets as a word of its own, behind the one that joins it."""
    role = [replace(e, kind="mark", name="PREFER") if e.kind == "unread" else e for e in group.inside]
    joint = 1 if lead(phrase) else 0
    return [*phrase[:joint], *role, *phrase[joint:]]


def apart(phrases: list[list[Element]]) -> list[list[Element]]:
    """The phrases, with what an "and" adds behind a role in brackets as one of its own, where both may be had."""
    out: list[list[Element]] = []
    for phrase in phrases:
        begin = 0
        for i in range(1, len(phrase)):
            before, e = phrase[i - 1], phrase[i]
            held = e.name == "AND" and before.kind == "group" and phrase[i - 2].name in _HELD
            if e.kind == "mark" and held and role_in(before):
                out.append(phrase[begin:i])
                begin = i
        out.append(phrase[begin:])
    return out


def without_roles(phrase: list[Element], findings: Findings) -> list[Element]:
    """A phrase without a role in brackets behind a name with another beside it of which a company has one: what is
    asked of those beside "Spain (ideal) and Italy"?"""
    fours = zip(phrase, phrase[1:], phrase[2:], phrase[3:], strict=False)
    beside = (e for name, e, joint, other in fours if name.name in _ONE and joins(joint) and other.name == name.name)
    unclear = [e for e in beside if e.kind == "group" and (role_in(e) or likes_less(e))]
    told = set(map(id, unclear))
    for group in unclear:
        unclear_role(group, findings)
    return [e for e in phrase if id(e) not in told] if unclear else phrase


def unclear_role(group: Element, findings: Findings) -> None:
    """Report a role in brackets that is said of one name of several."""
    said, hint = "of which of these it is said is not clear", "say it on a line of its own"
    findings.tell("ambiguous-phrase", said, group.start, group.end, help=hint)


def with_roles(phrases: list[list[Element]], findings: Findings, trace: Trace) -> list[list[Element]]:
    """The phrases, with a role in brackets behind one as a word of its own: "fintech (preferred)", "agencies
    (excluded)". Behind one name of several it does not say how the others stand."""
    out: list[list[Element]] = []
    phrases = [without_roles(phrase, findings) for phrase in apart(phrases)]
    for number, phrase in enumerate(phrases):
        content = without_filler(phrase)
        group = content[-1] if len(content) > 1 and content[-1].kind == "group" else None
        never = group is not None and refuses_outright(findings.source.text[group.start + 1 : group.end - 1])
        role = "exclude" if never else role_in(group) if group else None
        less = group is not None and likes_less(group)
        if group is None or (role is None and not less):
            out.append(phrase)
            continue
        rest = [e for e in phrase if e is not group]
        beside = [*phrases[number + 1 : number + 2], *out[-1:]]
        listed = any(x.type == "COMMA" for e in rest for x in lexemes(e)) or (
            any(goes_on(rest, p) for p in beside) and not others_marked(phrases, number)
        )
        if role == "exclude":
            trace.join([group])
            refused = any(e.kind == "mark" and e.name in ("NOT", "EXCLUDE") for e in rest)  # "no hotels (never)"
            out.append(rest if refused else [*rest, Element("mark", group.start, group.end, "EXCLUDE")])
        elif listed:
            unclear_role(group, findings)
            out.append(rest)
        elif less:
            trace.join([group])
            out.append([*rest, Element("mark", group.start, group.end, "DEPRIORITIZE")])
        else:
            trace.join(group.inside)
            cut = _feature(rest, group, findings.source.text)
            out.extend([rest[:cut]] if cut else [])
            out.append(with_role(rest[cut:], group))
    return out


def _feature(phrase: list[Element], group: Element, text: str) -> int:
    """Where what a company may lack starts behind those who may lack it: the "with a CRM" of "hotels with a CRM (not
    required)"; 0 where the bracket is about all of a phrase, as in "US fintechs (preferred)"."""
    needless = not _NEEDLESS.isdisjoint(tokens(text[group.start : group.end]))
    last = max((i for i, e in enumerate(phrase) if e.kind == "clause"), default=0)
    if not needless or not last or phrase[last].name in _DESCRIBING or any(e.kind == "group" for e in phrase):
        return 0
    described = all(e.kind == "filler" or e.name in _DESCRIBING for e in phrase[:last])
    return last if described and any(e.name in KINDS_OF_COMPANY for e in phrase[:last]) else 0


def others_marked(phrases: list[list[Element]], number: int) -> bool:
    """Whether a phrase names what a company may have with others, and each of those beside it that go on with its list
    has a role of its own in brackets: no company is in two trades, "fintech (ideal), insurance (acceptable)"."""
    held = all(e.name in _HELD for e in clauses(phrases[number]))
    beside = [*phrases[max(0, number - 1) : number], *phrases[number + 1 : number + 2]]
    return held and all(_marked(p) for p in beside if goes_on(phrases[number], p) or _marked(p))


def _marked(phrase: list[Element]) -> bool:
    content = without_filler(phrase)
    return bool(content) and content[-1].kind == "group" and role_in(content[-1]) is not None


def across_remarks(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements with the names of one list as one, where remarks in brackets stand between them: of "DACH (core
    market), Benelux" no company is in both. The remarks are told."""
    out: list[Element] = []
    for e, behind in zip(elements, [*elements, None][1:], strict=True):
        parted = len(out) > 2 and _parted(*out[-3:])
        both = _joined(out[-3], e) if parted and not (behind and (_says_more(behind, e) or role_in(behind))) else None
        if both is None:
            out.append(e)
            continue
        name, group = out[-3:-1]
        out[-3:] = [both]
        if names_place(name, group, findings.source.text):
            findings.report([group])
            continue
        if any(clauses([group])) or role_in(group):
            said, hint = "it is not clear what these brackets are about", "say it on a line of its own"
            findings.tell("ambiguous-phrase", said, group.start, group.end, help=hint)
        else:
            findings.tell("commentary", "a remark in brackets, no criterion", group.start, group.end)
    return out


def names_place(before: Element, group: Element, text: str) -> bool:
    """Whether a bracket behind a place holds names that nobody knows, maybe the places meant: "Texas (Zzyzx)"."""
    names = [e for e in group.inside if e.kind not in ("comma", "mark")]
    unknown = bool(names) and all(e.kind == "unread" and text[e.start : e.end].istitle() for e in names)
    return before.name == "location" and unknown


def _parted(name: Element, group: Element, comma: Element) -> bool:
    """Whether a bracket with a remark stands behind a name, and a comma behind it."""
    return (name.kind, group.kind, comma.kind) == ("clause", "group", "comma") and not _says_more(group, name)


def _says_more(group: Element, name: Element) -> bool:
    """Whether a bracket behind a name says something of the company, and is no remark such as "(core market)",
    "(2026+)" or "(priority)"."""
    plain = all(
        e.kind in ("unread", "filler", "comma") or e.name in _UNCLEAR or (e.kind == "mark" and e.name in _ROLES)
        for e in group.inside
    )
    return group.kind == "group" and not (plain and (name.name not in _HELD or role_in(group) != "require"))


def _joined(first: Element, second: Element) -> Element | None:
    """Two elements of a list as one that names what either does; None where they are no members of one."""
    if first.name not in _LISTED or second.kind != "clause" or second.name != first.name or not is_bare(second):
        return None
    return either(first, second, second.end)
