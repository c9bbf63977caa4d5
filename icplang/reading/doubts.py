"""Why a clause that was found is not what is said there: the doubts about each kind of clause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from icplang.reading.clauses import clause_at
from icplang.reading.elements import HAVING, KINDS_OF_COMPANY, VERBAL, Element
from icplang.reading.grammars import keywords
from icplang.reading.lexer import Words
from icplang.reading.resolving.intervals import interval_of
from icplang.reading.resolving.titles import HEADS, OWN_TITLES
from icplang.reading.tree import Lexeme, Node
from icplang.vocabulary.store import builtin, words_of
from icplang.vocabulary.words import singular

COMPANIES = KINDS_OF_COMPANY | {"employees", "location", "technology", "similar"}
TOOLS = ("CATEGORY", "CATEGORY_WEAK")
_NAMED = frozenset({"FUNCTION", "FUNCTION_WEAK", "CATEGORY", "CATEGORY_WEAK", "ROLE", "AUDIENCE"})
_VAGUE_LEVELS = frozenset(
    {"leader", "lead", "head", "partner", "board", "chair", "owner", "senior", "junior", "mid-level"}
)
"""Levels that are no title by themselves: "with owners", "with partners in Asia"."""
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
_COMPOUND = frozenset("-‑")
_JOINING = frozenset({"and", "or", "nor", "but", "who", "that", "which", "whose", "while"})
_CLASSES = frozenset("tier level class grade phase stage series type category group rank step version".split())
_ADS = frozenset({"ad", "ads", "advert", "search"})
_POINTS = frozenset({"pt", "pts", "point", "points"})
_DOERS = frozenset({"they", "we", "it", "i", "you"})
_AMOUNTS_TO = frozenset({"is", "are", "of", ":", "of a", "is a", "(", "(even", "is only", "is just"})
"""What stands between a function and how many are in it."""
_PLURAL_FUNCTIONS = frozenset("sales ops operations communications analytics logistics partnerships comms".split())
_THEIRS = frozenset({"their", "its"})
_AFFAIRS = frozenset(
    """adoption usage initiative strategy roadmap transformation capability readiness maturity ambition deployment
    expertise experience background knowledge skill integration feature investment rollout implementation""".split()
)
"""What is done about a matter, or known of it."""
_SUPPLY = frozenset({"supply", "supplie", "supplies", "supplying", "provide", "provides", "providing"})
_LABELLED = 2
"""The parts of a number behind its label."""


@dataclass(frozen=True, slots=True)
class Found:
    """A clause from word `begin` to the word `following` it, behind the elements `before`."""

    words: Words
    begin: int
    node: Node
    following: int
    before: list[Element]

    def word_of(self, lexeme: Lexeme) -> int:
        """The index of the word where a lexeme of the clause starts."""
        row = self.words.row
        return next((k for k in range(self.begin, self.following) if row[k].start == lexeme.start), self.begin)

    def goes_on(self) -> bool:
        """Whether a noun that nobody knows stands behind it."""
        if self.following >= len(self.words):
            return False
        word = self.words.row[self.following]
        plain = word.fold not in words_of("filler") and word.fold not in keywords()
        return word.text[:1].isalpha() and plain and word.fold not in _JOINING


Doubt: TypeAlias = Callable[[Found], bool]


def doubtful(found: Found) -> bool:
    """Whether the clause is rather something else than it seems."""
    return any(doubt(found) for doubt in (*_OF_ANY, *_OF_KIND.get(found.node.rule, ())))


def names_nobody(found: Found) -> bool:
    """Whether a list of people has nobody in it, and is no department either: "logistics in Georgia"."""
    return _only_functions(found) and not _department(found)


def _only_functions(found: Found) -> bool:
    """Whether a list of people names nobody ("support, logistics", "entry-level"): such words need a title, a noun
    ("RevOps roles") or a label beside them."""
    node = found.node
    if node.rule not in ("people", "person") or node.has("ROLE_NOUN", "SOMEONE", "NOBODY"):
        return False
    denied = negated(found.words, found.begin)
    if any(denied or _in_house(x) for x in node.lexemes("IN_HOUSE")):  # "no in-house IT", "no dedicated HR"
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


def _in_house(word: Lexeme) -> bool:
    return str(word.value).endswith("house")


def _department(found: Found) -> bool:
    """Whether functions name whom to talk to at a company that follows: "RevOps at Series B startups"."""
    words, node, following = found.words, found.node, found.following
    if node.rule != "people" or not node.has("AT") or words.row[following - 1].fold != "at":
        return False
    if not node.has("TEAM") and any(e.kind not in ("mark", "filler") or e.name in HAVING for e in found.before):
        return False
    behind = clause_at(words, following)
    return behind is not None and behind[0].rule in COMPANIES


def _no_title(found: Found) -> bool:
    """Whether a role stands behind a word that does not make it another one: "reluctant CFO", "healthtech founders"."""
    words = found.words
    for part in found.node.walk():
        if isinstance(part, Node) and part.rule in ("title", "any_title") and len(part.parts) > 1:
            role = part.parts[-1]
            compound = isinstance(part.parts[0], Node) or part.parts[0].type in ("NAME", "TECH", *TOOLS)
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


def _cuts_name(found: Found) -> bool:
    """Whether a clause ends in the midst of a longer name: the "payroll" of "payroll software companies"."""
    words, node, following = found.words, found.node, found.following
    last = node.said[-1]
    if last.type not in _NAMED or node.rule in ("industry", "model", "location"):
        return False
    k = found.word_of(last)
    return k > found.begin and any(x.type in _NAMES and x.next > following for x in words.candidates(k))


def _another_subject(found: Found) -> bool:
    """Whether the last member of a list is the subject of what follows: "hiring SDRs, and their website gets ..."."""
    words, node, following = found.words, found.node, found.following
    joints = [x for x in node.walk() if isinstance(x, Lexeme) and x.type == "AND"]
    if not joints or following >= len(words):
        return False
    owner = words.row[joints[-1].next].fold in ("their", "it", "its", "the", "our")
    return owner and words.row[joints[-1].next - 2].text == "," and words.row[following].text[:1].isalpha()


def _breaks_off(found: Found) -> bool:
    """Whether a name that nobody knows is only the start of what stands there: the "exact" of "exact match"."""
    words, node, following = found.words, found.node, found.following
    if following < len(words) and words.row[following].text in _COMPOUND and words.row[following].tight:
        last = node.said[-1]
        return last.type in ("NOUN", "NAME", "NUM")  # the "multi" of "multi-trade", the 48 of "48-person"
    if (
        node.rule != "industry"
        or following >= len(words)
        or not words.row[following].fold
        or words.row[following].fold in words_of("filler")
    ):
        return False
    last = node.said[-1]
    return last.type in ("NOUN", "NAME") and words.row[following].fold not in ("or", "and", "in", "not", "with")


def _made_by_name(found: Found) -> bool:
    """Whether what is sold or made is the name of a company: "suppliers of Volkswagen"."""
    words, node = found.words, found.node
    made = node.node("made")
    sold = made is not None and node.lexemes("MAKER")[0].value.startswith(("supplier", "provider", "distributor"))
    return made is not None and sold and all(words.text[x.start].isupper() for x in made.lexemes())


def _our_affair(found: Found) -> bool:
    """Whether what is ours is said of the seller: "for our agency" is no kind of company, "in our experience" and "our
    payroll app" are no lists."""
    words, node, i, following = found.words, found.node, found.begin, found.following
    if node.rule != "named":
        return any(w.fold == "our" for w in words.row[i:following])
    if node.has("CATEGORY") and not node.has("IN", "ON_LIST"):
        return i == 0 or words.row[i - 1].fold != "in"
    said = node.lexemes("ON_LIST")
    return bool(said) and node.node("noun") is not None and words.text[said[0].start : said[0].end].lower() == "in our"


