// Comforts of an article's page; all of it reads, prints and leads on without them.
"use strict";

const buttons = document.querySelector("template.copy-buttons").content;
const text = document.querySelector(".sheet .body");

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch { // not allowed, or not there, as on a server without https
    const field = document.createElement("textarea");
    field.value = words;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

function copyButton(kind, words) {
  const button = buttons.querySelector(kind).cloneNode(true);
  const label = button.textContent;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await copy(words());
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
  return button;
}

// The citations, in words and for programs: a button behind each.
const citations = [...document.querySelectorAll(".cite .copied")];
for (const copied of citations) {
  copied.after(copyButton(".copy", () => copied.textContent));
}

// A figure: its sentence, how to cite the article, and where in its record the figure stands.
function citeFigure(row) {
  const address = new URL(document.querySelector("link[rel=canonical]")?.href ?? location.href);
  address.hash = row.id;
  const quote = row.querySelector("th a").textContent;
  return [`“${row.dataset.sentence ?? quote}”`, citations[0].textContent, address.href].join("\n");
}

const figures = document.querySelector(".stated table");
if (figures && citations.length) {
  const heading = document.createElement("th");
  heading.scope = "col";
  heading.className = "copying";
  heading.textContent = buttons.querySelector(".copy-figure").dataset.column;
  figures.tHead.rows[0].append(heading);
  for (const row of figures.tBodies[0].rows) {
    const button = copyButton(".copy-figure", () => citeFigure(row));
    button.setAttribute("aria-label", `${button.textContent}: ${row.querySelector("th a").textContent}`);
    row.insertCell().append(button);
    row.lastElementChild.className = "copying";
  }
}

// Words of the text that are marked: a button that copies a link to them. It names their paragraph first, for those
// browsers and days to which the words themselves say nothing.
const share = copyButton(".copy-quote", () => linkTo(getSelection()));
share.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the words marked

function blockOf(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element.closest(".sheet .body > [id]");
}

function linkTo(selection) {
  const address = new URL(location.href);
  address.hash = blockOf(selection.getRangeAt(0).startContainer).id;
  const words = selection.toString().trim().split(/\s+/);
  const encode = (some) => encodeURIComponent(some.join(" ")).replaceAll("-", "%2D");
  const parts = words.length > 10 ? [words.slice(0, 4), words.slice(-4)] : [words];
  return `${address.href}:~:text=${parts.map(encode).join(",")}`;
}

function offerShare() {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const first = range && text.contains(range.startContainer) && blockOf(range.startContainer);
  const last = range && text.contains(range.endContainer) && blockOf(range.endContainer);
  if (!first || !last || !selection.toString().trim()) {
    share.remove();
    return;
  }
  last.after(share); // the next stop of the tab key
  const words = [...range.getClientRects()].at(-1);
  const frame = text.getBoundingClientRect();
  const left = Math.min(words.left - frame.left, frame.width - share.offsetWidth);
  share.style.left = `${Math.max(0, left)}px`;
  share.style.top = `${words.bottom - frame.top + 6}px`;
}

let waiting = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(offerShare, 150);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") share.remove();
});

// The table of contents marks the section that is being read.
const entries = [...document.querySelectorAll(".contents li a")];
const headings = entries.map((entry) => document.getElementById(decodeURIComponent(entry.hash.slice(1))));

function markSection() {
  const line = innerHeight / 3;
  const reached = headings.filter((heading) => heading.getBoundingClientRect().top <= line).length;
  entries.forEach((entry, place) => {
    if (place === reached - 1) entry.setAttribute("aria-current", "true");
    else entry.removeAttribute("aria-current");
  });
}

if (entries.length) {
  let asked = false;
  addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; markSection(); });
  }, { passive: true });
  markSection();
}

// Where the style sheet cannot open what is folded, paper shows it all the same.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll(".sheet details:not([open])")) {
    folded.open = true;
    addEventListener("afterprint", () => { folded.open = false; }, { once: true });
  }
});
