"""Addresses of sites: the words that one is made of name no kind of company, "hotel.com", "boards.bakery.io"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from icplang.reading.syntax.tree import Lexeme

DOMAIN = re.compile(
    r"(?:[a-z0-9-]+\.)+(?:com|io|ai|co|net|org|dev|app|eu|de|uk|us|fr|nl|tech|so|bio|health|cloud|xyz|info|biz|ca|au|nz|jp|"
    r"br|mx|es|se|dk|fi|ch|pl|ie|sg|za|ke|ng|ae|shop|store|online|agency|studio|digital|software|finance|energy)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(rf"(?:https?://|www\.)\S*[^\s.,;:)\]}}\"']|(?<![\w.-]){DOMAIN.pattern}(?![\w-])", re.IGNORECASE)
_RUN = re.compile(r"\S+")
_NAME = re.compile(r"[\w-]+(?:\.[a-z]+)+")
_SIGNS = frozenset("./-:@")
"""Signs on one side of a word of an address."""
_LONGEST = 300


def whole(found: Iterable[Lexeme], text: str, start: int, end: int) -> list[Lexeme]:
    """What a word at an offset may be: of one that is a part of an address, only what names all of the address."""
    if text[start - 1 : start] not in _SIGNS and text[end : end + 1] not in _SIGNS:
        return [*found]
    begin = next((i + 1 for i in range(start - 1, max(-1, start - _LONGEST), -1) if text[i].isspace()), 0)
    run = _RUN.match(text, begin)
    spans = (m.span() for m in _ADDRESS.finditer(text, begin, run.end())) if run else ()
    here = next(((a, b) for a, b in spans if a <= start < b), None)
    return [x for x in found if here is None or x.end > here[1] or (x.start, x.end) == here]


def is_address(written: str) -> bool:
    """Whether a name is written as an address, "close.com", so that it is no other word."""
    return _NAME.fullmatch(written) is not None
