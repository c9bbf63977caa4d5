"""Tiers and segments of a text: lines that open one, by number, letter, metal or name, and lines about all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from icplang.reading.shape.roles import terminals
from icplang.vocabulary.store import builtin
from icplang.vocabulary.words import tokens

_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "first": "1", "second": "2", "third": "3"}
_NUMBERS |= {"1st": "1", "2nd": "2", "3rd": "3", "i": "1", "ii": "2", "iii": "3"}
_METALS = "platinum diamond gold silver bronze copper".split()
_NAMES = (
    "primary secondary tertiary core expansion opportunistic stretch adjacent exploratory experimental emerging "
    "strategic beachhead extended expanded wider broader enterprise mid-market midmarket smb "
    "platform add-on bolt-on tuck-in"
).split()
_SIZES = frozenset({"enterprise", "mid-market", "midmarket", "smb"})
"""Names of tiers that are a size where no number says which."""
_DEALS = frozenset({"platform", "add-on", "bolt-on", "tuck-in"})
"""What an investor buys, where a number says how large; a kind of software elsewhere."""
_HEATS = "hot warm lukewarm cool cold".split()
_DEGREES = {"highest": 0, "high": 1, "medium": 2, "mid": 2, "moderate": 2, "low": 3, "lowest": 4}
_FITS = {
    "perfect": 0,
    "excellent": 0,
    "ideal": 0,
    "best": 0,
    "next best": 1,
    "second best": 1,
    "great": 1,
    "better": 1,
    "good": 2,
    "acceptable": 3,
    "green": 0,
    "amber": 3,
    "yellow": 3,
    "fair": 3,
    "okay": 3,
    "ok": 3,
}
_NOUN = r"(?:tiers?|segments?|icps?|profiles?|rings?|cohorts?|lists?|groups?|bands?|waves?|priorit(?:y|ies)|levels?)"
SEGMENTS = (
    "tier|segment|icp|profile|priority|cohort|wave|band|group|option|campaign|batch|cluster|niche|audience|market|"
    "territory|phase|play|type|category|sequence|rank|pool|pile"
)
"""What is numbered where a text describes several kinds of accounts."""
_RANK = re.compile(
    rf"(?:(?:market|customer|target|account|client|buyer)[ ])?(?:(?P<word>{SEGMENTS})[ \t#:_-]*"
    rf"(?P<a>\d|[a-d]|i{{1,3}}|one|two|three)\b"
    rf"|(?P<b>[a-d1-4])[- ](?P<of>tier|grade|list|players?)\b"
    rf"|(?P<other>ring|list|class|grade|bucket|level|circle|beachhead)[ \t#:_-]*(?P<c>\d|[a-d]|one|two|three)\b)"
    rf"|(?P<short>[pt])(?P<d>[0-5])\b"
    rf"|(?P<e>first|second|third|1st|2nd|3rd)[- ](?P<nth>tier|segment|ring|priority|wave|choice)\b"
    r"|(?P<last>last (?:choice|resort))\b"
    r"|(?-i:(?P<f>[A-D]))(?:[- ](?:accounts?|customers?|leads?|targets?|prospects?)\b|(?=\*\*|__|\]|[ ]?[:=]"
    r"|[ ][–—-][ ]|[ ](?:if|when|otherwise|for the rest)\b))"
    rf"|(?P<metal>{'|'.join(_METALS)})\b(?:[ ](?:tier|accounts?|list))?"
    rf"|(?P<name>{'|'.join(_NAMES)})\b"
    rf"(?:[ ](?:icp|segment|target|market|profile|audience|fit|tier|accounts?|customers?)s?\b)?"
    rf"|(?P<heat>{'|'.join(_HEATS)})\b(?:[ ](?:leads?|accounts?|prospects?|tier|list))?"
    rf"|(?P<degree>{'|'.join(_DEGREES)})\b(?:[ -](?:fit|match|priority|value|tier|potential|accounts?|leads?))*"
    rf"|(?P<fitness>{'|'.join(_FITS)})\b(?:[ ](?:fit|match|range))?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"[ \t>]*(?P<marks>(?:#{1,6}[ \t]+|[-*•+–][ \t]+|\d{1,2}[.)][ \t]+|\*\*|__|"
    r"[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF\uFE0F]+[ ]*)*)"
)
_BOX = re.compile(r"\][ \t]*(?:[:=→—–-][ \t]*)?(?=\S)")
"""The end of a tier's name in square brackets, with its text behind it."""
_SEPARATOR = re.compile(
    r"(?:[ \t]*(?P<bracket>\([^()\n]*\)))?[ \t]*(?:(?:accounts?|companies|customers?|prospects?)[ ]+(?=(?:are|is)\b))?"
    r"(?P<sign>:|=|→|—|–|-(?=[ \t])|\.(?=[ \t]|$)|,|(?:are|is|means|covers|if|when|(?=otherwise))\b)?[ \t]*",
    re.IGNORECASE,
)
_SIZED = re.compile(r"[<>≥≤]=?[ ]?[$€£]?\d|[$€£]?\d[\d,.]*[kKmM]?(?:\+|[ ]?[-–][ ]?[$€£]?\d)")
"""A bound or a range, in front of which a tier needs no sign: "Tier 1 > 500 employees"."""
_UNWANTED = re.compile(
    r"(?i)[\s(—–:-]*(?:(?:for )?(?:not (?:now|yet|for now|pursued|a fit|in scope|targeted|yet targeted)|later(?![-\w])|"
    r"(?:do not|don'?t) (?:pursue|touch|sell|target|bother|contact|chase)|never\b|ignore\b|avoid\b|skip\b|"
    r"(?:everyone|everybody|everything|anyone|anything|whoever|whatever) else"
    r"(?![ ](?:with|on|over|under|above|below|that|who|using|running|between)\b)|"
    r"nobody|no outbound|out of scope|parked|"
    r"inbound only|disqualif|reject|exclu(?:de|sion)|nurture only|no-?go|leave))"
)
_DISMISSED = re.compile(
    r"(?i)(?:[:;,(—–-]|[.!])[ ]*"
    r"(?:do not|don'?t|never|ignore|avoid|skip|not now|not yet|out of scope|disqualif\w*|reject|exclud\w*)"
    r"(?:[ ](?:pursue|touch|sell|target|bother|contact|chase|call|them|these|those|for now|to))*[ )*_.!]*$"
)
"""How a tier ends that is not wanted: "D: pharmacies - don't call"."""
_OWN_SIZE = re.compile(r"(?i)[.;!?][ \t]+(?:(?:any\w+|every\w+|all|those)[ ])?(?:[^.;!?\n]*\d|smaller|larger|bigger)")
"""A sentence behind what a tier is, about those of another size."""
_LEFT = re.compile(
    r"(?i)[ *_:=-]*(?:(?:(?:all )?the )?(?:rest|others?)|otherwise|all others?)"
    r"(?:[ ]?[,.;:—–-]+[ ](?:self[- ]serve|inbound|e-?mail|newsletter|nurture|marketing)(?: only)?"
    r"(?:[,;][ ]no [a-z -]{2,24})?)?[ .!*_)]*$"
)
"""What a tier takes in that is not described: "C: the rest"."""
_COUNT = re.compile(r"(?i)(?:the )?(?:\d[\d,]*[ ](?:accounts?|companies|logos|targets|names)|rest)\b[^,]*")
_ALL = re.compile(
    rf"(?i)[ \t>*_#-]*(?:(?:applies to|across|for|in) )?(?:(?:all|both|each|every|either)(?: of)?(?: the| these)?"
    rf"(?: two| three| four)?(?: (?:{_NOUN}|them))?|{_NOUN} (?:both|all)|everywhere"
    r"|minimum for (?:all|any)(?: of them)?|shared|common)"
    r"[*_]*[ \t]*(?:[:—–][*_]*|$|(?:must|should|need to|have to)(?: be)?\b|are\b"
    r"|(?=(?:in|based|on|using|inside|within)\b))"
)


