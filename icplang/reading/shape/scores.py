"""Points in a text: in front of a line, behind it, in a sentence, and what is done at a score."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from icplang.reading.shape.afterpoints import Behind
from icplang.reading.shape.afterpoints import behind as behind_points
from icplang.reading.shape.context import Context
from icplang.reading.shape.expressions import condition
from icplang.reading.shape.items import Item
from icplang.reading.shape.labels import label, names_field, weighted
from icplang.reading.shape.lines import labelled
from icplang.reading.shape.points import Parts, cut, listed, portions, signed, starts, tailed
from icplang.reading.shape.thresholds import level
from icplang.reading.words.verdicts import POOR

_BEHIND = re.compile(
    r"(?P<body>.+?)(?:[ \t]*(?:[:|→=(\[]|(?<!\.)\.{3,}|…)[ \t]*|[ \t]+[-\u2013\u2014][ \t]+"
    r"|(?<=[A-Za-z)%*])(?P<bare>[ \t]+)(?=[+\u2212-]\d))"
    r"(?:(?<=[(\[])(?:(?i:score|points?|(?P<off>penalty|deduction))[ ]*[:=]?[ ]*))?"
    r"(?P<n>[+\u2212-]?[ ]?\d{1,3}(?:\.\d{1,2}(?=[)\]]))?)(?P<unit>[ ]?(?:%|pts?\b|points?\b))?[)\]]?\.?[ \t]*$"
)
_FRONT = re.compile(
    r"[ \t*(]*(?:score[ ]*)?(?P<n>[+\u2212-][ =]*\d{1,3}(?:\.\d+)?|\d{1,3}(?=[ ]?(?:pts?|points?)\b|[ ]=[ ]))"
    r"[ ]?(?:pts?\b|points?\b)?[)*]*"
    r"(?:[ \t]*(?:[:→=#\u2013\u2014-]|for\b|if\b|when\b)[ \t]*"
    r"|(?<=\d)[ \t]+(?=[a-z]|[$€£]?\d+[kKmM]?[ ]?[-+\u2013]))(?=\S)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^[ \t*]*(?P<n>\d{1,3})[ \t]*(?:[-\u2013\u2014=]|->|→|\.{2,})[ \t]+(?=\S)", re.MULTILINE)
"""A line with its points and a dash in front: "40 - runs Workday"."""
_SHARE = re.compile(
    r"[ \t*•\u2013-]*(?P<n>\d{1,3})[ ]?%(?:[ ]weight)?[*]*(?:[ \t]*(?:[:=→]|->)|[ \t]+[\u2013\u2014-](?=[ \t]))?"
    r"[ \t]+(?=[\w$€£<>≥≤])"
)
"""A line with its part of the whole score in front: "40% - runs Workday"."""
_PASSED = re.compile(
    r"(?i)[ \t*_]*(?:(?:they |it |accounts? |companies )?(?:must|should|needs? to|ha(?:ve|s) to)[ ]+score|"
    r"pass(?:es)?(?: mark| score| if| at| with)?|passing score|qualif(?:y|ies)(?: if| at| with| from)|cut-?off|"
    r"(?:target|goal|need(?:ed|s)?|aim for)(?: total| score)?(?=[ ]*(?:[>≥]|\d{1,3}[ ]?(?:\+|pts|points)|at least \d)))"
    r"[ :=*_]*"
    r"(?:(?:of|is|at|a|with|from)[ ])*(?:at least|minimum|>=?|≥|over|above)?[ ]*\d{1,3}\b[^.\n]*(?:\.(?=\s|$)|(?=\n)|$)"
)
"""The score that has to be reached: "Pass mark 60.", "Must score at least 70/100"."""
_MARKED = re.compile(
    r"^[ \t*]*(?:\[\d{1,3}\][*]*[ \t]+[A-Za-z][^\n:]{2,30}:|\[(?:[+\u2212-]\d{1,3}|[5-9]|\d{2,3})\][*]*[ \t]+[A-Za-z]"
    r"|(?i:perfect|ideal|best|great|good|okay?|fair|acceptable|weak|poor|bad)(?: (?:fit|match))?[ ]\(\d{1,3}\)[*]*:"
    r"|[A-Za-z][^\n:=]{2,30}:[ ]\d{1,2}[ ]=[ ][^\n=]+[,;][ ]\d{1,2}[ ]=[ ])",
    re.MULTILINE,
)
"""Lines that only a score sheet has: "[30] Industry: ..", "Good (3): 40-79 staff"."""
_GRADE = re.compile(r"[ \t*]*(?P<n>\d{1,2})[*]*:[*]*[ \t]+(?=\S)")
_POINTED = re.compile(r"[ \t]*(?:[+\u2212-]\d{1,3}[ \t:]|\d{1,3}[ ]=[ ]|score[ ]*[+-]=|\[[+\u2212-]?\d{1,3}\][ ])")
_ENDING = (
    r"(?::|=|→|\.{3,}|…|[ ][-\u2013\u2014])[ ]*[+\u2212-]?\d{1,3}(?:[ ]?(?:pts?|points?))?|"
    r"[(\[][+\u2212-]?\d{1,3}(?:\.\d{1,2})?(?:[ ]?(?:pts?|points?))?[)\]]"
)
_LABEL_POINTS = re.compile(
    r"^[ \t*•-]*(?:\d{1,2}[.)][ \t]+)?[A-Za-z][^:\n(]{2,30}[ ]\((?P<n>[1-9]?[05])\)[*]*:[*]*[ ]", re.MULTILINE
)
"""A label with a round number in brackets: of several, the points of each."""
_TALLY = re.compile(rf"^[^\n|]*[\w%)+][ ]?(?:{_ENDING})[ \t]*$", re.MULTILINE)
"""Lines that end in their points: "ISO 14001 or B Corp: 10"."""
_RUBRIC = re.compile(
    r"(?i)\bpoints?\b|\bpts\b|\bscor(?:e|ing|ecard)\b|\brubric\b|\bweight(?:s|ing|ed)?\b|"
    r"\((?:0[ ]?[-\u2013/][ ]?|max\.? )\d+\)|\|[ ]*max\.?[ ]*\||^[ \t]*(?:#|\*\*).*\(\d{1,3}[ ]?%\)|"
    r"^[ \t]*[A-Za-z][^:\n]{2,40}\(\d{1,3}[ ]?%\):[ ]+\S",
    re.MULTILINE,
)
_DOTTED = re.compile(r"^[^\n|]*[^\s.][ ]?(?:\.{3,}|…+)[ ]?[+\u2212-]?\d{1,3}[ \t]*$", re.MULTILINE)
"""Lines with dots in front of their points: "Employees 100+ ..... 20"."""
_SIGNED = re.compile(r"[:=(→][ ]?[+\u2212]\d{1,3}\)?[ \t]*(?:\([^()\n]*\)[ \t]*)?$", re.MULTILINE)
_GIVEN = re.compile(
    r"^[ \t]*\|.*\|[ \t]*[+\u2212-]?\d{1,3}[ ]?(?:pts?|points?)?[ \t]*\|?[ \t]*$|"
    r"^[ \t*•-]*(?:add|deduct|subtract|give|award)[ ]+\d{1,3}\b|[ ]\d{1,3}[ ](?:pts|points)\b[^\n:]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line, or a row, that gives points."""
