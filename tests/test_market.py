"""The example market: the same bytes for a seed, messy as promised, and nobody real in it."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import icplang

EXAMPLES = Path(__file__).resolve().parents[1] / "docs" / "examples"
FILES = ["accounts.csv", "funding.csv", "jobs.csv", "people.csv", "tech.csv"]


def _script() -> Any:
    spec = importlib.util.spec_from_file_location("market", EXAMPLES / "market.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("market")
    _script().main([str(place)])
    return place


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    assert sorted(p.name for p in folder.iterdir()) == FILES
    digest = hashlib.sha256(b"".join((folder / name).read_bytes() for name in FILES)).hexdigest()
    assert digest == "2c70a3fff5ab836791892c09199bfafe98afef5756616d7ab45de095362e86c1", (
        "the market has changed: say so in the changelog"
    )
    _script().main([str(tmp_path), "2", "300"])
    assert (tmp_path / "accounts.csv").read_bytes() != (folder / "accounts.csv").read_bytes()
    assert len(_rows(tmp_path, "accounts.csv")) == 301


def test_nobody_real_and_as_messy_as_promised(folder: Path) -> None:
    accounts = _rows(folder, "accounts.csv")
    ids = {row["Account ID"] for row in accounts}
    assert len(accounts) == len(ids) == 3010
    sites = [row["Website"] for row in accounts if row["Website"]]
    assert all(site.endswith(".example") for site in sites) and len(sites) - len(set(sites)) >= 5
    empty = sum(not cell for row in accounts for cell in row.values()) / sum(map(len, accounts))
    assert 0.15 < empty < 0.25
    spellings = {row["Country"] for row in accounts}
    assert {"USA", "United States", "US", "UK", "Deutschland", ""} <= spellings
    assert any("-" in row["# Employees"] for row in accounts) and any(row["# Employees"].isdigit() for row in accounts)
    for name in ("jobs.csv", "funding.csv", "people.csv", "tech.csv"):
        assert {row["account_id"] for row in _rows(folder, name)} <= ids


def test_its_icp_reads_without_a_word_left_over_and_finds_accounts(folder: Path) -> None:
    profile = icplang.compile((EXAMPLES / "market-icp.txt").read_text("utf-8"))
    assert profile.ok and not [d for d in profile.diagnostics if d.severity == "warning"]
    assert {c.role for c in profile.criteria} == {"require", "prefer", "exclude", "buyer"}
    assert {c.layer for c in profile.criteria} >= {"firmographic", "technographic", "behavioral", "persona"}
    tables = {"job_postings": folder / "jobs.csv", "funding_rounds": folder / "funding.csv"}
    found = icplang.match(profile, folder / "accounts.csv", tables=tables, as_of=date(2026, 11, 1))
    assert found.ok and 20 < found.matched < 0.05 * found.total
