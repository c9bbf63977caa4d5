"""`icplang vocab`: search, list, check and count what the vocabulary knows."""

from __future__ import annotations

import sys
from argparse import Namespace

from icplang.cli.files import BadInputError, UsageError
from icplang.cli.load import vocabulary
from icplang.vocabulary.store import Vocabulary


def run(args: Namespace) -> int:
    """Print tab-separated lines. 1 where a search finds nothing."""
    if args.action == "lint":
        return _lint(args.files or [None], args.format)
    words = vocabulary(args.glossary)
    if args.action == "find":
        for kind in args.kind or ():
            _known(words, kind)
        lines = found(words, " ".join(args.text), args.kind, args.limit)
        if not lines:
            print(f"icplang: nothing in the vocabulary is like `{' '.join(args.text)}`", file=sys.stderr)
            return 1
    elif args.action == "stats":
        lines = _stats(words)
    elif args.kind is None:
        lines = [f"{kind}\t{len(table)}" for kind, table in words.entries.items()]
    else:
        _known(words, args.kind)
        lines = ["\t".join((e.id, e.name, ", ".join(e.aliases))) for e in words.entries[args.kind].values()]
    sys.stdout.writelines(line.rstrip("\t") + "\n" for line in lines)
    return 0


def _lint(files: list[str | None], form: str) -> int:
    """Print the faults of the built-in vocabulary (None) or of glossaries. 1 where there is one."""
    import json
    from dataclasses import asdict

    from icplang.reading.lint import lint
    from icplang.vocabulary.glossary import GlossaryError

    faults = []
    for file in files:
        try:
            faults += lint(file)
        except GlossaryError as error:
            raise BadInputError(error.diagnostics, str(file)) from None
        except OSError as error:
            raise UsageError(f"cannot read {file}: {error.strerror}") from None
    if form == "json":
        print(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False, indent=2))
    else:
        sys.stdout.writelines(f"{f.file}:{f.line}: {f.rule}: {f.message}\n" for f in faults)
        print(f"{len(faults)} fault{'' if len(faults) == 1 else 's'}")
    return int(bool(faults))


def found(words: Vocabulary, text: str, kinds: list[str] | None = None, limit: int = 10) -> list[str]:
    """The answers to a search: kind, id, name, and how it was found."""
    from icplang.vocabulary.lookup import find

    answers = find(words, text, kinds, limit)
    how = {"exact": "its name", "alias": "an alias"}
    return [
        "\t".join((f.kind, f.id, f.name, how.get(f.how) or f"{'holds' if f.how == 'words' else 'near'}: {f.phrase}"))
        for f in answers
    ]


def _known(words: Vocabulary, kind: str) -> None:
    if kind not in words.entries:
        from icplang.vocabulary.lookup import closest

        near = closest(kind, words.entries)
        raise UsageError(
            f"there is no kind `{kind}`"
            + (f": did you mean `{near}`?" if near else f": choose from {', '.join(words.entries)}")
        )


def _stats(words: Vocabulary) -> list[str]:
    phrases = dict.fromkeys(words.entries, 0)
    for senses in words.phrases.values():
        for kind in {s.kind for s in senses}:
            phrases[kind] += 1
    lines = [f"{kind}\t{len(table)} entries\t{phrases[kind]} phrases" for kind, table in words.entries.items()]
    return [*lines, f"all\t{sum(map(len, words.entries.values()))} entries\t{len(words.phrases)} phrases"]
