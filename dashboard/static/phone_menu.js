// Closes the menu of a narrow screen once a page is chosen, as Streamlit's own menu does: it lies over the page.

const NARROW = window.matchMedia("(max-width: 768px)");
const LINK = '[data-testid="stSidebar"] [data-testid="stPageLink-NavLink"]';
const CLOSE = '[data-testid="stSidebarCollapseButton"] button';

function closeMenu(event) {
  if (NARROW.matches && event.target.closest(LINK)) document.querySelector(CLOSE)?.click();
}

export default function phoneMenu() {
  document.addEventListener("click", closeMenu); // the same function again counts once
}
