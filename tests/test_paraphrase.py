"""Canonical English: the phrase of each predicate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from icplang.meaning.fields import FIELDS, RELATIONS
from icplang.meaning.paraphrase import EVENTS, RANGES, ROLES, VALUES, lines, phrase
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
from icplang.vocabulary.store import builtin

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
    "hiring": Exists("hiring"),
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
    "on the list crm": In("list", ("crm",)),
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
