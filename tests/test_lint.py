"""`icplang vocab lint`: the built-in vocabulary is in order, and each rule finds what it is for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from strategies import vocabulary

import icplang
from icplang.cli.main import main
from icplang.reading.lint import accepted, allowed, faults, lint, reachable
from icplang.vocabulary.store import Entry, Row, builtin, builtin_rows

EXAMPLES = Path(__file__).resolve().parents[1] / "docs" / "examples"


def found(*entries: Entry) -> list[tuple[str, str, str]]:
    """The faults of a small vocabulary: rule, kinds and phrase. The line is the place in the row."""
    words = vocabulary().extended(entries)
    rows = [Row("own.csv", i, e, e.aliases) for i, e in enumerate(entries, 2)]
    return [(f.rule, f.kind, f.phrase) for f in faults(rows, words)]


def entry(kind: str, id: str, *aliases: str, name: str = "", parents: tuple[str, ...] = (), **data: str) -> Entry:
    return Entry(kind, id, name or id.replace("-", " "), parents, aliases, data)


def test_the_built_in_vocabulary_is_clean() -> None:
    assert lint() == []


def test_what_is_accepted_is_found_and_has_a_reason() -> None:
    every = list(faults(list(builtin_rows()), builtin()))
    there = {(f.rule, f.kind, f.phrase) for f in every} | {(f.rule, f.kind, "") for f in every}
    assert set(allowed()) <= there, "not found any more: take it out of accepted.csv"
    assert all(allowed().values())
    assert list(accepted(every)) == []


def test_rows_have_their_lines() -> None:
    for row in list(builtin_rows())[::500]:
        path = Path(icplang.__file__).parents[1] / row.file
        line = path.read_text("utf-8").splitlines()[row.line - 1]
        assert line.startswith((row.entry.id + ",", row.entry.id.partition(":")[2] + ","))


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        (
            [entry("industry", "boats"), entry("place", "city:boats", name="Boats")],
            ("clash", "industry|place", "boats"),
        ),
        (
            [entry("industry", "boats", "yacht"), entry("industry", "ships", "Yachts")],
            ("duplicate", "industry", "yacht"),
        ),
        ([entry("industry", "boats", "yacht", "Yachts")], ("duplicate", "industry", "Yachts")),
        ([entry("industry", "boats", "yacht"), entry("industry", "boats", "ship")], ("duplicate", "industry", "boats")),
        ([entry("industry", "boats", "!?")], ("empty", "industry", "!?")),
        ([entry("industry", "x", "a b c d e f g h")], ("unreachable", "industry", "a b c d e f g h")),
        ([entry("industry", "x", "boats and; ships")], ("unreachable", "industry", "boats and; ships")),
        ([entry("industry", "x", parent="nowhere")], ("missing-parent", "industry", "nowhere")),
        ([entry("technology", "x", category="nothing")], ("missing-parent", "technology", "nothing")),
        ([entry("place", "region:x", members="US|XX")], ("missing-parent", "place", "XX")),
        (
            [entry("industry", "x", parents=("y",), parent="y"), entry("industry", "y", parents=("x",), parent="x")],
            ("circle", "industry", "y"),
        ),
    ],
)
def test_each_rule(entries: list[Entry], fault: tuple[str, str, str]) -> None:
    key = {"boats": "boat"}.get(fault[2], fault[2]) if fault[0] == "clash" else fault[2]
    assert (fault[0], fault[1], key) in found(*entries)


def test_what_is_in_order_has_no_faults() -> None:
    assert found(entry("industry", "boats", "boat building"), entry("place", "city:x", name="Xanten", weak="0")) == []


@pytest.mark.parametrize(
    "text",
    [
        "running C++",
        "running .NET",
        "in Wrocław",
        "in St. Gallen",
        "in Leeds",
        "running J.D. Edwards",
        "running 2020 Design",
        "ISO 27001:2022",
        "one-man shops",
    ],
)
def test_names_that_could_not_be_reached_are_read(text: str) -> None:
    profile = icplang.compile(text)
    assert (len(profile.criteria), profile.ok) == (1, True)


def test_the_lexer_decides_what_can_be_reached() -> None:
    saas = builtin().get("business_model", "saas")
    assert saas is not None
    assert reachable(saas, "SaaS", builtin())
    assert not reachable(saas, "fintech", builtin())


# --- glossaries and the command ---------------------------------------------------------------------------------


def test_the_example_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vocab", "lint", str(EXAMPLES / "glossary.toml")]) == 0
    assert capsys.readouterr().out == "0 faults\n"


def test_a_glossary_that_hides_names(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[technology.ours]\nname = "Fintech"\n\n[industry.y]\nname = "Boat, and ship"\n', "utf-8")
    assert main(["vocab", "lint", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert f"{path}:1: clash: `fintech` no longer means the industry `fintech`" in lines[0] or "fintech" in lines[1]
    assert any(line.startswith(f"{path}:4: unreachable: `Boat, and ship` (name) is never read") for line in lines)
    assert main(["vocab", "lint", "--format", "json", str(path)]) == 1
    out = json.loads(capsys.readouterr().out)
    assert {"file", "line", "rule", "kind", "id", "phrase", "message"} == set(out[0])
    assert {f["rule"] for f in out} == {"clash", "unreachable"}


def test_a_glossary_that_cannot_be_used(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("[technology.x]\n", "utf-8")
    assert main(["vocab", "lint", str(path)]) == 2
    assert "needs a `name`" in capsys.readouterr().err
    assert main(["vocab", "lint", str(tmp_path / "none.toml")]) == 2
    assert "none.toml" in capsys.readouterr().err


def test_a_change_to_an_entry_takes_no_name_from_others() -> None:
    from icplang.vocabulary.glossary import parse_glossary

    words = parse_glossary('[segment.mid-market]\nemployees = "200-2000"\n')
    assert words.senses("medium") == builtin().senses("medium")
    assert {s.kind for s in words.senses("medium")} >= {"segment", "technology"}
