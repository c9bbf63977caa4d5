"""Texts in canonical form: one clause a line under its role, with every heading, comment and unread word kept.

A text becomes a row of entries (headings, criteria, remarks, words that are not understood) in the order of the text,
and the entries are laid out again. What is laid out is read back: the same criteria, or nothing is written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from icplang.diagnostics import Diagnostic, Span
from icplang.meaning.profile import Criterion, Profile, Role
from icplang.reading.reader import read
from icplang.reading.shape import markup
from icplang.reading.shape.context import Context
from icplang.reading.shape.document import headers, items
from icplang.reading.shape.items import Header, Item
from icplang.reading.shape.labels import label
from icplang.vocabulary.store import Vocabulary
from icplang.writing.canonical import Writer, enclosed, key, shown, unknown_of, weight_of

LABELS: dict[Role, str] = {
    "require": "Must have:",
    "prefer": "Nice to have:",
    "exclude": "Exclude:",
    "buyer": "Buyer:",
}
"""The line above the criteria of each role."""
_REMARKS = frozenset({"commentary", "command"})
_OWN_LABEL = re.compile(r"[^\s*_>|.;:-][^|.;:\n]*:[*_]*[ \t]+$")
"""The label of a line, in front of what it says."""
_WHOLE = frozenset({"nothing-read", "empty-text", "too-large", "not-text", "not-an-icp"})
"""Findings about the text as a whole."""


class FormatError(ValueError):
    """A text that cannot be written in canonical form. `diagnostics` say why, where the text is at fault."""

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a canonical text: a line of it, or a criterion that its line is still to be made of.

    heading: a line that starts a section · criterion · remark: a comment · unread: words that are not understood.
    """

    kind: Literal["heading", "criterion", "remark", "unread"]
    text: str = ""
    role: Role | None = None
    """For a heading, the role that it sets, and nothing else; for an unread word, that of its place."""
    criterion: Criterion | None = None


def format_text(text: str, *, vocabulary: Vocabulary | None = None, keep_going: bool = False) -> str:
    """An ICP text in canonical form: the same criteria, one on a line, under the headings of the text.

    Comments and remarks become comments (`<!-- ... -->`). A text with errors raises `FormatError`, unless
    `keep_going`: then the words that were not understood stand on lines of their own, and are reported from there
    again. `FormatError` is also raised where a criterion cannot be written so that it reads back.
    """
    profile = read(text, vocabulary=vocabulary)
    fatal = any(d.code in _WHOLE for d in profile.diagnostics)
    if not profile.ok and (fatal or not keep_going):
        raise FormatError("the text has errors", profile.diagnostics)
    found, writer = entries(text, profile, vocabulary), Writer(vocabulary)
    try:
        out = laid_out(found, writer)
    except FormatError:  # a heading changes what stands below it
        aside = [Entry("remark", _comment(e.text)) if e.kind == "heading" else e for e in found]
        out = laid_out(aside, writer)
    return out.replace("\n", "\r\n") if "\r\n" in text else out


def canonical(profile: Profile, *, vocabulary: Vocabulary | None = None) -> str:
    """The criteria of a profile as a canonical text, under its name. Raises `FormatError` where one has no words."""
    order = sorted(profile.criteria, key=lambda c: list(LABELS).index(c.role))
    found = [Entry("criterion", role=c.role, criterion=c) for c in order]
    line = f"# {profile.name}"
    if profile.name and profile.name.isprintable() and read(line, vocabulary=vocabulary).name == profile.name:
        named = [e for h in headers(line) if (e := _heading(h, line, vocabulary)) and e.kind == "heading"]
        with suppress(FormatError):  # a name that changes what stands below it stays away
            return laid_out([*named, *found], Writer(vocabulary))
    return laid_out(found, Writer(vocabulary))


# --- from a text to entries -------------------------------------------------------------------------------------


def entries(text: str, profile: Profile, vocabulary: Vocabulary | None = None) -> list[Entry]:
    """What a text holds, in its order."""
    plain = markup.plain(text)
    found = [(h.start, 0, e) for h in headers(plain) if (e := _heading(h, plain, vocabulary))]
    ends = {h.start: h.end for h in headers(plain)}
    kept = [Span(start, ends[start], 0, 0) for start, _, _ in found]
    titles = [Span(start, ends[start], 0, 0) for start, _, e in found if e.kind == "heading"]
    parts = _Parts(items(plain))
    found += [(c.span.start if c.span else 0, 1, Entry("criterion", "", c.role, c)) for c in profile.criteria]
    spans = _disjoint([c.span for c in profile.criteria if c.span])
    errors = _disjoint([_lost(d.span, parts, spans, plain) for d in profile.diagnostics if _is_lost(d, titles)])
    for at in errors:
        words = " ".join(plain[at.start : at.end].split())
        found.append((at.start, 2, Entry("unread", words, parts.role(at.end - 1))))
    for d in profile.diagnostics:
        remark = d.code in _REMARKS or (d.severity == "note" and d.span and not _within(d.span, spans))
        if remark and d.span and not _within(d.span, kept) and not _within(d.span, errors):
            words = text[d.span.start : d.span.end]
            defined = parts.defined(d.span.start)
            words = f"By {defined} we mean {words}" if defined else words
            found.append((d.span.start, 2, Entry("remark", _comment(words))))
    found.sort(key=lambda f: f[:2])
    out = [entry for _, _, entry in found]
    return [e for i, e in enumerate(out) if e.kind != "remark" or e not in out[max(i - 1, 0) : i]]


