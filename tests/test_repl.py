"""The REPL: a conversation over pipes, and what it offers while one types."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_cli import CLEAN, VAGUE, run

from icplang.cli.repl import OFFERED, Prefixes, Session
from icplang.vocabulary.store import builtin


def test_a_conversation() -> None:
    lines = [
        CLEAN,
        ":json",
        ":dialect postgres",
        ":dialect nope",
        ":vocab crm",
        ":nonsense",
        ":help",
        VAGUE,
        ":sql",
        "",
        "日本",
        ":quit",
        "US",
    ]
    done = run("repl", stdin="\n".join(lines))
    assert done.returncode == 0, done.stderr
    out = done.stdout.decode()
    for said in (
        "Must: 50 to 500 employees",
        "employees",
        '"format": "icplang/1"',
        "dialect: postgres",
        "no SQL dialect `nope`",
        "technology_category\tcrm",
        "`:nonsense` is not a command",
        ":dialect NAME",
        "vague-phrase",
    ):
        assert said in out, said
    assert done.stderr == b""


def test_the_end_of_the_input_ends_it() -> None:
    assert run("repl", stdin="").returncode == 0
    assert run("repl", stdin=b"caf\xe9\nUS\n").returncode == 0


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    line=st.one_of(
        st.text(max_size=60),
        st.sampled_from([":", ":vocab", ":vocab \0", ":json", "{}", '{"format": "icplang/1"}']),
    )
)
def test_never_dies(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert Session(builtin()).answer(line) or line.strip().split(" ")[0] in (":q", ":quit", ":exit")
    assert "internal error" not in capsys.readouterr().out


def test_completion() -> None:
    prefixes = Prefixes(builtin())
    assert ("HubSpot", 4) in prefixes.offered("running hubs")
    assert ("hiring", 3) in prefixes.offered("US, hir")
    assert prefixes.offered("") == []
    assert len(prefixes.offered("s")) == 0
    assert len(prefixes.offered("se")) <= OFFERED


def test_completion_is_quick() -> None:
    prefixes = Prefixes(builtin())
    begin = time.perf_counter()
    for _ in range(1000):
        prefixes.offered("running sales")
    assert time.perf_counter() - begin < 1


def test_with_a_terminal() -> None:
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    from icplang.cli.repl import completer

    offered = completer(builtin()).get_completions(Document("running hubs"), CompleteEvent())
    assert ("HubSpot", -4) in [(c.text, c.start_position) for c in offered]
