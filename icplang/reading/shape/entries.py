"""What the entries of configuration are, told from their keys and values: groups that exclude each other, legends."""

from __future__ import annotations

import re
from collections import Counter

from icplang.reading.shape.configtree import Entry, Group, Node, Scalar
from icplang.reading.shape.keys import key
from icplang.reading.shape.records import RANGES, refuses
from icplang.vocabulary.store import builtin

POINTS = frozenset("score weight points pts weighting".split())
"""Keys of what an entry is worth."""
NAMES = frozenset("name id key title slug label".split())
"""Keys of what an entry is called."""
LEGENDS = frozenset("scale scales bands band brackets buckets legend definitions glossary sizes".split())
"""Keys of what the names of sizes stand for."""


def behind(node: Node) -> int:
    """The offset behind a value."""
    last, stack = 0, [node]  # no recursion: keys may stand inside keys without end
    while stack:
        inner = stack.pop()
        if isinstance(inner, Scalar):
            last = max(last, inner.end)
        else:
            stack.extend(e.value for e in inner.entries)
    return last


def members(text: str, scalar: Scalar) -> Group:
    """The members of a list over semicolons: "plant manager;cto"."""
    parts = re.finditer(r"[^;]*[^;\s][^;]*", text[scalar.start : scalar.end])
    spans = [(scalar.start + m.start(), scalar.start + m.end()) for m in parts]
    return Group([Entry("", a, a, Scalar(a, b)) for a, b in spans])


def nameless(entry: Entry) -> bool:
    """Whether nothing but its place or its name tells a group of keys from those beside it."""
    return not entry.key or not (
        entry.key.lower() in RANGES or (said := key(entry.key, 0)).context.known or said.event or entry.op
    )


def rivals(group: Group) -> list[Entry]:
    """The groups of keys in a group of which several say something of one field: no company is all of them."""
    found = [e for e in group.entries if isinstance(e.value, Group) and not pointed(e.value) and nameless(e)]
    said = [set(fields(e.value)) for e in found if isinstance(e.value, Group)]
    shared = any(count > 1 for count in Counter(name for names in said for name in names).values())
    return found if all(said) and shared else []


def several(group: Group) -> bool:
    """Whether a group holds groups of keys, and nothing else."""
    return len(group.entries) > 1 and all(
        isinstance(e.value, Group) and any(x.key for x in e.value.entries) for e in group.entries
    )


def legend(entry: Entry) -> list[Entry]:
    """The names of sizes that a key explains, with their ranges: "scale: {small: 10-49, large: 50+}"."""
    value = entry.value
    if entry.key.lower().rsplit("_", 1)[-1] not in LEGENDS or not isinstance(value, Group) or not value.keyed:
        return []
    plain = all(
        isinstance(e.value, Scalar) and e.key[:1].isalpha() and e.key.lower() not in RANGES for e in value.entries
    )
    return value.entries if plain and len(value.entries) > 1 else []


def fields(group: Group) -> list[str]:
    """The fields that the keys of a group name."""
    said = [key(e.key, 0).context.field for e in group.entries if e.key and e.key.lower() not in NAMES]
    return [f.type for f in said if f is not None and f.type != "BUYER"]


def negative(entry: Entry) -> bool:
    """Whether a condition, or one inside it, refuses."""
    if entry.refused or (entry.op and refuses(entry.op)):
        return True
    return not entry.key and isinstance(entry.value, Group) and any(negative(e) for e in entry.value.entries)


def pointed(group: Group) -> bool:
    """Whether entries of a group, or of groups in it, have points."""
    return any(
        e.key.lower() in POINTS or (not e.key and isinstance(e.value, Group) and pointed(e.value))
        for e in group.entries
    )


def is_model(said: str) -> bool:
    """Whether a value is a business model."""
    return any(s.kind == "business_model" for s in builtin().senses(said))
