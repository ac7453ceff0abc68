"""Whom a pronoun stands for: candidates near it are weighed, and the best one is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log

from tocsin.records import Mention
from tocsin.resolve.referents import Facts, Referent

_FORMS = {
    "he": "he him his himself",
    "she": "she her hers herself",
    "it": "it its itself",
    "they": "they them their theirs themselves",
    "we": "we us our ours ourselves",
    "I": "i me my mine myself",
    "reciprocal": "each one",
}
_FORM = {word: form for form, row in _FORMS.items() for word in row.split()}
_GENDER = {"he": "Masc", "she": "Fem"}
_POSSESSIVE = {"his", "her", "its", "their", "our", "my"}
_REFLEXIVE = {"himself", "herself", "itself", "themselves"}
_BODIES = frozenset({"organization", "country", "place"})
_PARTIES = frozenset({"organization", "country"})
_MARGIN = 0.5
_CROWDS = frozenset({"people", "organizations", "countries"})
_FIRST = {"we", "I"}
_SPEAKERS = frozenset({"person", "people", "organization"})


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of a candidate for each thing that speaks for it (`features` says what each one is).

    Fitted as a softmax over the candidates of GUM's training part, then rounded; those of ``body``
    and ``country`` for "it" are raised, as news is about states more often than GUM is.
    """

    distance: float
    rank: float
    subject: float
    parallel: float
    name: float
    often: float
    pronoun: float
    blocked: float
    gender: float = 0.0
    body: float = 0.0
    country: float = 0.0
    crowd: float = 0.0


_PERSON = Weights(-1.2, -0.25, 1.1, 0.5, -0.2, 0.6, 1.0, -1.0, gender=0.7)
_THING = Weights(-1.7, -0.2, 1.0, 0.3, -0.3, 0.6, 0.9, -1.0, body=0.3, country=0.5, crowd=-0.6)
_SEVERAL = Weights(-2.2, -0.3, 0.7, 1.0, -0.4, 0.7, 0.8, -1.0, country=-0.7, crowd=1.5)
_OWNER = Weights(-1.9, -0.3, 1.5, 0.0, -0.1, 0.3, 0.5, 0.0, body=0.2, country=0.6)
WEIGHTS = {"he": _PERSON, "she": _PERSON, "it": _THING, "its": _OWNER, "they": _SEVERAL}
WINDOW = {"he": 3, "she": 3, "it": 2, "they": 3}  # sentences back


