kalugaSearch.take("khong-ro-nam/bai.1bcee124efd5.js","JcvLDkAwEIXhd5m1utPwKmJR1VCXjnRqQ7y7Ebv/O8m5YdhQrwRtB+uMbhIehVN7MigrtJQqK2sj06aIF4I+ArKXgbbIIxhV4OpSHjfjpjAzKsZhPKFjcAc8rP6T8PT6O/TPCw==");
