"""What reading every kind of clause rests on: the reading itself, its notes, and lists of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from icplang.diagnostics import Diagnostic, Source, diagnostic, taken_literally
from icplang.meaning.predicates import In, Predicate, Range
from icplang.meaning.profile import Role
from icplang.reading.syntax.tree import Lexeme, Node, Part
from icplang.vocabulary.lookup import LETTERS, mistaken, suggest
from icplang.vocabulary.store import Vocabulary
from icplang.vocabulary.words import slug


@dataclass(slots=True)
class Reading:
    """What a clause says. `predicate` is None where it could not be read; then a diagnostic says why."""

    node: Node
    predicate: Predicate | None = None
    role: Role | None = None
    inherited: Predicate | None = None
    """For a number without a unit: the field of the number before it in the same item."""
    amount: Range | None = None
    """For an amount of money that nothing names: how much it is."""
    completes: bool = False
    """Whether such a number is the other end of the range before it: "50+ employees but under 500"."""
    window: dict[str, Any] = field(default_factory=dict)
    """For a time window on its own: its `last` and `since`."""
    notes: list[Diagnostic] = field(default_factory=list)


class Base:
    """The tools of one text's resolver. `definitions` holds what the text itself defines, by segment id."""

    def __init__(self, source: Source, vocabulary: Vocabulary, definitions: dict[str, Predicate]) -> None:
        self.source, self.vocabulary, self.definitions = source, vocabulary, definitions
        self.measured: Range | None = None
        """The last range that was read in this item."""
        self.above: Range | None = None
        """What is measured above this item, where numbers without a unit go on with it."""

    def read(self, node: Node) -> Reading:
        """The reading of one clause, by the method that is named after its rule."""
        reading = Reading(node)
        rule: Callable[[Node, Reading], Predicate | None] = getattr(self, f"_{node.rule}")
        reading.predicate = rule(node, reading)
        if isinstance(reading.predicate, Range):
            self.measured = reading.predicate
        return reading

    def tell(self, reading: Reading, code: str, message: str, at: Part | None = None, **more: Any) -> None:
        """Attach a diagnostic about `at` (the whole clause by default, and where a key in front says the word)."""
        place = at if at and at.start < at.end else reading.node
        reading.notes.append(diagnostic(code, message, self.source.span(place.start, place.end), **more))

    def words(self, at: Part) -> str:
        """The source text of a part."""
        return self.source.text[at.start : at.end]

    def name(self, part: Part) -> str:
        """A name as written, or what stands between its quotes."""
        return quoted(part) or self.words(part)

    def literal(self, part: Part, kind: str, reading: Reading, id: str = "") -> str:
        """An unknown name as its own id, with a note; empty, with an error, where it resembles a known one."""
        text = self.name(part)
        if quoted(part):
            text = text.removeprefix("just ").removeprefix("only ")
        settled = quoted(part) or id or len(text) < LETTERS
        near = () if settled else suggest(self.vocabulary, text, {kind})
        if near and mistaken(text, near[0]):
            message = f"{text!r} is no {kind} that the vocabulary knows"
            help = f"did you mean {' or '.join(map(repr, near))}? A name in quotes is taken as it stands"
            self.tell(reading, "unknown-value", message, part, help=help, suggestions=near)
            return ""
        id = id or slug(text)
        if not id:
            self.tell(reading, "unknown-words", f"{text!r} names nothing", part)
            return ""
        message, help = taken_literally(text, kind, id)
        self.tell(reading, "taken-literally", message, part, help=help)
        return id

    def nameless(self, part: Part, reading: Reading) -> bool:
        """Whether a member of a list stands for all that has no name, "other", with an error."""
        if self.words(part).lower() not in _CATCH_ALL:
            return False
        self.tell(reading, "unknown-words", f"{self.words(part)!r} names nothing", part)
        return True

    def listed(self, node: Node, reading: Reading) -> tuple[list[Part], str]:
        """The members of a list and what joins them: "and", "or", or "" for commas and slashes alone."""
        types = {part.type for part in node.lexemes()}
        if {"OR", "AND"} <= types:
            message = f"{self.words(node)!r} mixes 'and' and 'or'"
            help = "use one of them, or group with brackets: 'running (A or B) and running C'"
            self.tell(reading, "mixed-and-or", message, node, help=help)
            return [], ""
        types |= {"AND"} if "AND_ALSO" in types else set()
        members = [part for part in node.parts if not (isinstance(part, Lexeme) and part.type in _BETWEEN)]
        return members, "or" if "OR" in types else "and" if "AND" in types else ""

    def ids(self, node: Node, reading: Reading) -> tuple[list[str], str]:
        """The ids of a list of words that the vocabulary knows, and what joins them."""
        members, joined = self.listed(node, reading)
        return [first(member).ids[0] for member in members], joined


_CATCH_ALL = frozenset(
    "none nothing other others misc miscellaneous various unknown undefined unspecified tbd n/a rest".split()
)
"""What stands in the place of a name for all that has none."""
_BETWEEN = frozenset(
    {
        "COMMA",
        "OFTEN",
        "OR",
        "AND",
        "SLASH",
        "AND_ALSO",
        "COMPANY",
        "BUSINESS_MODEL",
        "TOOL_NOUN",
        "USERS",
        "IN_USE",
        "TO",
        "DASH",
        "IN",
    }
)
"""Words of a list that are no members."""


def any_of(field: str, values: Iterable[str]) -> In:
    """One of the values, each once."""
    return In(field, tuple(dict.fromkeys(values)))


def first(part: Part) -> Lexeme:
    """A word, or the first word of a member that has several."""
    return part.lexemes()[0] if isinstance(part, Node) else part


def quoted(part: Part) -> str | None:
    """What stands between the quotes of a quoted name; None for another part."""
    return str(part.value) if isinstance(part, Lexeme) and part.type == "QUOTED" else None
