"""What is believed of a phrase: a clause counts only where the words around it do.

A stretch with unread words in it is reported whole, and nothing is read out of it; words that merely describe the
names beside them are reported alone. Brackets define, narrow or remark.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, takewhile, zip_longest

from icplang.meaning.predicates import Exists, In
from icplang.reading.belief.ahead import to_come
from icplang.reading.belief.brackets import names_tools
from icplang.reading.belief.halves import without_halves
from icplang.reading.belief.othertools import without_employers
from icplang.reading.elements import (
    CONDITIONS,
    HAVING,
    SIZES,
    VERBAL,
    Element,
    certifies,
    family,
    first_content,
    is_bare,
    last_at,
    last_content,
    lexemes,
    names_trade,
    opener,
    runs,
    without_filler,
)
from icplang.reading.findings import Findings, is_quality
from icplang.reading.syntax.grammars import keywords
from icplang.vocabulary.store import builtin, words_of
from icplang.vocabulary.words import singular

_NUMERIC = SIZES | {"countries", "visits", "growth", "stage", "location", "presence"}
_WEAK_OPENERS = frozenset({"WITH", "ON", "IN", "SERVING", "AT"})
_GOVERNING = (
    CONDITIONS
    | {"none", "few", "several", "couple", "within", "so", "same", "similar", "used", "between", "ex"}
    | frozenset(
        "changed fired sacked swapped minimum maximum min max pursuing than stop stopped quit cease ceased".split()
    )
    | {"believe", "believes", "think", "thinks", "feel", "feels", "say", "says", "claim", "claims", "doubt", "worry"}
)
"""Words that change what the clause behind them says: where they are not read, it is not either."""
_BACKWARD = frozenset(
    """planned expected pending per each every ago twice times time cancelled canceled reversed lifted ended over thawed
    postponed delayed rumoured rumored stalled failed fell collapsed withdrawn abandoned blocked shelved""".split()
)
"""Words that change what the clause before them says."""
_GOVERNED = 8
"""So near in front of a clause stands a word that changes it."""
_MEASURED = 5
"""The most elements of "too small for an"."""
_AWAY = frozenset({"to", "into", "by", "via", "through", "against", "toward", "towards"})
_ABOUT = frozenset({"about", "around"})
"""Prepositions that the grammar reads with a number only."""
_TIMES = frozenset("day week month quarter year ago fy".split())
_QUARTER = re.compile(r"[qh][1-4]|fy\d*")
_WHOSE = frozenset({"whose", "their", "its"})
_THEIRS = frozenset({"their", "its", "own"})
_BOUNDED = frozenset({"employees", "money", "sites", "age", "founded", "metric", "stage", "location", "presence"})
_SELLERS = frozenset({"i", "we", "you"})
_POSSIBLY = frozenset({"may", "might", "could", "can", "would"})
_SOFTWARE = In("industry", ("software",))
_PLACED = frozenset({"PLACE", "PLACE_WEAK"})
_AFFAIRS = frozenset(
    """change switch activity pressure expertise competition experience knowledge skill maturity readiness employee
    presence exposure awareness literacy adoption integration migration modernization modernisation transformation
    strategy roadmap initiative project spend budget process background mindset culture relationship contract renewal
    review attendance connection coverage demand trend regulation""".split()
)
"""What a noun in front of them only says of what kind it is: "agency change", "fintech competition"."""
_SOUGHT = frozenset({"technology", "certification"})
"""What is not there yet behind a verb that is not read."""
_AGED = frozenset({"technology", "category", "people", "person"})
"""What has an age of its own."""
_WITH_GOODS = frozenset("manufacturing distributor distribution wholesale retail supplier importer exporter".split())
_TRYING = frozenset(
    """evaluating exploring considering researching assessing trialing trialling piloting testing investigating
    embracing adopting showing seeing leveraging turning converting transforming""".split()
)
"""Verbs of what a company has to do with something: what stands behind them is not what it is."""
_DISMISSED = frozenset({"pure", "purely"})


def believed(elements: list[Element], findings: Findings, *, excluding: bool, whole: bool) -> list[Element]:
    """The elements that can be trusted; the rest is reported, stretch by stretch.

    `whole`: all of the phrase is an exclusion, and not only what stands behind a "not" in it.
    """
    elements = without_employers(_of_others(_possible(to_come(_spelt(elements)))), findings.source.text)
    elements = elements if excluding else without_halves(elements, findings.source.text)
    for e in elements:
        if excluding and e.kind == "unread" and e.name in _DISMISSED:  # "pure B2C" excludes B2C
            findings.report([e])
    elements = [e for e in elements if not (excluding and e.kind == "unread" and e.name in _DISMISSED)]
    if excluding:
        elements = [
            replace(e, kind="unread") if _vague(e) and not (whole and names_tools(behind)) else e
            for e, behind in zip_longest(elements, elements[1:])  # "on a legacy POS (Aloha)"
        ]
    if excluding and any(e.kind == "unread" for e in elements):
        # an unread word restricts an exclusion: without it too many companies would go
        negation = (
            next((i for i, e in enumerate(elements) if e.kind == "mark" and e.name == "NOT"), 0) if not whole else 0
        )
        if any(e.kind == "unread" for e in elements[negation:]):
            kept = believed(elements[:negation], findings, excluding=False, whole=whole) if negation else []
            rest = elements[negation:]
            half = _half(kept) if _or_none(kept, rest) else []
            findings.report([*half, *rest])
            return kept
    out: list[Element] = []
    lost = False  # whether the stretch before was reported
    branch = False  # whether an alternative was: what follows it is said of that one
    stretches = _stretches(elements, findings.source.text)
    for i, stretch in enumerate(stretches):
        unread = [e for e in stretch if e.kind == "unread"]
        joined = _joined(stretch)
        if i + 1 == len(stretches) and _or_none(out, stretch):  # "on Clio or nothing at all"
            findings.report([*_half(out), *(replace(e, kind="unread") for e in stretch)])
            lost = True
        elif branch:
            findings.report([replace(e, kind="unread") if e.kind == "clause" else e for e in stretch])
        elif not unread and _led_away(stretch):
            done = _done_by(out) if stretch[0].name == "by" else []
            findings.report([*done, *(replace(e, kind="unread") if e.kind == "filler" else e for e in stretch)])
            lost = True
        elif not unread and _own_affairs(stretch):  # "who take their brand seriously"
            findings.report([replace(e, kind="unread") if e.kind == "filler" else e for e in stretch])
        elif not unread and not (lost and joined and not is_bare(joined)):
            out += stretch
            lost = False
        elif _employer(out, stretch) or ((i == 0 or _described(out, stretch)) and _trusted_head(stretch)):
            about = _of_unread(stretch)
            for run in runs([replace(e, kind="unread") if e in about else e for e in stretch]):
                findings.report(run)
            out += [e for e in stretch if e.kind != "unread" and e not in about]
        else:
            half = [] if _beside_trades(out, stretch) else _half(out)
            findings.report([*half, *_changed(out, stretch), *stretch])
            lost = True
            branch = any(e.kind == "mark" and e.name == "OR" for e in half) or _opens_branch(stretch)
            branch = branch or (_joined_by(stretch, "OR") is not None and _named(stretches[i + 1 : i + 2]))
    return out


def _named(following: list[list[Element]]) -> bool:
    """Whether a stretch starts with a clause: "on Lightspeed or with 10+ staff", where the shops are not read."""
    first = first_content(following[0]) if following else None
    return first is not None and first.kind == "clause"


def _opens_branch(stretch: list[Element]) -> bool:
    """Whether what follows a stretch is the other half of an "or" with it: "with a tasting room or 10+ staff"."""
    before = _joined_by(stretch, "OR")
    return before is not None and before.kind == "unread"


def _described(out: list[Element], stretch: list[Element]) -> bool:
    """Whether a stretch behind other words on the company is nothing but its kind with unread adjectives: the
    "high-street opticians" behind "independent"."""
    first = last_content(out)
    if first is None or first.kind != "clause" or family(first) not in ("company", "location"):
        return False
    return _plain_kind(stretch) and not any(e.kind == "unread" and e.name.endswith("ing") for e in stretch)


def _employer(out: list[Element], stretch: list[Element]) -> bool:
    """Whether a stretch says behind people of what kind their company is: "CFOs at growing fintechs"."""
    last = last_content(out)
    at = last is not None and last.name == "people" and any(x.type == "AT" for x in lexemes(last))
    vague = words_of("vague")
    return at and _plain_kind(stretch) and all(e.name in vague or not e.name.endswith("ing") for e in stretch)


def _plain_kind(stretch: list[Element]) -> bool:
    """Whether a stretch is a kind of company with nothing but unread words in front of it."""
    *before, last = without_filler(stretch)
    return (
        bool(before)
        and all(e.kind == "unread" for e in before)
        and last.kind == "clause"
        and last.name in ("industry", "segment", "model")
        and is_bare(last)
        and not any(e.turns for e in stretch)
    )


def _own_affairs(stretch: list[Element]) -> bool:
    """Whether a relative clause of words that say nothing by themselves tells how the company does something."""
    words = [e.name for e in stretch[1:]]
    if stretch[0].name != "RELATIVE" or not words or any(e.kind != "filler" for e in stretch[1:]):
        return False
    verb = words_of("filler").get(words[0], {}).get("kind") == "verb"
    return verb and any(a in _THEIRS and b not in _THEIRS for a, b in pairwise(words))


def _of_unread(stretch: list[Element]) -> list[Element]:
    """Brackets with the size of a team that is not read: "an active fundraising team (3+ people)"."""
    one = len("team")
    return [
        e
        for before, e in pairwise(stretch)
        if e.kind == "group" and before.kind == "filler" and before.name == "team" and before.end - before.start == one
    ]


def _or_none(out: list[Element], stretch: list[Element]) -> bool:
    """Whether the other branch of an "or" is that there is nothing at all."""
    last = last_content(out)
    return (
        last is not None
        and last.kind == "mark"
        and last.name in ("OR", "SLASH")
        and stretch[0].kind == "mark"
        and stretch[0].name == "NOT"
        and not any(e.kind == "clause" for e in stretch)
    )


def _changed(out: list[Element], stretch: list[Element]) -> list[Element]:
    """The clause that the words behind it change, taken from what is believed: "$1.5M per site", "layoffs in
    Q1 2024"."""
    last = last_at(out, lambda e: e.kind != "filler")
    if last is None or out[last].kind != "clause":
        return []
    begin = next(i for i, e in enumerate(stretch) if e.kind != "filler")
    event = out[last].reading
    dated = event is not None and isinstance(event.predicate, Exists) and _names_time(stretch)
    backward = any(e.name in _BACKWARD for e in stretch[: begin + 1])
    if dated or (backward and stretch[begin].kind == "unread"):
        return _taken(out, last)
    return []


