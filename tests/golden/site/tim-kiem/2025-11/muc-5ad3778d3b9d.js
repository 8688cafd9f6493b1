kalugaSearch.take("2025-11/muc-5ad3778d3b9d.js","PcuxDoMgFEbhd/lnsHAjxvoqDQNXIda0kgjEwfjuYoduZ/jOgTF+yndNGECKjNT6McYs2QXy3TOQ0twsCaK6smYMWmCP21S9IYE0u1+//nMusvfME7fOtYGkum8rEN5byjdUBva8AA==");
