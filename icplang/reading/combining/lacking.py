"""Those who are refused for what they lack, beside others who are refused: "we do not take on agencies or anyone
without a CRM". The "without" is no second "no" to the same: those who have a CRM are welcome."""

from __future__ import annotations

from dataclasses import replace

from icplang.reading.elements import Element
from icplang.reading.words.negations import is_absence, lets_in

_SUBJECTS = frozenset("anyone anybody those one company firm business organisation organization people shop".split())
"""Words for companies that name no kind, as the lexer leaves them."""
_REFUSING = frozenset({"NOT", "EXCLUDE"})


def with_lacking(elements: list[Element], text: str, *, excluding: bool) -> list[Element]:
    """The elements of a sentence, in which those who lack something are refused anew. `excluding`: a heading refuses
    them all."""
    refused, out = excluding, list[Element]()
    for i, e in enumerate(elements):
        if refused and e.name in ("OR", "AND") and _lacks(elements, i, text):
            if out and out[-1].kind != "comma":
                out.append(Element("comma", e.start, e.start))
            out += [] if excluding else [replace(e, name="EXCLUDE")]
            continue
        refused = excluding or (e.name != "BUT" and (refused or (e.kind == "mark" and e.name in _REFUSING)))
        out.append(e)
    return out


def _lacks(elements: list[Element], joint: int, text: str) -> bool:
    """Whether a word for companies and a "without" stand behind a joint."""
    named = False
    for i in range(joint + 1, len(elements)):
        e = elements[i]
        if e.kind == "mark" and e.name == "NOT":
            return named and is_absence(e, text) and not lets_in(e, text)
        if e.kind != "filler" and e.name != "RELATIVE":
            return False
        named = named or e.name in _SUBJECTS
    return False
