"""Live charts in a browser: the picture stays, and everything that Plotly's charts can do still works."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.driver import Profiles, Server, Visit, running_script

HERE = Path(__file__).parent
SCRIPT = re.compile(r"plotly\.min\.js")

WATCH = """() => {
  const watched = (window.watched = { frames: 0, blank: 0, nodes: new Set() });
  const frame = () => {
    const plot = document.querySelector(".live-chart .js-plotly-plot");
    const line = plot?.querySelector(".scatterlayer path.js-line");
    const box = line?.getBoundingClientRect();
    const shown = line?.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    watched.frames += 1;
    if (!shown || box.width < 100) watched.blank += 1;
    watched.nodes.add(plot?.querySelector(".main-svg"));
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""


@pytest.fixture(scope="module")
def charts() -> Iterator[Server]:
    with running_script(HERE / "live_chart_app.py") as server:
        yield server


@pytest.fixture(scope="module")
def profiles(browser: Browser, charts: Server) -> Profiles:
    return Profiles(browser, charts.url)


@pytest.fixture
def visit(open_page: Callable[..., Visit]) -> Callable[..., Visit]:
    """Return a function that opens the charts as a new visitor; no visit may meet a fault."""

    def open_(**options: object) -> Visit:
        opened = open_page(**options)
        expect(plot(opened.page, "line").locator("path.js-line")).to_be_visible()
        return opened

    return open_


def plot(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key} .js-plotly-plot")


def title(page: Page) -> Locator:
    return plot(page, "line").locator(".gtitle")


def move_slider(page: Page, key: str) -> None:
    page.get_by_role("slider").focus()
    page.keyboard.press(key)


def test_picture_is_never_blank_while_the_slider_moves(visit):
    page = visit().page
    page.evaluate(WATCH)
    for step in range(20):
        move_slider(page, "ArrowRight")
        expect(title(page)).to_have_text(f"Slope {51 + step}")
    watched = page.evaluate("({ ...watched, nodes: watched.nodes.size })")
    assert watched["frames"] > 40, "too few frames to tell"
    assert (watched["blank"], watched["nodes"]) == (0, 1)


def test_only_changed_charts_are_drawn_again(visit):
    page = visit().page
    page.evaluate("""() => {
      window.drawn = [];
      const react = Plotly.react;
      Plotly.react = (node, ...rest) => {
        drawn.push(node.closest("[class*=st-key-]").className.match(/st-key-(\\w+)/)[1]);
        return react(node, ...rest);
      };
    }""")
    for slope in (51, 52, 53):
        move_slider(page, "ArrowRight")
        expect(title(page)).to_have_text(f"Slope {slope}")
    assert page.evaluate("drawn") == ["line"] * 3


def test_zoom_survives_a_new_figure(visit):
    page = visit().page
    box = plot(page, "line").locator(".nsewdrag").bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 200, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 500, middle, steps=5)
    page.mouse.up()
    shown = "document.querySelector('.st-key-line .js-plotly-plot').layout.xaxis.range"
    page.wait_for_function(f"{shown}[0] > 5")
    zoomed = page.evaluate(shown)
    move_slider(page, "ArrowRight")
    expect(title(page)).to_have_text("Slope 51")
    assert page.evaluate(shown) == zoomed


def test_hover_shows_the_point(visit):
    page = visit().page
    point = plot(page, "line").locator(".points path").nth(20).bounding_box()
    page.mouse.move(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2, steps=4)
    expect(plot(page, "line").locator(".hoverlayer")).to_contain_text("(20, 1000)")  # 50 x 20


def test_mode_bar_in_both_languages(visit):
    page = visit().page
    labels = "buttons => buttons.map(button => button.ariaLabel)"
    buttons = plot(page, "line").get_by_role("toolbar").get_by_role("button")
    assert buttons.evaluate_all(labels) == ["Zoom", "Pan", "Reset axes", "Download plot as a PNG"]
    page.get_by_role("tab", name="There").click()
    buttons = plot(page, "map").get_by_role("toolbar").get_by_role("button")
    expect(buttons).to_have_count(4)
    assert buttons.evaluate_all(labels) == ["框选放大", "平移", "恢复原始范围", "下载 PNG 图片"]


def test_chart_that_does_not_zoom_offers_the_download_only(visit):
    page = visit().page
    assert plot(page, "bars").get_by_role("toolbar").get_by_role("button").count() == 1


def test_finger_scrolls_past_a_chart_without_mode_bar(visit):
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).page
    assert page.locator(".live-chart .modebar-btn").count() == 0
    assert page.evaluate("document.querySelector('.js-plotly-plot')._fullLayout.dragmode") is False


