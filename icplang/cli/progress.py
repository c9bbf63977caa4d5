"""How far a long query is, on a terminal that is watching."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from time import monotonic
from typing import Any, Protocol

PATIENCE = 1.0
"""Seconds that a step may take before it is shown."""
SOME = 5
"""The least percents of a query from which what is left can be guessed."""


class Steps(Protocol):
    """Called for each part of the work with what it is, and the connection that does it."""

    def __call__(self, what: str, connection: Any, /) -> AbstractContextManager[None]:
        """The part of the work is what happens inside the context."""


@contextmanager
def steps() -> Iterator[Steps]:
    """A line on the standard error for every step that takes long; nothing where no terminal is."""

    @contextmanager
    def step(what: str, connection: Any, /) -> Iterator[None]:
        if not sys.stderr.isatty():
            yield
            return
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(what, connection, done), daemon=True)
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()

    yield step


def _watch(what: str, connection: Any, done: threading.Event) -> None:
    began = since = monotonic()
    last, shown = 0.0, False
    while not done.wait(0.25):
        now, share = monotonic(), _share(connection)
        if share < last:  # the next query of the step
            since = now
        last = share
        if now - began < PATIENCE:
            continue
        left = (now - since) * (100 - share) / share if share >= SOME else None
        told = f" {now - began:.0f} s" if left is None else f" {share:3.0f} %, about {left:.0f} s left"
        sys.stderr.write(f"\r\x1b[K{what}{told}")
        sys.stderr.flush()
        shown = True
    if shown:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _share(connection: Any) -> float:
    """Percents that DuckDB says of the query that is running; 0 where nobody knows."""
    progress = getattr(connection, "query_progress", None)
    share = float(progress()) if progress else 0.0
    return share if 0 < share <= 100 else 0.0
