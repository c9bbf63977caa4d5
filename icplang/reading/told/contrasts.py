"""What a sentence says before it turns to those who are wanted: what was so once ("We used to sell to banks, but now
..."), what is just as well ("If they have no CRM, that's fine, but ...", "It doesn't matter whether they lease or own,
as long as ...")."""

from __future__ import annotations

from icplang.reading.combining.sentences import believed_once
from icplang.reading.elements import Element
from icplang.reading.findings import Findings
from icplang.reading.trace import Trace
from icplang.vocabulary.words import tokens

_FINE = frozenset({"fine", "ok", "okay", "acceptable", "great", "good", "alright"})
_HEEDED = frozenset(
    """matter matters mind care minded bother problem problems issue issues breaker dealbreaker showstopper blocker
    disqualifier obstacle barrier worry concern""".split()
)
"""Words for what makes no difference behind a "not"."""
_NOT = frozenset({"not", "t", "never", "no"})
_ASKING = frozenset({"whether", "if", "what", "which", "how", "who", "where", "when"})
"""Words with which starts what makes no difference."""
_SUBJECTS = frozenset({"it", "we", "i", "they", "that", "not", "no", "doesn", "don", "isn", "never", "do", "does"})
_TODAY = frozenset({"today", "now", "nowadays"})
_PAST = frozenset({"was", "were", "used"})
_OPENING = frozenset({"and", "also", "so", "well", "honestly", "frankly"})
_NEAR = 6
"""So many words may stand up to what makes no difference."""


def turned(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements of a sentence without what it says before it turns; all of them where it does not."""
    text = findings.source.text
    at = next((i for i, e in enumerate(elements) if i and _turns(e)), None)
    if at is None:
        if elements and _indifferent(elements, text):
            return _left(elements, findings, trace)
        return _now(elements, findings, trace)
    head, behind = elements[:at], elements[at + 1 :]
    if not any(e.kind in ("clause", "unread") for e in behind):
        return elements
    once = elements[at].name == "BUT" and believed_once(head)
    if not (once or _indifferent(head, text) or (elements[at].name == "BUT" and _granted(head))):
        return elements
    while head[-1].kind == "comma":
        head = head[:-1]
    findings.tell("commentary", "what is no condition, no criterion", head[0].start, head[-1].end)
    trace.join(elements[: at + 1])
    return behind


def _left(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """What stands behind the comma in a sentence that starts with what makes no difference."""
    at = next((i for i, e in enumerate(elements) if e.kind == "comma"), len(elements))
    findings.tell("commentary", "what is no condition, no criterion", elements[0].start, elements[at - 1].end)
    trace.join(elements[: at + 1])
    return elements[at + 1 :]


def _now(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements without what was so once, in front of a comma with what is so today: "Last year it was 10-50 people,
    today it's 100-500"."""
    at = next((i for i, e in enumerate(elements[1:-1], 1) if e.kind == "comma" and elements[i + 1].name in _TODAY), 0)
    text = findings.source.text
    if not at or _PAST.isdisjoint(tokens(text[elements[0].start : elements[at].start])):
        return elements
    findings.tell("commentary", "what was so once, no criterion", elements[0].start, elements[at - 1].end)
    trace.join(elements[: at + 2])
    return elements[at + 2 :]


def _turns(e: Element) -> bool:
    return e.kind == "mark" and e.name in ("BUT", "PROVIDED")


def _indifferent(head: list[Element], text: str) -> bool:
    """Whether words say that something makes no difference: "I don't mind if they lease or own"."""
    said = [w for w in tokens(text[head[0].start : head[-1].end]) if w not in _OPENING]
    verb = next((k for k, w in enumerate(said[:_NEAR]) if w in _HEEDED), 0)
    denied = not _NOT.isdisjoint(said[:verb])
    return bool(said) and said[0] in _SUBJECTS and denied and not _ASKING.isdisjoint(said[verb + 1 : verb + 2])


def _granted(head: list[Element]) -> bool:
    """Whether words let in what they put as a condition: "if they have no CRM, that's fine"."""
    said = [e for e in head if e.kind != "comma"]
    return (
        bool(said) and said[0].name == "if" and said[-1].kind in ("unread", "filler", "mark") and said[-1].name in _FINE
    )
