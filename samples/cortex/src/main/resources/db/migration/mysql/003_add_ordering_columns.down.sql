ALTER TABLE metrics DROP COLUMN position;
ALTER TABLE data_models DROP INDEX data_models_position, DROP COLUMN position;
