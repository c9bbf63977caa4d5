"""Whom companies look for themselves: "retailers looking for an agency", "brands seeking distributors". What is sought
is no criterion of the company that seeks it."""

from __future__ import annotations

from icplang.reading.elements import KINDS_OF_COMPANY, Element, first_content, lexemes
from icplang.reading.findings import Findings
from icplang.reading.trace import Trace
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import is_singular, singular, tokens

_SEEKING = frozenset({"seeking", "needing", "wanting", "requesting", "craving"})
_WE = frozenset({"we", "i", "our", "my"})
_TURNING = frozenset({"NOT", "EXCLUDE", "PREFER", "REQUIRE", "BUT", "COMMAND"})
"""Marks with which something else is said."""
_WANTING = frozenset({"NOT", "EXCLUDE", "REQUIRE", "PREFER"})
"""Marks behind which stand companies that are judged, be it only one."""


def without_searches(elements: list[Element], findings: Findings, _: Trace) -> list[Element]:
    """The elements with what companies are said to look for as one stretch that nothing explains."""
    text = findings.source.text
    at = next((i for i in range(1, len(elements)) if _seeks(elements, i, text)), 0)
    if not at:
        return elements
    end = next((i for i in range(at + 1, len(elements)) if _over(elements[i])), len(elements))
    sought = Element("unread", elements[at].start, elements[end - 1].end, "seeking")
    return [*elements[:at], sought, *without_searches(elements[end:], findings, _)]


def _over(e: Element) -> bool:
    return e.kind in ("comma", "stop") or (e.kind == "mark" and e.name in _TURNING)


def _seeks(elements: list[Element], i: int, text: str) -> bool:
    """Whether companies that are named before look for what follows, and not whoever gives the order."""
    e, behind = elements[i], elements[i + 1 :]
    ordered = (e.kind, e.name) == ("mark", "COMMAND") and tokens(text[e.start : e.end])[0].endswith("ing")
    if not behind or _over(behind[0]) or not (ordered or (e.kind == "unread" and e.name in _SEEKING)):
        return False
    before = elements[:i]
    if any(x.kind == "filler" and x.name in _WE for x in before):
        return False
    apart = next((x.kind == "comma" for x in reversed(before) if x.kind != "filler"), False)
    sought = first_content(behind)
    if apart and (sought is None or sought.name not in KINDS_OF_COMPANY):
        return False  # "SaaS companies in Spain, looking for CFOs"
    wanted = any(x.kind == "mark" and x.name in _WANTING for x in before[:-1])
    return wanted or any(_companies(x, text) for x in before)


def _companies(e: Element, text: str) -> bool:
    """Whether words name several companies."""
    last = text[e.start : e.end].rsplit(maxsplit=1)[-1:]
    noun = e.kind == "filler" and words_of("filler").get(singular(e.name), {}).get("kind") == "noun"
    named = noun or (e.kind == "clause" and e.name in KINDS_OF_COMPANY) or any(x.type == "COMPANY" for x in lexemes(e))
    return named and last != [] and not is_singular(last[0])
