ALTER TABLE data_models ADD COLUMN extends_id uuid REFERENCES data_models (id);
