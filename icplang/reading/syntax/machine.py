"""An LALR machine that walks the tables which Lark makes of a grammar.

Lark reads `grammar/*.lark` and computes the tables; they are plain values, kept in the user's cache, so that a
process that finds them there never imports Lark. The machine differs from Lark's own in one way: a stack is a
chain of immutable links, so that several readings can grow from one stack without a copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

END = "$END"


class Tree(NamedTuple):
    """A finished rule: its name (or the alias of its alternative) and its parts, trees and tokens."""

    rule: str
    parts: list[Any]


class Link(NamedTuple):
    """The top of a stack: a state of the tables, what was read to reach it, and the link below."""

    state: int
    value: Any
    below: Any


class Rule(NamedTuple):
    """A rule to finish: what it makes, of how many parts, under which name, and which alternative it is."""

    origin: str
    size: int
    name: str
    order: int


Action: TypeAlias = Mapping[str, int]
"""What to do at a terminal, or with a finished rule: a state to go to, or -1 - n for finishing rule n."""


class Machine:
    """Tables made runnable: `states` and `rules` as above, the first state, and the one that ends a reading."""

    def __init__(self, states: list[Action], rules: list[Rule], start: int, end: int) -> None:
        self.states, self.rules, self.end = states, rules, end
        self.start = Link(start, None, None)

    def choices(self, link: Link) -> Action:
        """The terminals that may come next, `$END` among them (and rules, in lower case)."""
        return self.states[link.state]

    def fed(self, link: Link, token: Any) -> Link | None:
        """The stack behind one more token (anything with a `type`); None where it does not fit."""
        while (action := self.states[link.state].get(token.type)) is not None:
            if action >= 0:
                return Link(action, token, link)
            link = self._finished(link, self.rules[-1 - action])
        return None

    def ended(self, link: Link) -> Tree | None:
        """What was read, if it may end here."""
        while (action := self.states[link.state].get(END)) is not None:
            link = self._finished(link, self.rules[-1 - action])
            if link.state == self.end:
                read: Tree = link.value
                return read
        return None

    def _finished(self, link: Link, rule: Rule) -> Link:
        parts: list[Any] = []
        for _ in range(rule.size):
            value = link.value
            if isinstance(value, Tree) and value.rule.startswith("_"):  # a rule that only groups
                parts.extend(reversed(value.parts))
            else:
                parts.append(value)
            link = link.below
        parts.reverse()
        return Link(self.states[link.state][rule.origin], Tree(rule.name, parts), link)
