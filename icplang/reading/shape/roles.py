"""The words of a heading, a label or a key that set a role, and how they combine."""

from __future__ import annotations

import re
from typing import Literal

from icplang.meaning.profile import Role
from icplang.reading.syntax.grammars import keywords
from icplang.reading.words.dealings import dealing
from icplang.reading.words.verdicts import POOR, SOUGHT
from icplang.vocabulary.store import builtin, words_of
from icplang.vocabulary.words import tokens

ROLES: dict[str, Role] = {
    "EXCLUDE": "exclude",
    "EXCLUDE_LABEL": "exclude",
    "PREFER": "prefer",
    "BUYER": "buyer",
    "REQUIRE": "require",
    "EXCLUDE_HEADING": "exclude",
    "PREFER_HEADING": "prefer",
    "REQUIRE_HEADING": "require",
}
_NAMED = {
    "BUYER_LABEL": "BUYER",
    "PLACE_LABEL": "BASED_IN",
    "TOOLS_LABEL": "TECH_LABEL",
    "SIZE_LABEL": "EMPLOYEES",
    "DOMAIN_LABEL": "ON_LIST",
    "TRADE_LABEL": "INDUSTRY_LABEL",
    "FOUNDED_LABEL": "FOUNDED",
    "LOOKALIKE_LABEL": "SIMILAR",
}
"""What stands for a field only as a label, by the terminal that it stands for."""
_REFUSALS = frozenset({"EXCLUDE", "EXCLUDE_HEADING", "EXCLUDE_LABEL"})
_NEGATORS = frozenset("no not without out stop lack missing except excluding exception".split())
"""Words that refuse alone, or in front of what they negate: "Not a good fit", but "Must have, no exceptions"."""
_BETWEEN = frozenset("a an the our my your any really quite exactly very right good great real".split())
_MILD = frozenset({"REQUIRE", "PREFER", "REQUIRE_HEADING", "PREFER_HEADING", "EXCLUDE", "EXCLUDE_HEADING"})
"""Words of labels that a poor one only weakens: "Weak signals"."""
_BEYOND = frozenset({"outside", "beyond", "off", "out"})
_REMITS = frozenset(
    """appetite mandate remit scope thesis criteria guideline icp profile strategy focus box scheme programme
    program""".split()
)
"""What is not wanted lies outside of it: "Outside our appetite"."""
_CONDITIONS = frozenset({"if", "when"})
_SUPPLIED = frozenset("but if when any all true apply following list column section bucket pile".split())
"""Words that change nothing of what a label of a role says: "Exclude if any of these are true"."""
_LISTED = frozenset("following below category criteria criterion group condition type kind apply true".split())
"""Words that end a longer label of a list."""
_NAMES_PART = frozenset(
    """accreditation activity asset backing beachhead budget building capacity capital care cert coverage discipline
    engagement extra facility field finance financial footprint fuel fulfillment garaging ground health history
    investor mix money operation operations other place premise production property readiness regulation rule
    scale setup shape snapshot sourcing specialism speciality specialty stat throughput travel venue vital volume
    wedge""".split()
) | {"floor area", "legal form", "practice area", "pricing model", "revenue model", "service line", "track record"}
"""What only names a part of a profile where it is a label: "Money: 5M+ in revenue"."""
_PARTS = frozenset("type kind structure profile info mix range".split())
"""What may stand behind a word that names a part."""
_WHOLES = frozenset("structure profile info information fact makeup setup footprint snapshot".split())
"""Words that name a part whatever stands in front of them: "Sales structure"."""
_POLITE = frozenset("please kindly sorry so and also then finally".split())
_THEY = frozenset("you your re ve are is was were run have they company business it".split())
"""Who is meant behind an "if", and what then says what they are or have."""
_POINTED = frozenset("these those any all anything anyone everything everyone following out row record lead".split())
"""What an order about a list points at."""
_NOBODY = frozenset("nobody none noone nothing nowhere".split())
_WELCOMING = frozenset(
    """get talk chat apply speak call contact email reach good great best strong hot works approach engage book
    proceed""".split()
)
"""Words in front of an "if" that says what is wanted."""
_SELLER = frozenset("we i us our it this".split())
_REFUSED = frozenset(
    """unable refuse refused refusing decline declined declining reject rejected prohibited barred banned excluded
    disqualified ineligible unacceptable""".split()
)
"""Words for a refusal that is the seller's, or that of others: "firms that banks have refused"."""
_OURS = frozenset({"we", "i"})
_OWN_VERB = 3
"""So near behind a "we" stands what we do."""
_PASSIVE = frozenset("is are be get gets".split())
_HAVING = frozenset({"ha", "has", "have", "had", "got"})
_VERBS_WITH_OUT = frozenset("hang reach stand check find help figure roll turn work try start built".split())
_RANKING = (["priority"], ["ideal"], ["first"], ["typical"], ["good"], ["bad"], ["plus"])
"""Words that soften as a label of their own only: "Market priority", "Ideal hotel client", "Shopify Plus stores"."""
_FAVORED = frozenset({"ideal", "typical"})
"""Words that say nothing more in a label of a role: "Ideal buyer"."""
_ROLE_WORDS = 9
"""The most words of a label in which a word sets a role."""
_ORDER_WORDS = 4
"""How far into a longer label the word stands that orders: "You must always reject accounts in these categories"."""
_DENYING = frozenset({"not", "cannot", "t", "never"})
_ADMITTED = frozenset(
    "apply accept accepted join qualify considered eligible admitted enrol enroll register participate enter funded "
    "insured approved selected".split()
)
"""What those may do who are wanted, behind a "not" in front of an "if": "You cannot apply if"."""
_HEDGES = frozenset("probably likely definitely certainly surely".split())
"""Words that change nothing of a condition: "We're probably a fit if"."""
_SHORT_CONDITION = 6
"""The most words of one that means something even where nobody knows what: "They thrive if"."""
_CONDITION_WORDS = 9
"""The most words of a label that ends in a condition: "Walk away from them if"."""


