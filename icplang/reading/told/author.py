"""What a text tells of its own author: "Our team of 25 has built apps since 2011", "We're an agency in Leeds looking
for ...", "As a studio of 14 people, we want ...". None of it is a criterion of the companies that are wanted.

Whether a sentence tells of its author shows in its subject and its verb. Behind "we love", "we land best with" stand
those who are wanted; what we are, have, use, founded or raised is ours.
"""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.predicates import In
from icplang.reading.combining.sentences import SUITING
from icplang.reading.elements import (
    KINDS_OF_COMPANY,
    SIZES,
    Element,
    as_wanted,
    first_content,
    is_bare,
    lexemes,
    opener,
    without_filler,
)
from icplang.reading.findings import Findings
from icplang.reading.trace import Trace
from icplang.reading.words.clientele import ACCOUNTS
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import is_singular, singular, tokens

_WE = frozenset({"we", "i"})
_FOR = (" for", " to")
_OUR = frozenset({"our", "my"})
_BEING = frozenset("re m am are is be been were was wa be being".split())
_HAVING = frozenset("ve d have has ha had got".split())
_AUXILIARIES = _BEING | _HAVING | {"", "s"}
_ARTICLES = frozenset({"a", "an"})
_DONE = frozenset(
    """launch launched found founded cofounded start started raise raised bootstrapped hire hired employ employed
    host hosted ship shipped charge charged bill billed invoice integrate integrated compete competed opened
    moved relocated signed onboarded quadrupled tripled doubled grew grown shipped sponsor sponsored attend
    attended exhibit exhibited trained audited certified licensed insured incorporated registered migrated
    switched rebuilt rewrote built coded replace replaces save saves cut cuts reduce automate eliminate spent
    spend deploy deployed manufacture stock stocked store warehouse import export deliver delivered partner
    partnered graduated joined rank ranked won earned""".split()
)
"""Verbs behind which stands what the author did or does, and no company that is wanted."""
_OWN = frozenset(
    """team staff crew office hq headquarters people engineer developer founder cofounder co-founder ceo cto pricing
    price fee rate minimum order retainer app api integration onboarding implementation setup site website warehouse
    factory plant server investor backer revenue turnover arr mrr growth roadmap competitor competition rival capacity
    cost margin retention churn nps sdr rep guarantee warranty contract agreement licence license subscription plan
    package invoice deposit engagement pilot trial demo webinar newsletter blog history story mission vision background
    experience expertise speciality data model algorithm stack infrastructure support helpdesk consultant trainer
    technician fleet lab laboratory kitchen workshop studio agency firm consultancy practice startup parent sister
    partner reseller distributor supplier carrier channel quota target commission burn runway cap valuation
    round""".split()
)
"""Nouns of what the author has himself."""
_KIND = KINDS_OF_COMPANY - {"certification", "stage"}
_WANTED = _KIND | {"people", "buyer", "serves", "segment"}
"""Clauses that name companies or people who may be wanted."""
_ASKED = (_WANTED | {"location", "named", "ownership"}) - {"stage", "certification"}
"""Those of them, and their places, that stay so behind an "our"."""
_MINE = SIZES | {"person", "teams", "technology", "category", "certification", "hiring", "tech_event", "launch"}
"""Clauses of what the author has, behind an "our"."""
_RIVALS = frozenset({"competitor", "rival", "supplier"})
_HEAD = 4
"""The most elements up to an "our" in front of the subject."""
_KIN = frozenset({"parent", "sister"})
_BUILT = frozenset({"built", "made", "designed", "created", "developed", "wrote"})
_GOING = frozenset(
    """take takes took run runs start starts cost costs close closes last lasts end ends begin begins require requires
    need needs include includes come comes average averages go goes is are""".split()
)
"""Verbs of what is agreed with a customer."""
_TERMS = frozenset(
    """deal contract onboarding implementation setup rollout pilot trial campaign pricing invoice subscription retainer
    proposal integration delivery shipping training payback installation migration engagement""".split()
)
"""What is agreed with a customer, or done for him."""
_MADE = frozenset("backed built trusted born made having established owned led funded bootstrapped certified".split())
_ACTING = frozenset({"act", "acting", "work", "working", "serve", "operate"})
"""Verbs behind whose "as" stands what the author is."""
_HELPED = frozenset("them you everyone people".split())
_PLACED = frozenset({"BASED_IN"})
_ORDERS = frozenset({"NOT", "EXCLUDE", "DEPRIORITIZE", "PREFER", "REQUIRE"})
_OPENING = frozenset({"", "also", "currently", "today", "now", "and", "yes", "well"})
"""What may stand in front of a subject."""
_THOSE = frozenset({"those", "these", "they", "them", "that", "it"})
_CLIENTS = frozenset("client clients customer customers user users account accounts".split())
_MOSTLY = frozenset("mostly mainly primarily largely chiefly especially usually typically".split())
"""Words that say more of what the author has."""
_GIVEN = frozenset("sent gave passed showed referred introduced forwarded supplied delivered".split())
_SO = frozenset({"so", "hence", "therefore", "thus"})


