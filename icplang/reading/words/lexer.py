"""The vocabulary-aware lexer: a stretch of text as a row of words, each with everything it may be.

Words are not typed here once and for all. `Words.candidates(i)` lists the lexemes that may start at word `i`
(the longest first); the parser takes those that its state allows, so position decides between the meanings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any

from icplang.meaning.naming import FIELD_NOUNS, RELATION_NOUNS
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tokenizer import SLOT, Word, scaled, tokenize
from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words import codes, heads
from icplang.reading.words.counted import around, counted, measured
from icplang.reading.words.dealings import takings
from icplang.reading.words.domains import DOMAIN, is_address, whole
from icplang.reading.words.hedges import hedges
from icplang.reading.words.joints import excepting, joining
from icplang.reading.words.kits import kits, of_kind, purposes
from icplang.reading.words.mentions import mentions
from icplang.reading.words.openings import introductions
from icplang.reading.words.posts import headed, titles
from icplang.reading.words.sought import describes, hirings
from icplang.reading.words.territories import territories
from icplang.reading.words.trades import trades, ventures
from icplang.vocabulary.lookup import LETTERS, fuzzy
from icplang.vocabulary.store import Sense, Vocabulary, words_of
from icplang.vocabulary.words import key, slug

TERMINALS = {
    "industry": "INDUSTRY",
    "business_model": "MODEL",
    "ownership": "OWNERSHIP",
    "status": "STATUS",
    "segment": "SEGMENT",
    "certification": "CERT",
    "audience": "AUDIENCE",
    "metric": "METRIC",
    "technology": "TECH",
    "technology_category": "CATEGORY",
    "place": "PLACE",
    "seniority": "SENIORITY",
    "function": "FUNCTION",
    "title": "ROLE",
    "stage": "STAGE",
}
_FIELDS = {key(noun): name for name, noun in FIELD_NOUNS.items()}
_RELATIONS = {key(noun): name for name, noun in RELATION_NOUNS.items()}
_YEAR = re.compile(r"(?:19|20)\d\d")
_STANDARD = re.compile(r"(?:ISO(?:/IEC)?|EN|IEC|AS|IATF|IEEE)[ -]?\d{3,5}(?:-\d)?\b")
_GLUE = frozenset("-/.'’&+#‑–:();")
_SHORTENED = re.compile(r"[a-z]|ex|st|mt|ft|inc|sr|jr|dr")
ARTICLES = frozenset("the a an of their its our your is are be current any first second another".split())
_WHOSE = frozenset("the their our its".split())
_BEING = frozenset("is are".split())
_ARTICLES = 4
"""So many of these may stand in front of a number."""
_MEASURING = frozenset({"METRIC", "REVENUE", "ARR", "GMV", "TOTAL_FUNDING", "VALUATION", "TECH"})
_SHORT = frozenset(("min", "max", "approx", "ca", "est", "dir", "mgr", "asst", "assoc", "ex", "sr", "jr"))
"""Short forms with a full stop in front of what they are about."""
_HYPHENS = frozenset("-‑.'’:")
_ABLE = frozenset("qualified licensed experienced skilled trained seasoned competent proper".split())
"""What is said of anyone who holds a post."""
_PERIODS = frozenset(("day", "week", "wk", "month", "mo", "quarter", "year", "yr", "annum"))
_MORE = (" more", " less", " fewer")
"""With a "than" behind them they start a number: "20 vehicles or more than one depot"."""
LONGEST = 7
_PLAIN = str.maketrans({"\u2019": "'", "\n": " ", "\t": " "})


class Words:
    """The words of `text[start:end]`, and what each of them may be."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        vocabulary: Vocabulary,
        labels: Sequence[Lexeme] = (),
        *,
        behind: Sequence[Lexeme] = (),
        keyed: bool = False,
        literal: Lexeme | None = None,
        scale: float = 1,
    ) -> None:
        """`labels` are what a heading or key says; they stand in front as words without width, and those `behind` at
        the end. `literal`: the whole stretch is this name. `scale`: what numbers without a magnitude are counted in."""
        self.text, self.vocabulary, self.keyed = text, vocabulary, keyed
        self.row = tokenize(text, start, end, keyed=keyed)
        if scale != 1:
            self.row = [scaled(word, scale) for word in self.row]
        self.start, self.plain = start, text[start:end].lower().translate(_PLAIN)
        """Its words with one kind of apostrophe, on one line."""
        self.row[:0] = [Word(start, start, " ", "", False, Lexeme(x.type, start, start, 0, x.value)) for x in labels]
        self._tools = keyed and any(x.type in _TOOL_LABELS for x in labels)
        """Whether they are the value of a key for tools, where names are in small letters."""
        self.coded = keyed and any(x.type in _CODED or x.value == "department" for x in labels) and codes.listed(self)
        """Whether they are the value of a key for places or departments, and nothing but their codes."""
        self._known: dict[int, tuple[Lexeme, ...]] = {}
        if literal:
            self._known[len(labels)] = (replace(literal, next=len(self.row)),)
        self.row += [Word(end, end, " ", "", False, Lexeme(x.type, end, end, 0, x.value)) for x in behind]
        self.groups: dict[int, Any] = {}
        """The brackets that were scanned, by the word that opens them."""
        self.assumed: dict[int, str] = {}
        """The names that misspelt words were taken for, by the offset of the word."""

    def __len__(self) -> int:
        return len(self.row)

    def unfilled(self, said: Any) -> bool:
        """Whether a slot of a template stands in a part of a sentence that is no bracket."""
        return said.kind != "group" and SLOT in self.text[said.start : said.end]

    def skippable(self, i: int) -> bool:
        """Whether a clause may run over this word without reading it: an article, or a sign of a compound or a name."""
        word = self.row[i]
        labelled = i + 1 < len(self.row) and self.row[i + 1].text == ":"  # "Tech savvy: medium"
        if self._parts(i):
            return False
        if word.fold in ARTICLES or (self.qualifies(i) and not labelled):
            return True
        if i in self.introductions or i in self.hedges:
            return True
        if word.text == "/" and i + 1 < len(self.row) and self.row[i + 1].fold in _PERIODS:  # "calls/yr", "calls / yr"
            return True
        if word.text == "." and word.tight and i and self.row[i - 1].fold in _SHORT:  # "min. 3 years", "Dir. of IT"
            return True
        if self.abbreviates(i):
            return True
        if word.text == "." and not word.tight and i + 1 < len(self.row) and self.row[i + 1].tight:  # ".NET"
            return True
        if word.text not in _HYPHENS or i + 1 == len(self.row):
            return word.text == "=" and i > 0 and self.row[i - 1].fold in _BOUNDS  # "min = 20"
        behind = self.row[i + 1]
        hanging = i > 0 and self.row[i - 1].value is not None and behind.fold == "to"  # "30- to 80-person"
        return word.text == ":" or (word.tight and (behind.tight or hanging))

    def _parts(self, i: int) -> bool:
        """Whether something new starts with a word or sign: a colon behind a number ("70+: call"), the subject of a
        verb ("under 20 the founder writes all"), the verb of "a marketer, or is hiring one"."""
        word, before = self.row[i], self.row[i - 1] if i else None
        if before is None:
            return False
        if before.value is not None or before.text == "+":
            return word.text == ":" or (word.fold in _WHOSE and word.start < word.end)
        return before.fold == "or" and word.fold in _BEING

    def abbreviates(self, i: int) -> bool:
        """Whether a full stop ends an abbreviation and no sentence: the last one of "the U.S. and Canada"."""
        if i < 2 or i + 1 >= len(self.row) or [w.text for w in (self.row[i], self.row[i - 2])] != [".", "."]:
            return False
        letter, behind = self.row[i - 1], self.row[i + 1].text
        if self.row[i - 1].tight and self.row[i - 3].fold + letter.fold in ("eg", "ie"):  # "e.g. Ohio"
            return True
        tight = self.row[i].tight and letter.tight and self.row[i - 2].tight
        return tight and len(letter.text) == 1 and letter.text.isalpha() and (behind[0].islower() or behind == ",")

    def qualifies(self, i: int) -> bool:
        """Whether the word is a mere quality ("an outdated helpdesk"): read over, and reported."""
        if self.row[i].fold in _PARTS_OF_STAGES:
            return self._cuts_stage(i)
        row = words_of("vague").get(self.row[i].fold)
        return row is not None and row["why"] == "vague" and not self.vocabulary.phrases.get(self.row[i].fold)

    def _cuts_stage(self, i: int) -> bool:
        """Whether a range or list of stages goes on with a part of one: "seed to early Series B"."""
        if not 0 < i < len(self.row) - 1 or not any(x.type == "STAGE" for x in self.candidates(i + 1)):
            return False
        return any(x.type in _BETWEEN_STAGES for x in self.candidates(i - 1))

    def idiom(self, i: int) -> int:
        """The word behind words of the vocabulary that join two things and say nothing of what the second is alone:
        "pen and paper"; 0 where none start at word `i`."""
        return max((j for p, j in self.phrases(i) if " and " in p and p in words_of("vague")), default=0)

    def candidates(self, i: int) -> tuple[Lexeme, ...]:
        """All lexemes that may start at word `i`, the longest first."""
        found = self._known.get(i)
        if found is None:
            found = self._known[i] = tuple(excepting(self, i) or self._find(i)) if self.row[i].text[0] != SLOT else ()
        return found

    def _find(self, i: int) -> list[Lexeme]:
        word = self.row[i]
        if word.value is not None:  # a name may start with a number: "Zero trust", "2020 Design"
            names = [
                x
                for phrase, j in self.phrases(i)
                if j > i + 1
                for x in self._senses(
                    phrase, self.text[word.start : self.row[j - 1].end], word.start, self.row[j - 1].end, j
                )
            ]
            values = [replace(word.value, next=i + 1)]
            if _YEAR.fullmatch(word.text):
                values.append(replace(values[0], type="CALENDAR"))
            return [*reversed(names), *values]
        out: list[Lexeme] = []
        for phrase, j in self.phrases(i):
            end = self.row[j - 1].end
            written = self.text[word.start : end]
            if not self._compares(phrase, j):
                out.extend(
                    Lexeme(terminal, word.start, end, j, phrase)
                    for terminal in keywords().get(phrase, ())
                    if not (terminal in ("OR_MORE", "OR_LESS") and self._counts(j))
                    and not (terminal in ("SOLO", "HIRING") and describes(self, terminal, phrase, j))
                    and not (terminal == "SERVING" and self._hyphened(j))
                    and not (terminal in ("ROLE_NOUN", "FOLK", "STAFF") and self._ranked(i))
                )
            if len(phrase.split(" ")) <= 2:
                shared = heads.known(self, phrase, i, j)
                out.extend([Lexeme(_terminal(shared), word.start, end, j, (shared.id,))] if shared else [])
            out.extend(self._senses(phrase, written, word.start, end, j))
            out.extend(self._stated(phrase, word.start, j))
        out.extend(self._ours(i))
        out.extend(headed(out, self.row, i, self.vocabulary))
        out.extend([*kits(out, self.row, i, self.vocabulary), *territories(out, self, i)])
        out.extend(
            _with_noun(x, self.row)
            for x in out[:]
            if x.type in ("CATEGORY", "CATEGORY_WEAK") and x.next < len(self.row)
        )
        out.extend(self._version(x) for x in out[:] if x.type in ("TECH", "TECH_WEAK") and self._numbered(x))
        out.extend(trades(out, self.row, i, self.text, self.vocabulary) or heads.unknown(self, i, out))
        out.extend([*ventures(out, self.row, self.vocabulary), *heads.functions(self, out[:])])
        out.extend(titles(out, self.row, i, self.text, self.vocabulary))
        out.extend(counted(out, self.row, i, self.vocabulary))
        out.extend([*around(self.row, i, self.vocabulary), *purposes(self, i), *hirings(self, i), *of_kind(self, out)])
        if (word.fold in _ABLE or word.text == "Group") and i + 1 < len(self.row):  # "8+ qualified electricians"
            out.extend(replace(x, start=word.start) for x in self.candidates(i + 1) if x.type == "ROLE")
        if not any(x.type in _MEASURING for x in out):
            out.extend(measured(self.row, i, self.vocabulary))
        out = whole(sorted(out, key=lambda x: -x.next), self.text, word.start, word.end)
        standard = _STANDARD.match(self.text, word.start) if word.text.isupper() else None
        if standard and not any(x.type == "CERT" for x in out):
            j = next((k for k in range(i, len(self.row)) if self.row[k].start >= standard.end()), len(self.row))
            out.append(Lexeme("CERT", word.start, standard.end(), j, (slug(standard[0]),)))
        if word.fold == "like" and i + 1 < len(self.row) and DOMAIN.match(self.text, self.row[i + 1].start):
            out.append(Lexeme("SIMILAR", word.start, word.end, i + 1, "like"))  # "like gorgias.com"
        out[:0] = self.mentions.get(i, ())
        out.extend([*joining(self, i), *self._owners(i)])
        if re.fullmatch(r"[A-J]", word.text) or self._next_stage(i):
            out.append(Lexeme("LETTER", word.start, word.end, i + 1, (f"series-{word.text.lower()}",)))
        if word.text[0].isalpha():
            if not any(x.type not in _WEAK_TYPES for x in out):
                out.extend(self._unknown(i))
            domain = DOMAIN.match(self.text, word.start)
            if domain:
                j = next((k for k in range(i, len(self.row)) if self.row[k].start >= domain.end()), len(self.row))
                out.append(Lexeme("NAME", word.start, domain.end(), j, domain[0]))
            if word.fold not in words_of("filler") or self._worked(i):
                out.append(Lexeme("ANYWORD", word.start, word.end, i + 1, word.text))
        return out

    def _worked(self, i: int) -> bool:
        """Whether a noun that says nothing by itself is what is worked at: "managing clients"."""
        noun = words_of("filler")[self.row[i].fold]["kind"] == "noun"
        return noun and i > 0 and "WORK" in keywords().get(self.row[i - 1].fold, ())

    def places(self, i: int) -> list[Lexeme]:
        """The places that the vocabulary names at word `i`, the longest first."""
        word = self.row[i]
        found = (
            self._senses(p, self.text[word.start : self.row[j - 1].end], word.start, self.row[j - 1].end, j)
            for p, j in reversed(self.phrases(i))
            if word.value is None
        )
        return [x for senses in found for x in senses if x.type.startswith("PLACE")]

    def _compares(self, phrase: str, j: int) -> bool:
        """Whether "more" or "and over" is about what stands behind it, at word `j`: "and over 200", "and up to 9"."""
        if j >= len(self.row):
            return False
        behind = self.row[j]
        counted = behind.value is not None and phrase.startswith(("and ", "or "))
        upto = behind.fold == "to" and phrase.endswith(" up") and self._counts(j + 1)
        return counted or upto or (behind.fold == "than" and phrase.endswith(_MORE))

    def _counts(self, j: int) -> bool:
        """Whether a number stands at word `j`: what "at least" in front of it is about."""
        number = next((w for w in self.row[j : j + _ARTICLES + 1] if w.fold not in ARTICLES), None)
        return number is not None and number.value is not None

    def _ranked(self, i: int) -> bool:
        """Whether a word is a function behind a rank: "VP Talent", "Head of People"."""
        function = any(s.kind == "function" for s in self.vocabulary.senses(self.row[i].text))
        rank = i - 2 if i > 1 and self.row[i - 1].fold == "of" else i - 1
        senses = self.vocabulary.senses(self.row[rank].text) if rank >= 0 else ()
        return function and any(s.kind == "seniority" and s.id not in _AGES for s in senses)

    def _hyphened(self, j: int) -> bool:
        """Whether a hyphen joins what ends in front of word `j` to what is behind it: "for-profit"."""
        return j + 1 < len(self.row) and self.row[j].text == "-" and self.row[j].tight and self.row[j + 1].tight

    def _ours(self, i: int) -> Iterator[Lexeme]:
        """What we do with those whom we take, "we never lend to"; and any word of ours with an adverb in it."""
        word = self.row[i]
        yield from takings(self, i)
        if word.fold not in ("we", "i") or i + 2 >= len(self.row) or self.row[i + 1].fold not in _HOW:
            return
        for phrase, j in self.phrases(i + 2):
            said = f"{word.fold} {phrase}"
            for terminal in keywords().get(said, ()):
                if terminal in _OURS:
                    hedged = terminal == "REQUIRE" and self.row[i + 1].fold in _HEDGES
                    yield Lexeme("PREFER" if hedged else terminal, word.start, self.row[j - 1].end, j, said)

    def _owners(self, i: int) -> Iterator[Lexeme]:
        """Those to whom a company may belong, as the kind of ownership that they make of it."""
        for phrase, j in self.phrases(i):
            if row := words_of("owners").get(phrase):
                yield Lexeme("OWNER", self.row[i].start, self.row[j - 1].end, j, (row["ownership"],))

    def _numbered(self, product: Lexeme) -> bool:
        """Whether the word behind a product is its version: "Magento 1", "Drupal 7 or older", "Joomla 3 sites"."""
        j = product.next
        if j >= len(self.row) or self.row[j].tight or not re.fullmatch(r"\d(?:\.\d)?", self.row[j].text):
            return False
        behind = self.row[j + 1] if j + 1 < len(self.row) else None
        if behind is None or behind.text in ",;.)" or behind.fold in _BEHIND:
            return True
        several = behind.text.lower() == f"{behind.fold}s"
        return several and (self.row[j].text == "1" or self._makes_sites(product))

    def _makes_sites(self, product: Lexeme) -> bool:
        """Whether a product is one with which sites are made, of which each runs on a version."""
        tool = self.vocabulary.get("technology", product.ids[0])
        return tool is not None and "cms" in (tool.data.get("category") or "").split("|")

    def _version(self, product: Lexeme) -> Lexeme:
        """A product of one version, which is another one than the product of all."""
        number = self.row[product.next]
        ids = tuple(f"{id}-{number.text.replace('.', '-')}" for id in product.ids[:1])
        return replace(product, end=number.end, next=product.next + 1, value=ids)

    def _next_stage(self, i: int) -> bool:
        """Whether a small letter goes on with a list of stages: "series a/b"."""
        row = self.row
        if not re.fullmatch(r"[a-j]", row[i].text) or i <= 1 or row[i - 1].text not in "/-–" or not row[i].tight:
            return False
        before = (x for k in range(max(0, i - 3), i - 1) for x in self.candidates(k))
        return any(x.type in ("STAGE", "LETTER") and x.next == i - 1 for x in before)

    def _stated(self, phrase: str, start: int, j: int) -> Iterator[Lexeme]:
        """A field by its name and "is", a measure and "of" with a name in quotes, an event behind "recorded"."""
        behind = self.row[j : j + 2]
        if phrase in _FIELDS and behind:
            if behind[0].fold in ("is", "are"):
                yield Lexeme("FIELD", start, behind[0].end, j + 1, (_FIELDS[phrase],))
            elif behind[0].fold == "of" and behind[-1].value is not None and behind[-1].value.type == "QUOTED":
                yield Lexeme("MEASURE", start, behind[0].end, j + 1, (_FIELDS[phrase],))
        elif phrase.startswith("recorded ") and (relation := _RELATIONS.get(phrase.removeprefix("recorded "))):
            yield Lexeme("RELATION", start, self.row[j - 1].end, j, (relation,))

    def phrases(self, i: int) -> list[tuple[str, int]]:
        """The folded phrases of one and more words that start at word `i`, with the word behind each."""
        out: list[tuple[str, int]] = []
        parts: list[str] = []
        j = i
        while j < len(self.row) and len(parts) < LONGEST:
            word = self.row[j]
            if not word.spelt:
                behind = self.row[j + 1] if j + 1 < len(self.row) else None
                tight = word.tight and behind is not None and behind.tight
                if (
                    parts and word.text in "+#" and word.tight and not (tight and behind and behind.fold)
                ):  # C++, Google+
                    parts.append(word.text)
                    out.append((" ".join(parts), j + 1))
                elif parts and behind and word.text in _GLUE and (word.text == "&" or tight):
                    if word.text == "/" and (self._slash(i - 1) or self._slash(j + 2)):
                        break  # "US/CA/UK": a list, and no "US-CA"
                    parts.extend(["and"] if word.text == "&" else [])
                elif parts and behind and word.tight and word.text in "'’" and self.row[j - 1].text[-1] == "s":
                    pass  # "barristers' chambers"
                elif parts and behind and word.text == "." and word.tight and _SHORTENED.fullmatch(parts[-1]):
                    pass  # "St. Gallen", "J.D. Edwards"
                else:
                    break
                j += 1
                continue
            parts.extend(word.spelt)
            j += 1
            out.append((" ".join(parts), j))
        single = self.row[i].text
        if not out and single in _SYMBOLS:
            out.append((single, i + 1))
        return out

    def _slash(self, i: int) -> bool:
        """Whether word `i` is a slash between two words."""
        return 0 < i < len(self.row) - 1 and self.row[i].text == "/" and self.row[i].tight

    def before(self, i: int) -> tuple[Lexeme, ...]:
        """The lexemes of the word in front of word `i`."""
        i -= 1
        while i > 0 and self.row[i].fold in ARTICLES:
            i -= 1
        return self.candidates(i) if i >= 0 else ()

    def _senses(self, phrase: str, written: str, start: int, end: int, j: int) -> list[Lexeme]:
        by_terminal: dict[str, list[str]] = {}
        for sense in self.vocabulary.phrases.get(phrase, ()):
            terminal = _terminal(sense)
            if written.lower().endswith(" cities") and sense.id.endswith("-city"):
                continue  # "Texas cities" are not Texas City
            if terminal.startswith("PLACE") and len(phrase) <= codes.LONGEST and not codes.is_place(self, j - 1):
                continue
            if terminal.startswith("PLACE") and codes.apart(sense.id, written):
                continue
            if (
                len(phrase) <= 3
                and terminal not in ("TECH_WEAK", "METRIC")
                and phrase in _ordinary()
                and not (written.rstrip("s").isupper() or self.coded)
            ):
                continue  # "us", "it", "or" are words unless they are written as abbreviations
            named = written[0].isupper() or written[0].isdigit() or self.coded or is_address(written)
            named = named or (self._tools and terminal == "TECH_WEAK")
            if terminal in ("TECH_WEAK", "PLACE_WEAK") and not named:
                continue  # "close", "base", "front": products only where they are written as names
            if terminal == "TECH_WEAK" and phrase in words_of("filler") and not codes.spelt(self, sense.id, written):
                continue  # "on Teams", but not "on Team"
            by_terminal.setdefault(terminal, []).append(sense.id)
        if "CATEGORY" in by_terminal and not by_terminal.keys().isdisjoint(_PEOPLE):
            by_terminal["CATEGORY_WEAK"] = by_terminal.pop("CATEGORY")  # "contractors": people before they are tools
        rare = by_terminal.get("PLACE_WEAK", [])
        alone = j == len(self.row) and start == self.row[0].start < self.row[0].end
        if rare and "PLACE" in by_terminal and not alone and (len(phrase) > 3 or not any("-" in id for id in rare)):
            del by_terminal["PLACE_WEAK"]  # "NA" is North America before it is Namibia, Kent the county
            lying = [id for id in rare if self._lies_in(id, j)]
            by_terminal["PLACE"] = lying or by_terminal["PLACE"]
        out = [Lexeme(terminal, start, end, j, tuple(ids)) for terminal, ids in by_terminal.items()]
        return sorted(out, key=lambda x: x.type != "AUDIENCE")  # whom one sells to, before the industry of that name

    def _lies_in(self, place: str, j: int) -> bool:
        """Whether a wider place of `place` stands behind a comma at word `j`: the state of "Kent, WA"."""
        if j + 1 >= len(self.row) or self.row[j].text != ",":
            return False
        wider = self.vocabulary.ancestors("place", place) - {place}
        behind = (self.vocabulary.phrases.get(phrase, ()) for phrase, _ in self.phrases(j + 1))
        return any(sense.id in wider for senses in behind for sense in senses)

    def _unknown(self, i: int) -> list[Lexeme]:
        """An unknown word: what it is a misspelling of, else a name (capitalised words in a row) and a plain noun."""
        word = self.row[i]
        out: list[Lexeme] = []
        if word.fold in _ordinary() or word.fold in ARTICLES:
            return []
        meant = self._misspelt(word, named=i > 0 and word.text[0].isupper())
        if meant:
            return [Lexeme(_terminal(sense), word.start, word.end, i + 1, (sense.id,)) for sense in meant]
        if word.text[0].isupper() and word.fold not in words_of("vague"):  # "Stack: Modern"
            j = i + 1
            while (
                j < len(self.row)
                and j < i + 3
                and self.row[j].text[0].isupper()
                and self.row[j].fold not in _ordinary()
                and not self.vocabulary.phrases.get(self.row[j].fold)
                and self.row[j].value is None
            ):
                j += 1
            end = self.row[j - 1].end
            if j > i + 1 or word.fold not in words_of("vague"):  # "Tech stack: Modern"
                out.append(Lexeme("NAME", word.start, end, j, self.text[word.start : end]))
            if j < len(self.row) and self._is_product(j):  # "ABC Glofox"
                end = self.row[j].end
                out.append(Lexeme("NAME", word.start, end, j + 1, self.text[word.start : end]))
        out.append(Lexeme("NOUN", word.start, word.end, i + 1, word.text))
        return out

    def _is_product(self, i: int) -> bool:
        """Whether a capitalised word is a product and nothing else."""
        word = self.row[i]
        kinds = {s.kind for s in self.vocabulary.phrases.get(word.fold, ())} if word.text[0].isupper() else set()
        return kinds == {"technology"}

    def _misspelt(self, word: Word, *, named: bool) -> tuple[Sense, ...]:
        """What a misspelt word is assumed to mean, under the policy of `vocabulary.lookup`: the senses of one name.

        `named`: it is written as a name, and not because a line starts with it.
        """
        if (
            len(word.fold) < LETTERS
            or not word.fold.isalpha()
            or word.fold in words_of("vague")
            or word.fold in words_of("english")
            or word.fold in self.vocabulary.phrases
            or word.fold.endswith(("ing", "ed", "ly"))
        ):
            return ()
        near = fuzzy(self.vocabulary, word.fold)
        senses = (near.sense,) if near.sense else near.rivals
        names = {self.vocabulary.name(s.kind, s.id).lower() for s in senses}
        if len(names) != 1 or (not named and any(s.kind.startswith("technology") for s in senses[:1])):
            return ()
        self.assumed[word.start] = self.vocabulary.name(senses[0].kind, senses[0].id)
        return senses

    @cached_property
    def introductions(self) -> frozenset[int]:
        """The words of brackets that a clause may run over."""
        return introductions(self)

    @cached_property
    def mentions(self) -> dict[int, list[Lexeme]]:
        """What a text is said to mention, by the first word of each."""
        return mentions(self)

    @cached_property
    def hedges(self) -> dict[int, int]:
        """The words that soften an amount and that a clause may run over, with the word behind each of them."""
        return hedges(self)

    @cached_property
    def parens(self) -> dict[int, int]:
        """The word behind the closing bracket, for every word that opens one."""
        out, stack = {}, []
        for i, word in enumerate(self.row):
            if word.text in "([":
                stack.append(i)
            elif word.text in ")]" and stack:
                out[stack.pop()] = i + 1
        return out


