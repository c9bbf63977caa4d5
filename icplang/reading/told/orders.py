"""Orders to whoever makes the list: "Pitch our billing app", "save the best 100 to a sheet", "limit 40".

What they speak of is no criterion, whatever clauses it holds: "Reference their recent launches".
"""

from __future__ import annotations

from icplang.meaning.predicates import Range
from icplang.reading.elements import KINDS_OF_COMPANY, Element, first_content
from icplang.reading.findings import Findings
from icplang.reading.told.entries import without_entries
from icplang.reading.trace import Trace
from icplang.vocabulary.words import tokens

_OF_LISTS = frozenset(
    """pitch draft personalize personalise reference dedupe deduplicate summarize summarise score rate rank sort return
    output export save shortlist""".split()
)
"""Verbs of what is done with a list or a lead, and hardly of what a company does."""
_OF_ANYONE = frozenset(
    """write send store upload push sync import verify validate check format present reply comment mention invite notify
    alert schedule launch start book attach tag label assign group run repeat monitor track watch update bring hand
    deliver report tell explain ask add move put let remind create generate prepare compare analyze analyse
    note message dm email log""".split()
)
"""Verbs of what a company may do as well."""
_GIVING = frozenset("give return output provide include export capture collect deliver show list".split())
_FINDING = frozenset({"find", "get", "pull"})
_DONT = (("do", "not"), ("don", "t"), ("dont",), ("never",))
_DENIED = 3
"""So many elements say what a list is not to hold."""
_COLUMNS = frozenset("name names website websites domain domains url urls email emails phone address title".split())
"""What such a verb asks for of each lead: "Give website, town, product line"."""
_THEM = frozenset("them each every it me us our my".split())
"""Objects of an order: the leads, and its author."""
_DETERMINED = _THEM | frozenset("the a an all their these those this his her any both one".split())
_AUTHOR = frozenset("me us our my i we".split())
_WANTED = KINDS_OF_COMPANY | {"people", "buyer"}
"""Clauses that name those who are asked for."""
_LIMITS = frozenset({"limit", "cap", "max", "maximum"})
_LISTED = frozenset("contact person employee lead prospect name email persona decision-maker title".split())
_LEADS = frozenset("account company lead prospect domain organization organisation".split())
"""People of whom a list holds some for each of these."""
_LEADING = frozenset("to please then also and finally next now afterwards kindly just".split())
_HOW = frozenset({"as", "against", "by"})
"""Words behind a verb of what is done with a list: "dedupe against HubSpot", "output as CSV", "sort by headcount"."""
_SEQUEL = frozenset({"then", "finally", "afterwards"})
"""Words in front of an order that follows another: "Skip hotels, then save it to a sheet"."""
_TURNING = frozenset({"NOT", "EXCLUDE", "PREFER", "REQUIRE", "DEPRIORITIZE", "BUT", "COMMAND"})
"""Words behind a comma with which an order is over."""
_CLAUSE_LEADS = frozenset({"that", "whether", "if", "for", "they", "who", "which", "how"})
"""Words behind a verb with which it asks for something: "check that they use HubSpot"."""
_ASKING = (("tell", "me", "which"), ("tell", "us", "which"))
_THOSE = frozenset("they them their it its these those i we you".split())
"""Words for what was named before, of which such an order asks something more."""
_COMPANIES = frozenset({"company", "business", "firm", "account", "companies", "businesses", "firms", "accounts"})
_WITH = ("use ", "using ", "with ", "via ", "through ")
_CONNECTORS = frozenset("connector integration mcp api plugin extension server endpoint".split())
"""Words for what ties a tool to whoever makes the list."""


