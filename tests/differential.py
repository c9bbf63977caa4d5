"""The SQL of every dialect against the evaluator, on real engines, cell by cell.

    python -m tests.differential --cases 10000 --engines sqlite,duckdb

A case is one random predicate. It is printed in its four questions (certainly true, possibly true, certainly false,
possibly false), asked of every account of a random table in one engine and one storage of lists, and each answer is
compared with `icplang.meaning.evaluate`. One profile in ten cases is compared as a whole query as well. A
disagreement is made as small as it gets and printed; then the exit status is 1. `--record` keeps the counts for
`docs/backends.md`.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import engines
from generate import Generator, shrunk
from strategies import AS_OF, VOCABULARY, accounts

from icplang.backends import sql
from icplang.backends.lower import Condition, lower
from icplang.backends.mapping import Schema
from icplang.meaning.evaluate import evaluate, matches
from icplang.meaning.predicates import Predicate
from icplang.meaning.profile import Criterion, Profile
from icplang.meaning.published import to_json
from icplang.meaning.truth import Truth

SUPPORT = Path(__file__).parent / "cases" / "support.json"
QUESTIONS = [(value, certain) for value in (True, False) for certain in (True, False)]
ROWS = 32
DAYS = (AS_OF, date(2026, 2, 28), date(2024, 2, 29), date(2026, 1, 1), date(2025, 12, 31), date(2026, 7, 30))
"""As-of days: the ends of months and years, and a leap day."""


@dataclass(frozen=True)
class Disagreement:
    """Where an engine and the evaluator differ. `got` is an answer, or what the engine said of the SQL."""

    engine: str
    storage: str
    predicate: Predicate
    as_of: date
    account: str
    expected: str
    got: str

    def __str__(self) -> str:
        whole = Profile((Criterion("require", self.predicate, ""),))
        said = json.dumps(to_json(whole)["criteria"][0]["predicate"])
        answers = f"{self.expected[:400]} | {self.got[:400]}"
        return f"{self.engine} ({self.storage}), as of {self.as_of}: {said}\n  {self.account[:400]}: {answers}"


@dataclass
class Tally:
    """What a run on one engine came to."""

    cases: int = 0
    cells: int = 0
    unknown: int = 0
    refused: int = 0
    profiles: int = 0
    seconds: float = 0.0
    found: list[Disagreement] = field(default_factory=list)

    def __str__(self) -> str:
        unknown, speed = self.unknown / max(self.cells, 1), self.cases / max(self.seconds, 0.001)
        return (
            f"{self.cases:,} cases, {self.cells:,} answers ({unknown:.0%} where the truth is unknown),"
            f" {self.profiles:,} whole queries, {self.refused:,} refused, {len(self.found)} disagreements,"
            f" {self.seconds:.0f} s, {speed:.0f} cases a second"
        )


def conditions(wanted: Sequence[Predicate], schema: Schema, as_of: date) -> list[tuple[Predicate, Condition]]:
    """The predicates that the schema can say, lowered."""
    lowered = ((p, lower(Criterion("require", p, ""), schema, VOCABULARY, as_of)[0]) for p in wanted)
    return [(p, c) for p, c in lowered if c is not None]


def answers(engine: engines.Engine, wanted: Sequence[Condition], rows: int) -> list[list[tuple[bool, ...]]]:
    """For each account in order of ids, for each condition, the four answers. Raises what the engine raises."""
    parts = []
    for i, condition in enumerate(wanted):
        cells = [
            f"CASE WHEN {sql.condition_sql(condition, engine.dialect, value=v, certain=c)} THEN 1 ELSE 0 END AS c{i}{j}"
            for j, (v, c) in zip("abcd", QUESTIONS, strict=True)
        ]
        parts.append(", ".join(cells))
    if engine.wide:
        got = engine.rows(f"SELECT a.id AS id, {', '.join(parts)} FROM accounts AS a ORDER BY a.id")
        assert len(got) == rows, f"{len(got)} rows for {rows} accounts"
        return [[tuple(map(bool, row[4 * i + 1 : 4 * i + 5])) for i in range(len(wanted))] for row in got]
    selects = (f"SELECT {i} AS p, a.id AS id, {part} FROM accounts AS a" for i, part in enumerate(parts))
    got = sorted(engine.rows(" UNION ALL ".join(selects)))
    assert len(got) == rows * len(wanted), f"{len(got)} rows for {rows} accounts and {len(wanted)} predicates"
    return [[tuple(map(bool, got[i * rows + k][2:])) for i in range(len(wanted))] for k in range(rows)]


def expected(truth: Truth) -> tuple[bool, ...]:
    """The four answers that a truth value demands."""
    return tuple(truth is value or (truth is None and not certain) for value, certain in QUESTIONS)


def truths(wanted: Sequence[Predicate], held: list[engines.Account], as_of: date) -> list[list[Truth]]:
    """What the evaluator says: for each predicate, for each account."""
    return [[evaluate(p, a, vocabulary=VOCABULARY, as_of=as_of) for a in held] for p in wanted]


def disagreements(
    engine: engines.Engine,
    wanted: Sequence[Predicate],
    as_of: date,
    storage: str = "native",
    tally: Tally | None = None,
) -> Iterator[Disagreement]:
    """Where the engine differs on these predicates: the first account of each."""
    held = engine.held(storage)
    said: list[tuple[Predicate, Condition]] = []
    for predicate, condition in conditions(wanted, engine.schema(storage), as_of):
        try:
            sql.condition_sql(condition, engine.dialect)
            said.append((predicate, condition))
        except sql.UnsupportedError:
            pass
    meant = truths([p for p, _ in said], held, as_of)
    if tally is not None:
        tally.cases += len(said)
        tally.cells += 4 * len(said) * len(held)
        tally.unknown += 4 * sum(t is None for row in meant for t in row)
        tally.refused += len(wanted) - len(said)
    if not said:
        return
    try:
        got = answers(engine, [c for _, c in said], len(held))
    except Exception as error:  # noqa: BLE001 - every driver has exceptions of its own
        if len(said) > 1:
            for predicate, _ in said:
                yield from disagreements(engine, [predicate], as_of, storage)
        else:
            text = " ".join(str(error).split())[:300]
            yield Disagreement(engine.name, storage, said[0][0], as_of, "-", "an answer", text)
        return
    for i, (predicate, _) in enumerate(said):
        for account, row, truth in zip(held, got, meant[i], strict=True):
            if row[i] != expected(truth):
                yield Disagreement(
                    engine.name, storage, predicate, as_of, str(account), str(expected(truth)), str(row[i])
                )
                break


def smallest(engine: engines.Engine, one: Disagreement) -> Disagreement:
    """The same disagreement about a simpler predicate."""

    def again(predicate: Predicate) -> Disagreement | None:
        return next(disagreements(engine, [predicate], one.as_of, one.storage), None)

    return again(shrunk(one.predicate, lambda p: again(p) is not None)) or one


def whole_query(engine: engines.Engine, profile: Profile, as_of: date, params: bool) -> Disagreement | None:
    """Where the rows of a whole query are not those that the evaluator lets stay."""
    params = params and engine.dialect.parameter is not None
    made = sql.to_sql(profile, engine.dialect.name, as_of=as_of, params=params, vocabulary=VOCABULARY)
    if not made.ok:
        return None
    held = engine.held("native")
    stay = [a["id"] for a in held if matches(profile, a, vocabulary=VOCABULARY, as_of=as_of)]
    try:
        got: Any = [row[0] for row in engine.rows(made.text, made.parameters)]
    except Exception as error:  # noqa: BLE001
        got = " ".join(str(error).split())[:300]
    if got == stay:
        return None
    return Disagreement(engine.name, "native", profile.criteria[0].predicate, as_of, str(profile), str(stay), str(got))


def storages(engine: engines.Engine) -> list[str]:
    """The ways to hold a list that the engine's dialect can look into, its own first and most often; and numbers as
    ranges."""
    more = [s for s in ("json", "delimited") if s in engine.dialect.lists and s != engine.dialect.native]
    return ["native"] * 3 + ["bands"] + more


def run(
    engine: engines.Engine, cases: int, seed: int, *, limit: int = 5, seconds: float = math.inf, shrink: bool = True
) -> Tally:
    """That many cases on one engine; the same seed gives the same ones. Stops at `limit` disagreements."""
    tally, began, spoken = Tally(), time.monotonic(), time.monotonic()
    table = -1
    while tally.cases < cases and len(tally.found) < limit and time.monotonic() - began < seconds:
        if tally.cases // engine.every != table:
            table = tally.cases // engine.every
            engine.load(accounts(ROWS, seed=seed + table))
        dice = Random(f"{seed} {tally.cases} {tally.refused}")
        generator = Generator(dice, depth=dice.randint(1, 4), width=dice.randint(1, 4))
        as_of, storage = dice.choice((AS_OF, dice.choice(DAYS))), dice.choice(storages(engine))
        wanted = [generator.predicate() for _ in range(min(engine.batch, cases - tally.cases))]
        for one in disagreements(engine, wanted, as_of, storage, tally):
            tally.found.append(smallest(engine, one) if shrink else one)
        while tally.profiles < tally.cases // 10:
            tally.profiles += 1
            whole = whole_query(engine, generator.profile(), as_of, dice.random() < 0.5)
            tally.found += [whole] if whole else []
        if time.monotonic() - spoken > 60:
            spoken = time.monotonic()
            print(f"  {engine.name}: {tally.cases:,} cases, {len(tally.found)} disagreements", flush=True)
    tally.seconds = time.monotonic() - began
    return tally


def record(name: str, engine_version: str, tally: Tally, seed: int) -> None:
    """Keep the counts of a run for the table of supported engines, if it is the longest one of its seed so far.

    Runs of different seeds are different cases, and add up.
    """
    kept = json.loads(SUPPORT.read_text("utf-8")) if SUPPORT.exists() else {}
    runs = {run["seed"]: run for run in kept.get(name, {}).get("runs", ())}
    if not tally.found and runs.get(seed, {}).get("cases", 0) > tally.cases:
        return
    runs[seed] = {
        "seed": seed,
        "cases": tally.cases,
        "cells": tally.cells,
        "profiles": tally.profiles,
        "disagreements": len(tally.found),
        "seconds": round(tally.seconds),
    }
    kept[name] = {"version": engine_version, "runs": [runs[s] for s in sorted(runs)]}
    SUPPORT.write_text(json.dumps(dict(sorted(kept.items())), indent=2) + "\n", "utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """The command line. 0 where all engines agree, 1 where one does not, 2 where none could be had."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--engines", default="sqlite,duckdb", help=f"some of {', '.join(engines.ENGINES)}")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=math.inf, help="stop an engine after that long")
    parser.add_argument("--record", action="store_true", help="keep the counts for docs/backends.md")
    args = parser.parse_args(argv)
    ran = bad = 0
    for name in args.engines.split(","):
        with ExitStack() as stack:
            try:
                engine = stack.enter_context(engines.ENGINES[name]())
            except engines.UnavailableError as reason:
                print(f"{name}: skipped: {reason}", flush=True)
                continue
            tally = run(engine, args.cases, args.seed, seconds=args.seconds)
            ran, bad = ran + 1, bad + len(tally.found)
            print(f"{name} {engine.version}: {tally}", flush=True)
            for one in tally.found:
                print(one, flush=True)
            if args.record:
                record(name, engine.version, tally, args.seed)
    return 2 if not ran else int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
