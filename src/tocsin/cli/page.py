"""The readable page of one article: its head, then every claim with its certainty and its words."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from tocsin.cli.phrase import name, sentence
from tocsin.pipeline import Result
from tocsin.records import Article, Attribution, Claim, Mention

_COLOURS = {
    "asserted": "green",
    "planned": "cyan",
    "possible": "yellow",
    "conditional": "yellow",
    "demanded": "magenta",
    "threatened": "red",
}


def show_page(result: Result, console: Console | None = None) -> None:
    """Print the page to the terminal, or without colours and full width to a file or pipe."""
    console = console or Console(highlight=False)
    if not console.is_terminal:
        console.width = 100
    _show_head(result.article, console)
    for number, claim in enumerate(result.claims, 1):
        _show_claim(number, claim, console)
    count = len(result.claims)
    console.print()
    console.print(Text(f"{count} claim{'' if count == 1 else 's'}", style="dim"))


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
    _show_block(Text(sentence(claim), style="bold"), console, first=f"{number:>3}  ")
    for line in (_status(claim), *_parties(claim)):
        _show_block(line, console)
    _show_block(_quote(claim), console, margin="   │ ")


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
    return f"{name(mention)} ({' '.join(codes) or 'unknown'})"


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
