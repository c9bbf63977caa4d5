"""From a text to a profile: the whole way through document, lexer, grammar, resolver and composer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from icplang.diagnostics import Diagnostic, Source, diagnostic
from icplang.meaning.concepts import sized
from icplang.meaning.predicates import And, Predicate, depth, join
from icplang.meaning.profile import Criterion, Profile, Scoring
from icplang.reading.absent import absence, none_of
from icplang.reading.belief.placing import where_unknown
from icplang.reading.belief.remarked import beside, stated
from icplang.reading.combining.alternatives import tiers
from icplang.reading.combining.dating import dated, floored
from icplang.reading.combining.toolsets import each_of_a_kind
from icplang.reading.compose import Composer
from icplang.reading.elements import Element, clauses, family, is_bare, is_size, lexemes, placed, strictly
from icplang.reading.exact import exact
from icplang.reading.exempt import except_from
from icplang.reading.findings import Findings
from icplang.reading.headings import explained, headline, is_title, is_unexplained, names_stage, title_of
from icplang.reading.resolving import Resolver
from icplang.reading.scan import DEPTH, scan
from icplang.reading.shape.context import Context
from icplang.reading.shape.document import items
from icplang.reading.shape.items import Item
from icplang.reading.shape.labels import LISTS
from icplang.reading.shape.markup import comments, plain, tags
from icplang.reading.shape.thresholds import thresholds
from icplang.reading.syntax.tokenizer import masked
from icplang.reading.syntax.tree import Lexeme, Number
from icplang.reading.trace import Trace
from icplang.reading.underlabel import of_those_served, with_measure
from icplang.reading.unfit import a_portrait, not_an_icp
from icplang.reading.words.lexer import Words
from icplang.reading.words.literals import MEMBERS, literal, one_list, title
from icplang.vocabulary.lookup import suggest
from icplang.vocabulary.store import Entry, Vocabulary, builtin, slug
from icplang.vocabulary.words import tokens

_MEMBER = re.compile(r"(?:[^,;·•|→(\[\n]|\([^)]*\)?|\[[^\]]*\]?|\n(?!\s*\n))+")
_PERSON = re.compile(
    r"(?:[^,;·•|(\n.]|\([^)]*\)?|(?<=\bDir)\.|(?<=\bMgr)\.|(?<=\bAsst)\.|\.(?![ \n]|$)|\n(?!\s*\n)|"
    r"[ \t]or[ \t])+?(?=[ \t]+or[ \t]+|[,;·•|\n]|(?<!\bDir)(?<!\bMgr)(?<!\bAsst)\.(?:[ \n]|$)|$)"
)
_SOFTER = re.compile(
    r"[,;·][ ]*(?:with (?:an? )?(?:strong )?)?(?:priority(?: (?:to|on|for))?|ideally|preferably|preferred|especially|"
    r"esp\.?|particularly|in particular|above all|chiefly|primarily|predominantly|focus(?: on)?|emphasis on|"
    r"preference for|mainly|mostly)[: ]+(?=\w)",
    re.IGNORECASE,
)
"""From here on the members of a list are only preferred: "US, ideally Texas or Ohio"."""
_JOINING = re.compile(r"^\s*(?:(?:and|or|the|a|an|plus|our)\s+)*", re.IGNORECASE)
_INTRO = re.compile(r"(?P<words>[^,;:.()\n|/]{3,60}?)(?::|[ ][-–—])[ ]+(?=[^\n]*[,/|;])")
_SENTENCE_END = re.compile(r"(?<=[a-z)]{2}|[A-Z]{2}|[a-z][A-Z])(?<!\bex)(?<!\besp)(?<!\bexcl|\bincl)\.[ ]+(?=[A-Z])")
_NUMBERING = re.compile(r"(?:(?:\d{1,2}[.)]|or|and|&|plus|basic|some|a|an)\s+)+", re.IGNORECASE)
_OR = re.compile(r"[ \t]+or[ \t]+|(?<=\w)[ ]?/[ ]?(?=\w)", re.IGNORECASE)
_SIGNS = re.compile(r"\([^)]*\)|[^\w +&-]|[ -]+$")
_MEANT = {"SELLS_IN": "SERVING"}
"""What a label rather asks for where no place stands behind it: "Sells to: dentists"."""
_BEFORE_BOUND = frozenset({"METRIC_LABEL", "STAGE_LABEL", "FOUNDED", "AGE", "VISITS", "VALUATION"})
"""Labels that stand in front of a bound; "at least" stands in front of the others."""
_MONEY = frozenset({"REVENUE", "ARR", "GMV", "TOTAL_FUNDING", "VALUATION"})
_CURRENCY = re.compile(r"(?i)[_ (](usd|eur|gbp|inr|cad|aud|chf|sek|jpy|nzd|sgd|zar|brl|mxn)\b|\((?:in )?([$£€])")
"""The currency that a key or a label names."""
_CODES = {"$": "usd", "£": "gbp", "€": "eur"}
_SCALES = dict.fromkeys(("m", "mm", "mn", "mio", "million", "millions"), 1e6)
_SCALES |= dict.fromkeys(("k", "thousand", "thousands"), 1e3) | dict.fromkeys(("b", "bn", "billion", "billions"), 1e9)
_SCALE = re.compile(rf"(?i)(?:[_ ]|\()[$£€]?({'|'.join(sorted(_SCALES, key=len, reverse=True))})(?:[_ )]|$)")
"""What the numbers of a key are counted in: "revenue_eur_m"."""
_EVENTS_ALONE = {"hiring": "HIRING_NOW", "funding": "FUNDED", "fundraising": "FUNDED"}
"""Names of events that a key or a member of a list may be, and that are half a phrase elsewhere."""
LIMIT = 1_000_000
"""The longest text that is read, in characters."""


def read(text: str, *, vocabulary: Vocabulary | None = None) -> Profile:
    """The profile of an ICP text. Never raises for what a text says: every finding is a diagnostic.

    `vocabulary` is the built-in one unless a glossary extends it.
    """
    return traced(text, vocabulary)[0]


def traced(text: str, vocabulary: Vocabulary | None = None) -> tuple[Profile, Trace]:
    """The profile of an ICP text, and what became of each of its words."""
    source = Source(text if len(text) <= LIMIT else "")
    refused = _refusal(text, source) or not_an_icp(text, source)
    if refused:
        return Profile(diagnostics=(refused,)), Trace()
    written, remarks, text = text, comments(text), plain(text)
    source = Source(text)
    vocabulary = vocabulary or builtin()
    words = vocabulary
    composer = Composer(
        Findings(source, lambda said: suggest(words, said), words.senses),
        lambda word: (size := sized(words, word)) is not None and size.min != size.max,
    )
    for start, end in remarks:
        composer.findings.tell("commentary", "a comment, no criterion", start, end)
    composer.trace.labels += tags(written)
    parts = items(text)
    definitions: dict[str, Predicate] = {}
    for item in parts:
        if item.defines:
            _define(item, vocabulary, definitions, composer)
    if definitions:
        vocabulary = vocabulary.extended([Entry("segment", id, id.replace("-", " "), (), (), {}) for id in definitions])
    slots = [(p.start, p.end) for p in parts if p.context.remark == "unfilled-slot" and not p.keyed]
    composer.findings.slots += slots
    source = Source(masked(text, slots))
    resolver = Resolver(source, vocabulary, definitions)
    found = 0
    names = {p.path[-1]: " ".join(_SIGNS.sub(" ", text[p.start : p.end]).split()) for p in parts if p.label and p.path}
    for part in parts:
        if part.label or part.whole:
            (composer.trace.labels if part.label else composer.trace.units).append((part.start, part.end))
            continue
        said = part.reason and len(composer.found) > found
        found = len(composer.found)
        if said and part.context.weight is not None:  # the name of what is worth points, where its definition is read
            composer.trace.labels.append((part.start, part.end))
        elif not part.defines:
            item = replace(part, context=Context(remark="commentary")) if said else part
            if item.key >= 0:
                item = _with_key(item, source, vocabulary, resolver, composer)
            if not (item.context.remark or item.context.exception):
                composer.begun = len(composer.found)
            resolver.above = composer.steps.above(item.path)
            if not item.aside or _states(item, source, vocabulary, resolver, composer):
                _read_item(item, source, vocabulary, resolver, composer)
    criteria = tuple(_as_written(c, written) for c in composer.folded() if _shallow(c, composer))
    portrait = a_portrait(text, criteria, source)
    if portrait:
        return Profile(diagnostics=(portrait,)), Trace()
    if not criteria and not any(d.severity == "error" for d in composer.findings.diagnostics):
        composer.findings.tell(
            "nothing-read",
            "no criterion was found",
            0,
            len(text.rstrip()) or len(text),
            help="describe the companies, as in 'US B2B SaaS, 50-500 employees, running HubSpot'",
        )
    scoring = _scoring(composer, names)
    levels = {t.span.start: t for t in scoring.thresholds if t.span}
    composer.findings.diagnostics[:] = [
        replace(d, message=f"which score makes the tier {levels[d.span.start].tier!r}; it is no criterion")
        if d.code == "command" and d.span and d.span.start in levels
        else d
        for d in composer.findings.diagnostics
    ]
    order = sorted(composer.findings.diagnostics, key=lambda d: (d.span.start, d.span.end) if d.span else (-1, -1))
    return Profile(criteria, tuple(dict.fromkeys(order)), title_of(text), scoring), composer.trace


def _as_written(criterion: Criterion, text: str) -> Criterion:
    """The criterion with its words as they stand in the text, tags and comments included."""
    at = criterion.span
    return replace(criterion, text=text[at.start : at.end]) if at else criterion


def _scoring(composer: Composer, names: Mapping[tuple[int, int], str]) -> Scoring:
    """What the text says of tiers and, where it gives points, of scores."""
    source, weighed = composer.findings.source, any(c.weight for _, c in composer.kept)
    levels, cap = thresholds(source) if weighed else ((), None)
    return Scoring(tiers(composer.kept, names, source), levels, cap)


def _refusal(text: str, source: Source) -> Diagnostic | None:
    if len(text) > LIMIT:
        return diagnostic(
            "too-large",
            f"the text has {len(text):,} characters; at most {LIMIT:,} are read",
            help="split it into one file for each profile",
        )
    if "\0" in text:
        at = text.index("\0")
        return diagnostic("not-text", "the text holds NUL characters: this is a binary file", source.span(at, at + 1))
    if broken := re.search("[\ud800-\udfff]", text):
        return diagnostic(
            "not-text",
            "the text holds halves of characters: it was decoded wrongly",
            source.span(broken.start(), broken.end()),
        )
    if not text.strip():
        return diagnostic(
            "empty-text",
            "there is nothing to read",
            help="write who you sell to, as in 'US B2B SaaS, 50-500 employees, running HubSpot'",
        )
    return None


def _remark(item: Item, code: str, composer: Composer) -> None:
    """What is said of an item that is no criterion."""
    if code in ("commentary", "command"):
        composer.findings.tell(
            code,
            "a remark, no criterion" if code == "commentary" else "an instruction, no criterion",
            item.start,
            item.end,
        )
    elif code == "ambiguous-phrase":
        composer.findings.tell(
            code, "whether this is wanted is not clear", item.start, item.end, help="say whether it is in or out"
        )
    elif code == "section-cap":
        said = "the most points of a section; they are added up without it"
        composer.findings.tell("command", said, item.start, item.end)
    elif code == "unknown-words":
        composer.findings.report([Element("unread", item.start, item.end)], orders=False)
    elif code == "unfilled-slot":
        composer.findings.unfilled(item.start, item.end)
    else:
        composer.findings.pains(code, item.start, item.end)


def _remarked(item: Item, composer: Composer) -> bool:
    """Whether the label of an item makes a remark of it: "Notes:", "exclude_titles: [intern]"."""
    if item.context.remark:
        _remark(item, item.context.remark, composer)
    elif item.context.role == "buyer" and item.context.negated:
        composer.findings.tell("commentary", "said of the contact, no criterion", item.start, item.end)
    else:
        return False
    return True


def _read_item(item: Item, source: Source, vocabulary: Vocabulary, resolver: Resolver, composer: Composer) -> None:
    context = item.context
    if _remarked(item, composer):
        return
    elements = headline(item, _believed(item, _elements(item, source, vocabulary, resolver)), source.text)
    elements = _bounded(context, composer.steps.read(item.path, elements))
    if item.heading and is_title(item, elements, source.text):
        if is_unexplained(item, elements, source.text):
            composer.findings.report([replace(e, kind="unread") if e.kind == "clause" else e for e in elements])
        composer.trace.labels.append((item.start, item.end))
        return
    if context.role == "exclude" and context.field is None and (trade := _as_trade(item, elements, source, vocabulary)):
        elements = scan(trade, resolver)
    composer.negated, composer.usual = context.negated, context.usual
    stated, unknown = where_unknown(elements, source.text)
    whole = None if item.heading else exact(stated)
    named = {e.reading.role for e in clauses(elements) if e.reading}
    if whole is not None and (context.role == "buyer" or "buyer" not in named):
        composer.path = ()
        composer.settle(whole, elements, context.role or "require", context.weight, unknown)
        return
    splits = (
        context.field is not None and context.field.type in LISTS and context.field.type != "BUYER" and not item.heading
    )
    item, elements = (
        explained(item, lambda x: _elements(x, source, vocabulary, resolver), composer.findings) if splits else None
    ) or (item, elements)
    if splits and (intro := _INTRO.match(source.text, item.start, item.end)) and not names_stage(intro["words"]):
        _set_aside(replace(item, end=intro.end("words")), source, vocabulary, resolver, composer)
        item = replace(item, start=intro.end())
        elements = _elements(item, source, vocabulary, resolver)
    if splits and _read_or_none(item, source, vocabulary, resolver, composer):
        return
    if splits and (cut := _cut(item, source.text)):
        composer.trace.labels.append((cut[0].end, cut[1].start))
        for part in cut:
            _read_item(part, source, vocabulary, resolver, composer)
        return
    members = _members(item, source.text) if splits else []
    if splits and any(e.kind == "unread" for e in elements):
        members = [part for m in members for part in _parts(m, item, source, vocabulary, resolver)]
    if len(members) > 1 and not one_list(elements):
        read = [_member(replace(item, start=a, end=b), source, vocabulary, resolver) for a, b in members]
        if context.role == "exclude" or not any(map(is_size, read)):
            _add_members(list(zip(members, read, strict=True)), item, composer)
            return
    elif splits:
        elements = _member(item, source, vocabulary, resolver)
    role = context.role if context.role != "buyer" else None
    addressed = context.field is not None and role is None and _addresses(context.field, elements)
    if addressed and (people := _people(item, source, vocabulary, resolver)):
        _add_people(people, item, composer)
        return
    path, first, told = item.path, len(composer.found), len(composer.findings.diagnostics)
    if item.listed and not members[1:] and context.field and not addressed and not _labelled(elements, context.field):
        composer.groups += 1  # "Tech:" with "- Using Tally" below: a clause of its own, and no member of a list
        path = (*path[:-1], (-composer.groups, 0))
    if context.exception and except_from(composer, elements, item.path, sure=context.exception == "let in"):
        return
    composer.add(elements, role, context.weight, path, listed=item.member, addressed=addressed)
    if (first, told) == (len(composer.found), len(composer.findings.diagnostics)) and item.keyed and context.field:
        composer.findings.report([Element("unread", context.field.start, item.end)])
    if item.heading:
        composer.headed |= set(range(first, len(composer.found)))


def _addresses(field: Lexeme, elements: list[Element]) -> bool:
    """Whether a label says whom to talk to, or stands in front of somebody: "Users: content managers"."""
    first = next((e for e in elements if e.start < e.end and e.kind != "filler"), None)
    named = first is not None and first.reading is not None and first.reading.role == "buyer"
    return field.type == "BUYER" or (field.type == "METRIC_LABEL" and named)


def _bounded(context: Context, elements: list[Element]) -> list[Element]:
    """The elements, within the window and above the least that stand over them."""
    during = context.during
    timed = [dated(e, during) for e in elements] if during else elements
    return [floored(e) for e in timed] if context.floor else timed


def _set_aside(item: Item, source: Source, vocabulary: Vocabulary, resolver: Resolver, composer: Composer) -> None:
    """Read what stands in front of a list: its last kind is said again by the list, and what stands beside that is
    not, as the place in "US logistics firms: couriers, freight brokers"."""
    inner = _elements(item, source, vocabulary, resolver)
    composer.trace.stretches.append(inner)
    composer.findings.report([e for e in inner if e.kind == "unread" or e.name in ("NOT", "EXCLUDE")])
    told = list(clauses(inner))
    head = next((e.name for e in reversed(told) if family(e) == "company"), None)
    plain = item.context.role != "exclude" and all(e.kind in ("clause", "filler") for e in inner)
    for e in told:
        if plain and head is not None and e.name != head:
            composer.add([e], item.context.role, item.context.weight, item.path)
        else:
            composer.findings.set_aside([e])


def _read_or_none(item: Item, source: Source, vocabulary: Vocabulary, resolver: Resolver, composer: Composer) -> bool:
    """Read a list of tools with none of their kind in it, as alternatives; False for another list."""
    none = none_of(item, source.text, vocabulary)
    if none is None:
        return False
    if not none[2].ids:
        composer.findings.report([Element("unread", item.start, item.end)])
        return True
    composer.groups += 1
    group, (start, end, kind) = -composer.groups, none
    composer.trace.labels.append((end, kind.start) if start < kind.start else (kind.end, start))
    if source.text[start:end].strip():
        _read_item(
            replace(item, start=start, end=end, path=(*item.path, (group, 0))), source, vocabulary, resolver, composer
        )
    role = item.context.role if item.context.role not in (None, "buyer") else "require"
    composer.path = (*item.path, (group, 1))
    composer.settle(*absence(kind), role, item.context.weight)
    return True


def _with_key(item: Item, source: Source, vocabulary: Vocabulary, resolver: Resolver, composer: Composer) -> Item:
    """The item with the unknown key in front of it, where the two say one thing together: "raised: Series B+"."""
    whole = replace(item, start=item.key, key=-1)
    elements = _elements(whole, source, vocabulary, resolver)
    together = any(e.kind == "clause" and e.start < item.start < e.end for e in elements)
    if together and all(e.kind in ("clause", "filler", "comma") for e in elements):
        return whole
    end = item.key + len(source.text[item.key : item.start].rstrip(" \t\n:=\"'[{("))
    composer.findings.tell("commentary", "a remark, no criterion", item.key, end)
    return replace(item, key=-1)


def _states(item: Item, source: Source, vocabulary: Vocabulary, resolver: Resolver, composer: Composer) -> bool:
    """Whether a remark says in its own words what is wanted, or not: "60-400 reviews is the sweet spot". Conditions
    of which it does not say so are reported."""
    elements = _elements(item, source, vocabulary, resolver)
    said = beside(elements, field=item.context.field) if item.heading else stated(elements)
    if item.context.weight is not None and any(e.reading and e.reading.predicate for e in clauses(elements)):
        said = "unclear"  # "Hotels: +10 (in Spain)"
    match said:
        case "criteria":
            return True
        case "unclear":
            composer.findings.report([replace(e, kind="unread", name="") for e in elements])
        case "remark":
            around = int(item.heading)  # the bracket behind the name of a tier
            _remark(replace(item, start=item.start - around, end=item.end + around), "commentary", composer)
    return False


def _believed(item: Item, elements: list[Element]) -> list[Element]:
    """What is believed of an item where its label is unknown, or where its key would have to say who is addressed."""
    if item.context.strict:
        elements = strictly(elements)
    if item.keyed and item.context.role != "buyer":
        elements = [replace(e, kind="unread") if _addressed(e) else e for e in elements]
    return elements


def _addressed(e: Element) -> bool:
    """Whether nothing in a clause but a title says that people are addressed."""
    return e.name == "people" and e.reading is not None and e.reading.role == "buyer"


def _as_trade(item: Item, elements: list[Element], source: Source, vocabulary: Vocabulary) -> Words | None:
    """The words of a name that is a title and a trade, where companies are left out: "CROs"."""
    content = [e for e in elements if e.kind not in ("filler", "stop")]
    if len(content) != 1 or content[0].name != "people":
        return None
    said = source.text[content[0].start : content[0].end]
    if not said.rstrip("s").isupper() or not any(s.kind == "industry" for s in vocabulary.senses(said)):
        return None
    at = content[0].start
    return Words(source.text, at, item.end, vocabulary, [Lexeme("INDUSTRY_LABEL", at, at, 0, "")], keyed=item.keyed)


def _cut(item: Item, text: str) -> tuple[Item, Item] | None:
    """A list and what stands behind it: a sentence of its own, or members that are only preferred."""
    if ends := _SENTENCE_END.search(text, item.start, item.end):
        rest = replace(item, start=ends.end(), context=replace(item.context, field=None))
        return replace(item, end=ends.start() + 1), rest
    softer = _SOFTER.search(text, item.start, item.end) if item.context.role in (None, "require") else None
    if softer is None:
        return None
    rest = replace(item, start=softer.end(), context=replace(item.context, role="prefer"))
    return replace(item, end=softer.start()), rest


def _add_members(members: list[tuple[tuple[int, int], list[Element]]], item: Item, composer: Composer) -> None:
    """The members of a list under a label, one by one."""
    composer.groups += 2
    role = item.context.role if item.context.role != "buyer" else None
    where = placed([said for _, said in members]) if role != "exclude" else 0  # "Industries: hotels, gyms, Spain"
    gaps = zip([item.start, *(end for (_, end), _ in members)], (start for (start, _), _ in members), strict=False)
    composer.trace.labels += gaps  # numbering
    each = role != "exclude" and each_of_a_kind([said for _, said in members])  # "Xero or Sage, Slack"
    for number, (_, said) in enumerate(members):
        group = int(0 < where <= number) - composer.groups
        path = item.path if each else (*item.path, (group, number))
        composer.add(said, role, item.context.weight, path, listed=True)


def _elements(item: Item, source: Source, vocabulary: Vocabulary, resolver: Resolver) -> list[Element]:
    resolver.measured = resolver.above
    lead, tail, field = item.context.lead, item.context.tail, item.context.field
    labels = [x for x in (item.context.bound, field) if x]
    if field and field.type in _BEFORE_BOUND:
        labels.reverse()
    if field and field.type in _MONEY and (code := _CURRENCY.search(str(field.value))):  # "min_revenue_usd"
        labels.append(replace(field, type="CURRENCY", value=code[1] or _CODES[code[2]]))
    united = item.keyed or (field is not None and ("(" in str(field.value)))  # "Revenue ($M)"
    counted = _SCALE.search(str(field.value)) if field and field.type in _MONEY and united else None
    scale = _SCALES[counted[1].lower()] if counted else 1
    labels = [*lead, *labels]
    said = source.text[item.start : item.end]
    name = None
    if field and field.type == "MENTIONING" and item.keyed and "," not in said and said.strip("\"' "):
        name = Lexeme("QUOTED", item.start, item.end, 0, said.strip("\"' "))  # a keyword is what is written
    if (item.keyed or item.path) and not field and (alone := _EVENTS_ALONE.get(" ".join(tokens(said)))):
        name = Lexeme(alone, item.start, item.end, 0, said)
    if any(x.type == "GROWTH" for x in lead) and said.replace(".", "", 1).isdigit():  # "headcount_growth_min: 15"
        share = float(said) / (100 if float(said) > 1 else 1)
        name = Lexeme("NUM", item.start, item.end, 0, Number(share, percent=True))
    elements = scan(
        Words(
            source.text,
            item.start,
            item.end,
            vocabulary,
            labels,
            behind=tail,
            keyed=item.keyed,
            literal=name,
            scale=scale,
        ),
        resolver,
    )
    if tail:  # a word without width is nothing to report
        elements = [e for e in elements if e.start < e.end or e.kind == "clause"]
    elements = with_measure(elements, field, lambda a, b: scan(Words(source.text, a, b, vocabulary, labels), resolver))
    if (
        field
        and field.type == "SELLS_IN"
        and not any(x.type == "SELLS_IN" for e in clauses(elements) for x in lexemes(e))
    ):
        labels = [replace(field, type=_MEANT[field.type])]
        elements = scan(Words(source.text, item.start, item.end, vocabulary, labels, keyed=item.keyed), resolver)
    return of_those_served(elements, field)


def _member(item: Item, source: Source, vocabulary: Vocabulary, resolver: Resolver) -> list[Element]:
    """The elements of one member of a list under a label, which may be a name that nobody knows."""
    elements = _elements(item, source, vocabulary, resolver)
    field = item.context.field
    name = literal(elements, field, source.text) if field and not item.context.bound else None
    if name is None or field is None:
        return elements
    return scan(Words(source.text, item.start, item.end, vocabulary, [field], keyed=item.keyed, literal=name), resolver)


def _add_people(people: list[tuple[int, int, list[Element]]], item: Item, composer: Composer) -> None:
    """The people of a list, one by one; words that name no one are said of them."""
    composer.groups += 1
    starts, ends = [start for start, _, _ in people], [end for _, end, _ in people]
    composer.trace.labels += zip([item.start, *ends], [*starts, item.end], strict=True)  # "and the"
    for number, (start, end, said) in enumerate(people):
        if any(e.reading and e.reading.role == "buyer" for e in clauses(said)):
            path = (*item.path, (-composer.groups, number))
            composer.add(said, None, item.context.weight, path, addressed=True)
        else:
            composer.findings.tell("commentary", "said of the contact, no criterion", start, end)


def _people(
    item: Item, source: Source, vocabulary: Vocabulary, resolver: Resolver
) -> list[tuple[int, int, list[Element]]]:
    """The members of a list of people, one of which is a title that nobody knows; none where all are known."""
    text = source.text
    members = [
        (m.start() + len(m[0]) - len(_JOINING.sub("", m[0])), m.start() + len(m[0].rstrip()))
        for m in _PERSON.finditer(text, item.start, item.end)
        if m[0].strip(" .")
    ]
    read = [_elements(replace(item, start=a, end=b), source, vocabulary, resolver) for a, b in members]
    known = [any(e.reading and e.reading.role == "buyer" for e in clauses(elements)) for elements in read]
    names = [
        title(elements, member, text, among=any(known[:i] + known[i + 1 :]), keyed=item.keyed)
        for i, (elements, member) in enumerate(zip(read, members, strict=True))
    ]
    if not any(names):
        return []
    out: list[tuple[int, int, list[Element]]] = []
    labels = [item.context.field] if item.context.field else []
    for i, (a, b) in enumerate(members):
        if name := names[i]:
            words = Words(text, name.start, name.end, vocabulary, labels, keyed=item.keyed, literal=name)
            out.append((a, b, scan(words, resolver)))
        elif not known[i] and " " in text[a:b]:  # "Agency Founder/CEO"
            cut = text.index(" ", a)
            out.append((a, cut, []))
            out.append((cut + 1, b, _elements(replace(item, start=cut + 1, end=b), source, vocabulary, resolver)))
        else:
            out.append((a, b, read[i]))
    return out


def _labelled(elements: list[Element], label: Lexeme) -> bool:
    """Whether what the label says was needed to read a clause, or nothing was read."""
    read = [x for e in elements if e.kind == "clause" for x in lexemes(e)]
    return (
        not read
        or any(x.type in (label.type, _MEANT.get(label.type)) and x.start == x.end for x in read)
        or any(e.kind == "clause" and is_bare(e) and e.name in MEMBERS.get(label.type, ()) for e in elements)
        or all(is_bare(e) for e in elements if e.kind == "clause")
    )


def _members(item: Item, text: str) -> list[tuple[int, int]]:
    """The members of a list under a label ("Verticals: B2B SaaS, D2C / ecommerce"), without their numbering."""
    out = []
    for found in _MEMBER.finditer(text, item.start, item.end):
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        numbered = _NUMBERING.match(text, start, found.end())
        start = numbered.end() if numbered else start
        if text[start : found.end()].strip():
            out.append((start, found.start() + len(found[0].rstrip())))
    return out


def _parts(
    member: tuple[int, int], item: Item, source: Source, vocabulary: Vocabulary, resolver: Resolver
) -> list[tuple[int, int]]:
    """The names around the "or" or the "/" of a member, where each is read on its own: "exocad or 3Shape"."""
    starts, ends = [member[0]], []
    for cut in _OR.finditer(source.text, *member):
        ends.append(cut.start())
        starts.append(cut.end())
    parts = list(zip(starts, [*ends, member[1]], strict=True))
    if len(parts) == 1 or "(" in source.text[slice(*member)]:
        return [member]
    for start, end in parts:
        elements = _member(replace(item, start=start, end=end), source, vocabulary, resolver)
        if any(e.kind not in ("clause", "filler") for e in elements):
            return [member]
    return parts


def _define(item: Item, vocabulary: Vocabulary, definitions: dict[str, Predicate], composer: Composer) -> None:
    """Read "By mid-market we mean 200-2,000 employees": the word then stands for that predicate in this text."""
    source, word = composer.findings.source, item.defines or ""
    inner = Composer(Findings(source), trace=composer.trace)
    inner.add(scan(Words(source.text, item.start, item.end, vocabulary), Resolver(source, vocabulary, {})))
    composer.findings.diagnostics.extend(inner.findings.diagnostics)
    found = [c.predicate for c in inner.folded() if c.role == "require"]
    if found:
        definitions[slug(word)] = join(And, found)
        composer.findings.tell("defined-word", f"{word!r} is defined here", item.start, item.end)


def _shallow(criterion: Criterion, composer: Composer) -> bool:
    if depth(criterion.predicate) <= DEPTH:
        return True
    if criterion.span:
        at = criterion.span
        composer.findings.tell("too-deep", f"nested deeper than {DEPTH} levels", at.start, at.end)
    return False
