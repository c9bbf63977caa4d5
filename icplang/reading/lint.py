"""What is wrong with the rows of a vocabulary: names that cannot be read, that clash, or that point nowhere.

`data/accepted.csv` lists what is found and meant so, with the reason: a pair of kinds that the position of a word
always tells apart, or one phrase.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal, TypeAlias

from icplang.reading.words.lexer import LONGEST, TERMINALS, Words
from icplang.vocabulary.glossary import REFERENCES, glossary_rows
from icplang.vocabulary.store import Entry, Row, Vocabulary, builtin, builtin_rows, forms
from icplang.vocabulary.words import key

Rule: TypeAlias = Literal["clash", "duplicate", "unreachable", "empty", "missing-parent", "circle"]
_LIST = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a row: its file and 1-based line, the rule, the kind (clash: kinds, with `|`) and id of the
    entry, the phrase or id it is about, and what is wrong in words."""

    file: str
    line: int
    rule: Rule
    kind: str
    id: str
    phrase: str
    message: str


def lint(glossary: str | Path | None = None) -> list[Fault]:
    """The faults of the built-in vocabulary, or of a glossary file that joins it, in the order of the rows.

    Raises what `load_glossary` raises.
    """
    if glossary is None:
        return list(accepted(faults(list(builtin_rows()), builtin())))
    vocabulary, rows = glossary_rows(glossary)
    return [*accepted(faults(rows, vocabulary)), *_hidden(rows, builtin())]


def accepted(found: Iterable[Fault]) -> Iterator[Fault]:
    """The faults without those that `data/accepted.csv` lists."""
    listed = set(allowed())
    return (f for f in found if (f.rule, f.kind, f.phrase) not in listed and (f.rule, f.kind, "") not in listed)


def allowed() -> Mapping[tuple[str, str, str], str]:
    """What is meant so: the rule, the kinds and the phrase (empty for all of the kinds), with the reason."""
    from icplang.vocabulary import store

    text = (Path(store.__file__).parent / "data" / "accepted.csv").read_text("utf-8")
    return {(r["rule"], r["kinds"], r["phrase"]): r["why"] for r in csv.DictReader(text.splitlines())}


def faults(rows: list[Row], vocabulary: Vocabulary) -> Iterator[Fault]:
    """All faults of some rows of a vocabulary, those that are accepted too."""
    for row in rows:
        yield from _names(row)
        yield from _reach(row, vocabulary)
        yield from _references(row, vocabulary)
    yield from _twice(rows)
    yield from _clashes(rows)


def _fault(row: Row, rule: Rule, phrase: str, message: str, kind: str = "") -> Fault:
    return Fault(row.file, row.line, rule, kind or row.entry.kind, row.entry.id, phrase, message)


def _twice(rows: list[Row]) -> Iterator[Fault]:
    """Rows with the id of an earlier one, which they hide."""
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        before = first.setdefault((row.entry.kind, row.entry.id), row)
        if before is not row:
            said = f"`{row.entry.id}` has a row already, in line {before.line} of {before.file}"
            yield _fault(row, "duplicate", row.entry.id, said)


def _names(row: Row) -> Iterator[Fault]:
    """Names with no letter or digit, and aliases of a row that are the same to the reader."""
    for _, text in forms(row.entry):
        if not key(text):
            yield _fault(row, "empty", text, f"`{text}` has no letter and no digit")
    for alias, n in Counter(map(key, row.own)).items():
        if n > 1 and alias:
            said = [a for a in row.own if key(a) == alias]
            yield _fault(row, "duplicate", said[1], f"`{said[1]}` is listed twice: the reader folds it as `{alias}`")


