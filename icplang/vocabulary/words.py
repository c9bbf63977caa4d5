"""Words as the vocabulary compares them: case, accents, hyphens and regular plurals folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"[a-z0-9]+|[+#]")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "\u0131": "i"}
)
"""Letters that are no letter with an accent to Unicode, as they are written where the keyboard lacks them."""
_KEEP = frozenset(
    "analytics aws axis basis bias business canvas chassis cmms cms devops diagnostics electronics gas genesis goods "
    "hris ios kubernetes lens less lims logistics mis news operations ops physics plus process revops robotics saas "
    "sales sas series services sis sms status textiles us various wms yes campus bonus virus atlas texas kansas paris "
    "dallas las los des leeds arkansas illinois massachusetts minneapolis indianapolis annapolis honduras barbados "
    "bahamas cyprus belarus laos mauritius netherlands philippines maldives seychelles wales athens brussels angeles "
    "vegas jenkins pages windows postgres redis axios express across always americas midlands perhaps thus does has "
    "was is this its maritimes customs".split()
)


def plain(text: str) -> str:
    """Lower case without accents, `&` as "and", `!=` as "not"; of another length than `text` where needed."""
    text = text.lower()
    if not text.isascii():
        text = text.replace("≠", "!=").translate(_LETTERS)
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.replace("&", " and ").replace("!=", " not ")


_PAIRS = """
    aeroplane airplane aluminium aluminum anaesthesia anesthesia artefact artifact behaviour behavior catalogue catalog
    centre center colour color counselling counseling defence defense doughnut donut enrolment enrollment favour favor
    fibre fiber flavour flavor fulfilment fulfillment grey gray gynaecology gynecology haematology hematology
    harbour harbor honour honor jewellery jewelry labelling labeling labour labor licence license modelling modeling
    jeweller jeweler counsellor counselor crematoria crematorium aquaria aquarium bondsmen bondsman foremen foreman
    storemen storeman craftsmen craftsman linemen lineman draughtsmen draughtsman groundsmen groundsman
    mould mold moulding molding moulder molder neighbour neighbor orthopaedic orthopedic
    paediatric pediatric plough plow buse bus
    programme program sulphur sulfur theatre theater travelling traveling tyre tire vapour vapor yoghurt yogurt
""".split()
_SPELT = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
"""British spellings by their American ones: a name is listed in one of them."""


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """An English word without its regular plural ending, in American spelling; only sameness on both sides matters."""
    if len(word) <= 3:
        return word
    if not word.endswith("s") or word.endswith("ss") or word in _KEEP:
        one = word
    elif word.endswith("ies") and len(word) > 4:
        one = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        one = word[:-2]
    else:
        one = word[:-1]
    return _SPELT.get(one) or (one[:-7] + "ization" if one.endswith("isation") else one)


def tokens(text: str) -> list[str]:
    """The folded words of a phrase: `"Data-Warehouses & ETL"` gives `["data", "warehouse", "and", "etl"]`."""
    return [singular(t) for t in _TOKEN.findall(plain(text))]


def key(text: str) -> str:
    """The form under which a phrase is looked up."""
    return " ".join(tokens(text))


def slug(text: str) -> str:
    """A phrase as an id: lower-case words joined by hyphens."""
    return "-".join(_TOKEN.findall(plain(text).replace("+", " plus ").replace("#", " sharp ")))


def one_of(plural: str) -> str:
    """The id of one of the things that a plural names: `truck-stop` for "truck stops"."""
    *before, last = plural.lower().split()
    return slug(" ".join([*before, singular(last)]))


def is_singular(word: str) -> bool:
    """Whether a word is no plural."""
    return not word.endswith("s") or singular(word.lower()) == word.lower()
