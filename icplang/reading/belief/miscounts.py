"""Doubts about a number: whether it counts something else than it seems to."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from icplang.reading.elements import HAVING, last_content
from icplang.reading.resolving.intervals import interval_of, is_interval
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme, Node
from icplang.reading.words.clauses import clause_at
from icplang.reading.words.found import JOINING, Found
from icplang.reading.words.lexer import ARTICLES, Words
from icplang.reading.words.posts import names_post
from icplang.vocabulary.store import builtin, words_of
from icplang.vocabulary.words import is_singular

_COMPOUND = frozenset("-‑")
_CLASSES = frozenset("tier level class grade phase stage series type category group rank step version".split())
_KINDS = frozenset("types kinds sorts categories segments classes groups tiers families profiles personas".split())
_LEADS_TO = (":", "of")
"""What stands between a noun and its number."""
_PAIR = 2
_LEADS = 30
"""So many accounts somebody asks for, and hardly fewer."""
_ASKED_FOR = frozenset({"lead", "contact", "prospect"})
"""What somebody asks for by number."""
_MARKET = 1000
"""The least number of companies that are rather a market than what one company has."""
_THESE = frozenset({"same", "those", "these", "said"})
_RANKED = frozenset({"tier", "level", "phase", "priority", "group"})
"""Words that a number behind them numbers."""
_ERAS = frozenset({"post", "pre"})
"""What stands in front of a year, behind which or before which something is: "post-2022 sales hires"."""
_RATIO = 6
"""So near in front of its numbers stands the word for a ratio."""
_POINTS = frozenset({"pt", "pts", "point", "points"})
_SLASHED = frozenset("/-")
_PEOPLE = frozenset({"people", "persons", "ppl"})
_SERVING = frozenset(
    """serving serve serves served helping help helps reaching reach reaches feeding feed feeds housing house houses
    covering cover covers teaching treating treat treats insuring insure insures supporting support supports protecting
    connecting""".split()
)
"""Verbs of what is done for people."""
_SETTLEMENTS = frozenset("town city village municipality county parish borough population catchment".split())
_DECIDING = frozenset({"stakeholder", "stakeholders", "approver", "approvers", "signatories", "signers"})
_DOERS = frozenset({"they", "we", "it", "i", "you"})
_AMOUNTS_TO = frozenset({"is", "are", "of", ":", "of a", "is a", "(", "(even", "is only", "is just"})
"""What stands between a function and how many are in it."""
_FIGURES = 1000
"""The least amount that is meant by a number of digits: "six figures", but not "double digits"."""
_YEARS = 1000
"""The least number that is meant as a year."""
_RANGE, _RANGED = 6, 3
"""So many words hold the rest of a range of what is counted, hyphens included, and so many at least without them."""
_LABELLED = 2
"""The parts of a number behind its label."""
_CHANGED = frozenset(
    """added add adds adding gained gains gaining lost loses losing grew grown went gone come came shed sheds shedding
    onboarded recruited by cut""".split()
)
"""Verbs of a change, in front of how many came or went: "added 20 people", "grew by 20 people"."""
_UNITS = frozenset("DAY WEEK FORTNIGHT MONTH QUARTER YEAR".split())
_MONEYS = frozenset({"REVENUE", "ARR", "GMV", "TOTAL_FUNDING"})
_TIMES = frozenset("PER_DAY PER_WEEK PER_MONTH PER_QUARTER PER_YEAR".split())
_CROWDS = frozenset("team crew staff headcount".split())
"""Words for those who work somewhere, in front of how many they are."""
_ADJECTIVAL = ("ed", "ing", "y", "al", "ive", "ful", "less", "ous", "able", "ible", "ar", "an", "er", "est", "knit")
"""Ends of words that rather say what a team is like."""
_BOUNDS = frozenset({"OR_MORE", "OR_LESS", "PLUS"})
_SIGNS = frozenset({"+", "-", "\u2013", "to"})
_COUNTS = frozenset({"METRIC", "SITES"})
"""Nouns that are counted."""
_REACHED = frozenset({"MORE_THAN", "AT_LEAST"})
_DEALS = frozenset({"retainer", "fund", "fee", "ticket", "cheque", "check"})
"""What an amount in front of it says the price or the size of."""
_POSTS = frozenset("job position opening vacancy role req requisition ad advert posting".split())
"""Nouns for a post that is open."""


def ranked(found: Found) -> bool:
    """Whether a number is that of a class in front of it, and counts nothing: "tier 2 suppliers", "phase 2 or 3
    trials"; or a tool is such a class: "on level 3 support"."""
    words, node, i, following = found.words, found.node, found.begin, found.following
    if node.rule == "technology":
        numbered = following < len(words) and words.row[following].value is not None
        return numbered and words.row[following - 1].fold in _CLASSES
    counted = node.node("exactly", "between")
    hyphen = i > 1 and words.row[i - 1].text in _COMPOUND and words.row[i].tight  # "tier-2 suppliers"
    before = words.row[i - (2 if hyphen else 1)].fold if i else ""
    classed = before in _CLASSES or (hyphen and before in _ERAS) or _of_classes(words, i)
    return counted is not None and counted.start == node.start and classed


