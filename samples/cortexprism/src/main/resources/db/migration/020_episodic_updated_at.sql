-- migrations: database=memory

-- migrations: unless exists column(episodic_memory.updated_at)
ALTER TABLE episodic_memory ADD COLUMN updated_at TEXT;

UPDATE episodic_memory SET updated_at = created_at WHERE updated_at IS NULL;

CREATE TABLE IF NOT EXISTS graph_relation_types (
  name    TEXT PRIMARY KEY,
  inverse TEXT
);

INSERT OR IGNORE INTO graph_relation_types (name, inverse) VALUES
  ('part of', 'has part'),
  ('caused by', 'causes'),
  ('follows', 'precedes'),
  ('contradicts', 'contradicts'),
  ('mentions', 'mentioned in');
