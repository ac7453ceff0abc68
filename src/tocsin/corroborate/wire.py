"""Which articles are copies of one report.

Articles that share a key (`wire_keys`) are compared word by word (`wire_overlap`). An article that
takes over enough of an earlier one belongs to its origin: to that of the one it shares most with.
So an origin grows along copies, and an article that mixes two reports does not join them into one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from tocsin.corroborate.paged import fetch, paged
from tocsin.corroborate.recall import Text, WireRecall, WireTrace
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

    It lives in memory and costs about the same for every article, however many there are. With
    ``recall`` it goes on from where another one, whose `trace` was kept, had come.
    """

    def __init__(self, recall: WireRecall | None = None) -> None:
        self._recall = recall
        self._last = recall.last_text() if recall else 0
        self._placed: dict[int, Text] = paged(recall.texts if recall else None)
        self._texts: dict[int, WireText] = paged(self._read if recall else None)
        self._order: dict[int, Order] = paged(self._orders if recall else None)
        self._named: dict[str, list[Text]] = paged(recall.texts_of if recall else None)
        self._known: dict[Order, int] = {}
        self._titles: dict[int, str] = {}
        self._number: dict[str, int] = paged(self._numbers if recall else None)
        self._keys = Keys(
            self._order, self._under if recall else None, self._keys_of if recall else None
        )
        self._links: dict[int, dict[int, _Link]] = paged(self._linked if recall else None)
        self._best: dict[int, int] = paged(self._bests if recall else None)
        self._first: dict[int, int] = paged(self._firsts if recall else None)
        self._why: dict[int, str] = paged(self._reasons if recall else None)
        self._members: dict[int, set[int]] = paged(recall.copies if recall else None)
        self._settled: set[int] = set()
        self._keyed: list[tuple[int, int]] = []

    def trace(self, *, everything: bool = False) -> WireTrace:
        """What changed since the last call, or all there is."""
        rows = sorted(self._first if everything else self._settled)
        keyed = self._keyed
        if everything:
            keyed = [(key, number) for number in rows for key in keys(self._texts[number])]
        named = [(key, self._order[number]) for key, number in keyed]
        made = WireTrace([self._as_row(number) for number in rows], named)
        self._settled, self._keyed = set(), []
        return made

    def _as_row(self, number: int) -> tuple[Order, str, Order, Order, str]:
        title = self._titles.get(number)
        if title is None:
            title = self._placed[number].title
        best, first = self._order[self._best[number]], self._order[self._first[number]]
        return self._order[number], title, best, first, self._why[number]

    def _read(self, numbers: Collection[int]) -> Mapping[int, WireText]:
        if self._recall is None:
            return {}
        fetch(self._placed, numbers)
        placed = [self._placed[number] for number in numbers if number in self._placed]
        return {n: wire_text(a) for n, a in self._recall.articles(placed).items()}

    def _orders(self, numbers: Collection[int]) -> Mapping[int, Order]:
        return {number: text.order for number, text in self._rows(numbers)}

    def _bests(self, numbers: Collection[int]) -> Mapping[int, int]:
        return {number: text.best for number, text in self._rows(numbers)}

    def _firsts(self, numbers: Collection[int]) -> Mapping[int, int]:
        return {number: text.first for number, text in self._rows(numbers)}

    def _reasons(self, numbers: Collection[int]) -> Mapping[int, str]:
        return {number: text.reason for number, text in self._rows(numbers)}

    def _rows(self, numbers: Collection[int]) -> Iterator[tuple[int, Text]]:
        fetch(self._placed, numbers)
        yield from ((n, self._placed[n]) for n in numbers if n in self._placed)

    def _numbers(self, articles: Collection[str]) -> Mapping[str, int]:
        found = self._recall.texts_of(articles) if self._recall else {}
        return {article: min(text.number for text in texts) for article, texts in found.items()}

    def _under(self, its: Collection[int]) -> Mapping[int, int | list[int]]:
        found = self._recall.under(its) if self._recall else {}
        for text in (text for texts in found.values() for text in texts):
            self._order[text.number] = text.order
        return {
            key: [text.number for text in sorted(texts, key=lambda text: text.order)]
            for key, texts in found.items()
        }

    def _keys_of(self, number: int) -> list[int]:
        return keys(self._texts[number])

    def _linked(self, numbers: Collection[int]) -> Mapping[int, dict[int, _Link]]:
        """The links of articles that were taken in by another process, made anew."""
        found: dict[int, dict[int, _Link]] = {}
        for number in [number for number in numbers if number in self._placed]:
            found[number] = {}
            for pair in self._keys.paired(number):
                if link := self._compared(*pair):
                    found[number][pair[pair[0] == number]] = link
        return found

    def _is_known(self, order: Order) -> int | None:
        """The number of a printing that was taken in."""
        if self._recall is not None and order not in self._known:
            self._known |= {text.order: text.number for text in self._named.get(order[2], ())}
        return self._known.get(order)

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
        return {self._order[n][2]: made[self._first[n]] for n in changed}

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
        known = self._is_known(order)
        if known is not None:
            return {known}
        self._last += 1
        number = self._known[order] = self._last
        self._texts[number] = text
        self._titles[number] = article.title
        self._number.setdefault(text.id, number)
        self._order[number] = order
        self._links[number] = {}
        its = keys(text)
        self._keyed += [(key, number) for key in its]
        gained, lost = self._keys.add(number, order, its)
        return {number} | self._unlink(lost) | self._link(gained)

    def _unlink(self, pairs: set[Pair]) -> set[int]:
        """Forget the links of pairs; the later articles that went by one of them."""
        touched: set[int] = set()
        for earlier, later in pairs:
            self._links[later].pop(earlier, None)
            self._links[earlier].pop(later, None)
            if self._best.get(later) == earlier:
                touched.add(later)
        return touched

    def _link(self, pairs: set[Pair]) -> set[int]:
        """Compare pairs and link the copies; the later articles of those."""
        touched: set[int] = set()
        fetch(self._texts, {number for pair in pairs for number in pair})
        for earlier, later in pairs:
            if link := self._compared(earlier, later):
                self._links[later][earlier] = self._links[earlier][later] = link
                touched.add(later)
        return touched

    def _compared(self, earlier: int, later: int) -> _Link | None:
        one, two = self._texts[earlier], self._texts[later]
        shared = overlap(one, two)
        value = score(one, two, shared)
        return _Link(value, shared) if value > 0 else None

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
        if self._best.get(number) != best:
            self._best[number] = best
            self._why[number] = self._reason(number)
            self._settled.add(number)
        first = self._first[best] if best != number else number
        old = self._first.get(number)
        if first == old:
            return False
        self._settled.add(number)
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
            named.setdefault(self._order[number][2], self._why[number])
        reasons = tuple(named.values())[1:]
        return Origin(self._order[first][2], tuple(named), reasons)

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
