// A button that copies the page's address, or one that it is given, and says so. Streamlit calls the default
// export once per new data; the button is kept, and with it the focus.

const APP_URL = new URL("../../../", import.meta.url); // this is _stcore/bidi-components/<component>/<file>
const HELD_BACK_MS = 250; // a slider waits 200 ms before it sends a change
const PATIENCE_MS = 4000; // browsers allow the clipboard for about five seconds after a click
const SHOWN_MS = 2500;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class NoAnswer extends Error {}

/** The address, once a run has answered: the figure that was typed last, left perhaps by this click, is in it. */
async function address(button) {
  const end = performance.now() + PATIENCE_MS;
  await wait(HELD_BACK_MS);
  const asked = button.ask();
  while (button.words.answered < asked) {
    if (performance.now() > end) throw new NoAnswer();
    await wait(25);
  }
  return new URL(button.words.address ?? window.location.href, APP_URL).href;
}

async function copy(button) {
  const text = address(button);
  try {
    if (navigator.clipboard && window.ClipboardItem) {
      // Handed over as a promise within the click, because Safari asks for that.
      const blob = text.then((href) => new Blob([href], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    } else {
      await navigator.clipboard.writeText(await text);
    }
  } catch {
    copyBySelection(await text); // no clipboard over plain http, or it was refused; or there was no answer
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

  take(words, tell) {
    this.words = words;
    this.tell = tell;
    this.label.textContent = words.label;
    this.button.title = words.hint;
  }

  ask() {
    const asked = Date.now();
    this.tell("asked", asked);
    return asked;
  }

  async press() {
    const press = (this.pressed = (this.pressed ?? 0) + 1);
    this.status.textContent = "";
    let told;
    try {
      await copy(this);
      told = () => this.words.copied;
    } catch (error) {
      told = () => (error instanceof NoAnswer ? this.words.unanswered : this.words.failed);
    }
    if (press !== this.pressed) return; // pressed again: the last one tells
    this.status.textContent = told();
    await wait(SHOWN_MS);
    if (press === this.pressed) this.status.textContent = "";
  }
}

const buttons = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  if (!buttons.has(parentElement)) buttons.set(parentElement, new CopyLink(parentElement));
  buttons.get(parentElement).take(data, setStateValue);
}
