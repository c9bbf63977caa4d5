"""How far a clause goes: the longest stretch that the grammar accepts, cut back to what is named there."""

from __future__ import annotations

from itertools import pairwise

from icplang.reading.belief.buyers import name_trades
from icplang.reading.belief.doubts import doubtful, ends_in_noun
from icplang.reading.belief.miscounts import counts_kind
from icplang.reading.belief.persons import names_nobody
from icplang.reading.elements import STANDING, Element, is_way, last_content
from icplang.reading.resolving.titles import OWN_TITLES
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme, Node
from icplang.reading.words.clauses import clause_at
from icplang.reading.words.found import COMPANIES, TOOLS, Doubt, Found, negated, refused
from icplang.reading.words.lexer import Words
from icplang.reading.words.openings import ADDING
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import is_singular

_ADJECTIVES = frozenset({"industry", "model", "ownership", "segment"})
_SOLD_TO = frozenset({"b2b", "b2c", "b2b2c", "d2c"})
"""Business models that describe another one: "B2B and B2C marketplaces"."""
_HEADS = frozenset({"model", "segment"})
"""Kinds of companies that are of one industry or another."""
_CATEGORY = frozenset({"category"})
_TRADE = frozenset({"industry"})
_PREMISES = frozenset({"home-improvement-retail", "specialty-retail"})
"""Trades of shops that one walks into."""
_TEAM = frozenset({"team"})
_LEADERSHIP = frozenset({"leadership"})
_MANY = 1000
"""So much is rather money than people."""
_METRIC = frozenset({"metric"})
_TOOL_NOUNS = frozenset("software system tool platform app application solution".split())
_LACKING = frozenset("without have has with lack lacks lacking zero missing sans got".split())
_OBJECTS = frozenset({"it", "them", "themselves", "itself"})
"""Words in front of which stands a verb, and no trade."""
_UNKNOWN = frozenset("NOUN NAME ANYWORD INDUSTRY_WEAK FUNCTION_WEAK CATEGORY_WEAK METRIC".split())
"""What a noun may be of which a trade in front of it says of what kind it is."""
_TROUBLES = frozenset({"PAIN_LABEL", "UNSURE_LABEL", "REMOVING_VERB"})
"""What it may be besides: "dealer complaints", "vineyard blocks"."""
_VERBS = frozenset({"need", "value", "pain", "want"})
_ALL = frozenset({"any", "all", "every", "each"})
"""Words behind a comma with which something new starts."""
_ADDING = frozenset({"and", "or", "plus"})
_A = frozenset({"a", "an"})
_ONE = _A | {"any", "dedicated"}
_OWNING = frozenset({"owner", "founder", "partner"})
"""Levels of those who own a company: behind their "of" stands which."""
_ROLES = frozenset({"PREFER", "REQUIRE", "EXCLUDE", "DEPRIORITIZE", "NOT", "BUT", "RELATIVE"})


def named(words: Words, i: int, before: list[Element]) -> tuple[Node, int] | None:
    """The clause at word `i` and the word behind it, behind the elements `before`; None where there is none."""
    found = _without(names_nobody, _whole_brackets(_leaders_first(_found(words, i, before))))
    if found and _of_trade(found):
        found = _shorter(found)
    found = _tools(_shop(_without(_of_sector, found)))
    found = _without(_broken_off, _before_trades(_owners(_tool_first(found))))
    found = _without(doubtful, _in_sales(_things(_before_semicolon(_own_list(found)))))
    return (found.node, found.following) if found else None


def _found(words: Words, i: int, before: list[Element], limit: int | None = None) -> Found | None:
    """The longest clause at word `i` that has ended at word `limit`."""
    clause = clause_at(words, i, limit)
    return Found(words, i, *clause, before) if clause else None


def _leaders_first(found: Found | None) -> Found | None:
    """The clause, as one of new leaders where it may be an open role as well: "executive hire (COO, CFO)"."""
    other = clause_at(found.words, found.begin, rules=_LEADERSHIP) if found and found.node.rule == "hiring" else None
    if found is None or other is None or other[1] != found.following or not other[0].has("LEADERS_CHANGED"):
        return found
    return Found(found.words, found.begin, *other, found.before)


