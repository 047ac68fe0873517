-- A column that PostgreSQL keeps current by itself.
ALTER TABLE articles ADD COLUMN words tsvector
  GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || body)) STORED;

CREATE INDEX articles_words ON articles USING gin (words);
