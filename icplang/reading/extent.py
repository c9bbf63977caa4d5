"""How far a clause goes: the longest stretch that the grammar accepts, cut back to what is named there."""

from __future__ import annotations

from itertools import pairwise

from icplang.reading.clauses import clause_at
from icplang.reading.elements import HAVING, KINDS_OF_COMPANY, VERBAL, Element
from icplang.reading.grammars import keywords
from icplang.reading.lexer import Words
from icplang.reading.resolving.intervals import interval_of
from icplang.reading.resolving.titles import HEADS, OWN_TITLES
from icplang.reading.tree import Lexeme, Node
from icplang.vocabulary.store import builtin, words_of
from icplang.vocabulary.words import singular

_ADJECTIVES = frozenset({"industry", "model", "ownership", "segment"})
_SOLD_TO = frozenset({"b2b", "b2c", "b2b2c", "d2c"})
"""Business models that describe another one: "B2B and B2C marketplaces"."""
_HEADS = frozenset({"model", "segment"})
"""Kinds of companies that are of one industry or another."""
_NAMED = frozenset({"FUNCTION", "FUNCTION_WEAK", "CATEGORY", "CATEGORY_WEAK", "ROLE", "AUDIENCE"})
_VAGUE_LEVELS = frozenset(
    {"leader", "lead", "head", "partner", "board", "chair", "owner", "senior", "junior", "mid-level"}
)
"""Levels that are no title by themselves: "with owners", "with partners in Asia"."""
_CATEGORY = frozenset({"category"})
_TOOL_NOUNS = frozenset("software system tool platform app application solution".split())
_LACKING = frozenset("without have has with lack lacks lacking zero missing sans got".split())
_TOOLS = ("CATEGORY", "CATEGORY_WEAK")
_NAMES = frozenset({"INDUSTRY", "MODEL", "SEGMENT", "CATEGORY", "ROLE", "CERT", "TECH", "METRIC"})
_DESCRIBING = {
    "people": ("FUNCTION",),
    "person": ("ROLE", "SENIORITY"),
    "crew": ("ROLE", "SENIORITY"),
    "hiring": ("FUNCTION", "FUNCTION_WEAK"),
    "expansion": ("INDUSTRY",),
    "content": ("CATEGORY", "CATEGORY_WEAK", "FUNCTION", "TECH", "INDUSTRY"),
}
"""Names that describe the noun behind them, by the kind of the clause that they end."""
_UNKNOWN = frozenset("NOUN NAME ANYWORD INDUSTRY_WEAK FUNCTION_WEAK CATEGORY_WEAK METRIC".split())
"""What a noun may be of which a trade in front of it says of what kind it is."""
_COMPOUND = frozenset("-‑")
_JOINING = frozenset({"and", "or", "nor", "but", "who", "that", "which", "whose", "while"})
_ALL = frozenset({"any", "all", "every", "each"})
"""Words behind a comma with which something new starts."""
_CLASSES = frozenset("tier level class grade phase stage series type category group rank step version".split())
_COUNTING = frozenset({"metric", "employees", "sites", "crew", "bare"})
_ADS = frozenset({"ad", "ads", "advert", "search"})
_ADDING = frozenset({"and", "or", "plus"})
_ROLES = frozenset({"PREFER", "REQUIRE", "EXCLUDE", "DEPRIORITIZE", "NOT", "BUT", "RELATIVE"})
_POINTS = frozenset({"pt", "pts", "point", "points"})
_KINDS_OURS = frozenset({"industry", "model", "segment", "serves", "person"})
_DOERS = frozenset({"they", "we", "it", "i", "you"})
_AMOUNTS_TO = frozenset({"is", "are", "of", ":", "of a", "is a", "(", "(even", "is only", "is just"})
"""What stands between a function and how many are in it."""
_PLURAL_FUNCTIONS = frozenset("sales ops operations communications analytics logistics partnerships comms".split())
_LABELLED = 2
"""The parts of a number behind its label."""
_COMPANIES = KINDS_OF_COMPANY | {"employees", "location", "technology", "similar"}


