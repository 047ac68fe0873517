-- migrations: database=lens

-- What was done, by whom. Rows are never changed.
CREATE TABLE IF NOT EXISTS lens_events (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id TEXT,
  kind       TEXT NOT NULL,
  detail     TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

CREATE INDEX IF NOT EXISTS idx_lens_events_session ON lens_events (session_id, id);

CREATE TRIGGER IF NOT EXISTS lens_events_unchanged BEFORE UPDATE ON lens_events BEGIN
  SELECT raise(ABORT, 'lens_events are not changed; add another one');
END;
