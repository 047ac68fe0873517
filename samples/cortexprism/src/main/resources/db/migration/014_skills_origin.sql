-- migrations: database=cortex
CREATE TABLE IF NOT EXISTS skills (
  name       TEXT PRIMARY KEY,
  body       TEXT NOT NULL,
  origin     TEXT NOT NULL DEFAULT 'user' CHECK (origin IN ('builtin', 'user', 'learned', 'imported')),
  origin_ref TEXT,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
