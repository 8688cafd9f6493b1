// What makes reading easier where scripts run; the page is whole without.
"use strict";

// The way in that is current stands in view, where there is no room for all of them.
const current = document.querySelector(".sections [aria-current]");
if (current) {
  const line = current.closest("ul");
  line.scrollLeft = current.offsetLeft - line.offsetLeft - (line.clientWidth - current.offsetWidth) / 2;
}

// The choice of colours. theme.js has set the one that is kept.
const choice = document.querySelector(".theme");
if (choice) {
  const root = document.documentElement;
  const tints = [...document.querySelectorAll("meta[name=theme-color]")].map((meta) => ({ meta, media: meta.media }));
  const show = (theme) => {
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const { meta, media } of tints) {
      meta.media = theme === "auto" ? media : media.includes(theme) ? "all" : "not all";
    }
    choice.querySelector(`[value=${theme}]`).checked = true;
  };
  show(root.dataset.theme ?? "auto");
  choice.addEventListener("change", (event) => {
    show(event.target.value);
    try {
      localStorage.setItem("theme", event.target.value);
    } catch {
      // Then it holds for this page alone.
    }
  });
  // A choice made on another page holds here too.
  addEventListener("storage", ({ key, newValue }) => {
    if (key === "theme") show(["light", "dark"].includes(newValue) ? newValue : "auto");
  });
  choice.hidden = false;
}

// "/" leads to the field for searching, unless the reader has switched that off.
const keys = document.querySelector(".keys");
if (keys) {
  const box = keys.querySelector("input");
  try {
    box.checked = localStorage.getItem("search-key") !== "off";
  } catch {
    // Then it holds for this page alone.
  }
  box.addEventListener("change", () => {
    try {
      localStorage.setItem("search-key", box.checked ? "on" : "off");
    } catch {
      // As above.
    }
  });
  addEventListener("storage", ({ key, newValue }) => {
    if (key === "search-key") box.checked = newValue !== "off";
  });
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping || !box.checked) return;
    const field = document.querySelector(".search [name=q], .site-search [name=q]");
    if (!field) return;
    event.preventDefault();
    if (field.checkVisibility?.() ?? field.offsetParent) field.focus();
    else field.form.requestSubmit(); // on a phone the header has but a button
  });
  keys.hidden = false;
}