def _done_by(out: list[Element]) -> list[Element]:
    """The event that somebody did, taken from what is believed: "acquired by a PE firm"."""
    last = last_at(out, lambda e: e.kind != "filler")
    event = out[last].reading if last is not None else None
    if last is None or event is None or not isinstance(event.predicate, Exists):
        return []
    return _taken(out, last)


def _names_time(stretch: list[Element]) -> bool:
    """Whether unread words speak of a time: "in Q1 2024", "two years ago"."""
    return any(e.kind == "unread" and (e.name in _TIMES or _QUARTER.fullmatch(e.name)) for e in stretch)


def _led_away(stretch: list[Element]) -> bool:
    """Whether a preposition that no grammar rule reads makes names something else than the company ("to banks")."""
    content = without_filler(stretch)
    return (
        stretch[0].kind == "filler"
        and stretch[0].name in _AWAY
        and bool(content)
        and content[0].kind == "clause"
        and (family(content[0]) == "company" or content[0].name == "certification")
    )


def _joined(stretch: list[Element]) -> Element | None:
    """The clause that an "or" at the start of a stretch joins to what stands before."""
    content = without_filler(stretch)
    if len(content) > 1 and content[0].kind == "mark" and content[0].name in ("OR", "SLASH"):
        return content[1] if content[1].kind == "clause" else None
    return None


