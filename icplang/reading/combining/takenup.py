"""What takes up for others what was said before: "and so are gyms", "and the same goes for gyms"."""

from __future__ import annotations

from icplang.reading.combining.sentences import IS, said_again
from icplang.reading.elements import Element
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
