"""What the tests are made of: a small vocabulary, a table of difficult accounts, and generators of predicates."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from icplang.diagnostics import Span
from icplang.meaning.predicates import (
    All,
    And,
    AtLeast,
    Count,
    Exists,
    In,
    Known,
    Not,
    Or,
    Predicate,
    Range,
    Window,
)
from icplang.meaning.profile import Criterion, Profile
from icplang.vocabulary.store import TABLES, Entry, Vocabulary

AS_OF = date(2026, 8, 31)  # the end of a long month: six months earlier there is no 31st

# --- vocabulary -------------------------------------------------------------------------------------------------

STAGES = ("pre-seed", "seed", *(f"series-{c}" for c in "abcdefghij"), "growth", "ipo")


def _entries() -> list[Entry]:
    def entry(kind: str, id: str, *parents: str, **data: str) -> Entry:
        return Entry(kind, id, id.replace("-", " "), parents, (), data)

    return [
        entry("industry", "software"),
        entry("industry", "fintech", "software"),
        entry("industry", "insurtech", "fintech"),
        entry("industry", "health"),
        entry("industry", "biotech", "health"),
        entry("industry", "o'reilly"),
        entry("business_model", "b2b"),
        entry("business_model", "saas"),
        entry("segment", "smb", employees_min="1", employees_max="49"),
        entry("segment", "mid-market", employees_min="50", employees_max="500"),
        entry("segment", "enterprise", employees_min="501"),
        entry("segment", "startup"),
        entry("technology_category", "sales-tech"),
        entry("technology_category", "crm", "sales-tech"),
        entry("technology_category", "empty-shelf"),
        entry("technology", "hubspot", category="crm|marketing"),
        entry("technology", "salesforce", category="crm"),
        entry("technology", "pipedrive", category="crm"),
        entry("technology", "outreach", category="sales-tech"),
        entry("technology", "snowflake", category="data-warehouse"),
        entry("place", "US"),
        entry("place", "DE"),
        entry("place", "AT"),
        entry("place", "US-TX", "US"),
        entry("place", "DE-BE", "DE"),
        entry("place", "city:austin", "US-TX"),
        entry("place", "city:berlin", "DE-BE"),
        entry("place", "region:dach", members="DE|AT"),
        entry("place", "region:mixed", members="region:dach|US-TX|city:berlin"),
        entry("seniority", "vp", rank="80"),
        entry("seniority", "director", rank="60"),
        entry("seniority", "manager", rank="40"),
        entry("function", "sales"),
        entry("function", "revops", "sales"),
        entry("function", "marketing"),
        entry("title", "sdr", function="sales"),
        entry("title", "cto"),
        *(entry("stage", id, rank=str(rank)) for rank, id in enumerate(STAGES)),
    ]


def vocabulary() -> Vocabulary:
    """A vocabulary with one entry of every sort that matters."""
    return Vocabulary({table.kind: {} for table in TABLES}, {}).extended(_entries())


VOCABULARY = vocabulary()

# --- values -----------------------------------------------------------------------------------------------------

HOSTILE = (
    "O'Reilly'; DROP TABLE accounts; --",
    'say "hi"',
    "C:\\new\\table\\",
    "a\\' OR 1=1 -- ",
    "100%_done",
    "a_b",
    "[x]",
    "/* */ --",
    "{{ x }} %s ${x} %(p)s",
    "$1 :p ? {c} {v}",
    "",
    " ",
    "trailing ",
    "naïve 😀 中文",
    "null",
    "NULL",
    "\u2028",
)
BROKEN_LINES = ("two\nlines", "tab\there", "cr\r\nlf")
"""Data may hold these; as values of a profile they are refused."""
NUMBERS = (0, 1, 2, 9, 10, 11, 49, 50, 51, 499, 500, 501, 0.2, -1, 1_000_000_000)
YEARS = (1999, 2015, 2016, 2020, 2021, 2026)
_IDS: dict[str, tuple[str, ...]] = {
    "industry": ("software", "fintech", "insurtech", "health", "biotech", "o'reilly", "unheard-of"),
    "business_model": ("b2b", "saas"),
    "serves": ("fintech", "smb"),
    "segment": ("smb", "mid-market", "enterprise", "startup", "fortune-500"),
    "presence": ("US", "DE", "US-TX", "city:berlin", "city:austin", "AT"),
    "sells_in": ("US", "DE", "DE-BE", "city:berlin"),
    "ownership": ("public", "pe-backed"),
    "technology": ("hubspot", "salesforce", "pipedrive", "outreach", "snowflake", *HOSTILE),
    "certification": ("soc-2", "hipaa", "iso-27001"),
    "list": ("customers", "crm", *HOSTILE),
    "similar_to": ("gorgias.com",),
}
NUMBER_FIELDS = (
    "employees",
    "revenue",
    "arr",
    "gmv",
    "funding_total",
    "valuation",
    "locations",
    "countries",
    "monthly_visits",
)
_SCALARS: dict[str, tuple[Any, ...]] = {
    "country": ("US", "DE", "AT", "FR"),
    "subdivision": ("US-TX", "DE-BE", "US-CA"),
    "city": ("austin", "berlin", "paris"),
    "funding_stage": (*STAGES, "venture"),
    "status": ("operating", "acquired", "closed", "ipo"),
    "description": (
        "Cold Chain logistics",
        "cold chain",
        "we do AI",
        "ÜBER die Größe",
        "das Cafe",
        "acb",
        "aab",
        "100 x done",
        *HOSTILE,
        *BROKEN_LINES,
    ),
    "founded": YEARS,
    **dict.fromkeys(NUMBER_FIELDS, NUMBERS),
}
_DAYS = tuple(AS_OF - timedelta(days=n) for n in (-1, 0, 1, 89, 90, 91, 183, 184, 185, 242, 243, 244, 365, 366, 2000))
ROWS: dict[str, dict[str, tuple[Any, ...]]] = {
    "departments": {"department": ("sales", "revops", "sdr"), "headcount": NUMBERS},
    "metrics": {
        "name": ("bed", "aws-spend", "employees-growth"),
        "value": NUMBERS,
        "unit": ("USD", "EUR", "ratio"),
        "per": ("month", "year"),
        "over_months": (6, 12),
    },
    "funding_rounds": {"announced_on": _DAYS, "stage": ("seed", "series-a", "series-b", "growth"), "amount": NUMBERS},
    "job_postings": {"posted_on": _DAYS, "title": ("sdr", "vp-sales", "vp-revops", "cto"), "place": _IDS["presence"]},
    "people": {
        "name": ("Ann", "Bo", "O'Hara; Cy"),
        "title": ("sdr", "vp-sales", "cto"),
        "seniority": ("vp", "director", "manager"),
        "department": ("sales", "revops", "marketing"),
    },
    "events": {
        "event": ("layoffs", "leadership", "launch", "tech_added"),
        "occurred_on": _DAYS,
        "title": ("cto", "vp-sales"),
        "stage": ("seed",),
        "amount": NUMBERS,
        "place": _IDS["presence"],
        "tool": ("hubspot", "salesforce", "outreach"),
        "page": ("pricing",),
        "topic": ("security",),
        "kind": ("product", *HOSTILE),
    },
}


UPPER = "_upper"
"""Suffix of further columns with the upper ends of numbers that are held as ranges."""


def _upper(low: float | None, *seed: object) -> float | None:
    """The upper end of a range with that lower end: often the same number, sometimes none."""
    dice = random.Random(repr((low, *seed)))
    pool = [n for n in (*NUMBERS, *YEARS) if low is None or n >= low]
    return low if dice.random() < 0.3 else None if dice.random() < 0.25 else dice.choice(pool or [low])


def accounts(n: int, seed: int = 7, unknown: float = 0.25) -> list[dict[str, Any]]:
    """`n` accounts in the canonical schema, a share of their cells unknown. Same seed, same accounts."""
    dice = random.Random(seed)

    def cell(pool: tuple[Any, ...]) -> Any:
        return None if dice.random() < unknown else dice.choice(pool)

    def many(pool: tuple[str, ...]) -> tuple[str | None, ...] | None:
        if dice.random() < unknown:
            return None
        holes = dice.random() < 0.2
        return tuple(None if holes and dice.random() < 0.3 else dice.choice(pool) for _ in range(dice.randrange(5)))

    def row(columns: dict[str, tuple[Any, ...]]) -> dict[str, Any]:
        return {name: cell(pool) for name, pool in columns.items()}

    out = []
    for i in range(n):
        account: dict[str, Any] = {"id": f"a{i:04}"}
        account |= {name: many(pool) for name, pool in _IDS.items()}
        if account["certification"] is not None:  # stored as delimited text too, which has no unknown elements
            account["certification"] = tuple(c for c in account["certification"] if c is not None)
        account |= {name: cell(pool) for name, pool in _SCALARS.items()}
        account |= {n + UPPER: _upper(account[n], i, seed) for n in (*NUMBER_FIELDS, "founded")}
        account |= {t: tuple(row(columns) for _ in range(dice.choice((0, 0, 1, 2, 4)))) for t, columns in ROWS.items()}
        out.append(account)
    return out


# --- predicates -------------------------------------------------------------------------------------------------

PLACES = ("US", "DE", "US-TX", "city:austin", "city:berlin", "city:atlantis", "region:dach", "region:mixed")
WANTED = {
    **{k: v for k, v in _IDS.items() if k not in ("presence", "sells_in")},
    "location": PLACES,
    "presence": PLACES,
    "sells_in": PLACES,
    "funding_stage": (*STAGES, "venture"),
    "status": _SCALARS["status"],
    "technology_category": ("crm", "sales-tech", "empty-shelf"),
    "keyword": ("COLD chain", "ai", "über", "cafe", "CAFÉ", *HOSTILE),
}
_LISTS = [k for k in WANTED if k not in ("location", "funding_stage", "status", "keyword")]
_counts = st.builds(Count, st.none() | st.integers(0, 4), st.none() | st.integers(0, 4))


def _values(pool: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(pool), min_size=1, max_size=3).map(tuple)


def _ranges(field: str, pool: tuple[Any, ...], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Range]:
    ends = st.none() | st.sampled_from(pool)
    return st.builds(Range, st.just(field), ends, ends, st.booleans(), st.booleans(), **more)


_ins = st.sampled_from(sorted(WANTED)).flatmap(
    lambda f: st.builds(
        In, st.just(f), _values(WANTED[f]), st.none(), st.none() if f == "keyword" else st.none() | _counts
    )
)
_alls = st.sampled_from(_LISTS).flatmap(lambda f: st.builds(All, st.just(f), _values(WANTED[f])))
_plain_ranges = st.one_of(
    st.sampled_from(NUMBER_FIELDS).flatmap(lambda f: _ranges(f, NUMBERS)),
    _ranges("founded", YEARS),
    _ranges("age", (0, 1, 5, 5.5, 6, 10, 11)),
    _ranges("funding_stage", tuple(STAGES)),
)
_measures = st.one_of(
    _ranges("team_size", NUMBERS, of=st.sampled_from(("sales", "revops", "marketing"))),
    _ranges(
        "growth",
        NUMBERS,
        of=st.just("employees"),
        unit=st.sampled_from((None, "ratio")),
        over=st.sampled_from((None, Window(12, "month"), Window(1, "year"), Window(2, "quarter"))),
    ),
    _ranges(
        "metric",
        NUMBERS,
        of=st.sampled_from(("bed", "aws-spend")),
        unit=st.sampled_from((None, "USD")),
        per=st.sampled_from((None, "month")),
    ),
)
_known = st.builds(Known, st.sampled_from((*_LISTS, *NUMBER_FIELDS, "location", "age", "keyword", "team_size")))


def _nested(leaves: st.SearchStrategy[Predicate], depth: int, width: int = 3) -> st.SearchStrategy[Predicate]:
    if depth <= 1:
        return leaves
    inner = _nested(leaves, depth - 1, width)
    parts = st.lists(inner, min_size=1, max_size=width).map(tuple)
    return st.one_of(
        leaves,
        st.builds(And, parts),
        st.builds(Or, parts),
        st.builds(Not, inner),
        st.builds(AtLeast, st.integers(0, 4), parts),
    )


def _row_leaves(table: str) -> st.SearchStrategy[Predicate]:
    options: list[st.SearchStrategy[Predicate]] = []
    for name, pool in ROWS[table].items():
        match name:
            case "amount":
                options.append(_ranges(name, NUMBERS, unit=st.sampled_from((None, "USD"))))
            case "stage":
                options += [_ranges(name, tuple(STAGES)), st.builds(In, st.just(name), _values(tuple(STAGES)))]
            case "seniority":
                options += [_ranges(name, pool), st.builds(In, st.just(name), _values(pool))]
            case "title":
                wanted = ("sales", "revops", "sdr", "vp-sales", "cto")
                options.append(st.builds(In, st.just(name), _values(wanted)))
            case "department":
                options.append(st.builds(In, st.just(name), _values(("sales", "revops"))))
            case "place":
                options.append(st.builds(In, st.just(name), _values(PLACES)))
            case "tool":
                options.append(st.builds(In, st.just(name), _values((*pool, "crm"))))
            case "page" | "topic" | "kind":
                options.append(st.builds(In, st.just(name), _values(pool)))
            case _:
                continue
        options.append(st.builds(Known, st.just(name)))
    return st.one_of(options)


_windows = st.builds(Window, st.integers(1, 12), st.sampled_from(("day", "week", "month", "quarter", "year")))
_since = st.sampled_from(("2026", "2025", "2026-03-02", "this-year", "this-quarter", "this-month"))


def _existing(relation: str, table: str) -> st.SearchStrategy[Exists]:
    dated = table != "people"
    return st.builds(
        Exists,
        st.just(relation),
        st.none() | _nested(_row_leaves(table), 2, 2),
        st.none() | _windows if dated else st.none(),
        st.none() | _since if dated else st.none(),
        st.none() | _counts,
    )


_exists = st.one_of(
    [
        _existing("funding", "funding_rounds"),
        _existing("hiring", "job_postings"),
        _existing("person", "people"),
        *(_existing(r, "events") for r in ("layoffs", "leadership", "launch", "tech_added", "breach")),
    ]
)

leaf_predicates = st.one_of(_ins, _alls, _plain_ranges, _measures, _known, _exists)
predicates = _nested(leaf_predicates, 3)
"""Typed predicates, depth 3 and width 3: every one can be said in every dialect over the canonical schema."""

_any_field = st.sampled_from(
    (
        "industry",
        "employees",
        "location",
        "age",
        "team_size",
        "title",
        "keyword",
        "stage",
        "revenue",
        "funding_stage",
        "no_such_field",
    )
)
_any_text = st.text(max_size=8) | st.sampled_from(HOSTILE)
_any_end = st.none() | st.floats() | st.integers() | _any_text
wild_predicates = _nested(
    st.one_of(
        st.builds(
            In, _any_field, st.lists(_any_text, max_size=3).map(tuple), st.none() | _any_text, st.none() | _counts
        ),
        st.builds(All, _any_field, st.lists(_any_text, max_size=3).map(tuple)),
        st.builds(
            Range,
            _any_field,
            _any_end,
            _any_end,
            of=st.none() | _any_text,
            unit=st.none() | st.just("EUR"),
            over=st.none() | _windows,
            since=st.none() | _any_text,
        ),
        st.builds(Known, _any_field),
        st.builds(
            Exists,
            st.sampled_from(("funding", "person", "layoffs", "no_such_relation")),
            st.none() | leaf_predicates,
            st.none() | st.builds(Window, st.integers(0, 10**9), st.sampled_from(("day", "month", "year"))),
            st.none() | _any_text,
            st.none() | _counts,
        ),
    ),
    3,
)
"""Ill-typed predicates: whatever they are, there is a truth value and there are diagnostics, and no exception."""

_texts = st.text(max_size=20) | st.sampled_from((*HOSTILE, *BROKEN_LINES))
_spans = st.none() | st.builds(Span, st.integers(0, 9), st.integers(9, 20), st.integers(1, 3), st.integers(1, 9))
criteria = st.builds(
    Criterion,
    st.sampled_from(("require", "prefer", "exclude", "buyer")),
    predicates,
    _texts,
    _spans,
    st.none() | st.integers(1, 100).map(float),
    st.sampled_from((None, "include", "exclude")),
)
profiles = st.builds(Profile, st.lists(criteria, max_size=4).map(tuple), st.just(()), st.none() | _texts)
