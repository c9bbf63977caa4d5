#!/usr/bin/env python3
"""Measure how well a compiler reads ICP prose, against labelled statements.

    score.py dev.jsonl                      compile the texts with `icplang compile --batch - --to json`
    score.py dev.jsonl --each "icplang compile - --to json"     one process a statement
    score.py dev.jsonl --outputs out.jsonl  score outputs made earlier ({"id":.., "output":{..}} a line)
    score.py a.jsonl --against b.jsonl      agreement of two labellings of the same statements

Printed: fact recall and precision; statements read exactly; silent errors (a wrong criterion, or a lost one that
no error or warning touches) per true fact; the share of left phrases that an error or warning of about their
length reports; and how many of the errors and warnings point at something (a left phrase or a lost criterion).
Diagnostics of severity note are free: they neither report nor disturb. See reading-guide.md.
"""
from __future__ import annotations

import argparse
import collections
import json
import re
import shlex
import subprocess
import sys

STAGES = ["pre-seed", "seed", "series-a", "series-b", "series-c", "series-d", "series-e", "series-f",
          "series-g", "series-h", "series-i", "series-j", "growth", "ipo"]
RELATIONS = {"funding", "hiring", "leadership", "layoffs", "hiring_freeze", "acquisition", "acquired", "ipo",
             "expansion", "launch", "tech_added", "tech_dropped", "tech_migration", "visit", "content", "intent",
             "breach", "award", "partnership", "person", "event"}
VALUE_FIELDS = {"title", "place", "tool", "page", "kind", "topic", "department", "seniority"}
RANGE_FIELDS = {"employees", "revenue", "arr", "gmv", "funding_total", "valuation", "founded", "age", "locations",
                "countries", "monthly_visits", "growth", "team_size", "metric"}
ALIASES = {"uk": "gb", "usa": "us", "united-states": "us", "united-kingdom": "gb", "e-commerce": "ecommerce",
           "cxo": "c-level", "c-suite": "c-level", "rev-ops": "revops", "revenue-operations": "revops",
           "dev-ops": "devops", "human-resources": "hr", "information-technology": "it",
           "chief-executive-officer": "ceo", "chief-technology-officer": "cto", "chief-financial-officer": "cfo",
           "chief-marketing-officer": "cmo", "chief-revenue-officer": "cro", "chief-operating-officer": "coo",
           "chief-information-officer": "cio", "chief-information-security-officer": "ciso",
           "chief-product-officer": "cpo", "chief-people-officer": "chro",
           "sales-development-representative": "sdr", "account-executive": "ae",
           "business-development-representative": "bdr", "co-founder": "founder", "cofounder": "founder",
           "software-as-a-service": "saas", "financial-technology": "fintech"}
PLURAL_KEEP = {"saas", "sms", "devops", "revops", "aws", "ios", "sales", "ops", "hris", "cms", "gbs", "analytics",
               "operations", "logistics", "business", "series", "us", "sas", "services", "goods", "news", "robotics"}


def singular(word: str) -> str:
    """A plural English word without its ending; the same fold on both sides is all that matters."""
    if len(word) <= 3 or not word.endswith("s") or word.endswith("ss") or word in PLURAL_KEEP:
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def slug(value: object) -> str:
    """A value as lower-case words joined by hyphens, with common synonyms folded."""
    s = str(value).strip().lower()
    s = re.sub(r"^(region|city|metro|place|country|state):", "", s)
    s = s.replace("&", " and ").replace("+", "-plus-")
    s = re.sub(r"[^\w]+", "-", s, flags=re.UNICODE).replace("_", "-").strip("-")
    words = [w for w in s.split("-") if w not in {"of", "the", "and", "for"}]
    words = [singular(w) for w in words]
    s = "-".join(words)
    s = re.sub(r"^(senior-)?vice-president", r"\1vp", s)
    for name, short in ALIASES.items():
        if name in s:
            s = re.sub(rf"(?<![^-]){re.escape(name)}(?![^-])", short, s)
    return s


