"""The shape of the package: who may import whom, and what may be imported when."""

from __future__ import annotations

import ast
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "icplang"
MODULES = {".".join(p.relative_to(PACKAGE.parent).with_suffix("").parts): p for p in PACKAGE.rglob("*.py")}

GROUND = {"diagnostics", "cache"}
MAY_IMPORT: dict[str, set[str]] = {
    "diagnostics": set(),
    "cache": set(),
    "vocabulary": GROUND,
    "meaning": GROUND | {"vocabulary"},
    "reading": GROUND | {"vocabulary", "meaning"},
    "writing": GROUND | {"vocabulary", "meaning", "reading"},
    "backends": GROUND | {"vocabulary", "meaning"},
    "accounts": GROUND | {"vocabulary", "meaning", "backends"},
    "report": GROUND | {"vocabulary", "meaning", "reading", "backends", "accounts"},
    "cli": GROUND | {"vocabulary", "meaning", "reading", "writing", "backends", "accounts", "report"},
}
"""Each room and the rooms below it; a room may always import itself. `icplang/__init__` may import all but `cli`."""

HOMES: dict[str, set[str]] = {
    "lark": {"icplang.reading.syntax.grammars"},  # computes the tables that `machine.py` walks
    "pydantic": {"icplang.meaning.published"},
    "rapidfuzz": {"icplang.vocabulary.lookup"},
    "duckdb": {"icplang.accounts.files", "icplang.accounts.stores"},
    "openpyxl": {"icplang.accounts.stores"},
    "rich": {"icplang.cli.render", "icplang.cli.match"},  # diagnostics, and the table of results
    "prompt_toolkit": {"icplang.cli.repl"},
    "psycopg": {"icplang.accounts.remote"},
    "pyspark": {"icplang.accounts.remote"},
}
"""The modules that import a third-party package."""

HEAVY = {*HOMES, "sqlglot", "csv", "json", "tomllib"}
"""What importing the command line must not cost."""


def imported(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Every module that is imported anywhere in a tree, and whether only type checkers see it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, False) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or "", False
        else:
            typing = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            yield from ((name, typing or hidden) for name, hidden in imported(node))


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_point_downwards(module: str) -> None:
    for name, _ in imported(ast.parse(MODULES[module].read_text("utf-8"))):
        if name.split(".")[0] == "icplang":
            room, other = ([*m.split("."), ""][1] for m in (module, name))
            room = "cli" if room == "__main__" else room
            if module == "icplang.__init__":
                assert other != "cli"
            else:
                assert other == room or other in MAY_IMPORT[room], f"{module} imports {name}"


def test_the_rooms_of_the_reading_form_no_circle() -> None:
    rooms: dict[str, set[str]] = {}
    for module, path in MODULES.items():
        if module.startswith("icplang.reading."):
            names = [name for name, _ in imported(ast.parse(path.read_text("utf-8")))]
            below = {name.split(".")[2] for name in names if name.startswith("icplang.reading.")}
            room = module.split(".")[2]
            rooms[room] = rooms.get(room, set()) | below - {room}
    assert {"syntax", "words", "belief", "combining", "told", "shape"} <= rooms.keys()
    TopologicalSorter(rooms).prepare()  # raises CycleError with the circle


def test_third_party_packages_have_one_home() -> None:
    found: dict[str, set[str]] = {}
    for module, path in MODULES.items():
        for name, typing in imported(ast.parse(path.read_text("utf-8"))):
            root = name.split(".")[0]
            if root not in sys.stdlib_module_names and root != "icplang" and not typing:
                found.setdefault(root, set()).add(module)
    assert found == HOMES


def _in_a_process(code: str, **env: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=PACKAGE.parent,
        env=os.environ | env,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_the_command_line_imports_nothing_heavy() -> None:
    loaded = _in_a_process("import sys, icplang.cli.main; print(*sys.modules)").split()
    assert "icplang.cli.main" in loaded
    assert not HEAVY & set(loaded)


def test_lark_is_imported_where_it_computes_tables() -> None:
    """At the top of no module: a process that finds the tables in its cache does without."""
    top = ast.parse(MODULES["icplang.reading.syntax.grammars"].read_text("utf-8")).body
    names = [n for node in top for n, _ in imported(ast.Module([node], [])) if not isinstance(node, ast.FunctionDef)]
    assert not [n for n in names if n.split(".")[0] == "lark"]


def test_reading_needs_no_lark_once_the_tables_are_cached(tmp_path: Path) -> None:
    code = "import sys, icplang; icplang.compile('US fintech, 50+ employees'); print('lark' in sys.modules)"
    assert [_in_a_process(code, XDG_CACHE_HOME=str(tmp_path)) for _ in range(2)] == ["True", "False"]


def test_importing_the_package_imports_nothing_of_it() -> None:
    assert (
        _in_a_process("import sys, icplang; print(*(m for m in sys.modules if m.startswith('icplang')))") == "icplang"
    )


@pytest.mark.parametrize(
    "first", ["compile", "to_sql", "from_json", "match", "load_glossary", "explain", "format_text"]
)
def test_public_names_do_not_depend_on_what_was_used_before(first: str) -> None:
    """A package under the name of a function of the interface must not take its place."""
    code = f"import icplang; icplang.{first}; print(*(n for n in icplang.__all__ if not callable(getattr(icplang, n))))"
    assert _in_a_process(code) == ""


def test_the_public_names_are_the_documented_ones() -> None:
    import icplang

    assert set(icplang.__all__) <= set(dir(icplang))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        icplang.nothing  # noqa: B018


def test_every_clause_of_the_grammar_has_a_meaning() -> None:
    """The resolver has a method `_<rule>` for each alternative of `clause`."""
    from icplang.reading.resolving import Resolver
    from icplang.reading.syntax.grammars import precedence

    assert {"employees", "funding", "hiring"} <= set(precedence())
    assert not [rule for rule in precedence() if not callable(getattr(Resolver, f"_{rule}", None))]


@pytest.mark.parametrize("start", ["clause", "sentence"])
def test_the_grammars_have_no_conflicts(start: str, caplog: pytest.LogCaptureFixture) -> None:
    """Lark settles shift/reduce conflicts by itself, and says so in its debug log only."""
    from lark import Lark, logger
    from lark.lexer import Lexer

    from icplang.reading.syntax.grammars import _FILES, source

    class NoLexer(Lexer):
        def __init__(self, conf: object) -> None: ...

        def lex(self, *args: object) -> object: ...

    text = "".join(map(source, _FILES[start]))
    logger.addHandler(caplog.handler)
    before = logger.level
    logger.setLevel(logging.DEBUG)
    try:
        Lark(text, parser="lalr", lexer=NoLexer, start=start, maybe_placeholders=False, debug=True)
    finally:
        logger.setLevel(before)
        logger.removeHandler(caplog.handler)
    assert not [r.getMessage() for r in caplog.records if re.search("conflict", r.getMessage(), re.IGNORECASE)]
