"""The parts of a sentence: clauses, words that join them, separators, brackets, filler, and words nothing explains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from icplang.meaning.predicates import In
from icplang.reading.resolving import Reading, as_company
from icplang.reading.syntax.tree import Lexeme
from icplang.vocabulary.store import builtin

Kind: TypeAlias = Literal["clause", "mark", "comma", "stop", "group", "filler", "unread"]

KINDS_OF_COMPANY = frozenset({"industry", "model", "ownership", "segment", "stage", "status", "certification"})
_BARE = frozenset(
    {
        "PLACE",
        "PLACE_ADJ",
        "INDUSTRY",
        "INDUSTRY_WEAK",
        "MODEL",
        "OWNERSHIP",
        "STATUS",
        "SEGMENT",
        "CERT",
        "TECH",
        "STAGE",
        "ROLE",
        "SENIORITY",
        "FUNCTION",
        "FUNCTION_WEAK",
        "NUM",
        "QUOTED",
        "MAKER",
        "ANYWORD",
    }
)
SIZES = frozenset({"employees", "money", "valuation", "sites", "metric", "crew", "team", "funding", "founded", "age"})
"""Clauses that give a number."""
WAYS = frozenset({"b2b", "b2c", "b2b2c", "d2c"})
"""Business models that say to whom companies sell, and not what they are."""
HAVING = frozenset({"with", "have", "ha", "has", "having", "got"})
"""Words behind which stands what a company has."""
STANDING = frozenset({"active", "established", "functioning", "standalone", "proper", "existing", "formal", "real"})
"""What is said of a team that is there."""
NOT_ONLY = "not only"
"""What lets more in than it names: the name of the element, however it is written."""
VERBAL = ("ing", "ed")
"""Endings of verbs."""
FOCUSED = ("focu", "concentrat", "speciali")
"""Starts of verbs that go with an "on" and what they are about."""
CONDITIONS = frozenset({"unless", "if"})
"""Words that let a clause hold only sometimes."""


_SHOPS = frozenset({"store", "stores", "shop", "shops", "storefronts", "boutiques"})


@dataclass(slots=True)
class Element:
    """A stretch of words with its part in the sentence.

    mark: a word that joins clauses or sets a role (`name` says which) · comma, stop: separators · group: a bracket
    with the elements inside · filler: words that say nothing by themselves · unread: words that nothing explains.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    reading: Reading | None = None
    inside: list[Element] = field(default_factory=list)
    turns: bool = False
    """A filler that starts a prepositional phrase."""
    introductions: tuple[tuple[int, int], ...] = ()
    """The words and signs that a clause runs over because they only lead to what it names: the "(roles:" of "hiring
    (roles: welders)"."""


def joins(e: Element) -> bool:
    """Whether an element is a word or sign that joins what stands on both sides of it."""
    return e.kind == "mark" and e.name in ("OR", "AND", "SLASH")


def separates(e: Element) -> bool:
    """Whether an element stands between the members of a list: a comma, or what joins them."""
    return e.kind == "comma" or joins(e)


def split(elements: list[Element], kind: str) -> Iterator[list[Element]]:
    """The parts between elements of a kind."""
    part: list[Element] = []
    for e in elements:
        if e.kind == kind:
            yield part
            part = []
        else:
            part.append(e)
    yield part


def without_filler(elements: Iterable[Element]) -> list[Element]:
    """The elements that say something."""
    return [e for e in elements if e.kind != "filler"]


def first_content(elements: Iterable[Element]) -> Element | None:
    """The first element that is no filler."""
    return next((e for e in elements if e.kind != "filler"), None)


def last_content(elements: Sequence[Element]) -> Element | None:
    """The last element that is no filler."""
    return first_content(reversed(elements))


def last_at(elements: Sequence[Element], matches: Callable[[Element], bool]) -> int | None:
    """The place of the last element that matches."""
    return next((i for i in range(len(elements) - 1, -1, -1) if matches(elements[i])), None)


def lead(phrase: list[Element]) -> str | None:
    """The "or", "and" or "but" that a phrase starts with."""
    return phrase[0].name if phrase[0].kind == "mark" and phrase[0].name in ("OR", "AND", "BUT") else None


def first_mark(phrase: list[Element]) -> str | None:
    """The name of the joining or role word that a phrase starts with, if it does."""
    first = first_content(phrase)
    return first.name if first and first.kind == "mark" else None


def lexemes(element: Element) -> Iterator[Lexeme]:
    """The words of a clause."""
    if element.reading:
        yield from (x for x in element.reading.node.walk() if isinstance(x, Lexeme))


def opener(element: Element) -> str:
    """The type of the first word of a clause."""
    first = min(lexemes(element), key=lambda x: x.start, default=None)
    return first.type if first else ""


def is_bare(element: Element) -> bool:
    """Whether a clause is a name or a number alone, without a verb or preposition of its own."""
    return opener(element) in _BARE


def bracket(inside: list[Element]) -> Element:
    """Elements as one, as if a bracket stood around them."""
    return Element("group", inside[0].start, inside[-1].end, inside=inside)


def either(first: Element, second: Element, end: int) -> Element | None:
    """Two clauses of one field as one, up to an offset, that names what either does; None where they are no members of
    one list."""
    a, b = first.reading, second.reading
    if a is None or b is None or a.role != b.role:
        return None
    named, more = a.predicate, b.predicate
    if not isinstance(named, In) or not isinstance(more, In) or (named.field, named.count) != (more.field, more.count):
        return None
    values = tuple(dict.fromkeys([*named.values, *more.values]))
    reading = replace(a, predicate=replace(named, values=values), notes=[*a.notes, *b.notes])
    return replace(first, end=end, reading=reading)


