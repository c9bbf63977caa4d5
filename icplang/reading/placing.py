"""What a clause says only in its place: with a "not" in front of it, behind "with" or "for", beside words that nothing
explains. Where it does not say it there, its words are unread."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from icplang.meaning.predicates import And, Exists, Or, Range
from icplang.meaning.profile import Role
from icplang.reading.deeds import deeds, done_to, led_by, only_meant
from icplang.reading.elements import (
    HAVING,
    KINDS_OF_COMPANY,
    SIZES,
    STANDING,
    VERBAL,
    Element,
    clauses,
    family,
    is_bare,
    joins,
    last_at,
    last_content,
    lexemes,
    names_trade,
    opener,
    says,
    without_filler,
)
from icplang.reading.grammars import keywords
from icplang.reading.lexer import ARTICLES
from icplang.reading.negations import is_absence, is_plain_no
from icplang.reading.resolving import as_customers, as_person, as_presence, as_staff
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import tokens

_SIZING = frozenset({"employees", "bare", "crew", "metric"})
"""Clauses that may be the size of a team."""
_NEVER_HAD = frozenset({"industry", "model", "segment"})
"""What a company is and does not have: "without a mobile app" speaks of no industry."""
_NEVER_OWNED = frozenset({"industry", "segment"})
"""Nor has it one: "with a mobile app", "have enterprise plans"."""
_SERVES = KINDS_OF_COMPANY | {"technology", "category", "location", "people"}
_SEARCHES = ("search", "list", "export", "query", "filter", "report")
_AT_WORK = frozenset({"handling", "doing", "working", "managing", "dedicated", "running", "focused", "responsible"})
_ONLY_ABSENT = frozenset({"category", "teams"})
_NEVER_ALONE = frozenset({"when"})
_ONLY_NEGATED = frozenset({"gone"})


_THINGS = frozenset(
    """contract portfolio blog conference license licence budget project background experience degree podcast newsletter
    grant tender roadmap strategy initiative programme program policy event training curriculum association""".split()
)
"""What a company has or does, and no kind of company."""
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
_USING = frozenset("use using need hire employ want retain keep pay lack".split())
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
_UNKNOWN = frozenset({"unknown", "undisclosed", "unclear"})
_WHERE: dict[str, Literal["include", "exclude"]] = {"in where unknown": "include", "out where unknown": "exclude"}
_RANGE = frozenset({"range", "band", "bracket", "mark", "size"})
_NOW = frozenset({"already", "still", "currently", "now", "just", "also", "regularly"})
_DONE = frozenset(
    {"shipping", "logging", "building", "printing", "posting", "testing", "processing", "hosting", "moving"}
)
"""Trades that are verbs as often."""
_OBJECT = frozenset({"for", "their", "it", "the", "a", "an", "to", "over", "via", "through", "out", "these", "from"})
_ADJECTIVES = frozenset({"PLACE", "PLACE_ADJ", "OWNERSHIP"})


def placed(elements: list[Element], outer: Element | None, role: Role | None, text: str) -> list[Element]:
    """Clauses that say something only where the company lacks it: "no CRM", "without a CFO"."""
    absent = outer is not None and is_absence(outer, text)
    lacking = outer is not None and absent and not is_plain_no(outer, text)
    serving = False
    counts: Element | None = None
    negated = outer is not None or role == "exclude"
    leaders, done = led_by(elements, text), {id(e) for e in deeds(elements, text)}
    out: list[Element] = []
    for i, e in enumerate(elements):
        if e.kind == "mark" and e.name == "NOT":
            absent, negated = is_absence(e, text) or _tools(out) or (absent and says(e, "nor", text)), True
            lacking = absent and not is_plain_no(e, text) and not says(e, "unless", text)
        serving = serving or e.name == "serves"
        alone = e.kind == "clause" and (
            e.name in _NEVER_ALONE
            or (
                e.name in _ONLY_ABSENT
                and not absent
                and not _one_team(e, text)
                and not _listing_tools(elements[i + 1 : i + 2])
                and not any(x.type == "IN_USE" for x in lexemes(e))
                and not _sized(e, elements[i + 1 : i + 2])
            )
            or (e.name in _NEVER_OWNED and is_bare(e) and _owned(out))
            or (e.name == "model" and is_bare(e) and (_hired(e, out, text) or _some_services(e, elements, i, text)))
            or (e.name in SIZES and _approached(e, out))
            or (e.name == "age" and out and out[-1].kind == "unread")
            or (e.name == "money" and out and out[-1].kind != "clause" and _unnamed(e))
            or (family(e) in ("location", "company") and _of_parent(out))
            or (family(e) == "company" and is_bare(e) and _object(out))
            or (e.name in ("technology", "certification") and is_bare(e) and _names_thing(elements, i, text))
            or (names_trade(e) and out and out[-1].name == "own" and not _sells_online(e))
            or (e.name == "bare" and _one_of(elements[i + 1 :]))
            or (e.name == "metric" and text[e.start : e.end].lower().startswith(("one of", "with one of")))
            or (family(e) in ("technology", "category", "location", "company", "stage") and _of_counted(e, out))
            or (e.name == "stage" and text[e.start : e.end].lower().startswith("by "))
            or (e.name == "valuation" and out and out[-1].kind == "unread" and _says_worth(e, text))
            or (e.name == "employees" and _one_person(e, elements[i + 1 :], text))
            or (e.name == "employees" and elements[i + 1 : i + 2] and _opener_is(elements[i + 1], "ON"))
            or (e.name == "technology" and opener(e) == "ON" and i and elements[i - 1].name == "employees")
            or (names_trade(e) and _of_tools(e, elements[i + 1 : i + 2]))
            or (names_trade(e) and _stands_on(out))
            or (e.name in ("category", "technology") and _of_tools(elements[i - 1], [e]) if i else False)
            or (e.name == "funding" and not _money_raised(e))
            or (e.name == "expansion" and _grows_something(e, elements[i + 1 : i + 2]))
            or (e.name == "named" and not negated and text[: e.start].lower().rstrip().endswith(_OTHERS))
            or (e.name in ("technology", "category") and opener(e) in ("ON", "WITH") and _helping(out, text))
            or (e.name == "named" and out and out[-1].kind == "mark" and says(out[-1], "whose", text))
            or (e.name == "segment" and out and out[-1].kind == "filler" and out[-1].name == "from")
            or (e.name == "technology" and _searched(elements[i + 1 : i + 2]))
            or (e.name == "employees" and (_doing(elements, i) or _of_something(out)))
            or (names_trade(e) and _verb(e, out, elements[i + 1 : i + 2], text))
            or (e.name in ("location", "ownership", "industry") and _describes_unread(elements, i, text))
            or (e.name == "location" and is_bare(e) and (_counted_of(out) or done_to(e, out)))
            or (e.name == "expansion" and only_meant(out))
            or id(e) in done
            or (e.name == "people" and e is not leaders and not negated and not _addressed(e, elements, i))
            or (e.name == "serves" and _says_for(e, text) and not _for_whom(out))
            or _of_event(e, out, elements[i + 1 :], text)
            or (e.name in ("technology", "category") and _of_person(out))
            or (e.name in _ONLY_NEGATED and not negated)
            or (e.name in _NEVER_HAD and lacking)
            or (counts is not None and counts.end + 1 >= e.start and is_bare(e))  # "5+ clinics" counts them
        )
        counts = e if e.kind == "clause" and e.name == "bare" else None
        if e.name == "people" and e.reading and _there_is(out):
            out.append(replace(e, name="person", reading=as_person(e.reading)))
        elif alone:
            out.append(replace(e, kind="unread"))
        elif e.name == "location" and e.reading and (absent or _owned(out)) and _entity(elements[i + 1 :]):
            out.append(replace(e, name="presence", reading=as_presence(e.reading)))  # "without a US entity"
        elif counts and counts.reading and _counts(elements[i + 1 :]):  # "at least 100 SME clients"
            out.append(replace(counts, reading=replace(counts.reading, inherited=None)))
        elif serving and negated and e.reading and is_bare(e):
            out.append(replace(e, reading=as_customers(e.reading)))
        elif absent and e.name == "category" and e.reading and isinstance(e.reading.predicate, And):
            out.append(
                replace(e, reading=replace(e.reading, predicate=Or(e.reading.predicate.args)))
            )  # "no ERP and CRM"
        elif absent and e.name == "hiring" and e.reading:
            out.append(replace(e, reading=as_staff(e.reading)))
        else:
            out.append(e)
    return out


_OWNED = (("RELATIVE", "their"), ("client", "customer"), ("is", "are"))
"""The words of "whose customers are"."""


def of_customers(elements: list[Element]) -> list[Element]:
    """The elements with what is said of the customers as such: "whose clients are mostly SaaS", "selling into US
    banks"."""
    return [
        replace(e, name="serves", reading=as_customers(e.reading))
        if e.kind == "clause"
        and e.reading
        and family(e) == "company"
        and (_whose_customers(elements[:i]) or (is_bare(e) and _sold_to(elements[:i])))
        else e
        for i, e in enumerate(elements)
    ]


