"""From articles to events in the ledger: adding what was read, and deriving what follows from it.

`keep` adds what the pipeline read and brings origins, events, standings and expectations up to
date; `refresh` derives all of them anew; `follow` takes in what others added or judged. All three
end with the same tables, whatever the order of arrival and whatever was killed on the way: the
ledger numbers its changes, and marks in one transaction with every step how far that step went.

What a reader sees meanwhile: an article and its claims at once, from the moment that it is added;
the events, standings, expectations and origins that follow from it a moment later, all of them
together, never a part. Until then they are those of the articles before.

The first step of a process reads the whole ledger into memory; later ones redo what new articles
touch. So keep a `Keeper` for as long as articles come. One that is ``brief`` (`keep` and `follow`
use such a one for each open ledger) recalls just what the new articles touch, from traces that
every step leaves.
"""

from __future__ import annotations

from tocsin.keeping.deciding import By, Decisions
from tocsin.keeping.keeper import Keeper, Kept, follow, keep, refresh
from tocsin.keeping.past import Past, past

__all__ = ["By", "Decisions", "Keeper", "Kept", "Past", "follow", "keep", "past", "refresh"]
