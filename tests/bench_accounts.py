"""What runs on tables of accounts cost: `python -m tests.bench_accounts --rows 10000000`.

The market is made in DuckDB from hashes of a seed: 10 million accounts with their open roles and rounds in about a
minute. Ratios are of one run, in turns: our filter against the same filter as one would write it by hand, scoring
against the plain filter, values normalised against rapidfuzz.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

import icplang
from icplang.backends.dialects import dialect_named
from icplang.backends.judged import judged
from icplang.backends.mapping import CANONICAL
from icplang.backends.score import VERDICT, Scorer, to_score
from icplang.backends.sql import Writer
from icplang.vocabulary.store import builtin

ROOT = Path(__file__).resolve().parents[1]
AS_OF = date(2026, 11, 1)
PARTS = ("filter", "score", "clauses", "run")
ICP = (
    "B2B SaaS or fintech companies with 50-500 employees, in the US, Canada or the UK, running Salesforce or HubSpot, "
    "hiring SDRs or AEs in the last 90 days. Ideally Series A to C. Not acquired companies, not agencies."
)
BY_HAND = """
    list_contains(business_model, 'b2b')
    AND (list_contains(business_model, 'saas') OR list_has_any(industry, ['fintech', 'payments']))
    AND employees BETWEEN 50 AND 500
    AND country IN ('US', 'CA', 'GB')
    AND list_has_any(technology, ['salesforce', 'hubspot'])
    AND id IN (
      SELECT account_id FROM job_postings
      WHERE title IN ('sdr', 'ae') AND posted_on BETWEEN DATE '2026-08-04' AND DATE '2026-11-01'
    )
    AND status IS DISTINCT FROM 'acquired'
    AND NOT coalesce(list_contains(business_model, 'agency'), false)
"""

# The market: `u` is a number below a million from a seed, a row and a column; `pick` one of a list.
MACROS = (
    "CREATE TEMP MACRO u(i, k) AS CAST(hash(i, k, {seed}) % 1000000 AS INT)",
    "CREATE TEMP MACRO pick(i, k, options) AS options[1 + u(i, k) % len(options)]",
)
TABLES = {
    "accounts": """
        SELECT 'a' || i AS id,
          CASE WHEN u(i, 1) >= 120000 THEN [pick(i, 2, ['fintech', 'payments', 'hr-tech', 'cybersecurity', 'martech',
            'logistics', 'healthcare', 'retail', 'manufacturing', 'construction', 'education', 'insurance', 'biotech',
            'gaming', 'real-estate'])] END AS industry,
          CASE WHEN u(i, 3) < 200000 THEN NULL WHEN u(i, 4) < 400000 THEN ['b2b', 'saas']
            ELSE [pick(i, 5, ['b2b', 'b2c', 'saas', 'agency', 'consultancy', 'marketplace'])] END AS business_model,
          CASE WHEN u(i, 6) >= 150000 THEN CAST(10 ** (0.7 + 3.3 * u(i, 7) / 1e6) AS BIGINT) END AS employees,
          CASE WHEN u(i, 8) >= 400000 THEN 10000 * CAST(u(i, 9) AS BIGINT) END AS revenue,
          CASE WHEN u(i, 10) >= 60000 THEN
            pick(i, 11, ['US', 'US', 'US', 'CA', 'GB', 'DE', 'FR', 'NL', 'IN', 'AU']) END AS country,
          CASE WHEN u(i, 12) >= 250000 THEN [pick(i, 13, ['salesforce', 'hubspot', 'pipedrive', 'zoho']),
            pick(i, 14, ['slack', 'teams']), pick(i, 15, ['snowflake', 'bigquery', 'redshift', 'postgresql']),
            pick(i, 16, ['aws', 'google-cloud', 'azure'])] END AS technology,
          CASE WHEN u(i, 17) >= 500000 THEN
            pick(i, 18, ['seed', 'series-a', 'series-b', 'series-c', 'series-d']) END AS funding_stage,
          CASE WHEN u(i, 19) >= 100000 THEN
            CASE WHEN u(i, 20) < 80000 THEN 'acquired' ELSE 'operating' END END AS status
        FROM range({rows}) AS r(i)""",
    "job_postings": """
        SELECT 'a' || (hash(i, 30, {seed}) % {rows}) AS account_id, DATE '2026-11-01' - u(i, 31) % 365 AS posted_on,
          pick(i, 32, ['sdr', 'ae', 'software-engineer', 'product-manager', 'revops', 'data-analyst']) AS title
        FROM range({rows}) AS r(i)""",
    "funding_rounds": """
        SELECT 'a' || (hash(i, 40, {seed}) % {rows}) AS account_id, DATE '2026-11-01' - u(i, 41) % 1500 AS announced_on,
          pick(i, 42, ['seed', 'series-a', 'series-b', 'series-c']) AS stage, 1e6 * (u(i, 43) % 40) AS amount
        FROM range({rows} // 3) AS r(i)""",
}

