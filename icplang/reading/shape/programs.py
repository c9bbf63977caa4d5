"""Whether a text is configuration, or conditions and flags of a program: told from the form of its lines."""

from __future__ import annotations

import re

from icplang.reading.shape.delimited import delimited
from icplang.reading.shape.queries import Query, query

_STRONG = re.compile(
    r"^[ \t]*(?:el)?if\b[^\n]+[:{)][ ]*(?:\w+[ ]*[+-]=[ ]*\d|return[ ]+(?:False|false|None|null)\b)"
    r"|^[ \t]*(?:-[ \t]+)?(?:[{\[][ \t]*)*(?:[\"'][\w. -]+[\"'][ \t]*:|[a-z]+(?:[_.][a-z0-9]+)+[ \t]*:"
    r"|[a-z]+(?:[A-Z][a-z]+)+[ \t]*:"
    r"|[A-Za-z][\w.]*[ \t]*=[ \t]*[\[{\"'\d])|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+="
    r"|^[ \t]*\w+: (?:list|dict|int|float|str|bool|tuple|set)\b.*="
    r"|^[a-z][a-z_]*:[ \t]*(?:\{[^{}\n]*:[^{}\n]*\}|\[[\"'][^\n]*\]|[\"'](?:!|[<>=]=?|not )[^\"'\n]*[\"'])[ \t]*,?$"
    r"|^[a-z_]+:[ \t]*\n[ \t]+(?:-[ \t]+)?(?:[{\[][ \t]*)?[a-z_]+:(?:[ \t]*[\[{\n]|[ \t]+[\"'\w])",
    re.MULTILINE,
)
_INDEXED = re.compile(r"^[ \t]*[A-Za-z_]\w*\[[\"']\w+[\"']\][ ]*=(?!=)", re.MULTILINE)
_VALUED = re.compile(
    r"[ \t]*(?:-[ \t]+)?(?:(?:export|const|let|var|type)[ ]+)*(?P<key>[A-Za-z_$][\w.$-]*)[ \t]*[:=](?![=/])[ \t]*"
    r"(?P<value>\"[^\"]*\"(?:[ ]\|[ ]\"[^\"]*\")*|'[^']*'|`[^`]*`|\[.*\]|\{.*\}|[\[{(]|"
    r"[\d._]+|true|false|null|None|True|False)[ \t]*"
    r"(?P<comma>,)?[ \t]*(?:(?://|#).*)?"
)
"""A line with a key, and a value that has the form of one: in quotes, in brackets, a number."""
_SWITCHES = frozenset({"true", "false", "null"})
_INNER = re.compile(r"[\[({ ]*\{[ ]*[\"']?[A-Za-z_$]\w*[\"']?[ ]*:")
"""A value that has keys of its own."""
_FLOW = re.compile(r"[ \t]*(?:-[ \t]+)?\{[ ]*[\"']?[A-Za-z_]\w*[\"']?[ ]*:.*\}[ \t]*,?[ \t]*")
"""A line that is one object."""
_OBJECT = re.compile(
    r"\s*(?:[\w$.-]+[ ]*[:=][ ]*)?[\[({]*\{\s*[\"']?[A-Za-z_$][\w$-]*[\"']?[ ]*:.*\}[\s\])},;]*", re.DOTALL
)
"""A text that is one object: "{type: gym, skip: [..]}"."""
_RECORD = re.compile(
    r"^(?P<lead>[ \t]*)-[ \t]+[a-z_]+:[ \t]+\S.*\n(?P=lead)[ ]{2,}[a-z_]+:[ \t]*\S",
    re.MULTILINE,
)
"""An entry of a list with keys of its own, below one another."""
_CALL = re.compile(
    r"^[ \t]*(?:[\w ]+=[ ]*)?(?:(?:await|return)[ ]+)?[A-Za-z_][\w.]*\(\s*(?:\{\s*)?"
    r"[A-Za-z_]\w*[ ]*[=:][ ]*[\"'\[{(\d]",
    re.MULTILINE,
)
_KEYED = re.compile(r"[ \t]*(?:-[ \t]+)?[a-z][a-z0-9_]*[ \t]*:(?:[ \t].*)?|[ \t]*-[ \t].*|[ \t]*(?:#.*)?")
"""A line of YAML, or an empty one."""
_COMMENT = re.compile(r"^# [a-z].*\n[ \t]*[a-z][a-z0-9_]*[ \t]*:[ \t]", re.MULTILINE)
"""A comment above a key; headings have a capital."""
_PROSE = re.compile(r"^#{2,6} |\*\*|^[ \t]*\|", re.MULTILINE)
_POINTED = re.compile(r":[ ]*[+-]?\d{1,3}[ ]?(?:pts|points)[ \t]*$", re.MULTILINE)
"""A line of a score sheet: "Series A or B: 25 pts"."""
_LEAST = 2


def is_config(text: str) -> bool:
    """Whether a text is configuration, and no prose with labels."""
    if _POINTED.search(text):
        return False
    return ((_STRONG.search(text) is not None or _formed(text)) and _PROSE.search(text) is None) or asked(
        text
    ) is not None


def asked(text: str) -> Query | None:
    """The conditions or the rows of values that a text consists of."""
    return query(text) or delimited(text)


def _formed(text: str) -> bool:
    """Whether its lines or the whole of it have the form of an object, of records or of a call."""
    if _INDEXED.search(text) or _RECORD.search(text) or _CALL.search(text) or _OBJECT.fullmatch(text):
        return True
    if any(_FLOW.fullmatch(line) for line in text.splitlines()):
        return True
    lines = [m for line in text.splitlines() if (m := _VALUED.fullmatch(line))]
    if any(m["comma"] or m["value"] in _SWITCHES or _INNER.match(m["value"]) for m in lines):
        return True
    plain = [m for m in lines if m["key"][0].islower() and m["value"][0] in "\"'`[{"]
    alone = all(_KEYED.fullmatch(line) for line in text.splitlines())  # "countries: [de, at]"
    if alone and _COMMENT.search(text):
        return True
    alone = alone and bool(plain)
    return (alone or len(plain) >= _LEAST) and any(c in m["value"][1:] for m in plain for c in "\"'`,:")
