"""Texts that nobody should write: each ends in a profile with findings, never in an exception."""

from __future__ import annotations

from collections.abc import Iterator

import engines
import pytest
from sound import AS_OF, inside, sound
from strategies import HOSTILE as NAMES
from strategies import accounts

import icplang
from icplang.meaning.evaluate import matches
from icplang.vocabulary.store import builtin

CLAUSE = "50-500 employees"
TEXTS = {
    "empty": "",
    "blank": " \t\r\n\u00a0\u2003\n",
    "binary": bytes(range(256)).decode("latin-1") * 40,
    "NUL": f"B2B\0{CLAUSE}",
    "lone surrogates": f'\ud800 B2B, {CLAUSE}, mentioning "\udfff"',
    "right to left": f'\u202eB2B\u202c, {CLAUSE}, שלום עולם, mentioning "مرحبا"',
    "emoji": f"🚀 B2B 🇺🇸 {CLAUSE} 👩\u200d👩\u200d👧",
    "combining": "B2B " + "e" + "\u0301" * 5000,
    "byte order mark": f"\ufeffB2B, {CLAUSE}",
    "carriage returns": f"Must have:\r\n- B2B\r\n- {CLAUSE}\r\n\r\nExclude:\r\n- agencies\r\n",
    "lone carriage returns": f"B2B\r{CLAUSE}\rnot agencies",
    "line separators": f"B2B\u2028{CLAUSE}\u2029not agencies\x0b\x0c\x85fintech",
    "tabs": f"\tB2B,\t{CLAUSE}\t\n\t-\tfintech",
    "sentences": "Acme builds a. " * 3_000,
    "one long word": "a" * 200_000,
    "one long number": "9" * 200_000 + " employees",
    "one long name": 'running "' + "x" * 9_000 + '"',
    "unclosed quotes": 'mentioning "' * 2_000,
    "unclosed brackets": "[({" * 3_000,
    "unopened brackets": ")]}" * 3_000,
    "asterisks": "*" * 50_000 + "\n" + "**" * 20_000,
    "dashes": "-" * 50_000 + "\n" + "- " * 20_000,
    "hashes": "# " * 20_000 + "\n" + "#" * 20_000,
    "pipes": "|" * 50_000 + "\n" + "| a " * 5_000 + "|\n|---|\n",
    "colons": "a: " * 20_000,
    "nots": "not " * 5_000 + "B2B",
    "ors": "B2B or " * 3_000 + "B2C",
    "ands and ors": "B2B and B2C or " * 1_500,
    "numbers": "1 2 3 " * 5_000,
    "ranges": "5-" * 10_000,
    "indented bullets": "".join(" " * i + "- B2B\n" for i in range(400)),
    "headings": "".join("#" * (i % 6 + 1) + " Exclude\n- agencies\n" for i in range(600)),
    "nested keys": "".join("  " * i + f"key_{i}:\n" for i in range(300)) + "  " * 300 + "value: B2B",
    "a table": "| US | 30 |\n|---|---|\n" + f"| {CLAUSE} | 20 |\n" * 1_500,
    "definitions": "".join(f"By w{i} we mean {i}+ employees.\n" for i in range(200)) + "w7, w199",
}


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_has_a_profile(name: str) -> None:
    sound(TEXTS[name], dialects=("duckdb", "sqlite"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-text"),
        (" \n\t ", "empty-text"),
        (f"B2B\0{CLAUSE}", "not-text"),
        ("x" * 5_000_000, "too-large"),
        (f"{CLAUSE}, " * 300_000, "too-large"),
    ],
    ids=["empty", "blank", "binary", "5 MB", "5 MB of clauses"],
)
def test_what_is_no_text_is_refused_whole(text: str, code: str) -> None:
    profile = icplang.compile(text)
    assert [d.code for d in profile.diagnostics] == [code]
    assert not profile.criteria


def test_a_hundred_thousand_commas_say_nothing() -> None:
    profile, _ = sound("," * 100_000, dialects=("duckdb",))
    assert not profile.criteria
    profile, _ = sound(f"B2B{',' * 100_000}{CLAUSE}", dialects=("duckdb",))
    assert len(profile.criteria) == 2


@pytest.mark.parametrize(
    "text", ["(" * 100_000, "(" * 100_000 + "B2B" + ")" * 100_000, "not (" * 20_000 + "B2B" + ")" * 20_000]
)
def test_a_hundred_thousand_brackets_are_too_deep_or_open(text: str) -> None:
    profile, _ = sound(text, dialects=("duckdb",))
    assert not profile.ok


def test_brackets_are_read_to_the_limit() -> None:
    from icplang.reading.scan import DEPTH

    fine = icplang.compile("(" * (DEPTH // 2) + "B2B or B2C" + ")" * (DEPTH // 2))
    assert [c.predicate for c in fine.criteria] == [c.predicate for c in icplang.compile("B2B or B2C").criteria]


def test_ten_thousand_clauses_are_ten_thousand_criteria() -> None:
    text = "".join(f"- {n}-{n + 50} employees\n" for n in range(1, 10_001))
    profile = icplang.compile(text)
    assert profile.ok
    assert [c.predicate.min for c in profile.criteria] == list(range(1, 10_001))  # type: ignore[union-attr]
    for criterion in profile.criteria[::97]:
        inside(criterion.span, text)


# --- names that attack the engines ------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["sqlite", "duckdb", "postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[engines.Engine]:
    yield from engines.loaded(request.param, ROWS)


ATTACKS = sorted(
    {
        *(n for n in NAMES if n.strip() and '"' not in n and n.isprintable()),
        "x'; DROP TABLE accounts; --",
        "x'') OR 1=1 --",
        "\\'; DROP TABLE accounts; --",
        "/* x */",
        "$$x$$",
        "x;--",
        "%",
        "_",
        "?",
        ":p",
        "\u202etxet\u202c",
        "🚀'",
        "\u02bc;DROP TABLE accounts--",
        "'",
        "''",
        "\\",
        "a\\",
        "E'\\x27'",
    }
)
ROWS = [
    a | {"id": f"{i:03}", "description": f"<{name}>", "similar_to": (name.lower(),)}
    for i, (name, a) in enumerate(zip([*ATTACKS, "innocent"], accounts(len(ATTACKS) + 1, unknown=1), strict=True))
]


@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.parametrize(
    "text", ['mentioning "{}"', 'not mentioning "{}"', 'similar to "{}"', 'running "{}"', "{}, B2B", "Exclude: {}"]
)
def test_quoted_names_stay_names(engine: engines.Engine, name: str, text: str) -> None:
    profile, _ = sound(text.format(name), dialects=())
    for params in (False, True):
        sql = icplang.to_sql(profile, engine.dialect.name, as_of=AS_OF, params=params)
        if not sql.ok:  # a keyword with letters whose case the engine does not know
            assert engine.dialect.folds == "ascii" and not name.isascii()
            continue
        found = [row[0] for row in engine.rows(sql.text, sql.parameters)]
        assert found == [a["id"] for a in ROWS if matches(profile, a, vocabulary=builtin(), as_of=AS_OF)], sql.text
    assert len(engine.rows("SELECT id FROM accounts")) == len(ROWS)


@pytest.mark.parametrize("name", [n for n in ATTACKS if not set(n) & set("[{")])  # those are slots of a template
def test_a_quoted_keyword_is_taken_as_it_is(name: str) -> None:
    profile = icplang.compile(f'mentioning "{name}"')
    assert [c["predicate"] for c in icplang.to_json(profile)["criteria"]] == [
        {"op": "in", "field": "keyword", "values": [name]}
    ]
