"""Properties of every text: made of anything, or of the language's own words."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sound import sound
from test_cases import ACCOUNTS, AS_OF, CASES, meanings

import icplang
from icplang.meaning.evaluate import matches
from icplang.meaning.predicates import In, Predicate, Range, leaves
from icplang.reading.shape.programs import is_config
from icplang.reading.syntax.grammars import keywords
from icplang.vocabulary.store import builtin, words_of

_SEEN = settings(
    max_examples=150, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)

_NAMES = tuple(e.name for kind in builtin().entries.values() for e in list(kind.values())[::25])
_NUMBERS = (
    "50",
    "1,000",
    "$5M",
    "€2 million",
    "20%",
    "2015",
    "50-500",
    "10+",
    "3",
    "£1.5m",
    "a dozen",
    "5k",
    "1,2,3",
    "0",
    "99999999999",
)
_BETWEEN = (
    " ",
    " ",
    " ",
    ", ",
    "; ",
    ". ",
    "\n",
    "\n- ",
    "\n\n",
    " or ",
    " and ",
    "/",
    " (",
    ") ",
    ": ",
    " not ",
    " - ",
    "\t",
    '"',
    "| ",
    "\n## ",
    " = ",
    "'",
)
_word = (
    st.sampled_from(tuple(keywords()))
    | st.sampled_from(_NAMES)
    | st.sampled_from(_NUMBERS)
    | st.sampled_from(tuple(words_of("vague")))
    | st.sampled_from(("Zibbleflux", "turnstiles", "the", "SalesFroce"))
)
made = st.lists(st.tuples(_word, st.sampled_from(_BETWEEN)), min_size=1, max_size=14).map(
    lambda parts: "".join(map("".join, parts))
)


@_SEEN
@given(st.text(max_size=200) | st.text(alphabet="aB2 5-,.;:()[]{}|#*\"'$%\n\t/&+<>≥", max_size=120))
def test_any_characters_are_read(text: str) -> None:
    sound(text)


@_SEEN
@given(made)
def test_any_words_of_the_language_are_read(text: str) -> None:
    assert sound(text) == sound(text)


@_SEEN
@given(made, st.integers(0, 200), st.sampled_from(_BETWEEN))
def test_cut_and_spliced_texts_are_read(text: str, at: int, between: str) -> None:
    sound(text[:at] + between + text[at:][::-1])


# --- paragraphs stand on their own ------------------------------------------------------------------------------


def _in_words(predicate: Predicate, text: str) -> bool:
    segment = any(isinstance(leaf, In) and leaf.field == "segment" for leaf in leaves(predicate))
    return segment or (predicate == Range("locations", 2) and not any(c.isdigit() for c in text))


LINES = [
    t
    for t, c in CASES.items()
    if "\n" not in t and ": " not in t and "known_wrong" not in c and c["criteria"] and not is_config(t)
]
"""Lines of prose: configuration is one as a whole text."""
COUNTED = [t for t in LINES if not any(_in_words(c.predicate, c.text) for c in icplang.compile(t).criteria)]
"""Lines without a word for a size or a count ("mid-market", "multi-site"), whose place a number elsewhere takes."""


@_SEEN
@given(st.lists(st.sampled_from(COUNTED), min_size=1, max_size=4, unique=True), st.sampled_from(COUNTED))
def test_a_text_means_what_its_paragraphs_mean(lines: list[str], more: str) -> None:
    alone = Counter(m for line in {*lines, more} for m in meanings(icplang.compile(line)))
    together = icplang.compile("\n\n".join(dict.fromkeys((*lines, more))))
    assert Counter(meanings(together)) == alone


@_SEEN
@given(st.lists(st.sampled_from(COUNTED), min_size=2, max_size=4, unique=True))
def test_another_requirement_never_adds_accounts(lines: list[str]) -> None:
    found = []
    for n in range(1, len(lines) + 1):
        profile = icplang.compile("\n\n".join(lines[:n]))
        found.append({a["id"] for a in ACCOUNTS if matches(profile, a, vocabulary=builtin(), as_of=AS_OF)})
    assert all(after <= before for before, after in pairwise(found))


# --- the same answer everywhere ---------------------------------------------------------------------------------

_PRINT = """
import sys
sys.path.insert(0, {here!r})
from sound import sound
from test_cases import CASES
for text in CASES:
    sys.stdout.buffer.write(sound(text)[1])
"""


def test_the_same_bytes_under_every_hash_seed(tmp_path: Path) -> None:
    """And whether the vocabulary and the tables are made, written to the cache, or read from it."""
    code = _PRINT.format(here=str(Path(__file__).parent))
    runs = []
    for seed, cache in (("0", "off"), ("1", "on"), ("2", "on")):
        env = {"PYTHONHASHSEED": seed, "ICPLANG_CACHE": cache, "XDG_CACHE_HOME": str(tmp_path)}
        runs.append(subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True).stdout)
    assert runs[0]
    assert runs[0] == runs[1] == runs[2]
    assert any(tmp_path.rglob("vocabulary.*"))


def test_the_same_bytes_from_eight_threads() -> None:
    """Nothing is changed while a text is read or printed."""
    texts = list(CASES)[::6]
    alone = [sound(text)[1] for text in texts]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            for found in pool.map(lambda _: [sound(text)[1] for text in texts], range(8)):
                assert found == alone
    finally:
        sys.setswitchinterval(before)
