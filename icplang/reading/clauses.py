"""Finding clauses: at each word, the longest stretch that the clause grammar accepts.

A handful of parser states walk the words together, one for each meaning that is still possible; LALR tables
make a step cheap, and a state dies at the first word it cannot take. Time is linear in the text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from lark import Token, Tree
from lark.exceptions import UnexpectedToken

from icplang.reading.grammars import parser
from icplang.reading.lexer import Words
from icplang.reading.tree import Lexeme, Node, Part

_STATES = 12
"""Meanings followed at one word; more than the grammar ever needs at once."""
_END = Token("$END", "")


def clause_at(words: Words, i: int, limit: int | None = None) -> tuple[Node, int] | None:
    """The longest clause that starts at word `i`, and the index of the word behind it; None where none does.

    `limit` is the word at which it must have ended. Of two equally long readings the one that `clause.lark` names first wins.
    """
    start = _start()
    if not any(x.type in start.choices() for x in words.candidates(i)):
        return None
    waiting: dict[int, list[Any]] = {i: [start]}
    skipped: dict[int, list[Any]] = {}    # states that ran over a word without reading it: they may go on, not end
    accepted: dict[int, list[Any]] = {}
    while waiting or skipped:
        at = min([*waiting, *skipped])
        fresh = waiting.pop(at, [])[:_STATES]
        ending = [state for state in fresh if "$END" in state.choices()]
        if ending:
            accepted[at] = ending
        if at >= (len(words) if limit is None else limit):
            skipped.pop(at, None)
            continue
        alive = (fresh + skipped.pop(at, []))[:_STATES]
        for lexeme in words.candidates(at):
            for state in alive:
                if lexeme.type in state.choices():
                    following = _fed(state, lexeme)
                    if following is not None:
                        waiting.setdefault(lexeme.next, []).append(following)
        if at > i and words.skippable(at):
            skipped.setdefault(at + 1, []).extend(alive)
    for end in sorted((e for e in accepted if limit is None or e <= limit), reverse=True):
        trees = [tree for state in accepted[end] if (tree := _ended(state)) is not None]
        if trees:
            return cast(Node, _node(min(trees, key=_precedence))), end
    return None


def openers() -> frozenset[str]:
    """The terminals that a clause may start with."""
    return frozenset(t for t in _start().choices() if t.isupper())


@lru_cache(maxsize=1)
def _start() -> Any:
    return parser("clause").parse_interactive()


def _fed(state: Any, lexeme: Lexeme) -> Any:
    following = state.copy(deepcopy_values=False)
    try:
        following.feed_token(lexeme)
    except UnexpectedToken:
        return None
    return following


def _ended(state: Any) -> Tree[Any] | None:
    try:
        return cast("Tree[Any]", state.copy(deepcopy_values=False).feed_token(_END))
    except UnexpectedToken:
        return None


@lru_cache(maxsize=1)
def _order() -> dict[str, int]:
    """The clause kinds in the order of the grammar."""
    return {rule.expansion[0].name: rule.order for rule in parser("clause").rules if rule.origin.name == "clause"}


def _precedence(tree: Tree[Any]) -> int:
    return _order().get(tree.children[0].data, 99)


def _node(item: Tree[Any] | Lexeme) -> Part:
    """The tree as frozen nodes. A list, which the grammar nests to the left, becomes one flat node."""
    if isinstance(item, Lexeme):
        return item
    if item.data == "clause":
        return _node(item.children[0])
    rule, parts, inner = str(item.data), [], item
    while True:
        first, *rest = inner.children
        parts.extend(reversed(rest))
        if not (isinstance(first, Tree) and first.data == rule):
            parts.append(first)
            return Node(rule, tuple(_node(child) for child in reversed(parts)))
        inner = first
