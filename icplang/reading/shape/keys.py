"""What the keys of configuration say: a field among namespaces and technical words, an operator, a bound, a window.

"company_technology_slug_not" is `technology` with a refusal, "organization_num_employees_ranges" is `employees`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from icplang.meaning.profile import Role
from icplang.reading.shape.context import Context
from icplang.reading.shape.labels import label
from icplang.reading.shape.roles import terminals
from icplang.reading.syntax.tree import Lexeme, Number
from icplang.vocabulary.store import builtin
from icplang.vocabulary.words import tokens

_CAMEL = re.compile(r"(?<=[a-z]{3})(?=\d+(?:m|mo|d|w|y)\b)|(?<=[a-z0-9])(?=[A-Z])|(?<=\d)(?=[a-z])(?<!\d[dmwy])|_|\.|-")
_NAMESPACES = frozenset(
    "company organization organisation org account firm business icp target person people contact lead prospect "
    "linkedin apollo crunchbase clearbit zoominfo hq q filter query search criterion current currently latest last "
    "actual active estimated approximate known primary main using used use total buyer our their profile customer "
    "client the required preferred allowed annual segment market audience campaign gtm scraper df row "
    "strong weak".split()
)
"""Words in front of a field that say whose it is, or where it was found."""
_TECHNICAL = frozenset(
    "slug uid id code name tag value list range band bucket enum option set array field label text string count "
    "number num n type "
    "m mm mn k bn million millions thousand thousands usd eur gbp pct percent percentage inclusive exclusive group "
    "keyword key ref custom between strong weak".split()
)
"""Words beside a field that say how it is kept."""
_NEUTRAL = frozenset(
    "in or and any all of one eq equal is are has have include included including allow allowed allowlist whitelist "
    "whitelisted accepted accept contain match only exact positive".split()
)
_REFUSING = frozenset(
    "not nin ne neq exclude excluded excluding exclusion block blocked blocklist deny denied denylist ban banned "
    "blacklist blacklisted without negative avoid ignore ignored reject rejected forbidden disallow disallowed "
    "unwanted never suppress suppressed none missing lack lacking".split()
)
_OPERATOR = re.compile(
    r"\b(?:not (?:in|one|any|equals?|contain|like|using|use|uses|has|have|on)|nin|neq?|without|missing|lack|lacking)\b"
    r"|\w not$"
)
"""Operators that refuse, among the words of a key: "country_not_in"."""
_KEYED = dict.fromkeys(
    ("category", "subcategory", "sub category", "sub industry", "subindustry", "subvertical"), "INDUSTRY_LABEL"
)
_KEYED |= dict.fromkeys(("term", "phrase", "search term", "search keyword"), "MENTIONING")
_KEYED |= dict.fromkeys(("us state", "hq state"), "BASED_IN")
_KEYED |= dict.fromkeys(("uses", "runs", "uses any", "runs on"), "TECH_LABEL")
_KEYED["sub vertical"] = "INDUSTRY_LABEL"
"""What only the keys of programs are called, by the label that it stands for."""
_DESCRIBING = _NAMESPACES | frozenset(
    "description desc describe type kind who whom what text summary definition statement overview focus want wanted "
    "look looking sell sells to ideal fit match rule condition signal sector".split()
)
"""Words of keys that announce a description of the company."""
_ACCOUNTS = frozenset("name company account brand business firm organization organisation customer client".split())
"""Words of a key that holds the names of companies."""
_REGISTERS = frozenset({"naics", "naic", "sic", "nace", "siren", "isic"})
"""Registers, whose numbers are no names."""
_FORMER = frozenset({"past", "previous", "former", "prior"})
_BARE = frozenset("num number count n per total".split())
_SETTINGS = frozenset(
    "setting settings export template page cap out outfile locale tone prompt channel verbose concurrency retry delay "
    "interval timeout floor rate result results lead leads row rows record contact contacts".split()
) | {"rate limit", "page size", "output file", "created at", "updated at", "output column", "data source", "daily cap"}
_SETTINGS |= {
    "voice",
    "messaging",
    "copywriting",
    "tone of voice",
    "banned phrase",
    "banned word",
    "subreddit",
    "provider",
}
"""What only steers the program, alone or with a bound in front of it."""
_SEARCHED = frozenset("search source scrape crawl job".split())
_SITES = frozenset("domain site website url board portal".split())
"""Where a program looks for companies: "search_domains", "job_boards"."""
_ROUNDS = frozenset("keyword query search source batch run page".split())
"""Parts of the work of a program, of which each has so many: "posts_per_keyword"."""
_BOUNDS = {
    "AT_LEAST": frozenset("min minimum gte ge from floor lower least since".split()),
    "AT_MOST": frozenset("max maximum lte le to ceiling upper most until".split()),
    "MORE_THAN": frozenset("gt over above after greater more".split()),
    "LESS_THAN": frozenset("lt under below before less fewer".split()),
}
UNITS = {
    "day": "DAY",
    "d": "DAY",
    "w": "WEEK",
    "week": "WEEK",
    "wk": "WEEK",
    "month": "MONTH",
    "mo": "MONTH",
    "m": "MONTH",
}
UNITS |= {"quarter": "QUARTER", "year": "YEAR", "y": "YEAR", "yr": "YEAR"}
_EVENTS = {
    "RAISED": frozenset("funding funded fundraise fundraising raised raise round".split()),
    "HIRING": frozenset("hiring posting posted vacancy vacancie opening job".split()),
    "NEW": frozenset("leadership hire hired executive exec appointment appointed newhire promotion".split()),
}
_FRESH = frozenset("new newly recent recently just change changed".split())
"""Words that say of people that they have come lately."""
_LEADING = frozenset("leader leadership exec executive management role hire hired appointment team title in".split())
_OPENINGS = frozenset("open opening job posting vacancy vacancie advert ad role position current for live".split())
"""Words of a key that names the roles a company seeks, and nothing else."""
_CHANGES = {
    "TECH_ADDED": frozenset("install installed added adopted adoption new".split()),
    "TECH_DROPPED": frozenset("removed dropped uninstalled churned removal".split()),
}
_GROWING = {"headcount": "EMPLOYEES", "employee": "EMPLOYEES", "staff": "EMPLOYEES", "team": "EMPLOYEES"}
_GROWING |= {"revenue": "REVENUE", "sale": "REVENUE", "traffic": "TRAFFIC", "arr": "ARR"}
_CROWD = frozenset("custom dept department headcount team size count staff employee fte number num".split())
VALUED = re.compile(r"(?P<field>[A-Za-z][A-Za-z_]*?)_(?P<values>\d+_(?P<high>\d+)|[A-Z]{2}(?:_[A-Z]{2})*)")
"""A key with values in it."""
_OVER = re.compile(r"(?P<n>\d+) ?(?P<unit>m|mo|month|d|day|y|year)\b")


@dataclass(frozen=True, slots=True)
class Key:
    """What a key says. `event`: what happened (RAISED, HIRING, NEW); `unit`: what its number counts, of a window;
    `dated`: its value is a date."""

    context: Context
    event: str = ""
    unit: str = ""
    dated: bool = False


def team(text: str) -> str | None:
    """The function that a key names, and nothing else: "engineering"."""
    return next((s.id for s in builtin().senses(" ".join(split(text))) if s.kind == "function"), None)


def split(text: str) -> list[str]:
    """The words of a key in whatever fashion: "minEmployeeCount", "org.size_min"."""
    return tokens(_CAMEL.sub(" ", text))


def key(text: str, start: int) -> Key:
    """What a key at offset `start` says. An unknown one says nothing."""
    words = split(text)
    context = label(text, start)
    inverted = _OPERATOR.search(" ".join(words)) is not None
    context = replace(context, inverted=inverted and context.role == "exclude")
    core = [w for w in words if w not in _NEUTRAL | _REFUSING and _bound(w) is None]
    refused = not _REFUSING.isdisjoint(words) or context.role == "exclude"
    bound = next((t for w in words if (t := _bound(w))), None)
    if words == ["scoring", "rule"]:  # what is worth points stands below it
        return Key(Context())
    if words[:2] == ["only", "if"]:  # a condition of what stands beside it
        return Key(Context(remark="ambiguous-phrase"))
    looked = not _SEARCHED.isdisjoint(words) and words[-1] in _SITES
    if looked or " ".join(words) == "data source" or ("per" in words and words[-1] in _ROUNDS):
        return Key(Context(remark="command"))
    if refused and "name" in core and _ACCOUNTS.issuperset(core):  # "exclude_names"
        return Key(Context("exclude", Lexeme("ON_LIST", start, start, 1, "list of accounts")))
    if bound == "AT_MOST" and context.remark == "command":  # "max_leads"
        return Key(context)
    where = context.field is not None and context.field.type == "BUYER" and context.field.value != "buyer"
    if not where and (special := _special(words, core, bound, start, refused=refused)):
        return special
    if not _REGISTERS.isdisjoint(core) and not {"label", "name", "title", "description"}.isdisjoint(words):
        return Key(Context(field=Lexeme("INDUSTRY_LABEL", start, start, 1, text)))
    if not _REGISTERS.isdisjoint(core) or (context.role == "buyer" and not _FORMER.isdisjoint(words)):
        return Key(Context(remark="unknown-words"))
    if context.field is None and context.role is None and " ".join(w for w in core if w not in _BARE) in _SETTINGS:
        return Key(Context(remark="command"))
    if context.remark or (context.field is None and (not core or terminals(words))):
        return Key(context)
    if context.field is None and "." in text.strip("."):  # "locations.hq_country"
        parts = [key(part, start) for part in text.split(".")]
        inner = next((p for p in reversed(parts) if p.context.field or p.context.lead or p.event), None)
        if inner:
            return inner
    if context.field is None:
        found = _inner(core, start)
        if found is None:
            return Key(context)
        role = found.role if found.role == "buyer" else context.role
        measured = label(f"min {core[0]}", start).bound is not None if bound else False
        limit = Lexeme(bound, start, start, 1, text) if bound and (found.bound or measured or _bounded(found)) else None
        context = replace(found, role=role, bound=limit)
    if context.field is not None and context.field.type == "MENTIONING" and "weak" in words and not refused:
        context = replace(context, role="prefer")
    if context.role == "buyer" and bound == "AT_LEAST" and context.field:  # "seniority_gte: director"
        context = replace(context, tail=(Lexeme("PLUS", start, start, 1, "+"),))
    if refused and context.field is not None and context.field.type == "BUYER":
        return Key(replace(context, role="buyer", negated=True))
    if refused:
        context = replace(context, role="exclude", inverted=inverted)
    return Key(context)


def describes(text: str) -> bool:
    """Whether a key announces a description, so that a bare name behind it says what the company is."""
    return _DESCRIBING.issuperset(split(text))


def _bound(word: str) -> str | None:
    return next((t for t, words in _BOUNDS.items() if word in words), None)


def _bounded(context: Context) -> bool:
    return context.field is not None and context.field.type in (
        "EMPLOYEES",
        "REVENUE",
        "ARR",
        "GMV",
        "TOTAL_FUNDING",
        "SITES",
    )


def _inner(core: list[str], start: int) -> Context | None:
    """What the words of a key say without those around them that are only technical; the longest stretch wins."""
    for size in range(len(core), 0, -1):
        for i in range(len(core) - size, -1, -1):
            before, behind = core[:i], core[i + size :]
            own = core[i : i + size]
            if all(w in _NAMESPACES for w in own):
                continue
            if all(w in _NAMESPACES for w in before) and all(w in _TECHNICAL | _NAMESPACES for w in behind):
                found = label(" ".join(own), start)
                if found.field is not None and found.field.type == "INDUSTRY_LABEL" and "code" in behind:
                    return None  # a number of a register, and no name
                if found.field is not None:
                    return _kept(found, behind)
                if "code" in behind:
                    continue
                if type_ := _KEYED.get(" ".join(own)):
                    return Context(field=Lexeme(type_, start, start, 1, " ".join(own)))
    return None


def _kept(context: Context, behind: list[str]) -> Context:
    """A field with the words behind it: its ranges, its currency, what its numbers are counted in."""
    field = context.field
    if field is None or not isinstance(field.value, str) or not behind:
        return context
    return replace(context, field=replace(field, value=" ".join([field.value, *behind])))


def _special(words: list[str], core: list[str], bound: str | None, start: int, *, refused: bool) -> Key | None:
    """Keys that stand for words around their value: "funded_within_days", "headcount_growth_min", "founded_year"."""
    role: Role | None = "exclude" if refused else None
    said = set(words)
    limit = Lexeme(bound or "AT_LEAST", start, start, 1, "")
    limits = (limit,) if bound else ()

    def made(type_: str, value: object = "") -> Lexeme:
        return Lexeme(type_, start, start, 1, value)

    def leads(*lead: Lexeme, tail: tuple[Lexeme, ...] = ()) -> Key:
        return Key(Context(role, lead=lead, tail=tail))

    unit = next((UNITS[w] for w in words if w in UNITS and len(w) > 1), "")
    event = next((e for e, names in _EVENTS.items() if said & names), "")
    event = event or ("HIRING" if "open" in said and said & {"role", "position", "req"} else "")
    timed = unit or said & {"date", "recency", "within", "lookback", "after", "since"}
    if said >= {"job", "title"} and said & {"company", "organization", "organisation"}:  # whom it seeks
        return Key(Context(role, made("HIRING")))
    if said & {"tech", "technology", "tool"} and (change := next((t for t, ws in _CHANGES.items() if said & ws), None)):
        return Key(Context(lead=(made(change),)))
    if said & {"growth", "growing"}:
        of = next((_GROWING[w] for w in words if w in _GROWING), None)
        over = _OVER.search(" ".join(words))
        tail = (made("OVER_TIME"), made("NUM", Number(float(over["n"]))), made(UNITS[over["unit"]])) if over else ()
        yearly = (made("YEAR_ON_YEAR"),) if said & {"yoy", "annual", "yearly"} else ()
        return leads(made(of), made("GROWTH"), limit, tail=tail or yearly) if of else None
    if words in (["has"], ["have"]):
        return leads(made("WITH"))
    if event == "HIRING" and bound and not timed and "title" not in said:
        return leads(made("HIRING"), limit, tail=(made("ROLE_NOUN"),))
    if event and timed and not said & {"total", "change"}:
        return Key(Context(role), event, unit, dated=not unit and not said & {"within", "recency", "lookback"})
    if said & _FRESH and said & _LEADING and said <= _FRESH | _LEADING and not timed:  # "hires_recently"
        return Key(Context(role, lead=(made("NEW"),)))
    if event == "HIRING" and not timed and said <= _OPENINGS:
        return Key(Context(role, made("HIRING")))
    if said >= {"country", "count"} or said >= {"num", "country"} or said >= {"number", "country"}:
        return leads(*limits, tail=(made("COUNTRY_COUNT"),))
    if said & {"funding", "raised"} and bound:
        return Key(Context(role, made("TOTAL_FUNDING", " ".join(words)), bound=limit))  # "min_funding_usd"
    if said & {"founded", "founding", "established", "incorporated"} and (bound or "year" in said):
        if bound in ("MORE_THAN", "LESS_THAN"):
            when = made("AFTER" if bound == "MORE_THAN" else "BEFORE")
            return leads(made("FOUNDED"), when) if len(words) > len(("founded", "after")) else None
        return leads(made("FOUNDED"), *limits) if bound else Key(Context(role, made("FOUNDED")))
    if "age" in said and (bound or unit == "YEAR") and not said & {"person", "contact", "job", "posting"}:
        return leads(made("AGE"), *limits) if bound else Key(Context(role, made("AGE")))
    if bound and "AGE" in terminals(core):
        return leads(made("AGE"), *limits)
    fleet = [w for w in core if w not in _CROWD]
    if metric := next((s.id for s in builtin().senses(" ".join(fleet)) if s.kind == "metric" and bound), None):
        return leads(made("METRIC_LABEL", (metric,)), *limits)
    known = terminals(core) or terminals([w for w in core if w not in _NAMESPACES])
    rest = " ".join(w for w in core if w not in _CROWD | _NAMESPACES)
    if known or not rest or not (bound or said & _CROWD):
        return None
    senses = builtin().senses(rest)
    if of := next((s.id for s in senses if s.kind in ("function", "title") and s.form != "weak"), None):
        return leads(made("TEAM_LABEL", (of,)), *limits)
    if metric := next((s.id for s in senses if s.kind == "metric"), None):
        return leads(made("METRIC_LABEL", (metric,)), *limits)
    return leads(*limits, made("SITES")) if "SITES" in terminals([rest]) else None
