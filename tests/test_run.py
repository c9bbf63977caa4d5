"""`run`, `why`, `match` and the evaluator: one verdict on every account."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import engines
import pytest
from generate import Generator
from strategies import AS_OF, VOCABULARY, accounts
from test_engines import NAMES

from icplang.accounts.files import save
from icplang.accounts.match import match
from icplang.accounts.remote import engine, masked
from icplang.accounts.run import Account, Run, near, run, why
from icplang.accounts.scored import Scored, scored_files, scored_table
from icplang.cli.main import main
from icplang.meaning.predicates import Exists, In, Range, Window
from icplang.meaning.profile import Criterion, Profile, Scoring
from icplang.meaning.schema import ACCOUNTS, CHILDREN
from icplang.meaning.scoring import plan, score

ROWS = 60


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Random accounts and their related rows as files of JSON lines."""
    folder, made = tmp_path_factory.mktemp("tables"), accounts(ROWS)
    rows = {"accounts": [{k: v for k, v in a.items() if k not in CHILDREN} for a in made]}
    rows |= {name: [row | {"account_id": a["id"]} for a in made for row in a[name]] for name in CHILDREN}
    for name, lines in rows.items():
        text = "\n".join(json.dumps(line, default=str) for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.jsonl" for name in rows}


@contextmanager
def scored(profile: Profile, tables: dict[str, Path], **more: Any) -> Iterator[Scored]:
    children = {name: path for name, path in tables.items() if name != "accounts"}
    how = {"tables": children, "as_of": AS_OF, "vocabulary": VOCABULARY} | more
    with scored_files(profile, tables["accounts"], **how) as made:
        yield made


def held(made: Any) -> dict[str, dict[str, Any]]:
    """The canonical accounts of a connection, as the evaluator takes them."""

    def rows(table: str) -> list[dict[str, Any]]:
        done = made.connection.execute(f'SELECT * FROM "{table}"')
        names = [d[0] for d in done.description]
        return [dict(zip(names, row, strict=True)) for row in done.fetchall()]

    found = {a["id"]: dict.fromkeys(ACCOUNTS.columns) | a | dict.fromkeys(CHILDREN, ()) for a in rows("accounts")}
    made_tables = {t for (t,) in made.connection.execute("SHOW TABLES").fetchall()}
    for name in [n for n in CHILDREN if n in made_tables]:  # those that the profile asks about
        for row in rows(name):
            found[row["account_id"]][name] += (row,)
    return found


def profiles(count: int) -> Iterator[tuple[Profile, Any]]:
    for seed in range(count):
        dice = Random(f"run {seed}")
        yield Generator(dice, depth=2, width=2).scored(), dice.choice((None, None, "include", "exclude"))


def test_run_match_why_and_the_evaluator_agree(tables: dict[str, Path], tmp_path: Path) -> None:
    seen: set[str] = set()
    for number, (profile, unknown) in enumerate(profiles(15)):
        output = tmp_path / f"{number}.jsonl"
        with scored(profile, tables, unknown=unknown, output=output) as there:
            made = run(there, AS_OF, limit=ROWS, output=output, everything=True)
            meant = {
                id: score(plan(profile, unknown), a, vocabulary=VOCABULARY, as_of=AS_OF)
                for id, a in held(there).items()
            }
            sample = why(there, next(iter(meant)))
        assert made.total == len(made.accounts) == ROWS
        for account in (*made.accounts, *sample):
            truths, verdict = meant[account.own["id"]]
            assert (account.tier, account.fit, account.coverage) == (verdict.tier, verdict.fit, verdict.coverage)
            assert (account.low, account.high, account.timing) == (verdict.low, verdict.high, verdict.timing)
            assert account.score == pytest.approx(verdict.score)
            wanted = [c.role != "exclude" for c in plan(profile).criteria]
            states = [
                "unknown" if t is None else "met" if t is w else "not met" for t, w in zip(truths, wanted, strict=True)
            ]
            assert [r.state for r in account.reasons] == states
        written = [json.loads(line) for line in output.read_text("utf-8").rstrip("\n").split("\n")]
        assert [w["icp_tier"] for w in written] == [a.tier for a in made.accounts]
        assert made.tiers == {t: n for t in plan(profile).names for n in [Counter(w["icp_tier"] for w in written)[t]]}
        _adds_up(made, meant)
        _matches(replace(profile, scoring=Scoring()), unknown, tables)
        seen |= {a.tier for a in made.accounts}
    assert {"A", "B", "C", "out", "unknown"} <= seen


def _adds_up(made: Run, meant: dict[str, Any]) -> None:
    """The totals of the funnel, against each other and against the truths one by one."""
    assert sum(made.tiers.values()) == made.total
    left = possible = made.total
    for i, clause in enumerate(made.clauses):
        assert clause.met + clause.not_met + clause.unknown == made.total
        assert clause.unknown == sum(truths[i] is None for truths, _ in meant.values())
        if clause.criterion.role != "prefer":
            assert clause.kept <= left and clause.kept <= clause.possible <= possible
            left, possible = clause.kept, clause.possible
    assert (made.kept, made.possible) == (left, possible)


def _matches(profile: Profile, unknown: Any, tables: dict[str, Path]) -> None:
    """`match` returns the accounts of the best two of the usual tiers."""
    with scored(profile, tables, unknown=unknown) as there:
        best = {a.own["id"] for a in run(there, AS_OF, limit=ROWS).accounts if a.tier in ("A", "B")}
    children = {name: path for name, path in tables.items() if name != "accounts"}
    result = match(profile, tables["accounts"], tables=children, as_of=AS_OF, unknown=unknown, vocabulary=VOCABULARY)
    if result.ok:
        assert {row[result.columns.index("id")] for row in result.rows} == best


def test_the_same_list_from_postgres(tables: dict[str, Path]) -> None:
    """The accounts as they are in our own DuckDB, in a server: the same list, row for row."""
    try:
        server = engines.postgres()
        there = server.__enter__()
    except engines.UnavailableError as reason:
        pytest.skip(str(reason))
    try:
        there.load(accounts(ROWS))
        where = there.rows("SHOW unix_socket_directories")[0][0]
        there.say("COMMIT")
        url = f"postgresql://icp:s3cret@/postgres?host={where}"
        with engine(url, "public.accounts") as remote:
            for profile, unknown in profiles(8):
                far = run(
                    scored_table(profile, remote, as_of=AS_OF, unknown=unknown, vocabulary=VOCABULARY),
                    AS_OF,
                    limit=ROWS,
                )
                meant = {
                    a["id"]: score(plan(profile, unknown), a, vocabulary=VOCABULARY, as_of=AS_OF)[1]
                    for a in there.loaded
                }
                assert far.tiers == {t: sum(v.tier == t for v in meant.values()) for t in plan(profile).names}
                assert all(a.tier == meant[a.own["id"]].tier and a.fit == meant[a.own["id"]].fit for a in far.accounts)
    finally:
        server.__exit__(None, None, None)


def test_the_same_list_from_spark(tables: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The canonical tables as Parquet files, scored in Spark and in our own DuckDB: the same list, row for row."""
    if "spark" not in NAMES:
        pytest.skip("spark is not among ICPLANG_ENGINES")
    pytest.importorskip("pyspark")
    if not shutil.which("java"):
        pytest.skip("no Java on this machine")
    monkeypatch.chdir(tmp_path)
    for profile, unknown in profiles(4):
        with scored(profile, tables, unknown=unknown) as there:
            ours = run(there, AS_OF, limit=ROWS)
            files = {name: str(path) for name, path in exported(there.connection, tmp_path)}
        with engine("spark", files.pop("accounts"), tables=files) as remote:
            far = run(
                scored_table(profile, remote, as_of=AS_OF, unknown=unknown, vocabulary=VOCABULARY),
                AS_OF,
                limit=ROWS,
                output="far.parquet",
            )
        assert (far.tiers, far.kept, far.possible) == (ours.tiers, ours.kept, ours.possible)
        assert [_row(a) for a in sorted(far.accounts, key=_id)] == [_row(a) for a in sorted(ours.accounts, key=_id)]
        assert far.written == len(far.accounts)


def exported(connection: Any, folder: Path) -> Iterator[tuple[str, Path]]:
    """The canonical tables of a connection as Parquet files."""
    there = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
    for name in ("accounts", *CHILDREN):
        if name in there:
            held = connection.execute(f'DESCRIBE "{name}"').fetchall()
            kept = {c: type for c, type, *_ in held if c != "#row" and not c.startswith("shown ")}
            columns = ", ".join(f'"{c}"' for c in kept)
            rows = connection.execute(f'SELECT {columns} FROM "{name}"').fetchall()
            save(list(kept), list(kept.values()), rows, folder / f"{name}.parquet")
            yield name, folder / f"{name}.parquet"


def _id(account: Account) -> str:
    return str(account.own["id"])


def _row(account: Account) -> tuple[Any, ...]:
    states = tuple(r.state for r in account.reasons)
    return (_id(account), account.tier, account.fit, account.coverage, account.timing, account.score, states)


# --- what a user does ---------------------------------------------------------------------------------------

CSV = """\
Account ID,Company,Domain,Industry,Employees,Country
1,Acme,acme.example,Fintech,120,US
2,Borea,https://www.borea.example/,Fintech,40,US
3,Cirro,cirro.example,,,US
4,Delta,delta.example,Insurance,90,DE
"""
JOBS = "account_id,title,posted_on\n1,SDR,2026-10-20\n2,SDR,2026-10-20\n"
ICP = "Fintech in the US with 50+ employees, hiring SDRs in the last 90 days. Not agencies."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("accounts.csv").write_text(CSV, "utf-8")
    Path("jobs.csv").write_text(JOBS, "utf-8")
    Path("icp.txt").write_text(ICP, "utf-8")
    return tmp_path


COMMAND = ["icp.txt", "accounts.csv", "--jobs", "jobs.csv", "--as-of", "2026-11-01"]


def test_the_list_says_why(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", *COMMAND, "--format", "json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["tiers"] == {"A": 1, "B": 0, "C": 1, "unknown": 1, "out": 1}
    first, second = made["accounts"][:2]
    assert first["label"] == "Acme · acme.example" and first["tier"] == "A"
    assert [r["seen"] for r in first["reasons"]][:3] == ["industry: Fintech", "country: US", "employees: 120"]
    assert "2026-10-20 SDR" in first["reasons"][3]["seen"]
    assert second["near_miss"] == "needs at least 50 employees [employees: 40]"
    assert main(["run", *COMMAND]) == 0
    assert "         1  with 50+ employees" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["2", "Borea", "borea.example", "HTTPS://borea.example"])
def test_an_account_is_found_by_what_people_call_it(here: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["why", *COMMAND, "--account", name]) == 0
    out = capsys.readouterr().out
    assert "tier C" in out and "- not met must with 50+ employees" in out and "→ needs at least 50 employees" in out


def test_the_list_keeps_the_users_columns_and_can_be_written_again(here: Path) -> None:
    assert main(["run", *COMMAND, "-o", "tal.csv"]) == 0
    header, *rows = Path("tal.csv").read_text("utf-8").splitlines()
    assert header.startswith("Account ID,Company,Domain,Industry,Employees,Country,icp_tier,icp_fit,icp_coverage")
    assert [r.split(",")[0] for r in rows] == ["1", "2", "3"]  # 4 is out
    again = ["icp.txt", "tal.csv", *COMMAND[2:]]
    assert main(["run", *again, "-o", "tal.csv", "--all"]) == 0
    assert Path("tal.csv").read_text("utf-8").splitlines() == [header, *rows]
    assert sorted(p.name for p in here.iterdir()) == ["accounts.csv", "icp.txt", "jobs.csv", "tal.csv"]


def test_a_table_without_the_data_leaves_the_clause_unknown(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "icp.txt", "accounts.csv", "--as-of", "2026-11-01", "--format", "json"]) == 0
    said = capsys.readouterr()
    made = json.loads(said.out)
    assert "warning[missing-column]" in said.err and "unknown of every account" in said.err
    assert made["tiers"]["A"] == 0 and made["clauses"][3]["unknown"] == 4 and made["clauses"][3]["problem"]


def test_a_table_without_rows(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("accounts.csv").write_text(CSV.splitlines()[0] + "\n", "utf-8")
    assert main(["run", *COMMAND]) == 0
    assert "warning[empty-table]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "icp.txt", "nowhere.csv"], "nowhere.csv: cannot be read"),
        (["run", "icp.txt"], "name the table of the accounts"),
        (["run", *COMMAND, "--limit", "-1"], "--limit must be 0 or more"),
        (["run", *COMMAND, "-o", "tal.pdf"], "unknown format"),
        (["run", *COMMAND, "-o", "nowhere/tal.csv"], "cannot be written"),
        (["why", *COMMAND, "--account", "Zebra"], "no account has the id, name or domain `Zebra`"),
        (["run", "icp.txt", "--on", "postgresql://me:s3cret@127.0.0.1:1/x", "--table", "t"], "127.0.0.1"),
        (["run", "icp.txt", "--on", "oracle://me:s3cret@h/x", "--table", "t"], "is no engine that is known"),
        (["run", "icp.txt", "--on", "postgresql://h/x"], "--on needs the table"),
    ],
)
def test_mistakes_are_said_in_a_line(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert said in err and out == ""
    assert "s3cret" not in err and "Traceback" not in err
    assert sorted(p.name for p in here.iterdir()) == ["accounts.csv", "icp.txt", "jobs.csv"]


def test_passwords_are_masked() -> None:
    assert masked("postgresql://me:s3cret@host/db") == "postgresql://***@host/db"
    assert "s3cret" not in masked("postgresql://host/db?password=s3cret")


def test_an_icp_that_hardly_chooses_is_told_so(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("icp.txt").write_text("Companies in the US or Germany. Not agencies.", "utf-8")
    Path("accounts.csv").write_text(
        CSV.replace("Country", "Country,Business Model").replace(",US", ",US,saas").replace(",DE", ",DE,"), "utf-8"
    )
    assert main(["run", *COMMAND]) == 0
    err = capsys.readouterr().err
    assert "warning[keeps-most]" in err and "note[changes-nothing]" in err
    Path("icp.txt").write_text("Companies in France.", "utf-8")
    assert main(["run", *COMMAND]) == 0
    assert "warning[keeps-nothing]" in capsys.readouterr().err


def test_a_windowed_signal_makes_the_difference_between_the_best_two_tiers(tables: dict[str, Path]) -> None:
    signal = Criterion("prefer", Exists("hiring", last=Window(2, "month")), "hiring")
    must = Criterion("require", Range("employees", 1), "1+ employees")
    with scored(Profile((must, signal)), tables) as there:
        made = run(there, AS_OF, limit=ROWS)
        live = {a["id"] for a in held(there).values() for j in a["job_postings"] if _recent(j["posted_on"])}
    for account in made.accounts:
        if account.tier in ("A", "B"):
            assert (account.own["id"] in live) is (account.tier == "A")
    assert made.tiers["A"] and made.tiers["B"]
    assert not In("industry", ()).values


def _recent(day: date | None) -> bool:
    return day is not None and date(2026, 6, 30) < day <= AS_OF


@pytest.mark.parametrize(
    ("employees", "change"),
    [("40", "at least 50 employees"), ("800", "at most 500 employees"), ("", "50 to 500 employees"), ("60", "")],
)
def test_the_smallest_change_is_the_end_that_an_account_is_beyond(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], employees: str, change: str
) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(f"id,employees,industry\n1,{employees},fintech\n", encoding="utf-8")
    assert main(["run", "-e", "50-500 employees; fintech", str(path), "--format", "json", "--all"]) == 0
    (account,) = json.loads(capsys.readouterr().out)["accounts"]
    assert account["near_miss"].partition(" [")[0].removeprefix("needs ") == change


def test_near_misses_are_known_to_miss(tables: dict[str, Path]) -> None:
    wanted = (Range("employees", 50, 500), In("industry", ("fintech",)))
    profile = Profile(tuple(Criterion("require", p, "words") for p in wanted))
    with scored(profile, tables) as made:
        counted = run(made, AS_OF, limit=0)
        found = near(made, counted, ROWS)
    short = [[r.state for r in a.reasons if r.state != "met"] for a in found]
    assert short == [["not met"]] * len(found) and found
    assert len(found) == sum(c.decides - c.waiting for c in counted.clauses)