_HEADED = re.compile(
    rf"[ \t>#*_]*(?:[A-Za-z&]+[ ]){{0,4}}{_NOUN}(?:[ ][A-Z]*\d{{1,4}})?[*_]*[ ]\((?P<all>[^()\n]+)\)[*_:. \t]*$"
)
"""The title of all tiers with what is said of them in brackets: "Account tiers FY26 (all tiers: EMEA)"."""
_BREAK = re.compile(r"(?P<sign>[.;!,:])[ \t]+(?:(?:and|then|while|but)[ \t]+)?(?=\S)")
"""Where a line may open a further tier."""
_AHEAD = 200
"""How far behind a break the line is looked at."""
_OTHERS = re.compile(
    r"(?i)[ \t>*_-]*(?:(?:everyone|everybody|everything|anyone|anything|whoever|whatever|all|the)[ ]"
    r"(?:else|others?|rest)|others)\b[*_]*"
    r"[ ]*(?:(?:[:=,→–—-]|is|are|goes|go|gets?|to|in|a|the)[ ]*)*(?P<then>[a-z' -]{0,30})[ .!*_]*$"
)
"""What becomes of those that are in no tier."""
_BRACKETED = re.compile(r"[(\[][ ]?[+\u2212-]?\d{1,3}[ ]?(?:pts?|points?)?[)\]]")
_POINTED = re.compile(
    r"(?i)\bscor(?:e|es|ing)\b|\d[ ]?(?:pts?|points?)\b|(?:^|[:=→(\[]|[ ][–—-])[ ]*[+\u2212-]?\d{1,3}[)\]]?[ \t]*$|"
    r"(?<=[:=→][ ])(?:[<>≥≤]=?|(?:below|under|over|above|at least)\b)?[ ]*\d{1,3}(?:\+|[ ]?[-–][ ]?\d{1,3})?[ \t,;.]*$"
)
"""What of a line is points, so that its "high" or "hot" is a band of them."""
_NUMBERED = re.compile(r"\d")
_EARNED = re.compile(r"(?i)[*_ ]*(?:[+\u2212-][ ]?\d{1,3}|\d{1,3}(?:[ ]?(?:pts?|points?))?)[*_. \t]*$")
"""Points, and nothing else: "30 points"."""
_SEVERAL = 2
_LAST = ord("9")
RANKED = frozenset("rank choice tier priority wave grade class level ring p t metal heat degree".split())
"""The families whose members are better and worse, and not only different."""
_TITLE = -87
"""The level of a title that no sign marks."""
LINE = -85
"""The level of a tier that a plain line opens: it ends with the lines below it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A line that opens a tier: offsets into the line."""

    family: str
    rank: int
    level: int
    """How deep it stands: of a heading below all indents, of a bullet behind its sign."""
    start: int
    """Where its name starts."""
    body: int
    """Where its text starts, behind the name, a remark in brackets and the sign between them."""
    marked: bool
    """Whether the line is a heading."""
    led: bool
    """Whether what follows is said of it on the line itself."""
    unwanted: bool
    remark: tuple[int, int] | None
    """A count or a bracket behind the name."""
    title: tuple[int, int] | None
    """What the name is set apart with from the text: the "Logistics" of "**Tier 1: Logistics** 50+ employees"."""


