"""`icplang repl`: type a clause, see how it is read, what was not understood, and its SQL."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from bisect import bisect_left
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icplang.cli.files import BadInputError, Input, UsageError, checked
from icplang.cli.load import Loaded, compiled, failed, vocabulary
from icplang.vocabulary.store import Vocabulary

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer

PROMPT = "icp> "
HELP = """\
Type an ICP, or a clause of one: US B2B SaaS, 50-500 employees, running HubSpot
  :sql            show SQL after each clause (the default)
  :json           show the published JSON
  :dialect NAME   compile for another dialect
  :vocab WORD     search the vocabulary
  :help           this
  :quit           leave (or Ctrl-D)"""
OPENERS = (
    "annual revenue",
    "at least",
    "based in",
    "between",
    "bonus:",
    "buyer:",
    "certified",
    "employees",
    "exclude",
    "excluding",
    "founded after",
    "founded before",
    "funding",
    "headcount",
    "headquartered in",
    "hiring",
    "ideally",
    "in the last 6 months",
    "more than",
    "must",
    "nice to have:",
    "no",
    "not",
    "preferably",
    "raised",
    "revenue",
    "running",
    "selling to",
    "serving",
    "series",
    "using",
    "with a",
    "with offices in",
    "without",
)
"""Words that begin a clause, offered beside the vocabulary."""
SHORTEST, OFFERED = 2, 12
"""Letters before a completion is offered, and how many are."""


def run(args: Namespace) -> int:
    """Read and answer until the input ends. Always 0: in a conversation an error is an answer."""
    session = Session(vocabulary(args.glossary))
    session.answer(f":dialect {args.dialect}") if args.dialect != session.dialect else None
    if sys.stdin.isatty() and sys.stdout.isatty():
        print("icplang: type a clause, or :help")
        ask = _prompt(session.words)
    else:
        ask = _piped
    while True:
        try:
            line = ask()
        except EOFError:
            return 0
        except KeyboardInterrupt:
            continue
        except UnicodeDecodeError:
            print("icplang: that line is not UTF-8 text", file=sys.stderr)
            continue
        if not session.answer(line):
            return 0


class Session:
    """The state of a conversation: the dialect, what is shown, and the last clause."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.dialect = "duckdb"
        self.shown = "sql"
        self.last: Loaded | None = None

    def answer(self, line: str) -> bool:
        """Print the answer to one line; False to leave. Never raises for what was typed."""
        line = line.strip()
        name, _, rest = line.partition(" ")
        try:
            if name in (":quit", ":q", ":exit"):
                return False
            if name.startswith(":"):
                self._command(name[1:], rest.strip())
            elif line:
                self.last = compiled(Input("", checked(line, "")), self.words)
                self._show(self.last)
        except (UsageError, BadInputError) as error:
            print(f"icplang: {error}")
        except Exception as error:
            if os.environ.get("ICPLANG_DEBUG") == "1":
                raise
            print(f"icplang: internal error: {type(error).__name__}: {error}")
        sys.stdout.flush()
        return True

    def _command(self, name: str, rest: str) -> None:
        if name in ("sql", "json"):
            self.shown = name
            if self.last:
                self._result(self.last)
        elif name == "dialect":
            self._dialect(rest)
        elif name == "vocab" and rest:
            from icplang.cli.vocab import found

            print("\n".join(found(self.words, rest)) or f"nothing is like `{rest}`")
        elif name in ("help", "h", "?"):
            print(HELP)
        else:
            raise UsageError(
                f"`:{name}` is not a command: :help lists them" if name != "vocab" else ":vocab needs a word"
            )

    def _dialect(self, name: str) -> None:
        from icplang.backends.dialects import dialect_named

        try:
            self.dialect = dialect_named(name).name
        except ValueError as error:
            raise UsageError(str(error)) from None
        print(f"dialect: {self.dialect}")

    def _show(self, loaded: Loaded) -> None:
        from icplang.cli.render import coloured, paint, safe, show
        from icplang.writing.canonical import lines

        paint(
            [[("  " + safe(line), "bold")] for line in lines(loaded.profile, loaded.vocabulary)],
            sys.stdout,
            coloured(sys.stdout),
        )
        show(loaded.profile.diagnostics, loaded.text, "", sys.stdout)
        self._result(loaded)

    def _result(self, loaded: Loaded) -> None:
        if self.shown == "json":
            from icplang.cli.compile import published

            print(published(loaded, indent=2))
        elif loaded.profile.criteria:
            from icplang.backends.sql import to_sql
            from icplang.cli.render import show

            sql = to_sql(loaded.profile, self.dialect, form="where", vocabulary=loaded.vocabulary)
            show(sql.diagnostics, loaded.text, "", sys.stdout)
            if failed((*loaded.profile.diagnostics, *sql.diagnostics)):
                print("-- only of what was understood:")
            print(sql.text)


# --- asking -------------------------------------------------------------------------------------------------


def _piped() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _prompt(words: Vocabulary) -> Callable[[], str]:
    try:
        from prompt_toolkit import PromptSession
    except ImportError:
        return lambda: input(PROMPT)
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    history: History = InMemoryHistory()
    folder = Path(os.environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser() / "icplang"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "history").touch(mode=0o600)
        history = FileHistory(str(folder / "history"))
    except OSError:
        pass  # a home that cannot be written to costs the history, not the conversation
    session: PromptSession[str] = PromptSession(history=history, completer=completer(words), complete_while_typing=True)
    return lambda: session.prompt(PROMPT)


class Prefixes:
    """Phrases in order, so that those with a prefix are neighbours: a key stroke costs a binary search."""

    def __init__(self, words: Vocabulary) -> None:
        texts = (text for table in words.entries.values() for e in table.values() for text in (*e.aliases, e.name))
        self._names = {text.lower(): text for text in (*texts, *OPENERS)}
        self._sorted = sorted(self._names)

    def starting(self, prefix: str) -> Iterator[str]:
        """The phrases with a prefix, in the order of the alphabet."""
        i = bisect_left(self._sorted, prefix)
        while i < len(self._sorted) and self._sorted[i].startswith(prefix):
            yield self._names[self._sorted[i]]
            i += 1

    def offered(self, text: str) -> list[tuple[str, int]]:
        """What may complete the end of `text`, with how many of its letters are replaced; longest stretch first."""
        tail = text.lower().lstrip()
        starts = [0, *(i + 1 for i, char in enumerate(tail) if char in " ,;(/")]
        out: dict[str, int] = {}
        for start in starts[-4:]:
            prefix = tail[start:]
            if len(prefix.strip()) >= SHORTEST:
                for name in self.starting(prefix):
                    out.setdefault(name, len(prefix))
                    if len(out) == OFFERED:
                        return list(out.items())
        return list(out.items())


def completer(words: Vocabulary) -> Completer:
    """Completion for prompt_toolkit."""
    from prompt_toolkit.completion import Completer, Completion

    prefixes = Prefixes(words)

    class Phrases(Completer):
        def get_completions(self, document: Any, _: Any) -> Iterator[Completion]:
            for name, size in prefixes.offered(document.text_before_cursor):
                yield Completion(name, start_position=-size)

    return Phrases()
