"""Members of a list that share the head noun of a later one: the "event" of "event & exhibition agencies", the "palm
oil" of "palm oil or rubber producers", the "quality" of "quality, plant or lab managers"."""

from __future__ import annotations

from collections.abc import Iterator

from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words.lattice import Lattice
from icplang.reading.words.trades import KNOWN, UNKNOWN, heads, part_of, strength, trades
from icplang.vocabulary.store import Sense
from icplang.vocabulary.words import slug

_BETWEEN = frozenset(("/", ",", "&", "and", "or", "|"))
_OWN_SENSE = frozenset(
    """agency studio manager director engineer manufacturer contractor broker consultant council firm service
    shop wholesaler distributor supplier dealer retailer merchant importer exporter installer maker""".split()
)
"""Head nouns that a name shares even where it means something without them."""
_MEMBERS = 4
"""How many members of a list may stand between a word and the head noun that it shares."""
_UNIT = 2
"""The most words in front of the head noun of a trade that nobody knows."""
_WIDEST = 5
"""The most words of a function with its level."""
_NAMES = frozenset({"INDUSTRY", "MODEL", "PLACE", "PLACE_ADJ", "OWNERSHIP", "TECH", "SEGMENT"})
"""What a word may be that needs no head noun."""


def known(words: Lattice, phrase: str, i: int, j: int) -> Sense | None:
    """What the phrase from word `i` to `j` means with the head noun of a later member, where the vocabulary has it."""
    k = j
    if k + 1 < len(words.row) and words.row[k].text == "-" and words.row[k].tight and not words.row[k + 1].tight:
        k += 1  # "PE- or VC-backed"
    for member in _members(words, k):
        if not _shares(words, k, member):
            continue
        for other, end in reversed(words.phrases(member)):
            kinds = {s.kind for s in words.vocabulary.phrases.get(other, ())} - {"function"}
            whole = f"{phrase} {other.rsplit(' ', 1)[-1]}"
            shared = [s for s in words.vocabulary.phrases.get(whole, ()) if s.kind in kinds]
            named = any(s.kind in kinds and s.form != "weak" for s in words.vocabulary.phrases.get(phrase, ()))
            if (
                shared
                and shared[0].kind == "title"
                and (any(x.type == "SENIORITY" for x in words.before(i)) or _whole(words, phrase, end))
            ):
                continue
            own = not named or whole.rsplit(" ", 1)[-1] in _OWN_SENSE
            if " " in other and shared and own and not _goes_on(words, member, end):
                return shared[0]
    return None


def _whole(words: Lattice, phrase: str, end: int) -> bool:
    """Whether a title in front of another one needs nothing of it: "partner or practice manager"."""
    titled = any(s.kind in ("title", "seniority") for s in words.vocabulary.phrases.get(phrase, ()))
    return titled and words.row[end - 1].text.lower() == words.row[end - 1].fold


def _shares(words: Lattice, k: int, member: int) -> bool:
    """Whether a member may lend its noun to one in front of the joint at word `k`: behind commas alone not past another
    that has its own, as in "packaging, paper mills, label printing"."""
    between = words.row[k:member]
    return any(w.text != "," for w in between if w.text in _BETWEEN) or not any(
        w.fold and w.text.lower() != w.fold for w in between
    )


def _goes_on(words: Lattice, member: int, end: int) -> bool:
    """Whether a member between commas is none of the last: "technology, engineering, professional services, retail"."""
    return words.row[member - 1].text == "," and end < len(words.row) and words.row[end].text in _BETWEEN


def functions(words: Lattice, first: list[Lexeme]) -> Iterator[Lexeme]:
    """Functions that are ordinary words as well, in a list of which the last has its level behind it."""
    for x in first:
        if x.type == "FUNCTION_WEAK" and any(_levelled(words, k) for k in _members(words, x.next)):
            yield Lexeme("FUNCTION", x.start, x.end, x.next, x.value)


