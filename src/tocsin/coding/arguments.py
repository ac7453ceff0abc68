"""The arguments of one event: from the network's scores of words to mentions, places, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tocsin.coding import circumstances
from tocsin.coding.grammar import Tree
from tocsin.coding.labels import ARGUMENTS, LEADS, NAMING, STANCES
from tocsin.coding.network import Floats
from tocsin.coding.reading import Reading, Word
from tocsin.coding.rules import CASUALTIES
from tocsin.coding.thresholds import chance, thresholds
from tocsin.records import Attribution, Claim, Lead, Mention, Place, Quantity, Score, Span, When

_FAINT = -4.0  # log-odds of a lead below which it does not count
_ROW = {name: i for i, name in enumerate(ARGUMENTS)}


class Arguments:
    """The words of a window as arguments of the event at a token of sentence ``n``; ``base`` is
    the claim as the rules have it."""

    def __init__(self, reading: Reading, n: int, token: int, base: Claim) -> None:
        self.n, self.token = n, token
        self.trees = reading.trees
        self._mention = reading.mention
        self.tree: Tree = reading.trees[n]
        self.event, self.words = reading.examine(n, token, base.type)
        self._here = np.array([w.sentence == n for w in self.words])
        self._limits = thresholds()
        self._base = base
        self._column_of = reading.evidence.column_of
        self._first = reading.evidence.first

    def parties(self, role: str, scores: list[Score]) -> tuple[Mention, ...]:
        """Actors or recipients; the likeliest alone if none is likely enough by itself."""
        ruled = self._base.actors if role == "actor" else self._base.recipients
        odds = self._odds(role, ruled, self._limits.said_party)
        limit = self._limits.actor if role == "actor" else self._limits.recipient
        chosen = np.flatnonzero(odds >= limit)
        if not len(chosen) and odds.max() >= self._limits.best:
            chosen = np.array([odds.argmax()])
        self._note(role, odds, scores)
        return tuple(dict.fromkeys(self._mention(self.words[k]) for k in chosen))

    def _odds(self, row: str, said: Sequence[Mention], bonus: float) -> Floats:
        """Log-odds of every word, raised for words of the sentence, or by the rules' reading."""
        odds = self.event.arguments[_ROW[row]] + np.where(self._here, 0, self._limits.before)
        columns = {self._column_of(m) for m in said} if bonus else set()
        if columns:
            own = [self._first[w.sentence] + w.token for w in self.words]
            ruled = np.isin(own, list(columns))
            odds = odds + np.where(ruled, bonus, -self._limits.other)
        return np.asarray(odds, np.float32)

    def _note(self, field: str, odds: Floats, scores: list[Score]) -> None:
        for k in np.argsort(-odds)[:2]:
            scores.append(Score(field, self._text(self.words[k]), round(chance(float(odds[k])), 3)))

    def _text(self, word: Word) -> str:
        return self.trees[word.sentence].tokens[word.token].text

    def leads(self) -> tuple[Lead, ...]:
        """The words that may name the country of a party or source, wherever they stand."""
        out = []
        for name in LEADS:
            odds = self.event.arguments[_ROW[name]]
            for k in np.flatnonzero(odds >= _FAINT):
                w = self.words[k]
                if self.trees[w.sentence].tokens[w.token].upos in NAMING:
                    role = name.removesuffix("_country")
                    out.append(Lead(role, self._mention(w), round(float(odds[k]), 3)))
        return tuple(out)

    def sources(self, scores: list[Score]) -> tuple[Attribution, ...]:
        """Who says so, each with the likeliest stance. The rules' cue of the same speaker is
        kept, and whom they read to deny, doubt or withhold, however unlikely to the network."""
        ruled = self._base.attributions
        said = {s: [a.source for a in ruled if a.stance == s] for s in STANCES}
        odds = np.stack([self._odds(s, said[s], self._limits.said_source) for s in STANCES])
        best = odds.max(0)
        cues = {(a.source.sentence, a.source.head): a.cue for a in ruled}
        out = []
        for k in np.flatnonzero(best >= self._limits.source):
            stance = STANCES[int(odds[:, k].argmax())]
            made = self._attribution(self.words[k], stance)
            cue = cues.get((made.source.sentence, made.source.head), made.cue)
            out.append(replace(made, cue=cue))
        self._note("source", best, scores)
        known = {a.source.span.start for a in out}
        grudging = (a for a in ruled if a.stance != "asserts")
        return (*out, *(a for a in grudging if a.source.span.start not in known))

    def _attribution(self, word: Word, stance: str) -> Attribution:
        tree, cue = self.trees[word.sentence], self._cue()
        if word.sentence == self.n and word.token == cue:
            span = tree.span(word.token, word.token)
            return Attribution(Mention(span, span.text, kind="cue", sentence=self.n), span, stance)
        if cue is not None:
            return Attribution(self._mention(word), self.tree.span(cue, cue), stance)
        head = tree.tokens[word.token].head
        at = head if head >= 0 else word.token
        return Attribution(self._mention(word), tree.span(at, at), stance)

    def _cue(self) -> int | None:
        return self._likeliest("cue", self._limits.cue)

    def _likeliest(self, row: str, limit: float) -> int | None:
        """The sentence's likeliest token for a row, if it is likely enough."""
        odds = np.where(self._here, self.event.arguments[_ROW[row]], -np.inf)
        k = int(odds.argmax())
        return self.words[k].token if odds[k] >= limit else None

    def _own(self, row: str, limit: float) -> list[int]:
        odds = self.event.arguments[_ROW[row]]
        return [self.words[k].token for k in np.flatnonzero(self._here & (odds >= limit))]

    def places(self) -> tuple[Place, ...]:
        """Where the event happens, by the sentence."""
        heads = self._own("place", self._limits.place)
        return tuple(Place(self.tree.span(*self.tree.phrase(k))) for k in heads)

    def when(self) -> When | None:
        """The likeliest time expression of the sentence."""
        odds = self.event.arguments[_ROW["when"]]
        best: tuple[float, Span] | None = None
        for time in self.tree.sentence.times:
            for k in np.flatnonzero(self._here):
                start = self.tree.tokens[self.words[k].token].start
                score = float(odds[k])
                enough = score >= (best[0] if best else self._limits.when)
                if enough and time.start <= start < time.end:
                    best = (score, circumstances.time_span(time))
        return When(best[1]) if best else None

    def quantities(self) -> tuple[Quantity, ...]:
        """Stated numbers of the event."""
        what = CASUALTIES.get(self.tree.lemma(self.token), "")
        heads = self._own("quantity", self._limits.quantity)
        found = (circumstances.quantity(self.tree, k, what) for k in heads)
        return tuple(dict.fromkeys(q for q in found if q is not None))

    def condition(self) -> Span | None:
        """The words of the stated condition."""
        head = self._likeliest("condition", self._limits.condition)
        if head is None:
            return None
        return circumstances.condition(self.tree, head, self.tree.sentence.text)
