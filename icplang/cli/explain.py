"""`icplang explain`: the reading said back in canonical English, each clause with its layer, role and predicate."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from icplang.cli.files import emit
from icplang.cli.load import Loaded, load, report


def run(args: Namespace) -> int:
    """Print the explanation; diagnostics go to standard error. 1 where one is an error."""
    loaded = load(args)
    if args.plain:
        return _plain(loaded)
    from icplang.cli.render import coloured, paint

    paint(explanation(loaded), sys.stdout, coloured(sys.stdout))
    report(loaded)
    return 0 if loaded.profile.ok else 1


def _plain(loaded: Loaded) -> int:
    from icplang.writing.format import FormatError, canonical

    report(loaded)
    try:
        emit(canonical(loaded.profile, vocabulary=loaded.vocabulary), None)
    except FormatError as error:
        print(f"icplang: {error}", file=sys.stderr)
        return 1
    return 0 if loaded.profile.ok else 1


def explanation(loaded: Loaded) -> list[list[tuple[str, str]]]:
    """One criterion after the other, as lines of (text, style) pieces."""
    from icplang.cli.render import safe
    from icplang.meaning.published import to_json
    from icplang.writing.canonical import lines

    out: list[list[tuple[str, str]]] = []
    said = lines(loaded.profile, loaded.vocabulary)
    for line, criterion in zip(said, to_json(loaded.profile)["criteria"], strict=True):
        span = criterion["span"]
        place = f" ({span['line']}:{span['column']})" if span else ""
        words = " ".join(criterion["text"].split())
        out.append([(safe(line), "bold")])
        out.append([("  from       ", "place"), (safe(words) + place, "")])
        out.append([("  role       ", "place"), (f"{criterion['role']}, {criterion['layer']}", "")])
        out.append([("  predicate  ", "place"), (json.dumps(criterion["predicate"], ensure_ascii=False), "")])
    return out or [[("no criteria", "")]]