def _of_classes(words: Words, i: int) -> bool:
    """Whether the number at word `i` goes on with those of classes: the 3 of "tier-2/3 suppliers"."""
    k = i - 1
    while k > 0 and words.row[k].tight and (words.row[k].text in _SLASHED or words.row[k].value is not None):
        k -= 1
    k -= k > 0 and words.row[k].value is not None  # "tier 2/3"
    return 0 <= k < i - 1 and words.row[i - 1].text in _SLASHED and words.row[k].fold in _CLASSES


def served_people(found: Found) -> bool:
    """Whether people are those whom somebody serves, or who live somewhere, and no staff: "utilities serving 50,000
    people", "towns of 10,000 people"."""
    words, i, last = found.words, found.begin, found.node.said[-1]
    if words.text[last.start : last.end].lower() not in _PEOPLE or not i:
        return False
    before = words.row[i - 1].fold
    k = i - (before in ("of", "with"))
    settled = k > 0 and words.row[k].fold in ("of", "with") and words.row[k - 1].fold in _SETTLEMENTS
    settled = settled and (words.row[k].fold == "of" or words.row[k - 1].text.endswith("s"))
    return settled or before in _SERVING


def counts_kind(found: Found) -> bool:
    """Whether a number in front of a kind of tools may as well count companies or things: "50 fintech companies"."""
    words, node = found.words, found.node
    kind = node.lexemes("CATEGORY") if not node.has("USING") else []
    counted = kind and node.said[0].type != "CATEGORY" and any(x.type == "NUM" for x in node.said)
    said = words.text[kind[0].start : kind[0].end].split()[0] if counted else ""
    return bool(counted) and not (node.has("IN_USE") or said.rstrip("s").isupper())


def counts_posts(found: Found) -> bool:
    """Whether what is counted only says for what work posts are open: "3+ forklift jobs", "two crane operator
    vacancies"."""
    row, i = found.words.row, found.following
    near = [w.fold for w in row[i : i + 2]]
    return near[:1] != [] and (near[0] in _POSTS or (near[-1] in _POSTS and names_post(near[0])))


def of_unknown_posts(found: Found) -> bool:
    """Whether open posts are of those that nothing explains: "5+ flange jobs posted"."""
    before = found.before[-1] if found.before else None
    opens = found.words.row[found.begin].fold in _POSTS
    return opens and before is not None and (before.kind == "unread" or before.name in ("bare", "metric"))


def loose_metric(found: Found) -> bool:
    """Whether a count in front of a number stands in the midst of other words: "one van over 22 years"."""
    node, before = found.node, found.before
    if not isinstance(node.parts[0], Lexeme) or node.parts[0].type != "METRIC":
        return False
    first = found.words.row[found.begin]
    if first.fold in _CLASSES or first.text.lower() == "well":  # "class 7 or 8", "well under $5M"
        return True
    named = builtin().get("metric", node.parts[0].ids[0])
    if (named and named.data.get("unit") == "money") or share(found):
        return False  # "with 50+ rooms and EBITDA over £1m", "and an EBITDA margin of 15%"
    row, behind = found.words.row, found.following
    ends = behind >= len(row) or row[behind].fold in ("", "in", "with", *JOINING)
    if ends and node.node("per") is None and any(w.fold == "of" for w in row[found.begin : behind]):
        return False  # "water companies serving a population of 200,000", but "running projects of 12 months"
    if before and before[-1].kind == "filler" and before[-1].name in _DOERS:  # "they ship 5,000 parcels"
        return True
    last = last_content(before)
    return last is not None and last.kind in ("unread", "clause", "mark")