_PARTS_OF_STAGES = frozenset({"early", "late", "mid"})
_BETWEEN_STAGES = frozenset({"TO", "DASH", "AND", "OR", "COMMA", "SLASH"})
_AGES = frozenset({"senior", "junior", "mid-level", "entry-level"})
"""Levels that say nothing of what somebody does: "senior people"."""
_WEAK_TYPES = frozenset(
    {
        "TECH_WEAK",
        "CATEGORY_WEAK",
        "INDUSTRY_WEAK",
        "FUNCTION_WEAK",
        "PLACE_WEAK",
        "STAGE_WEAK",
        "STATUS_WEAK",
        "OWNER",
        "LETTER",
    }
)
_HOW = frozenset(
    "mainly mostly primarily usually typically generally often largely now currently always also really still".split()
)
_HEDGES = frozenset("mainly mostly primarily usually typically generally largely".split())
_OURS = frozenset({"BUYER", "SELLER", "COMMAND", "EXCLUDE", "REQUIRE"})
"""Words that start with "we" or "I", and may have an adverb behind it."""
_BOUNDS = frozenset({"min", "max"})
_PEOPLE = frozenset({"AUDIENCE", "ROLE"})
_BEHIND = frozenset(("or", "and", "with", "in", "who", "that", "but"))
_SYMBOLS = frozenset((">", "<", "≥", "≤", ">=", "<=", "~", "@"))


_CODED = frozenset({"BASED_IN", "SELLS_IN"})
_TOOL_LABELS = frozenset({"TECH_LABEL", "TOOLS_LABEL"})


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    """Words that are English before they are a name: the grammar's own and the filler, but not what only labels
    tools, as "crm" does."""
    own = (k for k, terminals in keywords().items() if " " not in k and not _TOOL_LABELS.issuperset(terminals))
    return frozenset(words_of("filler")).union(own)


def _terminal(sense: Sense) -> str:
    return TERMINALS[sense.kind] + {"weak": "_WEAK", "adjective": "_ADJ"}.get(sense.form, "")


def _with_noun(category: Lexeme, row: list[Word]) -> Lexeme:
    """A tool category with the noun behind it ("CRM platform"), or as it is."""
    noun = row[category.next]
    if "TOOL_NOUN" in keywords().get(noun.fold, ()):
        return Lexeme("CATEGORY", category.start, noun.end, category.next + 1, category.value)
    return category
