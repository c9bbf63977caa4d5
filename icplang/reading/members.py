"""Members of a list of trades that nobody knows: between trades and behind them only a trade can stand, so that it is
taken literally, "building societies, mortgage banks and invoice insurers"."""

from __future__ import annotations

from icplang.meaning.predicates import In
from icplang.reading.elements import Element, is_bare, lexemes, separates
from icplang.reading.findings import Findings, quality
from icplang.reading.grammars import keywords
from icplang.reading.resolving import Reading
from icplang.reading.tree import Lexeme, Node
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import tokens

_WORDS = 3
"""The most words of such a name."""
_NO_PLURALS = ("ss", "us", "ics", "is")


def with_members(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements, with an unknown member of a list of trades as the trade that it names."""
    out: list[Element] = []
    known = 0  # trades that the list has so far
    i = 0
    while i < len(elements):
        e = elements[i]
        j = i
        while known and j < len(elements) and elements[j].kind == "unread" and j - i <= _WORDS:
            j += 1
        if j > i and known and _within(out, known, elements, j) and _names(elements[i:j], findings):
            out.append(_trade(elements[i].start, elements[j - 1].end, findings))
            known += 1
            i = j
            continue
        if e.kind == "clause":
            known = known + _trades(e) if _is_trade(e) else 0
        elif not (separates(e) or e.kind == "filler"):
            known = 0
        out.append(e)
        i += 1
    return out


def _is_trade(e: Element) -> bool:
    return e.kind == "clause" and e.name == "industry" and is_bare(e)


def _trades(e: Element) -> int:
    return sum(x.type.startswith("INDUSTRY") for x in lexemes(e))


def _within(before: list[Element], known: int, elements: list[Element], j: int) -> bool:
    """Whether what ends in front of element `j` stands between trades, or closes a list of some."""
    joint = next((x for x in reversed(before) if x.kind != "filler"), None)
    if joint is None or not separates(joint):
        return False
    behind = elements[j] if j < len(elements) else None
    if behind is not None and separates(behind):
        following = next((x for x in elements[j + 1 :] if x.kind not in ("mark", "filler", "comma")), None)
        if following and _is_trade(following):
            return True
    ends = behind is None or behind.kind in ("stop", "comma") or (behind.kind == "clause" and not is_bare(behind))
    return ends and known > 1 and joint.kind == "mark"


def _names(run: list[Element], findings: Findings) -> bool:
    """Whether unread words may name a trade: few, in small letters, plural, and none that says something else."""
    said = findings.source.text[run[0].start : run[-1].end]
    words = tokens(said)
    plural = said.endswith("s") and not said.endswith(_NO_PLURALS)
    plain = words[-1] not in keywords() and not any(w in words_of("filler") or w in words_of("vague") for w in words)
    return (
        len(words) <= _WORDS and said == said.lower() and said[0].isalpha() and plural and plain and not quality(words)
    )


def _trade(start: int, end: int, findings: Findings) -> Element:
    said = findings.source.text[start:end]
    id = "-".join(tokens(said))
    message = f"{said!r} is not in the vocabulary; taken as the industry {id!r}"
    findings.tell(
        "taken-literally", message, start, end, help="add it to a glossary to give it a name, aliases and a parent"
    )
    node = Node("industry", (Lexeme("INDUSTRY", start, end, 0, (id,)),))
    return Element("clause", start, end, "industry", Reading(node, In("industry", (id,))))
