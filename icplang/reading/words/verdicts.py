"""Refusals that are built and not listed: a verb that is refused in front of what it names ("We've stopped selling to
hotels"), or a verdict behind it ("Hotels never work for us"). Their words are the terminals of verdicts.lark."""

from __future__ import annotations

import re

from icplang.meaning.paraphrase import plural
from icplang.reading.syntax.grammars import keywords, verdicts
from icplang.reading.words.dealings import taking
from icplang.vocabulary.words import tokens

POOR = frozenset(
    "wrong bad poor weak worst terrible lousy awful lost losing hopeless unqualified unsuitable unprofitable "
    "irrelevant unwanted unrelated undesired conflicting incompatible".split()
)
"""Words for what is not worth having."""
SOUGHT = frozenset(
    """fit match customer client account company business lead prospect target buyer merchant candidate cause bet idea
    deal people kind type sort market segment audience logo us referral introduction intro enquiry inquiry""".split()
)
"""Words for those whom one sells to: behind a poor one they are not wanted, "Wrong for us", "Lost causes"."""
_PLAIN = str.maketrans({"\u2019": "'", "\n": " ", "\t": " "})
_TERMINALS = verdicts()
_SLOTS = {"<dealings>": {*taking()}, "<poor>": POOR, "<sought>": {*SOUGHT, *map(plural, SOUGHT)}}
"""Words of other tables that stand in the patterns."""


def _pattern(name: str) -> re.Pattern[str]:
    """The pattern of a terminal, with the words of other tables in it."""
    said = {slot: f"(?:{'|'.join(sorted(words, key=len, reverse=True))})" for slot, words in _SLOTS.items()}
    return re.compile(re.sub("<[a-z]+>", lambda slot: said[slot[0]], _TERMINALS[name]))


_BEHIND, _FRONT = _pattern("BEHIND"), _pattern("FRONT")
_AWAY = _TERMINALS["AWAY"]
_APART = re.compile(
    rf"{_TERMINALS['PARTING']}(?=[ ](?!out\b|them\b|those\b|away\b)[^.;:\n]{{2,80}}?[ ]{_AWAY}[ ]*(?:[.,;!]|$))"
)
_CLOSING = re.compile(rf"{_AWAY}(?=[ ]*(?:[.,;!\n]|$))")
_OURS = ("we ", "i ", "please ", "pls ", "this ", "it ", "that ")
_OPENS = re.compile(
    r"(?:^|[.;:!?,\u2013\u2014()*_-]|\b(?:and|or|but|so|also|please|pls|we|i|product|tool|platform|'ve|have|us to|"
    r"let's|let us|time to|(?:we|i) (?:should|must|need to|have to|ought to)))[ ]*$"
)
"""What stands in front of a verb that is the seller's: companies have verbs of their own, "agencies that don't sell to
hospitals"."""
_BEGINS = re.compile(r"(?:^|[.;:!?\u2013\u2014()*_-])[ ]*$")
COMMON = frozenset(
    """cut discard suppress kick throw strip turn keep drop remove block eliminate toss ban purge nix veto dismiss
    delete cull blacklist blocklist bypass overlook shun eschew ditch deselect forget spare swerve decline shy back
    move stay knock sieve sift chuck bar""".split()
)
"""Verbs that companies have as well: only where they start a sentence are they orders."""
_OWN_LIST = re.compile(
    r"(?:\b(?:not|never)|n't)(?: (?:yet|already|currently|also|our|a|an|been))*"
    r" (?:customer|client)s?(?: yet| already)?$"
)
"""A denial of those who buy already."""
_RELATIVE = re.compile(r"\b(?:that|who|which)[ ]+$")
_NEAR = 20
"""So many characters in front of a verb say whose it is."""
_WORD = re.compile(r"'?([a-z]+)")


NO = frozenset(
    {
        "no",
        "never",
        "not",
        "nope",
        "out",
        "pass",
        "hard pass",
        "no way",
        "not for us",
        "skip",
        "avoid",
        "leave",
        "no thank",
    }
    | {"then no", "then not", "then skip", "then pass", "then we pass"}
)
"""What refuses by itself what stands in front of it, in folded words."""
_WHO = re.compile(
    r"(?:who|what|where|which|anyone|everyone|those|companies|accounts|customers|clients|leads|prospects|people|firms|"
    r"businesses|industries|sectors|verticals|segments)(?: (?:that|who|which))?(?:'s|'re)?[ ]+"
)
_REFUSING = frozenset({"EXCLUDE", "EXCLUDE_HEADING", "EXCLUDE_LABEL"})


def refuses_outright(text: str) -> bool:
    """Whether a text is nothing but a refusal: "hard pass", "Never.", "not our market"."""
    said = text.strip(" \t\n*_.!").lower().translate(_PLAIN)
    words = " ".join(tokens(said))
    return words in NO or not _REFUSING.isdisjoint(keywords().get(words, ())) or _whole(said) or _whole(f"are {said}")


def names_refused(label: str) -> bool:
    """Whether a label names those of whom it says that they are not wanted: "Who should look elsewhere"."""
    said = label.strip(" \t\n*_.!:?").lower().translate(_PLAIN)
    named = _WHO.match(said)
    rest = (said[named.end() :] if named else said).removeprefix("please ")
    return _whole(rest) or _whole(f"are {rest}")


def _whole(said: str) -> bool:
    return 0 < refusal(said, 0)[0] == len(said)


def _narrows(said: str, text: str, start: int) -> bool:
    """Whether "not our customers" leaves out those on a list, and not all of the kind in front of it: "gyms that are
    not customers", "gyms not yet customers"."""
    return " yet " in f" {said} " or _RELATIVE.search(text, max(0, start - _NEAR), start) is not None


def refusal(text: str, start: int) -> tuple[int, bool]:
    """The end of a refusal that starts at an offset of a text in small letters, 0 where none does; and whether it is
    only the rest of one: the "out" of "leave hotels out"."""
    first = _WORD.match(text, start)
    if not first:
        return 0, False
    for pattern in (_BEHIND, _APART, _FRONT):
        found = pattern.match(text, start)
        if found is None:
            continue
        if pattern is _BEHIND and _OWN_LIST.search(found[0]) and _narrows(found[0], text, start):
            continue
        opens = _BEGINS if first[1] in COMMON else _OPENS
        if pattern is _BEHIND or found[0].startswith(_OURS) or opens.search(text, max(0, start - _NEAR), start):
            return found.end(), False
    if found := _CLOSING.match(text, start):
        begin = max(text.rfind(c, 0, start) for c in ".;:") + 1
        if any(m.start() < start for m in _APART.finditer(text, begin, found.end())):
            return found.end(), True
    return 0, False
