"""From the elements of a stretch of text to criteria: roles, negation, and what must be reported.

A sentence is cut at stops, a phrase at commas. Inside a phrase `sentence.lark` says how clauses combine; across
commas everything holds, unless an "or" stands behind the last comma.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from icplang.meaning.predicates import And, AtLeast, Exists, In, Not, Or, Predicate, Range, join
from icplang.meaning.profile import Criterion, Role
from icplang.reading.alternatives import Path, fold
from icplang.reading.belief import believed, defined, defines, half_read, half_read_groups, named_by_size, timed
from icplang.reading.combine import Shape, combined, each_named, each_out, elements, independent
from icplang.reading.contacts import contacts
from icplang.reading.elements import (
    CONDITIONS,
    HAVING,
    KINDS_OF_COMPANY,
    SIZES,
    Element,
    clauses,
    continues,
    family,
    first_mark,
    is_bare,
    lead,
    lexemes,
    split,
    too_deep,
)
from icplang.reading.findings import Findings, quality
from icplang.reading.resolving import as_company, as_customers, as_hiring
from icplang.reading.trace import Trace
from icplang.vocabulary.words import tokens

_NEVER_HAD = frozenset({"industry", "model", "segment"})
"""What a company is and does not have: "without a mobile app" speaks of no industry."""
_ABSENT = frozenset(
    {
        "no",
        "without",
        "w o",
        "lack",
        "lacking",
        "does not have",
        "do not have",
        "doesn t have",
        "don t have",
        "have no",
        "with no",
        "no in house",
        "and no",
        "but no",
    }
)
_NEVER_OWNED = frozenset({"industry", "segment"})
"""Nor has it one: "with a mobile app", "have enterprise plans"."""
_SERVES = KINDS_OF_COMPANY | {"technology", "category", "location", "people"}
_EXCEPTING = frozenset({"except", "other", "apart", "aside", "save", "barring", "excluding", "with"})
"""The first words of a "not" that takes something back."""
_SEARCHES = ("search", "list", "export", "query", "filter", "report")
_ROLES = frozenset({"PREFER", "REQUIRE", "EXCLUDE", "DEPRIORITIZE", "COMMAND", "LIKE", "SELLER", "ATTRIBUTION"})
_AT_WORK = frozenset({"handling", "doing", "working", "managing", "dedicated", "running", "focused", "responsible"})
_MANY = 4
"""So many names behind a "not" and its sizes are all of what is not wanted."""
_FINE = frozenset({"fine", "ok", "okay", "acceptable", "welcome", "allowed"})
_GIVING = frozenset({"add", "subtract", "deduct", "minus", "plus", "award", "take", "give", "start", "score"})
_IS = frozenset({"is", "wa", "was", "are", "were"})
_BUILT_FOR = ("built for", "set up for", "meant for", "designed for", "made for", "aimed at")
_LISTING = frozenset("-\u2013\u2014:")
_OWN_NUMBER = frozenset({"employees", "crew", "metric"})
"""Numbers that say how large a company is."""
_ONLY_ABSENT = frozenset({"category", "teams"})
_NEVER_ALONE = frozenset({"when"})
_ONLY_NEGATED = frozenset({"gone"})


@dataclass(slots=True)
class Composer:
    """Collects the criteria of one text."""

    findings: Findings
    sized: Callable[[str], bool] = lambda _: False
    """Whether a segment word stands for a number of employees."""
    found: list[tuple[Path, Criterion]] = field(default_factory=list)
    path: Path = ()
    negated: bool = False
    """Whether the heading says that what it lists is liked less."""
    partial: set[Path] = field(default_factory=set)
    """Places among alternatives of which a part could not be read."""
    settled: set[int] = field(default_factory=set)
    """Which of `found` stand in brackets that leave nothing open: nothing around them changes them."""
    groups: int = 0
    """Lists that were split into alternatives so far."""
    trace: Trace = field(default_factory=Trace)

    def add(
        self,
        elements: list[Element],
        role: Role | None = None,
        weight: float | None = None,
        path: Path = (),
        *,
        listed: bool = False,
        addressed: bool = False,
    ) -> None:
        """Read the elements of one item (a sentence, a bullet, a cell) under the role of its heading.

        `addressed`: it stands under a label that says whom to talk to. `listed`: it is one of the alternatives of a list. Half of one would let in more than the text does, so that
        an alternative with unread words is not read at all.
        """
        self.path = path
        self.trace.stretches.append(elements)
        before, found = len(self.findings.diagnostics), len(self.found)
        people = contacts(elements, self.findings) if addressed else None
        if people is not None:
            for predicate, used in people[0]:
                self._criterion("buyer", predicate, used, weight)
            for sentence in people[1]:
                self._sentence(sentence, None, weight)
            return
        sentences = self._sentences(elements)
        for i, (sign, sentence) in enumerate(sentences):
            verdict = _verdict(sentences[i + 1 :])
            if verdict and role != "exclude":  # "Layoffs in the last 6 months: stay away"
                self._sentence(sentence, verdict, weight)
                continue
            if i and _verdict(sentences[i : i + 1]):
                continue
            if _restated(sentence, sentences[i + 1 :]):  # "Funding: new round in the last 9 months"
                self.set_aside(sentence)
                continue
            if _permits(sentence):
                self.findings.tell("commentary", "a permission, no criterion", sentence[0].start, sentence[-1].end)
                continue
            if _scores(sentence):
                self.findings.report([replace(e, kind="unread") if e.kind == "clause" else e for e in sentence])
                continue
            if (
                role == "exclude"
                and i
                and sign in _LISTING
                and any(e.kind == "clause" for _, s in sentences[:i] for e in s)
            ):
                if sentence:  # "Enterprise - need SSO, audit logs"
                    self.findings.tell("commentary", "a reason, no criterion", sentence[0].start, sentence[-1].end)
                continue
            if _topic(sentence, sentences[i + 1 :]) and role != "exclude":
                self.findings.report([replace(e, kind="unread") if e.kind == "clause" else e for e in sentence])
                continue
            self._sentence(sentence, role, weight)
        if role == "exclude" and found == len(self.found) and before == len(self.findings.diagnostics):
            self.findings.report([replace(e, kind="unread") for e in elements])  # "Already a customer"
        elif found == len(self.found) and before == len(self.findings.diagnostics):
            roles = [e for e in elements if e.kind == "mark" and e.name in _ROLES]  # "the sweet spot" alone
            if roles:
                self.findings.tell(
                    "commentary", "nothing stands beside it; no criterion", roles[0].start, roles[-1].end
                )
        if listed and any(d.severity == "error" for d in self.findings.diagnostics[before:]):
            self.partial.add(path)

    def settle(self, predicate: Predicate, elements: list[Element], role: Role, weight: float | None) -> None:
        """Take a predicate in brackets as it stands."""
        used = list(clauses(elements))
        self.findings.diagnostics.extend(note for e in used if e.reading for note in e.reading.notes)
        start, end = elements[0].start, elements[-1].end
        text = self.findings.source.text[start:end]
        if self.negated and role == "prefer":
            predicate = Not(predicate)
        criterion = Criterion(role, predicate, text, self.findings.source.span(start, end), weight)
        self.settled.add(len(self.found))
        self.found.append(((), criterion))
        self.trace.stretches.append(elements)
        self.trace.negated(elements)
        self.trace.used.append((criterion, used))

    def _sentences(self, elements: list[Element]) -> list[tuple[str, list[Element]]]:
        """The sentences of an item, each with the dash or colon in front of it. Names behind one define what stands
        before it: "Spain - Madrid, Bilbao" is the cities."""
        kept: list[tuple[str, list[Element]]] = [("", [])]
        for e in elements:
            if e.kind == "stop":
                kept.append((e.name if e.name in _LISTING else "", []))
            else:
                kept[-1][1].append(e)
        out: list[tuple[str, list[Element]]] = []
        for sign, sentence in kept:
            if sign and out and continues(sentence, out[-1][1]):
                self.set_aside(out.pop()[1])
            out.append((sign, sentence))
        return out

    def folded(self) -> list[Criterion]:
        """The criteria, with alternatives (bullets of one field, tiers) as one criterion each."""
        lists = {path[:-1] + (path[-1][0],) for path in self.partial if path and path[-1][0] < 0}
        kept = []
        for path, c in self._without_sizes():
            if path in self.partial:
                if c.span:
                    self._beside(c.span.start, c.span.end)
            elif path and path[:-1] + (path[-1][0],) in lists:
                if c.span:
                    said = f"{c.text!r} is not read: another member of its list is not understood"
                    self.findings.tell("unknown-words", said, c.span.start, c.span.end)
            else:
                kept.append((path, c))
        self.trace.keep(criterion for _, criterion in kept)
        return fold(kept, 0, self.findings.source)

    def _without_sizes(self) -> list[tuple[Path, Criterion]]:
        """Without the size words ("mid-market", "small") of a text that gives the number of employees itself."""
        counted = any(
            c.role in ("require", "prefer")
            and isinstance(c.predicate, Range)
            and c.predicate.field in ("employees", "team_size")
            and c.predicate.min != c.predicate.max
            for _, c in self.found
        )
        out = []
        for i, (path, c) in enumerate(self.found):
            if (
                counted
                and i not in self.settled
                and c.role in ("require", "prefer")
                and isinstance(c.predicate, In)
                and c.predicate.field == "segment"
                and all(map(self.sized, c.predicate.values))
            ):
                if c.span:
                    said = f"{c.text!r} is not read: the text gives the number"
                    self.findings.diagnostics = [d for d in self.findings.diagnostics if d.span != c.span]
                    self.findings.tell("defined-word", said, c.span.start, c.span.end)
            else:
                out.append((path, c))
        return out

    def _sentence(self, elements: list[Element], heading: Role | None, weight: float | None) -> None:
        """Read one sentence, phrase by phrase; a role word or a "not" may hold on over commas."""
        elements = [
            replace(e, kind="unread", name="per")
            if e.name == "ATTRIBUTION" and self._says(e, "per") and not comma
            else e
            for e, comma in _behind_commas(elements)
        ]
        source = next((i for i, e in enumerate(elements) if e.kind == "mark" and e.name == "ATTRIBUTION" and i), None)
        if source is not None and any(e.kind == "clause" for e in elements[:source]):
            self.findings.tell("commentary", "a source, no criterion", elements[source].start, elements[-1].end)
            elements = elements[:source]
        negated = heading == "exclude" or any(e.kind == "mark" and e.name in ("NOT", "EXCLUDE") for e in elements)
        if negated and any(e.kind == "unread" and e.name in CONDITIONS for e in elements):
            self.findings.report(elements)  # "no agencies, unless they have 50+ employees"
            return
        phrases = [p for p in split(self._seller(self._commands(elements)), "comma") if p]
        phrases = self._whole_lists(self._served(phrases)) if not negated else self._served(phrases)
        role = heading
        if phrases and role is None and self._softened(phrases[0]):
            role = "prefer"
        negation: Element | None = None
        leaving = _refuses_all(phrases)
        excepted: list[Element] = []  # the exception to an exclusion before, which may be a list
        pending: list[tuple[Element | None, Role | None, list[Element]]] = []
        for phrase in phrases:
            joined = lead(phrase)
            if len(phrase) == 1 and joined:
                continue
            phrase, same = self._so_are(phrase[1:] if joined else phrase)
            body, own = self._role_of(phrase, pending[-1][1] if same and pending else role)
            starts_negated = next((e for e in body if e.kind == "mark" and e.name == "NOT"), None)
            if starts_negated and pending and self._excepts(pending[-1], starts_negated, body):
                _, _, before = pending.pop()
                said, hint = "an exception to an exclusion is not read", "exclude what must not match in any case"
                self.findings.tell("ambiguous-phrase", said, before[0].start, body[-1].end, help=hint)
                excepted = body
                continue
            if excepted and not starts_negated and joined != "BUT" and self._goes_on(excepted, body):
                self.findings.report(body)  # "no government, except utilities, hospitals"
                excepted = body
                continue
            excepted = []
            if starts_negated:
                negation = starts_negated
                leaving = leaving or (not pending and first_mark(phrase) == "EXCLUDE")
            elif negation and leaving and own != "prefer":
                pass  # "Leave out agencies, PE portfolio companies, and anything in France"
            elif negation and not (pending and joined != "BUT" and self._goes_on(pending[-1][2], body)):
                negation = None
            elif negation is None and self._reaches(phrases[0], body):  # "Not hospitals, under 30 people, or agencies"
                hint = "list what must not match on a line of its own, as in 'Exclude: agencies, hospitals'"
                said = "how far the 'not' reaches is not clear"
                self.findings.tell("ambiguous-phrase", said, body[0].start, body[-1].end, help=hint)
                continue
            if joined == "OR" and pending and not negation and self._alternatives(pending, body):
                continue
            if (
                not joined
                and pending
                and not negation
                and pending[-1][:2] == (None, own)
                and _trades(pending[-1][2], body)
            ):
                pending[-1][2].extend([Element("mark", body[0].start, body[0].start, "OR"), *body])
                continue
            if joined in ("OR", "AND") and pending and not negation and self._half_list(pending, body):
                continue
            pending.append((None if starts_negated else negation, own, body))
        hiring = False
        for outer, own, body in pending:
            hiring = hiring or any(e.name == "hiring" for e in body)
            self._phrase(_open_roles(body) if hiring else body, own, weight, outer)

    def _seller(self, elements: list[Element]) -> list[Element]:
        """Of a sentence about the seller ("We do payroll for ..."), only what stands behind its "for" or "to"."""
        content = [e for e in elements if e.kind != "filler"]
        if not (content and content[0].kind == "mark" and content[0].name == "SELLER"):
            return elements
        for i, e in enumerate(elements):
            if (e.kind == "filler" and e.name in ("for", "to")) or (e.kind == "clause" and e.name == "serves"):
                self.findings.tell("commentary", "about the seller, no criterion", content[0].start, e.start)
                return (
                    [replace(e, reading=as_company(e.reading)), *elements[i + 1 :]]
                    if e.kind == "clause" and e.reading
                    else elements[i + 1 :]
                )
        self.findings.tell("commentary", "about the seller, no criterion", content[0].start, content[-1].end)
        return []

    def _served(self, phrases: list[list[Element]]) -> list[list[Element]]:
        """What "for" starts, or something "is built for", are the companies themselves and not their customers."""
        for number, phrase in enumerate(phrases):
            for i, e in enumerate(phrase):
                if e.kind == "clause" and e.name == "serves" and e.reading:
                    said = self.findings.source.text[e.start : e.end].lower()
                    subject = [x for p in phrases[:number] for x in p] + phrase[:i]
                    built = said.startswith(_BUILT_FOR) and any(x.kind == "filler" and x.name in _IS for x in subject)
                    if built or (said.startswith("for ") and not any(x.kind == "clause" for x in subject)):
                        content = [x for x in subject if x.kind != "filler"]
                        if built and content:
                            self.findings.tell(
                                "commentary", "about the seller, no criterion", content[0].start, content[-1].end
                            )
                        return (
                            [[replace(e, reading=as_company(e.reading)), *phrase[i + 1 :]], *phrases[number + 1 :]]
                            if built
                            else [
                                *phrases[:number],
                                [*phrase[:i], replace(e, reading=as_company(e.reading)), *phrase[i + 1 :]],
                                *phrases[number + 1 :],
                            ]
                        )
        return phrases

    def _commands(self, elements: list[Element]) -> list[Element]:
        """The elements without a leading instruction ("Find 50 ..."), which becomes a note."""
        content = [e for e in elements if e.kind != "filler"]
        if content and content[0].kind == "mark" and content[0].name == "COMMAND":
            end = content[0].end
            taken = {id(content[0])}
            for e in content[1:]:
                if e.kind != "mark" or e.name != "COMMAND":
                    break
                end = e.end
                taken.add(id(e))
            if len(content) > 1 and content[1].kind == "clause" and content[1].name in ("bare", "metric"):
                number = next((x for x in lexemes(content[1]) if x.type == "NUM"), None)
                if content[1].name == "bare" and number:
                    end = content[1].end
                    taken.add(id(content[1]))
            self.findings.tell("command", "an instruction about the list, no criterion", content[0].start, end)
            return [e for e in elements if id(e) not in taken]
        return elements

    def _role_of(self, phrase: list[Element], role: Role | None) -> tuple[list[Element], Role | None]:
        """The phrase without its role words, and the role that they set."""
        out: list[Element] = []
        own = role
        for i, e in enumerate(phrase):
            if e.kind == "mark" and e.name in ("PREFER", "REQUIRE", "EXCLUDE"):
                before = [x for x in out if x.kind in ("clause", "group")]
                behind = any(x.kind == "clause" or (x.kind == "group" and not before) for x in phrase[i + 1 :])
                if e.name == "PREFER":
                    if before and behind:  # "50-200 employees ideally in fintech"
                        self._phrase(out, role, None, None)
                        out = []
                    elif len(before) > 1:  # "edtech companies in the 30-60 employee sweet spot": only the last clause
                        cut = next(j for j, x in enumerate(out) if x is before[-1])
                        self._phrase(out[:cut], role, None, None)
                        out = out[cut:]
                    own = "prefer"
                elif e.name == "EXCLUDE" and behind:  # "we don't sell to agencies"
                    out.append(replace(e, name="NOT"))
                elif e.name == "EXCLUDE" and not before and role is None:
                    self.findings.report([e])  # "not a customer" on its own
                elif e.name == "EXCLUDE" and before:
                    if own == "prefer":  # "usually a poor fit"
                        out.insert(0, Element("mark", e.start, e.end, "NOT"))
                    else:
                        own = "exclude"
                elif e.name == "REQUIRE" and role is None:
                    own = "require"
                continue
            if e.kind == "mark" and e.name == "DEPRIORITIZE":
                own = "prefer"
                out.append(replace(e, name="NOT"))
                continue
            out.append(e)
        return out, own

    def _excepts(
        self, before: tuple[Element | None, Role | None, list[Element]], negation: Element, phrase: list[Element]
    ) -> bool:
        """Whether a phrase takes something back from an exclusion: "no government, except utilities"."""
        outer, own, body = before
        out = outer is not None or own == "exclude" or any(e.kind == "mark" and e.name == "NOT" for e in body)
        return out and phrase[0] is negation and tokens(self._said(negation))[0] in _EXCEPTING

    def _said(self, e: Element) -> str:
        return self.findings.source.text[e.start : e.end]

    def _softened(self, phrase: list[Element]) -> bool:
        """Whether a role word makes all of a sentence a preference: "Our best customers are usually ..."."""
        for e in phrase:
            if e.kind in ("clause", "group", "unread"):
                return False
            if e.kind == "mark" and e.name == "PREFER":
                return True
        return False

    def _so_are(self, phrase: list[Element]) -> tuple[list[Element], bool]:
        """The phrase behind "and so are", and whether it starts with that: it has the role of the one before."""
        words = [e.name if e.kind in ("unread", "filler") else "" for e in phrase[:2]]
        if words[:1] != ["so"] or words[-1] not in _IS:
            return phrase, False
        self.trace.joints |= {(e.start, e.end) for e in phrase[:2]}
        return phrase[2:], True

    def _reaches(self, lead: list[Element], body: list[Element]) -> bool:
        """Whether bare names could still belong to the "not" that the sentence starts with."""
        first = next((e for e in body if e.kind != "filler"), None)
        refused = next((e for e in lead if e.kind == "clause"), None)
        return (
            first_mark(lead) == "NOT"
            and first is not None
            and first.kind == "clause"
            and refused is not None
            and is_bare(first)
            and family(first) == family(refused)
        )

    def _goes_on(self, before: list[Element], phrase: list[Element]) -> bool:
        """Whether a phrase behind a comma still belongs to the "not" of the one before: bare names of one kind."""
        last = next((e for e in reversed(before) if e.kind == "clause"), None)
        first = next((e for e in phrase if e.kind != "filler"), None)
        if last is None or first is None or first.kind == "mark":
            return first is not None and first.kind == "mark" and first.name == "OR"
        if first.kind == "unread":
            return True
        return first.kind == "clause" and is_bare(first) and family(first) == family(last)

    def _whole_lists(self, phrases: list[list[Element]]) -> list[list[Element]]:
        """The phrases without lists of names of which a member is not read: "Piraeus, Hamburg, Oslo". Such a list is
        reported whole, since what is left of it would let in fewer companies than the text does."""
        said = self.findings.source.text
        kinds = [_listed(p, said) for p in phrases]
        out: list[list[Element]] = []
        i = 0
        while i < len(phrases):
            j = i + 1
            while j < len(phrases) and kinds[i] and kinds[j] and len({*kinds[i : j + 1]} - {"name", "word"}) <= 1:
                j += 1
            run = kinds[i:j]
            known = {*run} - {"name", "word", ""}
            kind = next(iter(known), "")
            unread = [n for n, k in enumerate(run) if k in ("name", "word")]
            closed = lead(phrases[j - 1]) in ("OR", "AND") and len(run) > 1
            inner = [n for n in unread if 0 < n < len(run) - 1 or closed]
            if kind and (
                (kind != "industry" and any(run[n] == "name" for n in unread)) or (kind == "industry" and inner)
            ):
                self.findings.report([e for p in phrases[i:j] for e in p])
            else:
                out.extend(phrases[i:j])
            i = j
        return out

    def _half_list(self, pending: list[tuple[Element | None, Role | None, list[Element]]], body: list[Element]) -> bool:
        """Report a list whose last member is not read, with the names before it that it belongs to: "airlines,
        airports, and ground handlers". Without it the list would let in fewer than the text does."""
        content = [e for e in body if e.kind != "filler"]
        if not content or content[0].kind != "unread":
            return False
        listed: list[Element] = []
        kind = ""
        while pending and pending[-1][0] is None:
            named = [e for e in pending[-1][2] if e.kind != "filler"]
            last = named[-1] if named else None
            if last is None or last.kind != "clause":
                break
            if not (_plain_event(last) or (last.name in ("industry", "technology") and is_bare(last))):
                break
            if kind and (last.name != kind or len(named) > 1):
                break
            if len(named) > 1 and not kind and named[-2].kind not in ("clause", "mark"):
                break
            kind = last.name
            _, own, taken = pending.pop()
            cut = next(i for i, e in enumerate(taken) if e is last)
            listed = [*taken[cut:], *listed]
            if cut:
                pending.append((None, own, taken[:cut]))
                break
        if not listed:
            return False
        self.findings.report([*listed, *body])
        return True

    def _alternatives(
        self, pending: list[tuple[Element | None, Role | None, list[Element]]], body: list[Element]
    ) -> bool:
        """ "A, B, or C" across kinds: join the phrase to those before it that stand in line with it."""
        kind = next((e for e in body if e.kind == "clause"), None)
        last = next((e for e in reversed(pending[-1][2]) if e.kind == "clause"), None)
        if kind is None or last is None:
            return False
        joined: list[Element] = []
        while (
            pending
            and all(
                e.kind in ("clause", "filler") or (e.kind == "mark" and e.name in ("OR", "EITHER"))
                for e in pending[-1][2]
            )
            and sum(e.kind == "clause" for e in pending[-1][2]) >= 1
            and all(e.name in KINDS_OF_COMPANY or e.name == last.name for e in pending[-1][2] if e.kind == "clause")
            and (not joined or family(last) == "company")
        ):
            outer, own, previous = pending.pop()
            joined = [
                *previous,
                *([Element("mark", joined[0].start, joined[0].start, "OR")] if joined else []),
                *joined,
            ]
        if not joined:
            return False
        pending.append((outer, own, [*joined, Element("mark", body[0].start, body[0].start, "OR"), *body]))
        return True

    def _phrase(self, elements: list[Element], role: Role | None, weight: float | None, outer: Element | None) -> None:
        """Read one phrase. `outer` is the "not" of an earlier phrase that still holds."""
        sized = named_by_size(elements)
        if sized is not elements:
            self.set_aside(elements[: next(i for i, e in enumerate(elements) if e.kind == "group")])
        elements = half_read_groups(self._placed(self._examples(sized), outer, role))
        if (
            role == "exclude"
            and any(e.kind == "unread" for e in elements)
            and any(e.kind == "mark" and e.name in ("OR", "SLASH") for e in elements)
        ):
            branch: list[Element] = []
            for e in [*elements, Element("mark", 0, 0, "OR")]:  # each alternative of an exclusion excludes on its own
                if e.kind == "mark" and e.name in ("OR", "SLASH"):
                    if branch:
                        self._phrase(branch, role, weight, outer)
                    branch = []
                else:
                    branch.append(e)
            return
        if outer is None and role != "exclude" and (split_off := self._prefixed(elements)):
            for part in split_off:
                self._phrase(part, role, weight, None)
            return
        excluding = (
            outer is not None or role == "exclude" or any(e.kind == "mark" and e.name == "NOT" for e in elements)
        )
        if _ends_in_not(elements):
            self.findings.report([replace(e, kind="unread") for e in elements])
            return
        kept = believed(elements, self.findings, excluding=excluding, whole=outer is not None or role == "exclude")
        kept = self._defined(each_named(kept) if excluding else kept, excluding=excluding)
        self._without_operand(kept)
        if not any(e.kind in ("clause", "group") for e in kept):
            return
        units = [
            e
            for e in kept
            if e.kind in ("clause", "group")
            or (e.kind == "mark" and (e.name in ("NOT", "OR", "AND", "SLASH") or e.name.startswith("ANY_N")))
        ]
        if outer is not None:
            units = [Element("mark", outer.start, outer.end, "NOT"), *units]
        self.trace.negated(units)
        units = self._trimmed(self._numbered(each_out(units) if excluding else units))
        shape = combined(units, self.findings)
        if shape is None:
            said = self.findings.diagnostics[-1].span
            self._left_out(e for e in clauses(units) if said and (e.end <= said.start or e.start >= said.end))
            return
        if role == "prefer" or (outer is None and any(e.name == "PREFER" for e in elements)):
            for e in clauses(units):
                if e.reading and e.reading.inherited:  # "50-500 employees, ideally 100-200"
                    e.reading.predicate, e.reading.notes = e.reading.inherited, []
        self.findings.diagnostics.extend(note for e in clauses(units) if e.reading for note in e.reading.notes)
        unread = [e for e in clauses(units) if e.reading and e.reading.predicate is None]
        if unread and (excluding or any(u.kind == "mark" and u.name in ("OR", "SLASH") for u in units)):
            self._left_out(clauses(units))
            return  # half of an alternative or of an exclusion would say something else
        self._emit(shape, units, role or "require", weight)

    def _numbered(self, units: list[Element]) -> list[Element]:
        """Without a size word beside its own number: "enterprise, 400+ employees" says the number."""
        if any(u.kind == "mark" and u.name in ("OR", "SLASH") for u in units):
            return units
        if not any(u.name in _OWN_NUMBER for u in units if u.kind == "clause"):
            return units
        out = []
        for u in units:
            named = u.reading.predicate if u.reading and u.name == "segment" else None
            if isinstance(named, In) and all(map(self.sized, named.values)):
                said = self.findings.source.text[u.start : u.end]
                self.findings.tell("defined-word", f"{said!r} is not read: the text gives the number", u.start, u.end)
            else:
                out.append(u)
        return out

    def _prefixed(self, elements: list[Element]) -> list[list[Element]]:
        """ "non-US companies using AWS": a "non-" covers the name behind it alone. Nothing where that is all anyway."""
        if any(e.kind == "mark" and e.name in ("OR", "SLASH") for e in elements):
            return []
        parts, rest, i = list[list[Element]](), list[Element](), 0
        while i < len(elements):
            e = elements[i]
            i += 1
            if e.kind == "mark" and e.name == "NOT" and self._says(e, "non"):
                while i < len(elements) and elements[i].kind == "filler":
                    i += 1
                if i < len(elements) and elements[i].kind == "clause":
                    parts.append([e, elements[i]])
                    i += 1
                    continue
            rest.append(e)
        if parts and any(x.kind in ("clause", "unread") for x in rest):
            return [*parts, rest]
        return []

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
        negations = [i for i, u in enumerate(out) if u.kind == "mark" and u.name == "NOT"]
        if len(negations) == 2 and not self._is_absence(out[negations[0]]) and self._is_absence(out[negations[1]]):
            inside = out[negations[0] + 1 :]  # "not agencies without a CRM": both together are out
            out[negations[0] + 1 :] = [Element("group", inside[0].start, inside[-1].end, inside=inside)]
        return out

    def _emit(self, shape: Shape, units: list[Element], role: Role, weight: float | None) -> None:
        """Criteria from a phrase: what all holds is split, alternatives stay together."""
        negation = next((e for e in units if e.kind == "mark" and e.name == "NOT"), None)
        absent = negation is not None and self._is_absence(negation)
        for part, sign in independent(shape, role):
            predicate = self._predicate(part, absent)
            used = list(elements(part))
            if predicate is None:
                self._left_out(used)
                continue
            people = [e for e in used if e.reading and e.reading.role]
            if people and not (absent and not sign):
                if len(people) < len(used):
                    self._mixed(used)
                else:
                    wanted = sign and role != "exclude"
                    self._criterion("buyer", predicate if wanted else Not(predicate), used, weight)
            elif sign:
                self._criterion(role, predicate, used, weight)
            elif role == "require":
                self._criterion("exclude", predicate, used, weight)
            else:
                self._criterion(role, Not(predicate), used, weight)

    def _predicate(self, shape: Shape, absent: bool) -> Predicate | None:
        """The predicate of a shape. `absent`: bare titles are people that a company lacks."""
        if isinstance(shape, Element):
            predicate = shape.reading.predicate if shape.reading else None
            lacking = absent and predicate is not None and shape.name == "people"
            return Exists("person", predicate) if lacking else predicate
        parts = [self._predicate(p, absent) for p in shape.parts]
        known = [p for p in parts if p is not None]
        if not known or (len(known) < len(parts) and shape.op != "all"):
            return None
        known = (
            list(dict.fromkeys(known)) if shape.op != "at_least" else known
        )  # "multi-branch chains" says one thing twice
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
        if role == "require" and isinstance(predicate, Not) and len(used) == 1 and used[0].name == "outside":
            role, predicate = "exclude", predicate.arg  # unknown places stay in
        source = self.findings.source
        criterion = Criterion(role, predicate, source.text[start:end], source.span(start, end), weight)
        self.found.append((self.path, criterion))
        self.trace.used.append((criterion, used))

    def _mixed(self, used: list[Element]) -> None:
        self.findings.tell(
            "ambiguous-phrase",
            "a company and a person in one alternative",
            used[0].start,
            used[-1].end,
            help="name whom to talk to on a line of its own: 'Buyer: VP of Sales'",
        )

    def _placed(self, elements: list[Element], outer: Element | None, role: Role | None) -> list[Element]:
        """Clauses that say something only where the company lacks it: "no CRM", "without a CFO"."""
        absent = outer is not None and self._is_absence(outer)
        lacking = outer is not None and absent and not self._says(outer, "no")
        serving = False
        counts: Element | None = None
        negated = outer is not None or role == "exclude"
        out: list[Element] = []
        for i, e in enumerate(elements):
            if e.kind == "mark" and e.name == "NOT":
                absent, negated = self._is_absence(e), True
                lacking = absent and not self._says(e, "no")
            serving = serving or e.name == "serves"
            alone = e.kind == "clause" and (
                e.name in _NEVER_ALONE
                or (
                    e.name in _ONLY_ABSENT
                    and not absent
                    and not self._one_team(e)
                    and not _listing_tools(elements[i + 1 : i + 2])
                )
                or (e.name in _NEVER_OWNED and is_bare(e) and _owned(out))
                or (e.name == "segment" and out and out[-1].kind == "filler" and out[-1].name == "from")
                or (e.name == "technology" and _searched(elements[i + 1 : i + 2]))
                or (e.name == "employees" and _doing(elements, i))
                or (e.name == "location" and _describes_unread(elements, i))
                or (e.name == "people" and not negated and not _addressed(e, elements, i))
                or (e.name == "serves" and self._says_for(e) and not _for_whom(out))
                or (e.name in _ONLY_NEGATED and not negated)
                or (e.name in _NEVER_HAD and lacking)
                or (counts is not None and counts.end + 1 >= e.start and is_bare(e))  # "5+ clinics" counts them
            )
            counts = e if e.kind == "clause" and e.name == "bare" else None
            if alone:
                out.append(replace(e, kind="unread"))
            elif serving and negated and e.reading and is_bare(e):
                out.append(replace(e, reading=as_customers(e.reading)))
            else:
                out.append(e)
        return out

    def _one_team(self, e: Element) -> bool:
        """Whether a team is one that the company has: "a support team", not "support teams"."""
        said = self.findings.source.text[max(0, e.start - 3) : e.end].lower()
        return e.name == "teams" and said.lstrip().startswith(("a ", "an ")) and said.endswith("team")

    def _says_for(self, e: Element) -> bool:
        return self.findings.source.text[e.start : e.end].lower().startswith("for ")

    def _says(self, e: Element, word: str) -> bool:
        return self.findings.source.text[e.start : e.end].lower() == word

    def _is_absence(self, negation: Element) -> bool:
        return " ".join(tokens(self.findings.source.text[negation.start : negation.end])) in _ABSENT

    def _examples(self, elements: list[Element]) -> list[Element]:
        """Examples behind "such as" illustrate: they are a remark."""
        for i, e in enumerate(elements):
            if e.kind == "mark" and e.name == "LIKE":
                self.findings.tell(
                    "commentary", "examples; only what stands before them is read", e.start, elements[-1].end
                )
                return elements[:i]
        return elements

    def _defined(self, elements: list[Element], *, excluding: bool) -> list[Element]:
        """Brackets: an operand stays a group, a definition joins the clauses, anything else is a remark."""
        out: list[Element] = []
        for e in elements:
            if e.kind != "group":
                out.append(e)
                continue
            before = next((x for x in reversed(out) if x.kind != "filler"), None)
            if too_deep(e):
                self.findings.tell(
                    "too-deep", "brackets are nested too deep", e.start, e.end, help="at most 64 levels are read"
                )
            elif first_mark(e.inside) == "NOT" and half_read(e):  # "(no contractors)"
                self.findings.report([e])
            elif not any(clauses([e])):
                self.findings.tell("commentary", "a remark in brackets, no criterion", e.start, e.end)
            elif before is None or before.kind == "mark":
                out.append(e)
            elif any(x.kind == "mark" and x.name == "PREFER" for x in e.inside) and not any(
                x.kind == "unread" for x in e.inside
            ):
                for sentence in split(e.inside, "stop"):  # "$8M-$80M (sweet spot: $12M-$35M)"
                    self._phrase([x for x in sentence if x.kind != "mark"], "prefer", None, None)
            elif first_mark(e.inside) == "NOT":  # "SaaS (not fintech)"
                if excluding:
                    said = "an exception to an exclusion is not read"
                    hint = "exclude with a line of its own what must not match in any case"
                    self.findings.tell("ambiguous-phrase", said, before.start, e.end, help=hint)
                    self._left_out(x for x in clauses(elements) if x.end <= before.start or x.start >= e.end)
                    self._without_operand(elements)
                    return []
                self._sentence(e.inside, None, None)
            elif (event := timed(before, e)) is not None:
                out[next(i for i, x in enumerate(out) if x is before)] = event
            elif not defines(before, e) and any(
                x.kind == "clause" and x.name in ("bare", *SIZES) for x in e.inside[:1]
            ):
                self.findings.report([replace(e, kind="unread")])
            elif not defines(before, e):
                self.findings.tell("commentary", "a remark in brackets, no criterion", e.start, e.end)
            else:
                out = defined(out, before, e)
                self.set_aside([] if any(x is before for x in out) else [before])
        return out

    def _left_out(self, parts: Iterable[Element]) -> None:
        """Report the clauses that would be read, were it not for those beside them."""
        for e in parts:
            if e.reading and e.reading.predicate:
                self._beside(e.start, e.end)
            elif e.reading:
                self.findings.diagnostics.extend(e.reading.notes)

    def _beside(self, start: int, end: int) -> None:
        said = f"{self.findings.source.text[start:end]!r} is not read: words beside it are not understood"
        self.findings.tell("unknown-words", said, start, end)

    def set_aside(self, elements: list[Element]) -> None:
        """Note names that are not read, since what stands behind them says what is meant."""
        content = [e for e in elements if e.kind != "filler"]
        if content:
            start, end = content[0].start, content[-1].end
            said = f"{self.findings.source.text[start:end]!r} is not read: what stands behind it says what is meant"
            self.findings.tell("defined-word", said, start, end)

    def _without_operand(self, elements: list[Element]) -> None:
        """Report a "not" that nothing follows."""
        last = next((i for i in range(len(elements), 0, -1) if elements[i - 1].kind in ("clause", "group")), 0)
        self.findings.report([e for e in elements[last:] if e.kind == "mark" and e.name == "NOT"])


