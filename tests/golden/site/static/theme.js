// The colours that the reader has chosen, before anything is drawn. "auto" is no choice: the style sheet asks the system.
"use strict";
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Where nothing may be kept, the system decides.
}
