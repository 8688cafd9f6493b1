kalugaSearch.take("khong-ro-nam/bai.39edacb5b92b.js","q1YqSC0qzs9TsoqO1VEqyS/ITIYwi/NLi5JTQexaAA==");
