"""The readable page of one article: its head, every claim with its certainty and its words, and
the judgements that the text passes on."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from tocsin.pipeline import Result
from tocsin.records import Article, Assessment, Attribution, Claim, Link, Mention
from tocsin.wording import claim_sentence, name

_COLOURS = {
    "asserted": "green",
    "planned": "cyan",
    "possible": "yellow",
    "conditional": "yellow",
    "demanded": "magenta",
    "threatened": "red",
}
_VALENCES = {"+": "good", "-": "bad", "0": "neither good nor bad"}


def show_page(result: Result, console: Console | None = None) -> None:
    """Print the page to the terminal, or without colours and full width to a file or pipe."""
    console = console or Console(highlight=False)
    if not console.is_terminal:
        console.width = 100
    _show_head(result.article, console)
    numbers: dict[int | str, int] = {
        claim.id: number for number, claim in enumerate(result.claims, 1)
    }
    for number, claim in enumerate(result.claims, 1):
        _show_claim(number, claim, console)
        _show_links(claim.links, numbers, console)
        _show_block(_quote(claim), console, margin="   │ ")
    _show_assessments(result.assessments, console)
    console.print()
    counts = [_count(len(result.claims), "claim")]
    counts += [_count(len(result.assessments), "assessment")] if result.assessments else []
    console.print(Text(", ".join(counts), style="dim"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _show_head(article: Article, console: Console) -> None:
    console.print(Text(article.title or "(no title)", style="bold"))
    day = article.published.isoformat() if article.published else "undated"
    about = [day, article.publisher, article.author, article.url]
    console.print(Text(" · ".join(item for item in about if item), style="dim"))
    if article.published is None:
        note = "Without a date, words such as “this week” stay unresolved; --published sets one."
        console.print(Text(note, style="dim"))


def _show_claim(number: int, claim: Claim, console: Console) -> None:
    console.print()
    _show_block(Text(claim_sentence(claim), style="bold"), console, first=f"{number:>3}  ")
    for line in (_status(claim), *_parties(claim)):
        _show_block(line, console)


def _show_links(
    links: tuple[Link, ...], numbers: Mapping[int | str, int], console: Console
) -> None:
    said = [f"{link.kind}: claim {numbers[link.other]}" for link in links if link.other in numbers]
    if said:
        _show_block(Text(f"linked: {'; '.join(said)}", style="dim"), console)


def _show_assessments(assessments: tuple[Assessment, ...], console: Console) -> None:
    if assessments:
        console.print()
        console.print(Text("Assessments", style="bold"))
    for found in assessments:
        words = " ".join(found.span.text.split())
        _show_block(Text(f"“{words}”", style="italic"), console, first="  -  ")
        _show_block(Text(_judged(found), style="dim"), console)


def _judged(found: Assessment) -> str:
    """Kind, valence and certainty, who holds it, and what it is about."""
    held = "; ".join(_attributed(x) for x in found.attributions) or "the report itself"
    parts = [found.kind, _VALENCES[found.valence], found.modality]
    parts += ["negated"] if found.polarity == "-" else []
    parts.append(f"held by: {held}")
    about = (("of", found.object), ("for", found.affected))
    parts += [f"{label}: {' '.join(m.span.text.split())}" for label, m in about if m]
    return " · ".join(parts)


def _show_block(text: Text, console: Console, *, first: str = "", margin: str = "     ") -> None:
    """Print wrapped text behind a margin of five columns; ``first`` is that of the first line."""
    for line in text.wrap(console, console.width - len(margin)):
        line.rstrip()
        console.print(Text(first or margin, style="dim") + line, soft_wrap=True)
        first = ""


def _status(claim: Claim) -> Text:
    line = Text(claim.type + (f" {claim.mode}" if claim.mode else ""))
    certainty = claim.modality + (", negated" if claim.polarity == "-" else "")
    line.append(f" · {certainty}", style=_COLOURS.get(claim.modality, ""))
    line.append(f" · {claim.time} · score {claim.score:.2f} · {claim.id}", style="dim")
    return line


def _parties(claim: Claim) -> list[Text]:
    found = [
        ("actor", [_who(actor) for actor in claim.actors]),
        ("recipient", [_who(recipient) for recipient in claim.recipients]),
        ("source", [_attributed(held) for held in claim.attributions]),
    ]
    return [Text(f"{label}: {'; '.join(held)}", style="dim") for label, held in found if held]


def _who(mention: Mention) -> str:
    entity = mention.entity
    codes = [code for code in (entity.country, entity.sector) if code] if entity else []
    return f"{name(mention) or mention.span.text} ({' '.join(codes) or 'unknown'})"


def _attributed(held: Attribution) -> str:
    if held.source.kind == "cue":
        return f"unnamed, {held.stance} (“{held.cue.text}”)"
    return f"{_who(held.source)} {held.stance} (“{held.cue.text}”)"


def _quote(claim: Claim) -> Text:
    """The sentence with the trigger underlined."""
    start, end = (at - claim.sentence.start for at in (claim.trigger.start, claim.trigger.end))
    words = claim.sentence.text.replace("\n", " ")
    quote = Text(words, style="italic")
    quote.stylize("underline bold", start, end)
    return quote
