"""One pass over the words of a stretch of text: what is a clause, what joins clauses, what is left over.

Nothing is thrown away: every word ends in an element, and the elements stand in the order of the text.
"""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.predicates import Exists
from icplang.reading.belief.compounds import compound, degreed, in_compound
from icplang.reading.belief.editions import edition, names_edition
from icplang.reading.belief.extent import named
from icplang.reading.belief.marks import begins, meant, more_like, opens, trails
from icplang.reading.belief.miscounts import counts_else, no_money, no_number
from icplang.reading.belief.occurrences import in_may
from icplang.reading.belief.othertools import denied_tools, names_category
from icplang.reading.elements import (
    FOCUSED,
    HAVING,
    NOT_ONLY,
    STANDING,
    Element,
    clauses,
    last_content,
    lexemes,
    separates,
)
from icplang.reading.exact import inside
from icplang.reading.resolving import Reading, Resolver
from icplang.reading.syntax.tokenizer import SLOT, Word
from icplang.reading.syntax.tree import Lexeme, Node
from icplang.reading.words.clauses import clause_at
from icplang.reading.words.distances import distance
from icplang.reading.words.earners import earning
from icplang.reading.words.lexer import Words
from icplang.reading.words.setphrases import Behind, set_phrase
from icplang.reading.words.verdicts import refusal
from icplang.vocabulary.store import words_of

DEPTH = 64
"""How deep brackets may nest."""
_CROSSES = "❌✗✘✖🚫⛔"
_TICKS = "✅✔☑✓"
_LAST = frozenset({"too", "ever", "either", "anymore", "obviously"})
"""Words that say nothing where a sentence ends in them: "skip insurers too"."""
_FOCUS = frozenset({"focus", "emphasis"})
"""Words that prefer what stands behind an "on" in a bracket: "US (focus on Texas)"."""
_EACH = frozenset({"all", "each", "both", "either"})
_EVERY = frozenset({"each", "every"})
_OF_THEM = frozenset({"of"})
_VERBS = frozenset("are is have has use run sit were wa was employ still now already do tend".split())
"""What stands behind a word of quantity that is the subject of a sentence: "all have under 300 employees"."""
_WE = ("we", "i ", "i'")
_MOST = _VERBS | {"customer", "client", "prospect", "account", "deal", "lead"}
_MOST |= {"with", "between", "under", "over", "below", "above", "in", "on", "around", "from"}
_AFTER_ALL = frozenset({"of", "but", "except", "industry", "industrie", "vertical", "sector"})
_EITHER = frozenset({"either", "neither", "both"})
_US = frozenset({"us", "me"})
_NOT_ONLY = frozenset({"only", "just", "merely", "exclusively", "necessarily", "always", "every", "limited"})
_DEGREES = frozenset({"fully", "entirely", "completely", "wholly", "solely", "totally", "purely", "often", "all"})
_ADDRESSES = frozenset({"email", "mail", "phone", "linkedin", "mobile", "number"})
_NOBODY = frozenset({"nothing", "nobody", "no one"})
_WHERE = frozenset({"location"})
_TEAMS = frozenset({"team", "teams"})
_LONGER = frozenset({"more", "longer"})
_OF_ONE = frozenset({"that", "who", "which", "whose", "with", "where"})
"""Words with which one of those is described who were named before."""
_ORDERS = frozenset({"COMMAND", "REQUIRE", "PREFER", "SELLER"})
_AUTHOR = frozenset({"we", "i", "now", "our"})
_CELLS = frozenset("·|•✦◆▪▸►▶")
_STOPS = frozenset(".;!?→:—\u2013\n") | _CELLS
_REACH = 12
"""So many elements in front of a refusal are looked at for another."""
_SHORTENED = frozenset({"excl", "ex", "incl", "esp", "approx", "min", "max", "dir", "mgr", "asst", "assoc", "dept"})
_SHORT = frozenset({"re", "ve", "ll", "d", "s", "m"})
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
        k, (e, i) = i, _next(words, resolver, (i, end), depth, out)
        out += [x for x in (_hedge(words, k, e) for k in range(k, i)) if x][:1]
        out.append(Element("unread", e.start, e.end, SLOT) if words.unfilled(e) else e)
    return out


def _hedge(words: Words, i: int, clause: Element) -> Element | None:
    """The word within a clause that only softens its number, in front of it."""
    if clause.kind != "clause" or i not in words.hedges:
        return None
    return Element("mark", words.row[i].start, words.row[words.hedges[i] - 1].end, "PREFER")


