"""What the reading has to say: diagnostics about stretches of the source, and reports of words that are not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from icplang.diagnostics import Diagnostic, Source, diagnostic
from icplang.reading.elements import Element, without_filler
from icplang.vocabulary.store import Sense, builtin, words_of
from icplang.vocabulary.words import singular, tokens

DELIVERED = frozenset(
    """csv xlsx spreadsheet sheet excel email mail address phone telephone mobile number linkedin url website domain
    name surname title column row table field duplicate deduped dedupe sorted ranked list verified link pls
    please thanks profile cell contact contacts each every per apiece""".split()
)
"""What is asked of a list of companies or contacts and says nothing of them: "with emails, as a CSV"."""
_ASKED = DELIVERED - frozenset(
    "website domain url profile address sheet list link title number name field table each every per apiece".split()
)
"""Those of them that a company is not said to have."""
WHOSE = frozenset("owner founder ceo cfo cto decision maker contact work verified direct dial max top s".split())
_FORMATS = frozenset({"csv", "xlsx", "deduped", "dedupe", "pls", "please", "thanks"})
_GIVING = frozenset(
    "with as in a an the include including plus their to into format export give get provide need want send return "
    "find your me us of for each per every add pull".split()
)
"""Words in front of what is asked for."""

_LONG = 80
"""A stretch of more characters is told in parts, where another noun is joined to it."""
_NEXT = re.compile(r",? and (?=(?:an?|the|their|its) )")
_BESIDE_TRADES = frozenset({"industry", "metric", "audience"})


@dataclass(slots=True)
class Findings:
    """Collects the diagnostics of one text."""

    source: Source
    suggest: Callable[[str], tuple[str, ...]] = lambda _: ()
    """Names that resemble unknown words."""
    meant: Callable[[str], Collection[Sense]] = lambda _: ()
    """What words may mean, in whatever place."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    slots: list[tuple[int, int]] = field(default_factory=list)
    """Where the slots of a template are that nobody filled in: each is told of by itself."""

    def tell(self, code: str, message: str, start: int, end: int, **more: Any) -> None:
        """Add a diagnostic about a stretch of the source."""
        self.diagnostics.append(diagnostic(code, message, self.source.span(start, end), **more))

    def unfilled(self, start: int, end: int) -> None:
        """Report a slot of a template, or a stretch with one: the slots in that are not told again."""
        spans = [d.span for d in self.diagnostics if d.code == "unfilled-slot" and d.span]
        if any(s.start <= start and end <= s.end for s in spans):
            return
        within = [s for s in spans if start <= s.start and s.end <= end]
        self.diagnostics[:] = [d for d in self.diagnostics if d.code != "unfilled-slot" or d.span not in within]
        said = "a slot of a template that is not filled in; what it is a part of is not read"
        self.tell("unfilled-slot", said, start, end, help="write the value in its place")

    def _around(self, content: Sequence[Element]) -> None:
        """Report a stretch with slots: each slot with the words in front of it, and the last with those behind it."""
        start, end = content[0].start, content[-1].end
        ends = [*[b for a, b in sorted(self.slots) if start <= a and b <= end][:-1], end]
        for end in ends:
            part = [
                e for e in content if start <= e.start and e.end <= end and tokens(self.source.text[e.start : e.end])
            ]
            if any(not any(a <= e.start and e.end <= b for a, b in self.slots) for e in part):
                self.unfilled(part[0].start, part[-1].end)
            start = max(start, end)

    def trade(self, said: str) -> str:
        """The industry that words name, if only where the place says so; empty where they name none."""
        return next((s.id for s in self.meant(said) if s.kind == "industry"), "")

    def only_trade(self, said: str) -> bool:
        """Whether words that name an industry name little else: neither people nor tools nor places."""
        return all(s.form == "weak" or s.kind in _BESIDE_TRADES for s in self.meant(said))

    def report(self, elements: list[Element], *, orders: bool = True) -> None:
        """One diagnostic for a stretch that is not read, with the nearest thing that could be written instead.

        `orders`: words that only ask for something beside the list are told as an instruction.
        """
        content = [
            e
            for e in elements
            if e.kind not in ("filler", "comma")
            and not (e.kind == "mark" and e.name in ("AND", "OR", "SLASH", "RELATIVE"))
        ]
        if not content:
            return
        start, end = min(e.start for e in content), max(e.end for e in content)
        if any(a < end and start < b for a, b in self.slots):
            self._around(content)
            return
        joints = list(_NEXT.finditer(self.source.text, start, end)) if end - start > _LONG else []
        if joints and all(e.kind == "unread" for e in content):
            begins = [start, *(x.end() for x in joints)]
            for a, b in zip(begins, [*(x.start() for x in joints), end], strict=True):
                self.report([replace(content[0], start=a, end=b)], orders=orders)
            return
        words = tokens(self.source.text[start:end])
        line = self.source.text[self.source.text.rfind("\n", 0, start) + 1 : start]
        asked = delivered(words) and (len(words) > 1 or _gives(words[0], tokens(line)))
        if orders and asked and all(e.kind == "unread" for e in content):
            self.tell("command", "an instruction about the list, no criterion", start, end)
            return
        row = quality(words)
        said = self.source.text[start:end]
        near = self.suggest(said) if row is None and len(words) <= 2 else ()
        if row is None:
            self.tell(
                "unknown-words",
                f"{_quoted(said)} is not understood",
                start,
                end,
                suggestions=near,
                help="say it with a field that is known (docs/language.md lists them), or put a remark in brackets",
            )
        else:
            code = "vague-phrase" if row["why"] == "vague" else "unobservable-phrase"
            message = (
                f"{_quoted(said)} has no threshold and no field"
                if row["why"] == "vague"
                else f"{_quoted(said)} is not something an account table holds"
            )
            hint = row.get("suggestion") or ""
            self.tell(
                code,
                message,
                start,
                end,
                help=f"write something measurable, such as '{hint}'" if hint else "",
                suggestions=(hint,) if hint else (),
            )

    def left_out(self, parts: Iterable[Element]) -> None:
        """Report the clauses that would be read, were it not for those beside them."""
        for e in parts:
            if e.reading and e.reading.predicate:
                self.beside(e.start, e.end)
            elif e.reading:
                self.diagnostics.extend(e.reading.notes)

    def beside(self, start: int, end: int) -> None:
        """Report a stretch that would be read, were it not for the words beside it."""
        said = f"{self.source.text[start:end]!r} is not read: words beside it are not understood"
        self.tell("unknown-words", said, start, end)

    def pains(self, code: str, start: int, end: int) -> None:
        """Report pains and goals, those between semicolons one by one."""
        help = "write what can be seen from outside: a tool in use, an open role, a size"
        for part in self.source.text[start:end].split(";"):
            if said := part.strip():
                begin = start + part.index(said)
                message = "a pain or a goal is not something an account table holds"
                self.tell(code, message, begin, begin + len(said), help=help)
            start += len(part) + len(";")

    def set_aside(self, elements: list[Element]) -> None:
        """Note names that are not read, since what stands behind them says what is meant."""
        content = without_filler(elements)
        if content:
            start, end = content[0].start, content[-1].end
            said = f"{self.source.text[start:end]!r} is not read: what stands beside it says what is meant"
            self.tell("defined-word", said, start, end)

    def without_operand(self, elements: list[Element]) -> None:
        """Report a "not" that nothing follows."""
        last = next((i for i in range(len(elements), 0, -1) if elements[i - 1].kind in ("clause", "group")), 0)
        self.report([e for e in elements[last:] if e.kind == "mark" and e.name == "NOT"])


