"""The documentation says what the program does: everything that a page prints is made again and compared.

`python -m tests.test_docs --write` brings the pages up to date instead; read the difference before you keep it.

In the pages, a ``console`` block holds commands behind `$ ` and what they print; a ``python`` block is what
the interpreter answers; an ``icp`` block is compiled, and the ``text``, ``sql`` or ``json`` block behind it is its
reading, its query or its published form; a table with a column `you write` has its other columns from the reader; what
stands between `<!-- generated: name -->` and `<!-- end -->` (or the end) is one of `SECTIONS`; the line below a
heading with a diagnostic's code is its severity and meaning.
"""

from __future__ import annotations

import ast
import contextlib
import difflib
import doctest
import importlib.util
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import icplang
from icplang.backends.dialects import DIALECTS
from icplang.backends.sql import to_sql
from icplang.cli.main import main
from icplang.diagnostics import CODES
from icplang.meaning import schema
from icplang.meaning.fields import FIELDS, RELATIONS
from icplang.meaning.published import to_json
from icplang.reading.reader import read
from icplang.vocabulary.glossary import load_glossary
from icplang.vocabulary.store import TABLES, Vocabulary, builtin
from icplang.writing.canonical import lines

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "docs" / "examples"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TODAY = date(2026, 11, 1)
"""The day that the pages are read on; today's date in an output is written as this one."""
_FENCE = re.compile(r"^```(?P<kind>console|python|icp)(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_BEHIND = re.compile(r"\n+```(?P<kind>text|sql|json)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_GENERATED = re.compile(r"(?<=<!-- generated: )(?P<name>\w+) -->\n.*?(?=<!-- end -->|\Z)", re.DOTALL)
_CODE = re.compile(r"^(?P<head>#+ `(?P<code>[a-z-]+)`\n\n)[^\n]*\n", re.MULTILINE)
_SHELL = re.compile(r"[|&;<>$`*]")


def test_pages_exist() -> None:
    assert {p.name for p in PAGES} >= {
        "README.md",
        "accounts.md",
        "accuracy.md",
        "architecture.md",
        "backends.md",
        "decisions.md",
        "diagnostics.md",
        "language.md",
        "meaning.md",
        "schema.md",
        "tutorial.md",
        "vocabulary.md",
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_page(page: Path) -> None:
    old = page.read_text("utf-8")
    new = refreshed(old)
    difference = "".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "the page", "the program"))
    assert old == new, f"{page.name}: `python -m tests.test_docs --write` brings it up to date\n{difference}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} points to {target}, which is not there"


