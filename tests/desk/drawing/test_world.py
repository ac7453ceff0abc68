from __future__ import annotations

from itertools import pairwise

import pytest

from tocsin.desk.drawing import world


def test_the_world_fits_its_frame_and_is_light() -> None:
    land = world.land(world.WORLD)
    assert len(land) > 150
    assert sum(len(each["d"]) for each in land) < 120_000


def test_crimea_is_a_shape_of_its_own_and_marked() -> None:
    for scale in ("coarse", "fine"):
        marked = {shape.name for shape in world.shapes(scale) if shape.disputed}
        assert {"Crimea", "W. Sahara", "Kosovo", "N. Cyprus", "Somaliland"} <= marked


def test_a_point_is_where_it_belongs() -> None:
    frame = world.Frame(-10, -10, 10, 10, 200)
    assert frame.at(0, 0) == (100.0, pytest.approx(100, abs=1))
    assert frame.holds(9, 9)
    assert not frame.holds(11, 0)
    assert frame.pixels(111.2) == pytest.approx(10.0, abs=0.1)


def test_a_view_holds_the_middle_of_the_points() -> None:
    points = [(-3.5, -80.4, 40), (-4.4, -80.2, 30), (60.0, 100.0, 1)]
    frame = world.fitted(points)
    assert frame.holds(-3.5, -80.4)
    assert frame.holds(-4.4, -80.2)
    assert not frame.holds(60.0, 100.0)
    assert 1.5 < frame.width / frame.height < 2.6


def test_no_points_show_the_world() -> None:
    assert world.fitted([]) is world.WORLD


def test_paths_are_thinned_and_stay_near_the_frame() -> None:
    frame = world.Frame(-85, -6, -75, 0, 500)
    for shape in world.land(frame):
        for ring in shape["d"].split("Z")[:-1]:
            points = [tuple(map(float, p.split(","))) for p in ring[1:].split("L")]
            assert all(-0.3 * 500 <= x <= 1.3 * 500 for x, _ in points)
            assert all(a != b for a, b in pairwise(points))
