"""From the elements of a stretch of text to criteria: roles, negation, alternatives, and what must be reported.

A sentence is cut at stops, a phrase at commas. Inside a phrase `sentence.lark` says how clauses combine; across
commas everything holds, unless an "or" stands behind the last comma. A clause is believed only where the words
around it are: a stretch with unread words in it is reported whole, and nothing is read out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from lark.exceptions import UnexpectedToken

from icplang.diagnostics import Diagnostic, Source, diagnostic
from icplang.meaning.predicates import And, AtLeast, Exists, In, Not, Or, Predicate, Range, join
from icplang.meaning.profile import Criterion, Role
from icplang.reading.document import SOFT
from icplang.reading.grammars import parser
from icplang.reading.resolve import as_company, as_customers, as_hiring
from icplang.reading.scan import Element, quality
from icplang.reading.tree import Lexeme
from icplang.vocabulary.words import tokens

_KINDS_OF_COMPANY = frozenset({"industry", "model", "ownership", "segment", "stage", "status", "certification"})
_PLACES = frozenset({"location"})
_NUMERIC = frozenset({"employees", "money", "valuation", "founded", "age", "sites", "countries", "visits", "growth", "metric", "crew", "team",
                      "funding", "stage", "location", "presence"})
_WEAK_OPENERS = frozenset({"WITH", "ON", "IN", "SERVING", "AT", "HAVE"})
_BARE = frozenset({"PLACE", "PLACE_ADJ", "INDUSTRY", "INDUSTRY_WEAK", "MODEL", "OWNERSHIP", "STATUS", "SEGMENT", "CERT", "TECH", "STAGE", "ROLE",
                   "SENIORITY", "FUNCTION", "FUNCTION_WEAK", "NUM", "QUOTED"})
_ABSENT = frozenset({"no", "without", "lack", "lacking", "does not have", "do not have", "doesn t have", "don t have", "have no", "with no", "no in house",
                     "and no", "but no"})
_SIZES = frozenset({"employees", "money", "valuation", "sites", "metric", "crew", "team", "funding", "founded", "age"})
_IS = frozenset(("is", "wa", "was", "are", "were"))
_BUILT_FOR = ("built for", "set up for", "meant for", "designed for", "made for", "aimed at")
_LISTING = frozenset({"-", "–", "—", ":"})
_DISMISSED = frozenset(("pure", "purely"))
_ONLY_ABSENT = frozenset({"category", "teams"})
_NEVER_ALONE = frozenset({"when"})
_ONLY_NEGATED = frozenset({"gone"})
Path: TypeAlias = tuple[tuple[int, int], ...]
"""Where an item stands among alternatives: (group, branch) pairs from the outside in."""


@dataclass(slots=True)
class Composer:
    """Collects the criteria and diagnostics of one text."""

    source: Source
    sized: Callable[[str], bool] = lambda _: False
    """Whether a segment word stands for a number of employees."""
    suggest: Callable[[str], tuple[str, ...]] = lambda _: ()
    """Names that resemble unknown words."""
    found: list[tuple[Path, Criterion]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    path: Path = ()
    negated: bool = False
    """Whether the heading says that what it lists is liked less."""
    groups: int = 0
    """Lists that were split into alternatives so far."""

    def add(self, elements: list[Element], role: Role | None = None, weight: float | None = None, path: Path = ()) -> None:
        """Read the elements of one item (a sentence, a bullet, a cell) under the role of its heading."""
        self.path = path
        sentences = self._sentences(elements)
        for i, (lead, sentence) in enumerate(sentences):
            if role == "exclude" and i and lead in _LISTING and any(e.kind == "clause" for _, s in sentences[:i] for e in s):
                if sentence:    # "Enterprise - need SSO, audit logs"
                    self.tell("commentary", "a reason, no criterion", sentence[0].start, sentence[-1].end)
                continue
            self._sentence(sentence, role, weight)

    def _sentences(self, elements: list[Element]) -> list[tuple[str, list[Element]]]:
        """The sentences of an item. Names behind a dash or a colon define what stands before it: "Spain - Madrid,
        Bilbao" is the cities, "regulated sectors: banking, insurance" the list."""
        out: list[list[Element]] = [[]]
        for e in elements:
            if e.kind != "stop":
                out[-1].append(e)
                continue
            out.append([])
            out[-1].append(e) if e.name in _LISTING else None
        kept: list[tuple[str, list[Element]]] = []
        for sentence in out:
            lead = ""
            if sentence and sentence[0].kind == "stop":
                lead, sentence = sentence[0].name, sentence[1:]
                names = [x for x in sentence if x.kind == "clause"]
                before = [x for x in kept[-1][1] if x.kind == "clause"] if kept else []
                pure = names and all(x.kind in ("clause", "comma", "filler") or x.kind == "mark" and x.name in ("OR", "AND", "SLASH") for x in sentence)
                if pure and len({_family(x) for x in names}) == 1 and all(_is_bare(x) for x in names) and before \
                        and {_family(x) for x in before} == {_family(names[0])} and before[0].name == names[0].name:
                    kept.pop()
            kept.append((lead, sentence))
        return kept

    def folded(self) -> list[Criterion]:
        """The criteria, with alternatives (bullets of one field, tiers) as one criterion each."""
        return _fold(self._without_sizes(), 0, self.source)

    def _without_sizes(self) -> list[tuple[Path, Criterion]]:
        """Without the size words ("mid-market", "small") of a text that gives the number of employees itself."""
        counted = any(c.role in ("require", "prefer") and isinstance(c.predicate, Range) and c.predicate.field in ("employees", "team_size")
                      for _, c in self.found)
        out = []
        for path, c in self.found:
            if counted and c.role == "require" and isinstance(c.predicate, In) and c.predicate.field == "segment" and all(map(self.sized, c.predicate.values)):
                assert c.span is not None
                self.tell("defined-word", f"{c.text!r} is not read: the text gives the number", c.span.start, c.span.end)
            else:
                out.append((path, c))
        return out

    # --- a sentence -----------------------------------------------------------------------------------------

    def _sentence(self, elements: list[Element], heading: Role | None, weight: float | None) -> None:
        source = next((i for i, e in enumerate(elements) if e.kind == "mark" and e.name == "ATTRIBUTION" and i), None)
        if source is not None and any(e.kind == "clause" for e in elements[:source]):
            self.tell("commentary", "a source, no criterion", elements[source].start, elements[-1].end)
            elements = elements[:source]
        phrases = [p for p in _split(self._seller(self._commands(elements)), "comma") if p]
        phrases = self._served(phrases)
        role = heading
        if phrases and _first_mark(phrases[0]) == "PREFER":
            role = "prefer"
        negated: Element | None = None
        pending: list[tuple[Element | None, Role | None, list[Element]]] = []
        for phrase in phrases:
            lead = _lead(phrase)
            phrase = phrase[1:] if lead else phrase
            if not phrase:
                continue
            body, own = self._role_of(phrase, role)
            starts_negated = next((e for e in body if e.kind == "mark" and e.name == "NOT"), None)
            if starts_negated:
                negated = starts_negated
            elif negated and not (lead in ("OR", "AND", None) and self._goes_on(pending[-1][2], body)):
                negated = None
            if lead == "OR" and pending and not negated and self._alternatives(pending, body):
                continue
            pending.append((None if starts_negated else negated, own, body))
        hiring = False
        for outer, own, body in pending:
            if hiring and any(e.kind == "mark" and e.name == "NOT" for e in body):    # "hiring SDRs, not AEs"
                body = [replace(e, name="hiring", reading=as_hiring(e.reading)) if e.name == "people" and e.reading else e for e in body]
            hiring = hiring or any(e.name == "hiring" for e in body)
            self._phrase(body, own, weight, outer)

    def _seller(self, elements: list[Element]) -> list[Element]:
        """A sentence about the seller ("We do payroll for ..."): only what stands behind its "for" or "to" is the target."""
        content = [e for e in elements if e.kind != "filler"]
        if not (content and content[0].kind == "mark" and content[0].name == "SELLER"):
            return elements
        for i, e in enumerate(elements):
            if e.kind == "filler" and e.name in ("for", "to") or e.kind == "clause" and e.name == "serves":
                self.tell("commentary", "about the seller, no criterion", content[0].start, e.start)
                return [replace(e, reading=as_company(e.reading)), *elements[i + 1:]] if e.kind == "clause" and e.reading else elements[i + 1:]
        self.tell("commentary", "about the seller, no criterion", content[0].start, content[-1].end)
        return []

    def _served(self, phrases: list[list[Element]]) -> list[list[Element]]:
        """A sentence that starts with "for", or says what something "is built for", speaks of the companies themselves."""
        for number, phrase in enumerate(phrases):
            for i, e in enumerate(phrase):
                if e.kind == "clause" and e.name == "serves" and e.reading:
                    said = self.source.text[e.start:e.end].lower()
                    subject = [x for p in phrases[:number] for x in p] + phrase[:i]
                    built = said.startswith(_BUILT_FOR) and any(x.kind == "filler" and x.name in _IS for x in subject)
                    if built or said.startswith("for ") and not any(x.kind == "clause" for x in subject):
                        content = [x for x in subject if x.kind != "filler"]
                        if built and content:
                            self.tell("commentary", "about the seller, no criterion", content[0].start, content[-1].end)
                        return [[replace(e, reading=as_company(e.reading)), *phrase[i + 1:]], *phrases[number + 1:]] if built \
                            else [*phrases[:number], [*phrase[:i], replace(e, reading=as_company(e.reading)), *phrase[i + 1:]], *phrases[number + 1:]]
        return phrases

    def _commands(self, elements: list[Element]) -> list[Element]:
        """The elements without a leading instruction ("Find 50 ..."), which becomes a note."""
        content = [e for e in elements if e.kind != "filler"]
        if content and content[0].kind == "mark" and content[0].name == "COMMAND":
            end = content[0].end
            taken = {id(content[0])}
            if len(content) > 1 and content[1].kind == "clause" and content[1].name in ("bare", "metric"):
                number = next((x for x in _lexemes(content[1]) if x.type == "NUM"), None)
                if content[1].name == "bare" and number:
                    end = content[1].end
                    taken.add(id(content[1]))
            self.tell("command", "an instruction about the list, no criterion", content[0].start, end)
            return [e for e in elements if id(e) not in taken]
        return elements

    def _role_of(self, phrase: list[Element], role: Role | None) -> tuple[list[Element], Role | None]:
        """The phrase without its role words, and the role that they set."""
        out, own = [], role
        for i, e in enumerate(phrase):
            if e.kind == "mark" and e.name in ("PREFER", "REQUIRE", "EXCLUDE"):
                behind = any(x.kind in ("clause", "group") for x in phrase[i + 1:])
                before = [x for x in out if x.kind in ("clause", "group")]
                if e.name == "PREFER":
                    if before and behind:    # "50-200 employees ideally in fintech"
                        self._phrase(out, role, None, None)
                        out = []
                    elif len(before) > 1:    # "edtech companies in the 30-60 employee sweet spot": only the last clause
                        cut = next(j for j, x in enumerate(out) if x is before[-1])
                        self._phrase(out[:cut], role, None, None)
                        out = out[cut:]
                    own = "prefer"
                elif e.name == "EXCLUDE" and before and not behind:
                    if own == "prefer":    # "usually a poor fit"
                        out.insert(0, Element("mark", e.start, e.end, "NOT"))
                    else:
                        own = "exclude"
                elif e.name == "REQUIRE" and role is None:
                    own = "require"
                continue
            out.append(e)
        return out, own

    def _goes_on(self, before: list[Element], phrase: list[Element]) -> bool:
        """Whether a phrase behind a comma still belongs to the "not" of the one before: bare names of one kind."""
        last = next((e for e in reversed(before) if e.kind == "clause"), None)
        first = next((e for e in phrase if e.kind != "filler"), None)
        if last is None or first is None or first.kind == "mark":
            return first is not None and first.kind == "mark" and first.name == "OR"
        if first.kind == "unread":
            return True
        return first.kind == "clause" and _is_bare(first) and _family(first) == _family(last)

    def _alternatives(self, pending: list[tuple[Element | None, Role | None, list[Element]]], body: list[Element]) -> bool:
        """ "A, B, or C" across kinds: join the phrase to those before it that stand in line with it."""
        kind = next((e for e in body if e.kind == "clause"), None)
        last = next((e for e in reversed(pending[-1][2]) if e.kind == "clause"), None)
        if kind is None or last is None:
            return False
        joined: list[Element] = []
        while pending and all(e.kind in ("clause", "filler") or e.kind == "mark" and e.name in ("OR", "EITHER") for e in pending[-1][2]) \
                and sum(e.kind == "clause" for e in pending[-1][2]) >= 1 and all(
                    e.name in _KINDS_OF_COMPANY or e.name == last.name for e in pending[-1][2] if e.kind == "clause") \
                and (not joined or _family(last) == "company"):
            outer, own, previous = pending.pop()
            joined = [*previous, *([Element("mark", joined[0].start, joined[0].start, "OR")] if joined else []), *joined]
        if not joined:
            return False
        pending.append((outer, own, [*joined, Element("mark", body[0].start, body[0].start, "OR"), *body]))
        return True

    # --- a phrase -------------------------------------------------------------------------------------------

    def _phrase(self, elements: list[Element], role: Role | None, weight: float | None, outer: Element | None) -> None:
        """Read one phrase. `outer` is the "not" of an earlier phrase that still holds."""
        elements = self._named_by_size(elements)
        if role == "exclude" and any(e.kind == "unread" for e in elements) and any(e.kind == "mark" and e.name in ("OR", "SLASH") for e in elements):
            branch: list[Element] = []
            for e in [*elements, Element("mark", 0, 0, "OR")]:    # each alternative of an exclusion excludes on its own
                if e.kind == "mark" and e.name in ("OR", "SLASH"):
                    if branch:
                        self._phrase(branch, role, weight, outer)
                    branch = []
                else:
                    branch.append(e)
            return
        elements = self._examples(elements)
        elements = self._placed(elements, outer, role)
        excluding = outer is not None or role == "exclude" or any(e.kind == "mark" and e.name == "NOT" for e in elements)
        kept = self._believed(elements, excluding, outer is not None or role == "exclude")
        if not any(e.kind in ("clause", "group") for e in kept):
            return
        kept = self._defined(kept)
        units = [e for e in kept if e.kind in ("clause", "group") or e.kind == "mark" and (e.name in ("NOT", "OR", "AND", "SLASH") or e.name.startswith("ANY_N"))]
        if outer is not None:
            units = [Element("mark", outer.start, outer.end, "NOT"), *units]
        units = self._trimmed(units)
        shape = self._tree(units)
        if shape is None:
            return
        if role == "prefer" or outer is None and any(e.name == "PREFER" for e in elements):
            for e in _clauses(units):
                if e.reading and e.reading.inherited:    # "50-500 employees, ideally 100-200"
                    e.reading.predicate, e.reading.notes = e.reading.inherited, []
        for element in units:
            self._notes(element)
        unread = [e for e in _clauses(units) if e.reading and e.reading.predicate is None]
        if unread and (excluding or any(u.kind == "mark" and u.name in ("OR", "SLASH") for u in units)):
            return    # half of an alternative or of an exclusion would say something else
        self._emit(shape, units, role or "require", weight)

    def _trimmed(self, units: list[Element]) -> list[Element]:
        """Without connectors that join nothing: at the ends, doubled, or in front of "not". A "not" in front of a
        "without" is a double negation, and the two cancel."""
        out: list[Element] = []
        for u in units:
            joining = u.kind == "mark" and u.name in ("AND", "OR", "SLASH")
            if joining and (not out or out[-1].kind == "mark"):
                continue
            if u.kind == "mark" and u.name == "NOT" and out and out[-1].kind == "mark":
                doubled = out[-1].name == "NOT"
                if doubled and not self._is_absence(u):
                    continue
                out.pop()
                if doubled:
                    continue
            out.append(u)
        while out and out[-1].kind == "mark":
            out.pop()
        return out

    def _tree(self, units: list[Element]) -> Shape | None:
        """How the units combine, by sentence.lark; None, with a diagnostic, where they do not."""
        if not units:
            return None
        state = parser("sentence").parse_interactive().copy(deepcopy_values=False)
        try:
            for token in _tokens(units):
                state.feed_token(token)
            return self._rebound(_shape(state.feed_token(Lexeme("$END", 0, 0, 0))))
        except UnexpectedToken:
            self.tell("ambiguous-phrase", "how these clauses belong together is not clear", units[0].start, units[-1].end,
                      help="put each clause on a line of its own, or group with brackets")
            return None

    def _rebound(self, shape: Shape) -> Shape | None:
        """ "B2B fintech or insurtech companies in Spain": the "or" binds the two names beside it, unless both sides run
        in parallel ("B2B SaaS or B2C apps"). Where neither is so, the text has to say it, and None is returned."""
        if isinstance(shape, Element):
            return shape
        parts = [self._rebound(p) for p in shape.parts]
        if any(p is None for p in parts):
            return None
        known = [p for p in parts if p is not None]
        if shape.op == "group":
            return shape if known[0] is shape.parts[0] else Combination("group", known)
        if shape.op != "any" or len(known) == 1:
            return replace(shape, parts=known) if len(known) > 1 or shape.op not in ("any", "all") else known[0]
        sides = [p.parts if isinstance(p, Combination) and p.op == "all" else [p] for p in known]
        if all(len(side) == 1 for side in sides) or _parallel(sides):
            return replace(shape, parts=known)
        middle = [side[0] for side in sides[1:-1]]
        if any(len(side) > 1 for side in sides[1:-1]) or not _kin([sides[0][-1], *middle, sides[-1][0]]):
            elements = list(_elements(shape))
            self.tell("ambiguous-phrase", "what the 'or' joins is not clear", elements[0].start, elements[-1].end,
                      help="group with brackets: 'US and (running HubSpot or hiring SDRs)', or write one line for each")
            return None
        either = Combination("any", [sides[0][-1], *middle, sides[-1][0]])
        return Combination("all", [*sides[0][:-1], either, *sides[-1][1:]])

    def _emit(self, shape: Shape, units: list[Element], role: Role, weight: float | None) -> None:
        """Criteria from a phrase: what all holds is split, alternatives stay together."""
        negation = next((e for e in units if e.kind == "mark" and e.name == "NOT"), None)
        absent = negation is not None and self._is_absence(negation)
        for part, sign in _independent(shape, role):
            predicate = self._predicate(part, absent)
            used = list(_elements(part))
            if predicate is None:
                continue
            people = [e for e in used if e.reading and e.reading.role]
            if people and not (absent and not sign):
                if len(people) < len(used):
                    self._mixed(used)
                else:
                    self._criterion("buyer", predicate if sign else Not(predicate), used, weight)
            elif sign:
                self._criterion(role, predicate, used, weight)
            elif role == "require":
                self._criterion("exclude", predicate, used, weight)
            else:
                self._criterion(role, Not(predicate), used, weight)

    def _predicate(self, shape: Shape, absent: bool) -> Predicate | None:
        """The predicate of a shape. `absent`: bare titles are people that a company lacks."""
        if isinstance(shape, Element):
            assert shape.reading is not None
            predicate = shape.reading.predicate
            return Exists("person", predicate) if absent and predicate is not None and shape.name == "people" else predicate
        parts = [self._predicate(p, absent) for p in shape.parts]
        known = [p for p in parts if p is not None]
        if not known or len(known) < len(parts) and shape.op != "all":
            return None
        known = list(dict.fromkeys(known)) if shape.op != "at_least" else known    # "multi-branch chains" says one thing twice
        match shape.op:
            case "group":
                return known[0]
            case "any":
                return join(Or, known)
            case "all":
                return join(And, known)
            case "none":
                return join(And, [Not(p) for p in known])
        return AtLeast(shape.n, tuple(known))

    def _criterion(self, role: Role, predicate: Predicate, used: list[Element], weight: float | None) -> None:
        start, end = min(e.start for e in used), max(e.end for e in used)
        if self.negated and role == "prefer":
            predicate = Not(predicate)
        self.found.append((self.path, Criterion(role, predicate, self.source.text[start:end], self.source.span(start, end), weight)))

    def _mixed(self, used: list[Element]) -> None:
        self.tell("ambiguous-phrase", "a company and a person in one alternative", used[0].start, used[-1].end,
                  help="name whom to talk to on a line of its own: 'Buyer: VP of Sales'")

    def _placed(self, elements: list[Element], outer: Element | None, role: Role | None) -> list[Element]:
        """Clauses that say something only where the company lacks it: "no CRM", "without a CFO"."""
        absent = outer is not None and self._is_absence(outer)
        serving = False
        negated = outer is not None or role == "exclude"
        out = []
        for e in elements:
            if e.kind == "mark" and e.name == "NOT":
                absent, negated = self._is_absence(e), True
            elif e.name == "serves":
                serving = True
            elif serving and negated and e.reading and _is_bare(e):
                e = replace(e, reading=as_customers(e.reading))
            alone = e.kind == "clause" and (e.name in _NEVER_ALONE or e.name in _ONLY_ABSENT and not absent or e.name in _ONLY_NEGATED and not negated)
            out.append(replace(e, kind="unread") if alone else e)
        return out

    def _is_absence(self, negation: Element) -> bool:
        return " ".join(tokens(self.source.text[negation.start:negation.end])) in _ABSENT

    # --- what is believed -----------------------------------------------------------------------------------

    def _examples(self, elements: list[Element]) -> list[Element]:
        """Examples behind "such as" illustrate: they are a remark."""
        for i, e in enumerate(elements):
            if e.kind == "mark" and e.name == "LIKE":
                self.tell("commentary", "examples; only what stands before them is read", e.start, elements[-1].end)
                return elements[:i]
        return elements

    def _named_by_size(self, elements: list[Element]) -> list[Element]:
        """ "Large corporates (800+ employees)": a bracket with a size stands for the words in front of it."""
        for i, e in enumerate(elements):
            sizes = [x for x in e.inside if x.kind == "clause"]
            if e.kind == "group" and sizes and all(x.name in _SIZES and x.reading and x.reading.predicate for x in sizes) \
                    and not any(x.kind == "unread" for x in e.inside) and all(
                        x.kind in ("unread", "filler") or x.kind == "mark" and x.name in ("OR", "SLASH", "AND") or x.name == "segment"
                        for x in elements[:i]) and any(x.kind == "unread" for x in elements[:i]):
                return [*e.inside, *elements[i + 1:]]
        return elements

    def _believed(self, elements: list[Element], excluding: bool, whole: bool) -> list[Element]:
        """The elements that can be trusted; the rest is reported, stretch by stretch.

        `whole`: all of the phrase is an exclusion, and not only what stands behind a "not" in it.
        """
        for e in elements:
            if excluding and e.kind == "unread" and e.name in _DISMISSED:    # "pure B2C" excludes B2C
                self._report([e])
        elements = [e for e in elements if not (excluding and e.kind == "unread" and e.name in _DISMISSED)]
        if excluding:
            elements = [replace(e, kind="unread") if e.reading and any(n.code == "vague-phrase" for n in e.reading.notes) else e for e in elements]
        if excluding and any(e.kind == "unread" for e in elements):
            # an unread word restricts an exclusion: without it too many companies would go
            negation = next((i for i, e in enumerate(elements) if e.kind == "mark" and e.name == "NOT"), 0) if not whole else 0
            if any(e.kind == "unread" for e in elements[negation:]):
                self._report(elements[negation:])
                return self._believed(elements[:negation], False, whole) if negation else []
        out: list[Element] = []
        for i, stretch in enumerate(_stretches(elements)):
            unread = [e for e in stretch if e.kind == "unread"]
            if not unread:
                out += stretch
            elif i == 0 and _trusted_head(stretch):
                for run in _runs(stretch):
                    self._report(run)
                out += [e for e in stretch if e.kind != "unread"]
            else:
                self._report(stretch)
        return out

    def _report(self, elements: list[Element]) -> None:
        """One diagnostic for a stretch that is not read, with the nearest thing that could be written instead."""
        content = [e for e in elements if e.kind not in ("filler", "comma") and not (e.kind == "mark" and e.name in ("AND", "OR", "SLASH", "RELATIVE"))]
        if not content:
            return
        start, end = content[0].start, content[-1].end
        words = tokens(self.source.text[start:end])
        row = quality(words)
        said = self.source.text[start:end]
        near = self.suggest(said) if row is None and len(words) <= 2 else ()
        if row is None:
            self.tell("unknown-words", f"{_quoted(said)} is not understood", start, end, suggestions=near,
                      help="say it with a field that is known (docs/language.md lists them), or put a remark in brackets")
        else:
            code = "vague-phrase" if row["why"] == "vague" else "unobservable-phrase"
            message = f"{_quoted(said)} has no threshold and no field" if row["why"] == "vague" else f"{_quoted(said)} is not something an account table holds"
            hint = row.get("suggestion") or ""
            self.tell(code, message, start, end, help=f"write something measurable, such as '{hint}'" if hint else "", suggestions=(hint,) if hint else ())

    def _defined(self, elements: list[Element]) -> list[Element]:
        """Brackets: an operand stays a group, a definition joins the clauses, anything else is a remark."""
        out: list[Element] = []
        for e in elements:
            if e.kind != "group":
                out.append(e)
                continue
            before = next((x for x in reversed(out) if x.kind != "filler"), None)
            if _too_deep(e):
                self.tell("too-deep", "brackets are nested too deep", e.start, e.end, help="at most 64 levels are read")
            elif not any(_clauses([e])):
                self.tell("commentary", "a remark in brackets, no criterion", e.start, e.end)
            elif before is None or before.kind == "mark":
                out.append(e)
            elif any(x.kind == "mark" and x.name == "PREFER" for x in e.inside) and not any(x.kind == "unread" for x in e.inside):
                for sentence in _split(e.inside, "stop"):    # "$8M-$80M (sweet spot: $12M-$35M)"
                    self._phrase([x for x in sentence if x.kind != "mark"], "prefer", None, None)
            elif (timed := _timed(before, e)) is not None:
                out[next(i for i, x in enumerate(out) if x is before)] = timed
            elif not self._defines(before, e):
                self.tell("commentary", "a remark in brackets, no criterion", e.start, e.end)
            else:
                out = self._definition(out, before, e)
        return out

    def _defines(self, before: Element, group: Element) -> bool:
        """Whether a bracket narrows what stands before it: numbers, or names of the same kind, and nothing else."""
        clauses = [x for x in group.inside if x.kind == "clause"]
        return bool(clauses) and all(
            x.kind in ("clause", "comma", "filler") or x.kind == "mark" and x.name in ("OR", "AND", "SLASH") for x in group.inside) and all(
            x.reading is not None and x.reading.predicate is not None and (
                x.name in _SIZES or x.name == before.name or before.kind == "clause" and _family(x) == _family(before)) for x in clauses)

    def _definition(self, out: list[Element], before: Element, group: Element) -> list[Element]:
        """ "mid-market (200-2,000 employees)": the bracket defines, and the word that it defines is not read."""
        inside = [x for x in group.inside if x.kind == "clause"]
        defined = before.kind == "clause" and (
            before.name == "segment" and any(x.name in ("employees", "money") for x in inside)
            or before.name == "technology" and all(x.name == "technology" for x in inside)
            or before.name == "location" and all(x.name == "location" for x in inside)
            or before.name == inside[0].name)
        if defined:
            out = [x for x in out if x is not before]
        joined = any(x.kind == "mark" and x.name == "OR" for x in group.inside)
        return [*out, group] if joined or any(x.kind == "comma" for x in group.inside) else [*out, *group.inside]

    def _notes(self, element: Element) -> None:
        for e in _clauses([element]):
            if e.reading:
                self.diagnostics.extend(e.reading.notes)

    def tell(self, code: str, message: str, start: int, end: int, **more: Any) -> None:
        """Add a diagnostic about a stretch of the source."""
        self.diagnostics.append(diagnostic(code, message, self.source.span(start, end), **more))


