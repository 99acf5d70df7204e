"""A part of a page that runs by itself is alone in its container: Streamlit may draw it over what follows."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest, local_script_runner

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


def drawn(page, monkeypatch):
    """Return where the last run put what, and the fragment that it is of: pairs of path and fragment."""
    runs = []
    parse = local_script_runner.parse_tree_from_messages
    monkeypatch.setattr(
        local_script_runner,
        "parse_tree_from_messages",
        lambda messages: runs.append(messages) or parse(messages),
    )
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return [
        (tuple(message.metadata.delta_path), message.delta.fragment_id)
        for message in runs[-1]
        if message.HasField("delta")
    ]


@pytest.mark.parametrize("page", PAGES)
def test_a_fragment_is_alone_in_its_container(page, monkeypatch):
    places = drawn(page, monkeypatch)
    tops = {}
    for path, fragment in places:
        if fragment:
            tops.setdefault(fragment, path)
    assert tops
    for top in tops.values():
        container, beside = top[:-1], {path[: len(top)] for path, _ in places if len(path) >= len(top)}
        assert len(container) > 1  # the page itself has much else in it
        assert {path for path in beside if path[:-1] == container} == {top}
