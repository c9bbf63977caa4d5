"""Titles that nobody knows, where their form is certain: "museum directors", "Chief Heritage Officer", "Head of Flange
Polishing", "hiring flange polishers".

`data/posts.csv` lists the nouns: a "rank" is held by a person wherever it stands; a "craft" makes a title of a field of
work that is known, and of any other only where somebody is sought, employed or lacked, since it is what companies are
as well ("solar installers"); a "trade" is a title only there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from icplang.reading.findings import quality
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme, Spelt
from icplang.vocabulary.store import Vocabulary, words_of
from icplang.vocabulary.words import singular, slug

_FIELDS = frozenset({"INDUSTRY", "INDUSTRY_WEAK", "CATEGORY", "CATEGORY_WEAK", "TECH", "TECH_WEAK", "METRIC"})
_FUNCTIONS = frozenset({"FUNCTION", "FUNCTION_WEAK"})
_NAMING = frozenset({"rank", "craft"})
_LEVELS = frozenset({"director", "manager", "lead"})
"""Nouns that the grammar reads with a function: "procurement director"."""
_SAYING = frozenset(
    "SENIORITY PLACE PLACE_ADJ OWNERSHIP MODEL SEGMENT STAGE TECH CERT STATUS QUOTED NUM HIRING IN_HOUSE".split()
)
"""What a word may be that says something of its own in front of a title."""
_OWN_WORDS = frozenset("place segment ownership business_model seniority stage status certification title".split())
_WORKING = frozenset({"function", "industry", "metric", "technology_category"})
"""Kinds of names that are fields of work."""
_ADJECTIVE = re.compile(r".*(?:ive|ous|ful|less|able|ible|ish|ed|est|ly)")
"""How words end that say what somebody is like."""
_MANAGED = frozenset(
    "property rental asset fund portfolio wealth investment money estate apartment association".split()
)
"""What companies manage for others."""
_SEEKING = frozenset({"HIRING", "BUYER", "SOMEONE", "NEW"})
_HIRED = frozenset({"HIRING"})
_HAVING = frozenset({"WITH", "NOT", "HIRING"})
_SELLING = frozenset({"sell", "selling", "sold"})
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


def headed(first: list[Lexeme], row: Sequence[Spelt], i: int, vocabulary: Vocabulary) -> list[Lexeme]:
    """A level and the field of work behind its "of": "Head of Flange Polishing"."""
    level = next((x for x in first if x.type == "SENIORITY" and x.ids[0] in _RANKS), None)
    post = level is None and _part(row, i) == "rank"  # "Dean of Admissions"
    level = level or next((x for x in first if post and x.type == "ROLE" and x.next == i + 1), None)
    if level is None or level.next + 1 >= len(row) or row[level.next].fold != "of":
        return []
    begin = level.next + 1
    if post and (field := _known_field(row, begin, vocabulary)):
        id, end = field
        return [Lexeme("ROLE", row[i].start, row[end - 1].end, end, (f"{level.ids[0]}-{id}",))]
    capital = row[begin].text[0].isupper()
    j = begin
    while j < len(row) and j - begin < _MOST and _of_field(row, j, vocabulary, capital=capital):
        j += 1
    if (
        j == begin
        or not _ends(row, j)
        or (post and not capital)
        or (not capital and _works(row[begin].fold, vocabulary))
    ):
        return []
    said = " ".join(w.fold for w in row[begin:j])
    if _works(said, vocabulary) or quality(said.split(" ")):
        return []
    id = f"{level.ids[0]}-{slug(' '.join(w.text for w in row[begin:j]))}"
    return [Lexeme("ROLE", row[i].start, row[j - 1].end, j, (id,))]


def _known_field(row: Sequence[Spelt], begin: int, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """The field of work that is known at word `begin`, in which a title ends, and the word behind it."""
    for end in range(min(begin + _MOST, len(row)), begin, -1):
        senses = vocabulary.phrases.get(" ".join(w.fold for w in row[begin:end]), ())
        id = next((s.id for s in senses if s.kind == "function"), None)
        if id and _ends(row, end):
            return id, end
    return None


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


_ANY = frozenset("company firm business organization organisation org corporation enterprise vendor seller".split())
"""Words for any company, of which nobody's post is named."""
_OF = frozenset(
    {"TOOL_NOUN", "SITES", "SITED", "OFFICE", "EMPLOYEES", "STAFF", "TEAM", "ROLE_NOUN", "GROWTH", "REVENUE"}
)
"""Keywords that may be a part of a field of work: "Head of Store Systems"."""
_PLACES_OF_WORK = _OF | {"COMPANY", "CONTENT_KIND"}
"""Those of a post besides: "practice director", "group risk manager"."""


