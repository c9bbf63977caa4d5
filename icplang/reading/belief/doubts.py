"""Why a clause that was found is not what is said there: the doubts about each kind of clause."""

from __future__ import annotations

from itertools import pairwise

from icplang.reading.belief.buyers import (
    addresses,
    done_by_them,
    lists_trades,
    no_buyer,
    owns_company,
    sells_to_trade,
    told_of_them,
)
from icplang.reading.belief.miscounts import (
    OF_TEAM,
    counts_among,
    counts_anew,
    counts_firms,
    counts_kind,
    counts_kinds,
    counts_posts,
    counts_unit,
    cuts_number,
    earns_else,
    employs_some,
    heads_of_field,
    in_ratio,
    loose_metric,
    named_before,
    no_count,
    no_worth,
    of_change,
    of_deal,
    of_each,
    of_growth,
    of_some_team,
    of_unknown_posts,
    one_for_each,
    one_of_staff,
    one_office,
    one_owner,
    ranked,
    served_people,
    share,
    share_of,
    size_of_thing,
    strong_ones,
)
from icplang.reading.belief.occurrences import (
    acquires,
    buys_goods,
    buys_thing,
    funded_somehow,
    grows_companies,
    into_trade,
    no_year,
    of_deals,
    of_plans,
    of_sites,
    of_supplier,
    of_swap,
    still_raising,
)
from icplang.reading.belief.othertools import listed_on, of_side
from icplang.reading.belief.ownership import (
    for_the_public,
    of_its_own,
    of_sized_group,
    only_listed,
    owned_by_others,
    several_states,
    the_public,
)
from icplang.reading.belief.persons import (
    at_company,
    at_score,
    handed_to,
    in_a_state,
    lists_tool,
    names_no_one,
    names_nobody,
    no_one_named,
    no_title,
    of_maker,
    one_place,
    own_place,
    prospects,
    ranked_first,
    seeks_thing,
)
from icplang.reading.belief.relations import no_customers, no_trade, of_clients
from icplang.reading.belief.vacancies import (
    advertises,
    for_somebody,
    midst_of_field,
    posting,
    whose_roles,
)
from icplang.reading.belief.whereabouts import (
    code_among_names,
    compound_place,
    elsewhere,
    inside,
    kind_of_town,
    of_cuisine,
    of_event,
    of_fair,
    of_makers,
    of_person,
    of_some,
    of_town,
    of_town_hall,
    own_field,
    since_there,
)
from icplang.reading.elements import HAVING, VERBAL, WAYS, last_content, lexemes, separates
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme, Node
from icplang.reading.words.clauses import clause_at
from icplang.reading.words.found import COMPANIES, Doubt, Found
from icplang.vocabulary.store import builtin, words_of
from icplang.vocabulary.words import is_singular, singular

_NAMED = frozenset({"FUNCTION", "FUNCTION_WEAK", "CATEGORY", "CATEGORY_WEAK", "ROLE", "AUDIENCE"})
_NAMES = frozenset({"INDUSTRY", "MODEL", "SEGMENT", "CATEGORY", "ROLE", "CERT", "TECH", "METRIC"})
_DESCRIBING = {
    "people": ("FUNCTION",),
    "person": ("ROLE", "SENIORITY"),
    "crew": ("ROLE", "SENIORITY"),
    "hiring": ("FUNCTION", "FUNCTION_WEAK"),
    "expansion": ("INDUSTRY",),
    "leadership": ("FUNCTION", "FUNCTION_WEAK"),
    "content": ("CATEGORY", "CATEGORY_WEAK", "FUNCTION", "TECH", "INDUSTRY"),
}
"""Names that describe the noun behind them, by the kind of the clause that they end."""
_SELLERS_OWN = frozenset({"our", "my"})
_BEING = frozenset({"is", "was", "has", "ha"})
_ADJECTIVES = {"cooperative": "is are be being stay very really more".split(), "legal": ["any"]}
"""Names of trades that are adjectives behind these words."""
_THEIRS = frozenset({"their", "its"})
_OFFERS = frozenset("feature plan pricing price package edition deal contract license licence".split())
"""What is made or offered for companies of a size."""
_AFFAIRS = frozenset(
    """adoption usage initiative strategy roadmap transformation capability readiness maturity ambition deployment
    expertise experience background knowledge skill integration feature investment rollout implementation""".split()
)
"""What is done about a matter, or known of it."""
_SUPPLY = frozenset({"supply", "supplie", "supplies", "supplying", "provide", "provides", "providing"})
_TOOLS_AT_LARGE = frozenset("technology tech software tool tools platform".split())
"""Words for tools of all kinds, which may as well say of what kind something is."""
_OURS = frozenset({"customer", "client"})
_PLACES = frozenset(
    """state county country city town village region area district zone hub belt corridor cluster valley neighborhood
    suburb park estate street mall center setting""".split()
)
"""Words for where somebody is."""
_PEOPLE = frozenset("people folk person department leader manager professional team staff executive buyer head".split())
"""Nouns for those who work in a field."""
_COMPOUND = frozenset("-‑")
_PAIR = 2
"""A word and its label, or a name and what joins it."""


