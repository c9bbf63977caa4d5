"""What a heading, a label or a key says about the words below it: a role, a field, or that they are a remark."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from icplang.meaning.profile import Role
from icplang.reading.shape import columns
from icplang.reading.shape.context import Context
from icplang.reading.shape.countlabels import AMOUNT_OF, OPEN, thing
from icplang.reading.shape.gates import binds
from icplang.reading.shape.roles import ROLES, implied, is_label, role_within, terminals
from icplang.reading.shape.tails import without_brevity
from icplang.reading.shape.tiers import SEGMENTS
from icplang.reading.shape.times import timed
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words.clientele import companies, introduces
from icplang.reading.words.verdicts import POOR, names_refused
from icplang.vocabulary.store import builtin, words_of
from icplang.vocabulary.words import one_of, tokens

_FIELDS = frozenset(
    "EMPLOYEES REVENUE ARR GMV TOTAL_FUNDING VALUATION FOUNDED AGE SITES VISITS BASED_IN SELLS_IN INDUSTRY_LABEL "
    "KIND_LABEL MODEL_LABEL SEGMENT_LABEL STAGE_LABEL OWNERSHIP_LABEL STATUS_LABEL TECH_LABEL HIRING CERTIFIED BUYER "
    "SERVING SIMILAR MENTIONING ON_LIST".split()
)
LISTS = frozenset(
    "BASED_IN SELLS_IN INDUSTRY_LABEL KIND_LABEL MODEL_LABEL SEGMENT_LABEL STAGE_LABEL OWNERSHIP_LABEL TECH_LABEL "
    "BUYER SERVING SIMILAR".split()
)
"""Fields of which a list of bullets names alternatives."""
_BEFORE_FIELD = (
    frozenset(
        "target primary secondary allowed included include preferred launch geographic annual company min max minimum "
        "maximum exclude excluded key main core ideal typical required commercial our their total current approx "
        "estimated average avg mean median agency firm practice brokerage shop institution "
        "physical phy legal registered "
        "market contact icp organization person account hq num q primary top allowed priority nice required must have "
        "how many much what which".split()
    )
    | POOR
    | frozenset("avoided banned prohibited forbidden restricted ineligible unsupported rejected disallowed".split())
)
MEASURED = frozenset({"EMPLOYEES", "REVENUE", "ARR", "GMV", "TOTAL_FUNDING", "SITES", "AGE"})
_TARGETS = frozenset(
    """customer icp account client prospect merchant company business applicant borrower tenant insured grantee donor
    stockist policyholder lessee investee beneficiary""".split()
)
_HEADS = frozenset({"team", "criteria", "appetite", "mandate", "thesis", "box", "guideline", "target"})
"""Nouns that a label is not read without: "Deal criteria" notes no deal."""
_BEHIND_FIELD = frozenset(
    "use used likely they focus range name type list we target usd eur gbp fit requirement scale band bucket tier "
    "score scoring in icp any all code tag priority focus allowed included name preferred list of for three both two "
    "every each across run running have today place seen detected current currently min max segment sector vertical "
    "group category market".split()
)
_SAID_OF_FIELD = frozenset({"to", "we"})
"""Words behind the name of a field that start to say what is done about it: "sectors to avoid", "sectors we like"."""
_EVENTS = {
    "LEADERS_CHANGED": {"NEW": {"title", "seniority"}},
    "NEW_PLACE": {"ENTERED": {"place"}},
    "EXPANSION": {"ENTERED": {"place"}},
    "HIRING_NOW": {"HIRING": {"title", "seniority", "function"}},
}
"""Labels that are events: the word that stands in front of such a clause, and the kind of its names."""
_FIRST = re.compile(r"\s*(?:[,;/\n]|\b(?:or|and)\b)")
"""What stands between the first of several names and the others."""
_REMARKS = {
    "UNSURE_LABEL": "ambiguous-phrase",
    "NOTE_LABEL": "commentary",
    "PAIN_LABEL": "unobservable-phrase",
    "COMMAND_LABEL": "command",
    "UNCLEAR_LABEL": "unknown-words",
}
_PRESENT = frozenset({"current", "existing", "primary", "main", "core", "preferred"})
"""What a label says of the tools that a company has: "Current helpdesk"."""
_EXTENT = re.compile(r"(?i)[ ]+(?:range|band|level)$")
_BOUNDS = ("AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN")
_ONLY = frozenset({"only", "just", "merely", "exclusively"})
_SELLING = {
    ("work", "for"),
    ("sell", "to"),
    ("sells", "to"),
    ("selling", "to"),
    ("they", "sell"),
    ("ship", "to"),
    ("ships", "to"),
}
_CLIENTELE = {(x, y) for x in ("client", "customer") for y in ("base", "mix")} | {
    (x, y)
    for x, ys in {"end": ("client", "customer", "market", "user"), "their": ("client", "customer")}.items()
    for y in ys
}
"""Labels of those whom a company itself sells to."""
_COMPOUND = re.compile(r"(?i)\bno-(?:code|frills|nonsense|till|fee|fault|kill|show|log|prep|bake|wash)\b")
"""Words that start with a "no" and refuse nothing."""
_APART = re.compile(r"(?i)(?<! )(?:[ ]?[–—-]|,)?[ ]+(?:but[ ]+)?(?:not?|never|without|excluding|except)[ ]+")
_UNSURE = frozenset("likely typically usually often probably ideally commonly".split())
"""Words that make of a label what most have, and not all."""
_NOT_ALONE = (["out"], ["ideal"])
"""Words that say a role as a label of their own, and nothing beside filler: "How we reach out", "Ideal client"."""
_AVERAGE = frozenset({"average", "avg", "mean", "median"})
"""Words that make of a size what is usual."""
_USUAL = frozenset("typical typically usual usually average common".split())
"""Words that make of whom a label names those who are usual."""
_ASIDE = re.compile(r"(?<=[\w*_])[ ]*\((?:an?[ ])?(?P<said>[^()\d]{2,30})\)[*_ ]*$")
"""What stands in brackets behind a label."""
_SIZED = re.compile(
    r"(?i)[\W_]*(?:(?:over|under|above|below|up to|at least|at most|around|about|about|between|from|"
    r"fewer than|less than|more than|max\.?|min\.?)[ ]+)?\d[\d,. kK+]*(?:(?:to|[-–—]|up to|and)[ ]*\d[\d,. kK]*)?[\W]*$"
)
"""A value that is nothing but a size."""
_BETWEEN_AGES = re.compile(
    r"\W*[2-6]\d[ ]*(?:-|–|—|to)[ ]*[3-7]\d(?:[ ]*(?:years?|yrs?|y/?o)(?:[ -]old)?)?(?:[ ]*\([a-z ]+\))?\W*"
)
_ESTIMATED = frozenset(
    "est estimated expected avg average typical usual target annual current projected common recurring frequent".split()
)
"""Words in front of what a label notes: "Est. deal", "Common pains"."""
_ASIDES = frozenset(
    "note notes tip tips comment comments context background advice hint hints remark remarks guidance".split()
)
_ORDERED = re.compile(
    r"(?i)[ *_]*(?:(?:i|we)[ ]+)?need[ ]+(?:\d[\d,]*\+?[ ]+|some[ ]+|more[ ]+)?(?:\w+[ ]+)?"
    r"(?:leads|prospects|accounts|contacts|companies)[ *_]*"
)
"""Words that order a list, and no need of those in it: "Need 50 leads"."""
_COUNTED = frozenset("number count many".split())
_HIRED = frozenset("hiring open opening vacancy posting advertised recruiting".split())
"""Words of a label that make of roles those that a company looks for."""
_COMPANIES = frozenset({"industry", "business_model", "segment"})
_WANTED = _COMPANIES | {"place", "technology", "technology_category", "ownership", "title"}
_RANKED = {"seniority": {"seniority", "level"}, "department": {"department", "dept", "function"}}
"""Words of a label of people that ask for their level, or for where they work."""
_TITLED = frozenset({"title", "titles", "role", "roles", "position", "positions"})
_POSTED = frozenset(
    f"{whose}{what}"
    for whose in ("", "job ", "person ", "contact ", "buyer ", "target ")
    for what in ("department", "dept", "function", "management level", *(["level"] if whose else []))
)
"""Labels of people by where they work or stand."""
ASKING = frozenset("must required require requirement need needed mandatory hard only essential critical core".split())
"""Words of a label of a field that ask for it, where what stands around it asks less."""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TIER = re.compile(
    rf"\b(?:{SEGMENTS})[ \t#:-]*(?P<a>\d|[a-d])\b"
    r"|\b(?P<b>[a-d1-4])[- ](?:tier|grade)\b"
    r"|^(?P<c>[a-d])(?=[:)])",
    re.IGNORECASE,
)
_EXCEPTIONS = frozenset({"exception", "the exception", "only exception", "except", "except for", "unless"})
"""Labels of what is let in again, where something is refused above them."""
_BRACKETS = re.compile(r"\([^)]*\)")
_SCORED = re.compile(r"(?i)score[ ]*:?[ ]*\d+(?!\d*[ ]*(?:[-–][ ]*\d|[+>≥]))")
_WEIGHT = re.compile(
    r"(?<!\bin)(?<!\bin )\(?\s*(?:weight|share|points?|score)?[ :]*"
    r"(?:\b0\s?[-–]\s?)?(?<!\d)(?P<n>[+-]?\d+(?:\.\d+)?)\s*(?P<unit>%|pts?|points?)\s*\)?",
    re.IGNORECASE,
)


_FIRM = frozenset("must required requirement hard mandatory essential gate gating minimum dealbreaker critical".split())
"""Words of labels for what must hold."""


def label(text: str, start: int) -> Context:
    """What a heading, a label or a key (snake or camel case) at offset `start` says. An unknown one says nothing."""
    said = _said(text, start)
    firm = said.role == "require" and not _FIRM.isdisjoint(tokens(text.replace("_", " ")))
    return replace(said, firm=True) if firm else said


def _said(text: str, start: int) -> Context:
    text = without_brevity(text)
    if found := timed(text):
        rest, during = found
        return replace(label(rest, start) if rest.strip(" :*_") else Context("require"), during=during)
    if " ".join(tokens(text)) in _EXCEPTIONS:
        return Context("exclude", exception="either")
    if _FLOOR.fullmatch(text):
        return Context("require", floor=True)
    if money := _united_label(text, start):
        return money
    if counted := _periodic_label(text, start) or _growth_label(text, start) or _counted_label(text, start):
        return counted
    aside = _ASIDE.search(text)
    if aside is None:
        own = _label(text, start)
        if not own.known and _names_fields(text):
            return Context("require")  # "Funding/revenue: Series A+, $1M+ ARR"
        return replace(own, role="require") if own.role == "prefer" and binds(text) else own
    parts = aside["said"].split(",")  # "Signals (raise the fit, not required)"
    part = next((p for p in parts if terminals(tokens(p))), aside["said"])
    beside, said = _label(part, start), terminals(tokens(part))  # "Stack (a plus)"
    if beside.role is None or beside.field or not any(t in ROLES or t == "DEPRIORITIZE" for t in said):
        return _label(text, start)
    inner = _label(text[: aside.start()], start)
    if inner.role == "buyer" or (inner.role == "exclude" and beside.role in ("require", "exclude")):
        return inner  # "Exclusions (hard filters)"
    if inner.role == "prefer" and beside.role == "require":
        return inner  # "Nice to have (all of these)"
    return replace(inner, role=beside.role, negated=beside.negated or inner.role == "exclude")


_UNITED = re.compile(
    r"(?i)(?:,|[ ]in|[ ]?\[)?[ ]?(?P<unit>(?:USD[ ]?)?[$€£][ ]?(?:k|m|mm|mn|bn?|thousands?|millions?))\]?[*_ ]*$"
)
"""What the numbers behind a label are counted in, where no bracket sets it apart: "Revenue [$M]", "Revenue in $M"."""


def _united_label(text: str, start: int) -> Context | None:
    """A label of money with what its numbers are counted in: as if that stood in brackets."""
    unit = _UNITED.search(text)
    inner = label(text[: unit.start()], start) if unit else Context()
    if unit is None or inner.field is None or inner.field.type not in _MONEY:
        return None
    return replace(inner, field=replace(inner.field, value=f"{inner.field.value} ({unit['unit'].replace(' ', '')})"))


_EVERY = {"daily": "PER_DAY", "weekly": "PER_WEEK", "monthly": "PER_MONTH", "quarterly": "PER_QUARTER"}
"""Words in front of an amount that say how often it comes."""
_AMOUNTS = frozenset({"REVENUE", "GMV"})
_MONEY = _AMOUNTS | {"ARR", "TOTAL_FUNDING", "VALUATION"}


def of_work(words: list[str]) -> bool:
    """Whether a word for those we sell to is a part of a field of work: "Customer success managers"."""
    return any(s.kind == "function" for pair in pairwise(words) for s in builtin().senses(" ".join(pair)))


def _periodic_label(text: str, start: int) -> Context | None:
    """A label of an amount that comes again and again: "Monthly revenue"."""
    first, _, rest = text.strip(" *_").partition(" ")
    every = _EVERY.get(first.lower())
    inner = _label(rest, start) if every else Context()
    if every is None or inner.field is None or inner.field.type not in _AMOUNTS:
        return None
    return replace(inner, lead=(Lexeme(every, start, start, 1, first),))


_NUMBER_OF = re.compile(
    r"(?i)[ *_]*(?:(?:total )?number of|no\.? of|nr\.? of|# ?of|count of|how many|#)[ ]+(?P<thing>[\w -]+?)[ *_]*"
)
_VOLUME = re.compile(r"(?i)[ *_]*(?P<thing>[\w -]+?)[ ]+(?:count|volume|numbers)[ *_]*")


_EACH = re.compile(r"(?i)[ *_]*(?P<thing>[a-z][a-z -]+?)[ ]+per[ ]+(?P<whole>[a-z][a-z -]+?)[ *_]*")
_TIMES = frozenset("DAY WEEK MONTH QUARTER YEAR".split())
_TOOLS = frozenset("system systems software platform platforms".split())
"""Words for tools of all kinds: "Booking system"."""
_TOOL_WORDS = 3
"""The most words of a label that ends in one."""


_FLOOR = re.compile(
    r"(?i)[ *_]*(?:at[ ](?:the[ ]very[ ]least|a[ ]minimum|the[ ]least|least)|"
    r"(?:(?:bare|absolute|our|the)[ ]+)*min(?:imum|ima|imums|s)?\.?"
    r"(?:[ ]+(?:requirements?|criteria|bar|thresholds?|qualifications?|size|fit))?)"
    r"(?:[ ]+for[ ](?:all|any|each|every(?:one|body)?)(?:[ ]of[ ](?:them|these))?)?[ *_]*"
)
"""A label of what is the least: "Min. requirements"."""
_GROWING = {"headcount": "EMPLOYEES", "employee": "EMPLOYEES", "staff": "EMPLOYEES", "revenue": "REVENUE", "arr": "ARR"}
"""What a label of growth is about."""
_YEARLY = frozenset({"annual", "yearly"})


def _growth_label(text: str, start: int) -> Context | None:
    """A label of what grows: "Headcount growth", "Growth rate", "YoY growth"."""
    words = tokens(_BRACKETS.sub(" ", text))
    words = words[:-1] if words[-2:] == ["growth", "rate"] else words
    if words[-1:] != ["growth"] or len(words) > len(("annual", "revenue", "growth")):
        return None
    yearly = "YEAR_ON_YEAR" in keywords().get(words[0], ()) or words[0] in _YEARLY
    of = words[1:-1] if yearly else words[:-1]
    if any(w not in _GROWING for w in of) or len(of) > 1 or (not of and not yearly and "rate" not in text.lower()):
        return None
    lead = [Lexeme(_GROWING[w], start, start, 1, w) for w in of]
    over = (Lexeme("YEAR_ON_YEAR", start, start, 1, words[0]),) if yearly else ()
    return Context(lead=(*lead, Lexeme("GROWTH", start, start, 1, "growth")), tail=over)


def _shared_label(text: str, start: int) -> Context | None:
    """A label that says of what each of something has so many: "Rooms per property"."""
    found = _EACH.fullmatch(text)
    if found is None or not _TIMES.isdisjoint(terminals(tokens(found["whole"]))):
        return None
    thing = tokens(found["thing"])
    staff = "EMPLOYEES" in terminals(thing)
    known = staff or "SITES" in terminals(thing) or any(s.kind == "metric" for s in builtin().senses(found["thing"]))
    of = f"{'employee' if staff else one_of(found['thing'])}-per-{one_of(found['whole'])}"
    return Context(field=Lexeme("METRIC_LABEL", start, start, 1, (of,))) if known else None


def _counted_label(text: str, start: int) -> Context | None:
    """A label that says what is counted behind it: "Number of forklifts", "# of branches", "Ticket volume"."""
    if shared := _shared_label(text, start):
        return shared
    number = _NUMBER_OF.fullmatch(text)
    found = number or _VOLUME.fullmatch(text)
    if found is None:
        return None
    words = tokens(found["thing"])
    named = terminals(words)
    field = next((t for t in ("EMPLOYEES", "SITES") if t in named), None)
    if field:
        return Context(field=Lexeme(field, start, start, 1, text))
    senses = builtin().senses(found["thing"])
    known = next((s.id for s in senses if s.kind == "metric"), None)
    team = next((s.id for s in senses if s.kind in ("title", "function")), None)
    if number and team and not known:  # "Number of engineers"
        return Context(field=Lexeme("TEAM_LABEL", start, start, 1, (team,)))
    literal = number and not named and not any(s.kind in ("place", "function", "title") for s in senses)
    of = known or (one_of(found["thing"]) if literal and found["thing"].lower().endswith("s") else None)
    return Context(field=Lexeme("METRIC_LABEL", start, start, 1, (of,))) if of else None


def _asked_of(words: list[str]) -> str:
    """What a label of people asks for: who they are, their level, or where they work."""
    titled = not _TITLED.isdisjoint(words)  # "Title / seniority"
    return next((kind for kind, names in _RANKED.items() if not titled and not names.isdisjoint(words)), "buyer")


def _metric(words: str) -> str | None:
    """What words count: "patients"."""
    said = _EXTENT.sub("", words.strip())
    return next((s.id for x in (words, said) for s in builtin().senses(x) if s.kind == "metric"), None)


def _label(text: str, start: int) -> Context:
    plain = _CAMEL.sub(" ", re.sub(r"\([^)]*\)|[*_`#&\"'{}\[\]]", " ", text))
    words = tokens(plain)
    content = [w for w in words if (w not in words_of("filler") or w in _HEADS) and not w.isdigit()]
    if words[-1:] != content[-1:] and "TECH_LABEL" in terminals(content) and "COMPANY" in keywords().get(words[-1], ()):
        content = words  # "Software companies"
    said = terminals(words) or (terminals(content) if content not in _NOT_ALONE else ())
    whole = {"BUYER"} if " ".join(words) in _POSTED else set(said)
    if words[:1] == ["why"] and words[:2] != ["why", "now"] and "PAIN_LABEL" not in whole:
        return Context(None, None, "commentary")  # "Why not under 8 people"
    if "UNSURE_LABEL" in terminals(words):  # "Refer to the committee"
        return Context(remark=_REMARKS["UNSURE_LABEL"])
    if "DEPRIORITIZE" in whole:
        return Context("prefer", negated=True)
    if scored := _SCORED.match(plain.strip()):  # "Score 3 - contact now", "Score 1 = not ICP"
        return Context("exclude" if names_refused(plain.strip()[scored.end() :].lstrip(" =:-–—")) else "prefer")
    role = _role(text, words, whole)
    if role == "buyer" and _sells_to_companies(words):
        return Context("require")
    if role == "exclude" and words[0] != "always" and "OFTEN" in keywords().get(words[0], ()):  # "Usually a bad match"
        return Context("prefer", negated=True)
    field = _field(words, content, whole)
    bound = next((t for w in words for t in _BOUNDS if t in keywords().get(w, ())), None)
    if field in ("BASED_IN", None) and "location" in words and (bound or not _COUNTED.isdisjoint(words)):
        field, role = "SITES", None if role == "require" else role  # "min_locations", "Number of locations"
    if (field == "BUYER" or role == "buyer") and not _HIRED.isdisjoint(words):  # "roles_hiring", "Open roles"
        return Context(None, Lexeme("HIRING", start, start, 1, text))
    usual = field in MEASURED and field != "AGE" and not _AVERAGE.isdisjoint(words)
    unsure = usual or not _UNSURE.isdisjoint(words) or "_priority" in text or "priority_" in text
    if words[:1] == ["not"] and not _ONLY.isdisjoint(words[1:2]):
        return Context(None, None, "unknown-words")  # "Not only banks:"
    if (own := implied(words, role)) == "unclear":
        return Context(None, None, "unknown-words")
    role = own
    if role is None and words and unsure:  # "Tools they likely use", "cities_priority"
        role = "prefer"
    if role is None and field is None and len(words) <= 5 and _TARGETS & set(words) and not of_work(words):
        role = "require"  # "Our best customer:", "Target merchant:"
    weight = _WEIGHT.search(text)
    amount = float(weight["n"]) if weight and (weight["unit"] or "").lower().startswith(("p", "%")) else None
    if amount == 0:  # "Others = 0 points"
        return Context(remark="command")
    if field == "BUYER" or role == "buyer":
        return Context(
            "exclude" if role == "exclude" else "buyer",
            Lexeme("BUYER", start, start, 1, _asked_of(words)),
            None,
            amount,
        )
    if words[-1:] == ["team"] and field is None:
        of = next((s.id for s in builtin().senses(" ".join(words[:-1])) if s.kind == "function"), None)
        if of:
            return Context(role, Lexeme("TEAM_LABEL", start, start, 1, (of,)), None, amount)
    if words[:2] == ["why", "now"]:  # what has just happened there
        return Context("require", None, None, amount)
    remark = _remark(words, whole, role) if field is None and not _ORDERED.fullmatch(text) else None
    if remark:
        return Context(role, None, remark, amount)
    if field is None and role is None and (_is_category(text) or _is_tool(words)):
        return Context(None, Lexeme("TECH_LABEL", start, start, 1, text), None, amount)  # "POS: Toast, Aloha"
    if field is None and role is None and (metric := _metric(plain)):
        return Context(None, Lexeme("METRIC_LABEL", start, start, 1, (metric,)), None, amount)
    if bound and field is None and role is None:  # "min_patients"
        rest = " ".join(w for w in words if bound not in keywords().get(w, ()))
        if metric := _metric(rest):
            counted = Lexeme("METRIC_LABEL", start, start, 1, (metric,))
            return Context(None, counted, None, amount, Lexeme(bound, start, start, 1, text))
    if bound and field is None and not any(w.isdigit() for w in words):  # "minimum_viable_headcount_for_rollout"
        field = next((t for w in words for t in sorted(keywords().get(w, ())) if t in MEASURED), None)
    if field is None and words[:1] == ["founded"] and words[1:2] in (["before"], ["after"], ["since"]):
        return Context(
            role, Lexeme(words[1].upper(), start, start, 1, text), bound=Lexeme("FOUNDED", start, start, 1, text)
        )
    asks = field is None or role != "require" or not ASKING.isdisjoint(words)  # "Company size" asks as "Size" does
    return Context(
        role if asks else None,
        Lexeme(field, start, start, 1, text) if field else None,
        None,
        amount,
        Lexeme(bound, start, start, 1, text) if bound and field in MEASURED else None,
        usual=role == "prefer" and not _USUAL.isdisjoint(words),
    )


def _sells_to_companies(words: list[str]) -> bool:
    """Whether a label of whom one sells to goes on with kinds of companies, or leaves open whether people are meant:
    "We sell to wineries with", "Who we sell to"."""
    at = next((i + 2 for i, pair in enumerate(pairwise(words)) if pair == ("sell", "to")), 0)
    return at > 0 and (not words[at:] or _names(words[at:], _COMPANIES))


def _names(words: list[str], kinds: frozenset[str], *, weak: bool = False) -> bool:
    """Whether a name of these kinds is among words, or of one word of many meanings where that is enough."""
    named = (s for n in (1, 2) for i in range(len(words)) for s in builtin().senses(" ".join(words[i : i + n])))
    chain = weak and any("MULTI_SITE" in keywords().get(w, ()) for w in words)
    return chain or any(s.kind in kinds and (weak or s.form != "weak") for s in named)


def _field(words: list[str], content: list[str], whole: set[str]) -> str | None:
    """The field that the words of a label name."""
    asked = words[:1] == ["who"] and "they" in words and tuple(words[-2:]) in _SELLING  # "Who do they work for?"
    if asked or (tuple(words[:2]) in _SELLING and len(words) == 2):  # where they sell, or to whom
        return "SELLS_IN"
    if tuple(words) in _CLIENTELE:
        return "SERVING"
    field = next((t for t in sorted(whole) if t in _FIELDS), None)
    noted = field is None and not whole.isdisjoint(_REMARKS)  # "Where to fish"
    field = field or (None if noted else _field_within(words) or _field_within(content))
    return None if field == "SERVING" and not words[0].startswith("serv") else field


def _role(text: str, words: list[str], whole: set[str]) -> Role | None:
    """The role that the words of a label set."""
    if found := _COMPOUND.search(text):  # "No-code tools"
        text, words = text.replace(found[0], ""), [w for w in words if w not in found[0].lower().split("-")]
    if names_refused(_BRACKETS.sub(" ", text)) or columns.FITS["exclude"].fullmatch(" ".join(words)):
        return "exclude"
    wanted, *refused = map(tokens, _APART.split(text, maxsplit=1))
    if refused and _names(wanted, _WANTED) and _names(refused[0], _WANTED, weak=True):  # "Hotels, not hostels"
        return role_within(wanted)
    return next((ROLES[t] for t in ROLES if t in whole), None) or role_within(words)


def measured(context: Context, said: str, value: str) -> Context:
    """What a label says in front of its value: "People: 12 to 85" is a size, and "People: CFO" whom to talk to;
    "Engineers: 10+" are so many, as are "Locations: 2-50"; "Accounts: Stripe, Plaid" are companies."""
    refused = context.role == "exclude"
    if tokens(said) == ["volume"] and (counted := AMOUNT_OF.match(value)) and _metric(counted["noun"]):
        return replace(context, remark=None)  # "Volume: 60+ vehicles", but "Volume: 30k vendors in Europe"
    open = context.remark is None and (context.field is None or context.field.type == "ON_LIST")
    if open and introduces(said, excluding=refused) and companies(value):
        return replace(context, field=Lexeme("ON_LIST" if refused else "SIMILAR", 0, 0, 1, said))
    if (event := _happened(said, value)) and context.remark is None:
        return replace(context, field=Lexeme(event, 0, 0, 1, "new"))
    if _SIZED.match(value) and "country" in tokens(said):  # "Countries with staff: 4+"
        return replace(context, field=Lexeme("COUNTRY_COUNT", 0, 0, 1, said))
    if not context.known and tokens(said) == ["owner"] and _owns(value):  # "Owner: independent"
        return replace(context, field=Lexeme("OWNERSHIP_LABEL", 0, 0, 1, said))
    if not context.known and _SIZED.match(value):
        of = next((s.id for s in builtin().senses(said) if s.kind == "title" and s.form != "weak"), None)
        of_these = thing(said) if of is None and context.role is None and OPEN.search(value) else None
        if of_these:
            return replace(context, field=Lexeme("METRIC_LABEL", 0, 0, 1, (of_these,)))
        return replace(context, field=Lexeme("TEAM_LABEL", 0, 0, 1, (of,))) if of else context
    if context.field is None:
        return context
    words, type_ = tokens(said), context.field.type
    if words == ["age"] and _BETWEEN_AGES.fullmatch(value):  # how old somebody is, and no company
        return Context(remark="commentary")
    if not _SIZED.match(value):  # "Restaurants: thin margins"
        return Context() if context.field.type == "METRIC_LABEL" and names_trade(said) else context
    if type_ == "BASED_IN" and words[-1:] == ["location"]:
        return replace(context, field=replace(context.field, type="SITES"))
    if type_ == "BUYER" and "people" in words:
        return replace(context, role=None, field=replace(context.field, type="EMPLOYEES"))
    return context


def _happened(said: str, value: str) -> str | None:
    """What a label says has happened, where its value begins with a name of whom or what: "Leadership change: CEO",
    "New markets: Poland"."""
    named = _FIRST.split(value.strip(), maxsplit=1)[0]
    first = {s.kind for name in (named, named.split(" ")[0]) for s in builtin().senses(name)}
    told = (event for terminal in terminals(tokens(said)) for event in _EVENTS.get(terminal, {}).items())
    return next((lead for lead, kinds in told if kinds & first), None)


def _owns(value: str) -> bool:
    """Whether what stands behind "Owner:" says of what kind the owners are, and begins with no title."""
    named = _FIRST.split(value.strip(), maxsplit=1)[0].strip(" .*_")
    return {s.kind for s in builtin().senses(named)} == {"ownership"}


def _remark(words: list[str], whole: set[str], role: Role | None) -> str | None:
    """The code of what a label only notes: "Deal size", "Est. deal". "Pass" is unclear, and "Who we pass on" is not."""
    if words[:1] == ["who"] and words[-1] == "for":
        return None  # "Who is the retainer for?"
    if role == "exclude" and not terminals(words):
        whole = whole - {"UNCLEAR_LABEL"}
    noted = whole | set(terminals(words[1:])) if words[:1] and words[0] in _ESTIMATED else whole
    return next((_REMARKS[t] for t in _REMARKS if t in noted), None)


def _is_category(text: str) -> bool:
    """Whether a label is a category of tools and no kind of company ("MSPs:")."""
    named = [w for w in text.split() if w.lower() not in _PRESENT]
    kinds = {s.kind for s in builtin().senses(" ".join(named)) if s.form != "weak"}
    return "technology_category" in kinds and not kinds & {"industry", "business_model", "segment"}


def _is_tool(words: list[str]) -> bool:
    """Whether a label is a word for tools with others in front of it: "Booking system"."""
    return 1 < len(words) <= _TOOL_WORDS and words[-1] in _TOOLS


def is_aside(context: Context, words: list[str]) -> bool:
    """Whether a label is one of remarks that may say what is wanted: "Tip", "notes", "field_advice"."""
    return (context.remark == "commentary" or not context.known) and not _ASIDES.isdisjoint(words)


def names_trade(text: str) -> bool:
    """Whether the whole of a label is the name of a kind of company: "Restaurants"."""
    return any(s.kind == "industry" and s.form != "weak" for s in builtin().senses(text.strip(" *_").lower()))


def tier(text: str) -> tuple[str, int] | None:
    """The letter or number of a tier heading and the offset behind it; None where the text names no tier."""
    found = _TIER.search(text)
    return ((found["a"] or found["b"] or found["c"]).lower(), found.end()) if found else None


def names_field(text: str) -> bool:
    """Whether the whole of a text is the name of a field or a role: "Company size", "Target titles"."""
    words = tokens(text)
    return _field_within(words) is not None or any(t in ROLES for t in terminals(words))


def names_people(text: str) -> bool:
    """Whether the whole of a text is a label of people: "Titles (in priority order)", "Departments"."""
    said = _BRACKETS.sub(" ", text)
    return is_label(said) or " ".join(tokens(said)) in _POSTED


def _names_fields(text: str) -> bool:
    """Whether a label is two of different fields, with a stroke between them: what stands behind it says which."""
    fields = [_label(part, 0).field for part in text.split("/")]
    return len(fields) == len(("one", "other")) and len({x.type for x in fields if x}) == len(fields)


def _field_within(content: list[str]) -> str | None:
    """A field name at the end of a key or label: "target countries", "exclude_industries", "launch geography"."""
    if content[-1:] == ["list"] and "REQUIRE_HEADING" in terminals(content[-2:]):  # "First-call list": of companies
        return None
    behind = zip(range(1, len(content)), content[1:], content[2:], strict=False)
    if cut := next((i for i, w, next in behind if w in _SAID_OF_FIELD or (w == "not" and next.endswith("ed"))), 0):
        content = content[: cut - 1] if content[cut - 1] in ("not", "that") else content[:cut]
    for i in range(len(content)):
        named = terminals(content[i:])
        field = next((t for t in sorted(named) if t in _FIELDS and content[i:] != ["strong"]), None)
        if field and all(w in _BEFORE_FIELD or field in terminals([w]) for w in content[:i]):  # "Region / country"
            return field
        named = terminals(content[: len(content) - i])
        field = next((t for t in sorted(named) if t in _FIELDS and content[0] != "strong"), None)
        if field and i and all(w in _BEHIND_FIELD for w in content[len(content) - i :]):
            return field
    return None


def weighted(context: Context, weight: float | None) -> Context:
    """The context of a scored line; what costs points is a preference for the opposite."""
    if weight is not None and weight < 0:
        return replace(context, role="prefer", weight=-weight, negated=True)
    return replace(context, role=context.role if context.role in ("exclude", "buyer") else "prefer", weight=weight)