def _whose_customers(before: list[Element]) -> bool:
    """Whether a name behind these elements says what the customers are."""
    said = [e for e in before if not (e.kind == "mark" and e.name == "PREFER")][-3:]
    names = [e.name for e in said]
    return (
        len(said) == len(_OWNED)
        and said[1].kind == said[2].kind == "filler"
        and all(name in allowed for name, allowed in zip(names, _OWNED, strict=True))
    )


def _sold_to(before: list[Element]) -> bool:
    """Whether a name stands behind the place of those to whom somebody sells, without a joint."""
    last = before[-1] if before else None
    return (
        last is not None
        and last.name == "sells_in"
        and any(str(x.value).endswith("to") for x in lexemes(last) if x.type == "SELLS_IN")
    )


_BESIDE = 8
"""So many elements are near enough to say what a "not" is about."""


def _tools(before: list[Element]) -> bool:
    """Whether the clause before a "not" says what a company uses: "have a CRM but not an ERP"."""
    last = next((e for e in reversed(before[-_BESIDE:]) if e.kind == "clause"), None)
    return last is not None and last.name in ("technology", "category") and not is_bare(last)


def _hired(e: Element, before: list[Element], text: str) -> bool:
    """Whether a company has one of a kind, and is none: "with an agency on retainer"."""
    words = list(lexemes(e))
    if len(words) > 1 or words[0].ids[0] not in _HIRED:
        return False
    return _owned(before) and text[: e.start].rstrip().endswith((" a", " an", " one", " another", " their"))


