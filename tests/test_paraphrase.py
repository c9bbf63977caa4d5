"""Canonical English: the phrase of each predicate, and that everything that can be said is read as just that."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import VOCABULARY, leaf_predicates, predicates, profiles

import icplang
from icplang.meaning.fields import FIELDS, RELATIONS
from icplang.meaning.paraphrase import EVENTS, RANGES, ROLES, VALUES, phrase
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
from icplang.vocabulary.store import Vocabulary, builtin
from icplang.writing.canonical import Writer, key, lines
from icplang.writing.format import FormatError, canonical

DEV = [json.loads(line) for line in (Path(__file__).parent / "benchmark" / "dev.jsonl").open(encoding="utf-8")]
_SEEN = settings(
    max_examples=200, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
VOCABULARIES = {"built in": builtin(), "small": VOCABULARY}
MONTHS, DAYS = Window(6, "month"), Window(90, "day")

SAID: dict[str, Predicate] = {
    "50 to 500 employees": Range("employees", 50, 500),
    "at least 50 employees": Range("employees", 50),
    "more than 50 employees": Range("employees", 50, min_inclusive=False),
    "fewer than 2,000 employees": Range("employees", None, 2000, max_inclusive=False),
    "at most 500 employees": Range("employees", None, 500),
    "more than 50 and fewer than 500 employees": Range("employees", 50, 500, False, False),
    "exactly 1 employee": Range("employees", 1, 1),
    "about 200 employees": Range("employees", 160, 240, approximate=True),
    "$5M to $50M in revenue": Range("revenue", 5_000_000, 50_000_000, unit="USD"),
    "at least €6M in ARR": Range("arr", 6_000_000, unit="EUR"),
    "less than £1.5M in revenue": Range("revenue", None, 1_500_000, max_inclusive=False, unit="GBP"),
    "at least CHF 1,234,567 in revenue": Range("revenue", 1_234_567, unit="CHF"),
    "more than $25M in total funding": Range("funding_total", 25_000_000, min_inclusive=False, unit="USD"),
    "a valuation of at least $1B": Range("valuation", 1_000_000_000, unit="USD"),
    "founded after 2018": Range("founded", 2018, min_inclusive=False),
    "founded in 2011 to 2014": Range("founded", 2011, 2014),
    "founded in 2015 or later": Range("founded", 2015),
    "founded before 2000": Range("founded", None, 2000, max_inclusive=False),
    "at least 5 years in business": Range("age", 5),
    "based in the United States or Germany": In("location", ("US", "DE")),
    "with offices in Berlin": In("presence", ("city:berlin",)),
    "selling in the United States": In("sells_in", ("US",)),
    "in the fintech industry": In("industry", ("fintech",)),
    "B2B": In("business_model", ("b2b",)),
    "business model B2B or B2C": In("business_model", ("b2b", "b2c")),
    "in the mid-market segment": In("segment", ("mid-market",)),
    "at Series A to Series C": Range("funding_stage", "series-a", "series-c"),
    "at Series B or later": Range("funding_stage", "series-b"),
    "at Series A or Series C": In("funding_stage", ("series-a", "series-c")),
    "ownership PE-backed or public": In("ownership", ("pe-backed", "public")),
    "running HubSpot or Salesforce": In("technology", ("hubspot", "salesforce")),
    "running HubSpot and Salesforce": All("technology", ("hubspot", "salesforce")),
    "running at least 2 of HubSpot, Salesforce or Slack": In(
        "technology", ("hubspot", "salesforce", "slack"), None, Count(2)
    ),
    "using a CRM": In("technology_category", ("crm",)),
    "using at least 2 CRM tools": In("technology_category", ("crm",), count=Count(2)),
    "certified SOC 2 or ISO 27001": In("certification", ("soc-2", "iso-27001")),
    "hiring SDRs or AEs in the last 90 days": Exists("hiring", In("title", ("sdr", "ae")), DAYS),
    "currently hiring": Exists("hiring"),
    "with a VP of Sales": Exists("person", In("title", ("vp-sales",))),
    "with an SDR": Exists("person", In("title", ("sdr",))),
    "with at least 3 SDRs": Exists("person", In("title", ("sdr",)), count=Count(3)),
    "a sales team of 5 to 10": Range("team_size", 5, 10, of="sales"),
    "an engineering team of at least 5": Range("team_size", 5, of="engineering"),
    "employee growth of at least 20% over 12 months": Range(
        "growth", 0.2, of="employees", unit="ratio", over=Window(12, "month")
    ),
    "at least 100 beds": Range("metric", 100, of="bed"),
    "raised a Series A or Series B of at least $5M in the last 6 months": Exists(
        "funding", And((In("stage", ("series-a", "series-b")), Range("amount", 5_000_000, unit="USD"))), MONTHS
    ),
    "raised funding in the last year": Exists("funding", last=Window(1, "year")),
    "raised funding this year": Exists("funding", since="this-year"),
    "a new VP of Sales in the last 6 months": Exists("leadership", In("title", ("vp-sales",)), MONTHS),
    "layoffs since 2024": Exists("layoffs", since="2024"),
    "hiring at least 3 SDRs in the United States": Exists(
        "hiring", And((In("title", ("sdr",)), In("place", ("US",)))), count=Count(3)
    ),
    "expanding into Germany": Exists("expansion", In("place", ("DE",))),
    'on the list "crm"': In("list", ("crm",)),
    "similar to gorgias.com": In("similar_to", ("gorgias.com",)),
    'mentioning "cold chain"': In("keyword", ("cold chain",)),
    "with known employees": Known("employees"),
    "not (B2C)": Not(In("business_model", ("b2c",))),
    "(B2B and at most 9 employees)": And((In("business_model", ("b2b",)), Range("employees", None, 9))),
    "not (B2B or B2C)": Not(Or((In("business_model", ("b2b",)), In("business_model", ("b2c",))))),
    "at least 2 of (B2B; B2C; with known ARR)": AtLeast(
        2, (In("business_model", ("b2b",)), In("business_model", ("b2c",)), Known("arr"))
    ),
}


@pytest.mark.parametrize("text", SAID)
def test_the_phrase(text: str) -> None:
    assert phrase(SAID[text], builtin()) == text


def test_every_field_and_relation_has_a_template() -> None:
    assert set(VALUES) | set(RANGES) | {"founded"} == set(FIELDS)
    assert set(EVENTS) == set(RELATIONS)


def test_lines_carry_the_role_and_the_weight() -> None:
    b2b = In("business_model", ("b2b",))
    titles = In("title", ("vp-sales", "head-revops"))
    profile = Profile(tuple(Criterion(role, titles if role == "buyer" else b2b, "") for role in ROLES))
    assert lines(profile, builtin()) == [
        "Must: B2B",
        "Nice to have: B2B",
        "Exclude: B2B",
        "Buyer: VP of Sales or Head of RevOps",
    ]
    weighted = Profile((Criterion("prefer", b2b, "", weight=10),))
    assert lines(weighted, builtin()) == ["Nice to have: B2B (weight 10)"]
    kept = Profile((replace(weighted.criteria[0], role="require", weight=None, unknown="include"),))
    assert lines(kept, builtin()) == ["Must: B2B (in where unknown)"]


def test_different_amounts_are_never_said_alike() -> None:
    amounts = [1, 999, 1000, 1001, 1500, 1499.5, 123_456, 999_999, 1_000_000, 1_005_000, 1_000_001, 2_500_000_000]
    said = [phrase(Range("revenue", n, unit="USD"), builtin()) for n in amounts]
    assert len(set(said)) == len(amounts)


# --- what is said is read back ----------------------------------------------------------------------------------


def criteria(profile: Profile) -> Counter[tuple[object, ...]]:
    """Roles, predicates and weights."""
    return Counter(map(key, profile.criteria))


def said_back(profile: Profile, vocabulary: Vocabulary) -> None:
    """The lines of a profile are read as its criteria, without an error."""
    text = "\n".join(lines(profile, vocabulary))
    again = icplang.compile(text, vocabulary=vocabulary)
    assert criteria(again) == criteria(profile), text
    assert again.ok or not profile.criteria, (text, again.diagnostics)


@pytest.mark.parametrize("text", SAID)
def test_the_phrase_is_read_as_the_predicate(text: str) -> None:
    role: Any = "buyer" if text.startswith("title") else "require"
    said_back(Profile((Criterion(role, SAID[text], ""),)), builtin())


@_SEEN
@given(leaf_predicates | predicates, st.sampled_from(sorted(VOCABULARIES)))
def test_every_predicate_can_be_said(predicate: Predicate, words: str) -> None:
    said_back(Profile((Criterion("prefer", predicate, ""),)), VOCABULARIES[words])


@settings(_SEEN, max_examples=60)
@given(profiles, st.sampled_from(sorted(VOCABULARIES)))
def test_every_profile_can_be_said(profile: Profile, words: str) -> None:
    said_back(profile, VOCABULARIES[words])


@pytest.mark.parametrize("id", [r["id"] for r in DEV])
def test_the_reading_of_a_real_text_is_said_back(id: str) -> None:
    text = next(r["text"] for r in DEV if r["id"] == id)
    said_back(icplang.compile(text), builtin())


_NAMED = {
    "industry": "industry",
    "business_model": "business_model",
    "audience": "serves",
    "segment": "segment",
    "place": "location",
    "stage": "funding_stage",
    "ownership": "ownership",
    "status": "status",
    "technology": "technology",
    "technology_category": "technology_category",
    "certification": "certification",
}


@pytest.mark.parametrize("kind", _NAMED)
def test_every_name_of_the_vocabulary_can_be_said(kind: str) -> None:
    """A sample of the long lists. Nearly all are said in plain words, and not by the name of their field."""
    ids = sorted(builtin().entries[kind])
    ids = ids[:: len(ids) // 150 + 1]
    writer, plain = Writer(builtin()), 0
    for id in ids:
        text = writer.clause(In(_NAMED[kind], (id,)))
        assert writer.reads(f"Must have:\n- {text}", [Criterion("require", In(_NAMED[kind], (id,)), "")]), text
        plain += '"' not in text
    assert plain >= 0.9 * len(ids)


def test_a_name_of_several_places_is_said_with_its_state() -> None:
    maine = Profile((Criterion("require", In("location", ("city:portland-me",)), ""),))
    assert lines(maine) == ["Must: based in Portland, Maine"]
    georgia = Profile((Criterion("require", In("location", ("US-GA",)), ""),))
    assert lines(georgia) == ["Must: based in Georgia, United States"]


def test_a_weight_belongs_to_one_clause() -> None:
    louis = Profile((Criterion("prefer", In("location", ("city:st-louis",)), "", weight=12.5),))
    said_back(louis, builtin())
    assert [c.weight for c in icplang.compile("Fintech. SaaS (weight 5)").criteria] == [None, None]


def test_what_stands_in_brackets_is_read_as_it_stands() -> None:
    b2b, saas = In("business_model", ("b2b",)), In("business_model", ("saas",))
    for predicate in (Not(b2b), Or((b2b, saas)), And((b2b, Not(saas))), And((b2b,)), Or((And((b2b, saas)), saas))):
        for role in ROLES:
            profile = Profile((Criterion(role, predicate, "", weight=7),))
            said_back(profile, builtin())


@pytest.mark.parametrize("value", ["no such tool", "O'Reilly'; DROP TABLE x; --", "", "=", 'say "hi"', "close", "CRM"])
def test_any_value_of_one_line_can_be_said(value: str) -> None:
    for field in ("technology", "keyword", "list", "industry"):
        said_back(Profile((Criterion("require", In(field, (value, "b")), ""),)), builtin())


@pytest.mark.parametrize("value", ["two\nlines", "cr\r\nlf", 'both " and ”'])
def test_what_no_line_can_hold_is_refused_and_not_changed(value: str) -> None:
    with pytest.raises(FormatError):
        canonical(Profile((Criterion("require", In("keyword", (value,)), ""),)))


def test_conditions_that_are_not_understood_are_looked_at_once_each() -> None:
    """Fifty levels, each read twice, would never end."""
    text = "recorded layoffs where (" * 50 + "wombats" + ")" * 50
    assert not icplang.compile(text).ok
