// Watches the links to pages, which are not Streamlit's own menu.

const NARROW = window.matchMedia("(max-width: 768px)");
const LINK = '[data-testid="stPageLink-NavLink"]';
const MENU_LINK = `[data-testid="stSidebar"] ${LINK}`;
const CLOSE = '[data-testid="stSidebarCollapseButton"] button';
const SAID_MS = 150; // a box that is left has said by then what was typed

let leftAt = -Infinity;

function leave(event) {
  if (event.target.matches("input, textarea")) leftAt = performance.now();
}

/**
 * Follow a link only after the box that was left for it has said what was typed. Otherwise that comes last,
 * in the name of the page that is still shown, and Streamlit (1.67) stays there.
 */
function wait(event) {
  const link = event.target.closest(LINK);
  const plain = event.isTrusted && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || performance.now() - leftAt > SAID_MS) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  setTimeout(() => link.click(), SAID_MS);
}

/** Close the menu of a narrow screen once a page is chosen, as Streamlit's own menu does: it lies over the page. */
function close(event) {
  if (NARROW.matches && event.target.closest(MENU_LINK)) document.querySelector(CLOSE)?.click();
}

export default function menuLinks() {
  document.addEventListener("focusout", leave); // the same function again counts once
  document.addEventListener("click", wait, true);
  document.addEventListener("click", close);
}
