"""What the vocabulary promises: how much is in it, and that its hierarchy and names are in order."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from icplang.vocabulary.store import TABLES, Entry, builtin, forms
from icplang.vocabulary.words import key

VOCABULARY = builtin()
KINDS = tuple(dict.fromkeys(t.kind for t in TABLES))
PLACES = VOCABULARY.entries["place"]
COUNTRIES = [id for id in PLACES if re.fullmatch(r"[A-Z]{2}", id)]
SUBDIVISIONS = [id for id in PLACES if re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", id)]
CITIES = [id for id in PLACES if id.startswith("city:")]
REGIONS = [id for id in PLACES if id.startswith("region:")]


def _cells(text: str | None) -> list[str]:
    return [c.strip() for c in (text or "").split("|") if c.strip()]


def _all() -> list[Entry]:
    return [e for kind in KINDS for e in VOCABULARY.entries[kind].values()]


# --- how much ---------------------------------------------------------------------------------------------------


def test_industries_stand_in_a_hierarchy() -> None:
    industries = VOCABULARY.entries["industry"]
    assert len(industries) >= 250
    assert sum(bool(e.parents) for e in industries.values()) > len(industries) / 2


def test_technologies_have_makers_and_categories() -> None:
    technologies, categories = VOCABULARY.entries["technology"], VOCABULARY.entries["technology_category"]
    assert len(technologies) >= 1000
    used = {c for e in technologies.values() for c in _cells(e.data["category"])}
    assert len(used) >= 80
    assert used <= set(categories)
    assert [e.id for e in technologies.values() if not e.data["maker"] or not _cells(e.data["category"])] == []


def test_places() -> None:
    assert len(COUNTRIES) >= 249
    assert len(CITIES) >= 500
    assert len(REGIONS) >= 50
    assert len(COUNTRIES) + len(SUBDIVISIONS) + len(CITIES) + len(REGIONS) == len(PLACES)


@pytest.mark.parametrize(("country", "number"), {"US": 51, "CA": 13, "GB": 4, "DE": 16, "AU": 8, "IN": 36}.items())
def test_subdivisions(country: str, number: int) -> None:
    """The states of the US with Washington DC, and all states, provinces and nations of the others."""
    assert sum(id.startswith(f"{country}-") for id in SUBDIVISIONS) >= number


def test_stages_and_seniorities_are_ordered() -> None:
    for kind in ("stage", "seniority"):
        ranks = [VOCABULARY.rank(kind, id) for id in VOCABULARY.entries[kind]]
        assert None not in ranks
        assert len(set(ranks)) == len(ranks)


# --- hierarchy --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_parents_and_members_exist(kind: str) -> None:
    entries = VOCABULARY.entries[kind]
    missing = [
        (e.id, p)
        for e in entries.values()
        for p in VOCABULARY.parents("place" if kind == "place" else kind, e.id)
        if p not in entries and not (kind == "title" and p in VOCABULARY.entries["function"])
    ]
    assert missing == []
    assert [(e.id, m) for e in entries.values() for m in _cells(e.data.get("members")) if m not in entries] == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_its_own_ancestor(kind: str) -> None:
    for id in VOCABULARY.entries[kind]:
        above = {a for p in VOCABULARY.parents(kind, id) for a in VOCABULARY.ancestors(kind, p)}
        assert id not in above, id


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "title"])
def test_ancestors_and_descendants_are_inverse(kind: str) -> None:
    ids = list(VOCABULARY.entries[kind])
    up = {(id, above) for id in ids for above in VOCABULARY.ancestors(kind, id)}
    assert up == {(below, id) for id in ids for below in VOCABULARY.descendants(kind, id)}


def test_a_category_without_products_has_those_it_stands_under() -> None:
    assert VOCABULARY.products("telematics") >= {"geotab", "samsara"}
    assert VOCABULARY.products("telematics") <= VOCABULARY.products("fleet-management")
    assert VOCABULARY.products("dmp") == frozenset(), "a group of categories is no category with products"


def test_titles_descend_from_their_functions() -> None:
    astray = [
        (function, title)
        for function in VOCABULARY.entries["function"]
        for title in sorted(VOCABULARY.descendants("title", function))
        if function not in VOCABULARY.ancestors("title", title)
    ]
    assert astray == []


def test_places_lie_in_their_country() -> None:
    for id in (*SUBDIVISIONS, *CITIES):
        countries = {a for a in VOCABULARY.ancestors("place", id) if a in COUNTRIES}
        assert len(countries) == 1, id
        assert id in CITIES or countries == {id[:2]}


# --- names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_ids_are_well_formed(kind: str) -> None:
    form = (
        r"[A-Z]{2}(-[A-Z0-9]{1,3})?|(city|region):[a-z0-9]+(-[a-z0-9]+)*"
        if kind == "place"
        else r"[a-z0-9]+(-[a-z0-9]+)*"
    )
    assert [id for id in VOCABULARY.entries[kind] if not re.fullmatch(form, id)] == []


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "place"])
def test_a_name_means_one_thing_of_its_kind(kind: str) -> None:
    """Names and aliases, but not weak forms. Places do share names: the reader settles or refuses them."""
    meant: dict[str, set[str]] = {}
    for entry in VOCABULARY.entries[kind].values():
        for form, text in forms(entry):
            if form != "weak":
                meant.setdefault(key(text), set()).add(entry.id)
    assert {text: sorted(ids) for text, ids in meant.items() if len(ids) > 1} == {}


def test_every_surface_form_finds_its_entry() -> None:
    lost = [
        (e.kind, e.id, text)
        for e in _all()
        for _, text in forms(e)
        if key(text) and e.id not in {s.id for s in VOCABULARY.senses(text) if s.kind == e.kind}
    ]
    assert lost == []


def test_no_alias_is_written_twice() -> None:
    twice = [(e.kind, e.id, a) for e in _all() for a, n in Counter(map(str.lower, e.aliases)).items() if n > 1]
    assert twice == []
