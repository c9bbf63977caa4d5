"""Numbers as people write them: magnitudes, currencies, percentages, number words."""

from __future__ import annotations

import re

from icplang.reading.syntax.tree import Number

CURRENCIES = {
    "$": "USD",
    "us$": "USD",
    "£": "GBP",
    "€": "EUR",
    "₹": "INR",
    "¥": "JPY",
    "a$": "AUD",
    "c$": "CAD",
    "s$": "SGD",
    "rs": "INR",
    "r$": "BRL",
    "au$": "AUD",
    "ca$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "mx$": "MXN",
    "nt$": "TWD",
    "₱": "PHP",
    "₦": "NGN",
    "₩": "KRW",
    "₺": "TRY",
    "₪": "ILS",
    "₫": "VND",
    "฿": "THB",
    "₴": "UAH",
    "₵": "GHS",
    "ksh": "KES",
    "rp": "IDR",
    "rm": "MYR",
}
_SIGNS = "".join(sign for sign in CURRENCIES if len(sign) == 1 and sign != "$")
_SHORT = "|".join(sign for sign in CURRENCIES if sign.isalpha() and sign.isascii())
_DOLLARS = "|".join(sign[:-1] for sign in CURRENCIES if len(sign) > 1 and sign.endswith("$"))
CURRENCIES["r"] = "ZAR"  # only in front of an amount without a space: "R20m", but "R 20", "R2"
_CODES = (
    "usd|eur|gbp|inr|jpy|aud|cad|sgd|chf|sek|nok|dkk|nzd|brl|mxn|zar|pln|aed|sar|ils|cny|"
    "kes|ngn|thb|idr|php|myr|vnd|krw|huf|czk|ron|cop|clp|hkd|twd|egp|"
    "xof|xaf|ars|uah|ghs|ugx|tzs|rwf|pkr|bdt|lkr|qar|kwd|bhd|omr|isk|bgn|rsd|kzt|dop|gtq|uyu|crc|etb|zmw|bwp"
)
_TIGHT = r"usd|eur|gbp|inr|aud|cad|sgd|chf|sek|nok|dkk|nzd|brl|mxn|zar|aed|sar|jpy|rs(?=[\d.,]+[ ]?(?:lakh|cr|k|m))|"
_TIGHT += r"r(?=[\d.,]+(?:[ ]?(?:-|–|to)[ ]?r?[\d.,]+)?(?:m|bn|[ ](?:m|bn|mil|million|billion))\b)"
"""Codes that are no other word in front of a figure without a space: "EUR5m", but "PHP8", "RS485"."""
_NAMES = {"dollar": "USD", "euro": "EUR", "pound": "GBP", "rupee": "INR", "yen": "JPY", "franc": "CHF"}
_SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mm": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "mil": 1e6,
    "mln": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "mrd": 1e9,
    "billion": 1e9,
    "milliard": 1e9,
    "t": 1e12,
    "tn": 1e12,
    "trillion": 1e12,
    "lakh": 1e5,
    "lac": 1e5,
    "cr": 1e7,
    "crore": 1e7,
}
_WORDS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "thousand": 1000,
    "dozen": 12,
    "decade": 10,
}
_MAGNITUDE = "|".join(sorted(_SCALES, key=len, reverse=True))
_ATTACHED = "yrs?|years?|mos?|mths?|months?|wks?|weeks?|(?-i:(?<=\\d\\d)d)|days?|ppl|pax|ftes?|ees|emps?"
"""Units that people write behind a number without a space: "7yrs", "90d", "50ppl"."""
_TIMES = {"double": 2, "triple": 3}

_OURS = (
    "(?:"
    + "|".join(f"(?<={w}[ ])" for w in "than over above under below least most between exceeding".split())
    + ")US[ ]"
)
"""The "US" of "less than US $1 million", which is no place behind a word that bounds an amount."""

