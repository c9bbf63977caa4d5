"""Numbers of tiers of which only the first says what is counted: "Tier 1: 50+ staff; Tier 2: 20-49"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from icplang.meaning.predicates import Range
from icplang.reading.elements import SIZES, Element, direct
from icplang.reading.shape.items import GATES, TIERS, Path


@dataclass(slots=True)
class Steps:
    """What the first tier of a text measures."""

    group: int = 0
    first: int = 0
    """Which branch of the group it is."""
    measured: list[tuple[str, Range]] = field(default_factory=list)
    """What it measures, each with the kind of its clause."""

    def above(self, path: Path) -> Range | None:
        """What the first tier measures, where it is one thing and the place at a path is in a later one."""
        place = _place(path)
        later = place is not None and place[0] == self.group and place[1] != self.first
        return self.measured[0][1] if later and len(self.measured) == 1 else None

    def read(self, path: Path, elements: Sequence[Element]) -> list[Element]:
        """The elements of a tier, with a number that says alone how large its members are in what the first tier
        measures."""
        place, sizes = _place(path), [e for e in direct(elements) if e.name in SIZES]
        if place and place[0] != self.group:
            self.group, self.first, self.measured = *place, []
        if place and place[1] == self.first:
            ranges = ((e.name, e.reading.predicate) for e in sizes if e.reading)
            self.measured += [(name, r) for name, r in ranges if isinstance(r, Range)]
        numbers = [e for e in direct(elements) if e.name == "bare"]
        if sizes or len(numbers) != 1 or self.above(path) is None:
            return list(elements)
        return [self._measuring(e) if e is numbers[0] else e for e in elements]

    def _measuring(self, number: Element) -> Element:
        reading = number.reading
        if reading is None or reading.inherited is None or reading.node.node("exactly"):
            return number
        return replace(
            number, name=self.measured[0][0], reading=replace(reading, predicate=reading.inherited, notes=[])
        )


def _place(path: Path) -> tuple[int, int] | None:
    """The tier at a path: its group, and which of them it is."""
    return next((step for step in path if TIERS <= step[0] < GATES), None)
