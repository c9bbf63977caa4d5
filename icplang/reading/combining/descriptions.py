"""Bullets that each describe a kind of company, "Law firms with 10+ lawyers" above "Dental clinics with 5+ chairs": no
company is all of them, so that each is enough. "SaaS companies" above "Companies in the US" repeat their subject, and
both hold; "Law firms" above "personal injury" says more of one kind."""

from __future__ import annotations

import re
from itertools import combinations

from icplang.diagnostics import Source
from icplang.meaning.predicates import In
from icplang.meaning.profile import Criterion
from icplang.reading.combining.lists import plural
from icplang.vocabulary.store import builtin

_SAID = frozenset({"industry", "business_model", "segment", "ownership", "funding_stage", "location"})
"""What may stand in front of the noun for a kind of company, or be it: "Bootstrapped B2B firms"."""
_KIND = _SAID - {"location"}
_GENERAL = frozenset({"b2b", "b2c", "b2g", "b2b2c"})
"""Whom a company sells to, which says little of its kind."""
_ONE = frozenset({"segment", "ownership"})
"""Fields of which two values in two bullets tell kinds of companies apart."""
_BETWEEN = re.compile(r"[\s,*_/]*")
_LABELLED = re.compile(r"[*_ ]*:")
"""What ends the name of a kind in front of what is said of it: "**SaaS**: 60-450 employees"."""
_BULLET = re.compile(r"[^\w\n]*(?:[\w'-]+[ ]){0,2}")
"""What stands in front of the first words that are read: a sign, and at most a quality."""


def described(branches: list[list[Criterion]], source: Source) -> list[list[Criterion]]:
    """The bullets that each describe a kind of company, where no company is of all these kinds; else none."""
    said = [(branch, kind) for branch in branches if (kind := _kind(branch, source))]
    if any(c.weight is not None or c.role != "require" for branch, _ in said for c in branch):
        return []
    apart = any(_apart(a, b) for (_, a), (_, b) in combinations(said, 2))
    return [branch for branch, _ in said] if apart else []


def _kind(branch: list[Criterion], source: Source) -> list[In]:
    """What a bullet says of the kind of company in front of its first noun, where it opens with that noun in the
    plural; else nothing."""
    out: list[In] = []
    end = None
    for c in branch:
        p, span = c.predicate, c.span
        if span is None or not isinstance(p, In) or p.field not in _SAID or p.count is not None:
            noun = span is not None and end is not None and _BETWEEN.fullmatch(source.text, end, span.start)
            if noun and plural(c.text.rstrip(" .*_:")):  # the "chains" of "retail chains"
                return [p for p in out if p.field in _KIND]
            break
        line = source.text.rfind("\n", 0, span.start) + 1
        before = (_BULLET if end is None else _BETWEEN).fullmatch(source.text, line if end is None else end, span.start)
        if before is None:
            break
        out.append(p)
        end = span.end
        if plural(c.text.rstrip(" .*_:")) or _LABELLED.match(source.text, span.end):
            return [p for p in out if p.field in _KIND]
    return []


def _apart(a: list[In], b: list[In]) -> bool:
    """Whether two bullets describe companies of different kinds: one of two trades, sizes or owners, or each some more
    of what both name ("B2B services firms", "B2B hardware companies")."""
    pairs = [(p, q) for p in a for q in b if p.field == q.field]
    if any(p.field == "industry" and _unrelated(p, q) for p, q in pairs):
        return True
    if any(p.field in _ONE and set(p.values).isdisjoint(q.values) for p, q in pairs):
        return True
    if (
        a[-1].values != b[-1].values
        and _is_trade(a[-1])
        and _is_trade(b[-1])
        and "business_model" in (a[-1].field, b[-1].field)
    ):
        return True
    both = [p for p, q in pairs if p == q]
    return bool(both) and _more(a, both) and _more(b, both)


def _is_trade(p: In) -> bool:
    """Whether it is a trade, or a business model that is as good as one: "SaaS companies", "agencies"."""
    return p.field == "industry" or (p.field == "business_model" and _GENERAL.isdisjoint(p.values))


def _more(said: list[In], both: list[In]) -> bool:
    return any(p not in both and not _GENERAL.issuperset(p.values) for p in said)


def _unrelated(p: In, q: In) -> bool:
    """Whether no trade of one list is a kind of one in the other."""
    return not _below(p, q) and not _below(q, p)


def _below(p: In, q: In) -> set[str]:
    return {v for x in p.values for v in builtin().descendants("industry", x)} & set(q.values)
