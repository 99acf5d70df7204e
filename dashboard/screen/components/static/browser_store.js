// Keeps one text in the browser's localStorage for the app: hands it over when a visit begins and whenever another
// tab has changed it, and writes what it is told to. dashboard/kept_copy.py is the other side.
//
// Nothing is written over what the app has not seen: a write says which handover it builds on, and if the storage
// holds anything else by now, that is handed over instead.

const MOST_BYTES = 3_000_000; // the server takes messages of up to 4 MiB (service/running.py)
const PATIENCE_MS = 2000; // what was told and not answered by then is told again: the connection may have been cut
const LEAVING_MS = 3000; // nothing is told while the page changes, which hardly ever takes longer

// One visit per tab: these outlive the component, which is on one of the pages only.
let visit = null;
let handed = 0; // the number of the last handover
let known = null; // the text that the app knows, by a handover or as its own
let written = null; // the answer to the last write
let toldAt = 0;
let current = null; // what Streamlit gave last, while the component is on the page
let leftAt = -Infinity; // when the visitor followed a link
let later; // the timer of what waits to be told

function storage() {
  const found = window.localStorage; // throws where it is blocked
  if (!found) throw new Error("no storage");
  return found;
}

/** Tell the app; not while it draws another page: told of the old one, Streamlit (1.67) shows an empty page. */
function tell(event, value) {
  clearTimeout(later);
  const wait = leftAt + LEAVING_MS - performance.now();
  if (wait > 0) {
    later = setTimeout(tell, wait, event, value);
  } else if (current) {
    toldAt = performance.now();
    current.setTriggerValue(event, value);
  }
}

const waitedLong = () => performance.now() - toldAt > PATIENCE_MS;

const fits = (text) => text === null || new TextEncoder().encode(JSON.stringify(text)).length <= MOST_BYTES;

/** Hand over what the storage holds; what is too large to be sent is told as a text that nobody can read. */
function handOver(text, trouble = "") {
  known = text;
  handed += 1;
  tellHandover(trouble);
}

function tellHandover(trouble = "") {
  tell("handed", { number: handed, text: fits(known) ? known : "", trouble });
}

/** Put the text aside under a name of its own; two of them may be too much, so it is moved, not copied. */
function putAside(store, key, text) {
  store.removeItem(key);
  try {
    store.setItem(`${key}.unreadable.${new Date().toISOString()}`, text);
  } catch (error) {
    store.setItem(key, text);
    throw error;
  }
}

function write(store, { key, text, rescue }) {
  if (!fits(text)) return "full";
  try {
    if (rescue && known !== null) putAside(store, key, known);
    store.setItem(key, text);
    known = text;
    return "";
  } catch {
    known = store.getItem(key);
    return "full";
  }
}

function step() {
  const { data } = current;
  if (data.visit !== visit) [visit, handed, known, written] = [data.visit, 0, null, null];
  let store, text;
  try {
    store = storage();
    text = store.getItem(data.key);
  } catch {
    if (handed === 0) handOver(null, "blocked");
    else if (data.taken !== handed) waitedLong() && tellHandover("blocked");
    else if (data.asked > data.answered && written?.number !== data.asked) answer(data.asked, "blocked");
    return;
  }
  if (handed === 0 || text !== known) handOver(text);
  else if (data.taken !== handed) waitedLong() && tellHandover();
  else if (data.asked === data.answered) return;
  else if (written?.number !== data.asked) answer(data.asked, write(store, data));
  else if (waitedLong()) tell("written", written);
}

function answer(number, trouble) {
  written = { number, trouble };
  tell("written", written);
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