@dataclass(frozen=True, slots=True)
class _Unit:
    """A clause as a token of sentence.lark."""

    element: Element
    type: str = "CLAUSE"


def _tokens(units: list[Element], *, counted: bool = False) -> Iterator[Any]:
    """The tokens of sentence.lark for a row of units. Inside a bracket a comma means what its "or" or "and" means."""
    either = any(u.kind == "mark" and u.name == "OR" for u in units)
    waiting = False
    after = 0
    for i, unit in enumerate(units):
        operand = unit.kind in ("clause", "group")
        if unit.kind == "comma" or unit.kind == "stop":
            waiting = True
            continue
        if waiting and operand and after:
            yield Lexeme("SEMI" if counted else "OR" if either else "AND", unit.start, unit.start, 0)
        elif waiting and unit.kind == "mark" and unit.name == "NOT" and counted:
            yield Lexeme("SEMI", unit.start, unit.start, 0)
        waiting = False
        if unit.kind == "clause":
            yield _Unit(unit)
        elif unit.kind == "group":
            previous = units[i - 1] if i else None
            many = previous is not None and previous.kind == "mark" and previous.name.startswith("ANY_N")
            yield Lexeme("LPAR", unit.start, unit.start, 0)
            yield from _tokens([x for x in unit.inside if x.kind in ("clause", "group", "comma", "stop") or x.kind == "mark" and (
                x.name in ("NOT", "OR", "AND", "SLASH") or x.name.startswith("ANY_N"))], counted=many)
            yield Lexeme("RPAR", unit.end, unit.end, 0)
        elif unit.name.startswith("ANY_N"):
            yield Lexeme("ANY_N", unit.start, unit.end, 0, unit.name.split(" ")[1])
        elif unit.name in ("NOT", "OR", "AND", "SLASH"):
            yield Lexeme(unit.name, unit.start, unit.end, 0)
        after += operand
    return


