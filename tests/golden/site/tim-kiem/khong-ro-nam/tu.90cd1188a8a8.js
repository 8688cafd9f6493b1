kalugaSearch.take("khong-ro-nam/tu.90cd1188a8a8.js","q1ZKzi/NK1GyMtRRKs8vSilWsjIx0VEqzkgEs6OVsjPy89J1i/J18xJz9UtKddPMLC0NjMzTzJKTTfWyipVidZTSMouKS0BqjQyUYmsB");