def named(words: Words, i: int, before: list[Element]) -> tuple[Node, int] | None:
    """The clause at word `i` and the word behind it, behind the elements `before`; None where there is none."""
    found = clause_at(words, i)
    while (
        found and _only_functions(found[0], negated=_negated(words, i)) and not _department(words, found, before)
    ):  # "logistics in Georgia" is no one's title
        found = _shorter(words, i, found)
    if found and _trade(words, i, found):
        found = _shorter(words, i, found)
    while found and _staff_of_sector(words, i, found):
        found = _shorter(words, i, found)
    if found and found[0].rule == "industry" and _lacked(words, i, found):  # "without CRM software"
        tools = clause_at(words, i, rules=_CATEGORY)
        found = tools if tools and tools[1] >= found[1] else found
    found = _before_trades(words, i, _owners(words, i, _tool_first(words, i, found)))
    while found and (_headless(words, found) or _beyond_goods(words, found) or _of_others(words, found)):
        found = _shorter(words, i, found)
    found = _own_list(words, i, found)
    end_of_not = next((k for k in range(i, found[1] if found else i) if words.row[k].text == ";"), None)
    if end_of_not and _negated(words, i):  # "not agencies; SaaS only"
        found = clause_at(words, i, end_of_not)
    while found and (
        _loose_metric(found[0], before)
        or _breaks_off(words, found)
        or _no_title(words, found[0])
        or _cuts_name(words, i, found)
        or _counts_unit(words, found)
        or _of_something(words, found)
        or _names_no_one(words, i, found)
        or _no_count(words, found)
        or _part_of(words, found[0])
        or _customers_are(words, i, found[0])
        or _no_one_named(found[0], before)
        or _posting(words, found)
        or _one_office(words, found[0])
        or _sells_to_trade(words, found[0])
        or _addresses(words, found[0])
        or _ranked(words, i, found)
        or _groups(words, found[0])
        or _beside_number(words, found[0])
        or _employs_some(words, found)
        or _advertises(found[0])
        or _made_by_name(words, found[0])
        or _our_affair(words, i, found)
        or _prospects(words, found[0])
        or _in_a_state(words, i, found)
        or _no_buyer(words, i, found)
        or _cuts_number(words, i, found)
        or _another_subject(words, found)
        or _counts_kind(words, found)
        or (_only_functions(found[0], negated=_negated(words, i)) and not _department(words, found, before))
    ):
        found = _shorter(words, i, found)
    return found


def _shorter(words: Words, i: int, found: tuple[Node, int]) -> tuple[Node, int] | None:
    return clause_at(words, i, found[1] - 1) if found[1] - 1 > i else None


def _own_list(words: Words, i: int, found: tuple[Node, int] | None) -> tuple[Node, int] | None:
    """A list without a last member that belongs to what follows: "SaaS or B2B hardware" is SaaS, or B2B hardware."""
    joints = [x for x in found[0].said if x.type in ("OR", "AND", "COMMA", "SLASH")] if found else []
    if found is None or not joints:
        return found
    node, following = found
    last = max(x.next for x in joints)
    if fresh := next((x.next for x in joints if x.type == "COMMA" and words.row[x.next].fold in _ALL), 0):
        return clause_at(words, i, fresh - 1)  # "other than hedge funds, any asset manager"
    if node.rule == "team" and any(_ends_in_team(words, x) for x in node.said if x.end < joints[-1].start):
        return clause_at(words, i, last - 1)  # "a legal team and a sales team of 10+"
    own = clause_at(words, last)
    longer = own is not None and own[1] > following
    if own and longer and own[0].node("made"):  # "fintech, manufacturers of packaging"
        return clause_at(words, i, last - 1)
    if node.rule not in _ADJECTIVES:  # "moving to AWS / Terraform adoption"
        beside = _owners(words, last, own)
        return (clause_at(words, i, last - 1) or found) if beside and beside[1] > following else found
    if own and longer and {x.type for x in own[0].said} & {"ROLE", "SENIORITY", "TEAM"}:
        return clause_at(words, i, last - 1)  # "US | fintech | marketing leaders"
    beside = clause_at(words, following) if following < len(words) and not node_ends_in_noun(node) else None
    if beside and beside[0].has("MULTI_SITE") and not _singular(words.row[joints[-1].next - 2].text):
        return clause_at(words, i, last - 1)  # "hotels and hostel chains"
    if beside is None or beside[0].rule not in _ADJECTIVES:
        return found
    sold = {id for x in node.said if x.type == "MODEL" for id in x.ids} <= _SOLD_TO
    if beside[0].rule in _HEADS and (node.rule == "industry" or (node.rule == "model" and sold)):
        return found  # "fintech and insurance startups": a head noun that they share
    return clause_at(words, i, last - 1)


