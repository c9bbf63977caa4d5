"""The shape of a text: headings, bullets, labels, keys, tables and paragraphs, cut into items that are read one by one.

A heading or a label sets a role ("Nice to have:"), a field ("Industries:"), or says that what follows is a remark
("Why:"). Bullets under a field, and tiers, are alternatives: their items carry a path of (group, branch).
"""

from __future__ import annotations

import re
from dataclasses import replace

from icplang.reading.shape import config
from icplang.reading.shape.context import Context
from icplang.reading.shape.cutting import CAPPED, TICKED, UNTICKED, Cutter, labels_own, may_label, names_kind
from icplang.reading.shape.expressions import compares
from icplang.reading.shape.gates import before_count, needed
from icplang.reading.shape.items import GATES, NESTED, SECTIONS, SOFT, TIERS, Block, Header, Item, Path, beside_tier
from icplang.reading.shape.labels import label, tier
from icplang.reading.shape.lines import (
    BULLET,
    CROSSES,
    LABEL,
    NUMBERED,
    PAIRED,
    SHORT,
    SIGN,
    TITLE,
    Heading,
    counts_on,
    heading,
    label_above,
    labelled,
    margin,
    parallel,
    parted,
    ranks_first,
    refused_below,
    starts_anew,
    states,
)
from icplang.reading.shape.pairs import pairs
from icplang.reading.shape.programs import is_config
from icplang.reading.shape.repeated import alternatives
from icplang.reading.shape.tables import rows_at
from icplang.reading.shape.tails import tail
from icplang.reading.shape.tiers import LINE, RANKED, Opened, Tiers
from icplang.reading.shape.windows import read_table
from icplang.vocabulary.store import builtin

_RULE = re.compile(r"[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$|[ \t]*(?:```|~~~).*$|[ \t]*[{}\[\]],?[ \t]*$")
_UNREAD = re.compile(r"[ \t]*(?:[-*][ \t]+)?not understood:[ \t]+(?=\S)", re.IGNORECASE)
_PLUS = re.compile(r"^[ \t]*\+[ \t]+(?:[^\d\s]|\d+(?:\+|[-–]\d))", re.MULTILINE)
_MINUS = re.compile(r"^[ \t]*[-\u2013\u2014][ \t]+[^\d\s]", re.MULTILINE)
_REVISED = re.compile(
    r"(?i)[ \t_*(]*(?:last )?(?:reviewed|updated|revised|edited|written|drafted)[: ]"
    r"(?!.*\b(?:employees|companies)\b).*$"
)
"""Who wrote a text, and when."""
_KEPT = re.compile(
    r"[ \t>*_]*(?i:owner|author|maintainer|editor|(?:owned|maintained|prepared|written) by)[*_ ]*:[*_ ]+"
    r"(?:[A-Z@][\w.&'’-]*[*_, ]*){1,4}$"
)
"""Who keeps a text, above all that it says: "Owner: RevOps"."""
_NICKNAME = re.compile(r"[ \t#*_]*[\"“][A-Z][^\"”\n]{2,40}[\"”][*_ \t]*")
"""What a kind of company is called, on a line of its own: "Second-Shift Sam"."""
_NAME_WORDS = 5
"""The most words of a name that stands in a line of its own."""
_TITLE_WORDS = 6
"""The most words of what stands behind the name of a tier and heads the lines below it."""
_PURPOSE = re.compile(r"(?i)\w[ ]for (?:the |their |its )?[a-z]+(?: [a-z]+)?(?=[\s,;.]*$|[,;.] )")
"""What a tool is for, behind it."""
_OR_LED = re.compile(r"(?i)[*_ ]*\bor\b[*_:,… ]*")
"""What makes a bullet an alternative of the one before it: "- or 20+ sites"."""
_OR_BEHIND = re.compile(r"(?i)(?<=[\w)%+])[,;:]?(?:[ ]*[—–-])?[ ]+[*_(]*or[*_):,… ]*$")
"""What makes it an alternative of the one behind it: "- 500+ staff, or"."""
_OR_ALONE = re.compile(r"(?i)[-*_ ]*or[*_):,… ]*")
"""The same on a line of its own."""
_LABEL_WORDS = 4
"""The most words of a label that makes the lines behind it labelled ones too."""


