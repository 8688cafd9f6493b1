kalugaSearch.take("2025-11/tu.8ebbdb4aa4f2.js","q1ZKzi/NK1GyMtRRKs8vSilWsjI10lEqzkgEs6OVjAyMTHUNDfVLSnVNDCwMjNNSzczTjNP0soqVYnWU0jKLiktAygxMlWJrAQ==");