def _own_part(found: Found) -> bool:
    """Whether a kind of company is only a part of one: "expanding their enterprise team", "its SaaS business"."""
    words, i = found.words, found.begin
    i -= bool(i) and words.row[i - 1].fold == "own"
    return bool(i) and words.row[i - 1].text.lower() in _THEIRS


def _only_subject(found: Found) -> bool:
    """Whether the noun behind a trade or a model makes a matter of it that a company has or does: "AI adoption"."""
    words, following = found.words, found.following
    behind = words.row[following] if following < len(words) else None
    return behind is not None and behind.fold in _AFFAIRS and not words.row[following - 1].text.endswith("s")


def _longer_topic(found: Found) -> bool:
    """Whether a topic goes on behind what is read of it: "evaluating AI automation", "intent: serious owners"."""
    words, following, last = found.words, found.following, found.node.said[-1]
    if following >= len(words) or last.type == "QUOTED" or not words.row[following].text[0].isalpha():
        return False
    word = words.row[following]
    named = any(x.type in _NAMES and x.start == word.start for x in words.candidates(following))
    return found.goes_on() or named or "COMPANY" in keywords().get(word.fold, ())


def _ranked(found: Found) -> bool:
    """Whether a number is that of a class in front of it, and counts nothing: "tier 2 suppliers", "phase 2 or 3
    trials"; or a tool is such a class: "on level 3 support"."""
    words, node, i, following = found.words, found.node, found.begin, found.following
    if node.rule == "technology":
        numbered = following < len(words) and words.row[following].value is not None
        return numbered and words.row[following - 1].fold in _CLASSES
    counted = node.node("exactly", "between")
    hyphen = i > 1 and words.row[i - 1].text in _COMPOUND and words.row[i].tight  # "tier-2 suppliers"
    before = words.row[i - (2 if hyphen else 1)].fold if i else ""
    return counted is not None and counted.start == node.start and before in _CLASSES