def _cut(found: Found, limit: int) -> Found | None:
    return _found(found.words, found.begin, found.before, limit)


def _shorter(found: Found) -> Found | None:
    return _cut(found, found.following - 1) if found.following - 1 > found.begin else None


def _whole_brackets(found: Found | None) -> Found | None:
    """The clause without a bracket that holds more than it took from it: "hotels (or hostels with a bar)"."""
    if found is None:
        return None
    ends = {k: found.words.parens[k] - 1 for k in range(found.begin, found.following) if k in found.words.parens}
    cut = next((k for k, end in ends.items() if found.words.row[k + 1].fold in ADDING and end > found.following), 0)
    return _cut(found, cut) if cut else found


def _without(doubt: Doubt, found: Found | None) -> Found | None:
    """The clause, or the longest one within it of which there is no such doubt."""
    while found and doubt(found):
        found = _shorter(found)
    return found


def _tools(found: Found | None) -> Found | None:
    """The kind of tools that a trade rather names where it is lacked: "without CRM software"."""
    if found is None or found.node.rule != "industry" or not _lacked(found):
        return found
    tools = clause_at(found.words, found.begin, rules=_CATEGORY)
    return Found(found.words, found.begin, *tools, found.before) if tools and tools[1] >= found.following else found


def _shop(found: Found | None) -> Found | None:
    """The kind of shop that a model with its noun names: "hardware stores" make no devices."""
    if found is None or found.node.rule != "model":
        return found
    trade = clause_at(found.words, found.begin, rules=_TRADE)
    known = found.words.vocabulary
    named = (
        [id for x in trade[0].walk() if isinstance(x, Lexeme) and x.type == "INDUSTRY" for id in x.ids] if trade else []
    )
    shops = bool(named) and all(_PREMISES & known.ancestors("industry", id) for id in named)
    return Found(found.words, found.begin, *trade, found.before) if trade and shops else found


def _things(found: Found | None) -> Found | None:
    """What is counted, where a number in front of a kind of tools may count companies: "3+ payment providers"."""
    if found is None or found.node.rule != "technology" or not counts_kind(found):
        return found
    things = clause_at(found.words, found.begin, rules=_METRIC)
    return Found(found.words, found.begin, *things, found.before) if things and things[1] >= found.following else found


def _in_sales(found: Found | None) -> Found | None:
    """The people, where a small number "in sales" is no money: "with 2-8 in sales"."""
    field = found.node.node("money_field") if found else None
    if found is None or field is None or found.node.has("DOING") or not _says_in_sales(field):
        return found
    numbers = [x.value for x in found.node.said if x.type == "NUM"]
    if not numbers or any(x.currency or x.scale > 1 or x.value >= _MANY for x in numbers):
        return found
    team = clause_at(found.words, found.begin, rules=_TEAM)
    return Found(found.words, found.begin, *team, found.before) if team else found


def _says_in_sales(field: Node) -> bool:
    return any(x.value == "in sales" for x in field.lexemes("REVENUE"))


def _before_semicolon(found: Found | None) -> Found | None:
    """What is denied, without what stands behind a semicolon: "not agencies; SaaS only"."""
    if found is None:
        return None
    words, begin = found.words, found.begin
    end = next((k for k in range(begin, found.following) if words.row[k].text == ";"), None)
    return _cut(found, end) if end and negated(words, begin) else found


