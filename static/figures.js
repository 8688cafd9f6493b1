// Sorts and filters the table of figures; without it the table is whole.
(() => {
  "use strict";
  const table = document.querySelector("table.figures");
  const form = document.querySelector("form.figure-filter");
  if (!table || !form) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const [grouping, decimal] = document.documentElement.lang === "vi" ? [".", ","] : [",", "."];
  const inOrder = new Intl.Collator("vi", { numeric: true }).compare;

  const fold = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase().replace(/\s+/g, " ").trim();

  const readers = {
    text: (cell) => cell.textContent.trim(),
    number: (cell) => {
      const first = cell.textContent.split("–")[0].replaceAll(grouping, "").replace(decimal, ".");
      return first ? Number(first) : NaN;
    },
    time: (cell) => cell.querySelector("time")?.dateTime ?? "",
  };

  // What is not known comes last, whichever way is sorted.
  const compare = (one, other, sign) => {
    const [missing, alsoMissing] = [one, other].map((value) => value === "" || Number.isNaN(value));
    if (missing || alsoMissing) return missing - alsoMissing;
    return sign * (typeof one === "number" ? one - other : inOrder(one, other));
  };

  const sort = (header, column) => {
    const descending = header.getAttribute("aria-sort") === "ascending";
    const read = readers[header.dataset.sort];
    const keys = new Map(rows.map((row) => [row, read(row.cells[column])]));
    const sorted = [...rows].sort((a, b) => compare(keys.get(a), keys.get(b), descending ? -1 : 1));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", descending ? "descending" : "ascending");
    body.append(...sorted);
  };

  [...table.tHead.rows[0].cells].forEach((header, column) => {
    if (!header.dataset.sort) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => sort(header, column));
    header.append(button);
  });

  const [words, unit, shown] = [form.elements.words, form.elements.unit, form.querySelector("[role=status] span")];
  const unitOf = (row) => row.cells[2].textContent;
  const units = new Set(rows.map(unitOf).filter(Boolean));
  for (const one of [...units].sort(inOrder)) unit.append(new Option(one, one));

  let folded;
  const filter = () => {
    folded ??= new Map(rows.map((row) => [row, fold(row.textContent)]));
    const wanted = fold(words.value).split(" ").filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const text = folded.get(row);
      row.hidden = (unit.value && unitOf(row) !== unit.value) || !wanted.every((word) => text.includes(word));
      count += !row.hidden;
    }
    shown.textContent = count === rows.length ? count : `${count}/${rows.length}`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  shown.textContent = rows.length;
  if (words.value || unit.value) filter();
  table.classList.add("sortable");
  form.hidden = false;
})();