@dataclass(frozen=True, slots=True)
class Combination:
    """Clauses in a combination: any, all, none, or at_least `n` of the parts."""

    op: str
    parts: list[Shape]
    n: int = 0


Shape: TypeAlias = Element | Combination


def _shape(tree: Any) -> Shape:
    """The tree of sentence.lark without its grammar: lists flat, brackets gone."""
    if isinstance(tree, _Unit):
        return tree.element
    children = [c for c in tree.children if not isinstance(c, Lexeme)]
    match tree.data:
        case "any_of" | "all_of" | "none_of":
            flat: list[Any] = []
            stack = list(reversed(children))
            while stack:
                item = stack.pop()
                if getattr(item, "data", None) == tree.data:
                    stack.extend(reversed([c for c in item.children if not isinstance(c, Lexeme)]))
                else:
                    flat.append(item)
            parts = [_shape(c) for c in flat]
            op = tree.data.removesuffix("_of")
            return parts[0] if len(parts) == 1 and op != "none" else Combination(op, parts)
        case "group":    # brackets are kept until the "or" around them is settled
            inner = _shape(children[0])
            return inner if isinstance(inner, Element) else Combination("group", [inner])
        case "at_least":
            return Combination("at_least", [_shape(c) for c in children], int(tree.children[0].value))
        case _:
            parts = [_shape(c) for c in children]
            return parts[0] if len(parts) == 1 else Combination("all", parts)


