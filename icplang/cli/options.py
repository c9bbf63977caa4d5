"""The command line as argparse knows it: every command with its options.

Only the options of the command that was asked for are made, since making them all costs more than compiling.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import NamedTuple, NoReturn

from icplang.cli.files import UsageError

EXAMPLES = """\
examples:
  icplang compile icp.txt                           SQL for DuckDB
  icplang compile icp.txt --dialect postgres --form where
  icplang compile -e "US B2B SaaS, 50-500 employees" --to json
  icplang compile --batch icps.jsonl --to json      one ICP a line, in one process
  icplang check icp.txt                             what could not be read, and why
  icplang explain icp.txt                           the reading in plain English
  icplang fmt icp.txt                               the text in canonical form, in place
  icplang map accounts.csv                          which column is what, into icplang.toml
  icplang audit accounts.csv --icp icp.txt          can this table answer this ICP?
  icplang match icp.txt accounts.csv -o matched.csv
  icplang run icp.txt accounts.csv --jobs jobs.csv -o targets.csv
  icplang why icp.txt accounts.csv --account acme.example
  icplang report icp.txt accounts.csv --jobs jobs.csv -o report.html
  icplang repl

exit status: 0 clean, 1 errors in the ICP, 2 wrong usage or unreadable input, 70 internal error
"""


TABLES = {"jobs": "open roles", "funding": "funding rounds", "people": "people", "tech": "technologies"}
"""The options that name the file of a related table, and what is in it."""


class Parser(argparse.ArgumentParser):
    """argparse with our own way of saying what was wrong: one line, and where to look."""

    inline = False
    """Whether the command line holds the ICP itself."""

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` where argparse would print its usage and leave."""
        raise UsageError(f"{message} (see `{self.prog} --help`)")


def _source(p: Parser) -> None:
    p.add_argument("file", nargs="?", metavar="FILE", help="an ICP text, or a profile (JSON); - is standard input")
    p.add_argument("-e", "--expr", metavar="TEXT", help="the ICP itself, in place of a file")
    _words(p)


def _words(p: Parser) -> None:
    p.add_argument("--glossary", metavar="TOML", help="words of your own")


def _target(p: Parser) -> None:
    p.add_argument("--mapping", metavar="TOML", help="which of your tables and columns hold what")
    p.add_argument("--as-of", metavar="DATE", help='the day that "in the last 6 months" ends on, as 2026-11-01')
    p.add_argument(
        "--unknown",
        choices=("include", "exclude"),
        help="keep or drop accounts for which a clause is unknown (default: a must drops them, a must not keeps them)",
    )
    p.add_argument("--keep-going", action="store_true", help="use what could be read even where the ICP has errors")
    p.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of standard output")


def _compile(p: Parser) -> None:
    _source(p)
    p.add_argument("--batch", metavar="FILE", help='lines of {"id", "text"} (- is standard input), with --to json')
    p.add_argument("--to", default="sql", metavar="TARGET", help="sql (default), json, or an installed backend")
    p.add_argument(
        "--dialect", metavar="NAME,..", help="the SQL dialect, or several that must all do (default: duckdb)"
    )
    p.add_argument(
        "--form",
        choices=("select", "where", "score"),
        help="a whole SELECT (default), the condition alone, or every account with its score",
    )
    p.add_argument("--params", action="store_true", help="placeholders in the SQL, their values in a comment below it")
    _target(p)


def _check(p: Parser) -> None:
    p.add_argument("files", nargs="*", metavar="FILE", help="ICP texts; - is standard input")
    p.add_argument("-e", "--expr", metavar="TEXT", help="the ICP itself, in place of files")
    p.add_argument("--format", choices=("text", "json", "github"), default="text", help="how to print the findings")
    p.add_argument("--coverage", action="store_true", help="print the text itself, with what became of each word")
    _words(p)


def _explain(p: Parser) -> None:
    _source(p)
    p.add_argument("--plain", action="store_true", help="the plain English alone, as a text that compiles to the same")


def _fmt(p: Parser) -> None:
    p.add_argument("files", nargs="*", metavar="FILE", help="ICP texts; - is standard input")
    p.add_argument("-e", "--expr", metavar="TEXT", help="the ICP itself, in place of files")
    p.add_argument("--check", action="store_true", help="write nothing; name the files that would change, and fail")
    p.add_argument("--diff", action="store_true", help="write nothing; print what would change")
    p.add_argument("--keep-going", action="store_true", help="rewrite a text with errors too; its words are kept")
    _words(p)


def _tables(p: Parser, *, needed: bool = True) -> None:
    """A table of accounts, and the tables that belong to it."""
    p.add_argument(
        "accounts",
        nargs=None if needed else "?",
        metavar="ACCOUNTS",
        help="the table: CSV, TSV, Excel, Parquet, JSON lines, SQLite, DuckDB",
    )
    for name, what in TABLES.items():
        p.add_argument(f"--{name}", metavar="FILE", help=f"the file with their {what}")
    p.add_argument("--table", action="append", default=[], metavar="NAME=FILE", help="a related table of that name")


