"""Headings: what one says besides being a title, and which are titles alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from icplang.reading.belief.brackets import named_by_size, without_qualities
from icplang.reading.elements import Element, clauses, first_content, is_bare, lexemes, names_trade, without_filler
from icplang.reading.findings import Findings
from icplang.reading.resolving import Reading
from icplang.reading.shape.items import GATES, SECTIONS, TIERS, Item
from icplang.reading.shape.labels import label
from icplang.reading.shape.roles import is_label
from icplang.reading.words.clientele import ACCOUNTS, PRAISE, introduces
from icplang.vocabulary.store import builtin, words_of
from icplang.vocabulary.words import singular, tokens

_COMPANIES = frozenset("account company firm business brand organisation organization shop group operator".split())
_KINDS = frozenset({"ownership", "segment"})
"""Clauses that say of which kind those of a section are: the "family businesses" of "Zymurgic family businesses"."""
_ANNOUNCED = frozenset({"signal", "trigger", "indicator"})
"""Words for what stands below a heading that ends in them."""
_TRADES = frozenset({"INDUSTRY_LABEL", "KIND_LABEL"})
"""Labels of lists of trades."""
_OF_COMPANY = frozenset("industry model ownership segment stage location employees money sites metric".split())
"""Clauses that say of companies what they are."""
_YEARS = range(1990, 2100)


_DASHED = re.compile(r"(?P<name>[^,;:.()\n|]{3,60}?)[*_]*[ ]+[-–—][ ]+(?=\S)")


def explained(
    item: Item, read: Callable[[Item], list[Element]], findings: Findings
) -> tuple[Item, list[Element]] | None:
    """The trade in front of a dash behind which stands only what is done there, as no other trade that is known is in
    it, with its elements: the "hotels" of "Hotels - room service, front desk". None for another member of a list."""
    field = item.context.field
    found = _DASHED.match(findings.source.text, item.start, item.end) if field and field.type in _TRADES else None
    if found is None:
        return None
    name = replace(item, end=found.end("name"))
    elements = read(name)
    if "industry" not in _known(elements) or _known(read(replace(item, start=found.end()))) & _OF_COMPANY:
        return None
    findings.tell("commentary", "what is done there, no criterion", found.end(), item.end)
    return name, elements


def _known(elements: list[Element]) -> set[str]:
    """The kinds of clauses in which more is named than what is taken by its form alone."""
    read = ((e, e.reading) for e in clauses(elements) if e.reading and e.reading.predicate is not None)
    return {e.name for e, reading in read if _literal(reading) < max(1, _names(e))}


def _literal(reading: Reading) -> int:
    return sum(n.code == "taken-literally" for n in reading.notes)


def _names(e: Element) -> int:
    """How many names a clause holds."""
    return sum(x.type != "COMMA" and bool(x.ids) for x in lexemes(e))


def names_stage(words: str) -> bool:
    """Whether words are a stage, behind which a dash opens a range: "Series A - Series C, or seed"."""
    return any(s.kind == "stage" for s in builtin().senses(words))


def is_title(item: Item, elements: list[Element], text: str) -> bool:
    """Whether a heading is only a title: words in it are not read, or it says nothing but the role of what follows."""
    heading = text[item.start : item.end]
    if (
        _names_whose(elements) or is_label(heading) or _ANNOUNCED.intersection(tokens(heading)[-1:])
    ):  # "Acquisition criteria", "Funding signals"
        return True
    spare = {"bare", "when"} if item.context.during else {"bare"}
    said = [e for e in elements if e.kind == "clause" and e.name not in spare]
    listed = item.context.role != "exclude" and all(e.name == "named" for e in said)  # "Current customers: Bosch"
    measured = without_qualities(named_by_size(elements))  # "Early companies (<$3M ARR)"
    said = said or (list(clauses(measured)) if len(measured) < len(elements) else [])
    plain = any(e.kind == "unread" for e in measured) or not said or listed
    if item.context.role == "exclude" and not item.keyed and restricted(elements):
        return True  # all of them are not refused
    return plain and not _titled(item, elements) and not _says_who(elements)


def _says_who(elements: list[Element]) -> bool:
    """Whether a line above others is a sentence that says who is wanted: "A good first customer is a winery with"."""
    first = first_content(elements)
    if first is not None and _names_kind(first) and any(e.name == "NOT" for e in elements):  # "Vets - not equine"
        return True
    said = [e for e in elements if e.name not in ("a", "an", "the")]
    named = first is not None and first.kind == "unread"
    if named and any(_is_for(a, b) for a, b in pairwise(said)):  # "Zymurgo works best for hotels that"
        return True
    return any(a.kind == "filler" and a.name in ("is", "are") and _names_kind(b) for a, b in pairwise(said))


def restricted(elements: list[Element]) -> bool:
    """Whether what stands below a heading says which of those are meant that it names: "Avoid hotels that:"."""
    said = elements[-1] if elements else None
    named = any(e.kind == "clause" and _names_kind(e) for e in elements)
    return named and said is not None and said.name in ("RELATIVE", "with", "set phrase")


def _is_for(said: Element, whom: Element) -> bool:
    """Whether words say for whom something is: "works best for hotels", "helps hotels", "is built for hotels"."""
    suits = (said.kind == "mark" and said.name == "REQUIRE") or (said.kind == "filler" and said.name == "help")
    built = said.kind == "filler" and said.name in ("is", "are") and whom.kind == "clause" and whom.name == "serves"
    return built or (suits and _names_kind(whom))


def is_unexplained(item: Item, elements: list[Element], text: str) -> bool:
    """Whether a title names companies by words that are not read, so that they are reported."""
    heading = text[item.start : item.end]
    refused = item.context.role == "exclude" and not item.keyed and (_names_refused(heading) or restricted(elements))
    leads = text[item.start : item.end + 1].rstrip(" *_\n")[-1:] in (":", "?")  # "A good hotel looks like:"
    dropped = leads and not is_label(heading) and any(map(names_trade, elements))
    return refused or dropped or _names_unknown(item, elements, text) or _names_whose(elements)


def _names_refused(heading: str) -> bool:
    """Whether a heading in a section of what is not wanted names those who are not: "Advice seekers"."""
    said = label(heading, 0)
    return said.role != "exclude" and said.field is None and said.remark is None and not is_label(heading)


def _names_unknown(item: Item, elements: list[Element], text: str) -> bool:
    """Whether the heading of one section among several names companies by words that nothing explains: "Zymurgic
    accounts", "Zymurgic groups (400+ rooms)", "Tier 2: Zymurgic roasters". What stands below it is then read without
    them."""
    content = [e for e in elements if e.start < e.end and e.kind not in ("stop", "group")]
    last = content[-1] if len(content) > 1 else None
    sections = [group for group, _ in item.path if SECTIONS <= group < GATES]
    said = " ".join(e.name for e in content)
    if last is None or not sections or is_label(said) or introduces(said):
        return False
    if last.kind in ("filler", "unread") and singular(last.name) in _COMPANIES:
        return content[-2].kind == "unread"
    unread = content[0].kind == "unread" and len(content[0].name) > 1
    return max(sections) >= TIERS and unread and (_names_members(last, text) or last.name in _KINDS)


def _names_members(e: Element, text: str) -> bool:
    """Whether words are a trade, or a plural that may be one: the "roasters" of "Zymurgic roasters"."""
    return _names_kind(e) or (e.kind == "unread" and text[e.start : e.end].lower() != singular(e.name))


def _names_whose(elements: list[Element]) -> bool:
    """Whether a heading is a tool's name in front of the word for a profile: it may be whose profile it is, or what
    the companies run. "HubSpot ICP"."""
    content = without_filler(elements)
    behind = content[1:] and content[-1].kind == "mark" and content[-1].end == elements[-1].end
    tool = len(content) == 2 and content[0].kind == "clause" and content[0].name == "technology"
    return bool(behind and tool and is_bare(content[0]))


def _calls_wanted(e: Element) -> bool:
    """Whether a word only calls those of a trade what they are to the author: the "partner" of "Winery partner"."""
    return e.kind == "unread" and singular(e.name) in ACCOUNTS - {"buyer"}


def _praises(e: Element, text: str) -> bool:
    """Whether a word in front of a trade says that those are wanted, and no more."""
    return e.kind == "mark" and e.name == "PREFER" and text[e.start : e.end].lower() in PRAISE


def headline(item: Item, elements: list[Element], text: str) -> list[Element]:
    """What a heading says: the trade in a bracket behind words that are only a title, as in "Call list (clinics)". A
    year in it counts nothing: "ICP 2026"."""
    if item.heading:
        elements = [replace(e, kind="filler", reading=None) if _is_year(e) else e for e in elements]
    content = without_filler(elements)
    denied = item.heading and item.context.role == "exclude" and content and content[0].name == "NOT"
    if denied and content[0].kind == "mark":  # "Not hotels" refuses, and refuses once
        elements = [replace(e, kind="filler") if e is content[0] else e for e in elements]
        content = content[1:]
    last = content[-1] if item.heading and len(content) > 1 else None
    noun = last if last is not None and _calls_wanted(last) else None
    sought = content[:-1] if noun else content
    praised = last is not None and _names_kind(sought[-1]) and all(_praises(e, text) for e in sought[:-1])
    if praised and (noun or len(sought) > 1):  # "Ideal winery", "Hotel partners"
        return [replace(e, kind="filler") if e is noun or _praises(e, text) else e for e in elements]
    if last is None or last.kind != "group" or any(e.kind == "clause" for e in content[:-1]):
        return elements
    return last.inside if all(e.kind == "filler" or _names_kind(e) for e in last.inside) else elements


def _is_year(e: Element) -> bool:
    numbers = [x.value.value for x in lexemes(e) if x.type == "NUM"] if e.name == "bare" else []
    return len(numbers) == 1 and numbers[0] in _YEARS


def _titled(item: Item, elements: list[Element]) -> bool:
    """Whether the title of a segment, or one with mere qualities, ends in what its members are: "Segment B: Regional
    grocers"."""
    content = without_filler(elements)
    tiered = any(TIERS <= group < GATES for group, _ in item.path)
    return (tiered or _described(content)) and any(map(_names_kind, content[-1:]))


def _described(content: list[Element]) -> bool:
    """Whether mere qualities stand in front of the last word of a heading: "Great regional breweries"."""
    rows = (words_of("vague").get(e.name) for e in content[:-1] if e.kind == "unread")
    return all(row is not None and row["why"] == "vague" for row in rows) and all(
        e.kind in ("unread", "stop") for e in content[:-1]
    )


def _names_kind(e: Element) -> bool:
    """Whether an element names what a company is, a trade or a business model, and nothing else."""
    return names_trade(e) or (e.kind == "clause" and e.name == "model" and is_bare(e))


def title_of(text: str) -> str | None:
    """The first top-level heading, as the name of the profile."""
    match = re.search(r"^#[ \t]+(.+?)[ \t#]*$", text[:2000], re.MULTILINE)
    return match[1].strip() if match else None
