"""A stretch of text cut into the items that are read: at its labels, numbers, ticks and weights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from icplang.reading.shape.bracketvalues import valued
from icplang.reading.shape.context import Context
from icplang.reading.shape.gates import before_count, needed
from icplang.reading.shape.items import GATES, LISTED, SOFT, TIERS, Item, Path, field_named
from icplang.reading.shape.labels import LISTS, is_aside, label, measured, names_field, names_trade, tier, weighted
from icplang.reading.shape.lines import BULLET, CROSSES, LABEL, contrasts, enumerated, labelled, margin, starts_anew
from icplang.reading.shape.roles import heads_spending, is_label, names_part
from icplang.reading.shape.scores import Scores
from icplang.reading.shape.slots import Slots
from icplang.reading.shape.times import timed
from icplang.reading.syntax.grammars import keywords
from icplang.reading.words.verdicts import refuses_outright
from icplang.vocabulary.words import tokens

_NEXT_LABEL = re.compile(r"(?<=[.;!])[ \t\n]+(?=(?P<label>[A-Z*_][^:|.;,\n]{1,40}):[ \t*_])")
_NEXT_DASHED = re.compile(r"(?<=[.;!])[ \t\n]+(?=(?P<label>[A-Za-z][\w &/'’-]{1,30}?)[ ]+[-–—][ ]+\S)")
_INNER_LABEL = re.compile(
    r"(?:[ \t]*(?<!\bmin)(?<!\bmax)[.;!,|·•+—–]|[ \t]+(?:and|plus|but|with|/)(?=[ \t]))[ \t]+(?:(?:and|or|but)[ \t]+)?"
    r"(?=(?P<label>(?:(?:min|max)\.[ ])?[^\W\d][^:|.;,\n=<>!]{1,30}?)(?::[ \t*_]|[ \t]*(?:=|[-=]>|→)[^=]))",
    re.IGNORECASE,
)
_SPACED_LABEL = re.compile(r"(?<=[\w%+)])[ \t]+(?=(?P<label>[A-Z][A-Za-z]*(?:[ ][A-Za-z]+){0,2}):[ \t]+\S)")
"""A label behind nothing but a blank: "Size: 10-50 Region: Texas"."""
_BOLD_LABEL = re.compile(
    r"[ \t\n]+(?=(?P<sign>\*\*|__)(?P<label>[^\s*_:|][^*_:|\n]{1,40})(?::(?P=sign)|(?P=sign):)[ \t]+\S)"
)
"""A label in bold print behind what stands under another: "**Must:** 50+ rooms **Never:** casinos"."""
_CAPPED_CELL = re.compile(r"[ \t]*(?P<label>[A-Z]{2,}(?:[ ][A-Z]{2,})?)[ ]+(?P<said>[^ \n|·•][^\n|·•]*?)[ \t]*")
"""A cell with its label in capital letters: "SIZE 50-500"."""
_CELL = re.compile(r"(?:[^|·•\n]|\n(?!\s*\n))+")
_EXACT = re.compile(
    r"(?:(?P<label>[A-Z][A-Za-z ]{3,20}):[ \t]+)?(?:(?:all|any|at least \d+) of )?\(.*\)$", re.IGNORECASE
)
_WEIGHT = re.compile(r"(?<![ \t])[ \t]*\(weight:?[ ](?P<n>-?\d{1,9}(?:\.\d{1,9})?)[ ]?%?\)\.?$", re.IGNORECASE)
_SENTENCES = re.compile(r"[.!?]\s")
_SEARCHED = re.compile(r"\b(?:AND|OR)\b")
_DENIED = re.compile(r"(?:[ \t]-(?:\"[^\"\n]{1,60}\"|[A-Za-z][\w-]{0,40})){1,20}[ \t.]{0,9}$")
"""What a search leaves out: "(snowflake OR databricks) -outsourcing"."""
_DEFINITION = re.compile(
    r"[ \t]*by[ ]+(?P<word>[^,.;:\n]{2,60}?),?[ ]+(?:we|i)[ ]+mean[ ]+(?P<body>[^\n]+?)(?:\.(?=\s|$)|$)",
    re.IGNORECASE | re.MULTILINE,
)
_MIN_MAX = re.compile(r"(?i)min(?:imum)?\.?[ ]?[/-][ ]?max|from[ ]?[/-][ ]?to|low[ ]?[/-][ ]?high")
_PAIR = re.compile(r"[ ]*\d+[ ]?/[ ]?\d+[ ]*")
_CONTRAST = re.compile(
    r"(?:[ ]*[;,.(]|[ ][-–—])[ ]+(?P<said>(?:below|above|under|over|beyond)[ ](?:that|this|which|it)\b"
    r"|(?:smaller|bigger|larger|younger|older)[ ]ones\b)",
    re.IGNORECASE,
)
"""What holds of others than those that are asked for, and is a reason."""
_MARK = re.compile(
    r"(?<![ \t,;|·])[ \t,;|·]*(?P<sign>[✓✔✅☑☐✗✘✕❌🚫⛔❓❔⚠🟡]|\[[ xX✓]\]|\([+\u2212–—-]\))\ufe0f?[ \t]*"
)
_UNTICKED = frozenset({"☐", "[ ]"})
_DOUBTED = frozenset("❓❔⚠🟡")
_JOINING = ("and", "plus")
"""What joins a numbered part to the next."""
_REFUSAL = 2
"""The words of "but not"."""
_MEMBERS = re.compile(r"(?:[^,;\n(]|\([^)]*\)?|,(?=\d))+")
_LISTING = re.compile(r",[ ]+(?:and|or)[ ]+|[,;/]|[ ]+(?:and|or|&)[ ]+", re.IGNORECASE)
"""What stands between the members of a list."""
_DENIES = re.compile(
    r"[ \t*_]*(?:(?:the|an|a|this|our)[ ]+)?"
    r"(?:(?:target|account|compan(?:y|ies)|firms?|prospects?|leads?|it|they|we)[ ]*)?"
    r"(?:['’]re[ ]+|['’]s[ ]+|(?:is|are|has|have|do|does|must|should|can)[ ]*)?(?:not|no|never|n['’]t|without)\b",
    re.IGNORECASE,
)
"""Words that say of a company what it is not: "Not a bank", "the target isn't a bank"."""
_COMPARED = re.compile(
    r"(?i)(?=.*\d)(?:[<>\u2264\u2265]|(?:under|over|below|above|less than|fewer than|more than|up to|at least|"
    r"at most)\b)"
)
"""A size in front of a colon, and no label."""

_JUDGED = re.compile(
    r"[ \t]{0,8}(?P<named>(?=\S)(?:\.(?![ ])|[^,;.|=:→\n(]){2,60}?)"
    r"(?P<sign>[ ]*(?:=|:|→|[ ][-–—](?=[ ])|(?P<open>\()))[ ]*"
    r"(?P<verdict>[A-Za-z][A-Za-z' -]{1,24}?)(?(open)\))"
    r"[ \t.]*(?:[,;|]|$)"
)
"""A name and whether it is wanted: "Opera = no"."""
_UNSURE = frozenset("maybe perhaps possibly depends sometimes unsure borderline".split())
_WELCOME = frozenset("must yes y ok okay fine good allowed accepted welcome works great".split())
_LET_IN = re.compile(
    r"[ \t]*(?P<named>[^,;.|=:→\n(]{2,60}?)(?:[ ]*(?:=|:|→)|[ ]+[-–—](?=[ ])|[ ]?\()[ ]*"
    r"(?P<verdict>[A-Za-z]{2,10})\)?[ .]*"
)
"""A name with nothing but a verdict behind it: "Law firms - fine", "Pubs (ok)"."""
_SHORTENED = re.compile(r"(?i)(?:min|max|avg|est|approx|nr)\.")
"""A label that starts with an abbreviation."""
_NICKNAME = re.compile(r"[ \t*_]*[\"“][A-Z][^\"”\n]{2,40}[\"”][ \t*_.]*")
"""What a persona is called."""
_ORDER = re.compile(r"(?i)[ *_]*(?:primary|secondary|tertiary|first|second|third|core|adjacent|next)\b")
"""Labels of lists of one field that differ in their rank only."""
CAPPED = re.compile(
    r"(?i)[(\[](?:(?:max(?:imum)?\.?|up to|cap(?:ped)?(?: at)?|out of)[ ]?:?[ ]?\d{1,3}[ ]?(?:pts?|points?)?|"
    r"0[ ]?[-–][ ]?\d{1,3}[ ]?(?:pts?|points?)?)[)\]]"
)
"""The most points of a section, which are added up without it."""
_POINTS = re.compile(r"(?i)[\s:=(\[–—-]*\d{1,3}[ ]?(?:%|pts?|points?)[)\]*_:]*\s*$")
"""The points behind a title."""
TICKED = re.compile(r"^[ \t>]*(?:[-*•][ \t]+)?(?:\[[xX✓✔]\]|☑)[ \t]+\S", re.MULTILINE)
"""A bullet with a box that is ticked."""
UNTICKED = ("[ ]", "[]", "☐")
_EACH = re.compile(r"(?i)\([ ]?\+?(?P<n>[\u2212-]?\d{1,3})(?:[ ]?(?:pts?|points?))?[ ](?:each|apiece|per \w+)[ ]?\)")
"""How many points each of the lines below is worth."""


class Cutter:
    """What cuts the stretches of one text."""

    def __init__(self, text: str) -> None:
        self.text, self.out = text, list[Item]()
        self.groups = 0
        self.tiers: dict[int, int] = {}
        self.ordered: dict[str, int] = {}  # groups of lists that are ranked by their labels, by field
        self.scores = Scores(text)
        self.slots = Slots(text)

    def says(self, start: int, end: int) -> None:
        """Note words that speak of others, and are no criterion themselves."""
        self.out.append(Item(start, end, label=True))

    def listing(self, context: Context, text: str) -> int:
        """The group of bullets that a line makes alternatives, or of which it says how many must hold; 0 for none."""
        if count := needed(text, excluding=context.role == "exclude"):
            return self.next_group(GATES * count)
        return self.next_group(LISTED) if context.field is not None and context.field.type in LISTS else 0

    def next_group(self, kind: int = 0) -> int:
        """The number of a new group of alternatives."""
        self.groups += 1
        return kind + self.groups

    def weighed(self, text: str, at: int) -> Context:
        """What a heading or a label says; one with points, or with points for each, makes preferences of its lines."""
        context = _scored(Context() if heads_spending(text) else label(text, at))
        if context.field is not None and context.field.type == "METRIC_LABEL" and names_trade(text):
            context = replace(context, field=None)  # "Restaurants" above what is said of them counts none
        if context.remark == "command" and self.scores.given and self.scores.titles(text):  # "Scoring rules"
            context = replace(context, remark=None)
        if each := _EACH.search(text):  # "Soft filters (+1 each)"
            points = float(each["n"].replace("\u2212", "-"))  # "Red flags (-5 each)": what they name is liked less
            return weighted(replace(context, role="prefer", negated=False), points)
        shared = context.field is None and context.role != "exclude" and self.scores.shares(text)
        return replace(context, role="prefer", remark=None) if shared else context

    def named(self, start: int, end: int, context: Context, path: Path) -> None:
        """Note the name of a field that is a heading, with what a bracket behind it says."""
        self.out += field_named(self.text, (start, end), end, context, path)

    def capped(self, at: int, text: str) -> None:
        """Note the most points that a section gives: they are added up without it."""
        if self.scores.scored and (found := CAPPED.search(text)):
            self.out.append(Item(at + found.start(), at + found.end(), Context(remark="section-cap")))

    def pointed(self, text: str, at: int, context: Context) -> str:
        """A title at an offset, without the points behind it: "$10M-$200M revenue = 5 points"."""
        most = CAPPED.search(text) if self.scores.scored else None
        found = most or (_POINTS.search(text) if context.weight is not None else None)
        if found is None or text[found.end() :].strip(" *_:"):
            return text
        if most:
            self.capped(at, text)
        else:
            self.says(at + found.start(), at + len(text))
        return text[: found.start()]

    def labelled(self, item: Item) -> Iterator[Item]:
        """The item without its weight ("(weight 30%)"), cut by its numbers and its labels; one that is nothing but the
        name of a field leaves that open: "- Vertical:". What a heading refuses and a verdict welcomes is not sure."""
        let_in = _LET_IN.fullmatch(self.text, item.start, item.end) if item.context.role == "exclude" else None
        if let_in and let_in["verdict"].lower() in _WELCOME:
            yield replace(item, context=Context(remark="ambiguous-phrase"))
            return
        searched = _SEARCHED.search(self.text, item.start, item.end)
        if searched and (denied := _DENIED.search(self.text, searched.end(), item.end)):
            begin = denied.end() - len(denied[0].lstrip())
            yield replace(item, start=begin, context=Context(remark="unknown-words"))
            item = replace(item, end=denied.start())
        alone = LABEL.fullmatch(self.text, item.start, item.end)
        if alone and names_field(alone["label"]) and label(alone["label"], item.start).field:
            yield replace(item, label=True)
            return
        numbers = enumerated(self.text, item.start, item.end)  # "(1) banks, (2) 50+ employees"
        if numbers and "(weight" not in self.text[item.start : item.end]:
            yield from self._numbered(item, numbers)
            return
        weighed = _WEIGHT.search(self.text, item.start, item.end)
        several = weighed and (
            _SENTENCES.search(self.text, item.start, weighed.start())
            or "(weight" in self.text[item.start : weighed.start()]
        )
        if not weighed or (several and not _EXACT.match(self.text, item.start, weighed.start())):
            yield from self._cut(item)
            return
        yield Item(weighed.start(), weighed.end(), label=True)
        context = replace(item.context, weight=float(weighed["n"]))
        for part in self._cut(replace(item, end=weighed.start(), context=context)):
            known = replace(part.context, role=part.context.role or "prefer")
            yield replace(part, context=known if float(weighed["n"]) >= 0 else weighted(known, known.weight))

    def _numbered(self, item: Item, numbers: list[re.Match[str]]) -> Iterator[Item]:
        """The parts of a stretch that numbers count, each on its own, and what stands in front of them."""
        start = max(numbers[0].start(), item.start)
        led = labelled(self.text, item.start, start)
        context = label(led["label"], item.start).within(item.context) if led and led.end() == start else item.context
        if led and led.end() == start and context != item.context:
            yield Item(item.start, start, label=True)
        elif self.text[item.start : start].strip():
            yield from self.labelled(replace(item, end=start))
        listed = self.listing(context, "")
        group = listed or self.next_group(SOFT)
        ends = [*(m.start() for m in numbers[1:]), item.end]
        for n, (m, end) in enumerate(zip(numbers, ends, strict=True)):
            said = self.text[m.end() : end].rstrip(" \t,;")
            word = next((w for w in _JOINING if said.endswith(f" {w}")), "")
            said = said.removesuffix(word).rstrip(" \t,;")
            yield Item(max(m.start(), item.start), m.end(), label=True)
            path = (*item.path, (group, n))
            part = replace(item, start=m.end(), end=m.end() + len(said), context=context, path=path, member=listed > 0)
            yield from self.labelled(part)
            yield Item(part.end, end, label=True)

    def _cut(self, item: Item) -> Iterator[Item]:
        """The item with its own label taken off ("Revenue: $5M-$50M"), or as it is."""
        text = self.text
        if whole := _EXACT.match(text, item.start, item.end):
            own = label(whole["label"], item.start) if whole["label"] else Context()
            if own.role or not whole["label"]:
                begin = whole.end("label") + 1 if whole["label"] else item.start
                yield Item(item.start, begin, label=True)
                yield replace(item, start=begin, context=own.within(item.context))
                return
        if (
            item.start < item.end
            and text[item.start] in '"“'
            and text[item.end - 1] in '"”'
            and not set(text[item.start + 1 : item.end - 1]) & set('"“”')
        ):
            item = replace(item, start=item.start + 1, end=item.end - 1)
        tagged = labelled(text, item.start, item.end) if text[item.start : item.start + 1] == "[" else None
        slots = self.slots.within(
            tagged.end() if tagged else item.start, item.end, valued=item.context.field is not None
        )
        for start, end in slots:
            yield Item(start, end, Context(item.context.role, remark="unfilled-slot"))
        if slots and self.slots.alone(slots, item.start, item.end):
            yield Item(item.start, item.end, whole=True)
            return
        apart = LABEL.match(text, item.start, item.end)
        if apart and contrasts(apart["label"], text[apart.end() : item.end]):
            yield from self.labelled(replace(item, end=apart.end("label")))
            yield Item(apart.end("label"), apart.end(), label=True)
            yield from self.labelled(replace(item, start=apart.end()))
            return
        defined = _DEFINITION.match(text, item.start, item.end)
        if defined:
            yield Item(item.start, defined.start("body"), label=True)
            yield replace(item, start=defined.start("body"), end=defined.end(), defines=defined["word"].strip("\"“”' "))
            if text[defined.end() : item.end].strip():
                yield from self.labelled(replace(item, start=defined.end() + 1))
            return
        if not self.scores.led(item) and (
            labels := self._inner_labels(item)
        ):  # "Must have: .... Exclude: ..." in one paragraph
            starts, ends = [item.start, *(m.end() for m in labels)], [*(m.start() for m in labels), item.end]
            ranked = item.context.field and not any(label(m["label"], 0).field for m in labels)
            group = self.listing(item.context, "") if ranked else 0  # "Sectors: primary: A, B. Secondary: C"
            for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
                path = (*item.path, (group, n)) if group else item.path
                yield from self.labelled(
                    replace(item, start=start, end=end, path=path, member=bool(group) or item.member)
                )
                self.says(end, next((m.end() for m in labels if m.start() == end), end))
            return
        cells = list(_CELL.finditer(text, item.start, item.end))
        if sum(bool(LABEL.match(text, m.start(), m.end())) for m in cells) > 1:  # "Size: .. | Stage: .."
            for m in cells:
                lead = len(m[0]) - len(m[0].lstrip())
                yield from self.labelled(replace(item, start=m.start() + lead, end=m.start() + len(m[0].rstrip())))
            return
        if capped := self._capped_labels(cells):  # "SIZE 50-500 · GEO DACH"
            for m in capped:
                self.says(m.start(), m.end("label"))
                own = label(m["label"], m.start("label"))
                yield from self._own(
                    replace(item, start=m.start("said"), end=m.end("said"), context=own.within(item.context))
                )
            return
        if contrast := _CONTRAST.search(text, item.start, item.end):  # "500+ units - below that they use Excel"
            yield from self._cut(replace(item, end=contrast.start()))
            yield replace(item, start=contrast.start("said"), context=Context(remark="commentary"))
            return
        if pieces := self._marked(item):  # "Industry: ✅ fintech ❌ crypto"
            for piece in pieces:
                yield from self._own(piece)
            return
        for part, open_ in self.scores.read(item):
            if open_:
                yield from self._valued(part) or self._own(part)
            else:
                yield part

    def _capped_labels(self, cells: list[re.Match[str]]) -> list[re.Match[str]]:
        """The cells of a line, each of which starts with the name of a field in capital letters; none for others."""
        found = [m for c in cells if (m := _CAPPED_CELL.fullmatch(self.text, c.start(), c.end()))]
        return found if len(found) == len(cells) > 1 and all(names_field(m["label"]) for m in found) else []

    def _spaced_labels(self, item: Item) -> list[re.Match[str]]:
        """The labels of fields that stand behind values without a sign; each the longest that names a field."""
        out: list[re.Match[str]] = []
        led = labelled(self.text, item.start, item.end)
        for m in _SPACED_LABEL.finditer(self.text, led.end(), item.end) if led else ():
            if names_field(m["label"]) and (not out or m.start() > out[-1].end("label")):
                out.append(m)
        return out if led and label(led["label"], item.start).known else []

    def _inner_labels(self, item: Item) -> list[re.Match[str]]:
        """The labels within a stretch, each from the sign in front of it."""
        text = self.text
        found = [
            m for m in _NEXT_LABEL.finditer(text, item.start, item.end) if label(m["label"], m.start("label")).known
        ]
        found += [m for m in _NEXT_DASHED.finditer(text, item.start, item.end) if self._dashed(m, item.end)]
        bold = _BOLD_LABEL.finditer(text, item.start, item.end)
        found += [m for m in bold if tier(m["label"]) or label(m["label"], m.start("label")).known]
        found = sorted({m.end(): m for m in found}.values(), key=re.Match.start)
        if not found and (spaced := self._spaced_labels(item)):
            return spaced
        led = labelled(text, item.start, item.end)
        dotted = led is not None and _SHORTENED.match(led["label"]) and label(led["label"], 0).known
        whole = led.end("label") if led and dotted else item.start  # "Min. requirements: .."
        inner = [] if found else [*_INNER_LABEL.finditer(text, whole, item.end)]
        if not inner:
            return found
        before = text[item.start : inner[0].start()]
        if led := labelled(before):  # "industry: fintech, location: UK"
            labels = label(led["label"], item.start).known and led.end() < len(before)
            refusing = (m for m in inner if is_label(m["label"]) and label(m["label"], 0).role == "exclude")
            return [m for m in inner if label(m["label"], 0).known] if labels else [*refusing]  # "Acme: X / Out: Y"
        if is_label(before) or label(before, item.start).field:
            return found
        refused = item.context.role == "exclude"  # "vets, exception: chains"
        return [
            m for m in inner if is_label(m["label"]) and not (refused and label(m["label"], 0).exception)
        ]  # "fintech, decision maker: CTO"

    def _dashed(self, m: re.Match[str], end: int) -> bool:
        """Whether words with a dash behind them head what follows: "SaaS in the UK. Avoid - agencies"."""
        led = labelled(self.text, m.start("label"), end) if label(m["label"], m.start("label")).known else None
        return led is not None and led["label"] == m["label"]

    def _marked(self, item: Item) -> list[Item]:
        """The parts of a stretch that have ticks and crosses of their own; none where it has no cross within."""
        marks = list(_MARK.finditer(self.text, item.start, item.end))
        if not any(m["sign"] in CROSSES | _UNTICKED and m.start() > item.start for m in marks):
            return []
        ticked = {m["sign"] for m in marks} - _UNTICKED - _DOUBTED
        led = labelled(self.text, item.start, item.end)
        own = label(led["label"], led.start("label")) if led and led.end() >= marks[0].start() else Context()
        begin = led.end() if led and own.known else item.start
        self.says(item.start, begin)
        context = own.within(item.context)
        behind = marks[0].start() > begin and not self.text[marks[-1].end() : item.end].strip()  # "hotels ✅ bars ❌"
        starts = [begin, *(m.end() for m in marks[:-1])] if behind else [m.end() for m in marks]
        ends = [m.start() for m in marks] if behind else [*(m.start() for m in marks[1:]), item.end]
        out = [replace(item, start=begin, end=marks[0].start(), context=context)] if begin < starts[0] else []
        group = self.listing(context, "") or (self.next_group() if context.field else 0)
        for number, (m, start, end) in enumerate(zip(marks, starts, ends, strict=True)):
            self.says(m.start(), m.end())
            part = replace(item, start=start, end=end, context=context)
            if m["sign"] in CROSSES:
                out.append(replace(part, context=replace(context, role="exclude")))
            elif m["sign"] in _DOUBTED:
                out.append(replace(part, context=Context(remark="ambiguous-phrase")))
            elif ticked and m["sign"] in _UNTICKED:  # "☑ 51-200 ☐ 201-500"
                out.append(replace(part, context=Context(remark="commentary")))
            else:
                path = (*item.path, (group, number)) if group else item.path
                out.append(replace(part, path=path, member=bool(group)))
        return [x for x in out if self.text[x.start : x.end].strip(" ,;|·")]

    def _valued(self, item: Item) -> list[Item]:
        """The values of a field in brackets behind its name; none where a stretch is anything else."""
        found = valued(self.text, item.start, item.end) if item.context.field is None else None
        if found is None:
            return []
        around = [Item(item.start, found.start("said"), label=True), Item(found.end("said"), item.end, label=True)]
        own = label(found["label"], found.start("label")).within(item.context)
        return [around[0], replace(item, start=found.start("said"), end=found.end("said"), context=own), around[1]]

    def _own(self, item: Item) -> Iterator[Item]:
        """The item without its own label."""
        text = self.text
        match = labelled(text, item.start, item.end)
        ranked = tier(match["label"]) if match else None
        if match and match.end() < item.end and _refusing(match["label"]):  # "SaaS, but not: agencies, resellers"
            yield item
            return
        count = needed(match["label"]) if match and match.end() < item.end else 0
        own = label(match["label"], match.start("label")) if match and count else Context()
        single = own.role == "exclude" or own.field is not None  # "not a fit if any of: A, B", "Industries (any of): A"
        if match and count > single:  # "at least two of: A, B, C"
            begin = item.start
            if not own.known and (said := before_count(match["label"])):  # "50+ employees and at least one of: ..."
                start = text.index(said, match.start("label"))
                begin = start + len(said)
                yield replace(item, start=start, end=begin)
            yield Item(begin, match.end(), label=True)
            group = self.next_group(GATES * count)
            item = replace(item, context=own.within(item.context))
            for number, part in enumerate(_MEMBERS.finditer(text, match.end(), item.end)):
                path = (*item.path, (group, number))
                yield replace(item, start=part.start(), end=part.end(), path=path, member=True)
            return
        if match and (may_label(match["label"]) or ranked) and match.end() < item.end:
            own, denied = self._said_by(item, match)
            if ranked and match.end("label") - match.start("label") <= 40:  # "Tier 1: ..." on a line
                group = self.tiers.get(99) or self.next_group(TIERS)
                self.tiers[99] = group
                yield Item(item.start, match.end(), label=True)
                yield replace(item, start=match.end(), path=(*item.path, (group, ord(ranked[0]))))
                return
            if own.role == "buyer" and _NICKNAME.fullmatch(text, match.end(), item.end) and _nicknames(match["label"]):
                yield Item(item.start, item.end, label=True)
                return
            if own.known or names_part(match["label"]):
                yield from field_named(text, (item.start, match.end("label")), match.end(), own, item.path)
                if own.known and own.field is None and own.remark is None and own.role != "buyer":  # "US only: yes"
                    named = own.within(replace(item.context, field=None))
                    yield Item(match.start("label"), match.end("label"), named, heading=True, path=item.path)
                if _MIN_MAX.search(match["label"]) and _PAIR.fullmatch(text, match.end(), item.end):
                    item = replace(item, keyed=True)  # "Employees (min/max): 25 / 400"
                item = self._ranked(item, own, match)
                if denied and _DENIES.match(text, match.end(), item.end):  # "Not a bank: the account is no bank"
                    own = replace(own, role=None)
                yield from self._verdicts(_under(replace(item, start=match.end()), own, match["label"]))
                return
            if item.context.role == "exclude" and not _COMPARED.match(
                text, match.end(), item.end
            ):  # "Large corporates (800+ employees): too many sign-offs"
                if _names_trades(text[match.end() : item.end]):  # "Local shops: florists, bakeries"
                    yield Item(item.start, match.end(), label=True)
                    yield replace(item, start=match.end())
                    return
                yield replace(item, end=match.end("label"))
                yield replace(item, start=match.end(), reason=True)
                return
        yield from self._verdicts(item)

    def _said_by(self, item: Item, match: re.Match[str]) -> tuple[Context, bool]:
        """What the label of an item says, and whether it says of companies what they are not."""
        said = match["label"]
        own = measured(label(said, match.start("label")), said, self.text[match.end() : item.end])
        if not is_label(said) and refuses_outright(self.text[match.end() : item.end]):
            return Context(), False  # "Companies in Germany: hard pass"
        if own.field is not None and _COMPARED.match(said):  # "Under 8 people: they never buy"
            return Context(), False
        denied = own.field is None and not is_label(said) and _DENIES.match(said) is not None
        if denied and item.context.role == "exclude":  # "Exclude", and below it "Not in the UK: too far"
            return Context(), True
        return own, denied

    def _ranked(self, item: Item, own: Context, match: re.Match[str]) -> Item:
        """The item in its place: what has a label of its own is no member of a list, but lists may be ranked."""
        order = _ORDER.match(match["label"]) if own.field is not None and own.field.type in LISTS else None
        if (
            own.field is not None and order and own.role != "exclude"
        ):  # "Primary verticals: ..", "Secondary verticals: .."
            group = self.ordered.setdefault(own.field.type, self.next_group())
            return replace(item, path=(*item.path, (group, match.start())))
        if own.field is not None and item.member and item.path[-1][0] < GATES:
            return replace(item, path=item.path[:-1], member=False)
        return item

    def _verdicts(self, item: Item) -> Iterator[Item]:
        """The item, cut where each name in it has a verdict of its own: "ServiceTitan - no; Jobber - yes"."""
        found = list(_JUDGED.finditer(self.text, item.start, item.end))
        told = [_verdict(m["verdict"]) for m in found]
        welcome = [m for m, own in zip(found, told, strict=True) if own and own.role == "require"]
        trades = len(found) > 1 and all(names_trade(m["named"]) for m in welcome)  # "hotels (yes), bars (no)"
        plain = item.context.field is not None or all("=" in m["sign"] for m in found)
        ranked = any(own is None or own.role == "prefer" for own in told)
        plain = plain or (trades and not ranked and all(m["open"] for m in found))
        whole = "".join(m[0] for m in found) == self.text[item.start : item.end]
        if not found or not whole or not plain or None in told:
            yield item
            return
        group = self.listing(item.context, "") or (self.next_group() if trades else 0)
        for n, (m, own) in enumerate(zip(found, told, strict=True)):
            part = replace(item, start=m.start("named"), end=m.end("named"))
            if own is not None and own.remark:
                part = replace(part, context=own)
            elif own is not None and own.role != "require":
                part = replace(part, context=replace(item.context, role=own.role, negated=own.negated))
            elif group:
                part = replace(part, path=(*item.path, (group, n)), member=True)
            yield part
            yield Item(part.end, m.end(), label=True)


def _names_trades(said: str) -> bool:
    """Whether what stands behind a label is a list of kinds of companies, each of which is known."""
    members = [m.strip(" .*_") for m in _LISTING.split(said)]
    return len(members) > 1 and all(map(names_trade, members))


def _nicknames(said: str) -> bool:
    """Whether a label has what a persona is called behind it."""
    return not {"persona", "avatar", "nickname"}.isdisjoint(tokens(said))


def _verdict(said: str) -> Context | None:
    """What a verdict says: "no", "ok", "a plus", "low priority"; None for other words."""
    if refuses_outright(said):
        return Context("exclude")
    if said.lower() in _WELCOME:
        return Context("require")
    if said.lower() in _UNSURE:
        return Context(remark="ambiguous-phrase")
    own = label(said, 0) if is_label(said) else Context()
    return own if own.role else None


def _under(item: Item, own: Context, said: str) -> Item:
    """The item behind a label: under what that says, or beside it where it is one of remarks."""
    aside = is_aside(own, tokens(said))
    return replace(item, context=item.context if aside else own.within(item.context), aside=aside)


def _refusing(said: str) -> bool:
    """Whether words name something and then refuse what follows them."""
    words = tokens(said)
    if len(words) > 1 and label(words[-1], 0).exception and not label(said, 0).exception:  # "Pubs - exception: UK"
        return True
    return len(words) > _REFUSAL and "NOT" in keywords().get(words[-1], ()) and label(said, 0).role != "exclude"


def may_label(text: str) -> bool:
    """Whether the words before a colon may be a label: few, with whole brackets and no amounts."""
    text, _ = timed(text) or (text, None)
    return (
        len(text.split()) <= 7
        and text.count("(") == text.count(")")
        and re.search(r"[$£€][ ]?\d|\d[\d,.]*[ ]?[-–%kKmM]", text) is None
    )


def names_kind(own: re.Match[str] | None) -> bool:
    """Whether a line has no label, or one that only names a trade: "Hotels: 50+ rooms", "For gyms: 20+ staff"."""
    return own is None or names_trade(own["label"].strip(" *_").lower().removeprefix("for "))


def labels_own(body: str, text: str, start: int) -> bool:
    """Whether a label that nobody knows starts something of its own on its line: in bold, or behind a bullet and set in
    less."""
    if body.lstrip(" \t>").startswith(("**", "__")):
        return True
    above = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : start]
    return BULLET.match(above) is not None and margin(body) <= margin(above) and starts_anew(body, above)


def _scored(context: Context) -> Context:
    """A heading with points or a share makes what stands below it a preference."""
    return replace(context, role="prefer") if context.weight is not None and context.role != "exclude" else context
