"""Refusals that are built and not listed: a verb that is refused in front of what it names ("We've stopped selling to
hotels"), or a verdict behind it ("Hotels never work for us"). Phrases of one form each stand in words.lark."""

from __future__ import annotations

import re

from icplang.reading.dealings import taking
from icplang.reading.grammars import keywords
from icplang.vocabulary.words import tokens

_PLAIN = str.maketrans({"\u2019": "'", "\n": " ", "\t": " "})
_NOT = (
    r"(?:do not|don't|dont|does not|doesn't|did not|didn't|will not|won't|can not|cannot|can't|could not|couldn't|"
    r"would not|wouldn't|should not|shouldn't|must not|mustn't|never|rarely|hardly ever|need not|needn't)"
)
_IS = r"(?:are|is|be|being|get|gets|stay|stays|remain|remains|they're|it's|that's|they are|it is|that is|'s|'re)"
_HOW = (
    r"(?:(?:really|ever|even|quite|just|simply|always|automatically|definitely|absolutely|yet|currently|also|all|both|"
    r"clearly|immediately|instantly|strictly|straight|actually|exactly|any longer|still)[ ])*"
)
_US = r"(?:for|with|from|to|by|at)[ ](?:us|me)"
_OUT = (
    r"(?:out|(?:a |an )?(?:hard |automatic |instant |firm |definite |absolute |big |clear |immediate |strong )?"
    r"(?:no|nope|pass|no-?go|non-?starter|deal-?breaker|disqualifier|red flag)s?|no match|no good|no fit|no use|"
    r"no deal|"
    r"ineligible|excluded|skipped|removed|ignored|filtered out|left out|ruled out|screened out|cut|dropped|"
    r"disqualified|"
    r"rejected|avoided|turned away|turned down|declined|out of (?:scope|bounds|reach|icp|our icp|the question|"
    r"the list|our list)|"
    r"outside (?:of )?(?:our|the) (?:icp|scope|profile|market|focus|target|lane|"
    r"wheelhouse|niche|reach|coverage)|off (?:limits|the table|the list)|"
    r"of no (?:interest|use|value)|not (?:in|within) (?:our |the )?(?:scope|icp|profile|focus)|"
    r"an? (?:bad|poor|wrong|terrible|weak) (?:fit|match)|an? (?:complete |total )?waste of (?:our |"
    r"everyone's )?(?:time|money)|"
    r"(?:the )?wrong (?:fit|match|people|(?:kind|type|sort) of (?:customer|client|company)|customers?|clients?|market|"
    r"audience|account)s?|where we (?:always |usually )?(?:lose|struggle|fail)(?: deals| out)?|unsuitable|unwelcome|"
    r"not for (?:us|me)|a no)"
)
_FIT = (
    r"(?:(?:fit|match|qualif(?:y|ie)|appl(?:y|ie)|count|convert|close|renew|belong|succeed|suit|make sense|"
    r"make the cut|"
    r"make it|work(?: out)?|buy(?: from us)?|use us|use our \w+|use this|afford (?:us|it|this)|need us|need apply|"
    r"need it|"
    r"benefit|get value|interest us|move the needle|appeal to us|pay us|sign)(?:e?s)?)"
)
_ONES = (
    r"(?:(?:a|an|the|our|my|really|very|that|your|any)[ ])*(?:(?:good|right|best|great|real|ideal|target|typical|"
    r"kind of|"
    r"type of|sort of)[ ])*(?:fit|match|customers?|clients?|market|icp|target|targets|thing|people|focus|segment|"
    r"interested|of interest|for us|for me|in scope|in our icp|eligible|welcome|interesting|relevant|suitable|allowed|"
    r"worth (?:it|(?:(?:a|an|the|our|your|my|anyone's) )?[a-z]+(?: of (?:our |your |the )?[a-z]+)?)|"
    r"(?:what|who) we(?:'re| are)? (?:want|after|looking for|need|serve|sell to|target)|wanted)"
)
_TAIL = (
    r"(?:[ ](?:us|out|well|in|here|now|enough|at all|anymore|any more|either|too|though|please|"
    + _US
    + r"|our (?:model|icp|profile|product|criteria|market|business|offer|process|way of working|pricing)|"
    r"the (?:model|profile|icp|bill|product|criteria)|as (?:customers|clients)))*"
)
_OTHERS = (
    r"(?:(?:the|our|a|an|some|another|other|one of our) )?(?:[a-z]+ )?(?:competit(?:ors?|ion)|partners?|resellers?|"
    r"channel|distributors?|agenc(?:y|ies)|someone else|others|other people)"
)
_HANDS_ON = (
    r"(?:refer|send|route|hand|pass|point|direct|redirect|push|steer|bounce) (?:it|them|those|these|that|him|her)"
)
_THEM = r"(?:them|those|these|it|that|'em)"
_END = r"(?=[ ]*(?:[.,;!?)\n–—|]|-[ ]|$)|[ ](?:because|since|and|but|so|as|unless|if|except|until|either|for now)\b)"
_BEHIND = re.compile(
    rf"(?:(?:they|these|those|we)[ ])?(?:"
    rf"(?:should |must |can |will |would |may |have to |need to )?{_IS} {_HOW}{_OUT}{_TAIL}|"
    rf"{_HOW}{_NOT} {_HOW}{_FIT}{_TAIL}|"
    rf"{_HOW}(?:are not|aren't|is not|isn't|are never|is never|'re not|'s not|not|will never be|"
    rf"can't be) (?!always|necessarily){_HOW}{_ONES}{_TAIL}|"
    rf"(?:only |just )?wastes? (?:our|everyone's|your) time|can wait|"
    rf"(?:go|goes) (?:straight )?(?:to {_OTHERS}|in the bin|on the blocklist)|"
    rf"(?:usually |always |normally |typically )?{_HANDS_ON}(?: (?:on|over|off|out|along))?(?: straight)? to {_OTHERS}|"
    rf"belong on the (?:blocklist|exclusion list)|(?:we )?leave to (?:others|competitors)|"
    rf"no,? thanks?(?: you)?|no way|not us|nope|hard no|hard pass|no chance|move on|forget (?:it|them)|"
    rf"(?:(?:should|can|must) )?(?:go|look|buy|shop|belong) elsewhere|leave (?:them|those|these|it) to [^.,;]{{2,40}}?|"
    rf"(?:our|the) (?:pricing|price|product|maths?|economics|numbers|offer|service|roi|model) (?:makes? no sense|"
    rf"(?:{_NOT}) (?:work|works|make sense|add up|fit|pay off))|"
    rf"(?:{_IS} )?(?:some(?:one|body) else's|other people's) (?:problem|job|headache|concern|business|customers?|"
    rf"clients?|market|turf)|"
    rf"come back later|call us later|not (?:our|my) (?:thing|business|game|market|customers?|"
    rf"people|problem|job|concern)"
    rf"){_END}",
)
_DEALS = (
    r"(?:work(?:ing)? with|sell(?:ing)? (?:in)?to|serv(?:e|ing)|support(?:ing)?|help(?:ing)?|target(?:ing)?|"
    r"go(?:ing)? after|chas(?:e|ing)|pursu(?:e|ing)|prospect(?:ing)?(?: into)?|touch(?:ing)?|tak(?:e|ing) on|"
    r"accept(?:ing)?|car(?:e|ing) about|do(?:ing)? business with|deal(?:ing)? with|onboard(?:ing)?|engag(?:e|"
    r"ing)(?: with)?|"
    r"bother(?:ing)? with|look(?:ing)? (?:at|for)|consider(?:ing)?|contact(?:ing)?|call(?:ing)?|email(?:ing)?|"
    r"pitch(?:ing)?(?: to)?|approach(?:ing)?|reach(?:ing)? out to|talk(?:ing)? to|market(?:ing)? to|"
    r"sign(?:ing)?(?: up)?|"
    r"clos(?:e|ed|ing)|won|signed|landed|sold (?:in)?to|worked with|served|had (?:any )?(?:luck|success) with|"
    r"(?:bring|offer|refer|rout|hand|pass|forward|suggest|recommend|propos|return|pull|surfac)"
    r"(?:e|ing)?(?: (?:us|me))?|"
    r"see(?:ing)?|includ(?:e|ing)|add(?:ing)?|send(?:ing)?(?: me)?|show(?:ing)?(?: me)?|giv(?:e|ing) me|"
    r"cater(?:ing)? to|"
    r"want(?: to (?:see|work with|sell to|talk to|target))?|wast(?:e|ing) (?:your |any |our )?time (?:on|with)|"
    r"spend(?:ing)? (?:any )?time on|focus(?:ing)? on|handl(?:e|ing)|tak(?:e|ing)|do(?:ing)?|"
    + "|".join(taking())
    + ")"
)
_ANY = r"(?:[ ](?:any|all|every|anyone|anything|any and all)(?:[ ](?:kinds?|types?|sorts?|form) of)?(?=[ ]))?"
_DROPS = (
    r"(?:exclude|skip|avoid|drop|remove|ignore|reject|disqualify|discard|suppress|omit|block|auto[- ]?(?:reject|"
    r"disqualify|exclude)|cut(?: out)?|kick out|throw out|strip out|filter out|screen out|weed out|rule out|leave out|"
    r"pass on|steer clear of|stay away from|keep away from|walk away from|turn away|turn down|keep out|exclude out)"
)
_ORDERS = (
    r"(?:steer (?:well clear of|away from)|eliminate|toss(?: out)?|ban|purge|nix|veto|dismiss|delete|cull|blacklist|"
    r"blocklist|bypass|overlook|shun|"
    r"eschew|ditch|deselect|"
    r"block(?= (?!paving|making|manufactur|factor|plant|maker|machine|work|lay|print))|"
    r"bar(?= (?:any|all|every|anyone|anybody|anything|agencies|companies|firms|businesses|accounts|vendors)\b)|"
    r"forget(?: about)?|spare (?:me|us)|swerve|decline|shy away from|back away from|move on from|"
    r"keep off|stay off|stay clear of|keep clear of|knock out|sieve out|sift out|throw away|chuck(?: out)?)"
)
"""What is ordered to be left out, where a sentence starts with it."""
_FRONT = re.compile(
    rf"(?:(?:we|i|please)[ ])?(?:(?:just|simply|always|please|also)[ ])?(?:"
    rf"(?:(?:we|i)[ ])?(?:{_NOT}|no longer|refuse to|would rather not|'d rather not|are not|aren't|'re not)"
    rf"(?:[ ](?:really|currently|usually|ever|even|actually|want to|wish to|plan to|please))*[ ]{_DEALS}|"
    rf"not[ ](?:targeting|looking for|after|chasing|pursuing|going after|contacting|prospecting|interested in)|"
    rf"(?:(?:this|it|that)[ ](?:isn't|is not)|nothing|(?:not|isn't) (?:really )?(?:something|a tool|a product)) for|"
    rf"we (?:always |usually )?(?:lose|struggle)(?: to \w+)?(?: at| in| with)|"
    rf"(?:have |'ve |has )?(?:stop(?:ped)?|quit|given up(?: on)?|avoid)[ ]{_DEALS}|"
    rf"(?:(?:is|are|was|were|'s|'re)[ ]not|isn't|aren't|not)[ ](?:really[ ])?"
    rf"(?:(?:built|meant|designed|made|intended|suitable|suited|right|optimi[sz]ed|ideal|great|good)|"
    rf"(?:a|the)[ ](?:(?:good|right|great|best)[ ])?(?:fit|tool|product|solution|match|choice|place))[ ](?:for|to)|"
    rf"(?:there(?:'s| is)[ ])?no (?:point|use|sense)(?: in)?(?:[ ]{_DEALS})?|"
    rf"(?:we have )?no (?:interest in|need for|appetite for|time for|room for)|"
    rf"(?:(?:should|must|to|be sure to|make sure to|remember to|please)[ ])?{_DROPS}(?:[ ]out)?(?=[ ](?:any|all|"
    rf"every)[ ])|"
    rf"(?:(?:should|must|be sure to|make sure to|remember to)[ ]){_DROPS}|"
    rf"auto[- ]?(?:reject|disqualify|exclude)|discard|suppress|cut(?: out)?|kick out|throw out|strip out|turn away|"
    rf"keep out|{_ORDERS}"
    rf"){_ANY}(?=[ ][\w$<>€£\"'(])",
)
_AWAY = (
    r"(?:out(?: of (?:it|this|here|(?:the|our|my) list))?|alone|aside|away|off (?:the|my|our|your) list|"
    r"to (?:the |our |some )?(?:competit\w+|others?|other \w+|someone else))"
)
_APART = re.compile(
    r"(?:(?:we|please)[ ])?(?:leave|filter|take|cut|screen|weed|rule|strip|kick|throw|keep|drop|push)(?:[ ](?:any|"
    rf"all))?(?=[ ](?!out\b|them\b|those\b|away\b)[^.;:\n]{{2,80}}?[ ]{_AWAY}[ ]*(?:[.,;!]|$))",
)
_CLOSING = re.compile(rf"{_AWAY}(?=[ ]*(?:[.,;!\n]|$))")


