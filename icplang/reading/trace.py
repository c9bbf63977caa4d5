"""What became of the words of a text, noted while it is read: the books that `coverage` closes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from icplang.meaning.profile import Criterion
from icplang.reading.elements import Element


@dataclass(slots=True)
class Trace:
    """The elements of a text as they were scanned, and which of them ended in a criterion."""

    labels: list[tuple[int, int]] = field(default_factory=list)
    """Headings, labels, keys and numbering: words that say what others are about."""
    units: list[tuple[int, int]] = field(default_factory=list)
    """Stretches that are read as a whole or not at all: what is reported in one accounts for all of it."""
    stretches: list[list[Element]] = field(default_factory=list)
    used: list[tuple[Criterion, list[Element]]] = field(default_factory=list)
    """Criteria as they were found, before alternatives are folded, each with its clauses."""
    joints: set[tuple[int, int]] = field(default_factory=set)
    """The places of each "not" that something was read under, and of words that the reader takes as joining."""

    def keep(self, criteria: Iterable[tuple[Criterion, Criterion]]) -> None:
        """Strike out what was found and then left out again; each criterion with what became of it."""
        alive = {id(c): kept for c, kept in criteria}
        self.used = [(alive[id(c)], clauses) for c, clauses in self.used if id(c) in alive]

    def join(self, elements: Iterable[Element]) -> None:
        """Note words that say how others are meant, those in brackets too."""
        stack = list(elements)
        while stack:
            e = stack.pop()
            self.joints.add((e.start, e.end))
            stack.extend(e.inside)

    def negated(self, units: list[Element]) -> None:
        """Note each "not" that has a clause or a bracket behind it."""
        stack = [units]
        while stack:
            operand = False
            for unit in reversed(stack.pop()):
                operand = operand or unit.kind in ("clause", "group")
                if unit.kind == "group":
                    stack.append(unit.inside)
                elif unit.kind == "mark" and unit.name == "NOT" and operand:
                    self.joints.add((unit.start, unit.end))