def test_set_up(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of the README that use the new environment do what they promise."""
    monkeypatch.chdir(ROOT)
    shell = "".join(re.findall(r"^```sh\n(.*?)^```", PAGES[0].read_text("utf-8"), re.MULTILINE | re.DOTALL))
    commands = re.findall(r"\.venv/bin/icplang ([^&\n]+)", shell)
    assert [main(shlex.split(command)) for command in commands] == [0, 0]
    printed = capsys.readouterr().out
    assert "SELECT a.*" in printed
    assert "Quillfox" in printed


def test_profile() -> None:
    assert (EXAMPLES / "profile.json").read_text("utf-8") == _profile()


def test_every_code_is_documented() -> None:
    sections = _sections((ROOT / "docs" / "diagnostics.md").read_text("utf-8"))
    assert list(CODES) == [code for code in sections if code in CODES]
    for code, section in sections.items():
        printed = "".join(m["body"] for m in _FENCE.finditer(section))
        assert f"[{code}]" in printed, f"the example of `{code}` does not produce it"


def test_every_field_is_documented() -> None:
    page = (ROOT / "docs" / "language.md").read_text("utf-8")
    named = {cell for row in re.findall(r"^\|.*\|$", page, re.MULTILINE) for cell in re.findall(r"`(\w+)`", row)}
    missing = (set(FIELDS) | set(RELATIONS)) - named - {"funding_stage"}
    assert not missing, f"docs/language.md has no example of {', '.join(sorted(missing))}"


# --- making a page anew -------------------------------------------------------------------------------------------


def refreshed(text: str) -> str:
    """The text of a page with all that is printed in it made anew."""
    with _surroundings():
        text = _GENERATED.sub(lambda m: f"{m['name']} -->\n{SECTIONS[m['name']]()}", text)
        text = _CODE.sub(_severity, text)
        text = "".join(_tables(text))
        text = _icp_blocks(text)
        names: dict[str, Any] = {}
        return _FENCE.sub(lambda m: _block(m, names), text)


@contextlib.contextmanager
def _surroundings() -> Iterator[None]:
    """A copy of the examples as the working directory, and a terminal of 100 columns without colours."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "examples"
        shutil.copytree(EXAMPLES, place)
        bin = Path(folder) / "bin"
        bin.mkdir()
        for name, arguments in {"icplang": "-m icplang.cli.main ", "python": ""}.items():
            program = bin / name
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n', "utf-8")
            program.chmod(0o755)
        os.environ |= {
            "PATH": f"{bin}{os.pathsep}{os.environ.get('PATH', '')}",
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "100",
            "NO_COLOR": "1",
            "TERM": "dumb",
            "PYTHONUNBUFFERED": "1",
            "PYTHONIOENCODING": "utf-8",
        }
        try:
            with contextlib.chdir(place):
                yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def _block(found: re.Match[str], names: dict[str, Any]) -> str:
    kind, info, body = found["kind"], found["info"], found["body"]
    if kind == "console":
        body = "".join(f"$ {command}\n{_printed(command)}" for command in _commands(body))
    elif kind == "python":
        body = _answered(body, names)
    return f"```{kind}{info}\n{body}```"


def _commands(body: str) -> Iterator[str]:
    for found in re.finditer(r"^\$ (.*(?:(?<=\\)\n.*)*)$", body, re.MULTILINE):
        yield found[1]


def _printed(command: str) -> str:
    """What a command prints, on both streams; here where it is a plain `icplang`, else in a shell."""
    if command.startswith("icplang ") and not _SHELL.search(_unquoted(command)):
        out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            main(shlex.split(command.replace("\\\n", " "))[1:])
        text = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    else:
        done = subprocess.run(["/bin/sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        text = done.stdout.decode()
    if "internal error" in text:
        raise AssertionError(f"{command}\n{text}")
    text = text.replace(date.today().isoformat(), TODAY.isoformat())
    return text if not text or text.endswith("\n") else text + "\n"


def _unquoted(command: str) -> str:
    return re.sub(r"'[^']*'|\"[^\"$`]*\"", "", command)


def _answered(body: str, names: dict[str, Any]) -> str:
    """What is typed at the interpreter's prompt, with its answers."""
    out = []
    for piece in doctest.DocTestParser().parse(body):
        if isinstance(piece, str):
            out.append(piece)
            continue
        source = piece.source.rstrip("\n").split("\n")
        out += [f"{'... ' if i else '>>> '}{line}".rstrip() + "\n" for i, line in enumerate(source)]
        stream = io.StringIO()
        with contextlib.redirect_stdout(stream):
            tree = ast.parse(piece.source, mode="single" if len(source) == 1 else "exec")
            for statement in tree.body:
                code = compile(ast.Interactive([statement]), "<page>", "single")  # type: ignore[list-item]
                exec(code, names)
        out.append(stream.getvalue())
    return "".join(out)


def _icp_blocks(text: str) -> str:
    out, at = [], 0
    for found in _FENCE.finditer(text):
        if found["kind"] != "icp":
            continue
        words = _words(found["info"])
        profile = read(found["body"].rstrip("\n"), vocabulary=words)
        out.append(text[at : found.end()])
        at = found.end()
        while behind := _BEHIND.match(text, at):
            match behind["kind"]:
                case "text":
                    made = "".join(line + "\n" for line in _reading(profile, words))
                case "sql":
                    made = to_sql(profile, as_of=TODAY, vocabulary=words).text + "\n"
                case _:
                    made = json.dumps(to_json(profile), indent=2, ensure_ascii=False) + "\n"
            out.append(f"{text[at : behind.start('body')]}{made}```")
            at = behind.end()
    return "".join([*out, text[at:]])


def _words(info: str) -> Vocabulary:
    found = re.search(r"glossary=(\S+)", info)
    return load_glossary(found[1]) if found else builtin()


def _reading(profile: Any, words: Vocabulary) -> list[str]:
    return [*lines(profile, words), *(f"{d.severity}[{d.code}]: {d.message}" for d in profile.diagnostics)]


# --- tables -------------------------------------------------------------------------------------------------------


def _tables(text: str) -> Iterator[str]:
    """The lines of a page; those of a table with the column `you write` have their other columns made anew."""
    header: list[str] = []
    for line in text.splitlines(keepends=True):
        cells = [c.strip() for c in re.split(r"(?<!\\)\|", line.rstrip("\n"))[1:-1]] if line.startswith("|") else []
        if not cells:
            header = []
        elif "you write" in cells:
            header = cells
        elif header and not set(line) <= set("|-: \n"):
            row = dict(zip(header, cells, strict=True))
            said = row["you write"].replace(r"\|", "|").strip("`").replace("⏎", "\n")
            profile = read(said)
            made = {
                "reads as": "<br>".join(
                    [*lines(profile, builtin()), *(f"*{d.code}*: {d.message}" for d in profile.diagnostics)]
                ),
                "field": ", ".join(f"`{name}`" for name in dict.fromkeys(_fields(to_json(profile)["criteria"]))),
            }
            made = {name: cell.replace("|", r"\|") for name, cell in made.items()}
            yield "| " + " | ".join(made.get(h, row[h]) for h in header) + " |\n"
            continue
        yield line


def _fields(published: Any) -> Iterator[str]:
    """The fields and relations that a published form speaks of, not those of related rows."""
    if isinstance(published, list):
        for one in published:
            yield from _fields(one)
    elif isinstance(published, Mapping):
        if "relation" in published:
            yield published["relation"]
        elif "field" in published:
            yield published["field"]
        else:
            for value in published.values():
                yield from _fields(value)


# --- generated sections -------------------------------------------------------------------------------------------


def _severity(found: re.Match[str]) -> str:
    code = CODES.get(found["code"])
    return f"{found['head']}**{code.severity}**: {code.meaning}.\n" if code else found[0]


def _sections(page: str) -> dict[str, str]:
    """The sections of a page by the code in their heading."""
    parts = re.split(r"^#+ `([a-z-]+)`$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _modules() -> str:
    """A row for each module, with the first sentence of its docstring."""
    rows = ["| module | what it does |", "|---|---|"]
    top = len(ROOT.parts) + 2
    for path in sorted((ROOT / "icplang").rglob("*.py"), key=lambda p: (len(p.parts) > top, p.as_posix())):
        doc = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        first = " ".join(doc.split("\n\n")[0].split()).rstrip(":").replace("|", r"\|")
        rows.append(f"| `{path.relative_to(ROOT).as_posix()}` | {first.removesuffix('.')} |")
    return "\n".join(rows) + "\n"


def _codes() -> str:
    rows = ["| code | severity | meaning |", "|---|---|---|"]
    rows += [f"| [`{name}`](#{name}) | {code.severity} | {code.meaning} |" for name, code in CODES.items()]
    return "\n".join(rows) + "\n"


def _vocabulary() -> str:
    """A row for each file of the vocabulary."""
    rows = ["| file | kind | columns | rows |", "|---|---|---|---|"]
    data = ROOT / "icplang" / "vocabulary" / "data"
    kinds = {t.file: t.kind for t in TABLES}
    for name in [*kinds, *sorted({p.stem for p in data.glob("*.csv")} - set(kinds))]:
        head, *body = (data / f"{name}.csv").read_text("utf-8").splitlines()
        rows.append(f"| `{name}.csv` | {kinds.get(name, '')} | {', '.join(head.split(','))} | {len(body):,} |")
    return "\n".join(rows) + "\n"


def _accuracy() -> str:
    """What the scorer of the benchmark prints, as a table: a row for each shape of document, and one for all."""
    return _scored("dev.jsonl")


def _accuracy_more() -> str:
    """The same for the statements that were written later."""
    return _scored("more.jsonl")


def _scored(name: str) -> str:
    folder = ROOT / "tests" / "benchmark"
    command = [sys.executable, str(folder / "score.py"), str(folder / name)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    *shapes, whole = done.stdout.splitlines()
    rows = ["| shape | statements | recall | precision | exact | silent |", "|---|---|---|---|---|---|"]
    for line in shapes:
        shape, n, *named = line.split()
        rows.append(f"| {' | '.join([shape, n, *named[1::2]])} |")
    figures = dict(zip(*[iter(whole.split())] * 2, strict=True))
    names = ("statements", "recall", "precision", "exact", "silent")
    rows.append("| " + " | ".join(f"**{cell}**" for cell in ("all", *(figures[n] for n in names))) + " |")
    reported = f"{figures['left-reported']} of what cannot be a criterion is reported"
    alarms = f"{figures['alarms-true']} of the errors point at something"
    return "\n".join([*rows, "", f"Of {figures['facts']} facts in all: {reported}, and {alarms}."]) + "\n"


def _constructs() -> str:
    """Facts of both sets by what they speak of: how many there are, are read right, and were read wrong."""
    spec = importlib.util.spec_from_file_location("score", ROOT / "tests" / "benchmark" / "score.py")
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    there, lost, wrong = Counter[str](), Counter[str](), Counter[str]()
    for name in ("dev.jsonl", "more.jsonl"):
        for line in (ROOT / "tests" / "benchmark" / name).read_text("utf-8").splitlines():
            gold = json.loads(line)
            result = scorer.compare(gold, *scorer.read_output(to_json(icplang.compile(gold["text"]))))
            there.update(map(_construct, scorer.compare(gold, [], [])["lost_facts"]))
            lost.update(map(_construct, result["lost_facts"]))
            wrong.update(map(_construct, result["wrong_facts"]))
    rows = ["| about | facts | recall | wrong |", "|---|---|---|---|"]
    for construct, n in sorted(there.items(), key=lambda x: (-x[1], x[0])):
        rows.append(f"| {construct} | {n} | {(n - lost[construct]) / n:.2f} | {wrong[construct]} |")
    return "\n".join(rows) + "\n"


def _construct(fact: str) -> str:
    """What a fact of the scorer speaks of: its field, or whom to talk to, or an event."""
    role, _, rest = fact.partition(" ")
    field = re.split(r"[\[: ]", rest.removeprefix("NOT "), maxsplit=1)[0]
    kind = "whom to talk to" if role == "buyer" else f"`{field}`" if field in FIELDS else "what happened, who is there"
    return f"{kind}, not wanted" if rest.startswith("NOT ") and role != "buyer" else kind


def _support() -> str:
    """A row for each dialect: what its SQL was proven by, with the counts of recorded runs."""
    runs = json.loads((ROOT / "tests" / "cases" / "support.json").read_text("utf-8"))
    sys.path.insert(0, str(ROOT / "tests"))
    from test_syntax import texts

    rows = [
        "| dialect | level | on | cases | answers | disagreements | lists as |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, dialect in DIALECTS.items():
        lists = ", ".join(f"**{s}**" if s == dialect.native else s for s in (*dialect.lists, "single"))
        run = runs.get(name)
        if run is None:
            level = "syntax-checked | sqlglot, sqlfluff"
            counts = f"{len(texts(name)):,} queries | - | -"
        else:
            engine = run["version"] if " " in run["version"] else f"{name} {run['version']}"
            level = f"executed{' on a relative' * (engine == run['version'])} | {engine}"
            cases, cells, found = (sum(r[n] for r in run["runs"]) for n in ("cases", "cells", "disagreements"))
            counts = f"{cases:,} | {cells:,} | {found}"
        rows.append(f"| `{name}` | {level} | {counts} | {lists} |")
    commands = "\n".join(
        f"python -m tests.differential --cases {r['cases']} --engines {name} --seed {r['seed']}"
        for name, run in runs.items()
        for r in run["runs"]
    )
    return "\n".join(rows) + f"\n\nThe runs:\n\n```sh\n{commands}\n```\n"


def _quirks() -> str:
    """A row for each quirk, under the engine that has it."""
    quirks = tomllib.loads((ROOT / "tests" / "cases" / "quirks.toml").read_text("utf-8"))["quirk"]
    probed = sum("probe" in q for q in quirks)
    rows = [
        f"{len(quirks)} quirks, {probed} of them with a probe that the tests run on the engine itself.",
        "",
        "| engines | what happens | what is written | source |",
        "|---|---|---|---|",
    ]
    for q in quirks:
        source = f"[documentation]({q['source'].split(' ')[0]})" if q["source"].startswith("http") else q["source"]
        cells = (", ".join(q["engines"]), q["what"], q["instead"], source)
        rows.append("| " + " | ".join(c.replace("|", r"\|") for c in cells) + " |")
    return "\n".join(rows) + "\n"


SECTIONS: dict[str, Callable[[], str]] = {
    "support": _support,
    "quirks": _quirks,
    "schema": schema.markdown,
    "modules": _modules,
    "codes": _codes,
    "vocabulary": _vocabulary,
    "accuracy": _accuracy,
    "accuracy_more": _accuracy_more,
    "constructs": _constructs,
}


def _profile() -> str:
    profile = read((EXAMPLES / "icp.txt").read_text("utf-8"))
    return json.dumps(to_json(profile), indent=2, ensure_ascii=False) + "\n"


def write() -> None:
    """Bring the pages up to date, and say which have changed."""
    made = {EXAMPLES / "profile.json": _profile()}
    for page in PAGES:
        made[page] = refreshed(page.read_text("utf-8"))
    changed = [path for path, text in made.items() if not path.exists() or path.read_text("utf-8") != text]
    for path in changed:
        path.write_text(made[path], "utf-8")
    print("\n".join(path.relative_to(ROOT).as_posix() for path in changed) or "nothing has changed")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.test_docs --write")
    write()
