"""Labels that a text uses again on a line of its own: what stands behind them are alternatives, "country = US" above
"country = CA"; and records of the same labels, parted by empty lines, which describe a kind of company each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from icplang.reading.shape.items import SOFT, TIERS, Item, Path

_FIELDS = frozenset({"BASED_IN", "INDUSTRY_LABEL", "EMPLOYEES", "REVENUE"})
"""Fields of which a company has one value."""
_PARTED = re.compile(r"\n[ \t]*(?:[-=*_]{3,}[ \t]*)?\n")
"""An empty line, or a rule, between two records."""
_OWN = 400_000
"""Numbers of groups from here on are given here."""
_SEVERAL = 2


def alternatives(text: str, found: list[Item]) -> list[Item]:
    """The items of a text, of which those behind one label are alternatives to one another."""
    labelled = [i for i in range(1, len(found)) if _labelled(found, i)]
    out, number = list(found), _OWN
    for path in dict.fromkeys(found[i].path for i in labelled):
        names = {i: name for i in labelled if found[i].path == path and (name := _name(text, found[i - 1]))}
        here = list(names)
        if not here:
            continue
        number += 1
        if records := _records(text, found, here, names):
            for k, record in enumerate(records):
                for i in record:
                    out[i] = _within(found[i], TIERS + number, k)
            continue
        asked = {i: (names[i], field.type) for i in here if _single(found[i]) and (field := found[i].context.field)}
        for again in (n for n, times in Counter(asked.values()).items() if times > 1):
            number += 1
            for k, i in enumerate(i for i, n in asked.items() if n == again):
                out[i] = _within(found[i], SOFT + number, k)
    return out


def _labelled(found: Sequence[Item], i: int) -> bool:
    """Whether an item stands behind a label of its own and is no member of a list."""
    item, before = found[i], found[i - 1]
    return before.label and before.start < before.end <= item.start and not (item.label or item.member or item.heading)


def _single(item: Item) -> bool:
    """Whether its field is one of which a company has one value, and it is asked for."""
    context = item.context
    asked = context.role in (None, "require") and context.weight is None and not context.remark
    return asked and not context.negated and context.field is not None and context.field.type in _FIELDS


def _name(text: str, label: Item) -> str:
    return " ".join(re.findall(r"\w+", text[label.start : label.end].lower()))


def _records(text: str, found: Sequence[Item], here: list[int], names: dict[int, str]) -> list[list[int]]:
    """The items of each record; none where a text has no several of them."""
    parts: list[list[int]] = [[]]
    for a, b in pairwise([here[0], *here]):
        if a != b and _PARTED.search(text, found[a].end - 1, found[b].start):
            parts.append([])
        parts[-1].append(b)
    told = [[names[i] for i in part] for part in parts]
    if len(told) < _SEVERAL or any(n[0] != told[0][0] or len(n) < _SEVERAL or len(set(n)) < len(n) for n in told):
        return []
    shared = set.intersection(*map(set, told))
    return parts if sum(_single(found[i]) and names[i] in shared for i in parts[0]) >= _SEVERAL else []


def _within(item: Item, group: int, branch: int) -> Item:
    path: Path = (*item.path, (group, branch))
    return replace(item, path=path)
