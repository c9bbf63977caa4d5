"""What a bracket says: it defines the words before it, says more of the company, gives a window, or is a remark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from icplang.diagnostics import Diagnostic
from icplang.meaning.concepts import lies_in
from icplang.meaning.predicates import And, Count, Exists, In, Predicate, Range, join
from icplang.reading.elements import (
    SIZES,
    Element,
    clauses,
    direct,
    family,
    first_content,
    first_mark,
    is_bare,
    joins,
    lexemes,
    opener,
    runs,
    separates,
    split,
    without_filler,
)
from icplang.reading.resolving import Reading
from icplang.reading.syntax.grammars import keywords
from icplang.reading.trace import Trace
from icplang.reading.words.counted import PEOPLE
from icplang.vocabulary.store import builtin, words_of
from icplang.vocabulary.words import singular, tokens

_NOTHING_ALONE = frozenset({"bare", "when", "category", "gone", "teams", "keyword", "list"})
"""Clauses that say nothing of a company by themselves: what they mean is in the words around them."""
_SMALL_OR_LARGE = frozenset("tiny small little large big huge giant micro mini larger smaller bigger".split())
_BIG = frozenset(
    """large small mid big medium sized corporate enterprise tiny giant major micro established early team shop solo
    trader sole person one player freelancer individual hobbyist consumer self employed group account logo client
    customer end upper lower high low tier size market smb sme larger smaller bigger very super the mega""".split()
)
"""What says no more than how large a company is."""
_PRONOUNS = frozenset({"they", "it", "we", "you", "i", "these", "those"})
_OF_COMPANY = frozenset({"ownership", "stage", "status", "certification"})
"""Clauses that are about no number."""
_LISTED = frozenset({"contact", "lead", "prospect"})
"""What a list has so many of."""
_SELLERS = frozenset("pipeline booking deal customer client win tam market lead opportunity logo account".split())
"""What a seller has a share of."""
_ABOUT = frozenset({"location", "presence", "serves"})
"""Clauses that may be about what stands before them: "40 people (in the US)", "Slack (for alerts)"."""
_EXPLAINING = _PRONOUNS | frozenset(
    "their its our your because since as likely probably usually often typically generally cannot".split()
)
_MODALS = frozenset({"won", "can", "couldn", "wouldn"})


_DIVISIONS = frozenset("state country province region county territory canton market".split())
_PARTS = (_DIVISIONS - {"market"}) | frozenset(
    "part side half mainland coast city town metro area district north south east west".split()
)
"""Nouns for the parts of a place."""
_WHOLE = frozenset("all any every each whole entire our home main core key primary current target both".split())
"""What is said of a place that is meant as a whole."""
_SEVERAL = frozenset({"SEVERAL", "MULTI_SITE", "MULTI_COUNTRY"})
"""Words for more than one."""
_BOUNDS = ("MORE_THAN", "LESS_THAN", "AT_LEAST", "AT_MOST")


def half_read_groups(elements: list[Element]) -> list[Element]:
    """Brackets that are an operand and hold words nothing explains are not read: "(AWS, sometimes Azure)". Nor are
    those with people behind words of which nothing is understood: "several segments (SDR, AE)"."""
    out: list[Element] = []
    before: Element | None = None
    said = False  # whether anything in front of the bracket is understood
    for e in elements:
        operand = e.kind == "group" and (before is None or before.kind in ("mark", "unread"))
        theirs = before is not None and before.name == "people"  # "the VP Sales (EMEA) at banks"
        theirs = theirs or (before is not None and not said and _lists_people(e))
        said = said or e.kind in ("clause", "mark")
        unread = operand and any(clauses([e])) and (theirs or half_read(e)) and first_mark(e.inside) != "LIKE"
        out.append(replace(e, kind="unread") if unread else e)
        before = before if e.kind == "filler" else e
    return out


def _lists_people(group: Element) -> bool:
    """Whether a bracket names people, and says nothing of them."""
    joined = all(x.kind != "mark" or joins(x) for x in group.inside)
    return joined and {x.name for x in clauses([group])} == {"people"}


def half_read(group: Element) -> bool:
    """Whether a bracket holds words that nothing explains."""
    return any(x.kind == "unread" or (x.kind == "group" and half_read(x)) for x in group.inside)


def limits(before: Element | None, group: Element) -> bool:
    """Whether a bracket behind a place limits it: "US (Midwest only)", "Cyprus (Greek side)"."""
    *inside, last = group.inside or [group]
    if before is None or {before.name, *(x.name for x in clauses(group.inside))} != {"location"}:
        return False
    names = {e.name for e in group.inside}
    part = not names.isdisjoint(_PARTS) and names.isdisjoint(_WHOLE)
    return part or (bool(inside) and last.kind == "mark" and last.name == "REQUIRE")


def limited(elements: list[Element], trace: Trace) -> list[Element]:
    """The elements with the brackets that limit a place to others without their "only", and those that leave out some
    of its parts without the words for all of them: "US (all states except Alaska)"."""
    out: list[Element] = []
    before: Element | None = None
    for e in elements:
        if e.kind == "group" and (cut := _all_but(before, e)):
            trace.join(e.inside[:cut])
            out.append(replace(e, inside=e.inside[cut:]))
            continue
        named = e.kind == "group" and limits(before, e) and any(clauses([e])) and e.inside[-1].kind == "mark"
        out.append(replace(e, inside=e.inside[:-1]) if named else e)
        before = out[-1] if e.kind != "filler" else before
    return out


def _all_but(before: Element | None, group: Element) -> int:
    """Where the "except" of a bracket behind a place stands with which it lets in all the others; 0 where none does."""
    at = next((i for i, e in enumerate(group.inside) if e.kind == "mark"), 0)
    every = at and all(e.kind == "filler" or e.name in _DIVISIONS for e in group.inside[:at])
    behind = all(e.name in ("location", "NOT", "comma") or e.kind in ("comma", "filler") for e in group.inside[at:])
    return at if every and behind and before is not None and before.name == "location" else 0


def or_none(group: Element) -> bool:
    """Whether a bracket adds an alternative that names nothing: "(or nowhere)"."""
    return first_mark(group.inside) == "OR" and not any(clauses([group]))


def named_by_size(elements: list[Element]) -> list[Element]:
    """ "Large corporates (800+ employees)": a bracket with a size stands for the words in front of it."""
    for i, e in enumerate(elements):
        sizes = [x for x in e.inside if x.kind == "clause"]
        if (
            e.kind == "group"
            and sizes
            and all(x.name in SIZES and x.reading and x.reading.predicate for x in sizes)
            and not any(x.kind == "unread" for x in e.inside)
            and all(
                x.kind in ("unread", "filler")
                or (x.kind == "mark" and x.name in ("OR", "SLASH", "AND"))
                or x.name == "segment"
                for x in elements[:i]
            )
            and any(x.kind == "unread" for x in elements[:i])
            and not any(x.name in ("team", "teams", "department") for x in elements[:i])
        ):
            return [*e.inside, *elements[i + 1 :]]
    return elements


def unsized(elements: list[Element]) -> list[list[Element]]:
    """The words in front of a bracket that gives their size and say more than that: the "carriers" of "mid-market
    carriers (50-300 trucks)"."""
    named = next(i for i, e in enumerate(elements) if e.kind == "group")
    return [
        run for run in runs(elements[:named]) if any(e.kind == "unread" and singular(e.name) not in _BIG for e in run)
    ]


