"""Questions with their answers: "Do we sell to agencies? No, we don't.", "Agencies? No, we only take shops."."""

from __future__ import annotations

from dataclasses import replace

from icplang.reading.elements import CONDITIONS, Element
from icplang.reading.trace import Trace
from icplang.reading.words.verdicts import NO
from icplang.vocabulary.words import tokens

_NO = frozenset({"no", "nope", "nah", "never", "not"})
_OURS = frozenset({"we", "i", "they"})
_REPLY = frozenset(
    """do did will would can could have don didn won wouldn can couldn haven t not never take taking work working with
    sell selling to serve serving want deal touch them those these that it at all sorry thanks afraid currently
    anymore any more longer ever sadly unfortunately the a moment right now today yet really usually generally
    typically normally for us""".split()
)
"""Words of an answer that say no more than its "no" does."""
_HALF = frozenset(
    """rarely|seldom|hardly|hardly ever|sometimes|occasionally|maybe|perhaps|possibly|it depends|depends|not always|
    not often|not necessarily|case by case|only sometimes|no and yes|yes and no""".replace("\n    ", "").split("|")
)
"""Answers that are neither a yes nor a no."""
_GOOD = frozenset("yes yep yeah good great perfect continue proceed next go keep fine ok okay in ideal".split())
"""Words with which a yes begins."""
_SHORT = 4
"""The most words of what follows from an answer."""
_GOOD = frozenset("yes yep yeah good great perfect continue proceed next go keep fine ok okay in ideal".split())
"""Words with which a yes begins."""
_SHORT = 4
"""The most words of what follows from an answer."""
_Sentences = list[tuple[str, list[Element]]]


def answered(sentences: _Sentences, text: str, trace: Trace) -> _Sentences:
    """The sentences of an item, with a "no" that answers a question as a sentence of its own, and the names of a
    question that is only half answered as words that are not read."""
    out: _Sentences = []
    for sign, sentence in sentences:
        said = tokens(text[sentence[0].start : sentence[-1].end]) if sign == "?" and sentence else []
        if not said:
            out.append((sign, sentence))
            continue
        half = " ".join(said) in _HALF or (said[0] in _NO and not CONDITIONS.isdisjoint(said[1:3]))  # "Not unless .."
        if half or said[0] == "only" or _unclear(sentence, said):
            asked = out[-1]
            out[-1] = asked[0], [replace(e, kind="unread") if e.kind == "clause" else e for e in asked[1]]
        rest = _behind_no(sentence, said)
        if rest == len(sentence):
            out.append((sign, sentence))
            continue
        out.append((sign, sentence[:1]))
        if _REPLY.issuperset(w for w in said[1:] if w not in _OURS):
            trace.join(sentence[1:])
        else:
            trace.join(sentence[1:rest])
            out.append(("", sentence[rest:]))
    return out


def _unclear(sentence: list[Element], said: list[str]) -> bool:
    """Whether a few words say what follows from a "yes", and nobody knows whether it is good: "On Wix? -> send on"."""
    short = len(said) <= _SHORT and said[0] not in _GOOD and said[0] != "too" and " ".join(said) not in NO
    return short and all(e.kind in ("unread", "filler") for e in sentence) and any(e.kind == "unread" for e in sentence)


def _behind_no(sentence: list[Element], said: list[str]) -> int:
    """Where an answer goes on behind the "no" that it starts with; its end where it says no such thing."""
    if said[0] not in _NO or len(sentence) == 1:
        return len(sentence)
    if sentence[1].kind == "comma":
        return 2
    ours = not _OURS.isdisjoint(said[1:2]) or (said[0] == "not" and _REPLY.issuperset(said[1:]))
    return 1 if ours else len(sentence)
