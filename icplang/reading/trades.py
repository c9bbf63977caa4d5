"""Trades that two names make together: "hospital pharmacies" are pharmacies of a kind, and no hospitals."""

from __future__ import annotations

from icplang.reading.tree import Lexeme
from icplang.vocabulary.words import singular, slug, tokens

_HEADS = frozenset(
    """academy airline bakery bank bookshop brewery broadcaster broker builder cafe carrier clinic college contractor
    converter dealer depot developer distributor engineering exporter fabricator factory farm firm forwarder fund
    gallery grower gym hauler hospital hotel importer insurer installer institute integrator lab laboratory lender
    maker manufacturer mill museum nursery operator park pharmacy plant processor producer publisher recruiter refiner
    reseller restaurant retailer roaster salon school shipper shop store studio supplier supermarket terminal theater
    university utility warehouse wholesaler yard""".split()
)
"""Nouns that another noun in front of them narrows."""
_OTHER = frozenset({"OWNERSHIP", "MODEL", "SEGMENT", "PLACE", "PLACE_ADJ", "STATUS", "CERT", "SENIORITY"})
"""What a first word may be besides an industry that says something of its own: "franchise gyms"."""
TRADES = frozenset({"INDUSTRY", "INDUSTRY_WEAK"})


def compound(first: list[Lexeme], name: Lexeme, behind: tuple[Lexeme, ...], text: str) -> list[Lexeme]:
    """The trade that `name`, the longest industry among the candidates of a word, makes with the noun behind it."""
    head = next((x for x in behind if x.type in TRADES), None)
    if head is None or any(x.type in _OTHER or x.next > name.next for x in first):
        return []
    said, noun = text[name.start : name.end].lower(), text[head.start : head.end].lower()
    if (
        text[name.end : head.start] != " "
        or tokens(noun)[-1] not in _HEADS
        or said != " ".join(map(singular, said.split(" ")))
    ):
        return []
    *before, last = f"{said} {noun}".split(" ")
    return [Lexeme("INDUSTRY", name.start, head.end, head.next, (slug(" ".join([*before, singular(last)])),))]
