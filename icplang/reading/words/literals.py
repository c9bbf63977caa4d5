"""Names that nobody knows in a place that says what they are: "building envelope" behind "Industries:" is one."""

from __future__ import annotations

import re
from itertools import pairwise

from icplang.meaning.predicates import In
from icplang.reading.elements import Element, lexemes
from icplang.reading.findings import quality
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme
from icplang.vocabulary.store import builtin, words_of
from icplang.vocabulary.words import tokens

_WORDS = 4
"""The most words of a name that nobody knows."""
_NAME = re.compile(r"[A-Za-z0-9][\w'’&.+/-]*(?:[ \t]+(?:&|[A-Za-z0-9(][\w'’&.+/)-]*))*\.?")
_INNER = frozenset({"for", "by", "of", "and"})
"""Small words inside a product's name: "Square for Restaurants"."""
_NAMED = frozenset({"industry", "technology", "category", "certification", "metric", "people", "crew", "teams"})
"""Clauses that may be a part of a longer name."""
_BESIDE = {"TECH_LABEL": frozenset({"serves", "location"}), "SIMILAR": frozenset({"location"})}
"""Clauses besides that may be a part of what a label names: "Square for Restaurants", "Burton Foods"."""
_TITLE_WORDS = 5
_TITLE = re.compile(r"[A-Za-z][\w&'’./-]*(?:[ \t]+(?:&|[A-Za-z][\w&'’./-]*))*")
_BRACKET = re.compile(r"[ \t]*\([^()\n]*\)[ \t.]*$")
_JOINED = re.compile(r"/|&|\b(?:or|and)\b")
_OPERATORS = frozenset({"OR", "AND", "NOT"})
"""Words of searches: "CEO OR Founder NOT Assistant"."""
_SMALL = frozenset({"of", "and", "&", "for", "the"})
OWN = {
    "TECH_LABEL": ("technology", "category"),
    "INDUSTRY_LABEL": ("industry", "model"),
    "KIND_LABEL": ("industry", "model", "ownership", "segment", "stage", "sites"),
    "SIMILAR": ("similar",),
}
"""The clauses that a label's own members are."""
MEMBERS = OWN | {"SEGMENT_LABEL": ("segment", "industry", "model", "ownership")}
"""The same, with labels below which nobody knows what a name would be."""
_STRUCTURE = frozenset(
    "NOT EITHER BOTH BUT PREFER REQUIRE EXCLUDE DEPRIORITIZE RELATIVE SELLER LIKE WITH AT_LEAST AT_MOST MORE_THAN "
    "LESS_THAN LAST USING HIRING RAISED SOMEONE RECENTLY HANDLING ABOUT".split()
)
"""Keywords that say something about the words beside them."""
_SAYING = frozenset(
    "a an the any all every other others etc similar such more most their our own your who which that whose where "
    "when is are was were be been being has have had can may might will would must should do does did if so very "
    "too than then as in on at to from into via per without within across over under between plus only also yet "
    "still match matches matching fit exact "
    "industry vertical sector not no none never often usually mostly mainly anyone anything everyone something".split()
)


def literal(elements: list[Element], field: Lexeme, text: str) -> Lexeme | None:
    """The member of a list as the name that its label says it is; None where its words may say something else."""
    content = [e for e in elements if e.start < e.end]
    content = content[:-1] if content and content[-1].kind == "stop" else content
    own = OWN.get(field.type)
    if own is None:
        return None
    if all(e.kind == "filler" or (e.kind == "clause" and e.name in own) for e in content) and not half_named(content):
        return None
    if any(e.kind in ("mark", "group", "stop", "comma") and e.name != "AND" for e in content):
        return None
    named = _NAMED | _BESIDE.get(field.type, frozenset())
    if any(e.kind == "clause" and e.name not in named for e in content):
        return None
    start, end = content[0].start, content[-1].end
    said = text[start:end]
    words = said.split()
    if not words or len(words) > _WORDS or _NAME.fullmatch(said) is None or quality(tokens(said)):
        return None
    if field.type in ("TECH_LABEL", "SIMILAR"):
        if not all(w.lower() in _INNER or w == "&" or w != w.lower() or w[0].isdigit() for w in words):
            return None
    else:
        while len(words) > 1 and "COMPANY" in _terminals(words[-1]):
            words.pop()
        if any(c.isdigit() for c in said):
            return None
    inner = [w.lower() for w in words if w.lower() not in _INNER]
    if any(w in _SAYING or _STRUCTURE & set(_terminals(w)) for w in inner) or inner[0] in words_of("filler"):
        return None
    return Lexeme("QUOTED", start, end, 0, " ".join(words))


