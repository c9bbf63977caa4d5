"""Keys that are on or off: what they name is wanted or not ("pe_backed: true"), or steers a program."""

from __future__ import annotations

from dataclasses import replace

from icplang.reading.shape.context import Context
from icplang.reading.shape.keys import Key, split
from icplang.reading.shape.labels import names_field
from icplang.reading.shape.records import refused
from icplang.reading.syntax.tree import Lexeme

ON = frozenset({"true", "yes", "on", "y"})
OFF = frozenset({"false", "no", "off", "n"})
_PROGRAM = frozenset(
    "email phone mobile dial approval human approve debug dry verify verified dedupe deduplicate enrich enriched cache "
    "export notify notification auto automatic enabled enable disabled active strict verbose review log logging draft "
    "send api ai llm crawl scrape sync webhook paginate pagination preview test beta archive archived default "
    "catchall bounced unsubscribed gdpr linkedin url logo avatar json csv recursive async stream retry fuzzy "
    "personalize personalise personalization explain reasoning return reveal".split()
)
"""Words of keys that say what a program does, or which columns it returns."""
_HAVING = frozenset("has have is are uses use with using requires require must".split())


def wanted(entry_key: str, what: Key, outer: Context, said: str) -> Context | None:
    """What a key that is on or off says where it stands; None where it says nothing of companies."""
    words = split(entry_key)
    context = what.context
    field = context.field
    named = field is not None and field.type not in ("HIRING", "TECH_LABEL") and names_field(entry_key)
    if context.remark or (named and words not in (["funding"], ["hiring"])) or not _PROGRAM.isdisjoint(words):
        return None
    inner = replace(outer, field=None)
    if said in OFF:
        if context.role == "exclude" or outer.role in ("exclude", "buyer"):
            return None
        inner = refused(inner)
    if field is not None and field.type == "TECH_LABEL" and not _HAVING.issuperset(words):
        inner = replace(inner, lead=(Lexeme("USING", field.start, field.start, 1, "uses"),))
    return inner


def named_at(entry_key: str, context: Context) -> int:
    """How many characters of a key stand in front of what it names: the "has_" of "has_crm"."""
    if not context.lead:
        return 0
    at = 0
    for word in split(entry_key):
        found = entry_key.lower().find(word, at)
        if word not in _HAVING:
            return max(found, 0)
        at = found + len(word)
    return 0
