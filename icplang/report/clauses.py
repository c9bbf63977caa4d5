"""What the clauses do to the market: the funnel, each clause alone, and the unknowns that are worth filling first."""

from __future__ import annotations

from collections.abc import Iterator

from icplang.accounts.run import Clause, Run
from icplang.report.bars import bar
from icplang.report.text import count, plain, share, shown

ROLES = {"require": "must", "prefer": "nice to have", "exclude": "must not"}


def funnel(run: Run) -> str:
    """The accounts that are left after each filter and all before it: for certain, and at most."""
    legend = (
        '<ul class="legend"><li><span class="key kept"></span>left for certain</li>'
        '<li><span class="key possible"></span>left if what is unknown turns out well</li>'
        '<li><span class="key whole"></span>gone</li></ul>'
    )
    start = (
        f'<li><div class="what"><span>All accounts</span><span class="left">{run.total:,}</span></div>'
        f"{bar([('kept', run.total)], run.total, count(run.total, 'account'))}</li>"
    )
    steps = "".join(_step(run, clause, possible) for clause, possible in _filters(run))
    return f'<figure>{legend}<ol class="funnel">{start}{steps}</ol></figure>'


def alone(run: Run) -> str:
    """A table of what each clause says of the whole market by itself."""
    legend = (
        '<ul class="legend"><li><span class="key met"></span>met</li>'
        '<li><span class="key not-met"></span>not met</li><li><span class="key unknown"></span>unknown</li></ul>'
    )
    rows = "".join(_row(run, clause) for clause in run.clauses)
    return (
        f'<h3>Each clause by itself</h3>{legend}<table class="folds"><thead><tr><th scope="col">Clause</th>'
        '<th scope="col" class="wide"><span class="aside">Plot</span></th><th scope="col" class="n">met</th>'
        '<th scope="col" class="n">not met</th><th scope="col" class="n">unknown</th>'
        f'<th scope="col" class="n">alone keeps out</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def gaps(run: Run) -> list[Clause]:
    """The clauses with unknowns, the one that most accounts wait for first."""
    return sorted((c for c in run.clauses if c.unknown), key=lambda c: (-c.waiting, -c.unknown))


def enrich(run: Run, most: int = 6) -> str:
    """A table of the data whose lack decides most."""
    rows = "".join(
        f'<tr><th scope="row">{named(c)}{_problem(c)}</th><td class="n">{c.waiting:,}</td>'
        f'<td class="n">{c.unknown:,}<div class="soft">{share(c.unknown, run.total)}</div></td></tr>'
        for c in gaps(run)[:most]
    )
    return (
        '<table><thead><tr><th scope="col">Clause</th><th scope="col" class="n">wait for it alone</th>'
        f'<th scope="col" class="n">unknown</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def named(clause: Clause) -> str:
    """The words of a clause, underlined in the colour of its layer, with its role."""
    c = clause.criterion
    weight = f", weight {c.weight:g}" if c.weight else ""
    said = clause.words.removeprefix("not ") if c.role == "exclude" else clause.words
    return f'<span class="layer {c.layer}">{shown(said)}</span> <span class="soft">{ROLES[c.role]}{weight}</span>'


def _filters(run: Run) -> Iterator[tuple[Clause, int]]:
    """Each clause that filters, with the accounts that were possible before it."""
    possible = run.total
    for clause in run.filters:
        yield clause, possible
        possible = clause.possible


def _step(run: Run, clause: Clause, possible: int) -> str:
    perhaps = clause.possible - clause.kept
    gone = possible - clause.possible
    said = f"{count(clause.kept, 'account')} left for certain, {perhaps:,} more possible, {gone:,} gone here"
    left = f'<span class="left">{clause.kept:,}</span>'
    left += f' <span class="soft">+ {perhaps:,} possible</span>' if perhaps else ""
    how = f"{share(clause.kept, run.total)} of the market for certain · {gone:,} gone here"
    return (
        f'<li><div class="what"><span>{named(clause)}</span><span>{left}</span></div>'
        f"{bar([('kept', clause.kept), ('possible', perhaps)], run.total, said)}"
        f'<div class="how">{how}</div>{_problem(clause)}</li>'
    )


def _problem(clause: Clause) -> str:
    return f'<div class="how">The table cannot answer this: {plain(clause.problem)}</div>' if clause.problem else ""


def _row(run: Run, clause: Clause) -> str:
    said = f"met by {clause.met:,}, not met by {clause.not_met:,}, unknown of {clause.unknown:,} of {run.total:,}"
    pieces = [("met", clause.met), ("not-met", clause.not_met), ("unknown", clause.unknown)]
    out = f"{clause.decides:,}" if clause.criterion.role != "prefer" else "–"
    return (
        f'<tr><th scope="row">{named(clause)}</th><td class="wide plot">{bar(pieces, run.total, said)}</td>'
        f'<td class="n" data-head="met">{clause.met:,}</td><td class="n" data-head="not met">{clause.not_met:,}</td>'
        f'<td class="n" data-head="unknown">{clause.unknown:,}</td>'
        f'<td class="n" data-head="alone keeps out">{out}</td></tr>'
    )
