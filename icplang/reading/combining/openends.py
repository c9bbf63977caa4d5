"""Lists that end openly, "CISO or equivalent", "Toronto and the surrounding suburbs": the names in them stand, and the
words that say there is more of the kind are reported. In an exclusion every member excludes on its own."""

from __future__ import annotations

from collections.abc import Iterator

from icplang.reading.elements import Element, joins
from icplang.reading.findings import Findings

_MORE = frozenset(
    """similar equivalent comparable alike suchlike nearby surrounding neighbouring neighboring adjacent environ
    counterpart peer equal around""".split()
)
"""Words for more of what was named."""
_WHATEVER = frozenset({"whatever", "whichever"})
"""Words for what nobody has to name."""
_MOST = 5
"""The most words of such an end."""
_ANYONE = frozenset({"anything", "anyone", "anybody", "everyone", "everybody", "everything", "those", "any"})
"""Words that start a member of a list which needs no name."""


def without_open_ends(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements without a last member of a list that only says that there are more: "or similar"."""
    out: list[Element] = []
    i = 0
    while i < len(elements):
        e = elements[i]
        end = _end(elements, i) if joins(e) and _named(out) else 0
        if e.kind == "group" and e.inside and joins(e.inside[0]) and _end(e.inside, 0) == len(e.inside) and _named(out):
            findings.report(e.inside[1:])  # "CFO (or equivalent)"
            i += 1
        elif end:
            findings.report(elements[i + 1 : end])
            while out and out[-1].kind == "comma":
                out.pop()
            i = end
        else:
            out.append(e)
            i += 1
    return out


def _named(before: list[Element]) -> bool:
    last = next((e for e in reversed(before[-3:]) if e.kind not in ("filler", "comma")), None)
    return last is not None and last.kind in ("clause", "group")


def _end(elements: list[Element], i: int) -> int:
    """Where a member behind the joint at `i` ends that only says that there are more; 0 for any other."""
    j = i + 1
    if j < len(elements) and elements[j].name in _WHATEVER:  # "Xero or whatever their accountant uses"
        return next((k for k in range(j, len(elements)) if elements[k].kind in ("comma", "stop")), len(elements))
    while j < len(elements) and elements[j].kind in ("unread", "filler") and j - i <= _MOST:
        j += 1
    words = [e for e in elements[i + 1 : j] if e.kind == "unread"]
    closed = j == len(elements) or elements[j].kind in ("comma", "stop", "group") or elements[j].name == "EXCLUDE"
    return j if closed and words and _MORE & {words[0].name, words[-1].name} else 0


def open_members(phrases: list[list[Element]]) -> Iterator[list[Element]]:
    """The phrases of an exclusion, cut in front of a member that names nothing: "hotels | and anything big". A verdict
    behind them is on each: "hotels and anything big are out"."""
    for phrase in phrases:
        begin = 0
        verdict = [e for e in phrase[-1:] if (e.kind, e.name) == ("mark", "EXCLUDE")]
        for i in range(1, len(phrase) - 1):
            joint, e = phrase[i], phrase[i + 1]
            if (
                joint.kind == "mark"
                and joint.name in ("AND", "OR")
                and e.kind == "filler"
                and e.name in _ANYONE
                and any(x.kind == "clause" for x in phrase[begin:i])
            ):
                yield [*phrase[begin:i], *verdict]
                begin = i
        rest = phrase[begin:]
        unnamed = begin > 0 and bool(verdict) and not any(x.kind == "clause" for x in rest)
        yield [*rest[:1], *verdict, *rest[1:-1]] if unnamed else rest