_WEIGHING = re.compile(r"weight|scor|points|share", re.IGNORECASE)
_THRESHOLD = re.compile(
    r"[ \t*]*(?:[<>\u2264\u2265][ ]?\d{1,3}|\d{1,3}(?:[ ]?[-\u2013][ ]?\d{1,3})?\+?)[*]*[ \t]*[:=\u2192][ \t]*"
    r"(?=[a-z]+(?:\b[^\d]*)$)",
    re.MULTILINE,
)
_OUTCOME = re.compile(
    r"(?i)[ \t*_]*(?:if[ ]+)?(?:(?P<verb>[a-z]+)[ ](?:at|above|over|below|under|from)[ ]\d|"
    r"(?:(?:score[sd]?|total|anything|everything|accounts?|below|under|above|over|at least|[<>\u2264\u2265=]{1,2})"
    r"[ ]*)*\d{1,3}(?:\.\d+)?[ ]?%?(?:[ ]?[-\u2013][ ]?\d{1,3})?[ ]?(?:%|\+|points?|pts)?[ ]*"
    r"(?:and (?:above|up)|or (?:more|higher))?"
    r"[*_:,=\u2192 ]*(?:(?:we|goes|go|is|are|means|gets?|to|then|they|it|an?|the|our)[ ]+)*(?P<then>[a-z]+))"
)
"""What is done at a score: "70+ call", "below 50% we park it", "email at 40"."""
_DONE = frozenset(
    "call email mail drop bin park nurture pursue sequence route send skip discard archive reject qualify enrol enroll "
    "monitor ignore book walk assign contact straight hot warm cold queue watch wait review approve pass disqualify "
    "prioritise prioritize go dig hand hold keep leave do never outreach newsletter sales sdr ae rep demo "
    "tier top strong weak good great medium moderate work start base "
    "begin".split()
)
_DOING = re.compile(r"(?:(?:we|goes|go|is|are|means|gets?|to|then|they|it|an?|the|our)[ ]+)*[a-z]+", re.IGNORECASE)
_FORMULA = re.compile(r"=.*\d[ ]?[*×x][ ]?[a-z]")
_SHARES = re.compile(
    r"(?i)[ \t*]*(?:scor\w+ )?weight(?:s|ing|ings)?[*]*:[* ]*"
    r"(?:[a-z][\w /&'-]*?[ :=]+\d{1,3}[ ]?%?[ ]*(?:[,;/·|+]|and|$|\.)[ ]*)+"
)
_TITLE = re.compile(
    r"[ \t#*_]*(?:[a-z&/-]+[ ]){0,3}(?:scor(?:e|es|ing|ecard)|points?|rubric|weight(?:s|ing|ings)?)"
    r"(?:[ ][a-z&/-]+){0,2}"
    r"(?:[ ]?\([^)\n]*\))?[*_]*:?[*_ \t]*",
    re.IGNORECASE,
)
_GRADED = re.compile(
    r"[ \t*]*(?P<name>[^:\n(]{2,40}?)[*]*:[* ]*(?:0[ ]?[-\u2013/][ ]?)?(?P<n>\d{1,3})[ ]?(?:pts?|points?)[*]*[ ]*"
    r"\((?:(?:full|max(?:imum)?|all) (?:credit|marks?|points?)(?: (?:for|if|when|at))?[ ]+)?(?P<body>[^()\n]+?)"
    r"(?P<behind>(?: (?:earns?|gets?|gives?|=))? (?:full|max(?:imum)?|all) (?:credit|marks?|points?))?\)[ .]*$",
    re.IGNORECASE,
)
"""What is weighed, its points, and in brackets what earns them: "Stack: 0-20 pts (Zendesk + Jira)"."""
_NAMED = re.compile(
    r"[ \t*_]*(?P<name>[^:\n(\[]{2,40}?)[*_]*[ ]?[(\[](?:(?:max\.?|up to)[ ])?(?P<n>[+\u2212-]?\d{1,3})"
    r"[ ]?(?:%|pts?|points?)?[)\]]"
    r"[*_]*:[*_]*[ ]+(?=\S)"
)
"""A name with its points: "Sweet spot (+25): 150-900 staff"."""
_SPAN = re.compile(r"[ \t*_]*[A-Za-z][^:\n]{2,40}:[*_ \t]*0[ ]?[-–][ ]?\d{1,3}[ ]?(?:pts?|points?)?[*_. \t]*")
"""How many points a field may get: "Company size: 0-10"."""
_EACH_SCORED = re.compile(
    r"(?i)\b(?:scor(?:e[ds]?|ing|ecard)|points?|rate[ds]?|grade[ds]?)\b.*\b(?:each|every|per)\b|"
    r"\b(?:each|every)\b.*\b(?:points?|pts|scored?|worth|rated?)\b"
)
"""What says that each line below has points."""
_TOTAL = re.compile(
    r"(?i)[ \t*_>-]*(?:(?:sub)?total|sum|max(?:imum)?|out of)(?: (?:score|points?|possible|available|weight))*[ :=*_]*"
    r"\d{1,3}[ ]?(?:%|points?|pts)?(?:[ ]?/[ ]?\d{1,3})?[*_. \t]*"
)
"""What all points come to: "Total: 100"."""
_GRADED_AS = re.compile(
    r"(?:(?:sweet spot|ideal(?:ly)?|acceptable|ok(?:ay)?|full|partial|half|best|good|great|perfect|fair|max(?:imum)?)"
    r"(?: (?:fit|match|credit|marks?|points?))?[ ]*[:=]?[ ]+)(?=\S)",
    re.IGNORECASE,
)
"""How well a band fits, in front of it: "sweet spot 80-250"."""
_LISTED = re.compile(r"(?P<title>[^:\n]{3,40}:)[* ]+(?P<body>[^\n]+?)(?=(?<!\b[A-Z])\.(?:[ \n]|$)|\n|$)")
"""What is scored, and what for: "Points: B2B 10, SaaS 10"."""
_SCALED = re.compile(r"[ \t*]*[A-Za-z][^:\n]{1,40}:[* ]*\d{1,2}[ ]?=[ ]?\S")
"""A field with what earns so many points: "EHR: 2 = Epic, 1 = Cerner"."""
_LED = re.compile(r"(?P<label>[A-Za-z][^:\n(]{2,40}):[ ]+(?=\S)")
_BAND = re.compile(r"[<>≥≤~]*[ ]?[$£€]?\d[\d,.]*[kKmMbB]?\+?(?:[ ]?(?:-|–|to)[ ]?[$£€]?\d[\d,.]*[kKmMbB]?\+?)?")
"""A band of numbers that leaves to its neighbour what is counted."""
_CONDITION = re.compile(r"(?:if|when)[ ]+", re.IGNORECASE)
_SCORE_LED = re.compile(
    r"[ \t*_]*(?:(?:fit|icp|lead|account)[ ])?(?:score|rating|grade)[ ]*[:=]?[ ]*"
    r"(?P<n>\d{1,2})(?:[ ]?/[ ]?\d{1,3})?[*_]*[ ]*"
    r"(?:\((?P<a>[^()\n]{2,30})\))?[ *_]*[:=–—-][ *_]*"
    r"(?:(?P<b>[A-Za-z][A-Za-z' ]{1,24}?)[ *_]*(?::|[ ][–—-])[ *_]+)?(?=\S)",
    re.IGNORECASE,
)
"""The score of a line and how well it fits: "Score 3 = perfect fit: retailers", "Score 1 (not ICP): sole traders"."""
_VERDICT_LED = re.compile(
    r"^[ \t*_]*(?P<n>\d{1,2})[*_]*[ ]?=[ ]?(?P<a>)(?P<b>[A-Za-z][A-Za-z' ]{1,24}?)[*_]*[ ]?:[*_]*[ ]+(?=\S)",
    re.MULTILINE,
)
"""The same without the word: "5 = perfect: retailers", "0 = reject: sole traders"."""
_RECKONED = re.compile(
    r"[ ]*(?:[,;(]|[ ][–—-])[ ]*(?:and |then |but )*(?:on a )?(?:sliding|scaled?|scaling|scales|linear(?:ly)?|"
    r"pro[- ]?rata|prorated|tapers?|tapering|decreas\w+|drop(?:s|ping)|fall(?:s|ing)|declin\w+|"
    r"(?:minus|deduct\w*|lose[s]?|losing|subtract\w*)(?=[^,;\n]{0,60}\b(?:per|each|every)\b))\b[^\n]*$",
    re.IGNORECASE,
)
"""How points become less with distance: ", sliding to 0 at 10 staff"."""
_REST = re.compile(
    r"(?:(?:all |any |every )?others?|(?:any|every)(?:thing|one|body|where) else|elsewhere|otherwise|else|"
    r"(?:all )?(?:the )?rest|none(?: of (?:these|those|the above|them))?|n/?a|unknown|no match|no fit|neither|"
    r"nothing)[ .)]*",
    re.IGNORECASE,
)
"""What is left when the lines above have been asked for."""
_ASKED = re.compile(
    r"[ \t*_]*(?:rate|score|grade|weigh|evaluate|assess|rank)\b[^:\n]*:[ ]+(?P<names>[^\n]+)", re.IGNORECASE
)
"""What is scored, and nothing of what is wanted: "Rate 1-5 on: size, industry, stack"."""


