// Draws a Plotly figure on one node that is kept for as long as the page shows the chart, so that a new
// figure is a change of the picture (Plotly.react) and not a new picture.
//
// Streamlit calls the default export once per new payload and once per change of theme. The payload is what
// chart_payload() in dashboard/live_chart.py wrote.

const APP_URL = new URL("../../../", import.meta.url); // this is _stcore/bidi-components/<component>/<file>
const BUNDLED_URL = new URL("../plotly.package_data/plotly.min.js", import.meta.url);
const DOUBLE_CLICK_MS = 300; // Plotly's own doubleClickDelay
const TOUCH = window.matchMedia("(pointer: coarse)").matches;
const CSS_VARIABLE = /var\((--[\w-]+)\)/g;

const LOCALES = {
  "zh-CN": {
    dictionary: {
      Zoom: "框选放大",
      Pan: "平移",
      "Reset axes": "恢复原始范围",
      "Download plot as a PNG": "下载 PNG 图片",
      "Double-click to zoom back out": "双击恢复原始范围",
      "Double-click on legend to isolate one trace": "双击图例只看这一项",
    },
    format: {
      days: [..."日一二三四五六"].map((day) => `星期${day}`),
      shortDays: [..."日一二三四五六"].map((day) => `周${day}`),
      months: Array.from({ length: 12 }, (_, month) => `${month + 1}月`),
      shortMonths: Array.from({ length: 12 }, (_, month) => `${month + 1}月`),
      date: "%Y-%m-%d",
    },
  },
};

let plotly; // the promise of one script per tab, whatever the number of charts

function loadPlotly(address) {
  plotly ??= fetchPlotly(address).catch((error) => {
    plotly = undefined; // the next payload tries again
    throw error;
  });
  return plotly;
}

/** From the app's own route where there is one (dashboard/plotly_script.py), else from the component's folder. */
async function fetchPlotly(address) {
  try {
    if (address) return await runScript(new URL(address, APP_URL));
  } catch (error) {
    console.warn("live_chart:", error);
  }
  return runScript(BUNDLED_URL);
}

function runScript(url) {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`no Plotly at ${url}`));
    const script = document.createElement("script");
    script.src = url.href;
    script.onload = () => (window.Plotly ? resolve() : fail());
    script.onerror = fail;
    document.head.append(script);
  });
}

/** What the page's theme asks of every chart; whatever the figure sets itself comes before it. */
function themeTemplate(style) {
  const token = (name) => style.getPropertyValue(`--st-${name}`).trim();
  const text = token("text-color");
  const grid = token("border-color-light") || token("border-color");
  const line = token("border-color");
  const axis = {
    automargin: true,
    gridcolor: grid,
    linecolor: line,
    tickcolor: line,
    zerolinecolor: line,
    zerolinewidth: 1,
    title: { standoff: 8 },
  };
  const colorbar = { outlinewidth: 0, tickcolor: line };
  return {
    layout: {
      font: { family: token("font") || "sans-serif", size: 13, color: text },
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      colorway: token("chart-categorical-colors").split(",").filter(Boolean),
      margin: { l: 8, r: 8, t: 32, b: 8, pad: 0 },
      xaxis: axis,
      yaxis: axis,
      coloraxis: { colorbar },
      hoverlabel: {
        bgcolor: token("secondary-background-color"),
        bordercolor: line,
        font: { color: text },
        align: "left",
      },
      legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", bgcolor: "rgba(0,0,0,0)" },
      modebar: { bgcolor: "rgba(0,0,0,0)", color: text, activecolor: token("primary-color") },
      // A finger on the chart scrolls the page; the mouse zooms.
      dragmode: TOUCH ? false : "zoom",
      hovermode: "closest",
    },
  };
}

function pointOf(event) {
  const point = event.points[0];
  const plain = (value) => (ArrayBuffer.isView(value) ? Array.from(value) : (value ?? null));
  return {
    curve: point.curveNumber,
    point: plain(point.pointNumber ?? point.pointIndex),
    x: plain(point.x),
    y: plain(point.y),
    customdata: plain(point.customdata),
  };
}

class Chart {
  runs = 0;
  disposed = false;
  text = null; // the payload last taken
  drawnWidth = 0;

  constructor(parent) {
    this.node = document.createElement("div");
    this.node.className = "live-chart";
    // Assistive technology gets the sentence and the mode bar's buttons, not a hundred loose tick labels.
    this.alternative = document.createElement("div");
    this.alternative.className = "live-chart-alternative";
    this.alternative.setAttribute("role", "img");
    this.plot = document.createElement("div");
    this.node.append(this.alternative, this.plot);
    parent.append(this.node);
    this.resize = new ResizeObserver(() => {
      if (this.node.clientWidth !== this.drawnWidth) this.draw();
    });
    this.resize.observe(this.node);
    // Texts are placed by their size, which is another before the page's font is there.
    if (document.fonts.status === "loading") document.fonts.ready.then(() => this.draw());
  }

