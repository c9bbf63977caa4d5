"""Codes of countries and states that are words as well, "US", "IT", "OK"; and products that are, "Teams"."""

from __future__ import annotations

from itertools import pairwise

from icplang.reading.words.lattice import Lattice
from icplang.vocabulary.store import forms

LONGEST = 3
"""The letters of the longest code."""
_PLAIN = frozenset({"uk", "usa", "uae", "eu", "nyc"})
"""Codes that are no words, so that small letters will do."""
_DEPARTMENTS = frozenset({"it", "hr"})
"""Codes that are departments as well."""
_SIGNS = frozenset(",[]\"'/|")
"""What stands between the codes of a list, and around it."""
_DETERMINED = frozenset({"the", "an", "their", "its", "our"})
_NEVER = frozenset({"ai", "ml", "vc"})
"""Codes that nobody writes for the country: "SaaS/AI/ML, US"."""


def is_place(words: Lattice, i: int) -> bool:
    """Whether word `i`, which is a code by its letters, is meant as one. Codes are written in capitals: "contact us" is
    nobody's country."""
    word = words.row[i]
    written = words.coded or word.text.isupper() or word.fold in _PLAIN or _named(words, word.text)
    if word.fold in _NEVER or not written:
        return False
    if any(j > i + 1 and "ownership" in words.vocabulary.kinds(p) for p, j in words.phrases(i)):
        return False  # "PE-backed"
    return not ((word.fold == "ok" and _permits(words, i)) or (word.fold in _DEPARTMENTS and _department(words, i)))


def listed(words: Lattice) -> bool:
    """Whether words are nothing but codes with commas between them: "de, at, ch", "it"."""
    said = [(word.text.isalpha() and len(word.text) <= LONGEST, word.text) for word in words.row if word.text.strip()]
    joined = any(code and behind for (code, _), (behind, _) in pairwise(said))
    return not joined and any(code for code, _ in said) and all(code or text in _SIGNS for code, text in said)


def apart(code: str, written: str) -> bool:
    """Whether words are those of a code with a hyphen, and written as words: "in the US or remote" is no Oregon, and
    "US/CA" two countries."""
    said = written.lower().replace("/", " ").split()
    return len(said) == 2 and code.count("-") == 1 and said == code.lower().split("-")


def spelt(words: Lattice, product: str, written: str) -> bool:
    """Whether a word that is English before it is a product stands as the product is named: "Teams", and no "Team"."""
    entry = words.vocabulary.get("technology", product)
    return entry is not None and any(written.lower() == name.lower() for _, name in forms(entry))


def _named(words: Lattice, text: str) -> bool:
    """Whether a word of few letters is the name of a place, and written as one: "Zug", "Ulm"."""
    senses = words.vocabulary.phrases.get(text.lower(), ()) if text.istitle() else ()
    return any(s.kind == "place" and words.vocabulary.name("place", s.id) == text for s in senses)


def _permits(words: Lattice, i: int) -> bool:
    """Whether an "OK" says of the word in front of it that it is welcome, and is no Oklahoma."""
    before = words.row[i - 1].fold if i else ""
    places = [id for x in words.candidates(i - 1) if x.type.startswith("PLACE") for id in x.ids] if before else []
    abroad = bool(places) and not any("US" in words.vocabulary.ancestors("place", id) for id in places)
    return before in ("is", "are", "also") or abroad


def _department(words: Lattice, i: int) -> bool:
    """Whether "in IT" is said of people, or "outside IT" of who is paid, and neither among codes of countries: "in DE,
    FR and IT". "The IT department" is no Italy anywhere."""
    if i and words.row[i - 1].fold in _DETERMINED:
        return True
    near = {w.text for w in words.row[max(0, i - 2) : i + 3] if len(w.text) == len("IT") and w.text.isupper()}
    return i > 0 and words.row[i - 1].fold in ("in", "outside") and near == {words.row[i].text}
