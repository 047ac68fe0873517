ALTER TABLE data_models
  ADD COLUMN extends_id CHAR(36),
  ADD CONSTRAINT data_models_extends FOREIGN KEY (extends_id) REFERENCES data_models (id);
