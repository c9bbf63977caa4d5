"""From the tree of a clause to its meaning: one small function for each kind of clause in the grammar.

Words become vocabulary ids, intervals become ranges in base units, and everything that was decided on the way
(a defined word, a name taken literally) is a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from icplang.diagnostics import Diagnostic, Source, diagnostic
from icplang.meaning.predicates import All, And, Count, Exists, In, Known, Not, Or, Predicate, Range, Window, join
from icplang.meaning.profile import Role
from icplang.reading.numbers import whole
from icplang.reading.tree import Lexeme, Node, Number
from icplang.vocabulary.lookup import LETTERS, suggest
from icplang.vocabulary.store import Vocabulary, slug

RECENT = Window(6, "month")
"""What "recently" means here; said in a note wherever it is used."""
TOLERANCE = 0.2
"""What "about 200" allows on both sides; said in a note."""
_MONEY = {"REVENUE": "revenue", "ARR": "arr", "GMV": "gmv", "TOTAL_FUNDING": "funding_total"}
_LOOSE = frozenset({"sales", "in sales", "business", "in annual business"})
_GROWING = {"EMPLOYEES": "employees", "REVENUE": "revenue", "ARR": "arr", "TRAFFIC": "traffic"}
_TOOL_NOUN = re.compile(r"\s+(?:tool|platform|software|system|solution)s?$", re.IGNORECASE)
_OWN_TITLES = frozenset({"owner", "founder", "partner", "president", "board"})
_OUR_LISTS = {"customer": "customers", "competitor": "competitors", "partner": "partners"}


@dataclass(slots=True)
class Reading:
    """What a clause says. `predicate` is None where it could not be read; then a diagnostic says why.

    `relative` marks a bare list of titles: whom to talk to, or, negated, whom the company does not have.
    """

    node: Node
    predicate: Predicate | None = None
    role: Role | None = None
    inherited: Predicate | None = None
    """For a number without a unit: the field of the number before it in the same item."""
    window: dict[str, Any] = field(default_factory=dict)
    """For a time window on its own: its `last` and `since`."""
    notes: list[Diagnostic] = field(default_factory=list)


class Resolver:
    """Resolves clauses of one text. `definitions` holds what the text itself defines, by segment id."""

    def __init__(self, source: Source, vocabulary: Vocabulary, definitions: dict[str, Predicate]) -> None:
        self.source, self.vocabulary, self.definitions = source, vocabulary, definitions
        self.measured: Range | None = None
        """The last range that was read in this item."""

    def read(self, node: Node) -> Reading:
        """The reading of one clause."""
        reading = Reading(node)
        rule: Callable[[Node, Reading], Predicate | None] = getattr(self, f"_{node.rule}")
        reading.predicate = rule(node, reading)
        if isinstance(reading.predicate, Range):
            self.measured = reading.predicate
        return reading

    def tell(self, reading: Reading, code: str, message: str, at: Node | Lexeme | None = None, **more: Any) -> None:
        """Attach a diagnostic about `at` (the whole clause by default)."""
        place = at or reading.node
        reading.notes.append(diagnostic(code, message, self.source.span(place.start, place.end), **more))

    def words(self, at: Node | Lexeme) -> str:
        """The source text of a part."""
        return self.source.text[at.start:at.end]

    # --- numbers --------------------------------------------------------------------------------------------

    def interval(self, node: Node | None, reading: Reading) -> dict[str, Any] | None:
        """The ends of an interval as arguments of a `Range`; None, with a diagnostic, for a reversed one."""
        if node is None:    # "min_employees: 40"
            bound = _need(reading.node, "bound")
            rule = "at_least" if bound.has("AT_LEAST") else "at_most"
            node = Node(rule, tuple(reading.node.lexemes("NUM")))
        numbers: list[Number] = [x.value for x in node.lexemes("NUM")]
        low, high = numbers[0], numbers[-1]
        currency = low.currency or high.currency
        if len(numbers) == 2 and low.scale == 1 and high.scale > 1 and low.value <= high.value / high.scale:
            low = replace(low, value=low.value * high.scale)    # "$5-50M"
        if len(numbers) == 2 and high.percent and not low.percent:
            low = replace(low, value=low.value / 100, percent=True)    # "15-60%"
        a, b = whole(low.value), whole(high.value)
        if len(numbers) == 2 and a > b:
            self.tell(reading, "reversed-range", f"the range runs from {_short(a)} down to {_short(b)}", node,
                      help="write the smaller number first")
            return None
        out: dict[str, Any] = {}
        match node.rule:
            case "exactly":
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
            case "both":
                out = {"min": a, "max": b, "min_inclusive": not node.has("MORE_THAN"), "max_inclusive": not node.has("LESS_THAN")}
            case "about":
                out = {"min": whole(round(a * (1 - TOLERANCE), 6)), "max": whole(round(b * (1 + TOLERANCE), 6)), "approximate": True}
                self.tell(reading, "defined-word", f"read as {_short(out['min'])} to {_short(out['max'])} (20 % either way)", node)
        if currency:
            out["unit"] = currency
        elif reading.node.has("CURRENCY"):
            out["unit"] = reading.node.lexemes("CURRENCY")[0].value.upper()
        elif low.percent:
            out["unit"] = "ratio"
        return {k: v for k, v in out.items() if not (k.endswith("_inclusive") and v)}

    def range(self, field: str, node: Node, reading: Reading, *, plain: bool = False, **more: Any) -> Predicate | None:
        """A `Range` on `field` from the interval among the parts of `node`. `plain` refuses money and percentages."""
        interval = self.interval(_interval(node), reading)
        if interval is None:
            return None
        if plain and interval.get("unit"):
            self.tell(reading, "bare-range", f"{self.words(node)!r} counts something, but the number is money or a share",
                      help="leave the currency or percent sign out, or name the field that is meant")
            return None
        return Range(field, **(interval | more))

    def window(self, node: Node | None, reading: Reading) -> dict[str, Any]:
        """The `last` and `since` of a time window, for an event."""
        if node is None:
            return {}
        numbers, unit = node.lexemes("NUM"), node.node("unit")
        if node.has("RECENTLY"):
            return self.recently(reading, node)
        if node.has("SINCE"):
            return {"since": str(whole(numbers[0].value.value))}
        word: Any = (unit or node).lexemes()[-1].type.lower()
        if node.has("THIS"):
            return {"since": f"this-{word}"}
        if node.has("YEAR_ON_YEAR"):
            return {"last": Window(12, "month")}
        return {"last": Window(int(numbers[0].value.value) if numbers else 1, word)}

    def recently(self, reading: Reading, at: Node | Lexeme | None = None) -> dict[str, Any]:
        """The window of "recently", with its note."""
        self.tell(reading, "defined-word", "recent is read as in the last 6 months", at,
                  help="write 'in the last 3 months' for another window")
        return {"last": RECENT}

    def _employees(self, node: Node, reading: Reading) -> Predicate | None:
        return self.range("employees", node, reading, plain=True)

    def _money(self, node: Node, reading: Reading) -> Predicate | None:
        fields = [p for p in node.parts if isinstance(p, Node) and p.rule == "money_field"]
        named = fields[-1] if fields else None    # "Revenue: $4M-$35M ARR" is ARR
        kind = named.lexemes()[0].type if named else "TOTAL_FUNDING" if node.has("RAISED", "TOTAL_FUNDING") else "REVENUE"
        interval = self.interval(_interval(node), reading)
        if interval is None:
            return None
        if kind == "REVENUE" and not interval.get("unit") and named and named.lexemes()[0].value in _LOOSE:
            self.tell(reading, "bare-range", f"{self.words(node)!r} does not say that money is meant",
                      help="write the currency: '$5M to $50M in sales'")
            return None
        if interval.get("unit") == "ratio":
            self.tell(reading, "ambiguous-phrase", f"{self.words(node)!r}: a share of money is no amount",
                      suggestions=("revenue growth of at least 20% in 12 months",))
            return None
        per = node.node("per")
        if per and per.has("PER_MONTH"):
            interval = interval | {k: interval[k] * 12 for k in ("min", "max") if k in interval}
        return Range(_MONEY[kind], **interval)

    def _valuation(self, node: Node, reading: Reading) -> Predicate | None:
        if node.has("UNICORN"):
            self.tell(reading, "defined-word", "unicorn is read as a valuation of at least $1B")
            return Range("valuation", min=1_000_000_000, unit="USD")
        return self.range("valuation", node, reading)

    def _founded(self, node: Node, reading: Reading) -> Predicate | None:
        if _interval(node):
            return self.range("founded", node, reading, plain=True)
        year = whole(node.lexemes("NUM")[0].value.value)
        if not 1500 <= year <= 2200:
            self.tell(reading, "ambiguous-phrase", f"{_short(year)} is no year", help="write a year, as in 'founded after 2015'")
            return None
        if node.has("AFTER"):
            return Range("founded", min=year, min_inclusive=False)
        return Range("founded", max=year, max_inclusive=False) if node.has("BEFORE") else Range("founded", min=year)

    def _age(self, node: Node, reading: Reading) -> Predicate | None:
        if _interval(node):
            return self.range("age", node, reading, plain=True)
        years = whole(node.lexemes("NUM")[0].value.value)
        return Range("age", min=years, min_inclusive=False) if node.has("OLDER_THAN") else Range("age", max=years, max_inclusive=False)

    def _sites(self, node: Node, reading: Reading) -> Predicate | None:
        return Range("locations", min=2) if node.has("MULTI_SITE") else self.range("locations", node, reading, plain=True)

    def _countries(self, node: Node, reading: Reading) -> Predicate | None:
        return Range("countries", min=2) if node.has("MULTI_COUNTRY") else self.range("countries", node, reading, plain=True)

    def _visits(self, node: Node, reading: Reading) -> Predicate | None:
        return self.range("monthly_visits", node, reading, plain=True)

    def _metric(self, node: Node, reading: Reading) -> Predicate | None:
        known, unknown, per = node.lexemes("METRIC", "METRIC_LABEL"), node.node("noun"), node.node("per")
        interval = _interval(node)
        if unknown and (interval is None or interval.rule == "exactly" or not self.words(unknown).endswith("s")
                        or any(x.value.percent or x.value.currency for x in interval.lexemes("NUM"))):
            self.tell(reading, "unknown-words", f"{self.words(node)!r} counts something that is not known", node,
                      help="write a range of a thing that can be counted, as in '100+ beds'")
            return None
        if known:
            of = known[0].ids[0]
        else:
            assert unknown is not None
            of = slug(_singular(self.words(unknown)))
            self.tell(reading, "taken-literally", f"counted as a metric named {of!r}", unknown)
        out = self.range("metric", node, reading, of=of, per=("month" if per.has("PER_MONTH") else "year") if per else None)
        return _floor(out) if node.has("FLEET") else out    # "a fleet of 50 trucks"

    def _growth(self, node: Node, reading: Reading) -> Predicate | None:
        over, growing = node.node("over"), _need(node, "growing") if node.node("growing") else node
        held, grown = growing.node("titles"), growing.node("grown")
        ids = self.titles(held, reading)[0] if held else [_GROWING[grown.lexemes()[0].type]] if grown else []
        if not ids:
            return None
        of = ids[0]
        time = self.window(over, reading)
        out = self.range("growth", node, reading, of=of, over=time.get("last"), since=time.get("since"))
        if isinstance(out, Range) and out.unit != "ratio":
            self.tell(reading, "ambiguous-phrase", f"{self.words(node)!r}: growth needs a percentage",
                      suggestions=(f"{of} growth of at least 20% in 12 months",))
            return None
        return _floor(out)    # "up 20%"

    def _bare(self, node: Node, reading: Reading) -> Predicate | None:
        number: Number = next(x for x in node.walk() if isinstance(x, Lexeme) and x.type == "NUM").value
        words, before = self.words(node), self.measured
        interval = self.interval(node.parts[0] if isinstance(node.parts[0], Node) else None, reading)
        if interval and before and (before.unit or "") == (interval.get("unit") or "") and isinstance(before.min if before.min is not None else before.max, (int, float)):
            reading.inherited = Range(before.field, of=before.of, per=before.per, **interval)
        fields = ("in revenue", "in ARR", "in total funding") if number.currency else \
            ("growth in 12 months",) if number.percent else ("employees", "locations", "years in business")
        self.tell(reading, "bare-range", f"{words!r} has no unit: it does not say what is counted",
                  help="write " + " or ".join(f"'{words} {f}'" for f in fields), suggestions=tuple(f"{words} {f}" for f in fields))
        return None

    # --- names ----------------------------------------------------------------------------------------------

    def any_of(self, field: str, values: Iterable[str]) -> Predicate:
        """One of the values, each once."""
        return In(field, tuple(dict.fromkeys(values)))

    def listed(self, node: Node, rule: str, reading: Reading) -> tuple[list[Node | Lexeme], str]:
        """The members of a list and what joins them: "and", "or", or "" for commas and slashes alone."""
        members: list[Node | Lexeme] = []
        joins: set[str] = set()
        stack: list[Node | Lexeme] = [node]
        while stack:
            part = stack.pop()
            if isinstance(part, Node) and part.rule == rule:
                stack.extend(reversed(part.parts))
            elif isinstance(part, Lexeme) and part.type in ("COMMA", "OR", "AND", "SLASH"):
                joins.add(part.type)
            elif not (isinstance(part, Lexeme) and part.type in ("COMPANY", "TOOL_NOUN")):
                members.append(part)
        if {"OR", "AND"} <= joins:
            self.tell(reading, "mixed-and-or", f"{self.words(node)!r} mixes 'and' and 'or'", node,
                      help="use one of them, or group with brackets: 'running (A or B) and running C'")
            return [], ""
        return members, "or" if "OR" in joins else "and" if "AND" in joins else ""

    def literal(self, part: Node | Lexeme, kind: str, reading: Reading, id: str = "") -> str:
        """An unknown name as its own id, with a note."""
        quoted = isinstance(part, Lexeme) and part.type == "QUOTED"
        text: str = part.value if isinstance(part, Lexeme) and quoted else self.words(part)
        near = () if quoted or id or len(text) < LETTERS else suggest(self.vocabulary, text, {kind})
        if near and near[0][:1].lower() == text[:1].lower():
            self.tell(reading, "unknown-value", f"{text!r} is no {kind} that the vocabulary knows", part,
                      help=f"did you mean {' or '.join(map(repr, near))}? A name in quotes is taken as it stands", suggestions=near)
            return ""
        id = id or slug(text)
        self.tell(reading, "taken-literally", f"{text!r} is not in the vocabulary; taken as the {kind} {id!r}", part,
                  help="add it to a glossary to give it a name, aliases and a parent")
        return id

    def _names(self, node: Node, rule: str, field: str, reading: Reading) -> Predicate | None:
        members, _ = self.listed(_need(node, rule), rule, reading)
        return self.any_of(field, (m.ids[0] for m in members if isinstance(m, Lexeme))) if members else None

    def _industry(self, node: Node, reading: Reading) -> Predicate | None:
        listed = node.node("industries", "any_industries", "kinds")
        made = node.node("made")
        if made:
            return In("industry", (self.literal(made, "industry", reading, slug(_singular(self.words(made))) + "-manufacturing"),))
        if listed is None:
            return self.any_of("industry", (x.ids[0] for x in node.lexemes("INDUSTRY_WEAK")))
        members, _ = self.listed(listed, listed.rule, reading)
        industries, models = [], []
        for item in members:
            words = [p for p in (item.parts if isinstance(item, Node) else [item]) if not (isinstance(p, Lexeme) and p.type == "COMPANY")]
            word = words[0]
            if isinstance(word, Lexeme) and word.type == "MODEL":
                models.append(word.ids[0])
            elif isinstance(word, Lexeme) and word.type in ("INDUSTRY", "INDUSTRY_WEAK"):
                industries.append(word.ids[0])
            else:
                industries.append(self.literal(word, "industry", reading))
        if "" in industries:
            return None
        parts = [self.any_of(f, v) for f, v in (("industry", industries), ("business_model", models)) if v]
        return join(Or, parts) if parts else None

    def _model(self, node: Node, reading: Reading) -> Predicate | None:
        return self._names(node, "models", "business_model", reading)

    def _ownership(self, node: Node, reading: Reading) -> Predicate | None:
        return self._names(node, "ownerships", "ownership", reading)

    def _status(self, node: Node, reading: Reading) -> Predicate | None:
        members, _ = self.listed(_need(node, "statuses"), "statuses", reading)
        return self.any_of("status", (m.lexemes()[0].ids[0] for m in members if isinstance(m, Node))) if members else None

    _gone = _status

    def _segment(self, node: Node, reading: Reading) -> Predicate | None:
        members, _ = self.listed(_need(node, "segments"), "segments", reading)
        plain, own = [], []
        for word in members:
            assert isinstance(word, Lexeme)
            id = word.ids[0]
            if id in self.definitions:
                own.append(self.definitions[id])
                continue
            plain.append(id)
            entry = self.vocabulary.get("segment", id)
            low, high = (entry.data.get("employees_min"), entry.data.get("employees_max")) if entry else (None, None)
            if low or high:
                said = _short(int(low)) if low and low == high else f"{_short(int(low))}-{_short(int(high))}" if low and high else f"{_short(int(low))}+" if low else f"up to {_short(int(high or 0))}"
                self.tell(reading, "defined-word", f"{self.words(word)} is read as {said} employees", word,
                          help=f"write the number instead, or define it: 'By {self.words(word)} we mean {said} employees.'")
        parts = ([self.any_of("segment", plain)] if plain else []) + own
        return join(Or, parts) if parts else None

    def _serves(self, node: Node, reading: Reading) -> Predicate | None:
        members, _ = self.listed(_need(node, "served"), "served", reading)
        return self.any_of("serves", (m.lexemes()[0].ids[0] for m in members if isinstance(m, Node))) if members else None

    # --- places ---------------------------------------------------------------------------------------------

    def places(self, node: Node, reading: Reading) -> list[str]:
        """The places of a list. A city with its state or country behind it is the city."""
        members, _ = self.listed(node, node.rule, reading)
        flat = [word for m in members for word in (m.walk() if isinstance(m, Node) else [m]) if isinstance(word, Lexeme)]
        out: list[str] = []
        for i, word in enumerate(flat):
            around = [id for j in (i - 1, i + 1) if 0 <= j < len(flat) for id in flat[j].ids]
            if out and i and any(id in self.vocabulary.ancestors("place", out[-1]) and id != out[-1] for id in word.ids) \
                    and out[-1].startswith("city:"):
                continue
            out.append(self.place(word, around, reading))
        return [id for id in dict.fromkeys(out) if id]

    def place(self, word: Lexeme, around: list[str], reading: Reading) -> str:
        """One place: a name shared by several is settled by its neighbours, by level, or else refused."""
        ids = word.ids
        if len(ids) == 1:
            return ids[0]
        near = [id for id in ids if any(a in self.vocabulary.ancestors("place", id) or _same_country(a, id) for a in around)]
        if len(near) == 1:
            return near[0]
        if len(self.words(word)) == 2 and not around:    # "CA", "DE" in a list of codes, one a line
            return next((id for id in ids if len(id) == 2), ids[0])
        inside = [id for id in ids if all(id == o or o in self.vocabulary.ancestors("place", id) or id in self.vocabulary.ancestors("place", o) for o in ids)]
        if inside:    # New York in New York, Singapore in Singapore: the wider one holds the other
            countries = [id for id in ids if len(id) == 2]
            return (countries or [id for id in ids if id.startswith("city:")] or list(ids))[0]
        cities = [id for id in ids if id.startswith("city:")]
        if len(cities) == len(ids):
            sizes = {id: int((e.data.get("population") or 0) if (e := self.vocabulary.get("place", id)) else 0) for id in cities}
            largest, second, *_ = sorted(cities, key=lambda id: -sizes[id])
            if sizes[second] * 10 >= sizes[largest]:    # Portland, not London
                where = self.vocabulary.name("place", self.vocabulary.parents("place", largest)[0])
                self.tell(reading, "defined-word", f"{self.words(word)} is read as the one in {where}", word,
                          help="name the state or the country with it for another one")
            return largest
        names = " or ".join(f"{self.vocabulary.name('place', id)} ({id.removeprefix('city:')})" for id in ids)
        self.tell(reading, "ambiguous-phrase", f"{self.words(word)!r} is more than one place: {names}", word,
                  help="name the state or the country with it")
        return ""

    def _placed(self, field: str, node: Node, reading: Reading) -> Predicate | None:
        places = self.places(node.node("places", "any_places") or node, reading)
        return self.any_of(field, places) if places else None

    def _location(self, node: Node, reading: Reading) -> Predicate | None:
        return self._placed("location", node, reading)

    def _outside(self, node: Node, reading: Reading) -> Predicate | None:
        inside = self._placed("location", node, reading)
        return Not(inside) if inside else None

    def _presence(self, node: Node, reading: Reading) -> Predicate | None:
        return self._placed("presence", node, reading)

    def _sells_in(self, node: Node, reading: Reading) -> Predicate | None:
        return self._placed("sells_in", node, reading)

    # --- money raised ---------------------------------------------------------------------------------------

    def stages(self, node: Node, field: str, reading: Reading) -> Predicate | None:
        """One of several stages, or a range of them."""
        members, _ = self.listed(node, "stages", reading)
        single: list[str] = []
        ranges: list[Predicate] = []
        for item in members:
            if isinstance(item, Lexeme):    # the B of "Series A or B"
                item = Node("exactly", (item,))
            ids = [x.ids[0] for x in item.lexemes("STAGE", "STAGE_WEAK", "LETTER")]
            match item.rule:
                case "exactly":
                    single.append(ids[0])
                case "between":
                    ranges.append(Range(field, min=ids[0], max=ids[1]))
                case "from_low" | "at_least":
                    ranges.append(Range(field, min=ids[0]))
                case "at_most":
                    ranges.append(Range(field, max=ids[0]))
                case _:
                    ranges.append(Range(field, max=ids[0], max_inclusive=False))
        parts = ([self.any_of(field, single)] if single else []) + ranges
        return join(Or, parts) if parts else None

    def _stage(self, node: Node, reading: Reading) -> Predicate | None:
        return self.stages(_need(node, "stages"), "funding_stage", reading)

    def _funding(self, node: Node, reading: Reading) -> Predicate | None:
        stages, amount = node.node("stages"), node.node("raise_amount")
        fresh = [*node.lexemes("RECENTLY"), *(x for x in node.lexemes("FUNDED") if x.value.startswith(("recent", "new", "fresh")))]
        time = self.window(node.node("window"), reading) or (self.recently(reading, fresh[0]) if fresh else {})
        if amount and not stages and not time and node.has("RAISED"):
            return self.range("funding_total", amount, reading)
        where = []
        if stages:
            where.append(self.stages(stages, "stage", reading))
        if amount:
            where.append(self.range("amount", amount, reading))
        if any(w is None for w in where):
            return None
        known = [w for w in where if w is not None]
        return Exists("funding", join(And, known) if known else None, **time)

    # --- tools and standards --------------------------------------------------------------------------------

    def _technology(self, node: Node, reading: Reading) -> Predicate | None:
        counted = _interval(node)
        if counted:
            interval = self.interval(counted, reading)
            if interval is None:
                return None
            return In("technology_category", (node.lexemes("CATEGORY")[0].ids[0],), count=_count(interval))
        listed = node.node("tools", "sure_tools", "known_tools")
        assert listed is not None
        members, joined = self.listed(listed, listed.rule, reading)
        products: list[str] = []
        categories: list[str] = []
        for item in members:
            word = item.lexemes()[-1] if isinstance(item, Node) else item
            if word.type == "CATEGORY":
                categories.append(word.ids[0])
            else:
                products.append(word.ids[0] if word.type in ("TECH", "TECH_WEAK") else self.literal(word, "technology", reading))
        if "" in products:
            return None
        if joined == "and":
            each: list[Predicate] = [In("technology_category", (c,)) for c in categories]
            if products:
                each.insert(0, All("technology", tuple(dict.fromkeys(products))) if len(products) > 1 else In("technology", (products[0],)))
            return join(And, each) if each else None
        parts = [self.any_of(f, v) for f, v in (("technology", products), ("technology_category", categories)) if v]
        return join(Or, parts) if parts else None

    def _category(self, node: Node, reading: Reading) -> Predicate | None:
        members, joined = self.listed(node, "category", reading)
        ids = [m.ids[0] for m in members if isinstance(m, Lexeme)]
        if joined == "and":
            return join(And, [In("technology_category", (id,)) for id in ids])
        return self.any_of("technology_category", ids) if ids else None

    def _certification(self, node: Node, reading: Reading) -> Predicate | None:
        members, joined = self.listed(_need(node, "certs"), "certs", reading)
        ids = tuple(dict.fromkeys(m.ids[0] for m in members if isinstance(m, Lexeme)))
        if not ids:
            return None
        return All("certification", ids) if joined == "and" and len(ids) > 1 else In("certification", ids)

    # --- people ---------------------------------------------------------------------------------------------

    def titles(self, node: Node, reading: Reading) -> tuple[list[str], str, bool]:
        """The titles of a list as ids, what joins them, and whether all are bare seniorities.

        "VP/Director of Marketing" and "Head of Treasury/Legal" share what stands once.
        """
        members, joined = self.listed(node, node.rule, reading)
        members = [m.parts[0] if isinstance(m, Node) and m.rule == "any_title" else m for m in members]
        senior: list[str | None] = []
        functions: list[str | None] = []
        out: list[str] = []
        for item in members:
            if isinstance(item, Lexeme):    # a weak function or a quoted title
                item = Node("title", (Node("any_function", (item,)) if item.type == "FUNCTION_WEAK" else item,))
            level = item.lexemes("SENIORITY")
            held = item.node("any_function")
            function = held.lexemes() if held else item.lexemes("FUNCTION")
            held_role = item.lexemes("ROLE", "QUOTED")
            senior.append(level[0].ids[0] if level else None)
            functions.append(function[0].ids[0] if function else None)
            if not held_role:
                out.append("")
            elif held_role[0].type == "QUOTED":
                out.append(self.literal(held_role[0], "title", reading))
            else:    # "owner-CEO" is one person
                out.append("-".join(x.ids[0] for x in item.lexemes("SENIORITY", "ROLE")))
        for i in range(len(out) - 1, -1, -1):
            if out[i]:
                continue
            shared = i + 1 < len(out) and not out[i + 1] and senior[i + 1] and functions[i + 1]
            if functions[i] is None and senior[i] not in _OWN_TITLES and shared:
                functions[i] = functions[i + 1]
        of = [isinstance(m, Node) and " of " in f" {self.words(m).lower()} " for m in members]
        for i in range(1, len(out)):
            if not out[i] and senior[i] is None and senior[i - 1] and functions[i - 1] and not out[i - 1] \
                    and (of[i - 1] or self._slashed(members[i - 1], members[i])):
                senior[i], of[i] = senior[i - 1], of[i - 1]
        for i in range(1, len(out)):    # "Operations Manager/Head"
            role = self.vocabulary.get("title", out[i - 1]) if out[i - 1] else None
            if not out[i] and senior[i] and not functions[i] and role and role.data.get("function") and self._slashed(members[i - 1], members[i]):
                functions[i] = role.data["function"]
        only = all(not o and s and not f for o, s, f in zip(out, senior, functions, strict=True)) and bool(out)
        ids = [o or "-".join(x for x in (s, f) if x) for o, s, f in zip(out, senior, functions, strict=True)]
        return list(dict.fromkeys(ids)), joined, only

    def _slashed(self, left: Node | Lexeme, right: Node | Lexeme) -> bool:
        return "/" in self.source.text[left.end:right.start]

    def _buyer(self, node: Node, reading: Reading) -> Predicate | None:
        reading.role = "buyer"
        ids, _, seniorities = self.titles(_titles(node), reading)
        plain = seniorities and not set(ids) <= _OWN_TITLES
        return self.any_of("seniority" if plain else "title", ids) if ids else None

    _people = _buyer

    def people(self, relation: str, node: Node, reading: Reading, **more: Any) -> Predicate | None:
        """Related people or roles: any of the titles, or one row for each where they are joined by "and"."""
        ids, joined, _ = self.titles(_titles(node), reading)
        if not ids:
            return None
        if joined == "and" and relation == "person":
            return join(And, [Exists(relation, In("title", (id,)), **more) for id in ids])
        return Exists(relation, self.any_of("title", ids), **more)

    def _person(self, node: Node, reading: Reading) -> Predicate | None:
        return self.people("person", node, reading)

    def _crew(self, node: Node, reading: Reading) -> Predicate | None:
        interval = self.interval(_interval(node), reading)
        post = _need(node, "post")
        held = post.node("any_function")
        of = "-".join(x.ids[0] for x in [*post.lexemes(), *(held.lexemes() if held else [])])
        if interval is None:
            return None
        return Exists("person", In("title", (of,))) if interval == {"min": 1} else Range("team_size", of=of, **interval)

    def _team(self, node: Node, reading: Reading) -> Predicate | None:
        if node.has("TEAM_LABEL"):
            return self.range("team_size", node, reading, plain=True, of=node.lexemes("TEAM_LABEL")[0].ids[0])
        if node.has("FUNCTION"):
            return self.range("team_size", node, reading, plain=True, of=node.lexemes("FUNCTION")[0].ids[0])
        ids, joined, _ = self.titles(_need(node, "titles"), reading)
        if not ids:
            return None
        if _interval(node):
            return self.range("team_size", node, reading, plain=True, of=ids[0])
        return join(And if joined == "and" else Or, [Range("team_size", of=id, min=1) for id in ids])

    _teams = _team

    def _hiring(self, node: Node, reading: Reading) -> Predicate | None:
        time = self.window(node.node("window"), reading) or (self.recently(reading) if node.has("RECENTLY") else {})
        if node.has("HIRING_NOW"):
            return Exists("hiring", **time)
        ids, _, _ = self.titles(_titles(node), reading)
        if not ids:
            return None
        where: list[Predicate] = [self.any_of("title", ids)]
        place, counted = node.node("hiring_place"), _interval(node)
        if place:
            places = self.places(_need(place, "places"), reading)
            if not places:
                return None
            where.append(self.any_of("place", places))
        interval = self.interval(counted, reading) if counted else {}
        return None if interval is None else Exists("hiring", join(And, where), count=_count(interval), **time)

    def _leadership(self, node: Node, reading: Reading) -> Predicate | None:
        time = self.window(node.node("window"), reading) or self.recently(reading, node.lexemes("NEW")[0])
        return self.people("leadership", node, reading, **time)

    # --- what happened --------------------------------------------------------------------------------------

    def when(self, node: Node, reading: Reading) -> dict[str, Any]:
        """The window of an event: the one that is written, or that of "recently" in front of it."""
        return self.window(node.node("window"), reading) or (self.recently(reading, node.lexemes("RECENTLY")[0]) if node.has("RECENTLY") else {})

    def _event(self, node: Node, reading: Reading) -> Predicate | None:
        return Exists(_need(node, "event_name").lexemes()[0].type.lower(), **self.when(node, reading))

    def _expansion(self, node: Node, reading: Reading) -> Predicate | None:
        listed = node.node("places")
        places = self.places(listed, reading) if listed else []
        return Exists("expansion", self.any_of("place", places) if places else None, **self.when(node, reading))

    def _tech_event(self, node: Node, reading: Reading) -> Predicate | None:
        listed = node.node("tools", "known_tools")
        assert listed is not None
        members, _ = self.listed(listed, listed.rule, reading)
        words = [item.lexemes()[-1] if isinstance(item, Node) else item for item in members]
        if not words:
            return None
        tools = [self.literal(w, "technology", reading) if w.type in ("NAME", "QUOTED") else w.ids[0] for w in words]
        changed = node.node("tech_change")
        change = changed.lexemes()[0].type.lower() if changed else "tech_added"
        if "" in tools:
            return None
        return Exists(change, self.any_of("tool", tools), **self.when(node, reading))

    def about(self, node: Node, field: str, relation: str, reading: Reading) -> Predicate | None:
        """An event with a topic: a page, a kind of content, a subject of interest."""
        listed = node.node("topics", "topic")
        assert listed is not None
        members, _ = self.listed(listed, "topics", reading)
        words = [m.parts[0] if isinstance(m, Node) else m for m in members]
        values = [w.ids[0] if isinstance(w, Lexeme) and w.type in ("TECH", "INDUSTRY", "FUNCTION") else
                  slug(w.value if isinstance(w, Lexeme) and w.type == "QUOTED" else _TOOL_NOUN.sub("", self.words(w))) for w in words]
        return Exists(relation, self.any_of(field, values), **self.when(node, reading)) if values else None

    def _visit(self, node: Node, reading: Reading) -> Predicate | None:
        return self.about(node, "page", "visit", reading)

    def _content(self, node: Node, reading: Reading) -> Predicate | None:
        return self.about(node, "kind", "content", reading)

    def _intent(self, node: Node, reading: Reading) -> Predicate | None:
        return self.about(node, "topic", "intent", reading)

    # --- the rest -------------------------------------------------------------------------------------------

    def _named(self, node: Node, reading: Reading) -> Predicate | None:
        ours = node.lexemes("OUR_LIST")
        if ours:
            return In("list", (_OUR_LISTS[ours[0].value.split(" ")[-1]],))
        name = next(p for p in node.parts if isinstance(p, Node) or p.type in ("NAME", "QUOTED"))
        return In("list", (slug(name.value if isinstance(name, Lexeme) else self.words(name)),))

    def _similar(self, node: Node, reading: Reading) -> Predicate | None:
        members, _ = self.listed(_need(node, "lookalikes"), "lookalikes", reading)
        names = [m.value if isinstance(m, Lexeme) and m.type == "QUOTED" else self.words(m) for m in members]
        return self.any_of("similar_to", (n.lower() for n in names)) if names else None

    def _keyword(self, node: Node, reading: Reading) -> Predicate | None:
        members, _ = self.listed(_need(node, "quoted"), "quoted", reading)
        return self.any_of("keyword", (m.value for m in members if isinstance(m, Lexeme))) if members else None

    def _when(self, node: Node, reading: Reading) -> Predicate | None:
        """A window on its own ("(last 60 days)"): it belongs to the event before it, or says nothing."""
        reading.window = self.window(node, reading)
        return None

    def _known(self, node: Node, reading: Reading) -> Predicate | None:
        money = node.node("money_field")
        return Known(_MONEY[money.lexemes()[0].type] if money else "employees" if node.has("EMPLOYEES") else "industry")


_CUSTOMERS = frozenset({"industry", "segment", "business_model"})


def as_company(reading: Reading) -> Reading:
    """ "for veterinary clinics", said of whom we sell to: the company itself, not its customers."""
    fields = {"INDUSTRY": "industry", "INDUSTRY_WEAK": "industry", "SEGMENT": "segment", "MODEL": "business_model"}
    values: dict[str, list[str]] = {}
    for word in reading.node.walk():
        if isinstance(word, Lexeme) and isinstance(word.value, tuple):
            values.setdefault(fields.get(word.type, "serves"), []).append(word.ids[0])
    return replace(reading, predicate=join(Or, [In(f, tuple(v)) for f, v in values.items()]))


def as_hiring(reading: Reading) -> Reading:
    """ "hiring SDRs, not AEs": the titles behind the "not" are open roles too."""
    return replace(reading, role=None, predicate=Exists("hiring", reading.predicate) if reading.predicate else None)


def as_customers(reading: Reading) -> Reading:
    """ "serving hospitals, not insurers": the names behind the "not" are customers too."""
    predicate = reading.predicate
    if isinstance(predicate, In) and predicate.field in _CUSTOMERS:
        return replace(reading, predicate=In("serves", predicate.values))
    return reading


def _floor(range_: Predicate | None) -> Predicate | None:
    """A single number as the least that will do."""
    if isinstance(range_, Range) and range_.min is not None and range_.min == range_.max and not range_.approximate:
        return replace(range_, max=None)
    return range_


_INTERVALS = ("exactly", "between", "from_low", "at_least", "more_than", "less_than", "at_most", "both", "about")


def _interval(node: Node) -> Node | None:
    return node.node(*_INTERVALS)


def _need(node: Node, rule: str) -> Node:
    found = node.node(rule)
    assert found is not None, f"{node.rule} without {rule}"
    return found


def _titles(node: Node) -> Node:
    found = node.node("titles", "any_titles")
    assert found is not None
    return found


def _count(interval: dict[str, Any]) -> Count | None:
    """A count from an interval, over whole numbers; "at least one" is no count at all."""
    low, high = interval.get("min"), interval.get("max")
    if low is not None and interval.get("min_inclusive") is False:
        low += 1
    if high is not None and interval.get("max_inclusive") is False:
        high -= 1
    return None if low in (None, 1) and high is None else Count(low, high)


def _short(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,g}"


def _singular(words: str) -> str:
    from icplang.vocabulary.words import singular

    *first, last = words.lower().split()
    return " ".join([*first, singular(last)])


def _same_country(a: str, b: str) -> bool:
    """Whether two ids are subdivisions of one country."""
    return "-" in a and "-" in b and ":" not in a + b and a[:3] == b[:3]


__all__ = ["Reading", "Resolver", "as_company", "as_customers", "as_hiring"]
