"""The labels of the claim heads, in the order in which the model knows them."""

from __future__ import annotations

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
MODALITIES = ("asserted", "planned", "possible", "conditional", "demanded", "threatened")
TIMES = ("past", "ongoing", "future", "historical")
STANCES = ("asserts", "denies", "withholds", "doubts")
# A word that names the country of a party or of the source, wherever in the text it stands.
LEADS = ("actor_country", "recipient_country", "source_country")
NAMING = ("NOUN", "PROPN", "ADJ", "PRON", "DET")  # tags of such words
ARGUMENTS = (
    "actor", "recipient", "place", "when", "quantity", *STANCES, "cue", "condition", *LEADS,
)  # fmt: skip
_MODES = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
        "unconventional",
    ),
}  # fmt: skip
MODES: dict[str, tuple[str | None, ...]] = {t: (None, *_MODES.get(t, ())) for t in TYPES}
MODE_AT = {t: sum(len(MODES[u]) for u in TYPES[:i]) for i, t in enumerate(TYPES)}
MODE_COUNT = sum(map(len, MODES.values()))