def counts_kind(found: Found) -> bool:
    """Whether a number in front of a kind of tools may as well count companies or things: "50 fintech companies"."""
    words, node = found.words, found.node
    kind = node.lexemes("CATEGORY") if not node.has("USING") else []
    counted = kind and node.said[0].type != "CATEGORY" and any(x.type == "NUM" for x in node.said)
    said = words.text[kind[0].start : kind[0].end].split()[0] if counted else ""
    return bool(counted) and not (node.has("IN_USE") or said.rstrip("s").isupper())


def _loose_metric(found: Found) -> bool:
    """Whether a count in front of a number stands in the midst of other words: "one van over 22 years"."""
    node, before = found.node, found.before
    if not isinstance(node.parts[0], Lexeme) or node.parts[0].type != "METRIC":
        return False
    named = builtin().get("metric", node.parts[0].ids[0])
    if named and named.data.get("unit") == "money":
        return False  # "with 50+ rooms and EBITDA over £1m"
    if before and before[-1].kind == "filler" and before[-1].name in _DOERS:  # "they ship 5,000 parcels"
        return True
    last = next((e for e in reversed(before) if e.kind != "filler"), None)
    return last is not None and last.kind in ("unread", "clause", "mark")


def _counts_unit(found: Found) -> bool:
    """Whether the number behind a count is that of something else: "a warehouse of 50,000 sq ft"."""
    last = found.node.parts[-1]
    return isinstance(last, Node) and last.rule == "exactly" and found.goes_on()


def _no_count(found: Found) -> bool:
    """Whether a number is that of points."""
    last = found.node.said[-1]
    return found.words.text[last.start : last.end].lower() in _POINTS


def _cuts_number(found: Found) -> bool:
    """Whether a noun took only a part of the number behind it: of "brands under $3M in sales" all but the sales, of
    "a repo over 2k GitHub stars" all but the stars."""
    words, node, following = found.words, found.node, found.following
    noun = next((x for x in node.said if x.type != "WITH"), node.said[0])
    if noun.type != ("METRIC" if node.rule == "metric" else "COMPANY"):
        return False
    k = next(k for k in range(found.begin, following) if words.row[k].start >= noun.end)
    behind = clause_at(words, k)
    return behind is not None and behind[1] > following


def _employs_some(found: Found) -> bool:
    """Whether a number of those employed has a noun of its own behind it: "employs 80 operators"."""
    words, node, following = found.words, found.node, found.following
    if node.said[0].type != "EMPLOYING" or following >= len(words):
        return False
    behind = words.row[following]
    return behind.text[0].isalpha() and behind.fold not in words_of("filler") and behind.fold not in _JOINING


def _strong_ones(found: Found) -> bool:
    """Whether "strong" praises what is counted, and is no headcount: "three strong prospects"."""
    words, following = found.words, found.following
    if words.row[following - 1].fold != "strong" or following >= len(words):
        return False
    behind = words.row[following].fold
    noun = words_of("filler").get(behind, {}).get("kind") == "noun" and "COMPANY" not in keywords().get(behind, ())
    return noun or found.goes_on()


def _one_office(found: Found) -> bool:
    """Whether a number is that of the people at one site: "an office of 20"."""
    words, node = found.words, found.node
    if len(node.parts) != _LABELLED:
        return False
    first, last = node.parts
    said = isinstance(first, Lexeme) and first.type == "SITES" and words.text[first.end : last.start].split()
    return said == ["of"] and not words.text[first.start : first.end].endswith("s")


def _of_something(found: Found) -> bool:
    """Whether what a company has, seeks or opens only describes what stands behind it: "with a partner programme"."""
    if not found.goes_on() or found.words.row[found.following].fold.endswith(VERBAL):
        return False
    last = found.node.said[-1]
    return last.type in _DESCRIBING[found.node.rule]


