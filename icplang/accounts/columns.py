"""Which of a user's columns holds what: by its header, and by a look at its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from icplang.accounts.amounts import amount, days
from icplang.accounts.base import plain
from icplang.accounts.normalise import address, cells, place, value
from icplang.meaning.schema import ACCOUNTS, Column, Table
from icplang.vocabulary.lookup import alike
from icplang.vocabulary.store import Vocabulary

SURE = 0.8
"""From this confidence on a column is used without being asked."""
_FUZZY = 90.0
"""The least similarity of headers, of 100, that counts."""

ADDRESS = "hqlocation"
"""The pseudo column of a whole address: country, subdivision and city in one cell."""
DOMAIN = "domain"
"""The column by which rows are tied to an account where they have no id."""

ALIASES: Mapping[str, str] = {
    "id": "account id|company id|record id|uuid|account number|crm id|organization id|18 digit account id|zoominfo id"
    "|apollo account id|cb id|company uuid|permalink",
    "account_id": "id|company id|account|company|record id|associated company id|organization id|company uuid",
    "domain": "company domain|company domain name|website|website url|company website|web site|homepage|homepage url"
    "|url|primary domain|email domain|web address|company url|domain name",
    "hqlocation": "hq location|headquarters location|headquarters|location|company location|company address|hq"
    "|headquarters address|address",
    "industry": "industries|vertical|sector|primary industry|company industry|industry sector|main industry"
    "|linkedin industry|industry group|industry groups|verticals|market|market segment industry",
    "business_model": "business models|business type|business model type",
    "serves": "customers served|target market|target customers|sells to|customer segments",
    "segment": "company segment|customer segment|account segment|market segment",
    "employees": "employee count|number of employees|num employees|no of employees|company size|headcount|staff|size"
    "|employees range|employee range|total employees|company headcount|team size|staff count|fte|employee size"
    "|employees on linkedin|number of employees range|company size range|workforce|employee band",
    "revenue": "annual revenue|estimated revenue|turnover|revenue usd|annual revenue usd|revenue range|company revenue"
    "|estimated revenue range|total revenue|annual sales|sales volume|revenue in usd|company revenue range",
    "arr": "annual recurring revenue|arr usd|recurring revenue",
    "gmv": "gross merchandise value|gross merchandise volume|gmv usd",
    "funding_total": "total funding|funding total usd|total funding usd|total raised|funding raised"
    "|total funding amount|total funding amount in usd|total money raised|funding amount|amount raised"
    "|total equity funding amount|total funding in usd",
    "valuation": "company valuation|post money valuation|latest valuation|valuation usd|valuation at ipo",
    "founded": "founded year|year founded|founding year|founded in|founded date|date founded|established"
    "|year established|year of foundation|company founded year|founded on|inception year",
    "country": "hq country|headquarters country|company country|billing country|country code|country region"
    "|company hq country|mailing country|country name|billing country code|hq country code|company country region",
    "subdivision": "state|province|state province|hq state|billing state|company state|billing state province|region"
    "|state region|state code|hq region|company state region|state or province|billing state code|county state",
    "city": "hq city|company city|billing city|headquarters city|town|mailing city|city name|hq town",
    "presence": "offices|office locations|other locations|operating countries|countries of operation",
    "sells_in": "markets served|sales regions|markets",
    "funding_stage": "last stage|last funding stage|last funding type|latest funding stage|funding status"
    "|latest funding|latest funding type|current funding stage|last round|last round type|last equity funding type",
    "ownership": "ownership type|company type|public private|public or private|ownership status|type of ownership"
    "|company ownership",
    "status": "operating status|company status|organization status",
    "locations": "number of locations|location count|site count|number of sites|store count|number of stores"
    "|number of offices|branches",
    "countries": "number of countries|country count",
    "monthly_visits": "monthly visitors|web traffic|monthly web visits|website traffic|monthly visits similarweb"
    "|semrush monthly visits|website monthly visits",
    "technology": "technologies|tech stack|web technologies|technologies used|tools|products used|software used|stack"
    "|active tech|technology stack|builtwith technologies",
    "certification": "certifications|compliance|compliance certifications",
    "list": "lists|account lists|tags list|list membership",
    "similar_to": "similar companies|lookalikes|lookalike of",
    "description": "short description|about|company description|summary|full description|description short|about us"
    "|long description|overview|seo description|company overview|business description",
    "headcount": "employees|size|people|team size|count",
    "department": "function|team|job function|departments",
    "seniority": "level|management level|job level|seniority level",
    "announced_on": "date|announced at|announced date|announcement date|funding date|round date|money raised date",
    "stage": "round|round type|funding type|series|funding round|funding stage|last funding type|investment type",
    "amount": "amount usd|raised|raised amount|money raised|raised amount usd|money raised in usd|round size",
    "posted_on": "date|posted at|posted date|publication date|date posted|created at|first seen|posting date",
    "title": "job title|role|position|job|job name|vacancy|contact title|posting title",
    "place": "location|country|job location|city",
    "occurred_on": "date|occurred at|event date|detected at|signal date|timestamp",
    "event": "type|event type|signal|signal type|event name",
    "tool": "technology|product|technology name",
    "name": "metric|metric name|measure",
    "value": "metric value|figure",
}
"""Other headers of a canonical column, between bars. The canonical name itself wins."""

_FRAMES = re.compile(
    r"^(?:company|account|organi[sz]ation|business|firm|org|acct|primary|the|hq|headquarters"
    r"|zoom ?info|apollo|hub ?spot|linked ?in|crunchbase|clearbit|salesforce|sfdc)(?= )"
    r"|(?: (?:c|name|text|value|raw|normali[sz]ed|field|in usd|usd|in eur|eur|range|band))$"
)
"""Words around a header that say nothing: "Company ...", the `__c` of a Salesforce field."""


@dataclass(frozen=True, slots=True)
class Match:
    """A user's header for a canonical column, how sure that is (0 to 1), and why."""

    header: str
    confidence: float
    why: str


