"""What a seller, a fund, an insurer or a charity does with those whom it takes: "we lend to", "our fund only backs",
"I would rather not invest in". The verbs are rows of `dealings.csv`; who, how and a "not" stand around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words.lattice import Lattice
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import singular

_US = frozenset({"we", "i"})
_OWN = frozenset(
    """fund firm team bank office holding holdco vehicle union sponsor underwriter lender insurer investor
    charity foundation trust syndicate carrier broker group partner desk program panel practice consultancy
    agency company""".split()
)
"""What is the seller behind "our"."""
_FUNDS = frozenset({"fund", "foundation", "trust", "syndicate", "program", "scheme"})
"""What is the seller behind "the"."""
_ASKED = frozenset({"who", "whom", "that", "which", "what"})
_REPS = frozenset({"rep", "sdr", "bdr", "ae", "aes", "seller"})
"""Those who sell for the seller: "our reps call on"."""
_THEIRS = frozenset(
    "customer client target ideal best typical perfect prospect account dream core top average current".split()
)
"""Words behind "our" with which those are meant whom the seller takes."""
_KINDS = 2
"""So many words may say of what kind the seller is: "our private credit fund"."""
_HEDGES = frozenset("generally largely typically usually normally mainly mostly primarily prefer rather".split())
_ONLY = frozenset({"only", "exclusively", "solely", "just", "simply"})
_MANNER = (
    _HEDGES | _ONLY | frozenset("currently now always also really still actively happily gladly ever both".split())
)
_REFUSED = frozenset("not never cannot t longer refuse avoid stop stopped quit".split())
_QUITTING = frozenset({"avoid", "stop", "stopped", "quit"})
"""Those of them behind which a verb ends in "-ing": what we avoid in "we avoid wire makers" are makers."""
_BETWEEN = (
    _MANNER
    | _REFUSED
    | frozenset(
        """is you will would can could may should do d ll are re m am be to like love want wish tend look looking aim
        try happy glad keen able here keep choose plan hope seek seeking open no don won couldn wouldn shouldn
        aren does doesn have always thesis driven long term patient active serial strategic specialist direct leading
        proud early impact value""".split()
    )
)
"""What may stand between the seller and the verb."""


_LENDING = frozenset({"lend", "invest", "write", "deploy", "provide", "commit", "put", "allocate"})
"""Verbs behind which the amount may stand."""
_BOUNDING = frozenset("between from up to around about at least as much typically usually".split())
"""Words that may stand in front of the amount."""
_BOUND = 4
"""So many of them at most."""


@cache
def _verbs() -> dict[str, dict[str, str]]:
    """For each form of a verb, what its direct object is, and that of what stands behind each of its prepositions."""
    out: dict[str, dict[str, str]] = {}
    for verb, row in words_of("dealings").items():
        behind = dict.fromkeys(row["behind"].split("|"), "whom")
        if row["object"] != "whom":
            behind[""] = row["object"]
        first, *rest = verb.split(" ")
        for form in (first, _participle(first)):
            out.setdefault(form, {}).update({" ".join([*rest, said]).strip(): taken for said, taken in behind.items()})
    return out


def takings(words: Lattice, i: int) -> Iterator[Lexeme]:
    """What such words at word `i` are: a role, or words about the seller where goods follow."""
    if i and words.row[i].fold == "you" and words.row[i - 1].fold in _ASKED:
        return  # "Who you'll deal with"
    for phrase, j in words.phrases(i):
        said = phrase.split(" ")
        role, taken = dealing(said)
        if not role and said[-1] in _LENDING and _amount(words, j):
            role, taken = dealing(said, closed=True)[0], "goods"  # "we lend £50k-£500k to"
        if role:
            ours = "SELLER" if taken == "goods" and role != "EXCLUDE" else role
            yield Lexeme(ours, words.row[i].start, words.row[j - 1].end, j, phrase)


def _amount(words: Lattice, i: int) -> bool:
    """Whether an amount stands at a word: "£50k", "between $250k and $2M"."""
    row = words.row
    at = next((k for k in range(i, min(i + _BOUND, len(row))) if row[k].fold not in _BOUNDING), len(row))
    return at < len(row) and row[at].value is not None


def taking() -> Iterator[str]:
    """Each verb with each of its prepositions behind which stands whom the seller takes."""
    for form, behind in _verbs().items():
        sure = (said for said, taken in behind.items() if taken == "whom" or (taken == "either" and said))
        yield from (f"{form} {said}".strip() for said in sure)  # "staffing" is as well the trade of "staffing agencies"


def whom(verb: str) -> bool:
    """Whether behind a form of a verb stand only those whom the seller takes: "invests", "backing"."""
    taken = _verbs().get(verb) or _verbs().get(singular(verb)) or {}
    return taken != {} and set(taken.values()) == {"whom"}


def _participle(verb: str) -> str:
    if verb.endswith("e"):
        return verb[:-1] + "ing"
    doubled = len(verb) in (3, 4) and verb[-1] in "bgmnpt" and verb[-2] in "aeiou" and verb[-3] not in "aeiou"
    return verb + (verb[-1] if doubled else "") + "ing"


def dealing(said: Sequence[str], *, closed: bool = False) -> tuple[str, str]:
    """The role that folded words give to what is named behind them, as the terminal of a keyword, and what that is:
    "whom" the seller takes, "goods", or "either"; both are empty where the words are no such verb. `closed`: of a
    heading, behind whose verb nothing need stand ("Where we invest")."""
    begin = _subject(said)
    for i in range(begin, len(said) if begin else 0):
        if said[i - 1] in _QUITTING and not said[i].endswith("ing"):
            return "", ""
        end, taken = _verb(said, i, closed=closed)
        if end and all(w in _MANNER for w in said[end:]):
            return _role({*said[begin:i], *said[i + 1 :]}), taken
        if said[i] not in _BETWEEN:
            return "", ""
    return "", ""


def _subject(said: Sequence[str]) -> int:
    """The number of words that say who takes them."""
    if said[:1] and said[0] in _US:
        return 1
    if said[:1] == ["you"]:
        return 1 if said[1:2] in (["will"], ["ll"]) else 0  # "You'll be selling to"
    if said[:1] == ["the"]:
        return 2 if len(said) > 1 and said[1] in _FUNDS else 0
    if said[:1] != ["our"]:
        return 0
    own = max((i for i, word in enumerate(said[1 : 2 + _KINDS], 1) if word in _OWN | _REPS), default=0)
    return own + 1 if own and _THEIRS.isdisjoint(said[1:own]) else 0


def _verb(said: Sequence[str], i: int, *, closed: bool) -> tuple[int, str]:
    """The end of the verb at a word with its preposition, which an adverb may part, and what stands behind it."""
    found = (0, "")
    forms = _verbs().get(said[i], {})
    for preposition, taken in forms.items():
        words = [singular(w) for w in preposition.split()]
        j = i + 1
        while words and j < len(said) and said[j] in _MANNER and said[j] != words[0]:
            j += 1
        if list(said[j : j + len(words)]) == words:
            found = max(found, (j + len(words), taken))
    if not found[0] and forms and closed and i + 1 == len(said):
        return len(said), "whom"
    return found


def _role(around: set[str]) -> str:
    if around & _REFUSED:
        return "" if around & _ONLY else "EXCLUDE"
    return "PREFER" if around & _HEDGES else "REQUIRE"