def _half(out: list[Element]) -> list[Element]:
    """The other half of an "or" that is not read, taken from what is believed: alone it would ask for more than the
    text does. In a list of bare names what can be read is read."""
    last = last_at(out, lambda e: e.kind != "filler")
    if last is None or out[last].kind != "mark" or out[last].name not in ("OR", "SLASH", "AND"):
        return []
    begin = next((i for i in range(last - 1, -1, -1) if out[i].kind == "clause"), None)
    if begin is None or (out[last].name == "AND" and out[begin].name not in ("industry", "location")):
        return []
    return _taken(out, begin)


def _beside_trades(out: list[Element], stretch: list[Element]) -> bool:
    """Whether a stretch is but a quality in a list of trades, of which the others are read all the same."""
    named = [e for e in out if e.kind != "filler"][-2:]
    return names_trade(named[0]) and all(e.kind == "filler" or is_quality(e) for e in stretch) if named else False


def _taken(out: list[Element], begin: int) -> list[Element]:
    """What is believed from this place on, taken back."""
    taken = out[begin:]
    del out[begin:]
    return taken


def _possible(elements: list[Element]) -> list[Element]:
    """What a company may be or have is no condition, "they may be independent"; where it may be, and how large, is.
    A tool that can do something is no tool of theirs: "systems that Zapier can reach"."""
    out: list[Element] = []
    possible = False
    for e, behind in zip_longest(elements, elements[1:]):
        acting = behind is not None and _modal(behind) and (e.kind, e.name) == ("clause", "technology") and is_bare(e)
        open_end = possible and e.name not in _BOUNDED and not (e.reading and e.reading.role)
        out.append(replace(e, kind="unread") if e.kind == "clause" and (open_end or acting) else e)
        if _modal(e):
            possible = not out[:-1] or out[-2].name not in _SELLERS
        elif e.kind not in ("filler", "unread"):  # "may also run a cafe"
            possible = False
    return out


