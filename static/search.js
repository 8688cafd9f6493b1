// Finds and orders the articles that a query asks for; what results show of them is loaded for these alone.
"use strict";
(() => {
  const { columns, directory, formsOf, isTyped, load, placesIn, readPostings } = kalugaSearch;
  const SATURATION = 1.2, LENGTH_WEIGHT = 0.75; // BM25's usual constants
  const IN_TITLE = 4; // a word of the title counts as so many of the text
  const AS_SYNONYM = 0.5; // what stands for the words that were typed
  const BLOCK = 32; // as the generator writes them
  const NAMED = 1.5; // an article that names the person whose name was typed

  // An article that has a form of a word, by the part of its postings; where it stands is read when it is asked.
  class Hit {
    more = null; // those of other forms that fold to the same
    exact = null; // that of the form that was typed, wherever
    known = null;

    constructor(postings, start, end) {
      this.postings = postings;
      this.start = start;
      this.end = end;
    }

    get places() {
      return this.known ??= this.more ? joined([this, ...this.more].map(placesIn)) : placesIn(this);
    }

    get isExact() {
      return this.exact !== null;
    }
  }

  const increasing = (one, other) => one - other;
  const joined = (all) => ({
    title: all.flatMap(({ title }) => title).sort(increasing),
    text: all.flatMap(({ text }) => text).sort(increasing),
  });

  // Where a word stands in the articles of a segment: article → hit.
  const wordIn = async (directory, word) => {
    const found = new Map();
    for (const { form, postings } of await formsOf(directory, word)) {
      const isExact = form === word.form;
      readPostings(postings, (article, start, end) => {
        const hit = new Hit(postings, start, end), known = found.get(article);
        if (known) (known.more ??= []).push(hit);
        else found.set(article, hit);
        if (isExact) (known ?? hit).exact = hit;
      });
    }
    return found;
  };

  // Where words stand side by side, by the places of each: the places of the first.
  const sideBySide = (lists) => {
    const rest = lists.slice(1).map((places) => new Set(places));
    return lists[0].filter((place) => rest.every((places, after) => places.has(place + after + 1)));
  };
  const together = (all) => ({
    title: sideBySide(all.map(({ title }) => title)),
    text: sideBySide(all.map(({ text }) => text)),
  });

  // The articles of a segment in which words stand side by side: article → {places, isExact}.
  const phraseIn = async (directory, words) => {
    const hits = await Promise.all(words.map((word) => wordIn(directory, word)));
    if (hits.length === 1) return hits[0];
    const found = new Map();
    for (const article of hits[0].keys()) {
      const all = hits.map((one) => one.get(article));
      if (!all.every(Boolean)) continue;
      const places = together(all.map((hit) => hit.places));
      if (!places.text.length && !places.title.length) continue;
      const exact = all.every((hit) => hit.isExact) && together(all.map((hit) => placesIn(hit.exact)));
      found.set(article, { places, isExact: Boolean(exact && (exact.text.length || exact.title.length)) });
    }
    return found;
  };

  // The articles of a segment that have a unit of the query, whichever of its alternatives. Between quotation marks
  // accents that are typed are meant.
  const unitIn = async (directory, { alternatives, isQuoted }) => {
    const each = await Promise.all(alternatives.map((words) => phraseIn(directory, words)));
    if (isQuoted && alternatives[0].some(isTyped)) return new Map([...each[0]].filter(([, { isExact }]) => isExact));
    if (each.length === 1) return each[0];
    const found = new Map();
    each.forEach((hits, place) => {
      for (const [article, hit] of hits) {
        const known = found.get(article);
        const places = known ? joined([known.places, hit.places]) : hit.places;
        // A synonym is what was meant, however it is written; but what was typed weighs more.
        const isExact = known?.isExact || hit.isExact || place > 0;
        found.set(article, { places, isExact, isTyped: known?.isTyped || place === 0 });
      }
    });
    return found;
  };

  const matchSegment = async ([narrowing, ofWords], { wanted, unwanted }) => {
    const about = await directory(ofWords);
    const [units, bans] = await Promise.all([wanted, unwanted]
      .map((some) => Promise.all(some.map((unit) => unitIn(about, unit)))));
    const [smallest] = [...units].sort((a, b) => a.size - b.size);
    const articles = [...(smallest?.keys() ?? [])]
      .filter((article) => units.every((unit) => unit.has(article)) && !bans.some((ban) => ban.has(article)))
      .sort(increasing);
    return { directory: about, narrowing, units, articles };
  };

  // How near to each other all units stand in a part of an article, 1 where side by side: of the shortest piece of it
  // that has them all.
  const nearness = (hits, part, whole) => {
    const lists = hits.map(({ places }) => places[part]);
    if (lists.length < 2 || lists.some((places) => !places.length)) return 0;
    const at = lists.map(() => 0);
    for (let shortest = Infinity; ;) {
      let low = 0, last = -1;
      for (let unit = 0; unit < lists.length; unit += 1) {
        const place = lists[unit][at[unit]];
        if (place < lists[low][at[low]]) low = unit;
        if (place > last) last = place;
      }
      shortest = Math.min(shortest, last - lists[low][at[low]]);
      at[low] += 1;
      if (at[low] === lists[low].length) return Math.min(1, (whole - 1) / Math.max(1, shortest));
    }
  };

  const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

  // How rare each unit is, and how long an article is on average, in all segments together.
  const statistics = (segments, count) => {
    const articles = total(segments.map(({ directory }) => directory.lengths.length));
    const words = total(segments.map(({ directory }) => total(directory.lengths)));
    const rarities = Array.from({ length: count }, (_, unit) => {
      const having = total(segments.map(({ units }) => units[unit].size));
      return Math.log(1 + (articles - having + 0.5) / (having + 0.5));
    });
    return { rarities, average: words / Math.max(1, articles) || 1 };
  };

  const score = (hits, length, { rarities, average }, whole) => {
    const norm = SATURATION * (1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * length) / average);
    let sum = 0;
    for (let unit = 0; unit < hits.length; unit += 1) {
      const { places: { text, title }, isTyped: isAsTyped = true } = hits[unit];
      const weight = (text.length + IN_TITLE * title.length) * (isAsTyped ? 1 : AS_SYNONYM);
      sum += (rarities[unit] * weight * (SATURATION + 1)) / (weight + norm);
    }
    return sum * (1 + Math.max(nearness(hits, "text", whole), nearness(hits, "title", whole)));
  };

  const rank = (segments, query, isNamed) => {
    const facts = statistics(segments, query.wanted.length);
    const typed = query.wanted.map(({ alternatives }) => alternatives[0].some(isTyped));
    const whole = query.wanted.reduce((sum, { alternatives }) => sum + alternatives[0].length, 0);
    return segments.flatMap(({ units, articles, directory, narrowing }) => articles.map((article) => {
      const hits = units.map((unit) => unit.get(article));
      const exact = hits.filter(({ isExact }, unit) => typed[unit] && isExact).length;
      const points = score(hits, directory.lengths[article], facts, whole) * (isNamed(narrowing, article) ? NAMED : 1);
      return { directory, narrowing, article, exact, score: points, date: directory.dates[article] };
    }));
  };

  // Who of the people whose names were typed is named in an article: that loads what narrows results sooner.
  const naming = async (segments, names) => {
    const named = new Set(names.filter(({ kind }) => kind === "nhan-vat").map(({ id }) => id));
    if (!named.size) return () => false;
    const known = await columnsOf(segments.filter(({ articles }) => articles.length));
    return (narrowing, article) => (known.get(narrowing).person.get(article) ?? []).some(({ id }) => named.has(id));
  };
  const columnsOf = async (some) => {
    const names = [...new Set(some.map(({ narrowing }) => narrowing))];
    return new Map(await Promise.all(names.map(async (name) => [name, await columns(name)])));
  };

  const later = (one, other) =>
    other.date - one.date || (one.narrowing < other.narrowing ? 1 : one.narrowing > other.narrowing ? -1 : other.article - one.article);
  const orders = {
    relevance: (one, other) => other.exact - one.exact || other.score - one.score || later(one, other),
    date: later,
  };

  // What narrows results: the values that an article has of each.
  const yearOf = ({ date }) => date ? [{ id: String(Math.floor(date / 10000)), name: String(Math.floor(date / 10000)) }] : [];
  const kinds = ["person", "topic", "source", "year"];
  const valuesOf = (known, found, kind) =>
    kind === "year" ? yearOf(found) : known.get(found.narrowing)[kind].get(found.article) ?? [];
  const fits = (known, found, kind, value) => !value || valuesOf(known, found, kind).some(({ id }) => id === value);

  const count = (known, found, kind, filters) => {
    const counts = new Map();
    for (const one of found) {
      if (!kinds.every((other) => other === kind || fits(known, one, other, filters[other]))) continue;
      for (const { id, name } of valuesOf(known, one, kind)) {
        const counted = counts.get(id);
        if (counted) counted.count += 1;
        else counts.set(id, { id, name, count: 1 });
      }
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
        return { query, names, ranked: rank(segments, query, await naming(segments, names)).sort(orders.relevance) };
      })();
      last = { key, found };
      found.catch(() => { last = { key: null }; });
    }
    return last.found;
  };

  // What results show of an article: {address, title, language, date, isSure, source, blocks, figures}.
  const show = async ({ directory, article }) => {
    const block = await load(directory.block(Math.floor(article / BLOCK)));
    const [address, title, language, date, isSure, source] = block[article % BLOCK];
    const words = await load(`../${address}.js`);
    return { address, title, language, date, isSure, source, ...words };
  };

  // The directories are wanted by every query; they come while the first one is still typed.
  kalugaSearch.root().then(({ segments }) => Promise.all(segments.map(([, words]) => directory(words)))).catch(() => {});

  // What is found; what narrows it is loaded when it is asked for, unless it is narrowed already.
  kalugaSearch.find = async (text, { filters = {}, order = "relevance", isTyping = false } = {}) => {
    const { query, names, ranked } = await match(text, isTyping);
    const isNarrowed = kinds.some((kind) => kind !== "year" && filters[kind]);
    const known = isNarrowed ? await columnsOf(ranked) : null;
    const isChosen = kinds.some((kind) => filters[kind]);
    const kept = ranked.filter((one) => !isChosen || kinds.every((kind) => fits(known, one, kind, filters[kind])));
    if (order !== "relevance") kept.sort(orders[order]);
    return {
      query,
      names,
      count: kept.length,
      show: (start, end) => Promise.all(kept.slice(start, end).map(show)),
      facets: async () => {
        const known = await columnsOf(ranked);
        return Object.fromEntries(kinds.map((kind) => [kind, count(known, ranked, kind, filters)]));
      },
    };
  };
})();