MESSY = """
    SELECT id AS "Account ID", 'Company ' || id AS "Company", id || '.example' AS "Website",
      pick(hash(id), 60, ['Fintech', 'FinTech', 'financial technology', 'HR Tech', 'Cyber Security', 'MarTech',
        'Logistics', 'Hospital & Health Care', 'Online Retail', 'Mfg', 'Other', '']) AS "Industry",
      array_to_string(business_model, ';') AS "Business Model",
      CASE WHEN u(hash(id), 61) < 400000 THEN
        pick(hash(id), 62, ['1-10', '11-50', '51-200', '201-500', '501-1,000', '1,001+'])
        ELSE CAST(employees AS VARCHAR) END AS "# Employees",
      CASE WHEN u(hash(id), 63) < 500000 THEN '$' || round(revenue / 1e6, 1) || 'M' ELSE CAST(revenue AS VARCHAR) END
        AS "Annual Revenue",
      CASE country WHEN 'US' THEN pick(hash(id), 64, ['US', 'USA', 'United States']) WHEN 'GB' THEN 'United Kingdom'
        ELSE country END AS "Country",
      array_to_string(technology, '; ') AS "Technologies", funding_stage AS "Funding Stage", status AS "Status"
"""
"""The accounts as an export has them."""
PEAK = (
    "import resource, sys; from icplang.cli.main import main; status = main(sys.argv[1:]); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr); sys.exit(status)"
)
"""A command, and then the most memory that it had, in KiB."""


def make(path: Path, rows: int, seed: int = 1, memory: str = "3GB") -> duckdb.DuckDBPyConnection:
    """A database with a market of so many accounts, under the canonical names."""
    connection = duckdb.connect(str(path), config={"memory_limit": memory, "temp_directory": f"{path}.tmp"})
    for macro in MACROS:
        connection.execute(macro.format(seed=seed))
    for name, query in TABLES.items():
        connection.execute(f"CREATE TABLE {name} AS {query.format(rows=rows, seed=seed)}")
    return connection


def turns(times: int, **work: Callable[[], Any]) -> dict[str, float]:
    """The median time of each, after one round that warms up. They take turns, so that all meet the same machine."""
    taken: dict[str, list[float]] = {name: [] for name in work}
    for turn in range(times + 1):
        for name, run in work.items():
            start = time.perf_counter()
            run()
            if turn:
                taken[name].append(time.perf_counter() - start)
    return {name: median(seconds) for name, seconds in taken.items()}


def say(what: str, figure: str, aim: str = "") -> None:
    """One line of the table."""
    print(f"{what:<62} {figure:>12}  {aim}".rstrip(), flush=True)


def filtering(connection: duckdb.DuckDBPyConnection, times: int) -> None:
    """The compiled filter and the one by hand over the whole market, each into a table."""
    taken = _made(connection, times, ours=_filter(), by_hand=f"SELECT id FROM accounts WHERE {BY_HAND}")
    for one, other in (("ours", "by_hand"), ("by_hand", "ours")):
        more = f"SELECT count(*) FROM (SELECT id FROM result_{one} EXCEPT SELECT id FROM result_{other}) AS e"
        assert connection.execute(more).fetchone() == (0,)
    say("filter compiled from the ICP", f"{taken['ours'] * 1e3:,.0f} ms")
    say("the same filter written by hand", f"{taken['by_hand'] * 1e3:,.0f} ms")
    say("  ratio", f"{taken['ours'] / taken['by_hand']:.2f}", "aim <= 1.10")


def scoring(connection: duckdb.DuckDBPyConnection, times: int) -> None:
    """Verdicts, and verdicts with reasons, against the plain filter."""
    profile = icplang.compile(ICP)
    ready = judged(profile, CANONICAL, AS_OF, None, builtin())
    scorer = Scorer(ready, Writer(dialect_named("duckdb"), False, [], "id"))
    verdicts = f"SELECT id, {', '.join(VERDICT)} FROM ({scorer.scored(['id'])}) AS v"
    columns = ", ".join(["v.id", *scorer.columns()])
    best = f"SELECT v.* FROM ({scorer.scored(['id'], told=True)}) AS v WHERE v.icp_tier <> 'out'"
    reasons = f"SELECT {columns} FROM ({scorer.told(best)}) AS v"
    whole = to_score(profile, as_of=AS_OF).text
    copied = "SELECT * FROM result_reasons"
    taken = _made(connection, times, ours=_filter(), verdicts=verdicts, reasons=reasons, copied=copied, whole=whole)
    say("filter compiled from the ICP", f"{taken['ours'] * 1e3:,.0f} ms")
    told = {
        "verdicts": "tier, fit and timing of every account",
        "reasons": "the same with reasons, of the accounts that are not out",
        "copied": "that list written once more, which is the least it can take",
        "whole": "the same with reasons, of every account, sorted",
    }
    for name, what in told.items():
        say(what, f"{taken[name] * 1e3:,.0f} ms")
        say("  ratio to the plain filter", f"{taken[name] / taken['ours']:.2f}", "aim <= 4" * (name == "reasons"))


