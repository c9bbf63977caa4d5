"""Bars as inline SVG: as wide as the page allows, each piece as wide as its count, and said in words too."""

from __future__ import annotations

from collections.abc import Iterable

from icplang.report.text import plain

Piece = tuple[str, int]
"""The name of a piece, which is its class in the style sheet, and its count."""


def bar(pieces: Iterable[Piece], whole: int, said: str, kind: str = "") -> str:
    """Pieces of a whole side by side; what is left of the whole stays empty."""
    out, at = [], 0
    for name, number in pieces:
        if number > 0 and whole > 0:
            x, width = 100 * at / whole, 100 * number / whole
            out.append(
                f'<rect class="{plain(name)}" x="{x:.4f}%" width="{width:.4f}%" height="100%" data-count="{number}"/>'
            )
            at += number
    return (
        f'<svg class="bar {kind}" role="img" aria-label="{plain(said, None)}" data-whole="{whole}">'
        f'<rect class="whole" width="100%" height="100%"/>{"".join(out)}</svg>'
    )


def span(low: int, mid: int, high: int, said: str) -> str:
    """A share in percent as a bar, with the range that it may lie in behind it."""
    room = max(0, high - low)
    return (
        f'<svg class="bar fit" role="img" aria-label="{plain(said, None)}" data-whole="100">'
        f'<rect class="whole" width="100%" height="100%"/>'
        f'<rect class="possible" x="{low}%" width="{room}%" height="100%" data-count="{room}"/>'
        f'<rect class="kept" width="{mid}%" y="30%" height="40%" data-count="{mid}"/></svg>'
    )