def without_qualities(elements: list[Element]) -> list[Element]:
    """Without the word that a bracket puts in numbers, or in names of tools: "tiny studios (under 15 people)", "Modern
    (GitLab, Azure)"."""
    sized = any(e.kind == "group" and any(x.name in SIZES for x in direct(e.inside)) for e in elements)
    behind = [*elements, None][1:]
    return [
        e
        for e, group in zip(elements, behind, strict=True)
        if e.kind != "unread"
        or not ((sized and e.name in _SMALL_OR_LARGE) or (e.name in words_of("vague") and names_tools(group)))
    ]


def names_tools(group: Element | None) -> bool:
    """Whether an element is a bracket that names tools, and nothing else."""
    inside = list(direct(group.inside)) if group and group.kind == "group" and not half_read(group) else []
    return bool(inside) and all(x.name == "technology" for x in inside)


def defines(before: Element, group: Element) -> bool:
    """Whether a bracket narrows what stands before it: numbers, or names of the same kind, and nothing else."""
    clauses = [x for x in group.inside if x.kind == "clause"]
    return (
        bool(clauses)
        and all(x.kind in ("clause", "filler") or separates(x) for x in group.inside)
        and all(
            x.reading is not None
            and x.reading.predicate is not None
            and (
                x.name in SIZES
                or x.name == before.name
                or (before.kind == "clause" and family(x) == family(before))
                or (before.name == "category" and x.name == "technology")
            )
            for x in clauses
        )
    )


