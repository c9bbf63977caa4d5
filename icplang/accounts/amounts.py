"""Numbers, ranges, amounts of money and dates as they stand in cells. What is not certain is None."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal, NamedTuple, TypeAlias

from icplang.meaning.evaluate import Band

_SCALES = {
    **dict.fromkeys(("k", "thousand", "thousands", "tsd"), 1e3),
    **dict.fromkeys(("m", "mm", "mn", "mio", "mln", "million", "millions", "mil"), 1e6),
    **dict.fromkeys(("b", "bn", "bil", "billion", "billions", "mrd"), 1e9),
    **dict.fromkeys(("t", "tn", "trillion", "trillions"), 1e12),
}
_SIGNS = {"us$": "USD", "a$": "AUD", "c$": "CAD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_NOISE = re.compile(
    r"\b(employees?|people|staff|persons?|headcount|fte|ftes|workers|team members|per year|a year|p\.?a|annually"
    r"|revenue|approximately|approx|about|circa|around|roughly|est|estimated)\b\.?|[~≈]|\([^()]*\)$"
)
_BETWEEN = re.compile(r"^(?:between |from )?(.+?)(?: ?(?:-|–|—|−|\.\.+|~) ?| to | and )(.+)$")  # noqa: RUF001
_MORE = re.compile(
    r"^(?:(>=|≥|at least |from |min\.? )(.+)|(.+?) ?(\+| or more| and more| and up| or above| and above| plus))$"
)
_OVER = re.compile(r"^(?:>|over |more than |above |greater than )(.+)$")
_MOST = re.compile(r"^(?:<=|≤|up to |at most |max\.? )(.+)$")
_UNDER = re.compile(r"^(?:<|under |below |less than |fewer than )(.+)$")
_GROUP = "[,' \u00a0\u202f]"
_NUMBER = re.compile(
    r"(?P<before>us\$|[ac]\$|[$€£¥₹]|[a-z]{3}\b)? ?(?P<sign>[+-]?)"
    rf"(?P<digits>[0-9]{{1,3}}(?:(?P<gap>{_GROUP})[0-9]{{3}})(?:(?P=gap)[0-9]{{3}})*(?:\.[0-9]+)?"
    r"|[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?|\.[0-9]+)"
    rf" ?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})?(?P<percent> ?%)?"
    r" ?(?P<after>[$€£¥₹]|\b[a-z]{3})?"
)


class Amount(NamedTuple):
    """A number or a range, and the currency that it is written in."""

    band: Band
    currency: str | None = None


class _Part(NamedTuple):
    number: float
    scale: float
    currency: str | None

    @property
    def value(self) -> float:
        return self.number * self.scale


def amount(text: str, *, whole: bool = False) -> Amount | None:
    """The number or range of a cell: "1,200", "36.9 Million", "$1B-5B", "10,001+", "51 to 200 employees", "<10".

    `whole` says that only whole numbers are meant, so that "over 50" begins at 51. None for anything else.
    """
    text = " ".join(_NOISE.sub(" ", text.strip().lower()).split()).rstrip(" .")
    if not any(c.isdigit() for c in text):
        return None
    if part := _part(text):
        return Amount(Band(part.value, part.value), part.currency)
    if found := _MORE.match(text):
        return _open(_part(found[2] or found[3]), low=True)
    if found := _OVER.match(text):
        return _open(_part(found[1]), low=True, step=1 if whole else None)
    if found := _MOST.match(text):
        return _open(_part(found[1]), low=False)
    if found := _UNDER.match(text):
        return _open(_part(found[1]), low=False, step=1 if whole else None)
    if found := _BETWEEN.match(text):
        return _closed(_part(found[1]), _part(found[2]))
    return None


def _open(part: _Part | None, *, low: bool, step: float | None = 0) -> Amount | None:
    """A range with one end. `step` None keeps the end itself out by the least there is."""
    if part is None:
        return None
    sign = 1 if low else -1
    end = math.nextafter(part.value, sign * math.inf) if step is None else part.value + sign * step
    return Amount(Band(end, None) if low else Band(None, end), part.currency)


def _closed(first: _Part | None, last: _Part | None) -> Amount | None:
    """A range with two ends; "1-5M" has the scale of its last end in both."""
    if first is None or last is None or (first.currency and last.currency and first.currency != last.currency):
        return None
    if first.scale == 1 and last.scale > 1 and first.number < last.number:
        first = first._replace(scale=last.scale)
    if first.value > last.value:
        return None
    return Amount(Band(first.value, last.value), first.currency or last.currency)


def _part(text: str) -> _Part | None:
    """One number with its scale and currency."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    code = found["before"] or found["after"] or ""
    if code and code not in _SIGNS and code.upper() not in CURRENCIES:
        return None
    number = float(found["sign"] + re.sub(_GROUP, "", found["digits"]))
    if not math.isfinite(number):
        return None
    scale = _SCALES.get(found["scale"], 1.0) / (100 if found["percent"] else 1)
    return _Part(number, scale, _SIGNS.get(code, code.upper()) or None)


CURRENCIES = frozenset(
    "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KES KRW MXN MYR NGN NOK NZD "
    "PEN PHP PKR PLN RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR".split()
)

# --- dates --------------------------------------------------------------------------------------------------------

Order: TypeAlias = Literal["dmy", "mdy"]
_SLASHED = re.compile(r"^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?:[ T,].*)?$")
_ISO = re.compile(r"^([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?:[ T].*)?$")
_TIME = re.compile(r"(?: at| T)? [0-9]{1,2}:[0-9]{2}.*$")
_NAMED = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d-%b-%Y", "%a %b %d %Y")
_MONTHS = ("%b %Y", "%B %Y")


class Days(NamedTuple):
    """A day, or a month or year of which the day is not known: its first and its last day."""

    first: date
    last: date


def order(texts: Iterable[str]) -> Order | None:
    """How a column writes days with slashes, by the days that can only be one or the other; None where none decides."""
    pairs = [(int(m[1]), int(m[2])) for t in texts if (m := _SLASHED.match(t.strip()))]
    days_first, months_first = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    return None if days_first == months_first else "dmy" if days_first else "mdy"


def days(text: str, slashed: Order | None = None) -> Days | None:
    """The day of a cell: "2024-03-15", "15 Mar 2024", "March 2024" (a month), "03/15/2024" where that is certain."""
    text = " ".join(text.replace(",", " ").split())
    if found := _ISO.match(text):
        return _days(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := _SLASHED.match(text):
        a, b, year = int(found[1]), int(found[2]), int(found[3])
        if a == b or b > 12 or slashed == "mdy":
            return _days(year, a, b)
        return _days(year, b, a) if a > 12 or slashed == "dmy" else None
    text = _TIME.sub("", text)
    for form in (*_NAMED, *_MONTHS):
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        return _days(day.year, day.month, None if form in _MONTHS else day.day)
    if re.fullmatch("(19|20)[0-9]{2}", text):
        return Days(date(int(text), 1, 1), date(int(text), 12, 31))
    return None


def _days(year: int, month: int, day: int | None) -> Days | None:
    try:
        first = date(year, month, day or 1)
    except ValueError:
        return None
    return Days(first, first if day else first.replace(day=calendar.monthrange(year, month)[1]))


__all__ = ["Amount", "Days", "amount", "days", "order"]
