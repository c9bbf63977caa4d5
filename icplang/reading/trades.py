"""Trades that two names make together: "hospital pharmacies" are pharmacies of a kind, and no hospitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from icplang.reading.findings import quality
from icplang.reading.grammars import keywords
from icplang.reading.tree import Lexeme, Spelt
from icplang.vocabulary.store import Vocabulary, words_of
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

_GOODS = frozenset(
    """brand breeder dealer distributor exporter fabricator farm grower importer installer lessor maker
    manufacturer mill packer processor producer recycler retailer roaster store wholesaler""".split()
)
"""Nouns that say what a company does with the goods in front of them."""
_KINDS = frozenset(
    """abrasive acoustic additive adhesive agricultural automotive baking bearing bedding boating cable camping ceramic
    cereal chemical cladding climbing clothing commercial coral cosmetic crystal cycling decking dental dish electrical
    explosive fabric fencing fish fishing floral flooring glazing herbal hunting hydraulic industrial lighting
    mechanical medical metal mineral mosaic music musical olive optical organic orthopedic packaging pedal piping
    plastic pneumatic polish postal printing ring roofing sailing skating spring string surfing surgical table tubing
    vegetable wedding""".split()
)
"""Words of the name of goods that look like other adjectives."""
_MANNERS = frozenset(
    """challenger companion consumer core cult current dealership different direct dominant efficient elegant end
    excellent fellow flagship former future hero home host household important intelligent key large legacy
    lifestyle mass member minority name national niche owner parent partner portfolio potential power prominent
    purpose recent relevant resilient significant sister smart specialist specialty star target top trade
    transparent value vibrant volume world""".split()
)
"""Words that say what a company is like, or whose it is."""
_ADJECTIVE = re.compile(r".*(?:al|ic|ive|ous|ful|less|able|ible|ary|ish|ed|ing|est|ly|wide|[^er]y)")
_SUBJECTS = frozenset(
    """we they i you who that which to can will could should would must may might not also it he she let us help
    helps your their our""".split()
)
"""Words that a verb follows: "we insure growers"."""
_SELLING = frozenset({"sell", "selling", "sold", "supply", "cater", "deliver", "market"})
_NOUNS = frozenset({"PEOPLE", "COMPANY", "TOOL_NOUN", "ROLE_NOUN", "SITES", "OFFICE", "EMPLOYEES"})
"""Keywords that may be a part of the name themselves: the "contact" of "contact lens retailers"."""
_BEHIND = frozenset({"in", "and", "or", "across", "based", "that", "who", "from", "of"})
_SAYING = frozenset({"ownership", "segment", "place", "business_model", "status", "seniority"})
_JOINING = frozenset({"and", "or", "nor", "but", "plus", "also"})
_LONG = 3
"""The most words that name goods."""


def goods(row: Sequence[Spelt], i: int, text: str, vocabulary: Vocabulary) -> list[Lexeme]:
    """The trade in goods that nobody knows which starts at word `i`: "wig makers", "contact lens retailers"."""
    if not _opens(row, i, vocabulary):
        return []
    for j in range(i, min(i + _LONG + 1, len(row))):
        word = row[j]
        said = text[row[i].start : word.end].lower()
        if j > i and word.fold in _GOODS and word.text.endswith("s"):
            if row[j - 1].fold in vocabulary.phrases or quality(tokens(said)) or _asks(row, i, j):
                return []
            *before, _ = said.split()
            return [Lexeme("INDUSTRY", row[i].start, word.end, j + 1, (slug(" ".join([*before, word.fold])),))]
        if not _plain(row, j, text) or any(s.kind in _SAYING for s in vocabulary.phrases.get(word.fold, ())):
            return []
    return []


def _plain(row: Sequence[Spelt], j: int, text: str) -> bool:
    """Whether a word may name goods: lower case, and nothing that the grammar or a list of qualities knows."""
    word = row[j]
    ordinary = any(word.fold in words for words in (words_of("filler"), keywords(), _MANNERS, _JOINING))
    spaced = text[word.end : word.end + 1] == " "
    manner = _ADJECTIVE.fullmatch(word.fold) is not None and word.fold not in _KINDS
    return (
        word.text.isalpha() and word.text[1:].islower() and spaced and len(word.fold) > 2 and not (ordinary or manner)
    )


def _asks(row: Sequence[Spelt], i: int, j: int) -> bool:
    """Whether the first word of a line may be a verb: "Empower brands to sell more"."""
    behind = row[j + 1].fold if j + 1 < len(row) else ""
    return row[i].text[0].isupper() and j == i + 1 and behind != "" and behind not in _BEHIND


def _opens(row: Sequence[Spelt], i: int, vocabulary: Vocabulary) -> bool:
    """Whether a name may start at word `i`: behind a sign, or behind a word that is known and asks for no verb."""
    if row[i].text[0].isupper() and i and row[i - 1].fold:
        return False
    before = row[i - 1].fold if i else ""
    if before == "to" and i > 1 and row[i - 2].fold in _SELLING:
        return True
    if _NOUNS & set(keywords().get(before, ())):
        return False
    known = before in _JOINING or before in words_of("filler") or before in keywords() or before in vocabulary.phrases
    return not before or (known and before not in _SUBJECTS)


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