def counts_kinds(found: Found) -> bool:
    """Whether kinds are counted, and not what they are kinds of: "3 customer types", "4 user groups", but "200-bed
    groups"."""
    row, following = found.words.row, found.following
    if following >= len(row) or row[following - 1].text.endswith("s") or row[following - 2].text in _COMPOUND:
        return False
    return row[following].text.lower() in _KINDS and row[following].start == row[following - 1].end + 1


def named_before(found: Found) -> bool:
    """Whether a number only counts what was named before, "the same three countries", or says which one is meant:
    "Tier 1 market"."""
    counted = found.node.node("interval", "exactly") or found.node
    begins = counted.node("exactly") is not None or counted.rule == "exactly"
    return begins and found.begin > 0 and found.words.row[found.begin - 1].fold in _THESE | _RANKED


def in_ratio(found: Found) -> bool:
    """Whether a number is one of two that say how things are to one another: "1 in 10 orders", "three out of five
    sites", "a ratio of 1 nurse to 4 patients"."""
    row, i = found.words.row, found.begin
    first = row[i].value is None  # "in 10 orders"
    joint = [w.fold for w in row[max(0, i - 2 + first) : i + first]]
    apart = 1 + (joint == ["out", "of"])
    number = row[i + first - apart - 1] if i + first > apart else None
    if joint[-1:] == ["in"] or joint == ["out", "of"]:
        told = bool(found.before) and found.before[-1].kind == "clause"  # "a fleet of 30 in 4 depots"
        return number is not None and number.value is not None and not told
    before = [w.fold or w.text for w in row[max(0, i - _RATIO) : i]]
    return "ratio" in before and "," not in before


def of_growth(found: Found) -> bool:
    """Whether two numbers say how something has changed, and not how many there may be: "expanded from one state to
    three", "grew from 10 vans to 40"."""
    if found.node.node("span_low") is None or not found.before:
        return False
    last = found.before[-1]
    return last.kind == "unread" or last.name in ("expansion", "growth") or last.name in _CHANGED


def counts_among(found: Found) -> bool:
    """Whether what stands behind an "in" says among whom there are so many, and not of what: "2-25 across the trade",
    but "$5M in grants"."""
    among = next((x for x in found.node.said if x.type == "IN"), None)
    if among is None or found.node.node("spent"):
        return False
    return not any(x.value.currency for x in found.node.walk() if isinstance(x, Lexeme) and x.type == "NUM")


def no_worth(found: Found) -> bool:
    """Whether a number behind what somebody handles is no amount: "running projects of 12 months"."""
    first, second, *_ = found.node.said
    handled = (first.type, second.type) == ("HANDLING", "METRIC")
    return handled and not any(x.value.currency for x in found.node.said if x.type == "NUM")


def one_for_each(found: Found) -> bool:
    """Whether a text says how many of a thing there may be, and not how many there are: "one application per year"."""
    number, per = found.node.node("exactly"), found.node.node("per") or found.node.lexemes("PER_THING")
    return bool(per) and number is not None and all(x.value.value == 1 for x in number.said if x.type == "NUM")


def of_deal(found: Found) -> bool:
    """Whether an amount is what a deal costs or how large a fund is: "the $9k retainer", "a $150M fund"."""
    *_, first, last = found.node.said
    priced = (first.type, last.type) == ("NUM", "METRIC") and first.value.currency
    return bool(priced) and found.words.row[found.following - 1].fold in _DEALS


