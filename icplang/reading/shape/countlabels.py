"""Labels that say of what a number is given behind them: "Kilns: 2-9", "Volume: 60+ vehicles"."""

from __future__ import annotations

import re

from icplang.reading.syntax.grammars import keywords
from icplang.vocabulary.store import builtin, words_of
from icplang.vocabulary.words import tokens

OPEN = re.compile(
    r"\d[ ]*(?:[-–—+]|to\b)|(?:over|under|at least|at most|more than|fewer than|less than|up to|[<>≤≥])[ ]*\d"
)
"""A number that is a range, or that has an open end."""
AMOUNT_OF = re.compile(r"[\W_]*[\d.,]+[ ]?[kKmM]?\+?(?:[ ]?[-–—][ ]?[\d.,]+[ ]?[kKmM]?)?[ ]+(?P<noun>[A-Za-z]+)")
_NO_THINGS = frozenset(
    """point score result lead row contact email credit page step option day week month year tier price answer question
    percent weight rank week hour minute other bonus penalty threshold limit rating number""".split()
)
"""What a label in the plural gives no number of that companies have."""


def thing(said: str) -> str | None:
    """The name of the things of which a label in the plural gives the number: "Kilns: 2-9". Behind a trade it may be
    the size of those: "Hotels: 50+"."""
    words = tokens(said)
    plural = re.fullmatch(r"[\W_]*(?:[A-Za-z]+[ ]+){0,2}[A-Za-z]{3,}s[\W_]*", said) is not None
    told = any(w in words_of("filler") or w in words_of("vague") or w in _NO_THINGS or keywords().get(w) for w in words)
    trade = any(s.kind == "industry" and s.form != "weak" for s in builtin().senses(said.strip(" *_").lower()))
    return "-".join(words) if plural and words and not told and not trade else None