def is_way(element: Element) -> bool:
    """Whether a clause names to whom companies sell and not what they are: "B2B", "sell to other businesses"."""
    predicate = element.reading.predicate if element.reading and is_bare(element) else None
    return isinstance(predicate, In) and predicate.field == "business_model" and WAYS.issuperset(predicate.values)


def certifies(element: Element) -> bool:
    """Whether a standard is one that what follows meets: "ISO 9001 certified" foundries."""
    last = max(lexemes(element), key=lambda x: x.end, default=None)
    return last is not None and last.type in ("CERTIFIED", "VETTED") and str(last.value).endswith("ed")


def names_trade(element: Element) -> bool:
    """Whether an element names a trade, and says nothing else: "hotels"."""
    return element.kind == "clause" and element.name == "industry" and is_bare(element)


def names_shops(element: Element, text: str) -> bool:
    """Whether an element calls companies by the product which they run: "Shopify stores"."""
    product = element.kind == "clause" and element.name == "technology" and is_bare(element)
    return product and text[element.start : element.end].rsplit(" ", 1)[-1] in _SHOPS


def as_wanted(e: Element, text: str) -> Element:
    """A clause of those whom the author serves as the companies that are wanted: "for dentists"."""
    if e.reading is None:
        return e
    meant = as_company(e.reading, text)
    trade = isinstance(meant.predicate, In) and meant.predicate.field == "industry"
    return replace(e, name="industry" if trade else e.name, reading=meant)


def only_trades(elements: Iterable[Element]) -> bool:
    """Whether elements are nothing but a list of trades."""
    content = [e for e in elements if e.kind != "filler" and not separates(e)]
    return bool(content) and all(map(names_trade, content))


def family(element: Element) -> str:
    """The kind of a clause; all kinds of company are one family."""
    return "company" if element.name in KINDS_OF_COMPANY else element.name


def says(e: Element, word: str, text: str) -> bool:
    """Whether an element is just this word."""
    return text[e.start : e.end].lower() == word


def clauses(elements: Iterable[Element]) -> Iterator[Element]:
    """All clauses, those in brackets included."""
    for e in elements:
        if e.kind == "clause":
            yield e
        elif e.kind == "group":
            yield from clauses(e.inside)


def too_deep(group: Element) -> bool:
    """Whether a bracket holds one that is nested too deep."""
    stack = [group]
    while stack:
        e = stack.pop()
        if e.name == "too deep":
            return True
        stack.extend(e.inside)
    return False


def runs(stretch: list[Element]) -> Iterator[list[Element]]:
    """The unread words of a stretch, neighbours together."""
    run: list[Element] = []
    for e in stretch:
        if e.kind == "unread" or (e.kind == "filler" and run):
            run.append(e)
        elif run:
            yield run
            run = []
    if run:
        yield run


def strictly(elements: list[Element]) -> list[Element]:
    """The elements with bare names as unread words: under a label that nothing explains, they may be anything but a
    size, a certificate, or several tools."""
    return [replace(e, kind="unread") if e.kind == "clause" and is_bare(e) and not _plain(e) else e for e in elements]


def _plain(e: Element) -> bool:
    """Whether a bare name leaves no doubt of what it is."""
    tools = sum(x.type == "TECH" for x in lexemes(e))
    return e.name in SIZES | {"certification"} or (e.name == "technology" and tools > 1)


def direct(elements: Iterable[Element]) -> Iterator[Element]:
    """The clauses outside of brackets."""
    return (e for e in elements if e.kind == "clause")


def _may_be_trade(e: Element) -> bool:
    """Whether a word that is not read names a trade among others: "beauty"."""
    return e.kind == "unread" and any(s.kind == "industry" for s in builtin().senses(e.name))


def continues(sentence: list[Element], before: list[Element]) -> bool:
    """Whether a sentence is nothing but names of the one kind that the sentence before it names."""
    names, named = list(direct(sentence)), list(direct(before))
    pure = all(e.kind in ("clause", "filler") or separates(e) or _may_be_trade(e) for e in sentence)
    return (
        pure
        and bool(names)
        and bool(named)
        and all(map(is_bare, names))
        and {e.name for e in [*names, *named]} == {named[0].name}
    )


def several(e: Element) -> bool:
    """Whether a clause is only a word for several sites: "chains"."""
    return e.name == "sites" and any(x.type == "MULTI_SITE" for x in lexemes(e))


def is_size(elements: Iterable[Element]) -> bool:
    """Whether a member of a list is a size, so that the others say what has it: "Banks, 500+ employees"."""
    content = without_filler(elements)
    return bool(content) and all(e.kind == "clause" and e.name in SIZES for e in content)


def placed(members: Sequence[Sequence[Element]]) -> int:
    """How many members of a list stand in front of those that are nothing but places, and say where these are, as in
    "Hotels, Spain"; 0 where they name places themselves."""
    named = [{e.name for e in m if e.kind == "clause"} for m in members]
    at = next((i for i, m in enumerate(members) if named[i] == {"location"} and all(e.kind != "unread" for e in m)), 0)
    rest = all(n == {"location"} for n in named[at:])
    return at if rest and not any("location" in n for n in named[:at]) else 0