def _vague(e: Element) -> bool:
    """Whether a clause is read over a quality that has no threshold: "a legacy POS"."""
    return e.reading is not None and any(n.code == "vague-phrase" for n in e.reading.notes)


def _modal(e: Element) -> bool:
    return e.kind == "filler" and e.name in _POSSIBLY


def _spelt(elements: list[Element]) -> list[Element]:
    """A place that is assumed from its spelling is a name where it is joined to one that nobody knows: "Cushman &
    Wakefield, Newmark"."""
    content = without_filler(elements)
    before = [*pairwise(content)]  # what stands two and one in front
    joined = [e for (a, b), e in zip(before, content[2:], strict=False) if (a.kind, b.kind) == ("unread", "mark")]
    assumed = [
        e
        for e in joined
        if e.name == "location"
        and opener(e) in _PLACED
        and e.reading
        and any(n.code == "fuzzy-match" for n in e.reading.notes)
    ]
    return [replace(e, kind="unread") if any(e is x for x in assumed) else e for e in elements]


def _of_others(elements: list[Element]) -> list[Element]:
    """An age beside a tool or a person is theirs: "an ERP older than 10 years", "owned by opticians aged 40-60", "a
    53-year-old owner"."""
    out: list[Element] = []
    owner: Element | None = None
    for e, behind in zip_longest(elements, elements[1:]):
        doer = owner is not None and any(x.name == "by" and x.end + 1 == owner.start for x in out[-2:-1])
        theirs = (owner is not None and (owner.name in _AGED or doer)) or (behind is not None and _somebody(behind))
        out.append(replace(e, kind="unread") if theirs and e.name == "age" else e)
        if e.kind == "clause" or (e.kind == "mark" and e.name != "RELATIVE"):
            owner = e
    return out


def _somebody(e: Element) -> bool:
    """Whether an element names a person."""
    titled = e.kind == "unread" and any(s.kind in ("title", "seniority") for s in builtin().senses(e.name))
    return titled or e.name == "people"


def _stretches(elements: list[Element], text: str) -> list[list[Element]]:
    """A phrase cut where a relative clause, a prepositional phrase or a self-contained clause begins.

    What stands in one stretch is believed or reported together.
    """
    out: list[list[Element]] = [[]]
    previous: Element | None = None  # the last element of the stretch that is no filler
    named = False  # whether the stretch holds a clause
    for i, e in enumerate(elements):
        governed = previous is not None and previous.kind == "unread"
        too = e.name in ("team", "crew") and any(x.kind == "unread" and x.name == "too" for x in out[-1])
        told = previous is not None and previous.name == "enough"
        changed = governed and (too or told or _governed(out[-1]) or _too_much_for(out[-1]))
        if e.kind == "mark":
            cut = e.name in ("RELATIVE", "NOT", "BUT", "SELLER")
        elif e.kind == "filler":
            cut = e.turns and previous is not None and not governed
        elif e.kind == "clause":
            held = governed and (
                e.name == "presence"
                or (e.name == "location" and opener(e) == "IN" and _having(out[-1]))
                or (e.name == "location" and (_led(e) or (out[-1][-1].kind == "filler" and _leads_away(out[-1]))))
            )
            done = governed and opener(e) == "IN" and e.name in ("stage", "industry", "location")
            done = (done or (e.name in ("technology", "category") and opener(e) == "ON")) and _acting(out[-1])
            cut = (
                not changed
                and not held
                and not done
                and not (previous is not None and governed and _made_other(e, previous))
                and (e.name in _NUMERIC or (not is_bare(e) and not (governed and opener(e) in _WEAK_OPENERS)))
            )
        else:
            last = _joined_by(out[-1], "AND") or previous  # "with 300 pupils and an ageing boiler house"
            complete = last is not None and last.kind == "clause" and (last.name in _NUMERIC or not is_bare(last))
            headed = (
                previous is not None
                and previous.name == "technology"
                and previous.end + 1 >= e.start
                and "CATEGORY" in {x.type for x in lexemes(previous)}
            )
            standard = previous is not None and _qualifies(previous, e)
            cut = (
                e.kind == "unread"
                and not standard
                and (
                    e.name in _GOVERNING
                    or (not governed and named and not headed and (complete or not _adjective(elements, i)))
                )
            )
        if cut and not (e.kind in ("clause", "filler") and _owned(out[-1], text)):
            out.append([])
            previous, named = None, False
        out[-1].append(e)
        if e.kind != "filler":
            previous = e
        named = named or e.kind == "clause"
    return [s for s in out if s]