def _next(
    words: Words, resolver: Resolver, stretch: tuple[int, int], depth: int, before: list[Element]
) -> tuple[Element, int]:
    """The element at the first word of a stretch, and the word behind it."""
    i, end = stretch
    word = words.row[i]
    if word.text in "([" and (close := words.parens.get(i, end + 1)) <= end:
        return _group(words, resolver, (i, close), depth, before), close
    counted = _counted(words, i)
    if counted:
        return counted
    if tail := denied_tools(words, i, before):
        return _tools(words, resolver, (word.start, words.row[tail - 1].end), depth)[0], tail
    around = Behind(lambda: begins(before), lambda: opens(before), lambda: trails(before))
    if (tail := set_phrase(words, i, end, around)) > i:
        return Element("filler", word.start, words.row[tail - 1].end, "set phrase"), tail
    if word.fold == "which" and not any(
        e.kind != "filler" or _is_noun(e) for e in before
    ):  # "Which Danish companies have ..."
        return Element("mark", word.start, word.end, "COMMAND"), i + 1
    if said := _sign(words, i, end, before):
        return said, next((k for k in range(i + 1, end) if words.row[k].start >= said.end), end)
    if (far := distance(words, i, end)) > i:
        return Element("unread", word.start, words.row[far - 1].end, "distance"), far
    if word.text in _CELLS:
        return Element("stop", word.start, word.end, word.text if word.text in "·|•" else "·"), i + 1
    if name := edition(words, i, before):
        return Element("unread", word.start, words.row[name - 1].end, "edition"), name
    found = named(words, i, before)
    found = earning(words, i, found) if found else None
    if found is None and (tail := words.idiom(i)):
        return Element("unread", word.start, words.row[tail - 1].end, word.fold), tail
    mark = meant(words, i, end, before)
    if (refused := _refusal(words, i, end)) and not (mark and mark.end > refused.end):
        return _once(refused, words.text, before), next(
            (k for k in range(i, end) if words.row[k].start >= refused.end), end
        )
    if mark and mark.value in _NOBODY and not (found and found[0].has("NOBODY")) and not _starts_anew(before):
        return Element("unread", mark.start, mark.end, "nobody"), mark.next  # "the ERP nobody trusts"
    if word.fold == "for" and i + 1 < end and words.row[i + 1].text in _US and before and found is None:
        return Element("filler", word.start, words.row[i + 1].end, "for us"), i + 2
    if word.fold == "more" and more_like(words, i, end, before):
        return Element("filler", word.start, words.row[i + 1].end, "more like"), i + 2
    if word.fold == "at" and _at_all(words, i, before):
        return Element("filler", word.start, words.row[i + 1].end, "at all"), i + 2
    if found and mark and _yields(words, found, mark, before):
        found = None
    if found and (asked := _asked_for(words, before, found, words.row[found[1]] if found[1] < end else None)):
        return Element("mark", word.start, words.row[asked - 1].end, "COMMAND"), asked
    if found and counts_else(words, i, found):  # "How big: 8 or more sites", "offices over 10,000 sq ft"
        return Element("filler", word.start, word.end, word.fold), i + 1
    if found and _our_own(words, i, found, before):
        behind = found[1] if found[0].rule == "named" else i + 1
        return Element("filler", word.start, words.row[behind - 1].end, word.fold), behind
    if found and no_number(words, found):
        found = None
    if found and (tail := _contact(words, found)):  # "with the CFO's email"
        return Element("unread", word.start, words.row[tail - 1].end, "email"), tail
    if found and no_money(words, found):  # "making 5,000 barrels"
        return Element("filler", word.start, word.end, word.fold, turns=True), i + 1
    if found and _ambiguous_team(words, found):
        had = _one_has(words, i, words.row[found[1]] if found[1] < end else None, before)
        found = clause_at(words, i, rules=_TEAMS) if had else None  # "a finance team", "no data team"
        mark = mark if found else None
    if in_compound(words, i, before):
        found = mark = None
    if tail := (compound(words, found[1]) if found else degreed(words, i)):  # "privacy-sensitive" is no privacy
        return Element("unread", word.start, words.row[tail - 1].end, word.fold), tail
    if found and found[1] <= end and (mark is None or mark.next <= found[1]):
        return _restricted(words, resolver, (_clause(words, resolver, i, found), found[1]), end, depth)
    if mark and mark.type == "NOT" and mark.next < end and _partly(words, mark):
        return Element("unread", word.start, words.row[mark.next].end, NOT_ONLY), mark.next + 1
    if mark and mark.next <= end:
        said = Element("mark", mark.start, mark.end, mark.type.removesuffix("_ALSO"))
        return _once(said, words.text, before), mark.next
    return _word(words, i, end, before)


