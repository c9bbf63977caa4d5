"""What a clause cannot say where it stands, by its kind: a trade behind "with a", a number behind "nearly", a product
in front of "integration". What is so placed says nothing of the company that is wanted."""

from __future__ import annotations

from itertools import pairwise

from icplang.meaning.predicates import Exists, Range
from icplang.reading.belief.deeds import done_to, done_with, only_meant
from icplang.reading.belief.demands import demanded, must_have
from icplang.reading.belief.nobodys import NOBODYS
from icplang.reading.belief.place import Doubt, Place
from icplang.reading.belief.relations import (
    among_tools,
    besides,
    decided_on,
    for_no_one,
    in_progress,
    serves_work,
    stands_on,
    tired_of,
)
from icplang.reading.elements import (
    HAVING,
    SIZES,
    STANDING,
    VERBAL,
    Element,
    certifies,
    clauses,
    family,
    is_bare,
    joins,
    last_content,
    lexemes,
    names_trade,
    opener,
    says,
)
from icplang.reading.syntax.grammars import keywords
from icplang.reading.words.lexer import ARTICLES
from icplang.vocabulary.store import builtin, words_of
from icplang.vocabulary.words import is_singular

_SIZING = frozenset({"employees", "bare", "crew", "metric"})
"""Clauses that may be the size of a team."""
_SEARCHES = ("search", "list", "export", "query", "filter", "report")
_AT_WORK = frozenset(
    """handling doing working managing dedicated running focused responsible from visiting viewing attending engaging
    engaged""".split()
)
_THINGS = frozenset(
    """contract portfolio blog conference license licence budget project background experience degree podcast newsletter
    grant tender roadmap strategy initiative programme program policy event training curriculum association expo
    summit fair convention congress messe exhibition show hiring""".split()
)
"""What a company has or does, and no kind of company."""
_TOOLS = frozenset("platform system software suite app tool stack database".split())
_FELLOWS = frozenset("guy bloke chap lady girl fella dude".split())
"""One who comes from outside: "the printer guy"."""
_HIRED = frozenset({"agency", "consultancy", "reseller", "nonprofit", "franchise", "services"})
"""Kinds of company that others have or hire."""
_COUNTED = frozenset(
    "client customer account company member partner supplier vendor brand merchant seller user".split()
)
"""Others whom a company counts."""
_OTHERS = ("their", "biggest", "largest", "main", "whose", "a", "closest")
"""Words in front of a competitor who is somebody else's."""
_ADVERBS = frozenset("daily weekly now today yet already instead heavily everywhere live deployed".split())
_LABELS = frozenset({"label", "labels", "cloud", "clouds"})
_USING = frozenset("publish use using need hire employ want retain keep pay lack".split())
"""Verbs of what a company has of others, where no tool follows: "uses an outside accountant"."""
_PARTS = frozenset("part member division unit arm branch".split())
"""What belongs to another company."""
_BEING = frozenset(
    """is are be been being was were become becomes became remain remains include includes comprise comprises
    constitute constitutes contain contains represent represents can could may might would shall will do does did
    has have had having get gets got""".split()
)
"""Verbs behind which stands what the subject is."""
_NEARING = frozenset(
    "nearly almost approaching nearing hitting hit reaching reach reached past towards toward every per each".split()
)
_NOW = frozenset({"already", "still", "currently", "now", "just", "also", "regularly"})
_DONE = frozenset("lending shipping logging building printing posting testing processing hosting moving".split())
"""Trades that are verbs as often."""
_OBJECT = frozenset({"for", "their", "it", "the", "a", "an", "to", "over", "via", "through", "out", "these", "from"})
_ADJECTIVES = frozenset({"PLACE", "PLACE_ADJ", "OWNERSHIP"})
_ONE = STANDING | {"a", "an"}
_WIDEST = 12
"""So far back goes the word in front of a clause."""


