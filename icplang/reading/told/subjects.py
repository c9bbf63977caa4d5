"""Whom a sentence speaks of: "Our best accounts are ...", "The ones that renew have ...", "Most of them are ...".

Such words say no more than that what follows is said of those we sell to. Where they tell of the seller as well
("When I sold payroll my list was ..."), they are a remark.
"""

from __future__ import annotations

from itertools import pairwise

from icplang.meaning.profile import Role
from icplang.reading.elements import Element
from icplang.reading.findings import Findings
from icplang.reading.trace import Trace
from icplang.reading.words.clientele import ACCOUNTS, PRAISE, US
from icplang.vocabulary.words import tokens

_VERBS = frozenset("is are wa was were be tend look seem sound would have has had came come comes".split())
_FINITE = frozenset(
    """has have had run runs ran use uses employ employs do does make makes sell sells operate operates raised hired
    sits sit spend spends turn turns generate generates hold holds own owns serve serves""".split()
)
"""Verbs that a clause may start with."""
_NEVER = frozenset({"NOT", "EXCLUDE", "DEPRIORITIZE", "COMMAND", "LIKE", "REASON", "PROVIDED", "ATTRIBUTION"})
_ARE = frozenset({"is", "are", "would", "include", "includes"})
_EVER = frozenset({"be", "usually", "always", "often", "also", "typically", "mostly", "any"})
"""What may stand between a verb and those who are not wanted."""
_LISTS = ("our ", "my ")
_OWNERS = frozenset({"our", "my"})
_GOODS = frozenset(
    """product tool app application software platform solution system service offering offer plugin api agency company
    firm business startup team studio consultancy practice fund""".split()
)
"""What a seller has to sell, or is."""
_LONGEST = 4
"""The most parts of the name of a product."""


