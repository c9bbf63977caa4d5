"""Titles that nobody knows, where their form is certain: "Museum Director", "Chief Heritage Officer", "Head of Flange
Polishing", "hiring flange polishers"."""

from __future__ import annotations

from collections.abc import Sequence

from icplang.reading.findings import quality
from icplang.reading.grammars import keywords
from icplang.reading.tree import Lexeme, Spelt
from icplang.vocabulary.store import Vocabulary, words_of
from icplang.vocabulary.words import singular, slug, tokens

_POSTS = frozenset(
    """admin administrator agronomist analyst architect assistant brewer chef coordinator curator designer
    developer director distiller editor engineer executive inspector lead manager mechanic officer operator
    planner programmer scheduler scientist specialist steward strategist superintendent supervisor
    technician technologist welder accountant assembler auditor controller dispatcher driver estimator fitter
    handler inspector installer instructor machinist nurse packer picker practitioner tester therapist trainer
    writer""".split()
)
"""Nouns that say what somebody does, of whatever stands in front of them."""
_FIELDS = frozenset({"INDUSTRY", "INDUSTRY_WEAK", "CATEGORY", "CATEGORY_WEAK", "TECH", "TECH_WEAK", "METRIC"})
_FUNCTIONS = frozenset({"FUNCTION", "FUNCTION_WEAK"})
_LEVELS = frozenset({"director", "manager", "lead"})
"""Nouns that the grammar reads with a function: "procurement director"."""
_CHIEF = 3
_RANKS = frozenset({"head", "director", "vp", "svp", "evp", "avp", "manager", "lead", "chief", "associate-director"})
"""Levels of those who lead a field of work, and not a company."""
_MOST = 3
"""The most words of a field of work that nobody knows."""
_BEHIND = frozenset({"at", "in", "for", "from", "and", "or", "who", "with", "within", "on", "that"})
_DOERS = ("ers", "ors", "ists", "ians", "eurs")
"""How nouns of people who do something end."""
_CRAFTS = frozenset({"industry", "audience", "metric"})
"""What else a word for people may mean: "glaziers" are firms as well."""
_BACK = 8
"""So many words in front of a title may say that it is sought."""


def unnamed(first: list[Lexeme], row: Sequence[Spelt], i: int, text: str, vocabulary: Vocabulary) -> list[Lexeme]:
    """The title that starts at word `i`, whose candidates are `first`, where what stands in front of it says that it is
    one."""
    return _headed(first, row, i, vocabulary) or _sought(first, row, i, text, vocabulary)


def _headed(first: list[Lexeme], row: Sequence[Spelt], i: int, vocabulary: Vocabulary) -> list[Lexeme]:
    """A level and the field of work behind its "of": "Head of Flange Polishing"."""
    level = next((x for x in first if x.type == "SENIORITY" and x.ids[0] in _RANKS), None)
    if level is None or level.next + 1 >= len(row) or row[level.next].fold != "of":
        return []
    begin = level.next + 1
    capital = row[begin].text[0].isupper()
    j = begin
    while j < len(row) and j - begin < _MOST and _of_field(row, j, vocabulary, capital=capital):
        j += 1
    if j == begin or not _ends(row, j) or (not capital and _works(row[begin].fold, vocabulary)):
        return []
    said = " ".join(w.fold for w in row[begin:j])
    if _works(said, vocabulary) or quality(said.split(" ")):
        return []
    id = f"{level.ids[0]}-{slug(' '.join(w.text for w in row[begin:j]))}"
    return [Lexeme("ROLE", row[i].start, row[j - 1].end, j, (id,))]


def _of_field(row: Sequence[Spelt], j: int, vocabulary: Vocabulary, *, capital: bool) -> bool:
    """Whether word `j` may be one of those that say of what somebody is the head."""
    word = row[j]
    if not word.fold or not word.text.isalpha() or word.start != row[j - 1].end + 1:
        return False
    if word.text[0].isupper() != capital or word.fold in words_of("filler"):
        return False
    if not capital and set(keywords().get(word.fold, ())) - _OF:
        return False
    return not vocabulary.kinds(word.fold) & {"place", "segment", "ownership", "business_model", "seniority", "title"}


