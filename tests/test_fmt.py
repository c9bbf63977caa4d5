"""Texts in canonical form: the same criteria, nothing lost, and once is enough."""

from __future__ import annotations

import io
import re
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import profiles
from test_cases import CASES
from test_paraphrase import DEV, VOCABULARIES, criteria
from test_properties import made

import icplang
from icplang.cli.main import main
from icplang.diagnostics import CODES
from icplang.meaning.profile import Profile
from icplang.reading.shape.markup import comments
from icplang.reading.shape.programs import is_config
from icplang.writing.format import FormatError, canonical, format_text

_SEEN = settings(
    max_examples=80, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
_WHOLE = {"nothing-read", "empty-text", "too-large", "not-text", "not-an-icp"}
_HEADING = re.compile(r"^(?: {0,3}#{1,6} .*|\*\*[^*]+(?<![.!])\*\*:?)$", re.MULTILINE)
_WORD = re.compile(r"\w+")


def flat(text: str) -> str:
    """The words of a text alone."""
    return " ".join(_WORD.findall(text))


def formatted(text: str) -> str:
    """The text in canonical form, with everything that holds for every text checked."""
    before = icplang.compile(text)
    if {d.code for d in before.diagnostics} & _WHOLE:
        with pytest.raises(FormatError):
            format_text(text, keep_going=True)
        return text
    if not before.ok:
        with pytest.raises(FormatError) as refused:
            format_text(text)
        assert refused.value.diagnostics == before.diagnostics
    out = format_text(text, keep_going=True)
    after = icplang.compile(out)
    assert criteria(after) == criteria(before), out
    assert after.ok == before.ok, out
    assert format_text(out, keep_going=True) == out
    kept = flat(out)
    for heading in _HEADING.findall("" if is_config(text) else text):  # there a "#" starts a comment
        assert flat(heading) in kept, heading
    for start, end in comments(text):
        assert flat(text[start:end]) in kept, text[start:end]
    for found in before.diagnostics:  # words that are not read, and remarks
        if found.span and (found.severity == "error" or found.code in ("commentary", "command")):
            assert flat(text[found.span.start : found.span.end]) in kept, found
    return out


@pytest.mark.parametrize("text", [t for t in CASES if t.strip()])
def test_the_cases(text: str) -> None:
    formatted(text)


@pytest.mark.parametrize("id", [r["id"] for r in DEV])
def test_real_texts(id: str) -> None:
    formatted(next(r["text"] for r in DEV if r["id"] == id))


_LINES = (
    *(t for t in CASES if t.strip()),
    "# Acme",
    "## Exclusions",
    "<!-- one\ntwo -->",
    "**Bold**",
    "Industries:",
    "Tier 1: big",
    "## Tier 2 - small",
    "## Fintech companies",
    "## Deprioritize",
    "## Firmographics (30%)",
    "Why:",
    "Exclude:",
    "- fintech <!-- inside --> companies",
    "hiring SDRs (weight 20%)",
    "Not understood: so be it",
)


@_SEEN
@given(made | st.lists(st.sampled_from(_LINES), min_size=1, max_size=6).map("\n".join))
def test_any_text(text: str) -> None:
    formatted(text)


@_SEEN
@given(profiles.filter(lambda p: p.criteria), st.sampled_from(sorted(VOCABULARIES)))
def test_profiles_as_texts(profile: Profile, words: str) -> None:
    vocabulary = VOCABULARIES[words]
    text = canonical(profile, vocabulary=vocabulary)
    again = icplang.compile(text, vocabulary=vocabulary)
    assert again.ok
    assert criteria(again) == criteria(profile)
    assert format_text(text, vocabulary=vocabulary) == text


# --- what it looks like -----------------------------------------------------------------------------------------


def test_the_layout() -> None:
    text = """# Acme ICP
<!-- Q3, agreed -->
US fintech or insurtech with 50-500 staff (they resell). Not agencies.

Ideally SOC 2 (weight 5)

## Exclude
* existing customers
"""
    assert (
        format_text(text)
        == """# Acme ICP

<!-- Q3, agreed -->

Must have:
- based in the United States
- in the fintech or insurtech industry
- 50 to 500 employees
<!-- (they resell) -->

Exclude:
- agency

Nice to have:
- certified SOC 2 (weight 5)

## Exclude

- existing customers
"""
    )


def test_words_that_are_not_understood_stay_errors() -> None:
    text = "Exclude: blazing wombats\n\nfintech, 30-70"
    out = format_text(text, keep_going=True)
    assert out == (
        "Exclude:\n- Not understood: blazing wombats\n\n"
        "Must have:\n- in the fintech industry\n- Not understood: 30-70\n"
    )
    assert [d.severity for d in icplang.check(out)] == ["error", "error"]


def test_a_heading_that_is_a_criterion_becomes_a_remark() -> None:
    out = format_text("## Tier 1: fintech\n- 500+ employees\n## Tier 2: insurtech\n- 50+ employees\n")
    assert "<!-- ## Tier 1: fintech -->" in out
    assert "(in the fintech industry and at least 500 employees) or" in out


def test_comments_of_config_files_are_kept() -> None:
    out = format_text("# who we want\nmin_employees: 50  # at least\nindustries: [fintech]\n")
    assert out == (
        "<!-- who we want -->\n\nMust have:\n- at least 50 employees\n<!-- at least -->\n- in the fintech industry\n"
    )


def test_line_ends_stay() -> None:
    assert format_text("US\r\nfintech\r\n").count("\r\n") == 3


# --- the command ------------------------------------------------------------------------------------------------


def test_the_command_rewrites_in_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "icp.txt"
    file.write_text("US fintech", "utf-8")
    file.chmod(0o640)
    assert main(["fmt", "--check", str(file)]) == 1
    assert capsys.readouterr().out == f"would rewrite {file}\n"
    assert main(["fmt", "--diff", str(file)]) == 0
    assert "+- in the fintech industry" in capsys.readouterr().out
    assert file.read_text("utf-8") == "US fintech"
    assert main(["fmt", str(file)]) == 0
    assert file.read_text("utf-8") == "Must have:\n- based in the United States\n- in the fintech industry\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert main(["fmt", "--check", str(file)]) == 0
    assert not capsys.readouterr().out
    assert [p.name for p in tmp_path.iterdir()] == ["icp.txt"]


def test_a_file_with_errors_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "icp.txt"
    file.write_text("fintech, 30-70", "utf-8")
    assert main(["fmt", str(file)]) == 1
    assert file.read_text("utf-8") == "fintech, 30-70"
    assert "error[bare-range]" in capsys.readouterr().err
    assert main(["fmt", "--keep-going", str(file)]) == 1
    assert file.read_text("utf-8") == "Must have:\n- in the fintech industry\n- Not understood: 30-70\n"


def test_standard_input_and_expressions(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"not agencies")))
    assert main(["fmt", "-"]) == 0
    assert capsys.readouterr().out == "Exclude:\n- agency\n"
    assert main(["fmt", "-e", "buyer: CFO"]) == 0
    assert capsys.readouterr().out == "Buyer:\n- CFO\n"


def test_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt"]) == 2
    assert main(["fmt", str(tmp_path / "none.txt")]) == 2
    main(["compile", "-e", "fintech", "--to", "json", "-o", str(tmp_path / "p.json")])
    assert main(["fmt", str(tmp_path / "p.json")]) == 2
    assert "explain --plain" in capsys.readouterr().err
    assert main(["explain", "--plain", str(tmp_path / "p.json")]) == 0
    assert capsys.readouterr().out == "Must have:\n- in the fintech industry\n"


def test_the_codes_of_whole_texts_exist() -> None:
    assert set(CODES) >= _WHOLE