  take(text, send) {
    this.send = send;
    if (text !== this.text) {
      this.text = text;
      const [settings, figure] = text.split("\n");
      this.payload = JSON.parse(settings);
      this.figureJson = figure;
      this.alternative.setAttribute("aria-label", this.payload.alt);
      this.node.style.height = `${this.payload.height}px`;
      this.node.toggleAttribute("data-selectable", this.payload.selectable);
    }
    this.draw();
  }

  /** Bring the picture in line with payload, theme and width; draw nothing while the chart is hidden. */
  draw() {
    const width = this.node.clientWidth;
    if (this.disposed || !this.payload || width === 0) return;
    if (!window.Plotly) {
      loadPlotly(this.payload.script).then(
        () => this.draw(),
        (error) => this.fail(error),
      );
      return;
    }
    if (this.failed) this.plot.textContent = "";
    this.failed = false;
    this.drawnWidth = width;
    try {
      const { data, layout, config } = this.figure(width);
      window.Plotly.react(this.plot, data, layout, config).catch((error) => this.fail(error));
    } catch (error) {
      this.fail(error);
      return;
    }
    for (const layer of this.plot.querySelectorAll("svg.main-svg")) layer.setAttribute("aria-hidden", "true");
    this.listen();
  }

  figure(width) {
    const style = getComputedStyle(this.node);
    const themed = (_, value) =>
      typeof value === "string" && value.includes("var(--")
        ? value.replace(CSS_VARIABLE, (whole, name) => style.getPropertyValue(name).trim() || whole)
        : value;
    // Parsed anew for each drawing: Plotly writes into what it is given.
    const { data = [], layout = {} } = JSON.parse(this.figureJson, themed);
    layout.template = themeTemplate(style);
    layout.width = width;
    layout.height = this.payload.height;
    layout.uirevision ??= "kept"; // zoom and hidden series survive a new figure
    const zooms = ["xaxis", "yaxis"].some((axis) => !layout[axis]?.fixedrange);
    return { data, layout, config: this.config(this.payload.locale, zooms) };
  }

  /** The same object, functions and all, for as long as it says the same: Plotly begins anew with another. */
  config(locale, zooms) {
    if (this.configuration?.locale === locale && this.zooms === zooms) return this.configuration;
    this.zooms = zooms;
    const download = {
      name: "download",
      title: LOCALES[locale]?.dictionary["Download plot as a PNG"] ?? "Download plot as a PNG",
      icon: window.Plotly.Icons.camera,
      click: () => this.download(),
    };
    this.configuration = {
      displaylogo: false,
      displayModeBar: TOUCH ? false : "hover", // where nothing hovers it would always lie on the legend
      locale,
      locales: LOCALES,
      modeBarButtons: [zooms ? ["zoom2d", "pan2d", "resetScale2d", download] : [download]],
    };
    return this.configuration;
  }

  download() {
    const { data, layout } = this.plot;
    const background = getComputedStyle(this.node).getPropertyValue("--st-background-color").trim();
    window.Plotly.downloadImage(
      { data, layout: { ...layout, paper_bgcolor: background } },
      { format: "png", filename: this.payload.name, width: layout.width, height: layout.height, scale: 2 },
    );
  }

  listen() {
    if (this.listening) return;
    this.listening = true;
    this.plot.on("plotly_click", (event) => {
      if (!this.payload.selectable || !event.points?.length) return;
      const point = pointOf(event);
      const click = { at: performance.now(), on: JSON.stringify([point.curve, point.point]) };
      const again = click.on === this.click?.on && click.at - this.click.at < DOUBLE_CLICK_MS;
      this.click = click;
      if (!again) this.send(point); // a double click is one click
    });
  }

  /** Say in words what could not be drawn, rather than leave the figures of an earlier run standing. */
  fail(error) {
    if (this.disposed) return; // the chart went while Plotly was at it
    console.error("live_chart:", error);
    this.clear();
    this.plot.textContent = this.payload.alt;
    this.failed = true;
  }

  clear() {
    if (this.listening) window.Plotly.purge(this.plot);
    this.listening = false;
  }

  dispose() {
    this.disposed = true;
    this.resize.disconnect();
    this.clear();
    this.node.remove();
  }
}

const charts = new WeakMap();
const decoder = new TextDecoder();

export default function ({ data, parentElement, setTriggerValue }) {
  let chart = charts.get(parentElement);
  if (!chart) charts.set(parentElement, (chart = new Chart(parentElement)));
  const run = ++chart.runs;
  chart.take(decoder.decode(data), (point) => setTriggerValue("click", point));
  return () => {
    // Streamlit also cleans up runs that a newer one has overtaken; only the last one is the unmount.
    if (run !== chart.runs) return;
    charts.delete(parentElement);
    chart.dispose();
  };
}
