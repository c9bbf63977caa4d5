"""Configuration as a tree of keys and values with their places: YAML, JSON, TOML, environment files, and parts of them.

Nothing here checks the syntax of a format: what people paste is often only a part of a file, so that a bracket may
miss its partner and an indent its parent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from icplang.reading.shape.labels import label

_BAND = r"(?:[<>]=?[ ]?)?[$€£]?\d[\d.,]*[kKmM]?(?:[ ]?[-–][ ]?[$€£]?\d[\d.,]*[kKmM]?|\+)?"
"""A number or a range of numbers as a key: "50-200: 25"."""
_KEY = re.compile(
    r"(?P<q>[\"']?)\$?(?P<key>[A-Za-z][\w. -]*?|(?<=[\"'])[^\"'\n]{1,80}?|" + _BAND + r"(?=\"?'?[ \t]*[:=][ \t]))"
    r"(?P=q)\]?[ \t]*[:=](?![=/])[ \t]*"
)
_SECTION = re.compile(r"(?P<many>\[)?\[(?P<key>[A-Za-z](?:[\w.-]|\.\"[^\"\n\]]*\")*)\]+$")
_PARTS = re.compile(r"\"(?P<q>[^\"]*)\"|[\w-]+")
"""The names in the name of a section: "icp", "BPO firms" and "avoid" in "icp."BPO firms".avoid"."""
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))(?:#|//)[ \t].*$")
_RULE = re.compile(
    r"([-*_=])(?:[ \t]*\1){2,}$|(?:```|~~~).*$|[{}\[\]()]+[,;]?$|\[?\.\.\.\]?,?$|@\w+(?:\(.*\))?$|"
    r"(?:class|def|interface|export|async)[ ][^=\n]*[:{]$|return[ ](?:True|true);?$|\"{3}$|\\$"
)
_CALL = re.compile(r"(?:(?:await|new|return)[ ]+)?[A-Za-z_][\w.]*\([\[{]*")
"""What opens a call of a program in a line of its own: "icp = dict("."""
_TYPE = re.compile(
    r"(?:Optional\[)?(?:list|dict|tuple|set|frozenset|sequence|int|float|str|bool)\b(?:\[[^=\n]*\])?\]?"
    r"(?:[ ]*\|[ ]*None)?[ ]*=[ ]*",
    re.IGNORECASE,
)
"""The type of a field of a program: "min_employees: int = 12"."""
_INDEXED = re.compile(r"[A-Za-z_]\w*\[(?=[\"']\w+[\"']\][ ]*=(?!=))")
"""What stands in front of the key that a line sets."""
_CALLED = re.compile(
    r"(?:[A-Za-z_]\w*)?\((?=[\"'])|(?:(?:await|new|return)[ ]+)?[A-Za-z_][\w.]*\((?=[\[{]|[A-Za-z_]\w*[ ]*=(?!=))"
)
"""What opens a tuple, or the values of a call: "("employees", ">=", 25)", "Filter("...", "find(country="FR")"."""
_STRING = re.compile(r"\"(?P<a>(?:[^\"\\\n]|\\.)*)\"|'(?P<b>[^'\n]*)'")
BOX = re.compile(r"\[[ xX✓✔]\][ \t]+(?=[^\s,\]])")
"""A box to tick in front of a member of a list."""
_BARE = re.compile(r"(?:\([^)\n]*\)|[^,\[\]{}\n)])+")
_ASSIGNED = re.compile(
    r"[A-Za-z_]\w*=(?:\[[^\]\n]*\]|\([^)\n]*\)|\"[^\"\n]*\"|'[^'\n]*'|[^\s,=\"'\[(]+),[ ]*[A-Za-z_]\w*="
)
"""A line of several arguments of a call."""
_FLOWING = re.compile(
    r"[\"']?[A-Za-z_$][\w.$-]*[\"']?[ ]*:[ ]*[\"'\[{].*[\"'\]}],[ ]*[\"']?[A-Za-z_$][\w.$-]*[\"']?[ ]*:"
)
"""A line that may hold several keys, each with a value in brackets or in quotes."""
_LEAST = 2
_SCORING = re.compile(
    r"(?P<if>(?:el)?if)[ ]*(?:\((?:[a-z]\w*\.)?(?P<c>[^\n]+)\)[ ]*[:{]?|[ ](?:[a-z]\w*\.)?(?P<d>[^\n]+?)[ ]*:)[ ]*"
    r"(?:\w+[ ]*(?P<sign>[+-])=[ ]*(?P<n>\d{1,3})|return[ ]+(?P<out>False|false|None|null))[ ;}]*"
)
"""A line of a program that gives points, or that turns an account down."""
_NAME = re.compile(
    r"(?P<q>[\"']?)\$?(?P<key>[A-Za-z_][\w. -]*?|(?<=[\"'])[^\"'\n]{1,80}?|" + _BAND + r")(?P=q)"
    r"[ \t]*[:=](?![=/])[ \t]*"
)