def _ends_in_team(words: Words, x: Lexeme) -> bool:
    return words.text[max(0, x.end - len(" teams")) : x.end].lower().endswith((" team", " teams"))


def node_ends_in_noun(node: Node) -> bool:
    """Whether a list closes with a head noun ("fintech or SaaS companies")."""
    last = node.said[-1]
    return last.type == "COMPANY"


def _only_functions(node: Node, *, negated: bool) -> bool:
    """Whether a list of people names nobody ("support, logistics", "entry-level"): such words need a title, a noun
    ("RevOps roles") or a label beside them."""
    if node.rule not in ("people", "person") or node.has("ROLE_NOUN", "SOMEONE", "NOBODY"):
        return False
    if any(negated or _in_house(x) for x in node.lexemes("IN_HOUSE")):  # "no in-house IT", "no dedicated HR"
        return False
    words = [x for x in node.walk() if isinstance(x, Lexeme)]
    if any(x.type == "ROLE" for x in words):
        return False
    levels = [x for x in words if x.type == "SENIORITY"]
    if not levels:
        return True
    return (
        node.rule == "people"
        and all(x.type in ("SENIORITY", "COMMA", "OR", "AND", "SLASH") for x in words)
        and len(levels) == 1
        and levels[0].ids[0] not in ("owner", "founder", "c-level")
    )


def _no_one_named(node: Node, before: list[Element]) -> bool:
    """Whether a company has people of a level that is no title: "with owners on site", "with partners in Asia"."""
    had = node.rule == "person" or (node.rule == "people" and bool(before) and before[-1].name in HAVING)
    said = [x for x in node.walk() if isinstance(x, Lexeme)]
    return had and all(x.type in ("WITH", "AT") or (x.type == "SENIORITY" and x.ids[0] in _VAGUE_LEVELS) for x in said)


def _posting(words: Words, found: tuple[Node, int]) -> bool:
    """Whether somebody of a company posts something: "the CEO posts weekly"."""
    node, i = found
    said = node.said
    if node.rule != "hiring" or len(said) != _LABELLED or words.row[i - 1].text.lower() != "posts":
        return False
    return i < len(words) and words.row[i].fold != "" and not words.text[: said[0].end].endswith("s")


def _in_house(word: Lexeme) -> bool:
    return str(word.value).endswith("house")


def _department(words: Words, found: tuple[Node, int], before: list[Element]) -> bool:
    """Whether functions name whom to talk to at a company that follows: "RevOps at Series B startups"."""
    node, following = found
    if node.rule != "people" or not node.has("AT") or words.row[following - 1].fold != "at":
        return False
    if not node.has("TEAM") and any(e.kind not in ("mark", "filler") or e.name in HAVING for e in before):
        return False
    behind = clause_at(words, following)
    return behind is not None and behind[0].rule in _COMPANIES


def _trade(words: Words, i: int, found: tuple[Node, int]) -> bool:
    """Whether titles with a preposition behind them are rather a trade in a place: "painters in Ohio"."""
    node, following = found
    if node.rule != "people" or not node.has("AT") or words.row[following - 1].fold == "at":
        return False
    listed = any(x.type in ("OR", "AND", "COMMA") for x in node.said)  # "dentists and orthodontists in Ohio"
    trades = (listed and _trades(words, node)) or any(
        x.type == "INDUSTRY" and (x.next == following - 1 or _plural_company(words, x.next, following - 1))
        for x in words.candidates(i)
    )
    behind = clause_at(words, following) if trades else None
    return trades and (behind is None or behind[0].rule not in _COMPANIES - {"location"})


def _plural_company(words: Words, k: int, end: int) -> bool:
    """Whether word `k` ends in front of word `end` and says that companies are meant: "operators"."""
    return k + 1 == end and words.row[k].text.endswith("s") and any(x.type == "COMPANY" for x in words.candidates(k))


def _staff_of_sector(words: Words, i: int, found: tuple[Node, int]) -> bool:
    """Whether the team that a count names is rather the trade of the company: "10-100 employees in retail"."""
    node, following = found
    if node.rule != "team" or not node.has("EMPLOYEES") or not node.has("IN"):
        return False
    weak = next((x for x in node.lexemes("FUNCTION_WEAK") if x.next == following), None)
    named = words.candidates(_word_of(words, i, following, weak)) if weak else ()
    return any(x.type == "INDUSTRY" and x.next == following for x in named)