def _heading(heading: Header, text: str, vocabulary: Vocabulary | None) -> Entry | None:
    """A heading as it is kept: as a heading where it says nothing by itself, else as a remark. A label on a line of
    its own is not kept where the clauses below it say what it says."""
    line = " ".join(text[heading.start : heading.end].split())
    if not heading.marked:
        if heading.context.remark:
            return Entry("remark", _comment(line))
        if heading.context.known:
            return None
    alone = read(line, vocabulary=vocabulary)
    if alone.criteria or heading.context.weight is not None:
        return Entry("remark", _comment(line))
    if heading.marked and not line.startswith(("#", "*", "_")):  # "Tier 1" is a heading only above bullets
        line = f"**{line.replace('**', '')}**"
    title = line.startswith("# ")
    return Entry("heading", line, None if title else _sets(heading.context))


def _sets(context: Context) -> Role | None:
    """The role that a heading sets, where that is all it does."""
    more = context.field is not None and context.role != "buyer"
    return None if more or context.negated or context.remark else context.role


def _comment(words: str) -> str:
    """Words as a comment. A comment stays as it is."""
    words = words.strip()
    if words.startswith("<!--") and words.endswith("-->"):
        return re.sub(r"\r\n?", "\n", words)
    words = " ".join(words.split()).replace("-->", "-- >")
    return f"<!-- {words.lstrip('#').strip() if words.startswith('# ') else words} -->"


def _is_lost(found: Diagnostic, kept: list[Span]) -> bool:
    """Whether a finding says that words are not read, and they stand in no heading that is kept."""
    return found.severity == "error" and found.span is not None and not _within(found.span, kept)


def _lost(span: Span | None, parts: _Parts, read: list[Span], text: str) -> Span:
    """The words to keep for a stretch that is not read: all of its line, with its label, where nothing of it is."""
    if span is None:
        raise ValueError("a finding about no place")
    part = parts.at(span.start)
    if part is None or part.end < span.end or any(s.start < part.end and part.start < s.end for s in read):
        return span
    before = text[max(text.rfind("\n", 0, part.start) + 1, part.start - 80) : part.start]
    own = _OWN_LABEL.search(before)
    if own is None or part.context.remark == "unknown-words" or _sets(label(own[0], part.start)):
        return Span(part.start, part.end, 0, 0)
    return Span(part.start - len(own[0]), part.end, 0, 0)


class _Parts:
    """The items of a text, to find the one that a place lies in."""

    def __init__(self, parts: list[Item]) -> None:
        self.parts = sorted((p for p in parts if not p.label and not p.whole), key=lambda p: p.start)
        self.starts = [p.start for p in self.parts]

    def at(self, place: int) -> Item | None:
        i = bisect_right(self.starts, place) - 1
        return self.parts[i] if i >= 0 and place <= self.parts[i].end else None

    def role(self, place: int) -> Role:
        part = self.at(place)
        return (part.context.role if part else None) or "require"

    def defined(self, place: int) -> str | None:
        part = self.at(place)
        return part.defines if part and part.start == place else None


def _disjoint(spans: list[Span]) -> list[Span]:
    """The stretches that spans cover together, in order."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end), 0, 0)
        else:
            out.append(span)
    return out


def _within(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a span lies in one of the spans, which are in order and do not overlap."""
    i = bisect_right(spans, span.start, key=lambda s: s.start) - 1
    return i >= 0 and span.end <= spans[i].end


# --- from entries to a text -------------------------------------------------------------------------------------


def laid_out(found: list[Entry], writer: Writer) -> str:
    """The canonical text of entries. Clauses stand without brackets where they are read the same without."""
    expected = Counter(key(e.criterion) for e in found if e.criterion)
    clauses = [writer.clause(shown(e.criterion)) if e.criterion else "" for e in found]
    bare = {i for i, c in enumerate(clauses) if c and enclosed(c) != c}
    bracketed: set[int] = set()
    while True:
        text = _text(found, [enclosed(c) if i in bracketed else c for i, c in enumerate(clauses)])
        read_back = Counter(key(c) for c in read(text, vocabulary=writer.vocabulary).criteria)
        if read_back == expected:
            return text
        free = bare - bracketed
        lost = expected - read_back
        wrong = {i for i in free if (c := found[i].criterion) and key(c) in lost}
        if not free:
            raise FormatError("a criterion of this text has no words that are read as just that")
        bracketed |= wrong or free


def _text(found: list[Entry], clauses: list[str]) -> str:
    lines: list[str] = []
    role: Role | None = None
    gap = False  # whether a heading stands right above
    for entry, clause in zip(found, clauses, strict=True):
        if entry.kind == "heading":
            lines += [*_gap(lines), entry.text]
            role, gap = entry.role, True
        elif entry.kind == "remark":
            lines += [*(_gap(lines) if role is None or gap else ()), entry.text]
            gap = False
        else:
            if entry.role != role:
                role = entry.role or "require"
                lines += [*_gap(lines), LABELS[role]]
            elif gap:
                lines.append("")
            gap = False
            weight = unknown_of(entry.criterion) + weight_of(entry.criterion) if entry.criterion else ""
            lines.append(f"- {clause}{weight}" if entry.criterion else f"- Not understood: {entry.text}")
    return "\n".join(lines) + "\n"


def _gap(lines: list[str]) -> list[str]:
    return [""] if lines else []


__all__ = ["Entry", "FormatError", "canonical", "entries", "format_text", "laid_out"]
