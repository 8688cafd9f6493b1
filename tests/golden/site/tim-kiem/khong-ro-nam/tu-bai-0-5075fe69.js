kalugaSearch.take("khong-ro-nam/tu-bai-0-5075fe69.js",[["bai-viet/khong-ro-nam/khong-ngay","Tít nằm trong bài","vi","",false,""]]);
