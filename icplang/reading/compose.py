"""From the elements of a stretch of text to criteria: roles, negation, and what must be reported.

A sentence is cut at stops, a phrase at commas. Inside a phrase `sentence.lark` says how clauses combine; across
commas everything holds, unless an "or" stands behind the last comma.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from icplang.meaning.predicates import In, Not, Predicate
from icplang.meaning.profile import Criterion, Role
from icplang.reading.alternatives import Path, bounded, fold, shared
from icplang.reading.belief import believed
from icplang.reading.brackets import (
    defined,
    defines,
    gives_bound,
    half_read,
    half_read_groups,
    named_by_size,
    shares,
    sized_team,
    states,
    sweet,
    timed,
    unclear,
    unsized,
    without_qualities,
)
from icplang.reading.combine import (
    Shape,
    combined,
    each_named,
    each_out,
    elements,
    independent,
    parted,
    predicate_of,
    prefixed,
    split_positive,
    trimmed,
    windows,
)
from icplang.reading.conditions import conditional, lets_in, without_reasons
from icplang.reading.contacts import contacts
from icplang.reading.elements import (
    NOT_ONLY,
    SIZES,
    Element,
    clauses,
    first_mark,
    lead,
    opener,
    several,
    split,
    too_deep,
)
from icplang.reading.findings import Findings
from icplang.reading.items import GATES
from icplang.reading.lists import (
    Phrase,
    alternatives,
    before_exceptions,
    excepts,
    goes_on,
    half_list,
    judged_lists,
    more_kinds,
    reaches,
    refuses_all,
    several_kinds,
    taken_back,
    whole_lists,
    windowed,
)
from icplang.reading.placing import is_absence, of_customers, placed, says, unread_branch, where_unknown
from icplang.reading.reach import ended
from icplang.reading.redundant import without_sizes
from icplang.reading.refusals import (
    belittled,
    closes_list,
    doubtful,
    dwarfed,
    excepted,
    names_refused,
    once,
    permission,
    permits,
    too_much,
)
from icplang.reading.sentences import (
    IS,
    LISTING,
    NO,
    adverb,
    behind_commas,
    belittles,
    ends_in_not,
    lone_role,
    of_headcount,
    open_roles,
    qualifies,
    refers_back,
    refuses,
    restated,
    scores,
    sentences_of,
    served,
    softened,
    topic,
    verdict,
    without_command,
    without_seller,
)
from icplang.reading.separators import separated
from icplang.reading.trace import Trace

_ROLES = frozenset({"PREFER", "REQUIRE", "EXCLUDE", "DEPRIORITIZE", "COMMAND", "LIKE", "SELLER", "ATTRIBUTION"})
_OWN_NUMBER = frozenset({"employees", "crew", "metric"})
"""Numbers that say how large a company is."""


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
    lines: int = 0
    """Items read so far: the criteria of a scored one share its weight."""
    kept: list[tuple[Path, Criterion]] = field(default_factory=list)
    """Those of `found` that were folded."""
    headed: set[int] = field(default_factory=set)
    """Which of them were read from a heading."""
    trace: Trace = field(default_factory=Trace)
    unknown: Literal["include", "exclude", "or"] | None = None
    """What the phrase that is being read says of accounts where it is unknown."""

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

        `addressed`: it stands under a label that says whom to talk to. `listed`: it is one of the alternatives of a
        list. Half of one would let in more than the text does, so that an alternative with unread words is not read
        at all.
        """
        self.path = path
        self.lines += 1
        self.trace.stretches.append(elements)
        before, found = len(self.findings.diagnostics), len(self.found)
        people = contacts(elements, self.findings) if addressed else None
        if people is not None:
            for predicate, used in people[0]:
                self._criterion("buyer", predicate, used, weight)
            for sentence in people[1]:
                self._sentence(sentence, None, weight)
            return
        sentences = sentences_of(elements, self.findings)
        for i, (sign, sentence) in enumerate(sentences):
            judged = verdict(sentences[i + 1 :], self.findings.source.text)
            judged = "exclude" if belittled([s for _, s in sentences[i : i + 2]]) else judged
            if judged and role != "exclude":  # "Layoffs in the last 6 months: stay away"
                self._sentence(sentence, judged, weight)
                continue
            if i and (
                verdict(sentences[i : i + 1], self.findings.source.text)
                or belittled([s for _, s in sentences[i - 1 : i + 1]])
            ):
                self._judgement(sentence)
                continue
            if restated(sentence, sentences[i + 1 :]):  # "Funding: new round in the last 9 months"
                self.findings.set_aside(sentence)
                continue
            if permits(sentence):
                self._permitted(sentence, role, weight)
                continue
            if role != "exclude" and (small := dwarfed(sentence)):
                self.trace.join(sentence[len(small) :])
                self._sentence(small, "exclude", weight)
                continue
            if (role != "exclude" and belittles(sentence)) or scores(sentence):
                self.findings.report([replace(e, kind="unread") if e.kind == "clause" else e for e in sentence])
                continue
            if (
                role == "exclude"
                and i
                and sign in LISTING
                and any(e.kind == "clause" for _, s in sentences[:i] for e in s)
            ):
                if sentence:  # "Enterprise - need SSO, audit logs"
                    self.findings.tell("commentary", "a reason, no criterion", sentence[0].start, sentence[-1].end)
                continue
            if topic(sentence, sentences[i + 1 :]) and role != "exclude":
                self.findings.report([replace(e, kind="unread") if e.kind == "clause" else e for e in sentence])
                continue
            inner = lone_role(sentences[i - 1][1]) if i and sign == ":" and role is None else None
            self._sentence(sentence, inner or role, weight)  # "...; nice to have: SOC 2"
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

    def _judgement(self, sentence: list[Element]) -> None:
        """Note a verdict on what stands in front of it, and the reason that it gives: "the math never works"."""
        text = self.findings.source.text
        unread = any(e.kind == "unread" and e.name not in NO for e in sentence)
        reason = any(text[e.start : e.end].lower().startswith(("the ", "our ")) for e in sentence if e.kind == "mark")
        if (unread and not too_much(sentence)) or reason:
            self.findings.tell("commentary", "a reason, no criterion", sentence[0].start, sentence[-1].end)
        else:
            self.trace.join(sentence)

    def _permitted(self, sentence: list[Element], role: Role | None, weight: float | None) -> None:
        """Read what stands in front of a permission: "No banks, but insurers are fine"."""
        refused, permitted = permission(sentence)
        negated = any(e.kind == "mark" and e.name in ("NOT", "EXCLUDE") for e in sentence)
        if (role == "exclude" or negated) and excepted(refused, permitted):
            self.findings.report([*refused, *(replace(e, kind="unread") for e in permitted)])
            return
        self.findings.tell("commentary", "a permission, no criterion", permitted[0].start, permitted[-1].end)
        if refused:
            self._sentence(refused, role, weight)

    def settle(
        self,
        predicate: Predicate,
        elements: list[Element],
        role: Role,
        weight: float | None,
        unknown: Literal["include", "exclude", "or"] | None,
    ) -> None:
        """Take a predicate in brackets as it stands."""
        used = list(clauses(elements))
        self.findings.diagnostics.extend(note for e in used if e.reading for note in e.reading.notes)
        start, end = elements[0].start, elements[-1].end
        text = self.findings.source.text[start:end]
        if self.negated and role == "prefer":
            predicate = Not(predicate)
        kept = None if unknown == "or" else unknown
        span, off = self.findings.source.span(start, end), self._off(role, weight)
        criterion = Criterion(role, predicate, text, span, weight, kept, off)
        self.settled.add(len(self.found))
        self.found.append(((), criterion))
        self.trace.stretches.append(elements)
        self.trace.negated(elements)
        self.trace.used.append((criterion, used))

    def folded(self) -> list[Criterion]:
        """The criteria, with alternatives (bullets of one field, tiers) as one criterion each."""
        lists = {(*path[:-1], path[-1][0]) for path in self.partial if path and path[-1][0] < 0}
        gates = {group for path in self.partial for group, _ in path if group >= GATES}
        kept = []
        for path, c in without_sizes(self.found, self.findings, self.sized, self.settled, self.headed):
            if path in self.partial:
                if c.span:
                    self.findings.beside(c.span.start, c.span.end)
            elif path and ((*path[:-1], path[-1][0]) in lists or any(group in gates for group, _ in path)):
                if c.span:
                    said = f"{c.text!r} is not read: another member of its list is not understood"
                    self.findings.tell("unknown-words", said, c.span.start, c.span.end)
            else:
                kept.append((path, c))
        self.kept = bounded(kept, self.findings.source)
        self.trace.keep((found, now) for (_, found), (_, now) in zip(kept, self.kept, strict=True))
        return shared(fold(self.kept, 0, self.findings.source))

    def _sentence(self, elements: list[Element], heading: Role | None, weight: float | None) -> None:
        """Read one sentence, phrase by phrase; a role word or a "not" may hold on over commas."""
        elements = [
            replace(e, kind="unread", name="per")
            if e.name == "ATTRIBUTION" and says(e, "per", self.findings.source.text) and not comma
            else e
            for e, comma in behind_commas(elements)
        ]
        source = next((i for i, e in enumerate(elements) if e.kind == "mark" and e.name == "ATTRIBUTION" and i), None)
        if source is not None and any(e.kind == "clause" for e in elements[:source]):
            self.findings.tell("commentary", "a source, no criterion", elements[source].start, elements[-1].end)
            elements = elements[:source]
        if (more := next((i for i, e in enumerate(elements) if e.name == NOT_ONLY), None)) is not None:
            self.findings.report([replace(e, kind="unread") for e in elements[more:] if e.kind != "filler"])
            elements = elements[:more]  # "not only in the US, also in Canada": no filter says so
        negated = heading == "exclude" or any(e.kind == "mark" and e.name in ("NOT", "EXCLUDE") for e in elements)
        elements = without_reasons(elements, self.findings)
        if refused := refers_back(elements, self.findings):  # "Hospitals need a tender, please skip them"
            left = {id(e) for e in refused}
            self.trace.join(e for e in elements if e.name in ("so", "if") and id(e) not in left)
            elements, heading = refused, "exclude"
        stated = conditional(elements, self.findings, excluding=negated)
        if stated is None:
            self.findings.report(elements)
            return
        whole, (elements, judged) = elements, stated
        left = {id(e) for e in elements}
        self.trace.join(e for e in whole if id(e) not in left)
        heading = judged or heading
        if heading == "exclude":
            told, elements = elements, once(elements, self.findings.source.text)
            left = {id(e) for e in elements}
            self.trace.join(e for e in told if id(e) not in left)
        elements = without_seller(without_command(elements, self.findings), self.findings)
        elements = separated(of_customers(elements), self.findings.source.text)
        phrases = [p for p in split(elements, "comma") if p]
        phrases = judged_lists(served(phrases, self.findings), self.findings.source.text)
        phrases = phrases if negated else whole_lists(phrases, self.findings)
        phrases = [*before_exceptions(windowed(phrases), self.findings.source.text)]
        phrases = phrases if heading == "exclude" else [*ended(phrases, self.findings.source.text)]
        role = "prefer" if phrases and heading is None and softened(phrases[0], self.findings.source.text) else heading
        hiring, counted = False, None
        for outer, own, body in self._scoped(phrases, role, heading):
            hiring = hiring or any(e.name == "hiring" for e in body)
            said = of_headcount(counted, open_roles(body) if hiring else body)
            counted = next((e for e in reversed(said) if e.kind == "clause"), counted)
            self._phrase(said, own, weight, outer)

    def _scoped(self, phrases: list[list[Element]], role: Role | None, heading: Role | None) -> list[Phrase]:
        """The phrases of a sentence, each with its role and the "not" that still holds for it."""
        negation: Element | None = None
        leaving = refuses_all(phrases)
        excepted: list[Element] = []  # the exception to an exclusion before, which may be a list
        pending: list[Phrase] = []
        for number, whole in enumerate(phrases):
            joined = lead(whole)
            if len(whole) == 1 and joined:
                continue
            phrase, same = self._so_are(whole[1:] if joined else whole)
            onward = heading if joined == "BUT" else role  # "ideally 50-250 employees, but up to 1,000"
            body, own = self._role_of(phrase, pending[-1][1] if same and pending else onward)
            starts_negated = next((e for e in body if e.kind == "mark" and e.name == "NOT"), None)
            if starts_negated and pending and excepts(pending[-1], starts_negated, body, self.findings.source.text):
                following = next((p for p in phrases[number + 1 :] if p), None)
                if self._taken_back(pending, body, following):
                    continue
                excepted = body
                continue
            if excepted and not starts_negated and joined != "BUT" and goes_on(excepted, body):
                self.findings.report(body)  # "no government, except utilities, hospitals"
                excepted = body
                continue
            excepted = []
            if starts_negated:
                negation = starts_negated
                leaving = leaving or (not pending and first_mark(phrase) == "EXCLUDE")
            elif negation and leaving and own != "prefer":
                pass  # "Leave out agencies, PE portfolio companies, and anything in France"
            elif negation and leaving and first_mark(phrase) != "PREFER":  # "who sell mainly through tenders"
                pending.append((None, own, [replace(e, kind="unread") if e.kind == "clause" else e for e in body]))
                continue
            elif negation and not (pending and joined != "BUT" and goes_on(pending[-1][2], body)):
                negation = None
            elif negation is None and reaches(phrases[0], body):  # "Not hospitals, under 30 people, or agencies"
                hint = "list what must not match on a line of its own, as in 'Exclude: agencies, hospitals'"
                said = "how far the 'not' reaches is not clear"
                self.findings.tell("ambiguous-phrase", said, body[0].start, body[-1].end, help=hint)
                continue
            refused = own == "exclude" and heading == "exclude"
            if joined == "OR" and pending and not negation and not refused and alternatives(pending, body):
                continue
            if not negation and more_kinds(pending, own, body, joined, self.findings.source.text):
                continue
            if joined in ("OR", "AND") and pending and not negation and half_list(pending, body, self.findings):
                continue
            pending.append((None if starts_negated else negation, own, body))
        return pending

    def _taken_back(self, pending: list[Phrase], body: list[Element], following: list[Element] | None) -> bool:
        """Read the last phrase with the exception to it as one, "no government, except utilities"; report both where
        it is not clear what the exception is to."""
        outer, own, before = pending.pop()
        alone = not (pending and (pending[-1][0] or any(e.name == "NOT" for e in pending[-1][2])))
        if alone and not (following and goes_on(body, following)) and (both := taken_back(before, body)):
            pending.append((outer, own, both))
            return True
        said, hint = "an exception to an exclusion is not read", "exclude what must not match in any case"
        self.findings.tell("ambiguous-phrase", said, before[0].start, body[-1].end, help=hint)
        return False

    def _role_of(self, phrase: list[Element], role: Role | None) -> tuple[list[Element], Role | None]:
        """The phrase without its role words, and the role that they set."""
        out: list[Element] = []
        own = role
        beside = False  # whether what makes it a preference holds for the words beside it alone
        for i, e in enumerate(phrase):
            if beside and e.kind == "mark" and e.name == "RELATIVE" and out and out[-1].name == "AND":
                self._phrase(out[:-1], own, None, None)  # "who are mostly in SaaS and whose team is under 25"
                out, own, beside = [], role, False
            if e.kind == "mark" and e.name in ("PREFER", "REQUIRE", "EXCLUDE"):
                before = [x for x in out if x.kind in ("clause", "group")]
                behind = any(x.kind == "clause" or (x.kind == "group" and not before) for x in phrase[i + 1 :])
                if e.name == "PREFER":
                    if before and not behind and qualifies(phrase, i, self.findings.source.text):
                        out.append(replace(e, kind="unread", name="adverb"))
                        continue
                    if before and behind:  # "50-200 employees ideally in fintech"
                        self._phrase(out, role, None, None)
                        out = []
                    elif len(before) > 1:  # "edtech companies in the 30-60 employee sweet spot": only the last clause
                        cut = next(j for j, x in enumerate(out) if x is before[-1])
                        self._phrase(out[:cut], role, None, None)
                        out = out[cut:]
                    own, beside = "prefer", adverb(e, self.findings.source.text)
                elif e.name == "EXCLUDE" and (behind or refuses(phrase, e)):  # "we don't sell to agencies"
                    out.append(replace(e, name="NOT"))
                elif e.name == "EXCLUDE" and not before and role is None:
                    self.findings.report([e])  # "not a customer" on its own
                elif e.name == "EXCLUDE" and closes_list(phrase, i, self.findings.source.text):
                    out = [replace(x, kind="unread") for x in [*out, e]]
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

    def _so_are(self, phrase: list[Element]) -> tuple[list[Element], bool]:
        """The phrase behind "and so are", and whether it starts with that: it has the role of the one before."""
        text = self.findings.source.text
        words = [text[e.start : e.end].lower() if e.kind in ("unread", "filler", "mark") else "" for e in phrase[:2]]
        if words[:1] not in (["so"], ["as"]) or words[-1] not in IS:
            return phrase, False
        self.trace.join(phrase[:2])
        return phrase[2:], True

    def _phrase(self, elements: list[Element], role: Role | None, weight: float | None, outer: Element | None) -> None:
        """Read one phrase. `outer` is the "not" of an earlier phrase that still holds."""
        text = self.findings.source.text
        whole, (elements, self.unknown) = elements, where_unknown(elements, text)
        if self.unknown:
            left = {id(e) for e in elements}
            self.trace.join(e for e in whole if id(e) not in left)
        elements = half_read_groups(placed(unread_branch(self._examples(self._measured(elements))), outer, role, text))
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
        if (
            outer is None
            and role != "exclude"
            and (split_off := prefixed(elements, text) or split_positive(elements, text))
        ):
            for part in split_off:
                self._phrase(part, role, weight, None)
            return
        excluding = (
            outer is not None or role == "exclude" or any(e.kind == "mark" and e.name == "NOT" for e in elements)
        )
        if ends_in_not(elements) or (role != "exclude" and outer is None and doubtful(elements, text)):
            self.findings.report([replace(e, kind="unread") for e in elements])
            return
        kept = believed(elements, self.findings, excluding=excluding, whole=outer is not None or role == "exclude")
        kept = self._defined(each_named(kept) if excluding else kept, excluding=excluding)
        self.findings.without_operand(kept)
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
        units = trimmed(self._numbered(each_out(units, text) if excluding else several_kinds(units, text)), text)
        units = windows(parted(units, elements))
        shape = combined(units, self.findings)
        if shape is None:
            said = self.findings.diagnostics[-1].span
            self.findings.left_out(e for e in clauses(units) if said and (e.end <= said.start or e.start >= said.end))
            return
        preferring = role == "prefer" or (outer is None and any(e.name == "PREFER" for e in elements))
        for e in clauses(units):
            if e.reading and e.reading.inherited:
                inherits = preferring or e.reading.completes or (excluding and opener(e) != "NUM")
                if inherits:  # "50-500 employees, ideally 100-200"
                    e.reading.predicate, e.reading.notes = e.reading.inherited, []
        self.findings.diagnostics.extend(note for e in clauses(units) if e.reading for note in e.reading.notes)
        unread = [e for e in clauses(units) if e.reading and e.reading.predicate is None]
        if unread and (excluding or any(u.kind == "mark" and u.name in ("OR", "SLASH") for u in units)):
            self.findings.left_out(clauses(units))
            return  # half of an alternative or of an exclusion would say something else
        self._emit(shape, units, role or "require", weight)

    def _measured(self, elements: list[Element]) -> list[Element]:
        """Without the words that a bracket says in numbers: "large corporates (800+ employees)"."""
        sized = named_by_size(elements)
        if sized is not elements:
            for run in unsized(elements):
                self.findings.report(run)
            self.findings.set_aside(elements[: next(i for i, e in enumerate(elements) if e.kind == "group")])
        plain = without_qualities(sized)
        for e in sized:
            if e not in plain:
                self.findings.set_aside([e])
        return plain

    def _numbered(self, units: list[Element]) -> list[Element]:
        """Without a size word beside its own number: "enterprise, 400+ employees" says the number."""
        if any(u.kind == "mark" and u.name in ("OR", "SLASH") for u in units):
            return units
        if not any(u.name in (*_OWN_NUMBER, "sites") for u in units if u.kind == "clause"):
            return units
        counts = any(u.name == "sites" and u.reading and not several(u) for u in units)
        out = []
        for u in units:
            if counts and several(u):  # "chains above 40 sites"
                self.findings.set_aside([u])
                continue
            named = u.reading.predicate if u.reading and u.name == "segment" else None
            if isinstance(named, In) and all(map(self.sized, named.values)):
                said = self.findings.source.text[u.start : u.end]
                self.findings.tell("defined-word", f"{said!r} is not read: the text gives the number", u.start, u.end)
            else:
                out.append(u)
        return out

    def _emit(self, shape: Shape, units: list[Element], role: Role, weight: float | None) -> None:
        """Criteria from a phrase: what all holds is split, alternatives stay together."""
        negation = next((e for e in units if e.kind == "mark" and e.name == "NOT"), None)
        absence = negation if negation is not None and is_absence(negation, self.findings.source.text) else None
        for part, sign in independent(shape, role):
            used = list(elements(part))
            absent = absence is not None and all(e.start > absence.start for e in used)
            predicate = predicate_of(part, absent=absent)
            if predicate is None:
                self.findings.left_out(used)
                continue
            people = [e for e in used if e.reading and e.reading.role]
            if people and not absent:
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

    def _criterion(self, role: Role, predicate: Predicate, used: list[Element], weight: float | None) -> None:
        start, end = min(e.start for e in used), max(e.end for e in used)
        if self.negated and role == "prefer":
            predicate = predicate.arg if isinstance(predicate, Not) else Not(predicate)
        if role == "require" and isinstance(predicate, Not) and len(used) == 1 and used[0].name == "outside":
            role, predicate = "exclude", predicate.arg  # unknown places stay in
        source = self.findings.source
        unknown = self.unknown
        if unknown == "or":  # "50+ employees or unknown", "exclude agencies or unknown"
            unknown = "exclude" if role == "exclude" else "include"
        span, off = source.span(start, end), self._off(role, weight)
        criterion = Criterion(role, predicate, source.text[start:end], span, weight, unknown, off, self._line(weight))
        self.found.append((self.path, criterion))
        self.trace.used.append((criterion, used))

    def _off(self, role: Role, weight: float | None) -> bool:
        """Whether the weight of a clause is points off."""
        return self.negated and role == "prefer" and weight is not None

    def _line(self, weight: float | None) -> int | None:
        return None if weight is None else self.lines

    def _mixed(self, used: list[Element]) -> None:
        self.findings.tell(
            "ambiguous-phrase",
            "a company and a person in one alternative",
            used[0].start,
            used[-1].end,
            help="name whom to talk to on a line of its own: 'Buyer: VP of Sales'",
        )

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
            elif half_read(e) and (first_mark(e.inside) == "NOT" or names_refused(e)):  # "(no contractors)"
                self.findings.report([e])
            elif not any(clauses([e])) or first_mark(e.inside) == "LIKE":  # "(e.g. cafés)"
                self.findings.tell("commentary", "a remark in brackets, no criterion", e.start, e.end)
            elif before is None or before.kind == "mark":
                out.append(e)
            elif sweet(e) and before.kind == "clause":  # "20-90 employees (sweet spot)"
                out = [x for x in out if x is not before]
                self._phrase([before], "prefer", None, None)
            elif shares(e):  # "US (50%), Canada (20%)"
                self.findings.tell("commentary", "a share, no criterion", e.start, e.end)
            elif (
                any(x.kind == "mark" and x.name == "PREFER" for x in e.inside)
                and all(x.name == before.name or x.name in SIZES or x.name == "bare" for x in clauses(e.inside))
                and not any(x.kind == "unread" for x in e.inside)
            ):
                for sentence in split(e.inside, "stop"):  # "$8M-$80M (sweet spot: $12M-$35M)"
                    self._phrase([x for x in sentence if x.kind != "mark"], "prefer", None, None)
            elif (
                first_mark(e.inside) == "NOT" or names_refused(e) or (excluding and lets_in(e))
            ):  # "SaaS (not fintech)"
                if excluding:
                    said = "an exception to an exclusion is not read"
                    hint = "exclude with a line of its own what must not match in any case"
                    self.findings.tell("ambiguous-phrase", said, before.start, e.end, help=hint)
                    self.findings.left_out(x for x in clauses(elements) if x.end <= before.start or x.start >= e.end)
                    self.findings.without_operand(elements)
                    return []
                self._sentence(e.inside, None, None)
            elif (event := timed(before, e) or sized_team(before, e)) is not None:
                out[next(i for i, x in enumerate(out) if x is before)] = event
            elif excluding and gives_bound(e) and before.kind == "clause":  # "Chains (more than 12 own shops)"
                self.findings.report([replace(before, kind="unread"), replace(e, kind="unread")])
                out = [x for x in out if x is not before]
            elif not defines(before, e) and states(before, e):
                if any(x.kind == "mark" and x.name not in ("OR", "AND", "SLASH") for x in e.inside):
                    self._sentence(e.inside, None, None)
                else:
                    out.append(e)
            elif not defines(before, e) and unclear(before, e):
                said = "it is not clear what these brackets are about"
                hint = "write it without brackets, as a clause of its own"
                self.findings.tell("ambiguous-phrase", said, e.start, e.end, help=hint)
            elif not defines(before, e):
                self.findings.tell("commentary", "a remark in brackets, no criterion", e.start, e.end)
            else:
                out = defined(out, before, e)
                self.findings.set_aside([] if any(x is before for x in out) else [before])
        return out