def number(text: str) -> float | str:
    """'5M' -> 5000000.0, '20%' -> 0.2; an ordered stage stays a word."""
    t = text.strip().lower().replace(",", "").replace("_", "")
    m = re.fullmatch(r"(-?\d+(?:\.\d+)?)(k|m|b|%|x)?", t)
    if not m:
        return slug(text)
    n = float(m.group(1))
    return n * {"k": 1e3, "m": 1e6, "b": 1e9, "%": 0.01, None: 1, "x": 1}[m.group(2)]


def parse_range(body: str) -> dict | None:
    """The range in an atom's body, or None where the body lists values."""
    m = re.fullmatch(r"(.*?)\s*([A-Z]{3})?", body.strip())
    text, unit = m.group(1).strip(), m.group(2)
    out = {"unit": unit}
    if text.startswith("~"):
        if ".." in text:
            text = text[1:]
        else:
            return out | {"about": number(text[1:])}
    if ".." in text:
        low, high = (p.strip() for p in text.split("..", 1))
        if low:
            out["min"], out["min_in"] = number(low.lstrip(">=")), not (low.startswith(">") and not low.startswith(">="))
        if high:
            out["max"], out["max_in"] = number(high.lstrip("<=")), not (high.startswith("<") and not high.startswith("<="))
        return out
    if text[:1] in "<>":
        side, closed = ("min" if text[0] == ">" else "max"), text[1:2] == "="
        return out | {side: number(text.lstrip("<>=")), side + "_in": closed}
    if re.fullmatch(r"\d[\d,_.]*[kKmMbB%]?", text):
        n = number(text)
        return out | {"min": n, "min_in": True, "max": n, "max_in": True}
    return None


def parse_alternative(text: str) -> dict:
    """One accepted reading of an atom."""
    text = text.strip()
    quals: dict[str, str] = {}
    m = re.fullmatch(r"(.*?)\s*\[([^\]]*=[^\]]*)\]", text)
    if m:
        text = m.group(1).strip()
        for part in m.group(2).split(";"):
            key, _, val = part.partition("=")
            quals[key.strip()] = re.sub(r"\s+", " ", val.strip().lower())
    m = re.fullmatch(r"([a-z_]+)(?:\[([^\]]*)\])?\s*:?\s*(.*)", text, flags=re.S)
    if not m:
        raise ValueError(f"not an atom: {text!r}")
    field, of, body = m.group(1), m.group(2), m.group(3).strip()
    leaf = {"field": field, "of": frozenset(map(slug, of.split(" / "))) if of else frozenset(), "quals": quals}
    if not body:
        return leaf | {"kind": "any", "values": []}
    if field in RANGE_FIELDS or (field in ("funding_stage", "seniority") and ".." in body):
        r = parse_range(body)
        if r is not None:
            return leaf | {"kind": "range", "range": r}
    kind = "all" if " & " in body else "any"
    values = [frozenset(slug(v) for v in part.split(" / "))
              for part in re.split(r"\s[|&]\s", body)]
    return leaf | {"kind": kind, "values": values}


def gold_tree(expr: object) -> tuple:
    """A labelled expression as nested tuples; leaves are lists of accepted readings."""
    if isinstance(expr, str):
        return ("leaf", [parse_alternative(a) for a in expr.split(" // ")])
    (op, arg), = expr.items()
    if op == "not":
        return ("not", gold_tree(arg))
    if op == "atleast":
        return ("atleast", arg[0], [gold_tree(a) for a in arg[1:]])
    return (op, [gold_tree(a) for a in arg])


# --- a compiler's output, in the same shape -------------------------------------------------------------------

def window(p: dict) -> dict[str, str]:
    q = {}
    last = p.get("last")
    if isinstance(last, dict):
        unit = str(last.get("unit", "")).lower().rstrip("s")
        q["last"] = f"{last.get('n'):g} {unit}" if isinstance(last.get("n"), (int, float)) else str(last.get("n"))
    elif last:
        q["last"] = str(last).lower()
    if p.get("since"):
        q["since"] = str(p["since"]).lower()
    over = p.get("over")
    if isinstance(over, dict):
        q["over"] = f"{over.get('n'):g} {str(over.get('unit', '')).lower().rstrip('s')}"
    if p.get("per"):
        q["per"] = str(p["per"]).lower()
    count = p.get("count")
    if isinstance(count, dict) and (count.get("min") not in (None, 1) or count.get("max") is not None):
        q["count"] = f"{count.get('min', '')}..{count.get('max') or ''}"
    return q