def misplaced(place: Place) -> bool:
    """Whether a clause does not say where it stands what it says elsewhere."""
    return any(doubt(place) for doubt in (*_OF_KIND.get(place.clause.name, ()), _of_event, besides))


def owned(before: list[Element]) -> bool:
    """Whether "with" or "have" stands before a name, perhaps with adjectives between them."""
    for e in reversed(before):
        if e.kind == "filler" and e.name in HAVING:
            return True
        if e.kind not in ("filler", "unread"):
            return False
        if e.kind == "unread" and e.name in _USING:
            return True
    return False


# --- kinds of companies, trades ---------------------------------------------------------------------------------


def _has_one(p: Place) -> bool:
    """Whether a company has what no company is: "with a mobile app", "have enterprise plans"."""
    return is_bare(p.clause) and (owned(p.before) or _also_had(p.before) or must_have(p.clause, p.text))


def _also_had(before: list[Element]) -> bool:
    """Whether an "and a" goes on with what a company has: "with 300 people and a (parks department)"."""
    if len(before) < len(("and", "a")) or before[-1].name not in ("a", "an") or before[-2].name != "AND":
        return False
    had = last_content(before[:-2])
    return had is not None and had.kind == "clause" and opener(had) == "WITH"


def _the_one(p: Place) -> bool:
    """Whether one of a trade is somebody, and no kind of company: "the owner, rarely the bookkeeper"."""
    person = any(s.kind == "title" for s in builtin().senses(p.said)) and is_singular(p.said)
    return person and [(e.kind, e.name) for e in p.before[-1:]] == [("filler", "the")]


def _hired(p: Place) -> bool:
    """Whether a company has one of a kind, and is none: "with an agency on retainer"."""
    words = list(lexemes(p.clause))
    if not is_bare(p.clause) or len(words) > 1 or words[0].ids[0] not in _HIRED:
        return False
    article = p.text[: p.clause.start].rstrip().endswith((" a", " an", " one", " another", " their"))
    return owned(p.before) and article


def _some_services(p: Place) -> bool:
    """Whether "services" are some of a kind that is not read: "shared services", "services offered"."""
    before = p.phrase[: p.i][-2:]
    beside = [*(before[:1] if before and joins(before[-1]) else before[-1:]), *p.phrase[p.i + 1 : p.i + 2]]
    return p.said == "services" and any(x.kind == "unread" for x in beside)


def _of_parent(p: Place) -> bool:
    """Whether names are those of another company: "subsidiaries of Japanese companies", "insurers of startups",
    "part of a bank"."""
    said = (e for e in reversed(p.before) if e.name == "of" or e.name not in ARTICLES)
    of, noun = next(said, None), next(said, None)
    if noun is None or of is None or of.kind != "filler" or of.name != "of":
        return False
    if noun.kind == "filler":
        return noun.name in _PARTS
    return noun.kind == "clause" and (family(noun) == "company" or noun.name == "metric")  # "50k sq ft of warehouse"


def _object(p: Place) -> bool:
    """Whether names are what a verb does something to: "companies that enable banks"."""
    verb = p.last
    if verb is not None and verb.kind == "unread" and [e.name for e in p.before[:-1]] == ["they"]:
        return is_bare(p.clause)  # "they process card payments"
    if verb is None or verb.kind != "filler":
        return False
    done = verb.name in ("do", "does", "doe") and not is_singular(p.said.split()[-1])  # "architects who do hospitals"
    acting = words_of("filler").get(verb.name, {}).get("kind") == "verb" and verb.name not in _BEING
    relative = last_content(p.before[:-1])
    subject = relative is not None and relative.kind == "mark" and relative.name == "RELATIVE"
    return is_bare(p.clause) and (acting or done) and subject


def _of_counted(p: Place) -> bool:
    """Whether a clause is about the others that were counted: "more than 10 clients on Shopify"."""
    counted = p.last
    if counted is None or counted.name != "metric" or is_bare(p.clause) or opener(p.clause) not in ("ON", "IN", "WITH"):
        return False
    predicate = counted.reading.predicate if counted.reading else None
    return isinstance(predicate, Range) and str(predicate.of).rsplit("-", 1)[-1] in _COUNTED


