"""A profile made ready to be scored: the plan of its score, and each criterion as a condition over columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from icplang.backends.lower import Condition, lower, some
from icplang.backends.mapping import Schema
from icplang.diagnostics import Diagnostic
from icplang.meaning.profile import Criterion, Profile, Unknown
from icplang.meaning.scoring import Plan, plan
from icplang.vocabulary.store import Vocabulary


@dataclass(frozen=True, slots=True)
class Judged:
    """A profile made ready for one schema: the plan of its score, and the condition of each criterion and tier.

    A condition is None where the schema cannot say it; `problems` says why. Such a criterion is unknown of every
    account.
    """

    plan: Plan
    conditions: tuple[Condition | None, ...]
    tiers: tuple[Condition | None, ...]
    problems: tuple[tuple[Diagnostic, ...], ...]
    """For each criterion what was found while it was lowered; errors where there is no condition."""
    buyers: Condition | None
    """Of a row of `people`: whether it is someone to talk to; None where nobody is asked for, or known."""
    schema: Schema
    vocabulary: Vocabulary


def judged(profile: Profile, schema: Schema, as_of: date, unknown: Unknown | None, vocabulary: Vocabulary) -> Judged:
    """Lowers what a score needs."""
    made = plan(profile, unknown)
    lowered = [lower(c, schema, vocabulary, as_of) for c in made.criteria]
    tiers = [lower(Criterion("require", t.predicate, t.text, t.span), schema, vocabulary, as_of)[0] for t in made.tiers]
    asked = [c for c in profile.criteria if c.role == "buyer"] if "people" in schema.children else []
    wanted = [b for c in asked if (b := lower(c, schema, vocabulary, as_of, "people")[0]) is not None]
    conditions, problems = (c for c, _ in lowered), (tuple(d) for _, d in lowered)
    buyers = some(wanted) if wanted else None
    return Judged(made, tuple(conditions), tuple(tiers), tuple(problems), buyers, schema, vocabulary)