def words(header: str) -> str:
    """A header in lower-case words: `NumberOfEmployees`, "# Employees" and `number_of_employees` are the same."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", header)
    text = re.sub(r"(?i)^\s*(?:#|no\.?|num\.?|nr\.?)(?=\s)\s*(?:of\s)?|^#", "number of ", text)
    text = " ".join(re.findall(r"[a-z0-9]+", text.lower()))
    return text.replace("number of number of", "number of")


def named(headers: Sequence[str], wanted: Iterable[str], refused: Collection[tuple[str, str]] = ()) -> dict[str, Match]:
    """For each wanted canonical column the header that says it best, by its words alone. A header serves once, and not
    for a column that it is `refused` for."""
    scored = [
        (match.confidence, -position, name, match)
        for name in wanted
        for position, header in enumerate(headers)
        if (name, header) not in refused and (match := _score(name, header)) is not None
    ]
    found: dict[str, Match] = {}
    taken: set[str] = set()
    for _, _, name, match in sorted(scored, key=lambda s: s[:2], reverse=True):
        if name not in found and match.header not in taken:
            found[name] = match
            taken.add(match.header)
    return found


def _score(name: str, header: str) -> Match | None:
    said = words(header)
    own = name.replace("_", " ")
    if plain(said) == plain(own):
        return Match(header, 1.0, "its name")
    aliases = ALIASES.get(name, "").split("|")
    for alias in aliases:
        if alias and plain(said) == plain(alias):
            return Match(header, 0.95, "another name for it")
    short = said
    while (less := _FRAMES.sub("", short).strip()) != short and less:
        short = less
    if short != said and any(plain(short) == plain(a) for a in (own, *aliases) if a):
        return Match(header, 0.9, f"says {short}")
    near = max((alike(plain(said), plain(a)) for a in (own, *aliases) if len(a) > 5), default=0.0)
    if near >= _FUZZY and len(said) > 5:
        return Match(header, round(0.8 * near / 100 + 0.05, 2), "nearly its name")
    return None


# --- values -------------------------------------------------------------------------------------------------------


def fits(vocabulary: Vocabulary, column: Column | None, texts: Sequence[str]) -> float | None:
    """The share of these texts that a canonical column could hold; None where anything may stand there."""
    test = _test(vocabulary, column)
    if test is None or not texts:
        return None
    return sum(map(test, texts)) / len(texts)


def _test(vocabulary: Vocabulary, column: Column | None) -> Callable[[str], bool] | None:
    match column:
        case None:  # an address
            return lambda t: address(vocabulary, t)[0].id is not None
        case Column("founded"):
            return lambda t: bool(re.match(r"(1[5-9]|20)[0-9]{2}(\D|$)", t.strip()) or days(t))
        case Column(_, "number"):
            return lambda t: amount(t) is not None
        case Column(_, "date"):
            return lambda t: days(t) is not None
        case Column("country" | "subdivision" as level, _):
            return lambda t: place(vocabulary, t, (level,), near=False).id is not None
        case Column(_, "list", _, str() as kind):
            return lambda t: any(e and value(vocabulary, kind, e, near=False).id for e in cells(t))
        case Column(_, "text", _, str() as kind) if column.name != "city" and kind != "metric":
            return lambda t: value(vocabulary, kind, t, near=False).id is not None
    return None


_BY_VALUES = ("industry", "employees", "country", "founded", "technology", "funding_stage", "description")


def proposed(vocabulary: Vocabulary, headers: Mapping[str, Sequence[str]], table: Table = ACCOUNTS) -> dict[str, Match]:
    """The columns of a table among headers with examples of their values: by name where the values do not speak
    against it, and by the values alone where no name says it (then never `SURE`)."""
    wanted = [*table.columns, *((DOMAIN, ADDRESS) if table is ACCOUNTS else ("account_id", DOMAIN))]
    left, refused = list(headers), set[tuple[str, str]]()
    found: dict[str, Match] = {}
    for _ in range(3):  # a header whose values speak against it leaves its place to the next one
        for name, match in named(left, [w for w in wanted if w not in found], refused).items():
            known = name in table.columns or name == ADDRESS
            share = fits(vocabulary, table.columns.get(name), headers[match.header]) if known else None
            if share is None or share >= 0.2:
                doubt = 1.0 if share is None or share >= 0.5 else 0.9
                found[name] = Match(match.header, round(match.confidence * doubt, 2), match.why)
                left.remove(match.header)
            else:
                refused.add((name, match.header))
    if table is ACCOUNTS:
        for name in _BY_VALUES:
            by_values = None if name in found else _by_values(vocabulary, table.columns[name], headers, left)
            if by_values is not None:
                found[name] = by_values
                left.remove(by_values.header)
    return found


def _by_values(
    vocabulary: Vocabulary, column: Column, headers: Mapping[str, Sequence[str]], left: Sequence[str]
) -> Match | None:
    best: tuple[float, str] | None = None
    for header in left:
        texts = headers[header]
        if len(texts) < 3:
            continue
        if column.name == "employees":
            share = sum(bool((a := amount(t)) and a.band.low != a.band.high and not a.currency) for t in texts) / len(
                texts
            )
        elif column.name == "description":
            share = sum(len(t.split()) >= 6 for t in texts) / len(texts)
        elif column.name == "founded":
            share = sum(bool(re.fullmatch("(18|19|20)[0-9]{2}(\\.0)?", t.strip())) for t in texts) / len(texts)
        else:
            share = fits(vocabulary, column, texts) or 0.0
        if share >= 0.7 and (best is None or share > best[0]):
            best = (share, header)
    return best and Match(best[1], round(0.7 * best[0], 2), f"{best[0]:.0%} of its values fit")