def unknown(words: Lattice, i: int, first: list[Lexeme]) -> list[Lexeme]:
    """The trade that nobody knows at word `i`, where the head noun that makes a trade of it stands at a later
    member."""
    row = words.row
    if any(x.type in _NAMES for x in first):
        return []
    for j in range(i + 1, min(i + _UNIT, len(row) - 1) + 1):
        if row[j].text not in _BETWEEN or not (sure := _modifiers(words, i, j)):
            continue
        own = any(x.type == "INDUSTRY_WEAK" and x.next == j for x in first)
        for k in _members(words, j):
            if own and all(w.text == "," for w in row[j:k] if w.text in _BETWEEN):
                continue  # the "packaging" of "packaging, paper mills"
            head, last = _head(words, k)
            part = part_of(row, last, words.vocabulary) if last else ""
            if part in ("", "company"):
                end = next(n for n in range(k, len(row) + 1) if n == len(row) or row[n].text in _BETWEEN)
                said = " ".join(w.fold for w in row[k:end])
                if part or end - k > _UNIT or not (_modifiers(words, k, end) or known(words, said, k, end)):
                    return []
                continue
            if not heads(row, last, part, sure) or (row[head].text[0].isupper() and min(sure) < KNOWN):
                return []  # "Klei, Supergiant or Moon Studios"
            name = slug(" ".join(w.text.lower() for w in [*row[i:j], *row[head:last]]) + f" {row[last].fold}")
            return [Lexeme("INDUSTRY", row[i].start, row[j - 1].end, j, (name,))]
    return []


def _modifiers(words: Lattice, i: int, j: int) -> list[int]:
    """How sure it is of each word from `i` to `j` that it says of what kind a trade is; empty where one does not."""
    row = words.row
    if not all(w.fold and w.text.lower() == w.fold for w in row[i:j]):
        return []
    if j - i == 1 and row[i].text.islower() and _named(words, i, j) == {"stage"}:
        return [UNKNOWN]  # "seed and feed merchants"
    sure = [strength(row, n, words.vocabulary, inner=n > i) for n in range(i, j)]
    return sure if all(sure) else []


def _members(words: Lattice, k: int) -> Iterator[int]:
    """The first words of the members of a list behind the joint at word `k`."""
    for _ in range(_MEMBERS):
        if k + 1 >= len(words.row) or words.row[k].text not in _BETWEEN:
            return
        k += 2 if words.row[k].text == "," and words.row[k + 1].text in ("or", "and", "&") else 1
        if k >= len(words.row):
            return
        yield k
        while k < len(words.row) and words.row[k].fold and words.row[k].text not in _BETWEEN:
            k += 1


def _named(words: Lattice, k: int, j: int) -> set[str]:
    """The kinds of names that the words `k` to `j` are."""
    said = " ".join(w.fold for w in words.row[k:j])
    return {s.kind for s in words.vocabulary.phrases.get(said, ())}


def _levelled(words: Lattice, k: int) -> bool:
    """Whether a function with a level behind it starts at word `k`: "procurement leaders"."""
    for m in range(k + 1, min(k + _WIDEST, len(words.row))):
        if not words.row[m].fold:
            return False
        if "seniority" in _named(words, m, m + 1) and "function" in _named(words, k, m):
            return True
    return False


def _head(words: Lattice, k: int) -> tuple[int, int]:
    """The first and the last word of the head of the trade of several words at word `k`: the "insurance brokers" of
    "aviation insurance brokers", the "studios" of "game development studios"."""
    made = [x.next for x in trades([], words.row, k, words.text, words.vocabulary)]
    end = max([j for _, j in words.phrases(k) if "industry" in _named(words, k, j)] + made, default=k)
    if end - k <= 1:
        return 0, 0
    return next((n for n in range(k + 1, end - 1) if "industry" in _named(words, n, end)), end - 1), end - 1
