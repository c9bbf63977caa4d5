"""Companies that a text names: to leave them out, as a list of accounts ("Not for us: KeyBank, Regions, M&T"), or as
those whose like is wanted ("Our best customers are Stripe and Plaid")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from icplang.meaning.predicates import In
from icplang.reading.elements import Element, separates, without_filler
from icplang.reading.findings import Findings
from icplang.reading.resolving import Reading
from icplang.reading.syntax.tree import Lexeme, Node
from icplang.reading.trace import Trace
from icplang.reading.words.clientele import companies, introduces
from icplang.vocabulary.words import slug

_WITHOUT = frozenset({"excluding", "excl", "except", "except for", "not including", "other than", "omitting"})
"""What leaves companies out; a bare "no" may as well be said of their tools."""
_NAMING = frozenset({"are", "is", "were", "include", "includes"})
_WORD = re.compile(r"[^\W_][\w&'’.+-]*")
_SMALL = frozenset({"of", "the", "and", "&", "de", "von", "van", "la"})
_NAMED = re.compile(r"[^\s,/;](?:[^,/;]*[^\s,/;])?")
_LONGEST = 4
"""The most words of the name of a company."""
_SURE = re.compile(r"[a-z][A-Z]|^[A-Z]{2,}$|\w&\w|^[A-Z]\w*[A-Z]")
"""What only names look like: "KeyBank", "IHG", "M&T"."""


def left_out(sentence: list[Element], text: str, *, excluding: bool) -> list[Element]:
    """A sentence that leaves companies out by their names, with these as one clause.

    Every name is written as one, and that they are no common nouns with a capital shows in a second name behind a
    comma, or in the letters of one.
    """
    at = next((i for i, e in enumerate(sentence) if _refuses(e, text)), None)
    if at is None and not excluding:
        return sentence
    before = without_filler(sentence[:at]) if at is not None else []
    if before and before[-1].kind != "comma":
        return sentence
    begin = 0 if at is None else at + 1
    members = list(_members(sentence[begin:], text))
    names = [text[m[0].start : m[-1].end] for m in members]
    if not names or any(any(e.kind in ("clause", "group", "stop") for e in m) for m in members):
        return sentence
    if not all(map(_name, names)):
        return sentence
    sure = sum(1 for n in names if _surely(n))
    proper = sum(1 for m, n in zip(members, names, strict=True) if _inside(m[0], text) and not n.endswith("s"))
    if len(names) < 2 or all(n.isupper() for n in names) or not (sure or proper > (at is None)):
        return sentence
    parts = [Lexeme("NAME", m[0].start, m[-1].end, 0, n) for m, n in zip(members, names, strict=True)]
    return [*sentence[:begin], _list(parts)]


def in_brackets(sentence: list[Element], findings: Findings) -> list[Element]:
    """What is left out, with the companies that a bracket names in place of it: "rail giants (BNSF, Union Pacific)".
    Of competitors the bracket says no more than who they are."""
    out: list[Element] = []
    for e in sentence:
        names = [(m.start(), m.end()) for m in _NAMED.finditer(findings.source.text, e.start + 1, e.end - 1)]
        named = [findings.source.text[a:b] for a, b in names]
        if e.kind != "group" or not names or not all(map(_name, named)):
            out.append(e)
            continue
        begin = next((i + 1 for i in range(len(out) - 1, -1, -1) if separates(out[i]) or out[i].kind == "mark"), 0)
        before = without_filler(out[begin:])
        if before and before[-1].name == "named":
            findings.tell("commentary", "who they are, no criterion", e.start, e.end)
        elif _sorted_out(before, findings.source.text) and _strangers(e, names):
            findings.report([Element("unread", before[0].start, before[-1].end)])
            out[begin:] = [_list([Lexeme("NAME", a, b, 0, n) for (a, b), n in zip(names, named, strict=True)])]
        else:
            out.append(e)
    return out


def alike(sentence: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """A sentence that only says who our customers are, with their names as one clause."""
    text = findings.source.text
    at = next((i for i, e in enumerate(sentence) if text[e.start : e.end].lower() in _NAMING), None)
    rest = [e for e in sentence[at + 1 :] if e.kind != "stop"] if at else []
    if at is None or not rest or not introduces(text[sentence[0].start : sentence[at].end]):
        return sentence
    names = companies(text[rest[0].start : rest[-1].end], sure=True)
    if not names:
        return sentence
    said = [e for e in sentence[:at] if e.kind in ("clause", "unread")]
    if said:
        findings.tell("commentary", "whom the sentence speaks of, no criterion", said[0].start, said[-1].end)
    trace.join(sentence[: at + 1])
    node = Node("similar", (Lexeme("NAME", rest[0].start, rest[-1].end, 0, names[0]),))
    reading = Reading(node, In("similar_to", tuple(dict.fromkeys(n.lower() for n in names))))
    return [Element("clause", node.start, node.end, "similar", reading), *sentence[at + 1 + len(rest) :]]


def _sorted_out(before: list[Element], text: str) -> bool:
    """Whether words name several companies, and not all of a kind that is known: "national chains"."""
    plain = all(e.kind == "unread" or (e.kind == "clause" and e.name in ("industry", "sites")) for e in before)
    return plain and any(e.kind == "unread" for e in before) and text[before[-1].end - 1] == "s"


def _strangers(group: Element, names: list[tuple[int, int]]) -> bool:
    """Whether names in a bracket are several, tools or names that nobody knows, and one at least is none that is
    known."""
    inside = [[e for e in group.inside if a <= e.start < b] for a, b in names]
    known = [not any(e.kind in ("unread", "filler") for e in said) for said in inside]
    tools = all(e.name == "technology" for said, sure in zip(inside, known, strict=True) if sure for e in said)
    return len(names) > 1 and tools and not all(known)


def _list(names: list[Lexeme]) -> Element:
    """Names of companies as one clause."""
    node = Node("named", tuple(names))
    values = tuple(dict.fromkeys(slug(str(n.value)) for n in names))
    return Element("clause", node.start, node.end, "named", Reading(node, In("list", values)))


def proper(sentence: list[Element], text: str) -> bool:
    """Whether a sentence is nothing but names of companies, of which a trade may be a part: "Hartwell Dairy, Moreton
    Creamery"."""
    members = list(_members(sentence, text))
    names = [text[m[0].start : m[-1].end] for m in members]
    own = all(m[0].kind == "unread" and m[0] is not m[-1] for m in members)
    titled = all(_name(n) and _titled(n) for n in names)
    return len(names) > 1 and own and titled and not all(n.endswith("s") for n in names)


