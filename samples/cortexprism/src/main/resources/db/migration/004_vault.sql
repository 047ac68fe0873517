-- migrations: database=vault
CREATE TABLE IF NOT EXISTS vault_entries (
  name       TEXT PRIMARY KEY,
  secret     BLOB NOT NULL,
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

CREATE TABLE IF NOT EXISTS access_log (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  entry   TEXT NOT NULL,
  action  TEXT NOT NULL CHECK (action IN ('read', 'write', 'denied')),
  reader  TEXT NOT NULL,
  at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

CREATE INDEX IF NOT EXISTS idx_access_log_entry ON access_log (entry, at);
