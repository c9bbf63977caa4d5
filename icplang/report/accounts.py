"""The accounts on the page: who they are, how well they fit, why, and whom to talk to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from icplang.accounts.run import Account
from icplang.report.bars import span
from icplang.report.text import plain, shown

_GROUPS = {"signal": "Live signals", "met": "Meets", "not met": "Not met", "unknown": "Unknown"}
"""The reasons on a card, in the order in which they matter."""


def cards(accounts: Sequence[Account]) -> str:
    """A card for each account, with its reasons."""
    return f'<ol class="accounts">{"".join(map(_card, accounts))}</ol>'


def near(accounts: Sequence[Account]) -> str:
    """A table of accounts that one clause keeps out, with what would change that."""
    rows = "".join(
        f'<tr><th scope="row">{_name(a)}<div class="soft">{shown(a.near_miss, 300)}</div></th>'
        f'<td class="n">{_percent(a.fit)}</td></tr>'
        for a in accounts
    )
    return (
        '<table><thead><tr><th scope="col">Account, and what it is short of</th><th scope="col" class="n">Fit</th></tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )


def _card(a: Account) -> str:
    return (
        f'<li><div><div class="who"><h3>{_name(a)}</h3><span class="badge">{plain(tier(a.tier), 40)}</span></div>'
        f"{_figures(a)}</div>{_reasons(a)}</li>"
    )


def tier(name: str) -> str:
    """What a tier is called in a sentence: its name, behind "Tier" where it is as short as "A"."""
    return f"Tier {name}" if len(name) < 3 else name[:1].upper() + name[1:]


def _figures(a: Account) -> str:
    said = f"fit {_percent(a.fit)}, between {_percent(a.low)} and {_percent(a.high)} given what is unknown"
    ranged = f' <span class="soft">({a.low}–{a.high} %)</span>' if a.low != a.high else ""
    rows = [("Fit", _percent(a.fit) + ranged)]
    if a.score is not None:
        rows.append(("Score", f"{a.score:g}"))
    if a.timing is not None:
        rows.append(("Timing", _percent(a.timing)))
    rows.append(("Known", _percent(a.coverage)))
    listed = "".join(f"<div><dt>{name}</dt> <dd>{figure}</dd></div>" for name, figure in rows)
    return f'{span(a.low or 0, a.fit or 0, a.high or 0, said)}<dl class="figures">{listed}</dl>'


def _reasons(a: Account) -> str:
    """What is met, not met and unknown, each with the value seen. An exclusion that does not apply goes without
    saying."""
    groups: dict[str, list[str]] = {name: [] for name in _GROUPS}
    for reason in a.reasons:
        c = reason.clause.criterion
        if c.role == "exclude" and reason.state == "met":
            continue
        live = c.layer == "behavioral" and reason.state == "met"
        value = _value(reason.seen)
        seen = f' <span class="soft">({shown(value, 60)})</span>' if value else ""
        groups["signal" if live else reason.state].append(f"<li>{shown(reason.clause.words, 80)}{seen}</li>")
    told = [(name.replace(" ", "-"), _GROUPS[name], " ".join(items)) for name, items in groups.items() if items]
    listed = "".join(f'<dt class="{style}">{name}</dt><dd><ul>{items}</ul></dd>' for style, name, items in told)
    talk = f"<dt>Talk to</dt><dd>{shown(a.people, 240)}</dd>" if a.people else ""
    return f'<dl class="reasons">{listed}{talk}</dl>'


def _value(seen: str) -> str:
    """What was seen, without the name of its column where there is only one; nothing for an empty cell."""
    column, colon, value = seen.partition(": ")
    if not colon or ("; " in value and ": " in value):
        return seen
    return "" if value == "?" else value if " " not in column else seen


def _name(a: Account) -> str:
    """The first part of the label, and the rest of it more quietly."""
    name, _, rest = a.label.partition(" · ")
    rest = re.sub(r"^https?://(www\.)?|/$", "", rest)
    return shown(name) + (f' <span class="soft">{shown(rest, 80)}</span>' if rest else "")


def _percent(value: int | None) -> str:
    return "–" if value is None else f"{value} %"