def without_orders(elements: list[Element], findings: Findings, trace: Trace) -> list[Element]:
    """The elements of a sentence without what it orders to be done with the list."""
    text = findings.source.text
    elements = without_entries(elements, findings, trace)
    out: list[Element] = []
    if i := _instrument(elements, text) or _asked(elements, text):
        findings.tell("command", "how the list is made, no criterion", elements[0].start, elements[i - 1].end)
        trace.join(elements[:i])
    led, ours, named = i > 0, False, False  # behind an order; behind a "we"; behind a clause
    while i < len(elements):
        begin = next((k for k in range(i, len(elements)) if not _opens(elements[k], text)), len(elements))
        led = led or any(e.kind == "mark" and e.name == "COMMAND" for e in elements[i:begin])
        ours = ours or any(_speaks(e, text) for e in elements[i:begin])
        if begin < len(elements) and (
            _limits(elements, begin)
            or _withholds(elements[begin:], text)
            or _gives(elements, begin, text)
            or _orders(elements, begin, text, led=led, addressed=not ours)
        ):
            end = _end(elements, begin, alone=not named)
            told = [e for e in elements[i:end] if e.kind != "comma"]
            findings.tell("command", "an instruction about the list, no criterion", told[0].start, told[-1].end)
            trace.join(elements[i:end])
            led = True
        else:
            end = _part(elements, begin)
            out += _without_people(elements[i:end], findings, trace, led=led)
            named = named or any(e.kind == "clause" for e in elements[i:end])
            ours = ours or any(_speaks(e, text) for e in elements[begin:end])
            led = led and not any(e.kind == "mark" and e.name == "RELATIVE" for e in elements[i:end])
        i = end
    return out


def _without_people(part: list[Element], findings: Findings, trace: Trace, *, led: bool) -> list[Element]:
    """A part behind an order without whom the list is to name of each company: "(list 30 gyms) with their owners"."""
    text = findings.source.text
    told = [e for e in part if led and e.name == "person" and tokens(text[e.start : e.end])[:2] == ["with", "their"]]
    for e in told:
        findings.tell("command", "an instruction about the list, no criterion", e.start, e.end)
        trace.join([e])
    return [e for e in part if e not in told] if told else part


def _withholds(elements: list[Element], text: str) -> bool:
    """Whether a part says what the list is not to hold: "Do not include emails"."""
    near = elements[:_DENIED]
    said = tokens(text[near[0].start : near[-1].end]) if near[0].kind == "mark" else []
    begin = next((len(words) for words in _DONT if tuple(said[: len(words)]) == words), 0)
    verb, *objects = said[begin:] if begin else [""]
    return verb in _GIVING | _FINDING and objects[:1] != [] and objects[0] in _COLUMNS


def _asked(elements: list[Element], text: str) -> int:
    """Where those stand whom the first sentence of a text asks for: "Tell me which hotels use Mews"; 0 where it asks
    for none, or for what is behind them: "Tell me which CRM they use"."""
    said = tokens(text[elements[0].start : elements[-1].end]) if elements else []
    first = bool(elements) and not any(map(str.isalnum, text[: elements[0].start]))
    if not first or tuple(said[:3]) not in _ASKING or not _THOSE.isdisjoint(said):
        return 0
    end = next((i + 1 for i, e in enumerate(elements) if tokens(text[e.start : e.end])[-1:] == ["which"]), 0)
    whom = next((e for e in elements[end:] if e.kind not in ("filler", "mark")), None)
    company = any(e.kind == "filler" and e.name in _COMPANIES for e in elements[end : end + 1])
    kind = whom is not None and whom.kind == "clause" and whom.name in _WANTED | {"location"}
    return end if end and (company or kind) else 0


def _instrument(elements: list[Element], text: str) -> int:
    """Where the tool ends that a list is to be made with: "Use Exa to pull 30 plumbers", "Using the Apollo connector,
    find ..."; 0 where a sentence opens with none."""
    tool = next((i for i, e in enumerate(elements) if e.kind == "clause"), len(elements))
    if tool == len(elements) or elements[tool].name != "technology" or any(e.kind != "filler" for e in elements[:tool]):
        return 0
    if not text[elements[0].start :].lower().startswith(_WITH):
        return 0
    behind = next((i for i in range(tool + 1, len(elements)) if elements[i].name not in _CONNECTORS), len(elements))
    tied = tokens(text[elements[tool].start : elements[behind - 1].end])[-1] in _CONNECTORS
    if behind == len(elements):  # "Use the Apollo connector. Find ..."
        return behind if tied and not text[: elements[0].start].rpartition("\n\n")[2].strip() else 0
    joined = (tied and elements[behind].kind == "comma") or elements[behind].name == "to"
    order = elements[behind + 1 : behind + 2] if joined else []
    return behind + 1 if order and order[0].name == "COMMAND" else 0