def _leads_away(stretch: list[Element]) -> bool:
    """Whether the fillers that a stretch ends in lead to a place: "bring it to the (US)"."""
    ending = takewhile(lambda e: e.kind == "filler", reversed(stretch))
    return stretch[-1].turns or any(e.name == "to" for e in ending)


def _governed(stretch: list[Element]) -> bool:
    """Whether one of the unread words that a stretch ends in changes what is behind them."""
    ending = takewhile(lambda e: e.kind in ("unread", "filler"), reversed(stretch[-_GOVERNED:]))
    return any(e.kind == "unread" and e.name in _GOVERNING for e in ending)


def _too_much_for(stretch: list[Element]) -> bool:
    """Whether a stretch ends in what is too much of something, or too little, for what follows: "too small for"."""
    behind = stretch[-_MEASURED:]
    unread = [e for e in behind if e.kind == "unread"]
    return len(unread) > 1 and unread[-2].name == "too" and any(e.turns for e in behind if e.start > unread[-1].end)


def _joined_by(stretch: list[Element], joint: str) -> Element | None:
    """What stands in front of an "and" or an "or" at the end of a stretch."""
    content = (e for e in reversed(stretch) if e.kind != "filler")
    last, before = next(content, None), next(content, None)
    return before if last and (last.kind, last.name) == ("mark", joint) else None


def _owned(stretch: list[Element], text: str) -> bool:
    """Whether a stretch speaks of something of the company that is not read: "whose parent is in Germany", "their
    competitor uses Gong"."""
    if not stretch or text[stretch[0].start : stretch[0].end].lower() not in _WHOSE:
        return False
    content = without_filler(stretch[1:])
    return bool(content) and content[0].kind == "unread"


def _acting(stretch: list[Element]) -> bool:
    """Whether a stretch says what the company does with others: "that advise manufacturers (on automation)"."""
    return bool(stretch) and stretch[0].name == "RELATIVE" and any(e.kind == "unread" for e in stretch)


def _ends_in_category(e: Element) -> bool:
    """Whether a clause ends in a kind of tools, of which a word behind it makes something else."""
    last = max(lexemes(e), key=lambda x: x.end, default=None)
    return last is not None and last.type.startswith("CATEGORY")


def _made_other(e: Element, before: Element) -> bool:
    """Whether a clause is a single noun that the unread word before it makes something else: "a failed acquisition",
    "value chain"."""
    said = list(lexemes(e)) if e.name in ("event", "sites") else []
    one = len(said) == 1 and (e.name == "event" or said[0].type == "MULTI_SITE")
    return one and before.name not in words_of("vague")


def _led(e: Element) -> bool:
    """Whether a place is where something comes from: "imports from Italy"."""
    return bool(min(lexemes(e), key=lambda x: x.start).value == "from")


def _having(stretch: list[Element]) -> bool:
    """Whether a stretch says what the company has: "have a project in Peru"."""
    return any(e.kind == "filler" and e.name in HAVING for e in stretch)


def _adjective(elements: list[Element], i: int) -> bool:
    """Whether the unread words at `i` stand directly before a name, as an adjective does."""
    following = next((e for e in elements[i:] if e.kind != "unread"), None)
    return (
        following is not None and following.kind == "clause" and is_bare(following) and following.name not in _NUMERIC
    )


