"""`icplang fmt`: ICP files rewritten in canonical form, or what that would change."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from icplang.cli.files import BadInputError, Input, UsageError, checked, emit, read_input, replacing
from icplang.cli.load import compiled, report, vocabulary

if TYPE_CHECKING:
    from icplang.vocabulary.store import Vocabulary


def run(args: Namespace) -> int:
    """Rewrite the files in place; standard input and `-e` go to standard output. 1 where one has errors, or where
    `--check` finds one that is not in canonical form."""
    if bool(args.files) == (args.expr is not None):
        raise UsageError('give one or more FILES (- is standard input) or -e "the ICP itself"')
    words = vocabulary(args.glossary)
    status = 0
    for path in args.files or [None]:
        try:
            source = (
                read_input(path) if path is not None else Input("<command line>", checked(args.expr, "<command line>"))
            )
            status = max(status, _format(source, path, args, words))
        except BadInputError as error:
            from icplang.cli.render import show

            show(error.diagnostics, error.text, error.name, sys.stderr, total=False)
            status = 2
    return status


def _format(source: Input, path: str | None, args: Namespace, words: Vocabulary) -> int:
    """One text. A text with errors is left as it is, unless `--keep-going`."""
    from icplang.writing.format import FormatError, format_text

    loaded = compiled(source, words)
    if loaded.text is None:
        raise UsageError(f"`{source.name}` is a profile in JSON and no text: `icplang explain --plain` writes one")
    try:
        text = format_text(source.text, vocabulary=words, keep_going=args.keep_going)
    except FormatError as error:
        report(loaded)
        print(f"icplang: {source.name} is left as it is: {error}", file=sys.stderr)
        return 1
    changed = text != source.text
    if not loaded.profile.ok:
        report(loaded)
    status = int(not loaded.profile.ok or (args.check and changed))
    if args.diff:
        _diff(source.text, text, source.name)
    if args.check and changed:
        print(f"would rewrite {source.name}")
    if args.check or args.diff:
        return status
    if path is None or path == "-":
        emit(text, None)
    elif changed:
        with replacing(path) as aside:
            aside.write_text(text, encoding="utf-8", newline="")
            shutil.copymode(path, aside)
    return status


def _diff(before: str, after: str, name: str) -> None:
    from difflib import unified_diff

    old, new = (text.splitlines() for text in (before, after))
    for line in unified_diff(old, new, name, f"{name} (formatted)", lineterm=""):
        print(line)
