"""Words that join clauses, order something or start a reason, where they are meant as such: "looking for hotels", and
not "hotels looking for staff"."""

from __future__ import annotations

from dataclasses import replace

from icplang.reading.belief.compounds import hyphen
from icplang.reading.elements import Element, last_content
from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words.dealings import dealing
from icplang.reading.words.lexer import ARTICLES, Words
from icplang.vocabulary.words import tokens

_MARKS = frozenset(
    {
        "NOT",
        "EITHER",
        "BOTH",
        "BUT",
        "PREFER",
        "REQUIRE",
        "EXCLUDE",
        "DEPRIORITIZE",
        "COMMAND",
        "LIKE",
        "RELATIVE",
        "SELLER",
        "REASON",
        "PROVIDED",
        "WHATEVER",
        "AND_ALSO",
    }
    | {"ATTRIBUTION", "SLASH", "AND", "OR"}
)
_OPENING = frozenset(
    {"need", "want", "generate", "seeking", "who are", "who is", "round up", "scrape", "track down", "shortlist"}
    | {"hunting for", "searching for", "scouting for", "on the hunt for", "on the lookout for"}
    | {"go after", "start with", "stick to", "stick with", "stay to", "stay with"}
)
"""Commands that are verbs of the company as well, unless a sentence starts with them."""
_THESE = frozenset({"this", "that", "these", "those", "them", "it", "us", "ours"})
_CAUSES = frozenset({"since", "as", "for"})
_SUBJECTS = frozenset("that this it they we i those these there below above nobody everyone then".split())
_AUXILIARIES = frozenset("is are wa was were ha has have had do does did can could will would need tend get".split())
_NEAR = 12
"""So many words may stand between a "since" and the verb of its reason."""
_FIRSTS = frozenset("cheque check ticket investment meeting call contact touch conversation round generation".split())


def _gives_reason(words: Words, i: int, end: int, before: list[Element]) -> bool:
    """Whether a "since", an "as" or a "for" behind a comma starts a reason, and no time: "since that is when"."""
    if words.row[i].fold != "since" and not (before and before[-1].kind == "comma"):
        return False
    behind: list[str] = []
    for k in range(i + 1, min(end, i + _NEAR)):
        if words.row[k].text in ",.;:!?()\n":
            break
        behind.append(words.row[k].fold)
    if words.row[i].fold != "since" or not before:
        return behind[:1] != [] and behind[0] in _SUBJECTS and not _AUXILIARIES.isdisjoint(behind)
    return (
        behind[:1] != []
        and words.row[i + 1].value is None
        and (behind[0] in _SUBJECTS or not _AUXILIARIES.isdisjoint(behind[1:]))
    )


def begins(before: list[Element]) -> bool:
    """Whether a sentence or a part of one behind a comma starts behind these elements."""
    joined = before[-1:] and before[-1].kind == "mark" and before[-1].name in ("AND", "BUT")
    last = before[-2:-1] if joined else before[-1:]
    return not last or last[0].kind in ("comma", "stop") or opens(before)


def opens(before: list[Element]) -> bool:
    """Whether a sentence starts behind these elements."""
    for e in reversed(before):
        if e.kind == "stop":
            return True
        if e.kind != "filler" and not (e.kind == "mark" and e.name == "COMMAND"):
            return False
    return True


def trails(before: list[Element]) -> bool:
    """Whether a clause ends there, or the comma behind one."""
    last = before[-2:-1] if before[-1:] and before[-1].kind == "comma" else before[-1:]
    return bool(last) and last[0].kind == "clause"


def _mark(words: Words, i: int) -> Lexeme | None:
    """The longest word of sentence.lark that starts here."""
    if words.row[i].fold == "outside" and i and words.row[i - 1].fold in ARTICLES:
        return None  # "an outside accountant"
    if words.row[i].fold == "no" and hyphen(words, i + 1):
        return None  # "no-show rates"
    return next((x for x in words.candidates(i) if x.type in _MARKS), None)


