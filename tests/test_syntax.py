"""The SQL of every dialect, read by parsers that are not its printer: sqlglot, and sqlfluff where it is installed.

For an engine that cannot be run here this is all there is, and `docs/backends.md` says so.
"""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from generate import Generator
from strategies import AS_OF, HOSTILE, VOCABULARY

from icplang.backends.dialects import DIALECTS
from icplang.backends.mapping import Schema, parse_mapping
from icplang.backends.sql import to_sql
from icplang.meaning.predicates import In
from icplang.meaning.profile import Criterion, Profile
from icplang.meaning.schema import ACCOUNTS

SQLGLOT = {name: name for name in DIALECTS} | {"sqlserver": "tsql"}
SQLFLUFF = {name: name for name in DIALECTS} | {"sqlserver": "tsql", "spark": "sparksql"}
PROFILES = 40


def _schemas(name: str) -> list[Schema]:
    """The canonical schema, and those with every list in another storage that the dialect can look into."""
    lists = [c.name for c in ACCOUNTS.columns.values() if c.type == "list"]
    written = {"json": "json", "delimited": "delimited:;"}
    return [
        parse_mapping({"accounts": {"columns": {n: {"list": w} for n in lists}}})
        for s, w in written.items()
        if s in DIALECTS[name].lists
    ] + [parse_mapping({})]


@cache
def texts(name: str) -> list[str]:
    """Queries of every kind: random profiles over each storage, and one with all hostile values."""
    generator = Generator(Random(11), depth=3, width=3)
    profiles = [generator.profile() for _ in range(PROFILES)]
    hostile = Profile(
        tuple(Criterion("require", In(f, HOSTILE[:12]), v) for f in ("list", "status") for v in HOSTILE[:6])
    )
    made = [
        to_sql(p, name, schema=schema, as_of=AS_OF, vocabulary=VOCABULARY)
        for schema in _schemas(name)
        for p in [*profiles, hostile]
    ]
    texts = [sql.text for sql in made if sql.ok]
    assert len(texts) > PROFILES
    return texts


@pytest.mark.parametrize("name", DIALECTS)
def test_sqlglot_reads_it(name: str) -> None:
    import sqlglot

    for text in texts(name):
        statements = sqlglot.parse(text, dialect=SQLGLOT[name])
        assert len(statements) == 1, text


@pytest.mark.parametrize("name", DIALECTS)
def test_sqlfluff_reads_it(name: str) -> None:
    core = pytest.importorskip("sqlfluff.core", reason='sqlfluff is not installed: pip install "icplang[engines]"')
    config = core.FluffConfig(
        overrides={"dialect": SQLFLUFF[name], "templater": "raw", "large_file_skip_byte_limit": 0}
    )
    linter = core.Linter(config=config)
    bad = []
    for text in texts(name)[::8]:
        if name == "trino" and "\\'" in text:
            continue  # a backslash is itself there, but sqlfluff takes the quote behind it for escaped
        bad += [(v.desc(), text) for v in linter.parse_string(text + "\n").violations]
    assert not bad, f"{len(bad)}: {bad[0][0]}\n{bad[0][1]}"
