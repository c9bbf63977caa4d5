"""The trades of those who do something with goods or places, named by what these are: "importers of wine", "makers of
soap", "operators of car washes"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from icplang.vocabulary.store import Sense
from icplang.vocabulary.words import is_singular, one_of, singular

Senses = Callable[[str], Collection[Sense]]

_MAKERS = ("manufacturer", "maker", "producer")
_SELLERS = ("distributor", "wholesaler", "supplier")
"""Those who sell what others make."""
_PROVIDERS = ("provider", "supplier", "company", "agency")
_SUFFIXES: dict[tuple[str, ...], str] = {_MAKERS: "manufacturing", _SELLERS: "distribution"}
_JOINT = re.compile(r" (?:or|and|&) |/")


def apart(goods: str) -> list[str]:
    """Goods one by one: "consumer or industrial products" are two kinds of products, "shoes or bags" have no noun to
    share."""
    first, *rest = _JOINT.split(goods)
    shared = bool(rest) and " " not in first and is_singular(first) and " " in rest[-1]
    return [f"{x} {rest[-1].rsplit(' ', 1)[-1]}" if shared and x != rest[-1] else x for x in (first, *rest)]


def known_trade(goods: str, noun: str, senses: Senses) -> str:
    """The known trade of those who do what a noun says with goods; empty where there is none."""
    *before, last = goods.split(" ")
    one = " ".join([*before, singular(last.lower())])
    named = [s for n in _like(noun) for s in senses(f"{one} {n}")]
    named += senses(one) if noun in ("provider", "operator") else []
    return next((s.id for s in named if s.kind == "industry" and s.form != "weak"), "")


def unknown_trade(goods: str, noun: str) -> str:
    """The id of a trade that nobody knows."""
    return f"{one_of(goods)}-{_SUFFIXES.get(_like(noun), noun)}"


def _like(noun: str) -> tuple[str, ...]:
    """The nouns that say the same of goods as one does."""
    return next((n for n in (_MAKERS, _SELLERS, _PROVIDERS) if noun in n), (noun,))
