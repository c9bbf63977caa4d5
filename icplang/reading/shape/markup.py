"""What of a text is not its words: comments (`<!-- ... -->`) and tags of HTML. All else stays in its place."""

from __future__ import annotations

import re
from functools import partial

_OPEN, _CLOSE = "<!--", "-->"
_INK = re.compile(r"[^\r\n]")
_TAGS = re.compile(
    r"(?:</?(?:li|br|p|div|h[1-6]|ul|ol|tr|b|strong|i|em|u|span|font|small)\b[^<>\n]{0,200}>[ \t]*)+", re.IGNORECASE
)
_ELEMENT = re.compile(
    r"<(?P<close>/)?(?!(?:li|br|p|div|h[1-6]|ul|ol|tr|td|th|table|b|strong|i|em|u|span|font|small)>)"
    r"(?P<name>[A-Za-z][\w-]{1,40})>"
)
"""A tag that is no markup of a page: "<industry>", "</company_size>"."""
_NAME = re.compile(r"</?\w+")
_BOLD = frozenset({"<b", "</b", "<strong", "</strong"})
_INLINE = frozenset("b strong i em u span font small".split())
_ENCODED = {"%20": "   ", "%2C": ",  ", "%2c": ",  "}
"""Signs of addresses that stand for others, each as long as it is."""
LINE, PART = "\x0b", "\x1f"
"""What stands for a line break that a tag makes, and for one within the cell of a table."""


def comments(text: str) -> list[tuple[int, int]]:
    """The start and end of each comment. One that is never closed is none."""
    out: list[tuple[int, int]] = []
    start = text.find(_OPEN)
    while start >= 0 and (close := text.find(_CLOSE, start + len(_OPEN))) >= 0:
        out.append((start, close + len(_CLOSE)))
        start = text.find(_OPEN, out[-1][1])
    return out


def tags(text: str) -> list[tuple[int, int]]:
    """The start and end of each run of tags."""
    if "<" not in text:
        return []
    elements = _ELEMENT.finditer(text) if "</" in text else ()
    own = {m.span() for m in elements if _paired(text, m["name"])}
    return sorted({found.span() for found in _TAGS.finditer(text)} | own)


def _paired(text: str, name: str) -> bool:
    return f"</{name}>" in text and f"<{name}>" in text


def plain(text: str) -> str:
    """The text with blanks in place of its comments, and breaks or blanks in place of its tags."""
    parts, at = list[str](), 0
    for start, end in comments(text):
        parts += [text[at:start], _INK.sub(" ", text[start:end])]
        at = end
    whole = "".join([*parts, text[at:]])
    whole = _ELEMENT.sub(partial(_keyed, whole), whole) if "</" in whole else whole
    for code, sign in _ENCODED.items():
        whole = whole.replace(code, sign)
    return "\n".join(map(_untagged, whole.split("\n"))) if "<" in whole else whole


def _keyed(text: str, found: re.Match[str]) -> str:
    """The tag of an element with a name of its own, as a key that is as long; blanks where it closes one."""
    name = found["name"]
    if not _paired(text, name):
        return found[0]
    return " " * len(found[0]) if found["close"] else f"{name}: ".replace("_", " ").replace("-", " ")


def _untagged(line: str) -> str:
    """A line without its tags: a break, the start of a list item, or blanks."""
    if "<" not in line:
        return line
    part = PART if line.lstrip().startswith("|") else ""

    def put(found: re.Match[str]) -> str:
        tags = [t.lower() for t in _NAME.findall(found[0])]
        size = len(found[0])
        if not {t.strip("</") for t in tags} <= _INLINE:
            return (part or (LINE + "- " if "<li" in tags else LINE)).rjust(size)
        if part or not _BOLD & {*tags}:
            return " " * size
        return "**".ljust(size)

    return _TAGS.sub(put, line)
