"""Whether a text is configuration, or conditions and flags of a program: told from the form of its lines."""

from __future__ import annotations

import re

from icplang.reading.shape.queries import query

_STRONG = re.compile(
    r"^[ \t]*(?:el)?if\b[^\n]+[:{)][ ]*(?:\w+[ ]*[+-]=[ ]*\d|return[ ]+(?:False|false|None|null)\b)"
    r"|^[ \t]*(?:-[ \t]+)?(?:[{\[][ \t]*)*(?:[\"'][\w. -]+[\"'][ \t]*:|[a-z]+(?:[_.][a-z0-9]+)+[ \t]*:"
    r"|[a-z]+(?:[A-Z][a-z]+)+[ \t]*:"
    r"|[A-Za-z][\w.]*[ \t]*=[ \t]*[\[{\"'\d])|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+="
    r"|(?:^[ \t]*[a-z_]+:[ \t]*[\[{].*\n){2}|^[ \t]*\w+: (?:list|dict|int|float|str|bool|tuple|set)\b.*="
    r"|^[a-z][a-z_]*:[ \t]*(?:\{[^{}\n]*:[^{}\n]*\}|\[[\"'][^\n]*\]|[\"'](?:!|[<>=]=?|not )[^\"'\n]*[\"'])[ \t]*,?$"
    r"|^[a-z_]+:[ \t]*\n[ \t]+(?:-[ \t]+)?(?:[{\[][ \t]*)?[a-z_]+:(?:[ \t]*[\[{\n]|[ \t]+[\"'\w])",
    re.MULTILINE,
)
_PROSE = re.compile(r"^#{2,6} |\*\*|^[ \t]*\|", re.MULTILINE)


def is_config(text: str) -> bool:
    """Whether a text is configuration, and no prose with labels."""
    return (_STRONG.search(text) is not None and _PROSE.search(text) is None) or query(text) is not None
