// A button that copies the page's address, or one that it is given, and says so. Streamlit calls the default
// export once per new data; the button is kept, and with it the focus.

const APP_URL = new URL("../../../", import.meta.url); // this is _stcore/bidi-components/<component>/<file>
const QUIET_MS = 400; // a widget waits a little before it sends a change, and the server before it says it runs
const PATIENCE_MS = 4000; // browsers allow the clipboard for about five seconds after a click
const SHOWN_MS = 2500;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function isIdle() {
  const state = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
  return state === undefined || state === "notRunning";
}

/** The address, once the figure that was typed last has got into it: the click may be what committed it. */
async function address(words) {
  const end = performance.now() + PATIENCE_MS;
  let idleSince = performance.now();
  while (performance.now() < end && performance.now() - idleSince < QUIET_MS) {
    await wait(25);
    if (!isIdle()) idleSince = performance.now();
  }
  const given = words().address;
  return given === undefined ? window.location.href : new URL(given, APP_URL).href;
}

async function copy(words) {
  const text = address(words);
  try {
    if (window.ClipboardItem) {
      // Handed over as a promise within the click, because Safari asks for that.
      const blob = text.then((href) => new Blob([href], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    } else {
      await navigator.clipboard.writeText(await text);
    }
  } catch {
    copyBySelection(await text); // no clipboard over plain http, or it was refused
  }
}

function copyBySelection(text) {
  const field = document.createElement("textarea");
  const focused = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
  field.value = text;
  field.setAttribute("readonly", "");
  field.style.cssText = "position: fixed; top: 0; opacity: 0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus({ preventScroll: true });
  if (!done) throw new Error("the browser did not copy");
}

class CopyLink {
  constructor(parent) {
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.innerHTML =
      '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7"/>' +
      '<path d="M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17"/></svg>';
    this.label = document.createElement("span");
    this.button.append(this.label);
    this.status = document.createElement("span");
    this.status.className = "status";
    this.status.setAttribute("role", "status");
    parent.append(this.button, this.status);
    this.button.addEventListener("click", () => this.press());
  }

  take(words) {
    this.words = words;
    this.label.textContent = words.label;
    this.button.title = words.hint;
  }

  async press() {
    const press = (this.pressed = (this.pressed ?? 0) + 1);
    this.status.textContent = "";
    let told;
    try {
      await copy(() => this.words);
      told = () => this.words.copied;
    } catch {
      told = () => this.words.failed;
    }
    if (press !== this.pressed) return; // pressed again: the last one tells
    this.status.textContent = told();
    await wait(SHOWN_MS);
    if (press === this.pressed) this.status.textContent = "";
  }
}

const buttons = new WeakMap();

export default function ({ data, parentElement }) {
  if (!buttons.has(parentElement)) buttons.set(parentElement, new CopyLink(parentElement));
  buttons.get(parentElement).take(data);
}
