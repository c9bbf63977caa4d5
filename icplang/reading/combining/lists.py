"""Lists over commas: whose members belong together, how far a "not" in front of them reaches, and what is reported
whole since a member of it is not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from icplang.meaning.predicates import Exists, In
from icplang.meaning.profile import Role
from icplang.reading.combining.members import OTHER
from icplang.reading.combining.tails import apart, sized
from icplang.reading.elements import (
    KINDS_OF_COMPANY,
    SIZES,
    Element,
    bracket,
    clauses,
    family,
    first_content,
    first_mark,
    is_bare,
    is_way,
    joins,
    lead,
    lexemes,
    names_trade,
    only_trades,
    opener,
    several,
    without_filler,
)
from icplang.reading.findings import Findings, is_quality, quality
from icplang.reading.resolving import as_customers
from icplang.vocabulary.words import tokens

Phrase: TypeAlias = tuple[Element | None, Role | None, list[Element]]
"""A phrase that is still to be read: the "not" of an earlier one that holds, its role, and its elements."""
_NOUNS = KINDS_OF_COMPANY | {"sites"}
"""Clauses that end the name of a kind of company: "UK hotels", "grocery chains"."""
_EXCEPTING = frozenset({"except", "other", "apart", "aside", "save", "barring", "excluding", "bar", "less"})
"""The first words of a "not" that takes something back."""
_SINGLE = frozenset({"industry", "location", "stage", "segment"})
"""What a company has one of: with an "and" between two of them either is meant."""
_THOSE = frozenset({"those", "one", "ones", "anyone"})
"""Those who are wanted, of whom more is said behind it."""
_PAIR = 2
_BACK = 3
"""So many members of a list that are not read may stand between two that are."""
_KINDS = frozenset({"industry", "model"})
_EXAMPLES = KINDS_OF_COMPANY | {"technology", "category", "certification", "people", "location"}
"""Clauses that may be an example of something."""
_SOLD_TO = frozenset({"b2b", "b2c", "b2b2c", "d2c"})
_OWNERS = (
    frozenset({"pe-backed", "vc-backed", "family-owned", "public", "government", "nonprofit", "subsidiary"}),
    frozenset({"pe-backed", "vc-backed", "bootstrapped"}),
    frozenset({"public", "private"}),
)
"""Kinds of ownership of which a company has one."""


def whole_lists(phrases: list[list[Element]], findings: Findings) -> list[list[Element]]:
    """The phrases without lists of names of which a member is not read: "Piraeus, Hamburg, Oslo". Such a list is
    reported whole, since what is left of it would let in fewer companies than the text does."""
    said = findings.source.text
    kinds = [_listed(p, said) for p in phrases]
    out: list[list[Element]] = []
    i = 0
    while i < len(phrases):
        j = i + 1
        while j < len(phrases) and kinds[i] and kinds[j] and len({*kinds[i : j + 1]} - {"name", "word"}) <= 1:
            j += 1
        run = kinds[i:j]
        known = {*run} - {"name", "word", ""}
        kind = next(iter(known), "")
        unread = [n for n, k in enumerate(run) if k in ("name", "word")]
        closed = lead(phrases[j - 1]) in ("OR", "AND") and len(run) > 1
        begins = [n or _names_several(phrases[i]) for n in range(len(run))]
        inner = [n for n in unread if (begins[n] and n < len(run) - 1) or closed]
        if kind and ((kind != "industry" and any(run[n] == "name" for n in unread)) or (kind == "industry" and inner)):
            findings.report([e for p in phrases[i:j] for e in p])
        else:
            out.extend(phrases[i:j])
        i = j
    return out


def still_liked(before: Phrase, first: list[Element], phrase: list[Element]) -> bool:
    """Whether a phrase names more of those who come first: "Give priority to those on Xero, those in Leeds"."""
    liked = first_mark(first) == "PREFER" and any(e.name in _THOSE for e in first if e.kind == "filler")
    behind = phrase[1] if len(phrase) > 1 else None
    said = behind is not None and (behind.kind == "clause" or behind.name == "RELATIVE")
    return liked and before[1] == "prefer" and said and phrase[0].kind == "filler" and phrase[0].name in _THOSE


def still_served(phrases: list[list[Element]], text: str) -> list[list[Element]]:
    """The phrases, of which trades behind customers are customers too where a plain noun between them is not read:
    the "insurers" of "selling to clinics, day centres, insurers"."""
    out: list[list[Element]] = []
    serving: int | None = None  # the phrase with the customers
    gap = False
    for phrase in phrases:
        content = without_filler(phrase)
        said = text[content[0].start : content[-1].end] if content else ""
        if serving is not None and gap and only_trades(content):
            out[serving] = [*out[serving][:-1], _with_customers(out[serving][-1], content)]
            continue
        if content and content[-1] is phrase[-1] and _customers(content[-1]):
            serving, gap = len(out), False
        elif all(e.kind == "unread" for e in content) and plural(said):
            gap = True
        else:
            serving = None
        out.append(phrase)
    return out


def _customers(e: Element) -> tuple[str, ...]:
    """The customers that an element names."""
    named = e.reading.predicate if e.kind == "clause" and e.reading else None
    return tuple(map(str, named.values)) if isinstance(named, In) and named.field == "serves" else ()


def _with_customers(first: Element, more: list[Element]) -> Element:
    """Customers, with the trades behind them."""
    named = [v for e in more if e.reading for v in _customers(replace(e, reading=as_customers(e.reading)))]
    values = dict.fromkeys([*_customers(first), *named])
    reading = replace(first.reading, predicate=In("serves", tuple(values))) if first.reading else None
    return replace(first, end=more[-1].end, reading=reading)


def exemplified(phrases: list[list[Element]]) -> list[list[Element]]:
    """The phrases with all members of a list of examples in the one that starts it: "firms such as an agency, clinic,
    or farm on Xero" has three examples, and is on Xero."""
    out: list[list[Element]] = []
    rest = iter(phrases)
    for phrase in rest:
        out.append(phrase)
        if not any(e.kind == "mark" and e.name == "LIKE" for e in phrase):
            continue
        listed: list[list[Element]] = []
        for following in rest:
            listed.append(following)
            if any(map(_closes, following)) or not all(map(_member, following)):
                break
        *inner, closing = listed or [[]]
        cut = next((k for k, e in enumerate(closing) if not _member(e) and not joins(e)), len(closing))
        if any(map(_closes, closing[:cut])):
            out[-1] = [*phrase, *(e for p in [*inner, closing[:cut]] for e in p)]
            listed = [closing[cut:]] if cut < len(closing) else []
        out += listed
    return out


