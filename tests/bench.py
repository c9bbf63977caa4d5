"""What things cost, in one run: `python -m tests.bench`. Ratios are against the tools that everybody knows."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import median

import icplang
from icplang.vocabulary.store import builtin

ROOT = Path(__file__).resolve().parents[1]
SENTENCE = (
    "US-based B2B SaaS companies, 50 to 500 employees, $5M to $50M in revenue, running HubSpot or Salesforce, with at "
    "least one outbound sales role, where the buyer is a VP of Sales or Head of RevOps."
)
LIBRARIES = "import lark, pydantic, sqlglot"


def _seconds(work: Callable[[], object], times: int) -> float:
    """The median time of one call, after one that warms up."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def _processes(times: int, **commands: tuple[list[str], dict[str, str]]) -> dict[str, float]:
    """The median time of each command as a process of its own. They take turns, so that all meet the same machine."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(times + 1):
        for name, (command, env) in commands.items():
            start = time.perf_counter()
            subprocess.run(command, env=os.environ | env, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
            if turn:  # the first fills the caches
                taken[name].append(time.perf_counter() - start)
    return {name: median(seconds) for name, seconds in taken.items()}


def _say(what: str, figure: str, aim: str = "") -> None:
    print(f"{what:<58} {figure:>12}  {aim}".rstrip(), flush=True)


def compiling() -> None:
    """A sentence to SQL, against sqlglot on that SQL."""
    import sqlglot

    sql = icplang.to_sql(icplang.compile(SENTENCE), "duckdb").text
    ours, theirs = [], []
    for _ in range(5):  # in turns
        ours.append(_seconds(lambda: icplang.to_sql(icplang.compile(SENTENCE), "duckdb"), 60))
        theirs.append(_seconds(lambda: sqlglot.parse_one(sql, dialect="duckdb").sql("duckdb"), 60))
    _say("sentence to SQL, warm", f"{median(ours) * 1e3:.2f} ms")
    _say("  of which reading", f"{_seconds(lambda: icplang.compile(SENTENCE), 60) * 1e3:.2f} ms")
    _say("sqlglot parses and prints that SQL", f"{median(theirs) * 1e3:.2f} ms")
    _say("ratio", f"{median(ours) / median(theirs):.2f}", "aim <= 2")


def starting() -> None:
    """A process that compiles a sentence, against one that only imports three libraries."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as cache:
        ours = [python, "-m", "icplang.cli.main", "compile", "-e", SENTENCE]
        taken = _processes(
            15,
            ours=(ours, {"XDG_CACHE_HOME": cache}),
            libraries=([python, "-c", LIBRARIES], {}),
            nothing=([python, "-c", "pass"], {}),
        )
        cold = _processes(3, ours=(ours, {"ICPLANG_CACHE": "off"}))
    _say("process: icplang compile -e ... (caches filled)", f"{taken['ours'] * 1e3:.0f} ms")
    _say("process: icplang compile -e ... (ICPLANG_CACHE=off)", f"{cold['ours'] * 1e3:.0f} ms")
    _say(f"process: python -c '{LIBRARIES}'", f"{taken['libraries'] * 1e3:.0f} ms")
    _say("process: python -c pass", f"{taken['nothing'] * 1e3:.0f} ms")
    _say("ratio", f"{taken['ours'] / taken['libraries']:.2f}", "aim < 1")


def growing() -> None:
    """Time per clause in one file of 10, 1,000 and 10,000: as bullets, and as one sentence."""
    shapes = {"bullets": ("- ", "\n"), "one sentence": ("", ", ")}
    for shape, (lead, tail) in shapes.items():
        each = {}
        for n in (10, 1_000, 10_000):
            text = "".join(f"{lead}{i + 1}-{i + 90} employees{tail}" for i in range(n))
            each[n] = _seconds(lambda text=text: icplang.compile(text), 20 if n == 10 else 1) / n  # type: ignore[misc]
            _say(f"{n:,} clauses as {shape}, each", f"{each[n] * 1e6:.0f} us")
        _say("ratio of the largest to the middle", f"{each[10_000] / each[1_000]:.2f}", "aim about 1")


def loading() -> None:
    """The vocabulary, made from its files and read from the cache."""
    code = (
        "import time; from icplang.vocabulary.store import builtin; start = time.perf_counter(); builtin()\n"
        "print(time.perf_counter() - start)"
    )

    def once(**env: str) -> float:
        done = subprocess.run(
            [sys.executable, "-c", code], env=os.environ | env, cwd=ROOT, capture_output=True, text=True, check=True
        )
        return float(done.stdout)

    with tempfile.TemporaryDirectory() as cache:
        once(XDG_CACHE_HOME=cache)
        _say("vocabulary from its files", f"{median(once(ICPLANG_CACHE='off') for _ in range(3)) * 1e3:.0f} ms")
        _say("vocabulary from the cache", f"{median(once(XDG_CACHE_HOME=cache) for _ in range(5)) * 1e3:.0f} ms")


def remembering() -> None:
    """Memory: of the whole process after one sentence, and what 1,000 clauses add while they are read."""
    code = (
        f"import icplang, resource; icplang.to_sql(icplang.compile({SENTENCE!r}))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    _say("peak memory of a process that compiles the sentence", f"{int(done.stdout) / 1024:.0f} MiB")
    text = "".join(f"- {n + 1}-{n + 90} employees\n" for n in range(1_000))
    tracemalloc.start()
    icplang.compile(text)
    _say("peak of what 1,000 clauses allocate", f"{tracemalloc.get_traced_memory()[1] / 2**20:.1f} MiB")
    tracemalloc.stop()


def batch() -> None:
    """Different texts, one after the other, in one process."""
    import tomllib

    cases = tomllib.loads((ROOT / "tests" / "cases" / "cases.toml").read_text("utf-8"))["case"]
    texts = [c["text"] for c in cases if c["text"]]
    taken = _seconds(lambda: [icplang.to_json(icplang.compile(t)) for t in texts], 5)
    _say(f"batch: {len(texts)} short texts to JSON", f"{len(texts) / taken:,.0f} / s")


def normalising() -> None:
    """Different industry strings of a table to ids, each misspelt, against rapidfuzz over the names alone."""
    from random import Random

    from rapidfuzz import fuzz, process

    from icplang.accounts.normalise import value

    dice, words = Random(1), builtin()
    names = [entry.name for entry in words.entries["industry"].values()]
    texts: set[str] = set()
    while len(texts) < 10_000:
        name = dice.choice(names)
        at = dice.randrange(len(name))
        texts.add(name[:at] + dice.choice("abcdefgh") + name[at + 1 :] + dice.choice(["", "", " group"]))
    wanted, some = sorted(texts), sorted(texts)[::100]
    ours = _seconds(lambda: [value(words, "industry", t) for t in wanted], 3)
    theirs = _seconds(lambda: [process.extractOne(t, names, scorer=fuzz.ratio, score_cutoff=90) for t in some], 3)
    _say("10,000 different misspelt industries to ids", f"{ours:.2f} s", "aim < 1 s")
    _say("rapidfuzz over all names for 10,000", f"{theirs * len(wanted) / len(some):.2f} s")


def main() -> None:
    """Print everything."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    builtin()
    for part in (compiling, starting, growing, loading, remembering, batch, normalising):
        part()


if __name__ == "__main__":
    main()