def as_range(p: dict) -> dict:
    r = {"unit": p.get("unit") if re.fullmatch(r"[A-Z]{3}", str(p.get("unit"))) else None}
    for side in ("min", "max"):
        if p.get(side) is not None:
            v = p[side]
            r[side] = float(v) if isinstance(v, (int, float)) else number(str(v))
            r[side + "_in"] = p.get(side + "_inclusive", True)
    if p.get("approximate"):
        r["approx"] = True
    return r


def output_tree(p: dict) -> tuple:
    op = p["op"]
    if op in ("and", "or"):
        return ("all" if op == "and" else "any", [output_tree(a) for a in p["args"]])
    if op == "not":
        return ("not", output_tree(p["arg"]))
    if op == "at_least":
        return ("atleast", p["n"], [output_tree(a) for a in p["args"]])
    if op == "exists":
        leaf = {"field": p["relation"], "of": frozenset(), "quals": window(p), "kind": "any", "values": []}
        where = p.get("where")
        for part in ((where["args"] if where["op"] == "and" else [where]) if where else []):
            if part["op"] in ("in", "all") and part.get("field") in VALUE_FIELDS and not leaf["values"] \
                    and not (p["relation"] != "expansion" and part["field"] == "place"):
                leaf["values"] = [frozenset([slug(v)]) for v in part["values"]]
                leaf["kind"] = "all" if part["op"] == "all" else "any"
            elif part["op"] == "in":
                leaf["quals"][part["field"]] = "|".join(sorted(slug(v) for v in part["values"]))
            elif part["op"] == "range":
                leaf["quals"][part["field"]] = json.dumps(as_range(part), sort_keys=True)
            else:
                leaf["quals"]["other"] = json.dumps(part, sort_keys=True)
        return ("leaf", [leaf])
    leaf = {"field": p.get("field"), "of": frozenset([slug(p["of"])]) if p.get("of") else frozenset(), "quals": window(p)}
    if op == "range":
        return ("leaf", [leaf | {"kind": "range", "range": as_range(p)}])
    if op == "known":
        return ("leaf", [leaf | {"kind": "any", "values": []}])
    return ("leaf", [leaf | {"kind": "all" if op == "all" else "any",
                             "values": [frozenset([slug(v)]) for v in p["values"]]}])


# --- comparing ------------------------------------------------------------------------------------------------

def stage_set(leaf: dict) -> frozenset[str] | None:
    """Funding stages as the set they cover, growth and ipo left out of open ends."""
    if leaf["kind"] == "range":
        r = leaf["range"]
        lo, hi = slug(r.get("min", "pre-seed")), slug(r.get("max", "series-j"))
        if lo not in STAGES or hi not in STAGES:
            return None
        i, j = STAGES.index(lo), STAGES.index(hi)
        i += 0 if r.get("min_in", True) else 1
        j -= 0 if r.get("max_in", True) else 1
        return frozenset(STAGES[i:j + 1]) - ({"growth", "ipo"} if "max" not in r else set())
    names = {next(iter(v)) for v in leaf["values"] if len(v) == 1}
    if "series-j" in names or "series-g" in names:
        names = names | set(STAGES[2:12][STAGES[2:12].index(min(names & set(STAGES[2:12]))):]) - {"growth", "ipo"}
        names -= {"growth", "ipo"}
    return frozenset(names)