def _quoted(words: str) -> str:
    words = " ".join(words.split())
    return f"'{words}'" if len(words) <= 60 else f"'{words[:57]}...'"


def is_quality(e: Element) -> bool:
    """Whether an element is one word that is a listed quality: "innovative"."""
    return e.kind == "unread" and words_of("vague").get(e.name, {}).get("why") == "vague"


def delivered(words: list[str]) -> bool:
    """Whether words only say what the list should hold: "owner email", "a csv"."""
    folded = [singular(w) for w in words if w not in words_of("filler")]
    asked = any(w in _ASKED for w in folded) and all(w in DELIVERED or w in WHOSE for w in folded)
    trade = len(folded) > 1 and any(s.kind == "industry" for s in builtin().senses(" ".join(folded)))
    return asked and not trade  # "direct mail"


def _gives(word: str, before: list[str]) -> bool:
    """Whether the words in front of "Excel" or "email" ask for it, and do not say that a company has it."""
    last = next((w for w in reversed(before) if w not in ("and", "or")), None)
    if word in _FORMATS or last is None:
        return word in _FORMATS or all(s.kind != "technology" for s in builtin().senses(word))  # a bullet "Excel"
    return singular(last) in DELIVERED | WHOSE or last in _GIVING


@lru_cache(maxsize=1)
def _phrases() -> dict[str, int]:
    """The number of words of the longest listed quality or pain that starts with a word."""
    out: dict[str, int] = {}
    for phrase in words_of("vague"):
        first = phrase.split(" ", 1)[0]
        out[first] = max(out.get(first, 0), phrase.count(" ") + 1)
    return out


def quality(words: list[str]) -> Mapping[str, str] | None:
    """The row of the longest listed quality or pain in a row of folded words; None where there is none."""
    best: tuple[int, Mapping[str, str]] | None = None
    for i, word in enumerate(words):
        for size in range(min(_phrases().get(word, 0), len(words) - i), 0, -1):
            row = words_of("vague").get(" ".join(words[i : i + size]))
            if row and (best is None or size > best[0]):
                best = size, row
                break
    return best[1] if best else None
