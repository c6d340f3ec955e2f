/* A plan's own wide tables scroll in a box that the theme makes: the keyboard has to reach it. */
(() => {
  "use strict";
  window.addEventListener("load", () => {
    for (const box of document.querySelectorAll(".poc-docs .md-typeset__scrollwrap")) {
      if (box.scrollWidth <= box.clientWidth) continue;
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "Table that scrolls sideways");
    }
  });
})();
