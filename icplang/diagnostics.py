"""What the compiler has to say about a text: data first, drawn elsewhere.

Every diagnostic has a stable code; `CODES` is the catalogue that `docs/diagnostics.md` is checked against.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source: 0-based character offsets, end excluded; 1-based line and column of the start."""

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `span` is None only where it is about no place in a text."""

    severity: Severity
    code: str
    message: str
    help: str = ""
    span: Span | None = None
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A documented diagnostic code."""

    severity: Severity
    meaning: str


CODES: dict[str, Code] = {
    # the reading
    "vague-phrase": Code("error", "a quality without a threshold or a field"),
    "unobservable-phrase": Code("error", "specific, but no account table holds it"),
    "unknown-words": Code("error", "words that no rule and no vocabulary entry explains"),
    "unknown-value": Code("error", "the position says what kind of name this is, but the vocabulary has no such name"),
    "ambiguous-phrase": Code("error", "more than one reading, and they differ"),
    "unfilled-slot": Code("error", "a template with a slot that is not filled in"),
    "bare-range": Code("error", "a number or a range without a unit"),
    "mixed-and-or": Code("error", "`and` and `or` in one list with nothing to group them"),
    "reversed-range": Code("error", "the first end of a range is larger than the second"),
    "empty-text": Code("error", "there is nothing to read"),
    "not-an-icp": Code("error", "the text is something else: source code, another language, a private person"),
    "nothing-read": Code("error", "the text holds no criterion"),
    "fuzzy-match": Code("note", "a misspelt name was read as the one it closely resembles"),
    "defined-word": Code("note", "a word that stands for a number or a set, with the definition that was used"),
    "taken-literally": Code(
        "note", "a name that the vocabulary lacks, taken as written because its position fixes its kind"
    ),
    "commentary": Code("note", "a reason or a remark; it is no criterion"),
    "command": Code("note", "an instruction about the list itself; it is no criterion"),
    # limits and input
    "too-large": Code("error", "the text is longer than the limit"),
    "too-deep": Code("error", "the profile is nested deeper than the limit"),
    "not-text": Code("error", "the input is not text"),
    "bad-profile": Code("error", "the input is JSON, but not a profile in the published form"),
    "bad-glossary": Code("error", "a glossary entry cannot be used"),
    # running it
    "file-guess": Code("note", "something that a file does not say itself: its encoding, the name of a column"),
    "unread-cells": Code("note", "cells that hold no number or date that is certain, and count as unknown"),
    "ranges": Code("note", "cells that hold a range of numbers or days, and are compared as ranges"),
    "unmapped-values": Code("note", "values that are not in the vocabulary, and count as unknown"),
    "duplicate-accounts": Code("warning", "several accounts have one id or one domain"),
    "untied-rows": Code("warning", "rows of a child table belong to no account"),
    "missing-column": Code("error", "the table has no column for this clause"),
    "unsupported": Code("error", "the target cannot say this"),
    "currency-mismatch": Code("error", "the clause and the column are in different currencies"),
    "converted-amount": Code("note", "an amount in another currency, at the rates of the mapping"),
    "empty-table": Code("warning", "the table of accounts has no rows"),
    "keeps-nothing": Code("warning", "no account qualifies"),
    "keeps-most": Code("warning", "the ICP keeps out less of the market than an ICP should"),
    "changes-nothing": Code("note", "without this clause the same accounts would qualify"),
    "bad-mapping": Code("error", "the mapping file cannot be used"),
}


class Source:
    """A text with its line starts, so that offsets become spans."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        for i, char in enumerate(text):
            if char == "\n":
                self._starts.append(i + 1)

    def span(self, start: int, end: int) -> Span:
        """The span of `text[start:end]`."""
        line = bisect_right(self._starts, start)
        return Span(start, end, line, start - self._starts[line - 1] + 1)


def diagnostic(
    code: str, message: str, span: Span | None = None, *, help: str = "", suggestions: tuple[str, ...] = ()
) -> Diagnostic:
    """A diagnostic with the severity that its code is documented with."""
    return Diagnostic(CODES[code].severity, code, message, help, span, suggestions)


def taken_literally(said: str, kind: str, id: str) -> tuple[str, str]:
    """What is said of a name that the vocabulary lacks, and how to teach it the name."""
    message = f"{said!r} is not in the vocabulary; taken as the {kind} {id!r}"
    return message, "add it to a glossary to give it a name, aliases and a parent"
