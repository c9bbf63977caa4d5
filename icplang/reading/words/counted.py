"""Things that nobody knows, where their place is certain: what a number counts, with the words in front of it that say
of what kind it is, as in "3-25 SMT lines", "400 wholesale accounts", "£5m of scaffolding sales"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme, Number, Spelt
from icplang.reading.words.posts import names_post
from icplang.vocabulary.store import Vocabulary, words_of
from icplang.vocabulary.words import singular, slug

_WORK = frozenset(
    """accept accepting accepts adjudicate adjudicates adjudicating administer administering administers admit admits
    admitting arbitrate arbitrates arbitrating assemble assembles assembling attract attracting attracts audit
    auditing audits bake bakes baking billing booking bottle bottles bottling breed breeding breeds brew brewing
    brews build building builds canning carries carry carrying catches catching certifies certify certifying clean
    cleaning cleans clearing closing collect collecting collects complete completes completing conduct conducting
    conducts cook cooking cooks crush crushes crushing cut cuts cutting deliver delivering delivers dispatch
    dispatches dispatching dispense dispenses dispensing distil distill distilling distills distils draw drawing
    draws dye dyes dying educate educates educating enrol enroll enrolling enrolls enrols export exporting exports
    farming ferment fermenting ferments fielding file files filing fill filling fills flies fly flying forge forges
    forging fulfil fulfill fulfilling fulfills fulfils fund funding funds generating grade grades grading grow
    growing grows handle handles harvest harvesting harvests haul hauling hauls hold holding holds host hosting hosts
    import importing imports inspect inspecting inspects install installing installs insure insures insuring issue
    issues issuing keeping knit knits knitting launder laundering launders laying lease leases leasing letting
    maintain maintaining maintains making manage manages manufacture manufactures manufacturing milk milking milks
    mill milling mills mixing move moves moving open opening opens operate operates originate originates originating
    pack packing packs perform performing performs picking place places placing pour pouring pours pressing print
    printing prints process processes processing produce produces producing publish publishes publishing quarries
    quarry quarrying rear rearing rears receiving recycle recycles recycling refine refines refining release releases
    releasing rent renting rents roast roasting roasts run runs sailing sawing schedule schedules scheduling screen
    screening screens seat seating seats see seeing sees sell selling sells send sending sends servicing settle
    settles settling sew sewing sews shift shifting shifts ship shipping ships slaughter slaughtering slaughters
    sleep sleeping sleeps smelt smelting smelts sorting stitch stitches stitching stocking stores storing survey
    surveying surveys taking teach teaches teaching testing training transact transacting transacts translate
    translates translating transport transporting transports treat treating treats underwrite underwrites
    underwriting wash washes washing welcome welcomes welcoming weld welding welds writing""".split()
)
"""What is done with things that are counted."""
_NUMBERED = frozenset({"ABOUT", "BETWEEN", "MORE_THAN", "LESS_THAN", "AT_MOST", "FROM", "AT_LEAST"})
_BOUND = frozenset("at more up less fewer no anywhere north upward".split())
"""Words that a number starts with."""
_MOST = 4
"""The most words of a thing."""
_JOINTS = 8
"""So far goes what hyphens join to one word."""
_NEAR = 4
"""So many words may stand between a number and what it counts: "12 or more of their own"."""
_BETWEEN = frozenset(
    "or and more up over above upward upwards greater higher least the of our their its plus monthly annual yearly "
    "daily weekly quarterly in on into for a per month mo year yr week day".split()
)
"""Words that stand there."""
_WHOSE = frozenset("the our their its".split())
_LEADING = frozenset({"in", "of", "on", "into", "for"})
_OPEN = frozenset({"+", "/"})
_NOUNS = frozenset(
    "PEOPLE COMPANY TOOL_NOUN ROLE_NOUN SITES OFFICE EMPLOYEES CUSTOMER TOTAL_FUNDING IN_HOUSE USERS OURS STAFF "
    "INDUSTRY_NOUN COUNTRY_COUNT TEAM ADOPTER".split()
)
"""Keywords that may be a part of a thing: the "customer" of "customer sites"."""
_PARTS = frozenset(
    {"metric", "industry", "function", "technology_category", "audience", "title", "business_model", "segment"}
)
_OUTER = _PARTS | {"technology", "certification"}
"""Kinds of names that may be a part of it, the last only in front: "PostgreSQL clusters"."""
_OWN = frozenset(
    """company-owned corporate corporately-owned own owned company-operated company-run directly-operated physical
    brick-and-mortar bricks-and-mortar different separate distinct individual active operating retail high-street
    full-service walk-in franchise franchised licensed open staffed permanent existing domestic regional local total
    combined overall current""".split()
)
"""Words that make no other places of "stores" and "offices"."""
_EMPLOYED = frozenset("in-house inhouse internal own dedicated full-time permanent employed on-staff salaried".split())
"""Words that make no other post of "recruiters"."""
_PLURALS = frozenset(
    "people men women children feet services premises cattle sheep aircraft criteria media mice geese".split()
)
_PERSONS = ("people", "persons", "women", "men")
_NEVER = frozenset(
    """years year months month weeks week days day hours hour minutes minute seconds quarters times time pts nights
    evenings weekends mornings reasons ways steps things signals criteria examples options questions leads results
    rows columns contacts words characters tiers segments personas bullets categories factors organisations
    organizations prospects targets icps others ones percent dollars euros pounds aspects versions types kinds sorts
    parts series news goods less plus status basis analysis access process business class address radius success loss
    gas figures attributes touches fails flags disqualifiers dealbreakers""".split()
)
"""Plurals that are counted in a text and are nothing of a company, and words that only end like one."""
_FILLER = frozenset("account brand vendor provider client customer entity establishment shop outlet".split())
"""Nouns that say nothing by themselves, and are counted all the same."""
_ALONE = frozenset("points lines areas rounds stages levels records names items cases emails gates".split())
"""Plurals that are things only with words in front of them: "assembly lines"."""
_DIVIDED = frozenset("portfolio member group client subsidiary sister operating customer tenant operator".split())
"""Words that make of "companies" those that belong to one."""
_AMOUNTS = frozenset(
    """spend spending budget budgets cost costs fee fees income revenue revenues sales premium premiums assets billings
    bookings payroll purchases purchasing procurement grants donations deposits loans contracts inventory stock capital
    debt equity turnover profit profits volume works work receivables payables capex opex endowment exposure orders
    throughput value expenditure savings royalties commissions claims investments""".split()
)
"""What an amount of money is of."""
_TASKED = frozenset("handling doing after on for of to handle do".split())
"""Words behind which stands what somebody does."""
PEOPLE = frozenset(
    "agent seat officer specialist advisor adviser technician engineer member rep operator clerk handler".split()
)
"""People of a team, counted by what they are."""
_DONE = frozenset("paid sent sold built made run done seen won written shot flown grown".split())
_RATES = frozenset(
    "margin margins rate rates ratio ratios share retention occupancy utilisation utilization churn uptime".split()
)
"""What a percentage is of."""
_WHOSE_SHARE = frozenset("rate rates ratio ratios share size volume value".split())
"""Measures that say nothing without a word for what they measure."""
_OURS = frozenset({"client", "customer", "account"})
_PRAISED = frozenset("best top favorite biggest largest happiest ideal latest newest current existing named".split())
"""What is said of those whom the seller has: "our three best clients"."""
_PEOPLE = ("ers", "ors")
"""Endings of those who are counted themselves: "member farmers", "pet insurers"."""
_JOINING = frozenset({"and", "or", "per"})
_STATED = frozenset("registered licensed listed enrolled incorporated insured".split())
"""Participles that say what has been done with a thing: "registered patients"."""
_VERBS = frozenset("use run work plan place lead call lease trade lot well move".split())
"""Names of things that are verbs or adverbs as often."""
_MEASURES = _AMOUNTS | _RATES | frozenset("bill bills rate size value volume tuition rent salary".split())
"""What an amount or a share behind it measures."""
_TRADED = frozenset({"export", "import"})
"""Nouns in front of a measure, which are verbs elsewhere: "export share: 40%"."""
_SHARED = frozenset("night shift session season term semester fortnight evening weekend game match event".split())
"""Occasions for which something is counted as for a time: "150 covers a night"."""


def counted(first: list[Lexeme], row: Sequence[Spelt], i: int, vocabulary: Vocabulary) -> list[Lexeme]:
    """The thing that starts at word `i`, whose candidates are `first`, where a number in front counts it."""
    number, led = _number(row, i)
    if (
        number is None
        or not row[i].text[0].isalpha()
        or row[i].fold == "ish"
        or (row[i].tight and row[i - 1].value is None)
    ):
        return []
    if row[i].fold == "new":
        end = _end(row, i + 1, number, vocabulary, led=led)
        timed = end > i + 1 and _times(row, end) and not _any_title(row, end - 1, end, vocabulary)
        return _whole(row, i, end) if timed else []  # "30 new patients a month"
    if goods := _goods(first, row, vocabulary):
        return goods
    end = _end(row, i, number, vocabulary, led=led)
    if end == i or any(x.type == "METRIC" and x.next >= end for x in first):
        return []
    if any(x.type in ("METRIC", "SITES") and _owned(row, x, end, vocabulary) for x in first):
        return []
    return _named(first, row, i, end, vocabulary)


def _whole(row: Sequence[Spelt], i: int, end: int) -> list[Lexeme]:
    """A thing by the name that all its words are."""
    name = slug(" ".join([*(w.text for w in row[i : end - 1] if w.fold), row[end - 1].fold]))
    return [Lexeme("COUNTED", row[i].start, row[end - 1].end, end, (name,))]


def _times(row: Sequence[Spelt], i: int) -> bool:
    """Whether a time starts at word `i`, for which things are counted: "a month", "per week", "daily"."""
    led = i + 1 < len(row) and row[i].fold in ("a", "per", "each", "every") and _period(row[i + 1])
    return led or (i < len(row) and row[i].fold.endswith("ly") and _period(row[i]))


def _goods(first: list[Lexeme], row: Sequence[Spelt], vocabulary: Vocabulary) -> list[Lexeme]:
    """A measure with what is measured, in front of a time: the "tonnes of linen" of "15 tonnes of linen a day"."""
    measure = next((x for x in first if x.type == "METRIC"), None)
    if measure is None or measure.next >= len(row) or row[measure.next].fold != "of":
        return []
    j = measure.next + 1
    while j < len(row) and j < measure.next + _MOST and _part(row, j, vocabulary, outer=True) and not _times(row, j):
        j = _behind(row, j)
    if j == measure.next + 1 or not _times(row, j):
        return []
    name = f"{measure.ids[0]}-of-{slug(' '.join(w.text for w in row[measure.next + 1 : j] if w.fold))}"
    return [Lexeme("COUNTED", measure.start, row[j - 1].end, j, (name,))]


def _owned(row: Sequence[Spelt], thing: Lexeme, end: int, vocabulary: Vocabulary) -> bool:
    """Whether companies stand behind what a number counts of them: "80-350 bed hospitals", "10+ site gyms"."""
    rest = " ".join(w.fold for w in row[thing.next : end] if w.fold)
    last = row[end - 1].text
    plural = (
        last.endswith("s")
        and (thing.type == "SITES" or not last.endswith(_PEOPLE))
        and not row[thing.next - 1].text.endswith("s")
    )
    return plural and "industry" in vocabulary.kinds(rest)


def measured(row: Sequence[Spelt], i: int, vocabulary: Vocabulary) -> list[Lexeme]:
    """A measure that nobody knows, in front of an amount or a share: "freight bill above $3M", "net margin of 8%"."""
    j = i
    while (
        j < len(row)
        and j < i + _MOST
        and (_part(row, j, vocabulary, outer=False) or (j == i and row[j].fold in _TRADED))
        and (j == i or not row[j].tight)
    ):
        j = _behind(row, j)
    for end in range(j, i, -1):
        said = row[end - 1].text.lower()
        if said not in _MEASURES or (end == i + 1 and said in _WHOSE_SHARE):
            continue
        value = next((w.value for w in row[end : end + _NEAR] if w.value is not None), None)
        between = row[end : end + next((k for k, w in enumerate(row[end : end + _NEAR]) if w.value is not None), 0)]
        number = value.value if value is not None and value.type == "NUM" else None
        if number is None or not (number.currency or number.percent) or not all(map(_bounds, between)):
            return []
        one = said if said in _AMOUNTS else singular(said)
        name = slug(" ".join([*(w.text for w in row[i : end - 1] if w.fold), one]))
        return [Lexeme("MEASURED", row[i].start, row[end - 1].end, end, (name,))]
    return []


def around(row: Sequence[Spelt], i: int, vocabulary: Vocabulary) -> Iterator[Lexeme]:
    """What the word at `i` says of a number beside it: what is done with what it counts, for which time or place, by
    whom."""
    yield from _divided(row, i)
    yield from _worked(row, i)
    yield from _task(row, i, vocabulary)
    yield from _done(row, i)
    yield from _member(row, i)


def _bounds(word: Spelt) -> bool:
    """Whether a word or sign may stand between a measure and its number."""
    starts = not _NUMBERED.isdisjoint(keywords().get(word.fold, ()) or keywords().get(word.text, ()))
    return (
        starts
        or word.fold in _BOUND
        or word.fold in ("of", "than", "is", "are", "least", "most", "to")
        or word.text in ":~<>≥≤="
    )


def _done(row: Sequence[Spelt], i: int) -> list[Lexeme]:
    """What is done with a thing that is counted, in front of a time: the "handled" of "tickets handled a week"."""
    word = row[i]
    if not (word.fold.endswith("ed") or word.fold in _DONE) or not i or not row[i - 1].fold:
        return []
    if i + 1 >= len(row):
        return [Lexeme("DONE", word.start, word.end, i + 1, word.fold)] if word.fold in _STATED else []
    timed = _period(row[i + 1]) or row[i + 1].fold in ("per", "a", "each", "every", "/")
    timed = timed or (word.fold in _STATED and not row[i + 1].fold)
    return [Lexeme("DONE", word.start, word.end, i + 1, word.fold)] if timed else []


def _member(row: Sequence[Spelt], i: int) -> list[Lexeme]:
    """What the people of a team are called behind their number: the "agents" of "a call centre of 20+ agents"."""
    word = row[i]
    counted = word.fold in PEOPLE and _number(row, i)[0] is not None
    return [Lexeme("MEMBER", word.start, word.end, i + 1, word.fold)] if counted else []


def _task(row: Sequence[Spelt], i: int, vocabulary: Vocabulary) -> list[Lexeme]:
    """What so many people do: the "donor work" of "2-6 staff handling donor work"."""
    before = [w.fold for w in row[max(0, i - _NEAR) : i]]
    if (
        not before
        or before[-1] not in _TASKED
        or row[i].fold == "all"
        or not any("EMPLOYEES" in keywords().get(w, ()) for w in before)
    ):
        return []
    j = i
    while j < len(row) and j < i + _MOST and _part(row, j, vocabulary, outer=False):
        j = _behind(row, j)
    if j == i or (j < len(row) and row[j].fold and _plain(row, j)):
        return []
    name = slug(" ".join(w.text for w in row[i:j] if w.fold))
    return [Lexeme("TASK", row[i].start, row[j - 1].end, j, (name,))]


def _worked(row: Sequence[Spelt], i: int) -> list[Lexeme]:
    """What a company does with so many things, where a number stands behind it: "milling 2,000 tonnes a year"."""
    word = row[i]
    if word.fold not in _WORK or i + 1 >= len(row):
        return []
    behind = row[i + 1]
    bound = not _NUMBERED.isdisjoint(keywords().get(behind.fold, ())) or behind.fold in _BOUND
    return [Lexeme("HANDLING", word.start, word.end, i + 1, word.fold)] if behind.value is not None or bound else []


def _divided(row: Sequence[Spelt], i: int) -> list[Lexeme]:
    """What each of a number's things is counted for, at a "per" or a slash: "per club", "/club", "a night"."""
    word = row[i]
    if i + 1 >= len(row) or not (i and (row[i - 1].value is not None or row[i - 1].fold or row[i - 1].text == "+")):
        return []
    behind = row[i + 1]
    if word.fold in ("a", "an", "each"):
        fits = behind.fold in _SHARED
    else:
        fits = word.fold == "per" or (word.text == "/" and word.tight and behind.tight and _a_place(behind))
    j = i + 1
    while fits and j < len(row) and j < i + 3 and _plain(row, j) and not _period(row[j]):
        j += 1
    if j == i + 1 or (j < len(row) and _plain(row, j)) or row[j - 1].text != row[j - 1].fold:
        return []
    return [Lexeme("PER_THING", word.start, row[j - 1].end, j, slug(" ".join(w.text for w in row[i + 1 : j])))]