def _own_list(found: Found | None) -> Found | None:
    """A list without a last member that belongs to what follows: "SaaS or B2B hardware" is SaaS, or B2B hardware."""
    joints = [x for x in found.node.said if x.type in ("OR", "AND", "COMMA", "SLASH")] if found else []
    if found is None or not joints:
        return found
    words, node, following = found.words, found.node, found.following
    last = max(x.next for x in joints)
    if fresh := next((x.next for x in joints if x.type == "COMMA" and words.row[x.next].fold in _ALL), 0):
        return _cut(found, fresh - 1)  # "other than hedge funds, any asset manager"
    if node.rule == "buyer" and (asked := next((x.next for x in joints if _asks_anew(words, x.next)), 0)):
        return _cut(found, asked - 1)  # "champion is the chef, economic buyer is the owner"
    if joints[-1].type == "COMMA" and _only(words, following) and refused(words, found.begin):
        return _cut(found, last - 1)  # "no hotels, gyms only"
    if node.rule == "team" and any(_ends_in_team(words, x) for x in node.said if x.end < joints[-1].start):
        return _cut(found, last - 1)  # "a legal team and a sales team of 10+"
    if node.rule == "model" and (sold_to := _sold_apart(found)):
        return _cut(found, sold_to - 1)
    own = _found(words, last, found.before)
    longer = own is not None and own.following > following
    if own and longer and own.node.node("made"):  # "fintech, manufacturers of packaging"
        return _cut(found, last - 1)
    if node.rule not in _ADJECTIVES:  # "moving to AWS / Terraform adoption"
        owners = _owners(own)
        others = owners is not None and owners.following > following and not _of_trade(owners)
        return (_cut(found, last - 1) or found) if others else found
    if own and longer and {x.type for x in own.node.said} & {"ROLE", "SENIORITY", "TEAM"}:
        return _cut(found, last - 1)  # "US | fintech | marketing leaders"
    beside = clause_at(words, following) if following < len(words) and not ends_in_noun(node) else None
    if beside and beside[0].has("MULTI_SITE") and not is_singular(words.row[joints[-1].next - 2].text):
        return _cut(found, last - 1)  # "hotels and hostel chains"
    if beside is None or beside[0].rule not in _ADJECTIVES:
        return found
    sold = {id for x in node.said if x.type == "MODEL" for id in x.ids} <= _SOLD_TO
    if beside[0].rule in _HEADS and (node.rule == "industry" or (node.rule == "model" and sold)):
        return found  # "fintech and insurance startups": a head noun that they share
    return _cut(found, last - 1)


def _sold_apart(found: Found) -> int:
    """The word of a list of business models at which one to whom it sells describes its own noun, as another one did
    before it: the second "B2C" of "B2C apps or B2C marketplaces", that of "B2B SaaS or B2C apps"; 0 where none does."""
    before = last_content(found.before)
    described = before is not None and is_way(before) and before.end + 1 == found.node.start
    for joint, name in pairwise(found.node.said):
        described = described or joint.type == "COMPANY"
        joins = joint.type in ("OR", "AND", "COMMA", "SLASH")
        if described and joins and name.type == "MODEL" and _SOLD_TO.issuperset(name.ids):
            return joint.next
    return 0


def _asks_anew(words: Words, i: int) -> bool:
    """Whether words at a member of a list say who the next one is: "economic buyer is"."""
    asked = (x for x in words.candidates(i) if x.type == "BUYER")
    return any(words.row[x.next - 1].fold in ("is", "are") for x in asked)


def _only(words: Words, k: int) -> bool:
    """Whether an "only" stands behind what ends at word `k`, or is the last word of it: "B2B only"."""
    return words.row[k - 1].fold == "only" or (k < len(words) and words.row[k].fold == "only")


def _ends_in_team(words: Words, x: Lexeme) -> bool:
    return words.text[max(0, x.end - len(" teams")) : x.end].lower().endswith((" team", " teams"))


def _of_trade(found: Found) -> bool:
    """Whether titles with a preposition behind them are rather a trade in a place: "painters in Ohio"."""
    words, node, following = found.words, found.node, found.following
    if node.rule != "people" or not node.has("AT") or words.row[following - 1].fold == "at":
        return False
    listed = any(x.type in ("OR", "AND", "COMMA") for x in node.said)  # "dentists and orthodontists in Ohio"
    trades = (listed and name_trades(words, node)) or any(
        x.type == "INDUSTRY" and (x.next == following - 1 or _plural_company(words, x.next, following - 1))
        for x in words.candidates(found.begin)
    )
    behind = clause_at(words, following) if trades else None
    if behind and behind[0].rule == "location" and behind[1] < len(words) and words.row[behind[1]].fold == "at":
        return False  # "Fractional CFOs in the US at SaaS companies"
    return trades and (behind is None or behind[0].rule not in COMPANIES - {"location"})