def _before_trades(words: Words, i: int, found: tuple[Node, int] | None) -> tuple[Node, int] | None:
    """Titles without what a comma sets apart and may as well be a trade: "Head of Procurement, manufacturing"."""
    if found is None or found[0].rule != "people":
        return found
    said = found[0].said
    if any(x.type in ("OR", "AND", "SLASH") for x in said):
        return found
    for comma, name in pairwise(said):
        if comma.type == "COMMA" and name.type.startswith("FUNCTION"):
            k = next(k for k in range(i, found[1]) if words.row[k].start == name.start)
            if any(x.type == "INDUSTRY" and x.end == name.end for x in words.candidates(k)):
                return clause_at(words, i, k - 1)
    return found


def _tool_first(words: Words, i: int, found: tuple[Node, int] | None) -> tuple[Node, int] | None:
    """A list of titles without its first member where that is rather a kind of tool: "no ERP and an accountant"."""
    if found is None or found[0].rule != "people":
        return found
    said = found[0].said
    tools = [x for x in words.candidates(i) if x.type in _TOOLS and x.end == said[0].end]
    shared = said[-1].type == "SENIORITY"  # "finance and operations directors"
    if len(said) > 1 and said[0].type.startswith("FUNCTION") and said[1].type in ("AND", "OR") and tools and not shared:
        return clause_at(words, i, tools[0].next)
    return found


def _owners(words: Words, i: int, found: tuple[Node, int] | None) -> tuple[Node, int] | None:
    """Owners and founders without what they own: "owners of dental practices" are no "owners of dental"."""
    if found is None or found[0].rule not in ("people", "buyer"):
        return found
    node, following = found
    said = sorted((x for x in node.walk() if isinstance(x, Lexeme)), key=lambda x: x.start)
    trade = next((x for x in words.candidates(i) if x.type in ("INDUSTRY", "MODEL")), None)
    held = said[1:2] and said[0].type.startswith("FUNCTION") and said[1].ids[0] in OWN_TITLES
    owner = said[0].type == "ROLE" and said[0].ids[0].endswith(("-owner", "-founder"))
    if trade and node.rule == "people" and (held or owner) and trade.next < following:
        return clause_at(words, i, trade.next)  # "e-commerce founders", "gym owner"
    for level, function in pairwise(said):
        if level.type in ("SENIORITY", "ROLE") and function.type.startswith("FUNCTION") and level.ids[0] in OWN_TITLES:
            k = next(k for k in range(i, following) if words.row[k].start == function.start)
            behind = clause_at(words, k)
            further = behind and behind[0].rule in _COMPANIES and behind[1] > following
            headed = following < len(words) and any(x.type == "SEGMENT" for x in words.candidates(following))
            if k > i and words.row[k - 1].fold == "of" and (further or headed):  # "founders of AI startups"
                return clause_at(words, i, k)
            verb = words.row[k].fold.endswith("ing") and words.row[k - 1].end == level.end
            if verb and words.text[level.end - 1] == "s" and following < len(words) and words.row[following].fold:
                return clause_at(words, i, k)  # "founders shipping voice agents"
    return found


def _headless(words: Words, found: tuple[Node, int]) -> bool:
    """Whether a list of titles breaks off in one whose function is not read: the "head" of "head of whatever"."""
    node, i = found
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
    if said[-1].type == "AT" and words.row[i - 1].fold == "of":
        behind = clause_at(words, i)
        one = len(said) > 1 and said[-2].type == "SENIORITY" and said[-2].ids[0] not in OWN_TITLES
        heading = one and not words.text[said[-2].start : said[-2].end].endswith("s")
        if heading and behind and behind[0].rule == "industry" and not node_ends_in_noun(behind[0]):
            return True  # "Head of Podcasts"
        if behind and behind[0].rule in _COMPANIES:  # "owners of dental practices"
            return False
        i, said = i - 1, said[:-1]
    return (
        i + 1 < len(words)
        and words.row[i].fold == "of"
        and words.row[i + 1].fold != ""
        and bool(said)
        and said[-1].type == "SENIORITY"
    )


