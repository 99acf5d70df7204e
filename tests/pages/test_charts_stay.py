"""A chart keeps its place on its page whatever is told above it: one that moves is gone for some frames."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screen.components.live_chart import read_payload

APP = Path(__file__).parents[2] / "app.py"
LINKS = {  # the second has something to say above a chart that the first has not
    "": ("calls=200000&qps=200&days=7", "calls=5000000&qps=200&days=7"),
    "packs_or_postpaid": ("calls=200000", "calls=200000&qps=400&days=10"),
    "qps_or_activity": ("calls=200000&qps=200&days=7", "calls=200000&qps=400&days=10"),
    "decision_map": ("calls=200000", "calls=200000&shape=ramp"),
}


def places(page, link):
    """Return where the charts of a page stand, and how many boxes and lines there are."""
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params.update(pair.split("=") for pair in link.split("&"))
    app.run()
    if page:
        app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    charts = {
        read_payload(node.proto.bytes)["name"]: place
        for place, node in app.main.children.items()
        if node.type == "bidi_component" and node.proto.bytes
    }
    return charts, len(app.main.warning) + len(app.main.info) + len(app.main.markdown)


@pytest.mark.parametrize(("page", "links"), LINKS.items())
def test_a_chart_keeps_its_place(page, links):
    (quiet, few), (told, more) = (places(page, link) for link in links)
    assert quiet
    assert quiet == told
    assert few < more
