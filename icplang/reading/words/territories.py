"""Places that several words name together: "California's Central Valley", "our licensed states (OH, IN, KY)"."""

from __future__ import annotations

from collections.abc import Iterator

from icplang.meaning.concepts import lies_in
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words.lattice import Lattice
from icplang.vocabulary.words import singular

_PLACES = ("PLACE", "PLACE_ADJ", "PLACE_WEAK")
_KINDS = frozenset("state province country county market region territory city metro area location geography".split())
"""Nouns for places."""
_OURS = frozenset(
    """licensed target targeted core key home main existing current covered coverage focus service served selected
    chosen following allowed eligible approved permitted active launch us u.s. eu""".split()
)
"""Words that say which places are meant where a bracket lists them."""
_WHOSE = frozenset({"our", "the", "these", "those", "their", "my"})
_RANKS = frozenset({"first", "then", "and", "followed", "by"})
_BARRING = frozenset({"bar", "besides", "save"})
_RANKING = 5
"""So many words, at most, rank two places, or name one."""
_JOINTS = frozenset({"", "and", "or"})
"""What stands between the names of counties, signs included."""
_SHIRES = ("region:", "GB-", "IE-")
_COUNTIES = 12
_RESTS = frozenset({"rest", "remainder"})
_REFUSING = frozenset({"NOT", "EXCLUDE"})
_LONG = 3
"""So many counties, at most, share a noun, and so many words are the name of one."""
_BETWEEN = frozenset((",", "/", "|", ";", "and", "or", "&", "·", "+"))


def territories(first: list[Lexeme], words: Lattice, i: int) -> list[Lexeme]:
    """The places that start at word `i`, whose candidates are `first`."""
    places = [x for x in first if x.type in _PLACES]
    out = [found for x in places for found in _part_of(x, words)]
    opened = _noun(words, i) if not places else None
    ends = {opened} if opened else {x.next for x in places if x.type != "PLACE_WEAK" and _in_list(words, i, x.next)}
    for j in ends:
        inside = _listed(words, j)
        if inside and (opened or all(_within(words, inside, x) for x in places if x.next == j)):
            close = words.parens[j]
            out.append(Lexeme("TERRITORY", words.row[i].start, words.row[close - 1].end, close, tuple(inside)))
    return [*out, *_counties(words, i), *_rest(words, i)]


def _rest(words: Lattice, i: int) -> Iterator[Lexeme]:
    """The rest of a place, which is the whole of it behind other parts of it: "UK, Ireland, rest of Europe". Of which
    parts it is the rest nothing says elsewhere."""
    row = words.row
    if row[i].fold not in _RESTS or i + 2 >= len(row) or row[i + 1].fold != "of":
        return
    whole = next(iter(words.places(i + 3 if row[i + 2].fold == "the" and i + 3 < len(row) else i + 2)), None)
    if whole is None:
        return
    k = i - 1 if i and row[i - 1].fold == "the" else i
    listed = k > 1 and row[k - 1].text.lower() in _BETWEEN and (_ends_place(words, k - 1) or _ends_place(words, k - 2))
    type, value = (whole.type, whole.value) if listed else ("TERRITORY", ())
    yield Lexeme(type, row[i].start, whole.end, whole.next, value)


def _counties(words: Lattice, i: int) -> Iterator[Lexeme]:
    """Counties that share their noun, "Dallas, Tarrant and Collin Counties", and one that is none of the places of its
    name: "Medina County". None where the vocabulary does not know all of them."""
    names, j = list[tuple[int, int]](), i
    while j < len(words.row) and len(names) < _COUNTIES and (k := _named(words, j)) > j:
        names.append((j, k))
        j = k
        while j < len(words.row) and words.row[j].fold in _JOINTS:
            j += 1
        if j == k:
            break
    head = words.row[j] if names and j == names[-1][1] and j < len(words.row) else None
    if head is None or head.fold != "county":
        return
    shared = head.text.lower() == "counties" or words.row[names[-1][0] - 1].fold == "or"
    own = any(x.next == j + 1 for x in words.places(names[-1][0]))  # "London and Home Counties", "Bexar County"
    if (own and not shared) or (len(names) > 1 and not shared) or (len(names) == 1 and own):
        return
    if len(names) == 1 and shared and _has_counties(words, *names[0]):
        return  # "Ohio counties" are meant themselves
    found = [_county(words, a, b) for a, b in names]
    if own and not all(found) and head.text.lower() == "counties":
        return
    value = tuple(x for x in found if x) if all(found) else ()
    yield Lexeme("TERRITORY", words.row[i].start, head.end, j + 1, value)


def _named(words: Lattice, i: int) -> int:
    """The word behind the name with capitals that starts at word `i`, without its "County"."""
    if _REFUSING.intersection(keywords().get(words.row[i].fold, ())):
        return i  # "No county governments"
    j = i
    while j < len(words.row) and j - i < _LONG and words.row[j].text[0].isupper() and words.row[j].fold != "county":
        j += 1
    return j


def _whole(words: Lattice, i: int, j: int) -> bool:
    """Whether the words up to `j` are a county by themselves, "Kent County", and no state or city of that name."""
    return any(x.next == j and all(id.startswith(_SHIRES) for id in x.ids) for x in words.places(i))


