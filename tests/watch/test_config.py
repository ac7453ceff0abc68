from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from tocsin.errors import InputError, UsageError
from tocsin.records import Indicator, WatchSource
from tocsin.watch import Quiet, load, read_plan
from tocsin.watch.config import minutes

WHOLE = """
sources:
  - feed: https://fjord.example/rss
    name: The Fjord Courier
    every: 30 minutes
    text: feed
  - site: https://ice.example/news
  - folder: inbox
situations:
  - id: fjord
    title: The fjord
    actors: [Norway, ISL, "Fjord Front"]
    places: [NOR]
    types: [assault, MOBILIZE]
    words:
      - Ferry
    indicators:
      - id: troops
        title: Troops move
        rule: >
          MOBILIZE by Norway
          within 2 weeks
        reversed_by: RETREAT/withdraw by Norway
        weight: 2
        half_life: 1 week
        alert_on: [emerging, observed]
        urgent: yes
      - {id: talks, title: Talks, rule: CONSULT}
  - id: "no"
    title: NO
alerts:
  - id: desk
    webhook: https://desk.example/hook
    secret_env: DESK_SECRET
    situations: [fjord]
    quiet: 22:00-07:00 Europe/Oslo
  - id: phone
    apprise_env: PHONE
    digest: 07:30 Europe/Oslo
"""


def test_the_whole_file():
    plan = read_plan(WHOLE, folder=Path("/news"))
    assert plan.sources == (
        WatchSource("feed", "https://fjord.example/rss", "The Fjord Courier", 30.0, "feed"),
        WatchSource("site", "https://ice.example/news"),
        WatchSource("folder", str(Path("/news/inbox").resolve())),
    )
    fjord, norway = plan.situations
    assert (fjord.actors, fjord.places) == (("NOR", "ISL", "Fjord Front"), ("NOR",))
    assert (fjord.types, fjord.words) == (("ASSAULT", "MOBILIZE"), ("ferry",))
    assert fjord.indicators[0] == Indicator(
        "troops",
        "Troops move",
        "MOBILIZE by Norway within 2 weeks",
        "RETREAT/withdraw by Norway",
        2.0,
        7.0,
        ("emerging", "observed"),
        True,
    )
    assert fjord.indicators[1] == Indicator("talks", "Talks", "CONSULT")
    assert (norway.id, norway.title) == ("no", "NO")
    desk, phone = plan.channels
    assert desk.quiet == Quiet(time(22), time(7), "Europe/Oslo")
    assert (phone.kind, phone.address_env, phone.digest) == ("apprise", "PHONE", time(7, 30))


def test_an_empty_file_is_an_empty_plan():
    assert read_plan("").sources == read_plan("sources:\n").situations == ()


BASE = """situations:
  - id: fjord
    title: The fjord
    indicators:
      - id: one
        title: One
        rule: ASSAULT
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sorces: []", 'line 1: unknown word "sorces"; did you mean "sources"?'),
        (BASE.replace("ASSAULT", "ASALT"), 'line 7: at character 1: unknown type "ASALT"; did you'),
        (BASE.replace("title: One", "titel: One"), 'line 6: unknown word "titel"; did you mean'),
        (BASE.replace("        title: One\n", ""), 'line 5: "title" is missing'),
        (BASE.replace("id: one", "id: One!"), 'line 5: "One!" is no id'),
        (BASE + "        rule: COERCE\n", '"rule" stands here twice'),
        (BASE + "        weight: heavy\n", 'line 8: "heavy" is no weight'),
        (BASE + "        half_life: long\n", 'line 8: "long" is no length of time'),
        (BASE + "        alert_on: [seen]\n", 'line 8: unknown word "seen"; known are emerging'),
        (BASE + "        urgent: perhaps\n", 'line 8: "perhaps" is neither yes nor no'),
        (BASE + "        reversed_by: RETREAT by\n", "line 8: the rule ends too early"),
        (BASE + "    actors: [NRW]\n", 'line 8: unknown country "NRW"'),
        (BASE + "    types: [material-conflict]\n", "line 8: "),
        (BASE + "  - id: fjord\n    title: x\n", 'line 8: "fjord" stands here twice'),
        (BASE + "    words:\n      a: b\n", "line 9: a list must stand here"),
        ("sources:\n  - feed: ftp://x.example/\n", 'line 2: "ftp://x.example/" is no http'),
        ("sources:\n  - feed: https://a.example/\n    every: 5 seconds\n", "line 3: "),
        ("sources:\n  - feed: https://a.example/\n    every: 0.5 minutes\n", "not polite"),
        ("sources:\n  - name: x\n", 'line 2: one of "feed", "site" and "folder"'),
        ("sources:\n  - feed: https://a.example\n  - feed: https://a.example\n", "line 3: "),
        ("sources:\n  - feed:\n", "line 2: something must stand here"),
        ("sources: [a\n", "line 2: "),
        ("a: &x 1\nb: *x\n", "line 2: aliases"),
        ("sources: " + "[" * 5000 + "]" * 5000, "nested too deep"),
        ("alerts:\n  - id: a\n    apprise: x\n    webhook: y\n", "line 2: one of webhook"),
        ("alerts:\n  - id: a\n    webhook: https://a.example/\n", "line 2: a webhook needs"),
        ("alerts:\n  - id: a\n    apprise: x\n    situations: [b]\n", "line 4: unknown word"),
        ("alerts:\n  - id: a\n    apprise_env: mailto://me\n", "the name of an environment"),
        ("alerts:\n  - id: a\n    apprise: x\n    quiet: 22-25\n", "is no time of day"),
        ("alerts:\n  - id: a\n    apprise: x\n    digest: 07:00 Mars/Sea\n", "unknown time zone"),
    ],
)
def test_errors_name_the_line(text, message):
    with pytest.raises(UsageError) as caught:
        read_plan(text, file="watch.yaml")
    assert str(caught.value).startswith("watch.yaml")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_alias_bomb_is_refused_at_once():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    with pytest.raises(UsageError, match="aliases"):
        read_plan("\n".join(lines))


def test_nothing_is_constructed():
    with pytest.raises(UsageError, match="line 1"):
        read_plan("!!python/object/apply:os.system ['true']")


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "none.yaml")
    (tmp_path / "bad.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not UTF-8"):
        load(tmp_path / "bad.yaml")


def test_lengths_of_time():
    assert [minutes(text) for text in ("1 minute", "2 hours", "1.5 days", "1 week")] == [
        1.0,
        120.0,
        2160.0,
        10080.0,
    ]