def opened(before: Element | None, group: Element, *, excluding: bool) -> tuple[Element, list[list[Element]]]:
    """A bracket without what it says behind the size with which it defines, and that rest: "enterprise (1,000+ staff -
    slow procurement)". Of what is excluded only a dash or a semicolon sets such a remark apart: other words may
    restrict it."""
    for i, e in enumerate(group.inside):
        if before is None or not (e.kind == "stop" or (e.kind == "comma" and not excluding)):
            continue
        first, rest = replace(group, inside=group.inside[:i]), group.inside[i + 1 :]
        if any(clauses(rest)):
            continue
        alone = first_content(rest)
        if not any(x.kind == "unread" for x in rest) or (alone is not None and alone.name == "OR"):
            break
        sized = all(x.name in SIZES for x in direct(first.inside))
        return (first, [rest]) if sized and defines(before, first) else (group, [])
    return group, []


def known_places(before: Element | None, group: Element) -> tuple[Element, list[list[Element]]]:
    """A bracket with places within the one before it, without those that nobody knows, and these: "Brazil (Recife,
    Somewhere)"."""
    if before is None or before.name != "location" or not half_read(group):
        return group, []
    members = [without_filler(m) for m in split(group.inside, "comma")]
    known = [m for m in members if m and all(x.kind == "clause" and x.name == "location" and is_bare(x) for x in m)]
    unknown = [m for m in members if m and all(x.kind == "unread" for x in m)]
    if not known or len(known) + len(unknown) < len(members) or not all(_around(before, x) for m in known for x in m):
        return group, []
    joint = Element("mark", known[0][0].end, known[0][0].end, "OR")
    places = [*known[0], *(x for m in known[1:] for x in (joint, *m))]
    return (replace(group, inside=places), unknown) if unknown else (group, [])


def states(before: Element, group: Element) -> bool:
    """Whether a bracket says more of the company, in full: "clinics (using Epic, in Ohio)", "retailers (UK)"."""
    named = list(clauses([before]))
    if not named or not _in_full(group):
        return False
    inside = list(direct(group.inside))
    if named[-1].name != "funding" and all(x.name in _OF_COMPANY for x in inside):
        return True  # "50-500 employees (bootstrapped)"
    if named[-1].name in ("location", "presence") and all(family(x) == "company" for x in inside):
        return True  # "London-based (accounting firms)"
    return family(named[-1]) == "company" or (
        not any(x.reading and x.reading.role for x in named) and not any(is_bare(x) or x.name in _ABOUT for x in inside)
    )


def says_how(group: Element) -> bool:
    """Whether a bracket holds a word that says how its conditions are meant: "(on Epic only)"."""
    return any(x.kind == "mark" and x.name not in ("OR", "AND", "SLASH") for x in group.inside)


def limiting(before: Element, group: Element) -> bool:
    """Whether a bracket limits what stands before it: "Hotels (we only sell to independent ones)"."""
    return says_how(group) and not defines(before, group) and states(before, group)


