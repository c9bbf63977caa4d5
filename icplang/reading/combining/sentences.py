"""Sentences as a whole: what they are about, what the words behind their colon make of them, and instructions."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import dropwhile, pairwise, zip_longest

from icplang.meaning.predicates import Exists, Range
from icplang.meaning.profile import Role
from icplang.reading.combining.conditions import lets_in
from icplang.reading.combining.separators import listed_apart
from icplang.reading.elements import (
    HAVING,
    NOT_ONLY,
    SIZES,
    Element,
    as_wanted,
    bracket,
    clauses,
    continues,
    family,
    first_content,
    is_bare,
    last_at,
    lexemes,
    opener,
    runs,
    split,
    without_filler,
)
from icplang.reading.findings import Findings, delivered
from icplang.reading.words.dealings import dealing
from icplang.reading.words.verdicts import NO
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import singular, tokens

_GIVING = frozenset({"add", "subtract", "deduct", "minus", "plus", "award", "take", "give", "start", "score"})
_BUILT_FOR = ("built for", "set up for", "meant for", "designed for", "made for", "aimed at")
_FITTED = frozenset(
    """built made designed meant intended tailored suited created aimed optimised optimized developed engineered
    purpose-built geared adapted""".split()
)
"""Participles that say of what we sell whom it is for."""
_SUITED = frozenset({"tailored", "suited", "geared", "adapted"})
"""Those of them that a "to" may follow."""
_PAPERS = frozenset(
    """rubric criteria criterion scorecard profile list brief checklist model sheet matrix guide spec definition card
    filter framework playbook template scoring icp""".split()
)
"""What a text like this is called."""
_HELPING = frozenset({"help", "support", "serve"})
SUITING = frozenset({"fit", "suit", "help", "serve", "support", "target"})
"""Verbs behind which stand those who are helped, behind the seller or his product."""
_STRESS = frozenset({"is", "really", "also", "mainly", "mostly", "best", "usually", "typically", "currently", "now"})
_WHO = frozenset("company business team firm organisation organization brand shop agency client customer".split())
_INFINITIVES = frozenset(
    """run use hire sell raise grow manage do make have get keep build ship spend track hold handle move migrate switch
    open launch adopt reduce increase find win save""".split()
)
_BELIEVED = frozenset({"thought", "believed", "assumed", "said", "told", "figured", "imagined", "supposed", "guessed"})
_SUBJECTS = frozenset({"they", "it", "these", "those", "all"})
_THEM = frozenset({"them", "those", "these", "it", "that", "em"})
_ADVERBS = frozenset(
    {
        "most",
        "mostly",
        "mainly",
        "primarily",
        "principally",
        "chiefly",
        "predominantly",
        "typically",
        "usually",
        "generally",
        "normally",
        "commonly",
        "often",
        "particularly",
        "especially",
        "likely",
        "probably",
    }
)
_SAYING = frozenset({"need", "churn", "take", "want", "ask", "cost", "never", "always", "tend", "haggle", "pay", "buy"})
_AGAIN = re.compile(
    r"(?:and )?(?:so (?:are|is|do|does)|(?:the )?same(?: (?:goes|applies|is true|holds))?|ditto|likewise)[ ,:]",
    re.IGNORECASE,
)
"""What says of further names what was said of others before."""
LISTING = frozenset("-\u2013\u2014:")
"""Signs with what explains, lists or judges behind them."""
_JUDGED = LISTING | {"?", "→", "|"}
_TELLING = frozenset({"they", "it", "we"})
_PREPOSITION = 5
"""The length of "for" and "to" with the spaces around them."""
IS = frozenset({"is", "wa", "was", "are", "were"})


def sentences_of(elements: list[Element], findings: Findings) -> list[tuple[str, list[Element]]]:
    """The sentences of an item, each with the dash or colon in front of it. Names behind one define what stands
    before it: "Spain - Madrid, Bilbao" is the cities."""
    kept: list[tuple[str, list[Element]]] = [("", [])]
    elements = listed_apart(elements)
    judging = _JUDGED - {"|"} if sum(e.kind == "stop" for e in elements) > 1 else _JUDGED  # "Roofers | no"
    text = findings.source.text
    for e, behind in zip_longest(elements, elements[1:]):
        if behind and e.kind == "filler" and text[e.start : e.end] == "=" and _says_no([behind], text):
            kept.append((":", []))  # "HubSpot users = leave"
            continue
        if e.kind == "stop" and e.name == ":" and _refuses_behind(kept[-1][1]):
            continue
        if (
            e.kind == "stop"
            and e.name == ":"
            and [x.name for x in kept[-1][1] if x.kind != "filler" or x.name in _ONE_OF] == ["when"]
        ):
            kept[-1][1].append(replace(e, kind="comma"))  # "In the last 90 days: raised money"
            continue
        if e.kind == "stop" and any(x.name == NOT_ONLY for x in kept[-1][1][:1]):
            kept[-1][1].append(replace(e, kind="comma"))  # "Not only SaaS: marketplaces too"
        elif e.kind == "stop" and kept[-1] == ("?", []):
            continue  # "On Wix? -> out"
        elif e.kind == "stop":
            kept.append((e.name if e.name in judging else "", []))
        else:
            kept[-1][1].append(e)
    out: list[tuple[str, list[Element]]] = []
    for sign, sentence in kept:
        liked: list[Element] = []
        if sign and out and continues(sentence, out[-1][1]):
            defined = out.pop()[1]
            liked = [e for e in defined if e.kind == "mark" and e.name == "PREFER"][:1]
            findings.set_aside([e for e in defined if e not in liked])
        out.append((sign, [*liked, *sentence]))  # "primarily the Nordics - Sweden, Denmark"
    return out


_ONE_OF = frozenset({"any", "one", "either", "these", "following"})


def narrowed(sentences: list[tuple[str, list[Element]]], role: Role | None) -> list[tuple[str, list[Element]]]:
    """Sentences: of what is left out, a size behind a dash or a colon is as in brackets, "Banks - over 500 staff"."""
    if role != "exclude":
        return sentences
    out: list[tuple[str, list[Element]]] = []
    for sign, sentence in sentences:
        content = without_filler(sentence)
        sized = bool(content) and all(e.kind == "clause" and e.name in SIZES for e in content)
        if out and sized and sign in LISTING and any(e.kind == "clause" for e in out[-1][1]):
            out[-1][1].append(bracket(sentence))
        else:
            out.append((sign, sentence))
    return out


def _refuses_behind(sentence: list[Element]) -> bool:
    """Whether a sentence ends in a "not", so that what its colon lists is refused: "SaaS, but not: agencies"."""
    content = without_filler(sentence)
    return len(content) > 1 and content[-1].kind == "mark" and content[-1].name == "NOT"


def without_seller(elements: list[Element], findings: Findings) -> list[Element]:
    """Of a sentence about the seller ("We do payroll for ..."), only what stands behind its "for" or "to"."""
    content = without_filler(elements)
    if not (content and _of_goods(content, findings.source.text)):
        return elements
    if not any(map(_how_many, content[1:2])) and (rest := _helped(elements, findings)) is not None:
        return rest
    for i, e in enumerate(elements):
        found = e.name == "people" and findings.source.text[: e.end].endswith(" for")  # "We recruit CFOs for hotels"
        led = e.kind == "filler" and e.name in ("for", "to", "into") and e.start > content[0].start
        if found or led or (e.kind == "clause" and _takers(e)):
            told = e.end if found else e.start
            findings.tell("commentary", "about the seller, no criterion", content[0].start, told)
            return (
                _who([as_wanted(e, findings.source.text), *elements[i + 1 :]], findings)
                if e.kind == "clause" and e.reading and not found
                else elements[i + 1 :]
            )
    cut = next((i for i, e in enumerate(elements) if e.kind == "comma"), len(elements))
    if not any(e.kind == "clause" and not is_bare(e) for e in elements[cut:]):
        cut = len(elements)
    if any(e.kind == "clause" and e.name in SIZES for e in elements[:cut]):
        findings.report(elements[:cut])
    else:
        findings.tell("commentary", "about the seller, no criterion", content[0].start, elements[cut - 1].end)
    return elements[cut:]  # "We sell planning software, and those that stay run 4 to 30 sites"


def _takers(e: Element) -> bool:
    """Whether a clause names those whom goods are for: "for hotels", "in garden centres"."""
    return e.name == "serves" or (family(e) in ("company", "stage") and opener(e) == "IN")


def _of_goods(content: list[Element], text: str) -> bool:
    """Whether a sentence says what the seller deals in, and not whom it takes: "We sell boilers", "We write commercial
    auto for hauliers", but "We write hauliers"."""
    mark, first = content[0], content[1:2]
    if mark.kind != "mark" or mark.name not in ("SELLER", "REQUIRE", "PREFER"):
        return False
    role, taken = dealing(tokens(text[mark.start : mark.end]))
    if mark.name == "SELLER" or not role or not first:
        return mark.name == "SELLER"
    if _how_many(first[0]):
        return True
    behind = next((e for e in content[1:] if e.kind != "unread"), None)
    served = behind is not None and (behind.name == "serves" or _led(behind, text))
    if first[0].kind == "unread" or taken == "whom":
        return first[0].kind == "unread" and served
    return first[0].kind == "clause" and is_bare(first[0]) and text[first[0].end - 1] != "s"


