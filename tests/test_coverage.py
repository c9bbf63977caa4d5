"""What became of each word: nothing with a meaning is dropped without a word, and the view shows it."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cases import CASES
from test_properties import _SEEN, made

import icplang
from icplang.cli.coverage import SIGNS, draw, totals
from icplang.cli.main import main
from icplang.diagnostics import Source, diagnostic
from icplang.meaning.profile import Profile
from icplang.reading.coverage import KINDS, Mark, coverage, marks
from icplang.reading.reader import traced
from icplang.reading.trace import Trace
from icplang.vocabulary.glossary import parse_glossary

DEV = {
    one["id"]: one["text"]
    for file in ("dev.jsonl", "more.jsonl")
    for line in (Path(__file__).parent / "benchmark" / file).read_text("utf-8").splitlines()
    for one in [json.loads(line)]
}
_LETTERS = re.compile(r"[^\W_]+")


def said(text: str) -> list[str]:
    """Each word with its mark, as `word:kind`, the layer of a criterion, the code of a report."""
    out = []
    for m in coverage(text):
        what = m.layer or (m.code if m.kind == "reported" else m.kind)
        out.append(f"{m.text}:{what}")
    return out


def lost(text: str) -> list[str]:
    return [m.text for m in coverage(text) if m.kind == "lost"]


def complete(text: str) -> None:
    """Every word is in exactly one mark, and the marks agree with the profile."""
    found, profile = coverage(text), icplang.compile(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    owner = [0] * len(text)
    for m in found:
        assert m.text == text[m.start : m.end]
        assert m.kind in KINDS
        for i in range(m.start, m.end):
            owner[i] += 1
        assert (m.kind == "criterion") == (m.criterion is not None) == (m.layer is not None)
        assert (m.severity is None) == (m.code is None)
        if m.kind == "reported":
            assert any(d.code == m.code and d.severity == m.severity for d in profile.diagnostics)
        if m.criterion is not None:
            place = profile.criteria[m.criterion].span
            assert place is not None
            assert place.start <= m.start
            assert m.end <= place.end
    for run in _LETTERS.finditer(text):
        assert {owner[i] for i in range(*run.span())} == {1}
        assert sum(m.start <= run.start() and run.end() <= m.end for m in found) == 1


@_SEEN
@given(made | st.text(max_size=150) | st.text(alphabet="aB2 5-,.;:()[]{}|#*\"'$%\n\t/&+<>≥é中", max_size=100))
def test_every_word_has_one_mark(text: str) -> None:
    complete(text)


@pytest.mark.parametrize("text", CASES)
def test_no_word_of_the_cases_is_lost(text: str) -> None:
    complete(text)
    assert lost(text) == []


@pytest.mark.parametrize("id", DEV)
def test_no_word_of_the_labelled_statements_is_lost(id: str) -> None:
    complete(DEV[id])
    assert lost(DEV[id]) == []


@pytest.mark.parametrize("text", CASES)
def test_every_criterion_has_words(text: str) -> None:
    assert {m.criterion for m in coverage(text)} - {None} == set(range(len(icplang.compile(text).criteria)))


def test_the_kinds() -> None:
    assert said("fintech companies that are in the US, 50-500 employees, not very hip") == [
        "fintech:firmographic",
        "companies:filler",
        "that:structure",
        "are:filler",
        "in:firmographic",
        "the:filler",
        "US:firmographic",
        "50:firmographic",
        "500:firmographic",
        "employees:firmographic",
        "not:unknown-words",
        "very:unknown-words",
        "hip:unknown-words",
    ]
    assert said("## Tools\n1. running HubSpot, ideally hiring SDRs\n\nBuyer: CFO") == [
        "Tools:structure",
        "1:structure",
        "running:technographic",
        "HubSpot:technographic",
        "ideally:structure",
        "hiring:behavioral",
        "SDRs:behavioral",
        "Buyer:structure",
        "CFO:persona",
    ]


def test_what_is_said_of_the_unknown_is_structure() -> None:
    assert said("50+ employees or unknown")[-2:] == ["or:structure", "unknown:structure"]
    assert lost("agencies (in where unknown)") == []


def test_a_note_on_a_word_that_is_read_leaves_it_in_its_criterion() -> None:
    assert coverage("mid-market")[1] == Mark(4, 10, "market", "criterion", "firmographic", "note", "defined-word", 0)
    assert [m.code for m in coverage("Find fintech")] == ["command", None]


def test_a_report_inside_a_criterion_is_a_report() -> None:
    found = coverage("running an outdated helpdesk")
    assert [(m.text, m.kind) for m in found] == [
        ("running", "criterion"),
        ("an", "filler"),
        ("outdated", "reported"),
        ("helpdesk", "criterion"),
    ]


def test_alternatives_know_their_criterion() -> None:
    found = coverage("Industries:\n- fintech\n- logistics\n\n50-500 employees")
    assert [m.criterion for m in found] == [None, 0, 0, 1, 1, 1]


def test_numbers_are_words_with_their_signs() -> None:
    assert [m.text for m in coverage("$5.5M-$1,000k, 50%, >10, 50+, C++")] == [
        "$5.5M",
        "$1,000k",
        "50%",
        ">10",
        "50+",
        "C",
    ]


PORTRAIT = (
    "Sarah is 34 years old, married, lives in Austin and enjoys yoga. She loves to shop on Instagram at weekends."
)


@pytest.mark.parametrize(
    "text", ["", " \n", "SaaS\0fintech", "x " * 500_001, "SELECT name FROM accounts WHERE fintech", PORTRAIT]
)
def test_a_text_that_is_refused_is_reported(text: str) -> None:
    assert {m.kind for m in coverage(text)} <= {"reported"}


def test_a_word_that_nothing_accounts_for_is_shown() -> None:
    """The books of a reader that forgot all of the text, and of one that forgot a clause."""
    assert [m.kind for m in marks("US fintech", Profile(), Trace())] == ["lost", "lost"]
    profile, trace = traced("US fintech, hip")
    trace.used.pop()
    assert [m.kind for m in marks("US fintech, hip", profile, trace)] == ["criterion", "lost", "reported"]
    reported = Profile(diagnostics=(diagnostic("unknown-words", "", Source("a b").span(0, 1)),))
    assert [m.kind for m in marks("a b", reported, Trace())] == ["reported", "lost"]


def test_words_of_a_glossary() -> None:
    words = parse_glossary('[technology.quotewise]\nname = "Quotewise"\ncategory = "cpq"\n')
    assert {m.kind for m in icplang.coverage("running Quotewise", vocabulary=words)} == {"criterion"}


# --- what was dropped without a word before there was a view ----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Nordics (Norway and Sweden)", "Nordics"),
        ("Spain - Madrid, Bilbao", "Spain"),
        ("US no SaaS (except if small)", "US"),
        ("Verticals: B2B SaaS, legal without frobnication, pharma", "legal"),
        ("agencies without a CRM, 0 or Houston", "0"),
        ("at least 2 of (SaaS; running HubSpto; in the US)", "SaaS"),
        ("fintech in {country}", "country"),
        ("nick_name: SaaS\nmin_employees: 50", "SaaS"),
        ("sale suggested rather than said", "rather"),
        ('hiring "--"', "hiring"),
        ("no government, except utilities, hospitals", "hospitals"),
    ],
)
def test_what_is_set_aside_is_reported(text: str, reported: str) -> None:
    assert lost(text) == []
    assert reported in [m.text for m in coverage(text) if m.kind == "reported"]


# --- the command ------------------------------------------------------------------------------------------------


def shown(text: str, width: int = 100) -> list[str]:
    return ["".join(piece for piece, _ in line) for line in draw(coverage(text), text, "icp.txt", width, signs=True)]


def test_signs_stand_under_the_words() -> None:
    assert shown("US\tB2B SaaS\nnot  hip") == [
        "icp.txt",
        "1 | US  B2B SaaS",
        "  | ff  fff ffff",
        "2 | not  hip",
        "  | !!!  !!!",
        "",
        "f firmographic 3  ! error 2",
        "5 words: 3 criterion, 2 reported",
    ]


@_SEEN
@given(made | st.text(max_size=150), st.integers(20, 120))
def test_the_view_shows_every_word_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = shown(text, width)
    end = lines.index("", 1)
    source = [line.partition("| ")[2] for line in lines[1:end]]
    assert sum(totals(coverage(text))[k] for k in KINDS) == len(coverage(text))
    shown_letters = "".join(source)
    for mark in coverage(text):
        assert all(char in shown_letters for char in mark.text if char.isprintable())
    if text.isascii():
        assert max(map(len, lines[1:end])) <= max(width, 20 + 4 + len(str(text.count("\n"))))


def test_the_text_view(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "icp.txt"
    path.write_text("US fintech\n", "utf-8")
    assert main(["check", "--coverage", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[1:3] == ["1 | US fintech", "  | ff fffffff"]
    assert main(["check", "--coverage", "-e", "hip fintech"]) == 1
    assert "! error 1" in capsys.readouterr().out


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--coverage", "--format", "json", "-e", "US SaaS, hip"]) == 1
    out = json.loads(capsys.readouterr().out)
    assert out["words"][0] == {
        "start": 0,
        "end": 2,
        "text": "US",
        "kind": "criterion",
        "layer": "firmographic",
        "criterion": 0,
    }
    assert out["words"][2]["code"] == "vague-phrase" or out["words"][2]["code"] == "unknown-words"
    assert out["totals"] == {"words": 3, "criterion": 2, "structure": 0, "reported": 1, "filler": 0, "lost": 0}


def test_every_mark_has_a_sign() -> None:
    from icplang.cli.render import STYLES
    from icplang.meaning.fields import FIELDS, RELATIONS

    layers = {f.layer for f in FIELDS.values()} | {r.layer for r in RELATIONS.values()}
    assert set(SIGNS) == layers | set(KINDS) - {"criterion", "reported"} | {"error", "warning", "note"}
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert set(SIGNS) <= set(STYLES)


def test_what_cannot_be_covered(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["check", "--coverage", "--format", "github", "-e", "US"]) == 2
    profile, binary = tmp_path / "profile.json", tmp_path / "binary"
    profile.write_text(json.dumps(icplang.to_json(icplang.compile("US"))), "utf-8")
    binary.write_bytes(b"\x80\x81\x82")
    assert main(["check", "--coverage", str(profile)]) == 2
    assert "is a profile" in capsys.readouterr().err
    assert main(["check", "--coverage", str(binary)]) == 2
    assert "not-text" in capsys.readouterr().out