def _elements(shape: Shape) -> Iterator[Element]:
    if isinstance(shape, Element):
        yield shape
    else:
        for part in shape.parts:
            yield from _elements(part)


def _independent(shape: Shape, role: Role, sign: bool = True) -> Iterator[tuple[Shape, bool]]:
    """The parts that are a criterion each, with their sign: of what must hold the members of an "all", of what must
    not the members of an "any". An exclusion of several things together is one criterion."""
    if isinstance(shape, Element):
        yield shape, sign
    elif shape.op == "group":
        yield from _independent(shape.parts[0], role, sign)
    elif shape.op == "none" and sign and role != "exclude":
        for part in shape.parts:
            yield from _independent(part, role, False)
    elif shape.op == "all" and sign and role != "exclude" or shape.op == "any" and (not sign or role == "exclude"):
        for part in shape.parts:
            yield from _independent(part, role, sign)
    else:
        yield shape, sign


def _parallel(sides: list[list[Shape]]) -> bool:
    """Whether all sides of an "or" run over the same kinds of clauses."""
    kinds = [[x.name if isinstance(x, Element) else x.op for x in side] for side in sides]
    families = [sorted(_family(x) if isinstance(x, Element) else x.op for x in side) for side in sides]
    return all(k == kinds[0] for k in kinds) or len(sides[0]) > 1 and all(f == families[0] for f in families)