def is_label(text: str) -> bool:
    """Whether the whole of a text is a label of a role or a remark: "Red flags", "Pain points", "Who we avoid"."""
    words = tokens(re.sub(r"[*_`?]", " ", text))
    if any(t in (*ROLES, "DEPRIORITIZE", "NOTE_LABEL", "PAIN_LABEL", "UNSURE_LABEL") for t in terminals(words)):
        return True
    spans = _role_spans(words) if len(words) <= _ROLE_WORDS else []
    named = {k for i, j, _ in spans for k in range(i, j)}
    rest = [w for k, w in enumerate(words) if k not in named]
    return bool(spans) and all(w in words_of("filler") or w in _SUPPLIED or w in _FAVORED for w in rest)


def terminals(words: list[str]) -> list[str]:
    """The terminals that a phrase of a label stands for; words that are only labels for a field stand for it."""
    return [_NAMED.get(terminal, terminal) for terminal in keywords().get(" ".join(words), ())]


def _terminals(words: list[str]) -> list[str]:
    """The same, with what a verb for taking somebody says: "Where we invest"."""
    role, taken = dealing(words, closed=True)
    return [*terminals(words), *([role] if taken in ("whom", "either") else [])]


def names_part(text: str) -> bool:
    """Whether a label only names a part of a profile: "Money", "Building type", "Sales structure"."""
    words = tokens(re.sub(r"\([^)]*\)|[*_`?]", " ", text))
    alone = words[:-1] if words[1:] and words[-1] in _PARTS else words
    return " ".join(alone) in _NAMES_PART or (len(words) > 1 and words[-1] in _WHOLES)


def heads_spending(text: str) -> bool:
    """Whether a heading stands above what companies spend or have for it, and no amount of a deal: "Budget"."""
    return tokens(re.sub(r"[*_`]", " ", text)) == ["budget"]


def implied(words: list[str], role: Role | None) -> Role | Literal["unclear"] | None:
    """The role of a label with an "if" behind it ("Walk away when", "fit_if") or a "don't" in it ("Don't go near").
    Of others than the seller a "don't" says nothing that is clear: "What they don't do"."""
    words = _ordered(words)
    barred = words[-1:] and words[-1] in _CONDITIONS and not _DENYING.isdisjoint(words)
    if barred and len(words) < _CONDITION_WORDS and not _ADMITTED.isdisjoint(words):
        return "exclude"
    verb = next((i for i in range(len(words)) for j in (1, 2) if "REFUSING_VERB" in terminals(words[i : i + j])), None)
    sure = [w for w in words[:-1] if w not in _HEDGES]
    if verb != 0 and words[-1:] and words[-1] in _CONDITIONS and 0 < len(sure) < _CONDITION_WORDS:
        own = _said(sure) if role in (None, "buyer") or len(sure) + 1 < len(words) else role
        if own == "buyer" or words[0] in _WELCOMING:
            return "require"
        return "unclear" if own is None and words[-1] == "if" and len(words) <= _SHORT_CONDITION else own
    if verb is not None and (role in (None, "require") or (role == "buyer" and not verb)):
        ours = words if len(words) <= _ROLE_WORDS else words[max(0, verb - _OWN_VERB) : verb]
        if not verb or not _SELLER.isdisjoint(ours):
            return "exclude"
        return "unclear" if role is None or words[0] == "who" else role
    if role in (None, "require") and (said := _removed(words)):
        return said
    refused = next((i for i, w in enumerate(words) if w in _REFUSED), None) if role in (None, "require") else None
    if refused is None:
        return "unclear" if role is None and not _NOBODY.isdisjoint(words[:2]) else role
    if "following" in words[:2] and not _PASSIVE.isdisjoint(words[1:refused]):
        return "exclude"
    return "exclude" if not _OURS.isdisjoint(words[max(0, refused - _OWN_VERB) : refused]) else "unclear"