def _some_services(e: Element, elements: list[Element], i: int, text: str) -> bool:
    """Whether "services" are some of a kind that is not read: "shared services", "services offered"."""
    before = elements[:i][-2:]
    beside = [*(before[:1] if before and joins(before[-1]) else before[-1:]), *elements[i + 1 : i + 2]]
    return text[e.start : e.end].lower() == "services" and any(x.kind == "unread" for x in beside)


def _approached(e: Element, before: list[Element]) -> bool:
    """Whether a number is one that is not reached yet, or about to be: "nearly 100 employees"."""
    interval = e.reading.node.node("interval", "exactly") if e.reading else None
    last = before[-1] if before else None
    return interval is not None and last is not None and last.kind in ("unread", "filler") and last.name in _NEARING


def _of_parent(before: list[Element]) -> bool:
    """Whether names are those of another company: "subsidiaries of Japanese companies", "insurers of startups",
    "part of a bank"."""
    said = [e for e in before if e.name == "of" or e.name not in ARTICLES]
    if len(said) <= 1 or said[-1].kind != "filler" or said[-1].name != "of":
        return False
    noun = said[-2]
    if noun.kind == "filler":
        return noun.name in _PARTS
    return noun.kind == "clause" and (family(noun) == "company" or noun.name == "metric")  # "50k sq ft of warehouse"