def _no_title(words: Words, node: Node) -> bool:
    """Whether a role stands behind a word that does not make it another one: "reluctant CFO", "healthtech founders"."""
    for part in node.walk():
        if isinstance(part, Node) and part.rule in ("title", "any_title") and len(part.parts) > 1:
            role = part.parts[-1]
            compound = isinstance(part.parts[0], Node) or part.parts[0].type in ("NAME", "TECH", *_TOOLS)
            if compound and isinstance(role, Lexeme) and role.type == "ROLE":
                word = singular(words.text[role.start : role.end].lower().rsplit(" ", 1)[-1])
                if word not in HEADS:
                    return True
            first = part.parts[0]
            if isinstance(first, Lexeme) and first.type == "SENIORITY" and first.ids[0] == "partner":
                return True  # "a partner programme"
            if isinstance(role, Node) and role.has("INDUSTRY"):
                level = part.lexemes("SENIORITY")[0]
                said = words.text[level.start : role.start].lower().split()
                if level.ids[0] not in OWN_TITLES and _names_function(words, role):
                    continue
                if said[-1] != "of" or level.ids[0] in OWN_TITLES or words.text[level.end - 1] == "s":
                    return True
    return False


def _names_function(words: Words, name: Node) -> bool:
    """Whether the name of a trade is that of a function: the "warehousing" of "VPs of Warehousing", and of no companies
    behind it."""
    k = name.said[-1].next
    behind = words.row[k].fold if k < len(words) else ""
    function = any(s.kind == "function" for s in words.vocabulary.senses(words.text[name.start : name.end]))
    return function and "COMPANY" not in keywords().get(behind, ())


def _breaks_off(words: Words, found: tuple[Node, int]) -> bool:
    """Whether a name that nobody knows is only the start of what stands there: the "exact" of "exact match"."""
    node, i = found
    if (
        node.rule in ("industry", "technology", "stated")
        and i < len(words)
        and words.row[i].text in _COMPOUND
        and words.row[i].tight
    ):
        last = node.said[-1]
        return last.type in ("NOUN", "NAME", "NUM")  # the "multi" of "multi-trade", the 48 of "48-person"
    if node.rule != "industry" or i >= len(words) or not words.row[i].fold or words.row[i].fold in words_of("filler"):
        return False
    last = node.said[-1]
    return last.type in ("NOUN", "NAME") and words.row[i].fold not in ("or", "and", "in", "not", "with")


def _cuts_name(words: Words, i: int, found: tuple[Node, int]) -> bool:
    """Whether a clause ends in the midst of a longer name: the "payroll" of "payroll software companies"."""
    node, following = found
    last = node.said[-1]
    if last.type not in _NAMED or node.rule in ("industry", "model", "location"):
        return False
    k = _word_of(words, i, following, last)
    return k > i and any(x.type in _NAMES and x.next > following for x in words.candidates(k))


def _of_others(words: Words, found: tuple[Node, int]) -> bool:
    """Whether a trade only says of what kind those behind it are, whom nobody knows: the "glass" of "glass blowers"."""
    node, i = found
    if node.rule != "industry" or node_ends_in_noun(node) or not _goes_on(words, i):
        return False
    behind, last = words.row[i], words.row[i - 1]
    plural = behind.text.islower() and behind.text.endswith("s") and not behind.text.endswith("ss")
    unknown = all(x.type in _UNKNOWN for x in words.candidates(i))
    return plural and unknown and last.text != behind.text and behind.start == last.end + 1 and _singular(last.text)


def _singular(word: str) -> bool:
    return not word.endswith("s") or singular(word.lower()) == word.lower()


def _counts_unit(words: Words, found: tuple[Node, int]) -> bool:
    """Whether the number behind a count is that of something else: "a warehouse of 50,000 sq ft"."""
    node, i = found
    last = node.parts[-1]
    return node.rule in ("metric", "sites") and isinstance(last, Node) and last.rule == "exactly" and _goes_on(words, i)


def _word_of(words: Words, i: int, following: int, lexeme: Lexeme) -> int:
    """The index of the word where a lexeme of a clause starts; that clause is at the words `i` to `following`."""
    return next((k for k in range(i, following) if words.row[k].start == lexeme.start), i)


