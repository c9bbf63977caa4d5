"""Comments in configuration that are headings of the keys below them: "# Industries to avoid (any spelling)"."""

from __future__ import annotations

import re
from bisect import bisect_right

from icplang.reading.shape.context import Context
from icplang.reading.shape.labels import label, names_field

_ENDS = re.compile(r"[(.,;:]|[ ][-–—][ ]")
"""What ends the title in front of the rest of a comment."""


class Remarks:
    """The comments of a configuration that stand alone on their lines."""

    def __init__(self, text: str, comments: list[tuple[int, int]]) -> None:
        self._text = text
        self._lines = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")] if comments else [0]
        self._alone = {line: c for c in comments if not text[(line := self._line(c[0])) : c[0]].strip()}

    def _line(self, at: int) -> int:
        """Where the line starts that holds a place."""
        return self._lines[bisect_right(self._lines, at) - 1]

    def _above(self, line: int) -> int | None:
        """Where the line above starts."""
        i = bisect_right(self._lines, line) - 2
        return self._lines[i] if i >= 0 else None

    def ends(self, before: int, at: int) -> bool:
        """Whether a heading of what stands in front ends before a place: at an empty line or another comment."""
        line = self._above(self._line(at))
        if not self._alone or line is None or line < before:
            return False
        return line in self._alone or not self._text[line : self._line(at)].strip()

    def heading(self, at: int) -> Context | None:
        """What the comment right above the line of a place says of it: whether it is refused or only preferred."""
        line = self._above(self._line(at)) if self._alone else None
        while line in self._alone:
            start, end = self._alone[line]
            title = _ENDS.split(self._text[start:end].lstrip("#/ "), maxsplit=1)[0].strip()
            context = label(title, start) if title and names_field(title) else Context()
            if context.role in ("exclude", "prefer") and context.remark is None:
                return Context(context.role, negated=context.negated)
            line = self._above(line)
        return None