def _a_place(word: Spelt) -> bool:
    return "SITES" in keywords().get(word.fold, ())


def _period(word: Spelt) -> bool:
    return any(t.startswith("PER_") for t in keywords().get(word.fold, ()))


def _number(row: Sequence[Spelt], i: int) -> tuple[Number | None, str]:
    """The number in front of word `i`, and the preposition between them."""
    led = ""
    for k in range(i - 1, max(-1, i - 1 - _NEAR), -1):
        value = row[k].value
        if value is not None:
            return (value.value if value.type == "NUM" else None), led
        subject = row[k].fold in _WHOSE and row[k - 1].value is not None  # "under 20 the founders write all"
        if subject or (row[k].fold not in _BETWEEN and row[k].text not in _OPEN):
            return None, ""
        led = led or (row[k].fold if row[k].fold in _LEADING else "")
    return None, ""


def _end(row: Sequence[Spelt], i: int, number: Number, vocabulary: Vocabulary, *, led: str) -> int:
    """The word behind the thing that starts at word `i`; `i` itself where none does."""
    found, j, words = i, i, 0
    while j < len(row) and words < _MOST and _part(row, j, vocabulary, outer=j == i):
        if j > i and row[j].start != row[j - 1].end + 1:
            break
        j = _behind(row, j)
        words += 1
        if _heads(row, i, j - 1, number, vocabulary, led=led):
            found = j
        if "EMPLOYEES" in keywords().get(row[j - 1].fold, ()):
            break  # "200-person firms"
    rest = row[found:j]
    return found if all(w.fold.endswith(("ed", "ing")) for w in rest) else i