def same_range(a: dict, b: dict) -> bool:
    if "about" in a or "about" in b:
        x = a.get("about", b.get("about"))
        other = b if "about" in a else a
        return "about" in other and other["about"] == x or \
            other.get("min", x) <= x <= other.get("max", x) and ("min" in other or "max" in other)
    for side in ("min", "max"):
        x, y = a.get(side), b.get(side)
        if (x is None) != (y is None):
            return False
        if x is None:
            continue
        if isinstance(x, float) != isinstance(y, float):
            return False
        near = abs(x - y) <= 1e-6 * max(1, abs(x)) if isinstance(x, float) else x == y
        if near and a.get(side + "_in", True) == b.get(side + "_in", True):
            continue
        # over whole numbers "<20" and "..19" are one reading
        if isinstance(x, float) and x == int(x) and y == int(y) and max(x, y) < 1e6:
            step = (1 if side == "min" else -1)
            x2 = x + (0 if a.get(side + "_in", True) else step)
            y2 = y + (0 if b.get(side + "_in", True) else step)
            if x2 == y2:
                continue
        return False
    return a.get("unit") == b.get("unit") or None in (a.get("unit"), b.get("unit"))


def same_values(a: list[frozenset], b: list[frozenset]) -> bool:
    if len(a) != len(b):
        return False
    rest = list(b)
    for v in a:
        hit = next((w for w in rest if v & w), None)
        if hit is None:
            return False
        rest.remove(hit)
    return True


def fold_qual(key: str, val: str) -> object:
    val = val.strip()
    if key in ("last", "over"):
        m = re.fullmatch(r"(\d+(?:\.\d+)?) ?(day|week|month|quarter|year)s?", val)
        if not m:
            return val
        return float(m.group(1)) * {"day": 1, "week": 7, "month": 365 / 12, "quarter": 365 / 4, "year": 365}[m.group(2)]
    if key == "amount":
        try:
            r = json.loads(val)
        except ValueError:
            r = parse_range(val.upper()) or {}
        return json.dumps({k: r.get(k) for k in ("min", "max")}, sort_keys=True)
    if key == "stage":
        try:
            r = json.loads(val)
        except ValueError:
            r = parse_range(val) if ".." in val else None
        leaf = {"kind": "range", "range": r} if isinstance(r, dict) else \
            {"kind": "any", "values": [frozenset([slug(v)]) for v in re.split(r"\s*\|\s*", val)]}
        return stage_set(leaf)
    if key == "place":
        return "|".join(sorted(slug(v) for v in re.split(r"\s*\|\s*", val)))
    if key == "count":
        return val.replace(" ", "").rstrip(".").lstrip(".") if val.replace(" ", "") != "1.." else None
    return slug(val)


def same_quals(a: dict, b: dict) -> bool:
    for key in set(a) | set(b):
        x = fold_qual(key, a[key]) if key in a else None
        y = fold_qual(key, b[key]) if key in b else None
        if x == y:
            continue
        if key == "last" and "recent" in (x, y) and None not in (x, y):
            continue
        if isinstance(x, float) and isinstance(y, float) and abs(x - y) <= 0.04 * max(x, y):    # 90 days, 3 months
            continue
        if key == "per" and None in (x, y):
            continue
        return False
    return True


def same_leaf(a: dict, b: dict) -> bool:
    if a["field"] != b["field"] or bool(a["of"]) != bool(b["of"]) or (a["of"] and not a["of"] & b["of"]) \
            or not same_quals(a["quals"], b["quals"]):
        return False
    if a["field"] == "funding_stage":
        x, y = stage_set(a), stage_set(b)
        return x is not None and x == y
    if a["kind"] == "range" or b["kind"] == "range":
        return a["kind"] == b["kind"] and same_range(a["range"], b["range"])
    one = len(a["values"]) <= 1 and len(b["values"]) <= 1
    return (a["kind"] == b["kind"] or one) and same_values(a["values"], b["values"])


def match_leaf(a: list[dict], b: list[dict]) -> bool:
    return any(same_leaf(x, y) for x in a for y in b)


def normal(tree: tuple) -> tuple:
    """Flatten nested and/or, push nothing else: the shape as written counts."""
    if tree[0] == "leaf":
        x = tree[1][0]
        if len(tree[1]) == 1 and x["kind"] == "all" and len(x["values"]) > 1:
            return ("all", [("leaf", [x | {"kind": "any", "values": [v]}]) for v in x["values"]])
        return tree
    if tree[0] == "not":
        inner = normal(tree[1])
        return inner[1] if inner[0] == "not" else ("not", inner)
    if tree[0] == "atleast":
        return normal(("any", tree[2])) if tree[1] == 1 else ("atleast", tree[1], [normal(t) for t in tree[2]])
    kids = []
    for t in map(normal, tree[1]):
        kids.extend(t[1] if t[0] == tree[0] else [t])
    return kids[0] if len(kids) == 1 else (tree[0], kids)


