"""What a text tells of whoever is to make the list: "You are a lead researcher for a cleaning company", "Act as a
prospecting agent for a law firm", "Need a VA to pull a list of ...". Neither the title nor the company is one that is
wanted.

Only the first sentence of a text or of a line says who somebody is. "You are a dentist" may as well speak to those who
are wanted, so that the noun behind it has to be that of such work, and be named for it further down: "You are a lead
researcher"; behind "act as" anyone may stand.
"""

from __future__ import annotations

from dataclasses import replace

from icplang.reading.elements import Element, opener
from icplang.reading.findings import Findings
from icplang.reading.told.author import those_served
from icplang.reading.trace import Trace
from icplang.vocabulary.words import tokens

_ACTING = tuple(
    phrase.split()
    for phrase in (
        "act as|acting as|behave as|you act as|you will act as|you re acting as|you are acting as|imagine you are|"
        "imagine you re|imagine that you are|imagine being|pretend to be|pretend you are|pretend you re|"
        "pretend that you are|assume the role of|take on the role of|take the role of|play the role of|your role is"
    ).split("|")
)
"""Words that give somebody a part to play."""
_YOU_ARE = (["you", "are"], ["you", "re"], ["you", "are", "now"], ["you", "re", "now"])
_MAKERS = frozenset(
    """assistant ai researcher analyst sdr bdr bot prospector scout sourcer copilot intern screener scorer qualifier
    classifier evaluator reviewer filter expert strategist enricher copywriter""".split()
)
"""Those who make lists."""
_WORK = frozenset("ai research sales prospecting sourcing qualification outbound scoring autonomou lead list".split())
_WORKERS = frozenset("agent engine model generator finder builder".split())
"""Words for them behind one for that work: an "estate agent" makes no lists."""
_TASKS = frozenset("research qualify prospect source score screen classify find build scout hunt".split())
"""What whoever makes a list does: "You research prospects for a translation agency"."""
_ARTICLES = frozenset({"a", "an", "the", "our", "my"})
_ENDS = frozenset("for at of in on with from to that who whose working helping supporting specializing".split())
"""Words behind which stands for whom or where the work is done."""
_OPENS = " \t#*_>\"'"
"""Signs in front of a sentence that opens a line."""
_LONGEST = 8
"""The most words of a title."""


def without_maker(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements of a sentence without what it tells of whoever makes the list."""
    text = findings.source.text
    if sought := _sought(elements):
        end = sought - 1
        findings.tell("command", "an instruction about the list, no criterion", elements[0].start, elements[end].end)
        trace.join(elements[:sought])
        return elements[sought:]
    before = text[: elements[0].start].rstrip(_OPENS) if elements else ""
    first = not before.strip()
    if not elements or (before and before[-1] != "\n") or not _addresses(text, elements, first=first):
        return elements
    end = _until(elements, text)
    rest = elements[end:]
    if rest and rest[0].kind == "comma":  # "Act as my SDR, hotels in Spain": or what is said of the employer
        rest = [replace(e, kind="unread") if e.kind == "clause" else e for e in rest]
    findings.tell("commentary", "about whoever makes the list, no criterion", elements[0].start, elements[end - 1].end)
    trace.join(elements[:end])
    return those_served(rest, findings)


def _sought(elements: list[Element]) -> int:
    """Where the order stands for which somebody is sought: "Need a VA to build a list of"; 0 if there is none."""
    first = next((i for i, e in enumerate(elements) if e.kind != "filler"), len(elements))
    to = next((i for i, e in enumerate(elements) if i > first and e.kind == "filler" and e.name == "to"), 0)
    if not first + 1 < to < first + _LONGEST or [e.name for e in elements[to + 1 : to + 2]] != ["COMMAND"]:
        return 0
    whom = elements[first + 1 : to]
    plain = all(e.kind in ("filler", "unread") or e.name == "people" for e in whom)
    asked = elements[first].name == "COMMAND" or (first == 0 and elements[0].name == "hire")
    return to + 1 if asked and plain and any(e.kind != "filler" for e in whom) else 0


def _addresses(text: str, elements: list[Element], *, first: bool) -> bool:
    """Whether a sentence, the first one of the text or not, opens with who is to make the list."""
    said = tokens(text[elements[0].start : elements[-1].end])
    if any(said[: len(phrase)] == phrase for phrase in _ACTING):
        return True
    if said[:1] == ["you"] and said[1:2] and said[1] in _TASKS:
        return True
    begin = max((len(phrase) for phrase in _YOU_ARE if said[: len(phrase)] == phrase), default=0)
    return begin > 0 and begin < len(said) and said[begin] in _ARTICLES and _makes(said[begin + 1 :], first)


def _makes(said: list[str], first: bool) -> bool:
    """Whether the title at the start of these words is that of somebody who makes lists, of which the first sentence
    of a text need not say more."""
    end = next((i for i, w in enumerate(said[:_LONGEST]) if w in _ENDS), min(len(said), _LONGEST))
    working = end > 1 and said[end - 1] in _WORKERS and said[end - 2] in _WORK
    named = first or (end > 1 and said[end - 2] in _WORK)
    return end > 0 and (working or (named and said[end - 1] in _MAKERS))


def _until(elements: list[Element], text: str) -> int:
    """Where it ends: in front of an order, or of those to whom the company sells that the work is done for."""
    working = tokens(text[elements[0].start : elements[-1].end])[1:2]  # "You research prospects for a law firm"
    for i in range(1, len(elements)):
        e = elements[i]
        if e.kind == "mark" and e.name == "COMMAND" and not (working and working[0] in _TASKS):
            return i
        if e.name == "serves" and opener(e) == "SERVING" and tokens(text[e.start : e.end])[0] != "for":
            return i
    return next((i for i in range(1, len(elements)) if elements[i].kind == "comma"), len(elements))
