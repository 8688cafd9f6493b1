kalugaSearch.take("2025-01-08/tu.7e6e9dee6f34.js",{"dates":"#","date":20250302,"lengths":"7","shards":"3621a3c0","first":"1","blocks":"e6ca7a11"});
