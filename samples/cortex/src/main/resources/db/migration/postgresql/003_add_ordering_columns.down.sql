ALTER TABLE metrics DROP COLUMN position;
ALTER TABLE data_models DROP COLUMN position;