def _object(before: list[Element]) -> bool:
    """Whether names are what a verb does something to: "companies that enable banks"."""
    verb = before[-1] if before else None
    if verb is None or verb.kind != "filler" or words_of("filler").get(verb.name, {}).get("kind") != "verb":
        return False
    relative = last_content(before[:-1])
    return verb.name not in _BEING and relative is not None and relative.kind == "mark" and relative.name == "RELATIVE"


def _names_thing(phrase: list[Element], i: int, text: str) -> bool:
    """Whether a product only describes what stands behind it: "a HubSpot integration", "AWS credits"."""
    e, thing = phrase[i], phrase[i + 1] if i + 1 < len(phrase) else None
    return (
        thing is not None
        and (thing.kind == "unread" or text[thing.start : thing.end].lower().startswith("integration"))
        and text[e.end : thing.start] == " "
        and not thing.name.endswith(VERBAL)
        and text[thing.start].islower()
        and thing.name not in _ADVERBS
    )


def _sells_online(e: Element) -> bool:
    """Whether a trade is selling online: a webshop of their own makes a company just that."""
    return any(x.ids[0] == "ecommerce" for x in lexemes(e) if x.type.startswith("INDUSTRY"))


def _says_worth(e: Element, text: str) -> bool:
    """Whether a valuation is what something is worth: "projects worth over $5M"."""
    return text[e.start : e.end].lower().startswith("worth")


def _opener_is(e: Element, kind: str) -> bool:
    """Whether a clause starts with a word of a kind."""
    return e.kind == "clause" and opener(e) == kind


def _one_person(e: Element, behind: list[Element], text: str) -> bool:
    """Whether one person is somebody of whom more is said: "one person whose job is ad ops"."""
    said = text[e.start : e.end].lower()
    return said.endswith(("one person", "1 person")) and bool(behind) and behind[0].kind in ("mark", "unread")


def _of_tools(e: Element, behind: list[Element]) -> bool:
    """Whether a trade says for whom a kind of tool is made: "no school ERP"."""
    tool = behind[0] if behind else None
    if tool is None or not names_trade(e) or tool.kind != "clause":
        return False
    plural = max(lexemes(e), key=lambda x: x.end).type == "COMPANY"
    return tool.name == "category" and opener(tool) == "CATEGORY" and tool.start - e.end == 1 and not plural


def _money_raised(e: Element) -> bool:
    """Whether a round says that money is meant: "announced in the last 90 days" may be said of anything."""
    node = e.reading.node if e.reading else None
    if node is None or node.rule != "funding" or not node.has("RAISED"):
        return True
    raised = node.lexemes("RAISED")[0]
    loose = not str(raised.value).startswith(
        ("raised", "raising", "have raised", "has raised", "that raised", "having", "last")
    )
    return not loose or node.has("ROUND") or node.node("stages", "raise_amount") is not None


def _grows_something(e: Element, behind: list[Element]) -> bool:
    """Whether something of a company grows, and it goes nowhere: "expanding their lab team"."""
    return len(list(lexemes(e))) == 1 and bool(behind) and behind[0].name in ("their", "it", "the", "our")


def _one_of(behind: list[Element]) -> bool:
    return bool(behind) and behind[0].name == "of"


def _of_counted(e: Element, before: list[Element]) -> bool:
    """Whether a clause is about the others that were counted: "more than 10 clients on Shopify"."""
    counted = before[-1] if before else None
    if counted is None or counted.name != "metric" or is_bare(e) or opener(e) not in ("ON", "IN", "WITH"):
        return False
    predicate = counted.reading.predicate if counted.reading else None
    return isinstance(predicate, Range) and str(predicate.of).rsplit("-", 1)[-1] in _COUNTED


