"""Clauses that measure a company: its size, money, age, sites, growth, and counts of anything else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from icplang.meaning.predicates import Exists, Or, Predicate, Range, Window, join
from icplang.reading.resolving.base import Reading
from icplang.reading.resolving.intervals import Intervals, floor, interval_of, is_interval, short, unit_of
from icplang.reading.resolving.titles import Titles, held
from icplang.reading.syntax.numbers import whole
from icplang.reading.syntax.tree import Lexeme, Node, Number
from icplang.vocabulary.words import one_of, slug

MONEY = {"REVENUE": "revenue", "ARR": "arr", "GMV": "gmv", "TOTAL_FUNDING": "funding_total"}
"""The fields of money, by the word that names them."""
_OURS = frozenset({"customer", "client", "account"})
"""What a text counts of its own author where it gives one number: "14 customers"."""
_STAFF = frozenset({"recruiter", "analyst", "data-analyst", "business-analyst", "tech", "field-tech", "service-tech"})
"""People of a department, which a company counts as it counts teams."""
_LOOSE = frozenset({"sales", "in sales", "business", "in annual business"})
_A_YEAR = {"day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1}
_LEAST = 500_000
"""Less than this a year is as likely what something costs."""
_DIGITS = 100_000
"""What a number of digits is at least where it is money: "six figures in sales", but not "double digits"."""
_PERIODS = frozenset({"day", "week", "wk", "month", "mo", "quarter", "year", "yr"})
_HALF_OPEN = frozenset({"at_least", "more_than", "at_most", "less_than"})
_TIMES = {"doub": 1, "trip": 2, "quad": 3}
"""What "doubled", "tripled" and "quadrupled" add, as a ratio."""
_GROWING = {"EMPLOYEES": "employees", "REVENUE": "revenue", "ARR": "arr", "TRAFFIC": "traffic"}

_DEALS = frozenset(
    """acv contract-value tcv deal-size average-deal-size average-contract-size check-size ticket-size loan-size
    grant-size investment-size""".split()
)
"""Measures that are of the seller's deal, unless a company is said to have them."""


_EACH = frozenset({"loan", "ticket", "grant", "lease", "contract", "deal", "policy", "facility", "order"})
"""What an amount behind it is the size of: "loans of £25k to £250k"."""


