"""What stands beside what is wanted and denies something of it: "(we sell) to hotels, not to bars"; and what does not
matter: "turnover is not a requirement"; and what is wanted besides others: "not just hotels but also hostels"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from icplang.reading.elements import (
    HAVING,
    NOT_ONLY,
    Element,
    family,
    first_content,
    is_bare,
    joins,
    last_content,
    split,
    without_filler,
)
from icplang.reading.findings import Findings
from icplang.reading.resolving import as_customers, as_hiring
from icplang.reading.trace import Trace
from icplang.reading.words.negations import is_absence
from icplang.vocabulary.words import tokens

_TO = frozenset({"to", "for", "with", "at"})
_SELLING = ("sell", "serv")
_MATTERING = frozenset(
    """requirement required must matter important necessary needed relevant essential factor criterion concern issue
    object condition problem filter mandatory prerequisite decisive critical consideration""".split()
)
"""Words for what counts: behind a "not" they leave open what stands in front of it."""
_OPEN = frozenset({"irrelevant", "immaterial", "unimportant", "flexible", "negotiable", "optional", "open"})
"""Words that leave it open by themselves."""
_SOFT = frozenset({"soft", "preferred", "desirable"})
_BEING = frozenset("is are it this that s don do doesn does isn".split())
_NOT = frozenset("not no t never".split())
_BREAKING = frozenset("dealbreaker breaker showstopper blocker killer disqualifier must rule".split())
"""Words for what counts only where a bracket denies them of what stands before it: "(not a hard rule)"."""
_STRESS = frozenset("strictly absolutely hard strict real but deal show a an the but though really always".split())
_ADVERBS = ("ideally", "preferably")
_TOO = frozenset({"too", "as", "well", "also"})
_SAME = frozenset({"so", "neither", "nor"})
_VERBS = frozenset({"are", "is", "do", "does"})
_CLOSING = frozenset(
    """full stop|period|end of story|end of|no exception|no exceptions|without exception|no ifs or buts|no buts|
    no ifs no buts|no ifs and no buts|no matter what|hard stop|no question|no questions asked|that s it|that s final|
    no discussion|end of discussion|ever|exclamation mark|always""".replace("\n    ", "").split("|")
)
"""What only stresses what was said before it."""
_ASIDE = 7
"""So many elements behind a "so" the verb of it may stand."""
_IDLE = frozenset("either at all here to us for".split())


def without_denials(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements without what leaves something open, and with those whom the company does not sell to."""
    return _sold_apart(_without_open(elements, findings, trace), findings.source.text, trace)


