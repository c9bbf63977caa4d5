"""Doubts about whom to talk to: whether a word names people at all, or the companies that somebody sells to."""

from __future__ import annotations

from icplang.reading.belief.marks import opens
from icplang.reading.elements import Element, family, last_content, separates
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Node
from icplang.reading.words.clauses import clause_at
from icplang.reading.words.found import COMPANIES, Found, negated
from icplang.reading.words.lexer import Words

_ANYONE = frozenset({"anything", "anyone", "anybody", "everything", "something", "those", "any"})
_THEIRS = frozenset("asks calls emails writes speaks talks chats meets connects pitches reaches gets".split())
"""Verbs for talking to somebody, as what others do."""
_PAIR = 2
"""A word and its label."""


def sells_to_trade(found: Found) -> bool:
    """Whether those whom somebody sells to are companies by their plural: "we sell to insurance brokers"."""
    node = found.node
    if "sell" not in str(node.lexemes("BUYER")[0].value if node.has("BUYER") else ""):
        return False
    return name_trades(found.words, node)


def done_by_them(found: Found) -> bool:
    """Whether a verb is what companies do, and no order to talk to somebody: "anyone who asks for a free pilot"."""
    words, node = found.words, found.node
    verb = words.row[found.begin].text.lower() if node.has("BUYER") else ""
    if verb not in _THEIRS and f"{verb}s" not in _THEIRS:
        return False
    before = last_content(found.before) if found.before else None
    return verb in _THEIRS or (before is not None and before.name == "RELATIVE")


def owns_company(found: Found) -> bool:
    """Whether people are said to own or to lead a company, and not to be the ones to talk to: "clinics owned by their
    doctors", "organisations led by people with disabilities"."""
    words, said = found.words, found.node.said
    verb = words.text[said[0].start : said[0].end].lower()
    if words.text[said[-1].start : said[-1].end] == "people" and verb.endswith(" by"):
        return True
    before = last_content(found.before) if found.before else None
    named = before is not None and before is found.before[-1] and family(before) == "company"
    return verb.startswith(("owned by", "run by")) and (named or (bool(found.before) and _firms(found.before[-1])))


def _firms(e: Element) -> bool:
    return e.kind == "filler" and (e.name in _ANYONE or "COMPANY" in keywords().get(e.name, ()))


def told_of_them(found: Found) -> bool:
    """Whether a "who" says what those in front of it do, and asks for nobody: "brands who run payroll"."""
    asked = found.node.lexemes("BUYER")
    return bool(asked) and str(asked[0].value).startswith("who ") and not opens(found.before)


def addresses(found: Found) -> bool:
    """Whether what is asked of people is where to write to them: "decision-maker emails"."""
    words, node = found.words, found.node
    if len(node.said) != _PAIR:
        return False
    label, last = node.said
    return label.start < label.end and words.text[last.start : last.end].lower() in ("email", "emails")


def no_buyer(found: Found) -> bool:
    """Whether whom we sell to are companies, and no department: "we sell to brands"."""
    words, node, following = found.words, found.node, found.following
    last = node.said[-1]
    named = [x for x in node.said if x.type not in ("BUYER", "AT")]
    if len(named) == 1 and words.text[named[0].start : named[0].end] == "people":
        return True  # "the people who buy steel", "talk to people at hospitals"
    if last.type.startswith("FUNCTION") and words.text[max(0, last.start - 4) : last.start].lower().endswith(
        (" a ", " an ")
    ):
        return True  # "who ask for an audit"
    sold_to = words.text[node.said[0].start : node.said[0].end].endswith(" to")
    if sold_to and any(
        x.type == "OWNERSHIP" and x.next >= following
        for k in range(found.begin, following)
        for x in words.candidates(k)
    ):
        return True  # "we sell to founder-led firms"
    behind = clause_at(words, following) if sold_to and last.type.startswith("FUNCTION") else None
    if behind is not None and behind[0].rule in COMPANIES:
        return True  # "we sell to contract bakeries"
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


def lists_trades(found: Found) -> bool:
    """Whether titles in a bracket behind companies are trades that these are in: "professional services firms
    (architects, engineers)"; or initials those of a trade: "pharma, no CROs"."""
    words, i = found.words, found.begin
    if _initials_of_trade(found) or _profile_of_trade(found):
        return True
    if i < 2 or words.row[i - 1].text != "(":
        return False
    companies = words.row[i - 2].text.endswith("s") and "COMPANY" in keywords().get(words.row[i - 2].fold, ())
    return companies and name_trades(words, found.node)


def _profile_of_trade(found: Found) -> bool:
    """Whether a profile is that of companies, and of nobody in one: "Freight forwarder profile"."""
    title, last = found.node.said[0], found.words.row[found.following - 1]
    name = found.words.text[title.start : title.end]
    if last.fold != "profile" or not _names_trade(found.words, name):
        return False
    vocabulary = found.words.vocabulary
    titles = [vocabulary.get("title", s.id) for s in vocabulary.senses(name) if s.kind == "title"]
    return not any(x and x.data.get("seniority") for x in titles)  # but "Property manager profile"


def _initials_of_trade(found: Found) -> bool:
    """Whether the initials of a post are rather those of a kind of company, behind a "not" or in a list of trades: the
    CROs of "pharma, no CROs" do contract research."""
    words, said = found.words, found.node.said
    name = words.text[said[0].start : said[0].end]
    if len(said) > 1 or not name.endswith("s") or not name[:-1].isupper():
        return False
    trade = any(s.kind == "industry" for s in words.vocabulary.senses(name))
    beside = len(found.before) > 1 and separates(found.before[-1]) and found.before[-2].name == "industry"
    return trade and (beside or negated(words, found.begin))


def _names_trade(words: Words, name: str) -> bool:
    return any(s.kind == "industry" and s.form != "weak" for s in words.vocabulary.senses(name))
