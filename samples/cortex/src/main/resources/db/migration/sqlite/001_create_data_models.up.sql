CREATE TABLE environments (
  id   TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
);

CREATE TABLE data_models (
  id         TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
  slug       TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  settings   TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE metrics (
  id         TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
  model_id   TEXT NOT NULL REFERENCES data_models (id) ON DELETE CASCADE,
  slug       TEXT NOT NULL,
  expression TEXT NOT NULL,
  UNIQUE (model_id, slug)
);

INSERT INTO environments (slug, name) VALUES ('development', 'Development'), ('production', 'Production');
INSERT INTO data_models (slug, name) VALUES ('sales', 'Sales');
INSERT INTO metrics (model_id, slug, expression)
SELECT id, 'revenue', 'sum(orders.total)' FROM data_models WHERE slug = 'sales';