_LED_BY_SCORE = (_SCORE_LED, _VERDICT_LED)
_BRACKETED = re.compile(r"^[ \t*]*\[(\d{1,3})\][*]*[ \t]+(?=[\w$€£<>≥≤])", re.MULTILINE)
"""A number in brackets in front of a line: its points, or that of a footnote."""
_SEVERAL = 2
_MOST = 100
"""The most points that one line is worth."""


class Scores:
    """The points of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.scored = _RUBRIC.search(text) is not None or len(_SIGNED.findall(text)) > 1 or signed(text)
        self.tailed = tailed(text)
        self.scored = self.scored or self.tailed
        self.scored = self.scored or len(_MARKED.findall(text)) > 1 or len(_DOTTED.findall(text)) > 1
        self.scored = self.scored or len(_VERDICT_LED.findall(text)) > 1
        bracketed = [int(n) for n in _BRACKETED.findall(text)]
        self.scored = self.scored or any(a >= b for a, b in pairwise(bracketed))  # "[5] Germany", "[3] Austria"
        self.scored = self.scored or listed(text)
        self.scored = self.scored or len(_LABEL_POINTS.findall(text)) > _SEVERAL
        self.given = self.tailed or signed(text) or any(p.search(text) for p in (_SIGNED, _GIVEN))
        self.given = self.given or len(_TALLY.findall(text)) > 1
        self.numbered = self.scored and _numbered(text)
        self.tallied = self.scored and len(_TALLY.findall(text)) > 1
        self.shared = _WEIGHING.search(text) is not None
        parts = (_SHARE.match(line) for line in text.splitlines()) if self.shared else ()
        shares = [int(m["n"]) for m in parts if m]
        self.whole = len(shares) > 1 and sum(shares) == _MOST  # the parts of a whole lead their lines

    def alone(self, line: str, before: str) -> bool:
        """Whether a line with points stands on its own behind the line before it."""
        if _POINTED.match(line) or (self.tallied and (_TALLY.search(before) or _TALLY.search(line))):
            return True
        if self.whole and _SHARE.match(line):
            return True
        if self.numbered and (_NUMBERED.match(line) or (_NUMBERED.match(before) and line.lstrip()[:1].isupper())):
            return True
        told = (_OUTCOME, _NAMED, _SCORE_LED, _ASKED, _SCALED, _SPAN)
        return self.scored and bool(starts(line) or _TOTAL.fullmatch(line) or any(p.match(line) for p in told))

    def titles(self, line: str) -> bool:
        """Whether a line is nothing but the title of a list with points."""
        return _TITLE.fullmatch(line) is not None and label(line, 0).role != "prefer"  # "Bonus points:"

    def shares(self, line: str) -> bool:
        """Whether a line says that each of the lines below it has points: "Each yes is worth one point:"."""
        return self.scored and _EACH_SCORED.search(line) is not None

    def ranks(self, line: str) -> bool:
        """Whether a line says which score makes which tier: "Score 70 or more: tier A"."""
        said = level(line.strip()) if self.scored else None
        if said is None:
            return False
        behind = re.sub(r"^[\W_]+", "", line.strip()[said.end :])
        done = _DOING.match(behind)
        return (
            not behind
            or (done is not None and done[0].lower() in _DONE)
            or not any(p.match(line) for p in _LED_BY_SCORE)
        )

    def read(self, item: Item) -> Iterator[tuple[Item, bool]]:
        """The parts of an item, each with whether it is still to be read."""
        text = self.text
        if self.scored and (tail := _RECKONED.search(text, item.start, item.end)):
            yield from self.read(replace(item, end=tail.start()))
            yield replace(item, start=tail.start(), context=Context(remark="command")), False
            return
        if self.led(item):
            yield from self._led(item)
            return
        if self.scored and self._outcome(item):  # "80-100: call today"
            yield replace(item, context=Context(remark="command")), False
            return
        if self.scored and (passed := _PASSED.match(text, item.start, item.end)):
            yield replace(item, end=passed.end(), context=Context(remark="command")), False
            if text[passed.end() : item.end].strip():
                yield from self.read(replace(item, start=passed.end()))
            return
        if self.whole and (share := _SHARE.match(text, item.start, item.end)):
            yield Item(item.start, share.end(), label=True), False
            context = weighted(item.context, float(share["n"]))
            yield from self._condition(replace(item, start=share.end(), context=context))
            return
        if told := self._told(item):
            yield from told
            return
        named = _NAMED.match(text, item.start, item.end)
        apart = named is not None and bool(portions(text[named.end() : item.end]))  # "Size (30): 50-250 = 30"
        if self.scored and not apart and (found := cut(text, item.start, item.end)):
            yield from self._cut(item, found)
            return
        if self.scored and (graded := _GRADED.match(text, item.start, item.end)):
            own = replace(label(graded["name"], graded.start("name")), role=None, remark=None)
            context = weighted(own.within(item.context), float(graded["n"]))
            yield Item(item.start, graded.start("body"), label=True), False
            yield Item(graded.end("body"), item.end, label=True), False
            yield replace(item, start=graded.start("body"), end=graded.end("body"), context=context), False
            return
        if named and (self.scored or named["n"][0] in "+-\u2212"):
            yield from self._named(item, named)
            return
        led = _NUMBERED.match(text, item.start, item.end) if self.numbered else None
        led = led or _FRONT.match(text, item.start, item.end)
        if self.scored and not led:
            led = _GRADE.match(text, item.start, item.end)
        if led:  # "25 pts: 50-300 employees", "+10 for a new CFO"
            yield Item(item.start, led.end(), label=True), False
            points = float(re.sub(r"[ =]", "", led["n"]).replace("\u2212", "-"))
            if points == 0:
                yield replace(item, context=Context(remark="command")), False
                return
            item = replace(item, start=led.end(), context=weighted(item.context, points))
        behind = _BEHIND.match(text, item.start, item.end)
        if behind and self._weighs(behind):
            points = float(behind["n"].replace("\u2212", "-").replace(" ", ""))
            points = -abs(points) if behind["off"] else points  # "(penalty: 10)", "(penalty: -10)"
            if points == 0:  # "under 50: 0"
                yield replace(item, context=Context(remark="command")), False
                return
            yield Item(behind.end("body"), behind.end(), label=True), False
            item = replace(item, end=behind.end("body"), context=weighted(item.context, points))
        yield from self._condition(item)

    def led(self, item: Item) -> bool:
        """Whether an item starts with the score that it stands for."""
        return self.scored and self._score_led(item) is not None

    def _score_led(self, item: Item) -> re.Match[str] | None:
        return next((m for p in _LED_BY_SCORE if (m := p.match(self.text, item.start, item.end))), None)

    def _led(self, item: Item) -> Iterator[tuple[Item, bool]]:
        """What a score stands for: "Score 3 = perfect fit: retailers with 5+ shops"."""
        found = self._score_led(item)
        if found is None:
            return
        said = found["a"] or found["b"] or ""
        verdict = label(said, item.start)
        yield Item(item.start, found.end(), label=True), False
        points = float(found["n"])
        context = weighted(item.context, points) if points else Context(remark="command")
        if points and not POOR.isdisjoint(said.lower().split()):  # "1 = poor: sole traders"
            context = weighted(item.context, -points)
        elif verdict.role == "exclude":
            context = replace(item.context, role="exclude")
        yield from self._condition(replace(item, start=found.end(), context=context))

    def _condition(self, item: Item) -> Iterator[tuple[Item, bool]]:
        """What is weighed, without an "if" in front of it; it may be a condition of programs."""
        text = self.text
        if item.context.weight is not None and _REST.fullmatch(text, item.start, item.end):
            yield replace(item, context=Context(remark="command")), False
            return
        if item.context.weight is not None and (parts := portions(text[item.start : item.end], item.context.weight)):
            yield from self._portions(item, item.start, parts)  # "100-500 staff full, 50-99 half"
            return
        if item.context.weight is not None and (led := _CONDITION.match(text, item.start, item.end)):
            yield Item(item.start, led.end(), label=True), False
            item = replace(item, start=led.end())
        if told := condition(text, item):  # "industry in (staffing, gambling)"
            yield from ((part, False) for part in told)
        else:
            yield item, True

    def _named(self, item: Item, named: re.Match[str]) -> Iterator[tuple[Item, bool]]:
        """What stands behind a name with its points."""
        own = replace(label(named["name"], named.start("name")), role=None, remark=None, weight=None)
        points = float(named["n"].replace("\u2212", "-"))
        yield Item(item.start, named.end(), label=True), False
        if points == 0:
            yield replace(item, start=named.end(), context=Context(remark="command")), False
            return
        yield from self._condition(replace(item, start=named.end(), context=weighted(own.within(item.context), points)))

    def _told(self, item: Item) -> list[tuple[Item, bool]]:
        """What is scored, where one line says it all: "Points: B2B 10, SaaS 10. Max 20.", all of a field:
        "Geography: US 15, UK 10, other 0", or a line with words behind its points; empty for others."""
        if self.scored and (after := behind_points(self.text, item.start, item.end)):
            return list(self._with_words(item, after))
        listed = _LISTED.match(self.text, item.start, item.end) if self.scored else None
        parts = portions(listed["body"]) if listed else []
        if listed is None or len(parts) < _SEVERAL:
            return []
        if not self.titles(listed["title"]):
            own = label(listed["title"], item.start)
            if own.field is None or own.weight is not None or any(n is None or abs(n) > _MOST for *_, n in parts):
                return []
            item = replace(item, context=replace(own, role=None, remark=None).within(item.context))
        rest = replace(item, start=listed.end("body"), context=Context(remark="command"))
        behind = self.text[rest.start : rest.end].strip(" .")
        scored = self._portions(replace(item, end=rest.start), listed.start("body"), parts)
        return [*scored, *([(rest, False)] if behind else [])]

    def _with_words(self, item: Item, after: Behind) -> Iterator[tuple[Item, bool]]:
        """A line with words behind its points: what earns them, or a remark, in which no condition is lost."""
        text = self.text
        said = text[after.points : after.start].strip(" *_(:=→>–—")
        points = float(re.sub(r"[^\d]", "", said)) * (-1 if said[0] in "-\u2212" else 1)
        if after.values and points:
            own = replace(label(text[item.start : after.points], item.start), role=None, remark=None, weight=None)
            yield Item(item.start, after.start, label=True), False
            context = weighted(own.within(item.context), points)
            yield from self._condition(replace(item, start=after.start, end=after.end, context=context))
            return
        yield from self.read(
            replace(item, end=after.start - len(text[: after.start]) + len(text[: after.start].rstrip(" (–—-")))
        )
        narrowed = after.narrows(text)  # "Banks: +10 (if regional)"
        context = Context(remark="unknown-words") if narrowed else Context(weight=points)
        yield replace(item, start=after.start, end=after.end, context=context, aside=not narrowed), False

    def _portions(self, item: Item, at: int, parts: list[tuple[int, int, float | None]]) -> Iterator[tuple[Item, bool]]:
        """The conditions of a value that starts at an offset, each with its points."""
        before = item.start
        for start, end, points in parts:
            own = weighted(item.context, points) if points != 0 else Context(remark="command")
            yield Item(before, at + start, label=True), False
            yield replace(item, start=at + start, end=at + end, context=own), False
            before = at + end
        yield Item(before, item.end, label=True), False

    def _cut(self, item: Item, found: Parts) -> Iterator[tuple[Item, bool]]:
        """The parts of an item that have points of their own, under the label in front of them."""
        text, (start, end) = self.text, found.lead
        first = found.parts[0]
        led = labelled(text, item.start, first.end if start == end else end)
        own = label(led["label"], led.start("label")) if led else Context()
        if led and own.field is not None and own.remark is None and led.end() <= first.end:
            own = replace(own, role=None, weight=None)
            yield Item(item.start, led.end(), label=True), False
            start = max(start, led.end())
        else:
            own = Context()
        if text[start:end].strip():
            titled = self.titles(text[start:end]) or not text[start:end].rstrip().endswith((".", ";"))
            yield replace(item, start=start, end=end, label=titled), not titled
        at, before = end, None
        for part in found.parts:
            begin = max(part.start, start)
            if opening := _LED.match(text, begin, part.end):
                begin = begin if label(opening["label"], begin).known else opening.end()
            if (
                own.field is None and before and _BAND.fullmatch(text, begin, part.end)
            ):  # "+10 for 50-200 staff; +5 for 201-500"
                counted = label(re.sub(r"[\d.,$£€+<>≥≤~–-]+", " ", before), begin)
                band = replace(counted, role=None, remark=None, weight=None)
            else:
                band = own
            before = text[begin : part.end]
            if own.field is not None and (grade := _GRADED_AS.match(text, begin, part.end)):
                begin = grade.end()
            yield Item(at, begin, label=True), False
            at = part.end
            if part.points == 0:
                yield replace(item, start=begin, end=part.end, context=Context(remark="command")), False
                continue
            context = weighted(band.within(item.context), part.points)
            yield from self._condition(replace(item, start=begin, end=part.end, context=context))
        yield Item(at, found.rest[0], label=True), False
        if text[slice(*found.rest)].strip(" .;,)*_"):
            yield from self.read(replace(item, start=found.rest[0], end=found.rest[1]))

    def _outcome(self, item: Item) -> bool:
        """Whether an item says what is done at a score, or how a score is made."""
        if any(p.fullmatch(self.text, item.start, item.end) for p in (_TOTAL, _SPAN)):
            return True
        if asked := _ASKED.fullmatch(self.text, item.start, item.end):  # "Rate 1-5 on: size, industry, stack"
            names = [n for n in re.split(r"[,;/.]|\band\b", asked["names"]) if n.strip()]
            return 2 * sum(names_field(n) for n in names) > len(names)
        found = _OUTCOME.match(self.text, item.start, item.end)
        if found and (found["then"] or found["verb"]).lower() in _DONE:
            return True
        shapes = (_SHARES,) if item.context.field else (_THRESHOLD, _SHARES)  # "30: banks" under "Industry"
        return any(p.match(self.text, item.start, item.end) for p in shapes) or bool(
            _FORMULA.search(self.text, item.start, item.end)
        )

    def _weighs(self, found: re.Match[str]) -> bool:
        """Whether the number at the end of a line is points: "+15", "3 pts", or a percentage in a text of weights."""
        if "\n" in found[0] or (found["bare"] and not self.tailed):
            return False
        if (found["unit"] or "").strip() == "%":
            return self.shared
        if found["unit"] or found["off"] or found["n"][0] in "+-\u2212":
            return True
        if found["n"] == "0" and any(c.isdigit() for c in found["body"]):  # "under 20 staff: 0"
            return True
        measured = any(c.isdigit() for c in found["body"]) or label(found["body"], found.start()).field is None
        return self.tallied and (measured or found[0].rstrip().endswith((")", "]")))


def _numbered(text: str) -> bool:
    """Whether several lines start with a number and a dash, and are no list that counts from one."""
    found = [int(m["n"]) for m in _NUMBERED.finditer(text)]
    return len(found) > 1 and found != list(range(found[0], found[0] + len(found)))
