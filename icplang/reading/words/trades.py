"""Trades that nobody knows, where their form is certain: a noun that makes a trade of the words before it, as in "wig
makers", "hyperbaric clinics", "hospital pharmacies", "gas storage companies".

`data/trades.csv` lists the nouns (what is done with goods, other trades, what any trade may be called, words for any
company), what is done for others ("kayak hire companies"), words that say of what kind something is, and words that
say what it is like, or whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from icplang.reading.findings import quality
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme, Spelt
from icplang.vocabulary.store import Vocabulary, trade_words, words_of
from icplang.vocabulary.words import is_singular, singular, slug, tokens

_MOST = 4
"""The most words before the noun."""
_UNIT = 3
"""The most words of a known name among them."""
_OWN = frozenset("OWNERSHIP MODEL SEGMENT PLACE PLACE_ADJ STATUS CERT SENIORITY STAGE TECH".split())
"""What the first words may be that say something of their own: "franchise gyms"."""
_REFUSING = frozenset({"NOT", "EXCLUDE"})
_SAYING = frozenset("ownership segment place business_model status seniority stage certification technology".split())
_NAMING = frozenset({"industry", "metric", "audience", "function", "technology_category"})
_NOUNS = frozenset({"PEOPLE", "COMPANY", "TOOL_NOUN", "ROLE_NOUN", "SITES", "OFFICE", "EMPLOYEES"})
"""Keywords that may be a part of the name: the "office" of "office furniture dealers"."""
_ADJECTIVE = re.compile(
    r".*(?:al|ic|ive|ous|ful|less|able|ible|ary|ish|ed|ing|est|ly|wide|[^ehmogtr]y|thy|i[sz]e|yze|ify|ate)"
)
"""How adjectives end, and verbs."""
_RELATIONAL = re.compile(r".{4,}(?:al|ic|ary)")
"""Adjectives that mostly say of what kind something is: "hyperbaric"."""
_PLURALS = frozenset(
    """arts blinds chemicals electronics events explosives fireworks games goods materials metals parts plastics sales
    securities services sports supplies systems textiles toys""".split()
)
"""Plurals that stand before another noun."""
_JOINED = frozenset(
    "aware backed based centric driven enabled facing first focused focussed friendly heavy led minded native only "
    "oriented owned powered ready run savvy size specific stage".split()
)
"""Last words of compounds that say what something is like."""
_SUBJECTS = frozenset(
    """we they i you who that which to can will could should would must may might not also it he she let us help
    helps your their our""".split()
)
"""Words that a verb follows: "we insure growers"."""
_SELLING = frozenset({"sell", "selling", "sold", "supply", "cater", "deliver", "market"})
_BEHIND = frozenset({"in", "and", "or", "across", "based", "that", "who", "from", "of", "with"})
_YOUNG = frozenset({"startup", "scaleup", "founder", "venture"})
_TECHNICAL = frozenset({"tech", "technology"})
_GROWN = frozenset({"start", "scale"})
_JOINING = frozenset({"and", "or", "nor", "but", "plus", "also"})
_LETTERS = frozenset("abcdefghij")
"""The last word of a stage."""
KNOWN, UNKNOWN = 2, 1
_HEADS = frozenset({"goods", "head", "any", "company", "activity"})


_SHOP = 3
"""The most words for a shop in the web: "e-commerce stores"."""


def ventures(found: Sequence[Lexeme], row: Sequence[Spelt], vocabulary: Vocabulary) -> list[Lexeme]:
    """The trades that words of many meanings name in front of young companies and those who start them: "climate
    startups" are climate tech, "food founders" food tech."""
    out = []
    for x in found:
        if x.type == "INDUSTRY_WEAK" and x.next < len(row) and (row[x.next].fold in _YOUNG or _hyphened(row, x.next)):
            word = row[x.next - 1]
            senses = vocabulary.senses(f"{word.text} tech")
            plain = x.next == 1 or row[x.next - len("-x")].text != "-"
            own = x.ids[0] if plain and word.fold in _TECHNICAL else None  # "tech startups", but "non-tech founders"
            named = own or next((s.id for s in senses if s.kind == "industry" and s.form != "weak"), None)
            out += [replace(x, type="INDUSTRY", value=(named,))] if named else []
    return out


