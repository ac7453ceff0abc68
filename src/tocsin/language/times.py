"""Where a sentence says when: character spans of dates, times, durations and relative days.

Each token becomes one letter (``W`` a weekday, ``M`` a month, ``R`` last/next/this, ...: see
``data/times.tsv``), and regular expressions run over the letters. That keeps the grammar short, the
running time linear, and a sentence without an anchor letter nearly free.
Bare "now", "then", "recently" and "currently" are no expressions: they fix no day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_TOKEN = re.compile(
    r"\d{4}-\d\d?-\d\d?(?!\d)"
    r"|\d\d?[/.]\d\d?[/.](?:\d{4}|\d\d)(?!\d)"
    r"|\d{4}[/–-]\d\d(?![\d-])"
    r"|\d\d?[:.]\d\d(?:\s?(?:[ap]\.m\b\.?|[ap]m\b)|(?![\d%,.]?\d))"
    r"|9/11\b"
    r"|\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+"
    r"|\d+\s?(?:[ap]\.m\b\.?|[ap]m\b)"
    r"|\d+(?:st|nd|rd|th)\b|\d*0s\b|1\d\d0['’]s\b|\d0['’]s\b|\d+"
    r"|[^\W\d_]+"
    r"|['’]\d0s\b|['’]s\b"
    r"|[^\w\s]",
    re.IGNORECASE,
)

# Letters beyond the data file: Y a year, d a number that can be a day, r an ordinal, z a number
# as in "0300 GMT", # another number, K a decade or a span of years, I a numeric date, c a clock
# time, C a comma, - a dash, X a possessive, q a full stop.
_ANCHORS = frozenset("WMmUuLTPDSHhyKIcYwzQe")
_COUNT = r"(?:[Nd#aY][-AtO]{0,2}){0,4}[Nd#aY]"
_YEAR = r"(?:C?Y|OY|C?RU)?"
_DAY = r"t?[dr]"
_DAY_NAME = r"(?:[Ww]q?C?t?)?"
_EDGE = r"(?:t?R?[Fl][O-]?i?t?|t?[oR](?:[Nd]?u|U)Ot?|t?oQOt?)"
_RULES: tuple[tuple[str, str], ...] = (
    ("date", rf"{_DAY_NAME}(?<!d)[Mm]q?{_DAY}(?:[-A]{_DAY})?(?![-]?[uUN%]){_YEAR}"),
    ("date", rf"{_DAY_NAME}{_DAY}(?:[-A]{_DAY})?O?[Mm]q?{_YEAR}"),
    ("date", r"(?:[Ww]q?C?)?I"),
    ("month", rf"{_EDGE}?[Mm]q?(?:[OC]?Y|RU|RY|sU)"),
    ("month", rf"{_EDGE}[Mm](?!q?[dr])"),
    ("edge", rf"{_EDGE}(?:J?Y|K|[Rs]{{1,3}}J?[Ue]|(?<=t)J?U|RQ)"),
    ("decade", r"t?(?:F-?)?t?[or]-?e"),
    ("decade", r"t?(?:F-?)?K"),
    ("part", r"(?:[Fl][nO]?t?)?[Rs]?[WT]P"),
    ("clock", r"V{0,4}(?:cZ{0,3}|[dYh]Z{1,3}|[Yz]u|zZ{1,3}|(?<=V)z)"),
    ("relative", rf"V{{0,4}}t?[Fl]?i?t?[RV]{{0,3}}R[RV]{{0,3}}(?:{_COUNT}-?)?J?[uUe]"),
    ("relative", r"t?[Rs]{0,3}sJ?U"),
    ("relative", r"(?:[Fl][nit]?)?t?(?:[Rs][Ww]P?|[Rs]P|RS|RH|RQ|R[Mm](?!q?[dr]))"),
    ("ago", rf"V{{0,4}}(?:{_COUNT}-?)?J?[uUe][GBlbf]"),
    ("ordinal", r"[at]?[or]J?U"),
    ("season", r"(?:t?F[O-]?)?t?SO?(?:t?[YK]|RU)?"),
    ("weekday", r"(?:[Fl]n?)?W"),
    ("holiday", r"(?:H[jU]?|hU|yUX?[jU])(?:C?Y)?"),
    ("day", r"[Fl]?T"),
    ("part", r"(?:[Fl]i?)?t?P|D"),
    ("length", rf"[Vi]{{0,5}}t?{_COUNT}-?J?[uUe](?:-x)?"),
    ("length", r"[uU](?:-x)?|L"),
    ("weekend", r"tU"),
    ("month", r"[Mm]"),
    ("year", r"(?:tU)?Y"),
)
_GRAMMAR = re.compile("|".join(f"(?P<r{i}>{rule})" for i, (_, rule) in enumerate(_RULES)))
_CALENDAR = frozenset({"date", "month", "weekday", "year", "edge", "decade", "holiday", "season"})
_HOURS = frozenset({"clock", "part", "day"})
_TERM = frozenset(
    {"prison", "jail", "imprisonment", "bars", "custody", "sentence", "sentences", "probation"}
)
_NAMESAKES = frozenset({"may", "march", "mar", "jan"})
_MONTH_CUES = frozenset(
    {"in", "since", "until", "till", "during", "throughout", "last", "next", "this"}
)
_SHORT = frozenset(
    {"was", "is", "has", "as", "its", "his", "this", "does", "plus", "perhaps", "towards"}
)


@dataclass(frozen=True, slots=True)
class _Tokens:
    """A sentence as tokens: ``letters[k]`` is the class of ``words[k]`` at ``starts[k]``."""

    words: list[str]
    starts: list[int]
    letters: str

    def letter(self, k: int) -> str:
        return self.letters[k] if 0 <= k < len(self.letters) else "^"

    def word(self, k: int) -> str:
        return self.words[k] if 0 <= k < len(self.words) else ""

    def end(self, k: int) -> int:
        return self.starts[k] + len(self.words[k])


@dataclass(frozen=True, slots=True)
class _Hit:
    """Tokens ``first`` to ``last`` (exclusive) that form an expression of ``kind``."""

    kind: str
    first: int
    last: int


def find_times(text: str) -> list[tuple[int, int]]:
    """Character spans ``(start, end)`` of the time expressions in one sentence, in order.

    A preposition that bounds the interval ("since", "by", "until", "from", "within", "over", and
    "in" or "for" before a length) belongs to the span; "on", "at" and "in" before a date do not.
    """
    tokens = _tokenise(text)
    if _ANCHORS.isdisjoint(tokens.letters):
        return []
    hits = [hit for hit in map(_hit, _GRAMMAR.finditer(tokens.letters)) if _is_time(tokens, hit)]
    hits = [_with_preposition(tokens, hit) for hit in _joined(tokens, hits)]
    return [(tokens.starts[h.first], tokens.end(h.last - 1)) for h in _disjoint(hits)]


def _hit(match: re.Match[str]) -> _Hit:
    kind = _RULES[int((match.lastgroup or "r0")[1:])][0]
    return _Hit(kind, match.start(), match.start() + len(match.group().rstrip("q")))


@cache
def _classes() -> dict[str, str]:
    table = files("tocsin.language").joinpath("data/times.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {word: letter for letter, words in rows for word in words.split()}


def _tokenise(text: str) -> _Tokens:
    classes = _classes()
    words: list[str] = []
    starts: list[int] = []
    letters: list[str] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        words.append(word)
        starts.append(match.start())
        letters.append(_word_letter(word, classes) if word[0].isalpha() else _sign_letter(word))
    return _Tokens(words, starts, "".join(letters))


def _word_letter(word: str, classes: dict[str, str]) -> str:
    letter = classes.get(word.lower(), ".")
    if letter in "mwM" and not word[0].isupper() and (letter != "M" or len(word) < 5):
        return "."
    if letter in "Hhy" and not word[0].isupper():
        return "."
    return letter


_SIGNS = {
    ",": "C", "-": "-", "–": "-", "—": ".", ".": "q", "%": "%",
    "'s": "X", "’s": "X", "$": "$", "£": "$", "€": "$",
}  # fmt: skip


def _sign_letter(word: str) -> str:
    if word in _SIGNS:
        return _SIGNS[word]
    if not any(c.isdecimal() for c in word):
        return "."
    return _number_letter(word)


def _number_letter(word: str) -> str:
    if word.isdecimal():
        return _digits_letter(word)
    last = word[-1].lower()
    if (
        word == "9/11"
        or word.count("/") == 2
        or word.count("-") == 2
        or (word.count(".") == 2 and last.isdecimal())
    ):
        return "I"
    if last == "m" or word.lower().endswith(".m.") or (":" in word and last.isdecimal()):
        return "c"
    if word.lower().endswith(("st", "nd", "rd", "th")):
        return "r"
    if last == "s" or "/" in word or "–" in word or "-" in word:
        return "K"
    return "#"


def _digits_letter(word: str) -> str:
    if len(word) <= 2:
        return "d" if 1 <= int(word) <= 31 else "#"
    if len(word) != 4:
        return "#"
    value = int(word)
    return "z" if value < 1000 else "Y" if value <= 2199 else "#"


def _is_time(tokens: _Tokens, hit: _Hit) -> bool:
    guard = _GUARDS.get(hit.kind)
    return guard is None or guard(tokens, hit)


def _counts(word: str) -> bool:
    """Whether a word after a number looks like the plural noun that the number counts."""
    return word.islower() and word.endswith("s") and not word.endswith("ss") and word not in _SHORT


def _guard_year(tokens: _Tokens, hit: _Hit) -> bool:
    """A bare number is a year unless it counts something ("2000 people") or costs something."""
    before, after = tokens.letter(hit.first - 1), tokens.word(hit.last)
    if before in "$V#" or after in ("people", "men", "women", "children"):
        return False
    if tokens.letter(hit.last) in "$%uUN#":
        return False
    if tokens.letter(hit.last) == "-" and tokens.letter(hit.last + 1) != "Y":
        return False
    if before in "ipbfF" or tokens.letter(hit.last) == "X":
        return True
    return 1800 <= int(tokens.word(hit.last - 1)) <= 2100 and not _counts(after)


def _guard_month(tokens: _Tokens, hit: _Hit) -> bool:
    """May, March, April, June, August and Jan alone need a word beside them that suits months."""
    if hit.last - hit.first > 1 or tokens.letter(hit.first) != "m":
        return True
    before, word = tokens.word(hit.first - 1).lower(), tokens.word(hit.first).lower()
    if before in _MONTH_CUES:
        return True
    next_is_name = tokens.word(hit.last)[:1].isupper() and tokens.letter(hit.last) == "."
    if word in _NAMESAKES or next_is_name:
        return before in ("from", "by", "to") and tokens.letter(hit.last) in "Aq^"
    return tokens.letter(hit.first - 1) in "pibftnaOAC^" or tokens.letter(hit.last) == "X"


def _guard_season(tokens: _Tokens, hit: _Hit) -> bool:
    """ "The fall of Y" and "Arab Spring" are no seasons; "the fall of 2014" is."""
    season = next(k for k in range(hit.first, hit.last) if tokens.letter(k) == "S")
    if tokens.letter(hit.last - 1) in "YKU" or "F" in tokens.letters[hit.first : season]:
        return True
    word = tokens.word(season)
    if word.lower() not in ("fall", "spring"):
        return word.islower()
    cue = tokens.word(season - 2) if tokens.letter(season - 1) == "t" else tokens.word(season - 1)
    return word.islower() and cue.lower() in _MONTH_CUES and tokens.letter(hit.last - 1) == "S"


def _guard_length(tokens: _Tokens, hit: _Hit) -> bool:
    """Ages, prison terms, rates ("$5 a day") and bare units are no times."""
    if not _guard_age(tokens, hit):
        return False
    letters = tokens.letters[hit.first : hit.last]
    before, after = tokens.letter(hit.first - 1), tokens.letter(hit.last)
    if letters.endswith("x"):
        return True
    if letters in ("u", "U"):
        return after != "-" and (before in "ifV" or (letters == "u" and after == "O"))
    if letters in ("aU", "ae"):
        return before in "ipbf" or after == "O"
    return before != "$" or letters[0] in "iV"


def _guard_age(tokens: _Tokens, hit: _Hit) -> bool:
    ahead = [w.lower() for w in tokens.words[hit.last : hit.last + 4]]
    return "old" not in ahead[:2] and _TERM.isdisjoint(ahead[:3])


def _guard_ordinal(tokens: _Tokens, hit: _Hit) -> bool:
    clock = tokens.word(hit.last - 1).lower() in ("minute", "hour")
    return tokens.letter(hit.first - 1) in "in" and not clock


def _guard_decade(tokens: _Tokens, hit: _Hit) -> bool:
    """ "The 17th century" but not "the 17th day"; "1990s", "the 60s"."""
    word = tokens.word(hit.last - 1).lower()
    if word == "century":
        return True
    if word.isalpha():
        return (
            tokens.word(hit.first - 1).lower() not in ("his", "her", "their", "my")
            and hit.last - hit.first > 1
        )
    return (word[0].isdecimal() and len(word) > 4) or tokens.letter(hit.last - 2) in "tF-"


def _guard_weekend(tokens: _Tokens, hit: _Hit) -> bool:
    return tokens.word(hit.last - 1).lower().startswith("weekend")


def _guard_part(tokens: _Tokens, hit: _Hit) -> bool:
    """ "At dawn", "in the morning": a bare part of a day or a name made of one is none."""
    if hit.last - hit.first > 1:
        return True
    word, before = tokens.word(hit.first), tokens.letter(hit.first - 1)
    return word.islower() and (before in "Vpibf" or tokens.letter(hit.first) == "D")


def _guard_day(tokens: _Tokens, hit: _Hit) -> bool:
    """ "Today" in the middle of a run of capitals is part of a name."""
    word, before = tokens.word(hit.first), tokens.word(hit.first - 1)
    return not (word.istitle() and before[:1].isupper())


_Guard = Callable[[_Tokens, _Hit], bool]
_GUARDS: dict[str, _Guard] = {
    "ago": _guard_age,
    "day": _guard_day,
    "decade": _guard_decade,
    "length": _guard_length,
    "month": _guard_month,
    "ordinal": _guard_ordinal,
    "part": _guard_part,
    "relative": _guard_age,
    "season": _guard_season,
    "weekend": _guard_weekend,
    "year": _guard_year,
}


def _joined(tokens: _Tokens, hits: list[_Hit]) -> list[_Hit]:
    """Hits with "9 p.m." and "on Sunday" made one, and "2003" "to" "2007"."""
    out: list[_Hit] = []
    for hit in hits:
        if out and _belong(tokens, out[-1], hit):
            out[-1] = _Hit(_wider(out[-1], hit), out[-1].first, hit.last)
        else:
            out.append(hit)
    return out


def _wider(left: _Hit, right: _Hit) -> str:
    return right.kind if left.kind in _HOURS else left.kind


def _belong(tokens: _Tokens, left: _Hit, right: _Hit) -> bool:
    gap = tokens.letters[left.last : right.first]
    if gap == "A" and right.kind == "weekday" and tokens.letter(left.last - 1) == "W":
        return True
    if gap in ("A", "-", "p"):
        return left.kind == right.kind and left.kind in _CALENDAR
    hours = (left.kind in _HOURS) + (right.kind in _HOURS)
    if hours:
        return gap in ("", "n", "C", "O", "Ot", "nt", "V", "CV", "Cn")
    return left.kind == "weekday" and right.kind == "date" and gap in ("", "C", "n", "Ct")


def _with_preposition(tokens: _Tokens, hit: _Hit) -> _Hit:
    """The hit with the words before it that bound it: "since", "by", "over the", "about"."""
    first = hit.first
    while tokens.letter(first - 1) == "V" and not _is_bare_at(tokens, first):
        first -= 1
    before = [tokens.word(k).lower() for k in (first - 3, first - 2, first - 1)]
    if before[1:] == ["as", "of"]:
        return _Hit(hit.kind, first - 2, hit.last)
    if before == ["on", "or", "before"]:
        return _Hit(hit.kind, first - 3, hit.last)
    if tokens.letter(first - 1) in "ipbf" and _bounds(before[2], hit, tokens):
        return _Hit(hit.kind, first - 1, hit.last)
    return _Hit(hit.kind, first, hit.last)


def _is_bare_at(tokens: _Tokens, k: int) -> bool:
    """Whether the word before token ``k`` is an "at" that is not the one of "at least"."""
    return tokens.word(k - 1).lower() == "at" and tokens.word(k).lower() != "least"


def _bounds(word: str, hit: _Hit, tokens: _Tokens) -> bool:
    """Whether a preposition belongs to the hit: not that of "by Friday's vote" or "in July"."""
    if tokens.letter(hit.last) == "X":
        return False
    if word in ("in", "for"):
        return hit.kind in ("length", "ordinal", "relative")
    return word != "before" or hit.kind != "length"


def _disjoint(hits: list[_Hit]) -> list[_Hit]:
    out: list[_Hit] = []
    for hit in hits:
        overlaps = bool(out) and hit.first < out[-1].last
        out.append(_Hit(hit.kind, out[-1].last, hit.last) if overlaps else hit)
    return out
