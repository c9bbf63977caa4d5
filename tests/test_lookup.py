"""Near spellings: what may be assumed, what is only offered, and the misreadings that the policy exists for."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icplang.vocabulary.lookup import LETTERS, closest, find, fuzzy, suggest
from icplang.vocabulary.store import Entry, Vocabulary, builtin
from icplang.vocabulary.words import key


def entry(kind: str, id: str, name: str, *aliases: str, weak: str = "") -> Entry:
    return Entry(kind, id, name, (), aliases, {"weak": weak})


def small(*entries: Entry) -> Vocabulary:
    return Vocabulary({"title": {}, "function": {}, "seniority": {}}, {}).extended(entries)


WORDS = small(
    entry("place", "AU", "Australia"),
    entry("place", "AT", "Austria"),
    entry("place", "NG", "Nigeria"),
    entry("place", "NE", "Niger"),
    entry("place", "US", "United States", "US", "USA", "America"),
    entry("place", "GB", "United Kingdom", "UK", "Great Britain"),
    entry("place", "DE", "Germany", "Deutschland"),
    entry("stage", "series-a", "Series A"),
    entry("stage", "series-b", "Series B"),
    entry("technology", "salesforce", "Salesforce", "SFDC", "Sales Force"),
    entry("technology", "hubspot", "HubSpot"),
    entry("technology", "salesloft", "Salesloft"),
    entry("technology", "outreach", "Outreach", "Outreach.io"),
    entry("technology_category", "sales-engagement", "Sales engagement", "sales engagement platform", "sequencer"),
    entry("technology_category", "crm", "CRM", "customer relationship management"),
)
ALL = frozenset(WORDS.entries)


class TestFuzzy:
    @pytest.mark.parametrize(
        ("typed", "kind", "id"),
        [
            ("Germanny", "place", "DE"),
            ("Deutchland", "place", "DE"),
            ("United Kingdm", "place", "GB"),
            ("Salesforse", "technology", "salesforce"),
            ("Hubspott", "technology", "hubspot"),
        ],
    )
    def test_reads_a_clear_misspelling(self, typed: str, kind: str, id: str) -> None:
        near = fuzzy(WORDS, typed, {kind})
        assert near.sense is not None
        assert near.sense[:2] == (kind, id)
        assert near.rivals == ()

    def test_says_what_it_assumed_as_people_write_it(self) -> None:
        assert fuzzy(WORDS, "hubspott", {"technology"}).phrase == "HubSpot"
        assert fuzzy(WORDS, "deutchland", {"place"}).phrase == "Deutschland"

    @pytest.mark.parametrize(("typed", "rivals"), [("nigera", {"NG", "NE"}), ("austrlia", {"AU", "AT"})])
    def test_two_countries_are_too_close_to_choose(self, typed: str, rivals: set[str]) -> None:
        near = fuzzy(WORDS, typed, {"place"})
        assert near.sense is None
        assert {s.id for s in near.rivals} == rivals

    @pytest.mark.parametrize("typed", ["US", "in", "us", "UKK", "USAA", "CRMM", "Series D", "series d", "Series AB"])
    def test_short_words_are_never_guessed(self, typed: str) -> None:
        assert fuzzy(WORDS, typed, ALL).sense is None

    @pytest.mark.parametrize("typed", ["barkink", "fulling", "tielin", "heerlem"])
    def test_little_known_places_are_no_guess(self, typed: str) -> None:
        vocabulary = builtin()
        near = fuzzy(vocabulary, typed)
        assert not any(s and vocabulary.get("place", s.id) for s in (near.sense, *near.rivals))
        assert not {key(name) for name in suggest(vocabulary, typed)} & set(vocabulary.minor)

    def test_never_across_kinds(self) -> None:
        assert fuzzy(WORDS, "Germanny", {"technology"}).sense is None
        assert fuzzy(WORDS, "Salesforse", {"place", "stage"}).sense is None

    def test_a_word_that_holds_a_name_is_not_the_name(self) -> None:
        assert fuzzy(WORDS, "Salesforce Marketing Cloud", {"technology"}).sense is None

    @given(st.text(string.ascii_letters + " -é", max_size=14))
    def test_what_is_assumed_is_of_the_kind_and_close(self, typed: str) -> None:
        near = fuzzy(WORDS, typed, {"place", "technology"})
        assert near.sense is None or near.sense.kind in {"place", "technology"}
        assert near.sense is None or not near.rivals
        if near.sense is not None:
            assert any(len(word) >= LETTERS for word in key(typed).split())

    @given(st.text(string.ascii_lowercase, max_size=4))
    def test_nothing_of_four_letters_is_assumed(self, typed: str) -> None:
        assert fuzzy(WORDS, typed, ALL).sense is None


class TestSuggest:
    def test_best_first(self) -> None:
        assert suggest(WORDS, "Salesfroce", {"technology"})[0] == "Salesforce"
        assert suggest(WORDS, "austrlia", {"place"}) == ("Australia", "Austria")

    def test_far_words_are_not_offered(self) -> None:
        assert suggest(WORDS, "photography", ALL) == ()

    def test_short_words(self) -> None:
        assert suggest(WORDS, "CRN") == ("CRM",)
        assert suggest(WORDS, "CR") == ()
        assert suggest(WORDS, "") == ()

    @given(st.text(max_size=20))
    def test_at_most_three_and_each_once(self, typed: str) -> None:
        offered = suggest(WORDS, typed)
        assert len(offered) <= 3
        assert len(set(offered)) == len(offered)


class TestFind:
    def test_exact_then_words_then_near(self) -> None:
        found = find(WORDS, "sales engagement")
        assert (found[0].id, found[0].how) == ("sales-engagement", "exact")
        assert find(WORDS, "engagement")[0].how == "words"
        assert [(f.id, f.how) for f in find(WORDS, "hubspt")] == [("hubspot", "near")]

    def test_alias(self) -> None:
        assert (find(WORDS, "sfdc")[0].id, find(WORDS, "sfdc")[0].how) == ("salesforce", "alias")

    def test_kinds_and_limit(self) -> None:
        assert all(f.kind == "place" for f in find(WORDS, "united", {"place"}))
        assert len(find(WORDS, "united", limit=1)) == 1
        assert find(WORDS, "  ") == []

    @given(st.text(max_size=20), st.integers(1, 5))
    def test_total_and_each_entry_once(self, text: str, limit: int) -> None:
        found = find(WORDS, text, limit=limit)
        assert len(found) <= limit
        assert len({f[:2] for f in found}) == len(found)


def test_closest() -> None:
    assert closest("tecnology", ["technology", "industry"]) == "technology"
    assert closest("xyz", ["technology", "industry"]) is None
    assert closest("x", []) is None


class TestBuiltin:
    """The same scars with the vocabulary that ships."""

    @pytest.mark.parametrize("typed", ["USS", "in", "Series Z", "nigera", "austrlia"])
    def test_scars(self, typed: str) -> None:
        assert fuzzy(builtin(), typed, {"place", "stage"}).sense is None

    def test_every_name_finds_itself(self) -> None:
        vocabulary = builtin()
        sample = [e for table in vocabulary.entries.values() for e in list(table.values())[::97]]
        for e in sample:
            assert any(f[:2] == (e.kind, e.id) for f in find(vocabulary, e.name, {e.kind}, limit=25)), e

    @settings(max_examples=30, deadline=None)
    @given(st.text(string.ascii_letters + " ", max_size=20))
    def test_total(self, text: str) -> None:
        fuzzy(builtin(), text, {"technology"})
        suggest(builtin(), text)
