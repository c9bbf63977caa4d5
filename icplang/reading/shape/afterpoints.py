"""What stands behind the points at the end of a line: a remark on it, "Hotels: +10 (our core)", or what earns them,
"Industry match: +30 (SaaS, fintech)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from icplang.reading.shape.labels import names_field

_UNIT = r"(?:pts?\b\.?|points?\b)"
_ENDING = re.compile(
    r"(?P<points>[ ]*(?:[:=→]|->|[ ][–—-])[*_ ]*"
    rf"(?:[+\u2212-][ ]?\d{{1,3}}(?:[ ]?{_UNIT})?|\d{{1,3}}[ ]?{_UNIT}|0(?=[ ])))"
    r"[*_]*(?P<behind>[ ]+\([^()\n]{2,}\)|[ ]+[–—-][ ]+[^\d\n]*[A-Za-z][^\d\n]*)[. \t]*$"
)
_POINTS = re.compile(rf"(?<![\w.])[+\u2212]\d{{1,3}}\b|\b\d{{1,3}}[ ]?{_UNIT}")
_MATCHING = re.compile(r"(?i)[ ]+(?:fit|match(?:es)?|alignment|score)$")
"""What is said of a field that is weighed: "Industry match"."""

_CONDITION = re.compile(r"(?i)(?:but )?(?:only|if|when|where|unless|except|provided|as long as)\b")


@dataclass(frozen=True, slots=True)
class Behind:
    """Where the points start, and the words behind them; `values`: whether these are what earns the points."""

    points: int
    start: int
    end: int
    values: bool

    def narrows(self, text: str) -> bool:
        """Whether the words are a condition, and no remark."""
        return _CONDITION.match(text, self.start, self.end) is not None


def behind(text: str, start: int, end: int) -> Behind | None:
    """What stands behind the only points of a line."""
    line = text[start:end]
    found = _ENDING.search(line)
    if found is None or "\n" in line or _POINTS.search(line[: found.start()]):
        return None
    said = found["behind"]
    begin = found.start("behind") + len(said) - len(said.lstrip(" (–—-"))
    close = found.start("behind") + len(said.rstrip(" )."))
    name = _MATCHING.sub("", line[: found.start()].strip(" *_•-"))
    values = bool(name) and names_field(name)
    if not values and not any(c.isalpha() for c in said):
        return None
    return Behind(start + found.start("points"), start + begin, start + close, values)
