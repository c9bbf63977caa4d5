"""Those who are refused for what they lack, beside others who are refused: "we do not take on agencies or anyone
without a CRM". The "without" is no second "no" to the same: those who have a CRM are welcome."""

from __future__ import annotations

from dataclasses import replace

from icplang.reading.elements import Element, bracket
from icplang.reading.words.negations import is_absence, lets_in

_SUBJECTS = frozenset("anyone anybody those one company firm business organisation organization people shop".split())
"""Words for companies that name no kind, as the lexer leaves them."""
_REFUSING = frozenset({"NOT", "EXCLUDE"})


def with_lacking(elements: list[Element], text: str, *, excluding: bool) -> list[Element]:
    """The elements of a sentence, in which those who lack something are refused anew. `excluding`: a heading refuses
    them all."""
    refused, out, end = excluding, list[Element](), 0
    for i, e in enumerate(elements):
        if i < end:
            continue
        if e.name == "OR" and not refused and (at := _lack(elements, i, text)):  # "hotels or anyone without a CRM"
            end = next((k for k in range(at, len(elements)) if elements[k].kind in ("comma", "stop")), len(elements))
            out += [e, bracket(elements[at:end])]
            continue
        if refused and e.name in ("OR", "AND") and _lack(elements, i, text):
            if out and out[-1].kind != "comma":
                out.append(Element("comma", e.start, e.start))
            out += [] if excluding else [replace(e, name="EXCLUDE")]
            continue
        refused = excluding or (e.name != "BUT" and (refused or (e.kind == "mark" and e.name in _REFUSING)))
        out.append(e)
    return out


def _lack(elements: list[Element], joint: int, text: str) -> int:
    """Where the "without" stands behind a joint and a word for companies; 0 where none does."""
    named = False
    for i in range(joint + 1, len(elements)):
        e = elements[i]
        if e.kind == "mark" and e.name == "NOT":
            return i if named and is_absence(e, text) and not lets_in(e, text) else 0
        if e.kind != "filler" and e.name != "RELATIVE":
            return 0
        named = named or e.name in _SUBJECTS
    return 0