def _closes(e: Element) -> bool:
    """Whether an element has the "or" of a list in it, or is one."""
    return joins(e) or (e.kind == "clause" and any(x.type in ("OR", "AND") for x in lexemes(e)))


def _member(e: Element) -> bool:
    """Whether an element may be a part of the name of an example."""
    if e.kind == "filler":
        return e.name in ("a", "an", "the")
    return e.kind in ("unread", "group") or (e.kind == "clause" and is_bare(e) and e.name in _EXAMPLES)


def half_list(pending: list[Phrase], body: list[Element], joined: str | None, findings: Findings) -> bool:
    """Report a list whose last member is not read, with the names before it that it belongs to: "airlines,
    airports, and ground handlers", "with 20+ beds, or a growth plan". Without it the list would let in fewer than the
    text does."""
    content = without_filler(body)
    if not content or content[0].kind != "unread" or (joined == "AND" and len(content) == 1 and is_quality(content[0])):
        return False  # "insurtech, medtech, and regulated companies"
    if body[0].kind == "filler" and body[0].name == OTHER:
        findings.report(content)  # "hotels, and other hosts who cook": the names in front of it stand
        return True
    listed: list[Element] = []
    kind, text = "", findings.source.text
    while pending and pending[-1][0] is None:
        named = without_filler(pending[-1][2])
        last = named[-1] if named else None
        if last is None or last.kind != "clause":
            break
        valued = last.name in ("technology", "location") and not quality(tokens(text[content[0].start : body[-1].end]))
        said = joined == "OR" and not kind and not valued and (last.name in SIZES or not is_bare(last))
        if not (said or happened(last) or (last.name in ("industry", "technology") and is_bare(last))):
            break
        if kind and ((last.name != kind and not happened(last)) or len(named) > 1):
            break
        if len(named) > 1 and not kind and named[-2].kind not in ("clause", "mark"):
            break
        kind = last.name
        _, own, taken = pending.pop()
        cut = next(i for i, e in enumerate(taken) if e is last)
        listed = [*taken[cut:], *listed]
        if cut:
            pending.append((None, own, taken[:cut]))
            break
    if not listed:
        return False
    findings.report([*listed, *body])
    return True


