"""A claim as a clause made of its fields: "Peru shelled a police post", "there was shelling"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tocsin.records import Claim, Mention
from tocsin.wording.names import display, is_agent, listed
from tocsin.wording.verbs import Certainty, Verb, being, certainty, predicate, verb_of

_SURE_MODE = 0.6  # below, the sentence speaks of the type alone


@dataclass(frozen=True, slots=True)
class _Form:
    whose: str
    base: str
    past: str
    participle: str
    ing: str
    rest: str


def clause(claim: Claim, others: Mapping[str, Claim]) -> str:
    """Subject and predicate, in small letters. ``others`` are claims by id that a speech act may
    link to."""
    sure = certainty(claim)
    verb = verb_of(claim.type, _sure_mode(claim))
    actors = _called([m for m in claim.actors if is_agent(m)])
    recipients = [name for name in _called(claim.recipients) if name not in actors]
    if not actors:
        return _without_actor(claim, recipients, verb, sure)
    told = _speech(claim, actors, recipients, others)
    plural = len(actors) > 1 or _plural(claim.actors)
    finite = predicate(sure, told or verb, plural=plural)
    rest = told.rest if told else verb.after(listed(recipients), state=_is_state(claim))
    return f"{listed(actors)} {finite}{rest}"


def _sure_mode(claim: Claim) -> str | None:
    """The mode, unless the coder doubted it."""
    scores = (score for score in claim.reason.scores if score.field == "mode")
    given = {score.value: score.probability for score in scores}
    return claim.mode if given.get(claim.mode or "", 1.0) >= _SURE_MODE else None


def _without_actor(claim: Claim, recipients: Sequence[str], verb: Verb, sure: Certainty) -> str:
    if recipients and verb.passive is not None:
        be = being(sure, plural=len(recipients) > 1 or _plural(claim.recipients))
        be += " being" if (sure.modality, sure.time) == ("asserted", "ongoing") else ""
        return f"{listed(recipients)} {be} {verb.participle}{verb.passive}"
    return f"there {being(sure, plural=verb.plural)} {verb.noun}"


def _called(group: Sequence[Mention]) -> list[str]:
    return [called for called in dict.fromkeys(map(display, group)) if called]


def _plural(group: Sequence[Mention]) -> bool:
    return any(m.number == "Plur" and m.kind != "name" for m in group)


def _is_state(claim: Claim) -> bool:
    """Whether a state itself is the recipient."""
    known = [m.entity for m in claim.recipients if m.entity]
    return any(entity.country in (entity.id, entity.id.removesuffix("/GOV")) for entity in known)


# Speech acts with what is spoken of


@cache
def _forms() -> dict[tuple[str, str], tuple[_Form, ...]]:
    text = files("tocsin.wording").joinpath("data/speech.tsv").read_text(encoding="utf-8")
    found: dict[tuple[str, str], tuple[_Form, ...]] = {}
    for line in text.splitlines():
        if line and line[0] != "#":
            type_, mode, *rest = line.split("\t")
            found[type_, mode] = (*found.get((type_, mode), ()), _Form(*rest))
    return found


def _forms_of(claim: Claim) -> Iterator[_Form]:
    for mode in dict.fromkeys((claim.mode or "", "")):
        yield from _forms().get((claim.type, mode), ())


def _speech(
    claim: Claim, actors: Sequence[str], recipients: Sequence[str], others: Mapping[str, Claim]
) -> Verb | None:
    """The verb of a speech act with what is spoken of, None if that is not known."""
    ids = [str(link.other) for link in claim.links if link.kind == "content"]
    for content in (others[key] for key in ids if key in others):
        for form in _forms_of(claim):
            filled = _filled(form, actors, recipients, content)
            if filled:
                return Verb(form.base, form.past, form.participle, form.ing, filled, "")
    return None


def _filled(
    form: _Form, actors: Sequence[str], recipients: Sequence[str], content: Claim
) -> str | None:
    """The rest of the speech act's clause, None if this form does not fit."""
    acting = set(_called(content.actors))
    if form.whose == "own" and acting and not acting & set(actors):
        return None
    target = list(recipients) or _called(content.actors)
    if form.whose == "theirs" and (not target or (acting and not acting & set(target))):
        return None
    subject = target if form.whose == "theirs" else actors
    return form.rest.format(r=listed(target), **_content(content, subject))


def _content(content: Claim, subject: Sequence[str]) -> dict[str, str]:
    verb = verb_of(content.type, content.mode)
    objects = [called for called in _called(content.recipients) if called not in subject]
    after = verb.after(listed(objects), state=_is_state(content))
    no = "not " if content.polarity == "-" else ""
    noun = verb.noun if content.polarity == "+" else f"an end to {verb.noun}"
    return {"inf": f"{no}to {verb.base}{after}", "ing": f"{no}{verb.ing}{after}", "noun": noun}
