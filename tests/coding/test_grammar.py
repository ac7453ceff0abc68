from dataclasses import replace

from tocsin.coding.grammar import Tree
from tocsin.language import parse


def tree(text: str) -> Tree:
    return Tree(parse(text).sentences[0])


def at(t: Tree, word: str) -> int:
    return next(i for i, k in enumerate(t.tokens) if k.text == word)


def words(t: Tree, found: list[int]) -> list[str]:
    return [t.tokens[i].text for i in found]


def test_active_subject_and_object() -> None:
    t = tree("The army shelled the town on Friday.")
    v = at(t, "shelled")
    assert words(t, t.subjects(v)) == ["army"]
    assert words(t, t.objects(v)) == ["town"]


def test_passive_turns_the_roles() -> None:
    t = tree("The town was shelled by the army.")
    v = at(t, "shelled")
    assert words(t, t.subjects(v)) == ["army"]
    assert words(t, t.objects(v)) == ["town"]


def test_relative_clause_takes_its_noun() -> None:
    t = tree("The rebels who attacked the bridge fled.")
    assert words(t, t.subjects(at(t, "attacked"))) == ["rebels"]


def test_control_gives_an_infinitive_its_subject() -> None:
    t = tree("Norland urged Sudria to withdraw its troops.")
    assert words(t, t.subjects(at(t, "withdraw"))) == ["Sudria"]


def test_coordinated_verbs_share_their_subject() -> None:
    t = tree("The police stormed the building and arrested three men.")
    assert words(t, t.subjects(at(t, "arrested"))) == ["police"]


def test_conjuncts_in_text_order() -> None:
    t = tree("France and Germany condemned the attack.")
    assert words(t, t.conjuncts(t.subjects(at(t, "condemned"))[0])) == ["France", "Germany"]


def test_phrase_leaves_clauses_out() -> None:
    t = tree("The minister, who had resigned in May, met the rebels.")
    first, last = t.phrase(at(t, "minister"))
    assert t.span(first, last).text == "The minister"


def test_span_offsets_point_into_the_text() -> None:
    text = "First one. Then Iran seized the ship."
    t = Tree(parse(text).sentences[1])
    span = t.span(at(t, "seized"), at(t, "ship"))
    assert text[span.start : span.end] == span.text == "seized the ship"


def test_a_finite_verb_is_not_joined_to_a_gerund() -> None:
    sentence = parse("Lima denied shelling the town and accused Quito.").sentences[0]
    at = {token.text: i for i, token in enumerate(sentence.tokens)}
    joined = replace(
        sentence.tokens[at["accused"]],
        head=at["shelling"],
        deprel="conj",
        feats="Tense=Past|VerbForm=Fin",
    )
    wrong = [joined if t.text == "accused" else t for t in sentence.tokens]
    tree = Tree(replace(sentence, tokens=tuple(wrong)), 0)
    assert tree.tokens[at["accused"]].head == at["denied"]
    assert tree.conjuncts(at["shelling"]) == [at["shelling"]]