def _ends_in_not(phrase: list[Element]) -> bool:
    """Whether a phrase ends in a "not" with nothing behind it: "churches and political campaigns don't"."""
    content = [e for e in phrase if e.kind not in ("filler", "comma")]
    return len(content) > 1 and content[-1].kind == "mark" and content[-1].name == "NOT"


def _describes_unread(phrase: list[Element], i: int) -> bool:
    """Whether an adjective of a place describes something that is not read: "British curriculum"."""
    e = phrase[i]
    words = list(lexemes(e))
    if len(words) != 1 or words[0].type != "PLACE_ADJ" or i + 1 == len(phrase) or phrase[i + 1].kind != "unread":
        return False
    behind = next((x for x in phrase[i + 1 :] if x.kind not in ("unread", "filler")), None)
    return behind is None or behind.kind != "clause" or family(behind) != "company"


def _searched(behind: list[Element]) -> bool:
    """Whether a product is where to search: "run a ZoomInfo search"."""
    return bool(behind) and behind[0].kind in ("mark", "unread") and behind[0].name in ("COMMAND", *_SEARCHES)


def _doing(phrase: list[Element], i: int) -> bool:
    """Whether a number of people is only of those who do something: "2-6 staff handling donor work"."""
    behind = phrase[i + 1 : i + 2]
    return bool(behind) and behind[0].kind == "unread" and behind[0].name in _AT_WORK