def _has_counties(words: Lattice, i: int, j: int) -> bool:
    """Whether the words up to `j` are a country or a state: "Ohio"."""
    return any(x.next == j and any(":" not in id for id in x.ids) for x in words.places(i))


def _county(words: Lattice, i: int, j: int) -> Lexeme | None:
    """The county of the name from word `i` to `j`."""
    name = " ".join(w.fold for w in words.row[i:j])
    ids = tuple(s.id for s in words.vocabulary.phrases.get(f"{name} county", ()) if s.kind == "place")
    if not ids and _whole(words, i, j):
        return next(x for x in words.places(i) if x.next == j)
    return Lexeme("PLACE", words.row[i].start, words.row[j - 1].end, j, ids) if ids else None


def _part_of(wider: Lexeme, words: Lattice) -> list[Lexeme]:
    """The part of a place that its genitive names; none where the vocabulary does not know it."""
    row, j = words.row, wider.next
    if j + 2 >= len(row) or row[j].text not in "'’" or row[j + 1].fold != "s" or row[j + 1].start != row[j].end:
        return []
    out: list[Lexeme] = []
    for part in words.places(j + 2):
        if part.type in _PLACES:
            ids = tuple(id for id in part.ids if any(lies_in(words.vocabulary, id, a) for a in wider.ids))
            type, value = ("PLACE", ids) if ids else ("TERRITORY", ())
            out.append(Lexeme(type, wider.start, part.end, part.next, value))
    return out


def between(words: Lattice, i: int) -> list[Lexeme]:
    """What joins two places at word `i`: the ranking of "the UK first, then Ireland", of which either is wanted, and
    the "not" of "the EU bar Hungary"."""
    row, j = words.row, i
    if row[i].fold not in _RANKS and row[i].text not in (",", *_BARRING):
        return []
    while j < len(row) and j - i < _RANKING and (row[j].text == "," or row[j].fold in _RANKS):
        j += 1
    barring = row[i].text in _BARRING
    if not barring and {row[k].fold for k in range(i, j)}.isdisjoint(("then", "followed")):
        return []
    j = i + 1 if barring else j
    k = j + 1 if j + 1 < len(row) and row[j].fold == "the" else j
    if k >= len(row) or not words.places(k) or not _ends_place(words, i):
        return []
    return [Lexeme("NOT" if barring else "COMMA", row[i].start, row[j - 1].end, j, row[i].text)]


def _ends_place(words: Lattice, i: int) -> bool:
    """Whether a place ends in front of word `i`, or the noun that stands behind one: "US states"."""
    i -= i > 0 and singular(words.row[i - 1].fold) in _KINDS
    return any(x.next == i for k in range(max(0, i - _RANKING), i) for x in words.places(k))


def _noun(words: Lattice, i: int) -> int | None:
    """The bracket behind a noun for places that starts at word `i`, with what says which: "target markets (UK, IE)"."""
    row, j = words.row, i
    if i and (row[i - 1].fold in _OURS or row[i - 1].value is not None):
        return None
    if row[i].fold in ("one", "any", "each") and i + 1 < len(row) and row[i + 1].fold == "of":
        j += 2
    while j < len(row) and j - i <= _RANKING and (row[j].fold in _OURS or row[j].fold in _WHOSE or row[j].value):
        j += 1
    named = j < len(row) and singular(row[j].fold) in _KINDS
    return j + 1 if named and j + 1 < len(row) and j + 1 in words.parens else None


def _in_list(words: Lattice, i: int, j: int) -> bool:
    """Whether the words from `i` with the bracket at `j` are a member of a list of places."""
    close = words.parens.get(j) if j < len(words.row) else None
    if close is None or words.row[j].text != "(":
        return False
    before = i > 1 and words.row[i - 1].fold in _BETWEEN and (_ends_place(words, i - 1) or words.row[i - 2].text == ")")
    k = close
    while k < len(words.row) and (words.row[k].text in _BETWEEN or words.row[k].fold in (*_BETWEEN, "the")):
        k += 1
    return before or (k > close and k < len(words.row) and bool(words.places(k)))


def _listed(words: Lattice, j: int) -> list[Lexeme]:
    """The places in the bracket at word `j`; none where it holds anything else."""
    out: list[Lexeme] = []
    k, close = j + 1, words.parens[j] - 1
    while k < close:
        place = next((x for x in words.places(k) if x.next <= close), None)
        if place is not None and (not out or k > out[-1].next):
            out.append(place)
            k = place.next
        elif words.row[k].text in _BETWEEN or words.row[k].fold == "the":
            k += 1
        else:
            return []
    return out


def _within(words: Lattice, inside: list[Lexeme], wider: Lexeme) -> bool:
    """Whether every place of a bracket may lie in the one in front of it."""
    vocabulary = words.vocabulary
    regions = [b for b in wider.ids if b.startswith("region:")]
    return all(
        any(a != b and lies_in(vocabulary, a, b) for a in x.ids for b in wider.ids)
        or any(not lies_in(vocabulary, b, a) for a in x.ids for b in regions)  # "the Alps (AT, CH)"
        for x in inside
    )


__all__ = ["between", "territories"]
