"""The backends by name: ours, and those that an installed package adds under the entry point `icplang.backends`."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any, TypeAlias

from icplang.backends.sql import to_sql
from icplang.meaning.profile import Profile
from icplang.meaning.published import to_json

GROUP = "icplang.backends"
Backend: TypeAlias = Callable[..., Any]
"""Takes a profile and options by name; returns a value whose `str` is the artefact."""


def _json(profile: Profile) -> str:
    return json.dumps(to_json(profile), ensure_ascii=False, indent=2)


def backends() -> dict[str, Backend]:
    """Every backend by its name, sorted. A plugin is loaded when it is asked for here, and cannot replace ours."""
    found: dict[str, Backend] = {point.name: point.load() for point in entry_points(group=GROUP)}
    return dict(sorted((found | {"json": _json, "sql": to_sql}).items()))
