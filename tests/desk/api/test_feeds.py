from __future__ import annotations

from xml.etree import ElementTree as ET

from starlette.testclient import TestClient

from tests.desk.conftest import NOW
from tocsin.desk.api.feeds import NAMESPACE, atom, urn
from tocsin.ledger import Ledger
from tocsin.records import Alert, Situation

EVIL = "]]></title><script>alert(1)</script>&amp;\x00\x1b\ufffe\"'"
N = f"{{{NAMESPACE}}}"


def test_the_feed_of_the_demo(desk: TestClient, story: Ledger) -> None:
    key = story.watching.situations()[0].id
    answer = desk.get(f"/situations/{key}/feed.atom")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.content)
    entries = root.findall(f"{N}entry")
    assert len(entries) == len(story.watching.alerts(situation=key, limit=50)) > 0
    ids = [entry.findtext(f"{N}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert all(str(each).startswith("urn:uuid:") for each in ids)
    link = entries[0].find(f"{N}link")
    assert link is not None
    assert desk.get(link.attrib["href"]).status_code == 200


def test_ids_do_not_change() -> None:
    assert urn("alert", "a1") == "urn:uuid:4346dd2d-4957-5bd2-a1cc-38831579a6fa"
    assert urn("alert", "a1") != urn("situation", "a1")


def test_words_are_text_and_nothing_else() -> None:
    alert = Alert("a", "s", "one", "observed", "e", NOW, EVIL, EVIL)
    made = atom(Situation("s", EVIL), [alert], base="http://127.0.0.1/")
    root = ET.fromstring(made)
    title = root.findtext(f"{N}entry/{N}title")
    assert title is not None
    assert title.startswith("]]></title><script>alert(1)</script>&amp;")
    assert b"<script" not in made
    assert [child.tag for child in root if child.tag.endswith("script")] == []


def test_a_situation_that_is_not_there(desk: TestClient) -> None:
    assert desk.get("/situations/none/feed.atom").status_code == 404