def counts_unit(found: Found) -> bool:
    """Whether the number behind a count is that of something else: "a warehouse of 50,000 sq ft", "offices under 4
    printers"."""
    first, last = found.node.parts[0], found.node.parts[-1]
    if not isinstance(last, Node) or not is_interval(last) or first is last:
        return False
    places = isinstance(first, Lexeme) and first.type == "SITES" and first.end + 1 == last.start
    if last.rule == "exactly" or not places:
        return last.rule == "exactly" and found.goes_on()
    words = found.words
    here, behind = words.candidates(found.begin), words.candidates(found.following) if found.goes_on() else ()
    if any(x.type == "INDUSTRY" for x in here) or any(x.type == "METRIC" for x in behind):
        return False  # "offices under 6 lawyers" counts lawyers
    return any(x.type == "INDUSTRY" for x in behind)


def no_count(found: Found) -> bool:
    """Whether a number is that of points, or of those who decide on a deal."""
    last = found.node.said[-1]
    said = found.words.text[last.start : last.end].lower()
    return said in _POINTS or said.split()[-1] in _DECIDING or said.endswith(("decision makers", "decision-makers"))


def heads_of_field(found: Found) -> bool:
    """Whether heads are those who lead a field of work, and no headcount: "30 Heads of Procurement"."""
    row, following = found.words.row, found.following
    return row[following - 1].fold == "head" and following < len(row) and row[following].fold == "of"


def cuts_number(found: Found) -> bool:
    """Whether a noun took only a part of the number behind it: of "brands under $3M in sales" all but the sales, of
    "a repo over 2k GitHub stars" all but the stars, of "operators of 1,000+ parking spaces" all but these."""
    words, node, following = found.words, found.node, found.following
    noun = next((x for x in node.said if x.type != "WITH"), node.said[0])
    if noun.type != ("METRIC" if node.rule == "metric" else "COMPANY"):
        return False
    k = next(
        (
            k
            for k in range(found.begin, following)
            if words.row[k].start >= noun.end and words.row[k].text not in _LEADS_TO
        ),
        0,
    )
    behind = clause_at(words, k) if k else None
    return behind is not None and behind[1] > following


def counts_firms(found: Found) -> bool:
    """Whether a number is that of companies in a market: "Size: 50K firms", "12,000 SaaS startups"."""
    words, node, following = found.words, found.node, found.following
    if node.rule == "metric":
        many = any(x.value.value >= _MARKET for x in node.said if x.type == "NUM")
        last = words.vocabulary.senses(words.row[following - 1].text.lower())
        counted = node.said[-1].type == "COUNTED"
        about = node.said[0].type == "ABOUT"  # "(~3,500 dry cleaners)"
        wanted = counted and not found.before and (_listed(node) or (about and many)) and _trade(found)
        asked = not found.before and _listed(node) and not _ASKED_FOR.isdisjoint(node.said[-1].ids)
        return wanted or asked or (many and counted and any(s.kind == "segment" for s in last))
    behind = words.row[following].fold if following < len(words) else ""
    return node.said[-1].type == "NUM" and "COMPANY" in keywords().get(behind, ())


def _listed(node: Node) -> bool:
    """Whether one number of some size stands in front of a noun, as that of the accounts that are asked for."""
    number = node.said[0]
    return len(node.said) == _PAIR and number.type == "NUM" and number.value.value >= _LEADS


def _trade(found: Found) -> bool:
    """Whether what is counted is a kind of company: "800 roofing contractors"."""
    thing = found.node.said[-1]
    senses = found.words.vocabulary.senses(found.words.text[thing.start : thing.end])
    return any(s.kind == "industry" and s.form != "weak" for s in senses)


def counts_anew(found: Found) -> bool:
    """Whether a number behind ", or" may count something else than that in front of it: "50 rooms, or 10 on Mews"."""
    said = found.node.said
    joint = next((i for i, x in enumerate(said) if x.type == "COMMA"), len(said))
    return [x.type for x in said[joint + 1 :]] == ["OR", "NUM"]


def employs_some(found: Found) -> bool:
    """Whether a number of those employed has a noun of its own behind it: "employs 80 operators"."""
    words, node, following = found.words, found.node, found.following
    if node.said[0].type != "EMPLOYING" or following >= len(words):
        return False
    behind = words.row[following]
    return behind.text[0].isalpha() and behind.fold not in words_of("filler") and behind.fold not in JOINING