def _how_many(e: Element) -> bool:
    """Whether a clause says how many there are: "We serve 400 restaurants"."""
    counted = e.reading.predicate if e.reading else None
    return e.name == "metric" and isinstance(counted, Range) and counted.min is not None and counted.min == counted.max


def _led(e: Element, text: str) -> bool:
    """Whether "for" or "to" stands in front of a clause."""
    return tokens(text[max(0, e.start - _PREPOSITION) : e.start])[-1:] in (["for"], ["to"])


def _helped(elements: list[Element], findings: Findings) -> list[Element] | None:
    """Of a sentence about whom the seller helps, who they are: "We help dentists in Texas get paid", "Our app suits
    gyms with 5+ sites". What they are helped with is a remark."""
    text = findings.source.text
    at = next(i for i, e in enumerate(elements) if e.kind == "mark")
    verb = next((i for i in range(at + 1, len(elements)) if elements[i].name not in _STRESS), len(elements))
    if tokens(text[elements[at].start : elements[at].end])[-1] not in _HELPING:
        if verb == len(elements) or elements[verb].name not in SUITING:
            return None
        at = verb
    rest = _who(elements[at + 1 :], findings)
    if not any(e.kind == "clause" for e in rest) or any(e.name in ("for", "to") for e in rest if e.kind == "filler"):
        return None
    findings.tell("commentary", "about the seller, no criterion", elements[0].start, elements[at].end)
    return rest