def _addressed(e: Element, phrase: list[Element], i: int) -> bool:
    """Whether titles without a label are whom to talk to: "VP Sales at ...", "CFO contacts", or all of a phrase.

    In the midst of other words they may be anyone: "a producer who hates it".
    """
    types = {x.type for x in lexemes(e)}
    if types & {"AT", "PEOPLE", "BUYER"} or any(
        x.kind == "mark" and x.name in ("COMMAND", "PREFER") for x in phrase[:i]
    ):
        return True
    before = phrase[i - 1] if i else None
    if before and (
        before.name == "their" or (before.kind == "clause" and family(before) == "company" and _plural_owner(e))
    ):
        return True  # "... and their CFOs", "B2B SaaS founders"
    others = [x for x in phrase if x is not e and x.kind not in ("filler", "comma", "group")]
    return all(x.name == "people" or (x.kind == "mark" and x.name in ("OR", "AND", "SLASH", "REQUIRE")) for x in others)


def _refuses_all(phrases: list[list[Element]]) -> bool:
    """Whether a "not" stands in front of a long list of companies: "Not banks, teams under 30, brokers, or charities"."""
    if len(phrases) < 4 or first_mark(phrases[0]) != "NOT":
        return False
    content = [[e for e in p if e.kind not in ("filler",)] for p in phrases]
    plain = all(
        all(
            (e.kind == "clause" and (family(e) == "company" or e.name in SIZES))
            or (e.kind == "mark" and e.name in ("OR", "AND", "NOT"))
            for e in p
        )
        for p in content
    )
    words = [x.type for p in content[1:] for e in p if family(e) == "company" for x in lexemes(e)]
    members = sum(t not in ("COMMA", "OR", "AND", "SLASH", "COMPANY") for t in words)
    closed = any(e.name in ("OR", "AND") or any(x.type in ("OR", "AND") for x in lexemes(e)) for e in content[-1])
    return plain and closed and members >= _MANY


