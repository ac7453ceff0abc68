import pytest

from tocsin.coding.numbers import quantity_range


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("approximately 10,000 troops", (10000, 10000, True)),
        ("thousands of troops", (1000, 9999, False)),
        ("dozens", (24, 99, False)),
        ("scores of people", (40, 99, False)),
        ("tens of thousands of refugees", (20000, 99999, False)),
        ("more than 20 officers", (20, None, False)),
        ("at least five", (5, None, False)),
        ("up to 300 fighters", (None, 300, False)),
        ("as many as 200", (None, 200, False)),
        ("1.2 million people", (1200000, 1200000, False)),
        ("300 to 500 fighters", (300, 500, False)),
        ("two dozen", (24, 24, False)),
        ("half a dozen", (6, 6, False)),
        ("twenty-three", (23, 23, False)),
        ("two hundred and fifty", (250, 250, False)),
        ("three thousand", (3000, 3000, False)),
        ("some 40 vehicles", (40, 40, True)),
    ],
)
def test_ranges(text: str, expected: tuple[float | None, float | None, bool]) -> None:
    assert quantity_range(text) == expected


@pytest.mark.parametrize("text", ["the troops", "", "several", "officials"])
def test_no_number(text: str) -> None:
    assert quantity_range(text) is None