def _who(elements: list[Element], findings: Findings) -> list[Element]:
    """Those who are helped, without what they are helped with."""
    text = findings.source.text
    begin = _done_with(elements, text)
    end = next((i for i in range(begin, len(elements)) if elements[i].kind == "comma"), len(elements))
    told = elements[begin:end]
    if not told or any((e.kind == "mark" and e.name == "RELATIVE") or e.name in SIZES for e in told):
        return elements
    findings.tell("commentary", "what the seller helps with, no criterion", told[0].start, told[-1].end)
    return [*elements[:begin], *elements[end:]]


def _done_with(elements: list[Element], text: str) -> int:
    """Where the words start that say what somebody is helped with, behind who that is."""
    named = False
    for i, e in enumerate(elements):
        if named and e.kind == "clause" and tokens(text[e.start : e.end])[0] in _INFINITIVES:
            return i
        if named and i and elements[i - 1].name in ("AND", "OR"):
            named = False  # "for schools and day centres"
        if named and (
            (e.kind == "unread" and e.name != "distance")
            or (e.kind == "filler" and words_of("filler").get(e.name, {}).get("kind") == "verb")
        ):
            return i
        if e.kind == "comma" or (e.kind == "mark" and e.name == "RELATIVE"):
            break
        named = named or e.kind == "clause" or (e.kind == "filler" and e.name in _WHO)
    return len(elements)