def _heads(row: Sequence[Spelt], i: int, j: int, number: Number, vocabulary: Vocabulary, *, led: str) -> bool:
    """Whether the word at `j` may be what so many are counted of."""
    said, fold = row[j].text.lower(), row[j].fold
    if not {"ROLE_NOUN", "COUNTRY_COUNT"}.isdisjoint(keywords().get(fold, ())):
        return False
    if singular(fold) in ("company", "firm", "business", "outfit"):
        return j > i and row[j - 1].fold in _DIVIDED
    if said in _ALONE:
        return j > i
    if fold in _OURS and j > i and row[j - 1].fold in _PRAISED:
        return False
    if said in _NEVER or (fold in words_of("filler") and not (fold in _FILLER or _metric(fold, vocabulary))):
        return False
    if number.currency:
        return (
            said in _AMOUNTS
            or (led == "in" and j > i)
            or led in ("on", "into", "for")
            or (led == "of" and said.endswith("s"))
        )
    if number.percent:
        return said in _RATES
    one = number.value == 1 and j > i and not said.endswith("s")  # "more than one emergency room"
    return one or said in _PLURALS or said.endswith(_PERSONS) or (said.endswith("s") and singular(said) != said)


def _behind(row: Sequence[Spelt], j: int) -> int:
    """The word behind the word at `j`, with all that hyphens or an apostrophe join to it."""
    k = j + 1
    while (
        k + 1 < len(row)
        and k < j + _JOINTS
        and row[k].text in "-'’&"
        and row[k].tight
        and row[k + 1].tight
        and row[k + 1].fold
    ):
        k += 2
    return k


