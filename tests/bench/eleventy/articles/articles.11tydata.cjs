// Where the articles' pages go, and how they look.
module.exports = {
  layout: "article.njk",
  tags: ["article"],
  permalink: (data) => `/articles/${data.page.fileSlug}.html`,
};