def _titled(said: str) -> bool:
    return all(w[0].isupper() or w in _SMALL for w in said.split())


def _refuses(e: Element, text: str) -> bool:
    """Whether a word leaves out those that it names."""
    said = text[e.start : e.end].lower()
    return e.kind == "mark" and (e.name == "EXCLUDE" or (e.name == "NOT" and said in _WITHOUT))


def _members(elements: list[Element], text: str) -> Iterator[list[Element]]:
    """The members of a list; an "&" inside a name joins nothing."""
    member: list[Element] = []
    for i, e in enumerate(elements):
        tight = e.kind == "mark" and text[e.start] == "&" and bool(member) and member[-1].end == e.start
        tight = tight and i + 1 < len(elements) and elements[i + 1].start == e.end
        if separates(e) and not tight:
            if member:
                yield member
            member = []
        elif not (e.kind == "filler" and not member):
            member.append(replace(e, kind="unread") if tight else e)
    if member:
        yield member


def _name(said: str) -> bool:
    """Whether words are written as a name is."""
    words = said.split()
    return (
        len(words) <= _LONGEST
        and all(_WORD.fullmatch(w) is not None or w == "&" for w in words)
        and all(w[0].isupper() or w[0].isdigit() or w in _SMALL for w in words)
        and any(w[0].isupper() for w in words)
    )


def _surely(said: str) -> bool:
    """Whether a name is not an abbreviation for many: "MLMs"."""
    return any(_SURE.search(w) and not w.endswith("s") for w in said.split())


def _inside(first: Element, text: str) -> bool:
    """Whether a word stands inside a line or sentence, where only names have a capital."""
    before = text[: first.start].rstrip(" \t*_-•>#\"'")
    return bool(before) and before[-1] not in "\n.:!?;|"
