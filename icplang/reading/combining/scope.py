"""How far a refusal reaches over commas: "no hotels, anyone on Wix, or teams under 10" refuses all of them."""

from __future__ import annotations

from itertools import pairwise, takewhile

from icplang.meaning.predicates import Range
from icplang.reading.combining.lists import takes_back
from icplang.reading.combining.sentences import IS, own_subject, plain_event
from icplang.reading.elements import (
    SIZES,
    Element,
    family,
    first_content,
    first_mark,
    is_bare,
    last_at,
    lead,
    lexemes,
    names_shops,
    opener,
    several,
    without_filler,
)
from icplang.reading.words.negations import is_absence
from icplang.vocabulary.words import is_singular

_MANY = 4
"""So many names behind a "not" and its sizes are all of what is not wanted."""
_WHOEVER = frozenset(
    """anyone anybody anything everyone everybody someone those company companies business businesses firm firms brand
    brands account accounts customer customers client clients prospect prospects lead leads organization organizations
    organisation organisations""".split()
)
"""Nouns that start a member of a list of companies: "or anyone on Wix"."""
_PLURAL = ("are ", "aren", "don", "do ", "need", "should", "must", "have ", "can", "will", "won", "would", "never")
"""How verdicts on several start."""
_SEVERAL = 2
"""So many members in front of the last that no joining word closes are still a list."""
_EVERY = frozenset({"any", "every"})
"""What lets in all of a kind that is named by one of them."""
_AFFIRMING = frozenset({"only", "required", "mandatory", "essential", "a must", "must"})
"""How what is wanted closes: "no hotels, gyms only", "skip agencies, CRM required"."""
_ASKING = ("we ", "i ", "just ", "only ", "give ", "find ", "get ", "show ", "send ", "bring ", "look", "stick ")
"""How an order starts for what is wanted, and no need of those who are refused: "skip banks, just give me insurers"."""
_KEEPING = frozenset({"keep", "take"})
_INCLUSIVE = ("at least", "at most", "no more than", "not more than", "no fewer than", "no less than", "min", "max")
"""How a bound starts that says what is wanted."""
_TURNING = frozenset({"NOT", "EXCLUDE", "PREFER", "REQUIRE", "COMMAND", "SELLER", "DEPRIORITIZE", "ATTRIBUTION"})
"""Marks of phrases that start anew."""
_LACKED = frozenset({"category", "technology", "person", "people", "team", "teams", "certification"})
"""What a company has or lacks."""
_INSTEAD = frozenset({"everything", "still", "instead"})
"""Words with which starts what a company has in place of what it lacks: "no helpdesk, everything in a shared inbox"."""
_ACTING = frozenset({"USING", "ON", "WITH", "HIRING", "HIRING_NOW", "RUNS", "BUILDING"})
"""First words of clauses that say what a company does, and are no names of what it lacks."""


def scope(phrases: list[list[Element]], text: str, *, refusing: bool = False) -> dict[int, bool]:
    """The phrases, by number, that a refusal before them reaches over commas: True, or False where that is not clear.

    `refusing`: a heading refuses them already. A list is refused whole that an "or" closes or that holds nothing but
    names of one kind.
    """
    out: dict[int, bool] = {}
    refused = False
    for k, phrase in enumerate(phrases):
        at = last_at(phrase, _refuses)
        if at is None or k in out or not any(map(_says_something, phrase[at:])):
            continue
        if (refused and takes_back(phrase[at], text)) or (refusing and is_absence(phrase[at], text)):
            continue  # under a heading that refuses, a "no budget" reaches no further
        refused = True
        opens = not any(_says_something(e) for p in [*phrases[:k], phrase[:at]] for e in p)
        out |= _reached(phrases, k, phrase[at:], text, opens=opens)
    return out


def judged_lists(phrases: list[list[Element]], text: str) -> list[list[Element]]:
    """The phrases with the verdict that closes a list behind each of its members: "Hotels, gyms and anyone on Wix are
    excluded"."""
    for k, phrase in enumerate(phrases):
        at = next((i for i, e in enumerate(phrase) if e.kind == "mark" and e.name == "EXCLUDE"), 0)
        if not k or not at or not any(map(_says_something, phrase[:at])):
            continue
        if not text[phrase[at].start : phrase[at].end].lower().startswith(_PLURAL):
            continue
        begin = k
        while begin and _named(phrases[begin - 1]) and not any(map(_refuses, phrases[begin - 1])):
            begin -= 1
        member = phrase[:at]
        joined = bool(lead(phrase)) or any(e.name in ("AND", "OR") or _joins(e) for e in member)
        if begin < k and _named(member) and (joined or k - begin >= _SEVERAL):
            return [[*p, phrase[at]] if begin <= i < k else p for i, p in enumerate(phrases)]
    return phrases


def _named(phrase: list[Element]) -> bool:
    """Whether a phrase may be a member of a list of companies: names, or a noun for any with what is said of it."""
    content = _content(phrase)
    first = content[0] if content else None
    if first is None or first.kind not in ("clause", "unread"):
        return False
    if _noun(phrase, first) or (first.kind == "clause" and opener(first) == "COMPANY"):
        return len(content) > 1 or first.kind == "clause"
    return first.kind == "unread" or _branched(first) == "company"


