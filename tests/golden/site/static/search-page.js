// The search page: a field that suggests, results that are announced, an address that carries the query.
"use strict";
(() => {
  const form = document.querySelector("form.search"), field = form.elements.q;
  const options = document.querySelector("#goi-y"), status = document.querySelector(".search-status");
  const found = document.querySelector(".search-found"), says = document.querySelector(".search-says").dataset;
  const list = found.querySelector(".cards"), more = found.querySelector(".more"), narrow = found.querySelector(".narrow");
  const language = document.documentElement.lang;
  const PARAMETERS = { person: "nguoi", topic: "chu-de", source: "nguon", year: "nam" };
  const KINDS = {
    "nhan-vat": says.people, "chu-de": says.topics, "to-chuc": says.organisations, "dia-danh": says.places,
    nguon: says.sources, "tac-gia": says.authors, "so-lieu": says.figures,
  };
  const AT_ONCE = 10, MOST_NAMES = 6, MOST_FIGURES = 5, MOST_VALUES = 8, PAUSE = 250;
  const counting = new Intl.NumberFormat(language);
  const say = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const inWords = (count) => count === 1 ? says.one : says.many.replace("2", counting.format(count));

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== null && value !== "") made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };
  const foreign = (tag) => tag === language ? undefined : tag;
  const marked = (pieces) => pieces.map(({ text, isHit }) => isHit ? element("mark", {}, text) : text);

  // What the address says, and the address that says it.
  const stateOf = () => {
    const given = new URLSearchParams(location.search);
    const filters = Object.fromEntries(Object.entries(PARAMETERS).map(([kind, name]) => [kind, given.get(name) ?? ""]));
    return { text: given.get("q") ?? "", filters, order: given.get("xep") === "ngay" ? "date" : "relevance" };
  };
  const addressOf = ({ text, filters, order }) => {
    const given = new URLSearchParams(text ? { q: text } : {});
    for (const [kind, value] of Object.entries(filters)) if (value) given.set(PARAMETERS[kind], value);
    if (order === "date") given.set("xep", "ngay");
    return `tim-kiem.html${given.size ? `?${given}` : ""}`;
  };
  let state = stateOf();
  let turn = 0; // the last query that was asked: what comes of earlier ones is not shown

  const months = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }); // "tháng 11", "November"
  const dateInWords = (date, isSure) => {
    if (!date) return element("span", { class: "basis" }, says.undated);
    const [year, number, day] = date.split("-").map(Number);
    const name = number ? months.format(Date.UTC(year, number - 1, 1)) : "";
    const month = language === "vi" ? name.toLowerCase() : name;
    const words = say(day ? says.day : number ? says.month : says.year, { year, month, day });
    const time = element("time", { datetime: date }, words);
    return isSure ? time : element("span", {}, time, " ", element("span", { class: "basis" }, `(${says.uncertain})`));
  };

  const card = (article, query) => {
    const page = `${article.address}.html`, quote = kalugaSearch.quote(article.blocks, query);
    const title = element("a", { href: page, lang: foreign(article.language) }, ...marked(kalugaSearch.marked(article.title, query)));
    const source = article.source
      ? element("span", { lang: foreign("vi") }, article.source)
      : element("span", { class: "basis" }, says.unsourced);
    const made = element("li", { class: "card" }, element("h3", {}, title),
      element("p", { class: "meta" }, dateInWords(article.date, article.isSure), element("span", { class: "dot", "aria-hidden": "true" }, " · "), source));
    if (quote) {
      const words = marked(quote.pieces), lang = foreign(article.language);
      const line = quote.id ? [element("a", { href: `${page}#${quote.id}` }, ...words)] : words;
      made.append(element("p", { class: "summary quoted-part", lang }, ...line));
    }
    return made;
  };

  const figure = ({ quote, measured, block, sentence, article }, query) => element("li", { lang: foreign(article.language) },
    element("a", { class: "quantity", href: `${article.address}.html#${block}` }, quote),
    ...(measured ? [` ${measured}`] : []),
    element("span", { class: "note" }, ...marked(kalugaSearch.marked(sentence, query))));

  const fill = (kind, items) => {
    const section = found.querySelector(`.search-group[data-kind=${kind}]`);
    section.querySelector("ul").replaceChildren(...items);
    section.hidden = !items.length;
  };

  const nameItem = ({ address, name, kind }) => element("li", {},
    element("a", { href: address, lang: foreign("vi") }, name),
    ...(kind === "nhan-vat" ? [] : [element("span", { class: "note" }, KINDS[kind])]));

  const follow = (link, change) => {
    const next = { ...state, ...change };
    link.href = addressOf(next);
    link.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      state = next;
      history.pushState(null, "", link.href);
      show().then(() => status.scrollIntoView({ block: "nearest" }));
    };
    return link;
  };

  const showFacets = (facets) => {
    for (const section of narrow.querySelectorAll(".facet")) {
      const kind = section.dataset.kind, chosen = state.filters[kind];
      const values = facets[kind].sort(kind === "year"
        ? (one, other) => other.id - one.id
        : (one, other) => other.count - one.count || (one.id < other.id ? -1 : 1));
      const shown = values.filter(({ id }, place) => place < MOST_VALUES || kind === "year" || id === chosen);
      section.hidden = !shown.length;
      section.querySelector("ul").replaceChildren(...shown.map(({ id, name, count }) => {
        const isChosen = id === chosen;
        const link = element("a", { lang: foreign("vi"), "aria-current": isChosen ? "true" : "" }, name);
        if (isChosen) link.setAttribute("aria-label", say(says.remove, { name }));
        follow(link, { filters: { ...state.filters, [kind]: isChosen ? "" : id } });
        return element("li", {}, link, " ", element("span", { class: "count" }, counting.format(count)));
      }));
    }
    for (const link of found.querySelectorAll("[data-order]")) {
      follow(link, { order: link.dataset.order });
      if (link.dataset.order === state.order) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  const clear = () => {
    found.hidden = true;
    list.replaceChildren();
    for (const kind of ["people", "names", "figures"]) fill(kind, []);
  };

  const showArticles = async (result, own) => {
    const start = list.children.length;
    const articles = await result.show(start, start + AT_ONCE);
    if (own !== turn) return [];
    list.append(...articles.map((article) => card(article, result.query)));
    more.hidden = list.children.length >= result.count;
    more.onclick = async () => {
      const next = list.children.length;
      await showArticles(result, own);
      list.children[next]?.querySelector("a").focus();
    };
    return articles;
  };

  const show = async ({ isTyping = false } = {}) => {
    const own = turn += 1, { text, filters, order } = state;
    if (!text.trim()) {
      clear();
      status.textContent = "";
      return;
    }
    if (!isTyping) status.textContent = says.busy;
    try {
      const result = await kalugaSearch.find(text, { filters, order, isTyping });
      if (own !== turn) return;
      list.replaceChildren();
      const articles = await showArticles(result, own);
      if (own !== turn) return;
      const people = result.names.filter(({ kind }) => kind === "nhan-vat");
      fill("people", people.slice(0, MOST_NAMES).map(nameItem));
      fill("names", result.names.filter((one) => !people.includes(one)).slice(0, MOST_NAMES).map(nameItem));
      fill("figures", kalugaSearch.figuresOf(articles, result.query, MOST_FIGURES).map((one) => figure(one, result.query)));
      const isNarrowed = Object.values(filters).some(Boolean);
      const isEmpty = !result.count && !result.names.length && !isNarrowed;
      found.querySelector("[data-kind=articles]").hidden = !result.count;
      narrow.hidden = result.count < 2 && !isNarrowed;
      found.hidden = isEmpty;
      status.textContent = result.count ? inWords(result.count) : say(says.none, { query: text.trim() });
      const facets = await result.facets();
      if (own !== turn) return;
      showFacets(facets);
      form.dataset.searched = text; // tells tests that all stands
    } catch (error) {
      if (own !== turn) return;
      clear();
      status.textContent = says.failed;
      throw error;
    }
  };

  // The suggestions: names that have pages of their own. The focus stays in the field, as the pattern has it.
  let active = -1;
  let asked = 0; // the last text that was asked for: none, once the list was closed
  const close = () => {
    asked += 1;
    options.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const activate = (place) => {
    const all = [...options.children];
    active = (place + all.length + 1) % (all.length + 1); // one place more: none of them
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (all[active]) field.setAttribute("aria-activedescendant", all[active].id);
    else field.removeAttribute("aria-activedescendant");
    if (active === all.length) active = -1;
  };
  const suggest = async (text) => {
    const own = asked += 1;
    const root = await kalugaSearch.root();
    const query = kalugaSearch.parse(text, [], true);
    const names = query.wanted.length ? await kalugaSearch.names(query, root.names) : [];
    if (own !== asked || document.activeElement !== field) return;
    options.replaceChildren(...names.slice(0, MOST_NAMES).map(({ address, kind, name }, place) => {
      const option = element("li", { role: "option", id: `goi-y-${place}`, "aria-selected": "false", "data-address": address },
        element("span", { lang: foreign("vi") }, name), " ", element("span", { class: "count" }, KINDS[kind]));
      option.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays
      option.addEventListener("click", () => { location.href = address; });
      return option;
    }));
    active = -1;
    field.removeAttribute("aria-activedescendant");
    options.hidden = !names.length;
    field.setAttribute("aria-expanded", String(!options.hidden));
  };

  let pause;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    const text = field.value;
    pause = setTimeout(() => {
      suggest(text);
      state = { ...state, text, filters: {} };
      history.replaceState(null, "", addressOf(state));
      show({ isTyping: true });
    }, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (options.hidden) return;
      event.preventDefault();
      const none = options.children.length;
      activate((active < 0 ? none : active) + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape" && !options.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.href = options.children[active].dataset.address;
    }
  });
  field.addEventListener("blur", close);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    close();
    const isSame = state.text === field.value;
    state = { ...state, text: field.value, filters: isSame ? state.filters : {} };
    history.pushState(null, "", addressOf(state));
    show();
  });
  addEventListener("popstate", () => {
    state = stateOf();
    field.value = state.text;
    show();
  });

  if (typeof DecompressionStream === "undefined") {
    status.textContent = says.old;
    return;
  }
  narrow.open = matchMedia("(width >= 64rem)").matches;
  field.value ||= state.text;
  if (location.hash === "#o-tim") field.focus();
  show();
})();