def _shop_of_its_own(p: Place) -> bool:
    """Whether a trade is something of a company's own; a webshop of its own makes a company just that."""
    if p.last is None or p.last.name != "own" or not is_bare(p.clause):
        return False
    return all(x.ids[0] != "ecommerce" for x in lexemes(p.clause) if x.type.startswith("INDUSTRY"))


def _of_tools(p: Place) -> bool:
    """Whether a trade says for whom a kind of tool is made: "no school ERP"."""
    return _makes_tools(p.clause, p.next)


def _made_for_trade(p: Place) -> bool:
    """Whether a kind of tool is made for the trade in front of it."""
    return p.i > 0 and _makes_tools(p.phrase[p.i - 1], p.clause)


def _makes_tools(trade: Element, tool: Element | None) -> bool:
    """Whether a trade and the kind of tools behind it are one."""
    if tool is None or not names_trade(trade) or tool.kind != "clause":
        return False
    plural = max(lexemes(trade), key=lambda x: x.end).type == "COMPANY"
    return tool.name == "category" and opener(tool) == "CATEGORY" and tool.start - trade.end == 1 and not plural


def _on_land(p: Place) -> bool:
    """Whether a name that nobody knows is that of a coast, a river or a road: "on the Amalfi coast". Behind "the", a
    product has a noun: "on the Acme platform"."""
    unknown = any(x.type == "NAME" for x in lexemes(p.clause))
    tool = p.next is not None and p.next.name in _TOOLS
    return unknown and not tool and opener(p.clause) == "ON" and p.said.startswith("on the ")


def _in_passing(p: Place) -> bool:
    """Whether a trade is what a company does in passing: "shipping for brands", "already logging sprays"."""
    if not is_bare(p.clause) or not p.said.endswith("ing") or " " in p.said or p.next is None:
        return False
    doing = p.last is not None and p.last.kind == "filler" and p.last.name in _NOW
    return doing or (p.said in _DONE and (p.next.name == "serves" or p.next.name in _OBJECT))


def _describes_unread(p: Place) -> bool:
    """Whether an adjective describes something that is not read: "British curriculum", "a government contract"."""
    e, thing = p.clause, p.next
    if thing is None:
        return False
    if e.name == "industry":
        said = p.text[thing.start : thing.end].lower()
        shown = is_bare(e) or (opener(e) == "IN" and said.rstrip("s") in _THINGS)  # "at the Restaurant Show"
        return shown and (said in _FELLOWS or said.rstrip("s") in _THINGS)
    words = list(lexemes(e))
    if len(words) != 1 or words[0].type not in _ADJECTIVES:
        return False
    if e.name == "location" and thing.name in ("team", "teams", "crew"):  # "no US sales team"
        return True
    if e.name == "ownership" and thing.name in _LABELS:  # "private label"
        return True
    if thing.kind != "unread":
        return False
    named = next((x for x in p.phrase[p.i + 1 :] if x.kind != "unread"), None)
    if named is not None and "COMPANY" in keywords().get(named.name, ()):  # "UK limited companies"
        return False
    behind = next((x for x in p.phrase[p.i + 1 :] if x.kind not in ("unread", "filler")), None)
    return behind is None or behind.kind != "clause" or family(behind) != "company"


def _lacked(p: Place) -> bool:
    """Whether a company is said to lack what no company has: "without a mobile app"."""
    return p.lacking


def _upwards(p: Place) -> bool:
    """Whether a segment is where something starts: "from startups"."""
    return p.last is not None and p.last.kind == "filler" and p.last.name == "from"


def _by_then(p: Place) -> bool:
    """Whether a stage is a time: "by Series B"."""
    return p.said.startswith("by ")


