PRAGMA foreign_keys = OFF;

CREATE TABLE data_models_old (
  id         TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
  slug       TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  settings   TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

INSERT INTO data_models_old (id, slug, name, settings, created_at)
SELECT id, slug, name, settings, created_at FROM data_models;

DROP TABLE data_models;
ALTER TABLE data_models_old RENAME TO data_models;

PRAGMA foreign_keys = ON;
