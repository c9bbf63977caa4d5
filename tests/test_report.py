"""The report: what a browser draws of it, and that no value of a table can do more in it than be read."""

from __future__ import annotations

import csv
import html
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import browser
import pytest

import icplang
from icplang.accounts.run import Run
from icplang.cli.main import main
from icplang.report import Heading, page
from icplang.report.text import MOST, count, plain, share

EXAMPLES = Path(__file__).resolve().parents[1] / "docs" / "examples"
ICP = EXAMPLES / "market-icp.txt"
needs_browser = pytest.mark.skipif(not browser.PROGRAM, reason=browser.MISSING)
HOSTILE = (
    "<script>document.title = 'owned'</script>",
    '"><img src=http://canary.example/a.png onerror="document.title=\'owned\'">',
    "' onmouseover='document.title=1' x='",
    "</style><style>body{display:none}</style>",
    "</pre></section><h1>gone</h1>",
    "<!-- ",
    "&lt;b&gt;&amp;amp;",
    "شركة الاختبار المحدودة",
    "\u202eelpmaxe",
    "🦊🏳️‍🌈 Füchse & Söhne",
    "x" * 10_000,
    "=cmd|'/C calc'!A0",
    "line\none\ttwo",
)


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example market with hostile names among its best accounts."""
    sys.path.insert(0, str(EXAMPLES))
    try:
        import market as script
    finally:
        sys.path.remove(str(EXAMPLES))
    folder = tmp_path_factory.mktemp("market")
    script.main([str(folder), "1", "400"])
    best = ["fintech", "B2B;SaaS", "120", "20000000", "2015", "US", "TX", "Austin", "Series B", "", "HubSpot;Snowflake"]
    best += ["private", "operating", "prospects"]
    with (folder / "accounts.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for i, value in enumerate(HOSTILE):
            writer.writerow([f"h{i}", value, f"h{i}.example", *best, value])
    with (folder / "people.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [f"h{i}", value, "VP of Sales", "VP", "Sales"] for i, value in enumerate(HOSTILE)
        )
    return folder


def _arguments(market: Path) -> list[str]:
    files = [f"--{name}={market / name}.csv" for name in ("jobs", "funding", "people")]
    return [str(ICP), str(market / "accounts.csv"), *files, "--as-of", "2026-11-01"]


@pytest.fixture(scope="module")
def report(market: Path) -> str:
    out = market / "report.html"
    assert main(["report", *_arguments(market), "-o", str(out)]) == 0
    return out.read_text("utf-8")


@pytest.fixture(scope="module")
def figures(market: Path) -> dict[str, Any]:
    """The same run as JSON."""
    out = market / "run.json"
    with out.open("w", encoding="utf-8") as file, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", file)
        assert main(["run", *_arguments(market), "--format", "json", "--limit", "20"]) == 0
    return dict(json.loads(out.read_text("utf-8")))


# --- without a browser --------------------------------------------------------------------------------------------


def test_the_page_stands_alone(report: str) -> None:
    assert "Content-Security-Policy" in report and "default-src 'none'" in report
    assert not re.search(r"<(script|link|img|iframe|object|base|form)\b", report)
    assert not re.search(r"\b(?:src|href|action)=(?![\"']?#)", re.sub(r">[^<]*<", "><", report))
    assert "url(" not in report and "@import" not in report and report.count("<style>") == 1
    assert 'name="viewport"' in report and '<html lang="en">' in report


def test_the_same_run_gives_the_same_bytes(report: str, market: Path) -> None:
    again = market / "report.html"
    assert main(["report", *_arguments(market), "-o", str(again)]) == 0
    assert again.read_text("utf-8") == report


def test_every_figure_of_the_run_is_on_the_page(report: str, figures: dict[str, Any]) -> None:
    words = html.unescape(re.sub(r"<[^>]+>", " ", report))
    for number in figures["tiers"].values():
        assert f"{number:,}" in words
    for clause in figures["clauses"]:
        assert clause["text"] in words
        assert all(f"{clause[name]:,}" in words for name in ("met", "not_met", "unknown"))
    for account in figures["accounts"]:
        assert account["tier"] in words
    assert "icplang report" in words and "2026-11-01" in words


@pytest.mark.parametrize("value", HOSTILE)
def test_text_is_escaped(value: str) -> None:
    made = plain(value)
    assert not set(made) & set("<>\"'") and "\u202e" not in made
    assert html.unescape(made).removesuffix("…")[:20] == value.replace("\u202e", "\\u202e")[:20]
    assert len(html.unescape(made)) <= MOST + 5


def test_words_of_figures() -> None:
    assert [count(n, "account") for n in (0, 1, 3010)] == ["0 accounts", "1 account", "3,010 accounts"]
    shares = ["0 %", "under 0.1 %", "0.5 %", "50 %", "over 99.9 %", "100 %"]
    assert [share(n, 3010) for n in (0, 1, 14, 1500, 3009, 3010)] == shares
    assert share(0, 0) == "0 %"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--on", "postgresql://ann:secret@127.0.0.1:1/crm", "--table", "accounts"], "secret"),
        (["gone.csv"], "Traceback"),
    ],
)
def test_mistakes_leave_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    out = tmp_path / "report.html"
    assert main(["report", str(ICP), *arguments, "-o", str(out)]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("icplang: ") and words not in printed.err + printed.out
    assert not list(tmp_path.iterdir())


def test_an_empty_table_and_a_profile_without_its_text(tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text("id,name,employees\n", encoding="utf-8")
    profile = tmp_path / "profile.json"
    published = icplang.to_json(icplang.compile("50+ employees; ideally fintech; not agencies"))
    profile.write_text(json.dumps(published), encoding="utf-8")
    out = tmp_path / "report.html"
    assert main(["report", str(profile), str(tmp_path / "accounts.csv"), "-o", str(out)]) == 0
    words = html.unescape(re.sub(r"<[^>]+>", "", out.read_text("utf-8")))
    assert "50+ employees" in words and "no rows" in words


def test_what_is_not_read_is_marked(tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text("id,employees\n1,60\n", encoding="utf-8")
    (tmp_path / "icp.txt").write_text("50+ employees\ninnovative <b>brands</b>\n", encoding="utf-8")
    out = tmp_path / "report.html"
    command = ["report", str(tmp_path / "icp.txt"), str(tmp_path / "accounts.csv"), "-o", str(out)]
    assert main(command) == 1 and not out.exists()
    assert main([*command, "--keep-going"]) == 1
    page = out.read_text("utf-8")
    assert '<mark class="unread">innovative' in page and '<mark class="firmographic">50+ employees' in page
    assert "vague" in page or "no threshold" in page


def test_tiers_of_ones_own_say_what_they_are() -> None:
    run = Run(3, {"Gold": 2, "Silver": 1, "partial": 0, "unknown": 0, "out": 0}, 3, (), (), (), date(2026, 11, 1), ())
    made = page(run, Heading("ICP", "a.csv", "icplang report", tiers={"Gold": "over 500 <employees>"}))
    assert "Gold" in made and "over 500 &lt;employees&gt;" in made and "a partial fit" in made


# --- in a browser -------------------------------------------------------------------------------------------------

MEASURE = """(page, view) => {
  const box = e => e.getBoundingClientRect();
  const all = what => [...page.querySelectorAll(what)];
  const seen = all("body *").filter(e => !e.closest(".aside, svg, thead") && box(e).width > 0);
  return {
    title: page.title,
    scroll: page.documentElement.scrollWidth,
    inner: view.innerWidth,
    beyond: seen.filter(e => box(e).right > view.innerWidth + 0.5 || box(e).left < -0.5).map(e => e.outerHTML),
    bars: all("svg.bar").map(svg => ({
      whole: +svg.dataset.whole, width: box(svg).width, left: box(svg).left, said: svg.getAttribute("aria-label"),
      pieces: [...svg.querySelectorAll("rect[data-count]")].map(r => ({
        kind: r.getAttribute("class"), count: +r.dataset.count, width: box(r).width, left: box(r).left,
        fill: view.getComputedStyle(r).fill,
      })),
    })),
    active: all("script, img, iframe, object, [onerror], [onmouseover]").length,
    headings: all("h1, h2").map(h => h.innerText),
    landmarks: ["header", "nav", "main", "footer"].map(n => all(n).length),
    heads: all("table").every(t => t.querySelectorAll("thead th[scope=col]").length
      && [...t.querySelectorAll("tbody tr")].every(row => row.querySelectorAll("th[scope=row]").length == 1)),
    links: all("nav a").every(a => page.querySelector(a.getAttribute("href"))),
    text: page.body.innerText,
    shown: view.getComputedStyle(page.body).display,
  };
}"""
CONTRAST = """(page, view) => {
  const light = c => { const v = c / 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const parse = s => (s.match(/[\\d.]+/g) || []).map(Number);
  const lum = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = parse(view.getComputedStyle(e).backgroundColor);
      if (c.length == 3 || c[3] == 1) return c;
    }
    return [255, 255, 255];
  };
  const texts = [...page.querySelectorAll("body *")].filter(e => !e.closest("svg, .aside")
    && [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()));
  return Math.min(...texts.map(e => {
    const [a, b] = [lum(parse(view.getComputedStyle(e).color)), lum(behind(e))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }));
}"""


@needs_browser
@pytest.mark.parametrize("width", [360, 1024])
def test_what_is_drawn(report: str, figures: dict[str, Any], width: int) -> None:
    with browser.listening() as (proxy, asked):
        drawn = browser.ask(report, MEASURE, width, proxy)
    assert not asked and drawn["active"] == 0
    assert drawn["inner"] == width and drawn["scroll"] <= width and not drawn["beyond"]
    assert drawn["title"] == "Target accounts of Tidewrack, forecasting for sales teams" and drawn["shown"] == "block"
    assert drawn["landmarks"] == [1, 1, 1, 1] and drawn["heads"] and drawn["links"]
    assert len(drawn["headings"]) == 7 and "gone" not in drawn["headings"]
    for value in ("<script>document.title = 'owned'</script>", "شركة الاختبار المحدودة", "&lt;b&gt;&amp;amp;", "🦊"):
        assert value in drawn["text"]
    for clause in figures["clauses"]:
        assert clause["text"] in drawn["text"]


@needs_browser
def test_bars_are_as_wide_as_their_counts(report: str, figures: dict[str, Any]) -> None:
    bars = browser.ask(report, MEASURE, 1024)["bars"]
    for bar in bars:
        assert bar["width"] > 50 and bar["said"]
        for piece in bar["pieces"]:
            assert piece["width"] == pytest.approx(bar["width"] * piece["count"] / bar["whole"], abs=0.6)
            assert piece["fill"] not in ("none", "rgb(0, 0, 0)")
            assert bar["left"] - 0.6 <= piece["left"] <= bar["left"] + bar["width"] + 0.6
    counted = [[(p["kind"], p["count"]) for p in b["pieces"]] for b in bars if b["whole"] == figures["total"]]
    assert sum(n for _, n in counted[0]) == figures["total"]
    assert sorted(n for _, n in counted[0]) == sorted(n for n in figures["tiers"].values() if n)
    steps = [
        [n for n in (c["kept"], c["possible"] - c["kept"]) if n] for c in figures["clauses"] if c["role"] != "prefer"
    ]
    alone = [[n for n in (c["met"], c["not_met"], c["unknown"]) if n] for c in figures["clauses"]]
    assert [[n for _, n in bar] for bar in counted[1:]] == [[figures["total"]], *steps, *alone]


@needs_browser
def test_every_text_can_be_read(report: str) -> None:
    """The contrast that WCAG asks for, in both schemes."""
    dark = report.replace("(prefers-color-scheme: dark)", "(min-width: 1px)")
    assert dark != report
    assert [browser.ask(page, CONTRAST) >= 4.5 for page in (report, dark)] == [True, True]


@needs_browser
def test_it_prints(report: str, tmp_path: Path) -> None:
    browser.printed(report, tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    browser.pictured(report, tmp_path / "report.png")
    assert (tmp_path / "report.png").read_bytes().startswith(b"\x89PNG")


@needs_browser
def test_the_proxy_would_see_a_request() -> None:
    with browser.listening() as (proxy, asked):
        browser.ask("<img src='http://canary.example/a.png'>", "() => 1", 360, proxy)
    assert asked == ["http://canary.example/a.png"]
