ALTER TABLE data_models ADD COLUMN environment_id uuid REFERENCES environments (id);
UPDATE data_models SET environment_id = (SELECT id FROM environments WHERE slug = 'production');
ALTER TABLE data_models
  ALTER COLUMN environment_id SET NOT NULL,
  DROP CONSTRAINT data_models_slug_key,
  ADD UNIQUE (environment_id, slug);
