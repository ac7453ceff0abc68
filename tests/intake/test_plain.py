"""Plain text: title, paragraphs, furniture of a saved page."""

from __future__ import annotations

import json
from datetime import date

from tocsin.intake import read
from tocsin.intake.plain import read_plain

TITLE = "River States Sign a Truce After a Year of Talks"
BODY = [
    "Envoys of the two river states met in the port city on Tuesday and signed a truce.",
    "The text, published by the ministry, says that both armies leave the valley within a month.",
    "What happens next",
    "“We will keep our word,” the general said.",
    "A commission of five officers is to watch the withdrawal.",
]


def test_saved_page():
    end = [
        "Published by",
        "The Valley Post",
        "Keen reporters with news of the valley. Stay informed and follow our reports.",
        "Leave a ReplyCancel reply",
        "Exit mobile version",
    ]
    page = read_plain("\n\n".join([TITLE, *BODY, *end]))
    assert page.text == "\n".join([TITLE, *BODY])
    assert page.title == TITLE
    assert page.publisher == "The Valley Post"
    assert page.published is None


def test_byline_and_date_line():
    page = read_plain(
        "\n".join([TITLE, "By Jane Doe", "Published: 5 March 2024, 10:00 GMT", *BODY])
    )
    assert page.text == "\n".join([TITLE, *BODY])
    assert page.author == "Jane Doe"
    assert page.published == date(2024, 3, 5)


def test_a_date_of_change_is_not_the_date_of_publication():
    assert read_plain("\n".join([TITLE, "Updated: 5 March 2024", *BODY])).published is None


def test_line_ends_marks_and_blanks():
    page = read_plain(
        "\ufeff" + "\r\n".join([TITLE, "", f" {BODY[0]} ", "", BODY[1].replace(" ", "\u00a0")])
    )
    assert page.text == "\n".join([TITLE, *BODY[:2]])
    assert (
        read_plain("Tro\u00adops le\u200bft the \u202etown\u202c today.").text
        == "Troops left the town today."
    )


def test_wrapped_lines_are_joined():
    wrapped = (
        "River states sign a truce\n\nEnvoys of the two river states met in the port city on\n"
        "Tuesday and signed a truce that both armies have wanted for\nmore than a year of fighting."
        "\n\nA commission of five officers is to watch the withdrawal of\nthe two armies"
        " from the valley, and to report to both\ncapitals every week until June.\n"
    )
    lines = read_plain(wrapped).text.split("\n")
    assert len(lines) == 3
    assert lines[1].endswith("have wanted for more than a year of fighting.")


def test_one_paragraph_has_no_title():
    page = read_plain(BODY[0])
    assert page.title == ""
    assert page.text == BODY[0]


def test_first_line_that_is_a_sentence_is_no_title():
    assert read_plain("\n".join(BODY)).title == ""


def test_title_that_comes_twice_is_kept_once():
    assert read_plain("\n".join([TITLE, TITLE.upper(), *BODY])).text == "\n".join([TITLE, *BODY])


def test_seed_page(shared):
    article = read(shared / "seed" / "article.txt")
    reference = json.loads((shared / "seed" / "docs.jsonl").read_text("utf-8").splitlines()[0])
    assert article.text == "\n".join(reference["sentences"])
    assert article.published is None
    assert article.publisher == "Frontline News"
    assert article.title == reference["sentences"][0]