def _no_one_named(found: Found) -> bool:
    """Whether a company has people of a level that is no title: "with owners on site", "with partners in Asia"."""
    node, before = found.node, found.before
    had = node.rule == "person" or (bool(before) and before[-1].name in HAVING)
    said = [x for x in node.walk() if isinstance(x, Lexeme)]
    return had and all(x.type in ("WITH", "AT") or (x.type == "SENIORITY" and x.ids[0] in _VAGUE_LEVELS) for x in said)


def _prospects(found: Found) -> bool:
    """Whether "leads" are those to find, and nobody's lead: "find leads in fintech", "leads: dentists"."""
    first = min((x for x in found.node.walk() if isinstance(x, Lexeme)), key=lambda x: x.start)
    return found.words.text[first.start : first.end].lower() == "leads"


def _in_a_state(found: Found) -> bool:
    """Whether what somebody is in is the state of a company: "anyone in administration"."""
    state = clause_at(found.words, found.begin + 1) if found.node.has("SOMEONE") else None
    return state is not None and (state[0].rule, state[1]) == ("status", found.following)


def _names_no_one(found: Found) -> bool:
    """Whether what is new or counted is a function, and nobody in it: "a second warehouse", "20 conferences"."""
    words, node, said = found.words, found.node, found.node.said
    last = next((x for x in reversed(said) if x.type not in ("OR_MORE", "OR_LESS")), said[-1])
    if not last.type.startswith("FUNCTION"):
        return False
    if node.rule == "leadership":
        return any(x.type in ("COMMA", "OR", "AND", "SLASH") for x in said) and node.has("ROLE")
    word = words.text[last.start : last.end].lower()
    tools = any(x.type in TOOLS for x in words.candidates(found.word_of(last)))
    plural = word.endswith("s") and word.rsplit(" ", 1)[-1] not in _PLURAL_FUNCTIONS
    return plural or tools


def _posting(found: Found) -> bool:
    """Whether somebody of a company posts something: "the CEO posts weekly"."""
    words, following, said = found.words, found.following, found.node.said
    if len(said) != _LABELLED or words.row[following - 1].text.lower() != "posts":
        return False
    return following < len(words) and words.row[following].fold != "" and not words.text[: said[0].end].endswith("s")


def _whose_roles(found: Found) -> bool:
    """Whether roles are those of people at a company that is named, and nobody is sought: "marketing roles at Nike"."""
    words, following, node = found.words, found.following, found.node
    sought = any(x.type in ("OPEN", "POSTED", "HIRING", "WANTED", "BUILDING") for x in node.said)
    if sought or following + 1 >= len(words) or words.row[following].fold != "at":
        return False
    return words.text[words.row[following + 1].start].isupper() and clause_at(words, following + 1) is None


def _advertises(found: Found) -> bool:
    """Whether ads and searches are those of a function, and nobody is sought: "marketing ads"."""
    node = found.node
    sought = any(x.type in ("ROLE", "SENIORITY", "OPEN", "POSTED", "HIRING") for x in node.said)
    nouns = {str(x.value) for x in node.said if x.type == "ROLE_NOUN"}
    return not sought and not nouns.isdisjoint(_ADS)


def _part_of(found: Found) -> bool:
    """Whether the name of a team is only a part of another group: "part of a group of no more than five"."""
    text = found.words.text
    return any(
        a.type.startswith("FUNCTION") and b.type == "TEAM" and text[a.end : b.start].lower().startswith(" of ")
        for a, b in pairwise(found.node.said)
    )


def _groups(found: Found) -> bool:
    """Whether what a number is said of are companies, and no team: "dental groups with 5+ locations"."""
    words, node = found.words, found.node
    return any(words.text[x.start : x.end].lower() == "groups" for x in node.lexemes("TEAM"))


def _beside_number(found: Found) -> bool:
    """Whether a function only stands in front of a number of people, and nothing says that they are in it: "retail,
    logistics 50-200 people", but "support is two people"."""
    words, node = found.words, found.node
    function = node.parts[0]
    if not isinstance(function, Node) or function.rule != "any_function" or node.has("STAFF"):
        return False
    number = interval_of(node)
    return number is None or words.text[function.end : number.start].strip(" \n").lower() not in _AMOUNTS_TO


def _supplied(found: Found) -> bool:
    """Whether what is supplied is named in front of those whom it is for: "that could supply packaging for a brand"."""
    words, following = found.words, found.following
    supply = words.row[found.begin].fold in _SUPPLY
    return supply and following < len(words) and words.row[following].fold in ("for", "to")


