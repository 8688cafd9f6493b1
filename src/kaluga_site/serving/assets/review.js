/* Keeps what was typed into other fields while one is decided, and into a field that was refused. */
(() => {
  "use strict";
  const path = document.querySelector('.desk input[name="path"]');
  if (!path) return;
  const KEY = `kaluga-review ${path.value}`;
  const kept = JSON.parse(sessionStorage.getItem(KEY) || "[]");
  sessionStorage.removeItem(KEY);
  const isRefused = document.querySelector('.notice[role="alert"]') !== null;
  const inputs = [...document.querySelectorAll(".desk form :is(input:not([type=hidden]), textarea)")];

  /* A value is known by its field, the words that it is about, and what stood there: a row may have moved. */
  const nameOf = (input) => [
    input.form.elements.field.value,
    input.form.elements["quote-0"]?.value ?? "",
    input.name.replace(/-\d+$/, ""),
    input.defaultValue,
  ].join("\n");

  for (const [name, value, isDecided] of kept) {
    const input = isDecided && !isRefused ? undefined : inputs.find((one) => nameOf(one) === name);
    if (input) input.value = value;
  }
  document.addEventListener("submit", (event) => {
    const typed = inputs.filter((input) => input.value !== input.defaultValue);
    const now = typed.map((input) => [nameOf(input), input.value, input.form === event.target]);
    sessionStorage.setItem(KEY, JSON.stringify(now));
  });
})();