def _trades(before: list[Element], body: list[Element]) -> bool:
    """Whether two phrases name nothing but industries: no company is in both, so that they are alternatives."""
    return all(
        any(e.kind == "clause" for e in phrase)
        and all(
            (e.kind == "clause" and e.name == "industry" and is_bare(e))
            or e.kind in ("filler", "group")
            or (e.kind == "mark" and e.name in ("OR", "SLASH"))
            for e in phrase
        )
        for phrase in (before, body)
    )


def _plural_owner(e: Element) -> bool:
    """Whether titles are of people who stand for their company: founders, owners, CEOs."""
    words = list(lexemes(e))
    ids = {x.ids[0] for x in words if x.type in ("SENIORITY", "ROLE")}
    return len(words) == 1 and bool(ids & {"founder", "owner", "ceo", "co-founder", "cofounder"})


def _plain_event(e: Element) -> bool:
    predicate = e.reading.predicate if e.reading else None
    return isinstance(predicate, Exists) and predicate == Exists(predicate.relation)


def _behind_commas(elements: list[Element]) -> Iterator[tuple[Element, bool]]:
    """Each element, and whether a comma stands in front of it."""
    for before, e in zip([None, *elements], elements, strict=False):
        yield e, before is not None and before.kind == "comma"


def _listed(phrase: list[Element], text: str) -> str:
    """What a phrase may be in a list of names: their kind; "name" or "word" where it is not read; empty for no member."""
    content = [e for e in phrase if e.kind != "filler" and not (e.kind == "mark" and e.name in ("OR", "AND", "SLASH"))]
    if content and all(e.kind == "unread" for e in content):
        said = text[content[0].start : content[-1].end]
        if len(content) > 3 or quality(tokens(said)) or len(content) < len(phrase) - (lead(phrase) is not None):
            return ""
        return "name" if said[0].isupper() else "word"
    kinds = {e.name for e in content if e.kind == "clause" and is_bare(e)}
    if len(kinds) == 1 and all(e.kind == "clause" and is_bare(e) for e in content):
        return next(iter(kinds & {"industry", "technology", "location"}), "")
    return ""


