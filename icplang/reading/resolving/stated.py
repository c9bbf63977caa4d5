"""Clauses that name their field or event outright: `industry is "zymurgy"`, "recorded layoffs since 2024".

Every predicate can be said so, and what is said so is read as it stands: no amount is converted, no end adjusted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from icplang.diagnostics import taken_literally
from icplang.meaning.fields import FIELDS
from icplang.meaning.naming import LITERAL, id_named, kinds
from icplang.meaning.predicates import All, Count, Exists, In, Known, Predicate, Range, Window
from icplang.reading.resolving.base import Base, Reading
from icplang.reading.resolving.intervals import interval_of, short, since, unit_of
from icplang.reading.syntax.numbers import whole
from icplang.reading.syntax.tree import Lexeme, Node, Number
from icplang.vocabulary.words import slug


class Stated(Base):
    """Reads clauses that say the field or the event by its name."""

    def _stated(self, node: Node, reading: Reading) -> Predicate | None:
        subject = node.need("subject")
        field: str = subject.lexemes("FIELD", "MEASURE")[0].ids[0]
        if field in FIELDS and FIELDS[field].kind == "person":
            reading.role = "buyer"
        if node.has("IS_KNOWN"):
            return Known(field)
        measured = subject.lexemes("QUOTED")
        of = self._value(field, measured[0], reading) if measured else None
        listed = node.node("values")
        if listed is None:
            return self._measured(field, of, node, reading)
        values = tuple(self._value(field, x, reading) for x in listed.lexemes("QUOTED"))
        if node.has("EVERY"):
            return All(field, values)
        counted = interval_of(node)
        count = _count(counted) if counted else Count() if node.has("ANY_NUMBER") else None
        return In(field, values, of, count)

    def _value(self, field: str, word: Lexeme, reading: Reading) -> str:
        """The id that a quoted text names; where it names none, the text as an id of its own, with a note."""
        text = str(word.value)
        if field in LITERAL or text.startswith("="):  # "=acme-flow" is that id, whatever else the words mean
            return text.removeprefix("=")
        id = id_named(field, text, self.vocabulary)
        if id is not None:
            return id
        if kinds(field):
            message, help = taken_literally(text, field, slug(text))
            self.tell(reading, "taken-literally", message, word, help=help)
        return slug(text)

    def _measured(self, field: str, of: str | None, node: Node, reading: Reading) -> Predicate | None:
        amount, per, stretch = node.need("amount"), node.node("per"), node.node("stretch")
        beginning = node.node("beginning")
        ends: dict[str, Any] = {}
        written = interval_of(amount)
        if amount.has("QUOTED"):  # anything in "USD"
            ends["unit"] = str(amount.lexemes("QUOTED")[0].value)
        if written:
            marks = written.lexemes("NUM", "QUOTED")
            found = [x.value.currency or ("ratio" if x.value.percent else None) for x in marks if x.type == "NUM"]
            values = [self._end(field, x, reading) for x in marks]
            if written.rule == "between" and not isinstance(values[0], str) and values[0] > values[1]:
                said = f"the range runs from {short(values[0])} down to {short(values[1])}"
                self.tell(reading, "reversed-range", said, written, help="write the smaller number first")
                return None
            ends = _ends(written, values)
            ends["unit"] = unit = next((unit for unit in found if unit), None)
            kind = FIELDS[field].kind if field in FIELDS else ""
            named = kind in ("name", "names", "place", "places", "text", "person")  # "our list is $500"
            if (unit and (kind == "number" or named)) or (unit == "ratio" and kind == "money"):
                said = self.words(node)
                self.tell(reading, "bare-range", f"{said!r}: the number is of another kind than the {field}")
                return None
        span = None
        if stretch:
            span = Window(int(stretch.lexemes("NUM")[0].value.value), _unit(stretch))
        return replace(
            Range(field, **ends),
            of=of,
            approximate=amount.has("LOOSELY") or bool(written and written.rule == "about"),
            over=span,
            per=unit_of(per) if per else None,
            since=since(beginning) if beginning else None,
        )

    def _end(self, field: str, word: Lexeme, reading: Reading) -> Any:
        return whole(word.value.value) if word.type == "NUM" else self._value(field, word, reading)

    def _record(self, node: Node, reading: Reading) -> Predicate | None:
        times, lately, beginning = node.node("how_often"), node.node("lately"), node.node("beginning")
        last, count = None, None
        if times:
            written = interval_of(times)
            count = _count(written) if written else Count()
        if lately:
            numbers = lately.lexemes("NUM")
            last = Window(int(numbers[0].value.value) if numbers else 1, _unit(lately))
        relation: str = node.lexemes("RELATION")[0].ids[0]
        ending = node.node("ending")
        until = since(ending) if ending else None
        return Exists(relation, None, last, since(beginning) if beginning else None, count, until)


def _unit(node: Node) -> Any:
    """The unit of a stretch of time."""
    return node.need("unit").lexemes()[0].type.lower()


def _ends(written: Node, values: list[Any]) -> dict[str, Any]:
    """The ends of an interval as arguments of a `Range`, just as they are written."""
    match written.rule:
        case "figures":
            low, high = written.lexemes("FIGURES")[0].value
            return {"min": low, "max": high, "max_inclusive": False}
        case "exactly" | "between" | "about":
            return {"min": values[0], "max": values[-1]}
        case "from_low" | "at_least":
            return {"min": values[0]}
        case "more_than":
            return {"min": values[0], "min_inclusive": False}
        case "less_than":
            return {"max": values[0], "max_inclusive": False}
        case "at_most":
            return {"max": values[0]}
    return {
        "min": values[0],
        "max": values[-1],
        "min_inclusive": not written.has("MORE_THAN"),
        "max_inclusive": not written.has("LESS_THAN"),
    }


def _count(written: Node) -> Count:
    """A count from an interval, over whole numbers."""
    numbers: list[Number] = [x.value for x in written.lexemes("NUM")]
    ends = _ends(written, [int(n.value) for n in numbers])
    low, high = ends.get("min"), ends.get("max")
    return Count(
        low + 1 if low is not None and not ends.get("min_inclusive", True) else low,
        high - 1 if high is not None and not ends.get("max_inclusive", True) else high,
    )
