"""Words of a phrase that set its role: "HubSpot is a plus", "we don't sell to agencies", "Europe, Russia excluded"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from icplang.meaning.profile import Role
from icplang.reading.belief.demands import excused, of_staff
from icplang.reading.combining.contacts import on_staff
from icplang.reading.combining.lists import added_to, described_with
from icplang.reading.combining.refusals import by_others, closes_list
from icplang.reading.combining.sentences import IS, adverb, praises, prefers, qualifies
from icplang.reading.combining.tails import liked_last, part_of_others
from icplang.reading.elements import Element, first_content, first_mark, last_at


@dataclass(slots=True)
class RoleWords:
    """A phrase, read word by word. `out` are its words without those that set a role, `own` is the role that they
    set, `role` the one from outside, and `usual` says that a heading only tells what most are."""

    phrase: list[Element]
    role: Role | None
    text: str
    usual: bool
    own: Role | None = None
    out: list[Element] = field(default_factory=list)
    cut: list[tuple[list[Element], Role | None]] = field(default_factory=list)
    """What stands apart with a role of its own, in its order."""
    alone: list[Element] = field(default_factory=list)
    """Verdicts with nothing beside them: "not a customer"."""
    named: list[Element] = field(default_factory=list)
    """What `out` names."""
    listed: list[Element] = field(default_factory=list)
    """The clauses that were passed."""
    last: dict[str, int] = field(default_factory=dict)
    """The place of the last element of each kind."""
    last_said: int = -1
    """The place of the last element that says something."""
    beside: bool = False
    """Whether what makes it a preference holds for the words beside it alone."""

    def read(self) -> None:
        """Read the phrase."""
        self.own = self.role
        self.last = {e.kind: i for i, e in enumerate(self.phrase)}
        self.last_said = max((i for kind, i in self.last.items() if kind != "filler"), default=-1)
        for i, e in enumerate(self.phrase):
            if self.beside and e.kind == "mark" and e.name == "RELATIVE" and self.out and self.out[-1].name == "AND":
                self.part(self.out[:-1], self.own, [])  # "who are mostly in SaaS and whose team is under 25"
                self.own, self.beside = self.role, False
            if e.kind != "mark":
                self.take(e)
            elif e.name == "PREFER":
                self.prefer(i, e)
            elif e.name == "EXCLUDE":
                self.exclude(i, e)
            elif e.name == "REQUIRE":
                self.require(i, e)
            elif e.name == "DEPRIORITIZE":
                self.own = "prefer"
                behind = max(self.last.get("clause", 0), self.last.get("group", 0)) > i
                self.out.insert(len(self.out) if behind else 0, replace(e, name="NOT"))  # "agencies are low priority"
            else:
                self.take(e)
        marks = (e for e in self.phrase if e.name in ("PREFER", "REQUIRE"))
        if any(of_staff(self.text[e.start : e.end].lower()) for e in marks):
            self.out = [on_staff(e) for e in self.out]

    def take(self, e: Element) -> None:
        """Keep a word."""
        self.out.append(e)
        self.named += [e] if e.kind in ("clause", "group") else []
        self.listed += [e] if e.kind == "clause" else []

    def part(self, cut: list[Element], role: Role | None, rest: list[Element]) -> None:
        """Cut off what has a role of its own."""
        self.cut.append((cut, role))
        self.out = rest
        self.named = [x for x in rest if x.kind in ("clause", "group")]

    def behind(self, i: int) -> bool:
        """Whether something is named behind word `i`; a bracket there only explains what is named in front."""
        return self.last.get("clause", i) > i or (not self.named and self.last.get("group", i) > i)

    def often(self, i: int) -> bool:
        """Whether a word in front of the verdict at word `i` says how often it holds: "are usually a good fit"."""
        at = last_at(self.phrase[:i], lambda e: e.kind != "filler")
        return at is not None and self.phrase[at].name == "PREFER" and self.judged(at)

    def judged(self, i: int) -> bool:
        """Whether word `i` says how often a verdict holds that is on all in front of it: "SaaS companies in Spain are
        usually a bad fit"."""
        linked = i > 0 and self.phrase[i - 1].name in IS
        ends = first_content(self.phrase[i + 1 :])
        return linked and adverb(self.phrase[i], self.text) and ends is not None and ends.name in ("EXCLUDE", "REQUIRE")

    def prefer(self, i: int, e: Element) -> None:
        """A word that says that something is liked."""
        behind, text = self.behind(i), self.text
        if prefers(self.phrase, i, text) or (self.named and not behind and qualifies(self.phrase, i, text)):
            self.out.append(replace(e, kind="unread", name="adverb"))
            return
        if self.named and behind:  # "50-200 employees ideally in fintech"
            self.part(self.out, self.role, [])
        elif len(self.named) > 1 and not praises(self.out, e, text) and not self.judged(i):
            # "edtech in the 30-60 employee sweet spot"
            last = next(j for j, x in enumerate(self.out) if x is self.named[-1])
            cut = added_to(self.out, described_with(self.out, last))
            self.part(self.out[:cut], self.role, self.out[cut:])
        elif not behind and (both := liked_last(self.named, text[e.start : e.end])):
            self.part([both[0] if x is self.named[0] else x for x in self.out], self.role, [both[1]])
        elif (
            not behind and (said := text[e.start : e.end].lower()).startswith("is ") and closes_list(self.listed, said)
        ):
            self.last_alone(e, "prefer")
            return
        self.beside = adverb(e, text)
        self.own = "exclude" if self.beside and self.role == "exclude" else "prefer"  # "mainly outside the US" is out

    def exclude(self, i: int, e: Element) -> None:
        """A word that refuses."""
        if by_others(self.phrase, i, self.text):
            self.unsaid(e)
            return
        unread = self.last.get("unread", i) > i and first_mark(self.phrase) == "EXCLUDE"
        if self.behind(i) or unread:  # "we don't sell to agencies", "We avoid companies in the midst of a merger"
            self.out.append(replace(e, name="NOT"))
        elif not self.named and self.role is None:
            self.alone.append(e)
        elif closes_list(self.listed, self.text[e.start : e.end].lower()):
            self.last_alone(e, "exclude")
        elif self.named and self.own == "prefer":  # "usually a poor fit"
            self.out.insert(0, Element("mark", e.start, e.end, "NOT"))
        elif self.named:
            self.own = "exclude"

    def last_alone(self, verdict: Element, role: Role) -> None:
        """A verdict that may be on the last of several names alone: "Europe, Russia excluded", "Germany, Austria is a
        bonus". Where that is no part of the others, whom the verdict is on is not clear."""
        both = part_of_others(self.named)
        if both is None:
            self.unsaid(verdict)
            return
        self.part([both[0] if x is self.named[0] else x for x in self.out], self.role, [both[1]])
        self.own = role

    def unsaid(self, verdict: Element) -> None:
        """A verdict of which it is not clear whom it is on, or whose it is, with all in front of it."""
        self.out = [replace(x, kind="unread") for x in [*self.out, verdict]]
        self.named, self.own = [], self.role

    def require(self, i: int, e: Element) -> None:
        """A word that asks for something. Where an "and" goes on behind it, it asks for what is named before: "ISO 9001
        is a must and an office in Spain is a plus"."""
        joint = first_content(self.phrase[i + 1 :])
        more = self.behind(i) or self.last.get("unread", i) > i
        if self.named and self.role is None and joint is not None and joint.name in ("AND", "BUT") and more:
            self.part(self.out, "require", [])
            return
        if self.last_said == i and excused(self.phrase, e, self.text):
            self.out.append(replace(e, kind="unread", name="required"))
        elif (self.role is None and not self.often(i)) or (self.usual and self.role == "prefer"):
            self.own = "require"
