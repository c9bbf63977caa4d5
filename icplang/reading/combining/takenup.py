"""What takes up for others what was said before: "and so are gyms", "and the same goes for gyms", "gyms don't"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from icplang.reading.combining.sentences import IS, ends_in_not, said_again
from icplang.reading.elements import Element, clauses, last_content, without_filler
from icplang.reading.trace import Trace


def so_are(phrase: list[Element], text: str, trace: Trace) -> tuple[list[Element], bool]:
    """The phrase behind "and so are", and whether it starts with that: it has the role of the one before."""
    if named := said_again(phrase, text):  # "and the same goes for gyms"
        trace.join(phrase[: len(phrase) - len(named)])
        return named, True
    words = [text[e.start : e.end].lower() if e.kind in ("unread", "filler", "mark") else "" for e in phrase[:2]]
    if words[:1] not in (["so"], ["as"]) or words[-1] not in IS:
        return phrase, False
    trace.join(phrase[:2])
    return phrase[2:], True


def refused_shortly(parts: list[list[Element]], trace: Trace) -> list[list[Element]]:
    """The parts of a text, with a "not" that ends one as a verdict where those in the part before are said to be
    wanted: "schools qualify, but colleges don't"."""
    return parts[:1] + [_refused(part, trace) if _shortly(part, before) else part for before, part in pairwise(parts)]


def _shortly(part: list[Element], before: list[Element]) -> bool:
    said = last_content(before)
    wanted = said is not None and (said.kind, said.name) == ("mark", "REQUIRE") and any(clauses(before))
    content = without_filler(part)
    refused = ends_in_not(part) and any(clauses(part)) and content[-2].name != "RELATIVE"
    return wanted and refused and not any(e.kind == "unread" for e in part)


def _refused(part: list[Element], trace: Trace) -> list[Element]:
    named = max(i for i, e in enumerate(part) if e.kind in ("clause", "group"))
    trace.join(part[named + 1 :])
    return [replace(e, name="EXCLUDE") if e is last_content(part) else e for e in part]