def _introduced(phrase: list[Element], findings: Findings) -> list[Element] | None:
    """What stands behind words that only say what a text is, or what we sell: "Fit rubric for podiatry clinics", "Built
    for independent pharmacies"; None where a phrase starts with no such words."""
    text = findings.source.text
    at = next((i for i, e in enumerate(phrase) if text[e.start : e.end].lower().split(" ")[0] in ("for", "to")), 0)
    head = phrase[:at]
    if not head or any(e.turns or not (e.kind in ("unread", "filler") or e.name == "REQUIRE") for e in head):
        return None
    said = [singular(text[e.start : e.end].lower()) for e in head]
    if said[-1] not in _SUITED and phrase[at].name == "to":
        return None
    if said[-1] not in _PAPERS and not (said[-1] in _FITTED and (len(said) == 1 or said[-2] in IS)):
        return None
    findings.tell("commentary", "what the text is about, no criterion", head[0].start, head[-1].end)
    meant = phrase[at]
    if meant.kind != "clause" or not meant.reading:
        return phrase[at + 1 :]
    return [as_wanted(meant, text), *phrase[at + 1 :]]


def served(phrases: list[list[Element]], findings: Findings) -> list[list[Element]]:
    """What "for" starts, or something "is built for", are the companies themselves and not their customers."""
    text = findings.source.text
    if phrases and (meant := _introduced(phrases[0], findings)) is not None:
        return [meant, *phrases[1:]]
    for number, phrase in enumerate(phrases):
        for i, e in enumerate(phrase):
            if e.kind != "clause" or e.name != "serves" or not e.reading:
                continue
            said = text[e.start : e.end].lower()
            subject = [x for p in phrases[:number] for x in p] + phrase[:i]
            content = without_filler(subject)
            built = said.startswith(_BUILT_FOR) and (not content or any(x.name in IS for x in subject))
            if not built and (not said.startswith("for ") or any(x.kind == "clause" for x in subject)):
                continue
            meant = [replace(as_wanted(e, text), name=e.name), *phrase[i + 1 :]]
            if not built:
                return [*phrases[:number], [*phrase[:i], *meant], *phrases[number + 1 :]]
            if content:
                findings.tell("commentary", "about the seller, no criterion", content[0].start, content[-1].end)
            return [meant, *phrases[number + 1 :]]
    return phrases


