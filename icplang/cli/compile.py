"""`icplang compile`: one ICP, or one a line, to SQL, JSON or the target of an installed backend."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from icplang.cli.files import BadInputError, Input, UsageError, checked, emit, opened, standard_input
from icplang.cli.load import Loaded, compiled, day, failed, left_out, load, report, schema, vocabulary
from icplang.diagnostics import Diagnostic

_SQL_ONLY = ("dialect", "form", "params", "mapping", "as_of", "unknown")


def run(args: Namespace) -> int:
    """Compile and print. SQL of an ICP with errors is not printed, unless asked for; JSON always is."""
    if args.to != "sql":
        for option in _SQL_ONLY:
            if getattr(args, option):
                raise UsageError(f"--{option.replace('_', '-')} goes with --to sql")
    if args.batch is not None:
        return _batch(args)
    if args.to == "json":
        return _json(load(args), args.output)
    if args.to != "sql":
        return _plugin(args)
    return _sql(args)


def _json(loaded: Loaded, output: str | None) -> int:
    emit(published(loaded, indent=2), output)
    report(loaded)
    return 0 if loaded.profile.ok else 1


def published(loaded: Loaded, indent: int | None = None) -> str:
    """The published form as JSON text."""
    from icplang.meaning.published import to_json

    return json.dumps(to_json(loaded.profile), indent=indent, ensure_ascii=False)


def _sql(args: Namespace) -> int:
    from icplang.backends.dialects import dialect_named
    from icplang.backends.sql import Sql, to_sql

    try:
        names = list(dict.fromkeys(dialect_named(n).name for n in (args.dialect or "duckdb").split(",")))
    except ValueError as error:
        raise UsageError(str(error)) from None
    tables, as_of = schema(args.mapping), day(args.as_of)
    loaded = load(args)
    how: dict[str, Any] = {"schema": tables, "as_of": as_of, "unknown": args.unknown, "vocabulary": loaded.vocabulary}
    made: list[Sql]
    if args.form == "score":
        from icplang.backends.score import to_score

        if args.params:
            raise UsageError("--params goes with the forms select and where")
        made = [to_score(loaded.profile, name, **how) for name in names]
    else:
        how |= {"form": args.form or "select", "params": args.params}
        made = [to_sql(loaded.profile, name, **how) for name in names]
    texts = [_with_parameters(sql.text, sql.parameters) if args.params else sql.text for sql in made]
    found = tuple(dict.fromkeys(d for sql in made for d in sql.diagnostics))
    return _artefact(loaded, ";\n\n".join(texts) + ";" * (len(texts) > 1), found, args, "SQL")


def _with_parameters(text: str, parameters: tuple[object, ...]) -> str:
    # A driver that formats with % would read one in the comment as well.
    values = json.dumps(parameters, default=str).replace("%", r"\u0025")
    return f"{text.rstrip()}\n-- parameters: {values}"


def _plugin(args: Namespace) -> int:
    from icplang.backends.registry import backends

    known = backends()
    if args.to not in known:
        raise UsageError(f"there is no target `{args.to}`: choose from {', '.join(known)}")
    loaded = load(args)
    made: Any = known[args.to](loaded.profile)
    return _artefact(loaded, str(made), tuple(getattr(made, "diagnostics", ())), args, args.to)


def _artefact(loaded: Loaded, text: str, more: tuple[Diagnostic, ...], args: Namespace, what: str) -> int:
    """Print a result that filters accounts, but not one that is silently wider than the ICP."""
    found = (*loaded.profile.diagnostics, *more)
    bad = failed(found)
    report(loaded, more)
    if bad and not (args.keep_going and loaded.profile.criteria):
        return 1
    emit(text, args.output)
    if bad:
        left_out(loaded, found, what)
    return int(bad)


# --- one a line ---------------------------------------------------------------------------------------------


def _batch(args: Namespace) -> int:
    """Lines of {"id", "text"} to lines of {"id", "output"}, as they come. A bad line never stops the others.

    The findings of an ICP are in its own line; the status is 0, or 2 where a line could not be read at all.
    """
    if args.to != "json" or args.output or args.file is not None or args.expr is not None:
        raise UsageError("--batch goes with --to json, and writes to standard output")
    words = vocabulary(args.glossary)
    bad = total = 0
    for number, line in enumerate(_lines(args.batch), 1):
        if not line.strip():
            continue
        total += 1
        id, body = _one(line, number, words)
        bad += body[:9] == '"error": '
        sys.stdout.write(f'{{"id": {json.dumps(id, ensure_ascii=False)}, {body}}}\n')
        sys.stdout.flush()
    if bad:
        print(f"icplang: {bad} of {total} lines could not be read", file=sys.stderr)
    return 2 if bad else 0


def _lines(path: str) -> Iterator[bytes]:
    if path == "-":
        yield from standard_input()
        return
    with opened(path) as file:
        yield from file


def _one(line: bytes, number: int, words: Any) -> tuple[object, str]:
    """The id of a line, and the rest of its answer. A line without an id goes by its number."""
    id: object = number
    try:
        record = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        if not isinstance(record, dict):
            raise ValueError('not an object with "id" and "text"')
        id = record.get("id", number)
        text = record.get("text")
        if not isinstance(text, str):
            raise ValueError('"text" is missing or no text')
        return id, f'"output": {published(compiled(Input(str(id), checked(text, str(id))), words))}'
    except (ValueError, RecursionError, BadInputError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one text must not cost the others
        reason = f"internal error: {type(error).__name__}: {error}"
    return id, f'"error": {json.dumps(reason, ensure_ascii=False)}'
