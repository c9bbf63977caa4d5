"""Clauses that name what a company is and uses: its kind, its customers, its tools and standards, lists it is on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from icplang.meaning.concepts import sized
from icplang.meaning.predicates import All, And, In, Known, Not, Or, Predicate, Range, join
from icplang.reading.resolving.base import Reading, any_of
from icplang.reading.resolving.goods import apart, known_trade, unknown_trade
from icplang.reading.resolving.grouping import grouped
from icplang.reading.resolving.intervals import Intervals, count, interval_of, short
from icplang.reading.resolving.quantities import MONEY
from icplang.reading.syntax.tree import Lexeme, Node, Part
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import key, singular, slug

_NO_REVENUE = Range("revenue", 0, 0)
"""What "pre-revenue" says."""
_OUR_LISTS = {
    "customer": "customers",
    "client": "customers",
    "account": "customers",
    "logo": "customers",
    "competitor": "competitors",
    "partner": "partners",
    "deal": "open-opportunities",
    "opportunity": "open-opportunities",
    "opp": "open-opportunities",
    "pipeline": "pipeline",
}
_CUSTOMERS = frozenset({"customer", "customers"})
_MIDDLE = "mid-market"
_PAST = frozenset({"past", "former", "churned", "lapsed", "ex", "lost"})


_ONE = re.compile(r"\b(?:with|by|of|to|from) an? $")
"""What stands in front of one of many, which is no list."""


_DOMAINS = frozenset({"domain", "domains"})
"""Labels of names of companies with a dot in them, and of fields of work: "Domain: fintech"."""


class Names(Intervals):
    """Reads clauses that are made of names."""

    def _named_in(self, field: str, node: Node, reading: Reading) -> Predicate | None:
        ids, _ = self.ids(node, reading)
        return any_of(field, ids) if ids else None

    def _industry(self, node: Node, reading: Reading) -> Predicate | None:
        listed, made = node.node("industries", "any_industries", "kinds", "weak_industries"), node.node("made")
        if made:
            return any_of("industry", self._with_goods(node.lexemes("MAKER")[0].value.split(" ")[-2], made, reading))
        if quoted := node.node("values"):  # in the "zymurgy" industry
            return any_of("industry", (self.literal(x, "industry", reading) for x in quoted.lexemes("QUOTED")))
        if listed is None:
            return any_of("industry", (x.ids[0] for x in node.lexemes("INDUSTRY_WEAK")))
        if node.has("ACTIVE_IN") and any(self._places(x) for x in listed.walk()):
            self.tell(reading, "unknown-words", f"{self.words(node)!r} may be where its work is done")
            return None
        members, _ = self.listed(listed, reading)
        industries, models = [], []
        for member in members:
            word = member.parts[0] if isinstance(member, Node) else member
            if isinstance(word, Lexeme) and word.type == "MODEL":
                models.append(word.ids[0])
            elif isinstance(word, Lexeme) and word.type in ("INDUSTRY", "INDUSTRY_WEAK"):
                known = self.vocabulary.get("industry", word.ids[0]) is not None
                industries.append(word.ids[0] if known else self.literal(word, "industry", reading, word.ids[0]))
            elif any(key(said) in words_of("vague") for said in (self.words(word), *self.words(word).split())):
                self.tell(reading, "vague-phrase", f"{self.words(word)!r} has no threshold and no field", word)
            elif self.nameless(word, reading):
                continue
            elif self._labelled(node, word):
                industries.append(self.literal(word, "industry", reading))
            else:
                help = "write 'Industry: ...' to name one that the vocabulary does not know"
                self.tell(reading, "unknown-words", f"{self.words(word)!r} is not understood", word, help=help)
                return None
        industries = [x for x in industries if x]  # of one that resembles another the clause has an error
        if not industries + models:
            return None
        return _either(("industry", industries), ("business_model", models))

    def _with_goods(self, noun: str, made: Node, reading: Reading) -> Iterator[str]:
        """The trades of those who do something with goods, named by what they are: "importers of wine and spirits"."""
        whole = known_trade(self.words(made), noun, self.vocabulary.senses)
        for goods in [whole] if whole else apart(self.words(made).lower()):
            known = whole or known_trade(goods, noun, self.vocabulary.senses)
            yield known or self.literal(made, "industry", reading, unknown_trade(goods, noun))

    def _places(self, name: Part) -> bool:
        """Whether a trade is named by those in it, who may as well be places to work at: "hospitals"."""
        last = self.words(name).rsplit(" ", 1)[-1].lower()
        part = words_of("trades").get(singular(last), {}).get("part")
        modelled = any(s.kind == "business_model" for s in self.vocabulary.senses(last))
        return (
            isinstance(name, Lexeme)
            and last.endswith("s")
            and last != "services"
            and (part in ("head", "goods") or modelled)
        )

    def _labelled(self, node: Node, word: Part) -> bool:
        """Whether a name stands behind a label ("Industry: zymurgy"), and not only behind the word for one."""
        label = node.lexemes("INDUSTRY_LABEL")
        said = self.source.text[label[0].end : word.start] if label else ":"
        return not label or label[0].start == label[0].end or ":" in said or "=" in said

    def _model(self, node: Node, reading: Reading) -> Predicate | None:
        return self._named_in("business_model", node.need("models"), reading)

    def _ownership(self, node: Node, reading: Reading) -> Predicate | None:
        if owners := node.node("owners"):
            named = [x for x in owners.walk() if isinstance(x, Lexeme) and x.type == "OWNER"]
            return any_of("ownership", dict.fromkeys(x.ids[0] for x in named))
        if owners := node.node("any_owners"):
            return self._named_in("ownership", owners, reading)
        return self._named_in("ownership", node.need("ownerships"), reading)

    def _status(self, node: Node, reading: Reading) -> Predicate | None:
        return self._named_in("status", node.need("statuses"), reading)

    _gone = _status

    def _segment(self, node: Node, reading: Reading) -> Predicate | None:
        members, _ = self.listed(node.need("segments"), reading)
        words = [x for x in members if isinstance(x, Lexeme)]
        own = [self.definitions[x.ids[0]] for x in words if x.ids[0] in self.definitions]
        plain = []
        for word in words:
            size = _NO_REVENUE if word.ids[0] == "pre-revenue" else sized(self.vocabulary, word.ids[0])
            if word.ids[0] in self.definitions:
                continue
            if size and size.min == size.max:  # "solo" is a number
                own.append(size)
                continue
            plain.append(word)
            if size:
                said, employees = self.words(word), f"{_shown(size)} employees"
                help = f"write the number instead, or define it: 'By {said} we mean {employees}.'"
                self.tell(reading, "defined-word", f"{said} is read as {employees}", word, help=help)
        ids = [x.ids[0] for x in plain]
        if node.need("segments").has("TO", "DASH") and len(ids) == 2 and self._spans_middle(ids):
            ids.insert(1, _MIDDLE)  # "small businesses to enterprises"
        parts = [*([any_of("segment", ids)] if ids else []), *own]
        return join(Or, parts) if parts else None

    def _spans_middle(self, ends: list[str]) -> bool:
        """Whether the middle of the market lies between two segments."""
        low, middle, high = (sized(self.vocabulary, id) for id in (ends[0], _MIDDLE, ends[1]))
        if not (low and low.max and middle and middle.min and middle.max and high and high.min):
            return False
        return float(low.max) < float(middle.min) and float(middle.max) < float(high.min)

    def _serves(self, node: Node, reading: Reading) -> Predicate | None:
        served, verb = node.need("served"), self.words(node.said[0]).lower()
        if verb in _CUSTOMERS and any(x.type == "METRIC" for x in served.said):
            message = f"{self.words(node)!r} is not understood: it may be what the customers do"
            self.tell(reading, "unknown-words", message)  # "customers order online"
            return None
        return self._named_in("serves", served, reading)

    # --- tools and standards --------------------------------------------------------------------------------

    def _other_tools(self, node: Node, reading: Reading) -> Predicate | None:
        members, _ = self.listed(node.need("sure_others"), reading)
        words = [x.lexemes()[-1] if isinstance(x, Node) else x for x in members]
        named = [x.ids[0] if x.ids else self.literal(x, "technology", reading) for x in words]
        return Not(In("technology", tuple(named))) if all(named) else None

    def _technology(self, node: Node, reading: Reading) -> Predicate | None:
        several = node.node("several", "several_known")
        if interval_of(node):
            interval = self.interval(node, reading)
            if interval is None:
                return None
            if several:  # "at least 2 of HubSpot, Slack or Zoom"
                return self._counted(several, interval, reading)
            return In("technology_category", (node.lexemes("CATEGORY")[0].ids[0],), count=count(interval))
        for task in (x for x in node.said if x.type == "FOR_TASK"):
            self.tell(reading, "commentary", f"{self.words(task)!r} says what it is used for, no criterion", task)
        tools = node.need(
            "tools",
            "sure_tools",
            "on_tools",
            "known_tools",
            "work_tools",
            "sole_tool",
            "housed",
            "either_tools",
            "named_tools",
        )
        joiner, groups = grouped(tools) or (And, [tools])
        each = [self._tools(group, node, reading) for group in groups]
        return join(joiner, [predicate for predicate in each if predicate]) if all(each) else None

    def _tools(self, listed: Node, node: Node, reading: Reading) -> Predicate | None:
        """The tools of a list, or of one group of it, in a clause."""
        members, joined = self.listed(listed, reading)
        products: list[str] = []
        categories: list[str] = []
        for member in members:
            word = member.lexemes()[0 if member.has("AS", "FOR_TASK") else -1] if isinstance(member, Node) else member
            if word.type.startswith("CATEGORY"):
                known = self.vocabulary.get("technology_category", word.ids[0]) is not None
                categories.append(
                    word.ids[0] if known else self.literal(word, "technology_category", reading, word.ids[0])
                )
            elif word.type in ("TECH", "TECH_WEAK"):
                products.append(word.ids[0])
            elif key(self.words(word)) in words_of("venues"):
                self.tell(reading, "unknown-words", f"{self.words(word)!r} shows companies, and is no tool here", word)
            elif not self.nameless(word, reading):
                products.append(self.literal(word, "technology", reading))
        if "" in products or not products + categories:
            return None
        if categories and categories != ["spreadsheet"] and any(x.value == "by" for x in node.lexemes("INSIDE")):
            self.tell(reading, "unknown-words", f"{self.words(node)!r} names no tool")  # "take bookings by phone"
            return None
        if joined == "and":
            each: list[Predicate] = [In("technology_category", (c,)) for c in categories]
            return join(And, [_every("technology", products), *each] if products else each)
        return _either(("technology", products), ("technology_category", categories))

    def _counted(self, node: Node, interval: dict[str, Any], reading: Reading) -> Predicate | None:
        """So many of the tools of a list, which are all products or all categories."""
        members, _ = self.listed(node, reading)
        words = [member.lexemes()[-1] if isinstance(member, Node) else member for member in members]
        kinds = {"technology_category" if w.type.startswith("CATEGORY") else "technology" for w in words}
        if len(kinds) != 1:
            message = f"{self.words(node)!r} is no list of tools to count in"
            self.tell(reading, "ambiguous-phrase", message, help="write 'at least 2 of (using ...; using ...)'")
            return None
        ids = [self.literal(w, "technology", reading) if w.type in ("NAME", "QUOTED") else w.ids[0] for w in words]
        return None if "" in ids else In(kinds.pop(), tuple(ids), count=count(interval))

    def _category(self, node: Node, reading: Reading) -> Predicate | None:
        ids, joined = self.ids(node, reading)
        if joined == "and":
            return join(And, [In("technology_category", (id,)) for id in ids])
        return any_of("technology_category", ids) if ids else None

    def _certification(self, node: Node, reading: Reading) -> Predicate | None:
        known = node.node("certs")
        ids, joined = self.ids(known, reading) if known else ([], "")
        said = {str(x.value) for x in node.lexemes("CERTIFIED")}
        if known is None and (":" in self.words(node) or "subject" in said):  # "Exposure: subject to audits"
            self.tell(reading, "unknown-words", f"{self.words(node)!r} names no standard")
            return None
        for name in node.lexemes("NAME", "TECH"):  # "AWS certified"
            if known is None and name.type == "NAME" and self._opens(name):
                self.tell(reading, "unknown-words", f"{self.words(node)!r} names no standard")
                return None
            ids.append(self.literal(name, "certification", reading))
        joined = joined or ("and" if node.has("AND") else "")
        if not ids or "" in ids:
            return None
        return _every("certification", ids) if joined == "and" else any_of("certification", ids)

    def _opens(self, name: Lexeme) -> bool:
        """Whether a word may have its capital since it opens a line or a sentence: "Heavy compliance needs"."""
        text = self.source.text
        before = text[text.rfind("\n", 0, name.start) + 1 : name.start].rstrip(" \t*_-•>#\"'")
        word = text[name.start : name.end]
        return (not before or before[-1] in ".:;!?") and word.isalpha() and word[1:].islower()

    # --- single companies -----------------------------------------------------------------------------------

    def _named(self, node: Node, reading: Reading) -> Predicate | None:
        ours = node.node("our_lists")
        if ours:
            if _ONE.search(self.source.text, 0, ours.start) and len(ours.parts) == 1:  # "merged with a competitor"
                self.tell(reading, "unknown-words", "one competitor is no list of them", help="write 'competitors'")
                return None
            return any_of("list", (_our_list(x.value) for x in ours.lexemes("OUR_LIST", "OURS")))
        system = node.lexemes("CATEGORY", "CATEGORY_WEAK")
        field = " ".join(str(x.value) for x in node.lexemes("ON_LIST")).lower().split()
        if not _DOMAINS.isdisjoint(field) and "." not in self.words(node):
            self.tell(reading, "unknown-words", f"{self.words(node)!r} names no domain", help="write 'Industry: ...'")
            return None
        if system:  # "not in our CRM"
            return In("list", (system[0].ids[0],))
        names = node.node("names")
        if node.has("IN_CRM") and (tool := self.vocabulary.get("technology", node.lexemes("TECH")[0].ids[0])):
            crm = "crm" in (tool.data.get("category") or "").split("|")
            return In("list", (tool.id,)) if crm else In("technology", (tool.id,))  # "not already in HubSpot"
        members = self.listed(names, reading)[0] if names else [node.parts[-1]]
        return any_of("list", (slug(self.name(m)) for m in members)) if members else None

    def _similar(self, node: Node, reading: Reading) -> Predicate | None:
        members, _ = self.listed(node.need("lookalikes"), reading)
        return any_of("similar_to", (self.name(m).lower() for m in members)) if members else None

    def _keyword(self, node: Node, reading: Reading) -> Predicate | None:
        members, _ = self.listed(node.need("quoted", "quotes"), reading)
        said = [self.name(m.parts[0]) if isinstance(m, Node) else self.name(m) for m in members]
        return any_of("keyword", said) if said else None

    def _known(self, node: Node, reading: Reading) -> Predicate | None:
        money = node.node("money_field")
        if money:
            return Known(MONEY[money.lexemes()[0].type])
        return Known("employees" if node.has("EMPLOYEES") else "industry")


def _our_list(phrase: str) -> str:
    """The list that "already a customer" or "our competitors" names."""
    words = phrase.split(" ")
    if not _PAST.isdisjoint(words):
        return "former-customers"
    return next((_OUR_LISTS[word] for word in words if word in _OUR_LISTS), slug(f"{phrase}s"))


def _either(*named: tuple[str, list[str]]) -> Predicate | None:
    """One of the values of several fields."""
    parts: list[Predicate] = [any_of(field, values) for field, values in named if values]
    return join(Or, parts) if parts else None


def _every(field: str, values: list[str]) -> Predicate:
    """All of the values."""
    each = tuple(dict.fromkeys(values))
    return All(field, each) if len(each) > 1 else In(field, each)


def _shown(size: Range) -> str:
    """A number of employees as it is shown in messages."""
    low, high = (None if end is None else short(int(end)) for end in (size.min, size.max))
    if low is None:
        return f"up to {high}"
    return f"{low}+" if high is None else low if low == high else f"{low}-{high}"
