ALTER TABLE data_models DROP COLUMN environment_id, ADD UNIQUE (slug);