def merged(tree: tuple) -> tuple:
    """In an `any`, leaves of one set field are one leaf that lists their values."""
    if tree[0] != "any":
        return tree
    rest, groups = [], []
    for t in tree[1]:
        if t[0] != "leaf" or not any(x["kind"] == "any" and x["values"] for x in t[1]):
            rest.append(t)
            continue
        for i, g in enumerate(groups):
            both = [a | {"values": a["values"] + b["values"]} for a in g for b in t[1]
                    if a["kind"] == b["kind"] == "any" and a["field"] == b["field"] and a["of"] == b["of"]
                    and a["quals"] == b["quals"] and a["values"] and b["values"]]
            if both:
                groups[i] = both
                break
        else:
            groups.append(t[1])
    kids = rest + [("leaf", g) for g in groups]
    return kids[0] if len(kids) == 1 else ("any", kids)


def same_tree(a: tuple, b: tuple) -> bool:
    a, b = merged(normal(a)), merged(normal(b))
    if a[0] != b[0]:
        return False
    if a[0] == "leaf":
        return match_leaf(a[1], b[1])
    if a[0] == "not":
        return same_tree(a[1], b[1])
    if a[0] == "atleast" and a[1] != b[1]:
        return False
    x, y = list(a[-1]), list(b[-1])
    if len(x) != len(y):
        return False
    for t in x:
        hit = next((u for u in y if same_tree(t, u)), None)
        if hit is None:
            return False
        y.remove(hit)
    return True


def facts(role: str, tree: tuple, sign: bool = True) -> list[tuple]:
    """(role, sign, leaf) for every leaf. An exclusion is a requirement with the sign turned."""
    tree = merged(normal(tree))
    if role == "exclude":
        role, sign = "require", not sign
    if tree[0] == "leaf":
        return [(role, sign, tree[1])]
    if tree[0] == "not":
        return facts(role, tree[1], not sign)
    return [f for t in tree[-1] for f in facts(role, t, sign)]


def spread(criteria: list[tuple[str, tuple, object]]) -> list[tuple[str, tuple, object]]:
    """Split top-level conjunctions of require/prefer and disjunctions of exclude into separate criteria."""
    out = []
    for role, tree, tag in criteria:
        tree = merged(normal(tree))
        if role == "exclude" and tree[0] == "not":
            role, tree = "require", tree[1]
        elif role == "require" and tree[0] == "not":
            role, tree = "exclude", tree[1]
        tree = merged(normal(tree))
        if (role in ("require", "prefer", "buyer") and tree[0] == "all") or (role == "exclude" and tree[0] == "any"):
            out.extend(spread([(role, t, tag) for t in tree[1]]))
        elif role == "exclude" and tree[0] == "leaf" and all(x["kind"] == "any" and len(x["values"]) > 1 for x in tree[1][:1]):
            first = tree[1][0]
            for i in range(len(first["values"])):
                alts = [x | {"values": [x["values"][i]]} for x in tree[1] if x["kind"] == "any" and len(x["values"]) > i]
                out.append((role, ("leaf", alts), tag))
        else:
            out.append((role, tree, tag))
    return out


def one_sided(tree: tuple) -> tuple | None:
    """The complement of a leaf that is a range with one end, else None."""
    if tree[0] != "leaf" or not all(x["kind"] == "range" for x in tree[1]):
        return None
    out = []
    for x in tree[1]:
        r = x["range"]
        if ("min" in r) == ("max" in r):
            return None
        side, other = ("min", "max") if "min" in r else ("max", "min")
        out.append(x | {"range": {"unit": r.get("unit"), other: r[side], other + "_in": not r.get(side + "_in", True)}})
    return ("leaf", out)


