"""Words that a text is said to mention, as they are written: "job ads mentioning late deliveries, night shifts"."""

from __future__ import annotations

from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words.lattice import Lattice
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import key

_MOST = 5
"""The most words of what is mentioned."""
_FULL = 60
"""The characters of a line that goes on in the next one."""
_BETWEEN = frozenset({",", "/", "or"})
_ARTICLES = frozenset({"a", "an", "the", "their"})
_INNER = frozenset({"as", "of", "to"})
"""Small words inside what is mentioned: "whiteboards as planning tool"."""
_ENDING = frozenset(
    """and but we our us you your they them he she it this that these those there who which when where while because
    if in on at with without within for from by via per near across inside outside over under since during before
    after is are was were be been has have had""".split()
)
"""Words with which something else starts."""
_OTHERS = frozenset("COMPANY MENTIONING HIRING USING NOT RAISED LAST PREFER REQUIRE EXCLUDE SERVING EMPLOYEES".split())
"""Keywords that say something else."""


def mentions(words: Lattice) -> dict[int, list[Lexeme]]:
    """The members of the lists behind "mentioning", by their first word."""
    out: dict[int, list[Lexeme]] = {}
    i = 0
    while i < len(words.row):
        ends = [j for phrase, j in words.phrases(i) if "MENTIONING" in keywords().get(phrase, ())]
        label = words.row[i].value
        labelled = label is not None and label.type == "MENTIONING"
        ends += [i + 1] if labelled else []
        i = _list(words, max(ends), out, labelled=labelled) if ends else i + 1
    return out


def _list(words: Lattice, i: int, out: dict[int, list[Lexeme]], *, labelled: bool) -> int:
    """The word behind the list that starts at word `i`, whose members go into `out`. `labelled`: it is all that its
    line says, so that names of companies and places are words like others."""
    row, first = words.row, True
    while i < len(row):
        while i < len(row) and row[i].fold in _ARTICLES:
            i += 1
        begin = i
        while i < len(row) and _plain(words, i, labelled=labelled, first=first):
            i += 1
            if labelled and _last_of_line(words, i - 1):
                break
        whole = i == len(row) or (labelled and _last_of_line(words, i - 1)) or not row[i].fold
        ended = whole or row[i].fold in _ENDING or row[i].text.lower() in _BETWEEN
        if ended and 1 <= i - begin <= _MOST and _INNER.isdisjoint((row[begin].fold, row[i - 1].fold)):
            start, end = row[begin].start, row[i - 1].end
            if key(words.text[start:end]) not in words_of("vague"):
                out[begin] = [Lexeme("QUOTED", start, end, i, " ".join(words.text[start:end].split()))]
        elif i == begin and i < len(row) and (quoted := row[i].value) is not None and quoted.type == "QUOTED":
            i += 1
        behind, first = i, False
        while i < len(row) and row[i].text.lower() in _BETWEEN:
            i += 1
        if i == behind:
            break
    return i


def _last_of_line(words: Lattice, i: int) -> bool:
    """Whether a line ends behind a word, and is not so full that it may go on in the next one."""
    end = words.row[i].end
    behind = words.text[end : words.row[i + 1].start] if i + 1 < len(words.row) else ""
    return "\n" in behind and end - words.text.rfind("\n", 0, end) <= _FULL


def _plain(words: Lattice, i: int, *, labelled: bool, first: bool) -> bool:
    """Whether a word may be a part of what is mentioned."""
    word = words.row[i]
    if word.text.lower() in _BETWEEN or (word.fold in _ENDING and not word.text.isupper()):
        return False
    if word.value is not None and word.value.type == "QUOTED":
        return False
    if labelled:
        return word.value is not None or (bool(word.fold) and "NOT" not in keywords().get(word.fold, ()))
    if word.value is not None or not word.fold:
        return False
    return _OTHERS.isdisjoint(keywords().get(word.fold, ())) and (first or not words.places(i))