def _customers_are(found: Found) -> bool:
    """Whether "customers are" only introduces the companies themselves: "Best-fit customers are wholesalers"."""
    words, i = found.words, found.begin
    return (
        words.row[i].fold in ("customer", "client")
        and i + 1 < len(words)
        and words.row[i + 1].fold in ("is", "are")
        and not (i and words.row[i - 1].fold in ("whose", "their"))
    )


def _sells_to_trade(found: Found) -> bool:
    """Whether those whom somebody sells to are companies by their plural: "we sell to insurance brokers"."""
    node = found.node
    if "sell" not in str(node.lexemes("BUYER")[0].value if node.has("BUYER") else ""):
        return False
    return name_trades(found.words, node)


def _addresses(found: Found) -> bool:
    """Whether what is asked of people is where to write to them: "decision-maker emails"."""
    words, node = found.words, found.node
    if len(node.said) != _LABELLED:
        return False
    label, last = node.said
    return label.start < label.end and words.text[last.start : last.end].lower() in ("email", "emails")


def _no_buyer(found: Found) -> bool:
    """Whether whom we sell to are companies, and no department: "we sell to brands"."""
    words, node, following = found.words, found.node, found.following
    last = node.said[-1]
    sold_to = words.text[node.said[0].start : node.said[0].end].endswith(" to")
    if sold_to and any(
        x.type == "OWNERSHIP" and x.next >= following
        for k in range(found.begin, following)
        for x in words.candidates(k)
    ):
        return True  # "we sell to founder-led firms"
    if not last.type.startswith("FUNCTION") or words.text[last.end - 1] != "s":
        return False
    if len(node.said) > 1 and node.said[-2].type == "SENIORITY":  # "Head of Accounts"
        return False
    k = found.word_of(last)
    return any(x.type == "COMPANY" and x.end == last.end for x in words.candidates(k))


def name_trades(words: Words, node: Node) -> bool:
    """Whether all titles of a clause are plurals that name trades as well: "dentists and orthodontists"."""
    names = [words.text[x.start : x.end] for x in node.said if x.type in ("ROLE", "SENIORITY", "FUNCTION")]
    return bool(names) and all(name.endswith("s") and _names_trade(words, name) for name in names)


def _names_trade(words: Words, name: str) -> bool:
    return any(s.kind == "industry" and s.form != "weak" for s in words.vocabulary.senses(name))


def ends_in_noun(node: Node) -> bool:
    """Whether a list closes with a head noun ("fintech or SaaS companies")."""
    last = node.said[-1]
    return last.type == "COMPANY"


def is_singular(word: str) -> bool:
    """Whether a word is no plural."""
    return not word.endswith("s") or singular(word.lower()) == word.lower()


def negated(words: Words, i: int) -> bool:
    """Whether a "not" ends in front of word `i`."""
    return any(x.type == "NOT" and x.next == i for k in range(max(0, i - 5), i) for x in words.candidates(k))


_OF_ANY: tuple[Doubt, ...] = (_no_title, _cuts_name, _another_subject)
_OF_KIND: dict[str, tuple[Doubt, ...]] = {
    "industry": (_breaks_off, _made_by_name, _our_affair, _own_part, _only_subject),
    "model": (_our_affair, _own_part, _only_subject),
    "segment": (_our_affair, _own_part),
    "technology": (_breaks_off, _ranked, counts_kind),
    "stated": (_breaks_off,),
    "employees": (_ranked, _employs_some, _cuts_number, _strong_ones),
    "money": (_cuts_number,),
    "metric": (_loose_metric, _counts_unit, _no_count, _ranked, _cuts_number),
    "sites": (_counts_unit, _one_office, _ranked),
    "bare": (_ranked,),
    "people": (_of_something, _no_one_named, _prospects, names_nobody),
    "person": (_of_something, _no_one_named, _our_affair, _in_a_state, names_nobody),
    "crew": (_of_something, _names_no_one, _ranked),
    "leadership": (_names_no_one,),
    "hiring": (_of_something, _posting, _advertises, _whose_roles),
    "team": (_part_of, _groups, _beside_number),
    "teams": (_part_of,),
    "serves": (_customers_are, _our_affair, _supplied),
    "buyer": (_sells_to_trade, _addresses, _no_buyer),
    "named": (_our_affair,),
    "content": (_of_something,),
    "intent": (_longer_topic,),
    "expansion": (_of_something,),
}
"""The doubts about each kind of clause, by its rule of the grammar."""
