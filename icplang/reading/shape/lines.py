"""The shapes of single lines: headings of every kind, bullets, labels, and the signs in front of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from icplang.reading.shape.context import Context
from icplang.reading.shape.gates import needed
from icplang.reading.shape.labels import label, names_field, names_people, of_work
from icplang.reading.shape.roles import is_label, leaves_off, names_part
from icplang.reading.shape.tails import tail
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.numbers import WORD_NUMBER
from icplang.vocabulary.store import builtin
from icplang.vocabulary.words import singular, tokens

BULLET = re.compile(
    r"[ \t>]*(?:[-*•·∙⁃‣◦▪▫■□◆◇●○→⇒➔➤►▸▶»+–—✓✔✅☑☐✗✘✕✖☒❌🚫⛔👍👎➕➖]️?|o(?=[ \t]+[A-Z\d$€£<>≥≤])|"
    r"…|\.{3}|\[[ xX✓✔]?\]|\([+\u2212–—-]\)|\(?\d{1,2}[.)]|\*\*\d{1,2}[.)]|\(?[a-zA-Z][.)](?<![NSW]\.))"  # "W. Europe"
    r"(?:[ \t]+|\n[ \t]*|(?<=…)(?=[a-z])|(?<=\.{3})(?=[a-z]))(?:\[[ xX✓✔]?\][ \t]+)?(?=\S)"
)
_SIGNS = frozenset("-*•·∙◦▪■●○–✓✔✅✗✘❌")
"""Signs that may stand on a line of their own, in front of what they list."""
TICKS = frozenset("✓✔✅☑👍➕")
CROSSES = frozenset("✗✘✕✖☒❌🚫⛔👎➖") | {"(-)", "(\u2212)", "(–)", "(—)"}
_MARKS = TICKS | CROSSES | {"☐", "[ ]", "[x]", "[X]"}
"""Signs of one list in which some lines are marked."""
_FULL_STOP = r"(?<=[a-z]{3})(?<!rox|xcl|ncl|ept|sst|soc|max|min|avg|est)\.[ ]+[A-Z]"
"""The end of a sentence, which is no part of a label, and not of a word made short: "Approx. Revenue: .."."""
LABEL = re.compile(
    r"[ \t*_>]*(?P<label>(?<=[*_][*_])[^*_:|\n]{1,40}\?(?=[*_][*_][ \t]+\S)|"
    r"(?i:who|what|where|when|how|which)\b[^:|?\n]{0,40}\?(?=[*_]*(?:[ \t]+\S|:))"
    rf"|[^\s*_:|\"'{{](?:(?!{_FULL_STOP})[^:|\n]){{0,70}}?(?:(?<![?\s])|(?=:)))[*_]*[ \t]*"
    r"(?::[*_]*(?:[ \t]+|$)|(?<=\?[ \t])|(?<=\?[*_][ \t])|(?<=\?[*_][*_][ \t])|"
    r"(?:\.{3,}|…|(?<=[ \t])(?:\.{2,}|→|[-=]>|>>|»|=|\|))[*_]*[ \t]+(?=\S)|(?<=\w)=(?=[^=\s]))"
)
_BULLET_LABEL = re.compile(r"[*_ ]*(?P<label>[^*_:]{2,60}?)[*_ ]*:?[*_ ]*$")
_ASKED = re.compile(r"[ \t*_>]*(?P<label>[A-Za-z][\w&/'’-]*(?:[ ][\w&/'’-]+){0,2})\?[*_]*[ \t]+(?=\S)")
"""A field that is asked for, in front of the answer: "Size? 50-200"."""
_STOPPED = re.compile(r"[ \t>]*(?P<sign>\*\*|__)(?P<label>[^*_.:|\n]{2,40})\.(?P=sign)[ \t]+(?=\S)")
"""A label in bold print with a full stop: "**Who we skip.** Banks"."""
_DASHED = re.compile(r"[ \t*_>]*(?P<label>[A-Za-z][\w &/'’-]{1,30}?)(?<!\d)[*_]*[ ]+[-–—][ ]+(?=\S)")
_NUMBER = re.compile(rf"\d|{WORD_NUMBER.pattern}", WORD_NUMBER.flags)
_SENTENCE = re.compile(
    r"[ \t*_>]*(?P<label>(?:who|whom|what|which)\b[^.:,;|?!()\n]{2,50}?)"
    r"(?:,[ ]in[ ][^.:;|\n]{0,20}order)?\.[ \t]+(?=\S)",
    re.IGNORECASE,
)
"""A sentence that heads those behind it: "Who we turn away. Hotels. Gyms"."""
_HEADS = re.compile(r"[ \t]*(?:who|whom|what|which)\b", re.IGNORECASE)
_IS = re.compile(
    r"[ \t*_>]*(?:(?:the|their|current)[ ]+)?(?!(?i:our|my)[ ])(?P<label>[A-Za-z][\w &/-]{1,30}?)[*_]*[ ]+"
    r"(?:is|are)[ ]+(?=[A-Z]|\d+[A-Za-z])"
)
"""The name of a kind of tools, and what it is: "DMS is CDK or Reynolds", but not "QA is 2 people"."""
_TAGGED = re.compile(r"[ \t*_>]*[\[(](?P<label>[A-Za-z][A-Za-z -]{1,24})[\])][*_]*:?[ \t]+(?=\S)")
"""A role or a field in brackets in front of a line: "[Must] US-based"."""
_MARKDOWN = re.compile(r"[ \t>]*(?P<level>#{1,6})[ \t]+(?:\d+(?:\.\d+)*[.)]?[ \t]+)?(?P<text>.+?)[ \t#]*$")
_BOLD = re.compile(
    r"[ \t>]*(?:\*\*|__)(?:\d+(?:\.\d+)*[.)][ \t]+)?"
    r"(?P<text>[^*_]+?(?<![.!])(?:(?:\*\*|__)[ ]\([^()\n]*\)|(?:\*\*|__))):?[ \t]*$"
)
_ITALIC = re.compile(r"[ \t>]*(?P<sign>[*_])(?P<text>[^*_]{2,50}(?<![.!]))(?P=sign):?[ \t]*$")
_TIER = re.compile(
    r"[ \t>]*(?P<text>(?:tier|segment|icp|profile|priority|cohort|wave)[ #]*(?:\d|[a-d])\b.*)$", re.IGNORECASE
)
_NUMBERED = re.compile(r"[ \t>]*\d{1,2}[.)][ \t]+(?P<text>[^.;:!?]{2,60})$")
_COUNTS = re.compile(r"[ \t>]*(?P<n>\d{1,2})[.)][ \t]")
_PART = re.compile(
    r"(?i)[ \t>]*(?:(?:gate|step|stage|round|part|section|filter|criteri(?:on|a)|rule|check|test|screen|hurdle|layer|"
    r"block|pillar|chapter|question)[ ]?#?(?:\d{1,2}|[a-h])(?:[ ]?[:.)]|[ ][–—-])|"
    r"(?-i:\(?(?:\d{1,2}|[A-Ha-h]|[IVX]{1,4})[.)])|\d\uFE0F?\u20E3:?)[ \t]+(?=\S)"
)
"""What counts the parts of a text in front of their titles: "Gate 1 – Size", "B. Who we skip", "II. Tools"."""
_OPEN = re.compile(r"(?<=[\w)?])(?P<close>[*_]{0,2})[ \t]*(?:\.{2,}|…|::|[ ][-–—=↓])(?P<last>[*_]{0,2})[ \t]*$")
"""Signs at the end of a title that say no more than that its list follows: "Never if they ...", "Out –"."""
_FRAMED = re.compile(
    r"[ \t>]*(?:(?P<sign>[-–—~=+/|])(?P=sign)*[ ]*(?P<text>\w[^|\n]{1,58}?)[ ]*(?P=sign)+|"
    r"\[(?P<tag>\w[^\[\]\n]{1,40})\]|\#(?P<hash>[^\W\d][^#\n]{1,40}))[ \t]*$"
)
"""A title between signs: "— Not a fit —", "[Must have]"."""
_RANGE = re.compile(r"\d[ ]?(?:[-\u2013\u2014+]|to\b)")
_PLAIN = re.compile(r"[ \t>]*(?P<text>[^\W\d_](?:[^.;:!?|\n(]|\([^()\n]*\)|\((?![^()\n]*\))){1,60}\??)$")
_COUNTER = re.compile(r"(?:(?<=[\s;,:])|(?<![^\n]))\(?(?P<n>\d{1,2}|[a-h])\)[ \t]+(?=[^\s)])")
_MARGIN = re.compile(r"(?:[ \t]|>(?!=|[ ]?[$€£₹]?\d(?!\d?[.)][ \t])))*")
SIGN = re.compile(
    r"[ \t>]*(?:[\U0001F000-\U0001FAFF\u2190-\u21FF\u23E9-\u23FF\u2600-\u27BF\u2B00-\u2BFF][\uFE0F\u200D]*)+[ \t]*"
)
"""Pictures in front of a line."""


_TITLE_ENDS = re.compile(r"(?<=[^ .][ ])\S*(?:[a-z]{4}|[)])\.(?=[ ]+[A-Z])")
"""What ends the title in a heading with further sentences: "Industries to avoid. One hit and the account is out"."""


_QUESTIONS = frozenset("who whom which what when where".split())
_HANGING = frozenset("if when".split())
_NAMING = frozenset({"industry", "business_model", "ownership", "technology", "place"})
_NAMED = 2
"""The most words of a line that only names open roles: "Hiring signals"."""


@dataclass(frozen=True, slots=True)
class BulletLabel:
    """A bullet that may head others: its text at an offset of the line, whether these stand deeper, and what has to be
    true of it: that its words are `known` to say something, or nothing more since it is `named` a label."""

    text: str
    at: int
    deeper: bool
    known: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level (the smaller, the wider it reaches), and its text at an offset of the line."""

    level: int
    text: str
    at: int

    @property
    def end(self) -> int:
        """The offset behind its text."""
        return self.at + len(self.text)

    @property
    def title(self) -> str:
        """Its text without the sentences behind the first."""
        ends = _TITLE_ENDS.search(self.text)
        return self.text[: ends.end()] if ends else self.text


