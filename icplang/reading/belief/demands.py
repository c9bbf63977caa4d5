"""What a company is asked to have, by the words around it: "must have a CRM", "ERP required", "helpdesk: a must"."""

from __future__ import annotations

import re

from icplang.reading.elements import Element, lexemes, without_filler
from icplang.reading.words.negations import is_plain_no

_REACH = 40
"""So far around a name its demand is looked for."""
_BEFORE = re.compile(
    r"\b(have|has|having|got)(-s)?\W{0,3}(\s+(a|an|the|some|some kind of|their own))?\s*$", re.IGNORECASE
)
_BEHIND = re.compile(
    r"^(\s*:|,?\s+(is|are))?\s+((strongly|highly|strictly|absolutely)\s+)?"
    r"(required|mandatory|essential|a must|must|preferred|desirable|desired|a (big )?plus|a bonus|nice to have)"
    r"\b(?!\s+for\b)",
    re.IGNORECASE,
)
_OWNING = re.compile(r"\b(?:must|should|need to|needs to|has to|have to) (?:also )?(?:have|own) an? $", re.IGNORECASE)
_A_PLUS = frozenset({"plus", "bonus"})
"""What says that it is good to have somebody, and not whom to talk to."""
_HAVING = (" have", "ideally with")
"""Ends of what says the same in front."""


def demanded(e: Element, text: str) -> bool:
    """Whether the words right before or behind a clause ask for what it names."""
    if any(x.type == "COMMA" for x in lexemes(e)):
        return False  # "fintechs, ERP required": not of all of them
    before, behind = text[max(0, e.start - _REACH) : e.start], text[e.end : e.end + _REACH]
    return bool(_BEFORE.search(before) or _BEHIND.match(behind))


def must_have(e: Element, text: str) -> bool:
    """Whether a demand and an article stand in front of what a company must have: "must have a (warehouse)"."""
    return _OWNING.search(text[max(0, e.start - _REACH) : e.start]) is not None


def excused(phrase: list[Element], demand: Element, text: str) -> bool:
    """Whether a phrase says of what it names that it is not asked for: "no CRM required"."""
    content = without_filler(phrase)
    return bool(content) and content[-1] is demand and content[0].name == "NOT" and is_plain_no(content[0], text)


def of_staff(said: str) -> bool:
    """Whether words that prefer or demand somebody speak of one whom a company has: "a CTO is a plus", "must have a
    CTO", "ideally with a CTO"."""
    return not _A_PLUS.isdisjoint(said.split()) or said.endswith(_HAVING)
