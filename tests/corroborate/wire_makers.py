"""Reports that we wrote ourselves, and what papers make of them."""

from __future__ import annotations

from datetime import date, timedelta

from tocsin.records import Article

DAY = date(2026, 5, 4)
LEAD = (
    "Soldiers from Marland crossed the river Olde before dawn on Sunday and took two customs "
    "posts, the Orvian interior ministry said, the first such crossing since the truce."
)
REST = (
    "Nine border guards were taken away in lorries and three were wounded, a ministry official "
    "told reporters in the capital.",
    "Marland's army said that it had only recovered posts that were seized from it in March and "
    "that nobody had been harmed.",
    "The president of Orvia called the crossing an act of war and summoned his security council "
    "for Monday morning.",
    "Trucks were backed up for eleven kilometres on the coastal road by noon, and the ferry to "
    "the islands was stopped until further notice.",
    "The grain terminal at Port Hesse, which ships a third of the region's wheat, said that it "
    "would keep working as long as the bridges were open.",
    "A team of observers from the neighbouring states asked both sides for permission to visit "
    "the posts and has had no answer.",
)
BACKGROUND = (
    "The two countries fought over the valley for six years until a truce in 2019 that left the "
    "river between their armies.",
    "About forty thousand people fled the villages on the western bank during the fighting, and "
    "fewer than half of them have gone back.",
    "Talks on a lasting border broke down last autumn when Marland demanded the return of the "
    "pumping stations above the old dam.",
)
DATELINE = "HESSE, May 4 (Gulf Newswire) - "
LOCAL = (
    "In our own town the harbour office said that four ships bound for Port Hesse had been told "
    "to wait in the roads.",
    "The mayor, who has family across the river, asked readers to send blankets to the school "
    "hall on Mill Street.",
)


def article(
    *sentences: str, title: str = "Troops cross the Olde", days: int = 0, by: str = "Daily Post"
) -> Article:
    """An article that came out so many days after the first one."""
    text = "\n".join((title, *sentences))
    return Article(text, title, DAY + timedelta(days=days), by)


def wire() -> Article:
    """What the agency sent."""
    return article(DATELINE + LEAD, *REST, *BACKGROUND[:1], by="Gulf Newswire")


def reprint() -> Article:
    """The whole of it under another title, with the credit in the dateline."""
    title = "River crossing stokes fears of war"
    return article(DATELINE + LEAD, *REST, *BACKGROUND[:1], title=title, days=1)


def cut() -> Article:
    """Its first paragraphs, without dateline and credit."""
    return article(LEAD, *REST[:2], title="Border posts seized", days=1, by="Hill Gazette")


def local() -> Article:
    """Part of it with two paragraphs of the paper's own, and one a little rewritten."""
    changed = REST[1].replace("Marland's army said", "Officers in Marland claimed")
    body = (DATELINE + LEAD, LOCAL[0], REST[0], changed, REST[2], LOCAL[1])
    return article(*body, title="Ships wait as soldiers cross the Olde", by="Harbour Sentinel")


def follow_up() -> Article:
    """The agency's story of the next day, with paragraphs of the day before."""
    new = (
        "The security council of Orvia on Monday ordered reservists in four provinces to report "
        "to barracks by the end of the week, a spokeswoman said.",
        "Marland answered with a note that was handed to the Orvian chargé d'affaires at midday "
        "and that spoke of grave consequences.",
        "Shops in Hesse ran out of bottled water and the army put sentries on the two bridges.",
        "The ferry company said that sailings would start again on Tuesday with an escort.",
    )
    body = (*new, REST[0], REST[5], *BACKGROUND[:1])
    return article(
        "HESSE, May 5 (Gulf Newswire) - " + body[0], *body[1:], days=1, by="Gulf Newswire"
    )


def quoting() -> Article:
    """A paper's own report that quotes one sentence."""
    return article(
        "Our correspondent saw smoke above the customs posts on the Olde at sunrise and a column "
        "of grey lorries on the far bank.",
        "A farmer near the ford said he had counted sixty men and hidden in his cellar.",
        REST[2],
        "No officer on this side would say when the posts will be retaken, and the road was "
        "closed to traffic in the afternoon.",
        "Families from the river villages were arriving in Hesse on tractors.",
        days=1,
        by="Olde Valley Observer",
    )


def other() -> Article:
    """Another report of the same event, in its own words."""
    return article(
        "Marland has seized a pair of Orvian border stations, officials said on Sunday.",
        "The raid began at about four in the morning when rubber boats landed under fog.",
        "Orvia says that nine of its guards are missing.",
        "Marland denies that it wounded anybody.",
        by="Northern Telegraph Agency",
    )


def all_made() -> list[Article]:
    """All of them."""
    return [wire(), reprint(), cut(), local(), follow_up(), quoting(), other()]
