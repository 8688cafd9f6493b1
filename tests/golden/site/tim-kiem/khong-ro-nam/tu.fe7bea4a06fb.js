kalugaSearch.take("khong-ro-nam/tu.fe7bea4a06fb.js",{"dates":"#","date":0,"lengths":"(","shards":"571bcf79","first":"20","blocks":"5075fe69"});
