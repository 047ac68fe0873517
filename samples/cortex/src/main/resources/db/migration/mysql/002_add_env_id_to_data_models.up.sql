ALTER TABLE data_models ADD COLUMN environment_id CHAR(36) AFTER id;
UPDATE data_models SET environment_id = (SELECT id FROM environments WHERE slug = 'production');
ALTER TABLE data_models
  MODIFY environment_id CHAR(36) NOT NULL,
  ADD CONSTRAINT data_models_environment FOREIGN KEY (environment_id) REFERENCES environments (id),
  ADD CONSTRAINT data_models_environment_slug UNIQUE (environment_id, slug),
  DROP INDEX slug;
