"""SQL as text: what it says, what it refuses, and what holds of its rows without asking the evaluator.

Whether it means what the evaluator says is for `test_differential.py` and `test_engines.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import engines
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import AS_OF, VOCABULARY, accounts, predicates, wild_predicates

from icplang.backends.dialects import DIALECTS
from icplang.backends.mapping import CANONICAL, MappingError, Place, parse_mapping
from icplang.backends.sql import to_sql
from icplang.meaning.evaluate import evaluate
from icplang.meaning.predicates import And, Exists, In, Known, Not, Or, Predicate, Range, Window
from icplang.meaning.profile import Criterion, Profile, Role

ACCOUNTS = accounts(80)


def _settings(examples: int) -> settings:
    return settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )


@pytest.fixture(scope="session")
def sqlite() -> Iterator[engines.Engine]:
    with engines.sqlite() as engine:
        engine.load(ACCOUNTS)
        yield engine


@pytest.fixture(scope="session")
def duckdb() -> Iterator[engines.Engine]:
    with engines.duckdb() as engine:
        engine.load(ACCOUNTS)
        yield engine


def _sql(predicate: Predicate, dialect: str = "duckdb", role: Role = "require", **more: Any) -> Any:
    profile = Profile((Criterion(role, predicate, "the words"),))
    return to_sql(profile, dialect, as_of=AS_OF, vocabulary=VOCABULARY, **more)


def test_errors_name_the_clause_and_leave_it_out() -> None:
    schema = parse_mapping(
        {"accounts": {"columns": {"revenue": {"currency": "EUR"}, "arr": False}}, "tables": {"events": False}}
    )
    cases: dict[Predicate, str] = {
        Range("revenue", 1, unit="USD"): "currency-mismatch",
        Range("arr", 1): "missing-column",
        Exists("layoffs"): "missing-column",
        In("title", ("cto",)): "missing-column",
        In("employees", ("5",)): "unsupported",
        Range("industry", 1): "unsupported",
        Range("funding_stage", "nowhere"): "unsupported",
        In("location", ("region:nowhere",)): "unsupported",
        Range("employees", float("nan")): "unsupported",
        Exists("funding", Exists("hiring")): "unsupported",
        Exists("person", last=Window(1, "month")): "missing-column",
    }
    for predicate, code in cases.items():
        sql = _sql(Or((Range("employees", 1), predicate)), schema=schema)
        assert [d.code for d in sql.diagnostics] == [code], predicate
        assert '"the words"' in sql.diagnostics[0].message
        assert "employees" not in sql.text and not sql.ok
    assert _sql(Range("revenue", 1, unit="EUR"), schema=schema).ok
    delimited = parse_mapping({"accounts": {"columns": {"technology": {"list": "delimited:;"}}}})
    sql = to_sql(
        Profile((Criterion("require", In("technology", ("hubspot",)), ""), Criterion("require", Range("arr", 1), ""))),
        "sqlite",
        schema=delimited,
        params=True,
        as_of=AS_OF,
        vocabulary=VOCABULARY,
    )
    assert [d.code for d in sql.diagnostics] == ["unsupported"] and sql.parameters == (1,)


def test_flags_answer_for_events() -> None:
    schema = parse_mapping({"relations": {"acquired": {"column": "status", "values": ["acquired", "closed"]}}})
    assert """a."status" IN ('acquired', 'closed')""" in _sql(Exists("acquired"), schema=schema).text
    assert """a."status" IS NULL OR a."status" NOT IN""" in _sql(Exists("acquired"), role="exclude", schema=schema).text
    assert "events" in _sql(Exists("acquired", last=Window(1, "year")), schema=schema).text


def test_values_are_written_as_the_table_has_them() -> None:
    industry = {"column": "sector", "list": "single", "values": {"Computer Software": "software", "fintech": "health"}}
    text = _sql(
        In("industry", ("software",)), schema=parse_mapping({"accounts": {"columns": {"industry": industry}}})
    ).text
    assert """a."sector" IN ('Computer Software', 'software', 'insurtech')""" in text  # its "fintech" means health


def test_text_of_a_query() -> None:
    profile = Profile(
        (
            Criterion("require", Range("employees", 50, 500), "50-500 employees\n; DROP TABLE x; -- */"),
            Criterion("exclude", Exists("layoffs", last=Window(12, "month")), "layoffs"),
            Criterion("prefer", In("technology", ("hubspot",)), "ideally on HubSpot"),
            Criterion("buyer", In("title", ("cto",)), "the CTO"),
        )
    )
    sql = to_sql(profile, "sqlite", as_of=AS_OF, vocabulary=VOCABULARY)
    assert (
        str(sql)
        == """\
