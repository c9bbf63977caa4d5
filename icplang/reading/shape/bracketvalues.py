"""Values that stand in brackets behind the name of their field, and nothing else with them: "Revenue ($5M-$50M)",
"Decision maker titles (CEO, owner)"."""

from __future__ import annotations

import re

from icplang.reading.shape.labels import label, names_field
from icplang.vocabulary.store import builtin

_VALUED = re.compile(r"[ \t*_]*(?P<label>[A-Za-z][A-Za-z /&'-]{1,38}?)[*_]*[ ]\((?P<said>[^()\n]+)\)[ .*_]*")
_FIELDS = frozenset("BASED_IN INDUSTRY_LABEL REVENUE EMPLOYEES ARR STAGE_LABEL TECH_LABEL BUYER FOUNDED AGE".split())
_STACK = re.compile(r"(?i)\b(?:stack|tech\w*|tools)\b")
"""What names tools as such, where the name of one kind of them is read with its bracket: "CRM (HubSpot, Zoho)"."""
_RATED = re.compile(
    r"(?i)[ ]*(?:(?:FY|Q\d|CY)?[ ]?(?:19|20)\d\d|(?:max\.?|up to|weight:?|out of|x)?[ ]?[+\u2212-]?\d{1,3}[ ]?"
    r"(?:%|pts?|points?|/[ ]?\d+)?|[01][ ]?[-\u2013][ ]?\d{1,3}[ ]?(?:%|pts?|points?)?)[ ]*"
)
"""A year, points, or between how many of them: no value."""
_LISTED = re.compile(r"[,/|;]|[ ](?:or|and)[ ]")
_FILTER = re.compile(r"(?i)[ ]+filters?$")
_EXAMPLES = re.compile(r"(?i)[ ]*(?:e\.?g\b|i\.?e\b|such as|like|incl|for example|for instance)")


def valued(text: str, start: int, end: int) -> re.Match[str] | None:
    """The name of a field and its values in brackets, where a stretch is nothing else."""
    found = _VALUED.fullmatch(text, start, end)
    if found is None or _RATED.fullmatch(found["said"]) or _EXAMPLES.match(found["said"]):
        return None
    named = _FILTER.sub("", found["label"])
    field = label(named, start).field if names_field(named) else None
    if field is None or field.type not in _FIELDS or (field.type == "TECH_LABEL" and not _STACK.search(found["label"])):
        return None
    parts = [part.strip() for part in _LISTED.split(found["said"])]
    known = len(parts) > 1 and any(builtin().senses(part) for part in parts)
    measured = field.type != "STAGE_LABEL" and any(c.isdigit() for c in found["said"])  # "Funding (last 60 days)"
    return found if known or measured else None