def one_of_staff(found: Found) -> bool:
    """Whether one person is somebody of a company, and not all of it: "one person at head office"."""
    words, i, following = found.words, found.begin, found.following
    i += words.row[i].fold in HAVING
    behind = words.row[following].fold if following < len(words) else ""
    return [w.text.lower() for w in words.row[i:following]] == ["one", "person"] and behind in ("at", "in", "who", "on")


def of_some_team(found: Found) -> bool:
    """Whether so many are in a team of a kind that nobody knows, and not in the company: "an intake team of 3", "a team
    of 5-10 buyers"."""
    row, begin, following = found.words.row, found.begin, found.following
    team = [w.fold for w in row[begin : begin + 2]] in (["team", "of"], ["crew", "of"])
    counted = row[begin].fold in _CROWDS and begin + 1 < len(row) and row[begin + 1].value is not None
    if team and following < len(row) and row[following].text.endswith("s"):
        fold = row[following].fold
        return "title" in found.words.vocabulary.kinds(fold) or "BUYER" in keywords().get(fold, ())
    last = found.before[-1] if (team or counted) and found.before else None  # "tox team 10+"
    if last is None or last.kind != "unread" or last.end + 1 < row[begin].start:
        return False
    return last.name not in words_of("vague") and not last.name.endswith(_ADJECTIVAL)


def has_others(found: Found) -> bool:
    """Whether the number behind a team counts something else that it has: "IT teams with 500+ laptops"."""
    words, parts = found.words, found.node.parts
    row, end = words.row, found.following
    counted = parts[-1] if isinstance(parts[-1], Lexeme) and parts[-1].type == "METRIC" else None
    number = found.node.node("interval", "exactly", "about", "at_least", "at_most", "between", "more_than", "less_than")
    if number is None or number not in parts[-2:] or (counted is None and number is not parts[-1]):
        return False
    first = next(k for k in range(found.begin, end) if row[k].start >= number.start)
    if row[first - 1].fold not in HAVING:
        return False
    if counted:
        return not _person(words, row[end - 1].fold)
    while end < len(row) and (bound := _rest_of_number(words, end)):
        end = bound
    if end == len(row):
        return False
    thing = any(x.type in _COUNTS for x in words.candidates(end)) or replace(found, following=end).goes_on()
    return thing and not _person(words, row[end].fold)


def _person(words: Words, fold: str) -> bool:
    """Whether a noun says what somebody does."""
    return "title" in words.vocabulary.kinds(fold) or fold in words_of("posts")


def _rest_of_number(words: Words, i: int) -> int:
    """The word behind one that only bounds the number in front of it; 0 where it does not."""
    more = next((x.next for x in words.candidates(i) if x.type in _BOUNDS), 0)
    return more or (i + 1 if words.row[i].text in _SIGNS or words.row[i].value is not None else 0)


def one_owner(found: Found) -> bool:
    """Whether there is only one who founded or owns a company, which may have staff: "a single founder"; or one of
    something that a hyphen ties to its number: "one-site operators"."""
    row, following = found.words.row, found.following
    tied = [w.text in _COMPOUND for w in row[found.begin + 1 : found.begin + 2]] == [True]
    if row[found.begin].fold == "one" and tied:
        return True
    return row[found.begin].fold == "single" and row[following - 1].fold in ("founder", "owner", "director", "partner")


def strong_ones(found: Found) -> bool:
    """Whether "strong" praises what is counted, and is no headcount: "three strong prospects"."""
    words, following = found.words, found.following
    if words.row[following - 1].fold != "strong" or following >= len(words):
        return False
    behind = words.row[following].fold
    noun = words_of("filler").get(behind, {}).get("kind") == "noun" and "COMPANY" not in keywords().get(behind, ())
    return noun or found.goes_on()


def one_office(found: Found) -> bool:
    """Whether a number is that of the people at one site: "an office of 20"."""
    words, node = found.words, found.node
    if len(node.parts) != _LABELLED:
        return False
    first, last = node.parts
    said = isinstance(first, Lexeme) and first.type == "SITES" and words.text[first.end : last.start].split()
    return said == ["of"] and not words.text[first.start : first.end].endswith("s")


