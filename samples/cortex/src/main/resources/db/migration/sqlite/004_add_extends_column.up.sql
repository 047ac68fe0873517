ALTER TABLE data_models ADD COLUMN extends_id TEXT REFERENCES data_models (id);
