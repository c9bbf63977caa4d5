"""`icplang check`: what the compiler has to say about ICP texts, and nothing else."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from icplang.cli.files import BadInputError, Input, UsageError, checked, read_input
from icplang.cli.load import compiled, failed, vocabulary
from icplang.diagnostics import Diagnostic

if TYPE_CHECKING:
    from icplang.vocabulary.store import Vocabulary


def run(args: Namespace) -> int:
    """Print the findings (they are the result here, so to standard output). 1 where one is an error."""
    if bool(args.files) == (args.expr is not None):
        raise UsageError('give one or more FILES (- is standard input) or -e "the ICP itself"')
    if args.coverage and args.format == "github":
        raise UsageError("--coverage prints text or json")
    words = vocabulary(args.glossary)
    status = 0
    every: list[Diagnostic] = []
    for path in args.files or [None]:
        readable = True
        try:
            source = (
                read_input(path) if path is not None else Input("<command line>", checked(args.expr, "<command line>"))
            )
            loaded = compiled(source, words)
            name, text, found = loaded.name, loaded.text, loaded.profile.diagnostics
            status = max(status, int(failed(found)))
        except BadInputError as error:
            name, text, found, readable = error.name, error.text, error.diagnostics, False
            status = 2
        if args.coverage and readable:
            if text is None:
                raise UsageError(f"`{name}` is a profile: --coverage is of the text that it was compiled from")
            _cover(args.format, name, text, words)
        else:
            _print(args.format, name, text, found)
            every.extend(found)
    if args.format == "text" and every:
        from icplang.cli.render import counts

        print(counts(every))
    return status


def _cover(form: str, name: str, text: str, words: Vocabulary) -> None:
    from icplang.cli import coverage
    from icplang.reading.coverage import coverage as marked

    marks = marked(text, vocabulary=words)
    if form == "json":
        print(json.dumps({"file": name, **coverage.published(marks)}, ensure_ascii=False))
    else:
        coverage.show(marks, text, name, sys.stdout)


def _print(form: str, name: str, text: str | None, found: tuple[Diagnostic, ...]) -> None:
    if form == "json":
        from icplang.meaning.profile import Profile
        from icplang.meaning.published import to_json

        print(
            json.dumps(
                {"file": name, "diagnostics": to_json(Profile(diagnostics=found))["diagnostics"]}, ensure_ascii=False
            )
        )
        return
    from icplang.cli import render

    if form == "github":
        sys.stdout.writelines(line + "\n" for line in render.github(found, name))
    else:
        render.show(found, text, name, sys.stdout, total=False)