def beside_number(found: Found) -> bool:
    """Whether a function only stands in front of a number of people, and nothing says that they are in it: "retail,
    logistics 50-200 people", but "support is two people"."""
    words, node = found.words, found.node
    function = node.parts[0]
    if not isinstance(function, Node) or function.rule != "any_function" or node.has("STAFF"):
        return False
    number = interval_of(node)
    return number is None or words.text[function.end : number.start].strip(" \n").lower() not in _AMOUNTS_TO


def share(found: Found) -> bool:
    """Whether a percentage seems to count people: "3%+ organic growth"."""
    return any(x.type == "NUM" and x.value.percent for x in found.node.said)


def share_of(found: Found) -> bool:
    """Whether a percentage is that of some of the things behind it, and not how many there are: "40% of bookings"."""
    text, said = found.words.text, found.node.said
    bracketed = found.begin > 0 and found.words.row[found.begin - 1].text == "("  # "(30% of pipeline)" is a remark
    return not bracketed and any(
        a.type == "NUM" and a.value.percent and text[a.end : b.start].strip().lower() == "of" for a, b in pairwise(said)
    )


def several_of(found: Found) -> bool:
    """Whether companies of a trade are of a size, and no department is: "contact centres of 50 to 300 agents"."""
    first, row = found.node.said[0], found.words.row
    if not first.type.startswith("FUNCTION") or first.next >= len(row) or row[first.next].fold != "of":
        return False
    trade = any(x.type == "INDUSTRY" and x.end == first.end for x in found.words.candidates(found.word_of(first)))
    return trade and not is_singular(row[first.next - 1].text)


def of_change(found: Found) -> bool:
    """Whether a number is how many came or went, and not how many there are: "added 20 people", "went from 20 to 60
    people in the past year", "places 15 people a month", but "passed 100 people in the past year"."""
    words, node, i = found.words, found.node, found.begin
    if (i and words.row[i - 1].fold in _CHANGED) or _timed(words, _behind_done(words, found.following)):
        return True
    reached = any(x.type in _REACHED and x.start == node.start for x in node.said)
    return not reached and found.following < len(words) and _lasting(words, found.following)


def _behind_done(words: Words, i: int) -> int:
    """The word behind what is done with those in front of word `i`: that behind the "paid" of "workers paid weekly"."""
    done = words.candidates(i) if i < len(words) else ()
    return next((x.next for x in done if x.type == "DONE"), i)


def _timed(words: Words, i: int) -> bool:
    """Whether a number in front of word `i` is that of a time: "a month", "per week"."""
    return i < len(words) and any(x.type in _TIMES and x.next > i + 1 for x in words.candidates(i))


def _lasting(words: Words, i: int) -> bool:
    """Whether a length of time until now starts at word `i`: "in the past year", "in the last 6 months"."""
    ends = [x.next for x in words.candidates(i) if x.type == "LAST"]
    ends += [x.next for j in ends if j < len(words) for x in words.candidates(j) if x.type == "NUM"]
    return any(x.type in _UNITS for j in ends if j < len(words) for x in words.candidates(j))


def of_each(found: Found) -> bool:
    """Whether a number is that of each of several: "10 crews, each with 3-4 people", "1,000 members each"."""
    row, i, following = found.words.row, found.begin, found.following
    beside = following < len(row) and row[following].start - row[following - 1].end == 1
    i -= i > 0 and row[i - 1].fold in HAVING
    return (beside and row[following].fold == "each") or (i > 0 and row[i - 1].fold == "each")


def size_of_thing(found: Found) -> bool:
    """Whether a size is that of something that is not read: "list size 6,000-15,000"."""
    first, before = found.node.said[0], found.before
    if found.words.text[first.start : first.end].lower() not in ("size", "sizes") or not before:
        return False
    return before[-1].kind == "unread" and before[-1].end + 1 == first.start