def _names_no_one(words: Words, i: int, found: tuple[Node, int]) -> bool:
    """Whether what is new or counted is a function, and nobody in it: "a second warehouse", "20 conferences"."""
    node, following = found
    said = node.said
    last = next((x for x in reversed(said) if x.type not in ("OR_MORE", "OR_LESS")), said[-1])
    if not last.type.startswith("FUNCTION"):
        return False
    if node.rule == "leadership":
        return any(x.type in ("COMMA", "OR", "AND", "SLASH") for x in said) and node.has("ROLE")
    word = words.text[last.start : last.end].lower()
    tools = any(x.type in _TOOLS for x in words.candidates(_word_of(words, i, following, last)))
    plural = word.endswith("s") and word.rsplit(" ", 1)[-1] not in _PLURAL_FUNCTIONS
    return node.rule == "crew" and (plural or tools)


def _one_office(words: Words, node: Node) -> bool:
    """Whether a number is that of the people at one site: "an office of 20"."""
    if node.rule != "sites" or len(node.parts) != _LABELLED:
        return False
    first, last = node.parts
    said = isinstance(first, Lexeme) and first.type == "SITES" and words.text[first.end : last.start].split()
    return said == ["of"] and not words.text[first.start : first.end].endswith("s")


def _made_by_name(words: Words, node: Node) -> bool:
    """Whether what is sold or made is the name of a company: "suppliers of Volkswagen"."""
    made = node.node("made")
    sold = made is not None and node.lexemes("MAKER")[0].value.startswith(("supplier", "provider", "distributor"))
    return made is not None and sold and all(words.text[x.start].isupper() for x in made.lexemes())


def _beyond_goods(words: Words, found: tuple[Node, int]) -> bool:
    """Whether what somebody makes has words in it that say something else: "makers of pumps and 50-200 staff"."""
    made = found[0].node("made")
    if made is None:
        return False
    following = found[1]
    begin = next(k for k in range(following) if words.row[k].start >= made.start and words.row[k].end > made.start)
    for k in range(begin + 1, following):
        if any(x.type in _ROLES for x in words.candidates(k)):
            return True
        if words.row[k].fold in _ADDING:
            if k + 1 == following or words.row[k].fold == "plus":
                return True
            beside = clause_at(words, k + 1)
            if beside and (beside[0].rule != "industry" or node_ends_in_noun(beside[0])):
                return True
    return False


def _cuts_number(words: Words, i: int, found: tuple[Node, int]) -> bool:
    """Whether a noun took only a part of the number behind it: of "brands under $3M in sales" all but the sales, of
    "a repo over 2k GitHub stars" all but the stars."""
    node, following = found
    noun = next((x for x in node.said if x.type != "WITH"), node.said[0])
    if (node.rule, noun.type) not in (("employees", "COMPANY"), ("money", "COMPANY"), ("metric", "METRIC")):
        return False
    k = next(k for k in range(i, following) if words.row[k].start >= noun.end)
    behind = clause_at(words, k)
    return behind is not None and behind[1] > following


def _counts_kind(words: Words, found: tuple[Node, int]) -> bool:
    """Whether a number in front of a kind of tools may as well count companies or things: "50 fintech companies"."""
    node, _ = found
    kind = node.lexemes("CATEGORY") if node.rule == "technology" and not node.has("USING") else []
    counted = kind and node.said[0].type != "CATEGORY" and any(x.type == "NUM" for x in node.said)
    said = words.text[kind[0].start : kind[0].end].split()[0] if counted else ""
    return bool(counted) and not (node.has("IN_USE") or said.rstrip("s").isupper())


def _no_buyer(words: Words, i: int, found: tuple[Node, int]) -> bool:
    """Whether whom we sell to are companies, and no department: "we sell to brands"."""
    node, following = found
    last = node.said[-1]
    sold_to = node.rule == "buyer" and words.text[node.said[0].start : node.said[0].end].endswith(" to")
    if sold_to and any(
        x.type == "OWNERSHIP" and x.next >= following for k in range(i, following) for x in words.candidates(k)
    ):
        return True  # "we sell to founder-led firms"
    if node.rule != "buyer" or not last.type.startswith("FUNCTION") or words.text[last.end - 1] != "s":
        return False
    if len(node.said) > 1 and node.said[-2].type == "SENIORITY":  # "Head of Accounts"
        return False
    k = _word_of(words, i, following, last)
    return any(x.type == "COMPANY" and x.end == last.end for x in words.candidates(k))