def without_subject(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements of a sentence without words in front of its verb that only name those we sell to."""
    text = findings.source.text
    elements = _without_later(elements, findings, trace)
    cut = _verb(elements, text)
    head = elements[:cut]
    if not cut or not _ours(head):
        return elements
    roles = [e for e in head if e.kind == "mark" and e.name in ("PREFER", "REQUIRE") and not _counts(e, text)]
    _set_aside(head, findings, trace)
    return [*roles, *elements[cut:]]


def _without_later(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements without those we sell to as the subject behind a comma: "no banks, our customers are insurers"."""
    out = elements[:1]
    for before, e, verb in zip(elements, elements[1:], [*elements[2:], Element("stop", 0, 0)], strict=False):
        ours = e.name == "named" and findings.source.text[e.start : e.end].lower().startswith(_LISTS)
        if ours and before.kind == "comma" and verb.kind == "filler" and verb.name in _VERBS:
            _set_aside([e], findings, trace)
        else:
            out.append(e)
    return out


def unfit(
    elements: list[Element], heading: Role | None, findings: Findings, trace: Trace
) -> tuple[list[Element], Role | None]:
    """Those of whom a sentence starts by saying that they are not wanted, and that role: "A red flag is a team with no
    engineers". The sentence as it is where it does not say so."""
    text = findings.source.text
    at = next((i for i, e in enumerate(elements) if e.kind != "filler"), 0)
    verb = elements[at + 1] if elements[at + 1 :] and elements[at].name == "EXCLUDE" else None
    if verb is None or verb.kind != "filler" or text[verb.start : verb.end].lower() not in _ARE or heading == "prefer":
        return elements, heading
    named = elements[at + 2 :]
    while named and text[named[0].start : named[0].end].lower() in _EVER:
        named = named[1:]
    if not any(e.kind in ("clause", "group") for e in named):
        return elements, heading
    trace.join(elements[: len(elements) - len(named)])
    return named, "exclude"


def without_introductions(
    sentences: list[tuple[str, list[Element]]], findings: Findings
) -> list[tuple[str, list[Element]]]:
    """The sentences of an item without words in front of a colon that only say of whom it speaks: "What they have in
    common:"."""
    out: list[tuple[str, list[Element]]] = []
    introduced = False
    for i, (sign, sentence) in enumerate(sentences):
        own = "" if introduced else sign
        introduced = sentences[i + 1 : i + 2] != [] and sentences[i + 1][0] == ":" and _introduces(sentence)
        if introduced:
            findings.tell("commentary", "a remark, no criterion", sentence[0].start, sentence[-1].end)
        else:
            out.append((own, sentence))
    return out


def _counts(e: Element, text: str) -> bool:
    """Whether a word says which of our customers they are, and not which we like better: "our first customers"."""
    return text[e.start : e.end].lower() == "first"


def without_product(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements without whom they are for: "leads for our payroll app"."""
    for i, (e, owner) in enumerate(pairwise(elements)):
        if (e.name != "for" and not _for(e, findings)) or owner.name not in _OWNERS:
            continue
        noun = next((k for k in range(i + 2, min(len(elements), i + 2 + _LONGEST)) if _goods(elements[k], findings)), 0)
        if noun and not any(x.kind in ("comma", "stop", "mark", "group") for x in elements[i + 1 : noun]):
            findings.tell("commentary", "about the seller, no criterion", owner.start, elements[noun].end)
            return [*elements[:i], *([e] if e.kind == "mark" else []), *elements[noun + 1 :]]
    return elements


def _for(e: Element, findings: Findings) -> bool:
    return e.kind == "mark" and findings.source.text[e.start : e.end].lower().endswith(" for")


def _goods(e: Element, findings: Findings) -> bool:
    said = tokens(findings.source.text[e.start : e.end])
    return e.kind != "mark" and said[-1:] != [] and said[-1] in _GOODS


def _introduces(sentence: list[Element]) -> bool:
    content = [e for e in sentence if e.kind not in ("filler", "comma")]
    plain = all(
        e.kind == "unread" or e.name == "bare" or (e.kind == "mark" and e.name in ("RELATIVE", "SELLER"))
        for e in content
    )
    return bool(content) and plain and _ours(sentence, asked=True)


def _set_aside(head: list[Element], findings: Findings, trace: Trace) -> None:
    """Note a remark on the seller; words that say nothing of him are taken as joining."""
    told = [e for e in head if e.kind == "unread" or (e.kind == "mark" and e.name == "SELLER") or e.kind == "clause"]
    if told:
        findings.tell("commentary", "whom the sentence speaks of, no criterion", told[0].start, told[-1].end)
    trace.join(head)


def _verb(elements: list[Element], text: str) -> int:
    """Where the verb of a sentence stands behind a subject that names nothing; 0 where there is none such."""
    inner = told = False  # whether a relative clause waits for its verb; whether we are the subject of one
    for i, e in enumerate(elements):
        mine = i > 0 and elements[i - 1].name in US and text[e.start : e.end].lower() == "list"
        named = i > 0 and elements[i - 1].name in ACCOUNTS
        wanted = e.name == "COMMAND" and named and tokens(text[e.start : e.end])[0] in US  # "the customer we want is"
        if e.kind in ("stop", "group") or (e.kind == "mark" and e.name in _NEVER and not (mine or wanted)):
            return 0
        if wanted and tokens(text[e.start : e.end])[-1] in _VERBS:
            return i + 1
        if wanted:
            told, inner = True, True
            continue
        if e.kind == "mark" and e.name == "RELATIVE":
            inner = True
        elif e.kind == "clause":
            finite = tokens(text[e.start : e.end])[:1] and tokens(text[e.start : e.end])[0] in _FINITE
            if i and finite and not inner:
                return i
            counted = e.name in ("bare", "metric") and _mine([*elements[:i], e], text)
            if counted:  # "My best three clients"
                continue
            if not (told or (e.name == "named" and text[e.start : e.end].lower().startswith(_LISTS))):
                return 0
        elif (e.kind == "filler" and e.name in ("i", "we")) or (e.kind == "mark" and e.name == "SELLER"):
            if i == 0:
                return 0  # "We love hospitals that are ..."
            told, inner = True, True
        elif e.kind == "filler" and e.name in _VERBS and not (inner and not told):
            if not inner:
                return i
            if e.name in ("wa", "was", "is", "are", "were") and _mine(elements[:i], text):
                return i
            inner = False
        elif (e.kind == "unread" or (e.kind == "filler" and e.name in _VERBS)) and inner:
            inner = False
    return 0


def _mine(head: list[Element], text: str) -> bool:
    """Whether the last noun of a subject is one of ours: "when I sold payroll (my list)", "(three clients)"."""
    if head[-1].kind == "clause":
        return tokens(text[head[-1].start : head[-1].end])[-1] in ACCOUNTS
    return len(head) > 1 and (head[-1].name in ACCOUNTS or (head[-1].name == "COMMAND" and head[-2].name in US))


def _ours(head: list[Element], *, asked: bool = False) -> bool:
    """Whether a subject is only a word for our accounts, with praise, or with what is told of the seller."""
    names = [_word(e) for e in head if e.kind in ("filler", "unread")]
    names += ["list" for e in head if e.name in ("COMMAND", "bare", "metric")]  # "my best three clients"
    listed = any(e.kind == "clause" and e.name == "named" for e in head)
    if not (listed or not ACCOUNTS.isdisjoint(names) or names[:1] == ["what"] or asked):
        return False
    seller = not US.isdisjoint(names) or any(e.kind == "mark" and e.name == "SELLER" for e in head) or listed
    return seller or all(_word(e) in PRAISE | ACCOUNTS for e in head if e.kind == "unread")


def _word(e: Element) -> str:
    """A word as it is told from others; one that is a number has no name: "version one"."""
    return e.name or ("one" if e.end - e.start == len("one") else "")