def names_buyer(before: Element, group: Element) -> bool:
    """Whether a bracket behind a company says whom to talk to there: "clinics (buyer: the practice manager)"."""
    inside = list(direct(group.inside))
    return (
        not any(x.reading and x.reading.role for x in clauses([before]))
        and not half_read(group)
        and any(not is_bare(x) for x in inside)
        and all(x.reading and x.reading.role == "buyer" for x in inside)
    )


def of_contact(before: Element, group: Element) -> bool:
    """Whether a bracket says in companies of which size somebody is the one to talk to: "Owner (under 20 staff)"."""
    asked = before.name in ("people", "buyer") and not any(x.type == "AT" for x in lexemes(before))
    inside = list(direct(group.inside))
    return asked and bool(inside) and not half_read(group) and all(x.name in ("bare", *SIZES) for x in inside)


def _in_full(group: Element) -> bool:
    """Whether a bracket holds conditions on the company, and every word of it belongs to them."""
    inside = list(direct(group.inside))
    return (
        bool(inside)
        and all(
            x.kind in ("clause", "comma", "filler")
            or (x.kind == "mark" and x.name in ("OR", "AND", "SLASH", "NOT", "PREFER", "REQUIRE"))
            for x in group.inside
        )
        and all(
            x.reading is not None
            and x.reading.predicate is not None
            and x.reading.role is None
            and x.name not in _NOTHING_ALONE
            for x in inside
        )
    )


def defined(out: list[Element], before: Element, group: Element, sized: Callable[[str], bool]) -> list[Element]:
    """ "mid-market (200-2,000 employees)": the bracket defines, and the word that it defines is not read. `sized`: of a
    segment, whether it only says how large a company is. Of a place and the one around it the place is read: "the
    Midlands (UK)"."""
    inside = [x for x in group.inside if x.kind == "clause"]
    if before.name == "location" and all(_around(x, before) or _sums_up(x, before) for x in inside):
        return out
    defined = before.kind == "clause" and (
        (
            before.name == "segment"
            and only_size(before, sized)
            and any(x.name in ("employees", "money") for x in inside)
        )
        or (before.name in ("technology", "category") and all(x.name == "technology" for x in inside))
        or (before.name == "location" and all(x.name == "location" for x in inside))
        or (before.name == inside[0].name and _field(before) == _field(inside[0]))
    )
    if defined:
        out = [x for x in out if x is not before]
    joined = any(x.kind == "mark" and x.name == "OR" for x in group.inside)
    return [*out, group] if joined or any(x.kind == "comma" for x in group.inside) else [*out, *group.inside]


def only_size(e: Element, sized: Callable[[str], bool]) -> bool:
    """Whether a clause names segments that only say how large a company is: "mid-market". `sized` knows which do."""
    named = e.reading.predicate if e.reading else None
    return e.name == "segment" and isinstance(named, In) and all(map(sized, named.values))


def remarks(group: Element, *, excluding: bool, negated: bool) -> bool:
    """Whether a bracket holds no condition: words, examples, a sentence of its own ("(they have an IT team)"), of what
    is left out how it usually is, or of what costs points what it lacks."""
    usual = any(x.kind == "mark" and x.name == "PREFER" for x in group.inside)  # "(likely run an ERP)"
    nothing = not any(clauses([group])) and not or_none(group)
    nothing = nothing or (excluding and [e.name for e in group.inside] == ["named"])  # "banks (competitors)"
    told = bool(group.inside) and group.inside[0].name in _PRONOUNS
    lead = first_mark(group.inside)
    return nothing or told or lead == "LIKE" or (excluding and usual) or (negated and (usual or lead == "NOT"))


def names_size(before: Element, group: Element, sized: Callable[[str], bool]) -> bool:
    """Whether a bracket behind a size says what such companies are called: "500-999 employees (upper mid-market)"."""
    named = list(direct(group.inside))
    plain = all(x.kind in ("clause", "filler") or separates(x) for x in group.inside)
    return before.name in ("employees", "money") and plain and bool(named) and all(only_size(x, sized) for x in named)


