"""Finding clauses: at each word, the longest stretch that the clause grammar accepts.

A handful of parser stacks walk the words together, one for each meaning that is still possible; LALR tables make
a step cheap, and a stack dies at the first word it cannot take. Time is linear in the text.
"""

from __future__ import annotations

from icplang.reading.syntax.grammars import machine, precedence
from icplang.reading.syntax.machine import END, Link, Tree
from icplang.reading.syntax.tree import Lexeme, Node
from icplang.reading.words.lexer import Words

_STACKS = 12
"""Meanings followed at one word; more than the grammar ever needs at once."""
_SKIPPED = 8
"""The most words in a row that a clause runs over without reading them."""


def clause_at(
    words: Words, i: int, limit: int | None = None, rules: frozenset[str] | None = None
) -> tuple[Node, int] | None:
    """The longest clause that starts at word `i`, and the index of the word behind it; None where none does.

    `limit` is the word at which it must have ended, `rules` are the kinds of clauses looked for. Of two equally long
    readings the one that `clause.lark` names first wins.
    """
    parser = machine("clause")
    if i >= len(words) or not any(x.type in parser.choices(parser.start) for x in words.candidates(i)):
        return None
    last = len(words) if limit is None else limit
    waiting: dict[int, list[Link]] = {i: [parser.start]}
    skipped: dict[int, list[Link]] = {}  # stacks that ran over a word without reading it: they may go on, not end
    accepted: dict[int, list[Link]] = {}
    read = i  # the last word in front of which something was read
    while waiting or skipped:
        at = min([*waiting, *skipped])
        fresh = waiting.pop(at, [])[:_STACKS]
        read = at if fresh else read
        alive = (fresh + skipped.pop(at, []))[:_STACKS]
        ending = [stack for stack in fresh if END in parser.choices(stack)]
        if ending and at <= last:
            accepted[at] = ending
        if at >= last:
            continue
        for lexeme in words.candidates(at):
            for stack in alive:
                following = parser.fed(stack, lexeme)
                if following:
                    waiting.setdefault(lexeme.next, []).append(following)
        if i < at < read + _SKIPPED and words.skippable(at):
            skipped.setdefault(at + 1, []).extend(alive)
    for end in sorted(accepted, reverse=True):
        trees = [tree.parts[0] for stack in accepted[end] if (tree := parser.ended(stack))]
        trees = [tree for tree in trees if rules is None or tree.rule in rules]
        if trees:
            return _node(min(trees, key=lambda tree: precedence()[tree.rule])), end
    return None


def _node(tree: Tree) -> Node:
    """The tree as frozen nodes. A list, which the grammar nests to the left, becomes one flat node."""
    parts: list[Tree | Lexeme] = []
    inner = tree
    while True:
        first, *rest = inner.parts
        parts.extend(reversed(rest))
        if not (isinstance(first, Tree) and first.rule == tree.rule):
            parts.append(first)
            return Node(tree.rule, tuple(p if isinstance(p, Lexeme) else _node(p) for p in reversed(parts)))
        inner = first