def joined_to(pending: list[Phrase], own: Role | None, body: list[Element], joined: str | None) -> bool:
    """Join a phrase to the alternatives in front of it: one behind an "or", or with an "or" of its own. What is only
    liked is no member of what is asked for: "hotels, ideally B2B or D2C"."""
    if not pending or joined not in ("OR", None):
        return False
    if joined is None and (own == "prefer") != (pending[-1][1] == "prefer"):
        return False
    return alternatives(pending, body) if joined else _ends_list(pending, body)


def mixed(pending: list[Phrase], body: list[Element], own: Role | None, joined: str | None, findings: Findings) -> bool:
    """Report an alternative to clauses that an "and" joins, with them: "hiring and funded, or acquired" may ask for
    hiring in both cases."""
    outer, role, before = pending[-1]
    added = any(e.kind == "mark" and e.name == "AND" for e in before)
    if joined != "OR" or outer is not None or role != own or not added or not any(clauses(before)):
        return False
    if not any(clauses(body)):
        return False
    pending.pop()
    hint = "write one line for each, or group with brackets"
    findings.tell("ambiguous-phrase", "what the 'or' joins is not clear", before[0].start, body[-1].end, help=hint)
    return True


def _ends_list(pending: list[Phrase], body: list[Element]) -> bool:
    """Join kinds of companies with an "or" between them to those in front of them in the list that they end: the
    "fintech or law firms" of "SaaS, fintech or law firms". A head noun or a market in front is of them all, as
    the "B2B" of "B2B, SaaS or fintech". The same for things that happened: "recent funding, layoffs or a new CEO"."""
    last = first_content(body)
    if _only_events(pending[-1][2]) and _only_events(body) and any(e.name == "OR" for e in body if e.kind == "mark"):
        return alternatives(pending, body)
    if last is None or last.name not in _KINDS or is_way(last) or all(x.type != "OR" for x in lexemes(last)):
        return False
    before = without_filler(pending[-1][2])
    if not before or any(x.type == "COMPANY" for x in lexemes(before[-1])) or _named(before[-1]) in _SOLD_TO:
        return False
    return alternatives(pending, body, _KINDS)


def alternatives(pending: list[Phrase], body: list[Element], kinds: frozenset[str] = KINDS_OF_COMPANY) -> bool:
    """ "A, B, or C" across kinds: join the phrase to those before it that stand in line with it."""
    kind = next((e for e in body if e.kind == "clause"), None)
    last = next((e for e in reversed(pending[-1][2]) if e.kind == "clause"), None)
    if kind is None or last is None:
        return False
    joined: list[Element] = []
    events = happened(kind) and happened(last)  # "raised a round, hired a CFO, or opened an office"
    while (
        pending
        and (not events or all(happened(e) for e in pending[-1][2] if e.kind == "clause"))
        and all(
            e.kind in ("clause", "filler") or (e.kind == "mark" and e.name in ("OR", "EITHER")) for e in pending[-1][2]
        )
        and sum(e.kind == "clause" for e in pending[-1][2]) >= 1
        and all(
            e.name in kinds or (e.name == last.name and kinds is KINDS_OF_COMPANY) or (events and happened(e))
            for e in pending[-1][2]
            if e.kind == "clause"
        )
        and (not joined or family(last) == "company" or events)
    ):
        outer, own, previous = pending.pop()
        joined = [
            *previous,
            *([Element("mark", joined[0].start, joined[0].start, "OR")] if joined else []),
            *joined,
        ]
    if not joined:
        return False
    pending.append((outer, own, [*joined, Element("mark", body[0].start, body[0].start, "OR"), *body]))
    return True


