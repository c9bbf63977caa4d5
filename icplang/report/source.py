"""The text of an ICP with what became of its words: each clause in the colour of its layer, what is not read marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from icplang.reading.coverage import Mark
from icplang.report.text import plain

LAYERS = {
    "firmographic": "what the company is",
    "technographic": "what it uses",
    "behavioral": "what it is doing",
    "organizational": "how it is staffed",
    "persona": "whom to talk to",
}
"""What each layer is about, in a legend."""
UNREAD = "unread"


class _Run(NamedTuple):
    start: int
    end: int
    style: str | None


def source(text: str, marks: Sequence[Mark]) -> str:
    """The text as HTML, with `<mark>` around each stretch of a clause and of words that are not read."""
    out, at = [], 0
    for run in _runs(text, marks):
        out.append(plain(text[at : run.start], None))
        words = plain(text[run.start : run.end], None)
        if run.style == UNREAD:
            out.append(f'<mark class="unread">{words}<span class="aside"> (not read)</span></mark>')
        else:
            out.append(f'<mark class="{run.style}">{words}<span class="aside"> ({run.style})</span></mark>')
        at = run.end
    return "".join(out) + plain(text[at:], None)


def styles(text: str, marks: Sequence[Mark]) -> list[str]:
    """The layers that a text speaks of, in their usual order, and `unread` where there are such words."""
    found = {run.style for run in _runs(text, marks)}
    return [name for name in (*LAYERS, UNREAD) if name in found]


def _runs(text: str, marks: Sequence[Mark]) -> Iterator[_Run]:
    """Neighbouring words of one clause, or of one report, as one stretch. A line break ends it."""
    last: _Run | None = None
    clause: object = None
    for mark in marks:
        style, belongs = _style(mark)
        if style is None:
            continue
        if last and last.style == style and clause == belongs and _joined(text[last.end : mark.start], style):
            last = last._replace(end=mark.end)
            continue
        if last:
            yield last
        last, clause = _Run(mark.start, mark.end, style), belongs
    if last:
        yield last


def _joined(between: str, style: str) -> bool:
    return "\n" not in between and (style != UNREAD or not between.strip(" ,-–/&"))


def _style(mark: Mark) -> tuple[str | None, object]:
    if mark.kind == "criterion":
        return mark.layer, mark.criterion
    unread = mark.kind == "lost" or (mark.kind == "reported" and mark.severity != "note")
    return (UNREAD, mark.code) if unread else (None, None)
