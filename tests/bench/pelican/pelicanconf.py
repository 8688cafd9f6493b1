"""A site of the same pages as Hugo's in ../hugo: articles, topics (tags), people (authors), sources, years, a feed."""

SITENAME = "Lưu trữ tin Kaluga"
SITEURL = "https://example.org"
FEED_DOMAIN = SITEURL
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
PATH = "content"
THEME = "simple"
DEFAULT_PAGINATION = 20
DIRECT_TEMPLATES = ["index", "tags", "categories", "authors", "archives"]
ARTICLE_URL = ARTICLE_SAVE_AS = "articles/{slug}.html"
TAG_URL = TAG_SAVE_AS = "topics/{slug}.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "people/{slug}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "sources/{slug}.html"
YEAR_ARCHIVE_SAVE_AS = "{date:%Y}.html"
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