def _part(row: Sequence[Spelt], j: int, vocabulary: Vocabulary, *, outer: bool) -> bool:
    """Whether the word at `j`, with what hyphens join to it, may be a part of a thing."""
    k = _behind(row, j)
    if row[j].fold == "per" or (k > j + 1 and "seniority" in vocabulary.kinds(row[j].fold)):
        return False  # "director-and-up security people"
    if k > j + 1:
        said = " ".join(w.fold for w in row[j:k] if w.fold)
        return row[j].fold != "" and not _says(said, vocabulary, outer=outer)
    said = row[j].fold
    return (_plain(row, j) or (_metric(said, vocabulary) and said not in _VERBS)) and not _says(
        said, vocabulary, outer=outer
    )


def _says(said: str, vocabulary: Vocabulary, *, outer: bool) -> bool:
    """Whether a word says something of its own: a place, a stage, a level."""
    kinds = vocabulary.kinds(said)
    return bool(kinds) and not kinds & (_OUTER if outer else _PARTS)


def _plain(row: Sequence[Spelt], j: int) -> bool:
    """Whether a word is one of the language, and no part of its grammar."""
    word = row[j]
    if not word.fold or not word.text[0].isalpha() or word.value is not None:
        return False
    listed = words_of("filler").get(word.fold)
    if listed is not None and listed["kind"] != "noun" and word.text.lower() != "own":
        return False
    terminals = set(keywords().get(word.fold, ()))
    if word.fold in _STATED and j + 1 < len(row) and row[j + 1].fold and row[j + 1].fold not in _JOINING:
        return True
    labels = all(t.endswith(("_LABEL", "_HEADING")) for t in terminals)
    return bool(terminals & _NOUNS) or (labels and word.fold not in _JOINING)


