"""The published JSON of a profile, format `icplang/1`: write it, read it back strictly, and its JSON Schema.

Reading is by pydantic models that are built from the dataclasses on first use, so the two cannot drift apart.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from icplang.diagnostics import Diagnostic, Span
from icplang.meaning import predicates as p
from icplang.meaning.fields import FIELDS, RELATIONS, WHERE_FIELDS
from icplang.meaning.profile import FORMAT, Criterion, Profile, Scoring, Threshold, Tier

if TYPE_CHECKING:
    from pydantic import BaseModel

DEEPEST = 64
"""Levels of nesting that a published predicate may have."""

_PREDICATES = (p.In, p.All, p.Range, p.Exists, p.Known, p.And, p.Or, p.Not, p.AtLeast)
_OPS = ("in", "all", "range", "exists", "known", "and", "or", "not", "at_least")
_PARTS = (Span, p.Window, p.Count, *_PREDICATES)
_KEYS: dict[type, tuple[str, ...]] = {
    p.In: ("field", "of", "values", "count"),
    p.Range: (
        "field",
        "of",
        "min",
        "max",
        "min_inclusive",
        "max_inclusive",
        "unit",
        "approximate",
        "over",
        "per",
        "since",
    ),
}
"""The published order of keys, where it is not that of the dataclass."""


class ProfileError(ValueError):
    """The input is no profile in the published form. `path` is where: `$.criteria[0].predicate.values`."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


# --- writing ----------------------------------------------------------------------------------------------------


def to_json(profile: Profile) -> dict[str, Any]:
    """The profile as plain dicts and lists. Keys of a predicate that have their default value are left out."""
    return {
        "format": FORMAT,
        "name": profile.name,
        "criteria": [
            {
                "role": c.role,
                "layer": c.layer,
                "weight": c.weight,
                "text": c.text,
                "span": _plain(c.span),
                "predicate": _sparse(c.predicate),
            }
            | ({"unknown": c.unknown} if c.unknown else {})
            | ({"penalty": True} if c.penalty else {})
            | ({"shares": c.shares} if c.shares is not None else {})
            for c in profile.criteria
        ],
        "diagnostics": [_plain(d) for d in profile.diagnostics],
    } | _scoring(profile.scoring)


def _scoring(scoring: Scoring) -> dict[str, Any]:
    """The tiers and scores that an ICP describes; nothing where it describes none."""
    if scoring == Scoring():
        return {}
    return {
        "scoring": {
            "tiers": [
                {"name": t.name, "text": t.text, "span": _plain(t.span), "predicate": _sparse(t.predicate)}
                for t in scoring.tiers
            ],
            "thresholds": [_plain(t) for t in scoring.thresholds],
            "cap": scoring.cap,
        }
    }