def _plural_company(words: Words, k: int, end: int) -> bool:
    """Whether word `k` ends in front of word `end` and says that companies are meant: "operators"."""
    return k + 1 == end and words.row[k].text.endswith("s") and any(x.type == "COMPANY" for x in words.candidates(k))


def _of_sector(found: Found) -> bool:
    """Whether the team that a count names is rather the trade of the company: "10-100 employees in retail"."""
    words, node, following = found.words, found.node, found.following
    if node.rule != "team" or not node.has("EMPLOYEES") or not node.has("IN"):
        return False
    weak = next((x for x in node.lexemes("FUNCTION_WEAK") if x.next == following), None)
    named = words.candidates(found.word_of(weak)) if weak else ()
    return any(x.type == "INDUSTRY" and x.next == following for x in named)


def _before_trades(found: Found | None) -> Found | None:
    """Titles without what a comma sets apart and may as well be a trade: "Head of Procurement, manufacturing"."""
    if found is None or found.node.rule != "people":
        return found
    words, said = found.words, found.node.said
    if any(x.type in ("OR", "AND", "SLASH") for x in said):
        return found
    for comma, name in pairwise(said):
        if comma.type == "COMMA" and name.type.startswith("FUNCTION"):
            k = found.word_of(name)
            if any(x.type == "INDUSTRY" and x.end == name.end for x in words.candidates(k)):
                return _cut(found, k - 1)
    return found


def _tool_first(found: Found | None) -> Found | None:
    """A list of titles without its first member where that is rather a kind of tool: "no ERP and an accountant"."""
    if found is None or found.node.rule != "people":
        return found
    words, said = found.words, found.node.said
    tools = [x for x in words.candidates(found.begin) if x.type in TOOLS and x.end == said[0].end]
    shared = said[-1].type == "SENIORITY"  # "finance and operations directors"
    if len(said) > 1 and said[0].type.startswith("FUNCTION") and said[1].type in ("AND", "OR") and tools and not shared:
        return _cut(found, tools[0].next)
    return found


def _owners(found: Found | None) -> Found | None:
    """Owners and founders without what they own: "owners of dental practices" are no "owners of dental"."""
    if found is None or found.node.rule not in ("people", "buyer"):
        return found
    words, node, following = found.words, found.node, found.following
    said = sorted((x for x in node.walk() if isinstance(x, Lexeme)), key=lambda x: x.start)
    trade = next((x for x in words.candidates(found.begin) if x.type in ("INDUSTRY", "MODEL")), None)
    held = said[1:2] and said[0].type.startswith("FUNCTION") and said[1].ids[0] in OWN_TITLES
    owner = said[0].type == "ROLE" and said[0].ids[0].endswith(("-owner", "-founder"))
    if trade and node.rule == "people" and (held or owner) and trade.next < following:
        return _cut(found, trade.next)  # "e-commerce founders", "gym owner"
    for level, function in pairwise(said):
        if level.type == "SENIORITY" and level.ids[0] in _OWNING and function.type in ("NOUN", "INDUSTRY"):
            k = level.next
            if k < following and words.row[k].fold == "of":  # "owners of local restaurants"
                return _cut(found, k + 1)
        if level.type in ("SENIORITY", "ROLE") and function.type.startswith("FUNCTION") and level.ids[0] in OWN_TITLES:
            k = found.word_of(function)
            behind = clause_at(words, k)
            further = behind and behind[0].rule in COMPANIES and behind[1] > following
            headed = following < len(words) and any(x.type == "SEGMENT" for x in words.candidates(following))
            if k > found.begin and words.row[k - 1].fold == "of" and (further or headed):  # "founders of AI startups"
                return _cut(found, k)
            verb = words.row[k].fold.endswith("ing") and words.row[k - 1].end == level.end
            if verb and words.text[level.end - 1] == "s" and following < len(words) and words.row[following].fold:
                return _cut(found, k)  # "founders shipping voice agents"
    return found


