"""How an event stands: what the reports up to a day say of it, and who stands for and against.

Nothing is averaged and nothing dropped: every stand and every number keeps the claim that it is
from. `docs/weighing.md` has the rules in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tocsin.corroborate.weigh_credibility import credibility, independent, letters
from tocsin.corroborate.weigh_numbers import current, stated
from tocsin.corroborate.weigh_status import Verdict, history, sides, verdict
from tocsin.corroborate.weigh_voices import Voice, main_reports, voices
from tocsin.records import Event, Report, Stand, Standing

__all__ = ["current", "weigh"]


def weigh(
    event: Event,
    reports: Mapping[str, Report],
    *,
    as_of: date | None = None,
    reliability: Mapping[str, str] | None = None,
) -> Standing:
    """How the event stands.

    ``reports`` are by id of claim and must hold those of the event. ``as_of`` leaves out what was
    published later, and what is undated; without it an event that goes on is one that occurred,
    because there is no day on which it would go on. ``reliability`` has a letter A to F per
    publisher or claimant; it is quoted in the reasons and changes nothing. Raises DataError for
    another letter.
    """
    known = [reports[claim] for claim in event.claims]
    if as_of is not None:
        known = [report for report in known if report.day is not None and report.day <= as_of]
    said = voices(main_reports(known))
    found = sides(said, as_of)
    judged = verdict(found)
    digit, why = credibility(found, judged.status)
    denied = _against(said, {voice.who for voice in found.deny if voice.named}, "denies")
    return Standing(
        event.id,
        judged.status,
        history=history(said),
        stands=_stands(said, denied),
        denied_by=denied,
        withheld_by=_against(said, {v.who for v in found.withhold if v.named}, "withholds"),
        publishers=tuple(dict.fromkeys(r.publisher for r in known if r.publisher)),
        independent=independent(known),
        quantities=stated(known),
        credibility=digit,
        reasons=_reasons(judged, why, letters(said, reliability or {})),
    )


def _against(said: Sequence[Voice], who: Iterable[str], stance: str) -> tuple[str, ...]:
    """Those of them who have not come round: a claimant who on a later day affirms the event no
    longer denies it, and no longer withholds it."""
    return tuple(sorted(each for each in who if not _came_round(said, each, stance)))


def _came_round(said: Sequence[Voice], who: str, stance: str) -> bool:
    own = [voice for voice in said if voice.who == who]
    against = [voice.report.day for voice in own if _stance(voice) == stance]
    affirmed = [
        v.report.day for v in own if _stance(v) == "asserts" and v.says in ("happened", "ongoing")
    ]
    last, turned = _last(against), _last(affirmed)
    return last is not None and turned is not None and turned > last


def _last(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _stance(voice: Voice) -> str:
    """The claimant's stance to the event itself: who says that it did not happen denies it."""
    if voice.says != "not":
        return voice.stance
    return {"asserts": "denies", "denies": "asserts"}.get(voice.stance, voice.stance)


def _stands(said: Sequence[Voice], denied: Sequence[str]) -> tuple[Stand, ...]:
    found: dict[tuple[str, str], Stand] = {}
    for voice in said:
        stance = _stance(voice)
        found.setdefault(
            (voice.who, stance), Stand(voice.who, stance, voice.report.claim.id, voice.named)
        )
    return tuple(found.values())


def _reasons(judged: Verdict, why: str, table: Mapping[str, str | None]) -> tuple[str, ...]:
    letter = [
        f"reliability of {who}: {given or 'cannot be judged'}" for who, given in table.items()
    ]
    return (f"{judged.status}: {judged.reason}", f"credibility {why}", *letter)