_OURS = ("we ", "i ", "please ", "this ", "it ", "that ")
_OPENS = re.compile(
    r"(?:^|[.;:!?,\u2013\u2014()*_-]|\b(?:and|or|but|so|also|please|we|i|product|tool|platform|'ve|have))[ ]*$"
)
"""What stands in front of a verb that is the seller's: companies have verbs of their own, "agencies that don't sell to
hospitals"."""
_BEGINS = re.compile(r"(?:^|[.;:!?\u2013\u2014()*_-])[ ]*$")
_COMMON = frozenset(
    """cut discard suppress kick throw strip turn keep drop remove block eliminate toss ban purge nix veto dismiss
    delete cull blacklist blocklist bypass overlook shun eschew ditch deselect forget spare swerve decline shy back
    move stay knock sieve sift chuck bar""".split()
)
"""Verbs that companies have as well: only where they start a sentence are they orders."""
_FIRST = _COMMON | frozenset(
    """absolutely actually all alone also always any are aren aside auto automatically autoreject avoid away be being
    belong belongs block both buy call can cannot clearly come could couldn currently cut d definitely did didn
    discard disqualify do does doesn don dont drop even ever exactly exclude filter forget get gets given go goes
    had hard hardly has have i ignore immediately instantly is isn it just keep kick leave make may move must
    mustn need needn never no nope not nothing off omit only our out pass please push quit quite rarely re really
    refuse reject remain remains remember remove rule s screen shop should shouldn simply skip stay stays steer still
    stop stopped straight strictly strip suppress sure take that the there these they this those throw to turn ve
    walk was waste wastes we weed were will won would wouldn yet somebody someone other would""".split()
)
"""The words that a refusal may start with."""
_NEAR = 16
"""So many characters in front of a verb say whose it is."""
_WORD = re.compile(r"'?([a-z]+)")


