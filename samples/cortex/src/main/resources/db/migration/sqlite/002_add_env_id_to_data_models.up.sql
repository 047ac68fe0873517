-- SQLite cannot add a column that is NOT NULL and refers to another table, so the table
-- is built anew. With foreign keys on, dropping the old one would take the metrics along.
PRAGMA foreign_keys = OFF;

CREATE TABLE data_models_new (
  id             TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
  environment_id TEXT NOT NULL REFERENCES environments (id),
  slug           TEXT NOT NULL,
  name           TEXT NOT NULL,
  settings       TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
  created_at     TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (environment_id, slug)
);

INSERT INTO data_models_new (id, environment_id, slug, name, settings, created_at)
SELECT data_models.id, environments.id, data_models.slug, data_models.name, settings, created_at
FROM data_models JOIN environments ON environments.slug = 'production';

DROP TABLE data_models;
ALTER TABLE data_models_new RENAME TO data_models;

PRAGMA foreign_keys = ON;
