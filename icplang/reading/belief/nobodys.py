"""Trades that are named where no company of that trade is meant: several that a company has, what an author wants to
sell, what is taken out by a minus."""

from __future__ import annotations

from icplang.reading.belief.place import Doubt, Place
from icplang.reading.elements import is_bare, last_content, names_trade, opener
from icplang.vocabulary.store import builtin

_WORK = frozenset({"function", "industry", "technology_category"})
_OFFERED = frozenset("pitch offer sell propose present introduce market show".split())


def _several(p: Place) -> bool:
    """Whether a company has more than one of a kind: "80 employees, multiple warehouses"."""
    return is_bare(p.clause) and p.last is not None and p.last.name == "multiple"


def _offered(p: Place) -> bool:
    """Whether a trade is what an author sells to others: "firms we could pitch our window cleaning to"."""
    before = p.before[-2:]
    if not is_bare(p.clause) or len(before) < len(("sell", "our")) or before[1].name not in ("our", "my"):
        return False
    return p.text[before[0].start : before[0].end].lower().rsplit(" ", 1)[-1] in _OFFERED


def _describes_work(p: Place) -> bool:
    """Whether a trade only says in what field some work is: "specialising in dental marketing"."""
    work = p.next
    if work is None or work.kind != "unread" or work.start != p.clause.end + 1 or opener(p.clause) != "IN":
        return False
    return not _WORK.isdisjoint(s.kind for s in builtin().senses(p.text[work.start : work.end]))


def _works_for(p: Place) -> bool:
    """Whether those of one trade are active in another, which is that of their customers: "banks active in farming"."""
    last = last_content(p.before)
    return opener(p.clause) == "ACTIVE_IN" and last is not None and names_trade(last)


def _taken_out(p: Place) -> bool:
    """Whether a minus stands in front of a name, as in a web search: "fintech -crypto". It may be a mere dash."""
    start = p.clause.start
    return is_bare(p.clause) and p.i > 0 and p.text[start - 2 : start] == " -" and p.text[start].islower()


NOBODYS: tuple[Doubt, ...] = (_several, _offered, _taken_out, _describes_work, _works_for)
"""What is asked of a trade."""