def same_thing(a: tuple, b: tuple) -> bool:
    """Two leaves that say the same with the same names: a repeat, not two values that share a synonym."""
    if a[0] != "leaf" or b[0] != "leaf" or len(a[1]) != 1 or len(b[1]) != 1:
        return False
    x, y = a[1][0], b[1][0]
    return same_leaf(x, y) and (x["kind"] == "range" or x["field"] == "funding_stage" or set(x["values"]) == set(y["values"]))


def tidy(criteria: list[tuple[str, tuple, object]]) -> list[tuple[str, tuple, object]]:
    """Criteria in one form: "not under 12" is "12 or more", two half ranges are one, repeats are dropped."""
    out: list[tuple[str, tuple, object]] = []
    for role, tree, tag in spread(criteria):
        turned = one_sided(tree) if role == "exclude" else None
        if turned:
            role, tree = "require", turned
        if any(r == role and (t == tree or same_thing(t, tree)) for r, t, _ in out):
            continue
        if tree[0] == "leaf" and len(tree[1]) == 1 and tree[1][0]["kind"] == "range" and role == "require":
            x = tree[1][0]
            for i, (r, t, g) in enumerate(out):
                y = t[1][0] if t[0] == "leaf" and len(t[1]) == 1 else None
                if r == role and y and y["kind"] == "range" and y["field"] == x["field"] and y["of"] == x["of"] \
                        and y["quals"] == x["quals"] and not ({"min", "max"} & set(x["range"]) & set(y["range"])) \
                        and {"min", "max"} <= set(x["range"]) | set(y["range"]):
                    out[i] = (r, ("leaf", [y | {"range": {**y["range"], **{k: v for k, v in x["range"].items() if v is not None}}}]), g)
                    break
            else:
                out.append((role, tree, tag))
            continue
        out.append((role, tree, tag))
    return out


def readings(tree: tuple, limit: int = 48) -> list[tuple]:
    """The tree once for every combination of accepted readings of its leaves, the first-named first."""
    if tree[0] == "leaf":
        return [("leaf", [x]) for x in tree[1]]
    if tree[0] == "not":
        return [("not", t) for t in readings(tree[1], limit)]
    combos: list[list[tuple]] = [[]]
    for t in tree[-1]:
        combos = [c + [r] for c in combos for r in readings(t, limit)][:limit]
    return [(*tree[:-1], c) for c in combos]


def choose(criteria: list[tuple[str, tuple, object]], got: list[tuple]) -> list[tuple[str, tuple, object]]:
    """For each labelled criterion the accepted reading that agrees best with what was said."""
    out = []
    for role, tree, tag in criteria:
        def agreement(t: tuple) -> int:
            fs = [f for r, k, _ in tidy([(role, t, tag)]) for f in facts(r, k)]
            hit = sum(any(f[:2] == g[:2] and match_leaf(f[2], g[2]) for g in got) for f in fs)
            return 2 * hit - len(fs)
        out.append((role, max(readings(tree), key=agreement), tag))
    return out


def locate(text: str, part: str) -> tuple[int, int] | None:
    i = text.find(part)
    return (i, i + len(part)) if i >= 0 else None


def overlaps(span: tuple[int, int] | None, spans: list[tuple[int, int]]) -> bool:
    return span is not None and any(s < span[1] and span[0] < e for s, e in spans)


def names(phrase: tuple[int, int] | None, spans: list[tuple[int, int]]) -> bool:
    """A report that touches the phrase and is about it: not a blanket over half the text."""
    return phrase is not None and any(s < phrase[1] and phrase[0] < e and e - s <= 2 * (phrase[1] - phrase[0]) + 40
                                      for s, e in spans)