def _kin(shapes: list[Shape]) -> bool:
    """Whether neighbours of an "or" are names of one kind."""
    elements = [x for x in shapes if isinstance(x, Element)]
    return len(elements) == len(shapes) and len({_family(x) for x in elements}) == 1 and all(_is_bare(x) for x in elements)


def _split(elements: list[Element], kind: str) -> Iterator[list[Element]]:
    part: list[Element] = []
    for e in elements:
        if e.kind == kind:
            yield part
            part = []
        else:
            part.append(e)
    yield part


def _lead(phrase: list[Element]) -> str | None:
    return phrase[0].name if phrase[0].kind == "mark" and phrase[0].name in ("OR", "AND", "BUT") else None


def _first_mark(phrase: list[Element]) -> str | None:
    first = next((e for e in phrase if e.kind != "filler"), None)
    return first.name if first and first.kind == "mark" else None


def _lexemes(element: Element) -> Iterator[Lexeme]:
    if element.reading:
        yield from (x for x in element.reading.node.walk() if isinstance(x, Lexeme))


def _opener(element: Element) -> str:
    return min(_lexemes(element), key=lambda x: x.start).type


def _is_bare(element: Element) -> bool:
    return _opener(element) in _BARE


def _family(element: Element) -> str:
    return "company" if element.name in _KINDS_OF_COMPANY else element.name


