"""What a text is cut into: items, which are read one by one, and the headings above them."""

from __future__ import annotations

from dataclasses import dataclass, field

from icplang.reading.labels import Context

SOFT = 1_000_000
"""Groups from here on are bullets that nothing says are alternatives: they are, where all name what only one can be."""


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
    path: tuple[tuple[int, int], ...] = ()
    member: bool = False
    """Whether it is one of the alternatives of a list, such as a bullet under "Industries"."""
    keyed: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that says something of the lines below it. `marked`: by Markdown, or as a tier; else by a colon alone."""

    start: int
    end: int
    context: Context
    marked: bool