def _field(e: Element) -> str | None:
    """The field of a number."""
    counted = e.reading.predicate if e.reading else None
    return counted.field if isinstance(counted, Range) else None


def _around(wider: Element, place: Element) -> bool:
    """Whether one place lies in the other."""
    outer, inner = (x.reading.predicate if x.reading else None for x in (wider, place))
    if not isinstance(outer, In) or not isinstance(inner, In) or outer.field != inner.field:
        return False
    return all(any(a != b and lies_in(builtin(), a, b) for b in outer.values) for a in inner.values)


def _sums_up(whole: Element, places: Element) -> bool:
    """Whether one place stands behind several, and says what they are: "Ireland, UK, Malta (English-speaking)"."""
    outer, inner = (x.reading.predicate if x.reading else None for x in (whole, places))
    several = isinstance(inner, In) and len(inner.values) > 1
    return several and isinstance(outer, In) and len(outer.values) == 1 and outer.values[0].startswith("region:")


def timed(before: Element, group: Element) -> Element | None:
    """The event before a bracket that holds its window: "recent funding (last 60 days)"."""
    content = without_filler(group.inside)
    event = before.reading.predicate if before.reading else None
    window = _window(content[0]) if len(content) == 1 else None
    if before.reading is None or not isinstance(event, Exists) or window is None:
        return None
    predicate = replace(replace(event, last=None, since=None), **window)
    reading = replace(before.reading, predicate=predicate, notes=_qualities(before))
    return replace(before, end=group.end, reading=reading)


def posted(before: Element, group: Element) -> Element | None:
    """Open roles, with when they were posted behind a comma: "hiring 3+ SDRs, posted in the last 45 days"."""
    content = without_filler(group.inside)
    sought, told = (e.reading.predicate if e.reading else None for e in (before, content[0] if content else before))
    if len(content) != 1 or not isinstance(sought, Exists) or not isinstance(told, Exists) or before.reading is None:
        return None
    if (sought.relation, told.relation) != ("hiring", "hiring") or told.where is not None or told.count is not None:
        return None
    predicate = replace(sought, last=told.last, since=told.since)
    return replace(before, end=group.end, reading=replace(before.reading, predicate=predicate))


def _window(e: Element) -> dict[str, Any] | None:
    """When something was, where an element says nothing else: "last 60 days", "since 2025"."""
    if e.kind != "clause" or e.reading is None:
        return None
    if e.name == "when":
        return e.reading.window
    year = e.reading.predicate
    since = e.name == "founded" and opener(e) == "SINCE" and isinstance(year, Range) and year.min is not None
    return {"since": f"{year.min:g}"} if since and isinstance(year, Range) else None


def completed(before: Element, group: Element) -> Element | None:
    """The event before a bracket that holds how many it is about, which round, or who: "hiring SDRs (4+ openings)",
    "raised recently (Series B+)"."""
    content = without_filler(group.inside)
    event = before.reading.predicate if before.reading else None
    said = content[0] if content and content[0].kind == "clause" else None
    if said is None or said.reading is None or before.reading is None or not isinstance(event, Exists):
        return None
    told = said.reading.predicate
    if event.relation == "funding" and said.reading.amount and len(content) == 1 and not _has_amount(event):
        raised: list[Predicate] = [event.where, said.reading.amount] if event.where else [said.reading.amount]
        event = replace(event, where=join(And, raised))  # "raised a Series A ($5M+)"
    elif event.relation == "funding" and event.where is None and len(content) == 1 and said.name == "stage":
        if not isinstance(told, In | Range):
            return None
        event = replace(event, where=replace(told, field="stage"))
    elif event.relation == "leadership" and event.where is None and len(content) == 1:  # "leadership change (CEO, CFO)"
        if not isinstance(told, In) or told.field != "title":
            return None
        event = replace(event, where=told)
    elif event.relation == "hiring" and event.where and isinstance(told, Exists) and len(content) == 1:
        if told.relation != "hiring" or told.where is not None:
            return None
        event = replace(event, count=told.count or event.count)
    elif event.relation == "hiring" and event.count is None and event.where and _of_posts(said, content[1:]):
        low, *rest = (int(x.value.value) for x in lexemes(said) if x.type == "NUM")
        event = replace(event, count=Count(low, rest[0] if rest else None))
    else:
        return None
    return replace(before, end=max(before.end, group.end), reading=replace(before.reading, predicate=event))


