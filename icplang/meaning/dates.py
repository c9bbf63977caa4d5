"""Windows of time as dates, fixed by the as-of date: no clock is read anywhere."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from icplang.meaning.predicates import Window

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}


def months(window: Window) -> int | None:
    """The window in calendar months; None for days and weeks."""
    return window.n * _MONTHS[window.unit] if window.unit in _MONTHS else None


def before(as_of: date, window: Window) -> date:
    """The date one window earlier.

    Months are calendar months, and a day that the month lacks becomes its last: six months before
    31 August is 28 (or 29) February. Dates before year 1 become its first day.
    """
    try:
        if window.unit in _DAYS:
            return as_of - timedelta(days=window.n * _DAYS[window.unit])
        year, month = divmod(as_of.year * 12 + as_of.month - 1 - window.n * _MONTHS[window.unit], 12)
        return date(year, month + 1, min(as_of.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return date.min


def finish(until: str, as_of: date) -> date | None:
    """The last day of what `until` names, in the forms of `start`; None where it is none of these."""
    first = start(until, as_of)
    if first is None or re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", until):
        return first
    months = 12 if until == "this-year" or until.isdigit() else 3 if until == "this-quarter" else 1
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1) - timedelta(days=1) if year <= date.max.year else date.max


def start(since: str, as_of: date) -> date | None:
    """The first day that `since` names: "2024", "2024-03-01", "this-year", "this-quarter" or "this-month".

    None where it is none of these.
    """
    match since:
        case "this-year":
            return as_of.replace(month=1, day=1)
        case "this-quarter":
            return as_of.replace(month=(as_of.month - 1) // 3 * 3 + 1, day=1)
        case "this-month":
            return as_of.replace(day=1)
    text = f"{since}-01-01" if re.fullmatch(r"[0-9]{4}", since) else since
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None
