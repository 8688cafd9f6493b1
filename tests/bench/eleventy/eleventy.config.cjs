// A site of the same pages as Hugo's in ../hugo: articles, topics, people, years, a feed and a sitemap.
const PER_PAGE = 20;

module.exports = (config) => {
  const slugify = config.getFilter("slugify");
  const iso = (date) => date.toISOString().slice(0, 10);
  const newestFirst = (api) => api.getFilteredByTag("article").reverse();

  config.addCollection("newest", newestFirst);
  for (const key of ["topics", "people"]) {
    const address = (name, number) => `/${key}/${slugify(name)}${number > 1 ? `/page/${number}` : ""}.html`;
    const groups = (api) => [...grouped(newestFirst(api), (one) => one.data[key])];
    config.addCollection(key, (api) =>
      groups(api).map(([name, items]) => ({ name, count: items.length, address: address(name, 1) })),
    );
    config.addCollection(`${key}Pages`, (api) => groups(api).flatMap((group) => pagesOf(...group, address)));
  }
  config.addCollection("years", (api) =>
    [...grouped(newestFirst(api), (one) => [one.date.getUTCFullYear()])].map(([year, items]) => ({ year, items })),
  );
  config.addFilter("iso", iso);
  config.addFilter("day", (date) => iso(date).split("-").reverse().join("/"));
  config.addFilter("first", (list, count) => list.slice(0, count));
  config.addPassthroughCopy("style.css");
  return { markdownTemplateEngine: false };
};

/** Articles by each of their keys. */
function grouped(articles, keysOf) {
  const found = new Map();
  for (const one of articles)
    for (const key of keysOf(one)) {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(one);
    }
  return found;
}

/** The pages of one list: PER_PAGE articles on each. */
function pagesOf(name, items, address) {
  const total = Math.ceil(items.length / PER_PAGE);
  return Array.from({ length: total }, (_, place) => ({
    name,
    total,
    number: place + 1,
    address: address(name, place + 1),
    newer: place > 0 && address(name, place),
    older: place + 1 < total && address(name, place + 2),
    items: items.slice(place * PER_PAGE, (place + 1) * PER_PAGE),
  }));
}
