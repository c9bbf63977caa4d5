"""What a refusal reaches: what is let in again behind it, what is too small, what a heading refuses already, and
phrases in which a refusal is not understood."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from icplang.meaning.concepts import lies_in
from icplang.meaning.predicates import In, Range
from icplang.reading.elements import (
    SIZES,
    VERBAL,
    Element,
    clauses,
    family,
    first_content,
    first_mark,
    is_bare,
    joins,
    lexemes,
    without_filler,
)
from icplang.reading.findings import Findings, quality
from icplang.reading.trace import Trace
from icplang.reading.words.verdicts import refuses_outright
from icplang.vocabulary.store import builtin, words_of
from icplang.vocabulary.words import singular, tokens

_FINE = frozenset({"fine", "ok", "okay", "acceptable", "welcome", "allowed"})
_CURTLY = frozenset({"out", "no", "never", "nope", "skip"})
_IN = frozenset({"in", "yes", "ok", "okay", "fine", "keep"})
"""Verdicts of one word."""
_THEM = frozenset({"ones", "one", "those"})
_EXCEPTING = _FINE | _THEM | {"unless"}
"""Words with which something is taken back of an exclusion."""
_MEASURES = frozenset({"small", "big", "large", "early", "young", "late", "tiny", "new"})
_WE = frozenset({"for", "us", "me", "is", "are", "be", "they", "it", "re", "s", "still", "just", "simply", "always"})
_BREAKERS = frozenset({"dealbreaker", "disqualifier", "deal", "blocker", "showstopper"})
_WHOEVER = frozenset({"anyone", "anybody", "anything", "everyone", "everything", "those", "whoever"})
_NOUNS = frozenset("company firm business shop team organisation organization org outfit account group".split())
_ADVERBIAL = frozenset("just simply usually often always really tend to".split())
_ACTING = frozenset({"there", "we", "they", "it"})
_LINKING = frozenset("located based operating operated being involved focused remain stay become meet match".split())
_ADDING = frozenset({"also", "please"})
_NOBODY = frozenset({"nobody", "no one"})
_EVERY = frozenset({"all", "any", "every", "each", "other"})
_SUBJECTS = frozenset(
    "operator organisation organization outfit player group provider vendor account prospect property lead".split()
)
"""Nouns for any company, where a heading refuses."""
_KINDS = frozenset({"industry", "model", "segment", "ownership", "location", "stage"})
_SUSPECT = frozenset(
    """none ineligible unsuitable ignored skipped excluded excepted removed rejected
    declined disqualified avoided unwelcome unwanted turned refused fired dumped dropped lost burned burnt
    dropping phasing""".split()
)
"""Words that refuse: where they are not understood, nothing beside them is."""
_CUT = frozenset({"won", "wouldn", "couldn", "haven", "hasn"})
_LONGEST = 4
"""So many words that nothing explains are still the name of a member of a list."""
_CLOSING = frozenset({"required", "out", "never", "no", "nope"})
"""Words that refuse what stands before them in a phrase."""
_CURT = frozenset({"thank", "thanks", "way", "chance", "sir", "please", "ever", "again", "pas", "pass"})
_DROPS = frozenset(
    {"exclude", "skip", "ignore", "avoid", "drop", "remove", "reject", "disqualify", "rule out", "filter out"}
)
_ARE = frozenset({"are", "is"})
_JOINTS = frozenset({"COMMA", "AND", "OR"})
_FINITE = frozenset(
    "never|don't|do not|doesn't|does not|didn't|did not|isn't|is not|aren't|are not|haven't|hasn't|have not|has not|"
    "can't|cannot|can not|won't|will not".split("|")
)
"""Verbs that refuse what stands in front of them."""

_NEVER = ("never", "under no circumstance", "in no case", "absolutely no")


def judged_curtly(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements with a verdict of one word behind what it judges as the role that it sets: "Hospitals out, clinics
    in", "care homes yes, hospitals no"."""
    text, out = findings.source.text, list(elements)
    told = [i for i in range(len(out)) if _ends(out, i) and _behind_names(out, i)]
    refused = [i for i in told if text[out[i].start : out[i].end].lower() in _CURTLY]
    for i in told if refused else []:
        if i in refused or text[out[i].start : out[i].end].lower() in _IN:
            out[i] = replace(out[i], kind="mark", name="EXCLUDE" if i in refused else "REQUIRE")
            trace.join([out[i]])
    return out


