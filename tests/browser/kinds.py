"""A page of every kind, from the sites that tests open in browsers (`conftest.sites`)."""

ARTICLE = "bai-viet/2025/tinh-kaluga-tro-thanh-diem-sang-moi-trong-hop-tac-nga-viet.html"
QUOTED = "bai-viet/2025/pho-chu-tich-ubnd-tp-ha-noi-tiep-doan-dai-bieu-tinh-kaluga.html"

OF_SITE = {
    "own": [
        "index.html",
        ARTICLE,
        QUOTED,
        "bai-viet/index.html",
        "bai-viet/2025/index.html",
        "dong-thoi-gian/index.html",
        "dong-thoi-gian/2025/index.html",
        "dong-thoi-gian/2025/11.html",
        "nhan-vat/index.html",
        "nhan-vat/shapsha-vladislav-valerievich.html",
        "to-chuc/tap-doan-th.html",
        "dia-danh/kaluga.html",
        "chu-de/index.html",
        "chu-de/y-te.html",
        "nguon/pntd.html",
        "so-lieu/index.html",
        "so-lieu/2025/11.html",
        "so-lieu/kim-ngach-kaluga-viet-nam.html",
        "tim-kiem.html",
        "du-lieu/index.html",
        "404.html",
    ],
    "both": [
        "index.html",
        "en/index.html",
        f"en/{ARTICLE}",
        "en/nhan-vat/shapsha-vladislav-valerievich.html",
        "en/so-lieu/2025/11.html",
        "en/tim-kiem.html",
        "en/du-lieu/index.html",
    ],
    "golden": [
        "bai-viet/2025/day-du.html",
        "bai-viet/2025/rut.html",
        "nhan-vat/nguyen-van-hung.html",
        "nhan-vat/vladislav-valerievich-shapsha.html",
        "tac-gia/index.html",
        "tac-gia/nguoi-viet.html",
        "dong-thoi-gian/index.html",
        "dong-thoi-gian/2019/08.html",
        "so-lieu/kim-ngach.html",
    ],
    "letters": [
        "nhan-vat/index.html",
        "nhan-vat/chu-cai/n.html",
    ],
}
PAGES = [(site, page) for site, pages in OF_SITE.items() for page in pages]
REDIRECT = "bai-viet/2024/ten-cu.html"
"""In the golden site; it leads on at once."""
