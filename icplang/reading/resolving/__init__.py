"""From the tree of a clause to its meaning: one small method for each kind of clause in the grammar.

Words become vocabulary ids, intervals become ranges in base units, and everything that was decided on the way
(a defined word, a name taken literally) is a note.
"""

from __future__ import annotations

from icplang.reading.resolving.base import Reading
from icplang.reading.resolving.contexts import (
    as_addressed,
    as_company,
    as_customers,
    as_hiring,
    as_market,
    as_owned,
    as_person,
    as_presence,
    as_staff,
)
from icplang.reading.resolving.events import Events
from icplang.reading.resolving.names import Names
from icplang.reading.resolving.people import People
from icplang.reading.resolving.quantities import Quantities
from icplang.reading.resolving.stated import Stated


class Resolver(Quantities, Names, People, Events, Stated):
    """Resolves clauses of one text: `_money` reads what the grammar calls `money`."""


__all__ = [
    "Reading",
    "Resolver",
    "as_addressed",
    "as_company",
    "as_customers",
    "as_hiring",
    "as_market",
    "as_owned",
    "as_person",
    "as_presence",
    "as_staff",
]