def test_download_has_the_chart_on_the_page_s_background(visit, tmp_path):
    page = visit(color_scheme="dark").page
    plot(page, "line").hover()
    with page.expect_download() as download:
        plot(page, "line").get_by_role("button", name="Download plot as a PNG").click()
    assert download.value.suggested_filename == "line.png"
    path = tmp_path / "line.png"
    download.value.save_as(path)
    image = pytest.importorskip("PIL.Image").open(path).convert("RGBA")
    width = page.evaluate("document.querySelector('.st-key-line').clientWidth")
    assert image.size == (2 * width, 2 * 420)
    background = page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    )
    assert image.getpixel((2, 2)) == (*map(int, re.findall(r"\d+", background)), 255)


def test_theme_restyles_the_standing_picture(visit):
    page = visit(color_scheme="light").page

    def colors() -> list[str]:
        return page.evaluate("""() => {
          const style = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
          const plot = ".st-key-line .js-plotly-plot ";
          return [style(plot + ".xtick text", "fill"), style(plot + ".xgrid", "stroke"),
                  style(".st-key-bars .js-plotly-plot .point path", "fill"),
                  style(".st-key-line .js-plotly-plot .main-svg", "backgroundColor")];
        }""")

    light = colors()
    text = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).color")
    assert light[0] == light[2] == text
    page.evaluate("window.node = document.querySelector('.st-key-line .js-plotly-plot')")
    page.emulate_media(color_scheme="dark")
    expect(plot(page, "line").locator(".xtick text").first).not_to_have_css("fill", light[0])
    dark = colors()
    assert (
        dark[0]
        == dark[2]
        == page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).color")
    )
    assert dark[1] != light[1]
    assert light[3] == dark[3] == "rgba(0, 0, 0, 0)"
    assert page.evaluate("node.isConnected")