def _refuses(e: Element) -> bool:
    return e.kind == "mark" and e.name in ("NOT", "EXCLUDE")


def _says_something(e: Element) -> bool:
    return e.kind in ("clause", "unread", "group")


def _reached(
    phrases: list[list[Element]], k: int, refused: list[Element], text: str, *, opens: bool
) -> dict[int, bool]:
    """The phrases behind what phrase `k` refuses that the refusal reaches or may reach."""
    head = next((e for e in refused if e.kind == "clause"), None)
    absent = is_absence(refused[0], text)
    forms: dict[int, str] = {}
    before = refused
    last = next((j for j in range(len(phrases) - 1, k, -1) if lead(phrases[j]) == "OR"), k)
    for j in range(k + 1, len(phrases)):
        if _turns(phrases[j]) or affirms(phrases[j], text) or (j > last and _any_one(phrases[j], text)):
            break
        if not _of_companies(refused, head) and phrases[j][0].name in _INSTEAD:
            break
        forms[j] = _form(head, before, phrases[j], text, listed=_of_companies(refused, head))
        before = phrases[j] if forms[j] == "name" else before
        if not opens and forms[j] in ("other", "bound"):
            break  # nothing behind it can be of the list, and to look further at every refusal would be quadratic
    had = not _of_companies(refused, head)
    close = next((j for j in forms if lead(phrases[j]) == "OR"), None)
    close = close or next((j for j in reversed(forms) if _closed(phrases[j], forms[j])), None)
    listed = {j: f for j, f in forms.items() if close is not None and j <= close}
    if listed and close is not None:
        kinds = {*listed.values()}
        if kinds <= {"name", "whoever"} and not (
            len(listed) == 1 and lead(phrases[close]) == "AND" and "whoever" in kinds
        ):
            return dict.fromkeys(listed, True)
        if opens and had and lead(phrases[close]) == "OR" and absent and "bound" not in kinds:
            return dict.fromkeys([k, *listed], False)  # "no CRM, hiring SDRs, or on Salesforce"
        if opens and not had and "other" not in {f for j, f in listed.items() if j != close}:
            sure = listed[close] in ("name", "whoever") or _apart(phrases[close - 1], phrases[close])
            return dict.fromkeys(listed, sure and (_comma_closes(phrases[close]) or _many(phrases, listed)))
    out: dict[int, bool] = {}
    for j, form in forms.items():
        if form != "name":
            doubted = opens and head is not None and is_bare(head)
            behind = {n for n, f in forms.items() if n > j and f == "name" and (doubted or form == "whoever")}
            return out | dict.fromkeys([j, *behind] if form == "whoever" else behind, False)
        out[j] = True
    return out


def affirms(phrase: list[Element], text: str) -> bool:
    """Whether a phrase behind a refusal says what is wanted: "no hotels, gyms only", "no bars, at least 5 sites"."""
    content = without_filler(phrase)
    if not content:
        return False
    first, last = content[0], content[-1]
    if first.name in ("REQUIRE", "SELLER") or _spoken(phrase) or own_subject(phrase):
        return len(content) > 1 or first.kind == "clause"  # "we avoid banks, we sell to insurers"
    if phrase[0].name in IS or any(e is first and verb.name in IS for e, verb in pairwise(phrase)):
        return first.kind == "clause"  # "we don't do agencies, clinics are our thing"
    if (first.kind, first.name) == ("mark", "COMMAND"):
        return text[first.start : first.end].lower().startswith(_ASKING)
    if phrase[0].name in _KEEPING and first.kind == "clause":
        return True
    if text[phrase[0].start : phrase[0].end].lower() == "just":  # "no big names, just local roofers"
        return True
    if first.kind == "clause" and first.name in SIZES:
        return text[first.start : first.end].lower().startswith(_INCLUSIVE)
    said = text[last.start : last.end].lower()
    if last.kind == "clause":
        return said.endswith(" only")  # "no B2C, B2B only"
    return last.name == "REQUIRE" and len(content) > 1 and said in _AFFIRMING


def _content(phrase: list[Element]) -> list[Element]:
    """What a phrase says, without the word that joins it to the one before."""
    return without_filler(phrase[1:] if lead(phrase) else phrase)


def _turns(phrase: list[Element]) -> bool:
    """Whether a phrase starts anew: with a verdict, a role or a subject of its own."""
    rest = phrase[1:] if lead(phrase) else phrase
    return lead(phrase) == "BUT" or first_mark(rest) in _TURNING or own_subject(rest) or _spoken(rest)


def _any_one(phrase: list[Element], text: str) -> bool:
    """Whether a phrase lets in any company of a kind, which only one is named of: "no agencies, any B2B SaaS"."""
    first = phrase[0] if phrase else None
    kinds = [*takewhile(lambda e: e.kind == "clause" and family(e) == "company", phrase[1:])]
    if first is None or first.kind != "filler" or first.name not in _EVERY or not kinds:
        return False
    return is_singular(text[kinds[-1].start : kinds[-1].end].rsplit(maxsplit=1)[-1])