def _only_events(phrase: list[Element]) -> bool:
    """Whether a phrase is nothing but things that happened, with an "or" between them where they are several."""
    content = without_filler(phrase)
    joints = all((e.kind, e.name) == ("mark", "OR") for e in content[1::2])
    return len(content) % 2 == 1 and joints and all(e.kind == "clause" and happened(e) for e in content[::2])


def happened(e: Element) -> bool:
    """Whether a clause is something that happened or goes on, and no person whom a company has."""
    predicate = e.reading.predicate if e.reading else None
    return isinstance(predicate, Exists) and predicate.relation != "person"


def excepts(before: Phrase, negation: Element, phrase: list[Element], text: str) -> bool:
    """Whether a phrase takes something back from an exclusion: "no government, except utilities"."""
    outer, own, body = before
    out = outer is not None or own == "exclude" or any(e.kind == "mark" and e.name == "NOT" for e in body)
    return out and phrase[0] is negation and takes_back(negation, text)


def takes_back(negation: Element, text: str) -> bool:
    """Whether a "not" behind another one takes something back: "except", "other than"."""
    said = tokens(text[negation.start : negation.end])
    return said[0] in _EXCEPTING or said[-2:] == ["exception", "of"]


def before_exceptions(phrases: list[list[Element]], text: str) -> Iterator[list[Element]]:
    """The phrases, cut in front of an exception: "no government except utilities"."""
    for phrase in phrases:
        begin = next((i for i, e in enumerate(phrase) if e.kind == "mark" and e.name in ("NOT", "EXCLUDE")), None)
        cut = next(
            (
                i
                for i, e in enumerate(phrase)
                if begin is not None and i > begin + 1 and e.name == "NOT" and e.kind == "mark" and takes_back(e, text)
            ),
            None,
        )
        if cut is None:
            yield phrase
        else:
            yield phrase[:cut]
            yield phrase[cut:]


def taken_back(before: list[Element], exception: list[Element]) -> list[Element] | None:
    """An exclusion with its exception as one, where every word of both is read."""
    if any(e.kind not in ("clause", "filler", "mark") for e in [*before, *exception]):
        return None
    names = [e for e in [*before, *exception] if e.kind == "clause"]
    if any(e.reading is None or e.reading.predicate is None or e.reading.role for e in names):
        return None
    signs = {x.type for e in exception for x in lexemes(e)}
    if "COMMA" in signs and signs.isdisjoint(("AND", "OR")):
        return None  # "no government, except utilities, hospitals": which of them the exception names is not clear
    if not any(e.kind == "clause" for e in before) or any(e.name in ("AND", "OR", "BUT") for e in before):
        return None
    refused = [e for e in before if e.kind == "mark" and e.name == "NOT"][:1]
    inside = [e for e in before if e not in refused]
    inside += exception
    return [*refused, bracket(inside)]


def added_to(phrase: list[Element], i: int) -> int:
    """Where the clauses start to which an "and" adds the one at `i`: "50+ staff and a sales team"."""
    content = [k for k in range(i + 1) if phrase[k].kind != "filler"]
    for k in range(len(content) - 1, 1, -2):
        named, joint = phrase[content[k - 2]], phrase[content[k - 1]]
        if named.kind != "clause" or (joint.kind, joint.name) != ("mark", "AND"):
            return content[k]
    return content[(len(content) - 1) % 2]


def described_with(phrase: list[Element], i: int) -> int:
    """Where the name starts that ends in the kind of company at `i`: the "UK" of "UK hotels"."""
    while i > 0 and phrase[i].name in _NOUNS and (is_bare(phrase[i]) or phrase[i].name == "sites"):
        before = phrase[i - 1]
        if before.kind != "clause" or not is_bare(before) or phrase[i].start != before.end + 1:
            break
        i -= 1
    return i


