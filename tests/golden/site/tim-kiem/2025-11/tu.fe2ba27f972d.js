kalugaSearch.take("2025-11/tu.fe2ba27f972d.js",{"dates":"#","date":20251105,"lengths":")","shards":"2215848d","first":"05","blocks":"954e0f47"});