def _ends(row: Sequence[Spelt], j: int) -> bool:
    """Whether a title may end in front of word `j`."""
    return j == len(row) or not row[j].fold or row[j].fold in _BEHIND


def _works(said: str, vocabulary: Vocabulary) -> bool:
    """Whether words name a field of work that is known."""
    return any(s.kind == "function" for s in vocabulary.phrases.get(said, ()))


def _sought(row: Sequence[Spelt], i: int, seeking: frozenset[str] = _SEEKING) -> bool:
    """Whether the words in front of word `i` ask for people or speak of those a company has, perhaps with others of a
    list between them: "hiring", "in-house", "buyer:"."""
    for k in range(i - 1, max(-1, i - _BACK), -1):
        said = (row[k].fold, f"{row[k - 1].fold} {row[k].fold}" if k else "")
        if any(not seeking.isdisjoint(keywords().get(phrase, ())) for phrase in said) or _labels(row[k], seeking):
            return row[k - 1].fold not in _SELLING and not (k and said[1] and row[k - 1].text == f"{row[k - 1].fold}s")
        if (
            seeking is _SEEKING
            and k == i - 1
            and any("IN_HOUSE" in keywords().get(phrase, ()) for phrase in (*said, _hyphened(row, k)))
        ):
            return True
        if row[k].text in ".;:()|" or row[k].fold in ("with", "in", "at", "using"):
            return False
    return False


def _hyphened(row: Sequence[Spelt], k: int) -> str:
    """The compound of two words that ends in word `k`."""
    return f"{row[k - 2].fold} {row[k].fold}" if k > 1 and row[k - 1].text == "-" else ""


def _labels(word: Spelt, seeking: frozenset[str]) -> bool:
    """Whether a label in front says that buyers or posts follow."""
    return word.value is not None and word.value.type in seeking


def _one_had(row: Sequence[Spelt], i: int) -> bool:
    """Whether the words in front of word `i` say that a company has or lacks one: "with a", "without their own"."""
    k = i - 1
    while k >= 0 and (row[k].fold in ("a", "an", "any", "the", "their", "its", "single", "one") or row[k].text == "-"):
        k -= 1
    said = keywords().get(row[k].fold, ()) if k >= 0 else ()
    return "NOT" in said or (k < i - 1 and not _HAVING.isdisjoint(said))


def titles(first: list[Lexeme], row: Sequence[Spelt], i: int, text: str, vocabulary: Vocabulary) -> list[Lexeme]:
    """The title that starts at word `i`, whose candidates are `first`: a field of work and a post."""
    if row[i].fold == "first":  # "their first data engineer"
        return []
    if row[i].fold == "chief" and i + 2 < len(row) and row[i + 2].fold == "officer" and row[i + 1].fold:
        return _title(first, row, i, i + _CHIEF, text)
    fields = (
        x for x in first if x.type in _FIELDS | _FUNCTIONS and x.next < len(row) and _part(row, x.next) in _NAMING
    )
    field = max(fields, key=lambda x: x.next, default=None)
    if field is not None and not (_led(first, field.next) and row[field.next].fold in _LEVELS):
        return _title(first, row, i, field.next + 1, text)
    end = _open_ended(first, row, i, vocabulary)
    return _title(first, row, i, end, text) if end else []


def _led(first: list[Lexeme], j: int) -> bool:
    """Whether a function ends in front of word `j`."""
    return any(x.type in _FUNCTIONS and x.next == j for x in first)


def _open_ended(first: list[Lexeme], row: Sequence[Spelt], i: int, vocabulary: Vocabulary) -> int:
    """The word behind the title at word `i` whose field of work nobody knows: "depot managers", "an in-house sound
    engineer"; 0 where there is none."""
    if any(x.type in _SAYING for x in first) or not _may_open(row, i):
        return 0
    found = i + 1 if _heads(row, i, i, vocabulary) else 0  # "hiring glaziers", "buyer roles"
    for j in range(i, min(i + _MOST, len(row) - 1)):
        if not _modifies(row, j, vocabulary) or row[j + 1].start != row[j].end + 1:
            break
        if _heads(row, i, j + 1, vocabulary):
            found = j + 2
    known = any(x.type in _FUNCTIONS and x.next == found - 1 for x in first)
    return 0 if known or (found and (_of_company(first, row, found, vocabulary) or _compound(row, found))) else found


