"""Every engine that can be run: hostile values, quirks, and the disagreements of the past.

`ICPLANG_ENGINES=mysql,clickhouse,spark pytest tests/test_engines.py` runs others than the usual; one that cannot be
had is skipped with the reason.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import engines
import pytest
from differential import QUESTIONS, disagreements
from strategies import AS_OF, HOSTILE, VOCABULARY, accounts

from icplang.backends.dialects import DIALECTS
from icplang.backends.mapping import CANONICAL, Place, Schema, TableMap
from icplang.backends.sql import to_sql
from icplang.meaning.evaluate import evaluate, matches
from icplang.meaning.predicates import Exists, In, Predicate
from icplang.meaning.profile import Criterion, Profile
from icplang.meaning.published import from_json
from icplang.meaning.schema import ACCOUNTS, CHILDREN

NAMES = os.environ.get("ICPLANG_ENGINES", "sqlite,duckdb,postgres").split(",")
CASES = Path(__file__).parent / "cases"
QUIRKS: list[dict[str, Any]] = tomllib.loads((CASES / "quirks.toml").read_text("utf-8"))["quirk"]
REGRESSIONS: list[dict[str, Any]] = tomllib.loads((CASES / "regressions.toml").read_text("utf-8"))["row"]

NASTY = (
    *HOSTILE,
    "'",
    "''",
    "\\",
    "\\\\",
    "\\'",
    "\\' OR 1=1 --",
    "' OR '1'='1",
    "'; DELETE FROM accounts; --",
    '"',
    '""',
    "`",
    "``; --",
    "]]",
    "%",
    "_",
    "%%s",
    "%(id)s",
    "${env:HOME}",
    "$",
    "$$",
    "$1",
    ":id",
    "@x",
    "?",
    "{{ config() }}",
    "{p:String}",
    "{}",
    "{c} {v} {x} {d}",
    "#",
    "/*",
    "*/",
    "\\Q \\E",
    "\\u0041",
    "\\x41",
    "\\N",
    "NaN",
    "1e3",
    "true",
    "É",
    "e\u0301",
    "ß",
    "İ",
    "\u202eright to left\u202c",
    "\u200bzero width",
    "\ufeff",
    "\u00a0",
    "👩\u200d🚀",
    "\U0001d518\U0001d52b\U0001d526",
    "中文; 日本語",
    "\ufffd",
    "\ue000",
    "x" * 10_000,
    "é" * 10_000,
)
REFUSED = ("nul\0", "two\nlines", "tab\there", "half \ud800", "\x1b[0m", "\x7f", "\x85")
"""Control characters and half characters: no engine is trusted with them."""


@pytest.fixture(scope="module", params=NAMES)
def engine(request: pytest.FixtureRequest) -> Iterator[engines.Engine]:
    yield from engines.loaded(request.param, [])


def _accounts() -> list[dict[str, Any]]:
    """One account for each nasty value, which it holds as a text, an element and a part of a text."""
    empty: dict[str, Any] = dict.fromkeys(ACCOUNTS.columns) | dict.fromkeys(CHILDREN, ())
    launch = dict.fromkeys(CHILDREN["events"].columns) | {"event": "launch"}
    made = [
        empty | {"list": (v,), "description": f"< {v} >", "status": v, "events": (launch | {"kind": v},)} for v in NASTY
    ]
    return [a | {"id": f"a{i:03}"} for i, a in enumerate([*made, empty])]


def test_there_are_enough_nasty_values() -> None:
    assert len(set(NASTY)) == len(NASTY) >= 40


def test_hostile_values_are_only_values(engine: engines.Engine) -> None:
    engine.load(_accounts())
    refused = []
    for value in NASTY:
        for predicate in (
            In("status", (value,)),
            In("list", (value, "other")),
            In("keyword", (value,)),
            Exists("launch", In("kind", (value,))),
        ):
            for params in (False, True):
                if params and (engine.dialect.parameter is None or (engine.slow and predicate.op != "exists")):
                    continue
                refused += _rows_agree(engine, predicate, value, params)
    assert set(refused) <= {"İ"} or engine.dialect.folds == "ascii"


def _rows_agree(engine: engines.Engine, predicate: Predicate, value: str, params: bool) -> list[str]:
    """The rows of a requirement of it and of an exclusion; returns the value where the dialect refuses it."""
    for role in ("require", "exclude")[: 1 if engine.slow else 2]:
        profile = Profile((Criterion(role, predicate, value),))  # type: ignore[arg-type]
        sql = to_sql(profile, engine.dialect.name, as_of=AS_OF, params=params, vocabulary=VOCABULARY)
        if not sql.ok:
            assert predicate.op == "in" and predicate.field == "keyword" and not value.isascii()
            return [value]
        expected = [a["id"] for a in engine.loaded if matches(profile, a, vocabulary=VOCABULARY, as_of=AS_OF)]
        assert [row[0] for row in engine.rows(sql.text, sql.parameters)] == expected, value[:80]
    return []


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("value", REFUSED)
def test_control_characters_are_refused(name: str, value: str) -> None:
    for predicate in (In("list", (value,)), In("keyword", (value,)), Exists("launch", In("kind", (value,)))):
        sql = to_sql(Profile((Criterion("require", predicate, "words"),)), name, as_of=AS_OF, vocabulary=VOCABULARY)
        assert [d.code for d in sql.diagnostics] == ["unsupported"]
        assert "left out" in sql.text and 'in "words"' in sql.diagnostics[0].message


def _named(table: str, column: str) -> Schema:
    return Schema(TableMap(table, "id", {"status": Place(column)}), CANONICAL.children)


def test_hostile_names_are_only_names(engine: engines.Engine) -> None:
    """Each nasty value as the name of a table and of a column, or refused before anything is run."""
    profile = Profile((Criterion("require", In("status", ("operating",)), "operating"),))
    said = 0
    for i, value in enumerate(NASTY):
        column, table = f"{value}{'c' if value.strip().lower() in ('', 'id') else ''}", "t" + value
        if engine.name == "spark" or len(value) > 100:
            table = f"t{i}"  # Spark's catalogue has plain names only, and a file of ClickHouse short ones
        sql = to_sql(profile, engine.dialect.name, schema=_named(table, column), as_of=AS_OF, vocabulary=VOCABULARY)
        if not sql.ok:
            assert {d.code for d in sql.diagnostics} == {"unsupported"}
            continue
        said += 1
        type = engines._TYPES[engine.name]["text"]
        engine.many(table, {"id": type, column: type}, [["1", "operating"], ["2", "closed"], ["3", None]])
        assert [next(iter(r)) for r in engine.rows(sql.text)] == ["1"], value[:80]
    assert said >= 40


def _relevant() -> list[tuple[str, str, int]]:
    return [(e, q["probe"], q["answer"]) for q in QUIRKS if "probe" in q for e in q["engines"] if e in NAMES]


def test_quirks_are_still_there(engine: engines.Engine) -> None:
    """A probe that starts to fail is a quirk that is gone, or was never understood."""
    probes = [(sql, answer) for name, sql, answer in _relevant() if name == engine.name]
    assert probes
    for sql, answer in probes:
        assert int(engine.rows(sql)[0][0]) == answer, sql


def test_every_quirk_is_of_a_dialect_and_has_a_source() -> None:
    for quirk in QUIRKS:
        assert set(quirk["engines"]) <= set(DIALECTS)
        assert quirk["source"].startswith(("https://", "found by the differential test"))
        assert quirk["what"] and quirk["instead"]
    assert set(DIALECTS) == {e for q in QUIRKS for e in q["engines"]}


def _regression(row: dict[str, Any]) -> tuple[Predicate, dict[str, Any]]:
    published = {"format": "icplang/1", "criteria": [{"role": "require", "text": "", "predicate": row["predicate"]}]}
    account = dict.fromkeys(ACCOUNTS.columns) | dict.fromkeys(CHILDREN, ()) | row["account"]
    lists = {n: tuple(None if e == "NULL" else e for e in v) for n, v in row["account"].items() if isinstance(v, list)}
    return from_json(published).criteria[0].predicate, account | lists


@pytest.mark.parametrize("row", REGRESSIONS, ids=lambda r: r["found"][:40])
def test_no_disagreement_comes_back(engine: engines.Engine, row: dict[str, Any]) -> None:
    predicate, account = _regression(row)
    truth = evaluate(predicate, account, vocabulary=VOCABULARY, as_of=AS_OF)
    assert truth is {"true": True, "false": False, "unknown": None}[row["truth"]]
    engine.load([account])
    for storage in ("native", *(s for s in ("json", "delimited") if s in engine.dialect.lists)):
        found = list(disagreements(engine, [predicate], AS_OF, storage))
        assert not found, found[0]
    assert len(QUESTIONS) == 4


def test_the_rows_of_whole_queries_agree(engine: engines.Engine) -> None:
    """A few by hand; `tests.differential` has the thousands."""
    engine.load(accounts(40))
    for predicate in (In("industry", ("software",)), In("technology_category", ("crm",)), Exists("funding")):
        assert _rows_agree(engine, predicate, "", params=False) == []