-- icplang: sqlite, as of 2026-08-31
-- not a filter, nice to have: ideally on HubSpot
-- not a filter, whom to talk to: the CTO
SELECT a.*
FROM "accounts" AS a
WHERE
  -- must: 50-500 employees ; DROP TABLE x; - - * / (out where unknown)
  (a."employees" >= 50 AND a."employees" <= 500)
  -- must not: layoffs (in where unknown)
  AND NOT EXISTS (SELECT 1 FROM "events" AS r WHERE
    r."account_id" = a."id"
    AND r."event" = 'layoffs'
    AND r."occurred_on" >= '2025-09-01'
    AND r."occurred_on" < '2026-09-01'
  )
ORDER BY a."id\""""
    )
    assert to_sql(Profile(), form="where", as_of=AS_OF, vocabulary=VOCABULARY).text.endswith("\n1 = 1")


def test_dialects_by_name() -> None:
    profile = Profile((Criterion("require", Range("employees", 50), ""),))
    with pytest.raises(ValueError, match="duckdb, sqlite, postgres"):
        to_sql(profile, "oracle")
    with pytest.raises(ValueError, match="did you mean `snowflake`"):
        to_sql(profile, "snowflaek")
    assert to_sql(profile, "PostgreSQL", as_of=AS_OF).dialect == "postgres"
    assert "`employees`" in to_sql(profile, "databricks", as_of=AS_OF).text
    assert "[employees]" in to_sql(profile, "mssql", as_of=AS_OF).text


def test_what_becomes_of_the_unknown() -> None:
    """By default, for a whole run, and for one clause; and the text says which."""
    need, drop = (Criterion(role, Range("employees", 50), "50+") for role in ("require", "exclude"))
    known = Criterion("require", Known("employees"), "known")
    plain, maybe = 'a."employees" >= 50', '(a."employees" IS NULL OR a."employees" >= 50)'
    less, maybe_less = 'a."employees" < 50', '(a."employees" IS NULL OR a."employees" < 50)'
    for criterion, unknown, clause, note in (
        (need, None, plain, "out"),
        (need, "include", maybe, "in"),
        (need, "exclude", plain, "out"),
        (replace(need, unknown="include"), None, maybe, "in"),
        (replace(need, unknown="include"), "exclude", maybe, "in"),
        (drop, None, maybe_less, "in"),
        (drop, "include", maybe_less, "in"),
        (drop, "exclude", less, "out"),
        (replace(drop, unknown="exclude"), "include", less, "out"),
    ):
        text = to_sql(Profile((criterion,)), as_of=AS_OF, form="where", unknown=unknown).text  # type: ignore[arg-type]
        assert text.splitlines()[-1] == clause
        assert f"50+ ({note} where unknown)" in text
    assert "where unknown" not in to_sql(Profile((known,)), as_of=AS_OF).text


def test_amounts_in_another_currency() -> None:
    """Refused without rates; with them converted, exactly, and said."""
    wanted = Range("revenue", 10_000_000, 50_000_000, unit="GBP")
    mapping = {"accounts": {"columns": {"revenue": {"currency": "EUR"}}}}
    refused = _sql(wanted, schema=parse_mapping(mapping))
    assert [d.code for d in refused.diagnostics] == ["currency-mismatch"] and "revenue" not in refused.text
    one_rate = _sql(wanted, schema=parse_mapping(mapping | {"rates": {"GBP": 1.25}}))
    assert [d.code for d in one_rate.diagnostics] == ["currency-mismatch"]
    sql = _sql(wanted, schema=parse_mapping(mapping | {"rates": {"GBP": 1.25, "EUR": 1.1, "USD": 1}}))
    assert sql.ok and [d.code for d in sql.diagnostics] == ["converted-amount"]
    assert 'a."revenue" >= 11363636.363636363 AND a."revenue" <= 56818181.81818182' in sql.text
    amount = Exists("funding", Range("amount", 8, unit="GBP"))
    assert 'r."amount" >= 10' in _sql(amount, schema=parse_mapping({"rates": {"GBP": 1.25, "USD": 1}})).text
    for bad in ({"gbp": 1.2}, {"GBP": 0}, {"GBP": "1.2"}, {"GBP": float("nan")}, {"GBP": True}):
        with pytest.raises(MappingError, match="rates"):
            parse_mapping({"rates": bad})