def doubtful(found: Found) -> bool:
    """Whether the clause is rather something else than it seems."""
    return any(doubt(found) for doubt in (*_OF_ANY, *_OF_KIND.get(found.node.rule, ())))


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
        return any(w.fold == "our" for w in words.row[i:following]) or _our_own(found)
    if node.has("CATEGORY") and not node.has("IN", "ON_LIST"):
        return i == 0 or words.row[i - 1].fold != "in"
    said = node.lexemes("ON_LIST")
    return bool(said) and node.node("noun") is not None and words.text[said[0].start : said[0].end].lower() == "in our"


def _done_to(found: Found) -> bool:
    """Whether a list is of those to whom something is to be done: "looking to acquire competitors"."""
    said = found.before[-2:]
    return [e.kind for e in said] == ["filler", "unread"] and said[0].name == "to"


def _own_part(found: Found) -> bool:
    """Whether a kind of company is only a part of one: "expanding their enterprise team", "its SaaS business"."""
    words, i = found.words, found.begin
    i -= bool(i) and words.row[i - 1].fold == "own"
    return bool(i) and words.row[i - 1].text.lower() in _THEIRS


def _of_offer(found: Found) -> bool:
    """Whether a segment only says for whom something is made: "enterprise features", "an SMB plan"."""
    row, following = found.words.row, found.following
    return following < len(row) and singular(row[following].fold) in _OFFERS


def _of_character(found: Found) -> bool:
    """Whether the name of a trade is an adjective: "their IT is cooperative", "any legal business"."""
    row, i = found.words.row, found.begin
    return i > 0 and row[i - 1].fold in _ADJECTIVES.get(row[i].fold, ())


def _on_paper(found: Found) -> bool:
    """Whether paper is what somebody still works with instead of a tool: "Epic or paper", "paper picking"."""
    row, following = found.words.row, found.following
    if row[found.begin].fold != "paper" or following > found.begin + 1:
        return False
    if following < len(row) and row[following].fold.endswith("ing"):
        return True
    if any(x.type == "TECH_LABEL" for x in found.words.candidates(0)):
        return False
    tools = [e.name in ("technology", "category") for e in found.before[-_PAIR:]]
    return tools[:1] == [True] and separates(found.before[-1])


def _owned_list(found: Found) -> bool:
    """Whether a list behind a "with" goes on with others who have something: "hotels with a bar, and gyms"."""
    words, said = found.words, found.node.said
    if not found.before or found.before[-1].name not in HAVING:
        return False
    joints = [x.type for x in said if x.type in ("COMMA", "AND", "OR")]
    if not {"AND", "OR"} & {*joints}:
        return False
    return (joints[0] == "COMMA" and len(joints) == _PAIR) or (
        found.following < len(words) and words.row[found.following].fold in HAVING
    )


def _only_subject(found: Found) -> bool:
    """Whether the noun behind a trade or a model makes a matter of it that a company has or does: "AI adoption"."""
    words, following = found.words, found.following
    behind = words.row[following] if following < len(words) else None
    return behind is not None and behind.fold in _AFFAIRS and not words.row[following - 1].text.endswith("s")