def opened(line: str) -> Opened | None:
    """What a line opens, whether or not the text has others of its family."""
    lead = _LEAD.match(line)
    at = lead.end() if lead else 0
    boxed = line[at : at + 1] == "["
    found = _RANK.match(line, at + boxed)
    if found is None:
        return None
    if boxed:
        box = _BOX.match(line, found.end())  # "[Segment 1] hotels in Spain"
        return _made(found, box.end(), line, marked=False, led=True, remark=None, title=None) if box else None
    bold = lead is not None and ("**" in lead["marks"] or "__" in lead["marks"])
    hashed = lead is not None and "#" in lead["marks"]
    close = line.find("**" if "**" in line else "__", found.end()) if bold else -1
    separator = _SEPARATOR.match(line, found.end(), close if close >= 0 else len(line))
    if separator is None:
        return None
    sign, body = separator["sign"], separator.end()
    if (found["heat"] or found["degree"] or found["fitness"]) and (
        _POINTED.search(line, body) or _BRACKETED.search(line) or not (sign or not line[body:].strip("\n *_:"))
    ):
        return None  # "High-growth fintechs", "Hot: 70 points and more"
    told = _NUMBERED.search(line, body) and not _EARNED.match(line, body)
    if (found["name"] or "").lower() in _SIZES | _DEALS and not (told or _UNWANTED.match(line, body)):
        return None  # "Enterprise: banks in Spain", "Enterprise (1000+): 30 points"
    bracket = separator.span("bracket") if separator["bracket"] else None
    title: tuple[int, int] | None = None
    remark = bracket
    if close >= 0:
        inner = line[body:close].strip(" .:")
        behind = re.compile(r"(?:\*\*|__)[ \t]*(?P<bracket>\([^()\n]*\))?[ \t]*(?:[:—–=.]|-(?=[ \t]))?[ \t]*").match(
            line, close
        )
        after = behind.end() if behind else close + 2
        if not line[after:].strip():
            return _made(found, body, line, marked=True, led=False, remark=remark, title=None)
        if inner and _COUNT.fullmatch(inner):
            remark = (body, close)
        elif inner:
            title = (body, close)
        if behind and behind["bracket"]:
            remark = behind.span("bracket")
        return _made(found, after, line, marked=False, led=True, remark=remark, title=title)
    if hashed:
        return _made(found, body, line, marked=True, led=False, remark=remark, title=None)
    sized = found["word"] is not None and _SIZED.match(line, body) is not None
    if sign is None and line[body:].strip() and not (sized or (separator["bracket"] and _ranks(separator["bracket"]))):
        return None
    led = bool(line[body:].strip()) and sign not in (".", ",")
    if sign == ",":
        return None
    return _made(found, body, line, marked=False, led=led, remark=remark, title=title)