def _clause(words: Words, resolver: Resolver, i: int, found: tuple[Node, int]) -> Element:
    """A clause that was found at a word, with its meaning."""
    node, following = found
    reading = _assumed(words, resolver, resolver.read(node), i, following)
    run_over = [words.row[k] for k in range(i, following) if k in words.introductions or k in words.hedges]
    places = tuple((w.start, w.end) for w in run_over)
    return Element("clause", node.start, node.end, node.rule, reading, introductions=places)


def _word(words: Words, i: int, end: int, before: list[Element]) -> tuple[Element, int]:
    """A word or a sign that starts no clause: a separator, filler, or one that nothing explains."""
    word = words.row[i]
    if word.text == ",":
        return Element("comma", word.start, word.end), i + 1
    if _joins_places(words, i, before):
        return Element("mark", word.start, word.end, "SLASH"), i + 1
    if _stops(words, i):
        return Element("stop", word.start, word.end, word.text), i + 1
    if word.text == "+" and any(x.type == "OR_MORE" for x in words.candidates(i)):  # of no number that was read
        return Element("unread", word.start, word.end, word.text), i + 1
    if word.text in "/+&":
        return Element("mark", word.start, word.end, "SLASH" if word.text == "/" else "AND"), i + 1
    if names_edition(words, i, before) or in_may(words, i):
        return Element("unread", word.start, word.end, word.fold), i + 1
    if word.start == word.end or (not word.fold and word.value is None) or _says_nothing(words, i, before):
        return Element("filler", word.start, word.end, word.fold, turns=word.fold in _TURNS), i + 1
    using = next((x for x in words.candidates(i) if x.type == "USING"), None)
    if using and using.next < end and (words.row[using.next].text == "(" or words.row[using.next].fold in _EITHER):
        return Element("filler", word.start, using.end, word.fold), using.next
    return Element("unread", word.start, word.end, word.fold), i + 1


def _yields(words: Words, found: tuple[Node, int], mark: Lexeme, before: list[Element]) -> bool:
    """Whether a word is rather what joins clauses, or an order, than the clause that starts at it."""
    node, following = found
    if mark.type == "EITHER":  # "at least one of Gong, Salesloft"
        return node.rule in ("metric", "bare", "crew")
    if mark.next != following:
        return False
    ordered = mark.type == "COMMAND" and opens(before) and clause_at(words, following) is not None
    return mark.type == "WHATEVER" or ordered  # "industry agnostic", "Research roofing companies"


def _partly(words: Words, mark: Lexeme) -> bool:
    """Whether a "not" denies only how far something goes: "not only in the US", "not fully AI-enabled", "not always
    on Opera"."""
    behind = words.row[mark.next].fold
    if behind == "always" and mark.next + 1 < len(words) and words.row[mark.next + 1].fold in ("a", "an"):
        return False  # "agencies are not always a fit"
    return behind in _NOT_ONLY or (behind in _DEGREES and words.row[mark.next - 1].fold == "not")


def _is_noun(e: Element) -> bool:
    """Whether a word that says nothing by itself is a noun: "companies"."""
    return words_of("filler").get(e.name, {}).get("kind") == "noun"


def _at_all(words: Words, i: int, before: list[Element]) -> bool:
    """Whether an "at all" stresses a "not" before it: "no CRM at all"."""
    if i + 1 >= len(words) or words.row[i + 1].fold != "all" or not before or before[-1].kind == "mark":
        return False
    return any(e.kind == "mark" and e.name == "NOT" for e in before)


