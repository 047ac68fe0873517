-- How far each connector has read its source.
CREATE TABLE IF NOT EXISTS checkpoints (
  source     TEXT PRIMARY KEY,
  cursor     TEXT NOT NULL,
  updated_at INTEGER NOT NULL
);
