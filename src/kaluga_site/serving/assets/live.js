/* Put into pages by `kaluga-site serve`, never published: renews them where they stand, and shows what is wrong. */
(() => {
  "use strict";
  /* The scripts of the site that may run again in a page that they have left: they know no other script. */
  const AGAIN = ["theme", "comforts", "article", "figures"].map((name) => `/static/${name}.js`);
  const KEY = `kaluga-live ${location.pathname}`;
  const { build: madeBy, follows } = document.currentScript.dataset;
  /* The build that the page shows: another may have come before the first news do. */
  let known = Number(madeBy);
  const box = document.createElement("aside");
  box.id = "kaluga-live";
  box.hidden = true;
  box.setAttribute("role", "status");

  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = "/__kaluga/live.css";
  document.head.append(sheet);
  document.body.append(box);

  const kept = sessionStorage.getItem(KEY);
  if (kept) {
    sessionStorage.removeItem(KEY);
    const { x, y } = JSON.parse(kept);
    const back = () => scrollTo({ left: x, top: y, behavior: "instant" });
    back();
    addEventListener("load", back);
  }

  const element = (name, text, className) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const show = (news) => {
    const wasWrong = box.dataset.state === "wrong";
    box.replaceChildren();
    box.dataset.state = news.problems.length ? "wrong" : "well";
    if (news.problems.length) {
      box.append(element("p", news.words.wrong, "headline"));
      const list = document.createElement("ul");
      for (const problem of news.problems) {
        const item = document.createElement("li");
        item.append(element("code", `${problem.path}:${problem.line}`), element("strong", problem.code));
        item.append(element("span", `${problem.message} ${problem.hint}`));
        list.append(item);
      }
      box.append(list);
      if (news.more) box.append(element("p", news.more));
      box.hidden = false;
    } else if (wasWrong || sessionStorage.getItem("kaluga-live wrong")) {
      box.append(element("p", news.words.well, "headline"));
      box.hidden = false;
      setTimeout(() => { if (box.dataset.state === "well") box.hidden = true; }, 4000);
    }
    if (news.problems.length) sessionStorage.setItem("kaluga-live wrong", "1");
    else sessionStorage.removeItem("kaluga-live wrong");
  };

  const reload = () => {
    sessionStorage.setItem(KEY, JSON.stringify({ x: scrollX, y: scrollY }));
    location.reload();
  };

  const pathsOf = (root, selector, key) =>
    [...root.querySelectorAll(selector)]
      .map((one) => new URL(one.getAttribute(key), location.href).pathname)
      .filter((path) => !path.startsWith("/__kaluga/"));
  const scriptsOf = (root) => pathsOf(root, "script[src]", "src");
  const sheetsOf = (root) => pathsOf(root, 'link[rel="stylesheet"]', "href");
  const isSame = (one, other) => one.join() === other.join();

  /* The page as it is now, where this one has all that it loads and may run it again; else null. */
  const freshPage = async () => {
    const answer = await fetch(location.href);
    if (!answer.ok) return null;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const isAlike =
      fresh.documentElement.lang === document.documentElement.lang &&
      isSame(scriptsOf(fresh), scriptsOf(document)) &&
      isSame(sheetsOf(fresh), sheetsOf(document));
    return isAlike && scriptsOf(fresh).every((path) => AGAIN.includes(path)) ? fresh : null;
  };

  /* Where an element stands: as which of its kind in what has a name. */
  const placeOf = (one) => {
    const whole = one.parentElement.closest("[id], [aria-labelledby]") ?? document.body;
    const label = whole.getAttribute("aria-labelledby");
    const name = whole.id ? `#${CSS.escape(whole.id)}` : label ? `[aria-labelledby="${CSS.escape(label)}"]` : "body";
    return { name, kind: one.localName, number: [...whole.querySelectorAll(one.localName)].indexOf(one) };
  };
  const elementAt = ({ name, kind, number }) => document.querySelector(name)?.querySelectorAll(kind)[number];

  const STAYS = 'script[src], link[rel="stylesheet"], meta[http-equiv]';
  const putInPlace = (fresh) => {
    const opened = [...document.querySelectorAll("details[open]")].map(placeOf);
    const focus = document.body.querySelector(":focus");
    const focused = focus && placeOf(focus);
    for (const old of document.head.querySelectorAll(`:scope > :not(${STAYS})`)) old.remove();
    document.head.prepend(...fresh.head.querySelectorAll(`:scope > :not(${STAYS})`));
    document.body.replaceWith(fresh.body);
    document.body.append(box);
    for (const one of opened.map(elementAt)) if (one) one.open = true;
    if (focused) elementAt(focused)?.focus({ preventScroll: true });
  };

  /* Loading a page anew takes a browser longer than building it took: only what stands in it is put in its place. */
  let asked = null; // the build for which it was fetched last
  const renew = async (build) => {
    asked = build;
    const fresh = await freshPage().catch(() => null);
    if (build !== asked) return;
    if (!fresh) {
      reload();
      return;
    }
    putInPlace(fresh);
    await Promise.all(scriptsOf(document).map((path) => import(`${path}?build=${build}`)));
  };

  const swapSheets = (build) => {
    for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
      if (old === sheet) continue;
      const fresh = old.cloneNode();
      const address = new URL(old.href);
      address.searchParams.set("build", build);
      fresh.href = address.href;
      fresh.addEventListener("load", () => old.remove());
      fresh.addEventListener("error", () => fresh.remove());
      old.after(fresh);
    }
  };

  const source = new EventSource("/__kaluga/live");
  source.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    const before = known;
    known = news.build;
    show(news);
    if (before === known) return;
    if (follows === "every build") renew(known);
    else if (news.only === "style" && before === known - 1) swapSheets(known);
    else if (news.changed > before && news.only === "pages" && before === known - 1) renew(known);
    else if (news.changed > before) reload();
  });
})();