def _ranks(bracket: str) -> bool:
    """Whether a bracket says nothing but how good a tier is: "Band 1 (ideal)", "Group C (avoid)"."""
    said = bracket.strip("() ").lower()
    return said in _FITS or said in _DEGREES or said in _HEATS or _UNWANTED.match(bracket) is not None


def _made(
    found: re.Match[str],
    body: int,
    line: str,
    *,
    marked: bool,
    led: bool,
    remark: tuple[int, int] | None,
    title: tuple[int, int] | None,
) -> Opened:
    family, rank = _family(found)
    beside = line[remark[0] : remark[1]] if remark else ""
    told = line[body:]
    unwanted = bool(_UNWANTED.match(beside) or _UNWANTED.match(told) or _LEFT.match(told) or _dismissed(told))
    return Opened(family, rank, _level(line, marked=marked), found.start(), body, marked, led, unwanted, remark, title)


def _dismissed(told: str) -> bool:
    """Whether a tier ends in a verdict on it, and not on those whom a sentence behind it names: "40-99 vehicles. Below
    40: skip"."""
    verdict = _DISMISSED.search(told)
    return verdict is not None and _OWN_SIZE.search(told, 0, verdict.start()) is None


def _level(line: str, *, marked: bool) -> int:
    plain = line.lstrip(" \t>")
    if marked:
        return len(plain) - len(plain.lstrip("#")) - 99 if plain.startswith("#") else -90
    return len(line) - len(plain) + 1 if re.match(r"(?:[-*•+–]|\d{1,2}[.)])[ \t]", plain) else LINE


def _family(found: re.Match[str]) -> tuple[str, int]:
    if found["metal"]:
        return "metal", _METALS.index(found["metal"].lower())
    if found["name"]:
        return "name", _NAMES.index(found["name"].lower())
    if found["heat"]:
        return "heat", _HEATS.index(found["heat"].lower())
    if found["degree"]:
        return "degree", _DEGREES[found["degree"].lower()]
    if found["fitness"]:
        return "fitness", _FITS[found["fitness"].lower()]
    if found["last"]:
        return "choice", _LAST
    if found["f"]:
        return "letter", ord(found["f"])
    word = found["word"] or found["of"] or found["other"] or found["short"] or found["nth"]
    rank = next(found[g] for g in "abcde" if found[g]).lower()
    return word.lower(), ord(_NUMBERS.get(rank, rank)[0])


def pieces(line: str) -> list[tuple[int, str]]:
    """A line, cut where it opens further tiers of one family: "Tier 1: banks. Tier 2: brokers", "A if ..; B if ..";
    in front of them may stand what introduces them, and behind them what becomes of the others."""
    if line.lstrip().startswith("|"):
        return [(0, line)]
    first = opened(line)
    family, cuts = first.family if first else "", [0]
    for found in _BREAK.finditer(line, first.start if first else 0):
        ahead = line[found.end() : found.end() + _AHEAD]
        if (found["sign"] in ".;" and _OTHERS.match(ahead)) or (family and _ALL.match(ahead)):
            cuts.append(found.end())
            continue
        behind = opened(ahead) if found["sign"] != ":" or not family else None
        if (
            behind
            and not behind.marked
            and behind.family == (family or behind.family)
            and not family.startswith("named")
        ):
            family = behind.family
            cuts.append(found.end())
    opens = [c for c in cuts if opened(line[c : c + _AHEAD])]
    if len(opens) < (1 if first else _SEVERAL):
        return [(0, line)]
    return [(a, line[a:b]) for a, b in pairwise([*cuts, len(line)])]