def _ends(elements: list[Element], i: int) -> bool:
    """Whether nothing more is said behind an element in its part of the sentence."""
    behind = elements[i + 1] if i + 1 < len(elements) else None
    return (
        behind is None or behind.kind in ("comma", "stop") or (behind.kind == "mark" and behind.name in ("AND", "BUT"))
    )


def _behind_names(elements: list[Element], i: int) -> bool:
    """Whether nothing but names, or sizes, stands in front of an element in its part of the sentence."""
    begin = next((k + 1 for k in range(i - 1, -1, -1) if elements[k].kind in ("comma", "stop")), 0)
    said = elements[begin:i]
    while said and said[0].kind == "mark" and said[0].name in ("AND", "BUT"):
        said = said[1:]
    return any(e.kind == "clause" for e in said) and all(e.kind in ("clause", "filler") or joins(e) for e in said)


def permits(sentence: list[Element]) -> bool:
    """Whether a sentence lets something in at its end: "Charter networks are fine", "No banks, insurers are OK"."""
    content = [e for e in sentence if e.kind not in ("filler", "comma")]
    if content[-1:] and content[-1].kind == "group":
        content.pop()
    at = next((i for i, e in enumerate(content) if i and e.kind == "unread" and e.name in _FINE), 0)
    on_condition = content[at + 1 :] and (content[at + 1].name in ("PROVIDED", "if", "unless"))
    return bool(at) and (at + 1 == len(content) or bool(on_condition))


def permission(sentence: list[Element]) -> tuple[list[Element], list[Element]]:
    """What stands in front of a permission at the end of a sentence, and the permission."""
    cut = next((i for i in range(len(sentence) - 1, 0, -1) if _parts(sentence[i])), 0)
    return sentence[:cut], sentence[cut:]


def excepted(before: list[Element], permitted: list[Element]) -> bool:
    """Whether a permission takes back a part of what is refused before it: "no agencies, German ones are fine". What
    has nothing to do with it is none: "no banks, insurers are fine"."""
    named, refused = list(clauses(permitted)), list(clauses(before))
    if any(e.name in _THEM for e in permitted):
        return True
    return not (named and refused and all(any(_apart(x, e) for e in refused) for x in named))


def _apart(permitted: Element, refused: Element) -> bool:
    """Whether two clauses name different values of one field."""
    a, b = (e.reading.predicate if e.reading else None for e in (permitted, refused))
    if family(permitted) == family(refused) == "company" and is_bare(permitted) and permitted.name != refused.name:
        return True
    if not isinstance(a, In) or not isinstance(b, In) or a.field != b.field:
        return False
    if a.field == "location":
        return not any(lies_in(builtin(), x, y) for x in a.values for y in b.values)
    return not any(y in builtin().ancestors(a.field, x) for x in a.values for y in b.values)


def exception(elements: list[Element]) -> list[Element] | None:
    """What a bracket or a permission takes back of an exclusion, "(unless they are in Spain)", "German ones are fine";
    None where a word of it is not read."""
    if any(e.kind == "unread" and e.name not in _EXCEPTING for e in elements):
        return None
    if any(e.kind == "mark" and e.name not in ("NOT", "BUT", "OR", "AND", "SLASH") for e in elements):
        return None
    if sum(e.kind == "mark" and e.name == "NOT" for e in elements[1:]) or any(
        e.name in ("if", "own") for e in elements
    ):
        return None
    out = [e for e in elements if e.kind in ("clause", "comma") or (e.kind == "mark" and e.name in ("OR", "SLASH"))]
    named = [e for e in out if e.kind == "clause"]
    if not named or any(e.reading is None or e.reading.predicate is None or e.reading.role for e in named):
        return None
    return out if not any(e.kind in ("comma", "group") for e in elements) else None


