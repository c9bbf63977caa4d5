"""The market of the benchmark: the same for a seed, and what is compared in it gives the same accounts."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench_accounts import TABLES, filtering, growing, make, scoring


def test_the_market_is_the_same_for_a_seed(tmp_path: Path) -> None:
    def content(seed: int) -> list[object]:
        with make(tmp_path / f"{len(list(tmp_path.iterdir()))}.duckdb", 2_000, seed) as connection:
            return [
                connection.execute(f"SELECT bit_xor(hash(t)), count(*) FROM {name} AS t").fetchone() for name in TABLES
            ]

    assert content(1) == content(1) != content(2)


def test_what_is_compared_gives_the_same_accounts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with make(tmp_path / "market.duckdb", 30_000) as connection:
        filtering(connection, 1)  # it compares the accounts itself
        scoring(connection, 1)
        growing(connection, 1)
        ours, whole = (connection.execute(f"SELECT count(*) FROM result_{n}").fetchone() for n in ("ours", "whole"))
    assert ours and ours[0] > 10 and whole == (30_000,)
    assert "ratio" in capsys.readouterr().out
