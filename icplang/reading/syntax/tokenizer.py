"""The tokenizer: a text is cut into words, numbers and signs, as "50-200 PMs" into two numbers, a dash and a word.

What each of them may be, the lexer says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from icplang.reading.syntax.numbers import FIGURES, NUMBER, WORD_NUMBER, digits, number, opened, word_number
from icplang.reading.syntax.tree import Lexeme, Number
from icplang.vocabulary.words import plain, singular, tokens

_DATE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?![\w-])")
_NEGATIVE = re.compile(r"negative[ ]+(?=[$£€₹]?\d|[a-z]{3}[ ]\d)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+|(?<=\d)\.\.\.?(?=[$€£]?\d)|(?<=[^\W_])\.\.(?=[^\W_.])|>=|<=|!=|--?>|[^\s]", re.UNICODE)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s,;()\[\]{}\"'<>|]*[^\W_]/?|[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,}", re.IGNORECASE
)
"""An address, whose words name nothing else: "hotels@acme.com"."""
_ARROWS = frozenset({"->", "-->"})
_CAMEL = re.compile(r"[a-z]+(?=(?:[A-Z][a-z]+)+\b)|(?<=[a-z])[A-Z][a-z]+")
_QUOTED = re.compile(
    r"\"([^\"\n]{1,10000})\"|“([^”\n]{1,10000})”|(?<![\w'])'(?=\w)([^'\n]{1,200})(?<=\w)'(?!\w)|"
    r"‘(\w(?:[^’\n]|(?<=\w)’(?=\w)){0,200})’(?!\w)"
)
_PAIR = re.compile(
    r"[\"']?(?=(?:11|21|51|101|201),\d+\b|\d[\d_]*[\"']?(?:,[ ]|[ ]?/)|\d+,(?!\d{3}(?!\d)))"
    r"(?P<low>\d[\d_]{0,12})[\"']?[ ]?[,/][ ]?[\"']?(?P<high>\d[\d_]{0,12})[\"']?"
)
"""The two ends of a range as some programs write it: "51,200", "50, 500"."""
_SLASHED = re.compile(r"w/o?(?=\s|\d)|and/or\b|1:(?:1|few|many)\b", re.IGNORECASE)
_SAID = {"w/": "with", "w/o": "without", "and/or": "or"} | dict.fromkeys(("1:1", "1:few", "1:many"), "one to one")
_SAID |= {"!=": "not", "≠": "not"}
"""Words that are written with signs."""


SLOT = "\ua66e"
"""The letter that the slots of a template are masked with."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number or a sign. `fold` is how the vocabulary compares it; `tight` says that no space is before it."""

    start: int
    end: int
    text: str
    fold: str
    tight: bool
    value: Lexeme | None = None
    spelt: tuple[str, ...] = ()
    """How the vocabulary looks it up inside a name: the fold, or the parts of a number ("Industry 4.0")."""


def masked(text: str, slots: Sequence[tuple[int, int]]) -> str:
    """The text with a word that is nothing in place of each slot."""
    for start, end in slots:
        text = text[:start] + SLOT * (end - start) + text[end:]
    return text