def _some_places(p: Place) -> bool:
    """Whether places are some of which a number is wanted: "operations in at least two of France, Italy and Spain"."""
    before = [e.name for e in p.before[-3:] if e.name not in ARTICLES or e.name == "of"]
    return is_bare(p.clause) and before[-2:] == ["bare", "of"]


def _of_people(p: Place) -> bool:
    """Whether a place says where people come from whom a company has or lacks: "no Chinese owners"."""
    had = p.last is not None and (p.last.name == "NOT" or p.last.name in HAVING)
    return had and is_bare(p.clause) and p.next is not None and p.next.name in ("people", "person")


def _place_done_to(p: Place) -> bool:
    """Whether a place is what leaders do something to."""
    return is_bare(p.clause) and done_to(p.clause, p.before)


# --- tools, teams, people ---------------------------------------------------------------------------------------


def _not_lacked(p: Place) -> bool:
    """Whether a kind of tools or teams, which says something only where a company lacks it, is not lacked."""
    held = _one_team(p) or _lists_tools(p) or _in_use(p) or _sized(p)
    return not (p.absent or held or (p.clause.name == "category" and demanded(p.clause, p.text)))


def _one_team(p: Place) -> bool:
    """Whether a team is one that the company has: "a support team", not "support teams"."""
    start = p.clause.start
    before = [*p.text[max(0, start - _WIDEST) : start].lower().split()[-1:], p.said.split()[0]]
    return p.clause.name == "teams" and not _ONE.isdisjoint(before) and p.said.endswith("team")


def _lists_tools(p: Place) -> bool:
    """Whether a bracket follows that names products."""
    inside = list(clauses([p.next])) if p.next and p.next.kind == "group" else []
    return bool(inside) and all(x.name == "technology" for x in inside)


def _in_use(p: Place) -> bool:
    """Whether tools are said to be in use."""
    return any(x.type == "IN_USE" for x in lexemes(p.clause))


def _sized(p: Place) -> bool:
    """Whether a bracket behind a team gives its size: "fundraising team (3+ people)"."""
    inside = list(clauses([p.next])) if p.next and p.next.kind == "group" else []
    return p.clause.name == "teams" and len(inside) == 1 and inside[0].name in _SIZING


def _describes_thing(p: Place) -> bool:
    """Whether a product only describes what stands behind it: "a HubSpot integration", "AWS credits"."""
    thing = p.next
    return (
        thing is not None
        and is_bare(p.clause)
        and not certifies(p.clause)
        and not any(x.type == "HOSTED" for x in lexemes(p.clause))
        and (thing.kind == "unread" or p.text[thing.start : thing.end].lower().startswith("integration"))
        and p.text[p.clause.end : thing.start] == " "
        and not thing.name.endswith(VERBAL)
        and p.text[thing.start].islower()
        and thing.name not in _ADVERBS
    )


def _of_staff(p: Place) -> bool:
    """Whether a product is what some people work on: "two people on Salesforce"."""
    staff = p.phrase[p.i - 1].name if p.i > 0 else ""
    known = any(x.type not in ("ON", "NAME", "OR", "COMMA") for x in lexemes(p.clause))
    return opener(p.clause) == "ON" and (staff == "employees" or (staff == "crew" and not known))


def _helped_with(p: Place) -> bool:
    """Whether a company helps others with something: "that help manufacturers with SAP"."""
    helping = p.text[p.last.start : p.last.end].lower().split(" ")[:2] if p.last and p.last.name == "serves" else []
    return opener(p.clause) in ("ON", "WITH") and any(word.startswith(("help", "advis")) for word in helping)


def _searched(p: Place) -> bool:
    """Whether a product is where to search: "run a ZoomInfo search"."""
    return p.next is not None and p.next.kind in ("mark", "unread") and p.next.name in ("COMMAND", *_SEARCHES)


