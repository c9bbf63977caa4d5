"""Whom a letter speaks to and who signs it: "Hi Dana, ...", "Nils, please stop ...", "Cheers, Mike". Such a name is no
criterion, though it be that of a place or a product: "Hi Austin", "Thanks, Charlotte".
"""

from __future__ import annotations

from icplang.reading.elements import Element
from icplang.reading.findings import Findings
from icplang.reading.trace import Trace
from icplang.vocabulary.words import tokens

_HAILING = frozenset("hi hello hey hiya howdy dear thank".split())
"""Words in front of the name of whoever is written to, in the singular."""
_HOURS = frozenset("morning afternoon evening day".split())
_CLOSING = frozenset("cheer best regard thank thx wish sincerely".split())
"""Words in front of the name of whoever writes."""
_KIND = frozenset("kind warm best all the many with".split())
_BETWEEN = frozenset("there you again all everyone team everybody folks and &".split())
"""Words that may stand beside such a name or for it: "Hi again, team"."""
_ASKING = frozenset("please pls can could would".split())
"""Words with which somebody is asked who was named: "Nils, please"."""
_LONGEST = 3
"""The most words of a name."""


def without_greeting(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements of a sentence without the names of those who write and are written to."""
    text = findings.source.text
    end = _hailed(elements, text) or _signed(elements, text) or _called(elements, text)
    if not end:
        return elements
    findings.tell("commentary", "a greeting, no criterion", elements[0].start, elements[end - 1].end)
    trace.join(elements[:end])
    return elements[end:]


def _name(elements: list[Element], text: str) -> int:
    """How many of the elements at the start are a name: one to three words with a capital letter."""
    end = next((i for i, e in enumerate(elements) if not _titled(e, text)), len(elements))
    words = tokens(text[elements[0].start : elements[end - 1].end]) if end else []
    return end if len(words) <= _LONGEST else 0


def _titled(e: Element, text: str) -> bool:
    words = text[e.start : e.end].split()
    return e.kind in ("unread", "clause", "filler", "mark") and all(w.istitle() or w.lower() in _BETWEEN for w in words)


def _hailed(elements: list[Element], text: str) -> int:
    """Where a greeting ends at the start of a sentence: "Hi Dana,"; 0 where there is none."""
    begin = next((i for i, e in enumerate(elements) if not _among(e, text, _HAILING)), 0)
    if not begin and elements and _among(elements[0], text, frozenset({"good"})):
        begin = 2 * any(_among(e, text, _HOURS) for e in elements[1:2])
    end = begin + _name(elements[begin:], text) if begin else 0
    whole = end == len(elements) or elements[end].kind == "comma"
    return min(end + 1, len(elements)) if end > begin and whole else 0


def _signed(elements: list[Element], text: str) -> int:
    """Where a sentence ends that is only signed: "Best, Ana"; 0 where it is more."""
    comma = next((i for i, e in enumerate(elements) if not _among(e, text, _CLOSING | _KIND)), 0)
    if not comma or elements[comma].kind != "comma" or not _among(elements[comma - 1], text, _CLOSING):
        return 0
    rest = elements[comma + 1 :]
    return len(elements) if rest and _name(rest, text) == len(rest) else 0


def _called(elements: list[Element], text: str) -> int:
    """Where a name ends in front of what is asked of whoever bears it: "Nils, please"; 0 where there is none."""
    if len(elements) < 3 or elements[0].kind != "unread" or elements[1].kind != "comma":
        return 0
    asked = _among(elements[2], text, _ASKING) or elements[2].name == "COMMAND"
    return 2 if asked and _titled(elements[0], text) else 0


def _among(e: Element, text: str, words: frozenset[str]) -> bool:
    """Whether an element starts with one of these words, in the singular."""
    return e.kind != "comma" and not words.isdisjoint(tokens(text[e.start : e.end])[:1])
