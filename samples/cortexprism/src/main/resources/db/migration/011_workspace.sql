-- migrations: database=cortex
CREATE TABLE IF NOT EXISTS workspace_config (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS file_edit_log (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id TEXT REFERENCES sessions (id) ON DELETE SET NULL,
  path       TEXT NOT NULL,
  before     TEXT,
  after      TEXT,
  edited_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

INSERT OR IGNORE INTO workspace_config (key, value) VALUES ('root', '.'), ('keep-edits-days', '30');
