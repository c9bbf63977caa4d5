"""The grammars of `grammar/`, loaded once: parser tables, and the phrases that stand for each keyword."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

from lark import Lark
from lark.lexer import Lexer

from icplang.cache import folder
from icplang.vocabulary.words import key


def source(name: str) -> str:
    """The text of a grammar file: from the package when installed, from the checkout otherwise."""
    packaged = resources.files("icplang").joinpath("_grammar", name)
    if packaged.is_file():
        return packaged.read_text("utf-8")
    return (Path(__file__).resolve().parents[2] / "grammar" / name).read_text("utf-8")


class NoLexer(Lexer):
    """Lark asks for a lexer; here the words come from `icplang.reading.lexer`, token by token."""

    def __init__(self, conf: Any) -> None:
        """Nothing to set up."""

    def lex(self, *args: Any) -> Any:
        """Never called: tokens are fed to an interactive parser."""
        raise NotImplementedError


@lru_cache(maxsize=2)
def parser(start: str) -> Lark:
    """The LALR parser of clauses (`"clause"`) or of sentences (`"sentence"`).

    Its tables are cached in the user's own cache folder (Lark's cache is a pickle, so never in a shared one).
    """
    text = source("words.lark") + source("clause.lark") if start == "clause" else source("sentence.lark")
    options: dict[str, Any] = {
        "parser": "lalr", "lexer": NoLexer, "start": start, "maybe_placeholders": False, "propagate_positions": False,
        "keep_all_tokens": True,
    }
    place = folder()
    if place:
        try:
            return Lark(text, cache=str(place / f"{start}-{sha256(text.encode()).hexdigest()[:16]}"), **options)
        except OSError:    # a full or read-only disk: the tables are made anew
            pass
    return Lark(text, **options)


_TERMINAL = re.compile(r"^([A-Z_]+): *(.+)$", re.MULTILINE)
_STRING = re.compile(r'"([^"]*)"')


@lru_cache(maxsize=1)
def keywords() -> dict[str, tuple[str, ...]]:
    """The keyword terminals that each folded phrase may stand for, from `words.lark`."""
    found: dict[str, list[str]] = {}
    for terminal, phrases in _TERMINAL.findall(source("words.lark")):
        for phrase in _STRING.findall(phrases):
            names = found.setdefault(key(phrase) or phrase, [])
            if terminal not in names:
                names.append(terminal)
    return {phrase: tuple(names) for phrase, names in found.items()}
