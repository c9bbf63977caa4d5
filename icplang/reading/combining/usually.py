"""Adverbs in front of whom to talk to: the "usually" of "usually a CFO at a hospital group"."""

from __future__ import annotations

from icplang.reading.combining.sentences import adverb
from icplang.reading.elements import Element

_NEAR = 5
"""So near behind an adverb stands whom it is said of."""


def addressed(phrase: list[Element], text: str) -> list[Element]:
    """The phrase without the adverb in front of whom to talk to, behind whom the companies stand: "usually a CFO at a
    hospital group" asks for such a group all the same."""
    out: list[Element] = []
    for i, e in enumerate(phrase):
        if e.kind == "mark" and e.name == "PREFER" and adverb(e, text):
            asked = [x.reading for x in phrase[i + 1 : i + _NEAR] if x.kind != "filler"]
            if len(asked) > 1 and asked[0] and asked[0].role == "buyer":
                continue
        out.append(e)
    return out