def without_exception(refused: list[Element], elements: list[Element]) -> Element | None:
    """What is refused with the exception to it as one; None where it is not clear what the exception is to."""
    taken = exception(elements)
    while refused and refused[-1].kind in ("comma", "filler"):
        refused = refused[:-1]
    named = [e for e in refused if e.kind == "clause"]
    if taken is None or len(named) != 1 or any(e.kind in ("unread", "group", "comma") for e in refused):
        return None
    said = next((e for e in elements if e.name in ("NOT", "unless")), Element("mark", taken[0].start, taken[0].start))
    sign = replace(said, kind="mark", name="NOT")
    return Element("group", named[0].start, elements[-1].end, inside=[named[0], sign, *taken])


def _parts(e: Element) -> bool:
    return e.kind == "comma" or (e.kind == "mark" and e.name == "BUT")


def bracketed(sentence: list[Element], text: str) -> list[Element] | None:
    """What stands in front of a bracket that refuses it, "Wineries (never)", or in one behind words that do: "too big
    (over 2,000 people)"."""
    last = sentence[-1] if sentence else None
    if last is not None and last.kind == "group" and too_much(sentence[:-1]) and _sizes(last):
        return last.inside
    if last is None or last.kind != "group" or not refuses_outright(text[last.start + 1 : last.end - 1]):
        return None
    named = sentence[:-1]
    return named if any(clauses(named)) and not any(e.kind in ("comma", "unread") for e in named) else None


def _sizes(group: Element) -> bool:
    """Whether a bracket holds nothing but sizes."""
    content = without_filler(group.inside)
    return bool(content) and all(e.name in SIZES for e in content)


def dwarfed(sentence: list[Element]) -> list[Element] | None:
    """What is said to be too small or too large, where it has a size: "under 20 people is too small"."""
    at = next((i for i, e in enumerate(sentence) if e.kind == "unread" and e.name == "too"), None)
    if at is None or not any(e.kind == "clause" and e.name in SIZES for e in sentence[:at]):
        return None
    behind = [e for e in sentence[at + 1 :] if e.name not in _WE]
    if len(behind) != 1 or behind[0].name not in _MEASURES or any(e.kind in ("unread", "comma") for e in sentence[:at]):
        return None
    return sentence[:at]


def judged_size(sentence: list[Element], text: str) -> bool:
    """Whether a sentence says of those of a size something that is not understood: "Anything above 2,000 people goes to
    our partner", "Firms under 20 people struggle with it". Whether they are wanted is not clear."""
    content = [e for e in sentence if e.kind != "filler" or e.name in _WHOEVER or e.name in _NOUNS]
    named = next((i for i, e in enumerate(content) if e.kind == "clause"), len(content))
    size = content[named] if named < len(content) else None
    subject = content[:named]
    if any(e.kind not in ("filler", "unread") for e in subject):
        return False
    if (
        size is None
        or size.name not in SIZES | {"visits"}
        or sum(e.kind != "filler" for e in subject) > 1
        or len(content) == named + 1
    ):
        return False
    bound = size.reading.predicate if size.reading else None
    if not isinstance(bound, Range) or (bound.min is None) == (bound.max is None):
        return False
    behind = sentence[next(i for i, e in enumerate(sentence) if e is size) + 1 :]
    ours = behind[:1] and behind[0].name == "we"  # "above 1,000 people we lose to Workday"
    if bound.min is not None and not ours and not any(e.name in _WHOEVER for e in subject):
        return False
    verb = next((e for e in behind if e.name not in _ADVERBIAL), None)
    if verb is None or any(e.kind == "mark" and e.name in ("EXCLUDE", "REQUIRE", "PREFER") for e in behind):
        return False
    if verb.kind == "unread":
        return not text[verb.end :].lstrip().startswith((",", ")", ":")) or len(content) > named + 2
    row = words_of("filler").get(verb.name, {}) if verb.kind == "filler" else {}
    return verb.name in _ACTING or (row.get("kind") == "verb" and verb.name not in _LINKING)


