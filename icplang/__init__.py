"""icplang: a compiler for ideal customer profiles.

Plain prose in, typed filters out, with every word accounted for:

    >>> import icplang
    >>> profile = icplang.compile("US B2B SaaS, 50-500 employees, not agencies")
    >>> [c.role for c in profile.criteria]
    ['require', 'require', 'require', 'require', 'exclude']
    >>> print(icplang.to_sql(profile, dialect="sqlite").text)  # doctest: +SKIP

Everything is a pure function of its arguments: no network, no clock (but for the as-of date of SQL, which defaults
to today), no module state. The names below are the public interface; they are imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from icplang.accounts.match import match as match
    from icplang.backends.mapping import load_mapping as load_mapping
    from icplang.backends.sql import to_sql as to_sql
    from icplang.diagnostics import Diagnostic as Diagnostic
    from icplang.diagnostics import Span as Span
    from icplang.meaning.evaluate import evaluate as evaluate
    from icplang.meaning.profile import Criterion as Criterion
    from icplang.meaning.profile import Profile as Profile
    from icplang.meaning.published import from_json as from_json
    from icplang.meaning.published import json_schema as json_schema
    from icplang.meaning.published import to_json as to_json
    from icplang.reading.coverage import Mark as Mark
    from icplang.reading.coverage import coverage as coverage
    from icplang.reading.reader import read as compile  # noqa: A004  # the word for what a compiler does
    from icplang.vocabulary.glossary import load_glossary as load_glossary
    from icplang.vocabulary.store import Vocabulary as Vocabulary
    from icplang.vocabulary.store import builtin as builtin_vocabulary
    from icplang.writing.canonical import lines as explain
    from icplang.writing.format import FormatError as FormatError
    from icplang.writing.format import format_text as format_text

__version__ = "0.1.0"

_HOMES = {
    "Criterion": "icplang.meaning.profile:Criterion",
    "Diagnostic": "icplang.diagnostics:Diagnostic",
    "Mark": "icplang.reading.coverage:Mark",
    "Profile": "icplang.meaning.profile:Profile",
    "Span": "icplang.diagnostics:Span",
    "Vocabulary": "icplang.vocabulary.store:Vocabulary",
    "builtin_vocabulary": "icplang.vocabulary.store:builtin",
    "compile": "icplang.reading.reader:read",
    "coverage": "icplang.reading.coverage:coverage",
    "FormatError": "icplang.writing.format:FormatError",
    "evaluate": "icplang.meaning.evaluate:evaluate",
    "explain": "icplang.writing.canonical:lines",
    "format_text": "icplang.writing.format:format_text",
    "from_json": "icplang.meaning.published:from_json",
    "json_schema": "icplang.meaning.published:json_schema",
    "load_glossary": "icplang.vocabulary.glossary:load_glossary",
    "load_mapping": "icplang.backends.mapping:load_mapping",
    "match": "icplang.accounts.match:match",
    "to_json": "icplang.meaning.published:to_json",
    "to_sql": "icplang.backends.sql:to_sql",
}


def check(text: str, *, vocabulary: Vocabulary | None = None) -> tuple[Diagnostic, ...]:
    """What the compiler has to say about an ICP text: errors, warnings and notes, in the order of the text."""
    from icplang.reading.reader import read

    return read(text, vocabulary=vocabulary).diagnostics


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'icplang' has no attribute {name!r}")
    module, _, attribute = home.partition(":")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])


__all__ = [
    "Criterion",
    "Diagnostic",
    "FormatError",
    "Mark",
    "Profile",
    "Span",
    "Vocabulary",
    "builtin_vocabulary",
    "check",
    "compile",
    "coverage",
    "evaluate",
    "explain",
    "format_text",
    "from_json",
    "json_schema",
    "load_glossary",
    "load_mapping",
    "match",
    "to_json",
    "to_sql",
]