def _on_site(found: Found) -> bool:
    """Whether one shop of a kind is only a part of a place: "a taproom on site"."""
    row, following = found.words.row, found.following
    behind = " ".join(w.fold for w in row[following : following + 3]).replace("- ", "")
    return is_singular(row[following - 1].text) and behind.startswith(("on site", "onsite", "on premise", "in house"))


def _longer_topic(found: Found) -> bool:
    """Whether a topic goes on behind what is read of it: "evaluating AI automation", "intent: serious owners"."""
    words, following, last = found.words, found.following, found.node.said[-1]
    if following >= len(words) or last.type == "QUOTED" or not words.row[following].text[0].isalpha():
        return False
    word = words.row[following]
    named = any(x.type in _NAMES and x.start == word.start for x in words.candidates(following))
    return found.goes_on() or named or "COMPANY" in keywords().get(word.fold, ())


def _our_own(found: Found) -> bool:
    """Whether one company behind an "our" is the subject of a sentence within another: "and our farm is growing"."""
    words, i, following = found.words, found.begin, found.following
    if not i or words.row[i - 1].fold not in _SELLERS_OWN or following >= len(words):
        return False
    return is_singular(words.row[following - 1].text) and words.row[following].fold in _BEING


def _of_something(found: Found) -> bool:
    """Whether what a company has, seeks or opens only describes what stands behind it: "with a partner programme"."""
    if not found.goes_on() or found.words.row[found.following].fold.endswith(VERBAL):
        return False
    last = found.node.said[-1]
    return last.type in _DESCRIBING[found.node.rule]


def _part_of(found: Found) -> bool:
    """Whether the name of a team is only a part of another group: "part of a group of no more than five"."""
    text = found.words.text
    return any(
        a.type.startswith("FUNCTION") and b.type == "TEAM" and text[a.end : b.start].lower().startswith(" of ")
        for a, b in pairwise(found.node.said)
    )


def _owns_more(found: Found) -> bool:
    """Whether the field of work that people are in only describes what stands behind it: "who own the security
    posture"."""
    return found.node.has("WORKING_ON") and found.goes_on()


def _owns_thing(found: Found) -> bool:
    """Whether what somebody owns is a thing, and no field of work: "no one owns the data", "own their trademark"."""
    row, k = found.words.row, found.word_of(found.node.said[-1])
    owning = any(x.type in _OWNING and str(x.value).startswith("own") for x in found.node.said)
    return owning and row[k - 1].fold in _OF_ONE


def _groups(found: Found) -> bool:
    """Whether what a number is said of are companies, and no team: "dental groups with 5+ locations"."""
    words, node = found.words, found.node
    said = [words.text[x.start : x.end].lower() for x in node.lexemes("TEAM")]
    passes = any(
        x.type == "MORE_THAN" and str(x.value).startswith("pass") for x in node.walk() if isinstance(x, Lexeme)
    )
    return "groups" in said or ("group" in said and passes)  # "a dental group passes five sites"


def _supplied(found: Found) -> bool:
    """Whether what is supplied is named in front of those whom it is for: "that could supply packaging for a brand"."""
    words, following = found.words, found.following
    supply = words.row[found.begin].fold in _SUPPLY
    return supply and following < len(words) and words.row[following].fold in ("for", "to")


def _customers_are(found: Found) -> bool:
    """Whether "customers are" only introduces the companies themselves: "Best-fit customers are wholesalers"."""
    words, i = found.words, found.begin
    return (
        words.row[i].fold in _OURS
        and i + 1 < len(words)
        and words.row[i + 1].fold in ("is", "are")
        and not (i and words.row[i - 1].fold in ("whose", "their", "your"))
    )


def _kind_of_place(found: Found) -> bool:
    """Whether a trade only says what kind of place somebody is in: "in a banking hub", "in a union state"."""
    words, following = found.words, found.following
    if following >= len(words) or words.row[following].fold not in _PLACES:
        return False
    return found.node.said[0].type == "IN" or words.row[found.begin - 1].fold in ("in", "a", "an", "the", "near")


def ends_in_noun(node: Node) -> bool:
    """Whether a list closes with a head noun ("fintech or SaaS companies")."""
    last = node.said[-1]
    return last.type == "COMPANY"