def names_band(sentence: list[Element]) -> bool:
    """Whether a sentence says what those of a size are or get, and not that they are wanted: "Between 10 and 50 is
    self-serve"."""
    size, *rest = sentence or [Element("stop", 0, 0)]
    named = size.kind == "clause" and (size.name == "bare" or size.name in SIZES)
    said = without_filler(rest)
    kind = len(said) == 1 and said[0].kind == "clause" and said[0].name in ("model", "segment")
    return named and kind and rest[0].kind == "filler" and rest[0].name in _ARE


def too_much(sentence: list[Element]) -> bool:
    """Whether words say no more than that something is too small or too large: "too small for us"."""
    said = [e for e in sentence if e.name not in _WE]
    return len(said) == 2 and said[0].name == "too" and said[1].name in _MEASURES


def pardoned(sentences: list[list[Element]]) -> bool:
    """Whether the second of two sentences takes the refusal of the first back: "5+ sites - not a dealbreaker"."""
    said = [e for s in sentences[1:] for e in s if e.kind != "filler"][:2]
    taken = len(said) > 1 and (said[1].name == "EXCLUDE" or singular(said[1].name) in _BREAKERS)
    return taken and (said[0].kind, said[0].name) == ("mark", "NOT")


def belittled(sentences: list[list[Element]]) -> bool:
    """Whether the second of two sentences calls a size in the first too small or too large: "Under 20 people: too
    small"."""
    return len(sentences) == 2 and too_much(sentences[1]) and any(e.name in SIZES for e in clauses(sentences[0]))


def once(elements: list[Element], text: str) -> list[Element]:
    """What a heading refuses, without words that only say it again: "No agencies", "all hotels"."""
    out: list[Element] = []
    for i, e in enumerate(elements):
        said = [x for x in out if x.kind != "filler" or (x.start < x.end and x.name not in _ADDING)]
        before = said[-1] if said else None
        begins = before is None or before.kind in ("comma", "stop") or before.name in ("OR", "AND")
        behind = elements[i + 1] if i + 1 < len(elements) else None
        named = behind is not None and (behind.kind == "clause" or singular(behind.name) in _SUBJECTS)
        if begins and e.kind == "unread" and e.name in _EVERY and named:
            continue
        if begins and e.kind == "unread" and singular(e.name) in _SUBJECTS and _said_of(elements[i + 1 :]):
            continue
        if begins and e.kind == "mark" and e.name in ("NOT", "EXCLUDE") and _refused_twice(e, elements[i + 1 :], text):
            continue
        out.append(e)
    return out


def without_main_deeds(phrases: list[list[Element]], findings: Findings, *, excluding: bool) -> list[list[Element]]:
    """The phrases of a sentence with a "not" in it, without those behind one that says what those who are refused
    mainly do, which are reported: they may go on with that."""
    refusing = excluding or first_mark([e for p in phrases for e in p]) in ("NOT", "EXCLUDE")
    text = findings.source.text
    at = next((i for i, p in enumerate(phrases) if refusing and _mainly_doing(p, text)), len(phrases))
    if phrases[at:]:
        findings.report([replace(e, kind="unread") for p in phrases[at:] for e in p])
    return phrases[:at]


def _mainly_doing(phrase: list[Element], text: str) -> bool:
    """Whether those who are refused are so for what they mainly do: of "banks primarily engaged in lending" not all
    banks are refused."""
    return any(
        named.kind == "clause"
        and mark.name == "PREFER"
        and told.kind in ("unread", "clause")
        and _verbal(text[told.start : told.end].split(" ", 1)[0].lower())
        for named, mark, told in zip(phrase, phrase[1:], phrase[2:], strict=False)
    )


