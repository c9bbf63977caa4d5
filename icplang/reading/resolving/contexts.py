"""A clause in a place that changes what it is about: the same names, said of another party."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.predicates import Exists, In, Or, join
from icplang.reading.resolving.base import Reading
from icplang.reading.syntax.tree import Lexeme
from icplang.vocabulary.store import builtin
from icplang.vocabulary.words import is_singular, tokens

_COMPANY = {"INDUSTRY": "industry", "INDUSTRY_WEAK": "industry", "SEGMENT": "segment", "MODEL": "business_model"}
"""The field of a word that says what a company is, by its terminal."""


def as_company(reading: Reading, text: str) -> Reading:
    """ "for veterinary clinics", said of whom we sell to: the company itself, not its customers."""
    if teams := _teams(reading, text):
        return replace(reading, predicate=In("department", teams), role="buyer")
    values: dict[str, list[str]] = {}
    for word in reading.node.walk():
        if isinstance(word, Lexeme) and isinstance(word.value, tuple):
            trade = _trade(text[word.start : word.end]) if word.type == "AUDIENCE" else None
            field = "industry" if trade else _COMPANY.get(word.type, "serves")
            values.setdefault(field, []).append(trade or word.ids[0])
    return replace(reading, predicate=join(Or, [In(f, tuple(v)) for f, v in values.items()]))


def _teams(reading: Reading, text: str) -> tuple[str, ...]:
    """The departments whose people are served, "(dashboards) for finance teams"; none where others are served."""
    said = [x for x in reading.node.walk() if isinstance(x, Lexeme) and isinstance(x.value, tuple)]
    names = [tokens(text[x.start : x.end]) if x.type == "AUDIENCE" else [] for x in said]
    shared = names[-1:] != [] and names[-1][-1:] == ["team"]  # "finance and HR teams"
    named = [builtin().senses(" ".join(w for w in name if w != "team")) if shared else () for name in names]
    found = [next((s.id for s in senses if s.kind == "function"), "") for senses in named]
    return tuple(found) if found and all(found) else ()


def _trade(name: str) -> str | None:
    """The industry of that name, where there is one."""
    return next((s.id for s in builtin().senses(name) if s.kind == "industry" and s.form != "weak"), None)


def as_customers(reading: Reading) -> Reading:
    """ "serving hospitals, not insurers": the names behind the "not" are customers too."""
    predicate = reading.predicate
    if isinstance(predicate, In) and predicate.field in _COMPANY.values():
        return replace(reading, predicate=In("serves", predicate.values))
    return reading


def as_owned(reading: Reading, text: str) -> Reading | None:
    """ "no VC": a word for those who own others, behind a "not", is who owns the company, and not what it does."""
    words = [x for x in reading.node.walk() if isinstance(x, Lexeme) and x.type == "INDUSTRY"]
    said = text[words[0].start : words[0].end] if len(words) == 1 else ""
    owner = next((s.id for s in builtin().senses(said) if s.kind == "ownership"), None) if is_singular(said) else None
    if owner is None or owner in words[0].ids:  # "no government"
        return None
    return replace(reading, predicate=In("ownership", (owner,)))


def as_addressed(reading: Reading, text: str) -> Reading | None:
    """ "don't contact HR or IT", "never the bookkeeper": codes of places and trades that are people as well, and those
    whom a company has, said of whom not to talk to."""
    predicate = reading.predicate
    if isinstance(predicate, Exists) and predicate == Exists("person", predicate.where):
        return replace(reading, role="buyer", predicate=predicate.where)
    words = [x for x in reading.node.walk() if isinstance(x, Lexeme) and x.type not in ("OR", "AND", "COMMA", "SLASH")]
    titles: list[str] = []
    for x in words:
        said = text[x.start : x.end]
        one = x.type in ("PLACE_WEAK", "CATEGORY") or (x.type == "INDUSTRY" and is_singular(said))
        titles += [s.id for s in builtin().senses(said) if one and s.kind in ("title", "function")][:1]
    if not titles or len(titles) < len(words):
        return None
    return replace(reading, role="buyer", predicate=In("title", tuple(titles)), notes=[])


def as_staff(reading: Reading) -> Reading:
    """ "no marketing hire yet": nobody holds the post, whatever is advertised."""
    predicate = reading.predicate
    posts = [x for x in reading.node.lexemes("ROLE_NOUN") if x.value == "hire"]
    if posts and isinstance(predicate, Exists) and predicate == Exists("hiring", predicate.where):
        return replace(reading, predicate=Exists("person", predicate.where))
    return reading


def as_person(reading: Reading) -> Reading:
    """ "we never win anyone without a CFO": a title behind two negations is somebody whom the company has."""
    return replace(reading, role=None, predicate=Exists("person", reading.predicate) if reading.predicate else None)


def as_presence(reading: Reading) -> Reading:
    """ "without a US entity": where the company is at work, and not where it is based."""
    predicate = reading.predicate
    return replace(reading, predicate=In("presence", predicate.values) if isinstance(predicate, In) else predicate)


def as_market(reading: Reading) -> Reading:
    """ "serving German bakeries": where the customers are, and not where the company is based."""
    predicate = reading.predicate
    return replace(reading, predicate=In("sells_in", predicate.values) if isinstance(predicate, In) else predicate)


def as_hiring(reading: Reading) -> Reading:
    """ "hiring SDRs, not AEs": the titles behind the "not" are open roles too."""
    return replace(reading, role=None, predicate=Exists("hiring", reading.predicate) if reading.predicate else None)
