"""Texts that are no ICP: source code, other languages, portraits of a consumer. One diagnostic says so."""

from __future__ import annotations

import re
from collections import Counter

from icplang.diagnostics import Diagnostic, Source, diagnostic
from icplang.meaning.predicates import Predicate, leaves
from icplang.meaning.profile import Criterion
from icplang.reading.shape.programs import is_config
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import tokens

_CODE = re.compile(
    r"^\s*(?:(?:def|class|import|from|const|let|var|public|private|static|async|export|package|#include|using|fn|func|impl)"
    r"\b.*[:;{(=]|(?:if|for|while|elif|else|try|except|switch)\b.*[:{]\s*$|return\b(?:\s+[\w.'\"()\[\]]+)?;?\s*$"
    r"|[^-*•]*[=(){}\[\]][^-*•]*[;{}]\s*$|[{}]+[;,)]*\s*$|.*=>\s*[{(]|[\w.]+\([^)]*\)\s*;?\s*$|</?[a-z][\w-]*[^<>]*>\s*$)"
)
_DATA = re.compile(
    r"^\s*(?:[\"'][^\"'\n]{1,60}[\"']\s*:|[}\])]+[,;]?\s*$|[\w.]+\s*=\s*[\[{(]+\s*$|(?:-\s+)?[\w$.-]+\s*:\s*[\[{].*[\]}],?\s*$)"
)
"""A line of keys and values, in a program too."""
_SQL = re.compile(
    r"^\s*(?:SELECT\b.+|WITH\b.+\bAS\s*\(.*|INSERT\s+INTO\b.+|CREATE\s+(?:TABLE|VIEW)\b.+)", re.IGNORECASE
)
_LONGEST = 500
"""The longest line of code that is told as one, in characters."""
_LEAST_WORDS = 6
"""The fewest words from which a language is told."""
_LATIN = frozenset("àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþßœłśšžćčđğışąężźńűőāēīū")
_SMALL = 3
"""The fewest small words of a language in a text in it."""
_DISTINCT = 2
"""The fewest different ones: "vans" again and again is no Dutch."""
_ENOUGH = 20_000
"""So much of a text tells its language, in characters."""
_SHARE = 0.15
"""The least share of small words of one language among the words of a text in it."""
_PERSON = re.compile(
    r"(?i)\b(?:aged?\s+\d\d(?:\s*(?:-|–|to)\s*\d\d)?|\d\d[- ]years?[- ]old|household income|married|single mom|moms?\b|"
    r"hobbies|lives? (?:in|with)|her (?:kids|husband|free time)|his (?:kids|wife|free time)|enjoys|loves to|"
    r"instagram|tiktok|netflix|weekends?|millennials?|gen z|commut\w+|homeowner|parents? of)\b"
)
_AGED = re.compile(r".*\b(?:aged?|old)\b.*")
_LEAST_SIGNS = 3
"""The fewest signs of a private person in a portrait of one."""
_COMPANY = frozenset(
    "employees revenue arr gmv funding_stage funding_total valuation business_model technology technology_category "
    "segment ownership locations countries team_size".split()
)


def not_an_icp(text: str, source: Source) -> Diagnostic | None:
    """What a text is instead of an ICP, told from its form alone: code, or another language. None where it
    may be one."""
    lines = [x for x in text.splitlines() if x.strip()]
    code = sum(len(x) <= _LONGEST and bool(_CODE.match(x)) and not _DATA.match(x) for x in lines)
    if (len(lines) >= 3 and 2 * code > len(lines)) or (len(lines) < 3 and lines and _SQL.match(lines[0])):
        return _refused("source code", text, source)
    if is_config(text):  # "op" and "in" are no Dutch there
        return None
    words = [w for w in tokens(text[:_ENOUGH]) if w.isalpha()]
    spoken = [row["language"] for w in words if (row := words_of("languages").get(w))]
    letters = [c for c in text[:_ENOUGH] if c.isalpha()]
    foreign = sum(not c.isascii() and c.lower() not in _LATIN for c in letters)
    if len(letters) >= 4 * _LEAST_WORDS and 2 * foreign > len(letters):
        return _refused("text in another script", text, source)
    if len(words) >= _LEAST_WORDS:
        language, small = Counter(spoken).most_common(1)[0] if spoken else ("English", 0)
        own = {w for w in words if (row := words_of("languages").get(w)) and row["language"] == language}
        if len(own) >= _DISTINCT and language != "English" and small >= _SMALL and small >= _SHARE * len(words):
            return _refused(f"{language} text", text, source)
    return None


def a_portrait(text: str, criteria: tuple[Criterion, ...], source: Source) -> Diagnostic | None:
    """A portrait of a private person: several signs of one, and nothing read that only a company has."""
    signs = {_AGED.sub("age", m[0].lower()) for m in _PERSON.finditer(text)}
    if len(signs) < _LEAST_SIGNS or any(c.role == "buyer" or _of_companies(c.predicate) for c in criteria):
        return None
    return _refused("a portrait of a private person", text, source)


def _of_companies(predicate: Predicate) -> bool:
    return any(getattr(leaf, "field", None) in _COMPANY or hasattr(leaf, "relation") for leaf in leaves(predicate))


def _refused(what: str, text: str, source: Source) -> Diagnostic:
    return diagnostic(
        "not-an-icp",
        f"this is {what}, and no ideal customer profile",
        source.span(len(text) - len(text.lstrip()), len(text.rstrip())),
        help="describe the companies in English, as in 'US B2B SaaS, 50-500 employees, running HubSpot'",
    )
