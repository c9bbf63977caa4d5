"""Values that are derived from the package's own files and are slow to make, kept in the user's cache folder.

Only in a folder that this user alone can write: what is read back is trusted. Without one, with
`ICPLANG_CACHE=off`, or on a full disk, the value is simply made anew.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Sequence
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
    place = folder()
    if place is None:
        return make()
    try:
        stamps = [(p.name, (s := p.stat()).st_size, s.st_mtime_ns) for p in sources]
    except OSError:
        return make()
    stamp = crc32(repr((sys.hexversion, stamps)).encode())
    file = place / f"{name}-{stamp:08x}"
    try:
        return marshal.loads(file.read_bytes())  # noqa: S302: our own bytes, from a folder only this user can write
    except (OSError, ValueError, EOFError, TypeError):
        pass
    value = make()
    aside = place / f".{name}-{os.getpid()}"
    try:
        for old in place.glob(f"{name}-*"):
            old.unlink(missing_ok=True)
        aside.write_bytes(marshal.dumps(value))
        aside.replace(file)
    except OSError:
        aside.unlink(missing_ok=True)
    return value