def _verdict(behind: list[tuple[str, list[Element]]]) -> Role | None:
    """What a colon or a dash with nothing but a role word behind it makes of the words in front of it."""
    if not behind or behind[0][0] not in _LISTING:
        return None
    content = [e for e in behind[0][1] if e.kind != "filler"]
    if len(content) != 1 or content[0].kind != "mark":
        return None
    return {"EXCLUDE": "exclude", "PREFER": "prefer", "REQUIRE": "require"}.get(content[0].name)  # type: ignore[return-value]


def _restated(sentence: list[Element], behind: list[tuple[str, list[Element]]]) -> bool:
    """Whether an event in front of a colon is said again behind it, with when and what."""
    named = [e for e in sentence if e.kind not in ("filler", "group")]
    again = [e.reading.predicate for e in behind[0][1] if e.reading] if behind and behind[0][0] == ":" else []
    relations = {p.relation for p in again if isinstance(p, Exists)}
    said = named[0].reading.predicate if len(named) == 1 and named[0].reading else None
    return isinstance(said, Exists) and _plain_event(named[0]) and said.relation in relations


def _permits(sentence: list[Element]) -> bool:
    """Whether a sentence only lets something in: "Charter networks are fine"."""
    content = [e for e in sentence if e.kind not in ("filler", "comma")]
    return len(content) > 1 and content[-1].kind == "unread" and content[-1].name in _FINE


