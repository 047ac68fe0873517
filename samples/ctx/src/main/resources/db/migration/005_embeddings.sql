-- What was embedded, and how; the vectors themselves are little-endian floats.
CREATE TABLE IF NOT EXISTS embeddings (
  chunk_id   TEXT PRIMARY KEY REFERENCES chunks (id) ON DELETE CASCADE,
  model      TEXT NOT NULL,
  dims       INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  hash       TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS chunk_vectors (
  chunk_id    TEXT PRIMARY KEY REFERENCES chunks (id) ON DELETE CASCADE,
  document_id TEXT NOT NULL,
  embedding   BLOB NOT NULL
);

CREATE INDEX IF NOT EXISTS idx_chunk_vectors_document_id ON chunk_vectors (document_id);
