"""Every page answers at the prices of any list that a link names: packages, no packs, no freeze."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.test_what_if import opened, turned

PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("version", ["2019-02-28", "2020-02-20"])
def test_a_page_answers(page, version):
    app = opened(
        prices=version, calls="2000000", months="3", qps="400", days="10", base_qps="60", start="2027-01"
    )
    turned(app, page)
    assert not app.exception
    assert len(app.main.markdown) > 0


def test_the_verdict_names_the_packages():
    app = opened(prices="2020-02-20", calls="400000", base_qps="60")
    turned(app, "what_to_buy")
    said = " ".join(each.value for each in app.main.markdown)
    assert "1 license of Package one" in said
    assert "1 license of Package two" in said