def _adds_to(found: Found) -> bool:
    """Whether what grows is something of the company that stands behind it: "expanding service areas", "with an
    expanding presence in Ohio", but "expanding retailers"."""
    words, following = found.words, found.following
    offer = following < len(words) and words.row[following].fold == "product"  # "expanding product lines"
    if len(found.node.said) > 1 or not (offer or found.goes_on()) or words.row[following].fold.endswith("ly"):
        return False
    behind = clause_at(words, following)
    return behind is None or behind[0].rule not in COMPANIES


def _labels_name(found: Found) -> bool:
    """Whether a word for tools only describes what stands behind it: "Technology signals", "Tech Familiarity"."""
    label, *names = found.node.said
    text = found.words.text
    if label.type != "TECH_LABEL" or label.start == label.end or not text[label.end : names[0].start].isspace():
        return False
    describing = text[label.start : label.end].lower() in _TOOLS_AT_LARGE
    return names[0].type == "NAME" or (describing and names[0].type == "TECH_WEAK")


def _in_customers(found: Found) -> bool:
    """Whether those whom a company sells to are people at companies, and a trade is only their field of work: "selling
    to HR or finance people"."""
    words, following = found.words, found.following
    return following < len(words) and words.row[following].fold in _PEOPLE


def _part_from(found: Found) -> bool:
    """Whether a trade is what a share of something comes from: "60% of revenue from exports"."""
    last, row, begin = last_content(found.before), found.words.row, found.begin
    if last is None or {row[begin].fold, row[begin - 1].fold}.isdisjoint(("from", "through", "via")):
        return False
    return last.kind == "clause" and any(x.type == "NUM" and x.value.percent for x in lexemes(last))


def _ours_first(found: Found) -> bool:
    """Whether somebody new is one of the seller's: "our first buyer is a bakery", "territory for the new rep"."""
    row, begin = found.words.row, found.begin
    if begin > 1 and row[begin].fold == "new" and (row[begin - 2].fold, row[begin - 1].fold) in _FOR_OURS:
        return True
    return begin > 0 and row[begin].fold == "first" and row[begin - 1].fold in _SELLERS_OWN


def _sells_goods(found: Found) -> bool:
    """Whether what is sold is no way to sell: "selling SaaS", but "sells B2C"."""
    sold = found.node.has("SELLS")
    return sold and any(
        x.ids[0] not in WAYS for part in found.node.walk() if isinstance(part, Node) for x in part.lexemes("MODEL")
    )


def _plural_of_initials(found: Found) -> bool:
    """Whether a tool is written as several of something are: "EMIs" are no EMIS."""
    words, last = found.words, found.node.said[-1]
    said = words.text[last.start : last.end]
    tool = builtin().get("technology", last.ids[0]) if last.type == "TECH" and last.ids else None
    return tool is not None and said[-1:] == "s" and said[:-1].isupper() and said not in (tool.name, *tool.aliases)


def _there(found: Found) -> bool:
    """Whether a trade is rather what a company does, somewhere or so often: "or shipping there", "shipping weekly"."""
    row, following = found.words.row, found.following
    if following == len(row) or not row[following - 1].fold.endswith("ing"):
        return False
    return row[following].fold == "there" or any(x.type in _SO_OFTEN for x in found.words.candidates(following))


def _money_for(found: Found) -> bool:
    """Whether nobody is served, but money made: "for profit"."""
    things = [x.ids[0] for x in found.node.said if x.type == "METRIC"]
    known = (builtin().get("metric", id) for id in things)
    return any(entry is not None and entry.data.get("unit") == "money" for entry in known)


def _thanked(found: Found) -> bool:
    """Whether somebody is thanked for something: "Thanks for the referral"."""
    return found.begin > 0 and found.words.row[found.begin - 1].text.lower() in ("thanks", "thank you", "thx")


def _cuts_event(found: Found) -> bool:
    """Whether a title is only the first word of an event: "a new CIO, a data breach"."""
    last = found.node.said[-1]
    names = found.words.candidates(found.word_of(last)) if last.type.startswith("FUNCTION") else ()
    return any(x.type in _EVENTS and x.next > found.following for x in names)


