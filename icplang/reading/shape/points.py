"""Points inside a line: the marks in it ("(15 pts)", "+10", "weight: 30%", "= 20"), and what each of them is for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from icplang.reading.shape import columns

_GIVING = "add|plus|give|award|gain|another|a further|earns?|gets?"
_TAKING = "deducts?|subtracts?|minus|takes? off|dock|loses?|remove|costs?"
_UNIT = r"(?:pts?\b\.?|points?\b)"
_MORE = r"(?:[ ](?:each|more|extra|further))?"
_COUNTED = (
    r"(?:employees?|staff|people|persons?|ftes?|heads?|locations?|sites?|stores?|offices?|years?|months?|days?)\b"
)
_MARK = re.compile(
    rf"[(\[][ ]*(?P<said>(?:worth|weight(?:ed|ing)?(?: of)?|score|points?)[ ]*[:=]?[ ]*)?"
    rf"(?P<a>[+\u2212-]?[ ]?\d{{1,3}}(?:\.\d+)?)[ ]?(?P<unit>%(?: weight)?|{_UNIT}(?: each)?)?[ ]*[)\]]"
    rf"|\b(?P<verb>{_GIVING}|{_TAKING})[ ]+(?P<b>\d{{1,3}})\b(?:[ ]?{_UNIT})?{_MORE}"
    rf"|(?<![\w.,$£€%)])(?P<c>[+\u2212-][ ]?\d{{1,3}})"
    rf"(?![\d.,]*\d|[%+kKmM]\b|[ ]?(?:[-–]|to\b)[ ]?\d|[ ]?{_COUNTED})(?:[ ]?{_UNIT})?(?:[ ]each)?"
    rf"|(?<![\w.,$£€+\u2212-])(?P<d>\d{{1,3}})(?:[ ]?{_UNIT}{_MORE}|[ ](?:more|extra)(?=[ ](?:if|when|for)\b))"
    r"|(?<![\w.,$£€+\u2212-])(?P<f>0(?=[ ](?:elsewhere|otherwise|else)\b)|\d{1,3}(?=[ ](?:if|when|for)\b))"
    r"|\b(?:weight|worth)(?:[ ]of)?[ ]*[:=]?[ ]*(?P<g>\d{1,3}(?:\.\d+)?)(?![\d.,]*\d)[ ]?%?(?=[ ]*(?:[:;,.)–—-]|$))"
    r"|(?:^|(?<=[:,;][ ]))(?P<h>\d{1,2})[ ]*=[ ]*(?![+\u2212-]?\d{1,3}[ ]*(?:[,;|/]|$))"
    rf"|[ ]*(?:=|→|->|=>)[ ]*(?P<e>[+\u2212-]?\d{{1,3}})(?:[ ]?{_UNIT})?(?=[ ]*(?:[,;|/]|\.?[ ]*$|\.[ ]))",
    re.IGNORECASE | re.MULTILINE,
)
"""A number that is points: in brackets, with a sign, with their unit, or at the end of what it is for."""
_CONNECTOR = re.compile(
    r"[ \t]*(?:[:=→–—#]|->|-(?=[ ]))?[ \t]*(?:(?:are |is )?(?:given )?(?:for|if|when|where)\b[ ]*)?"
    r"(?:each(?: of)?[ ]*:?[ ]*)?"
    r"(?:(?:they|it|the (?:company|account|firm|business))(?:'re|'s| are| is)?[ ]+(?!ha[sv]))?[: ]*",
    re.IGNORECASE,
)
"""What stands between points and what they are for: "for", ":", "if they're"."""
_BETWEEN = re.compile(
    r"[\s,;.|·/]*(?:(?:and|plus|then|but|or)[ ]+)?(?:\(?(?:\d{1,2}|[a-z])[.)][ ]+)?[\s*]*", re.IGNORECASE
)
"""What stands in front of a further part: "; and", "(2)"."""
_SIGNED = re.compile(
    rf"(?:^[ \t*•]*|[,;.][ ]*)[(\[]?[+\u2212-]\d{{1,3}}(?:[ ]?{_UNIT})?[)\]]?[ :]+(?!{_COUNTED})(?=[A-Za-z])",
    re.MULTILINE,
)
_TAILED = re.compile(
    rf"(?<!\bto)(?<!\bat)(?<!\bof)(?<!\bby)(?<!\bis)(?<!than)(?<!from)(?<!over)(?<!above)(?<!below)(?<!under)"
    rf"(?<=[A-Za-z)%*])[ \t]+[+\u2212-]\d{{1,3}}(?:[ ]?{_UNIT})?(?=[ \t]*(?:[,;.\n]|$))"
)
_LISTED = re.compile(r"[\w%+][ ]\((?P<n>[+\u2212-]?\d{1,3})\)[ .]*(?:[,;]|(?=\n)|$)")
"""A member of a list with its points in brackets behind it."""
_TOTALLED = re.compile(r"[ *_)]*(?::|[–—-][ ])[ ]*")
_SEVERAL = 2
_SENTENCE = re.compile(r"[.!?][ \n]+(?=[A-Z])")
_ENUMERATED = re.compile(r":[ ]+\(?(?:1|a|i)[.)][ ]")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch with the points that are given for it."""

    start: int
    end: int
    points: float


@dataclass(frozen=True, slots=True)
class Parts:
    """A stretch cut by its points: what stands in front of all of it, the parts, and what stands behind."""

    lead: tuple[int, int]
    parts: list[Part]
    rest: tuple[int, int]


def signed(text: str) -> bool:
    """Whether several stretches of a text have points with a sign in front of them."""
    return len(_SIGNED.findall(text)) > 1


def tailed(text: str) -> bool:
    """Whether several stretches of a text have points with a sign behind them: "- Germany +10"."""
    return len(_TAILED.findall(text)) >= _SEVERAL