def without_interjections(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements without an adverb between commas in what says the same of others, "and so, sadly, are agencies",
    and without what only stresses what was said: "no agencies, full stop"."""
    elements = _unstressed(elements, findings.source.text, trace)
    for i, (e, comma) in enumerate(pairwise(elements)):
        if comma.kind != "comma" or findings.source.text[e.start : e.end].lower() not in _SAME:
            continue
        end = next((k for k in range(i + 3, min(i + _ASIDE, len(elements) - 1)) if elements[k].kind == "comma"), 0)
        if end and elements[end + 1].name in _VERBS:
            trace.join(elements[i + 1 : end])
            return [*elements[: i + 1], *elements[end + 1 :]]
    return elements


def _unstressed(elements: list[Element], text: str, trace: Trace) -> list[Element]:
    """The elements without parts between commas that only stress those before them."""
    out: list[list[Element]] = []
    for part in split(elements, "comma"):
        if part and " ".join(tokens(text[part[0].start : part[-1].end])) in _CLOSING:
            trace.join(part)
        else:
            out.append([*([Element("comma", part[0].start, part[0].start)] if out and part else []), *part])
    return [e for part in out for e in part] if len(out) < sum(e.kind == "comma" for e in elements) + 1 else elements


def widened(elements: list[Element], _: Findings, trace: Trace) -> list[Element]:
    """The elements of a sentence with what it names besides others as an alternative to them: "Not just hotels but also
    hostels"; as they are where it says more."""
    content = [e for e in elements if e.kind != "filler"]
    if not content or content[0].name != NOT_ONLY:
        return elements
    while content[-1].name in _TOO:
        content.pop()
    joint = next((i for i, e in enumerate(content) if e.kind == "comma" or e.name == "BUT"), 0)
    sides = [content[1:joint], [e for e in content[joint + 1 :] if e.name not in ("BUT", "comma")]]
    kinds = {family(e) for side in sides for e in side if not joins(e)}
    named = all(side and all((e.kind == "clause" and is_bare(e)) or joins(e) for e in side) for side in sides)
    if not joint or not named or kinds not in ({"company"}, {"location"}):
        return elements
    trace.join(e for e in elements if e.kind in ("filler", "unread"))
    return [*sides[0], Element("mark", content[joint].start, content[joint].end, "OR"), *sides[1]]


def _without_open(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements without parts that name no value and say that something does not matter."""
    out: list[Element] = []
    for part in split(elements, "comma"):
        comma = [Element("comma", part[0].start, part[0].start)] if out and part else []
        if _leaves_open(part, findings.source.text):
            findings.tell("commentary", "it leaves that open, no criterion", part[0].start, part[-1].end)
            trace.join(part)
        else:
            out += [*comma, *_without_either(part, findings, trace)]
    return out


def _without_either(part: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """A part of a sentence without a "with or without" and what is had or not: "clinics with or without a CRM"."""
    text = findings.source.text
    for i, (e, joint, negation) in enumerate(zip(part, part[1:], part[2:], strict=False)):
        if not (e.name in HAVING and joint.name == "OR" and negation.name == "NOT" and e.end + 1 == joint.start):
            continue
        if tokens(text[negation.start : negation.end]) != ["without"]:
            continue
        end = next((k for k in range(i + 3, len(part)) if part[k].kind in ("clause", "unread")), len(part) - 1)
        findings.tell("commentary", "it leaves that open, no criterion", e.start, part[end].end)
        trace.join(part[i : end + 1])
        return part[:i] + part[end + 1 :]
    return part


def _leaves_open(part: list[Element], text: str) -> bool:
    """Whether a part of a sentence says of a quality without a value that it does not matter."""
    first = first_content(part)
    if first is None or first.kind != "unread" or any(e.kind in ("clause", "group") for e in part):
        return False
    said = [w for w in tokens(text[first.end : part[-1].end]) if w not in _IDLE]
    if said[-1:] and said[-1] in _OPEN:
        return len(said) > 1
    return len(said) > 1 and said[-1] in _MATTERING and not _NOT.isdisjoint(said[:-1])


def relaxed(phrases: list[list[Element]], findings: Findings, trace: Trace, *, excluding: bool) -> list[list[Element]]:
    """The phrases, with a bracket that says of what stands before it that it need not be as a word for what is liked,
    or liked less: "HubSpot (not a must)", "no agencies (not a dealbreaker)"; as is one behind the last comma."""
    phrases = _softly(phrases) if excluding else _with_softeners(phrases, findings.source.text)
    out: list[list[Element]] = []
    for phrase in phrases:
        group = last_content(phrase)
        how = _relaxes(findings.source.text[group.start + 1 : group.end - 1]) if group and group.kind == "group" else ""
        if group is None or not how or first_content(phrase) is group:
            out.append(phrase)
            continue
        rest = [e for e in phrase if e is not group]
        refused = excluding or any(e.kind == "mark" and e.name in ("NOT", "EXCLUDE") for e in rest)
        named = [e for e in rest if e.kind in ("clause", "group")]
        if how == "half" or (refused and len(named) != 1):
            findings.report([replace(e, kind="unread") for e in phrase])
        elif refused:
            trace.join(phrase)
            out.append([Element("mark", group.start, group.end, "DEPRIORITIZE"), *named])
        else:
            trace.join([group, *(e for e in rest if e.name == "REQUIRE")])
            rest = [e for e in rest if e.name != "REQUIRE"]
            out.append([*rest, replace(group, inside=[Element("mark", group.start, group.end, "PREFER")])])
    return out


def _softly(phrases: list[list[Element]]) -> list[list[Element]]:
    """What a heading refuses as liked less, where nothing but a softener closes it: "Avoid: hotels, ideally". Behind
    several it is not clear for which it holds."""
    if len(phrases) <= 1 or not _lone_softener(phrases[-1]):
        return phrases
    *refused, softener = phrases
    if len(refused) > 1:
        return [[replace(e, kind="unread") if e.kind == "clause" else e for e in p] for p in refused]
    return [[replace(softener[0], name="DEPRIORITIZE"), *refused[0]]]


def _lone_softener(phrase: list[Element]) -> bool:
    return [(e.kind, e.name) for e in without_filler(phrase)] == [("mark", "PREFER")]


def _with_softeners(phrases: list[list[Element]], text: str) -> list[list[Element]]:
    """The phrases, with words between commas that only soften in the phrase before them, "SOC 2, not required", or, if
    they say more of what comes, behind them: "US, ideally, on Xero"."""
    out: list[list[Element]] = []
    opening: list[Element] = []
    for i, phrase in enumerate(phrases):
        lone = _lone_softener(phrase)
        if lone and i + 1 < len(phrases) and text[phrase[0].start : phrase[-1].end].lower() in _ADVERBS:
            opening = phrase
        elif lone and out and any(e.kind == "clause" for e in out[-1]):
            out[-1] = [*out[-1], *phrase]
        else:
            out.append([*opening, *phrase])
            opening = []
    return out


def _relaxes(said: str) -> str:
    """Whether words say that something need not be: "not a dealbreaker", "flexible"; "half" where they go on, "not a
    dealbreaker if they grow"."""
    words = [w for w in tokens(said) if w not in _IDLE | _STRESS]
    if len(words) == 1:
        return "whole" if words[0] in _OPEN else ""
    at = next((i for i, w in enumerate(words) if w in _MATTERING | _BREAKING), 0)
    less = {*words[:at]}
    denied = not less.isdisjoint(_NOT | _SOFT) and less <= _NOT | _SOFT | _BEING
    return ("whole" if at + 1 == len(words) else "half") if denied else ""


def _sold_apart(elements: list[Element], text: str, trace: Trace) -> list[Element]:
    """The elements without the "to" behind a "not" that denies customers: of a company, or of the author."""
    out: list[Element] = []
    sold = ours = False  # whether the company or the author sold to somebody before
    for i, e in enumerate(elements):
        before, behind = elements[i - 1] if i else None, elements[i + 1] if i + 1 < len(elements) else None
        denied = before is not None and e.kind == "filler" and (before.name == "NOT" or _only(before, text))
        company = behind is not None and behind.kind == "clause" and family(behind) == "company"
        if denied and e.name in _TO and behind is not None and company and (sold or ours):
            trace.join([e])
            if not ours and behind.reading is not None:
                elements[i + 1] = replace(behind, reading=as_customers(behind.reading))
        else:
            out.append(e)
        sold = sold or e.name == "serves" or text[e.start : e.end].lower().startswith(_SELLING)
        ours = ours or (e.kind == "mark" and (e.name in ("SELLER", "REQUIRE") or _selling(e, text)))
    return out


def _only(e: Element, text: str) -> bool:
    return e.kind == "mark" and text[e.start : e.end].lower() == "only"


def _selling(e: Element, text: str) -> bool:
    """Whether a refusal is one of customers: "we never sell to"."""
    return e.name == "EXCLUDE" and text[e.start : e.end].lower().split()[-1] in _TO


def open_roles(phrase: list[Element], text: str) -> list[Element]:
    """ "hiring SDRs, not AEs": titles behind a "not" in a sentence about hiring are open roles too, and those behind a
    "no" are not there: "hiring SDRs but no VP Sales"."""
    if all(e.kind != "mark" or e.name != "NOT" or is_absence(e, text) for e in phrase):
        return phrase
    return [
        replace(e, name="hiring", reading=as_hiring(e.reading)) if e.name == "people" and e.reading else e
        for e in phrase
    ]