def _accounts(p: Parser, *, needed: bool = True) -> None:
    """An ICP, a table of accounts, and the tables that belong to it."""
    p.add_argument("-e", "--expr", metavar="TEXT", help="the ICP itself, in place of a file")
    if p.inline:  # argparse cannot tell which of two places an optional one left free
        p.set_defaults(file=None)
    else:
        p.add_argument("file", metavar="ICP", help="an ICP text or a profile (JSON); - is standard input")
    _tables(p, needed=needed)
    _words(p)
    _target(p)


def _match(p: Parser) -> None:
    _accounts(p)
    p.add_argument("--limit", type=int, metavar="N", help="at most N accounts")


def _engine(p: Parser) -> None:
    p.add_argument(
        "--on", metavar="URL", help="the engine that has the accounts, postgresql://... or spark; with --table"
    )


def _run(p: Parser) -> None:
    _accounts(p, needed=False)
    _engine(p)
    p.add_argument("--limit", type=int, default=10, metavar="N", help="how many accounts to show (default: 10)")
    p.add_argument("--all", action="store_true", help='list the accounts of the tier "out" too')
    p.add_argument("--format", choices=("text", "json"), default="text", help="how to print the result")


def _why(p: Parser) -> None:
    _accounts(p, needed=False)
    _engine(p)
    p.add_argument("--account", required=True, metavar="NAME", help="the account's id, name or domain")
    p.add_argument("--format", choices=("text", "json"), default="text", help="how to print the result")


def _report(p: Parser) -> None:
    _accounts(p, needed=False)
    _engine(p)
    p.add_argument("--limit", type=int, default=20, metavar="N", help="how many accounts the page shows (default: 20)")


def _map(p: Parser) -> None:
    _tables(p)
    p.add_argument("--icp", metavar="ICP", help="mark the columns that this ICP asks for")
    p.add_argument("-o", "--output", metavar="TOML", help="the mapping file (default: icplang.toml; - prints it)")
    p.add_argument("--force", action="store_true", help="replace a mapping file that is there already")
    _words(p)


def _audit(p: Parser) -> None:
    _tables(p)
    p.add_argument("--icp", metavar="ICP", help="say for each clause of this ICP whether the table can answer it")
    p.add_argument("--mapping", metavar="TOML", help="which of your tables and columns hold what")
    p.add_argument("--as-of", metavar="DATE", help='the day that "in the last 6 months" ends on, as 2026-11-01')
    p.add_argument("--format", choices=("text", "json"), default="text", help="how to print it")
    p.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of standard output")
    _words(p)


def _repl(p: Parser) -> None:
    p.add_argument("--dialect", metavar="NAME", default="duckdb", help="the SQL dialect (default: duckdb)")
    _words(p)


def _vocab(p: Parser) -> None:
    _words(p)
    actions = p.add_subparsers(metavar="ACTION", dest="action", required=True, parser_class=Parser)
    find = actions.add_parser("find", help="entries that a phrase may mean, the nearest first")
    find.add_argument("text", nargs="+", metavar="WORD")
    find.add_argument("--kind", action="append", metavar="KIND", help="search this kind only; may be repeated")
    find.add_argument("--limit", type=int, default=10, metavar="N", help="at most N entries (default: 10)")
    actions.add_parser("list", help="the kinds, or the entries of one").add_argument("kind", nargs="?", metavar="KIND")
    check = actions.add_parser("lint", help="names that cannot be read, clash or point nowhere")
    check.add_argument("files", nargs="*", metavar="FILE", help="glossaries (default: the built-in vocabulary)")
    check.add_argument("--format", choices=("text", "json"), default="text", help="how to print the faults")
    actions.add_parser("stats", help="how many entries and phrases there are of each kind")


class Command(NamedTuple):
    """A command; the module `icplang.cli.<name>` runs it."""

    summary: str
    options: Callable[[Parser], None]


COMMANDS = {
    "compile": Command("compile an ICP to SQL, JSON or another target", _compile),
    "check": Command("report what could not be read, and why", _check),
    "explain": Command("say the reading back in plain English, clause by clause", _explain),
    "fmt": Command("rewrite ICP files in canonical form, and keep their headings and remarks", _fmt),
    "match": Command("find the accounts of a table that an ICP describes", _match),
    "run": Command("score a table of accounts: tiers, reasons, near misses, what each clause does", _run),
    "why": Command("say of one account what became of every clause", _why),
    "report": Command("write what a run finds as one page of HTML", _report),
    "map": Command("propose which columns of a table hold what, and write a mapping file", _map),
    "audit": Command("say what a table of accounts can answer, how full it is, and what is odd in it", _audit),
    "repl": Command("type clauses and see how they are read", _repl),
    "vocab": Command("search and list the vocabulary", _vocab),
    "schema": Command("print the JSON Schema of the published form", lambda _: None),
}


def parser(argv: Sequence[str]) -> Parser:
    """The parser for a command line."""
    top = Parser(
        "icplang",
        description="Compile ideal-customer-profile prose into typed predicates, JSON and SQL.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="store_true", help="print the version and leave")
    commands = top.add_subparsers(metavar="COMMAND", dest="command", parser_class=Parser)
    for name, (summary, options) in COMMANDS.items():
        made = commands.add_parser(
            name, help=summary, description=summary[0].upper() + summary[1:] + ".", allow_abbrev=False
        )
        if name in argv:
            made.inline = any(word.startswith("--expr=") for word in argv)
            options(made)
    return top
