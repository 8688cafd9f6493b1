"""What texts are made of that Markdown, YAML or Unicode could take for something else."""

PIECES = [
    "Hà Nội", "ông Nguyễn Văn Lưu", "* ", "- ", "+ ", "1. ", "12) ", "# ", "## ", "####", "> ", "===", "---", "~~~",
    "\n", "\n\n", "    ", "\t", "[a](b)", "![x](y)", "[x]: /u", "<br>", "<!-- ", "<a@b.vn>", "<https://x.vn>", "&amp;",
    "&#35;", "&copy", "\\", "\\\\", "\\\n", "  \n", "a|b", "|-|-|", "**đậm**", "_nghiêng_", "a_b_c", "`a`", "!", "#1",
    "Trần Nam", "```", "Tít #", "date 2025-11-25 ", "(PNTĐ) -", "ngày 25/11/2025", "Ảnh: Lê Văn A", "…", ".", ":",
    "\u2028", "\xa0", "\xad", "\u0301", "\u0338", "𝔘", "\x00", "\ufeff", "\r", "{% %}", "- [ ] ", "$x$", "^", "“",
    "”", "'", '"',
]  # fmt: skip