def compare(gold: dict, criteria: list[tuple[str, tuple, object]], reported: list[tuple[int, int]]) -> dict:
    """Figures for one statement. `criteria` and `reported` are what the compiler, or the other labeller, said."""
    got = tidy([(role, readings(tree)[0], tag) for role, tree, tag in criteria])
    said = [f for role, tree, _ in got for f in facts(role, tree)]
    want = tidy(choose([(c["role"], gold_tree(c["is"]), locate(gold["text"], c["text"])) for c in gold["criteria"]], said))
    free = [locate(gold["text"], x["text"]) for x in gold.get("left", []) if x["why"] in ("undeclared", "unobservable")]
    free = [s for s in free if s]
    wf = [(f, tag) for role, tree, tag in want for f in facts(role, tree)]
    gf = [(f, tag) for role, tree, tag in got for f in facts(role, tree)]
    unmatched, hits = sorted(gf, key=lambda g: isinstance(g[1], tuple) and overlaps(g[1], free)), 0
    lost = []
    for f, tag in wf:
        i = next((k for k, (g, _) in enumerate(unmatched)
                  if g[0] == f[0] and g[1] == f[1] and match_leaf(f[2], g[2])), None)
        if i is None:
            lost.append((f, tag))
        else:
            hits += 1
            unmatched.pop(i)
    wrong = [g for g in unmatched if not (isinstance(g[1], tuple) and overlaps(g[1], free))]
    marked = reported + [t for _, t in wrong if isinstance(t, tuple)]      # a wrong fact there is counted once
    silent_lost = [t for _, t in lost if not overlaps(t, marked)]
    worth = [t for _, t in lost if t] + [s for s in (locate(gold["text"], x["text"]) for x in gold.get("left", [])) if s]
    left = [c for c in got if not overlaps(c[2] if isinstance(c[2], tuple) else None, free)
            or any(c[0] == role and same_tree(tree, c[1]) for role, tree, _ in want)]
    exact = len(want) == len(left)
    for role, tree, _ in want:
        i = next((k for k, (r, t, _) in enumerate(left) if r == role and same_tree(tree, t)), None)
        if i is None:
            exact = False
            break
        left.pop(i)
    phrases = [(x["why"], locate(gold["text"], x["text"])) for x in gold.get("left", []) if x["why"] not in ("command", "note")]
    return {"gold": len(wf), "got": hits + len(wrong),
            "hits": hits, "wrong": len(wrong), "lost": len(lost), "silent_lost": len(silent_lost),
            "exact": exact and not wrong, "left": len(phrases),
            "reported": sum(names(s, reported) for _, s in phrases),
            "alarms": len(reported), "true_alarms": sum(overlaps(s, worth) for s in reported),
            "lost_facts": [show(f) for f, _ in lost], "wrong_facts": [show(g[0]) for g in wrong]}


def show(fact: tuple) -> str:
    role, sign, alts = fact
    x = alts[0]
    head = x["field"] + (f"[{'/'.join(sorted(x['of']))}]" if x["of"] else "")
    if x["kind"] == "range":
        body = json.dumps({k: v for k, v in x["range"].items() if v is not None})
    else:
        body = (" & " if x["kind"] == "all" else " | ").join("/".join(sorted(v)) for v in x["values"])
    quals = f" {x['quals']}" if x["quals"] else ""
    return f"{role}{'' if sign else ' NOT'} {head}: {body}{quals}"


def read_output(output: dict) -> tuple[list[tuple], list[tuple[int, int]]]:
    def span(x: dict) -> tuple[int, int] | None:
        s = x.get("span")
        return (s["start"], s["end"]) if s else None
    criteria = [(c["role"], output_tree(c["predicate"]), span(c)) for c in output.get("criteria", [])]
    loud = [d for d in output.get("diagnostics", []) if d.get("severity") in ("error", "warning")]
    return criteria, [s for s in map(span, loud) if s]


def run_batch(command: str, gold: list[dict]) -> dict[str, dict]:
    """All statements through one process: {"id", "text"} a line in, {"id", "output"} a line out."""
    lines = "".join(json.dumps({"id": g["id"], "text": g["text"]}) + "\n" for g in gold)
    p = subprocess.run(shlex.split(command), input=lines, capture_output=True, text=True, timeout=900)
    out = {}
    for line in p.stdout.splitlines():
        try:
            d = json.loads(line)
            out[d["id"]] = d["output"]
        except (ValueError, KeyError, TypeError):
            sys.stderr.write(f"not an output line: {line[:120]}\n")
    if len(out) < len(gold):
        sys.stderr.write(f"{len(gold) - len(out)} statements without output (exit {p.returncode}): {p.stderr[-400:]}\n")
    return out


