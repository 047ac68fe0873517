-- migrations: database=plugins
CREATE TABLE IF NOT EXISTS plugins (
  name         TEXT PRIMARY KEY,
  version      TEXT NOT NULL,
  installed_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
