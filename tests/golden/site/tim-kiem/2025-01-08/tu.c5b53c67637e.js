kalugaSearch.take("2025-01-08/tu.c5b53c67637e.js",{"dates":"#","date":20250302,"lengths":"7","shards":"3621a3c0","first":"1","blocks":"e6ca7a11"});
