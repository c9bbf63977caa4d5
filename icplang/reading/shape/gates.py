"""Lines that say how many of what stands below them must hold: "At least 2 of:", "Signals (need two)"."""

from __future__ import annotations

import re

from icplang.reading.shape.times import timed

_NUMBERS = {"any": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_COUNT = rf"(?P<n>\d|{'|'.join(_NUMBERS)})"
_LED = re.compile(
    rf"(?P<before>.*\b)?{_COUNT}\+?(?: or more)?(?: [a-z]+)? (?:of|out of|from)(?: (?:the|these|this|those|them|"
    rf"following|below|list|signals?|criteria|conditions|points|triggers|items|boxes|\d|{'|'.join(_NUMBERS)}))*[\s:*_]*",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:(?:they )?(?:must |should |needs? to )?(?:ha(?:s|ve)|uses?|meets?|match(?:es)?|shows?|hits?) )?"
    rf"(?:(?:any|at least) {_COUNT}|{_COUNT.replace('<n>', '<m>')}\+? or more)[\s:*_]*",
    re.IGNORECASE,
)
"""A count that is all of a line: the "any two" of "Any two: new CFO, new office", "Must have at least one:"."""
_CONDITION = re.compile(
    rf"(?:.*\b)?(?:if|when|where)(?: (?:they|it|you|hits?|ha(?:s|ve)|meets?|match(?:es)?|ticks?|at least|any))*[ ]"
    rf"{_COUNT}\+?(?: or more)?"
    r"(?: (?:apply|applies|hold|match|hit|fit|flags?|are|is|true|met|signs?|boxes))*[\s:*_]*",
    re.IGNORECASE,
)
"""A count in a condition at the end of a line: "Disqualify if two or more apply:"."""
_HOLD = r"[ ](?:must|should|ha(?:s|ve) to|needs? to)[ ](?:be (?:true|met)|apply|hold|match|fit)"
_BRACKET = re.compile(
    rf"\((?:we |they )?(?:(?:needs?|at least|any|min(?:imum)?\.?|pick|match|must (?:have|match|meet|hit)|require[sd]?|"
    rf"\u2265|>=)[ ]?)+(?:of )?{_COUNT}\+?(?: or more)?(?:(?: of|[ ]?/|[ ]out of|{_HOLD})[^)]*)?\)"
    rf"|\({_COUNT.replace('<n>', '<m>')}\+?(?: or more)?(?:(?: out)? of|{_HOLD})[^)]*\)"
    rf"|\((?:[a-z]+ ){{1,3}}?(?:must|should|ha(?:s|ve) to|needs? to) "
    rf"(?:tick|hit|meet|match|pass|satisfy|show|check|have)"
    rf"(?: at least| any)? {_COUNT.replace('<n>', '<o>')}\+? (?:out )?of [^)]*\)",
    re.IGNORECASE,
)


_BINDING = re.compile(r"(?i)\(.*\b(?:must|ha(?:s|ve) to|required)\b.*\)")


_ANY = re.compile(
    r"\((?:any|one|any one|just one|one hit|either)(?: of(?: these| those| them| the following)?)?"
    r"(?: is enough| will do| suffices| counts| qualifies| is fine)?\)",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"(?:.*\b)?(?:if|when|where)(?: (?:they|it|an? \w+|the \w+))?(?: (?:is|are|ha(?:s|ve)|meets?|match(?:es)?|ticks?))?"
    r" (?:all|both)(?: (?:of|the|these|this|those|following|below|are|is|true|apply|hold|conditions|criteria))*"
    r"[\s:*_]*",
    re.IGNORECASE,
)
_EVERY = 99


_MEETING = frozenset(
    """must should has have had with meet meets match matches hit hits tick ticks show shows need needs at least any
    and plus or be is are belong belongs fall falls into pass passes satisfy satisfies fit fits if when where
    they it account accounts company companies that""".split()
)
"""Words in front of a number of things that say no more than that so many must hold."""


def before_count(text: str) -> str:
    """What a line says in front of how many must hold: the "50+ employees" of "50+ employees and at least one of";
    empty where that is nothing."""
    found = _LED.fullmatch(text.strip())
    before = (found["before"] or "").strip(" ,;-\u2013\u2014") if found else ""
    words = before.split()
    while words and words[-1].lower() in _MEETING:
        words.pop()
    return (
        ""
        if all(w.lower().strip(",;") in _MEETING for w in words)
        else before[: before.rindex(words[-1]) + len(words[-1])]
    )


def needed(text: str, *, excluding: bool = False) -> int:
    """How many of the things below a line must hold; 0 where it does not say. What is left out where all of them do is
    not left out for each: "Exclude if all of these are true:"."""
    text, _ = timed(text) or (text, None)
    if excluding and _ALL.fullmatch(text.strip()):
        return _EVERY
    said = text.strip()
    found = _LED.fullmatch(said) or _ALONE.fullmatch(said) or _CONDITION.fullmatch(said) or _BRACKET.search(text)
    if not found:
        return 1 if _ANY.search(text) else 0
    said = next(found[g] for g in found.re.groupindex if g != "before" and found[g]).lower()
    return _NUMBERS.get(said) or int(said)


def binds(text: str) -> bool:
    """Whether a line asks for so many of what stands below it, however it is called: "Bonus (2 must be true)"."""
    return _BINDING.search(text) is not None and needed(text) > 0
