ALTER TABLE data_models
  DROP FOREIGN KEY data_models_environment,
  DROP INDEX data_models_environment_slug,
  DROP COLUMN environment_id,
  ADD UNIQUE slug (slug);
