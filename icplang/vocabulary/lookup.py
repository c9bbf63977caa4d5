"""Finding entries for words that are not exactly in the vocabulary.

The order is exact, alias, contained words, and near spelling where there is none of those. A near spelling is
*assumed* only under a narrow policy (`fuzzy`), because a wrong name is a wrong filter; everything looser is merely
offered (`suggest`).

The one place that uses rapidfuzz, and only when called.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from icplang.vocabulary.store import Same, Sense, Vocabulary, forms
from icplang.vocabulary.words import key

RATIO = 90.0
"""The least similarity, of 100, at which a misspelt name is assumed."""
LEAD = 5.0
"""How far ahead of the second entry it must be."""
LONGEST = 80
"""The longest phrase that is looked up by spelling; no name is longer."""
LETTERS = 5
"""The shortest word that may be misspelt: of shorter ones too many are one letter apart (US, UK, UAE)."""

_LONG = 10
"""The length, in letters, from which two slips are still one name."""

How: TypeAlias = Literal["exact", "alias", "words", "near"]


class Found(NamedTuple):
    """One answer to a search: the entry, how it was found, and the phrase (folded) that found it."""

    kind: str
    id: str
    name: str
    how: How
    phrase: str


class Near(NamedTuple):
    """What a misspelt phrase most resembles. `sense` is None where nothing may be assumed.

    `phrase` is the surface form that was assumed. `rivals` are the senses that were alike enough but too close
    to each other to choose from, best first; empty where `sense` is set or nothing was alike.
    """

    sense: Sense | None
    phrase: str = ""
    rivals: tuple[Sense, ...] = ()


def find(vocabulary: Vocabulary, text: str, kinds: Collection[str] | None = None, limit: int = 10) -> list[Found]:
    """Entries for a search, best first, each entry once. `kinds` None searches all."""
    wanted = key(text)
    if not wanted:
        return []
    found: dict[tuple[str, str], Found] = {}

    def add(phrase: str, how: How, senses: Iterable[Sense]) -> None:
        for sense in senses:
            if kinds is None or sense.kind in kinds:
                found.setdefault(
                    sense[:2], Found(sense.kind, sense.id, vocabulary.name(sense.kind, sense.id), how, phrase)
                )

    exact = vocabulary.phrases.get(wanted, ())
    add(wanted, "exact", (s for s in exact if s.form == "name"))
    add(wanted, "alias", exact)
    if len(found) < limit:
        words = set(wanted.split())
        holding = [p for p in vocabulary.phrases if words <= set(p.split())]
        for phrase in sorted(holding, key=lambda p: (p.count(" "), len(p), p)):
            add(phrase, "words", vocabulary.phrases[phrase])
    if not found:
        for phrase in _near(vocabulary, wanted, kinds):
            add(phrase, "near", vocabulary.phrases[phrase])
    return list(found.values())[:limit]


def fuzzy(vocabulary: Vocabulary, phrase: str, kinds: Collection[str] | None = None, *, many: bool = False) -> Near:
    """The entry that a misspelt phrase may be read as.

    Only inside `kinds`; never a word with another ending; only where every word that differs has `LETTERS` letters
    or more; only at a plain ratio of `RATIO` or more, and `LEAD` ahead of the second entry. `US` is never Australia,
    `nigera` may be Niger. `many` says that thousands of phrases will be looked for in these kinds.
    """
    wanted = key(phrase)
    if len(wanted) > LONGEST or not any(_misspellable(word) for word in wanted.split()):
        return Near(None)
    from rapidfuzz import fuzz, process

    # The cut-off lies `LEAD` lower than what may be assumed, so that every rival is seen.
    close = process.extract(
        wanted,
        _alike(vocabulary, wanted, frozenset(kinds) if many and kinds else None),
        scorer=fuzz.ratio,
        score_cutoff=RATIO - LEAD,
        limit=None,
    )
    best: dict[tuple[str, str], tuple[float, str, Sense]] = {}
    for other, score, _ in sorted(close, key=lambda c: (-c[1], c[0])):
        for sense in vocabulary.phrases[other]:
            if kinds is None or sense.kind in kinds:
                best.setdefault(sense[:2], (score, other, sense))
    if not best:
        return Near(None)
    ranked = list(best.values())
    score, other, sense = ranked[0]
    rivals = tuple(s for near, _, s in ranked if near > score - LEAD)
    if (
        score < RATIO
        or _derived(wanted, other)
        or not all(_misspellable(w) for w in set(wanted.split()) ^ set(other.split()))
    ):
        return Near(None)
    written = surface(vocabulary, sense, other)
    if fuzz.ratio(phrase.lower(), written.lower()) < RATIO:  # alike only without its plural ending: hybrid, Hybris
        return Near(None)
    return Near(sense, written) if len(rivals) == 1 else Near(None, "", rivals)


def suggest(vocabulary: Vocabulary, phrase: str, kinds: Collection[str] | None = None) -> tuple[str, ...]:
    """At most three names to offer as "did you mean", best first, one for each entry."""
    wanted = key(phrase)
    if not 3 <= len(wanted) <= LONGEST:
        return ()
    seen: set[tuple[str, str]] = set()
    names: dict[str, None] = {}
    for other in _near(vocabulary, wanted, kinds, led=True):
        for sense in vocabulary.phrases[other]:
            if (kinds is None or sense.kind in kinds) and sense[:2] not in seen:
                seen.add(sense[:2])
                names[surface(vocabulary, sense, other)] = None
    return tuple(names)[:3]


def closest(word: str, choices: Iterable[str]) -> str | None:
    """The choice within max(1, len // 3) edits of `word`: "did you mean" for keys, kinds and options."""
    from rapidfuzz.distance import OSA

    edits, choice = min(((OSA.distance(word, choice), choice) for choice in choices), default=(len(word) + 1, ""))
    return choice if edits <= max(1, len(word) // 3) else None


def mistaken(text: str, name: str) -> bool:
    """Whether a written name is so near to a known one that it is rather a slip than another name: one letter off,
    or two in a long one."""
    from rapidfuzz.distance import OSA

    a, b = key(text), key(name)
    return a[:1] == b[:1] and OSA.distance(a, b) <= (1 if len(a) < _LONG else 2)


def alike(a: str, b: str) -> float:
    """How alike two texts are, of 100."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(a, b))


def surface(vocabulary: Vocabulary, sense: Sense, phrase: str) -> str:
    """How the entry itself writes a folded phrase."""
    entry = vocabulary.get(sense.kind, sense.id)
    return next((text for _, text in forms(entry) if key(text) == phrase), entry.name) if entry else phrase


def _near(vocabulary: Vocabulary, wanted: str, kinds: Collection[str] | None, *, led: bool = False) -> Sequence[str]:
    """The phrases within the edit distance of a suggestion, best first. `led`: only those with one of its first two
    letters in front, which are a tenth of all, so that a long text with many unknown words costs milliseconds."""
    return _near_of(Same(vocabulary), wanted, None if kinds is None else frozenset(kinds), led)


@lru_cache(maxsize=4096)
def _near_of(same: Same, wanted: str, kinds: frozenset[str] | None, led: bool) -> Sequence[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    edits = max(1, len(wanted) // 3)
    if len(wanted) > LONGEST:
        return []
    phrases = _phrases_of(same, kinds)
    if led:
        table, names = _by_length(same), same.vocabulary.phrases
        sizes = range(len(wanted) - edits, len(wanted) + edits + 1)
        phrases = [p for c in sorted({*wanted[:2]}) for n in sizes for p in table.get((c, n), ())]
        phrases = [p for p in phrases if kinds is None or any(s.kind in kinds for s in names[p])]
    close = process.extract(wanted, phrases, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return [phrase for phrase, _, _ in sorted(close, key=lambda c: (c[1], c[0][:1] != wanted[:1], c[0]))]


def _alike(vocabulary: Vocabulary, wanted: str, kinds: frozenset[str] | None) -> Sequence[str]:
    """The phrases that could reach the cut-off: with the same first letter (which is hardly ever misspelt) and
    about as long. A few hundred of tens of thousands, so that a long text costs milliseconds."""
    return _about_as_long(Same(vocabulary), wanted[0], len(wanted), kinds)


@lru_cache(maxsize=4096)
def _about_as_long(same: Same, first: str, size: int, kinds: frozenset[str] | None) -> Sequence[str]:
    table = _by_length(same, kinds)
    slack = int(size * 2 * (100 - RATIO + LEAD) / (100 + RATIO - LEAD)) + 1
    return [p for n in range(size - slack, size + slack + 1) for p in table.get((first, n), ())]


@lru_cache(maxsize=16)
def _by_length(same: Same, kinds: frozenset[str] | None = None) -> dict[tuple[str, int], list[str]]:
    out: dict[tuple[str, int], list[str]] = {}
    for phrase in _phrases_of(same, kinds):
        out.setdefault((phrase[0], len(phrase)), []).append(phrase)
    return out


@lru_cache(maxsize=16)
def _phrases_of(same: Same, kinds: frozenset[str] | None) -> Sequence[str]:
    if kinds is not None:
        return same.vocabulary.phrases_of(kinds)
    minor = same.vocabulary.minor
    return [p for p in same.vocabulary.phrases if p not in minor]


def _derived(a: str, b: str) -> bool:
    """Whether one word is the other with an ending: "produce", "producer"; a doubled last letter is a slip."""
    short, long = sorted((a, b), key=len)
    return long.startswith(short) and len(short) < len(long) and long[len(short) :] != short[-1]


def _misspellable(word: str) -> bool:
    return len(word) >= LETTERS and word.isalpha()


__all__ = ["Found", "Near", "alike", "closest", "find", "fuzzy", "mistaken", "suggest", "surface"]
