// What results quote: the part of a text that answers best, the figures that speak of it, the names that it may mean.
"use strict";
(() => {
  const { fold, json, wordsOf } = kalugaSearch;
  const LONGEST = 34; // so many words are quoted

  const isWord = (wanted, { folded }) => wanted.isPrefix ? folded.startsWith(wanted.folded) : folded === wanted.folded;
  const stands = (alternative, words, place) =>
    alternative.every((wanted, after) => words[place + after] && isWord(wanted, words[place + after]));

  // The places of all units in some words: [{unit, first, last, isExact}].
  const hitsIn = (words, { wanted }) => {
    const hits = [];
    for (let place = 0; place < words.length; place += 1) {
      for (let unit = 0; unit < wanted.length; unit += 1) {
        const { alternatives } = wanted[unit];
        const found = alternatives.findIndex((alternative) => stands(alternative, words, place));
        if (found < 0) continue;
        const alternative = alternatives[found];
        const isExact = found > 0 || alternative.every((one, after) => one.form === words[place + after].form);
        hits.push({ unit, first: place, last: place + alternative.length - 1, isExact });
      }
    }
    return hits;
  };

  // The hits that together say most of what was asked, within so many words.
  const bestPart = (hits) => {
    let best = { points: 0, hits: [] };
    hits.forEach((hit, from) => {
      const part = hits.slice(from).filter(({ last }) => last < hit.first + LONGEST);
      const points = new Map();
      for (const { unit, isExact } of part) points.set(unit, Math.max(points.get(unit) ?? 0, isExact ? 1.5 : 1));
      const sum = [...points.values()].reduce((one, other) => one + other, 0) + part.length / 100;
      if (sum > best.points) best = { points: sum, hits: part };
    });
    return best;
  };

  // A text from one place to another in pieces, hits apart; those with nothing but a space between are one.
  const pieces = (text, words, hits, start, end) => {
    const parts = [];
    for (const { first, last } of hits) {
      const [from, to] = [words[first].start, words[last].end], before = parts.at(-1);
      if (before && (from <= before.to || text.slice(before.to, from) === " ")) before.to = Math.max(before.to, to);
      else parts.push({ from, to });
    }
    const found = [];
    let at = start;
    for (const { from, to } of parts) {
      found.push({ text: text.slice(at, from) }, { text: text.slice(from, to), isHit: true });
      at = to;
    }
    found.push({ text: text.slice(at, end) });
    return found.filter((one) => one.text).map((one) => ({ ...one, text: one.text.replaceAll(" - ", " – ") }));
  };

  // A text, whole, with the hits in it apart: [{text, isHit}].
  kalugaSearch.marked = (text, query) => {
    const words = wordsOf(text);
    return pieces(text, words, hitsIn(words, query), 0, text.length);
  };

  // Whether there can be a hit in a text; whole, it is folded much sooner than word by word.
  const canAnswer = (text, { wanted }) => {
    const folded = fold(text.toLowerCase());
    return wanted.some(({ alternatives }) => alternatives.some(([first]) => folded.includes(first.folded)));
  };

  // The part of an article's text that answers best: the id of its block, and its pieces; its beginning where none does.
  kalugaSearch.quote = (blocks, query) => {
    let best = null;
    for (const [id, text] of blocks) {
      if (best && !canAnswer(text, query)) continue;
      const words = wordsOf(text);
      const part = bestPart(hitsIn(words, query));
      if (!best || part.points > best.part.points) best = { id, text, words, part };
    }
    if (!best) return null;
    const { id, text, words, part } = best;
    const [first, last] = part.hits.length ? [part.hits[0].first, part.hits.at(-1).last] : [0, 0];
    const start = Math.max(0, Math.min(first - 6, words.length - LONGEST));
    const end = Math.min(words.length - 1, Math.max(last, start + LONGEST - 1));
    const from = start > 0 ? words[start].start : 0;
    const to = end < words.length - 1 ? words[end].end : text.length;
    const inside = hitsIn(words.slice(0, end + 1), query).filter((hit) => hit.first >= start);
    const shown = pieces(text, words, inside, from, to);
    if (from > 0) shown.unshift({ text: "… " });
    if (to < text.length) shown.push({ text: " …" });
    return { id: part.hits.length ? id : null, pieces: shown };
  };

  // The figures of some articles of which all units speak: [{quote, measured, block, sentence, article}].
  kalugaSearch.figuresOf = (articles, query, most) => {
    const found = [];
    for (const article of articles) {
      for (const [quote, measured, block, sentence] of article.figures) {
        const words = wordsOf(`${measured} · ${sentence}`);
        const units = new Set(hitsIn(words, query).map(({ unit }) => unit));
        const own = new Set(hitsIn(wordsOf(`${quote} · ${measured}`), query).map(({ unit }) => unit));
        if (units.size === query.wanted.length) found.push({ quote, measured, block, sentence, article, own: own.size });
      }
    }
    const said = new Set(); // a sentence is shown once, with the figure that most was asked of
    const isFirst = ({ sentence, article }) => said.size < said.add(`${article.address} ${sentence}`).size;
    return found.sort((one, other) => other.own - one.own).filter(isFirst).slice(0, most);
  };

  const isNamed = (name, wanted) => {
    const words = wordsOf(name);
    return wanted.every((one) => words.some((word) => isWord(one, word)));
  };
  const isExactly = (name, wanted) => {
    const forms = new Set(wordsOf(name).map(({ form }) => form));
    return wanted.every(({ form }) => forms.has(form));
  };

  // The names with pages of their own that have all words of a query: [{address, kind, id, name}].
  kalugaSearch.names = async ({ wanted }, files) => {
    const words = wanted.flatMap(({ alternatives }) => alternatives[0]);
    const last = words.at(-1).folded.slice(0, 2); // of a Vietnamese name the last word tells most
    const letters = files["tat-ca"] ? "tat-ca" : /^[\x20-\x7e]+$/.test(last) ? last : "khac";
    if (!files[letters]) return [];
    const names = await json(`ten/${letters}-${files[letters]}.js`);
    return names
      .filter(([, name, , others]) => [name, ...others].some((one) => isNamed(one, words)))
      .map(([address, name, size, others]) => {
        const [kind, id] = address.split("/");
        const isExact = [name, ...others].some((one) => isExactly(one, words));
        return { address: `${address}.html`, kind, id, name, size, isExact };
      })
      .sort((one, other) => other.isExact - one.isExact || other.size - one.size || (one.address < other.address ? -1 : 1));
  };
})();