def run_each(command: str, text: str) -> dict | None:
    p = subprocess.run(shlex.split(command), input=text, capture_output=True, text=True, timeout=60)
    try:
        return json.loads(p.stdout)
    except ValueError:
        sys.stderr.write(f"no JSON from the compiler (exit {p.returncode}): {p.stderr[-300:]}\n")
        return None


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold")
    ap.add_argument("--batch", default=f"{shlex.quote(sys.executable)} -m icplang compile --batch - --to json")
    ap.add_argument("--each", metavar="COMMAND")
    ap.add_argument("--outputs")
    ap.add_argument("--against")
    ap.add_argument("--show", type=int, default=0, metavar="N", help="print the N worst statements")
    ap.add_argument("--only", help="a style, or an id")
    ap.add_argument("--json", action="store_true")
    args = ap.parse_args()
    gold = [json.loads(line) for line in open(args.gold, encoding="utf-8") if line.strip()]
    gold = [g for g in gold if "skip" not in g]
    if args.only:
        gold = [g for g in gold if args.only in (g.get("style"), g["id"])]
    saved = {}
    if args.outputs:
        saved = {d["id"]: d["output"] for d in map(json.loads, open(args.outputs, encoding="utf-8"))}
    elif not args.against and not args.each:
        saved = run_batch(args.batch, gold)
    other = {}
    if args.against:
        other = {d["id"]: d for d in map(json.loads, open(args.against, encoding="utf-8"))}
    total: collections.Counter = collections.Counter()
    rows = []
    for g in gold:
        if args.against:
            o = other.get(g["id"])
            if o is None:
                continue
            criteria = [(c["role"], gold_tree(c["is"]), locate(g["text"], c["text"])) for c in o["criteria"]]
            reported = [s for s in (locate(g["text"], x["text"]) for x in o.get("left", [])
                                    if x["why"] not in ("note", "command")) if s]
        else:
            output = run_each(args.each, g["text"]) if args.each else saved.get(g["id"])
            criteria, reported = read_output(output or {})
        r = compare(g, criteria, reported)
        rows.append((g, r))
        total.update({k: v for k, v in r.items() if isinstance(v, (int, bool))})
        total["n"] += 1
    n, want, got = total["n"] or 1, total["gold"] or 1, total["got"] or 1
    figures = {"statements": total["n"], "facts": total["gold"], "recall": total["hits"] / want,
               "precision": total["hits"] / got, "exact": total["exact"] / n,
               "silent": (total["wrong"] + total["silent_lost"]) / want,
               "reported": total["reported"] / (total["left"] or 1),
               "alarm_precision": total["true_alarms"] / (total["alarms"] or 1)}
    if args.show:
        rows.sort(key=lambda x: -(x[1]["wrong"] * 2 + x[1]["lost"]))
        for g, r in rows[:args.show]:
            print(f"## {g['id']} [{g.get('style')}] lost {r['lost']} wrong {r['wrong']}\n{g['text']}")
            for f in r["lost_facts"]:
                print("   lost ", f)
            for f in r["wrong_facts"]:
                print("   wrong", f)
            print()
    if args.json:
        print(json.dumps(figures))
    else:
        by_style: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
        for g, r in rows:
            by_style[g.get("style") or "-"].update({k: v for k, v in r.items() if isinstance(v, (int, bool))} | {"n": 1})
        for style, c in sorted(by_style.items(), key=lambda x: -x[1]["n"]) if len(by_style) > 1 else []:
            print(f"{style:10s} {c['n']:4d}  recall {c['hits'] / (c['gold'] or 1):.3f}  precision {c['hits'] / (c['got'] or 1):.3f}"
                  f"  exact {c['exact'] / c['n']:.3f}  silent {(c['wrong'] + c['silent_lost']) / (c['gold'] or 1):.3f}")
        print("statements {statements}  facts {facts}  recall {recall:.3f}  precision {precision:.3f}  "
              "exact {exact:.3f}  silent {silent:.3f}  left-reported {reported:.3f}  alarms-true {alarm_precision:.3f}"
              .format(**figures))


if __name__ == "__main__":
    main()