def _written_down_in(p: Place) -> bool:
    """Whether a product is where something is kept, told before it is: "In Salesforce, SMB = 10-99 seats"."""
    return p.i == 1 and p.phrase[0].name == "in" and is_bare(p.clause)


def _of_person(p: Place) -> bool:
    """Whether a tool or a kind of tools is what somebody works at: "whoever runs procurement"."""
    last = next((e for e in reversed(p.before) if e.kind != "mark"), None)
    return last is not None and last.kind == "filler" and last.name in ("whoever", "person", "someone", "somebody")


def _no_buyer(p: Place) -> bool:
    """Whether people are said not to be those to talk to: "analysts are not the buyer"."""
    return p.negated and p.said in ("buyer", "buyers")


def _anyone(p: Place) -> bool:
    """Whether titles without a label are of no one whom to talk to."""
    return not (p.leading or p.negated or _addressed(p))


def _addressed(p: Place) -> bool:
    """Whether titles without a label are whom to talk to: "VP Sales at ...", "CFO contacts", or all of a phrase.

    In the midst of other words they may be anyone: "a producer who hates it".
    """
    types = {x.type for x in lexemes(p.clause)}
    before = p.phrase[p.i - 1] if p.i else None
    if before and says(before, "whose", p.text):  # "whose sales reps are in the field"
        return False
    if before and before.kind == "unread" and before.name.endswith("ing"):  # "placing nurses in Ohio"
        return False
    if before and before.name == "certification" and certifies(before):  # "Gas Safe registered fitters"
        return False
    if types & {"AT", "PEOPLE", "BUYER", "DECIDES"} or any(
        x.kind == "mark" and x.name in ("COMMAND", "PREFER") for x in p.phrase[: p.i]
    ):
        return True
    if before and before.name == "s" and p.i > 2 and p.phrase[p.i - 3].kind == "clause":  # "a company's owner"
        return True
    if before and (
        (before.name == "their" and p.i > 1)
        or (before.kind == "clause" and family(before) == "company" and _plural_owner(p.clause))
    ):
        return True  # "... and their CFOs", "B2B SaaS founders"
    listed = len(p.phrase) > 1 and all(x.kind == "clause" and (x.name in SIZES or is_bare(x)) for x in p.phrase)
    if listed and types & {"ROLE", "SENIORITY"}:  # "fintech cfo london"
        return True
    others = [x for x in p.phrase if x is not p.clause and x.kind not in ("filler", "comma", "group")]
    return all(x.name == "people" or (x.kind == "mark" and x.name in ("OR", "AND", "SLASH", "REQUIRE")) for x in others)


def _is_also(p: Place) -> bool:
    """Whether it is told who somebody is, and not to whom to talk: "the founder is the only salesperson"."""
    people = [i for i, e in enumerate(p.phrase) if e.kind == "clause" and e.name == "people"]
    between = [p.phrase[a + 1 : b] for a, b in pairwise(people) if p.i in (a, b)]
    return any(part and part[0].kind == "filler" and part[0].name in ("is", "are") for part in between)


def _does_all(p: Place) -> bool:
    """Whether it is told what somebody does, and not to whom to talk: "owner does everything"."""
    return p.next is not None and p.next.kind == "filler" and p.next.name in ("does", "doe", "did")


def _plural_owner(e: Element) -> bool:
    """Whether titles are of people who stand for their company: founders, owners, CEOs."""
    words = list(lexemes(e))
    ids = {x.ids[0] for x in words if x.type in ("SENIORITY", "ROLE")}
    return len(words) == 1 and bool(ids & {"founder", "owner", "ceo", "co-founder", "cofounder"})


# --- numbers ----------------------------------------------------------------------------------------------------


def _approached(p: Place) -> bool:
    """Whether a number is one that is not reached yet, or about to be: "nearly 100 employees"."""
    interval = p.clause.reading.node.node("interval", "exactly") if p.clause.reading else None
    near = p.last is not None and p.last.kind in ("unread", "filler") and p.last.name in _NEARING
    return interval is not None and near