def _has_amount(event: Exists) -> bool:
    """Whether it is said already how much was raised."""
    parts = event.where.args if isinstance(event.where, And) else (event.where,)
    return any(isinstance(x, Range) and x.field == "amount" for x in parts)


def numbered(before: Element, group: Element) -> Element | None:
    """Several of something, with how many in the bracket behind it: "Multiple visits (4+)", "many branches (5-20)"."""
    content = without_filler(group.inside)
    several = any(x.type in _SEVERAL for x in lexemes(before))
    if not several or len(content) != 1 or not _of_posts(content[0], []) or before.reading is None:
        return None
    numbers = [x.value for x in lexemes(content[0]) if x.type == "NUM"]
    low, *rest = (int(n.value) for n in numbers)
    high = rest[0] if rest else None
    match before.reading.predicate:
        case Exists(count=Count()) as event:
            predicate: Predicate = replace(event, count=Count(low, high))
        case Range(field="locations" | "countries") as sites:
            predicate = replace(sites, min=low, max=high)
        case _:
            return None
    plain = not any(n.currency or n.percent for n in numbers)
    return replace(before, end=group.end, reading=replace(before.reading, predicate=predicate)) if plain else None


def located(before: Element, group: Element) -> Element | None:
    """The last of several places, with the places in the bracket behind it that lie in it: "France, Ireland (Dublin)".
    The others stand as they are."""
    content = [e for e in group.inside if e.kind != "filler" and not separates(e)]
    places = before.reading.predicate if before.reading else None
    if before.name != "location" or not isinstance(places, In) or len(places.values) == 1 or before.reading is None:
        return None
    inner = [e.reading.predicate for e in content if e.kind == "clause" and e.name == "location" and e.reading]
    named = [v for p in inner if isinstance(p, In) for v in p.values]
    last = places.values[-1]
    if len(inner) < len(content) or not named or not all(v != last and lies_in(builtin(), v, last) for v in named):
        return None
    reading = replace(before.reading, predicate=replace(places, values=(*places.values[:-1], *named)))
    return replace(before, end=group.end, reading=reading)


def _of_posts(said: Element, behind: list[Element]) -> bool:
    """Whether a bracket says how many posts are open: "(3-5 roles)", "(2+)"."""
    numbers = [x for x in lexemes(said) if x.type == "NUM"]
    least = any(x.type in ("PLUS", "OR_MORE", "AT_LEAST") for x in lexemes(said))
    posts = all("ROLE_NOUN" in keywords().get(x.name, ()) for x in behind)
    return said.name == "bare" and posts and (len(numbers) == 2 or (len(numbers) == 1 and least))


def _qualities(e: Element) -> list[Diagnostic]:
    """What is said of the words within a clause, without how its window was read."""
    return [note for note in (e.reading.notes if e.reading else []) if note.code != "defined-word"]


def sized_team(before: Element, group: Element) -> Element | None:
    """The team before a bracket that holds its size: "a fundraising team (3+ people)"."""
    content = without_filler(group.inside)
    team = before.reading.predicate if before.reading else None
    size = _size(content[0].reading) if len(content) == 1 and content[0].reading else None
    if (
        isinstance(team, Range)
        and team.field == "team_size"
        and isinstance(size, Range)
        and (size.field in ("employees", "team_size") or (size.field == "metric" and size.of in PEOPLE))
        and before.reading
    ):
        return replace(
            before,
            end=group.end,
            reading=replace(before.reading, predicate=replace(size, field="team_size", of=team.of)),
        )
    return None


