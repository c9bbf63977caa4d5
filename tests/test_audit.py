"""What a table can answer: counts that add up, and agree with the evaluator and with match."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from strategies import AS_OF, VOCABULARY

import icplang
from icplang.accounts.audit import Audit, audit
from icplang.accounts.match import match
from icplang.accounts.normalise import value
from icplang.cli.main import main
from icplang.meaning.predicates import Exists, In, Not, Range
from icplang.meaning.profile import Criterion, Profile

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples"
CSV = """\
id,industry,employees,founded,country,technologies
1,fintech,51-200,2015,US,HubSpot
2,Widget wrangling,-5,2091,DE,HubSpot;Odd
3,Softwaare,2.5,1200,Narnia,
4,,10001+,,,
"""


def looked(tmp_path: Path, *criteria: Criterion) -> Audit:
    path = tmp_path / "accounts.csv"
    path.write_text(CSV, "utf-8")
    jobs = tmp_path / "jobs.csv"
    jobs.write_text("account_id,title,date\n1,SDR,2026-08-01\n1,CTO,2031-01-01\n", "utf-8")
    profile = Profile(criteria) if criteria else None
    return audit(path, profile=profile, tables={"job_postings": jobs}, as_of=AS_OF, vocabulary=VOCABULARY)


def test_clauses(tmp_path: Path) -> None:
    wanted = (
        Criterion("require", In("industry", ("fintech",)), "fintech"),
        Criterion("require", Range("employees", 100), "100+"),
        Criterion("exclude", Exists("hiring", In("title", ("sdr",))), "hiring SDRs"),
        Criterion("require", Range("revenue", 1), "revenue"),
    )
    got = looked(tmp_path, *wanted).clauses
    assert [(c.met, c.not_met, c.unknown, c.straddling) for c in got[:3]] == [(1, 1, 2, 0), (1, 2, 1, 1), (1, 3, 0, 0)]
    assert got[3].problem and "no column for `revenue`" in got[3].problem
    assert [c.columns for c in got] == [
        ("industry",),
        ("employees",),
        ("job_postings.posted_on", "job_postings.title"),
        (),
    ]


def test_columns_and_names(tmp_path: Path) -> None:
    made = looked(tmp_path)
    columns = {c.column: c for c in made.columns if c.table == "accounts"}
    assert (made.rows, made.clauses) == (4, ())
    assert [(columns[n].filled, columns[n].known, columns[n].ranges) for n in ("industry", "employees", "country")] == [
        (3, 2, 0),
        (4, 4, 2),
        (3, 2, 0),
    ]
    odd = {(c.column, o.what, o.rows) for c in made.columns for o in c.odd}
    assert odd == {
        ("employees", "is below 0", 1),
        ("employees", "is no whole number", 1),
        ("founded", "is in the future", 1),
        ("founded", "is before 1500", 1),
        ("posted_on", "is in the future", 1),
    }
    names = {n.column: n for n in made.names}
    assert names["industry"].how == {"exact": (1, 1), "fuzzy": (1, 1), "unmapped": (1, 1)}
    assert names["industry"].unmapped == (("Widget wrangling", 1),)
    assert names["industry"].fuzzy == (("Softwaare", "software", 1),)
    assert names["technology"].how == {"exact": (1, 2), "unmapped": (1, 1)}


def test_the_counts_are_those_of_match() -> None:
    """Met, not met and unknown are what match lets stay for a clause, its opposite, and neither."""
    profile = icplang.compile((EXAMPLES / "icp.txt").read_text("utf-8"))
    tables = {"job_postings": EXAMPLES / "job_postings.csv", "funding_rounds": EXAMPLES / "funding_rounds.csv"}
    day, accounts = date(2026, 11, 1), EXAMPLES / "accounts.csv"
    made = audit(accounts, profile=profile, tables=tables, as_of=day)
    for criterion, clause in zip(profile.criteria, made.clauses, strict=True):
        if criterion.role == "buyer":
            continue
        for predicate, count in ((criterion.predicate, clause.met), (Not(criterion.predicate), clause.not_met)):
            alone = Profile((Criterion("require", predicate, ""),))
            assert match(alone, accounts, tables=tables, as_of=day).matched == count
        assert clause.met + clause.not_met + clause.unknown == made.rows


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(CSV, "utf-8")
    icp = tmp_path / "icp.txt"
    icp.write_text("fintech with 100+ employees", "utf-8")
    command = ["audit", str(path), "--icp", str(icp), "--as-of", "2026-11-01"]
    assert main(command) == 0
    printed = capsys.readouterr().out
    assert "1 ranges with the limit inside" in printed and "1 is below 0 (-5)" in printed
    assert main([*command, "--format", "json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["rows"] == 4 and made["clauses"][1]["straddling"] == 1
    icp.write_text("hiring SDRs", "utf-8")
    assert main(command) == 1
    assert "there is no table of `hiring` rows" in capsys.readouterr().out
    assert main(["audit", str(tmp_path / "gone.csv")]) == 2


def test_industries_of_exports_are_known_and_needed() -> None:
    """Every row points at an entry, and none says what the vocabulary says already."""
    words = icplang.builtin_vocabulary()
    rows = list(csv.DictReader((ROOT / "icplang" / "accounts" / "data" / "industries.csv").open(encoding="utf-8")))
    for row in rows:
        assert words.get("industry", row["id"]), row
        assert not [s for s in words.senses(row["text"]) if s.kind == "industry"], row
    assert value(words, "industry", "Oil, Gas & Consumable Fuels") == ("oil-gas", "alias")
    assert value(words, "industry", "COMPUTER_SOFTWARE").how in ("exact", "alias")
