"""Tiers, fit and timing: what they mean, and the same on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import engines
import pytest
from generate import Generator
from hypothesis import given
from hypothesis import strategies as st
from strategies import AS_OF, VOCABULARY, accounts
from test_engines import NAMES

import icplang
from icplang.backends.judged import judged
from icplang.backends.mapping import CANONICAL
from icplang.backends.score import Scorer, to_score
from icplang.backends.sql import Writer
from icplang.meaning.evaluate import matches
from icplang.meaning.predicates import Exists, In, Not, Range
from icplang.meaning.profile import Criterion, Profile, Scoring, Threshold, Tier
from icplang.meaning.published import from_json, to_json
from icplang.meaning.scoring import Verdict, percent, plan, score, verdict
from icplang.meaning.truth import Truth
from icplang.reading.shape.thresholds import level

CASES = {"spark": 15, "clickhouse": 40, "postgres": 150}
ROWS = 40
ACCOUNTS = accounts(ROWS)


@pytest.fixture(scope="module", params=NAMES)
def engine(request: pytest.FixtureRequest) -> Iterator[engines.Engine]:
    yield from engines.loaded(request.param, ACCOUNTS)


def _verdict(row: tuple[Any, ...], scored: bool) -> Verdict:
    """The verdict of a row of a scoring query, whose columns are id, tier, fit, coverage, ..."""
    shares = [None if v is None else int(v) for v in row[2:7]]
    points = [float(v) for v in row[7:9]] if scored else [None, None]
    return Verdict(str(row[1]), *shares, *points)  # type: ignore[arg-type]


def test_every_engine_gives_the_verdict_of_the_evaluator(engine: engines.Engine) -> None:
    held = {a["id"]: a for a in engine.loaded}
    tiers = set()
    for seed in range(CASES.get(engine.name, 300)):
        dice = Random(f"score {seed}")
        profile = Generator(dice, depth=2, width=2).scored()
        unknown = dice.choice((None, None, "include", "exclude"))
        sql = to_score(profile, engine.dialect.name, as_of=AS_OF, unknown=unknown, vocabulary=VOCABULARY)
        if not sql.ok:
            continue
        made = plan(profile, unknown)
        rows = engine.rows(sql.text)
        assert sorted(r[0] for r in rows) == sorted(held)
        for row in rows:
            truths, meant = score(made, held[row[0]], vocabulary=VOCABULARY, as_of=AS_OF)
            got = _verdict(row, made.scored)
            assert (got.tier, got.fit, got.coverage, got.low, got.high, got.timing) == (
                meant.tier,
                meant.fit,
                meant.coverage,
                meant.low,
                meant.high,
                meant.timing,
            ), (seed, row, meant)
            assert got.score == pytest.approx(meant.score) and got.score_high == pytest.approx(meant.score_high)
            assert (row[-5] is not None) == (meant.short is not None)
            for i, (criterion, truth) in enumerate(zip(made.criteria, truths, strict=True)):
                wanted = criterion.role != "exclude"
                column = 2 if truth is None else 0 if truth is wanted else 1
                assert [f"clause {i}" in (told or "") for told in row[-4:-1]] == [c == column for c in range(3)]
            tiers.add(meant.tier)
        order = [
            (made.names.index(r[1]), -(-1 if r[2] is None else r[2]), -(-1 if r[6] is None else r[6])) for r in rows
        ]
        assert order == sorted(order)
    assert {"A", "B", "C", "out", "unknown", "partial", "Tier 1", "h", "cold"} <= tiers or engine.name == "spark"


@pytest.mark.parametrize("how", [{"strict": False}, {"fence": ""}, {"separated": None}])
def test_a_recipe_that_is_only_faster_changes_no_row(engine: engines.Engine, how: dict[str, Any]) -> None:
    plain = replace(engine.dialect, **how)
    if plain == engine.dialect:
        pytest.skip("the dialect has no such recipe")
    for seed in range(CASES.get(engine.name, 300) // 10):
        dice = Random(f"recipe {seed}")
        ready = judged(Generator(dice, depth=2, width=2).scored(), CANONICAL, AS_OF, None, VOCABULARY)
        fast, slow = (Scorer(ready, Writer(d, False, [], "id")).text() for d in (engine.dialect, plain))
        assert engine.rows(fast) == engine.rows(slow), seed


JUDGED = (
    Criterion("require", In("industry", ("fintech",)), "fintech"),
    Criterion("require", Range("employees", 50), "50+ employees"),
    Criterion("prefer", In("technology", ("hubspot",)), "HubSpot"),
    Criterion("prefer", Exists("hiring"), "hiring"),
    Criterion("exclude", In("business_model", ("agency",)), "agencies"),
)
"""Two requirements, a nice-to-have, a signal, an exclusion."""


@pytest.mark.parametrize(
    ("truths", "expected"),
    [
        ((True, True, True, True, False), ("A", 100, 100, 100, None)),
        ((True, True, False, False, None), ("B", 67, 100, 0, None)),
        ((True, True, None, None, False), ("B", 100, 67, None, None)),
        ((True, False, True, True, False), ("C", 67, 100, 100, 1)),
        ((True, None, True, True, False), ("C", 100, 67, 100, 1)),
        ((None, None, True, True, False), ("unknown", 100, 33, 100, None)),
        ((True, False, False, True, False), ("out", 33, 100, 100, 1)),
        ((True, True, True, True, True), ("out", 100, 100, 100, None)),
    ],
)
def test_the_usual_tiers(truths: tuple[Truth, ...], expected: tuple[Any, ...]) -> None:
    made = verdict(plan(Profile(JUDGED)), truths)
    assert (made.tier, made.fit, made.coverage, made.timing, made.short) == expected


def test_what_is_asked_of_the_unknown_changes_the_tier() -> None:
    truths = (True, None, True, True, None)
    tiers = {u: verdict(plan(Profile(JUDGED), u), truths).tier for u in (None, "include", "exclude")}  # type: ignore[arg-type]
    assert tiers == {None: "C", "include": "A", "exclude": "out"}


def test_written_weights_make_the_fit_and_a_score() -> None:
    weighed = (
        Criterion("prefer", In("industry", ("fintech",)), "fintech", weight=30),
        Criterion("prefer", Exists("hiring"), "hiring", weight=10),
        Criterion("prefer", Not(In("business_model", ("agency",))), "agency", weight=20, penalty=True),
        Criterion("require", In("location", ("US",)), "US"),
    )
    levels = (Threshold("A", 35, "35 or more"), Threshold("B", 20, "20 or more"))
    made = plan(Profile(weighed, scoring=Scoring((), levels)))
    got = verdict(made, (True, True, True, True))
    assert (got.tier, got.score, got.score_high, got.fit) == ("A", 40, 40, 100)
    got = verdict(made, (True, True, False, True))
    assert (got.tier, got.score) == ("B", 20)
    got = verdict(made, (None, True, None, True))
    assert (got.tier, got.score, got.score_high) == ("unknown", -10, 40)
    assert verdict(made, (True, True, True, False)).tier == "out"
    assert verdict(made, (True, True, True, None)).tier == "unknown"
    assert verdict(plan(Profile(weighed, scoring=Scoring((), levels, 38))), (True,) * 4).score == 38


def test_tiers_of_ones_own() -> None:
    tiers = (Tier("Tier 1", Range("employees", 200), "200+"), Tier("Tier 2", Range("employees", 50), "50+"))
    made = plan(Profile(JUDGED, scoring=Scoring(tiers)))
    assert verdict(made, (True, True, None, None, None), (True, True)).tier == "Tier 1"
    assert verdict(made, (True, True, None, None, None), (None, True)).tier == "Tier 2"
    assert verdict(made, (True, True, None, None, None), (False, False)).tier == "partial"
    assert made.names == ("Tier 1", "Tier 2", "partial", "unknown", "out")


TRUTHS = st.sampled_from([True, False, None])


@given(st.integers(0, 10_000), st.data())
def test_the_range_of_a_fit_holds_whatever_the_unknown_turns_out_to_be(seed: int, data: st.DataObject) -> None:
    made = plan(Generator(Random(seed), depth=1, width=1).scored())
    truths = tuple(data.draw(TRUTHS) for _ in made.criteria)
    within = tuple(data.draw(TRUTHS) for _ in made.tiers)
    settled = tuple(data.draw(st.booleans()) if t is None else t for t in truths)
    before, after = verdict(made, truths, within), verdict(made, settled, tuple(bool(t) for t in within))
    for low, now, high in ((before.low, after.fit, before.high), (before.score, after.score, before.score_high)):
        assert now is None or (low is not None and high is not None and low <= now <= high)
    assert after.coverage in (None, 100)
    assert before.tier in made.names and after.tier in made.names


@given(st.integers(0, 10_000), st.integers(0, 39))
def test_the_best_two_tiers_are_the_accounts_that_match(seed: int, row: int) -> None:
    profile = replace(Generator(Random(seed), depth=2, width=2).scored(), scoring=Scoring())
    account = ACCOUNTS[row]
    for unknown in (None, "include", "exclude"):
        _, got = score(plan(profile, unknown), account, vocabulary=VOCABULARY, as_of=AS_OF)  # type: ignore[arg-type]
        stays = matches(profile, account, vocabulary=VOCABULARY, as_of=AS_OF, unknown=unknown)  # type: ignore[arg-type]
        assert stays is (got.tier in ("A", "B"))


@given(st.integers(0, 500), st.integers(0, 500))
def test_percents_are_rounded_half_up(part: int, whole: int) -> None:
    got = percent(part, whole)
    assert got is None if whole == 0 else abs(Fraction(100 * part, whole) - (got or 0)) <= Fraction(1, 2)


# --- what an ICP says of tiers and scores --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Hot: score >= 75", ("Hot", 75.0)),
        ("- Warm: Score 50-74", ("Warm", 50.0)),
        ("- Cold: score < 50", ("Cold", None)),
        ("**Strong:** score ≥ 4 → call this week", ("Strong", 4.0)),
        ("80-100: Tier A", ("Tier A", 80.0)),
        ("60+ → warm", ("Warm", 60.0)),
        ("Score 70 or more = tier A", ("Tier A", 70.0)),
        ("Tier B (60-79)", ("Tier B", 60.0)),
        ("Minimum score: 40", ("qualified", 40.0)),
    ],
)
def test_lines_that_say_which_score_makes_which_tier(line: str, expected: tuple[str, float | None]) -> None:
    found = level(line)
    assert found is not None and (found.tier, found.least) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Tier 1: 200+ employees, US",
        "A: 50-200 employees",
        "High: 50+ seats",
        "SaaS: 30 points",
        "Series A: 20",
        "Employees: 50+",
        "Starting score: 0",
        "Founded: 2010 or more",
        "Strong fit: fintech with 3 offices",
    ],
)
def test_lines_that_say_nothing_of_the_kind(line: str) -> None:
    assert level(line) is None


SHEET = """\
Gate: US companies
- B2B SaaS: 30 points
- 50-500 employees: 25 points
- Agency: -20 points
Hot: score >= 50
Warm: score 25-49
Max score 60
"""


def test_a_score_sheet_is_read_with_its_tiers() -> None:
    profile = icplang.compile(SHEET)
    assert profile.ok
    assert [(c.role, c.weight, c.penalty, c.shares) for c in profile.criteria] == [
        ("require", None, False, None),
        ("prefer", 30, False, 1),
        ("prefer", 30, False, 1),
        ("prefer", 25, False, None),
        ("prefer", 20, True, None),
    ]
    made = plan(profile)
    assert verdict(made, (True, True, True, True, True)).score == 55  # B2B SaaS is one line
    assert verdict(made, (True, True, False, True, True)).score == 25
    assert verdict(made, (True, True, None, True, True)).score_high == 55
    assert verdict(made, (True, True, True, True, False)).tier == "Warm"
    assert [(t.tier, t.least) for t in profile.scoring.thresholds] == [("Hot", 50), ("Warm", 25)]
    assert profile.scoring.cap == 60
    assert from_json(to_json(profile)) == profile


def test_tiers_are_read_with_their_names_and_segments_are_none() -> None:
    profile = icplang.compile(
        "US SaaS.\n\n**Tier 1**: 200+ employees\n\n**Tier 2**: 50-199 employees, running HubSpot\n"
    )
    assert next((t.name, t.predicate) for t in profile.scoring.tiers) == ("Tier 1", Range("employees", 200))
    assert [t.name for t in profile.scoring.tiers] == ["Tier 1", "Tier 2"]
    assert from_json(to_json(profile)) == profile
    assert icplang.compile("US SaaS.\n\nSegment A: fintech\n\nSegment B: biotech\n").scoring == Scoring()
    assert "scoring" not in to_json(icplang.compile("US SaaS, 50+ employees. Hot: 75"))


def test_points_off_are_said_back_as_points_off() -> None:
    profile = icplang.compile("Nice to have:\n- Agency (weight -20)\n- SaaS (weight 30)\n")
    assert [c.penalty for c in profile.criteria] == [True, False]
    assert "Nice to have: agency (weight -20)" in icplang.explain(profile)
    assert [c.penalty for c in icplang.compile("\n".join(icplang.explain(profile))).criteria] == [True, False]