def trades(before: list[Element], body: list[Element]) -> bool:
    """Whether two phrases name nothing but industries: no company is in both, so that they are alternatives. What
    `more_kinds` has joined is not looked at again."""
    joint = next((i for i in range(len(before) - 1, -1, -1) if before[i].start == before[i].end), -1)
    named = next((i for i, e in enumerate(body) if e.kind == "clause"), 0)
    body = [e for i, e in enumerate(body) if i >= named or e.kind != "unread"]  # "hotels, quirky spas"
    before = [e for e in before[joint + 1 :] if e.kind != "unread"]
    return all(only_trades(x for e in phrase for x in _trade_of(e)) for phrase in (before, body))


def _trade_of(e: Element) -> list[Element]:
    """An element, or the trade in a bracket with to whom it sells; none for another bracket."""
    if e.kind != "group":
        return [e]
    return e.inside[1:] if len(e.inside) == _PAIR and is_way(e.inside[0]) else []


def more_kinds(pending: list[Phrase], role: Role | None, body: list[Element], joined: str | None, text: str) -> bool:
    """Join a phrase that names kinds of companies to the one before it that does: "agencies, clinics, law firms".

    No company is all of them, so that they are alternatives.
    """
    near = range(len(pending) - 1, max(len(pending) - 1 - _BACK, -1), -1)
    at = next((k for k in near if not _no_value(pending[k][2]) and not _aside(pending[k], role)), -1)
    if at < 0 or joined == "BUT":
        return False
    asked = pending[at][1] if role is None and pending[at][1] == "require" else role  # "We serve hotels, gyms"
    if (
        pending[at][0] is not None
        or asked != pending[at][1]
        or any(p[:2] != (None, role) and not _aside(p, role) for p in pending[at + 1 :])
    ):
        return False
    before = pending[at][2]
    if joined != "OR" and (one := _sold_to(body)):
        body = one
    if joined != "OR" and trades(before, body):
        before.extend([Element("mark", body[0].start, body[0].start, "OR"), *body])
        pending.append(pending.pop(at))  # behind what is not read, for the next member
        return True
    second, behind = _kinds(body, text)
    placed = _place_of_all(before)
    first, rest = _kinds(before[placed:], text) if second and role != "exclude" else ([], [])
    if first and rest and joined and _lacks(rest):  # "wineries without a CRM, and breweries"
        sides = [bracket(before[placed:]), Element("mark", body[0].start, body[0].start, "OR"), bracket(body)]
        pending[at] = (None, asked, [bracket([*before[:placed], bracket(sides)])])
        return True
    if not first or rest:
        return False
    if any(e.kind != "clause" for e in behind):
        return False
    if behind and any(_aside(p, role) for p in pending[at + 1 :]):  # "hotels, ideally in Spain, and spas in Italy"
        second, behind = [Element("group", second[0].start, behind[-1].end, inside=[*second, *behind])], []
    listed = joined != "OR" and not any(is_bare(e) for e in behind)  # "hotels, and spas with 20+ staff"
    if not listed and any(e.name != "location" for e in behind):
        return False
    either = Element("mark", body[0].start, body[0].start, "OR")
    if any(e.kind == "group" for e in second):
        first = [part for e in first for part in _first_described(e)]
    pending[at] = (None, asked, [*before[:placed], *first, either, *second, *behind])
    return True


def _sold_to(body: list[Element]) -> list[Element]:
    """A phrase that starts with a trade and to whom it sells, with these as one: the "B2B software" of "insurtech, B2B
    software, telecom". Empty for another."""
    content = without_filler(body)
    way, rest = first_content(body), content[1:]
    if way is None or not is_way(way) or not only_trades(rest) or joins(rest[0]):
        return []
    first, *others = apart(rest[0], 1) or [rest[0]]
    either = [Element("mark", others[0].start, others[0].start, "OR"), *others] if others else []
    return [bracket([way, first]), *either, *rest[1:]]


