"""Diagnostics as they are drawn: the exact words underlined, whatever stands around them."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplang.cli.render import STYLES, cells, counts, draw, excerpt, github, paint, safe, show
from icplang.diagnostics import Diagnostic, Source, diagnostic


def about(text: str, words: str, **more: object) -> Diagnostic:
    start = text.index(words)
    return diagnostic("unknown-value", f"`{words}` is unknown", Source(text).span(start, start + len(words)), **more)  # type: ignore[arg-type]


def plain(found: Diagnostic, text: str | None, name: str = "icp.txt", width: int = 100) -> str:
    return "\n".join("".join(piece for piece, _ in line) for line in draw(found, text, name, width))


def underlined(drawn: str) -> str:
    """What stands above the carets, by terminal cells."""
    lines = drawn.split("\n")
    i = next(i for i, line in enumerate(lines) if "^" in line and line.lstrip().startswith("|"))
    start, size = lines[i].index("^"), lines[i].count("^")
    grid = [c for char in lines[i - 1] for c in [char] + [""] * (cells(char) - 1) if cells(char)]
    return "".join(grid[start : start + size])


def test_the_whole_picture() -> None:
    text = "US, running Salesfroce\n"
    found = about(text, "Salesfroce", help="did you mean `Salesforce`?")
    assert plain(found, text) == (
        "error[unknown-value]: `Salesfroce` is unknown\n"
        "  icp.txt:1:13\n"
        "1 | US, running Salesfroce\n"
        "  |             ^^^^^^^^^^\n"
        "help: did you mean `Salesforce`?"
    )


def test_suggestions_stand_in_for_a_missing_help() -> None:
    assert plain(about("x", "x", suggestions=("a", "b")), "x").endswith("help: did you mean `a` or `b`?")


@pytest.mark.parametrize(
    "text",
    [
        "one\ntwo words here\nthree",
        "\twords\there",
        "日本 words 語",
        "👍 words",
        "👍🏽 e\u0301 words",
        "words",
        "a words",
        "a\r\nwords\r\nb",
        "x" * 500 + " words " + "y" * 500,
        "日" * 300 + "words" + "語" * 300,
        "\t" * 100 + "words",
        "words" + " z" * 400,
    ],
)
def test_the_exact_words_are_underlined(text: str) -> None:
    assert underlined(plain(about(text, "words"), text)) == "words"


@pytest.mark.parametrize("words", ["語 and", "👍 ok", "café"])
def test_wide_words_are_underlined_whole(words: str) -> None:
    text = f"日本 {words}, next"
    assert underlined(plain(about(text, words), text)) == words


def test_long_lines_are_trimmed_to_the_width() -> None:
    text = "word " * 300 + "BAD " + "other " * 300
    for line in plain(about(text, "BAD"), text, width=60).split("\n"):
        assert cells(line) <= 60
    assert "..." in plain(about(text, "BAD"), text, width=60)


def test_a_span_over_several_lines_is_underlined_on_its_first() -> None:
    text = "start here\nand go on\nto here"
    found = diagnostic("commentary", "a remark", Source(text).span(6, len(text)))
    assert plain(found, text).split("\n")[2:] == ["1 | start here", "  |       ^^^^ ..."]


def test_the_end_of_the_text_can_be_pointed_at() -> None:
    found = diagnostic("empty-text", "nothing", Source("").span(0, 0))
    assert plain(found, "").split("\n")[2:] == ["1 | ", "  | ^"]


def test_control_characters_are_shown_and_not_sent() -> None:
    text = "a\x1b[31m red\x07 \u202e words"
    drawn = plain(about(text, "words"), text)
    assert not set(drawn) & set("\x1b\x07\u202e")
    assert underlined(drawn) == "words"
    assert "\x1b" not in plain(about("\x1b", "\x1b"), "\x1b", "na\x1bme")


def test_without_a_source_the_place_is_told() -> None:
    assert plain(about("a b", "b"), None).split("\n")[1:] == ["  icp.txt:1:3"]
    assert plain(diagnostic("not-text", "no text"), None).split("\n") == ["error[not-text]: no text", "  icp.txt"]


def test_counts() -> None:
    text = "x"
    note = diagnostic("commentary", "n", Source(text).span(0, 1))
    assert counts([about(text, "x"), note, about(text, "x")]) == "2 errors, 1 note"
    assert counts([]) == ""


def test_plain_where_nobody_sees_colour() -> None:
    out = io.StringIO()
    show([about("x y", "y")], "x y", "f", out)
    assert "\x1b" not in out.getvalue()
    assert out.getvalue().endswith("1 error\n")


def test_colour_says_the_same_words() -> None:
    out = io.StringIO()
    text = "[bold]x[/bold] :smile: y"
    lines = list(draw(about(text, "y"), text, "f"))
    import re

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    paint(lines, out, True)
    assert (
        re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()) == "\n".join("".join(t for t, _ in line) for line in lines) + "\n"
    )
    assert all(style in STYLES or not style for line in lines for _, style in line)


def test_github_annotations() -> None:
    text = "a, 100% fast"
    found = about(text, "100% fast", help="name a number")
    assert list(github([found], "dir/a,b.txt")) == [
        "::error file=dir/a%2Cb.txt,line=1,col=4,title=unknown-value::`100%25 fast` is unknown%0Ahelp: name a number"
    ]
    note = diagnostic("commentary", "n")
    assert next(iter(github([note], "f"))).startswith("::notice file=f,title=commentary::")


@given(st.text(max_size=200), st.integers(0, 220), st.integers(0, 220), st.integers(20, 120))
def test_any_text_can_be_drawn(text: str, a: int, b: int, width: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    source, before, under, _ = excerpt(text, start, end, width)
    assert cells(source) <= width
    assert before + under <= width + 1
    assert "\n" not in source
    assert "\x1b" not in source


@given(st.text(max_size=30))
def test_safe_text_keeps_printable_characters(text: str) -> None:
    assert safe(text).isprintable() or any(not c.isprintable() for c in text)
    assert len(safe(text)) == len(text)


def test_a_line_of_a_megabyte_is_quick() -> None:
    import time

    text = "word " * 200_000
    found = diagnostic("vague-phrase", "x", Source(text).span(500_000, 500_004))
    begin = time.perf_counter()
    for _ in range(50):
        plain(found, text)
    assert time.perf_counter() - begin < 1
