"""The canonical account tables: what the fields and relations of a profile are looked up in.

`docs/schema.md` shows this as a table. A table of one's own is tied to it by a mapping file
(`icplang.backends.mapping`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from icplang.meaning.fields import RELATIONS

Type: TypeAlias = Literal["text", "number", "date", "list"]
"""list: text values, as an array where the engine has arrays and as a JSON array elsewhere."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. Text columns of a vocabulary kind hold its ids."""

    name: str
    type: Type
    doc: str
    kind: str | None = None
    """The vocabulary kind of its values, where they are vocabulary ids."""
    money: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `key` is its id, or for a child table the column with the id of its account."""

    name: str
    doc: str
    columns: dict[str, Column]
    key: str = "account_id"
    date: str | None = None
    """The column that a window of time is about."""


def _table(name: str, doc: str, *columns: Column, key: str = "account_id", date: str | None = None) -> Table:
    return Table(name, doc, {c.name: c for c in columns}, key, date)


ACCOUNTS = _table(
    "accounts",
    "One row for each company.",
    Column("id", "text", "Identifies the account; child tables refer to it."),
    Column("industry", "list", "Industries and verticals.", "industry"),
    Column("business_model", "list", "b2b, saas, marketplace, agency, ...", "business_model"),
    Column("serves", "list", "Whom the company itself sells to.", "audience"),
    Column("segment", "list", "Segment words that no head count defines: startup, fortune-500, ...", "segment"),
    Column("employees", "number", "Number of employees."),
    Column("revenue", "number", "Revenue a year, in whole units of one currency.", money=True),
    Column("arr", "number", "Annual recurring revenue.", money=True),
    Column("gmv", "number", "Gross merchandise value a year.", money=True),
    Column("funding_total", "number", "Funding raised in total.", money=True),
    Column("valuation", "number", "Latest valuation.", money=True),
    Column("founded", "number", "Year of foundation; `age` is computed from it."),
    Column("country", "text", "Headquarters: ISO 3166-1 alpha-2 code, `US`.", "place"),
    Column("subdivision", "text", "Headquarters: ISO 3166-2 code, `US-TX`.", "place"),
    Column("city", "text", "Headquarters: the city as a slug, `austin`.", "place"),
    Column("presence", "list", "Places where it has offices or operates, as place ids.", "place"),
    Column("sells_in", "list", "Places where it sells, as place ids.", "place"),
    Column("funding_stage", "text", "Latest stage: pre-seed, seed, series-a .. series-j, growth, ipo.", "stage"),
    Column("ownership", "list", "public, private, pe-backed, family-owned, ...", "ownership"),
    Column("status", "text", "operating, acquired, closed or ipo.", "status"),
    Column("locations", "number", "Number of sites, branches or stores."),
    Column("countries", "number", "Number of countries it operates in."),
    Column("monthly_visits", "number", "Visits to its website a month."),
    Column(
        "technology",
        "list",
        "Products in use; categories such as `crm` are found through their products.",
        "technology",
    ),
    Column("certification", "list", "Certifications and regulations: soc-2, hipaa, ...", "certification"),
    Column("list", "list", "Named account lists that it is on: customers, crm, ..."),
    Column("similar_to", "list", "Companies (domains or names) that it is like."),
    Column("description", "text", "Free text about it; `keyword` looks in it."),
    key="id",
)

_CHILDREN = (
    _table(
        "departments",
        "One row for each department or discipline of an account: `team_size`.",
        Column("department", "text", "Function or role.", "function"),
        Column("headcount", "number", "People in it."),
    ),
    _table(
        "metrics",
        "One row for each measured quantity of an account: `metric`, and `growth` as `employees-growth`.",
        Column("name", "text", "What is counted: bed, truck, aws-spend, employees-growth, ...", "metric"),
        Column("value", "number", "How much; growth and shares as ratios (0.2 is 20 %)."),
        Column("unit", "text", "Currency, or ratio; empty for plain numbers."),
        Column("per", "text", "day, month, year, ...; empty where it is a stock."),
        Column("over_months", "number", "The time that a growth is measured over, in months."),
    ),
    _table(
        "funding_rounds",
        "One row for each funding round.",
        Column("announced_on", "date", "Day of the announcement."),
        Column("stage", "text", "Stage of the round.", "stage"),
        Column("amount", "number", "Amount raised.", money=True),
        date="announced_on",
    ),
    _table(
        "job_postings",
        "One row for each open role.",
        Column("posted_on", "date", "Day of publication."),
        Column("title", "text", "Role that is sought.", "title"),
        Column("place", "text", "Where, as a place id.", "place"),
        date="posted_on",
    ),
    _table(
        "people",
        "One row for each person.",
        Column("name", "text", "Name, to be shown."),
        Column("title", "text", "Role.", "title"),
        Column("seniority", "text", "c-level, vp, director, ...", "seniority"),
        Column("department", "text", "Function.", "function"),
    ),
    _table(
        "events",
        "One row for each event of another kind.",
        Column("event", "text", "Name of the relation: layoffs, leadership, launch, ..."),
        Column("occurred_on", "date", "Day of the event."),
        Column("title", "text", "Role that it is about.", "title"),
        Column("stage", "text", "Stage that it is about.", "stage"),
        Column("amount", "number", "Amount of money.", money=True),
        Column("place", "text", "Where, as a place id.", "place"),
        Column("tool", "text", "Product that it is about.", "technology"),
        Column("page", "text", "Page that was visited."),
        Column("topic", "text", "Topic that was researched."),
        Column("kind", "text", "What was launched, published, ..."),
        date="occurred_on",
    ),
)
CHILDREN: dict[str, Table] = {t.name: t for t in _CHILDREN}

COLUMNS: dict[str, str] = {
    "age": "founded",
    "keyword": "description",
    "location": "country",
    "technology_category": "technology",
}
"""The column of a field that is not called like it."""

TABLES: dict[str, str] = dict.fromkeys(RELATIONS, "events") | {
    "funding": "funding_rounds",
    "hiring": "job_postings",
    "person": "people",
}
"""The table that a relation's rows are in; rows of `events` also carry the relation's name in `event`."""

MEASURES: dict[str, str] = {"team_size": "departments", "metric": "metrics", "growth": "metrics"}
"""The table that a measure's rows are in."""


def markdown() -> str:
    """The tables as Markdown, for `docs/schema.md`."""
    parts = []
    for table in (ACCOUNTS, *CHILDREN.values()):
        key = [] if table is ACCOUNTS else ["| `account_id` | text | The account that the row belongs to. |"]
        rows = [f"| `{c.name}` | {c.type} | {c.doc} |" for c in table.columns.values()]
        head = f"## {table.name}\n\n{table.doc}\n\n| column | type | what |\n|---|---|---|"
        parts.append("\n".join([head, *key, *rows]))
    return "\n\n".join(parts) + "\n"
