"""Clauses about places: where a company is based, works and sells. A name of several places is settled here."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from icplang.meaning.concepts import lies_in
from icplang.meaning.predicates import All, Not, Predicate
from icplang.reading.resolving.base import Base, Reading, any_of
from icplang.reading.syntax.tree import Lexeme, Node

_SELDOM = frozenset("AL AZ GA MA MD ME MN MO MS MT NC NE PA SC SD TN VA".split())
"""Codes of states that alone behind an "in" are seldom those of Albania, Gabon or Panama."""
_JOINTS = frozenset({"and", "or", "&", "plus"})
_STATES = frozenset({"state", "states"})
_NEAR = 40
_ADJACENT = 6
"""So near stands the code beside another in a list."""
_CODE_BEFORE = re.compile(r"(?<![A-Za-z])(?P<code>[A-Z]{2})[ ]?[,;/|][ ]?$")
_CODE_BEHIND = re.compile(r"[ ]?[,;/|][ ]?(?P<code>[A-Z]{2})(?![A-Za-z])")
_FAR_LARGER = 10
"""So many times the inhabitants of the next city of its name make a city the one that everybody means."""


class Places(Base):
    """Reads places."""

    def places(self, node: Node, reading: Reading, *, label: str = "") -> list[str]:
        """The places of a list. A city with its state or country behind it is the city. `label`: what they stand
        under, which may say that they are countries, or states."""
        nations, states = "countr" in label, any(w in label for w in ("state", "province"))
        members, _ = self.listed(node, reading)
        words = [x for m in members for x in (m.walk() if isinstance(m, Node) else [m]) if isinstance(x, Lexeme)]
        flat = self._apart_listed(words, reading)
        if not flat:
            return []
        codes = _codes(flat, self.words) and (len(flat) > 2 or len(flat[0].ids) == 1)
        out: list[str] = []
        told = 0
        for i, word in enumerate(flat):
            told = max(told, i + self._states_behind(i, flat, out[-1]) if out else 0)
            if i < told:
                continue
            if (
                out
                and not self._joined(flat[i - 1], word)
                and (_is_city(out[-1]) or (self._beside(flat[i - 1], word) and self._narrow(flat[i - 1], out[-1])))
                and any(id != out[-1] and self._inside(out[-1], id) for id in word.ids)
            ):
                continue
            if i and "-" in out[-1] and self._beside(flat[i - 1], word) and out[-1][:2] in word.ids:
                continue  # "Ohio, US"
            again = sum(x.ids == word.ids for x in flat) > 1  # "Leeds, UK or Bradford, UK"
            if i and self._elsewhere(flat[i - 1], out[-1], word, alone=len(flat) == 2, again=again):
                said = self.source.text[flat[i - 1].start : word.end]
                message = f"{said!r} is no city that the vocabulary knows"
                help = "name the state alone, or set the two apart: 'in Paris or in Texas'"
                self.tell(reading, "unknown-value", message, word, help=help)
                return []
            countries = [id for id in word.ids if len(id) == 2]
            state = (
                len(flat) == 2 and any(f"{out[0]}-{id}" in word.ids for id in _SELDOM & set(countries))
                if out
                else False
            )
            if countries and (nations or codes) and not state:
                out.append(countries[0])  # "US, CA, UK": countries among countries
                continue
            divisions = [id for id in word.ids if "-" in id and ":" not in id]
            if states and len(divisions) == 1:
                out.append(divisions[0])
                continue
            near = (*flat[max(i - 1, 0) : i], *flat[i + 1 : i + 2])
            beside = [id for x in near if not (_city(x) and _city(word)) for id in x.ids]  # "Zurich or Geneva": cities
            out.append(self._place(word, beside, reading))
        found = [id for id in dict.fromkeys(out) if id]
        if len(found) > 1 and found[0].startswith("region:"):
            found = self._within_region(flat, found, reading)
        commas = all(self._beside(a, b) for a, b in pairwise(flat))
        within = len(found) > 1 and len(found[0]) == 2 and all(self._inside(id, found[0]) for id in found[1:])
        return found[1:] if commas and within else found  # "US, Texas"

    def _within_region(self, flat: list[Lexeme], found: list[str], reading: Reading) -> list[str]:
        """The places of a list that starts with a region: those behind a colon for the region itself, "Nordic
        countries: Sweden, Norway"; none, with an error, where it says which part of a country is meant,
        "English-speaking Canada"."""
        between = self.source.text[flat[0].end : flat[1].start].strip()
        if between.endswith(":"):
            return found[1:]
        if between or not self.words(flat[0]).lower().endswith("speaking"):
            return found
        said = self.source.text[flat[0].start : flat[1].end]
        self.tell(reading, "unknown-value", f"{said!r} is no place that the vocabulary knows", flat[0])
        return []

    def _apart_listed(self, words: list[Lexeme], reading: Reading) -> list[Lexeme]:
        """The places of a list, with those in a bracket for the words in front of it; none where one is unknown."""
        for word in words:
            if word.type == "TERRITORY" and not word.value:
                self.tell(reading, "unknown-value", f"{self.words(word)!r} is no place that the vocabulary knows", word)
                return []
        return [x for word in words for x in (word.value if word.type == "TERRITORY" else (word,))]

    def _beside(self, before: Lexeme, word: Lexeme) -> bool:
        """Whether nothing but a comma stands between two places."""
        return self.source.text[before.end : word.start].strip() == ","

    def _joined(self, before: Lexeme, word: Lexeme) -> bool:
        """Whether an "and" or an "or" joins two places: "Austin and Travis County"."""
        return not _JOINTS.isdisjoint(self.source.text[before.end : word.start].lower().split())

    def _states_behind(self, i: int, flat: list[Lexeme], city: str) -> int:
        """How many states stand behind a city with a comma, of which it lies in one: 2 for "Kansas City, KS/MO"."""
        run = 1
        while i + run < len(flat) and self.source.text[flat[i + run - 1].end : flat[i + run].start].strip() == "/":
            run += 1
        states = [id for x in flat[i : i + run] for id in x.ids]
        behind = run > 1 and _is_city(city) and self._beside(flat[i - 1], flat[i])
        return run if behind and any(self._inside(city, id) for id in states) else 0

    def _elsewhere(self, before: Lexeme, city: str, word: Lexeme, *, alone: bool, again: bool) -> bool:
        """Whether a state stands behind a comma as that of a city which lies elsewhere, "Paris, Texas", or a country
        that stands behind each of several (`again`)."""
        state = word.ids[0]
        return (
            city.startswith("city:")
            and len(word.ids) == 1
            and (state[2:3] == "-" or (again and ":" not in state))
            and self._beside(before, word)
            and (alone or not self._inside(city, state[:2]))
        )

    def _inside(self, place: str, wider: str) -> bool:
        return lies_in(self.vocabulary, place, wider)

    def _among_countries(self, ids: tuple[str, ...], beside: list[str]) -> str:
        """The country of a name among other countries, none of which has a part of that name: "Armenia and Georgia"."""
        country = next((id for id in ids if len(id) == 2), "")
        plain = all(len(id) == 2 and not any(self._inside(x, id) for x in ids if x != country) for id in beside)
        return country if plain and len(ids) > 1 else ""

    def _region_of(self, country: str, region: str) -> bool:
        """Whether a region lies in a country: the Carolinas in the US."""
        return region.startswith("region:") and self._inside(region, country)

    def _narrow(self, word: Lexeme, place: str) -> bool:
        """Whether what stands behind a comma may say where a place lies: "Kent, UK", "Victoria, Australia"."""
        return len(word.ids) > 1 or place.startswith("region:")

    def _place(self, word: Lexeme, beside: list[str], reading: Reading) -> str:
        """One place: a name shared by several is settled by its neighbours, by level, or else refused."""
        ids = word.ids
        if len(ids) == 1:
            return ids[0]
        states = [] if any(id.startswith("city:") for id in beside) else beside  # "Zurich or Geneva": two cities
        near = [
            id
            for id in ids
            if any(self._inside(id, a) for a in beside)
            or any(_same_country(a, id) or self._region_of(id[:2], a) for a in states)
        ]
        if len(near) == 1:
            return near[0]
        if beside and (country := self._among_countries(ids, beside)):
            return country
        city = self._city_of(self.words(word))
        if city and all(":" in id for id in beside):
            return city  # "the Bay Area, LA or Seattle"
        if self._said_in(word) and (state := next((id for id in ids if id[3:] in _SELDOM and id[3:] in ids), "")):
            return state  # "dentists in PA"
        if (states := [id for id in ids if id[2:3] == "-"]) and self._among_states(word):
            return states[0]  # "all US states except New York"
        if not beside and len(states) == 1 and self._beside_code(word, states[0]):
            return states[0]  # the "PA" of "OH, PA; NY", where each is read alone
        ids = self._apart(ids)
        countries = [id for id in ids if len(id) == 2]
        if len(self.words(word)) == 2 and not beside and not self._said_in(word):  # "CA", "DE" in a list, one a line
            return (*countries, *ids)[0]
        cities = [id for id in ids if _is_city(id)]
        if any(all(self._inside(id, other) or self._inside(other, id) for other in ids) for id in ids):
            return (*countries, *cities, *ids)[0]  # New York in New York, Singapore in Singapore
        if len(cities) == len(ids):
            return self._largest(word, cities, reading)
        names = " or ".join(f"{self.vocabulary.name('place', id)} ({id.removeprefix('city:')})" for id in ids)
        message = f"{self.words(word)!r} is more than one place: {names}"
        self.tell(reading, "ambiguous-phrase", message, word, help="name the state or the country with it")
        return ""

    def _apart(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The places of a name without the states that are one of its cities, or a country: Vienna, Puerto Rico."""
        twins = {id for id in ids if "-" in id and ":" not in id and id[3:] in ids}
        named = {
            id for id in ids if ":" not in id and any(c != id and _is_city(c) and self._inside(c, id) for c in ids)
        }
        return tuple(id for id in ids if id not in twins and (len(id) == 2 or id not in named))

    def _city_of(self, code: str) -> str:
        """The city that a code stands for: "LA" is Louisiana among states, and else Los Angeles."""
        senses = self.vocabulary.senses(code) if len(code) == 2 and code.isupper() else ()
        return next((s.id for s in senses if _is_city(s.id)), "")

    def _among_states(self, word: Lexeme) -> bool:
        """Whether states stand not far in front of a name on its line."""
        before = self.source.text[max(0, word.start - _NEAR) : word.start].rpartition("\n")[2]
        return not _STATES.isdisjoint(before.lower().split())

    def _beside_code(self, word: Lexeme, state: str) -> bool:
        """Whether a code that can only be another state of the same country stands right beside one in the text."""
        text = self.source.text
        near = (
            _CODE_BEFORE.search(text, max(0, word.start - _ADJACENT), word.start),
            _CODE_BEHIND.match(text, word.end, word.end + _ADJACENT),
        )
        codes = [found["code"] for found in near if found]
        ids = [[s.id for s in self.vocabulary.senses(code) if s.kind == "place"] for code in codes]
        return any(len(found) == 1 and found[0][2:3] == "-" and found[0][:2] == state[:2] for found in ids)

    def _said_in(self, word: Lexeme) -> bool:
        """Whether a code stands alone behind an "in", where a state may as well be meant: "in LA"."""
        return (
            self.source.text[: word.start].rstrip().lower().endswith((" in", "\nin"))
            or self.source.text[: word.start].strip().lower() == "in"
        )

    def _largest(self, word: Lexeme, cities: list[str], reading: Reading) -> str:
        """The largest city of a name, with a note unless it is far larger than the others: Portland, not London."""
        largest, second, *_ = sorted(cities, key=self._inhabitants, reverse=True)
        if self._inhabitants(second) * _FAR_LARGER >= self._inhabitants(largest):
            country = next(id for id in self.vocabulary.ancestors("place", largest) if len(id) == 2)
            at_home = self._inside(second, country)
            where = self.vocabulary.name("place", self.vocabulary.parents("place", largest)[0] if at_home else country)
            message = f"{self.words(word)} is read as the one in {where}"
            help = "name the state or the country with it for another one"
            self.tell(reading, "defined-word", message, word, help=help)
        return largest

    def _inhabitants(self, city: str) -> int:
        entry = self.vocabulary.get("place", city)
        return int(entry.data.get("population") or 0) if entry else 0

    def _placed(self, field: str, node: Node, reading: Reading) -> Predicate | None:
        label = " ".join(str(x.value).lower() for x in node.lexemes("BASED_IN", "SELLS_IN"))
        places = self.places(
            node.need("places", "any_places", "wide_places", "weak_places", "one_weak"), reading, label=label
        )
        return any_of(field, places) if places else None

    def _location(self, node: Node, reading: Reading) -> Predicate | None:
        return self._placed("location", node, reading)

    def _outside(self, node: Node, reading: Reading) -> Predicate | None:
        inside = self._placed("location", node, reading)
        return Not(inside) if inside else None

    def _presence(self, node: Node, reading: Reading) -> Predicate | None:
        places = self.places(node.need("places", "wide_places"), reading)
        if node.has("BOTH") and len(places) > 1:
            return All("presence", tuple(places))
        for word in node.lexemes("SEVERAL"):
            message = f"how many {self.words(word)!r} is was not said: one of the places is enough"
            self.tell(reading, "vague-phrase", message, word, help="say 'at least 2 of' and name the places")
        seat = any(self.words(x).lower().startswith("headquarter") for x in node.lexemes("OFFICE"))
        return any_of("location" if seat else "presence", places) if places else None  # "Iberian headquarters"

    def _sells_in(self, node: Node, reading: Reading) -> Predicate | None:
        return self._placed("sells_in", node, reading)


def _codes(words: list[Lexeme], said: Callable[[Lexeme], str]) -> bool:
    """Whether a list is of codes that may all be countries, one of them nothing else."""
    countries = [[id for id in w.ids if len(id) == 2] for w in words]
    return all(countries) and all(len(said(w)) <= 3 for w in words) and any(len(w.ids) == 1 for w in words)


def _city(word: Lexeme) -> bool:
    return any(_is_city(id) for id in word.ids)


def _is_city(id: str) -> bool:
    return id.startswith("city:")


def _same_country(a: str, b: str) -> bool:
    """Whether two ids are subdivisions of one country."""
    return "-" in a and "-" in b and ":" not in a + b and a[:3] == b[:3]
