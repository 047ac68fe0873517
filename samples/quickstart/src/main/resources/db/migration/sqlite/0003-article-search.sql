-- An FTS5 table, kept current by triggers.
CREATE VIRTUAL TABLE article_words USING fts5 (article_id UNINDEXED, title, body);

CREATE TRIGGER article_inserted AFTER INSERT ON articles BEGIN
  INSERT INTO article_words (article_id, title, body) VALUES (new.id, new.title, new.body);
END;

CREATE TRIGGER article_updated AFTER UPDATE ON articles BEGIN
  DELETE FROM article_words WHERE article_id = old.id;
  INSERT INTO article_words (article_id, title, body) VALUES (new.id, new.title, new.body);
END;

CREATE TRIGGER article_deleted AFTER DELETE ON articles BEGIN
  DELETE FROM article_words WHERE article_id = old.id;
END;
