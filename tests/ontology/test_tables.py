"""The ontology holds everything that it is said to hold, and its tables fit together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tocsin import ontology
from tocsin.errors import UsageError
from tocsin.ontology import tables

# The types and modes of the coding guide.
GUIDE = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation"
    " cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives"
    " suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}
SECTORS = (
    "GOV MIL COP JUD LEG SPY PTY OPP REB PAR TER CVL MED BUS LAB REL ETH EDU HLH REF JRN CRM UAF"
)
# CAMEO knows these only as something of another type.
OTHER_TYPE = {("RETREAT", "resign"): "CONCEDE"}
PAIRS = [
    (event.code, mode)
    for event in ontology.event_types()
    for mode in (None, *(m.name for m in event.modes))
]


def test_the_types_and_modes_of_the_guide() -> None:
    held = {event.code: [mode.name for mode in event.modes] for event in ontology.event_types()}
    assert list(held) == list(GUIDE)
    for code, modes in GUIDE.items():
        assert set(modes.split()) <= set(held[code]) <= {*modes.split(), "vandalize"}


def test_modes_agree_with_the_shared_validator(shared: Path) -> None:
    sys.path.insert(0, str(shared / "claims"))
    try:
        import check
    finally:
        sys.path.pop(0)
    for code, modes in check.MODES.items():
        assert modes <= {mode.name for mode in ontology.event_type(code).modes}
    assert check.SECTOR - {None} <= {
        sector.code for sector in ontology.sectors() if sector.assigned
    }


def test_accuse_has_its_sign() -> None:
    assert ontology.scale("ACCUSE") == -3
    assert ontology.scale("ACCUSE", "allege") == -3.5


@pytest.mark.parametrize(("type_", "mode"), PAIRS)
def test_every_score_has_the_sign_of_its_quad_class(type_: str, mode: str | None) -> None:
    value = ontology.scale(type_, mode)
    assert -10 <= value <= 10
    if type_ != "REQUEST":
        assert (value > 0) == (ontology.quad_class(type_) <= 2)


def test_a_mode_without_a_score_has_that_of_its_type() -> None:
    assert ontology.event_type("PROTEST").mode("vandalize").score is None
    assert ontology.scale("PROTEST", "vandalize") == ontology.scale("PROTEST") == -5


def test_requires_recipient() -> None:
    needs = {event.code for event in ontology.event_types() if event.requires_recipient}
    assert needs == {"COOPERATE", "AID", "SANCTION"}


@pytest.mark.parametrize(("type_", "mode"), PAIRS)
def test_every_type_and_mode_has_a_cameo_code_that_leads_back(type_: str, mode: str | None) -> None:
    code = ontology.cameo(type_, mode)
    assert ontology.cameo_code(code).name
    back = ontology.plover(code)
    assert back is not None
    assert back.type == OTHER_TYPE.get((type_, mode or ""), type_)


def test_every_cameo_code_leads_to_a_known_type_mode_and_context() -> None:
    for code, target in tables.from_cameo().items():
        assert code in tables.cameo_codes()
        event = ontology.event_type(target.type)
        assert target.mode is None or event.mode(target.mode)
        assert set(target.contexts) <= set(ontology.contexts()), code


def test_only_headings_and_plain_statements_lead_nowhere() -> None:
    lost = {code for code in tables.cameo_codes() if ontology.plover(code) is None}
    assert lost == {c for c in tables.cameo_codes() if len(c) == 2 or c.startswith("01")}


def test_the_tables_name_the_same_pairs() -> None:
    assert set(tables.to_cameo()) == set(PAIRS)
    assert {tuple(row[:2]) for row in tables.rows("meanings.tsv", 3)} == {
        (type_, mode or "") for type_, mode in PAIRS
    }


def test_goldstein() -> None:
    assert ontology.goldstein("190") == -10
    assert ontology.goldstein("072") == 8.3
    assert ontology.goldstein("016") == -2
    assert ontology.goldstein("016", series="icews") == -5
    assert ontology.goldstein("1213") == ontology.goldstein("1214", series="icews") == -4
    assert all(-10 <= ontology.goldstein(code) <= 10 for code in tables.cameo_codes())


def test_sectors_and_contexts() -> None:
    held = {sector.code: sector for sector in ontology.sectors()}
    assert all(held[code].assigned for code in SECTORS.split())
    assert {"IGO", "NGO", "MNC", "INT", "UNO", "PRE"} <= set(held)
    assert len(ontology.contexts()) == 37
    assert all(meaning for _, meaning in tables.rows("contexts.tsv", 2))


@pytest.mark.parametrize(
    "call",
    [
        lambda: ontology.event_type("WAVE"),
        lambda: ontology.quad_class(""),
        lambda: ontology.scale("AID", "visit"),
        lambda: ontology.cameo("AID", "visit"),
        lambda: ontology.goldstein("999"),
        lambda: ontology.plover("x"),
        lambda: ontology.quad_name(5),
    ],
)
def test_unknown_codes_are_refused(call) -> None:
    with pytest.raises(UsageError):
        call()


def test_quad_names() -> None:
    assert ontology.quad_name(ontology.quad_class("ASSAULT")) == "material conflict"
    assert ontology.quad_name(ontology.quad_class("AGREE")) == "verbal cooperation"


def test_the_generated_tables_are_up_to_date(shared: Path, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, training.ontology.make as m;"
        "m.TARGET = pathlib.Path(sys.argv[2]); m.main(pathlib.Path(sys.argv[1]))"
    )
    root = Path(__file__).parents[2]
    source = shared / "data/ontology"
    subprocess.run([sys.executable, "-c", code, source, tmp_path], cwd=root, check=True)
    written = sorted(tmp_path.iterdir())
    assert len(written) == 3
    for path in written:
        held = root / "src/tocsin/ontology/data" / path.name
        assert held.read_text(encoding="utf-8") == path.read_text(encoding="utf-8")
