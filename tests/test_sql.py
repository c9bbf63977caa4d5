"""SQL against the evaluator, on real engines, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import engines
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import AS_OF, BROKEN_LINES, HOSTILE, VOCABULARY, accounts, predicates, profiles, wild_predicates

from icplang.backends.lower import lower
from icplang.backends.mapping import CANONICAL, Schema, parse_mapping
from icplang.backends.sql import condition_sql, to_sql
from icplang.meaning.evaluate import evaluate, matches
from icplang.meaning.predicates import All, And, Count, Exists, In, Known, Not, Or, Predicate, Range, Window
from icplang.meaning.profile import Criterion, Profile, Role

ACCOUNTS = accounts(80)
_QUESTIONS = [(value, certain) for value in (True, False) for certain in (True, False)]


def _settings(examples: int) -> settings:
    return settings(max_examples=examples, derandomize=True, deadline=None, database=None,
                    suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="session")
def sqlite() -> engines.Engine:
    engine = engines.sqlite()
    engine.load(ACCOUNTS)
    return engine


@pytest.fixture(scope="session")
def duckdb() -> engines.Engine:
    engine = engines.duckdb()
    engine.load(ACCOUNTS)
    return engine


@pytest.fixture(scope="session")
def postgres() -> Iterator[engines.Engine]:
    for engine in engines.postgres():
        engine.load(ACCOUNTS)
        yield engine


def _condition(predicate: Predicate, schema: Schema = CANONICAL) -> Any:
    lowered = lower(Criterion("require", predicate, "words"), schema, VOCABULARY, AS_OF)
    assert not isinstance(lowered, list), lowered
    return lowered


def agree(engine: engines.Engine, wanted: list[Predicate], schema: Schema = CANONICAL) -> None:
    """Every cell of every predicate is what the evaluator says, in all four questions."""
    cells = [f"CASE WHEN {condition_sql(_condition(p, schema), engine.dialect, value=v, certain=c)} THEN 1 ELSE 0 END"
             for p in wanted for v, c in _QUESTIONS]
    rows = engine.rows(f"SELECT {', '.join(cells)} FROM accounts AS a ORDER BY a.id")
    for account, row in zip(ACCOUNTS, rows, strict=True):
        for i, predicate in enumerate(wanted):
            truth = evaluate(predicate, account, vocabulary=VOCABULARY, as_of=AS_OF)
            expected = [truth is value or (truth is None and not certain) for value, certain in _QUESTIONS]
            assert [bool(cell) for cell in row[4 * i: 4 * i + 4]] == expected, (predicate, truth, account)


def test_the_accounts_are_difficult() -> None:
    cells = [v for a in ACCOUNTS for v in a.values()]
    assert sum(v is None for v in cells) / len(cells) >= 0.15
    rows = [v for a in ACCOUNTS for t in a.values() if isinstance(t, tuple) for r in t if isinstance(r, dict) for v in r.values()]
    assert sum(v is None for v in rows) / len(rows) >= 0.2


@_settings(300)
@given(st.lists(predicates, min_size=4, max_size=8))
def test_sqlite_agrees(sqlite: engines.Engine, wanted: list[Predicate]) -> None:
    agree(sqlite, wanted)


@_settings(300)
@given(st.lists(predicates, min_size=4, max_size=8))
def test_duckdb_agrees(duckdb: engines.Engine, wanted: list[Predicate]) -> None:
    agree(duckdb, wanted)


@_settings(100)
@given(st.lists(predicates, min_size=4, max_size=8))
def test_postgres_agrees(postgres: engines.Engine, wanted: list[Predicate]) -> None:
    agree(postgres, wanted)


def _same_rows(engine: engines.Engine, profile: Profile, params: bool) -> None:
    sql = to_sql(profile, engine.dialect.name, as_of=AS_OF, params=params, vocabulary=VOCABULARY)
    assert sql.ok, sql.diagnostics
    expected = [a["id"] for a in ACCOUNTS if matches(profile, a, vocabulary=VOCABULARY, as_of=AS_OF)]
    assert [row[0] for row in engine.rows(sql.text, sql.parameters)] == expected, sql.text


@_settings(100)
@given(profile=profiles, params=st.booleans())
@pytest.mark.parametrize("name", ["sqlite", "duckdb", "postgres"])
def test_whole_queries_agree(name: str, request: pytest.FixtureRequest, profile: Profile, params: bool) -> None:
    _same_rows(request.getfixturevalue(name), profile, params)