_OF = frozenset({"TOOL_NOUN", "SITES", "OFFICE", "EMPLOYEES", "STAFF", "TEAM", "ROLE_NOUN", "GROWTH", "REVENUE"})
"""Keywords that may be a part of a field of work: "Head of Store Systems"."""


def _ends(row: Sequence[Spelt], j: int) -> bool:
    """Whether a title may end in front of word `j`."""
    return j == len(row) or not row[j].fold or row[j].fold in _BEHIND


def _works(said: str, vocabulary: Vocabulary) -> bool:
    """Whether words name a field of work that is known."""
    return any(s.kind == "function" for s in vocabulary.phrases.get(said, ()))


def _sought(first: list[Lexeme], row: Sequence[Spelt], i: int, text: str, vocabulary: Vocabulary) -> list[Lexeme]:
    """People who are hired: "hiring flange polishers and weavers"."""
    if (
        any(x.type in ("ROLE", "FUNCTION", "SENIORITY") for x in first)
        or not row[i].text.islower()
        or not _hired(row, i)
    ):
        return []
    j = i
    while j < len(row) and j - i < _MOST and row[j].text.isalpha() and row[j].text.islower():
        if j > i and row[j].start != row[j - 1].end + 1:
            break
        fold = row[j].fold
        if fold in words_of("filler") or fold in _BEHIND or set(keywords().get(fold, ())) - _OF:
            break
        kinds = {s.kind for s in vocabulary.phrases.get(fold, ())}
        if row[j].text.endswith(_DOERS) and kinds <= _CRAFTS:
            said = text[row[i].start : row[j].end]
            return [] if quality(tokens(said)) else _title(first, row, i, j + 1, text)
        j += 1
    return []


def _hired(row: Sequence[Spelt], i: int) -> bool:
    """Whether the words in front of word `i` say that somebody is hired, perhaps with others of a list between them."""
    for k in range(i - 1, max(-1, i - _BACK), -1):
        if "HIRING" in keywords().get(row[k].fold, ()):
            return True
        if row[k].text in ".;:()|" or row[k].fold in ("with", "in", "at", "using"):
            return False
    return False


def titles(first: list[Lexeme], row: Sequence[Spelt], i: int, text: str) -> list[Lexeme]:
    """The title that starts at word `i`, whose candidates are `first`: a field of work and a post."""
    if row[i].fold == "first":  # "their first data engineer"
        return []
    if row[i].fold == "chief" and i + 2 < len(row) and row[i + 2].fold == "officer" and row[i + 1].fold:
        return _title(first, row, i, i + _CHIEF, text)
    fields = (x for x in first if x.type in _FIELDS | _FUNCTIONS and x.next < len(row) and row[x.next].fold in _POSTS)
    field = max(fields, key=lambda x: x.next, default=None)
    if field is None:
        return []
    functional = any(x.type in _FUNCTIONS and x.next == field.next for x in first)
    if functional and row[field.next].fold in _LEVELS:
        return []
    return _title(first, row, i, field.next + 1, text)


def _title(first: list[Lexeme], row: Sequence[Spelt], i: int, end: int, text: str) -> list[Lexeme]:
    """The words from `i` to `end` as one title, unless a known name is as long or something parts them."""
    said = text[row[i].start : row[end - 1].end]
    if any(x.next >= end and x.type in ("ROLE", "FUNCTION") for x in first) or not _plain(said):
        return []
    *before, last = said.lower().split(" ")
    return [Lexeme("ROLE", row[i].start, row[end - 1].end, end, (slug(" ".join([*before, singular(last)])),))]


def _plain(said: str) -> bool:
    return all(c.isalpha() or c in " -" for c in said)


def names_post(word: str) -> bool:
    """Whether a noun says what somebody does."""
    return word in _POSTS
