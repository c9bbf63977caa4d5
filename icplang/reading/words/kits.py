"""Kinds of tools that nobody knows, where their form is certain: between a verb for using something and a noun for
software, as in "uses a fleet performance tool", "evaluating fleet software"."""

from __future__ import annotations

from collections.abc import Sequence

from icplang.reading.findings import quality
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme, Spelt
from icplang.reading.words.lattice import Lattice
from icplang.reading.words.trades import strength
from icplang.vocabulary.store import Vocabulary, words_of
from icplang.vocabulary.words import slug

_TAKEN = frozenset({"USING", "INTENT", "CONSIDERING"})
"""Verbs in front of what is used, or is looked at with a view to that."""
_MOST = 3
"""The most words in front of the noun."""
_NOUNS = frozenset({"tool", "platform", "software", "system", "suite", "app"})
_ONE = frozenset({"a", "an", "another", "their", "its", "some", "any", "new"})
_LIKE = frozenset(
    """proprietary digital virtual professional commercial internal external central global local national traditional
    conventional special generic public automatic electronic single dedicated online competitor competing rival paper
    free cheap simple own separate different similar standalone""".split()
)
"""Words that say what a tool is like, or whose it is."""
_KNOWN = frozenset({"CATEGORY", "CATEGORY_WEAK", "TECH", "PLACE", "PLACE_ADJ", "OWNERSHIP", "SEGMENT", "STAGE"})

_WIDE = 4
"""The most words of a product."""
_WHOSE = frozenset({"the", "their", "its"})
_EVERY = frozenset({"everything", "anything"})
_MARKS = frozenset("-/,.:;()&+")
_JOINING = frozenset("and or but plus with in at on who that which".split())
_SERVED = frozenset("audience industry segment business_model place ownership title seniority".split())
_OTHERS = frozenset("COMPANY EMPLOYEES CUSTOMER SITES DAY WEEK MONTH YEAR LAST NEW".split())
"""Those whom something is for, and times."""
_WORK = frozenset({"function", "technology_category"})
"""What people do with it, though a trade may be called so too: "for accounting"."""


def kits(first: list[Lexeme], row: Sequence[Spelt], i: int, vocabulary: Vocabulary) -> list[Lexeme]:
    """The kind of tool that starts at word `i`, whose candidates are `first`."""
    if any(x.type in _KNOWN for x in first) or not row[i].text[0].islower() or not _used(row, i):
        return []
    j = i
    while j < len(row) and j - i <= _MOST:
        if j > i and row[j].start != row[j - 1].end + 1:
            return []
        if j > i and row[j].fold in _NOUNS:
            break
        if row[j].fold in _LIKE or not row[j].text.isalpha():
            return []
        if not strength(row, j, vocabulary, inner=True) and not (j > i and row[j].fold in words_of("trades")):
            return []
        j += 1
    if j == i or j >= len(row) or row[j].fold not in _NOUNS:
        return []
    said = [w.fold for w in row[i:j]]
    if quality(said) or quality([*said, row[j].fold]):
        return []
    return [Lexeme("CATEGORY", row[i].start, row[j].end, j + 1, (slug(" ".join(said)),))]


def purposes(words: Lattice, i: int) -> list[Lexeme]:
    """What a product in front of word `i` is used for: "Xero for accounting", "Sage for the books", but not whom it
    serves."""
    row, known = words.row, words.vocabulary
    if row[i].fold != "for":
        return []
    names = (phrase for k in range(max(0, i - _WIDE), i) for phrase, j in words.phrases(k) if j == i)
    if not any(sense.kind == "technology" for phrase in names for sense in known.senses(phrase)):
        return []
    first = j = i + 2 if i + 1 < len(row) and row[i + 1].fold in _WHOSE else i + 1
    if first < len(row) and row[first].fold in _EVERY:
        return [Lexeme("FOR_TASK", row[i].start, row[first].end, first + 1, row[first].fold)]
    while j < len(row) and j - first < _MOST and _chore(words, j):
        j += 1
    ends = j >= len(row) or not row[j].text[0].isalnum() or row[j].fold in _JOINING
    return [Lexeme("FOR_TASK", row[i].start, row[j - 1].end, j, row[j - 1].fold)] if j > first and ends else []


def of_kind(words: Lattice, first: list[Lexeme]) -> list[Lexeme]:
    """The products among `first` with the kind that each is of behind them: "Pipedrive CRM", "Omron PLCs"."""
    row, known = words.row, words.vocabulary
    out = []
    for x in first:
        if x.type not in ("TECH", "TECH_WEAK") or x.next >= len(row) or row[x.next].text in _MARKS:
            continue
        kinds = {
            above
            for tool in (known.get("technology", id) for id in x.ids)
            for kind in (tool.data.get("category") or "" if tool else "").split("|")
            for above in known.ancestors("technology_category", kind)
        }
        for phrase, j in words.phrases(x.next):
            ends = j >= len(row) or not row[j].fold or row[j].fold in _JOINING
            if ends and any(s.id in kinds and s.kind == "technology_category" for s in known.phrases.get(phrase, ())):
                out.append(Lexeme(x.type, x.start, row[j - 1].end, j, x.value))
    return out


def _chore(words: Lattice, i: int) -> bool:
    """Whether a word may be of what is done with a tool."""
    word = words.row[i]
    plain = word.text.isalpha() and word.text[0].islower() and word.fold not in _JOINING
    said = words_of("filler").get(word.fold)
    kinds = words.vocabulary.kinds(word.fold)
    served = bool(kinds & _SERVED or _OTHERS.intersection(keywords().get(word.fold, ()))) and not kinds & _WORK
    return plain and (said is None or said["kind"] == "noun") and not served


def _used(row: Sequence[Spelt], i: int) -> bool:
    """Whether what starts at word `i` is used, or is to be."""
    k = i - 1
    if k >= 0 and row[k].fold in _ONE:
        k -= 1
    said = [row[k].fold] if k >= 0 else []
    if k > 0:
        said.append(f"{row[k - 1].fold} {row[k].fold}")
    return any(not _TAKEN.isdisjoint(keywords().get(s, ())) for s in said)
