"""A user's glossary: entries that join the vocabulary, entries that change it, and faults said clearly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplang.vocabulary.glossary import GlossaryError, load_glossary, parse_glossary
from icplang.vocabulary.store import Entry, Vocabulary


def entry(kind: str, id: str, name: str, *aliases: str, **data: str) -> Entry:
    return Entry(kind, id, name, (), aliases, {"id": id, "name": name, **data})


def base() -> Vocabulary:
    entries = (
        entry("technology", "hubspot", "HubSpot", "hub spot", category="crm"),
        entry("technology_category", "crm", "CRM", parent=""),
        entry("segment", "mid-market", "Mid-market", "midmarket", employees_min="100", employees_max="1000"),
        entry("industry", "software", "Software", parent=""),
        entry("place", "DE", "Germany", adjectives="german"),
        entry("place", "AT", "Austria"),
    )
    return Vocabulary({"title": {}, "function": {}, "seniority": {}}, {}).extended(entries)


def test_a_new_technology() -> None:
    words = parse_glossary('[technology.foobar]\nname = "Foobar"\naliases = ["foo bar"]\ncategory = "crm"\n', base())
    assert words.senses("Foo-Bar")[0][:2] == ("technology", "foobar")
    assert "foobar" in words.products("crm")
    assert words.name("technology", "foobar") == "Foobar"


def test_overriding_keeps_what_is_not_said() -> None:
    words = parse_glossary('[segment.mid-market]\nemployees = "200-2,000"\n', base())
    changed = words.get("segment", "mid-market")
    assert changed is not None
    assert (changed.data["employees_min"], changed.data["employees_max"]) == ("200", "2000")
    assert changed.name == "Mid-market"
    assert words.senses("midmarket")[0].id == "mid-market"
    assert base().get("segment", "mid-market").data["employees_min"] == "100"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("200+", "200", ""),
        ("200-", "200", ""),
        ("-500", "", "500"),
        ("200 to 500", "200", "500"),
        ("200..500", "200", "500"),
    ],
)
def test_ranges(text: str, low: str, high: str) -> None:
    words = parse_glossary(f'[segment.ours]\nname = "Ours"\nemployees = "{text}"\n', base())
    data = words.entries["segment"]["ours"].data
    assert (data["employees_min"], data["employees_max"]) == (low, high)


def test_numbers_are_columns_too() -> None:
    words = parse_glossary("[segment.mid-market]\nemployees_min = 250\n", base())
    assert words.entries["segment"]["mid-market"].data["employees_min"] == "250"
    assert words.entries["segment"]["mid-market"].data["employees_max"] == "1000"


def test_a_region_of_ones_own_and_a_parent() -> None:
    words = parse_glossary(
        '[place."region:home"]\nname = "Home markets"\nmembers = ["DE", "AT"]\n'
        '[industry.drones]\nname = "Drones"\nparent = "software"\n',
        base(),
    )
    assert {"DE", "AT"} <= words.descendants("place", "region:home")
    assert "software" in words.ancestors("industry", "drones")


def test_a_glossary_phrase_wins() -> None:
    words = parse_glossary('[technology.german]\nname = "German"\ncategory = "crm"\n', base())
    assert [s.kind for s in words.senses("German")] == ["technology"]


@pytest.mark.parametrize(
    ("text", "message", "suggestion"),
    [
        ('[tecnology.x]\nname = "X"', "`tecnology` is not a kind of entry", "technology"),
        ('[technology.x]\nname = "X"\ncategroy = "crm"', "a technology has no `categroy`", "category"),
        ('[technology.x]\nname = "X"\ncategory = "crn"', "there is no technology_category `crn`", "crm"),
        ('[industry.x]\nname = "X"\nparent = "sofware"', "there is no industry `sofware`", "software"),
        ('[technology.x]\ncategory = "crm"', "`technology.x` needs a `name`", None),
        ('[technology]\nfoo = "bar"', "`technology.foo` is no entry", None),
        ("technology = 3", "`technology` holds entries", None),
        ('[technology."foo bar"]\nname = "Foo"', "`foo bar` is not an id", "foo-bar"),
        ("[technology.x]\nname = true", "`name` must be text", None),
        ('[technology.x]\nname = "X"\naliases = ["a|b"]', "`aliases` must be text", None),
        ('[segment.mid-market]\nemployees = "many"', "`many` is not a range of employees", None),
        ('[segment.mid-market]\nemployees = "500-20"', "`500-20` is not a range of employees", None),
    ],
)
def test_faults(text: str, message: str, suggestion: str | None) -> None:
    with pytest.raises(GlossaryError) as caught:
        parse_glossary(text, base())
    fault = caught.value.diagnostics[0]
    assert fault.code == "bad-glossary"
    assert fault.message.startswith(message)
    assert fault.suggestions == ((suggestion,) if suggestion else ())
    assert fault.span is not None


def test_every_fault_is_told_at_once_and_where() -> None:
    text = '[technology.a]\nname = "A"\ncategroy = "crm"\n\n[segmnt.b]\nname = "B"\n'
    with pytest.raises(GlossaryError) as caught:
        parse_glossary(text, base())
    assert [(d.span.line, text[d.span.start : d.span.end]) for d in caught.value.diagnostics if d.span] == [
        (3, 'categroy = "crm"'),
        (5, "[segmnt."),
    ]


def test_broken_toml_names_the_line() -> None:
    with pytest.raises(GlossaryError) as caught:
        parse_glossary('[technology.a]\nname = "A\n', base())
    assert caught.value.diagnostics[0].span.line == 2  # type: ignore[union-attr]


def test_not_text(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_bytes(b"\xff\xfe\x00bad\x80")
    with pytest.raises(GlossaryError, match="not UTF-8"):
        load_glossary(path, base())
    with pytest.raises(OSError):
        load_glossary(tmp_path / "none.toml", base())


@given(st.text(max_size=60))
def test_any_text_gives_a_vocabulary_or_a_clear_error(text: str) -> None:
    try:
        parse_glossary(text, base())
    except GlossaryError as error:
        assert error.diagnostics
        for fault in error.diagnostics:
            assert fault.span is None or 0 <= fault.span.start <= fault.span.end <= len(text) + 1


@given(
    st.dictionaries(
        st.sampled_from(["technology", "segment", "place", "nope"]),
        st.dictionaries(
            st.sampled_from(["hubspot", "a", "mid-market", "x y"]),
            st.dictionaries(
                st.sampled_from(["name", "aliases", "employees", "category", "bad"]),
                st.sampled_from(['"x"', "1", "[]", '["a"]', "{}"]),
            ),
        ),
    )
)
def test_any_table(tables: dict[str, dict[str, dict[str, str]]]) -> None:
    text = "\n".join(
        f'[{kind}."{id}"]\n' + "".join(f"{k} = {v}\n" for k, v in body.items())
        for kind, table in tables.items()
        for id, body in table.items()
    )
    try:
        parse_glossary(text, base())
    except GlossaryError as error:
        assert error.diagnostics