def tokenize(text: str, start: int, end: int, *, keyed: bool) -> list[Word]:
    """The words, numbers and signs of `text[start:end]`: "50+ PMs" is 50, a plus and "pm".

    `keyed`: it is the value of a key, where the signs of configuration are read over.
    """
    out: list[Word] = []
    at, last = start, -1
    pair = _PAIR.fullmatch(text, start, end) if keyed else None
    if pair:
        low, high = (Lexeme("NUM", pair.start(g), pair.end(g), 0, Number(float(pair[g]))) for g in ("low", "high"))
        return [
            Word(low.start, low.end, pair["low"], "", False, low),
            Word(low.end, high.start, "-", "", True),
            Word(high.start, high.end, pair["high"], "", True, high),
        ]
    while at < end:
        if _blank(text, at, keyed=keyed):
            at += 1
            continue
        inside = last == at and out[-1].text[-1:].isalnum()
        if text[at] == "+" and out and (open_end := _opened(out[-1], text, at, end)):
            out[-1:] = open_end
            at = last = open_end[-1].end
            continue
        short = None if inside else _SLASHED.match(text, at, end) or _ADDRESS.match(text, at, end)
        value = None if short else _value(text, at, end, inside=inside)
        if value:
            stop = value.end
        elif short:
            stop = short.end()
        else:
            word = (keyed and _CAMEL.match(text, at, end)) or _WORD.match(text, at, end)
            stop = word.end() if word else at + 1
        written = "→" if text[at:stop] in _ARROWS else text[at:stop]
        digits = written.isascii() and written.isdigit()  # "SOC 2", "Fortune 500"
        if len(written) > 2 and written[-1] == "s" and written[:-1].isupper():  # "PMs", "VPs"
            fold = written[:-1].lower()
        elif written.lower() in _SAID:
            fold = _SAID[written.lower()]
        else:
            fold = "" if (value and not digits) or not written[0].isalnum() else singular(plain(written).strip())
        spelt = (fold,) if fold else tuple(tokens(written)) if value and value.type == "NUM" else ()
        within = text[stop - 2] if value and value.type == "QUOTED" and stop - at > len('","') else ""
        ends = within == "." and text[stop : stop + 1] == " " and text[stop : stop + 2].strip().isupper()
        if value and (within == "," or ends):  # of a list: "Sourcer," "Recruiter"; "like this." We serve
            value = replace(value, end=stop - 2, value=str(value.value)[:-1])
            out.append(Word(at, stop - 2, text[at : stop - 2], fold, at == last, value, spelt))
            out.append(Word(stop - 2, stop, within, "", True))
        else:
            value = replace(value, value=str(value.value)[:-1]) if value and within == "." else value
            out.append(Word(at, stop, written, fold, at == last, value, spelt))
        at = last = stop
    return out


def _opened(word: Word, text: str, at: int, end: int) -> list[Word] | None:
    """A number and its plus, where a magnitude stands behind the plus."""
    number = word.value.value if word.value and word.value.type == "NUM" else None
    found = opened(text, at, end, number) if isinstance(number, Number) else None
    if word.value is None or found is None:
        return None
    return [replace(word, value=replace(word.value, value=found[0])), Word(at, found[1], "+", "", True)]


def scaled(word: Word, scale: float) -> Word:
    """A number in thousands or millions: the 50 of "revenue_eur_m: 50+"."""
    number = word.value.value if word.value else None
    if (
        word.value is None
        or not isinstance(number, Number)
        or number.scale != 1
        or number.percent
        or number.value >= scale
    ):
        return word
    return replace(word, value=replace(word.value, value=replace(number, value=number.value * scale, scale=scale)))


def _blank(text: str, at: int, *, keyed: bool) -> bool:
    """Whether a sign is read over: space, the signs of Markdown, and in `keyed` text those of configuration."""
    sign = text[at]
    if sign == ">":  # a quotation in Markdown, where it leads the line
        quotes = not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t>")
        return quotes and not text[at + 1 : at + 4].strip("= $€£₹")[:1].isdigit()
    return sign.isspace() or sign in "*`_\\" or (keyed and sign in "\"'{}[]")


def _value(text: str, at: int, end: int, *, inside: bool) -> Lexeme | None:
    """The quoted name or the number that starts here. There is no number `inside` a word ("B2")."""
    quoted = _QUOTED.match(text, at, end)
    if quoted:
        return Lexeme("QUOTED", at, quoted.end(), 0, next(filter(None, quoted.groups())))
    if inside:
        return None
    if date := _DATE.match(text, at, end):
        return Lexeme("DATE", at, date.end(), 0, date[0])
    figures = FIGURES.match(text, at, end)
    if figures:
        return Lexeme("FIGURES", at, figures.end(), 0, digits(figures))
    sign = _NEGATIVE.match(text, at, end)
    numeral = NUMBER.match(text, sign.end() if sign else at, end)
    amount = number(numeral) if numeral else None
    if sign and amount:
        amount = replace(amount, value=-amount.value)
    if numeral is None and text[at].isalpha():
        numeral = WORD_NUMBER.match(text, at, end)
        amount = word_number(numeral) if numeral else None
    return Lexeme("NUM", at, numeral.end(), 0, amount) if numeral and amount else None
