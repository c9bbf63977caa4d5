"""Clauses about people: whom to talk to, whom a company has, seeks and has just hired, and how large its teams are."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.predicates import And, Exists, In, Not, Or, Predicate, Range, join
from icplang.reading.resolving.base import Reading, any_of
from icplang.reading.resolving.intervals import Intervals, count, interval_of
from icplang.reading.resolving.places import Places
from icplang.reading.resolving.titles import OWN_TITLES, Titles, held, only_functions
from icplang.reading.syntax.tree import Lexeme, Node

_ALONE = frozenset({"entrepreneur", "freelancer", "creator", "operator", "contractor"})
"""Words for people that are companies of one, with a "solo" in front of them."""
_POSTS = frozenset(
    {"job", "opening", "vacancy", "req", "requisition", "ad", "ads", "advert", "search"}
    | {"job ad", "job ads", "job advert", "job posting", "job listing", "job post"}
)
"""Nouns for a post that nobody holds yet."""


class People(Intervals, Places, Titles):
    """Reads clauses about people."""

    def _buyer(self, node: Node, reading: Reading) -> Predicate | None:
        reading.role = "buyer"
        if both := self._ranked(node):
            return both
        functions = node.node("functions")
        if functions is not None and node.has("FOLK"):  # "people in procurement at hospitals"
            return any_of("department", [x.ids[0] for x in functions.walk() if isinstance(x, Lexeme) and x.ids])
        titles = node.need("titles", "any_titles")
        ids, _, levels = self.titles(titles, reading)
        upward = any(isinstance(x, Lexeme) and x.type in ("PLUS", "OR_MORE") for x in titles.walk())
        if levels and upward and len(ids) == 1:  # "VP+"
            return Range("seniority", min=ids[0])
        if node.has("AT") and only_functions(titles):  # "RevOps teams at .."
            return any_of("department", ids)
        labels = {str(x.value).split(" ")[0] for x in node.lexemes("BUYER")}
        if "department" in labels and only_functions(titles):
            return any_of("department", ids)
        ranks = "seniority" in labels and any(self.vocabulary.get("seniority", id) for id in ids)
        if ranks or (levels and not set(ids) <= OWN_TITLES):
            return any_of("seniority", ids) if ids else None
        return any_of("title", ids) if ids else None

    _people = _buyer

    def _ranked(self, node: Node) -> Predicate | None:
        """People by their level and their department: "director-level and above in supply chain"."""
        words = sorted((x for x in node.walk() if isinstance(x, Lexeme)), key=lambda x: x.start)
        levels = [x for x in words if x.type == "SENIORITY"]
        functions = [x for x in words if x.type in ("FUNCTION", "FUNCTION_WEAK")]
        upward = any(x.type in ("PLUS", "OR_MORE") for x in words)
        labelled = any(x.type == "FOLK" or (x.type == "PEOPLE" and x.value == "level") for x in words)
        highest = levels and levels[0].ids[0] == "c-level" and len(levels) > 1  # "C-level marketing leaders"
        if any(x.type in ("COMMA", "OR", "SLASH") for x in words) and len(levels) > 1:
            return None
        if not (levels and functions and (upward or labelled or highest)) or any(x.type == "ROLE" for x in words):
            return None
        first = levels[0].ids[0]
        level = Range("seniority", min=first) if upward else any_of("seniority", [first])
        return And((level, any_of("department", [x.ids[0] for x in functions])))

    def _person(self, node: Node, reading: Reading) -> Predicate | None:
        if node.has("WORKING_ON"):  # "nobody doing SEO"
            ids, joined = [_work(node)], ""
        else:
            ids, joined, _ = self.titles(node.need("titles", "any_titles"), reading)
        if not ids:
            return None
        if node.has("NOBODY"):
            return Not(Exists("person", any_of("title", ids)))
        relation = "hiring" if any(x.value in _POSTS for x in node.lexemes("ROLE_NOUN")) else "person"
        if joined == "and" and relation == "person":
            return join(And, [Exists(relation, In("title", (id,))) for id in ids])
        return Exists(relation, any_of("title", ids))

    def _leadership(self, node: Node, reading: Reading) -> Predicate | None:
        if node.has("LEADERS_CHANGED"):
            function = node.node("any_function")  # "new leadership in HR"
            led = any_of("title", [function.lexemes()[0].ids[0]]) if function else None
            return Exists("leadership", led, **self.window(node.node("window"), reading))
        if node.has("ON_STAFF") and any(x.value == "first" for x in node.lexemes("NEW")):
            return self._person(node, reading)  # "first RevOps hire in place"
        seated = node.has("SEATED", "STARTING")  # "in the role for less than 6 months"
        time = self.window(node if seated else node.node("window"), reading)
        time = time or self.recently(reading, next(iter(node.lexemes("NEW")), node))
        if node.has("CHANGED") and not node.node("titles"):  # "change of CFO"
            post = Node("post", tuple(x for x in node.parts if not isinstance(x, Lexeme) or x.type != "CHANGED"))
            return Exists("leadership", any_of("title", [held(post)]), **time)
        titles = node.need("any_titles", "titles")
        ids, _, _ = self.titles(titles, reading)
        if only_functions(titles) and node.has("APPOINTMENT"):  # "recent sales hires"
            return Exists("hiring", any_of("title", ids), **time)
        if only_functions(titles) and not node.has("LEADERSHIP", "ROLE_NOUN"):
            said = f"{self.words(node)!r} names no one: a function is no title"
            self.tell(reading, "unknown-words", said, help="write a title, as in 'new VP of Sales'")
            return None
        interval = self.interval(node, reading) if interval_of(node) else {}
        if not ids or interval is None:
            return None
        return Exists("leadership", any_of("title", ids), count=count(interval), **time)

    def _hiring(self, node: Node, reading: Reading) -> Predicate | None:
        window = node if node.has("YOUNGER_THAN") else node.node("window")
        time = self.window(window, reading) or (self.recently(reading) if node.has("RECENTLY") else {})
        place = node.node("hiring_place")
        places = self.places(place.need("places"), reading) if place else []
        if place and not places:
            return None
        located: list[Predicate] = [any_of("place", places)] if places else []
        titles = node.node("titles", "any_titles")
        ids = self.titles(titles, reading)[0] if titles else [x.ids[0] for x in node.lexemes("TECH")]
        if titles and not ids:
            return None
        if not node.has("HIRING", "OPEN", "BUILDING") and any(x.value == "person" for x in node.lexemes("ROLE_NOUN")):
            return Exists("person", any_of("title", ids))  # "a RevOps person"
        where = [*([any_of("title", ids)] if ids else []), *located]
        interval = self.interval(node, reading) if interval_of(node) else {}
        if interval is None:
            return None
        if node.has("BOTH") and len(ids) > 1 and not interval:  # "hiring both SDRs and AEs": each of the two
            sought = [join(And, [any_of("title", [id]), *located]) for id in ids]
            return join(And, [Exists("hiring", one, **time) for one in sought])
        return Exists("hiring", join(And, where) if where else None, count=count(interval), **time)

    # --- how many -------------------------------------------------------------------------------------------

    def _crew(self, node: Node, reading: Reading) -> Predicate | None:
        if node.has("SOLO"):  # "solo marketer", "sole practitioner"
            of = held(node.need("post"))
            own = of in OWN_TITLES | _ALONE or any(s.kind == "industry" for s in self.vocabulary.senses(of))
            return (
                Range("employees", min=1, max=1)
                if own and not node.has("ROLE_NOUN")
                else Range("team_size", of=of, min=1, max=1)
            )
        interval = self.interval(node, reading)
        if interval is None:
            return None
        posts = [held(p) for p in node.parts if isinstance(p, Node) and p.rule == "post"]
        of = posts[0]
        posted = node.node("posted")
        if posted or node.has("OPEN") or any(x.value in _POSTS for x in node.lexemes("ROLE_NOUN")):
            time = self.window((posted or node).node("window"), reading)  # "3+ sales roles open"
            return Exists("hiring", any_of("title", posts), count=count(interval), **time)
        return Exists("person", In("title", (of,))) if interval == {"min": 1} else Range("team_size", of=of, **interval)

    def _team(self, node: Node, reading: Reading) -> Predicate | None:
        named = node.lexemes("TEAM_LABEL", "TASK", "FUNCTION", "FUNCTION_WEAK", "CATEGORY", "CATEGORY_WEAK")
        if function := node.node("any_function"):  # "warehouse staff between 30 and 200", "support is two people"
            named = function.lexemes()
        if fields := node.node("two_fields"):  # "2-8 in sales and marketing", "in HR/finance"
            ids = [x.ids[0] for x in fields.lexemes("FUNCTION")]
            return self._sizes(node, reading, ["-".join(ids)] if fields.has("AND", "SLASH") else ids)
        if named and not interval_of(node):
            return Range("team_size", of=named[0].ids[0], min=1)
        if named:
            size = self.number("team_size", node, reading, of=named[0].ids[0])
            least = isinstance(size, Range) and "(even " in self.source.text[node.start : node.end]
            return replace(size, max=None) if least and isinstance(size, Range) else size
        post = node.node("post")
        if post:  # "a team of 3 to 8 customer success managers"
            return self.number("team_size", node, reading, of=held(post))
        ids, joined, _ = self.titles(node.need("titles"), reading)
        if not ids:
            return None
        if interval_of(node):
            return self._sizes(node, reading, ["-".join(ids)] if joined == "and" else ids)
        return join(And if joined == "and" else Or, [Range("team_size", of=id, min=1) for id in ids])

    def _sizes(self, node: Node, reading: Reading, of: list[str]) -> Predicate | None:
        """How many people are in one of some teams: "a sales and marketing team of 10+" is one team."""
        sizes = [self.number("team_size", node, reading, of=id) for id in of]
        return join(Or, [size for size in sizes if size]) if all(sizes) else None

    _teams = _team


def _work(node: Node) -> str:
    """The id of what somebody does."""
    function = node.node("any_function")
    return (function.lexemes() if function else node.lexemes("TASK"))[0].ids[0]
