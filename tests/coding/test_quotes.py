from tocsin.coding.grammar import Tree
from tocsin.coding.quotes import SpeakerTrack
from tocsin.language import parse


def speakers(text: str) -> list[str | None]:
    track = SpeakerTrack()
    out = []
    for n, s in enumerate(parse(text).sentences):
        found = track.step(Tree(s, n))
        out.append(found.attribution.source.span.text if found else None)
    return out


def test_a_quotation_that_runs_on_keeps_its_speaker() -> None:
    text = "“They attacked us at dawn,” the general said. “We will answer. They shelled the port.”"
    assert speakers(text)[-1] == "the general"


def test_text_outside_quotes_has_no_speaker() -> None:
    text = "“They attacked us,” the general said.\nThe port is closed."
    assert speakers(text)[-1] is None