def without_author(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements of a sentence without what it tells of the author."""
    if product := _product(elements, findings.source.text):
        _tell(elements[:product], findings, trace)
        return those_served(elements[product:], findings)
    if _received(elements):
        findings.report([replace(e, kind="unread") if e.kind in ("clause", "mark") else e for e in elements])
        return []
    begin = _seeking(elements, findings.source.text) or _introduced(elements, findings)
    opening = (
        i for i in range(begin, len(elements)) if elements[i].kind != "filler" or elements[i].name not in _OPENING
    )
    if (subject := next(opening, None)) is None:
        return elements
    end = _until(elements, subject + 1, findings) if _tells(elements, subject, findings) else begin
    if end > begin and _taken_up(elements[end:], findings.source.text):
        return elements
    if end:
        _tell(elements[:end], findings, trace)
    return those_served(elements[end:], findings) if end > begin else elements[end:]


def _received(elements: list[Element]) -> bool:
    """Whether a sentence tells what the author was given before: "Last time you sent me a two-man crew"."""
    at = next((i for i, e in enumerate(elements) if e.name in _GIVEN), 0)
    you = next((i for i, e in enumerate(elements[:at]) if e.name == "you"), None)
    return you is not None and not any(e.kind in ("clause", "group") for e in elements[you:at])


def _taken_up(behind: list[Element], text: str) -> bool:
    """Whether what is told is judged behind it: "..., so those are off the table"."""
    said = [text[e.start : e.end].lower().split(" ")[0] for e in behind[:2]]
    return said[:1] != [] and said[0] in _SO and said[-1] in _THOSE


def those_served(elements: list[Element], findings: Findings) -> list[Element]:
    """What goes on behind what is told: those whom the author sells to are the companies that are wanted."""
    at = next((i for i, e in enumerate(elements) if e.kind != "filler"), len(elements))
    meant = elements[at] if at < len(elements) else None
    if meant is None or meant.name != "serves" or not meant.reading:
        return elements
    return [*elements[:at], as_wanted(meant, findings.source.text), *elements[at + 1 :]]


def of_terms(sentence: list[Element]) -> bool:
    """Whether a sentence speaks of what is agreed with customers: "Onboarding takes two weeks and needs QuickBooks"."""
    content = [e for e in sentence if e.name not in _ARTICLES | {"the", "most", "our", "average", "typical"}]
    subject = content[0] if len(content) > 1 else None
    named = subject is not None and subject.kind in ("unread", "filler") and singular(subject.name) in _TERMS
    return named and content[1].kind in ("unread", "filler") and content[1].name in _GOING


def introduces_rivals(sentence: list[Element]) -> bool:
    """Whether a sentence says of the names behind it that they are the author's competitors: "Top 3 competitors"."""
    content = without_filler(sentence)
    named = content[-1].reading.predicate if content and content[-1].reading else None
    plain = all(e.kind == "unread" or (e.kind, e.name) == ("mark", "COMMAND") for e in content[:-1])
    return plain and isinstance(named, In) and named.field == "list" and named.values == ("competitors",)


def _tell(told: list[Element], findings: Findings, trace: Trace) -> None:
    content = [e for e in told if e.kind not in ("filler", "comma")] or told
    findings.tell("commentary", "about the author, no criterion", told[0].start, content[-1].end)
    trace.join(told)


def _ours(e: Element) -> bool:
    return e.kind == "filler" and e.name in _WE | _OUR


def _first_person(e: Element, findings: Findings) -> bool:
    """Whether a word speaks of the author: "we", "our", "we build", "we want"."""
    said = findings.source.text[e.start : e.end].lower()
    return _ours(e) or (e.kind == "mark" and said.split()[0].split("'")[0].split("\u2019")[0] in _WE | _OUR)


def _seeking(elements: list[Element], text: str) -> int:
    """Where the order stands behind one company that gives it: "Wholesale bakery looking for cafes"; 0 if none does."""
    at = next((i for i, e in enumerate(elements) if e.kind == "mark" and e.name == "COMMAND"), 0)
    trade = next((e for e in reversed(elements[:at]) if e.name in _KIND), None)
    if trade is None or not text[elements[at].start : elements[at].end].lower().endswith(" for"):
        return 0
    plain = all(e.kind in ("filler", "unread", "comma") or e.name in _KIND | {"location"} for e in elements[:at])
    one = is_singular(text[trade.start : trade.end].rsplit(maxsplit=1)[-1])
    wanted = next((e for e in elements[at + 1 :] if e.kind in ("clause", "mark", "group")), None)
    return at if plain and one and wanted is not None and wanted.name in _WANTED else 0


def _product(elements: list[Element], text: str) -> int:
    """Where those stand for whom a named product is: "Acme Payroll is ideal for restaurants", "HubSpot is best suited
    to hotels"; 0 if none is."""
    at = next((i for i, e in enumerate(elements) if e.kind == "mark"), 0)
    head, behind = elements[:at], elements[at + 1 : at + 2]
    said = text[elements[at].start : elements[at].end].lower() if head else ""
    if not said.startswith("is "):
        return 0
    named = text[head[0].start].isupper() and all(e.kind in ("unread", "clause") for e in head)
    if said.endswith((" for", " to", " with")):
        tool = all(e.kind == "unread" or e.name == "technology" for e in head) and any(e.kind == "clause" for e in head)
        return at + 1 if named and tool and behind and behind[0].name not in ("us", "me") else 0
    return at + 1 if named and behind and behind[0].name == "serves" and _for(behind[0]) else 0


def _introduced(elements: list[Element], findings: Findings) -> int:
    """Where the subject stands behind words that tell of the author: "As an agency of 14 people, we ...", "Based in
    Leeds since 2009, we ..."; 0 where there are none such."""
    comma = next((i for i, e in enumerate(elements) if e.kind == "comma"), 0)
    as_one = len(elements) > 1 and elements[0].name == "RELATIVE" and elements[1].name in _ARTICLES
    speaks = next((i for i, e in enumerate(elements) if e.kind == "comma" or _first_person(e, findings)), 0)
    if as_one and speaks and elements[speaks].kind != "comma":  # "As a lender we ..."
        return speaks
    if as_one and comma > 1:
        end = next(
            (i for i, e in enumerate(elements) if e.kind == "comma" and _first_person(elements[i + 1], findings))
            if elements[-1].kind != "comma"
            else iter(()),
            0,
        )
        return end + 1 if end else 0
    if end := _behind_ours(elements, findings):
        return end
    at = next((i for i, e in enumerate(elements) if _first_person(e, findings)), 0)
    head = [e for e in elements[:at] if e.kind not in ("filler", "comma")]
    if head and head[0].name in _MADE and elements[at - 1].kind == "comma":  # "Backed by Sequoia, we ..."
        return at
    dated = bool(head) and _participial(head[0]) and all(e.name == "location" or _participial(e) for e in head)
    return at if dated and (elements[at - 1].kind == "comma" or head[-1].name in ("founded", "when")) else 0


def _behind_ours(elements: list[Element], findings: Findings) -> int:
    """Where the "we" stands behind what we have or did: "Thanks to our Series B we ..."; 0 where nothing such is."""
    text = findings.source.text
    owner = next((i for i, e in enumerate(elements[:_HEAD]) if "our" in tokens(text[e.start : e.end])), -1)
    at = next((i for i, e in enumerate(elements) if i > owner and _first_person(e, findings)), 0)
    had = [e for e in elements[max(owner, 0) : at] if e.name not in ("our", "new")]
    first = first_content(had)
    if owner < 0 or first is None or any(e.kind in ("comma", "mark") for e in had[:-1]):
        return 0
    led = all(e.kind in ("filler", "unread") or e.name == "REASON" for e in elements[:owner])
    plain = led and not any(not ACCOUNTS.isdisjoint(_said(e, text)) for e in had)
    ours = first.name not in _ASKED if first.kind == "clause" else singular(first.name) in _OWN
    return at if plain and ours and (owner or first.kind == "clause") else 0


def _said(e: Element, text: str) -> list[str]:
    return [singular(w) for w in tokens(text[e.start : e.end])]


def _participial(e: Element) -> bool:
    """Whether a clause says when or where the subject behind it began or is: "since 2009", "based in Leeds"."""
    return e.kind == "clause" and (e.name in ("founded", "when") or (e.name == "location" and opener(e) in _PLACED))


def _tells(elements: list[Element], subject: int, findings: Findings) -> bool:
    """Whether the verb behind a first person, or the noun behind an "our", is about the author himself."""
    first = elements[subject]
    text = findings.source.text
    said = text[first.start : first.end].lower()
    rest = elements[subject + 1 :]
    if first.kind == "mark" and first.name == "SELLER":
        asked = any(e.kind == "mark" and e.name == "COMMAND" for e in rest)
        leads = said.endswith(" run") and rest[:1] != [] and rest[0].name in _ARTICLES
        is_one = leads or said.endswith((" a", " an"))
        if said.startswith("our "):
            return not any(e.name in ("for", "to", "serves") or e.name in SUITING for e in rest)
        if said.endswith("help"):
            return rest[:1] != [] and rest[0].name in _HELPED
        had = said.endswith("have") and rest[:1] != [] and (rest[0].name in _MINE or _deed(rest[0]))
        return (is_one and (asked or _of_size(rest))) or had
    if first.name == "named" and said.startswith(("our ", "my ")):
        return _rivals(first, rest, findings)
    if not _ours(first):
        return False
    if first.name in _OUR:
        mine = first.name == "my" and [e.name for e in rest[:2]] == ["people", "are"]  # "My people are florists"
        return not mine and _owned(rest, findings)
    return _did(rest)


def _of_size(rest: list[Element]) -> bool:
    """Whether those whom an "a" names have a size or a place, and nobody is named whom they work for."""
    helped = any(e.name == "serves" or (e.kind == "filler" and e.name in ("for", "to")) for e in rest)
    return not helped and any(e.kind == "clause" and e.name in SIZES | {"location"} for e in rest)


def _owned(rest: list[Element], findings: Findings) -> bool:
    """Whether an "our" is followed by what the author has himself, and then by a verb."""
    noun: Element | None = None
    for e in rest:
        if e.kind == "clause":
            if noun is None and e.name == "people":
                return _leads_us(e)
            if noun is None and e.name in _KIND and is_bare(e):
                return _one(e, rest, findings)
            if noun is None and e.name in _MINE:
                return True
            return noun is not None and singular(noun.name) in _OWN
        if e.name in _KIN:
            return True
        if e.kind == "unread" or (e.kind == "filler" and words_of("filler").get(e.name, {}).get("kind") == "noun"):
            noun = e
        elif (e.kind == "filler" and e.name in _AUXILIARIES | {"at"}) or e.kind in ("mark", "comma"):
            break
    return noun is not None and singular(noun.name) in _OWN


def _rivals(e: Element, rest: list[Element], findings: Findings) -> bool:
    """Whether the author's competitors are named: "our competitors are Gong and Chorus"."""
    said = tokens(findings.source.text[e.start : e.end])[-1]
    named = len(rest) > 1 and rest[0].name in _BEING and rest[1].kind in ("clause", "unread")
    return singular(said) in _RIVALS and named


def _one(e: Element, rest: list[Element], findings: Findings) -> bool:
    """Whether one company behind an "our" is the author's: "my agency has", and not "our agencies"."""
    behind = rest[next(i for i, x in enumerate(rest) if x is e) + 1 :]
    several = findings.source.text[e.start : e.end].lower().endswith("s")
    verb = words_of("filler").get(behind[0].name, {}).get("kind") == "verb" if behind else False
    held = behind[:1] != [] and findings.source.text[behind[0].start :].lower().startswith(("has ", "runs ", "uses "))
    return not several and (verb or held or (behind[:1] != [] and behind[0].name in _AUXILIARIES))


def _leads_us(e: Element) -> bool:
    """Whether people behind an "our" are the author's: "our CEO", and not "our buyer"."""
    said = e.reading.node.said if e.reading else []
    return bool(said) and not any(x.type == "BUYER" for x in said)


def _did(rest: list[Element]) -> bool:
    """Whether a verb behind a "we" says what the author is, has or did."""
    if _acts(rest):
        return True
    being = article = False
    for i, e in enumerate(rest):
        if e.kind == "filler" and e.name in _AUXILIARIES:
            being = being or e.name in _BEING
            continue
        if e.kind == "filler" and e.name in _ARTICLES and being:
            article = True
            continue
        if being and e.name in ("the", "people"):  # "I'm the founder of a booking app"
            return any(x.name == "people" for x in rest[i : i + 2])
        if e.kind == "filler" and words_of("filler").get(e.name, {}).get("kind") == "adverb":
            continue
        if e.kind == "clause":
            return article or e.name not in _WANTED
        if e.kind == "unread" and e.name.endswith("ly"):
            continue
        if e.kind == "unread":
            return article or _deed(e) or _away(rest[i + 1 :])
        return article and e.kind == "filler"
    return False


def _acts(rest: list[Element]) -> bool:
    """Whether a verb says as what the author works: "(we) act as outsourced CFO for"."""
    verb = next((i for i, e in enumerate(rest) if e.name in _ACTING), len(rest))
    plain = all(e.kind == "filler" or e.name.endswith("ly") for e in rest[:verb])
    return plain and [e.name for e in rest[verb + 1 : verb + 2]] == ["RELATIVE"]


def _deed(e: Element) -> bool:
    return e.kind == "unread" and e.name in _DONE


def _away(behind: list[Element]) -> bool:
    """Whether what an unknown verb governs is nobody who may be wanted: "host in AWS", "ship 40 orders"."""
    first = first_content(behind)
    if first is None or first.kind != "clause":
        return False
    return first.name in ("technology", "category", "bare", "metric", "crew", "team", "certification", "founded")


def _until(elements: list[Element], begin: int, findings: Findings) -> int:
    """Where what is told of the author ends: in front of an order, or of a new verb with those who are wanted."""
    for i in range(begin, len(elements)):
        e = elements[i]
        joined = e.kind == "comma" or (e.kind == "mark" and e.name in ("AND", "BUT"))
        if e.name == "people" and findings.source.text[e.start : e.end].lower().endswith(_FOR):
            return i + 1
        if (e.kind == "mark" and e.name == "COMMAND") or (i > begin and e.name == "serves"):
            return i
        if e.name == "for" and elements[begin].name in _BUILT:  # "We built Acme for the small team at a bank"
            return i + 1
        if not joined or i + 1 == len(elements):
            continue
        behind = elements[i + 1 :]
        said = findings.source.text[behind[0].start : behind[0].end].lower()
        ours = any(e.name in _CLIENTS or e.name == "metric" for e in elements[begin:i])
        most = said == "most" or (ours and said in _MOSTLY)  # "most of them in Spain", "14 clients, mostly cafes"
        if behind[0].kind == "mark" and behind[0].name in _ORDERS | {"SELLER", "BUT"} and not most:
            return i + 1
        if behind[0].name in _SO or e.name == "BUT":
            return i + 1
        if _wants(behind):
            return i + 1
    return len(elements)


def _for(e: Element) -> bool:
    """Whether those who are served stand behind a preposition alone: "(dashboards) for hotels"."""
    return any(x.type == "SERVING" and x.value == "for" for x in lexemes(e))


def _wants(behind: list[Element]) -> bool:
    """Whether a part of a sentence has a verb of its own and names those who are wanted: "(and) love HVAC firms"."""
    verb = False
    for e in behind:
        if e.kind == "clause":
            return e.name in _WANTED and (verb or (e.name == "serves" and opener(e) == "SERVING" and not _for(e)))
        if e.kind in ("comma", "group"):
            return False
        if e.kind == "unread" and not _deed(e):
            verb = True
        elif e.kind == "filler":
            row = words_of("filler").get(e.name, {})
            verb = verb or (row.get("kind") == "verb" and e.name not in _AUXILIARIES)
        elif e.kind == "unread":
            return False
    return False
