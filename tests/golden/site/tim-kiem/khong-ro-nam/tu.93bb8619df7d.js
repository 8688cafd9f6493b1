kalugaSearch.take("khong-ro-nam/tu.93bb8619df7d.js",{"dates":"#","date":0,"lengths":"(","shards":"571bcf79","first":"20","blocks":"5075fe69"});
