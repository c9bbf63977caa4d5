"""Leaders whom a phrase starts with and what it says they do: "Founders shipping voice agents" are whom to talk to, and
their deeds are no criterion of the company."""

from __future__ import annotations

from icplang.reading.belief.place import Place
from icplang.reading.elements import Element, family, is_bare, last_content, lexemes, without_filler
from icplang.reading.findings import quality
from icplang.vocabulary.store import builtin

_HELD = frozenset({"webinar", "event-management", "survey", "advertising", "email-marketing", "community", "podcast"})
"""Categories of tools whose names are those of what is done with them."""
_LEADING = frozenset("founder owner ceo president c-level vp head director partner manager leader lead chief".split())
_MEANING = frozenset("planning plan plans about looking hoping intend intending preparing ready considering".split())
"""Words of what is still to come."""
_FAR = 4
"""So many elements back stands the verb of what companies do."""
_REFLEXIVE = frozenset({"themselve", "themselves", "himself", "herself", "themself", "personally"})


def led_by(elements: list[Element], text: str) -> Element | None:
    """The leaders whom a phrase starts with, where a verb of theirs is behind them; several, and not one of many."""
    content = without_filler(elements)
    first, behind = content[0] if content else None, content[1] if len(content) > 1 else None
    if first is None or behind is None or first.name != "people" or first.kind != "clause":
        return None
    said, *_ = text[behind.start : behind.end].lower().split(maxsplit=1) or [""]  # a joint of ours has no width
    acting = (behind.kind in ("unread", "clause") and said.endswith("ing")) or said == "who"
    described = any(x.type == "AT" for x in lexemes(first)) and first.end + 1 == behind.start
    return first if acting and not described and _leaders(first, text) else None  # "CFOs at growing fintechs"


def deeds(elements: list[Element], text: str) -> list[Element]:
    """What is said of such leaders with a verb that is not read, up to the company that they are at."""
    leaders = led_by(elements, text)
    if leaders is None:
        return []
    rest = elements[next(i for i, e in enumerate(elements) if e is leaders) + 1 :]
    first = next(e for e in rest if e.kind != "filler")
    if first.kind != "unread" and not _happening(first):
        return []
    end = next(
        (i for i, e in enumerate(rest) if text[e.start : e.end].lower().split(maxsplit=1)[:1] == ["at"]), len(rest)
    )
    return [e for e in rest[:end] if e.kind == "clause" and e.name not in ("employees", "stage", "location")]


def _happening(e: Element) -> bool:
    """Whether a clause names what people hold rather than run: "directors running webinars"."""
    held = any(x.ids and x.ids[0] in _HELD for x in lexemes(e) if x.type.startswith("CATEGORY"))
    return e.name in ("technology", "category") and held


def _leaders(e: Element, text: str) -> bool:
    """Whether titles are of several people who lead."""
    words = [x for x in lexemes(e) if x.type in ("SENIORITY", "ROLE")]
    known = [builtin().get("title", x.ids[0]) for x in words if x.type == "ROLE"]
    levels = {x.ids[0] for x in words if x.type == "SENIORITY"} | {r.data.get("seniority", "") for r in known if r}
    several = any(text[x.end - 1] == "s" or "s " in text[x.start : x.end] for x in words)
    return several and bool(levels & _LEADING)


def done_to(e: Element, before: list[Element]) -> bool:
    """Whether a place is what a verb that nothing explains does something to: "companies that left the UK"."""
    said = without_filler(before[-3:])
    relative = len(said) > 1 and said[-2].kind == "mark" and said[-2].name == "RELATIVE" and said[-1].kind == "unread"
    return relative and not (e.reading and e.reading.node.has("BASED"))


def done_with(place: Place) -> bool:
    """Whether a trade is whom or what companies do something with, and not what they are: "insurers covering drones",
    "agencies placing nurses in hospitals"."""
    if not is_bare(place.clause):
        return False
    for i in range(place.i - 1, max(place.i - 1 - _FAR, 0), -1):
        e, before = place.phrase[i], place.phrase[i - 1]
        if e.kind not in ("unread", "filler", "clause") or family(e) == "company":
            return False
        if e.kind == "unread" and e.name.endswith("ing") and not quality([e.name]):
            several = place.text[before.end - 1] == "s"
            return several and before.kind == "clause" and before.name in ("industry", "model", "segment")
    return False


def only_meant(before: list[Element]) -> bool:
    """Whether an expansion is only meant: "planning to enter the US"."""
    said = without_filler(before)
    return bool(said) and said[-1].kind == "unread" and said[-1].name in _MEANING


def by_themselves(elements: list[Element]) -> list[Element]:
    """What a relative clause tells of the people in front of it, who do something themselves: "owners who still do the
    books themselves". It says nothing of what the company is."""
    begin = next((i for i, e in enumerate(elements) if e.kind == "mark" and e.name == "RELATIVE" and i), 0)
    people = last_content(elements[:begin])
    if people is None or people.name not in ("people", "buyer", "person"):
        return []
    end = next((i for i in range(begin + 1, len(elements)) if elements[i].kind in ("comma", "stop")), len(elements))
    last = next((i for i in range(begin + 1, end) if elements[i].name in _REFLEXIVE), None)
    return elements[begin + 1 : last + 1] if last is not None else []
