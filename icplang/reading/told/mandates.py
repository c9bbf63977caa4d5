"""Those for whom companies are looked for: "Our client, a PE-backed platform, wants to buy landscapers", "We
are a growth equity firm that invests in clinics". What is said of them is no criterion of the companies."""

from __future__ import annotations

from icplang.reading.elements import Element
from icplang.reading.findings import Findings
from icplang.reading.trace import Trace
from icplang.reading.words.dealings import whom
from icplang.vocabulary.words import tokens

_OUR = frozenset({"our", "my"})
_PARTIES = frozenset("client buyer buyers investor investors principal acquirer acquirers backer backers".split())
"""Those for whom one looks. What "our clients" want to buy is more often ours."""
_WANTING = frozenset(
    """want wants wish wishe seek seeking look looking hope hoping aim aiming plan planning intend intending keen eager
    would like is are be to also currently actively now both all has have mandate a an exclusive one or more""".split()
)
"""What may stand in front of the verb."""
_BUYING = frozenset("buy acquire acquiring buying purchase purchasing fund invest investing in back lend".split())
_WE_ARE = (["we", "are"], ["we", "re"], ["our", "is"], ["i", "am"], ["i", "m"])
_RELATIVES = frozenset({"that", "which", "who"})
_LEADING = frozenset({"to", "in", "into", "with"})
_FAR = 3
"""So many elements may name the party."""


def without_mandate(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements of a sentence without whom it says somebody looks for companies for, and what he is."""
    text = findings.source.text
    end = _until(elements, text) or _introduced(elements, text)
    if not end:
        return elements
    findings.tell("commentary", "about the buyer, no criterion", elements[0].start, elements[end - 1].end)
    trace.join(elements[:end])
    return elements[end:]


def _until(elements: list[Element], text: str) -> int:
    """Where those stand who are wanted, behind the party and its verb; 0 where a sentence starts with none such."""
    if not elements or elements[0].kind != "filler" or elements[0].name not in _OUR:
        return 0
    party = next((i for i, e in enumerate(elements[1 : 1 + _FAR], 1) if _last(e, text) in _PARTIES), 0)
    begin = party + 1 if party else len(elements)
    if begin < len(elements) and elements[begin].kind == "comma":
        begin = next((i + 1 for i, e in enumerate(elements) if i > begin and e.kind == "comma"), len(elements))
    bought = 0
    for i in range(begin, len(elements)):
        said = tokens(text[elements[i].start : elements[i].end])
        if elements[i].kind not in ("filler", "unread", "mark") or not (_WANTING | _BUYING).issuperset(said):
            break
        bought = i + 1 if bought or not _BUYING.isdisjoint(said) else 0
    return bought if bought and bought < len(elements) else 0


def _introduced(elements: list[Element], text: str) -> int:
    """Where those stand whom a fund takes behind what it says it is; 0 where it says no such thing."""
    comma = next((i for i, e in enumerate(elements) if e.kind == "comma"), -1)
    begin = next((i for i in (0, comma + 1) if _are_one(elements[i : i + _FAR], text)), -1)
    if begin < 0:
        return 0
    for i in range(begin + 1, len(elements) - 1):
        said = tokens(
            text[elements[i].start : elements[i + 1].end if elements[i].name == "RELATIVE" else elements[i].end]
        )
        verb = said[1:] if said[:1] and said[0] in _RELATIVES else said
        acts = verb is not said or (elements[i].kind == "unread" and elements[i].name.endswith("ing"))
        if acts and verb and whom(verb[0]):
            end = i + 1 + (verb is not said)
            led = end + 1 < len(elements) and elements[end].kind == "filler" and elements[end].name in _LEADING
            return end + led
    return 0


def _are_one(elements: list[Element], text: str) -> bool:
    """Whether words start with "we are a"."""
    said = tokens(text[elements[0].start : elements[-1].end]) if elements else []
    return said[:2] in _WE_ARE and said[2:3] in (["a"], ["an"], ["the"])


def _last(e: Element, text: str) -> str:
    said = text[e.start : e.end].lower().split() if e.kind in ("filler", "unread", "clause") else []
    return said[-1] if said else ""