def _clauses(elements: Iterable[Element]) -> Iterator[Element]:
    for e in elements:
        if e.kind == "clause":
            yield e
        elif e.kind == "group":
            yield from _clauses(e.inside)


def _stretches(elements: list[Element]) -> list[list[Element]]:
    """A phrase cut where a relative clause, a prepositional phrase or a self-contained clause begins.

    What stands in one stretch is believed or reported together.
    """
    out: list[list[Element]] = [[]]
    previous: Element | None = None    # the last element of the stretch that is no filler
    named = False                      # whether the stretch holds a clause
    for i, e in enumerate(elements):
        governed = previous is not None and previous.kind == "unread"
        if e.kind == "mark":
            cut = e.name in ("RELATIVE", "NOT", "BUT", "SELLER")
        elif e.kind == "filler":
            cut = e.turns and previous is not None and not governed
        elif e.kind == "clause":
            cut = e.name in _NUMERIC or not _is_bare(e) and not (governed and _opener(e) in _WEAK_OPENERS)
        else:
            complete = previous is not None and previous.kind == "clause" and (previous.name in _NUMERIC or not _is_bare(previous))
            headed = previous is not None and previous.name == "technology" and previous.end + 1 >= e.start and "CATEGORY" in {x.type for x in _lexemes(previous)}
            cut = e.kind == "unread" and not governed and named and not headed and (complete or not _adjective(elements, i))
        if cut:
            out.append([])
            previous, named = None, False
        out[-1].append(e)
        if e.kind != "filler":
            previous = e
        named = named or e.kind == "clause"
    return [s for s in out if s]


