"""Numbers and times inside clauses: the ends of an interval, a range on a field, the window of an event."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from icplang.meaning.predicates import Count, Predicate, Range, Window
from icplang.reading.resolving.base import Base, Reading
from icplang.reading.syntax.numbers import whole
from icplang.reading.syntax.tree import Lexeme, Node, Number, Part

RECENT = Window(6, "month")
"""What "recently" means here; said in a note wherever it is used."""
TOLERANCE = 0.2
"""What "about 200" allows on both sides; said in a note."""
_FORMS = ("exactly", "between", "from_low", "at_least", "more_than", "less_than", "at_most", "both", "about", "figures")


_LEAST = 1_000
"""Below that, an amount of money a year lacks its "k" or "M": "ARR 2-10"."""
_HALVES = {"HALF_YEAR": 6, "YEAR_AND_HALF": 18}
"""Months in the times that are told in halves of years."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Intervals(Base):
    """Reads intervals and windows."""

    def interval(self, node: Node, reading: Reading) -> dict[str, Any] | None:
        """The interval among the parts of `node` as arguments of a `Range`; None, with an error, for a reversed one."""
        written = interval_of(node) or _chained(node) or _bounded(node)
        if written.rule == "figures":
            low_end, high_end = written.lexemes("FIGURES")[0].value
            return {"min": low_end, "max": high_end, "max_inclusive": False}
        numbers: list[Number] = [x.value for x in written.lexemes("NUM")]
        low, high = numbers[0], numbers[-1]
        currency = low.currency or high.currency
        if len(numbers) == 2:
            if low.scale == 1 and high.scale > 1 and low.value <= high.value / high.scale:
                low = replace(low, value=low.value * high.scale)  # "$5-50M"
            if high.percent and not low.percent:
                low = replace(low, value=low.value / 100, percent=True)  # "15-60%"
        a, b = whole(low.value), whole(high.value)
        if a > b:
            message = f"the range runs from {short(a)} down to {short(b)}"
            self.tell(reading, "reversed-range", message, written, help="write the smaller number first")
            return None
        out: dict[str, Any]
        match written.rule:
            case "exactly" if not node.has("ISH"):
                out = {"min": a, "max": a}
            case "between":
                out = {"min": a, "max": b}
            case "from_low" | "at_least":
                out = {"min": a}
            case "more_than":
                out = {"min": a, "min_inclusive": False}
            case "less_than":
                out = {"max": a, "max_inclusive": False}
            case "at_most":
                out = {"max": a}
            case "both" | "chained":
                out = {"min": a, "max": b} | _strict(node, written)
            case _ if a != b:  # "roughly 20 to 50": the range is what is rough
                out = {"min": a, "max": b}
            case _:  # about
                a, b = whole(round(a * (1 - TOLERANCE), 6)), whole(round(b * (1 + TOLERANCE), 6))
                out = {"min": a, "max": b, "approximate": True}
                self.tell(reading, "defined-word", f"read as {short(a)} to {short(b)} (20 % either way)", written)
        bounding = [node, *(x for x in (node.node("per"), node.node("yearly")) if x)]  # "20 clubs a week or more"
        more, less = (any(x.has(bound) for x in bounding) for bound in ("OR_MORE", "OR_LESS"))
        if written.rule == "exactly" and (more or less or node.has("PLUS")):  # "20 clubs or more"
            out.pop("min" if less else "max")
        elif written.rule == "between" and more:  # "30-50 staff+"
            out.pop("max")
        if currency:
            out["unit"] = currency
        elif node.has("CURRENCY"):
            out["unit"] = node.lexemes("CURRENCY")[0].value.upper()
        elif low.percent:
            out["unit"] = "ratio"
        return out

    def range(self, field: str, node: Node, reading: Reading, **more: Any) -> Range | None:
        """A `Range` on `field` from the interval among the parts of `node`."""
        interval = self.interval(node, reading)
        return None if interval is None else Range(field, **(interval | more))

    def number(self, field: str, node: Node, reading: Reading, **more: Any) -> Range | None:
        """A `Range` on a field that counts something: money and shares are refused."""
        out = self.range(field, node, reading, **more)
        if out and out.unit:
            message = f"{self.words(node)!r} counts something, but the number is money or a share"
            help = "leave the currency or percent sign out, or name the field that is meant"
            self.tell(reading, "bare-range", message, help=help)
            return None
        return out

    def unscaled(self, node: Node, interval: dict[str, Any], reading: Reading) -> bool:
        """Whether an amount of money lacks its magnitude, "ARR 2-10", and with that an error."""
        largest = max(v for v in (interval.get("min"), interval.get("max")) if v is not None)
        numbers = (x.value for x in node.walk() if isinstance(x, Lexeme) and x.type == "NUM")
        if not 0 < largest < _LEAST or any(n.scale > 1 for n in numbers):
            return False
        message = f"{self.words(node)!r} does not say whether thousands or millions are meant"
        self.tell(reading, "bare-range", message, help="write the magnitude: '$5M to $50M'")
        return True

    def window(self, node: Node | None, reading: Reading) -> dict[str, Any]:
        """The `last` and `since` of a time window, for an event."""
        if node is None:
            return {}
        if node.has("RECENTLY"):
            return self.recently(reading, node)
        if node.has("YEAR_ON_YEAR"):
            return {"last": Window(12, "month")}
        beginning = node.node("beginning") or node
        if beginning.has("SINCE", "THIS", "OR_LATER"):
            return {"since": since(beginning)}
        if node.has(*_HALVES):
            return {"last": Window(_HALVES[node.lexemes(*_HALVES)[0].type], "month")}
        numbers = [x.value.value for x in node.lexemes("NUM")]
        if node.has("CALENDAR"):
            year = str(whole(node.lexemes("CALENDAR")[0].value.value))
            return {"since": year, "until": year}
        unit: Any = (node.node("unit") or node).lexemes()[-1].type.lower()
        number = int(max(numbers)) if numbers else 1
        if len(numbers) > 1 and not node.has("IN"):
            message = f"{self.words(node)!r} is read as within {number} {unit}s"
            self.tell(reading, "defined-word", message, node, help="write one number, as in 'in the last 6 months'")
        return {"last": Window(2 * number, "week") if unit == "fortnight" else Window(number, unit)}

    def times(self, node: Node | None, reading: Reading) -> Count | None:
        """How often: "3+ times", "at least twice"."""
        if node is None:
            return None
        interval = {"min": 2} if node.has("TWICE") else self.interval(node, reading)
        return count(
            interval
            if interval and "max" in interval and interval.get("min") != interval["max"]
            else {"min": (interval or {}).get("min")}
        )

    def recently(self, reading: Reading, at: Part | None = None) -> dict[str, Any]:
        """The window of "recently", with its note."""
        message = "recent is read as in the last 6 months"
        self.tell(reading, "defined-word", message, at, help="write 'in the last 3 months' for another window")
        return {"last": RECENT}