def _sign(words: Words, i: int, end: int, before: list[Element]) -> Element | None:
    """A cross, a tick, or a word that says nothing where it stands first or last."""
    word = words.row[i]
    behind = words.row[i + 1].fold if i + 1 < end else ""
    if word.text.lower() == "zero" and _none_of(named(words, i, before)):
        return Element("mark", word.start, word.end, "NOT")
    if word.text in _CROSSES and before:  # "5-50 doctors ❌ public hospitals"
        return Element("mark", word.start, word.end, "NOT")
    if word.text in _TICKS and before:
        return Element("stop", word.start, word.end, word.text)
    stands = word.fold in STANDING and all(x.next == i + 1 for x in words.candidates(i))  # no "real estate team"
    if stands and clause_at(words, i + 1, rules=_TEAMS):  # "an active sales team"
        return Element("filler", word.start, word.end, "own")
    if word.fold == "on" and before and before[-1].name.startswith(FOCUSED):  # "focus on fintech" uses none
        return Element("filler", word.start, word.end, "for")
    if word.text.lower() in _FOCUS and behind == "on" and i and words.row[i - 1].text in "(,":  # "US (focus on Texas)"
        return Element("mark", word.start, words.row[i + 1].end, "PREFER")
    last = word.fold in _LAST and before and (i + 1 >= end or words.row[i + 1].text in ".,;!)")
    closes = i + 2 >= end or words.row[i + 2].text in ".,;!)"
    if word.fold == "any" and behind in _LONGER and before and closes:
        return Element("filler", word.start, words.row[i + 1].end, "any more")
    if word.text.lower() == "one" and behind in _OF_ONE and before and before[-1].kind != "clause":
        return Element("filler", word.start, word.end, "one")  # "ideally one that opened an office"
    if word.fold == "more" and behind == "so" and begins(before):
        return Element("filler", word.start, words.row[i + 1].end, "more so")
    if word.fold == "so" and i + 1 < end and begins(before) and _goes_on(words, i + 1):
        return Element("filler", word.start, word.end, "so")  # "so we only work with hotels"
    if word.fold == "most" and (
        behind in _OF_THEM or (behind in _MOST and begins(before))
    ):  # "most of which are in Texas"
        return Element("mark", word.start, word.end, "PREFER")
    if word.fold == "all" and before and before[-1].kind == "filler" and before[-1].name in ("are", "were"):
        return Element("filler", word.start, word.end, word.fold)  # "my clients are all in Texas"
    if word.fold in _EACH and (behind in _OF_THEM or (behind in _VERBS and begins(before))):
        return Element("filler", word.start, word.end, word.fold)
    if word.fold in _EVERY and before and _asked_at(before):  # "Head of IT at each site"
        return Element("filler", word.start, word.end, "the")
    whole = any(x.type == "NOT" for x in words.candidates(i))  # "all companies except"
    first = word.fold == "all" and not whole and opens(before) and i + 1 < end and behind not in _AFTER_ALL
    return Element("filler", word.start, word.end, word.fold) if last or first else None


def _goes_on(words: Words, i: int) -> bool:
    """Whether an order, or what the author does, stands behind a "so"."""
    if any(x.type == "REASON" for x in words.candidates(i - 1)):
        return False  # "so that they ..."
    return words.row[i].fold in _AUTHOR or any(x.type in _ORDERS for x in words.candidates(i))


def _asked_at(before: list[Element]) -> bool:
    """Whether the people whom a text asks for, and an "at", stand in front of a word."""
    led = before[-1].kind == "filler" and before[-1].name == "at"
    people = before[-2] if led and len(before) > 1 else before[-1]
    return people.name == "people" and (led or any(x.type == "AT" for x in lexemes(people)))


def _starts_anew(before: list[Element]) -> bool:
    """Whether a "nobody" behind these elements refuses, and is no subject of a relative clause: "also nobody in Rome",
    not "companies nobody trusts"."""
    said = [e for e in before if e.kind != "filler" or _is_noun(e)]
    return not said or said[-1].kind in ("comma", "stop", "mark")


def _says_nothing(words: Words, i: int, before: list[Element]) -> bool:
    """Whether a word is filler, or what an apostrophe left of one: the "ve" of "they've"."""
    word = words.row[i]
    if word.fold in words_of("filler"):
        return not (_lone_name(words, i) or _several_things(word) or _another_tool(words, i, before))
    cut = i > 1 and word.tight and words.row[i - 1].text in "'’" and words.row[i - 1].tight
    return cut and word.fold in _SHORT and words.row[i - 2].fold in words_of("filler")


def _joins_places(words: Words, i: int, before: list[Element]) -> bool:
    """Whether a dash without blanks stands between two places: "Berlin–Hamburg" is either, and what lies between."""
    if words.row[i].text not in "-–" or not before or before[-1].name != "location" or i + 1 >= len(words):
        return False
    tight = words.row[i].tight and words.row[i + 1].tight
    return tight and clause_at(words, i + 1, rules=_WHERE) is not None


