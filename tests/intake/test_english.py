# ruff: noqa: E501 - samples stand on one line each
"""Only what is clearly another language is refused."""

from __future__ import annotations

import pytest

from tocsin.errors import InputError
from tocsin.intake.english import other_language, require_english

OTHERS = {
    "French": "Le ministre des affaires étrangères est arrivé lundi dans la capitale pour des entretiens avec son homologue, qui a déclaré que les deux pays sont prêts à signer un accord sur la frontière avant la fin de cette année.",
    "German": "Der Außenminister ist am Montag in der Hauptstadt eingetroffen, um mit seinem Amtskollegen über die Grenze zu sprechen, und sagte, dass die beiden Länder noch in diesem Jahr ein Abkommen unterzeichnen werden.",
    "Spanish": "El ministro de Asuntos Exteriores llegó el lunes a la capital para hablar con su homólogo sobre la frontera, y dijo que los dos países están listos para firmar un acuerdo antes de que termine este año.",
    "Portuguese": "O ministro das Relações Exteriores chegou na segunda-feira à capital para conversas com o seu homólogo e disse que os dois países não vão assinar um acordo sobre a fronteira antes do fim do ano.",
    "Italian": "Il ministro degli Esteri è arrivato lunedì nella capitale per colloqui con il suo omologo e ha detto che i due paesi sono pronti a firmare un accordo sul confine prima della fine di questo anno.",
    "Dutch": "De minister van Buitenlandse Zaken is maandag in de hoofdstad aangekomen voor overleg met zijn collega en zei dat de twee landen nog dit jaar een akkoord over de grens zullen tekenen.",
    "Turkish": "Dışişleri bakanı pazartesi günü başkente geldi ve iki ülke bir anlaşma için çok yakın olduğunu söyledi, ancak sınır konusu daha sonra ele alınacak gibi görünüyor ve bu görüşmeler olarak devam edecek.",
    "Indonesian": "Menteri luar negeri tiba di ibu kota pada hari Senin untuk berbicara dengan rekannya dan mengatakan bahwa kedua negara itu akan menandatangani perjanjian yang tidak dapat ditunda karena perbatasan.",
    "Polish": "Minister spraw zagranicznych przyjechał w poniedziałek do stolicy na rozmowy i powiedział, że oba kraje są gotowe do podpisania umowy, która jest ważna dla granicy, ale nie przed końcem roku.",
}
ENGLISH = [
    "Foreign ministers met in the capital on Monday and said that both countries were ready to sign an agreement on the border before the year is out.",
    "BREAKING: Explosions heard near airport. Police close roads. Flights diverted. Witnesses report smoke. Army denies attack. Officials urge calm. Hospitals ready. More follows.",
    "Emmanuel Macron, the president of France, told Le Monde: “La France est prête pour la paix et pour la guerre.” He did not say when the troops would leave.",
    "Goals: Silva 12, Costa 40, Santos 71, de Jong 88. Attendance: 40,112. Referee: M. Oliver. The match was played in the rain and ended in a draw.",
]


@pytest.mark.parametrize(("name", "text"), OTHERS.items())
def test_others(name, text):
    assert other_language(text) == name


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text):
    assert other_language(text) is None


@pytest.mark.parametrize(
    "text", ["Le ministre est arrivé.", "Troops move.", "", "12 34 56", "Kyiv Київ"]
)
def test_short_texts_are_not_judged(text):
    assert other_language(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Министр иностранных дел прибыл в столицу в понедельник утром.", "Cyrillic"),
        (
            "外交部长星期一抵达首都与对方举行会谈并表示两国准备签署边界协议他还说双方将继续对话直到达成一致意见为止",
            "Chinese",
        ),
        ("وصل وزير الخارجية إلى العاصمة يوم الاثنين لإجراء محادثات", "Arabic"),
        (
            "외교부 장관이 월요일 수도에 도착하여 회담을 가졌다고 밝혔으며 양국은 올해 안에 국경 협정에 서명할 준비가 되어 있다",
            "Korean",
        ),
    ],
)
def test_scripts(text, name):
    assert name in (other_language(text) or "")


def test_message():
    with pytest.raises(InputError, match=r"a\.txt is not English \(looks like French\)"):
        require_english(OTHERS["French"], "a.txt")
