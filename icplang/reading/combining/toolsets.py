"""Lists of tools over commas whose members are lists themselves: of "Salesforce/HubSpot, Outreach or Salesloft, Gong" a
company has one of each. Where two members are of one kind, "Epic/Cerner, Meditech", any of all is meant."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.predicates import And, In, Or, Predicate
from icplang.reading.elements import Element, joins, lexemes, without_filler
from icplang.reading.syntax.tree import Lexeme, Node
from icplang.vocabulary.store import builtin

_TOOLS = frozenset({"TECH", "TECH_WEAK", "NAME", "CATEGORY", "CATEGORY_WEAK"})
_OF_TOOLS = frozenset({"technology", "category"})
_SEVERAL = 2
_EITHER = frozenset({"OR", "SLASH"})


def one_of_each(units: list[Element]) -> list[Element]:
    """The units, with the members of a list of lists of tools as clauses of their own."""
    if any(joins(e) and e.name != "AND" for e in units):
        return units
    out: list[Element] = []
    for e in units:
        members = _members(e) if e.kind == "clause" and e.name == "technology" else [e]
        for member in members:
            if member is not members[0]:
                out.append(Element("mark", member.start, member.start, "AND"))
            out.append(member)
    return out


def sorted_out(e: Element) -> Element:
    """What is refused, as words that are not read where it is a list of tools with an "or" and an "and": "without
    HubSpot or Salesforce, plus Slack" may leave out whoever has any of them, or two."""
    said = e.reading.predicate if e.kind == "clause" and e.name == "technology" and e.reading else None
    mixed = isinstance(said, And) and any(isinstance(x, In) and len(x.values) > 1 for x in said.args)
    either = isinstance(said, Or) and any(isinstance(x, And) for x in said.args)
    return replace(e, kind="unread") if mixed or either else e


def each_of_a_kind(members: list[list[Element]]) -> bool:
    """Whether the members of a list are tools of different kinds, and one names several of its kind, "Xero or Sage,
    Slack", or says in a bracket which: "CRM (HubSpot), ERP (NetSuite)"."""
    named = [without_filler(m) for m in members]
    if len(named) < _SEVERAL or not all(m and m[0].kind == "clause" and m[0].name in _OF_TOOLS for m in named):
        return False
    words = [[*lexemes(m[0])] for m in named]
    tools = [[x for x in said if x.type in _TOOLS] for said in words]
    either = all(len(m) == 1 for m in named) and any(x.type in _EITHER for said in words for x in said)
    told = any(len(m) > 1 for m in named) and all(map(_of_kind, named, tools))
    return (either or told) and _apart(tools)


def _of_kind(member: list[Element], tools: list[Lexeme]) -> bool:
    """Whether a member of a list is a kind of tools, perhaps with a bracket behind it."""
    bracketed = len(member) == 1 or (len(member) == _SEVERAL and member[1].kind == "group")
    return bracketed and len(tools) == 1 and _is_kind(tools[0])


def _members(e: Element) -> list[Element]:
    """A clause for each member of a list of lists of tools that are of different kinds; the clause for another one."""
    words = sorted(lexemes(e), key=lambda x: x.start)
    joints = [x.type for x in words if x.type in _EITHER or x.type == "COMMA"]
    nested = any(x in _EITHER for x in joints) and joints[-1:] == ["COMMA"]
    rest = {x.type for x in words} - _TOOLS - _EITHER - {"COMMA"}
    values = _named(e.reading.predicate) if nested and rest <= {"TECH_LABEL", "USING"} and e.reading else None
    if e.reading is None or values is None:
        return [e]
    groups: list[list[Lexeme]] = [[]]
    for x in words:
        if x.type == "COMMA":
            groups.append([])
        elif x.type in _TOOLS:
            groups[-1].append(x)
    tools = sum(not _is_kind(x) for g in groups for x in g)
    if tools != len(values) or not all(groups) or not _apart(groups):
        return [e]
    out: list[Element] = []
    for group in groups:
        named = tuple(values.pop(0) for x in group if not _is_kind(x))
        kinds = tuple(x.ids[0] for x in group if _is_kind(x))
        said: list[Predicate] = [In("technology", named)] if named else []
        said += [In("technology_category", kinds)] if kinds else []
        predicate = said[0] if len(said) == 1 else Or(tuple(said))
        notes = [] if out else e.reading.notes
        reading = replace(e.reading, node=Node(e.name, (*group,)), predicate=predicate, notes=notes)
        out.append(replace(e, start=group[0].start, end=group[-1].end, reading=reading))
    out[0].start = e.start
    return out


def _is_kind(x: Lexeme) -> bool:
    return x.type.startswith("CATEGORY")


def _named(predicate: Predicate | None) -> list[str] | None:
    """The products that a predicate names; None where it says something else besides them and their kinds."""
    parts = predicate.args if isinstance(predicate, Or) else (predicate,)
    named: list[str] = []
    for part in parts:
        if not isinstance(part, In) or part.field not in ("technology", "technology_category"):
            return None
        named += map(str, part.values) if part.field == "technology" else ()
    return named


def _apart(groups: list[list[Lexeme]]) -> bool:
    """Whether no two members are of one kind of tool, and of each the kind is known."""
    seen = set[str]()
    for group in groups:
        kinds = {kind for x in group for kind in _kinds(x)}
        if not kinds or not seen.isdisjoint(kinds):
            return False
        seen |= kinds
    return True


def _kinds(x: Lexeme) -> list[str]:
    """The kinds of tools that a word names, or that its product is of."""
    if _is_kind(x):
        return [x.ids[0]]
    entry = builtin().get("technology", x.ids[0]) if x.type != "NAME" else None
    return str(entry.data.get("category") or "").split("|") if entry else []