def _helping(before: list[Element], text: str) -> bool:
    """Whether a company helps others with something: "that help manufacturers with SAP"."""
    last = before[-1] if before else None
    said = text[last.start : last.end].lower().split(" ")[:2] if last is not None and last.name == "serves" else []
    return any(word.startswith(("help", "advis")) for word in said)


def _verb(e: Element, before: list[Element], behind: list[Element], text: str) -> bool:
    """Whether a trade is what a company does in passing: "shipping for brands", "already logging sprays"."""
    word = text[e.start : e.end].lower()
    if not word.endswith("ing") or " " in word:
        return False
    doing = bool(before) and before[-1].kind == "filler" and before[-1].name in _NOW
    return (doing and bool(behind)) or (
        word in _DONE and bool(behind) and (behind[0].name == "serves" or behind[0].name in _OBJECT)
    )


def _counts(behind: list[Element]) -> bool:
    """Whether a noun follows a number that says what is counted."""
    e = behind[0] if behind else None
    if e is None or e.kind != "filler":
        return e is not None and e.kind in ("unread", "clause")
    return words_of("filler").get(e.name, {}).get("kind") == "noun" and e.name not in _RANGE


def elsewhere(elements: list[Element], text: str) -> list[Element]:
    """The elements with a place as unread that is only the other side of an "or": "remote or Berlin"."""
    content = without_filler(elements)
    out = {
        id(place)
        for left, joint, place in zip(content, content[1:], content[2:], strict=False)
        if (left.kind, joint.name, place.name) == ("unread", "OR", "location") and text[left.start].islower()
    }
    return [replace(e, kind="unread") if id(e) in out else e for e in elements] if out else elements


def unread_branch(elements: list[Element]) -> list[Element]:
    """The elements with what stands behind a last "or" as unread, where it says something: "or working towards it"."""
    last = last_at(elements, lambda e: e.name == "OR")
    if last is None or any(e.kind != "filler" for e in elements[last + 1 :]):
        return elements
    words = words_of("filler")
    return [
        replace(e, kind="unread")
        if i > last and words.get(e.name, {}).get("kind") == "verb" and e.name.endswith("ing")
        else e
        for i, e in enumerate(elements)
    ]


def where_unknown(
    elements: list[Element], text: str
) -> tuple[list[Element], Literal["include", "exclude", "or"] | None]:
    """A phrase without its "or unknown" or "(in where unknown)", and what that says."""
    content = without_filler(elements)
    if len(content) > 2 and content[-1].name in _UNKNOWN and content[-2].kind == "mark" and content[-2].name == "OR":
        return [e for e in elements if e not in content[-2:]], "or"
    for e in elements:
        if e.kind == "group" and (said := " ".join(tokens(text[e.start : e.end]))) in _WHERE:
            return [x for x in elements if x is not e], _WHERE[said]
    return elements, None


def _unnamed(e: Element) -> bool:
    """Whether an amount for a time is said of nothing by name: "over $1m a year"."""
    return e.reading is not None and e.reading.node.node("yearly") is not None


_ONE = STANDING | {"a", "an"}
_WIDEST = 12
"""So far back goes the word in front of a clause."""


def _one_team(e: Element, text: str) -> bool:
    """Whether a team is one that the company has: "a support team", not "support teams"."""
    said = text[e.start : e.end].lower()
    before = [*text[max(0, e.start - _WIDEST) : e.start].lower().split()[-1:], said.split()[0]]
    return e.name == "teams" and not _ONE.isdisjoint(before) and said.endswith("team")


def _says_for(e: Element, text: str) -> bool:
    return text[e.start : e.end].lower().startswith("for ")


