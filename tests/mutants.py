"""Bugs that compilers of filters have had, to be planted in ours: a proof is worth what it finds.

Each mutant is a context: inside it the compiler has the bug. `tests/test_differential.py` demands that the
differential test finds every one.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeAlias
from unittest.mock import patch

from icplang.backends import lower, sql
from icplang.backends.dialects import DIALECTS, Lists
from icplang.backends.lower import _Lowering
from icplang.backends.sql import Writer

Mutant: TypeAlias = Callable[[], AbstractContextManager[Any]]


def _method(owner: Any, name: str, make: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Mutant:
    """A method or a function with another around it."""
    original = getattr(owner, name)
    return lambda: patch.object(owner, name, make(original))


def _dialect(name: str, **changes: Any) -> Mutant:
    return lambda: patch.dict(DIALECTS, {name: replace(DIALECTS[name], **changes)})


def _lists(name: str, storage: Any, **changes: Any) -> Mutant:
    lists = DIALECTS[name].lists
    return _dialect(name, lists={**lists, storage: replace(lists[storage], **changes)})


def _on_asked(change: Callable[..., Any]) -> Mutant:
    """`Writer.asked`, where `change(original, writer, condition, value, certain)` answers."""
    original = Writer.asked
    return lambda: patch.object(
        Writer, "asked", lambda self, condition, value, certain: change(original, self, condition, value, certain)
    )


def _precedence_lost(original: Any) -> Any:
    def flat(node: Any, _: bool = False) -> str:
        if isinstance(node, sql._Joined):
            return f" {node.op} ".join(flat(p) for p in node.parts)
        return original(node, False)

    return flat


def _no_de_morgan(original: Any, self: Any, condition: Any, value: bool, certain: bool) -> Any:
    if isinstance(condition, lower.AtLeastOf) and not value:
        return self._at_least(condition.n, condition.args, value, certain)
    return original(self, condition, value, certain)


def _not_dropped(original: Any, self: Any, condition: Any, value: bool, certain: bool) -> Any:
    return original(self, condition, value if not isinstance(condition, lower.Negated) else not value, certain)


def _certainty_flips_in_not(original: Any, self: Any, condition: Any, value: bool, certain: bool) -> Any:
    return original(self, condition, value, certain != isinstance(condition, lower.Negated))


def _shifted(day: str, by: int) -> Callable[[Any], Any]:
    def make(original: Any) -> Any:
        def window(self: Any, wanted: Any, table: str) -> Any:
            return [
                replace(c, value=c.value + timedelta(days=by)) if c.op == day and date.min < c.value < date.max else c
                for c in original(self, wanted, table)
            ]

        return window

    return make


def _months_of_30_days(_: Any) -> Any:
    days = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}

    def before(as_of: date, window: Any) -> date:
        try:
            return as_of - timedelta(days=window.n * days[window.unit])
        except OverflowError:
            return date.min

    return before


def _age_a_year_off(original: Any) -> Any:
    return lambda self, wanted, table: original(
        replace(self, as_of=self.as_of + timedelta(days=365)) if wanted.field == "age" else self, wanted, table
    )


def _inclusive_always(original: Any) -> Any:
    return lambda column, wanted: original(column, replace(wanted, min_inclusive=True, max_inclusive=True))


def _swapped(original: Any) -> Any:
    return lambda ref: original(ref)[::-1]


def _ends_swapped(original: Any) -> Any:
    return lambda column, wanted: original(column, replace(wanted, min=wanted.max, max=wanted.min))


MUTANTS: dict[str, tuple[str, Mutant]] = {
    "precedence lost between AND and OR": (
        "sqlite",
        lambda: patch.object(sql, "_flat", _precedence_lost(sql._flat)),
    ),
    "De Morgan left out": ("sqlite", _on_asked(_no_de_morgan)),
    "not dropped": ("sqlite", _on_asked(_not_dropped)),
    "not turns certain into possible": ("sqlite", _on_asked(_certainty_flips_in_not)),
    "NULL-safe not: unknown counts as no": (
        "sqlite",
        _method(Writer, "_guarded", lambda f: lambda self, column, text, certain: f(self, column, text, False)),
    ),
    "unknown is forgotten": (
        "sqlite",
        _method(Writer, "_guarded", lambda f: lambda self, column, text, certain: f(self, column, text, True)),
    ),
    ">= for >, and < for <=, of a negated comparison": (
        "sqlite",
        lambda: patch.dict(sql._OPPOSITE, {"<": ">", "<=": ">=", ">": "<", ">=": "<="}),
    ),
    "both ends always included": ("sqlite", _method(lower, "_between", _inclusive_always)),
    "a range is compared by its lower end only": ("sqlite", lambda: patch.object(sql, "_ends", lambda ref: (ref,))),
    "the ends of a range are swapped": ("sqlite", lambda: patch.object(sql, "_ends", _swapped(sql._ends))),
    "minimum and maximum swapped": ("sqlite", _method(lower, "_between", _ends_swapped)),
    "a quote is not doubled": ("sqlite", _dialect("sqlite", escapes={})),
    "a backslash is doubled where it is itself": ("sqlite", _dialect("sqlite", escapes={"'": "''", "\\": "\\\\"})),
    "LIKE without escapes": ("sqlite", _dialect("sqlite", contains="lower({c}) LIKE '%' || {x} || '%'")),
    "% and _ doubled in a text": ("sqlite", _dialect("sqlite", escapes={"'": "''", "%": "%%", "_": "__"})),
    "a keyword keeps its capitals": ("sqlite", _method(lower, "fold", lambda f: str)),
    "the text keeps its capitals": ("sqlite", _dialect("sqlite", contains="instr({c}, {x}) > 0")),
    "NULL inside IN": ("sqlite", _method(Writer, "_list", lambda f: lambda self, values: f(self, values) + ", NULL")),
    "an empty IN is true": (
        "sqlite",
        _method(Writer, "_one_of", lambda f: lambda s, c, vs, value: f(s, c, vs, value) if vs else "1 = 1"),
    ),
    "the last value of a list is lost": (
        "sqlite",
        _method(Writer, "_list", lambda f: lambda self, values: f(self, values[:-1] or values)),
    ),
    "child EXISTS inverted": (
        "sqlite",
        _method(Writer, "_rows", lambda f: lambda self, table, where, n, value: f(self, table, where, n, not value)),
    ),
    "child rows of all accounts": (
        "sqlite",
        _method(
            Writer,
            "_rows",
            lambda f: (
                lambda s, t, where, n, value: (
                    f(s, replace(t, key="event"), where, n, value) if t.name == "events" else f(s, t, where, n, value)
                )
            ),
        ),
    ),
    "one child row too few counts": (
        "sqlite",
        _method(Writer, "_rows", lambda f: lambda s, t, where, n, value: f(s, t, where, max(n - 1, 1), value)),
    ),
    "child rows that may satisfy it count as if they did": (
        "sqlite",
        _method(Writer, "_rows", lambda f: lambda s, t, w, n, v: f(s, t, [(c, False) for c, _ in w], n, v)),
    ),
    "a measure without rows is false": (
        "sqlite",
        _method(
            Writer,
            "_measured",
            lambda f: lambda s, m, value, certain: s._rows(m.table, [(m.about, True), (m.where, certain)], 1, value),
        ),
    ),
    "months of 30 days": ("sqlite", _method(lower, "before", _months_of_30_days)),
    "the as-of day is not in its window": ("sqlite", _method(_Lowering, "_window", _shifted("<", -1))),
    "the day before a window is in it": ("sqlite", _method(_Lowering, "_window", _shifted(">=", -1))),
    "an age is a year off": ("sqlite", _method(_Lowering, "_range", _age_a_year_off)),
    "a parent does not hold its children": (
        "sqlite",
        _method(_Lowering, "_below", lambda f: lambda s, kind, w: list(w)),
    ),
    "a region loses a country": (
        "sqlite",
        _method(lower, "spots", lambda f: lambda v, p: (f(v, p) or ())[:1] or f(v, p)),
    ),
    "a city is looked for in every country": (
        "sqlite",
        _method(
            lower, "spots", lambda f: lambda v, p: tuple(s._replace(country=None) if s.city else s for s in f(v, p))
        ),
    ),
    "Series B or later goes on to IPO": (
        "sqlite",
        _method(
            lower,
            "ordered",
            lambda f: lambda v, kind, w: f(v, kind, replace(w, max="ipo") if kind == "stage" and not w.max else w),
        ),
    ),
    "at least n of is any of": ("sqlite", _method(Writer, "_sum", lambda f: lambda self, parts, n: f(self, parts, 1))),
    "an unknown element of a list is none": ("sqlite", _lists("sqlite", "json", null=None)),
    "copies in a list count twice": (
        "sqlite",
        _lists("sqlite", "json", distinct="(SELECT COUNT(e.value) FROM json_each({c}) AS e WHERE e.value IN ({v}))"),
    ),
    "an exclusion drops the unknown": (
        "sqlite",
        _method(sql, "keeps", lambda f: lambda c, truth, unknown: f(c, truth, unknown or "exclude")),
    ),
    "parameters in another order": (
        "sqlite",
        _method(Writer, "_value", lambda f: lambda self, v: (f(self, v), self.values.reverse())[0]),
    ),
    "an element keeps its spaces": (
        "duckdb",
        lambda: patch.dict(
            DIALECTS,
            {
                "duckdb": replace(
                    DIALECTS["duckdb"],
                    lists={
                        **DIALECTS["duckdb"].lists,
                        "delimited": Lists(
                            "list_has_any(string_split({c}, {d}), [{v}])",
                            "len(list_intersect(string_split({c}, {d}), [{v}]))",
                            None,
                        ),
                    },
                )
            },
        ),
    ),
    "array operators that are true of everything unknown": (
        "duckdb",
        _lists("duckdb", "array", holds="coalesce(list_has_any({c}, [{v}]), false)", null=None),
    ),
}
"""Each with the engine that it is planted for."""
