"""How the joints of a list group its members: "BigQuery or Redshift, plus dbt" asks for one of two and for a third,
"NetSuite and Shopify/BigCommerce" for the first and one of the others."""

from __future__ import annotations

from icplang.meaning.predicates import And, Or
from icplang.reading.syntax.tree import Lexeme, Node, Part

_AND = frozenset({"AND", "AND_ALSO"})
_JOINTS = _AND | {"OR"}


def grouped(node: Node) -> tuple[type[And | Or], list[Node]] | None:
    """The groups of a list and what joins these; None where its members are all joined in one way, or nothing says
    how they belong together."""
    types = [part.type if isinstance(part, Lexeme) else "" for part in node.parts]
    joints = [i for i, type in enumerate(types) if type in _JOINTS]
    if "SLASH" in types and joints and "OR" not in types:
        return And, _cut(node, [i for i, type in enumerate(types) if type in _AND or type == "COMMA"])
    if len(joints) < 2 or types[joints[-1] - 1] != "COMMA" or joints[-1] + 2 != len(types):
        return None
    last = types[joints[-1]] == "OR"
    if any((types[i] == "OR") is last for i in joints[:-1]):
        return None
    return (Or if last else And), _cut(node, [joints[-1] - 1, joints[-1]])


def _cut(node: Node, joints: list[int]) -> list[Node]:
    """The parts of a list between some of its joints, each as a list."""
    out: list[list[Part]] = [[]]
    for i, part in enumerate(node.parts):
        if i not in joints:
            out[-1].append(part)
        elif out[-1]:
            out.append([])
    return [Node(node.rule, tuple(parts)) for parts in out]
