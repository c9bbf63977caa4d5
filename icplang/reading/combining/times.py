"""When events happened, where the words for it stand apart from them: "layoffs, last 12 months", "in the past year,
they raised money"."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.predicates import Exists
from icplang.reading.belief.brackets import posted, timed
from icplang.reading.combining.dating import says_when
from icplang.reading.combining.lists import happened
from icplang.reading.elements import Element, bracket, last_at, without_filler


def windowed(phrases: list[list[Element]]) -> list[list[Element]]:
    """The phrases, with a window that stands behind a comma in the event before it: "layoffs, last 12 months"."""
    out: list[list[Element]] = []
    for phrase in phrases:
        last = out[-1][-1] if out and out[-1] else None
        group = bracket(phrase)
        event = (
            timed(last, group) or posted(last, group) if last and last.kind == "clause" and _unwindowed(last) else None
        )
        if event:
            out[-1] = [*out[-1][:-1], event]
        else:
            out.append(phrase)
    return [_behind_brackets(phrase) for phrase in out]


def _behind_brackets(phrase: list[Element]) -> list[Element]:
    """A phrase with the window that stands behind a bracket in the event before it: "exec hire (CFO) this year"."""
    out: list[Element] = []
    for e in phrase:
        at = last_at(out, lambda x: x.kind not in ("group", "filler")) if e.name == "when" else None
        told = None
        if at is not None and out[at].kind == "clause" and _unwindowed(out[at]):
            told = timed(out[at], Element("group", e.start, e.end, inside=[e]))
        if at is not None and told:
            out[at] = told
        else:
            out.append(e)
    return out


def fronted(phrases: list[list[Element]]) -> list[list[Element]]:
    """The phrases, with a window that stands in front of them in each event: "in the past year, they raised money"."""
    first = without_filler(phrases[0]) if phrases else []
    if len(first) > 1 and first[0].name == "when" and happened(first[1]):
        cut = next(i for i, e in enumerate(phrases[0]) if e is first[0]) + 1
        phrases = [phrases[0][:cut], phrases[0][cut:], *phrases[1:]]
    for number, phrase in enumerate(phrases[:2]):
        content = without_filler(phrase)
        if len(content) != 1 or content[0].name != "when":
            continue
        window = bracket(phrase)
        begin: int | None = phrase[0].start  # the first event stands with its window
        told = []
        for later in phrases[number + 1 :]:
            out = []
            for e in later:
                event = timed(e, window) if e.kind == "clause" and _unwindowed(e) else None
                out.append(replace(event, start=e.start if begin is None else begin, end=e.end) if event else e)
                begin = None if event else begin
            told.append(out)
        if begin is None:
            return [*phrases[:number], *told]
    return phrases


def _unwindowed(e: Element) -> bool:
    """Whether a clause is an event that says nothing of when it was."""
    predicate = e.reading.predicate if e.reading else None
    if e.reading is None or not isinstance(predicate, Exists) or predicate.relation == "person":
        return False
    return not (predicate.last or predicate.since or predicate.until) or not says_when(e.reading)
