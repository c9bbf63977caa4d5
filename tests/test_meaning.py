"""The meaning of predicates, one rule at a time, and the published JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import AS_OF, VOCABULARY, accounts, predicates, profiles

from icplang.backends.registry import backends
from icplang.meaning import schema
from icplang.meaning.dates import before, months, start
from icplang.meaning.evaluate import Band, evaluate, matches
from icplang.meaning.predicates import All, And, AtLeast, Count, Exists, In, Known, Not, Or, Predicate, Range, Window
from icplang.meaning.profile import Criterion, Profile
from icplang.meaning.published import ProfileError, from_json, json_schema, to_json
from icplang.meaning.truth import Truth, count_within, every, negate, some


def truth(predicate: Predicate, **account: Any) -> Truth:
    return evaluate(predicate, account, vocabulary=VOCABULARY, as_of=AS_OF)


# --- logic ------------------------------------------------------------------------------------------------------


def test_kleene_tables() -> None:
    order = {False: 0, None: 1, True: 2}  # and is the least, or the greatest
    for a, b in product((True, False, None), repeat=2):
        assert order[every([a, b])] == min(order[a], order[b])
        assert order[some([a, b])] == max(order[a], order[b])
        assert negate(some([a, b])) is every([negate(a), negate(b)])
        assert count_within([a, b], 1) is some([a, b]) and count_within([a, b], 2) is every([a, b])
    assert every([]) is True and some([]) is False and count_within([], 1) is False


def test_counting_with_unknowns() -> None:
    assert count_within([True, None], 1, 1) is None
    assert count_within([True, None], 2, 3) is None
    assert count_within([True, None], 0, 2) is True
    assert count_within([True, None], 3) is False
    assert count_within([True, True], None, 1) is False


_end = st.none() | st.integers(-3, 12)


@given(st.tuples(_end, _end), st.builds(Range, st.just("employees"), _end, _end, st.booleans(), st.booleans()))
def test_bands_are_every_number_in_them(ends: tuple[int | None, int | None], wanted: Range) -> None:
    """A range is true of a band where it is of each number in it, false where of none, and else unknown."""
    low, high = ends
    first, last = -99 if low is None else low, 99 if high is None else high
    numbers = [first + n / 2 for n in range(2 * (last - first) + 1)]
    assume(numbers and any(truth(wanted, employees=n / 4) for n in range(-16, 60)))
    each = {truth(wanted, employees=n) for n in numbers}
    expected = each.pop() if len(each) == 1 else None
    assert truth(wanted, employees=Band(low, high)) is expected
    years = Band(*(None if n is None else AS_OF.year - n for n in (high, low)))
    assert truth(replace(wanted, field="age"), founded=years) is expected


@settings(max_examples=200, derandomize=True, deadline=None)
@given(predicates, predicates)
def test_laws(p: Predicate, q: Predicate) -> None:
    for account in accounts(6, seed=3):
        of = {
            x: evaluate(x, account, vocabulary=VOCABULARY, as_of=AS_OF)
            for x in (
                p,
                Not(Not(p)),
                Not(And((p, q))),
                Or((Not(p), Not(q))),
                Not(Or((p, q))),
                And((Not(p), Not(q))),
                And((p, q)),
                And((q, p)),
                AtLeast(2, (p, q)),
            )
        }
        assert of[Not(Not(p))] is of[p]
        assert of[Not(And((p, q)))] is of[Or((Not(p), Not(q)))]
        assert of[Not(Or((p, q)))] is of[And((Not(p), Not(q)))]
        assert of[And((p, q))] is of[And((q, p))] is of[AtLeast(2, (p, q))]


# --- values -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("predicate", "account", "expected"),
    [
        (In("industry", ("software",)), {"industry": ("insurtech",)}, True),  # a child satisfies its parent
        (In("industry", ("insurtech",)), {"industry": ("software",)}, False),
        (In("industry", ("software",)), {"industry": "fintech"}, True),  # a scalar is a list of one
        (In("industry", ("software",)), {"industry": ()}, False),
        (In("industry", ("software",)), {"industry": None}, None),
        (In("industry", ("software",)), {}, None),
        (In("industry", ("software",)), {"industry": ("health", None)}, None),
        (In("industry", ("software",)), {"industry": ("fintech", None)}, True),
        (In("status", ("acquired",)), {"status": "Acquired"}, False),  # tables are normalised before
        (All("technology", ("hubspot", "outreach")), {"technology": ("hubspot",)}, False),
        (All("technology", ("hubspot", "outreach")), {"technology": ("outreach", "hubspot")}, True),
        (All("technology", ("hubspot", "outreach")), {"technology": ("hubspot", None)}, None),
        (In("technology_category", ("crm",)), {"technology": ("hubspot",)}, True),
        (In("technology_category", ("sales-tech",)), {"technology": ("pipedrive",)}, True),  # crm is below sales-tech
        (In("technology_category", ("crm",)), {"technology": ("snowflake",)}, False),
        (In("technology_category", ("crm",), count=Count(2)), {"technology": ("hubspot", "hubspot")}, False),
        (In("technology_category", ("crm",), count=Count(2)), {"technology": ("hubspot", "salesforce")}, True),
        (In("technology_category", ("crm",), count=Count(2)), {"technology": ("hubspot", None)}, None),
        (
            In("technology_category", ("crm",), count=Count(max=1)),
            {"technology": ("hubspot", "salesforce", None)},
            False,
        ),
        (In("technology", ("a", "b"), count=Count(3)), {"technology": None}, False),  # of two, never three
        (In("keyword", ("Cold Chain",)), {"description": "we do COLD chain"}, True),
        (In("keyword", ("100%",)), {"description": "1000"}, False),
        (In("segment", ("mid-market",)), {"employees": 50}, True),  # by definition
        (In("segment", ("mid-market",)), {"employees": 501, "segment": ("mid-market",)}, False),
        (In("segment", ("startup",)), {"segment": ("startup",)}, True),
        (In("similar_to", ("gorgias.com",)), {"similar_to": ("gorgias.com",)}, True),
        (In("employees", ("50",)), {"employees": 50}, None),  # ill-typed
    ],
)
def test_in_and_all(predicate: Predicate, account: dict[str, Any], expected: Truth) -> None:
    assert truth(predicate, **account) is expected


@pytest.mark.parametrize(
    ("place", "account", "expected"),
    [
        ("US", {"country": "US"}, True),
        ("US", {"country": None}, None),
        ("US-TX", {"country": "US", "subdivision": None}, None),
        ("US-TX", {"country": "DE", "subdivision": None}, False),
        ("city:austin", {"country": "US", "city": "austin"}, True),
        ("city:austin", {"country": "US", "city": "paris"}, False),
        ("city:atlantis", {"city": "atlantis"}, True),  # of no known country
        ("region:dach", {"country": "AT"}, True),
        ("region:dach", {"country": "FR"}, False),
        ("region:mixed", {"country": "US", "subdivision": "US-TX"}, True),
        ("region:mixed", {"country": "US", "subdivision": "US-CA"}, False),
        ("region:unheard-of", {"country": "US"}, None),
    ],
)
def test_headquarters(place: str, account: dict[str, Any], expected: Truth) -> None:
    assert truth(In("location", (place,)), **account) is expected


def test_presence_and_markets() -> None:
    dach = In("presence", ("region:dach",))
    assert truth(dach, country="US", presence=("city:berlin",)) is True
    assert truth(dach, country="DE", presence=None) is True
    assert truth(dach, country="US", presence=None) is None
    assert truth(dach, country="US", presence=("US-TX",)) is False
    assert truth(In("sells_in", ("US",)), country="US", sells_in=()) is False


@pytest.mark.parametrize(
    ("predicate", "account", "expected"),
    [
        (Range("employees", 50, 500), {"employees": 500}, True),
        (Range("employees", 50, 500, max_inclusive=False), {"employees": 500}, False),
        (Range("employees", 50, min_inclusive=False), {"employees": 50}, False),
        (Range("employees", 50), {}, None),
        (Range("age", 5), {"founded": 2021}, True),
        (Range("age", 5, min_inclusive=False), {"founded": 2021}, False),
        (Range("age", max=5), {"founded": 2020}, False),
        (Range("age", 5), {}, None),
        (Range("funding_stage", "series-b"), {"funding_stage": "series-j"}, True),
        (Range("funding_stage", "series-b"), {"funding_stage": "growth"}, False),  # no lettered round
        (Range("funding_stage", "series-b"), {"funding_stage": "ipo"}, False),
        (Range("funding_stage", "growth"), {"funding_stage": "ipo"}, True),
        (Range("funding_stage", "series-b", "ipo"), {"funding_stage": "growth"}, True),
        (Range("funding_stage", "series-b", min_inclusive=False), {"funding_stage": "series-b"}, False),
        (Range("funding_stage", max="seed"), {"funding_stage": "pre-seed"}, True),
        (Range("funding_stage", "nowhere"), {"funding_stage": "seed"}, None),
        (Range("seniority", "director"), {"seniority": "vp"}, True),
        (Range("industry", 1), {"industry": ("software",)}, None),
    ],
)
def test_ranges(predicate: Predicate, account: dict[str, Any], expected: Truth) -> None:
    assert truth(predicate, **account) is expected


def test_measures() -> None:
    team = Range("team_size", 5, of="sales")
    assert truth(team) is None
    assert truth(team, departments=()) is None  # no row about it: unknown
    assert truth(team, departments=({"department": "revops", "headcount": 9},)) is None
    assert (
        truth(team, departments=({"department": "sales", "headcount": 4}, {"department": "sales", "headcount": None}))
        is None
    )
    assert (
        truth(team, departments=({"department": "sales", "headcount": 4}, {"department": "sales", "headcount": 5}))
        is True
    )
    spend = Range("metric", 2000, of="aws-spend", unit="USD", per="month")
    row = {"name": "aws-spend", "value": 3000, "unit": "USD", "per": "month"}
    assert truth(spend, metrics=(row,)) is True
    assert truth(spend, metrics=(row | {"unit": None},)) is True
    assert truth(spend, metrics=(row | {"unit": "EUR"},)) is None
    assert truth(spend, metrics=(row | {"per": "year"},)) is None
    growth = Range("growth", 0.2, of="employees", unit="ratio", over=Window(1, "year"))
    assert truth(growth, metrics=({"name": "employees-growth", "value": 0.1, "over_months": 12},)) is False
    assert truth(growth, metrics=({"name": "employees-growth", "value": 0.3, "over_months": 6},)) is None


def test_related_rows() -> None:
    raised = Exists("funding", In("stage", ("series-a",)), last=Window(6, "month"))

    def rounds(*days: date | None) -> dict[str, Any]:
        return {"funding_rounds": tuple({"announced_on": d, "stage": "series-a"} for d in days)}

    assert truth(raised) is None and truth(raised, **rounds()) is False
    assert truth(raised, **rounds(date(2026, 2, 28))) is False  # exactly six months earlier is out
    assert truth(raised, **rounds(date(2026, 3, 1))) is True
    assert truth(raised, **rounds(AS_OF)) is True
    assert truth(raised, **rounds(date(2026, 9, 1))) is False  # not yet
    assert truth(raised, **rounds(None)) is None
    assert truth(raised, **rounds(None, AS_OF)) is True
    assert truth(Exists("funding", count=Count(2)), **rounds(AS_OF, None)) is True
    assert truth(Exists("funding", last=Window(1, "year"), count=Count(2)), **rounds(AS_OF, None)) is None
    assert truth(Exists("funding", count=Count(max=1)), **rounds(AS_OF, AS_OF)) is False
    assert truth(Exists("hiring", In("title", ("sales",))), job_postings=({"title": "vp-sales"},)) is True
    assert truth(Exists("hiring", In("title", ("sales",))), job_postings=({"title": "cto"},)) is False
    assert truth(Exists("layoffs"), events=({"event": "launch"},)) is False
    assert (
        truth(Exists("tech_added", In("tool", ("crm",))), events=({"event": "tech_added", "tool": "hubspot"},)) is True
    )


def test_known_is_never_unknown() -> None:
    assert truth(Known("employees"), employees=0) is True and truth(Known("employees")) is False
    assert truth(Known("technology"), technology=()) is True
    assert truth(Known("location"), country="US") is True and truth(Known("age"), founded=None) is False
    assert truth(Known("presence"), country="US") is True and truth(Known("team_size"), departments=()) is False


def test_dates() -> None:
    assert before(date(2024, 8, 31), Window(6, "month")) == date(2024, 2, 29)
    assert before(date(2026, 1, 15), Window(1, "quarter")) == date(2025, 10, 15)
    assert before(date(2024, 2, 29), Window(1, "year")) == date(2023, 2, 28)
    assert before(date(2026, 3, 1), Window(1, "week")) == date(2026, 2, 22)
    assert before(date(2026, 3, 1), Window(10**9, "day")) == before(date(2026, 3, 1), Window(9999, "year")) == date.min
    assert [start(s, date(2026, 8, 31)) for s in ("2024", "2024-05-06", "this-year", "this-quarter", "this-month")] == [
        date(2024, 1, 1),
        date(2024, 5, 6),
        date(2026, 1, 1),
        date(2026, 7, 1),
        date(2026, 8, 1),
    ]
    assert start("2024-13-01", AS_OF) is start("soon", AS_OF) is start("0000", AS_OF) is None
    assert [months(Window(2, u)) for u in ("month", "quarter", "year", "day")] == [2, 6, 24, None]


def test_a_profile_keeps_what_is_unknown_from_exclusions() -> None:
    profile = Profile(
        (
            Criterion("require", Range("employees", 50), ""),
            Criterion("exclude", In("status", ("closed",)), ""),
            Criterion("prefer", Range("arr", 10**9), ""),
        )
    )

    def fits(**account: Any) -> bool:
        return matches(profile, account, vocabulary=VOCABULARY, as_of=AS_OF)

    assert fits(employees=50) and fits(employees=50, status="operating")
    assert not fits(employees=50, status="closed") and not fits(status="operating")


# --- the published form -----------------------------------------------------------------------------------------


@settings(max_examples=300, derandomize=True, deadline=None)
@given(profiles)
def test_json_round_trip(profile: Profile) -> None:
    published = json.loads(json.dumps(to_json(profile)))
    assert from_json(published) == profile
    assert to_json(from_json(published)) == published


def _document(predicate: Any) -> dict[str, Any]:
    return {
        "format": "icplang/1",
        "name": None,
        "diagnostics": [],
        "criteria": [{"role": "require", "text": "", "span": None, "weight": None, "predicate": predicate}],
    }


def test_json_is_as_documented() -> None:
    range_ = Range("metric", 2000, None, of="aws-spend", unit="USD", per="month", approximate=True)
    published = to_json(Profile((Criterion("require", And((range_, Not(Known("arr")))), "words"),)))
    assert list(published) == ["format", "name", "criteria", "diagnostics"]
    assert list(published["criteria"][0]) == ["role", "layer", "weight", "text", "span", "predicate"]
    first, second = published["criteria"][0]["predicate"]["args"]
    assert list(first.items()) == [
        ("op", "range"),
        ("field", "metric"),
        ("of", "aws-spend"),
        ("min", 2000),
        ("unit", "USD"),
        ("approximate", True),
        ("per", "month"),
    ]
    assert second == {"op": "not", "arg": {"op": "known", "field": "arr"}}


@pytest.mark.parametrize(
    ("predicate", "path", "words"),
    [
        ({"op": "xor"}, "$.criteria[0].predicate", "`op` must be one of in, all"),
        ({"field": "arr"}, "$.criteria[0].predicate", "`op` is missing"),
        ({"op": "known"}, "$.criteria[0].predicate.field", "missing"),
        ({"op": "known", "field": "size"}, "$.criteria[0].predicate.field", "no field called 'size'"),
        ({"op": "known", "field": "arr", "why": 1}, "$.criteria[0].predicate.why", "no such key"),
        ({"op": "in", "field": "status", "values": []}, "$.criteria[0].predicate.values", "must not be empty"),
        ({"op": "in", "field": "status", "values": "closed"}, "$.criteria[0].predicate.values", "must be a list"),
        ({"op": "in", "field": "status", "values": [1]}, "$.criteria[0].predicate.values[0]", "must be a text"),
        ({"op": "and", "args": []}, "$.criteria[0].predicate.args", "must not be empty"),
        (
            {"op": "not", "arg": {"op": "exists", "relation": "war"}},
            "$.criteria[0].predicate.arg.relation",
            "no relation",
        ),
        ({"op": "range", "field": "arr", "min": True}, "$.criteria[0].predicate.min", "must be a number"),
        ({"op": "exists", "relation": "funding", "since": "soon"}, "$.criteria[0].predicate.since", "must be a year"),
        (
            {"op": "exists", "relation": "funding", "last": {"n": 0, "unit": "day"}},
            "$.criteria[0].predicate.last.n",
            "must be",
        ),
        (
            {"op": "exists", "relation": "funding", "last": {"n": 1, "unit": "eon"}},
            "$.criteria[0].predicate.last.unit",
            "must be",
        ),
        ([], "$.criteria[0].predicate", "must be an object"),
    ],
)
def test_bad_predicates_are_refused_in_plain_words(predicate: Any, path: str, words: str) -> None:
    with pytest.raises(ProfileError) as caught:
        from_json(_document(predicate))
    assert caught.value.path == path and words in str(caught.value)


@pytest.mark.parametrize(
    "bad", [None, [], "x", {}, {"format": "icplang/2", "criteria": []}, {"format": "icplang/1", "criteria": {1}}]
)
def test_bad_documents_are_refused(bad: object) -> None:
    with pytest.raises(ProfileError):
        from_json(bad)


def test_deep_documents_are_refused() -> None:
    predicate: dict[str, Any] = {"op": "known", "field": "arr"}
    for _ in range(63):
        predicate = {"op": "not", "arg": predicate}
    assert from_json(_document(predicate))
    with pytest.raises(ProfileError, match="nested deeper than 64"):
        from_json(_document({"op": "not", "arg": predicate}))
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(ProfileError, match="nested deeper"):
        from_json(_document(deep))


def test_schema_names_every_operation() -> None:
    text = json.dumps(json_schema())
    assert all(
        f'"const": "{op}"' in text for op in ("in", "all", "range", "exists", "known", "and", "or", "not", "at_least")
    )
    assert '"additionalProperties": false' in text


def test_schema_page_is_up_to_date() -> None:
    page = Path(__file__).parent.parent / "docs" / "schema.md"
    assert page.read_text(encoding="utf-8").endswith(schema.markdown()), (
        "write icplang.meaning.schema.markdown() into docs/schema.md"
    )


def test_backends_by_name() -> None:
    found = backends()
    assert list(found) == ["json", "sql"]
    assert json.loads(str(found["json"](Profile()))) == to_json(Profile())
