"""From the elements of a stretch of text to criteria: roles, negation, alternatives, and what must be reported.

A sentence is cut at stops, a phrase at commas. Inside a phrase `sentence.lark` says how clauses combine; across
commas everything holds, unless an "or" stands behind the last comma. A clause is believed only where the words
around it are: a stretch with unread words in it is reported whole, and nothing is read out of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lark.exceptions import UnexpectedToken

from icplang.diagnostics import Diagnostic, Source, diagnostic
from icplang.meaning.fields import FIELDS
from icplang.meaning.predicates import And, AtLeast, Exists, In, Not, Or, Predicate, join, leaves
from icplang.meaning.profile import Criterion, Role
from icplang.reading.grammars import parser
from icplang.reading.resolve import as_company, as_customers
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
_ONLY_ABSENT = frozenset({"category"})


@dataclass(slots=True)
class Composer:
    """Collects the criteria and diagnostics of one text."""

    source: Source
    criteria: list[Criterion] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, elements: list[Element], role: Role | None = None, weight: float | None = None) -> None:
        """Read the elements of one item (a sentence, a bullet, a cell) under the role of its heading."""
        for sentence in _split(elements, "stop"):
            self._sentence(sentence, role, weight)

    # --- a sentence -----------------------------------------------------------------------------------------

    def _sentence(self, elements: list[Element], heading: Role | None, weight: float | None) -> None:
        phrases = [p for p in _split(self._seller(self._commands(elements)), "comma") if p]
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
        for outer, own, body in pending:
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
                    if before and behind:    # "50-200 employees, ideally in fintech" without its comma
                        self._phrase(out, role, None, None)
                        out = []
                    own = "prefer"
                elif e.name == "EXCLUDE" and before and not behind:
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
        elements = self._examples(elements)
        elements = self._placed(elements, outer)
        excluding = outer is not None or role == "exclude" or any(e.kind == "mark" and e.name == "NOT" for e in elements)
        kept = self._believed(elements, excluding, outer is not None or role == "exclude")
        if not any(e.kind in ("clause", "group") for e in kept):
            return
        kept = self._defined(kept)
        units = [e for e in kept if e.kind in ("clause", "group") or e.kind == "mark" and (e.name in ("NOT", "OR", "AND") or e.name.startswith("ANY_N"))]
        if outer is not None:
            units = [Element("mark", outer.start, outer.end, "NOT"), *units]
        units = _trimmed(units)
        tree = self._tree(units)
        if tree is None:
            return
        for element in units:
            self._notes(element)
        unread = [e for e in _clauses(units) if e.reading and e.reading.predicate is None]
        if unread and (excluding or any(u.kind == "mark" and u.name == "OR" for u in units)):
            return    # half of an alternative or of an exclusion would say something else
        self._emit(tree, units, role or "require", weight)

    def _tree(self, units: list[Element]) -> Any:
        """The tree of sentence.lark over the units; None, with a diagnostic, where they do not combine."""
        if not units:
            return None
        state = parser("sentence").parse_interactive().copy(deepcopy_values=False)
        try:
            for token in _tokens(units):
                state.feed_token(token)
            return state.feed_token(Lexeme("$END", 0, 0, 0))
        except UnexpectedToken:
            self.tell("ambiguous-phrase", "how these clauses belong together is not clear", units[0].start, units[-1].end,
                      help="put each clause on a line of its own, or group with brackets")
            return None

    def _emit(self, tree: Any, units: list[Element], role: Role, weight: float | None) -> None:
        """Criteria from the tree of a phrase: what all holds is split, alternatives stay together."""
        negation = next((e for e in units if e.kind == "mark" and e.name == "NOT"), None)
        absent = negation is not None and self._is_absence(negation)
        for part in tree.children:
            for sign, sub in _signed(part):
                for branch in self._branches(sub, sign and role != "exclude", role):
                    predicate, used = self._predicate(branch, absent and not sign)
                    if predicate is None or not used:
                        continue
                    found = {e.reading.role for e in used if e.reading} - {None}
                    if "buyer" in found and not (absent and not sign):
                        if len(found) == 1 and all(e.reading and e.reading.role for e in used):
                            self._criterion("buyer", predicate if sign else Not(predicate), used, weight)
                        else:
                            self._mixed(used)
                        continue
                    if sign:
                        self._criterion(role, predicate, used, weight)
                    elif role in ("require", "exclude") and role != "exclude":
                        self._criterion("exclude", predicate, used, weight)
                    else:
                        self._criterion(role, Not(predicate), used, weight)

    def _branches(self, tree: Any, positive: bool, role: Role) -> Iterator[Any]:
        """What becomes one criterion each: members of an "and" that must hold, of an "or" that must not."""
        if tree.data == "any_of":
            ways = _flat(tree, "any_of")
            if len(ways) == 1:
                if positive and role != "exclude":
                    yield from self._branches(ways[0], positive, role)
                else:
                    yield ways[0]
            elif positive:
                yield tree
            else:
                yield from ways
        elif tree.data == "all_of" and positive:
            for part in _flat(tree, "all_of"):
                yield from self._branches(part, positive, role)
        elif tree.data == "part" and tree.children and getattr(tree.children[0], "data", "") == "group" and positive:
            inner = tree.children[0].children[1]
            if len(inner.children) == 1 and inner.children[0].data == "any_of":
                yield from self._branches(inner.children[0], positive, role)
            else:
                yield tree
        else:
            yield tree

    def _predicate(self, tree: Any, absent: bool) -> tuple[Predicate | None, list[Element]]:
        """The predicate of a tree, and the clauses it was made of. `absent`: bare titles are people a company lacks."""
        if isinstance(tree, _Unit):
            return self._unit(tree.element, absent)
        if isinstance(tree, Lexeme):
            return None, []
        match tree.data:
            case "any_of" | "all_of":
                return self._joined(Or if tree.data == "any_of" else And, _flat(tree, tree.data), absent)
            case "none_of":
                parts, used = [], []
                for sub in _negated(tree):
                    predicate, elements = self._predicate(sub, absent)
                    if predicate is None:
                        return None, []
                    parts.append(Not(predicate))
                    used += elements
                return join(And, list(parts)), used
            case "sentence" | "part":
                return self._joined(And, [c for c in tree.children if not isinstance(c, Lexeme)], absent)
            case "group":
                return self._predicate(tree.children[1], absent)
            case _:    # at_least
                counted, *rest = tree.children
                args, used = [], []
                for sub in rest:
                    if not isinstance(sub, Lexeme):
                        predicate, elements = self._predicate(sub, absent)
                        if predicate is None:
                            return None, []
                        args.append(predicate)
                        used += elements
                return AtLeast(int(counted.value), tuple(args)), used

    def _joined(self, connective: type[And] | type[Or], trees: Iterable[Any], absent: bool) -> tuple[Predicate | None, list[Element]]:
        parts: list[Predicate] = []
        used: list[Element] = []
        for tree in trees:
            predicate, elements = self._predicate(tree, absent)
            if predicate is None:
                if connective is Or:
                    return None, []
                continue
            parts.append(predicate)
            used += elements
        return (join(connective, parts) if parts else None), used

    def _unit(self, element: Element, absent: bool) -> tuple[Predicate | None, list[Element]]:
        reading = element.reading
        assert reading is not None
        if absent and reading.predicate is not None and element.name == "people":
            return Exists("person", reading.predicate), [element]
        return reading.predicate, [element]

    def _criterion(self, role: Role, predicate: Predicate, used: list[Element], weight: float | None) -> None:
        start, end = min(e.start for e in used), max(e.end for e in used)
        self.criteria.append(Criterion(role, predicate, self.source.text[start:end], self.source.span(start, end), weight))

    def _mixed(self, used: list[Element]) -> None:
        self.tell("ambiguous-phrase", "a company and a person in one alternative", used[0].start, used[-1].end,
                  help="name whom to talk to on a line of its own: 'Buyer: VP of Sales'")

    def _placed(self, elements: list[Element], outer: Element | None) -> list[Element]:
        """Clauses that say something only where the company lacks it: "no CRM", "without a CFO"."""
        absent = outer is not None and self._is_absence(outer)
        serving = negated = False
        out = []
        for e in elements:
            if e.kind == "mark" and e.name == "NOT":
                absent, negated = self._is_absence(e), True
            elif e.name == "serves":
                serving = True
            elif serving and negated and e.reading and _is_bare(e):
                e = replace(e, reading=as_customers(e.reading))
            out.append(replace(e, kind="unread") if e.name in _ONLY_ABSENT and e.kind == "clause" and not absent else e)
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

    def _believed(self, elements: list[Element], excluding: bool, whole: bool) -> list[Element]:
        """The elements that can be trusted; the rest is reported, stretch by stretch.

        `whole`: all of the phrase is an exclusion, and not only what stands behind a "not" in it.
        """
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
        content = [e for e in elements if e.kind not in ("filler", "comma") and not (e.kind == "mark" and e.name in ("AND", "OR", "RELATIVE"))]
        if not content:
            return
        start, end = content[0].start, content[-1].end
        words = tokens(self.source.text[start:end])
        row = quality(words)
        said = self.source.text[start:end]
        if row is None:
            self.tell("unknown-words", f"{_quoted(said)} is not understood", start, end,
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
            if e.name == "too deep":
                self.tell("too-deep", "brackets are nested too deep", e.start, e.end, help="at most 64 levels are read")
            elif before is None or before.kind == "mark":
                out.append(e)
            elif any(x.kind == "unread" for x in e.inside) or not any(x.kind == "clause" and x.reading and x.reading.predicate for x in e.inside):
                self.tell("commentary", "a remark in brackets, no criterion", e.start, e.end)
            else:
                out = self._definition(out, before, e)
        return out

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
                x.name in ("NOT", "OR", "AND") or x.name.startswith("ANY_N"))], counted=many)
            yield Lexeme("RPAR", unit.end, unit.end, 0)
        elif unit.name.startswith("ANY_N"):
            yield Lexeme("ANY_N", unit.start, unit.end, 0, unit.name.split(" ")[1])
        elif unit.name in ("NOT", "OR", "AND"):
            yield Lexeme(unit.name, unit.start, unit.end, 0)
        after += operand
    return


def _flat(tree: Any, rule: str) -> list[Any]:
    """The members of a left-recursive list."""
    out: list[Any] = []
    stack = [tree]
    while stack:
        item = stack.pop()
        if getattr(item, "data", None) == rule:
            stack.extend(reversed(item.children))
        elif not isinstance(item, Lexeme):
            out.append(item)
    return out


def _negated(tree: Any) -> list[Any]:
    """The trees behind each "not" of a negation."""
    return _flat(tree, "none_of")


def _signed(tree: Any) -> Iterator[tuple[bool, Any]]:
    """The top of a sentence: what holds, and what must not."""
    if getattr(tree, "data", None) == "none_of":
        for sub in _negated(tree):
            yield False, sub
    elif not isinstance(tree, Lexeme):
        yield True, tree


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


def _trimmed(units: list[Element]) -> list[Element]:
    """Without connectors that join nothing: at the ends, doubled, or in front of "not"."""
    out: list[Element] = []
    for u in units:
        joining = u.kind == "mark" and u.name in ("AND", "OR")
        if joining and (not out or out[-1].kind == "mark"):
            continue
        if u.kind == "mark" and u.name == "NOT" and out and out[-1].kind == "mark":
            if out[-1].name == "NOT":
                continue
            out.pop()
        out.append(u)
    while out and out[-1].kind == "mark":
        out.pop()
    return out


def _stretches(elements: list[Element]) -> list[list[Element]]:
    """A phrase cut where a relative clause, a prepositional phrase or a self-contained clause begins.

    What stands in one stretch is believed or reported together.
    """
    out: list[list[Element]] = [[]]
    for i, e in enumerate(elements):
        current = out[-1]
        previous = next((x for x in reversed(current) if x.kind != "filler"), None)
        governed = previous is not None and previous.kind == "unread"
        if e.kind == "mark":
            cut = e.name in ("RELATIVE", "NOT", "BUT", "SELLER")
        elif e.kind == "filler":
            cut = e.turns and previous is not None and not governed
        elif e.kind == "clause":
            cut = e.name in _NUMERIC or not _is_bare(e) and not (governed and _opener(e) in _WEAK_OPENERS)
        else:
            cut = e.kind == "unread" and not governed and any(x.kind == "clause" for x in current) and not _adjective(elements, i)
        if cut:
            out.append([])
        out[-1].append(e)
    return [s for s in out if s]


def _adjective(elements: list[Element], i: int) -> bool:
    """Whether the unread words at `i` stand directly before a name, as an adjective does."""
    following = next((e for e in elements[i:] if e.kind != "unread"), None)
    return following is not None and following.kind == "clause" and _is_bare(following)


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


def _quoted(words: str) -> str:
    words = " ".join(words.split())
    return f"'{words}'" if len(words) <= 60 else f"'{words[:57]}...'"


def negate(criterion: Criterion) -> Criterion:
    """The criterion with its predicate turned."""
    return replace(criterion, predicate=Not(criterion.predicate))


__all__ = ["FIELDS", "Composer", "In", "leaves"]