def _timed(before: Element, group: Element) -> Element | None:
    """The event before a bracket that holds its window: "recent funding (last 60 days)"."""
    content = [x for x in group.inside if x.kind != "filler"]
    if len(content) == 1 and content[0].name == "when" and content[0].reading and before.reading and isinstance(before.reading.predicate, Exists):
        event = replace(before.reading.predicate, last=None, since=None)
        return replace(before, end=group.end, reading=replace(before.reading, predicate=replace(event, **content[0].reading.window), notes=[]))
    return None


def _adjective(elements: list[Element], i: int) -> bool:
    """Whether the unread words at `i` stand directly before a name, as an adjective does."""
    following = next((e for e in elements[i:] if e.kind != "unread"), None)
    return following is not None and following.kind == "clause" and _is_bare(following)


def _too_deep(group: Element) -> bool:
    stack = [group]
    while stack:
        e = stack.pop()
        if e.name == "too deep":
            return True
        stack.extend(e.inside)
    return False


def _trusted_head(stretch: list[Element]) -> bool:
    """Whether unread words only describe the names around them: no verb or preposition of theirs governs anything."""
    if stretch[0].kind == "mark" and stretch[0].name in ("RELATIVE", "SELLER"):
        return False
    for before, e in zip(stretch, stretch[1:], strict=False):
        if before.kind == "unread" and (e.kind == "filler" and e.turns or e.kind == "clause" and not _is_bare(e)):
            return False
    return True