def _our_affair(words: Words, i: int, found: tuple[Node, int]) -> bool:
    """Whether what is ours is said of the seller: "for our agency" is no kind of company, "in our experience" and "our
    payroll app" are no lists."""
    node, following = found
    if node.rule in _KINDS_OURS:
        return any(w.fold == "our" for w in words.row[i:following])
    if node.rule != "named":
        return False
    if node.has("CATEGORY") and not node.has("IN", "ON_LIST"):
        return i == 0 or words.row[i - 1].fold != "in"
    said = node.lexemes("ON_LIST")
    return bool(said) and node.node("noun") is not None and words.text[said[0].start : said[0].end].lower() == "in our"


def _in_a_state(words: Words, i: int, found: tuple[Node, int]) -> bool:
    """Whether what somebody is in is the state of a company: "anyone in administration"."""
    node, following = found
    state = clause_at(words, i + 1) if node.rule == "person" and node.has("SOMEONE") else None
    return state is not None and (state[0].rule, state[1]) == ("status", following)


def _prospects(words: Words, node: Node) -> bool:
    """Whether "leads" are those to find, and nobody's lead: "find leads in fintech"."""
    levels = [x for x in node.walk() if isinstance(x, Lexeme) and x.type != "AT"]
    one = node.rule == "people" and len(levels) == 1
    return one and words.text[levels[0].start : levels[0].end].lower() == "leads"


def _another_subject(words: Words, found: tuple[Node, int]) -> bool:
    """Whether the last member of a list is the subject of what follows: "hiring SDRs, and their website gets ..."."""
    node, following = found
    joints = [x for x in node.walk() if isinstance(x, Lexeme) and x.type == "AND"]
    if not joints or following >= len(words):
        return False
    owner = words.row[joints[-1].next].fold in ("their", "it", "its", "the", "our")
    return owner and words.row[joints[-1].next - 2].text == "," and words.row[following].text[:1].isalpha()


def _sells_to_trade(words: Words, node: Node) -> bool:
    """Whether those whom somebody sells to are companies by their plural: "we sell to insurance brokers"."""
    if node.rule != "buyer" or "sell" not in str(node.lexemes("BUYER")[0].value if node.has("BUYER") else ""):
        return False
    return _trades(words, node)


def _employs_some(words: Words, found: tuple[Node, int]) -> bool:
    """Whether a number of those employed has a noun of its own behind it: "employs 80 operators"."""
    node, i = found
    if node.rule != "employees" or node.said[0].type != "EMPLOYING" or i >= len(words):
        return False
    behind = words.row[i]
    return behind.text[0].isalpha() and behind.fold not in words_of("filler") and behind.fold not in _JOINING


def _ranked(words: Words, i: int, found: tuple[Node, int]) -> bool:
    """Whether a number is that of a class in front of it, and counts nothing: "tier 2 suppliers", "phase 2 or 3
    trials"; or a tool is such a class: "on level 3 support"."""
    node, following = found
    if node.rule == "technology":
        numbered = following < len(words) and words.row[following].value is not None
        return numbered and words.row[following - 1].fold in _CLASSES
    counted = node.node("exactly", "between")
    hyphen = i > 1 and words.row[i - 1].text in _COMPOUND and words.row[i].tight  # "tier-2 suppliers"
    before = words.row[i - (2 if hyphen else 1)].fold if i else ""
    return counted is not None and counted.start == node.start and before in _CLASSES and node.rule in _COUNTING


def _groups(words: Words, node: Node) -> bool:
    """Whether what a number is said of are companies, and no team: "dental groups with 5+ locations"."""
    return node.rule == "team" and any(words.text[x.start : x.end].lower() == "groups" for x in node.lexemes("TEAM"))


def _beside_number(words: Words, node: Node) -> bool:
    """Whether a function only stands in front of a number of people, and nothing says that they are in it: "retail,
    logistics 50-200 people", but "support is two people"."""
    function = node.parts[0] if node.rule == "team" else None
    if not isinstance(function, Node) or function.rule != "any_function" or node.has("STAFF"):
        return False
    number = interval_of(node)
    return number is None or words.text[function.end : number.start].strip(" \n").lower() not in _AMOUNTS_TO