def _ordered(words: list[str]) -> list[str]:
    """A label without what is polite in front, and without who is meant behind an "if": "Please don't call if you"."""
    while len(words) > 1 and words[0] in _POLITE:
        words = words[1:]
    end = next((i for i, w in enumerate(words) if w in _CONDITIONS), len(words))
    return words[: end + 1] if set(words[end + 1 :]) <= _THEY else words


def leaves_off(text: str) -> bool:
    """Whether a line ends in the middle of a condition with which those below it go on: "Don't call us if you ..."."""
    words = _ordered(tokens(text))
    return len(words) > 1 and words[-1] in _CONDITIONS


def _removed(words: list[str]) -> Literal["exclude", "unclear"] | None:
    """What a label says that orders something about a list: "Strip these rows before enrichment", "Rows to delete". A
    verb that nothing explains may order anything: "Zap these"."""
    pointed = not _POINTED.isdisjoint(words[1:3])
    last = words[-1:] if {"to", *_OURS}.intersection(words[-2:-1]) else []
    if (pointed and "REMOVING_VERB" in terminals(words[:1])) or "REMOVING_VERB" in terminals(last):
        return "exclude"
    unknown = (
        pointed
        and words[0].isalpha()
        and not (words[0] in words_of("filler") or _terminals(words[:1]) or builtin().senses(words[0]))
    )
    return "unclear" if unknown and words[1] in _POINTED else None


def _said(words: list[str]) -> Role | None:
    """The role of a phrase that stands for one as a whole, or that holds a word for one."""
    return next((ROLES[t] for t in ROLES if t in terminals(words)), None) or role_within(words)


def _role_spans(words: list[str]) -> list[tuple[int, int, list[str]]]:
    """The longest phrases of a label that stand for a role, each with its terminals."""
    spans: list[tuple[int, int, list[str]]] = []
    for size in range(len(words), 0, -1):
        for i in range(len(words) - size + 1):
            roles = [t for t in _terminals(words[i : i + size]) if t in ROLES]
            inner = any(a <= i and i + size <= b and b - a > size for a, b, _ in spans)
            phrasal = words[i : i + size] == ["out"] and (
                words[max(i - 1, 0)] in _VERBS_WITH_OUT or words[i + 1 : i + 2] == ["of"]
            )
            by = words[i + size : i + size + 2]
            theirs = by[:1] == ["by"] and by[1:] not in (["us"], ["me"]) and not _REFUSALS.isdisjoint(roles)
            if roles and not (inner or phrasal or theirs) and words[i : i + size] not in _RANKING:
                spans.append((i, i + size, roles))
    for i, word in enumerate(words):
        j = next((k for k in range(i + 1, len(words)) if words[k] not in _BETWEEN and words[k] != "for"), len(words))
        if word in _BEYOND and not _REMITS.isdisjoint(words[i + 1 :]):
            spans.append((i, len(words), ["EXCLUDE_HEADING"]))
        labelled = {*terminals(words[j:])} - _MILD  # "Bad titles"
        sought = j < len(words) and (word == "wrong" or words[j] in SOUGHT or bool(labelled))
        if word in POOR and sought and not any(a <= i < b for a, b, _ in spans):
            spans.append((i, j + 1, ["EXCLUDE_HEADING"]))
    return spans


def _lacks(words: list[str], i: int, j: int) -> bool:
    """Whether a "no" only says what somebody does not have: "Their stack has no staging layer"."""
    return j - i == 1 and words[i] == "no" and i > 0 and words[i - 1] in _HAVING


def role_within(words: list[str]) -> Role | None:
    """A role word inside a longer heading: "Disqualifiers / weak fit", "Strong buying signals (2026)". What refuses
    wins over what is refused: "Kill criteria", "Not a good fit"."""
    if len(words) > _ROLE_WORDS and words[-1] in _LISTED and "but" not in words:
        ordered = role_within(words[:_ORDER_WORDS])
        return ordered if ordered == "exclude" else None
    spans = _role_spans(words) if len(words) <= _ROLE_WORDS else []
    refused = [(i, j) for i, j, roles in spans if not _REFUSALS.isdisjoint(roles) and not _lacks(words, i, j)]
    others = [(i, j, roles) for i, j, roles in spans if _REFUSALS.isdisjoint(roles)]
    if any(j - i > 1 or words[i] not in _NEGATORS for i, j in refused):
        return "exclude"
    if not others:
        return "exclude" if refused else None
    if any(set(words[j:k]) <= _BETWEEN for _, j in refused for k, _, _ in others if j <= k):
        return "exclude"
    longest = max(j - i for i, j, _ in others)
    others = [(i, j, roles) for i, j, roles in others if j - i == longest]
    heads = [x for x in others if not any(x[0] < i < x[1] for i, _, _ in others)]  # "first call list" is a list
    found = {t for _, _, roles in heads for t in roles}
    return next(ROLES[t] for t in ROLES if t in found)
