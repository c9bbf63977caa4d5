"""Values that are derived from the package's own files and are slow to make, kept in the user's cache folder.

Only in a folder that this user alone can write: what is read back is trusted. Without one, with
`ICPLANG_CACHE=off`, or on a full disk, the value is simply made anew.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32


def folder() -> Path | None:
    """The private cache folder, made where it is missing; None where there can be none."""
    home = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("HOME") and os.path.join(os.environ["HOME"], ".cache"))  # noqa: PTH118
    if not home or not hasattr(os, "getuid") or os.environ.get("ICPLANG_CACHE") == "off":
        return None
    path = Path(home) / "icplang"
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = path.stat()
    except OSError:
        return None
    return path if status.st_uid == os.getuid() and not status.st_mode & 0o022 else None


def remembered(name: str, sources: Sequence[Path], make: Callable[[], Any]) -> Any:
    """The value of `make()`, from the cache while none of `sources` has changed.

    The value is built of tuples, lists, dicts, strings, numbers and None. `name` is the file's name in the cache.
    """
    return remembered_parts(name, sources, lambda: {"": make()})("")


def remembered_parts(name: str, sources: Sequence[Path], make: Callable[[], Mapping[str, Any]]) -> Callable[[str], Any]:
    """A function that gives one part of what `make()` makes, read from the cache when it is first asked for.

    All parts are made and kept together, each in a file of its own, so that a process reads only what it needs.
    """
    place = folder()
    try:
        stamps = [(p.name, (s := p.stat()).st_size, s.st_mtime_ns) for p in sources]
    except OSError:
        place, stamps = None, []
    stamp = f"{crc32(repr((sys.hexversion, stamps)).encode()):08x}"
    made: dict[str, Any] = {}

    def part(which: str) -> Any:
        if which not in made and place is not None and (found := _read(place / f"{name}.{which}-{stamp}")) is not None:
            made[which] = found
        if which not in made:
            made.update(make())
            if place is not None:
                _write(place, name, stamp, made)
        return made[which]

    return part


def _read(file: Path) -> Any:
    try:
        return marshal.loads(file.read_bytes())  # noqa: S302 - our own bytes, from a folder only this user can write
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _write(place: Path, name: str, stamp: str, parts: Mapping[str, Any]) -> None:
    aside = place / f".{name}-{os.getpid()}"
    try:
        for old in place.glob(f"{name}.*"):
            old.unlink(missing_ok=True)
        for which, value in parts.items():
            aside.write_bytes(marshal.dumps(value))
            aside.replace(place / f"{name}.{which}-{stamp}")
    except OSError:
        aside.unlink(missing_ok=True)