class Quantities(Intervals, Titles):
    """Reads clauses about how much and how many."""

    def _employees(self, node: Node, reading: Reading) -> Predicate | None:
        bands, extremes = node.node("bands", "few_bands"), node.node("extremes")
        if extremes:
            return self._below_or_above("employees", extremes)
        if node.has("OR"):
            return self._either_end("employees", node, reading)
        if bands is None:
            return self.number("employees", node, reading)
        ranges = [
            self.number("employees", Node("band", (band,)), reading) for band in bands.parts if isinstance(band, Node)
        ]
        known: list[Predicate] = [r for r in ranges if r is not None]
        return join(Or, known) if len(known) == len(ranges) else None

    def _below_or_above(self, field: str, extremes: Node, unit: str | None = None) -> Predicate | None:
        """ "fewer than 20 or more than 500 employees"."""
        low, high = (whole(x.value.value) for x in extremes.lexemes("NUM"))
        if extremes.parts[0].start == extremes.lexemes("MORE_THAN")[0].start:
            low, high = high, low
        below = Range(field, max=low, max_inclusive=False, unit=unit)
        above = Range(field, min=high, min_inclusive=False, unit=unit)
        return join(Or, [below, above]) if low < high else None

    def _either_end(self, field: str, node: Node, reading: Reading, *of: str) -> Predicate | None:
        """ "fewer than 3 doctors or more than 40", "3+ trucks or 5+ vans": one of two ranges."""
        written = [p for p in node.parts if isinstance(p, Node) and is_interval(p)]
        counted = of or (None,)
        ranges = [
            self.range(field, Node("band", (x,)), reading, of=counted[min(i, len(counted) - 1)])
            if of
            else self.number(field, Node("band", (x,)), reading)
            for i, x in enumerate(written)
        ]
        first, last = ranges[0], ranges[-1]
        if first and last and written[0].rule in _HALF_OPEN and written[-1].rule == "exactly":
            ranges[-1] = _bounded_as(first, last)  # "more than 20 rooms or 2 restaurants"
        known: list[Predicate] = [r for r in ranges if r is not None]
        return join(Or, known) if len(known) == len(ranges) else None

    def _money(self, node: Node, reading: Reading) -> Predicate | None:
        names = [x for p in node.parts if isinstance(p, Node) and p.rule == "money_field" for x in p.lexemes()]
        name = names[-1] if names else None  # "Revenue: $4M-$35M ARR" is ARR
        kind = name.type if name else "TOTAL_FUNDING" if node.has("RAISED", "SECURED", "TOTAL_FUNDING") else "REVENUE"
        if node.node("extremes") or node.has("OR"):
            return self._either_amount([MONEY[x.type] for x in names], node, reading)
        interval = self.interval(node, reading)
        if interval is None:
            return None
        digits = node.node("figures") is not None and interval["min"] >= _DIGITS
        if kind == "REVENUE" and not (interval.get("unit") or digits) and name and name.value in _LOOSE:
            message = f"{self.words(node)!r} does not say that money is meant"
            self.tell(reading, "bare-range", message, help="write the currency: '$5M to $50M in sales'")
            return None
        if interval.get("unit") == "ratio":
            message = f"{self.words(node)!r}: a share of money is no amount"
            self.tell(
                reading, "ambiguous-phrase", message, suggestions=("revenue growth of at least 20% in 12 months",)
            )
            return None
        if self.unscaled(node, interval, reading):
            return None
        if node.node("window"):  # "$500K-$12M raised in the last 18 months"
            return Exists("funding", Range("amount", **interval), **self.window(node.node("window"), reading))
        per, yearly = node.node("per"), node.node("yearly")
        times = _A_YEAR[unit_of(per)] if per else 12 if yearly and yearly.has("A_MONTH") else 1
        interval |= {k: interval[k] * times for k in ("min", "max") if k in interval}
        if yearly and not _earned(interval):
            return self._bare(node, reading)
        return Range(MONEY[kind], **interval)

    def _either_amount(self, fields: list[str], node: Node, reading: Reading) -> Predicate | None:
        """ "revenue under $1M or over $50M", "revenue of $5M-$20M or $2M+ ARR": one of two amounts."""
        extremes = node.node("extremes")
        bands = [extremes] if extremes else [p for p in node.parts if isinstance(p, Node) and is_interval(p)]
        written = [[x.value for x in b.walk() if isinstance(x, Lexeme) and x.type == "NUM"] for b in bands]
        units = {n.currency for numbers in written for n in numbers if n.currency or n.percent}
        scaled = all(any(n.scale > 1 or n.value >= _LEAST for n in numbers) for numbers in written)
        if len(units) > 1 or None in units or not scaled:
            message = f"{self.words(node)!r} does not say whether thousands or millions of which money are meant"
            self.tell(reading, "bare-range", message, help="write each amount whole: '$1M to $5M or $20M to $50M'")
            return None
        unit = units.pop() if units else None
        if extremes:
            return self._below_or_above(fields[0], extremes, unit)
        intervals = [self.interval(Node("band", (band,)), reading) or {} for band in bands]
        both = zip((fields[0], fields[-1]), intervals, strict=True)
        return join(Or, [Range(field, **(ends | {"unit": unit})) for field, ends in both])

    def _valuation(self, node: Node, reading: Reading) -> Predicate | None:
        if node.has("UNICORN"):
            self.tell(reading, "defined-word", "unicorn is read as a valuation of at least $1B")
            return Range("valuation", min=1_000_000_000, unit="USD")
        return self.range("valuation", node, reading)

    def _founded(self, node: Node, reading: Reading) -> Predicate | None:
        if interval_of(node):
            years = self.number("founded", node, reading)
            ends = [x for x in (years.min, years.max) if isinstance(x, int | float)] if years else []
            if all(map(_is_year, ends)):
                return years
            self._no_year(self.words(node), reading)
            return None
        dated = [part for part in node.walk() if isinstance(part, Node) and part.rule == "dated"]
        said = [whole(x.value.value) for part in dated or [node] for x in part.lexemes("NUM")]
        if not all(map(_is_year, said)):
            self._no_year(self.words(node) if dated else short(said[0]), reading)
            return None
        if dated:
            return self._founded_in(node, said, reading)
        year = said[0]
        if node.has("AFTER") and node.has("BEFORE"):  # "before 1990 or after 2015"
            first, last = sorted(said)
            late = Range("founded", min=last, min_inclusive=False)
            return Or((Range("founded", max=first, max_inclusive=False), late))
        if node.has("AFTER"):
            return Range("founded", min=year, min_inclusive=False)
        if node.has("BEFORE"):
            return Range("founded", max=year, max_inclusive=False)
        return Range("founded", max=year) if node.has("OR_EARLIER") else Range("founded", min=year)

    def _founded_in(self, node: Node, years: list[int | float], reading: Reading) -> Predicate:
        """The years that months stand in: of each the whole year, since a field of years knows no months."""
        self.tell(reading, "defined-word", "only the years are read: a founding date has no month")
        first = None if node.has("BEFORE", "OR_EARLIER") else years[0]
        last = None if node.has("AFTER", "SINCE", "OR_LATER") else years[-1]
        return Range("founded", min=first, max=last)

    def _no_year(self, said: str, reading: Reading) -> None:
        self.tell(reading, "ambiguous-phrase", f"{said} is no year", help="write a year, as in 'founded after 2015'")

    def _age(self, node: Node, reading: Reading) -> Predicate | None:
        if node.has("FIRST_YEAR"):
            return Range("age", max=1, max_inclusive=False)
        if self.words(node).lower().startswith("ages "):  # "children's products (ages 5+)"
            self.tell(reading, "unknown-words", f"{self.words(node)!r} is said of people")
            return None
        aged = node.node("aged")
        months = node.has("MONTH") or (aged is not None and aged.has("MONTH"))
        if node.has("IN_BUSINESS") and not (
            node.has("YEAR", "MONTH", "FULL_YEAR") or "decade" in self.words(node).lower()
        ):
            return self._bare(node, reading)
        if interval_of(node):
            age = _in_years(self.number("age", node, reading), months)
            full = node.has("FULL_YEAR") or (aged is not None and aged.has("FULL_YEAR"))
            if full and isinstance(age, Range) and age.min == age.max:
                return replace(age, max=None)  # "two full years in business": so many have gone by
            return age
        numbers = [whole(x.value.value / 12 if months else x.value.value) for x in node.lexemes("NUM")]
        years = numbers[0] if numbers else 1 / 12 if months else 1  # "less than a year ago"
        if len(numbers) > 1:  # "6-18 months old"
            return Range("age", min=years, max=numbers[1])
        if node.has("AT_LEAST", "PLUS", "OR_MORE"):
            return Range("age", min=years)
        if node.has("AT_MOST"):
            return Range("age", max=years)
        if node.has("LAST"):  # "founded in the last 3 years"
            return Range("age", max=years)
        if node.has("OLDER_THAN", "MORE_THAN"):
            return Range("age", min=years, min_inclusive=False)
        return Range("age", max=years, max_inclusive=False)

    def _sites(self, node: Node, reading: Reading) -> Predicate | None:
        if node.has("SINGLE_SITE"):
            return Range("locations", min=1, max=1)
        return Range("locations", min=2) if node.has("MULTI_SITE") else self.number("locations", node, reading)

    def _countries(self, node: Node, reading: Reading) -> Predicate | None:
        return Range("countries", min=2) if node.has("MULTI_COUNTRY") else self.number("countries", node, reading)

    def _visits(self, node: Node, reading: Reading) -> Predicate | None:
        return self.number("monthly_visits", node, reading)

    def _metric(self, node: Node, reading: Reading) -> Predicate | None:
        per, spent, interval = node.node("per"), node.node("spent"), interval_of(node)
        things = [x for p in node.parts if isinstance(p, Node) and p.rule == "thing" for x in p.lexemes()]
        unknown = next((x for x in things if x.type == "COUNTED"), None)
        worth = interval and node.has("HANDLING") and any(x.value.currency for x in interval.lexemes("NUM"))
        if spent:  # "spending $10k+ a month on AWS"
            of = self._spend(spent)
        elif unknown is not None:
            if interval is None or not self._countable(unknown, interval, node):
                message = f"{self.words(node)!r} is no criterion: it does not say what is counted"
                self.tell(reading, "bare-range", message, help="write a range, as in '5+ clinics'")
                return None
            of = things[0].ids[0]
            for thing in (x for x in things if x.type == "COUNTED"):
                self.tell(reading, "taken-literally", f"counted as a metric named {thing.ids[0]!r}", thing)
        elif things or node.has("METRIC", "METRIC_LABEL", "MEASURED"):
            of = (things or node.lexemes("METRIC", "METRIC_LABEL", "MEASURED"))[0].ids[0]
            if node.has("MEASURED"):
                self.tell(reading, "taken-literally", f"read as a metric named {of!r}", node.lexemes("MEASURED")[0])
            if worth and self.vocabulary.get("metric", f"{of}-value"):
                of = f"{of}-value"  # "bidding on contracts above $250k"
            told = of == "budget" and node.parts[0] is not interval  # "the budget is $15k", but "$1M budget"
            if (of in _DEALS or told) and not worth and not node.has("WITH"):
                self.tell(reading, "commentary", "said of the deal, no criterion")
                return None
        else:
            of = self._staffed(node)
        each = (
            of in _EACH
            and node.parts[0] is not interval
            and any(x.value.currency for x in node.said if x.type == "NUM")
        )
        if (of in _DEALS and not worth) or each or self._lasting(node):
            self.tell(reading, "commentary", f"{self.words(node)!r} is said of a deal, no criterion")
            return None
        listed = of == "account" and interval is not None and interval.rule == "at_least"  # how long the list is
        listed = listed and not node.has("WITH", "HANDLING", "PRESENCE")
        exactly = interval is not None and interval.rule == "exactly" and not node.has("OR_MORE")
        if of in _OURS and (exactly or listed):
            message = f"{self.words(node)!r} is rather a number of the seller than of the company"
            self.tell(reading, "bare-range", message, help="write a range of what it has, as in 'with 100+ customers'")
            return None
        if shared := node.lexemes("PER_THING"):  # "1,200 members per club"
            of = f"{one_of(self.words(things[0])) if things else of}-per-{shared[0].value}"
        if interval is not None and interval.rule == "less_than" and interval.lexemes("NUM")[0].value.value <= 1:
            self.tell(reading, "unknown-words", f"{self.words(node)!r} counts nothing")  # "under one roof"
            return None
        if of in _STAFF:
            return self.number("team_size", node, reading, of=of)
        if node.has("OR"):
            return self._either_end("metric", node, reading, *(x.ids[0] for x in things))
        time = unit_of(per) if per else None
        out = self.range("metric", node, reading, of=of, per=time)
        return floor(out) if node.has("FLEET") else out  # "a fleet of 50 trucks"

    def _spend(self, spent: Node) -> str:
        """The id of what is spent on something."""
        product, thing = spent.lexemes("TECH"), spent.lexemes("COUNTED")
        said = f"{product[0].ids[0] if product else thing[0].ids[0] if thing else self.words(spent)} spend"
        known = [s.id for s in self.vocabulary.senses(said) if s.kind == "metric" and not product]
        return known[0] if known else slug(said)

    def _staffed(self, node: Node) -> str:
        """The id of people or places of which each of something has so many: "12 employees per site"."""
        if post := node.node("post"):
            return held(post)
        return "employee" if node.has("EMPLOYEES") else one_of(self.words(node.lexemes("SITES")[0]))

    def _lasting(self, node: Node) -> bool:
        """Whether a number in front of a period says how long something lasts: "a 12-month contract"."""
        per = node.node("per")
        things = [x for x in node.said if x.type in ("METRIC", "COUNTED")]
        if per is None or per.lexemes()[0].value not in _PERIODS or not things:
            return False
        amounts = [x for x in node.walk() if isinstance(x, Lexeme) and x.type == "NUM" and x.value.currency]
        slashed = self.source.text[: per.start].rstrip().endswith("/")
        return not (amounts or slashed) and things[0].start > per.end

    def _countable(self, thing: Lexeme, interval: Node, node: Node) -> bool:
        """Whether a thing that nobody knows by that name may be counted: behind a range, in front of a time ("20,000
        loaves a day"), or where it is one that is known but for the words in front of it."""
        ranged = interval.rule != "exactly" or node.has("FLEET", "OR_MORE", "OR_LESS", "PER_THING")
        return ranged or len(thing.ids) > 1 or node.node("per") is not None

    def _growth(self, node: Node, reading: Reading) -> Predicate | None:
        if node.node("growing", "grown", "titles") is None:  # "growing 20-40% a year"
            self.tell(
                reading, "defined-word", "growth is read as that of revenue", help="write 'headcount growth of ...'"
            )
        growing = node.node("growing") or node
        held, grown = growing.node("titles"), growing.node("grown")
        ids = self.titles(held, reading)[0] if held else [_GROWING[grown.lexemes()[0].type]] if grown else []
        if not ids and (held or grown):
            return None
        of = ids[0] if ids else "revenue"
        time = self.window(node.node("over") or (node if node.has("YEAR_ON_YEAR") else None), reading)
        per = node.node("per")
        yearly = (per is not None and per.has("PER_YEAR")) or (
            grown is not None and str(grown.lexemes()[0].value).startswith("annual")
        )
        if yearly and not time:  # "20% annual growth"
            time = {"last": Window(12, "month")}
        last, since = time.get("last"), time.get("since")
        if node.has("DOUBLED"):
            return Range(
                "growth", min=_TIMES[node.lexemes("DOUBLED")[0].value[:4]], unit="ratio", of=of, over=last, since=since
            )
        if node.has("FLAT", "SHRINKING") or (node.has("DOWN") and interval_of(node) is None):
            return Range("growth", max=0, max_inclusive=node.has("FLAT"), unit="ratio", of=of, over=last, since=since)
        out = self.range("growth", node, reading, of=of, over=last, since=since)
        if out and out.unit != "ratio":
            message = f"{self.words(node)!r}: growth needs a percentage"
            self.tell(reading, "ambiguous-phrase", message, suggestions=(f"{of} growth of at least 20% in 12 months",))
            return None
        if node.has("DOWN"):  # "down 10%"
            if out is None or not isinstance(out.min, int | float):
                return None
            return replace(out, min=None, max=-out.min, min_inclusive=True, max_inclusive=out.min_inclusive)
        return floor(out)  # "up 20%"

    def _bare(self, node: Node, reading: Reading) -> Predicate | None:
        number = next((x.value for x in node.walk() if isinstance(x, Lexeme) and x.type == "NUM"), Number(0))
        words, before = self.words(node), self.measured
        interval = self.interval(node, reading)
        if interval and before and before.unit == interval.get("unit") and before.field != "funding_stage":
            reading.inherited = Range(before.field, of=before.of, per=before.per, **interval)
            reading.completes = _other_end(before, reading.inherited)
        fields: tuple[str, ...] = ("employees", "locations", "years in business")
        if number.currency:
            reading.amount = Range("amount", **interval) if interval else None
            fields = ("in revenue", "in ARR", "in total funding")
        elif number.percent:
            fields = ("growth in 12 months",)
        message = f"{words!r} has no unit: it does not say what is counted"
        help = "write " + " or ".join(f"'{words} {f}'" for f in fields)
        self.tell(reading, "bare-range", message, help=help, suggestions=tuple(f"{words} {f}" for f in fields))
        return None