def _lacked(found: Found) -> bool:
    """Whether the "not" in front of the clause says that a tool is not there, rather than what someone is not."""
    words, i = found.words, found.begin
    while i > 1 and (words.row[i - 1].fold in _ONE or words.row[i - 1].fold in STANDING):
        i -= 1  # "no dedicated accounting software"
    said = words.row[i - 1].fold if negated(words, i) else ""
    return said in _LACKING or (said == "no" and words.row[found.following - 1].fold in _TOOL_NOUNS)


def _broken_off(found: Found) -> bool:
    """Whether the words behind the clause, or the last in it, make something else of it."""
    return _headless(found) or _beyond_goods(found) or _of_others(found)


def _headless(found: Found) -> bool:
    """Whether a list of titles breaks off in one whose function is not read: the "head" of "head of whatever"."""
    words, node, i = found.words, found.node, found.following
    said = node.said
    if (
        node.rule in ("people", "buyer", "person")
        and said[-1].type == "SENIORITY"
        and said[-1].ids[0] not in OWN_TITLES
        and i < len(words)
        and words.row[i].text[0].isalpha()
        and words.row[i].fold not in words_of("filler")
        and words.row[i].fold not in keywords()
        and not clause_at(words, i)
    ):
        return True  # the "head" of "head brewer"
    levelled = i < len(words) and any(x.type == "SENIORITY" for x in words.candidates(i))
    if node.rule in ("people", "buyer", "person") and said[-1].type.startswith("FUNCTION") and levelled:
        return True  # the "operations" of "operations director of ..."
    if said[-1].type == "AT" and words.row[i - 1].fold == "of":
        behind = clause_at(words, i + (words.row[i].fold in _A if i < len(words) else 0))
        one = len(said) > 1 and said[-2].type == "SENIORITY" and said[-2].ids[0] not in OWN_TITLES
        whole = said[-3:-2] and said[-3].type.startswith("FUNCTION")  # "operations director of a wholesaler"
        heading = one and not whole and not words.text[said[-2].start : said[-2].end].endswith("s")
        if heading and behind and behind[0].rule == "industry" and not ends_in_noun(behind[0]):
            return True  # "Head of Podcasts"
        if behind and behind[0].rule in COMPANIES:  # "owners of dental practices"
            return False
        i, said = i - 1, said[:-1]
    return (
        i + 1 < len(words)
        and words.row[i].fold == "of"
        and words.row[i + 1].fold != ""
        and bool(said)
        and said[-1].type == "SENIORITY"
    )


def _beyond_goods(found: Found) -> bool:
    """Whether what somebody makes has words in it that say something else: "makers of pumps and 50-200 staff"."""
    made = found.node.node("made")
    if made is None:
        return False
    words, following = found.words, found.following
    begin = next(k for k in range(following) if words.row[k].start >= made.start and words.row[k].end > made.start)
    for k in range(begin + 1, following):
        if any(x.type in _ROLES for x in words.candidates(k)):
            return True
        if words.row[k].fold in _ADDING:
            if k + 1 == following or words.row[k].fold == "plus":
                return True
            beside = clause_at(words, k + 1)
            if beside and (beside[0].rule != "industry" or ends_in_noun(beside[0])):
                return True
    return False


def _of_others(found: Found) -> bool:
    """Whether a trade only says of what kind those behind it are, whom nobody knows: the "glass" of "glass blowers",
    the "dealer" of "dealer network"."""
    words, node, following = found.words, found.node, found.following
    if node.rule not in ("industry", "model") or ends_in_noun(node) or following >= len(words):
        return False
    behind, last = words.row[following], words.row[following - 1]
    plural = behind.text.islower()
    types = {x.type for x in words.candidates(following)}
    stated = clause_at(words, following) if "FUNCTION" in types else None
    unknown = types <= _UNKNOWN | {"FUNCTION"} and (stated is None or len(stated[0].said) == 1)
    trouble = types <= _UNKNOWN | _TROUBLES and not types <= _UNKNOWN and behind.fold not in _VERBS
    unknown = trouble or (unknown and found.goes_on()) or behind.fold in _OBJECTS  # "drink it themselves"
    return plural and unknown and last.text != behind.text and behind.start == last.end + 1 and is_singular(last.text)
