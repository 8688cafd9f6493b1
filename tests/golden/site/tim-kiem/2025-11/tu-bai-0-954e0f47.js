kalugaSearch.take("2025-11/tu-bai-0-954e0f47.js",[["bai-viet/2025/tho","Một bài thô có tít","vi","2025-11-05",false,"Báo Thử"]]);
