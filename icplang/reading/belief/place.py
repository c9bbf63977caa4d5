"""A clause with what stands around it in its phrase: what is asked of it there is in `misplaced`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from icplang.reading.elements import Element


@dataclass(frozen=True, slots=True)
class Place:
    """A clause of a phrase with what stands around it: what was taken of the words `before` it, and the phrase.

    `negated`: a "not" reaches it; `absent`: it is lacked; `lacking`: by more than a plain "no"; `leading`: it names
    leaders whose deeds are told.
    """

    phrase: list[Element]
    i: int
    before: list[Element]
    text: str
    negated: bool
    absent: bool
    lacking: bool
    leading: bool

    @property
    def clause(self) -> Element:
        """The clause."""
        return self.phrase[self.i]

    @property
    def last(self) -> Element | None:
        """What stands right before it."""
        return self.before[-1] if self.before else None

    @property
    def next(self) -> Element | None:
        """What stands right behind it."""
        return self.phrase[self.i + 1] if self.i + 1 < len(self.phrase) else None

    @property
    def said(self) -> str:
        """Its words, in small letters."""
        return self.text[self.clause.start : self.clause.end].lower()


Doubt: TypeAlias = Callable[[Place], bool]
"""Whether a clause says something else where it stands."""