def since(node: Node) -> str:
    """The day, the year or the period ("this quarter") from which on something counts, or until which."""
    if node.has("THIS"):
        return f"this-{node.need('unit').lexemes()[0].type.lower()}"
    if date := node.lexemes("DATE"):
        return str(date[0].value)
    month = [_MONTHS.index(x.value[:3]) + 1 for x in node.lexemes("MONTH_NAME")]
    month += [3 * int(x.value[1]) - 2 for x in node.lexemes("QUARTER_NAME")]
    return f"{whole(node.lexemes('NUM', 'CALENDAR')[0].value.value)}" + (f"-{month[0]:02}-01" if month else "")


def interval_of(node: Node) -> Node | None:
    """The interval among the parts of a node."""
    return node.node(*_FORMS)


def is_interval(node: Node) -> bool:
    """Whether a node is an interval."""
    return node.rule in _FORMS


def _chained(node: Node) -> Node | None:
    """The interval of "10 < employees <= 50" and "from 10 vans to 50", with what is measured between its ends."""
    low, high = node.node("chain_low", "span_low"), node.node("chain_high", "span_high")
    return Node("chained", (*low.lexemes("NUM"), *high.lexemes("NUM"))) if low and high else None


def _strict(node: Node, written: Node) -> dict[str, Any]:
    """Which ends of "more than 10, less than 50" and of "10 < employees <= 50" are not in the interval."""
    low, high = node.node("chain_low"), node.node("chain_high")
    above = low.has("LESS_THAN") if low else written.has("MORE_THAN")
    below = (high or written).has("LESS_THAN")
    return ({"min_inclusive": False} if above else {}) | ({"max_inclusive": False} if below else {})


def _bounded(node: Node) -> Node:
    """The interval of "min_employees: 40", where the key says which end the number is."""
    return Node(node.need("bound").lexemes()[0].type.lower(), tuple(node.lexemes("NUM")))


def count(interval: dict[str, Any]) -> Count | None:
    """A count from an interval, over whole numbers; "at least one" is no count at all."""
    low, high = interval.get("min"), interval.get("max")
    if low is not None and interval.get("min_inclusive") is False:
        low += 1
    if high is not None and interval.get("max_inclusive") is False:
        high -= 1
    return None if low in (None, 1) and high is None else Count(low, high)


def unit_of(per: Node) -> str:
    """The unit of time behind a "per"."""
    return per.lexemes()[0].type.removeprefix("PER_").lower()


def floor(range: Predicate | None) -> Predicate | None:
    """A single number as the least that will do."""
    if isinstance(range, Range) and range.min is not None and range.min == range.max and not range.approximate:
        return replace(range, max=None)
    return range


def short(value: float) -> str:
    """A number as it is shown in messages: `1,500`."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,g}"