_OWNING = frozenset({"WORKING_ON", "IN_HOUSE"})
_OF_ONE = frozenset({"the", "their", "its", "it"})
_FOR_OURS = {("for", "the"), ("for", "our"), ("for", "my")}
_SO_OFTEN = frozenset({"PER_DAY", "PER_WEEK", "PER_MONTH"})
_EVENTS = frozenset({"BREACH", "LAYOFFS", "LAUNCH", "EXPANSION", "FUNDED"})

_OF_ANY: tuple[Doubt, ...] = (no_title, _cuts_name, _another_subject)
_OF_PEOPLE: tuple[Doubt, ...] = (lists_tool, _of_something, no_one_named, names_nobody)
_OF_KIND: dict[str, tuple[Doubt, ...]] = {
    "industry": (
        _kind_of_place,
        _there,
        _breaks_off,
        _made_by_name,
        _our_affair,
        _own_part,
        _only_subject,
        _on_site,
        _part_from,
        _of_character,
        of_its_own,
        _owned_list,
        no_trade,
        kind_of_town,
        inside,
        _on_paper,
        own_field,
    ),
    "model": (_sells_goods, _our_affair, _own_part, _only_subject),
    "segment": (_our_affair, _own_part, _of_offer, of_town),
    "ownership": (the_public, for_the_public, several_states, of_sized_group, owned_by_others, only_listed),
    "location": (
        of_some,
        of_cuisine,
        of_person,
        of_event,
        of_fair,
        compound_place,
        elsewhere,
        code_among_names,
        of_town_hall,
    ),
    "presence": (of_makers,),
    "founded": (since_there,),
    "outside": (of_event,),
    "technology": (_breaks_off, _plural_of_initials, ranked, counts_kind, _labels_name, listed_on, of_side),
    "certification": (of_clients,),
    "stated": (_breaks_off,),
    "category": (_our_affair,),
    "employees": (
        in_ratio,
        of_growth,
        ranked,
        counts_anew,
        employs_some,
        cuts_number,
        strong_ones,
        one_of_staff,
        counts_firms,
        heads_of_field,
        of_change,
        of_each,
        size_of_thing,
        of_some_team,
        served_people,
    ),
    "money": (cuts_number, earns_else),
    "countries": (named_before,),
    "metric": (
        in_ratio,
        of_growth,
        named_before,
        counts_posts,
        counts_kinds,
        counts_anew,
        loose_metric,
        counts_unit,
        counts_among,
        no_count,
        no_worth,
        one_for_each,
        of_deal,
        ranked,
        cuts_number,
        counts_firms,
        share_of,
        of_each,
    ),
    "sites": (in_ratio, of_growth, named_before, counts_unit, one_office, ranked, of_change, of_each),
    "bare": (ranked,),
    "people": (*_OF_PEOPLE, lists_trades, at_company, at_score, of_maker, handed_to, prospects),
    "person": (*_OF_PEOPLE, own_place, _owns_thing, _our_affair, in_a_state),
    "crew": (in_ratio, one_owner, one_place, _of_something, names_no_one, ranked, share),
    "leadership": (_cuts_event, names_no_one, _ours_first, ranked_first, _of_something, of_supplier),
    "hiring": (
        grows_companies,
        of_unknown_posts,
        _cuts_event,
        _of_something,
        posting,
        advertises,
        whose_roles,
        for_somebody,
        midst_of_field,
        seeks_thing,
    ),
    "team": (*OF_TEAM, _part_of, _groups, _owns_more, _owns_thing),
    "teams": (_part_of,),
    "serves": (
        _money_for,
        _thanked,
        _in_customers,
        _customers_are,
        _our_affair,
        _supplied,
        no_customers,
    ),
    "buyer": (sells_to_trade, addresses, no_buyer, owns_company, told_of_them, done_by_them),
    "named": (_our_affair, _done_to),
    "content": (_of_something,),
    "intent": (_longer_topic,),
    "expansion": (of_plans, _of_something, _adds_to, of_sites, no_year, into_trade),
    "event": (acquires, buys_goods, buys_thing, no_year, of_deals),
    "funding": (no_year, funded_somehow, still_raising),
    "tech_event": (of_swap,),
}
"""The doubts about each kind of clause, by its rule of the grammar."""
