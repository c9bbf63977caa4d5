"""The tree of a clause: words and their places, no meaning yet. Frozen; every node knows its span."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeAlias


@dataclass(frozen=True)
class Number:
    """A number as written: `"$5M"` is 5,000,000 with currency USD; `"20%"` is 0.2 with `percent`.

    `scale` is the magnitude that was written (1,000,000 for M), so that "$5-50M" can share it.
    """

    value: float
    scale: float = 1
    currency: str | None = None
    percent: bool = False


@dataclass(frozen=True)
class Lexeme:
    """A typed word: terminal, place in the source, and the place in the row of words where the next one starts."""

    type: str
    start: int
    end: int
    next: int
    value: Any = None
    """Vocabulary ids (best first), a `Number`, or the text."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The vocabulary ids it may mean, the best first."""
        ids: tuple[str, ...] = self.value
        return ids


class Spelt(Protocol):
    """A word of a text as it stands there: its place, its letters, and their folded form."""

    @property
    def start(self) -> int:
        """Where it starts in the source."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...

    @property
    def text(self) -> str:
        """Its letters as they are written."""
        ...

    @property
    def fold(self) -> str:
        """Its folded form; empty where it is no word."""
        ...

    @property
    def tight(self) -> bool:
        """Whether no space is before it."""
        ...

    @property
    def value(self) -> Lexeme | None:
        """The number or the quoted name that it is."""
        ...


@dataclass(frozen=True)
class Node:
    """A rule of the grammar with its parts."""

    rule: str
    parts: tuple[Node | Lexeme, ...]

    @cached_property
    def start(self) -> int:
        """Offset of the first word."""
        return min(p.start for p in self.parts)

    @cached_property
    def end(self) -> int:
        """Offset behind the last word."""
        return max(p.end for p in self.parts)

    @cached_property
    def said(self) -> tuple[Lexeme, ...]:
        """All lexemes below it, in the order of the text."""
        return tuple(sorted((x for x in self.walk() if isinstance(x, Lexeme)), key=lambda x: x.start))

    def node(self, *rules: str) -> Node | None:
        """The first direct part made by one of `rules`."""
        return next((p for p in self.parts if isinstance(p, Node) and p.rule in rules), None)

    def need(self, *rules: str) -> Node:
        """The part made by one of `rules`, where the grammar says that there is one."""
        found = self.node(*rules)
        if found is None:
            raise LookupError(f"{self.rule} without {' or '.join(rules)}")
        return found

    def lexemes(self, *types: str) -> list[Lexeme]:
        """The direct lexemes of the given types; all of them when none is named."""
        return [p for p in self.parts if isinstance(p, Lexeme) and (not types or p.type in types)]

    def has(self, *types: str) -> bool:
        """Whether a direct lexeme has one of the types."""
        return any(isinstance(p, Lexeme) and p.type in types for p in self.parts)

    def walk(self) -> Iterator[Node | Lexeme]:
        """The node and all below it, in the order of the text."""
        yield self
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.walk()
            else:
                yield part


Part: TypeAlias = Node | Lexeme
