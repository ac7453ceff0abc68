from __future__ import annotations

from datetime import date

from tests.ledger.news import at
from tocsin.ledger import CodedQuery, Ledger
from tocsin.records import CodedEvent, CodedParty

NORWAY, SWEDEN = CodedParty("Norway", "NOR"), CodedParty("Police (Sweden)", "SWE", "Police")
VISIT = CodedEvent("icews", date(2014, 1, 2), NORWAY, SWEDEN, "042", "CONSULT", key="1")
PROTEST = CodedEvent("icews", date(2014, 1, 1), SWEDEN, NORWAY, "141", "PROTEST", key="2")


def test_what_is_known_is_not_added_again(ledger: Ledger) -> None:
    assert ledger.import_events([VISIT], now=at(0)) == 1
    assert ledger.import_events([VISIT, PROTEST, PROTEST], now=at(1)) == 1
    assert list(ledger.coded_events()) == [PROTEST, VISIT]
    assert list(ledger.coded_events(CodedQuery(actor="NOR", recipient="SWE"))) == [VISIT]
    assert list(ledger.coded_events(CodedQuery(last=date(2014, 1, 1)))) == [PROTEST]
