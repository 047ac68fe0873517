DROP INDEX data_models_position;
ALTER TABLE metrics DROP COLUMN position;
ALTER TABLE data_models DROP COLUMN position;