def _size(reading: Reading) -> Predicate | None:
    """The number in a bracket, of people or without a noun: "(6+)"."""
    exact = reading.node.node("exactly") is not None
    return reading.predicate or (None if exact else reading.inherited)


def gives_bound(group: Element) -> bool:
    """Whether a bracket gives a bound in words that are not all understood: "(more than 12 own shops)"."""
    bounds = (x for x in clauses([group]) if x.name in ("bare", *SIZES) and x.reading is not None)
    return half_read(group) and any(x.reading.node.has(*_BOUNDS) for x in bounds if x.reading)


def explains(group: Element, text: str) -> bool:
    """Whether a bracket behind what is refused says why: "(they have an IT team)", "(won't pay)", "(likely on SAP)"."""
    first, *rest = tokens(text[group.start + 1 : group.end - 1]) or [""]
    return "only" not in rest and (first in _EXPLAINING or (first in _MODALS and rest[:1] == ["t"]))


def used_instead(out: list[Element], group: Element) -> bool:
    """Whether a bracket names the tools of those who lack the one in front of it: "stores not on Shopify (Wix)"."""
    behind = [(e.kind, e.name) for e in without_filler(out)[-2:]]
    return behind == [("mark", "NOT"), ("clause", "technology")] and names_tools(group)


def sweet(group: Element) -> bool:
    """Whether a bracket says nothing but that what stands before it is preferred."""
    content = without_filler(group.inside)
    return bool(content) and all(e.kind == "mark" and e.name == "PREFER" for e in content)


def shares(group: Element) -> bool:
    """Whether a bracket holds nothing but a percentage, one of what the seller has, or how many there are in a list:
    "(30% of pipeline)", "(12 contacts)"."""
    content = without_filler(group.inside)
    counted = content[0].reading.predicate if len(content) == 1 and content[0].reading else None
    if isinstance(counted, Range) and counted.unit == "ratio" and counted.of in _SELLERS:
        return True
    if isinstance(counted, Range) and counted.field == "metric" and counted.of in _LISTED:
        return True
    numbers = [x for e in content for x in lexemes(e) if x.type == "NUM"]
    return len(content) == 1 and content[0].name == "bare" and bool(numbers) and all(x.value.percent for x in numbers)


def unclear(before: Element, group: Element) -> bool:
    """Whether a bracket holds conditions of which nobody can say what they are about: "40 people (in Ohio)"."""
    first, inside = group.inside[0], list(clauses([group]))
    if first.kind == "clause" and first.name in ("bare", *SIZES):
        return True
    if first.kind == "unread" and any(_bounded(x) for x in inside):  # "(income > £1m)"
        return True
    if any(x.reading and x.reading.role for x in clauses([before])):  # "CFO (hired in the last 6 months)"
        return any(not (x.reading and x.reading.role) for x in inside) and not half_read(group)
    purposes = {x.name for x in inside} == {"serves"} and before.name in (
        "technology",
        "category",
    )  # "Slack (for alerts)"
    return not purposes and _in_full(group) and (before.name in SIZES or not all(map(is_bare, inside)))


def elsewhere(before: Element, group: Element) -> bool:
    """Whether a bracket behind several places names one that lies in none of them: "Spain, Italy (Paris)"."""
    places = before.reading.predicate if before.reading else None
    several = before.name == "location" and isinstance(places, In) and len(places.values) > 1
    inside = list(clauses([group])) if several and not half_read(group) else []
    if {x.name for x in inside} != {"location"}:
        return False
    return not any(_around(before, x) or _around(x, before) or _sums_up(x, before) for x in inside)


def _bounded(e: Element) -> bool:
    """Whether a clause is a number with a bound: "over 50", "> 1m"."""
    return e.name == "bare" and e.reading is not None and e.reading.node.node("exactly") is None
