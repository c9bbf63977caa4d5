"""Canonical English that compiles back: of the ways to say a predicate, the plainest that is read as just that."""

from __future__ import annotations

from collections.abc import Iterator

from icplang.meaning.paraphrase import ROLES, phrase
from icplang.meaning.predicates import All, And, AtLeast, Exists, In, Known, Not, Or, Predicate, Range, children, normal
from icplang.meaning.profile import Criterion, Profile
from icplang.meaning.stating import stated
from icplang.reading.reader import read
from icplang.vocabulary.store import Vocabulary, builtin


class Writer:
    """Says predicates in the words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self.vocabulary = vocabulary or builtin()
        self._leaves: dict[Predicate, str] = {}

    def clause(self, predicate: Predicate) -> str:
        """The predicate as a clause: a leaf in plain words, a combination in brackets."""
        predicate = normal(predicate)
        for bracketed in (False, True):
            text = self._said(predicate, bracketed=bracketed)
            if isinstance(predicate, (In, All, Range, Exists, Known)) or self._comes_back(text, predicate):
                break
        return text

    def line(self, criterion: Criterion) -> str:
        """The criterion on a line with its role (`Must: 50 to 500 employees`), bracketed where only that comes back."""
        text, weight = self.clause(shown(criterion)), unknown_of(criterion) + weight_of(criterion)
        lead = f"{ROLES[criterion.role]}: "
        return next(
            (
                line
                for line in (f"{lead}{text}{weight}", f"{lead}{enclosed(text)}{weight}")
                if self.reads(line, [criterion])
            ),
            f"{lead}{enclosed(text)}{weight}",
        )

    def reads(self, text: str, criteria: list[Criterion]) -> bool:
        """Whether a text is read as just these criteria, without an error."""
        profile = read(text, vocabulary=self.vocabulary)
        return profile.ok and [key(c) for c in profile.criteria] == [key(c) for c in criteria]

    def _said(self, p: Predicate, *, bracketed: bool) -> str:
        """`bracketed`: leaves stand in brackets of their own, so that no two are read as one list."""
        match p:
            case And(args) | Or(args) | AtLeast(_, args):
                parts = [self._said(a, bracketed=bracketed) for a in args]
                if bracketed:
                    parts = [enclosed(x) for x in parts]
                if isinstance(p, AtLeast):
                    return f"at least {p.n} of ({'; '.join(parts)})"
                if len(parts) == 1:
                    return f"{'all' if isinstance(p, And) else 'any'} of ({parts[0]})"
                return f"({f' {p.op} '.join(parts)})"
            case Not(arg):
                inner = self._said(arg, bracketed=bracketed)
                return f"not {inner}" if isinstance(arg, (And, Or)) and len(children(arg)) > 1 else f"not ({inner})"
        if p not in self._leaves:
            self._leaves[p] = next((t for t in self._ways(p) if self._comes_back(t, p)), self._stated(p))
        return self._leaves[p]

    def _ways(self, leaf: In | All | Range | Exists | Known) -> Iterator[str]:
        plain = phrase(leaf, self.vocabulary)
        yield plain
        if (precise := phrase(leaf, self.vocabulary, precise=True)) != plain:
            yield precise
        yield self._stated(leaf)

    def _stated(self, leaf: In | All | Range | Exists | Known) -> str:
        return stated(leaf, self.vocabulary, self._condition)

    def _condition(self, p: Predicate) -> str:
        """What the rows of an event must satisfy, in brackets: each field by its name."""
        match p:
            case And(args) | Or(args) if len(args) > 1:
                return f"({f' {p.op} '.join(self._part(a) for a in args)})"
        return f"({self._part(p)})"

    def _part(self, p: Predicate) -> str:
        match p:
            case And((only,)):
                return f"all of ({self._part(only)})"
            case Or((only,)):
                return f"any of ({self._part(only)})"
            case And() | Or():
                return self._condition(p)
            case AtLeast(n, args):
                return f"at least {n} of ({'; '.join(map(self._part, args))})"
            case Not(arg):
                return f"not {self._condition(arg)}"
        return self._stated(p)

    def _comes_back(self, text: str, predicate: Predicate) -> bool:
        """Whether a clause in brackets is read as the predicate."""
        profile = read(f"Buyer:\n- {enclosed(text)}", vocabulary=self.vocabulary)
        return profile.ok and [normal(c.predicate) for c in profile.criteria] == [normal(predicate)]


def lines(profile: Profile, vocabulary: Vocabulary | None = None) -> list[str]:
    """A profile as one line of canonical English per criterion: `Must: 50 to 500 employees`."""
    writer = Writer(vocabulary)
    return [writer.line(c) for c in profile.criteria]


def unknown_of(criterion: Criterion) -> str:
    """What a criterion says of accounts where it is unknown: ` (in where unknown)`, or nothing."""
    if criterion.unknown is None:
        return ""
    return f" ({'in' if criterion.unknown == 'include' else 'out'} where unknown)"


def enclosed(text: str) -> str:
    """A clause in brackets, unless it is one bracket already."""
    whole = _closes(text) if text.startswith("(") else _whole(text)
    return text if whole else f"({text})"


def _whole(text: str) -> bool:
    """Whether "... of (" is all of a clause."""
    lead, bracket, rest = text.partition(" of (")
    many = lead in ("all", "any") or lead.removeprefix("at least ").isdigit()
    return bool(bracket) and many and _closes("(" + rest)


def _closes(text: str) -> bool:
    """Whether the first bracket closes at the end of the text. What stands in quotes does not count."""
    depth, quoted = 0, ""
    for i, sign in enumerate(text):
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in '"“':
            quoted = "”" if sign == "“" else sign
        else:
            depth += (sign == "(") - (sign == ")")
            if depth == 0:
                return i == len(text) - 1
    return False


def weight_of(criterion: Criterion) -> str:
    """The weight of a criterion as it stands behind a clause: ` (weight 30)`."""
    sign = "-" if criterion.penalty else ""
    return "" if criterion.weight is None else f" (weight {sign}{criterion.weight:g})"


def shown(criterion: Criterion) -> Predicate:
    """The predicate as a line says it: what costs points is said, and not its opposite."""
    predicate = criterion.predicate
    return predicate if not criterion.penalty else predicate.arg if isinstance(predicate, Not) else Not(predicate)


def key(criterion: Criterion) -> tuple[object, ...]:
    """What makes two criteria the same: not their words, and not their place."""
    return criterion.role, normal(criterion.predicate), criterion.weight, criterion.unknown, criterion.penalty


__all__ = ["Writer", "enclosed", "key", "lines", "shown", "unknown_of", "weight_of"]
