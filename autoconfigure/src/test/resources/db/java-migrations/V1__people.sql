CREATE TABLE people (name VARCHAR(80));
