"""A "hiring" behind those who are sought: "logistics hiring", "SDR hiring since May". Where somebody follows it, those
in front of it hire: "founders hiring engineers"."""

from __future__ import annotations

from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words.lattice import Lattice
from icplang.vocabulary.words import is_singular

_HIRING = "hiring"
_RUSHES = frozenset("push spree surge wave ramp drive round".split())
"""What a time of much hiring is called."""
_BEHIND = frozenset("in and or last past over since this within during for".split())
"""Words that may follow, besides signs."""
_FIELDS = ("FUNCTION", "FUNCTION_WEAK")
_STAFFING = frozenset({"recruiting", "recruitment"})
_FIRMS = frozenset({"agency", "firm", "consultancy", "company", "business", "boutique"})
_LONGEST = 3
"""The most words of a field of work."""


def hirings(words: Lattice, i: int) -> list[Lexeme]:
    """The "hiring" at word `i`, where it stands behind those who are sought and nobody follows."""
    row = words.row
    if i == 0 or row[i].fold != _HIRING or not row[i - 1].fold:
        return []
    if any(w.fold == "of" for w in row[max(0, i - _LONGEST) : i]):
        return []  # "VP of hiring", "head of sales hiring"
    rush = i + 1 < len(row) and row[i + 1].fold in _RUSHES
    j = i + 2 if rush else i + 1
    ends = j == len(row) or not row[j].fold or row[j].fold in _BEHIND
    if not ends or not (is_singular(row[i - 1].text.lower()) or _field(words, i)):
        return []
    return [Lexeme("HIRES", row[i].start, row[j - 1].end, j, _HIRING)]


def _field(words: Lattice, i: int) -> bool:
    """Whether a field of work ends in front of word `i`."""
    return any(x.next == i and x.type in _FIELDS for k in range(max(0, i - _LONGEST), i) for x in words.candidates(k))


def describes(words: Lattice, terminal: str, phrase: str, j: int) -> bool:
    """Whether a word in front of word `j` rather says what kind of companies are meant: "solo electricians" are
    companies of one, a "solo HR person" is none; a "recruiting agency owner" is no owner who is recruited."""
    if terminal == "HIRING":
        before = words.row[j - 2].text if j > 1 else ""
        hires = before.islower() and before.endswith("s")  # "clinics recruiting"
        return phrase in _STAFFING and not hires and j < len(words.row) and words.row[j].fold in _FIRMS
    behind = {
        p: words.row[k].fold if k < len(words.row) else "" for p, k in (words.phrases(j) if words.row[j:] else ())
    }
    posts = {p for p, noun in behind.items() if "ROLE_NOUN" in keywords().get(noun, ())}
    named = (words.vocabulary.phrases.get(p, ()) for p in behind if p not in posts)
    return any(sense.kind == "industry" for senses in named for sense in senses)
