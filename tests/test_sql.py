"""SQL against the evaluator, on real engines, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import engines
import pytest
from differential import disagreements
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
    return settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )


def _engine(name: str) -> Iterator[engines.Engine]:
    try:
        with engines.ENGINES[name]() as engine:
            engine.load(ACCOUNTS)
            yield engine
    except engines.Unavailable as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def sqlite() -> Iterator[engines.Engine]:
    yield from _engine("sqlite")


@pytest.fixture(scope="session")
def duckdb() -> Iterator[engines.Engine]:
    yield from _engine("duckdb")


@pytest.fixture(scope="session")
def postgres() -> Iterator[engines.Engine]:
    yield from _engine("postgres")


def _condition(predicate: Predicate, schema: Schema = CANONICAL) -> Any:
    condition, said = lower(Criterion("require", predicate, "words"), schema, VOCABULARY, AS_OF)
    assert condition is not None, said
    return condition


def agree(engine: engines.Engine, wanted: list[Predicate], storage: str = "native") -> None:
    """Every cell of every predicate is what the evaluator says, in all four questions."""
    found = list(disagreements(engine, wanted, AS_OF, storage))
    assert not found, found[0]


def test_the_accounts_are_difficult() -> None:
    cells = [v for a in ACCOUNTS for v in a.values()]
    assert sum(v is None for v in cells) / len(cells) >= 0.15
    rows = [
        v
        for a in ACCOUNTS
        for t in a.values()
        if isinstance(t, tuple)
        for r in t
        if isinstance(r, dict)
        for v in r.values()
    ]
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


# --- storages, mapping, diagnostics -----------------------------------------------------------------------------

_LIST_PREDICATES: list[Predicate] = [
    In("certification", ("soc-2",)),
    In("certification", ("soc-2", "hipaa"), count=Count(2)),
    All("certification", ("soc-2", "hipaa")),
    In("certification", ("hipaa",), count=Count(max=0)),
    In("certification", ("nothing",)),
    Known("certification"),
    Not(In("certification", ("soc-2", "iso-27001"))),
    And((In("certification", ("soc-2",)), Not(In("certification", ("hipaa",))))),
]


@pytest.mark.parametrize(
    ("name", "storage"),
    [("sqlite", "json"), ("duckdb", "json"), ("postgres", "json"), ("duckdb", "delimited"), ("postgres", "delimited")],
)
def test_lists_in_other_storages_agree(name: str, storage: str, request: pytest.FixtureRequest) -> None:
    agree(request.getfixturevalue(name), _LIST_PREDICATES, storage)


@pytest.mark.parametrize("name", ["duckdb", "postgres"])
def test_json_lists_with_unknown_elements_agree(name: str, request: pytest.FixtureRequest) -> None:
    wanted: list[Predicate] = [
        In("technology", ("hubspot", HOSTILE[0])),
        In("technology_category", ("crm",), count=Count(2)),
    ]
    agree(request.getfixturevalue(name), wanted, "json")


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("params", [False, True])
@pytest.mark.parametrize("name", ["sqlite", "duckdb", "postgres"])
def test_hostile_values_are_only_values(name: str, params: bool, value: str, request: pytest.FixtureRequest) -> None:
    as_text, as_element, as_keyword = (
        Exists("launch", In("kind", (value,))),
        In("list", (value,)),
        In("keyword", (value,)),
    )
    for predicate in (as_text, as_element, as_keyword):
        criteria = tuple(Criterion(role, predicate, value) for role in ("require", "exclude"))
        for criterion in criteria:
            _same_rows(request.getfixturevalue(name), Profile((criterion,)), params)


@pytest.mark.parametrize("value", [*BROKEN_LINES, "nul\0", "half \ud800"])
def test_control_characters_are_refused(value: str) -> None:
    sql = _sql(In("list", (value,)))
    assert [d.code for d in sql.diagnostics] == ["unsupported"]
    assert 'a."list"' not in sql.text and "left out" in sql.text


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
  -- must: 50-500 employees ; DROP TABLE x; - - * /
  (a."employees" >= 50 AND a."employees" <= 500)
  -- must not: layoffs
  AND NOT EXISTS (SELECT 1 FROM "events" AS r WHERE
    r."account_id" = a."id"
    AND r."event" = 'layoffs'
    AND r."occurred_on" >= '2025-09-01'
    AND r."occurred_on" < '2026-09-01'
  )
ORDER BY a."id\""""
    )
    assert to_sql(Profile(), form="where", as_of=AS_OF, vocabulary=VOCABULARY).text.endswith("\n1 = 1")
    with pytest.raises(ValueError, match="duckdb, sqlite, postgres"):
        to_sql(profile, "oracle")


def test_names_are_quoted(sqlite: engines.Engine) -> None:
    odd = 'order" by; --'
    sqlite.rows('CREATE TEMP TABLE IF NOT EXISTS "odd ""table" (id, "order"" by; --")')
    schema = parse_mapping({"accounts": {"table": 'odd "table', "key": "id", "columns": {"employees": odd}}})
    assert sqlite.rows(_sql(Range("employees", 1), "sqlite", schema=schema).text) == []


@_settings(300)
@given(
    predicate=wild_predicates,
    dialect=st.sampled_from(["duckdb", "sqlite", "postgres"]),
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
