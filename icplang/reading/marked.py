"""Names with a role in brackets behind each of them: "Jamf (required), Kandji (nice)", "ISO 9001 (a must) and
ISO 14001 (a plus)"."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.profile import Role
from icplang.reading.elements import Element, clauses, lead, without_filler
from icplang.reading.grammars import keywords
from icplang.reading.scope import goes_on
from icplang.reading.sentences import lone_role

_HELD = frozenset({"technology", "category", "certification", "person", "team", "teams", "presence"})
"""Clauses that name things of which a company may have several."""


def role_in(group: Element) -> Role | None:
    """The role that a bracket sets which holds nothing else."""
    content = without_filler(group.inside)
    praised = [e.kind for e in content] == ["unread"] and "NICE" in keywords().get(content[0].name, ())
    return "prefer" if praised else lone_role(group.inside)


def with_role(phrase: list[Element], group: Element) -> list[Element]:
    """A phrase with the role that a bracket behind it sets as a word of its own, behind the one that joins it."""
    role = [replace(e, kind="mark", name="PREFER") if e.kind == "unread" else e for e in group.inside]
    joint = 1 if lead(phrase) else 0
    return [*phrase[:joint], *role, *phrase[joint:]]


def apart(phrases: list[list[Element]]) -> list[list[Element]]:
    """The phrases, with what an "and" adds behind a role in brackets as one of its own."""
    out: list[list[Element]] = []
    for phrase in phrases:
        begin = 0
        for i in range(1, len(phrase)):
            before, e = phrase[i - 1], phrase[i]
            if e.kind == "mark" and e.name == "AND" and before.kind == "group" and role_in(before):
                out.append(phrase[begin:i])
                begin = i
        out.append(phrase[begin:])
    return out


def others_marked(phrases: list[list[Element]], number: int) -> bool:
    """Whether a phrase names what a company may have with others, and each of those beside it that go on with its list
    has a role of its own in brackets: no company is in two trades, "fintech (ideal), insurance (acceptable)"."""
    held = all(e.name in _HELD for e in clauses(phrases[number]))
    beside = [*phrases[max(0, number - 1) : number], *phrases[number + 1 : number + 2]]
    return held and all(_marked(p) for p in beside if goes_on(phrases[number], p) or _marked(p))


def _marked(phrase: list[Element]) -> bool:
    content = without_filler(phrase)
    return bool(content) and content[-1].kind == "group" and role_in(content[-1]) is not None
