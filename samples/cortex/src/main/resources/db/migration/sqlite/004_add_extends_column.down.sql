ALTER TABLE data_models DROP COLUMN extends_id;
