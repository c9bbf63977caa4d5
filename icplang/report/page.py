"""The page itself: one file, nothing to load, readable on a phone and on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from icplang.accounts.run import Account, Run
from icplang.diagnostics import Diagnostic
from icplang.meaning.scoring import ALL_MET, ALL_MET_AND_LIVE, OUT, PARTIAL, UNKNOWN, UNRANKED
from icplang.reading.coverage import Mark
from icplang.report import accounts, clauses
from icplang.report.bars import bar
from icplang.report.source import LAYERS, UNREAD, source, styles
from icplang.report.text import count, plain, share, shown

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page may do: show itself. It loads nothing and runs nothing."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a report: where it comes from. `text` and `marks` are those of the ICP, where there is one."""

    title: str
    file: str
    command: str
    text: str | None = None
    marks: Sequence[Mark] = ()
    diagnostics: Sequence[Diagnostic] = ()
    near: Sequence[Account] = ()
    """Accounts that one requirement keeps out."""
    tiers: Mapping[str, str] = field(default_factory=dict)
    """What the ICP says of tiers of its own."""


def page(run: Run, heading: Heading) -> str:
    """The report as one HTML document."""
    parts = [part for part in _parts(run, heading) if part[2]]
    links = "".join(f'<li><a href="#{id}">{title}</a></li>' for id, title, _, _ in parts)
    body = "".join(
        f'<section id="{id}" aria-labelledby="{id}-title"><h2 id="{id}-title">{title}</h2>{about}{content}</section>'
        for id, title, content, about in parts
    )
    style = Path(__file__).with_name("page.css").read_text("utf-8")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{plain(heading.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'{_header(run, heading)}<nav aria-label="Sections"><ul>{links}</ul></nav>\n<main>{body}</main>\n'
        f"{_footer(heading)}</body>\n</html>\n"
    )


def _parts(run: Run, heading: Heading) -> list[tuple[str, str, str, str]]:
    """The sections that have something to show: anchor, title, content, and a sentence about it."""
    return [
        ("tiers", "Tiers", _tiers(run, heading), ""),
        (
            "accounts",
            "Accounts to work first",
            accounts.cards(run.accounts) if run.accounts else "",
            _about(
                f"The best {count(len(run.accounts), 'account')}, by tier, fit and timing. Fit is the share of the "
                "weighted criteria that are met among those known; the lighter bar behind it is what it may be once "
                "the unknown is known. Timing is the share of the buying signals that are live."
            ),
        ),
        (
            "near",
            "One clause short",
            accounts.near(heading.near) if heading.near else "",
            _about("Accounts that a single requirement keeps out, and the smallest change that would let them in."),
        ),
        (
            "funnel",
            "How the market narrows",
            clauses.funnel(run) + clauses.alone(run),
            _about("What is left after each clause and all before it, then what each clause says by itself."),
        ),
        (
            "unknown",
            "What to enrich first",
            clauses.enrich(run) if any(c.unknown for c in run.clauses) else "",
            _about(
                "An empty cell is not a no. These are the clauses that most accounts wait for: filling them in "
                "decides most."
            ),
        ),
        ("icp", "The profile as it was read", _profile(run, heading), ""),
    ]


def _about(words: str) -> str:
    return f'<p class="about">{plain(words, None)}</p>'


def _header(run: Run, heading: Heading) -> str:
    facts = {"As of": run.as_of.isoformat(), "Accounts": f"{run.total:,}", "From": heading.file}
    listed = "".join(f"<div><dt>{name}</dt> <dd>{shown(value)}</dd></div>" for name, value in facts.items())
    told = "".join(
        f"<p><strong>{plain(d.severity.capitalize())}.</strong> {plain(d.message, 400)}</p>"
        for d in run.diagnostics
        if d.severity != "note" and d not in heading.diagnostics
    )
    warned = f'<div class="warn" role="note">{told}</div>' if told else ""
    return (
        f'<header><p class="eyebrow">Target account report</p><h1>{shown(heading.title)}</h1>'
        f'<p class="lede">{_lede(run)}</p><dl class="facts">{listed}</dl>{warned}</header>\n'
    )


def _lede(run: Run) -> str:
    ranked = [(name, n) for name, n in run.tiers.items() if name not in (OUT, UNKNOWN)]
    if not run.total:
        return "The table has no accounts."
    said = ", ".join(f"<strong>{n:,}</strong> in {shown(accounts.tier(name), 60)}" for name, n in ranked)
    out, unknown = run.tiers.get(OUT, 0), run.tiers.get(UNKNOWN, 0)
    return (
        f"Of {count(run.total, 'account')}: {said}. {share(out, run.total)} of the market is out, and of "
        f"{share(unknown, run.total)} too little is known."
    )


def _tiers(run: Run, heading: Heading) -> str:
    kinds, meanings = _kinds(run), {**_MEANINGS, **heading.tiers}
    said = ", ".join(f"{accounts.tier(name)} {n:,}" for name, n in run.tiers.items())
    rows = "".join(
        f'<tr><th scope="row"><span class="key {kinds[name]}"></span>{shown(accounts.tier(name), 60)}'
        f'<div class="soft">{plain(meanings.get(name, ""))}</div></th>'
        f'<td class="n">{n:,}</td><td class="n soft">{share(n, run.total)}</td></tr>'
        for name, n in run.tiers.items()
    )
    plot = bar([(kinds[name], n) for name, n in run.tiers.items()], run.total, f"Accounts by tier: {said}", "thick")
    return (
        f'<div class="tiers">{plot}<table><thead><tr><th scope="col">Tier</th>'
        f'<th scope="col" class="n">Accounts</th><th scope="col" class="n">Share</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _kinds(run: Run) -> dict[str, str]:
    """The class of each tier in the style sheet, by its rank."""
    ranked = [name for name in run.tiers if name not in (OUT, UNKNOWN)]
    return {name: f"tier{min(i, 3)}" for i, name in enumerate(ranked, 1)} | {OUT: "tier-out", UNKNOWN: "tier-unknown"}


def _profile(run: Run, heading: Heading) -> str:
    """The text with its marks, or the clauses where the profile came without its text; then what was said about it."""
    if heading.text is None:
        listed = "".join(f"<li>{clauses.named(c)}</li>" for c in run.clauses)
        body = f'<ul class="said">{listed}</ul>'
    else:
        names = styles(heading.text, heading.marks)
        legend = "".join(
            f'<li><mark class="{n}">{n}</mark> {plain(LAYERS.get(n, "no criterion came of these words"))}</li>'
            for n in names
        )
        body = f'<ul class="legend">{legend}</ul><pre class="icp">{source(heading.text, heading.marks)}</pre>'
    said = "".join(
        f"<li><strong>{plain(d.severity)}</strong>{f' in line {d.span.line}' if d.span else ''}: "
        f"{plain(d.message, 400)}</li>"
        for d in heading.diagnostics
    )
    unread = UNREAD in styles(heading.text or "", heading.marks)
    calm = "" if said or unread or heading.text is None else "<p>Every word of it was read.</p>"
    return body + (f'<ul class="said">{said}</ul>' if said else calm)


def _footer(heading: Heading) -> str:
    return (
        "<footer><div><p>Made by icplang with <code>"
        f"{plain(heading.command, 1000)}</code>.</p><p>The same profile, table and day give the same page. "
        "Nothing in it is guessed: a value that is not there is unknown, and never counts as a no.</p></div></footer>\n"
    )


_MEANINGS = {
    ALL_MET_AND_LIVE: "every requirement met, and a buying signal is live",
    ALL_MET: "every requirement met",
    PARTIAL: "a partial fit; every miss is named",
    UNRANKED: "a partial fit; every miss is named",
    UNKNOWN: "too little is known to judge",
    OUT: "excluded, or less than half a fit",
}
"""What the tiers mean where the profile names none of its own."""