def _may_open(row: Sequence[Spelt], i: int) -> bool:
    """Whether a name may start at word `i`: a capital letter has to be that of all its words, or of a line."""
    word = row[i]
    if not word.fold or not word.text.isalpha() or (word.tight and i):
        return False
    return (
        word.text.islower() or not i or not row[i - 1].fold or row[i + 1 : i + 2] == [] or row[i + 1].text[0].isupper()
    )


def _modifies(row: Sequence[Spelt], j: int, vocabulary: Vocabulary) -> bool:
    """Whether word `j` may say of what kind a post is."""
    word = row[j]
    fold = word.fold
    terminals = set(keywords().get(fold, ()))
    place = fold not in _ANY and bool(terminals & _PLACES_OF_WORK)
    if not fold or not word.text.isalpha() or (fold in words_of("filler") and not place):
        return False
    if fold in _BEHIND or quality([fold]):
        return False
    kinds = vocabulary.kinds(fold)
    said = {t for t in terminals - (_PLACES_OF_WORK if place else _OF) if not t.endswith(("_LABEL", "_HEADING"))}
    if kinds & _OWN_WORDS or (said and not kinds & _WORKING):
        return False
    if kinds:
        return True
    last = _part(row, j + 1) != ""
    return not _ADJECTIVE.fullmatch(fold) and (last or not fold.endswith("ing"))


def _heads(row: Sequence[Spelt], i: int, j: int, vocabulary: Vocabulary) -> bool:
    """Whether the word at `j` is what somebody is, of whatever stands in front of it from word `i` on."""
    word, part = row[j], _part(row, j)
    if part == "rank" and j > i:
        return row[j - 1].fold not in _MANAGED
    if part:
        offered = j + 1 < len(row) and "ROLE_NOUN" in keywords().get(row[j + 1].fold, ())
        ranked = j == i and i > 0 and "seniority" in vocabulary.kinds(row[i - 1].fold)  # "two junior buyers"
        return offered or ranked or _sought(row, i) or (not word.text.endswith("s") and _one_had(row, i))
    return _doers(row, i, j, vocabulary)


def _doers(row: Sequence[Spelt], i: int, j: int, vocabulary: Vocabulary) -> bool:
    """Whether the word at `j` is a plural for people who do something, and some are sought in front of word `i`."""
    hired = row[j].text.islower() and row[j].text.endswith(_DOERS) and _sought(row, i, _HIRED)
    return hired and {s.kind for s in vocabulary.phrases.get(row[j].fold, ())} <= _CRAFTS


def _of_company(first: list[Lexeme], row: Sequence[Spelt], end: int, vocabulary: Vocabulary) -> bool:
    """Whether the first words are rather the trade of a company, and a title that is known stands behind them:
    "fintech compliance officers"."""
    for x in first:
        if x.type in ("INDUSTRY", "MODEL") and x.next < end - 1:
            rest = " ".join(w.fold for w in row[x.next : end])
            field = " ".join(w.fold for w in row[x.next : end - 1])
            if any(s.kind == "title" for s in vocabulary.phrases.get(rest, ())) or _works(field, vocabulary):
                return True
    return False


def _compound(row: Sequence[Spelt], end: int) -> bool:
    """Whether who somebody is only says of what kind the noun behind it is: "high nurse turnover"."""
    if end >= len(row) or row[end - 1].text.endswith("s") or row[end].start != row[end - 1].end + 1:
        return False
    word = row[end]
    plain = word.fold not in words_of("filler") and {*keywords().get(word.fold, ())} <= {"REVENUE"}  # "turnover"
    return plain and word.text.isalpha() and word.text.islower() and not word.text.endswith("ing")


def _part(row: Sequence[Spelt], j: int) -> str:
    """What the list of posts says of word `j`; empty for most."""
    return words_of("posts").get(row[j].fold, {}).get("part", "") if j < len(row) else ""


def _title(first: list[Lexeme], row: Sequence[Spelt], i: int, end: int, text: str) -> list[Lexeme]:
    """The words from `i` to `end` as one title, unless a known name is as long or something parts them."""
    said = text[row[i].start : row[end - 1].end]
    known = ("ROLE", "FUNCTION") if _sought(row, i) else ("ROLE", "FUNCTION", "INDUSTRY")
    if any(x.next >= end and x.type in known for x in first) or not _plain(said):
        return []
    *before, last = said.lower().split()
    return [Lexeme("ROLE", row[i].start, row[end - 1].end, end, (slug(" ".join([*before, singular(last)])),))]


def _plain(said: str) -> bool:
    return all(c.isalpha() or c in " -" for c in said)


def names_post(word: str) -> bool:
    """Whether a noun says what somebody does, and is hardly ever the trade of a company."""
    return words_of("posts").get(word, {}).get("part") in _NAMING
