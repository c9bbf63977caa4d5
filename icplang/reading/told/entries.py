"""What is asked to be told of each entry of a list: "with company name, owner, phone and website". None of it is a
criterion, and the owner is no buyer."""

from __future__ import annotations

import re

from icplang.reading.elements import Element
from icplang.reading.findings import DELIVERED, WHOSE, Findings
from icplang.reading.trace import Trace
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import singular, tokens

_OPENS = frozenset({"with", "include", "including", "plus", "showing", "listing"})
"""Words in front of what is asked for."""
_JOINED = re.compile(r"[ ]*(?:,|/|&|\+|\band\b|\bplus\b)+[ ]*")
_TOLD = frozenset(
    """company business funding revenue size industry location city state country headcount employee count date stage
    first last full job role personal main hq zip postcode social instagram facebook twitter x rating review tech stack
    description notes note total amount raised year founded""".split()
)
"""What may be told of a company or a person, besides how to reach them."""
_REACHED = frozenset(
    "email mail phone telephone mobile number linkedin url website domain name address profile".split()
)
"""What a list that is asked for tells at least one of."""


def without_entries(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements of an order without what each entry is to tell, which is an instruction."""
    text = findings.source.text
    ordered = any(e.kind == "mark" and e.name == "COMMAND" for e in elements)
    included = any(text[e.start : e.end].lower().startswith("includ") for e in elements)
    for i, e in enumerate(elements if ordered or included else ()):
        if text[e.start : e.end].lower() not in _OPENS or i + 1 == len(elements):
            continue
        end = next((k for k in range(i + 1, len(elements)) if elements[k].kind == "stop"), len(elements))
        if end > i + 1 and _asked(text[elements[i + 1].start : elements[end - 1].end]):
            said = "an instruction about the list, no criterion"
            findings.tell("command", said, e.start, elements[end - 1].end)
            trace.join(elements[i:end])
            return [*elements[:i], *elements[end:]]
    return elements


def _asked(said: str) -> bool:
    """Whether several things are named, all of which are told of an entry."""
    members = [[singular(w) for w in tokens(m) if w not in words_of("filler")] for m in _JOINED.split(said.lower())]
    members = [m for m in members if m]
    told = all(w in DELIVERED | WHOSE | _TOLD for m in members for w in m)
    return len(members) > 1 and told and any(not _REACHED.isdisjoint(m) for m in members)
