"""Sentences that say something of companies, but not which are wanted: how points are given, what was believed once,
who is too small, half a refusal."""

from __future__ import annotations

from icplang.meaning.predicates import Range
from icplang.meaning.profile import Role
from icplang.reading.combining.companies import proper
from icplang.reading.combining.lists import plural
from icplang.reading.combining.refusals import judged_size, names_band, pardoned
from icplang.reading.combining.sentences import believed_once, belittles, half_refused, scores
from icplang.reading.elements import SIZES, Element, family, is_bare, opener, without_filler
from icplang.reading.told.author import of_terms


def unclear(sentences: list[tuple[str, list[Element]]], i: int, role: Role | None, text: str) -> bool:
    """Whether sentence `i` of an item says something of companies, but not which are wanted."""
    sentence = sentences[i][1]
    if role == "exclude":
        unsaid = pardoned([s for _, s in sentences[i : i + 2]])
    else:
        unsaid = belittles(sentence) or judged_size(sentence, text) or names_band(sentence)
        unsaid = unsaid or beyond(sentence, text) or asks_some(sentence, text)
        unsaid = unsaid or (i > 0 and portrays(sentence) and _of_author(sentences[i - 1][1], text))
    return (
        unsaid
        or any(half_refused(sentences[k : k + 1], text) for k in range(max(i, 1), i + 2))
        or any(told(sentence) for told in (scores, believed_once, of_terms))
        or proper(sentence, text)
        or (role != "exclude" and offered(sentences, i, text))
    )


_OURS = ("we're ", "we\u2019re ", "we are ", "i'm ", "i\u2019m ", "i am ", "i run ", "we run ", "i build ", "we build ")
_OFFERED = frozenset({"services", "service", "services offered", "service lines"})
_PORTRAIT = SIZES | {"stage", "location", "ownership", "status"}
_BOUNDS = frozenset({"LESS_THAN", "MORE_THAN", "AT_MOST", "AT_LEAST"})
_THEN = frozenset("they there we it i you he she the most".split())
"""Words with which starts what is said of those beyond a size."""
_ASKING = ("must", "need to", "needs to", "have to", "has to")


def offered(sentences: list[tuple[str, list[Element]]], i: int, text: str) -> bool:
    """Whether a sentence is a label for what the companies offer, or stands behind one: "Services: SEO, web design"."""
    label = i - 1 if sentences[i][0] == ":" and i else i
    if [sign for sign, _ in sentences[label + 1 : label + 2]] != [":"]:
        return False
    said, behind = sentences[label][1], sentences[label + 1][1]
    if len(said) != 1 or text[said[0].start : said[0].end].lower() not in _OFFERED:
        return False
    return not any(e.kind == "clause" and plural(text[e.start : e.end]) for e in behind)  # "Services: law firms"


def portrays(sentence: list[Element]) -> bool:
    """Whether a sentence has no verb and gives the one size of one company: "Series A stage, 15 employees"."""
    sizes = [e.reading.predicate for e in sentence if e.name in SIZES and e.reading]
    exact = any(isinstance(p, Range) and p.min is not None and p.min == p.max for p in sizes)
    return exact and all(e.kind == "comma" or (e.kind == "clause" and e.name in _PORTRAIT) for e in sentence)


def _of_author(sentence: list[Element], text: str) -> bool:
    """Whether a sentence tells of its author alone, and names nobody whom he serves."""
    said = text[sentence[0].start :].lower() if sentence else ""
    return said.startswith(_OURS) and not any(e.name in ("serves", "for", "to", "COMMAND") for e in sentence)


def beyond(sentence: list[Element], text: str) -> bool:
    """Whether a sentence says what becomes of those beyond a size that it opens with: "Past 80 there was a controller",
    "below 15 they had no money"."""
    first = next((i for i, e in enumerate(sentence) if e.kind != "filler" and e.name != "AND"), len(sentence))
    if first + 1 >= len(sentence) or sentence[first].name != "bare" or opener(sentence[first]) not in _BOUNDS:
        return False
    behind = sentence[first + 1]
    return text[behind.start : behind.end].lower().split()[0] in _THEN


def asks_some(sentence: list[Element], text: str) -> bool:
    """Whether a sentence asks something of those of its kind alone that have a size: "Hospitals with 200+ beds must be
    on Epic"."""
    kind, size, asked, *more = [*without_filler(sentence)[:4], None, None, None]
    if kind is None or size is None or asked is None or kind.kind != "clause" or size.name not in SIZES:
        return False
    bound = size.reading.predicate if size.reading else None
    some = isinstance(bound, Range) and (bound.min is None) != (bound.max is None)
    demanded = asked.name == "REQUIRE" and text[asked.start : asked.end].lower().startswith(_ASKING)
    return some and demanded and bool(more) and family(kind) == "company" and is_bare(kind) and not is_bare(size)