def test_chart_takes_the_width_of_its_container(visit):
    page = visit().page
    for width in (1280, 390, 800):
        page.set_viewport_size({"width": width, "height": 844})
        container = page.locator(".st-key-line")
        page.wait_for_function(
            "() => document.querySelector('.st-key-line .main-svg').clientWidth"
            " === document.querySelector('.st-key-line').clientWidth"
        )
        assert container.bounding_box()["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hidden_tab_is_drawn_at_its_width_when_shown(visit):
    page = visit().page
    expect(page.locator(".st-key-map .live-chart")).to_have_count(1)
    assert plot(page, "map").count() == 0
    page.get_by_role("tab", name="There").click()
    expect(plot(page, "map").locator(".heatmaplayer image")).to_be_visible()
    box = page.locator(".st-key-map").bounding_box()
    assert plot(page, "map").locator(".main-svg").first.bounding_box()["width"] == pytest.approx(
        box["width"], abs=1
    )


def test_click_is_told_once(visit):
    page = visit().page
    point = plot(page, "line").locator(".points path").nth(10).bounding_box()
    place = (point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    page.mouse.click(*place)
    told = "{'curve': 0, 'point': 10, 'x': 10, 'y': 500, 'customdata': 'point 10'}"  # 50 x 10
    expect(page.get_by_text(f"1 clicks, now {told}, last [{told}]")).to_be_visible()
    move_slider(page, "ArrowRight")
    expect(page.get_by_text(f"1 clicks, now None, last [{told}]")).to_be_visible()
    page.wait_for_timeout(350)  # what follows within 300 ms belongs to a double click (live_chart.js)
    point = plot(page, "line").locator(".points path").nth(10).bounding_box()
    page.mouse.dblclick(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    told = "{'curve': 0, 'point': 10, 'x': 10, 'y': 510, 'customdata': 'point 10'}"  # 51 x 10
    expect(page.get_by_text(f"2 clicks, now {told}")).to_be_visible()
    page.wait_for_timeout(500)
    expect(page.get_by_text("2 clicks")).to_be_visible()


def test_click_on_a_cell_returns_it(visit):
    page = visit().page
    page.get_by_role("tab", name="There").click()
    expect(page.get_by_text("cell None")).to_be_visible()
    cells = plot(page, "map").locator(".nsewdrag")
    box = cells.bounding_box()
    cells.click(position={"x": box["width"] * 0.75, "y": box["height"] * 0.75})
    told = "cell {'curve': 0, 'point': [0, 1], 'x': 1, 'y': 0, 'customdata': 'b'}"
    expect(page.get_by_text(told)).to_be_visible()


def test_chart_is_named_and_lets_the_keyboard_pass(visit):
    page = visit().page
    expect(page.get_by_role("img", name="A line of slope 50", exact=True)).to_be_visible()
    move_slider(page, "ArrowRight")
    expect(page.get_by_role("img", name="A line of slope 51", exact=True)).to_be_visible()
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent")
        )
    assert reached[:4] == ["Zoom", "Pan", "Reset axes", "Download plot as a PNG"]
    assert "Here" in reached, "focus never left the charts"


def test_axe_finds_nothing(visit):
    page = visit().page
    found = Axe().run(page, context=".live-chart").response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


def test_script_comes_once(browser, charts):
    visit = Visit(browser, charts.url)
    fetched = []
    visit.page.on("request", lambda request: SCRIPT.search(request.url) and fetched.append(request.url))
    visit.go()
    expect(title(visit.page)).to_have_text("Slope 50")
    move_slider(visit.page, "ArrowRight")
    expect(title(visit.page)).to_have_text("Slope 51")
    visit.settle()
    visit.page.get_by_role("tab", name="There").click()
    expect(plot(visit.page, "map").locator(".heatmaplayer image")).to_be_visible()
    visit.close()
    assert len(fetched) == 1
    assert visit.faults == []


def test_alternative_stands_in_words_where_the_script_is_missing(browser, charts):
    visit = Visit(browser, charts.url)
    visit.page.route(SCRIPT, lambda route: route.abort())
    visit.go()
    expect(visit.page.locator(".st-key-line").get_by_text("A line of slope 50")).to_be_visible()
    visit.page.unroute(SCRIPT)
    move_slider(visit.page, "ArrowRight")
    expect(title(visit.page)).to_have_text("Slope 51")  # the next figure tries again
    expect(visit.page.locator(".st-key-line").get_by_text("A line of slope 50")).to_have_count(0)
    visit.close()


def test_figure_that_cannot_be_drawn_is_told_in_words(browser, charts):
    visit = Visit(browser, charts.url)
    visit.go()
    expect(title(visit.page)).to_have_text("Slope 50")
    visit.page.evaluate(
        "() => { window.react = Plotly.react; Plotly.react = () => { throw new Error('on purpose'); }; }"
    )
    move_slider(visit.page, "ArrowRight")
    expect(visit.page.locator(".st-key-line").get_by_text("A line of slope 51")).to_be_visible()
    assert visit.page.locator(".st-key-line .main-svg").count() == 0
    visit.page.evaluate("() => { Plotly.react = window.react; }")
    move_slider(visit.page, "ArrowRight")
    expect(title(visit.page)).to_have_text("Slope 52")
    visit.close()


def test_route_of_its_own_is_kept_by_the_browser_under_a_strict_policy(browser):
    fetches = (
        "performance.getEntriesByType('resource').filter(({ name }) => name.includes('plotly.min.js'))"
        ".map(({ name, initiatorType, transferSize }) =>"
        " [new URL(name).pathname.split('/')[1], initiatorType, transferSize])"
    )
    with running_script(HERE / "live_chart_serve.py") as server:
        visit = Visit(browser, server.url)
        visit.go()
        expect(title(visit.page)).to_have_text("Slope 50")
        first = visit.page.evaluate(fetches)
        answer = visit.page.reload()
        expect(title(visit.page)).to_have_text("Slope 50")
        again = visit.page.evaluate(fetches)
        visit.close()
    assert "script-src 'self' 'sha256-" in answer.headers["content-security-policy"]
    assert visit.faults == []  # among them, whatever the policy refuses
    assert first[0][:2] == ["plotly", "link"]  # the page's head names it, before Streamlit has started
    assert [size > 0 for _, _, size in first] == [True] + [False] * (len(first) - 1)
    assert {(folder, size) for folder, _, size in again} == {("plotly", 0)}
