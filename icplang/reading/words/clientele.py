"""Those a seller sells to, as he calls them ("our best customers", "Dream accounts"), and the companies that he then
names: examples of whom he wants."""

from __future__ import annotations

import re

from icplang.vocabulary.store import builtin
from icplang.vocabulary.words import tokens

US = frozenset("we our us i my me mine ours".split())
ACCOUNTS = frozenset(
    """customer client clientele account company business firm organisation organization prospect lead deal buyer one
    market list target fit match fan user base book pipeline portfolio icp profile sort kind type logo partner win
    audience niche segment conversation relationship borrower applicant grantee investee
    lessee tenant outfit shop brand team bread lion majority bulk core people mandate engagement assignment brief
    beachhead wedge bullseye hypothesi introduction intro referral opportunity match candidate""".split()
)
"""Nouns for those a text asks for."""
PRAISE = frozenset(
    """best good great right perfect ideal happiest favourite favorite biggest strongest better happy loyal real dream
    fastest quickest easiest longest likeliest successful sticky stickiest worth worthwhile classic clear obvious
    sort kind type almost nearly every each all most both half whole nine ten out time today ever still now far
    so recent last current currently existing past present year quarter month buy sign close convert renew stay stick
    win succeed expand pay respond reply answer love like want need work land call chase pursue pursuing chasing calling
    having talking knowing selling fit bought signed closed converted renewed stayed stuck won paid responded
    replied answered loved wanted needed worked landed fast quickly first again most long longest easily well
    common share look picture ones next new fit key main initial useful valuable interesting original immediate
    primary proper true natural phase version one""".split()
)
"""What is said of an account by those who sell to it."""
_NAMED = frozenset("customer client account company business firm prospect logo brand win target lookalike".split())
"""Nouns behind which names of companies may stand."""
_CHOSEN = PRAISE | frozenset(
    "top key largest named target reference flagship anchor lighthouse marquee wishlist wish star priority the of our "
    "my to date already we have two three four five six seven eight couple few some such as include are is".split()
)
"""What may be said of those whose names follow."""
_REFUSED = _CHOSEN | frozenset(
    "exclude excluded excluding exclusion do don t not never no avoid skip suppress suppressed suppression block "
    "blocked out off limits list to for blocklist blacklist denylist domain domains contact call email approach "
    "pitch reach".split()
)
"""What may be said of those whose names follow because they are to be left alone."""
_LEFT_ALONE = _NAMED | frozenset("contact call email approach pitch reach blocklist blacklist denylist domain".split())
_BETWEEN = re.compile(r"[,;/|]\s*(?:(?:and|or|&)\s)?|\s(?:and|or|&)\s")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_WORDS = 3
"""The most words of the name of a company."""


def introduces(said: str, *, excluding: bool = False) -> bool:
    """Whether words say no more than that those we sell to are named behind them ("Our top five accounts are"), or
    those whom we leave alone ("Do not contact")."""
    words = tokens(said)
    nouns, others = (_LEFT_ALONE, _REFUSED) if excluding else (_NAMED, _CHOSEN)
    return not nouns.isdisjoint(words) and all(w in nouns or w in others or w.isdigit() for w in words)


def companies(said: str, *, sure: bool = False) -> list[str]:
    """The companies that a text names, if it does nothing else. `sure`: what stands in front leaves no doubt that they
    are; otherwise one of them is known as a vendor or written as a domain."""
    names = [name.strip() for name in _BETWEEN.split(said.strip(" .*_\n"))]
    if not all(map(_name, names)):
        return []
    return names if sure or (any(map(_known, names)) and all(_own(w) for n in names for w in n.split())) else []


def _name(said: str) -> bool:
    """Whether words may be the name of a company, and of nothing else that is known."""
    words = said.split()
    capital = all(w[0].isupper() or w[0].isdigit() for w in words)
    return 0 < len(words) <= _WORDS and _own(said) and (capital or _DOMAIN.fullmatch(said) is not None)


def _own(said: str) -> bool:
    """Whether the vocabulary knows nothing by these words but a vendor."""
    return all(s.kind == "technology" for s in builtin().senses(said))


def _known(said: str) -> bool:
    return bool(builtin().senses(said)) or _DOMAIN.fullmatch(said) is not None