class _Document(Cutter):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.headers: list[Header] = []
        self.blocks: list[Block] = [Block(-99, Context(), ())]
        self.paragraph: Item | None = None
        self.ranks = Tiers(text)
        self.ranked: dict[tuple[str, Path], int] = {}  # groups of tiers, by family and place
        self.dropped: list[Path] = []  # the places of tiers that are not wanted
        self.gap = self.short = self.filled = self.ended = self.told = False  # of a tier that a plain line opens
        self.signed = _PLUS.search(text) is not None and _MINUS.search(text) is not None
        self.labels = False  # whether the open paragraph starts with a label
        self.ticks = TICKED.search(text) is not None  # of several boxes, those that are ticked are meant
        self.counting = ""  # the number in front of the section that is open
        self.sections: dict[tuple[int, Path], tuple[int, int]] = {}  # the last of each level
        self.either = False  # whether an "or" stands between the last bullet and the next
        self.eithers: dict[Path, tuple[int, int]] = {}  # alternatives that bullets join, by place

    def items(self) -> list[Item]:
        at, lines = 0, [*parted(self.text.splitlines(keepends=True))]
        halves = pairs(lines)
        i = 0
        while i < len(lines):
            table, size = rows_at(lines, i, at)
            if table:
                self.close()
                read_table(self, table)
                at += sum(map(len, lines[i : i + size]))
                i += size
                continue
            following = lines[i + 1] if i + 1 < len(lines) else ""
            half = halves.get(i)
            found = heading(lines, i) if half is None else None
            if half and half.labels:
                self.close()
                self.says(at, at + half.at)
                self.heading(Heading(PAIRED, lines[i][half.at :].strip().strip("*_? "), half.at), at)
            elif half:
                self.says(at, at + half.at)
                self.line(lines[i][half.at :].rstrip(), at + half.at, following)
            elif (parts := self.ranks.parts(lines[i].rstrip())) and not self.refuses(self.ranks.opens(lines[i])):
                for begin, piece in parts:
                    opens = self.ranks.opens(piece)
                    if begin and self.ranks.leaves(piece):
                        self.close()
                        self.remark(at + begin, at + begin + len(piece.rstrip()))
                    elif begin and (behind := self.ranks.closes(piece)):
                        self.untiered(at + begin, behind, piece, following)
                    elif not (opens and self.tier(opens, piece, at + begin, following)):
                        self.line(piece, at + begin, following)
            elif self.ranks.leaves(lines[i]):
                self.close()
                self.remark(at, at + len(lines[i].rstrip()))
            elif behind := self.ranks.closes(lines[i]):
                self.untiered(at, behind, lines[i].rstrip(), following)
            elif (said := self.ranks.bracketed(lines[i].rstrip()))[1]:
                self.untiered(at, said[0], lines[i][: said[1]], following)
                self.close()
                self.says(at + said[1], at + len(lines[i].rstrip()))
            elif found:
                self.close()
                self.heading(found, at)
            else:
                self.line(lines[i].rstrip(), at, following)
            at += len(lines[i])
            i += 1
        self.close()
        return [
            replace(item, context=Context(remark="commentary"))
            if not item.label and any(item.path[: len(path)] == path for path in self.dropped)
            else item
            for item in self.out
        ]

    def heads(self, start: int, context: Context, *, marked: bool) -> None:
        """Note a line that heads others, from a place in it to its end."""
        end = self.text.find("\n", start)
        line = self.text[start : len(self.text) if end < 0 else end].rstrip()
        self.headers.append(Header(start, start + len(line), context, marked))

    # --- lines ----------------------------------------------------------------------------------------------

    def line(self, body: str, start: int, following: str) -> None:
        self.ends(body)
        sign = SIGN.match(body)
        if sign and not BULLET.match(body):  # "📍 Where: Chicago"
            self.close()
            body, start = body[sign.end() :], start + sign.end()
            self.says(start - sign.end(), start)
        if not body.strip() or _RULE.match(body):
            self.close()
            self.says(start, start + len(body))
        elif unread := _UNREAD.match(body):
            self.close()
            self.says(start, start + unread.end())
            context = replace(self.blocks[-1].context, field=None, remark="unknown-words")
            self.out.append(Item(start + unread.end(), start + len(body), context))
        elif _NICKNAME.fullmatch(body) and following.strip() and not self.blocks[-1].context.known:
            self.close()
            self.says(start, start + len(body))
        elif _REVISED.match(body) or (_KEPT.match(body) and (self.heads_text() or self.ends_text(body, start))):
            self.close()
            self.out.append(Item(start, start + len(body), Context(remark="commentary")))
        elif self.scores.titles(body):
            self.close()
            self.says(start, start + len(body))
        elif self.scores.ranks(body):
            self.close()
            self.out.append(Item(start, start + len(body), Context(remark="command")))
        elif not BULLET.match(body) and (alone := LABEL.fullmatch(body)):
            self.close()
            self.open(alone["label"], start + alone.start("label"), margin(body))
        elif found := refused_below(body, following):
            begin, end, behind = found
            self.close()
            self.open(body[begin:end], start + begin, margin(body))
            self.says(start + end, start + behind)
            if behind < len(body):
                self.paragraph = Item(start + behind, start + len(body), self.blocks[-1].context)
        elif bullet := BULLET.match(body):
            self.close()
            if self.parent(body, start, bullet, following):
                return
            self.bullet(body, start, bullet)
            self.within_bullet(margin(body), following)
        elif self.blocks[-1].bulleted and _OR_ALONE.fullmatch(body):
            self.close()
            self.says(start, start + len(body))
            self.either = True
        else:
            before = self.text[self.paragraph.start : self.paragraph.end].rsplit("\n", 1)[-1] if self.paragraph else ""
            if self.scores.alone(body, before) or (before and (compares(body) or compares(before))):
                self.close()
            self.prose(body, start, following)

    def ends(self, body: str) -> None:
        """End what a line ends: the tier above it, and the section with the number before its own."""
        self.within_tier(body)
        if counts_on(self.counting, body):
            self.blocks = [b for b in self.blocks if b.indent < NUMBERED] or [Block(-99, Context(), ())]

    def heads_text(self) -> bool:
        """Whether nothing but headings and remarks stands above a line, and no persona."""
        above = self.blocks[-1].context
        read = [x for x in self.out if not (x.label or x.heading or x.context.remark)]
        return self.paragraph is None and not read and above.field is None and above.role in (None, "require")

    def ends_text(self, body: str, start: int) -> bool:
        """Whether a label with somebody who has no title is the last line of a text, and under no persona."""
        above, value = self.blocks[-1].context, body.rpartition(":")[2].strip(" *_@")
        titled = any(s.kind in ("title", "seniority") for w in (value, *value.split()) for s in builtin().senses(w))
        last = not self.text[start + len(body) :].strip()
        return last and not titled and above.field is None and above.role in (None, "require")

    def tier(self, found: Opened, body: str, start: int, following: str) -> bool:
        """A line that opens a tier; False where it is only a name, as in a list of what is not wanted."""
        refused = self.blocks[-1].context.role == "exclude" and not found.family.startswith("section ")
        if refused and found.level >= LINE:
            return False
        self.close()
        self.blocks = [b for b in self.blocks if b.indent < found.level] or [Block(-99, Context(), ())]
        outer = self.blocks[-1]
        key = (found.family, outer.path)
        self.ranked[key] = self.ranked.get(key) or self.next_group(TIERS)
        path = (*outer.path, (self.ranked[key], found.rank))
        self.blocks.append(Block(found.level, outer.context, path))
        if found.unwanted:
            self.dropped.append(path)
        at, end = start + found.body, start + len(body.rstrip(" *_#"))
        if found.marked:
            self.heads(start + margin(body), outer.context, marked=True)
        named = found.family in RANKED and not found.unwanted
        self.out.append(Item(start + found.start, at, label=True, path=path if named else ()))
        self.says(start, start + found.start)
        if found.remark:
            remark = (start + found.remark[0], start + found.remark[1])
            self.out.append(beside_tier(self.text, *remark, outer.context, path))
        if found.title:
            self.out.append(
                Item(start + found.title[0], start + found.title[1], outer.context, heading=True, path=path)
            )
        said = self.text[at:end]
        self.short = len(said.split()) <= _TITLE_WORDS and not any(c in ",.0123456789" for c in said)
        self.ended, self.filled = False, found.led and not self.short
        self.told = found.led
        self.labels = False
        if not said.strip():
            return True
        titled = found.marked or (self.short and bool(following.strip()) and not self.ranks.opens(following))
        if titled:
            self.out.append(Item(at, end, outer.context, heading=True, path=path))
        else:
            self.filled = True
            self.paragraph = Item(at, start + len(body), outer.context, path=path)
        return True

    def remark(self, start: int, end: int) -> None:
        """Note what is done with others than those that are described."""
        self.out.append(Item(start, end, Context(remark="command")))

    def refuses(self, found: Opened | None) -> bool:
        """Whether a section stands among those that are not wanted, where each is out on its own."""
        outer = [b for b in self.blocks if found and b.indent < found.level]
        return (
            found is not None
            and found.family.startswith("section ")
            and bool(outer)
            and outer[-1].context.role == "exclude"
        )

    def untiered(self, at: int, behind: int, body: str, following: str) -> None:
        """A line about all tiers."""
        self.close()
        self.blocks = [b for b in self.blocks if not any(group >= TIERS for group, _ in b.path)]
        self.blocks = self.blocks or [Block(-99, Context(), ())]
        self.says(at, at + behind)
        if body[behind:].strip():
            self.line(body[behind:], at + behind, following)

    def within_tier(self, body: str) -> None:
        """End the tier that a plain line opened behind the lines below it."""
        if not body.strip():
            self.gap = True
        elif self.gap and not BULLET.match(body):
            self.gap = False
            indent = margin(body)
            self.blocks = [
                b for b in self.blocks if not (b.indent > indent and any(group >= TIERS for group, _ in b.path))
            ]
        block = next((b for b in self.blocks if b.indent == LINE), None)
        if block is None:
            return
        if not body.strip():
            self.ended = self.filled
        elif self.ended and not (BULLET.match(body) and self.short and not block.bulleted):
            self.blocks = [b for b in self.blocks if b.indent < LINE] or [Block(-99, Context(), ())]
            self.ended = False
        else:
            self.filled, self.ended = True, False

    def heading(self, found: Heading, start: int) -> None:
        level, text, at = found.level, found.title, start + found.at
        self.counting = self.text[start:at] if level == NUMBERED else ""
        if len(text) < len(found.text):
            self.out.append(
                Item(start + found.end - len(found.text[len(text) :].lstrip()), start + found.end, aside=True)
            )
        text = self.titled(text, at)
        self.heads(start + margin(self.text[start:at]), label(text, at), marked=True)
        self.says(start, at + len(text) if level == TITLE else at)
        self.blocks = [b for b in self.blocks if b.indent < level] or [Block(-99, Context(), ())]
        path = self.blocks[-1].path
        ranked = tier(text)
        if ranked:
            group = self.tiers.get(level) or self.next_group(TIERS)
            self.tiers[level] = group
            path = (*path, (group, ord(ranked[0])))
            self.blocks.append(Block(level, Context().within(self.blocks[-1].context), path))
            rest = re.match(r"[\s:—–\-.)]*", text[ranked[1] :])
            begin = at + ranked[1] + (rest.end() if rest else 0)
            self.says(at, begin)
            if self.text[begin : at + len(text)].strip():
                self.out.append(Item(begin, at + len(text), self.blocks[-1].context, heading=True, path=path))
            return
        self.tiers = {k: v for k, v in self.tiers.items() if k < level}
        path = path if level == TITLE else (*path, self.beside(level, path))
        named = labelled(text)
        own = label(named["label"], at) if named and named.end() < len(text) else Context()
        if named and own.known and not needed(text):
            self.says(at, at + named.end())
            kept = Context(role=own.role) if own.role == "exclude" else Context()
            self.blocks.append(Block(level, kept.within(self.blocks[-1].context), path))
            self.out.append(
                Item(at + named.end(), at + len(text), own.within(self.blocks[-1].context), heading=True, path=path)
            )
            return
        context = self.weighed(text, at)
        stated = context.field is not None and context.weight is None
        if stated and states(CAPPED.sub(" ", text) if self.scores.scored else text):  # "Company size 50-200"
            own = Context(context.role if context.role != "buyer" else None)  # "Agencies under 10 people"
            self.out.append(Item(at, at + len(text), own.within(self.blocks[-1].context), path=path))
            self.blocks.append(Block(level, self.blocks[-1].context, path))
            return
        text = self.pointed(text, at, context)
        if context.weight is not None and states(text):
            self.stated(at, text, context, level, path)
            return
        group = self.listing(context, text)
        self.blocks.append(Block(level, context.within(self.blocks[-1].context), path, group))
        if group >= GATES:
            self.gate(at, text, context, path)
            return
        self.capped(at, text)
        if context.known:
            self.named(at, at + len(text), context, path)
        elif named and named.end() < len(text):
            self.says(at, at + named.end())
            at += named.end()
        if context.field is None and context.remark is None:  # "Higher education - out of ICP"
            self.out.append(Item(at, start + found.at + len(text), self.blocks[-1].context, heading=True, path=path))

    def stated(self, at: int, text: str, context: Context, level: int, path: Path) -> None:
        """Read a title that is worth its points itself; what stands below it only describes it."""
        outer = self.blocks[-1].context
        self.out.append(Item(at, at + len(text), replace(context, field=None).within(outer), path=path))
        self.blocks.append(Block(level, outer, path))

    def titled(self, text: str, at: int) -> str:
        """A title at an offset, without the remark behind it."""
        found = tail(text)
        if found is None or not text[: found[0]].strip(" *_"):
            return text
        self.says(at + found[0], at + found[1])
        return text[: found[0]]

    def beside(self, level: int, path: Path) -> tuple[int, int]:
        """The place of a heading among those of its level: sections that each describe a company are alternatives."""
        group, branch = self.sections.get((level, path), (0, 0))
        self.sections[level, path] = group, branch = group or SECTIONS + self.next_group(), branch + 1
        return group, branch

    def parent(self, body: str, start: int, found: re.Match[str], following: str) -> bool:
        """A bullet that heads those below it; False where it says something itself."""
        said = label_above(body, found, following)
        if said is None:
            return False
        context = self.weighed(said.text, 0)
        outer = next(b for b in reversed(self.blocks) if b.indent <= margin(body))
        heads = said.named or (said.known and context.known)
        if not heads or not (said.deeper or said.named or context.role or not outer.context.known):
            return False
        self.says(start, start + found.end())
        self.open(said.text, start + said.at, margin(body) + said.deeper)  # a plain label above the bullets still holds
        return True

    def open(self, text: str, at: int, indent: int) -> None:
        """A label or a key on a line of its own: it speaks of what stands below it."""
        self.blocks = [b for b in self.blocks if b.indent < indent]
        outer = self.blocks[-1]
        text = self.titled(text, at)
        context = self.weighed(text, at)
        self.heads(at, context, marked=False)
        path = outer.path
        if outer.group:
            outer.branch += 1
            path = (*path, (outer.group, outer.branch))
        text = self.pointed(text, at, context)
        if context.weight is not None and states(text):
            self.stated(at, text, context, indent, path)
            return
        whole = context.within(outer.context)
        group = self.listing(whole, text)
        self.blocks.append(Block(indent, whole, path, group))
        if group >= GATES:
            self.gate(at, text, context, path)
            return
        if context.known:
            self.says(at, at + len(text))
        self.capped(at, text)
        if context.field is None and context.remark is None:  # "Best fit in fintech:"
            self.out.append(Item(at, at + len(text), replace(whole, field=None), heading=True, path=path))

    def gate(self, at: int, text: str, context: Context, path: Path) -> None:
        """Note a line that says how many of those below it must hold, with what it says in front of that."""
        said = before_count(text) if not context.known else ""
        begin = at + text.index(said) + len(said)
        if said:
            self.out.append(Item(begin - len(said), begin, self.blocks[-1].context, path=path))
        self.says(begin, at + len(text))

    def bullet(self, body: str, start: int, found: re.Match[str]) -> None:
        indent = margin(body)
        self.blocks = [b for b in self.blocks if b.indent <= indent] or self.blocks[:1]
        block = self.blocks[-1]
        block.bulleted = True
        path = block.path
        block.branch += 1
        listed = block.group > 0 and not _own_kind(body[found.end() :], block)
        if listed:
            path = (*path, (block.group, block.branch))
        else:
            block.soft = block.soft or self.next_group()
            path = (*path, (SOFT + block.soft, block.branch))
        end = start + len(body)
        said = found[0].strip()
        sign = said[:1]
        crossed = (
            sign in CROSSES or said in CROSSES or (self.signed and sign in "-\u2013\u2014")
        ) and block.context.role in (None, "require")
        context = replace(block.context, role="exclude") if crossed else block.context
        if self.ticks and block.context.field and said.endswith(UNTICKED):
            context = Context(remark="commentary")
        begin = found.end()
        if joined := (led := _OR_LED.match(body, begin)) is not None or self.either:
            begin = led.end() if led else begin
            path = self.alternative(block, path) if block.context.role not in ("exclude", "buyer") else path
        self.either = False
        self.says(start, start + begin)
        member = not (SOFT <= path[-1][0] < TIERS or (listed and joined))  # "- or on spreadsheets" may be of any field
        self.paragraph = Item(start + begin, end, context, path=path, member=member)

    def within_bullet(self, indent: int, following: str) -> None:
        """Let the deeper bullets below one that says something itself stand in its place: "- Law firms" above
        "  - 30 to 150 lawyers"."""
        block, said = self.blocks[-1], self.paragraph
        if not (said and not block.group and BULLET.match(following) and margin(following) > indent):
            return
        group = self.next_group(NESTED) if block.context.role == "exclude" and block.context.field is None else 0
        if group:  # what is left out is all that they say together
            self.paragraph = replace(said, path=(*said.path, (group, 0)), member=True)
        self.blocks.append(Block(margin(following), block.context, said.path, group))

    def alternative(self, block: Block, path: Path) -> Path:
        """The place of a bullet that is an alternative of the one before it, which gets a place beside it."""
        if block.group or block.branch < 2:
            return path
        block.branch -= 1
        before = (*path[:-1], (path[-1][0], block.branch))
        group, count = self.eithers.get(before, (0, 0))
        if not count:
            group, count = self.next_group(GATES), 1
            for i in range(len(self.out) - 1, -1, -1):
                item = self.out[i]
                if item.path and item.path[: len(before)] != before:
                    break
                if item.path:
                    moved = (*before, (group, 0), *item.path[len(before) :])
                    self.out[i] = replace(item, path=moved, member=True)
        self.eithers[before] = group, count + 1
        return (*before, (group, count))

    def prose(self, body: str, start: int, following: str) -> None:
        indent = margin(body)
        own = labelled(body)
        before = self.text[self.paragraph.start : start] if self.paragraph else ""
        listed = own is not None and may_label(own["label"]) and (self.labels or labels_own(body, self.text, start))
        listing = self.labels or _listed(body, before)
        ends = own is None and self.ends_list(body, before, indent)
        if before and (ends or parallel(body, before) or (own is None and listing and starts_anew(body, before))):
            self.close()
            if ends and len(self.blocks) > 1:
                self.blocks.pop()
        if self.paragraph and not (
            own and may_label(own["label"]) and (listed or label(own["label"], start).known or tier(own["label"]))
        ):
            self.paragraph = replace(self.paragraph, end=start + len(body))
            return
        self.close()
        block = self.blocks[-1]
        behind = self.told and block.indent == LINE and not block.bulleted and not indent
        if behind and own and label(own["label"], start).role == "exclude":
            self.blocks.pop()  # "Tier 2: banks" and behind it "Never: brokers"
            block = self.blocks[-1]
        if block.bulleted and block.indent < 0 and block.context.role == "exclude" and not own and ranks_first(body):
            self.blocks.append(Block(block.indent, Context(), block.path))  # "Priority goes to ..."
            block = self.blocks[-1]
        said = label(own["label"], start) if own else Context()
        aside = (said.remark is not None or said.exception) and BULLET.match(following)  # the list goes on behind it
        if block.bulleted and block.indent >= 0 and said.known and not aside:
            self.blocks.pop()  # "Buyer: ..." behind the bullets of "Exclude:"
            block = self.blocks[-1] if not said.exception else block
        path = block.path
        named = len(body.split()) <= _NAME_WORDS and not any(map(str.isdigit, body))
        member = block.group > 0 and own is None and block.indent > -99 and named
        last = self.text[self.text.rfind("\n", 0, max(0, start - 1)) + 1 : start].strip()
        if block.indent == -99 and not last:
            block.soft = 0  # a paragraph of its own
        beside = block.indent > -99 or last or following.strip()
        if len(body) < SHORT and names_kind(own) and beside and (member or not block.group):
            block.soft = block.soft or self.next_group()  # a list without signs
            block.branch += 1
            path = (*path, (block.group if member else SOFT + block.soft, block.branch))
        self.paragraph = Item(start + indent, start + len(body), block.context, path=path, member=member)
        self.labels = own is not None and len(own["label"].split()) <= _LABEL_WORDS

    def ends_list(self, body: str, before: str, indent: int) -> bool:
        """Whether a sentence behind bullets of what is wanted speaks of all of them: "All of them in Texas."."""
        block = self.blocks[-1]
        wanted = block.bulleted and block.context.role in (None, "require") and block.context.field is None
        return wanted and indent <= max(block.indent, 0) and body.endswith(".") and starts_anew(body, before)

    def close(self) -> None:
        """Finish the paragraph or bullet that is open."""
        if self.paragraph:
            behind = _OR_BEHIND.search(self.text, self.paragraph.start, self.paragraph.end)
            if behind and self.blocks[-1].bulleted and self.paragraph.path:
                self.says(behind.start(), self.paragraph.end)
                self.paragraph, self.either = replace(self.paragraph, end=behind.start()), True
            self.out.extend(self.labelled(self.paragraph))
            self.paragraph = None


def _own_kind(said: str, block: Block) -> bool:
    """Whether a bullet below a label for tools says of what kind its own are, "Databases: Postgres, Redis", or what
    for: "Sage for the books"."""
    field = block.context.field
    if field is None or field.type != "TECH_LABEL" or block.group >= TIERS:
        return False
    named = LABEL.match(said)
    return (named is not None and may_label(named["label"])) or _PURPOSE.search(said) is not None


def _listed(body: str, before: str) -> bool:
    """Whether a line and the one before it are members of a list: neither ends as a sentence does."""
    last = before.rstrip().rsplit("\n", 1)[-1]
    return len(body) < SHORT and not any(line.rstrip()[-1:] in ".;!?:," for line in (last, body))


def items(text: str) -> list[Item]:
    """The items of a text, in its order."""
    return alternatives(text, config.items(text) if is_config(text) else _Document(text).items())


def headers(text: str) -> list[Header]:
    """The lines of a text that are headings or labels of what stands below them; configuration has none."""
    if is_config(text):
        return []
    (document := _Document(text)).items()
    return document.headers