def _named(first: list[Lexeme], row: Sequence[Spelt], i: int, end: int, vocabulary: Vocabulary) -> list[Lexeme]:
    """The thing at the words `i` to `end` as a place of the company, a post, or something that is counted by its own
    name."""
    words = row[i:end]
    head = words[-1]
    parts = [w.text for w in words if w.text not in "-'’&"]
    start, stop = words[0].start, words[-1].end
    starts = [i + k for k, w in enumerate(words) if not (w.tight and k)]
    terminals = keywords().get(head.fold, ())
    before = {"-".join(w.text.lower() for w in row[a:b] if w.text != "-") for a, b in pairwise([*starts])}
    if any(x.next >= end and x.type in ("ROLE", "SITES", "EMPLOYEES", "FUNCTION") for x in first):
        return []
    if "SITES" in terminals and before <= _OWN:
        return [Lexeme("SITES", start, stop, end, head.fold)] if before else []
    if names_post(head.fold) or _any_title(row, end - 1, end, vocabulary):
        begin = next(
            (k for k in starts if "-".join(w.fold for w in row[k : _behind(row, k)] if w.fold) not in _EMPLOYED), i
        )
        own = _held(row, begin, end, vocabulary) or (begin > i and _any_title(row, begin, end, vocabulary))
        if own:  # of "in-house lawyers" a team
            return [Lexeme("ROLE", start, stop, end, (own,))]
    said = head.text.lower()
    one = said if said in _AMOUNTS else said.removesuffix("s") if singular(said) == said else singular(said)
    name = slug(" ".join([*parts[:-1], one]))
    sure = _metric(head.fold, vocabulary)
    return [Lexeme("COUNTED", start, stop, end, (name, "known") if sure else (name,))]


