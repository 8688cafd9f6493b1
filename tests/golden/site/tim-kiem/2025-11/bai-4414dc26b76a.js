kalugaSearch.take("2025-11/bai-4414dc26b76a.js","i45WSkrM1C3LTC3RNzIwMtUvychX0lHyfbh7ZolC0uEFmQolGYe3KCQf3qxQcnhtCVCqLBNIgJTqGhrqGpgq6aQl5hSnxsYCAA==");
