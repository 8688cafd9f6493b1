// Loads the files of the search index, each once, and reads what they hold. ARCHITECTURE.md tells how it is made.
"use strict";
(() => {
  const folder = new URL("../tim-kiem/", document.currentScript.src).href;
  const { fold } = kalugaSearch;
  const LENGTH_STEP = 8, DIGEST = 8; // as the generator writes them
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
      script.fetchPriority = "high"; // browsers let scripts wait that are put in later
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
    const plain = new Response(packed).body.pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(plain).json();
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
  const json = once(async (name) => unpack(await load(name)));

  // Numbers written as one letter each, 0 as "#"; those that UTF-16 keeps for pairs of letters are left out.
  const numbersIn = (letters) => Array.from(letters, (letter) => {
    const code = letter.codePointAt(0);
    return (code < 0x10000 ? code : code - 0x10000 + 0xd800) - 0x23;
  });
  const summed = (distances, first = 0) => {
    let sum = first;
    return distances.map((distance) => sum += distance);
  };

  // What leads to the words of a segment: the dates and lengths of its articles, the names of what lies beside it.
  kalugaSearch.directory = once(async (name) => {
    const { dates, date, lengths, shards, first, blocks } = await load(name);
    const beside = name.replace(/\.[^/]*$/, "");
    const naming = (kind, digests) => (number) =>
      `${beside}-${kind}${number}-${digests.slice(number * DIGEST, (number + 1) * DIGEST)}.js`;
    return {
      name,
      dates: summed(numbersIn(dates), date),
      lengths: numbersIn(lengths).map((one) => (one + 0.5) * LENGTH_STEP),
      first: first.split(" "),
      shard: naming("", shards),
      block: naming("bai-", blocks),
    };
  });

  // The shards that can hold the words from `low` to `high`, by the first words of all.
  const shardsBetween = ({ first, shard }, low, high) => {
    const found = [];
    for (let place = 0, next; place < first.length; place = next) {
      for (next = place + 1; first[next] === "";) next += 1; // empty: it stands beside a word that would fill several
      if (first[place] && first[place] <= high && (next === first.length || first[next] > low)) found.push(shard(place));
    }
    return found;
  };

  // The forms of the words of a shard that begin with some letters: [{form, postings}].
  const formsAt = (shard, letters) => {
    const found = [];
    for (let at = shard.indexOf(letters), end; at >= 0; at = shard.indexOf(letters, end)) {
      end = shard.indexOf("!", at + 1);
      if (end < 0) end = shard.length;
      const [folded, ...rest] = shard.slice(at + 1, end).split(" ");
      for (let one = 0; one < rest.length; one += 2) found.push({ form: rest[one] || folded, postings: rest[one + 1] });
    }
    return found;
  };

  // Where the words of a segment stand that fold to a word, or begin so: a list of {form, postings}.
  kalugaSearch.formsOf = async (directory, { folded, isPrefix }) => {
    const high = isPrefix ? `${folded}\uffff` : folded;
    const shards = await Promise.all(shardsBetween(directory, folded, high).map(load));
    return shards.flatMap((shard) => formsAt(shard, isPrefix ? `!${folded}` : `!${folded} `));
  };

  // Calls back with each article that has a form of a word, and from where to where its places stand in the postings.
  kalugaSearch.readPostings = (postings, each) => {
    for (let at = 0, article = -1; at < postings.length;) {
      let distance = 0;
      for (let code; (code = postings.charCodeAt(at)) < 0x80; at += 1) {
        distance = distance * 91 + code - (code < 0x5c ? 0x22 : 0x23); // digits are "#" to "~", without the backslash
      }
      article += distance;
      const start = at;
      while (postings.charCodeAt(at) >= 0x80) at += 1;
      each(article, start, at);
    }
  };

  // The places in the title and in the text that a part of some postings tells.
  const NONE = [];
  kalugaSearch.placesIn = ({ postings, start, end }) => {
    let title = NONE;
    const text = [];
    for (let at = start; at < end; at += 1) {
      const code = postings.charCodeAt(at);
      if (code < 0xd800) text.push(code - 0x80);
      else if (code >= 0xe000) (title === NONE ? title = [] : title).push(code - 0xe000);
      else {
        text.push(postings.codePointAt(at) - 0x10000 + 0xd800 - 0x80);
        at += 1;
      }
    }
    return { title, text };
  };

  const slug = (name) => fold(name.toLowerCase()).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  // What narrows the results of a segment, by article: [{id, name}] of people, topics and sources.
  kalugaSearch.columns = once(async (name) => {
    const columns = {};
    for (const [kind, rows] of Object.entries(await json(name))) {
      columns[kind] = new Map();
      for (const [name, id, ...distances] of rows) {
        const value = { id: id || slug(name), name };
        for (const article of summed(distances)) {
          const known = columns[kind].get(article);
          if (known) known.push(value);
          else columns[kind].set(article, [value]);
        }
      }
    }
    return columns;
  });

  kalugaSearch.root = () => load("muc-luc.js");
  Object.assign(kalugaSearch, { load, json });
})();
