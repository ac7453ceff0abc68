from __future__ import annotations

from collections.abc import Sequence

import pytest

from tocsin.language import Parser, parse
from tocsin.language.types import Parse, Sentence
from tocsin.records import Article

TEXT = (
    'Norway said on Tuesday that about 3,000 troops were sent to Oslo.\n"We won\'t wait!" '
    "Foreign Minister Ann Roe said. Iceland denied it.\n\n"
)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(threads=1)


def check(text: str, parsed: Parse) -> None:
    for s in parsed.sentences:
        assert s.text == text[s.start : s.end]
        assert [t.head for t in s.tokens].count(-1) == 1
        assert all(-1 <= t.head < len(s.tokens) and t.head != i for i, t in enumerate(s.tokens))
        assert all(t.text == text[t.start : t.end] for t in s.tokens)
        assert all((t.deprel == "root") == (t.head < 0) for t in s.tokens)
        assert all(x.text == text[x.start : x.end] for x in s.times)


def words(s: Sentence, label: str) -> list[str]:
    return [
        " ".join(t.text for t in s.tokens[n.first : n.last + 1])
        for n in s.names
        if n.label == label
    ]


def test_a_short_report(parser: Parser) -> None:
    parsed = parser.parse(TEXT)
    check(TEXT, parsed)
    first, second, third = parsed.sentences
    said, sent = first.tokens[1], next(t for t in first.tokens if t.text == "sent")
    assert (said.lemma, said.upos, said.head) == ("say", "VERB", -1)
    assert "Tense=Past" in said.feats
    assert (sent.lemma, sent.deprel) == ("send", "ccomp")
    assert first.tokens[0].deprel == "nsubj"
    assert "Oslo" in words(first, "LOC")
    assert [x.text for x in first.times] == ["Tuesday"]
    assert words(second, "PER") == ["Ann Roe"]
    assert third.tokens[1].lemma == "deny"


def test_an_article_and_a_text_are_parsed_alike(parser: Parser) -> None:
    assert parse(Article(TEXT)) == parse(TEXT) == parser.parse(TEXT)


def test_many_texts_give_what_each_gives_alone(parser: Parser) -> None:
    texts = [TEXT, "", "One more. And one.", TEXT]
    assert parser.parse_many(texts) == [parser.parse(t) for t in texts]
    assert parser.parse_many(texts) == Parser(threads=3).parse_many(texts)


def test_unwanted_sentences_are_not_in_the_parse(parser: Parser) -> None:
    asked: list[list[str]] = []

    def wanted(sentences: Sequence[str]) -> list[bool]:
        asked.append(list(sentences))
        return ["denied" in s or "Tuesday" in s for s in sentences]

    parsed = parser.parse(TEXT, wanted=wanted)
    check(TEXT, parsed)
    whole = [s.text for s in parser.parse(TEXT).sentences]
    assert asked == [whole]
    assert [s.text for s in parsed.sentences] == [whole[0], whole[2]]
    many = parser.parse_many([TEXT, "", "A dog. A cat."], wanted=wanted)
    assert many == [parsed, Parse(()), Parse(())]
    assert parse(TEXT, wanted=wanted) == parsed


def test_an_answer_for_each_sentence(parser: Parser) -> None:
    with pytest.raises(ValueError, match="1 answers for 3 sentences"):
        parser.parse(TEXT, wanted=lambda sentences: [True])


@pytest.mark.parametrize(
    "text", ["", "\n \n", "...", "!", "\ufeffHm.", "日本 が 動いた。", "a" * 3000, "x\x00y"]
)
def test_odd_texts(parser: Parser, text: str) -> None:
    check(text, parser.parse(text))


def test_a_sentence_beyond_the_limit_of_the_network(parser: Parser) -> None:
    text = ", ".join(f"the army of country {i} left" for i in range(150)) + "."
    parsed = parser.parse(text)
    check(text, parsed)
    (sentence,) = parsed.sentences
    assert len(sentence.tokens) == 150 * 7
    assert {t.deprel for t in sentence.tokens if t.deprel in ("root", "parataxis")}


def test_given_words_are_kept(parser: Parser) -> None:
    (sentence,) = parser.parse_words([["Oslo", "can", "not", "sleep", "."]])
    assert [t.text for t in sentence.tokens] == ["Oslo", "can", "not", "sleep", "."]
    assert sentence.tokens[3].head == -1
