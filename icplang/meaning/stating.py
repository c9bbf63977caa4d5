"""Predicates with the name of their field said outright: `industry is "zymurgy"`, "recorded layoffs since 2024".

Plainer English is in `paraphrase.py`; this is what there is to say where that would be read as something else.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from icplang.meaning.naming import FIELD_NOUNS, LITERAL, RELATION_NOUNS, id_named, kinds, pointed
from icplang.meaning.paraphrase import CURRENCY_SIGNS, title
from icplang.meaning.predicates import All, Bound, Count, Exists, In, Known, Predicate, Range, Window
from icplang.vocabulary.store import Vocabulary
from icplang.vocabulary.words import slug


def stated(
    leaf: In | All | Range | Exists | Known, vocabulary: Vocabulary, condition: Callable[[Predicate], str]
) -> str:
    """A leaf by the name of its field or event. `condition` puts what the rows of an event must satisfy in brackets."""
    match leaf:
        case Known(field):
            return f"{_subject(field, None, vocabulary)} known"
        case In(field, values, of, count):
            subject = _subject(field, of, vocabulary)
            many = "" if count is None else f"{_count(count)} of "
            return f"{subject} {many}{_list([_value(field, v, vocabulary) for v in values], 'or')}"
        case All(field, values):
            listed = _list([_value(field, v, vocabulary) for v in values], "and")
            return f"{_subject(field, None, vocabulary)} all of {listed}"
        case Range():
            text = f"{_subject(leaf.field, leaf.of, vocabulary)} {_ends(leaf, vocabulary)}"
            text += f" per {leaf.per}" if leaf.per else ""
            text += f" over {leaf.over.n} {_units(leaf.over)}" if leaf.over else ""
            return text + _since(leaf.since)
        case Exists():
            text = f"with recorded {RELATION_NOUNS.get(leaf.relation, leaf.relation)}"
            text += f" {_times(leaf.count)}" if leaf.count else ""
            text += f" in the last {leaf.last.n} {_units(leaf.last)}" if leaf.last else ""
            where = "" if leaf.where is None else f" where {condition(leaf.where)}"
            until = (
                ""
                if leaf.until is None
                else f" until {leaf.until.replace('-', ' ') if leaf.until.startswith('this-') else leaf.until}"
            )
            return text + _since(leaf.since) + until + where


def _subject(field: str, of: str | None, vocabulary: Vocabulary) -> str:
    noun = FIELD_NOUNS.get(field, field)
    if of is not None:
        return f"{noun} of {_value(field, of, vocabulary)} is"
    return f"{noun} {'are' if noun.endswith('s') and not noun.endswith('ss') else 'is'}"


def _value(field: str, value: str, vocabulary: Vocabulary) -> str:
    """A value in quotes: by its name where that means nothing else, and by its id."""
    name = title(value, vocabulary) if "seniority" in kinds(field) and len(kinds(field)) > 1 else ""
    for kind in kinds(field):
        entry = vocabulary.get(kind, value)
        if entry and not name:
            name = entry.name
    if name and id_named(field, name, vocabulary) == value:
        text = name
    elif field in LITERAL:
        text = value if value and value[0] != "=" else f"={value}"
    else:
        known = id_named(field, value, vocabulary)
        text = value if value and (slug(value) if known is None else known) == value else f"={value}"
    return f"“{text}”" if '"' in text else f'"{text}"'


def _ends(p: Range, vocabulary: Vocabulary) -> str:
    low = None if p.min is None else _end(p, p.min, vocabulary)
    high = None if p.max is None else _end(p, p.max, vocabulary)
    about = "roughly within " if p.approximate else ""
    if low is None and high is None:
        return f'anything in "{p.unit}"' if p.unit else "anything"
    if low is not None and high is not None and p.min_inclusive and p.max_inclusive and _in_order(p):
        return about + (low if p.min == p.max and not isinstance(p.min, str) else f"{low} to {high}")
    parts = [] if low is None else [f"{'at least' if p.min_inclusive else 'more than'} {low}"]
    parts += [] if high is None else [f"{'at most' if p.max_inclusive else 'less than'} {high}"]
    return about + " and ".join(parts)


def _in_order(p: Range) -> bool:
    return isinstance(p.min, str) or isinstance(p.max, str) or p.min is None or p.max is None or p.min <= p.max


def _end(p: Range, end: Bound, vocabulary: Vocabulary) -> str:
    if isinstance(end, str):
        return _value(p.field, end, vocabulary)
    sign = "negative " if end < 0 else ""
    size = Decimal(repr(abs(end)))
    if p.unit == "ratio":
        return f"{sign}{_digits(size * 100)}%"
    money = CURRENCY_SIGNS.get(p.unit or "", f"{p.unit} " if p.unit else "")
    digits = _digits(size)
    return sign + money + (digits.replace(",", "") if p.field == "founded" else digits)


def _digits(number: Decimal) -> str:
    """All digits of a number, without an exponent: `1,500`, `0.25`."""
    text = f"{number:,f}"
    return pointed(text.rstrip("0").rstrip(".")) if "." in text else text


def _count(count: Count) -> str:
    if count.min is None and count.max is None:
        return "any number"
    if count.min == count.max:
        return f"{count.min}"
    parts = [] if count.min is None else [f"at least {count.min}"]
    return " and ".join([*parts, *([] if count.max is None else [f"at most {count.max}"])])


def _times(count: Count) -> str:
    return "any number of times" if count == Count() else f"{_count(count)} times"


def _list(names: list[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def _units(window: Window) -> str:
    return window.unit if window.n == 1 else f"{window.unit}s"


def _since(since: str | None) -> str:
    return "" if since is None else f" {since.replace('-', ' ')}" if since.startswith("this-") else f" since {since}"


__all__ = ["stated"]
