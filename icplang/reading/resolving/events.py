"""Clauses about what happened: funding, changes, visits, published and researched topics, and when."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from icplang.meaning.concepts import ordered
from icplang.meaning.predicates import And, Count, Exists, In, Not, Or, Predicate, Range, Window, join
from icplang.reading.resolving.base import Reading, any_of, quoted
from icplang.reading.resolving.intervals import Intervals, count, interval_of
from icplang.reading.resolving.places import Places
from icplang.reading.syntax.tree import Lexeme, Node, Part
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import one_of, slug

_TOOL_NOUN = re.compile(r"\s+(?:tool|platform|software|system|solution|vendor|provider|supplier)s?$", re.IGNORECASE)


class Events(Intervals, Places):
    """Reads clauses about events."""

    def _stages(self, node: Node, field: str, reading: Reading) -> Predicate | None:
        """One of several stages, or a range of them."""
        members, _ = self.listed(node, reading)
        single: list[str] = []
        ranges: list[Predicate] = []
        for member in members:
            if isinstance(member, Lexeme):  # the B of "Series A or B"
                single.append(member.ids[0])
                continue
            ids = [x.ids[0] for x in member.lexemes("STAGE", "STAGE_WEAK", "LETTER")]
            match member.rule:
                case "exactly":
                    single.append(ids[0])
                case "between":
                    ranges.append(Range(field, min=ids[0], max=ids[1]))
                case "from_low" | "at_least":
                    ranges.append(Range(field, min=ids[0]))
                case "more_than":
                    ranges.append(Range(field, min=ids[0], min_inclusive=False))
                case "at_most":
                    ranges.append(Range(field, max=ids[0]))
                case _:  # less_than
                    ranges.append(Range(field, max=ids[0], max_inclusive=False))
        if not single and not any(x.type in ("OR", "SLASH") for x in node.lexemes()):
            match ranges:  # "post-Series A, pre-IPO": one range
                case [Range(max=None) as low, Range(min=None) as high]:
                    return replace(low, max=high.max, max_inclusive=high.max_inclusive)
        if (whole := self._from_lowest(field, single, ranges)) is not None:
            return whole
        parts = [*([any_of(field, single)] if single else []), *ranges]
        return join(Or, parts) if parts else None

    def _from_lowest(self, field: str, single: list[str], ranges: list[Predicate]) -> Range | None:
        """Stages without a gap of which the last is open, as one range: "Series B, C, D or beyond"."""
        match ranges:
            case [Range(min=str(), max=None, min_inclusive=True) as last] if single:
                among = ordered(self.vocabulary, "stage", last)
                every = [
                    (replace(last, min=id), ordered(self.vocabulary, "stage", replace(last, min=id))) for id in single
                ]
                every.append((last, among))
                return next((r for r, ids in every if among and ids == among | set(single)), None)
        return None

    def _stage(self, node: Node, reading: Reading) -> Predicate | None:
        return self._stages(node.need("stages"), "funding_stage", reading)

    def _funding(self, node: Node, reading: Reading) -> Predicate | None:
        stages, amount = node.node("stages"), node.node("raise_amount")
        past = node if node.has("AFTER", "SINCE") and len(node.lexemes("NUM")) > 1 else node.node("ago")
        if past:  # "6-12 months after a raise", "raised a Series B 6-18 months ago"
            ends = [int(x.value.value) for x in past.lexemes("NUM")]
            units = ("DAY", "WEEK", "MONTH", "QUARTER", "YEAR")
            unit: Any = next(x.type.lower() for x in past.walk() if isinstance(x, Lexeme) and x.type in units)
            raised = self._stages(stages, "stage", reading) if stages else None
            if len(ends) == 1:  # "last raised over 18 months ago"
                return And((Exists("funding", raised), Not(Exists("funding", raised, last=Window(ends[0], unit)))))
            near, far = ends
            within = [Exists("funding", raised, last=Window(n, unit)) for n in (far, near)]
            return And((within[0], Not(within[1])))
        fresh = [
            *node.lexemes("RECENTLY"),
            *(x for x in node.lexemes("FUNDED") if x.value.startswith(("recent", "new", "fresh"))),
        ]
        window = node if node.has("LAST", "NO_LONGER", "YOUNGER_THAN") else node.node("window")
        time = self.window(window, reading) or (self.recently(reading, fresh[0]) if fresh else {})
        numbers = [x.value for x in amount.walk() if isinstance(x, Lexeme) and x.type == "NUM"] if amount else []
        if numbers and not any(n.currency or n.scale > 1 for n in numbers):
            said = f"{self.words(node)!r} does not say that money is meant"
            self.tell(reading, "bare-range", said, help="write the currency: 'raised $5M or more'")
            return None
        if amount and not stages and not time and not node.has("STAGE") and node.has("RAISED", "SECURED"):
            total = self.range("funding_total", amount, reading)
            return None if total and self.unscaled(amount, {"min": total.min, "max": total.max}, reading) else total
        where: list[Predicate | None] = []
        if stages:
            where.append(self._stages(stages, "stage", reading))
        where.extend(In("stage", x.ids) for x in node.lexemes("STAGE"))  # "a $20M Series B"
        if amount:
            where.append(self.range("amount", amount, reading))
        known = [w for w in where if w is not None]
        if len(known) < len(where):
            return None
        if known == [In("stage", ("ipo",))]:  # "announced an IPO"
            return Exists("ipo", **time)
        raised = Exists("funding", join(And, known) if known else None, **time)
        owners = self._owners(node)
        return And((raised, owners)) if owners else raised

    def _owners(self, node: Node) -> Predicate | None:
        """Who owns a company that took their money or was bought by them; of a larger company the purchase says all."""
        named = node.node("owners")
        kinds = [x.ids[0] for x in named.walk() if isinstance(x, Lexeme) and x.type == "OWNER"] if named else []
        return any_of("ownership", kinds) if kinds and "subsidiary" not in kinds else None

    def _happened(self, node: Node, reading: Reading) -> dict[str, Any]:
        """The window of an event: the one that is written, or that of "recently" in front of it."""
        fresh = node.lexemes("RECENTLY")
        window = node if node.has("LAST") else node.node("window")
        return self.window(window, reading) or (self.recently(reading, fresh[0]) if fresh else {})

    def _event(self, node: Node, reading: Reading) -> Predicate | None:
        if node.has("BY"):  # "acquired by private equity"
            acquired, owners = Exists("acquired", **self._happened(node, reading)), self._owners(node)
            return And((acquired, owners)) if owners else acquired
        if node.has("BOUGHT", "BOUGHT_ONE"):
            interval = self.interval(node, reading) if interval_of(node) else {}
            if interval is None:
                return None
            return Exists("acquisition", count=count(interval) if interval else None, **self._happened(node, reading))
        interval = self.interval(node, reading) if interval_of(node) else {}
        if interval is None:
            return None
        often = count(interval) if interval else None  # "2+ acquisitions"
        happened = self._happened(node, reading)
        return Exists(node.need("event_name").lexemes()[0].type.lower(), count=often, **happened)

    def _expansion(self, node: Node, reading: Reading) -> Predicate | None:
        opened = node.node("expanded_to") or node.node("opened_in")
        listed = opened.need("places") if opened else node.node("places")  # "in Madrid", "a US office"
        places = self.places(listed, reading) if listed else []
        where = any_of("place", places) if places else None
        interval = self.interval(node, reading) if interval_of(node) else {}
        if interval is None:
            return None
        return Exists("expansion", where, count=count(interval) if interval else None, **self._happened(node, reading))

    def _tech_event(self, node: Node, reading: Reading) -> Predicate | None:
        if node.has("TECH_SWAP"):
            return Exists("tech_migration", **self._happened(node, reading))
        swapped = node.lexemes("CATEGORY", "CATEGORY_WEAK")
        if node.has("SWAPPED", "SWAP"):  # "changed their CRM", "ERP replacement"
            return Exists("tech_migration", In("tool", (swapped[0].ids[0],)), **self._happened(node, reading))
        listed = [p for p in node.parts if isinstance(p, Node) and p.rule in ("tools", "known_tools")]
        members, _ = self.listed(listed[-1], reading)  # "from Zendesk to Intercom": where they went
        words = [member.lexemes()[-1] if isinstance(member, Node) else member for member in members]
        tools = [self.literal(w, "technology", reading) if w.type in ("NAME", "QUOTED") else w.ids[0] for w in words]
        if not tools or "" in tools:
            return None
        change = node.node("tech_change")
        relation = (
            change.lexemes()[0].type.lower()
            if change
            else "tech_migration"
            if node.has("MOVED", "MIGRATION")
            else "tech_added"
        )
        if relation == "tech_dropped" and node.has("TO", "WITH", "ONTO"):  # "moving off Zendesk to Intercom"
            relation = "tech_migration"
        return Exists(relation, any_of("tool", tools), **self._happened(node, reading))

    def _renewed(self, node: Node, reading: Reading) -> Predicate | None:
        tool = In("tool", (node.lexemes("CATEGORY", "CATEGORY_WEAK")[0].ids[0],))
        swapped = node.lexemes("NEW")[0].value.startswith("replaced")  # "replaced their ERP in the last year"
        return Exists("tech_migration" if swapped else "tech_added", tool, **self._happened(node, reading))

    # --- what people of the company looked at ---------------------------------------------------------------

    def _about(self, relation: str, field: str, node: Node, reading: Reading) -> Predicate | None:
        """An event with a topic: a page, a kind of content, a subject of interest."""
        single = node.node("topic")
        several = node.node("topics")
        topics = [single] if single else self.listed(several, reading)[0] if several else []
        values = [self._topic(topic.parts[0]) for topic in topics if isinstance(topic, Node)]
        kinds = [slug(one_of(self.words(x))) for x in node.lexemes("CONTENT_KIND", "PAGE")]
        if relation == "content" and values and kinds:  # "registered for our payroll webinar"
            values = ["-".join((*values, *kinds))]
        if asset := node.node("headed_topic"):  # "downloaded our payroll benchmark"
            values = ["-".join(self._topic(part) for part in asset.parts)]
        values = values or kinds or [self._topic(x) for x in node.lexemes("CATEGORY", "CATEGORY_WEAK")]
        time = self._happened(node, reading)
        often = self.times(node.node("times"), reading)
        if node.has("SEVERAL"):
            often = Count(2)
        elif interval_of(node):
            interval = self.interval(node, reading)
            if interval is None:
                return None
            often = count(interval)
        where = any_of(field, values) if values else None
        return Exists(relation, where, count=often, **time) if where or often else None

    def _topic(self, part: Part) -> str:
        if isinstance(part, Lexeme) and part.type in ("TECH", "INDUSTRY", "FUNCTION"):
            return part.ids[0]
        if isinstance(part, Lexeme) and part.type in ("CATEGORY", "CATEGORY_WEAK"):
            return slug(one_of(_TOOL_NOUN.sub("", self.words(part))))
        return slug(quoted(part) or _TOOL_NOUN.sub("", self.words(part)))

    def _visit(self, node: Node, reading: Reading) -> Predicate | None:
        return self._about("visit", "page", node, reading)

    def _content(self, node: Node, reading: Reading) -> Predicate | None:
        return self._about("content", "kind", node, reading)

    def _intent(self, node: Node, reading: Reading) -> Predicate | None:
        if words_of("trades").get(self.words(node.said[-1]).lower(), {}).get("part") == "manner":
            return None  # "Intent: high" says how much, and not of what
        return self._about("intent", "topic", node, reading)

    def _when(self, node: Node, reading: Reading) -> Predicate | None:
        """A window on its own ("(last 60 days)"): it belongs to the event before it, or says nothing."""
        reading.window = self.window(node, reading)
        return None