def _describes_unread(phrase: list[Element], i: int, text: str) -> bool:
    """Whether an adjective describes something that is not read: "British curriculum", "a government contract"."""
    e = phrase[i]
    words = list(lexemes(e))
    if e.name == "industry":
        thing = phrase[i + 1] if i + 1 < len(phrase) else None
        return is_bare(e) and thing is not None and text[thing.start : thing.end].lower().rstrip("s") in _THINGS
    if len(words) != 1 or words[0].type not in _ADJECTIVES or i + 1 == len(phrase):
        return False
    if e.name == "location" and phrase[i + 1].name in ("team", "teams", "crew"):  # "no US sales team"
        return True
    if e.name == "ownership" and phrase[i + 1].name in _LABELS:  # "private label"
        return True
    if phrase[i + 1].kind != "unread":
        return False
    thing = next((x for x in phrase[i + 1 :] if x.kind != "unread"), None)
    if thing is not None and "COMPANY" in keywords().get(thing.name, ()):  # "UK limited companies"
        return False
    behind = next((x for x in phrase[i + 1 :] if x.kind not in ("unread", "filler")), None)
    return behind is None or behind.kind != "clause" or family(behind) != "company"


def _searched(behind: list[Element]) -> bool:
    """Whether a product is where to search: "run a ZoomInfo search"."""
    return bool(behind) and behind[0].kind in ("mark", "unread") and behind[0].name in ("COMMAND", *_SEARCHES)


def _doing(phrase: list[Element], i: int) -> bool:
    """Whether a number of people is only of those who do something: "2-6 staff handling donor work"."""
    behind = phrase[i + 1 : i + 3]
    if len(behind) > 1 and behind[0].name == "on" and behind[1].kind == "unread":  # "2 people on UA"
        return True
    return bool(behind) and behind[0].kind in ("unread", "filler") and behind[0].name in _AT_WORK


def _of_something(before: list[Element]) -> bool:
    """Whether a number of people is that of something unread: "a front desk of 4 people", "HR is one person"."""
    last = [e.kind == "unread" or e.name for e in before[-2:]]
    return last[:1] == [True] and last[-1] in ("of", "is", "are")


def _counted_of(before: list[Element]) -> bool:
    """Whether places are some of which a number is wanted: "operations in at least two of France, Italy and Spain"."""
    return len(before) > 1 and before[-1].name == "of" and before[-2].name == "bare"


def _addressed(e: Element, phrase: list[Element], i: int) -> bool:
    """Whether titles without a label are whom to talk to: "VP Sales at ...", "CFO contacts", or all of a phrase.

    In the midst of other words they may be anyone: "a producer who hates it".
    """
    types = {x.type for x in lexemes(e)}
    before = phrase[i - 1] if i else None
    if before and before.kind == "unread" and before.name.endswith("ing"):  # "placing nurses in Ohio"
        return False
    if types & {"AT", "PEOPLE", "BUYER", "DECIDES"} or any(
        x.kind == "mark" and x.name in ("COMMAND", "PREFER") for x in phrase[:i]
    ):
        return True
    if before and before.name == "s" and i > 2 and phrase[i - 3].kind == "clause":  # "a company's owner"
        return True
    if before and (
        (before.name == "their" and i > 1)
        or (before.kind == "clause" and family(before) == "company" and _plural_owner(e))
    ):
        return True  # "... and their CFOs", "B2B SaaS founders"
    keywords = len(phrase) > 1 and all(x.kind == "clause" and (x.name in SIZES or is_bare(x)) for x in phrase)
    if keywords and types & {"ROLE", "SENIORITY"}:  # "fintech cfo london"
        return True
    others = [x for x in phrase if x is not e and x.kind not in ("filler", "comma", "group")]
    return all(x.name == "people" or (x.kind == "mark" and x.name in ("OR", "AND", "SLASH", "REQUIRE")) for x in others)


def _plural_owner(e: Element) -> bool:
    """Whether titles are of people who stand for their company: founders, owners, CEOs."""
    words = list(lexemes(e))
    ids = {x.ids[0] for x in words if x.type in ("SENIORITY", "ROLE")}
    return len(words) == 1 and bool(ids & {"founder", "owner", "ceo", "co-founder", "cofounder"})