def _earned(yearly: dict[str, Any]) -> bool:
    """Whether an amount a year that nothing names is so much that it is a company's revenue: "€3M-€30M a year" and no
    price, wage or budget."""
    ends = [yearly[k] for k in ("min", "max") if k in yearly]
    return bool(yearly.get("unit")) and yearly.get("min") != yearly.get("max") and min(ends) >= _LEAST


def _bounded_as(bound: Range, exact: Range) -> Range:
    """An exact number with the bound of another, which stands in front of both."""
    sides = replace(exact, min_inclusive=bound.min_inclusive, max_inclusive=bound.max_inclusive)
    return replace(sides, max=None) if bound.max is None else replace(sides, min=None)


def _is_year(number: float) -> bool:
    return 1500 <= number <= 2200


def _in_years(age: Range | None, months: bool) -> Range | None:
    """An age in years, of one that may be written in months."""
    if age is None or not months:
        return age
    low, high = (whole(x / 12) if isinstance(x, int | float) else x for x in (age.min, age.max))
    return replace(age, min=low, max=high)


def _other_end(before: Range, after: Range) -> bool:
    """Whether one of two half-open ranges ends above where the other begins."""
    low, high = (before, after) if before.max is None else (after, before)
    if None in (low.min, high.max) or low.max is not None or high.min is not None or before.approximate:
        return False
    return not isinstance(low.min, str) and not isinstance(high.max, str) and low.min < high.max  # type: ignore[operator]
