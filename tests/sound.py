"""What holds for every text whatever it says, checked in one place."""

from __future__ import annotations

import json
from datetime import date

import icplang
from icplang.backends.dialects import DIALECTS
from icplang.diagnostics import CODES, Span
from icplang.meaning.profile import Profile

AS_OF = date(2026, 6, 30)


def sound(text: str, *, dialects: tuple[str, ...] = tuple(DIALECTS)) -> tuple[Profile, bytes]:
    """Read, publish and print a text. Returns the profile and the bytes of everything that was made from it."""
    profile = icplang.compile(text)
    for place in [c.span for c in profile.criteria] + [d.span for d in profile.diagnostics if d.span]:
        inside(place, text)
    for criterion in profile.criteria:
        assert criterion.span is not None
        assert criterion.text == text[criterion.span.start : criterion.span.end]
    for finding in profile.diagnostics:
        assert finding.severity == CODES[finding.code].severity
        assert finding.message
    assert profile.criteria or not profile.ok, "nothing was read, and nothing was said about it"
    published = icplang.to_json(profile)
    assert icplang.from_json(published) == profile
    made = [json.dumps(published)]
    for dialect in dialects:
        sql = icplang.to_sql(profile, dialect, as_of=AS_OF)
        assert {d.code for d in sql.diagnostics} <= set(CODES)
        made.append(sql.text)
    return profile, "\n".join(made).encode("utf-8", "surrogatepass")


def inside(span: Span | None, text: str) -> None:
    """A span lies inside its text, and its line and column are those of its start."""
    assert span is not None
    assert 0 <= span.start <= span.end <= len(text)
    before = text[: span.start]
    assert span.line == before.count("\n") + 1
    assert span.column == span.start - before.rfind("\n")