def _filter() -> str:
    profile = icplang.compile(ICP)
    assert profile.ok, profile.diagnostics
    return f"SELECT a.id FROM accounts AS a WHERE {icplang.to_sql(profile, form='where', as_of=AS_OF).text}\n"


def _made(connection: duckdb.DuckDBPyConnection, times: int, **queries: str) -> dict[str, float]:
    """The time in which each query becomes a table, `result_` and its name."""

    def into(name: str, query: str) -> Callable[[], object]:
        return lambda: connection.execute(f"CREATE OR REPLACE TABLE result_{name} AS {query}")

    return turns(times, **{name: into(name, query) for name, query in queries.items()})


def growing(connection: duckdb.DuckDBPyConnection, times: int) -> None:
    """One, 10 and 100 clauses on the same column, as alternatives that all have to be looked at."""
    for n in (1, 10, 100):
        profile = icplang.compile("".join(f"- not {i + 20_000}-{i + 20_050} employees\n" for i in range(0, 60 * n, 60)))
        assert len(profile.criteria) == n, profile.diagnostics
        where = icplang.to_sql(profile, form="where", as_of=AS_OF).text
        query = f"SELECT count(*) FROM accounts AS a WHERE {where}\n"
        taken = turns(times, one=lambda query=query: connection.execute(query).fetchall())  # type: ignore[misc]
        say(f"filter of {n} clause{'s' * (n > 1)}", f"{taken['one'] * 1e3:,.0f} ms")


def running(connection: duckdb.DuckDBPyConnection, folder: Path, rows: int) -> None:
    """`icplang run` as a process, from CSV files as people keep them to a list on the disk; its time and memory."""
    files = {"accounts": folder / "accounts.csv", "jobs": folder / "jobs.csv"}
    connection.execute(f"COPY ({MESSY} FROM accounts LIMIT {rows}) TO '{files['accounts']}' (HEADER)")
    few = f"SELECT * FROM job_postings WHERE CAST(substr(account_id, 2) AS BIGINT) < {rows}"
    connection.execute(f"COPY ({few}) TO '{files['jobs']}' (HEADER)")
    command = [sys.executable, "-c", PEAK, "run", "-e", ICP, str(files["accounts"]), "--jobs", str(files["jobs"])]
    command += ["--as-of", AS_OF.isoformat(), "-o", str(folder / "list.csv")]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    size = files["accounts"].stat().st_size / 2**20
    say(f"icplang run: {rows:,} accounts from CSV ({size:.0f} MiB) to a list", f"{time.perf_counter() - start:.1f} s")
    say("  its peak memory", f"{int(done.stderr.split()[-1]) / 1024:,.0f} MiB")


def main() -> None:
    """Print everything."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=200_000, help="accounts in the market (default: 200,000)")
    options.add_argument("--times", type=int, default=3, help="rounds that are measured (default: 3)")
    options.add_argument("--run-rows", type=int, default=100_000, help="accounts of the whole run (default: 100,000)")
    options.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what is measured (default: all)")
    options.add_argument("--dir", type=Path, help="where to make the market (default: a temporary directory)")
    args = options.parse_args()
    print(
        f"Python {platform.python_version()}, DuckDB {duckdb.__version__}, {platform.machine()}, {os.cpu_count()} cores"
    )
    builtin()
    with tempfile.TemporaryDirectory(dir=args.dir) as folder:
        start = time.perf_counter()
        with make(Path(folder) / "market.duckdb", args.rows) as connection:
            say(f"making {args.rows:,} accounts with roles and rounds", f"{time.perf_counter() - start:.1f} s")
            for part in args.parts:
                match part:
                    case "filter":
                        filtering(connection, args.times)
                    case "score":
                        scoring(connection, args.times)
                    case "clauses":
                        growing(connection, args.times)
                    case "run":
                        running(connection, Path(folder), min(args.rows, args.run_rows))


if __name__ == "__main__":
    main()
