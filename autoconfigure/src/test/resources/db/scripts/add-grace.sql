INSERT INTO person (id, name) VALUES (2, 'Grace');
