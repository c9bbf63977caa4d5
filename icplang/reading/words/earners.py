"""Amounts in front of those who earn them: "8-figure ecommerce brands", "a $30M+ manufacturer". They are revenue, as in
"a $10M business"."""

from __future__ import annotations

from icplang.reading.syntax.tree import Lexeme, Node
from icplang.reading.words.clauses import clause_at
from icplang.reading.words.lexer import Words
from icplang.vocabulary.store import words_of

_NUMBERS = frozenset({"bare", "metric", "sites"})
"""Clauses that such an amount may be taken for."""
_KINDS = frozenset({"industry", "model", "technology"})
_COMPANIES = frozenset(
    "company firm business brand store shop seller retailer group outfit enterprise merchant".split()
)
"""Nouns that say no more of a company than that it is one."""
_LEAST = 100_000
"""The least amount that a company earns."""
_BEHIND = frozenset({"USING", "AND", "OR", "BASED_IN", "OPERATING", "SERVING", "SELLS_IN", "PRESENCE", "HIRING"})
"""What may follow those who earn it, besides prepositions and pronouns."""


def earning(words: Words, i: int, found: tuple[Node, int]) -> tuple[Node, int]:
    """The clause that was found at word `i`, as one of revenue where it is an amount in front of those who earn it."""
    node, following = found
    interval = node.parts[0]
    if node.rule not in _NUMBERS or not isinstance(interval, Node) or not _amount(interval):
        return found
    named = node.rule == "bare" or words.row[following - 1].fold in _COMPANIES
    if not named or (node.rule == "bare" and not _earners(words, i, following)):
        return found
    noun = words.row[following - 1]
    start, end = (interval.end, interval.end) if node.rule == "bare" else (noun.start, noun.end)
    field = Node("money_field", (Lexeme("REVENUE", start, end, following, "revenue"),))
    return Node("money", (interval, field)), following


def _amount(interval: Node) -> bool:
    """Whether a range is one of so much money as a company earns: "$5M+", "eight-figure"."""
    if interval.rule == "figures":
        return bool(interval.lexemes("FIGURES")[0].value[0] >= _LEAST)
    numbers = [x.value for x in interval.said if x.type == "NUM"]
    return interval.rule != "exactly" and any(n.currency and n.value >= _LEAST for n in numbers)


def _earners(words: Words, i: int, at: int) -> bool:
    """Whether companies of some kind, and nothing of theirs, are named at word `at`, behind an amount at word `i`."""
    if at >= len(words) or words.row[at].start > words.row[at - 1].end + 1:
        return False
    kind = clause_at(words, at, rules=_KINDS)
    end = kind[1] if kind else at + (words.row[at].fold in _COMPANIES)
    one = i > 0 and words.row[i - 1].fold in ("a", "an")
    last = words.row[end - 1]
    if end == at or not (one or last.text.endswith("s")):
        return False
    shops = kind is None or kind[0].rule != "technology" or last.fold in _COMPANIES
    return shops and (end == len(words) or _ends(words, end))


def _ends(words: Words, i: int) -> bool:
    """Whether what is named in front of word `i` ends there: "$5M+ SaaS contracts" are no companies."""
    word = words.row[i]
    joined = words_of("filler").get(word.fold, {}).get("kind") == "function"
    return not word.fold or joined or any(x.type in _BEHIND for x in words.candidates(i))
