"""The differential test as every run has it, and whether it is worth anything."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import engines
import pytest
from differential import ROWS, Tally, run
from generate import Generator, smaller
from mutants import MUTANTS
from strategies import accounts

from icplang.backends.dialects import DIALECTS

CASES = 10_000


@pytest.fixture(scope="module")
def sqlite() -> Iterator[engines.Engine]:
    with engines.sqlite() as engine:
        yield engine


@pytest.fixture(scope="module")
def duckdb() -> Iterator[engines.Engine]:
    with engines.duckdb() as engine:
        yield engine


def _agrees(engine: engines.Engine) -> Tally:
    tally = run(engine, CASES, seed=1)
    assert not tally.found, tally.found[0]
    assert tally.cases == CASES and tally.profiles >= CASES // 10 - 2
    assert tally.refused < CASES // 50
    return tally


def test_sqlite_agrees(sqlite: engines.Engine) -> None:
    """With enough unknown answers to tell a lost NULL from a no."""
    tally = _agrees(sqlite)
    assert tally.cells == CASES * ROWS * 4
    assert tally.unknown / tally.cells >= 0.2


def test_duckdb_agrees(duckdb: engines.Engine) -> None:
    _agrees(duckdb)


def test_the_tables_are_half_empty() -> None:
    made = accounts(ROWS, seed=1)
    rows = [r for a in made for t in a.values() if isinstance(t, tuple) for r in t if isinstance(r, dict)]
    plain = [v for a in made for v in a.values() if not (isinstance(v, tuple) and v and isinstance(v[0], dict))]
    cells = [*plain, *(v for r in rows for v in r.values())]
    assert sum(v is None for v in cells) / len(cells) >= 0.2


def test_the_same_seed_gives_the_same_predicates() -> None:
    first, second = ([Generator(Random(7)).predicate() for _ in range(50)] for _ in range(2))
    assert first == second
    assert all(p not in list(smaller(p)) for p in first)


def test_there_are_enough_mutants() -> None:
    assert len(MUTANTS) >= 20


@pytest.mark.parametrize("name", MUTANTS)
def test_a_planted_bug_is_found(name: str, sqlite: engines.Engine, duckdb: engines.Engine) -> None:
    planted_for, mutant = MUTANTS[name]
    engine = {"sqlite": sqlite, "duckdb": duckdb}[planted_for]
    with mutant():
        engine.dialect = DIALECTS[planted_for]
        found = run(engine, 4_000, seed=1, limit=1, shrink=False).found
    engine.dialect = DIALECTS[planted_for]
    assert found, f"nothing noticed: {name}"
