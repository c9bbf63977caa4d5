"""What a text is cut into: items that are read one by one, with their place among alternatives; lines above them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from icplang.reading.shape.context import Context

Path: TypeAlias = tuple[tuple[int, int], ...]
"""Where an item stands among alternatives: (group, branch) pairs from the outside in."""
LISTED = 500_000
"""Groups from here on are bullets below a label that asks for a field."""
SOFT = 1_000_000
"""Groups from here on are bullets that nothing says are alternatives: they are, where all name what only one can be."""
SECTIONS = 1_500_000
"""Groups from here on are sections of one level: alternatives, where the title of each says what kind it describes."""
TIERS = 2_000_000
"""Groups from here on are tiers: alternatives, each with its own people."""
GATES = 10_000_000
"""Groups of which so many branches must hold: this number, times how many."""
PERSONAS = GATES + 5_000_000
"""Groups from here on are people who stand with companies of their own, one of which is enough."""
NESTED = 1_000 * GATES
"""Groups of a bullet and the deeper ones below it, which must all hold, however many they are."""


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of the source to be read on its own.

    `path` places it among alternatives: items of one (group, branch) all hold, branches of one group are
    alternatives. `keyed` text is configuration: quotes, brackets and underscores are punctuation.
    """

    start: int
    end: int
    context: Context = field(default_factory=Context)
    heading: bool = False
    defines: str | None = None
    path: Path = ()
    member: bool = False
    """Whether it is one of the alternatives of a list, such as a bullet under "Industries"."""
    keyed: bool = False
    reason: bool = False
    """What stands behind a label under an exclusion: why it is excluded, or what, where the label says nothing."""
    label: bool = False
    """Whether it is read already: a heading, a label, a key or a number in front of what it speaks of."""
    whole: bool = False
    """Whether what is reported in it stands for all of it."""
    aside: bool = False
    """Whether it stands under a key of remarks: it is read only where it says something of the companies."""
    key: int = -1
    """Where the key in front of it starts that says nothing alone: the "raised" of "raised: Series B+"."""

    @property
    def listed(self) -> bool:
        """Whether it is a member of a list, and not one of several things that must hold."""
        return self.member and self.path[-1][0] < GATES


@dataclass(frozen=True, slots=True)
class Header:
    """A line that says something of the lines below it. `marked`: a heading; else a label with a colon."""

    start: int
    end: int
    context: Context
    marked: bool


@dataclass(slots=True)
class Block:
    """An open heading, label or key: what it says, and the group of alternatives that it opens."""

    indent: int
    context: Context
    path: Path
    group: int = 0
    branch: int = 0
    bulleted: bool = False
    soft: int = 0
    event: str = ""
    """What its keys are about, where that happened: HIRING, NEW, RAISED."""
    key: int = -1
    """Where the key starts that says nothing alone."""
    weighing: bool = False
    """Whether its keys are what is weighed, and its values the weights."""


_BEHIND = re.compile(r"\((?P<inside>[^()\n]+)\)[\s*_:]*$")


def field_named(text: str, at: tuple[int, int], end: int, context: Context, path: Path) -> list[Item]:
    """The name of a field at these offsets of a text, read up to `end`, with what stands in a bracket behind it, which
    may be a value: "Buyer (CTO or COO)"."""
    named = Item(at[0], end, label=True)
    found = _BEHIND.search(text, *at)
    if found is None or not text[at[0] : found.start()].strip(" *_") or context.field is None or context.remark:
        return [named]
    inside = found.span("inside")
    return [named, Item(*inside, replace(context, weight=None), heading=True, aside=True, path=path)]


def beside_tier(text: str, start: int, end: int, context: Context, path: Path) -> Item:
    """What stands behind the name of a tier: a count, or a bracket that may say what is in it, "(500+ employees)"."""
    if text[start] != "(":
        return Item(start, end, Context(remark="commentary"))
    return Item(start + 1, end - 1, context, heading=True, aside=True, path=path)