def test_what_a_dialect_cannot_say_is_refused() -> None:
    delimited = parse_mapping({"accounts": {"columns": {"technology": {"list": "delimited:;"}}}})
    able = {d for d in DIALECTS if _sql(In("technology", ("hubspot",)), d, schema=delimited).ok}
    assert set(DIALECTS) - able == {"sqlite", "mysql", "redshift"}
    for dialect, delimiter in (("sqlserver", "; "), ("spark", "\\E")):
        columns = {"technology": {"list": f"delimited:{delimiter}"}}
        sql = _sql(In("technology", ("hubspot",)), dialect, schema=parse_mapping({"accounts": {"columns": columns}}))
        assert [d.code for d in sql.diagnostics] == ["unsupported"]
    assert [d.code for d in _sql(Range("employees", 1), "clickhouse", params=True).diagnostics] == ["unsupported"]
    for dialect, column in (
        ("postgres", "x" * 64),
        ("mysql", "staff "),
        ("spark", "${env:HOME}"),
        ("bigquery", "a`b"),
        ("clickhouse", "a\\b"),
        ("duckdb", "two\nlines"),
    ):
        schema = replace(CANONICAL, accounts=replace(CANONICAL.accounts, columns={"employees": Place(column)}))
        sql = _sql(Range("employees", 1), dialect, schema=schema)
        assert [d.code for d in sql.diagnostics] == ["unsupported"], dialect
        schema = replace(CANONICAL, accounts=replace(CANONICAL.accounts, name=column))
        sql = _sql(Range("employees", 1), dialect, schema=schema)
        assert not sql.ok and "SELECT" not in sql.text
    assert not _sql(In("keyword", ("İstanbul",))).ok
    assert not _sql(In("keyword", ("café",)), "sqlite").ok


def test_names_are_quoted(sqlite: engines.Engine) -> None:
    odd = 'order" by; --'
    sqlite.rows('CREATE TEMP TABLE IF NOT EXISTS "odd ""table" (id, "order"" by; --")')
    schema = parse_mapping({"accounts": {"table": 'odd "table', "key": "id", "columns": {"employees": odd}}})
    assert sqlite.rows(_sql(Range("employees", 1), "sqlite", schema=schema).text) == []


@_settings(300)
@given(
    predicate=wild_predicates,
    dialect=st.sampled_from([d for d in DIALECTS if DIALECTS[d].parameter]),
    role=st.sampled_from(["require", "exclude"]),
)
def test_anything_gives_sql_or_diagnostics(predicate: Predicate, dialect: str, role: Role) -> None:
    sql = _sql(predicate, dialect, role, params=True)
    assert sql.text and {d.code for d in sql.diagnostics} <= {"missing-column", "unsupported", "currency-mismatch"}
    for account in ACCOUNTS[:5]:
        assert evaluate(predicate, account, vocabulary=VOCABULARY, as_of=AS_OF) in (True, False, None)


# --- properties that need no evaluator --------------------------------------------------------------------------


def _ids(engine: engines.Engine, *criteria: Criterion) -> set[str]:
    sql = to_sql(Profile(criteria), engine.dialect.name, as_of=AS_OF, vocabulary=VOCABULARY)
    assume(sql.ok)
    return {row[0] for row in engine.rows(sql.text)}


@_settings(100)
@given(p=predicates, q=predicates)
@pytest.mark.parametrize("name", ["sqlite", "duckdb"])
def test_sets_of_rows(name: str, request: pytest.FixtureRequest, p: Predicate, q: Predicate) -> None:
    engine = request.getfixturevalue(name)
    everyone = {a["id"] for a in ACCOUNTS}
    need, drop = Criterion("require", p, ""), Criterion("exclude", p, "")
    true, false, kept = _ids(engine, need), _ids(engine, Criterion("require", Not(p), "")), _ids(engine, drop)
    unknown = _ids(engine, drop, Criterion("exclude", Not(p), ""))
    assert not true & false and not unknown & (true | false)
    assert true | false | unknown == everyone  # partition
    assert kept == everyone - true  # an exclusion keeps the unknown
    assert _ids(engine, need, Criterion("require", q, "")) <= true  # a requirement never adds
    assert _ids(engine, Criterion("require", Or((p, q)), "")) >= true
    assert _ids(engine, Criterion("require", Not(Not(p)), "")) == true
    left, right = Not(And((p, q))), Or((Not(p), Not(q)))
    assert _ids(engine, Criterion("require", left, "")) == _ids(engine, Criterion("require", right, ""))
