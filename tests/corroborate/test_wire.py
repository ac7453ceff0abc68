from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations

import pytest

from tests.corroborate import wire_makers as make
from tocsin.corroborate.wire import WireIndex, origins
from tocsin.records import Article


def one_origin(*articles: Article) -> bool:
    return len(origins(articles)) == 1


@pytest.mark.parametrize("copy", [make.reprint, make.cut, make.local])
def test_copies_belong_to_the_wire_report(copy):
    assert one_origin(make.wire(), copy())


@pytest.mark.parametrize("own", [make.follow_up, make.quoting, make.other])
def test_own_reports_stay_apart(own):
    assert not one_origin(make.wire(), own())


def test_all_together():
    found = origins(make.all_made())
    wire, *copies = (a().id for a in (make.wire, make.reprint, make.cut, make.local))
    assert sorted(len(origin.articles) for origin in found) == [1, 1, 1, 4]
    assert next(o for o in found if o.first == wire).articles[0] == wire
    assert set(next(o for o in found if o.first == wire).articles) == {wire, *copies}


def test_every_copy_has_its_reason():
    (origin,) = origins([make.wire(), make.reprint(), make.cut()])
    assert len(origin.reasons) == 2
    assert "8 of 8 sentences" in origin.reasons[0] or "8 of 8 sentences" in origin.reasons[1]
    assert any("credited to Gulf Newswire as that is" in reason for reason in origin.reasons)
    assert all("1 day later" in reason for reason in origin.reasons)


def test_the_agency_comes_first_on_one_day():
    wire, copy = make.wire(), replace(make.local(), published=make.DAY)
    assert origins([copy, wire])[0].first == wire.id


def test_the_earliest_day_comes_first():
    early = replace(make.cut(), published=make.DAY.replace(day=3))
    (origin,) = origins([make.wire(), early])
    assert origin.first == early.id


def test_undated_articles_come_last():
    undated = replace(make.cut(), published=None)
    (origin,) = origins([undated, make.reprint()])
    assert origin.first == make.reprint().id


def test_copies_of_a_report_that_nobody_has():
    assert one_origin(make.local(), make.reprint(), make.cut())


def test_what_a_minister_said_is_no_copy():
    words = (
        "“We shall not give up a single metre of the bank, we shall not sit down with anybody who "
        "has come by night, and we shall bring every one of our nine guards home,” the minister "
        "said."
    )
    left = make.article(
        "The interior minister spoke to a crowd outside the cathedral on Sunday evening.",
        words,
        "People in the square sang and some wept when the bells began to ring.",
        "Two brass bands played and the police counted twenty thousand heads in the crowd.",
    )
    right = make.article(
        "Orvia will not negotiate over the lost customs posts, its interior minister said.",
        words,
        "Analysts doubt that the army has the boats for a crossing of its own this month.",
        "Bond prices fell by a tenth in early trading and the central bank sold dollars.",
        by="Money Weekly",
    )
    assert not one_origin(left, right)


def test_an_editors_note_under_two_stories_is_no_copy():
    note = (
        "Editor's note: the Daily Post supports the call of the press council for the release of "
        "the reporters who were arrested at the border in March and have not been seen since."
    )
    left = make.article("A bakery on Mill Street has burnt down, firemen said on Sunday.", note)
    right = make.article("The harbour ferry will be dearer from June, the owner said.", note)
    assert not one_origin(left, right)


def test_a_mixture_does_not_join_two_reports():
    second = make.article(
        "PORT HESSE, May 4 (Coast Press Agency) - Dockers at the grain terminal walked out at "
        "noon on Sunday over unpaid shifts, their union said, leaving nine ships half loaded.",
        "The company offered to pay for April by the end of the month and asked for patience.",
        "A union leader said that the men had heard such promises at every strike since 2021.",
        "Millers in three countries have flour for about five weeks, a trader reckoned.",
        by="Coast Press Agency",
    )
    body = second.text.split("\n")[1:]
    mixed = make.article(make.LEAD, *make.REST[:4], *body, days=1, title="War and strikes")
    found = origins([make.wire(), second, mixed])
    assert len(found) == 2
    assert {origin.first for origin in found} == {make.wire().id, second.id}


def test_the_same_text_twice_is_one_origin_and_one_id():
    (origin,) = origins([make.cut(), replace(make.cut(), publisher="Hill Gazette Sunday")])
    assert origin.articles == (make.cut().id,)


@pytest.mark.parametrize("text", ["", "Fire", "Two lines\nand no more."])
def test_texts_without_words_stand_alone(text):
    assert len(origins([Article(text), make.cut()])) == 2


def test_no_articles():
    assert origins([]) == ()


def test_any_order_gives_the_same_origins():
    few = [make.wire(), make.cut(), make.local(), make.follow_up()]
    assert len({origins(order) for order in permutations(few)}) == 1


def many() -> list[Article]:
    """Reprints and cuts of several reports, in more papers than one key compares."""
    made = list(make.all_made())
    for n in range(30):
        body = [make.LEAD, *make.REST[: 2 + n % 5]]
        made.append(make.article(*body, title=f"Title {n}", days=n % 4, by=f"Paper {n}"))
        made.append(make.article(*make.BACKGROUND, *make.REST[3:5], days=n % 3, by=f"Weekly {n}"))
    return made


@pytest.mark.parametrize("seed", range(5))
def test_the_index_ends_up_where_the_batch_does(seed):
    articles = many()
    expected = origins(articles)
    random.Random(seed).shuffle(articles)
    index = WireIndex()
    for article in articles:
        index.add(article)
    assert index.origins() == expected


def test_the_index_tells_whose_origin_changed():
    index = WireIndex()
    assert index.add(make.cut()).articles == (make.cut().id,)
    changed = index.update([replace(make.wire(), published=make.DAY)])
    assert {origin.first for origin in changed.values()} == {make.wire().id}
    assert set(changed) == {make.wire().id, make.cut().id}
    assert index.add(make.cut()).first == make.wire().id
    assert len(index.origins()) == 1