def _metric(said: str, vocabulary: Vocabulary) -> bool:
    return any(s.kind == "metric" for s in vocabulary.phrases.get(said, ()))


def _held(row: Sequence[Spelt], k: int, end: int, vocabulary: Vocabulary) -> str:
    """The id of the post that the words from `k` to `end` are; empty for none."""
    words = [w for w in row[k:end] if w.fold]
    if known := _title(row, k, end, vocabulary):
        return known
    plain = all(w.text[1:].islower() and not _outer(w.fold, vocabulary) for w in words[:-1])
    if not names_post(words[-1].fold) or not plain or _metric(words[-1].fold, vocabulary):
        return ""
    return slug(" ".join([*(w.text for w in words[:-1]), singular(words[-1].text.lower())]))


def _outer(said: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is the name of a tool or a kind of company in general: the "SaaS" of "SaaS engineers"."""
    return bool(vocabulary.kinds(said) & {"technology", "business_model", "segment", "certification"})


def _title(row: Sequence[Spelt], k: int, end: int, vocabulary: Vocabulary) -> str:
    """The id of the title that the words from `k` to `end` are, where they are counted as nothing else."""
    senses = vocabulary.phrases.get(" ".join(w.fold for w in row[k:end] if w.fold), ())
    return "" if any(s.kind == "metric" for s in senses) else _any_title(row, k, end, vocabulary)


def _any_title(row: Sequence[Spelt], k: int, end: int, vocabulary: Vocabulary) -> str:
    """The id of the title that the words from `k` to `end` are; empty for none."""
    senses = vocabulary.phrases.get(" ".join(w.fold for w in row[k:end] if w.fold), ())
    return next((s.id for s in senses if s.kind == "title"), "")
