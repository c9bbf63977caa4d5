"""A user's own words: a TOML file of entries that join the vocabulary or change it.

    [technology.foobar]
    name = "Foobar"
    aliases = ["foo bar"]
    category = "crm"

    [segment.mid-market]        # a built-in entry: what is not said here stays
    employees = "200-2000"

The table names are the kinds of the vocabulary, their keys the columns of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from icplang.diagnostics import Diagnostic, Source, Span, diagnostic
from icplang.vocabulary.lookup import closest
from icplang.vocabulary.store import TABLES, Entry, Row, Vocabulary, builtin, slug

Table: TypeAlias = Mapping[str, object]

REFERENCES = {"category": "technology_category", "function": "function", "country": "place", "subdivision": "place"}
"""Columns that hold ids of another kind; `parent` and `members` hold ids of the entry's own."""
_COMMON = frozenset({"name", "aliases", "weak", "parent"})
_EXTRA = {
    "technology": {"category"},
    "title": {"function"},
    "place": {"members", "adjectives"},
    "segment": {"employees", "employees_min", "employees_max"},
}
_ID = re.compile(r"(?:[a-z]+:)?[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_RANGE = re.compile(r"([\d,]*)\s*(?:-|\u2013|\.\.|to)\s*([\d,]*)|([\d,]+)\s*\+")
_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)")


class GlossaryError(Exception):
    """A glossary that cannot be used. `diagnostics` holds every fault found, with its place where known."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(d.message for d in self.diagnostics))


def load_glossary(path: str | Path, base: Vocabulary | None = None) -> Vocabulary:
    """The vocabulary (`base`, or the built-in one) with the entries of a glossary file.

    Raises `GlossaryError` where the file is not TOML in UTF-8 or an entry is wrong, `OSError` where it cannot be read.
    """
    return parse_glossary(_text(path), base)


def glossary_rows(path: str | Path, base: Vocabulary | None = None) -> tuple[Vocabulary, list[Row]]:
    """The same vocabulary, and the entries of the file with their places."""
    base = base if base is not None else builtin()
    source, reader = _read(_text(path), base)
    entries = reader.checked()
    rows = []
    for entry in entries:
        place = _place(source, (entry.kind, entry.id))
        own = reader.tables[entry.kind][entry.id].get("aliases", ())  # type: ignore[index]
        rows.append(Row(str(path), place.line if place else 1, entry, tuple(_cells(_cell(own)))))
    return base.extended(entries), rows


def _text(path: str | Path) -> str:
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryError(
            [diagnostic("bad-glossary", f"the glossary is not UTF-8 text (byte {error.start})")]
        ) from None


def parse_glossary(text: str, base: Vocabulary | None = None) -> Vocabulary:
    """The same from the text of a glossary."""
    base = base if base is not None else builtin()
    return base.extended(_read(text, base)[1].checked())


def _read(text: str, base: Vocabulary | None) -> tuple[Source, _Reader]:
    import tomllib

    text = text.replace("\r\n", "\n")
    source = Source(text)
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise GlossaryError([_syntax(source, str(error) or "nested too deeply")]) from None
    return source, _Reader(base if base is not None else builtin(), tables, source)


class _Reader:
    """One pass over the tables, collecting entries and faults."""

    def __init__(self, base: Vocabulary, tables: Table, source: Source) -> None:
        self.base, self.tables, self.source = base, tables, source
        self.faults: list[Diagnostic] = []

    def checked(self) -> list[Entry]:
        """The entries. Raises `GlossaryError` with every fault where there is one."""
        entries = list(self.entries())
        if self.faults:
            raise GlossaryError(self.faults)
        return entries

    def entries(self) -> Iterator[Entry]:
        kinds = list(dict.fromkeys(t.kind for t in TABLES))
        for kind, table in self.tables.items():
            if kind not in kinds:
                self._fault(f"`{kind}` is not a kind of entry", (kind,), kind, kinds)
            elif not isinstance(table, dict):
                self._fault(f"`{kind}` holds entries: write `[{kind}.some-id]`", (kind,))
            else:
                for id, body in table.items():
                    if not isinstance(body, dict):
                        self._fault(
                            f"`{kind}.{id}` is no entry: write `[{kind}.{slug(id) or 'some-id'}]` with a `name`",
                            (kind, id),
                        )
                    elif not _ID.fullmatch(id):
                        self._fault(
                            f"`{id}` is not an id: use words joined by hyphens",
                            (kind, id),
                            id,
                            [slug(id)] if slug(id) else [],
                        )
                    else:
                        yield self._entry(kind, id, body)

    def _entry(self, kind: str, id: str, body: Table) -> Entry:
        old = self.base.get(kind, id)
        sample = old or next(iter(self.base.entries.get(kind, {}).values()), None)
        known = _COMMON | _EXTRA.get(kind, set()) | (set(sample.data) - {"id"} if sample else set())
        data = dict(old.data) if old else {}
        for column, value in body.items():
            at = (kind, id, column)
            if column not in known:
                self._fault(f"a {kind} has no `{column}`", at, column, sorted(known))
            elif (cell := _cell(value)) is None:
                self._fault(f"`{column}` must be text, a number or a list of texts", at)
            elif kind == "segment" and column == "employees":
                self._range(cell, data, at)
            else:
                data[column] = cell
                self._references(kind, column, cell, at)
        name = data.get("name") or (old.name if old else "")
        if not name:
            self._fault(f"`{kind}.{id}` needs a `name`", (kind, id))
        added = _cells(data.get("aliases"))
        aliases = tuple(dict.fromkeys((*(old.aliases if old else ()), *added)))
        parents = tuple(_cells(data.get("parent"))) if "parent" in body or not old else old.parents
        return Entry(kind, id, name, parents, aliases, data)

    def _references(self, kind: str, column: str, cell: str, at: tuple[str, ...]) -> None:
        target = kind if column in ("parent", "members") else REFERENCES.get(column)
        own = self.tables.get(target or "")
        for id in _cells(cell) if target else ():
            if not self.base.get(target or "", id) and not (isinstance(own, dict) and id in own):
                self._fault(f"there is no {target} `{id}`", at, id, self.base.entries.get(target or "", ()))

    def _range(self, cell: str, data: dict[str, str], at: tuple[str, ...]) -> None:
        found = _RANGE.fullmatch(cell.strip())
        low, high = (found[1] or found[3] or "", found[2] or "") if found else ("", "")
        low, high = low.replace(",", ""), high.replace(",", "")
        if not (low or high) or (low and high and int(low) > int(high)):
            self._fault(f'`{cell}` is not a range of employees: write "200-2000" or "200+"', at)
        else:
            data["employees_min"], data["employees_max"] = low, high

    def _fault(self, message: str, at: tuple[str, ...], word: str = "", choices: Iterable[str] = ()) -> None:
        near = closest(word, choices) if word else None
        self.faults.append(
            diagnostic(
                "bad-glossary",
                message,
                _place(self.source, at),
                suggestions=(near,) if near else (),
                help=f"did you mean `{near}`?" if near else "",
            )
        )


def _cell(value: object) -> str | None:
    """A TOML value as the text of a column; None where it is of no use."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float, list)):
        return None
    if isinstance(value, list):
        return "|".join(value) if all(isinstance(v, str) and "|" not in v and v.strip() for v in value) else None
    return str(value)


