CREATE TABLE environments (
  id   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  slug text NOT NULL UNIQUE,
  name text NOT NULL
);

CREATE TABLE data_models (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  slug       text NOT NULL UNIQUE,
  name       text NOT NULL,
  settings   jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE metrics (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  model_id   uuid NOT NULL REFERENCES data_models (id) ON DELETE CASCADE,
  slug       text NOT NULL,
  expression text NOT NULL,
  UNIQUE (model_id, slug)
);

INSERT INTO environments (slug, name) VALUES ('development', 'Development'), ('production', 'Production');
INSERT INTO data_models (slug, name) VALUES ('sales', 'Sales');
INSERT INTO metrics (model_id, slug, expression)
SELECT id, 'revenue', 'sum(orders.total)' FROM data_models WHERE slug = 'sales';
