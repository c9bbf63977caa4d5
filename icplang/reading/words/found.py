"""A clause that was found in the words, with what stands around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from icplang.reading.elements import KINDS_OF_COMPANY, Element
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme, Node
from icplang.reading.words.lexer import Words
from icplang.vocabulary.store import words_of

COMPANIES = KINDS_OF_COMPANY | {"employees", "location", "technology", "similar"}
TOOLS = ("CATEGORY", "CATEGORY_WEAK")
JOINING = frozenset({"and", "or", "nor", "but", "who", "that", "which", "whose", "while"})


@dataclass(frozen=True, slots=True)
class Found:
    """A clause from word `begin` to the word `following` it, behind the elements `before`."""

    words: Words
    begin: int
    node: Node
    following: int
    before: list[Element]

    def word_of(self, lexeme: Lexeme) -> int:
        """The index of the word where a lexeme of the clause starts."""
        row = self.words.row
        return next((k for k in range(self.begin, self.following) if row[k].start == lexeme.start), self.begin)

    def goes_on(self) -> bool:
        """Whether a noun that nobody knows stands behind it."""
        if self.following >= len(self.words):
            return False
        word = self.words.row[self.following]
        plain = word.fold not in words_of("filler") and word.fold not in keywords()
        plain = plain and not any(x.type == "NOT" for x in self.words.candidates(self.following))  # "apart from"
        return word.text[:1].isalpha() and plain and word.fold not in JOINING


Doubt: TypeAlias = Callable[[Found], bool]


def refused(words: Words, i: int) -> bool:
    """Whether a "not" or a word for leaving out ends in front of word `i`."""
    return _ends(words, i, ("NOT", "EXCLUDE"))


def negated(words: Words, i: int) -> bool:
    """Whether a "not" ends in front of word `i`."""
    return _ends(words, i, ("NOT",))


def _ends(words: Words, i: int, types: tuple[str, ...]) -> bool:
    return any(x.type in types and x.next == i for k in range(max(0, i - 5), i) for x in words.candidates(k))