def _hyphened(row: Sequence[Spelt], i: int) -> bool:
    """Whether "start-ups" or "scale-ups" stand at a word."""
    return [w.text.lower() for w in row[i + 1 : i + 3]] in (["-", "ups"], ["-", "up"]) and row[i].fold in _GROWN


def trades(first: list[Lexeme], row: Sequence[Spelt], i: int, text: str, vocabulary: Vocabulary) -> list[Lexeme]:
    """The trade that starts at word `i`, whose candidates are `first`."""
    if any(x.type in _OWN | _REFUSING for x in first) or not row[i].text[0].isalpha() or not _opens(row, i, vocabulary):
        return []
    known = max((x.next for x in first if x.type in ("INDUSTRY", "INDUSTRY_WEAK", "ROLE", "FUNCTION")), default=i)
    sure: list[int] = []
    found, j, owned = 0, i, False
    while j < len(row) and len(sure) <= _MOST:
        if sure and (row[j].start != row[j - 1].end + 1 or not row[j].fold):
            break
        if owner := _owner(row, j, vocabulary):
            sure, j, owned = [*sure, KNOWN], owner, True
            continue
        end = _unit(row, j, vocabulary)
        head = max(end - 1, j)
        part = part_of(row, head, vocabulary) if sure else ""
        if part and not (owned and part != "head"):
            halved = part == "activity" and _halved(row, i)
            led = i > 0 and row[i - 1].text.lower() in ("a", "an")
            one = led and part == "goods" and row[head].fold.endswith(("er", "or"))  # "a fruit trader"
            if heads(row, head, part, sure, one=one) and not (
                halved or (known == j and part == "any") or (part == "company" and _post(row[head - 1], vocabulary))
            ):  # "veterinary practices"
                found = head + 1
            if row[head].text.endswith("s"):
                break
        certain = KNOWN if end else strength(row, j, vocabulary, inner=bool(sure))
        if not certain:
            break
        sure.append(certain)
        j = end or _behind(row, j)
    if found <= known or quality(tokens(text[row[i].start : row[found - 1].end])):
        return _crafts(first, row, i, text)
    if min(sure) < KNOWN and _asks(row, i, found):
        return []
    if _sells_online(row, i, found, vocabulary):
        return []
    if part_of(row, found - 1, vocabulary) == "company":
        found -= 1
    return [_named(row, i, found, text)]