def _scores(sentence: list[Element]) -> bool:
    """Whether a sentence tells how points are given: "Add 20 when the firm runs Bullhorn"."""
    first = next((e for e in sentence if e.kind != "filler"), None)
    bare = any(e.kind == "clause" and e.name == "bare" for e in sentence)
    return first is not None and bare and first.kind in ("unread", "mark") and first.name in _GIVING


def _topic(sentence: list[Element], behind: list[tuple[str, list[Element]]]) -> bool:
    """Whether names in front of a colon are only what the prose behind it speaks of: "Logistics: often a line item"."""
    named = [e for e in sentence if e.kind not in ("filler", "group")]
    prose = behind[0][1] if behind and behind[0][0] == ":" else []
    return (
        bool(named)
        and all(e.kind == "clause" and (_plain_event(e) or (is_bare(e) and family(e) == "company")) for e in named)
        and any(e.kind == "unread" for e in prose)
    )


def _listing_tools(behind: list[Element]) -> bool:
    """Whether a bracket follows that names products."""
    inside = list(clauses(behind))
    return bool(inside) and behind[0].kind == "group" and all(x.name == "technology" for x in inside)


def _owned(before: list[Element]) -> bool:
    """Whether "with" or "have" stands before a name, perhaps with adjectives between them."""
    for e in reversed(before):
        if e.kind == "filler" and e.name in HAVING:
            return True
        if e.kind not in ("filler", "unread"):
            return False
    return False


def _for_whom(before: list[Element]) -> bool:
    """Whether a "for" says whom the company serves: behind a kind of company or product, not behind a number."""
    last = next((e for e in reversed(before) if e.kind != "filler"), None)
    return last is None or (last.kind == "clause" and last.name in _SERVES)


def _open_roles(phrase: list[Element]) -> list[Element]:
    """ "hiring SDRs, not AEs": titles behind a "not" in a sentence about hiring are open roles too."""
    if not any(e.kind == "mark" and e.name == "NOT" for e in phrase):
        return phrase
    return [
        replace(e, name="hiring", reading=as_hiring(e.reading)) if e.name == "people" and e.reading else e
        for e in phrase
    ]