def _first_described(e: Element) -> list[Element]:
    """A group of words on trades with the first of them alone, where others in the list have words of their own: the
    "solo coaches, dentists" of "solo coaches, dentists, agencies and family-run clinics"."""
    *describing, last = e.inside or [e]
    first, *others = (apart(last, 1) if describing else None) or [e]
    if not others:
        return [e]
    group = Element("group", e.start, first.end, inside=[*describing, first])
    return [group, Element("mark", others[0].start, others[0].start, "OR"), *others]


def _place_of_all(phrase: list[Element]) -> int:
    """How many words at the start of a list say where all of its members are: "UK hotels, agencies and gyms"."""
    placed = next((i for i, e in enumerate(phrase) if e.kind != "filler"), 0)
    return placed + 1 if phrase[placed:] and phrase[placed].name == "location" and is_bare(phrase[placed]) else 0


def _lacks(rest: list[Element]) -> bool:
    """Whether elements say no more than what those in front of them do not have."""
    first, *names = rest
    return (first.kind, first.name) == ("mark", "NOT") and bool(names) and all(e.kind == "clause" for e in names)


def _aside(phrase: Phrase, role: Role | None) -> bool:
    """Whether a phrase only says what is liked between the members of a list: "fintechs, ideally Series B, and
    insurers"."""
    return phrase[0] is None and phrase[1] == "prefer" and role is None and not any(e.name in _KINDS for e in phrase[2])


def _no_value(phrase: list[Element]) -> bool:
    """Whether a member of a list is not read: the "odd things" of "airlines, odd things, and hotels"."""
    return bool(phrase) and phrase[0].kind == "unread" and all(e.kind in ("unread", "filler") for e in phrase)


def several_kinds(units: list[Element], text: str) -> list[Element]:
    """ "agencies and law firms": an "and" between kinds of companies lets in both."""
    out = list(units)
    for i in range(1, len(units) - 1):
        before, joint, behind = units[i - 1 : i + 2]
        kinds = [e for e in (before, behind) if several(e) or a_kind(e)]
        listed = len(kinds) > 1 and all(plural(text[e.start : e.end]) for e in kinds)
        single = (before.name == behind.name and before.name in _SINGLE) or _owners_apart(before, behind)
        single = single or (
            len(kinds) > 1 and text[before.end : joint.start].startswith("-")
        )  # "family- and founder-owned"
        listed = listed or (
            len(kinds) > 1 and _named(before) not in _SOLD_TO and plural(text[behind.start : behind.end])
        )
        if joint.kind == "mark" and joint.name == "AND" and (single or (listed and before.name != behind.name)):
            out[i] = replace(joint, name="OR")
    return out


def a_kind(e: Element) -> bool:
    """Whether an element only says of what kind a company is."""
    return e.kind == "clause" and family(e) == "company" and is_bare(e)


def describes_kind(e: Element) -> bool:
    """Whether a clause may describe the kind of company behind it: "UK agencies", "funded startups"."""
    return e.kind == "clause" and ((e.name in ("stage", "location") and is_bare(e)) or opener(e) == "FUNDED")


def with_described(units: list[Element], text: str) -> list[Element]:
    """The units, with the words that describe the last kind of a list in a bracket with it: "hotels and family-owned
    agencies" are hotels of all owners."""
    for i, joint in enumerate(units):
        if joint.kind != "mark" or joint.name not in ("OR", "AND") or not i or not plural_kind(units[i - 1], text):
            continue
        end = i + 1
        while end < len(units) and (a_kind(units[end]) or describes_kind(units[end])):
            end += 1
        run = units[i + 1 : end]
        if len(run) > 1 and plural_kind(run[-1], text) and not any(plural_kind(e, text) for e in run[:-1]):
            group = bracket(run)
            return [*units[:i], replace(joint, name="OR"), group, *units[end:]]
    return units


def plural_kind(e: Element, text: str) -> bool:
    """Whether an element only says of what kind companies are, in the plural: "clinics"."""
    return a_kind(e) and plural(text[e.start : e.end])


