"""The case file: what short texts mean, and that JSON, every SQL engine and the paraphrase say the same."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import engines
import pytest

import icplang
from icplang.meaning.evaluate import evaluate, matches
from icplang.meaning.predicates import And, Or, Predicate, children
from icplang.meaning.profile import Criterion, Profile
from icplang.meaning.schema import ACCOUNTS as COLUMNS
from icplang.meaning.schema import CHILDREN, Table
from icplang.vocabulary.store import builtin

_HERE = Path(__file__).parent / "cases"
_FILE = tomllib.loads((_HERE / "cases.toml").read_text("utf-8"))
CASES: dict[str, dict[str, Any]] = {case["text"]: case for case in _FILE["case"]}


def _row(table: Table, data: dict[str, Any]) -> dict[str, Any]:
    """A row with every column of its table: what the data does not mention is unknown, and lists are tuples."""
    assert set(data) <= set(table.columns), data
    return {c: tuple(v) if isinstance(v := data.get(c), list) else v for c in table.columns}


def accounts() -> tuple[Any, list[dict[str, Any]]]:
    """The as-of date and the accounts of the case file."""
    data = tomllib.loads((_HERE / "accounts.toml").read_text("utf-8"))
    as_of, out = data.pop("as_of"), []
    for id, account in data.items():
        children = {t.name: tuple(_row(t, row) for row in account.pop(t.name, ())) for t in CHILDREN.values()}
        out.append(_row(COLUMNS, {"id": id} | account) | children)
    return as_of, out


AS_OF, ACCOUNTS = accounts()


def compact(profile: Profile) -> list[dict[str, Any]]:
    """The criteria as they stand in the case file. Their order says nothing."""
    return in_order({c["role"]: c["predicate"]} for c in icplang.to_json(profile)["criteria"])


def in_order(criteria: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Criteria in an order that depends on them alone."""
    return sorted(criteria, key=lambda c: json.dumps(c, sort_keys=True))


def said(text: str, profile: Profile) -> list[dict[str, str]]:
    """The diagnostics with the words that they underline."""
    return [{d.code: text[d.span.start : d.span.end] if d.span else ""} for d in profile.diagnostics]


def published(case: dict[str, Any]) -> Profile:
    """The profile that a case expects, made from its JSON alone."""
    criteria = [{"role": r, "text": "", "predicate": p} for c in case["criteria"] for r, p in c.items()]
    return icplang.from_json({"format": "icplang/1", "name": None, "criteria": criteria})


def meanings(profile: Profile) -> list[tuple[str, Predicate]]:
    """Roles and predicates, without words and order; what must hold together, or excludes by itself, is taken apart."""
    out: list[tuple[str, Predicate]] = []
    for c in profile.criteria:
        together = (isinstance(c.predicate, And) and c.role != "exclude") or (
            isinstance(c.predicate, Or) and c.role == "exclude"
        )
        out += [(c.role, p) for p in (children(c.predicate) if together else (c.predicate,))]
    return sorted(out, key=repr)


@pytest.mark.parametrize("text", CASES)
def test_the_reading(text: str) -> None:
    case = CASES[text]
    profile = icplang.compile(text)
    weights = [c.weight for c in profile.criteria if c.weight is not None]
    found = compact(profile), said(text, profile), weights if "weights" in case else []
    expected = in_order(case["criteria"]), case.get("says", []), case.get("weights", [])
    if "known_wrong" in case:
        assert found != expected, "this is right now: take `known_wrong` out"
    else:
        assert found == expected


@pytest.mark.parametrize("text", CASES)
def test_json_round_trip(text: str) -> None:
    profile = icplang.compile(text)
    assert icplang.from_json(icplang.to_json(profile)) == profile
    assert compact(published(CASES[text])) == in_order(CASES[text]["criteria"])


@pytest.mark.parametrize("text", [t for t, case in CASES.items() if "matches" in case])
def test_the_accounts_that_match(text: str) -> None:
    profile = published(CASES[text])
    found = [a["id"] for a in ACCOUNTS if matches(profile, a, vocabulary=builtin(), as_of=AS_OF)]
    assert sorted(found) == sorted(CASES[text]["matches"])


@pytest.fixture(scope="module", params=["sqlite", "duckdb", "postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[engines.Engine]:
    yield from engines.loaded(request.param, ACCOUNTS)


@pytest.mark.parametrize("text", CASES)
def test_sql_selects_what_the_evaluator_says(engine: engines.Engine, text: str) -> None:
    profile = published(CASES[text])
    sql = icplang.to_sql(profile, engine.dialect.name, as_of=AS_OF)
    assert [d.code for d in sql.diagnostics] == CASES[text].get("sql", [])
    if sql.ok:
        expected = sorted(a["id"] for a in ACCOUNTS if matches(profile, a, vocabulary=builtin(), as_of=AS_OF))
        assert sorted(row[0] for row in engine.rows(sql.text)) == expected, sql.text


@pytest.mark.parametrize("text", [t for t, case in CASES.items() if case["criteria"]])
def test_the_explanation_compiles_back(text: str) -> None:
    profile = published(CASES[text])
    again = icplang.compile("\n".join(icplang.explain(profile)))
    assert again.ok, again.diagnostics
    assert compact(again) == compact(profile)


def test_what_is_known_to_be_wrong_has_a_reason() -> None:
    assert all(c["known_wrong"] for c in CASES.values() if "known_wrong" in c)


def test_the_cases_cover_every_kind_of_clause() -> None:
    """Every field and relation that a clause can speak of, each of the roles, and every connective."""
    from icplang.meaning.fields import FIELDS, RELATIONS

    def parts(node: Any) -> Iterator[dict[str, Any]]:
        if isinstance(node, dict):
            yield node
            for value in node.values():
                yield from parts(value)
        elif isinstance(node, list):
            for value in node:
                yield from parts(value)

    nodes = list(parts([c["criteria"] for c in CASES.values()]))
    spoken = {n[k] for n in nodes for k in ("field", "relation") if isinstance(n.get(k), str)}
    assert not {*FIELDS, *RELATIONS} - spoken
    assert {"in", "all", "range", "exists", "known", "and", "or", "not", "at_least"} <= {n.get("op") for n in nodes}
    assert {"require", "prefer", "exclude", "buyer"} <= {
        role for c in CASES.values() for n in c["criteria"] for role in n
    }


def test_the_accounts_are_difficult() -> None:
    """At least a third of the answers to the cases' own criteria are unknown or false, and each value occurs."""
    answers = [
        evaluate(criterion.predicate, account, vocabulary=builtin(), as_of=AS_OF)
        for case in CASES.values()
        for criterion in published(case).criteria
        if isinstance(criterion, Criterion) and criterion.role != "buyer"
        for account in ACCOUNTS
    ]
    for value in (True, False, None):
        assert answers.count(value) / len(answers) > 0.1
