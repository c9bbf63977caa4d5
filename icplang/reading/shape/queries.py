"""Conditions as programs write them: SQL, search queries, filters in one line and flags of a command line, as entries
of a tree. A text is one of them only where all of it can be read so."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from icplang.reading.shape.configtree import Entry, Group, Node, Scalar
from icplang.reading.syntax.grammars import keywords
from icplang.vocabulary.words import key

_TOKEN = re.compile(
    r"(?P<string>\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`)|(?P<op>>=|<=|=>|=<|!==|===|!=|<>|==|&&|\|\||[=><:~!&|])|(?P<sign>[()\[\]{},;])"
    r"|(?P<word>(?:(?![<>=!:~]=|&&|\|\|)[^\s\"'`()\[\]{},;<>=!~:&|]|(?<=\d),(?=000\b)|(?<=[-–]\d),(?=\d{3}\b))+)"
)
_COMMENT = re.compile(r"--[ \t].*$|(?<![^\s])(?://|#)[ \t].*$", re.MULTILINE)
_HEAD = re.compile(
    r"\s*(?:select\b[^;()]*?\bwhere\b|(?:where|filters?|query|q|having)\b[ \t]*[:=]?|"
    r"(?:(?:get|post|curl)[ ]+)?[\"']?[^\s?=\"']*\?(?=[a-z_][\w.\[\]-]*=)|"
    r"[\w.]+\([ ]*\(?\w+\)?[ ]*=>[ ]*\(?|"
    r"\w+(?:\.(?:loc|query|filter|where))?[\[(](?=[\[(~\w\"']+\.\w|[(\"'])[\"']?)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:(?:order|sort|group)[ \t]+by\b|limit\b|offset\b|fetch[ \t]+first\b|top[ \t]+\d)[^)]*$|[\s;\])\"']*$",
    re.IGNORECASE,
)
_START = re.compile(
    r"[\s(]*(?:(?:(?:not|NOT)\b|[!-])[\s(]*)?(?:[\"'][^\"'\n]*[\"']\s*(?:=|in\b)|[A-Za-z_][\w.-]*(?:\(|\s*(?:[<>=!:~]|"
    r"(?i:not|in|is|like|ilike|contains?|includes?|has|between|n?eq?|[gl]te?|nin|any|one|none|matches)\b)))"
)
_ENDING = frozenset({"limit", "offset"})
_VERDICTS = frozenset({"PREFER", "PREFER_HEADING", "REQUIRE", "EXCLUDE"})
_SORTING = frozenset({"order", "sort", "group"})
_BY = re.compile(r"[ \t]+by\b", re.IGNORECASE)
_KEY = re.compile(r"-?[A-Za-z_][\w.-]*")
_DENIED = re.compile(r"-[A-Za-z][\w-]*")
_KEYED = re.compile(r"\w:[\"'\w]")
_SYMBOLS = frozenset({">=", "<=", "=>", "=<", "!=", "!==", "<>", "==", "===", "=", ">", "<", ":", "~"})
_WORDS = (
    "not in", "is not", "not like", "not contains", "not contain", "does not contain", "not includes", "not has",
    "in", "is", "like", "ilike", "contains", "contain", "includes", "include", "has", "between", "eq", "neq", "ne",
    "gt", "gte", "lt", "lte", "nin", "any of", "one of", "none of", "has any", "matches", "equals",
)  # fmt: skip
_SAID = frozenset(w for w in _WORDS if " " not in w)
_AND, _OR = frozenset({"and", "&&", "&"}), frozenset({"or", "||", "|"})
_OPEN, _CLOSE, _PARTING = frozenset("([{"), frozenset(")]}"), frozenset(",;")
_COMPARISON = re.compile(r"[ \t]*[A-Za-z_][\w.]*[ ]*(?:[<>!=]=?|[<>]=|(?i:not[ ]in|in|not|between)\b)[ ]*\S")
_UNEVEN = re.compile(r"[ \t]*[A-Za-z_][\w.]*[ ]*(?:[<>!]=|[<>]|==)")
_PROSE = frozenset({":", "in", "is", "has"})
"""Signs that prose has as well: a comma between such conditions makes no query."""
_UNEQUAL = frozenset({"!=", "!==", "<>"})
"""Signs that no prose has: one condition with them is a query."""
_METHODS = {"isin": "in", "in_": "in", "contains": "contains", "includes": "contains", "between": "between", "eq": "="}
_METHODS |= {"ne": "!=", "gt": ">", "ge": ">=", "gte": ">=", "lt": "<", "le": "<=", "lte": "<=", "notin": "not in"}
"""What a key of a program may be called with."""
_FLAG = re.compile(r"(?<!\S)--?(?P<key>[A-Za-z][\w.-]*)(?:=|(?=\s)|$)")
_LONG = re.compile(r"(?<!\S)--[a-z][\w-]*(?:[= \t\n]|$)")
_ARGUMENT = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[^\s,\"'\\]+(?:,[^\s,\"'\\]+)*")
_PROGRAM = 4
"""The most words of the name of a program, in front of its flags."""
_PERIOD = re.compile(r"(?i)\b\d+[ ]?(?:d|days?|w|weeks?|months?|mo|quarters?|years?|y)\b")
_SENTENCE = re.compile(r"[a-z]\.[ \t]*\n[ \t]*\n")
"""A paragraph of prose: "Banks in Kent." above other lines."""
_BLANK = re.compile(r"\n[ \t]*\n")
"""What stands between paragraphs, and never between a key and its operator."""
_LIST = re.compile(r"^[^\S\n]*[^\n:]+:[^\S\n]*\n[^\S\n]*[-*\u2022][^\S\n]", re.MULTILINE)
"""A label with a list below it, which it says something of: "Exclude:" above "- employees < 5"."""
_COMPARING = frozenset({"OR_MORE", "OR_LESS", "OR_LATER", "OR_EARLIER"})
_ARTICLES = ("the ", "a ", "an ")
_LEAST = 2
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    start: int
    end: int
    text: str

    @property
    def word(self) -> str:
        return self.text.lower() if self.kind in ("word", "op") else ""


@dataclass(slots=True)
class Query:
    """What was read: the conditions, the signs between them, and words that only steer the program."""

    root: Group
    signs: list[tuple[int, int]] = field(default_factory=list)
    commands: list[tuple[int, int]] = field(default_factory=list)


def query(text: str) -> Query | None:
    """The flags or the conditions that a text consists of; None where it is no such text."""
    if len(_LONG.findall(text)) >= _LEAST:
        return _flags(text)
    head = _HEAD.match(text)
    if not _START.match(text, head.end() if head else 0) or _SENTENCE.search(text) or _LIST.search(text):
        return None
    return _Parser(text).read()


def within(text: str, start: int, end: int) -> Query | None:
    """The conditions that a stretch consists of; None where it is no such text."""
    return _Parser(text, start, end).read() if _START.match(text, start, end) else None


def condition(text: str, start: int, end: int) -> Entry | None:
    """One condition with an operator of programs, which is all of a stretch: "country in ('DE', 'AT')"."""
    parser = _Parser(text, start, end)
    entry = parser.condition()
    if (
        entry is None
        or parser.i < len(parser.tokens)
        or entry.op in (":", "=", "is", "has", "include", "contain", "like")
    ):
        return None
    return entry


def _compares(token: _Token) -> bool:
    """Whether a word is no key but the end of a bound: the "more" of "Employees: 50 or more in Germany"."""
    return not _COMPARING.isdisjoint(keywords().get(f"or {token.word}", ()))


class _BrokenError(Exception):
    """The text is no query."""


class _Parser:
    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text, self.end = text, len(text) if end is None else end
        self.i = self.depth = self.found = 0
        self.programmed = self.compared = False
        self.tokens: list[_Token] = []
        self.lined = _lined(text, start, self.end)
        self.keyed = _KEYED.search(text, start, self.end) is not None
        head = _HEAD.match(text, start, self.end)
        self.head = (start, head.end()) if head else (start, start)
        comments = dict(m.span() for m in _COMMENT.finditer(text, self.head[1], self.end))
        at = self.head[1]
        while at < self.end:
            found = _TOKEN.match(text, at, self.end) if at not in comments else None
            if at in comments:
                at = comments[at]
            elif found:
                self.tokens.append(_Token(found.lastgroup or "", *found.span(), found[0]))
                at = found.end()
            else:
                at += 1

    def read(self) -> Query | None:
        try:
            root = self.asked()
        except _BrokenError:
            return None
        rest = self.tokens[self.i].start if self.i < len(self.tokens) else self.end
        if not _TAIL.match(self.text, rest) or not (self.programmed or self.head[1] > self.head[0]):
            return None
        single = self.found < _LEAST and not self.text[slice(*self.head)].strip()
        if single and not (self.unequal() or self.searched()):
            return None
        said = deque(sorted(_spans(root)))
        out = Query(root)
        for token in self.tokens[: self.i]:  # "AND", "NOT IN"
            while said and said[0][1] <= token.start:
                said.popleft()
            if token.kind == "word" and not (said and said[0][0] <= token.start):
                out.signs.append((token.start, token.end))
        out.commands = [s for s in (self.head, (rest, self.end)) if self.text[slice(*s)].strip(" \n;")]
        return out

    def searched(self) -> bool:
        """Whether a value is one of a search: 'Title: ("VP Sales" OR CRO)'."""
        signs = {t.text for t in self.tokens}
        return {"(", "OR"} <= signs and any(t.kind == "string" for t in self.tokens)

    def unequal(self) -> bool:
        return any(t.kind == "op" and t.text in _UNEQUAL for t in self.tokens)

    # --- joining ----------------------------------------------------------------------------------------------

    def peek(self, ahead: int = 0) -> _Token | None:
        return self.tokens[self.i + ahead] if self.i + ahead < len(self.tokens) else None

    def take(self, *words: str) -> bool:
        """Whether the next token is one of these; then it is passed."""
        token = self.peek()
        if token and (token.word in words or (token.kind == "sign" and token.text in words)):
            self.i += 1
            return True
        return False

    def asked(self) -> Group:
        """Conditions side by side, which all hold: an "or" binds those next to it."""
        parts = [self.either()]
        while self.begins() or self.denied() or self.refuses() or self.parted():
            parts.append(self.either())
        if len(parts) == 1:
            return parts[0]
        apart = ([Entry("", _start(p), _start(p), p)] if p.either else p.entries for p in parts)
        return Group([e for entries in apart for e in entries])

    def either(self) -> Group:
        parts = [self.both()]
        while not self.celled() and self.take(*_OR):
            parts.append(self.both())
        if len(parts) == 1:
            return parts[0]
        self.programmed = self.programmed or self.compared  # "bakeries in Spain or hotels in Italy" is prose
        return Group([Entry("", _start(p), _start(p), p) for p in parts], either=True)

    def both(self) -> Group:
        out = Group([self.factor()])
        while self.take(*_AND):
            self.programmed = self.programmed or self.tokens[self.i - 1].text != "and"
            out.entries.append(self.factor())
        return out

    def refuses(self) -> bool:
        token = self.peek()
        return token is not None and token.text in ("NOT", "!")

    def denied(self) -> bool:
        """Whether a value without a key is taken out here, as in a web search: the last of "size:50 -gambling"."""
        token, behind = self.peek(), self.peek(1)
        if token is None or token.kind != "word" or not self.keyed or self.text[token.start - 1 : token.start] != " ":
            return False
        return _DENIED.fullmatch(token.text) is not None and (behind is None or behind.text not in _SYMBOLS)

    def parted(self) -> bool:
        """Whether a comma, a semicolon or a bar stands in front of a further condition; then it is passed."""
        token = self.peek()
        if token is None or not (token.text in _PARTING or self.celled()):
            return False
        if not (self.begins(1) or self.worded(1)):
            return False
        self.programmed = (
            self.programmed or self.tokens[self.i + 2].text not in _PROSE
        )  # "layoffs in March, owner is new"
        self.i += 1
        return True

    def celled(self) -> bool:
        """Whether a bar sets one condition apart from the next, as in a table: "size = 50 | country = DE"."""
        token = self.peek()
        return token is not None and token.text == "|" and self.tokens[self.i - 1].text not in _CLOSE

    def begins(self, ahead: int = 0) -> bool:
        """Whether a condition starts here, with nothing but space between it and the last one."""
        key, sign = self.peek(ahead), self.peek(ahead + 1)
        if not self.lined and key is not None and self.i and "\n" in self.text[self.tokens[self.i - 1].end : key.start]:
            return False
        return (
            key is not None and key.kind == "word" and sign is not None and sign.kind == "op" and sign.text in _SYMBOLS
            and _KEY.fullmatch(key.text) is not None and key.word not in _AND | _OR
        )  # fmt: skip

    def worded(self, ahead: int) -> bool:
        """Whether a key with an operator in a word stands here: "tech includes"."""
        key, sign = self.peek(ahead), self.peek(ahead + 1)
        return key is not None and key.kind == "word" and sign is not None and sign.word in _SAID

    def factor(self) -> Entry:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _BrokenError
        refused = False
        while (token := self.peek()) is not None and (token.word == "not" or token.text in "!~"):
            self.i += 1
            refused = not refused
        if token is not None and token.text == "(" and token.kind == "sign":
            self.i += 1
            inner = self.asked()
            if not self.take(")"):
                raise _BrokenError
            entry = Entry("", token.start, token.start, inner)
        elif token is not None and self.denied():
            self.i += 1
            self.found += 1
            self.programmed = True
            begin = token.start + 1
            entry = Entry("", begin, begin, Scalar(begin, token.end), refused=True)
        else:
            found = self.condition()
            if found is None:
                raise _BrokenError
            entry = found
            self.found += 1
        self.depth -= 1
        if refused:
            self.programmed = True
            entry.refused = not entry.refused
        return entry

    # --- one condition ----------------------------------------------------------------------------------------

    def condition(self) -> Entry | None:
        """A key, an operator and a value; None where there is none."""
        token = self.peek()
        if token is None:
            return None
        if token.kind == "string" and (behind := self.peek(1)) and behind.word in ("in", "=", "=="):
            return self.held(token)
        if token.kind != "word" or not _KEY.fullmatch(token.text) or token.word in _AND | _OR or _compares(token):
            return None
        begin = self.i
        self.i += 1
        behind = self.peek()
        if behind is not None and behind.text == "(":
            return self.called(token, begin)
        apart = behind is not None and _BLANK.search(self.text, token.end, behind.start)
        operator = None if apart else self.operator()
        if operator is None:
            self.i = begin
            return None
        listed = (first := self.peek()) is not None and first.text in _OPEN
        value = self.value(operator)
        if value is None or (operator in ("is", "in") and self.judged(value)):  # "CRM is nice to have"
            self.i = begin
            return None
        refused = token.text.startswith("-")
        at = token.start + refused
        worded = operator not in (":", "=", "is", "has", "<", ">", "<=", ">=")
        worded = worded and (operator != "in" or listed)  # "bakeries in Spain, Italy"
        self.compared = self.compared or operator != "in" or listed
        self.programmed = self.programmed or refused or worded
        self.programmed = self.programmed or any(c in "_\"'" for t in self.tokens[begin : self.i] for c in t.text)
        return Entry(token.text[refused:], at, token.end, value, operator, refused)

    def judged(self, value: Node) -> bool:
        """Whether a value is a verdict on the words in front of it, or prose: "champion is the chef"."""
        first = value.entries[0].value if isinstance(value, Group) and value.entries else value
        if isinstance(first, Scalar) and self.text[first.start : first.end].lower().startswith(_ARTICLES):
            return True
        said = key(self.text[value.start : value.end]) if isinstance(value, Scalar) else ""
        return not _VERDICTS.isdisjoint(keywords().get(said, ()))

    def held(self, token: _Token) -> Entry | None:
        """A value in front of its key: "'fintech' = ANY(industries)"."""
        self.i += 2
        called = (
            (t := self.peek()) is not None and t.word == "any" and (b := self.peek(1)) is not None and b.text == "("
        )
        self.i += 2 * called
        key = self.peek()
        if key is None or key.kind != "word":
            return None
        self.i += 1
        if called and not self.take(")"):
            return None
        self.programmed = True
        return Entry(key.text, key.start, key.end, _scalar(token), "contains")

    def called(self, name: _Token, begin: int) -> Entry | None:
        """A call around a key ("lower(industry) = 'saas'"), or of a key and its values ("contains(tech, 'sap')")."""
        self.i += 1
        path, _, method = name.text.rpartition(".")
        if path and (operator := _METHODS.get(method.lower())):  # "df.country.isin(['FR'])"
            self.programmed = True
            path = path.removesuffix(".str")
            begin, value = self.i, self.listed("(")
            if value is None and (opened := self.tokens[begin : begin + 1]) and opened[0].text in _OPEN:
                self.i = begin + 1
                value = self.listed(opened[0].text)
                self.take(")")
            return Entry(path, name.start, name.start + len(path), value, operator) if value else None
        key, behind = self.peek(), self.peek(1)
        if key is None or key.kind != "word" or behind is None or not _KEY.fullmatch(key.text):
            self.i = begin
            return None
        self.i += 2
        if behind.text == ")" and (operator := self.operator()) and (value := self.value(operator)):
            self.programmed = True
            return Entry(key.text, key.start, key.end, value, operator)
        if behind.text == ",":
            self.i -= 1
            value = self.listed(",")
            self.programmed = True
            refusing = re.search(r"(?i)not|exclu|without", name.text) is not None
            return Entry(key.text, key.start, key.end, value, "contains", refusing) if value else None
        self.i = begin
        return None

    def operator(self) -> str | None:
        token = self.peek()
        if token is None:
            return None
        if token.kind == "op" and token.text in _SYMBOLS:
            self.i += 1
            behind = self.peek()
            if token.text in (":", "=") and behind and behind.kind == "op" and behind.text in _SYMBOLS:  # "size:>=50"
                self.i += 1
                return behind.text
            return token.text
        for size in (3, 2, 1):
            words = self.tokens[self.i : self.i + size]
            said = " ".join(t.word for t in words)
            if len(words) == size and said in _WORDS:
                self.i += size
                return said
        return None

    def value(self, operator: str) -> Node | None:
        token = self.peek()
        if token is None:
            return None
        if operator == "between":
            low = self.peek()
            self.i += 1
            if low is None or not self.take("and", "to", ",") or (high := self.peek()) is None:
                return None
            self.i += 1
            return Group(
                [Entry("", low.start, low.start, _scalar(low)), Entry("", high.start, high.start, _scalar(high))]
            )
        if token.kind == "sign" and token.text in _OPEN:
            self.i += 1
            return self.listed(token.text)
        begin, members = self.i, []
        while (one := self.member()) is not None:
            members.append(one)
            if not self.lists():
                break
        if members and self.closes():
            listed = Group([Entry("", m.start, m.start, m) for m in members])
            return listed if len(members) > 1 else members[0]
        self.i = begin
        return self.computed()

    def member(self) -> Scalar | None:
        """A string, or words up to where a value ends."""
        token = self.peek()
        if token is not None and token.kind == "string":
            self.i += 1
            return _scalar(token)
        begin = self.i
        while (t := self.peek()) is not None and not (self.begins() or self.denied()):
            joined = t.text == "&" and self.i > begin and not self.begins(1)  # "Hospital & Health Care"
            if not joined and (t.kind != "word" or self.ends(t)):
                break
            self.i += 1
        return Scalar(self.tokens[begin].start, self.tokens[self.i - 1].end) if self.i > begin else None

    def lists(self) -> bool:
        """Whether a comma, or an "or" of strings, stands in front of a further value; then it is passed."""
        token, behind = self.peek(), self.peek(1)
        comma = token is not None and token.kind == "sign" and token.text == ","
        either = token is not None and token.word in _OR and behind is not None and behind.kind == "string"
        if not (comma or either) or self.begins(1) or self.worded(1):
            return False
        self.i += 1
        return True

    def computed(self) -> Node | None:
        """A value that is computed: of a date, the period that it goes back."""
        begin, depth = self.i, 0
        while (token := self.peek()) is not None and (depth or not self.ends(token)):
            depth += (token.text in _OPEN) - (token.text in _CLOSE)
            if depth < 0:
                break
            self.i += 1
        if self.i == begin:
            return None
        start, end = self.tokens[begin].start, self.tokens[self.i - 1].end
        period = _PERIOD.search(self.text, start, end)
        return Scalar(*period.span()) if period and "interval" in self.text[start:end].lower() else None

    def closes(self) -> bool:
        """Whether a value may end here."""
        token = self.peek()
        return (
            token is None
            or self.ends(token)
            or self.begins()
            or self.denied()
            or self.refuses()
            or token.text in _PARTING
        )

    def ends(self, token: _Token) -> bool:
        if token.word in _SORTING:
            return _BY.match(self.text, token.end) is not None
        return token.word in _AND | _OR | _ENDING or token.text in (")", ";", "NOT")

    def listed(self, opening: str) -> Node | None:
        """The members of a list behind its bracket: "('DE', 'AT')", "(US OR CA)", "[50 TO 500]"."""
        out = Group()
        ranged = False
        while (token := self.peek()) is not None:
            self.i += 1
            if token.kind == "sign" and token.text in _CLOSE:
                return out
            if token.text in (",", ";") or token.word in _AND | _OR or token.text == "|":
                continue
            if token.word == "to" and opening in "[{":
                ranged = True
                continue
            if token.kind == "sign":
                return None
            end = token.end
            while token.kind != "string" and (t := self.peek()) is not None and t.kind == "word":
                if t.word in _AND | _OR | {"to", "|"}:
                    break
                self.i, end = self.i + 1, t.end
            out.entries.append(
                Entry(
                    "", token.start, token.start, _scalar(token) if token.kind == "string" else Scalar(token.start, end)
                )
            )
        return out if ranged else None


def _lined(text: str, start: int, end: int) -> bool:
    """Whether each line of a text is a comparison, one of them with a sign that no prose has between its words."""
    lines = [line for line in text[start:end].splitlines() if line.strip()]
    return len(lines) > 1 and all(map(_COMPARISON.match, lines)) and any(map(_UNEVEN.match, lines))


def _scalar(token: _Token) -> Scalar:
    quoted = token.kind == "string"
    return Scalar(token.start + quoted, token.end - quoted)


def _spans(group: Group) -> Iterator[tuple[int, int]]:
    """The places of the keys and the values of a group."""
    for e in group.entries:
        yield e.start, e.end
        if isinstance(e.value, Scalar):
            yield e.value.start, e.value.end
        else:
            yield from _spans(e.value)


def _start(group: Group) -> int:
    return group.entries[0].start if group.entries else 0


def _flags(text: str) -> Query | None:
    """The flags of a command: "--titles CTO --min-employees 30"."""
    found = list(_FLAG.finditer(text))
    if len(text[: found[0].start()].split()) > _PROGRAM:
        return None
    out = Query(Group())
    if text[: found[0].start()].strip():
        out.commands.append((0, found[0].start()))
    for m, following in zip(found, [*(m.start() for m in found[1:]), len(text)], strict=True):
        words = [
            _Token("string" if t[0] in "\"'" else "word", t.start(), t.end(), t[0])
            for t in _ARGUMENT.finditer(text, m.end(), following)
        ]
        out.signs.append((m.start(), m.start("key")))
        out.root.entries.append(Entry(m["key"], m.start("key"), m.end("key"), _flagged(words, m.end())))
    return out


def _flagged(words: list[_Token], at: int) -> Node:
    """The value of a flag: its words are its members, but not those of one name ("New York")."""
    if not words:
        return Scalar(at, at)
    named = all(t.kind == "word" and t.text[0].isupper() for t in words)
    if len(words) == 1 or named:
        return _scalar(words[0]) if len(words) == 1 else Scalar(words[0].start, words[-1].end)
    return Group([Entry("", t.start, t.start, _scalar(t)) for t in words])