_TIER_WORDS = 9
"""The most words of a line that heads a tier without a list below it."""
_COUNTED = re.compile(
    r"(?i)(?:\b(?:between|over|under|above|below|after|before|since|least|most|than|up to|around|about)|[<>≥≤~])[ ]*"
    r"[$€£₹]?\d|\d[kmb]?[ ]*(?:to|[-–])[ ]*[$€£₹]?\d|^[\W_]*\d[\d,.]*k?[ ]?\+?[ ]+(?!points?\b|pts?\b)[a-z]"
)
"""A number with its bound, or in front of what it counts."""
_TITLES = frozenset("icp profile customer client account prospect persona merchant buyer".split())
_FINITE = frozenset("is are was were has have had run runs use uses do does".split())
"""Verbs that no title has."""
PAIRED = -87
"""The level of a label on a line of its own, without a sign."""
SHORT = 60
"""A line of fewer characters was not broken for its length."""
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_ANSWER = re.compile(r"[ \t>*_-]*Q(?:uestion)?[ ]?\d{0,2}[*_]*[:.)][^?\n]+\?[*_]*[ ]+(?=[*_]*A(?:nswer)?[*_]*[:.)])")
_OURS = frozenset({"we", "i"})
_JOINTS = frozenset({"or", "and", "and or"})
_GOES_ON = re.compile(
    r"(?i)(?:[,/&–-]|\b(?:and|or|of|in|the|with|an?|to|for|than|least|most|over|under|between|from|at|by|on|using|"
    r"runs?|running|has|have|having|is|are|not|no|hiring|new|about|around|who|that|which|their|our))$"
)
"""The end of a line that the next one goes on with."""
_REFUSING = frozenset({"no", "not", "neither"})
_COMPANIES = frozenset("company firm business brand organisation organization operator team shop group".split())
_SAID_OF = frozenset({"with", "that", "who", "which", "of", "in", "on", "doing", "using", "running", "between", "from"})
_OPENING = 3
"""So many words of a sentence may say that it is about who comes first."""
TITLE = -98
NUMBERED = -88
"""The level of a first-level heading; headings stand above all indents."""