def _addresses(words: Words, node: Node) -> bool:
    """Whether what is asked of people is where to write to them: "decision-maker emails"."""
    if node.rule != "buyer" or len(node.said) != _LABELLED:
        return False
    label, last = node.said
    return label.start < label.end and words.text[last.start : last.end].lower() in ("email", "emails")


def _advertises(node: Node) -> bool:
    """Whether ads and searches are those of a function, and nobody is sought: "marketing ads"."""
    sought = any(x.type in ("ROLE", "SENIORITY", "OPEN", "POSTED", "HIRING") for x in node.said)
    nouns = {str(x.value) for x in node.said if x.type == "ROLE_NOUN"}
    return node.rule == "hiring" and not sought and not nouns.isdisjoint(_ADS)


def _trades(words: Words, node: Node) -> bool:
    """Whether all titles of a clause are plurals that name trades as well: "dentists and orthodontists"."""
    names = [words.text[x.start : x.end] for x in node.said if x.type in ("ROLE", "SENIORITY", "FUNCTION")]
    return bool(names) and all(name.endswith("s") and _names_trade(words, name) for name in names)


def _names_trade(words: Words, name: str) -> bool:
    return any(s.kind == "industry" and s.form != "weak" for s in words.vocabulary.senses(name))


def _of_something(words: Words, found: tuple[Node, int]) -> bool:
    """Whether what a company has, seeks or opens only describes what stands behind it: "with a partner programme"."""
    node, i = found
    if node.rule not in _DESCRIBING or not _goes_on(words, i) or words.row[i].fold.endswith(VERBAL):
        return False
    last = node.said[-1]
    return last.type in _DESCRIBING[node.rule]


def _part_of(words: Words, node: Node) -> bool:
    """Whether the name of a team is only a part of another group: "part of a group of no more than five"."""
    said = node.said
    return node.rule in ("team", "teams") and any(
        a.type.startswith("FUNCTION") and b.type == "TEAM" and words.text[a.end : b.start].lower().startswith(" of ")
        for a, b in pairwise(said)
    )


def _no_count(words: Words, found: tuple[Node, int]) -> bool:
    """Whether a number is that of points."""
    node, _ = found
    last = node.said[-1]
    return node.rule == "metric" and words.text[last.start : last.end].lower() in _POINTS


def _customers_are(words: Words, i: int, node: Node) -> bool:
    """Whether "customers are" only introduces the companies themselves: "Best-fit customers are wholesalers"."""
    return (
        node.rule == "serves"
        and words.row[i].fold in ("customer", "client")
        and i + 1 < len(words)
        and words.row[i + 1].fold in ("is", "are")
        and not (i and words.row[i - 1].fold in ("whose", "their"))
    )


def _goes_on(words: Words, i: int) -> bool:
    """Whether a noun that nobody knows stands at word `i`."""
    if i >= len(words):
        return False
    word = words.row[i]
    plain = word.fold not in words_of("filler") and word.fold not in keywords()
    return word.text[:1].isalpha() and plain and word.fold not in _JOINING


def _loose_metric(node: Node, before: list[Element]) -> bool:
    """Whether a count in front of a number stands in the midst of other words: "one van over 22 years"."""
    if node.rule != "metric" or not isinstance(node.parts[0], Lexeme) or node.parts[0].type != "METRIC":
        return False
    named = builtin().get("metric", node.parts[0].ids[0])
    if named and named.data.get("unit") == "money":
        return False  # "with 50+ rooms and EBITDA over £1m"
    if before and before[-1].kind == "filler" and before[-1].name in _DOERS:  # "they ship 5,000 parcels"
        return True
    last = next((e for e in reversed(before) if e.kind != "filler"), None)
    return last is not None and last.kind in ("unread", "clause", "mark")


def _lacked(words: Words, i: int, found: tuple[Node, int]) -> bool:
    """Whether the "not" in front of word `i` says that a tool is not there, rather than what someone is not."""
    i -= words.row[i - 1].fold in ("a", "an", "any")
    said = words.row[i - 1].fold if _negated(words, i) else ""
    return said in _LACKING or (said == "no" and words.row[found[1] - 1].fold in _TOOL_NOUNS)


def _negated(words: Words, i: int) -> bool:
    """Whether a "not" ends in front of word `i`."""
    return any(x.type == "NOT" and x.next == i for k in range(max(0, i - 5), i) for x in words.candidates(k))
