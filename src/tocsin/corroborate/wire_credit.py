"""Who a text is credited to: datelines, credit lines, publishers that are news agencies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})"
_CREDITED = r"\((?P<credit>[^()\n]{2,40})\)"
_DATELINE = re.compile(
    rf"^\s*(?P<place>[^\W\d_a-z][^\W\da-z]{{2,}}(?:[ ./'’-][^\W\da-z]+)*"
    rf"(?:, (?!{_MONTH} \d)[A-Z][\w.’' ]+?)?)"
    rf"(?:,? (?P<day>{_DAY})(?:, \d{{4}})?)?,?(?: {_CREDITED}(?:,? {_DAY})?)? ?(?:--?|[–—:])\s+"
)
_BARE = re.compile(rf"^\s*{_CREDITED} ?(?:--?|[–—])\s+")
_LINE = re.compile(
    r"^\W*(?:(?P<sign>by|source|via|from|credit|courtesy of|with|©|copyright|\(c\))[:\s]+"
    r"(?:\d{4}[, ]+)?(?P<by>[^.\n]{2,60}?)|(?P<own>\([^()\n]{2,40}\)|[A-Z][\w-]*))\W*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^\W*(?i:by) [^\W\d_a-z][^.!?;:]{2,70}$")
_STAFF = re.compile(
    r"^\W*(?:(?:additional |further )?(?:reporting|writing|editing|edited|compiled|translated)"
    r"\b.{0,20}\bby\b|copyright\b|©|\(c\) ?\d{4}|all rights reserved|this (?:story|article|report) "
    r"(?:was|has|first|originally|is)|read more\b|with (?:inputs?|files|reports?) from\b|"
    r"sign up (?:for|to)\b|follow us\b|click here\b)",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:with (?:inputs?|files|reports?|material) from|originally published by|first appeared on|"
    r"provided by|copyright|©|\(c\))[:\s]+(?:\d{4}[, ]+)?(?:the )?(?P<by>[^.,;\n]{2,40})",
    re.IGNORECASE,
)
_SAID = r"(?:reported|said|says|reports|wrote|quoted|cited)"
_AGENCY = r"(?:news agency|press agency|newswire|wire service|state agency|agency)"
_NAME = r"(?P<by>(?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,4})"
_CITED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAME}(?:'s|’s)? {_AGENCY} {_SAID}\b",
        rf"\b{_AGENCY} {_NAME} {_SAID}\b",
        rf"\b[Aa]ccording to (?:the )?(?:{_AGENCY} )?{_NAME}(?: {_AGENCY})?[,.]",
        rf"\b{_NAME},? (?:has )?(?:reported|reports)\b",
    )
)
_LIKE = re.compile(
    r"\b(?:news ?wire|wire|(?:news|press|dispatch|information|telegraph\w*) (?:agency|service|"
    r"association|trust)|agence|agencia|agenzia|agentur|agency)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Credit:
    """What a text says about where it comes from.

    ``agency`` is the agency of its credit line or dateline, ``cited`` the agency that it only says
    it has its news from, both empty if there is none. ``place`` and ``day`` are those of the
    dateline, as written but in lower case.
    """

    agency: str = ""
    cited: str = ""
    place: str = ""
    day: str = ""


def agency(name: str | None) -> str:
    """Our name of an agency that a phrase names; empty if it names none.

    Known are those of the table, and whatever calls itself one ("Atlantic Press Service").
    """
    plain = " ".join((name or "").strip(" .,:;|()").split())
    plain = re.sub(r" (?:writer|correspondent|staff)s?$", "", plain, flags=re.IGNORECASE)
    low = plain.lower().removeprefix("the ")
    if low in _known():
        return _known()[low]
    return plain if _LIKE.search(plain) and len(plain.split()) <= 6 else ""


def same_agency(left: str, right: str) -> bool:
    """Whether two names are of one agency: equal, or one is the initials of the other."""
    if not left or not right:
        return False
    one, two = left.lower(), right.lower()
    return one == two or _initials(left) == two or one == _initials(right)


def is_furniture(line: str) -> bool:
    """Whether a line is a credit or a notice and no part of the story."""
    return bool(_STAFF.match(line) or _BYLINE.match(line)) or bool(_credit_of(line))


def split_dateline(line: str) -> tuple[Credit, str]:
    """What the dateline at the head of a line says, and the line without it."""
    found = _DATELINE.match(line)
    if found and (found["day"] or found["credit"] or "-" in found[0] or "—" in found[0]):
        sign = found["credit"] or ""
        place = found["place"].lower()
        day = _plain_day(found["day"] or "")
        return Credit(_signed(sign), place=place, day=day), line[found.end() :]
    bare = _BARE.match(line)
    if bare and _signed(bare["credit"]):
        return Credit(_signed(bare["credit"])), line[bare.end() :]
    return Credit(), line


def credit(lines: list[str], author: str | None = None) -> tuple[Credit, list[str]]:
    """The credit of a text, from its lines without the title, and the lines of the story itself."""
    line_credit = next((c for c in map(_credit_of, lines) if c), "") or agency(author)
    kept = [line for line in lines if line.strip() and not is_furniture(line)]
    found = Credit()
    for number, line in enumerate(kept[:2]):
        found, rest = split_dateline(line)
        if found != Credit():
            kept[number] = rest
            break
    cited = next((c for c in map(_cited, kept[:3]) if c), "")
    return Credit(found.agency or line_credit, cited, found.place, found.day), kept


def _credit_of(line: str) -> str:
    """The agency that a line on its own credits the text to."""
    if len(line) > 160:
        return ""
    within = _FROM.search(line) if _STAFF.match(line) else None
    if within:
        return agency(within["by"])
    alone = _LINE.match(line)
    parts = re.split(r"[,|/]| and | for ", alone["by"] or alone["own"]) if alone else []
    return next((name for name in map(agency, parts) if name), "")


def _signed(sign: str) -> str:
    """The agency behind the sign in a dateline: known, or taken as it stands."""
    plain = sign.strip()
    return agency(plain) or (plain if plain.isupper() and 2 <= len(plain) <= 6 else "")


def _cited(line: str) -> str:
    for pattern in _CITED:
        for found in pattern.finditer(line):
            whole = found["by"]
            if name := agency(whole):
                return name
            if re.search(_AGENCY, found[0]):
                return whole.removeprefix("the ")
    return ""


def _plain_day(day: str) -> str:
    """``sep 25`` for "Sept. 25" and "25 September"."""
    number = re.search(r"\d+", day)
    month = re.search(r"[A-Za-z]{3}", day)
    return f"{month[0].lower()} {int(number[0])}" if number and month else ""


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper()).lower()


@cache
def _known() -> dict[str, str]:
    text = (files("tocsin.corroborate") / "data" / "agencies.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {name.lower(): names[0] for names in rows for name in names}