def _spoken(phrase: list[Element]) -> bool:
    return bool(phrase) and phrase[0].kind == "filler" and phrase[0].name in ("we", "i", "you")


def _of_companies(phrase: list[Element], head: Element | None) -> bool:
    """Whether what a phrase refuses are companies, and not what they have: "no hotels", "no teams under 20"."""
    return head is None or family(head) == "company" or opener(head) == "COMPANY" or _noun(phrase, head)


def _noun(phrase: list[Element], first: Element) -> bool:
    """Whether a noun for any company stands in front of what is said of it: "anyone on Wix"."""
    return any(e.kind == "filler" and e.name in _WHOEVER and e.end <= first.start for e in phrase)


def _form(head: Element | None, before: list[Element], phrase: list[Element], text: str, *, listed: bool) -> str:
    """What a phrase may be in a list of what is refused: a name, a noun for any company with what is said of it, a
    bound, or something else."""
    content = _content(phrase)
    first = content[0] if content else None
    if first is None or first.kind == "mark":
        return "other"
    clauses = [e for e in content if e.kind == "clause"]
    if clauses and (_noun(phrase, first) or (first.kind == "clause" and opener(first) == "COMPANY")):
        return "whoever" if listed else "other"
    if listed and names_shops(first, text):
        return "whoever"
    named = first.kind == "unread" or (first.kind == "clause" and _branched(first) == "company")
    if listed and named and first.name != "stage":
        return "name"
    if goes_on(before, content) or (head is not None and _alike(head, first, adding=lead(phrase) == "AND")):
        return "name"
    bounds = [e.reading.predicate if e.reading else None for e in clauses]
    one_sided = [isinstance(p, Range) and (p.min is None) != (p.max is None) for p in bounds]
    return "bound" if all(e.name in SIZES for e in content) and all(one_sided) else "other"


def _alike(head: Element, first: Element, *, adding: bool) -> bool:
    """Whether a clause may stand in one list with what is refused; `adding`: behind an "and"."""
    if first.kind != "clause":
        return first.kind == "unread"
    if {_branched(first), _branched(head)} == {"company"}:
        return "stage" not in {first.name, head.name} or first.name == head.name
    if plain_event(head) and plain_event(first):
        return True
    return (
        not adding
        and {head.name, first.name} <= _LACKED
        and opener(first) not in _ACTING
        and opener(head) not in _ACTING
    )


def goes_on(before: list[Element], phrase: list[Element]) -> bool:
    """Whether a phrase behind a comma still belongs to the "not" of the one before: bare names of one kind."""
    last = next((e for e in reversed(before) if e.kind == "clause"), None)
    first = first_content(phrase)
    if (last is None or last.name == "people") and first is not None and first.kind == "clause":
        return is_bare(first) and family(first) == "company"  # "isn't for pre-launch founders, dropshippers, or ..."
    if last is None or first is None or first.kind == "mark":
        return first is not None and first.kind == "mark" and first.name == "OR"
    if first.kind == "unread":
        return True
    if first.kind == "clause" and {_branched(first), _branched(last)} == {"company"}:
        return "stage" not in {first.name, last.name} or first.name == last.name
    return first.kind == "clause" and is_bare(first) and family(first) == family(last) != "company"


def _branched(e: Element) -> str:
    """The kind of a bare clause, where a word for many sites is one for a company: "no franchises, chains or banks"."""
    return "company" if several(e) else family(e) if is_bare(e) else ""


def _closed(phrase: list[Element], form: str) -> bool:
    """Whether a phrase is the last of a list: "and gyms", "gyms or spas"."""
    if lead(phrase) == "AND":
        return form in ("name", "whoever")
    return form == "name" and any(e.name in ("OR", "AND") or _joins(e) for e in phrase)


def _joins(e: Element) -> bool:
    return e.kind == "clause" and any(x.type in ("OR", "AND") for x in lexemes(e))


def _comma_closes(phrase: list[Element]) -> bool:
    """Whether the word that closes a list stands behind a comma: "banks, or gyms"."""
    types = [x.type for e in phrase for x in sorted(lexemes(e), key=lambda x: x.start)]
    return bool(lead(phrase)) or any(a == "COMMA" and b in ("OR", "AND") for a, b in pairwise(types))


def _many(phrases: list[list[Element]], listed: dict[int, str]) -> bool:
    """Whether a list has so many names that its sizes are refused with them."""
    words = [x.type for j in listed for e in phrases[j] if family(e) == "company" for x in lexemes(e)]
    return sum(t not in ("COMMA", "OR", "AND", "SLASH", "COMPANY") for t in words) >= _MANY


def _apart(before: list[Element], phrase: list[Element]) -> bool:
    """Whether two phrases are of different kinds, so that an "or" does not join just the two of them."""
    last = next((e for e in reversed(before) if e.kind == "clause"), None)
    first = next((e for e in phrase if e.kind == "clause"), None)
    return last is not None and first is not None and family(last) != family(first)