def _verbal(word: str) -> bool:
    """Whether a word is a participle by its form, and no "need" or "bleed"."""
    return word.endswith(VERBAL) and not word.endswith("eed")


def unread_members(phrase: list[Element]) -> list[list[Element]]:
    """The members of a refused list that nothing explains, where the others are read whole: "no agencies or hobby
    projects" still refuses agencies."""
    content = without_filler(phrase)
    while content and content[0].kind == "mark":
        content = content[1:]
    members: list[list[Element]] = [[]]
    added = False
    for e in content:
        if joins(e):
            members.append([])
            added = added or e.name == "AND"
        else:
            members[-1].append(e)
    unread = [m for m in members if m and all(e.kind == "unread" for e in m)]
    read = [m for m in members if m and all(e.kind == "clause" for e in m)]
    kinds = all(family(e) == "company" and is_bare(e) for m in read for e in m)
    if not unread or not read or len(unread) + len(read) < len(members) or (added and not kinds):
        return []
    if any(len(m) > _LONGEST for m in unread) or any(_SUSPECT.intersection(e.name for e in m) for m in unread):
        return []
    return unread


def _said_of(behind: list[Element]) -> bool:
    """Whether what stands behind a noun for any company says which are meant: "operators with fewer than 3 depots"."""
    first = next((e for e in behind if e.kind != "filler" or e.turns), None)
    if first is None:
        return False
    return (first.kind == "clause" and not is_bare(first)) or (first.kind, first.name) == ("mark", "RELATIVE")


def _refused_twice(e: Element, behind: list[Element], text: str) -> bool:
    """Whether a "no" under a heading that refuses only says it again: "No agencies", "we don't sell to hospitals",
    "nobody in Spain", and not "No CRM" or "Not B2B"."""
    said = text[e.start : e.end].lower()
    named = first_content(behind)
    if named is None or named.kind != "clause":
        return False
    kind = named.name in _KINDS and is_bare(named)
    if (e.name == "EXCLUDE" and said != "never") or said in _NOBODY:
        return True
    word = text[named.start : named.end].lower()
    several = any(x.type == "COMPANY" for x in lexemes(named)) or (word.endswith("s") and not word.endswith("saas"))
    return kind and several and said in ("no", "never")


def names_refused(group: Element) -> bool:
    """Whether a bracket says of something else that it is not wanted: "(agencies are out)"."""
    return any(e.kind == "mark" and e.name == "EXCLUDE" for e in group.inside) and any(clauses(group.inside))


def closes_list(named: list[Element], said: str) -> bool:
    """Whether a participle behind the clauses of a phrase may be about the last member of a list alone: "SaaS, agencies
    excluded"."""
    if len(named) != 1:
        return False
    one = " " not in said or said.startswith(("is ", "isn't ", "doesn't ", "does not ", "not "))
    joints = [x.type for x in sorted(lexemes(named[0]), key=lambda x: x.start) if x.type in _JOINTS]
    return one and joints[-1:] == ["COMMA"]