def _unread_member(stretch: list[Element]) -> bool:
    """Whether a list of names has a member that is not read: "devtools and infrastructure startups"."""
    content = without_filler(stretch)
    for i in range(1, len(content) - 1):
        before, e, after = content[i - 1 : i + 2]
        if (
            before.kind == "unread"
            and e.kind == "mark"
            and (e.name in ("OR", "SLASH") or (e.name == "AND" and after.name == "industry"))
            and after.kind == "clause"
            and family(after) in ("company", "location")
            and is_bare(after)
            and before.name not in words_of("vague")
        ):
            return True
        if (
            e.kind == "mark"
            and e.name in ("OR", "AND", "SLASH")
            and before.kind == "clause"
            and content[i + 1].kind == "unread"
        ):
            if is_quality(content[i + 1]) and (
                i + 2 == len(content) or content[i + 2].kind not in ("clause", "unread")
            ):
                continue  # "insurtech, medtech and regulated companies"
            behind = next((x for x in content[i + 1 :] if x.kind != "unread"), None)
            if before.name == "industry" and (behind is None or behind.kind != "clause" or behind.name != before.name):
                return True
            if before.name == "industry" and behind is not None and _generic(behind):
                return True  # "cement or gypsum board manufacturers"
    return False


def _on_software(stretch: list[Element]) -> bool:
    """Whether "software" is what the company is on and not what it makes: "on desktop software", "running legacy
    software", "on spreadsheets or old software"."""
    at = next((i for i, e in enumerate(stretch) if e.reading and e.reading.predicate == _SOFTWARE), None)
    if at is None or not any(e.kind == "unread" for e in stretch):
        return False
    before = next((e for e in reversed(stretch[:at]) if e.kind == "clause"), None)
    if before is not None:
        return before.name in ("technology", "category")
    return any(e.name == "on" or "USING" in keywords().get(singular(e.name), ()) for e in stretch[:at])


def _generic(e: Element) -> bool:
    """Whether a trade is only what is done with goods, so that words in front of it say with which."""
    said = list(lexemes(e))
    return len(said) == 1 and said[0].ids[0] in _WITH_GOODS


def _owned_by(stretch: list[Element], i: int) -> bool:
    """Whether the clause at `i` is a part of what unread words before it say: "lost their CFO", "members of chambers of
    commerce"."""
    k = i - 1
    while k > 0 and stretch[k].kind == "filler":
        k -= 1
    if k < 0 or k == i - 1 or stretch[i].kind != "clause" or stretch[k].kind != "unread":
        return False
    first, name = stretch[k + 1].name, stretch[i].name
    return (first in _THEIRS and name == "people") or (first == "of" and name in ("industry", "technology"))


def _qualifies(before: Element, e: Element) -> bool:
    """Whether a name only says of what kind the unread noun behind it is: "a SOC 2 audit", "an agency change"."""
    bare = before.kind == "clause" and (is_bare(before) or before.name == "named") and before.end + 1 == e.start
    affair = (family(before) == "company" or before.name == "named") and singular(e.name) in _AFFAIRS
    return (
        bare
        and e.kind == "unread"
        and e.name != "when"
        and ((before.name == "certification" and not certifies(before)) or affair)
    )


def _trusted_head(stretch: list[Element]) -> bool:
    """Whether unread words only describe the names around them: no verb or preposition of theirs governs anything."""
    if stretch[0].kind == "mark" and stretch[0].name in ("RELATIVE", "SELLER"):
        return False
    if _unread_member(stretch) or _opens_branch(stretch) or _on_software(stretch):
        return False
    if any(_owned_by(stretch, i) for i in range(len(stretch))):
        return False
    for before, e in pairwise(stretch):
        if before.name in _GOVERNING:
            return False
        if before.name == "technology" and e.kind == "unread" and _ends_in_category(before):
            return False  # "with an engineering blog"
        if before.name in _ABOUT and e.kind == "clause":
            return False
        if _qualifies(before, e):
            return False
        if before.kind == "unread" and e.name in _SOUGHT and before.name.endswith(VERBAL):  # "considering HubSpot"
            return False
        if before.name in _TRYING and before.kind == "unread" and e.kind == "clause" and is_bare(e):
            return False  # "evaluating AI automation"
        if before.kind == "unread" and ((e.kind == "filler" and e.turns) or (e.kind == "clause" and not is_bare(e))):
            return False
    return True
