"""From the elements of a stretch of text to criteria: roles, negation, and what must be reported.

A sentence is cut at stops, a phrase at commas; `phrases.py` reads each. Across commas everything holds, unless an "or"
stands behind the last comma.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from icplang.meaning.predicates import Not, Predicate
from icplang.meaning.profile import Criterion, Role
from icplang.reading.belief.deeds import by_themselves
from icplang.reading.belief.held import with_held
from icplang.reading.belief.placing import of_customers
from icplang.reading.combining.alternatives import bounded, fold, list_of, sections, shared, unread_lists
from icplang.reading.combining.answers import answered
from icplang.reading.combining.apposed import with_compounds
from icplang.reading.combining.bands import another_band, without_contradictions
from icplang.reading.combining.bounds import bounded_behind, ranging, sharing_bounds
from icplang.reading.combining.bracketed import trades_with_brackets
from icplang.reading.combining.chains import with_chains
from icplang.reading.combining.companies import alike, in_brackets, left_out
from icplang.reading.combining.conditioned import kinds_apart
from icplang.reading.combining.conditions import conditional, unconditional, whole_branches, without_reasons
from icplang.reading.combining.contacts import contacts, without_others
from icplang.reading.combining.dealers import with_shared_goods
from icplang.reading.combining.denials import open_roles, relaxed, widened, without_denials, without_interjections
from icplang.reading.combining.eithers import across_stops, alternative, ones_denied, without_or
from icplang.reading.combining.goods import with_goods
from icplang.reading.combining.grouped import one_kind, with_groups
from icplang.reading.combining.lacking import with_lacking
from icplang.reading.combining.lists import (
    Phrase,
    before_exceptions,
    excepts,
    exemplified,
    half_list,
    joined_to,
    mixed,
    more_kinds,
    still_liked,
    still_served,
    taken_back,
    whole_lists,
)
from icplang.reading.combining.marked import across_remarks, with_roles
from icplang.reading.combining.members import with_members, with_others
from icplang.reading.combining.openends import open_members, without_open_ends
from icplang.reading.combining.ownnouns import with_own_nouns
from icplang.reading.combining.pardons import with_pardons
from icplang.reading.combining.personas import personas, with_firms
from icplang.reading.combining.phrases import Phrases
from icplang.reading.combining.ranks import unranked
from icplang.reading.combining.reach import ended, excepted_first
from icplang.reading.combining.redundant import without_sizes
from icplang.reading.combining.refusals import (
    belittled,
    bracketed,
    dwarfed,
    excepted,
    forbids,
    judged_curtly,
    lone_no,
    once,
    permission,
    permits,
    too_much,
    without_exception,
    without_main_deeds,
)
from icplang.reading.combining.rolewords import RoleWords
from icplang.reading.combining.scope import affirms, goes_on, judged_lists, scope
from icplang.reading.combining.seldom import only_sometimes, without_seldom
from icplang.reading.combining.sentences import (
    LISTING,
    lone_role,
    narrowed,
    of_headcount,
    own_subject,
    owned,
    refers_back,
    restated,
    said_again,
    sentences_of,
    served,
    topic,
    unreasoned,
    verdict,
    without_command,
    without_seller,
)
from icplang.reading.combining.separators import kinds_in_cells, separated
from icplang.reading.combining.sharednouns import headless, with_nouns
from icplang.reading.combining.spans import with_spans
from icplang.reading.combining.spared import without_spared
from icplang.reading.combining.takenup import refused_shortly, so_are
from icplang.reading.combining.times import fronted, windowed
from icplang.reading.combining.usually import addressed, softened
from icplang.reading.combining.ventures import ventures_apart
from icplang.reading.elements import NOT_ONLY, Element, clauses, first_mark, lead, split
from icplang.reading.shape.items import GATES, PERSONAS, Path
from icplang.reading.told.author import introduces_rivals, without_author
from icplang.reading.told.backers import without_backers
from icplang.reading.told.besides import adds_others, without_additions
from icplang.reading.told.contrasts import turned
from icplang.reading.told.greetings import without_greeting
from icplang.reading.told.makers import without_maker
from icplang.reading.told.mandates import without_mandate
from icplang.reading.told.orders import without_orders
from icplang.reading.told.searches import without_searches
from icplang.reading.told.sellers import named_seller, seller_at_work
from icplang.reading.told.sources import without_sources
from icplang.reading.told.stakes import without_stakes
from icplang.reading.told.subjects import unfit, without_introductions, without_product, without_subject
from icplang.reading.told.unclear import unclear
from icplang.reading.words.verdicts import NO

_ROLES = frozenset({"PREFER", "REQUIRE", "EXCLUDE", "DEPRIORITIZE", "COMMAND", "LIKE", "SELLER", "ATTRIBUTION"})
_WANTED = (
    widened,
    judged_curtly,
    without_seldom,
    without_others,
    without_additions,
    without_mandate,
    named_seller,
    seller_at_work,
    without_stakes,
)
"""What is done to a sentence before it is read, unless a heading refuses it."""
_ABOUT = (
    without_greeting,
    without_interjections,
    without_maker,
    alike,
    without_orders,
    without_denials,
    without_author,
    without_backers,
    without_searches,
    without_subject,
)
"""What is taken off every sentence before it is read."""


@dataclass(slots=True)
class Composer(Phrases):
    """Collects the criteria of one text."""

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
        if role != "exclude" and (each := personas(elements))[0]:
            self._each(*each, role, weight, path, addressed=addressed)
            return
        if role != "exclude" and (cells := kinds_in_cells(elements, self.findings.source.text)):
            self._each(cells, [], role, weight, path, addressed=addressed)
            return
        self.path, self.lines = path, self.lines + 1
        self.trace.stretches.append(elements)
        before, found = len(self.findings.diagnostics), len(self.found)
        if addressed and self._addressed(elements, weight):
            return
        elements = with_pardons(elements, self.findings.source.text, self.trace, refused=role == "exclude")
        said = sentences_of(elements, self.findings)
        apart = across_stops(narrowed(said if role == "exclude" else only_sometimes(said), role), role)
        told = self._without_rivals(apart, role)
        sentences = answered(without_introductions(told, self.findings), self.findings.source.text, self.trace)
        shortly = refused_shortly([s for _, s in sentences], self.trace)
        sentences = [(sign, s) for (sign, _), s in zip(sentences, shortly, strict=True)]
        for i in range(len(sentences)):
            self._told(sentences, i, role, weight, first=found)
        if found == len(self.found) and before == len(self.findings.diagnostics):
            self._nothing_said(elements, role)
        if listed and self._half_read(role != "exclude" and found < len(self.found), before):
            self.partial.add(path)

    def _each(
        self,
        parts: list[list[Element]],
        shared: list[Element],
        role: Role | None,
        weight: float | None,
        path: Path,
        *,
        addressed: bool,
    ) -> None:
        """Read people who each stand with companies of their own as alternatives, and what is said of all of them."""
        self.groups += 1
        group, first = PERSONAS + self.groups, len(self.found)
        for number, part in enumerate(parts):
            self.add(part, role, weight, (*path, (group, number)), listed=True, addressed=addressed)
        people = [(path if c.role == "buyer" else whose, c) for whose, c in self.found[first:]]
        self.found[first:] = people
        self.add(shared, role, weight, path)

    def _told(
        self, sentences: list[tuple[str, list[Element]]], i: int, role: Role | None, weight: float | None, *, first: int
    ) -> None:
        """Read sentence `i` of an item, whose criteria are those of `found` from the `first` on, by what the sentences
        beside it say of it."""
        text = self.findings.source.text
        sign, sentence = sentences[i]
        if role != "exclude":
            sentence = turned(sentence, self.findings, self.trace)
            sentences = [*sentences[:i], (sign, sentence), *sentences[i + 1 :]]
        judged = verdict(sentences[i + 1 :], text)
        judged = "exclude" if belittled([s for _, s in sentences[i : i + 2]]) else judged
        if judged and role != "exclude":  # "Layoffs in the last 6 months: stay away"
            self._by_verdict(sentence, judged, weight)
            return
        if i and (verdict(sentences[i : i + 1], text) or belittled([s for _, s in sentences[i - 1 : i + 1]])):
            self._judgement(sentence)
            return
        if restated(sentence, sentences[i + 1 :]):  # "Funding: new round in the last 9 months"
            self.findings.set_aside(sentence)
            return
        if i and (named := said_again(sentence, text)):
            own = role or (self.found[-1][1].role if len(self.found) > first else None)
            if own == "require":  # "Hotels in Spain; the same goes for hostels"
                self.findings.report([replace(e, kind="unread") for e in named])
                return
            self.trace.join(sentence[: len(sentence) - len(named)])
            self._sentence(named, own, weight)
            return
        if permits(sentence):
            self._permitted(sentence, role, weight)
            return
        if role != "exclude" and (small := dwarfed(sentence) or bracketed(sentence, text)):
            said = {id(e) for e in small}
            self.trace.join(e for e in sentence if id(e) not in said and e.inside is not small)
            self._sentence(small, "exclude", weight)
            return
        if unclear(sentences, i, role, text) or adds_others(sentence, (c for _, c in self.found), text):
            self.findings.report([replace(e, kind="unread") if e.kind == "clause" else e for e in sentence])
            return
        if role == "exclude" and i and sign in LISTING and any(e.kind == "clause" for _, s in sentences[:i] for e in s):
            if sentence:  # "Enterprise - need SSO, audit logs"
                self.findings.tell("commentary", "a reason, no criterion", sentence[0].start, sentence[-1].end)
            return
        if topic(sentence, sentences[i + 1 :]) and role != "exclude":
            self.findings.report([replace(e, kind="unread") if e.kind == "clause" else e for e in sentence])
            return
        inner = lone_role(sentences[i - 1][1]) if i and sign == ":" and role is None else None
        self._sentence(sentence, inner or role, weight)  # "...; nice to have: SOC 2"

    def _nothing_said(self, elements: list[Element], role: Role | None) -> None:
        """Report an item of which nothing was read or reported."""
        roles = [e for e in elements if e.kind == "mark" and e.name in _ROLES]
        if role == "exclude":
            self.findings.report([replace(e, kind="unread") for e in elements])  # "Already a customer"
        elif roles:  # "the sweet spot" alone
            said = "nothing stands beside it; no criterion"
            self.findings.tell("commentary", said, roles[0].start, roles[-1].end)

    def _half_read(self, wider: bool, before: int) -> bool:
        """Whether a member of a list says what was not read, behind the findings that were there `before` it. `wider`:
        what is vague in it only lets in more: "banks with solid revenue" are banks."""
        told = [d for d in self.findings.diagnostics[before:] if d.severity == "error"]
        return any(not wider or d.code != "vague-phrase" for d in told)

    def _without_rivals(
        self, sentences: list[tuple[str, list[Element]]], role: Role | None
    ) -> list[tuple[str, list[Element]]]:
        """The sentences without those that name the author's competitors: "Top 3 competitors: Gong, Clari"."""
        told = set[int]()
        for i, (_, sentence) in enumerate(sentences[:-1] if role != "exclude" else []):
            named = sentences[i + 1][0] == ":" and introduces_rivals(sentence)
            if named and not verdict(sentences[i + 1 :], self.findings.source.text):
                told |= {i, i + 1}
        for _, sentence in [sentences[i] for i in sorted(told) if sentences[i][1]]:
            self.findings.tell("commentary", "about competitors, no criterion", sentence[0].start, sentence[-1].end)
            self.trace.join(sentence)
        return [s for i, s in enumerate(sentences) if i not in told]

    def _addressed(self, elements: list[Element], weight: float | None) -> bool:
        """Read whom a label says to talk to, one by one; False where they are read as any other words."""
        people = contacts(without_open_ends(elements, self.findings), self.findings, self.trace)
        if people is None:
            return False
        for predicate, used in people[0]:
            self._criterion("buyer", predicate, used, weight)
        for sentence in people[1]:
            self._sentence(sentence, None, weight)
        return True

    def _by_verdict(self, sentence: list[Element], role: Role, weight: float | None) -> None:
        """Read what a verdict behind it gives a role: "If they are in India: skip"."""
        said = unconditional(sentence)
        self.trace.join(sentence[: len(sentence) - len(said)])
        self._sentence(said, role, weight)

    def _judgement(self, sentence: list[Element]) -> None:
        """Note a verdict on what stands in front of it, and the reason that it gives: "the math never works"."""
        text = self.findings.source.text
        if len(said := unreasoned(sentence, text)) < len(sentence):
            self.findings.tell("commentary", "a reason, no criterion", sentence[len(said)].start, sentence[-1].end)
            sentence = said
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
            if (one := without_exception(refused, permitted)) is not None:  # "No agencies, but German ones are fine"
                self.trace.join(sentence)
                self._sentence([*(e for e in refused if e.kind == "mark"), one], role, weight)
                return
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
        unknown: Literal["include", "exclude", "or"] | None = None,
    ) -> None:
        """Take a predicate as it stands: what is in brackets, or what a label says."""
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
        self.found.append((self.path, criterion))
        self.trace.stretches.append(elements)
        self.trace.negated(elements)
        self.trace.used.append((criterion, used))

    def folded(self) -> list[Criterion]:
        """The criteria, with alternatives (bullets of one field, tiers) as one criterion each."""
        placed = sections(self.found, self.headed)
        found, partial = [(placed(path), c) for path, c in self.found], set(map(placed, self.partial))
        lists = unread_lists(found, partial)
        gates = {group for path in partial for group, _ in path if group >= GATES}
        kept = []
        for path, c in without_sizes(found, self.findings, self.sized, self.settled, self.headed):
            if path in partial:
                if c.span:
                    self.findings.beside(c.span.start, c.span.end)
            elif path and (list_of(path) in lists or any(group in gates for group, _ in path)):
                if c.span:
                    said = f"{c.text!r} is not read: another member of its list is not understood"
                    self.findings.tell("unknown-words", said, c.span.start, c.span.end)
            else:
                kept.append((path, c))
        kept = without_contradictions(kept, self.findings)
        self.kept = bounded(kept, self.findings.source)
        self.trace.keep((found, now) for (_, found), (_, now) in zip(kept, self.kept, strict=True))
        return shared(fold(self.kept, 0, self.findings.source))

    def _without_deeds(self, elements: list[Element]) -> list[Element]:
        """The elements without what people are said to do themselves, which is reported."""
        told = by_themselves(elements)
        self.findings.report([replace(e, kind="unread") for e in told])
        left = {id(e) for e in told}
        return [e for e in elements if id(e) not in left]

    def _served(self, phrases: list[list[Element]]) -> list[list[Element]]:
        """The phrases, with what is said of whom a company is or whom it serves."""
        return still_served(served(owned(phrases), self.findings), self.findings.source.text)

    def _sentence(self, elements: list[Element], heading: Role | None, weight: float | None) -> None:
        """Read one sentence, phrase by phrase; a role word or a "not" may hold on over commas."""
        elements, heading = unfit(elements, heading, self.findings, self.trace)
        out, elements = excepted_first(elements, self.findings.source.text) if heading != "exclude" else ([], elements)
        if out:
            self._sentence(out, None, weight)
        for reduced in (*_WANTED, *_ABOUT) if heading != "exclude" else _ABOUT:
            elements = reduced(elements, self.findings, self.trace)
        elements = with_held(without_sources(without_product(elements, self.findings), self.findings))
        elements = with_nouns(with_compounds(elements, self.findings), self.findings)
        elements = with_groups(with_shared_goods(elements, self.findings), self.findings)
        if heading in (None, "require"):
            elements = with_firms(elements, self.findings.source.text)
        if (more := next((i for i, e in enumerate(elements) if e.name == NOT_ONLY), None)) is not None:
            self.findings.report([replace(e, kind="unread") for e in elements[more:] if e.kind != "filler"])
            elements = elements[:more]  # "not only in the US, also in Canada": no filter says so
        elements = with_lacking(elements, self.findings.source.text, excluding=heading == "exclude")
        negated = heading == "exclude" or any(e.kind == "mark" and e.name in ("NOT", "EXCLUDE") for e in elements)
        elements = without_reasons(elements, self.findings)
        if refused := refers_back(elements, self.findings):  # "Hospitals need a tender, please skip them"
            left = {id(e) for e in refused}
            self.trace.join(e for e in elements if e.name in ("so", "if") and id(e) not in left)
            elements, heading = refused, "exclude"
        stated = conditional(elements, self.findings, excluding=negated, headed=heading == "exclude")
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
        elements = self._without_deeds(without_seller(without_command(elements, self.findings), self.findings))
        elements = sharing_bounds(
            left_out(bounded_behind(ranging(elements)), self.findings.source.text, excluding=heading == "exclude"),
            self.findings.source.text,
        )
        elements = (in_brackets if negated else across_remarks)(elements, self.findings)
        elements = self._with_lists(elements, heading)
        plain = exemplified([p for p in split(elements, "comma") if p])
        phrases = with_roles(
            relaxed(plain, self.findings, self.trace, excluding=heading == "exclude"), self.findings, self.trace
        )
        given = phrases[:1] != plain[:1]  # the role of the first phrase, in brackets behind it
        phrases = [p for p in judged_lists(self._served(phrases), self.findings.source.text) if p]
        phrases = refused_shortly(phrases, self.trace)
        phrases = (
            [*open_members(self._whole_deeds(phrases, refused=heading == "exclude"))]
            if negated
            else whole_lists(phrases, self.findings)
        )
        phrases = [*before_exceptions(windowed(fronted(whole_branches(phrases))), self.findings.source.text)]
        if heading != "exclude":
            kinds = without_spared(ones_denied(phrases, self.findings), self.findings)
            phrases = self._without_end(kinds_apart(kinds, self.findings))
        if heading != "exclude" and any(map(lone_no, phrases[1:])):  # "Hotels, bars, never": of how many is not clear
            self.findings.report([replace(e, kind="unread") for p in phrases for e in p])
            return
        soft = heading is None and phrases and not given and softened(phrases[0], self.findings.source.text)
        self._read(
            self._scoped(phrases, "prefer" if soft else heading, heading),
            {id(p[1]) for p in phrases if lead(p) == "OR" and p[1:]},
            weight,
        )

    def _with_lists(self, elements: list[Element], heading: Role | None) -> list[Element]:
        """The elements of a sentence, with each list of kinds of companies as one."""
        text = self.findings.source.text
        elements, ranks = unranked(separated(of_customers(elements, text, self.trace), text), text)
        elements, same = with_others(elements)
        self.trace.join([*ranks, *same])
        elements = with_own_nouns(elements, text)
        elements = with_goods(with_spans(without_open_ends(elements, self.findings), text), self.findings)
        elements = with_members(ventures_apart(elements, self.findings), self.findings)
        elements = with_chains(elements, text)
        return elements if heading == "exclude" else trades_with_brackets(elements, self.findings)

    def _whole_deeds(self, phrases: list[list[Element]], *, refused: bool) -> list[list[Element]]:
        return without_main_deeds(headless(phrases, self.findings), self.findings, excluding=refused)

    def _without_end(self, phrases: list[list[Element]]) -> list[list[Element]]:
        """The phrases without those that end what was said before."""
        return [*ended(phrases, self.findings.source.text)]

    def _read(self, phrases: list[Phrase], either: set[int], weight: float | None) -> None:
        """Read the phrases of a sentence; `either` are the first elements of those behind an "or"."""
        hiring, counted, unsaid = False, None, False
        for outer, own, body in one_kind(phrases, self.findings):
            people = all(e.name == "people" for e in body if e.kind == "clause")
            if unsaid and outer is None and own != "exclude" and not people and id(body[0]) in either:
                self.findings.report([replace(e, kind="unread") if e.kind == "clause" else e for e in body])
                continue  # "with no loyalty scheme, or on Square"
            told = len(self.findings.diagnostics)
            hiring = hiring or any(e.name == "hiring" for e in body)
            said = of_headcount(counted, open_roles(body, self.findings.source.text) if hiring else body)
            counted = next((e for e in reversed(said) if e.kind == "clause"), counted)
            self._phrase(said, own, weight, outer)
            unsaid = any(
                d.severity == "error" and d.span and body and d.span.end >= body[-1].end
                for d in self.findings.diagnostics[told:]
            )

    def _scoped(self, phrases: list[list[Element]], role: Role | None, heading: Role | None) -> list[Phrase]:
        """The phrases of a sentence, each with its role and the "not" that still holds for it."""
        negation: Element | None = None
        leaving = False
        reached = scope(phrases, self.findings.source.text, refusing=heading == "exclude")
        excepted: list[Element] = []  # the exception to an exclusion before, which may be a list
        pending: list[Phrase] = []
        waiting: str | None = None  # an "or" with an aside behind it: "on Clio or, if larger, on Elite"
        for number, whole in enumerate(phrases):
            joined = lead(whole)
            if len(whole) == 1 and joined:
                waiting = joined if joined == "OR" else waiting
                continue
            phrase, same = so_are(whole[1:] if joined else whole, self.findings.source.text, self.trace)
            if waiting and any(clauses(phrase)):
                joined, waiting = joined or waiting, None
            phrase, waiting = without_or(phrase, waiting)
            onward = heading if self._anew(number, phrase, joined) else role
            body, own = self._role_of(
                phrase,
                pending[-1][1] if pending and (same or still_liked(pending[-1], phrases[0], phrase)) else onward,
            )
            held = same or (reached.get(number) if not leaving else None)
            starts_negated = None if held else next((e for e in body if e.kind == "mark" and e.name == "NOT"), None)
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
            if held is False:  # "Not hospitals, 30-90 people, agencies"
                hint = "list what must not match on a line of its own, as in 'Exclude: agencies, hospitals'"
                said = "how far the 'not' reaches is not clear"
                self.findings.tell("ambiguous-phrase", said, whole[0].start, whole[-1].end, help=hint)
                continue
            leaving = leaving and joined != "BUT" and not affirms(phrase, self.findings.source.text)
            if starts_negated:
                negation = starts_negated
                leaving = leaving or (not pending and first_mark(phrase) == "EXCLUDE")
            elif negation and leaving and own != "prefer":
                pass  # "Leave out agencies, PE portfolio companies, and anything in France"
            elif negation and leaving and first_mark(phrase) != "PREFER":  # "who sell mainly through tenders"
                pending.append((None, own, [replace(e, kind="unread") if e.kind == "clause" else e for e in body]))
                continue
            elif not held:
                negation = None
            refused = own == "exclude" and heading == "exclude"
            if not negation and self._joined_on(pending, own, body, joined, refused=refused):
                continue
            pending.append((None if starts_negated else negation, own, body))
        return pending

    def _joined_on(
        self, pending: list[Phrase], own: Role | None, body: list[Element], joined: str | None, *, refused: bool
    ) -> bool:
        """Whether a phrase went on with the ones before it, as a member of their list or an alternative to them, or was
        reported with them. `refused`: a heading refuses both."""
        findings = self.findings
        if (not refused and joined_to(pending, own, body, joined)) or more_kinds(
            pending, own, body, joined, findings.source.text
        ):
            return True
        listed = bool(pending) and joined in ("OR", "AND") and own != "exclude"
        if listed and (half_list(pending, body, joined, findings) or mixed(pending, body, own, joined, findings)):
            return True
        if (own == "exclude") != (pending[-1:] != [] and pending[-1][1] == "exclude"):
            return alternative(pending, own, body, joined)
        return alternative(pending, own, body, joined) or another_band(pending, body, joined)

    def _anew(self, number: int, phrase: list[Element], joined: str | None) -> bool:
        """Whether a phrase does not take on the role of the one in front of it: "ideally 50-250 employees, but up to
        1,000", "They are usually in SaaS, they always have a CRM"."""
        apart = own_subject(phrase) or forbids(phrase, self.findings.source.text)
        return joined == "BUT" or (number > 0 and joined != "OR" and apart)

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
        text = self.findings.source.text
        words = RoleWords(addressed(phrase, text), role, text, self.usual)
        words.read()
        for e in words.alone:
            self.findings.report([e])
        for cut, own in words.cut:
            self._phrase(cut, own, None, None)
        return words.out, words.own