def _of_unread(p: Place) -> bool:
    """Whether a number is that of something that nothing explains."""
    return p.last is not None and p.last.kind == "unread"


def _worth(p: Place) -> bool:
    """Whether a valuation is what something is worth: "projects worth over $5M"."""
    return _of_unread(p) and p.said.startswith("worth")


def _for_a_time(p: Place) -> bool:
    """Whether an amount for a time is said of nothing by name: "over $1m a year"."""
    yearly = p.clause.reading is not None and p.clause.reading.node.node("yearly") is not None
    return yearly and p.last is not None and p.last.kind != "clause"


def _one_of(p: Place) -> bool:
    """Whether a number is how many of some: "two of them"."""
    return p.next is not None and p.next.name == "of"


def _one_of_few(p: Place) -> bool:
    """Whether something counted is one of a few: "one of three labs"."""
    return p.said.startswith(("one of", "with one of"))


def _ours(p: Place) -> bool:
    """Whether those who are counted are the seller's: "our last ten deals"."""
    owner = next((e for e in reversed(p.before) if e.kind != "unread" and e.name not in ("last", "best")), None)
    return owner is not None and owner.kind == "filler" and owner.name in ("our", "my")


def _one_person(p: Place) -> bool:
    """Whether one person is somebody of whom more is said: "one person whose job is ad ops"."""
    return p.said.endswith(("one person", "1 person")) and p.next is not None and p.next.kind in ("mark", "unread")


def _on_something(p: Place) -> bool:
    """Whether a number of people is of those who work on a product: "two people on Salesforce"."""
    return p.next is not None and p.next.kind == "clause" and opener(p.next) == "ON"


def _doing(p: Place) -> bool:
    """Whether a number of people is only of those who do something: "2-6 staff handling donor work"."""
    behind = p.phrase[p.i + 1 : p.i + 3]
    if len(behind) > 1 and behind[0].name == "on" and behind[1].kind == "unread":  # "2 people on UA"
        return True
    return bool(behind) and behind[0].kind in ("unread", "filler") and behind[0].name in _AT_WORK


def _of_something(p: Place) -> bool:
    """Whether a number of people is that of something unread: "a front desk of 4 people", "HR is one person"."""
    said = [e for e in p.before[-3:] if e.name not in ("just", "only")]
    last = [e.kind == "unread" or e.name == "category" or e.name for e in said[-2:]]
    return last[:1] == [True] and last[-1] in ("of", "is", "are")


# --- events, names ----------------------------------------------------------------------------------------------


def _no_money(p: Place) -> bool:
    """Whether a round does not say that money is meant: "announced in the last 90 days" may be said of anything."""
    node = p.clause.reading.node if p.clause.reading else None
    if node is None or node.rule != "funding" or not node.has("RAISED"):
        return False
    raised = str(node.lexemes("RAISED")[0].value)
    sure = raised.startswith(("raised", "raising", "have raised", "has raised", "that raised", "having", "last"))
    return not (sure or node.has("ROUND") or node.node("stages", "raise_amount") is not None)


def _grows_something(p: Place) -> bool:
    """Whether something of a company grows, and it goes nowhere: "expanding their lab team", "SDR team expansion"."""
    alone, last = len(list(lexemes(p.clause))) == 1, p.last
    if p.said == "expansion" and last is not None and last.name not in words_of("vague"):
        return last.kind == "unread" or last.name in ("team", "teams", "people", "crew")
    return alone and p.next is not None and p.next.name in ("their", "it", "the", "our")


def _only_meant(p: Place) -> bool:
    """Whether an expansion is only meant to come."""
    return only_meant(p.before)


def _of_others(p: Place) -> bool:
    """Whether a company that is named is somebody else's: "their biggest competitor", "whose parent"."""
    whose = p.last is not None and p.last.kind == "mark" and says(p.last, "whose", p.text)
    return whose or (not p.negated and p.text[: p.clause.start].lower().rstrip().endswith(_OTHERS))


