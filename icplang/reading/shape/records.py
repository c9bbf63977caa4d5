"""Groups of keys that say one thing together: a field with an operator and values, or an event with its window."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from icplang.meaning.predicates import Window
from icplang.reading.shape.configtree import Entry, Group, Node, Scalar
from icplang.reading.shape.context import Context
from icplang.reading.shape.keys import UNITS, Key, key, split
from icplang.reading.shape.times import timed
from icplang.reading.syntax.tree import Lexeme, Number

_WORDED = frozenset("min max minimum maximum gte lte gt lt at_least at_most".split())
CONDITIONS = (
    "if when condition criterion criteria rule signal match matches requirement definition expression test trigger "
    "filter description label text"
).split()
"""Keys of a weighed entry that hold what is weighed, the surest first."""
OUTCOMES = "then action result outcome verdict decision effect do".split()
"""Keys of what follows where a condition holds."""
RANGES = _WORDED | frozenset("from to low high lower upper after before since over under above below".split())
"""Keys that are bounds and nothing else."""
_OPERATORS = {
    "AT_LEAST": (
        ">=",
        "=>",
        "gte",
        "ge",
        "min",
        "at least",
        "from",
        "minimum",
        "greater than or equal",
        "greater than or equal to",
        "low",
        "lower",
        "since",
    ),
    "MORE_THAN": (">", "gt", "greater than", "more than", "above", "over", "after"),
    "LESS_THAN": ("<", "lt", "less than", "below", "under", "before"),
    "AT_MOST": (
        "<=",
        "=<",
        "lte",
        "le",
        "max",
        "at most",
        "up to",
        "maximum",
        "less than or equal",
        "less than or equal to",
        "to",
        "high",
        "upper",
    ),
}
_REFUSING = frozenset(
    "not in|!=|!==|<>|not|is not|ne|neq|nin|excludes|exclude|excluded|not contains|not contain|"
    "does not contain|"
    "not equal|not equals|not equal to|not includes|not has|not like|none|none of|not one of|without|"
    "not any of|blocklist|is not any of".split("|")
)
_PLAIN = frozenset(
    "=|==|===|:|~|in|is|eq|equal|equals|equal to|any|any of|is any of|one of|contains|contain|includes|include|"
    "included|has|has any|list|select|multiselect|number|like|ilike|between|range|exact|match|matches|all of|"
    "contains any|or|and|all|exists".split("|")
)
_NAMING = (
    "field filter_type filtertype field_name fieldname filter filter_name attribute attr property column facet "
    "dimension param parameter field_id path signal criterion metric key name type id"
).split()
"""Keys of what is compared, the surest first."""
_VALUES = frozenset(
    "value values val vals in any any_of one_of all_of contains includes is equals selected options terms range".split()
)
_COMPARING = ("op", "operator", "comparator", "comparison")
_SWITCHES = frozenset("negate negated not exclude excluded inverse invert".split())
_DISCRIMINATORS = frozenset("type event signal kind trigger signal_type event_type name category".split())
_TELLING = {"hiring": "HIRING", "job": "HIRING", "posting": "HIRING", "opening": "HIRING", "vacancy": "HIRING"}
_TELLING |= {"leadership": "NEW", "hire": "NEW", "exec": "NEW", "executive": "NEW", "appointment": "NEW"}
_TELLING |= {"funding": "RAISED", "raise": "RAISED", "fundraise": "RAISED", "fundraising": "RAISED"}
_WINDOWS = frozenset("within last window lookback recency max_age timeframe period since days months weeks".split())
_LOOKING = frozenset("within lookback window recency look timeframe".split())
_LASTING = _LOOKING | frozenset("signal trigger event intent back time frame day week month last past in".split())
"""Words of a key that gives a time to what stands beside it."""
_FILLED = frozenset("title role position for keyword function department posting job post opening name".split())
"""The last words of keys that say who is sought."""
_PEOPLE = frozenset("person contact buyer prospect lead decision persona".split())
_PERIOD = re.compile(
    r"(?i)(?:last |past |within |< ?|<= ?)?(?P<n>\d+)[ _-]?(?P<unit>days?|d|weeks?|w|months?|mo|m|quarters?|years?|y)"
)
_TRIPLE = 3
_COUNT = re.compile(r"\d{1,5}\+?")

Said = Callable[[Node], str]


def compared(context: Context, said: str) -> Context:
    """A field with the operator behind it."""
    plain = _plain(said)
    if plain in _REFUSING:
        return refused(context)
    bound = next((t for t, words in _OPERATORS.items() if plain in words), None)
    at = context.field.start if context.field else 0
    return replace(context, bound=Lexeme(bound, at, at, 1, "")) if bound else context


def bounds(group: Group) -> bool:
    """Whether a group is two bounds that read as words: "min: 20, max: 75"."""
    return group.keyed and all(e.key.lower() in _WORDED and isinstance(e.value, Scalar) for e in group.entries)


def refused(context: Context) -> Context:
    """The opposite of what a field asks for."""
    if context.role == "buyer":
        return replace(context, negated=not context.negated)
    out = context.role != "exclude"
    return replace(context, role="exclude" if out else None, inverted=out)


def refuses(said: str) -> bool:
    """Whether an operator refuses what stands behind it."""
    return _plain(said) in _REFUSING


def _plain(said: str) -> str:
    """An operator in its plainest words: "IS_NONE_OF" is "none of"."""
    plain = " ".join(split(said)) if said[:1].isalpha() else said.strip().lower()
    rest = plain.removeprefix("is ")
    return rest if rest != "not" else plain


def operates(said: str) -> bool:
    """Whether a value is the name of an operator."""
    plain = _plain(said)
    return plain in _REFUSING or plain in _PLAIN or any(plain in words for words in _OPERATORS.values())


@dataclass(slots=True)
class Comparison:
    """An entry that names a field and what it must be: "field: employees, op: >=, value: 50"."""

    named: Scalar
    context: Context
    values: list[Entry]
    read: list[Entry]
    """The entries that are said with it: what is compared, and how."""
    every: bool = False
    """Whether all of the values must hold."""


def names_compared(said: str) -> bool:
    """Whether a key holds the name of what is compared, and nothing else: "field"."""
    return said.lower() in _NAMING[: _NAMING.index("signal")]


def names_value(said: str) -> bool:
    """Whether a key holds what it is compared with, or how: "value", "operator"."""
    return said.lower() in _VALUES or said.lower() in _COMPARING


def puzzling(group: Group, said: Said) -> bool:
    """Whether a group has an operator that nobody knows, so that what it asks for is not clear."""
    keys = {e.key.lower(): e.value for e in group.entries if e.key}
    operator = next((keys[k] for k in _COMPARING if k in keys), None)
    return bool(operator is not None and said(operator) and not operates(said(operator)) and _VALUES & set(keys))


def comparison(group: Group, said: Said) -> Comparison | None:
    """The comparison that a group of keys is; None where it is none."""
    if found := _positional(group, said):
        return found
    keys = {"_".join(split(e.key)): e for e in group.entries if e.key}
    values = [e for k, e in keys.items() if k in _VALUES or k in RANGES or refuses(k.replace("_", " "))]
    values = [e for e in values if "_".join(split(e.key)) not in _SWITCHES or isinstance(e.value, Group)]
    operators = [
        e for k, e in keys.items() if e not in values and isinstance(e.value, Scalar) and operates(said(e.value))
    ]
    sure = _NAMING[: _NAMING.index("signal")]
    for name in _NAMING:
        entry = keys.get(name)
        if entry is None or not values or entry in values or entry in operators or not isinstance(entry.value, Scalar):
            continue
        context = key(said(entry.value), entry.value.start).context
        if not (context.field or context.lead or context.tail) or not (
            name in sure or operators or len(keys) == 1 + len(values)
        ):
            continue
        for e in operators:
            context = compared(context, said(e.value))
        if all(refuses(" ".join(split(e.key))) for e in values):
            context = refused(context)
        for k, e in keys.items():
            if (k in _SWITCHES and said(e.value).lower() == "true") or (
                k == "include" and said(e.value).lower() == "false"
            ):
                context = refused(context)
        every = any(said(e.value).lower() in ("all", "all of", "contains all", "has all") for e in operators)
        return Comparison(entry.value, context, values, [entry, *operators], every)
    return None


def _positional(group: Group, said: Said) -> Comparison | None:
    """A field, an operator and a value in a row: "("employees", ">=", 25)"."""
    if len(group.entries) != _TRIPLE or any(e.key for e in group.entries):
        return None
    named, operator, value = group.entries
    if not (isinstance(named.value, Scalar) and isinstance(operator.value, Scalar) and operates(said(operator.value))):
        return None
    context = key(said(named.value), named.value.start).context
    if context.field is None and not context.lead:
        return None
    return Comparison(named.value, compared(context, said(operator.value)), [value], [named, operator])


@dataclass(slots=True)
class Happening:
    """An event with its window, and the keys of the people that it is about."""

    lead: tuple[Lexeme, ...]
    tail: tuple[Lexeme, ...]
    filled: list[Entry]
    refused: list[Entry] = field(default_factory=list)
    """Keys of people that are left out of it, which says nothing of the company."""
    read: list[Entry] = field(default_factory=list)
    """The entries that say what happened, when and how often."""


def happening(group: Group, event: str, said: Said) -> Happening | None:
    """The hiring or the new people that the keys of a group are about; None where they are about something else."""
    keys = [(e, split(e.key), key(e.key, e.start)) for e in group.entries if e.key]
    told = next(
        (e for e, words, _ in keys if "_".join(words) in _DISCRIMINATORS and telling(split(said(e.value)))), None
    )
    nested = bool(event) or told is not None
    if told is not None:
        event = telling(split(said(told.value)))
    windows = [e for e, _, k in keys if times(e, k, event, said, nested=nested)]
    if not nested and windows:
        event = next((k.event for e, _, k in keys if e in windows and k.event), "")
    if event not in ("HIRING", "NEW"):
        return None
    filled = [e for e, words, _ in keys if e is not told and e not in windows and _sought(words, nested=nested)]
    out = [e for e in filled if key(e.key, e.start).context.negated]
    filled = [e for e in filled if e not in out]
    if not filled and not (windows and nested):
        return None
    counts = [
        e
        for e, words, _ in keys
        if nested
        and e not in windows
        and e not in filled
        and {"min", "count", "least"} & set(words)
        and _COUNT.fullmatch(said(e.value))
    ]
    at = (filled or windows)[0].start
    lead: tuple[Lexeme, ...] = (Lexeme(event, at, at, 1, ""),)
    if counts and event == "HIRING":
        lead += (Lexeme("AT_LEAST", at, at, 1, ""), _number(float(said(counts[0].value).rstrip("+")), at))
    tail = window(windows[0], said) if windows else ()
    read = [e for e in (told, *windows, *counts[:1]) if e is not None]
    return Happening(lead, tail, filled, out, read)


def raising(group: Group, said: Said) -> tuple[Entry, Entry] | None:
    """The entry that says that money was raised, and the one that says when: "type: funding, within_days: 180"."""
    told = next(
        (e for e in group.entries if e.key.lower() in _DISCRIMINATORS and telling(split(said(e.value))) == "RAISED"),
        None,
    )
    timed = (e for e in group.entries if e.key and times(e, key(e.key, e.start), "RAISED", said, nested=True))
    when = next(timed, None) if told else None
    return (told, when) if told and when else None


def _sought(words: list[str], *, nested: bool) -> bool:
    """Whether the words of a key say that its values are whom a company seeks."""
    if not words or {"min", "num", "count"} & set(words) or not _PEOPLE.isdisjoint(words):
        return False
    last = words[-2] if words[-1] in ("in", "or", "any") and len(words) > 1 else words[-1]
    return last in _FILLED and (nested or "job" in words or "posting" in words)


def telling(words: list[str]) -> str:
    """The event that some words name."""
    return next((_TELLING[w] for w in words if w in _TELLING), "")


def times(entry: Entry, said_of: Key, event: str, said: Said, *, nested: bool) -> bool:
    """Whether a key says when something happened. `nested`: it stands among what is said of the event."""
    words = split(entry.key)
    value = said(entry.value)
    number = value.isdigit()
    if said_of.unit and number:
        return not event or said_of.event in ("", event)
    if not nested:
        return False
    whole = "_".join(words)
    unit = any(w in UNITS and len(w) > 2 for w in words)
    return bool(
        (number and unit) or (_PERIOD.fullmatch(value) and (whole in _WINDOWS or not _WINDOWS.isdisjoint(words)))
    )


def window(entry: Entry, said: Said) -> tuple[Lexeme, ...]:
    """The words of the window that a key and its value name: "within_days: 60", "window: 6 months"."""
    value, at = said(entry.value), entry.start
    unit = next((UNITS[w] for w in split(entry.key) if w in UNITS and len(w) > 1), "")
    if found := _PERIOD.fullmatch(value):
        value, unit = found["n"], UNITS[found["unit"].lower().rstrip("s")]
    if not value.isdigit() or not unit:
        return ()
    return Lexeme("LAST", at, at, 1, ""), _number(float(value), at), Lexeme(unit, at, at, 1, "")


def period(group: Group, said: Said) -> tuple[Entry, Window | str] | None:
    """The entry that says of all beside it when it was, and that time: "hiring: [..], lookback_days: 90"."""
    for e in group.entries if len(group.entries) > 1 else ():
        words = split(e.key) if e.key and isinstance(e.value, Scalar) else []
        if _LOOKING.isdisjoint(words) or not _LASTING.issuperset(words) or not (found := window(e, said)):
            continue
        number = "".join(c for c in said(e.value) if c.isdigit())
        if told := timed(f"last {number} {found[-1].type.lower()}"):
            return e, told[1]
    return None


def since(entry: Entry) -> Entry:
    """An entry with the one bound that its value holds: "last_funding_date: {gte: 2024-06-01}"."""
    inner = entry.value.entries if isinstance(entry.value, Group) else []
    if len(inner) != 1 or not inner[0].key:
        return entry
    plain, words = _plain(inner[0].key), split(inner[0].key)
    late = plain in (*_OPERATORS["AT_LEAST"], *_OPERATORS["MORE_THAN"])
    if late or not _LOOKING.isdisjoint(words):
        return replace(inner[0], start=entry.start) if not late else replace(entry, value=inner[0].value)
    return entry


def _number(value: float, at: int) -> Lexeme:
    return Lexeme("NUM", at, at, 1, Number(value))