def _sparse(value: Any) -> Any:
    """A predicate (or a part of one) without what stands at its default; `op` comes first."""
    if isinstance(value, tuple):
        return [_sparse(v) for v in value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    defaults = {f.name: f.default for f in fields(value) if f.name != "op"}
    head = {"op": value.op} if isinstance(value, _PREDICATES) else {}
    keys = _KEYS.get(type(value), tuple(defaults))
    return head | {k: _sparse(v) for k in keys if (v := getattr(value, k)) is not defaults[k]}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value


# --- reading ----------------------------------------------------------------------------------------------------


def from_json(obj: object) -> Profile:
    """The profile that `to_json` wrote, or an equal one written by another program.

    Raises `ProfileError` for an unknown format, operation, field or relation, a wrong type, a key that a
    predicate does not have, an empty `values` or `args`, and nesting deeper than `DEEPEST`. Keys beside the
    known ones are ignored outside predicates, and so is `layer`, which the predicate decides.
    """
    from pydantic import ValidationError

    _check_depth(obj)
    try:
        model: Any = _models()["Profile"].model_validate_json(json.dumps(obj))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ProfileError(_path(obj, first["loc"]), _words(first)) from None
    except (TypeError, ValueError) as error:
        raise ProfileError("$", f"not JSON: {error}") from None
    return Profile(
        tuple(
            Criterion(c.role, _build(c.predicate), c.text, _build(c.span), c.weight, c.unknown, c.penalty, c.shares)
            for c in model.criteria
        ),
        tuple(
            Diagnostic(d.severity, d.code, d.message, d.help, _build(d.span), d.suggestions) for d in model.diagnostics
        ),
        model.name,
        Scoring(
            tuple(Tier(t.name, _build(t.predicate), t.text, _build(t.span)) for t in model.scoring.tiers),
            tuple(Threshold(t.tier, t.least, t.text, _build(t.span), t.percent) for t in model.scoring.thresholds),
            model.scoring.cap,
        )
        if model.scoring
        else Scoring(),
    )


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the published form."""
    schema = _models()["Profile"].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FORMAT} | schema


@cache
def _models() -> dict[str, type[BaseModel]]:
    from pydantic import ConfigDict, Field, create_model

    make: Any = create_model  # its overloads do not know annotations made at run time
    strict = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)
    lenient = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)
    special: dict[tuple[type, str], str] = {
        (p.Exists, "relation"): "RelationName",
        (p.In, "values"): "Values",
        (p.All, "values"): "Values",
        (p.And, "args"): "Args",
        (p.Or, "args"): "Args",
        (p.AtLeast, "args"): "Args",
        (p.Exists, "since"): "Since",
        (p.Exists, "until"): "Since",
        (p.Range, "since"): "Since",
        (p.Window, "n"): "Positive",
        (p.Count, "min"): "Natural",
        (p.Count, "max"): "Natural",
    }
    models: dict[str, type[BaseModel]] = {}
    for cls in _PARTS:
        members: dict[str, Any] = {}
        for f in fields(cls):
            type_ = "FieldName" if f.name == "field" else special.get((cls, f.name), str(f.type))
            # The op is required: a document says what each of its predicates is.
            members[f.name] = (type_, ... if f.default is MISSING or f.name == "op" else f.default)
        models[cls.__name__] = make(cls.__name__, __config__=strict, __doc__=cls.__doc__, **members)

    union: Any = models["In"]
    for cls in _PREDICATES[1:]:
        union |= models[cls.__name__]
    names: dict[str, Any] = models | {
        "Predicate": Annotated[union, Field(discriminator="op")],
        "Args": Annotated[tuple[Annotated[union, Field(discriminator="op")], ...], Field(min_length=1)],
        "FieldName": Literal[tuple(dict.fromkeys([*FIELDS, *WHERE_FIELDS]))],
        "RelationName": Literal[tuple(RELATIONS)],
        "Values": Annotated[tuple[str, ...], Field(min_length=1)],
        "Since": Annotated[str, Field(pattern=r"^([0-9]{4}(-[0-9]{2}-[0-9]{2})?|this-(year|quarter|month))$")] | None,
        "Positive": Annotated[int, Field(ge=1)],
        "Natural": Annotated[int, Field(ge=0)] | None,
        "Bound": int | float | str,
        "TimeUnit": p.TimeUnit,
        "Literal": Literal,
    }
    criterion: Any = make(
        "Criterion",
        __config__=lenient,
        role=Literal["require", "prefer", "exclude", "buyer"],
        layer=(str, ""),
        weight=(float | None, None),
        text=str,
        span=("Span | None", None),
        predicate="Predicate",
        unknown=(Literal["include", "exclude"] | None, None),
        penalty=(bool, False),
        shares=(int | None, None),
    )
    tier: Any = make(
        "Tier", __config__=lenient, name=str, predicate="Predicate", text=(str, ""), span=("Span | None", None)
    )
    threshold: Any = make(
        "Threshold",
        __config__=lenient,
        tier=str,
        least=(float | None, None),
        text=(str, ""),
        span=("Span | None", None),
        percent=(bool, False),
    )
    scoring: Any = make(
        "Scoring",
        __config__=lenient,
        tiers=(tuple[tier, ...], ()),
        thresholds=(tuple[threshold, ...], ()),
        cap=(float | None, None),
    )
    diagnostic: Any = make(
        "Diagnostic",
        __config__=lenient,
        severity=Literal["error", "warning", "note"],
        code=str,
        message=str,
        help=(str, ""),
        span=("Span | None", None),
        suggestions=(tuple[str, ...], ()),
    )
    profile: type[BaseModel] = make(
        "Profile",
        __config__=lenient,
        format=Literal[FORMAT],
        name=(str | None, None),
        criteria=tuple[criterion, ...],
        diagnostics=(tuple[diagnostic, ...], ()),
        scoring=(scoring | None, None),
    )
    for model in (*models.values(), criterion, tier, threshold, scoring, diagnostic, profile):
        model.model_rebuild(_types_namespace=names)
    return models | {"Profile": profile}


def _build(model: Any) -> Any:
    """The dataclass value of a validated model."""
    if isinstance(model, tuple):
        return tuple(_build(m) for m in model)
    cls = {c.__name__: c for c in _PARTS}.get(type(model).__name__)
    return model if cls is None else cls(**{f.name: _build(getattr(model, f.name)) for f in fields(cls)})


def _check_depth(obj: object) -> None:
    """Refuses what is nested too deep before anything recurses into it: predicates, or plain lists and objects."""
    stack: list[tuple[object, int, int]] = [(obj, 0, 0)]
    while stack:
        node, operations, containers = stack.pop()
        if not isinstance(node, (dict, list, tuple)):
            continue
        operations += isinstance(node, dict) and "op" in node
        if operations > DEEPEST or containers > 3 * DEEPEST:
            raise ProfileError("$", f"nested deeper than {DEEPEST} levels")
        inner = node.values() if isinstance(node, dict) else node
        stack.extend((v, operations, containers + 1) for v in inner)


def _path(obj: object, location: tuple[int | str, ...]) -> str:
    """The JSON path of a finding: the steps of `location` that exist in the input, and the last one."""
    path = "$"
    for i, step in enumerate(location):
        if isinstance(step, int) and isinstance(obj, (list, tuple)) and step < len(obj):
            obj, path = obj[step], f"{path}[{step}]"
        elif isinstance(step, str) and isinstance(obj, dict) and (step in obj or i == len(location) - 1):
            obj, path = obj.get(step), f"{path}.{step}"
    return path


def _words(error: Any) -> str:
    kind, last = error["type"], error["loc"][-1] if error["loc"] else ""
    if kind == "literal_error" and last in ("field", "relation"):
        return f"there is no {last} called {error['input']!r}"
    if last in ("int", "float", "str"):
        return "must be a number, or the id of an ordered value such as 'series-b'"
    plain = {
        "missing": "this key is missing",
        "extra_forbidden": "a predicate of this kind has no such key",
        "union_tag_not_found": "the key `op` is missing",
        "too_short": "must not be empty",
        "union_tag_invalid": "`op` must be one of " + ", ".join(_OPS),
        "tuple_type": "must be a list",
        "model_type": "must be an object",
        "model_attributes_type": "must be an object",
        "string_pattern_mismatch": "must be a year, a date, or one of this-year, this-quarter, this-month",
        "int_type": "must be a whole number",
        "float_type": "must be a number",
        "string_type": "must be a text",
    }
    return plain.get(kind) or error["msg"].replace("Input should be", "must be").replace("valid ", "")
