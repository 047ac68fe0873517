ALTER TABLE data_models DROP FOREIGN KEY data_models_extends, DROP COLUMN extends_id;
