"""Reading and writing for the commands: bytes to text, and results to files that are never left half written."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from icplang.diagnostics import Diagnostic, diagnostic

MAX_BYTES = 4 * 1024 * 1024 + 64
"""No more than this is read of an input: beyond the reader's own limit, whatever the encoding."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class UsageError(Exception):
    """Wrong usage, or a file that cannot be read or written: one line for the user, exit status 2."""


class BadInputError(Exception):
    """An input that cannot be used at all: no text, no profile, a broken glossary. Exit status 2.

    `text` is what the spans of the diagnostics point into, where it could be read.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic], name: str, text: str | None = None) -> None:
        self.diagnostics, self.name, self.text = tuple(diagnostics), name, text
        super().__init__("; ".join(d.message for d in diagnostics))


class Input(NamedTuple):
    """A source text and the name it is reported under."""

    name: str
    text: str


def read_input(path: str) -> Input:
    """The text of a file, or of standard input for `-`.

    UTF-8 with or without a byte order mark, UTF-16 with one. Raises `BadInputError`, or `UsageError` for a file that
    cannot be read. Line ends stay as they are, so that positions are those of the file.
    """
    if path == "-":
        return Input("<stdin>", decode(standard_input().read(MAX_BYTES + 1), "<stdin>"))
    with opened(path) as file:
        return Input(path, decode(file.read(MAX_BYTES + 1), path))


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """A file open for reading bytes; what the system refuses becomes one plain line."""
    try:
        with Path(path).open("rb") as file:
            yield file
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read `{path}`: {reason(error)}") from None


def decode(data: bytes, name: str) -> str:
    """Bytes as text. A tail cut off by `MAX_BYTES` may end inside a character, which is not held against it."""
    encoding, data = next(((e, data[len(bom) :]) for bom, e in _BOMS if data.startswith(bom)), ("utf-8", data))
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data, final=len(data) < MAX_BYTES - 4)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        shown = "UTF-16" if encoding.startswith("utf-16") else "UTF-8"
        raise _not_text(f"not {shown} text: byte 0x{data[error.start]:02x} in line {line}", name) from None
    return checked(text, name)


def checked(text: str, name: str) -> str:
    """The text itself; raises `BadInputError` where it holds NUL or half a surrogate pair, which no target stores."""
    if "\0" in text:
        raise _not_text("not text: it holds a NUL character", name)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _not_text("not text: it holds bytes that are no characters", name) from None
    return text


def _not_text(why: str, name: str) -> BadInputError:
    return BadInputError([diagnostic("not-text", f"the input is {why}", help="save it as UTF-8")], name)


@contextmanager
def replacing(path: str) -> Iterator[Path]:
    """A place to write to beside `path`; on success it takes the place of `path`, on failure nothing is left.

    A device or a pipe is written to directly: it cannot be replaced.
    """
    try:
        target = Path(path)
        if target.is_dir():
            raise IsADirectoryError(21, "Is a directory")
        if target.exists() and not target.is_file():
            yield target
            return
        target = target.resolve()
        aside = target.with_name(f".{target.stem}.{os.getpid()}.part{target.suffix}")
        try:
            yield aside
            aside.replace(target)
        finally:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot write `{path}`: {reason(error)}") from None


def emit(text: str, path: str | None) -> None:
    """A result: to standard output, or to the file `path`."""
    text = text if text.endswith("\n") else text + "\n"
    if path is None or path == "-":
        sys.stdout.write(text)
        return
    with replacing(path) as aside:
        aside.write_text(text, encoding="utf-8", newline="")


def reason(error: Exception) -> str:
    """Why the system refused, in its own lower-case words: "no such file or directory"."""
    text = getattr(error, "strerror", None) or str(error)
    return text[:1].lower() + text[1:]


def standard_input() -> BinaryIO:
    """Standard input as bytes, also where a program put a text stream in its place."""
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is None:
        import io

        buffer = io.BytesIO(sys.stdin.read().encode("utf-8", "surrogatepass") if sys.stdin else b"")
    return buffer
