"""The fields and relations an ICP can speak of: one row each, with its kind, layer and words.

Names are the published ones (`docs/language.md`). A new field is a row here and, where texts name it by a
word of its own, a row in `grammar/`'s keyword table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Layer: TypeAlias = Literal["firmographic", "technographic", "behavioral", "organizational", "persona"]
Kind: TypeAlias = Literal[
    "name", "names", "number", "money", "year", "stage", "place", "places", "text", "measure", "person"
]
"""name: one vocabulary id · names: a list of ids · place: headquarters · places: a list of places ·
measure: a number per `of`, one related row each · person: only in the buyer role, never filters accounts."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a profile can say of a company, or of the person to talk to."""

    name: str
    kind: Kind
    layer: Layer
    vocabulary: str | None = None
    """The vocabulary kind of its values, where they are vocabulary ids."""
    noun: str = ""
    """How canonical English names it."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A child table or an event. `where` names the fields that its rows may have."""

    name: str
    layer: Layer
    noun: str
    value: str | None = None
    """The where-field that a bare value of this relation goes to (`hiring: sdr` is `title`)."""


FIELDS: dict[str, Field] = {
    f.name: f
    for f in (
        Field("industry", "names", "firmographic", "industry", "industry"),
        Field("business_model", "names", "firmographic", "business_model", "business model"),
        Field("serves", "names", "firmographic", "audience", "customers"),
        Field("segment", "names", "firmographic", "segment", "segment"),
        Field("employees", "number", "firmographic", None, "employees"),
        Field("revenue", "money", "firmographic", None, "revenue"),
        Field("arr", "money", "firmographic", None, "ARR"),
        Field("gmv", "money", "firmographic", None, "GMV"),
        Field("funding_total", "money", "firmographic", None, "total funding"),
        Field("valuation", "money", "firmographic", None, "valuation"),
        Field("founded", "year", "firmographic", None, "founding year"),
        Field("age", "number", "firmographic", None, "years in business"),
        Field("location", "place", "firmographic", "place", "headquarters"),
        Field("presence", "places", "firmographic", "place", "presence"),
        Field("sells_in", "places", "firmographic", "place", "markets"),
        Field("funding_stage", "stage", "firmographic", "stage", "funding stage"),
        Field("ownership", "names", "firmographic", "ownership", "ownership"),
        Field("status", "name", "firmographic", "status", "status"),
        Field("locations", "number", "firmographic", None, "locations"),
        Field("countries", "number", "firmographic", None, "countries"),
        Field("monthly_visits", "number", "behavioral", None, "monthly visits"),
        Field("growth", "measure", "behavioral", None, "growth"),
        Field("team_size", "measure", "organizational", "function", "team size"),
        Field("metric", "measure", "firmographic", "metric", "metric"),
        Field("technology", "names", "technographic", "technology", "technology"),
        Field("technology_category", "names", "technographic", "technology_category", "technology category"),
        Field("certification", "names", "firmographic", "certification", "certification"),
        Field("title", "person", "persona", "title", "title"),
        Field("seniority", "person", "persona", "seniority", "seniority"),
        Field("department", "person", "persona", "function", "department"),
        Field("list", "names", "firmographic", None, "list"),
        Field("similar_to", "names", "firmographic", None, "similar companies"),
        Field("keyword", "text", "firmographic", None, "description"),
    )
}

RELATIONS: dict[str, Relation] = {
    r.name: r
    for r in (
        Relation("funding", "behavioral", "funding round", "stage"),
        Relation("hiring", "behavioral", "open role", "title"),
        Relation("person", "organizational", "person", "title"),
        Relation("leadership", "behavioral", "new leader", "title"),
        Relation("layoffs", "behavioral", "layoffs"),
        Relation("hiring_freeze", "behavioral", "hiring freeze"),
        Relation("acquisition", "behavioral", "acquisition made"),
        Relation("acquired", "behavioral", "acquisition by another company"),
        Relation("ipo", "behavioral", "IPO"),
        Relation("expansion", "behavioral", "expansion", "place"),
        Relation("launch", "behavioral", "launch", "kind"),
        Relation("tech_added", "behavioral", "tool added", "tool"),
        Relation("tech_dropped", "behavioral", "tool dropped", "tool"),
        Relation("tech_migration", "behavioral", "migration", "tool"),
        Relation("visit", "behavioral", "site visit", "page"),
        Relation("content", "behavioral", "content", "kind"),
        Relation("intent", "behavioral", "buying intent", "topic"),
        Relation("breach", "behavioral", "data breach"),
        Relation("award", "behavioral", "award"),
        Relation("partnership", "behavioral", "partnership"),
    )
}

WHERE_FIELDS: dict[str, Kind] = {
    "title": "name",
    "stage": "stage",
    "amount": "money",
    "place": "place",
    "tool": "name",
    "page": "name",
    "kind": "name",
    "topic": "name",
}
"""The fields of a related row that a `where` may speak of."""