def _sells_online(row: Sequence[Spelt], i: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether the words in front of word `end` are a known trade and how it sells: "jewellery online stores"."""
    for k in range(max(i + 1, end - _SHOP), end):
        sold = any(s.kind == "industry" and s.form != "weak" for s in vocabulary.senses(_said(row, i, k)))
        shops = vocabulary.senses(_said(row, k, end)) if sold else ()
        if any(s.kind == "business_model" and s.id == "ecommerce" for s in shops):
            return True
    return False


def _said(row: Sequence[Spelt], i: int, end: int) -> str:
    return " ".join(w.fold for w in row[i:end])


def _crafts(first: list[Lexeme], row: Sequence[Spelt], i: int, text: str) -> list[Lexeme]:
    """The firms of those who do something in a known trade: "battery storage developers"."""
    fields = (x.next for x in first if x.type == "INDUSTRY" and x.next < len(row))
    ends = [k for k in fields if row[k].start == row[k - 1].end + 1 and _listed(row[k]) == "craft"]
    end = max(ends, default=0)
    if not end or not row[end].text.endswith("s") or any(x.next > end for x in first):
        return []
    return [_named(row, i, end + 1, text)]


def _named(row: Sequence[Spelt], i: int, end: int, text: str) -> Lexeme:
    """The words from `i` to `end` as the trade of that name."""
    *before, last = text[row[i].start : row[end - 1].end].lower().split(" ")
    return Lexeme("INDUSTRY", row[i].start, row[end - 1].end, end, (slug(" ".join([*before, singular(last)])),))


def part_of(row: Sequence[Spelt], j: int, vocabulary: Vocabulary) -> str:
    """Of what sort the word at `j` is as the noun of a trade; empty where it is none."""
    part = words_of("trades").get(row[j].fold, {}).get("part", "")
    return part if part in _HEADS else "trade" if "industry" in vocabulary.kinds(row[j].fold) else ""


def _post(word: Spelt, vocabulary: Vocabulary) -> bool:
    """Whether a word is a post by its letters, and no trade: "CFO firms"."""
    kinds = vocabulary.kinds(word.fold)
    return word.text.isupper() and "title" in kinds and "industry" not in kinds


def _halved(row: Sequence[Spelt], i: int) -> bool:
    """Whether the noun of a trade from word `i` on is also that of the word in front: "food & beverage processing"."""
    before = row[i - 2] if i > 1 and row[i - 1].text.lower() in ("&", "and", "or", "/") else None
    return before is not None and is_singular(before.text) and _listed(before) != "activity"


def heads(row: Sequence[Spelt], j: int, part: str, sure: list[int], *, one: bool = False) -> bool:
    """Whether the noun at word `j`, of such a sort, makes a trade of the words before it, which are so sure."""
    kind = _listed(row[j - 1]) == "kind"
    if part == "activity":  # "pharma wholesale", but neither "private retail" nor "retail wholesale"
        one = row[j].fold == row[j].text.lower() or row[j].fold == "logistic"
        return one and not kind and min(sure) == KNOWN and _listed(row[j - 1]) != "activity"
    if not (one or row[j].text.endswith("s")) or (kind and part in ("any", "company")):  # "online providers"
        return False
    done = part == "company" and len(sure) > 1 and _listed(row[j - 1]) == "deed"  # "kayak hire companies"
    if part in ("trade", "company") and min(sure) < KNOWN and not done:
        return False
    return part != "company" or len(sure) > 1 or not _ADJECTIVE.fullmatch(row[j - 1].fold)


def _listed(word: Spelt) -> str:
    """What the list of trades says of a word; empty for most."""
    return words_of("trades").get(word.fold, {}).get("part", "")


def _unit(row: Sequence[Spelt], j: int, vocabulary: Vocabulary) -> int:
    """The word behind the known name of several words that starts at word `j`; 0 for none."""
    for k in range(min(j + _UNIT, len(row)), j + 1, -1):
        unit = row[j:k]
        if all(w.fold and w.fold not in _JOINING and _cased(w) for w in unit) and all(
            b.start == a.end + 1 for a, b in pairwise(unit)
        ):
            kinds = vocabulary.kinds(" ".join(w.fold for w in unit))
            if kinds & _NAMING and not kinds & _SAYING:
                return k
    return 0


def _owner(row: Sequence[Spelt], j: int, vocabulary: Vocabulary) -> int:
    """The word behind the genitive at word `j` that says whom a place is for: "children's homes"; 0 for none."""
    if j + 1 >= len(row) or row[j + 1].text not in "'’" or not row[j + 1].tight or not _cased(row[j]):
        return 0
    behind = j + 3 if j + 2 < len(row) and row[j + 2].tight and row[j + 2].fold == "s" else j + 2
    kinds = vocabulary.kinds(row[j].fold)
    meant = "audience" in kinds or (row[j].fold in trade_words() and not kinds & _SAYING)
    return behind if meant and (behind == j + 3 or row[j].text.endswith("s")) else 0


def _behind(row: Sequence[Spelt], j: int) -> int:
    """The word behind the word at `j`, with all that hyphens join to it."""
    k = j + 1
    while k + 1 < len(row) and row[k].text == "-" and row[k].tight and row[k + 1].tight and row[k + 1].text.isalpha():
        k += 2
    return k


def strength(row: Sequence[Spelt], j: int, vocabulary: Vocabulary, *, inner: bool) -> int:
    """How sure it is that the word at `j` says of what kind a trade is; 0 where it is not."""
    words = [w for w in row[j : _behind(row, j)] if w.text != "-"]
    said = " ".join(w.fold for w in words)
    if len(words) > 1:
        if vocabulary.kinds(said) & _NAMING:
            return KNOWN
        like = words[-1].fold in _JOINED or words[-1].fold.endswith("ed") or _listed(words[0]) == "manner"
        plain = all(w.text.isalpha() and _cased(w) for w in words) and not keywords().get(said)
        return UNKNOWN if plain and not like and not quality(said.split()) else 0
    word, part = words[0], _listed(words[0])
    if not word.fold or not word.text.isalpha() or not _cased(word) or part == "manner":
        return 0
    kinds, terminals = vocabulary.kinds(said), set(keywords().get(said, ()))
    if (said in words_of("filler") and part != "kind") or said in _JOINING or kinds & _SAYING:
        return 0
    named = part in ("kind", "deed") or said in trade_words() or bool(kinds & _NAMING)
    if named and (inner or not terminals - _NOUNS):
        return KNOWN if not _plural(word) or _before_nouns(word.text.lower()) else 0
    if (
        terminals
        or word.text.isupper()
        or _plural(word)
        or (_ADJECTIVE.fullmatch(said) and not _RELATIONAL.fullmatch(said))
    ):
        return 0
    return UNKNOWN


def _plural(word: Spelt) -> bool:
    """Whether a word is a plural: "boxes", but not "LIMS", nor the "fibre" that is spelt "fiber" elsewhere."""
    return not word.text.isupper() and not is_singular(word.text)


def describes(word: str) -> bool:
    """Whether a word looks like an adjective, and none that says of what kind a trade is: "profitable"."""
    return _ADJECTIVE.fullmatch(word) is not None and words_of("trades").get(word, {}).get("part") != "kind"


def _before_nouns(plural: str) -> bool:
    """Whether a plural stands before another noun: "plastics", "prosthetics"."""
    return plural in _PLURALS or plural.endswith("ics")


def _cased(word: Spelt) -> bool:
    """Whether a word is in small letters, but for its first, or an abbreviation."""
    return word.text[1:].islower() or (word.text.isupper() and len(word.text) > 1)


def _asks(row: Sequence[Spelt], i: int, end: int) -> bool:
    """Whether the first word of a line may be a verb: "Empower brands to sell more"."""
    behind = row[end].fold if end < len(row) else ""
    return row[i].text[0].isupper() and end == i + 2 and behind != "" and behind not in _BEHIND


def _compound(row: Sequence[Spelt], k: int) -> bool:
    """Whether word `k` ends a compound that says what something is like: "pre-owned"."""
    if k <= 1 or row[k - 1].text != "-" or not row[k].tight:
        return False
    return row[k].fold in _JOINED or row[k].fold.endswith("ed")


def _opens(row: Sequence[Spelt], i: int, vocabulary: Vocabulary) -> bool:
    """Whether a name may start at word `i`: behind a sign, or behind a word that is known and asks for no verb."""
    if row[i].text[0].isupper() and not row[i].text.isupper() and i and row[i - 1].fold:
        return False
    if i and row[i].tight and row[i - 1].text == "-":
        return False
    before = row[i - 1].fold if i else ""
    if before == "to" and i > 1 and row[i - 2].fold in _SELLING:
        return True
    if before == "not":
        return i == 1 or not row[i - 2].fold or row[i - 2].fold in _JOINING  # "hotels, not kebab shops"
    if before in _LETTERS or _compound(row, i - 1):
        return True  # "Series B insurtech carriers", "owner-managed cattle farms"
    if _NOUNS & set(keywords().get(before, ())):
        return False
    known = before in _JOINING or before in words_of("filler") or before in keywords() or before in vocabulary.phrases
    return not before or (known and before not in _SUBJECTS) or before in words_of("vague")
