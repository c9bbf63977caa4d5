"""Doubts about people: whether titles name somebody, and one person each."""

from __future__ import annotations

from icplang.reading.elements import HAVING, last_content
from icplang.reading.resolving.titles import HEADS, OWN_TITLES
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme, Node
from icplang.reading.words.clauses import clause_at
from icplang.reading.words.found import COMPANIES, TOOLS, Found, negated
from icplang.reading.words.lexer import Words
from icplang.vocabulary.store import builtin
from icplang.vocabulary.words import singular

_ARTICULATED = frozenset({"the", "their", "our", "is", "are"})
"""Words between two words of one title only where they have an "of" in front."""
_VAGUE_LEVELS = frozenset(
    {"leader", "lead", "head", "partner", "board", "chair", "owner", "senior", "junior", "mid-level"}
)
"""Levels that are no title by themselves: "with owners", "with partners in Asia"."""
_PLURAL_FUNCTIONS = frozenset("sales ops operations communications analytics logistics partnerships comms".split())
_ONE = frozenset({"a", "an"})


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
    if node.rule != "people" or not node.has("AT") or not (words.row[following - 1].fold == "at" or node.has("FOLK")):
        return False
    if not node.has("TEAM") and any(e.kind not in ("mark", "filler") or e.name in HAVING for e in found.before):
        return False
    behind = clause_at(words, following)
    return behind is not None and behind[0].rule in COMPANIES


def lists_tool(found: Found) -> bool:
    """Whether a list of people ends in one of a kind of tools: "a CFO and a CRM"."""
    words, last = found.words, found.node.said[-1]
    i = found.word_of(last)
    if not last.type.startswith("FUNCTION") or i == found.begin or words.row[i - 1].fold not in _ONE:
        return False
    senses = words.vocabulary.senses(words.text[last.start : last.end])
    return any(s.kind == "technology_category" for s in senses)


def seeks_thing(found: Found) -> bool:
    """Whether a list of those who are sought ends in a field of work that says of what kind a thing is: "hiring
    marketers, a modern mobile stack"."""
    words, last = found.words, found.node.said[-1]
    i = found.word_of(last)
    while i > found.begin and words.qualifies(i - 1):
        i -= 1
    listed = last.type.startswith("FUNCTION") and i > found.begin + 1
    return listed and words.row[i - 1].fold in _ONE and words.row[i - 2].text == ","


def own_place(found: Found) -> bool:
    """Whether what is a company's own is a place rather than the people there: "no own warehouse"."""
    words, node = found.words, found.node
    last = node.said[-1]
    own = any(str(x.value) == "own" for x in node.lexemes("IN_HOUSE"))
    return own and last.type.startswith("FUNCTION") and "SITES" in keywords().get(words.row[last.next - 1].fold, ())


def at_company(found: Found) -> bool:
    """Whether an "at" in front makes a company of what may be a title: "head of QA at a CRO"."""
    last = last_content(found.before)
    node = last.reading.node if last is not None and last.kind == "clause" and last.reading else None
    return node is not None and node.said[-1].type == "AT" and len(found.node.said) == 1


def of_maker(found: Found) -> bool:
    """Whether companies are the partners of one whose name stands behind: "partners of Shopify"."""
    words, said = found.words, found.node.said
    partner = [x.type for x in said] == ["SENIORITY", "AT"] and said[0].ids == ("partner",)
    behind = words.candidates(found.following) if partner and found.following < len(words) else ()
    return words.row[found.following - 1].fold == "of" and any(x.type in ("TECH", "TECH_WEAK", "NAME") for x in behind)


def at_score(found: Found) -> bool:
    """Whether what stands behind the "at" of a title is a number, and no company: "AE at 85" is what is done at that
    score."""
    row, following = found.words.row, found.following
    if found.node.said[-1].type != "AT" or following >= len(row) or row[following].value is None:
        return False
    return following + 1 == len(row) or not (row[following + 1].fold or row[following + 1].text in "-–+")


def no_title(found: Found) -> bool:
    """Whether a role stands behind a word that does not make it another one: "reluctant CFO", "healthtech founders"."""
    words = found.words
    for part in found.node.walk():
        if isinstance(part, Node) and part.rule in ("title", "any_title") and len(part.parts) > 1:
            role = part.parts[-1]
            between = words.text[part.parts[0].end : role.start].lower().split()
            if between[:1] != ["of"] and not _ARTICULATED.isdisjoint(between):
                return True  # "Email the principal", "champion is CEO"
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


def one_place(found: Found) -> bool:
    """Whether a "single" makes a compound with what there is one of, and speaks of nobody: "single-facility"."""
    first, last = found.node.said[0], found.node.said[-1]
    compound = first.value == "single" and found.words.text[first.end] in "-‑"
    return first.type == "SOLO" and compound and last.type.startswith("FUNCTION")


def ranked_first(found: Found) -> bool:
    """Whether a "first" behind titles ranks them: "COO first, then the CFO"."""
    last = found.node.said[-1]
    return last.type == "NEW" and last.value == "first"


def handed_to(found: Found) -> bool:
    """Whether leads are handed to people of ours: "stop routing these to the AEs"."""
    said = [w.fold for w in found.words.row[max(0, found.begin - 3) : found.begin]]
    return said[:2] in (["these", "to"], ["those", "to"], ["them", "to"]) and said[-1] in ("the", "our")


def no_one_named(found: Found) -> bool:
    """Whether a company has people of a level that is no title: "with owners on site", "with partners in Asia"."""
    node, before = found.node, found.before
    had = node.rule == "person" or (bool(before) and before[-1].name in HAVING)
    said = [x for x in node.walk() if isinstance(x, Lexeme)]
    return had and all(x.type in ("WITH", "AT") or (x.type == "SENIORITY" and x.ids[0] in _VAGUE_LEVELS) for x in said)


def names_no_one(found: Found) -> bool:
    """Whether what is new or counted is a function, and nobody in it: "a second warehouse", "20 conferences"."""
    words, node, said = found.words, found.node, found.node.said
    if node.rule == "crew" and (post := node.node("post")) and (levels := post.lexemes("SENIORITY")):
        return levels[0].ids[0] in OWN_TITLES and post.node("any_function") is not None  # "single-facility owners"
    last = next((x for x in reversed(said) if x.type not in ("OR_MORE", "OR_LESS")), said[-1])
    if not last.type.startswith("FUNCTION"):
        return False
    if node.rule == "leadership":
        return any(x.type in ("COMMA", "OR", "AND", "SLASH") for x in said) and node.has("ROLE")
    word = words.text[last.start : last.end].lower()
    tools = any(x.type in TOOLS for x in words.candidates(found.word_of(last)))
    plural = word.endswith("s") and word.rsplit(" ", 1)[-1] not in _PLURAL_FUNCTIONS
    return plural or tools


def prospects(found: Found) -> bool:
    """Whether "leads" are those to find, and nobody's lead: "find leads in fintech", "roofing leads in Ohio"."""
    text = found.words.text
    first = min((x for x in found.node.walk() if isinstance(x, Lexeme)), key=lambda x: x.start)
    if text[first.start : first.end].lower() == "leads":
        return True
    unknown = first.type == "ROLE" and builtin().get("title", first.ids[0]) is None
    return unknown and text[first.start : first.end].lower().endswith(" leads")


def in_a_state(found: Found) -> bool:
    """Whether what somebody is in is the state of a company: "anyone in administration"."""
    state = clause_at(found.words, found.begin + 1) if found.node.has("SOMEONE") else None
    return state is not None and (state[0].rule, state[1]) == ("status", found.following)
