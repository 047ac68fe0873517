ALTER TABLE data_models ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE metrics ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
CREATE INDEX data_models_position ON data_models (position, slug);