def _no_size(node: Node) -> bool:
    """Whether a number behind "company" or "business" says nothing of its size: "Business One", "a group of up to
    ten"."""
    if node.rule != "employees" or not node.has("COMPANY") or node.has("EMPLOYEES"):
        return False
    return node.node("exactly") is not None or node.lexemes("COMPANY")[0].value == "group"


def _no_start(words: Words, found: tuple[Node, int]) -> bool:
    """Whether a "from" starts no time but the range of what is counted at both its ends: "from 5-truck to 40-truck
    fleets"."""
    node, i = found
    first, *rest = node.said
    if node.rule != "founded" or first.type != "SINCE" or len(rest) != 1 or rest[0].value.value >= _YEARS:
        return False
    row = [w for w in words.row[i : i + _RANGE] if w.text not in "-‑"]
    return len(row) > _RANGED and row[1].fold == "to" and row[2].value is not None and row[0].fold == row[3].fold


def _other_unit(node: Node) -> bool:
    """Whether what a company makes or does is a number of something else than money."""
    if node.rule != "money" or not node.has("DOING") or node.node("money_field"):
        return False
    numbers = [x for x in node.walk() if isinstance(x, Lexeme) and x.type in ("NUM", "FIGURES")]
    return not any(
        x.value[0] >= _FIGURES if x.type == "FIGURES" else x.value.currency or x.value.scale > 1 for x in numbers
    )


def _named_money(words: Words, found: tuple[Node, int]) -> bool:
    """Whether the amount that a company makes is one of something that has a name: "doing $20k MRR"."""
    node, i = found
    if node.rule != "money" or not node.has("DOING") or node.node("money_field") or i >= len(words):
        return False
    return any(x.type == "METRIC" for x in words.candidates(i))


def counts_else(words: Words, i: int, found: tuple[Node, int]) -> bool:
    """Whether the number behind a label, or behind a word for places, counts something else than that."""
    node, following = found
    if node.rule not in ("employees", "money", "sites", "visits") or following >= len(words):
        return False
    if words.row[i].start < words.row[i].end:
        last = node.rule == "sites" and words.row[following - 1].value is not None
        return last and any(x.type == "METRIC" for x in words.candidates(following))
    own = clause_at(words, i + 1)
    if own and own[1] > following:
        return True
    behind = words.row[following]
    return behind.text[:1].isalpha() and behind.fold not in words_of("filler") and behind.fold not in keywords()


def _a_verb(words: Words, found: tuple[Node, int]) -> bool:
    """Whether a single word ending in -ing stands in front of a number: "shipping 500-20k bags" is no shipping."""
    node, i = found
    one = node.rule == "industry" and i < len(words) and words.row[i].value is not None
    return one and words.row[i - 1].fold.endswith("ing") and words.row[i - 1].start == node.start


def no_money(words: Words, found: tuple[Node, int]) -> bool:
    """Whether what a company makes or does is no amount of money: "making 5,000 barrels", "doing $20k MRR"."""
    return _other_unit(found[0]) or _named_money(words, found)


def no_number(words: Words, found: tuple[Node, int]) -> bool:
    """Whether a clause takes a word beside a number for what is counted, or a number for a size or a time."""
    return _a_verb(words, found) or _no_size(found[0]) or _no_start(words, found)


def earns_else(found: Found) -> bool:
    """Whether an amount that is made is rather one of what stands behind it: "generating $2M in tips", but "making $2M
    in Texas"."""
    words, k = found.words, found.following
    if (
        found.node.said[-1].type != "NUM"
        or any(x.type in _MONEYS for x in found.node.said)
        or k + 1 >= len(words)
        or words.row[k].fold not in ("in", "of")
    ):
        return False
    word = words.row[k + 1]
    plain = word.text.isalpha() and word.text.islower() and word.fold not in words_of("filler")
    behind = (x.type for i in range(k + 1, min(k + 4, len(words))) for x in words.candidates(i))
    earned = any(x in _TIMES | _UNITS | _MONEYS for x in behind)  # "in gross revenue", "in the last year"
    named = plain and word.fold not in ARTICLES and not earned
    return named and not clause_at(words, k) and not clause_at(words, k + 1)


OF_TEAM = (in_ratio, ranked, has_others, several_of, beside_number, share)
"""The doubts about the size of a team."""
