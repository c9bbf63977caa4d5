"""What the surroundings of an item say of it: the headings, labels and keys over it, one within the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from icplang.meaning.predicates import Window
from icplang.meaning.profile import Role
from icplang.reading.syntax.tree import Lexeme


@dataclass(frozen=True, slots=True)
class Context:
    """What the surroundings of an item say."""

    role: Role | None = None
    field: Lexeme | None = None
    remark: str | None = None
    """The diagnostic code of a remark."""
    weight: float | None = None
    bound: Lexeme | None = None
    """The "min" or "max" of a key such as `min_employees`."""
    negated: bool = False
    """What is liked less: a preference for the opposite."""
    strict: bool = False
    """Under a label that nothing explains: only clauses that stand on their own are believed."""
    lead: tuple[Lexeme, ...] = ()
    """Words that a key puts in front of its value: "funded within" of `funded_within_days`."""
    tail: tuple[Lexeme, ...] = ()
    """Words that it puts behind it: the "days"."""
    floor: bool = False
    """Whether sizes below it are the least: "Minimum: 50 employees, 2 sites"."""
    during: Window | str | None = None
    """When the events below it happened: "Triggers (last 6 months)"."""
    exception: Literal["", "either", "let in"] = ""
    """Whether it takes back a part of what is refused above it, "Exception: ..." below "Not a fit: ...", or may do so,
    where no heading refuses it."""
    usual: bool = False
    """Whether it only says what is so of most: "Typical customer"."""
    inverted: bool = False
    """Whether it refuses by an operator, "country not in": what is refused so among those who are out is asked for."""

    firm: bool = False
    """Whether it says that what stands below it must hold, whatever stands above it: "Must have", and not "Signals"."""

    @property
    def known(self) -> bool:
        """Whether it says anything."""
        return self.role is not None or self.field is not None or self.remark is not None or bool(self.lead)

    def within(self, outer: Context) -> Context:
        """This context, with what it leaves open taken from the outer one."""
        if outer.role == "buyer" and self.field and str(self.field.value).lower().startswith(("age", "team")):
            return replace(outer, field=None, remark="commentary")  # how old they are, or whom they lead
        field = self.field or (outer.field if not self.remark and not self.lead else None)
        remark = self.remark or (outer.remark if not self.known else None)
        kept = outer.role == "exclude" or (
            outer.role == "prefer" and outer.weight is not None
        )  # "Company size: .. +15"
        kept = kept or (outer.role == "prefer" and not self.firm)  # "Signals" under "Nice to have"
        role = outer.role if kept and self.role == "require" else self.role or outer.role
        if self.inverted and self.role == outer.role == "exclude":
            role = "require"
        unwanted = outer.role == "exclude" and self.role == "buyer"  # "Exclude" over "Titles: intern"
        apart = outer.role == "prefer" and self.role == "exclude"  # "Exclude: gyms" under "Fit (20 points)"
        weight = outer.weight if self.weight is None and not apart else self.weight
        return Context(
            role,
            field,
            remark,
            weight,
            self.bound,
            self.negated or unwanted or (outer.negated and self.role is None),
            self.strict,
            self.lead,
            self.tail,
            self.floor or (outer.floor and not self.known),
            self.during or outer.during,
            outer.exception or ("let in" if self.exception and outer.role == "exclude" else self.exception),
            self.usual or (outer.usual and self.role is None),
            firm=self.firm,
        )
