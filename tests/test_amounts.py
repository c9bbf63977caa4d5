"""Numbers, ranges and dates as they stand in cells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplang.accounts.amounts import amount, days, order


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        (" 1,200 ", 1200, 1200, None),
        ("1 200", 1200, 1200, None),
        ("3.5", 3.5, 3.5, None),
        ("-2", -2, -2, None),
        ("1e3", 1000, 1000, None),
        ("20%", 0.2, 0.2, None),
        ("1.2k", 1200, 1200, None),
        ("36.9 Million", 36.9e6, 36.9e6, None),
        ("EUR 3m", 3e6, 3e6, "EUR"),
        ("£5,000,000", 5e6, 5e6, "GBP"),
        ("5M USD", 5e6, 5e6, "USD"),
        ("51-200", 51, 200, None),
        ("51 – 200 Employees", 51, 200, None),  # noqa: RUF001
        ("11 to 50 employees", 11, 50, None),
        ("between 50 and 100", 50, 100, None),
        ("1K-5K", 1000, 5000, None),
        ("500-1K", 500, 1000, None),
        ("1-10M", 1e6, 1e7, None),
        ("$1B-5B", 1e9, 5e9, "USD"),
        ("$1 billion to $5 billion", 1e9, 5e9, "USD"),
        ("10,001+", 10001, None, None),
        ("1000 or more", 1000, None, None),
        (">= 50", 50, None, None),
        ("over 1,000", 1001, None, None),
        ("<10", None, 9, None),
        ("up to 50 people", None, 50, None),
        ("approximately 200-300 employees.", 200, 300, None),
        ("200+ (as of January 2020)", 200, None, None),
    ],
)
def test_amounts(text: str, low: float | None, high: float | None, currency: str | None) -> None:
    found = amount(text, whole=True)
    assert found is not None
    assert (found.band.low, found.band.high, found.currency) == (low, high, currency)


@pytest.mark.parametrize(
    "text",
    ["", "n/a", "medium", "1,2", "nan", "inf", "50 boxes", "$5M-€9M", "200-51", "12 abc", "3 of 4", "-", "1e999"],
)
def test_what_is_no_amount(text: str) -> None:
    assert amount(text) is None


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.sampled_from(["{}-{}", "{} to {}", "${} – ${}"]))  # noqa: RUF001
def test_ranges_come_back(low: int, high: int, form: str) -> None:
    low, high = sorted((low, high))
    for written in (form.format(low, high), form.format(f"{low:,}", f"{high:,}")):
        found = amount(written)
        assert found is not None
        assert found.band == (low, high)


@given(st.text("0123456789kKmM$€-+,. <>to()e%", max_size=12))
def test_no_text_is_a_surprise(text: str) -> None:
    found = amount(text)
    if found and found.band.low is not None and found.band.high is not None:
        assert found.band.low <= found.band.high
    days(text)


def test_days() -> None:
    day = date(2024, 3, 5)
    for text in ("2024-03-05", "2024-03-05T10:00:00Z", "5 Mar 2024", "March 5, 2024", "5-Mar-2024 09:30", "2024/3/5"):
        assert days(text) == (day, day), text
    for text in ("2024-02", "Feb 2024", "February 2024"):
        assert days(text) == (date(2024, 2, 1), date(2024, 2, 29))
    assert days("2024") == (date(2024, 1, 1), date(2024, 12, 31))
    assert [days(t) for t in ("soon", "2024-13-01", "2024-02-30", "31/02/2024", "")] == [None] * 5


def test_days_with_slashes_are_read_where_the_column_says_how() -> None:
    assert order(["03/15/2024", "03/04/2024"]) == "mdy"
    assert order(["15/03/2024", "03/04/2024"]) == "dmy"
    assert order(["03/04/2024"]) is None
    assert order(["15/03/2024", "03/15/2024"]) is None
    assert days("03/04/2024", "mdy") == (date(2024, 3, 4),) * 2
    assert days("03/04/2024", "dmy") == (date(2024, 4, 3),) * 2
    assert days("03/04/2024") is None
    assert days("15.03.2024") == days("03/15/2024") == (date(2024, 3, 15),) * 2