def doubtful(phrase: list[Element], text: str) -> bool:
    """Whether a phrase names something and refuses in words that are not understood: "hotels never see the point"."""
    at = next((i for i, e in enumerate(phrase) if e.kind == "clause"), None)
    if at is None:
        return False
    marks = without_filler(phrase)
    for e, x in pairwise(marks):
        if e.kind == x.kind == "mark" and e.name in ("NOT", "EXCLUDE") and text[x.start : x.end].lower() in _DROPS:
            apart = any(e.end <= y.start < x.start for y in phrase)  # "no reason to skip hotels"
            return apart or text[e.start : e.end].lower() in _FINITE  # "do not exclude agencies"
    if any(_twice(e, x, text) for e, x in pairwise(marks)):
        return True
    cut = (x for e, x in zip(marks, marks[2:], strict=False) if e.name in _CUT)
    if any(x.kind == "mark" and x.name in ("NOT", "EXCLUDE") for x in cut):  # "we wouldn't say no to a hospital"
        return True
    if any(e.kind == "unread" and e.name in _SUSPECT and not _deed(phrase, i) for i, e in enumerate(phrase)):
        return True
    for i, e in enumerate(phrase[at + 1 :], at + 1):
        if e.kind == "mark" and e.name == "RELATIVE":
            return False
        if e.kind == "unread" and e.name in _CUT:  # the start of "won't"
            return True
        finite = e.kind == "mark" and e.name in ("NOT", "EXCLUDE") and text[e.start : e.end].lower() in _FINITE
        if finite:
            behind = without_filler(phrase[i + 1 :])
            return bool(behind) and behind[0].kind in ("unread", "mark") and not any(x.kind == "clause" for x in behind)
    content = without_filler(phrase)
    if len(content) > 1 and content[-1].kind == "unread" and content[-1].name in _CLOSING:
        return True
    return _judged(phrase, text)


def _twice(e: Element, behind: Element, text: str) -> bool:
    """Whether a "not" is denied at once: "no reason not to sell to schools", "not excluding agencies"."""
    denied = (e.kind, e.name) == (behind.kind, behind.name) == ("mark", "NOT")
    return denied and text[behind.start : behind.end].lower() in ("not", "excluding")


def by_others(phrase: list[Element], i: int, text: str) -> bool:
    """Whether it is others who refuse at word `i`, and not the author: "clinics that banks ignore", "the ones big
    agencies skip"."""
    if not i or phrase[i - 1].kind != "clause" or text[phrase[i].start : phrase[i].end].lower() not in _DROPS:
        return False
    behind = i + 1 == len(phrase) or phrase[i + 1].kind in ("comma", "stop")
    named = text[phrase[i - 1].start : phrase[i - 1].end].lower()  # "tool shops, the ones OEMs"
    return behind and (" the ones " in named or any(e.name == "RELATIVE" or e.name in _THEM for e in phrase[: i - 1]))


def _deed(phrase: list[Element], i: int) -> bool:
    """Whether a word says what the companies did themselves: "companies that lost a contract", "that dropped out"."""
    return 0 < i < len(phrase) - 1 and (phrase[i - 1].kind, phrase[i - 1].name) == ("mark", "RELATIVE")


def _judged(phrase: list[Element], text: str) -> bool:
    """Whether words that nothing explains say what becomes of a kind of company: "law firms are another story"."""
    at = next((i for i, e in enumerate(phrase) if e.kind == "filler" and e.name in _ARE), len(phrase))
    named = without_filler(phrase[:at])
    behind = without_filler(phrase[at + 1 :])
    if behind[1:] and behind[-1].kind == "group":  # "franchises are fine (Subway)"
        behind.pop()
    if not named or not behind or any(e.kind != "unread" for e in behind):
        return False
    said = quality(tokens(text[behind[0].start : behind[-1].end]))
    return all(e.kind == "clause" and is_bare(e) for e in named) and (said is None or said["why"] != "vague")


def lone_no(phrase: list[Element]) -> bool:
    """Whether a phrase is nothing but a refusal: "Hotels, never", "Hotels, no thanks"."""
    content = without_filler(phrase)
    return (
        bool(content)
        and content[0].kind == "mark"
        and content[0].name in ("NOT", "EXCLUDE", "DEPRIORITIZE")
        and all(e.kind == "unread" and e.name in _CURT for e in content[1:])
    )


def forbids(phrase: list[Element], text: str) -> bool:
    """Whether a phrase starts with a "not" that allows of no exception, whatever is preferred in front of it: "ideally
    50-200 staff, never more than 1,000"."""
    first = first_content(phrase)
    refused = first is not None and first.kind == "mark" and first.name in ("NOT", "EXCLUDE")
    return refused and first is not None and text[first.start : first.end].lower().startswith(_NEVER)
