"""What stands behind an order to leave others out and may as well be what is kept: "exclude hotels, not gyms", "avoid
banks, insurers only". Which of the two is meant is not clear, and each would be wrong where the other is."""

from __future__ import annotations

from itertools import pairwise

from icplang.reading.elements import Element, family, first_mark, is_bare, without_filler
from icplang.reading.findings import Findings

_HINT = "write 'exclude ...' and 'only ...' on lines of their own"


def without_spared(phrases: list[list[Element]], findings: Findings) -> list[list[Element]]:
    """The phrases of a sentence without those that an order in the first of them may leave out or keep, which are
    reported."""
    if not phrases or first_mark(phrases[0]) != "EXCLUDE":
        return phrases
    text = findings.source.text
    refused = [e for e in phrases[0] if e.kind == "clause"]
    out: list[list[Element]] = []
    for phrase in phrases:
        if (at := _not(phrase, text)) is not None:
            said = "whether this is left out as well is not clear"
            findings.tell("ambiguous-phrase", said, phrase[at].start, phrase[-1].end, help=_HINT)
            out += [phrase[:at]] if at else []
        elif len(out) == 1 and refused and _only(phrase, text) and _alike(refused, phrase):
            said = "whether the last is left out or all that is wanted is not clear"
            findings.tell("ambiguous-phrase", said, out.pop()[0].start, phrase[-1].end, help=_HINT)
        else:
            out.append(phrase)
    return out


def _not(phrase: list[Element], text: str) -> int | None:
    """Where a "not" stands with names behind it."""
    for i, (e, behind) in enumerate(pairwise(phrase)):
        if e.kind == "mark" and e.name == "NOT" and text[e.start : e.end].lower() in ("not", "but not"):
            return i if behind.kind == "clause" and is_bare(behind) else None
    return None


def _only(phrase: list[Element], text: str) -> bool:
    last = without_filler(phrase)[-1:]
    return bool(last) and text[last[0].start : last[0].end].lower().rpartition(" ")[2] == "only"


def _alike(refused: list[Element], phrase: list[Element]) -> bool:
    named = [e for e in phrase if e.kind == "clause"]
    return len(named) == 1 and family(named[0]) == family(refused[-1])