def _cells(cell: str | None) -> list[str]:
    return [part for c in (cell or "").split("|") if (part := c.strip())]


def _place(source: Source, at: tuple[str, ...]) -> Span | None:
    """Where an entry or its key stands: TOML libraries keep no positions, so it is looked for in the text."""
    part = r"""[ \t]*["']?{}["']?[ \t]*"""
    parts = [part.format(re.escape(p)) for p in at]
    for depth in (2, 1):
        dotted = r"\.".join(parts[:depth])
        head = re.search(rf"^[ \t]*\[{dotted}[\].]", source.text, re.MULTILINE) or re.search(
            rf"^{dotted}[=.]", source.text, re.MULTILINE
        )
        if head is None:
            continue
        found = head
        if parts[depth:]:
            end = re.compile(r"^[ \t]*\[", re.MULTILINE).search(source.text, head.end())
            key = re.compile(rf"^{parts[-1]}=.*$", re.MULTILINE)
            found = key.search(source.text, head.end(), end.start() if end else len(source.text)) or head
        start = found.end() - len(found[0].lstrip())
        return source.span(start, start + len(found[0].strip()))
    return None


def _syntax(source: Source, message: str) -> Diagnostic:
    place = _AT_LINE.search(message)
    span = None
    if place:
        lines = source.text.split("\n")
        line = min(int(place[1]), len(lines))
        start = sum(len(text) + 1 for text in lines[: line - 1]) + min(int(place[2]) - 1, len(lines[line - 1]))
        span = source.span(start, start + 1)
    reason = _AT_LINE.sub("", message)
    return diagnostic("bad-glossary", f"this is not TOML: {reason[:1].lower()}{reason[1:]}", span)


__all__ = ["GlossaryError", "glossary_rows", "load_glossary", "parse_glossary"]