def _of_person(before: list[Element]) -> bool:
    """Whether a tool or a kind of tools is what somebody works at: "whoever runs procurement"."""
    last = next((e for e in reversed(before) if e.kind != "mark"), None)
    return last is not None and last.kind == "filler" and last.name in ("whoever", "person", "someone", "somebody")


def _there_is(before: list[Element]) -> bool:
    """Whether titles are of somebody who is there: "there is usually a compliance officer"."""
    said = [e for e in before if e.name not in ARTICLES or e.name in ("is", "are")][-3:]
    names = [e.name for e in said]
    return names[:1] == ["there"] and names[1:2] in (["is"], ["are"]) and names[2:] in ([], ["PREFER"])


def _stands_on(before: list[Element]) -> bool:
    """Whether a trade is what something is done on: "still on paper job tickets"."""
    return bool(before) and (before[-1].kind, before[-1].name) == ("filler", "on")


def _listing_tools(behind: list[Element]) -> bool:
    """Whether a bracket follows that names products."""
    inside = list(clauses(behind))
    return bool(inside) and behind[0].kind == "group" and all(x.name == "technology" for x in inside)


def _sized(e: Element, behind: list[Element]) -> bool:
    """Whether a bracket behind a team gives its size: "fundraising team (3+ people)"."""
    inside = list(clauses(behind))
    return e.name == "teams" and len(inside) == 1 and behind[0].kind == "group" and inside[0].name in _SIZING


def _owned(before: list[Element]) -> bool:
    """Whether "with" or "have" stands before a name, perhaps with adjectives between them."""
    for e in reversed(before):
        if e.kind == "filler" and e.name in HAVING:
            return True
        if e.kind not in ("filler", "unread"):
            return False
        if e.kind == "unread" and e.name in _USING:
            return True
    return False


def _entity(behind: list[Element]) -> bool:
    """Whether a place is where a company has an entity."""
    return bool(behind) and behind[0].kind == "filler" and behind[0].name == "entity"


def _for_whom(before: list[Element]) -> bool:
    """Whether a "for" says whom the company serves: behind a kind of company or product, not behind a number."""
    last = last_content(before)
    if last and last.name == "technology" and opener(last) in ("USING", "ON", "WITH"):
        return False  # "use Excel for payroll"
    return last is None or (last.kind == "clause" and last.name in _SERVES)


def _of_event(e: Element, before: list[Element], behind: list[Element], text: str) -> bool:
    """Whether a clause only says more of an event beside it, or is half of one: "opened offices in 2+ countries since
    2023", "launched on Amazon", "competitors of Zendesk"."""
    if len(before) > 1 and (before[-2].kind, before[-2].name, before[-1].name) == ("unread", "named", "of"):
        return True
    if e.name in ("technology", "category") and opener(e) == "WITH":  # "signed a partnership with AWS"
        return bool(before) and before[-1].name == "event"
    if e.name not in ("founded", "countries", "event", "named"):
        return False
    named = [x for x in before if x.kind in ("clause", "unread")]
    event = any(x.reading and isinstance(x.reading.predicate, Exists) and x.reading.role is None for x in named)
    if (
        e.name == "founded"
        and opener(e) == "SINCE"
        and behind
        and text[behind[0].start : behind[0].end].lower()[:2] == "we"
    ):
        return True  # "Since 2019 we have signed 140 museums"
    if e.name == "founded":
        return opener(e) == "SINCE" and (event or (bool(named) and named[-1].kind == "unread"))
    if e.name == "countries":
        return event and named[-1].kind == "clause"
    following = behind[0].name if behind and behind[0].kind == "filler" else ""
    if e.name == "event" and text[e.start : e.end].lower() in ("launched", "launching"):
        return bool(behind) and behind[0].kind not in ("comma", "stop", "mark")
    return e.name == "named" and following == "of"