def _runs(stretch: list[Element]) -> Iterator[list[Element]]:
    """The unread words of a stretch, neighbours together."""
    run: list[Element] = []
    for e in stretch:
        if e.kind == "unread" or e.kind == "filler" and run:
            run.append(e)
        elif run:
            yield run
            run = []
    if run:
        yield run


def strictly(elements: list[Element]) -> list[Element]:
    """The elements with bare names as unread words: under a label that nothing explains, they may be anything."""
    return [replace(e, kind="unread") if e.kind == "clause" and _is_bare(e) and e.name not in _SIZES else e for e in elements]


def _quoted(words: str) -> str:
    words = " ".join(words.split())
    return f"'{words}'" if len(words) <= 60 else f"'{words[:57]}...'"


def _fold(found: list[tuple[Path, Criterion]], level: int, source: Source) -> list[Criterion]:
    """Criteria of one group as alternatives: branches of what must hold become one "or"."""
    out: list[Criterion] = []
    groups: dict[tuple[int, Role], dict[int, list[tuple[Path, Criterion]]]] = {}
    order: list[Criterion | tuple[int, Role]] = []
    for path, criterion in found:
        if len(path) <= level or criterion.role == "exclude":
            order.append(criterion)
            continue
        group, branch = path[level]
        key = (group, criterion.role)
        if key not in groups:
            order.append(key)
        groups.setdefault(key, {}).setdefault(branch, []).append((path, criterion))
    for entry in order:
        if isinstance(entry, Criterion):
            out.append(entry)
            continue
        branches = [_fold(members, level + 1, source) for members in groups[entry].values()]
        if entry[0] >= SOFT:
            out += _one_of(branches, source)
            continue
        if len(branches) == 1:
            out += branches[0]
            continue
        members = [c for branch in branches for c in branch]
        predicate = merged(join(Or, [join(And, [c.predicate for c in branch]) for branch in branches]))
        start, end = min(c.span.start for c in members if c.span), max(c.span.end for c in members if c.span)
        out.append(Criterion(entry[1], predicate, source.text[start:end], source.span(start, end), members[0].weight))
    return out


def _one_of(branches: list[list[Criterion]], source: Source) -> list[Criterion]:
    """Bullets under one heading. Those that each name an industry, or a place, are alternatives: no company is all."""
    out: list[Criterion] = []
    alike: dict[str, list[Criterion]] = {}
    for branch in branches:
        only = branch[0].predicate if len(branch) == 1 else None
        if isinstance(only, In) and only.field in ("industry", "location"):
            alike.setdefault(only.field, []).append(branch[0])
        out += branch
    for members in alike.values():
        if len(members) > 1:
            predicate = merged(join(Or, [c.predicate for c in members]))
            start, end = min(c.span.start for c in members if c.span), max(c.span.end for c in members if c.span)
            out[out.index(members[0])] = replace(members[0], predicate=predicate, text=source.text[start:end], span=source.span(start, end))
            out = [c for c in out if c not in members[1:]]
    return out


def merged(predicate: Predicate) -> Predicate:
    """An "or" in which alternatives on one field are one list of values."""
    if not isinstance(predicate, Or):
        return predicate
    out: list[Predicate] = []
    for part in predicate.args:
        same = next((i for i, p in enumerate(out) if isinstance(p, In) and isinstance(part, In) and p.field == part.field
                     and p.of == part.of and p.count is None and part.count is None), None)
        if same is None:
            out.append(part)
        else:
            before = out[same]
            assert isinstance(before, In) and isinstance(part, In)
            out[same] = replace(before, values=tuple(dict.fromkeys((*before.values, *part.values))))
    return out[0] if len(out) == 1 else Or(tuple(out))
