"""Check the facts of the seed article one by one against what ``tocsin read --json`` prints.

usage: python evals/seed_facts.py [ARTICLE.txt] [FACTS.md] [--json]

FACTS.md holds a table whose rows begin with the number of the fact. A check looks for a record (a
claim, an assessment, a link) with the values that the row asks for, in the sentence that the row
names (H is the first paragraph of the article, S0 the second, and so on). Two claims are one event
if they have the same type and the same countries as actors and as recipients (in either role for
joint acts such as talks). The article has no date; for rows 10 and 51 it is read a second time with
``--published``. A row without a check does not hold. Prints each row with yes or no; with
``--json`` one line: ``held``, ``facts`` and ``rows`` (the numbers of those that hold).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT.parent / "shared/seed"
ROW = re.compile(r"^\|\s*(\d+)\s*\|\s*(.+?)\s*\|\s*(.*?)\s*\|\s*$", re.M)
ANY_DAY = "2024-10-30"
JOINT = ("CONSULT", "COOPERATE")
SENDING = ("AID", "MOBILIZE")
Record = dict[str, Any]


def countries(parties: Iterable[Record]) -> set[str]:
    return {p["country"] for p in parties if p["country"]}


def parties(claim: Record) -> set[str]:
    return countries([*claim["actors"], *claim["recipients"]])


def event(claim: Record) -> tuple[Any, ...]:
    """What two claims of one event have in common."""
    if claim["type"] in JOINT:
        return (claim["type"], frozenset(parties(claim)))
    sides = (frozenset(countries(claim[k])) for k in ("actors", "recipients"))
    return (claim["type"], *sides)


def stances(claim: Record, country: str | None) -> set[str]:
    return {a["stance"] for a in claim["attributions"] if a["country"] == country}


def says(words: str, *texts: str | None) -> bool:
    """Whether all of the words are in the texts."""
    joined = " ".join(t for t in texts if t).lower()
    return all(w in joined for w in words.lower().split("+"))


class Page:
    """The printed records, by the paragraph of the article that they are in."""

    def __init__(self, made: Record, article: str, dated: Record) -> None:
        self.made = made
        self.dated = self if dated is made else Page(dated, article, dated)
        self._paragraphs = [" ".join(p.split()) for p in article.splitlines() if p.strip()]

    def _in(self, s: int, record: Record) -> bool:
        return " ".join(record["sentence"].split()) in self._paragraphs[s]

    def claims(
        self,
        s: int,
        *types: str,
        actor: str | None = None,
        recipient: str | None = None,
        **values: str,
    ) -> list[Record]:
        """Claims of paragraph ``s`` of one of the types, with these values."""
        return [
            c
            for c in self.made["claims"]
            if self._in(s, c)
            and c["type"] in types
            and (actor is None or actor in countries(c["actors"]))
            and (recipient is None or recipient in countries(c["recipients"]))
            and all(c[k] == v for k, v in values.items())
        ]

    def sending(self, s: int, **values: str) -> list[Record]:
        """Claims of paragraph ``s`` that one country sends its forces to the other."""
        found = self.claims(s, *SENDING, actor="PRK", recipient="RUS", **values)
        return [c for c in found if c["polarity"] == "+"]

    def judged(self, s: int, words: str, **values: str) -> list[Record]:
        """Assessments of paragraph ``s`` with these words and values."""
        return [
            a
            for a in self.made.get("assessments", [])
            if self._in(s, a)
            and says(words, a["text"])
            and all(a[k] == v for k, v in values.items())
        ]

    def links(self, kind: str, bases: list[Record], others: list[Record]) -> bool:
        """Whether a base is linked to one of the others."""
        wanted = {c["id"] for c in others}
        return any(
            x["kind"] == kind and x["claim"] in wanted for b in bases for x in b.get("links", [])
        )

    def all(self, s: int) -> list[Record]:
        return [c for c in self.made["claims"] if self._in(s, c)]


def about(found: Iterable[Record], words: str, field: str = "object") -> bool:
    return any(a[field] and says(words, a[field]["text"]) for a in found)


def held(found: Iterable[Record], country: str) -> list[Record]:
    return [a for a in found if country in countries(a["attributions"])]


def meeting(p: Page) -> list[Record]:
    found = p.claims(2, "CONSULT", actor="PRK", modality="planned", polarity="+")
    return [c for c in found if "RUS" in parties(c)]


def invasion(p: Page, s: int) -> list[Record]:
    return p.claims(s, "ASSAULT", actor="RUS", recipient="UKR", modality="asserted", polarity="+")


def numbered(claims: list[Record], low: int, high: int, words: str) -> list[Record]:
    """Claims with a quantity inside the range."""
    return [
        c
        for c in claims
        for q in c["quantities"]
        if q["low"] is not None
        and low <= q["low"]
        and (q["high"] or high) <= high
        and says(words, q["text"], q["what"])
    ]


def approximate(claims: list[Record]) -> bool:
    return any(q["approximate"] for c in claims for q in c["quantities"])


def unnamed(claims: list[Record]) -> list[Record]:
    return [
        c
        for c in claims
        for a in c["attributions"]
        if a["country"] is None and a["stance"] == "asserts" and says("report", a["text"], a["cue"])
    ]


def withholding(p: Page, *wanted: str) -> list[Record]:
    found = p.claims(6, *SENDING, polarity="+")
    return [c for c in found if all(stances(c, w) == {"withholds"} for w in wanted)]


def with_role(claims: list[Record]) -> bool:
    """An actor by name, with both of the roles that the text gives."""
    for a in (a for c in claims for a in c["actors"]):
        words = " ".join(filter(None, [a["text"], a["name"], a["entity"], *a["descriptors"]]))
        if says("choe+foreign minister+diplomat", words):
            return (a["country"], a["sector"]) == ("PRK", "GOV") and says(
                "choe", a["name"], a["entity"]
            )
    return False


def both(claims: list[Record]) -> list[Record]:
    return [c for c in claims if parties(c) >= {"PRK", "RUS"}]


def tests(p: Page) -> list[Record]:
    return p.claims(12, "MOBILIZE", actor="PRK", mode="weapons", polarity="+")


def tightening(p: Page) -> list[Record]:
    found = p.claims(12, "SANCTION", actor="USA", recipient="PRK", polarity="+")
    return [c for c in found if c["modality"] == "demanded"]


def four_statuses(p: Page) -> list[list[Record]]:
    """The same event as asserted, reported, claimed by a third country, and unacknowledged."""
    return [
        [c for c in p.sending(1) if not c["attributions"]],
        unnamed(p.sending(3)),
        [c for c in p.sending(4) if "asserts" in stances(c, "USA")],
        [c for c in withholding(p, "PRK", "RUS") if c in p.sending(6)],
    ]


def same(groups: list[list[Record]]) -> bool:
    """Whether one event is in every group."""
    keys = [{event(c) for c in group} for group in groups]
    return bool(set.intersection(*keys))


def week(p: Page) -> bool:
    """Without a date the window stays open, with one it is a week; no furniture in the text."""
    undated = [c["when"] for c in meeting(p) if c["when"]]
    dated = [c["when"] for c in meeting(p.dated) if c["when"]]
    clean = not any(w in p.made["text"] for w in ("Leave a Reply", "Published by", "Exit mobile"))
    opened = p.made["published"] is None and any(w["start"] is None for w in undated)
    return clean and opened and any(w["start"] and w["start"] < w["end"] for w in dated)


CHECKS: dict[int, Callable[[Page], bool]] = {
    1: lambda p: any(says("deployment", c["trigger"]) for c in p.sending(0, modality="asserted")),
    2: lambda p: about(p.judged(0, "concern", held_by="report"), "deployment"),
    3: lambda p: any(not c["attributions"] for c in p.sending(1, modality="asserted")),
    4: lambda p: bool(numbered(p.sending(1), 1000, 9999, "thousands+troops")),
    5: lambda p: any(
        says("support", c["purpose"]) or any(x["kind"] == "purpose" for x in c["links"])
        for c in p.sending(1)
    ),
    6: lambda p: any(
        not countries(c["attributions"])
        for c in both(p.claims(1, "COOPERATE", modality="possible", polarity="+"))
    ),
    7: lambda p: about(
        p.judged(1, "threat", modality="possible", held_by="unnamed"), "indo-pacific", "affected"
    ),
    8: lambda p: bool(meeting(p)),
    9: lambda p: any(
        says("moscow", place["text"]) and place["country"] == "RUS"
        for c in meeting(p)
        for place in c["place"]
    ),
    10: lambda p: any(
        says("this week", c["when"]["text"]) and c["when"]["precision"] == "week"
        for c in meeting(p.dated)
        if c["when"]
    ),
    11: lambda p: with_role(meeting(p)),
    12: lambda p: bool(p.judged(2, "concerning", held_by="report")),
    13: lambda p: p.links("cause", meeting(p), p.all(3)),
    14: lambda p: bool(unnamed(p.sending(3))),
    15: lambda p: any(
        countries(c["actors"]) == {"RUS"} and says("its", *(a["text"] for a in c["actors"]))
        for c in p.claims(3, "ASSAULT")
    ),
    16: lambda p: any(c["time"] == "ongoing" for c in invasion(p, 3)),
    17: lambda p: any("asserts" in stances(c, "USA") for c in p.sending(4)),
    18: lambda p: approximate(numbered(p.sending(4), 9000, 11000, "troops")),
    19: lambda p: any(
        says("kursk", place["text"]) and place["country"] == "RUS"
        for c in p.sending(4)
        for place in c["place"]
    ),
    20: lambda p: bool(
        invasion(p, 4) and p.claims(4, "ASSAULT", actor="UKR", recipient="RUS", polarity="+")
    ),
    21: lambda p: about(p.judged(5, "unclear", kind="uncertainty"), "deployment"),
    22: lambda p: bool(p.judged(5, "escalation", held_by="unnamed")),
    23: lambda p: about(
        p.judged(5, "consequences", modality="possible"), "indo-pacific", "affected"
    ),
    24: lambda p: bool(withholding(p, "PRK")),
    25: lambda p: bool(withholding(p, "RUS")),
    26: lambda p: bool(withholding(p, "PRK", "RUS")),
    27: lambda p: same([p.sending(1), p.sending(3), p.sending(4), p.sending(6)]),
    28: lambda p: bool(held(p.judged(7, "international law", polarity="+"), "PRK"))
    and any(
        "asserts" in stances(c, "PRK") and "asserts" in stances(c, "RUS")
        for c in both(p.claims(7, "COOPERATE", modality="asserted", polarity="+"))
    ),
    29: lambda p: bool(p.judged(7, "details", polarity="-")),
    30: lambda p: bool(p.claims(8, "ACCUSE", actor="IGO", modality="asserted", polarity="+")),
    31: lambda p: bool(held(p.judged(8, "security", modality="possible"), "IGO")),
    32: lambda p: bool(
        p.claims(9, "AID", actor="RUS", recipient="PRK", modality="possible", polarity="+")
    ),
    33: lambda p: p.links("exchange", p.claims(9, "AID", "AGREE", actor="RUS"), p.sending(9)),
    34: lambda p: bool(p.judged(9, "capabilities", modality="possible")),
    35: lambda p: about(p.judged(9, "threat", modality="asserted", valence="-"), "capabilities"),
    36: lambda p: any(
        says("warn", c["trigger"]) for c in p.claims(10, "ACCUSE", "THREATEN", actor="KOR")
    ),
    37: lambda p: any(
        says("major security threat", *a["quotes"]) for a in held(p.judged(10, "threat"), "KOR")
    ),
    38: lambda p: any(
        "asserts" in stances(c, "KOR")
        for c in p.claims(11, "AID", actor="KOR", recipient="UKR", modality="possible")
    ),
    39: lambda p: p.links("cause", p.all(11), p.claims(10, "ACCUSE", "THREATEN", actor="KOR")),
    40: lambda p: any(
        says("countermeasure", c["trigger"]) or says("prepar", c["trigger"])
        for c in p.all(11)
        if "KOR" in countries(c["actors"]) and c["time"] == "ongoing"
    ),
    41: lambda p: any(
        says("degree+alliance", c["condition"]) and "KOR" in countries(c["actors"])
        for c in p.all(11)
        if c["modality"] == "conditional"
    ),
    42: lambda p: any(
        countries(c["actors"]) == {"RUS", "CHN"} and c["time"] == "ongoing"
        for c in p.claims(12, "REJECT", recipient="USA", modality="asserted", polarity="+")
    ),
    43: lambda p: bool(tightening(p)),
    44: lambda p: p.links("cause", p.claims(12, "SANCTION", "REJECT"), tests(p)),
    45: lambda p: p.links("time", tests(p), invasion(p, 12)) and bool(p.judged(12, "intensif")),
    46: lambda p: bool(
        held(p.judged(13, "vigilant"), "INT")
        and about(p.judged(13, "escalate", modality="possible"), "deployment")
        and about(p.judged(13, "destabili", modality="possible"), "deployment")
    ),
    47: lambda p: bool(p.judged(14, "watched")) and same(
        [meeting(p), [c for c in p.claims(14, "CONSULT") if c["time"] == "future"]]
    ),
    48: lambda p: any(
        countries(a["attributions"]) == {"INT"} for a in p.judged(14, "prevent", kind="aim")
    ),
    49: lambda p: same(
        [
            [c for c in numbered(p.sending(1), 1000, 9999, "thousands") if not c["attributions"]],
            numbered([c for c in p.sending(4) if c["attributions"]], 9000, 11000, "troops"),
        ]
    ),
    50: lambda p: same(four_statuses(p)),
    51: week,
}  # fmt: skip


def facts(path: Path) -> dict[int, str]:
    """The rows of the table by number; ends the program if there are none."""
    found = {int(n): text for n, text, _ in ROW.findall(path.read_text(encoding="utf-8"))}
    if not found:
        sys.exit(f"seed_facts: {path} has no table of facts")
    return found


def printed(path: Path, *options: str) -> Record:
    """What ``tocsin read --json`` prints for the article."""
    from typer.testing import CliRunner

    from tocsin.cli.commands import app

    done = CliRunner().invoke(app, ["read", str(path), "--json", *options])
    if done.exit_code:
        sys.exit(f"seed_facts: tocsin read failed: {done.exception or done.output.strip()}")
    made: Record = json.loads(done.stdout)
    return made


def check(page: Page, rows: Iterable[int]) -> list[int]:
    """The numbers of the rows that hold."""
    return [n for n in rows if n in CHECKS and CHECKS[n](page)]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("article", type=Path, nargs="?", default=SEED / "article.txt")
    parser.add_argument("facts", type=Path, nargs="?", default=SEED / "FACTS.md")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    for path in (options.article, options.facts):
        if not path.is_file():
            sys.exit(f"seed_facts: no such file: {path}")
    rows = facts(options.facts)
    article = options.article.read_text(encoding="utf-8")
    made, dated = printed(options.article), printed(options.article, "--published", ANY_DAY)
    holding = check(Page(made, article, dated), rows)
    if options.json:
        print(json.dumps({"held": len(holding), "facts": len(rows), "rows": holding}))
        return 0
    for number, text in rows.items():
        print(f"{'yes' if number in holding else 'NO ':4}{number:>3}  {text}")
    print(f"{len(holding)} of {len(rows)} facts hold")
    return 0


if __name__ == "__main__":
    sys.exit(main())
