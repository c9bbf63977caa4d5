"""Files of accounts: read, normalised, matched, written."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import AS_OF, VOCABULARY

from icplang.accounts.files import AccountsError
from icplang.accounts.match import Result, match, write
from icplang.accounts.normalise import cells
from icplang.backends.mapping import MappingError, load_mapping
from icplang.meaning.evaluate import Band, evaluate
from icplang.meaning.predicates import All, Exists, In, Not, Predicate, Range, Window
from icplang.meaning.profile import Criterion, Profile
from icplang.vocabulary.store import Entry

WORDS = VOCABULARY.extended(
    [
        Entry("place", "US", "United States", (), ("USA",), {}),
        Entry("place", "US-GA", "Georgia", ("US",), (), {}),
        Entry("place", "GE", "Georgia", (), (), {}),
        Entry("industry", "software", "Software", (), ("Computer Software",), {}),
        Entry("seniority", "vp", "VP", (), ("Vice President",), {"rank": "80"}),
    ]
)
CSV = """\
Account ID,Industry,Company Size,Country,State,Tech Stack,note
1,Computer Software,"1,200",USA,Georgia,HubSpot; Outreach,"a
b"
2,biotech,51-200,us,TX,"[""Salesforce"", null]",x
3,Fintech,60,Georgia,,,
4,,,,,HubSpot|Salesforce,é
"""


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "accounts.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def run(path: Path, *predicates: Predicate, **more: Any) -> Result:
    profile = Profile(tuple(Criterion("require", p, "words") for p in predicates))
    return match(profile, path, as_of=AS_OF, vocabulary=WORDS, **more)


def ids(result: Result) -> list[str]:
    assert result.ok, result.diagnostics
    return [str(row[0]) for row in result.rows]


def test_csv_values_are_normalised(csv: Path) -> None:
    assert ids(run(csv, In("industry", ("software",)))) == ["1", "3"]
    assert ids(run(csv, In("location", ("US",)))) == ["1", "2"]
    assert ids(run(csv, In("location", ("US-GA",)))) == ["1"]
    assert ids(run(csv, In("location", ("GE",)))) == ["3"]
    assert ids(run(csv, In("location", ("US-TX",)))) == ["2"]
    assert ids(run(csv, Range("employees", 60))) == ["1", "3"]
    assert ids(run(csv, In("technology_category", ("crm",)))) == ["1", "2", "4"]
    assert ids(run(csv, Not(In("technology", ("hubspot",))))) == []  # 2 has an unknown element, 3 an empty cell


def test_rows_come_back_as_they_were(csv: Path) -> None:
    result = run(csv)
    assert result.columns == ("Account ID", "Industry", "Company Size", "Country", "State", "Tech Stack", "note")
    assert result.rows[0] == ("1", "Computer Software", "1,200", "USA", "Georgia", "HubSpot; Outreach", "a\nb")
    assert (result.total, result.matched) == (4, 4)
    limited = run(csv, limit=2)
    assert (len(limited.rows), limited.matched) == (2, 4)


def test_bands_are_compared_as_ranges_and_said(csv: Path) -> None:
    result = run(csv, Range("employees", 51, 300))
    assert ids(result) == ["2", "3"]
    assert [(d.severity, d.code) for d in result.diagnostics] == [("note", "ranges")]
    assert "`Company Size` that are ranges: 1, such as '51-200'" in result.diagnostics[0].message
    assert ids(run(csv, Range("employees", 60))) == ["1", "3"] == ids(run(csv, Not(Range("employees", 1, 59))))


def test_a_clause_that_cannot_run_lets_nothing_through(csv: Path) -> None:
    result = run(csv, Range("revenue", 1))
    assert not result.ok and result.rows == () and result.matched == 0
    assert [d.code for d in result.diagnostics if d.severity == "error"] == ["missing-column"]


@pytest.mark.parametrize("extension", ["csv", "tsv", "parquet", "jsonl", "json"])
def test_every_format_reads_back(csv: Path, tmp_path: Path, extension: str) -> None:
    result = run(csv, In("location", ("US",)))
    out = tmp_path / f"out.{extension}"
    write(result, out)
    again = run(out, In("location", ("US",)))
    assert [tuple(map(str, r)) for r in again.rows] == [tuple(map(str, r)) for r in result.rows]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["accounts.csv", out.name])


def test_json_lines_with_lists_and_dates(tmp_path: Path) -> None:
    path = tmp_path / "accounts.jsonl"
    rows = [
        {"id": i, "technology": t, "employees": n}
        for i, (t, n) in enumerate([(["HubSpot"], 5), ([], 6), (None, 7), (["Snowflake", None], None)])
    ]
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    assert ids(run(path, In("technology", ("hubspot",)))) == ["0"]
    assert ids(run(path, Not(In("technology", ("hubspot",))))) == ["1"]
    write(run(path), tmp_path / "out.parquet")
    assert [r[1] for r in run(tmp_path / "out.parquet").rows] == [["HubSpot"], [], None, ["Snowflake", None]]


def test_child_tables_and_mapping(csv: Path, tmp_path: Path) -> None:
    (tmp_path / "rounds.csv").write_text(
        "company,when,kind\n1,2026-08-01,Series A\n2,2020-01-01,Series A\n3,soon,A round\n", encoding="utf-8"
    )
    (tmp_path / "jobs.csv").write_text(
        "account_id,title,date\n1,VP of Sales,2026-08-02\n2,CTO,2026-08-02\n", encoding="utf-8"
    )
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        """
        [tables.funding_rounds]
        file = "rounds.csv"
        key = "company"
        [tables.funding_rounds.columns]
        announced_on = "when"
        stage = { column = "kind", values = { "A round" = "series-a" } }
        [relations.acquired]
        column = "note"
        values = ["x"]
        """,
        encoding="utf-8",
    )
    more = {"mapping": mapping, "tables": {"job_postings": tmp_path / "jobs.csv"}}
    assert ids(run(csv, Exists("funding", In("stage", ("series-a",))), **more)) == ["1", "2", "3"]
    recent = run(csv, Exists("funding", last=Window(6, "month")), **more)
    assert ids(recent) == ["1"] and "'soon'" in recent.diagnostics[-1].message
    assert ids(run(csv, Exists("hiring", In("title", ("sales",))), **more)) == ["1"]
    assert ids(run(csv, Exists("acquired"), **more)) == ["2"]
    assert ids(run(csv, Not(Exists("acquired")), **more)) == ["1", "4"]  # 3 has an empty cell
    assert not run(csv, Exists("layoffs"), **more).ok


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("gone.csv", None, "cannot be read"),
        ("empty.csv", b"", "the file is empty"),
        ("a.xls", b"x", "unknown format"),
        ("a[1].csv", b"a,b\n1,2\n", "pattern"),
        ("broken.parquet", b"PAR1 nonsense", "cannot be read as parquet"),
        ("broken.jsonl", b'{"a": 1}\n{"a": ', "cannot be read as jsonl"),
        ("ragged.csv", b'id,country\n1,"US\n2,DE\n3,FR\n', "line 2: a quote is opened and not closed"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AccountsError, match=words):
        run(path)


def test_bad_children(csv: Path, tmp_path: Path) -> None:
    with pytest.raises(AccountsError, match="did you mean `funding_rounds`"):
        run(csv, tables={"funding_round": csv})
    (tmp_path / "rounds.csv").write_text("when\n2026\n", encoding="utf-8")
    with pytest.raises(AccountsError, match="no column with the account's id or domain"):
        run(csv, tables={"funding_rounds": tmp_path / "rounds.csv"})
    mapping = tmp_path / "m.toml"
    mapping.write_text('[accounts.columns]\nemployees = "company size"\n', encoding="utf-8")
    with pytest.raises(AccountsError, match="did you mean `Company Size`"):
        run(csv, mapping=mapping)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[acounts]", "did you mean `accounts`"),
        ("[accounts.columns]\nemployes = 'x'", "did you mean `employees`"),
        ("[tables.rounds]", "unknown key `rounds`"),
        ("[accounts.columns]\nindustry = 3", "must be the name of a column"),
        ("[accounts.columns]\ntechnology = {list = 'comma'}", "delimited:;"),
        ("[accounts.columns]\nemployees = {list = 'array'}", "unknown key `list`"),
        ("[accounts.columns]\nrevenue = {currency = 'dollars'}", "three letters"),
        ("[relations.acquired]\ncolumn = 'status'", "must be a list"),
        ("[relations.bought]", "unknown key"),
        ("accounts = 1", "must be a table"),
        ("= 1", "not a TOML file"),
        ('[accounts.columns]\nemployees = "a\\u0000b"', "control characters"),
    ],
)
def test_bad_mappings(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MappingError, match=words):
        load_mapping(path)


def test_the_example_mapping_loads() -> None:
    schema = load_mapping(Path(__file__).parent.parent / "docs" / "examples" / "mapping.toml")
    assert schema.accounts.name == "companies" and "employees" not in schema.accounts.columns


def test_cells() -> None:
    assert (
        cells("a; b |c;;") == ["a", "b", "c"] and cells('["a", null]') == ["a", None] and cells("[x; y") == ["[x", "y"]
    )


def test_results_say_their_date(csv: Path) -> None:
    assert run(csv).as_of == AS_OF == date(2026, 8, 31)


# --- normalisation and ties ---------------------------------------------------------------------------------------


def table(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_not_known_is_neither_true_nor_false(tmp_path: Path) -> None:
    path = table(tmp_path, "a.csv", "id,industry,technology\n1,Widget wrangling,HubSpot;Odd\n2,Biotech,HubSpot\n3,,\n")
    software, hubspot = In("industry", ("software",)), In("technology", ("salesforce",))
    assert ids(run(path, software)) == ids(run(path, Not(In("industry", ("biotech",))))) == []
    assert ids(run(path, Not(software))) == ids(run(path, Not(hubspot))) == ["2"]
    assert ids(run(path, In("technology", ("hubspot",)))) == ["1", "2"]
    notes = run(path, software).diagnostics
    assert [d.code for d in notes] == ["unmapped-values"] and "'Widget wrangling'" in notes[0].message


def test_several_names_in_one_element(tmp_path: Path) -> None:
    text = 'id,industry,business_model\n1,"Fintech, Health",B2B SaaS\n2,Biotech/Fintech,b2b\n3,"Fintech, Bees",\n'
    path = table(tmp_path, "a.csv", text)
    assert ids(run(path, In("industry", ("fintech",)))) == ["1", "2"]
    assert ids(run(path, In("industry", ("health",)))) == ["1", "2"]
    assert ids(run(path, All("business_model", ("b2b", "saas")))) == ["1"]
    assert ids(run(path, Not(In("industry", ("health",))))) == []  # "Fintech, Bees" may be one name


def test_a_value_map_and_the_words_of_the_profile_win(tmp_path: Path) -> None:
    path = table(tmp_path, "a.csv", "id,industry,technology\n1,Widget wrangling,FooBar Tool\n2,Fintech,Odd\n")
    mapping = table(tmp_path, "m.toml", '[accounts.columns]\nindustry = { values = { "Fintech" = "biotech" } }\n')
    assert ids(run(path, In("industry", ("health",)), mapping=mapping)) == ["2"]
    assert ids(run(path, In("technology", ("foobar-tool",)))) == ["1"]  # taken literally
    assert ids(run(path, In("industry", ("widget-wrangling",)))) == ["1"]


@pytest.mark.parametrize("tie", ["account_id", "domain"])
def test_child_rows_are_tied_by_id_or_by_domain(tmp_path: Path, tie: str) -> None:
    path = table(
        tmp_path, "a.csv", "id,Website\n1,https://www.Acme.example/about\n2,bolt.example\n3,\n4,bolt.example\n"
    )
    keys = {"account_id": ("1", "2", "9"), "domain": ("acme.example", "BOLT.example", "none.example")}[tie]
    jobs = table(tmp_path, "jobs.csv", f"{tie},title\n{keys[0]},SDR\n{keys[1]},CTO\n{keys[2]},CTO\n")
    result = run(path, Exists("hiring", In("title", ("cto",))), tables={"job_postings": jobs})
    assert ids(result) == (["2"] if tie == "account_id" else ["2", "4"])
    warnings = {d.code: d.message for d in result.diagnostics}
    assert "1 of " in warnings["untied-rows"] and "'bolt.example'" in warnings["duplicate-accounts"]


def test_a_list_column_from_a_file_of_its_own(tmp_path: Path) -> None:
    path = table(tmp_path, "a.csv", "id,name\n1,A\n2,B\n3,C\n")
    tech = table(tmp_path, "tech.csv", "account_id,technology\n1,HubSpot\n1,Salesforce\n2,Snowflake\n")
    more = {"tables": {"technology": tech}}
    assert ids(run(path, In("technology_category", ("crm",)), **more)) == ["1"]
    assert ids(run(path, Not(In("technology", ("hubspot",))), **more)) == ["2"]  # 3 was not looked at
    path = table(tmp_path, "b.csv", "id,technology\n1,Outreach\n2,\n3,HubSpot\n")  # both are known
    assert ids(run(path, In("technology_category", ("crm",)), **more)) == ["1", "3"]
    assert ids(run(path, All("technology", ("outreach", "hubspot")), **more)) == ["1"]


def test_places_in_codes_names_and_whole_addresses(tmp_path: Path) -> None:
    text = 'id,HQ Location\n1,"Austin, TX, USA"\n2,"Berlin, Germany"\n3,Deutschland\n4,USA\n5,somewhere\n'
    words = WORDS.extended([Entry("place", "DE", "Germany", (), ("Deutschland",), {"iso3": "DEU"})])
    path = table(tmp_path, "a.csv", text)

    def at(place: str) -> list[str]:
        profile = Profile((Criterion("require", In("location", (place,)), "words"),))
        return ids(match(profile, path, as_of=AS_OF, vocabulary=words))

    assert at("US-TX") == at("city:austin") == ["1"]
    assert (at("US"), at("DE"), at("city:berlin")) == (["1", "4"], ["2", "3"], ["2"])


def test_amounts_and_days_as_people_write_them(tmp_path: Path) -> None:
    path = table(tmp_path, "a.csv", "id,Annual Revenue\n1,$36.9 Million\n2,$1B-5B\n3,€40M\n4,<$1M\n5,a lot\n")
    result = run(path, Range("revenue", 30_000_000))
    assert ids(result) == ["1", "2"]
    assert [d.code for d in result.diagnostics] == ["unread-cells", "unread-cells", "ranges"]
    days = "account_id,posted on\n1,08/20/2026\n2,08/05/2026\n3,Aug 2026\n4,2026\n5,5 August 2026 10:00\n"
    recent = Exists("hiring", last=Window(1, "month"))
    posted = {"tables": {"job_postings": table(tmp_path, "jobs.csv", days)}}
    assert ids(run(path, recent, **posted)) == ["1", "2", "3", "5"]
    assert ids(run(path, Not(recent), **posted)) == []  # 2026 may be in August


def shown(band: Band) -> str:
    """A range as people write it."""
    low, high = (None if end is None else f"{int(end):,}" for end in band)
    return f"{low}+" if high is None else f"up to {high}" if low is None else low if low == high else f"{low} - {high}"


ends = st.one_of(
    st.tuples(st.integers(0, 2000), st.integers(0, 2000)).map(sorted).map(lambda p: Band(*p)),
    st.integers(0, 2000).map(lambda n: Band(n, None)),
    st.integers(0, 2000).map(lambda n: Band(None, n)),
    st.integers(0, 2000).map(lambda n: Band(n, n)),
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(ends, min_size=1, max_size=12),
    st.builds(Range, st.just("employees"), *[st.none() | st.integers(0, 2000)] * 2, st.booleans(), st.booleans()),
)
def test_ranges_in_files_mean_what_the_evaluator_says(bands: list[Band], wanted: Range) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text("id,employees\n" + "".join(f'{i},"{shown(b)}"\n' for i, b in enumerate(bands)), "utf-8")
        for predicate in (wanted, Not(wanted)):
            meant = [evaluate(predicate, {"employees": b}, vocabulary=WORDS, as_of=AS_OF) for b in bands]
            assert ids(run(path, predicate)) == [str(i) for i, truth in enumerate(meant) if truth is True]