def _lone_name(words: Words, i: int) -> bool:
    """Whether a word that says nothing elsewhere is a name in a list of them: the "Wells" of "Bath, Wells, Frome"."""
    row = words.row
    if i < 2 or row[i - 1].text != "," or not (row[i].text.istitle() and row[i - 2].text[0].isupper()):
        return False
    ends = i + 1 == len(row) or row[i + 1].text in ",.;\n" or row[i + 1].fold in ("and", "or")
    return ends and words_of("filler")[row[i].fold]["kind"] != "noun"


def _several_things(word: Word) -> bool:
    """Whether a word is the plural of a noun that says something else in the singular: "wells"."""
    return word.text.lower() == word.fold + "s" and words_of("filler")[word.fold]["kind"] == "adverb"


def _another_tool(words: Words, i: int, before: list[Element]) -> bool:
    """Whether a word that says nothing elsewhere can only name one more tool: the "Keep" of "on Evernote or Keep"."""
    named, joint = before[-2:] if len(before) > 1 else (None, None)
    if named is None or joint is None or named.name != "technology" or not separates(joint):
        return False
    if not words.row[i].text[0].isupper() and joint.name not in ("OR", "SLASH"):
        return False
    return i + 1 == len(words) or words.row[i + 1].text in ",.;/\n)" or words.row[i + 1].fold in ("and", "or")


def _uses(words: Words, i: int) -> bool:
    """Whether a verb of use ends in front of word `i`: "that run (Shopify or Magento)"."""
    return any(x.type == "USING" and x.next == i for k in range(max(0, i - 4), i) for x in words.candidates(k))


def _group(words: Words, resolver: Resolver, at: tuple[int, int], depth: int, before: list[Element]) -> Element:
    """The bracket that opens at word `at[0]`. It is looked at twice behind a "where", and scanned once: time is
    linear."""
    i, close = at
    if i not in words.groups:
        start, stop = words.row[i].start, words.row[close - 1].end
        if depth >= DEPTH:
            group = Element("group", start, stop, "too deep")
        elif before and (names_category(before[-1]) or _uses(words, i)):
            # "a helpdesk (Zendesk, Front)": products, even plain words
            group = Element("group", start, stop, inside=_tools(words, resolver, (start + 1, stop - 1), depth))
        else:
            group = Element("group", start, stop, inside=scan(words, resolver, i + 1, close - 1, depth + 1))
        words.groups[i] = group
    found: Element = words.groups[i]
    return found


def _tools(words: Words, resolver: Resolver, at: tuple[int, int], depth: int) -> list[Element]:
    """The elements of a stretch of the text in which plain words may be products."""
    label = Lexeme("TECH_LABEL", at[0], at[0], 0, "tool")
    return scan(Words(words.text, *at, words.vocabulary, [label], keyed=words.keyed), resolver, depth=depth + 1)


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
    said = _group(words, resolver, (i + 1, close), depth, []).inside
    where = inside(said)
    if where is None:
        return found
    notes = [*reading.notes, *(n for e in clauses(said) if e.reading for n in e.reading.notes)]
    whole = replace(reading, predicate=replace(reading.predicate, where=where), notes=notes)
    return replace(event, end=words.row[close - 1].end, reading=whole, inside=said), close


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


def _ambiguous_team(words: Words, found: tuple[Node, int]) -> bool:
    """Whether an industry with "team" behind it may as well be a department: "data team"."""
    node, i = found
    if node.rule != "industry" or words.row[i - 1].fold != "team":
        return False
    last = max((x for x in node.walk() if isinstance(x, Lexeme) and x.type.startswith("INDUSTRY")), key=lambda x: x.end)
    return any(
        x.type.startswith("FUNCTION") and x.end == last.end
        for k in range(len(words))
        if words.row[k].start == last.start
        for x in words.candidates(k)
    )


def _one_has(words: Words, i: int, behind: Word | None, before: list[Element]) -> bool:
    """Whether a department is one that a company has or lacks, or its size follows: "HR team (2-5 people)"."""
    if behind is not None and behind.text == "(":
        return True
    led = i > 0 and words.row[i - 1].fold in ("a", "an", "own", *STANDING)
    return led or (i > 0 and bool(before) and before[-1].name == "NOT")


