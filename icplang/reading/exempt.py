"""Exceptions on a line of their own: "Exception: agencies with 50+ people" below a line that refuses agencies."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.predicates import And, In, Not, Or, Predicate, join, leaves
from icplang.meaning.profile import Criterion
from icplang.reading.compose import Composer
from icplang.reading.elements import Element
from icplang.reading.shape.items import Path


def except_from(composer: Composer, elements: list[Element], path: Path, *, sure: bool) -> bool:
    """Take an exception back from what is refused above it. Where either is not understood in full, or it is not clear
    to which line it is one, neither is read: the refusal alone would reach too far. False where nothing is refused
    above it, if a heading does not make it `sure`: "We sell to hotels. Exception: chains"."""
    findings, trace = composer.findings, composer.trace
    end, told = len(composer.found), len(findings.diagnostics)
    above = _above(composer, path)
    if not above and not sure:
        composer.begun = -1
        return False
    composer.add(elements, "exclude")
    let_in = [c for _, c in composer.found[end:]]
    del composer.found[end:]
    used = [x for c, said in trace.used if any(c is x for x in let_in) for x in said]
    trace.used = [(c, said) for c, said in trace.used if not any(c is x for x in let_in)]
    refused = _of_them(composer, above, let_in)
    unread = any(d.severity == "error" for d in findings.diagnostics[told:])
    if unread or not refused or any(c.role != "exclude" for c in let_in):
        for i in reversed(above):
            _, dropped = composer.found.pop(i)
            trace.used = [(c, said) for c, said in trace.used if c is not dropped]
            if dropped.span:
                findings.beside(dropped.span.start, dropped.span.end)
        if not unread:
            findings.report([replace(e, kind="unread") for e in elements])
        return True
    exception = Not(join(Or, [c.predicate for c in let_in]))
    for i in refused:
        at, c = composer.found[i]
        start, stop = c.span.start if c.span else elements[0].start, elements[-1].end
        said = findings.source.text[start:stop]
        whole = replace(
            c, predicate=join(And, [c.predicate, exception]), text=said, span=findings.source.span(start, stop)
        )
        composer.found[i] = at, whole
        trace.used = [(whole, [*named, *used]) if x is c else (x, named) for x, named in trace.used]
    return True


def _above(composer: Composer, path: Path) -> list[int]:
    """The exclusions that an exception may be to: of the line above it, and of those beside that in its list, unless
    the exception stands below that line alone."""
    found = composer.found
    if composer.begun < 0:
        return []
    last = [i for i in range(composer.begun, len(found)) if found[i][1].role == "exclude"]
    place = found[last[0]][0] if last else ()
    if not place or path[: len(place)] == place:
        return last
    beside = (*place[:-1], place[-1][0])
    return [i for i, (p, c) in enumerate(found) if c.role == "exclude" and p and (*p[:-1], p[-1][0]) == beside]


def _of_them(composer: Composer, above: list[int], let_in: list[Criterion]) -> list[int]:
    """Those of several exclusions that name what an exception names; none where that does not tell."""
    named = {x for c in let_in for x in _values(c.predicate)}
    alike = [i for i in above if not named.isdisjoint(_values(composer.found[i][1].predicate))]
    return alike or (above if len({composer.found[i][0] for i in above}) == 1 else [])


def _values(predicate: Predicate) -> set[tuple[str, str]]:
    return {(x.field, str(v)) for x in leaves(predicate) if isinstance(x, In) for v in x.values}
