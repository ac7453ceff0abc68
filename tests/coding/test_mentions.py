from tocsin.coding.grammar import Tree
from tocsin.coding.mentions import all_mentions, mention
from tocsin.language import parse


def tree(text: str) -> Tree:
    return Tree(parse(text).sentences[0])


def test_a_pronoun_is_marked_as_one() -> None:
    found = {m.span.text: m.kind for m in all_mentions(tree("She met their envoys in Oslo."))}
    assert found["She"] == "pronoun"
    assert found["their"] == "pronoun"
    assert found["Oslo"] == "name"


def test_apposition_becomes_a_descriptor() -> None:
    t = tree("Jan Vik, the foreign minister, resigned.")
    i = next(k for k, x in enumerate(t.tokens) if x.text in {"Vik", "Jan"})
    head = i if t.tokens[i].deprel.startswith("nsubj") else t.tokens[i].head
    assert mention(t, head).descriptors == ("the foreign minister",)


def test_number_of_a_plural_noun() -> None:
    t = tree("The soldiers left.")
    assert mention(t, 1).number == "Plur"
    assert mention(t, 1).subject
