"""Which reports are copies, which claims are one event, and how it stands.

Pure functions of reports and judgements: no clock, no database. ``events`` makes events of all
reports, `Merger` of reports as they come; `compare` decides about two short reports side by side.
Copies are in `wire`, how an event stands in `weigh`, what is still due in `expectations`.
"""

from __future__ import annotations

from tocsin.corroborate.same_event import Merger, events
from tocsin.corroborate.same_reports import Told, Verdict, compare

__all__ = ["Merger", "Told", "Verdict", "compare", "events"]
