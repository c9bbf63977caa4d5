"""What sellers do for those who are wanted: "Acme builds payroll software for restaurants", "We streamline month-end
for hotels". Only those for whom they do it are criteria."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from icplang.reading.elements import KINDS_OF_COMPANY, SIZES, Element, as_wanted, joins, lexemes, opener
from icplang.reading.findings import Findings
from icplang.reading.syntax.grammars import keywords
from icplang.reading.trace import Trace
from icplang.reading.words.clientele import ACCOUNTS, US
from icplang.reading.words.dealings import dealing
from icplang.reading.words.verdicts import COMMON
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import is_singular, singular, tokens

_LONGEST = 3
"""The most words of a name and of the verb behind it."""
_HELPING = frozenset({"help", "support"})
_ONE = frozenset({"company", "startup", "business", "vendor", "firm"})
"""Nouns that stand for a seller or for one who is wanted."""
_KIND = KINDS_OF_COMPANY - {"certification", "stage"}
_STATES = frozenset(
    """is are am be was were ha has have had do did made wrote lost won said knew saw got took gave went
    think guess waive discount lower charge quote compete bid wait hope struggle lose""".split()
)
"""Verbs of what the author is, has or once did, and of what those for whom he does it pay."""
_INVESTING = frozenset("invest invests back backs acquire acquires fund funds buys finances lends".split())
_SUITS = re.compile(r"(?i)(?:is|works?|fits?|performs?|does)[ ].*\b(?:for|with)")
"""Words that say whom something named is for: "works best for"."""
_NEAR = 5
"""So many elements behind a "for" stands the company at most."""
_PLACES = frozenset({"location", "presence", "sells_in"})


def named_seller(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements of a sentence with the name of a seller and his verb as one word about him, like "we build". Where
    nobody is named whom he sells to, or he is only "the company", it may as well be a portrait of one who is wanted:
    all of it is unread."""
    text = findings.source.text
    if _described(elements, text) or _invests(elements, text):
        return [replace(e, kind="unread") if e.kind in ("clause", "filler") else e for e in elements]
    if at := _suited(elements, text):
        findings.tell("commentary", "about the seller, no criterion", elements[0].start, elements[at - 1].end)
        trace.join(elements[:at])
        return elements[at:]
    at = _verb(elements, text)
    if not at:
        return elements
    start, behind = elements[0].start, elements[at + 1 :]
    verb = elements[at]
    if verb.kind == "clause" and verb.reading is not None:  # "Acme sells to restaurants"
        seller = Element("mark", start, elements[at - 1].end, "REQUIRE")
        trace.join(elements[:at])
        return [seller, replace(as_wanted(verb, text), name="industry"), *behind]
    whom = next((i for i, e in enumerate(behind) if _for_whom(e)), None)
    if _helps(verb, text):
        return [Element("mark", start, verb.end, "SELLER"), *behind]
    if whom is None and any(e.name in SIZES | _PLACES for e in behind):
        return elements
    if elements[0].name == "the" or whom is None:
        return [replace(e, kind="unread") if e.kind in ("clause", "filler") else e for e in elements]
    return [Element("mark", start, verb.end, "SELLER"), *behind]