def form_of(mention: Mention) -> str:
    """``he``, ``she``, ``it``, ``they``, ``we``, ``I``, ``reciprocal``; empty for any other."""
    return _FORM.get(mention.head.lower(), "") if mention.kind == "pronoun" else ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A referent with its latest mention before the pronoun, and its place in the queue."""

    referent: Referent
    latest: int
    rank: int


@dataclass(frozen=True, slots=True)
class Scene:
    """The document up to a mention: all mentions, their facts, and the referents found so far.

    ``groups`` holds coordinations ("A and B") at the index of their last mention.
    """

    mentions: Sequence[Mention]
    facts: Sequence[Facts]
    of: Sequence[Referent | None]
    groups: dict[int, Referent] = field(default_factory=dict)

    def before(self, index: int, sentences: int) -> Iterator[tuple[int, Referent]]:
        """Referents from ``index`` backwards, each at its latest mention, at most so far back."""
        seen: set[int] = set()
        first = self.mentions[index].sentence - sentences
        for k in range(index - 1, -1, -1):
            if self.mentions[k].sentence < first:
                return
            for found in (self.groups.get(k), self.of[k]):
                if found is not None and id(found) not in seen:
                    seen.add(id(found))
                    yield k, found

    def subjects_before(self, index: int) -> list[int]:
        """Mentions of the sentence before one that is no subject, which are subjects."""
        here, out = self.mentions[index], list[int]()
        for k in range(index - 1, -1, -1) if not here.subject else ():
            if self.mentions[k].sentence != here.sentence:
                break
            if self.mentions[k].subject:
                out.append(k)
        return out[::-1]


def antecedent(scene: Scene, index: int) -> Referent | None:
    """The referent of a third-person pronoun; None if nothing near fits, or if it is in doubt."""
    form = form_of(scene.mentions[index])
    weights = WEIGHTS["its" if scene.mentions[index].head.lower() == "its" else form]
    scored = [(score(scene, index, c, weights), c) for c in candidates(scene, index, form)]
    if not scored:
        return None
    scored.sort(key=lambda pair: pair[0], reverse=True)
    lead = scored[0][0] - scored[1][0] if len(scored) > 1 else _MARGIN + 1
    best = scored[0][1]
    return None if _doubtful(scene, index, best, lead=lead) else best.referent


def _doubtful(scene: Scene, index: int, best: Candidate, *, lead: float) -> bool:
    """Whether an "it" or "they" is too unsure to be laid to a state or body.

    In GUM's training part the links that this drops were right in less than a third of the cases.
    """
    anaphor, latest = scene.mentions[index], scene.mentions[best.latest]
    form = form_of(anaphor)
    if form in _GENDER or anaphor.head.lower() == "its":
        return False
    if not best.referent.kinds & _PARTIES and not best.referent.members:
        return False
    if form == "it":
        return lead <= _MARGIN or not (anaphor.subject and latest.subject)
    return lead <= _MARGIN and form_of(latest) != form


def candidates(scene: Scene, index: int, form: str) -> list[Candidate]:
    """Fitting referents within the window of the pronoun, nearest first."""
    found: list[Candidate] = []
    for k, referent in scene.before(index, WINDOW[form]):
        if _compatible(referent, form) and not _encloses(scene, k, index):
            found.append(Candidate(referent, k, len(found)))
    return found


def _compatible(referent: Referent, form: str) -> bool:
    if "time" in referent.kinds:
        return False
    if form in _GENDER:
        return "person" in referent.kinds and referent.gender in ("", _GENDER[form])
    if form == "it":
        return not referent.plural and "person" not in referent.kinds
    return referent.plural or bool(referent.kinds & _PARTIES)


def _encloses(scene: Scene, k: int, index: int) -> bool:
    outer, inner = scene.mentions[k].span, scene.mentions[index].span
    return outer.start <= inner.start and inner.end <= outer.end


def score(scene: Scene, index: int, candidate: Candidate, weights: Weights) -> float:
    """Points of one candidate: the weights of what speaks for it, added up."""
    values = features(scene, index, candidate)
    return sum(float(getattr(weights, name)) * value for name, value in values.items())


def features(scene: Scene, index: int, candidate: Candidate) -> dict[str, float]:
    """What speaks for and against a candidate, by the names of `Weights`."""
    anaphor, latest = scene.mentions[index], scene.mentions[candidate.latest]
    referent = candidate.referent
    return {
        "distance": float(anaphor.sentence - latest.sentence),
        "rank": float(min(candidate.rank, 5)),
        "subject": float(latest.subject),
        "parallel": float(latest.subject and anaphor.subject),
        "name": float(bool(referent.names)),
        "often": log(max(1, len(referent.mentions))),
        "pronoun": float(form_of(latest) == form_of(anaphor)),
        "blocked": float(_blocked(scene, index, candidate.latest)),
        "gender": float(bool(referent.gender)),
        "body": float(bool(referent.kinds & _BODIES)),
        "country": float("country" in referent.kinds),
        "crowd": float(bool(referent.members) or bool(referent.kinds & _CROWDS)),
    }


def _blocked(scene: Scene, index: int, latest: int) -> bool:
    """A bare object pronoun is not the last subject before it ("Ann met her")."""
    anaphor = scene.mentions[index]
    if anaphor.subject or is_possessive(scene, index) or anaphor.head.lower() in _REFLEXIVE:
        return False
    return latest == last_subject(scene, index)


def is_possessive(scene: Scene, index: int) -> bool:
    """Whether the pronoun stands before its noun: "her" is an object unless a noun follows it."""
    if scene.mentions[index].head.lower() not in _POSSESSIVE:
        return False
    start = scene.mentions[index].span.start
    near = scene.mentions[index + 1 : index + 4]
    return any(m.span.start == start for m in near)


def last_subject(scene: Scene, index: int) -> int:
    """The nearest subject before the mention in its sentence; -1 if there is none."""
    for k in range(index - 1, -1, -1):
        if scene.mentions[k].sentence != scene.mentions[index].sentence:
            return -1
        if scene.mentions[k].subject and scene.of[k] is not None:
            return k
    return -1


def speaker(scene: Scene, index: int) -> Referent | None:
    """Who says "we" or "I" in a quotation.

    A mention knows no verbs, so the speaker is the nearest subject that is a person or a body:
    in the sentence itself, else in the one before, else in the one after.
    """
    near = [(_remoteness(scene, index, k), k) for k in _around(scene, index) if _speaks(scene, k)]
    return scene.of[min(near)[1]] if near else None


def _speaks(scene: Scene, k: int) -> bool:
    found = scene.of[k]
    if found is None or not scene.mentions[k].subject or form_of(scene.mentions[k]) in _FIRST:
        return False
    return bool(found.kinds & _SPEAKERS)


def _remoteness(scene: Scene, index: int, k: int) -> tuple[int, int, int]:
    apart = scene.mentions[k].sentence - scene.mentions[index].sentence
    found = scene.of[k]
    crowd = int(found is None or "person" not in found.kinds)
    return abs(apart) * 2 + (apart > 0), crowd, abs(k - index)


def _around(scene: Scene, index: int) -> Iterator[int]:
    here = scene.mentions[index].sentence
    for step in (-1, 1):
        k = index + step
        while 0 <= k < len(scene.mentions) and abs(scene.mentions[k].sentence - here) <= 1:
            yield k
            k += step
