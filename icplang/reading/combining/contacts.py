"""Whom to talk to: behind a label such as "Buyer:" stand titles, and what else stands there is said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from icplang.diagnostics import taken_literally
from icplang.meaning.predicates import In, Predicate
from icplang.reading.combining.widened import with_stand_ins
from icplang.reading.elements import KINDS_OF_COMPANY, Element, lexemes, separates, without_filler
from icplang.reading.findings import Findings, quality
from icplang.reading.resolving import as_addressed, as_person
from icplang.reading.syntax.tokenizer import SLOT
from icplang.reading.trace import Trace
from icplang.reading.words.lexer import ARTICLES
from icplang.vocabulary.words import singular, slug, tokens

_PERSONAL = frozenset({"location", "presence", "age", "founded", "when", "bare", "metric"})
"""Clauses that may be about a person as well: "Buyer: CTO. In Berlin, 10+ years"."""
_PLACES = frozenset({"location", "presence"})
_PERSONS = frozenset({"location", "industry", "category", "person"})
"""Clauses that name people where one is told not to talk to them."""
_PARTS = frozenset("economic technical financial operational executive user business commercial legal clinical".split())
"""What somebody has of a decision, in front of who that is."""
_CELLS = frozenset("|·•")
_ENDS = frozenset(".;!?")
_EXPLAINING = frozenset("-–—:→>=")
"""Signs behind which stands what someone does: "CFO - final approval"."""
_GOES_ON = frozenset({"and", "&", "but", "as well as"})
_REACHING = frozenset(
    """contact contacting email emailing call calling pitch pitching message messaging reach reaching talk talking ask
    speak speaking approach approaching target targeting cold""".split()
)
"""Verbs behind which stand those whom one talks to."""
_WORDS = 4
"""The most words of a title that nobody knows."""


def without_others(elements: list[Element], findings: Findings, _: Trace) -> list[Element]:
    """The elements of a sentence with names behind a refusal to talk to somebody, or behind whom to talk to, as people:
    "don't contact HR or IT", "ask for the owner, never the bookkeeper"."""
    text = findings.source.text
    out: list[Element] = []
    asked = refused = False  # whether somebody was named to talk to; whether somebody is whom not to talk to
    for e in elements:
        if e.kind == "mark" and e.name in ("NOT", "EXCLUDE"):
            refused = asked or not _REACHING.isdisjoint(tokens(text[e.start : e.end]))
        elif e.kind == "stop":
            refused = False
        asked = asked or e.name == "buyer"
        read = as_addressed(e.reading, text) if refused and e.reading and e.name in _PERSONS else None
        out.append(replace(e, name="people", reading=read) if read else e)
    return out


def contacts(
    elements: list[Element], findings: Findings, trace: Trace
) -> tuple[list[tuple[Predicate, list[Element]]], list[list[Element]]] | None:
    """The people of each sentence, and what is said of the companies behind an "at"; None where no one is named, or
    where a "not" takes some out.

    A contact never filters companies, so that a condition on one ("CEO in studios below 30") is a remark.
    """
    if any(e.kind == "mark" and e.name in ("EXCLUDE", "DEPRIORITIZE") for e in elements):
        return None
    refused = next((i for i, e in enumerate(elements) if e.kind == "mark" and e.name == "NOT"), None)
    if refused is not None:  # "Owner or controller, never the broker"
        kept = elements[:refused]
        named = [e for e in kept if e.kind == "clause" and e.reading and e.reading.role == "buyer"]
        if not named or any(e.kind == "stop" for e in elements[refused:]):
            return None
        findings.tell("commentary", "said of the contact, no criterion", elements[refused].start, elements[-1].end)
        elements = kept
    if not any(e.kind == "clause" and e.reading and e.reading.role == "buyer" for e in elements):
        return None
    elements = _without_part(elements, findings.source.text, trace)
    out: list[tuple[Predicate, list[Element]]] = []
    companies: list[list[Element]] = []
    for sentence in _parts(elements, lambda e: e.kind == "stop" and e.name in _ENDS):
        if out and _of_company(sentence):  # "Buyer: CTO; on Salesforce"
            companies.append(sentence)
            continue
        cut = _before_companies(sentence)
        people = sentence[:cut]
        at = next((i for i in range(len(people)) if _leads_to_company(people, i, findings)), len(people) - 1)
        out.extend(_sentence(people[: at + 1], findings))
        companies.extend(part for part in (people[at + 1 :], sentence[cut:]) if part)
    ends = {e.name for e in elements[:-1] if e.kind == "stop" and e.name in _ENDS}
    return (_one_list(out) if ends == {";"} else out), companies


def _one_list(people: list[tuple[Predicate, list[Element]]]) -> list[tuple[Predicate, list[Element]]]:
    """People, those of one kind together: "Buyer: CFO; Head of Finance" are either of them."""
    out: list[tuple[Predicate, list[Element]]] = []
    for predicate, used in people:
        at = next((i for i, (other, _) in enumerate(out) if _alike(other, predicate)), None)
        if at is None:
            out.append((predicate, used))
            continue
        before = out[at][0]
        if isinstance(before, In) and isinstance(predicate, In):
            values = tuple(dict.fromkeys([*before.values, *predicate.values]))
            out[at] = (replace(before, values=values), [*out[at][1], *used])
    return out


def _alike(a: Predicate, b: Predicate) -> bool:
    """Whether two predicates give values of one field."""
    return isinstance(a, In) and isinstance(b, In) and replace(a, values=()) == replace(b, values=())


def _without_part(elements: list[Element], text: str, trace: Trace) -> list[Element]:
    """The elements without the part in a decision that stands in front of those who have it: "Technical: CTO"."""
    content = without_filler(elements)
    if len(content) <= len("X:") or (content[1].kind, content[1].name) != ("stop", ":"):
        return elements
    said = tokens(text[content[0].start : content[0].end])
    if len(said) != 1 or said[0] not in _PARTS or all(e.name != "people" for e in content[2:]):
        return elements
    trace.join(content[:2])
    return elements[elements.index(content[1]) + 1 :]


def _of_company(stretch: list[Element], *, apart: bool = False) -> bool:
    """Whether words name nobody, and say something that only companies are or have; `apart`: they stand in a cell of
    their own, where a place is that of the company."""
    named = [e for e in stretch if e.kind == "clause" and e.reading and e.reading.predicate]
    personal = _PERSONAL - _PLACES if apart else _PERSONAL
    return bool(named) and not any(e.reading.role or e.name in personal for e in named if e.reading)


def _before_companies(sentence: list[Element]) -> int:
    """Where the people of a sentence end and its companies begin: "CTO, fintech, 50-500 employees, US"."""
    last = max((i for i, e in enumerate(sentence) if e.reading and e.reading.role), default=len(sentence))
    begin = next((i for i, e in enumerate(sentence) if i > last and _separates(e)), len(sentence))
    first = next(_parts(sentence[begin:], _separates), [])
    cell = begin < len(sentence) and sentence[begin].name in _CELLS
    return begin if _of_company(first, apart=cell) else len(sentence)


def _leads_to_company(people: list[Element], i: int, findings: Findings) -> bool:
    """Whether titles end in an "at", behind which stands the company: "Head of Analytics at a pharma company"; or in an
    "of" with a kind of company behind it: "CFO of a charity"."""
    e = people[i]
    if e.kind == "filler":
        return e.name == "at"
    said = {findings.source.text[x.start : x.end].lower() for x in lexemes(e) if x.type == "AT"}
    behind = people[i + 1 : i + 2 + _WORDS] if "of" in said else []
    first = next((x for x in behind if x.kind not in ("filler", "unread") and x.name != "location"), None)
    kind = first is not None and first.kind == "clause" and first.name in KINDS_OF_COMPANY
    return "at" in said or (kind and behind[0].name != "the")


def _sentence(sentence: list[Element], findings: Findings) -> Iterator[tuple[Predicate, list[Element]]]:
    fields: dict[str, list[str]] = {}
    used: dict[str, list[Element]] = {}
    behind = sentence[0].start if sentence else 0
    sentence = with_stand_ins(sentence, findings.source.text)
    doing = many = False  # whether a relative clause says what somebody does, or several, by their plural
    for segment in _parts(sentence, _separates):
        led = findings.source.text[behind : segment[0].start]
        behind = segment[-1].end
        titles = [e for e in segment if e.kind == "clause" and e.reading and e.reading.role == "buyer"]
        titles = [e for e in titles if not _above(segment, e)]
        doing = doing and led.strip().lower() in _GOES_ON
        if doing and not (titles and titles[0] is segment[0] and (many or _one(titles[0], findings.source.text))):
            findings.tell("commentary", "said of the contact, no criterion", segment[0].start, segment[-1].end)
            continue  # "Owner who runs vans and drivers"
        doing = doing or any(e.kind == "mark" and e.name == "RELATIVE" for e in segment)
        many = many or any(not _one(e, findings.source.text) for e in titles)
        for e in titles:
            if e.reading and e.reading.predicate is None:
                findings.diagnostics.extend(e.reading.notes)
            elif e.reading and isinstance(e.reading.predicate, In):
                findings.diagnostics.extend(e.reading.notes)
                fields.setdefault(e.reading.predicate.field, []).extend(e.reading.predicate.values)
                used.setdefault(e.reading.predicate.field, []).append(e)
            elif e.reading and e.reading.predicate:
                findings.diagnostics.extend(e.reading.notes)
                yield e.reading.predicate, [e]
        rest = [e for e in segment if e not in titles and e.kind != "filler"]
        if not rest:
            continue
        said = findings.source.text[segment[0].start : segment[-1].end]
        if not titles and fields and _title(segment, said) and not _EXPLAINING.intersection(led):
            start, end = segment[0].start, segment[-1].end
            id = slug(findings.source.text[start:end])
            message, help = taken_literally(said.strip(), "title", id)
            findings.tell("taken-literally", message, start, end, help=help)
            fields.setdefault("title", []).append(id)
            used.setdefault("title", []).append(Element("clause", start, end))
        elif titles or fields:
            findings.tell("commentary", "said of the contact, no criterion", rest[0].start, rest[-1].end)
        else:
            findings.report([e if e.kind == "unread" else Element("unread", e.start, e.end, e.name) for e in rest])
    for field, values in fields.items():
        yield In(field, tuple(dict.fromkeys(values))), used[field]


def _above(segment: list[Element], title: Element) -> bool:
    """Whether a title is of somebody to whom another reports: "who reports to the CFO"."""
    before = [e for e in segment[: segment.index(title)] if e.name not in ARTICLES]
    if len(before) <= 1 or before[-1].kind != "filler" or before[-1].name != "to":
        return False
    return before[-2].kind == "unread" or any(e.kind == "mark" and e.name == "RELATIVE" for e in before[:-1])


def _one(title: Element, text: str) -> bool:
    """Whether a title is one person's: no plural, and no noun that nobody knows."""
    last = text[title.start : title.end].rsplit(maxsplit=1)[-1]
    notes = title.reading.notes if title.reading else []
    return not notes and singular(last.lower()) == last.lower()


def _title(segment: list[Element], said: str) -> bool:
    """Whether unread words in a list of titles are one that nobody knows: "works council"."""
    return (
        all(e.kind in ("unread", "filler") and e.name != SLOT for e in segment)
        and len(tokens(said)) <= _WORDS
        and not any(c.isdigit() for c in said)
        and quality(tokens(said)) is None
    )


def _separates(e: Element) -> bool:
    return e.kind == "stop" or separates(e)


def _parts(elements: list[Element], separates: Callable[[Element], bool]) -> Iterator[list[Element]]:
    part: list[Element] = []
    for e in elements:
        if separates(e):
            if part:
                yield part
            part = []
        else:
            part.append(e)
    if part:
        yield part


def on_staff(e: Element) -> Element:
    """A title as somebody whom the company has: "no CFO but ...", "a Salesforce admin is a plus"."""
    return replace(e, name="person", reading=as_person(e.reading)) if e.name == "people" and e.reading else e
