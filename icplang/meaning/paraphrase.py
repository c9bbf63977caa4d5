"""Canonical English: each predicate as the one phrase that stands for it, and reads back to it.

What differs between fields is data: a template per field and per relation. `{}` is the value or the range,
`{of}` what a measure is of. Adding a field is adding a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from icplang.meaning.fields import FIELDS, RELATIONS, WHERE_FIELDS
from icplang.meaning.naming import pointed
from icplang.meaning.predicates import (
    All,
    And,
    AtLeast,
    Bound,
    Count,
    Exists,
    In,
    Known,
    Not,
    Or,
    Predicate,
    Range,
    Window,
    children,
)
from icplang.vocabulary.store import Vocabulary

ROLES = {"require": "Must", "prefer": "Nice to have", "exclude": "Exclude", "buyer": "Buyer"}
"""How a line of each role begins."""

VALUES = {
    "industry": "in the {} industry",
    "business_model": "business model {}",
    "serves": "serving {}",
    "segment": "in the {} segment",
    "location": "based in {}",
    "presence": "with offices in {}",
    "sells_in": "selling in {}",
    "funding_stage": "at {}",
    "ownership": "ownership {}",
    "status": "status {}",
    "technology": "running {}",
    "technology_category": "using {}",
    "certification": "certified {}",
    "title": "{}",
    "seniority": "seniority {}",
    "department": "department {}",
    "list": "on the list {}",
    "similar_to": "similar to {}",
    "keyword": "mentioning {}",
}

RANGES = {
    "employees": "{} employees",
    "revenue": "{} in revenue",
    "arr": "{} in ARR",
    "gmv": "{} in GMV",
    "funding_total": "{} in total funding",
    "valuation": "a valuation of {}",
    "age": "{} years in business",
    "locations": "{} locations",
    "countries": "{} countries",
    "monthly_visits": "{} monthly visits",
    "growth": "{of} growth of {}",
    "team_size": "a {of} team of {}",
    "metric": "{} {of}",
    "seniority": "seniority {}",
}

EVENTS = {
    "funding": ("raised {}", "raised funding"),
    "hiring": ("hiring {}", "currently hiring"),
    "person": ("with {}", "with a known person"),
    "leadership": ("a new {}", "a new leader"),
    "layoffs": ("", "layoffs"),
    "hiring_freeze": ("", "a hiring freeze"),
    "acquisition": ("", "made an acquisition"),
    "acquired": ("", "was acquired"),
    "ipo": ("", "went public"),
    "expansion": ("expanding into {}", "expanding"),
    "launch": ("launched {}", "launched a product"),
    "tech_added": ("added {}", "added a tool"),
    "tech_dropped": ("dropped {}", "dropped a tool"),
    "tech_migration": ("migrating to {}", "migrating to another tool"),
    "visit": ("visited the {} page", "visited the site"),
    "content": ("downloaded {}", "engaged with content"),
    "intent": ("showing intent for {}", "showing intent"),
    "breach": ("", "had a data breach"),
    "award": ("", "won an award"),
    "partnership": ("", "announced a partnership"),
}
"""With a value, and without one."""


class Ends(NamedTuple):
    """How the ends of a range are said: both the same, both in, and each kind of single end."""

    same: str
    between: str
    least: str
    above: str
    most: str
    below: str


COUNTED = Ends("exactly {}", "{} to {}", "at least {}", "more than {}", "at most {}", "fewer than {}")
AMOUNT = COUNTED._replace(below="less than {}")
YEAR = Ends("in {}", "in {} to {}", "in {} or later", "after {}", "in {} or earlier", "before {}")
STAGE = Ends("{}", "{} to {}", "{} or later", "after {}", "{} or earlier", "before {}")
RANK = Ends("{}", "{} to {}", "{} or above", "above {}", "{} or below", "below {}")

WHERE_KINDS = {"title": "title", "stage": "stage", "place": "place", "tool": "technology"}
"""The vocabulary of a where-field; the others hold plain words."""

CURRENCY_SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "INR": "₹"}
_MAGNITUDES = ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "k"))
_THE = re.compile(
    r"United |.* Islands$|(Czech|Dominican|Central African) Rep|(UK|US|USA|EU|UAE|Netherlands|Philippines|Bahamas"
    r"|Gambia|Maldives|Seychelles|Nordics|Baltics|Balkans|Middle East|Gulf|Americas|Bay Area|Midwest)$"
)
_THING = re.compile(r"(platform|warehouse|tool|software|system|database|engine|server|suite)s?$", re.IGNORECASE)
_OURS = {"customers": "existing customers", "competitors": "competitors", "partners": "existing partners"}
_QUOTED = ("technology", "technology_category", "industry")
"""Kinds of which a name in quotes is taken as it stands."""
_PROPER = frozenset({"technology", "certification", "stage", "function", "seniority", "status"})
_GROWING = {"employees": "employee", "arr": "ARR", "gmv": "GMV"}


def phrase(predicate: Predicate, vocabulary: Vocabulary, *, precise: bool = False) -> str:
    """The canonical English of a predicate. `precise`: places with the state or the country they lie in."""
    match predicate:
        case And() | Or():
            return "(" + f" {predicate.op} ".join(phrase(p, vocabulary) for p in children(predicate)) + ")"
        case AtLeast(n, args):
            return f"at least {n} of (" + "; ".join(phrase(p, vocabulary) for p in args) + ")"
        case Not(arg):
            inner = phrase(arg, vocabulary)
            return f"not {inner}" if isinstance(arg, (And, Or)) else f"not ({inner})"
        case Known(field):
            return f"with known {FIELDS[field].noun if field in FIELDS else field}"
        case In() | All():
            return _values(predicate, vocabulary, precise=precise)
        case Range():
            return _range(predicate, vocabulary)
        case Exists():
            return _event(predicate, vocabulary, precise=precise)


# --- values -----------------------------------------------------------------------------------------------------


def _values(p: In | All, vocabulary: Vocabulary, *, precise: bool) -> str:
    word, count = ("or", p.count) if isinstance(p, In) else ("and", None)
    names = [_name(p.field, v, vocabulary, precise=precise) for v in p.values]
    if p.field == "technology_category" and count and len(names) == 1:
        return f"using {_count(count)} {names[0]} tools"
    if p.field == "technology_category":
        names = [_a(n if n.isupper() or _THING.search(n) else f"{n} tool") for n in names]
    elif p.field == "business_model" and len(names) == 1 and not count:
        return names[0]
    elif p.field == "list" and all(v in _OURS for v in p.values):
        return _list([_OURS[v] for v in p.values], word)
    if p.field == "presence" and isinstance(p, All) and len(names) > 1:
        names[0] = f"both {names[0]}"
    listed = f"{_count(count)} of {_list(names, word)}" if count else _list(names, word)
    return VALUES.get(p.field, f"{p.field} {{}}").format(listed)


def _name(field: str, value: str, vocabulary: Vocabulary, *, precise: bool = False) -> str:
    kind = FIELDS[field].vocabulary if field in FIELDS else WHERE_KINDS.get(field)
    match kind:
        case "title":
            return title(value, vocabulary)
        case "place":
            name = vocabulary.name("place", value)
            wider = next(iter(vocabulary.parents("place", value)), None) if precise else None
            if wider:
                return f"{name}, {vocabulary.name('place', wider)}"
            return f"the {name}" if _THE.match(name) else name
        case None:
            return f'"{value}"' if field == "keyword" else value if field == "similar_to" else _quoted(value)
    if field == "serves":
        kinds = ("audience", "industry", "business_model", "segment")
        name = _noun(vocabulary.name(next((k for k in kinds if vocabulary.get(k, value)), kind), value))
        return plural(name) if vocabulary.get("audience", value) else name
    if kind in _QUOTED and not any(vocabulary.get(k, value) for k in _QUOTED):
        return _quoted(value)
    return vocabulary.name(kind, value) if kind in _PROPER else _noun(vocabulary.name(kind, value))


def _quoted(id: str) -> str:
    """A name that the vocabulary lacks."""
    return f'"{id.replace("-", " ")}"'


def _noun(name: str) -> str:
    """A common noun as it stands inside a sentence: "mid-market", but "SaaS" and "Fortune 500"."""
    return name.lower() if name[1:].islower() and not name[-1:].isdigit() else name


def title(id: str, vocabulary: Vocabulary) -> str:
    """A title as people write it: `vp-sales` is "VP of Sales"; a bare function is its name."""
    if not vocabulary.get("title", id):
        for seniority in sorted(vocabulary.entries.get("seniority", ()), key=len, reverse=True):
            function = id.removeprefix(seniority + "-")
            if function != id and vocabulary.get("function", function):
                return f"{vocabulary.name('seniority', seniority)} of {vocabulary.name('function', function)}"
        for kind in ("function", "seniority"):
            if vocabulary.get(kind, id):
                return vocabulary.name(kind, id)
    return vocabulary.name("title", id)


def plural(name: str) -> str:
    """More than one of it: "VPs of Sales", "agencies"."""
    head, of, rest = name.partition(" of ")
    if head.endswith(("ss", "x", "ch", "sh")):
        head += "es"
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        head = head[:-1] + "ies"
    elif not head.endswith("s"):
        head += "s"
    return head + of + rest


def _a(name: str) -> str:
    """With its article; capitals that are spelt out go by the sound of their first letter ("an SDR")."""
    vowels = "AEFHILMNORSX" if re.match(r"[A-Z]{2,}\b", name) else "AEIOaeio"
    return f"{'an' if name[:1] in vowels else 'a'} {name}"


def _list(names: list[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


# --- numbers ----------------------------------------------------------------------------------------------------


def _range(p: Range, vocabulary: Vocabulary) -> str:
    kind = FIELDS[p.field].kind if p.field in FIELDS else WHERE_FIELDS.get(p.field)
    if kind == "year":
        return "founded " + _ends(p, str, YEAR)
    if kind == "stage":
        return "at " + _ends(p, lambda b: vocabulary.name("stage", str(b)), STAGE)
    if kind == "person":
        return f"{p.field} " + _ends(p, lambda b: vocabulary.name("seniority", str(b)), RANK)
    of = _of(p, vocabulary)
    template = RANGES.get(p.field, f"{p.field} {{}}")
    if p.field == "metric" and p.unit not in (None, "ratio"):
        template = "{} in {of}"
    elif template.startswith("a {of}"):
        template = _a(of) + template.removeprefix("a {of}")
    if p.min == p.max == 1 and template == "{} employees":
        template = "{} employee"
    text = template.format(_ends(p, lambda b: _amount(b, p.unit), COUNTED if p.unit is None else AMOUNT), of=of)
    return text + (f" per {p.per}" if p.per else "") + (f" over {_window(p.over)}" if p.over else "") + _since(p.since)


def _of(p: Range, vocabulary: Vocabulary) -> str:
    """What a measure is of, in words."""
    if p.of is None:
        return "company"
    if p.field == "growth":
        return _GROWING.get(p.of, p.of.replace("-", " "))
    if p.field == "team_size":
        return _noun(title(p.of, vocabulary))
    name = _noun(vocabulary.name("metric", p.of))
    return name if p.unit not in (None, "ratio") or p.min == p.max == 1 else plural(name)


def _ends(p: Range | Count, show: Callable[[Bound], str], words: Ends) -> str:
    """The two ends in words."""
    low, high = p.min, p.max
    low_in, high_in = (p.min_inclusive, p.max_inclusive) if isinstance(p, Range) else (True, True)
    if isinstance(p, Range) and p.approximate and isinstance(low, (int, float)) and isinstance(high, (int, float)):
        return f"about {show((low + high) / 2)}"
    if low is not None and high is not None and low_in and high_in:
        return words.same.format(show(low)) if low == high else words.between.format(show(low), show(high))
    parts = []
    if low is not None:
        parts.append((words.least if low_in else words.above).format(show(low)))
    if high is not None:
        parts.append((words.most if high_in else words.below).format(show(high)))
    return " and ".join(parts) or "any number of"


def _number(n: Bound) -> str:
    return n if isinstance(n, str) else pointed(f"{int(n) if n == int(n) else n:,}")


def _amount(n: Bound, unit: str | None) -> str:
    """A number in its unit, shortened only where nothing is lost: `$1.5M`, `20%`, `CHF 1,234,567`."""
    if isinstance(n, str) or unit is None:
        return _number(n)
    if unit == "ratio":
        return f"{_number(round(n * 100, 10))}%"
    digits = _number(n)
    for size, letter in _MAGNITUDES:
        short = round(n / size, 2)
        if n >= size and short * size == n:
            digits = f"{_number(short)}{letter}"
            break
    return CURRENCY_SIGNS[unit] + digits if unit in CURRENCY_SIGNS else f"{unit} {digits}"


def _count(count: Count) -> str:
    return _ends(count, _number, COUNTED)


# --- events -----------------------------------------------------------------------------------------------------


def _event(p: Exists, vocabulary: Vocabulary, *, precise: bool) -> str:
    """A verb phrase; what the templates have no slot for follows after "where"."""
    slots: dict[str, In | All | Range] = {}
    rest: list[Predicate] = []
    for part in p.where.args if isinstance(p.where, And) else (p.where,) if p.where is not None else ():
        if isinstance(part, (In, All, Range)) and part.field not in slots:
            slots[part.field] = part
        else:
            rest.append(part)
    value = RELATIONS[p.relation].value if p.relation in RELATIONS else None
    with_value, text = EVENTS.get(p.relation, (f"{p.relation} {{}}", p.relation))
    if value in slots and "{}" in with_value:
        text = with_value.format(_object(p, slots.pop(value), vocabulary, precise=precise))
    if p.count and value != "title":
        text += f" {_count(p.count)} times"
    if isinstance(amount := slots.get("amount"), Range):
        text += " of " + _ends(amount, lambda b: _amount(b, amount.unit), AMOUNT)
        del slots["amount"]
    if isinstance(place := slots.get("place"), In):
        text += " in " + _list([_name("place", v, vocabulary, precise=precise) for v in place.values], "or")
        del slots["place"]
    if slots or rest:
        text += " where " + " and ".join(phrase(r, vocabulary) for r in (*slots.values(), *rest))
    if p.since is not None and p.since == p.until and p.since.isdigit():
        return f"{text} in {p.since}"
    until = f" until {p.until}" if p.until else ""
    return text + (f" in the last {_window(p.last)}" if p.last else "") + _since(p.since) + until


def _object(p: Exists, value: In | All | Range, vocabulary: Vocabulary, *, precise: bool) -> str:
    """What an event is about, with its articles and plurals."""
    if isinstance(value, Range):
        return phrase(value, vocabulary).removeprefix("at ")
    names = [_name(value.field, v, vocabulary, precise=precise) for v in value.values]
    if value.field == "stage":
        names[0] = _a(names[0])
    elif value.field == "title":
        names = [_quoted(v) if n == v.replace("-", " ") else n for n, v in zip(names, value.values, strict=True)]
        functions = [vocabulary.get("function", v) is not None for v in value.values]
        if p.count or p.relation == "hiring":
            names = [n if f or n[0] == '"' else plural(n) for n, f in zip(names, functions, strict=True)]
        elif p.relation == "person":
            names = [f"someone in {n}" if f else _a(n) for n, f in zip(names, functions, strict=True)]
    listed = _list(names, "and" if isinstance(value, All) else "or")
    return f"{_count(p.count)} {listed}" if p.count and value.field == "title" else listed


def _window(window: Window) -> str:
    return window.unit if window.n == 1 else f"{window.n} {window.unit}s"


def _since(since: str | None) -> str:
    return "" if since is None else f" {since.replace('-', ' ')}" if since.startswith("this-") else f" since {since}"


__all__ = ["EVENTS", "RANGES", "ROLES", "VALUES", "phrase", "plural", "title"]