def one_list(elements: list[Element]) -> bool:
    """Whether a label and its list were read as one clause, with nothing behind it but remarks, or what an "or" makes
    a verdict on all of them: "Gong, Salesloft or Outreach is a plus"."""
    content = [e for e in elements if e.kind not in ("filler", "stop", "group")]
    judged = [(e.kind, e.name) for e in content[1:]] == [("mark", "PREFER")]
    if not content or content[0].kind != "clause" or half_named(elements):
        return False
    return len(content) == 1 or (judged and any(x.type == "OR" for x in lexemes(content[0])))


def half_named(elements: list[Element]) -> bool:
    """Whether a name that nobody knows has plain words behind it, which may belong to it: "Grid Operation"."""
    return any(
        behind.kind == "filler"
        and behind.end > behind.start
        and any(n.code == "taken-literally" for n in e.reading.notes)
        for e, behind in pairwise(elements)
        if e.reading
    )


def title(elements: list[Element], said: tuple[int, int], text: str, *, among: bool, keyed: bool) -> Lexeme | None:
    """The title that stands there, where it is one that nobody knows ("Product Stewardship Manager"); None where it is
    known, or other words than a title. `among`: it stands in a list with titles that are known."""
    start, end = said
    if (bracket := _BRACKET.search(text, start, end)) is not None:
        end = bracket.start()
    written = text[start:end].strip(" .\n\"'")
    words = written.split()
    read = [e for e in elements if e.kind == "clause" and e.reading and e.reading.role == "buyer"]
    values = [v for e in read if e.reading and isinstance(e.reading.predicate, In) for v in e.reading.predicate.values]
    patch = {id(e) for a, e in pairwise(elements) if a in read and e.name == "location"}  # "VP Sales EMEA"
    whole = all(e in read or id(e) in patch or e.kind in ("filler", "group") for e in elements)
    ranked = any(e.reading and not isinstance(e.reading.predicate, In) for e in read)  # "director and above"
    if whole and len(read) == 1 and (ranked or len(values) == 1 or _JOINED.search(text, start, said[1])):
        return None
    if not _OPERATORS.isdisjoint(words):
        return None
    if not words or len(words) > _TITLE_WORDS or _TITLE.fullmatch(written) is None or quality(tokens(written)):
        return None
    among = among and not any(e.kind == "clause" and e not in read for e in elements)  # "CTO | London"
    capital = all(w in _SMALL or w[0].isupper() for w in words)
    if not (capital or (keyed and written == written.lower())):
        return None
    if not any(_names_rank(w) for w in (words[0], words[-1])) and not (among and len(words) == 1 and len(written) > 3):
        return None
    begin = text.index(words[0], start)
    name = [w for w in words if w not in ("of", "the")]
    if len(name) > 1 and any(x.kind == "seniority" for x in builtin().senses(name[-1])):  # a level stands in front
        name = [name[-1], *name[:-1]]
    return Lexeme("QUOTED", begin, begin + len(written), 0, " ".join(name))


def _names_rank(word: str) -> bool:
    """Whether a word is a level or a title by itself."""
    return any(s.kind in ("title", "seniority") for s in builtin().senses(word)) or word.lower().endswith(
        ("master", "ist")
    )


def _terminals(word: str) -> tuple[str, ...]:
    return tuple(t for w in tokens(word) for t in keywords().get(w, ()))
