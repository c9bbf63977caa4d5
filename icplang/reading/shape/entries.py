"""What the entries of configuration are, told from their keys and values: groups that exclude each other, legends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from icplang.reading.shape.configtree import BOX, Entry, Group, Node, Scalar
from icplang.reading.shape.context import Context
from icplang.reading.shape.keys import key, split
from icplang.reading.shape.labels import LISTS, MEASURED, label
from icplang.reading.shape.records import RANGES, refuses
from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words.verdicts import refuses_outright
from icplang.vocabulary.store import builtin

POINTS = frozenset("score weight points pts weighting multiplier".split())
"""Keys of what an entry is worth."""
NAMES = frozenset("name id key title slug label".split())
"""Keys of what an entry is called."""
LEGENDS = frozenset("scale scales bands band brackets buckets legend definitions glossary sizes".split())
"""Keys of what the names of sizes stand for."""
_REASONS = frozenset("why reason rationale note notes comment description because explanation".split())
"""Keys of why something is worth its points."""
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?%?")
BOUND = re.compile(
    r"(?:^|[_ ])(?:min|max)(?:imum)?(?=[_ A-Z]|$)|M(?:in|ax)(?:imum)?(?=[A-Z_]|$)|at_(?:least|most)|MIN_|MAX_"
)
"""Keys that name a bound."""
_LEAST = 2
_MANY = 3
_HIGHEST = 100
_DEMANDS = frozenset("required mandatory must must_have hard is_required".split())
_WISHES = frozenset("optional nice_to_have bonus preferred soft is_optional".split())
_RANKS = frozenset("type priority importance role requirement necessity level kind strength".split())
"""Keys whose value says how much what stands beside it is asked for."""
_DECISIONS = frozenset("action fit verdict status treatment decision outcome motion play".split())
"""Keys that say what is done with a kind of accounts."""
_ONE_VALUE = frozenset("BASED_IN INDUSTRY_LABEL KIND_LABEL SEGMENT_LABEL STAGE_LABEL".split())
"""Fields of which a company has one value."""


_TRADES = frozenset({"INDUSTRY_LABEL", "KIND_LABEL"})
"""Fields that say which trades are meant."""


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


def members(text: str, scalar: Scalar, sign: str = ";") -> Group:
    """The members of a list over semicolons or another sign: "plant manager;cto"."""
    parts = re.finditer(rf"[^{sign}]*[^{sign}\s][^{sign}]*", text[scalar.start : scalar.end])
    spans = [
        (scalar.start + m.end() - len(m[0].lstrip()), scalar.start + m.start() + len(m[0].rstrip())) for m in parts
    ]
    return Group([Entry("", a, a, Scalar(a, b)) for a, b in spans])


def boxed(group: Group, said: Callable[[Node], str]) -> list[tuple[Scalar, int]]:
    """The members of a list of boxes to tick, each with the length of its box; empty where one has none: "[x] SaaS"."""
    found = [(e.value, BOX.match(said(e.value))) for e in group.entries if isinstance(e.value, Scalar) and not e.key]
    boxes = [(value, box.end()) for value, box in found if box]
    return boxes if len(boxes) == len(group.entries) else []


def nameless(entry: Entry) -> bool:
    """Whether nothing but its place or its name tells a group of keys from those beside it."""
    return not entry.key or not (
        entry.key.lower() in RANGES or (said := key(entry.key, 0)).context.known or said.event or entry.op
    )


def of_people(context: Context, outer: Context) -> Context:
    """What a key says below one of people: there, keywords are those of their titles."""
    people = outer.field is not None and outer.field.type == "BUYER"
    if not people or context.field is None or context.field.type != "MENTIONING":
        return context
    return replace(context, role="buyer", field=outer.field, negated=context.role == "exclude")


def rivals(group: Group) -> list[Entry]:
    """The groups of keys in a group of which several say something of one field: no company is all of them."""
    found = [e for e in group.entries if isinstance(e.value, Group) and not pointed(e.value) and nameless(e)]
    found = [e for e in found if e.key or not negative(e)]
    said = [set(fields(e.value)) for e in found if isinstance(e.value, Group)]
    shared = {name for name, count in Counter(name for names in said for name in names).items() if count > 1}
    if all(len(names) == 1 for names in said):  # each is one condition: "country = US", "country = CA", "size > 50"
        return [e for e, names in zip(found, said, strict=True) if names <= shared] if len(shared) == 1 else []
    return found if all(said) and shared else []


def kinds(group: Group, context: Context) -> list[Entry]:
    """The lists under a field of which a company has one value, where their keys only rank or group the values:
    "industries: {core: [dental], adjacent: [vet]}". No company is of all of them."""
    if context.field is None or context.field.type not in _ONE_VALUE or context.role not in (None, "require"):
        return []
    lists = [e for e in group.entries if e.key and isinstance(e.value, Group) and ranked_list(e)]
    return lists if len(lists) > 1 else []


def ranked_list(entry: Entry) -> bool:
    """Whether an entry is a list of single values under a key that says neither a field nor that it is refused or only
    preferred."""
    own = key(entry.key, 0).context
    plain = isinstance(entry.value, Group) and all(
        not e.key and isinstance(e.value, Scalar) for e in entry.value.entries
    )
    said = (
        own.field or own.remark or own.lead or own.role not in (None, "require") or refuses(" ".join(split(entry.key)))
    )
    return plain and not said and entry.key.lower() not in RANGES and not entry.op and not entry.refused


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
    plain = all(isinstance(e.value, Scalar) and e.key[:1].isalpha() for e in value.entries)
    plain = plain and not any(e.key.lower() in RANGES or BOUND.search(e.key) for e in value.entries)
    return value.entries if plain and len(value.entries) > 1 else []


def fields(group: Group) -> list[str]:
    """The fields that the keys of a group name, a bound of one by itself: both ends of a range may hold."""
    said = [key(e.key, 0).context for e in group.entries if e.key and e.key.lower() not in NAMES]
    return [f"{c.field.type} {c.bound.type if c.bound else ''}" for c in said if c.field and c.field.type != "BUYER"]


def negative(entry: Entry) -> bool:
    """Whether a condition, or one inside it, refuses."""
    if entry.refused or (entry.op and refuses(entry.op)):
        return True
    return not entry.key and isinstance(entry.value, Group) and any(negative(e) for e in entry.value.entries)


_JOINED = dict.fromkeys(("or", "any", "anyof", "any_of", "oneof", "one_of", "either"), "or")
_JOINED |= dict.fromkeys(("and", "all", "allof", "all_of"), "and")
_JOINED |= dict.fromkeys(("not", "nor", "noneof", "none_of", "none"), "not")
_ALL = frozenset({"all of", "if all", "when all", "where all"})
_WIDTHS = {"city": 0, "metro": 0, "town": 0, "county": 1, "state": 2, "province": 2, "region": 2, "country": 3}


def joined(entry: Entry) -> str:
    """How a key joins the conditions that it holds: "or", "and", "not"; none where it holds no conditions."""
    value = entry.value
    how = _JOINED.get(entry.key.lower(), "") or ("not all" if _ends_in_all(split(entry.key)) else "")
    if not how or not isinstance(value, Group) or value.either:
        return ""
    held = value.entries if value.keyed else [x for e in value.entries if isinstance(e.value, Group) for x in [e]]
    return how if held and len(held) == len(value.entries) else ""


def _ends_in_all(words: list[str]) -> bool:
    """Whether a key refuses what satisfies all that it holds: "exclude_all_of", "disqualify_when_all"."""
    rest = words[:-2] if " ".join(words[-2:]) in _ALL else []
    return bool(rest) and key("_".join(rest), 0).context.role == "exclude"


def as_one(group: Group) -> bool:
    """Whether conditions that must all hold are of several fields; no company is of two industries."""
    named = [
        e.value.entries[0] if not e.key and isinstance(e.value, Group) and e.value.entries else e for e in group.entries
    ]
    return len({e.key.lower() for e in named}) > 1


def operated(group: Group, said: Callable[[Node], str]) -> tuple[Entry, Entry] | None:
    """The entry that says how a group joins its conditions, and the one that holds them: "op: or, conditions: [..]"."""
    how = next((e for e in group.entries if e.key and _JOINED.get(said(e.value).lower()) in ("or", "and")), None)
    held = [e for e in group.entries if isinstance(e.value, Group) and e.value.entries and not e.value.keyed]
    if how is None or len(held) != 1 or not isinstance(held[0].value, Group):
        return None
    return (how, held[0]) if all(isinstance(e.value, Group) for e in held[0].value.entries) else None


def narrowest(group: Group) -> Entry | None:
    """The narrowest place of a group that holds nothing but one place: the state of "{country: US, state: TX}"."""
    widths = [(_WIDTHS.get(split(e.key)[-1]), e) for e in group.entries if e.key and isinstance(e.value, Scalar)]
    if len(widths) < len(group.entries) or len(widths) < _LEAST or any(width is None for width, _ in widths):
        return None
    return min(widths, key=lambda x: x[0] or 0)[1]


def pointed(group: Group) -> bool:
    """Whether entries of a group, or of groups in it, have points."""
    return any(
        e.key.lower() in POINTS or (not e.key and isinstance(e.value, Group) and pointed(e.value))
        for e in group.entries
    )


def worth(node: Node, said: Callable[[Node], str]) -> Entry | None:
    """The points of a group that holds nothing besides but reasons: "{weight: 3, why: more calls}"."""
    entries = node.entries if isinstance(node, Group) else []
    points = [e for e in entries if e.key.lower() in POINTS and NUMBER.fullmatch(said(e.value))]
    others = [e for e in entries if e not in points]
    plain = all(isinstance(e.value, Scalar) and e.key.lower() in _REASONS for e in others)
    return points[0] if len(points) == 1 and plain and amount(points[0], said) else None


def optional(group: Group, said: Callable[[Node], str]) -> Entry | None:
    """The entry that says of all beside it that it is no more than liked: "required: false", "type: nice_to_have"."""
    for e in group.entries:
        name, value = "_".join(split(e.key)), said(e.value).lower() if isinstance(e.value, Scalar) else ""
        if (name in _DEMANDS and value == "false") or (name in _WISHES and value == "true"):
            return e
        own = label(value.replace("_", " "), e.start) if name in _RANKS else Context()
        if own.role == "prefer" and own.field is None and not own.negated:
            return e
    return None


def dismissed(group: Group, said: Callable[[Node], str]) -> bool:
    """Whether a kind of accounts is not wanted: "action: exclude"."""
    told = (said(e.value) for e in group.entries if e.key.lower() in _DECISIONS and isinstance(e.value, Scalar))
    return any(refuses_outright(x) or label(x, 0).role == "exclude" for x in told)


def weighs(group: Group, field: Lexeme | None, said: Callable[[Node], str]) -> bool:
    """Whether all keys of a group have small numbers: they are what is weighed. Below a field they are its values:
    "country: {Germany: 20}", "company_size: {50-200: 25}"."""
    values = [said(e.value) for e in group.entries]
    bounded = any(BOUND.search(e.key) for e in group.entries)
    if not group.keyed or bounded or not all(NUMBER.fullmatch(v) for v in values):
        return False
    named = field is not None and all(_names_value(e.key, field) for e in group.entries)
    return (named or len(values) >= _MANY) and max(abs(float(v.rstrip("%"))) for v in values) <= _HIGHEST


def _names_value(said: str, field: Lexeme) -> bool:
    """Whether a key is a value of a field: the name of one, or a range of its numbers."""
    if field.type in LISTS:
        return said.lower() not in RANGES and bool(builtin().senses(said))
    return field.type in MEASURED and any(map(str.isdigit, said))


def amount(points: Entry, said: Callable[[Node], str]) -> float:
    """How many points an entry gives; what multiplies a score adds what it is above one: "multiplier: 0.8" is -0.2."""
    number = float(said(points.value).rstrip("%"))
    return round(number - 1, 6) if points.key.lower() == "multiplier" else number


def is_model(said: str) -> bool:
    """Whether a value is a business model."""
    return any(s.kind == "business_model" for s in builtin().senses(said))


def entitles(name: str, group: Group) -> bool:
    """Whether a key of several words is only the name of a profile, as the keys below it say which trades are meant, or
    which places where it is written as one word: the "gyms_spain" of "gyms_spain: {geo: [Spain], staff: 50+}"."""
    fields_below = {f.type for e in group.entries if e.key and (f := key(e.key, e.start).context.field)}
    return len(split(name)) > 1 and not fields_below.isdisjoint(_TRADES if " " in name else _TRADES | {"BASED_IN"})
