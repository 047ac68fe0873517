-- migrations: database=cortex
CREATE TABLE IF NOT EXISTS nodes (
  id           TEXT PRIMARY KEY,
  address      TEXT NOT NULL UNIQUE,
  capabilities TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(capabilities)),
  status       TEXT NOT NULL DEFAULT 'unknown',
  last_seen_at TEXT
);