def _repeated(line: str) -> Opened | None:
    """What a line opens by the name of a segment, with the name as its rank."""
    found = _REPEATED.match(line)
    if found is None or line.lstrip().startswith("|"):
        return None
    marked = line.lstrip().startswith("#")
    rank = crc32(line[found.end() :].encode())
    told = bool(_UNWANTED.match(line[found.end() :]))
    level = _level(line, marked=marked)
    return Opened(
        "named " + found["word"].lower(), rank, level, found.start(), found.end(), marked, True, told, None, None
    )


_REPEATED = re.compile(
    r"[ \t>]*(?:#{1,6}[ \t]+)?(?:\*\*|__)?(?P<word>tier|segment|icp|profile)(?:\*\*|__)?[ ]*(?::|[—–-])"
    r"(?:\*\*|__)?[ ]+(?=[^\W\d])",
    re.IGNORECASE,
)
"""A line that opens a segment by its name alone: "Segment: SMB fintech"."""


_FOR = re.compile(r"(?i)for[ ]+(?:the[ ]+)?(?=\w)")
_SECTION = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|\*\*|__)(?P<name>[^#*_:\n]{2,40}?)(?:\*\*|__)?:?[ \t]*$")
_PLAIN = re.compile(r"(?P<name>[A-Z][^#*_:;.,\d\n-]{2,40}):?$")
_LISTED = re.compile(r"[ \t]*[-*•][ \t]+\S")
_SECTIONS = frozenset({"place", "industry", "segment", "business_model"})
"""Kinds of which a company has one, so that sections named after several are alternatives."""


def ranked(cell: str) -> tuple[str, int] | None:
    """The family and the rank of a cell that names a tier and nothing else: "Hot", "B", "Secondary"."""
    plain = cell.strip("*_`# ")
    found = _RANK.fullmatch(plain) or _RANK.fullmatch(f"tier {plain}")
    return _family(found) if found and plain.lower() not in _SIZES else None


class Tiers:
    """The tiers of one text."""

    def __init__(self, text: str) -> None:
        ranks: dict[str, set[int]] = {}
        for line in text.splitlines():
            for _, piece in pieces(line):
                if not piece.lstrip().startswith("|") and (found := opened(piece)):
                    ranks.setdefault(found.family, set()).add(found.rank)
        lines = text.splitlines()
        self.headed = {line for line, below in pairwise(lines) if _LISTED.match(below)}
        for line in lines:
            if found := _repeated(line) or self._sectioned(line):
                ranks.setdefault(found.family, set()).add(found.rank)
        self.families = {family for family, found in ranks.items() if len(found) > 1}

    def opens(self, line: str) -> Opened | None:
        """The tier that a line opens."""
        found = opened(line) or _repeated(line) or self._sectioned(line)
        return found if found and found.family in self.families else None

    def parts(self, line: str) -> list[tuple[int, str]]:
        """The pieces of a line that opens tiers; none where it does not."""
        found = pieces(line)
        return found if any(self.opens(piece) for _, piece in found) else []

    def _sectioned(self, line: str) -> Opened | None:
        """What a heading opens that is the name of a kind of company, or of a place, and nothing else: "## DACH"; or
        such a line above a list."""
        found = _SECTION.match(line) or (_PLAIN.match(line.rstrip()) if line.rstrip("\n") in self.headed else None)
        name = _FOR.sub("", found["name"]) if found else ""  # "For hotels:"
        if found is None or terminals(tokens(name)):
            return None
        kinds = {s.kind for s in builtin().senses(name) if s.form != "weak"} & _SECTIONS
        if not kinds:
            return None
        start, level = found.start("name"), _level(line, marked=True)
        if found.re is _PLAIN:  # as deep as other labels ("Hotels:") and titles
            level = 0 if line.rstrip().endswith(":") else _TITLE
        family = f"section {min(kinds)} {level}"
        return Opened(family, crc32(name.encode()), level, start, start, True, False, False, None, None)

    def leaves(self, line: str) -> bool:
        """Whether a line says what becomes of those that are in no tier, and nothing else."""
        return bool(self.families) and _OTHERS.match(line) is not None

    def bracketed(self, line: str) -> tuple[int, int]:
        """Where in the bracket behind a title stands what is said of all tiers, and where it ends; 0 and 0 where
        nothing is."""
        title = _HEADED.match(line) if self.families else None
        found = _ALL.match(line, title.start("all"), title.end("all")) if title else None
        return (found.end(), title.end("all")) if title and found else (0, 0)

    def closes(self, line: str) -> int:
        """The offset behind what says that a line is about all tiers; 0 where it does not."""
        found = _ALL.match(line) if self.families else None
        return found.end() if found else 0
