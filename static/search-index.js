// Loads the files of the search index, each once, and reads what they hold. ARCHITECTURE.md tells how it is made.
"use strict";
(() => {
  const folder = new URL("../tim-kiem/", document.currentScript.src).href;
  const { fold } = kalugaSearch;
  const LENGTH_STEP = 8; // as the generator writes them
  const files = new Map();

  const fileOf = (name) => {
    let file = files.get(name);
    if (!file) {
      file = { isAsked: false };
      file.content = new Promise((resolve, reject) => Object.assign(file, { resolve, reject }));
      file.content.catch(() => {}); // whoever waits for it is told
      files.set(name, file);
    }
    return file;
  };

  // Each file calls this with its name and what it holds.
  kalugaSearch.take = (name, content) => {
    const file = fileOf(name);
    file.isAsked = true;
    file.resolve(content);
  };

  const load = (name) => {
    const file = fileOf(name);
    if (!file.isAsked) {
      file.isAsked = true;
      const script = document.createElement("script");
      script.src = folder + name;
      script.onload = () => script.remove();
      script.onerror = () => {
        script.remove();
        files.delete(name); // the next query asks again
        file.reject(new Error(`${name} could not be loaded`));
      };
      document.head.append(script);
    }
    return file.content;
  };

  const unpack = async (text) => {
    const letters = atob(text);
    const packed = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) packed[at] = letters.charCodeAt(at);
    const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  };

  const once = (make) => {
    const known = new Map();
    return (name) => {
      if (!known.has(name)) {
        const found = make(name);
        known.set(name, found);
        found.catch(() => known.delete(name));
      }
      return known.get(name);
    };
  };
  const decoder = new TextDecoder();
  const json = once(async (name) => JSON.parse(decoder.decode(await unpack(await load(name)))));

  // A shard: folded word → its forms with the bytes that tell where each stands.
  const shard = once(async (name) => {
    const bytes = await unpack(await load(name));
    const start = 4 + new DataView(bytes.buffer).getUint32(0);
    const terms = new Map();
    let place = start;
    for (const [folded, ...rest] of JSON.parse(decoder.decode(bytes.subarray(4, start)))) {
      const forms = [];
      for (let at = 0; at < rest.length; at += 2) {
        forms.push({ form: rest[at] || folded, bytes: bytes.subarray(place, place += rest[at + 1]) });
      }
      terms.set(folded, forms);
    }
    return terms;
  });

  // The shards that can hold the words from `low` to `high`, by the first words of all.
  const shardsBetween = ({ shards, first }, low, high) =>
    shards.filter((_, place) => {
      if (!first[place]) return false; // empty: it stands beside a word that would fill several
      const next = first.slice(place + 1).find(Boolean);
      return first[place] <= high && (next === undefined || next > low);
    });

  // Where the words of a segment stand that fold to a word, or begin so: a list of {form, bytes}.
  kalugaSearch.formsOf = async (directory, { folded, isPrefix }) => {
    const high = isPrefix ? `${folded}\uffff` : folded;
    const terms = await Promise.all(shardsBetween(directory, folded, high).map(shard));
    if (!isPrefix) return terms.flatMap((one) => one.get(folded) ?? []);
    return terms.flatMap((one) => [...one].filter(([term]) => term.startsWith(folded)).flatMap(([, forms]) => forms));
  };

  // The places that some bytes tell, each by its distance from the one before.
  kalugaSearch.placesIn = (bytes) => {
    const places = [];
    let place = 0, number = 0, shift = 0;
    for (const byte of bytes) {
      number |= (byte & 0x7f) << shift;
      shift += 7;
      if (byte < 0x80) {
        places.push(place += number);
        number = shift = 0;
      }
    }
    return places;
  };

  // Calls back with each article that has a form of a word, and the bytes of its places in title and text.
  kalugaSearch.readPostings = (bytes, each) => {
    let at = 0, article = -1;
    const next = () => {
      let number = 0, shift = 0, byte;
      do {
        byte = bytes[at++];
        number |= (byte & 0x7f) << shift;
        shift += 7;
      } while (byte >= 0x80);
      return number;
    };
    while (at < bytes.length) {
      article += next();
      const head = next(), length = head >> 1;
      const titled = head & 1 ? next() : 0;
      const title = bytes.subarray(at, at += titled);
      each(article, title, bytes.subarray(at, at += length));
    }
  };

  const slug = (name) => fold(name.toLowerCase()).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const summed = (distances) => {
    let sum = 0;
    return distances.map((distance) => sum += distance);
  };

  // What weighs and narrows results, by article: date, length, and [{id, name}] of people, topics and sources.
  kalugaSearch.columns = once(async (name) => {
    const { blocks, size, date, length, ...values } = await json(name);
    const columns = { blocks, size, date: summed(date), length: length.map((one) => (one + 0.5) * LENGTH_STEP) };
    for (const [kind, rows] of Object.entries(values)) {
      columns[kind] = date.map(() => []);
      for (const [name, id, ...distances] of rows) {
        const value = { id: id || slug(name), name };
        for (const article of summed(distances)) columns[kind][article].push(value);
      }
    }
    return columns;
  });

  kalugaSearch.root = () => load("muc-luc.js");
  kalugaSearch.json = json;
})();