NO = frozenset(
    {"no", "never", "not", "nope", "out", "pass", "hard pass", "no way", "not for us", "skip", "avoid", "no thank"}
    | {"then no", "then not", "then skip", "then pass", "then we pass"}
)
"""What refuses by itself what stands in front of it, in folded words."""
_WHO = re.compile(
    r"(?:who|what|where|which|anyone|everyone|those|companies|accounts|customers|clients|leads|prospects|people|firms|"
    r"businesses|industries|sectors|verticals|segments)(?: (?:that|who|which))?(?:'s|'re)?[ ]+"
)
_REFUSING = frozenset({"EXCLUDE", "EXCLUDE_HEADING", "EXCLUDE_LABEL"})


def refuses_outright(text: str) -> bool:
    """Whether a text is nothing but a refusal: "hard pass", "Never.", "not our market"."""
    said = text.strip(" \t\n*_.!").lower().translate(_PLAIN)
    words = " ".join(tokens(said))
    return words in NO or not _REFUSING.isdisjoint(keywords().get(words, ())) or _whole(said) or _whole(f"are {said}")


def names_refused(label: str) -> bool:
    """Whether a label names those of whom it says that they are not wanted: "Who should look elsewhere"."""
    said = label.strip(" \t\n*_.!:?").lower().translate(_PLAIN)
    named = _WHO.match(said)
    rest = said[named.end() :] if named else said
    return _whole(rest) or _whole(f"are {rest}")


def _whole(said: str) -> bool:
    return 0 < refusal(said, 0)[0] == len(said)


def refusal(text: str, start: int) -> tuple[int, bool]:
    """The end of a refusal that starts at an offset of a text in small letters, 0 where none does; and whether it is
    only the rest of one: the "out" of "leave hotels out"."""
    first = _WORD.match(text, start)
    if not first or first[1] not in _FIRST:
        return 0, False
    for pattern in (_BEHIND, _APART, _FRONT):
        found = pattern.match(text, start)
        if found is None:
            continue
        opens = _BEGINS if first[1] in _COMMON else _OPENS
        if pattern is _BEHIND or found[0].startswith(_OURS) or opens.search(text, max(0, start - _NEAR), start):
            return found.end(), False
    if found := _CLOSING.match(text, start):
        begin = max(text.rfind(c, 0, start) for c in ".;:") + 1
        if any(m.start() < start for m in _APART.finditer(text, begin, found.end())):
            return found.end(), True
    return 0, False
