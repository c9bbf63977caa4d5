"""One pass over the words of a stretch of text: what is a clause, what joins clauses, what is left over.

Nothing is thrown away: every word ends in an element, and the elements stand in the order of the text.
"""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.predicates import Exists
from icplang.reading.clauses import clause_at
from icplang.reading.elements import Element, clauses
from icplang.reading.exact import inside
from icplang.reading.lexer import Words
from icplang.reading.resolving import Reading, Resolver
from icplang.reading.tree import Lexeme, Node
from icplang.vocabulary.store import words_of

DEPTH = 64
"""How deep brackets may nest."""
_MARKS = frozenset(
    {
        "NOT",
        "EITHER",
        "BOTH",
        "BUT",
        "PREFER",
        "REQUIRE",
        "EXCLUDE",
        "DEPRIORITIZE",
        "COMMAND",
        "LIKE",
        "RELATIVE",
        "SELLER",
    }
    | {"ATTRIBUTION", "SLASH", "AND", "OR"}
)
_ADJECTIVES = frozenset({"industry", "model", "ownership", "segment"})
_STOPS = frozenset(".;!?→•|·:—\u2013\n")
_TURNS = frozenset(
    {"with", "for", "at", "by", "from", "to", "into", "about", "on", "via", "through", "after", "before", "than"}
    | {"against", "toward", "within", "across", "among", "between", "during", "under", "over"}
)
"""Prepositions: what follows them belongs to what they follow."""


def scan(words: Words, resolver: Resolver, begin: int = 0, end: int | None = None, depth: int = 0) -> list[Element]:
    """The elements of words `begin` to `end`."""
    out: list[Element] = []
    i, end = begin, len(words) if end is None else end
    while i < end:
        element, i = _next(words, resolver, i, end, depth)
        out.append(element)
    return out


def _next(words: Words, resolver: Resolver, i: int, end: int, depth: int) -> tuple[Element, int]:
    word = words.row[i]
    if word.text in "([" and (close := words.parens.get(i, end + 1)) <= end:
        return _group(words, resolver, i, close, depth), close
    counted = _counted(words, i)
    if counted:
        return counted
    if word.text in "·|•":
        return Element("stop", word.start, word.end, word.text), i + 1
    found = clause_at(words, i)
    while found and _only_functions(found[0]):  # "logistics in Georgia" is no one's title
        found = clause_at(words, i, found[1] - 1) if found[1] - 1 > i else None
    found = _own_list(words, i, found)
    end_of_not = next((k for k in range(i, found[1] if found else i) if words.row[k].text == ";"), None)
    if end_of_not and _negated(words, i):  # "not agencies; SaaS only"
        found = clause_at(words, i, end_of_not)
    mark = _mark(words, i)
    if found and found[1] <= end and (mark is None or mark.next <= found[1]):
        node, following = found
        reading = _assumed(words, resolver, resolver.read(node), i, following)
        clause = Element("clause", node.start, node.end, node.rule, reading)
        return _restricted(words, resolver, (clause, following), end, depth)
    if mark and mark.type == "REQUIRE" and i and words.row[i - 1].fold == "not":  # "not only SaaS"
        return Element("unread", word.start, word.end, word.fold), i + 1
    if mark and mark.next <= end:
        return Element("mark", mark.start, mark.end, mark.type), mark.next
    if word.text == ",":
        return Element("comma", word.start, word.end), i + 1
    if _stops(words, i):
        return Element("stop", word.start, word.end, word.text), i + 1
    if word.text in "/+&":
        return Element("mark", word.start, word.end, "SLASH" if word.text == "/" else "AND"), i + 1
    if word.start == word.end or (not word.fold and word.value is None) or word.fold in words_of("filler"):
        return Element("filler", word.start, word.end, word.fold, turns=word.fold in _TURNS), i + 1
    return Element("unread", word.start, word.end, word.fold), i + 1


def _group(words: Words, resolver: Resolver, i: int, close: int, depth: int) -> Element:
    """The bracket that opens at word `i`. It is looked at twice behind a "where", and scanned once: time is linear."""
    if i not in words.groups:
        within = scan(words, resolver, i + 1, close - 1, depth + 1) if depth < DEPTH else []
        name = "" if depth < DEPTH else "too deep"
        words.groups[i] = Element("group", words.row[i].start, words.row[close - 1].end, name, inside=within)
    group: Element = words.groups[i]
    return group


