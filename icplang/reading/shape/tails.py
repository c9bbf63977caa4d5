"""What stands behind a title and says nothing of companies: "(reviewed monthly)", "– see notes below", "for the
outbound team", "at a glance". The title is read without it."""

from __future__ import annotations

import re

_TAIL = re.compile(
    r"(?i)(?<=[\w)*?])(?:[ ]*[(\[]|[ ]*[:|]?[ ]+[–—-]*[ ]*)"
    r"(?P<said>(?:(?:roughly|mostly|approximately),? (?=from|in))?"
    r"(?:(?:last |to be )?(?:reviewed|updated|revised|checked|edited|re-?written)\b[^()\[\]]{0,40}|"
    r"see (?:also )?(?:the )?(?:notes?|below|above|appendix|table|sections?|sheet|examples?)\b[^()\[\]]{0,30}|"
    r"(?:roughly |listed |ranked )?in (?:(?:no|rough|descending|ascending) )?(?:particular |priority )?order"
    r"(?: of \w+)?|as of \w[^()\[\]]{0,20}|at a glance|in (?:short|brief|a nutshell|one line|plain english|a sentence)|"
    r"(?:a )?(?:first |working )?draft|wip|v\d(?:\.\d)*|(?P<year>(?:q[1-4] ?|h[12] ?|fy ?)?20\d\d)|from memory|"
    r"for (?:the|this|our|my) (?:(?!next\b|last\b)[\w-]+ ){0,2}(?:team|campaign|pilot|sprint|list|outreach|reps?|sdrs?|"
    r"sequence|project|playbook|agent|prompt)))[)\]]?(?P<end>[ *_:]*)$"
)
_GOES_ON = re.compile(
    r"(?i)\b(?:since|in|before|after|from|until|till|of|by|and|or|than|over|under|to|least|most|between|with|for|"
    r"founded)[ ]*$"
)
"""Words in front of a year that is no date of the text."""


_BRIEF = ("in one line", "in one sentence", "in a sentence", "in a nutshell", "in short", "in brief", "at a glance")
"""What says of a label only that what it opens is short."""


def without_brevity(label: str) -> str:
    """A label without the words that say how short it is: "Ideal customer in one line"."""
    plain = label.rstrip(" :*_")
    said = next((x for x in _BRIEF if plain.lower().endswith(f" {x}")), "")
    return plain[: len(plain) - len(said)].rstrip(" ,") if said else label


def tail(title: str) -> tuple[int, int] | None:
    """Where a title ends, and the remark behind it; None where it has none."""
    found = _TAIL.search(title)
    if found is None or (found["year"] and _GOES_ON.search(title[: found.start()])):
        return None
    return found.start(), found.end("said")
