"""Lines that say which score makes which tier ("Hot: score >= 75", "80-100: tier A"), and the highest score."""

from __future__ import annotations

import re
from typing import NamedTuple

from icplang.diagnostics import Source
from icplang.meaning.profile import Threshold

_NUMBER = r"\d{1,4}(?:\.\d+)?"
_TIER = (
    r"(?:tier|grade|class|band|priority|bucket|level)[ ]?[a-e1-5]\b|[a-e1-4][+]?[- ](?:tier|grade|list|accounts?)\b|"
    r"[a-e]\b|(?:very )?(?:hot|warm|lukewarm|cold|strong|good|okay|ok|fair|medium|moderate|weak|poor|high|low|top|"
    r"excellent|perfect|ideal|qualified|unqualified|disqualified|mql|sql|nurture|disqualify|gold|silver|bronze|platinum)"
    r"(?:[ ](?:leads?|fit|priority|match|accounts?|tier|prospects?))?\b"
)
_RANGE = (
    rf"(?:(?:>=?|≥|at least|over|above|from|minimum(?: of)?)[ ]?(?P<a>{_NUMBER})|"
    rf"(?:<=?|≤|under|below|less than|up to)[ ]?(?P<below>{_NUMBER})|"
    rf"(?P<b>{_NUMBER})(?:[ ]?(?P<open>\+|(?:points? |pts )?(?:or|and) (?:more|higher|above|up|over))"
    rf"|[ ]?(?:-|–|to)[ ]?{_NUMBER})|(?P<exact>{_NUMBER})(?=[ ]*(?:[:=→*)]|$)))"
)
_UNIT = r"(?P<unit>[ ]?(?:%|points?\b|pts\b))?"
_SCORE = r"(?:total |overall |lead |fit )?scor(?:e|es|ed|ing)(?: of| is)?[ ]?:?[ ]?"
_LEAD = r"[ \t>*_#•+-]*"
_SIGN = r"[ \t*_)]*(?::|=>?|→|->|–|—|-|\bis\b|\bare\b|\bif\b)[ \t*_(]*"
_NAMED = re.compile(
    rf"{_LEAD}(?P<tier>{_TIER})(?:{_SIGN}|[ \t*_]*\()(?P<score>{_SCORE})?{_RANGE}{_UNIT}[)*_]*"
    r"(?=[ \t]*(?:$|[.;,→(=|–—-]))",
    re.IGNORECASE,
)
_RANGED = re.compile(rf"{_LEAD}(?P<score>{_SCORE})?{_RANGE}{_UNIT}{_SIGN}(?P<tier>{_TIER})?", re.IGNORECASE)
_LEAST = re.compile(
    rf"{_LEAD}(?:minimum|min\.?|threshold|cut-?off|passing)[ ](?:fit |lead |total )?(?:score)?(?: of| is)?[ \t:=]*"
    rf"(?P<b>{_NUMBER}){_UNIT}"
    r"[*_. \t]*$",
    re.IGNORECASE,
)
_CAP = re.compile(
    rf"{_LEAD}(?:(?:the )?(?:total|score)[ ](?:is )?)?"
    r"(?:capped at|cap(?: of)?:?|max(?:imum)?(?: total)?(?: score)?:?)[ ]"
    rf"(?P<n>{_NUMBER})(?:[ ]?(?:points?|pts))?[*_. \t]*$",
    re.IGNORECASE,
)
QUALIFIED = "qualified"
"""The tier of a text that says a least score and no tier."""


class Level(NamedTuple):
    """What a line says: the least score of a tier (None for all lower ones), or the cap."""

    tier: str | None
    least: float | None
    percent: bool = False
    cap: float | None = None
    end: int = 0
    """The offset behind it."""


def level(line: str) -> Level | None:
    """What a line of a score sheet says of scores; None where it says nothing of them."""
    if found := _CAP.match(line):
        return Level(None, None, cap=float(found["n"]), end=len(line))
    if found := _LEAST.match(line):
        return Level(QUALIFIED, float(found["b"]), "%" in (found["unit"] or ""), end=len(line))
    found = _NAMED.match(line) or _RANGED.match(line)
    if not found or not (found["tier"] or found["score"]):
        return None
    said = found["a"] or found["b"] or found["exact"]
    tier = " ".join((found["tier"] or "").split())
    percent = "%" in (found["unit"] or "")
    return Level(tier[:1].upper() + tier[1:] or None, float(said) if said else None, percent, end=found.end())


def thresholds(source: Source) -> tuple[tuple[Threshold, ...], float | None]:
    """The tiers by score of a text, and the highest score that it allows."""
    found: list[Threshold] = []
    cap, at = None, 0
    for line in source.text.splitlines(keepends=True):
        body = line.strip()
        said = level(body) if len(body) <= 200 else None
        if said:
            start = at + line.index(body)
            if said.cap is not None:
                cap = said.cap
            elif said.tier:
                span = source.span(start, start + len(body))
                found.append(Threshold(said.tier, said.least, body, span, said.percent))
        at += len(line)
    return tuple(found), cap