_TITLE = re.compile(r"(?P<said>[A-Za-z][A-Za-z '’-]{2,40}?)(?:[ ]*\([^()\d]*\))?")
"""A line of a few words, with a remark behind it."""


@dataclass(slots=True)
class Scalar:
    """A value without parts. `prose` is text of several lines, and no name or number."""

    start: int
    end: int
    prose: bool = False


@dataclass(slots=True)
class Entry:
    """A key with its value; a member of a list has no key."""

    key: str
    start: int
    end: int
    value: Node
    op: str = ""
    """What compares the two, where it is more than a sign between them: ">=", "not in"."""
    refused: bool = False
    """Whether a "not" stands in front of it."""


@dataclass(slots=True)
class Group:
    """Keys with their values, members of a list, or both."""

    entries: list[Entry] = field(default_factory=list)
    either: bool = False
    """Whether an "or" joins them."""

    @property
    def keyed(self) -> bool:
        """Whether all its entries have keys."""
        return bool(self.entries) and all(e.key for e in self.entries)


Node: TypeAlias = Scalar | Group


@dataclass(slots=True)
class _Line:
    start: int
    lead: int
    body: str


class Tree:
    """The tree of a text, the comments in it, and the signs between its parts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.comments: list[tuple[int, int]] = []
        self.signs: list[tuple[int, int]] = []
        self.lines: list[_Line] = []
        self.i = 0
        at = 0
        for whole in text.splitlines(keepends=True):
            self.lines.append(self._line(whole.rstrip(), at))
            at += len(whole)
        self.root = self._group(0)

    def _line(self, body: str, at: int) -> _Line:
        if (found := _comment(body)) is not None:
            self.comments.append((at + found, at + len(body)))
            body = body[:found].rstrip()
        plain = body.lstrip()
        return _Line(at, len(body) - len(plain), plain)

    # --- lines ----------------------------------------------------------------------------------------------

    def _group(self, lead: int, *, dashed: bool = False) -> Group:
        """The entries of the lines from here on that stand at least so deep; `dashed`: of the list at this depth."""
        out = Group()
        while (line := self._next()) is not None:
            if line.lead < lead or (dashed and line.lead == lead and not line.body.startswith("-")):
                break
            section = _SECTION.match(line.body) if line.lead == 0 else None
            if section and lead:
                break
            if section:
                self._section(section, line, out)
            else:
                out.entries.extend(self._several(line) or [self._entry(line)])
        return out

    def _several(self, line: _Line) -> list[Entry]:
        """The entries of a line with several: "states=['TX'], min_sites=3"; none where it is no such line."""
        if not (_ASSIGNED.match(line.body) or _FLOWING.match(line.body)):
            return []
        at, stop = line.start + line.lead, line.start + line.lead + len(line.body)
        out, end, known = list[Entry](), at, len(self.signs)
        while at < stop and (name := _NAME.match(self.text, at)):
            value, end = self._flow(self._blank(name.end()), 1)
            out.append(Entry(name["key"], name.start("key"), name.end("key"), value))
            at = self._blank(max(end, at + 1))
            if at < stop and self.text[at] in ")]}":
                self.signs.append((at, stop))
                break
        if len(out) < _LEAST:
            del self.signs[known:]
            return []
        while self.i < len(self.lines) and self.lines[self.i].start < max(end, line.start + 1):
            self.i += 1
        return out

    def _next(self) -> _Line | None:
        """The next line that says something."""
        while self.i < len(self.lines):
            line = self.lines[self.i]
            if line.body and not _RULE.match(line.body):
                return line
            if line.body:
                self.signs.append((line.start + line.lead, line.start + line.lead + len(line.body)))
            self.i += 1
        return None

    def _section(self, found: re.Match[str], line: _Line, out: Group) -> None:
        """A section of TOML ("[company]", "[[tier]]") with the keys below it."""
        at = line.start + found.start("key")
        self.i += 1
        inner = Group()
        while (below := self._next()) is not None and not (below.lead == 0 and _SECTION.match(below.body)):
            inner.entries.append(self._entry(below))
        *above, last = ((m["q"] or m[0], at + m.start(m.lastgroup or 0)) for m in _PARTS.finditer(found["key"]))
        for name, begin in above:
            out = self._within(out, name, begin)
        name, begin = last
        if found["many"]:
            members = self._within(out, name, begin)
            members.entries.append(Entry("", begin, begin, inner))
        else:
            self._within(out, name, begin).entries.extend(inner.entries)

    def _within(self, out: Group, name: str, start: int) -> Group:
        """The group of a key, which the last entry may be already."""
        end = start + len(name)
        if out.entries and out.entries[-1].key == name and isinstance(group := out.entries[-1].value, Group):
            self.signs.append((start, end))
            return group
        group = Group()
        out.entries.append(Entry(name, start, end, group))
        return group

    def _entry(self, line: _Line) -> Entry:
        at = line.start + line.lead
        if scored := _SCORING.fullmatch(line.body):  # "if headcount > 1000: score -= 30"
            self.i += 1
            held = "c" if scored["c"] else "d"
            told = "n" if scored["n"] else "out"
            self.signs.append((at + scored.end(held), at + scored.start(told)))
            self.signs.append((at + scored.end("if"), at + scored.start(held)))
            condition, points = (Scalar(at + scored.start(g), at + scored.end(g)) for g in (held, told))
            outcome = Entry("then", points.start, points.start, points, refused=scored["sign"] == "-")
            return Entry("", at, at, Group([Entry("if", at, at + len(scored["if"]), condition), outcome]))
        if _CALL.fullmatch(line.body):  # "client.search({"
            self.signs.append((at, at + len(line.body)))
            self.i += 1
            return Entry("", at, at, self._group(line.lead + 1))
        if indexed := _INDEXED.match(line.body):  # "icp["industries"] = [..]"
            self.signs.append((at, at + indexed.end()))
            line = _Line(line.start, line.lead + indexed.end(), line.body[indexed.end() :])
        if line.body.startswith("- ") or line.body == "-":
            rest = line.body[1:].lstrip()
            inner = _Line(line.start, line.lead + len(line.body) - len(rest), rest)
            if not rest:
                self.i += 1
                return Entry("", at, at, self._group(line.lead + 1))
            if (rest[0] not in "{[\"'" and _KEY.match(rest)) or _quoted_key(rest):
                entries = [self._keyed(inner)]
                while (below := self._next()) is not None and below.lead > line.lead:
                    entries.append(self._entry(below))
                return Entry("", at, at, Group(entries))
            return Entry("", at, at, self._value(rest, inner.start + inner.lead, line.lead))
        if line.body[0] not in "{[" and _KEY.match(line.body) and (line.body[0] not in "\"'" or _quoted_key(line.body)):
            return self._keyed(line)
        if self._heads(line):
            self.i += 1
            return Entry(line.body, at, at + len(line.body), self._group(line.lead, dashed=True))
        return Entry("", at, at, self._value(line.body, at, line.lead))

    def _heads(self, line: _Line) -> bool:
        """Whether a line is a heading without a sign: "Hard exclusions" above "- state = TX"."""
        below = self.lines[self.i + 1] if self.i + 1 < len(self.lines) else None
        listed = below is not None and below.lead == line.lead and below.body.startswith("- ")
        titled = _TITLE.fullmatch(line.body)
        return listed and titled is not None and label(titled["said"], 0).role is not None

    def _keyed(self, line: _Line) -> Entry:
        found = _KEY.match(line.body)
        if found is None:
            return Entry("", line.start, line.start, self._value(line.body, line.start + line.lead, line.lead))
        at = line.start + line.lead
        begin = found.end()
        if typed := _TYPE.match(line.body, begin):
            self.signs.append((at + begin, at + typed.end()))
            begin = typed.end()
        rest = line.body[begin:]
        start, end = at + found.start("key"), at + found.end("key")
        if not rest.strip(" ,") or _CALL.fullmatch(rest):
            if rest.strip(" ,"):
                self.signs.append((at + begin, at + len(line.body)))
            self.i += 1
            below = self._next()
            dashed = below is not None and below.lead == line.lead and below.body.startswith("- ")
            value: Node = self._group(line.lead if dashed else line.lead + 1, dashed=dashed)
        elif rest.strip() in (">", "|", ">-", "|-", ">+", "|+"):
            self.i += 1
            value = self._prose(line.lead)
        else:
            value = self._value(rest, at + begin, line.lead)
        return Entry(found["key"], start, end, value)

    def _prose(self, lead: int) -> Group:
        """Text of several lines: a part for each paragraph."""
        out = Group()
        going_on = False
        while self.i < len(self.lines):
            line = self.lines[self.i]
            if line.body and line.lead <= lead:
                break
            self.i += 1
            start, end = line.start + line.lead, line.start + line.lead + len(line.body)
            last = out.entries[-1].value if out.entries else None
            if not line.body:
                going_on = False
            elif going_on and isinstance(last, Scalar):
                last.end = end
            else:
                out.entries.append(Entry("", start, start, Scalar(start, end, prose=True)))
                going_on = True
        return out

    def _value(self, rest: str, at: int, lead: int) -> Node:
        """The value that starts at offset `at`, which may go on in the lines below."""
        self.i += 1
        if (rest[0] in "{[" and not rest.startswith("[ ]") and BOX.match(rest) is None) or _CALLED.match(rest):
            node, end = self._flow(at, 0)
            while self.i < len(self.lines) and self.lines[self.i].start < end:
                self.i += 1
            line_end = self.text.find("\n", end)
            tail = self.text[end : len(self.text) if line_end < 0 else line_end].strip(" ,;\t\r)")
            if tail and _comment(" " + tail) is None and tail.strip("}]"):
                return Group(
                    [
                        Entry("", at, at, node),
                        Entry(
                            "", at, at, Scalar(*_trimmed(self.text, end, len(self.text) if line_end < 0 else line_end))
                        ),
                    ]
                )
            return node
        end = at + len(rest)
        while self.i < len(self.lines):
            below = self.lines[self.i]
            plain = (
                below.body and below.lead > lead and not below.body.startswith("-") and below.body[0] not in "\"'{}[]"
            )
            if not plain or _KEY.match(below.body) or _RULE.match(below.body):
                break
            end = below.start + below.lead + len(below.body)
            self.i += 1
        return Scalar(*_trimmed(self.text, at, end), prose="\n" in self.text[at:end])

    # --- brackets -------------------------------------------------------------------------------------------

    def _flow(self, at: int, depth: int) -> tuple[Node, int]:
        """The value in brackets, in quotes or bare that starts at an offset, and the offset behind it."""
        text = self.text
        called = _CALLED.match(text, at)
        if called:
            self.signs.append(called.span())
        if (called or (at < len(text) and text[at] in "{[")) and depth < 64:
            out = Group()
            at = self._blank(called.end() if called else at + 1)
            while at < len(text) and text[at] not in ("})" if called else "}]"):
                name = _NAME.match(text, at)
                if name:
                    value, end = self._flow(self._blank(name.end()), depth + 1)
                    out.entries.append(Entry(name["key"], name.start("key"), name.end("key"), value))
                else:
                    value, end = self._flow(at, depth + 1)
                    out.entries.append(Entry("", at, at, value))
                at = self._blank(max(end, at + 1))
            return out, min(at + 1, len(text))
        if found := _STRING.match(text, at):
            inner = found.lastgroup or "a"
            return Scalar(found.start(inner), found.end(inner)), found.end()
        if (bare := _BARE.match(text, at)) is not None:
            end = at + len(bare[0].rstrip())
            if (cut := _comment(bare[0])) is not None:
                end = at + len(bare[0][:cut].rstrip())
                self.comments = [c for c in self.comments if not at <= c[0] < bare.end()] + [(at + cut, bare.end())]
                return Scalar(*_trimmed(text, at, end)), bare.end()
            return Scalar(*_trimmed(text, at, end)), end
        return Scalar(at, at), at + 1

    def _blank(self, at: int) -> int:
        """The offset of the next sign that says something: behind space, commas and comments."""
        text = self.text
        while at < len(text):
            comment = next((c for c in self.comments if c[0] <= at < c[1]), None)
            if comment:
                at = comment[1]
            elif text[at] in " \t\r\n,;":
                at += 1
            else:
                break
        return at


def _comment(body: str) -> int | None:
    """Where the comment of a line starts, if it has one."""
    for found in _COMMENT.finditer(body):
        before = body[: found.start()]
        if before.count('"') % 2 == 0:
            return found.start()
    return None


def _quoted_key(body: str) -> bool:
    """Whether a line starts with a key in quotes."""
    found = _KEY.match(body)
    return found is not None and bool(found["q"])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the space, the commas and the quotes around it."""
    while start < end and text[start] in " \t\r\n,;":
        start += 1
    while end > start and text[end - 1] in " \t\r\n,;":
        end -= 1
    if (
        end - start >= 2
        and text[start] in "\"'"
        and text[end - 1] == text[start]
        and text[start] not in text[start + 1 : end - 1]
    ):
        start, end = start + 1, end - 1
    return start, end
