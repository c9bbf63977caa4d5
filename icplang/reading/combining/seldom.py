"""What is taken only now and then: "hardware only in exceptional cases", "UK, Ireland by exception", "occasionally
breweries". It is neither asked for nor left out, so that it is reported."""

from __future__ import annotations

from dataclasses import replace

from icplang.reading.combining.tails import apart
from icplang.reading.elements import CONDITIONS, KINDS_OF_COMPANY, Element, family, is_bare, last_at, says
from icplang.reading.findings import Findings
from icplang.reading.trace import Trace
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import singular

_NOW_AND_THEN = frozenset({"occasionally", "opportunistically", "sometimes", "maybe", "possibly", "perhaps"})
_CASES = frozenset({"case", "circumstance", "situation", "instance", "basis"})
_ALL = frozenset({"all", "any", "most", "both", "either", "many", "such", "regular", "ongoing", "daily"})
"""Words in front of these that do not make them few."""
_SHORTEST = 2
_NEAR = 5
"""So many elements may stand between the "in" and the "cases"."""


def without_seldom(elements: list[Element], findings: Findings, _: Trace) -> list[Element]:
    """The elements of a sentence without what is taken now and then, which is reported."""
    text = findings.source.text
    if any(e.kind == "mark" and e.name in ("NOT", "EXCLUDE") for e in elements):
        return elements
    out: list[Element] = []
    follows = False  # whether an aside stood in front: "vets and, in rare cases, opticians"
    for part in _parts(elements):
        at = next((i for i in range(len(part)) if _seldom(part, i, text)), None)
        if at is None and not follows:
            out += part
            continue
        aside = not follows and not any(e.kind in ("clause", "group") for e in part)
        before = [out.pop()] if aside and out and out[-1].kind == "clause" else []  # "hardware, in rare cases"
        follows = aside and not before
        kept, told = _divided([*before, *part], (at or 0) + len(before))
        out += kept
        findings.report([replace(e, kind="unread") for e in told if e.kind not in ("comma", "stop")])
    return out


def _divided(part: list[Element], at: int) -> tuple[list[Element], list[Element]]:
    """What of a part is not meant by the words at a place in it, and what is: of a list, the last member alone."""
    named = last_at(part[:at], lambda e: e.kind == "clause")
    both = apart(part[named]) if named is not None else None
    if named is None or both is None:
        return [], part
    return [*part[:named], both[0]], [both[1], *part[named + 1 :]]


def _parts(elements: list[Element]) -> list[list[Element]]:
    """What stands between commas and stops, each with the sign in front of it."""
    out: list[list[Element]] = [[]]
    for e in elements:
        if e.kind in ("comma", "stop"):
            out.append([])
        out[-1].append(e)
    return out


def _seldom(part: list[Element], i: int, text: str) -> bool:
    """Whether words start that say that something is rare: "occasionally", "by exception", "in rare cases"."""
    first = part[i]
    if first.kind == "clause":
        return False
    if text[first.start : first.end].lower() in _NOW_AND_THEN:
        return True
    behind = part[i + 1 : i + 1 + _NEAR]
    if says(first, "by", text):
        return bool(behind) and behind[0].name == "exception"
    if not (says(first, "in", text) or says(first, "on", text)):
        return False
    end = next((k for k, e in enumerate(behind) if singular(e.name) in _CASES), 0)
    return end > 0 and all(e.kind in ("unread", "filler") and e.name not in _ALL for e in behind[:end])


def only_sometimes(sentences: list[tuple[str, list[Element]]]) -> list[tuple[str, list[Element]]]:
    """The sentences of an item, with those as unread that add to the kinds before them another one under a condition of
    its own: "museums; galleries only with a shop". It is not asked for beside the others."""
    known = set[str]()
    out: list[tuple[str, list[Element]]] = []
    for sign, sentence in sentences:
        adds = bool(sentence) and _kind(sentence[0]) in known and _conditioned(sentence[1:])
        known |= {_kind(e) for e in sentence} - {""}
        out.append((sign, [replace(e, kind="unread") for e in sentence] if adds else sentence))
    return out


def _kind(e: Element) -> str:
    """What a clause names of which a company is one; empty for another element."""
    if e.kind != "clause" or not is_bare(e):
        return ""
    return family(e) if e.name in KINDS_OF_COMPANY else e.name if e.name in ("location", "technology") else ""


def _conditioned(behind: list[Element]) -> bool:
    """Whether an "only" with something behind it follows: "only with a shop", but "only for now"."""
    if len(behind) < _SHORTEST or (behind[0].kind, behind[0].name) != ("mark", "REQUIRE") or behind[1].kind == "comma":
        return False
    led = behind[1].turns or behind[1].kind in ("clause", "mark") or behind[1].name in CONDITIONS
    nouns = (words_of("filler").get(e.name, {}).get("kind") == "noun" for e in behind[1:] if e.kind == "filler")
    return led and (any(e.kind in ("clause", "unread", "group") for e in behind[1:]) or any(nouns))
