kalugaSearch.take("2025-01-08/tu-bai-0-e6ca7a11.js",[["bai-viet/2025/day-du","Bài đủ mọi trường & dấu <đặc biệt>","vi","2025-03-02",true,"Báo Thử"]]);
