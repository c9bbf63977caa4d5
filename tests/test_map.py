"""Which of a user's columns holds what, and the mapping file that says so."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import icplang
from icplang.accounts.columns import ADDRESS, SURE, words
from icplang.accounts.propose import mapping_file, propose
from icplang.backends.mapping import load_mapping
from icplang.cli.main import main

CASES = tomllib.loads((Path(__file__).parent / "cases" / "headers.toml").read_text("utf-8"))
EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
ADDRESSES = ["Austin, Texas, United States", "Berlin, Germany", "Leeds, GB"]


def written(path: Path, table: dict[str, Any]) -> Path:
    """A file with these headers; what is no column of ours has values that are not either."""
    headers = table["headers"]
    addresses = {h for h in headers if "eadquarters" in h}
    rows = []
    for i in range(3):
        values = {h: CASES["values"].get(c, [f"{h} {n}" for n in "xyz"])[i] for h, c in headers.items()}
        rows.append(values | dict.fromkeys(addresses, ADDRESSES[i]))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(headers))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize("table", CASES["table"], ids=lambda t: t["name"])
def test_headers_of_exports(tmp_path: Path, table: dict[str, Any]) -> None:
    path = written(tmp_path / "accounts.csv", table)
    [found] = propose(path)
    got = {row.column: row.match.header for row in found.rows if row.match and row.sure}
    wanted = {column: header for header, column in table["headers"].items() if column}
    if any("eadquarters" in h for h in table["headers"]):  # a whole address is a state and a town as well
        wanted |= dict.fromkeys(("subdivision", "city"), wanted["country"])
    assert got == wanted
    (tmp_path / "icplang.toml").write_text(mapping_file([found]), "utf-8")
    mapped, unmapped = (
        icplang.match(icplang.compile("US or German companies"), path, mapping=mapping, as_of=date(2026, 11, 1))
        for mapping in (tmp_path / "icplang.toml", None)
    )
    assert mapped.matched == unmapped.matched == (2 if "country" in wanted else 0)


def test_words_of_headers() -> None:
    assert (
        words("NumberOfEmployees") == words("# of Employees") == words("number_of_employees") == "number of employees"
    )
    assert words("No. Employees") == words("#Employees") == "number of employees"
    assert words("HQCountry") == "hq country"
    assert ADDRESS == "hqlocation"


def test_values_speak_against_a_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,size,firm_headcount\n1,S,51-200\n2,XL,10\n3,M,7\n", "utf-8")
    [found] = propose(path)
    assert {r.column: r.match.header for r in found.rows if r.match} == {"id": "id", "employees": "firm_headcount"}


def test_values_alone_are_never_sure(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"{i},{t},{n}\n" for i, (t, n) in enumerate([("Fintech", "51-200"), ("Biotech", "1-10")] * 3))
    path.write_text("nr,gizmo,blob\n" + rows + "9,Insurance,201-500\n", "utf-8")
    [found] = propose(path)
    got = {r.column: (r.match.header, r.sure) for r in found.rows if r.match}
    assert got == {"industry": ("gizmo", False), "employees": ("blob", False)}
    assert all(r.match.confidence < SURE for r in found.rows if r.match)
    text = mapping_file([found])
    assert '# industry = "gizmo"' in text
    (tmp_path / "m.toml").write_text(text, "utf-8")
    assert load_mapping(tmp_path / "m.toml").accounts.columns["industry"].column == "industry"


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    accounts, jobs = str(EXAMPLES / "accounts.csv"), str(EXAMPLES / "job_postings.csv")
    assert main(["map", accounts, "--jobs", jobs, "--icp", str(EXAMPLES / "icp.txt")]) == 0
    printed = capsys.readouterr().out
    assert "employees*" in printed and "job_postings: " in printed
    schema = load_mapping("icplang.toml")
    assert schema.accounts.columns["technology"].column == "technologies"
    assert schema.children["job_postings"].file == Path(jobs)
    assert main(["match", str(EXAMPLES / "icp.txt"), accounts, "--mapping", "icplang.toml"]) == 0
    capsys.readouterr()
    before = Path("icplang.toml").read_text("utf-8")
    assert main(["map", accounts]) == 2
    assert "is there already" in capsys.readouterr().err
    assert Path("icplang.toml").read_text("utf-8") == before
    assert main(["map", accounts, "--force"]) == 0
    assert Path("icplang.toml").read_text("utf-8") != before
    capsys.readouterr()
    assert main(["map", accounts, "-o", "-"]) == 0
    assert tomllib.loads(capsys.readouterr().out)["accounts"]["columns"]["employees"] == "employees"
    assert main(["map", str(tmp_path / "gone.csv"), "-o", "x.toml"]) == 2
    assert not Path("x.toml").exists()


def test_a_list_from_a_file_in_the_mapping(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,country\n1,US\n2,US\n", "utf-8")
    (tmp_path / "tech.csv").write_text("company id,product\n1,HubSpot\n2,Snowflake\n", "utf-8")
    found = propose(tmp_path / "a.csv", {"technology": tmp_path / "tech.csv"})
    assert [p.table for p in found] == ["accounts", "technology"]
    mapping = tmp_path / "icplang.toml"
    mapping.write_text('[accounts.columns]\ntechnology = { file = "tech.csv", column = "product" }\n', "utf-8")
    result = icplang.match(icplang.compile("running HubSpot"), tmp_path / "a.csv", mapping=mapping)
    assert [row[0] for row in result.rows] == ["1"]
