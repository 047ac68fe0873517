-- migrations: database=cortex

-- MQM: the same for models, which also have a price.
CREATE TABLE IF NOT EXISTS model_profiles (
  model        TEXT PRIMARY KEY,
  price_in     REAL NOT NULL,
  price_out    REAL NOT NULL,
  context_size INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS model_outcomes (
  task    TEXT NOT NULL,
  model   TEXT NOT NULL REFERENCES model_profiles (model),
  success INTEGER NOT NULL DEFAULT 0,
  failure INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (task, model)
) WITHOUT ROWID;

INSERT OR IGNORE INTO model_profiles (model, price_in, price_out, context_size) VALUES
  ('small', 0.2, 0.8, 32000),
  ('large', 3.0, 15.0, 200000);
