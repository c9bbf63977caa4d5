"""The grammars of `grammar/`: the tables that Lark makes of them, and the phrases that stand for each keyword."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from icplang.cache import remembered
from icplang.reading.syntax.machine import Machine, Rule
from icplang.vocabulary.words import key

_FILES = {"clause": ("words.lark", "clause.lark"), "sentence": ("sentence.lark",)}
_TERMINAL = re.compile(r"^([A-Z_]+): *(.+(?:\n[ \t]+.+)*)$", re.MULTILINE)
_TOKEN = re.compile(r'"(?P<string>[^"]*)"|[()|?]')


def source(name: str) -> str:
    """The text of a grammar file."""
    return _path(name).read_text("utf-8")


def _path(name: str) -> Path:
    """Where a grammar file lies: in the package when installed, in the checkout otherwise."""
    package = Path(__file__).resolve().parents[2]
    packaged = package / "_grammar" / name
    return packaged if packaged.is_file() else package.parent / "grammar" / name


@lru_cache(maxsize=2)
def machine(start: str) -> Machine:
    """The machine that reads clauses (`"clause"`) or sentences (`"sentence"`)."""
    files = [_path(name) for name in _FILES[start]]
    states, rules, first, end = remembered(start, [*files, Path(__file__)], lambda: _tables(start))
    return Machine(states, [Rule(*rule) for rule in rules], first, end)


def _tables(start: str) -> tuple[Any, ...]:
    """The LALR tables of a grammar as plain values, made by Lark."""
    from lark import Lark
    from lark.lexer import Lexer

    class NoLexer(Lexer):
        """Lark asks for a lexer; here the words come from `icplang.reading.words.lexer`."""

        def __init__(self, conf: Any) -> None:
            """Nothing to set up."""

        def lex(self, *args: Any) -> Any:
            """Never called."""
            raise NotImplementedError

    text = "".join(map(source, _FILES[start]))
    lark = Lark(text, parser="lalr", lexer=NoLexer, start=start, maybe_placeholders=False)
    table: Any = lark.parse_interactive().parser_state.parse_conf.parse_table
    numbers: dict[Any, int] = {}
    states: list[dict[str, int]] = [{} for _ in range(max(table.states) + 1)]
    for state, actions in table.states.items():
        for symbol, (action, target) in actions.items():
            shifts = action.name == "Shift"
            states[state][symbol] = target if shifts else -1 - numbers.setdefault(target, len(numbers))
    rules = [(str(r.origin.name), len(r.expansion), str(r.alias or r.origin.name), int(r.order)) for r in numbers]
    return states, rules, table.start_states[start], table.end_states[start]


@lru_cache(maxsize=1)
def precedence() -> dict[str, int]:
    """The clause kinds in the order of `clause.lark`: of two equally long readings the first named wins."""
    body = re.search(r"^clause:(.*?)\n\n", source("clause.lark"), re.MULTILINE | re.DOTALL)
    return {name: i for i, name in enumerate(re.findall(r"\w+", body[1] if body else ""))}


@lru_cache(maxsize=1)
def verdicts() -> dict[str, str]:
    """The regular expressions of the terminals that `verdict` names in `verdicts.lark`."""
    patterns: dict[str, str] = remembered("verdicts", [_path("verdicts.lark"), Path(__file__)], _verdicts)
    return patterns


def _verdicts() -> dict[str, str]:
    from lark import Lark

    lark = Lark(source("verdicts.lark"), parser="lalr", lexer="basic", start="verdict")
    return {terminal.name: terminal.pattern.to_regexp() for terminal in lark.terminals}


@lru_cache(maxsize=1)
def keywords() -> dict[str, tuple[str, ...]]:
    """The keyword terminals that each folded phrase may stand for, from `words.lark`."""
    words: dict[str, tuple[str, ...]] = remembered("keywords", [_path("words.lark"), Path(__file__)], _keywords)
    return words


def _keywords() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for terminal, expression in _TERMINAL.findall(source("words.lark")):
        for phrase in _phrases(_TOKEN.finditer(expression)):
            found.setdefault(key(phrase) or phrase, {})[terminal] = None
    return {phrase: tuple(names) for phrase, names in found.items()}


def _phrases(expression: Iterator[re.Match[str]]) -> list[str]:
    """All phrases of a terminal, or of a bracket in it: strings side by side, alternatives, what may be missing."""
    out: list[str] = []
    sequences, last = [""], [""]  # what the current alternative may say so far, without and with its last part
    for token in expression:
        match token[0]:
            case "(":
                inner = _phrases(expression)
            case ")":
                break
            case "|":
                out += last
                sequences, last = [""], [""]
                continue
            case "?":
                last = [*last, *sequences]
                continue
            case _:
                inner = [token["string"]]
        sequences, last = last, [a + b for a in last for b in inner]
    return [*out, *last]
