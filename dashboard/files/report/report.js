// Draws the report's figures. They are as wide as the column of text; on paper that is PAPER pixels.

const PAPER = 690;
const { charts, locale } = JSON.parse(document.getElementById("figures").textContent);
const config = { displayModeBar: false, locale: "report", locales: { report: { format: locale } } };

function draw(width) {
  for (const { name, data, layout } of charts) {
    const node = document.getElementById(name);
    const size = { ...layout, width: width ?? node.clientWidth };
    window.Plotly.newPlot(node, data, size, config); // anew: a narrower picture leaves its margins behind
    for (const layer of node.querySelectorAll("svg.main-svg")) layer.setAttribute("aria-hidden", "true");
  }
}

draw();
window.addEventListener("resize", () => draw());
window.addEventListener("beforeprint", () => draw(PAPER));
window.addEventListener("afterprint", () => draw());