def _first(e: Element, text: str) -> str:
    """The first word of an element."""
    return (tokens(text[e.start : e.end]) or [""])[0]


def _opens(e: Element, text: str) -> bool:
    """Whether an element may stand in front of the verb of an order: a comma, "and then", "I want to"."""
    asked = e.kind == "mark" and e.name == "COMMAND" and _first(e, text) not in _OF_LISTS
    return e.kind == "comma" or asked or (e.kind in ("filler", "mark") and _first(e, text) in _LEADING)


def _limits(elements: list[Element], i: int) -> bool:
    """Whether a part says only how many are wanted: "cap 25", "max 2 contacts per account"."""
    behind = elements[i + 1 : i + 3]
    if _shares(elements[i]):
        return True
    number = bool(behind) and behind[0].name == "bare" and (len(behind) == 1 or behind[1].kind in ("comma", "stop"))
    return number and elements[i].kind != "clause" and elements[i].name in _LIMITS


def _shares(e: Element) -> bool:
    """Whether a clause says how many people a list is to hold of each company: "2 contacts per account"."""
    counted = e.reading.predicate if e.kind == "clause" and e.reading else None
    person, per, lead = str(counted.of if isinstance(counted, Range) else "").partition("-per-")
    return bool(per) and person in _LISTED and lead in _LEADS


def _gives(elements: list[Element], i: int, text: str) -> bool:
    """Whether a part says what the list is to hold of each lead: "Return name, city, hotel chain and revenue"."""
    said = [_first(e, text) for e in elements[max(0, i - 1) : i + 4]]
    verb = next((k for k, word in enumerate(said[:2]) if word in _GIVING), len(said))
    if verb == 1 and i == 0:
        return False  # "We list websites for hotels"
    return next((word for word in said[verb + 1 :] if word not in _DETERMINED), "") in _COLUMNS


def _speaks(e: Element, text: str) -> bool:
    """Whether a word is the author's of himself."""
    return e.kind in ("filler", "mark") and _first(e, text) in _AUTHOR


def _orders(elements: list[Element], i: int, text: str, *, led: bool, addressed: bool) -> bool:
    """Whether the verb of an order stands at `i`; `led` by one, so that its object may be anything. What is `addressed`
    to the author, who has not spoken of himself before, is one too."""
    verb = _first(elements[i], text)
    behind = elements[i + 1] if i + 1 < len(elements) else None
    if elements[i].kind == "clause" or behind is None or verb not in _OF_LISTS | _OF_ANYONE:
        return False
    objects = _first(behind, text)
    if objects in _CLAUSE_LEADS or (i == 0 and verb not in _OF_LISTS and objects not in _THEM):
        return False
    if i == 0 and verb in _OF_LISTS and objects in _HOW:
        return True
    if not (led or i == 0 or addressed):
        return False
    sequel = i > 0 and _first(elements[i - 1], text) in _SEQUEL and objects in _DETERMINED | {"to"}
    if not (
        led or i == 0 or sequel or any(_first(e, text) in _AUTHOR for e in elements[i + 1 : _part(elements, i + 1)])
    ):
        return False
    if objects in _DETERMINED and verb not in _OF_LISTS:
        whom = first_content(elements[i + 1 :])
        if whom is not None and whom.name in _WANTED:
            return False  # "bring me owners of gyms"
    return objects in _DETERMINED or sequel or (led and behind.kind != "clause")


def _part(elements: list[Element], i: int) -> int:
    """Where the part of a sentence ends: in front of a comma, or of what an "and" joins to it."""
    ends = (
        k
        for k in range(i, len(elements))
        if elements[k].kind == "comma" or (k > i and elements[k].name in ("AND", "BUT"))
    )
    return max(next(ends, len(elements)), min(i + 1, len(elements)))


def _end(elements: list[Element], i: int, *, alone: bool) -> int:
    """Where an order ends; one that is not `alone` in its sentence ends in front of a new clause as well."""
    for k in range(i + 1, len(elements) - 1):
        behind = elements[k + 1]
        if elements[k].kind != "comma":
            continue
        if (behind.kind == "mark" and behind.name in _TURNING) or (not alone and behind.kind == "clause"):
            return k
    return len(elements)
