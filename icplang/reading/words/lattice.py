"""What the words of a stretch and their candidates offer to the modules that add candidates of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from icplang.reading.syntax.tree import Lexeme, Spelt
from icplang.vocabulary.store import Vocabulary


class Lattice(Protocol):
    """The words of a stretch of text, and what each of them may be."""

    @property
    def text(self) -> str:
        """The whole source."""
        ...

    @property
    def row(self) -> Sequence[Spelt]:
        """The words, numbers and signs."""
        ...

    @property
    def vocabulary(self) -> Vocabulary:
        """The names that are known."""
        ...

    @property
    def coded(self) -> bool:
        """Whether they are the value of a key for places or departments, and nothing but their codes."""
        ...

    @property
    def parens(self) -> Mapping[int, int]:
        """The word behind the closing bracket, for every word that opens one."""
        ...

    def candidates(self, i: int) -> tuple[Lexeme, ...]:
        """All lexemes that may start at word `i`."""
        ...

    def before(self, i: int) -> tuple[Lexeme, ...]:
        """The lexemes of the word in front of word `i`."""
        ...

    def phrases(self, i: int) -> list[tuple[str, int]]:
        """The folded phrases that start at word `i`, each with the word behind it."""
        ...

    def places(self, i: int) -> list[Lexeme]:
        """The places that word `i` may start."""
        ...
