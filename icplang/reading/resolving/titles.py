"""Job titles: levels, functions and roles put together, over lists in which some of them stand only once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from icplang.reading.resolving.base import Base, Reading
from icplang.reading.tree import Lexeme, Node, Part

OWN_TITLES = frozenset({"owner", "founder", "partner", "president", "board"})
"""Levels that are titles by themselves."""


@dataclass(slots=True)
class _Title:
    """One title of a list: a level and a function, or a role that is both."""

    part: Part
    level: str | None = None
    function: str | None = None
    role: str = ""
    of: bool = False
    """Whether it is written with "of": "Head of Legal"."""

    @property
    def id(self) -> str:
        """Its id in the vocabulary."""
        return self.role or "-".join(x for x in (self.level, self.function) if x)


class Titles(Base):
    """Reads lists of titles."""

    def titles(self, node: Node, reading: Reading) -> tuple[list[str], str, bool]:
        """The titles of a list as ids, what joins them, and whether all are bare levels.

        "VP/Director of Marketing" and "Head of Treasury/Legal" share what stands once.
        """
        members, joined = self.listed(node, reading)
        out = [self._title(m, reading) for m in members]
        pairs = list(pairwise(out))
        for left, right in reversed(pairs):  # "VP/Director of Marketing"
            if (
                not left.role
                and not right.role
                and left.function is None
                and left.level not in OWN_TITLES
                and right.level
            ):
                left.function = right.function
        for left, right in pairs:  # "Head of Treasury/Legal"
            whole = left.level and left.function and not left.role
            if whole and not right.role and right.level is None and (left.of or self._slashed(left, right)):
                right.level, right.of = left.level, left.of
        for left, right in pairs:  # "Operations Manager/Head"
            role = self.vocabulary.get("title", left.role) if left.role else None
            if role and not right.role and right.level and not right.function and self._slashed(left, right):
                right.function = role.data.get("function")
        bare = bool(out) and all(x.level and not x.role and not x.function for x in out)
        return list(dict.fromkeys(x.id for x in out)), joined, bare

    def _slashed(self, left: _Title, right: _Title) -> bool:
        return "/" in self.source.text[left.part.end : right.part.start]

    def _title(self, member: Part, reading: Reading) -> _Title:
        if isinstance(member, Node) and member.rule == "any_title":
            member = member.parts[0]
        if isinstance(member, Lexeme):
            if member.type == "QUOTED":
                return _Title(member, role=self.literal(member, "title", reading))
            return _Title(member, function=member.ids[0])
        held = member.node("any_function") or member
        level, function = member.lexemes("SENIORITY"), held.lexemes("FUNCTION", "FUNCTION_WEAK")
        return _Title(
            member,
            level[0].ids[0] if level else None,
            function[0].ids[0] if function else None,
            "-".join(x.ids[0] for x in member.lexemes("SENIORITY", "ROLE"))
            if member.has("ROLE")
            else "",  # "owner-CEO"
            " of " in f" {self.words(member).lower()} ",
        )
