"""Job titles: levels, functions and roles put together, over lists in which some of them stand only once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from icplang.reading.resolving.base import Base, Reading
from icplang.reading.syntax.tree import Lexeme, Node, Part
from icplang.vocabulary.words import one_of

HEADS = frozenset(
    """engineer manager analyst planner writer developer specialist coordinator lead technician designer consultant
    administrator admin scientist architect operator representative rep assistant associate superintendent editor
    producer programmer researcher supervisor controller technologist trainer inspector estimator scheduler
    dispatcher""".split()
)
"""Titles that a word in front of them narrows to one of their own: "cell engineer", but not "reluctant CFO"."""
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
    behind: bool = False
    """Whether the level stands behind the function: "marketing directors"."""
    beside: tuple[str, ...] = ()
    """Further levels of the same function: the VP of "VP/Head of Marketing"."""

    @property
    def open(self) -> bool:
        """Whether it is a level whose function may stand beside it: the VP of "VP/Head of Marketing"."""
        return bool(self.level) and not (self.role or self.function or self.level in (*OWN_TITLES, "c-level"))

    @property
    def ids(self) -> list[str]:
        """Its ids in the vocabulary."""
        levels = (*self.beside, self.level)
        return [self.role] if self.role else ["-".join(x for x in (level, self.function) if x) for level in levels]


class Titles(Base):
    """Reads lists of titles."""

    def titles(self, node: Node, reading: Reading) -> tuple[list[str], str, bool]:
        """The titles of a list as ids, what joins them, and whether all are bare levels.

        What stands once is shared: "VP/Director of Marketing", "Head of Treasury/Legal", "HR Managers and Directors".
        """
        members, joined = self.listed(node, reading)
        if not members:  # "owner or GM, sales + marketing" is no clear list
            return [], joined, False
        out = [self._title(m, reading) for m in members]
        out = self._behind_commas(out)
        self._share(list(pairwise(out)), joined)
        bare = bool(out) and all(x.level and not x.role and not x.function for x in out)
        ids = [id for x in out for id in x.ids]
        return [] if "" in ids else list(dict.fromkeys(ids)), joined, bare

    def _share(self, pairs: list[tuple[_Title, _Title]], joined: str) -> None:
        """Give each title of a list the level or the function that stands at one beside it only: a level that of the
        function behind it or in front of it, a function that of the level that all of them have."""
        for left, right in reversed(pairs):  # "VP/Director of Marketing"
            if left.open and right.level and not right.role:
                left.function = right.function
            elif left.open and right.role and (joined or self._slashed(left, right)):
                left.function = self._headed(right)  # "VP or Director Finance"
        for left, right in pairs:
            whole = left.level and left.function and not left.role
            if whole and not right.role and right.level is None and (left.of or self._slashed(left, right)):
                right.level, right.of, right.beside = left.level, left.of, left.beside  # "Head of Treasury/Legal"
            elif whole and right.level and right.function == left.function and not right.role:
                right.beside = (*left.beside, left.level or "")
        for left, right in reversed(pairs):  # "sales, marketing and RevOps directors"
            together = joined or self._slashed(left, right)
            if together and right.behind and left.function and not left.level and not left.role:
                left.level, left.behind = right.level, True
        for left, right in pairs:  # "Supply Chain Directors/VPs", "Operations Manager or Head"
            if right.open and (joined or self._slashed(left, right)):
                right.function = self._led(left)
                right.behind = right.function is not None

    def _led(self, title: _Title) -> str | None:
        """The function in front of the level that a title ends in."""
        if not title.role:
            return title.function if title.behind else None
        row = self.vocabulary.get("title", title.role)
        for said in (self.words(title.part), row.name if row else ""):  # "CS managers", but "CSMs" as well
            before, _, level = said.rpartition(" ")
            if any(s.kind == "seniority" for s in self.vocabulary.senses(level)):
                known = (s.id for s in self.vocabulary.senses(before) if s.kind == "function")
                return next(known, row.data.get("function") if row else None)
        return None

    def _headed(self, title: _Title) -> str | None:
        """The function behind the level that a role begins with."""
        row = self.vocabulary.get("title", title.role)
        level, _, behind = self.words(title.part).partition(" ")
        if row is None or not any(s.kind == "seniority" for s in self.vocabulary.senses(level)):
            return None
        return next((s.id for s in self.vocabulary.senses(behind) if s.kind == "function"), None)

    def _behind_commas(self, titles: list[_Title]) -> list[_Title]:
        """The titles with a function that stands behind a level and a comma: "VP, Sales", "Heads and VPs, Safety"."""
        *levels, last = titles
        apart = bool(levels) and "," in self.source.text[levels[-1].part.end : last.part.start]
        if apart and len(levels) > 1 and all(x.open for x in levels) and not (last.level or last.role):
            for level in levels:
                level.function = last.function
            return levels
        out: list[_Title] = []
        for title in titles:
            before = out[-1] if out else None
            said = self.source.text[before.part.start : before.part.end] if before else ""
            if (
                before
                and before.level
                and not (before.role or before.function or title.level or title.role)
                and before.level not in (*OWN_TITLES, "c-level")
                and not said.lower().endswith("s")
                and "," in self.source.text[before.part.end : title.part.start]
            ):
                before.function = title.function
            else:
                out.append(title)
        return out

    def _unknown(self, member: Node, reading: Reading) -> _Title:
        """A title with a function that nobody knows, taken literally where its form is certain: "Head of Widgets"."""
        level = member.lexemes("SENIORITY")[0].ids[0]
        function = member.node("unknown") or member.lexemes("NAME")[0]
        of = " of " in f" {self.words(member).lower()} "
        if not of and isinstance(function, Node) and function.has("NOUN"):
            self.tell(reading, "unknown-words", f"{self.words(member)!r} is no title that the vocabulary knows", member)
            return _Title(member, role="")
        known = [s.id for s in self.vocabulary.senses(self.words(function)) if s.kind == "function"]
        return _Title(member, level, known[0] if known else self.literal(function, "function", reading), of=of)

    def _slashed(self, left: _Title, right: _Title) -> bool:
        return "/" in self.source.text[left.part.end : right.part.start]

    def _title(self, member: Part, reading: Reading) -> _Title:
        if isinstance(member, Node) and member.rule == "any_title":
            if len(member.parts) > 1 and member.has("ROLE"):  # "hiring cell engineers"
                role = one_of(self.words(member))
                return _Title(member, role=self.literal(member, "title", reading, role))
            if len(member.parts) > 1:
                return self._unknown(member, reading)
            member = member.parts[0]
        if isinstance(member, Lexeme):
            if member.type == "QUOTED":
                return _Title(member, role=self.literal(member, "title", reading))
            return _Title(member, function=member.ids[0])
        roles = member.lexemes("ROLE")
        if len(roles) == 1 and self.vocabulary.get("title", roles[0].ids[0]) is None:
            self.literal(roles[0], "title", reading, roles[0].ids[0])
        held = member.node("any_function") or member
        level, function = member.lexemes("SENIORITY"), held.lexemes("FUNCTION", "FUNCTION_WEAK")
        return _Title(
            member,
            level[0].ids[0] if level else None,
            function[0].ids[0] if function else None,
            "-".join(x.ids[0] for x in member.lexemes("SENIORITY", "TECH", "CATEGORY", "CATEGORY_WEAK", "ROLE"))
            if member.has("ROLE")
            else "",  # "owner-CEO", "Salesforce admin"
            " of " in f" {self.words(member).lower()} ",
            bool(level) and bool(function) and function[0].start < level[0].start,
        )


def only_functions(titles: Node) -> bool:
    """Whether a list of titles names functions alone ("sales, support"): nobody's title."""
    words = [x for x in titles.walk() if isinstance(x, Lexeme)]
    return not any(x.type in ("ROLE", "SENIORITY", "QUOTED", "NAME") for x in words)


def held(post: Node) -> str:
    """The id of a post."""
    function = post.node("any_function")
    return "-".join(x.ids[0] for x in [*post.lexemes(), *(function.lexemes() if function else [])])