def listed(text: str) -> bool:
    """Whether names in a list have points in brackets behind them, some of them with a sign: "gyms (10), bars (-5)"."""
    found = _LISTED.findall(text)
    return len(found) >= _SEVERAL and any(not n.isdigit() for n in found)


def starts(line: str) -> bool:
    """Whether a line starts with points and what they are for: "Add 20 if it runs SAP", "-10 if"."""
    found = _MARK.match(line, len(line) - len(line.lstrip(" \t*")))
    return found is not None and _worded(line, found)


def cut(text: str, start: int, end: int) -> Parts | None:
    """The parts of a line that is told apart by its points; None where it holds too few."""
    found = list(_MARK.finditer(text, start, end))
    if all(m["f"] or m["h"] for m in found) and len(found) < _SEVERAL:
        return None
    sure = [m for m in found if not (m["a"] and not m["unit"] and not m["said"] and m["a"][0].isdigit())]
    alike = len(found) > 1 and all(_LISTED.match(text, m.start() - 2) for m in found if m["a"])
    found = sure if sure and len(sure) < len(found) and not alike else found
    if not found:
        return None
    total = _TOTALLED.match(text, found[0].end()) if len(found) > 1 else None
    if total and total.end() == found[1].start():  # "Size is 40 points: 25 for 50-200 staff, ..."
        found = found[1:]
    front = _fronted(text, start, end, found)
    if len(found) == 1 and not _alone(text, start, end, found[0], front=front):
        return None
    parts = []
    if front:
        last = _SENTENCE.search(text, found[-1].end(), end)  # what stands behind it is said of all
        stops = [*(m.start() for m in found[1:]), last.start() if last else end]
        taking = False
        for m, stop in zip(found, stops, strict=True):
            begin = _CONNECTOR.match(text, m.end(), stop)
            taking = _takes(m) if m["verb"] else taking and bool(m["f"])  # "Take off 25 for franchises and 40 if"
            points = -_points(m) if taking else _points(m)
            parts.append(_part(text, begin.end() if begin else m.end(), stop, points))
        lead, rest = (start, found[0].start()), (last.end() if last else end, end)
    else:
        at = max((m.end() for m in _SENTENCE.finditer(text, start, found[0].start())), default=start)
        if listed := _ENUMERATED.search(text, start, found[0].start()):
            at = listed.start() + 1
        lead = (start, at)
        for m in found:
            begin = _BETWEEN.match(text, at, m.start())
            parts.append(_part(text, begin.end() if begin else at, m.start(), -_points(m) if _takes(m) else _points(m)))
            at = m.end()
        rest = (at, end)
    if any(p.start >= p.end for p in parts):
        return None
    return Parts(lead, parts, rest)


def portions(text: str, whole: float | None = None) -> list[tuple[int, int, float | None]]:
    """The conditions of a value with points of their own, as offsets: "Benelux 15, rest of EU 8", "20-80: full, 81+:
    half"; none where it holds anything else."""
    found = list(columns.POINTED.finditer(text))
    if not found or "".join(m[0] for m in found) != text.strip():
        return []
    if len(found) == 1 and "=" not in text and not found[0]["grade"]:
        return []
    if all(m["grade"] and m["grade"].lower() in ("none", "zero") for m in found):  # "runs Tyler or none"
        return []

    def points(m: re.Match[str]) -> float | None:
        if m["n"]:
            return float(m["n"].replace("\u2212", "-"))
        grade = m["grade"].lower()
        return 0 if grade in ("none", "zero") else whole if grade == "full" else None

    return [(m.start("body") + len(m["body"]) - len(m["body"].lstrip()), m.end("body"), points(m)) for m in found]


def _part(text: str, start: int, end: int, points: float) -> Part:
    """A stretch without the signs behind it, and without brackets around all of it."""
    end = start + len(text[start:end].rstrip(" \t\n,;.:=→|–—(-*"))
    if text[start:end].startswith("(") and text[start:end].find(")") == end - start - 1:
        start, end = start + 1, end - 1
    return Part(start, end, points)


def _leads(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether a line starts with its points: "(+10) New CISO", "15 pts: hiring"."""
    return not text[start : mark.start()].strip(" \t*_>") and not mark["e"]


def _alone(text: str, start: int, end: int, mark: re.Match[str], *, front: bool) -> bool:
    """Whether a single mark is told from other numbers by its place: in front of all, or at the end with a verb."""
    if not front:
        return bool(mark["verb"]) and not text[mark.end() : end].strip(" \t.;)*_")  # "in-house team — minus 5"
    return bool(mark["verb"]) or _worded(text, mark) or _leads(text, start, mark)


def _points(mark: re.Match[str]) -> float:
    said = next(mark[g] for g in "abcdefgh" if mark[g])
    return float(said.replace(" ", "").replace("\u2212", "-"))


def _takes(mark: re.Match[str]) -> bool:
    """Whether the verb in front of points takes them off."""
    return bool(mark["verb"]) and re.fullmatch(_TAKING, mark["verb"], re.IGNORECASE) is not None


def _worded(text: str, mark: re.Match[str]) -> bool:
    return re.match(r"[ ]*(?:for|if|when|where)\b", text[mark.end() : mark.end() + 10]) is not None


def _fronted(text: str, start: int, end: int, found: list[re.Match[str]]) -> bool:
    """Whether the points stand in front of what they are for."""
    if any(m["e"] for m in found):
        return False
    before = text[start : found[0].start()].strip(" \t*_(")
    behind = text[found[-1].end() : end].strip(" \t.;,)*_")
    if not behind:
        return False
    return not before or before[-1] in ":–—" or before[-1:] in ".;" or _worded(text, found[0]) or bool(found[0]["verb"])
