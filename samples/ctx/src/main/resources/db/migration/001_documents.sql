-- Normalised documents of all connectors. A database that was made before there was a
-- history has these tables already, so nothing here may fail on it.
CREATE TABLE IF NOT EXISTS documents (
  id            TEXT PRIMARY KEY,
  source        TEXT NOT NULL,
  source_id     TEXT NOT NULL,
  source_url    TEXT,
  title         TEXT,
  author        TEXT,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  content_type  TEXT NOT NULL DEFAULT 'text/plain',
  body          TEXT NOT NULL,
  metadata_json TEXT NOT NULL DEFAULT '{}',
  raw_json      TEXT,
  UNIQUE (source, source_id)
);

CREATE INDEX IF NOT EXISTS idx_documents_source ON documents (source);
CREATE INDEX IF NOT EXISTS idx_documents_updated_at ON documents (updated_at);