def labelled(text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The label in front of a stretch: "Revenue: ..", "Who not? ..", or one that is known and a dash: "Stack - ..".."""
    end = len(text) if end is None else end
    tagged = _TAGGED.match(text, start, end)
    if tagged and not _slot(tagged, text) and (is_label(tagged["label"]) or _field_tag(tagged, text)):
        return tagged
    said = _SENTENCE.match(text, start, end)
    if said and _refuses(said["label"]) and not any(map(_heads, _SENTENCE_END.split(text[said.end() : end]))):
        return said
    stopped = _STOPPED.match(text, start, end)
    if stopped and (is_label(stopped["label"]) or label(stopped["label"], 0).field is not None):
        return stopped
    asked = _ASKED.match(text, start, end)
    if asked and (field := label(asked["label"], 0).field) and field.type != "METRIC_LABEL":
        return asked
    found = LABEL.match(text, start, end)
    if found and not text[start : found.end()].rstrip(" \t*_").endswith((":", "?")) and states(found["label"]):
        return None
    if found and (found.end() == end or label(found["label"], 0).known):
        return found
    told = _IS.match(text, start, end)
    if told and (field := label(told["label"], 0).field) and field.type == "TECH_LABEL":
        return told
    dashed = _DASHED.match(text, start, end)
    if (
        dashed
        and not states(dashed["label"])
        and (_names_one(dashed, text, end) or is_label(dashed["label"]) or names_part(dashed["label"]))
    ):
        return dashed
    return found


def contrasts(said: str, behind: str) -> bool:
    """Whether those who are wanted stand behind a colon, and those who are not in front of it: "Neither banks nor
    insurers: companies with 80 to 400 staff"."""
    first, *rest = tokens(said) or [""]
    whom = tokens(behind)[:2]
    named = first in _REFUSING and bool(rest) and not is_label(said)
    return named and len(whom) > 1 and singular(whom[0]) in _COMPANIES and whom[1] in _SAID_OF


def _names_one(dashed: re.Match[str], text: str, end: int) -> bool:
    """Whether words in front of a dash name the field of what is behind it; things that are counted do so only where a
    number is: "Trucks - 20 to 50", but not "Students - they never pay"."""
    field = label(dashed["label"], 0).field
    return field is not None and (field.type != "METRIC_LABEL" or _NUMBER.search(text, dashed.end(), end) is not None)


def parted(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a text; a line of several sentences, the last of which introduces a list below it, is two, and a
    sign of a list with what stands on the next line is one."""
    sign = ""
    lines = [part for line in lines for part in _answered(line)]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if not sign and line.strip() in _SIGNS and following.strip() and not BULLET.match(following):
            sign = line
            continue
        if sign:
            yield sign + line
            sign = ""
            continue
        said = line.rstrip(" \t\n\r*_")
        ends = list(_SENTENCE_END.finditer(said)) if said.endswith(":") and BULLET.match(following) else []
        if ends and not BULLET.match(line):
            yield line[: ends[-1].end()]
            yield line[ends[-1].end() :]
        else:
            yield line


def _answered(line: str) -> list[str]:
    """A line, cut between a question and its answer: "Q: How big? A: 20 to 80 people"."""
    found = _ANSWER.match(line)
    return [line[: found.end()], line[found.end() :]] if found else [line]


def refused_below(body: str, following: str) -> tuple[int, int, int] | None:
    """Where the label stands of a line above a list that says that what is listed is not wanted, and where it goes on:
    "Firms we skip.", "Anti-ICP: who we don't serve", "Avoid: agencies"; None for another line."""
    if BULLET.match(body):
        return None
    begin, end = margin(body), len(body)
    if _introduces(body, following):
        return begin, begin + len(body.strip().rstrip(":.* _")), end
    found = LABEL.match(body)
    said = label(found["label"], 0) if found else None
    if not (found and said) or said.field or said.exception or not _refuses(found["label"].partition("(")[0].rstrip()):
        return None
    behind = body[found.end() :].strip(" \t*_.")
    if behind[:1].isalpha() and is_label(behind) and label(behind, 0).field is None:
        return *found.span("label"), end
    return (*found.span("label"), found.end()) if BULLET.match(following) else None


def _introduces(body: str, following: str) -> bool:
    """Whether a sentence above a list says that what is listed is not wanted."""
    said = body.strip(" \t*_>")
    whole = said.endswith(".") and is_label(said[:-1]) and not _OURS.isdisjoint(tokens(said))  # "Firms we skip."
    said = said[:-1] if whole else said
    ours = whole or said.endswith(":") or said.split(" ", 1)[0].lower() in _OURS
    if not ours or _SENTENCE_END.search(said) or not BULLET.match(following):
        return False
    return label(said, 0).role == "exclude"


def states(text: str) -> bool:
    """Whether words in front of a sign say something themselves, and head nothing: "over 200 staff - must have"."""
    return _COUNTED.search(text) is not None or (label(text, 0).role == "buyer" and not names_people(text))


def _refuses(said: str) -> bool:
    """Whether the whole of a sentence says that what stands behind it is not wanted."""
    return is_label(said) and label(said, 0).role == "exclude"


def _heads(sentence: str) -> bool:
    """Whether a later sentence heads others in its turn: "Who we serve"."""
    return _HEADS.match(sentence) is not None and is_label(sentence.strip())


def _slot(found: re.Match[str], text: str) -> bool:
    """Whether what stands in brackets is a slot in front of a sentence that goes on: "[ROLE] at sign shops"."""
    return found["label"].isupper() and text[found.end()].islower() and label(found["label"], 0).field is not None


def _field_tag(found: re.Match[str], text: str) -> bool:
    """Whether what stands in brackets is a field of its own ("[Country] Denmark"), and no slot of a sentence."""
    behind = text[found.end()]
    return (
        text[found.start("label") - 1] == "["
        and not found["label"].isupper()
        and (behind.isupper() or behind.isdigit() or behind in "$€£~<>≥≤")
        and label(found["label"], 0).field is not None
    )


def heading(lines: Sequence[str], i: int) -> Heading | None:
    """What line `i` heads, if it is a heading: marked as one, or a few words of their own above a list. A number or a
    letter that counts the parts of the text is none of its words."""
    directly = lines[i + 1] if i + 1 < len(lines) else ""
    found = _heading(lines, i, directly) or _framed(lines[i], directly) or _part(lines, i, directly)
    counted = _PART.match(found.text) if found else None
    return replace(found, text=found.text[counted.end() :], at=found.at + counted.end()) if found and counted else found


def counts_on(before: str, body: str) -> bool:
    """Whether a line is counted as a section above it is: a "3." that stands as far from its start as its "2. **"."""
    found = _PART.match(body) if before else None
    return found is not None and margin(body) == margin(before) and found[0].strip()[-1:] == before.strip(" *_")[-1:]


def _framed(line: str, directly: str) -> Heading | None:
    """A label of a role or a field between signs, above what it heads."""
    found = _FRAMED.match(line) if directly.strip() else None
    name = next((g for g in ("text", "tag", "hash") if found[g]), "") if found else ""
    if not found or not names_label(found[name]):
        return None
    return Heading(-90 if name != "tag" else PAIRED, found[name], found.start(name))


def _part(lines: Sequence[str], i: int, directly: str) -> Heading | None:
    """A label of a role or a field behind what counts the parts of a text: "Part 2: Not a fit", "A. Tools"."""
    found = _PART.match(lines[i])
    said = lines[i][found.end() :].strip(" \t\n\r*_:") if found else ""
    if not found or not said or not directly.strip() or not _few(said) or not names_label(said):
        return None
    own = found[0].strip()
    behind = _PART.match(directly)
    if behind and behind[0].strip()[-1:] == own[-1:] and margin(directly) == margin(lines[i]):
        return None  # a member of a list
    return Heading(NUMBERED, said, lines[i].index(said, found.end()))


def names_label(said: str) -> bool:
    """Whether the whole of some words is a label of a role or of a field."""
    return is_label(said) or (names_field(said) and not any(map(str.isdigit, said)))


def _heading(lines: Sequence[str], i: int, directly: str) -> Heading | None:
    body = lines[i].rstrip()
    if BULLET.match(directly) and not BULLET.match(body):
        body = _OPEN.sub(r"\g<close>\g<last>", body)
    if found := _MARKDOWN.match(body):
        return Heading(len(found["level"]) - 99, found["text"], found.start("text"))
    if found := _BOLD.match(body):
        return Heading(-90, found["text"], found.start("text"))
    following = next((x for x in lines[i + 1 : i + 3] if x.strip()), "")
    if (said := _unfinished(body, following)) is not None:
        return Heading(PAIRED, said, margin(body))
    above = i == 0 or not lines[i - 1].strip()
    if (found := _ITALIC.match(body)) and (BULLET.match(following) or label(found["text"], 0).known):
        return Heading(-89, found["text"], found.start("text"))
    if (found := _TIER.match(body)) and (
        BULLET.match(directly) or (directly.strip() and ":" not in body and len(body.split()) <= _TIER_WORDS)
    ):
        return Heading(-90, found["text"], found.start("text"))
    if BULLET.match(directly) and not BULLET.match(body) and not LABEL.fullmatch(body) and needed(body):
        return Heading(-90 if body.lstrip().startswith("**") else -87, body.strip(), margin(body))
    if BULLET.match(directly) and _orders(body):
        return Heading(PAIRED, body.strip(" \t*_:"), margin(body))
    sign = SIGN.match(body)
    if sign and (_listed(body, directly) or states(body[sign.end() :])):
        sign = None
    if sign and not LABEL.match(body, sign.end()) and BULLET.match(directly):
        return Heading(-86, body[sign.end() :], sign.end())
    if (
        sign
        and _few(body[sign.end() :])
        and label(body[sign.end() :], 0).known
        and (BULLET.match(directly) or (directly.strip() and is_label(body[sign.end() :])))
    ):
        return Heading(-86, body[sign.end() :], sign.end())
    if (
        (found := _NUMBERED.match(body))
        and (above or (margin(lines[i - 1]) > margin(body) and label(found["text"], 0).known))
        and _few(found["text"])
        and (_nested(body, directly) if directly.strip() else _counts_on(lines, i))
        and (_names_part(found["text"]) or not _listed_on(lines, i))
    ):
        return Heading(NUMBERED, found["text"], found.start("text"))
    inside = margin(directly) > margin(body)
    if not (found := _PLAIN.match(body)) or body.endswith(","):
        return None
    if found["text"].strip("*_ ").lower() in _JOINTS:
        return None
    if BULLET.match(directly) and not above:
        anew = BULLET.match(lines[i - 1]) is not None and starts_anew(body, lines[i - 1])
        above = anew or label(found["text"], 0).known
    above = above or inside or (is_label(found["text"]) and starts_anew(body, lines[i - 1]))
    if not above or BULLET.match(body):
        return None
    bare = re.sub(r"\([^)]*\)", "", found["text"])
    aside = tail(bare.rstrip())
    bare = bare[: aside[0]] if aside else bare
    heads = BULLET.match(directly) and (is_label(bare) or names_field(bare) or label(bare, 0).role is not None)
    refusing = is_label(bare) and label(found["text"], 0).role == "exclude"
    if not _few(bare if heads else found["text"]) and not refusing:
        return None
    numbered = any(map(str.isdigit, bare))  # "Company size 50-200"
    own = label(found["text"], 0)
    first = i == 0 or not lines[i - 1].strip()
    titles = not _TITLES.isdisjoint(tokens(found["text"]))
    parts = first and own.role is not None and own.field is None and is_label(found["text"]) and not titles
    counts = own.field is not None and own.field.type == "SITES"  # "practices (dentists, vets)"
    named = not (counts and _names_trade(found["text"])) and (is_label(bare) or names_field(bare))
    listed = BULLET.match(directly) or (BULLET.match(following) and named)
    if listed or (
        directly.strip()
        and not numbered
        and not _seeks(own, bare)
        and (named or own.field is not None or not _names_trade(bare))  # "Fintech companies" above others
        and (
            label(found["text"], 0).field is not None or is_label(found["text"])
            if inside
            else (not LABEL.match(directly) or parts)
            and (label(found["text"], 0).role not in ("exclude", "buyer") or names_label(found["text"]))
        )
        and label(found["text"], 0).known
    ):
        return Heading(PAIRED, found["text"], found.start("text"))
    introduces = BULLET.match(following) is not None and _asks(tokens(bare)) and not _names_trade(bare)
    alone = not directly.strip() and bool(following) and (introduces or is_label(found["text"]))
    if alone and label(found["text"], 0).role and not numbered:  # a role, with its lines below a blank one
        return Heading(PAIRED, found["text"], found.start("text"))
    titled = (
        i == 0
        and not directly.strip()
        and not _RANGE.search(body)
        and not _COUNTED.search(body)
        and len(lines) > 3
        and "," not in body
        and _TITLES & set(tokens(body))
        and not of_work(tokens(body))
        and _FINITE.isdisjoint(body.lower().split())
        and not _seeks(own, bare)
    )
    if titled and label(found["text"], 0).role != "exclude":  # the title of the text
        return Heading(TITLE, found["text"], found.start("text"))
    return None


def enumerated(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The numbers or letters that count the parts of a stretch, from the first one on: "(1) ..., (2) ..."."""
    begin = text.rfind("\n", 0, start) + 1  # a number at the start of a line is its bullet
    found = list(_COUNTER.finditer(text, begin, end)) if ")" in text[begin:end] else []
    for first in ("1", "a"):
        order = [m for m in found if m["n"].isdigit() == first.isdigit()]
        counted = all(m["n"] == (str(i) if first == "1" else chr(96 + i)) for i, m in enumerate(order, 1))
        if len(order) < 2 or not counted or (order[0].start() < start and order[0].end() != start):
            continue
        between = [text[a.end() : b.start()] for a, b in pairwise(order)]
        joined = any(x.rstrip(" ,;").endswith(" or") for x in between) or needed(text[start : order[0].start()])
        return [] if joined else order
    return []


def margin(body: str) -> int:
    """How far the text of a line is from its start, over the signs of quotations: "> 50 people" is a comparison."""
    found = _MARGIN.match(body)
    return found.end() if found else 0


def starts_anew(body: str, before: str) -> bool:
    """Whether a line is no continuation of those before it: it starts as a sentence, and the last one was short."""
    last = before.rstrip().rsplit("\n", 1)[-1]
    plain = body.lstrip()
    return (
        len(last) < SHORT
        and bool(plain)
        and (not plain[0].islower() or plain.split()[:1] == last.split()[:1])
        and not _GOES_ON.search(last)
    )


def parallel(body: str, before: str) -> bool:
    """Whether a line starts with the same word as the one before it, as a sentence does: "IF ... -> out"."""
    last = before.rstrip().rsplit("\n", 1)[-1]
    return body.strip()[:1].isupper() and body.split()[:1] == last.split()[:1] and not _GOES_ON.search(last)


def same_sign(sign: str, other: str) -> bool:
    """Whether two signs of bullets are of one list: both count, or mark what is wanted or not."""
    pair = {sign.strip(), other.strip()}
    return len(pair) == 1 or pair <= _MARKS or all(s.strip("().*")[:1].isalnum() for s in pair)


def label_above(body: str, bullet: re.Match[str], following: str) -> BulletLabel | None:
    """The label that a bullet may be: of deeper ones below it ("- **Size**"), of those with another sign ("• Not a fit"
    above "- hotels"), or with a colon at its end of those beside it ("- Not a fit:" above "- hotels"). Where a label
    stands below it as well, it is one of a form that nobody filled in."""
    behind = BULLET.match(following)
    if behind is None or margin(following) < margin(body):
        return None
    said = _BULLET_LABEL.match(body, bullet.end())
    deeper = margin(following) > margin(body)
    other = not deeper and not same_sign(bullet[0], behind[0])
    beside = said is not None and ":" in body[said.end("label") :] and not LABEL.match(following, behind.end())
    if said is None or not (deeper or other or beside):
        return None
    return BulletLabel(
        said["label"], said.start("label"), deeper, deeper or beside, other and names_label(said["label"])
    )


def ranks_first(body: str) -> bool:
    """Whether a sentence says who comes first: "Priority goes to schools in Leeds"."""
    words = tokens(body)[:_OPENING]
    opens = {t for n in range(1, len(words) + 1) for t in keywords().get(" ".join(words[:n]), ())}
    return "PREFER" in opens and body.rstrip().endswith(".")


def _unfinished(body: str, following: str) -> str | None:
    """A line that ends in the middle of a condition, where the list with which it goes on may follow later: "We're not
    for you if …", "…you run a bar"."""
    said = _OPEN.sub("", body).strip(" \t*_>")
    if BULLET.match(body) or not BULLET.match(following) or not leaves_off(said):
        return None
    return said if label(said, 0).known else None


def _orders(body: str) -> bool:
    """Whether a line that is longer than a label says that the list below it is not wanted: "You must reject any
    account that falls into one of these categories:"."""
    long = body.endswith(":") and not BULLET.match(body) and not LABEL.fullmatch(body)
    return long and label(body.strip(" \t*_:"), 0).role == "exclude"


def _listed(body: str, behind: str) -> bool:
    """Whether a line is a bullet of the list that goes on in the next one."""
    signs = {body.strip()[:1], behind.strip()[:1]}
    return BULLET.match(body) is not None and (len(signs) == 1 or signs <= _MARKS)


def _few(text: str) -> bool:
    counted = _PART.match(text)
    return len(text[counted.end() if counted else 0 :].split()) <= 6


def _asks(words: list[str]) -> bool:
    """Whether a line only asks what stands below it, or breaks off in front of it: "Who cannot apply", "Reach out
    when a company"."""
    return not _QUESTIONS.isdisjoint(words[:1]) or not _HANGING.isdisjoint(words[-3:])


def _seeks(own: Context, text: str) -> bool:
    """Whether a line says itself who is hired: "hiring solar installers and buyers"."""
    return own.field is not None and own.field.type == "HIRING" and len(text.split()) > _NAMED


def _names_trade(text: str) -> bool:
    """Whether a line names companies itself, so that what stands below a blank line may say more: "We skip hotels"."""
    return any(_NAMING.intersection(builtin().kinds(word)) for word in tokens(text))


def _listed_on(lines: Sequence[str], i: int) -> bool:
    """Whether a numbered line and the deeper ones below it are a member of a list: the next number follows at once."""
    own = margin(lines[i])
    below = (lines[k] for k in range(i + 1, len(lines)))
    behind = next((x for x in below if not x.strip() or margin(x) <= own), "")
    return margin(behind) == own and _NUMBERED.match(behind) is not None


def _names_part(text: str) -> bool:
    """Whether a numbered line names a part of a text, and not only companies: "Whom we avoid", but not "Local
    businesses"."""
    said = label(text, 0)
    return said.known and (is_label(text) or said.role != "require" or said.field is not None)


def _counts_on(lines: Sequence[str], i: int) -> bool:
    """Whether a numbered line with nothing below it counts on from one that heads a list."""
    own = _COUNTS.match(lines[i])
    for k in range(i - 1, -1, -1) if own else ():
        before = _COUNTS.match(lines[k])
        if before and own and margin(lines[k]) == margin(lines[i]):
            found = heading(lines, k) if int(before["n"]) + 1 == int(own["n"]) else None
            return found is not None and found.level == NUMBERED
    return False


def _nested(body: str, behind: str) -> bool:
    """Whether the line behind a numbered one belongs to it: text, or a list of another kind."""
    number = re.compile(r"[ \t>]*\d{1,2}[.)][ \t]")
    return not number.match(behind) and number.match(body) is not None