def _not_excluded(p: Place) -> bool:
    """Whether what says something only of those who are left out is said of others."""
    return not p.negated


def _of_event(p: Place) -> bool:
    """Whether a clause only says more of an event beside it, or is half of one: "opened offices in 2+ countries since
    2023", "launched on Amazon", "competitors of Zendesk"."""
    e, before, behind = p.clause, p.before, p.next
    if len(before) > 1 and (before[-2].kind, before[-2].name, before[-1].name) == ("unread", "named", "of"):
        return True
    if e.name in ("technology", "category") and opener(e) == "WITH":  # "signed a partnership with AWS"
        return p.last is not None and p.last.name == "event"
    if e.name == "technology" and opener(e) == "ON" and p.last is not None and p.last.name in ("intent", "content"):
        return True  # "researching payroll software on G2"
    if e.name not in ("founded", "countries", "event", "named"):
        return False
    named = [x for x in before if x.kind in ("clause", "unread")]
    event = any(x.reading and isinstance(x.reading.predicate, Exists) and x.reading.role is None for x in named)
    if e.name == "founded":
        ours = behind is not None and p.text[behind.start : behind.end].lower()[:2] == "we"
        unread = bool(named) and named[-1].kind == "unread"
        return opener(e) == "SINCE" and (ours or event or unread)  # "Since 2019 we have signed 140 museums"
    if e.name == "countries":
        return event and named[-1].kind == "clause"
    if e.name == "event" and p.said in ("launched", "launching"):
        return behind is not None and behind.kind not in ("comma", "stop", "mark")
    return e.name == "named" and behind is not None and (behind.kind, behind.name) == ("filler", "of")


_OF_COMPANY: tuple[Doubt, ...] = (_of_parent, _object, _of_counted)
_OF_TOOLS: tuple[Doubt, ...] = (_of_counted, _helped_with, _of_person, decided_on, tired_of)
_OF_KIND: dict[str, tuple[Doubt, ...]] = {
    "industry": (
        *_OF_COMPANY,
        _has_one,
        _the_one,
        _lacked,
        _describes_unread,
        _shop_of_its_own,
        _of_tools,
        stands_on,
        _in_passing,
        among_tools,
        done_with,
        *NOBODYS,
    ),
    "segment": (*_OF_COMPANY, _has_one, _lacked, _upwards),
    "model": (*_OF_COMPANY, _hired, _some_services, _lacked),
    "ownership": (*_OF_COMPANY, _describes_unread),
    "stage": (*_OF_COMPANY, _by_then),
    "status": _OF_COMPANY,
    "certification": (*_OF_COMPANY, _describes_thing, in_progress),
    "location": (_of_parent, _of_counted, _describes_unread, _some_places, _of_people, _place_done_to),
    "technology": (*_OF_TOOLS, _describes_thing, _of_staff, _searched, _written_down_in, _on_land),
    "category": (*_OF_TOOLS, _made_for_trade, _not_lacked),
    "teams": (_not_lacked,),
    "people": (_anyone, _no_buyer, _does_all, _is_also),
    "employees": (_approached, _one_person, _on_something, _doing, _of_something),
    "money": (_approached, _for_a_time),
    "valuation": (_approached, _worth),
    "sites": (_approached,),
    "metric": (_approached, _one_of_few, _ours),
    "crew": (_approached,),
    "team": (_approached,),
    "funding": (_approached, _no_money),
    "founded": (_approached,),
    "age": (_approached, _of_unread),
    "bare": (_one_of,),
    "expansion": (_grows_something, _only_meant),
    "tech_event": (_only_meant,),
    "named": (_of_others,),
    "serves": (for_no_one, serves_work),
    "gone": (_not_excluded,),
    "when": (lambda _: True,),
}
"""What is asked of a clause of each kind; of any, whether it only says more of an event."""
