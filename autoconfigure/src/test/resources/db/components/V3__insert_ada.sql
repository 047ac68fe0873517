INSERT INTO person (id, name, born) VALUES (1, 'Ada', 1815);
