"""The words of a table's header, and the forms of its cells: what a column holds, and what a cell that judges says."""

from __future__ import annotations

import re

from icplang.meaning.profile import Role
from icplang.reading.shape.markup import PART

ATTRIBUTE = frozenset(
    "attribute dimension field filter criterion criteria item parameter characteristic factor element category "
    "property aspect feature question gate trait variable check what".split()
) | {""}
KINDS = frozenset("segment tier band profile icp kind type group cohort class bucket persona".split())
"""Headers of a first column that names kinds of accounts, one a row."""
CLASSES = re.compile(
    r"(?i)(?:target |customer |account |company |business |firm |institution |client |buyer |prospect |"
    r"org(?:ani[sz]ation)? )?"
    r"(?:segment|type|kind|class|category|group|profile|vertical|sector|industry|compan(?:y|ies)|customers?|clients?|"
    r"accounts?|prospects?|audience|who|whom|"
    r"firms?|institutions?|business(?:es)?|organi[sz]ations?|orgs?|targets?|market|niche|icp|fit)"
    r"(?: types?| kinds?)?"
)
"""Headers of a column that names kinds of accounts."""
VALUE = re.compile(
    r"(?i)(?:.*\b)?(?:values?|targets?|criteri(?:a|on)|definition|requirements?|rule|condition|range|threshold|spec|"
    r"full marks(?: for)?|what (?:we|it|good) \w+(?: like)?|looks like|details?|answer|description|ideal|benchmark|"
    r"characteristics?|traits?|attributes?|features?|profiles?|makeup|who(?: they are)?)"
)
"""Headers of the column with what is wanted of an attribute."""
REASON = re.compile(
    r"(?i)(?:.*\b)?(?:why|because|notes?|reasons?|rationale|basis|sources?|comments?|evidence|examples?|read|meaning|means|"
    r"how (?:to|do|we|you|it|they|i) \w+|where (?:to|do|we|you|it|they|i) \w+|e\.?g\.?|deal size|data|verif\w+|"
    r"explanation|explains|detect\w*|implication|pitch|message|hook|play|tells us|"
    r"in the code|link|owner|sla|response time|impact|role in|involvement|influence|cares about|responsib\w+)\b.*"
)
REFUSING = re.compile(
    r"(?i)why (?:(?:we|i) )?(?:not|skip|avoid|exclude|reject|decline|refuse|disqualify|pass|say no|don['’]?t|do not|"
    r"never)\b.*|why (?:they|it) (?:(?:are|is)(?: not|n['’]t)|(?:do|does)(?: not|n['’]t) fit)\b.*"
)
"""Columns of the reasons why the companies of a table are not wanted."""
FINDING = re.compile(r"(?i)where (?:(?:to|can|do|we|you|i|they)[ ]){1,2}(?:find|look|check|see|spot|source|get)\b.*")
"""Columns of where something is found, and not of where companies are."""
EXAMPLES = re.compile(r"(?i)(?:real |good |typical |named )?examples?(?: companies| accounts)?")
"""Rows that name companies like those that are wanted."""
ACTION = re.compile(r"(?i)(?:.*\b)?(?:actions?|next steps?|play|motion|treatment|what to do|cadence|outreach|handling)")
DECIDING = re.compile(
    r"(?:(?:economic|technical|primary|secondary|main|end|key) )?(?:buyer|champion|blocker|influencer|sponsor|user|"
    r"gatekeeper|decision maker|approver|signatory|evaluator)s?"
)
"""Columns of people by their part in a decision."""
VERDICTS = re.compile(
    r"(?i)(?:(?:is it |are they |a |good |our |icp )?fit(?: (?:level|rating|quality|grade|status))?|"
    r"verdict|decision|status|outcome|priority|included?|in/out|"
    r"in(?: (?:scope|(?:our )?icp))?|"
    r"in or out|ok(?:ay)?|yes/no|yes or no|y/n|(?:do |should |would )?(?:we|i) (?:sell|serve|want|take|call|target|"
    r"pursue|work|contact)\b.*|wanted|accept(?:ed)?|eligible|allowed|keep|serve[ds]?|sell(?: to)?|take|want|"
    r"target(?:ed)?|go/no-go|pursue|qualif\w+|"
    r"must|importance|level|strength|rating|weight(?:ing)?)\??"
)
"""Headers of a column that says of each row whether it is wanted."""
REFUSED = re.compile(
    r"(?i)[\s*_`❌🚫✗✘]*(?:(?:do not|don'?t|never) (?:contact|pursue|sell|target|call|engage)|avoid|skip|exclu|"
    r"disqualif|reject|not (?:a fit|ideal|wanted|suitable|icp|in icp|for us)\b|"
    r"no fit|poor fit|bad fit|out of scope|not in scope|no-?go|knock-?out|drop|ignore|"
    r"must not\b|mustn['’]?t\b|"
    r"walk away|out\b|no\b|n$|never\b|nope\b|(?:very )?(?:poor|bad)\b|unfit\b|unsuitable|too (?:small|large|big)\b|"
    r"❌|🚫|✗|✘)"
)
ACCEPTED = re.compile(r"(?:still )?(?:accept|ok\b|okay|good|possible|fine|toler|workable|secondary|also)")
"""Headers of a column of what will do, beside what is ideal."""
FITS: dict[Role, re.Pattern[str]] = {
    "prefer": re.compile(
        r"(?:ideal|perfect|best|great|strong|excellent|bull'?s-?eye|green)(?: (?:fit|match|zone|light))?"
    ),
    "require": re.compile(
        r"(?:ok(?:ay)?|acceptable|fine|possible|workable|tolerable|also ok)(?: (?:fit|match|range))?"
    ),
    "exclude": re.compile(r"(?:poor|bad|weak|wrong|red|unacceptable|fail|hard no|nope)(?: (?:fit|match|zone|light))?"),
}
"""Headers of columns that say how well what stands in them fits, by the role that they set."""
POOR = re.compile(r"(?:poor|bad|weak|wrong|red)(?: (?:fit|match|zone|light))?")
"""Those among them that refuse nobody in a table with points."""
WIDER = re.compile(r"(?i)(?:the )?(?:rest|any|all|wider|whole|anywhere|other|everywhere)\b")
"""Words of what takes in what is ideal."""
OPTIONAL = re.compile(r"(?i)[\s*_`]*(?:nice|bonus|should|could|prefer|optional|plus\b|desirable)")
TICK = re.compile(r"(?i)[✓✔✅☑🟢●•x×]\ufe0f?|yes|y")
CROSS = re.compile(r"(?i)[✗✘✕❌🚫⛔🔴○]?\ufe0f?|no|n|[-–—]|n/?a")
UNSURE = re.compile(
    r"(?i)[\s*_`]*(?:⚠|🟡|🟠|❓|❔|\?|maybe|partial|depends|case by case|sometimes|borderline|conditional|"
    r"(?:(?:yes|no|ok|in|out),?[ ])?(?:but|only|if|when|unless|except)\b)"
)
"""What a verdict is that is none."""
_LEVELS = r"(?:very )?(?:high|medium|mid|low|critical|essential|major|minor)"
LEVEL = re.compile(_LEVELS, re.IGNORECASE)
JUDGED = re.compile(rf"(?:{TICK.pattern[4:]}|{CROSS.pattern[4:]}|{_LEVELS}|\d+|)", re.IGNORECASE)
"""Cells of a column of verdicts."""
LACKED = re.compile(r"(?i)none")
"""Cells that refuse those who lack what their row names: "CRM | none" in a column of what is out."""
NOTHING = re.compile(r"(?i)(?:any(?:thing|where|one)?|all|n/?a|none(?: needed| required)?|[-–—*]*)")
"""Cells that ask for nothing."""
BOUNDS = {"min": "AT_LEAST", "minimum": "AT_LEAST", "at least": "AT_LEAST", "floor": "AT_LEAST"}
BOUNDS |= {"max": "AT_MOST", "maximum": "AT_MOST", "at most": "AT_MOST", "ceiling": "AT_MOST"}
"""Headers of columns of the least and the most that an attribute may be."""
SIZES = frozenset("EMPLOYEES REVENUE ARR GMV TOTAL_FUNDING SITES".split())
_ACCOUNTS = r"(?:accounts?|logos?|targets?|compan(?:y|ies)|names?|prospects?|leads?)"
_NUMBER = r"[~≈<>]?[ ]?\d[\d,.]*k?\+?(?:[ ]?[-–][ ]?\d[\d,]*)?"
OF_LIST = re.compile(
    rf"(?i)(?:(?:the|top|first|next|best|remaining|other|about|roughly|up to)[ ]+)*{_NUMBER}[ ]+"
    rf"(?:[\"“][^\"”]*[\"”][ ]+|[a-z-]+[ ]+){{0,2}}{_ACCOUNTS}|"
    r"1[ ]?:[ ]?(?:1|few|many|\d+)|one[- ]to[- ](?:one|few|many)"
)
"""Cells that say how large a tier is, or how it is worked: "Next 180 accounts", "1:few"."""
LISTED = re.compile(
    rf"(?i)(?:(?:number|no\.?|#|count|size) (?:of )?)?(?:target )?{_ACCOUNTS}(?: (?:count|in tier))?|"
    r"(?:customer )?count|coverage|#"
)
"""What such cells are called."""
SIZED = re.compile(rf"(?i){_NUMBER}")
OTHERS = re.compile(r"(?i)(?:everyone|everybody|everything|anyone|anything|all|the)[ ](?:else|others?|rest)\b")
"""What is left when the wanted ones are named."""
WINDOW = re.compile(
    r"(?i)(?:in |within |over |during )?(?:the )?(?:last|past|previous|within|<|≤)[ ]?"
    r"(?=.*\b(?:day|week|month|quarter|year)s?\b)"
)
"""Cells that say when what the first one names happened."""
PART_OF_CELL = re.compile(rf"[^{PART}]+")
NUMBERING = re.compile(r"(?i)#|no\.?|nr\.?|id|rank|step")
SCORES = re.compile(
    r"(?i)(?:max(?:imum)?\.?[ ]|(?:scor(?:e|ing)|icp|fit|priority|relative)[ ])?"
    r"(?:points?|weight(?:ing|age)?|score|share|pts|%)(?:[ ]\(?%?\)?)?"
    r"(?:[ ](?:boost|value|impact|modifier|adjustment|change|added|awarded|delta))?"
    r"(?:[ ]\([^)]*\))?|max\.?"
)
BOOSTS = frozenset({"boost", "bonus", "lift", "modifier", "adjustment"})
"""Headers of columns of points that may as well hold what is liked."""
POINTED_HEAD = re.compile(
    r"(?:score[ ]?)?(?P<n>[+\u2212-]?\d{1,3})(?:[ ]?(?:points?|pts?))?(?:[ ]?[(=:–—-]+[ ]?(?P<fit>[a-z][^)]*)\)?)?|"
    r"(?P<name>[a-z][^\d(]{0,40})[(=:–—-]+[ ]?(?P<behind>[+\u2212-]?\d{1,3})"
    r"(?:\+|[ ]?(?:to|[-–])[ ]?[+\u2212-]?\d{1,3})?"
    r"[ ]?(?:points?|pts?)?\)?"
)
"""Headers of columns of what earns so many points."""
BANDED = re.compile(
    r"(?i)(?:(?:total|lead|icp|fit|overall|account|final) )?(?:scores?|points?)(?: (?:range|band|total))?"
)
"""Headers of a first column of bands of scores."""
BAND = re.compile(r"(?:[<>≥≤]=?[ ]?)?\d{1,3}(?:\.\d+)?[ ]?%?(?:[ ]?(?:-|–|to)[ ]?\d{1,3}(?:\.\d+)?[ ]?%?|\+)?")
SIGNED = re.compile(r"[+\u2212-]\d{1,3}(?:\.\d+)?")
"""Points that no header has to say are points."""
AMOUNT = re.compile(r"[+\u2212-]?\d+(?:\.\d+)?")
POINTED = re.compile(
    r"(?P<body>[^=:→;]+?)[ ]*(?:=|:|→|[ ])[ ]*(?:(?P<n>[+\u2212-]?\d{1,3})[ ]?(?:pts?|points?)?"
    r"|(?i:(?P<grade>full|partial|half|none|zero))(?: (?:points?|credit|marks?))?)[ ]*(?:[,;/]|$)"
)
"""A condition in a cell with its points, or with how much of the points of the row it earns."""
GRADES = re.compile(
    r"(?i)(?P<part>full|partial|half|some|max(?:imum)?|top|best)(?: (?:points?|credit|marks?|score|match|fit))?|"
    r"(?P<none>zero|no|none|nil)(?: (?:points?|credit|marks?|score|match|fit))?"
)
"""Headers of columns that say what earns all of the points of a row, and what earns a part of them."""
_COUNT = re.compile(r"\d[\d,]*(?:\.\d+)?")


def wider(text: str, inner: str) -> bool:
    """Whether a cell takes in what another asks for: "any in the EU", or "30-500" beside "100-300"."""
    if WIDER.match(text):
        return True
    outside, inside = ([float(n.replace(",", "")) for n in _COUNT.findall(x)] for x in (text, inner))
    if not outside or not inside:
        return bool(outside)
    return outside[0] <= inside[0] and (outside[-1] >= inside[-1] or len(outside) == 1)
