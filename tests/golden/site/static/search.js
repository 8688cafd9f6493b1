// Finds and orders the articles that a query asks for; what results show of them is loaded for these alone.
"use strict";
(() => {
  const { columns, formsOf, isTyped, json, placesIn, readPostings } = kalugaSearch;
  const SATURATION = 1.2, LENGTH_WEIGHT = 0.75; // BM25's usual constants
  const IN_TITLE = 4; // a word of the title counts as so many of the text
  const AS_SYNONYM = 0.5; // what stands for the words that were typed
  const NAMED = 1.5; // an article that names the person whose name was typed

  // Where a word stands in the articles of a segment: article → {text, title, exact}, its places as bytes by form;
  // `exact` has those of the form that was typed, wherever.
  const wordIn = async (directory, word) => {
    const found = new Map();
    for (const { form, bytes } of await formsOf(directory, word)) {
      const isExact = form === word.form;
      readPostings(bytes, (article, title, text) => {
        let hit = found.get(article);
        if (!hit) found.set(article, hit = { text: [], title: [], exact: null });
        hit.text.push(text);
        hit.title.push(title);
        if (isExact) hit.exact = { text: [text], title: [title] };
      });
    }
    return found;
  };

  const placesOf = (parts) => parts.length === 1 ? placesIn(parts[0]) : parts.flatMap(placesIn).sort((a, b) => a - b);

  // Where words stand side by side: the places of the first.
  const sideBySide = (lists) => {
    const rest = lists.slice(1).map((places) => new Set(places));
    return lists[0].filter((place) => rest.every((places, after) => places.has(place + after + 1)));
  };

  // The articles of a segment in which words stand side by side: article → {text, title, isExact}, as places.
  const phraseIn = async (directory, words) => {
    const hits = await Promise.all(words.map((word) => wordIn(directory, word)));
    const found = new Map();
    for (const article of hits[0].keys()) {
      const all = hits.map((one) => one.get(article));
      if (!all.every(Boolean)) continue;
      const inPart = (part, hits) => sideBySide(hits.map((one) => placesOf(one[part])));
      const text = inPart("text", all), title = inPart("title", all);
      if (!text.length && !title.length) continue;
      const exact = all.map((one) => one.exact);
      const isExact = exact.every(Boolean)
        && (all.length === 1 || inPart("text", exact).length > 0 || inPart("title", exact).length > 0);
      found.set(article, { text, title, isExact });
    }
    return found;
  };

  // The articles of a segment that have a unit of the query, whichever of its alternatives.
  const unitIn = async (directory, { alternatives }) => {
    const each = await Promise.all(alternatives.map((words) => phraseIn(directory, words)));
    if (each.length === 1) return each[0];
    const found = new Map();
    each.forEach((hits, place) => {
      for (const [article, hit] of hits) {
        const known = found.get(article);
        const text = known ? [...known.text, ...hit.text].sort((a, b) => a - b) : hit.text;
        const title = known ? [...known.title, ...hit.title] : hit.title;
        // A synonym is what was meant, however it is written; but what was typed weighs more.
        const isExact = known?.isExact || hit.isExact || place > 0;
        found.set(article, { text, title, isExact, isTyped: known?.isTyped || place === 0 });
      }
    });
    return found;
  };

  const matchSegment = async ([ofArticles, ofWords], { wanted, unwanted }) => {
    const directory = await json(ofWords);
    const [units, bans] = await Promise.all([wanted, unwanted]
      .map((some) => Promise.all(some.map((unit) => unitIn(directory, unit)))));
    const [smallest] = [...units].sort((a, b) => a.size - b.size);
    const articles = [...(smallest?.keys() ?? [])]
      .filter((article) => units.every((unit) => unit.has(article)) && !bans.some((ban) => ban.has(article)))
      .sort((a, b) => a - b);
    return { name: ofWords, directory, units, articles, columns: articles.length ? await columns(ofArticles) : null };
  };

  // How near to each other all units stand, 1 where side by side: of the shortest part of the text that has them all.
  const nearness = (lists, whole) => {
    if (lists.length < 2 || lists.some((places) => !places.length)) return 0;
    const at = lists.map(() => 0);
    for (let shortest = Infinity; ;) {
      let low = 0, last = -1;
      lists.forEach((places, unit) => {
        if (places[at[unit]] < lists[low][at[low]]) low = unit;
        last = Math.max(last, places[at[unit]]);
      });
      shortest = Math.min(shortest, last - lists[low][at[low]]);
      at[low] += 1;
      if (at[low] === lists[low].length) return Math.min(1, (whole - 1) / Math.max(1, shortest));
    }
  };

  // How rare each unit is, and how long an article is on average, in all segments together.
  const statistics = (segments, count) => {
    const articles = segments.reduce((sum, { directory }) => sum + directory.count, 0);
    const words = segments.reduce((sum, { directory }) => sum + directory.words, 0);
    const rarities = Array.from({ length: count }, (_, unit) => {
      const having = segments.reduce((sum, { units }) => sum + units[unit].size, 0);
      return Math.log(1 + (articles - having + 0.5) / (having + 0.5));
    });
    return { rarities, average: words / Math.max(1, articles) || 1 };
  };

  const score = (hits, length, { rarities, average }, whole) => {
    const norm = SATURATION * (1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * length) / average);
    const sum = hits.reduce((so_far, { text, title, isTyped: isAsTyped = true }, unit) => {
      const weight = (text.length + IN_TITLE * title.length) * (isAsTyped ? 1 : AS_SYNONYM);
      return so_far + (rarities[unit] * weight * (SATURATION + 1)) / (weight + norm);
    }, 0);
    const near = Math.max(nearness(hits.map(({ text }) => text), whole), nearness(hits.map(({ title }) => title), whole));
    return sum * (1 + near);
  };

  const rank = (segments, query, named) => {
    const facts = statistics(segments, query.wanted.length);
    const typed = query.wanted.map(({ alternatives }) => alternatives[0].some(isTyped));
    const whole = query.wanted.reduce((sum, { alternatives }) => sum + alternatives[0].length, 0);
    return segments.flatMap(({ units, columns, articles, name }) => articles.map((article) => {
      const hits = units.map((unit) => unit.get(article));
      const exact = hits.filter(({ isExact }, unit) => typed[unit] && isExact).length;
      const isNamed = columns.person[article].some(({ id }) => named.has(id));
      const points = score(hits, columns.length[article], facts, whole) * (isNamed ? NAMED : 1);
      return { segment: name, article, columns, exact, score: points, date: columns.date[article] };
    }));
  };

  const later = (one, other) =>
    other.date - one.date || (one.segment < other.segment ? 1 : one.segment > other.segment ? -1 : other.article - one.article);
  const orders = {
    relevance: (one, other) => other.exact - one.exact || other.score - one.score || later(one, other),
    date: later,
  };

  // What narrows results: the values that an article has of each.
  const facets = {
    person: ({ columns, article }) => columns.person[article],
    topic: ({ columns, article }) => columns.topic[article],
    source: ({ columns, article }) => columns.source[article],
    year: ({ date }) => date ? [{ id: String(Math.floor(date / 10000)), name: String(Math.floor(date / 10000)) }] : [],
  };
  const kinds = Object.keys(facets);
  const fits = (found, kind, value) => !value || facets[kind](found).some(({ id }) => id === value);

  const count = (found, kind, filters) => {
    const counts = new Map();
    for (const one of found) {
      if (!kinds.every((other) => other === kind || fits(one, other, filters[other]))) continue;
      for (const { id, name } of facets[kind](one)) counts.set(id, { id, name, count: (counts.get(id)?.count ?? 0) + 1 });
    }
    return [...counts.values()];
  };

  let last = { key: null };

  // All articles that a query asks for, ranked, and the names that it may mean; the same query is not made twice.
  const match = async (text, isTyping) => {
    const key = `${isTyping} ${text}`;
    if (last.key !== key) {
      const found = (async () => {
        const root = await kalugaSearch.root();
        const query = kalugaSearch.parse(text, root.synonyms, isTyping);
        if (!query.wanted.length) return { query, ranked: [], names: [] };
        const named = kalugaSearch.names(query, root.names);
        const segments = await Promise.all(root.segments.map((segment) => matchSegment(segment, query)));
        const names = await named;
        const people = new Set(names.filter(({ kind }) => kind === "nhan-vat").map(({ id }) => id));
        return { query, names, ranked: rank(segments, query, people).sort(orders.relevance) };
      })();
      last = { key, found };
      found.catch(() => { last = { key: null }; });
    }
    return last.found;
  };

  // What results show of an article: {address, title, language, date, isSure, source, blocks, figures}.
  const show = async ({ columns, article }) => {
    const block = await json(columns.blocks[Math.floor(article / columns.size)]);
    const [address, title, language, date, isSure] = block[article % columns.size];
    const words = await json(`../${address}.js`);
    const source = columns.source[article][0]?.name;
    return { address, title, language, date, isSure: Boolean(isSure), source, ...words };
  };

  // The directories are wanted by every query; they come while the first one is still typed.
  kalugaSearch.root().then(({ segments }) => Promise.all(segments.map(([, words]) => json(words)))).catch(() => {});

  kalugaSearch.find = async (text, { filters = {}, order = "relevance", isTyping = false } = {}) => {
    const { query, names, ranked } = await match(text, isTyping);
    const kept = ranked.filter((one) => kinds.every((kind) => fits(one, kind, filters[kind])));
    if (order !== "relevance") kept.sort(orders[order]);
    return {
      query,
      names,
      count: kept.length,
      facets: Object.fromEntries(kinds.map((kind) => [kind, count(ranked, kind, filters)])),
      show: (start, end) => Promise.all(kept.slice(start, end).map(show)),
    };
  };
})();
