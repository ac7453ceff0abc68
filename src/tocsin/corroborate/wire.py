"""Which articles are copies of one report.

Articles that share a key (`wire_keys`) are compared word by word (`wire_overlap`). An article that
takes over enough of an earlier one belongs to its origin: to that of the one it shares most with.
So an origin grows along copies, and an article that mixes two reports does not join them into one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from tocsin.corroborate.wire_credit import same_agency
from tocsin.corroborate.wire_keys import Keys, Order, Pair, keys
from tocsin.corroborate.wire_overlap import Overlap, overlap, score
from tocsin.corroborate.wire_text import WireText, wire_text
from tocsin.records import Article, Origin


@dataclass(frozen=True, slots=True)
class _Link:
    score: float
    shared: Overlap


def origins(articles: Iterable[Article]) -> tuple[Origin, ...]:
    """Every article in exactly one origin, in the order of their first articles.

    An origin names articles by id, the first one first. Articles with the same text share an id,
    which is named once. The order of ``articles`` makes no difference.
    """
    index = WireIndex()
    for article in articles:
        index.add(article)
    return index.origins()


class WireIndex:
    """Origins of articles that come one after another; the same as `origins` of all of them.

    It lives in memory and costs about the same for every article, however many there are.
    """

    def __init__(self) -> None:
        self._texts: list[WireText] = []
        self._order: list[Order] = []
        self._known: dict[Order, int] = {}
        self._number: dict[str, int] = {}
        self._keys = Keys()
        self._links: list[dict[int, _Link]] = []
        self._best: dict[int, int] = {}
        self._first: dict[int, int] = {}
        self._members: dict[int, set[int]] = {}

    def add(self, article: Article) -> Origin:
        """Take in an article; the origin that it belongs to now. One that is known already, with
        the same day, publisher and author, changes nothing."""
        return self.update((article,))[article.id]

    def update(self, articles: Iterable[Article]) -> dict[str, Origin]:
        """Take in articles; the origins of these and of all whose first article changed by them,
        by the ids of the articles."""
        touched: set[int] = set()
        for article in articles:
            touched |= self._take(article)
        changed = touched | self._redo(touched)
        made = {first: self._origin(first) for first in {self._first[n] for n in changed}}
        return {self._texts[n].id: made[self._first[n]] for n in changed}

    def origin(self, article: str) -> Origin:
        """The origin of the article with this id. Raises KeyError if it was not taken in."""
        return self._origin(self._first[self._number[article]])

    def origins(self) -> tuple[Origin, ...]:
        """All origins, in the order of their first articles."""
        firsts = sorted(self._members, key=self._order.__getitem__)
        return tuple(self._origin(first) for first in firsts)

    def _take(self, article: Article) -> set[int]:
        """Put an article into the index; it and the articles whose links this changed."""
        text = wire_text(article)
        order = (*text.order, article.publisher or "", article.author or "")
        if order in self._known:
            return {self._known[order]}
        number = self._known[order] = len(self._texts)
        self._texts.append(text)
        self._number.setdefault(text.id, number)
        self._order.append(order)
        self._links.append({})
        gained, lost = self._keys.add(number, order, keys(text))
        return {number} | self._unlink(lost) | self._link(gained)

    def _unlink(self, pairs: set[Pair]) -> set[int]:
        """Forget the links of pairs; the later articles of those that had one."""
        touched: set[int] = set()
        for earlier, later in pairs:
            if self._links[later].pop(earlier, None):
                del self._links[earlier][later]
                touched.add(later)
        return touched

    def _link(self, pairs: set[Pair]) -> set[int]:
        """Compare pairs and link the copies; the later articles of those."""
        touched: set[int] = set()
        for earlier, later in pairs:
            one, two = self._texts[earlier], self._texts[later]
            shared = overlap(one, two)
            value = score(one, two, shared)
            if value > 0:
                link = _Link(value, shared)
                self._links[later][earlier] = self._links[earlier][later] = link
                touched.add(later)
        return touched

    def _redo(self, touched: set[int]) -> set[int]:
        """Find the origins of articles anew, and of later ones that hang on them, in the order of
        publication; those whose origin changed."""
        ahead = [(self._order[n], n) for n in touched]
        heapify(ahead)
        changed: set[int] = set()
        while ahead:
            _, number = heappop(ahead)
            if self._settle(number):
                changed.add(number)
                for other in self._links[number]:
                    if self._order[other] > self._order[number]:
                        heappush(ahead, (self._order[other], other))
        return changed

    def _settle(self, number: int) -> bool:
        """Give an article the origin of the earlier one that it shares most with; whether that is
        another origin than before."""
        links = self._links[number]
        earlier = (other for other in links if self._order[other] < self._order[number])
        best = min(earlier, key=lambda n: (-links[n].score, self._order[n]), default=number)
        self._best[number] = best
        first = self._first[best] if best != number else number
        old = self._first.get(number)
        if first == old:
            return False
        if old is not None:
            self._members[old].discard(number)
            if not self._members[old]:
                del self._members[old]
        self._first[number] = first
        self._members.setdefault(first, set()).add(number)
        return True

    def _origin(self, first: int) -> Origin:
        ordered = sorted(self._members[first], key=self._order.__getitem__)
        named: dict[str, str] = {}
        for number in ordered:
            if self._texts[number].id not in named:
                named[self._texts[number].id] = self._reason(number)
        reasons = tuple(named.values())[1:]
        return Origin(self._texts[first].id, tuple(named), reasons)

    def _reason(self, number: int) -> str:
        """Why an article is a copy, in words."""
        best = self._best[number]
        if best == number:
            return ""
        shared = self._links[number][best].shared
        copy, other = self._texts[number], self._texts[best]
        parts = [
            f"{shared.sentences} of {shared.of} sentences and {shared.later:.0%} of the words "
            f"of {copy.id} stand in {other.id}"
        ]
        by = copy.credit.agency or copy.credit.cited
        if by:
            known = same_agency(by, other.agency or other.credit.agency)
            parts.append(f"credited to {by}" + (" as that is" if known else ""))
        return "; ".join([*parts, *_days(other, copy)])


def _days(earlier: WireText, later: WireText) -> list[str]:
    if not (earlier.day and later.day):
        return []
    gap = (later.day - earlier.day).days
    return ["on the same day" if not gap else f"{gap} day{'s' * (gap > 1)} later"]