def _restricted(
    words: Words, resolver: Resolver, found: tuple[Element, int], end: int, depth: int
) -> tuple[Element, int]:
    """An event with what its rows must satisfy behind it: "recorded open roles where (...)"."""
    event, i = found
    reading = event.reading
    if not (i + 1 < end and words.row[i].fold == "where" and words.row[i + 1].text == "("):
        return found
    close = words.parens.get(i + 1, end + 1)
    if close > end or reading is None or not isinstance(reading.predicate, Exists) or reading.predicate.where:
        return found
    said = _group(words, resolver, i + 1, close, depth).inside
    where = inside(said)
    if where is None:
        return found
    notes = [*reading.notes, *(n for e in clauses(said) if e.reading for n in e.reading.notes)]
    whole = replace(reading, predicate=replace(reading.predicate, where=where), notes=notes)
    return replace(event, end=words.row[close - 1].end, reading=whole), close


def _assumed(words: Words, resolver: Resolver, reading: Reading, i: int, following: int) -> Reading:
    """The reading with a note for every misspelt word in it."""
    for part in reading.node.walk():
        if isinstance(part, Lexeme) and part.start in words.assumed and part.start < part.end:
            name = words.assumed[part.start]
            resolver.tell(reading, "fuzzy-match", f"{resolver.words(part)!r} is read as {name!r}", part)
    qualities = [k for k in range(i, following) if words.qualifies(k)]
    read = [(x.start, x.end) for x in reading.node.walk() if isinstance(x, Lexeme)] if qualities else []
    for k in qualities:
        word = words.row[k]
        if not any(a <= word.start < b for a, b in read):
            resolver.tell(
                reading,
                "vague-phrase",
                f"{word.text!r} has no threshold and no field; read without it",
                Lexeme("QUALITY", word.start, word.end, k),
            )
    return reading


def _own_list(words: Words, i: int, found: tuple[Node, int] | None) -> tuple[Node, int] | None:
    """A list without a last member that belongs to what follows: "SaaS or B2B hardware" is SaaS, or B2B hardware."""
    if found:
        node, following = found
        separators = [x for x in node.walk() if isinstance(x, Lexeme) and x.type in ("OR", "AND", "COMMA", "SLASH")]
        if separators and node.rule not in _ADJECTIVES:  # "moving to AWS / Terraform adoption"
            last = max(x.next for x in separators)
            beside = clause_at(words, last)
            if beside and beside[1] > following and beside[0].rule != node.rule:
                return clause_at(words, i, last - 1) or found
            return found
        if separators and following < len(words) and not node_ends_in_noun(node):
            beside = clause_at(words, following)
            if beside and beside[0].rule in _ADJECTIVES:
                return clause_at(words, i, max(x.next for x in separators) - 1)
    return found


def node_ends_in_noun(node: Node) -> bool:
    """Whether a list closes with a head noun ("fintech or SaaS companies")."""
    last = max((x for x in node.walk() if isinstance(x, Lexeme)), key=lambda x: x.end)
    return last.type == "COMPANY"


def _only_functions(node: Node) -> bool:
    """Whether a list of people names nobody ("support, logistics", "entry-level"): such words need a title, a noun
    ("RevOps roles") or a label beside them."""
    if node.rule not in ("people", "person") or node.has("ROLE_NOUN", "SOMEONE"):
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


def _negated(words: Words, i: int) -> bool:
    """Whether a "not" ends in front of word `i`."""
    return any(x.type == "NOT" and x.next == i for k in range(max(0, i - 5), i) for x in words.candidates(k))


def _mark(words: Words, i: int) -> Lexeme | None:
    """The longest word of sentence.lark that starts here."""
    return next((x for x in words.candidates(i) if x.type in _MARKS), None)


def _counted(words: Words, i: int) -> tuple[Element, int] | None:
    """ "at least 2 of (": the bracket that follows holds alternatives of which so many must hold."""
    first = words.row[i : i + 3]
    if len(first) == 3 and first[0].fold in ("all", "any") and first[1].fold == "of" and first[2].text == "(":
        return Element("filler", first[0].start, first[1].end, f"{first[0].fold.upper()}_OF"), i + 2
    lead = next((x for x in words.candidates(i) if x.type == "AT_LEAST"), None)
    if lead and lead.next + 2 < len(words):
        number, of, bracket = words.row[lead.next : lead.next + 3]
        if number.value is not None and number.value.type == "NUM" and of.fold == "of" and bracket.text == "(":
            return Element("mark", words.row[i].start, of.end, f"ANY_N {int(number.value.value.value)}"), lead.next + 2
    return None


def _stops(words: Words, i: int) -> bool:
    word = words.row[i]
    if word.text not in _STOPS and word.text != "-":
        return False
    spaced = not word.tight and (i + 1 == len(words) or not words.row[i + 1].tight)
    if word.text == "-":
        return spaced
    return word.text != "." or i + 1 == len(words) or not words.row[i + 1].tight