def _named(e: Element) -> str:
    """The one name that a clause gives; empty where it gives several, or none."""
    predicate = e.reading.predicate if e.reading else None
    return predicate.values[0] if isinstance(predicate, In) and len(predicate.values) == 1 else ""


def _owners_apart(a: Element, b: Element) -> bool:
    """Whether no company is owned as both clauses say: "family-owned and PE-backed"."""
    names = {_named(a), _named(b)}
    return a.name == b.name == "ownership" and len(names) > 1 and any(names <= owners for owners in _OWNERS)


def _kinds(phrase: list[Element], text: str) -> tuple[list[Element], list[Element]]:
    """The kinds of companies that a phrase starts with, several words of one as a group, and what is behind them."""
    content = without_filler(phrase)
    out: list[Element] = []
    member: list[Element] = []
    for i, e in enumerate(content):
        if e.kind == "group" and not member and e.inside and text[e.start] != "(":
            out.append(e)  # one that was joined before
            continue
        if e.kind == "group" and out and not member and out[-1].kind == "clause":
            if (one := sized(out[-1], e)) is None:
                return [], []
            out[-1] = one  # "agencies, hotels (50+ rooms)"
            continue
        describes = describes_kind(e) and i + 1 < len(content) and a_kind(content[i + 1])
        if e.kind == "group" or a_kind(e) or describes:
            member.append(e)
            if plural(text[e.start : e.end]):
                grouped = Element("group", member[0].start, e.end, inside=member)
                out.append(e if len(member) == 1 else grouped)
                member = []
        elif not (e.kind == "mark" and e.name in ("OR", "AND") and out and not member):
            return (out, content[i:]) if out and not member else ([], [])
        else:
            out.append(replace(e, name="OR"))
    return (out, []) if out and not member and out[-1].kind != "mark" else ([], [])


def plural(said: str) -> bool:
    """Whether a name ends in a noun that says of several companies what they are."""
    word = said.rsplit(" ", 1)[-1].lower()
    return word.endswith("clinics") or (word.endswith("s") and not word.endswith(("ics", "ss", "us", "ops", "saas")))


def _begins(e: Element, text: str) -> bool:
    """Whether a word starts a line or a sentence, where every word has a capital."""
    before = text[: e.start].rstrip(" \t*_-•>#")
    return not before or before[-1] in "\n.:!?"


def _names_several(phrase: list[Element]) -> bool:
    """Whether a phrase starts with a list of its own: the "hotels, spas, venue" of "hotels, spas, venue booking"."""
    first = first_content(phrase)
    return first is not None and any(x.type == "COMMA" for x in lexemes(first))


def _listed(phrase: list[Element], text: str) -> str:
    """What a phrase may be in a list of names: their kind; "name" or "word" where it is not read; empty for none."""
    content = [e for e in phrase if e.kind != "filler" and not (e.kind == "mark" and e.name in ("OR", "AND", "SLASH"))]
    if content and all(e.kind == "unread" for e in content):
        said = text[content[0].start : content[-1].end]
        whole = [e for e in phrase if e.name != "SLASH"]  # "office/clerical"
        if len(content) > 3 or quality(tokens(said)) or len(content) < len(whole) - (lead(phrase) is not None):
            return ""
        named = [text[e.start].isupper() for e in content if e.kind == "unread"]
        return "name" if all(named) or (named[0] and not _begins(content[0], text)) else "word"
    headed = len(content) in (2, 3) and all(e.kind == "unread" for e in content[1:])
    if headed and names_trade(content[0]):
        return "word"  # "aerospace parts"
    of_tools = [e.name for e in content] == ["industry", "category"] and _names_several(phrase)
    if of_tools and is_bare(content[0]) and opener(content[1]).startswith("CATEGORY"):
        return "word"  # "hotels, accommodation booking platforms"
    kinds = {e.name for e in content if e.kind == "clause" and is_bare(e)}
    if len(kinds) == 1 and all(e.kind == "clause" and is_bare(e) for e in content):
        return next(iter(kinds & {"industry", "technology", "location"}), "")
    return ""