NUMBER = re.compile(
    rf"""(?P<before>(?:(?:[$£€₹]/)?(?:{_DOLLARS}|{_OURS})?\$)|(?:[$£€₹]/)?[{_SIGNS}]|\b(?:{_CODES}|{_SHORT})\b\.?
    |\b(?:{_TIGHT})(?=\d))?[ ]?
    (?P<digits>\d{{1,3}}(?:\.\d{{3}}){{2,}}(?:,\d{{1,2}})?(?![\d.,]*\d)|\d{{1,3}}(?:['’\xa0\u2009\u202f]\d{{3}})+(?!\d)
    |\d{{1,3}}(?:[ ]\d{{3}})*[ ]000(?![,_\d])|\d+(?:[,_]\d+)*(?:\.\d+)?)
    (?:[ ]?(?P<scale>{_MAGNITUDE})(?:(?<=[a-z]{{3}})s)?(?![a-z0-9²³])
    (?:(?<=[a-z]{{2}})\.(?=[ ]?(?:[$€£₹]|(?:{_CODES})\b)))?)?
    (?:[ ]?(?P<percent>%|percent\b|per[ ]cent\b))?
    (?:[ ]?(?P<after>[{_SIGNS}]|(?:{_CODES})\b|(?:{"|".join(_NAMES)})s?\b))?
    (?:(?=(?:ish|{_ATTACHED})\b)|(?![a-z0-9]))""",
    re.IGNORECASE | re.VERBOSE,
)
_OPEN = re.compile(
    rf"\+[ ]?(?P<scale>{_MAGNITUDE})s?(?![a-z0-9²³])(?:[ ]?(?P<after>[{_SIGNS}]|(?:{_CODES})\b))?", re.IGNORECASE
)
"""A magnitude behind the plus of a number: "$10+ million"."""
_SHARING = re.compile(
    rf"[ ]?(?:[-–—]|to\b)[ ]?(?:[€£$]|(?:{_CODES})[ ]?)?\d+(?:,\d{{1,2}})?[ ]?(?:{_MAGNITUDE})\b",
    re.IGNORECASE,
)
"""A second number behind the first, with a magnitude that holds for both."""
WORD_NUMBER = re.compile(
    rf"\b(?:(?:a|half a) )?(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))}|(?<=\ba )[mb]illion)"
    r"(?:[ ](?P<scale>hundred|thousand|million|billion|dozen|decade)s?)?"
    rf"(?:(?<=llion|usand)[ ](?P<after>{'|'.join(_NAMES)})s?)?\b",
    re.IGNORECASE,
)


FIGURES = re.compile(
    r"\b(?P<low>double|triple|two|three|four|five|six|seven|eight|nine|ten|[2-9]|10)"
    r"(?:-?[ ]?(?:to|or|[-–])[ ]?(?P<high>triple|three|four|five|six|seven|eight|nine|ten|[3-9]|10))?"
    r"[- ](?:figure|digit)s?\b",
    re.IGNORECASE,
)
"""Amounts given by their number of digits: "seven-figure"."""


def digits(match: re.Match[str]) -> tuple[int, int]:
    """The least amount with so many digits, and the least that has more: "seven-figure" is 1M up to 10M."""
    low = match["low"].lower()
    high = (match["high"] or low).lower()
    return 10 ** (_digits(low) - 1), 10 ** _digits(high)


def _digits(word: str) -> int:
    return _TIMES.get(word) or _WORDS.get(word) or int(word)


def number(match: re.Match[str]) -> Number | None:
    """The number that `NUMBER` matched, or None where the digits are no number after all ("1,2,3")."""
    digits = match["digits"]
    if len(digits) > 24:
        return None
    measured = match["before"] or match["scale"] or match["after"] or match["percent"]
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits) and not (match["scale"] or match["percent"]):
        digits = digits.replace(".", "")  # "1.200 employees", as much of Europe writes it
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", digits):  # "1.500.000,50"
        digits = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{1,2}", digits) and (measured or _SHARING.match(match.string, match.end())):
        digits = digits.replace(",", ".")  # "2,5M", "2,5-10 Mio."
    elif "," in digits and not re.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?", digits):
        return None
    value = float(re.sub(r"[^\d.]", "", digits))
    scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
    before, after = (match["before"] or "").lower().replace(" ", "").rstrip("."), (match["after"] or "").lower()
    before = before.partition("/")[0]  # "£/$400M"
    if before == "$" and len(after) == 3:  # "$2M CAD"
        before = ""
    currency = (
        CURRENCIES.get(before)
        or (before.upper() or None)
        or CURRENCIES.get(after)
        or _NAMES.get(after.rstrip("s"))
        or (after.upper() or None)
    )
    if match["percent"]:
        return Number(value / 100, 1, None, True)
    return Number(value * scale, scale, currency)


def opened(text: str, at: int, end: int, before: Number) -> tuple[Number, int] | None:
    """The number in front of a plus with the magnitude behind it, and where that ends: "$10+ million". One letter is a
    magnitude of money alone: "10+ m" may be metres."""
    found = _OPEN.match(text, at, end)
    if found is None or before.scale != 1 or before.percent:
        return None
    currency = before.currency or CURRENCIES.get(found["after"] or "") or (found["after"] or "").upper() or None
    if currency is None and len(found["scale"]) == 1 and found["scale"].lower() != "k":
        return None
    scale = _SCALES[found["scale"].lower()]
    return Number(before.value * scale, scale, currency), found.end()


def word_number(match: re.Match[str]) -> Number:
    """The number that `WORD_NUMBER` matched: "a dozen" is 12, "two hundred" 200."""
    word = match["word"].lower()
    scale = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0, "decade": 10.0}.get(
        (match["scale"] or "").lower(), 1.0
    )
    half = 0.5 if match[0].lower().startswith("half a ") else 1.0
    return Number(
        (_WORDS[word] if word in _WORDS else _SCALES[word]) * scale * half,
        scale if scale > 12 else 1,
        _NAMES.get((match["after"] or "").lower()),
    )


def whole(value: float) -> int | float:
    """The number as an int where it is one."""
    return int(value) if float(value).is_integer() else value
