from __future__ import annotations

import json
import os
from datetime import UTC, datetime, time, timedelta

import pytest
from typer.testing import CliRunner

from bench.watch_world import code
from tocsin import pipeline
from tocsin.cli.commands import app
from tocsin.errors import InputError, UsageError
from tocsin.ledger import Ledger
from tocsin.records import Forecast

FILE = """
sources:
  - folder: in
  - feed: https://fjord.example/rss
    name: Fjord & Co
    every: 1 week
situations:
  - id: fjord
    title: The fjord
    actors: [Norway]
    indicators:
      - id: shells
        title: Shells fall
        rule: ASSAULT by Norway within 300 days
        alert_on: [emerging, observed]
"""
OPML = b"<opml><body><outline text='A' xmlUrl='https://a.example/rss'/></body></opml>"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with a watch's file and one article, and a coder without a model."""
    monkeypatch.setattr(pipeline, "run", code)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOCSIN_LEDGER", str(tmp_path / "news.db"))
    (tmp_path / "watch.yaml").write_text(
        FILE.replace("  - feed: https://fjord.example/rss\n", "").replace(
            "    name: Fjord & Co\n    every: 1 week\n", ""
        )
    )
    day = datetime.now(UTC).date() - timedelta(3)
    (tmp_path / "in").mkdir()
    article = tmp_path / "in/a.txt"
    article.write_text(f"Norway shelled Iceland near Oslo on {day}, killing 3. It was early.\n" * 2)
    os.utime(article, (1e9, 1e9))
    return tmp_path


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_from_a_folder_to_an_alert_and_a_mute(desk):
    assert run("watch", "watch.yaml", "--check") == (
        "watch.yaml: 1 sources, 1 situations, 1 indicators, 0 channels\n"
    )
    assert not (desk / "news.db").exists()
    assert "1 new items, 1 articles kept, 1 alerts, 0 messages sent" in run(
        "watch", "watch.yaml", "--once"
    )
    again = json.loads(run("watch", "watch.yaml", "--once", "--json"))
    assert (again["kept"], again["alerts"]) == (0, 0)
    assert "observed  Shells fall (shells): 1 in 300 days" in run("situations")
    (situation,) = json.loads(run("situations", "--json"))
    assert (situation["id"], situation["indicators"][0]["state"]) == ("fjord", "observed")
    assert 0.8 < situation["level"] < 0.9
    shown = run("alerts", "--since", "1 day")
    assert "The fjord: Shells fall — observed (ASSAULT by Government of Norway" in shown
    assert "“Norway shelled Iceland near Oslo on " in shown
    (alert,) = json.loads(run("alerts", "--situation", "fjord", "--json"))
    assert alert["deliveries"] == []
    assert run("alerts", "--situation", "bay") == ""
    assert run("mute") == "nothing is muted\n"
    assert run("mute", "fjord/shells", "--for", "2 hours").startswith("fjord/shells until ")
    assert json.loads(run("mute", "--json"))[0]["target"] == "fjord/shells"
    assert run("mute", "fjord/shells", "--off") == "nothing is muted\n"
    assert "undated" in run("feeds", "health")
    assert json.loads(run("feeds", "health", "--json"))[0]["items"] == 1


def test_a_watch_scores_the_forecasts_that_came_due(desk):
    begun = datetime.now(UTC).date() - timedelta(9)
    made = Forecast(
        "f", "NOR", "ISL", "force", datetime.combine(begun, time.min, UTC), begun, 7,
        0.2, "unlikely", "low", 0.3, 0, 1, 0.1,
    )  # fmt: skip
    with Ledger(desk / "news.db") as ledger:
        ledger.forecasting.write([made])
    run("watch", "watch.yaml", "--once")
    with Ledger(desk / "news.db") as ledger:
        ((forecast, score),) = ledger.forecasting.scored()
    assert (forecast.id, score.count, score.happened) == ("f", 1, True)


def test_what_is_wrong_is_told_before_anything_is_done(desk):
    (desk / "watch.yaml").write_text(FILE.replace("ASSAULT", "ASALT"))
    with pytest.raises(UsageError, match=r"watch.yaml, line 14: .* did you mean \"ASSAULT\""):
        run("watch", "watch.yaml", "--check")
    hook = (
        FILE + "alerts:\n  - id: a\n    webhook: https://a.example/\n    secret_env: TOCSIN_NONE\n"
    )
    (desk / "watch.yaml").write_text(hook)
    with pytest.raises(UsageError, match="needs the environment variable TOCSIN_NONE"):
        run("watch", "watch.yaml")
    assert not (desk / "news.db").exists()


def test_only_what_is_watched_can_be_muted(desk):
    run("watch", "watch.yaml", "--once")
    with pytest.raises(UsageError, match='nothing watched is called "fjrod"; did you mean "fjord"'):
        run("mute", "fjrod")


def test_lists_of_feeds(desk):
    (desk / "list.opml").write_bytes(OPML)
    assert run("feeds", "import", "list.opml") == (
        'sources:\n  - feed: "https://a.example/rss"\n    name: "A"\n'
    )
    (desk / "watch.yaml").write_text(FILE)
    assert 'title="Fjord &amp; Co" xmlUrl="https://fjord.example/rss"' in run(
        "feeds", "export", "watch.yaml"
    )
    with pytest.raises(InputError, match="No such file"):
        run("feeds", "import", "none.opml")
