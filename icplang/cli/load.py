"""What the commands share: options to a profile, a vocabulary, a mapping and a day; diagnostics to standard error."""

from __future__ import annotations

import json
import re
import sys
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from icplang.cli.files import BadInputError, Input, UsageError, checked, decode, opened, read_input
from icplang.diagnostics import Diagnostic, diagnostic
from icplang.meaning.profile import Profile

if TYPE_CHECKING:
    from datetime import date

    from icplang.backends.mapping import Schema
    from icplang.vocabulary.store import Vocabulary

_PUBLISHED = re.compile(r'"format"\s*:\s*"icplang/')


@dataclass(frozen=True, slots=True)
class Loaded:
    """A compiled input. `text` is None for a profile in the published form, whose source is elsewhere."""

    name: str
    text: str | None
    profile: Profile
    vocabulary: Vocabulary


def load(args: Namespace) -> Loaded:
    """The profile that `FILE`, `-` or `-e TEXT` of a command stands for."""
    if (args.expr is None) == (args.file is None):
        raise UsageError('give either a FILE (- is standard input) or -e "the ICP itself"')
    source = (
        Input("<command line>", checked(args.expr, "<command line>"))
        if args.expr is not None
        else read_input(args.file)
    )
    return compiled(source, vocabulary(args.glossary))


def usable(args: Namespace) -> Loaded | None:
    """The profile of a command; None, with its diagnostics printed, where it has errors and nobody said to go on."""
    loaded = load(args)
    if loaded.profile.ok or (args.keep_going and loaded.profile.criteria):
        return loaded
    report(loaded)
    return None


def compiled(source: Input, words: Vocabulary) -> Loaded:
    """A text read into a profile; a text that is a profile in the published form is taken as that."""
    if source.text.lstrip().startswith("{") and _PUBLISHED.search(source.text):
        return Loaded(source.name, None, _published(source), words)
    from icplang.reading import read

    return Loaded(source.name, source.text, read(source.text, vocabulary=words), words)


def _published(source: Input) -> Profile:
    from icplang.meaning.published import ProfileError, from_json

    try:
        return from_json(json.loads(source.text))
    except ProfileError as error:
        message = str(error)
    except RecursionError:
        message = "nested too deeply"
    except ValueError as error:
        message = f"not JSON: {error}"
    raise BadInputError(
        [
            diagnostic(
                "bad-profile",
                f"this is no profile in the published form: {message}",
                help="`icplang schema` prints the form",
            )
        ],
        source.name,
    )


def vocabulary(glossary: str | None) -> Vocabulary:
    """The built-in vocabulary, with a glossary's entries where one is given."""
    from icplang.vocabulary.store import builtin

    if glossary is None:
        return builtin()
    from icplang.vocabulary.glossary import GlossaryError, parse_glossary

    with opened(glossary) as file:
        text = decode(file.read(), glossary)
    try:
        return parse_glossary(text, builtin())
    except GlossaryError as error:
        raise BadInputError(error.diagnostics, glossary, text.replace("\r\n", "\n")) from None


def schema(mapping: str | None) -> Schema | None:
    """The schema of a mapping file; None is the canonical one."""
    if mapping is None:
        return None
    from icplang.backends.mapping import MappingError, load_mapping

    try:
        return load_mapping(mapping)
    except MappingError as error:
        raise BadInputError([diagnostic("bad-mapping", str(error))], mapping) from None


_TABLES = {"jobs": "job_postings", "funding": "funding_rounds", "people": "people", "tech": "technology"}
"""The canonical tables of the options that name one."""


def related(args: Namespace) -> dict[str, str]:
    """The files of the related tables, by canonical name: `--jobs FILE`, `--table NAME=FILE`."""
    found = {table: file for option, table in _TABLES.items() if (file := getattr(args, option))}
    for pair in args.table:
        name, eq, path = pair.partition("=")
        if not (name and eq and path):
            raise UsageError(f"--table takes NAME=FILE, not `{pair}`")
        found[name] = path
    return found


def day(text: str | None) -> date | None:
    """The day of `--as-of`."""
    if text is None:
        return None
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"`{text}` is not a date: write it as 2026-11-01") from None


def report(loaded: Loaded, more: Iterable[Diagnostic] = ()) -> None:
    """All diagnostics, those of the reading and those of a target, to standard error."""
    found = (*loaded.profile.diagnostics, *more)
    if found:
        from icplang.cli.render import show

        sys.stdout.flush()
        show(found, loaded.text, loaded.name, sys.stderr)


def failed(found: Iterable[Diagnostic]) -> bool:
    """Whether an error is among them."""
    return any(d.severity == "error" for d in found)


def left_out(loaded: Loaded, found: Iterable[Diagnostic], what: str) -> None:
    """Say on standard error which words did not make it into a result that was printed all the same."""
    words = []
    for one in found:
        if one.severity == "error":
            span = one.span
            words.append(
                f"`{' '.join(loaded.text[span.start : span.end].split())}`" if span and loaded.text else one.message
            )
    print(f"icplang: left out of the {what}: {'; '.join(dict.fromkeys(words))}", file=sys.stderr)
