ALTER TABLE data_models
  ADD COLUMN position INT NOT NULL DEFAULT 0,
  ADD INDEX data_models_position (position, slug);
ALTER TABLE metrics ADD COLUMN position INT NOT NULL DEFAULT 0;
