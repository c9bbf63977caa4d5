"""A fictional market of 3,000 accounts as messy as a real export: `python docs/examples/market.py DIR [SEED] [ROWS]`.

Writes accounts.csv, jobs.csv, funding.csv, people.csv and tech.csv into DIR. Every name is put together from invented
pieces and every domain ends in .example, so nobody real is in it. The same seed gives the same bytes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

T = TypeVar("T")

TODAY = date(2026, 11, 1)
HEADER = (
    "Account ID,Company,Website,Industry,Business Model,# Employees,Annual Revenue,Year Founded,Country,State,City,"
    "Funding Stage,Total Funding,Technologies,Ownership,Status,Lists,Description"
).split(",")

FRONTS = (
    "bram brin cald corv dael dorn drav eld emb fenn ferl galt glen gorv hald harv helm ilm isk jarn jov kald kelv "
    "kest lark lorn lyr marl merv mol nev norv ond orl osk pell prav quen quill rav rold selv sorn stel tamb tarn thol "
    "torv ulm vand velk vorn wend wolm yarr yev zan zell zorv"
).split()
MIDDLES = "a e i o u ar el en il or ov un".split()
ENDS = "bar den dor fell gard lan len lith low mar mere mond nar nell ria rill ron tam teth tova vane vik wen".split()
TAILS = ",,,, Labs, Systems, Works, Software, Group, Technologies, Inc., Ltd, GmbH".split(",")
GIVEN = "Avel Brisa Corin Dellan Emrys Fenna Galor Hessa Iven Jorra Kelda Luan Mirel Orlin Pria Rovan Suri".split()

# How often, how it is written, its business models, what it does
INDUSTRIES: tuple[tuple[int, str, str, str], ...] = (
    (14, "SaaS|Software|Computer Software|software", "B2B;SaaS|b2b;saas|B2B|SaaS", "planning software for field teams"),
    (
        11,
        "Fintech|FinTech|Financial Technology|fintech;payments",
        "B2B;SaaS|B2B SaaS|B2B;SaaS|saas",
        "payouts for platforms",
    ),
    (8, "HR Tech|HR tech|Human Resources Software", "B2B;SaaS|B2B;SaaS|saas", "shift and leave planning"),
    (
        7,
        "Cybersecurity|Cyber Security|cybersecurty|Computer & Network Security",
        "B2B;SaaS|B2B;SaaS|B2B",
        "access reviews",
    ),
    (6, "MarTech|Marketing Technology|martech", "B2B;SaaS|b2b;saas", "campaign attribution for retailers"),
    (5, "Logistics Software|logistics tech", "B2B;SaaS|B2B|b2b;saas", "dock scheduling for warehouses"),
    (6, "EdTech|E-Learning|Education Technology", "B2C|B2B;SaaS|b2b", "course authoring"),
    (6, "Healthcare|Health Care|Hospital & Health Care", "services|B2C|", "outpatient clinics"),
    (6, "Marketing Agency|Advertising|agency", "Agency|agency;services|Agency", "full-service campaigns for brands"),
    (5, "Management Consulting|Consulting", "Consultancy|services", "operating-model advice"),
    (5, "Manufacturing|Industrial Machinery|Mfg", "B2B|", "pumps and valves for water works"),
    (4, "E-commerce|ecommerce|Online Retail", "B2C|ecommerce|B2C;ecommerce", "outdoor gear sold online"),
    (4, "Construction|Building Materials", "B2B|services|", "timber frames"),
    (4, "Insurance|insurtech", "B2B|B2C", "cover for small fleets"),
    (3, "Logistics|Transportation/Trucking/Railroad|freight", "services|B2B", "cold-chain freight"),
    (3, "Other|n/a|Wobblecraft|Misc. services", "|B2B", "unlike anything else"),
)
# How often, how it is written, the states or cities that go with it
COUNTRIES: tuple[tuple[int, str, str], ...] = (
    (46, "United States|USA|US|U.S.|United States of America", "TX:Austin CA:Oakland NY:Buffalo Ohio:Columbus "
     "Washington:Seattle MA:Boston CO:Denver Georgia:Atlanta Illinois:Chicago"),
    (10, "Canada|CA|CAN", "Ontario:Toronto BC:Vancouver QC:Montreal"),
    (14, "United Kingdom|UK|GB|Great Britain", ":London :Leeds :Bristol"),
    (9, "Germany|DE|Deutschland", ":Berlin :Hamburg Bavaria:Munich"),
    (6, "France|FR", ":Paris :Lyon"),
    (5, "Netherlands|NL|The Netherlands", ":Amsterdam :Utrecht"),
    (5, "India|IN|IND", ":Bengaluru :Pune"),
    (5, "Australia|AU", "NSW:Sydney VIC:Melbourne"),
)  # fmt: skip
TOOLS = (
    "Salesforce 30,HubSpot 26,Pipedrive 8,Slack 30,Google Workspace 22,Snowflake 14,BigQuery 9,Segment 9,Outreach 8,"
    "Gong 7,Marketo 7,Zendesk 10,Stripe 12,AWS 28,Jira 18,NetSuite 7,Workday 5,Looker 6,Shopify 6,Intercom 8"
).split(",")
BANDS = ((1, 10), (11, 50), (51, 200), (201, 500), (501, 1000), (1001, 5000), (5001, 10000), (10001, None))
STAGES = "Seed|seed|Seed Round,Series A|series-a|Series_A,Series B|series-b,Series C|SERIES C,Series D,IPO".split(",")
JOBS = (
    "Account Executive 18,Sales Development Representative 14,Software Engineer 20,Customer Success Manager 12,"
    "RevOps Manager 12,Sales Operations Analyst 10,Head of Revenue Operations 3,Product Manager 9,Data Analyst 7,"
    "Office Manager 4,HR Business Partner 5"
).split(",")
# Title, seniority, department
PEOPLE = (
    "CEO,C-level,Executive 20|VP of Sales,VP,Sales 14|Head of RevOps,Head,Revenue Operations 8|CRO,C-level,Sales 6|"
    "VP Marketing,VP,Marketing 9|Director of Sales Operations,Director,Sales Operations 5|CFO,C-level,Finance 9|"
    "VP Engineering,VP,Engineering 8|Account Executive,,Sales 9|Head of People,Head,People 6"
).split("|")


class Dice:
    """Chances from one seed. Built on `Random.random` alone, which gives the same numbers in every Python."""

    def __init__(self, seed: int) -> None:
        self._next = Random(seed).random  # noqa: S311 - a market, not a key

    def chance(self, share: float) -> bool:
        """True in this share of the calls."""
        return self._next() < share

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._next() * (high - low + 1))

    def one(self, options: Sequence[T]) -> T:
        """One of the options, all alike."""
        return options[int(self._next() * len(options))]

    def weighted(self, options: Sequence[tuple[int, T]]) -> T:
        """One of the options, by its weight."""
        left = self._next() * sum(weight for weight, _ in options)
        for weight, option in options:
            left -= weight
            if left < 0:
                return option
        return options[-1][1]

    def spelt(self, spellings: str) -> str:
        """One of several spellings, the first one half of the time."""
        ways = spellings.split("|")
        return ways[0] if self.chance(0.5) else self.one(ways)

    def but(self, share: float, value: object) -> str:
        """The value as text; an empty cell in this share of the calls."""
        return "" if self.chance(share) else str(value)


Row = list[str]


def market(seed: int = 1, accounts: int = 3_000) -> dict[str, list[Row]]:
    """The files of a market by name, each with its header first."""
    dice = Dice(seed)
    files: dict[str, list[Row]] = {
        "accounts": [HEADER],
        "jobs": [["account_id", "posted_on", "title", "location"]],
        "funding": [["account_id", "announced_on", "round", "amount_usd"]],
        "people": [["account_id", "name", "title", "seniority", "department"]],
        "tech": [["account_id", "technology"]],
    }
    taken: set[str] = set()
    while len(taken) < accounts:
        word = _word(dice)
        if word in taken:
            continue
        taken.add(word)
        _account(dice, f"{len(taken):05}", word, files)
    _duplicate(dice, files["accounts"])
    return files


def _account(dice: Dice, id: str, word: str, files: dict[str, list[Row]]) -> None:
    _, industry, model, does = dice.weighted([(row[0], row) for row in INDUSTRIES])
    _, country, places = dice.weighted([(row[0], row) for row in COUNTRIES])
    state, city = dice.one(places.split(" ")).split(":") if dice.chance(0.97) else ("", "")
    staff = int(10 ** (0.9 + 2.8 * (dice.whole(0, 1000) + dice.whole(0, 1000)) / 2000))
    stage = min(5, max(0, int(len(str(staff)) + dice.whole(-2, 1)))) if dice.chance(0.55) else None
    tools = [name for name, chance in map(_chance, TOOLS) if dice.chance(chance / 100 * (1.5 if staff > 50 else 0.7))]
    funding = list(_rounds(dice, id, stage))
    raised = sum(int(row[3]) for row in funding if row[3])
    name = word.capitalize() + dice.one(TAILS).replace(",", "")
    files["accounts"].append(
        [
            id,
            name,
            dice.but(0.08, f"{'https://www.' if dice.chance(0.2) else ''}{word}.example"),
            dice.but(0.12, dice.spelt(industry)),
            dice.but(0.2, dice.one(model.split("|"))),
            dice.but(0.14, _size(dice, staff)),
            dice.but(0.42, _money(dice, staff * dice.whole(60, 240) * 1000)),
            dice.but(0.22, dice.whole(1985, 2024)),
            dice.but(0.06, dice.spelt(country)),
            dice.but(0.15, state),
            dice.but(0.15, city),
            dice.but(0.15, dice.one(STAGES[stage].split("|"))) if stage is not None else "",
            dice.but(0.2, _money(dice, raised)) if raised else "",
            dice.but(0.25, dice.one((";", "; ")).join(t for t in tools if dice.chance(0.85))),
            dice.but(0.3, dice.one(("private", "VC-backed", "Privately Held", "PE-backed", "public"))),
            dice.but(0.1, dice.weighted([(90, "operating"), (4, "acquired"), (3, "closed"), (3, "Operating")])),
            dice.but(0.16, dice.weighted([(80, "prospects"), (5, "customers"), (15, "prospects;newsletter")])),
            dice.but(0.2, f"{name} makes {does}." if dice.chance(0.6) else does.capitalize()),
        ]
    )
    files["funding"] += funding
    files["tech"] += [[id, name] for name in tools if dice.chance(0.95)]
    files["jobs"] += _jobs(dice, id, staff, city)
    files["people"] += _people(dice, id)


def _word(dice: Dice) -> str:
    """An invented word of three pieces, or of four."""
    middle = dice.one(MIDDLES) + (dice.one(ENDS) + dice.one(MIDDLES[:5]) if dice.chance(0.15) else "")
    return dice.one(FRONTS) + middle + dice.one(ENDS)


def _chance(cell: str) -> tuple[str, int]:
    name, _, chance = cell.rpartition(" ")
    return name, int(chance)


def _size(dice: Dice, staff: int) -> str:
    """A head count, or the band of one, as exports write it."""
    if dice.chance(0.62):
        return f"{staff:,}" if dice.chance(0.3) else str(staff)
    low, high = next((low, high) for low, high in BANDS if high is None or staff <= high)
    if high is None:
        return f"{low:,}+"
    return f"{low:,}-{high:,}" if dice.chance(0.4) else f"{low}-{high}" + " employees" * dice.chance(0.2)


def _money(dice: Dice, amount: int) -> str:
    """An amount of dollars as a number, with its sign, or in words."""
    if amount < 1_000_000 or dice.chance(0.5):
        return f"{amount:,}" if dice.chance(0.2) else str(amount)
    return f"${amount / 1e6:.1f}M" if dice.chance(0.6) else f"{amount / 1e6:.1f} Million"


def _day(dice: Dice, back: int) -> str:
    """A day up to so many days back; now and then something that is no day."""
    return "TBD" if dice.chance(0.01) else (TODAY - timedelta(days=dice.whole(1, back))).isoformat()


def _rounds(dice: Dice, id: str, stage: int | None) -> Iterator[Row]:
    """A round for each stage up to the latest one, which was up to two years ago."""
    back = dice.whole(10, 850)
    for at in range(stage if stage is not None else -1, -1, -1):
        day = (TODAY - timedelta(days=back)).isoformat()
        amount = int(1_500_000 * 2.6**at * dice.whole(60, 160) / 100)
        if at < 5 and dice.chance(0.85):
            yield [id, day, dice.one(STAGES[at].split("|")), dice.but(0.15, amount)]
        back += dice.whole(240, 700)


def _jobs(dice: Dice, id: str, staff: int, city: str) -> Iterator[Row]:
    titles = [(weight, title) for title, weight in map(_chance, JOBS)]
    for _ in range(dice.whole(0, min(4, len(str(staff)) + 1)) if dice.chance(0.75) else 0):
        yield [id, _day(dice, 240), dice.weighted(titles), dice.but(0.2, city)]


def _people(dice: Dice, id: str) -> Iterator[Row]:
    people = [(weight, title) for title, weight in map(_chance, PEOPLE)]
    for _ in range(dice.whole(0, 3)):
        title, seniority, department = dice.weighted(people).split(",")
        name = f"{dice.one(GIVEN)} {_word(dice).capitalize()}"
        yield [id, name, title, dice.but(0.2, seniority), dice.but(0.2, department)]


def _duplicate(dice: Dice, accounts: list[Row]) -> None:
    """Every 300th account a second time: under another id and name, as imports leave it."""
    width = len(accounts[1][0])
    for row in accounts[300::300]:
        again = [f"{len(accounts):0{width}}", f"{row[1]} (duplicate)", *row[2:]]
        accounts.append([cell if i < 3 or dice.chance(0.8) else "" for i, cell in enumerate(again)])


def main(arguments: Sequence[str]) -> None:
    """Write the files."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in market(*map(int, arguments[1:3])).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) not in range(2, 5):
        sys.exit("usage: python market.py DIR [SEED] [ROWS]")
    main(sys.argv[1:])