def without_command(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements without a leading instruction ("Find 50 ..."), which becomes a note. What companies do themselves is
    none: "that don't export"."""
    elements = [
        replace(e, kind="unread", name="verb") if e.name == "COMMAND" and _theirs(before) else e
        for before, e in zip([None, *elements], elements, strict=False)
    ]
    content = without_filler(elements)
    if content and content[0].kind == "mark" and content[0].name == "COMMAND":
        end = content[0].end
        taken = {id(content[0])}
        for e in content[1:]:
            if e.kind != "mark" or e.name != "COMMAND":
                break
            end = e.end
            taken.add(id(e))
        if len(content) > 1 and content[1].kind == "clause" and content[1].name in ("bare", "metric"):
            number = next((x for x in lexemes(content[1]) if x.type == "NUM"), None)
            if content[1].name == "bare" and number:
                end = content[1].end
                taken.add(id(content[1]))
        findings.tell("command", "an instruction about the list, no criterion", content[0].start, end)
        elements = [e for e in elements if id(e) not in taken]
    text = findings.source.text
    begin = next(
        (i for i, e in enumerate(elements) if e.kind == "mark" and e.name in ("NOT", "EXCLUDE")), len(elements)
    )
    for run in [*runs(elements[:begin])]:
        if delivered(tokens(text[run[0].start : run[-1].end])):  # "CFOs with emails and mobiles"
            findings.report(run)
            said = {id(e) for e in run if e.kind == "unread"}
            elements = [e for e in elements if id(e) not in said]
    asked = [e for e in elements if e.kind == "mark" and e.name == "COMMAND" and text[e.start].isdigit()]
    for e in asked:
        findings.tell("command", "how many are wanted, no criterion", e.start, e.end)
    taken = {id(e) for e in asked}
    return [e for e in elements if id(e) not in taken]


def _theirs(before: Element | None) -> bool:
    """Whether a verb stands behind what denies it of those who are meant."""
    return before is not None and (before.kind, before.name) == ("mark", "NOT")


def adverb(e: Element, text: str) -> bool:
    """Whether a word prefers only what it stands beside: "mostly"."""
    return text[e.start : e.end].lower() in _ADVERBS


def verdict(behind: list[tuple[str, list[Element]]], text: str) -> Role | None:
    """What a colon or a dash with nothing but a role word behind it makes of the words in front of it, or a sentence
    that takes them up: "We don't want those"."""
    if behind and behind[0][0] and behind[0][0] in _JUDGED:
        said = unreasoned(behind[0][1], text)
        judged = _says_no(said, text) or _ends_in_verdict(said)
        return "exclude" if judged else lone_role(said)
    return "exclude" if behind and _refuses_them(behind[0][1], text) else None


def unreasoned(judgement: list[Element], text: str) -> list[Element]:
    """A verdict without the reason in brackets behind it, or behind a comma: "out (they build it themselves)", "skip,
    no budget", but "out (unless ...)"."""
    *said, last = judgement or [Element("filler", 0, 0)]
    if said and last.kind == "group" and not takes_back(last):
        return said
    comma = next((i for i, e in enumerate(judgement) if e.kind == "comma"), 0)
    short = comma and (lone_role(judgement[:comma]) == "exclude" or _says_no(judgement[:comma], text))
    return judgement[:comma] if short and _reasons(judgement[comma + 1 :]) else judgement


def _reasons(rest: list[Element]) -> bool:
    """Whether words behind a verdict name no companies and let none in."""
    if rest[:1] and rest[0].kind == "filler" and rest[0].name in _TELLING:
        return not any(e.name in ("IF", "BUT") or (e.kind == "clause" and is_bare(e)) for e in rest)
    said = any((e.kind == "clause" and e.name != "bare") or e.kind == "group" for e in rest)
    return any(e.kind == "unread" for e in rest) and not said and all(e.kind != "mark" or e.name == "NOT" for e in rest)


def half_refused(behind: list[tuple[str, list[Element]]], text: str) -> bool:
    """Whether what is refused behind a colon or a dash is let in by the bracket behind that: "no (unless in Spain)"; or
    others stand behind the refusal, of whom it is not clear: "skip, gyms too"."""
    judged = behind[0][1] if behind and behind[0][0] in LISTING else []
    comma = next((i for i, e in enumerate(judged) if e.kind == "comma"), 0)
    if comma and (lone_role(judged[:comma]) == "exclude" or _says_no(judged[:comma], text)):
        return not _reasons(judged[comma + 1 :])
    if not behind or len(behind[0][1]) == 1 or behind[0][1][-1:] == [] or not takes_back(behind[0][1][-1]):
        return False
    return verdict([(behind[0][0], behind[0][1][:-1])], text) == "exclude"


def takes_back(group: Element) -> bool:
    """Whether a bracket behind a verdict lets some in all the same."""
    return group.kind == "group" and (lets_in(group) or any(e.kind == "mark" for e in group.inside))


def _says_no(sentence: list[Element], text: str) -> bool:
    """Whether a sentence is nothing but a "no": "Hotels? Never."."""
    return " ".join(w for e in sentence for w in tokens(text[e.start : e.end])) in NO


def _ends_in_verdict(sentence: list[Element]) -> bool:
    """Whether a sentence that names nothing refuses at its end: "the math never works"."""
    content = without_filler(sentence)
    last = content[-1] if content else None
    return (
        len(content) > 1
        and last is not None
        and (last.kind, last.name) == ("mark", "EXCLUDE")
        and all(e.kind == "unread" for e in content[:-1])
    )


def _refuses_them(sentence: list[Element], text: str) -> bool:
    """Whether words say of what was named before that it is not wanted: "please skip them"."""
    content = [e for e in sentence if (e.kind != "filler" or e.name in _THEM) and e.name != "so"]
    words = [w for e in content if text[e.start : e.end] != "IT" for w in tokens(text[e.start : e.end])]
    return (
        not _THEM.isdisjoint(words)
        and content[0].kind == "mark"
        and content[0].name in ("EXCLUDE", "NOT")
        and all(e.kind in ("filler", "mark") for e in content)
    )


def refers_back(elements: list[Element], findings: Findings) -> list[Element] | None:
    """What a sentence names that ends in a verdict on it: "Hospitals need a tender, please skip them". What is said
    between the names and the verdict is a reason."""
    cut = last_at(elements, lambda e: e.kind == "comma")
    if cut is None or not _refuses_them(elements[cut + 1 :], findings.source.text):
        return None
    named = elements[:cut]
    if named and named[0].kind == "unread" and named[0].name == "if":
        return named[1:]
    at = next((i for i, e in enumerate(named) if i and _says(e)), None)
    if at is not None and all(e.kind in ("clause", "filler", "mark") for e in named[:at]):
        findings.tell("commentary", "a reason, no criterion", named[at].start, named[-1].end)
        return named[:at]
    return named


def _says(e: Element) -> bool:
    """Whether a word is a verb of what is named, so that what it says narrows nothing."""
    verb = e.kind == "filler" and words_of("filler").get(e.name, {}).get("kind") == "verb"
    return verb or (e.kind == "unread" and e.name in _SAYING)


def said_again(sentence: list[Element], text: str) -> list[Element]:
    """What a sentence says the same of as the one before it, "So are consultancies", "Same goes for hotels"; empty
    where it says something of its own."""
    again = _AGAIN.match(text, sentence[0].start, sentence[-1].end) if sentence else None
    if again is None:
        return []
    named = [*dropwhile(lambda e: e.kind == "filler", (e for e in sentence if e.end > again.end()))]
    return [as_wanted(e, text) if e.name == "serves" else e for e in named]


def lone_role(sentence: list[Element]) -> Role | None:
    """The role that a sentence sets which is nothing but a role word."""
    content = without_filler(sentence)
    if len(content) != 1 or content[0].kind != "mark":
        return None
    return {"EXCLUDE": "exclude", "PREFER": "prefer", "REQUIRE": "require"}.get(content[0].name)  # type: ignore[return-value]


def restated(sentence: list[Element], behind: list[tuple[str, list[Element]]]) -> bool:
    """Whether an event in front of a colon is said again behind it, with when and what."""
    named = [e for e in sentence if e.kind not in ("filler", "group")]
    again = [e.reading.predicate for e in behind[0][1] if e.reading] if behind and behind[0][0] == ":" else []
    relations = {p.relation for p in again if isinstance(p, Exists)}
    said = named[0].reading.predicate if len(named) == 1 and named[0].reading else None
    return isinstance(said, Exists) and plain_event(named[0]) and said.relation in relations


def belittles(sentence: list[Element]) -> bool:
    """Whether a sentence says that some are too much or too little of something: "Groups on Excel are too early", but
    not what they have too many of."""
    named = next((i for i, e in enumerate(sentence) if e.kind == "clause"), len(sentence))
    too = [i for i, e in enumerate(sentence) if i >= named and e.kind == "unread" and e.name == "too"]
    return any(sentence[i - 1].name not in HAVING for i in too)


def believed_once(sentence: list[Element]) -> bool:
    """Whether a sentence tells what was believed, or was so once: "We thought our buyer was a large bank"."""
    named = next((i for i, e in enumerate(sentence) if e.kind == "clause"), len(sentence))
    words = [e.name for e in sentence[:named] if e.kind in ("unread", "filler")]
    return named < len(sentence) and (not _BELIEVED.isdisjoint(words) or ("used" in words and "to" in words))


def scores(sentence: list[Element]) -> bool:
    """Whether a sentence tells how points are given: "Add 20 when the firm runs Bullhorn"."""
    first = first_content(sentence)
    bare = any(e.kind == "clause" and e.name == "bare" for e in sentence)
    return first is not None and bare and first.kind in ("unread", "mark") and first.name in _GIVING


def topic(sentence: list[Element], behind: list[tuple[str, list[Element]]]) -> bool:
    """Whether names in front of a colon are only what the prose behind it speaks of: "Logistics: often a line item"."""
    named = [e for e in sentence if e.kind not in ("filler", "group")]
    prose = behind[0][1] if behind and behind[0][0] == ":" else []
    if any(any(clauses(part)) and not any(e.kind == "unread" for e in part) for part in split(prose, "comma")):
        return False  # "Law firms: 20-200 attorneys, immigration"
    return (
        bool(named)
        and all(e.kind == "clause" and (plain_event(e) or (is_bare(e) and family(e) == "company")) for e in named)
        and any(e.kind == "unread" for e in prose)
    )


def ends_in_not(phrase: list[Element]) -> bool:
    """Whether a phrase ends in a "not" with nothing behind it: "churches and political campaigns don't"."""
    content = [e for e in phrase if e.kind not in ("filler", "comma")]
    return len(content) > 1 and content[-1].kind == "mark" and content[-1].name == "NOT"


def plain_event(e: Element) -> bool:
    """Whether a clause is an event with nothing said of it."""
    predicate = e.reading.predicate if e.reading else None
    return isinstance(predicate, Exists) and predicate == Exists(predicate.relation)


def qualifies(phrase: list[Element], i: int, text: str) -> bool:
    """Whether a word of degree belongs to what is not read behind it: "that do mostly commercial work"."""
    behind = phrase[i + 1] if i + 1 < len(phrase) else None
    said = text[phrase[i].start : phrase[i].end].lower()
    return behind is not None and behind.kind == "unread" and said in _ADVERBS


def prefers(phrase: list[Element], i: int, text: str) -> bool:
    """Whether a verb says what the companies themselves prefer, and not who is preferred: "teams that prefer email"."""
    said = text[phrase[i].start : phrase[i].end].lower()
    return i > 0 and phrase[i - 1].name == "RELATIVE" and said in ("prefer", "prefers")


def praises(before: list[Element], verdict: Element, text: str) -> bool:
    """Whether a verdict is on all that stands before it: "Retailers with a loyalty app are a bonus"."""
    said = text[verdict.start : verdict.end].lower().startswith(("is ", "are ", "would be "))
    first = next((e for e in before if e.kind == "clause"), None)
    return (
        said
        and first is not None
        and family(first) == "company"
        and not any(e.kind == "mark" and e.name != "RELATIVE" for e in before)
    )


def of_headcount(before: Element | None, phrase: list[Element]) -> list[Element]:
    """ "90 to 900 employees, growing 10% a year": what grows is what was counted before."""
    first = first_content(phrase)
    if before is None or before.name != "employees" or first is None or first.name != "growth" or not first.reading:
        return phrase
    grown = first.reading.predicate
    if first.reading.node.node("growing", "grown") is not None or not isinstance(grown, Range):
        return phrase
    read = replace(first.reading, predicate=replace(grown, of="employees"), notes=[])
    return [replace(e, reading=read) if e is first else e for e in phrase]


def own_subject(phrase: list[Element]) -> bool:
    """Whether a phrase has a subject of its own, so that no adverb in front of it reaches it: "they always have"."""
    return bool(phrase) and phrase[0].kind == "filler" and phrase[0].name in _SUBJECTS


def owned(phrases: list[list[Element]]) -> list[list[Element]]:
    """ "with a dozen sites, a central call centre": a trade behind an article goes on with what the company has."""
    out = phrases[:1]
    for before, phrase in pairwise(phrases):
        had = next((e for e in reversed(before) if e.kind == "clause"), None)
        first = next((e for e in phrase if e.kind == "clause"), None)
        if had is None or first is None or opener(had) != "WITH" or first.name != "industry" or not is_bare(first):
            out.append(phrase)
            continue
        article = any(e.kind == "filler" and e.name in ("a", "an") and e.end < first.start for e in phrase)
        out.append([replace(e, kind="unread") if article and e is first else e for e in phrase])
    return out
