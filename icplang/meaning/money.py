"""Amounts in another currency, at rates that the user gives. There are no rates of our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import isfinite

from icplang.meaning.predicates import Bound, Range


def converted(wanted: Range, currency: str, rates: Mapping[str, float]) -> Range | None:
    """A range of money with its ends in another currency; None where a rate for either currency is missing.

    A rate is what one unit of a currency is worth, in any unit that all rates share.
    """
    if wanted.unit is None or wanted.unit not in rates or currency not in rates:
        return None
    factor = Fraction(str(rates[wanted.unit])) / Fraction(str(rates[currency]))

    def one(end: Bound | None) -> Bound | None:
        if isinstance(end, (str, type(None))) or not isfinite(end):
            return end
        exact = Fraction(str(end)) * factor
        return int(exact) if exact.denominator == 1 else float(exact)

    return replace(wanted, min=one(wanted.min), max=one(wanted.max), unit=currency)
