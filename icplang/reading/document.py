"""The shape of a text: headings, bullets, labels and paragraphs, cut into items that are read one by one.

A heading or a label sets a role ("Nice to have:"), a field ("Industries:"), or says that what follows is a
remark ("Why:"). An item is a stretch of the source with what its surroundings say about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from icplang.meaning.profile import Role
from icplang.reading.grammars import keywords
from icplang.reading.tree import Lexeme
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import tokens

_ROLES: dict[str, Role] = {"EXCLUDE": "exclude", "PREFER": "prefer", "BUYER": "buyer", "REQUIRE": "require"}
_FIELDS = frozenset(
    "EMPLOYEES REVENUE ARR GMV TOTAL_FUNDING VALUATION FOUNDED AGE SITES VISITS BASED_IN SELLS_IN INDUSTRY_LABEL MODEL_LABEL SEGMENT_LABEL "
    "STAGE_LABEL OWNERSHIP_LABEL STATUS_LABEL TECH_LABEL HIRING CERTIFIED BUYER SERVING SIMILAR MENTIONING INTENT".split())
_REMARKS = {"NOTE_LABEL": "commentary", "PAIN_LABEL": "unobservable-phrase"}
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+(?P<text>.+?)[ \t#]*$")
_BOLD_LINE = re.compile(r"[ \t]*(?P<mark>\*\*|__)(?P<text>[^*_]+)(?P=mark):?[ \t]*$")
_BULLET = re.compile(r"[ \t>]*(?:[-*•‣◦+–—]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])[ \t]+(?=\S)")
_LABEL = re.compile(r"[ \t*_>]*(?P<label>[^\s*_:|][^:|\n]{0,70}?)[*_]*[ \t]*:[*_]*(?:[ \t]+|$)")
_RULE = re.compile(r"[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$|[ \t]*(?:```|~~~).*$")
_DEFINITION = re.compile(r"[ \t]*by[ ]+(?P<word>[^,.;:\n]{2,60}?),?[ ]+(?:we|i)[ ]+mean[ ]+(?P<body>[^\n]+?)(?:\.(?=\s|$)|$)",
                         re.IGNORECASE | re.MULTILINE)

Remark: TypeAlias = Literal["commentary", "unobservable-phrase"]


@dataclass(frozen=True, slots=True)
class Context:
    """What the surroundings of an item say: its role, its field, or that it is a remark."""

    role: Role | None = None
    field: Lexeme | None = None
    remark: str | None = None

    @property
    def known(self) -> bool:
        """Whether it says anything."""
        return self.role is not None or self.field is not None or self.remark is not None


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of the source to be read on its own. `defines` is the word that it defines, if it does."""

    start: int
    end: int
    context: Context = Context()
    heading: bool = False
    defines: str | None = None


def items(text: str) -> Iterator[Item]:
    """The items of a text, in its order."""
    section, group = Context(), Context()
    paragraph: Item | None = None
    bulleted = False
    at = 0
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        body = line.rstrip()
        end = start + len(body)
        heading = _HEADING.match(body) or _BOLD_LINE.match(body)
        if not body.strip() or _RULE.match(body):
            if paragraph:
                yield from _labelled(text, paragraph)
                paragraph = None
            if not body.strip():
                group = group if group.known else Context()
            continue
        if heading:
            if paragraph:
                yield from _labelled(text, paragraph)
                paragraph = None
            context = label(heading["text"], start + heading.start("text"))
            section, group = context, Context()
            if not context.known:
                yield from _labelled(text, Item(start + heading.start("text"), start + heading.end("text"), heading=True))
            continue
        bullet = _BULLET.match(body)
        alone = None if bullet else _LABEL.fullmatch(body)
        if alone:    # "Nice to have:" on a line of its own
            if paragraph:
                yield from _labelled(text, paragraph)
                paragraph = None
            group, bulleted = label(alone["label"], start + alone.start("label")), False
            if not group.known:
                yield Item(start + alone.start("label"), start + alone.end("label"), section, heading=True)
            continue
        if not bullet and bulleted and group.known:
            own = _LABEL.match(body)
            if own and label(own["label"], start).known:    # "Buyer: ..." behind the bullets of "Exclude:"
                group, bulleted = Context(), False
        context = _merged(section, group)
        if bullet:
            bulleted = True
            if paragraph:
                yield from _labelled(text, paragraph)
            paragraph = Item(start + bullet.end(), end, context)
        elif paragraph and not _LABEL.match(body):
            paragraph = replace(paragraph, end=end)
        else:
            if paragraph:
                yield from _labelled(text, paragraph)
            paragraph = Item(start + len(body) - len(body.lstrip(" \t>")), end, context)
    if paragraph:
        yield from _labelled(text, paragraph)


def _labelled(text: str, item: Item) -> Iterator[Item]:
    """The item with its own label taken off ("Revenue: $5M-$50M"), or as it is."""
    defined = _DEFINITION.match(text, item.start, item.end)
    if defined:
        yield replace(item, start=defined.start("body"), end=defined.end(), defines=defined["word"].strip("\"“”' "))
        if text[defined.end():item.end].strip():
            yield from _labelled(text, replace(item, start=defined.end() + 1))
        return
    match = _LABEL.match(text, item.start, item.end)
    if match and len(match["label"].split()) <= 7:
        own = label(match["label"], match.start("label"))
        if own.known and match.end() < item.end:
            yield replace(item, start=match.end(), context=_merged(item.context, own))
            return
    yield item


def _merged(outer: Context, inner: Context) -> Context:
    """The inner context, with what it leaves open taken from the outer one."""
    field = inner.field or (outer.field if not inner.remark else None)
    return Context(inner.role or outer.role, field, inner.remark or (outer.remark if not inner.known else None))


def label(text: str, start: int) -> Context:
    """What a heading or a label says. Unknown ones say nothing."""
    words = tokens(re.sub(r"\([^)]*\)|[*_`#&]", " ", text))
    content = [w for w in words if w not in words_of("filler")]
    whole = {t for phrase in (" ".join(words), " ".join(content)) for t in keywords().get(phrase, ())}
    role: Role | None = next((_ROLES[t] for t in _ROLES if t in whole), None) or _role_within(words)
    field = next((t for t in sorted(whole) if t in _FIELDS), None)
    if field == "BUYER" or role == "buyer":
        return Context("buyer", Lexeme("BUYER", start, start, 1, "buyer"))
    remark = next((_REMARKS[t] for t in _REMARKS if t in whole), None)
    return Context(role, Lexeme(field, start, start, 1, text) if field else None, remark if not field else None)


def _role_within(words: list[str]) -> Role | None:
    """A role word inside a longer heading: "Disqualifiers / weak fit", "Strong buying signals (2026)"."""
    if len(words) > 8:
        return None
    found: dict[str, int] = {}
    for i in range(len(words)):
        for j in range(i + 1, len(words) + 1):
            for terminal in keywords().get(" ".join(words[i:j]), ()):
                if terminal in _ROLES:
                    found[terminal] = max(found.get(terminal, 0), j - i)
    return _ROLES[min(found, key=lambda t: (-found[t], list(_ROLES).index(t)))] if found else None
