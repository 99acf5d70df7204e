// Keeps one text in the browser's localStorage for the app: hands it over when a visit begins and when another tab
// has changed it, and writes what it is told to. questions/scenarios/kept_copy.py is the other side.

const MOST_BYTES = 3_000_000; // the server takes messages of up to 4 MiB (service/running.py)
const PATIENCE_MS = 2000; // what was told and not answered by then is told again: it may not have been heard
const LEAVING_MS = 3000; // nothing is told while the page changes, which hardly ever takes longer

// One visit per tab: these outlive the component, which is on one of the pages only.
let visit = null;
let handed = 0; // the number of the last handover
let known = null; // the text that was handed over, or written, last
let written = 0; // the number of the last write
let trouble = ""; // why nothing is kept: "blocked" or "full"
let toldAt = -Infinity;
let leftAt = -Infinity; // when the visitor followed a link
let current = null; // what Streamlit gave last, while the component is on the page
let later; // the timer of the next step

const fits = (text) => text === null || new TextEncoder().encode(JSON.stringify(text)).length <= MOST_BYTES;

/** See whether the storage holds something new. */
function look({ key }) {
  let text = null;
  try {
    text = window.localStorage.getItem(key);
  } catch {
    trouble = "blocked";
  }
  if (handed > 0 && text === known) return;
  known = text;
  handed += 1;
  toldAt = -Infinity;
}

function write({ key, text, asked }) {
  written = asked;
  toldAt = -Infinity;
  try {
    if (!fits(text)) throw new Error("too large to be handed over again");
    window.localStorage.setItem(key, text);
    known = text;
    trouble = "";
  } catch {
    trouble ||= "full";
  }
}

/** Look, write, and tell the app what it does not know yet, again and again until it does. */
function step() {
  clearTimeout(later);
  if (!current) return;
  const { data } = current;
  if (data.visit !== visit) [visit, handed, known, written, trouble] = [data.visit, 0, null, 0, ""];
  look(data);
  const isHeard = data.taken === handed;
  if (isHeard && data.text !== null && written !== data.asked) write(data);
  if (isHeard && data.text === null) return;
  // Told while it draws another page, Streamlit (1.67) shows an empty one.
  const wait = Math.max(toldAt + PATIENCE_MS, leftAt + LEAVING_MS) - performance.now();
  if (wait <= 0) {
    toldAt = performance.now();
    // What is too large to be sent is told as a text that nobody can read.
    current.setTriggerValue("told", { handed, text: isHeard ? null : fits(known) ? known : "", written, trouble });
  }
  later = setTimeout(step, wait > 0 ? wait : PATIENCE_MS);
}

window.addEventListener("storage", ({ key }) => {
  if (current && (key === current.data.key || key === null)) step();
});

const leave = () => (leftAt = performance.now());
window.addEventListener("popstate", leave);
document.addEventListener("click", ({ target }) => target.closest("a[href]") && leave(), { capture: true });

export default function (component) {
  if (!current) leftAt = -Infinity; // here is the page that was asked for
  current = component;
  step();
  return () => {
    if (current !== component) return;
    current = null;
    toldAt = -Infinity; // what was told by a page that is gone may not have been heard
  };
}