def _reach(row: Row, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Names that the lexer does not find in a text where they are written. An id is no way to write it."""
    for form, text in forms(row.entry):
        written = text != row.entry.id or text == row.entry.name
        if key(text) and written and not reachable(row.entry, text, vocabulary):
            size = key(text).count(" ") + 1
            why = (
                f"it has {size} words, and at most {LONGEST} are looked up together"
                if size > LONGEST
                else f"it is looked up as `{key(text)}`, which the words of a text never give"
            )
            yield _fault(row, "unreachable", text, f"`{text}` ({form}) is never read: {why}")


def reachable(entry: Entry, text: str, vocabulary: Vocabulary) -> bool:
    """Whether the lexer gives the entry among the candidates for a written name. Case is part of some names, so the
    name may also start with a capital or be in capitals."""
    terminal = TERMINALS[entry.kind]
    last = max(i for i, char in enumerate(text) if char.isalnum()) + 1
    wider = (vocabulary.get(entry.kind, parent) for parent in entry.parents if entry.kind == "place")
    placed = [f"{text}, {place.name}" for place in wider if place]  # "Kent, Washington": Kent alone is the county
    for written in dict.fromkeys((text, text[:1].upper() + text[1:], text.upper(), *placed)):
        words = Words(written, 0, len(written), vocabulary)
        first = next((i for i, word in enumerate(words.row) if word.text[0].isalnum()), None)
        for x in words.candidates(first) if first is not None else ():
            whole = x.end >= min(last, len(written))
            if whole and x.type in (terminal, f"{terminal}_WEAK", f"{terminal}_ADJ") and entry.id in x.value:
                return True
    return False


def _references(row: Row, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Parents and the like that are no entries, and entries that stand above themselves."""
    entry = row.entry
    for column in ("parent", "members", *REFERENCES):
        kind = REFERENCES.get(column, entry.kind)
        for id in filter(None, _LIST.split(entry.data.get(column) or "")):
            if vocabulary.get(kind, id) is None:
                yield _fault(row, "missing-parent", id, f"there is no {kind} `{id}`, which is its {column}")
    above = {a for p in vocabulary.parents(entry.kind, entry.id) for a in vocabulary.ancestors(entry.kind, p)}
    if entry.id in above:
        yield _fault(row, "circle", entry.id, f"`{entry.id}` stands above itself")


def _clashes(rows: list[Row]) -> Iterator[Fault]:
    """Names of two entries. Weak names count only where the position says the kind. Places do share their names: the
    reader settles those, or refuses them."""
    meant: dict[str, dict[str, dict[str, Row]]] = {}
    for row in rows:
        for form, text in forms(row.entry):
            if form != "weak" and key(text):
                meant.setdefault(key(text), {}).setdefault(row.entry.kind, {})[row.entry.id] = row
    for phrase, kinds in meant.items():
        for kind, entries in kinds.items():
            if len(entries) > 1 and kind != "place":
                *_, last = entries.values()
                yield _fault(last, "duplicate", phrase, f"`{phrase}` names {' and '.join(f'`{id}`' for id in entries)}")
        for a, b in combinations(sorted(kinds), 2):
            *_, last = kinds[b].values()
            one, other = next(iter(kinds[a])), last.entry.id
            said = f"`{phrase}` names the {a} `{one}` and the {b} `{other}`, and nothing says which is meant"
            yield _fault(last, "clash", phrase, said, f"{a}|{b}")


def _hidden(rows: list[Row], below: Vocabulary) -> Iterator[Fault]:
    """Names of a glossary that take a name from a built-in entry."""
    for row in rows:
        for phrase in dict.fromkeys(key(text) for _, text in forms(row.entry)):
            taken = [(s.kind, s.id) for s in below.phrases.get(phrase, ())]
            if taken and phrase and (row.entry.kind, row.entry.id) not in taken:
                names = " and ".join(f"the {kind} `{id}`" for kind, id in taken)
                yield _fault(row, "clash", phrase, f"`{phrase}` no longer means {names}")


__all__ = ["Fault", "Rule", "accepted", "allowed", "faults", "lint", "reachable"]
