"""Editions of products, which say more than that a product is used: "Shopify Basic", "Salesforce Enterprise Edition",
"HubSpot Pro or Enterprise"."""

from __future__ import annotations

from icplang.reading.elements import Element
from icplang.reading.words.found import JOINING
from icplang.reading.words.lexer import Words


def edition(words: Words, i: int, before: list[Element]) -> int:
    """The word behind the editions of the product in front of word `i`: "Salesforce Enterprise Edition", "HubSpot Pro
    or Enterprise", but not "Salesforce enterprise accounts"; 0 where there are none."""
    last = before[-1] if before else None
    if last is None or last.name != "technology" or last.end + 1 != words.row[i].start:
        return 0
    end = k = i
    while k < len(words):
        said = max((x.next for x in words.candidates(k) if x.type in ("EDITION", "SEGMENT")), default=0)
        if not said or not words.row[k].text[0].isupper():
            break
        end = k = said
        if k < len(words) and (words.row[k].fold == "or" or words.row[k].text == "/"):
            k += 1
    behind = words.row[end].fold if end < len(words) else ""
    return end if end > i and (not behind or behind in JOINING) else 0


def names_edition(words: Words, i: int, before: list[Element]) -> bool:
    """Whether a plain word is a part of the name of a product: "Shopify Basic"."""
    last = before[-1] if before else None
    product = last is not None and last.name == "technology" and last.end + 1 == words.row[i].start
    return product and words.row[i].text[:1].isupper() and not words.row[i].text.isupper()