def meant(words: Words, i: int, end: int, before: list[Element]) -> Lexeme | None:
    """The word of sentence.lark that starts at word `i`, where it is meant as such, or the start of a reason."""
    mark, word = _mark(words, i), words.row[i]
    if mark and mark.type == "EXCLUDE" and (_of_theirs(mark, before) or _is_counted(words, i, mark)):
        return None  # "agencies that don't work with startups", "1,000 drops a day"
    if mark is None and word.fold in _CAUSES and _gives_reason(words, i, end, before):
        return Lexeme("REASON", word.start, word.end, i + 1, word.fold)
    if mark is None:
        return None
    if mark.type == "LIKE" and word.fold == "like" and mark.next < end and words.row[mark.next].fold in _THESE:
        return None  # "teams like this"
    relative = before[-1:] and before[-1].name == "RELATIVE"
    theirs = relative or (mark.value in _OPENING and not _author_asks(before)) or _or_seeks(str(mark.value), before)
    if mark.type == "COMMAND" and theirs and not opens(before):
        return None  # "hospitals that need a tender", "makers of gin who export", "has a CFO or is looking for one"
    if mark.type == "COMMAND" and _theirs_seek(mark, before):
        return None  # "anyone hunting for a bargain"
    if mark.type == "COMMAND" and before and before[-1].kind == "unread" and mark.next == i + 1:
        return None  # "open source projects"
    if mark.value == "first" and mark.next < end and words.row[mark.next].fold in _FIRSTS:
        return None  # "we write first cheques"
    if mark.value == "first" and mark.next < end and words.row[mark.next].text == "-" and words.row[mark.next].tight:
        return None  # "first-phase buyer"
    if mark.value == "should" and before and before[-1].kind not in ("comma", "stop"):
        return replace(mark, type="REQUIRE")  # "the next ones should be in Spain", but "Should have: a CRM"
    return mark


def _or_seeks(said: str, before: list[Element]) -> bool:
    """Whether who seeks something are those who may as well have it: "or is looking for"."""
    joint = last_content(before)
    return joint is not None and joint.name == "OR" and said.startswith(("looking", "searching", "seeking"))


def _theirs_seek(mark: Lexeme, before: list[Element]) -> bool:
    """Whether those in front of a verb for seeking are others than the author: "anyone hunting for a bargain", "they
    need a CRM"."""
    if any(e.name == "they" for e in before[-2:]):
        return True
    return mark.value in _OPENING and str(mark.value).endswith("ing for") and bool(before) and before[-1].kind != "stop"


def _author_asks(before: list[Element]) -> bool:
    """Whether what an "and" joins is said of the author: "I run a studio in Perth and want ..."."""
    last = last_content(before)
    joined = last is not None and last is before[-1] and last.name in ("AND", "BUT")
    told = next((e for e in before if e.kind != "filler"), None)
    return joined and told is not None and told.kind == "mark" and told.name == "SELLER"


def more_like(words: Words, i: int, end: int, before: list[Element]) -> bool:
    """Whether a "more like" puts right what was said: "not startups - more like established wholesalers"."""
    if i + 2 >= end or words.row[i + 1].fold != "like" or not begins(before):
        return False
    return not words.text[words.row[i + 2].start].isupper()


def _of_theirs(mark: Lexeme, before: list[Element]) -> bool:
    """Whether those whom a "don't work with" refuses are refused by the companies of a relative clause."""
    last = before[-1] if before else None
    theirs = last is not None and last.kind == "mark" and last.name == "RELATIVE"
    return theirs and dealing(["we", *tokens(str(mark.value))])[0] == "EXCLUDE"


def _is_counted(words: Words, i: int, mark: Lexeme) -> bool:
    """Whether a single word for refusing is a noun in the plural that a number counts: "1,000 drops"."""
    counts = i > 0 and words.row[i - 1].value is not None
    return counts and mark.next == i + 1 and words.row[i].text.endswith("s") and words.row[i].text != mark.value
