"""axe-core finds nothing serious on any page of the menu, in either language, light and dark."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.driver import Visit
from tests.browser.menu import open_from_menu, page_names

GRAVE = ("serious", "critical")


@pytest.mark.parametrize(
    ("locale", "color_scheme", "query"),
    [
        ("en-US", "light", "calls=700000&qps=200&days=14&shape=ramp"),  # with warnings
        ("zh-CN", "dark", "calls=2000000&months=3&qps=400&days=10&start=2027-01"),  # not all available
    ],
)
def test_axe_finds_nothing_serious(
    open_page: Callable[..., Visit], locale: str, color_scheme: str, query: str
) -> None:
    visit = open_page(f"/?{query}", locale=locale, color_scheme=color_scheme)
    found = []
    for name in page_names(visit.page):
        page = open_from_menu(visit, name)
        found += [
            (name, rule["id"], node["html"], node["failureSummary"])
            for rule in Axe().run(page).response["violations"]
            if rule["impact"] in GRAVE
            for node in rule["nodes"]
        ]
    assert found == []