def _asked_for(words: Words, before: list[Element], found: tuple[Node, int], following: Word | None) -> int:
    """The word behind a number that says how many are wanted, as one behind a command does: "Pull 75 freight
    forwarders", "Get me around 120 gyms"; 0 for none."""
    node, last = found[0], last_content(before)
    if last and last.name == "top":  # "top 20 banks"
        last = Element("mark", last.start, last.end, "COMMAND")
    interval = node.node("interval", "exactly", "about", "at_least", "at_most", "between", "more_than", "less_than")
    if interval is None or node.parts[0] is not interval:
        return 0
    behind = next(k for k in range(found[1], 0, -1) if words.row[k - 1].end <= interval.end)
    alone = not any(e.kind != "filler" for e in before)
    at = node.rule == "crew" and following is not None and following.fold in ("at", "from", *(["in"] if alone else []))
    if interval.rule == "exactly" and at:
        return behind  # "as a sheet: 100 COOs at 3PLs", "200 plumbers in Ohio"
    if last is None or (last.kind, last.name) != ("mark", "COMMAND"):
        return 0
    if interval.rule == "exactly":
        return behind if node.rule in ("crew", "metric", "bare", "sites", "technology") else 0
    trade = node.rule == "metric" and "industry" in words.vocabulary.kinds(words.row[found[1] - 1].fold)
    asked = node.said[-1].type == "COUNTED" or (node.rule == "crew" and interval.rule in ("about", "at_most"))
    return behind if at or trade or asked else 0


def _contact(words: Words, found: tuple[Node, int]) -> int:
    """The word behind a person whose address is asked for; 0 for none."""
    node, i = found
    if node.rule not in ("person", "people"):
        return 0
    if i + 1 < len(words) and words.row[i].text in "'’" and words.row[i + 1].fold == "s":
        i += 2
    return i + 1 if i < len(words) and words.row[i].fold in _ADDRESSES else 0


def _our_own(words: Words, i: int, found: tuple[Node, int], before: list[Element]) -> bool:
    """Whether "our customers" at the start of a sentence are whom it speaks of: "Our customers usually have ..."."""
    node, following = found
    last = last_content(before)
    if node.rule == "sells_in" and words.row[i].fold in ("customer", "client"):  # "we take on customers in Spain"
        owner = before[-1:] and (before[-1].name in HAVING or before[-1].name == "RELATIVE")
        return not owner and any(
            words.text[e.start : e.end].lower().startswith(_WE) for e in before if e.kind != "clause"
        )
    first = before[-1:] if len(before) < 2 or before[-2].kind in ("stop", "comma") else []
    asked = first != [] and words.text[first[0].start : first[0].end].lower().startswith("who")
    if node.rule != "named" or not (last is None or last.kind == "stop" or asked) or words.row[i].fold != "our":
        return False
    if asked:  # "Who's our customer?"
        return True
    behind = words.row[following] if following < len(words) else None
    return behind is not None and behind.fold != "" and words.row[following - 1].fold in ("customer", "client")


def _none_of(found: tuple[Node, int] | None) -> bool:
    """Whether a zero says that there are none of what is no measure of a company: "zero agencies"."""
    return found is not None and found[0].rule == "metric" and {x.type for x in found[0].said} == {"NUM", "COUNTED"}


def _refusal(words: Words, i: int, end: int) -> Element | None:
    """The refusal that starts at word `i` and is built of several words: "have stopped selling to", "never work"."""
    at = words.row[i].start
    stop, rest = refusal(words.plain, at - words.start)
    if not stop or words.start + stop > words.row[end - 1].end:
        return None
    return Element("filler" if rest else "mark", at, words.start + stop, "" if rest else "EXCLUDE")


def _once(e: Element, text: str, before: list[Element]) -> Element:
    """A refusal; of what is refused already in the same part of its sentence it is only a description: "exclude trades
    that we do not write"."""
    if e.name != "EXCLUDE" or not text[e.start : e.end].lower().startswith(_WE):
        return e
    near = before[-_REACH:]
    begin = max((k + 1 for k, x in enumerate(near) if x.kind in ("comma", "stop")), default=0)
    refused = any(x.kind == "mark" and x.name in ("NOT", "EXCLUDE") for x in near[begin:-1])
    return replace(e, kind="filler", name="we") if refused else e


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
    if word.text == "." and word.tight and i and words.row[i - 1].fold in _SHORTENED:  # "excl. grocery"
        return False
    if words.abbreviates(i):
        return False
    spaced = not word.tight and (i + 1 == len(words) or not words.row[i + 1].tight)
    if word.text == "-":
        return spaced
    return word.text != "." or i + 1 == len(words) or not words.row[i + 1].tight
