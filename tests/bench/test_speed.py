"""The generated corpus of the benchmark."""

from __future__ import annotations

from bench import speed


def test_the_corpus_is_varied_and_the_same_every_time() -> None:
    made = speed.corpus(20)
    assert made == speed.corpus(20)
    assert len({page["text"] for page in made}) == 20
    for page in made:
        assert "Peru " not in page["text"]
        assert "<" not in page["text"]
        assert len(speed.SENTENCE.findall(page["text"])) == 15
