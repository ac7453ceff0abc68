from __future__ import annotations

from tocsin.ledger.words import fold, plain, snippet


def test_accents_and_signs_are_no_part_of_words() -> None:
    assert fold("Tromsö, Łódź, Kyïv") == "Tromso, Łodz, Kyiv"
    assert plain("U.S.-led “strikes” (3,000 km²)") == "U S led strikes 3 000 km2"


def test_a_snippet_shows_the_first_match() -> None:
    text = "calm " * 100 + "Then the volcano of Tromsö woke. " + "calm " * 100
    cut = snippet(text, "tromso volc*")
    assert "volcano of Tromsö" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) < 200
    assert snippet("Short.", "nothing") == "Short."
