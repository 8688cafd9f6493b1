kalugaSearch.take("khong-ro-nam/tu.81d4b4d9c503.js",{"dates":"#","date":0,"lengths":"(","shards":"571bcf79","first":"20","blocks":"5075fe69"});