def seller_at_work(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements of a sentence without what the author does for those whom it names, whatever the verb is: "We
    streamline month-end for restaurant groups"."""
    text = findings.source.text
    whom = _worked_for(elements, _work(elements, text))
    meant = [as_wanted(e, text) for e in elements[whom : whom + 1] if whom and e.kind == "clause"]
    if not whom or any(e.name == "serves" for e in meant):
        return elements  # "We write posts for founders of startups"
    findings.tell("commentary", "about the seller, no criterion", elements[0].start, elements[whom - 1].end)
    trace.join(elements[:whom])
    return [*meant, *elements[whom + 1 :]]


def _work(elements: list[Element], text: str) -> int:
    """The element behind the verb that says what the author or one of his does; 0 where there is none such."""
    first = elements[0] if elements else None
    if first is None:
        return 0
    said = tokens(text[first.start : first.end])
    if (first.kind, first.name) == ("mark", "EXCLUDE"):  # "We cut energy bills for hotels"
        return int(said[0] in US and said[-1] in COMMON)
    noun = elements[1] if elements[1:] and first.name == "our" else None
    theirs = noun is not None and (
        noun.kind not in ("unread", "filler")
        or singular(noun.name) in ACCOUNTS
        or "COMPANY" in keywords().get(singular(noun.name), ())
    )
    if first.kind != "filler" or theirs or (noun is None and first.name not in US):
        return 0
    at = next((i for i in range(2 if noun else 1, len(elements)) if not _manner(elements[i])), len(elements))
    return at + 1 if at < len(elements) and _present(elements[at]) else 0


def _manner(e: Element) -> bool:
    return e.kind == "filler" and words_of("filler").get(e.name, {}).get("kind") == "adverb"


def _present(e: Element) -> bool:
    """Whether a word is a verb of what somebody does, and not of what he did or is."""
    verb = e.kind == "unread" or (e.kind == "filler" and words_of("filler").get(e.name, {}).get("kind") == "verb")
    return verb and e.name not in _STATES and not e.name.endswith("ed")


def _worked_for(elements: list[Element], begin: int) -> int:
    """Where the companies are named behind a "for", behind what is done for them; 0 where there are none such."""
    done = False
    for i in range(begin, len(elements) if begin else 0):
        e, behind = elements[i], elements[i + 1 : i + _NEAR]
        if _for_whom(e) and _says_for(e):
            company = next((x for x in behind if x.kind not in ("unread", "filler", "clause") or x.name in _KIND), None)
            return i if done and (e.kind == "clause" or (company is not None and company.name in _KIND)) else 0
        if e.kind in ("comma", "stop", "group") or (e.kind == "mark" and not joins(e)):
            return 0
        done = done or e.kind in ("unread", "clause")
    return 0


def _says_for(e: Element) -> bool:
    """Whether the word of those who are served is "for"."""
    return e.name == "for" or any(x.type == "SERVING" and x.value == "for" for x in lexemes(e))


def _verb(elements: list[Element], text: str) -> int:
    """Where the verb stands behind the name that a sentence starts with; 0 where there is none such."""
    the_company = [e.name for e in elements[:2]] in [["the", noun] for noun in _ONE]
    named = [*takewhile(lambda e: e.kind in ("unread", "clause") and text[e.start].isupper(), elements[:_LONGEST])]
    at = 2 if the_company else len(named)
    if not at or at >= len(elements) or not (the_company or _name(named, text)):
        return 0
    return at if _sells(elements[at], text) else 0


def _described(elements: list[Element], text: str) -> bool:
    """Whether behind a name and a comma stands what kind of company that is: "Acme, B2B SaaS for accountants"."""
    comma = next((i for i, e in enumerate(elements[: _LONGEST + 1]) if e.kind == "comma"), 0)
    named, behind = elements[:comma], elements[comma + 1 :]
    if not named or not all(e.kind != "group" and text[e.start].isupper() for e in named) or not _name(named, text):
        return False
    end = next((i for i, e in enumerate(behind) if e.kind == "comma" or _for_whom(e)), len(behind))
    article, kind = behind[:1] != [] and behind[0].name in ("a", "an"), behind[end - 1] if end else None
    if kind is None or kind.kind != "clause" or kind.name not in KINDS_OF_COMPANY:
        return False
    served = end < len(behind) and _for_whom(behind[end])
    return (article or served) and is_singular(text[kind.start : kind.end].rsplit(maxsplit=1)[-1])


def _invests(elements: list[Element], text: str) -> bool:
    """Whether a named investor is presented: "Acme is a growth fund that invests in software"."""
    named = [*takewhile(lambda e: e.kind in ("unread", "clause") and text[e.start].isupper(), elements[:_LONGEST])]
    behind = elements[len(named) :]
    if not named or not _name(named, text) or [e.name for e in behind[:1]] != ["is"]:
        return False
    relative = next((i for i, e in enumerate(behind) if e.name == "RELATIVE"), len(behind))
    return bool(behind[1:]) and behind[1].name in ("a", "an") and any(e.name in _INVESTING for e in behind[relative:])


def _name(named: list[Element], text: str) -> bool:
    """Whether words with a capital are a name: the first of them is nothing that the language knows."""
    first = singular(named[0].name)
    plain = first in ACCOUNTS or first in words_of("filler") or first in words_of("vague") or first.endswith("ly")
    return named[0].kind == "unread" and not plain and not text[named[0].start : named[0].end].endswith("s'")


def _suited(elements: list[Element], text: str) -> int:
    """Where the words stand that say for whom something is that a sentence starts with: "Acme works best for hotels"; 0
    where there are none."""
    named = [*takewhile(lambda e: e.kind == "unread" and text[e.start].isupper(), elements[:_LONGEST])]
    behind = elements[len(named)] if named and len(named) < len(elements) else None
    mark = behind is not None and behind.kind == "mark" and behind.name == "REQUIRE"
    suits = behind is not None and mark and _SUITS.fullmatch(text, behind.start, behind.end) and _name(named, text)
    return len(named) if suits else 0


def _sells(e: Element, text: str) -> bool:
    """Whether a word is a verb of the third person that says what somebody sells or makes, or to whom."""
    said = text[e.start : e.end].lower().split()
    if not said or not said[0].endswith("s"):
        return False
    if e.kind == "clause":
        return (
            e.name == "serves"
            and opener(e) == "SERVING"
            and any(dealing(["we", singular(said[0]), *said[1:n]])[0] for n in (1, 2))
        )
    folded = tokens(text[e.start : e.end])
    return e.kind in ("unread", "filler") and (folded[-1] in _HELPING or dealing(["we", *folded])[1] == "goods")


def _helps(e: Element, text: str) -> bool:
    return tokens(text[e.start : e.end])[-1] in _HELPING


def _for_whom(e: Element) -> bool:
    """Whether those follow whom goods are for."""
    return (e.kind == "filler" and e.name in ("for", "to")) or (
        e.name == "serves" and any(x.type == "SERVING" for x in lexemes(e))
    )
