"""The colours are told apart on white and on near-black, with normal and with colour-blind sight."""

from itertools import combinations

import numpy as np
import pytest

from dashboard.charts.palette import COMPONENT_LOOKS, OPTION_LOOKS, PACK_COLORS, option_looks
from tests.pricing.books import face_fusion, loads, no_packs_toml, sample

PAGES = ("#FFFFFF", "#10161F")

# What people with a colour deficiency see, for linear RGB (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHTS = {
    "normal": np.eye(3),
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritanopia": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}
CONES = np.array([[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.6300]])
OKLAB = np.array([[0.2105, 0.7936, -0.0041], [1.9780, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]])

COMPONENT_COLORS = [look.color for look in COMPONENT_LOOKS.values()]
OPTION_COLORS = [*(look.color for look in OPTION_LOOKS.values()), *PACK_COLORS]


def linear(color):
    channels = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(color, page):
    """The contrast ratio of WCAG 2."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    light, dark = sorted((float(linear(each) @ weights) for each in (color, page)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def distance(one, other, sight):
    """How far apart two colours look, in OKLab x 100; about 2 is just noticeable side by side."""
    seen = (OKLAB @ np.cbrt(CONES @ np.clip(SIGHTS[sight] @ linear(color), 0, 1)) for color in (one, other))
    return 100 * float(np.linalg.norm(next(seen) - next(seen)))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("color", [*COMPONENT_COLORS, *OPTION_COLORS])
def test_every_color_stands_out_from_both_pages(color, page):
    assert contrast(color, page) >= 3  # WCAG 1.4.11, for graphical objects


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("colors", [COMPONENT_COLORS, OPTION_COLORS], ids=["components", "options"])
def test_colors_are_told_apart_by_every_sight(colors, sight):
    nearest = min(distance(one, other, sight) for one, other in combinations(colors, 2))
    assert nearest > 7


def test_components_differ_without_color():
    assert len({look.pattern for look in COMPONENT_LOOKS.values()}) == len(COMPONENT_LOOKS)


def test_options_differ_without_color():
    looks = option_looks(face_fusion()).values()
    assert len({look.symbol for look in looks}) == len(looks)


def test_a_pack_looks_the_same_whatever_else_the_options_are():
    looks = option_looks(face_fusion())
    assert [looks[f"pack:{pack}"].color for pack in ("1m", "5m", "10m", "30m")] == list(PACK_COLORS)
    assert option_looks(face_fusion()) == looks


def test_the_fifth_pack_has_the_first_color_with_another_pattern_symbol_and_dash():
    packs = "".join(
        f'\n[[packs]]\nid = "p{n}"\ncalls = {n}000\nprice = {n}\nvalid_months = 12\n' for n in range(1, 10)
    )
    looks = option_looks(loads(no_packs_toml() + packs))
    first, fifth = looks["pack:p1"], looks["pack:p5"]
    assert first.color == fifth.color
    assert (first.pattern, first.symbol, first.dash) != (fifth.pattern, fifth.symbol, fifth.dash)


def test_a_book_without_packs_has_the_five_fixed_options():
    assert set(option_looks(sample("no-packs"))) == set(OPTION_LOOKS)
