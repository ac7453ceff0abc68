"""The checks of the seed facts on a made-up page, and the program's errors."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from evals import seed_facts

ARTICLE = "A title\n\nOne sentence here.\n"


def party(country: str | None) -> dict[str, Any]:
    return {"text": country or "reports", "country": country, "stance": "asserts", "cue": "said"}


def claim(sentence: str, **values: Any) -> dict[str, Any]:
    held = {
        "id": "a", "type": "AID", "trigger": "sent", "sentence": sentence, "modality": "asserted",
        "polarity": "+", "actors": [party("PRK")], "recipients": [party("RUS")],
        "attributions": [], "quantities": [], "purpose": None, "links": [], "when": None,
    }  # fmt: skip
    return held | values


def page(*claims: dict[str, Any]) -> seed_facts.Page:
    made = {"claims": list(claims), "assessments": [], "published": None, "text": ARTICLE}
    return seed_facts.Page(made, ARTICLE, made)


def test_a_record_must_be_in_the_sentence_and_have_the_values() -> None:
    assert seed_facts.check(page(claim("One sentence here.")), [3]) == [3]
    assert not seed_facts.check(page(claim("A title")), [3])
    assert not seed_facts.check(page(claim("One sentence here.", polarity="-")), [3])
    assert not seed_facts.check(page(claim("One sentence here.", attributions=[party("USA")])), [3])


def test_a_row_without_a_check_does_not_hold() -> None:
    assert not seed_facts.check(page(claim("One sentence here.")), [52])


def test_one_event_has_one_type_and_the_same_parties() -> None:
    one, other = claim("A title"), claim("A title", type="MOBILIZE")
    assert seed_facts.same([[one], [one, other]])
    assert not seed_facts.same([[one], [other]])
    met = claim("A title", type="CONSULT")
    both = claim("A title", type="CONSULT", actors=[party("PRK"), party("RUS")], recipients=[])
    assert seed_facts.same([[met], [both]])


def test_every_row_of_the_table_has_a_check(shared) -> None:
    table = shared / "seed/FACTS.md"
    if not table.exists():
        pytest.skip("../shared/seed is absent")
    assert set(seed_facts.facts(table)) == set(seed_facts.CHECKS)


def test_a_table_is_needed(tmp_path) -> None:
    path = tmp_path / "facts.md"
    path.write_text("| 1 | H: something | claim |\n| a | b | c |\n", encoding="utf-8")
    assert seed_facts.facts(path) == {1: "H: something"}
    path.write_text("nothing", encoding="utf-8")
    with pytest.raises(SystemExit, match="no table of facts"):
        seed_facts.facts(path)


def test_a_missing_file_is_one_clear_line(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(sys, "argv", ["seed_facts.py", str(tmp_path / "nowhere.txt")])
    with pytest.raises(SystemExit, match=r"seed_facts: no such file: .*nowhere\.txt"):
        seed_facts.main()


def test_one_line_of_json(monkeypatch, tmp_path, capsys) -> None:
    article, table = tmp_path / "a.txt", tmp_path / "f.md"
    article.write_text(ARTICLE, encoding="utf-8")
    table.write_text("| 3 | S0: something | claim |\n| 7 | S0: other | claim |\n", encoding="utf-8")
    made = page(claim("One sentence here.")).made
    monkeypatch.setattr(seed_facts, "printed", lambda path, *options: made)
    monkeypatch.setattr(sys, "argv", ["seed_facts.py", str(article), str(table), "--json"])
    assert seed_facts.main() == 0
    assert json.loads(capsys.readouterr().out) == {"held": 1, "facts": 2, "rows": [3]}
